// Complex numbers: two doubles on the heap.
#ifndef MARTLET_COMPLEX_H
#define MARTLET_COMPLEX_H

#include "core/object/object.h"

typedef struct Complex {
  Object header; // SHAPE_COMPLEX or a subclass, HEAP_LEAF
  double real, imaginary;
} Complex;

Value complex_new(double real, double imaginary);
// x ** y as a complex.
Value complex_power_of_doubles(double x, double y);
void complex_init(void);

#endif
