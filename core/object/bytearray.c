// The type bytearray: what it has beyond the methods of bytes.
#include <string.h>

#include "core/object/bytes_internal.h"
#include "core/object/exception.h"
#include "core/object/format.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/export.h"
#include "core/vm/vm.h"

static ByteArrayObject *to_bytearray(Value v) { return (ByteArrayObject *)to_object(v); }

static uint8_t *data_of(Value v) { return to_bytearray(v)->storage->data; }

bool bytearray_may_resize(Value self) {
  if (!export_is_needed(self)) return true;
  bool is_array = !type_is_subtype(type_of(self), builtin_types[SHAPE_BYTEARRAY]);
  raise(BufferError, is_array ? "cannot resize an array that is exporting buffers"
                              : "Existing exports of data: object cannot be re-sized");
  return false;
}

bool bytearray_buffer(Value self, Buffer *buffer) {
  ByteArray *storage = to_bytearray(self)->storage;
  // What is empty may have no storage.
  if (storage == NULL)
    *buffer = (Buffer){(uint8_t *)(uintptr_t)"", 0, 'B', true, self};
  else
    *buffer = (Buffer){storage->data, to_bytearray(self)->size, 'B', true, from_object(storage)};
  return true;
}

bool bytearray_resize(Value v, size_t size) {
  ByteArrayObject *array = to_bytearray(v);
  if (size != array->size && export_noted(v) && !bytearray_may_resize(v)) return false;
  if (!array->storage || size > array->storage->capacity) {
    if (size > INT64_MAX / 2) {
      raise_memory_error();
      return false;
    }
    size_t spare = array->storage ? size / 8 + 8 : 0;
    ByteArray *storage = byte_array_new(size + spare);
    if (!storage) return false;
    if (array->storage) memcpy(storage->data, array->storage->data, array->size);
    array->storage = storage;
  } else if (size < array->size) {
    memset(array->storage->data + size, 0, array->size - size);
  }
  array->size = size;
  return true;
}

static Value fill(ByteArrayObject *array, const void *data, size_t size) {
  if (!array || !bytearray_resize(from_object(array), size)) return EMPTY;
  if (data && size) memcpy(array->storage->data, data, size);
  return from_object(array);
}

Value bytearray_new(const void *data, size_t size) {
  return fill(heap_new(SHAPE_BYTEARRAY, HEAP_LIST, sizeof(ByteArrayObject)), data, size);
}

Value bytearray_from_bytes(Value bytes) {
  View view = view_of(bytes);
  return bytearray_new(view.data, view.size);
}

// Replaces [start, stop) by size bytes, which may not lie in the array itself.
static bool splice(Value self, size_t start, size_t stop, const char *data, size_t size) {
  size_t old = to_bytearray(self)->size, tail = old - stop;
  if (size != stop - start && !bytearray_may_resize(self)) return false;
  if (size > stop - start && !bytearray_resize(self, old + size - (stop - start))) return false;
  memmove(data_of(self) + start + size, data_of(self) + stop, tail);
  if (size) memcpy(data_of(self) + start, data, size);
  return bytearray_resize(self, start + size + tail);
}

static Value bytearray_repr(Value self) { return bytes_quoted(view_of(self), str_format_c("%T(b", self), ")", true); }

static int bytearray_truth(Value self) { return to_bytearray(self)->size != 0; }

static int64_t bytearray_length(Value self) { return (int64_t)to_bytearray(self)->size; }

// The index that key means, or -1 with an exception.
static int64_t index_argument(Value self, Value key) {
  int64_t index;
  if (!has_index(key)) {
    raise(TypeError, "bytearray indices must be integers or slices, not %T", key);
    return -1;
  }
  if (!index_from_value(key, EXCEPTION_IndexError, &index)) return -1;
  int64_t length = (int64_t)to_bytearray(self)->size;
  if (index < 0) index += length;
  if ((uint64_t)index < (uint64_t)length) return index;
  raise(IndexError, "bytearray index out of range");
  return -1;
}

