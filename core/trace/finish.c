// The last step before a trace is sent to martlet-codegen: dead instructions become NOPs, exits that no guard uses
// vanish, and each exit gets its argument list: the live references of its snapshot, each once. Exits of a loop body
// that side traces may link back to also carry what the body needs and the snapshot does not have: its invariants.
//
// Alive are guards, stores, calls with effects and the end of the trace, and what they need, snapshots included;
// a PHI is alive when its preroll value is, and keeps alive what it becomes.
#include "core/trace/builder.h"
#include "core/trace/context.h"
#include "core/trace/helpers.h"

#include <string.h>

static bool alive[TRACE_INSTRUCTIONS_MAX];
static Ref pending[TRACE_INSTRUCTIONS_MAX];
static uint32_t pending_count;
static uint16_t phi_of[TRACE_INSTRUCTIONS_MAX]; // preroll reference → its PHI

static void keep(Ref ref) {
  if (ref == NO_REF || is_constant(ref) || alive[ref]) return;
  alive[ref] = true;
  pending[pending_count++] = ref;
}

static bool has_effect(const IrInstruction *i) {
  switch (ir_op_info[i->op].ir_class) {
  case IR_CLASS_GUARD:
  case IR_CLASS_STORE: return true;
  case IR_CLASS_CALL: return helper_info[i->a].effects == HELPER_WRITES || helper_info[i->a].effects == HELPER_ANY;
  case IR_CLASS_FRAME: return i->op != IR_SLOT;
  case IR_CLASS_MARK: return i->op == IR_LOOP || i->op == IR_BACK || i->op == IR_LEAVE || i->op == IR_PARAM;
  default: return false;
  }
}

static void keep_needs(Ref ref) {
  const IrInstruction *i = &builder.instructions[ref];
  const IrOpInfo *info = &ir_op_info[i->op];
  if (i->op == IR_PHI) {
    keep(i->b);
    return;
  }
  if (info->a == IR_OPERAND_R) keep(i->a);
  if (info->b == IR_OPERAND_R) keep(i->b);
  if (info->c == IR_OPERAND_R) keep(i->c);
  if (info->c == IR_OPERAND_E) {
    const Snapshot *snapshot = &builder.snapshots[i->c];
    for (uint32_t k = 0; k < snapshot->count; k++) keep(builder.entries[snapshot->first + k].ref);
  }
  if (i->op == IR_CALL)
    for (uint16_t k = 1; k <= i->b; k++) keep((Ref)(ref - k));
  if (builder.loop && ref < builder.loop && phi_of[ref]) keep(phi_of[ref]);
}

// The check that an allocation without other effects succeeded: needed only when its result is. (A pure function of a
// C module may raise for its arguments.)
static bool is_weak(const IrInstruction *i) {
  if (i->op != IR_GUARD_NOT_EMPTY || !is_op(i->a, IR_CALL)) return false;
  unsigned helper = instruction_of(i->a)->a;
  return helper_info[helper].effects == HELPER_PURE && helper != HELPER_NATIVE_PURE;
}

static void keep_all_needed(void) {
  bool changed = true;
  while (changed) {
    changed = false;
    while (pending_count) keep_needs(pending[--pending_count]);
    for (Ref ref = 1; ref < builder.count; ref++) {
      const IrInstruction *i = &builder.instructions[ref];
      if (alive[ref] || !is_weak(i) || !alive[i->a]) continue;
      keep(ref);
      changed = true;
    }
  }
}

static void drop_dead(void) {
  memset(alive, 0, builder.count);
  memset(phi_of, 0, builder.count * sizeof phi_of[0]);
  pending_count = 0;
  for (Ref ref = (Ref)builder.buffer->first_phi; builder.loop && ref < builder.count; ref++)
    phi_of[builder.instructions[ref].a] = ref;
  for (Ref ref = 1; ref < builder.count; ref++)
    if (has_effect(&builder.instructions[ref]) && !is_weak(&builder.instructions[ref])) keep(ref);
  for (uint32_t k = 0; k < builder.leave_argument_count; k++) keep(builder.leave_arguments[k]);
  keep_all_needed();
  for (Ref ref = 1; ref < builder.count; ref++)
    if (!alive[ref]) builder.instructions[ref] = (IrInstruction){IR_NOP, IR_TYPE_N, 0, 0, 0};
}

// Numbers the exits in use 0, 1, … in the order of their guards.
static void compact_exits(void) {
  static uint16_t new_number[TRACE_EXITS_MAX];
  static Snapshot moved[TRACE_EXITS_MAX];
  uint32_t count = 0;
  memset(new_number, 0, sizeof new_number);
  for (Ref ref = 1; ref < builder.count; ref++) {
    IrInstruction *i = &builder.instructions[ref];
    if (ir_op_info[i->op].c != IR_OPERAND_E) continue;
    if (!new_number[i->c]) {
      moved[count] = builder.snapshots[i->c];
      new_number[i->c] = (uint16_t)++count;
    }
    i->c = (uint16_t)(new_number[i->c] - 1);
  }
  memcpy(builder.snapshots, moved, count * sizeof moved[0]);
  builder.buffer->exit_count = count;
}

