// How the built-in iterators are pickled and copied: __reduce__ says which call makes the iterator anew and how far it
// has come, __setstate__ brings the new one there. `iter` and `reversed` are taken from the module builtins, so that
// pickles read in CPython and here alike. Looking them up may run Python code, so it comes before the iterator is read.
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

static IndexIterator *to_index_iterator(Value v) { return (IndexIterator *)(void *)to_object(v); }
static StrIterator *to_str_iterator(Value v) { return (StrIterator *)(void *)to_object(v); }
static RangeIterator *to_range_iterator(Value v) { return (RangeIterator *)(void *)to_object(v); }

// A tuple of the values, the last of which may be EMPTY: absent. EMPTY: a value is EMPTY because it raised, or
// MemoryError.
static Value tuple_of(Value first, Value second, Value third) {
  if (first == EMPTY || second == EMPTY || vm_exception != EMPTY) return EMPTY;
  Value items[] = {first, second, third};
  return tuple_from(items, third == EMPTY ? 2 : 3);
}

static Value tuple_of_one(Value item) { return item == EMPTY ? EMPTY : tuple_from(&item, 1); }

static Value builtin_function(const char *name) {
  Value function = dict_get_c(vm.builtins, name);
  if (function == EMPTY && vm_exception == EMPTY) return raise(AttributeError, "%s", name);
  return function;
}

// An index from a pickle, clamped to what the iterator can take. False: TypeError.
static bool state_index(Value state, int64_t low, int64_t high, int64_t *index) {
  if (!int_index_i64(state, index, "Python int too large to convert to C ssize_t")) return false;
  if (*index < low) *index = low;
  if (*index > high) *index = high;
  return true;
}

// --- list, tuple, bytes, bytearray and what has only __getitem__

Value iterator_reduce_index(Value *args, size_t count) {
  (void)count;
  bool backwards = has_shape(args[0], SHAPE_LIST_REVERSE_ITERATOR), list = has_shape(args[0], SHAPE_LIST_ITERATOR);
  Value iter = builtin_function("iter"), reversed = backwards ? builtin_function("reversed") : NONE;
  if (iter == EMPTY || reversed == EMPTY) return EMPTY;
  const IndexIterator *self = to_index_iterator(args[0]);
  if (self->source == EMPTY) return tuple_of(iter, tuple_of_one(list || backwards ? list_new(0) : tuple_new(0)), EMPTY);
  return tuple_of(backwards ? reversed : iter, tuple_of_one(self->source), self->index);
}

Value iterator_set_index(Value *args, size_t count) {
  (void)count;
  IndexIterator *self = to_index_iterator(args[0]);
  bool backwards = has_shape(args[0], SHAPE_LIST_REVERSE_ITERATOR);
  int64_t index, length = self->source == EMPTY ? 0 : object_length(self->source);
  if (length < 0 || !state_index(args[1], backwards ? -1 : 0, backwards ? length - 1 : length, &index)) return EMPTY;
  if (self->source != EMPTY) self->index = from_small_int(index);
  return NONE;
}

// The iterator over what has only __getitem__: no length is known.
Value iterator_set_sequence_index(Value *args, size_t count) {
  (void)count;
  int64_t index;
  if (!state_index(args[1], 0, INT64_MAX, &index)) return EMPTY;
  if (to_index_iterator(args[0])->source != EMPTY) to_index_iterator(args[0])->index = int_from_i64(index);
  return NONE;
}

// reversed(): its type instead of a function, as it may be subclassed.
Value iterator_reduce_reversed(Value *args, size_t count) {
  (void)count;
  const IndexIterator *self = to_index_iterator(args[0]);
  Value type = from_object(type_of(args[0]));
  if (self->source == EMPTY) return tuple_of(type, tuple_of_one(tuple_new(0)), EMPTY);
  return tuple_of(type, tuple_of_one(self->source), self->index);
}

Value iterator_set_reversed(Value *args, size_t count) {
  (void)count;
  int64_t index, length;
  if (!state_index(args[1], -1, SMALL_INT_MAX, &index)) return EMPTY;
  if (to_index_iterator(args[0])->source == EMPTY) return NONE;
  if ((length = object_length(to_index_iterator(args[0])->source)) < 0) return EMPTY;
  to_index_iterator(args[0])->index = from_small_int(index < length ? index : length - 1);
  return NONE;
}

// --- str

Value iterator_reduce_str(Value *args, size_t count) {
  (void)count;
  Value iter = builtin_function("iter");
  const StrIterator *self = to_str_iterator(args[0]);
  if (self->str == EMPTY) return tuple_of(iter, tuple_of_one(str_from_c("")), EMPTY);
  size_t characters = utf8_count(to_str(self->str)->text, (size_t)to_small_int(self->offset));
  return tuple_of(iter, tuple_of_one(self->str), from_small_int((int64_t)characters));
}

