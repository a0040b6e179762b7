// Views of dicts (keys, values, items) and the iterators over them.
#include "core/object/dict_internal.h"
#include "core/object/exception.h"
#include "core/object/iterators.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/set.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

Value dict_view_source(Value view) { return ((DictView *)(void *)to_object(view))->dict; }

static Value view_dict(Value view) { return ((DictView *)(void *)to_object(view))->dict; }

Value dict_view_new(uint32_t shape, Value dict) {
  DictView *view = heap_new(shape, HEAP_VALUES, sizeof(DictView));
  if (view == NULL) return EMPTY;
  view->dict = dict;
  return from_object(view);
}

// --- iterators

// The dict that is iterated over; NULL at the end or, with RuntimeError, when it has changed size.
static Dict *iterated(TableIterator *iterator) {
  if (iterator->source == EMPTY) return NULL;
  Dict *dict = to_dict(iterator->source);
  if (dict->length == (uint64_t)to_small_int(iterator->length)) return dict;
  iterator->length = from_small_int(-1); // the error sticks
  raise(RuntimeError, "dictionary changed size during iteration");
  return NULL;
}

static uint64_t skip_deleted(TableIterator *iterator, Dict *dict, uint64_t i) {
  uint64_t first = i;
  while (i < dict->used && dict_entries(dict)[i].key == EMPTY) i++;
  iterator->skipped = from_small_int(to_small_int(iterator->skipped) + (int64_t)(i - first));
  return i;
}

// The next entry; NULL at the end (source dropped) or, with RuntimeError, when more come than there were.
static DictEntry *next_entry(TableIterator *iterator) {
  Dict *dict = iterated(iterator);
  if (dict == NULL) return NULL;
  uint64_t i = (uint64_t)to_small_int(iterator->position);
  if (i < dict->used && dict_entries(dict)[i].key == EMPTY) i = skip_deleted(iterator, dict, i);
  bool changed = (int64_t)i - to_small_int(iterator->skipped) >= to_small_int(iterator->length);
  if (i >= dict->used || changed) {
    iterator->source = EMPTY;
    if (i < dict->used) raise(RuntimeError, "dictionary keys changed during iteration");
    return NULL;
  }
  iterator->position = from_small_int((int64_t)i + 1);
  return &dict_entries(dict)[i];
}

// The same backwards; position is one more than the entry to look at next.
static DictEntry *previous_entry(TableIterator *iterator) {
  Dict *dict = iterated(iterator);
  if (dict == NULL) return NULL;
  uint64_t i = (uint64_t)to_small_int(iterator->position);
  if (i > dict->used) i = dict->used;
  while (i > 0 && dict_entries(dict)[i - 1].key == EMPTY) i--;
  if (i == 0) {
    iterator->source = EMPTY;
    return NULL;
  }
  iterator->position = from_small_int((int64_t)i - 1);
  return &dict_entries(dict)[i - 1];
}

static TableIterator *to_iterator(Value v) { return (TableIterator *)(void *)to_object(v); }

static Value key_of(const DictEntry *entry) { return entry == NULL ? EMPTY : entry->key; }
static Value value_of(const DictEntry *entry) { return entry == NULL ? EMPTY : entry->value; }
static Value item_of(const DictEntry *entry) { return entry == NULL ? EMPTY : tuple_pair(entry->key, entry->value); }

#define STEPS(part) \
  static Value next_##part(Value self) { return part##_of(next_entry(to_iterator(self))); } \
  static Value previous_##part(Value self) { return part##_of(previous_entry(to_iterator(self))); }
STEPS(key)
STEPS(value)
STEPS(item)
#undef STEPS

// What dicts and views iterate over, and the types of their iterators.
typedef enum Part { KEYS, VALUES, ITEMS } Part;
static const struct {
  BuiltinShape shape;
  const char *reverse_name;
  Value (*next)(Value);
  Value (*previous)(Value);
} iterator_kinds[] = {
    [KEYS] = {SHAPE_DICT_KEY_ITERATOR, "dict_reversekeyiterator", next_key, previous_key},
    [VALUES] = {SHAPE_DICT_VALUE_ITERATOR, "dict_reversevalueiterator", next_value, previous_value},
    [ITEMS] = {SHAPE_DICT_ITEM_ITERATOR, "dict_reverseitemiterator", next_item, previous_item},
};
static Type *reverse_types[3];

