// Operators: which operand is asked first, and what is said when neither knows the answer.
#include "core/object/call.h"
#include "core/object/str.h"
#include "core/object/slots.h"
#include "core/vm/vm.h"

#define SEQUENCES (TYPE_IS_STR | TYPE_IS_BYTES | TYPE_IS_LIST | TYPE_IS_TUPLE)

static const char *const binary_symbols[] = {
#define X(c_name, symbol, method, reflected, in_place) symbol,
    BINARY_OPERATORS(X)
#undef X
};

// CPython's sequences implement + and * in a second protocol, asked after the other operand: as does this.
static bool is_sequence_operator(BinaryOp op, const Type *type) {
  return (op == BINARY_ADD || op == BINARY_MUL) && (type->flags & SEQUENCES) != 0;
}

// NOT_IMPLEMENTED: neither operand knows.
static Value try_binary(BinaryOp op, Value a, Value b) {
  Type *left = type_of(a), *right = type_of(b);
  Value (*first)(BinaryOp, Value, Value) = left->slots.binary;
  Value (*second)(BinaryOp, Value, Value) = right->slots.binary;
  if (second == first) second = NULL;
  if (first && second &&
      (type_is_subtype(right, left) || (is_sequence_operator(op, left) && !is_sequence_operator(op, right)))) {
    Value result = second(op, a, b);
    if (result != NOT_IMPLEMENTED) return result;
    second = NULL;
  }
  if (first) {
    Value result = first(op, a, b);
    if (result != NOT_IMPLEMENTED) return result;
  }
  return second ? second(op, a, b) : NOT_IMPLEMENTED;
}

static Value raise_unsupported(BinaryOp op, Value a, Value b, bool in_place) {
  const char *symbol = binary_symbols[op];
  if (in_place && op == BINARY_POW) symbol = "**";
  return raise(TypeError, "unsupported operand type(s) for %s%s: '%T' and '%T'", symbol, in_place ? "=" : "", a, b);
}

// The sequences' own words for a wrong right operand; EMPTY without exception: not their business.
static Value raise_sequence_mismatch(BinaryOp op, Value a, Value b) {
  uint32_t flags = type_of(a)->flags;
  if (op == BINARY_MUL && (flags & SEQUENCES))
    return raise(TypeError, "can't multiply sequence by non-int of type '%T'", b);
  if (op == BINARY_MUL && type_flag(b, SEQUENCES))
    return raise(TypeError, "can't multiply sequence by non-int of type '%T'", a);
  if (op != BINARY_ADD || !(flags & SEQUENCES)) return EMPTY;
  if (flags & TYPE_IS_BYTES) return raise(TypeError, "can't concat %T to %T", b, a);
  const char *kind = flags & TYPE_IS_STR ? "str" : flags & TYPE_IS_LIST ? "list" : "tuple";
  return raise(TypeError, "can only concatenate %s (not \"%T\") to %s", kind, b, kind);
}

Value object_binary(BinaryOp op, Value a, Value b) {
  Value result = try_binary(op, a, b);
  if (result != NOT_IMPLEMENTED) return result;
  raise_sequence_mismatch(op, a, b);
  return vm_exception == EMPTY ? raise_unsupported(op, a, b, false) : EMPTY;
}

Value object_binary_in_place(BinaryOp op, Value a, Value b) {
  Value (*in_place)(BinaryOp, Value, Value) = type_of(a)->slots.binary_in_place;
  if (in_place) {
    Value result = in_place(op, a, b);
    if (result != NOT_IMPLEMENTED) return result;
  }
  Value result = try_binary(op, a, b);
  if (result != NOT_IMPLEMENTED) return result;
  raise_sequence_mismatch(op, a, b);
  return vm_exception == EMPTY ? raise_unsupported(op, a, b, true) : EMPTY;
}

