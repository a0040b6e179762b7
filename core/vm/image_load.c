// Code from bytecode images, made as it is needed: see image.h.
#include "core/object/bytes.h"
#include "core/object/complex.h"
#include "core/object/exception.h"
#include "core/object/int_internal.h"
#include "core/object/set.h"
#include "core/object/tuple.h"
#include "core/vm/bytecode.h"
#include "core/vm/image.h"
#include "core/vm/vm.h"

uint32_t image_machine(void) {
  // FNV-1a over all that bytecode takes for granted.
  static uint32_t machine;
  if (machine != 0) return machine;
  uint32_t hash = 0x811C9DC5u;
  for (size_t op = 0; op < OP_COUNT; op++) {
    const OpcodeInfo *info = &opcode_info[op];
    for (const char *at = info->name; *at != 0; at++) hash = (hash ^ (uint8_t)*at) * 0x01000193u;
    const uint8_t parts[] = {info->words, info->a, info->b, info->c, info->jump, info->group};
    for (size_t n = 0; n < sizeof parts; n++) hash = (hash ^ parts[n]) * 0x01000193u;
  }
  const uint32_t layout[] = {SHAPE_STR, SHAPE_BYTES, HEAP_LEAF, sizeof(Str), sizeof(CodeRecord), sizeof(HandlerRange)};
  for (size_t n = 0; n < sizeof layout / sizeof layout[0]; n++) hash = (hash ^ layout[n]) * 0x01000193u;
  return machine = hash | 1;
}

Value image_str(const uint8_t *image, uint32_t offset) {
  const Str *str = image_at(image, offset);
  return str->flags & STR_INTERNED ? str_intern_static(str) : from_object(str);
}

// An image and what all code made from it shares.
typedef struct Source {
  const uint8_t *image;
  ByteArray *memory; // that holds the image: it lives as long as code does, so objects in it are copied; or NULL
  Value filename;
} Source;

static Source source_of(const Code *code) { return (Source){code->image, code->memory, code->filename}; }

static Value make_str(const Source *source, uint32_t offset) {
  if (source->memory == NULL) return image_str(source->image, offset);
  const Str *str = image_at(source->image, offset);
  return str->flags & STR_INTERNED ? str_intern(str->text, str->size) : str_new(str->text, str->size);
}

static Value make_code(const Source *source, uint32_t offset) {
  const CodeRecord *record = image_at(source->image, offset);
  Code *code = heap_new(SHAPE_CODE, HEAP_CODE, sizeof(Code));
  if (code == NULL) return EMPTY;
  code->image = source->image;
  code->memory = source->memory;
  code->record = record;
  code->filename = source->filename;
  code->parameter_registers = CODE_UNPREPARED;
  code->instructions = record_instructions(record);
  code->handlers = record_handlers(record);
  code->free_variables = record_free_variables(record);
  code->lines = record_lines(record);
  code->name = make_str(source, record->name);
  code->qualified_name = make_str(source, record->qualified_name);
  code->doc = record->doc == 0 ? NONE : make_str(source, record->doc);
  code->instruction_count = record->instruction_count;
  code->handler_count = record->handler_count;
  code->line_bytes = record->line_bytes;
  code->first_line = record->first_line;
  code->flags = record->flags;
  code->argument_count = record->argument_count;
  code->positional_only_count = record->positional_only_count;
  code->keyword_only_count = record->keyword_only_count;
  code->register_count = record->register_count;
  code->free_count = record->free_count;
  code->class_cell = record->class_cell;
  code->cleared_registers = record->cleared_registers;
  code->far_register = record->far_register;
  return code->name == EMPTY || code->qualified_name == EMPTY || code->doc == EMPTY ? EMPTY : from_object(code);
}

