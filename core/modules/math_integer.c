// The functions of math on ints of any size.
#include <math.h>

#include "core/modules/math_internal.h"
#include "core/object/exception.h"
#include "core/object/int_internal.h"

static const Value zero = (Value)0 | INT_TAG, one = (Value)1 | INT_TAG;

// An argument as an exact int, through __index__; EMPTY: raised.
static Value integer(Value v) {
  if (is_int(v)) return v;
  if (type_flag(v, TYPE_IS_INT)) return int_exact(v);
  Value (*index)(Value) = type_of(v)->slots.index;
  return index ? index(v) : raise(TypeError, "'%T' object cannot be interpreted as an integer", v);
}

static Value multiply(Value a, Value b) { return a == EMPTY || b == EMPTY ? EMPTY : int_binary(BINARY_MUL, a, b); }

// --- greatest common divisor

static uint64_t gcd_u64(uint64_t a, uint64_t b) {
  while (b) {
    uint64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// a and b are not negative.
static Value gcd_of(Value a, Value b) {
  int64_t x, y;
  if (int_to_i64(a, &x) && int_to_i64(b, &y)) return int_from_u64(gcd_u64((uint64_t)x, (uint64_t)y));
  IntView left, right;
  int_view(a, &left);
  int_view(b, &right);
  mp_int m = int_mp_view(&left), n = int_mp_view(&right), result;
  if (mp_init(&result) != MP_OKAY) return raise_memory_error();
  return int_from_mp(&result, mp_gcd(&m, &n, &result));
}

static Value absolute(Value v) {
  v = integer(v);
  return v == EMPTY ? EMPTY : int_absolute(v);
}

Value math_gcd(Value *args, size_t count) {
  Value result = zero;
  for (size_t i = 0; i < count && result != EMPTY; i++) {
    Value v = absolute(args[i]);
    result = v == EMPTY ? EMPTY : gcd_of(result, v);
  }
  return result;
}

Value math_lcm(Value *args, size_t count) {
  Value result = one;
  for (size_t i = 0; i < count && result != EMPTY; i++) {
    Value v = absolute(args[i]);
    if (v == EMPTY) return EMPTY;
    if (v == zero || result == zero) {
      result = zero;
      continue;
    }
    Value divisor = gcd_of(result, v);
    if (divisor == EMPTY) return EMPTY;
    result = multiply(int_binary(BINARY_FLOORDIV, result, divisor), v);
  }
  return result;
}

// --- square root

static uint64_t square_root(uint64_t n) {
  uint64_t root = (uint64_t)sqrt((double)n);
  while ((UnsignedWide)root * root > n) root--;
  while ((UnsignedWide)(root + 1) * (root + 1) <= n) root++;
  return root;
}

Value math_isqrt(Value *args, size_t count) {
  (void)count;
  int64_t small;
  Value n = integer(args[0]);
  if (n == EMPTY) return EMPTY;
  if (int_is_negative(n)) return raise(ValueError, "isqrt() argument must be nonnegative");
  if (int_to_i64(n, &small)) return int_from_u64(square_root((uint64_t)small));
  IntView view;
  int_view(n, &view);
  mp_int number = int_mp_view(&view), result;
  if (mp_init(&result) != MP_OKAY) return raise_memory_error();
  return int_from_mp(&result, mp_sqrt(&number, &result));
}

// --- products of ranges

// first * (first + 1) * … * last, halved again and again so that factors of like size meet.
static Value product(int64_t first, int64_t last) {
  if (first > last) return one;
  if (last - first < 4) {
    Value result = int_from_i64(first);
    while (first < last) result = multiply(result, int_from_i64(++first));
    return result;
  }
  int64_t middle = first + (last - first) / 2;
  Value low = product(first, middle);
  return multiply(low, product(middle + 1, last));
}

Value math_factorial(Value *args, size_t count) {
  (void)count;
  int64_t n;
  Value v = integer(args[0]);
  if (v == EMPTY) return EMPTY;
  if (int_is_negative(v)) return raise(ValueError, "factorial() not defined for negative values");
  if (!int_to_i64(v, &n))
    return raise(OverflowError, "factorial() argument should not exceed %lld", (long long)INT64_MAX);
  if (n > 3 && !int_check_bits((uint64_t)(log2((double)n) - 1.5) * (uint64_t)n)) return EMPTY;
  return product(1, n);
}

// n * (n - 1) * … , k factors; n of any size
static Value falling(Value n, int64_t k) {
  int64_t small;
  if (int_to_i64(n, &small)) return product(small - k + 1, small);
  Value result = one;
  for (int64_t i = 0; i < k && result != EMPTY; i++) {
    result = multiply(result, n);
    n = int_binary(BINARY_SUB, n, one);
  }
  return result;
}

// The two arguments, checked. False: raised.
static bool arguments(Value *args, Value *n, Value *k) {
  if ((*n = integer(args[0])) == EMPTY || (*k = integer(args[1])) == EMPTY) return false;
  if (!int_is_negative(*n) && !int_is_negative(*k)) return true;
  raise(ValueError, "%s must be a non-negative integer", int_is_negative(*n) ? "n" : "k");
  return false;
}

Value math_perm(Value *args, size_t count) {
  Value n, k;
  int64_t factors;
  if (args[1] == EMPTY || args[1] == NONE) return math_factorial(args, count);
  if (!arguments(args, &n, &k)) return EMPTY;
  if (int_compare(k, n) > 0) return zero;
  if (!int_to_i64(k, &factors)) return raise(OverflowError, "k must not exceed %lld", (long long)INT64_MAX);
  return falling(n, factors);
}

Value math_comb(Value *args, size_t count) {
  (void)count;
  Value n, k;
  int64_t factors;
  if (!arguments(args, &n, &k)) return EMPTY;
  if (int_compare(k, n) > 0) return zero;
  Value rest = int_binary(BINARY_SUB, n, k);
  if (rest == EMPTY) return EMPTY;
  if (int_compare(rest, k) < 0) k = rest;
  if (!int_to_i64(k, &factors)) return raise(OverflowError, "min(n - k, k) must not exceed %lld", (long long)INT64_MAX);
  Value numerator = falling(n, factors), denominator = product(1, factors);
  return numerator == EMPTY || denominator == EMPTY ? EMPTY : int_binary(BINARY_FLOORDIV, numerator, denominator);
}