// Both are called when the left operand's Python method has answered NotImplemented.
Value object_binary_declined(BinaryOp op, Value a, Value b, bool in_place) {
  Value (*second)(BinaryOp, Value, Value) = type_of(b)->slots.binary;
  if (type_of(a) != type_of(b) && second) {
    Value result = second == slot_binary ? slot_binary_reflected(op, a, b) : second(op, a, b);
    if (result != NOT_IMPLEMENTED) return result;
  }
  raise_sequence_mismatch(op, a, b);
  return vm_exception == EMPTY ? raise_unsupported(op, a, b, in_place) : EMPTY;
}

Value object_power(Value base, Value exponent, Value modulus) {
  if (modulus == EMPTY || modulus == NONE) return object_binary(BINARY_POW, base, exponent);
  Value method = object_find_special(base, operator_names.binary[BINARY_POW]);
  if (method != EMPTY) {
    Value result = object_call_2(method, exponent, modulus);
    if (result != NOT_IMPLEMENTED) return result;
  }
  if (vm_exception != EMPTY) return EMPTY;
  return raise(TypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", base, exponent, modulus);
}

Value object_unary(UnaryOp op, Value v) {
  static const char *const symbols[] = {
#define X(c_name, symbol, method) symbol,
      UNARY_OPERATORS(X)
#undef X
  };
  Value (*unary)(UnaryOp, Value) = type_of(v)->slots.unary;
  Value result = unary ? unary(op, v) : NOT_IMPLEMENTED;
  // A Python method's NotImplemented is a value like any other here.
  if (result != NOT_IMPLEMENTED || (unary == slot_unary && object_find_special(v, operator_names.unary[op]) != EMPTY))
    return result;
  return raise(TypeError, "bad operand type for unary %s: '%T'", symbols[op], v);
}

// --- comparison

static const uint8_t reflected_ops[] = {
#define X(c_name, symbol, method, reflected) COMPARE_##reflected,
    COMPARE_OPERATORS(X)
#undef X
};

// NOT_IMPLEMENTED: neither operand knows.
static Value try_compare(Value a, Value b, CompareOp op) {
  Type *left = type_of(a), *right = type_of(b);
  CompareOp reflected = (CompareOp)reflected_ops[op];
  bool right_first = left != right && type_is_subtype(right, left);
  if (right_first) {
    Value result = right->slots.compare(b, a, reflected);
    if (result != NOT_IMPLEMENTED) return result;
  }
  Value result = left->slots.compare(a, b, op);
  if (result != NOT_IMPLEMENTED) return result;
  return right_first ? NOT_IMPLEMENTED : right->slots.compare(b, a, reflected);
}

// Neither operand knows.
static Value compare_identity(Value a, Value b, CompareOp op) {
  if (op == COMPARE_EQ) return from_bool(a == b);
  if (op == COMPARE_NE) return from_bool(a != b);
  static const char *const symbols[] = {
#define X(c_name, symbol, method, reflected_op) symbol,
      COMPARE_OPERATORS(X)
#undef X
  };
  return raise(TypeError, "'%s' not supported between instances of '%T' and '%T'", symbols[op], a, b);
}

Value object_compare(Value a, Value b, CompareOp op) {
  if (!call_enter(" in comparison")) return EMPTY;
  Value result = try_compare(a, b, op);
  call_leave();
  return result != NOT_IMPLEMENTED ? result : compare_identity(a, b, op);
}

Value object_compare_declined(Value a, Value b, CompareOp op) {
  if (!call_enter(" in comparison")) return EMPTY;
  Value result = type_of(b)->slots.compare(b, a, (CompareOp)reflected_ops[op]);
  call_leave();
  return result != NOT_IMPLEMENTED ? result : compare_identity(a, b, op);
}

int object_equal(Value a, Value b) {
  if (a == b) return 1;
  Value result = object_compare(a, b, COMPARE_EQ);
  return result == EMPTY ? -1 : object_truth(result);
}
