// list[int]: an origin and its arguments. Calling it calls the origin, subscribing it replaces the type variables among
// its arguments, iterating over it gives it once with a star, for tuple[*tuple[int]].
#include "core/object/generic_alias.h"

#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/iterators.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

typedef struct GenericAlias { // HEAP_VALUES
  Object header;
  Value origin;
  Value arguments;  // tuple
  Value parameters; // tuple of the type variables in `arguments`; EMPTY until asked for
  Value starred;    // TRUE_VALUE: *tuple[int]
} GenericAlias;

// What iter() gives: a Wrapper around the alias, EMPTY once it was given.
static Type *alias_type, *iterator_type;

static GenericAlias *to_alias(Value v) { return (GenericAlias *)to_object(v); }
bool is_generic_alias(Value v) { return type_is_subtype(type_of(v), alias_type); }
static bool is_starred(Value alias) { return to_alias(alias)->starred == TRUE_VALUE; }

static Value find(Value v, const char *name) { return object_find_attribute(v, str_intern(name, strlen(name))); }

// --- text

static bool add_named(StrBuilder *text, Value part) {
  bool plain = find(part, "__origin__") != EMPTY && vm_exception == EMPTY && find(part, "__args__") != EMPTY;
  Value name = plain || vm_exception != EMPTY ? EMPTY : find(part, "__qualname__");
  Value module = name == EMPTY ? EMPTY : find(part, "__module__");
  if (vm_exception != EMPTY) return false;
  Value shown;
  if (name == EMPTY || module == EMPTY || module == NONE)
    shown = object_repr(part);
  else if (is_str(module) && strcmp(to_str(module)->text, "builtins") == 0)
    shown = object_str(name);
  else if ((module = object_str(module)) == EMPTY || (name = object_str(name)) == EMPTY)
    return false;
  else
    shown = str_format_c("%V.%V", module, name);
  if (shown == EMPTY) return false;
  str_builder_add_str(text, shown);
  return true;
}

static bool add_part(StrBuilder *text, Value part) {
  if (part == ELLIPSIS) return str_builder_add_c(text, "..."), true;
  if (part == NONE || part == from_object(builtin_types[SHAPE_NONE])) return str_builder_add_c(text, "None"), true;
  return add_named(text, part);
}

bool generic_add_parts(StrBuilder *text, Value parts, const char *separator) {
  for (uint64_t i = 0; i < to_tuple(parts)->length; i++) {
    if (i) str_builder_add_c(text, separator);
    if (!add_part(text, to_tuple(parts)->items[i])) return str_builder_drop(text), false;
  }
  return true;
}

static Value alias_repr(Value self) {
  StrBuilder text = STR_BUILDER_INIT;
  if (is_starred(self)) str_builder_add_c(&text, "*");
  if (!add_part(&text, to_alias(self)->origin)) return str_builder_drop(&text), EMPTY;
  str_builder_add_c(&text, to_tuple(to_alias(self)->arguments)->length == 0 ? "[()" : "[");
  if (!generic_add_parts(&text, to_alias(self)->arguments, ", ")) return EMPTY;
  str_builder_add_c(&text, "]");
  return str_builder_finish(&text);
}

// --- type variables

static bool contains_same(Value list, Value v) {
  for (uint64_t i = 0; i < to_list(list)->length; i++)
    if (to_list(list)->storage->items[i] == v) return true;
  return false;
}

static bool add_once(Value list, Value v) { return contains_same(list, v) || list_append(list, v); }

static bool add_all(Value list, Value tuple) {
  for (uint64_t i = 0; i < to_tuple(tuple)->length; i++)
    if (!list_append(list, to_tuple(tuple)->items[i])) return false;
  return true;
}

