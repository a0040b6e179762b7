// Iterators over the built-in containers. The interpreter and traces step the common ones without a call, so their
// layouts are part of the contract:
//
//   IndexIterator  list_iterator, tuple_iterator, list_reverseiterator, reversed and the iterator over objects that
//                  have only __getitem__. `source` is EMPTY once exhausted. `index` is a boxed small int, so that
//                  every word is a Value; its payload is the low bits, hence `index++` on the box steps it.
//   TableIterator  dict and set iterators. `position` counts entries, deleted ones included.
//
// All are HEAP_VALUES. The range iterator is in range.h.
#ifndef MARTLET_ITERATORS_H
#define MARTLET_ITERATORS_H

#include "core/object/list.h"
#include "core/object/tuple.h"

typedef struct IndexIterator {
  Object header;
  Value source;
  Value index; // of the next item; of the iterator over objects with __getitem__ an int of any size
} IndexIterator;

typedef struct TableIterator {
  Object header;
  Value source;
  Value position; // boxed small int: entry number to look at next
  Value length;   // boxed small int: number of live entries when made; a change raises RuntimeError
  Value skipped;  // boxed small int, dict: deleted entries passed, so that position - skipped items were given
} TableIterator;

typedef struct CallableIterator {
  Object header;
  Value callable; // EMPTY: exhausted
  Value sentinel;
} CallableIterator;

typedef struct Enumerate {
  Object header;
  Value iterator;
  Value index; // an int of any size
} Enumerate;

// zip, map and filter: `callable` is the function (zip: TRUE_VALUE when strict, else FALSE_VALUE); `iterators` is a
// tuple of iterators (filter: the iterator itself).
typedef struct LazyIterator {
  Object header;
  Value callable;
  Value iterators;
} LazyIterator;

// Walking through any iterable in C: lists and tuples by index, others by their iterator's next slot.
typedef struct Walk {
  Value source; // a list, a tuple or an iterator
  uint64_t index;
  Value (*next)(Value); // NULL: source is a list or a tuple
} Walk;

// False: raised.
bool walk_start(Walk *walk, Value iterable);
// EMPTY at the end, or raised.
static inline Value walk_next(Walk *walk) {
  if (walk->next != NULL) return walk->next(walk->source);
  if (is_list(walk->source)) {
    List *list = to_list(walk->source);
    return walk->index < list->length ? list->storage->items[walk->index++] : EMPTY;
  }
  Tuple *tuple = to_tuple(walk->source);
  return walk->index < tuple->length ? tuple->items[walk->index++] : EMPTY;
}

// A fresh IndexIterator of the given shape that starts at `index`. EMPTY with MemoryError.
Value index_iterator_new(uint32_t shape, Value source, int64_t index);
// A fresh TableIterator of the given shape over a dict or set with `length` live entries. EMPTY with MemoryError.
Value table_iterator_new(uint32_t shape, Value source, uint32_t length);
// iter(callable, sentinel). EMPTY with MemoryError.
Value callable_iterator_new(Value callable, Value sentinel);
// How many items an iterator or iterable is likely to give (__length_hint__), or `fallback`; -1: raised.
int64_t length_hint(Value iterable, int64_t fallback);
// Allocates an instance of a built-in type or of a subclass of it; memory behind the header is zero. For `construct`
// slots. NULL with MemoryError.
void *object_allocate(Type *type, BuiltinShape builtin, HeapKind kind, size_t bytes);

// --- iterator_state.c
// __reduce__ and __setstate__ of the iterators, as entries of method tables.
#define ITERATOR_REDUCE(which) \
  {.name = "__reduce__", \
   .signature = "self, /", \
   .fn = iterator_reduce_##which, \
   .doc = DOC("Return state information for pickling.")}
#define ITERATOR_SET_STATE(which) \
  {.name = "__setstate__", \
   .signature = "self, state, /", \
   .fn = iterator_set_##which, \
   .doc = DOC("Set state information for unpickling.")}
#define ITERATOR_REDUCERS(X) \
  X(reduce_index) \
  X(reduce_reversed) \
  X(reduce_str) \
  X(reduce_range) X(reduce_table) X(reduce_callable) X(reduce_enumerate) X(reduce_zip) X(reduce_map) X(reduce_filter) \
      X(set_index) X(set_sequence_index) X(set_reversed) X(set_str) X(set_range) X(set_zip)
#define X(name) Value iterator_##name(Value *args, size_t count);
ITERATOR_REDUCERS(X)
#undef X
void iterators_init(void);
void lazy_iterators_init(void);

#endif
