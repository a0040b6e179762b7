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
  bool docstrings;
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

static Object object_header(uint32_t shape, size_t bytes) {
  size_t granules = (bytes + HEAP_GRANULE - 1) / HEAP_GRANULE;
  return (Object){
      .shape = shape, .kind = HEAP_LEAF, .granules = (uint16_t)(granules > UINT16_MAX ? UINT16_MAX : granules)};
}

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
  copy->header = object_header(SHAPE_STR, bytes);
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
  if (offset != 0) ((Bytes *)(void *)(writer->data + offset))->header = object_header(SHAPE_BYTES, size);
  return offset;
}

// --- constants

static uint32_t write_code(Writer *writer, Code *code);
static uint64_t write_constant(Writer *writer, Value v);

static uint64_t reference(ImageKind kind, uint32_t offset) { return IMAGE_REFERENCE | (uint64_t)kind << 32 | offset; }

// count words behind their number.
static uint32_t write_items(Writer *writer, const Value *items, size_t count) {
  uint64_t *words = malloc((count + 1) * sizeof *words);
  if (words == NULL) {
    writer->failed = true;
    raise_memory_error();
    return 0;
  }
  words[0] = count;
  for (size_t n = 0; n < count; n++) words[n + 1] = write_constant(writer, items[n]);
  uint32_t offset = write_bytes(writer, words, (count + 1) * sizeof *words);
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

static uint64_t write_constant(Writer *writer, Value v) {
  if (writer->failed) return NONE;
  if (!is_object(v)) return v;
  switch (to_object(v)->shape) {
  case SHAPE_STR: {
    bool name = to_str(v)->flags & STR_INTERNED;
    return reference(name ? IMAGE_NAME : IMAGE_STR, write_str(writer, v, name));
  }
  case SHAPE_BYTES: return reference(IMAGE_BYTES, write_bytes_object(writer, v));
  case SHAPE_INT: return reference(IMAGE_INT, write_int(writer, v));
  case SHAPE_COMPLEX: {
    const Complex *number = (const Complex *)(const void *)to_object(v);
    double parts[2] = {number->real, number->imaginary};
    return reference(IMAGE_COMPLEX, write_bytes(writer, parts, sizeof parts));
  }
  case SHAPE_TUPLE: return reference(IMAGE_TUPLE, write_items(writer, to_tuple(v)->items, to_tuple(v)->length));
  case SHAPE_FROZENSET: {
    Value items = tuple_from_iterable(v);
    if (items == EMPTY) break;
    return reference(IMAGE_FROZENSET, write_items(writer, to_tuple(items)->items, to_tuple(items)->length));
  }
  case SHAPE_CODE: return reference(IMAGE_CODE, write_code(writer, to_code(v)));
  default: raise(TypeError, "%T cannot be a constant of a bytecode file", v);
  }
  writer->failed = true;
  return NONE;
}

// --- code

static uint32_t write_names(Writer *writer, Value names) {
  const Tuple *tuple = to_tuple(names);
  if (tuple->length == 0) return 0;
  uint32_t *offsets = calloc(tuple->length, sizeof *offsets);
  if (offsets == NULL) {
    writer->failed = true;
    raise_memory_error();
    return 0;
  }
  for (size_t n = 0; n < tuple->length; n++) {
    if (tuple->items[n] != EMPTY) offsets[n] = write_str(writer, tuple->items[n], true);
  }
  uint32_t offset = write_bytes(writer, offsets, tuple->length * sizeof *offsets);
  free(offsets);
  return offset;
}

static uint32_t write_constants(Writer *writer, const Code *code) {
  size_t count = code->constants->capacity;
  if (count == 0) return 0;
  uint32_t offset = write_items(writer, code->constants->items, count);
  return offset == 0 ? 0 : offset + (uint32_t)sizeof(uint64_t);
}

static uint32_t write_table(Writer *writer, const void *data, size_t bytes) {
  return bytes == 0 ? 0 : write_bytes(writer, data, bytes);
}

static uint32_t write_code(Writer *writer, Code *code) {
  if (writer->failed || !code_prepare(code)) {
    writer->failed = true;
    return 0;
  }
  CodeRecord record = {
      .name = write_str(writer, code->name, true),
      .qualified_name = write_str(writer, code->qualified_name, false),
      .doc = code->doc == NONE || !writer->docstrings ? 0 : write_str(writer, code->doc, false),
      .instructions = write_table(writer, code->instructions, code->instruction_count * sizeof(uint32_t)),
      .instruction_count = code->instruction_count,
      .constants = write_constants(writer, code),
      .constant_count = (uint32_t)code->constants->capacity,
      .handlers = write_table(writer, code->handlers, code->handler_count * sizeof(HandlerRange)),
      .handler_count = code->handler_count,
      .lines = write_table(writer, code->lines, code->line_bytes),
      .line_bytes = code->line_bytes,
      .free_variables = write_table(writer, code->free_variables, code->free_count * sizeof(FreeVariable)),
      .free_names = write_names(writer, code->free_names),
      .local_names = write_names(writer, code->local_names),
      .cache_count = code->cache_count,
      .first_line = code->first_line,
      .flags = code->flags,
      .free_count = code->free_count,
      .local_count = (uint16_t)to_tuple(code->local_names)->length,
      .argument_count = code->argument_count,
      .positional_only_count = code->positional_only_count,
      .keyword_only_count = code->keyword_only_count,
      .parameter_registers = code->parameter_registers,
      .register_count = code->register_count,
      .class_cell = code->class_cell,
      .cleared_registers = code->cleared_registers,
  };
  return write_bytes(writer, &record, sizeof record);
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

uint8_t *image_write(const ImageModule *modules, size_t count, bool docstrings, size_t *bytes) {
  Writer writer = {.docstrings = docstrings};
  reserve(&writer, 1);
  writer.size = 0;
  reserve(&writer, sizeof(ImageHeader) + count * sizeof(ImageRoot));
  for (size_t n = 0; n < count && !writer.failed; n++) {
    ImageRoot root = {write_str(&writer, modules[n].name, false), write_str(&writer, modules[n].filename, false),
                      write_code(&writer, to_code(modules[n].code)), modules[n].flags};
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
