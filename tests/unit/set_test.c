// Sets against a plain model, and the laws of their algebra.
#include <stdio.h>

#include "core/object/list.h"
#include "core/object/set.h"
#include "core/vm/vm.h"

#define ITEMS 500

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

static Value set_of(const bool *members) {
  Value set = set_new();
  for (int i = 0; i < ITEMS; i++)
    if (members[i]) CHECK(set_add(set, from_small_int((int64_t)i << (i % 3 * 16))));
  return set;
}

static bool has(Value set, int i) { return set_contains(set, from_small_int((int64_t)i << (i % 3 * 16))) == 1; }

static void random_operations(int items, int steps) {
  static bool members[ITEMS];
  memset(members, 0, sizeof members);
  Value set = set_new();
  uint32_t live = 0;
  for (int step = 0; step < steps; step++) {
    int i = (int)(next_random() % (unsigned)items);
    Value item = from_small_int((int64_t)i << (i % 3 * 16));
    if (next_random() % 8 < (step / 2048 % 2 ? 2u : 5u)) {
      CHECK(set_add(set, item));
      live += !members[i];
      members[i] = true;
    } else {
      CHECK(set_discard(set, item) == members[i]);
      live -= members[i];
      members[i] = false;
    }
    CHECK(((Set *)to_object(set))->length == live);
  }
  for (int i = 0; i < items; i++) CHECK(has(set, i) == members[i]);
  size_t position = 0, seen = 0;
  for (Value item; set_next(set, &position, &item); seen++) CHECK(set_contains(set, item) == 1);
  CHECK(seen == live);
}

static void algebra(void) {
  bool a[ITEMS], b[ITEMS];
  for (int i = 0; i < ITEMS; i++) {
    a[i] = next_random() % 2;
    b[i] = next_random() % 3 == 0;
  }
  Value x = set_of(a), y = set_of(b);
  Value and = object_binary(BINARY_AND, x, y), or = object_binary(BINARY_OR, x, y);
  Value sub = object_binary(BINARY_SUB, x, y), xor = object_binary(BINARY_XOR, x, y);
  for (int i = 0; i < ITEMS; i++) {
    CHECK(has(and, i) == (a[i] && b[i]));
    CHECK(has(or, i) == (a[i] || b[i]));
    CHECK(has(sub, i) == (a[i] && !b[i]));
    CHECK(has(xor, i) == (a[i] != b[i]));
  }
  CHECK(object_compare(and, x, COMPARE_LE) == TRUE_VALUE);
  CHECK(object_compare(or, x, COMPARE_GE) == TRUE_VALUE);
  CHECK(object_equal(object_binary(BINARY_SUB, or, and), xor) == 1);
  CHECK(object_equal(set_from_iterable(x, true), x) == 1);
}

static void hashes_do_not_depend_on_order(void) {
  Value forwards = set_new(), backwards = set_new();
  for (int i = 0; i < ITEMS; i++) {
    set_add(forwards, from_small_int(i));
    set_add(backwards, from_small_int(ITEMS - 1 - i));
  }
  int64_t a = 0, b = 1;
  CHECK(object_hash(set_from_iterable(forwards, true), &a) && object_hash(set_from_iterable(backwards, true), &b));
  CHECK(a == b);
}

static void sets_in_sets(void) {
  Value inner = set_new(), outer = set_new();
  set_add(inner, from_small_int(1));
  CHECK(!set_add(outer, inner) && exception_matches(EXCEPTION_TypeError));
  exception_clear();
  CHECK(set_add(outer, set_from_iterable(inner, true)));
  CHECK(set_contains(outer, inner) == 1);
  CHECK(set_discard(outer, inner) == 1 && ((Set *)to_object(outer))->length == 0);
}

int main(void) {
  int base;
  vm_init(&base);
  random_operations(5, 10000);
  random_operations(60, 40000);
  random_operations(ITEMS, 100000);
  algebra();
  hashes_do_not_depend_on_order();
  sets_in_sets();
  return failures != 0;
}
