// Writing bytecode images: see image.h.
#include <stdlib.h>

#include "core/object/bytes.h"
#include "core/object/complex.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int_internal.h"
#include "core/object/set.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/image.h"
#include "core/vm/vm.h"

typedef struct Writer {
  uint8_t *data;
  size_t size, capacity;
  uint32_t *strings; // open addressing: offsets of the Str objects written so far
  size_t string_capacity, string_count;
  bool details;
  bool failed; // with an exception set
} Writer;

// Room for `bytes` zero bytes at an aligned offset, which is returned; 0: failed.
static uint32_t reserve(Writer *writer, size_t bytes) {
  size_t start = (writer->size + IMAGE_ALIGN - 1) & ~(size_t)(IMAGE_ALIGN - 1), end = start + bytes;
  if (writer->failed) return 0;
  if (end > writer->capacity) {
    size_t capacity = end * 2;
    uint8_t *data = end > UINT32_MAX ? NULL : realloc(writer->data, capacity);
    if (data == NULL) {
      writer->failed = true;
      raise_memory_error();
      return 0;
    }
    memset(data + writer->capacity, 0, capacity - writer->capacity);
    writer->data = data;
    writer->capacity = capacity;
  }
  writer->size = end;
  return (uint32_t)start;
}

static uint32_t write_bytes(Writer *writer, const void *data, size_t bytes) {
  uint32_t offset = reserve(writer, bytes);
  if (offset != 0 && bytes != 0) memcpy(writer->data + offset, data, bytes);
  return offset;
}

// --- str and bytes, as they are on the heap

static uint32_t *string_slot(const Writer *writer, const Str *str, uint32_t flags) {
  size_t i = str->hash & (writer->string_capacity - 1);
  for (; writer->strings[i] != 0; i = (i + 1) & (writer->string_capacity - 1)) {
    const Str *known = image_at(writer->data, writer->strings[i]);
    if (known->hash == str->hash && known->flags == flags && known->size == str->size &&
        memcmp(known->text, str->text, str->size) == 0)
      break;
  }
  return &writer->strings[i];
}

static bool grow_strings(Writer *writer) {
  Writer larger = *writer;
  larger.string_capacity = writer->string_capacity == 0 ? 1024 : writer->string_capacity * 2;
  larger.strings = calloc(larger.string_capacity, sizeof *larger.strings);
  if (larger.strings == NULL) {
    writer->failed = true;
    raise_memory_error();
    return false;
  }
  for (size_t n = 0; n < writer->string_capacity; n++) {
    if (writer->strings[n] == 0) continue;
    const Str *str = image_at(writer->data, writer->strings[n]);
    *string_slot(&larger, str, str->flags) = writer->strings[n];
  }
  free(writer->strings);
  *writer = larger;
  return true;
}

// name: interned when the image is loaded. Each text is written once.
static uint32_t write_str(Writer *writer, Value v, bool name) {
  const Str *str = to_str(v);
  str_hash(v);
  uint32_t flags = (str->flags & STR_ASCII) | STR_STATIC | (name ? STR_INTERNED : 0);
  if (writer->string_count * 2 >= writer->string_capacity && !grow_strings(writer)) return 0;
  uint32_t *slot = string_slot(writer, str, flags);
  if (*slot != 0) return *slot;
  size_t bytes = str_bytes(str->size, str->length);
  uint32_t offset = write_bytes(writer, str, bytes);
  if (offset == 0) return 0;
  Str *copy = (Str *)(void *)(writer->data + offset);
  copy->header = image_object_header(SHAPE_STR, bytes);
  copy->flags = flags;
  // What lies between the NUL and the index is nobody's.
  for (size_t at = sizeof(Str) + str->size; at < bytes && (at & 3 || at == sizeof(Str) + str->size); at++)
    writer->data[offset + at] = 0;
  *slot = offset;
  writer->string_count++;
  return offset;
}

static uint32_t write_bytes_object(Writer *writer, Value v) {
  const Bytes *bytes = (const Bytes *)(const void *)to_object(v);
  int64_t hash;
  size_t size = sizeof(Bytes) + bytes->size + 1;
  if (!object_hash(v, &hash)) {
    writer->failed = true;
    return 0;
  }
  uint32_t offset = write_bytes(writer, bytes, size);
  if (offset != 0) ((Bytes *)(void *)(writer->data + offset))->header = image_object_header(SHAPE_BYTES, size);
  return offset;
}

// --- constants

static uint32_t write_code(Writer *writer, Code *code);
static uint32_t write_constant(Writer *writer, Value v);

