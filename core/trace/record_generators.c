// Recording generators: they are inlined into the code that resumes them. A `for` loop over one, `yield from` and
// `await` push its frame as the interpreter does (core/vm/generator_run.c): the live registers become references,
// loaded from the generator; a `yield` stores those that changed back and returns to whoever resumed it. What one
// iteration stores is what the next one loads, so the loads vanish in the body of a loop and the registers become loop
// variables.
//
// The generator's own fields are always up to date in memory: whatever exit is taken, the interpreter finds a running
// generator with its frame on the value stack, or a suspended one with its registers inside.
#include "core/trace/recorder.h"

#include "core/object/generator.h"
#include "core/vm/liveness.h"

#define SUSPENDED_MAX 16

static Ref load(Ref object, IrType type, TraceField field) {
  return ir_emit(IR_LOAD_FIELD, type, object, (uint16_t)field, 0);
}

static void store(Ref object, TraceField field, Ref value) {
  ir_emit(IR_STORE_FIELD, IR_TYPE_N, object, (uint16_t)field, value);
  recorder.side_effect = true;
}

static uint16_t register_offset(unsigned reg) {
  return (uint16_t)(offsetof(Generator, registers) + reg * sizeof(Value));
}

static Generator *frame_generator(const Value *base) { return to_generator(base[-1]); }

Ref generator_ref(int32_t delta) {
  Ref ref = get_slot(delta - 1);
  return type_of_ref(ref) == IR_TYPE_P ? ref
                                       : as_object(ref, frame_generator(recorder.start_base + delta)->header.shape);
}

// --- the exception being handled, which belongs to whoever runs

// Then nothing has to be exchanged.
bool nothing_handled(Ref generator, const Generator *concrete_generator) {
  if (concrete_generator->handled != EMPTY || vm.handled != EMPTY) return false;
  ir_guard(IR_GUARD_SAME, load(generator, IR_TYPE_V, TRACE_FIELD_GENERATOR_HANDLED), ir_value(EMPTY));
  ir_guard(IR_GUARD_SAME, load(ir_vm(), IR_TYPE_V, TRACE_FIELD_VM_HANDLED), ir_value(EMPTY));
  return true;
}

// --- resuming

static bool has_room(const Generator *generator, int32_t delta) {
  unsigned depth = 0, same = 0;
  for (Value *base = recorder.base; base > recorder.start_base; base = frame_caller(base)) {
    depth++;
    same += frame_function(base)->code == generator->code;
  }
  return depth < INLINE_DEPTH_MAX && same < RECURSION_MAX &&
         delta + (int32_t)generator->code->register_count <= TRACE_FRAME_WORDS;
}

bool can_resume_inline(Value value) {
  if (!is_generator_or_coroutine(value)) return false;
  const Generator *generator = to_generator(value);
  if (generator->state != GENERATOR_CREATED && generator->state != GENERATOR_SUSPENDED) return false;
  if (generator->function->code != generator->code || generator->handled != EMPTY || vm.handled != EMPTY) return false;
  return has_room(generator, recorder.delta + (int32_t)recorder.code->register_count + FRAME_HEADER);
}

// It stands where it stood while recording, and nothing about it has changed that matters.
static Ref guard_state(Ref object, const Generator *generator) {
  ir_guard(IR_GUARD_SAME, load(object, IR_TYPE_P, TRACE_FIELD_GENERATOR_CODE), ir_object(generator->code));
  builder_note_generator(object, generator->code);
  Ref function = load(object, IR_TYPE_P, TRACE_FIELD_GENERATOR_FUNCTION);
  ir_guard(IR_GUARD_SAME, load(function, IR_TYPE_P, TRACE_FIELD_FUNCTION_CODE), ir_object(generator->code));
  ir_guard(IR_GUARD_EQ, load(object, IR_TYPE_I, TRACE_FIELD_GENERATOR_STATE), ir_int((int64_t)generator->state));
  ir_guard(IR_GUARD_EQ, load(object, IR_TYPE_I, TRACE_FIELD_GENERATOR_RESUME), ir_int((int64_t)generator->resume));
  nothing_handled(object, generator);
  return function;
}

