// Items of patterns in PCRE2's syntax.
//
// Programs for single bytes (ASCII subjects, bytes) get every set as a list of byte ranges, from a bitmap. Programs for
// text spell categories with Unicode properties and sets ignoring case with the characters that Python considers
// equal; PCRE2's own caseless mode is used only where it says the same: for ASCII letters, except for i, k and s in
// text.
#include "core/modules/text/re_internal.h"
#include "core/modules/text/re_case.h"
#include "core/object/unicode.h"

#include <stdio.h>
#include <stdlib.h>

static bool is_unicode(uint32_t flags) { return !(flags & RE_ASCII) && (flags & RE_UNICODE); }
static bool is_ascii_letter(uint32_t c) { return (c | 0x20) - 'a' < 26; }
static uint32_t byte_limit(const ReOutput *output) { return output->target == RE_TARGET_ASCII ? 0x7f : 0xff; }

static void put(ReOutput *output, const char *text) { str_builder_add_c(&output->text, text); }

static void set_caseless(ReOutput *output, bool caseless) {
  if (output->caseless != caseless) put(output, caseless ? "(?i)" : "(?-i)");
  output->caseless = caseless;
}

// A character that stands for itself, within a set or outside.
static void put_character(ReOutput *output, uint32_t c) {
  char text[16];
  bool plain = c == '_' || (c | 0x20) - 'a' < 26 || c - '0' < 10;
  if (output->target != RE_TARGET_TEXT && c >= 0x7f)
    snprintf(text, sizeof text, "\\x%02x", c);
  else if (c >= 0x7f)
    snprintf(text, sizeof text, "\\x{%x}", c);
  else if (c < ' ')
    snprintf(text, sizeof text, "\\x%02x", c);
  else
    snprintf(text, sizeof text, plain ? "%c" : "\\%c", (char)c);
  put(output, text);
}

static void put_range(ReOutput *output, uint32_t low, uint32_t high) {
  put_character(output, low);
  if (high == low) return;
  if (high > low + 1) put(output, "-");
  put_character(output, high);
}

// --- literals

static void put_alternatives(ReOutput *output, const uint32_t *characters, size_t count) {
  set_caseless(output, false);
  output->item = output->text.size;
  put(output, "[");
  for (size_t i = 0; i < count; i++) put_character(output, characters[i]);
  put(output, "]");
}

// An item of width 1 that matches no byte.
static void put_never(ReOutput *output) {
  output->item = output->text.size;
  put(output, "[^\\x00-\\xff]");
}

static bool is_caseless_letter(const ReOutput *output, uint32_t c) {
  uint32_t lower = c | 0x20;
  return is_ascii_letter(c) && (output->target != RE_TARGET_TEXT || (lower != 'i' && lower != 'k' && lower != 's'));
}

void re_put_literal(ReOutput *output, uint32_t c, uint32_t flags) {
  uint32_t equal[RE_CASE_MAX];
  size_t count = 1;
  equal[0] = c;
  if (flags & RE_IGNORECASE) {
    if (is_caseless_letter(output, c)) {
      set_caseless(output, true);
      output->item = output->text.size;
      put_character(output, c);
      return;
    }
    count = re_case_equal(c, is_unicode(flags), equal);
  }
  if (output->target == RE_TARGET_ASCII) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
      if (equal[i] < 0x80) equal[kept++] = equal[i];
    count = kept;
    if (count == 0) {
      put_never(output);
      return;
    }
  }
  if (count > 1) {
    put_alternatives(output, equal, count);
    return;
  }
  if (is_ascii_letter(c) || c >= 0x80) set_caseless(output, false);
  output->item = output->text.size;
  put_character(output, equal[0]);
}

// --- categories

// The white space of Unicode beyond ASCII's, and everything else: [is it the complement].
#define UNICODE_SPACES \
  "\\t-\\r\\x1c-\\x20\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}"
