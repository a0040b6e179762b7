// The types int and bool: slots and constructors.
#include "core/object/warning.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/int_internal.h"
#include "core/object/number_text.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static Value repr(Value self) { return int_to_text(self, 10); }

static bool hash(Value self, int64_t *result) {
  *result = int_hash(self);
  return true;
}

static bool order_holds(int order, CompareOp op) {
  switch (op) {
  case COMPARE_LT: return order < 0;
  case COMPARE_LE: return order <= 0;
  case COMPARE_EQ: return order == 0;
  case COMPARE_NE: return order != 0;
  case COMPARE_GT: return order > 0;
  default: return order >= 0;
  }
}

static Value compare(Value self, Value other, CompareOp op) {
  if (!type_flag(self, TYPE_IS_INT) || !type_flag(other, TYPE_IS_INT)) return NOT_IMPLEMENTED;
  return from_bool(order_holds(int_compare(self, other), op));
}

static int truth(Value self) {
  IntView view;
  int_view(self, &view);
  return view.count != 0;
}

static Value binary(BinaryOp op, Value left, Value right) {
  if (!both_int(left, right) && (!type_flag(left, TYPE_IS_INT) || !type_flag(right, TYPE_IS_INT)))
    return NOT_IMPLEMENTED;
  return int_binary(op, left, right);
}

static Value unary(UnaryOp op, Value self) {
  if (op == UNARY_NEG) return int_negate(self);
  if (op == UNARY_POS) return int_exact(self);
  return int_binary(BINARY_SUB, from_small_int(-1), self);
}

static Value to_float(Value self) {
  double d;
  return int_to_double(self, &d) ? from_double(d) : EMPTY;
}

// --- int()

// What a conversion method returned, which must be an int.
static Value checked_int(Value result, const char *method) {
  if (result == EMPTY || is_int(result) || has_shape(result, SHAPE_INT)) return result;
  if (type_flag(result, TYPE_IS_INT)) return warn_strict_subclass(method, result, "int") ? int_exact(result) : EMPTY;
  return raise(TypeError, "%s returned non-int (type %T)", method, result);
}

static Value to_exact(Value v) { return v == EMPTY ? EMPTY : int_exact(v); }

static Value truncate(Value method) {
  if (!warn(DeprecationWarning, 1, "The delegation of int() to __trunc__ is deprecated.")) return EMPTY;
  Value result = object_call_0(method);
  if (result == EMPTY || type_flag(result, TYPE_IS_INT)) return to_exact(result);
  if (type_of(result)->slots.index) return to_exact(type_of(result)->slots.index(result));
  return raise(TypeError, "__trunc__ returned non-Integral (type %T)", result);
}

