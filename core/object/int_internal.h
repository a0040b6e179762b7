// What the files of the int type share.
#ifndef MARTLET_INT_INTERNAL_H
#define MARTLET_INT_INTERNAL_H

#include <tommath.h>

#include "core/object/int.h"
#include "core/object/str.h"
#include "core/object/type.h"

#define DIGIT_BITS 60
#define DIGIT_MASK (((uint64_t)1 << DIGIT_BITS) - 1)

typedef __int128 Wide;
typedef unsigned __int128 UnsignedWide;

// Sign and magnitude of any int, without allocating: digits point into the BigInt, or to `small`.
typedef struct IntView {
  const uint64_t *digits;
  int32_t count;
  int32_t negative;
  uint64_t small[2];
} IntView;

// v is an int, a bool or an instance of a subclass of int.
void int_view(Value v, IntView *view);
// Room for count digits, to be filled and finished. NULL with MemoryError.
BigInt *int_allocate(size_t count);
// Drops leading zero digits; a small int when it fits.
Value int_finish(BigInt *big);
Value int_from_digits(const uint64_t *digits, size_t count, bool negative);
Value int_from_wide(Wide wide);
// Bits of the magnitude.
uint64_t int_view_bits(const IntView *view);
// -1, 0, 1: order of magnitudes.
int int_view_compare(const IntView *a, const IntView *b);
// The integer part of a finite d as digits (room for DOUBLE_DIGITS); returns how many.
#define DOUBLE_DIGITS 18
int32_t int_digits_of_double(double d, uint64_t *digits);
// Whether an int of so many bits can exist below the heap limit; false: MemoryError is set.
bool int_check_bits(uint64_t bits);
static inline bool int_is_negative(Value v) {
  IntView view;
  int_view(v, &view);
  return view.negative;
}

// libtommath: a read-only view of an int, and the int that a result holds (which is cleared). err is what the
// libtommath function returned; a failure is a failed malloc: MemoryError.
static inline mp_int int_mp_view(const IntView *view) {
  return (mp_int){view->count, view->count, view->negative ? MP_NEG : MP_ZPOS, (mp_digit *)(uintptr_t)view->digits};
}
Value int_from_mp(mp_int *result, mp_err err);

// int_arithmetic.c, int_multiply.c, int_divide.c, int_bits.c, int_power.c: ints of any size.
Value int_add(const IntView *a, const IntView *b, bool subtract);
Value int_multiply(const IntView *a, const IntView *b);
// Floor division; either result pointer may be NULL. False: raised (also for b == 0).
bool int_divmod(Value a, Value b, Value *quotient, Value *remainder);
Value int_true_divide(Value a, Value b);
Value int_shift_left(Value a, Value count);
Value int_shift_right(Value a, Value count);
Value int_bitwise(BinaryOp op, Value a, Value b);
Value int_power(Value base, Value exponent);
Value int_power_modulo(Value base, Value exponent, Value modulus);
Value int_negate(Value v);
Value int_absolute(Value v);
// An exact int equal to v (v itself unless it is of a subclass or a bool).
Value int_exact(Value v);

// int_text.c. The most digits that decimal conversions may have (sys.set_int_max_str_digits); 0: no limit.
extern int64_t int_max_str_digits;
// Its value at first, and the least that is allowed besides 0.
enum { INT_DIGITS_DEFAULT = 4300, INT_DIGITS_THRESHOLD = 640 };
// int(v, base) of text; `original` appears in the message.
Value int_parse(const char *text, size_t bytes, int base, Value original);

// int_methods.c
extern const NativeDef int_methods[];
extern const GetSetDef int_attributes[];
// round(v, digits)
Value int_round(Value v, Value digits);

#endif
