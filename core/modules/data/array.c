// The type array.array: making, items and slices, operators. Conversions of items are in array_item.c, methods in
// array_methods.c, what pickle needs in array_pickle.c.
#include "core/modules/data/array.h"

#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/list.h"
#include "core/object/memory.h"
#include "core/object/module.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

#define TYPECODES "bBuhHiIlLqQfd"

Type *array_type;
static Type *iterator_type;

static bool buffer(Value self, Buffer *buffer) {
  bytearray_buffer(self, buffer);
  char code = to_array(self)->item->code;
  buffer->code = code == 'u' ? 'w' : code;
  return true;
}

static bool resize(Value self, size_t length) {
  size_t size = to_array(self)->item->size;
  if (length > INT64_MAX / 2 / size) return raise_memory_error(), false;
  return bytearray_resize(self, length * size);
}

Value array_new(Type *type, const NativeItem *item, size_t length) {
  Array *array = instance_allocate(type);
  if (array == NULL) return EMPTY;
  array->item = item;
  return resize(from_object(array), length) ? from_object(array) : EMPTY;
}

bool array_splice(Value self, size_t start, size_t stop, const uint8_t *items, size_t count) {
  size_t length = array_length(self), tail = length - stop, size = to_array(self)->item->size;
  if (count != stop - start && !bytearray_may_resize(self)) return false;
  if (count > stop - start && !resize(self, length - (stop - start) + count)) return false;
  if (count != stop - start) memmove(array_at(self, start + count), array_at(self, stop), tail * size);
  if (items == NULL)
    memset(array_at(self, start), 0, count * size);
  else
    memcpy(array_at(self, start), items, count * size);
  return resize(self, start + count + tail);
}

bool array_append(Value self, Value item) {
  uint8_t raw[8];
  size_t size = to_array(self)->item->size;
  if (!array_item_from(to_array(self)->item, item, raw)) return false;
  size_t end = to_array(self)->bytes.size;
  if (!bytearray_resize(self, end + size)) return false;
  memcpy(to_array(self)->bytes.storage->data + end, raw, size);
  return true;
}

bool array_add_bytes(Value self, const uint8_t *data, size_t size) {
  if (size % to_array(self)->item->size != 0)
    return raise(ValueError, "bytes length not a multiple of item size"), false;
  // The data may be the array's own: its storage stays where it is while something points to it.
  size_t end = to_array(self)->bytes.size;
  if (size == 0) return true;
  if (!bytearray_resize(self, end + size)) return false;
  memcpy(to_array(self)->bytes.storage->data + end, data, size);
  return true;
}

bool array_extend(Value self, Value iterable) {
  if (is_array(iterable)) {
    if (to_array(iterable)->item != to_array(self)->item)
      return raise(TypeError, "can only extend with array of same kind"), false;
    return array_add_bytes(self, to_array(iterable)->bytes.storage->data, to_array(iterable)->bytes.size);
  }
  Walk walk;
  Value item;
  if (!walk_start(&walk, iterable)) return false;
  while ((item = walk_next(&walk)) != EMPTY)
    if (!array_append(self, item)) return false;
  return vm_exception == EMPTY;
}

bool array_add_text(Value self, Value text) {
  size_t start = array_length(self), length = to_str(text)->length;
  if (!resize(self, start + length)) return false;
  for (size_t i = 0; i < length; i++)
    native_item_store_bits(to_array(self)->item, array_at(self, start + i), str_at(text, i));
  return true;
}

Value array_copy(Value self) {
  Value copy = array_new(array_type, to_array(self)->item, 0);
  return copy != EMPTY && array_extend(copy, self) ? copy : EMPTY;
}

Value array_text(Value self) {
  StrBuilder builder = STR_BUILDER_INIT;
  for (size_t i = 0; i < array_length(self); i++) {
    Value character = array_get(self, i);
    if (character == EMPTY) return str_builder_drop(&builder), EMPTY;
    str_builder_add_str(&builder, character);
  }
  return str_builder_finish(&builder);
}

// --- making

// The item of a type code argument; NULL: raised.
static const NativeItem *item_argument(Value code) {
  if (!type_flag(code, TYPE_IS_STR) || to_str(code)->length != 1)
    return raise(TypeError, "array() argument 1 must be a unicode character, not %T", code), NULL;
  const char *text = to_str(code)->text;
  if (to_str(code)->size == 1 && text[0] && strchr(TYPECODES, text[0])) return native_item(text[0]);
  return raise(ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)"), NULL;
}

