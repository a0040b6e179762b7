// collections.OrderedDict: the type and its methods.
#include "core/modules/collections/ordered_dict.h"

#include "core/modules/collections/collections.h"
#include "core/modules/collections/declare.h"
#include "core/object/exception.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

Type *ordered_dict_type;

// Whether items can be stored without asking the class.
static bool stores_plainly(Value self) {
  return type_of(self)->slots.set_item == builtin_types[SHAPE_DICT]->slots.set_item;
}

static bool store(Value self, Value key, Value value) {
  return stores_plainly(self) ? dict_set(self, key, value) : object_set_item(self, key, value);
}

// --- update

static bool store_pair(Value self, Value pair) {
  Value iterator = object_iter(pair), parts[2];
  if (iterator == EMPTY) return false;
  for (size_t i = 0; i < 2; i++) {
    parts[i] = object_next(iterator);
    if (parts[i] != EMPTY) continue;
    if (vm_exception == EMPTY) raise(ValueError, "need more than %zu value%s to unpack", i, i == 1 ? "" : "s");
    return false;
  }
  if (object_next(iterator) != EMPTY) return raise(ValueError, "too many values to unpack (expected 2)"), false;
  return vm_exception == EMPTY && store(self, parts[0], parts[1]);
}

static bool store_pairs(Value self, Value pairs) {
  Value iterator = object_iter(pairs), pair;
  if (iterator == EMPTY) return false;
  while ((pair = object_next(iterator)) != EMPTY)
    if (!store_pair(self, pair)) return false;
  return vm_exception == EMPTY;
}

static bool store_by_keys(Value self, Value other, Value keys_method) {
  Value keys = object_call_0(keys_method), iterator = keys == EMPTY ? EMPTY : object_iter(keys), key;
  if (iterator == EMPTY) return false;
  while ((key = object_next(iterator)) != EMPTY) {
    Value value = object_get_item(other, key);
    if (value == EMPTY || !store(self, key, value)) return false;
  }
  return vm_exception == EMPTY;
}

bool ordered_update(Value self, Value other) {
  if (is_dict(other)) {
    if (stores_plainly(self)) return dict_update(self, other);
    Value items = dict_view_new(SHAPE_DICT_ITEMS, other), list = items == EMPTY ? EMPTY : list_from_iterable(items);
    return list != EMPTY && store_pairs(self, list);
  }
  Value keys = object_find_attribute(other, vm.names.keys);
  if (keys != EMPTY) return store_by_keys(self, other, keys);
  Value items = vm_exception != EMPTY ? EMPTY : object_find_attribute(other, vm.names.items);
  if (items == EMPTY) return vm_exception == EMPTY && store_pairs(self, other);
  Value pairs = object_call_0(items);
  return pairs != EMPTY && store_pairs(self, pairs);
}

static bool initialise(Value self, Value *args, size_t count, Value keyword_names) {
  if (count > 1) return raise(TypeError, "expected at most 1 arguments, got %zu", count), false;
  if (count == 1 && !ordered_update(self, args[0])) return false;
  for (size_t i = 0; i < keyword_count(keyword_names); i++)
    if (!store(self, to_tuple(keyword_names)->items[i], args[count + i])) return false;
  return true;
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  Dict *dict = dict_allocate(type);
  if (dict == NULL) return EMPTY;
  Value self = from_object(dict);
  to_ordered(self)->cleared = from_small_int(-1);
  if (has_python_init(type)) return self;
  return initialise(self, args, count, keyword_names) ? self : EMPTY;
}

// --- methods

static Value method_init(Value *args, size_t count) { // self, **kwargs, then *args
  if (!initialise(args[0], args + 2, count - 2, EMPTY)) return EMPTY;
  return args[1] == EMPTY || ordered_update(args[0], args[1]) ? NONE : EMPTY;
}

static Value method_update(Value *args, size_t count) { // self, **kwargs, then *args
  if (count > 3) return raise(TypeError, "update() takes at most 1 positional argument (%zu given)", count - 2);
  if (count == 3 && !ordered_update(args[0], args[2])) return EMPTY;
  return args[1] == EMPTY || ordered_update(args[0], args[1]) ? NONE : EMPTY;
}

static Value method_fromkeys(Value *args, size_t count) {
  (void)count;
  Value value = args[2] == EMPTY ? NONE : args[2], result = object_call_0(args[0]), key;
  Value iterator = result == EMPTY ? EMPTY : object_iter(args[1]);
  if (iterator == EMPTY) return EMPTY;
  bool plain = type_of(result) == ordered_dict_type;
  while ((key = object_next(iterator)) != EMPTY)
    if (!(plain ? dict_set(result, key, value) : object_set_item(result, key, value))) return EMPTY;
  return vm_exception == EMPTY ? result : EMPTY;
}

