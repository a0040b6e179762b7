// Loop peeling. The recorded iteration becomes the preroll (`entry`); behind LOOP it is emitted once more, through the
// whole pipeline, with every reference replaced by its value at the end of the first iteration. What does not vary is
// found in the preroll (shared, or a load already answered) and so disappears from the body: that is how guards,
// unboxings and loads of invariants leave the loop. (The technique is LuaJIT's, lj_opt_loop.c; also Ardö, Bolz,
// Fijałkowski, "Loop-aware optimizations in PyPy's tracing JIT", 2012.)
//
//   0001 V SLOT 4 (i)               0008 - LOOP
//   0002 - GUARD_IS_INT 0001        0009 - GUARD_LT 0006 0005
//   0003 I UNBOX_INT 0001           0010 I ADD 0006 1
//   0004 - GUARD_LT 0003 0005       0011 - BACK
//   0006 I ADD 0003 1               0012 I PHI 0006 0010
//
// A value carried around the loop is a PHI: on the first entry to the body it is the preroll's reference, afterwards
// the body's. Guards and pure operations on values that vary are never shared with the preroll: so the body assumes of
// its arguments nothing but their types, and may be entered from elsewhere with any values of those types. Limits: a
// loop variable whose representation differs at the end (int, then float) aborts: the next recording sees the new type
// from the start.
#include "core/trace/builder.h"

static Ref substitute[TRACE_INSTRUCTIONS_MAX]; // preroll reference → its value one iteration later
static uint16_t exit_copy[TRACE_EXITS_MAX];    // preroll exit → its copy in the body plus 1
static uint16_t exit_being_copied;
static uint16_t poll_exit; // the preroll's exit at its end, before the back edge
static const SnapshotEntry *end_entries;
static uint32_t end_entry_count;

static Ref later(Ref ref) { return ref == NO_REF || is_constant(ref) ? ref : substitute[ref]; }

static Ref end_value_of_slot(int16_t slot) {
  for (uint32_t i = 0; i < end_entry_count; i++)
    if (end_entries[i].slot == slot) return end_entries[i].ref;
  return NO_REF;
}

// A value varies when it is made from something that varies; a load also when the iteration may write what it reads.
static void mark_variants(void) {
  for (Ref ref = 1; ref < builder.loop; ref++) {
    const IrInstruction *i = &builder.instructions[ref];
    const IrOpInfo *info = &ir_op_info[i->op];
    bool varies = info->ir_class == IR_CLASS_CALL || (info->ir_class == IR_CLASS_LOAD && memory_may_change(i));
    if (i->op == IR_SLOT) varies = end_value_of_slot((int16_t)i->a) != NO_REF;
    if (info->a == IR_OPERAND_R && i->a && !is_constant(i->a)) varies |= builder.known[i->a].variant;
    if (info->b == IR_OPERAND_R && i->b && !is_constant(i->b)) varies |= builder.known[i->b].variant;
    builder.known[ref].variant = varies;
  }
}

static void add_entry(int16_t slot, Ref ref) {
  if (builder.entry_count == TRACE_ENTRIES_MAX) {
    builder_abort(ABORT_BUFFER_FULL);
    return;
  }
  builder.entries[builder.entry_count++] = (SnapshotEntry){slot, ref};
}

