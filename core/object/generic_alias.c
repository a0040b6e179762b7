// list[int] and int | None: what annotations write. Both only remember their parts; calling list[int] calls list, and
// isinstance(x, int | str) asks each part.
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

typedef struct GenericAlias { // HEAP_VALUES
  Object header;
  Value origin;
  Value arguments; // tuple
} GenericAlias;

// A Wrapper whose callable is the tuple of alternatives.
static Type *alias_type, *union_type;

static GenericAlias *to_alias(Value v) { return (GenericAlias *)to_object(v); }
static bool is_alias(Value v) { return type_is_subtype(type_of(v), alias_type); }
static bool is_union(Value v) { return type_of(v) == union_type; }
static Value alternatives(Value v) { return ((Wrapper *)to_object(v))->callable; }

// --- text

static bool add_part(StrBuilder *text, Value part) {
  if (part == ELLIPSIS) return str_builder_add_c(text, "..."), true;
  if (part == NONE || part == from_object(builtin_types[SHAPE_NONE])) return str_builder_add_c(text, "None"), true;
  Value shown;
  if (!is_type(part))
    shown = object_repr(part);
  else if (strcmp(to_str(to_type(part)->module)->text, "builtins") == 0)
    shown = to_type(part)->qualified_name;
  else
    shown = str_format_c("%V.%V", to_type(part)->module, to_type(part)->qualified_name);
  if (shown == EMPTY) return false;
  str_builder_add_str(text, shown);
  return true;
}

static bool add_parts(StrBuilder *text, Value parts, const char *separator) {
  for (uint64_t i = 0; i < to_tuple(parts)->length; i++) {
    if (i) str_builder_add_c(text, separator);
    if (!add_part(text, to_tuple(parts)->items[i])) return str_builder_drop(text), false;
  }
  return true;
}

static Value alias_repr(Value self) {
  StrBuilder text = STR_BUILDER_INIT;
  if (!add_part(&text, to_alias(self)->origin)) return str_builder_drop(&text), EMPTY;
  str_builder_add_c(&text, "[");
  if (!add_parts(&text, to_alias(self)->arguments, ", ")) return EMPTY;
  str_builder_add_c(&text, "]");
  return str_builder_finish(&text);
}

static Value union_repr(Value self) {
  StrBuilder text = STR_BUILDER_INIT;
  return add_parts(&text, alternatives(self), " | ") ? str_builder_finish(&text) : EMPTY;
}

// --- list[int]

static Value alias_new(Type *type, Value origin, Value arguments) {
  if (!type_flag(arguments, TYPE_IS_TUPLE) && (arguments = tuple_from(&arguments, 1)) == EMPTY) return EMPTY;
  GenericAlias *alias = instance_allocate(type);
  if (!alias) return EMPTY;
  alias->origin = origin;
  alias->arguments = arguments;
  return from_object(alias);
}

static Value alias_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "GenericAlias", .signature = "origin, args, /"};
  Value slots[2];
  return native_bind(&signature, args, count, keyword_names, slots) ? alias_new(type, slots[0], slots[1]) : EMPTY;
}

Value type_class_getitem(Value *a, size_t count) { return (void)count, alias_new(alias_type, a[0], a[1]); }

static Value alias_call(Value self, Value *args, size_t count, Value keyword_names) {
  return object_call(to_alias(self)->origin, args, count, keyword_names);
}

static Value alias_compare(Value self, Value other, CompareOp op) {
  if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_alias(other)) return NOT_IMPLEMENTED;
  int equal = object_equal(to_alias(self)->origin, to_alias(other)->origin);
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

static Value alias_get_attribute(Value self, Value name) {
  static const char *const own[] = {"__origin__", "__args__",      "__parameters__", "__mro_entries__", "__class__",
                                    "__eq__",     "__hash__",      "__repr__",       "__call__",        "__or__",
                                    "__reduce__", "__reduce_ex__", "__copy__",       "__deepcopy__",    "__bases__"};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    if (strcmp(to_str(name)->text, own[i]) == 0) return generic_get_attribute(self, name);
  return object_get_attribute(to_alias(self)->origin, name);
}

static Value get_origin(Value self) { return to_alias(self)->origin; }
static Value get_arguments(Value self) { return to_alias(self)->arguments; }
static Value get_parameters(Value self) { return (void)self, tuple_new(0); }
static Value mro_entries(Value *a, size_t count) { return (void)count, tuple_from(&to_alias(a[0])->origin, 1); }

