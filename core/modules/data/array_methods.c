// The methods of array.array.
#include "core/modules/data/array.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/memoryview.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

#define FILE_BLOCK 65536

static Value none_or_raised(bool done) { return done ? NONE : EMPTY; }

static Value method_append(Value *args, size_t count) {
  (void)count;
  return none_or_raised(array_append(args[0], args[1]));
}

static Value method_extend(Value *args, size_t count) {
  (void)count;
  return none_or_raised(array_extend(args[0], args[1]));
}

static Value method_insert(Value *args, size_t count) {
  (void)count;
  Value self = args[0];
  int64_t index;
  uint8_t raw[8];
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &index) ||
      !array_item_from(to_array(self)->item, args[2], raw))
    return EMPTY;
  int64_t length = (int64_t)array_length(self);
  index = clamp_index(index, length);
  if (index > length) index = length;
  return none_or_raised(array_splice(self, (size_t)index, (size_t)index, raw, 1));
}

static Value method_pop(Value *args, size_t count) {
  (void)count;
  Value self = args[0];
  int64_t index = -1;
  if (args[1] != EMPTY && !index_from_value(args[1], EXCEPTION_IndexError, &index)) return EMPTY;
  int64_t length = (int64_t)array_length(self);
  if (length == 0) return raise(IndexError, "pop from empty array");
  if (index < 0) index += length;
  if (index < 0 || index >= length) return raise(IndexError, "pop index out of range");
  Value item = array_get(self, (size_t)index);
  return item != EMPTY && array_splice(self, (size_t)index, (size_t)index + 1, NULL, 0) ? item : EMPTY;
}

// The first item equal to `wanted` in [start, stop): its index, or -1; -2: raised.
static int64_t find(Value self, Value wanted, int64_t start, int64_t stop) {
  for (int64_t i = start; i < stop && i < (int64_t)array_length(self); i++) {
    Value item = array_get(self, (size_t)i);
    int same = item == EMPTY ? -1 : items_equal(item, wanted);
    if (same != 0) return same < 0 ? -2 : i;
  }
  return -1;
}

static Value method_remove(Value *args, size_t count) {
  (void)count;
  int64_t index = find(args[0], args[1], 0, INT64_MAX);
  if (index == -2) return EMPTY;
  // A comparison may have shortened the array.
  if (index < 0 || index >= (int64_t)array_length(args[0])) return raise(ValueError, "array.remove(x): x not in array");
  return none_or_raised(array_splice(args[0], (size_t)index, (size_t)index + 1, NULL, 0));
}

static Value method_index(Value *args, size_t count) {
  (void)count;
  int64_t start = 0, stop = INT64_MAX, length = (int64_t)array_length(args[0]);
  if ((args[2] != EMPTY && !slice_index(args[2], &start)) || (args[3] != EMPTY && !slice_index(args[3], &stop)))
    return EMPTY;
  int64_t index = find(args[0], args[1], clamp_index(start, length), clamp_index(stop, length));
  if (index == -2) return EMPTY;
  return index < 0 ? raise(ValueError, "array.index(x): x not in array") : int_from_i64(index);
}

static Value method_count(Value *args, size_t count) {
  (void)count;
  int64_t found = 0;
  for (size_t i = 0; i < array_length(args[0]); i++) {
    Value item = array_get(args[0], i);
    int same = item == EMPTY ? -1 : items_equal(item, args[1]);
    if (same < 0) return EMPTY;
    found += same;
  }
  return int_from_i64(found);
}

static Value method_reverse(Value *args, size_t count) {
  (void)count;
  uint8_t raw[8];
  size_t size = to_array(args[0])->item->size;
  for (size_t i = 0, j = array_length(args[0]); i + 1 < j; i++) {
    j--;
    memcpy(raw, array_at(args[0], i), size);
    memcpy(array_at(args[0], i), array_at(args[0], j), size);
    memcpy(array_at(args[0], j), raw, size);
  }
  return NONE;
}

static Value method_buffer_info(Value *args, size_t count) {
  (void)count;
  Value address = int_from_u64((uint64_t)(uintptr_t)to_array(args[0])->bytes.storage->data);
  return tuple_pair(address, int_from_i64((int64_t)array_length(args[0])));
}

static Value method_byteswap(Value *args, size_t count) {
  (void)count;
  size_t size = to_array(args[0])->item->size;
  for (size_t i = 0; i < array_length(args[0]); i++) {
    uint8_t *item = array_at(args[0], i);
    for (size_t low = 0, high = size - 1; low < high; low++, high--) {
      uint8_t byte = item[low];
      item[low] = item[high];
      item[high] = byte;
    }
  }
  return NONE;
}

static Value method_frombytes(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  // Its items are to be bytes.
  if (has_shape(args[1], SHAPE_MEMORYVIEW) || is_array(args[1])) {
    Value view = memoryview_new(args[1]);
    if (view == EMPTY) return EMPTY;
    if (view_item(to_view(view))->size != 1) return raise(TypeError, "a bytes-like object is required");
  }
  return none_or_raised(bytes_view(args[1], &data, &size) && array_add_bytes(args[0], data, size));
}

static Value method_tobytes(Value *args, size_t count) {
  (void)count;
  return bytes_new(to_array(args[0])->bytes.storage->data, to_array(args[0])->bytes.size);
}