static bool fill(Value array, Value source) {
  const NativeItem *item = to_array(array)->item;
  bool is_text = item->kind == ITEM_CHARACTER;
  if (type_flag(source, TYPE_IS_STR)) return array_add_text(array, source);
  if (type_flag(source, TYPE_IS_BYTES) ||
      (type_flag(source, TYPE_BYTE_STORAGE) && type_is_subtype(type_of(source), builtin_types[SHAPE_BYTEARRAY]))) {
    const uint8_t *data;
    size_t size;
    return bytes_view(source, &data, &size) && array_add_bytes(array, data, size);
  }
  if (is_array(source) && !is_text && to_array(source)->item == item) return array_extend(array, source);
  if (!is_array(source)) return array_extend(array, source);
  for (size_t i = 0; i < array_length(source); i++) {
    Value value = array_get(source, i);
    if (value == EMPTY || !array_append(array, value)) return false;
  }
  return true;
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (type == array_type && keyword_count(keyword_names) > 0)
    return raise(TypeError, "array.array() takes no keyword arguments");
  if (count < 1 || count > 2)
    return raise(TypeError, "array() takes at %s %d argument%s (%zu given)", count < 1 ? "least" : "most",
                 count < 1 ? 1 : 2, count < 1 ? "" : "s", count);
  const NativeItem *item = item_argument(args[0]);
  if (item == NULL) return EMPTY;
  bool is_text = item->kind == ITEM_CHARACTER;
  if (count == 2 && !is_text && type_flag(args[1], TYPE_IS_STR))
    return raise(TypeError, "cannot use a str to initialize an array with typecode '%c'", item->code);
  if (count == 2 && !is_text && is_array(args[1]) && to_array(args[1])->item->kind == ITEM_CHARACTER)
    return raise(TypeError, "cannot use a unicode array to initialize an array with typecode '%c'", item->code);
  Value array = array_new(type, item, 0);
  return array == EMPTY || count == 1 || fill(array, args[1]) ? array : EMPTY;
}

// --- slots

static int64_t length(Value self) { return (int64_t)array_length(self); }

static Value repr(Value self) {
  Value name = type_of(self)->name;
  char code = to_array(self)->item->code;
  if (array_length(self) == 0) return str_format_c("%V('%c')", name, code);
  Value items = to_array(self)->item->kind == ITEM_CHARACTER ? array_text(self) : list_from_iterable(self);
  return items == EMPTY ? EMPTY : str_format_c("%V('%c', %R)", name, code, items);
}

static bool index_argument(Value self, Value key, const char *message, size_t *index) {
  int64_t i;
  if (!has_index(key)) return raise(TypeError, "array indices must be integers"), false;
  if (!index_from_value(key, EXCEPTION_IndexError, &i)) return false;
  if (i < 0) i += (int64_t)array_length(self);
  if (i < 0 || (uint64_t)i >= array_length(self)) return raise_format(EXCEPTION_IndexError, "%s", message), false;
  *index = (size_t)i;
  return true;
}

// The bounds of a slice: the array is looked at after its __index__ calls. False: raised.
static bool bounds_of(Value self, Value slice, int64_t *start, int64_t *step, int64_t *count) {
  int64_t stop;
  if (!slice_unpack(slice, start, &stop, step)) return false;
  *count = slice_adjust((int64_t)array_length(self), start, &stop, *step);
  return true;
}

static Value get_item(Value self, Value key) {
  if (!has_shape(key, SHAPE_SLICE)) {
    size_t index;
    return index_argument(self, key, "array index out of range", &index) ? array_get(self, index) : EMPTY;
  }
  int64_t start, step, count;
  if (!bounds_of(self, key, &start, &step, &count)) return EMPTY;
  const NativeItem *item = to_array(self)->item;
  Value result = array_new(array_type, item, (size_t)count);
  if (result == EMPTY) return EMPTY;
  for (int64_t i = 0; i < count; i++)
    memcpy(array_at(result, (size_t)i), array_at(self, (size_t)(start + i * step)), item->size);
  return result;
}

// Removes every step-th item. step > 1.
static bool delete_stepwise(Value self, int64_t start, int64_t step, int64_t count) {
  size_t length = array_length(self), size = to_array(self)->item->size, to = (size_t)start;
  if (count == 0) return true;
  if (!bytearray_may_resize(self)) return false;
  for (size_t from = to; from < length; from++) {
    size_t behind = from - (size_t)start;
    if (behind % (size_t)step == 0 && behind / (size_t)step < (size_t)count) continue;
    memmove(array_at(self, to++), array_at(self, from), size);
  }
  return resize(self, to);
}

