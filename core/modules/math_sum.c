// Sums and products over iterables, and norms of vectors.
#include <math.h>
#include <stdlib.h>

#include "core/modules/math_internal.h"
#include "core/object/exception.h"
#include "core/object/float.h"
#include "core/object/int.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

// --- fsum: exact, by doubles that do not overlap (Shewchuk 1997)

typedef struct Partials {
  double small[32], *values;
  size_t count, capacity;
  double special;    // sum of the infinities and NaNs
  double infinities; // of the infinities alone
} Partials;

static bool partials_append(Partials *p, double x) {
  if (p->count == p->capacity) {
    double *grown = p->values == p->small ? malloc(2 * p->capacity * sizeof *grown)
                                          : realloc(p->values, 2 * p->capacity * sizeof *grown);
    if (!grown) {
      raise_memory_error();
      return false;
    }
    if (p->values == p->small) memcpy(grown, p->small, sizeof p->small);
    p->values = grown;
    p->capacity *= 2;
  }
  p->values[p->count++] = x;
  return true;
}

static bool partials_add(Partials *p, double x) {
  double added = x;
  size_t kept = 0;
  for (size_t i = 0; i < p->count; i++) {
    double y = p->values[i];
    if (fabs(x) < fabs(y)) {
      double swap = x;
      x = y;
      y = swap;
    }
    double high = x + y, low = y - (high - x);
    if (low != 0) p->values[kept++] = low;
    x = high;
  }
  p->count = kept;
  if (x == 0) return true;
  if (isfinite(x)) return partials_append(p, x);
  if (isfinite(added)) {
    raise(OverflowError, "intermediate overflow in fsum");
    return false;
  }
  if (isinf(added)) p->infinities += added;
  p->special += added;
  p->count = 0;
  return true;
}

// Adds the partials from the largest down; the last step is corrected to round half to even over all that is left.
static double partials_total(const Partials *p) {
  size_t n = p->count;
  if (!n) return 0;
  double high = p->values[--n], low = 0;
  while (n) {
    double x = high, y = p->values[--n];
    high = x + y;
    low = y - (high - x);
    if (low != 0) break;
  }
  if (n && ((low < 0 && p->values[n - 1] < 0) || (low > 0 && p->values[n - 1] > 0))) {
    double y = low * 2, x = high + y;
    if (y == x - high) high = x;
  }
  return high;
}

static Value partials_result(const Partials *p) {
  if (p->special == 0) return from_double(partials_total(p));
  if (isnan(p->infinities)) return raise(ValueError, "-inf + inf in fsum");
  return from_double(p->special);
}

Value math_fsum(Value *args, size_t count) {
  (void)count;
  Partials p = {.capacity = 32};
  p.values = p.small;
  Value iterator = object_iter(args[0]), result = EMPTY, item;
  if (iterator == EMPTY) return EMPTY;
  bool ok = true;
  double x;
  while (ok && (item = object_next(iterator)) != EMPTY) ok = float_argument(item, &x) && partials_add(&p, x);
  if (ok && vm_exception == EMPTY) result = partials_result(&p);
  if (p.values != p.small) free(p.values);
  return result;
}

Value math_prod(Value *args, size_t count) {
  (void)count;
  Value iterator = object_iter(args[0]), item, result = args[1] == EMPTY ? from_small_int(1) : args[1];
  if (iterator == EMPTY) return EMPTY;
  while ((item = object_next(iterator)) != EMPTY) {
    result = object_binary(BINARY_MUL, result, item);
    if (result == EMPTY) return EMPTY;
  }
  return vm_exception != EMPTY ? EMPTY : result;
}

// --- norms

// The root of the sum of squares, in twice the working precision; `largest` is the largest of the magnitudes.
static double norm(const double *values, size_t count, double largest, bool any_nan) {
  if (isinf(largest)) return largest;
  if (any_nan) return NAN;
  if (largest == 0 || count <= 1) return largest;
  int exponent;
  frexp(largest, &exponent);
  double high = 0, low = 0;
  for (size_t i = 0; i < count; i++) {
    double x = ldexp(values[i], -exponent), square = x * x, missing = fma(x, x, -square), sum = high + square;
    double carried = fabs(high) >= square ? square - (sum - high) : high - (sum - square);
    high = sum;
    low += carried + missing;
  }
  double root = sqrt(high + low), square = root * root, missing = fma(root, root, -square);
  root += (((high - square) + low) - missing) / (2 * root);
  return ldexp(root, exponent);
}

#define SMALL_VECTOR 16

static Value norm_of(double *values, size_t count) {
  double largest = 0;
  bool any_nan = false;
  for (size_t i = 0; i < count; i++) {
    values[i] = fabs(values[i]);
    if (isnan(values[i]))
      any_nan = true;
    else if (values[i] > largest)
      largest = values[i];
  }
  return from_double(norm(values, count, largest, any_nan));
}

Value math_hypot(Value *args, size_t count) {
  double small[SMALL_VECTOR], *values = count <= SMALL_VECTOR ? small : malloc(count * sizeof *values);
  if (!values) return raise_memory_error();
  bool ok = true;
  for (size_t i = 0; ok && i < count; i++) ok = float_argument(args[i], &values[i]);
  Value result = ok ? norm_of(values, count) : EMPTY;
  if (values != small) free(values);
  return result;
}

Value math_dist(Value *args, size_t count) {
  (void)count;
  Value p = tuple_from_iterable(args[0]), q = p == EMPTY ? EMPTY : tuple_from_iterable(args[1]);
  if (q == EMPTY) return EMPTY;
  size_t dimensions = to_tuple(p)->length;
  if (dimensions != to_tuple(q)->length)
    return raise(ValueError, "both points must have the same number of dimensions");
  double small[SMALL_VECTOR], *values = dimensions <= SMALL_VECTOR ? small : malloc(dimensions * sizeof *values), a, b;
  if (!values) return raise_memory_error();
  bool ok = true;
  for (size_t i = 0; ok && i < dimensions; i++) {
    ok = float_argument(to_tuple(p)->items[i], &a) && float_argument(to_tuple(q)->items[i], &b);
    if (ok) values[i] = a - b;
  }
  Value result = ok ? norm_of(values, dimensions) : EMPTY;
  if (values != small) free(values);
  return result;
}
