// Formatting of numbers by a FormatSpec. A number is made of a prefix (sign, 0x), the digits of its integer part, which
// grouping applies to, and a tail (fraction, exponent, %).
#include "core/object/fixed_decimal.h"
#include "core/object/format_number.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/object/exception.h"
#include "core/object/float_internal.h"
#include "core/object/int_internal.h"
#include "core/object/memory.h"

typedef struct NumberParts {
  char prefix[4];
  size_t prefix_size;
  const char *digits;
  size_t digit_count;
  const char *tail;
  size_t tail_size;
  size_t group; // digits between separators
} NumberParts;

static void add_sign(NumberParts *parts, bool negative, char sign) {
  if (negative)
    parts->prefix[parts->prefix_size++] = '-';
  else if (sign == '+' || sign == ' ')
    parts->prefix[parts->prefix_size++] = sign;
}

// Writes the digits with separators, filled with zeros to `width` characters, and returns how many were written. out
// NULL: only counts.
static size_t group_digits(const NumberParts *parts, char separator, size_t width, char *out) {
  size_t size = 0, taken = 0;
  char *end = out;
  if (out) end = out + group_digits(parts, separator, width, NULL);
  while (taken < parts->digit_count || size < width) {
    if (separator && taken && taken % parts->group == 0) {
      size++;
      if (out) *--end = separator;
    }
    if (out) *--end = taken < parts->digit_count ? parts->digits[parts->digit_count - 1 - taken] : '0';
    taken++;
    size++;
  }
  return size;
}

static bool emit(StrBuilder *builder, const NumberParts *parts, const FormatSpec *spec) {
  char small[128];
  size_t others = parts->prefix_size + parts->tail_size, width = 0;
  bool zero_fill = spec->grouping && spec->fill == '0' && spec->align == '=' && parts->digit_count; // not for inf
  if (zero_fill && spec->width > (int64_t)others) width = (size_t)spec->width - others;
  bool plain = spec->grouping == 0 && width == 0;
  size_t digits = plain ? parts->digit_count : group_digits(parts, spec->grouping, width, NULL), size = others + digits;
  char *text = size <= sizeof small ? small : malloc(size);
  if (!text) {
    builder->failed = true;
    return true;
  }
  memory_copy(text, parts->prefix, parts->prefix_size);
  if (plain)
    memory_copy(text + parts->prefix_size, parts->digits, digits);
  else
    group_digits(parts, spec->grouping, width, text + parts->prefix_size);
  memory_copy(text + parts->prefix_size + digits, parts->tail, parts->tail_size);
  format_pad(builder, spec, '>', text, size, size, parts->prefix_size);
  if (text != small) free(text);
  return true;
}

// --- ints

static bool fail(const char *message) {
  raise(ValueError, "%s", message);
  return false;
}

static bool format_character(StrBuilder *builder, Value value, const FormatSpec *spec) {
  if (spec->sign) return fail("Sign not allowed with integer format specifier 'c'");
  if (spec->alternate) return fail("Alternate form (#) not allowed with integer format specifier 'c'");
  int64_t code_point;
  if (!int_to_i64(value, &code_point)) {
    raise(OverflowError, "Python int too large to convert to C long");
    return false;
  }
  if (code_point < 0 || code_point > 0x10ffff) {
    raise(OverflowError, "%%c arg not in range(0x110000)");
    return false;
  }
  Value character = str_from_code_point((uint32_t)code_point);
  if (character == EMPTY) return false;
  format_pad(builder, spec, '>', to_str(character)->text, to_str(character)->size, 1, 0);
  return true;
}

static int base_of(uint32_t type) { return type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10; }

static bool format_digits(StrBuilder *builder, Value value, const FormatSpec *spec) {
  int base = base_of(spec->type);
  Value text = int_to_text(value, base);
  if (text == EMPTY) return false;
  NumberParts parts = {
      .digits = to_str(text)->text, .digit_count = to_str(text)->size, .tail = "", .group = base == 10 ? 3 : 4};
  bool negative = *parts.digits == '-';
  parts.digits += negative;
  parts.digit_count -= negative;
  add_sign(&parts, negative, spec->sign);
  if (spec->alternate && base != 10) {
    parts.prefix[parts.prefix_size++] = '0';
    parts.prefix[parts.prefix_size++] = (char)spec->type;
  }
  if (spec->type != 'X') return emit(builder, &parts, spec);
  char *upper = malloc(parts.digit_count + 1);
  if (!upper) {
    raise_memory_error();
    return false;
  }
  for (size_t i = 0; i < parts.digit_count; i++)
    upper[i] = (char)(parts.digits[i] >= 'a' ? parts.digits[i] - 'a' + 'A' : parts.digits[i]);
  parts.digits = upper;
  emit(builder, &parts, spec);
  free(upper);
  return true;
}