static bool set_slice(Value self, Value slice, Value value) {
  const NativeItem *item = to_array(self)->item;
  if (value != EMPTY && !is_array(value))
    return raise(TypeError, "can only assign array (not \"%T\") to array slice", value), false;
  if (value == self && (value = array_copy(value)) == EMPTY) return false;
  if (value != EMPTY && to_array(value)->item != item)
    return raise(TypeError, "bad argument type for built-in operation"), false;
  int64_t start, step, count;
  if (!bounds_of(self, slice, &start, &step, &count)) return false;
  size_t given = value == EMPTY ? 0 : array_length(value);
  if (step == 1)
    return array_splice(self, (size_t)start, (size_t)(start + count), value == EMPTY ? NULL : array_at(value, 0),
                        given);
  if (value == EMPTY) {
    if (step < 0) {
      start += (count - 1) * step;
      step = -step;
    }
    return delete_stepwise(self, start, step, count);
  }
  if (given != (size_t)count)
    return raise(ValueError, "attempt to assign array of size %zu to extended slice of size %ld", given, (long)count),
           false;
  for (int64_t i = 0; i < count; i++)
    memcpy(array_at(self, (size_t)(start + i * step)), array_at(value, (size_t)i), item->size);
  return true;
}

static bool set_item(Value self, Value key, Value value) {
  if (has_shape(key, SHAPE_SLICE)) return set_slice(self, key, value);
  uint8_t raw[8];
  size_t index;
  const char *message = "array assignment index out of range";
  if (!index_argument(self, key, message, &index)) return false;
  if (value == EMPTY) return array_splice(self, index, index + 1, NULL, 0);
  if (!array_item_from(to_array(self)->item, value, raw)) return false;
  // Converting the value may have shortened the array.
  if (index >= array_length(self)) return raise_format(EXCEPTION_IndexError, "%s", message), false;
  memcpy(array_at(self, index), raw, to_array(self)->item->size);
  return true;
}

static int contains(Value self, Value wanted) {
  for (size_t i = 0; i < array_length(self); i++) {
    Value item = array_get(self, i);
    int same = item == EMPTY ? -1 : items_equal(item, wanted);
    if (same != 0) return same;
  }
  return 0;
}

static Value compare(Value self, Value other, CompareOp op) {
  if (!is_array(self) || !is_array(other)) return NOT_IMPLEMENTED;
  bool equality = op == COMPARE_EQ || op == COMPARE_NE;
  if (equality && array_length(self) != array_length(other)) return from_bool(op == COMPARE_NE);
  const NativeItem *item = to_array(self)->item;
  if (equality && item == to_array(other)->item && item->kind != ITEM_FLOAT)
    return from_bool(memory_equal(array_at(self, 0), array_at(other, 0), to_array(self)->bytes.size) ==
                     (op == COMPARE_EQ));
  for (size_t i = 0; i < array_length(self) && i < array_length(other); i++) {
    Value left = array_get(self, i), right = left == EMPTY ? EMPTY : array_get(other, i);
    int same = right == EMPTY ? -1 : object_compare(left, right, COMPARE_EQ) == TRUE_VALUE;
    if (same < 0) return EMPTY;
    if (same == 0) return equality ? from_bool(op == COMPARE_NE) : items_compare(left, right, op);
  }
  return compare_lengths(array_length(self), array_length(other), op);
}

// Makes target, which holds `length` items, the same times over.
static Value repeat(Value target, Value times) {
  int64_t count;
  Value answer;
  if (!repeat_count(times, &count, &answer)) return answer;
  size_t size = to_array(target)->bytes.size;
  if (size != 0 && (uint64_t)count > (uint64_t)INT64_MAX / 2 / size) return raise_memory_error();
  if (!bytearray_resize(target, size * (size_t)count)) return EMPTY;
  uint8_t *data = to_array(target)->bytes.storage->data;
  for (int64_t i = 1; size != 0 && i < count; i++) memcpy(data + (size_t)i * size, data, size);
  return target;
}

static Value binary(BinaryOp op, Value left, Value right) {
  if (op == BINARY_MUL) {
    Value self = is_array(left) ? left : right, times = is_array(left) ? right : left, answer;
    int64_t count;
    if (!repeat_count(times, &count, &answer)) return answer;
    Value copy = array_copy(self);
    return copy == EMPTY ? EMPTY : repeat(copy, int_from_i64(count));
  }
  if (op != BINARY_ADD || !is_array(left)) return NOT_IMPLEMENTED;
  if (!is_array(right)) return raise(TypeError, "can only append array (not \"%T\") to array", right);
  if (to_array(left)->item != to_array(right)->item)
    return raise(TypeError, "bad argument type for built-in operation");
  Value copy = array_copy(left);
  return copy != EMPTY && array_extend(copy, right) ? copy : EMPTY;
}

