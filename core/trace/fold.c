// Folding: constants, algebraic identities, and guards that are decided by what is known.
//
//   ADD_OVERFLOW 2 3               → 5
//   GUARD_IS_INT (BOX_INT x)       → nothing to check
//   UNBOX_INT (BOX_INT x)          → x
//   ADD_OVERFLOW x:0..99 1         → ADD x 1
//   GUARD_SHAPE p 57, p known 57   → nothing to check; counted as answered by a fact if the parent trace knew it
//
// One rule function per operation; it may rewrite the instruction in place (and then lets the pipeline go on with
// FOLD_NEXT) or return the result. A guard that would always fail aborts the trace: the values seen while recording
// contradict it, so something varies faster than a trace can follow. Limits: doubles are folded only where no rounding,
// NaN or signed zero could differ.
#include "core/trace/builder.h"
#include "core/trace/helpers.h"

#include "core/object/int.h"

typedef Ref (*FoldRule)(IrInstruction *i);

static Ref guard_holds(uint8_t from_facts) {
  if (from_facts) builder.guards_from_facts++;
  return NO_REF;
}

static Ref guard_fails(void) {
  builder_abort(ABORT_CONTRADICTION);
  return NO_REF;
}

static Ref decide(bool holds) { return holds ? NO_REF : guard_fails(); }

// --- boxes

static Ref fold_guard_is(IrInstruction *i, IrType wanted, IrOp box) {
  Ref a = i->a;
  IrType type = type_of_ref(a);
  if (type != IR_TYPE_V) return decide(type == wanted);
  if (is_constant(a)) {
    Value v = constant_of(a)->bits;
    return decide(wanted == IR_TYPE_I ? is_int(v) : wanted == IR_TYPE_F ? is_double(v) : is_object(v));
  }
  IrOp op = (IrOp)instruction_of(a)->op;
  if (op == box) return NO_REF;
  if (op == IR_BOX_INT || op == IR_BOX_FLOAT || op == IR_BOX_OBJECT) return guard_fails();
  return FOLD_NEXT;
}

static Ref fold_guard_is_int(IrInstruction *i) { return fold_guard_is(i, IR_TYPE_I, IR_BOX_INT); }
static Ref fold_guard_is_float(IrInstruction *i) { return fold_guard_is(i, IR_TYPE_F, IR_BOX_FLOAT); }
static Ref fold_guard_is_object(IrInstruction *i) {
  if (type_of_ref(i->a) == IR_TYPE_V && !is_constant(i->a) && known_of(i->a).shape)
    return guard_holds(known_of(i->a).from_facts & FACT_BIT_SHAPE);
  return fold_guard_is(i, IR_TYPE_P, IR_BOX_OBJECT);
}

static Ref fold_unbox(IrInstruction *i, IrType wanted, IrOp box) {
  Ref a = i->a;
  if (type_of_ref(a) == wanted) return a;
  if (is_op(a, box)) return instruction_of(a)->a;
  if (!is_constant(a)) return FOLD_NEXT;
  Value v = constant_of(a)->bits;
  if (wanted == IR_TYPE_I) return is_int(v) ? ir_int(to_small_int(v)) : guard_fails();
  if (wanted == IR_TYPE_F) return is_double(v) ? ir_float(to_double(v)) : guard_fails();
  return is_object(v) ? ir_object(to_object(v)) : guard_fails();
}

static Ref fold_unbox_int(IrInstruction *i) { return fold_unbox(i, IR_TYPE_I, IR_BOX_INT); }
static Ref fold_unbox_float(IrInstruction *i) { return fold_unbox(i, IR_TYPE_F, IR_BOX_FLOAT); }
static Ref fold_unbox_object(IrInstruction *i) { return fold_unbox(i, IR_TYPE_P, IR_BOX_OBJECT); }

static Ref fold_box(IrInstruction *i, IrOp unbox) {
  Ref a = i->a;
  if (type_of_ref(a) == IR_TYPE_V) return a;
  if (is_op(a, unbox) && !builder.loop) return instruction_of(a)->a;
  if (!is_constant(a)) return FOLD_NEXT;
  if (i->op == IR_BOX_INT) return fits_small_int(int_of(a)) ? ir_value(from_small_int(int_of(a))) : FOLD_NEXT;
  if (i->op == IR_BOX_FLOAT) return ir_value(from_double(float_of(a)));
  return ir_value(constant_of(a)->bits);
}

