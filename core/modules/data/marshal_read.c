// marshal: reading values. The data may be anything: sizes are believed only as far as there are bytes, and what can be
// referred to is sound from the start (a tuple is full of None before it is filled).
#include "core/modules/data/marshal_internal.h"

#include "core/object/bytes.h"
#include "core/object/complex.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int_internal.h"
#include "core/object/list.h"
#include "core/object/set.h"
#include "core/object/tuple.h"
#include "core/vm/image.h"
#include "core/vm/vm.h"

typedef struct Reader {
  const uint8_t *at, *end; // of data in memory
  Value file;              // or EMPTY
  Value chunk;             // the bytes that were read from the file last
  Value references;        // a list; EMPTY items are being made
  int depth;
} Reader;

// What read_value answers for MARSHAL_NULL, which ends a dict; an error elsewhere.
#define NULL_VALUE ((Value)0xfe)

static Value bad_data(const char *what) { return raise(ValueError, "bad marshal data (%s)", what); }

// --- bytes

// readinto() may keep the buffer and change it, so a bytes object is made of it.
static const uint8_t *take_from_file(Reader *reader, size_t size) {
  Value buffer = bytearray_new(NULL, size), view = buffer == EMPTY ? EMPTY : memoryview_new(buffer);
  if (view == EMPTY) return NULL;
  Value got = object_call_method(reader->file, "readinto", &view, 1);
  int64_t count;
  const uint8_t *data;
  size_t held;
  if (got == EMPTY || !int_index_i64(got, &count, "Python int too large to convert to C ssize_t") ||
      !bytes_view(buffer, &data, &held))
    return NULL;
  if (count > (int64_t)size) {
    raise(ValueError, "read() returned too much data: %zu bytes requested, %lld returned", size, (long long)count);
    return NULL;
  }
  if (count < (int64_t)size || held < size) return raise(EOFError, "EOF read where not expected"), NULL;
  reader->chunk = bytes_new(data, size);
  return reader->chunk == EMPTY ? NULL : ((const Bytes *)(const void *)to_object(reader->chunk))->data;
}

// The next bytes, valid until the next call. NULL: raised.
static const uint8_t *take(Reader *reader, size_t size) {
  if (reader->file != EMPTY) return take_from_file(reader, size);
  if ((size_t)(reader->end - reader->at) < size) return raise(EOFError, "marshal data too short"), NULL;
  reader->at += size;
  return reader->at - size;
}

static bool take_byte(Reader *reader, unsigned *byte) {
  const uint8_t *data = take(reader, 1);
  if (data != NULL) *byte = *data;
  return data != NULL;
}

static bool take_32(Reader *reader, int32_t *number) {
  const uint8_t *data = take(reader, 4);
  if (data != NULL) memcpy(number, data, 4);
  return data != NULL;
}

// A size in one byte or four.
static bool take_size(Reader *reader, bool small, const char *error, int32_t *size) {
  unsigned byte;
  if (small) return take_byte(reader, &byte) && (*size = (int32_t)byte, true);
  return take_32(reader, size) && (*size >= 0 || (bad_data(error), false));
}

// --- plain values

static Value read_long(Reader *reader) {
  int32_t size;
  if (!take_32(reader, &size)) return EMPTY;
  if (size == INT32_MIN) return bad_data("long size out of range");
  size_t count = (size_t)(size < 0 ? -size : size);
  if (reader->file == EMPTY && (size_t)(reader->end - reader->at) / 2 < count)
    return raise(EOFError, "marshal data too short");
  BigInt *number = int_allocate((count + 3) / 4);
  if (number == NULL) return EMPTY;
  unsigned digit = 1;
  for (size_t i = 0; i < count; i++) {
    const uint8_t *data = take(reader, 2);
    if (data == NULL) return EMPTY;
    digit = data[0] | (unsigned)data[1] << 8;
    if (digit > 0x7fff) return bad_data("digit out of range in long");
    number->digits[i / 4] |= (uint64_t)digit << i % 4 * 15;
  }
  if (digit == 0) return bad_data("unnormalized long data");
  number->negative = size < 0;
  return int_finish(number);
}

static bool read_double(Reader *reader, double *number) {
  const uint8_t *data = take(reader, sizeof *number);
  if (data != NULL) memcpy(number, data, sizeof *number);
  return data != NULL;
}

// A float as text, which is narrower than what float() takes.
static bool read_double_text(Reader *reader, double *number) {
  unsigned size;
  const uint8_t *data;
  if (!take_byte(reader, &size) || (data = take(reader, size)) == NULL) return false;
  Value bytes = bytes_new(data, size);
  if (bytes == EMPTY) return false;
  bool plain = true;
  for (unsigned i = 0; i < size; i++) plain &= data[i] > ' ' && data[i] < 0x7f && data[i] != '_';
  Value arguments[] = {str_from_c("utf-8"), str_from_c("replace")};
  Value text = object_call_method(bytes, "decode", arguments, 2);
  if (text == EMPTY) return false;
  if (!plain) return raise(ValueError, "could not convert string to float: %R", text), false;
  Value result = object_call_1(from_object(builtin_types[SHAPE_FLOAT]), text);
  if (result == EMPTY) return false;
  *number = to_double(result);
  return true;
}