static Value binary_in_place(BinaryOp op, Value left, Value right) {
  if (op == BINARY_MUL) return repeat(left, right);
  if (op != BINARY_ADD) return NOT_IMPLEMENTED;
  if (!is_array(right)) return raise(TypeError, "can only extend array with array (not \"%T\")", right);
  return array_extend(left, right) ? left : EMPTY;
}

static Value get_typecode(Value self) { return str_new(&to_array(self)->item->code, 1); }
static Value get_itemsize(Value self) { return from_small_int(to_array(self)->item->size); }

// --- the iterator: an IndexIterator

static IndexIterator *to_iterator(Value v) { return (IndexIterator *)(void *)to_object(v); }

static Value iter(Value self) {
  IndexIterator *iterator = instance_allocate(iterator_type);
  if (iterator == NULL) return EMPTY;
  iterator->source = self;
  iterator->index = from_small_int(0);
  return from_object(iterator);
}

static Value iterator_next(Value self) {
  IndexIterator *iterator = to_iterator(self);
  if (iterator->source == EMPTY) return EMPTY;
  size_t index = (size_t)to_small_int(iterator->index);
  if (index < array_length(iterator->source)) {
    iterator->index++;
    return array_get(iterator->source, index);
  }
  iterator->source = EMPTY;
  return EMPTY;
}

static Value iterator_reduce(Value *args, size_t count) {
  (void)count;
  const IndexIterator *iterator = to_iterator(args[0]);
  Value function = dict_get_c(vm.builtins, "iter");
  if (function == EMPTY) return EMPTY;
  bool over = iterator->source == EMPTY;
  Value source = over ? list_new(0) : iterator->source;
  Value arguments = source == EMPTY ? EMPTY : tuple_from(&source, 1);
  Value items[] = {function, arguments, iterator->index};
  return arguments == EMPTY ? EMPTY : tuple_from(items, over ? 2 : 3);
}

static Value iterator_set_state(Value *args, size_t count) {
  (void)count;
  int64_t index;
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &index)) return EMPTY;
  IndexIterator *iterator = to_iterator(args[0]);
  if (iterator->source == EMPTY) return NONE;
  int64_t end = (int64_t)array_length(iterator->source);
  iterator->index = from_small_int(index < 0 ? 0 : index > end ? end : index);
  return NONE;
}

static bool init(Value module) {
  static const TypeSlots slots = {.repr = repr,
                                  .hash = container_unhashable,
                                  .compare = compare,
                                  .length = length,
                                  .iter = iter,
                                  .get_item = get_item,
                                  .set_item = set_item,
                                  .contains = contains,
                                  .binary = binary,
                                  .binary_in_place = binary_in_place,
                                  .construct = construct,
                                  .buffer = buffer};
  static const GetSetDef attributes[] = {
      {"typecode", get_typecode, NULL, DOC("the typecode character used to create the array")},
      {"itemsize", get_itemsize, NULL, DOC("the size, in bytes, of one array item")},
      {NULL, NULL, NULL, NULL}};
  static const TypeSlots iterator_slots = {.iter = iterator_self, .next = iterator_next};
  static const NativeDef iterator_methods[] = {
      {.name = "__reduce__", .signature = "self, /", .fn = iterator_reduce},
      {.name = "__setstate__", .signature = "self, state, /", .fn = iterator_set_state},
      {.name = NULL}};
  array_type = type_new_native("array", "array", NULL, TYPE_BASE | TYPE_WEAKREFS | TYPE_BYTE_STORAGE | TYPE_SEQUENCE,
                               &slots, array_methods, attributes, HEAP_LIST, sizeof(Array));
  iterator_type = type_new_native("array", "arrayiterator", NULL, 0, &iterator_slots, iterator_methods, NULL,
                                  HEAP_VALUES, sizeof(IndexIterator));
  return array_type && iterator_type && module_add(module, "array", from_object(array_type)) &&
         module_add(module, "ArrayType", from_object(array_type)) &&
         module_add(module, "typecodes", str_from_c(TYPECODES));
}

static const NativeDef functions[] = {{.name = "_array_reconstructor",
                                       .signature = "arraytype, typecode, mformat_code, items, /",
                                       .fn = array_reconstruct,
                                       .doc = DOC("Internal. Used for pickling support.")},
                                      {.name = NULL}};

const NativeModule module_array = {
    "array", functions, init,
    "This module defines an object type which can efficiently represent\nan array of basic values: characters, "
    "integers, floating point\nnumbers.  Arrays are sequence types and behave very much like lists,\nexcept that the "
    "type of objects stored in them is constrained.\n"};
