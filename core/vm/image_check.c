// Checks of bytecode images from files, before anything of them is used: whatever the bytes are, code made from an
// image that passes cannot make the interpreter read or write outside of what is its own.
//
// References point downwards only (the writer writes parts before wholes), so there are no cycles; whatever is not a
// str or bytes is referred to once, so the objects made are no more than the image is long.
#include <stdlib.h>

#include "core/object/bytes.h"
#include "core/object/str_internal.h"
#include "core/object/utf8.h"
#include "core/vm/image_check.h"

#define DEPTH_MAX 400

typedef struct Check {
  const uint8_t *image;
  size_t bytes;
  uint8_t *seen; // a byte for each unit of IMAGE_ALIGN: 1 referred to; 2 a sound str, 3 a sound interned str
} Check;

enum { SEEN_PART = 1, SEEN_STR, SEEN_NAME };

static const char out_of_bounds[] = "a reference leads out of the file";
static const char bad_str[] = "a str is damaged";

// Whether count items of a size lie at an aligned offset below `end`. Nothing lies at 0.
static bool within(const Check *check, uint32_t offset, uint64_t count, size_t size, uint32_t end) {
  if (count == 0) return true;
  if (offset < sizeof(ImageHeader) || offset % IMAGE_ALIGN != 0 || offset >= end || end > check->bytes) return false;
  return count <= (end - offset) / size;
}

// Notes a reference to something that only one may refer to.
static bool first_reference(const Check *check, uint32_t offset) {
  uint8_t *seen = &check->seen[offset / IMAGE_ALIGN];
  if (*seen != 0) return false;
  *seen = SEEN_PART;
  return true;
}

// --- str and bytes

static bool header_is(const Object *header, uint32_t shape, size_t bytes) {
  size_t granules = (bytes + HEAP_GRANULE - 1) / HEAP_GRANULE;
  return header->shape == shape && header->kind == HEAP_LEAF && header->gc == 0 &&
         header->granules == (granules > UINT16_MAX ? UINT16_MAX : granules);
}

// Characters of generalised UTF-8 (surrogates are three bytes); UINT32_MAX: it is none.
static uint32_t count_characters(const Str *str) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  uint32_t count = 0;
  for (size_t at = 0; at < str->size; count++) {
    unsigned width = utf8_width(str->text[at]);
    if (width > str->size - at || (width > 1 && utf8_is_lead(str->text[at]) == 0)) return UINT32_MAX;
    for (unsigned n = 1; n < width; n++) {
      if (utf8_is_lead(str->text[at + n])) return UINT32_MAX;
    }
    const char *text = str->text + at;
    uint32_t point = utf8_next(&text);
    if (point < least[width] || point > 0x10FFFF || (uint8_t)str->text[at] > 0xF4) return UINT32_MAX;
    at += width;
  }
  return count;
}

static bool index_is_right(const Str *str) {
  const uint32_t *index = (const uint32_t *)(const void *)(str->text + (((size_t)str->size + 4) & ~(size_t)3));
  size_t point = 0;
  for (size_t at = 0; at < str->size; at += utf8_width(str->text[at]), point++) {
    if (point % 64 == 0 && index[point / 64] != at) return false;
  }
  return true;
}

static const char *check_str(const Check *check, uint32_t offset, uint32_t end, bool name) {
  if (!within(check, offset, 1, sizeof(Str) + 1, end)) return out_of_bounds;
  uint8_t *seen = &check->seen[offset / IMAGE_ALIGN];
  if (*seen == SEEN_NAME || (*seen == SEEN_STR && !name)) return NULL;
  if (*seen != 0) return bad_str;
  const Str *str = image_at(check->image, offset);
  uint32_t flags = str->flags & (uint32_t)~STR_INTERNED;
  bool ascii = flags & STR_ASCII;
  if ((flags & (uint32_t)~STR_ASCII) != STR_STATIC || ascii != (str->length == str->size)) return bad_str;
  if (str->size > end - offset || str->length > str->size) return bad_str;
  size_t bytes = str_bytes(str->size, str->length);
  if (bytes > end - offset || str->text[str->size] != 0 || !header_is(&str->header, SHAPE_STR, bytes)) return bad_str;
  if (count_characters(str) != str->length) return bad_str;
  if (str->hash != memory_hash(str->text, str->size) || (!ascii && !index_is_right(str))) return bad_str;
  bool interned = str->flags & STR_INTERNED;
  *seen = interned ? SEEN_NAME : SEEN_STR;
  return name && !interned ? "a name is not marked as one" : NULL;
}

