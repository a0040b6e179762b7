// Case conversion and the is…() tests.
#include <string.h>

#include "core/object/str_internal.h"
#include "core/object/unicode.h"
#include "core/object/utf8.h"

// Lower case of capital sigma at `at`: final when a cased letter stands in front of it and none behind it, not counting
// case-ignorable characters.
static uint32_t lower_sigma(const Str *str, const char *at) {
  const char *start = str->text, *end = start + str->size;
  const char *before = at, *behind = at + 2;
  uint32_t flags = UNICODE_CASE_IGNORABLE;
  while (before > start && (flags & UNICODE_CASE_IGNORABLE)) flags = unicode_flags(utf8_previous(&before));
  if ((flags & UNICODE_CASE_IGNORABLE) || !(flags & UNICODE_CASED)) return 0x3c3;
  flags = UNICODE_CASE_IGNORABLE;
  while (behind < end && (flags & UNICODE_CASE_IGNORABLE)) flags = unicode_flags(utf8_next(&behind));
  bool cased_behind = !(flags & UNICODE_CASE_IGNORABLE) && (flags & UNICODE_CASED);
  return cased_behind ? 0x3c3 : 0x3c2;
}

static void add_mapped(StrBuilder *builder, const Str *str, const char *at, uint32_t code_point, CaseMapping mapping) {
  uint32_t mapped[3];
  if (code_point == 0x3a3 && mapping == CASE_LOWER) {
    str_builder_add_code_point(builder, lower_sigma(str, at));
    return;
  }
  size_t count = unicode_map_case(mapping, code_point, mapped);
  for (size_t i = 0; i < count; i++) str_builder_add_code_point(builder, mapped[i]);
}

static Value map_ascii(const Str *self, CaseMapping mapping) {
  if (self->size <= 1) {
    uint32_t mapped[3];
    if (self->size == 0) return str_new("", 0);
    unicode_map_case(mapping, (uint8_t)self->text[0], mapped);
    return str_from_code_point(mapped[0]);
  }
  Str *str = str_allocate(self->size, self->size);
  if (!str) return EMPTY;
  uint8_t first = mapping == CASE_UPPER ? 'a' : 'A';
  for (uint32_t i = 0; i < self->size; i++) {
    uint8_t byte = (uint8_t)self->text[i];
    str->text[i] = (char)(byte ^ ((uint8_t)(byte - first) < 26 ? 0x20 : 0));
  }
  return from_object(str);
}

static Value map_all(Value v, CaseMapping mapping) {
  const Str *self = to_str(v);
  if (str_is_ascii(self)) return map_ascii(self, mapping);
  StrBuilder builder = STR_BUILDER_INIT;
  const char *at = self->text, *end = at + self->size;
  while (at < end) {
    const char *start = at;
    uint32_t code_point = utf8_next(&at);
    add_mapped(&builder, self, start, code_point, mapping);
  }
  return str_builder_finish(&builder);
}

Value str_method_upper(Value *args, size_t count) {
  (void)count;
  return map_all(args[0], CASE_UPPER);
}

Value str_method_lower(Value *args, size_t count) {
  (void)count;
  return map_all(args[0], CASE_LOWER);
}

Value str_method_casefold(Value *args, size_t count) {
  (void)count;
  return map_all(args[0], CASE_FOLD);
}

Value str_method_swapcase(Value *args, size_t count) {
  (void)count;
  const Str *self = to_str(args[0]);
  StrBuilder builder = STR_BUILDER_INIT;
  const char *at = self->text, *end = at + self->size;
  while (at < end) {
    const char *start = at;
    uint32_t code_point = utf8_next(&at), flags = unicode_flags(code_point);
    if (flags & (UNICODE_UPPER | UNICODE_LOWER))
      add_mapped(&builder, self, start, code_point, flags & UNICODE_UPPER ? CASE_LOWER : CASE_UPPER);
    else
      str_builder_add_code_point(&builder, code_point);
  }
  return str_builder_finish(&builder);
}

