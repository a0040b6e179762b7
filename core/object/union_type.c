// int | None: the alternatives of an annotation, each once. isinstance(x, int | str) asks each.
#include "core/object/generic_alias.h"

#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/set.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

// A Wrapper whose callable is the tuple of alternatives.
static Type *union_type;

static bool is_union(Value v) { return type_of(v) == union_type; }
static Value alternatives(Value v) { return ((Wrapper *)to_object(v))->callable; }

static Value union_repr(Value self) {
  StrBuilder text = STR_BUILDER_INIT;
  return generic_add_parts(&text, alternatives(self), " | ") ? str_builder_finish(&text) : EMPTY;
}

static bool is_alternative(Value v) { return v == NONE || is_type(v) || is_generic_alias(v) || is_union(v); }

// Types are the same or not; aliases may be equal. False: raised.
static bool add_alternative(Value list, Value v) {
  for (uint64_t i = 0; i < to_list(list)->length; i++) {
    Value known = to_list(list)->storage->items[i];
    int same = known == v;
    if (!same && is_generic_alias(known) && is_generic_alias(v)) same = object_equal(known, v);
    if (same != 0) return same > 0;
  }
  return list_append(list, v);
}

static bool add_alternatives(Value list, Value v) {
  if (v == NONE) v = from_object(builtin_types[SHAPE_NONE]);
  if (!is_union(v)) return add_alternative(list, v);
  for (uint64_t i = 0; i < to_tuple(alternatives(v))->length; i++)
    if (!add_alternative(list, to_tuple(alternatives(v))->items[i])) return false;
  return true;
}

Value union_or(BinaryOp op, Value left, Value right) {
  if (op != BINARY_OR || !is_alternative(left) || !is_alternative(right)) return NOT_IMPLEMENTED;
  Value list = list_new(0);
  if (list == EMPTY || !add_alternatives(list, left) || !add_alternatives(list, right)) return EMPTY;
  Value parts = tuple_from_iterable(list);
  if (parts == EMPTY || to_tuple(parts)->length == 1) return parts == EMPTY ? EMPTY : to_tuple(parts)->items[0];
  Wrapper *result = instance_allocate(union_type);
  if (!result) return EMPTY;
  result->callable = parts;
  return from_object(result);
}

static Value as_set(Value v) { return set_from_iterable(alternatives(v), true); }

static Value union_compare(Value self, Value other, CompareOp op) {
  if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_union(self) || !is_union(other)) return NOT_IMPLEMENTED;
  Value a = as_set(self), b = a == EMPTY ? EMPTY : as_set(other);
  return b == EMPTY ? EMPTY : object_compare(a, b, op);
}

static bool union_hash(Value self, int64_t *hash) {
  Value set = as_set(self);
  return set != EMPTY && object_hash(set, hash);
}

static Value method_instance_check(Value *a, size_t count) {
  (void)count;
  int answer = object_is_instance(a[1], alternatives(a[0]));
  return answer < 0 ? EMPTY : from_bool(answer);
}

static Value method_subclass_check(Value *a, size_t count) {
  (void)count;
  if (!is_type(a[1])) return raise(TypeError, "issubclass() arg 1 must be a class");
  int answer = object_is_subclass(a[1], alternatives(a[0]));
  return answer < 0 ? EMPTY : from_bool(answer);
}

static Value get_alternatives(Value self) { return alternatives(self); }
static Value get_module(Value self) { return (void)self, str_from_c("types"); }
static Value get_parameters(Value self) { return generic_parameters(alternatives(self)); }

// (int | T)[str]
static Value union_get_item(Value self, Value item) {
  Value parameters = get_parameters(self);
  Value parts = parameters == EMPTY ? EMPTY : generic_substitute(self, alternatives(self), parameters, item);
  if (parts == EMPTY) return EMPTY;
  Value result = to_tuple(parts)->length == 0 ? EMPTY : to_tuple(parts)->items[0];
  for (uint64_t i = 1; result != EMPTY && i < to_tuple(parts)->length; i++)
    result = object_binary(BINARY_OR, result, to_tuple(parts)->items[i]);
  return result;
}

void union_type_init(void) {
  static const NativeDef methods[] = {
      {.name = "__instancecheck__", .signature = "self, instance, /", .fn = method_instance_check},
      {.name = "__subclasscheck__", .signature = "self, subclass, /", .fn = method_subclass_check},
      {0}};
  static const GetSetDef attributes[] = {{.name = "__args__", .get = get_alternatives},
                                         {.name = "__module__", .get = get_module},
                                         {.name = "__parameters__", .get = get_parameters},
                                         {0}};
  static const TypeSlots slots = {
      .repr = union_repr, .hash = union_hash, .compare = union_compare, .get_item = union_get_item, .binary = union_or};
  union_type =
      type_new_native("types", "UnionType", NULL, 0, &slots, methods, attributes, HEAP_VALUES, sizeof(Wrapper));
  builtin_types[SHAPE_TYPE]->slots.binary = union_or;
}