static const char *check_bytes(const Check *check, uint32_t offset, uint32_t end) {
  if (!within(check, offset, 1, sizeof(Bytes) + 1, end)) return out_of_bounds;
  const Bytes *bytes = image_at(check->image, offset);
  if (bytes->size > end - offset - sizeof(Bytes) - 1 || bytes->data[bytes->size] != 0 ||
      !header_is(&bytes->header, SHAPE_BYTES, sizeof(Bytes) + bytes->size + 1) ||
      bytes->hash != memory_hash((const char *)bytes->data, bytes->size))
    return "a bytes is damaged";
  return NULL;
}

// --- constants

static const char *check_code(const Check *check, uint32_t offset, uint32_t end, unsigned depth);
static const char *check_word(const Check *check, uint32_t word, uint32_t end, unsigned depth);

static const char *check_words(const Check *check, const uint32_t *words, uint32_t count, uint32_t end,
                               unsigned depth) {
  const char *problem = NULL;
  for (uint32_t n = 0; n < count && problem == NULL; n++) problem = check_word(check, words[n], end, depth);
  return problem;
}

static const char *check_items(const Check *check, uint32_t offset, uint32_t end, unsigned depth) {
  if (!within(check, offset, 1, sizeof(uint32_t), end) || !first_reference(check, offset)) return out_of_bounds;
  const uint32_t *words = image_at(check->image, offset);
  if (words[0] > (end - offset) / sizeof *words - 1) return out_of_bounds;
  return check_words(check, words + 1, words[0], offset, depth + 1);
}

static const char *check_int(const Check *check, uint32_t offset, uint32_t end) {
  if (!within(check, offset, 1, sizeof(ImageInt), end) || !first_reference(check, offset)) return out_of_bounds;
  const ImageInt *number = image_at(check->image, offset);
  if (number->negative > 1 || number->count > (end - offset - sizeof *number) / sizeof(uint64_t))
    return "an int is damaged";
  for (uint32_t n = 0; n < number->count; n++) {
    if (number->digits[n] >> 60 != 0) return "an int is damaged";
  }
  return NULL;
}

static const char *check_complex(const Check *check, uint32_t offset, uint32_t end) {
  return within(check, offset, 2, sizeof(double), end) && first_reference(check, offset) ? NULL : out_of_bounds;
}

// Things that are values themselves: the specials that Python can see, small ints, doubles.
static bool is_plain_value(Value v) {
  static const Value specials[] = {NONE, FALSE_VALUE, TRUE_VALUE, NOT_IMPLEMENTED, ELLIPSIS};
  for (size_t n = 0; n < sizeof specials / sizeof specials[0]; n++) {
    if (v == specials[n]) return true;
  }
  return is_int(v) || (is_double(v) && from_double(to_double(v)) == v);
}

static const char *check_value(const Check *check, uint32_t offset, uint32_t end) {
  if (!within(check, offset, 1, sizeof(Value), end)) return out_of_bounds;
  return is_plain_value(*(const Value *)image_at(check->image, offset)) ? NULL : "a constant is no value";
}

static const char *check_word(const Check *check, uint32_t word, uint32_t end, unsigned depth) {
  if (depth > DEPTH_MAX) return "constants are nested too deeply";
  uint32_t offset = image_offset(word);
  switch (image_kind(word)) {
  case IMAGE_STR: return check_str(check, offset, end, false);
  case IMAGE_VALUE: return check_value(check, offset, end);
  case IMAGE_BYTES: return check_bytes(check, offset, end);
  case IMAGE_INT: return check_int(check, offset, end);
  case IMAGE_COMPLEX: return check_complex(check, offset, end);
  case IMAGE_TUPLE:
  case IMAGE_FROZENSET: return check_items(check, offset, end, depth);
  case IMAGE_CODE: return check_code(check, offset, end, depth);
  default: return "a constant of an unknown kind";
  }
}

// --- code

// The first `required` names must not be missing.
static const char *check_names(const Check *check, const uint32_t *names, uint32_t count, uint32_t end,
                               unsigned required) {
  const char *problem = NULL;
  for (uint32_t n = 0; n < count && problem == NULL; n++) {
    if (names[n] != 0)
      problem = check_str(check, names[n], end, true);
    else if (n < required)
      problem = "a parameter has no name";
  }
  return problem;
}

