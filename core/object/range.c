// Ranges and their iterators. Bounds beyond int64_t ("wide") take the slow way through ints of any size.
#include "core/object/range.h"

#include "core/heap/allocate.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static Range *to_range(Value v) { return (Range *)(void *)to_object(v); }
static bool is_wide(const Range *range) { return range->wide != 0; }

// The number of items of start, start + step, … before stop.
static uint64_t count_items(int64_t start, int64_t stop, int64_t step) {
  if (step > 0) return start >= stop ? 0 : ((uint64_t)stop - (uint64_t)start - 1) / (uint64_t)step + 1;
  return start <= stop ? 0 : ((uint64_t)start - (uint64_t)stop - 1) / (0 - (uint64_t)step) + 1;
}

static uint64_t small_length(const Range *range) { return count_items(range->start, range->stop, range->step); }

// As small_length for ints of any size. EMPTY: raised.
static Value wide_length(Value start, Value stop, Value step) {
  Value one = from_small_int(1), zero = from_small_int(0);
  bool up = int_compare(step, zero) > 0;
  Value low = up ? start : stop, high = up ? stop : start;
  if (int_compare(low, high) >= 0) return zero;
  Value span = int_binary(BINARY_SUB, int_binary(BINARY_SUB, high, low), one);
  if (span == EMPTY) return EMPTY;
  if (!up) step = int_binary(BINARY_SUB, zero, step);
  return int_binary(BINARY_ADD, int_binary(BINARY_FLOORDIV, span, step), one);
}

Value range_from_i64(int64_t start, int64_t stop, int64_t step) {
  Range *range = heap_allocate(SHAPE_RANGE, HEAP_LEAF, offsetof(Range, start_value));
  if (range == NULL) return EMPTY;
  range->start = start;
  range->stop = stop;
  range->step = step;
  return from_object(range);
}

// From ints of any size; step is not 0.
static Value make_range(Value start, Value stop, Value step) {
  int64_t a, b, c;
  if (int_to_i64(start, &a) && int_to_i64(stop, &b) && int_to_i64(step, &c)) return range_from_i64(a, b, c);
  Value length = wide_length(start, stop, step);
  Range *range = length == EMPTY ? NULL : heap_new(SHAPE_RANGE, HEAP_VALUES, sizeof(Range));
  if (range == NULL) return EMPTY;
  range->wide = TRUE_VALUE;
  range->start_value = start;
  range->stop_value = stop;
  range->step_value = step;
  range->length_value = length;
  return from_object(range);
}

Value range_new(Value start, Value stop, Value step) {
  if ((start = index_to_int(start)) == EMPTY || (stop = index_to_int(stop)) == EMPTY ||
      (step = index_to_int(step)) == EMPTY)
    return EMPTY;
  if (step == from_small_int(0)) return raise(ValueError, "range() arg 3 must not be zero");
  return make_range(start, stop, step);
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)type;
  if (!check_arguments("range", count, 1, 3, keyword_names)) return EMPTY;
  Value zero = from_small_int(0), one = from_small_int(1);
  if (count == 1) return range_new(zero, args[0], one);
  return range_new(args[0], args[1], count == 3 ? args[2] : one);
}

bool range_machine_bounds(Value v, int64_t *start, int64_t *step, uint64_t *count) {
  if (!has_shape(v, SHAPE_RANGE) || is_wide(to_range(v))) return false;
  *start = to_range(v)->start;
  *step = to_range(v)->step;
  *count = small_length(to_range(v));
  return true;
}

static Value start_of(const Range *r) { return is_wide(r) ? r->start_value : int_from_i64(r->start); }
static Value stop_of(const Range *r) { return is_wide(r) ? r->stop_value : int_from_i64(r->stop); }
static Value step_of(const Range *r) { return is_wide(r) ? r->step_value : int_from_i64(r->step); }
static Value length_of(const Range *r) { return is_wide(r) ? r->length_value : int_from_u64(small_length(r)); }

static Value get_start(Value self) { return start_of(to_range(self)); }
static Value get_stop(Value self) { return stop_of(to_range(self)); }
static Value get_step(Value self) { return step_of(to_range(self)); }

static Value repr(Value self) {
  Range *r = to_range(self);
  if (step_of(r) == from_small_int(1)) return str_format_c("range(%R, %R)", start_of(r), stop_of(r));
  return str_format_c("range(%R, %R, %R)", start_of(r), stop_of(r), step_of(r));
}

static int truth(Value self) { return length_of(to_range(self)) != from_small_int(0); }

static int64_t length(Value self) {
  int64_t result;
  if (int_to_i64(length_of(to_range(self)), &result)) return result;
  raise(OverflowError, "Python int too large to convert to C ssize_t");
  return -1;
}

