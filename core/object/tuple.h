// Tuples: items inline.
#ifndef MARTLET_TUPLE_H
#define MARTLET_TUPLE_H

#include "core/object/object.h"

typedef struct Tuple {
  Object header; // SHAPE_TUPLE or a subclass, HEAP_COUNTED
  uint64_t length;
  Value items[];
} Tuple;

static inline Tuple *to_tuple(Value v) { return (Tuple *)(uintptr_t)v; }
static inline bool is_tuple(Value v) { return has_shape(v, SHAPE_TUPLE); }

// A tuple of EMPTY items that the caller fills. The empty tuple is shared.
Value tuple_new(size_t length);
Value tuple_from(const Value *items, size_t length);
Value tuple_from_iterable(Value iterable);
Value tuple_pair(Value a, Value b);
// Compares two tuples (instances of subclasses too) item by item. EMPTY: raised.
Value tuple_compare(Value a, Value b, CompareOp op);
void tuple_init(void);

#endif