// --- int | None

static bool is_alternative(Value v) { return v == NONE || is_type(v) || is_alias(v) || is_union(v); }

static bool add_alternatives(Value set, Value v) {
  if (v == NONE) v = from_object(builtin_types[SHAPE_NONE]);
  if (!is_union(v)) return dict_set(set, v, NONE);
  for (uint64_t i = 0; i < to_tuple(alternatives(v))->length; i++)
    if (!dict_set(set, to_tuple(alternatives(v))->items[i], NONE)) return false;
  return true;
}

// The binary slot of type, alias and union.
static Value type_or(BinaryOp op, Value left, Value right) {
  if (op != BINARY_OR || !is_alternative(left) || !is_alternative(right)) return NOT_IMPLEMENTED;
  Value set = dict_new();
  if (set == EMPTY || !add_alternatives(set, left) || !add_alternatives(set, right)) return EMPTY;
  Value parts = tuple_from_iterable(set);
  if (parts == EMPTY || to_tuple(parts)->length == 1) return parts == EMPTY ? EMPTY : to_tuple(parts)->items[0];
  Wrapper *result = instance_allocate(union_type);
  if (!result) return EMPTY;
  result->callable = parts;
  return from_object(result);
}

static Value union_compare(Value self, Value other, CompareOp op) {
  if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_union(other)) return NOT_IMPLEMENTED;
  bool equal = to_tuple(alternatives(self))->length == to_tuple(alternatives(other))->length;
  for (uint64_t i = 0; equal && i < to_tuple(alternatives(self))->length; i++)
    equal = object_contains(alternatives(other), to_tuple(alternatives(self))->items[i]) == 1;
  return from_bool(equal == (op == COMPARE_EQ));
}

static bool union_hash(Value self, int64_t *hash) {
  *hash = 0;
  for (uint64_t i = 0; i < to_tuple(alternatives(self))->length; i++) {
    int64_t one;
    if (!object_hash(to_tuple(alternatives(self))->items[i], &one)) return false;
    *hash ^= one;
  }
  if (*hash == -1) *hash = -2;
  return true;
}

static Value union_instance_check(Value *a, size_t count) {
  (void)count;
  int answer = object_is_instance(a[1], alternatives(a[0]));
  return answer < 0 ? EMPTY : from_bool(answer);
}
static Value union_subclass_check(Value *a, size_t count) {
  (void)count;
  int answer = object_is_subclass(a[1], alternatives(a[0]));
  return answer < 0 ? EMPTY : from_bool(answer);
}
static Value get_alternatives(Value self) { return alternatives(self); }

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
  static const NativeDef alias_methods[] = {
      {.name = "__mro_entries__", .signature = "self, bases, /", .fn = mro_entries}, {.name = NULL}};
  static const NativeDef union_methods[] = {
      {.name = "__instancecheck__", .signature = "self, instance, /", .fn = union_instance_check},
      {.name = "__subclasscheck__", .signature = "self, subclass, /", .fn = union_subclass_check},
      {.name = NULL}};
  static const GetSetDef alias_attributes[] = {{"__origin__", get_origin, NULL, NULL},
                                               {"__args__", get_arguments, NULL, NULL},
                                               {"__parameters__", get_parameters, NULL, NULL},
                                               {NULL, NULL, NULL, NULL}};
  static const GetSetDef union_attributes[] = {{"__args__", get_alternatives, NULL, NULL}, {NULL, NULL, NULL, NULL}};
  static const TypeSlots alias_slots = {.repr = alias_repr,
                                        .hash = alias_hash,
                                        .compare = alias_compare,
                                        .call = alias_call,
                                        .get_attribute = alias_get_attribute,
                                        .binary = type_or,
                                        .construct = alias_construct};
  static const TypeSlots union_slots = {
      .repr = union_repr, .hash = union_hash, .compare = union_compare, .binary = type_or};
  alias_type = type_new_native("types", "GenericAlias", NULL, TYPE_BASE | TYPE_WEAKREFS, &alias_slots, alias_methods,
                               alias_attributes, HEAP_VALUES, sizeof(GenericAlias));
  union_type = type_new_native("types", "UnionType", NULL, 0, &union_slots, union_methods, union_attributes,
                               HEAP_VALUES, sizeof(Wrapper));
  builtin_types[SHAPE_TYPE]->slots.binary = type_or;
  add_class_getitem();
}
