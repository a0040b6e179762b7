// str.format and str.format_map: replacement fields with nested specs, attributes, subscripts and automatic numbering.
#include <string.h>

#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/format.h"
#include "core/object/int.h"
#include "core/object/str_internal.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

// The arguments, and which of {} and {0} has been used so far.
typedef struct Fields {
  const Value *args; // NULL: format_map, where positional fields are an error
  size_t count;
  Value keywords;
  int64_t next_automatic; // -1 once a field was numbered by hand
  bool automatic;         // a field was numbered automatically
} Fields;

typedef struct Text {
  const char *at, *end;
} Text;

// One replacement field, taken apart.
typedef struct Field {
  Text name;
  Text spec;
  char conversion; // 0: none
  bool nested;     // the spec holds fields
} Field;

static bool fail(Value empty) {
  (void)empty;
  return false;
}

// Moves text->at behind the field name; *terminator is the character that ended it (0: none).
static bool scan_name(Text *text, Field *field, char *terminator) {
  field->name.at = text->at;
  *terminator = 0;
  while (text->at < text->end && *terminator == 0) {
    char c = *text->at++;
    if (c == '{') return fail(raise(ValueError, "unexpected '{' in field name"));
    if (c == '[')
      while (text->at < text->end && *text->at != ']') text->at++;
    if (c == '}' || c == ':' || c == '!') *terminator = c;
  }
  field->name.end = *terminator ? text->at - 1 : text->at;
  if (*terminator == 0) return fail(raise(ValueError, "expected '}' before end of string"));
  return true;
}

// The conversion behind '!'; *done when the field ends there.
static bool scan_conversion(Text *text, Field *field, bool *done) {
  if (text->at == text->end) return fail(raise(ValueError, "end of string while looking for conversion specifier"));
  field->conversion = *text->at;
  text->at += utf8_width(*text->at);
  if (text->at == text->end) return true;
  char c = *text->at++;
  *done = c == '}';
  if (c != '}' && c != ':') return fail(raise(ValueError, "expected ':' after conversion specifier"));
  return true;
}

// Parses the field behind '{', up to and including its '}'.
static bool scan_field(Text *text, Field *field) {
  char terminator;
  bool done = false;
  *field = (Field){0};
  if (!scan_name(text, field, &terminator)) return false;
  if (terminator == '!' && !scan_conversion(text, field, &done)) return false;
  field->spec.at = field->spec.end = text->at;
  if (terminator == '}' || done) return true;
  for (int depth = 1; text->at < text->end;) {
    char c = *text->at++;
    if (c == '{') {
      field->nested = true;
      depth++;
    } else if (c == '}' && --depth == 0) {
      field->spec.end = text->at - 1;
      return true;
    }
  }
  return fail(raise(ValueError, "unmatched '{' in format spec"));
}

// The number that text spells; -1: it is no number; -2: raised.
static int64_t parse_index(Text text) {
  int64_t number = 0;
  if (text.at == text.end) return -1;
  for (const char *at = text.at; at < text.end; at++) {
    if (*at < '0' || *at > '9') return -1;
    if (number > (INT64_MAX - 9) / 10) {
      raise(ValueError, "Too many decimal digits in format string");
      return -2;
    }
    number = number * 10 + (*at - '0');
  }
  return number;
}

static Value keyword_argument(Fields *fields, Text name) {
  Value key = str_new(name.at, (size_t)(name.end - name.at));
  if (key == EMPTY) return EMPTY;
  if (fields->keywords == EMPTY) return raise_with(EXCEPTION_KeyError, key);
  return object_get_item(fields->keywords, key);
}