// The bounds of a slice of self. The __index__ of a bound may run anything, so the size is looked at afterwards. False:
// raised.
static bool bounds_of(Value self, Value slice, int64_t *start, int64_t *step, int64_t *count) {
  int64_t stop;
  if (!slice_unpack(slice, start, &stop, step)) return false;
  *count = slice_adjust((int64_t)to_bytearray(self)->size, start, &stop, *step);
  return true;
}

static Value bytearray_get_item(Value self, Value key) {
  if (has_shape(key, SHAPE_SLICE)) {
    int64_t start, step, count;
    if (!bounds_of(self, key, &start, &step, &count)) return EMPTY;
    Value result = bytearray_new(NULL, (size_t)count);
    if (result == EMPTY) return EMPTY;
    for (int64_t i = 0; i < count; i++) data_of(result)[i] = data_of(self)[start + i * step];
    return result;
  }
  int64_t index = index_argument(self, key);
  return index < 0 ? EMPTY : from_small_int(data_of(self)[index]);
}

// Deletes the bytes at start, start + step, …; step is not 1. False: raised.
static bool delete_items(Value self, int64_t start, int64_t step, int64_t count) {
  if (!bytearray_may_resize(self)) return false;
  if (count == 0) return true;
  if (step < 0) {
    start += (count - 1) * step;
    step = -step;
  }
  uint8_t *data = data_of(self);
  size_t size = to_bytearray(self)->size, kept = (size_t)start, next = (size_t)start;
  for (size_t i = (size_t)start; i < size; i++) {
    bool deleted = i == next && count > 0;
    if (deleted && --count > 0) next += (size_t)step;
    if (!deleted) data[kept++] = data[i];
  }
  return bytearray_resize(self, kept);
}

