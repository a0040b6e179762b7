// Complex numbers: arithmetic, text, the type.
#include "core/object/warning.h"
#include "core/object/complex.h"

#include <math.h>
#include <stdio.h>

#include "core/object/exception.h"
#include "core/object/float_internal.h"
#include "core/object/format.h"
#include "core/object/format_number.h"
#include "core/object/int.h"
#include "core/object/number_text.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

typedef struct Pair {
  double real, imaginary;
} Pair;

static bool is_complex(Value v) { return is_object(v) && type_is_subtype(type_of(v), builtin_types[SHAPE_COMPLEX]); }

static Complex *to_complex(Value v) { return (Complex *)(void *)to_object(v); }

Value complex_new(double real, double imaginary) {
  Complex *complex = heap_new(SHAPE_COMPLEX, HEAP_LEAF, sizeof *complex);
  if (!complex) return EMPTY;
  complex->real = real;
  complex->imaginary = imaginary;
  return from_object(complex);
}

static Value from_pair(Pair p) { return complex_new(p.real, p.imaginary); }

// False: not a number, or (with an exception) an int out of range.
static bool pair_of(Value v, Pair *pair) {
  if (is_complex(v)) {
    *pair = (Pair){to_complex(v)->real, to_complex(v)->imaginary};
    return true;
  }
  pair->imaginary = 0;
  return float_from_number(v, &pair->real);
}

// --- arithmetic

static Pair multiply(Pair a, Pair b) {
  return (Pair){a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real};
}

// Scaled by the larger part of b, which is not 0 (Smith 1962).
static Pair divide(Pair a, Pair b) {
  if (fabs(b.real) >= fabs(b.imaginary)) {
    double ratio = b.imaginary / b.real, scale = b.real + b.imaginary * ratio;
    return (Pair){(a.real + a.imaginary * ratio) / scale, (a.imaginary - a.real * ratio) / scale};
  }
  if (fabs(b.imaginary) >= fabs(b.real)) {
    double ratio = b.real / b.imaginary, scale = b.real * ratio + b.imaginary;
    return (Pair){(a.real * ratio + a.imaginary) / scale, (a.imaginary * ratio - a.real) / scale};
  }
  return (Pair){NAN, NAN};
}

static Pair power_of_unsigned(Pair base, unsigned exponent) {
  Pair result = {1, 0};
  for (; exponent; exponent >>= 1, base = multiply(base, base)) {
    if (exponent & 1) result = multiply(result, base);
  }
  return result;
}

static Pair power_general(Pair a, Pair b) {
  double modulus = hypot(a.real, a.imaginary), length = pow(modulus, b.real), angle = atan2(a.imaginary, a.real);
  double phase = angle * b.real;
  if (b.imaginary != 0) {
    length /= exp(angle * b.imaginary);
    phase += b.imaginary * log(modulus);
  }
  return (Pair){length * cos(phase), length * sin(phase)};
}

static Value power(Pair a, Pair b) {
  bool zero_base = a.real == 0 && a.imaginary == 0;
  Pair result;
  if (zero_base && (b.imaginary != 0 || b.real < 0))
    return raise(ZeroDivisionError, "0.0 to a negative or complex power");
  if (b.imaginary == 0 && b.real == floor(b.real) && fabs(b.real) <= 100) {
    result = power_of_unsigned(a, (unsigned)fabs(b.real));
    if (b.real <= 0) result = divide((Pair){1, 0}, result);
  } else {
    result = zero_base ? (Pair){0, 0} : power_general(a, b);
  }
  bool infinite = isinf(result.real) || isinf(result.imaginary);
  if (infinite && isfinite(a.real) && isfinite(a.imaginary) && isfinite(b.real) && isfinite(b.imaginary))
    return raise(OverflowError, "complex exponentiation");
  return from_pair(result);
}

Value complex_power_of_doubles(double x, double y) { return power((Pair){x, 0}, (Pair){y, 0}); }

