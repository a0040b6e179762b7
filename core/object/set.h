// Sets and frozensets: open addressing with insertion order kept, like a dict without values
// (core/object/hash_table.h). CPython's order differs (it depends on the hashes); programs cannot rely on either.
#ifndef MARTLET_SET_H
#define MARTLET_SET_H

#include "core/object/array.h"

typedef struct Set {
  Object header; // SHAPE_SET, SHAPE_FROZENSET or a subclass, HEAP_SET
  uint32_t length;
  uint32_t used;
  union {
    int64_t hash;     // of a frozenset; 0: not computed
    int64_t pop_from; // of a set: where pop() looks first; any value is right
  };
  ByteArray *entries; // { Value key; uint32_t hash; uint32_t unused; }[]; visited by the set
  ByteArray *index;
} Set;

Value set_new(void);
bool set_add(Value set, Value item);
int set_discard(Value set, Value item);  // 1, 0, -1
int set_contains(Value set, Value item); // 1, 0, -1
bool set_next(Value set, size_t *position, Value *item);
Value set_from_iterable(Value iterable, bool frozen);
void set_init(void);

#endif
