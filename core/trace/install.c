// From the finished builder to installed code, and back out: numbers for constants, exits and facts; the request; the
// answer; linking; invalidation and eviction.
//
// Eviction: when the arena has no room for a new trace, the tree whose root was entered longest ago is dropped, again
// until a free range of ARENA_ROOM_WANTED bytes exists. Nothing is dropped while machine code is on the C stack, and
// the tree that is being extended is never chosen: then the new trace is given up instead, with a penalty. So there is
// no flush, and no storm of them.
#include "core/trace/stats.h"
#include "core/trace/codegen_client.h"
#include "core/trace/helpers.h"
#include "core/trace/link.h"
#include "core/trace/range_allocator.h"
#include "core/trace/runtime.h"
#include "core/trace/trace.h"

#include "core/object/int.h"
#include "core/object/range.h"
#include "core/vm/trace_hooks.h"
#include "core/vm/vm.h"
#include "port/port.h"

#include <stdlib.h>
#include <string.h>

#define ARENA_ROOM_WANTED 2048

uint64_t trace_clock;
static Trace *all_traces;
static Trace *compiling; // submitted, not yet installed
static bool compiling_invalidated;
static bool anything_invalid;
static uint32_t trace_count, trace_number;
static RangeAllocator exit_numbers, pool_indexes;
static uint32_t pool_top;                         // pool indexes ever used
static uint8_t pool_holds_value[TRACE_POOL_SIZE]; // the collector looks at these only

static void visit_pool(void) {
  if (vm.shutting_down && vm.jit_mode == JIT_OFF && !trace_dump_file) return; // see vm_finalise_all
  for (uint32_t i = 0; i < pool_top; i++)
    if (pool_holds_value[i]) heap_visit(vm.trace.pool[i]);
  for (Trace *trace = all_traces; trace; trace = trace->next) heap_visit(from_object(trace->code));
  if (compiling) heap_visit(from_object(compiling->code));
  if (recorder_active()) builder_visit_constants();
  trace_visit_replaced();
}

bool trace_open(void) {
  if (!codegen_open() || !facts_open()) return false;
  if (!ranges_init(&exit_numbers, 0, TRACE_EXIT_TABLE) || !ranges_init(&pool_indexes, 0, TRACE_POOL_SIZE)) return false;
  vm.trace.pool = port_map(TRACE_POOL_SIZE * sizeof(uint64_t));
  vm.trace.exit_slots = port_map(TRACE_EXIT_TABLE * sizeof(void *));
  vm.trace.helpers = helper_functions;
  if (!vm.trace.pool || !vm.trace.exit_slots) return false;
  heap_add_root(visit_pool);
  return true;
}

void trace_close(void) { codegen_close(); }
void trace_end_companion(void) { codegen_step_aside(); }
void trace_after_fork(void) { codegen_after_fork(); }

// The roots found last, by header: every entry of a trace asks for one. Freeing a trace clears its place.
#define ROOTS_FOUND 128
static Trace *roots_found[ROOTS_FOUND];

static Trace **root_place(const uint32_t *header) {
  return &roots_found[trace_hot_index(header) * ROOTS_FOUND >> TRACE_HOT_BITS];
}

Trace *trace_find_root(const uint32_t *header) {
  Trace **place = root_place(header);
  if (*place && (*place)->header == header && (*place)->state != TRACE_INVALID) return *place;
  for (Trace *trace = all_traces; trace; trace = trace->next)
    if (trace->header == header && !trace->parent && trace->state != TRACE_INVALID) return *place = trace;
  return NULL;
}

// --- making the Trace

static Value boxed_constant(const IrConstant *k) {
  double d;
  if (k->type == IR_TYPE_I) return int_from_i64((int64_t)k->bits);
  if (k->type != IR_TYPE_F) return k->bits;
  memcpy(&d, &k->bits, sizeof d);
  return from_double(d);
}

// Two pool entries for each constant: as code loads it, and boxed as exits restore it.
static bool place_constants(Trace *trace) {
  TraceBuffer *buffer = builder.buffer;
  uint32_t count = buffer->constant_count;
  trace->pool_count = 2 * count;
  trace->first_pool = count ? ranges_take(&pool_indexes, 2 * count) : 0;
  if (trace->first_pool == UINT32_MAX) return false;
  if (trace->first_pool + trace->pool_count > pool_top) pool_top = trace->first_pool + trace->pool_count;
  for (uint32_t i = 0; i < count; i++) {
    IrConstant *k = &builder.constants[i];
    k->pool_index = trace->first_pool + i;
    vm.trace.pool[k->pool_index] = k->bits;
    pool_holds_value[k->pool_index] = (k->type == IR_TYPE_V || k->type == IR_TYPE_P) && k->in_pool && !k->raw;
    vm.trace.pool[k->pool_index + count] = boxed_constant(k);
    pool_holds_value[k->pool_index + count] = k->type == IR_TYPE_I || pool_holds_value[k->pool_index];
  }
  return true;
}

