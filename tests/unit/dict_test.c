// Dicts against a plain model: random insertions, replacements, deletions and look-ups, order, iteration, copies,
// versions, the compact sizes and the watch flags' bookkeeping.
#include <stdio.h>
#include <stdlib.h>

#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/vm/vm.h"

#define KEYS 700
#define STEPS 200000

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

// The model: value of each key (-1: absent) and when it was inserted.
static int64_t model[KEYS], inserted[KEYS];

// Keys of several kinds whose hashes lie close together, far apart, or differ in the high bits only.
static Value key_of(size_t i) {
  char name[32];
  switch (i % 4) {
  case 0: return from_small_int((int64_t)i);
  case 1: return from_small_int((int64_t)i << 40);
  case 2: return from_double((double)i + 0.5);
  default:
    snprintf(name, sizeof name, "key%zu", i);
    return i % 8 == 3 ? str_intern(name, strlen(name)) : str_from_c(name);
  }
}

static void check_order(Value dict, size_t live) {
  size_t position = 0, seen = 0;
  int64_t last = -1;
  Value key, value;
  while (dict_next(dict, &position, &key, &value)) {
    int64_t i = to_small_int(value) / STEPS;
    CHECK(object_equal(key, key_of((size_t)i)) == 1);
    CHECK(model[i] == to_small_int(value));
    CHECK(inserted[i] > last);
    last = inserted[i];
    seen++;
  }
  CHECK(seen == live);
  CHECK(to_dict(dict)->length == live);
}

static void random_operations(size_t keys, int steps) {
  Value dict = dict_new();
  size_t live = 0;
  for (size_t i = 0; i < KEYS; i++) model[i] = -1;
  for (int step = 0; step < steps; step++) {
    size_t i = next_random() % keys;
    Value key = key_of(i);
    uint32_t version = to_dict(dict)->version;
    // Phases of growth and of shrinking.
    bool insert = next_random() % 8 < (step / 4096 % 2 ? 2u : 5u);
    if (insert) {
      int64_t value = (int64_t)i * STEPS + step;
      CHECK(dict_set(dict, key, from_small_int(value)));
      CHECK((to_dict(dict)->version != version) == (model[i] < 0));
      if (model[i] < 0) {
        inserted[i] = step;
        live++;
      }
      model[i] = value;
    } else if (next_random() % 2) {
      int deleted = dict_delete(dict, key);
      CHECK(deleted == (model[i] >= 0));
      CHECK((to_dict(dict)->version != version) == (deleted == 1));
      live -= model[i] >= 0;
      model[i] = -1;
    } else {
      Value found = dict_get(dict, key);
      CHECK(found == (model[i] < 0 ? EMPTY : from_small_int(model[i])));
    }
    if (step % 4099 == 0) check_order(dict, live);
  }
  check_order(dict, live);
  check_order(dict_copy(dict), live);
  dict_clear(dict);
  CHECK(to_dict(dict)->length == 0 && dict_get(dict, from_small_int(4)) == EMPTY);
}

static void equal_numbers_are_one_key(void) {
  Value dict = dict_new();
  dict_set(dict, from_small_int(1), NONE);
  dict_set(dict, TRUE_VALUE, FALSE_VALUE);
  dict_set(dict, from_double(1.0), TRUE_VALUE);
  CHECK(to_dict(dict)->length == 1);
  CHECK(dict_get(dict, from_small_int(1)) == TRUE_VALUE);
  dict_set(dict, from_double(-0.0), NONE);
  CHECK(dict_get(dict, from_small_int(0)) == NONE);
  dict_set(dict, from_small_int(-1), ELLIPSIS);
  dict_set(dict, from_small_int(-2), NONE);
  CHECK(dict_get(dict, from_double(-1.0)) == ELLIPSIS);
}

static void unhashable_keys_raise(void) {
  Value dict = dict_new(), list = list_new(0);
  CHECK(!dict_set(dict, list, NONE) && exception_matches(EXCEPTION_TypeError));
  exception_clear();
  CHECK(dict_get(dict, list) == EMPTY && exception_matches(EXCEPTION_TypeError));
  exception_clear();
}

static void names(void) {
  Value dict = dict_new(), name = str_intern("name", 4);
  CHECK(dict_find_str(dict, name) == -1);
  CHECK(dict_set_c(dict, "other", NONE) && dict_set_c(dict, "name", TRUE_VALUE));
  CHECK(dict_find_str(dict, name) == 1);
  CHECK(dict_get_c(dict, "name") == TRUE_VALUE && dict_get_str(dict, name) == TRUE_VALUE);
  CHECK(dict_get(dict, str_new("name", 4)) == TRUE_VALUE);
  dict_set_entry(dict, 1, FALSE_VALUE);
  CHECK(dict_get_str(dict, name) == FALSE_VALUE);
}

static void watched_entries_become_mutable(void) {
  Value dict = dict_new();
  dict_set_c(dict, "x", from_small_int(1));
  DictEntry *entry = dict_entries(to_dict(dict));
  entry->flags = ENTRY_WATCHED;
  dict_set_entry(dict, 0, from_small_int(1));
  CHECK(entry->flags == ENTRY_WATCHED);
  dict_set_entry(dict, 0, from_small_int(2));
  CHECK(entry->flags == ENTRY_MUTABLE);
  to_dict(dict)->flags = DICT_WATCHED;
  dict_set_c(dict, "y", NONE);
  CHECK(to_dict(dict)->flags == 0);
}

static void small_dicts_are_compact(void) {
  Value dict = dict_new();
  CHECK(to_dict(dict)->entries->capacity == 0);
  for (int i = 0; i < 8; i++) dict_set(dict, from_small_int(i), NONE);
  CHECK(to_dict(dict)->index == NULL);
  CHECK(to_dict(dict)->entries->capacity == 8 * sizeof(DictEntry));
  dict_set(dict, from_small_int(8), NONE);
  CHECK(to_dict(dict)->index != NULL && to_dict(dict)->index->capacity <= 32);
}

int main(void) {
  int base;
  vm_init(&base);
  random_operations(6, 20000);
  random_operations(40, 60000);
  random_operations(KEYS, STEPS);
  equal_numbers_are_one_key();
  unhashable_keys_raise();
  names();
  watched_entries_become_mutable();
  small_dicts_are_compact();
  return failures != 0;
}
