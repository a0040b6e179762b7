// Addition and the dispatch of int_binary. Operands that fit 64 bits are done in machine arithmetic; longer ones digit
// by digit, straight into the result.
#include "core/object/exception.h"
#include "core/object/int_internal.h"

// |a| + |b|, a the longer
static void add_magnitudes(const IntView *a, const IntView *b, uint64_t *sum) {
  uint64_t carry = 0;
  int32_t i = 0;
  for (; i < b->count; i++) {
    carry += a->digits[i] + b->digits[i];
    sum[i] = carry & DIGIT_MASK;
    carry >>= DIGIT_BITS;
  }
  for (; i < a->count; i++) {
    carry += a->digits[i];
    sum[i] = carry & DIGIT_MASK;
    carry >>= DIGIT_BITS;
  }
  sum[a->count] = carry;
}

// |a| - |b|, |a| >= |b|
static void subtract_magnitudes(const IntView *a, const IntView *b, uint64_t *difference) {
  uint64_t borrow = 0;
  int32_t i = 0;
  for (; i < b->count; i++) {
    uint64_t digit = a->digits[i] - b->digits[i] - borrow;
    difference[i] = digit & DIGIT_MASK;
    borrow = digit >> 63;
  }
  for (; i < a->count; i++) {
    uint64_t digit = a->digits[i] - borrow;
    difference[i] = digit & DIGIT_MASK;
    borrow = digit >> 63;
  }
}

Value int_add(const IntView *a, const IntView *b, bool subtract) {
  bool b_negative = (b->negative != 0) != subtract, negative = a->negative;
  bool same_sign = negative == b_negative;
  if (same_sign ? a->count < b->count : int_view_compare(a, b) < 0) {
    const IntView *swap = a;
    a = b;
    b = swap;
    negative = b_negative;
  }
  BigInt *result = int_allocate((size_t)a->count + same_sign);
  if (!result) return EMPTY;
  result->negative = negative;
  if (same_sign)
    add_magnitudes(a, b, result->digits);
  else
    subtract_magnitudes(a, b, result->digits);
  return int_finish(result);
}

Value int_negate(Value v) {
  IntView view;
  if (is_int(v)) return int_from_i64(-to_small_int(v));
  int_view(v, &view);
  return int_from_digits(view.digits, (size_t)view.count, !view.negative);
}

Value int_absolute(Value v) { return int_is_negative(v) ? int_negate(v) : int_exact(v); }

// Operations on machine ints; false: not possible here.
static bool machine_binary(BinaryOp op, int64_t a, int64_t b, Value *result) {
  switch (op) {
  case BINARY_ADD: *result = int_from_wide((Wide)a + b); return true;
  case BINARY_SUB: *result = int_from_wide((Wide)a - b); return true;
  case BINARY_MUL: *result = int_from_wide((Wide)a * b); return true;
  case BINARY_FLOORDIV:
    if (b == 0 || b == -1) return false;
    *result = int_from_i64(floor_div_i64(a, b));
    return true;
  case BINARY_MOD:
    if (b == 0 || b == -1) return false;
    *result = int_from_i64(floor_mod_i64(a, b));
    return true;
  case BINARY_AND: *result = int_from_i64(a & b); return true;
  case BINARY_OR: *result = int_from_i64(a | b); return true;
  case BINARY_XOR: *result = int_from_i64(a ^ b); return true;
  case BINARY_RSHIFT:
    if (b < 0) return false;
    *result = int_from_i64(a >> (b > 63 ? 63 : b));
    return true;
  case BINARY_LSHIFT:
    if (b < 0 || b > 63) return false;
    *result = int_from_wide((Wide)((UnsignedWide)(Wide)a << b));
    return true;
  default: return false;
  }
}

static Value long_binary(BinaryOp op, Value a, Value b) {
  IntView left, right;
  Value result;
  int_view(a, &left);
  int_view(b, &right);
  switch (op) {
  case BINARY_ADD: return int_add(&left, &right, false);
  case BINARY_SUB: return int_add(&left, &right, true);
  case BINARY_MUL: return int_multiply(&left, &right);
  case BINARY_FLOORDIV: return int_divmod(a, b, &result, NULL) ? result : EMPTY;
  case BINARY_MOD: return int_divmod(a, b, NULL, &result) ? result : EMPTY;
  case BINARY_DIV: return int_true_divide(a, b);
  case BINARY_POW: return int_power(a, b);
  case BINARY_LSHIFT: return int_shift_left(a, b);
  case BINARY_RSHIFT: return int_shift_right(a, b);
  case BINARY_AND:
  case BINARY_OR:
  case BINARY_XOR: return int_bitwise(op, a, b);
  default: return NOT_IMPLEMENTED;
  }
}

Value int_binary(BinaryOp op, Value a, Value b) {
  int64_t left, right;
  Value result;
  if (both_int(a, b)) {
    if (machine_binary(op, to_small_int(a), to_small_int(b), &result)) return result;
  } else if (int_to_i64(a, &left) && int_to_i64(b, &right) && machine_binary(op, left, right, &result)) {
    return result;
  }
  return long_binary(op, a, b);
}