// self[slice] = value; value EMPTY: delete.
static bool set_slice(Value self, Value slice, Value value) {
  Value copy = EMPTY;
  if (value != EMPTY) {
    if (type_flag(value, TYPE_IS_STR) || (has_index(value) && !is_bytes_like(value))) {
      raise(TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
      return false;
    }
    copy = bytes_from_iterable(value, "bytearray");
    if (copy == EMPTY) return false;
  }
  View new = copy == EMPTY ? (View){NULL, 0} : view_of(copy);
  int64_t start, step, count;
  if (!bounds_of(self, slice, &start, &step, &count)) return false;
  if (step == 1) return splice(self, (size_t)start, (size_t)(start + count), new.data, new.size);
  if (new.size == 0) return delete_items(self, start, step, count);
  if (new.size != (size_t)count) {
    raise(ValueError, "attempt to assign bytes of size %zu to extended slice of size %ld", new.size, (long)count);
    return false;
  }
  for (int64_t i = 0; i < count; i++) data_of(self)[start + i * step] = (uint8_t)new.data[i];
  return true;
}

static bool bytearray_set_item(Value self, Value key, Value value) {
  if (has_shape(key, SHAPE_SLICE)) return set_slice(self, key, value);
  if (!has_index(key)) return raise(TypeError, "bytearray indices must be integers or slices, not %T", key), false;
  // The byte first: its __index__ may change the array.
  int byte = value == EMPTY ? 0 : byte_argument(value);
  int64_t index = byte < 0 ? -1 : index_argument(self, key);
  if (index < 0) return false;
  if (value == EMPTY) return splice(self, (size_t)index, (size_t)index + 1, NULL, 0);
  data_of(self)[index] = (uint8_t)byte;
  return true;
}

static bool extend(Value self, View view) {
  // The view may be of the array itself, whose storage moves.
  size_t old = to_bytearray(self)->size;
  if (!bytearray_resize(self, old + view.size)) return false;
  if (view.size) memcpy(data_of(self) + old, view.data, view.size);
  return true;
}

static Value bytearray_concat(Value left, Value right) {
  View view;
  if (!view_operand(left, right, &view)) return EMPTY;
  Value result = bytearray_from_bytes(left);
  return result != EMPTY && extend(result, view) ? result : EMPTY;
}

static Value repeat(Value self, Value times, Value target) {
  int64_t count;
  Value answer;
  if (!repeat_count(times, &count, &answer)) return answer;
  size_t size = to_bytearray(self)->size;
  if (size != 0 && (uint64_t)count > (uint64_t)INT64_MAX / 2 / size) return raise_memory_error();
  if (target == EMPTY) target = bytearray_from_bytes(self);
  if (target == EMPTY || !bytearray_resize(target, size * (size_t)count)) return EMPTY;
  for (int64_t i = 1; size != 0 && i < count; i++) memcpy(data_of(target) + (size_t)i * size, data_of(target), size);
  return target;
}

static bool is_bytearray(Value v) {
  return is_object(v) && type_is_subtype(type_of(v), builtin_types[SHAPE_BYTEARRAY]);
}

static Value bytearray_binary(BinaryOp op, Value left, Value right) {
  bool left_is_array = is_bytearray(left);
  switch (op) {
  case BINARY_ADD: return left_is_array ? bytearray_concat(left, right) : NOT_IMPLEMENTED;
  case BINARY_MUL: return left_is_array ? repeat(left, right, EMPTY) : repeat(right, left, EMPTY);
  case BINARY_MOD: return left_is_array ? percent_format_bytes(left, right) : NOT_IMPLEMENTED;
  default: return NOT_IMPLEMENTED;
  }
}

static Value bytearray_binary_in_place(BinaryOp op, Value left, Value right) {
  if (op == BINARY_MUL) return repeat(left, right, left);
  if (op != BINARY_ADD) return NOT_IMPLEMENTED;
  View view;
  return view_operand(left, right, &view) && extend(left, view) ? left : EMPTY;
}

static Value bytearray_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "bytearray",
                                      .signature = "source=b'', encoding='utf-8', errors='strict'"};
  Value slots[3];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  Value bytes = bytes_from_arguments(slots, "bytearray");
  if (bytes == EMPTY) return EMPTY;
  View view = view_of(bytes);
  return fill(instance_allocate(type), view.data, view.size);
}

static Value method_init(Value *args, size_t count) {
  (void)count;
  Value bytes = bytes_from_arguments(args + 1, "bytearray");
  if (bytes == EMPTY) return EMPTY;
  View view = view_of(bytes);
  return fill(to_bytearray(args[0]), view.data, view.size) == EMPTY ? EMPTY : NONE;
}

static Value method_append(Value *args, size_t count) {
  (void)count;
  int byte = byte_argument(args[1]);
  size_t size = to_bytearray(args[0])->size;
  if (byte < 0 || !bytearray_resize(args[0], size + 1)) return EMPTY;
  data_of(args[0])[size] = (uint8_t)byte;
  return NONE;
}

static Value method_extend(Value *args, size_t count) {
  (void)count;
  Value source = args[1];
  if (!is_bytes_like(source)) {
    Value iterator = object_iter(source);
    if (iterator == EMPTY) {
      if (!exception_matches(EXCEPTION_TypeError)) return EMPTY;
      exception_clear();
      return raise(TypeError, "can't extend bytearray with %T", source);
    }
    source = bytes_from_iterable(iterator, "bytearray");
    if (source == EMPTY) return EMPTY;
  }
  View view;
  if (!view_argument(source, &view)) {
    exception_clear();
    return raise(TypeError, "can't set bytearray slice from %T", source);
  }
  return extend(args[0], view) ? NONE : EMPTY;
}

static Value method_insert(Value *args, size_t count) {
  (void)count;
  int64_t index;
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &index)) return EMPTY;
  int byte = byte_argument(args[2]);
  if (byte < 0) return EMPTY;
  int64_t size = (int64_t)to_bytearray(args[0])->size;
  index = clamp_index(index, size);
  if (index > size) index = size;
  char data = (char)byte;
  return splice(args[0], (size_t)index, (size_t)index, &data, 1) ? NONE : EMPTY;
}

