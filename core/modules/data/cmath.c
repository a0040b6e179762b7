// The module cmath: functions of complex numbers.
//
// The algorithms are W. Kahan's ("Branch cuts for complex elementary functions; or, much ado about nothing's sign bit",
// 1987) with scaling where squares would leave the range of double. What the functions give for infinite and NaN
// arguments is tabulated, as C99's annex G says it, since libraries differ there.
#include <float.h>
#include <math.h>

#include "core/object/complex.h"
#include "core/object/float.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

typedef struct Z {
  double re, im;
} Z;

typedef enum Trouble { FINE, DOMAIN_ERROR, RANGE_ERROR } Trouble;

static const double PI = 3.14159265358979323846, LN_2 = 0.69314718055994530942;
#define LARGE (DBL_MAX / 4)
#define LOG_LARGE (709.78271289338397 - 1.3862943611198906) // log(LARGE)

// --- special values

typedef enum Special {
  SPECIAL_ACOS,
  SPECIAL_ACOSH,
  SPECIAL_ASINH,
  SPECIAL_ATANH,
  SPECIAL_COSH,
  SPECIAL_EXP,
  SPECIAL_LOG,
  SPECIAL_SINH,
  SPECIAL_SQRT,
  SPECIAL_TANH,
} Special;

// Rows: the real part is -inf, negative, -0, 0, positive, inf, NaN; columns: the imaginary part. Two letters each:
// I inf, Z 0, O 1, P pi, H pi/2, Q pi/4, T 3 pi/4, lower case negated, N NaN, EE domain error. (±inf, finite) of the
// hyperbolic functions and exp depends on the angle and is not from here.
static const char *const special_values[][7] = {
    [SPECIAL_ACOS] = {"TIPIPIPiPiTiNI", "HI        HiNN", "HI        HiHN", "HI        HiHN", "HI        HiNN",
                      "QIZIZIZiZiQiNI", "NINNNNNNNNNiNN"},
    [SPECIAL_ACOSH] = {"ItIpIpIPIPITIN", "Ih        IHNN", "Ih        IHNN", "Ih        IHNN", "Ih        IHNN",
                       "IqIzIzIZIZIQIN", "INNNNNNNNNINNN"},
    [SPECIAL_ASINH] = {"iqiziziZiZiQiN", "ih        iHNN", "ih        iHNN", "Ih        IHNN", "Ih        IHNN",
                       "IqIzIzIZIZIQIN", "INNNNzNZNNINNN"},
    [SPECIAL_ATANH] = {"zhzhzhzHzHzHzN", "zh        zHNN", "zh        zHzN", "Zh        ZHZN", "Zh        ZHNN",
                       "ZhZhZhZHZHZHZN", "ZhNNNNNNNNZHNN"},
    [SPECIAL_COSH] = {"EEiIIZIziiEEIN", "EE        EENN", "EE        EENZ", "EE        EENZ", "EE        EENN",
                      "EEiiIzIZiIEEIN", "NNNNNZNZNNNNNN"},
    [SPECIAL_EXP] = {"ZZzzZzZZzZZZZZ", "EE        EENN", "EE        EENN", "EE        EENN", "EE        EENN",
                     "EEiiIzIZiIEEIN", "NNNNNzNZNNNNNN"},
    [SPECIAL_LOG] = {"ItIpIpIPIPITIN", "Ih        IHNN", "Ih        IHNN", "Ih        IHNN", "Ih        IHNN",
                     "IqIzIzIZIZIQIN", "INNNNNNNNNINNN"},
    [SPECIAL_SINH] = {"EEIiiziZIIEEIN", "EE        EENN", "EE        EEZN", "EE        EEZN", "EE        EENN",
                      "EEiiIzIZiIEEIN", "NNNNNzNZNNNNNN"},
    [SPECIAL_SQRT] = {"IiZiZiZIZIIINI", "Ii        IINN", "Ii        IINN", "Ii        IINN", "Ii        IINN",
                      "IiIzIzIZIZIIIN", "IiNNNNNNNNIINN"},
    [SPECIAL_TANH] = {"oZoZozoZozoZoZ", "EE        EENN", "EE        EENN", "EE        EENN", "EE        EENN",
                      "OZOZOzOZOzOZOZ", "NNNNNzNZNNNNNN"},
};