// The snapshot of an exit one iteration later: what the whole first iteration changed, overlaid with what this one had
// changed up to the exit. Both lists are sorted by slot.
static uint16_t copy_exit(void) {
  uint16_t exit = exit_being_copied;
  if (exit_copy[exit]) return (uint16_t)(exit_copy[exit] - 1);
  uint32_t number = builder.buffer->exit_count;
  if (number == TRACE_EXITS_MAX) {
    builder_abort(ABORT_BUFFER_FULL);
    return 0;
  }
  builder.buffer->exit_count++;
  Snapshot *from = &builder.snapshots[exit], *to = &builder.snapshots[number];
  *to = *from;
  to->first = builder.entry_count;
  to->in_loop = true;
  if (builder.lowest_delta < to->lowest_delta) to->lowest_delta = builder.lowest_delta;
  uint32_t e = 0, k = 0;
  while (e < end_entry_count || k < from->count) {
    const SnapshotEntry *own = k < from->count ? &builder.entries[from->first + k] : NULL;
    const SnapshotEntry *end = e < end_entry_count ? &end_entries[e] : NULL;
    if (own && (!end || own->slot <= end->slot)) {
      if (end && end->slot == own->slot) e++;
      add_entry(own->slot, later(own->ref));
      k++;
    } else {
      add_entry(end->slot, end->ref);
      e++;
    }
  }
  to->count = builder.entry_count - to->first;
  exit_copy[exit] = (uint16_t)(number + 1);
  return (uint16_t)number;
}

// An operand that must be a boxed Value, and was one in the preroll, but is an unboxed loop variable one iteration
// later.
static Ref box_with_exit(Ref now, Ref before) {
  if (before == NO_REF || type_of_ref(before) != IR_TYPE_V || type_of_ref(now) == IR_TYPE_V) return now;
  switch (type_of_ref(now)) {
  case IR_TYPE_I: ir_emit(IR_GUARD_SMALL, IR_TYPE_N, now, 0, 0); return ir_emit(IR_BOX_INT, IR_TYPE_V, now, 0, 0);
  case IR_TYPE_F: return ir_emit(IR_BOX_FLOAT, IR_TYPE_V, now, 0, 0);
  default: return ir_emit(IR_BOX_OBJECT, IR_TYPE_V, now, 0, 0);
  }
}

static Ref box_again(Ref now, Ref before, Ref user) {
  exit_being_copied = builder.effect_exit[user];
  return box_with_exit(now, before);
}

// The arguments of a call stay together: boxing that they need goes in front of the first.
static Ref boxed_argument[TRACE_INSTRUCTIONS_MAX];

static void box_arguments_from(Ref ref) {
  for (; builder.instructions[ref].op == IR_ARG; ref++) {
    Ref before = builder.instructions[ref].a;
    boxed_argument[ref] = box_again(later(before), before, ref);
  }
}

static void copy_argument(Ref ref) {
  if (builder.instructions[ref - 1].op != IR_ARG) box_arguments_from(ref);
  builder.effect_exit[builder.count] = 0;
  substitute[ref] = ir_append(IR_ARG, IR_TYPE_N, boxed_argument[ref], 0, 0);
}

// Arithmetic that could not overflow in the preroll may do so later: the body starts from the checked form again.
static IrOp checked_form(IrOp op) {
  return op == IR_ADD ? IR_ADD_OVERFLOW : op == IR_SUB ? IR_SUB_OVERFLOW : op == IR_MUL ? IR_MUL_OVERFLOW : op;
}

static void copy_instruction(Ref ref) {
  IrInstruction i = builder.instructions[ref];
  if (checked_form((IrOp)i.op) != (IrOp)i.op) {
    i.op = (uint8_t)checked_form((IrOp)i.op);
    i.c = builder.effect_exit[ref];
  }
  const IrOpInfo *info = &ir_op_info[i.op];
  if (i.op == IR_NOP) return;
  if (i.op == IR_SLOT) {
    Ref end = end_value_of_slot((int16_t)i.a);
    substitute[ref] = end ? end : ref;
    return;
  }
  if (i.op == IR_ARG) {
    copy_argument(ref);
    return;
  }
  uint16_t a = info->a == IR_OPERAND_R ? later(i.a) : i.a;
  uint16_t b = info->b == IR_OPERAND_R ? later(i.b) : i.b;
  uint16_t c = info->c == IR_OPERAND_R ? later(i.c) : i.c;
  if (info->c == IR_OPERAND_E) exit_being_copied = i.c;
  if (info->ir_class == IR_CLASS_STORE) {
    if (info->c == IR_OPERAND_R) c = box_again(c, i.c, ref);
    exit_being_copied = builder.effect_exit[ref];
  }
  substitute[ref] = ir_emit((IrOp)i.op, (IrType)i.type, a, b, c);
  if (i.op == IR_GUARD_POLL)
    poll_exit = i.c, builder.instructions[ref].op = IR_NOP; // once per iteration is enough: in the body
}

