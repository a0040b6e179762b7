// Code from bytecode images, made as it is needed: see image.h.
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

static Value make_code(const uint8_t *image, uint32_t offset, Value filename) {
  const CodeRecord *record = image_at(image, offset);
  Code *code = heap_new(SHAPE_CODE, HEAP_CODE, sizeof(Code));
  if (code == NULL) return EMPTY;
  code->image = image;
  code->record = record;
  code->filename = filename;
  code->parameter_registers = CODE_UNPREPARED;
  code->instructions = record_instructions(record);
  code->handlers = record_handlers(record);
  code->free_variables = record_free_variables(record);
  code->lines = record_lines(record);
  code->name = image_str(image, record->name);
  code->qualified_name = image_str(image, record->qualified_name);
  code->doc = record->doc == 0 ? NONE : image_str(image, record->doc);
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
  return code->name == EMPTY || code->qualified_name == EMPTY || code->doc == EMPTY ? EMPTY : from_object(code);
}

Value image_code(const uint8_t *image, const ImageRoot *root, Value filename) {
  return make_code(image, root->code, filename);
}

// --- constants

static Value make_value(const uint8_t *image, uint32_t word, Value filename);

static Value make_tuple(const uint8_t *image, uint32_t offset, Value filename) {
  const uint32_t *words = image_at(image, offset);
  Value tuple = tuple_new(words[0]);
  for (size_t n = 0; tuple != EMPTY && n < words[0]; n++) {
    Value item = make_value(image, words[n + 1], filename);
    if (item == EMPTY) return EMPTY;
    to_tuple(tuple)->items[n] = item;
  }
  return tuple;
}

static Value make_value(const uint8_t *image, uint32_t word, Value filename) {
  uint32_t offset = image_offset(word);
  const void *data = image_at(image, offset);
  switch (image_kind(word)) {
  case IMAGE_VALUE: return *(const Value *)data;
  case IMAGE_STR: return image_str(image, offset);
  case IMAGE_BYTES: return from_object(data);
  case IMAGE_INT: {
    const ImageInt *number = data;
    return int_from_digits(number->digits, number->count, number->negative);
  }
  case IMAGE_COMPLEX: {
    const double *parts = data;
    return complex_new(parts[0], parts[1]);
  }
  case IMAGE_TUPLE: return make_tuple(image, offset, filename);
  case IMAGE_FROZENSET: {
    Value items = make_tuple(image, offset, filename);
    return items == EMPTY ? EMPTY : set_from_iterable(items, true);
  }
  case IMAGE_CODE: return make_code(image, offset, filename);
  default: return raise(SystemError, "bad constant in a bytecode image");
  }
}

static Value make_names(const uint8_t *image, const uint32_t *offsets, size_t count) {
  Value names = tuple_new(count);
  for (size_t n = 0; names != EMPTY && n < count; n++) {
    Value name = offsets[n] == 0 ? EMPTY : image_str(image, offsets[n]);
    if (name == EMPTY && vm_exception != EMPTY) return EMPTY;
    to_tuple(names)->items[n] = name;
  }
  return names;
}

Value code_name(Code *code, uint32_t index) {
  if (code->record == NULL) return code->constants->items[index];
  return make_value(code->image, record_constants(code->record)[index], code->filename);
}

bool code_prepare_slowly(Code *code) {
  const CodeRecord *record = code->record;
  const uint32_t *words = record_constants(record);
  ValueArray *constants = value_array_new(record->constant_count);
  ByteArray *caches = byte_array_new(record->cache_count * sizeof(InlineCache));
  if (constants == NULL || caches == NULL) return false;
  for (uint32_t n = 0; n < record->constant_count; n++) {
    constants->items[n] = make_value(code->image, words[n], code->filename);
    if (constants->items[n] == EMPTY) return false;
  }
  code->local_names = make_names(code->image, record_local_names(record), record->local_count);
  code->free_names = make_names(code->image, record_free_names(record), record->free_count);
  if (code->local_names == EMPTY || code->free_names == EMPTY) return false;
  code->constants = constants;
  code->caches = caches;
  code->cache_count = record->cache_count;
  code->parameter_registers = record->parameter_registers;
  code->record = NULL;
  return true;
}
