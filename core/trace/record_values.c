// Typed views of references, results of calls, branches: what all record functions use.
#include "core/trace/recorder.h"

#include "core/object/int.h"

// An unboxed argument of the parent's exit needs no guard: the fact that the representation is known.
static bool inherited(Ref ref) {
  if (is_constant(ref) || !is_op(ref, IR_PARAM) || (builder.known[ref].from_facts & FACT_BIT_REPRESENTATION))
    return false;
  builder.known[ref].from_facts |= FACT_BIT_REPRESENTATION;
  ir_guard_from_fact();
  return true;
}

// From now on the slots that held the boxed value hold the unboxed one: exits hand that over, and side traces need not
// check and unbox it again.
static Ref replace_in_slots(Ref boxed, Ref unboxed) {
  for (int32_t slot = recorder.low_slot; slot <= recorder.high_slot; slot++)
    if (recorder.slots[slot - SLOT_MIN] == boxed) recorder.slots[slot - SLOT_MIN] = unboxed;
  return unboxed;
}

Ref as_int(Ref ref) {
  if (type_of_ref(ref) == IR_TYPE_I) {
    inherited(ref);
    return ref;
  }
  ir_guard(IR_GUARD_IS_INT, ref, 0);
  return replace_in_slots(ref, ir_emit(IR_UNBOX_INT, IR_TYPE_I, ref, 0, 0));
}

Ref as_float(Ref ref) {
  if (type_of_ref(ref) == IR_TYPE_F) {
    inherited(ref);
    return ref;
  }
  ir_guard(IR_GUARD_IS_FLOAT, ref, 0);
  return replace_in_slots(ref, ir_emit(IR_UNBOX_FLOAT, IR_TYPE_F, ref, 0, 0));
}

Ref as_pointer(Ref ref) {
  if (type_of_ref(ref) == IR_TYPE_P) {
    inherited(ref);
    return ref;
  }
  ir_guard(IR_GUARD_IS_OBJECT, ref, 0);
  return replace_in_slots(ref, ir_emit(IR_UNBOX_OBJECT, IR_TYPE_P, ref, 0, 0));
}

Ref as_object(Ref ref, uint32_t shape) {
  Ref pointer = as_pointer(ref);
  ir_guard(IR_GUARD_SHAPE, pointer, ir_int(shape));
  return pointer;
}

// An int beyond the small ones becomes a heap int.
static Ref big_int(Ref ref) {
  Ref value = call_helper(HELPER_INT_FROM_I64, 1, &ref);
  guard_result(value);
  return value;
}

Ref boxed(Ref ref, Value value) {
  switch (type_of_ref(ref)) {
  case IR_TYPE_I:
    if (!is_constant(ref) && !is_int(value)) return big_int(ref);
    if (is_constant(ref) && !fits_small_int(int_of(ref))) return ir_value(int_from_i64(int_of(ref)));
    ir_guard(IR_GUARD_SMALL, ref, 0);
    return ir_emit(IR_BOX_INT, IR_TYPE_V, ref, 0, 0);
  case IR_TYPE_F: return ir_emit(IR_BOX_FLOAT, IR_TYPE_V, ref, 0, 0);
  case IR_TYPE_P: return ir_emit(IR_BOX_OBJECT, IR_TYPE_V, ref, 0, 0);
  default: return ref;
  }
}

void guard_constant(Ref ref, Value value) {
  if (is_constant(ref) && constant_of(ref)->bits == value) return;
  ir_guard(IR_GUARD_SAME, ref, type_of_ref(ref) == IR_TYPE_P ? ir_object(to_object(value)) : ir_value(value));
}

// The exit of a check behind a call with effects: at this bytecode, with the exception pending.
static void guard_after_call(IrOp op, Ref a, Ref b) {
  recorder.branch_target = recorder.pc;
  ir_guard(op, a, b);
  recorder.branch_target = NULL;
}

void guard_result(Ref ref) { guard_after_call(IR_GUARD_NOT_EMPTY, ref, 0); }
void guard_status(Ref ref) { guard_after_call(IR_GUARD_GE, ref, ir_int(0)); }

static IrType result_type(char letter) {
  switch (letter) {
  case 'I': return IR_TYPE_I;
  case 'F': return IR_TYPE_F;
  case 'P': return IR_TYPE_P;
  case 'V': return IR_TYPE_V;
  default: return IR_TYPE_N;
  }
}

Ref call_helper(TraceHelper helper, unsigned count, const Ref *args) {
  if (helper_info[helper].effects == HELPER_ANY) record_frames();
  for (unsigned k = 0; k < count && !builder.abort; k++) {
    uint16_t exit = type_of_ref(args[k]) == IR_TYPE_V && !is_constant(args[k]) ? builder.make_exit() : 0;
    builder.effect_exit[ir_append(IR_ARG, IR_TYPE_N, args[k], 0, 0)] = exit;
  }
  const HelperInfo *info = &helper_info[helper];
  Ref result = ir_emit(IR_CALL, result_type(info->result), (uint16_t)helper, (uint16_t)count, 0);
  if (info->effects >= HELPER_WRITES) recorder.side_effect = true;
  if (info->effects == HELPER_ANY) recorder.need_poll = true;
  return result;
}

void guard_branch(IrOp op, Ref a, Ref b, const uint32_t *other) {
  recorder.branch_target = other;
  ir_guard(op, a, b);
  recorder.branch_target = NULL;
}

void guard_class(Ref ref, Value value) {
  if (is_int_value(ref, value))
    as_int(ref);
  else if (is_float_value(ref, value))
    as_float(ref);
  else if (!is_object(value))
    guard_constant(ref, value);
  else if (as_object(ref, to_object(value)->shape) && to_object(value)->shape >= SHAPE_BUILTIN_COUNT)
    assume_type(type_of(value));
}

bool assume_type(Type *type) {
  if (assume(ASSUME_TYPE_VERSION, type, 0)) return true;
  builder_abort(ABORT_TRACE_LIMIT);
  return false;
}
