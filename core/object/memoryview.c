// The type memoryview: making views, their life and their attributes.
#include "core/object/memoryview.h"

#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/export.h"
#include "core/vm/vm.h"

static MemoryView *allocate(size_t dimensions) {
  MemoryView *view = heap_new(SHAPE_MEMORYVIEW, HEAP_VALUES, sizeof *view + dimensions * sizeof(Extent));
  if (view == NULL) return NULL;
  view->dimensions = from_small_int((int64_t)dimensions);
  return view;
}

MemoryView *view_copy(const MemoryView *view, size_t dimensions) {
  MemoryView *copy = allocate(dimensions);
  if (copy == NULL) return NULL;
  copy->owner = view->owner;
  copy->holder = view->holder;
  copy->address = view->address;
  copy->code = view->code;
  copy->prefixed = view->prefixed;
  copy->read_only = view->read_only;
  return copy;
}

static MemoryView *view_again(const MemoryView *view) {
  MemoryView *copy = view_copy(view, view_dimensions(view));
  if (copy) memcpy(copy->extents, view->extents, view_dimensions(view) * sizeof(Extent));
  return copy;
}

Value memoryview_of(Value owner, const Buffer *buffer) {
  MemoryView *view = allocate(1);
  if (view == NULL) return EMPTY;
  view->owner = owner;
  view->holder = buffer->holder;
  view->address = from_small_int((int64_t)(uintptr_t)buffer->data);
  view->code = from_small_int(buffer->code);
  view->prefixed = FALSE_VALUE;
  view->read_only = from_bool(!buffer->writable);
  int64_t size = view_item(view)->size;
  view->extents[0] = (Extent){from_small_int((int64_t)buffer->size / size), from_small_int(size)};
  if (buffer->writable) export_note(owner);
  return from_object(view);
}

bool view_check(Value view) {
  if (to_view(view)->owner != EMPTY) return true;
  raise(ValueError, "operation forbidden on released memoryview object");
  return false;
}

Value memoryview_new(Value source) {
  if (is_view(source)) return view_check(source) ? from_object(view_again(to_view(source))) : EMPTY;
  if (!is_bytes_like(source)) return raise(TypeError, "memoryview: a bytes-like object is required, not '%T'", source);
  Buffer buffer;
  return type_of(source)->slots.buffer(source, &buffer) ? memoryview_of(source, &buffer) : EMPTY;
}

size_t view_bytes(const MemoryView *view) {
  size_t bytes = view_item(view)->size;
  for (size_t i = 0; i < view_dimensions(view); i++) bytes *= (size_t)view_items(view, i);
  return bytes;
}

bool view_is_contiguous(const MemoryView *view, bool fortran) {
  size_t dimensions = view_dimensions(view);
  int64_t stride = view_item(view)->size;
  if (dimensions == 1) return view_items(view, 0) == 1 || view_stride(view, 0) == stride;
  for (size_t i = 0; i < dimensions; i++) {
    size_t dimension = fortran ? i : dimensions - 1 - i;
    if (view_items(view, dimension) > 1 && view_stride(view, dimension) != stride) return false;
    stride *= view_items(view, dimension);
  }
  return true;
}

// Copies the items of one dimension, the outermost first, and of those inside it.
static uint8_t *gather(const MemoryView *view, size_t depth, bool fortran, const uint8_t *at, uint8_t *out) {
  size_t dimensions = view_dimensions(view), size = view_item(view)->size;
  if (depth == dimensions) {
    memcpy(out, at, size);
    return out + size;
  }
  size_t dimension = fortran ? dimensions - 1 - depth : depth;
  for (int64_t i = 0; i < view_items(view, dimension); i++)
    out = gather(view, depth + 1, fortran, at + i * view_stride(view, dimension), out);
  return out;
}

void view_gather(const MemoryView *view, bool fortran, uint8_t *out) {
  size_t bytes = view_bytes(view);
  if (bytes == 0) return;
  if (view_is_contiguous(view, fortran))
    memcpy(out, view_at(view), bytes);
  else
    gather(view, 0, fortran, view_at(view), out);
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)type;
  static const NativeDef signature = {.name = "memoryview", .signature = "object"};
  Value slot;
  return native_bind(&signature, args, count, keyword_names, &slot) ? memoryview_new(slot) : EMPTY;
}

static Value repr(Value self) {
  const char *format = to_view(self)->owner == EMPTY ? "<released memory at 0x%lx>" : "<memory at 0x%lx>";
  return str_format_c(format, (unsigned long)self);
}

static int64_t length(Value self) {
  if (!view_check(self)) return -1;
  return view_dimensions(to_view(self)) == 0 ? 1 : view_items(to_view(self), 0);
}

static bool hash(Value self, int64_t *result) {
  MemoryView *view = to_view(self);
  if (view->hash == EMPTY) {
    if (!view_check(self)) return false;
    Value number = view_hash_value(view);
    if (number == EMPTY) return false;
    view->hash = number;
  }
  return int_to_i64(view->hash, result);
}

// The items as a bytes, in C's order or, fortran, in that of the first index.
static Value to_bytes(const MemoryView *view, bool fortran) {
  Value bytes = bytes_new(NULL, view_bytes(view));
  if (bytes != EMPTY) view_gather(view, fortran, ((Bytes *)(void *)to_object(bytes))->data);
  return bytes;
}

