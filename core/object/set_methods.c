#include "core/object/dict_internal.h"
#include "core/object/exception.h"
#include "core/object/iterators.h"
#include "core/object/sequence.h"
#include "core/object/set_internal.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

// --- the algebra, in place. `other` may be the set itself, and hashing or comparing may change either.

// Walks through the items of any iterable with their hashes; of sets and dicts, the stored ones.
typedef struct Items {
  HashTable *table; // of a set or dict, or NULL
  size_t stride, hash_at;
  uint32_t next;
  Walk walk; // through anything else
} Items;

// The table behind a set, a dict or the keys of one; NULL: something else.
static HashTable *items_table(Value iterable) {
  Value keyed = has_shape(iterable, SHAPE_DICT_KEYS) ? dict_view_source(iterable) : iterable;
  return is_any_set(keyed) || is_dict(keyed) ? (HashTable *)(void *)to_object(keyed) : NULL;
}

static bool is_set_table(const HashTable *table) { return !type_flag(from_object(table), TYPE_IS_DICT); }

static bool items_start(Items *items, Value iterable) {
  items->next = 0;
  items->table = items_table(iterable);
  if (items->table == NULL) return walk_start(&items->walk, iterable);
  bool set = is_set_table(items->table);
  items->stride = set ? sizeof(SetEntry) : sizeof(DictEntry);
  items->hash_at = set ? offsetof(SetEntry, hash) : offsetof(DictEntry, hash);
  return true;
}

// False at the end, or with the exception set.
static bool items_next(Items *items, Value *item, uint32_t *hash) {
  const HashTable *table = items->table;
  if (table == NULL) {
    *item = walk_next(&items->walk);
    return *item != EMPTY && table_hash(*item, hash);
  }
  while (items->next < table->used) {
    const uint8_t *entry = table_entry(table->entries, items->next++, items->stride);
    *item = table_key(entry);
    if (*item == EMPTY) continue;
    *hash = table_entry_hash(entry, items->hash_at);
    return true;
  }
  return false;
}

bool set_update(Value self, Value other) {
  Items items;
  Value item;
  uint32_t hash;
  if (self == other) return true;
  if (!items_start(&items, other)) return false;
  if (is_any_set(other) && to_set(self)->length == 0)
    return table_copy(set_table(to_set(self)), items.table, SET_TABLE);
  while (items_next(&items, &item, &hash))
    if (!set_add_hashed(to_set(self), item, hash)) return false;
  return vm_exception == EMPTY;
}

static int64_t find_item(HashTable *table, Value item, uint32_t hash, bool set) {
  return set ? table_find(table, item, hash, SET_TABLE) : table_find(table, item, hash, DICT_TABLE);
}

// Adds to the set `into` the items of `from` that are (or are not) keys of the filter. False: raised.
static bool add_filtered(Value into, Value from, HashTable *filter, bool wanted) {
  Items items;
  Value item;
  uint32_t hash;
  bool set = is_set_table(filter);
  if (!items_start(&items, from)) return false;
  while (items_next(&items, &item, &hash)) {
    int64_t number = find_item(filter, item, hash, set);
    if (number == TABLE_RAISED) return false;
    if ((number >= 0) == wanted && !set_add_hashed(to_set(into), item, hash)) return false;
  }
  return vm_exception == EMPTY;
}

// Takes over the table of another set, which is dropped.
static void take_items(Value self, Value from) {
  Set *to = to_set(self), *other = to_set(from);
  to->length = other->length;
  to->used = other->used;
  to->entries = other->entries;
  to->index = other->index;
}

bool set_difference_update(Value self, Value other) {
  Items items;
  Value item;
  uint32_t hash;
  if (self == other) {
    set_empty(self);
    return true;
  }
  HashTable *table = items_table(other);
  if (table != NULL && table->length > to_set(self)->length) {
    Value kept = set_new();
    if (kept == EMPTY || !add_filtered(kept, self, table, false)) return false;
    take_items(self, kept);
    return true;
  }
  if (!items_start(&items, other)) return false;
  while (items_next(&items, &item, &hash))
    if (set_discard_hashed(to_set(self), item, hash) < 0) return false;
  return vm_exception == EMPTY;
}

