// Division: floor division with remainder, and true division rounded once.
#include <math.h>

#include "core/object/exception.h"
#include "core/object/int_internal.h"
#include "core/vm/threads.h"

// A 64-bit divisor with its highest bit set, and what makes dividing by it two multiplications: Moeller and Granlund,
// "Improved division by invariant integers" (IEEE Transactions on Computers, 2011).
typedef struct Divisor {
  uint64_t value, reciprocal; // reciprocal: (2^128 - 1) / value - 2^64
} Divisor;

static Divisor divisor_from(uint64_t value) {
  return (Divisor){value, (uint64_t)(((UnsignedWide)~value << 64 | ~(uint64_t)0) / value)};
}

// dividend / divisor, the dividend's upper half being less than the divisor.
static inline uint64_t divide_wide(UnsignedWide dividend, Divisor divisor, uint64_t *remainder) {
  uint64_t upper = (uint64_t)(dividend >> 64), lower = (uint64_t)dividend;
  UnsignedWide estimate = (UnsignedWide)divisor.reciprocal * upper + dividend;
  uint64_t q = (uint64_t)(estimate >> 64) + 1, r = lower - q * divisor.value;
  if (r > (uint64_t)estimate) {
    q--;
    r += divisor.value;
  }
  if (__builtin_expect(r >= divisor.value, 0)) {
    q++;
    r -= divisor.value;
  }
  *remainder = r;
  return q;
}

// Truncated division of magnitudes by one digit.
static bool divide_by_digit(const IntView *a, uint64_t divisor, Value *quotient, Value *remainder) {
  BigInt *result = int_allocate((size_t)a->count);
  if (!result) return false;
  unsigned shift = (unsigned)__builtin_clzl(divisor);
  Divisor shifted = divisor_from(divisor << shift);
  uint64_t rest = 0;
  for (int32_t i = a->count; i-- > 0;) {
    UnsignedWide wide = (UnsignedWide)(rest >> shift) << DIGIT_BITS | a->digits[i];
    result->digits[i] = divide_wide(wide << shift, shifted, &rest);
  }
  rest >>= shift;
  *quotient = int_finish(result);
  *remainder = int_from_u64(rest);
  return *remainder != EMPTY;
}

// digits << shift into out, which has one digit more.
static void shift_digits_left(const IntView *view, unsigned shift, uint64_t *out) {
  uint64_t carry = 0;
  for (int32_t i = 0; i < view->count; i++) {
    out[i] = (view->digits[i] << shift & DIGIT_MASK) | carry;
    carry = shift ? view->digits[i] >> (DIGIT_BITS - shift) : 0;
  }
  out[view->count] = carry;
}

static void shift_digits_right(uint64_t *digits, int32_t count, unsigned shift) {
  for (int32_t i = 0; shift && i < count; i++) {
    uint64_t above = i + 1 < count ? digits[i + 1] << (DIGIT_BITS - shift) & DIGIT_MASK : 0;
    digits[i] = digits[i] >> shift | above;
  }
}

// u -= q * v over n + 1 digits; true when that went below zero.
static bool subtract_multiple(uint64_t *u, const uint64_t *v, int32_t n, uint64_t q) {
  uint64_t carry = 0;
  q <<= 64 - DIGIT_BITS; // as add_multiple in int_multiply.c
  for (int32_t i = 0; i < n; i++) {
    UnsignedWide product = (UnsignedWide)q * v[i];
    uint64_t digit = u[i] - ((uint64_t)product >> (64 - DIGIT_BITS)) - carry;
    u[i] = digit & DIGIT_MASK;
    carry = (uint64_t)(product >> 64) - (uint64_t)((int64_t)digit >> DIGIT_BITS);
  }
  uint64_t digit = u[n] - carry;
  u[n] = digit & DIGIT_MASK;
  return digit >> 63;
}

static void add_back(uint64_t *u, const uint64_t *v, int32_t n) {
  uint64_t carry = 0;
  for (int32_t i = 0; i < n; i++) {
    carry += u[i] + v[i];
    u[i] = carry & DIGIT_MASK;
    carry >>= DIGIT_BITS;
  }
  u[n] = (u[n] + carry) & DIGIT_MASK;
}

// The next digit of the quotient of u (n + 1 digits) by v, whose highest bit is set; at most one too large. divisor:
// the highest digit of v, shifted up.
static uint64_t estimate_digit(const uint64_t *u, const uint64_t *v, int32_t n, Divisor divisor) {
  UnsignedWide top = (UnsignedWide)u[n] << DIGIT_BITS | u[n - 1], rest;
  uint64_t q, shifted_rest;
  if (u[n] >= v[n - 1]) {
    q = DIGIT_MASK + 1;
    rest = top - (UnsignedWide)q * v[n - 1];
  } else {
    q = divide_wide(top << (64 - DIGIT_BITS), divisor, &shifted_rest);
    rest = shifted_rest >> (64 - DIGIT_BITS);
  }
  while (q > DIGIT_MASK || (UnsignedWide)q * v[n - 2] > (rest << DIGIT_BITS | u[n - 2])) {
    q--;
    rest += v[n - 1];
    if (rest > DIGIT_MASK) break;
  }
  return q;
}