static Ref fold_box_int(IrInstruction *i) { return fold_box(i, IR_UNBOX_INT); }
static Ref fold_box_float(IrInstruction *i) { return fold_box(i, IR_UNBOX_FLOAT); }
static Ref fold_box_object(IrInstruction *i) { return fold_box(i, IR_UNBOX_OBJECT); }

// --- guards on objects

static Ref fold_guard_shape(IrInstruction *i) {
  Known known = known_of(i->a);
  if (!known.shape) return FOLD_NEXT;
  if (known.shape != (uint32_t)int_of(i->b)) return guard_fails();
  return guard_holds(known.from_facts & FACT_BIT_SHAPE);
}

static Ref fold_guard_same(IrInstruction *i) {
  if (i->a == i->b) return NO_REF;
  if (is_constant(i->a) && is_constant(i->b)) return decide(constant_of(i->a)->bits == constant_of(i->b)->bits);
  if (is_constant(i->a)) {
    Ref swap = i->a;
    i->a = i->b;
    i->b = swap;
  }
  if (is_constant(i->b) && known_of(i->a).same_as == constant_of(i->b)->bits && constant_of(i->b)->bits)
    return guard_holds(known_of(i->a).from_facts & FACT_BIT_SAME);
  return FOLD_NEXT;
}

static bool is_boxed_or_object(Ref ref) {
  return type_of_ref(ref) != IR_TYPE_V || is_op(ref, IR_BOX_INT) || is_op(ref, IR_BOX_FLOAT) ||
         is_op(ref, IR_BOX_OBJECT) || (!is_constant(ref) && known_of(ref).shape);
}

static Ref fold_guard_not_same(IrInstruction *i) {
  if (i->a == i->b) return guard_fails();
  if (is_constant(i->a) && is_constant(i->b)) return decide(constant_of(i->a)->bits != constant_of(i->b)->bits);
  if (is_constant(i->a)) {
    Ref swap = i->a;
    i->a = i->b;
    i->b = swap;
  }
  if (is_constant(i->b) && is_special(constant_of(i->b)->bits)) {
    if (is_boxed_or_object(i->a)) return guard_holds(known_of(i->a).from_facts & FACT_BIT_SHAPE);
    if (constant_of(i->b)->bits == NONE && known_of(i->a).not_none)
      return guard_holds(known_of(i->a).from_facts & FACT_BIT_NOT_NONE);
  }
  return FOLD_NEXT;
}

static Ref fold_guard_not_empty(IrInstruction *i) {
  if (is_constant(i->a)) return decide(constant_of(i->a)->bits != 0);
  if (type_of_ref(i->a) == IR_TYPE_I || type_of_ref(i->a) == IR_TYPE_F) return NO_REF;
  if (is_op(i->a, IR_CALL)) return FOLD_NEXT; // what is known of its result holds if there is one
  return type_of_ref(i->a) == IR_TYPE_V && is_boxed_or_object(i->a) ? NO_REF : FOLD_NEXT;
}

// --- guards on ints

static uint8_t range_facts(const IrInstruction *i) {
  return (known_of(i->a).from_facts | known_of(i->b).from_facts) & FACT_BIT_RANGE;
}

