// Attribute look-up, store and delete: the generic algorithm and that of types.
#include "core/object/dict.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

Value attribute_name(Value name) {
  if (!type_flag(name, TYPE_IS_STR)) return raise(TypeError, "attribute name must be string, not '%T'", name);
  return to_str(name)->flags & STR_INTERNED ? name : str_intern_value(name);
}

static Value attribute_error(Value object, Value name, const char *format, const char *subject) {
  raise(AttributeError, format, subject, name);
  if (!exception_matches(EXCEPTION_AttributeError)) return EMPTY;
  Exception *error = (Exception *)to_object(vm_exception);
  error->extra[0] = name;
  error->extra[1] = object;
  return EMPTY;
}

Value raise_attribute_error(Value object, Value name) {
  if (is_type(object))
    return attribute_error(object, name, "type object '%s' has no attribute '%V'", to_str(to_type(object)->name)->text);
  return attribute_error(object, name, "'%s' object has no attribute '%V'", type_name(object));
}

// --- the generic look-up

static bool stores_attributes(const Type *type) { return type->slots_offset || type_has_dict(type); }

Value generic_find_attribute(Value v, Value name) {
  Type *type = type_of(v);
  Value found = type_lookup_cached(type, name);
  Value (*get)(Value, Value, Value) = NULL;
  if (found != EMPTY) {
    const TypeSlots *slots = &type_of(found)->slots;
    get = slots->descriptor_get;
    if (get && slots->descriptor_set) return get(found, v, from_object(type));
  }
  if (stores_attributes(type)) {
    Value own = instance_get(v, name);
    if (own != EMPTY) return own;
  }
  if (found == EMPTY) return EMPTY;
  return get ? get(found, v, from_object(type)) : found;
}

Value generic_get_attribute(Value v, Value name) {
  Value result = generic_find_attribute(v, name);
  if (result != EMPTY || vm_exception != EMPTY) return result;
  return raise_attribute_error(v, name);
}

static bool raise_not_settable(Value v, Value name, Value found) {
  if (found != EMPTY)
    attribute_error(v, name, "'%s' object attribute '%V' is read-only", type_name(v));
  else
    raise_attribute_error(v, name);
  return false;
}

bool generic_set_attribute(Value v, Value name, Value value) {
  Type *type = type_of(v);
  Value found = type_lookup_cached(type, name);
  if (found != EMPTY) {
    bool (*set)(Value, Value, Value) = type_of(found)->slots.descriptor_set;
    if (set) return set(found, v, value);
  }
  if (!type_has_dict(type)) return raise_not_settable(v, name, found);
  if (value != EMPTY) return instance_set(v, name, value);
  int deleted = instance_delete(v, name);
  if (deleted == 0) raise_attribute_error(v, name);
  return deleted > 0;
}

// --- types

Value type_find_attribute(Value self, Value name) {
  Type *type = to_type(self), *metatype = type_of(self);
  Value meta = type_lookup_cached(metatype, name);
  Value (*get)(Value, Value, Value) = NULL;
  if (meta != EMPTY) {
    const TypeSlots *slots = &type_of(meta)->slots;
    get = slots->descriptor_get;
    if (get && slots->descriptor_set) return get(meta, self, from_object(metatype));
  }
  Value own = type_lookup_cached(type, name);
  if (own != EMPTY) {
    Value (*own_get)(Value, Value, Value) = type_of(own)->slots.descriptor_get;
    return own_get ? own_get(own, EMPTY, self) : own;
  }
  if (meta == EMPTY) return EMPTY;
  return get ? get(meta, self, from_object(metatype)) : meta;
}

bool type_set_attribute(Value self, Value name, Value value) {
  Type *type = to_type(self);
  if (!(type->flags & TYPE_HEAP)) {
    raise(TypeError, "cannot set '%V' attribute of immutable type '%V'", name, type->name);
    return false;
  }
  Value meta = type_lookup_cached(type_of(self), name);
  if (meta != EMPTY) {
    bool (*set)(Value, Value, Value) = type_of(meta)->slots.descriptor_set;
    if (set) return set(meta, self, value);
  }
  if (value == EMPTY) {
    int deleted = dict_delete(type->dict, name);
    if (deleted == 0) raise_attribute_error(self, name);
    if (deleted <= 0) return false;
  } else if (!dict_set(type->dict, name, value)) {
    return false;
  }
  type_attribute_changed(type, name);
  return true;
}

// --- any object

Value object_get_attribute(Value v, Value name) {
  if (!is_str(name) || !(to_str(name)->flags & STR_INTERNED)) {
    name = attribute_name(name);
    if (name == EMPTY) return EMPTY;
  }
  Type *type = type_of(v);
  return type->slots.get_attribute ? type->slots.get_attribute(v, name) : generic_get_attribute(v, name);
}

Value object_find_attribute(Value v, Value name) {
  name = attribute_name(name);
  if (name == EMPTY) return EMPTY;
  Type *type = type_of(v);
  Value result;
  if (!type->slots.get_attribute)
    result = generic_find_attribute(v, name);
  else if (type->slots.get_attribute == builtin_types[SHAPE_TYPE]->slots.get_attribute)
    result = type_find_attribute(v, name);
  else
    result = type->slots.get_attribute(v, name);
  if (result == EMPTY && exception_matches(EXCEPTION_AttributeError)) exception_clear();
  return result;
}

bool object_set_attribute(Value v, Value name, Value value) {
  name = attribute_name(name);
  if (name == EMPTY) return false;
  Type *type = type_of(v);
  return type->slots.set_attribute ? type->slots.set_attribute(v, name, value) : generic_set_attribute(v, name, value);
}

Value object_find_special(Value v, Value name) {
  Type *type = type_of(v);
  Value found = type_lookup_cached(type, name);
  if (found == EMPTY) return EMPTY;
  Value (*get)(Value, Value, Value) = type_of(found)->slots.descriptor_get;
  return get ? get(found, v, from_object(type)) : found;
}