static uint32_t argument_count;

static void add_argument(uint32_t first, Ref ref) {
  Ref *arguments = trace_arguments(builder.buffer);
  if (ref == NO_REF || is_constant(ref)) return;
  for (uint32_t i = first; i < argument_count; i++)
    if (arguments[i] == ref) return;
  if (argument_count == TRACE_ARGUMENTS_MAX) {
    builder_abort(ABORT_BUFFER_FULL);
    return;
  }
  arguments[argument_count++] = ref;
}

// The body's arguments: every preroll value that a live body instruction or exit uses. PHIs first, in their order.
static void collect_body_arguments(void) {
  builder.buffer->body_first_argument = argument_count;
  for (Ref ref = (Ref)builder.buffer->first_phi; ref < builder.count; ref++)
    if (builder.instructions[ref].op == IR_PHI)
      add_argument(builder.buffer->body_first_argument, builder.instructions[ref].a);
  for (Ref ref = (Ref)(builder.loop + 1); ref < builder.count; ref++) {
    const IrInstruction *i = &builder.instructions[ref];
    const IrOpInfo *info = &ir_op_info[i->op];
    Ref used[3] = {info->a == IR_OPERAND_R ? i->a : NO_REF, info->b == IR_OPERAND_R ? i->b : NO_REF,
                   info->c == IR_OPERAND_R ? i->c : NO_REF};
    for (int k = 0; k < 3; k++)
      if (used[k] < builder.loop) add_argument(builder.buffer->body_first_argument, used[k]);
    if (info->c != IR_OPERAND_E) continue;
    const Snapshot *snapshot = &builder.snapshots[i->c];
    for (uint32_t k = 0; k < snapshot->count; k++) {
      Ref ref_in_snapshot = builder.entries[snapshot->first + k].ref;
      if (ref_in_snapshot < builder.loop) add_argument(builder.buffer->body_first_argument, ref_in_snapshot);
    }
  }
  builder.buffer->body_argument_count = argument_count - builder.buffer->body_first_argument;
}

const Ref *body_arguments(uint32_t *count) {
  *count = builder.buffer->body_argument_count;
  return trace_arguments(builder.buffer) + builder.buffer->body_first_argument;
}

// What frames are made of are the arguments that come first.
static void note_frames(uint32_t exit, uint32_t count) {
  if (count > TRACE_SPILL_WORDS) builder_abort(ABORT_BUFFER_FULL);
  for (Ref ref = 1; ref < builder.count; ref++)
    if (builder.instructions[ref].op == IR_FRAMES && builder.instructions[ref].c == exit)
      builder.instructions[ref].b = (uint16_t)count;
}

static void collect_exit_arguments(void) {
  for (uint32_t exit = 0; exit < builder.buffer->exit_count; exit++) {
    const Snapshot *snapshot = &builder.snapshots[exit];
    uint32_t first = argument_count;
    for (uint32_t k = 0; k < snapshot->count; k++) add_argument(first, builder.entries[snapshot->first + k].ref);
    if (snapshot->shows_frames) note_frames(exit, argument_count - first);
    if (snapshot->in_loop && builder.buffer->body_argument_count <= TRACE_BODY_ARGUMENTS_MAX) {
      uint32_t count;
      const Ref *body = body_arguments(&count);
      for (uint32_t k = 0; k < count; k++)
        if (!phi_of[body[k]]) add_argument(first, body[k]);
    }
    for (uint32_t k = 0; k < builder.pass_on_count; k++) add_argument(first, builder.pass_on[k]);
    builder.exits[exit].first_argument = (uint16_t)first;
    builder.exits[exit].argument_count = (uint16_t)(argument_count - first) & 0x7FFF;
    builder.exits[exit].restarts = snapshot->restarts;
  }
}

// The LEAVE that goes to a body has exactly the body's arguments, in its order.
static void place_leave_arguments(void) {
  if (!builder.leave_argument_count) return;
  IrExit *exit = &builder.exits[instruction_of((Ref)(builder.count - 1))->c];
  if (argument_count + builder.leave_argument_count > TRACE_ARGUMENTS_MAX) {
    builder_abort(ABORT_BUFFER_FULL);
    return;
  }
  exit->first_argument = (uint16_t)argument_count;
  exit->argument_count = (uint16_t)builder.leave_argument_count & 0x7FFF;
  memcpy(trace_arguments(builder.buffer) + argument_count, builder.leave_arguments,
         builder.leave_argument_count * sizeof(Ref));
  argument_count += builder.leave_argument_count;
}

bool trace_finish(void) {
  TraceBuffer *buffer = builder.buffer;
  drop_dead();
  compact_exits();
  argument_count = 0;
  buffer->body_first_argument = buffer->body_argument_count = 0;
  if (builder.loop) collect_body_arguments();
  collect_exit_arguments();
  place_leave_arguments();
  buffer->argument_count = argument_count;
  buffer->instruction_count = builder.count;
  buffer->loop = builder.loop;
  if (!builder.loop) buffer->first_phi = builder.count;
  return !builder.abort;
}
