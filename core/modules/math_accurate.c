// The sine and cosine are computed as the unevaluated sum of two doubles from a table of 33 angles; the inverse
// functions take the C library's result and correct it by one step of Newton's method with them.
#include "core/modules/math_accurate.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// high + low, |low| at most half a unit in the last place of high
typedef struct Double2 {
  double high, low;
} Double2;

static Double2 sum(double a, double b) {
  double high = a + b, part = high - a;
  return (Double2){high, (a - (high - part)) + (b - part)};
}

// |a| >= |b|
static Double2 fast_sum(double a, double b) {
  double high = a + b;
  return (Double2){high, b - (high - a)};
}

// The upper 26 bits.
static double upper_half(double a) {
  double scaled = a * 134217729.0; // 2^27 + 1
  return scaled - (scaled - a);
}

static Double2 product(double a, double b) {
  double high = a * b, ah = upper_half(a), bh = upper_half(b), al = a - ah, bl = b - bh;
  return (Double2){high, ((ah * bh - high) + ah * bl + al * bh) + al * bl};
}

static Double2 multiply(Double2 a, Double2 b) {
  Double2 p = product(a.high, b.high);
  return fast_sum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

static Double2 add(Double2 a, Double2 b) {
  Double2 s = sum(a.high, b.high);
  return fast_sum(s.high, s.low + (a.low + b.low));
}

// pi / 128 in three parts; the first two have 33 bits, so that their products with ints up to 2^20 are exact.
#define ANGLE_1 0x1.921fb5440p-6
#define ANGLE_2 0x1.0b4611a60p-40
#define ANGLE_3 0x1.3198a2e037073p-75
#define ANGLES_PER_RADIAN 0x1.45f306dc9c883p+5
// Larger arguments are left to the C library.
#define REDUCIBLE 25000.0

#define ANGLES 33
static struct {
  Double2 sine, cosine;
} table[ANGLES];
static bool table_is_made;

// Sine and cosine of angle number i, |angle| <= pi/4, by their series.
static void make_entry(int i) {
  Double2 angle = add((Double2){ANGLE_1 * i, ANGLE_2 * i}, (Double2){ANGLE_3 * i, 0}), term = {1, 0};
  Double2 parts[2] = {{1, 0}, {0, 0}};
  for (int n = 1; n < 28; n++) {
    term = multiply(term, angle);
    // term / n: one step of long division
    double quotient = term.high / n;
    Double2 back = product(quotient, n);
    term = fast_sum(quotient, ((term.high - back.high) - back.low + term.low) / n);
    Double2 signed_term = n & 2 ? (Double2){-term.high, -term.low} : term;
    parts[n & 1] = add(parts[n & 1], signed_term);
  }
  table[i].cosine = parts[0];
  table[i].sine = parts[1];
}

static Double2 negated_if(Double2 a, bool negate) { return negate ? (Double2){-a.high, -a.low} : a; }

// a.high + a.low + b * r for table entries a and b, r the rest of the angle: its sine is r.high + sine_low, its cosine
// is 1 + cosine_minus_1.
static Double2 rotate(Double2 a, Double2 b, Double2 r, double sine_low, double cosine_minus_1) {
  Double2 p = product(b.high, r.high), s = sum(a.high, p.high);
  return fast_sum(s.high, s.low + p.low + (a.low + a.high * cosine_minus_1 + b.high * sine_low + b.low * r.high));
}

// |x| <= REDUCIBLE
static void sine_and_cosine(double x, Double2 *sine, Double2 *cosine) {
  if (!table_is_made) {
    for (int i = 0; i < ANGLES; i++) make_entry(i);
    table_is_made = true;
  }
  double n = rint(x * ANGLES_PER_RADIAN);
  Double2 r = sum(x - n * ANGLE_1, -(n * ANGLE_2));
  r = fast_sum(r.high, r.low - n * ANGLE_3);
  // The angle is quarter * pi/2 + i * pi/128 + r with |i| <= 32.
  int number = (int)n, quarter = (number + 32) >> 6, i = number - quarter * 64;
  double square = r.high * r.high;
  double sine_low = r.low + r.high * square * (-1.0 / 6 + square * (1.0 / 120 - square * (1.0 / 5040)));
  double cosine_minus_1 = square * (-0.5 + square * (1.0 / 24 - square * (1.0 / 720))) - r.high * r.low;
  Double2 table_cosine = table[i < 0 ? -i : i].cosine, table_sine = negated_if(table[i < 0 ? -i : i].sine, i < 0);
  Double2 s = rotate(table_sine, table_cosine, r, sine_low, cosine_minus_1);
  Double2 c = rotate(table_cosine, negated_if(table_sine, true), r, sine_low, cosine_minus_1);
  bool swap = quarter & 1;
  *sine = negated_if(swap ? c : s, quarter & 2);
  *cosine = negated_if(swap ? s : c, (quarter + 1) & 2);
}

static bool is_reducible(double x) { return fabs(x) <= REDUCIBLE && fabs(x) > 1e-7; }

double accurate_sin(double x) {
  Double2 s, c;
  if (!is_reducible(x)) return sin(x);
  sine_and_cosine(x, &s, &c);
  return s.high + s.low;
}

double accurate_cos(double x) {
  Double2 s, c;
  if (!is_reducible(x)) return cos(x);
  sine_and_cosine(x, &s, &c);
  return c.high + c.low;
}

double accurate_tan(double x) {
  Double2 s, c;
  if (!is_reducible(x)) return tan(x);
  sine_and_cosine(x, &s, &c);
  double quotient = s.high / c.high;
  Double2 back = product(quotient, c.high);
  return quotient + (((s.high - back.high) - back.low) + s.low - quotient * c.low) / c.high;
}

// --- inverse functions: near is within some units in the last place of the result

double accurate_asin(double x) {
  double near = asin(x);
  Double2 s, c;
  if (!is_reducible(near) || fabs(x) >= 1) return near;
  sine_and_cosine(near, &s, &c);
  return near + ((x - s.high) - s.low) / c.high;
}

double accurate_acos(double x) {
  double near = acos(x);
  Double2 s, c;
  if (!is_reducible(near) || fabs(x) >= 1) return near;
  sine_and_cosine(near, &s, &c);
  return near + ((c.high - x) + c.low) / s.high;
}

// The angle of the point (x, y), whose coordinates are neither very large nor very small.
static double improved_angle(double near, double y, double x) {
  Double2 s, c;
  sine_and_cosine(near, &s, &c);
  Double2 left = product(y, c.high), right = product(x, s.high);
  double difference = (left.high - right.high) + ((left.low - right.low) + (y * c.low - x * s.low));
  return near + difference / (x * c.high + y * s.high);
}

double accurate_atan(double x) {
  double near = atan(x);
  return fabs(x) > 1e-7 && fabs(x) < 1e8 ? improved_angle(near, x, 1) : near;
}

static bool is_moderate(double x) { return fabs(x) > 1e-100 && fabs(x) < 1e100; }

double accurate_atan2(double y, double x) {
  double near = atan2(y, x);
  return is_moderate(x) && is_moderate(y) && is_reducible(near) ? improved_angle(near, y, x) : near;
}

// --- functions of exp and log, which the C library has right: the classical formulas

double accurate_sinh(double x) {
  double size = fabs(x), half = x < 0 ? -0.5 : 0.5;
  if (size < 0x1p-28 || !(size < 22)) return sinh(x);
  double t = expm1(size);
  return size < 1 ? half * (2 * t - t * t / (t + 1)) : half * (t + t / (t + 1));
}

double accurate_cosh(double x) {
  double size = fabs(x);
  if (!(size < 22)) return cosh(x);
  if (size >= 0.34657359027997264) { // ln(2) / 2
    double t = exp(size);
    return 0.5 * t + 0.5 / t;
  }
  double t = expm1(size), w = 1 + t;
  return size < 0x1p-55 ? w : 1 + t * t / (w + w);
}

double accurate_tanh(double x) {
  double size = fabs(x), result;
  if (!(size < 22) || size < 0x1p-55) return tanh(x);
  if (size >= 1) {
    result = 1 - 2 / (expm1(2 * size) + 2);
  } else {
    double t = expm1(-2 * size);
    result = -t / (t + 2);
  }
  return x < 0 ? -result : result;
}

double accurate_log10(double x) {
  if (!(x >= 0x1p-1022) || isinf(x)) return log10(x);
  // x = 2^k * m; the exponent is taken such that the two terms do not cancel
  int k = ilogb(x);
  double y = k < 0 ? k + 1 : k, m = ldexp(x, k < 0 ? -k - 1 : -k);
  const double two_high = 3.01029995663611771306e-01, two_low = 3.69423907715893078616e-13; // log10(2)
  return (y * two_low + 4.34294481903251816668e-01 * log(m)) + y * two_high;
}
