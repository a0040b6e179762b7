// Ints. Small ones (51 bits) are in the Value; others are BigInt objects holding libtommath digits inline: sign and
// magnitude, least significant digit first, no leading zero digits. A BigInt never holds a value that fits a small int,
// so equality of small ints is equality of Values and every int has one representation.
#ifndef MARTLET_INT_H
#define MARTLET_INT_H

#include "core/object/object.h"

typedef struct BigInt {
  Object header;     // SHAPE_INT (or a subclass of int, where small values occur too)
  int32_t count;     // digits in use
  int32_t negative;  // 1 or 0
  uint64_t digits[]; // 60 bits each (libtommath's MP_60BIT)
} BigInt;

// Any int64_t as an int.
Value int_from_i64(int64_t i);
Value int_from_u64(uint64_t u);
// Truncates towards zero; OverflowError/ValueError with CPython's messages for infinity and NaN.
Value int_from_double(double d);
// From digits in base 2..36 (or 0: by prefix), as int(text, base); EMPTY with ValueError for bad text.
Value int_from_text(const char *text, size_t bytes, int base);
// True when v is an int (bool and subclasses included) that fits int64_t; sets no exception.
bool int_to_i64(Value v, int64_t *result);
// The index protocol (__index__) to an int64_t. Raises TypeError as CPython, or `overflow` (a message for an
// IndexError/OverflowError; NULL: clamp to INT64_MIN/MAX) when too large.
bool int_index_i64(Value v, int64_t *result, const char *overflow);
// v must be an int. The nearest double; false with OverflowError when out of range.
bool int_to_double(Value v, double *result);
// The text of an int in base 2..36 without prefix, as a str.
Value int_to_text(Value v, int base);
// Full-range arithmetic on ints, for the interpreter's slow paths: both operands are ints of any size.
Value int_binary(BinaryOp op, Value a, Value b);
// -1, 0, 1: order of two ints of any size.
int int_compare(Value a, Value b);
// Order of an int and a double, exact: -1, 0, 1; 2 when d is NaN.
int int_compare_double(Value a, double d);
int64_t int_hash(Value v);
// Python's floor division and modulo on machine ints; b != 0, and not INT64_MIN / -1.
static inline int64_t floor_div_i64(int64_t a, int64_t b) {
  int64_t q = a / b;
  return q - ((a % b != 0) & ((a ^ b) < 0));
}
static inline int64_t floor_mod_i64(int64_t a, int64_t b) {
  int64_t r = a % b;
  return r != 0 && ((r ^ b) < 0) ? r + b : r;
}
void int_init(void);

#endif
