// Floats to text and back, and decimal rounding. All of it exact.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/object/exception.h"
#include "core/object/float_internal.h"
#include "core/object/int_internal.h"

// Powers of ten that a double holds exactly.
#define EXACT_POWERS 23
static const double powers_of_ten[EXACT_POWERS] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
#define TWO_TO_52 4503599627370496.0

// --- shortest digits: big naturals for the general case

// Room for 2^1076 * 10^2 and what is added to it.
#define LIMBS 40
typedef struct Natural {
  int count;
  uint32_t limbs[LIMBS];
} Natural;

static void natural_multiply(Natural *n, uint32_t factor) {
  uint64_t carry = 0;
  for (int i = 0; i < n->count; i++) {
    carry += (uint64_t)n->limbs[i] * factor;
    n->limbs[i] = (uint32_t)carry;
    carry >>= 32;
  }
  if (carry) n->limbs[n->count++] = (uint32_t)carry;
}

static void natural_multiply_power_of_ten(Natural *n, int power) {
  for (; power >= 9; power -= 9) natural_multiply(n, 1000000000u);
  if (power) natural_multiply(n, (uint32_t)powers_of_ten[power]);
}

static Natural natural_shifted(uint64_t value, int shift) {
  Natural n = {.count = shift / 32 + 3};
  unsigned __int128 wide = (unsigned __int128)value << shift % 32;
  for (int i = 0; i < 3; i++) n.limbs[shift / 32 + i] = (uint32_t)(wide >> 32 * i);
  while (n.count && n.limbs[n.count - 1] == 0) n.count--;
  return n;
}

static int natural_compare(const Natural *a, const Natural *b) {
  if (a->count != b->count) return a->count < b->count ? -1 : 1;
  for (int i = a->count; i-- > 0;) {
    if (a->limbs[i] != b->limbs[i]) return a->limbs[i] < b->limbs[i] ? -1 : 1;
  }
  return 0;
}

// a + b compared with c
static int natural_compare_sum(const Natural *a, const Natural *b, const Natural *c) {
  Natural sum = {0};
  uint64_t carry = 0;
  int count = a->count > b->count ? a->count : b->count;
  for (int i = 0; i < count; i++) {
    carry += (uint64_t)(i < a->count ? a->limbs[i] : 0) + (i < b->count ? b->limbs[i] : 0);
    sum.limbs[i] = (uint32_t)carry;
    carry >>= 32;
  }
  sum.count = count;
  if (carry) sum.limbs[sum.count++] = (uint32_t)carry;
  return natural_compare(&sum, c);
}

static void natural_subtract(Natural *a, const Natural *b) {
  uint64_t borrow = 0;
  for (int i = 0; i < a->count; i++) {
    uint64_t limb = (uint64_t)a->limbs[i] - (i < b->count ? b->limbs[i] : 0) - borrow;
    a->limbs[i] = (uint32_t)limb;
    borrow = limb >> 63;
  }
  while (a->count && a->limbs[a->count - 1] == 0) a->count--;
}

// The state of digit generation: the value is rest / scale; readers accept what lies within below and above of it.
typedef struct Generator {
  Natural rest, scale, below, above;
  bool even;
} Generator;

static Generator generator_of(double d) {
  int exponent;
  uint64_t mantissa = (uint64_t)ldexp(frexp(d, &exponent), 53);
  exponent -= 53;
  if (exponent < -1074) {
    mantissa >>= -1074 - exponent;
    exponent = -1074;
  }
  // Below a power of two the doubles are twice as dense.
  int uneven = mantissa == (uint64_t)1 << 52 && exponent > -1074;
  int up = exponent > 0 ? exponent : 0, down = exponent < 0 ? -exponent : 0;
  return (Generator){natural_shifted(mantissa, up + 1 + uneven), natural_shifted(1, down + 1 + uneven),
                     natural_shifted(1, up), natural_shifted(1, up + uneven), (mantissa & 1) == 0};
}

static bool reaches_scale(const Generator *g) {
  int order = natural_compare_sum(&g->rest, &g->above, &g->scale);
  return order > 0 || (order == 0 && g->even);
}

static void times_ten(Generator *g) {
  natural_multiply(&g->rest, 10);
  natural_multiply(&g->below, 10);
  natural_multiply(&g->above, 10);
}

