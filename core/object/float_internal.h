// What the files of the float type share.
#ifndef MARTLET_FLOAT_INTERNAL_H
#define MARTLET_FLOAT_INTERNAL_H

#include "core/object/float.h"
#include "core/object/function.h"
#include "core/object/type.h"

// x ** y with CPython's results and exceptions; a complex for a negative x and a fractional y.
Value float_power(double x, double y);

// float_text.c. The shortest digits that read back as d (finite, positive): writes them without leading or trailing
// zeros to `digits` (room for 18) and returns how many; the value is 0.d1d2d3… * 10^*point.
int float_shortest(double d, char *digits, int *point);
// Reads all of the text as float() does, but only ASCII, without blanks around; false: malformed.
bool float_parse(const char *text, size_t size, double *result);
// round(d, digits) to nearest even, exact.
Value float_round(double d, Value digits);

// float_methods.c
extern const NativeDef float_methods[];
extern const GetSetDef float_attributes[];

#endif