static void place_restore(Restore *restore, Ref ref, const Exit *exit) {
  TraceBuffer *buffer = builder.buffer;
  restore->type = (uint8_t)type_of_ref(ref);
  if (is_constant(ref)) {
    restore->kind = RESTORE_CONSTANT;
    restore->index = constant_of(ref)->pool_index + buffer->constant_count;
    restore->raw = constant_of(ref)->raw;
    return;
  }
  static const uint8_t kinds[] = {
      [PLACE_WORD] = RESTORE_WORD, [PLACE_DOUBLE] = RESTORE_DOUBLE, [PLACE_SPILL] = RESTORE_SPILL};
  ArgumentCounters counters = {0, 0, 0};
  for (unsigned k = 0; k < exit->argument_count; k++) {
    ArgumentPlace place =
        trace_argument_place(&counters, (IrType)exit->argument_types[k], buffer->words, buffer->doubles);
    if (exit->arguments[k] != ref) continue;
    restore->kind = kinds[place.kind];
    restore->argument = (uint16_t)k;
    restore->index = place.index;
    return;
  }
}

static void describe_exit(Trace *trace, uint32_t number, Restore **restores, Ref **refs, uint8_t **types) {
  const Snapshot *snapshot = &builder.snapshots[number];
  IrExit *request = &builder.exits[number];
  Exit *exit = &trace->exits[number];
  *exit = (Exit){.trace = trace,
                 .pc = snapshot->pc,
                 .base_delta = snapshot->base_delta,
                 .lowest_delta = snapshot->lowest_delta,
                 .depth = (int16_t)snapshot->depth,
                 .fact_count = snapshot->fact == UINT32_MAX ? 0 : snapshot->fact,
                 .in_loop = snapshot->in_loop,
                 .restores = *restores,
                 .arguments = *refs,
                 .argument_types = *types,
                 .argument_count = request->argument_count,
                 .restore_count = (uint16_t)snapshot->count};
  for (unsigned k = 0; k < exit->argument_count; k++) {
    exit->arguments[k] = trace_arguments(builder.buffer)[request->first_argument + k];
    exit->argument_types[k] = (uint8_t)type_of_ref(exit->arguments[k]);
  }
  for (uint32_t k = 0; k < snapshot->count; k++) {
    const SnapshotEntry *entry = &builder.entries[snapshot->first + k];
    exit->restores[k].slot = entry->slot;
    place_restore(&exit->restores[k], entry->ref, exit);
  }
  *restores += snapshot->count;
  *refs += exit->argument_count;
  *types += exit->argument_count;
  request->exit_number = trace->first_exit + number;
  trace_exit_table[request->exit_number] = exit;
  vm.trace.exit_slots[request->exit_number] = exit_handler_address();
}

// One block: the Trace, its exits, body slots, restores, body arguments, references, invariant slots, argument types.
static Trace *allocate_trace(const TracePlan *plan, uint32_t invariant_slots) {
  TraceBuffer *buffer = builder.buffer;
  uint32_t restores = 0;
  for (uint32_t e = 0; e < buffer->exit_count; e++) restores += builder.snapshots[e].count;
  size_t exits_bytes = buffer->exit_count * sizeof(Exit), restore_bytes = restores * sizeof(Restore);
  size_t body_bytes = buffer->body_argument_count * sizeof(BodyArgument);
  size_t slot_bytes = (builder.loop ? plan->header_slot_count : 0) * sizeof(BodySlot);
  size_t bytes = sizeof(Trace) + exits_bytes + slot_bytes + restore_bytes + body_bytes +
                 invariant_slots * sizeof(int16_t) + TRACE_BODY_ARGUMENTS_MAX * sizeof(Ref) +
                 buffer->argument_count * (sizeof(Ref) + 1);
  Trace *trace = calloc(1, bytes);
  if (!trace) return NULL;
  char *at = (char *)(trace + 1);
  trace->exits = (Exit *)(void *)at;
  at += exits_bytes;
  trace->body_slots = (BodySlot *)(void *)at;
  at += slot_bytes;
  Restore *restore = (Restore *)(void *)at;
  at += restore_bytes;
  trace->body_arguments = (BodyArgument *)(void *)at;
  at += body_bytes;
  trace->body_invariant_slots = (int16_t *)(void *)at;
  at += invariant_slots * sizeof(int16_t);
  trace->body_refs = (Ref *)(void *)at;
  at += TRACE_BODY_ARGUMENTS_MAX * sizeof(Ref);
  Ref *refs = (Ref *)(void *)at;
  uint8_t *types = (uint8_t *)(refs + buffer->argument_count);
  trace->exit_count = buffer->exit_count;
  trace->first_exit = buffer->exit_count ? ranges_take(&exit_numbers, buffer->exit_count) : 0;
  if (trace->first_exit == UINT32_MAX) trace->exit_count = 0;
  for (uint32_t e = 0; e < trace->exit_count; e++) describe_exit(trace, e, &restore, &refs, &types);
  return trace;
}

