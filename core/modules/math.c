// The module math: functions of doubles.
#include <math.h>

#include "core/modules/math_accurate.h"
#include "core/modules/math_internal.h"
#include "core/object/exception.h"
#include "core/object/float.h"
#include "core/object/int_internal.h"
#include "core/object/module.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

typedef double (*Function1)(double);
typedef double (*Function2)(double, double);

static Value domain_error(void) { return raise(ValueError, "math domain error"); }
static Value range_error(void) { return raise(OverflowError, "math range error"); }

// --- one argument

// What an infinite result of finite arguments means.
typedef enum Infinite { INFINITE_DOMAIN, INFINITE_RANGE, INFINITE_FINE } Infinite;

static Value call_1(Value *args, Function1 function, Infinite infinite) {
  double x;
  if (!float_argument(args[0], &x)) return EMPTY;
  double result = function(x);
  if (isnan(result) && !isnan(x)) return domain_error();
  if (isinf(result) && isfinite(x) && infinite != INFINITE_FINE)
    return infinite == INFINITE_RANGE ? range_error() : domain_error();
  return from_double(result);
}

static double radians(double x) { return x * (M_PI / 180); }
static double degrees(double x) { return x * (180 / M_PI); }

static double ulp(double x) {
  if (!isfinite(x)) return fabs(x);
  x = fabs(x);
  double next = nextafter(x, HUGE_VAL);
  return isinf(next) ? x - nextafter(x, -HUGE_VAL) : next - x;
}

// The gamma functions have poles at the integers from 0 down.
static bool is_pole(double x) { return x <= 0 && isfinite(x) && floor(x) == x; }
static double gamma_function(double x) { return is_pole(x) || x == -HUGE_VAL ? NAN : tgamma(x); }
static double log_gamma_function(double x) { return is_pole(x) ? NAN : isinf(x) ? HUGE_VAL : lgamma(x); }

// name, C function, what an infinite result means
#define FUNCTIONS_1(X) \
  X(acos, accurate_acos, DOMAIN) \
  X(acosh, acosh, DOMAIN) \
  X(asin, accurate_asin, DOMAIN) X(asinh, asinh, DOMAIN) X(atan, accurate_atan, DOMAIN) X(atanh, atanh, DOMAIN) \
      X(cbrt, cbrt, DOMAIN) X(cos, accurate_cos, DOMAIN) X(cosh, accurate_cosh, RANGE) X(degrees, degrees, FINE) \
          X(erf, erf, DOMAIN) X(erfc, erfc, DOMAIN) X(exp, exp, RANGE) X(exp2, exp2, RANGE) X(expm1, expm1, RANGE) \
              X(fabs, fabs, DOMAIN) X(gamma, gamma_function, RANGE) X(lgamma, log_gamma_function, RANGE) \
                  X(log1p, log1p, DOMAIN) X(radians, radians, DOMAIN) X(sin, accurate_sin, DOMAIN) \
                      X(sinh, accurate_sinh, RANGE) X(sqrt, sqrt, DOMAIN) X(tan, accurate_tan, DOMAIN) \
                          X(tanh, accurate_tanh, DOMAIN) X(ulp, ulp, DOMAIN)
#define X(name, function, infinite) \
  static Value math_##name(Value *args, size_t count) { \
    (void)count; \
    return call_1(args, function, INFINITE_##infinite); \
  }
FUNCTIONS_1(X)
#undef X

static Value predicate(Value *args, bool (*test)(double)) {
  double x;
  return float_argument(args[0], &x) ? from_bool(test(x)) : EMPTY;
}
static bool test_finite(double x) { return isfinite(x); }
static bool test_infinite(double x) { return isinf(x); }
static bool test_nan(double x) { return isnan(x); }
#define X(name, test) \
  static Value math_##name(Value *args, size_t count) { \
    (void)count; \
    return predicate(args, test); \
  }
#define PREDICATES(X) X(isfinite, test_finite) X(isinf, test_infinite) X(isnan, test_nan)
PREDICATES(X)
#undef X

// --- two arguments

static Value call_2(Value *args, Function2 function) {
  double x, y;
  if (!float_argument(args[0], &x) || !float_argument(args[1], &y)) return EMPTY;
  double result = function(x, y);
  if (isnan(result) && !isnan(x) && !isnan(y)) return domain_error();
  return from_double(result);
}

