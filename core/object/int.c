// Making ints, looking at them, comparing, hashing, conversion from and to machine numbers.
#include "core/object/int.h"

#include <math.h>

#include "core/heap/allocate.h"
#include "core/object/exception.h"
#include "core/object/int_internal.h"

// --- making

BigInt *int_allocate(size_t count) {
  if (count > INT32_MAX) {
    raise_memory_error();
    return NULL;
  }
  BigInt *big = heap_allocate(SHAPE_INT, HEAP_LEAF, sizeof *big + count * sizeof(uint64_t));
  if (big) big->count = (int32_t)count;
  return big;
}

Value int_finish(BigInt *big) {
  while (big->count && big->digits[big->count - 1] == 0) big->count--;
  if (big->count == 0) return from_small_int(0);
  if (big->count == 1) {
    int64_t i = (int64_t)big->digits[0];
    if (big->negative) i = -i;
    if (fits_small_int(i)) return from_small_int(i);
  }
  return from_object(big);
}

Value int_from_digits(const uint64_t *digits, size_t count, bool negative) {
  while (count && digits[count - 1] == 0) count--;
  if (count <= 1) {
    int64_t i = count ? (int64_t)digits[0] : 0;
    if (negative) i = -i;
    if (fits_small_int(i)) return from_small_int(i);
  }
  BigInt *big = int_allocate(count);
  if (!big) return EMPTY;
  big->negative = negative;
  memcpy(big->digits, digits, count * sizeof *digits);
  return from_object(big);
}

Value int_from_wide(Wide wide) {
  if (wide >= SMALL_INT_MIN && wide <= SMALL_INT_MAX) return from_small_int((int64_t)wide);
  UnsignedWide magnitude = wide < 0 ? -(UnsignedWide)wide : (UnsignedWide)wide;
  uint64_t digits[3] = {(uint64_t)magnitude & DIGIT_MASK, (uint64_t)(magnitude >> DIGIT_BITS) & DIGIT_MASK,
                        (uint64_t)(magnitude >> 2 * DIGIT_BITS)};
  return int_from_digits(digits, 3, wide < 0);
}

Value int_from_i64(int64_t i) { return fits_small_int(i) ? from_small_int(i) : int_from_wide(i); }

Value int_from_u64(uint64_t u) { return u <= (uint64_t)SMALL_INT_MAX ? from_small_int((int64_t)u) : int_from_wide(u); }

Value int_from_mp(mp_int *result, mp_err err) {
  Value v =
      err == MP_OKAY ? int_from_digits(result->dp, (size_t)result->used, result->sign == MP_NEG) : raise_memory_error();
  mp_clear(result);
  return v;
}

int32_t int_digits_of_double(double d, uint64_t *digits) {
  int exponent;
  double fraction = frexp(fabs(d), &exponent);
  if (exponent <= 0) return 0;
  // The magnitude is mantissa * 2^(exponent - 53).
  uint64_t mantissa = (uint64_t)ldexp(fraction, 53);
  memset(digits, 0, DOUBLE_DIGITS * sizeof *digits);
  if (exponent <= 53) {
    digits[0] = mantissa >> (53 - exponent);
    return digits[0] != 0;
  }
  int shift = exponent - 53, at = shift / DIGIT_BITS;
  UnsignedWide wide = (UnsignedWide)mantissa << shift % DIGIT_BITS;
  digits[at] = (uint64_t)wide & DIGIT_MASK;
  digits[at + 1] = (uint64_t)(wide >> DIGIT_BITS);
  return digits[at + 1] ? at + 2 : at + 1;
}

Value int_from_double(double d) {
  if (fabs(d) < (double)SMALL_INT_MAX) return from_small_int((int64_t)d);
  if (isnan(d)) return raise(ValueError, "cannot convert float NaN to integer");
  if (isinf(d)) return raise(OverflowError, "cannot convert float infinity to integer");
  uint64_t digits[DOUBLE_DIGITS + 1];
  int32_t count = int_digits_of_double(d, digits);
  return int_from_digits(digits, (size_t)count, d < 0);
}

bool int_check_bits(uint64_t bits) {
  if (bits / 8 < heap_stats().limit) return true;
  raise_memory_error();
  return false;
}

// --- looking

static void view_i64(int64_t i, IntView *view) {
  uint64_t magnitude = i < 0 ? -(uint64_t)i : (uint64_t)i;
  view->small[0] = magnitude & DIGIT_MASK;
  view->small[1] = magnitude >> DIGIT_BITS;
  view->digits = view->small;
  view->count = view->small[1] ? 2 : view->small[0] != 0;
  view->negative = i < 0;
}

void int_view(Value v, IntView *view) {
  if (is_int(v)) return view_i64(to_small_int(v), view);
  if (is_bool(v)) return view_i64(v == TRUE_VALUE, view);
  const BigInt *big = (const BigInt *)(const void *)to_object(v);
  view->digits = big->digits;
  view->count = big->count;
  view->negative = big->negative;
}

Value int_exact(Value v) {
  if (is_int(v) || has_shape(v, SHAPE_INT)) return v;
  IntView view;
  int_view(v, &view);
  return int_from_digits(view.digits, (size_t)view.count, view.negative);
}