static Value range_iterator_new(int64_t next, int64_t step, uint64_t remaining) {
  RangeIterator *iterator = heap_allocate(SHAPE_RANGE_ITERATOR, HEAP_LEAF, sizeof(RangeIterator));
  if (iterator == NULL) return EMPTY;
  iterator->next = next;
  iterator->step = step;
  iterator->remaining = remaining;
  return from_object(iterator);
}

static Value iter(Value self) {
  Range *r = to_range(self);
  if (is_wide(r)) return index_iterator_new(SHAPE_SEQUENCE_ITERATOR, self, 0);
  return range_iterator_new(r->start, r->step, small_length(r));
}

static Value iterator_next(Value self) {
  RangeIterator *iterator = (RangeIterator *)(void *)to_object(self);
  if (iterator->remaining == 0) return EMPTY;
  int64_t value = iterator->next;
  iterator->remaining--;
  // Wraps behind the last item only.
  iterator->next = (int64_t)((uint64_t)value + (uint64_t)iterator->step);
  return int_from_i64(value);
}

static Value iterator_length_hint(Value *args, size_t count) {
  (void)count;
  return int_from_u64(((RangeIterator *)(void *)to_object(args[0]))->remaining);
}

// Item i of the range, 0 <= i < length, for ints of any size.
static Value item_at(const Range *r, Value i) {
  return int_binary(BINARY_ADD, start_of(r), int_binary(BINARY_MUL, i, step_of(r)));
}

static Value get_slice(const Range *r, Value slice) {
  Value indices[3], length = length_of(r);
  if (length == EMPTY || !slice_indices(slice, length, indices)) return EMPTY;
  Value first = item_at(r, indices[0]), last = item_at(r, indices[1]);
  Value stride = int_binary(BINARY_MUL, step_of(r), indices[2]);
  return first == EMPTY || last == EMPTY || stride == EMPTY ? EMPTY : make_range(first, last, stride);
}

static Value get_item(Value self, Value key) {
  Range *r = to_range(self);
  if (has_shape(key, SHAPE_SLICE)) return get_slice(r, key);
  if (!has_index(key)) return raise(TypeError, "range indices must be integers or slices, not %s", type_name(key));
  Value i = index_to_int(key), length = length_of(r), zero = from_small_int(0);
  if (i == EMPTY || length == EMPTY) return EMPTY;
  if (int_compare(i, zero) < 0) i = int_binary(BINARY_ADD, i, length);
  if (i == EMPTY) return EMPTY;
  if (int_compare(i, zero) < 0 || int_compare(i, length) >= 0)
    return raise(IndexError, "range object index out of range");
  return item_at(r, i);
}

// The index of an int in the range; EMPTY without exception: not in it.
static Value find_int(const Range *r, Value v) {
  int64_t i;
  if (!is_wide(r) && int_to_i64(v, &i)) {
    if (r->step > 0 ? i < r->start || i >= r->stop : i > r->start || i <= r->stop) return EMPTY;
    uint64_t distance = r->step > 0 ? (uint64_t)i - (uint64_t)r->start : (uint64_t)r->start - (uint64_t)i;
    uint64_t step = r->step > 0 ? (uint64_t)r->step : 0 - (uint64_t)r->step;
    return distance % step == 0 ? int_from_u64(distance / step) : EMPTY;
  }
  Value distance = int_binary(BINARY_SUB, v, start_of(r));
  if (distance == EMPTY) return EMPTY;
  Value rest = int_binary(BINARY_MOD, distance, step_of(r));
  if (rest != from_small_int(0)) return EMPTY;
  Value index = int_binary(BINARY_FLOORDIV, distance, step_of(r)), length = length_of(r);
  if (index == EMPTY || length == EMPTY) return EMPTY;
  return int_compare(index, from_small_int(0)) >= 0 && int_compare(index, length) < 0 ? index : EMPTY;
}

// The index of the first item equal to v, whatever v is; EMPTY without exception: none.
static Value find(Value self, Value v) {
  if (is_int(v) || is_bool(v) || has_shape(v, SHAPE_INT)) return find_int(to_range(self), index_to_int(v));
  Value iterator = iter(self), item;
  if (iterator == EMPTY) return EMPTY;
  for (int64_t i = 0; (item = object_next(iterator)) != EMPTY; i++) {
    int same = object_equal(item, v);
    if (same < 0) return EMPTY;
    if (same) return from_small_int(i);
  }
  return EMPTY;
}

static int contains(Value self, Value v) {
  if (find(self, v) != EMPTY) return 1;
  return vm_exception == EMPTY ? 0 : -1;
}

static Value compare(Value self, Value other, CompareOp op) {
  if (!has_shape(self, SHAPE_RANGE) || !has_shape(other, SHAPE_RANGE) || (op != COMPARE_EQ && op != COMPARE_NE))
    return NOT_IMPLEMENTED;
  const Range *a = to_range(self), *b = to_range(other);
  Value length = length_of(a);
  bool same = int_compare(length, length_of(b)) == 0;
  if (same && length != from_small_int(0)) {
    same = int_compare(start_of(a), start_of(b)) == 0;
    if (same && length != from_small_int(1)) same = int_compare(step_of(a), step_of(b)) == 0;
  }
  return from_bool(same == (op == COMPARE_EQ));
}

