#include "core/object/dict.h"

#include "core/heap/allocate.h"
#include "core/object/dict_internal.h"
#include "core/object/exception.h"
#include "core/object/iterators.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static void visit(Object *object) {
  Dict *dict = (Dict *)object;
  uint32_t used = table_visit(dict_table(dict));
  for (uint32_t i = 0; i < used; i++) {
    heap_visit(dict_entries(dict)[i].key);
    heap_visit(dict_entries(dict)[i].value);
  }
}

// The layout changes: entry numbers and addresses that others remember become invalid.
static inline void layout_changed(Dict *dict) {
  dict->version++;
  if (dict->flags & DICT_WATCHED) {
    dict->flags &= ~(uint32_t)DICT_WATCHED;
    vm_dict_changed(dict, -1);
  }
}

static inline void store(Dict *dict, uint32_t number, Value value) {
  DictEntry *entry = &dict_entries(dict)[number];
  if ((entry->flags & ENTRY_WATCHED) && entry->value != value) {
    entry->value = value;
    entry->flags = ENTRY_MUTABLE;
    vm_dict_changed(dict, number);
    return;
  }
  entry->value = value;
}

static bool append(Dict *dict, Value key, uint32_t hash, Value value) {
  DictEntry *entry = (DictEntry *)(void *)table_append(dict_table(dict), key, hash, DICT_TABLE);
  if (entry == NULL) return false;
  entry->value = value;
  layout_changed(dict);
  return true;
}

Dict *dict_allocate(Type *type) {
  Dict *dict = type == NULL ? heap_allocate(SHAPE_DICT, HEAP_DICT, sizeof(Dict))
                            : object_allocate(type, SHAPE_DICT, HEAP_DICT, sizeof(Dict));
  if (dict == NULL) return NULL;
  dict->entries = &table_no_entries;
  dict->version = 1;
  return dict;
}

Value dict_new(void) { return from_object(dict_allocate(NULL)); }

int64_t dict_find(Dict *dict, Value key) {
  uint32_t hash;
  if (!table_hash(key, &hash)) return TABLE_RAISED;
  return table_find(dict_table(dict), key, hash, DICT_TABLE);
}

Value dict_get(Value self, Value key) {
  Dict *dict = to_dict(self);
  int64_t number = dict_find(dict, key);
  return number < 0 ? EMPTY : dict_entries(dict)[number].value;
}

bool dict_set_hashed(Dict *dict, Value key, uint32_t hash, Value value) {
  int64_t number = table_find(dict_table(dict), key, hash, DICT_TABLE);
  if (number == TABLE_RAISED) return false;
  if (number == TABLE_ABSENT) return append(dict, key, hash, value);
  store(dict, (uint32_t)number, value);
  return true;
}

bool dict_set(Value self, Value key, Value value) {
  uint32_t hash;
  return table_hash(key, &hash) && dict_set_hashed(to_dict(self), key, hash, value);
}

Value dict_setdefault(Dict *dict, Value key, Value value) {
  uint32_t hash;
  if (!table_hash(key, &hash)) return EMPTY;
  int64_t number = table_find(dict_table(dict), key, hash, DICT_TABLE);
  if (number >= 0) return dict_entries(dict)[number].value;
  return number == TABLE_ABSENT && append(dict, key, hash, value) ? value : EMPTY;
}

void dict_remove_entry(Dict *dict, uint32_t number) {
  table_remove(dict_table(dict), number, DICT_TABLE);
  layout_changed(dict);
}

int dict_delete(Value self, Value key) {
  int64_t number = dict_find(to_dict(self), key);
  if (number < 0) return number == TABLE_ABSENT ? 0 : -1;
  dict_remove_entry(to_dict(self), (uint32_t)number);
  return 1;
}

int64_t dict_find_str(Value self, Value name) {
  int64_t number = table_find(dict_table(to_dict(self)), name, table_hash_str(name), DICT_TABLE);
  // Only a key that is no str but has the same hash can raise; it is not the one.
  if (number == TABLE_RAISED) exception_clear();
  return number < 0 ? -1 : number;
}

Value dict_get_str(Value self, Value name) {
  int64_t number = dict_find_str(self, name);
  return number < 0 ? EMPTY : dict_entries(to_dict(self))[number].value;
}

Value dict_get_c(Value self, const char *name) {
  Value key = str_intern(name, strlen(name));
  return key == EMPTY ? EMPTY : dict_get_str(self, key);
}

bool dict_set_c(Value self, const char *name, Value value) {
  Value key = str_intern(name, strlen(name));
  return key != EMPTY && dict_set(self, key, value);
}

void dict_set_entry(Value self, uint32_t entry, Value value) { store(to_dict(self), entry, value); }