static uint32_t count_invariant_slots(void) {
  uint32_t count = 0;
  for (Ref ref = 1; builder.loop && ref < builder.loop; ref++) count += builder.instructions[ref].op == IR_SLOT;
  return count;
}

static const SnapshotEntry *header_entry_of(const TracePlan *plan, Ref ref) {
  for (uint32_t i = 0; i < plan->header_slot_count; i++)
    if (plan->header_slots[i].ref == ref) return &plan->header_slots[i];
  return NULL;
}

static bool slot_is_modified(const TracePlan *plan, int16_t slot) {
  for (uint32_t i = 0; i < plan->header_slot_count; i++)
    if (plan->header_slots[i].slot == slot) return true;
  return false;
}

static bool is_phi_value(Ref ref) {
  for (Ref phi = (Ref)builder.buffer->first_phi; phi < builder.count; phi++)
    if (builder.instructions[phi].op == IR_PHI && builder.instructions[phi].a == ref) return true;
  return false;
}

static void describe_body_slot(Trace *trace, const SnapshotEntry *entry) {
  if (is_phi_value(entry->ref)) return;
  BodySlot *slot = &trace->body_slots[trace->body_slot_count++];
  *slot = (BodySlot){.slot = entry->slot, .ref = entry->ref, .type = (uint8_t)type_of_ref(entry->ref)};
  if (!is_constant(entry->ref)) return;
  slot->ref = NO_REF;
  slot->bits = constant_of(entry->ref)->bits;
}

// The slot of which an invariant is the plain value; false: it is more than that.
static bool is_slot_value(Ref ref, int16_t *slot) {
  const IrInstruction *i = instruction_of(ref);
  if (i->op == IR_UNBOX_INT || i->op == IR_UNBOX_FLOAT) {
    if (is_constant(i->a)) return false;
    i = instruction_of(i->a);
  }
  if (i->op != IR_SLOT) return false;
  *slot = (int16_t)i->a;
  return true;
}

// Slots on whose value something hoisted depends that is more than its type: a guard, or an argument computed from it.
static bool rigid[SLOT_COUNT];
static bool visited[TRACE_INSTRUCTIONS_MAX];

static void make_rigid(Ref ref) {
  if (ref == NO_REF || is_constant(ref) || visited[ref]) return;
  visited[ref] = true;
  const IrInstruction *i = instruction_of(ref);
  const IrOpInfo *info = &ir_op_info[i->op];
  if (i->op == IR_SLOT) rigid[(int16_t)i->a - SLOT_MIN] = true;
  if (info->a == IR_OPERAND_R) make_rigid(i->a);
  if (info->b == IR_OPERAND_R) make_rigid(i->b);
}

static void find_rigid_slots(void) {
  memset(rigid, 0, sizeof rigid);
  memset(visited, 0, builder.count);
  for (Ref ref = 1; ref < builder.loop; ref++) {
    const IrInstruction *i = instruction_of(ref);
    bool type_guard = i->op == IR_GUARD_IS_INT || i->op == IR_GUARD_IS_FLOAT;
    int16_t slot;
    if (ir_op_info[i->op].ir_class != IR_CLASS_GUARD || builder.known[ref].variant) continue;
    if (!type_guard || !is_slot_value(i->a, &slot)) make_rigid(ref);
  }
}