#define UNICODE_OTHERS \
  "\\x00-\\x08\\x0e-\\x1b!-\\x{84}\\x{86}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}" \
  "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{10ffff}"

// In text, as parts of a set.
static const char *const text_categories[2][6] = {
    {"0-9", "\\x00-\\/\\:-\\x{10ffff}", "\\t-\\r ", "\\x00-\\x08\\x0e-\\x1f!-\\x{10ffff}", "0-9A-Z_a-z",
     "\\x00-\\/\\:-\\@\\[-\\^`\\{-\\x{10ffff}"},
    {"\\p{Nd}", "\\P{Nd}", UNICODE_SPACES, UNICODE_OTHERS, "\\p{Xwd}", "\\P{Xwd}"},
};

void re_put_category(ReOutput *output, ReCategory category, uint32_t flags) {
  static const char *const names[] = {"\\d", "\\D", "\\s", "\\S", "\\w", "\\W"};
  bool unicode = is_unicode(flags), space = category == RE_SPACE || category == RE_NOT_SPACE;
  // Caseless, ASCII's letters would be equal to some beyond.
  if (output->target == RE_TARGET_TEXT && !unicode) set_caseless(output, false);
  output->item = output->text.size;
  if (output->target == RE_TARGET_TEXT) {
    bool bare = unicode && !space;
    if (!bare) put(output, "[");
    put(output, text_categories[unicode][category]);
    if (!bare) put(output, "]");
  } else if (unicode && space) {
    put(output, category == RE_SPACE ? "[\\s\\x1c-\\x1f]" : "[^\\s\\x1c-\\x1f]");
  } else {
    put(output, names[category]);
  }
}

static bool byte_in_category(uint32_t c, ReCategory category, bool unicode) {
  bool in = false;
  switch (category & ~1u) {
  case RE_DIGIT: in = c - '0' < 10; break;
  case RE_SPACE: in = c - '\t' < 5 || c == ' ' || (unicode && c - 0x1c < 4); break;
  default: in = c - '0' < 10 || c == '_' || is_ascii_letter(c);
  }
  return in != (category & 1);
}

// --- sets

bool re_set_add(ReSet *set, uint32_t low, uint32_t high) {
  if (set->count == set->capacity) {
    size_t capacity = set->capacity ? 2 * set->capacity : 16;
    ReItem *items = realloc(set->items, capacity * sizeof *items);
    if (!items) return false;
    set->items = items;
    set->capacity = capacity;
  }
  set->items[set->count++] = (ReItem){low, high};
  return true;
}

static bool set_contains(const ReSet *set, uint32_t c) {
  for (size_t i = 0; i < set->count; i++)
    if (set->items[i].high != RE_CATEGORY && c >= set->items[i].low && c <= set->items[i].high) return true;
  return false;
}

typedef struct ByteSet {
  uint8_t bits[256];
} ByteSet;

static void add_to_bytes(ByteSet *bytes, const ReOutput *output, const ReSet *set, uint32_t flags) {
  uint32_t limit = byte_limit(output);
  bool unicode = is_unicode(flags);
  for (size_t i = 0; i < set->count; i++) {
    const ReItem *item = &set->items[i];
    bool category = item->high == RE_CATEGORY;
    for (uint32_t c = category ? 0 : item->low; c <= limit && (category || c <= item->high); c++) {
      if (category && !byte_in_category(c, (ReCategory)item->low, unicode)) continue;
      bytes->bits[c] = 1;
      if ((flags & RE_IGNORECASE) && is_ascii_letter(c)) bytes->bits[c ^ 0x20] = 1;
    }
  }
  // The few characters beyond ASCII that equal ASCII letters.
  static const struct {
    uint32_t beyond;
    char letter;
  } equal[] = {{0x130, 'i'}, {0x131, 'i'}, {0x17f, 's'}, {0x212a, 'k'}};
  if (!(flags & RE_IGNORECASE) || !unicode) return;
  for (size_t i = 0; i < sizeof equal / sizeof *equal; i++)
    if (set_contains(set, equal[i].beyond)) bytes->bits[(int)equal[i].letter] = bytes->bits[equal[i].letter ^ 0x20] = 1;
}

