// The methods of collections.deque.
#include "core/modules/collections/collections.h"
#include "core/modules/collections/declare.h"
#include "core/modules/collections/deque.h"
#include "core/object/exception.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

static Value none_or_raised(bool done) { return done ? NONE : EMPTY; }

static Value method_init(Value *args, size_t count) {
  (void)count;
  return none_or_raised(deque_initialise(to_deque(args[0]), args[1], args[2]));
}

static Value method_append(Value *args, size_t count) {
  (void)count;
  return none_or_raised(deque_append(to_deque(args[0]), args[1]));
}

static Value method_append_left(Value *args, size_t count) {
  (void)count;
  return none_or_raised(deque_append_left(to_deque(args[0]), args[1]));
}

static Value method_pop(Value *args, size_t count) {
  (void)count;
  Deque *deque = to_deque(args[0]);
  return deque_length(deque) == 0 ? raise(IndexError, "pop from an empty deque") : deque_pop(deque);
}

static Value method_pop_left(Value *args, size_t count) {
  (void)count;
  Deque *deque = to_deque(args[0]);
  return deque_length(deque) == 0 ? raise(IndexError, "pop from an empty deque") : deque_pop_left(deque);
}

static Value method_extend(Value *args, size_t count) {
  (void)count;
  return none_or_raised(deque_extend(to_deque(args[0]), args[1], false));
}

static Value method_extend_left(Value *args, size_t count) {
  (void)count;
  return none_or_raised(deque_extend(to_deque(args[0]), args[1], true));
}

static Value method_clear(Value *args, size_t count) {
  (void)count;
  deque_clear(to_deque(args[0]));
  return NONE;
}

static Value method_copy(Value *args, size_t count) { return (void)count, deque_copy(args[0]); }

static Value method_count(Value *args, size_t count) {
  (void)count;
  const Deque *deque = to_deque(args[0]);
  Value state = deque->state;
  int64_t found = 0;
  for (uint64_t i = 0; i < deque_length(deque); i++) {
    int same = items_equal(*deque_place(deque, i), args[1]);
    if (same < 0) return EMPTY;
    found += same;
    if (deque->state != state) return raise(RuntimeError, "deque mutated during iteration");
  }
  return from_small_int(found);
}

static Value method_index(Value *args, size_t count) {
  (void)count;
  const Deque *deque = to_deque(args[0]);
  int64_t start = 0, stop = (int64_t)deque_length(deque), length = stop;
  if ((args[2] != EMPTY && !slice_index(args[2], &start)) || (args[3] != EMPTY && !slice_index(args[3], &stop)))
    return EMPTY;
  start = clamp_index(start, length);
  stop = clamp_index(stop, length);
  if (stop > length) stop = length;
  Value state = deque->state;
  for (int64_t i = start; i < stop; i++) {
    int same = items_equal(*deque_place(deque, (uint64_t)i), args[1]);
    if (same != 0) return same < 0 ? EMPTY : from_small_int(i);
    if (deque->state != state) return raise(RuntimeError, "deque mutated during iteration");
  }
  return raise(ValueError, "%R is not in deque", args[1]);
}

static Value method_insert(Value *args, size_t count) {
  (void)count;
  Deque *deque = to_deque(args[0]);
  int64_t index, length = (int64_t)deque_length(deque);
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &index)) return EMPTY;
  if (deque->length == deque->maximum) return raise(IndexError, "deque already at its maximum size");
  if (index >= length) return none_or_raised(deque_append(deque, args[2]));
  if (index <= -length || index == 0) return none_or_raised(deque_append_left(deque, args[2]));
  if (index < 0) index += length;
  if (!deque_append(deque, args[2])) return EMPTY;
  for (int64_t i = length; i > index; i--) *deque_place(deque, (uint64_t)i) = *deque_place(deque, (uint64_t)i - 1);
  *deque_place(deque, (uint64_t)index) = args[2];
  return NONE;
}