// The items that both have, into an empty set: the smaller one is walked through.
static bool intersect(Value into, Value self, Value other) {
  HashTable *table = items_table(other);
  if (table != NULL && table->length > to_set(self)->length) return add_filtered(into, self, table, true);
  return add_filtered(into, other, set_table(to_set(self)), true);
}

bool set_intersection_update(Value self, Value other) {
  if (self == other) return true;
  Value kept = set_new();
  if (kept == EMPTY || !intersect(kept, self, other)) return false;
  take_items(self, kept);
  return true;
}

Value set_intersection(Value left, Value right) {
  Value result = set_new_of_shape(is_any_frozenset(left) ? SHAPE_FROZENSET : SHAPE_SET);
  return result != EMPTY && intersect(result, left, right) ? result : EMPTY;
}

Value set_difference(Value left, Value right) {
  HashTable *table = items_table(right);
  if (table == NULL || table->length < to_set(left)->length / 4) {
    Value copy = set_copy_like(left, left);
    return copy != EMPTY && set_difference_update(copy, right) ? copy : EMPTY;
  }
  Value result = set_new_of_shape(is_any_frozenset(left) ? SHAPE_FROZENSET : SHAPE_SET);
  return result != EMPTY && add_filtered(result, left, table, false) ? result : EMPTY;
}

bool set_symmetric_difference_update(Value self, Value other) {
  Items items;
  Value item;
  uint32_t hash;
  if (self == other) {
    set_empty(self);
    return true;
  }
  // Doubled items of a plain iterable count once.
  if (!is_any_set(other) && !is_dict(other) && (other = set_from_iterable(other, false)) == EMPTY) return false;
  if (!items_start(&items, other)) return false;
  while (items_next(&items, &item, &hash)) {
    int removed = set_discard_hashed(to_set(self), item, hash);
    if (removed < 0 || (removed == 0 && !set_add_hashed(to_set(self), item, hash))) return false;
  }
  return vm_exception == EMPTY;
}

// --- methods

static Value method_add(Value *args, size_t count) {
  (void)count;
  return set_add(args[0], args[1]) ? NONE : EMPTY;
}

static Value method_discard(Value *args, size_t count) {
  (void)count;
  return set_discard(args[0], args[1]) < 0 ? EMPTY : NONE;
}

static Value method_remove(Value *args, size_t count) {
  (void)count;
  int removed = set_discard(args[0], args[1]);
  if (removed < 0) return EMPTY;
  return removed ? NONE : raise_with(EXCEPTION_KeyError, args[1]);
}

static Value method_pop(Value *args, size_t count) {
  (void)count;
  Set *set = to_set(args[0]);
  if (set->length == 0) return raise(KeyError, "pop from an empty set");
  // From the front, as CPython does for small ints; where the last pop ended, so that holes are passed once.
  uint32_t index = (uint32_t)set->pop_from < set->used ? (uint32_t)set->pop_from : 0;
  while (set_entries(set)[index].key == EMPTY) index = index + 1 < set->used ? index + 1 : 0;
  Value item = set_entries(set)[index].key;
  set->pop_from = index + 1;
  table_remove(set_table(set), index, SET_TABLE);
  return item;
}

static Value method_clear(Value *args, size_t count) {
  (void)count;
  set_empty(args[0]);
  return NONE;
}

static Value method_copy(Value *args, size_t count) {
  (void)count;
  return has_shape(args[0], SHAPE_FROZENSET) ? args[0] : set_copy_like(args[0], args[0]);
}

static Value update_all(bool (*update)(Value, Value), Value self, const Value *others, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!update(self, others[i])) return EMPTY;
  return NONE;
}

// The method that changes self, and the one that makes a new set; slot 0 is self, *others follow.
#define ALGEBRA(name) \
  static Value method_##name##_update(Value *args, size_t count) { \
    return update_all(set_##name##_update, args[0], args + 1, count - 1); \
  } \
  static Value method_##name(Value *args, size_t count) { \
    Value result = set_copy_like(args[0], args[0]); \
    return result != EMPTY && update_all(set_##name##_update, result, args + 1, count - 1) != EMPTY ? result : EMPTY; \
  }
#define set_union_update set_update
ALGEBRA(union)
ALGEBRA(intersection)
ALGEBRA(difference)
ALGEBRA(symmetric_difference)
#undef ALGEBRA