static Value method_tobytes(Value *args, size_t count) {
  (void)count;
  char order = 'C';
  if (args[1] != EMPTY && args[1] != NONE) {
    if (!type_flag(args[1], TYPE_IS_STR))
      return raise(TypeError, "tobytes() argument 'order' must be str or None, not %T", args[1]);
    order = to_str(args[1])->text[0];
    if (to_str(args[1])->size != 1 || (order != 'C' && order != 'F' && order != 'A')) order = 0;
  }
  if (!view_check(args[0])) return EMPTY;
  if (order == 0) return raise(ValueError, "order must be 'C', 'F' or 'A'");
  const MemoryView *view = to_view(args[0]);
  bool any_is_fortran = order == 'A' && !view_is_contiguous(view, false) && view_is_contiguous(view, true);
  return to_bytes(view, order == 'F' || any_is_fortran);
}

static Value method_hex(Value *args, size_t count) {
  if (!view_check(args[0])) return EMPTY;
  args[0] = to_bytes(to_view(args[0]), false);
  return args[0] == EMPTY ? EMPTY : bytes_method_hex(args, count);
}

static Value method_toreadonly(Value *args, size_t count) {
  (void)count;
  MemoryView *view = view_check(args[0]) ? view_again(to_view(args[0])) : NULL;
  if (view == NULL) return EMPTY;
  view->read_only = TRUE_VALUE;
  return from_object(view);
}

static Value method_release(Value *args, size_t count) {
  (void)count;
  to_view(args[0])->owner = EMPTY;
  to_view(args[0])->holder = EMPTY;
  return NONE;
}

static Value method_enter(Value *args, size_t count) {
  (void)count;
  return view_check(args[0]) ? args[0] : EMPTY;
}

// --- attributes

static Value get_obj(Value self) { return view_check(self) ? to_view(self)->owner : EMPTY; }
static Value get_nbytes(Value self) {
  return view_check(self) ? int_from_i64((int64_t)view_bytes(to_view(self))) : EMPTY;
}
static Value get_itemsize(Value self) {
  return view_check(self) ? from_small_int(view_item(to_view(self))->size) : EMPTY;
}
static Value get_ndim(Value self) { return view_check(self) ? to_view(self)->dimensions : EMPTY; }
static Value get_readonly(Value self) { return view_check(self) ? to_view(self)->read_only : EMPTY; }

static Value get_format(Value self) {
  if (!view_check(self)) return EMPTY;
  const MemoryView *view = to_view(self);
  return str_format_c(view->prefixed == TRUE_VALUE ? "@%c" : "%c", (int)to_small_int(view->code));
}

static Value extents(Value self, bool strides) {
  Value numbers[VIEW_DIMENSIONS_MAX];
  if (!view_check(self)) return EMPTY;
  const MemoryView *view = to_view(self);
  size_t count = view_dimensions(view);
  for (size_t i = 0; i < count; i++) numbers[i] = strides ? view->extents[i].stride : view->extents[i].length;
  return tuple_from(numbers, count);
}

static Value get_shape(Value self) { return extents(self, false); }
static Value get_strides(Value self) { return extents(self, true); }
static Value get_suboffsets(Value self) { return view_check(self) ? tuple_from(NULL, 0) : EMPTY; }

static Value contiguous(Value self, bool c, bool fortran) {
  if (!view_check(self)) return EMPTY;
  const MemoryView *view = to_view(self);
  return from_bool((c && view_is_contiguous(view, false)) || (fortran && view_is_contiguous(view, true)));
}

static Value get_c_contiguous(Value self) { return contiguous(self, true, false); }
static Value get_f_contiguous(Value self) { return contiguous(self, false, true); }
static Value get_contiguous(Value self) { return contiguous(self, true, true); }

void memoryview_init(void) {
  static const TypeSlots slots = {
      .repr = repr,
      .hash = hash,
      .compare = view_compare,
      .length = length,
      .iter = view_iter,
      .get_item = view_get_item,
      .set_item = view_set_item,
      .construct = construct,
  };
  static const NativeDef methods[] = {
      {.name = "memoryview.tobytes", .signature = "self, /, order='C'", .fn = method_tobytes},
      {.name = "memoryview.tolist", .signature = "self, /", .fn = view_method_tolist},
      {.name = "memoryview.hex", .signature = "self, /, sep=, bytes_per_sep=1", .fn = method_hex},
      {.name = "memoryview.cast", .signature = "self, /, format, shape=", .fn = view_method_cast},
      {.name = "memoryview.toreadonly", .signature = "self, /", .fn = method_toreadonly},
      {.name = "memoryview.release", .signature = "self, /", .fn = method_release},
      {.name = "memoryview.__enter__", .signature = "self, /", .fn = method_enter},
      {.name = "memoryview.__exit__", .signature = "self, /, *args", .fn = method_release},
      {.name = NULL},
  };
  static const GetSetDef getset[] = {
      {"obj", get_obj, NULL, NULL},
      {"nbytes", get_nbytes, NULL, NULL},
      {"readonly", get_readonly, NULL, NULL},
      {"itemsize", get_itemsize, NULL, NULL},
      {"format", get_format, NULL, NULL},
      {"ndim", get_ndim, NULL, NULL},
      {"shape", get_shape, NULL, NULL},
      {"strides", get_strides, NULL, NULL},
      {"suboffsets", get_suboffsets, NULL, NULL},
      {"c_contiguous", get_c_contiguous, NULL, NULL},
      {"f_contiguous", get_f_contiguous, NULL, NULL},
      {"contiguous", get_contiguous, NULL, NULL},
      {NULL, NULL, NULL, NULL},
  };
  type_setup(SHAPE_MEMORYVIEW, &slots, methods, getset, HEAP_VALUES, sizeof(MemoryView),
             "Create a new memoryview object which references the given object.");
}