static int kind_of(double d) {
  if (isnan(d)) return 6;
  if (isinf(d)) return d > 0 ? 5 : 0;
  if (d == 0) return signbit(d) ? 2 : 3;
  return d > 0 ? 4 : 1;
}

static double special_part(char letter) {
  switch (letter) {
  case 'I': return INFINITY;
  case 'Z': return 0.0;
  case 'O': return 1.0;
  case 'P': return PI;
  case 'H': return PI / 2;
  case 'Q': return PI / 4;
  case 'T': return 3 * PI / 4;
  default: return NAN;
  }
}

static double signed_part(char letter) {
  return letter >= 'a' ? -special_part((char)(letter - 'a' + 'A')) : special_part(letter);
}

static Z special(Special function, Z z, Trouble *trouble) {
  const char *entry = special_values[function][kind_of(z.re)] + 2 * (size_t)kind_of(z.im);
  if (entry[0] == 'E') *trouble = DOMAIN_ERROR;
  return (Z){signed_part(entry[0]), signed_part(entry[1])};
}

static bool is_finite(Z z) { return isfinite(z.re) && isfinite(z.im); }

// (±inf, y) with a finite y other than 0: the result has an angle.
static bool has_angle(Z z) { return isinf(z.re) && isfinite(z.im) && z.im != 0; }

// --- functions

static Z z_sqrt(Z z, Trouble *trouble) {
  if (!is_finite(z)) return special(SPECIAL_SQRT, z, trouble);
  if (z.re == 0 && z.im == 0) return (Z){0, z.im};
  double x = fabs(z.re), y = fabs(z.im), s;
  if (x < DBL_MIN && y < DBL_MIN && (x > 0 || y > 0)) {
    x = ldexp(x, 53); // and half of it is meant: an odd power
    s = ldexp(sqrt(x + hypot(x, ldexp(y, 53))), -27);
  } else {
    x /= 8;
    s = 2 * sqrt(x + hypot(x, y / 8));
  }
  double d = y / (2 * s);
  return z.re >= 0 ? (Z){s, copysign(d, z.im)} : (Z){d, copysign(s, z.im)};
}

static bool is_large(Z z) { return fabs(z.re) > LARGE || fabs(z.im) > LARGE; }

// log |z / 2|, for large z.
static double log_of_half(Z z) { return log(hypot(z.re / 2, z.im / 2)); }

static Z z_acos(Z z, Trouble *trouble) {
  if (!is_finite(z)) return special(SPECIAL_ACOS, z, trouble);
  if (is_large(z)) {
    double size = log_of_half(z) + 2 * LN_2;
    return (Z){atan2(fabs(z.im), z.re), z.re < 0 ? -copysign(size, z.im) : copysign(size, -z.im)};
  }
  Z a = z_sqrt((Z){1 - z.re, -z.im}, trouble), b = z_sqrt((Z){1 + z.re, z.im}, trouble);
  return (Z){2 * atan2(a.re, b.re), asinh(b.re * a.im - b.im * a.re)};
}

static Z z_acosh(Z z, Trouble *trouble) {
  if (!is_finite(z)) return special(SPECIAL_ACOSH, z, trouble);
  if (is_large(z)) return (Z){log_of_half(z) + 2 * LN_2, atan2(z.im, z.re)};
  Z a = z_sqrt((Z){z.re - 1, z.im}, trouble), b = z_sqrt((Z){z.re + 1, z.im}, trouble);
  return (Z){asinh(a.re * b.re + a.im * b.im), 2 * atan2(a.im, b.re)};
}