static Value method_setdefault(Value *args, size_t count) {
  (void)count;
  Value self = args[0], key = args[1], value = args[2] == EMPTY ? NONE : args[2];
  if (type_of(self) != ordered_dict_type) {
    int present = object_contains(self, key);
    if (present != 0) return present < 0 ? EMPTY : object_get_item(self, key);
    return object_set_item(self, key, value) ? value : EMPTY;
  }
  Value found = dict_get(self, key);
  if (found != EMPTY || vm_exception != EMPTY) return found;
  return dict_set(self, key, value) ? value : EMPTY;
}

static Value method_popitem(Value *args, size_t count) {
  (void)count;
  Dict *dict = to_dict(args[0]);
  int last = args[1] == EMPTY ? 1 : object_truth(args[1]);
  if (last < 0) return EMPTY;
  if (dict->length == 0) return raise(KeyError, "dictionary is empty");
  // The last entry in use is never a hole.
  uint32_t number = last ? dict->used - 1 : dict_first_entry(dict);
  const DictEntry *entry = &dict_entries(dict)[number];
  Value pair = tuple_pair(entry->key, entry->value);
  if (pair != EMPTY) dict_remove_entry(dict, number);
  return pair;
}

static Value method_move_to_end(Value *args, size_t count) {
  (void)count;
  Dict *dict = to_dict(args[0]);
  int last = args[2] == EMPTY ? 1 : object_truth(args[2]);
  int64_t number = last < 0 ? TABLE_RAISED : dict_find(dict, args[1]);
  if (number == TABLE_RAISED) return EMPTY;
  if (number == TABLE_ABSENT) return raise_with(EXCEPTION_KeyError, args[1]);
  return (last ? dict_move_to_end : dict_move_to_front)(dict, (uint32_t)number) ? NONE : EMPTY;
}

static Value method_clear(Value *args, size_t count) {
  (void)count;
  dict_clear(args[0]);
  to_ordered(args[0])->cleared = from_small_int(to_dict(args[0])->version);
  return NONE;
}

static Value method_copy(Value *args, size_t count) {
  (void)count;
  Value self = args[0], type = from_object(type_of(self));
  Value copy = object_call_0(type), key, value;
  if (copy == EMPTY) return EMPTY;
  if (type_of(self) == ordered_dict_type) {
    size_t position = 0;
    while (dict_next(self, &position, &key, &value))
      if (!dict_set(copy, key, value)) return EMPTY;
    return copy;
  }
  Value iterator = ordered_iterator(self, ORDERED_KEYS);
  if (iterator == EMPTY) return EMPTY;
  while ((key = object_next(iterator)) != EMPTY) {
    value = object_get_item(self, key);
    if (value == EMPTY || !object_set_item(copy, key, value)) return EMPTY;
  }
  return vm_exception == EMPTY ? copy : EMPTY;
}

static Value method_keys(Value *args, size_t count) { return (void)count, ordered_view(args[0], ORDERED_KEYS); }
static Value method_values(Value *args, size_t count) { return (void)count, ordered_view(args[0], ORDERED_VALUES); }
static Value method_items(Value *args, size_t count) {
  return (void)count, ordered_view(args[0], ORDERED_KEYS | ORDERED_VALUES);
}
static Value method_reversed(Value *args, size_t count) {
  return (void)count, ordered_iterator(args[0], ORDERED_KEYS | ORDERED_REVERSED);
}

static Value method_reduce(Value *args, size_t count) {
  (void)count;
  Value self = args[0], state = collections_state(self);
  Value items = state == EMPTY ? EMPTY : object_call_method(self, "items", NULL, 0);
  Value iterator = items == EMPTY ? EMPTY : object_iter(items), empty = tuple_new(0);
  if (iterator == EMPTY || empty == EMPTY) return EMPTY;
  Value parts[] = {from_object(type_of(self)), empty, state, NONE, iterator};
  return tuple_from(parts, 5);
}

// --- slots

static Value iter(Value self) { return ordered_iterator(self, ORDERED_KEYS); }

static Value repr(Value self) {
  if (to_dict(self)->length == 0) return str_format_c("%V()", type_of(self)->name);
  ReprGuard guard;
  if (!repr_guard_enter(&guard, self)) return repr_again("...");
  Value items = type_of(self) == ordered_dict_type ? ordered_view(self, ORDERED_KEYS | ORDERED_VALUES)
                                                   : object_call_method(self, "items", NULL, 0);
  Value list = items == EMPTY ? EMPTY : list_from_iterable(items), text = list == EMPTY ? EMPTY : object_repr(list);
  repr_guard_leave(&guard);
  return text == EMPTY ? EMPTY : str_format_c("%V(%V)", type_of(self)->name, text);
}

