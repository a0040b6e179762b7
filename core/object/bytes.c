// The type bytes, and what the bytes-like types share.
#include "core/object/bytes.h"

#include <string.h>

#include "core/object/bytes_internal.h"
#include "core/object/codec.h"
#include "core/object/exception.h"
#include "core/object/format.h"
#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/list.h"
#include "core/object/memory.h"
#include "core/object/memoryview.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/str_internal.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/object/warning.h"
#include "core/vm/vm.h"

static Bytes *to_bytes(Value v) { return (Bytes *)to_object(v); }

Value bytes_new(const void *data, size_t size) {
  Bytes *bytes = heap_new(SHAPE_BYTES, HEAP_LEAF, sizeof(Bytes) + size + 1);
  if (!bytes) return EMPTY;
  bytes->size = size;
  if (data) memory_copy(bytes->data, data, size);
  return from_object(bytes);
}

bool is_bytes_like(Value v) { return is_object(v) && (is_view(v) || type_of(v)->slots.buffer != NULL); }

View view_of(Value v) {
  if (type_flag(v, TYPE_IS_BYTES)) return (View){(const char *)to_bytes(v)->data, to_bytes(v)->size};
  ByteArrayObject *array = (ByteArrayObject *)to_object(v);
  return (View){array->storage ? (const char *)array->storage->data : "", array->size};
}

bool bytes_buffer(Value self, Buffer *buffer) {
  *buffer = (Buffer){to_bytes(self)->data, to_bytes(self)->size, 'B', false, self};
  return true;
}

// The memory of a view whose items lie one after the other. False: raised.
static bool flat_view(Value v, Buffer *buffer) {
  if (!view_check(v)) return false;
  const MemoryView *view = to_view(v);
  if (!view_is_contiguous(view, false))
    return raise(BufferError, "memoryview: underlying buffer is not C-contiguous"), false;
  *buffer = (Buffer){view_at(view), view_bytes(view), 'B', view->read_only != TRUE_VALUE, view->holder};
  return true;
}

static bool get_buffer(Value v, Buffer *buffer) {
  if (is_view(v)) return flat_view(v, buffer);
  if (is_bytes_like(v)) return type_of(v)->slots.buffer(v, buffer);
  raise(TypeError, "a bytes-like object is required, not '%T'", v);
  return false;
}

bool view_argument(Value v, View *view) {
  Buffer buffer;
  if (type_flag(v, TYPE_IS_BYTES)) {
    *view = view_of(v);
    return true;
  }
  if (!get_buffer(v, &buffer)) return false;
  *view = (View){(const char *)buffer.data, buffer.size};
  return true;
}

bool bytes_view(Value v, const uint8_t **data, size_t *size) {
  View view;
  if (!view_argument(v, &view)) return false;
  *data = (const uint8_t *)view.data;
  *size = view.size;
  return true;
}

// Without an exception when v is not writable, whatever the reason.
static bool writable_view(Value v, uint8_t **data, size_t *size) {
  Buffer buffer;
  if (!is_bytes_like(v)) return false;
  if (!get_buffer(v, &buffer)) return exception_clear(), false;
  *data = buffer.data;
  *size = buffer.size;
  return buffer.writable;
}

bool bytes_view_writable(Value v, uint8_t **data, size_t *size) {
  if (writable_view(v, data, size)) return true;
  raise(TypeError, "a read-write bytes-like object is required, not '%T'", v);
  return false;
}

bool bytes_view_to_fill(Value v, const char *argument, uint8_t **data, size_t *size) {
  if (writable_view(v, data, size)) return true;
  raise(TypeError, "%s must be read-write bytes-like object, not %T", argument, v);
  return false;
}

Value bytes_copy_of(Value v) {
  View view;
  if (!is_view(v)) return view_argument(v, &view) ? bytes_new(view.data, view.size) : EMPTY;
  if (!view_check(v)) return EMPTY;
  Value bytes = bytes_new(NULL, view_bytes(to_view(v)));
  if (bytes != EMPTY) view_gather(to_view(v), false, to_bytes(bytes)->data);
  return bytes;
}