bool format_int(StrBuilder *builder, Value value, const FormatSpec *spec) {
  double number;
  switch (spec->type) {
  case 'e':
  case 'E':
  case 'f':
  case 'F':
  case 'g':
  case 'G':
  case '%': return int_to_double(value, &number) && format_double(builder, number, spec);
  case 0:
  case 'b':
  case 'c':
  case 'd':
  case 'n':
  case 'o':
  case 'x':
  case 'X': break;
  default: return format_unknown_code(spec, type_name(value));
  }
  if (spec->precision >= 0) return fail("Precision not allowed in integer format specifier");
  if (spec->no_negative_zero) return fail("Negative zero coercion (z) not allowed in integer format specifier");
  return spec->type == 'c' ? format_character(builder, value, spec) : format_digits(builder, value, spec);
}

// --- floats

// The text of |d| in a malloc'ed or the given buffer.
typedef struct DoubleText {
  char small[400];
  char *text;
  size_t size;
} DoubleText;

static bool print_double(DoubleText *out, const char *format, int precision, double d) {
  out->text = out->small;
  out->size = strcmp(format, "%.*f") == 0 ? fixed_decimal(d, precision, out->small) : 0;
  if (out->size != 0) return true;
  int size = snprintf(out->small, sizeof out->small, format, precision, d);
  out->size = (size_t)size;
  if (out->size < sizeof out->small) return true;
  out->text = malloc(out->size + 1);
  if (!out->text) {
    raise_memory_error();
    return false;
  }
  snprintf(out->text, out->size + 1, format, precision, d);
  return true;
}

static void drop_text(DoubleText *text) {
  if (text->text != text->small) free(text->text);
}

// No type but a precision: as g, but with one digit at least behind the point, and an exponent one digit earlier.
static bool print_short(DoubleText *out, int precision, bool alternate, double d) {
  char digits[64];
  if (precision == 0) precision = 1;
  if (precision > 40) precision = 40;
  snprintf(digits, sizeof digits, "%.*e", precision - 1, d);
  int exponent = (int)strtol(strchr(digits, 'e') + 1, NULL, 10);
  bool scientific = exponent < -4 || exponent >= precision - 1;
  if (!print_double(out, scientific ? "%.*e" : "%.*f", scientific ? precision - 1 : precision - 1 - exponent, d))
    return false;
  if (alternate) return true;
  char *stop = memchr(out->text, 'e', out->size), *end = stop ? stop : out->text + out->size, *last = end;
  if (!memchr(out->text, '.', (size_t)(end - out->text))) return true;
  while (last[-1] == '0') last--;
  if (last[-1] == '.' && scientific)
    last--;
  else if (last[-1] == '.')
    last++;
  memmove(last, end, (size_t)(out->text + out->size - end));
  out->size -= (size_t)(end - last);
  return true;
}

static bool print_by_type(DoubleText *out, uint32_t type, bool alternate, int64_t precision, double d) {
  static const struct {
    char type;
    const char *plain, *alternate;
  } formats[] = {
      {'e', "%.*e", "%#.*e"}, {'E', "%.*E", "%#.*E"}, {'f', "%.*f", "%#.*f"}, {'F', "%.*F", "%#.*F"},
      {'g', "%.*g", "%#.*g"}, {'G', "%.*G", "%#.*G"}, {'n', "%.*g", "%#.*g"}, {'%', "%.*f", "%#.*f"},
  };
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    if ((uint32_t)formats[i].type != type) continue;
    return print_double(out, alternate ? formats[i].alternate : formats[i].plain, (int)precision, d);
  }
  return false;
}

// The alternate form has a point even when no digit follows it.
static void add_point(DoubleText *out) {
  char *exponent = memchr(out->text, 'e', out->size);
  if (!exponent || memchr(out->text, '.', out->size)) return;
  memmove(exponent + 1, exponent, (size_t)(out->text + out->size - exponent));
  *exponent = '.';
  out->size++;
}

