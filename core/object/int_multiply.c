// Multiplication of magnitudes: by the schoolbook method, squares with half the work, and from some length on by
// Karatsuba's method, which makes one product of n digits from three of n / 2.
#include <stdlib.h>
#include <string.h>

#include "core/object/exception.h"
#include "core/object/int_internal.h"
#include "core/vm/threads.h"

// Shorter operands than this are multiplied by the schoolbook method (measured; squares pay later).
#define KARATSUBA_DIGITS 34
#define KARATSUBA_SQUARE_DIGITS 52

// at += factor * digits; returns what goes beyond the last digit. The factor is shifted up, so that the two halves of a
// machine product are what stays in the digit and what is carried.
static uint64_t add_multiple(uint64_t *at, const uint64_t *digits, size_t count, uint64_t factor) {
  uint64_t carry = 0;
  factor <<= 64 - DIGIT_BITS;
  for (size_t j = 0; j < count; j++) {
    UnsignedWide product = (UnsignedWide)factor * digits[j];
    uint64_t sum = ((uint64_t)product >> (64 - DIGIT_BITS)) + at[j] + carry;
    at[j] = sum & DIGIT_MASK;
    carry = (uint64_t)(product >> 64) + (sum >> DIGIT_BITS);
  }
  return carry;
}

// out (a_count + b_count digits) = a * b
static void schoolbook(uint64_t *out, const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count) {
  memset(out, 0, (a_count + b_count) * sizeof *out);
  for (size_t i = 0; i < a_count; i++) out[i + b_count] = add_multiple(out + i, b, b_count, a[i]);
}

// out (2 * count digits) = a * a: the products of different digits once, doubled, and the squares of the digits.
static void schoolbook_square(uint64_t *out, const uint64_t *a, size_t count) {
  memset(out, 0, 2 * count * sizeof *out);
  for (size_t i = 0; i + 1 < count; i++) out[i + count] = add_multiple(out + 2 * i + 1, a + i + 1, count - i - 1, a[i]);
  uint64_t carry = 0;
  for (size_t i = 0; i < count; i++) {
    UnsignedWide square = (UnsignedWide)a[i] * a[i];
    uint64_t low = 2 * out[2 * i] + ((uint64_t)square & DIGIT_MASK) + carry;
    out[2 * i] = low & DIGIT_MASK;
    uint64_t high = 2 * out[2 * i + 1] + (uint64_t)(square >> DIGIT_BITS) + (low >> DIGIT_BITS);
    out[2 * i + 1] = high & DIGIT_MASK;
    carry = high >> DIGIT_BITS;
  }
}

// at += digits; the carry runs on behind the last of them as far as it must.
static void add_at(uint64_t *at, const uint64_t *digits, size_t count) {
  uint64_t carry = 0;
  for (size_t i = 0; i < count; i++) {
    carry += at[i] + digits[i];
    at[i] = carry & DIGIT_MASK;
    carry >>= DIGIT_BITS;
  }
  for (size_t i = count; carry; i++) {
    carry += at[i];
    at[i] = carry & DIGIT_MASK;
    carry >>= DIGIT_BITS;
  }
}

// at -= digits, which is not more than at.
static void subtract_at(uint64_t *at, const uint64_t *digits, size_t count) {
  uint64_t borrow = 0;
  for (size_t i = 0; i < count || borrow; i++) {
    uint64_t digit = at[i] - (i < count ? digits[i] : 0) - borrow;
    at[i] = digit & DIGIT_MASK;
    borrow = digit >> 63;
  }
}

// out (half + 1 digits) = the sum of the lower half and of the rest of a.
static void add_halves(uint64_t *out, const uint64_t *a, size_t count, size_t half) {
  memcpy(out, a, half * sizeof *out);
  out[half] = 0;
  add_at(out, a + half, count - half);
}

// Digits of scratch memory for operands of at most so many digits: 4 * (half + 1) on each level.
static size_t scratch_digits(size_t count) { return 4 * count + 512; }