static Z z_asinh(Z z, Trouble *trouble) {
  if (!is_finite(z)) return special(SPECIAL_ASINH, z, trouble);
  if (is_large(z)) return (Z){copysign(log_of_half(z) + 2 * LN_2, z.re), atan2(z.im, fabs(z.re))};
  Z a = z_sqrt((Z){1 + z.im, -z.re}, trouble), b = z_sqrt((Z){1 - z.im, z.re}, trouble);
  return (Z){asinh(a.re * b.im - b.re * a.im), atan2(z.im, a.re * b.re - a.im * b.im)};
}

// f(iz) / i and the like: the functions without h.
static Z z_asin(Z z, Trouble *trouble) {
  Z r = z_asinh((Z){-z.im, z.re}, trouble);
  return (Z){r.im, -r.re};
}

static Z z_atanh(Z z, Trouble *trouble) {
  if (!is_finite(z)) return special(SPECIAL_ATANH, z, trouble);
  if (z.re < 0 || (z.re == 0 && signbit(z.re))) {
    Z r = z_atanh((Z){-z.re, -z.im}, trouble);
    return (Z){-r.re, -r.im};
  }
  double y = fabs(z.im), tiny = sqrt(DBL_MIN);
  if (z.re > sqrt(LARGE) || y > sqrt(LARGE)) {
    double h = hypot(z.re / 2, z.im / 2);
    return (Z){z.re / 4 / h / h, -copysign(PI / 2, -z.im)};
  }
  if (z.re == 1 && y < tiny) {
    if (y == 0) {
      *trouble = DOMAIN_ERROR;
      return (Z){INFINITY, z.im};
    }
    return (Z){-log(sqrt(y) / sqrt(hypot(y, 2))), copysign(atan2(2, -y) / 2, z.im)};
  }
  return (Z){log1p(4 * z.re / ((1 - z.re) * (1 - z.re) + y * y)) / 4,
             -atan2(-2 * z.im, (1 - z.re) * (1 + z.re) - y * y) / 2};
}

static Z z_atan(Z z, Trouble *trouble) {
  Z r = z_atanh((Z){-z.im, z.re}, trouble);
  return (Z){r.im, -r.re};
}

static Z finished(Z z, Trouble *trouble) {
  if (isinf(z.re) || isinf(z.im)) *trouble = RANGE_ERROR;
  return z;
}

static Z z_cosh(Z z, Trouble *trouble) {
  if (has_angle(z)) return (Z){copysign(INFINITY, cos(z.im)), copysign(INFINITY, z.re > 0 ? sin(z.im) : -sin(z.im))};
  if (!is_finite(z)) return special(SPECIAL_COSH, z, trouble);
  if (fabs(z.re) <= LOG_LARGE) return finished((Z){cos(z.im) * cosh(z.re), sin(z.im) * sinh(z.re)}, trouble);
  double x = z.re - copysign(1, z.re), e = 2.71828182845904523536;
  return finished((Z){cos(z.im) * cosh(x) * e, sin(z.im) * sinh(x) * e}, trouble);
}

static Z z_sinh(Z z, Trouble *trouble) {
  if (has_angle(z)) return (Z){copysign(INFINITY, z.re > 0 ? cos(z.im) : -cos(z.im)), copysign(INFINITY, sin(z.im))};
  if (!is_finite(z)) return special(SPECIAL_SINH, z, trouble);
  if (fabs(z.re) <= LOG_LARGE) return finished((Z){cos(z.im) * sinh(z.re), sin(z.im) * cosh(z.re)}, trouble);
  double x = z.re - copysign(1, z.re), e = 2.71828182845904523536;
  return finished((Z){cos(z.im) * sinh(x) * e, sin(z.im) * cosh(x) * e}, trouble);
}