void resume_inline(Ref ref, Value value, Ref sent, FrameKind kind) {
  const Generator *generator = to_generator(value);
  Code *code = generator->code;
  const uint32_t *pc = code->instructions + generator->resume;
  int32_t delta = recorder.delta + (int32_t)recorder.code->register_count + FRAME_HEADER;
  int32_t depth = (int32_t)vm.depth - recorder.vm_depth + 1;
  Ref object = as_object(ref, generator->header.shape), function = guard_state(object, generator);
  if (depth > (int32_t)recorder.frame_depth) recorder.frame_depth = (uint32_t)depth;
  bool suspended = generator->state == GENERATOR_SUSPENDED, at_yield = instruction_op(*pc) == OP_YIELD;
  unsigned sent_register = suspended ? instruction_a(*pc) : 256u;
  if (suspended && at_yield) pc++;
  RegisterSet live = live_registers(code, (size_t)(pc - code->instructions));
  if (suspended && !at_yield) register_set_add(&live, sent_register); // YIELD_FROM passes it on
  for (unsigned reg = 0; reg < code->register_count; reg++) {
    if (!register_set_has(&live, reg)) continue;
    Ref content = reg == sent_register ? sent : ir_emit(IR_LOAD_AT, IR_TYPE_V, object, register_offset(reg), 0);
    set_slot(delta + (int32_t)reg, content);
  }
  set_slot(delta - 4, ir_emit(IR_BOX_OBJECT, IR_TYPE_V, function, 0, 0));
  set_slot(delta - 3, ir_raw((uint64_t)(uintptr_t)recorder.pc));
  set_slot(delta - 2, ir_raw(frame_info((size_t)recorder.code->register_count + FRAME_HEADER, kind)));
  set_slot(delta - 1, ir_emit(IR_BOX_OBJECT, IR_TYPE_V, object, 0, 0));
  store(object, TRACE_FIELD_GENERATOR_STATE, ir_int(GENERATOR_RUNNING));
  recorder.expected_pc = pc;
  recorder_forget_headers(delta);
}

// --- yielding

typedef struct Suspended {
  int32_t delta;
  Ref object;
  Generator *generator;
  RegisterSet live;
  const uint32_t *pc;
} Suspended;

// The value that goes back into a register of the generator; NO_REF: it is there already.
static Ref changed_value(const Suspended *frame, unsigned reg) {
  int32_t slot = frame->delta + (int32_t)reg;
  Ref value = boxed(get_slot(slot), recorder.start_base[slot]);
  Ref now = ir_emit(IR_LOAD_AT, IR_TYPE_V, frame->object, register_offset(reg), 0);
  return value == now ? NO_REF : value;
}

static void store_frame(const Suspended *frame, const Ref *values) {
  for (unsigned reg = 0; reg < frame->generator->count; reg++)
    if (values[reg]) ir_emit(IR_STORE_AT, IR_TYPE_N, frame->object, register_offset(reg), values[reg]);
  int64_t resume = frame->pc - frame->generator->code->instructions;
  Known known = known_of(load(frame->object, IR_TYPE_I, TRACE_FIELD_GENERATOR_RESUME));
  if (known.low != resume || known.high != resume) store(frame->object, TRACE_FIELD_GENERATOR_RESUME, ir_int(resume));
  store(frame->object, TRACE_FIELD_GENERATOR_STATE, ir_int(GENERATOR_SUSPENDED));
}

