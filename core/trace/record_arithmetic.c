// Recording arithmetic and comparisons. Ints are 64 bits in a trace: leaving them is an exit. Mixed operands convert
// the int, as Python does. Everything else goes through the generic helper, which may run Python code.
#include "core/vm/append_site.h"
#include "core/trace/recorder.h"

#include "core/object/float.h"
#include "core/object/int.h"
#include "core/object/str.h"

typedef struct Operand {
  Ref ref;
  Value value;
} Operand;

static Operand register_operand(unsigned reg) { return (Operand){get_register(reg), concrete(reg)}; }
static Operand constant_operand(unsigned index) {
  return (Operand){ir_value(constant_value(index)), constant_value(index)};
}

static bool is_number(Operand x) { return is_int_value(x.ref, x.value) || is_float_value(x.ref, x.value); }
static bool is_int_operand(Operand x) { return is_int_value(x.ref, x.value); }

// The value of an int operand; traces hold ints that the interpreter keeps as heap ints.
static int64_t int_value(Operand x) {
  int64_t i = 0;
  int_to_i64(x.value, &i);
  return i;
}

static double number_value(Operand x) { return is_double(x.value) ? to_double(x.value) : (double)int_value(x); }

static Ref number_as_float(Operand x) {
  if (!is_int_operand(x)) return as_float(x.ref);
  return ir_emit(IR_INT_TO_FLOAT, IR_TYPE_F, as_int(x.ref), 0, 0);
}

// --- ints

// b must be neither 0 nor -1. False: the bytecode raises, or a negation that is not worth a rule.
static bool guard_divisor(Operand b, Ref divisor) {
  int64_t value = int_value(b);
  if (value == 0) builder_abort(ABORT_EXCEPTION);
  if (value == -1) builder_abort(ABORT_OPERANDS);
  ir_guard(IR_GUARD_NE, divisor, ir_int(0));
  ir_guard(IR_GUARD_NE, divisor, ir_int(-1));
  return !builder.abort;
}

static Ref record_true_division(Operand a, Operand b) {
  Ref x = as_int(a.ref), y = as_int(b.ref);
  if (int_value(b) == 0) builder_abort(ABORT_EXCEPTION);
  ir_guard(IR_GUARD_SMALL, x, 0); // so that both are exact as doubles
  ir_guard(IR_GUARD_SMALL, y, 0);
  ir_guard(IR_GUARD_NE, y, ir_int(0));
  Ref xf = ir_emit(IR_INT_TO_FLOAT, IR_TYPE_F, x, 0, 0), yf = ir_emit(IR_INT_TO_FLOAT, IR_TYPE_F, y, 0, 0);
  return ir_emit(IR_DIV_F, IR_TYPE_F, xf, yf, 0);
}

static Ref record_shift(BinaryOp op, Operand a, Operand b) {
  Ref x = as_int(a.ref), count = as_int(b.ref);
  int64_t by = int_value(b);
  if (by < 0 || by >= (op == BINARY_LSHIFT ? 63 : 64)) return NO_REF;
  ir_guard(IR_GUARD_BELOW, count, ir_int(op == BINARY_LSHIFT ? 63 : 64));
  if (op == BINARY_RSHIFT) return ir_emit(IR_SHR, IR_TYPE_I, x, count, 0);
  int64_t value = int_value(a);
  if ((int64_t)((uint64_t)value << by) >> by != value) return NO_REF;
  Ref shifted = ir_emit(IR_SHL, IR_TYPE_I, x, count, 0);
  ir_guard(IR_GUARD_EQ, ir_emit(IR_SHR, IR_TYPE_I, shifted, count, 0), x);
  return shifted;
}

static bool overflows(BinaryOp op, int64_t a, int64_t b) {
  int64_t result;
  switch (op) {
  case BINARY_ADD: return __builtin_add_overflow(a, b, &result);
  case BINARY_SUB: return __builtin_sub_overflow(a, b, &result);
  default: return __builtin_mul_overflow(a, b, &result);
  }
}

