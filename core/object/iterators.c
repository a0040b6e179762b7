// Iterators over sequences and callables, and what all iterators share.
#include "core/object/iterators.h"

#include "core/heap/allocate.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"
#include "core/vm/threads.h"

static IndexIterator *to_index_iterator(Value v) { return (IndexIterator *)(void *)to_object(v); }

Value index_iterator_new(uint32_t shape, Value source, int64_t index) {
  IndexIterator *iterator = heap_allocate(shape, HEAP_VALUES, sizeof(IndexIterator));
  if (iterator == NULL) return EMPTY;
  iterator->source = source;
  iterator->index = from_small_int(index);
  return from_object(iterator);
}

Value table_iterator_new(uint32_t shape, Value source, uint32_t length) {
  TableIterator *iterator = heap_allocate(shape, HEAP_VALUES, sizeof(TableIterator));
  if (iterator == NULL) return EMPTY;
  iterator->source = source;
  iterator->position = from_small_int(0);
  iterator->length = from_small_int(length);
  iterator->skipped = from_small_int(0);
  return from_object(iterator);
}

Value callable_iterator_new(Value callable, Value sentinel) {
  CallableIterator *iterator = heap_new(SHAPE_CALLABLE_ITERATOR, HEAP_VALUES, sizeof(CallableIterator));
  if (iterator == NULL) return EMPTY;
  iterator->callable = callable;
  iterator->sentinel = sentinel;
  return from_object(iterator);
}

void *object_allocate(Type *type, BuiltinShape builtin, HeapKind kind, size_t bytes) {
  if (type == builtin_types[builtin]) return heap_new(builtin, kind, bytes);
  Value instance = instance_new(type);
  return instance == EMPTY ? NULL : to_object(instance);
}

bool walk_start(Walk *walk, Value iterable) {
  *walk = (Walk){.source = iterable};
  if (is_list(iterable) || is_tuple(iterable)) return true;
  walk->source = object_iter(iterable);
  if (walk->source == EMPTY) return false;
  walk->next = type_of(walk->source)->slots.next;
  return true;
}

int64_t length_hint(Value iterable, int64_t fallback) {
  if (type_of(iterable)->slots.length != NULL) {
    int64_t length = object_length(iterable);
    if (length >= 0) return length;
    if (!exception_matches(EXCEPTION_TypeError)) return -1;
    exception_clear();
  }
  Value method = object_find_special(iterable, vm.names.__length_hint__);
  if (method == EMPTY) return vm_exception == EMPTY ? fallback : -1;
  Value hint = object_call_0(method);
  if (hint == EMPTY) {
    if (!exception_matches(EXCEPTION_TypeError)) return -1;
    exception_clear();
    return fallback;
  }
  if (hint == NOT_IMPLEMENTED) return fallback;
  if (!type_flag(hint, TYPE_IS_INT)) {
    raise(TypeError, "__length_hint__ must be an integer, not %s", type_name(hint));
    return -1;
  }
  int64_t length;
  if (!int_to_i64(hint, &length)) return fallback;
  if (length >= 0) return length;
  raise(ValueError, "__length_hint__() should return >= 0");
  return -1;
}

static Value list_next(Value self) {
  IndexIterator *iterator = to_index_iterator(self);
  if (iterator->source == EMPTY) return EMPTY;
  uint64_t i = (uint64_t)to_small_int(iterator->index);
  if (i < to_list(iterator->source)->length) {
    iterator->index++;
    return to_list(iterator->source)->storage->items[i];
  }
  iterator->source = EMPTY;
  return EMPTY;
}

static Value list_reverse_next(Value self) {
  IndexIterator *iterator = to_index_iterator(self);
  if (iterator->source == EMPTY) return EMPTY;
  int64_t i = to_small_int(iterator->index);
  if (i >= 0 && (uint64_t)i < to_list(iterator->source)->length) {
    iterator->index = from_small_int(i - 1);
    return to_list(iterator->source)->storage->items[i];
  }
  iterator->source = EMPTY;
  return EMPTY;
}