Value bytes_make_like(Value self, const char *data, size_t size) {
  return type_flag(self, TYPE_IS_BYTES) ? bytes_new(data, size) : bytearray_new(data, size);
}

int byte_argument(Value v) {
  int64_t number;
  if (is_int(v)) {
    number = to_small_int(v);
  } else if (!int_index_i64(v, &number, NULL)) {
    return -1;
  }
  if (number >= 0 && number < 256) return (int)number;
  raise(ValueError, "byte must be in range(0, 256)");
  return -1;
}

Value bytes_from_iterable(Value source, const char *kind) {
  if (is_bytes_like(source)) return bytes_copy_of(source);
  Value list = is_list(source) ? source : list_from_iterable(source);
  if (list == EMPTY) return EMPTY;
  bool is_bytes = strcmp(kind, "bytes") == 0;
  Value result = bytes_new(NULL, to_list(list)->length);
  if (result == EMPTY) return EMPTY;
  // An item's __index__ may shorten or lengthen the list.
  size_t size = 0;
  for (; size < to_list(list)->length; size++) {
    int byte = byte_argument(to_list(list)->storage->items[size]);
    if (byte < 0) {
      if (!is_bytes || !exception_matches(EXCEPTION_ValueError)) return EMPTY;
      exception_clear();
      return raise(ValueError, "bytes must be in range(0, 256)");
    }
    if (size == to_bytes(result)->size) {
      Value longer = bytes_new(NULL, 2 * size + 8);
      if (longer == EMPTY) return EMPTY;
      memcpy(to_bytes(longer)->data, to_bytes(result)->data, size);
      result = longer;
    }
    to_bytes(result)->data[size] = (uint8_t)byte;
  }
  return size == to_bytes(result)->size ? result : bytes_new(to_bytes(result)->data, size);
}

static Value bytes_of_count(Value number) {
  int64_t size;
  if (!index_from_value(number, EXCEPTION_OverflowError, &size)) return EMPTY;
  if (size < 0) return raise(ValueError, "negative count");
  if (size > INT64_MAX / 2) return raise_memory_error();
  return bytes_new(NULL, (size_t)size);
}

static const char *optional_text(Value v) { return v == EMPTY ? NULL : to_str(v)->text; }

Value bytes_from_arguments(Value *slots, const char *kind) {
  Value source = slots[0];
  bool is_bytes = strcmp(kind, "bytes") == 0;
  for (int i = 1; i <= 2; i++)
    if (slots[i] != EMPTY && !type_flag(slots[i], TYPE_IS_STR))
      return raise(TypeError, "%s() argument '%s' must be str, not %N", kind, i == 1 ? "encoding" : "errors", slots[i]);
  if (slots[1] != EMPTY || slots[2] != EMPTY) {
    bool is_text = source != EMPTY && type_flag(source, TYPE_IS_STR);
    if (is_text && slots[1] != EMPTY) return encode_str(source, optional_text(slots[1]), optional_text(slots[2]));
    if (is_text) return raise(TypeError, "string argument without an encoding");
    return raise(TypeError,
                 slots[1] != EMPTY ? "encoding without a string argument" : "errors without a string argument");
  }
  if (source == EMPTY) return bytes_new(NULL, 0);
  // Those have no __bytes__, or one that gives the same.
  bool plain = is_bytes_like(source) && !(type_of(source)->flags & TYPE_HEAP);
  if (is_bytes && !plain) {
    Value method = object_find_special(source, vm.names.__bytes__);
    if (method == EMPTY && vm_exception != EMPTY) return EMPTY;
    if (method != EMPTY) {
      Value result = object_call_0(method);
      if (result != EMPTY && !type_flag(result, TYPE_IS_BYTES))
        return raise(TypeError, "__bytes__ returned non-bytes (type %T)", result);
      return result;
    }
  }
  if (type_flag(source, TYPE_IS_STR)) return raise(TypeError, "string argument without an encoding");
  if (!plain && has_index(source)) {
    Value result = bytes_of_count(source);
    if (result != EMPTY || !exception_matches(EXCEPTION_TypeError)) return result;
    exception_clear();
  }
  if (is_bytes_like(source) || is_list(source)) return bytes_from_iterable(source, kind);
  Value iterator = object_iter(source);
  if (iterator == EMPTY) {
    if (!exception_matches(EXCEPTION_TypeError)) return EMPTY;
    exception_clear();
    return raise(TypeError, "cannot convert '%T' object to %s", source, kind);
  }
  return bytes_from_iterable(iterator, kind);
}

