// The module _collections: its types are in files of their own; counting is here.
#include "core/modules/collections/collections.h"

#include "core/modules/collections/declare.h"
#include "core/object/dict_internal.h"
#include "core/object/exception.h"
#include "core/object/iterators.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

bool collections_set_doc(Type *type, const char *text) {
  return dict_set(type->dict, vm.names.__doc__, str_from_c(text));
}

Value collections_state(Value self) {
  Value method = object_find_attribute(self, str_intern("__getstate__", 12));
  if (method != EMPTY) return object_call_0(method);
  if (vm_exception != EMPTY) return EMPTY;
  if (!(type_of(self)->flags & TYPE_HAS_DICT)) return NONE;
  Value dict = instance_dict(self);
  return dict != EMPTY && to_dict(dict)->length == 0 ? NONE : dict;
}

static Value one_more(Value number) {
  if (is_int(number) && number != from_small_int(SMALL_INT_MAX)) return from_small_int(to_small_int(number) + 1);
  return object_binary(BINARY_ADD, number, from_small_int(1));
}

// Counts in the table itself.
static bool count_in_dict(Value mapping, Walk *walk) {
  Dict *dict = to_dict(mapping);
  Value key;
  while ((key = walk_next(walk)) != EMPTY) {
    int64_t number = dict_find(dict, key);
    if (number == TABLE_RAISED) return false;
    if (number == TABLE_ABSENT) {
      if (!dict_set(mapping, key, from_small_int(1))) return false;
      continue;
    }
    Value value = dict_entries(dict)[number].value;
    if (is_int(value) && value != from_small_int(SMALL_INT_MAX)) {
      dict_set_entry(mapping, (uint32_t)number, from_small_int(to_small_int(value) + 1));
      continue;
    }
    // The addition may run Python code, which may change the dict.
    if ((value = one_more(value)) == EMPTY || !dict_set(mapping, key, value)) return false;
  }
  return vm_exception == EMPTY;
}

static bool count_by_methods(Value mapping, Walk *walk) {
  Value get = object_get_attribute(mapping, vm.names.get), key;
  if (get == EMPTY) return false;
  while ((key = walk_next(walk)) != EMPTY) {
    Value number = object_call_2(get, key, from_small_int(0));
    if (number == EMPTY || (number = one_more(number)) == EMPTY || !object_set_item(mapping, key, number)) return false;
  }
  return vm_exception == EMPTY;
}

static Value count_elements(Value *args, size_t count) {
  (void)count;
  Walk walk;
  if (!walk_start(&walk, args[1])) return EMPTY;
  Type *type = type_of(args[0]), *dict = builtin_types[SHAPE_DICT];
  bool plain = is_any_dict(args[0]) && type->slots.set_item == dict->slots.set_item &&
               type_lookup_cached(type, vm.names.get) == type_lookup_cached(dict, vm.names.get);
  return (plain ? count_in_dict(args[0], &walk) : count_by_methods(args[0], &walk)) ? NONE : EMPTY;
}

static bool init(Value module) {
  return collections_add_deque(module) && collections_add_defaultdict(module) && collections_add_ordered_dict(module) &&
         collections_add_tuple_getter(module);
}

static const NativeDef functions[] = {
    DEF("_count_elements", "mapping, iterable, /", count_elements,
        "Count elements in the iterable, updating the mapping"),
    END_OF_DEFS,
};

const NativeModule module__collections = {"_collections", functions, init,
                                          DOC("High performance data structures.\n- deque:        ordered collection "
                                              "accessible from endpoints only\n- defaultdict:  dict subclass with a "
                                              "default value factory\n")};