static void put_byte_set(ReOutput *output, const ReSet *set, uint32_t flags) {
  ByteSet bytes = {0};
  add_to_bytes(&bytes, output, set, flags);
  output->item = output->text.size;
  size_t start = output->text.size;
  put(output, set->negated ? "[^" : "[");
  bool any = false;
  for (uint32_t c = 0; c < 256; c++) {
    if (!bytes.bits[c]) continue;
    uint32_t last = c;
    while (last < 255 && bytes.bits[last + 1]) last++;
    put_range(output, c, last);
    c = last;
    any = true;
  }
  if (any) {
    put(output, "]");
    return;
  }
  if (!output->text.failed) output->text.size = start;
  if (set->negated)
    put(output, "[\\x00-\\xff]");
  else
    put_never(output);
}

// Puts the characters that equal one of low..high, ignoring case, and are none of the set's.
static void put_equals(ReOutput *output, const ReSet *set, uint32_t low, uint32_t high, bool unicode) {
  uint32_t equal[RE_CASE_MAX];
  for (uint32_t c = low; c <= high; c = unicode ? re_case_next(c) : c + 1) {
    if (!unicode && c > 'z') return;
    size_t count = re_case_equal(c, unicode, equal);
    for (size_t i = 0; i < count; i++)
      if (!set_contains(set, equal[i])) put_character(output, equal[i]);
  }
}

static void put_text_set(ReOutput *output, const ReSet *set, uint32_t flags) {
  set_caseless(output, false);
  output->item = output->text.size;
  put(output, set->negated ? "[^" : "[");
  for (size_t i = 0; i < set->count; i++) {
    const ReItem *item = &set->items[i];
    if (item->high == RE_CATEGORY) {
      put(output, text_categories[is_unicode(flags)][item->low]);
      continue;
    }
    put_range(output, item->low, item->high);
    if (flags & RE_IGNORECASE) put_equals(output, set, item->low, item->high, is_unicode(flags));
  }
  put(output, "]");
}

void re_put_set(ReOutput *output, const ReSet *set, uint32_t flags) {
  if (output->target == RE_TARGET_TEXT) {
    put_text_set(output, set, flags);
    return;
  }
  set_caseless(output, false);
  put_byte_set(output, set, flags);
}

// --- the others

void re_put_any(ReOutput *output, uint32_t flags) {
  output->item = output->text.size;
  put(output, flags & RE_DOTALL ? "." : "\\N");
}

void re_put_line_start(ReOutput *output, uint32_t flags) { put(output, flags & RE_MULTILINE ? "^" : "\\A"); }
void re_put_line_end(ReOutput *output, uint32_t flags) { put(output, flags & RE_MULTILINE ? "$" : "\\Z"); }

// In an empty subject there is no boundary, and no place without one either.
void re_put_boundary(ReOutput *output, bool negated, uint32_t flags) {
  if (negated) put(output, "(?!\\A\\z)");
  if (output->target != RE_TARGET_TEXT || is_unicode(flags) == output->unicode_properties) {
    put(output, negated ? "\\B" : "\\b");
    return;
  }
  set_caseless(output, false);
  const char *word = text_categories[is_unicode(flags)][RE_WORD];
  char text[128];
  snprintf(text, sizeof text,
           negated ? "(?:(?<=[%s])(?=[%s])|(?<![%s])(?![%s]))" : "(?:(?<=[%s])(?![%s])|(?<![%s])(?=[%s]))", word, word,
           word, word);
  put(output, text);
}

void re_put_reference(ReOutput *output, uint32_t group, uint32_t flags) {
  char text[24];
  set_caseless(output, (flags & RE_IGNORECASE) != 0);
  output->item = output->text.size;
  snprintf(text, sizeof text, "\\g{%u}", group);
  put(output, text);
}
