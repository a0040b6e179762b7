// The recorder: state, snapshots, starting and ending. See recorder.h for how it works.
#include "core/trace/recorder.h"

#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/trace/codegen_client.h"
#include "core/trace/link.h"
#include "core/vm/liveness.h"
#include "core/trace/stats.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/trace_hooks.h"

#define BYTECODES_MAX 4000
#define HEADERS_PASSED_MAX 8
#define RECURSION_SEEN 6

Recorder recorder;

// --- slots

static bool slot_in_range(int32_t slot) {
  if (slot >= SLOT_MIN && slot < SLOT_LIMIT) return true;
  builder_abort(ABORT_TOO_MANY_SLOTS);
  return false;
}

static void widen(int32_t slot) {
  if (slot < recorder.low_slot) recorder.low_slot = slot;
  if (slot > recorder.high_slot) recorder.high_slot = slot;
}

Ref get_slot(int32_t slot) {
  if (!slot_in_range(slot)) return NO_REF;
  Ref *ref = &recorder.slots[slot - SLOT_MIN];
  if (*ref == NO_REF) {
    *ref = ir_emit(IR_SLOT, IR_TYPE_V, (uint16_t)slot, 0, 0);
    widen(slot);
  }
  return *ref;
}

void set_slot(int32_t slot, Ref ref) {
  if (!slot_in_range(slot)) return;
  if (recorder.pending_count == PENDING_MAX) {
    builder_abort(ABORT_TOO_MANY_SLOTS);
    return;
  }
  recorder.pending[recorder.pending_count++] = (PendingSlot){(int16_t)slot, ref};
}

static void apply_pending(void) {
  for (int32_t slot = recorder.pop_from; slot <= recorder.high_slot; slot++) {
    recorder.slots[slot - SLOT_MIN] = NO_REF;
    recorder.modified[slot - SLOT_MIN] = false;
  }
  if (recorder.high_slot >= recorder.pop_from) recorder.high_slot = recorder.pop_from - 1;
  recorder.pop_from = INT32_MAX;
  for (unsigned k = 0; k < recorder.pending_count; k++) {
    PendingSlot pending = recorder.pending[k];
    recorder.slots[pending.slot - SLOT_MIN] = pending.ref;
    recorder.modified[pending.slot - SLOT_MIN] = pending.ref != NO_REF;
    widen(pending.slot);
  }
  recorder.pending_count = 0;
}

Ref function_ref(void) {
  Ref ref = get_slot(recorder.delta - 4);
  return type_of_ref(ref) == IR_TYPE_P ? ref : ir_emit(IR_UNBOX_OBJECT, IR_TYPE_P, ref, 0, 0);
}

// --- snapshots

static bool already_there(Ref ref, int16_t slot) {
  // a slot that still holds what was loaded from it
  return is_op(ref, IR_SLOT) && (int16_t)instruction_of(ref)->a == slot;
}

static void add_entry(int32_t slot) {
  Ref ref = recorder.slots[slot - SLOT_MIN];
  if (!recorder.modified[slot - SLOT_MIN] || ref == NO_REF) return;
  if (already_there(ref, (int16_t)slot) && !recorder.shown[slot - SLOT_MIN]) return;
  if (builder.entry_count == TRACE_ENTRIES_MAX) {
    builder_abort(ABORT_BUFFER_FULL);
    return;
  }
  builder.entries[builder.entry_count++] = (SnapshotEntry){(int16_t)slot, ref};
}

typedef struct FrameSpan {
  int32_t delta, end; // slots [delta - FRAME_HEADER, end) belong to the frame
  RegisterSet live;
} FrameSpan;

static void join(RegisterSet *set, RegisterSet other) {
  for (int k = 0; k < 4; k++) set->words[k] |= other.words[k];
}

static RegisterSet live_at(Code *code, const uint32_t *pc) {
  return live_registers(code, (size_t)(pc - code->instructions));
}