static Value tuple_next(Value self) {
  IndexIterator *iterator = to_index_iterator(self);
  if (iterator->source == EMPTY) return EMPTY;
  uint64_t i = (uint64_t)to_small_int(iterator->index);
  if (i < to_tuple(iterator->source)->length) {
    iterator->index++;
    return to_tuple(iterator->source)->items[i];
  }
  iterator->source = EMPTY;
  return EMPTY;
}

// An object with __getitem__ only: items 0, 1, … until IndexError.
static Value sequence_next(Value self) {
  IndexIterator *iterator = to_index_iterator(self);
  if (iterator->source == EMPTY) return EMPTY;
  int64_t index;
  if (!int_to_i64(iterator->index, &index) || index == INT64_MAX) return raise(OverflowError, "iter index too large");
  Value item = object_get_item(iterator->source, iterator->index);
  if (item != EMPTY) {
    iterator->index = int_from_i64(index + 1);
    return iterator->index == EMPTY ? EMPTY : item;
  }
  if (exception_matches(EXCEPTION_IndexError) || exception_matches(EXCEPTION_StopIteration)) {
    exception_clear();
    iterator->source = EMPTY;
  }
  return EMPTY;
}

static Value callable_next(Value self) {
  CallableIterator *iterator = (CallableIterator *)(void *)to_object(self);
  if (iterator->callable == EMPTY || signals_interrupt()) return EMPTY;
  Value result = object_call_0(iterator->callable);
  if (result == EMPTY) {
    if (exception_matches(EXCEPTION_StopIteration)) {
      exception_clear();
      iterator->callable = EMPTY;
    }
    return EMPTY;
  }
  // The call itself may have used the iterator up.
  if (iterator->callable == EMPTY) return EMPTY;
  int same = object_equal(iterator->sentinel, result);
  if (same == 0) return result;
  if (same > 0) iterator->callable = iterator->sentinel = EMPTY;
  return EMPTY;
}

// How many items are left; the source is a list, tuple or any sequence.
static Value method_length_hint(Value *args, size_t count) {
  (void)count;
  IndexIterator *iterator = to_index_iterator(args[0]);
  if (iterator->source == EMPTY) return from_small_int(0);
  if (type_of(iterator->source)->slots.length == NULL) return NOT_IMPLEMENTED;
  int64_t index, length = object_length(iterator->source);
  if (length < 0 || !int_to_i64(iterator->index, &index)) return EMPTY;
  if (has_shape(args[0], SHAPE_LIST_REVERSE_ITERATOR)) return from_small_int(index < length ? index + 1 : 0);
  return from_small_int(index < length ? length - index : 0);
}

#define LENGTH_HINT \
  {.name = "__length_hint__", \
   .signature = "self, /", \
   .fn = method_length_hint, \
   .doc = DOC("Private method returning an estimate of len(list(it)).")}
static const NativeDef index_methods[] = {LENGTH_HINT, ITERATOR_REDUCE(index), ITERATOR_SET_STATE(index), {0}};
static const NativeDef sequence_methods[] = {
    LENGTH_HINT, ITERATOR_REDUCE(index), ITERATOR_SET_STATE(sequence_index), {0}};
static const NativeDef callable_methods[] = {ITERATOR_REDUCE(callable), {0}};

void iterators_init(void) {
  static const struct {
    BuiltinShape shape;
    Value (*next)(Value);
    size_t bytes;
    const NativeDef *methods;
  } types[] = {
      {SHAPE_LIST_ITERATOR, list_next, sizeof(IndexIterator), index_methods},
      {SHAPE_LIST_REVERSE_ITERATOR, list_reverse_next, sizeof(IndexIterator), index_methods},
      {SHAPE_TUPLE_ITERATOR, tuple_next, sizeof(IndexIterator), index_methods},
      {SHAPE_SEQUENCE_ITERATOR, sequence_next, sizeof(IndexIterator), sequence_methods},
      {SHAPE_CALLABLE_ITERATOR, callable_next, sizeof(CallableIterator), callable_methods},
  };
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    TypeSlots slots = {.iter = iterator_self, .next = types[i].next};
    type_setup(types[i].shape, &slots, types[i].methods, NULL, HEAP_VALUES, types[i].bytes, NULL);
  }
}