// NO_REF: not as machine ints.
static Ref record_int_binary(BinaryOp op, Operand a, Operand b) {
  static const uint8_t checked[BINARY_COUNT] = {[BINARY_ADD] = IR_ADD_OVERFLOW,
                                                [BINARY_SUB] = IR_SUB_OVERFLOW,
                                                [BINARY_MUL] = IR_MUL_OVERFLOW,
                                                [BINARY_AND] = IR_AND,
                                                [BINARY_OR] = IR_OR,
                                                [BINARY_XOR] = IR_XOR,
                                                [BINARY_FLOORDIV] = IR_FLOORDIV,
                                                [BINARY_MOD] = IR_MOD};
  switch (op) {
  case BINARY_ADD:
  case BINARY_SUB:
  case BINARY_MUL:
    if (overflows(op, int_value(a), int_value(b))) return NO_REF;
    builder.guards_recorded++;
    return ir_emit((IrOp)checked[op], IR_TYPE_I, as_int(a.ref), as_int(b.ref), 0);
  case BINARY_AND:
  case BINARY_OR:
  case BINARY_XOR: return ir_emit((IrOp)checked[op], IR_TYPE_I, as_int(a.ref), as_int(b.ref), 0);
  case BINARY_FLOORDIV:
  case BINARY_MOD: {
    Ref x = as_int(a.ref), y = as_int(b.ref);
    return guard_divisor(b, y) ? ir_emit((IrOp)checked[op], IR_TYPE_I, x, y, 0) : NO_REF;
  }
  case BINARY_DIV: return is_int(a.value) && is_int(b.value) ? record_true_division(a, b) : NO_REF;
  case BINARY_LSHIFT:
  case BINARY_RSHIFT: return record_shift(op, a, b);
  case BINARY_POW: {
    if (!is_constant(b.ref) || int_value(b) != 2 || overflows(BINARY_MUL, int_value(a), int_value(a))) return NO_REF;
    Ref x = as_int(a.ref);
    return ir_emit(IR_MUL_OVERFLOW, IR_TYPE_I, x, x, 0);
  }
  default: return NO_REF;
  }
}

// --- doubles

static Ref guard_nonzero(Operand b, Ref divisor) {
  if (number_value(b) == 0) builder_abort(ABORT_EXCEPTION);
  ir_guard(IR_GUARD_NE_F, divisor, ir_float(0.0));
  return divisor;
}

static Ref call_float(TraceHelper helper, Ref a, Ref b) {
  Ref args[] = {a, b};
  return call_helper(helper, 2, args);
}

// x - x is 0 just for finite x: what is not finite is left to the interpreter, which knows whether it is an error.
static Ref guard_finite(Ref x) {
  ir_guard(IR_GUARD_EQ_F, ir_emit(IR_SUB_F, IR_TYPE_F, x, x, 0), ir_float(0.0));
  return x;
}

static Ref record_float_power(Operand a, Ref x, Ref y) {
  if (!(number_value(a) > 0)) return NO_REF;
  ir_guard(IR_GUARD_LT_F, ir_float(0.0), x);
  return guard_finite(call_float(HELPER_FLOAT_POW, x, y));
}

static Ref record_float_binary(BinaryOp op, Operand a, Operand b) {
  static const uint8_t operations[BINARY_COUNT] = {
      [BINARY_ADD] = IR_ADD_F, [BINARY_SUB] = IR_SUB_F, [BINARY_MUL] = IR_MUL_F, [BINARY_DIV] = IR_DIV_F};
  // NOLINTNEXTLINE(misc-redundant-expression): the order of the table is not assumed
  if (op > BINARY_POW || op == BINARY_LSHIFT || op == BINARY_RSHIFT) return NO_REF;
  Ref x = number_as_float(a), y = number_as_float(b);
  switch (op) {
  case BINARY_DIV: return ir_emit(IR_DIV_F, IR_TYPE_F, x, guard_nonzero(b, y), 0);
  case BINARY_FLOORDIV: return call_float(HELPER_FLOAT_FLOORDIV, x, guard_nonzero(b, y));
  case BINARY_MOD: return call_float(HELPER_FLOAT_MOD, x, guard_nonzero(b, y));
  case BINARY_POW: return record_float_power(a, x, y);
  default: return ir_emit((IrOp)operations[op], IR_TYPE_F, x, y, 0);
  }
}

// --- everything

