// Reading JSON: the type behind json.decoder's scan_once, and scanstring. Positions are byte offsets in the text and
// become code points where Python sees them. Keys are interned: equal keys are one object, and dicts find them by
// address.
#include <math.h>

#include "core/modules/text/json_internal.h"
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/str_internal.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/object/utf8.h"

Type *json_scanner_type;

typedef struct Scanner {
  Object header; // HEAP_VALUES
  Value strict;  // bool
  Value object_hook, object_pairs_hook, parse_float, parse_int, parse_constant;
} Scanner;

// A text being read.
typedef struct Reader {
  const Scanner *scanner;
  Value string;
  const char *text;
  size_t size;
  bool strict;
} Reader;

static Value index_of(Value string, size_t at) {
  bool ascii = str_is_ascii(to_str(string));
  return from_small_int(ascii ? (int64_t)at : (int64_t)str_index_of_offset(to_str(string), at));
}

static Value raise_decode_error(const char *message, Value string, size_t at) {
  Value name = str_intern("JSONDecodeError", 15);
  Value module = vm_import(str_intern("json.decoder", 12), EMPTY, tuple_from(&name, 1), 0);
  Value class = module == EMPTY ? EMPTY : object_get_attribute(module, name);
  if (class == EMPTY) return EMPTY;
  Value error = object_call_3(class, str_from_c(message), string, index_of(string, at));
  return error == EMPTY ? EMPTY : raise_value(error, EMPTY);
}

static Value raise_stop(Value string, size_t at) { return raise_with(EXCEPTION_StopIteration, index_of(string, at)); }

static void skip_space(const Reader *r, size_t *at) {
  while (*at < r->size && (r->text[*at] == ' ' || r->text[*at] == '\n' || r->text[*at] == '\t' || r->text[*at] == '\r'))
    ++*at;
}

// --- strings

