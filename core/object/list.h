// Lists: a length and a ValueArray that grows by an eighth. Items beyond the length are EMPTY.
#ifndef MARTLET_LIST_H
#define MARTLET_LIST_H

#include "core/object/array.h"

typedef struct List {
  Object header; // SHAPE_LIST or a subclass, HEAP_LIST
  uint64_t length;
  ValueArray *storage; // never NULL once made (an empty list has a shared empty array)
} List;

static inline List *to_list(Value v) { return (List *)(uintptr_t)v; }
static inline bool is_list(Value v) { return has_shape(v, SHAPE_LIST); }

// A list of `length` EMPTY items that the caller fills before anything else can see it.
Value list_new(size_t length);
Value list_from(const Value *items, size_t length);
bool list_append(Value list, Value item);
bool list_extend(Value list, Value iterable);
Value list_from_iterable(Value iterable);
// Stable merge sort with CPython's semantics (ValueError "list modified during sort"); key EMPTY or NONE: none.
bool list_sort(Value list, Value key, bool reverse);
void list_init(void);

#endif
