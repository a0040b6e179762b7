// The type memoryview, for one-dimensional views of single bytes.
#include <string.h>

#include "core/object/bytes_internal.h"
#include "core/object/exception.h"
#include "core/object/list.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static MemoryView *to_view(Value v) { return (MemoryView *)to_object(v); }

static Value view_new(Value source, int64_t start, int64_t length) {
  MemoryView *view = heap_new(SHAPE_MEMORYVIEW, HEAP_VALUES, sizeof *view);
  if (!view) return EMPTY;
  view->source = source;
  view->start = from_small_int(start);
  view->length = from_small_int(length);
  return from_object(view);
}

Value memoryview_new(Value source) {
  if (has_shape(source, SHAPE_MEMORYVIEW))
    return view_new(to_view(source)->source, to_small_int(to_view(source)->start),
                    to_small_int(to_view(source)->length));
  if (!is_bytes_like(source)) return raise(TypeError, "memoryview: a bytes-like object is required, not '%T'", source);
  return view_new(source, 0, (int64_t)view_of(source).size);
}

static bool check_released(Value self) {
  if (to_view(self)->source != EMPTY) return true;
  raise(ValueError, "operation forbidden on released memoryview object");
  return false;
}

static Value view_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)type;
  static const NativeDef signature = {.name = "memoryview", .signature = "object"};
  Value slot;
  return native_bind(&signature, args, count, keyword_names, &slot) ? memoryview_new(slot) : EMPTY;
}

static Value view_repr(Value self) {
  if (to_view(self)->source == EMPTY) return str_format_c("<released memory at 0x%lx>", (unsigned long)self);
  return str_format_c("<memory at 0x%lx>", (unsigned long)self);
}

static int view_truth(Value self) { return view_of(self).size != 0; }

static int64_t view_length(Value self) { return check_released(self) ? (int64_t)view_of(self).size : -1; }

static bool view_hash(Value self, int64_t *hash) {
  if (!check_released(self)) return false;
  if (type_flag(to_view(self)->source, TYPE_IS_BYTES)) {
    View view = view_of(self);
    Value bytes = bytes_new(view.data, view.size);
    return bytes != EMPTY && object_hash(bytes, hash);
  }
  raise(ValueError, "cannot hash writable memoryview object");
  return false;
}

static Value view_compare(Value self, Value other, CompareOp op) {
  if (op != COMPARE_EQ && op != COMPARE_NE) return NOT_IMPLEMENTED;
  return bytes_compare(self, other, op);
}

// The index that key means, or -1 with an exception.
static int64_t index_argument(Value self, Value key) {
  int64_t index;
  if (!has_index(key)) {
    raise(TypeError, "memoryview: invalid slice key");
    return -1;
  }
  if (!index_from_value(key, EXCEPTION_IndexError, &index)) return -1;
  int64_t length = (int64_t)view_of(self).size;
  if (index < 0) index += length;
  if ((uint64_t)index < (uint64_t)length) return index;
  raise(IndexError, "index out of bounds on dimension 1");
  return -1;
}

// The part of self that a slice means; steps other than 1 are not supported.
static Value slice_view(Value self, Value slice) {
  int64_t start, stop, step, count;
  if (!slice_bounds(slice, (int64_t)view_of(self).size, &start, &stop, &step, &count)) return EMPTY;
  if (step != 1) return raise(NotImplementedError, "memoryview slices need step 1");
  return view_new(to_view(self)->source, to_small_int(to_view(self)->start) + start, count < 0 ? 0 : count);
}

static Value view_get_item(Value self, Value key) {
  if (!check_released(self)) return EMPTY;
  if (has_shape(key, SHAPE_SLICE)) return slice_view(self, key);
  int64_t index = index_argument(self, key);
  return index < 0 ? EMPTY : from_small_int((uint8_t)view_of(self).data[index]);
}