Value generic_parameters(Value arguments) {
  Value found = list_new(0);
  for (uint64_t i = 0; found != EMPTY && i < to_tuple(arguments)->length; i++) {
    Value part = to_tuple(arguments)->items[i];
    if (is_type(part)) continue;
    Value substitute = find(part, "__typing_subst__");
    if (vm_exception != EMPTY || (substitute != EMPTY && !add_once(found, part))) return EMPTY;
    if (substitute != EMPTY) continue;
    Value inner = find(part, "__parameters__");
    if (vm_exception != EMPTY) return EMPTY;
    if (inner == EMPTY || !type_flag(inner, TYPE_IS_TUPLE)) continue;
    for (uint64_t n = 0; n < to_tuple(inner)->length; n++)
      if (!add_once(found, to_tuple(inner)->items[n])) return EMPTY;
  }
  return found == EMPTY ? EMPTY : tuple_from_iterable(found);
}

// What *tuple[int, str] stands for: a tuple; EMPTY without exception for anything else.
static Value unpacked_arguments(Value part) {
  if (is_type(part)) return EMPTY;
  Value inner = find(part, "__typing_unpacked_tuple_args__");
  if (inner == EMPTY || !type_flag(inner, TYPE_IS_TUPLE)) return EMPTY;
  uint64_t length = to_tuple(inner)->length;
  return length > 0 && to_tuple(inner)->items[length - 1] == ELLIPSIS ? EMPTY : inner;
}

// The item of self[item] as a tuple with unpacked tuples in their place. EMPTY: raised.
static Value subscript_items(Value item) {
  Value given = type_flag(item, TYPE_IS_TUPLE) ? item : tuple_from(&item, 1), items = list_new(0);
  if (given == EMPTY || items == EMPTY) return EMPTY;
  for (uint64_t i = 0; i < to_tuple(given)->length; i++) {
    Value part = to_tuple(given)->items[i], inner = unpacked_arguments(part);
    if (vm_exception != EMPTY) return EMPTY;
    if (!(inner == EMPTY ? list_append(items, part) : add_all(items, inner))) return EMPTY;
  }
  return tuple_from_iterable(items);
}

// The type variables may have their own idea of the items, such as how many belong to a TypeVarTuple. EMPTY: raised.
static Value prepared_items(Value self, Value parameters, Value items) {
  for (uint64_t i = 0; i < to_tuple(parameters)->length; i++) {
    Value prepare = find(to_tuple(parameters)->items[i], "__typing_prepare_subst__");
    if (vm_exception != EMPTY) return EMPTY;
    if (prepare == EMPTY || prepare == NONE) continue;
    items = object_call_2(prepare, self, items);
    if (items == EMPTY) return EMPTY;
    if (!type_flag(items, TYPE_IS_TUPLE) && (items = tuple_from(&items, 1)) == EMPTY) return EMPTY;
  }
  return items;
}

static int64_t position(Value parameters, Value v) {
  for (uint64_t i = 0; i < to_tuple(parameters)->length; i++)
    if (to_tuple(parameters)->items[i] == v) return (int64_t)i;
  return -1;
}

// An argument that has type variables inside, with the items in their places. EMPTY: raised.
static Value substitute_inside(Value part, Value parameters, Value items) {
  Value inner = find(part, "__parameters__");
  if (vm_exception != EMPTY) return EMPTY;
  if (inner == EMPTY || !type_flag(inner, TYPE_IS_TUPLE) || to_tuple(inner)->length == 0) return part;
  Value wanted = list_new(0);
  for (uint64_t i = 0; wanted != EMPTY && i < to_tuple(inner)->length; i++) {
    Value parameter = to_tuple(inner)->items[i];
    int64_t at = position(parameters, parameter);
    Value item = at < 0 ? parameter : to_tuple(items)->items[at];
    bool many = at >= 0 && type_of(parameter)->slots.iter != NULL && type_flag(item, TYPE_IS_TUPLE);
    if (!(many ? add_all(wanted, item) : list_append(wanted, item))) return EMPTY;
  }
  Value key = wanted == EMPTY ? EMPTY : tuple_from_iterable(wanted);
  return key == EMPTY ? EMPTY : object_get_item(part, key);
}