#define FUNCTIONS_2(X) \
  X(atan2, accurate_atan2) X(copysign, copysign) X(fmod, fmod) X(nextafter, nextafter) X(remainder, remainder)
#define X(name, function) \
  static Value math_##name(Value *args, size_t count) { \
    (void)count; \
    return call_2(args, function); \
  }
FUNCTIONS_2(X)
#undef X

static Value math_pow(Value *args, size_t count) {
  (void)count;
  double x, y;
  if (!float_argument(args[0], &x) || !float_argument(args[1], &y)) return EMPTY;
  double result = pow(x, y);
  if (isfinite(x) && isfinite(y)) {
    if (isnan(result) || (isinf(result) && x == 0)) return domain_error();
    if (isinf(result)) return range_error();
  }
  return from_double(result);
}

// --- logarithms: also of ints beyond the doubles

static bool log_of(Value v, Function1 logarithm, double *result) {
  double x;
  if (type_flag(v, TYPE_IS_INT)) {
    IntView view;
    int_view(v, &view);
    if (view.negative || view.count == 0) {
      domain_error();
      return false;
    }
    uint64_t bits = int_view_bits(&view);
    if (bits > 1023) {
      // v is about x * 2^(bits - 64)
      Value top = int_shift_right(v, int_from_u64(bits - 64));
      if (top == EMPTY || !int_to_double(top, &x)) return false;
      *result = logarithm(ldexp(x, -64)) + logarithm(2) * (double)bits;
      return true;
    }
  }
  if (!float_argument(v, &x)) return false;
  if (x <= 0) {
    domain_error();
    return false;
  }
  *result = logarithm(x);
  return true;
}

static Value math_log(Value *args, size_t count) {
  (void)count;
  double number, base;
  if (!log_of(args[0], log, &number)) return EMPTY;
  if (args[1] == EMPTY) return from_double(number);
  if (!log_of(args[1], log, &base)) return EMPTY;
  return base == 0 ? raise(ZeroDivisionError, "float division by zero") : from_double(number / base);
}

static Value math_log2(Value *args, size_t count) {
  (void)count;
  double result;
  return log_of(args[0], log2, &result) ? from_double(result) : EMPTY;
}

static Value math_log10(Value *args, size_t count) {
  (void)count;
  double result;
  return log_of(args[0], accurate_log10, &result) ? from_double(result) : EMPTY;
}

// --- to ints

// Calls the special method `name` if v's type has it, else takes v as a double.
static Value round_to_int(Value v, Function1 function, Value name) {
  double x;
  if (is_double(v)) return int_from_double(function(to_double(v)));
  Value method = object_find_special(v, name);
  if (method != EMPTY) return object_call_0(method);
  if (vm_exception != EMPTY || !float_argument(v, &x)) return EMPTY;
  return int_from_double(function(x));
}

static Value math_floor(Value *args, size_t count) {
  (void)count;
  return round_to_int(args[0], floor, vm.names.__floor__);
}

static Value math_ceil(Value *args, size_t count) {
  (void)count;
  return round_to_int(args[0], ceil, vm.names.__ceil__);
}

static Value math_trunc(Value *args, size_t count) {
  (void)count;
  if (is_double(args[0])) return int_from_double(to_double(args[0]));
  Value method = object_find_special(args[0], vm.names.__trunc__);
  if (method != EMPTY) return object_call_0(method);
  return vm_exception != EMPTY ? EMPTY : raise(TypeError, "type %T doesn't define __trunc__ method", args[0]);
}

// --- parts of a double

static Value math_frexp(Value *args, size_t count) {
  (void)count;
  double x;
  int exponent = 0;
  if (!float_argument(args[0], &x)) return EMPTY;
  if (isfinite(x)) x = frexp(x, &exponent);
  return tuple_pair(from_double(x), from_small_int(exponent));
}

static Value math_modf(Value *args, size_t count) {
  (void)count;
  double x, whole;
  if (!float_argument(args[0], &x)) return EMPTY;
  double fraction = modf(x, &whole);
  return tuple_pair(from_double(fraction), from_double(whole));
}

static Value math_ldexp(Value *args, size_t count) {
  (void)count;
  double x;
  int64_t exponent;
  if (!float_argument(args[0], &x)) return EMPTY;
  if (!type_flag(args[1], TYPE_IS_INT)) return raise(TypeError, "Expected an int as second argument to ldexp.");
  if (!int_index_i64(args[1], &exponent, NULL)) return EMPTY;
  if (x == 0 || !isfinite(x)) return from_double(x);
  double result = ldexp(x, exponent > 5000 ? 5000 : exponent < -5000 ? -5000 : (int)exponent);
  return isinf(result) ? range_error() : from_double(result);
}

