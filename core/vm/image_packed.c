// Packed images: see image_packed.h. They are part of the program, so nothing is checked here.
#include "core/vm/image_packed.h"

#include <stdlib.h>

#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/str_internal.h"
#include "core/object/utf8.h"
#include "core/vm/bytecode.h"
#include "core/vm/lzma.h"

// toolchain/pack writes these.
_Static_assert(sizeof(CodeRecord) == 48 && sizeof(HandlerRange) == 16 && sizeof(FreeVariable) == 4 &&
                   sizeof(ImageRoot) == 16,
               "toolchain/pack knows another layout");

typedef struct Unpacker {
  const uint8_t *streams[PACKED_STREAM_COUNT]; // what is left of them
  uint8_t *image;
  uint32_t size;  // so far
  uint32_t *strs; // offsets
  uint32_t str_count;
  uint32_t line;  // where the code before starts
  uint32_t outer; // qualified name of the code around
  bool failed;    // no memory
} Unpacker;

static uint32_t number(Unpacker *unpacker, PackedStream stream) {
  const uint8_t **at = &unpacker->streams[stream];
  uint32_t result = 0;
  for (unsigned shift = 0;; shift += 7) {
    uint8_t byte = *(*at)++;
    result |= (uint32_t)(byte & 0x7F) << shift;
    if (byte < 0x80) return result;
  }
}

static void copy(Unpacker *unpacker, PackedStream stream, void *out, size_t bytes) {
  if (bytes != 0) memcpy(out, unpacker->streams[stream], bytes);
  unpacker->streams[stream] += bytes;
}

// The offset of so many more bytes of the image, which are zero.
static uint32_t reserve(Unpacker *unpacker, size_t bytes) {
  uint32_t start = (unpacker->size + IMAGE_ALIGN - 1) & ~(uint32_t)(IMAGE_ALIGN - 1);
  unpacker->size = start + (uint32_t)bytes;
  return start;
}

// --- parts of code

// A str without its text.
static Str *place_str(Unpacker *unpacker, uint32_t size, uint32_t length, uint32_t flags) {
  uint32_t offset = reserve(unpacker, str_bytes(size, length));
  Str *str = (Str *)(void *)(unpacker->image + offset);
  *str = (Str){.header = image_object_header(SHAPE_STR, str_bytes(size, length)),
               .length = length,
               .size = size,
               .flags = flags | STR_STATIC};
  unpacker->strs[unpacker->str_count++] = offset;
  return str;
}

static uint32_t finish_str(Unpacker *unpacker, Str *str) {
  str->hash = memory_hash(str->text, str->size);
  if (!str_is_ascii(str)) str_index_text(str);
  return unpacker->strs[unpacker->str_count - 1];
}

static uint32_t new_str(Unpacker *unpacker) {
  uint32_t word = number(unpacker, PACKED_LENGTHS), size = word >> 2;
  uint32_t length = (uint32_t)utf8_count((const char *)unpacker->streams[PACKED_TEXT], size);
  Str *str = place_str(unpacker, size, length, word & (STR_INTERNED | STR_ASCII));
  copy(unpacker, PACKED_TEXT, str->text, size);
  return finish_str(unpacker, str);
}

static uint32_t new_qualified_name(Unpacker *unpacker, uint32_t outer_offset, const char *between,
                                   uint32_t last_offset) {
  const Str *outer = image_at(unpacker->image, outer_offset), *last = image_at(unpacker->image, last_offset);
  uint32_t more = (uint32_t)strlen(between), size = outer->size + more + last->size;
  Str *str = place_str(unpacker, size, outer->length + more + last->length, outer->flags & last->flags & STR_ASCII);
  memcpy(str->text, outer->text, outer->size);
  memcpy(str->text + outer->size, between, more);
  memcpy(str->text + outer->size + more, last->text, last->size);
  return finish_str(unpacker, str);
}

static uint32_t name(Unpacker *unpacker) {
  uint32_t reference = number(unpacker, PACKED_NAMES);
  if (reference == PACKED_NONE) return 0;
  return reference == PACKED_NEW ? new_str(unpacker) : unpacker->strs[reference - PACKED_KNOWN];
}

static uint32_t qualified_name(Unpacker *unpacker, uint32_t last) {
  uint32_t reference = *unpacker->streams[PACKED_NAMES];
  if (reference != PACKED_IN_CLASS && reference != PACKED_IN_FUNCTION) return name(unpacker);
  unpacker->streams[PACKED_NAMES]++;
  return new_qualified_name(unpacker, unpacker->outer, reference == PACKED_IN_CLASS ? "." : ".<locals>.", last);
}