// In a frame that waits for a call: what is live at the call and behind it.
static RegisterSet live_around_call(Code *code, const uint32_t *pc) {
  RegisterSet live = live_at(code, pc);
  join(&live, live_at(code, pc + opcode_info[instruction_op(*pc)].words));
  return live;
}

#define FRAMES_MAX 32

// The frames from the current one down to that of slot 0, or to the lowest that the trace has returned to.
static unsigned frame_spans(FrameSpan *spans, const uint32_t *pc) {
  unsigned count = 0;
  Value *base = recorder.base;
  Code *code = recorder.code;
  int32_t end = recorder.delta + code->register_count;
  RegisterSet live = live_at(code, pc);
  for (;;) {
    int32_t delta = (int32_t)(base - recorder.start_base);
    if (count == FRAMES_MAX) {
      builder_abort(ABORT_TOO_DEEP);
      break;
    }
    spans[count++] = (FrameSpan){delta, end, live};
    if (delta <= recorder.lowest_delta) break;
    const uint32_t *return_pc = frame_return_pc(base);
    end = delta - FRAME_HEADER;
    base = frame_caller(base);
    code = frame_function(base)->code;
    live = live_around_call(code, return_pc);
  }
  return count;
}

// Others see the local variables that have a name, also those that the code itself does not need any more.
static void add_variables(FrameSpan *span, const Code *code) {
  const Tuple *names = to_tuple(code->local_names);
  for (unsigned reg = 0; reg < names->length; reg++)
    if (names->items[reg] != EMPTY && to_str(names->items[reg])->text[0] != '.') register_set_add(&span->live, reg);
}

static uint16_t make_snapshot(const uint32_t *pc) {
  uint32_t number = builder.buffer->exit_count;
  if (number == TRACE_EXITS_MAX) {
    builder_abort(ABORT_BUFFER_FULL);
    return 0;
  }
  builder.buffer->exit_count++;
  Snapshot *snapshot = &builder.snapshots[number];
  *snapshot = (Snapshot){.pc = pc,
                         .base_delta = recorder.delta,
                         .lowest_delta = recorder.lowest_delta,
                         .first = builder.entry_count,
                         .depth = (uint16_t)((int32_t)vm.depth - recorder.vm_depth)};
  FrameSpan spans[FRAMES_MAX];
  unsigned count = frame_spans(spans, pc);
  snapshot->shows_frames = recorder.showing_frames;
  while (count-- > 0) {
    FrameSpan *span = &spans[count];
    if (recorder.showing_frames) add_variables(span, frame_function(recorder.start_base + span->delta)->code);
    int32_t first = span->delta - FRAME_HEADER;
    for (int32_t slot = first < recorder.low_slot ? recorder.low_slot : first;
         slot < span->end && slot <= recorder.high_slot; slot++)
      if (slot < span->delta || register_set_has(&span->live, (unsigned)(slot - span->delta))) add_entry(slot);
  }
  snapshot->count = builder.entry_count - snapshot->first;
  return (uint16_t)number;
}

uint16_t fresh_exit(const uint32_t *pc) { return make_snapshot(pc); }

static void note_shown(uint16_t exit) {
  const Snapshot *snapshot = &builder.snapshots[exit];
  for (uint32_t k = 0; k < snapshot->count; k++)
    recorder.shown[builder.entries[snapshot->first + k].slot - SLOT_MIN] = true;
}

void record_frames(void) {
  recorder.showing_frames = true;
  recorder.branch_target = recorder.pc;
  recorder.call_exit = NO_EXIT;
  Ref frames = ir_emit(IR_FRAMES, IR_TYPE_N, 0, 0, 0);
  recorder.branch_target = NULL;
  recorder.showing_frames = false;
  if (builder.abort) return;
  recorder.call_exit = instruction_of(frames)->c;
  note_shown(recorder.call_exit);
}