// Adds what becomes of one argument. False: raised.
static bool substitute_one(Value result, Value part, Value parameters, Value items) {
  if (is_type(part)) return list_append(result, part);
  Value unpacked = find(part, "__typing_is_unpacked_typevartuple__");
  int many = unpacked == EMPTY ? 0 : object_truth(unpacked);
  if (many < 0 || vm_exception != EMPTY) return false;
  Value substitute = find(part, "__typing_subst__");
  if (vm_exception != EMPTY) return false;
  int64_t at = substitute == EMPTY ? -1 : position(parameters, part);
  Value becomes =
      at >= 0 ? object_call_1(substitute, to_tuple(items)->items[at]) : substitute_inside(part, parameters, items);
  if (becomes == EMPTY) return false;
  return many && type_flag(becomes, TYPE_IS_TUPLE) ? add_all(result, becomes) : list_append(result, becomes);
}

Value generic_substitute(Value self, Value arguments, Value parameters, Value item) {
  uint64_t wanted = to_tuple(parameters)->length;
  if (wanted == 0) return raise(TypeError, "%R is not a generic class", self);
  Value items = subscript_items(item);
  if (items == EMPTY || (items = prepared_items(self, parameters, items)) == EMPTY) return EMPTY;
  uint64_t given = to_tuple(items)->length;
  if (given != wanted)
    return raise(TypeError, "Too %s arguments for %R; actual %zu, expected %zu", given > wanted ? "many" : "few", self,
                 (size_t)given, (size_t)wanted);
  Value result = list_new(0);
  for (uint64_t i = 0; result != EMPTY && i < to_tuple(arguments)->length; i++)
    if (!substitute_one(result, to_tuple(arguments)->items[i], parameters, items)) return EMPTY;
  return result == EMPTY ? EMPTY : tuple_from_iterable(result);
}

// --- the alias

static Value alias_new(Type *type, Value origin, Value arguments, bool starred) {
  if (!type_flag(arguments, TYPE_IS_TUPLE) && (arguments = tuple_from(&arguments, 1)) == EMPTY) return EMPTY;
  GenericAlias *alias = instance_allocate(type);
  if (!alias) return EMPTY;
  alias->origin = origin;
  alias->arguments = arguments;
  alias->parameters = EMPTY;
  alias->starred = from_bool(starred);
  return from_object(alias);
}

static Value alias_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments("GenericAlias", count, 2, 2, keyword_names)) return EMPTY;
  return alias_new(type, args[0], args[1], false);
}

Value type_class_getitem(Value *a, size_t count) {
  (void)count;
  // type[int], but no metaclass derived from type
  if (a[0] != from_object(builtin_types[SHAPE_TYPE]) && type_is_subtype(to_type(a[0]), builtin_types[SHAPE_TYPE]))
    return raise(TypeError, "type '%V' is not subscriptable", to_type(a[0])->name);
  return alias_new(alias_type, a[0], a[1], false);
}

// Calls the origin; the result remembers the alias, if it can.
static Value alias_call(Value self, Value *args, size_t count, Value keyword_names) {
  Value result = object_call(to_alias(self)->origin, args, count, keyword_names);
  if (result == EMPTY || object_set_attribute(result, str_intern("__orig_class__", 14), self)) return result;
  if (!exception_matches(EXCEPTION_AttributeError) && !exception_matches(EXCEPTION_TypeError)) return EMPTY;
  exception_clear();
  return result;
}

static Value alias_compare(Value self, Value other, CompareOp op) {
  if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_generic_alias(self) || !is_generic_alias(other))
    return NOT_IMPLEMENTED;
  int equal = is_starred(self) == is_starred(other);
  if (equal) equal = object_equal(to_alias(self)->origin, to_alias(other)->origin);
  if (equal > 0) equal = object_equal(to_alias(self)->arguments, to_alias(other)->arguments);
  return equal < 0 ? EMPTY : from_bool(equal == (op == COMPARE_EQ));
}