// Whether the keys of two dicts are equal in their order: 1, 0, -1.
static int same_order(Value a, Value b) {
  Value left = ordered_iterator(a, ORDERED_KEYS), right = ordered_iterator(b, ORDERED_KEYS);
  if (left == EMPTY || right == EMPTY) return -1;
  for (;;) {
    Value key = object_next(left), other = vm_exception != EMPTY ? EMPTY : object_next(right);
    if (vm_exception != EMPTY) return -1;
    if (key == EMPTY || other == EMPTY) return key == other;
    int same = items_equal(key, other);
    if (same <= 0) return same;
  }
}

static Value compare(Value self, Value other, CompareOp op) {
  if (!is_ordered(self) || !is_any_dict(other) || (op != COMPARE_EQ && op != COMPARE_NE)) return NOT_IMPLEMENTED;
  Value equal = builtin_types[SHAPE_DICT]->slots.compare(self, other, COMPARE_EQ);
  if (equal == EMPTY) return EMPTY;
  int same = equal == TRUE_VALUE;
  if (same && is_ordered(other)) same = same_order(self, other);
  return same < 0 ? EMPTY : from_bool(same == (op == COMPARE_EQ));
}

static Value binary(BinaryOp op, Value left, Value right) {
  if (op != BINARY_OR || !is_any_dict(left) || !is_any_dict(right)) return NOT_IMPLEMENTED;
  Value self = is_ordered(left) ? left : right;
  Value merged = object_call_1(from_object(type_of(self)), left);
  return merged != EMPTY && ordered_update(merged, right) ? merged : EMPTY;
}

static Value binary_in_place(BinaryOp op, Value left, Value right) {
  if (op != BINARY_OR) return NOT_IMPLEMENTED;
  return ordered_update(left, right) ? left : EMPTY;
}

static const NativeDef methods[] = {
    DEF("__init__", "self, /, *args, **kwargs", method_init, NULL),
    DEF("fromkeys", "cls, iterable, value=None", method_fromkeys,
        "Create a new ordered dictionary with keys from iterable and values set to value."),
    DEF("setdefault", "self, key, default=None", method_setdefault,
        "Insert key with a value of default if key is not in the dictionary.\n\n"
        "Return the value for key if key is in the dictionary, else default."),
    DEF("pop", "self, key, default=", dict_method_pop,
        "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\n"
        "If the key is not found, return the default if given; otherwise,\nraise a KeyError."),
    DEF("popitem", "self, last=True", method_popitem,
        "Remove and return a (key, value) pair from the dictionary.\n\n"
        "Pairs are returned in LIFO order if last is true or FIFO order if false."),
    DEF("move_to_end", "self, key, last=True", method_move_to_end,
        "Move an existing element to the end (or beginning if last is false).\n\n"
        "Raise KeyError if the element does not exist."),
    DEF("update", "self, /, *args, **kwargs", method_update,
        "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F."),
    DEF("clear", "self, /", method_clear, "od.clear() -> None.  Remove all items from od."),
    DEF("copy", "self, /", method_copy, "od.copy() -> a shallow copy of od"),
    DEF("keys", "self, /", method_keys, NULL),
    DEF("values", "self, /", method_values, NULL),
    DEF("items", "self, /", method_items, NULL),
    DEF("__reversed__", "self, /", method_reversed, "od.__reversed__() <==> reversed(od)"),
    DEF("__reduce__", "self, /", method_reduce, "Return state information for pickling"),
    END_OF_DEFS,
};

bool collections_add_ordered_dict(Value module) {
  static const TypeSlots slots = {.repr = repr,
                                  .hash = container_unhashable,
                                  .compare = compare,
                                  .iter = iter,
                                  .binary = binary,
                                  .binary_in_place = binary_in_place,
                                  .construct = construct};
  ordered_dict_type =
      type_new_native("collections", "OrderedDict", builtin_types[SHAPE_DICT], TYPE_BASE | TYPE_WEAKREFS, &slots,
                      methods, NULL, HEAP_INSTANCE, sizeof(OrderedDict));
  return ordered_dict_type && type_add_instance_dict(ordered_dict_type) && ordered_views_init() &&
         collections_set_doc(ordered_dict_type, "Dictionary that remembers insertion order") &&
         module_add(module, "OrderedDict", from_object(ordered_dict_type));
}
