// The methods of `object`.
#include "core/object/class_layout.h"
#include "core/object/dict.h"
#include "core/object/format.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/slots.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

// --- slots

static Value object_default_repr(Value self) {
  Type *type = type_of(self);
  unsigned long long address = heap_identity(self);
  if (strcmp(to_str(type->module)->text, "builtins") == 0)
    return str_format_c("<%V object at 0x%llx>", type->qualified_name, address);
  return str_format_c("<%V.%V object at 0x%llx>", type->module, type->qualified_name, address);
}

static Value object_default_str(Value self) { return type_of(self)->slots.repr(self); }

static bool object_default_hash(Value self, int64_t *hash) {
  *hash = (int64_t)(heap_identity(self) >> 4);
  return true;
}

static Value object_default_compare(Value self, Value other, CompareOp op) {
  if (op == COMPARE_EQ) return self == other ? TRUE_VALUE : NOT_IMPLEMENTED;
  if (op != COMPARE_NE) return NOT_IMPLEMENTED;
  // != is the opposite of whatever the type's == says.
  Value (*compare)(Value, Value, CompareOp) = type_of(self)->slots.compare;
  if (compare == object_default_compare) return self == other ? FALSE_VALUE : NOT_IMPLEMENTED;
  Value equal = compare(self, other, COMPARE_EQ);
  if (equal == EMPTY || equal == NOT_IMPLEMENTED) return equal;
  int truth = object_truth(equal);
  return truth < 0 ? EMPTY : from_bool(!truth);
}

// Whether the class takes arguments anywhere: its own __init__ or __new__.
static bool raise_if_excess(Type *type, size_t count, Value keyword_names) {
  if (count == 0 && keyword_names == EMPTY) return true;
  if (type->slots.construct != object_construct) {
    raise(TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    return false;
  }
  Value init = type_lookup_cached(type, vm.names.__init__);
  if (!has_shape(init, SHAPE_NATIVE_METHOD)) return true;
  return raise(TypeError, "%V() takes no arguments", type->name), false;
}

Value object_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)args;
  return raise_if_excess(type, count, keyword_names) ? instance_new(type) : EMPTY;
}

// --- methods: explicit, since the generic slot methods go to the slots of self's own C type