// The frames that a yield suspends: the running one, and those that delegate to it. 0: not to be recorded.
static unsigned frames_to_suspend(Suspended *frames) {
  unsigned count = 0;
  Value *base = recorder.base;
  const uint32_t *pc = recorder.pc;
  for (;; base = frame_caller(base)) {
    int32_t delta = (int32_t)(base - recorder.start_base);
    FrameKind kind = frame_kind(base);
    if (kind == FRAME_RESUME_ENTRY || count == SUSPENDED_MAX) return 0;
    if (delta <= recorder.lowest_delta && (!recorder.parent || !guard_caller(base))) return 0;
    Generator *generator = frame_generator(base);
    // a YIELD goes on behind itself, with what was sent; a YIELD_FROM is executed again
    bool yields = instruction_op(*pc) == OP_YIELD;
    size_t index = (size_t)(pc - generator->code->instructions);
    RegisterSet live = live_registers(generator->code, index + yields);
    register_set_remove(&live, instruction_a(*pc));
    if (generator->code->handler_count) { // what is thrown into it is raised at the yield
      RegisterSet here = live_registers(generator->code, index);
      for (int k = 0; k < 4; k++) live.words[k] |= here.words[k];
    }
    frames[count++] = (Suspended){delta, generator_ref(delta), generator, live, pc};
    pc = frame_return_pc(base);
    if (kind == FRAME_RESUME || kind == FRAME_RESUME_CALL) return count;
  }
}

void record_yield(uint32_t i) {
  static Suspended frames[SUSPENDED_MAX];
  static Ref values[SUSPENDED_MAX][256];
  if (record_consume(i)) return;
  unsigned count = frames_to_suspend(frames);
  if (count == 0) {
    if (recorder.parent)
      recorder_leave();
    else
      builder_abort(ABORT_YIELD);
    return;
  }
  Ref item = get_register(instruction_b(i));
  for (unsigned k = 0; k < count; k++)
    for (unsigned reg = 0; reg < frames[k].generator->count; reg++)
      values[k][reg] = register_set_has(&frames[k].live, reg) ? changed_value(&frames[k], reg) : NO_REF;
  for (unsigned k = 0; k < count; k++)
    if (!nothing_handled(frames[k].object, frames[k].generator)) builder_abort(ABORT_HANDLER);
  if (builder.abort) return;
  for (unsigned k = 0; k < count; k++) store_frame(&frames[k], values[k]);
  Value *last = recorder.start_base + frames[count - 1].delta;
  const uint32_t *at = frame_return_pc(last); // FOR_ITER, or the call of next or send
  bool call = frame_kind(last) == FRAME_RESUME_CALL;
  int32_t caller = frames[count - 1].delta - (int32_t)frame_delta(last);
  recorder.pop_from = frames[count - 1].delta - FRAME_HEADER;
  set_slot(caller + (int32_t)(call ? instruction_c(*at) : instruction_b(*at)), item);
  recorder.expected_pc = call ? at + opcode_info[instruction_op(*at)].words : at + (int32_t)at[1];
}

// --- ending and beginning

void return_from_generator(Ref result) {
  int32_t delta = recorder.delta;
  FrameKind kind = frame_kind(recorder.base);
  const uint32_t *pc = frame_return_pc(recorder.base);
  int32_t caller = delta - (int32_t)frame_delta(recorder.base);
  Ref object = generator_ref(delta);
  if (!nothing_handled(object, frame_generator(recorder.base))) {
    builder_abort(ABORT_HANDLER);
    return;
  }
  Ref outer = kind == FRAME_RESUME_FROM ? generator_ref(caller) : NO_REF;
  Ref finished = ir_emit(IR_BOX_OBJECT, IR_TYPE_V, object, 0, 0);
  call_helper(HELPER_GENERATOR_FINISH, 1, &finished);
  recorder.pop_from = delta - FRAME_HEADER;
  if (outer) {
    store(outer, TRACE_FIELD_GENERATOR_DELEGATE, ir_value(EMPTY));
    set_slot(caller + (int32_t)instruction_a(*pc), result);
  }
  recorder.expected_pc = pc + opcode_info[instruction_op(*pc)].words;
}