static void *allocate(Writer *writer, size_t bytes) {
  void *memory = writer->failed ? NULL : malloc(bytes + 1);
  if (memory == NULL && !writer->failed) {
    writer->failed = true;
    raise_memory_error();
  }
  return memory;
}

// count words behind their number.
static uint32_t write_items(Writer *writer, const Value *items, size_t count) {
  uint32_t *words = allocate(writer, (count + 1) * sizeof *words), offset = 0;
  if (words == NULL) return 0;
  words[0] = (uint32_t)count;
  for (size_t n = 0; n < count; n++) words[n + 1] = write_constant(writer, items[n]);
  offset = write_bytes(writer, words, (count + 1) * sizeof *words);
  free(words);
  return offset;
}

static uint32_t write_int(Writer *writer, Value v) {
  IntView view;
  int_view(v, &view);
  ImageInt head = {view.negative != 0, (uint32_t)view.count};
  size_t digits = (size_t)view.count * sizeof(uint64_t);
  uint32_t offset = reserve(writer, sizeof head + digits);
  if (offset == 0) return 0;
  memcpy(writer->data + offset, &head, sizeof head);
  memcpy(writer->data + offset + sizeof head, view.digits, digits);
  return offset;
}

static uint32_t write_constant(Writer *writer, Value v) {
  if (writer->failed) return 0;
  if (!is_object(v)) return IMAGE_VALUE | write_bytes(writer, &v, sizeof v);
  switch (to_object(v)->shape) {
  case SHAPE_STR: return IMAGE_STR | write_str(writer, v, to_str(v)->flags & STR_INTERNED);
  case SHAPE_BYTES: return IMAGE_BYTES | write_bytes_object(writer, v);
  case SHAPE_INT: return IMAGE_INT | write_int(writer, v);
  case SHAPE_COMPLEX: {
    const Complex *number = (const Complex *)(const void *)to_object(v);
    double parts[2] = {number->real, number->imaginary};
    return IMAGE_COMPLEX | write_bytes(writer, parts, sizeof parts);
  }
  case SHAPE_TUPLE: return IMAGE_TUPLE | write_items(writer, to_tuple(v)->items, to_tuple(v)->length);
  case SHAPE_FROZENSET: {
    Value items = tuple_from_iterable(v);
    if (items == EMPTY) break;
    return IMAGE_FROZENSET | write_items(writer, to_tuple(items)->items, to_tuple(items)->length);
  }
  case SHAPE_CODE: return IMAGE_CODE | write_code(writer, to_code(v));
  default: raise(TypeError, "%T cannot be a constant of a bytecode file", v);
  }
  writer->failed = true;
  return 0;
}

// --- code

// A line table without columns, which has an entry for each change of line only; its bytes.
static size_t lines_without_columns(const Code *code, uint8_t *out) {
  LineReader reader = line_reader(code->lines, code->line_bytes, code->first_line);
  size_t bytes = 0;
  LineEntry previous = {0, code->first_line, COLUMN_UNKNOWN, COLUMN_UNKNOWN, code->first_line};
  uint32_t line = code->first_line; // the last one that is not 0
  while (line_reader_next(&reader)) {
    LineEntry entry = reader.entry;
    entry.column = entry.end_column = COLUMN_UNKNOWN;
    entry.end_line = entry.line;
    if (entry.line == previous.line) continue;
    // A table of one entry, counted from the one before.
    LineEntry step = entry;
    step.index -= previous.index;
    bytes += line_table_write(out + bytes, &step, 1, line);
    if (entry.line != 0) line = entry.line;
    previous = entry;
  }
  return bytes;
}

static void *put(void *at, const void *data, size_t bytes) {
  if (bytes > 0) memcpy(at, data, bytes);
  return (uint8_t *)at + bytes;
}

static uint32_t *put_names(Writer *writer, uint32_t *at, Value names) {
  const Tuple *tuple = to_tuple(names);
  for (size_t n = 0; n < tuple->length; n++)
    *at++ = tuple->items[n] == EMPTY ? 0 : write_str(writer, tuple->items[n], true);
  return at;
}