static uint16_t exit_for_guard(void) {
  if (recorder.branch_target == recorder.pc && recorder.call_exit != NO_EXIT) return recorder.call_exit;
  if (recorder.branch_target) return make_snapshot(recorder.branch_target);
  if (!recorder.exit_valid) {
    recorder.exit = make_snapshot(recorder.pc);
    builder.snapshots[recorder.exit].restarts = true;
    recorder.exit_valid = true;
  }
  return recorder.exit;
}

// --- one record function for each bytecode

typedef void (*RecordFunction)(uint32_t i);

static void record_nothing(uint32_t i) { (void)i; }
static void record_move(uint32_t i) { set_register(instruction_a(i), get_register(instruction_b(i))); }
static void record_load_const(uint32_t i) {
  set_register(instruction_a(i), ir_value(constant_value(instruction_bx(i))));
}
static void record_load_int(uint32_t i) { set_register(instruction_a(i), ir_int(instruction_sbx(i))); }
static void record_load_special(uint32_t i) { set_register(instruction_a(i), ir_value(instruction_bx(i))); }

static void record_check_bound(uint32_t i) {
  if (concrete(instruction_a(i)) == EMPTY)
    builder_abort(ABORT_EXCEPTION);
  else if (type_of_ref(get_register(instruction_a(i))) == IR_TYPE_V)
    ir_guard(IR_GUARD_NOT_EMPTY, get_register(instruction_a(i)), 0);
}

static const RecordFunction record_functions[OP_COUNT] = {
#define RECORDED(bytecode, function) [OP_##bytecode] = record_##function,
#define REFUSED(bytecode, reason)
#include "core/trace/bytecodes.def"
#undef RECORDED
#undef REFUSED
};
static const uint8_t refusals[OP_COUNT] = {
#define RECORDED(bytecode, function)
#define REFUSED(bytecode, reason) [OP_##bytecode] = ABORT_##reason,
#include "core/trace/bytecodes.def"
#undef RECORDED
#undef REFUSED
};
// The table has every bytecode once: no name twice, and as many as there are.
enum {
#define RECORDED(bytecode, function) LISTED_##bytecode,
#define REFUSED(bytecode, reason) LISTED_##bytecode,
#include "core/trace/bytecodes.def"
#undef RECORDED
#undef REFUSED
  LISTED_COUNT
};
_Static_assert(LISTED_COUNT == OP_COUNT, "bytecodes.def and bytecode.def differ");

// --- ending

static void stop(void) {
  recorder.active = false;
  recorder.pending_count = 0;
}

bool recorder_active(void) { return recorder.active; }

void recorder_abort(AbortReason reason) {
  if (!recorder.active) return;
  stop();
  trace_stats.aborts[reason]++;
  trace_dump_abort(reason, opcode_info[instruction_op(*recorder.pc)].name);
  hot_penalise(recorder.header, recorder.parent, reason);
}

void trace_recording_invalidated(void) { recorder.invalidated = true; }
void trace_recording_interrupted(void) { recorder_abort(ABORT_INTERRUPTED); }

static TracePlan plan_for(Trace *link, bool to_body) {
  return (TracePlan){.code = recorder.root_code,
                     .header = recorder.header,
                     .parent = recorder.parent,
                     .link = link,
                     .link_to_body = to_body,
                     .from_memory = recorder.from_memory,
                     .frame_depth = recorder.frame_depth,
                     .link_self = recorder.link_self,
                     .ends_at_header = recorder.ends_at_header};
}

static void submit(const TracePlan *plan) {
  if (recorder.invalidated) builder_abort(ABORT_INVALIDATED);
  bool submitted = !builder.abort && trace_submit(plan);
  if (!submitted)
    recorder_abort(builder.abort);
  else
    stop();
}