// As the tuple (length, start, step), None for what does not matter.
static bool hash(Value self, int64_t *result) {
  const Range *r = to_range(self);
  Value parts[3] = {length_of(r), NONE, NONE};
  if (parts[0] == EMPTY) return false;
  if (parts[0] != from_small_int(0)) parts[1] = start_of(r);
  if (parts[0] != from_small_int(0) && parts[0] != from_small_int(1)) parts[2] = step_of(r);
  Value tuple = tuple_from(parts, 3);
  return tuple != EMPTY && object_hash(tuple, result);
}

static Value method_count(Value *args, size_t count) {
  (void)count;
  if (is_int(args[1]) || is_bool(args[1]) || has_shape(args[1], SHAPE_INT)) {
    int found = contains(args[0], args[1]);
    return found < 0 ? EMPTY : from_small_int(found);
  }
  Value iterator = iter(args[0]), item;
  if (iterator == EMPTY) return EMPTY;
  int64_t found = 0;
  while ((item = object_next(iterator)) != EMPTY) {
    int same = object_equal(item, args[1]);
    if (same < 0) return EMPTY;
    found += same;
  }
  return vm_exception == EMPTY ? from_small_int(found) : EMPTY;
}

static Value method_index(Value *args, size_t count) {
  (void)count;
  Value index = find(args[0], args[1]);
  if (index != EMPTY || vm_exception != EMPTY) return index;
  if (is_int(args[1]) || is_bool(args[1]) || has_shape(args[1], SHAPE_INT))
    return raise(ValueError, "%R is not in range", args[1]);
  return raise(ValueError, "sequence.index(x): x not in sequence");
}

static Value method_reversed(Value *args, size_t count) {
  (void)count;
  Range *r = to_range(args[0]);
  uint64_t length = is_wide(r) ? 0 : small_length(r);
  if (!is_wide(r)) {
    uint64_t last = (uint64_t)r->start + (length - 1) * (uint64_t)r->step;
    return range_iterator_new((int64_t)last, (int64_t)(0 - (uint64_t)r->step), length);
  }
  Value zero = from_small_int(0);
  Value last = item_at(r, int_binary(BINARY_SUB, r->length_value, from_small_int(1)));
  Value step = int_binary(BINARY_SUB, zero, r->step_value);
  Value stop = int_binary(BINARY_SUB, r->start_value, r->step_value);
  Value backwards = last == EMPTY || step == EMPTY || stop == EMPTY ? EMPTY : make_range(last, stop, step);
  return backwards == EMPTY ? EMPTY : object_iter(backwards);
}

void range_init(void) {
  static const TypeSlots slots = {
      .repr = repr,
      .hash = hash,
      .compare = compare,
      .truth = truth,
      .length = length,
      .iter = iter,
      .get_item = get_item,
      .contains = contains,
      .construct = construct,
  };
  static const NativeDef methods[] = {
      {.name = "count",
       .signature = "self, value, /",
       .fn = method_count,
       .doc = DOC("rangeobject.count(value) -> integer -- return number of occurrences of value")},
      {.name = "index",
       .signature = "self, value, /",
       .fn = method_index,
       .doc = DOC("rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not "
                  "present.")},
      {.name = "__reversed__",
       .signature = "self, /",
       .fn = method_reversed,
       .effects = EFFECT_WRITES_HEAP,
       .doc = DOC("Return a reverse iterator.")},
      {.name = NULL},
  };
  static const GetSetDef attributes[] = {{.name = "start", .get = get_start, .set = readonly_member},
                                         {.name = "stop", .get = get_stop, .set = readonly_member},
                                         {.name = "step", .get = get_step, .set = readonly_member},
                                         {.name = NULL}};
  static const TypeSlots iterator = {.iter = iterator_self, .next = iterator_next};
  static const NativeDef iterator_methods[] = {
      {.name = "__length_hint__", .signature = "self, /", .fn = iterator_length_hint, .effects = EFFECT_READS_HEAP},
      ITERATOR_REDUCE(range),
      ITERATOR_SET_STATE(range),
      {.name = NULL},
  };
  type_setup(SHAPE_RANGE, &slots, methods, attributes, HEAP_VALUES, sizeof(Range),
             "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n"
             "Return an object that produces a sequence of integers from start (inclusive)\n"
             "to stop (exclusive) by step.");
  type_setup(SHAPE_RANGE_ITERATOR, &iterator, iterator_methods, NULL, HEAP_LEAF, sizeof(RangeIterator), NULL);
  slice_init();
}
