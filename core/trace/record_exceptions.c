// Recording exceptions. A raise is a jump when its handler is in the same frame or in one that the trace has inlined:
// the frames in between are dropped, the exception goes to the handler's register, and what the unwinder does besides,
// the traceback entries, is done by a helper. The exception being handled is a field of the VM that is always up to
// date.
//
// C code raises while its bytecode is executed, when the call has been recorded already together with the guard that it
// does not raise. That guard is turned around then: it leaves, with the result, to the bytecode behind when the
// call does not raise. A side trace that starts where an exception is pending begins in the same way. Until the
// exception is known to have the class that it had while recording it stays pending, so that all these exits are the
// interpreter's usual ones.
#include "core/trace/recorder.h"

#include "core/object/exception.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/interpreter.h"

#define FRAMES_MAX 32

// The frames that an exception passes, the last one being the one that handles it.
typedef struct Passed {
  int32_t delta;
  const Function *function;
  size_t index; // of the instruction where the frame stands
} Passed;
typedef struct Unwinding {
  Passed frames[FRAMES_MAX];
  unsigned count;
  const HandlerRange *handler;
} Unwinding;

static Unwinding unwinding;

// Follows the exception from the instruction at recorder.pc. False: no handler in the trace. Emits guards when it
// leaves the frame in which a side trace began.
static bool find_handler(void) {
  Value *base = recorder.base;
  const uint32_t *pc = recorder.pc;
  for (unwinding.count = 0; unwinding.count < FRAMES_MAX;) {
    const Function *function = frame_function(base);
    FrameKind kind = frame_kind(base);
    size_t index = (size_t)(pc - function->code->instructions);
    int32_t delta = (int32_t)(base - recorder.start_base);
    unwinding.frames[unwinding.count++] = (Passed){delta, function, index};
    unwinding.handler = unwind_find_handler(function->code, (uint32_t)index);
    bool generator = kind != FRAME_CALL && kind != FRAME_CONSTRUCT && kind != FRAME_OPERATOR && kind != FRAME_ENTRY;
    if (unwinding.handler && (!generator || unwinding.count == 1)) return true;
    if (unwinding.handler || generator || kind == FRAME_ENTRY) return false;
    if (delta <= recorder.lowest_delta && (!recorder.parent || !guard_caller(base))) return false;
    pc = frame_return_pc(base);
    base = frame_caller(base);
  }
  return false;
}

static Ref frame_globals_ref(int32_t delta) {
  Ref ref = get_slot(delta - 4);
  Ref function = type_of_ref(ref) == IR_TYPE_P ? ref : ir_emit(IR_UNBOX_OBJECT, IR_TYPE_P, ref, 0, 0);
  return ir_emit(IR_LOAD_FIELD, IR_TYPE_V, function, TRACE_FIELD_FUNCTION_GLOBALS, 0);
}

// To the handler that was found. raised_here: the innermost frame gets a traceback entry, too.
static void jump_to_handler(Ref exception, bool raised_here) {
  for (unsigned k = raised_here ? 0 : 1; k < unwinding.count && !builder.abort; k++) {
    const Passed *frame = &unwinding.frames[k];
    Ref args[] = {exception, ir_value(from_object(frame->function->code)), ir_int((int64_t)frame->index),
                  frame_globals_ref(frame->delta)};
    call_helper(HELPER_ADD_TRACEBACK, 4, args);
  }
  const Passed *handles = &unwinding.frames[unwinding.count - 1];
  if (unwinding.count > 1) recorder.pop_from = unwinding.frames[unwinding.count - 2].delta - FRAME_HEADER;
  set_slot(handles->delta + (int32_t)unwinding.handler->reg, exception);
  recorder.expected_pc = handles->function->code->instructions + unwinding.handler->target;
  recorder.unwinds = true;
}

// The exception leaves the trace.
static void leave_unhandled(void) {
  if (builder.abort) return;
  if (recorder.parent || recorder.header == recorder.root_code->instructions)
    recorder_leave();
  else
    builder_abort(ABORT_RAISE);
}

// --- raise

static bool is_exception(Value v) { return type_flag(v, TYPE_IS_EXCEPTION); }

// A new instance of a class of exceptions. NO_REF: it is none.
static Ref instantiated(Ref ref, Value class) {
  if (!is_object(class) || !is_type(class) ||
      !type_is_subtype(to_type(class), exception_types[EXCEPTION_BaseException]))
    return NO_REF;
  guard_constant(ref, class);
  Ref args[] = {ir_value(class), ir_int(0)}, made = call_helper(HELPER_CALL_OBJECT, 2, args);
  guard_result(made);
  return made;
}