static Z z_exp(Z z, Trouble *trouble) {
  if (has_angle(z)) {
    double size = z.re > 0 ? INFINITY : 0;
    return (Z){copysign(size, cos(z.im)), copysign(size, sin(z.im))};
  }
  if (!is_finite(z)) return special(SPECIAL_EXP, z, trouble);
  double size = exp(z.re > LOG_LARGE ? z.re - 1 : z.re), e = z.re > LOG_LARGE ? 2.71828182845904523536 : 1;
  return finished((Z){size * cos(z.im) * e, size * sin(z.im) * e}, trouble);
}

static Z z_tanh(Z z, Trouble *trouble) {
  if (has_angle(z)) return (Z){copysign(1, z.re), copysign(0, sin(z.im) * cos(z.im))};
  if (!is_finite(z)) return special(SPECIAL_TANH, z, trouble);
  if (fabs(z.re) > LOG_LARGE) return (Z){copysign(1, z.re), 4 * sin(z.im) * cos(z.im) * exp(-2 * fabs(z.re))};
  double tx = tanh(z.re), ty = tan(z.im), cx = 1 / cosh(z.re), txty = tx * ty, denominator = 1 + txty * txty;
  return (Z){tx * (1 + ty * ty) / denominator, ty / denominator * cx * cx};
}

static Z z_cos(Z z, Trouble *trouble) { return z_cosh((Z){-z.im, z.re}, trouble); }

static Z z_sin(Z z, Trouble *trouble) {
  Z r = z_sinh((Z){-z.im, z.re}, trouble);
  return (Z){r.im, -r.re};
}

static Z z_tan(Z z, Trouble *trouble) {
  Z r = z_tanh((Z){-z.im, z.re}, trouble);
  return (Z){r.im, -r.re};
}

// log |z|; near 1 by log1p, where hypot would lose what is small.
static double log_size(Z z, Trouble *trouble) {
  double x = fabs(z.re), y = fabs(z.im), h;
  if (is_large(z)) return log_of_half(z) + LN_2;
  if (x < DBL_MIN && y < DBL_MIN) {
    if (x > 0 || y > 0) return log(hypot(ldexp(x, DBL_MANT_DIG), ldexp(y, DBL_MANT_DIG))) - DBL_MANT_DIG * LN_2;
    *trouble = DOMAIN_ERROR;
    return -INFINITY;
  }
  h = hypot(x, y);
  if (h < 0.71 || h > 1.73) return log(h);
  double larger = x > y ? x : y, smaller = x > y ? y : x;
  return log1p((larger - 1) * (larger + 1) + smaller * smaller) / 2;
}

static Z z_log(Z z, Trouble *trouble) {
  if (!is_finite(z)) return special(SPECIAL_LOG, z, trouble);
  return (Z){log_size(z, trouble), atan2(z.im, z.re)};
}

static Z z_log10(Z z, Trouble *trouble) {
  Z r = z_log(z, trouble);
  double ln_10 = log(10.0);
  return (Z){r.re / ln_10, r.im / ln_10};
}

// --- the module

// The argument as a complex number, of whatever has __complex__, __float__ or __index__. False: raised.
static bool get_complex(Value v, Z *z) {
  if (!is_double(v) && !has_shape(v, SHAPE_COMPLEX) && !type_flag(v, TYPE_IS_INT)) {
    Value method = object_find_special(v, str_intern("__complex__", 11));
    if (method != EMPTY) v = object_call_0(method);
    if (v == EMPTY || vm_exception != EMPTY) return false;
    if (method != EMPTY && !type_is_subtype(type_of(v), builtin_types[SHAPE_COMPLEX])) {
      raise(TypeError, "__complex__ returned non-complex (type %T)", v);
      return false;
    }
  }
  if (type_is_subtype(type_of(v), builtin_types[SHAPE_COMPLEX])) {
    const Complex *complex = (const Complex *)(const void *)to_object(v);
    *z = (Z){complex->real, complex->imaginary};
    return true;
  }
  z->im = 0;
  return float_argument(v, &z->re);
}