static Value method_fromfile(Value *args, size_t count) {
  (void)count;
  int64_t wanted;
  if (!index_from_value(args[2], EXCEPTION_OverflowError, &wanted)) return EMPTY;
  if (wanted < 0) return raise(ValueError, "negative count");
  size_t size = to_array(args[0])->item->size;
  if ((uint64_t)wanted > INT64_MAX / size) return raise_memory_error();
  Value bytes = int_from_i64(wanted * (int64_t)size), data = object_call_method(args[1], "read", &bytes, 1);
  if (data == EMPTY) return EMPTY;
  if (!type_flag(data, TYPE_IS_BYTES)) return raise(TypeError, "read() didn't return bytes");
  const uint8_t *memory;
  size_t got;
  if (!bytes_view(data, &memory, &got) || !array_add_bytes(args[0], memory, got)) return EMPTY;
  return got == (size_t)wanted * size ? NONE : raise(EOFError, "read() didn't return enough bytes");
}

static Value method_tofile(Value *args, size_t count) {
  (void)count;
  for (size_t start = 0; start < to_array(args[0])->bytes.size; start += FILE_BLOCK) {
    size_t rest = to_array(args[0])->bytes.size - start;
    Value block = bytes_new(to_array(args[0])->bytes.storage->data + start, rest < FILE_BLOCK ? rest : FILE_BLOCK);
    if (block == EMPTY || object_call_method(args[1], "write", &block, 1) == EMPTY) return EMPTY;
  }
  return array_length(args[0]) > 0 || object_find_attribute(args[1], str_intern("write", 5)) != EMPTY ||
                 vm_exception == EMPTY
             ? NONE
             : EMPTY;
}

static Value method_fromlist(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[1], TYPE_IS_LIST)) return raise(TypeError, "arg must be list");
  const List *list = to_list(args[1]);
  size_t before = array_length(args[0]), length = list->length;
  for (size_t i = 0; i < length; i++) {
    if (list->length != length) return raise(RuntimeError, "list changed size during iteration");
    if (array_append(args[0], list->storage->items[i])) continue;
    // All or nothing.
    Value exception = exception_take();
    if (array_length(args[0]) > before && !array_splice(args[0], before, array_length(args[0]), NULL, 0))
      exception_clear();
    return raise_value(exception, EMPTY);
  }
  return NONE;
}

static Value method_tolist(Value *args, size_t count) { return (void)count, list_from_iterable(args[0]); }

static Value method_fromunicode(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[1], TYPE_IS_STR)) return raise(TypeError, "fromunicode() argument must be str, not %N", args[1]);
  if (to_array(args[0])->item->kind != ITEM_CHARACTER)
    return raise(ValueError, "fromunicode() may only be called on unicode type arrays");
  return none_or_raised(array_add_text(args[0], args[1]));
}

static Value method_tounicode(Value *args, size_t count) {
  (void)count;
  if (to_array(args[0])->item->kind != ITEM_CHARACTER)
    return raise(ValueError, "tounicode() may only be called on unicode type arrays");
  return array_text(args[0]);
}

static Value method_copy(Value *args, size_t count) { return (void)count, array_copy(args[0]); }

#define METHOD(NAME, SIGNATURE, FUNCTION, DOC) \
  {.name = (NAME), .signature = "self, " SIGNATURE "/", .fn = (FUNCTION), .doc = (DOC)}
const NativeDef array_methods[] = {
    METHOD("append", "v, ", method_append, "Append new value v to the end of the array."),
    METHOD("extend", "bb, ", method_extend, "Append items to the end of the array."),
    METHOD("insert", "i, v, ", method_insert, "Insert a new item v into the array before position i."),
    METHOD("pop", "i=-1, ", method_pop, "Return the i-th element and delete it from the array."),
    METHOD("remove", "v, ", method_remove, "Remove the first occurrence of v in the array."),
    METHOD("index", "v, start=0, stop=9223372036854775807, ", method_index,
           "Return index of first occurrence of v in the array."),
    METHOD("count", "v, ", method_count, "Return number of occurrences of v in the array."),
    METHOD("reverse", "", method_reverse, "Reverse the order of the items in the array."),
    METHOD("buffer_info", "", method_buffer_info,
           "Return a tuple (address, length) giving the current memory address."),
    METHOD("byteswap", "", method_byteswap, "Byteswap all items of the array."),
    METHOD("frombytes", "buffer, ", method_frombytes, "Appends items from the string."),
    METHOD("tobytes", "", method_tobytes, "Convert the array to an array of machine values and return the bytes."),
    METHOD("fromfile", "f, n, ", method_fromfile, "Read n objects from the file object f and append them."),
    METHOD("tofile", "f, ", method_tofile, "Write all items (as machine values) to the file object f."),
    METHOD("fromlist", "list, ", method_fromlist, "Append items to array from list."),
    METHOD("tolist", "", method_tolist, "Convert array to an ordinary list with the same items."),
    METHOD("fromunicode", "ustr, ", method_fromunicode, "Extends this array with data from the unicode string."),
    METHOD("tounicode", "", method_tounicode, "Extends this array with data from the unicode string ustr."),
    METHOD("__copy__", "", method_copy, "Return a copy of the array."),
    METHOD("__deepcopy__", "unused, ", method_copy, "Return a copy of the array."),
    METHOD("__reduce_ex__", "value, ", array_reduce_ex, "Return state information for pickling."),
    {.name = NULL},
};
