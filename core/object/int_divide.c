// Division: floor division with remainder, and true division rounded once.
#include <math.h>

#include "core/object/exception.h"
#include "core/object/int_internal.h"

// Truncated division of magnitudes by one digit.
static bool divide_by_digit(const IntView *a, uint64_t divisor, Value *quotient, Value *remainder) {
  BigInt *result = int_allocate((size_t)a->count);
  if (!result) return false;
  uint64_t rest = 0;
  for (int32_t i = a->count; i-- > 0;) {
    UnsignedWide wide = (UnsignedWide)rest << DIGIT_BITS | a->digits[i];
    result->digits[i] = (uint64_t)(wide / divisor);
    rest = (uint64_t)(wide - (UnsignedWide)result->digits[i] * divisor);
  }
  *quotient = int_finish(result);
  *remainder = int_from_u64(rest);
  return *remainder != EMPTY;
}

static bool divide_long(const IntView *a, const IntView *b, Value *quotient, Value *remainder) {
  mp_int dividend = int_mp_view(a), divisor = int_mp_view(b), q, r;
  dividend.sign = divisor.sign = MP_ZPOS;
  if (mp_init_multi(&q, &r, NULL) != MP_OKAY) {
    raise_memory_error();
    return false;
  }
  mp_err err = mp_div(&dividend, &divisor, &q, &r);
  *quotient = int_from_mp(&q, err);
  *remainder = int_from_mp(&r, err);
  return *quotient != EMPTY && *remainder != EMPTY;
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
  if (shift > 0) numerator = int_shift_left(numerator, from_small_int(shift));
  else denominator = int_shift_left(denominator, from_small_int(-shift));
  if (numerator == EMPTY || denominator == EMPTY || !int_divmod(numerator, denominator, &q, &r)) return EMPTY;
  int64_t quotient;
  int_to_i64(q, &quotient);
  double result = round_quotient((uint64_t)quotient | (r != from_small_int(0)), -shift);
  if (isinf(result)) return raise(OverflowError, "integer division result too large for a float");
  return from_double(negative ? -result : result);
}