static Value method_remove(Value *args, size_t count) {
  (void)count;
  Deque *deque = to_deque(args[0]);
  Value state = deque->state;
  for (uint64_t i = 0; i < deque_length(deque); i++) {
    int same = items_equal(*deque_place(deque, i), args[1]);
    if (same < 0) return EMPTY;
    if (deque->state != state) return raise(IndexError, "deque mutated during iteration");
    if (same == 0) continue;
    deque_delete_at(deque, i);
    return NONE;
  }
  return raise(ValueError, "%R is not in deque", args[1]);
}

static Value method_reverse(Value *args, size_t count) {
  (void)count;
  const Deque *deque = to_deque(args[0]);
  for (uint64_t i = 0, j = deque_length(deque); i + 1 < j; i++) {
    Value *left = deque_place(deque, i), *right = deque_place(deque, --j), item = *left;
    *left = *right;
    *right = item;
  }
  return NONE;
}

static Value method_rotate(Value *args, size_t count) {
  (void)count;
  int64_t steps = 1;
  if (args[1] != EMPTY && !index_from_value(args[1], EXCEPTION_OverflowError, &steps)) return EMPTY;
  deque_rotate(to_deque(args[0]), steps);
  return NONE;
}

static Value method_reversed(Value *args, size_t count) { return (void)count, deque_iterator(args[0], true); }

static Value method_reduce(Value *args, size_t count) {
  (void)count;
  Value self = args[0], state = collections_state(self);
  Value iterator = state == EMPTY ? EMPTY : object_iter(self), empty = tuple_new(0);
  if (iterator == EMPTY || empty == EMPTY) return EMPTY;
  Value maximum = to_deque(self)->maximum, arguments = maximum == NONE ? empty : tuple_pair(empty, maximum);
  Value parts[] = {from_object(type_of(self)), arguments, state, iterator};
  return arguments == EMPTY ? EMPTY : tuple_from(parts, 4);
}

#define WRITES(NAME, SIGNATURE, FUNCTION, DOC) \
  {.name = (NAME), .signature = (SIGNATURE), .fn = (FUNCTION), .effects = EFFECT_WRITES_HEAP, .doc = (DOC)}
const NativeDef deque_methods[] = {
    DEF("__init__", "self, iterable=None, maxlen=None", method_init, NULL),
    WRITES("append", "self, item, /", method_append, "Add an element to the right side of the deque."),
    WRITES("appendleft", "self, item, /", method_append_left, "Add an element to the left side of the deque."),
    WRITES("pop", "self, /", method_pop, "Remove and return the rightmost element."),
    WRITES("popleft", "self, /", method_pop_left, "Remove and return the leftmost element."),
    DEF("extend", "self, iterable, /", method_extend,
        "Extend the right side of the deque with elements from the iterable"),
    DEF("extendleft", "self, iterable, /", method_extend_left,
        "Extend the left side of the deque with elements from the iterable"),
    WRITES("clear", "self, /", method_clear, "Remove all elements from the deque."),
    DEF("copy", "self, /", method_copy, "Return a shallow copy of a deque."),
    DEF("__copy__", "self, /", method_copy, "Return a shallow copy of a deque."),
    DEF("count", "self, value, /", method_count, "D.count(value) -> integer -- return number of occurrences of value"),
    DEF("index", "self, value, start=0, stop=, /", method_index,
        "D.index(value, [start, [stop]]) -> integer -- return first index of value.\n"
        "Raises ValueError if the value is not present."),
    DEF("insert", "self, index, object, /", method_insert, "D.insert(index, object) -- insert object before index"),
    DEF("remove", "self, value, /", method_remove, "D.remove(value) -- remove first occurrence of value."),
    WRITES("reverse", "self, /", method_reverse, "D.reverse() -- reverse *IN PLACE*"),
    DEF("rotate", "self, steps=1, /", method_rotate,
        "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left."),
    DEF("__reversed__", "self, /", method_reversed, "D.__reversed__() -- return a reverse iterator over the deque"),
    DEF("__reduce__", "self, /", method_reduce, "Return state information for pickling."),
    DEF("__class_getitem__", "cls, item, /", type_class_getitem, "See PEP 585"),
    END_OF_DEFS,
};
