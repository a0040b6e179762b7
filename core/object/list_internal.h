// Shared by the files that implement lists; nobody else includes it.
#ifndef MARTLET_LIST_INTERNAL_H
#define MARTLET_LIST_INTERNAL_H

#include "core/object/function.h"
#include "core/object/list.h"

// Makes room for `length` items in all and sets the length; new items are EMPTY and must be filled at once.
bool list_resize(List *list, uint64_t length);
// Replaces items [start, stop) by `count` items, which may not lie in the list's own storage.
bool list_splice(List *list, uint64_t start, uint64_t stop, const Value *items, uint64_t count);
// list *= times in place.
Value list_repeat_in_place(Value self, Value times);
// list[slice] = value, and del list[slice] (value EMPTY).
bool list_set_slice(Value self, Value slice, Value value);
extern const NativeDef list_methods[];

#endif