const ImageRoot *image_find_root(const uint8_t *image, const char *name) {
  const ImageRoot *roots = image_roots(image);
  size_t low = 0, high = ((const ImageHeader *)(const void *)image)->root_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = strcmp(((const Str *)image_at(image, roots[middle].name))->text, name);
    if (order == 0) return &roots[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

Value image_code(const uint8_t *image, const ImageRoot *root, Value filename) {
  Source source = {image, NULL, filename};
  return make_code(&source, root->code);
}

Value image_copy_code(const uint8_t *data, size_t bytes, const char **problem) {
  ByteArray *memory = byte_array_new(bytes);
  if (memory == NULL) return EMPTY;
  memcpy(memory->data, data, bytes);
  *problem = image_check(memory->data, bytes);
  if (*problem == NULL && ((const ImageHeader *)(const void *)memory->data)->root_count != 1)
    *problem = "it is not one code object";
  if (*problem != NULL) return EMPTY;
  const ImageRoot *root = image_roots(memory->data);
  Source source = {memory->data, memory, EMPTY};
  source.filename = make_str(&source, root->filename);
  return source.filename == EMPTY ? EMPTY : make_code(&source, root->code);
}

// --- constants

static Value make_value(const Source *source, uint32_t word);

static Value make_tuple(const Source *source, uint32_t offset) {
  const uint32_t *words = image_at(source->image, offset);
  Value tuple = tuple_new(words[0]);
  for (size_t n = 0; tuple != EMPTY && n < words[0]; n++) {
    Value item = make_value(source, words[n + 1]);
    if (item == EMPTY) return EMPTY;
    to_tuple(tuple)->items[n] = item;
  }
  return tuple;
}

static Value make_value(const Source *source, uint32_t word) {
  uint32_t offset = image_offset(word);
  const void *data = image_at(source->image, offset);
  switch (image_kind(word)) {
  case IMAGE_VALUE: return *(const Value *)data;
  case IMAGE_STR: return make_str(source, offset);
  case IMAGE_BYTES: {
    const Bytes *bytes = data;
    return source->memory == NULL ? from_object(data) : bytes_new(bytes->data, bytes->size);
  }
  case IMAGE_INT: {
    const ImageInt *number = data;
    return int_from_digits(number->digits, number->count, number->negative);
  }
  case IMAGE_COMPLEX: {
    const double *parts = data;
    return complex_new(parts[0], parts[1]);
  }
  case IMAGE_TUPLE: return make_tuple(source, offset);
  case IMAGE_FROZENSET: {
    Value items = make_tuple(source, offset);
    return items == EMPTY ? EMPTY : set_from_iterable(items, true);
  }
  case IMAGE_CODE: return make_code(source, offset);
  default: return raise(SystemError, "bad constant in a bytecode image");
  }
}

static Value make_names(const Source *source, const uint32_t *offsets, size_t count) {
  Value names = tuple_new(count);
  for (size_t n = 0; names != EMPTY && n < count; n++) {
    Value name = offsets[n] == 0 ? EMPTY : make_str(source, offsets[n]);
    if (name == EMPTY && vm_exception != EMPTY) return EMPTY;
    to_tuple(names)->items[n] = name;
  }
  return names;
}

Value code_name(Code *code, uint32_t index) {
  if (code->record == NULL) return code->constants->items[index];
  Source source = source_of(code);
  return make_value(&source, record_constants(code->record)[index]);
}

bool code_prepare_slowly(Code *code) {
  const CodeRecord *record = code->record;
  const uint32_t *words = record_constants(record);
  Source source = source_of(code);
  ValueArray *constants = value_array_new(record->constant_count);
  ByteArray *caches = byte_array_new(record->cache_count * sizeof(InlineCache));
  if (constants == NULL || caches == NULL) return false;
  for (uint32_t n = 0; n < record->constant_count; n++) {
    constants->items[n] = make_value(&source, words[n]);
    if (constants->items[n] == EMPTY) return false;
  }
  code->local_names = make_names(&source, record_local_names(record), record->local_count);
  code->free_names = make_names(&source, record_free_names(record), record->free_count);
  if (code->local_names == EMPTY || code->free_names == EMPTY) return false;
  code->constants = constants;
  code->caches = caches;
  code->cache_count = record->cache_count;
  code->parameter_registers = record->parameter_registers;
  code->record = NULL;
  return true;
}
