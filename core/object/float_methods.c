// The methods and attributes of float.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/object/exception.h"
#include "core/object/float_internal.h"
#include "core/object/format.h"
#include "core/object/int_internal.h"
#include "core/object/number_text.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

#define UNUSED(count) (void)(count)

static Value method_is_integer(Value *args, size_t count) {
  UNUSED(count);
  double d = float_value(args[0]);
  return from_bool(isfinite(d) && floor(d) == d);
}

static Value get_real(Value self) { return from_double(float_value(self)); }

static Value get_imaginary(Value self) {
  (void)self;
  return from_double(0);
}

static Value method_conjugate(Value *args, size_t count) {
  UNUSED(count);
  return get_real(args[0]);
}

static Value method_abs(Value *args, size_t count) {
  UNUSED(count);
  return from_double(fabs(float_value(args[0])));
}

static Value method_trunc(Value *args, size_t count) {
  UNUSED(count);
  return int_from_double(float_value(args[0]));
}

static Value method_floor(Value *args, size_t count) {
  UNUSED(count);
  return int_from_double(floor(float_value(args[0])));
}

static Value method_ceil(Value *args, size_t count) {
  UNUSED(count);
  return int_from_double(ceil(float_value(args[0])));
}

static Value method_round(Value *args, size_t count) {
  UNUSED(count);
  double d = float_value(args[0]);
  if (args[1] == EMPTY || args[1] == NONE) return int_from_double(rint(d));
  return float_round(d, args[1]);
}

static Value method_as_integer_ratio(Value *args, size_t count) {
  UNUSED(count);
  double d = float_value(args[0]);
  if (isinf(d)) return raise(OverflowError, "cannot convert Infinity to integer ratio");
  if (isnan(d)) return raise(ValueError, "cannot convert NaN to integer ratio");
  int exponent;
  double fraction = frexp(d, &exponent);
  while (fraction != floor(fraction)) {
    fraction *= 2;
    exponent--;
  }
  Value numerator = int_from_double(fraction), denominator = from_small_int(1);
  Value power = int_shift_left(from_small_int(1), from_small_int(abs(exponent)));
  if (exponent > 0)
    numerator = numerator == EMPTY || power == EMPTY ? EMPTY : int_binary(BINARY_MUL, numerator, power);
  else
    denominator = power;
  return numerator == EMPTY || denominator == EMPTY ? EMPTY : tuple_pair(numerator, denominator);
}

static Value divmod_pair(Value left, Value right) {
  double a, b;
  if (!float_from_number(left, &a) || !float_from_number(right, &b))
    return vm_exception != EMPTY ? EMPTY : NOT_IMPLEMENTED;
  if (b == 0) return raise(ZeroDivisionError, "float divmod()");
  return tuple_pair(from_double(float_floor_div(a, b)), from_double(float_mod(a, b)));
}

static Value method_divmod(Value *args, size_t count) {
  UNUSED(count);
  return divmod_pair(args[0], args[1]);
}

static Value method_rdivmod(Value *args, size_t count) {
  UNUSED(count);
  return divmod_pair(args[1], args[0]);
}

