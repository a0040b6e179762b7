// Two ways to jump to a looping trace. `entry` takes the frame from memory: everything is boxed and stored, then
// checked and unboxed again. `body` takes unboxed values in arguments and checks nothing, so it may only be entered
// when all that it relies on is known to hold:
//
//   - each PHI argument is the value of a slot, in the right representation (an int slot that is boxed is unboxed
//   here);
//   - an invariant that is just the value of a slot is that slot's value now, unboxed;
//   - each other invariant was handed over by the exits on the way from the loop, the slots that it comes from were
//     not assigned, and no memory was written that an invariant was loaded from;
//   - slots that the loop leaves constant have that value now.
//
// The body assumes nothing else of its arguments (see loop.c). Slots that the loop does not know are stored to memory
// first.
#include "core/trace/link.h"

#include "core/trace/recorder.h"

static Ref body_refs[TRACE_BODY_ARGUMENTS_MAX];

const Ref *link_body_refs(void) { return body_refs; }

static Ref ref_in_parent(const Exit *exit, uint32_t argument) {
  const Trace *trace = exit->trace;
  return trace->parent ? trace->body_refs[argument] : trace->body_arguments[argument].ref;
}

// Whether the way from the root to this exit leads through its body: only then has everything hoisted out of the body
// been checked.
static bool left_body;

static bool comes_from_body(const Exit *exit) {
  while (exit->trace->parent) exit = exit->trace->parent;
  return exit->in_loop;
}

void link_start_side(const Exit *exit) {
  const Trace *root = exit->trace->root;
  left_body = comes_from_body(exit);
  memset(body_refs, 0, sizeof body_refs);
  if (!root->body || !root->body_linkable || !left_body) return;
  for (uint32_t k = 0; k < root->body_argument_count; k++) {
    if (root->body_arguments[k].is_phi) continue;
    Ref wanted = ref_in_parent(exit, k);
    for (unsigned a = 0; wanted && a < exit->argument_count; a++)
      if (exit->arguments[a] == wanted) body_refs[k] = (Ref)(a + 1);
    if (body_refs[k]) builder.pass_on[builder.pass_on_count++] = body_refs[k];
  }
}

static Ref slot_ref(int16_t slot) { return recorder.slots[slot - SLOT_MIN]; }

static bool can_become(int16_t slot, IrType wanted) {
  Ref ref = slot_ref(slot);
  IrType type = ref ? type_of_ref(ref) : IR_TYPE_V;
  Value v = recorder.start_base[slot];
  if (type == wanted || wanted == IR_TYPE_V) return true;
  if (type != IR_TYPE_V) return false;
  return wanted == IR_TYPE_I ? is_int(v) : wanted == IR_TYPE_F ? is_double(v) : is_object(v);
}

static bool invariants_hold(const Trace *target) {
  const Exit *parent = recorder.parent;
  uint32_t written = parent && parent->trace->parent ? parent->trace->clobbers : 0;
  for (Ref ref = 1; ref < builder.count; ref++) written |= memory_clobbers(ref);
  if (written & target->body_reads) return false;
  for (uint32_t k = 0; k < target->body_invariant_slot_count; k++)
    if (recorder.modified[target->body_invariant_slots[k] - SLOT_MIN]) return false;
  return true;
}

static bool slot_is(const BodySlot *wanted, const Trace *target) {
  Ref ref = slot_ref(wanted->slot);
  if (!recorder.modified[wanted->slot - SLOT_MIN] || ref == NO_REF) return false;
  if (wanted->ref == NO_REF)
    return is_constant(ref) && constant_of(ref)->bits == wanted->bits && constant_of(ref)->type == wanted->type;
  for (uint32_t k = 0; k < target->body_argument_count; k++)
    if (target->body_arguments[k].ref == wanted->ref) return body_refs[k] != NO_REF && body_refs[k] == ref;
  return false;
}

