// Shifts and bitwise operations. Negative ints behave as two's complement with infinitely many sign bits.
#include "core/object/exception.h"
#include "core/object/int_internal.h"

// CPython counts the digits of a result in a machine int: counts of more bits than this overflow it.
#define COUNT_BITS_MAX 68

// The shift count as a machine int; -1: raised; INT64_MAX: beyond any memory.
static int64_t shift_count(Value count) {
  int64_t n;
  if (int_is_negative(count)) {
    raise(ValueError, "negative shift count");
    return -1;
  }
  return int_to_i64(count, &n) ? n : INT64_MAX;
}

Value int_shift_left(Value a, Value count) {
  int64_t n = shift_count(count);
  if (n < 0) return EMPTY;
  IntView view;
  int_view(a, &view);
  if (view.count == 0) return from_small_int(0);
  IntView count_view;
  int_view(count, &count_view);
  if (int_view_bits(&count_view) > COUNT_BITS_MAX) return raise(OverflowError, "too many digits in integer");
  if (!int_check_bits((uint64_t)n)) return EMPTY;
  size_t whole = (size_t)(n / DIGIT_BITS);
  unsigned part = (unsigned)(n % DIGIT_BITS);
  BigInt *result = int_allocate((size_t)view.count + whole + 1);
  if (!result) return EMPTY;
  result->negative = view.negative;
  uint64_t carry = 0;
  for (int32_t i = 0; i < view.count; i++) {
    UnsignedWide wide = (UnsignedWide)view.digits[i] << part | carry;
    result->digits[whole + (size_t)i] = (uint64_t)wide & DIGIT_MASK;
    carry = (uint64_t)(wide >> DIGIT_BITS);
  }
  result->digits[whole + (size_t)view.count] = carry;
  return int_finish(result);
}

// Whether any of the lowest n bits is set.
static bool any_bits(const IntView *view, size_t whole, unsigned part) {
  for (size_t i = 0; i < whole; i++) {
    if (view->digits[i]) return true;
  }
  return part && (view->digits[whole] & (((uint64_t)1 << part) - 1));
}

Value int_shift_right(Value a, Value count) {
  int64_t n = shift_count(count);
  if (n < 0) return EMPTY;
  IntView view;
  int_view(a, &view);
  size_t whole = (size_t)(n / DIGIT_BITS), digits = (size_t)view.count;
  unsigned part = (unsigned)(n % DIGIT_BITS);
  if (whole >= digits) return from_small_int(view.negative ? -1 : 0);
  // One digit more, for the carry of rounding towards minus infinity.
  BigInt *result = int_allocate(digits - whole + 1);
  if (!result) return EMPTY;
  result->negative = view.negative;
  for (size_t i = whole; i < digits; i++) {
    uint64_t above = i + 1 < digits ? view.digits[i + 1] : 0;
    result->digits[i - whole] = (view.digits[i] >> part | above << (DIGIT_BITS - part)) & DIGIT_MASK;
  }
  if (view.negative && any_bits(&view, whole, part)) {
    for (size_t i = 0; (result->digits[i] = (result->digits[i] + 1) & DIGIT_MASK) == 0; i++) continue;
  }
  return int_finish(result);
}

// Reads the digits of the two's complement, lowest first.
typedef struct ComplementReader {
  const IntView *view;
  uint64_t carry;
} ComplementReader;

static uint64_t next_digit(ComplementReader *reader, int32_t i) {
  uint64_t digit = i < reader->view->count ? reader->view->digits[i] : 0;
  if (!reader->view->negative) return digit;
  digit = (~digit & DIGIT_MASK) + reader->carry;
  reader->carry = digit >> DIGIT_BITS;
  return digit & DIGIT_MASK;
}

static uint64_t combine(BinaryOp op, uint64_t a, uint64_t b) {
  return op == BINARY_AND ? a & b : op == BINARY_OR ? a | b : a ^ b;
}

Value int_bitwise(BinaryOp op, Value a, Value b) {
  IntView left, right;
  int_view(a, &left);
  int_view(b, &right);
  int32_t count = (left.count > right.count ? left.count : right.count) + 1;
  BigInt *result = int_allocate((size_t)count);
  if (!result) return EMPTY;
  ComplementReader from_left = {&left, 1}, from_right = {&right, 1};
  result->negative = (int32_t)combine(op, left.negative != 0, right.negative != 0);
  uint64_t carry = 1;
  for (int32_t i = 0; i < count; i++) {
    uint64_t digit = combine(op, next_digit(&from_left, i), next_digit(&from_right, i));
    if (result->negative) { // back to sign and magnitude
      digit = (~digit & DIGIT_MASK) + carry;
      carry = digit >> DIGIT_BITS;
    }
    result->digits[i] = digit & DIGIT_MASK;
  }
  return int_finish(result);
}
