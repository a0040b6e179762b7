// The generic slot functions: each calls the special method that a class written in Python defines.
#include <stdio.h>

#include "core/object/dict.h"
#include "core/object/float.h"
#include "core/object/int.h"
#include "core/object/slots.h"
#include "core/object/warning.h"
#include "core/object/str.h"
#include "core/vm/vm.h"

static Value look_up(Value self, Value name) { return type_lookup_cached(type_of(self), name); }

static Value call_0(Value name, Value self) {
  Value args[] = {self};
  return call_special(name, args, 1);
}

static Value call_1(Value name, Value self, Value a) {
  Value args[] = {self, a};
  return call_special(name, args, 2);
}

// That the result is a str is checked by object_repr and object_str.
Value slot_repr(Value self) { return call_0(vm.names.__repr__, self); }
Value slot_str(Value self) { return call_0(vm.names.__str__, self); }

bool slot_unhashable(Value self, int64_t *hash) {
  (void)hash;
  return raise(TypeError, "unhashable type: '%T'", self), false;
}

bool slot_hash(Value self, int64_t *hash) {
  Value result = call_0(vm.names.__hash__, self);
  if (result == EMPTY) return false;
  if (!type_flag(result, TYPE_IS_INT)) return raise(TypeError, "__hash__ method should return an integer"), false;
  // The method's int is the hash when it fits, else its own hash.
  if (!int_to_i64(result, hash)) *hash = int_hash(result);
  if (*hash == -1) *hash = -2;
  return true;
}

Value slot_compare(Value self, Value other, CompareOp op) {
  Value method = look_up(self, operator_names.compare[op]);
  if (method == EMPTY) return NOT_IMPLEMENTED;
  Value args[] = {self, other};
  Value (*get)(Value, Value, Value) = type_of(method)->slots.descriptor_get;
  uint32_t shape = shape_of(method);
  if (shape == SHAPE_FUNCTION || shape == SHAPE_NATIVE_METHOD || !get) return call_found(method, args, 2);
  // As in CPython: what binding the method raises counts as if it had none.
  Value bound = get(method, self, from_object(type_of(self)));
  if (bound != EMPTY) return object_call_1(bound, other);
  exception_clear();
  return NOT_IMPLEMENTED;
}

static int64_t length_from(Value result) {
  if (result == EMPTY) return -1;
  int64_t length;
  bool negative = type_flag(result, TYPE_IS_INT) && int_compare(result, from_small_int(0)) < 0;
  if (!negative && !int_index_i64(result, &length, "cannot fit 'int' into an index-sized integer")) return -1;
  if (negative || length < 0) return raise(ValueError, "__len__() should return >= 0"), -1;
  return length;
}

int64_t slot_length(Value self) { return length_from(call_0(vm.names.__len__, self)); }

int slot_truth(Value self) {
  Value method = look_up(self, vm.names.__bool__);
  if (method == EMPTY) {
    int64_t length = slot_length(self);
    return length < 0 ? -1 : length > 0;
  }
  Value result = call_found(method, &self, 1);
  if (result == EMPTY) return -1;
  if (!is_bool(result)) return raise(TypeError, "__bool__ should return bool, returned %T", result), -1;
  return result == TRUE_VALUE;
}

Value slot_iter(Value self) {
  Value method = look_up(self, vm.names.__iter__);
  if (method == EMPTY || method == NONE) return raise(TypeError, "'%T' object is not iterable", self);
  return call_found(method, &self, 1);
}

Value slot_next(Value self) {
  Value result = call_0(vm.names.__next__, self);
  if (result != EMPTY || !exception_matches(EXCEPTION_StopIteration)) return result;
  Exception *stop = (Exception *)to_object(exception_take());
  vm.stop_value = stop->extra[0] == EMPTY ? NONE : stop->extra[0];
  return EMPTY;
}

Value slot_get_item(Value self, Value key) { return call_1(vm.names.__getitem__, self, key); }

bool slot_set_item(Value self, Value key, Value value) {
  Value name = value == EMPTY ? vm.names.__delitem__ : vm.names.__setitem__;
  Value method = look_up(self, name);
  if (method == EMPTY) {
    raise(TypeError, "'%T' object does%s support item %s", self, value == EMPTY ? "n't" : " not",
          value == EMPTY ? "deletion" : "assignment");
    return false;
  }
  Value args[] = {self, key, value};
  return call_found(method, args, value == EMPTY ? 2 : 3) != EMPTY;
}

int slot_contains(Value self, Value item) {
  Value method = look_up(self, vm.names.__contains__);
  if (method == NONE) return raise(TypeError, "'%T' object is not a container", self), -1;
  Value args[] = {self, item};
  Value result = call_found(method, args, 2);
  return result == EMPTY ? -1 : object_truth(result);
}

// The part of an attribute look-up that comes before __getattr__. May leave an AttributeError pending.
static Value get_before_hook(Value self, Value name) {
  Value method = look_up(self, vm.names.__getattribute__);
  if (!has_shape(method, SHAPE_NATIVE_METHOD)) {
    Value args[] = {self, name};
    return call_found(method, args, 2);
  }
  Type *native = type_native_base(type_of(self));
  if (native->slots.get_attribute) return native->slots.get_attribute(self, name);
  return generic_find_attribute(self, name);
}