bool dict_next(Value self, size_t *position, Value *key, Value *value) {
  Dict *dict = to_dict(self);
  for (; *position < dict->used; ++*position) {
    DictEntry *entry = &dict_entries(dict)[*position];
    if (entry->key == EMPTY) continue;
    *key = entry->key;
    *value = entry->value;
    ++*position;
    return true;
  }
  return false;
}

Value dict_copy(Value self) {
  Value copy = dict_new();
  if (copy == EMPTY || to_dict(self)->length == 0) return copy;
  Dict *from = to_dict(self), *to = to_dict(copy);
  if (from->length != from->used) return dict_update(copy, self) ? copy : EMPTY;
  ByteArray *entries = byte_array_new(from->used * sizeof(DictEntry)), *index = NULL;
  if (entries == NULL) return EMPTY;
  if (from->index != NULL && (index = byte_array_new(from->index->capacity)) == NULL) return EMPTY;
  memcpy(entries->data, from->entries->data, from->used * sizeof(DictEntry));
  if (index != NULL) memcpy(index->data, from->index->data, index->capacity);
  to->entries = entries;
  to->index = index;
  to->length = to->used = from->used;
  for (uint32_t i = 0; i < to->used; i++) dict_entries(to)[i].flags = 0;
  return copy;
}

static bool update_from_dict(Value self, Value other) {
  Dict *from = to_dict(other);
  if (self == other || from->length == 0) return true;
  Dict *to = to_dict(self);
  if (to->length == 0 && !table_reserve(dict_table(to), from->length, DICT_TABLE)) return false;
  for (uint32_t i = 0; i < from->used; i++) {
    DictEntry entry = dict_entries(from)[i];
    if (entry.key == EMPTY) continue;
    uint32_t version = from->version;
    int64_t number = table_find(dict_table(to), entry.key, entry.hash, DICT_TABLE);
    if (number == TABLE_RAISED) return false;
    if (number >= 0)
      store(to, (uint32_t)number, entry.value);
    else if (!append(to, entry.key, entry.hash, entry.value))
      return false;
    if (from->version != version) {
      raise(RuntimeError, "dict mutated during update");
      return false;
    }
  }
  return true;
}

static bool update_from_keys(Value self, Value other, Value keys_method) {
  Value keys = object_call_0(keys_method);
  Value iterator = keys == EMPTY ? EMPTY : object_iter(keys);
  if (iterator == EMPTY) return false;
  Value key;
  while ((key = object_next(iterator)) != EMPTY) {
    Value value = object_get_item(other, key);
    if (value == EMPTY || !dict_set(self, key, value)) return false;
  }
  return vm_exception == EMPTY;
}

static bool update_from_pairs(Value self, Value pairs) {
  Value iterator = object_iter(pairs);
  if (iterator == EMPTY) return false;
  Value item;
  for (size_t i = 0; (item = object_next(iterator)) != EMPTY; i++) {
    Value pair = tuple_from_iterable(item);
    if (pair == EMPTY) {
      if (!exception_matches(EXCEPTION_TypeError)) return false;
      exception_clear();
      raise(TypeError, "cannot convert dictionary update sequence element #%zu to a sequence", i);
      return false;
    }
    if (to_tuple(pair)->length != 2) {
      raise(ValueError, "dictionary update sequence element #%zu has length %llu; 2 is required", i,
            (unsigned long long)to_tuple(pair)->length);
      return false;
    }
    if (!dict_set(self, to_tuple(pair)->items[0], to_tuple(pair)->items[1])) return false;
  }
  return vm_exception == EMPTY;
}

bool dict_update(Value self, Value other) {
  if (is_dict(other)) return update_from_dict(self, other);
  // A subclass that iterates like a dict has the same keys; others are asked for them.
  if (is_any_dict(other) && type_of(other)->slots.iter == builtin_types[SHAPE_DICT]->slots.iter)
    return update_from_dict(self, other);
  Value keys = object_find_attribute(other, vm.names.keys);
  if (keys != EMPTY) return update_from_keys(self, other, keys);
  return vm_exception == EMPTY && update_from_pairs(self, other);
}

bool dict_update_arguments(Value self, Value *args, size_t count, Value keyword_names) {
  if (count != 0 && !dict_update(self, args[0])) return false;
  for (size_t i = 0; i < keyword_count(keyword_names); i++)
    if (!dict_set(self, to_tuple(keyword_names)->items[i], args[count + i])) return false;
  return true;
}

