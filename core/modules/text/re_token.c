// Tokens of patterns, names in them, and raising re.error.
#include <stdarg.h>
#include <stdlib.h>

#include "core/object/warning.h"
#include "core/modules/text/re_parser.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/str_internal.h"
#include "core/object/tuple.h"
#include "core/object/unicode.h"
#include "core/object/utf8.h"

Value re_error_class = EMPTY;

bool re_view(Value v, const char **text, size_t *size) {
  if (type_flag(v, TYPE_IS_STR)) {
    *text = to_str(v)->text;
    *size = to_str(v)->size;
    return true;
  }
  const uint8_t *data;
  if (!bytes_view(v, &data, size)) return false;
  *text = (const char *)data;
  return true;
}

// --- tokens

// Reads the character at `at`; returns its bytes.
static size_t read_character(const ReParser *p, size_t at, int32_t *c) {
  if (!p->is_text) return *c = (uint8_t)p->text[at], 1;
  const char *text = p->text + at;
  *c = (int32_t)utf8_next(&text);
  return (size_t)(text - (p->text + at));
}

bool re_seek(ReParser *p, size_t at) {
  p->next_at = p->behind = at;
  p->escaped = false;
  p->next = -1;
  if (at >= p->size) return true;
  p->behind += read_character(p, at, &p->next);
  if (p->next != '\\') return true;
  if (p->behind >= p->size) {
    Value message = str_from_c("bad escape (end of pattern)");
    return re_raise(p->pattern, re_index(p, p->size) - 1, message), false;
  }
  p->escaped = true;
  p->behind += read_character(p, p->behind, &p->next);
  return true;
}

bool re_advance(ReParser *p) { return re_seek(p, p->behind); }

int64_t re_index(const ReParser *p, size_t at) {
  return p->is_text ? (int64_t)str_index_of_offset(to_str(p->pattern), at) : (int64_t)at;
}

Value re_text_between(const ReParser *p, size_t start, size_t end) {
  if (p->is_text) return str_new(p->text + start, end - start);
  StrBuilder text = STR_BUILDER_INIT;
  for (size_t i = start; i < end; i++) str_builder_add_code_point(&text, (uint8_t)p->text[i]);
  return str_builder_finish(&text);
}

Value re_token_text(const ReParser *p) { return re_text_between(p, p->next_at, p->behind); }

// --- errors and warnings

Value re_raise(Value pattern, int64_t position, Value message) {
  if (message == EMPTY) return EMPTY;
  Value error = object_call_3(re_error_class, message, pattern, position < 0 ? NONE : from_small_int(position));
  return error == EMPTY ? EMPTY : raise_value(error, EMPTY);
}

// Messages about bytes show what is not ASCII as escapes.
static Value escape_message(Value message) {
  StrBuilder text = STR_BUILDER_INIT;
  for (const char *s = to_str(message)->text, *end = s + to_str(message)->size; s < end;) {
    uint32_t c = utf8_next(&s);
    if (c < 0x80)
      str_builder_add_code_point(&text, c);
    else
      str_builder_add_escape(&text, c);
  }
  return str_builder_finish(&text);
}

bool re_error_index(ReParser *p, int64_t index, Value message) {
  if (message != EMPTY && !p->is_text) message = escape_message(message);
  return re_raise(p->pattern, index, message), false;
}

bool re_error(ReParser *p, size_t at, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Value message = str_format_v(format, arguments);
  va_end(arguments);
  return re_error_index(p, re_index(p, at), message);
}

bool re_warn(ExceptionKind category, int stack_level, Value message) {
  return message != EMPTY && warn_format(category, stack_level, "%V", message);
}

// --- names

bool re_read_until(ReParser *p, char terminator, const char *what, Value *text) {
  size_t start = re_tell(p);
  while (!re_is(p, terminator)) {
    if (p->next < 0) {
      if (start == p->size) return re_error(p, p->size, "missing %s", what);
      return re_error(p, start, "missing %c, unterminated name", terminator);
    }
    if (!re_advance(p)) return false;
  }
  size_t end = re_tell(p);
  if (!re_advance(p)) return false;
  if (start == end) return re_error(p, start, "missing %s", what);
  *text = re_text_between(p, start, end);
  return *text != EMPTY;
}

int re_is_identifier(Value name) {
  Value result = object_call_method(name, "isidentifier", NULL, 0);
  return result == EMPTY ? -1 : result == TRUE_VALUE;
}

static bool is_ascii_name(Value name) { return (to_str(name)->flags & STR_ASCII) != 0; }

bool re_check_group_name(ReParser *p, Value name, size_t at) {
  int identifier = re_is_identifier(name);
  if (identifier < 0) return false;
  if (!identifier) return re_error(p, at, "bad character in group name %R", name);
  if (p->is_text || is_ascii_name(name)) return true;
  Value message =
      str_format_c("bad character in group name %V at position %lld", str_ascii(name), (long long)re_index(p, at));
  return re_warn(EXCEPTION_DeprecationWarning, 3, message);
}

bool re_group_number(Value name, int64_t *number) {
  Value v = int_from_text(to_str(name)->text, to_str(name)->size, 10);
  if (v == EMPTY) return exception_clear(), false;
  if (int_compare(v, from_small_int(0)) < 0) return false;
  if (!int_to_i64(v, number)) *number = INT64_MAX;
  return true;
}

bool re_warn_odd_number(ReParser *p, Value name, size_t at) {
  const Str *str = to_str(name);
  if (strspn(str->text, "0123456789") == str->size) return true;
  Value shown = p->is_text ? object_repr(name) : str_ascii(name);
  if (shown == EMPTY) return false;
  Value message = str_format_c("bad character in group name %V at position %lld", shown, (long long)re_index(p, at));
  return re_warn(EXCEPTION_DeprecationWarning, 3, message);
}

bool re_note_condition(ReParser *p, uint32_t group, size_t at) {
  ReCondition *conditions = realloc(p->conditions, (p->condition_count + 1) * sizeof *conditions);
  if (!conditions) return raise_memory_error(), false;
  p->conditions = conditions;
  p->conditions[p->condition_count++] = (ReCondition){group, at};
  return true;
}

bool re_check_conditions(ReParser *p) {
  for (size_t i = 0; i < p->condition_count; i++)
    if (p->conditions[i].group >= p->groups)
      return re_error(p, p->conditions[i].at, "invalid group reference %u", (unsigned)p->conditions[i].group);
  return true;
}
