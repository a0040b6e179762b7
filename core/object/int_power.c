// Powers, with and without modulus.
#include <math.h>

#include "core/object/exception.h"
#include "core/object/float_internal.h"
#include "core/object/int_internal.h"

// Multiplying long ints takes several times the memory of the result, and hours when that is most of a large heap.
#define WORKING_MEMORY 8

static Value multiply(Value a, Value b) { return int_binary(BINARY_MUL, a, b); }

// base ** exponent, exponent > 0: square and multiply, from the highest bit.
static Value power_by_squaring(Value base, uint64_t exponent) {
  Value result = base;
  for (int bit = 62 - __builtin_clzl(exponent); bit >= 0 && result != EMPTY; bit--) {
    result = multiply(result, result);
    if (result != EMPTY && (exponent >> bit & 1)) result = multiply(result, base);
  }
  return result;
}

static Value negative_power(Value base, Value exponent) {
  double x, y;
  if (!int_to_double(base, &x) || !int_to_double(exponent, &y)) return EMPTY;
  return float_power(x, y);
}

Value int_power(Value base, Value exponent) {
  if (int_is_negative(exponent)) return negative_power(base, exponent);
  IntView view;
  int64_t n;
  int_view(base, &view);
  if (exponent == from_small_int(0)) return from_small_int(1);
  bool odd = int_binary(BINARY_AND, exponent, from_small_int(1)) == from_small_int(1);
  if (view.count == 0) return from_small_int(0);
  if (view.count == 1 && view.digits[0] == 1) return from_small_int(view.negative && odd ? -1 : 1);
  // The result has at least this many bits.
  uint64_t bits = int_view_bits(&view) - 1, needed;
  if (!int_to_i64(exponent, &n) || __builtin_mul_overflow(bits, (uint64_t)n, &needed)) return raise_memory_error();
  if (needed > UINT64_MAX / WORKING_MEMORY || !int_check_bits(needed)) return raise_memory_error();
  if (view.count == 1 && (view.digits[0] & (view.digits[0] - 1)) == 0) {
    Value shifted = int_shift_left(from_small_int(1), from_small_int((int64_t)needed));
    return shifted != EMPTY && view.negative && odd ? int_negate(shifted) : shifted;
  }
  if (!int_check_bits(needed * WORKING_MEMORY)) return EMPTY;
  return power_by_squaring(int_exact(base), (uint64_t)n);
}

// The inverse of a modulo m > 1; EMPTY with ValueError.
static Value invert(Value a, Value m) {
  IntView left, right;
  int_view(a, &left);
  int_view(m, &right);
  mp_int number = int_mp_view(&left), modulus = int_mp_view(&right), result;
  if (mp_init(&result) != MP_OKAY) return raise_memory_error();
  mp_err err = mp_invmod(&number, &modulus, &result);
  if (err != MP_VAL) return int_from_mp(&result, err);
  mp_clear(&result);
  return raise(ValueError, "base is not invertible for the given modulus");
}

static Value machine_power_modulo(uint64_t base, uint64_t exponent, uint64_t modulus) {
  uint64_t result = 1;
  for (; exponent; exponent >>= 1) {
    if (exponent & 1) result = (uint64_t)((UnsignedWide)result * base % modulus);
    base = (uint64_t)((UnsignedWide)base * base % modulus);
  }
  return int_from_u64(result);
}

// 0 <= base < modulus, exponent >= 0, modulus > 1
static Value power_modulo(Value base, Value exponent, Value modulus) {
  int64_t b, e, m;
  if (int_to_i64(base, &b) && int_to_i64(exponent, &e) && int_to_i64(modulus, &m))
    return machine_power_modulo((uint64_t)b, (uint64_t)e, (uint64_t)m);
  IntView views[3];
  int_view(base, &views[0]);
  int_view(exponent, &views[1]);
  int_view(modulus, &views[2]);
  if (views[1].count == 0) return from_small_int(1);
  mp_int g = int_mp_view(&views[0]), x = int_mp_view(&views[1]), p = int_mp_view(&views[2]), result;
  if (mp_init(&result) != MP_OKAY) return raise_memory_error();
  return int_from_mp(&result, mp_exptmod(&g, &x, &p, &result));
}

Value int_power_modulo(Value base, Value exponent, Value modulus) {
  Value zero = from_small_int(0), one = from_small_int(1);
  base = int_exact(base);
  exponent = int_exact(exponent);
  modulus = int_exact(modulus);
  if (modulus == zero) return raise(ValueError, "pow() 3rd argument cannot be 0");
  bool negative_modulus = int_is_negative(modulus);
  Value m = int_absolute(modulus);
  if (m == EMPTY) return EMPTY;
  if (m == one) return zero;
  Value b = int_binary(BINARY_MOD, base, m);
  if (b != EMPTY && int_is_negative(exponent)) {
    exponent = int_negate(exponent);
    b = b == zero ? raise(ValueError, "base is not invertible for the given modulus") : invert(b, m);
  }
  if (b == EMPTY || exponent == EMPTY) return EMPTY;
  Value result = power_modulo(b, exponent, m);
  if (result == EMPTY || !negative_modulus || result == zero) return result;
  return int_binary(BINARY_ADD, result, modulus);
}