static bool is_fine(Trouble trouble) {
  if (trouble == DOMAIN_ERROR) raise(ValueError, "math domain error");
  if (trouble == RANGE_ERROR) raise(OverflowError, "math range error");
  return trouble == FINE;
}

static Value result_of(Z z, Trouble trouble) { return is_fine(trouble) ? complex_new(z.re, z.im) : EMPTY; }

#define FUNCTIONS(X) \
  X(acos, "Return the arc cosine of z.") \
  X(acosh, "Return the inverse hyperbolic cosine of z.") \
  X(asin, "Return the arc sine of z.") \
  X(asinh, "Return the inverse hyperbolic sine of z.") \
  X(atan, "Return the arc tangent of z.") \
  X(atanh, "Return the inverse hyperbolic tangent of z.") \
  X(cos, "Return the cosine of z.") \
  X(cosh, "Return the hyperbolic cosine of z.") \
  X(exp, "Return the exponential value e**z.") \
  X(log10, "Return the base-10 logarithm of z.") \
  X(sin, "Return the sine of z.") \
  X(sinh, "Return the hyperbolic sine of z.") \
  X(sqrt, "Return the square root of z.") \
  X(tan, "Return the tangent of z.") \
  X(tanh, "Return the hyperbolic tangent of z.")

#define X(name, doc) \
  static Value cmath_##name(Value *args, size_t count) { \
    Z z; \
    Trouble trouble = FINE; \
    (void)count; \
    if (!get_complex(args[0], &z)) return EMPTY; \
    z = z_##name(z, &trouble); \
    return result_of(z, trouble); \
  }
FUNCTIONS(X)
#undef X

static Value cmath_log(Value *args, size_t count) {
  Z z, base;
  Trouble trouble = FINE;
  (void)count;
  if (!get_complex(args[0], &z)) return EMPTY;
  z = z_log(z, &trouble);
  if (args[1] == EMPTY) return result_of(z, trouble);
  if (!get_complex(args[1], &base)) return EMPTY;
  base = z_log(base, &trouble);
  if (trouble == FINE && base.re == 0 && base.im == 0) trouble = DOMAIN_ERROR;
  if (!is_fine(trouble)) return EMPTY;
  Value numerator = complex_new(z.re, z.im), denominator = complex_new(base.re, base.im);
  if (numerator == EMPTY || denominator == EMPTY) return EMPTY;
  return object_binary(BINARY_DIV, numerator, denominator);
}

static Value cmath_phase(Value *args, size_t count) {
  Z z;
  (void)count;
  return get_complex(args[0], &z) ? from_double(atan2(z.im, z.re)) : EMPTY;
}

static Value cmath_polar(Value *args, size_t count) {
  Z z;
  (void)count;
  if (!get_complex(args[0], &z)) return EMPTY;
  double size = hypot(z.re, z.im);
  if (isinf(size) && is_finite(z)) return is_fine(RANGE_ERROR), EMPTY;
  return tuple_pair(from_double(size), from_double(atan2(z.im, z.re)));
}

// An infinite angle has no direction; what an infinite r does with one is as exp(inf + phi i).
static Value cmath_rect(Value *args, size_t count) {
  double r, phi;
  Trouble trouble = FINE;
  (void)count;
  if (!float_argument(args[0], &r) || !float_argument(args[1], &phi)) return EMPTY;
  if (isfinite(r) && isfinite(phi)) return phi == 0 ? complex_new(r, r * phi) : complex_new(r * cos(phi), r * sin(phi));
  if (isinf(phi) && r != 0 && !isnan(r)) return is_fine(DOMAIN_ERROR), EMPTY;
  if (isinf(r) && isfinite(phi) && phi != 0) {
    double sign = copysign(1, r);
    return complex_new(copysign(INFINITY, sign * cos(phi)), copysign(INFINITY, sign * sin(phi)));
  }
  if (isinf(r) && phi == 0) return complex_new(r, r > 0 ? phi : -phi);
  if (isinf(r)) return complex_new(INFINITY, NAN);
  if (r == 0) return result_of((Z){0, 0}, trouble);
  return complex_new(NAN, phi == 0 ? 0 : NAN);
}