static CodeRecord make_record(Writer *writer, const Code *code) {
  return (CodeRecord){
      .name = write_str(writer, code->name, true),
      .qualified_name = write_str(writer, code->qualified_name, str_equal(code->name, code->qualified_name)),
      .doc = code->doc == NONE || !writer->details ? 0 : write_str(writer, code->doc, false),
      .first_line = code->first_line,
      .instruction_count = code->instruction_count,
      .constant_count = (uint16_t)code->constants->capacity,
      .handler_count = (uint16_t)code->handler_count,
      .free_count = code->free_count,
      .local_count = (uint16_t)to_tuple(code->local_names)->length,
      .cache_count = (uint16_t)code->cache_count,
      .flags = (uint16_t)code->flags,
      .class_cell = code->class_cell,
      .register_count = code->register_count,
      .cleared_registers = code->cleared_registers,
      .far_register = code->far_register,
      .argument_count = (uint8_t)code->argument_count,
      .positional_only_count = (uint8_t)code->positional_only_count,
      .keyword_only_count = (uint8_t)code->keyword_only_count,
      .parameter_registers = (uint8_t)code->parameter_registers,
  };
}

static bool fits_record(const Code *code) {
  return code->constants->capacity <= UINT16_MAX && code->handler_count <= UINT16_MAX &&
         code->cache_count <= UINT16_MAX && code->parameter_registers <= UINT8_MAX;
}

static uint32_t write_code(Writer *writer, Code *code) {
  if (writer->failed || !code_prepare(code)) {
    writer->failed = true;
    return 0;
  }
  if (!fits_record(code)) {
    raise(ValueError, "the function %V is too large for a bytecode file", code->qualified_name);
    writer->failed = true;
    return 0;
  }
  size_t names = (size_t)code->free_count + to_tuple(code->local_names)->length, lines = code->line_bytes;
  size_t room = sizeof(CodeRecord) + (code->constants->capacity + code->instruction_count + names) * sizeof(uint32_t) +
                code->handler_count * sizeof(HandlerRange) + code->free_count * sizeof(FreeVariable) + lines;
  CodeRecord *record = allocate(writer, room);
  if (record == NULL) return 0;
  *record = make_record(writer, code);
  uint32_t *at = (uint32_t *)(record + 1);
  for (size_t n = 0; n < code->constants->capacity; n++) *at++ = write_constant(writer, code->constants->items[n]);
  at = put(at, code->instructions, code->instruction_count * sizeof(uint32_t));
  at = put(at, code->handlers, code->handler_count * sizeof(HandlerRange));
  at = put(at, code->free_variables, code->free_count * sizeof(FreeVariable));
  at = put_names(writer, put_names(writer, at, code->free_names), code->local_names);
  uint8_t *end =
      writer->details ? put(at, code->lines, lines) : (uint8_t *)at + lines_without_columns(code, (uint8_t *)at);
  record->line_bytes = (uint32_t)(end - (uint8_t *)at);
  uint32_t offset = write_bytes(writer, record, (size_t)(end - (uint8_t *)record));
  free(record);
  return offset;
}

uint32_t image_checksum(const uint8_t *data, size_t bytes) {
  // Fletcher's sum over words, with sums of 64 bits that are folded at the end; the last word is filled up with zeros.
  uint64_t first = bytes, second = 0;
  for (; bytes >= 4; bytes -= 4, data += 4) {
    uint32_t word;
    memcpy(&word, data, 4);
    first += word;
    second = (second << 1 | second >> 63) ^ first;
  }
  uint32_t last = 0;
  memcpy(&last, data, bytes);
  first += last;
  second = (second << 1 | second >> 63) ^ first;
  return (uint32_t)(second ^ second >> 32 ^ first);
}

uint8_t *image_write(const ImageModule *modules, size_t count, bool details, size_t *bytes) {
  Writer writer = {.details = details};
  reserve(&writer, 1);
  writer.size = 0;
  reserve(&writer, sizeof(ImageHeader) + count * sizeof(ImageRoot));
  for (size_t n = 0; n < count && !writer.failed; n++) {
    ImageRoot root = {write_str(&writer, modules[n].name, false), write_str(&writer, modules[n].filename, false),
                      modules[n].flags & ROOT_PACKED ? (uint32_t)to_small_int(modules[n].code)
                                                     : write_code(&writer, to_code(modules[n].code)),
                      modules[n].flags};
    if (!writer.failed) memcpy(writer.data + sizeof(ImageHeader) + n * sizeof root, &root, sizeof root);
  }
  reserve(&writer, IMAGE_ALIGN);
  free(writer.strings);
  if (writer.failed) {
    free(writer.data);
    return NULL;
  }
  ImageHeader header = {.version = IMAGE_VERSION,
                        .machine = image_machine(),
                        .bytes = (uint32_t)writer.size,
                        .checksum = image_checksum(writer.data + sizeof header, writer.size - sizeof header),
                        .root_count = (uint32_t)count};
  memcpy(header.magic, IMAGE_MAGIC, sizeof header.magic);
  memcpy(writer.data, &header, sizeof header);
  *bytes = writer.size;
  return writer.data;
}
