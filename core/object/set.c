#include "core/object/set.h"

#include "core/object/exception.h"
#include "core/object/iterators.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/set_internal.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static void visit(Object *object) {
  Set *set = (Set *)object;
  uint32_t used = table_visit(set_table(set));
  for (uint32_t i = 0; i < used; i++) heap_visit(set_entries(set)[i].key);
}

Value set_new_of_shape(uint32_t shape) {
  Set *set = heap_new(shape, HEAP_SET, sizeof(Set));
  if (set != NULL) set->entries = &table_no_entries;
  return from_object(set);
}

Value set_new(void) { return set_new_of_shape(SHAPE_SET); }

bool set_add_hashed(Set *set, Value item, uint32_t hash) {
  int64_t number = table_find(set_table(set), item, hash, SET_TABLE);
  if (number != TABLE_ABSENT) return number >= 0;
  return table_append(set_table(set), item, hash, SET_TABLE) != NULL;
}

bool set_add(Value set, Value item) {
  uint32_t hash;
  return table_hash(item, &hash) && set_add_hashed(to_set(set), item, hash);
}

int set_discard_hashed(Set *set, Value item, uint32_t hash) {
  int64_t number = table_find(set_table(set), item, hash, SET_TABLE);
  if (number < 0) return number == TABLE_ABSENT ? 0 : -1;
  table_remove(set_table(set), (uint32_t)number, SET_TABLE);
  return 1;
}

// The hash to look item up with. A set stands for the frozenset with its items: *item is replaced.
static bool lookup_hash(Value *item, uint32_t *hash) {
  if (table_hash(*item, hash)) return true;
  if (!is_any_set(*item) || !exception_matches(EXCEPTION_TypeError)) return false;
  exception_clear();
  *item = set_from_iterable(*item, true);
  return *item != EMPTY && table_hash(*item, hash);
}

int set_discard(Value set, Value item) {
  uint32_t hash;
  return lookup_hash(&item, &hash) ? set_discard_hashed(to_set(set), item, hash) : -1;
}

int set_contains(Value set, Value item) {
  uint32_t hash;
  if (!lookup_hash(&item, &hash)) return -1;
  int64_t number = table_find(set_table(to_set(set)), item, hash, SET_TABLE);
  return number >= 0 ? 1 : number == TABLE_ABSENT ? 0 : -1;
}

bool set_next(Value self, size_t *position, Value *item) {
  Set *set = to_set(self);
  while (*position < set->used) {
    *item = set_entries(set)[(*position)++].key;
    if (*item != EMPTY) return true;
  }
  return false;
}

Value set_from_iterable(Value iterable, bool frozen) {
  if (frozen && has_shape(iterable, SHAPE_FROZENSET)) return iterable;
  Value set = set_new_of_shape(frozen ? SHAPE_FROZENSET : SHAPE_SET);
  return set != EMPTY && set_update(set, iterable) ? set : EMPTY;
}

void set_empty(Value set) { table_clear(set_table(to_set(set))); }

static Value construct_set(Type *type, Value *args, size_t count, Value keyword_names) {
  Set *set = object_allocate(type, SHAPE_SET, HEAP_SET, sizeof(Set));
  if (set == NULL) return EMPTY;
  set->entries = &table_no_entries;
  if (has_python_init(type)) return from_object(set);
  if (!check_arguments("set", count, 0, 1, keyword_names)) return EMPTY;
  return count == 0 || set_update(from_object(set), args[0]) ? from_object(set) : EMPTY;
}

static Value construct_frozenset(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments("frozenset", count, 0, 1, has_python_init(type) ? EMPTY : keyword_names)) return EMPTY;
  if (type == builtin_types[SHAPE_FROZENSET] && count != 0) return set_from_iterable(args[0], true);
  Set *set = object_allocate(type, SHAPE_FROZENSET, HEAP_SET, sizeof(Set));
  if (set == NULL) return EMPTY;
  set->entries = &table_no_entries;
  return count == 0 || set_update(from_object(set), args[0]) ? from_object(set) : EMPTY;
}

static Value repr(Value self) {
  Set *set = to_set(self);
  bool plain = has_shape(self, SHAPE_SET);
  if (set->length == 0) return str_format_c("%s()", type_name(self));
  ReprGuard guard;
  if (!repr_guard_enter(&guard, self)) return vm_exception == EMPTY ? str_format_c("%s(...)", type_name(self)) : EMPTY;
  StrBuilder text = STR_BUILDER_INIT;
  if (!plain) {
    str_builder_add_c(&text, type_name(self));
    str_builder_add_c(&text, "(");
  }
  str_builder_add_c(&text, "{");
  size_t position = 0;
  Value item;
  for (bool first = true; set_next(self, &position, &item); first = false) {
    if (!first) str_builder_add_c(&text, ", ");
    item = object_repr(item);
    if (item == EMPTY) break;
    str_builder_add_str(&text, item);
  }
  repr_guard_leave(&guard);
  if (vm_exception != EMPTY) {
    str_builder_drop(&text);
    return EMPTY;
  }
  str_builder_add_c(&text, plain ? "}" : "})");
  return str_builder_finish(&text);
}

// CPython's hash of a frozenset: independent of the order.
static bool frozenset_hash(Value self, int64_t *result) {
  Set *set = to_set(self);
  if (set->hash != 0) {
    *result = set->hash;
    return true;
  }
  uint64_t sum = 0;
  size_t position = 0;
  Value item;
  while (set_next(self, &position, &item)) {
    int64_t hash;
    if (!object_hash(item, &hash)) return false;
    uint64_t h = (uint64_t)hash;
    sum ^= ((h ^ 89869747u) ^ (h << 16)) * 3644798167u;
  }
  sum ^= ((uint64_t)set->length + 1) * 1927868237u;
  sum ^= (sum >> 11) ^ (sum >> 25);
  sum = sum * 69069u + 907133923u;
  *result = set->hash = sum == UINT64_MAX ? 590923713 : (int64_t)sum;
  return true;
}