static Ref fold_guard_lt(IrInstruction *i) {
  Known a = known_of(i->a), b = known_of(i->b);
  if (a.high < b.low) return guard_holds(range_facts(i));
  return a.low >= b.high || i->a == i->b ? guard_fails() : FOLD_NEXT;
}
static Ref fold_guard_le(IrInstruction *i) {
  Known a = known_of(i->a), b = known_of(i->b);
  if (a.high <= b.low || i->a == i->b) return guard_holds(range_facts(i));
  return a.low > b.high ? guard_fails() : FOLD_NEXT;
}
static Ref fold_guard_gt(IrInstruction *i) {
  Known a = known_of(i->a), b = known_of(i->b);
  if (a.low > b.high) return guard_holds(range_facts(i));
  return a.high <= b.low || i->a == i->b ? guard_fails() : FOLD_NEXT;
}
static Ref fold_guard_ge(IrInstruction *i) {
  Known a = known_of(i->a), b = known_of(i->b);
  if (a.low >= b.high || i->a == i->b) return guard_holds(range_facts(i));
  return a.high < b.low ? guard_fails() : FOLD_NEXT;
}
static Ref fold_guard_eq(IrInstruction *i) {
  Known a = known_of(i->a), b = known_of(i->b);
  if (i->a == i->b || (a.low == a.high && b.low == b.high && a.low == b.low)) return guard_holds(range_facts(i));
  return a.high < b.low || b.high < a.low ? guard_fails() : FOLD_NEXT;
}
static Ref fold_guard_ne(IrInstruction *i) {
  Known a = known_of(i->a), b = known_of(i->b);
  if (a.high < b.low || b.high < a.low) return guard_holds(range_facts(i));
  return i->a == i->b || (a.low == a.high && b.low == b.high && a.low == b.low) ? guard_fails() : FOLD_NEXT;
}
static Ref fold_guard_below(IrInstruction *i) {
  Known a = known_of(i->a), b = known_of(i->b);
  if (a.low >= 0 && a.high < b.low) return guard_holds(range_facts(i));
  return a.high < 0 || (b.low >= 0 && a.low >= b.high) ? guard_fails() : FOLD_NEXT;
}
static Ref fold_guard_small(IrInstruction *i) {
  Known a = known_of(i->a);
  if (a.low >= SMALL_INT_MIN && a.high <= SMALL_INT_MAX) return guard_holds(a.from_facts & FACT_BIT_RANGE);
  return a.low > SMALL_INT_MAX || a.high < SMALL_INT_MIN ? guard_fails() : FOLD_NEXT;
}

// --- guards on doubles

static Ref fold_float_guard(IrInstruction *i) {
  if (!is_constant(i->a) || !is_constant(i->b)) return FOLD_NEXT;
  double a = float_of(i->a), b = float_of(i->b);
  switch (i->op) {
  case IR_GUARD_LT_F: return decide(a < b);
  case IR_GUARD_LE_F: return decide(a <= b);
  case IR_GUARD_EQ_F: return decide(a == b);
  case IR_GUARD_NLT_F: return decide(!(a < b));
  case IR_GUARD_NLE_F: return decide(!(a <= b));
  default: return decide(a != b);
  }
}

// --- int arithmetic

// Constants to the right of commutative operations, so that equal operations look equal.
static void order_operands(IrInstruction *i) {
  if (i->a > i->b || (is_constant(i->a) && !is_constant(i->b))) {
    Ref swap = i->a;
    i->a = i->b;
    i->b = swap;
  }
}

static bool fits(__int128 low, __int128 high) { return low >= INT64_MIN && high <= INT64_MAX; }

static Ref fold_add(IrInstruction *i) {
  order_operands(i);
  int64_t sum;
  if (is_constant(i->b)) {
    if (int_of(i->b) == 0) return i->a;
    if (is_constant(i->a))
      return __builtin_add_overflow(int_of(i->a), int_of(i->b), &sum) ? guard_fails() : ir_int(sum);
  }
  Known a = known_of(i->a), b = known_of(i->b);
  if (fits((__int128)a.low + b.low, (__int128)a.high + b.high)) i->op = IR_ADD, i->c = 0;
  return FOLD_NEXT;
}

static Ref fold_sub(IrInstruction *i) {
  int64_t difference;
  if (is_constant(i->b)) {
    if (int_of(i->b) == 0) return i->a;
    if (is_constant(i->a))
      return __builtin_sub_overflow(int_of(i->a), int_of(i->b), &difference) ? guard_fails() : ir_int(difference);
  }
  if (i->a == i->b) return ir_int(0);
  Known a = known_of(i->a), b = known_of(i->b);
  if (fits((__int128)a.low - b.high, (__int128)a.high - b.low)) i->op = IR_SUB, i->c = 0;
  return FOLD_NEXT;
}