// Makes the text of a non-negative d.
static bool double_text(DoubleText *out, double d, const FormatSpec *spec) {
  out->text = out->small;
  if (spec->type == 0 && isfinite(d)) {
    if (spec->precision >= 0 && !print_short(out, (int)spec->precision, spec->alternate, d)) return false;
    if (spec->precision < 0) out->size = float_repr(d, out->small);
    if (spec->alternate) add_point(out);
    return true;
  }
  int64_t precision = spec->precision < 0 ? 6 : spec->precision;
  if (!isfinite(d)) {
    bool upper = spec->type == 'E' || spec->type == 'F' || spec->type == 'G';
    out->size = (size_t)sprintf(out->small, "%s", isnan(d) ? (upper ? "NAN" : "nan") : upper ? "INF" : "inf");
    return true;
  }
  return print_by_type(out, spec->type, spec->alternate, precision, d);
}

static bool is_zero_text(const DoubleText *text) {
  for (size_t i = 0; i < text->size && (text->text[i] | 0x20) != 'e'; i++) {
    if (text->text[i] != '0' && text->text[i] != '.') return false;
  }
  return true;
}

static bool check_double_spec(const FormatSpec *spec, const char *type) {
  if (spec->type && (spec->type > 127 || !strchr("eEfFgGn%", (int)spec->type))) return format_unknown_code(spec, type);
  if (spec->precision > INT_MAX) return fail("precision too big");
  return true;
}

bool format_double(StrBuilder *builder, double value, const FormatSpec *spec) {
  DoubleText text;
  if (!check_double_spec(spec, "float")) return false;
  bool negative = signbit(value) && !isnan(value);
  double magnitude = fabs(value);
  if (spec->type == '%') magnitude *= 100;
  if (!double_text(&text, magnitude, spec)) return false;
  NumberParts parts = {.digits = text.text, .group = 3};
  if (spec->no_negative_zero && is_zero_text(&text)) negative = false;
  while (parts.digit_count < text.size && text.text[parts.digit_count] >= '0' && text.text[parts.digit_count] <= '9')
    parts.digit_count++;
  parts.tail = text.text + parts.digit_count;
  parts.tail_size = text.size - parts.digit_count;
  add_sign(&parts, negative, spec->sign);
  StrBuilder tail = STR_BUILDER_INIT;
  if (spec->type == '%') {
    str_builder_add(&tail, parts.tail, parts.tail_size);
    str_builder_add(&tail, "%", 1);
    if (tail.failed) raise_memory_error();
    parts.tail = tail.data;
    parts.tail_size = tail.size;
  }
  bool ok = !tail.failed && emit(builder, &parts, spec);
  str_builder_drop(&tail);
  drop_text(&text);
  return ok;
}

// --- complex

// One part without padding, as float formatting does it, but without ".0" when no type is given.
static bool add_part(StrBuilder *builder, double d, char sign, const FormatSpec *spec) {
  FormatSpec part = {
      ' ', spec->type, -1, spec->precision, 0, sign, spec->grouping, spec->alternate, spec->no_negative_zero};
  if (part.type == 0 && part.precision >= 0) part.type = 'g';
  size_t before = builder->size;
  if (!format_double(builder, d, &part)) return false;
  if (part.type == 0 && !builder->failed && builder->size - before > 2 &&
      memcmp(builder->data + builder->size - 2, ".0", 2) == 0)
    builder->size -= 2;
  return true;
}

bool format_complex(StrBuilder *builder, double real, double imaginary, const FormatSpec *spec) {
  if (spec->type == '%') return format_unknown_code(spec, "complex");
  if (!check_double_spec(spec, "complex")) return false;
  if (spec->fill == '0') return fail("Zero padding is not allowed in complex format specifier");
  if (spec->align == '=') return fail("'=' alignment flag is not allowed in complex format specifier");
  bool only_imaginary = spec->type == 0 && real == 0 && !signbit(real),
       parentheses = spec->type == 0 && !only_imaginary;
  StrBuilder text = STR_BUILDER_INIT;
  if (parentheses) str_builder_add(&text, "(", 1);
  bool ok = only_imaginary || add_part(&text, real, spec->sign, spec);
  ok = ok && add_part(&text, imaginary, only_imaginary ? spec->sign : '+', spec);
  str_builder_add(&text, "j)", parentheses ? 2 : 1);
  if (ok && text.failed) raise_memory_error();
  ok = ok && !text.failed;
  if (ok) format_pad(builder, spec, '>', text.data, text.size, text.size, 0);
  str_builder_drop(&text);
  return ok;
}