static bool parameters_are_sound(const CodeRecord *record) {
  unsigned rest = (record->flags & CODE_VARARGS ? 1 : 0) + (record->flags & CODE_VARKEYWORDS ? 1 : 0);
  unsigned parameters = (unsigned)record->argument_count + record->keyword_only_count + rest;
  bool confused = record->flags & CODE_NAMESPACE && record->flags & CODE_GENERATOR; // both want the frame's extra value
  return (record->flags & ~(uint32_t)CODE_FLAGS_ALL) == 0 && !confused && parameters == record->parameter_registers &&
         record->positional_only_count <= record->argument_count && record->local_count >= parameters &&
         record->far_register <= CODE_REGISTERS_MAX && parameters <= record->register_count &&
         (record->far_register != 0 || record->local_count <= record->register_count) &&
         record->cleared_registers <= record->register_count && record->class_cell <= record->free_count;
}

// Whether all tables of a code lie in front of `end`.
static bool tables_are_within(const CodeRecord *record, uint32_t offset, uint32_t end) {
  uint64_t words =
      (uint64_t)record->constant_count + record->instruction_count + record->free_count + record->local_count;
  uint64_t bytes = sizeof *record + words * sizeof(uint32_t) + record->handler_count * sizeof(HandlerRange) +
                   record->free_count * sizeof(FreeVariable) + record->line_bytes;
  return bytes <= end - offset;
}

static const char *check_code(const Check *check, uint32_t offset, uint32_t end, unsigned depth) {
  if (!within(check, offset, 1, sizeof(CodeRecord), end) || !first_reference(check, offset)) return out_of_bounds;
  const CodeRecord *record = image_at(check->image, offset);
  if (!tables_are_within(record, offset, end)) return out_of_bounds;
  if (!parameters_are_sound(record)) return "the parameters of a function are damaged";
  const char *problem = check_str(check, record->name, offset, true);
  if (problem == NULL) problem = check_str(check, record->qualified_name, offset, false);
  if (problem == NULL && record->doc != 0) problem = check_str(check, record->doc, offset, false);
  if (problem == NULL)
    problem = check_names(check, record_free_names(record), record->free_count, offset, record->free_count);
  if (problem == NULL)
    problem = check_names(check, record_local_names(record), record->local_count, offset, record->parameter_registers);
  if (problem == NULL)
    problem = check_words(check, record_constants(record), record->constant_count, offset, depth + 1);
  return problem == NULL ? code_check(check->image, record) : problem;
}

// --- the whole

static const char *check_header(const uint8_t *image, size_t bytes) {
  const ImageHeader *header = (const ImageHeader *)(const void *)image;
  if (bytes < sizeof *header || memcmp(header->magic, IMAGE_MAGIC, 4) != 0) return "it is no bytecode file";
  if (header->version != IMAGE_VERSION || header->machine != image_machine())
    return "it was made by another version of martlet";
  if (header->bytes != bytes) return "it is truncated, or longer than it should be";
  if (bytes % IMAGE_ALIGN != 0) return "its length is wrong";
  if (header->checksum != image_checksum(image + sizeof *header, bytes - sizeof *header))
    return "its checksum is wrong";
  return header->root_count <= (bytes - sizeof *header) / sizeof(ImageRoot) ? NULL : out_of_bounds;
}

const char *image_check(const uint8_t *image, size_t bytes) {
  const char *problem = bytes > UINT32_MAX ? "it is too large" : check_header(image, bytes);
  if (problem != NULL) return problem;
  Check check = {image, bytes, calloc(bytes / IMAGE_ALIGN + 1, 1)};
  if (check.seen == NULL) return "there is no memory to check it";
  const ImageRoot *roots = image_roots(image);
  uint32_t count = ((const ImageHeader *)(const void *)image)->root_count, end = (uint32_t)bytes;
  for (uint32_t n = 0; n < count && problem == NULL; n++) {
    problem = check_str(&check, roots[n].name, end, false);
    if (problem == NULL) problem = check_str(&check, roots[n].filename, end, false);
    if (problem == NULL) problem = check_code(&check, roots[n].code, end, 0);
    if (problem == NULL) {
      // A module body takes nothing and closes over nothing. Other code is only run as the code of a function, which
      // has what it needs.
      const CodeRecord *record = image_at(image, roots[n].code);
      bool module = record->parameter_registers == 0 && record->free_count == 0;
      if (!module && !(roots[n].flags & ROOT_CODE)) problem = "its root is no module";
    }
  }
  free(check.seen);
  return problem;
}