// What a side trace must bring along to enter the body: see BodyArgument.
static void describe_body(Trace *trace, const TracePlan *plan) {
  uint32_t count;
  const Ref *refs = body_arguments(&count);
  trace->body_argument_count = count;
  find_rigid_slots();
  trace->body_linkable = count <= TRACE_BODY_ARGUMENTS_MAX;
  for (uint32_t k = 0; k < count; k++) {
    bool is_phi = is_phi_value(refs[k]);
    const SnapshotEntry *entry = header_entry_of(plan, refs[k]);
    if (is_phi && !entry) trace->body_linkable = false;
    BodyArgument *argument = &trace->body_arguments[k];
    *argument = (BodyArgument){refs[k], (uint8_t)type_of_ref(refs[k]), is_phi, false, entry ? entry->slot : 0};
    if (!is_phi) argument->is_slot_value = is_slot_value(refs[k], &argument->slot);
    if (!is_phi && !argument->is_slot_value) make_rigid(refs[k]);
  }
  for (Ref ref = 1; ref < builder.loop; ref++) {
    const IrInstruction *i = &builder.instructions[ref];
    if (i->op == IR_SLOT && rigid[(int16_t)i->a - SLOT_MIN] && !slot_is_modified(plan, (int16_t)i->a))
      trace->body_invariant_slots[trace->body_invariant_slot_count++] = (int16_t)i->a;
    if (ir_op_info[i->op].ir_class == IR_CLASS_LOAD && !builder.known[ref].variant)
      trace->body_reads |= memory_reads(i);
    if (i->op == IR_GUARD_SHAPE) trace->body_reads |= 1u << ALIAS_SHAPE;
  }
  trace->body_reads &= ~(1u << ALIAS_CONST);
  for (uint32_t k = 0; k < plan->header_slot_count; k++) describe_body_slot(trace, &plan->header_slots[k]);
}

static bool make_room_in_arena(const Trace *keep);

static uint32_t clobbers_of_trace(void) {
  uint32_t written = 0;
  for (Ref ref = 1; ref < builder.count; ref++) written |= memory_clobbers(ref);
  return written;
}

static void release_numbers(Trace *trace) {
  for (uint32_t e = 0; e < trace->exit_count; e++) trace_exit_table[trace->first_exit + e] = NULL;
  ranges_give_back(&exit_numbers, trace->first_exit, trace->exit_count);
  memset(pool_holds_value + trace->first_pool, 0, trace->pool_count);
  ranges_give_back(&pool_indexes, trace->first_pool, trace->pool_count);
  facts_drop(trace);
}

static void free_trace(Trace *trace) {
  if (*root_place(trace->header) == trace) *root_place(trace->header) = NULL;
  release_numbers(trace);
  if (trace->code_bytes) arena_give_back(trace->code_offset, trace->code_bytes);
  free(trace->assumptions);
  free(trace);
  trace_count--;
}

static Trace *build_trace(const TracePlan *plan) {
  Trace holder = {0};
  if (!place_constants(&holder)) return NULL;
  Trace *trace = allocate_trace(plan, count_invariant_slots());
  if (!trace || (builder.buffer->exit_count && !trace->exit_count)) {
    ranges_give_back(&pool_indexes, holder.first_pool, holder.pool_count);
    free(trace);
    return NULL;
  }
  trace->first_pool = holder.first_pool;
  trace->pool_count = holder.pool_count;
  trace->code = plan->code;
  trace->header = plan->header;
  trace->parent = plan->parent;
  trace->root = plan->parent ? plan->parent->trace->root : trace;
  trace->from_memory = plan->from_memory;
  trace->number = ++trace_number;
  trace->clobbers =
      clobbers_of_trace() | (plan->parent && plan->parent->trace->parent ? plan->parent->trace->clobbers : 0);
  if (builder.loop) describe_body(trace, plan);
  memcpy(trace->body_refs, link_body_refs(), plan->parent ? TRACE_BODY_ARGUMENTS_MAX * sizeof(Ref) : 0);
  Trace *root = trace->root;
  if (plan->frame_depth > root->frame_depth) root->frame_depth = plan->frame_depth;
  facts_collect(trace);
  for (uint32_t e = 0; e < trace->exit_count; e++)
    trace->exits[e].fact_count = builder.snapshots[e].fact == UINT32_MAX ? 0 : builder.snapshots[e].fact;
  trace->assumptions = assumptions_take(&trace->assumption_count);
  if (plan->link || plan->link_self) {
    Exit *last = &trace->exits[instruction_of((Ref)(builder.count - 1))->c];
    last->link = plan->link_self ? trace : plan->link;
    last->link_to_body = plan->link_to_body;
  }
  if (plan->ends_at_header) trace->exits[instruction_of((Ref)(builder.count - 1))->c].at_header = true;
  trace_count++;
  return trace;
}

