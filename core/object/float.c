// Float arithmetic, and numbers as doubles for C code.
#include "core/object/float.h"

#include <math.h>

#include "core/object/complex.h"
#include "core/object/exception.h"
#include "core/object/float_internal.h"
#include "core/object/int.h"
#include "core/object/str.h"
#include "core/object/tuple.h"

double float_value(Value v) {
  return is_double(v) ? to_double(v) : ((const FloatObject *)(const void *)to_object(v))->value;
}

bool float_from_number(Value v, double *result) {
  if (is_double(v))
    *result = to_double(v);
  else if (type_flag(v, TYPE_IS_INT))
    return int_to_double(v, result);
  else if (type_flag(v, TYPE_IS_FLOAT))
    *result = float_value(v);
  else
    return false;
  return true;
}

bool float_argument(Value v, double *result) {
  if (is_double(v) || type_flag(v, TYPE_IS_INT) || type_flag(v, TYPE_IS_FLOAT)) return float_from_number(v, result);
  const TypeSlots *slots = &type_of(v)->slots;
  Value number = slots->to_float ? slots->to_float(v) : slots->index ? slots->index(v) : EMPTY;
  if (number != EMPTY) return float_from_number(number, result);
  if (!slots->to_float && !slots->index) raise(TypeError, "must be real number, not %T", v);
  return false;
}

double float_mod(double a, double b) {
  double mod = fmod(a, b);
  if (mod == 0) return copysign(0, b);
  return (b < 0) != (mod < 0) ? mod + b : mod;
}

double float_floor_div(double a, double b) {
  double mod = fmod(a, b), quotient = (a - mod) / b;
  if (mod != 0 && (b < 0) != (mod < 0)) quotient -= 1;
  if (quotient == 0) return copysign(0, a / b);
  double result = floor(quotient);
  return quotient - result > 0.5 ? result + 1 : result;
}

static Value raise_range_error(void) {
  Value arguments[] = {from_small_int(34), str_from_c("Numerical result out of range")};
  Value exception = object_call(from_object(exception_types[EXCEPTION_OverflowError]), arguments, 2, EMPTY);
  return exception == EMPTY ? EMPTY : raise_value(exception, EMPTY);
}

Value float_power(double x, double y) {
  if (x == 0 && y < 0 && isfinite(y)) return raise(ZeroDivisionError, "0.0 cannot be raised to a negative power");
  if (x < 0 && isfinite(x) && isfinite(y) && floor(y) != y) return complex_power_of_doubles(x, y);
  double result = pow(x, y);
  if (isinf(result) && isfinite(x) && isfinite(y)) return raise_range_error();
  return from_double(result);
}

// CPython's: the value modulo 2^61 - 1, taken 28 bits at a time.
int64_t float_hash(double d) {
  const int bits = 61, step = 28;
  const uint64_t prime = ((uint64_t)1 << bits) - 1;
  if (isnan(d)) return 0;
  if (isinf(d)) return d > 0 ? 314159 : -314159;
  int exponent;
  double fraction = frexp(fabs(d), &exponent);
  uint64_t hash = 0;
  while (fraction != 0) {
    hash = (hash << step & prime) | hash >> (bits - step);
    fraction *= (double)(1 << step);
    exponent -= step;
    uint64_t whole = (uint64_t)fraction;
    fraction -= (double)whole;
    hash += whole;
    if (hash >= prime) hash -= prime;
  }
  exponent = exponent >= 0 ? exponent % bits : bits - 1 - (-1 - exponent) % bits;
  hash = (hash << exponent & prime) | hash >> (bits - exponent);
  int64_t result = d < 0 ? -(int64_t)hash : (int64_t)hash;
  return result == -1 ? -2 : result;
}
