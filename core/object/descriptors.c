// property, staticmethod and classmethod.
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

static Property *to_property(Value v) { return (Property *)to_object(v); }
static Wrapper *to_wrapper(Value v) { return (Wrapper *)to_object(v); }
static Value none_if_empty(Value v) { return v == EMPTY ? NONE : v; }
static Value empty_if_none(Value v) { return v == NONE ? EMPTY : v; }

// --- property

static Value raise_no(Value self, Value object, const char *what) {
  Property *property = to_property(self);
  Value type = type_of(object)->qualified_name;
  if (property->name == EMPTY) return raise(AttributeError, "property of '%V' object has no %s", type, what);
  return raise(AttributeError, "property %R of '%V' object has no %s", property->name, type, what);
}

static Value property_get(Value self, Value object, Value owner) {
  (void)owner;
  if (object == EMPTY) return self;
  Value getter = to_property(self)->getter;
  return getter == EMPTY ? raise_no(self, object, "getter") : object_call_1(getter, object);
}

static bool property_set(Value self, Value object, Value value) {
  Property *property = to_property(self);
  Value function = value == EMPTY ? property->deleter : property->setter;
  if (function == EMPTY) return raise_no(self, object, value == EMPTY ? "deleter" : "setter"), false;
  return (value == EMPTY ? object_call_1(function, object) : object_call_2(function, object, value)) != EMPTY;
}

static bool property_fill(Property *property, const Value *slots) {
  property->getter = empty_if_none(slots[0]);
  property->setter = empty_if_none(slots[1]);
  property->deleter = empty_if_none(slots[2]);
  property->doc = empty_if_none(slots[3]);
  property->doc_of_getter = FALSE_VALUE;
  if (property->doc != EMPTY || property->getter == EMPTY) return true;
  Value doc = object_find_attribute(property->getter, vm.names.__doc__);
  if (doc == EMPTY) return vm_exception == EMPTY;
  property->doc_of_getter = TRUE_VALUE;
  // In an instance of a subclass, the __doc__ of that class would hide ours.
  Value self = from_object(property);
  if (!has_shape(self, SHAPE_PROPERTY)) return object_set_attribute(self, vm.names.__doc__, doc);
  property->doc = empty_if_none(doc);
  return true;
}

static Value property_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "property", .signature = "fget=None, fset=None, fdel=None, doc=None"};
  Value slots[4];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  Property *property = instance_allocate(type);
  return property && property_fill(property, slots) ? from_object(property) : EMPTY;
}

static Value property_init(Value *a, size_t count) {
  return (void)count, property_fill(to_property(a[0]), a + 1) ? NONE : EMPTY;
}

// A copy with one function replaced; the kind of property is kept.
static Value property_with(Value self, int which, Value function) {
  Property *old = to_property(self);
  Value slots[] = {none_if_empty(old->getter), none_if_empty(old->setter), none_if_empty(old->deleter),
                   none_if_empty(old->doc)};
  if (function != NONE) slots[which] = function;
  if (old->doc_of_getter == TRUE_VALUE && slots[0] != NONE) slots[3] = NONE;
  Value result = object_call(from_object(type_of(self)), slots, 4, EMPTY);
  if (result != EMPTY && type_native_base(type_of(result)) == builtin_types[SHAPE_PROPERTY])
    to_property(result)->name = old->name;
  return result;
}
static Value property_getter(Value *a, size_t count) { return (void)count, property_with(a[0], 0, a[1]); }
static Value property_setter(Value *a, size_t count) { return (void)count, property_with(a[0], 1, a[1]); }
static Value property_deleter(Value *a, size_t count) { return (void)count, property_with(a[0], 2, a[1]); }

// Slots: self; then the class and the name.
static Value property_set_name(Value *a, size_t count) {
  if (count != 3) return raise(TypeError, "__set_name__() takes 2 positional arguments but %zu were given", count - 1);
  return to_property(a[0])->name = a[2], NONE;
}

static Value get_getter(Value self) { return none_if_empty(to_property(self)->getter); }
static Value get_setter(Value self) { return none_if_empty(to_property(self)->setter); }
static Value get_deleter(Value self) { return none_if_empty(to_property(self)->deleter); }
static Value get_property_doc(Value self) { return none_if_empty(to_property(self)->doc); }
static bool set_property_doc(Value self, Value value) { return to_property(self)->doc = value, true; }

static int abstract_of(Value callable) {
  static const char name[] = "__isabstractmethod__";
  if (callable == EMPTY) return 0;
  Value value = object_find_attribute(callable, str_intern(name, sizeof name - 1));
  return value == EMPTY ? (vm_exception == EMPTY ? 0 : -1) : object_truth(value);
}

static Value get_property_abstract(Value self) {
  const Value functions[] = {to_property(self)->getter, to_property(self)->setter, to_property(self)->deleter};
  for (int i = 0; i < 3; i++) {
    int abstract = abstract_of(functions[i]);
    if (abstract) return abstract < 0 ? EMPTY : TRUE_VALUE;
  }
  return FALSE_VALUE;
}

// --- staticmethod and classmethod

