#include "core/object/dict_internal.h"
#include "core/object/exception.h"
#include "core/object/sequence.h"
#include "core/object/set_internal.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

// update(self, other, /, **keywords): slots self, other, keywords.
static bool update_from_slots(Value *args) {
  if (args[1] != EMPTY && !dict_update(args[0], args[1])) return false;
  return args[2] == EMPTY || dict_update(args[0], args[2]);
}

static Value method_update(Value *args, size_t count) {
  (void)count;
  return update_from_slots(args) ? NONE : EMPTY;
}

static Value method_get(Value *args, size_t count) {
  (void)count;
  Value value = dict_get(args[0], args[1]);
  if (value != EMPTY || vm_exception != EMPTY) return value;
  return args[2] == EMPTY ? NONE : args[2];
}

static Value method_setdefault(Value *args, size_t count) {
  (void)count;
  return dict_setdefault(to_dict(args[0]), args[1], args[2] == EMPTY ? NONE : args[2]);
}

Value dict_method_pop(Value *args, size_t count) {
  (void)count;
  Dict *dict = to_dict(args[0]);
  int64_t number = dict_find(dict, args[1]);
  if (number == TABLE_RAISED) return EMPTY;
  if (number == TABLE_ABSENT) return args[2] != EMPTY ? args[2] : raise_with(EXCEPTION_KeyError, args[1]);
  Value value = dict_entries(dict)[number].value;
  dict_remove_entry(dict, (uint32_t)number);
  return value;
}

static Value method_popitem(Value *args, size_t count) {
  (void)count;
  Dict *dict = to_dict(args[0]);
  if (dict->length == 0) return raise(KeyError, "popitem(): dictionary is empty");
  // The last entry in use is never a hole.
  uint32_t last = dict->used - 1;
  DictEntry *entry = &dict_entries(dict)[last];
  Value pair = tuple_pair(entry->key, entry->value);
  if (pair != EMPTY) dict_remove_entry(dict, last);
  return pair;
}

static Value method_clear(Value *args, size_t count) {
  (void)count;
  dict_clear(args[0]);
  return NONE;
}

static Value method_copy(Value *args, size_t count) {
  (void)count;
  return dict_copy(args[0]);
}

static Value method_keys(Value *args, size_t count) {
  (void)count;
  return dict_view_new(SHAPE_DICT_KEYS, args[0]);
}

static Value method_values(Value *args, size_t count) {
  (void)count;
  return dict_view_new(SHAPE_DICT_VALUES, args[0]);
}

static Value method_items(Value *args, size_t count) {
  (void)count;
  return dict_view_new(SHAPE_DICT_ITEMS, args[0]);
}

// The items of a set or the keys of a dict, whose hashes are known. False: raised.
static bool add_keys_of_table(Dict *dict, const HashTable *keys, Value value) {
  bool set = !type_flag(from_object(keys), TYPE_IS_DICT);
  size_t stride = set ? sizeof(SetEntry) : sizeof(DictEntry);
  size_t hash_at = set ? offsetof(SetEntry, hash) : offsetof(DictEntry, hash);
  for (uint32_t i = 0; i < keys->used; i++) {
    const uint8_t *entry = table_entry(keys->entries, i, stride);
    Value key = table_key(entry);
    if (key != EMPTY && !dict_set_hashed(dict, key, table_entry_hash(entry, hash_at), value)) return false;
  }
  return true;
}

static Value method_fromkeys(Value *args, size_t count) {
  (void)count;
  Value value = args[2] == EMPTY ? NONE : args[2];
  Value result = args[0] == from_object(builtin_types[SHAPE_DICT]) ? dict_new() : object_call_0(args[0]);
  bool is_table =
      has_shape(args[1], SHAPE_DICT) || has_shape(args[1], SHAPE_SET) || has_shape(args[1], SHAPE_FROZENSET);
  if (result != EMPTY && is_dict(result) && is_table && to_dict(result)->length == 0)
    return add_keys_of_table(to_dict(result), (const HashTable *)(void *)to_object(args[1]), value) ? result : EMPTY;
  Value iterator = result == EMPTY ? EMPTY : object_iter(args[1]);
  if (iterator == EMPTY) return EMPTY;
  Value key;
  while ((key = object_next(iterator)) != EMPTY)
    if (!(is_dict(result) ? dict_set(result, key, value) : object_set_item(result, key, value))) return EMPTY;
  return vm_exception == EMPTY ? result : EMPTY;
}

static Value method_init(Value *args, size_t count) { return method_update(args, count); }

const NativeDef dict_methods[] = {
    {.name = "__init__", .signature = "self, other=, /, **kwargs", .fn = method_init},
    {.name = "get",
     .signature = "self, key, default=None, /",
     .fn = method_get,
     .doc = DOC("Return the value for key if key is in the dictionary, else default.")},
    {.name = "setdefault",
     .signature = "self, key, default=None, /",
     .fn = method_setdefault,
     .doc = DOC("Insert key with a value of default if key is not in the dictionary.\n\n"
                "Return the value for key if key is in the dictionary, else default.")},
    {.name = "pop",
     .signature = "self, key, default=, /",
     .fn = dict_method_pop,
     .doc = DOC("D.pop(k[,d]) -> v, remove specified key and return the corresponding value.")},
    {.name = "popitem",
     .signature = "self, /",
     .fn = method_popitem,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO order.")},
    {.name = "clear",
     .signature = "self, /",
     .fn = method_clear,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("D.clear() -> None.  Remove all items from D.")},
    {.name = "copy", .signature = "self, /", .fn = method_copy, .doc = DOC("D.copy() -> a shallow copy of D")},
    {.name = "update",
     .signature = "self, other=, /, **kwargs",
     .fn = method_update,
     .doc = DOC("D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.")},
    {.name = "keys",
     .signature = "self, /",
     .fn = method_keys,
     .effects = EFFECT_READS_HEAP,
     .doc = DOC("D.keys() -> a set-like object providing a view on D's keys")},
    {.name = "values",
     .signature = "self, /",
     .fn = method_values,
     .effects = EFFECT_READS_HEAP,
     .doc = DOC("D.values() -> an object providing a view on D's values")},
    {.name = "items",
     .signature = "self, /",
     .fn = method_items,
     .effects = EFFECT_READS_HEAP,
     .doc = DOC("D.items() -> a set-like object providing a view on D's items")},
    {.name = "fromkeys",
     .signature = "cls, iterable, value=None, /",
     .fn = method_fromkeys,
     .doc = DOC("Create a new dictionary with keys from iterable and values set to value.")},
    {.name = "__reversed__",
     .signature = "self, /",
     .fn = dict_reversed,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("Return a reverse iterator over the dict keys.")},
    {.name = NULL},
};