// Free-format digit generation (Steele and White; Burger and Dybvig).
static int generate_digits(double d, char *digits, int *point) {
  Generator g = generator_of(d);
  int power = (int)ceil(log10(d) - 1e-10);
  if (power >= 0) {
    natural_multiply_power_of_ten(&g.scale, power);
  } else {
    natural_multiply_power_of_ten(&g.rest, -power);
    natural_multiply_power_of_ten(&g.below, -power);
    natural_multiply_power_of_ten(&g.above, -power);
  }
  if (reaches_scale(&g))
    power++;
  else
    times_ten(&g);
  *point = power;
  for (int count = 0;; times_ten(&g)) {
    char digit = '0';
    for (; natural_compare(&g.rest, &g.scale) >= 0; digit++) natural_subtract(&g.rest, &g.scale);
    int order = natural_compare(&g.rest, &g.below);
    bool low = order < 0 || (order == 0 && g.even), high = reaches_scale(&g);
    if (low && high) {
      order = natural_compare_sum(&g.rest, &g.rest, &g.scale);
      high = order > 0 || (order == 0 && (digit & 1));
    }
    digits[count++] = (char)(digit + high);
    if (low || high) return count;
  }
}

static int put_digits(uint64_t u, char *digits) {
  char reversed[20];
  int count = 0, size = 0;
  do reversed[count++] = (char)('0' + u % 10);
  while (u /= 10);
  while (count) digits[size++] = reversed[--count];
  return size;
}

// At most 15 digits: if such a decimal reads back as d, it is the shortest one and there is no other. m / 10^k with
// m < 2^53 and k <= 22 is one correctly rounded operation on exact operands, so it is what reading the text gives.
static int few_digits(double d, char *digits, int *point) {
  if (d < 1e-7 || d >= 1e15) return 0;
  int decimals = 14 - (int)floor(log10(d));
  if (decimals < 0 || decimals >= EXACT_POWERS) return 0;
  double scaled = rint(d * powers_of_ten[decimals]);
  if (scaled >= 1e15 || scaled / powers_of_ten[decimals] != d) return 0;
  int count = put_digits((uint64_t)scaled, digits);
  *point = count - decimals;
  // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): there are digits
  while (digits[count - 1] == '0') count--;
  return count;
}

int float_shortest(double d, char *digits, int *point) {
  int count = few_digits(d, digits, point);
  return count ? count : generate_digits(d, digits, point);
}