static void note_buffer_use(void) {
  TraceBuffer *buffer = builder.buffer;
  uint32_t bytes = (uint32_t)(sizeof(TraceBuffer) + builder.count * sizeof(IrInstruction) +
                              buffer->constant_count * sizeof(IrConstant) + buffer->exit_count * sizeof(IrExit) +
                              buffer->argument_count * sizeof(Ref));
  if (bytes > trace_stats.trace_buffer_bytes_max) trace_stats.trace_buffer_bytes_max = bytes;
}

static void count_guards(void) {
  trace_stats.guards_recorded += builder.guards_recorded;
  trace_stats.guards_from_facts += builder.guards_from_facts;
  for (Ref ref = 1; ref < builder.count; ref++)
    trace_stats.guards_emitted += ir_op_info[builder.instructions[ref].op].ir_class == IR_CLASS_GUARD;
}

bool trace_submit(const TracePlan *plan) {
  const Trace *root = plan->parent ? plan->parent->trace->root : NULL;
  if (trace_count >= CONFIG_MAX_TRACES || (root && root->side_count >= CONFIG_MAX_SIDE_TRACES)) {
    builder_abort(ABORT_TRACE_LIMIT);
    return false;
  }
  if (!make_room_in_arena(root)) {
    builder_abort(ABORT_ARENA_FULL);
    return false;
  }
  Trace *trace = build_trace(plan);
  if (!trace) {
    builder_abort(ABORT_TRACE_LIMIT);
    return false;
  }
  note_buffer_use();
  count_guards();
  trace_dump(trace, plan->link || plan->link_self
                        ? (plan->link_to_body ? "links to the body of" : "links to the entry of")
                        : NULL);
  TraceBuffer *buffer = builder.buffer;
  buffer->trace_number = trace->number;
  buffer->code_offset = arena_largest_free(&buffer->code_capacity);
  compiling = trace;
  compiling_invalidated = false;
  if (codegen_submit() != CODEGEN_BUSY) {
    compiling = NULL;
    free_trace(trace);
    builder_abort(ABORT_CODEGEN);
    return false;
  }
  if (vm.jit_mode == JIT_SYNC) {
    codegen_wait();
    trace_compile_pending();
  }
  return true;
}

// --- the answer

static void link_exit(Exit *exit) {
  uint32_t number = exit->trace->first_exit + (uint32_t)(exit - exit->trace->exits);
  Trace *target = exit->link;
  if (target && target->state == TRACE_READY)
    vm.trace.exit_slots[number] = exit->link_to_body ? target->body : target->entry;
  else if (exit->side && exit->side->state == TRACE_READY && !exit->side->from_memory)
    vm.trace.exit_slots[number] = exit->side->entry;
  else
    vm.trace.exit_slots[number] = exit_handler_address();
}

static void install(Trace *trace) {
  TraceBuffer *buffer = builder.buffer;
  trace->code_offset = buffer->code_offset;
  trace->code_bytes = (buffer->code_bytes + 63) & ~63u;
  arena_take(trace->code_offset, trace->code_bytes);
  trace->entry = codegen_arena() + trace->code_offset + buffer->entry_offset;
  trace->body = buffer->loop ? codegen_arena() + trace->code_offset + buffer->body_offset : NULL;
  port_flush_instructions(codegen_arena() + trace->code_offset, trace->code_bytes);
  trace->state = TRACE_READY;
  trace->next = all_traces;
  all_traces = trace;
  trace->last_used = ++trace_clock;
  for (uint32_t e = 0; e < trace->exit_count; e++)
    if (trace->exits[e].link) {
      link_exit(&trace->exits[e]);
      if (trace->exits[e].link_to_body)
        trace_stats.links_to_body++;
      else
        trace_stats.links_to_entry++;
    }
  if (trace->parent) {
    trace->parent->side = trace;
    trace->root->side_count++;
    trace_stats.side_traces++;
    link_exit(trace->parent);
  } else {
    trace_stats.root_traces++;
    hot_installed(trace->header);
  }
}

static AbortReason reason_of(CodegenStatus status) {
  switch (status) {
  case CODEGEN_OK: return ABORT_INVALIDATED;
  case CODEGEN_NO_ROOM: return ABORT_ARENA_FULL;
  case CODEGEN_RELOCATION:
  case CODEGEN_BAD_REQUEST:
  case CODEGEN_LLVM_ERROR: return ABORT_CODEGEN_REJECTED;
  default: return ABORT_CODEGEN;
  }
}