static Value bytes_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "bytes", .signature = "source=b'', encoding='utf-8', errors='strict'"};
  Value slots[3];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  Value plain = slots[0] != EMPTY && has_shape(slots[0], SHAPE_BYTES) && slots[1] == EMPTY && slots[2] == EMPTY
                    ? slots[0]
                    : bytes_from_arguments(slots, "bytes");
  if (plain == EMPTY || type == builtin_types[SHAPE_BYTES]) return plain;
  size_t size = to_bytes(plain)->size;
  Bytes *bytes = instance_allocate_variable(type, sizeof(Bytes) + size + 1);
  if (!bytes) return EMPTY;
  bytes->size = size;
  memory_copy(bytes->data, to_bytes(plain)->data, size);
  return from_object(bytes);
}

Value bytes_quoted(View view, Value before, const char *after, bool escape_single) {
  static const char digits[] = "0123456789abcdef";
  bool single = memchr(view.data, '\'', view.size) != NULL, twice = memchr(view.data, '"', view.size) != NULL;
  char quote = single && !twice ? '"' : '\'';
  StrBuilder builder = STR_BUILDER_INIT;
  str_builder_add_str(&builder, before);
  str_builder_add(&builder, &quote, 1);
  for (size_t i = 0; i < view.size; i++) {
    uint8_t byte = (uint8_t)view.data[i];
    char text[4] = {'\\', 0, 0, 0};
    size_t size = 2;
    if (byte == (uint8_t)quote || byte == '\\' || (escape_single && byte == '\'')) {
      text[1] = (char)byte;
    } else if (byte == '\t' || byte == '\n' || byte == '\r') {
      text[1] = byte == '\t' ? 't' : byte == '\n' ? 'n' : 'r';
    } else if (byte >= ' ' && byte < 127) {
      text[0] = (char)byte;
      size = 1;
    } else {
      text[1] = 'x';
      text[2] = digits[byte >> 4];
      text[3] = digits[byte & 15];
      size = 4;
    }
    str_builder_add(&builder, text, size);
  }
  str_builder_add(&builder, &quote, 1);
  str_builder_add_c(&builder, after);
  return str_builder_finish(&builder);
}

static Value bytes_repr(Value self) { return bytes_quoted(view_of(self), str_from_c("b"), "", false); }

Value bytes_str(Value self) {
  const Type *type = type_native_base(type_of(self));
  bool warned = bytes_warnings == 0 || warn(BytesWarning, 1, "str() on a %V instance", type->name);
  return warned ? type->slots.repr(self) : EMPTY;
}

static bool bytes_hash(Value self, int64_t *hash) {
  Bytes *bytes = to_bytes(self);
  if (bytes->hash == 0) bytes->hash = memory_hash((const char *)bytes->data, bytes->size);
  *hash = (int64_t)bytes->hash;
  return true;
}

// False: raised.
static bool warn_of_comparison(Value self, Value other, CompareOp op) {
  if (op != COMPARE_EQ && op != COMPARE_NE) return true;
  const char *name = type_native_base(type_of(self)) == builtin_types[SHAPE_BYTES] ? "bytes" : "bytearray";
  if (type_flag(other, TYPE_IS_STR)) return warn(BytesWarning, 1, "Comparison between %s and string", name);
  if (name[4] != 's' || !type_flag(other, TYPE_IS_INT)) return true;
  return warn(BytesWarning, 1, "Comparison between bytes and int");
}

