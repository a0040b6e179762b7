// list_sort on random, sorted, reversed, saw-toothed and nearly sorted inputs: order, stability, every kind of key, and
// a key function or comparison that raises.
#include <stdio.h>

#include "core/object/function.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static int failures;
#define CHECK(condition) \
  do { \
    if (!(condition) && failures++ < 20) fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
  } while (0)

static uint64_t random_state = 88172645463325252u;
static uint64_t next_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state;
}

typedef enum Kind { INTS, FLOATS, STRS, MIXED, KEYED, KIND_COUNT } Kind;

// Element i of n in one of six patterns.
static int64_t pattern(unsigned kind, size_t i, size_t n) {
  switch (kind) {
  case 0: return (int64_t)(next_random() % 1000);
  case 1: return (int64_t)i;
  case 2: return (int64_t)(n - i);
  case 3: return (int64_t)(i % 50);
  case 4: return (int64_t)(i / 10 + next_random() % 3);
  default: return (int64_t)(next_random() % 4);
  }
}

static Value element(Kind kind, int64_t order, size_t i) {
  char text[16];
  switch (kind) {
  case INTS: return from_small_int(order - 500);
  case FLOATS: return from_double((double)order * 0.5);
  case STRS: snprintf(text, sizeof text, "%05d", (int)order); return str_from_c(text);
  case MIXED: return i % 2 ? from_small_int(order) : from_double((double)order);
  default: return from_small_int(order << 16 | (int64_t)i); // the low bits tell where it was
  }
}

static Value high_bits(Value *args, size_t count) {
  (void)count;
  return from_small_int(to_small_int(args[0]) >> 16);
}

static Value fail_at_random(Value *args, size_t count) {
  (void)count;
  return next_random() % 50 == 0 ? raise(ValueError, "no key") : args[0];
}

static void check(Kind kind, Value list, bool reverse) {
  const Value *items = to_list(list)->storage->items;
  for (size_t i = 1; i < to_list(list)->length; i++) {
    Value a = items[i - 1], b = items[i];
    if (kind == KEYED) {
      int64_t key_a = to_small_int(a) >> 16, key_b = to_small_int(b) >> 16;
      CHECK(reverse ? key_a >= key_b : key_a <= key_b);
      CHECK(key_a != key_b || (to_small_int(a) & 0xFFFF) < (to_small_int(b) & 0xFFFF));
    } else {
      CHECK(object_compare(a, b, reverse ? COMPARE_GE : COMPARE_LE) == TRUE_VALUE);
    }
  }
}

static int64_t sum_of(Value list) {
  int64_t sum = 0;
  for (size_t i = 0; i < to_list(list)->length; i++) sum += to_small_int(to_list(list)->storage->items[i]);
  return sum;
}

int main(void) {
  int base;
  vm_init(&base);
  static const NativeDef key_def = {.name = "key", .signature = "x, /", .fn = high_bits};
  static const NativeDef failing_def = {.name = "key", .signature = "x, /", .fn = fail_at_random};
  Value key = native_new(&key_def, NULL, EMPTY, NONE), failing = native_new(&failing_def, NULL, EMPTY, NONE);
  for (unsigned round = 0; round < 3000; round++) {
    size_t n = next_random() % (round % 10 == 0 ? 3000 : 100);
    Kind kind = round % KIND_COUNT;
    unsigned shape = next_random() % 6;
    bool reverse = next_random() % 2;
    Value list = list_new(n);
    for (size_t i = 0; i < n; i++) to_list(list)->storage->items[i] = element(kind, pattern(shape, i, n), i);
    CHECK(list_sort(list, kind == KEYED ? key : EMPTY, reverse));
    CHECK(to_list(list)->length == n);
    check(kind, list, reverse);
    if (kind != INTS) continue;
    int64_t sum = sum_of(list);
    if (!list_sort(list, failing, reverse)) {
      CHECK(exception_matches(EXCEPTION_ValueError));
      exception_clear();
    }
    CHECK(sum_of(list) == sum && to_list(list)->length == n);
  }
  return failures != 0;
}