// int(v) of one argument, as CPython's PyNumber_Long.
static Value convert(Value v) {
  if (is_int(v) || has_shape(v, SHAPE_INT)) return v;
  if (is_double(v)) return int_from_double(to_double(v));
  if (is_bool(v)) return int_exact(v);
  Value method = object_find_special(v, vm.names.__int__);
  if (method != EMPTY) return checked_int(object_call_0(method), "__int__");
  if (vm_exception != EMPTY) return EMPTY;
  if (type_of(v)->slots.index) return to_exact(type_of(v)->slots.index(v));
  method = object_find_special(v, vm.names.__trunc__);
  if (method != EMPTY) return truncate(method);
  if (vm_exception != EMPTY) return EMPTY;
  NumberText text;
  NumberTextResult kind = number_text_get(v, true, &text);
  if (kind == NUMBER_TEXT_FAILED) return EMPTY;
  if (kind == NUMBER_TEXT_NOT)
    return raise(TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
  // In messages, memory is shown as bytes.
  if (!type_flag(v, TYPE_IS_STR | TYPE_IS_BYTES) && (v = bytes_new(text.text, text.size)) == EMPTY) return EMPTY;
  Value result = int_parse(text.text, text.size, 10, v);
  number_text_drop(&text);
  return result;
}

static bool is_text_or_bytes(Value v) {
  return type_flag(v, TYPE_IS_STR | TYPE_IS_BYTES) || type_is_subtype(type_of(v), builtin_types[SHAPE_BYTEARRAY]);
}

static Value convert_with_base(Value v, Value base) {
  int64_t radix;
  NumberText text;
  if (!int_index_i64(base, &radix, NULL)) return EMPTY;
  if (radix != 0 && (radix < 2 || radix > 36)) return raise(ValueError, "int() base must be >= 2 and <= 36, or 0");
  NumberTextResult kind = is_text_or_bytes(v) ? number_text_get(v, true, &text) : NUMBER_TEXT_NOT;
  if (kind == NUMBER_TEXT_FAILED) return EMPTY;
  if (kind == NUMBER_TEXT_NOT) return raise(TypeError, "int() can't convert non-string with explicit base");
  Value result = int_parse(text.text, text.size, (int)radix, v);
  number_text_drop(&text);
  return result;
}

// An instance of a subclass of int.
static Value derived_int(Type *type, Value v) {
  IntView view;
  int_view(v, &view);
  BigInt *big = instance_allocate_variable(type, sizeof *big + (size_t)view.count * sizeof(uint64_t));
  if (!big) return EMPTY;
  int_view(v, &view);
  big->count = view.count;
  big->negative = view.negative;
  memcpy(big->digits, view.digits, (size_t)view.count * sizeof(uint64_t));
  return from_object(big);
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  size_t keywords = keyword_count(keyword_names);
  Value base = count > 1 ? args[1] : EMPTY;
  if (count + keywords > 2) return raise(TypeError, "int() takes at most 2 arguments (%zu given)", count + keywords);
  for (size_t i = 0; i < keywords; i++) {
    Value name = to_tuple(keyword_names)->items[i];
    if (strcmp(to_str(name)->text, "base") != 0)
      return raise(TypeError, "'%V' is an invalid keyword argument for int()", name);
    base = args[count + i];
  }
  if (count == 0 && keywords) return raise(TypeError, "int() missing string argument");
  Value v = count == 0 ? from_small_int(0) : base == EMPTY ? convert(args[0]) : convert_with_base(args[0], base);
  return v == EMPTY || !(type->flags & TYPE_HEAP) ? v : derived_int(type, v);
}

// --- bool

static Value bool_repr(Value self) { return self == TRUE_VALUE ? str_intern("True", 4) : str_intern("False", 5); }

static int bool_truth(Value self) { return self == TRUE_VALUE; }

static Value bool_binary(BinaryOp op, Value left, Value right) {
  if (is_bool(left) && is_bool(right)) {
    if (op == BINARY_AND) return left & right;
    if (op == BINARY_OR) return left | right;
    if (op == BINARY_XOR) return from_bool(left != right);
  }
  return binary(op, left, right);
}

static Value bool_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)type;
  if (!check_arguments("bool", count, 0, 1, keyword_names)) return EMPTY;
  int truth_value = count ? object_truth(args[0]) : 0;
  return truth_value < 0 ? EMPTY : from_bool(truth_value);
}

void int_init(void) {
  static const TypeSlots int_slots = {
      .repr = repr,
      .hash = hash,
      .compare = compare,
      .truth = truth,
      .binary = binary,
      .unary = unary,
      .construct = construct,
      .index = int_exact,
      .to_float = to_float,
  };
  static const TypeSlots bool_slots = {
      .repr = bool_repr,
      .hash = hash,
      .compare = compare,
      .truth = bool_truth,
      .binary = bool_binary,
      .unary = unary,
      .construct = bool_construct,
      .index = int_exact,
      .to_float = to_float,
  };
  type_setup(SHAPE_INT, &int_slots, int_methods, int_attributes, HEAP_LEAF, sizeof(BigInt),
             "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer.");
  type_setup(SHAPE_BOOL, &bool_slots, NULL, NULL, HEAP_LEAF, sizeof(Object), DOC("bool(x) -> bool"));
}