static Value read_complex(Reader *reader, bool binary) {
  double real, imaginary;
  bool (*read)(Reader *reader, double *number) = binary ? read_double : read_double_text;
  return read(reader, &real) && read(reader, &imaginary) ? complex_new(real, imaginary) : EMPTY;
}

static Value read_bytes(Reader *reader) {
  int32_t size;
  if (!take_size(reader, false, "bytes object size out of range", &size)) return EMPTY;
  const uint8_t *data = take(reader, (size_t)size);
  return data == NULL ? EMPTY : bytes_new(data, (size_t)size);
}

static Value read_str(Reader *reader, bool small, bool utf8, bool interned) {
  int32_t size;
  if (!take_size(reader, small, "string size out of range", &size)) return EMPTY;
  const uint8_t *data = take(reader, (size_t)size);
  if (data == NULL) return EMPTY;
  bool ascii = true;
  for (int32_t i = 0; i < size; i++) ascii &= data[i] < 0x80;
  Value str;
  if (ascii) {
    str = str_new((const char *)data, (size_t)size);
  } else {
    Value arguments[] = {str_from_c(utf8 ? "utf-8" : "latin-1"), str_from_c("surrogatepass")};
    str = object_call_method(bytes_new(data, (size_t)size), "decode", arguments, 2);
  }
  return str == EMPTY || !interned ? str : str_intern_value(str);
}

static Value read_code(Reader *reader) {
  int32_t size;
  if (!take_size(reader, false, "code object size out of range", &size)) return EMPTY;
  const uint8_t *data = take(reader, (size_t)size);
  const char *problem = NULL;
  Value code = data == NULL ? EMPTY : image_copy_code(data, (size_t)size, &problem);
  return problem == NULL ? code : bad_data(problem);
}

// --- containers. Each sets its own reference, as soon as it can be referred to.

static Value read_value(Reader *reader);

// An item; MARSHAL_NULL is none.
static Value read_item(Reader *reader, const char *container) {
  Value item = read_value(reader);
  if (item == NULL_VALUE) return raise(TypeError, "NULL object in marshal data for %s", container);
  return item;
}

static bool add_reference(Reader *reader, bool flag, Value v) {
  return v != EMPTY && (!flag || list_append(reader->references, v));
}

static Value read_tuple(Reader *reader, bool small, bool flag) {
  int32_t size;
  if (!take_size(reader, small, "tuple size out of range", &size)) return EMPTY;
  // An item is a byte at least: a tuple that claims more fails before it is full.
  size_t room = (size_t)size;
  if (reader->file == EMPTY && room > (size_t)(reader->end - reader->at)) room = (size_t)(reader->end - reader->at);
  Value tuple = tuple_new(room);
  if (tuple == EMPTY) return EMPTY;
  for (size_t i = 0; i < room; i++) to_tuple(tuple)->items[i] = NONE;
  if (!add_reference(reader, flag, tuple)) return EMPTY;
  for (int32_t i = 0; i < size; i++) {
    Value item = read_item(reader, "tuple");
    if (item == EMPTY) return EMPTY;
    to_tuple(tuple)->items[i] = item;
  }
  return tuple;
}

static Value read_list(Reader *reader, bool flag) {
  int32_t size;
  if (!take_size(reader, false, "list size out of range", &size)) return EMPTY;
  Value list = list_new(0);
  if (!add_reference(reader, flag, list)) return EMPTY;
  for (int32_t i = 0; i < size; i++) {
    Value item = read_item(reader, "list");
    if (item == EMPTY || !list_append(list, item)) return EMPTY;
  }
  return list;
}

static Value read_dict(Reader *reader, bool flag) {
  Value dict = dict_new();
  if (!add_reference(reader, flag, dict)) return EMPTY;
  while (true) {
    Value key = read_value(reader);
    if (key == NULL_VALUE) return dict;
    Value value = key == EMPTY ? EMPTY : read_value(reader);
    if (value == NULL_VALUE) return dict;
    if (value == EMPTY || !dict_set(dict, key, value)) return EMPTY;
  }
}

static Value read_set(Reader *reader, bool flag) {
  int32_t size;
  if (!take_size(reader, false, "set size out of range", &size)) return EMPTY;
  Value set = set_new();
  if (!add_reference(reader, flag, set)) return EMPTY;
  for (int32_t i = 0; i < size; i++) {
    Value item = read_item(reader, "set");
    if (item == EMPTY || !set_add(set, item)) return EMPTY;
  }
  return set;
}