static bool used_in_body[TRACE_INSTRUCTIONS_MAX];

static void use(Ref ref) {
  if (ref != NO_REF && !is_constant(ref) && ref < builder.loop) used_in_body[ref] = true;
}

static void use_operands(Ref ref) {
  const IrInstruction *i = &builder.instructions[ref];
  const IrOpInfo *info = &ir_op_info[i->op];
  if (info->a == IR_OPERAND_R) use(i->a);
  if (info->b == IR_OPERAND_R) use(i->b);
  if (info->c == IR_OPERAND_R) use(i->c);
  if (info->c == IR_OPERAND_E) {
    const Snapshot *snapshot = &builder.snapshots[i->c];
    for (uint32_t k = 0; k < snapshot->count; k++) use(builder.entries[snapshot->first + k].ref);
  }
}

// The later value of a loop value that is kept boxed must be boxed too.
static void match_types(Ref ref) {
  Ref first_new = (Ref)builder.count;
  exit_being_copied = poll_exit;
  substitute[ref] = box_with_exit(later(ref), ref);
  for (Ref new_ref = first_new; new_ref < builder.count; new_ref++) use_operands(new_ref);
}

// Every preroll value used in the body that is different one iteration later becomes a PHI; its later value may itself
// be a preroll value (two variables that swap), which is then used as well.
static void emit_phis(void) {
  for (uint32_t ref = 0; ref < builder.loop; ref++) used_in_body[ref] = false;
  for (Ref ref = (Ref)(builder.loop + 1); ref < builder.count; ref++) use_operands(ref);
  bool changed = true;
  while (changed && !builder.abort) {
    changed = false;
    for (Ref ref = 1; ref < builder.loop && !builder.abort; ref++) {
      if (!used_in_body[ref] || later(ref) == NO_REF) continue;
      if (type_of_ref(ref) == IR_TYPE_V && type_of_ref(later(ref)) != IR_TYPE_V) match_types(ref), changed = true;
      Ref next = later(ref);
      if (is_constant(next) || next == ref || next >= builder.loop || used_in_body[next]) continue;
      used_in_body[next] = changed = true;
    }
  }
  ir_append(IR_BACK, IR_TYPE_N, 0, 0, 0);
  builder.buffer->first_phi = builder.count;
  for (Ref ref = 1; ref < builder.loop && !builder.abort; ref++) {
    Ref next = later(ref);
    if (!used_in_body[ref] || next == ref) continue;
    if (next == NO_REF || type_of_ref(next) != type_of_ref(ref)) {
      builder_abort(ABORT_UNSTABLE_TYPES);
      return;
    }
    ir_append(IR_PHI, type_of_ref(ref), ref, next, 0);
  }
}

bool loop_close(const SnapshotEntry *end, uint32_t end_count) {
  end_entries = end;
  end_entry_count = end_count;
  uint16_t (*recorder_exit)(void) = builder.make_exit;
  builder.loop = builder.count;
  uint32_t exits = builder.buffer->exit_count;
  for (uint32_t i = 0; i < exits; i++) exit_copy[i] = 0;
  mark_variants();
  known_forget_variants();
  builder.loop = ir_append(IR_LOOP, IR_TYPE_N, 0, 0, 0);
  builder.buffer->loop = builder.loop;
  builder.make_exit = copy_exit;
  substitute[0] = NO_REF;
  for (Ref ref = 1; ref < builder.loop && !builder.abort; ref++) copy_instruction(ref);
  if (builder.abort == ABORT_CONTRADICTION) builder.abort = ABORT_UNSTABLE_TYPES;
  builder.make_exit = recorder_exit;
  if (!builder.abort) emit_phis();
  return !builder.abort;
}
