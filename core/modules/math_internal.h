// What the files of the math module share. Each part has its table of functions; math.c puts them together.
#ifndef MARTLET_MATH_INTERNAL_H
#define MARTLET_MATH_INTERNAL_H

#include "core/object/function.h"

// Functions of doubles are in math.c itself.
#define MATH_INTEGER_FUNCTIONS(X) X(gcd) X(lcm) X(isqrt) X(factorial) X(comb) X(perm)
#define MATH_SUM_FUNCTIONS(X) X(fsum) X(prod) X(hypot) X(dist)

#define X(name) Value math_##name(Value *args, size_t count);
MATH_INTEGER_FUNCTIONS(X)
MATH_SUM_FUNCTIONS(X)
#undef X

#endif