static int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Four digits; -1: they are not.
static int32_t read_unit(const Reader *r, size_t at) {
  int32_t unit = 0;
  if (at + 4 > r->size) return -1;
  for (size_t i = at; i < at + 4; i++) {
    int digit = hexadecimal(r->text[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

// The escape whose backslash is at *at. False: raised.
static bool read_escape(const Reader *r, size_t begin, size_t *at, StrBuilder *out) {
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  size_t letter_at = *at + 1;
  if (letter_at >= r->size) return raise_decode_error("Unterminated string starting at", r->string, begin), false;
  char letter = r->text[letter_at];
  *at += 2;
  if (letter != 'u') {
    const char *found = letter ? strchr(letters, letter) : NULL;
    if (!found) return raise_decode_error("Invalid \\escape", r->string, letter_at - 1), false;
    str_builder_add(out, &meanings[found - letters], 1);
    return true;
  }
  int32_t unit = read_unit(r, *at);
  // CPython wants one more character behind the digits.
  if (unit < 0 || *at + 4 >= r->size) return raise_decode_error("Invalid \\uXXXX escape", r->string, letter_at), false;
  *at += 4;
  if (unit >= 0xd800 && unit < 0xdc00 && *at + 6 < r->size && r->text[*at] == '\\' && r->text[*at + 1] == 'u') {
    int32_t low = read_unit(r, *at + 2);
    if (low >= 0xdc00 && low < 0xe000) {
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
      *at += 6;
    }
  }
  str_builder_add_code_point(out, (uint32_t)unit);
  return true;
}

// Whether one of the eight bytes is a quote, a backslash or a control character.
static bool has_special(const char *text) {
  const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
  uint64_t word;
  memcpy(&word, text, 8);
  uint64_t quote = word ^ (ones * '"'), backslash = word ^ (ones * '\\');
  uint64_t found = ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | ((word - ones * 0x20) & ~word);
  return (found & highs) != 0;
}

// From `at` to the next quote, backslash or control character (which pass unless strict).
static size_t plain_run(const Reader *r, size_t at) {
  while (true) {
    while (at + 8 <= r->size && !has_special(r->text + at)) at += 8;
    for (size_t stop = at + 8; at < stop; at++) {
      if (at >= r->size) return at;
      char c = r->text[at];
      if (c == '"' || c == '\\' || (r->strict && (uint8_t)c < 0x20)) return at;
    }
  }
}

// The string whose first character is at *at, behind the quote; *at moves behind the closing one.
static Value read_string(const Reader *r, size_t *at, bool intern) {
  size_t begin = *at - 1, end = plain_run(r, *at);
  if (end < r->size && r->text[end] == '"') {
    const char *text = r->text + *at;
    size_t size = end - *at;
    *at = end + 1;
    if (intern) return str_intern(text, size);
    return str_is_ascii(to_str(r->string)) ? str_new_counted(text, size, size) : str_new(text, size);
  }
  StrBuilder out = STR_BUILDER_INIT;
  for (;; end = plain_run(r, *at)) {
    str_builder_add(&out, r->text + *at, end - *at);
    *at = end;
    if (end >= r->size) {
      raise_decode_error("Unterminated string starting at", r->string, begin);
      break;
    }
    if (r->text[end] == '"') {
      ++*at;
      Value string = str_builder_finish(&out);
      return string == EMPTY || !intern ? string : str_intern_value(string);
    }
    if (r->text[end] != '\\') {
      raise_decode_error("Invalid control character at", r->string, end);
      break;
    }
    if (!read_escape(r, begin, at, &out)) break;
  }
  str_builder_drop(&out);
  return EMPTY;
}

Value json_scanstring(Value *args, size_t count) {
  (void)count;
  int64_t end;
  int strict = args[2] == EMPTY ? 1 : object_truth(args[2]);
  if (strict < 0 || !int_index_i64(args[1], &end, "Python int too large to convert to C ssize_t")) return EMPTY;
  if (!type_flag(args[0], TYPE_IS_STR))
    return raise(TypeError, "first argument must be a string, not %s", type_name(args[0]));
  const Str *str = to_str(args[0]);
  if (end < 0 || end > (int64_t)str->length) return raise(ValueError, "end is out of bounds");
  Reader reader = {.string = args[0], .text = str->text, .size = str->size, .strict = strict > 0};
  size_t at = str_offset(str, (size_t)end);
  Value string = read_string(&reader, &at, false);
  return string == EMPTY ? EMPTY : tuple_pair(string, index_of(args[0], at));
}

// --- numbers

static bool is_digit(const Reader *r, size_t at) {
  return at < r->size && r->text[at] - '0' >= 0 && r->text[at] <= '9';
}

static size_t skip_digits(const Reader *r, size_t at) {
  while (is_digit(r, at)) at++;
  return at;
}

static Value read_int(const Reader *r, const char *text, size_t size) {
  Value parse = r->scanner->parse_int;
  if (parse != from_object(builtin_types[SHAPE_INT])) return object_call_1(parse, str_new(text, size));
  if (size > 15) return int_from_text(text, size, 10);
  bool negative = *text == '-';
  int64_t value = 0;
  for (size_t i = negative; i < size; i++) value = value * 10 + (text[i] - '0');
  return from_small_int(negative ? -value : value);
}

// Exact for up to 15 digits and small exponents: both operands are doubles, and there is one rounding.
static bool small_float(const char *text, size_t size, double *result) {
  static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  bool negative = *text == '-', fraction = false;
  int64_t digits = 0;
  int scale = 0;
  if (size > 16) return false;
  for (size_t i = negative; i < size; i++) {
    if (text[i] == '.') {
      fraction = true;
    } else if (text[i] >= '0' && text[i] <= '9') {
      digits = digits * 10 + (text[i] - '0');
      scale += fraction;
    } else {
      return false;
    }
  }
  *result = (double)digits / powers[scale];
  if (negative) *result = -*result;
  return true;
}

static Value read_float(const Reader *r, const char *text, size_t size) {
  Value parse = r->scanner->parse_float;
  double value;
  if (parse == from_object(builtin_types[SHAPE_FLOAT]) && small_float(text, size, &value)) return from_double(value);
  return object_call_1(parse, str_new(text, size));
}

static Value read_number(const Reader *r, size_t *at) {
  size_t start = *at, end = start;
  bool is_float = false;
  if (r->text[end] == '-') end++;
  if (!is_digit(r, end)) return raise_stop(r->string, start);
  end = r->text[end] == '0' ? end + 1 : skip_digits(r, end);
  if (end < r->size && r->text[end] == '.' && is_digit(r, end + 1)) {
    is_float = true;
    end = skip_digits(r, end + 1);
  }
  if (end < r->size && (r->text[end] | 0x20) == 'e') {
    size_t digits = end + 1;
    if (digits < r->size && (r->text[digits] == '+' || r->text[digits] == '-')) digits++;
    if (is_digit(r, digits)) {
      is_float = true;
      end = skip_digits(r, digits);
    }
  }
  *at = end;
  return is_float ? read_float(r, r->text + start, end - start) : read_int(r, r->text + start, end - start);
}

// --- values

static Value read_value(const Reader *r, size_t *at);

// Behind '{' (objects) or '[': the members up to the bracket that closes.
static Value read_array(const Reader *r, size_t *at) {
  Value list = list_new(0);
  if (list == EMPTY) return EMPTY;
  skip_space(r, at);
  if (*at < r->size && r->text[*at] == ']') return ++*at, list;
  while (true) {
    Value item = read_value(r, at);
    if (item == EMPTY || !list_append(list, item)) return EMPTY;
    skip_space(r, at);
    if (*at < r->size && r->text[*at] == ']') return ++*at, list;
    if (*at >= r->size || r->text[*at] != ',') return raise_decode_error("Expecting ',' delimiter", r->string, *at);
    ++*at;
    skip_space(r, at);
  }
}

static bool add_member(Value object, bool pairs, Value key, Value value) {
  if (!pairs) return dict_set(object, key, value);
  Value pair = tuple_pair(key, value);
  return pair != EMPTY && list_append(object, pair);
}

// Reads `"key": value` and adds it. False: raised.
static bool read_member(const Reader *r, size_t *at, Value object, bool pairs) {
  if (*at >= r->size || r->text[*at] != '"')
    return raise_decode_error("Expecting property name enclosed in double quotes", r->string, *at), false;
  ++*at;
  Value key = read_string(r, at, true);
  if (key == EMPTY) return false;
  skip_space(r, at);
  if (*at >= r->size || r->text[*at] != ':')
    return raise_decode_error("Expecting ':' delimiter", r->string, *at), false;
  ++*at;
  skip_space(r, at);
  Value value = read_value(r, at);
  return value != EMPTY && add_member(object, pairs, key, value);
}

static Value read_members(const Reader *r, size_t *at, bool pairs) {
  Value object = pairs ? list_new(0) : dict_new();
  if (object == EMPTY) return EMPTY;
  skip_space(r, at);
  if (*at < r->size && r->text[*at] == '}') return ++*at, object;
  while (read_member(r, at, object, pairs)) {
    skip_space(r, at);
    if (*at < r->size && r->text[*at] == '}') return ++*at, object;
    if (*at >= r->size || r->text[*at] != ',') return raise_decode_error("Expecting ',' delimiter", r->string, *at);
    ++*at;
    skip_space(r, at);
  }
  return EMPTY;
}

static Value read_object(const Reader *r, size_t *at) {
  const Scanner *scanner = r->scanner;
  bool pairs = scanner->object_pairs_hook != NONE;
  Value object = read_members(r, at, pairs);
  if (object == EMPTY) return EMPTY;
  if (pairs) return object_call_1(scanner->object_pairs_hook, object);
  return scanner->object_hook == NONE ? object : object_call_1(scanner->object_hook, object);
}

static bool starts_with(const Reader *r, size_t at, const char *word, size_t size) {
  return r->size - at >= size && memcmp(r->text + at, word, size) == 0;
}

static const struct {
  const char *word;
  size_t size;
  Value value; // EMPTY: what parse_constant makes of it
} words[] = {{"null", 4, NONE}, {"true", 4, TRUE_VALUE}, {"false", 5, FALSE_VALUE},
             {"NaN", 3, EMPTY}, {"Infinity", 8, EMPTY},  {"-Infinity", 9, EMPTY}};

static Value read_nested(const Reader *r, size_t *at, bool object) {
  if (!call_enter(object ? " while decoding a JSON object from a unicode string"
                         : " while decoding a JSON array from a unicode string"))
    return EMPTY;
  ++*at;
  Value value = object ? read_object(r, at) : read_array(r, at);
  call_leave();
  return value;
}

static Value read_value(const Reader *r, size_t *at) {
  if (*at >= r->size) return raise_stop(r->string, *at);
  char c = r->text[*at];
  if (c == '"') return ++*at, read_string(r, at, false);
  if (c == '{' || c == '[') return read_nested(r, at, c == '{');
  if (c >= '0' && c <= '9') return read_number(r, at);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!starts_with(r, *at, words[i].word, words[i].size)) continue;
    *at += words[i].size;
    if (words[i].value != EMPTY) return words[i].value;
    return object_call_1(r->scanner->parse_constant, str_from_c(words[i].word));
  }
  return read_number(r, at);
}

// --- the type

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "make_scanner", .signature = "context"};
  static const char *const names[] = {"strict",      "object_hook", "object_pairs_hook",
                                      "parse_float", "parse_int",   "parse_constant"};
  Value context;
  if (!native_bind(&signature, args, count, keyword_names, &context)) return EMPTY;
  Scanner *scanner = instance_allocate(type);
  if (!scanner) return EMPTY;
  Value *fields = &scanner->strict;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if ((fields[i] = object_get_attribute(context, str_intern(names[i], strlen(names[i])))) == EMPTY) return EMPTY;
  int strict = object_truth(scanner->strict);
  scanner->strict = from_bool(strict > 0);
  return strict < 0 ? EMPTY : from_object(scanner);
}