static Value method_pop(Value *args, size_t count) {
  (void)count;
  int64_t index = -1;
  if (args[1] != EMPTY && !index_from_value(args[1], EXCEPTION_IndexError, &index)) return EMPTY;
  int64_t size = (int64_t)to_bytearray(args[0])->size;
  if (size == 0) return raise(IndexError, "pop from empty bytearray");
  if (index < 0) index += size;
  if ((uint64_t)index >= (uint64_t)size) return raise(IndexError, "pop index out of range");
  Value result = from_small_int(data_of(args[0])[index]);
  return splice(args[0], (size_t)index, (size_t)index + 1, NULL, 0) ? result : EMPTY;
}

static Value method_remove(Value *args, size_t count) {
  (void)count;
  int byte = byte_argument(args[1]);
  if (byte < 0) return EMPTY;
  View view = view_of(args[0]);
  const char *at = memchr(view.data, byte, view.size);
  if (!at) return raise(ValueError, "value not found in bytearray");
  size_t index = (size_t)(at - view.data);
  return splice(args[0], index, index + 1, NULL, 0) ? NONE : EMPTY;
}

static Value method_reverse(Value *args, size_t count) {
  (void)count;
  uint8_t *data = data_of(args[0]);
  for (size_t i = 0, j = to_bytearray(args[0])->size; i + 1 < j; i++) {
    uint8_t byte = data[i];
    data[i] = data[--j];
    data[j] = byte;
  }
  return NONE;
}

static Value method_clear(Value *args, size_t count) {
  (void)count;
  return bytearray_resize(args[0], 0) ? NONE : EMPTY;
}

static Value method_copy(Value *args, size_t count) {
  (void)count;
  return bytearray_from_bytes(args[0]);
}

void bytearray_init(void) {
  static const TypeSlots slots = {
      .repr = bytearray_repr,
      .str = bytes_str,
      .hash = container_unhashable,
      .compare = bytes_compare,
      .truth = bytearray_truth,
      .length = bytearray_length,
      .iter = bytes_iter,
      .get_item = bytearray_get_item,
      .set_item = bytearray_set_item,
      .contains = bytes_contains,
      .binary = bytearray_binary,
      .binary_in_place = bytearray_binary_in_place,
      .construct = bytearray_construct,
      .buffer = bytearray_buffer,
  };
  static const NativeDef methods[] = {
#define X(text, parameters, function) {.name = "bytearray." text, .signature = parameters, .fn = function},
      BYTES_METHODS(X)
#undef X
          {.name = "bytearray.__init__",
           .signature = "self, source=b'', encoding='utf-8', errors='strict'",
           .fn = method_init},
      {.name = "bytearray.append", .signature = "self, item, /", .fn = method_append},
      {.name = "bytearray.extend", .signature = "self, iterable_of_ints, /", .fn = method_extend},
      {.name = "bytearray.insert", .signature = "self, index, item, /", .fn = method_insert},
      {.name = "bytearray.pop", .signature = "self, index=-1, /", .fn = method_pop},
      {.name = "bytearray.remove", .signature = "self, value, /", .fn = method_remove},
      {.name = "bytearray.reverse", .signature = "self, /", .fn = method_reverse},
      {.name = "bytearray.clear", .signature = "self, /", .fn = method_clear},
      {.name = "bytearray.copy", .signature = "self, /", .fn = method_copy},
      {.name = NULL},
  };
  builtin_types[SHAPE_BYTEARRAY]->flags |= TYPE_BYTE_STORAGE;
  type_setup(SHAPE_BYTEARRAY, &slots, methods, NULL, HEAP_LIST, sizeof(ByteArrayObject),
             "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n"
             "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
             "bytearray(int) -> bytes array of size given by the parameter initialized with null bytes\n"
             "bytearray() -> empty bytes array");
}