static bool can_enter_body(const Trace *target) {
  if (!vm.guard_facts || !target->body || !target->body_linkable || recorder.delta != 0 || recorder.start_delta < 0)
    return false;
  bool own_tree = recorder.parent && recorder.parent->trace->root == target;
  for (uint32_t k = 0; k < target->body_argument_count; k++) {
    const BodyArgument *argument = &target->body_arguments[k];
    bool from_slot = argument->is_phi || argument->is_slot_value;
    if (from_slot ? !can_become(argument->slot, (IrType)argument->type) : !body_refs[k]) return false;
  }
  for (uint32_t k = 0; k < target->body_slot_count; k++)
    if (!slot_is(&target->body_slots[k], target)) return false;
  return own_tree && left_body && invariants_hold(target);
}

static Ref convert(int16_t slot, IrType wanted) {
  Ref ref = get_slot(slot);
  if (type_of_ref(ref) == wanted) return ref;
  switch (wanted) {
  case IR_TYPE_I: return as_int(ref);
  case IR_TYPE_F: return as_float(ref);
  case IR_TYPE_P: return as_pointer(ref);
  default: return boxed(ref, recorder.start_base[slot]);
  }
}

static bool is_body_slot(const Trace *target, int32_t slot) {
  for (uint32_t k = 0; k < target->body_argument_count; k++)
    if (target->body_arguments[k].is_phi && target->body_arguments[k].slot == slot) return true;
  for (uint32_t k = 0; k < target->body_slot_count; k++)
    if (target->body_slots[k].slot == slot) return true;
  return false;
}

// Writes the slots that differ from memory and are live here, except those of keep's body.
static void store_slots(const Trace *keep) {
  uint16_t exit = fresh_exit(recorder.pc);
  const Snapshot snapshot = builder.snapshots[exit];
  for (uint32_t k = 0; k < snapshot.count && !builder.abort; k++) {
    SnapshotEntry entry = builder.entries[snapshot.first + k];
    if (keep && is_body_slot(keep, entry.slot)) continue;
    bool raw = is_constant(entry.ref) && constant_of(entry.ref)->raw;
    Ref value = raw ? entry.ref : boxed(entry.ref, recorder.start_base[entry.slot]);
    ir_append(IR_STORE_SLOT, IR_TYPE_N, (uint16_t)entry.slot, value, 0);
  }
  for (int slot = recorder.low_slot; slot <= recorder.high_slot; slot++)
    if (!keep || !is_body_slot(keep, slot)) recorder.modified[slot - SLOT_MIN] = false;
}

bool link_prepare_body(const Trace *target) {
  if (!can_enter_body(target)) return false;
  for (uint32_t k = 0; k < target->body_argument_count; k++) {
    const BodyArgument *argument = &target->body_arguments[k];
    bool changed = recorder.modified[argument->slot - SLOT_MIN];
    bool from_slot = argument->is_phi || (argument->is_slot_value && (changed || !body_refs[k]));
    Ref ref = from_slot ? convert(argument->slot, (IrType)argument->type) : body_refs[k];
    builder.leave_arguments[k] = ref;
    if (argument->is_phi && recorder.modified[argument->slot - SLOT_MIN])
      recorder.slots[argument->slot - SLOT_MIN] = ref;
  }
  builder.leave_argument_count = target->body_argument_count;
  store_slots(target);
  return true;
}

void link_prepare_entry(void) {
  store_slots(NULL);
  int32_t depth = (int32_t)vm.depth - recorder.vm_depth;
  if (recorder.delta == 0 && depth == 0) return;
  Ref args[] = {ir_int(recorder.delta), ir_int(depth)};
  Ref moved = call_helper(HELPER_MOVE_BASE, 2, args);
  recorder.branch_target = recorder.pc;
  ir_guard(IR_GUARD_NE, moved, ir_int(0));
  recorder.branch_target = NULL;
}