// The slot values at the header, sorted by slot.
static uint32_t entries_at_header(SnapshotEntry *entries) {
  uint16_t exit = make_snapshot(recorder.pc);
  const Snapshot *snapshot = &builder.snapshots[exit];
  memcpy(entries, builder.entries + snapshot->first, snapshot->count * sizeof *entries);
  return snapshot->count;
}

static void close_loop(void) {
  static SnapshotEntry end[SLOT_COUNT];
  recorder.branch_target = recorder.pc;
  ir_guard(IR_GUARD_POLL, 0, 0);
  recorder.branch_target = NULL;
  uint32_t count = entries_at_header(end);
  builder.lowest_delta = recorder.lowest_delta;
  TracePlan plan = plan_for(NULL, false);
  plan.header_slots = end;
  plan.header_slot_count = count;
  if (!builder.abort && loop_close(end, count)) trace_finish();
  submit(&plan);
}

// Ends the trace by leaving to the interpreter, or to another trace, at the current bytecode.
static void leave(Trace *link) {
  bool to_body = false, linked = link || recorder.link_self;
  recorder.exit_valid = false; // what is stored below must not be undone by an older exit
  if (linked) {
    recorder.branch_target = recorder.pc;
    ir_guard(IR_GUARD_POLL, 0, 0);
    recorder.branch_target = NULL;
    to_body = link && link_prepare_body(link);
    if (!to_body) link_prepare_entry();
  }
  uint16_t exit = make_snapshot(recorder.pc);
  if (linked && !to_body && recorder.delta != 0) { // the base has moved there
    builder.snapshots[exit].base_delta = 0;
    builder.snapshots[exit].lowest_delta = 0;
    builder.snapshots[exit].depth = 0;
  }
  ir_append(IR_LEAVE, IR_TYPE_N, 0, 0, exit);
  TracePlan plan = plan_for(link, to_body);
  if (!builder.abort) trace_finish();
  submit(&plan);
}

// Whether FOR_ITER i will find an item; iterators that can only be asked count as yes.
static bool iteration_has_next(const Value *base, uint32_t i) {
  unsigned a = instruction_a(i);
  Value v = base[a];
  if (has_shape(v, SHAPE_LIST)) return to_small_int(base[a + 1]) < (int64_t)to_list(v)->length;
  if (has_shape(v, SHAPE_TUPLE)) return to_small_int(base[a + 1]) < (int64_t)to_tuple(v)->length;
  if (has_shape(v, SHAPE_RANGE)) return to_small_int(base[a + 2]) > 0;
  return true;
}

// For FOR_ITER over something of known length: how many items it still has; 0: unknown.
static int64_t items_left(const Value *base, uint32_t i) {
  unsigned a = instruction_a(i);
  Value v = base[a];
  if (instruction_op(i) != OP_FOR_ITER) return 0;
  if (has_shape(v, SHAPE_LIST)) return (int64_t)to_list(v)->length - to_small_int(base[a + 1]);
  if (has_shape(v, SHAPE_TUPLE)) return (int64_t)to_tuple(v)->length - to_small_int(base[a + 1]);
  return has_shape(v, SHAPE_RANGE) ? to_small_int(base[a + 2]) : 0;
}

// Function entries get traces of their own only in recursions: others are inlined where they are called.
static bool is_recursive(Value *base) {
  const Code *code = frame_function(base)->code;
  for (unsigned k = 0; k < RECURSION_SEEN && frame_kind(base) != FRAME_ENTRY && frame_kind(base) != FRAME_RESUME_ENTRY;
       k++) {
    base = frame_caller(base);
    if (frame_function(base)->code == code) return true;
  }
  return false;
}

// --- starting