static size_t put_exponent(int exponent, char *out) {
  return (size_t)sprintf(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}

size_t float_repr(double d, char *out) {
  char digits[20], *at = out;
  int point;
  if (isnan(d)) return (size_t)sprintf(out, "nan");
  if (signbit(d)) *at++ = '-';
  if (isinf(d)) return (size_t)(at - out) + (size_t)sprintf(at, "inf");
  if (d == 0) return (size_t)(at - out) + (size_t)sprintf(at, "0.0");
  int count = float_shortest(fabs(d), digits, &point);
  if (point <= -4 || point > 16) {
    *at++ = digits[0];
    if (count > 1) *at++ = '.';
    memcpy(at, digits + 1, (size_t)count - 1);
    at += count - 1;
    return (size_t)(at - out) + put_exponent(point - 1, at);
  }
  if (point <= 0) {
    *at++ = '0';
    *at++ = '.';
    for (int i = point; i < 0; i++) *at++ = '0';
  }
  for (int i = 0; i < count || i <= point; i++) {
    if (i == point && i > 0) *at++ = '.';
    *at++ = i < count ? digits[i] : '0';
  }
  return (size_t)(at - out);
}

// --- reading

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool equals_ignoring_case(const char *text, size_t size, const char *word) {
  if (size != strlen(word)) return false;
  for (size_t i = 0; i < size; i++) {
    if ((text[i] | 0x20) != word[i]) return false;
  }
  return true;
}

// Moves digits, with single underscores between them, from *at to *out. False: a misplaced underscore.
static bool copy_digits(const char **at, const char *end, char **out) {
  for (; *at < end && (is_digit(**at) || **at == '_'); ++*at) {
    if (is_digit(**at))
      *(*out)++ = **at;
    else if (!is_digit((*at)[-1]) || *at + 1 == end || !is_digit((*at)[1]))
      return false;
  }
  return true;
}

// Copies the text without underscores, checking the grammar.
static bool copy_number(const char *at, const char *end, char *out) {
  char *start = out;
  if (at < end && *at == '_') return false;
  if (!copy_digits(&at, end, &out)) return false;
  size_t digits = (size_t)(out - start);
  if (at < end && *at == '.') {
    *out++ = *at++;
    start = out;
    if (at < end && *at == '_') return false;
    if (!copy_digits(&at, end, &out)) return false;
    digits += (size_t)(out - start);
  }
  if (!digits) return false;
  if (at < end && (*at | 0x20) == 'e') {
    *out++ = *at++;
    if (at < end && (*at == '+' || *at == '-')) *out++ = *at++;
    if (at == end || !is_digit(*at) || !copy_digits(&at, end, &out)) return false;
  }
  *out = 0;
  return at == end;
}

// The value of checked text with few digits: a quotient or product of two exact doubles is rounded once, as it should
// be.
static bool read_short(const char *text, double *result) {
  uint64_t mantissa = 0;
  int exponent = 0, digits = 0;
  bool fraction = false;
  for (; is_digit(*text) || *text == '.'; text++) {
    if (*text == '.') {
      fraction = true;
      continue;
    }
    if (++digits > 15) return false;
    mantissa = mantissa * 10 + (uint64_t)(*text - '0');
    exponent -= fraction;
  }
  if (*text) { // e
    long given = strtol(text + 1, NULL, 10);
    if (given < -50 || given > 50) return false;
    exponent += (int)given;
  }
  if (exponent <= -EXACT_POWERS || exponent >= EXACT_POWERS) return false;
  *result = exponent < 0 ? (double)mantissa / powers_of_ten[-exponent] : (double)mantissa * powers_of_ten[exponent];
  return true;
}

bool float_parse(const char *text, size_t size, double *result) {
  const char *at = text, *end = text + size;
  bool negative = at < end && *at == '-';
  if (at < end && (*at == '+' || *at == '-')) at++;
  size_t left = (size_t)(end - at);
  double magnitude = 0;
  if (equals_ignoring_case(at, left, "inf") || equals_ignoring_case(at, left, "infinity")) {
    magnitude = HUGE_VAL;
  } else if (equals_ignoring_case(at, left, "nan")) {
    magnitude = NAN;
  } else {
    char small[64], *copy = left < sizeof small ? small : malloc(left + 1);
    if (!copy) return false;
    bool ok = copy_number(at, end, copy);
    if (ok && !read_short(copy, &magnitude)) magnitude = strtod(copy, NULL);
    if (copy != small) free(copy);
    if (!ok) return false;
  }
  *result = negative ? -magnitude : magnitude;
  return true;
}

// --- round(d, digits)

// Rounds the exact quotient or product that `scaled` is the double nearest to; error has the sign of what is missing.
static double round_scaled(double scaled, double error) {
  double rounded = rint(scaled), difference = scaled - rounded;
  if (fabs(difference) != 0.5 || error == 0) return rounded;
  return difference > 0 ? (error > 0 ? rounded + 1 : rounded) : (error < 0 ? rounded - 1 : rounded);
}

static double round_by_text(double d, int digits) {
  // 309 digits before the point, at most 323 behind it.
  char text[700];
  snprintf(text, sizeof text, "%.*f", digits, d);
  return strtod(text, NULL);
}

static Value round_to_tens(double d, int64_t places) {
  if (places > 310) return from_double(copysign(0, d));
  if (fabs(d) < TWO_TO_52) {
    if (places >= EXACT_POWERS) return from_double(copysign(0, d));
    double unit = powers_of_ten[places], scaled = d / unit;
    return from_double(copysign(round_scaled(scaled, fma(-scaled, unit, d) / unit) * unit, d));
  }
  double result;
  Value whole = int_from_double(d), rounded = whole == EMPTY ? EMPTY : int_round(whole, from_small_int(-places));
  if (rounded == EMPTY) return EMPTY;
  IntView view;
  int_view(rounded, &view);
  if (int_view_bits(&view) > 1024) return raise(OverflowError, "rounded value too large to represent");
  if (int_to_double(rounded, &result)) return from_double(result);
  exception_clear();
  return raise(OverflowError, "rounded value too large to represent");
}

Value float_round(double d, Value digits) {
  int64_t places;
  if (!int_index_i64(digits, &places, NULL)) return EMPTY;
  if (!isfinite(d) || d == 0 || places > 323) return from_double(d);
  if (places < 0) return round_to_tens(d, places == INT64_MIN ? INT64_MAX : -places);
  if (places < EXACT_POWERS) {
    double unit = powers_of_ten[places], scaled = d * unit;
    if (fabs(scaled) < TWO_TO_52) return from_double(copysign(round_scaled(scaled, fma(d, unit, -scaled)) / unit, d));
  }
  return from_double(round_by_text(d, (int)places));
}