static bool alias_hash(Value self, int64_t *hash) {
  int64_t origin;
  if (!object_hash(to_alias(self)->origin, &origin) || !object_hash(to_alias(self)->arguments, hash)) return false;
  *hash ^= origin;
  if (*hash == -1) *hash = -2;
  return true;
}

// Attributes of the alias itself; all others are the origin's.
static const char *const own_attributes[] = {"__class__",
                                             "__bases__",
                                             "__origin__",
                                             "__args__",
                                             "__unpacked__",
                                             "__parameters__",
                                             "__typing_unpacked_tuple_args__",
                                             "__mro_entries__",
                                             "__reduce_ex__",
                                             "__reduce__",
                                             "__copy__",
                                             "__deepcopy__"};
#define OWN_ATTRIBUTES (sizeof own_attributes / sizeof own_attributes[0])

static Value alias_get_attribute(Value self, Value name) {
  for (size_t i = 0; i < OWN_ATTRIBUTES; i++)
    if (strcmp(to_str(name)->text, own_attributes[i]) == 0) return generic_get_attribute(self, name);
  return object_get_attribute(to_alias(self)->origin, name);
}

static Value get_origin(Value self) { return to_alias(self)->origin; }
static Value get_arguments(Value self) { return to_alias(self)->arguments; }
static Value get_starred(Value self) { return to_alias(self)->starred; }

static Value get_parameters(Value self) {
  if (to_alias(self)->parameters == EMPTY) {
    Value parameters = generic_parameters(to_alias(self)->arguments);
    if (parameters == EMPTY) return EMPTY;
    to_alias(self)->parameters = parameters;
  }
  return to_alias(self)->parameters;
}

static Value get_unpacked_arguments(Value self) {
  bool tuple = is_starred(self) && to_alias(self)->origin == from_object(builtin_types[SHAPE_TUPLE]);
  return tuple ? to_alias(self)->arguments : NONE;
}

static Value alias_get_item(Value self, Value item) {
  Value parameters = get_parameters(self);
  Value arguments = parameters == EMPTY ? EMPTY : generic_substitute(self, to_alias(self)->arguments, parameters, item);
  return arguments == EMPTY ? EMPTY : alias_new(alias_type, to_alias(self)->origin, arguments, is_starred(self));
}

static Value method_mro_entries(Value *a, size_t count) { return (void)count, tuple_from(&to_alias(a[0])->origin, 1); }

static Value method_instance_check(Value *a, size_t count) {
  (void)a, (void)count;
  return raise(TypeError, "isinstance() argument 2 cannot be a parameterized generic");
}

static Value method_subclass_check(Value *a, size_t count) {
  (void)a, (void)count;
  return raise(TypeError, "issubclass() argument 2 cannot be a parameterized generic");
}

static Value builtin(const char *name) { return dict_get_c(vm.builtins, name); }

static Value method_reduce(Value *a, size_t count) {
  (void)count;
  const GenericAlias *self = to_alias(a[0]);
  if (!is_starred(a[0])) {
    Value parts = tuple_pair(self->origin, self->arguments);
    return parts == EMPTY ? EMPTY : tuple_pair(from_object(type_of(a[0])), parts);
  }
  Value plain = alias_new(alias_type, self->origin, self->arguments, false);
  Value iterator = plain == EMPTY ? EMPTY : object_iter(plain), next = builtin("next");
  Value parts = iterator == EMPTY || next == EMPTY ? EMPTY : tuple_from(&iterator, 1);
  return parts == EMPTY ? EMPTY : tuple_pair(next, parts);
}

static Value method_dir(Value *a, size_t count) {
  (void)count;
  Value dir = builtin("dir"), names = dir == EMPTY ? EMPTY : object_call_1(dir, to_alias(a[0])->origin);
  for (size_t i = 0; names != EMPTY && i < OWN_ATTRIBUTES; i++) {
    Value name = str_intern(own_attributes[i], strlen(own_attributes[i]));
    int known = object_contains(names, name);
    if (known < 0 || (known == 0 && !list_append(names, name))) return EMPTY;
  }
  return names;
}