static Value math_isclose(Value *args, size_t count) {
  (void)count;
  double a, b, relative = 1e-9, absolute = 0;
  if (!float_argument(args[0], &a) || !float_argument(args[1], &b)) return EMPTY;
  if (args[2] != EMPTY && !float_argument(args[2], &relative)) return EMPTY;
  if (args[3] != EMPTY && !float_argument(args[3], &absolute)) return EMPTY;
  if (relative < 0 || absolute < 0) return raise(ValueError, "tolerances must be non-negative");
  if (a == b) return TRUE_VALUE;
  if (isinf(a) || isinf(b)) return FALSE_VALUE;
  double difference = fabs(b - a);
  return from_bool(difference <= fabs(relative * b) || difference <= fabs(relative * a) || difference <= absolute);
}

// --- the module

// The doubles of a trace may be passed to these directly: see DirectSignature.
#define DEF_1(name, function, infinite) \
  {#name, \
   "x, /", \
   math_##name, \
   .effects = EFFECT_PURE, \
   .direct_signature = DIRECT_D_D, \
   .direct = (void (*)(void))(Function1)function},
#define DEF_2(name, function) \
  {#name, \
   "x, y, /", \
   math_##name, \
   .effects = EFFECT_PURE, \
   .direct_signature = DIRECT_D_DD, \
   .direct = (void (*)(void))(Function2)function},
#define DEF_PREDICATE(name, test) {#name, "x, /", math_##name, .effects = EFFECT_PURE},

static const NativeDef functions[] = {
    FUNCTIONS_1(DEF_1) FUNCTIONS_2(DEF_2)
        PREDICATES(DEF_PREDICATE){"pow", "x, y, /", math_pow, .effects = EFFECT_PURE, .direct_signature = DIRECT_D_DD,
                                  .direct = (void (*)(void))(Function2)pow},
    {"log", "x, base=math.e, /", math_log, .effects = EFFECT_PURE},
    {"log2", "x, /", math_log2, .effects = EFFECT_PURE, .direct_signature = DIRECT_D_D,
     .direct = (void (*)(void))(Function1)log2},
    {"log10", "x, /", math_log10, .effects = EFFECT_PURE, .direct_signature = DIRECT_D_D,
     .direct = (void (*)(void))(Function1)accurate_log10},
    {"floor", "x, /", math_floor, .effects = EFFECT_ANY},
    {"ceil", "x, /", math_ceil, .effects = EFFECT_ANY},
    {"trunc", "x, /", math_trunc, .effects = EFFECT_ANY},
    {"frexp", "x, /", math_frexp, .effects = EFFECT_PURE},
    {"modf", "x, /", math_modf, .effects = EFFECT_PURE},
    {"ldexp", "x, i, /", math_ldexp, .effects = EFFECT_PURE},
    {"isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", math_isclose, .effects = EFFECT_PURE},
    {"gcd", "*integers", math_gcd, .effects = EFFECT_ANY},
    {"lcm", "*integers", math_lcm, .effects = EFFECT_ANY},
    {"isqrt", "n, /", math_isqrt, .effects = EFFECT_ANY},
    {"factorial", "n, /", math_factorial, .effects = EFFECT_ANY},
    {"comb", "n, k, /", math_comb, .effects = EFFECT_ANY},
    {"perm", "n, k=None, /", math_perm, .effects = EFFECT_ANY},
    {"fsum", "seq, /", math_fsum, .effects = EFFECT_ANY},
    {"prod", "iterable, /, *, start=1", math_prod, .effects = EFFECT_ANY},
    {"hypot", "*coordinates", math_hypot, .effects = EFFECT_ANY},
    {"dist", "p, q, /", math_dist, .effects = EFFECT_ANY},
    {0},
};

static bool init(Value module) {
  return module_add(module, "pi", from_double(M_PI)) && module_add(module, "e", from_double(M_E)) &&
         module_add(module, "tau", from_double(2 * M_PI)) && module_add(module, "inf", from_double(HUGE_VAL)) &&
         module_add(module, "nan", from_double(NAN));
}

const NativeModule module_math = {"math", functions, init, DOC("Mathematical functions of the C standard.")};