Value bytes_compare(Value self, Value other, CompareOp op) {
  if (!is_bytes_like(other))
    return bytes_warnings == 0 || warn_of_comparison(self, other, op) ? NOT_IMPLEMENTED : EMPTY;
  // bytes compares with bytes only, the others' side with everything that has bytes.
  if (type_flag(self, TYPE_IS_BYTES) && !type_flag(other, TYPE_IS_BYTES) &&
      !(is_object(other) && type_is_subtype(type_of(other), builtin_types[SHAPE_BYTEARRAY])))
    return NOT_IMPLEMENTED;
  View a = view_of(self), b;
  if (!view_argument(other, &b)) {
    exception_clear();
    return NOT_IMPLEMENTED;
  }
  if (op == COMPARE_EQ || op == COMPARE_NE) {
    bool equal = a.size == b.size && memory_equal(a.data, b.data, a.size);
    return from_bool(equal == (op == COMPARE_EQ));
  }
  int order = memory_compare(a.data, b.data, a.size < b.size ? a.size : b.size);
  if (order == 0) return compare_lengths(a.size, b.size, op);
  return from_bool((order < 0) == (op == COMPARE_LT || op == COMPARE_LE));
}

static int bytes_truth(Value self) { return view_of(self).size != 0; }

static int64_t bytes_length(Value self) { return (int64_t)view_of(self).size; }

int bytes_contains(Value self, Value item) {
  View view = view_of(self), needle;
  if (!is_bytes_like(item) && has_index(item)) {
    int byte = byte_argument(item);
    if (byte < 0) return -1;
    return memchr(view_of(self).data, byte, view_of(self).size) != NULL;
  }
  if (!view_argument(item, &needle)) return -1;
  return memory_find(view.data, view.size, needle.data, needle.size) >= 0;
}

Value bytes_iter(Value self) { return index_iterator_new(SHAPE_BYTES_ITERATOR, self, 0); }

static Value bytes_iterator_next(Value self) {
  IndexIterator *iterator = (IndexIterator *)to_object(self);
  if (iterator->source == EMPTY) return EMPTY;
  View view = view_of(iterator->source);
  size_t index = (size_t)to_small_int(iterator->index);
  if (index >= view.size) {
    iterator->source = EMPTY;
    return EMPTY;
  }
  iterator->index = from_small_int((int64_t)index + 1);
  return from_small_int((uint8_t)view.data[index]);
}

static Value bytes_iterator_length_hint(Value *args, size_t count) {
  (void)count;
  IndexIterator *iterator = (IndexIterator *)to_object(args[0]);
  if (iterator->source == EMPTY) return from_small_int(0);
  int64_t left = (int64_t)view_of(iterator->source).size - to_small_int(iterator->index);
  return from_small_int(left < 0 ? 0 : left);
}

static Value bytes_get_item(Value self, Value key) {
  Bytes *bytes = to_bytes(self);
  int64_t index, length = (int64_t)bytes->size;
  if (has_shape(key, SHAPE_SLICE)) {
    int64_t start, stop, step, count;
    if (!slice_bounds(key, length, &start, &stop, &step, &count)) return EMPTY;
    if (count <= 0) return bytes_new(NULL, 0);
    if (count == length && step == 1 && has_shape(self, SHAPE_BYTES)) return self;
    Value result = bytes_new(step == 1 ? bytes->data + start : NULL, (size_t)count);
    if (step == 1 || result == EMPTY) return result;
    for (int64_t i = 0; i < count; i++) to_bytes(result)->data[i] = bytes->data[start + i * step];
    return result;
  }
  if (is_int(key)) {
    index = to_small_int(key);
  } else {
    if (!has_index(key)) return raise(TypeError, "byte indices must be integers or slices, not %T", key);
    if (!index_from_value(key, EXCEPTION_IndexError, &index)) return EMPTY;
  }
  if (index < 0) index += length;
  if ((uint64_t)index >= (uint64_t)length) return raise(IndexError, "index out of range");
  return from_small_int(bytes->data[index]);
}