// The argument that the first part of a field name means.
static Value first_argument(Fields *fields, Text name) {
  int64_t index = parse_index(name);
  if (index == -2) return EMPTY;
  bool automatic = name.at == name.end;
  if (index == -1 && !automatic) return keyword_argument(fields, name);
  if (automatic) {
    if (fields->next_automatic < 0)
      return raise(ValueError, "cannot switch from manual field specification to automatic field numbering");
    fields->automatic = true;
    index = fields->next_automatic++;
  } else {
    if (fields->automatic)
      return raise(ValueError, "cannot switch from automatic field numbering to manual field specification");
    fields->next_automatic = -1;
  }
  if (!fields->args) return raise(ValueError, "Format string contains positional fields");
  if ((uint64_t)index >= fields->count)
    return raise(IndexError, "Replacement index %ld out of range for positional args tuple", (long)index);
  return fields->args[index];
}

// [key] behind rest->at.
static Value subscript(Value v, Text *rest) {
  Text key = {rest->at, rest->at};
  while (key.end < rest->end && *key.end != ']') key.end++;
  if (key.end == rest->end) return raise(ValueError, "Missing ']' in format string");
  if (key.at == key.end) return raise(ValueError, "Empty attribute in format string");
  rest->at = key.end + 1;
  int64_t index = parse_index(key);
  if (index == -2) return EMPTY;
  Value item = index >= 0 ? int_from_i64(index) : str_new(key.at, (size_t)(key.end - key.at));
  return item == EMPTY ? EMPTY : object_get_item(v, item);
}

static const char *name_part_end(Text text) {
  while (text.at < text.end && *text.at != '.' && *text.at != '[') text.at++;
  return text.at;
}

static Value field_value(Fields *fields, Text name) {
  Text rest = name;
  rest.at = name_part_end(name);
  Value v = first_argument(fields, (Text){name.at, rest.at});
  while (v != EMPTY && rest.at < rest.end) {
    char kind = *rest.at++;
    if (kind == '[') {
      v = subscript(v, &rest);
      continue;
    }
    if (kind != '.') return raise(ValueError, "Only '.' or '[' may follow ']' in format field specifier");
    const char *end = name_part_end(rest);
    if (end == rest.at) return raise(ValueError, "Empty attribute in format string");
    Value attribute = str_intern(rest.at, (size_t)(end - rest.at));
    rest.at = end;
    v = attribute == EMPTY ? EMPTY : object_get_attribute(v, attribute);
  }
  return v;
}

static Value convert(Value v, const char *conversion) {
  switch (*conversion) {
  case 'r': return object_repr(v);
  case 's': return object_str(v);
  case 'a': return str_ascii(v);
  default:
    if (*conversion > 32 && *conversion < 127) return raise(ValueError, "Unknown conversion specifier %c", *conversion);
    return raise(ValueError, "Unknown conversion specifier \\x%x", (unsigned)utf8_next(&conversion));
  }
}

static bool render(Fields *fields, StrBuilder *out, Text text, int depth);

static bool render_field(Fields *fields, StrBuilder *out, const Field *field, int depth) {
  Value v = field_value(fields, field->name);
  if (v != EMPTY && field->conversion) v = convert(v, &field->conversion);
  if (v == EMPTY) return false;
  Value spec = EMPTY;
  if (field->nested) {
    StrBuilder builder = STR_BUILDER_INIT;
    if (!render(fields, &builder, field->spec, depth - 1)) {
      str_builder_drop(&builder);
      return false;
    }
    spec = str_builder_finish(&builder);
    if (spec == EMPTY) return false;
  } else if (field->spec.at < field->spec.end) {
    spec = str_new(field->spec.at, (size_t)(field->spec.end - field->spec.at));
    if (spec == EMPTY) return false;
  }
  Value formatted = object_format(v, spec);
  if (formatted == EMPTY) return false;
  str_builder_add_str(out, formatted);
  return true;
}