int set_is_subset(Value a, Value b) {
  if (to_set(a)->length > to_set(b)->length) return 0;
  for (uint32_t i = 0; i < to_set(a)->used; i++) {
    SetEntry entry = set_entries(to_set(a))[i];
    if (entry.key == EMPTY) continue;
    int64_t number = table_find(set_table(to_set(b)), entry.key, entry.hash, SET_TABLE);
    if (number < 0) return number == TABLE_ABSENT ? 0 : -1;
  }
  return 1;
}

static Value compare(Value self, Value other, CompareOp op) {
  if (!is_any_set(self) || !is_any_set(other)) return NOT_IMPLEMENTED;
  CompareOp lengths = op == COMPARE_NE ? COMPARE_EQ : op;
  int holds = compare_lengths(to_set(self)->length, to_set(other)->length, lengths) == TRUE_VALUE;
  if (holds) holds = op == COMPARE_GT || op == COMPARE_GE ? set_is_subset(other, self) : set_is_subset(self, other);
  return holds < 0 ? EMPTY : from_bool(holds == (op != COMPARE_NE));
}

static int truth(Value self) { return to_set(self)->length != 0; }
static int64_t length(Value self) { return to_set(self)->length; }
static Value iter(Value self) { return table_iterator_new(SHAPE_SET_ITERATOR, self, to_set(self)->length); }

static Value iterator_next(Value self) {
  TableIterator *iterator = (TableIterator *)(void *)to_object(self);
  if (iterator->source == EMPTY) return EMPTY;
  if (to_set(iterator->source)->length != (uint64_t)to_small_int(iterator->length)) {
    iterator->length = from_small_int(-1); // the error sticks
    return raise(RuntimeError, "Set changed size during iteration");
  }
  size_t position = (size_t)to_small_int(iterator->position);
  Value item;
  if (!set_next(iterator->source, &position, &item)) {
    iterator->source = EMPTY;
    return EMPTY;
  }
  iterator->position = from_small_int((int64_t)position);
  return item;
}

static Value iterator_length_hint(Value *args, size_t count) {
  (void)count;
  TableIterator *iterator = (TableIterator *)(void *)to_object(args[0]);
  if (iterator->source == EMPTY || to_set(iterator->source)->length != (uint64_t)to_small_int(iterator->length))
    return from_small_int(0);
  size_t position = (size_t)to_small_int(iterator->position);
  int64_t left = 0;
  for (Value item; set_next(iterator->source, &position, &item);) left++;
  return from_small_int(left);
}

Value set_copy_like(Value like, Value set) {
  Value copy = set_new_of_shape(is_any_frozenset(like) ? SHAPE_FROZENSET : SHAPE_SET);
  return copy != EMPTY && set_update(copy, set) ? copy : EMPTY;
}

typedef bool (*Update)(Value set, Value other);
static const Update updates[BINARY_COUNT] = {[BINARY_OR] = set_update,
                                             [BINARY_AND] = set_intersection_update,
                                             [BINARY_SUB] = set_difference_update,
                                             [BINARY_XOR] = set_symmetric_difference_update};

static Value binary(BinaryOp op, Value left, Value right) {
  if (updates[op] == NULL || !is_any_set(left) || !is_any_set(right)) return NOT_IMPLEMENTED;
  if (op == BINARY_AND) return set_intersection(left, right);
  if (op == BINARY_SUB) return set_difference(left, right);
  Value result = set_copy_like(left, left);
  return result != EMPTY && updates[op](result, right) ? result : EMPTY;
}

static Value binary_in_place(BinaryOp op, Value left, Value right) {
  if (updates[op] == NULL || !is_any_set(right)) return NOT_IMPLEMENTED;
  return updates[op](left, right) ? left : EMPTY;
}

void set_init(void) {
  static const TypeSlots slots = {
      .repr = repr,
      .hash = container_unhashable,
      .compare = compare,
      .truth = truth,
      .length = length,
      .iter = iter,
      .contains = set_contains,
      .binary = binary,
      .binary_in_place = binary_in_place,
      .construct = construct_set,
  };
  static const TypeSlots frozen = {
      .repr = repr,
      .hash = frozenset_hash,
      .compare = compare,
      .truth = truth,
      .length = length,
      .iter = iter,
      .contains = set_contains,
      .binary = binary,
      .construct = construct_frozenset,
  };
  static const TypeSlots iterator = {.iter = iterator_self, .next = iterator_next};
  static const NativeDef iterator_methods[] = {
      {.name = "__length_hint__", .signature = "self, /", .fn = iterator_length_hint, .effects = EFFECT_READS_HEAP},
      ITERATOR_REDUCE(table),
      {.name = NULL},
  };
  heap_set_visitor(HEAP_SET, visit);
  type_setup(SHAPE_SET, &slots, set_methods, NULL, HEAP_SET, sizeof(Set),
             "set() -> new empty set object\nset(iterable) -> new set object\n\nBuild an unordered collection of "
             "unique elements.");
  type_setup(SHAPE_FROZENSET, &frozen, frozenset_methods, NULL, HEAP_SET, sizeof(Set),
             "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\n"
             "Build an immutable unordered collection of unique elements.");
  type_setup(SHAPE_SET_ITERATOR, &iterator, iterator_methods, NULL, HEAP_VALUES, sizeof(TableIterator), NULL);
}