void record_raise(uint32_t i) {
  bool from = instruction_op(i) == OP_RAISE_FROM;
  Value value = concrete(instruction_a(i)), cause = from ? concrete(instruction_b(i)) : EMPTY;
  Ref ref = get_register(instruction_a(i)), cause_ref = ir_value(EMPTY);
  if (!find_handler()) {
    leave_unhandled();
    return;
  }
  if (from && cause == NONE)
    cause_ref = get_register(instruction_b(i)), guard_constant(cause_ref, NONE);
  else if (from && is_exception(cause))
    cause_ref = boxed(as_object(get_register(instruction_b(i)), to_object(cause)->shape), cause);
  else if (from)
    builder_abort(ABORT_RAISE);
  if (is_exception(value))
    ref = boxed(as_object(ref, to_object(value)->shape), value);
  else if ((ref = instantiated(ref, value)) == NO_REF)
    builder_abort(ABORT_RAISE);
  if (builder.abort) return;
  Ref args[] = {ref, cause_ref};
  jump_to_handler(call_helper(HELPER_RAISE, 2, args), true);
}

void record_reraise(uint32_t i) {
  if (!find_handler()) {
    leave_unhandled();
    return;
  }
  if (instruction_op(i) == OP_RERAISE) {
    Value value = concrete(instruction_a(i));
    jump_to_handler(boxed(get_register(instruction_a(i)), value), false);
    return;
  }
  if (vm.handled == EMPTY) {
    builder_abort(ABORT_RAISE);
    return;
  }
  Ref handled = ir_emit(IR_LOAD_FIELD, IR_TYPE_V, ir_vm(), TRACE_FIELD_VM_HANDLED, 0);
  ir_guard(IR_GUARD_NOT_EMPTY, handled, 0);
  jump_to_handler(handled, false);
}

// --- exceptions raised by C code

// Where the running bytecode would have put the result of its call; INT32_MAX: nowhere. False: more than that happens.
static bool result_place(uint32_t i, Ref result, int32_t *slot) {
  const OpcodeInfo *info = &opcode_info[instruction_op(i)];
  bool call = info->group == GROUP_CALL || info->group == GROUP_CALL_METHOD || info->group == GROUP_CALL_EX;
  if (recorder.expected_pc || info->jump != JUMP_NEVER || (!call && info->group != GROUP_NONE)) return false;
  *slot = INT32_MAX;
  if (!call && info->a != OPERAND_W) return recorder.pending_count == 0;
  *slot = recorder.delta + (int32_t)(call ? instruction_c(i) : instruction_a(i));
  return recorder.pending_count == 1 && recorder.pending[0].slot == *slot && recorder.pending[0].ref == result;
}

// An exit behind the running bytecode, whose result is `result`.
static uint16_t exit_behind(uint32_t i, int32_t slot, Ref result) {
  const uint32_t *next = recorder.pc + opcode_info[instruction_op(i)].words;
  if (slot == INT32_MAX) return fresh_exit(next);
  Ref before = recorder.slots[slot - SLOT_MIN];
  uint8_t was_modified = recorder.modified[slot - SLOT_MIN];
  recorder.slots[slot - SLOT_MIN] = result;
  recorder.modified[slot - SLOT_MIN] = true;
  if (slot < recorder.low_slot) recorder.low_slot = slot;
  if (slot > recorder.high_slot) recorder.high_slot = slot;
  uint16_t exit = fresh_exit(next);
  recorder.slots[slot - SLOT_MIN] = before;
  recorder.modified[slot - SLOT_MIN] = was_modified;
  return exit;
}

// Replaces the guard that a call's result is there by one that it is not.
static void replace_guard(Ref last, Ref result, uint16_t exit) {
  const IrInstruction guard = builder.instructions[last];
  builder.chain[guard.op] = builder.previous[last];
  builder.count--;
  if (guard.op == IR_GUARD_NOT_EMPTY)
    ir_append(IR_GUARD_SAME, IR_TYPE_N, result, ir_value(EMPTY), exit);
  else
    ir_append(IR_GUARD_LT, IR_TYPE_N, result, guard.b, exit);
}

// The last guard showed that the call before it had a result; now it shows that it had none. Returns the exit that it
// had; NO_EXIT: there is no such guard.
static uint16_t turn_guard(uint32_t i) {
  Ref last = (Ref)(builder.count - 1);
  const IrInstruction guard = builder.instructions[last];
  bool value = guard.op == IR_GUARD_NOT_EMPTY, status = guard.op == IR_GUARD_GE && guard.b == ir_int(0);
  int32_t slot;
  if ((!value && !status) || last < recorder.first_ref || guard.a != last - 1 || !is_op(guard.a, IR_CALL) ||
      !result_place(i, guard.a, &slot) || value != (slot != INT32_MAX))
    return NO_EXIT;
  if (!builder.snapshots[guard.c].restarts) {
    replace_guard(last, guard.a, exit_behind(i, slot, guard.a));
    return guard.c;
  }
  if (instruction_of(guard.a)->a != HELPER_DICT_GET) return NO_EXIT;
  // the key is absent: the subscript itself, which raises, comes behind the look-up
  Ref args[] = {instruction_of((Ref)(last - 3))->a, instruction_of((Ref)(last - 2))->a};
  replace_guard(last, guard.a, exit_behind(i, slot, guard.a));
  Ref item = call_helper(HELPER_GET_ITEM, 2, args);
  ir_append(IR_GUARD_SAME, IR_TYPE_N, item, ir_value(EMPTY), exit_behind(i, slot, item));
  return recorder.call_exit;
}