bool view_operand(Value left, Value right, View *view) {
  if (view_argument(right, view)) return true;
  exception_clear();
  return raise(TypeError, "can't concat %T to %T", right, left), false;
}

static Value bytes_concat(Value left, Value right) {
  View a = view_of(left), b;
  if (!view_operand(left, right, &b)) return EMPTY;
  if (b.size == 0 && has_shape(left, SHAPE_BYTES)) return left;
  Value result = bytes_new(NULL, a.size + b.size);
  if (result == EMPTY) return EMPTY;
  memory_copy(to_bytes(result)->data, a.data, a.size);
  memory_copy(to_bytes(result)->data + a.size, b.data, b.size);
  return result;
}

static Value bytes_repeat(Value self, Value times) {
  int64_t count;
  Value answer;
  if (!repeat_count(times, &count, &answer)) return answer;
  View view = view_of(self);
  if (count == 1 && has_shape(self, SHAPE_BYTES)) return self;
  if (view.size != 0 && (uint64_t)count > (uint64_t)INT64_MAX / 2 / view.size) return raise_memory_error();
  Value result = bytes_new(NULL, view.size * (size_t)count);
  if (result == EMPTY) return EMPTY;
  for (int64_t i = 0; view.size != 0 && i < count; i++)
    memory_copy(to_bytes(result)->data + (size_t)i * view.size, view.data, view.size);
  return result;
}

static Value bytes_binary(BinaryOp op, Value left, Value right) {
  bool left_is_bytes = type_flag(left, TYPE_IS_BYTES);
  switch (op) {
  case BINARY_ADD: return left_is_bytes ? bytes_concat(left, right) : NOT_IMPLEMENTED;
  case BINARY_MUL: return left_is_bytes ? bytes_repeat(left, right) : bytes_repeat(right, left);
  case BINARY_MOD: return left_is_bytes ? percent_format_bytes(left, right) : NOT_IMPLEMENTED;
  default: return NOT_IMPLEMENTED;
  }
}

static Value bytes_dunder_bytes(Value *args, size_t count) {
  (void)count;
  View view = view_of(args[0]);
  return has_shape(args[0], SHAPE_BYTES) ? args[0] : bytes_new(view.data, view.size);
}

static Value bytes_getnewargs(Value *args, size_t count) {
  (void)count;
  View view = view_of(args[0]);
  Value plain = bytes_new(view.data, view.size);
  return plain == EMPTY ? EMPTY : tuple_from(&plain, 1);
}

void bytes_init(void) {
  static const TypeSlots slots = {
      .repr = bytes_repr,
      .str = bytes_str,
      .hash = bytes_hash,
      .compare = bytes_compare,
      .truth = bytes_truth,
      .length = bytes_length,
      .iter = bytes_iter,
      .get_item = bytes_get_item,
      .contains = bytes_contains,
      .binary = bytes_binary,
      .construct = bytes_construct,
      .buffer = bytes_buffer,
  };
  static const NativeDef methods[] = {
#define X(text, parameters, function) {.name = "bytes." text, .signature = parameters, .fn = function},
      BYTES_METHODS(X)
#undef X
          {.name = "bytes.__bytes__", .signature = "self, /", .fn = bytes_dunder_bytes},
      {.name = "bytes.__getnewargs__", .signature = "self, /", .fn = bytes_getnewargs},
      {.name = NULL},
  };
  static const TypeSlots iterator_slots = {.iter = iterator_self, .next = bytes_iterator_next};
  static const NativeDef iterator_methods[] = {
      {.name = "bytes_iterator.__length_hint__", .signature = "self, /", .fn = bytes_iterator_length_hint},
      ITERATOR_REDUCE(index),
      ITERATOR_SET_STATE(index),
      {.name = NULL},
  };
  type_setup(SHAPE_BYTES, &slots, methods, NULL, HEAP_LEAF, sizeof(Bytes),
             "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
             "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
             "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n"
             "bytes() -> empty bytes object");
  type_setup(SHAPE_BYTES_ITERATOR, &iterator_slots, iterator_methods, NULL, HEAP_VALUES, sizeof(IndexIterator), NULL);
}
