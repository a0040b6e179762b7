// The format mini-language: parsing, padding, strings, and format() itself.
#include "core/object/format.h"

#include <stdio.h>
#include <string.h>

#include "core/object/exception.h"
#include "core/object/float.h"
#include "core/object/int.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '^' || c == '='; }

// Reads decimal digits; *number stays -1 when there are none. False with ValueError when there are too many.
static bool parse_number(const char **at, const char *end, int64_t *number) {
  for (; *at < end && **at >= '0' && **at <= '9'; ++*at) {
    int64_t digit = **at - '0';
    if (*number < 0) *number = 0;
    if (*number > (INT64_MAX - digit) / 10) {
      raise(ValueError, "Too many decimal digits in format string");
      return false;
    }
    *number = *number * 10 + digit;
  }
  return true;
}

// Writes the type character as messages show it: itself, or \x and its number.
static void show_type(uint32_t type, char out[16]) {
  if (type > 32 && type < 128)
    snprintf(out, 16, "%c", (char)type);
  else
    snprintf(out, 16, "\\x%x", (unsigned)type);
}

bool format_unknown_code(const FormatSpec *spec, const char *type_name) {
  char type[16];
  show_type(spec->type, type);
  raise(ValueError, "Unknown format code '%s' for object of type '%s'", type, type_name);
  return false;
}

static const char *parse_fill_and_align(const char *at, const char *end, FormatSpec *spec) {
  const char *next = at;
  if (at == end) return at;
  uint32_t first = utf8_next(&next);
  if (next < end && is_align((uint8_t)*next)) {
    spec->fill = first;
    spec->align = *next;
    return next + 1;
  }
  if (!is_align(first)) return at;
  spec->align = (char)first;
  return next;
}

static bool parse_grouping(const char **at, const char *end, FormatSpec *spec) {
  while (*at < end && (**at == ',' || **at == '_')) {
    if (spec->grouping == ',' && **at == ',') {
      raise(ValueError, "Cannot specify ',' with ','.");
      return false;
    }
    if (spec->grouping != 0) {
      if (spec->grouping == **at)
        raise(ValueError, "Cannot specify '_' with '_'.");
      else
        raise(ValueError, "Cannot specify both ',' and '_'.");
      return false;
    }
    spec->grouping = *(*at)++;
  }
  return true;
}

static bool check_grouping(const FormatSpec *spec) {
  static const char with_comma[] = "deEfFgG%", with_underscore[] = "bodxXeEfFgG%";
  if (spec->grouping == 0 || spec->type == 0) return true;
  const char *allowed = spec->grouping == ',' ? with_comma : with_underscore;
  if (spec->type < 128 && strchr(allowed, (int)spec->type)) return true;
  char type[16];
  show_type(spec->type, type);
  raise(ValueError, "Cannot specify '%c' with '%s'.", spec->grouping, type);
  return false;
}

bool format_spec_parse(const char *text, size_t bytes, Value object, FormatSpec *spec) {
  const char *at = text, *end = text + bytes;
  *spec = (FormatSpec)FORMAT_SPEC_INIT;
  at = parse_fill_and_align(at, end, spec);
  bool fill_given = at - text > 1;
  if (at < end && (*at == '+' || *at == '-' || *at == ' ')) spec->sign = *at++;
  if (at < end && *at == 'z') {
    spec->no_negative_zero = true;
    at++;
  }
  if (at < end && *at == '#') {
    spec->alternate = true;
    at++;
  }
  if (!fill_given && at < end && *at == '0') {
    spec->fill = '0';
    // For str the flag is only a fill character.
    if (spec->align == 0 && !type_flag(object, TYPE_IS_STR)) spec->align = '=';
    at++;
  }
  if (!parse_number(&at, end, &spec->width) || !parse_grouping(&at, end, spec)) return false;
  if (at < end && *at == '.') {
    at++;
    if (!parse_number(&at, end, &spec->precision)) return false;
    if (spec->precision < 0) {
      raise(ValueError, "Format specifier missing precision");
      return false;
    }
  }
  if (at < end) spec->type = utf8_next(&at);
  if (at < end) {
    Value whole = str_new(text, bytes);
    if (whole != EMPTY) raise(ValueError, "Invalid format specifier '%V' for object of type '%T'", whole, object);
    return false;
  }
  return check_grouping(spec);
}

