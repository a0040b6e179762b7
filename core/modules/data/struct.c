// The module _struct: values packed into bytes by a format. A format is read again for each operation: items are few,
// and it needs no memory of its own.
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "core/modules/data/struct_half.h"
#include "core/object/bytes.h"
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/float.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static Type *struct_type, *iterator_type;
static Value error_class;

static void visit_roots(void) { heap_visit(error_class); }

typedef struct StructObject {
  Object header; // HEAP_VALUES
  Value format;  // str
  Value size;    // small int
  Value count;   // small int: values in the format
} StructObject;

static StructObject *to_struct(Value v) { return (StructObject *)(void *)to_object(v); }

__attribute__((format(printf, 1, 2))) static Value raise_error(const char *format, ...) {
  char text[160];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  Value exception = object_call_1(error_class, str_from_c(text));
  return exception == EMPTY ? EMPTY : raise_value(exception, EMPTY);
}

// --- formats

// How a code is stored: its size in native and in standard formats (0: not there), and whether it has a sign.
typedef struct CodeInfo {
  char code;
  uint8_t native, alignment, standard;
  bool is_signed;
} CodeInfo;

static const CodeInfo codes[] = {
    {'x', 1, 1, 1, false},
    {'c', 1, 1, 1, false},
    {'b', 1, 1, 1, true},
    {'B', 1, 1, 1, false},
    {'?', 1, 1, 1, false},
    {'h', sizeof(short), _Alignof(short), 2, true},
    {'H', sizeof(short), _Alignof(short), 2, false},
    {'i', sizeof(int), _Alignof(int), 4, true},
    {'I', sizeof(int), _Alignof(int), 4, false},
    {'l', sizeof(long), _Alignof(long), 4, true},
    {'L', sizeof(long), _Alignof(long), 4, false},
    {'q', 8, _Alignof(long long), 8, true},
    {'Q', 8, _Alignof(long long), 8, false},
    {'n', sizeof(size_t), _Alignof(size_t), 0, true},
    {'N', sizeof(size_t), _Alignof(size_t), 0, false},
    {'P', sizeof(void *), _Alignof(void *), 0, false},
    {'e', 2, _Alignof(short), 2, true},
    {'f', 4, _Alignof(float), 4, true},
    {'d', 8, _Alignof(double), 8, true},
    {'s', 1, 1, 1, false},
    {'p', 1, 1, 1, false},
};

// One item of a format: `count` values of `size` bytes each from `offset`; for s, p and x one of `count` bytes.
typedef struct Item {
  char code;
  bool is_signed;
  size_t size, count, offset;
} Item;

typedef struct Reader {
  const char *at, *end;
  bool native; // sizes and alignment of the machine
  bool big;
  size_t offset;
} Reader;

static Reader reader_of(Value format) {
  Reader reader = {.at = to_str(format)->text, .native = true};
  reader.end = reader.at + to_str(format)->size;
  if (reader.at == reader.end) return reader;
  char order = *reader.at;
  if (!strchr("@=<>!", order)) return reader;
  reader.at++;
  reader.native = order == '@';
  reader.big = order == '>' || order == '!';
  return reader;
}

static const CodeInfo *find_code(char code) {
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (codes[i].code == code) return &codes[i];
  return NULL;
}

// The next item: 1, 0 at the end, -1 raised.
static int next_item(Reader *reader, Item *item) {
  while (reader->at < reader->end && strchr(" \t\n\r\f\v", *reader->at)) reader->at++;
  if (reader->at == reader->end) return 0;
  size_t count = 1;
  if (*reader->at >= '0' && *reader->at <= '9') {
    for (count = 0; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
      if (count > ((size_t)1 << 46)) return raise_error("total struct size too long"), -1;
      count = count * 10 + (size_t)(*reader->at - '0');
    }
    if (reader->at == reader->end) return raise_error("repeat count given without format specifier"), -1;
  }
  const CodeInfo *info = find_code(*reader->at++);
  size_t size = !info ? 0 : reader->native ? info->native : info->standard;
  if (size == 0) return raise_error("bad char in struct format"), -1;
  size_t alignment = reader->native ? info->alignment : 1;
  size_t start = (reader->offset + alignment - 1) / alignment * alignment;
  *item = (Item){info->code, info->is_signed, size, count, start};
  reader->offset = start + size * count;
  if (reader->offset > (size_t)SMALL_INT_MAX) return raise_error("total struct size too long"), -1;
  return 1;
}

