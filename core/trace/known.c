// What is known of values. Ints have a range: from the operation that made them, narrowed by every guard that the
// trace has passed since (a trace is a line, so what a guard showed stays true). Example:
//
//   0003 I UNBOX_INT 0001          -2^50 .. 2^50-1
//   0004 - GUARD_LT  0003 100      0003 is now -2^50 .. 99
//   0005 I ADD_OVERFLOW 0003 1     cannot overflow: becomes ADD, -2^50+1 .. 100
//
// Limits: ranges are intervals; relations between two variables (i < len(a)) are not kept.
// In a loop body, the values that vary with the iteration keep only what their operation says by itself.
#include "core/object/str.h"
#include "core/trace/builder.h"
#include "core/trace/helpers.h"

#define FULL_RANGE .low = INT64_MIN, .high = INT64_MAX
#define LENGTH_MAX ((int64_t)1 << 40)

// Objects of built-in types keep their shape; instances change theirs when they get an attribute.
static uint32_t stable_shape(uint32_t shape) { return shape < SHAPE_BUILTIN_COUNT ? shape : 0; }

Known known_of(Ref ref) {
  if (!is_constant(ref)) return builder.known[ref];
  const IrConstant *k = constant_of(ref);
  if (k->type == IR_TYPE_I) return (Known){.low = (int64_t)k->bits, .high = (int64_t)k->bits};
  Known known = {FULL_RANGE, .not_none = k->bits != NONE};
  if (!k->raw && k->type != IR_TYPE_F && (k->type == IR_TYPE_P || is_object(k->bits)) && k->bits)
    known.shape = stable_shape(to_object(k->bits)->shape);
  return known;
}

static void set_range(Known *known, __int128 low, __int128 high) {
  if (low < INT64_MIN || high > INT64_MAX) return;
  known->low = (int64_t)low;
  known->high = (int64_t)high;
}

static void range_of_product(Known *known, Known a, Known b) {
  __int128 corners[4] = {(__int128)a.low * b.low, (__int128)a.low * b.high, (__int128)a.high * b.low,
                         (__int128)a.high * b.high};
  __int128 low = corners[0], high = corners[0];
  for (int i = 1; i < 4; i++) {
    if (corners[i] < low) low = corners[i];
    if (corners[i] > high) high = corners[i];
  }
  set_range(known, low, high);
}

static void range_of_and(Known *known, Known a, Known b) {
  if (a.low < 0 && b.low < 0) return;
  int64_t high = a.low < 0 ? b.high : b.low < 0 ? a.high : a.high < b.high ? a.high : b.high;
  set_range(known, 0, high);
}

// x | y and x ^ y of non-negative values stay below the next power of two.
static void range_of_or(Known *known, Known a, Known b) {
  if (a.low < 0 || b.low < 0) return;
  uint64_t high = (uint64_t)(a.high > b.high ? a.high : b.high);
  set_range(known, 0, high ? (__int128)(~(uint64_t)0 >> __builtin_clzll(high)) : 0);
}

static void range_of_operation(Known *known, const IrInstruction *i) {
  Known a = i->a && ir_op_info[i->op].a == IR_OPERAND_R ? known_of(i->a) : (Known){FULL_RANGE};
  Known b = i->b && ir_op_info[i->op].b == IR_OPERAND_R ? known_of(i->b) : (Known){FULL_RANGE};
  switch (i->op) {
  case IR_UNBOX_INT:
  case IR_ASSUME_SMALL: set_range(known, SMALL_INT_MIN, SMALL_INT_MAX); break;
  case IR_ADD:
  case IR_ADD_OVERFLOW: set_range(known, (__int128)a.low + b.low, (__int128)a.high + b.high); break;
  case IR_SUB:
  case IR_SUB_OVERFLOW: set_range(known, (__int128)a.low - b.high, (__int128)a.high - b.low); break;
  case IR_MUL:
  case IR_MUL_OVERFLOW: range_of_product(known, a, b); break;
  case IR_AND: range_of_and(known, a, b); break;
  case IR_OR:
  case IR_XOR: range_of_or(known, a, b); break;
  case IR_MOD:
    if (b.low > 0) set_range(known, 0, (__int128)b.high - 1);
    break;
  case IR_FLOORDIV:
    if (b.low > 0) set_range(known, a.low < 0 ? a.low : 0, a.high > 0 ? a.high : 0);
    break;
  case IR_SHR: set_range(known, a.low < 0 ? a.low : 0, a.high > 0 ? a.high : 0); break;
  case IR_MIN: set_range(known, a.low < b.low ? a.low : b.low, a.high < b.high ? a.high : b.high); break;
  case IR_MAX: set_range(known, a.low > b.low ? a.low : b.low, a.high > b.high ? a.high : b.high); break;
  case IR_LOAD_BYTE: set_range(known, 0, 255); break;
  case IR_LOAD_FIELD:
    if (i->b == TRACE_FIELD_LIST_LENGTH || i->b == TRACE_FIELD_TUPLE_LENGTH || i->b == TRACE_FIELD_BYTES_SIZE)
      set_range(known, 0, LENGTH_MAX);
    else if (i->type == IR_TYPE_I && (i->b == TRACE_FIELD_STR_LENGTH || i->b == TRACE_FIELD_DICT_VERSION ||
                                      i->b == TRACE_FIELD_DICT_LENGTH || i->b == TRACE_FIELD_STR_FLAGS))
      set_range(known, 0, UINT32_MAX);
    break;
  default: break;
  }
}

