// marshal: writing values.
#include "core/modules/data/marshal_internal.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/object/bytes.h"
#include "core/object/complex.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/float.h"
#include "core/object/int_internal.h"
#include "core/object/list.h"
#include "core/object/set.h"
#include "core/object/tuple.h"
#include "core/vm/image.h"
#include "core/vm/vm.h"

// The values met so far with their numbers: open addressing. Numbers and floats that are equal are one value.
typedef struct Met {
  Value value;
  uint32_t number;
} Met;

typedef struct Writer {
  StrBuilder out;
  Met *met;
  uint32_t met_count, met_capacity; // a power of two, or 0
  int version, depth;
  bool failed; // an exception is set
} Writer;

static void fail(Writer *writer, const char *message) {
  if (!writer->failed) raise(ValueError, "%s", message);
  writer->failed = true;
}

// --- numbers and bytes

static void put_byte(Writer *writer, unsigned byte) {
  char c = (char)byte;
  str_builder_add(&writer->out, &c, 1);
}

static void put_16(Writer *writer, uint32_t number) {
  put_byte(writer, number & 0xff);
  put_byte(writer, number >> 8 & 0xff);
}

static void put_32(Writer *writer, uint32_t number) {
  put_16(writer, number & 0xffff);
  put_16(writer, number >> 16);
}

static void put_double(Writer *writer, double d) { str_builder_add(&writer->out, (const char *)&d, sizeof d); }

// Raises for sizes that the format has no room for.
static bool put_size(Writer *writer, uint64_t size) {
  if (size > INT32_MAX) return fail(writer, "unmarshallable object"), false;
  put_32(writer, (uint32_t)size);
  return true;
}

static void put_sized(Writer *writer, const void *data, uint64_t size) {
  if (put_size(writer, size)) str_builder_add(&writer->out, data, size);
}

static void put_double_text(Writer *writer, double d) {
  char text[32];
  int size = d != d ? snprintf(text, sizeof text, "nan") : snprintf(text, sizeof text, "%.17g", d);
  put_byte(writer, (unsigned)size);
  str_builder_add(&writer->out, text, (size_t)size);
}

// --- references

static Met *met_slot(Met *met, uint32_t capacity, Value v) {
  uint32_t i = (uint32_t)(v * 0x9e3779b97f4a7c15u >> 32);
  while (met[i & (capacity - 1)].value != EMPTY && met[i & (capacity - 1)].value != v) i++;
  return &met[i & (capacity - 1)];
}

static bool grow_met(Writer *writer) {
  uint32_t capacity = writer->met_capacity ? writer->met_capacity * 2 : 64;
  Met *met = calloc(capacity, sizeof *met);
  if (met == NULL) return raise_memory_error(), writer->failed = true, false;
  for (uint32_t i = 0; i < writer->met_capacity; i++)
    if (writer->met[i].value != EMPTY) *met_slot(met, capacity, writer->met[i].value) = writer->met[i];
  free(writer->met);
  writer->met = met;
  writer->met_capacity = capacity;
  return true;
}

// Writes a reference if v was met before; else numbers it: *flag is what its code is combined with.
static bool put_reference(Writer *writer, Value v, unsigned *flag) {
  *flag = 0;
  if (writer->version < 3) return false;
  if (writer->met_count * 2 >= writer->met_capacity && !grow_met(writer)) return true;
  Met *met = met_slot(writer->met, writer->met_capacity, v);
  if (met->value == v) {
    put_byte(writer, MARSHAL_BACK_REFERENCE);
    put_32(writer, met->number);
    return true;
  }
  *met = (Met){v, writer->met_count++};
  *flag = MARSHAL_REFERENCE;
  return false;
}

// --- values

static void put_value(Writer *writer, Value v);