static bool is_text(const Item *item) { return item->code == 's' || item->code == 'p'; }
static size_t values_of(const Item *item) { return item->code == 'x' ? 0 : is_text(item) ? 1 : item->count; }

// Size and number of values of a format. False: raised.
static bool measure(Value format, size_t *size, size_t *count) {
  if (strlen(to_str(format)->text) != to_str(format)->size) return raise_error("embedded null character"), false;
  Reader reader = reader_of(format);
  Item item;
  int more;
  *count = 0;
  while ((more = next_item(&reader, &item)) > 0) *count += values_of(&item);
  *size = reader.offset;
  return more == 0;
}

// --- packing

static void put_bytes(uint8_t *to, uint64_t bits, size_t size, bool big) {
  for (size_t i = 0; i < size; i++) to[big ? size - 1 - i : i] = (uint8_t)(bits >> (8 * i));
}

static uint64_t get_bytes(const uint8_t *from, size_t size, bool big) {
  uint64_t bits = 0;
  for (size_t i = 0; i < size; i++) bits |= (uint64_t)from[big ? size - 1 - i : i] << (8 * i);
  return bits;
}

static Value out_of_range(const Item *item, bool wide) {
  if (wide) return raise_error(item->code == 'P' ? "int too large to convert" : "argument out of range");
  static const struct {
    char code;
    const char *text;
  } named[] = {{'b', "byte format requires -128 <= number <= 127"},
               {'B', "ubyte format requires 0 <= number <= 255"},
               {'h', "short format requires -32768 <= number <= 32767"},
               {'H', "ushort format requires 0 <= number <= 65535"}};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++)
    if (named[i].code == item->code) return raise_error("%s", named[i].text);
  unsigned bits = (unsigned)(8 * item->size);
  if (item->is_signed) {
    long long most = (long long)(((uint64_t)1 << (bits - 1)) - 1);
    return raise_error("'%c' format requires %lld <= number <= %lld", item->code, -most - 1, most);
  }
  return raise_error("'%c' format requires 0 <= number <= %llu", item->code,
                     (unsigned long long)(((uint64_t)1 << bits) - 1));
}

// v as 64 bits; *negative says how they are meant. False: it does not fit.
static bool wide_bits(Value v, uint64_t *bits, bool *negative) {
  int64_t number;
  if (int_to_i64(v, &number)) {
    *bits = (uint64_t)number;
    *negative = number < 0;
    return true;
  }
  Value limit = int_binary(BINARY_LSHIFT, from_small_int(1), from_small_int(64));
  Value below = limit == EMPTY ? EMPTY : int_binary(BINARY_SUB, v, limit);
  *negative = false;
  if (below == EMPTY || !int_to_i64(below, &number) || number >= 0) return false;
  *bits = (uint64_t)number;
  return true;
}

static bool pack_int(const Item *item, uint8_t *to, Value v, bool big) {
  uint64_t bits;
  bool negative;
  if (!has_index(v)) return raise_error("required argument is not an integer"), false;
  if ((v = index_to_int(v)) == EMPTY) return false;
  if (!wide_bits(v, &bits, &negative)) return vm_exception == EMPTY ? (out_of_range(item, true), false) : false;
  unsigned width = (unsigned)(8 * item->size);
  bool fits;
  if (item->code == 'P')
    fits = true;
  else if (item->is_signed)
    fits = (negative || bits >> 63 == 0) && (width == 64 || ((int64_t)bits >> (width - 1) == (negative ? -1 : 0)));
  else
    fits = !negative && (width == 64 || bits >> width == 0);
  if (!fits) {
    bool wide =
        width == 64 || (negative && !item->is_signed && width > 16) || (!negative && item->is_signed && bits >> 63);
    return out_of_range(item, wide), false;
  }
  put_bytes(to, bits, item->size, big);
  return true;
}