static uint32_t new_bytes(Unpacker *unpacker) {
  uint32_t size = number(unpacker, PACKED_LENGTHS), offset = reserve(unpacker, sizeof(Bytes) + size + 1);
  Bytes *bytes = (Bytes *)(void *)(unpacker->image + offset);
  copy(unpacker, PACKED_TEXT, bytes->data, size);
  bytes->header = image_object_header(SHAPE_BYTES, sizeof(Bytes) + size + 1);
  bytes->size = size;
  bytes->hash = memory_hash((const char *)bytes->data, size);
  return offset;
}

static uint32_t new_values(Unpacker *unpacker, size_t bytes) {
  uint32_t offset = reserve(unpacker, bytes);
  copy(unpacker, PACKED_VALUES, unpacker->image + offset, bytes);
  return offset;
}

static uint32_t new_int(Unpacker *unpacker) {
  ImageInt head;
  memcpy(&head, unpacker->streams[PACKED_VALUES], sizeof head);
  return new_values(unpacker, sizeof head + head.count * sizeof(uint64_t));
}

static uint32_t *allocate(Unpacker *unpacker, size_t words) {
  uint32_t *memory = unpacker->failed ? NULL : malloc((words + 1) * sizeof *memory);
  if (memory == NULL) unpacker->failed = true;
  return memory;
}

static uint32_t constant(Unpacker *unpacker);

static uint32_t new_items(Unpacker *unpacker) {
  uint32_t count = number(unpacker, PACKED_CONSTANTS), *words = allocate(unpacker, count + 1);
  if (words == NULL) return 0;
  words[0] = count;
  for (uint32_t n = 1; n <= count; n++) words[n] = constant(unpacker);
  uint32_t offset = reserve(unpacker, (count + 1) * sizeof *words);
  memcpy(unpacker->image + offset, words, (count + 1) * sizeof *words);
  free(words);
  return offset;
}

static uint32_t new_code(Unpacker *unpacker);

static uint32_t constant(Unpacker *unpacker) {
  if (unpacker->failed) return 0;
  uint32_t kind = number(unpacker, PACKED_CONSTANTS);
  switch (kind) {
  case IMAGE_VALUE: return kind | new_values(unpacker, sizeof(Value));
  case IMAGE_STR: return kind | new_str(unpacker);
  case IMAGE_BYTES: return kind | new_bytes(unpacker);
  case IMAGE_INT: return kind | new_int(unpacker);
  case IMAGE_COMPLEX: return kind | new_values(unpacker, 2 * sizeof(double));
  case IMAGE_TUPLE:
  case IMAGE_FROZENSET: return kind | new_items(unpacker);
  case IMAGE_CODE: return kind | new_code(unpacker);
  default: return IMAGE_STR | unpacker->strs[kind - 8];
  }
}

// --- instructions

// The next new constant and cache of a code.
typedef struct Foretold {
  uint32_t constants, caches;
} Foretold;

static uint32_t foretold(uint32_t *next, uint32_t below, uint32_t mask) {
  uint32_t index = (*next - below) & mask;
  if (index >= *next) *next = index + 1;
  return index;
}

// Of instructions as they are packed, the constants and caches; with `out` it gets the instructions as they were.
static Foretold foretell(const uint8_t *packed, uint32_t count, uint32_t *out) {
  Foretold next = {0};
  for (uint32_t at = 0; at < count;) {
    uint32_t words[2];
    memcpy(words, packed + at * sizeof *words, sizeof *words);
    const OpcodeInfo *info = &opcode_info[instruction_op(words[0])];
    unsigned shift = info->b == OPERAND_KX || info->b == OPERAND_K ? 16 : info->c == OPERAND_K ? 24 : 0;
    uint32_t mask = info->b == OPERAND_KX ? 0xFFFF : 0xFF;
    if (shift != 0) {
      uint32_t index = foretold(&next.constants, words[0] >> shift & mask, mask);
      words[0] = (words[0] & ~(mask << shift)) | index << shift;
    }
    if (info->words == 2) memcpy(&words[1], packed + (at + 1) * sizeof *words, sizeof *words);
    if (info->words == 2 && info->jump != JUMP_W2) {
      uint32_t index = foretold(&next.constants, words[1] >> 16, 0xFFFF);
      words[1] = index << 16 | foretold(&next.caches, words[1] & 0xFFFF, 0xFFFF);
    }
    if (out != NULL) memcpy(&out[at], words, info->words * sizeof *words);
    at += info->words;
  }
  return next;
}

static uint32_t signed_number(Unpacker *unpacker) {
  uint32_t change = number(unpacker, PACKED_NUMBERS);
  return (change >> 1) ^ -(change & 1);
}