Value slot_get_attribute(Value self, Value name) {
  Value result = get_before_hook(self, name);
  if (result != EMPTY || (vm_exception != EMPTY && !exception_matches(EXCEPTION_AttributeError))) return result;
  Value hook = look_up(self, vm.names.__getattr__);
  if (hook == EMPTY) return vm_exception != EMPTY ? EMPTY : raise_attribute_error(self, name);
  exception_clear();
  Value args[] = {self, name};
  return call_found(hook, args, 2);
}

bool slot_set_attribute(Value self, Value name, Value value) {
  Value args[] = {self, name, value};
  Value method = look_up(self, value == EMPTY ? vm.names.__delattr__ : vm.names.__setattr__);
  return call_found(method, args, value == EMPTY ? 2 : 3) != EMPTY;
}

Value slot_call(Value self, Value *args, size_t count, Value keyword_names) {
  Value method = look_up(self, vm.names.__call__);
  if (method == EMPTY || method == NONE) return raise(TypeError, "'%T' object is not callable", self);
  Type *type = type_of(method);
  if (type->slots.descriptor_get) {
    method = type->slots.descriptor_get(method, self, from_object(type_of(self)));
    if (method == EMPTY) return EMPTY;
  }
  return object_call(method, args, count, keyword_names);
}

// --- operators

// The operator method `name` of self, which is one operand of left op right; without one, what the C base does.
static Value try_method(BinaryOp op, Value name, Value left, Value right, bool self_is_left) {
  Value args[] = {self_is_left ? left : right, self_is_left ? right : left};
  Value method = look_up(args[0], name);
  if (method == NONE) return NOT_IMPLEMENTED;
  if (method != EMPTY) return call_found(method, args, 2);
  Type *native = type_native_base(type_of(args[0]));
  return native->slots.binary ? native->slots.binary(op, left, right) : NOT_IMPLEMENTED;
}

// Python on either side; the order of attempts is CPython's: a subclass on the right that overrides the reflected
// method goes first.
Value slot_binary(BinaryOp op, Value left, Value right) {
  Type *left_type = type_of(left), *right_type = type_of(right);
  bool left_python = left_type->slots.binary == slot_binary;
  bool try_right = left_type != right_type && right_type->slots.binary == slot_binary;
  Value reflected = operator_names.reflected[op];
  if (left_python) {
    if (try_right && type_is_subtype(right_type, left_type) &&
        type_lookup_cached(left_type, reflected) != type_lookup_cached(right_type, reflected)) {
      Value result = try_method(op, reflected, left, right, false);
      if (result != NOT_IMPLEMENTED) return result;
      try_right = false;
    }
    Value result = try_method(op, operator_names.binary[op], left, right, true);
    if (result != NOT_IMPLEMENTED) return result;
  }
  return try_right ? try_method(op, reflected, left, right, false) : NOT_IMPLEMENTED;
}

Value slot_binary_reflected(BinaryOp op, Value left, Value right) {
  return try_method(op, operator_names.reflected[op], left, right, false);
}

Value slot_binary_in_place(BinaryOp op, Value left, Value right) {
  Value method = look_up(left, operator_names.in_place[op]);
  Value args[] = {left, right};
  if (method != EMPTY) return call_found(method, args, 2);
  Type *native = type_native_base(type_of(left));
  return native->slots.binary_in_place ? native->slots.binary_in_place(op, left, right) : NOT_IMPLEMENTED;
}

Value slot_unary(UnaryOp op, Value self) {
  Value method = look_up(self, operator_names.unary[op]);
  if (method != EMPTY) return call_found(method, &self, 1);
  Type *native = type_native_base(type_of(self));
  return native->slots.unary ? native->slots.unary(op, self) : NOT_IMPLEMENTED;
}

Value slot_index(Value self) {
  Value result = call_0(vm.names.__index__, self);
  if (result == EMPTY || is_int(result) || has_shape(result, SHAPE_INT)) return result;
  if (type_flag(result, TYPE_IS_INT)) return warn_strict_subclass("__index__", result, "int") ? result : EMPTY;
  return raise(TypeError, "__index__ returned non-int (type %T)", result);
}

Value slot_to_float(Value self) {
  Value result = call_0(vm.names.__float__, self);
  if (result == EMPTY || is_double(result)) return result;
  if (type_flag(result, TYPE_IS_FLOAT)) {
    char method[80];
    snprintf(method, sizeof method, "%.50s.__float__", type_name(self));
    return warn_strict_subclass(method, result, "float") ? from_double(float_value(result)) : EMPTY;
  }
  return raise(TypeError, "%T.__float__ returned non-float (type %T)", self, result);
}

// --- descriptors

Value slot_descriptor_get(Value self, Value object, Value owner) {
  Value args[] = {self, object == EMPTY ? NONE : object, owner};
  return call_special(vm.names.__get__, args, 3);
}

bool slot_descriptor_set(Value self, Value object, Value value) {
  Value name = value == EMPTY ? vm.names.__delete__ : vm.names.__set__;
  Value args[] = {self, object, value};
  Value result = call_special(name, args, value == EMPTY ? 2 : 3);
  if (result == EMPTY && vm_exception == EMPTY) raise_with(EXCEPTION_AttributeError, name);
  return result != EMPTY;
}