static bool pack_float(const Item *item, uint8_t *to, Value v, const Reader *reader) {
  double number;
  if (!float_argument(v, &number)) {
    exception_clear();
    return raise_error("required argument is not a float"), false;
  }
  uint64_t bits = 0;
  if (item->code == 'd') {
    memcpy(&bits, &number, 8);
  } else if (item->code == 'f') {
    float narrow = (float)number;
    uint32_t word;
    if (!reader->native && isinf(narrow) && !isinf(number))
      return raise(OverflowError, "float too large to pack with f format"), false;
    memcpy(&word, &narrow, 4);
    bits = word;
  } else {
    uint16_t half;
    if (!half_from_double(number, &half)) return raise(OverflowError, "float too large to pack with e format"), false;
    bits = half;
  }
  put_bytes(to, bits, item->size, reader->big);
  return true;
}

static bool pack_text(const Item *item, uint8_t *to, Value v) {
  const uint8_t *data;
  size_t size;
  if (!type_flag(v, TYPE_IS_BYTES) && !has_shape(v, SHAPE_BYTEARRAY))
    return raise_error("argument for '%c' must be a bytes object", item->code), false;
  if (!bytes_view(v, &data, &size)) return false;
  if (item->code == 's') {
    memcpy(to, data, size < item->count ? size : item->count);
  } else if (item->count > 0) {
    if (size > item->count - 1) size = item->count - 1;
    memcpy(to + 1, data, size);
    to[0] = (uint8_t)(size < 255 ? size : 255);
  }
  return true;
}

static bool pack_one(const Reader *reader, const Item *item, uint8_t *to, Value v) {
  switch (item->code) {
  case 's':
  case 'p': return pack_text(item, to, v);
  case 'e':
  case 'f':
  case 'd': return pack_float(item, to, v, reader);
  case '?': {
    int truth = object_truth(v);
    *to = truth > 0;
    return truth >= 0;
  }
  case 'c': {
    const uint8_t *data;
    size_t size;
    if (!type_flag(v, TYPE_IS_BYTES) || !bytes_view(v, &data, &size) || size != 1)
      return raise_error("char format requires a bytes object of length 1"), false;
    *to = *data;
    return true;
  }
  default: return pack_int(item, to, v, reader->big);
  }
}

// Packs into a fresh bytes object, whose bytes are zero. EMPTY: raised.
static Value pack(Value format, const Value *values, size_t given, const char *function) {
  size_t size, count;
  if (!measure(format, &size, &count)) return EMPTY;
  if (given != count) return raise_error("%s expected %zu items for packing (got %zu)", function, count, given);
  Value result = bytes_new(NULL, size);
  if (result == EMPTY) return EMPTY;
  uint8_t *to = ((Bytes *)(void *)to_object(result))->data;
  Reader reader = reader_of(format);
  Item item;
  while (next_item(&reader, &item) > 0)
    for (size_t i = 0; i < values_of(&item); i++)
      if (!pack_one(&reader, &item, to + item.offset + i * item.size, *values++)) return EMPTY;
  return result;
}

// --- unpacking

static Value unpack_one(const Reader *reader, const Item *item, const uint8_t *from) {
  if (item->code == 's') return bytes_new(from, item->count);
  if (item->code == 'p') {
    size_t size = item->count ? from[0] : 0;
    if (item->count && size > item->count - 1) size = item->count - 1;
    return bytes_new(from + 1, size);
  }
  if (item->code == 'c') return bytes_new(from, 1);
  if (item->code == '?') return from_bool(*from != 0);
  uint64_t bits = get_bytes(from, item->size, reader->big);
  switch (item->code) {
  case 'e': return from_double(half_to_double((uint16_t)bits));
  case 'f': {
    uint32_t word = (uint32_t)bits;
    float narrow;
    memcpy(&narrow, &word, 4);
    return from_double(narrow);
  }
  case 'd': {
    double number;
    memcpy(&number, &bits, 8);
    return from_double(number);
  }
  default: break;
  }
  unsigned spare = (unsigned)(64 - 8 * item->size) & 63;
  return item->is_signed ? int_from_i64((int64_t)(bits << spare) >> spare) : int_from_u64(bits);
}