static bool is_reverse(Value iterator) {
  for (Part part = KEYS; part <= ITEMS; part++)
    if (to_object(iterator)->shape == reverse_types[part]->root_shape) return true;
  return false;
}

static Value reverse_iterator(Value dict, Part part) {
  Value iterator = table_iterator_new(reverse_types[part]->root_shape, dict, to_dict(dict)->length);
  if (iterator != EMPTY) to_iterator(iterator)->position = from_small_int(to_dict(dict)->used);
  return iterator;
}

Value dict_reversed(Value *args, size_t count) {
  (void)count;
  return reverse_iterator(args[0], KEYS);
}

// --- views

static int64_t length(Value self) { return to_dict(view_dict(self))->length; }

static Part view_part(Value view) {
  uint32_t shape = to_object(view)->shape;
  // The views of collections.OrderedDict derive from these.
  if (shape >= SHAPE_BUILTIN_COUNT) shape = type_of(view)->base->root_shape;
  return shape == SHAPE_DICT_KEYS ? KEYS : shape == SHAPE_DICT_VALUES ? VALUES : ITEMS;
}

static Value iter(Value self) {
  return table_iterator_new(iterator_kinds[view_part(self)].shape, view_dict(self), to_dict(view_dict(self))->length);
}

static Value repr(Value self) {
  ReprGuard guard;
  if (!repr_guard_enter(&guard, self)) return repr_again("...");
  Value items = list_from_iterable(self);
  Value text = items == EMPTY ? EMPTY : object_repr(items);
  repr_guard_leave(&guard);
  return text == EMPTY ? EMPTY : str_format_c("%s(%V)", type_name(self), text);
}

static int keys_contains(Value self, Value key) {
  int64_t number = dict_find(to_dict(view_dict(self)), key);
  return number >= 0 ? 1 : number == TABLE_ABSENT ? 0 : -1;
}

static int items_contains(Value self, Value item) {
  if (!type_flag(item, TYPE_IS_TUPLE) || to_tuple(item)->length != 2) return 0;
  Dict *dict = to_dict(view_dict(self));
  int64_t number = dict_find(dict, to_tuple(item)->items[0]);
  if (number < 0) return number == TABLE_ABSENT ? 0 : -1;
  return object_equal(dict_entries(dict)[number].value, to_tuple(item)->items[1]);
}

static bool is_set_view(Value v) {
  if (!is_object(v)) return false;
  uint32_t shape = to_object(v)->shape;
  if (shape >= SHAPE_BUILTIN_COUNT) {
    const Type *base = type_of(v)->base;
    return base == builtin_types[SHAPE_DICT_KEYS] || base == builtin_types[SHAPE_DICT_ITEMS];
  }
  return shape == SHAPE_DICT_KEYS || shape == SHAPE_DICT_ITEMS;
}

// Whether every item of a is in b: 1, 0, -1.
static int all_in(Value a, Value b) {
  Value iterator = object_iter(a), item;
  if (iterator == EMPTY) return -1;
  while ((item = object_next(iterator)) != EMPTY) {
    int found = object_contains(b, item);
    if (found <= 0) return found;
  }
  return vm_exception == EMPTY ? 1 : -1;
}

// Comparisons of sets: a relation of the lengths, then inclusion one way.
static Value compare(Value self, Value other, CompareOp op) {
  if (!is_set_view(self) || !(is_set_view(other) || type_flag(other, TYPE_IS_SET))) return NOT_IMPLEMENTED;
  int64_t a = object_length(self), b = object_length(other);
  if (a < 0 || b < 0) return EMPTY;
  CompareOp lengths = op == COMPARE_NE ? COMPARE_EQ : op;
  int holds = compare_lengths((uint64_t)a, (uint64_t)b, lengths) == TRUE_VALUE;
  if (holds) holds = op == COMPARE_GT || op == COMPARE_GE ? all_in(other, self) : all_in(self, other);
  return holds < 0 ? EMPTY : from_bool(holds == (op != COMPARE_NE));
}

static Value binary(BinaryOp op, Value left, Value right) {
  static const char *const method_names[BINARY_COUNT] = {[BINARY_SUB] = "difference_update",
                                                         [BINARY_AND] = "intersection_update",
                                                         [BINARY_OR] = "update",
                                                         [BINARY_XOR] = "symmetric_difference_update"};
  if (method_names[op] == NULL || !(is_set_view(left) || is_set_view(right))) return NOT_IMPLEMENTED;
  Value result = set_from_iterable(left, false);
  if (result == EMPTY) return EMPTY;
  return object_call_method(result, method_names[op], &right, 1) == EMPTY ? EMPTY : result;
}