static Ref record_generic_binary(BinaryOp op, bool in_place, Operand a, Operand b) {
  Ref args[] = {ir_int(op), boxed(a.ref, a.value), boxed(b.ref, b.value)};
  Ref result;
  if (op == BINARY_ADD && is_str(a.value) && is_str(b.value)) {
    Ref strs[] = {boxed(as_object(a.ref, SHAPE_STR), a.value), boxed(as_object(b.ref, SHAPE_STR), b.value)};
    bool longer = in_place && append_site_is_private(recorder.code, recorder.pc);
    result = call_helper(longer ? HELPER_STR_APPEND : HELPER_STR_CONCAT, 2, strs);
    guard_result(result);
    builder.known[result].shape = SHAPE_STR;
    return result;
  }
  result = call_helper(in_place ? HELPER_BINARY_IN_PLACE : HELPER_BINARY, 3, args);
  guard_result(result);
  return result;
}

// The operator is a Python method of the left operand, called in a frame. False: it is not.
static bool record_operator(Operand a, Operand b) {
  SpecialCall call;
  if (!is_object(a.value) || !special_call(recorder.pc, recorder.base, &call)) return false;
  guard_class(a.ref, a.value);
  guard_class(b.ref, b.value);
  Ref args[] = {a.ref, b.ref};
  record_special(&call, args);
  return true;
}

void record_binary(uint32_t i) {
  unsigned form = (instruction_op(i) - OP_ADD) % 4;
  BinaryOp op = (BinaryOp)((instruction_op(i) - OP_ADD) / 4);
  Operand a = register_operand(instruction_b(i));
  Operand b = form & 1 ? constant_operand(instruction_c(i)) : register_operand(instruction_c(i));
  Ref result = NO_REF;
  if (is_int_operand(a) && is_int_operand(b))
    result = record_int_binary(op, a, b);
  else if (is_number(a) && is_number(b))
    result = record_float_binary(op, a, b);
  if (builder.abort || (result == NO_REF && record_operator(a, b))) return;
  if (result == NO_REF) result = record_generic_binary(op, form & 2, a, b);
  set_register(instruction_a(i), result);
}

// What truth depends on: not 0. NO_REF: something else.
static Ref length_of(Ref ref, Value value) {
  if (is_str(value)) return ir_emit(IR_LOAD_FIELD, IR_TYPE_I, as_object(ref, SHAPE_STR), TRACE_FIELD_STR_LENGTH, 0);
  if (has_shape(value, SHAPE_LIST))
    return ir_emit(IR_LOAD_FIELD, IR_TYPE_I, as_object(ref, SHAPE_LIST), TRACE_FIELD_LIST_LENGTH, 0);
  if (has_shape(value, SHAPE_TUPLE))
    return ir_emit(IR_LOAD_FIELD, IR_TYPE_I, as_object(ref, SHAPE_TUPLE), TRACE_FIELD_TUPLE_LENGTH, 0);
  if (has_shape(value, SHAPE_DICT))
    return ir_emit(IR_LOAD_FIELD, IR_TYPE_I, as_object(ref, SHAPE_DICT), TRACE_FIELD_DICT_LENGTH, 0);
  if (has_shape(value, SHAPE_SET))
    return ir_emit(IR_LOAD_FIELD, IR_TYPE_I, as_object(ref, SHAPE_SET), TRACE_FIELD_SET_LENGTH, 0);
  return NO_REF;
}

// The other outcome is worth a side trace: its exit negates again.
static Ref record_not(Operand a) {
  if (is_bool(a.value) || a.value == NONE) {
    if (!is_constant(a.ref)) guard_branch(IR_GUARD_SAME, a.ref, ir_value(a.value), recorder.pc);
    return ir_value(from_bool(a.value != TRUE_VALUE));
  }
  Ref count = is_int_operand(a) ? as_int(a.ref) : length_of(a.ref, a.value);
  if (count != NO_REF) {
    bool truth = object_truth(a.value) > 0;
    guard_branch(truth ? IR_GUARD_NE : IR_GUARD_EQ, count, ir_int(0), recorder.pc);
    return ir_value(from_bool(!truth));
  }
  Ref value = boxed(a.ref, a.value), result = call_helper(HELPER_NOT, 1, &value);
  guard_result(result);
  return result;
}

