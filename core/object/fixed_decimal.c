#include "core/object/fixed_decimal.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { MANTISSA_BITS = 52, EXPONENT_BIAS = 1075, MOST_DECIMALS = 17, MOST_SHIFT = 120 };
__extension__ typedef unsigned __int128 Wide;

static const uint64_t powers_of_ten[MOST_DECIMALS + 1] = {1u,
                                                          10u,
                                                          100u,
                                                          1000u,
                                                          10000u,
                                                          100000u,
                                                          1000000u,
                                                          10000000u,
                                                          100000000u,
                                                          1000000000u,
                                                          10000000000u,
                                                          100000000000u,
                                                          1000000000000u,
                                                          10000000000000u,
                                                          100000000000000u,
                                                          1000000000000000u,
                                                          10000000000000000u,
                                                          100000000000000000u};

// mantissa * 2^exponent * 10^precision, rounded half to even. False: it does not fit.
static bool scaled(uint64_t mantissa, int exponent, int precision, uint64_t *result) {
  Wide product = (Wide)mantissa * powers_of_ten[precision];
  if (exponent >= 0) {
    if (exponent > 10) return false;
    product <<= exponent;
  } else {
    int shift = -exponent;
    if (shift > MOST_SHIFT) return false;
    Wide rest = product & (((Wide)1 << shift) - 1), half = (Wide)1 << (shift - 1);
    product >>= shift;
    if (rest > half || (rest == half && (product & 1))) product++;
  }
  *result = (uint64_t)product;
  return product <= UINT64_MAX;
}

size_t fixed_decimal(double d, int precision, char *out) {
  uint64_t bits, number;
  memcpy(&bits, &d, sizeof bits);
  int exponent = (int)(bits >> MANTISSA_BITS & 0x7FF);
  uint64_t mantissa = bits & (((uint64_t)1 << MANTISSA_BITS) - 1);
  if (exponent == 0x7FF || precision > MOST_DECIMALS) return 0;
  if (exponent == 0)
    exponent = 1;
  else
    mantissa |= (uint64_t)1 << MANTISSA_BITS;
  if (mantissa == 0)
    number = 0;
  else if (!scaled(mantissa, exponent - EXPONENT_BIAS, precision, &number))
    return 0;
  char text[FIXED_DECIMAL_BYTES], *at = text + sizeof text;
  *--at = 0;
  for (int i = 0; i < precision; i++, number /= 10) *--at = (char)('0' + number % 10);
  if (precision > 0) *--at = '.';
  do *--at = (char)('0' + number % 10);
  while (number /= 10);
  if (bits >> 63) *--at = '-';
  size_t size = (size_t)(text + sizeof text - at);
  memcpy(out, at, size);
  return size - 1;
}
