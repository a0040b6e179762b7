// Half precision floats (IEEE 754 binary16): one sign bit, 5 of exponent, 10 of fraction.
#ifndef MARTLET_STRUCT_HALF_H
#define MARTLET_STRUCT_HALF_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

static inline double half_to_double(uint16_t half) {
  int exponent = half >> 10 & 31;
  double fraction = half & 1023, value;
  if (exponent == 31)
    value = fraction != 0 ? (double)NAN : (double)INFINITY;
  else if (exponent == 0)
    value = ldexp(fraction, -24);
  else
    value = ldexp(fraction + 1024, exponent - 25);
  return half & 0x8000 ? -value : value;
}

// Rounds to nearest, ties to even. False: too large.
static inline bool half_from_double(double number, uint16_t *half) {
  uint16_t sign = signbit(number) ? 0x8000 : 0;
  number = fabs(number);
  if (isnan(number)) return *half = sign | 0x7E00, true;
  if (isinf(number)) return *half = sign | 0x7C00, true;
  if (number == 0) return *half = sign, true;
  int exponent;
  frexp(number, &exponent); // number is in [2^(exponent - 1), 2^exponent)
  if (exponent < -13) exponent = -13;
  // In units of the last place; rint rounds ties to even.
  double units = rint(ldexp(number, 11 - exponent));
  uint32_t bits = (uint32_t)units + ((uint32_t)(exponent + 13) << 10);
  if (bits >= 0x7C00) return false;
  *half = (uint16_t)(sign | bits);
  return true;
}

#endif