static Value method_isdisjoint(Value *args, size_t count) {
  (void)count;
  Value iterator = object_iter(args[1]), item;
  if (iterator == EMPTY) return EMPTY;
  while ((item = object_next(iterator)) != EMPTY) {
    int found = object_contains(args[0], item);
    if (found < 0) return EMPTY;
    if (found) return FALSE_VALUE;
  }
  return vm_exception == EMPTY ? TRUE_VALUE : EMPTY;
}

static Value method_reversed(Value *args, size_t count) {
  (void)count;
  return reverse_iterator(view_dict(args[0]), view_part(args[0]));
}

static Value get_mapping(Value self) {
  return object_call_1(from_object(builtin_types[SHAPE_MAPPING_PROXY]), view_dict(self));
}

static Value method_length_hint(Value *args, size_t count) {
  (void)count;
  TableIterator *iterator = to_iterator(args[0]);
  if (iterator->source == EMPTY) return from_small_int(0);
  const Dict *dict = to_dict(iterator->source);
  if (dict->length != (uint64_t)to_small_int(iterator->length)) return from_small_int(0);
  int64_t position = to_small_int(iterator->position);
  if (!is_reverse(args[0]))
    return from_small_int(to_small_int(iterator->length) - (position - to_small_int(iterator->skipped)));
  int64_t left = 0, end = position < (int64_t)dict->used ? position : (int64_t)dict->used;
  for (int64_t i = 0; i < end; i++) left += dict_entries(to_dict(iterator->source))[i].key != EMPTY;
  return from_small_int(left);
}

static const NativeDef set_view_methods[] = {
    {.name = "isdisjoint",
     .signature = "self, other, /",
     .fn = method_isdisjoint,
     .doc = DOC("Return True if the view and the given iterable have a null intersection.")},
    {.name = "__reversed__", .signature = "self, /", .fn = method_reversed},
    {.name = NULL},
};
static const GetSetDef view_attributes[] = {
    {.name = "mapping", .get = get_mapping, .doc = DOC("dictionary that this view refers to")},
    {.name = NULL},
};
static const NativeDef iterator_methods[] = {
    {.name = "__length_hint__", .signature = "self, /", .fn = method_length_hint, .effects = EFFECT_READS_HEAP},
    ITERATOR_REDUCE(table),
    {.name = NULL},
};

static void visit_reverse_types(void) {
  for (size_t i = 0; i < sizeof reverse_types / sizeof reverse_types[0]; i++) heap_visit(from_object(reverse_types[i]));
}

void dict_views_init(void) {
  static const TypeSlots keys = {.repr = repr,
                                 .hash = container_unhashable,
                                 .compare = compare,
                                 .length = length,
                                 .iter = iter,
                                 .contains = keys_contains,
                                 .binary = binary};
  static const TypeSlots values = {.repr = repr, .length = length, .iter = iter};
  static const TypeSlots items = {.repr = repr,
                                  .hash = container_unhashable,
                                  .compare = compare,
                                  .length = length,
                                  .iter = iter,
                                  .contains = items_contains,
                                  .binary = binary};
  type_setup(SHAPE_DICT_KEYS, &keys, set_view_methods, view_attributes, HEAP_VALUES, sizeof(DictView), NULL);
  type_setup(SHAPE_DICT_VALUES, &values, &set_view_methods[1], view_attributes, HEAP_VALUES, sizeof(DictView), NULL);
  type_setup(SHAPE_DICT_ITEMS, &items, set_view_methods, view_attributes, HEAP_VALUES, sizeof(DictView), NULL);
  for (Part part = KEYS; part <= ITEMS; part++) {
    TypeSlots forwards = {.iter = iterator_self, .next = iterator_kinds[part].next};
    TypeSlots backwards = {.iter = iterator_self, .next = iterator_kinds[part].previous};
    type_setup(iterator_kinds[part].shape, &forwards, iterator_methods, NULL, HEAP_VALUES, sizeof(TableIterator), NULL);
    reverse_types[part] = type_new_native("builtins", iterator_kinds[part].reverse_name, NULL, 0, &backwards,
                                          iterator_methods, NULL, HEAP_VALUES, sizeof(TableIterator));
  }
  heap_add_root(visit_reverse_types);
}