static void multiply_digits(uint64_t *out, const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count,
                            uint64_t *scratch);

// Products of so many digits take some milliseconds: signals are looked at once for each.
#define POLL_DIGITS 4096
static bool is_interrupted(size_t digits) {
  return digits >= POLL_DIGITS && (vm_exception != EMPTY || signals_interrupt());
}

// b_count <= a_count < 2 * b_count; a == b: a square.
static void karatsuba(uint64_t *out, const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count,
                      uint64_t *scratch) {
  if (is_interrupted(a_count)) return;
  size_t half = (a_count + 1) / 2;
  uint64_t *sums = scratch, *middle = scratch + 2 * (half + 1), *rest = middle + 2 * (half + 1);
  add_halves(sums, a, a_count, half);
  const uint64_t *b_sum = sums;
  if (a != b) {
    add_halves(sums + half + 1, b, b_count, half);
    b_sum = sums + half + 1;
  }
  multiply_digits(middle, sums, half + 1, b_sum, half + 1, rest);
  multiply_digits(out, a, half, b, half, rest);
  multiply_digits(out + 2 * half, a + half, a_count - half, b + half, b_count - half, rest);
  subtract_at(middle, out, 2 * half);
  subtract_at(middle, out + 2 * half, a_count + b_count - 2 * half);
  size_t count = 2 * (half + 1), room = a_count + b_count - half;
  add_at(out + half, middle, count < room ? count : room);
}

// Pieces of a as long as b.
static void multiply_unequal(uint64_t *out, const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count,
                             uint64_t *scratch) {
  memset(out, 0, (a_count + b_count) * sizeof *out);
  for (size_t at = 0; at < a_count && !is_interrupted(a_count); at += b_count) {
    size_t piece = a_count - at < b_count ? a_count - at : b_count;
    multiply_digits(scratch, a + at, piece, b, b_count, scratch + 2 * b_count);
    add_at(out + at, scratch, piece + b_count);
  }
}

static void multiply_digits(uint64_t *out, const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count,
                            uint64_t *scratch) {
  if (a_count < b_count) {
    multiply_digits(out, b, b_count, a, a_count, scratch);
  } else if (a == b && a_count == b_count) {
    if (a_count < KARATSUBA_SQUARE_DIGITS)
      schoolbook_square(out, a, a_count);
    else
      karatsuba(out, a, a_count, b, b_count, scratch);
  } else if (b_count < KARATSUBA_DIGITS) {
    schoolbook(out, b, b_count, a, a_count);
  } else if (a_count >= 2 * b_count - 1) {
    multiply_unequal(out, a, a_count, b, b_count, scratch);
  } else {
    karatsuba(out, a, a_count, b, b_count, scratch);
  }
}

// Most products find their scratch memory here; pages that are never touched cost nothing.
#define SCRATCH_DIGITS 4096
static uint64_t scratch_of_usual_size[SCRATCH_DIGITS];

Value int_multiply(const IntView *a, const IntView *b) {
  const IntView *longer = a->count > b->count ? a : b, *shorter = longer == a ? b : a;
  size_t long_count = (size_t)longer->count, short_count = (size_t)shorter->count;
  bool plain = short_count < KARATSUBA_DIGITS;
  if (!plain && !int_check_bits((long_count + short_count) * DIGIT_BITS)) return EMPTY;
  size_t wanted = plain ? 0 : scratch_digits(long_count) + 2 * short_count;
  uint64_t *scratch = wanted <= SCRATCH_DIGITS ? scratch_of_usual_size : malloc(wanted * sizeof(uint64_t));
  if (!scratch) return raise_memory_error();
  BigInt *result = int_allocate(long_count + short_count);
  if (result) {
    result->negative = a->negative != b->negative;
    multiply_digits(result->digits, longer->digits, long_count, shorter->digits, short_count, scratch);
  }
  if (scratch != scratch_of_usual_size) free(scratch);
  return result && vm_exception == EMPTY ? int_finish(result) : EMPTY;
}