// Nothing inside of a frozenset can refer to it: its number is kept for it.
static Value read_frozenset(Reader *reader, bool flag) {
  uint64_t number = to_list(reader->references)->length;
  if (flag && !list_append(reader->references, EMPTY)) return EMPTY;
  Value items = read_set(reader, false), set = items == EMPTY ? EMPTY : set_from_iterable(items, true);
  if (set != EMPTY && flag) to_list(reader->references)->storage->items[number] = set;
  return set;
}

static Value read_back_reference(Reader *reader) {
  int32_t number;
  if (!take_32(reader, &number)) return EMPTY;
  const List *references = to_list(reader->references);
  if (number < 0 || (uint64_t)number >= references->length || references->storage->items[number] == EMPTY)
    return bad_data("invalid reference");
  return references->storage->items[number];
}

// --- all values

static Value read_plain(Reader *reader, unsigned code) {
  double number;
  int32_t small;
  const uint8_t *data;
  switch (code) {
  case MARSHAL_INT: return take_32(reader, &small) ? from_small_int(small) : EMPTY;
  case MARSHAL_INT64: {
    int64_t large;
    if ((data = take(reader, sizeof large)) == NULL) return EMPTY;
    memcpy(&large, data, sizeof large);
    return int_from_i64(large);
  }
  case MARSHAL_LONG: return read_long(reader);
  case MARSHAL_FLOAT: return read_double_text(reader, &number) ? from_double(number) : EMPTY;
  case MARSHAL_DOUBLE: return read_double(reader, &number) ? from_double(number) : EMPTY;
  case MARSHAL_COMPLEX:
  case MARSHAL_COMPLEX_DOUBLES: return read_complex(reader, code == MARSHAL_COMPLEX_DOUBLES);
  case MARSHAL_BYTES: return read_bytes(reader);
  case MARSHAL_UNICODE:
  case MARSHAL_INTERNED: return read_str(reader, false, true, code == MARSHAL_INTERNED);
  case MARSHAL_ASCII:
  case MARSHAL_ASCII_INTERNED: return read_str(reader, false, false, code == MARSHAL_ASCII_INTERNED);
  case MARSHAL_SHORT_ASCII:
  case MARSHAL_SHORT_ASCII_INTERNED: return read_str(reader, true, false, code == MARSHAL_SHORT_ASCII_INTERNED);
  case MARSHAL_CODE: return read_code(reader);
  default: return bad_data("unknown type code");
  }
}

static Value read_coded(Reader *reader, unsigned code, bool flag) {
  switch (code) {
  case MARSHAL_NULL: return NULL_VALUE;
  case MARSHAL_NONE: return NONE;
  case MARSHAL_FALSE: return FALSE_VALUE;
  case MARSHAL_TRUE: return TRUE_VALUE;
  case MARSHAL_ELLIPSIS: return ELLIPSIS;
  case MARSHAL_STOP_ITERATION: return from_object(exception_types[EXCEPTION_StopIteration]);
  case MARSHAL_TUPLE:
  case MARSHAL_SMALL_TUPLE: return read_tuple(reader, code == MARSHAL_SMALL_TUPLE, flag);
  case MARSHAL_LIST: return read_list(reader, flag);
  case MARSHAL_DICT: return read_dict(reader, flag);
  case MARSHAL_SET: return read_set(reader, flag);
  case MARSHAL_FROZENSET: return read_frozenset(reader, flag);
  case MARSHAL_BACK_REFERENCE: return read_back_reference(reader);
  default: {
    Value v = read_plain(reader, code);
    return add_reference(reader, flag, v) ? v : EMPTY;
  }
  }
}

static Value read_value(Reader *reader) {
  unsigned code;
  if (!take_byte(reader, &code)) {
    if (exception_matches(EXCEPTION_EOFError)) {
      exception_clear();
      raise(EOFError, "EOF read where object expected");
    }
    return EMPTY;
  }
  if (reader->depth >= MARSHAL_DEPTH || (char *)__builtin_frame_address(0) <= vm.c_stack_limit)
    return raise(ValueError, "recursion limit exceeded");
  reader->depth++;
  Value v = read_coded(reader, code & ~(unsigned)MARSHAL_REFERENCE, code & MARSHAL_REFERENCE);
  reader->depth--;
  return v;
}

static Value read_whole(Reader *reader) {
  reader->references = list_new(0);
  return reader->references == EMPTY ? EMPTY : read_item(reader, "object");
}

Value marshal_read_bytes(const uint8_t *data, size_t size) {
  Reader reader = {.at = data, .end = data + size};
  return read_whole(&reader);
}

Value marshal_read_file(Value file) {
  Reader reader = {.file = file};
  return read_whole(&reader);
}