static void reset(const uint32_t *header, Value *start_base) {
  builder_start(codegen_buffer());
  builder.make_exit = exit_for_guard;
  assumptions_reset();
  recorder.active = true;
  recorder.from_memory = recorder.invalidated = recorder.side_effect = recorder.exit_valid = recorder.need_poll = false;
  recorder.after_loop = recorder.link_self = recorder.ends_at_header = false;
  recorder.parent = NULL;
  recorder.header = header;
  recorder.start_base = start_base;
  recorder.start_delta = recorder.lowest_delta = 0;
  recorder.vm_depth = (int32_t)vm.depth;
  recorder.bytecodes = recorder.headers_passed = recorder.generator_header_count = 0;
  recorder.branch_target = recorder.deferred_taken = recorder.deferred_other = recorder.expected_pc = NULL;
  recorder.deferred = recorder.deferred_item = NO_REF;
  recorder.frame_depth = 0;
  recorder.low_slot = recorder.high_slot = 0;
  recorder.pending_count = 0;
  recorder.pop_from = INT32_MAX;
  recorder.pc = header;
  memset(recorder.slots, 0, sizeof recorder.slots);
  memset(recorder.modified, 0, sizeof recorder.modified);
  memset(recorder.shown, 0, sizeof recorder.shown);
  recorder.showing_frames = false;
  recorder.call_exit = NO_EXIT;
  builder.leave_argument_count = builder.pass_on_count = 0;
}

bool recorder_start_root(const uint32_t *header, Value *base) {
  if (recorder.active || codegen_state() != CODEGEN_IDLE) return false;
  if (instruction_op(*header) == OP_FOR_ITER && !iteration_has_next(base, *header)) return false;
  Code *code = frame_function(base)->code;
  if (header == code->instructions && instruction_op(*header) != OP_FOR_ITER && !is_recursive(base)) return false;
  reset(header, base);
  recorder.root_code = code;
  return true;
}

static Ref restored_ref(const Restore *restore) {
  if (restore->kind != RESTORE_CONSTANT) return (Ref)(restore->argument + 1);
  Value v = vm.trace.pool[restore->index];
  int64_t i;
  if (restore->raw) return ir_raw(v);
  switch (restore->type) {
  case IR_TYPE_I: return int_to_i64(v, &i) ? ir_int(i) : ir_value(v);
  case IR_TYPE_F: return ir_float(to_double(v));
  case IR_TYPE_P: return ir_object(to_object(v));
  default: return ir_value(v);
  }
}

bool recorder_start_side(Exit *exit) {
  if (recorder.active || codegen_state() != CODEGEN_IDLE) return false;
  Trace *root = exit->at_header ? trace_find_root(exit->pc) : NULL;
  if (exit->at_header && (!root || root->state != TRACE_READY)) return false;
  bool from_memory = !vm.guard_facts;
  reset(exit->pc, from_memory ? vm.base : vm.base - exit->base_delta);
  recorder.parent = exit;
  recorder.from_memory = from_memory;
  recorder.root_code = exit->trace->root->code;
  if (from_memory) return true;
  recorder.start_delta = exit->base_delta;
  recorder.lowest_delta = exit->lowest_delta;
  recorder.vm_depth = (int32_t)vm.depth - exit->depth;
  for (unsigned k = 0; k < exit->argument_count; k++)
    ir_append(IR_PARAM, (IrType)exit->argument_types[k], (uint16_t)k, 0, 0);
  for (unsigned k = 0; k < exit->restore_count; k++) {
    const Restore *restore = &exit->restores[k];
    recorder.slots[restore->slot - SLOT_MIN] = restored_ref(restore);
    recorder.modified[restore->slot - SLOT_MIN] = true;
    widen(restore->slot);
  }
  facts_seed(exit);
  link_start_side(exit);
  return true;
}

// --- the hook