// Subtracting a multiple of a divisor of so many digits takes some microseconds: signals are looked at before each.
#define POLL_DIGITS 1024

// Schoolbook division (Knuth, algorithm D) of a by b of at least two digits, straight into heap ints.
static bool divide_long(const IntView *a, const IntView *b, Value *quotient, Value *remainder) {
  int32_t n = b->count, m = a->count - n;
  BigInt *q = int_allocate((size_t)m + 1), *u = int_allocate((size_t)a->count + 1), *v = int_allocate((size_t)n + 1);
  if (!q || !u || !v) return false;
  unsigned shift = (unsigned)__builtin_clzl(b->digits[n - 1]) - (64 - DIGIT_BITS);
  shift_digits_left(a, shift, u->digits);
  shift_digits_left(b, shift, v->digits);
  Divisor divisor = divisor_from(v->digits[n - 1] << (64 - DIGIT_BITS));
  for (int32_t i = m; i >= 0; i--) {
    if (n >= POLL_DIGITS && signals_interrupt()) return false;
    uint64_t digit = estimate_digit(u->digits + i, v->digits, n, divisor);
    if (subtract_multiple(u->digits + i, v->digits, n, digit)) {
      digit--;
      add_back(u->digits + i, v->digits, n);
    }
    q->digits[i] = digit;
  }
  shift_digits_right(u->digits, u->count, shift);
  *quotient = int_finish(q);
  *remainder = int_finish(u);
  return true;
}

// Magnitudes: *quotient = |a| / |b| truncated. b != 0.
static bool divide_magnitudes(const IntView *a, const IntView *b, Value *quotient, Value *remainder) {
  if (int_view_compare(a, b) < 0) {
    *quotient = from_small_int(0);
    *remainder = int_from_digits(a->digits, (size_t)a->count, false);
    return *remainder != EMPTY;
  }
  if (b->count == 1) return divide_by_digit(a, b->digits[0], quotient, remainder);
  return divide_long(a, b, quotient, remainder);
}

bool int_divmod(Value a, Value b, Value *quotient, Value *remainder) {
  IntView left, right;
  int_view(a, &left);
  int_view(b, &right);
  if (right.count == 0) {
    raise(ZeroDivisionError, quotient ? "integer division or modulo by zero" : "integer modulo by zero");
    return false;
  }
  Value q, r;
  if (!divide_magnitudes(&left, &right, &q, &r)) return false;
  bool inexact = r != from_small_int(0);
  if (left.negative && (r = int_negate(r)) == EMPTY) return false;
  if (left.negative != right.negative) {
    if ((q = int_negate(q)) == EMPTY) return false;
    if (inexact) {
      q = int_binary(BINARY_SUB, q, from_small_int(1));
      r = int_binary(BINARY_ADD, r, b);
    }
  }
  if (quotient) *quotient = q;
  if (remainder) *remainder = r;
  return q != EMPTY && r != EMPTY;
}

// q * 2^exponent, q having its lowest bit sticky, rounded to nearest even once, subnormal results included.
static double round_quotient(uint64_t q, int64_t exponent) {
  int bits = 64 - __builtin_clzl(q);
  int64_t keep = bits + exponent + 1074;
  if (keep > 53) keep = 53;
  if (keep < 0) return 0;
  int drop = bits - (int)keep;
  if (drop <= 0) return ldexp((double)q, (int)exponent);
  if (drop == 64) return 0;
  uint64_t kept = q >> drop, rest = q & (((uint64_t)1 << drop) - 1), half = (uint64_t)1 << (drop - 1);
  kept += rest > half || (rest == half && (kept & 1));
  return ldexp((double)kept, (int)exponent + drop);
}

Value int_true_divide(Value a, Value b) {
  IntView left, right;
  int_view(a, &left);
  int_view(b, &right);
  if (right.count == 0) return raise(ZeroDivisionError, "division by zero");
  if (left.count == 0) return from_double(right.negative ? -0.0 : 0.0);
  bool negative = left.negative != right.negative;
  int64_t difference = (int64_t)int_view_bits(&left) - (int64_t)int_view_bits(&right);
  if (difference > 1025) return raise(OverflowError, "integer division result too large for a float");
  if (difference < -1100) return from_double(negative ? -0.0 : 0.0);
  // A quotient of 60 or 61 bits, its lowest one sticky.
  int64_t shift = 60 - difference;
  Value numerator = int_absolute(a), denominator = int_absolute(b), q, r;
  if (shift > 0)
    numerator = int_shift_left(numerator, from_small_int(shift));
  else
    denominator = int_shift_left(denominator, from_small_int(-shift));
  if (numerator == EMPTY || denominator == EMPTY || !int_divmod(numerator, denominator, &q, &r)) return EMPTY;
  int64_t quotient;
  int_to_i64(q, &quotient);
  double result = round_quotient((uint64_t)quotient | (r != from_small_int(0)), -shift);
  if (isinf(result)) return raise(OverflowError, "integer division result too large for a float");
  return from_double(negative ? -result : result);
}
