// What the files of the module itertools share. Every iterator is a HEAP_VALUES object that starts with a header;
// counters in it are small ints. A source that has ended is dropped (EMPTY), so that it is not asked again.
#ifndef MARTLET_MODULES_ITERTOOLS_H
#define MARTLET_MODULES_ITERTOOLS_H

#include "core/modules/collections/declare.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

typedef struct IteratorDef {
  const char *name;
  Type **type;                                                                // where the type goes
  Value (*construct)(Type *, Value *args, size_t count, Value keyword_names); // NULL: not made by programs
  Value (*next)(Value self);
  Value (*repr)(Value self); // NULL: the usual one
  const NativeDef *methods;
  size_t bytes;
  uint32_t flags; // TYPE_BASE: classes may derive from it; TYPE_WEAKREFS
  const char *doc;
} IteratorDef;

// The iterators of each file; the lists end with a NULL name.
extern const IteratorDef itertools_endless[], itertools_chaining[], itertools_selecting[], itertools_combining[],
    itertools_grouping[];
// itertools.tee(iterable, n=2)
Value itertools_tee(Value *args, size_t count);

// The next item of an iterator (not of any object). EMPTY: the end, or raised.
static inline Value iterator_step(Value iterator) {
  return vm.shapes[to_object(iterator)->shape]->type->slots.next(iterator);
}
// object_iter for each of the values, in a tuple. EMPTY: raised.
Value itertools_iterators(const Value *values, size_t count);
// (type of self, arguments) and (type of self, arguments, state): results of __reduce__. EMPTY when a part is EMPTY.
Value itertools_reduced(Value self, Value arguments);
Value itertools_reduced_with(Value self, Value arguments, Value state);
// (iterator over nothing,): what the arguments of a used up iterator become.
Value itertools_no_items(void);
// Reads an int of a state for __setstate__. False: raised.
bool itertools_state_int(Value v, int64_t *result);

#endif