// The guard of a decision that the bytecode before this one made while it was executed.
// The loop ended; when it does not, the item that came goes to its register and the interpreter to the loop's body.
static void iteration_ended(Ref item) {
  bool own_loop = !recorder.parent && recorder.deferred_loop == recorder.header && recorder.bytecodes == 1;
  if (own_loop) {
    builder_abort(ABORT_LEFT_LOOP);
    return;
  }
  int32_t index = recorder.deferred_slot - SLOT_MIN;
  if (!slot_in_range(recorder.deferred_slot)) return;
  Ref before = recorder.slots[index];
  uint8_t was_modified = recorder.modified[index];
  set_slot(recorder.deferred_slot, item);
  apply_pending();
  guard_branch(IR_GUARD_SAME, item, ir_value(TRACE_EXHAUSTED), recorder.deferred_body);
  recorder.slots[index] = before;
  recorder.modified[index] = was_modified;
}

// What an iterator returned: an item, or the end of the loop.
static void resolve_deferred_item(const uint32_t *pc) {
  Ref item = recorder.deferred_item;
  if (item == NO_REF) return;
  recorder.deferred_item = NO_REF;
  if (pc == recorder.deferred_end) {
    iteration_ended(item);
  } else {
    guard_branch(IR_GUARD_NOT_SAME, item, ir_value(TRACE_EXHAUSTED), recorder.deferred_end);
    set_slot(recorder.deferred_slot, item);
    apply_pending();
  }
}

static void resolve_deferred(const uint32_t *pc) {
  Ref ref = recorder.deferred;
  if (ref == NO_REF) return;
  recorder.deferred = NO_REF;
  bool taken = pc == recorder.deferred_taken;
  if (!taken && pc != recorder.deferred_other) {
    builder_abort(ABORT_EXCEPTION);
    return;
  }
  guard_branch(taken ? IR_GUARD_NE : IR_GUARD_EQ, ref, ir_int(0),
               taken ? recorder.deferred_other : recorder.deferred_taken);
}

static void begin_bytecode(const uint32_t *pc, Value *base) {
  // a frame that nobody has recorded
  if (recorder.bytecodes > 0 && !recorder.expected_pc && base != recorder.base) builder_abort(ABORT_CALLEE);
  apply_pending();
  recorder.pc = pc;
  recorder.base = base;
  recorder.function = frame_function(base);
  recorder.code = recorder.function->code;
  recorder.delta = (int32_t)(base - recorder.start_base);
  if (recorder.delta < recorder.lowest_delta) recorder.lowest_delta = recorder.delta;
  if (recorder.side_effect) recorder.exit_valid = false;
  recorder.side_effect = false;
  recorder.call_exit = NO_EXIT;
  recorder.unwinds = false;
  recorder.first_ref = (Ref)builder.count;
  if (recorder.expected_pc && recorder.expected_pc != pc) builder_abort(ABORT_CALLEE);
  recorder.entered_function = recorder.expected_pc == recorder.code->instructions;
  recorder.expected_pc = NULL;
  resolve_deferred(pc);
  resolve_deferred_item(pc);
  if (recorder.need_poll) {
    recorder.need_poll = false;
    recorder.branch_target = pc;
    ir_guard(IR_GUARD_POLL, 0, 0);
    recorder.branch_target = NULL;
  }
}

// A recursive call: the trace of the function is entered in the new frame.
static bool at_recursion(void) {
  if (!recorder.entered_function || !is_recursive(recorder.base)) return false;
  if (recorder.pc == recorder.header && !recorder.parent) {
    recorder.link_self = true;
    leave(NULL);
    return true;
  }
  Trace *root = trace_find_root(recorder.pc);
  if (!root || root->state != TRACE_READY) return false;
  leave(root);
  return true;
}

void recorder_forget_headers(int32_t delta) {
  unsigned kept = 0;
  for (unsigned k = 0; k < recorder.generator_header_count; k++)
    if (recorder.generator_headers[k].delta < delta) recorder.generator_headers[kept++] = recorder.generator_headers[k];
  recorder.generator_header_count = kept;
}