static Value wrapper_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  const char *name = to_str(type_native_base(type)->name)->text;
  bool own_init = has_python_init(type);
  if (!own_init && keyword_names != EMPTY) return raise(TypeError, "%s() takes no keyword arguments", name);
  if (!own_init && count != 1) return raise(TypeError, "%s expected 1 argument, got %zu", name, count);
  Wrapper *wrapper = instance_allocate(type);
  if (!wrapper) return EMPTY;
  wrapper->callable = own_init ? NONE : args[0];
  return from_object(wrapper);
}

static Value wrapper_init(Value *a, size_t count) {
  (void)count;
  to_wrapper(a[0])->callable = a[1];
  return NONE;
}

static Value static_get(Value self, Value object, Value owner) {
  return (void)object, (void)owner, to_wrapper(self)->callable;
}

static Value class_get(Value self, Value object, Value owner) {
  if (owner == EMPTY || owner == NONE) owner = from_object(type_of(object));
  Value callable = to_wrapper(self)->callable;
  Value (*get)(Value, Value, Value) = type_of(callable)->slots.descriptor_get;
  // A bound method stays bound, but to it comes the class.
  return get && !has_shape(callable, SHAPE_METHOD) ? get(callable, owner, owner) : method_new(callable, owner);
}

static Value static_call(Value self, Value *args, size_t count, Value keyword_names) {
  return object_call(to_wrapper(self)->callable, args, count, keyword_names);
}

static Value wrapper_repr(Value self) { return str_format_c("<%T(%R)>", self, to_wrapper(self)->callable); }

// What a wrapper does not have itself it takes from the function (__name__, __doc__, __wrapped__, …).
static Value wrapper_get_attribute(Value self, Value name) {
  Value own = generic_find_attribute(self, name);
  if (own != EMPTY || vm_exception != EMPTY) return own;
  static const char *const copied[] = {"__name__", "__qualname__", "__module__", "__annotations__"};
  for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
    if (strcmp(to_str(name)->text, copied[i]) == 0) return object_get_attribute(to_wrapper(self)->callable, name);
  return raise_attribute_error(self, name);
}

static Value get_callable(Value self) { return to_wrapper(self)->callable; }
static Value get_wrapper_doc(Value self) { return object_get_attribute(to_wrapper(self)->callable, vm.names.__doc__); }
static Value get_wrapper_abstract(Value self) {
  int abstract = abstract_of(to_wrapper(self)->callable);
  return abstract < 0 ? EMPTY : from_bool(abstract);
}

void descriptors_init(void) {
  static const NativeDef property_methods[] = {
      {.name = "__init__", .signature = "self, fget=None, fset=None, fdel=None, doc=None", .fn = property_init},
      {.name = "getter", .signature = "self, fget, /", .fn = property_getter},
      {.name = "setter", .signature = "self, fset, /", .fn = property_setter},
      {.name = "deleter", .signature = "self, fdel, /", .fn = property_deleter},
      {.name = "__set_name__", .signature = "self, /, *args", .fn = property_set_name},
      {.name = NULL}};
  static const GetSetDef property_attributes[] = {{"fget", get_getter, NULL, NULL},
                                                  {"fset", get_setter, NULL, NULL},
                                                  {"fdel", get_deleter, NULL, NULL},
                                                  {"__doc__", get_property_doc, set_property_doc, NULL},
                                                  {"__isabstractmethod__", get_property_abstract, NULL, NULL},
                                                  {NULL, NULL, NULL, NULL}};
  static const GetSetDef wrapper_attributes[] = {{"__func__", get_callable, NULL, NULL},
                                                 {"__wrapped__", get_callable, NULL, NULL},
                                                 {"__doc__", get_wrapper_doc, NULL, NULL},
                                                 {"__isabstractmethod__", get_wrapper_abstract, NULL, NULL},
                                                 {NULL, NULL, NULL, NULL}};
  static const NativeDef wrapper_methods[] = {
      {.name = "__init__", .signature = "self, function, /", .fn = wrapper_init}, {.name = NULL}};
  static const TypeSlots property_slots = {
      .descriptor_get = property_get, .descriptor_set = property_set, .construct = property_construct};
  static const TypeSlots static_slots = {.repr = wrapper_repr,
                                         .get_attribute = wrapper_get_attribute,
                                         .call = static_call,
                                         .descriptor_get = static_get,
                                         .construct = wrapper_construct};
  static const TypeSlots class_slots = {.repr = wrapper_repr,
                                        .get_attribute = wrapper_get_attribute,
                                        .descriptor_get = class_get,
                                        .construct = wrapper_construct};
  type_setup(SHAPE_PROPERTY, &property_slots, property_methods, property_attributes, HEAP_VALUES, sizeof(Property),
             NULL);
  type_setup(SHAPE_STATICMETHOD, &static_slots, wrapper_methods, wrapper_attributes, HEAP_VALUES, sizeof(Wrapper),
             NULL);
  type_setup(SHAPE_CLASSMETHOD, &class_slots, wrapper_methods, wrapper_attributes, HEAP_VALUES, sizeof(Wrapper), NULL);
}