static Value call(Value self, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "scan_once", .signature = "string, idx"};
  const Scanner *scanner = (const Scanner *)to_object(self);
  Value bound[2];
  int64_t index;
  if (!native_bind(&signature, args, count, keyword_names, bound)) return EMPTY;
  if (!int_index_i64(bound[1], &index, "Python int too large to convert to C ssize_t")) return EMPTY;
  if (!type_flag(bound[0], TYPE_IS_STR))
    return raise(TypeError, "first argument must be a string, not %s", type_name(bound[0]));
  const Str *str = to_str(bound[0]);
  if (index < 0) return raise(ValueError, "idx cannot be negative");
  if (index >= (int64_t)str->length) return raise_with(EXCEPTION_StopIteration, int_from_i64(index));
  Reader reader = {scanner, bound[0], str->text, str->size, scanner->strict == TRUE_VALUE};
  size_t at = str_offset(str, (size_t)index);
  Value value = read_value(&reader, &at);
  return value == EMPTY ? EMPTY : tuple_pair(value, index_of(bound[0], at));
}

#define FIELD(name) \
  static Value get_##name(Value self) { return ((const Scanner *)to_object(self))->name; }
FIELD(strict)
FIELD(object_hook)
FIELD(object_pairs_hook) FIELD(parse_float) FIELD(parse_int) FIELD(parse_constant)
#define GETTER(field) {.name = #field, .get = get_##field, .set = readonly_member}

    bool json_scanner_init(void) {
  static const GetSetDef attributes[] = {GETTER(strict),
                                         GETTER(object_hook),
                                         GETTER(object_pairs_hook),
                                         GETTER(parse_float),
                                         GETTER(parse_int),
                                         GETTER(parse_constant),
                                         {0}};
  static const TypeSlots slots = {.construct = construct, .call = call};
  json_scanner_type = type_new_native("_json", "Scanner", builtin_types[SHAPE_OBJECT], 0, &slots, NULL, attributes,
                                      HEAP_VALUES, sizeof(Scanner));
  return json_scanner_type != NULL;
}