Value str_method_capitalize(Value *args, size_t count) {
  (void)count;
  const Str *self = to_str(args[0]);
  StrBuilder builder = STR_BUILDER_INIT;
  const char *at = self->text, *end = at + self->size;
  while (at < end) {
    const char *start = at;
    uint32_t code_point = utf8_next(&at);
    add_mapped(&builder, self, start, code_point, start == self->text ? CASE_TITLE : CASE_LOWER);
  }
  return str_builder_finish(&builder);
}

Value str_method_title(Value *args, size_t count) {
  (void)count;
  const Str *self = to_str(args[0]);
  StrBuilder builder = STR_BUILDER_INIT;
  const char *at = self->text, *end = at + self->size;
  bool in_word = false;
  while (at < end) {
    const char *start = at;
    uint32_t code_point = utf8_next(&at);
    add_mapped(&builder, self, start, code_point, in_word ? CASE_LOWER : CASE_TITLE);
    in_word = unicode_is(code_point, UNICODE_CASED);
  }
  return str_builder_finish(&builder);
}

// Whether there is a character and every one has one of the flags.
static Value all_have(Value v, uint32_t flags) {
  const Str *self = to_str(v);
  const char *at = self->text, *end = at + self->size;
  if (at == end) return FALSE_VALUE;
  while (at < end)
    if (!unicode_is(utf8_next(&at), flags)) return FALSE_VALUE;
  return TRUE_VALUE;
}

#define ALL_HAVE(method, flags) \
  Value method(Value *args, size_t count) { \
    (void)count; \
    return all_have(args[0], flags); \
  }
ALL_HAVE(str_method_isalnum, UNICODE_ALNUM)
ALL_HAVE(str_method_isalpha, UNICODE_ALPHA)
ALL_HAVE(str_method_isdecimal, UNICODE_DECIMAL)
ALL_HAVE(str_method_isdigit, UNICODE_DIGIT)
ALL_HAVE(str_method_isnumeric, UNICODE_NUMERIC)
ALL_HAVE(str_method_isspace, UNICODE_SPACE)

Value str_method_isprintable(Value *args, size_t count) {
  (void)count;
  return to_str(args[0])->size == 0 ? TRUE_VALUE : all_have(args[0], UNICODE_PRINTABLE);
}

Value str_method_isascii(Value *args, size_t count) {
  (void)count;
  return from_bool(str_is_ascii(to_str(args[0])));
}

// At least one character with the wanted flag, and none of those unwanted.
static Value has_case(Value v, uint32_t wanted, uint32_t unwanted) {
  const char *at = to_str(v)->text, *end = at + to_str(v)->size;
  bool found = false;
  while (at < end) {
    uint32_t flags = unicode_flags(utf8_next(&at));
    if (flags & unwanted) return FALSE_VALUE;
    if (flags & wanted) found = true;
  }
  return from_bool(found);
}

Value str_method_islower(Value *args, size_t count) {
  (void)count;
  return has_case(args[0], UNICODE_LOWER, UNICODE_UPPER | UNICODE_TITLE);
}

Value str_method_isupper(Value *args, size_t count) {
  (void)count;
  return has_case(args[0], UNICODE_UPPER, UNICODE_LOWER | UNICODE_TITLE);
}

Value str_method_istitle(Value *args, size_t count) {
  (void)count;
  const char *at = to_str(args[0])->text, *end = at + to_str(args[0])->size;
  bool found = false, in_word = false;
  while (at < end) {
    uint32_t flags = unicode_flags(utf8_next(&at));
    bool upper = flags & (UNICODE_UPPER | UNICODE_TITLE), lower = flags & UNICODE_LOWER;
    if ((upper && in_word) || (lower && !in_word)) return FALSE_VALUE;
    in_word = upper || lower;
    found = found || in_word;
  }
  return from_bool(found);
}

Value str_method_isidentifier(Value *args, size_t count) {
  (void)count;
  const char *at = to_str(args[0])->text, *end = at + to_str(args[0])->size;
  if (at == end || !unicode_is(utf8_next(&at), UNICODE_XID_START)) return FALSE_VALUE;
  while (at < end)
    if (!unicode_is(utf8_next(&at), UNICODE_XID_CONTINUE)) return FALSE_VALUE;
  return TRUE_VALUE;
}