void record_unary(uint32_t i) {
  Operand a = register_operand(instruction_b(i));
  Opcode op = instruction_op(i);
  Ref result;
  if (op == OP_NOT) {
    result = record_not(a);
  } else if (is_int_operand(a)) {
    Ref x = as_int(a.ref);
    result = op == OP_NEG      ? ir_emit(IR_SUB_OVERFLOW, IR_TYPE_I, ir_int(0), x, 0)
             : op == OP_INVERT ? ir_emit(IR_XOR, IR_TYPE_I, x, ir_int(-1), 0)
                               : x;
  } else if (is_float_value(a.ref, a.value) && op != OP_INVERT) {
    Ref x = as_float(a.ref);
    result = op == OP_NEG ? ir_emit(IR_NEG_F, IR_TYPE_F, x, 0, 0) : x;
  } else {
    Ref args[] = {ir_int(op == OP_NEG ? UNARY_NEG : op == OP_POS ? UNARY_POS : UNARY_INVERT), boxed(a.ref, a.value)};
    result = call_helper(HELPER_UNARY, 2, args);
    guard_result(result);
  }
  set_register(instruction_a(i), result);
}

// --- comparisons

// A comparison whose outcome the recorder knows: the guard that holds now (op on a, b), for the outcome seen.
typedef struct Decision {
  IrOp op;
  Ref a, b;
  bool outcome, known;
} Decision;

static bool outcome_of(CompareOp op, int order, bool unordered) {
  if (unordered) return op == COMPARE_NE;
  switch (op) {
  case COMPARE_LT: return order < 0;
  case COMPARE_LE: return order <= 0;
  case COMPARE_EQ: return order == 0;
  case COMPARE_NE: return order != 0;
  case COMPARE_GT: return order > 0;
  default: return order >= 0;
  }
}

static IrOp int_guard(CompareOp op, bool outcome) {
  static const uint8_t guards[COMPARE_COUNT][2] = {
      [COMPARE_LT] = {IR_GUARD_GE, IR_GUARD_LT}, [COMPARE_LE] = {IR_GUARD_GT, IR_GUARD_LE},
      [COMPARE_EQ] = {IR_GUARD_NE, IR_GUARD_EQ}, [COMPARE_NE] = {IR_GUARD_EQ, IR_GUARD_NE},
      [COMPARE_GT] = {IR_GUARD_LE, IR_GUARD_GT}, [COMPARE_GE] = {IR_GUARD_LT, IR_GUARD_GE}};
  return (IrOp)guards[op][outcome];
}

static Decision decide_ints(CompareOp op, Operand a, Operand b) {
  int64_t x = int_value(a), y = int_value(b);
  bool outcome = outcome_of(op, x < y ? -1 : x > y, false);
  return (Decision){int_guard(op, outcome), as_int(a.ref), as_int(b.ref), outcome, true};
}

// a > b is b < a; the negated forms are true for NaN.
static Decision decide_floats(CompareOp op, Operand a, Operand b) {
  static const uint8_t guards[COMPARE_COUNT][2] = {
      [COMPARE_LT] = {IR_GUARD_NLT_F, IR_GUARD_LT_F}, [COMPARE_LE] = {IR_GUARD_NLE_F, IR_GUARD_LE_F},
      [COMPARE_EQ] = {IR_GUARD_NE_F, IR_GUARD_EQ_F},  [COMPARE_NE] = {IR_GUARD_EQ_F, IR_GUARD_NE_F},
      [COMPARE_GT] = {IR_GUARD_NLT_F, IR_GUARD_LT_F}, [COMPARE_GE] = {IR_GUARD_NLE_F, IR_GUARD_LE_F}};
  double x = number_value(a), y = number_value(b);
  bool outcome = outcome_of(op, x < y ? -1 : x > y, x != x || y != y);
  Ref xf = number_as_float(a), yf = number_as_float(b);
  bool swapped = op == COMPARE_GT || op == COMPARE_GE;
  return (Decision){(IrOp)guards[op][outcome], swapped ? yf : xf, swapped ? xf : yf, outcome, true};
}