// The exception that is pending is of the class seen, and is taken.
static Ref take_pending(uint16_t exit) {
  recorder.branch_target = recorder.pc;
  recorder.call_exit = exit;
  Ref exception = call_helper(HELPER_PENDING, 0, NULL);
  ir_guard(IR_GUARD_NOT_EMPTY, exception, 0);
  exception = boxed(as_object(exception, to_object(vm_exception)->shape), vm_exception);
  recorder.branch_target = NULL;
  call_helper(HELPER_TAKE, 0, NULL);
  return exception;
}

bool record_raised(bool starts) {
  uint16_t exit = starts ? fresh_exit(recorder.pc) : turn_guard(*recorder.pc);
  recorder.pending_count = 0;
  recorder.pop_from = INT32_MAX;
  recorder.deferred = recorder.deferred_item = NO_REF;
  if (exit == NO_EXIT) return false;
  recorder.branch_target = recorder.pc; // the guards of find_handler leave with the exception pending
  recorder.call_exit = exit;
  bool found = find_handler();
  recorder.branch_target = NULL;
  if (!found || builder.abort) return false;
  recorder.side_effect = true;
  jump_to_handler(take_pending(exit), true);
  return !builder.abort;
}

// --- handlers

void record_enter_handler(uint32_t i) {
  unsigned a = instruction_a(i);
  Ref exception = boxed(get_register(a), concrete(a));
  set_register(instruction_b(i), ir_emit(IR_LOAD_FIELD, IR_TYPE_V, ir_vm(), TRACE_FIELD_VM_HANDLED, 0));
  ir_emit(IR_STORE_FIELD, IR_TYPE_N, ir_vm(), TRACE_FIELD_VM_HANDLED, exception);
  recorder.side_effect = true;
}

void record_leave_handler(uint32_t i) {
  unsigned a = instruction_a(i);
  ir_emit(IR_STORE_FIELD, IR_TYPE_N, ir_vm(), TRACE_FIELD_VM_HANDLED, boxed(get_register(a), concrete(a)));
  recorder.side_effect = true;
}

// What matches depends on the exception's class alone when the types are always the same.
void record_match_exception(uint32_t i) {
  Value exception = concrete(instruction_b(i)), types = concrete(instruction_c(i));
  if (!is_exception(exception) || !is_object(types)) {
    builder_abort(ABORT_HANDLER);
    return;
  }
  Ref types_ref = get_register(instruction_c(i));
  if (is_type(types) || is_constant(types_ref)) {
    guard_constant(types_ref, types);
  } else if (is_tuple(types)) { // made anew each time, of the same classes
    const Tuple *tuple = to_tuple(types);
    Ref object = as_object(types_ref, SHAPE_TUPLE);
    ir_guard(IR_GUARD_EQ, ir_emit(IR_LOAD_FIELD, IR_TYPE_I, object, TRACE_FIELD_TUPLE_LENGTH, 0),
             ir_int((int64_t)tuple->length));
    for (uint64_t k = 0; k < tuple->length; k++)
      guard_constant(ir_emit(IR_LOAD_TUPLE, IR_TYPE_V, object, ir_int((int64_t)k), 0), tuple->items[k]);
  } else {
    builder_abort(ABORT_HANDLER);
    return;
  }
  as_object(get_register(instruction_b(i)), to_object(exception)->shape);
  if (!assume_type(type_of(exception))) return;
  int matches = match_exception(exception, types);
  if (matches < 0) {
    exception_clear();
    builder_abort(ABORT_EXCEPTION);
    return;
  }
  set_register(instruction_a(i), ir_value(from_bool(matches)));
}

// --- with statements

void record_load_special_method(uint32_t i) {
  unsigned a = instruction_a(i), b = instruction_b(i);
  Value receiver = concrete(b), function = special_function(receiver, instruction_c(i));
  if (function != EMPTY) {
    guard_class(get_register(b), receiver);
    set_register(a, ir_value(function));
    set_register(a + FRAME_HEADER, boxed(get_register(b), receiver));
    return;
  }
  Ref args[] = {boxed(get_register(b), receiver), ir_int(instruction_c(i))};
  Ref method = call_helper(HELPER_SPECIAL_METHOD, 2, args);
  guard_result(method);
  set_register(a, method);
  set_register(a + FRAME_HEADER, ir_value(EMPTY));
}