static Value object_init(Value *a, size_t count) { // self, **kwargs, then *args
  Type *type = type_of(a[0]);
  if (count == 2 && (a[1] == EMPTY || to_dict(a[1])->length == 0)) return NONE;
  Value init = type_lookup_cached(type, vm.names.__init__);
  if (!has_shape(init, SHAPE_NATIVE_METHOD))
    return raise(TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
  if (type->slots.construct == object_construct)
    return raise(TypeError, "%V.__init__() takes exactly one argument (the instance to initialize)", type->name);
  return NONE;
}

static Value method_repr(Value *a, size_t count) { return (void)count, object_default_repr(a[0]); }
static Value method_str(Value *a, size_t count) { return (void)count, object_repr(a[0]); }

static Value method_hash(Value *a, size_t count) {
  (void)count;
  int64_t hash;
  object_default_hash(a[0], &hash);
  return int_from_i64(hash);
}

#define X(c_name, symbol, method, reflected) \
  static Value method_##c_name(Value *a, size_t count) { \
    return (void)count, object_default_compare(a[0], a[1], COMPARE_##c_name); \
  }
COMPARE_OPERATORS(X)
#undef X

static Value method_get_attribute(Value *a, size_t count) {
  (void)count;
  Value name = attribute_name(a[1]);
  return name == EMPTY ? EMPTY : generic_get_attribute(a[0], name);
}

static Value set_attribute(Value self, Value name, Value value) {
  name = attribute_name(name);
  if (name == EMPTY) return EMPTY;
  if (is_type(self))
    return raise(TypeError, "can't apply this %s to type object", value == EMPTY ? "__delattr__" : "__setattr__");
  return generic_set_attribute(self, name, value) ? NONE : EMPTY;
}
static Value method_set_attribute(Value *a, size_t count) { return (void)count, set_attribute(a[0], a[1], a[2]); }
static Value method_delete_attribute(Value *a, size_t count) { return (void)count, set_attribute(a[0], a[1], EMPTY); }

static Value method_format(Value *a, size_t count) { return (void)count, object_format_default(a[0], a[1]); }

static Value method_sizeof(Value *a, size_t count) {
  (void)count;
  return from_small_int(is_object(a[0]) ? (int64_t)heap_object_bytes(to_object(a[0])) : 8);
}

static bool add_names(Value names, Value dict) {
  size_t position = 0;
  Value name, value;
  while (dict_next(dict, &position, &name, &value))
    if (!dict_set(names, name, NONE)) return false;
  return true;
}

// Adds the names of the object's own attributes; an instance stays in the mode that it is in.
static bool add_own_names(Value names, Value self) {
  if (type_has_dict(type_of(self))) {
    Value own = instance_attribute_names(self);
    if (own == EMPTY) return false;
    for (uint64_t i = 0; i < to_list(own)->length; i++)
      if (!dict_set(names, to_list(own)->storage->items[i], NONE)) return false;
    return true;
  }
  Value own = object_find_attribute(self, vm.names.__dict__);
  if (own == EMPTY) return vm_exception == EMPTY;
  return !type_flag(own, TYPE_IS_DICT) || add_names(names, own);
}

static Value method_dir(Value *a, size_t count) {
  (void)count;
  Value names = dict_new();
  if (names == EMPTY || !add_own_names(names, a[0])) return EMPTY;
  const Tuple *mro = to_tuple(type_of(a[0])->mro);
  for (uint64_t i = 0; i < mro->length; i++)
    if (!add_names(names, to_type(mro->items[i])->dict)) return EMPTY;
  return list_from_iterable(names);
}

// The hooks that a class statement calls: object's do nothing.
static Value init_subclass(Value *a, size_t count) {
  (void)count;
  return is_type(a[0]) ? NONE : raise(TypeError, "__init_subclass__ needs a class");
}
static Value subclass_hook(Value *a, size_t count) { return (void)a, (void)count, NOT_IMPLEMENTED; }

// --- __class__

static Value get_class(Value self) { return from_object(type_of(self)); }

// Modules and instances of its subclasses without slots look the same, whichever class they have.
static bool is_module_type(const Type *type) {
  return type_native_base((Type *)(uintptr_t)type) == builtin_types[SHAPE_MODULE] &&
         shape_count(vm.shapes[type->root_shape]) == 0;
}

static bool set_class(Value self, Value value) {
  if (value == EMPTY) return raise(TypeError, "can't delete __class__ attribute"), false;
  if (!is_type(value)) return raise(TypeError, "__class__ must be set to a class, not '%T' object", value), false;
  Type *from = type_of(self), *to = to_type(value);
  if (from == to) return true;
  if (is_module_type(from) && is_module_type(to)) {
    to_object(self)->shape = to->root_shape;
    to_object(self)->kind = to->heap_kind;
    return true;
  }
  if (!(from->flags & TYPE_HEAP) || !(to->flags & TYPE_HEAP) || from->flags & TYPE_IS_TYPE) {
    raise(TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    return false;
  }
  if (!class_same_layout(from, to))
    return raise(TypeError, "__class__ assignment: '%V' object layout differs from '%V'", to->name, from->name), false;
  return instance_set_type(self, to);
}

void base_object_init(void) {
  static const NativeDef methods[] = {
      {.name = "__init__", .signature = "self, /, *args, **kwargs", .fn = object_init},
      {.name = "__repr__", .signature = "self, /", .fn = method_repr},
      {.name = "__str__", .signature = "self, /", .fn = method_str},
      {.name = "__hash__", .signature = "self, /", .fn = method_hash},
#define X(c_name, symbol, method, reflected) {.name = method, .signature = "self, value, /", .fn = method_##c_name},
      COMPARE_OPERATORS(X)
#undef X
          {.name = "__getattribute__", .signature = "self, name, /", .fn = method_get_attribute},
      {.name = "__setattr__", .signature = "self, name, value, /", .fn = method_set_attribute},
      {.name = "__delattr__", .signature = "self, name, /", .fn = method_delete_attribute},
      {.name = "__format__", .signature = "self, format_spec, /", .fn = method_format},
      {.name = "__sizeof__", .signature = "self, /", .fn = method_sizeof},
      {.name = "__dir__", .signature = "self, /", .fn = method_dir},
      {.name = "__reduce__", .signature = "self, /", .fn = object_reduce_method},
      {.name = "__reduce_ex__", .signature = "self, protocol, /", .fn = object_reduce_ex_method},
      {.name = "__getstate__", .signature = "self, /", .fn = object_getstate_method},
      {.name = "__init_subclass__", .signature = "cls, /", .fn = init_subclass},
      {.name = "__subclasshook__", .signature = "cls, subclass, /", .fn = subclass_hook},
      {.name = NULL}};
  static const GetSetDef attributes[] = {{"__class__", get_class, set_class, NULL}, {NULL, NULL, NULL, NULL}};
  static const TypeSlots slots = {.repr = object_default_repr,
                                  .str = object_default_str,
                                  .hash = object_default_hash,
                                  .compare = object_default_compare,
                                  .construct = object_construct};
  type_setup(SHAPE_OBJECT, &slots, methods, attributes, HEAP_VALUES, sizeof(Object), NULL);
}