static void put_int(Writer *writer, Value v, unsigned flag) {
  int64_t number;
  if (int_to_i64(v, &number) && number == (int32_t)number) {
    put_byte(writer, MARSHAL_INT | flag);
    put_32(writer, (uint32_t)number);
    return;
  }
  IntView view;
  int_view(v, &view);
  uint64_t digits = (int_view_bits(&view) + 14) / 15;
  put_byte(writer, MARSHAL_LONG | flag);
  if (digits > INT32_MAX) return fail(writer, "unmarshallable object");
  put_32(writer, view.negative ? -(uint32_t)digits : (uint32_t)digits);
  for (uint64_t i = 0; i < digits; i++) put_16(writer, view.digits[i / 4] >> i % 4 * 15 & 0x7fff);
}

static void put_str(Writer *writer, Value v, unsigned flag) {
  const Str *str = to_str(v);
  bool interned = str->flags & STR_INTERNED;
  if (writer->version < 4 || !(str->flags & STR_ASCII)) {
    put_byte(writer, (interned && writer->version >= 3 ? MARSHAL_INTERNED : MARSHAL_UNICODE) | flag);
    put_sized(writer, str->text, str->size);
  } else if (str->size < 256) {
    put_byte(writer, (interned ? MARSHAL_SHORT_ASCII_INTERNED : MARSHAL_SHORT_ASCII) | flag);
    put_byte(writer, str->size);
    str_builder_add(&writer->out, str->text, str->size);
  } else {
    put_byte(writer, (interned ? MARSHAL_ASCII_INTERNED : MARSHAL_ASCII) | flag);
    put_sized(writer, str->text, str->size);
  }
}

static void put_tuple(Writer *writer, Value v, unsigned flag) {
  uint64_t length = to_tuple(v)->length;
  if (writer->version >= 4 && length < 256) {
    put_byte(writer, MARSHAL_SMALL_TUPLE | flag);
    put_byte(writer, (unsigned)length);
  } else {
    put_byte(writer, MARSHAL_TUPLE | flag);
    put_size(writer, length);
  }
  for (uint64_t i = 0; i < length && !writer->failed; i++) put_value(writer, to_tuple(v)->items[i]);
}

static void put_list(Writer *writer, Value v, unsigned flag) {
  put_byte(writer, MARSHAL_LIST | flag);
  uint64_t length = to_list(v)->length;
  put_size(writer, length);
  // Sorting the items of a set may run code that changes the list: what is missing then is None.
  for (uint64_t i = 0; i < length && !writer->failed; i++)
    put_value(writer, i < to_list(v)->length ? to_list(v)->storage->items[i] : NONE);
}

static void put_dict(Writer *writer, Value v, unsigned flag) {
  put_byte(writer, MARSHAL_DICT | flag);
  size_t position = 0;
  Value key, value;
  while (!writer->failed && dict_next(v, &position, &key, &value)) {
    put_value(writer, key);
    put_value(writer, value);
  }
  put_byte(writer, MARSHAL_NULL);
}

// The items in the order of what each looks like on its own, so that equal sets give equal bytes.
static void put_set(Writer *writer, Value v, unsigned code) {
  put_byte(writer, code);
  put_size(writer, ((const Set *)(const void *)to_object(v))->length);
  Value pairs = list_new(0), item;
  size_t position = 0;
  writer->failed |= pairs == EMPTY;
  while (!writer->failed && set_next(v, &position, &item)) {
    Value written = marshal_write(item, writer->version), pair = written == EMPTY ? EMPTY : tuple_pair(written, item);
    if (pair == EMPTY || !list_append(pairs, pair)) writer->failed = true;
  }
  if (writer->failed || !list_sort(pairs, EMPTY, false)) {
    writer->failed = true;
    return;
  }
  for (uint64_t i = 0; i < to_list(pairs)->length && !writer->failed; i++)
    put_value(writer, to_tuple(to_list(pairs)->storage->items[i])->items[1]);
}