static Value binary(BinaryOp op, Value left, Value right) {
  Pair a, b;
  if (!pair_of(left, &a) || !pair_of(right, &b)) return vm_exception != EMPTY ? EMPTY : NOT_IMPLEMENTED;
  switch (op) {
  case BINARY_ADD: return complex_new(a.real + b.real, a.imaginary + b.imaginary);
  case BINARY_SUB: return complex_new(a.real - b.real, a.imaginary - b.imaginary);
  case BINARY_MUL: return from_pair(multiply(a, b));
  case BINARY_DIV:
    if (b.real == 0 && b.imaginary == 0) return raise(ZeroDivisionError, "complex division by zero");
    return from_pair(divide(a, b));
  case BINARY_POW: return power(a, b);
  default: return NOT_IMPLEMENTED;
  }
}

static Value unary(UnaryOp op, Value self) {
  Complex *c = to_complex(self);
  if (op == UNARY_INVERT) return NOT_IMPLEMENTED;
  return op == UNARY_NEG ? complex_new(-c->real, -c->imaginary) : complex_new(c->real, c->imaginary);
}

static Value compare(Value self, Value other, CompareOp op) {
  Pair a, b;
  if (op != COMPARE_EQ && op != COMPARE_NE) return NOT_IMPLEMENTED;
  // Exactly: an int need not be a double.
  if (is_complex(self) && type_flag(other, TYPE_IS_INT)) {
    bool same = to_complex(self)->imaginary == 0 && int_compare_double(other, to_complex(self)->real) == 0;
    return from_bool(same == (op == COMPARE_EQ));
  }
  if (!pair_of(self, &a) || !pair_of(other, &b)) {
    if (vm_exception == EMPTY) return NOT_IMPLEMENTED;
    exception_clear(); // an int beyond any double
    return from_bool(op == COMPARE_NE);
  }
  return from_bool((a.real == b.real && a.imaginary == b.imaginary) == (op == COMPARE_EQ));
}

static bool hash(Value self, int64_t *result) {
  uint64_t combined =
      (uint64_t)float_hash(to_complex(self)->real) + 1000003u * (uint64_t)float_hash(to_complex(self)->imaginary);
  *result = combined == UINT64_MAX ? -2 : (int64_t)combined;
  return true;
}

static int truth(Value self) { return to_complex(self)->real != 0 || to_complex(self)->imaginary != 0; }

// --- text

// As repr, but integral values without ".0".
static size_t put_part(double d, bool with_sign, char *out) {
  size_t size = 0;
  if (with_sign && !signbit(d)) out[size++] = '+';
  if (with_sign && isnan(d)) out[0] = '+', size = 1;
  size += float_repr(d, out + size);
  if (size > 2 && out[size - 2] == '.' && out[size - 1] == '0') size -= 2;
  return size;
}

static Value repr(Value self) {
  Complex *c = to_complex(self);
  char text[80], *at = text;
  bool only_imaginary = c->real == 0 && !signbit(c->real);
  if (!only_imaginary) {
    *at++ = '(';
    at += put_part(c->real, false, at);
  }
  at += put_part(c->imaginary, !only_imaginary, at);
  *at++ = 'j';
  if (!only_imaginary) *at++ = ')';
  return str_new(text, (size_t)(at - text));
}

// The end of the longest beginning of the text that looks like a float.
static const char *float_end(const char *at, const char *end) {
  if (at < end && (*at == '+' || *at == '-')) at++;
  if (at < end && ((*at | 0x20) == 'i' || (*at | 0x20) == 'n')) {
    while (at < end && (*at | 0x20) >= 'a' && (*at | 0x20) <= 'z' && (*at | 0x20) != 'j') at++;
    return at;
  }
  for (char previous = 0; at < end; previous = *at++) {
    bool part = (*at >= '0' && *at <= '9') || *at == '.' || *at == '_' || (*at | 0x20) == 'e';
    if (!part && !((*at == '+' || *at == '-') && (previous | 0x20) == 'e')) break;
  }
  return at;
}

// A float, or (before a j) a bare sign or nothing for 1.
static bool parse_part(const char *at, const char *end, bool imaginary, double *result) {
  size_t size = (size_t)(end - at);
  if (imaginary && (size == 0 || (size == 1 && (*at == '+' || *at == '-')))) {
    *result = size && *at == '-' ? -1 : 1;
    return true;
  }
  return float_parse(at, size, result);
}

