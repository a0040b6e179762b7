// list.sort: a stable merge sort of natural runs, merged in the order of Munro & Wild's powersort. Runs shorter than
// MINIMUM_RUN are filled up by binary insertion; before two runs are merged, the parts that are in place are cut off,
// so sorted, reversed and concatenated inputs cost O(n). Keys that are all ints or all floats are compared inline.
#include "core/object/exception.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

#define ALWAYS_INLINE inline __attribute__((always_inline))
#define MINIMUM_RUN 24
#define RUNS_MAX 66 // powers on the stack strictly increase and are below 65

typedef enum KeyKind { KEYS_INT, KEYS_FLOAT, KEYS_STR, KEYS_TUPLE, KEYS_ANY } KeyKind;

// keys[i] decides where values[i] goes; values is NULL when the keys are what is sorted.
typedef struct Sorter {
  Value *keys, *values;
  Value *spare_keys, *spare_values;
  size_t count;
} Sorter;

typedef struct Run {
  size_t start, count;
  int power;
} Run;

// 1 when a < b, 0, or -1 with an exception.
static ALWAYS_INLINE int less(KeyKind kind, Value a, Value b) {
  switch (kind) {
  case KEYS_INT: return to_small_int(a) < to_small_int(b);
  case KEYS_FLOAT: return to_double(a) < to_double(b);
  case KEYS_STR: return str_compare(a, b) < 0;
  default: break;
  }
  Value result = kind == KEYS_TUPLE ? tuple_compare(a, b, COMPARE_LT) : object_compare(a, b, COMPARE_LT);
  if (is_bool(result)) return result == TRUE_VALUE;
  return result == EMPTY ? -1 : object_truth(result);
}

static void reverse_values(Value *values, size_t count) {
  for (size_t i = 0, j = count; i + 1 < j; i++) {
    Value v = values[i];
    values[i] = values[--j];
    values[j] = v;
  }
}

static void reverse_slice(Sorter *s, size_t start, size_t count) {
  reverse_values(s->keys + start, count);
  if (s->values != NULL) reverse_values(s->values + start, count);
}

// Moves `count` elements inside the arrays; the ranges may overlap.
static ALWAYS_INLINE void move(Sorter *s, size_t to, size_t from, size_t count) {
  memmove(s->keys + to, s->keys + from, count * sizeof(Value));
  if (s->values != NULL) memmove(s->values + to, s->values + from, count * sizeof(Value));
}

static void save(Sorter *s, size_t from, size_t count) {
  memcpy(s->spare_keys, s->keys + from, count * sizeof(Value));
  if (s->values != NULL) memcpy(s->spare_values, s->values + from, count * sizeof(Value));
}

static void restore(Sorter *s, size_t to, size_t from, size_t count) {
  memcpy(s->keys + to, s->spare_keys + from, count * sizeof(Value));
  if (s->values != NULL) memcpy(s->values + to, s->spare_values + from, count * sizeof(Value));
}

// The first position in the sorted keys [low, high) whose key is greater than `key` (after) or not less than it.
// -1: a comparison raised.
static ALWAYS_INLINE int64_t search(KeyKind kind, const Value *keys, size_t low, size_t high, Value key, bool after) {
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int right = after ? less(kind, key, keys[middle]) : less(kind, keys[middle], key);
    if (right < 0) return -1;
    if ((right != 0) == after)
      high = middle;
    else
      low = middle + 1;
  }
  return (int64_t)low;
}

// Length of the run that begins at start, made ascending; -1: raised.
static ALWAYS_INLINE int64_t find_run(KeyKind kind, Sorter *s, size_t start) {
  size_t end = start + 1;
  if (end >= s->count) return (int64_t)(s->count - start);
  int descending = less(kind, s->keys[end], s->keys[start]);
  if (descending < 0) return -1;
  for (end++; end < s->count; end++) {
    int lower = less(kind, s->keys[end], s->keys[end - 1]);
    if (lower < 0) return -1;
    if (lower != descending) break;
  }
  if (descending) reverse_slice(s, start, end - start);
  return (int64_t)(end - start);
}

// Sorts [start, end), of which [start, sorted) is in order.
static ALWAYS_INLINE bool insert_sort(KeyKind kind, Sorter *s, size_t start, size_t sorted, size_t end) {
  for (; sorted < end; sorted++) {
    Value key = s->keys[sorted], value = s->values != NULL ? s->values[sorted] : EMPTY;
    int64_t place = search(kind, s->keys, start, sorted, key, true);
    if (place < 0) return false;
    move(s, (size_t)place + 1, (size_t)place, sorted - (size_t)place);
    s->keys[place] = key;
    if (s->values != NULL) s->values[place] = value;
  }
  return true;
}

// Merges [a, b) and [b, end) from the left, the first saved aside.
static ALWAYS_INLINE bool merge_low(KeyKind kind, Sorter *s, size_t a, size_t b, size_t end) {
  size_t left = 0, left_count = b - a, right = b, to = a;
  save(s, a, left_count);
  while (left < left_count && right < end) {
    int take_right = less(kind, s->keys[right], s->spare_keys[left]);
    if (take_right < 0) {
      restore(s, to, left, left_count - left);
      return false;
    }
    if (take_right)
      move(s, to++, right++, 1);
    else
      restore(s, to++, left++, 1);
  }
  restore(s, to, left, left_count - left);
  return true;
}