// A character taken from a str. Those of ASCII are shared objects, so equality with a constant is identity.
static bool is_character(Ref ref) {
  if (is_op(ref, IR_UNBOX_OBJECT)) ref = instruction_of(ref)->a;
  return is_op(ref, IR_CALL) && instruction_of(ref)->a == HELPER_STR_AT;
}

static bool is_shared_character(Operand x) {
  const Str *str = to_str(x.value);
  return is_constant(x.ref) && str->length == 1 && (str->flags & STR_ASCII);
}

static Decision decide_character(CompareOp op, Operand character, Operand constant) {
  bool same = str_equal(character.value, constant.value);
  Ref shared = ir_value(str_from_code_point((unsigned char)to_str(constant.value)->text[0]));
  Ref ref =
      type_of_ref(character.ref) == IR_TYPE_P ? ir_emit(IR_BOX_OBJECT, IR_TYPE_V, character.ref, 0, 0) : character.ref;
  return (Decision){same ? IR_GUARD_SAME : IR_GUARD_NOT_SAME, ref, shared, same == (op == COMPARE_EQ), true};
}

static Decision decide_strs(CompareOp op, Operand a, Operand b) {
  bool equality = op == COMPARE_EQ || op == COMPARE_NE;
  if (equality && is_character(a.ref) && is_shared_character(b)) return decide_character(op, a, b);
  if (equality && is_character(b.ref) && is_shared_character(a)) return decide_character(op, b, a);
  Ref strs[] = {boxed(as_object(a.ref, SHAPE_STR), a.value), boxed(as_object(b.ref, SHAPE_STR), b.value)};
  Ref result = call_helper(equality ? HELPER_STR_EQUAL : HELPER_STR_COMPARE, 2, strs);
  int order = equality ? !str_equal(a.value, b.value) : str_compare(a.value, b.value);
  bool outcome = outcome_of(op, order, false);
  if (equality) return (Decision){order == 0 ? IR_GUARD_NE : IR_GUARD_EQ, result, ir_int(0), outcome, true};
  return (Decision){int_guard(op, outcome), result, ir_int(0), outcome, true};
}

// Python compares an int with a double exactly; small ints are exact as doubles.
static bool comparable_as_floats(Operand x) { return is_float_value(x.ref, x.value) || is_int(x.value); }

static void guard_exact(Operand x) {
  if (is_int_operand(x)) ir_guard(IR_GUARD_SMALL, as_int(x.ref), 0);
}

static Decision decide_comparison(CompareOp op, Operand a, Operand b) {
  if (is_int_operand(a) && is_int_operand(b)) return decide_ints(op, a, b);
  if (is_number(a) && is_number(b) && comparable_as_floats(a) && comparable_as_floats(b)) {
    guard_exact(a);
    guard_exact(b);
    return decide_floats(op, a, b);
  }
  if (is_str(a.value) && is_str(b.value)) return decide_strs(op, a, b);
  return (Decision){0};
}

static Decision decide_identity(Operand a, Operand b) {
  bool same = a.value == b.value;
  // unboxed numbers have no identity of their own
  Ref x = boxed(a.ref, a.value), y = boxed(b.ref, b.value);
  return (Decision){same ? IR_GUARD_SAME : IR_GUARD_NOT_SAME, x, y, same, true};
}

static Ref generic_comparison(CompareOp op, Operand a, Operand b) {
  Ref args[] = {ir_int(op), boxed(a.ref, a.value), boxed(b.ref, b.value)};
  Ref result = call_helper(HELPER_COMPARE, 3, args);
  guard_result(result);
  return result;
}

static Ref membership(Operand item, Operand container) {
  bool strs = is_str(item.value) && is_str(container.value);
  Ref args[] = {boxed(strs ? as_object(container.ref, SHAPE_STR) : container.ref, container.value),
                boxed(strs ? as_object(item.ref, SHAPE_STR) : item.ref, item.value)};
  Ref result = call_helper(strs ? HELPER_STR_CONTAINS : HELPER_CONTAINS, 2, args);
  guard_status(result);
  return result;
}

static void defer(Ref condition, const uint32_t *taken, const uint32_t *other) {
  recorder.deferred = condition;
  recorder.deferred_taken = taken;
  recorder.deferred_other = other;
}

