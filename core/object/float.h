// Floats: a double inside the Value. Instances of subclasses of float are FloatObjects. Text conversion is exact and
// gives CPython's shortest repr.
#ifndef MARTLET_FLOAT_H
#define MARTLET_FLOAT_H

#include "core/object/object.h"

typedef struct FloatObject {
  Object header; // a subclass of float
  double value;
} FloatObject;

// True when v is an int, float or a subclass (not __float__); *result is its value. Raises only OverflowError.
bool float_from_number(Value v, double *result);
// As float(v) for C arguments: also __float__ and __index__; TypeError "must be real number, not X".
bool float_argument(Value v, double *result);
// v is a float (or subclass).
double float_value(Value v);
// repr(d): shortest text that reads back; out has room for 32 bytes; returns the length.
size_t float_repr(double d, char *out);
// Python's %, //, ** and divmod on doubles; b != 0 for the first two.
double float_mod(double a, double b);
double float_floor_div(double a, double b);
int64_t float_hash(double d);
void float_init(void);

#endif