// The loop of an inlined generator goes around as its consumer's does: its header is passed, unless it comes twice
// without a yield in between.
static bool passes_in_generator(void) {
  FrameKind kind = frame_kind(recorder.base);
  if ((kind != FRAME_RESUME && kind != FRAME_RESUME_FROM) || recorder.delta <= recorder.lowest_delta) return false;
  if (consumer_frame(recorder.base)) return false; // its consumer is no loop
  for (unsigned k = 0; k < recorder.generator_header_count; k++)
    if (recorder.generator_headers[k].pc == recorder.pc && recorder.generator_headers[k].delta == recorder.delta)
      return false;
  if (recorder.generator_header_count == GENERATOR_HEADERS_MAX) return false;
  recorder.generator_headers[recorder.generator_header_count++] = (PassedHeader){recorder.pc, recorder.delta};
  return true;
}

// At a loop header: closes the loop, or leaves to the trace that is there. True: the recording is over.
static bool at_header(void) {
  if (recorder.pc == recorder.header && !recorder.parent && recorder.delta == 0) {
    close_loop();
    return true;
  }
  if (recorder.pc == recorder.header && !recorder.parent) { // the same loop in a deeper activation
    recorder.link_self = true;
    leave(NULL);
    return true;
  }
  Trace *root = trace_find_root(recorder.pc);
  bool own_tree = recorder.parent && recorder.delta == 0 && root == recorder.parent->trace->root;
  if (!own_tree && passes_in_generator()) return false;
  if (root && root->state == TRACE_READY) {
    leave(root);
    return true;
  }
  if (items_left(recorder.base, *recorder.pc) <= HEADERS_PASSED_MAX && ++recorder.headers_passed <= HEADERS_PASSED_MAX)
    return false;
  if (!recorder.parent) {
    builder_abort(ABORT_INNER_LOOP);
    return false;
  }
  recorder.ends_at_header = true; // the loop will get a trace of its own, and this exit then leads there
  leave(NULL);
  return true;
}

void recorder_leave(void) {
  if (recorder.bytecodes <= 1)
    builder_abort(ABORT_AT_ONCE);
  else
    leave(NULL);
}

bool trace_record_raised(bool raised_here) {
  if (!recorder.active) return false;
  if (recorder.unwinds) return true;
  bool starts = recorder.bytecodes == 0 && recorder.parent;
  if (starts) {
    begin_bytecode(vm.pc, vm.base);
    recorder.bytecodes = 1;
  }
  bool here = recorder.pc == vm.pc && recorder.base == vm.base && raised_here && !builder.abort;
  if (here && record_raised(starts)) return true;
  recorder_abort(builder.abort ? builder.abort : ABORT_EXCEPTION);
  return false;
}

bool trace_record(const uint32_t *pc, Value *base) {
  if (!recorder.active) return false;
  uint32_t i = *pc;
  begin_bytecode(pc, base);
  if (recorder.bytecodes == 0 && recorder.parent && recorder.parent->at_header && !builder.abort) {
    leave(trace_find_root(pc));
    return false;
  }
  if (!builder.abort && at_recursion()) return false;
  bool header = recorder.after_loop || instruction_op(i) == OP_FOR_ITER;
  recorder.after_loop = instruction_op(i) == OP_LOOP;
  if (header && recorder.bytecodes > 0 && !builder.abort &&
      (instruction_op(i) != OP_FOR_ITER || iteration_has_next(base, i)))
    if (at_header()) return false;
  if (++recorder.bytecodes > BYTECODES_MAX) builder_abort(ABORT_TOO_LONG);
  RecordFunction record = record_functions[instruction_op(i)];
  if (!builder.abort) {
    if (record)
      record(i);
    else
      builder_abort((AbortReason)refusals[instruction_op(i)]);
  }
  if (!recorder.active) return false;
  if (recorder.invalidated) builder_abort(ABORT_INVALIDATED);
  if (builder.abort) {
    recorder_abort(builder.abort);
    return false;
  }
  return true;
}