// A record's numbers, and its instructions as they are packed.
static const uint8_t *read_numbers(Unpacker *unpacker, CodeRecord *record) {
  record->first_line = unpacker->line += signed_number(unpacker);
  record->instruction_count = number(unpacker, PACKED_NUMBERS);
  const uint8_t *instructions = unpacker->streams[PACKED_INSTRUCTIONS];
  unpacker->streams[PACKED_INSTRUCTIONS] += record->instruction_count * sizeof(uint32_t);
  Foretold next = foretell(instructions, record->instruction_count, NULL);
  record->constant_count = (__typeof__(record->constant_count))(next.constants + signed_number(unpacker));
  record->cache_count = (__typeof__(record->cache_count))(next.caches + signed_number(unpacker));
#define X(field) record->field = (__typeof__(record->field))number(unpacker, PACKED_NUMBERS);
  PACKED_FIELDS(X)
#undef X
  return instructions;
}

static uint32_t new_code(Unpacker *unpacker) {
  CodeRecord record = {.name = name(unpacker)};
  record.qualified_name = qualified_name(unpacker, record.name);
  record.doc = name(unpacker);
  const uint8_t *instructions = read_numbers(unpacker, &record);
  // Parts come before the whole in an image: what refers to them waits here.
  uint32_t name_count = record.free_count + record.local_count;
  uint32_t *words = allocate(unpacker, record.constant_count + name_count);
  if (words == NULL) return 0;
  uint32_t *names = words + record.constant_count;
  uint32_t outer = unpacker->outer;
  unpacker->outer = record.qualified_name;
  for (uint32_t n = 0; n < record.constant_count; n++) words[n] = constant(unpacker);
  unpacker->outer = outer;
  for (uint32_t n = 0; n < name_count; n++) names[n] = name(unpacker);

  size_t tables = record.handler_count * sizeof(HandlerRange) + record.free_count * sizeof(FreeVariable);
  uint32_t offset = reserve(unpacker, sizeof record + record.constant_count * sizeof *words +
                                          record.instruction_count * sizeof(uint32_t) + tables +
                                          name_count * sizeof *names + record.line_bytes);
  CodeRecord *out = (CodeRecord *)(void *)(unpacker->image + offset);
  *out = record;
  memcpy((void *)(uintptr_t)record_constants(out), words, record.constant_count * sizeof *words);
  memcpy((void *)(uintptr_t)record_local_names(out) - record.free_count * sizeof *names, names,
         name_count * sizeof *names);
  foretell(instructions, record.instruction_count, (uint32_t *)(uintptr_t)record_instructions(out));
  copy(unpacker, PACKED_TABLES, (void *)(uintptr_t)record_handlers(out), tables);
  copy(unpacker, PACKED_LINES, (void *)(uintptr_t)record_lines(out), record.line_bytes);
  free(words);
  return offset;
}

// --- the whole

static void unpack(Unpacker *unpacker, const PackedHeader *header) {
  ImageHeader head = {.magic = IMAGE_MAGIC,
                      .version = IMAGE_VERSION,
                      .machine = image_machine(),
                      .bytes = header->image_bytes,
                      .root_count = header->root_count};
  reserve(unpacker, sizeof head + header->root_count * sizeof(ImageRoot));
  memcpy(unpacker->image, &head, sizeof head);
  for (uint32_t n = 0; n < header->root_count; n++) {
    ImageRoot root = {.name = name(unpacker)};
    root.filename = name(unpacker);
    root.code = new_code(unpacker);
    root.flags = number(unpacker, PACKED_NUMBERS);
    memcpy(unpacker->image + sizeof head + n * sizeof root, &root, sizeof root);
  }
}

uint8_t *image_unpack(const PackedGroups *groups, uint32_t group) {
  uint8_t *packed = malloc(groups->groups[group].packed_bytes);
  Unpacker unpacker = {.failed = true};
  if (packed != NULL &&
      lzma_decode((const uint8_t *)groups + groups->groups[group].offset, packed, groups->groups[group].packed_bytes)) {
    const PackedHeader *header = (const PackedHeader *)(const void *)packed;
    const uint8_t *at = packed + sizeof *header;
    for (size_t n = 0; n < PACKED_STREAM_COUNT; at += header->stream_bytes[n++]) unpacker.streams[n] = at;
    unpacker.image = calloc(header->image_bytes, 1);
    unpacker.strs = malloc((header->str_count + 1) * sizeof *unpacker.strs);
    unpacker.failed = unpacker.image == NULL || unpacker.strs == NULL;
    if (!unpacker.failed) unpack(&unpacker, header);
  }
  free(packed);
  free(unpacker.strs);
  if (!unpacker.failed) return unpacker.image;
  free(unpacker.image);
  raise_memory_error();
  return NULL;
}