// Whether the root, or the trace that the answer's trace continues or jumps to, went away while it was compiled.
static bool lost_its_place(const Trace *trace) {
  if (compiling_invalidated) return true;
  if (trace->parent && trace->parent->trace->state != TRACE_READY) return true;
  for (uint32_t e = 0; e < trace->exit_count; e++)
    if (trace->exits[e].link && trace->exits[e].link != trace && trace->exits[e].link->state != TRACE_READY)
      return true;
  return false;
}

bool trace_compile_pending(void) {
  if (!compiling) return false;
  CodegenState state = codegen_state();
  if (state == CODEGEN_BUSY) return true;
  Trace *trace = compiling;
  compiling = NULL;
  CodegenStatus status = state == CODEGEN_DONE ? (CodegenStatus)builder.buffer->status : CODEGEN_PENDING;
  if (status == CODEGEN_OK && !lost_its_place(trace)) {
    install(trace);
  } else {
    AbortReason reason = reason_of(status);
    trace_stats.aborts[reason]++;
    hot_penalise(trace->header, trace->parent, reason);
    free_trace(trace);
  }
  if (state == CODEGEN_DONE) codegen_release();
  return false;
}

// --- invalidation, eviction

static bool in_tree(const Trace *trace, const Trace *root) { return trace->root == root; }

// Cuts the tree off: nothing enters it any more; its code is still there for those inside.
static void cut_off(Trace *root) {
  for (Trace *trace = all_traces; trace; trace = trace->next) {
    if (in_tree(trace, root)) trace->state = TRACE_INVALID;
    for (uint32_t e = 0; e < trace->exit_count; e++)
      if (trace->exits[e].link && in_tree(trace->exits[e].link, root)) {
        trace->exits[e].link = NULL;
        link_exit(&trace->exits[e]);
      }
  }
  for (Trace *trace = all_traces; trace; trace = trace->next)
    if (in_tree(trace, root) && trace->parent) link_exit(trace->parent);
  if (compiling) {
    if (in_tree(compiling, root)) compiling_invalidated = true;
    for (uint32_t e = 0; e < compiling->exit_count; e++)
      if (compiling->exits[e].link && in_tree(compiling->exits[e].link, root)) compiling_invalidated = true;
  }
  anything_invalid = true;
  vm.trace.poll |= POLL_INVALIDATION;
}

void trace_invalidate(AssumptionKind kind, const void *object, int64_t entry) {
  if (compiling && assumption_list_breaks(compiling, kind, object, entry)) compiling_invalidated = true;
  for (Trace *trace = all_traces; trace; trace = trace->next) {
    if (trace->state != TRACE_READY || !assumption_list_breaks(trace, kind, object, entry)) continue;
    trace_stats.invalidations++;
    cut_off(trace->root);
  }
}

void trace_reclaim(void) {
  if (!anything_invalid || traces_running || recorder_active() || trace_compile_pending()) return;
  for (Trace **at = &all_traces; *at;) {
    Trace *trace = *at;
    if (trace->state != TRACE_INVALID) {
      at = &trace->next;
      continue;
    }
    *at = trace->next;
    free_trace(trace);
  }
  anything_invalid = false;
}

static Trace *coldest_root(const Trace *keep) {
  Trace *coldest = NULL;
  for (Trace *trace = all_traces; trace; trace = trace->next)
    if (!trace->parent && trace != keep && trace->state == TRACE_READY &&
        (!coldest || trace->last_used < coldest->last_used))
      coldest = trace;
  return coldest;
}

static bool make_room_in_arena(const Trace *keep) {
  uint32_t room;
  arena_largest_free(&room);
  while (room < ARENA_ROOM_WANTED) {
    Trace *victim = traces_running ? NULL : coldest_root(keep);
    if (!victim) return false;
    trace_stats.evictions++;
    cut_off(victim);
    for (Trace **at = &all_traces; *at;) {
      Trace *trace = *at;
      if (trace->root != victim || trace == victim) {
        at = &trace->next;
        continue;
      }
      *at = trace->next;
      free_trace(trace);
    }
    Trace **at = &all_traces;
    // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): the victim is in the list
    while (*at != victim) at = &(*at)->next;
    *at = victim->next;
    free_trace(victim);
    arena_largest_free(&room);
  }
  return true;
}