static bool view_set_item(Value self, Value key, Value value) {
  uint8_t *data;
  size_t size;
  if (!check_released(self)) return false;
  if (type_flag(to_view(self)->source, TYPE_IS_BYTES)) {
    raise(TypeError, "cannot modify read-only memory");
    return false;
  }
  if (value == EMPTY) {
    raise(TypeError, "cannot delete memory");
    return false;
  }
  if (has_shape(key, SHAPE_SLICE)) {
    View new;
    Value part = slice_view(self, key);
    if (part == EMPTY || !view_argument(value, &new) || !bytes_view_writable(part, &data, &size)) return false;
    if (new.size != size) {
      raise(ValueError, "memoryview assignment: lvalue and rvalue have different structures");
      return false;
    }
    memmove(data, new.data, size);
    return true;
  }
  // The byte first: its __index__ may change the array.
  int byte = byte_argument(value);
  int64_t index = byte < 0 ? -1 : index_argument(self, key);
  if (index < 0 || !bytes_view_writable(self, &data, &size)) return false;
  data[index] = (uint8_t)byte;
  return true;
}

static Value method_tobytes(Value *args, size_t count) {
  (void)count;
  View view = view_of(args[0]);
  return check_released(args[0]) ? bytes_new(view.data, view.size) : EMPTY;
}

static Value method_tolist(Value *args, size_t count) {
  (void)count;
  View view = view_of(args[0]);
  Value list = check_released(args[0]) ? list_new(view.size) : EMPTY;
  if (list == EMPTY) return EMPTY;
  for (size_t i = 0; i < view.size; i++) to_list(list)->storage->items[i] = from_small_int((uint8_t)view.data[i]);
  return list;
}

static Value method_release(Value *args, size_t count) {
  (void)count;
  to_view(args[0])->source = EMPTY;
  return NONE;
}

static Value method_enter(Value *args, size_t count) {
  (void)count;
  return check_released(args[0]) ? args[0] : EMPTY;
}

static Value get_obj(Value self) { return check_released(self) ? to_view(self)->source : EMPTY; }
static Value get_nbytes(Value self) { return from_small_int((int64_t)view_of(self).size); }
static Value get_one(Value self) {
  (void)self;
  return from_small_int(1);
}
static Value get_format(Value self) {
  (void)self;
  return str_from_c("B");
}
static Value get_readonly(Value self) {
  return check_released(self) ? from_bool(type_flag(to_view(self)->source, TYPE_IS_BYTES)) : EMPTY;
}
static Value get_shape(Value self) {
  Value length = get_nbytes(self);
  return tuple_from(&length, 1);
}

// Views are of single bytes: that is what can be cast to.
static Value method_cast(Value *args, size_t count) {
  (void)count;
  const char *format = str_text(args[1]);
  if (!format) return EMPTY;
  if (args[2] == EMPTY && (strcmp(format, "B") == 0 || strcmp(format, "@B") == 0)) return memoryview_new(args[0]);
  return raise(NotImplementedError, "memoryview: views of anything but bytes ('B') are not supported");
}

void memoryview_init(void) {
  static const TypeSlots slots = {
      .repr = view_repr,
      .hash = view_hash,
      .compare = view_compare,
      .truth = view_truth,
      .length = view_length,
      .iter = bytes_iter,
      .get_item = view_get_item,
      .set_item = view_set_item,
      .construct = view_construct,
  };
  static const NativeDef methods[] = {
      {.name = "memoryview.tobytes", .signature = "self, /, order='C'", .fn = method_tobytes},
      {.name = "memoryview.tolist", .signature = "self, /", .fn = method_tolist},
      {.name = "memoryview.hex", .signature = "self, /, sep=, bytes_per_sep=1", .fn = bytes_method_hex},
      {.name = "memoryview.cast", .signature = "self, /, format, shape=", .fn = method_cast},
      {.name = "memoryview.release", .signature = "self, /", .fn = method_release},
      {.name = "memoryview.__enter__", .signature = "self, /", .fn = method_enter},
      {.name = "memoryview.__exit__", .signature = "self, /, *args", .fn = method_release},
      {.name = NULL},
  };
  static const GetSetDef getset[] = {
      {"obj", get_obj, NULL, NULL},     {"nbytes", get_nbytes, NULL, NULL}, {"itemsize", get_one, NULL, NULL},
      {"ndim", get_one, NULL, NULL},    {"format", get_format, NULL, NULL}, {"readonly", get_readonly, NULL, NULL},
      {"shape", get_shape, NULL, NULL}, {NULL, NULL, NULL, NULL},
  };
  type_setup(SHAPE_MEMORYVIEW, &slots, methods, getset, HEAP_VALUES, sizeof(MemoryView),
             "A view of an object's bytes.");
}
