// Doubles with a fixed number of decimals, for the sizes that programs print most: exact, in 128-bit arithmetic.
#ifndef MARTLET_FIXED_DECIMAL_H
#define MARTLET_FIXED_DECIMAL_H

#include <stddef.h>

#define FIXED_DECIMAL_BYTES 48

// What printf("%.*f", precision, d) writes, into out (FIXED_DECIMAL_BYTES, ends with a NUL); the length, or 0 when d or
// precision is too large for this way.
size_t fixed_decimal(double d, int precision, char *out);

#endif