void dict_clear(Value self) {
  table_clear(dict_table(to_dict(self)));
  layout_changed(to_dict(self));
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  Dict *dict = dict_allocate(type);
  if (dict == NULL) return EMPTY;
  if (has_python_init(type)) return from_object(dict);
  if (!check_arguments("dict", count, 0, 1, EMPTY)) return EMPTY;
  return dict_update_arguments(from_object(dict), args, count, keyword_names) ? from_object(dict) : EMPTY;
}

static bool repr_items(Value self, StrBuilder *text) {
  size_t position = 0;
  Value key, value;
  while (dict_next(self, &position, &key, &value)) {
    if (text->size > 1) str_builder_add_c(text, ", ");
    Value part = object_repr(key);
    if (part == EMPTY) return false;
    str_builder_add_str(text, part);
    str_builder_add_c(text, ": ");
    part = object_repr(value);
    if (part == EMPTY) return false;
    str_builder_add_str(text, part);
  }
  return true;
}

static Value repr(Value self) {
  ReprGuard guard;
  if (to_dict(self)->length == 0) return str_new("{}", 2);
  if (!repr_guard_enter(&guard, self)) return repr_again("{...}");
  StrBuilder text = STR_BUILDER_INIT;
  str_builder_add_c(&text, "{");
  bool done = repr_items(self, &text);
  repr_guard_leave(&guard);
  if (!done) {
    str_builder_drop(&text);
    return EMPTY;
  }
  str_builder_add_c(&text, "}");
  return str_builder_finish(&text);
}

// 1, 0, -1
static int equal(Dict *a, Dict *b) {
  if (a->length != b->length) return 0;
  for (uint32_t i = 0; i < a->used; i++) {
    DictEntry entry = dict_entries(a)[i];
    if (entry.key == EMPTY) continue;
    int64_t number = table_find(dict_table(b), entry.key, entry.hash, DICT_TABLE);
    if (number < 0) return number == TABLE_ABSENT ? 0 : -1;
    int same = object_equal(entry.value, dict_entries(b)[number].value);
    if (same <= 0) return same;
  }
  return 1;
}

static Value compare(Value self, Value other, CompareOp op) {
  if (!is_any_dict(self) || !is_any_dict(other) || (op != COMPARE_EQ && op != COMPARE_NE)) return NOT_IMPLEMENTED;
  int same = equal(to_dict(self), to_dict(other));
  return same < 0 ? EMPTY : from_bool(same == (op == COMPARE_EQ));
}

static int truth(Value self) { return to_dict(self)->length != 0; }
static int64_t length(Value self) { return to_dict(self)->length; }
static Value iter(Value self) { return table_iterator_new(SHAPE_DICT_KEY_ITERATOR, self, to_dict(self)->length); }

static Value get_item(Value self, Value key) {
  Value value = dict_get(self, key);
  if (value != EMPTY || vm_exception != EMPTY) return value;
  if (!is_dict(self)) {
    Value missing = object_find_special(self, vm.names.__missing__);
    if (missing != EMPTY) return object_call_1(missing, key);
    if (vm_exception != EMPTY) return EMPTY;
  }
  return raise_with(EXCEPTION_KeyError, key);
}

static bool set_item(Value self, Value key, Value value) {
  if (value != EMPTY) return dict_set(self, key, value);
  int deleted = dict_delete(self, key);
  if (deleted == 0) raise_with(EXCEPTION_KeyError, key);
  return deleted > 0;
}

static int contains(Value self, Value key) {
  int64_t number = dict_find(to_dict(self), key);
  return number >= 0 ? 1 : number == TABLE_ABSENT ? 0 : -1;
}

static Value binary(BinaryOp op, Value left, Value right) {
  if (op != BINARY_OR || !is_any_dict(left) || !is_any_dict(right)) return NOT_IMPLEMENTED;
  Value merged = dict_copy(left);
  return merged != EMPTY && dict_update(merged, right) ? merged : EMPTY;
}

static Value binary_in_place(BinaryOp op, Value left, Value right) {
  if (op != BINARY_OR) return NOT_IMPLEMENTED;
  return dict_update(left, right) ? left : EMPTY;
}

void dict_init(void) {
  static const TypeSlots slots = {
      .repr = repr,
      .hash = container_unhashable,
      .compare = compare,
      .truth = truth,
      .length = length,
      .iter = iter,
      .get_item = get_item,
      .set_item = set_item,
      .contains = contains,
      .binary = binary,
      .binary_in_place = binary_in_place,
      .construct = construct,
  };
  heap_set_visitor(HEAP_DICT, visit);
  type_setup(SHAPE_DICT, &slots, dict_methods, NULL, HEAP_DICT, sizeof(Dict),
             "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n"
             "    (key, value) pairs\ndict(iterable) -> new dictionary initialized from pairs\n"
             "dict(**kwargs) -> new dictionary initialized with the name=value pairs");
  dict_views_init();
}