Value iterator_set_str(Value *args, size_t count) {
  (void)count;
  StrIterator *self = to_str_iterator(args[0]);
  int64_t index;
  if (!state_index(args[1], 0, INT64_MAX, &index)) return EMPTY;
  if (self->str == EMPTY) return NONE;
  const char *text = to_str(self->str)->text, *end = text + to_str(self->str)->size, *at = text;
  while (index-- > 0 && at < end) utf8_next(&at);
  self->offset = from_small_int(at - text);
  return NONE;
}

// --- range

Value iterator_reduce_range(Value *args, size_t count) {
  (void)count;
  Value iter = builtin_function("iter");
  const RangeIterator *self = to_range_iterator(args[0]);
  // The item behind the last one may lie beyond 64 bits, and what would come of a wide range is another iterator.
  int64_t stop, last = (int64_t)((uint64_t)self->next + (self->remaining - 1) * (uint64_t)self->step);
  if (self->remaining == 0)
    stop = self->next;
  else if (__builtin_add_overflow(last, self->step, &stop))
    stop = last + (self->step > 0 ? 1 : -1);
  Value rest = range_from_i64(self->next, stop, self->step);
  return tuple_of(iter, tuple_of_one(rest), from_small_int(0));
}

Value iterator_set_range(Value *args, size_t count) {
  (void)count;
  RangeIterator *self = to_range_iterator(args[0]);
  int64_t index;
  if (!state_index(args[1], 0, INT64_MAX, &index)) return EMPTY;
  uint64_t passed = (uint64_t)index < self->remaining ? (uint64_t)index : self->remaining;
  self->remaining -= passed;
  self->next = (int64_t)((uint64_t)self->next + passed * (uint64_t)self->step);
  return NONE;
}

// --- dict, set

// A list of what is left, which does not move the iterator.
Value iterator_reduce_table(Value *args, size_t count) {
  (void)count;
  Value iter = builtin_function("iter");
  const TableIterator *self = (const TableIterator *)(void *)to_object(args[0]);
  if (iter == EMPTY || self->source == EMPTY) return tuple_of(iter, tuple_of_one(list_new(0)), EMPTY);
  Value copy = table_iterator_new(to_object(args[0])->shape, self->source, 0);
  if (copy == EMPTY) return EMPTY;
  ((TableIterator *)(void *)to_object(copy))->position = self->position;
  ((TableIterator *)(void *)to_object(copy))->length = self->length;
  ((TableIterator *)(void *)to_object(copy))->skipped = self->skipped;
  return tuple_of(iter, tuple_of_one(list_from_iterable(copy)), EMPTY);
}

// --- callables, enumerate, zip, map, filter

Value iterator_reduce_callable(Value *args, size_t count) {
  (void)count;
  Value iter = builtin_function("iter");
  const CallableIterator *self = (const CallableIterator *)(void *)to_object(args[0]);
  if (self->callable == EMPTY) return tuple_of(iter, tuple_of_one(tuple_new(0)), EMPTY);
  return tuple_of(iter, tuple_pair(self->callable, self->sentinel), EMPTY);
}

Value iterator_reduce_enumerate(Value *args, size_t count) {
  (void)count;
  const Enumerate *self = (const Enumerate *)(void *)to_object(args[0]);
  return tuple_of(from_object(type_of(args[0])), tuple_pair(self->iterator, self->index), EMPTY);
}

Value iterator_reduce_zip(Value *args, size_t count) {
  (void)count;
  const LazyIterator *self = (const LazyIterator *)(void *)to_object(args[0]);
  return tuple_of(from_object(type_of(args[0])), self->iterators, self->callable == TRUE_VALUE ? TRUE_VALUE : EMPTY);
}

Value iterator_set_zip(Value *args, size_t count) {
  (void)count;
  int strict = object_truth(args[1]);
  if (strict < 0) return EMPTY;
  ((LazyIterator *)(void *)to_object(args[0]))->callable = from_bool(strict);
  return NONE;
}

Value iterator_reduce_map(Value *args, size_t count) {
  (void)count;
  const LazyIterator *self = (const LazyIterator *)(void *)to_object(args[0]);
  const Tuple *iterators = to_tuple(self->iterators);
  Value arguments = tuple_new(iterators->length + 1);
  if (arguments == EMPTY) return EMPTY;
  to_tuple(arguments)->items[0] = self->callable;
  values_move(to_tuple(arguments)->items + 1, iterators->items, iterators->length);
  return tuple_of(from_object(type_of(args[0])), arguments, EMPTY);
}

Value iterator_reduce_filter(Value *args, size_t count) {
  (void)count;
  const LazyIterator *self = (const LazyIterator *)(void *)to_object(args[0]);
  return tuple_of(from_object(type_of(args[0])), tuple_pair(self->callable, self->iterators), EMPTY);
}
