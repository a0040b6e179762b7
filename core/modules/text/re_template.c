// Replacement texts: "\1", "\g<name>" and escapes.
#include <stdlib.h>

#include "core/modules/text/re_parser.h"
#include "core/object/dict.h"
#include "core/object/exception.h"

static bool add_piece(ReTemplate *t, int64_t group, size_t start) {
  if (t->count == t->capacity) {
    size_t capacity = t->capacity ? 2 * t->capacity : 8;
    RePiece *pieces = realloc(t->pieces, capacity * sizeof *pieces);
    if (!pieces) return raise_memory_error(), false;
    t->pieces = pieces;
    t->capacity = capacity;
  }
  t->pieces[t->count++] = (RePiece){group, start, t->text.size - start};
  return true;
}

typedef struct Reader {
  ReParser parser;
  ReTemplate *template;
  Pattern *pattern;
  size_t literal; // where the literal in front of the next group begins
} Reader;

static bool add_group(Reader *r, int64_t group, size_t at) {
  if (group > to_small_int(r->pattern->groups))
    return re_error(&r->parser, at, "invalid group reference %lld", (long long)group);
  if (!add_piece(r->template, -1, r->literal)) return false;
  r->literal = r->template->text.size;
  return add_piece(r->template, group, r->literal);
}

// Literal characters of str are UTF-8, of bytes single bytes.
static void add_character(Reader *r, uint32_t c) {
  char byte = (char)c;
  if (r->parser.is_text)
    str_builder_add_code_point(&r->template->text, c);
  else
    str_builder_add(&r->template->text, &byte, 1);
}

// \g<name> or \g<number>, behind the g.
static bool read_reference(Reader *r) {
  ReParser *p = &r->parser;
  Value name;
  if (!re_is(p, '<')) return re_error(p, re_tell(p), "missing <");
  if (!re_advance(p)) return false;
  size_t at = re_tell(p);
  if (!re_read_until(p, '>', "group name", &name)) return false;
  int identifier = re_is_identifier(name);
  if (identifier < 0) return false;
  if (identifier) {
    if (!re_check_group_name(p, name, at)) return false;
    Value group = dict_get(r->pattern->group_index, name);
    if (group == EMPTY) return raise(IndexError, "unknown group name %R", name), false;
    return add_group(r, to_small_int(group), at);
  }
  int64_t number;
  if (!re_group_number(name, &number)) return re_error(p, at, "bad character in group name %R", name);
  if (number >= RE_MAX_GROUPS) return re_error(p, at, "invalid group reference %lld", (long long)number);
  return re_warn_odd_number(p, name, at) && add_group(r, number, at);
}

static bool is_octal(const ReParser *p) { return !p->escaped && p->next >= '0' && p->next <= '7'; }

// A digit behind a backslash that begins at `at`.
static bool read_number(Reader *r, int32_t first, size_t at) {
  ReParser *p = &r->parser;
  uint32_t value = (uint32_t)(first - '0');
  if (first == '0') {
    for (int i = 0; i < 2 && is_octal(p); i++) {
      value = value * 8 + (uint32_t)(p->next - '0');
      if (!re_advance(p)) return false;
    }
    add_character(r, value & 0xff);
    return true;
  }
  if (re_next_digit(p)) {
    int32_t second = p->next;
    if (!re_advance(p)) return false;
    if (first <= '7' && second <= '7' && is_octal(p)) {
      uint32_t character = value * 64 + (uint32_t)(second - '0') * 8 + (uint32_t)(p->next - '0');
      if (!re_advance(p)) return false;
      if (character > 0377)
        return re_error(p, at, "octal escape value %V outside of range 0-0o377", re_text_between(p, at, re_tell(p)));
      add_character(r, character);
      return true;
    }
    value = value * 10 + (uint32_t)(second - '0');
  }
  return add_group(r, value, at + 1);
}

static bool read_escape(Reader *r) {
  static const char letters[] = "abfnrtv\\", meanings[] = "\a\b\f\n\r\t\v\\";
  ReParser *p = &r->parser;
  size_t at = re_tell(p);
  int32_t c = p->next;
  if (!re_advance(p)) return false;
  if (c == 'g') return read_reference(r);
  if (c >= '0' && c <= '9') return read_number(r, c, at);
  const char *letter = c && c < 0x80 ? strchr(letters, c) : NULL;
  if (letter) {
    add_character(r, (uint8_t)meanings[letter - letters]);
    return true;
  }
  if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
    return re_error(p, at, "bad escape %V", re_text_between(p, at, re_tell(p)));
  add_character(r, '\\');
  add_character(r, (uint32_t)c);
  return true;
}

bool re_template_parse(ReTemplate *template, Pattern *pattern, Value source) {
  Reader reader = {.template = template, .pattern = pattern};
  ReParser *p = &reader.parser;
  p->pattern = source;
  p->is_text = type_flag(source, TYPE_IS_STR);
  if (!re_view(source, &p->text, &p->size)) {
    if (exception_matches(EXCEPTION_TypeError)) {
      exception_clear();
      raise(TypeError, "decoding to str: need a bytes-like object, %s found", type_name(source));
    }
    return false;
  }
  const char *backslash = memchr(p->text, '\\', p->size);
  if (!backslash) {
    str_builder_add(&template->text, p->text, p->size);
  } else {
    str_builder_add(&template->text, p->text, (size_t)(backslash - p->text));
    if (!re_seek(p, (size_t)(backslash - p->text))) return false;
    while (p->next >= 0) {
      if (p->escaped) {
        if (!read_escape(&reader)) return false;
      } else {
        add_character(&reader, (uint32_t)p->next);
        if (!re_advance(p)) return false;
      }
    }
  }
  if (template->text.failed) return raise_memory_error(), false;
  return add_piece(template, -1, reader.literal);
}

void re_template_drop(ReTemplate *template) {
  free(template->pieces);
  str_builder_drop(&template->text);
}

void re_template_expand(const ReTemplate *template, StrBuilder *out, const char *text, const size_t *spans) {
  for (size_t i = 0; i < template->count; i++) {
    const RePiece *piece = &template->pieces[i];
    if (piece->group < 0) {
      if (piece->size) str_builder_add(out, template->text.data + piece->start, piece->size);
    } else {
      size_t start = spans[2 * piece->group], end = spans[2 * piece->group + 1];
      if (start != SIZE_MAX && start < end) str_builder_add(out, text + start, end - start);
    }
  }
}
