// Escapes and character sets of patterns.
#include "core/modules/text/re_parser.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/unicode_names.h"

// --- escapes

static bool is_octal(int32_t c) { return c >= '0' && c <= '7'; }
static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }
static bool is_letter(int32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

static int digit_value(int32_t c) {
  if (is_digit(c)) return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

// Up to `count` digits of a base, appended to *value. Returns how many there were, -1: raised.
static int read_digits(ReParser *p, int count, int base, uint32_t *value) {
  int i = 0;
  for (; i < count && p->next >= 0 && !p->escaped && digit_value(p->next) < base; i++) {
    *value = *value * (uint32_t)base + (uint32_t)digit_value(p->next);
    if (!re_advance(p)) return -1;
  }
  return i;
}

static bool bad_escape(ReParser *p, size_t at) {
  return re_error(p, at, "bad escape %V", re_text_between(p, at, re_tell(p)));
}

static bool read_hexadecimal(ReParser *p, ReEscape *escape, int digits) {
  escape->value = 0;
  int read = read_digits(p, digits, 16, &escape->value);
  if (read < 0) return false;
  if (read != digits)
    return re_error(p, escape->at, "incomplete escape %V", re_text_between(p, escape->at, re_tell(p)));
  return escape->value < 0x110000 || bad_escape(p, escape->at);
}

// \N{name}
static bool read_named(ReParser *p, ReEscape *escape) {
  Value name;
  if (!re_is(p, '{')) return re_error(p, re_tell(p), "missing {");
  if (!re_advance(p) || !re_read_until(p, '}', "character name", &name)) return false;
  uint32_t found[UNICODE_SEQUENCE_MAX];
  if (unicode_lookup(to_str(name)->text, to_str(name)->size, found) != 1) {
    if (unicode_names_present()) return re_error(p, escape->at, "undefined character name %R", name);
    raise(ImportError, "this build has no names of characters");
    return false;
  }
  escape->value = found[0];
  return true;
}

static bool too_large_octal(ReParser *p, size_t at) {
  return re_error(p, at, "octal escape value %V outside of range 0-0o377", re_text_between(p, at, re_tell(p)));
}

// A digit outside of a set: an octal character, or a group.
static bool read_number(ReParser *p, int32_t c, ReEscape *escape) {
  escape->value = (uint32_t)(c - '0');
  if (c == '0') return read_digits(p, 2, 8, &escape->value) >= 0;
  if (re_next_digit(p)) {
    int32_t second = p->next;
    if (!re_advance(p)) return false;
    if (is_octal(c) && is_octal(second) && !p->escaped && is_octal(p->next)) {
      escape->value = (uint32_t)((c - '0') * 64 + (second - '0') * 8 + (p->next - '0'));
      if (!re_advance(p)) return false;
      return escape->value <= 0377 || too_large_octal(p, escape->at);
    }
    escape->value = escape->value * 10 + (uint32_t)(second - '0');
  }
  escape->kind = RE_ESCAPE_GROUP;
  if (escape->value < p->groups) return true;
  return re_error(p, escape->at + 1, "invalid group reference %u", (unsigned)escape->value);
}

static bool read_set_octal(ReParser *p, int32_t c, ReEscape *escape) {
  escape->value = (uint32_t)(c - '0');
  if (read_digits(p, 2, 8, &escape->value) < 0) return false;
  return escape->value <= 0377 || too_large_octal(p, escape->at);
}

// The escapes that are spelled the same within sets and outside.
static const struct {
  char letter;
  uint8_t kind;
  uint32_t value;
} simple_escapes[] = {
    {'a', RE_ESCAPE_LITERAL, '\a'},
    {'f', RE_ESCAPE_LITERAL, '\f'},
    {'n', RE_ESCAPE_LITERAL, '\n'},
    {'r', RE_ESCAPE_LITERAL, '\r'},
    {'t', RE_ESCAPE_LITERAL, '\t'},
    {'v', RE_ESCAPE_LITERAL, '\v'},
    {'\\', RE_ESCAPE_LITERAL, '\\'},
    {'d', RE_ESCAPE_CATEGORY, RE_DIGIT},
    {'D', RE_ESCAPE_CATEGORY, RE_NOT_DIGIT},
    {'s', RE_ESCAPE_CATEGORY, RE_SPACE},
    {'S', RE_ESCAPE_CATEGORY, RE_NOT_SPACE},
    {'w', RE_ESCAPE_CATEGORY, RE_WORD},
    {'W', RE_ESCAPE_CATEGORY, RE_NOT_WORD},
    {'A', RE_ESCAPE_START, 0},
    {'Z', RE_ESCAPE_END, 0},
    {'b', RE_ESCAPE_BOUNDARY, 0},
    {'B', RE_ESCAPE_NO_BOUNDARY, 0},
};

static bool parse_escape(ReParser *p, bool in_set, ReEscape *escape) {
  int32_t c = p->next;
  *escape = (ReEscape){RE_ESCAPE_LITERAL, (uint32_t)c, re_tell(p)};
  if (!re_advance(p)) return false;
  if (in_set && c == 'b') {
    escape->value = '\b';
    return true;
  }
  for (size_t i = 0; i < sizeof simple_escapes / sizeof *simple_escapes; i++) {
    if (c != simple_escapes[i].letter || (in_set && simple_escapes[i].kind > RE_ESCAPE_GROUP)) continue;
    escape->kind = (ReEscapeKind)simple_escapes[i].kind;
    escape->value = simple_escapes[i].value;
    return true;
  }
  if (c == 'x') return read_hexadecimal(p, escape, 2);
  if (p->is_text && c == 'u') return read_hexadecimal(p, escape, 4);
  if (p->is_text && c == 'U') return read_hexadecimal(p, escape, 8);
  if (p->is_text && c == 'N') return read_named(p, escape);
  if (in_set && is_octal(c)) return read_set_octal(p, c, escape);
  if (in_set && is_digit(c)) return bad_escape(p, escape->at);
  if (is_digit(c)) return read_number(p, c, escape);
  return !is_letter(c) || bad_escape(p, escape->at);
}

bool re_parse_escape(ReParser *p, ReEscape *escape) { return parse_escape(p, false, escape); }

// --- sets

typedef struct Member {
  ReEscape escape;
  Value text; // of its token, for messages
} Member;

static bool read_member(ReParser *p, Member *member) {
  member->text = re_token_text(p);
  if (p->escaped) return parse_escape(p, true, &member->escape);
  member->escape = (ReEscape){RE_ESCAPE_LITERAL, (uint32_t)p->next, re_tell(p)};
  return re_advance(p);
}

static bool warn(const char *what, int64_t position) {
  return re_warn(EXCEPTION_FutureWarning, 3, str_format_c("Possible %s at position %lld", what, (long long)position));
}

// Characters that are doubled in the set operations of other languages.
static bool warn_of_operator(ReParser *p, const Member *member) {
  static const char operators[] = "-&~|";
  static const char *const meanings[] = {"set difference", "set intersection", "set symmetric difference", "set union"};
  uint32_t c = member->escape.value;
  const char *found = c && c < 0x80 ? strchr(operators, (int)c) : NULL;
  if (!found || !re_is(p, (char)c)) return true;
  return warn(meanings[found - operators], re_index(p, re_tell(p)) - 1);
}

static bool add_member(ReSet *set, const Member *member) {
  bool category = member->escape.kind == RE_ESCAPE_CATEGORY;
  if (!category)
    for (size_t i = 0; i < set->count; i++)
      if (set->items[i].low == member->escape.value && set->items[i].high == member->escape.value) return true;
  if (re_set_add(set, member->escape.value, category ? RE_CATEGORY : member->escape.value)) return true;
  return raise_memory_error(), false;
}

// The upper end of a range whose '-' has been read. *end: it was the ']' instead.
static bool read_range(ReParser *p, ReSet *set, const Member *low, size_t start, bool *end) {
  if (p->next < 0) return re_error(p, start, "unterminated character set");
  if (re_is(p, ']')) {
    *end = true;
    Member dash = {.escape = {RE_ESCAPE_LITERAL, '-', 0}};
    return re_advance(p) && add_member(set, low) && add_member(set, &dash);
  }
  Member high;
  bool dash = re_is(p, '-');
  if (!read_member(p, &high)) return false;
  if (dash && !warn("set difference", re_index(p, re_tell(p)) - 2)) return false;
  bool literals = low->escape.kind == RE_ESCAPE_LITERAL && high.escape.kind == RE_ESCAPE_LITERAL;
  if (!literals || high.escape.value < low->escape.value) {
    int64_t length = to_str(low->text)->length + 1 + to_str(high.text)->length;
    Value message = str_format_c("bad character range %V-%V", low->text, high.text);
    return re_error_index(p, re_index(p, re_tell(p)) - length, message);
  }
  if (re_set_add(set, low->escape.value, high.escape.value)) return true;
  return raise_memory_error(), false;
}

bool re_parse_set(ReParser *p, ReSet *set) {
  size_t start = re_tell(p) - 1;
  if (re_is(p, '[') && !warn("nested set", re_index(p, re_tell(p)))) return false;
  if (re_is(p, '^')) {
    set->negated = true;
    if (!re_advance(p)) return false;
  }
  for (bool first = true, end = false; !end; first = false) {
    if (p->next < 0) return re_error(p, start, "unterminated character set");
    if (re_is(p, ']') && !first) return re_advance(p);
    Member member;
    bool plain = !p->escaped;
    if (!read_member(p, &member)) return false;
    if (plain && !first && !warn_of_operator(p, &member)) return false;
    if (re_is(p, '-')) {
      if (!re_advance(p) || !read_range(p, set, &member, start, &end)) return false;
    } else if (!add_member(set, &member)) {
      return false;
    }
  }
  return true;
}