// The tuple of values at `data`, which has room for the format and does not move. EMPTY: raised.
static Value unpack(Value format, size_t count, const uint8_t *data) {
  Value result = tuple_new(count);
  Reader reader = reader_of(format);
  Item item;
  for (size_t n = 0; result != EMPTY && next_item(&reader, &item) > 0;)
    for (size_t i = 0; i < values_of(&item); i++) {
      Value v = unpack_one(&reader, &item, data + item.offset + i * item.size);
      if (v == EMPTY) return EMPTY;
      to_tuple(result)->items[n++] = v;
    }
  return result;
}

// --- what functions and methods share; format is an exact str

static Value format_argument(Value v) {
  if (is_str(v)) return v;
  if (type_flag(v, TYPE_IS_STR)) return str_new(to_str(v)->text, to_str(v)->size);
  const uint8_t *data;
  size_t size;
  if (!type_flag(v, TYPE_IS_BYTES))
    return raise(TypeError, "Struct() argument 1 must be a str or bytes object, not %T", v);
  return bytes_view(v, &data, &size) ? str_new((const char *)data, size) : EMPTY;
}

static Value unpack_whole(Value format, Value buffer) {
  const uint8_t *data;
  size_t size, wanted, count;
  if (!measure(format, &wanted, &count) || !bytes_view(buffer, &data, &size)) return EMPTY;
  if (size != wanted) return raise_error("unpack requires a buffer of %zu bytes", wanted);
  return unpack(format, count, data);
}

// Where `offset` lies in a buffer of `size` bytes. False: raised.
static bool place(Value offset, size_t size, size_t wanted, bool packing, size_t *at) {
  int64_t start = 0, length = (int64_t)size;
  if (offset != EMPTY && !index_from_value(offset, EXCEPTION_IndexError, &start)) return false;
  if (start < 0) {
    if (start + (int64_t)wanted > 0) {
      if (packing)
        raise_error("no space to pack %zu bytes at offset %lld", wanted, (long long)start);
      else
        raise_error("not enough data to unpack %zu bytes at offset %lld", wanted, (long long)start);
      return false;
    }
    if (start + length < 0)
      return raise_error("offset %lld out of range for %zu-byte buffer", (long long)start, size), false;
    start += length;
  }
  if (length - start >= (int64_t)wanted) return *at = (size_t)start, true;
  raise_error("%s requires a buffer of at least %llu bytes for %s %zu bytes at offset %lld (actual buffer size is %zu)",
              packing ? "pack_into" : "unpack_from", (unsigned long long)wanted + (unsigned long long)start,
              packing ? "packing" : "unpacking", wanted, (long long)start, size);
  return false;
}

static Value unpack_part(Value format, Value buffer, Value offset) {
  const uint8_t *data;
  size_t size, wanted, count, at;
  if (!measure(format, &wanted, &count) || !bytes_view(buffer, &data, &size)) return EMPTY;
  if (!place(offset, size, wanted, false, &at)) return EMPTY;
  // __index__ may have changed the buffer.
  if (!bytes_view(buffer, &data, &size)) return EMPTY;
  return at + wanted <= size ? unpack(format, count, data + at)
                             : raise_error("unpack requires a buffer of %zu bytes", wanted);
}

static Value pack_part(Value format, Value buffer, Value offset, const Value *values, size_t given) {
  uint8_t *data;
  const uint8_t *packed;
  size_t size, at, wanted, count;
  if (!measure(format, &wanted, &count)) return EMPTY;
  if (given != count) return raise_error("pack_into expected %zu items for packing (got %zu)", count, given);
  if (!bytes_view_to_fill(buffer, "argument", &data, &size)) return EMPTY;
  if (!place(offset, size, wanted, true, &at)) return EMPTY;
  Value bytes = pack(format, values, given, "pack_into");
  // Python code that gave the values may have changed the buffer.
  if (bytes == EMPTY || !bytes_view(bytes, &packed, &wanted) || !bytes_view_writable(buffer, &data, &size))
    return EMPTY;
  if (at + wanted > size) return raise_error("pack_into requires a buffer of at least %zu bytes", at + wanted);
  if (wanted) memcpy(data + at, packed, wanted);
  return NONE;
}