void record_compare(uint32_t i) {
  Opcode op = instruction_op(i);
  Operand a = register_operand(instruction_b(i)), b = register_operand(instruction_c(i));
  if (op == OP_IN || op == OP_NOT_IN) {
    Ref args[] = {boxed(b.ref, b.value), boxed(a.ref, a.value), ir_int(op == OP_NOT_IN)};
    Ref result = call_helper(HELPER_MEMBERSHIP, 3, args);
    guard_result(result);
    set_register(instruction_a(i), result);
    return;
  }
  bool identity = op == OP_IS || op == OP_IS_NOT;
  if (!identity && record_operator(a, b)) return;
  Decision decision = identity ? decide_identity(a, b) : decide_comparison((CompareOp)(op - OP_LT), a, b);
  if (builder.abort) return;
  if (!decision.known) {
    set_register(instruction_a(i), generic_comparison((CompareOp)(op - OP_LT), a, b));
    return;
  }
  // the other outcome is worth a side trace: its exit executes the comparison again
  guard_branch(decision.op, decision.a, decision.b, recorder.pc);
  set_register(instruction_a(i), ir_value(from_bool(op == OP_IS_NOT ? !decision.outcome : decision.outcome)));
}

static const uint32_t *jump_target_of(const uint32_t *pc) { return pc + (int32_t)pc[1]; }

void record_jump_compare(uint32_t i) {
  Opcode op = instruction_op(i);
  const uint32_t *target = jump_target_of(recorder.pc), *next = recorder.pc + 2;
  bool constant = op >= OP_JUMP_LT_K && op <= OP_JUMP_GE_K;
  Operand a = register_operand(instruction_a(i));
  Operand b = constant ? constant_operand(instruction_b(i)) : register_operand(instruction_b(i));
  bool wanted = instruction_c(i);
  if (op == OP_JUMP_IN) {
    defer(membership(a, b), wanted ? target : next, wanted ? next : target);
    return;
  }
  CompareOp compare = (CompareOp)(op - (constant ? OP_JUMP_LT_K : OP_JUMP_LT));
  if (op != OP_JUMP_IS && record_operator(a, b)) return;
  Decision decision = op == OP_JUMP_IS ? decide_identity(a, b) : decide_comparison(compare, a, b);
  if (builder.abort) return;
  if (decision.known) {
    guard_branch(decision.op, decision.a, decision.b, decision.outcome == wanted ? next : target);
    return;
  }
  Ref result = generic_comparison(compare, a, b);
  Ref truth = call_helper(HELPER_TRUTH, 1, &result);
  guard_status(truth);
  defer(truth, wanted ? target : next, wanted ? next : target);
}

// --- truth

void record_jump_truth(uint32_t i) {
  const uint32_t *target = jump_target_of(recorder.pc), *next = recorder.pc + 2;
  Operand a = register_operand(instruction_a(i));
  bool wanted = instruction_c(i), truth;
  if (instruction_op(i) == OP_JUMP_IF_NONE) {
    truth = a.value == NONE;
    if (type_of_ref(a.ref) != IR_TYPE_V) return;
    guard_branch(truth ? IR_GUARD_SAME : IR_GUARD_NOT_SAME, a.ref, ir_value(NONE), truth == wanted ? next : target);
    return;
  }
  if (a.value == NONE || is_bool(a.value)) {
    if (is_constant(a.ref)) return;
    guard_branch(IR_GUARD_SAME, a.ref, ir_value(a.value), recorder.pc);
    return;
  }
  if (is_float_value(a.ref, a.value)) {
    truth = to_double(a.value) != 0;
    guard_branch(truth ? IR_GUARD_NE_F : IR_GUARD_EQ_F, as_float(a.ref), ir_float(0.0),
                 truth == wanted ? next : target);
    return;
  }
  Ref count = is_int_operand(a) ? as_int(a.ref) : length_of(a.ref, a.value);
  if (count != NO_REF) {
    truth = object_truth(a.value) > 0;
    guard_branch(truth ? IR_GUARD_NE : IR_GUARD_EQ, count, ir_int(0), truth == wanted ? next : target);
    return;
  }
  Ref value = boxed(a.ref, a.value);
  Ref result = call_helper(HELPER_TRUTH, 1, &value);
  guard_status(result);
  defer(result, wanted ? target : next, wanted ? next : target);
}