static Value method_pow(Value *args, size_t count) {
  UNUSED(count);
  double x, y;
  if (args[2] != EMPTY && args[2] != NONE)
    return raise(TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  if (!float_from_number(args[0], &x) || !float_from_number(args[1], &y))
    return vm_exception != EMPTY ? EMPTY : NOT_IMPLEMENTED;
  return float_power(x, y);
}

static Value method_format(Value *args, size_t count) {
  UNUSED(count);
  const char *text = str_text(args[1]);
  if (!text) return EMPTY;
  if (!*text) return object_str(args[0]);
  FormatSpec spec = FORMAT_SPEC_INIT;
  StrBuilder builder = STR_BUILDER_INIT;
  if (!format_spec_parse(text, to_str(args[1])->size, args[0], &spec)) return EMPTY;
  if (format_double(&builder, float_value(args[0]), &spec)) return str_builder_finish(&builder);
  str_builder_drop(&builder);
  return EMPTY;
}

static Value method_new_arguments(Value *args, size_t count) {
  UNUSED(count);
  Value v = get_real(args[0]);
  return tuple_from(&v, 1);
}

// --- hexadecimal

static Value method_hex(Value *args, size_t count) {
  UNUSED(count);
  double d = float_value(args[0]);
  char text[40];
  if (!isfinite(d)) return str_new(text, float_repr(d, text));
  const char *sign = signbit(d) ? "-" : "";
  if (d == 0) return str_format_c("%s0x0.0p+0", sign);
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  int biased = (int)(bits >> 52 & 0x7ff), exponent = biased ? biased - 1023 : -1022;
  snprintf(text, sizeof text, "%s0x%d.%013llxp%c%d", sign, biased != 0,
           (unsigned long long)(bits & (((uint64_t)1 << 52) - 1)), exponent < 0 ? '-' : '+', abs(exponent));
  return str_from_c(text);
}

static bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

// Whether [at, end) is digits[.digits][p[sign]decimals].
static bool is_hex_number(const char *at, const char *end) {
  int digits = 0;
  for (; at < end && is_hex_digit(*at); at++) digits++;
  if (at < end && *at == '.') {
    for (at++; at < end && is_hex_digit(*at); at++) digits++;
  }
  if (!digits) return false;
  if (at < end && (*at | 0x20) == 'p') {
    at++;
    if (at < end && (*at == '+' || *at == '-')) at++;
    if (at == end) return false;
    while (at < end && *at >= '0' && *at <= '9') at++;
  }
  return at == end;
}

static Value read_hex(const char *at, const char *end) {
  bool negative = at < end && *at == '-';
  double d;
  if (float_parse(at, (size_t)(end - at), &d) && !isfinite(d) && (end[-1] | 0x20) >= 'a') return from_double(d);
  if (at < end && (*at == '+' || *at == '-')) at++;
  if (end - at > 2 && *at == '0' && (at[1] | 0x20) == 'x') at += 2;
  if (!is_hex_number(at, end)) return raise(ValueError, "invalid hexadecimal floating-point string");
  char *copy = malloc((size_t)(end - at) + 3);
  if (!copy) return raise_memory_error();
  memcpy(copy, "0x", 2);
  memcpy(copy + 2, at, (size_t)(end - at));
  copy[end - at + 2] = 0;
  d = strtod(copy, NULL);
  free(copy);
  if (isinf(d)) return raise(OverflowError, "hexadecimal value too large to represent as a float");
  return from_double(negative ? -d : d);
}

static Value method_fromhex(Value *args, size_t count) {
  UNUSED(count);
  const char *text = str_text(args[1]);
  if (!text) return EMPTY;
  const char *end = text + to_str(args[1])->size;
  while (text < end && number_text_is_space(*text)) text++;
  while (text < end && number_text_is_space(end[-1])) end--;
  Value result = read_hex(text, end);
  if (result == EMPTY || args[0] == from_object(builtin_types[SHAPE_FLOAT])) return result;
  return object_call_1(args[0], result);
}

static Value method_getformat(Value *args, size_t count) {
  UNUSED(count);
  if (!is_str(args[1])) return raise(TypeError, "__getformat__() argument must be str, not %N", args[1]);
  const char *name = to_str(args[1])->text;
  if (strcmp(name, "double") != 0 && strcmp(name, "float") != 0)
    return raise(ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
  return str_from_c(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "IEEE, little-endian" : "IEEE, big-endian");
}

const NativeDef float_methods[] = {
    {"float.is_integer", "self, /", method_is_integer, .effects = EFFECT_PURE},
    {"float.as_integer_ratio", "self, /", method_as_integer_ratio, .effects = EFFECT_PURE},
    {"float.conjugate", "self, /", method_conjugate, .effects = EFFECT_PURE},
    {"float.hex", "self, /", method_hex, .effects = EFFECT_PURE},
    {"float.fromhex", "cls, string, /", method_fromhex, .effects = EFFECT_ANY},
    {"float.__getformat__", "cls, typestr, /", method_getformat, .effects = EFFECT_PURE},
    {"float.__int__", "self, /", method_trunc, .effects = EFFECT_PURE},
    {"float.__trunc__", "self, /", method_trunc, .effects = EFFECT_PURE},
    {"float.__floor__", "self, /", method_floor, .effects = EFFECT_PURE},
    {"float.__ceil__", "self, /", method_ceil, .effects = EFFECT_PURE},
    {"float.__abs__", "self, /", method_abs, .effects = EFFECT_PURE},
    {"float.__round__", "self, ndigits=None, /", method_round, .effects = EFFECT_ANY},
    {"float.__divmod__", "self, value, /", method_divmod, .effects = EFFECT_PURE},
    {"float.__rdivmod__", "self, value, /", method_rdivmod, .effects = EFFECT_PURE},
    {"float.__pow__", "self, value, mod=None, /", method_pow, .effects = EFFECT_PURE},
    {"float.__format__", "self, format_spec, /", method_format, .effects = EFFECT_PURE},
    {"float.__getnewargs__", "self, /", method_new_arguments, .effects = EFFECT_PURE},
    {0},
};

const GetSetDef float_attributes[] = {
    {"real", get_real, NULL, DOC("the real part of a complex number")},
    {"imag", get_imaginary, NULL, DOC("the imaginary part of a complex number")},
    {0},
};