// --- *tuple[int]

static Value *iterated(Value iterator) { return &((Wrapper *)to_object(iterator))->callable; }

static Value alias_iter(Value self) {
  Wrapper *iterator = instance_allocate(iterator_type);
  if (!iterator) return EMPTY;
  iterator->callable = self;
  return from_object(iterator);
}

static Value iterator_next(Value self) {
  Value alias = *iterated(self);
  if (alias == EMPTY) return EMPTY;
  *iterated(self) = EMPTY;
  return alias_new(alias_type, to_alias(alias)->origin, to_alias(alias)->arguments, true);
}

static Value iterator_reduce(Value *a, size_t count) {
  (void)count;
  Value alias = *iterated(a[0]), source = alias == EMPTY ? tuple_new(0) : alias, iter = builtin("iter");
  Value parts = source == EMPTY || iter == EMPTY ? EMPTY : tuple_from(&source, 1);
  return parts == EMPTY ? EMPTY : tuple_pair(iter, parts);
}

static void add_class_getitem(void) {
  static const NativeDef def = {.name = "__class_getitem__", .signature = "cls, item, /", .fn = type_class_getitem};
  static const uint8_t generic[] = {SHAPE_LIST,      SHAPE_TUPLE, SHAPE_DICT,     SHAPE_SET,
                                    SHAPE_FROZENSET, SHAPE_TYPE,  SHAPE_ENUMERATE};
  for (size_t i = 0; i < sizeof generic; i++) {
    Wrapper *wrapper = heap_new(SHAPE_CLASSMETHOD, HEAP_VALUES, sizeof *wrapper);
    if (!wrapper) return;
    wrapper->callable = native_new(&def, builtin_types[SHAPE_TYPE], EMPTY, EMPTY);
    dict_set(builtin_types[generic[i]]->dict, vm.names.__class_getitem__, from_object(wrapper));
  }
}

void generic_alias_init(void) {
  static const NativeDef methods[] = {
      {.name = "__mro_entries__", .signature = "self, bases, /", .fn = method_mro_entries},
      {.name = "__instancecheck__", .signature = "self, instance, /", .fn = method_instance_check},
      {.name = "__subclasscheck__", .signature = "self, subclass, /", .fn = method_subclass_check},
      {.name = "__reduce__", .signature = "self, /", .fn = method_reduce},
      {.name = "__dir__", .signature = "self, /", .fn = method_dir},
      {0}};
  static const NativeDef iterator_methods[] = {{.name = "__reduce__", .signature = "self, /", .fn = iterator_reduce},
                                               {0}};
  static const GetSetDef attributes[] = {{.name = "__origin__", .get = get_origin, .set = readonly_member},
                                         {.name = "__args__", .get = get_arguments, .set = readonly_member},
                                         {.name = "__unpacked__", .get = get_starred, .set = readonly_member},
                                         {.name = "__parameters__", .get = get_parameters},
                                         {.name = "__typing_unpacked_tuple_args__", .get = get_unpacked_arguments},
                                         {0}};
  static const TypeSlots slots = {.repr = alias_repr,
                                  .hash = alias_hash,
                                  .compare = alias_compare,
                                  .call = alias_call,
                                  .iter = alias_iter,
                                  .get_item = alias_get_item,
                                  .get_attribute = alias_get_attribute,
                                  .binary = union_or,
                                  .construct = alias_construct};
  static const TypeSlots iterator_slots = {.iter = iterator_self, .next = iterator_next};
  alias_type = type_new_native("types", "GenericAlias", NULL, TYPE_BASE | TYPE_WEAKREFS, &slots, methods, attributes,
                               HEAP_VALUES, sizeof(GenericAlias));
  iterator_type = type_new_native("builtins", "generic_alias_iterator", NULL, 0, &iterator_slots, iterator_methods,
                                  NULL, HEAP_VALUES, sizeof(Wrapper));
  union_type_init();
  add_class_getitem();
}