uint64_t int_view_bits(const IntView *view) {
  if (!view->count) return 0;
  return (uint64_t)view->count * DIGIT_BITS -
         (uint64_t)(__builtin_clzl(view->digits[view->count - 1]) - (64 - DIGIT_BITS));
}

static bool view_to_i64(const IntView *view, int64_t *result) {
  if (view->count > 2 || (view->count == 2 && view->digits[1] >= 16)) return false;
  uint64_t magnitude = view->count ? view->digits[0] : 0;
  if (view->count == 2) magnitude |= view->digits[1] << DIGIT_BITS;
  if (magnitude > (uint64_t)INT64_MAX + (uint64_t)view->negative) return false;
  *result = view->negative ? (int64_t)-magnitude : (int64_t)magnitude;
  return true;
}

bool int_to_i64(Value v, int64_t *result) {
  if (is_int(v)) {
    *result = to_small_int(v);
    return true;
  }
  if (!type_flag(v, TYPE_IS_INT)) return false;
  IntView view;
  int_view(v, &view);
  return view_to_i64(&view, result);
}

bool int_index_i64(Value v, int64_t *result, const char *overflow) {
  if (is_int(v)) {
    *result = to_small_int(v);
    return true;
  }
  if (!type_flag(v, TYPE_IS_INT)) {
    Value (*index)(Value) = type_of(v)->slots.index;
    if (!index) {
      raise(TypeError, "'%T' object cannot be interpreted as an integer", v);
      return false;
    }
    v = index(v);
    if (v == EMPTY) return false;
  }
  if (int_to_i64(v, result)) return true;
  if (overflow) {
    raise(OverflowError, "%s", overflow);
    return false;
  }
  *result = int_is_negative(v) ? INT64_MIN : INT64_MAX;
  return true;
}

// The double nearest to the magnitude; infinity when out of range.
static double view_to_double(const IntView *view) {
  uint64_t bits = int_view_bits(view);
  if (bits > 1024) return HUGE_VAL;
  int32_t i = view->count;
  // The upper 64 bits and more, the lowest one sticky: rounding to 53 bits is then right.
  UnsignedWide top = 0;
  for (; i > 0 && top >> (128 - DIGIT_BITS) == 0; i--) top = top << DIGIT_BITS | view->digits[i - 1];
  int exponent = i * DIGIT_BITS;
  uint64_t sticky = 0;
  while (i > 0) sticky |= view->digits[--i];
  while (top >> 64) {
    sticky |= (uint64_t)top & 1;
    top >>= 1;
    exponent++;
  }
  return ldexp((double)((uint64_t)top | (sticky != 0)), exponent);
}

bool int_to_double(Value v, double *result) {
  if (is_int(v)) {
    *result = (double)to_small_int(v);
    return true;
  }
  IntView view;
  int_view(v, &view);
  double magnitude = view_to_double(&view);
  if (isinf(magnitude)) {
    raise(OverflowError, "int too large to convert to float");
    return false;
  }
  *result = view.negative ? -magnitude : magnitude;
  return true;
}

// --- order and hash

int int_view_compare(const IntView *a, const IntView *b) {
  if (a->count != b->count) return a->count < b->count ? -1 : 1;
  for (int32_t i = a->count; i-- > 0;) {
    if (a->digits[i] != b->digits[i]) return a->digits[i] < b->digits[i] ? -1 : 1;
  }
  return 0;
}

static int compare_views(const IntView *a, const IntView *b) {
  if (a->negative != b->negative) return a->negative ? -1 : 1;
  int order = int_view_compare(a, b);
  return a->negative ? -order : order;
}

int int_compare(Value a, Value b) {
  if (both_int(a, b)) return (to_small_int(a) > to_small_int(b)) - (to_small_int(a) < to_small_int(b));
  IntView left, right;
  int_view(a, &left);
  int_view(b, &right);
  return compare_views(&left, &right);
}

int int_compare_double(Value a, double d) {
  if (isnan(d)) return 2;
  if (isinf(d)) return d > 0 ? -1 : 1;
  if (is_int(a)) {
    double x = (double)to_small_int(a);
    return (x > d) - (x < d);
  }
  uint64_t digits[DOUBLE_DIGITS + 1];
  IntView left, right = {.digits = digits, .count = int_digits_of_double(d, digits)};
  int_view(a, &left);
  right.negative = d < 0 && right.count;
  int order = compare_views(&left, &right);
  double fraction = d - trunc(d);
  return order ? order : (fraction < 0) - (fraction > 0);
}

// CPython's: the value modulo the prime 2^61 - 1, with the sign of the value; -1 is reserved.
int64_t int_hash(Value v) {
  const uint64_t prime = ((uint64_t)1 << 61) - 1;
  if (is_int(v)) return to_small_int(v) == -1 ? -2 : to_small_int(v);
  IntView view;
  int_view(v, &view);
  uint64_t hash = 0;
  for (int32_t i = view.count; i-- > 0;) {
    hash = (hash << DIGIT_BITS & prime) | hash >> (61 - DIGIT_BITS); // times 2^60
    hash += view.digits[i];
    if (hash >= prime) hash -= prime;
  }
  int64_t result = view.negative ? -(int64_t)hash : (int64_t)hash;
  return result == -1 ? -2 : result;
}
