// The iterators over collections.deque.
#include "core/modules/collections/declare.h"
#include "core/modules/collections/deque.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

typedef struct DequeIterator { // HEAP_VALUES
  Object header;
  Deque *deque;
  Value index; // small int: of the next item, from the end where it starts
  Value left;  // small int: items still to be given
  Value state; // of the deque when it was made
} DequeIterator;

static Type *forward_type, *reverse_type;

static DequeIterator *to_iterator(Value v) { return (DequeIterator *)(void *)to_object(v); }

static Value iterator_new(Type *type, Deque *deque, uint64_t index) {
  DequeIterator *iterator = instance_allocate(type);
  if (iterator == NULL) return EMPTY;
  iterator->deque = deque;
  iterator->index = from_small_int((int64_t)index);
  iterator->left = from_small_int((int64_t)(deque_length(deque) - index));
  iterator->state = deque->state;
  return from_object(iterator);
}

Value deque_iterator(Value self, bool reverse) {
  return iterator_new(reverse ? reverse_type : forward_type, to_deque(self), 0);
}

// Advances; false at the end, or raised.
static inline bool step(DequeIterator *iterator, uint64_t *index) {
  if (iterator->state != iterator->deque->state) {
    iterator->left = from_small_int(0);
    return raise(RuntimeError, "deque mutated during iteration"), false;
  }
  if (iterator->left == from_small_int(0)) return false;
  *index = (uint64_t)to_small_int(iterator->index++);
  iterator->left--;
  return true;
}

static Value forward_next(Value self) {
  DequeIterator *iterator = to_iterator(self);
  uint64_t index;
  return step(iterator, &index) ? *deque_place(iterator->deque, index) : EMPTY;
}

static Value reverse_next(Value self) {
  DequeIterator *iterator = to_iterator(self);
  uint64_t index;
  if (!step(iterator, &index)) return EMPTY;
  return *deque_place(iterator->deque, deque_length(iterator->deque) - 1 - index);
}

static Value length_hint(Value *args, size_t count) { return (void)count, to_iterator(args[0])->left; }

static Value reduce(Value *args, size_t count) {
  (void)count;
  const DequeIterator *iterator = to_iterator(args[0]);
  int64_t given = (int64_t)deque_length(iterator->deque) - to_small_int(iterator->left);
  Value arguments = tuple_pair(from_object(iterator->deque), from_small_int(given));
  return arguments == EMPTY ? EMPTY : tuple_pair(from_object(type_of(args[0])), arguments);
}

// _deque_iterator(deque, index=0): what __reduce__ gives.
static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments(to_str(type->name)->text, 0, 0, 0, keyword_names)) return EMPTY;
  if (count < 1 || count > 2)
    return raise(TypeError, "function takes at %s %d argument%s (%zu given)", count < 1 ? "least" : "most",
                 count < 1 ? 1 : 2, count < 1 ? "" : "s", count);
  int64_t index = 0;
  if (!is_deque(args[0])) return raise(TypeError, "argument 1 must be collections.deque, not %T", args[0]);
  if (count == 2 && !int_index_i64(args[1], &index, "Python int too large to convert to C ssize_t")) return EMPTY;
  Deque *deque = to_deque(args[0]);
  if (index < 0) index = 0;
  if ((uint64_t)index > deque_length(deque)) index = (int64_t)deque_length(deque);
  return iterator_new(type, deque, (uint64_t)index);
}

static Type *iterator_type(const char *name, Value (*next)(Value)) {
  static const NativeDef methods[] = {
      DEF("__length_hint__", "self, /", length_hint, "Private method returning an estimate of len(list(it))."),
      DEF("__reduce__", "self, /", reduce, "Return state information for pickling."), END_OF_DEFS};
  TypeSlots slots = {.iter = iterator_self, .next = next, .construct = construct};
  return type_new_native("_collections", name, NULL, 0, &slots, methods, NULL, HEAP_VALUES, sizeof(DequeIterator));
}

bool deque_iterators_init(Value module) {
  forward_type = iterator_type("_deque_iterator", forward_next);
  reverse_type = iterator_type("_deque_reverse_iterator", reverse_next);
  return forward_type && reverse_type && module_add(module, "_deque_iterator", from_object(forward_type)) &&
         module_add(module, "_deque_reverse_iterator", from_object(reverse_type));
}