// The same from the right, the second saved aside.
static ALWAYS_INLINE bool merge_high(KeyKind kind, Sorter *s, size_t a, size_t b, size_t end) {
  size_t left = b, right = end - b, to = end;
  save(s, b, right);
  while (left > a && right > 0) {
    int take_left = less(kind, s->spare_keys[right - 1], s->keys[left - 1]);
    if (take_left < 0) {
      restore(s, to - right, 0, right);
      return false;
    }
    if (take_left)
      move(s, --to, --left, 1);
    else
      restore(s, --to, --right, 1);
  }
  restore(s, to - right, 0, right);
  return true;
}

static ALWAYS_INLINE bool merge(KeyKind kind, Sorter *s, size_t a, size_t b, size_t end) {
  int64_t cut = search(kind, s->keys, a, b, s->keys[b], true);
  if (cut < 0) return false;
  a = (size_t)cut;
  if (a == b) return true;
  cut = search(kind, s->keys, b, end, s->keys[b - 1], false);
  if (cut < 0) return false;
  end = (size_t)cut;
  return b - a <= end - b ? merge_low(kind, s, a, b, end) : merge_high(kind, s, a, b, end);
}

// Powersort's depth of the boundary between a run and the next one in the ideal merge tree.
static int boundary_power(Run run, size_t next_count, size_t total) {
  size_t a = 2 * run.start + run.count, b = a + run.count + next_count;
  int power = 0;
  for (;;) {
    power++;
    if (a >= total) {
      a -= total;
      b -= total;
    } else if (b >= total) {
      return power;
    }
    a <<= 1;
    b <<= 1;
  }
}

static ALWAYS_INLINE bool sort_kind(KeyKind kind, Sorter *s) {
  Run runs[RUNS_MAX];
  size_t depth = 0;
  for (size_t start = 0; start < s->count;) {
    int64_t count = find_run(kind, s, start);
    if (count < 0) return false;
    if (count < MINIMUM_RUN) {
      size_t end = start + MINIMUM_RUN < s->count ? start + MINIMUM_RUN : s->count;
      if (!insert_sort(kind, s, start, start + (size_t)count, end)) return false;
      count = (int64_t)(end - start);
    }
    if (depth > 0) {
      int power = boundary_power(runs[depth - 1], (size_t)count, s->count);
      while (depth > 1 && runs[depth - 2].power > power) {
        Run top = runs[--depth];
        if (!merge(kind, s, runs[depth - 1].start, top.start, top.start + top.count)) return false;
        runs[depth - 1].count += top.count;
      }
      runs[depth - 1].power = power;
    }
    runs[depth++] = (Run){start, (size_t)count, 0};
    start += (size_t)count;
  }
  while (depth > 1) {
    Run top = runs[--depth];
    if (!merge(kind, s, runs[depth - 1].start, top.start, top.start + top.count)) return false;
    runs[depth - 1].count += top.count;
  }
  return true;
}

static bool sort_ints(Sorter *s) { return sort_kind(KEYS_INT, s); }
static bool sort_floats(Sorter *s) { return sort_kind(KEYS_FLOAT, s); }
static bool sort_strs(Sorter *s) { return sort_kind(KEYS_STR, s); }
static bool sort_tuples(Sorter *s) { return sort_kind(KEYS_TUPLE, s); }
static bool sort_any(Sorter *s) { return sort_kind(KEYS_ANY, s); }

static KeyKind kind_of(Value v) {
  return is_int(v) ? KEYS_INT : is_double(v) ? KEYS_FLOAT : is_str(v) ? KEYS_STR : is_tuple(v) ? KEYS_TUPLE : KEYS_ANY;
}

static bool sort(Sorter *s) {
  static bool (*const sorters[])(Sorter *) = {sort_ints, sort_floats, sort_strs, sort_tuples, sort_any};
  KeyKind kind = kind_of(s->keys[0]);
  for (size_t i = 1; i < s->count && kind != KEYS_ANY; i++)
    if (kind_of(s->keys[i]) != kind) kind = KEYS_ANY;
  return sorters[kind](s);
}

// Computes the keys and sorts; false with the exception set, the items then being in some order.
static bool sort_items(Value *items, size_t count, Value key, bool reverse) {
  Sorter s = {.keys = items, .count = count};
  ValueArray *spare = value_array_new(count / 2 + 1);
  if (spare == NULL) return false;
  s.spare_keys = spare->items;
  if (key != EMPTY && key != NONE) {
    ValueArray *keys = value_array_new(count), *spare_values = value_array_new(count / 2 + 1);
    if (keys == NULL || spare_values == NULL) return false;
    s.keys = keys->items;
    s.values = items;
    s.spare_values = spare_values->items;
    for (size_t i = 0; i < count; i++)
      if ((keys->items[i] = object_call_1(key, items[i])) == EMPTY) return false;
  }
  // Reversing before and after keeps equal elements in their order.
  if (reverse) reverse_slice(&s, 0, count);
  bool done = sort(&s);
  if (reverse) reverse_slice(&s, 0, count);
  return done;
}

bool list_sort(Value self, Value key, bool reverse) {
  List *list = to_list(self);
  if (list->length < 2 && (key == EMPTY || key == NONE)) return true;
  // The list is empty while Python code may run, so that a change of it is noticed and cannot hurt.
  Value empty = list_new(0);
  if (empty == EMPTY) return false;
  ValueArray *storage = list->storage, *no_items = to_list(empty)->storage;
  size_t count = list->length;
  list->storage = no_items;
  list->length = 0;
  bool done = count == 0 || sort_items(storage->items, count, key, reverse);
  bool modified = list->length != 0 || list->storage != no_items;
  list->storage = storage;
  list->length = count;
  if (done && modified) raise(ValueError, "list modified during sort");
  return done && !modified;
}