void format_pad(StrBuilder *builder, const FormatSpec *spec, char default_align, const char *text, size_t bytes,
                size_t length, size_t prefix_bytes) {
  if (spec->width <= (int64_t)length) {
    str_builder_add(builder, text, bytes);
    return;
  }
  size_t missing = (size_t)spec->width - length;
  char align = spec->align != 0 ? spec->align : default_align;
  size_t left = align == '>' ? missing : align == '^' ? missing / 2 : 0;
  size_t inside = align == '=' ? missing : 0;
  str_builder_add_repeated(builder, spec->fill, left);
  str_builder_add(builder, text, prefix_bytes);
  str_builder_add_repeated(builder, spec->fill, inside);
  str_builder_add(builder, text + prefix_bytes, bytes - prefix_bytes);
  str_builder_add_repeated(builder, spec->fill, missing - left - inside);
}

// What a spec may not have for a str; NULL when it is fine.
static const char *str_spec_problem(const FormatSpec *spec) {
  if (spec->sign == ' ') return "Space not allowed in string format specifier";
  if (spec->sign != 0) return "Sign not allowed in string format specifier";
  if (spec->no_negative_zero) return "Negative zero coercion (z) not allowed in string format specifier";
  if (spec->alternate) return "Alternate form (#) not allowed in string format specifier";
  if (spec->align == '=') return "'=' alignment not allowed in string format specifier";
  return NULL;
}

bool format_str(StrBuilder *builder, Value v, const FormatSpec *spec) {
  if (spec->type != 0 && spec->type != 's') return format_unknown_code(spec, type_name(v));
  const char *problem = str_spec_problem(spec);
  if (spec->grouping != 0) {
    raise(ValueError, "Cannot specify '%c' with 's'.", spec->grouping);
    return false;
  }
  if (problem) {
    raise(ValueError, "%s", problem);
    return false;
  }
  Str *str = to_str(v);
  size_t length = str->length, bytes = str->size;
  if (spec->precision >= 0 && (uint64_t)spec->precision < length) {
    length = (size_t)spec->precision;
    const char *at = str->text;
    for (size_t i = 0; i < length; i++) at += utf8_width(*at);
    bytes = (size_t)(at - str->text);
  }
  format_pad(builder, spec, '<', str->text, bytes, length, 0);
  return true;
}

Value object_format_default(Value v, Value spec) {
  if (!type_flag(spec, TYPE_IS_STR)) return raise(TypeError, "__format__() argument must be str, not %N", spec);
  if (to_str(spec)->length == 0) return object_str(v);
  return raise(TypeError, "unsupported format string passed to %T.__format__", v);
}

// Exactly str, int, bool or float with a spec that is not empty.
static Value format_plain(Value v, Value spec_text) {
  FormatSpec spec;
  StrBuilder builder = STR_BUILDER_INIT;
  if (!format_spec_parse(to_str(spec_text)->text, to_str(spec_text)->size, v, &spec)) return EMPTY;
  bool done = is_str(v)      ? format_str(&builder, v, &spec)
              : is_double(v) ? format_double(&builder, to_double(v), &spec)
                             : format_int(&builder, v, &spec);
  if (done) return str_builder_finish(&builder);
  str_builder_drop(&builder);
  return EMPTY;
}

Value object_format(Value v, Value spec) {
  bool plain = is_str(v) || is_int(v) || is_double(v) || is_bool(v) || has_shape(v, SHAPE_INT);
  if (plain && (spec == EMPTY || is_str(spec))) {
    if (spec == EMPTY || to_str(spec)->length == 0) return is_str(v) ? v : object_str(v);
    return format_plain(v, spec);
  }
  if (spec == EMPTY) spec = str_new("", 0);
  Value method = object_find_special(v, vm.names.__format__);
  if (method == EMPTY) return vm_exception != EMPTY ? EMPTY : object_format_default(v, spec);
  Value result = object_call_1(method, spec);
  if (result != EMPTY && !type_flag(result, TYPE_IS_STR))
    return raise(TypeError, "__format__ must return a str, not %T", result);
  return result;
}