#define TEST(name, condition) \
  static Value cmath_##name(Value *args, size_t count) { \
    Z z; \
    (void)count; \
    return get_complex(args[0], &z) ? from_bool(condition) : EMPTY; \
  }
TEST(isfinite, is_finite(z))
TEST(isinf, isinf(z.re) || isinf(z.im))
TEST(isnan, isnan(z.re) || isnan(z.im))

static Value cmath_isclose(Value *args, size_t count) {
  Z a, b;
  double relative = 1e-9, absolute = 0;
  (void)count;
  if (!get_complex(args[0], &a) || !get_complex(args[1], &b)) return EMPTY;
  if (args[2] != EMPTY && !float_argument(args[2], &relative)) return EMPTY;
  if (args[3] != EMPTY && !float_argument(args[3], &absolute)) return EMPTY;
  if (relative < 0 || absolute < 0) return raise(ValueError, "tolerances must be non-negative");
  if (a.re == b.re && a.im == b.im) return TRUE_VALUE;
  if (isinf(a.re) || isinf(a.im) || isinf(b.re) || isinf(b.im)) return FALSE_VALUE;
  double difference = hypot(a.re - b.re, a.im - b.im);
  return from_bool(difference <= relative * hypot(b.re, b.im) || difference <= relative * hypot(a.re, a.im) ||
                   difference <= absolute);
}

static bool init(Value module) {
  return module_add(module, "pi", from_double(PI)) && module_add(module, "tau", from_double(2 * PI)) &&
         module_add(module, "e", from_double(2.71828182845904523536)) &&
         module_add(module, "inf", from_double(INFINITY)) && module_add(module, "nan", from_double(NAN)) &&
         module_add(module, "infj", complex_new(0, INFINITY)) && module_add(module, "nanj", complex_new(0, NAN));
}

static const NativeDef functions[] = {
#define X(function, text) {.name = #function, .signature = "z, /", .fn = cmath_##function, .doc = text},
    FUNCTIONS(X)
#undef X
        {.name = "log",
         .signature = "z, base=<unrepresentable>, /",
         .fn = cmath_log,
         .doc = DOC("log(z[, base]) -> the logarithm of z to the given base.\n\n"
                    "If the base is not specified, returns the natural logarithm (base e) of z.")},
    {.name = "phase",
     .signature = "z, /",
     .fn = cmath_phase,
     .doc = DOC("Return argument, also known as the phase angle, of a complex.")},
    {.name = "polar",
     .signature = "z, /",
     .fn = cmath_polar,
     .doc = DOC("Convert a complex from rectangular coordinates to polar coordinates.")},
    {.name = "rect",
     .signature = "r, phi, /",
     .fn = cmath_rect,
     .doc = DOC("Convert from polar coordinates to rectangular coordinates.")},
    {.name = "isfinite",
     .signature = "z, /",
     .fn = cmath_isfinite,
     .doc = DOC("Return True if both the real and imaginary parts of z are finite, else False.")},
    {.name = "isinf",
     .signature = "z, /",
     .fn = cmath_isinf,
     .doc = DOC("Checks if the real or imaginary part of z is infinite.")},
    {.name = "isnan",
     .signature = "z, /",
     .fn = cmath_isnan,
     .doc = DOC("Checks if the real or imaginary part of z not a number (NaN).")},
    {.name = "isclose",
     .signature = "a, b, *, rel_tol=1e-09, abs_tol=0.0",
     .fn = cmath_isclose,
     .doc = DOC("Determine whether two complex numbers are close in value.")},
    {.name = NULL},
};
const NativeModule module_cmath = {.name = "cmath",
                                   .functions = functions,
                                   .init = init,
                                   .doc =
                                       "This module provides access to mathematical functions for complex\nnumbers."};