static void trim(const char **at, const char **end) {
  while (*at < *end && number_text_is_space(**at)) ++*at;
  while (*at < *end && number_text_is_space((*end)[-1])) --*end;
}

static bool parse(const char *at, const char *end, Pair *result) {
  trim(&at, &end);
  if (end - at >= 2 && *at == '(' && end[-1] == ')') {
    at++;
    end--;
    trim(&at, &end);
  }
  *result = (Pair){0, 0};
  const char *first = float_end(at, end);
  if (first < end && (*first | 0x20) == 'j') return first + 1 == end && parse_part(at, first, true, &result->imaginary);
  if (!parse_part(at, first, false, &result->real)) return false;
  if (first == end) return true;
  const char *second = float_end(first, end);
  if (*first != '+' && *first != '-') return false;
  return second + 1 == end && (*second | 0x20) == 'j' && parse_part(first, second, true, &result->imaginary);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Underscores stand between digits only.
static bool underscores_are_good(const char *text, size_t size) {
  for (size_t i = 0; i < size; i++) {
    if (text[i] != '_') continue;
    if (i == 0 || i + 1 == size || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) return false;
  }
  return true;
}

static bool from_text(Value v, Pair *pair) {
  NumberText text;
  if (number_text_get(v, false, &text) != NUMBER_TEXT) return false;
  bool good = underscores_are_good(text.text, text.size);
  bool ok = good && parse(text.text, text.text + text.size, pair);
  number_text_drop(&text);
  if (!good)
    raise(ValueError, "could not convert string to complex: %R", v);
  else if (!ok)
    raise(ValueError, "complex() arg is a malformed string");
  return ok;
}

// --- the type

static Value method_getnewargs(Value *args, size_t count) {
  (void)count;
  return tuple_pair(from_double(to_complex(args[0])->real), from_double(to_complex(args[0])->imaginary));
}

// A number as an argument of complex(): also __complex__, __float__, __index__.
static bool argument(Value v, const char *which, Pair *pair) {
  bool first = which[0] == 'f';
  if (is_complex(v) && (!first || has_shape(v, SHAPE_COMPLEX))) return pair_of(v, pair);
  Value method = first ? object_find_special(v, str_intern("__complex__", 11)) : EMPTY;
  if (method == EMPTY && vm_exception != EMPTY) return false;
  if (method != EMPTY) {
    Value result = object_call_0(method);
    if (result == EMPTY) return false;
    if (is_complex(result) && !has_shape(result, SHAPE_COMPLEX) &&
        !warn_strict_subclass("__complex__", result, "complex"))
      return false;
    if (is_complex(result)) return pair_of(result, pair);
    raise(TypeError, "__complex__ returned non-complex (type %T)", result);
    return false;
  }
  pair->imaginary = 0;
  if (is_double(v) || type_of(v)->slots.to_float || type_of(v)->slots.index) return float_argument(v, &pair->real);
  raise(TypeError, "complex() %s must be a %snumber, not '%T'", which, first ? "string or a " : "", v);
  return false;
}

static bool make(Value real, Value imaginary, Pair *result) {
  Pair a = {0, 0}, b = {0, 0};
  if (real != EMPTY && type_flag(real, TYPE_IS_STR)) {
    if (imaginary == EMPTY) return from_text(real, result);
    raise(TypeError, "complex() can't take second arg if first is a string");
    return false;
  }
  if (imaginary != EMPTY && type_flag(imaginary, TYPE_IS_STR)) {
    raise(TypeError, "complex() second arg can't be a string");
    return false;
  }
  if (real != EMPTY && !argument(real, "first argument", &a)) return false;
  if (imaginary != EMPTY && !argument(imaginary, "second argument", &b)) return false;
  *result = a;
  if (imaginary == EMPTY) return true;
  // real + imaginary * 1j, keeping the signs of zeros when the parts are real
  result->real = is_complex(imaginary) ? a.real - b.imaginary : a.real;
  result->imaginary = real != EMPTY && is_complex(real) ? b.real + a.imaginary : b.real;
  return true;
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  size_t keywords = keyword_count(keyword_names);
  Value parts[2] = {count > 0 ? args[0] : EMPTY, count > 1 ? args[1] : EMPTY};
  if (count + keywords > 2)
    return raise(TypeError, "complex() takes at most 2 arguments (%zu given)", count + keywords);
  for (size_t i = 0; i < keywords; i++) {
    Value name = to_tuple(keyword_names)->items[i];
    int part = strcmp(to_str(name)->text, "real") == 0 ? 0 : strcmp(to_str(name)->text, "imag") == 0 ? 1 : -1;
    if (part < 0) return raise(TypeError, "'%V' is an invalid keyword argument for complex()", name);
    if (parts[part] != EMPTY)
      return raise(TypeError, "argument for complex() given by name ('%V') and position (%d)", name, part + 1);
    parts[part] = args[count + i];
  }
  if (type == builtin_types[SHAPE_COMPLEX] && parts[1] == EMPTY && parts[0] != EMPTY &&
      has_shape(parts[0], SHAPE_COMPLEX))
    return parts[0];
  Pair pair;
  if (!make(parts[0], parts[1], &pair)) return EMPTY;
  Complex *complex = instance_allocate(type);
  if (!complex) return EMPTY;
  complex->real = pair.real;
  complex->imaginary = pair.imaginary;
  return from_object(complex);
}

static Value method_conjugate(Value *args, size_t count) {
  (void)count;
  return complex_new(to_complex(args[0])->real, -to_complex(args[0])->imaginary);
}

static Value method_abs(Value *args, size_t count) {
  (void)count;
  Complex *c = to_complex(args[0]);
  double result = hypot(c->real, c->imaginary);
  if (isinf(result) && isfinite(c->real) && isfinite(c->imaginary))
    return raise(OverflowError, "absolute value too large");
  return from_double(result);
}

static Value method_complex(Value *args, size_t count) {
  (void)count;
  return complex_new(to_complex(args[0])->real, to_complex(args[0])->imaginary);
}

static Value method_pow(Value *args, size_t count) {
  (void)count;
  if (args[2] != EMPTY && args[2] != NONE) return raise(ValueError, "complex modulo");
  return binary(BINARY_POW, args[0], args[1]);
}

static Value method_format(Value *args, size_t count) {
  (void)count;
  const char *text = str_text(args[1]);
  if (!text) return EMPTY;
  if (to_str(args[1])->size == 0) return object_str(args[0]);
  FormatSpec spec = FORMAT_SPEC_INIT;
  StrBuilder builder = STR_BUILDER_INIT;
  if (!format_spec_parse(text, to_str(args[1])->size, args[0], &spec)) return EMPTY;
  if (format_complex(&builder, to_complex(args[0])->real, to_complex(args[0])->imaginary, &spec))
    return str_builder_finish(&builder);
  str_builder_drop(&builder);
  return EMPTY;
}

static Value get_real(Value self) { return from_double(to_complex(self)->real); }
static Value get_imaginary(Value self) { return from_double(to_complex(self)->imaginary); }

void complex_init(void) {
  static const TypeSlots slots = {
      .repr = repr,
      .hash = hash,
      .compare = compare,
      .truth = truth,
      .binary = binary,
      .unary = unary,
      .construct = construct,
  };
  static const NativeDef methods[] = {
      {"complex.conjugate", "self, /", method_conjugate, .effects = EFFECT_PURE},
      {"complex.__abs__", "self, /", method_abs, .effects = EFFECT_PURE},
      {"complex.__getnewargs__", "self, /", method_getnewargs, .effects = EFFECT_PURE},
      {"complex.__complex__", "self, /", method_complex, .effects = EFFECT_PURE},
      {"complex.__pow__", "self, value, mod=None, /", method_pow, .effects = EFFECT_PURE},
      {"complex.__format__", "self, format_spec, /", method_format, .effects = EFFECT_PURE},
      {0},
  };
  static const GetSetDef attributes[] = {
      {"real", get_real, NULL, DOC("the real part of a complex number")},
      {"imag", get_imaginary, NULL, DOC("the imaginary part of a complex number")},
      {0},
  };
  type_setup(SHAPE_COMPLEX, &slots, methods, attributes, HEAP_LEAF, sizeof(Complex),
             "Create a complex number from a string or numbers.");
}
