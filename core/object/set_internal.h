// Shared by the files that implement sets; nobody else includes it.
#ifndef MARTLET_SET_INTERNAL_H
#define MARTLET_SET_INTERNAL_H

#include "core/object/function.h"
#include "core/object/hash_table.h"
#include "core/object/set.h"

typedef struct SetEntry {
  Value key;
  uint32_t hash;
  uint32_t unused;
} SetEntry;

#define SET_TABLE sizeof(SetEntry), offsetof(SetEntry, hash)

static inline Set *to_set(Value v) { return (Set *)(uintptr_t)v; }
static inline HashTable *set_table(Set *set) { return (HashTable *)(void *)set; }
static inline SetEntry *set_entries(Set *set) { return (SetEntry *)(void *)set->entries->data; }
static inline bool is_any_set(Value v) { return type_flag(v, TYPE_IS_SET); }
// set or frozenset, subclasses included
static inline bool is_any_frozenset(Value v) {
  return has_shape(v, SHAPE_FROZENSET) ||
         (is_any_set(v) && type_is_subtype(type_of(v), builtin_types[SHAPE_FROZENSET]));
}

// An empty set or frozenset. EMPTY with MemoryError.
Value set_new_of_shape(uint32_t shape);
// Adds an item whose hash is known; false: raised.
bool set_add_hashed(Set *set, Value item, uint32_t hash);
// Removes the item: 1, 0 absent, -1 raised.
int set_discard_hashed(Set *set, Value item, uint32_t hash);
// A plain set or frozenset with the items of a set, of the kind that `like` is.
Value set_copy_like(Value like, Value set);
// The algebra in place; `other` is any iterable. False: raised.
bool set_update(Value set, Value other);
bool set_difference_update(Value set, Value other);
bool set_intersection_update(Value set, Value other);
bool set_symmetric_difference_update(Value set, Value other);
void set_empty(Value set);
// New sets of the left one's kind; `right` is any iterable. EMPTY: raised.
Value set_intersection(Value left, Value right);
Value set_difference(Value left, Value right);
// Whether all items of a are in b: 1, 0, -1.
int set_is_subset(Value a, Value b);
extern const NativeDef set_methods[], frozenset_methods[];

#endif