// Copies literal text up to the next field; *field_follows tells which of end and field was met.
static bool copy_literal(StrBuilder *out, Text *text, bool *field_follows) {
  const char *start = text->at;
  *field_follows = false;
  while (text->at < text->end && *text->at != '{' && *text->at != '}') text->at++;
  str_builder_add(out, start, (size_t)(text->at - start));
  if (text->at == text->end) return true;
  char brace = *text->at++;
  bool doubled = text->at < text->end && *text->at == brace;
  if (doubled) {
    str_builder_add(out, text->at++, 1);
    return true;
  }
  if (brace == '}' || text->at == text->end)
    return fail(raise(ValueError, "Single '%c' encountered in format string", brace));
  *field_follows = true;
  return true;
}

static bool render(Fields *fields, StrBuilder *out, Text text, int depth) {
  if (depth < 0) return fail(raise(ValueError, "Max string recursion exceeded"));
  while (text.at < text.end) {
    bool field_follows;
    if (!copy_literal(out, &text, &field_follows)) return false;
    Field field;
    if (field_follows && (!scan_field(&text, &field) || !render_field(fields, out, &field, depth))) return false;
  }
  return true;
}

Value str_format_fields(Value format, const Value *args, size_t count, Value keywords) {
  Fields fields = {args, count, keywords, 0, false};
  StrBuilder builder = STR_BUILDER_INIT;
  Str *str = to_str(format);
  if (render(&fields, &builder, (Text){str->text, str->text + str->size}, 1)) return str_builder_finish(&builder);
  str_builder_drop(&builder);
  return EMPTY;
}

// --- for string.Formatter

static Value text_value(Text text) { return str_new(text.at, (size_t)(text.end - text.at)); }

bool str_format_scan(Value format, uint32_t *position, Value parts[4]) {
  const Str *str = to_str(format);
  Text text = {str->text + *position, str->text + str->size};
  if (text.at >= text.end) return false;
  StrBuilder literal = STR_BUILDER_INIT;
  bool field_follows;
  Field field;
  if (!copy_literal(&literal, &text, &field_follows) || (field_follows && !scan_field(&text, &field))) {
    str_builder_drop(&literal);
    return false;
  }
  *position = (uint32_t)(text.at - str->text);
  parts[0] = str_builder_finish(&literal);
  parts[1] = parts[2] = parts[3] = NONE;
  if (parts[0] == EMPTY || !field_follows) return parts[0] != EMPTY;
  const char *conversion = &field.conversion;
  parts[1] = text_value(field.name);
  parts[2] = text_value(field.spec);
  if (field.conversion) parts[3] = str_from_code_point(utf8_next(&conversion));
  return parts[1] != EMPTY && parts[2] != EMPTY && parts[3] != EMPTY;
}

// A subscript or first name: an int where it is a number.
static Value index_or_text(Text text) {
  int64_t index = parse_index(text);
  if (index == -2) return EMPTY;
  return index >= 0 ? int_from_i64(index) : text_value(text);
}

Value str_format_first_name(Value name, uint32_t *position) {
  const Str *str = to_str(name);
  Text first = {str->text, str->text + str->size};
  first.end = name_part_end(first);
  *position = (uint32_t)(first.end - str->text);
  return index_or_text(first);
}

bool str_format_scan_name(Value name, uint32_t *position, bool *attribute, Value *part) {
  const Str *str = to_str(name);
  Text rest = {str->text + *position, str->text + str->size}, key;
  if (rest.at >= rest.end) return false;
  char kind = *rest.at++;
  if (kind != '.' && kind != '[')
    return fail(raise(ValueError, "Only '.' or '[' may follow ']' in format field specifier"));
  *attribute = kind == '.';
  key = (Text){rest.at, rest.at};
  if (*attribute) {
    key.end = name_part_end(rest);
    *position = (uint32_t)(key.end - str->text);
  } else {
    while (key.end < rest.end && *key.end != ']') key.end++;
    if (key.end == rest.end) return fail(raise(ValueError, "Missing ']' in format string"));
    *position = (uint32_t)(key.end + 1 - str->text);
  }
  if (key.at == key.end) return fail(raise(ValueError, "Empty attribute in format string"));
  *part = *attribute ? text_value(key) : index_or_text(key);
  return *part != EMPTY;
}