// --- iter_unpack

typedef struct UnpackIterator {
  Object header; // HEAP_VALUES
  Value format, buffer;
  Value position, size, count; // small ints; size of one
} UnpackIterator;

static Value iterate(Value format, Value buffer) {
  const uint8_t *data;
  size_t size, wanted, count;
  if (!measure(format, &wanted, &count) || !bytes_view(buffer, &data, &size)) return EMPTY;
  if (wanted == 0) return raise_error("cannot iteratively unpack with a struct of length 0");
  if (size % wanted != 0)
    return raise_error("iterative unpacking requires a buffer of a multiple of %zu bytes", wanted);
  UnpackIterator *iterator = instance_allocate(iterator_type);
  if (!iterator) return EMPTY;
  iterator->format = format;
  iterator->buffer = buffer;
  iterator->position = from_small_int(0);
  iterator->size = from_small_int((int64_t)wanted);
  iterator->count = from_small_int((int64_t)count);
  return from_object(iterator);
}

static Value iterator_next(Value self) {
  UnpackIterator *iterator = (UnpackIterator *)(void *)to_object(self);
  const uint8_t *data;
  size_t size, at = (size_t)to_small_int(iterator->position), wanted = (size_t)to_small_int(iterator->size);
  if (!bytes_view(iterator->buffer, &data, &size) || at + wanted > size) return EMPTY;
  iterator->position = from_small_int((int64_t)(at + wanted));
  return unpack(iterator->format, (size_t)to_small_int(iterator->count), data + at);
}

static Value iterator_length_hint(Value *args, size_t count) {
  (void)count;
  UnpackIterator *iterator = (UnpackIterator *)(void *)to_object(args[0]);
  const uint8_t *data;
  size_t size;
  if (!bytes_view(iterator->buffer, &data, &size)) return EMPTY;
  return from_small_int(((int64_t)size - to_small_int(iterator->position)) / to_small_int(iterator->size));
}

// --- the functions

static Value function_calcsize(Value *args, size_t count) {
  (void)count;
  size_t size, values;
  Value format = format_argument(args[0]);
  return format != EMPTY && measure(format, &size, &values) ? int_from_u64(size) : EMPTY;
}

static Value function_pack(Value *args, size_t count) {
  Value format = format_argument(args[0]);
  return format == EMPTY ? EMPTY : pack(format, args + 1, count - 1, "pack");
}

static Value function_pack_into(Value *args, size_t count) {
  Value format = format_argument(args[0]);
  return format == EMPTY ? EMPTY : pack_part(format, args[1], args[2], args + 3, count - 3);
}

static Value function_unpack(Value *args, size_t count) {
  (void)count;
  Value format = format_argument(args[0]);
  return format == EMPTY ? EMPTY : unpack_whole(format, args[1]);
}

static Value function_unpack_from(Value *args, size_t count) {
  (void)count;
  Value format = format_argument(args[0]);
  return format == EMPTY ? EMPTY : unpack_part(format, args[1], args[2]);
}

static Value function_iter_unpack(Value *args, size_t count) {
  (void)count;
  Value format = format_argument(args[0]);
  return format == EMPTY ? EMPTY : iterate(format, args[1]);
}

// There is no cache of formats.
static Value function_clear_cache(Value *args, size_t count) { return (void)args, (void)count, NONE; }

// --- Struct

static bool initialise(StructObject *self, Value format) {
  size_t size, count;
  if ((format = format_argument(format)) == EMPTY || !measure(format, &size, &count)) return false;
  self->format = format;
  self->size = from_small_int((int64_t)size);
  self->count = from_small_int((int64_t)count);
  return true;
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "Struct", .signature = "format="};
  Value format;
  if (!native_bind(&signature, args, count, keyword_names, &format)) return EMPTY;
  StructObject *self = instance_allocate(type);
  if (!self) return EMPTY;
  self->format = str_new("", 0);
  self->size = self->count = from_small_int(0);
  if (format == EMPTY && !(type->flags & TYPE_HEAP))
    return raise(TypeError, "Struct() missing required argument 'format' (pos 1)");
  return format == EMPTY || initialise(self, format) ? from_object(self) : EMPTY;
}

