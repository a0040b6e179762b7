// The heap: allocation, what keeps an object alive, the limit.
#include <stdlib.h>

#include "core/heap/heap_internal.h"
#include "core/object/array.h"
#include "core/vm/vm.h"
#include "tests/unit/check.h"

static Value roots[64];
static unsigned deaths;

static void visit_test_roots(void) {
  for (size_t i = 0; i < 64; i++) heap_visit(roots[i]);
}

static void count_death(Object *object) {
  (void)object;
  deaths++;
}

static unsigned random_state = 1;
static unsigned next_random(void) { return (random_state = random_state * 1103515245 + 12345) >> 8; }

// A chain in roots[slot]: arrays of {previous, number, number, …}.
static bool add_link(size_t slot, size_t size) {
  ValueArray *link = value_array_new(size + 1);
  if (!link) return false;
  for (size_t i = 0; i <= size; i++) {
    if (link->items[i] != EMPTY) return CHECK(!"memory of a new object is zero");
  }
  link->items[0] = roots[slot];
  for (size_t i = 1; i <= size; i++) link->items[i] = from_small_int((int64_t)((uintptr_t)link >> 4) + (int64_t)i);
  roots[slot] = from_object(link);
  return true;
}

static size_t broken_links(size_t slot) {
  size_t broken = 0;
  for (Value v = roots[slot]; v != EMPTY;) {
    ValueArray *link = (ValueArray *)(void *)to_object(v);
    for (size_t i = 1; i < link->capacity; i++)
      broken += link->items[i] != from_small_int((int64_t)((uintptr_t)link >> 4) + (int64_t)i);
    v = link->items[0];
  }
  return broken;
}

static void clear_roots(void) { memset(roots, 0, sizeof roots); }

// Random lives of objects of all sizes.
static void churn(unsigned count) {
  for (unsigned i = 0; i < count; i++) {
    if (next_random() % 100 == 0) roots[next_random() % 64] = EMPTY;
    unsigned kind = next_random() % 1000;
    size_t size = kind < 900 ? next_random() % 24 : kind < 990 ? next_random() % 1000 : next_random() % 12000;
    if (!add_link(next_random() % 64, size)) {
      vm_exception = EMPTY;
      roots[next_random() % 64] = EMPTY;
    }
  }
}

static void test_lives(void) {
  check_section("random lives");
  churn(100000);
  size_t broken = 0;
  for (size_t i = 0; i < 64; i++) broken += broken_links(i);
  CHECK_EQUAL(broken, 0);
  CHECK(heap_stats().collections > 0);
  CHECK(heap_stats().bytes <= heap_stats().limit);
  clear_roots();
}

static void test_depth(void) {
  check_section("deep and wide structures");
  for (unsigned i = 0; i < 200000 && add_link(0, 0); i++) continue;
  heap_collect();
  size_t length = 0;
  for (Value v = roots[0]; v != EMPTY; v = ((ValueArray *)(void *)to_object(v))->items[0]) length++;
  CHECK_EQUAL(length, 200000);
  clear_roots();
  // More objects to visit at one time than the mark stack has entries.
  for (unsigned i = 0; i < 100; i++) add_link(1, 2000);
  for (Value v = roots[1]; v != EMPTY;) {
    ValueArray *link = (ValueArray *)(void *)to_object(v);
    for (size_t i = 1; i < link->capacity; i++) {
      roots[2] = EMPTY;
      add_link(2, 1);
      link->items[i] = roots[2];
    }
    v = link->items[0];
  }
  heap_collect();
  size_t broken = 0;
  for (Value v = roots[1]; v != EMPTY;) {
    ValueArray *link = (ValueArray *)(void *)to_object(v);
    for (size_t i = 1; i < link->capacity; i++) {
      roots[2] = link->items[i];
      broken += broken_links(2);
    }
    v = link->items[0];
  }
  CHECK_EQUAL(broken, 0);
  clear_roots();
}

// Leaves only an address inside of a large array behind.
static __attribute__((noinline)) Value *inside_of_new_array(void) {
  ValueArray *array = value_array_new(100000);
  for (size_t i = 0; i < array->capacity; i++) array->items[i] = from_small_int((int64_t)i);
  heap_on_death(&array->header, count_death);
  return &array->items[5000];
}

static __attribute__((noinline)) void overwrite_stack(void) {
  volatile char filler[8192];
  memset((char *)filler, 0, sizeof filler);
}

static void test_interior(void) {
  check_section("interior pointers");
  deaths = 0;
  Value *inside = inside_of_new_array();
  heap_collect();
  CHECK_EQUAL(deaths, 0);
  CHECK_EQUAL(to_small_int(*inside), 5000);
}

static void test_death(void) {
  check_section("finalisers");
  deaths = 0;
  for (unsigned i = 0; i < 100; i++) {
    ByteArray *array = byte_array_new(40);
    heap_on_death(&array->header, count_death);
  }
  overwrite_stack();
  heap_collect();
  CHECK(deaths >= 98);
  unsigned before = deaths;
  heap_collect();
  CHECK(deaths - before <= 2);
}

static void test_limit(void) {
  check_section("limit");
  size_t limit = heap_stats().bytes + ((size_t)4 << 20);
  heap_set_limit(limit);
  CHECK(byte_array_new((uint64_t)1 << 40) == NULL);
  CHECK(vm_exception != EMPTY);
  vm_exception = EMPTY;
  unsigned count = 0;
  while (add_link(0, 10) && count < 1000000) count++;
  CHECK(count < 1000000);
  CHECK(vm_exception != EMPTY);
  vm_exception = EMPTY;
  CHECK(heap_stats().bytes <= limit);
  CHECK(add_link(1, 10)); // from the reserve
  clear_roots();
  heap_collect();
  CHECK(heap_stats().bytes < limit / 2 + ((size_t)1 << 20));
  CHECK(byte_array_new((size_t)1 << 20) != NULL);
}

static void test_stress(void) {
  check_section("collection at every allocation");
  uint64_t before = heap_stats().collections;
  heap_set_stress(1);
  churn(500);
  heap_set_stress(0);
  CHECK(heap_stats().collections - before >= 500);
  size_t broken = 0;
  for (size_t i = 0; i < 64; i++) broken += broken_links(i);
  CHECK_EQUAL(broken, 0);
  clear_roots();
}

int main(void) {
  vm_init(__builtin_frame_address(0));
  heap_add_root(visit_test_roots);
  test_lives();
  test_depth();
  test_interior();
  test_death();
  test_stress();
  test_limit();
  return check_result();
}
