// The type float: slots and constructor.
#include <math.h>

#include "core/object/exception.h"
#include "core/object/float_internal.h"
#include "core/object/int.h"
#include "core/object/number_text.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/vm/vm.h"

static Value repr(Value self) {
  char text[32];
  return str_new(text, float_repr(float_value(self), text));
}

static bool hash(Value self, int64_t *result) {
  *result = float_hash(float_value(self));
  return true;
}

static bool order_holds(int order, CompareOp op) {
  // 2 is unordered
  return order == 2         ? op == COMPARE_NE
         : op == COMPARE_LT ? order < 0
         : op == COMPARE_LE ? order <= 0
         : op == COMPARE_EQ ? order == 0
         : op == COMPARE_NE ? order != 0
         : op == COMPARE_GT ? order > 0
                            : order >= 0;
}

// One of a and b is a float, the other one a float or int.
static int order_of(Value a, Value b) {
  if (type_flag(a, TYPE_IS_INT)) return int_compare_double(a, float_value(b));
  if (type_flag(b, TYPE_IS_INT)) {
    int order = int_compare_double(b, float_value(a));
    return order == 2 ? 2 : -order;
  }
  double x = float_value(a), y = float_value(b);
  return x != x || y != y ? 2 : (x > y) - (x < y);
}

static bool is_number(Value v) { return is_double(v) || type_flag(v, TYPE_IS_INT) || type_flag(v, TYPE_IS_FLOAT); }

static Value compare(Value self, Value other, CompareOp op) {
  if (!is_number(self) || !is_number(other)) return NOT_IMPLEMENTED;
  return from_bool(order_holds(order_of(self, other), op));
}

static int truth(Value self) { return float_value(self) != 0; }

static Value binary(BinaryOp op, Value left, Value right) {
  double a, b;
  if (!is_number(left) || !is_number(right)) return NOT_IMPLEMENTED;
  if (!float_from_number(left, &a) || !float_from_number(right, &b)) return EMPTY;
  switch (op) {
  case BINARY_ADD: return from_double(a + b);
  case BINARY_SUB: return from_double(a - b);
  case BINARY_MUL: return from_double(a * b);
  case BINARY_DIV: return b == 0 ? raise(ZeroDivisionError, "float division by zero") : from_double(a / b);
  case BINARY_FLOORDIV:
    return b == 0 ? raise(ZeroDivisionError, "float floor division by zero") : from_double(float_floor_div(a, b));
  case BINARY_MOD: return b == 0 ? raise(ZeroDivisionError, "float modulo") : from_double(float_mod(a, b));
  case BINARY_POW: return float_power(a, b);
  default: return NOT_IMPLEMENTED;
  }
}

static Value unary(UnaryOp op, Value self) {
  double d = float_value(self);
  return op == UNARY_NEG ? from_double(-d) : op == UNARY_POS ? from_double(d) : NOT_IMPLEMENTED;
}

static Value to_float(Value self) { return from_double(float_value(self)); }

static bool convert_text(Value v, double *result) {
  NumberText text;
  NumberTextResult kind = number_text_get(v, true, &text);
  if (kind == NUMBER_TEXT_NOT) raise(TypeError, "float() argument must be a string or a real number, not '%T'", v);
  if (kind != NUMBER_TEXT) return false;
  const char *at = text.text, *end = at + text.size;
  while (at < end && number_text_is_space(*at)) at++;
  while (at < end && number_text_is_space(end[-1])) end--;
  bool ok = float_parse(at, (size_t)(end - at), result);
  number_text_drop(&text);
  if (!ok) raise(ValueError, "could not convert string to float: %R", v);
  return ok;
}

static bool convert(Value v, double *result) {
  if (is_number(v) && !(is_object(v) && (type_of(v)->flags & TYPE_HEAP))) return float_from_number(v, result);
  const TypeSlots *slots = &type_of(v)->slots;
  if (!slots->to_float && !slots->index) return convert_text(v, result);
  Value number = slots->to_float ? slots->to_float(v) : slots->index(v);
  return number != EMPTY && float_from_number(number, result);
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  double d = 0;
  if (!check_arguments("float", count, 0, 1, has_python_init(type) ? EMPTY : keyword_names)) return EMPTY;
  if (count && !convert(args[0], &d)) return EMPTY;
  if (!(type->flags & TYPE_HEAP)) return from_double(d);
  FloatObject *derived = instance_allocate(type);
  if (!derived) return EMPTY;
  derived->value = d;
  return from_object(derived);
}

void float_init(void) {
  static const TypeSlots slots = {
      .repr = repr,
      .hash = hash,
      .compare = compare,
      .truth = truth,
      .binary = binary,
      .unary = unary,
      .construct = construct,
      .to_float = to_float,
  };
  type_setup(SHAPE_FLOAT, &slots, float_methods, float_attributes, HEAP_LEAF, sizeof(FloatObject),
             "Convert a string or number to a floating point number, if possible.");
}