static Value method_init(Value *args, size_t count) {
  (void)count;
  return initialise(to_struct(args[0]), args[1]) ? NONE : EMPTY;
}

static Value method_pack(Value *args, size_t count) {
  return pack(to_struct(args[0])->format, args + 1, count - 1, "pack");
}
static Value method_pack_into(Value *args, size_t count) {
  return pack_part(to_struct(args[0])->format, args[1], args[2], args + 3, count - 3);
}
static Value method_unpack(Value *args, size_t count) {
  return (void)count, unpack_whole(to_struct(args[0])->format, args[1]);
}
static Value method_unpack_from(Value *args, size_t count) {
  return (void)count, unpack_part(to_struct(args[0])->format, args[1], args[2]);
}
static Value method_iter_unpack(Value *args, size_t count) {
  return (void)count, iterate(to_struct(args[0])->format, args[1]);
}

static Value get_format(Value self) { return to_struct(self)->format; }
static Value get_size(Value self) { return to_struct(self)->size; }

static bool init(Value module) {
  static const TypeSlots slots = {.construct = construct};
  static const NativeDef methods[] = {
      {.name = "__init__", .signature = "self, /, format", .fn = method_init},
      {.name = "pack", .signature = "self, /, *v", .fn = method_pack},
      {.name = "pack_into", .signature = "self, buffer, offset, /, *v", .fn = method_pack_into},
      {.name = "unpack", .signature = "self, buffer, /", .fn = method_unpack},
      {.name = "unpack_from", .signature = "self, /, buffer, offset=0", .fn = method_unpack_from},
      {.name = "iter_unpack", .signature = "self, buffer, /", .fn = method_iter_unpack},
      {0}};
  static const GetSetDef attributes[] = {
      {"format", get_format, NULL, NULL}, {"size", get_size, NULL, NULL}, {NULL, NULL, NULL, NULL}};
  static const TypeSlots iterator_slots = {.iter = iterator_self, .next = iterator_next};
  static const NativeDef iterator_methods[] = {
      {.name = "__length_hint__", .signature = "self, /", .fn = iterator_length_hint}, {0}};
  struct_type = type_new_native("_struct", "Struct", NULL, TYPE_BASE | TYPE_WEAKREFS, &slots, methods, attributes,
                                HEAP_VALUES, sizeof(StructObject));
  iterator_type = type_new_native("_struct", "unpack_iterator", NULL, 0, &iterator_slots, iterator_methods, NULL,
                                  HEAP_VALUES, sizeof(UnpackIterator));
  Value base = from_object(exception_types[EXCEPTION_Exception]), bases = tuple_from(&base, 1), names = dict_new();
  if (!struct_type || !iterator_type || bases == EMPTY || names == EMPTY) return false;
  if (!dict_set_c(names, "__module__", str_from_c("struct"))) return false;
  heap_add_root(visit_roots);
  // A second import of the module makes no other class: what was imported before raises it, too.
  if (error_class == EMPTY)
    error_class = type_new_class(builtin_types[SHAPE_TYPE], str_intern("error", 5), bases, names, EMPTY);
  return error_class != EMPTY && module_add(module, "error", error_class) &&
         module_add(module, "Struct", from_object(struct_type));
}

static const NativeDef functions[] = {
    {.name = "calcsize", .signature = "format, /", .fn = function_calcsize},
    {.name = "pack", .signature = "format, /, *v", .fn = function_pack},
    {.name = "pack_into", .signature = "format, buffer, offset, /, *v", .fn = function_pack_into},
    {.name = "unpack", .signature = "format, buffer, /", .fn = function_unpack},
    {.name = "unpack_from", .signature = "format, /, buffer, offset=0", .fn = function_unpack_from},
    {.name = "iter_unpack", .signature = "format, buffer, /", .fn = function_iter_unpack},
    {.name = "_clearcache", .signature = "", .fn = function_clear_cache},
    {0},
};

const NativeModule module__struct = {"_struct", functions, init,
                                     DOC("Functions to convert between Python values and C structs.")};
