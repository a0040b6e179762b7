// Elementary functions whose results are the nearest double in all but about one case of ten thousand. The C library's
// are off by one in the last place for some percent of arguments, and differently so on each system; CPython's results
// on Linux come from a library that is as good as these.
#ifndef MARTLET_MATH_ACCURATE_H
#define MARTLET_MATH_ACCURATE_H

double accurate_sin(double x);
double accurate_cos(double x);
double accurate_tan(double x);
double accurate_asin(double x);
double accurate_acos(double x);
double accurate_atan(double x);
double accurate_atan2(double y, double x);
double accurate_sinh(double x);
double accurate_cosh(double x);
double accurate_tanh(double x);
double accurate_log10(double x);

#endif