static Ref fold_mul(IrInstruction *i) {
  order_operands(i);
  int64_t product;
  if (is_constant(i->b)) {
    if (int_of(i->b) == 1) return i->a;
    if (int_of(i->b) == 0) return i->b;
    if (is_constant(i->a))
      return __builtin_mul_overflow(int_of(i->a), int_of(i->b), &product) ? guard_fails() : ir_int(product);
  }
  Known a = known_of(i->a), b = known_of(i->b);
  __int128 corners[4] = {(__int128)a.low * b.low, (__int128)a.low * b.high, (__int128)a.high * b.low,
                         (__int128)a.high * b.high};
  bool all_fit = true;
  for (int k = 0; k < 4; k++) all_fit &= fits(corners[k], corners[k]);
  if (all_fit) i->op = IR_MUL, i->c = 0;
  return FOLD_NEXT;
}

// The operations that neither overflow nor trap, on two constants.
static Ref fold_constants(IrInstruction *i) {
  if (!is_constant(i->a) || !is_constant(i->b)) return FOLD_NEXT;
  int64_t a = int_of(i->a), b = int_of(i->b);
  switch (i->op) {
  case IR_FLOORDIV: return b != 0 && b != -1 ? ir_int(floor_div_i64(a, b)) : FOLD_NEXT;
  case IR_MOD: return b != 0 && b != -1 ? ir_int(floor_mod_i64(a, b)) : FOLD_NEXT;
  case IR_AND: return ir_int(a & b);
  case IR_OR: return ir_int(a | b);
  case IR_XOR: return ir_int(a ^ b);
  case IR_SHL: return ir_int((int64_t)((uint64_t)a << (b & 63)));
  case IR_SHR: return ir_int(a >> (b & 63));
  case IR_MIN: return ir_int(a < b ? a : b);
  case IR_MAX: return ir_int(a > b ? a : b);
  default: return FOLD_NEXT;
  }
}

static Ref fold_bits(IrInstruction *i) {
  Ref known = fold_constants(i);
  if (known != FOLD_NEXT) return known;
  order_operands(i);
  if (!is_constant(i->b)) return i->a == i->b ? (i->op == IR_XOR ? ir_int(0) : i->a) : FOLD_NEXT;
  int64_t b = int_of(i->b);
  if (i->op != IR_AND) return b == 0 ? i->a : FOLD_NEXT;
  if (b == 0) return i->b;
  Known a = known_of(i->a);
  bool is_mask = b > 0 && (b & (b + 1)) == 0;
  return b == -1 || (is_mask && a.low >= 0 && a.high <= b) ? i->a : FOLD_NEXT;
}

static Ref fold_shift(IrInstruction *i) {
  Ref known = fold_constants(i);
  if (known != FOLD_NEXT) return known;
  return is_constant(i->b) && int_of(i->b) == 0 ? i->a : FOLD_NEXT;
}

static Ref fold_mod(IrInstruction *i) {
  Ref known = fold_constants(i);
  if (known != FOLD_NEXT) return known;
  Known a = known_of(i->a), b = known_of(i->b);
  if (a.low >= 0 && b.low > 0 && a.high < b.low) return i->a;
  if (is_constant(i->b) && int_of(i->b) > 0 && (int_of(i->b) & (int_of(i->b) - 1)) == 0)
    return ir_emit(IR_AND, IR_TYPE_I, i->a, ir_int(int_of(i->b) - 1), 0); // also right for negative a
  return FOLD_NEXT;
}

static Ref fold_floordiv(IrInstruction *i) {
  Ref known = fold_constants(i);
  if (known != FOLD_NEXT) return known;
  if (!is_constant(i->b)) return FOLD_NEXT;
  int64_t b = int_of(i->b);
  if (b == 1) return i->a;
  if (b > 0 && (b & (b - 1)) == 0) return ir_emit(IR_SHR, IR_TYPE_I, i->a, ir_int(__builtin_ctzll((uint64_t)b)), 0);
  return FOLD_NEXT;
}

static Ref fold_int_to_float(IrInstruction *i) {
  return is_constant(i->a) ? ir_float((double)int_of(i->a)) : FOLD_NEXT;
}

static Ref fold_neg_float(IrInstruction *i) {
  if (is_constant(i->a)) return ir_float(-float_of(i->a));
  return is_op(i->a, IR_NEG_F) ? instruction_of(i->a)->a : FOLD_NEXT;
}