static Value method_isdisjoint(Value *args, size_t count) {
  (void)count;
  Items items;
  Value item;
  uint32_t hash;
  if (!items_start(&items, args[1])) return EMPTY;
  while (items_next(&items, &item, &hash)) {
    int64_t number = table_find(set_table(to_set(args[0])), item, hash, SET_TABLE);
    if (number == TABLE_RAISED) return EMPTY;
    if (number >= 0) return FALSE_VALUE;
  }
  return vm_exception == EMPTY ? TRUE_VALUE : EMPTY;
}

static Value subset_of(Value a, Value b) {
  int holds = set_is_subset(a, b);
  return holds < 0 ? EMPTY : from_bool(holds);
}

static Value method_issubset(Value *args, size_t count) {
  (void)count;
  Value other = is_any_set(args[1]) ? args[1] : set_from_iterable(args[1], false);
  return other == EMPTY ? EMPTY : subset_of(args[0], other);
}

static Value method_issuperset(Value *args, size_t count) {
  (void)count;
  Value other = is_any_set(args[1]) ? args[1] : set_from_iterable(args[1], false);
  return other == EMPTY ? EMPTY : subset_of(other, args[0]);
}

static Value method_init(Value *args, size_t count) {
  (void)count;
  set_empty(args[0]);
  return args[1] == EMPTY || set_update(args[0], args[1]) ? NONE : EMPTY;
}

#define SHARED_METHODS \
  {.name = "copy", .signature = "self, /", .fn = method_copy, .doc = DOC("Return a shallow copy of a set.")}, \
      {.name = "union", \
       .signature = "self, /, *others", \
       .fn = method_union, \
       .doc = DOC("Return the union of sets as a new set.")}, \
      {.name = "intersection", \
       .signature = "self, /, *others", \
       .fn = method_intersection, \
       .doc = DOC("Return the intersection of two sets as a new set.")}, \
      {.name = "difference", \
       .signature = "self, /, *others", \
       .fn = method_difference, \
       .doc = DOC("Return the difference of two or more sets as a new set.")}, \
      {.name = "symmetric_difference", \
       .signature = "self, other, /", \
       .fn = method_symmetric_difference, \
       .doc = DOC("Return the symmetric difference of two sets as a new set.")}, \
      {.name = "isdisjoint", \
       .signature = "self, other, /", \
       .fn = method_isdisjoint, \
       .doc = DOC("Return True if two sets have a null intersection.")}, \
      {.name = "issubset", \
       .signature = "self, other, /", \
       .fn = method_issubset, \
       .doc = DOC("Report whether another set contains this set.")}, \
  { \
    .name = "issuperset", .signature = "self, other, /", .fn = method_issuperset, \
    .doc = DOC("Report whether this set contains another set.") \
  }

const NativeDef frozenset_methods[] = {SHARED_METHODS, {.name = NULL}};

const NativeDef set_methods[] = {
    {.name = "__init__", .signature = "self, iterable=(), /", .fn = method_init},
    SHARED_METHODS,
    {.name = "add", .signature = "self, element, /", .fn = method_add, .doc = DOC("Add an element to a set.")},
    {.name = "discard",
     .signature = "self, element, /",
     .fn = method_discard,
     .doc = DOC("Remove an element from a set if it is a member.")},
    {.name = "remove",
     .signature = "self, element, /",
     .fn = method_remove,
     .doc = DOC("Remove an element from a set; it must be a member.")},
    {.name = "pop",
     .signature = "self, /",
     .fn = method_pop,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("Remove and return an arbitrary set element.")},
    {.name = "clear",
     .signature = "self, /",
     .fn = method_clear,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("Remove all elements from this set.")},
    {.name = "update",
     .signature = "self, /, *others",
     .fn = method_union_update,
     .doc = DOC("Update a set with the union of itself and others.")},
    {.name = "intersection_update",
     .signature = "self, /, *others",
     .fn = method_intersection_update,
     .doc = DOC("Update a set with the intersection of itself and another.")},
    {.name = "difference_update",
     .signature = "self, /, *others",
     .fn = method_difference_update,
     .doc = DOC("Remove all elements of another set from this set.")},
    {.name = "symmetric_difference_update",
     .signature = "self, other, /",
     .fn = method_symmetric_difference_update,
     .doc = DOC("Update a set with the symmetric difference of itself and another.")},
    {.name = NULL},
};
