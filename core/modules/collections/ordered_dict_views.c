// Iterators and views of collections.OrderedDict.
#include "core/modules/collections/declare.h"
#include "core/modules/collections/ordered_dict.h"
#include "core/object/exception.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

typedef struct OrderedIterator { // HEAP_VALUES
  Object header;
  Value dict;     // EMPTY: used up
  Value parts;    // small int: OrderedParts
  Value position; // small int: number of the entry to look at next; backwards: one more than that
  Value version;  // small int: of the dict when the iterator was made
} OrderedIterator;

static Type *iterator_type, *view_types[4]; // by ORDERED_KEYS | ORDERED_VALUES

static OrderedIterator *to_iterator(Value v) { return (OrderedIterator *)(void *)to_object(v); }

Value ordered_iterator(Value dict, unsigned parts) {
  OrderedIterator *iterator = instance_allocate(iterator_type);
  if (iterator == NULL) return EMPTY;
  uint32_t start = parts & ORDERED_REVERSED ? to_dict(dict)->used : dict_first_entry(to_dict(dict));
  iterator->dict = dict;
  iterator->parts = from_small_int(parts);
  iterator->position = from_small_int(start);
  iterator->version = from_small_int(to_dict(dict)->version);
  return from_object(iterator);
}

static Value next(Value self) {
  OrderedIterator *iterator = to_iterator(self);
  if (iterator->dict == EMPTY) return EMPTY;
  Dict *dict = to_dict(iterator->dict);
  if (iterator->version != from_small_int(dict->version)) {
    iterator->version = from_small_int(-1); // the error sticks
    bool cleared = to_ordered(iterator->dict)->cleared == from_small_int(dict->version);
    return raise(RuntimeError,
                 cleared ? "OrderedDict changed size during iteration" : "OrderedDict mutated during iteration");
  }
  unsigned parts = (unsigned)to_small_int(iterator->parts);
  uint64_t i = (uint64_t)to_small_int(iterator->position);
  const DictEntry *entries = dict_entries(dict), *entry;
  if (parts & ORDERED_REVERSED) {
    while (i > 0 && entries[i - 1].key == EMPTY) i--;
    entry = i > 0 ? &entries[--i] : NULL;
    iterator->position = from_small_int((int64_t)i);
  } else {
    while (i < dict->used && entries[i].key == EMPTY) i++;
    entry = i < dict->used ? &entries[i++] : NULL;
    iterator->position = from_small_int((int64_t)i);
  }
  if (entry == NULL) return iterator->dict = EMPTY;
  if (!(parts & ORDERED_VALUES)) return entry->key;
  return parts & ORDERED_KEYS ? tuple_pair(entry->key, entry->value) : entry->value;
}

// (iter, (list of what is left,)); the iterator itself stays where it is.
static Value reduce(Value *args, size_t count) {
  (void)count;
  OrderedIterator *iterator = to_iterator(args[0]);
  OrderedIterator *copy = instance_allocate(iterator_type);
  if (copy == NULL) return EMPTY;
  memcpy((char *)copy + sizeof(Object), (char *)iterator + sizeof(Object), sizeof *copy - sizeof(Object));
  Value left = list_from_iterable(from_object(copy)), iter = dict_get_c(vm.builtins, "iter");
  Value arguments = left == EMPTY || iter == EMPTY ? EMPTY : tuple_from(&left, 1);
  return arguments == EMPTY ? EMPTY : tuple_pair(iter, arguments);
}

// --- views

Value ordered_view(Value dict, unsigned parts) { return dict_view_new(view_types[parts]->root_shape, dict); }

static unsigned view_parts(Value view) {
  unsigned parts = ORDERED_KEYS;
  while (type_of(view) != view_types[parts]) parts++;
  return parts;
}

// The views can be had from a plain dict only by way of its own methods, so the source is an OrderedDict.
static Value view_iter(Value self) { return ordered_iterator(dict_view_source(self), view_parts(self)); }

static Value view_reversed(Value *args, size_t count) {
  (void)count;
  return ordered_iterator(dict_view_source(args[0]), view_parts(args[0]) | ORDERED_REVERSED);
}

bool ordered_views_init(void) {
  static const NativeDef iterator_methods[] = {
      DEF("__reduce__", "self, /", reduce, "Return state information for pickling"), END_OF_DEFS};
  static const NativeDef view_methods[] = {DEF("__reversed__", "self, /", view_reversed, NULL), END_OF_DEFS};
  static const struct {
    const char *name;
    BuiltinShape base;
  } kinds[4] = {[ORDERED_KEYS] = {"odict_keys", SHAPE_DICT_KEYS},
                [ORDERED_VALUES] = {"odict_values", SHAPE_DICT_VALUES},
                [ORDERED_KEYS | ORDERED_VALUES] = {"odict_items", SHAPE_DICT_ITEMS}};
  static const TypeSlots slots = {.iter = iterator_self, .next = next};
  iterator_type = type_new_native("builtins", "odict_iterator", NULL, 0, &slots, iterator_methods, NULL, HEAP_VALUES,
                                  sizeof(OrderedIterator));
  if (iterator_type == NULL) return false;
  for (unsigned parts = ORDERED_KEYS; parts <= (ORDERED_KEYS | ORDERED_VALUES); parts++) {
    TypeSlots view_slots = builtin_types[kinds[parts].base]->slots;
    view_slots.iter = view_iter;
    view_types[parts] = type_new_native("builtins", kinds[parts].name, builtin_types[kinds[parts].base], 0, &view_slots,
                                        view_methods, NULL, HEAP_VALUES, sizeof(DictView));
    if (view_types[parts] == NULL) return false;
  }
  return true;
}