// x * 1.0 and x / 1.0 are x for every x, NaN and -0.0 included; x + 0.0 is not.
static Ref fold_float_by_one(IrInstruction *i) { return is_constant(i->b) && float_of(i->b) == 1.0 ? i->a : FOLD_NEXT; }

// --- tuples that the trace itself has made

static Ref tuple_maker(Ref tuple) { return is_op(tuple, IR_UNBOX_OBJECT) ? instruction_of(tuple)->a : tuple; }

unsigned tuple_made_length(Ref tuple) {
  Ref made = tuple_maker(tuple);
  return is_op(made, IR_CALL) ? helper_tuple_length(instruction_of(made)->a) : 0;
}

Ref tuple_argument(Ref tuple, int64_t index) {
  int64_t length = tuple_made_length(tuple);
  return index >= 0 && index < length ? instruction_of((Ref)(tuple_maker(tuple) - length + index))->a : NO_REF;
}

static Ref fold_load_tuple(IrInstruction *i) {
  Ref item = is_constant(i->b) ? tuple_argument(i->a, int_of(i->b)) : NO_REF;
  return item ? item : FOLD_NEXT;
}

static const FoldRule rules[IR_OP_COUNT] = {
    [IR_GUARD_IS_INT] = fold_guard_is_int,
    [IR_GUARD_IS_FLOAT] = fold_guard_is_float,
    [IR_GUARD_IS_OBJECT] = fold_guard_is_object,
    [IR_GUARD_SHAPE] = fold_guard_shape,
    [IR_GUARD_SAME] = fold_guard_same,
    [IR_GUARD_NOT_SAME] = fold_guard_not_same,
    [IR_GUARD_NOT_EMPTY] = fold_guard_not_empty,
    [IR_GUARD_SMALL] = fold_guard_small,
    [IR_GUARD_LT] = fold_guard_lt,
    [IR_GUARD_LE] = fold_guard_le,
    [IR_GUARD_GT] = fold_guard_gt,
    [IR_GUARD_GE] = fold_guard_ge,
    [IR_GUARD_EQ] = fold_guard_eq,
    [IR_GUARD_NE] = fold_guard_ne,
    [IR_GUARD_BELOW] = fold_guard_below,
    [IR_GUARD_LT_F] = fold_float_guard,
    [IR_GUARD_LE_F] = fold_float_guard,
    [IR_GUARD_EQ_F] = fold_float_guard,
    [IR_GUARD_NLT_F] = fold_float_guard,
    [IR_GUARD_NLE_F] = fold_float_guard,
    [IR_GUARD_NE_F] = fold_float_guard,
    [IR_UNBOX_INT] = fold_unbox_int,
    [IR_UNBOX_FLOAT] = fold_unbox_float,
    [IR_UNBOX_OBJECT] = fold_unbox_object,
    [IR_BOX_INT] = fold_box_int,
    [IR_BOX_FLOAT] = fold_box_float,
    [IR_BOX_OBJECT] = fold_box_object,
    [IR_ADD] = fold_add,
    [IR_ADD_OVERFLOW] = fold_add,
    [IR_SUB] = fold_sub,
    [IR_SUB_OVERFLOW] = fold_sub,
    [IR_MUL] = fold_mul,
    [IR_MUL_OVERFLOW] = fold_mul,
    [IR_FLOORDIV] = fold_floordiv,
    [IR_MOD] = fold_mod,
    [IR_AND] = fold_bits,
    [IR_OR] = fold_bits,
    [IR_XOR] = fold_bits,
    [IR_SHL] = fold_shift,
    [IR_SHR] = fold_shift,
    [IR_MIN] = fold_constants,
    [IR_MAX] = fold_constants,
    [IR_INT_TO_FLOAT] = fold_int_to_float,
    [IR_NEG_F] = fold_neg_float,
    [IR_MUL_F] = fold_float_by_one,
    [IR_DIV_F] = fold_float_by_one,
    [IR_LOAD_TUPLE] = fold_load_tuple,
};

Ref ir_fold(IrInstruction *instruction) {
  FoldRule rule = rules[instruction->op];
  return rule ? rule(instruction) : FOLD_NEXT;
}