// The call of a generator function has come to its first instruction: the registers go into a new generator, which is
// returned.
void record_start_generator(uint32_t i) {
  (void)i;
  Code *code = recorder.code;
  uint32_t shape = code->flags & CODE_COROUTINE ? SHAPE_COROUTINE : SHAPE_GENERATOR;
  if (code->flags & CODE_ASYNC_GENERATOR || frame_kind(recorder.base) != FRAME_CALL ||
      recorder.delta <= recorder.lowest_delta) {
    builder_abort(ABORT_START_GENERATOR);
    return;
  }
  size_t resume = (size_t)(recorder.pc - code->instructions) + 1;
  RegisterSet live = live_registers(code, resume);
  Ref values[256];
  for (unsigned reg = 0; reg < code->register_count; reg++)
    values[reg] = register_set_has(&live, reg) ? boxed(get_register(reg), concrete(reg)) : NO_REF;
  Ref args[] = {ir_emit(IR_BOX_OBJECT, IR_TYPE_V, function_ref(), 0, 0), ir_int((int64_t)resume)};
  Ref made = call_helper(HELPER_GENERATOR_NEW, 2, args);
  guard_result(made);
  if (builder.abort || is_constant(made)) return;
  builder.known[made].shape = shape;
  Ref object = ir_emit(IR_UNBOX_OBJECT, IR_TYPE_P, made, 0, 0);
  for (unsigned reg = 0; reg < code->register_count; reg++)
    if (values[reg] && values[reg] != ir_value(EMPTY))
      ir_emit(IR_STORE_AT, IR_TYPE_N, object, register_offset(reg), values[reg]);
  store(object, TRACE_FIELD_GENERATOR_RESUME, ir_int((int64_t)resume));
  store(object, TRACE_FIELD_GENERATOR_STATE, ir_int(GENERATOR_CREATED));
  return_to_caller(made);
}

// --- delegating

void record_get_yield_from(uint32_t i) {
  unsigned b = instruction_b(i);
  Value value = concrete(b);
  Ref ref = get_register(b);
  if (has_shape(value, SHAPE_GENERATOR)) {
    set_register(instruction_a(i), as_object(ref, SHAPE_GENERATOR));
    return;
  }
  if (has_shape(value, SHAPE_COROUTINE)) {
    builder_abort(ABORT_YIELD_FROM);
    return;
  }
  Ref args[] = {boxed(ref, value)}, iterator = call_helper(HELPER_ITER, 1, args);
  guard_result(iterator);
  set_register(instruction_a(i), iterator);
}

// `await` of a coroutine that nobody else awaits.
void record_get_awaitable(uint32_t i) {
  unsigned b = instruction_b(i);
  Value value = concrete(b);
  if (!has_shape(value, SHAPE_COROUTINE) || to_generator(value)->delegate != EMPTY) {
    builder_abort(ABORT_AWAIT);
    return;
  }
  Ref object = as_object(get_register(b), SHAPE_COROUTINE);
  ir_guard(IR_GUARD_SAME, load(object, IR_TYPE_V, TRACE_FIELD_GENERATOR_DELEGATE), ir_value(EMPTY));
  set_register(instruction_a(i), object);
}

void record_yield_from(uint32_t i) {
  unsigned a = instruction_a(i), b = instruction_b(i);
  Value value = concrete(b);
  const Generator *own = frame_generator(recorder.base);
  if (!can_resume_inline(value)) {
    builder_abort(ABORT_YIELD_FROM);
    return;
  }
  Ref object = generator_ref(recorder.delta), iterator = get_register(b), sent = ir_value(NONE);
  Ref delegate = load(object, IR_TYPE_V, TRACE_FIELD_GENERATOR_DELEGATE);
  bool begins = own->delegate == EMPTY;
  if (begins) {
    ir_guard(IR_GUARD_SAME, delegate, ir_value(EMPTY));
  } else {
    ir_guard(IR_GUARD_NOT_SAME, delegate, ir_value(EMPTY));
    sent = get_register(a);
  }
  Ref inner = as_object(iterator, to_generator(value)->header.shape);
  resume_inline(inner, value, sent, FRAME_RESUME_FROM);
  if (begins) store(object, TRACE_FIELD_GENERATOR_DELEGATE, ir_emit(IR_BOX_OBJECT, IR_TYPE_V, inner, 0, 0));
}