void known_define(Ref ref) {
  Known known = {FULL_RANGE};
  const IrInstruction *i = &builder.instructions[ref];
  if (i->type == IR_TYPE_I) range_of_operation(&known, i);
  if (i->op == IR_UNBOX_OBJECT || i->op == IR_BOX_OBJECT) {
    Known source = known_of(i->a);
    known.shape = source.shape;
    known.from_facts = source.from_facts & FACT_BIT_SHAPE;
  }
  if (i->op == IR_CALL) known.shape = helper_result_shape(i->a);
  builder.known[ref] = known;
}

void known_narrow(Ref ref, int64_t low, int64_t high) {
  if (is_constant(ref)) return;
  Known *known = &builder.known[ref];
  if (low > known->low) known->low = low;
  if (high < known->high) known->high = high;
}

void known_set_shape(Ref ref, uint32_t shape) {
  if (is_constant(ref)) return;
  builder.known[ref].shape = shape;
  // the boxed form of the same object
  if (is_op(ref, IR_UNBOX_OBJECT) && !is_constant(instruction_of(ref)->a))
    builder.known[instruction_of(ref)->a].shape = shape;
}

static int64_t below(int64_t i) { return i == INT64_MIN ? i : i - 1; }
static int64_t above(int64_t i) { return i == INT64_MAX ? i : i + 1; }

void known_after_guard(const IrInstruction *guard) {
  Ref a = guard->a, b = guard->b;
  const IrOpInfo *info = &ir_op_info[guard->op];
  Known ka = info->a == IR_OPERAND_R && a ? known_of(a) : (Known){FULL_RANGE};
  Known kb = info->b == IR_OPERAND_R && b ? known_of(b) : (Known){FULL_RANGE};
  switch (guard->op) {
  case IR_GUARD_SHAPE: known_set_shape(a, (uint32_t)int_of(b)); break;
  case IR_GUARD_LT:
    known_narrow(a, INT64_MIN, below(kb.high));
    known_narrow(b, above(ka.low), INT64_MAX);
    break;
  case IR_GUARD_LE:
    known_narrow(a, INT64_MIN, kb.high);
    known_narrow(b, ka.low, INT64_MAX);
    break;
  case IR_GUARD_GT:
    known_narrow(a, above(kb.low), INT64_MAX);
    known_narrow(b, INT64_MIN, below(ka.high));
    break;
  case IR_GUARD_GE:
    known_narrow(a, kb.low, INT64_MAX);
    known_narrow(b, INT64_MIN, ka.high);
    break;
  case IR_GUARD_EQ:
    known_narrow(a, kb.low, kb.high);
    known_narrow(b, ka.low, ka.high);
    break;
  case IR_GUARD_BELOW:
    if (kb.high >= 0) known_narrow(a, 0, below(kb.high));
    known_narrow(b, above(ka.low > 0 ? ka.low : 0), INT64_MAX);
    break;
  case IR_GUARD_SMALL: known_narrow(a, SMALL_INT_MIN, SMALL_INT_MAX); break;
  case IR_GUARD_NOT_SAME:
    if (is_constant(b) && constant_of(b)->bits == NONE && !is_constant(a)) builder.known[a].not_none = 1;
    break;
  default: break;
  }
}

void known_forget_shapes(uint32_t shape) {
  for (Ref ref = 1; ref < builder.count; ref++) {
    Known *known = &builder.known[ref];
    if (known->shape >= SHAPE_BUILTIN_COUNT && (shape == 0 || known->shape == shape)) known->shape = 0;
  }
  builder.chain[IR_GUARD_SHAPE] = 0; // no earlier guard on a shape answers a later one
}

void known_forget_variants(void) {
  for (Ref ref = 1; ref < builder.loop; ref++) {
    if (!builder.known[ref].variant) continue;
    Known forgotten = {FULL_RANGE, .variant = 1};
    const IrInstruction *i = &builder.instructions[ref];
    // Operands that vary are forgotten already (they come first), so this is what the operation says by itself. Not of
    // an UNBOX_INT: in later iterations it stands for a value that never was boxed.
    if (i->type == IR_TYPE_I && i->op != IR_UNBOX_INT) range_of_operation(&forgotten, i);
    builder.known[ref] = forgotten;
  }
}