static void put_complex(Writer *writer, Value v, unsigned flag) {
  const Complex *number = (const Complex *)(const void *)to_object(v);
  bool binary = writer->version > 1;
  put_byte(writer, (binary ? MARSHAL_COMPLEX_DOUBLES : MARSHAL_COMPLEX) | flag);
  (binary ? put_double : put_double_text)(writer, number->real);
  (binary ? put_double : put_double_text)(writer, number->imaginary);
}

static void put_code(Writer *writer, Value v, unsigned flag) {
  Value name = str_from_c("");
  ImageModule module = {name, to_code(v)->filename, v, ROOT_CODE};
  size_t size;
  uint8_t *image = name == EMPTY ? NULL : image_write(&module, 1, true, &size);
  if (image != NULL) {
    put_byte(writer, MARSHAL_CODE | flag);
    put_sized(writer, image, size);
  } else if (exception_matches(EXCEPTION_MemoryError)) {
    writer->failed = true;
  } else {
    exception_clear();
    fail(writer, "unmarshallable object");
  }
  free(image);
}

// Other objects: the bytes of those that have some.
static void put_buffer(Writer *writer, Value v, unsigned flag) {
  const uint8_t *data;
  size_t size;
  if (bytes_view(v, &data, &size)) {
    put_byte(writer, MARSHAL_BYTES | flag);
    put_sized(writer, data, size);
  } else if (exception_matches(EXCEPTION_TypeError)) {
    exception_clear();
    fail(writer, "unmarshallable object");
  } else {
    writer->failed = true;
  }
}

static void put_object(Writer *writer, Value v) {
  unsigned flag;
  if (put_reference(writer, v, &flag)) return;
  switch (shape_of(v)) {
  case SHAPE_INT: put_int(writer, v, flag); break;
  case SHAPE_FLOAT:
    put_byte(writer, (writer->version > 1 ? MARSHAL_DOUBLE : MARSHAL_FLOAT) | flag);
    (writer->version > 1 ? put_double : put_double_text)(writer, float_value(v));
    break;
  case SHAPE_COMPLEX: put_complex(writer, v, flag); break;
  case SHAPE_STR: put_str(writer, v, flag); break;
  case SHAPE_TUPLE: put_tuple(writer, v, flag); break;
  case SHAPE_LIST: put_list(writer, v, flag); break;
  case SHAPE_DICT: put_dict(writer, v, flag); break;
  case SHAPE_SET: put_set(writer, v, MARSHAL_SET | flag); break;
  case SHAPE_FROZENSET: put_set(writer, v, MARSHAL_FROZENSET | flag); break;
  case SHAPE_CODE: put_code(writer, v, flag); break;
  default: put_buffer(writer, v, flag);
  }
}

static void put_value(Writer *writer, Value v) {
  if (writer->failed) return;
  if (writer->depth >= MARSHAL_DEPTH || (char *)__builtin_frame_address(0) <= vm.c_stack_limit)
    return fail(writer, "object too deeply nested to marshal");
  writer->depth++;
  if (v == NONE)
    put_byte(writer, MARSHAL_NONE);
  else if (v == from_object(exception_types[EXCEPTION_StopIteration]))
    put_byte(writer, MARSHAL_STOP_ITERATION);
  else if (v == ELLIPSIS)
    put_byte(writer, MARSHAL_ELLIPSIS);
  else if (is_bool(v))
    put_byte(writer, v == TRUE_VALUE ? MARSHAL_TRUE : MARSHAL_FALSE);
  else
    put_object(writer, v);
  writer->depth--;
}

Value marshal_write(Value v, int version) {
  Writer writer = {.out = STR_BUILDER_INIT, .version = version};
  put_value(&writer, v);
  free(writer.met);
  Value result = EMPTY;
  if (!writer.failed) result = writer.out.failed ? raise_memory_error() : bytes_new(writer.out.data, writer.out.size);
  str_builder_drop(&writer.out);
  return result;
}
