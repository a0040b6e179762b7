// Guard facts: what is known at an exit, kept in 8 bytes each after the IR is gone, so that a side trace starts from
// what its parents checked instead of from nothing.
//
// The facts of a trace stand in the order in which its guards and loads are executed. An exit holds the number of
// facts that had been established when it is taken; a side trace's own facts continue those of its parent's exit.
// Values are named by their reference in the trace that established the fact; an exit's argument list says which of
// them the exit hands over, and the side trace knows them as its PARAMs. Example (a loop over a list, two branches):
//
//   root      fact 0  SHAPE 0004 list       exit 3 hands over 0004 (the list), 0011 (its item, an int), 0009 (the sum)
//             fact 1  SMALL 0011
//             fact 2  HIGH  0011 99         exit 3 is taken when 0011 < 100 holds and the next guard fails: facts 0..2
//   side      PARAM 1 = 0004, PARAM 2 = 0011, PARAM 3 = 0009: starts with shape, range and unboxed ints known
//
// Only facts about values that some exit hands over are kept. Facts about memory (FIELD, LENGTH) die at a KILL of their
// alias class. Facts of the preroll about values that vary are not kept; at LOOP a KILL covers everything that the body
// writes, since an earlier iteration may have run it. Limits: bounds beyond 32 bits, relations between two variables.
// When the table is full the later facts of a trace are lost, and with them the trust in its facts about memory.
#include "core/trace/range_allocator.h"
#include "core/trace/trace.h"
#include "core/vm/vm.h"

#include <stdlib.h>
#include <string.h>

typedef enum FactKind {
#define FACT(name, payload) FACT_##name,
#include "core/trace/fact_kinds.def"
#undef FACT
} FactKind;

typedef struct Fact {
  uint8_t kind, unused;
  uint16_t ref;
  uint32_t payload;
} Fact;
_Static_assert(sizeof(Fact) == 8, "a fact is 8 bytes");

#define FACTS_MAX (CONFIG_GUARD_FACTS_KB * 1024 / (int)sizeof(Fact))
static Fact table[FACTS_MAX];
static RangeAllocator ranges;

bool facts_open(void) { return ranges_init(&ranges, 0, FACTS_MAX); }
uint32_t facts_bytes(void) { return ranges.used * (uint32_t)sizeof(Fact); }
uint32_t facts_bytes_max(void) { return ranges.used_max * (uint32_t)sizeof(Fact); }

// --- collecting

static Fact collected[FACTS_MAX];
static uint32_t collected_count;
static bool collected_all;
static bool handed_over[TRACE_INSTRUCTIONS_MAX]; // in some exit's argument list
static bool is_phi[TRACE_INSTRUCTIONS_MAX];
static Ref unboxed[TRACE_INSTRUCTIONS_MAX]; // a boxed value's unboxed form that an exit hands over

static void add_fact(FactKind kind, Ref ref, uint32_t payload) {
  if (collected_count == FACTS_MAX) {
    collected_all = false;
    return;
  }
  collected[collected_count++] = (Fact){(uint8_t)kind, 0, ref, payload};
}

static void prepare(void) {
  TraceBuffer *buffer = builder.buffer;
  memset(handed_over, 0, builder.count);
  memset(is_phi, 0, builder.count);
  memset(unboxed, 0, builder.count * sizeof unboxed[0]);
  for (uint32_t e = 0; e < buffer->exit_count; e++)
    for (uint32_t k = 0; k < builder.exits[e].argument_count; k++) {
      Ref argument = trace_arguments(buffer)[builder.exits[e].first_argument + k];
      if (!is_constant(argument)) handed_over[argument] = true;
    }
  for (Ref ref = (Ref)buffer->first_phi; buffer->loop && ref < builder.count; ref++) {
    const IrInstruction *i = &builder.instructions[ref];
    if (i->op == IR_PHI && !is_constant(i->a)) is_phi[i->a] = true;
  }
  for (Ref ref = 1; ref < builder.count; ref++) {
    const IrInstruction *i = &builder.instructions[ref];
    bool unboxes = i->op == IR_UNBOX_INT || i->op == IR_UNBOX_FLOAT || i->op == IR_UNBOX_OBJECT;
    if (unboxes && !is_constant(i->a) && handed_over[ref]) unboxed[i->a] = ref;
  }
}

// Whether a fact about ref established at `at` is worth keeping.
static bool worth_keeping(Ref ref, Ref at) {
  if (ref == NO_REF || is_constant(ref) || !handed_over[ref]) return false;
  return !(is_phi[ref] && at < builder.loop);
}

static bool fits_32(int64_t i) { return i >= INT32_MIN && i <= INT32_MAX; }

static void bound_fact(FactKind kind, Ref ref, Ref at, int64_t bound) {
  if (worth_keeping(ref, at) && fits_32(bound)) add_fact(kind, ref, (uint32_t)(int32_t)bound);
}

// a op constant, or constant op a.
static void order_facts(const IrInstruction *i, Ref at) {
  bool less = i->op == IR_GUARD_LT || i->op == IR_GUARD_LE;
  int64_t strict = i->op == IR_GUARD_LT || i->op == IR_GUARD_GT;
  if (is_constant(i->b))
    bound_fact(less ? FACT_HIGH : FACT_LOW, i->a, at, less ? int_of(i->b) - strict : int_of(i->b) + strict);
  else if (is_constant(i->a))
    bound_fact(less ? FACT_LOW : FACT_HIGH, i->b, at, less ? int_of(i->a) + strict : int_of(i->a) - strict);
}

static void length_fact(Ref length, Ref at, int64_t at_least) {
  if (!is_op(length, IR_LOAD_FIELD) || instruction_of(length)->b != TRACE_FIELD_LIST_LENGTH) return;
  Ref list = instruction_of(length)->a;
  if (worth_keeping(list, at) && at_least > 0 && fits_32(at_least)) add_fact(FACT_LENGTH, list, (uint32_t)at_least);
}

static void guard_facts(const IrInstruction *i, Ref at) {
  switch (i->op) {
  case IR_GUARD_SHAPE:
    if (worth_keeping(i->a, at))
      add_fact(FACT_SHAPE, i->a, (uint32_t)int_of(i->b));
    else if (is_op(i->a, IR_UNBOX_OBJECT) && worth_keeping(instruction_of(i->a)->a, at))
      add_fact(FACT_SHAPE, instruction_of(i->a)->a, (uint32_t)int_of(i->b));
    break;
  case IR_GUARD_NOT_SAME:
    if (worth_keeping(i->a, at) && is_constant(i->b) && constant_of(i->b)->bits == NONE)
      add_fact(FACT_NOT_NONE, i->a, 0);
    break;
  case IR_GUARD_SAME:
    if (worth_keeping(i->a, at) && is_constant(i->b) && constant_of(i->b)->in_pool)
      add_fact(FACT_CONSTANT, i->a, constant_of(i->b)->pool_index);
    break;
  case IR_GUARD_LT:
  case IR_GUARD_LE:
  case IR_GUARD_GT:
  case IR_GUARD_GE: order_facts(i, at); break;
  case IR_GUARD_EQ:
    if (is_constant(i->b)) {
      bound_fact(FACT_LOW, i->a, at, int_of(i->b));
      bound_fact(FACT_HIGH, i->a, at, int_of(i->b));
    }
    break;
  case IR_GUARD_BELOW:
    bound_fact(FACT_LOW, i->a, at, 0);
    if (is_constant(i->a))
      length_fact(i->b, at, int_of(i->a) + 1);
    else if (is_constant(i->b))
      bound_fact(FACT_HIGH, i->a, at, int_of(i->b) - 1);
    break;
  case IR_GUARD_SMALL:
    if (worth_keeping(i->a, at)) add_fact(FACT_SMALL, i->a, 0);
    break;
  default: break;
  }
}

static void field_fact(IrOp load, Ref object, uint16_t field, Ref value, Ref at) {
  if (value != NO_REF && !is_constant(value) && unboxed[value]) value = unboxed[value];
  if (!worth_keeping(object, at) || !worth_keeping(value, at) || field >= 1 << 12) return;
  uint32_t kind = load == IR_LOAD_FIELD ? 0 : load == IR_LOAD_AT ? 1 : 2;
  add_fact(FACT_FIELD, object, kind << 28 | (uint32_t)field << 16 | value);
}

static void memory_facts(const IrInstruction *i, Ref at) {
  uint32_t written = memory_clobbers(at);
  if (written) add_fact(FACT_KILL, 0, written);
  switch (i->op) {
  case IR_LOAD_FIELD:
  case IR_LOAD_AT:
  case IR_LOAD_ENTRY: field_fact((IrOp)i->op, i->a, i->b, at, at); break;
  case IR_STORE_FIELD: field_fact(IR_LOAD_FIELD, i->a, i->b, i->c, at); break;
  case IR_STORE_AT: field_fact(IR_LOAD_AT, i->a, i->b, i->c, at); break;
  case IR_STORE_ENTRY: field_fact(IR_LOAD_ENTRY, i->a, i->b, i->c, at); break;
  default: break;
  }
}

static uint32_t clobbers_of_body(void) {
  uint32_t written = 0;
  for (Ref ref = (Ref)builder.loop; ref < builder.buffer->first_phi; ref++) written |= memory_clobbers(ref);
  return written;
}

static void collect(void) {
  for (uint32_t e = 0; e < builder.buffer->exit_count; e++) builder.snapshots[e].fact = UINT32_MAX;
  for (Ref ref = 1; ref < builder.buffer->first_phi; ref++) {
    const IrInstruction *i = &builder.instructions[ref];
    if (ir_op_info[i->op].c == IR_OPERAND_E && i->op != IR_FRAMES) { // its exit is taken behind the call
      Snapshot *snapshot = &builder.snapshots[i->c];
      if (snapshot->fact == UINT32_MAX) snapshot->fact = collected_count;
    }
    IrClass class = (IrClass)ir_op_info[i->op].ir_class;
    if (class == IR_CLASS_GUARD)
      guard_facts(i, ref);
    else if (class == IR_CLASS_LOAD || class == IR_CLASS_STORE || class == IR_CLASS_CALL)
      memory_facts(i, ref);
    else if (i->op == IR_UNBOX_INT && worth_keeping(ref, ref))
      add_fact(FACT_SMALL, ref, 0);
    else if (i->op == IR_LOOP && clobbers_of_body())
      add_fact(FACT_KILL, 0, clobbers_of_body());
  }
}

void facts_collect(Trace *trace) {
  collected_count = 0;
  collected_all = true;
  if (vm.guard_facts) prepare(), collect();
  uint32_t count = collected_count;
  uint32_t first = count ? ranges_take(&ranges, count) : 0;
  if (first == UINT32_MAX) {
    FreeRange room = ranges_largest(&ranges);
    count = room.count < count ? room.count : count;
    first = count ? ranges_take(&ranges, count) : 0;
    collected_all = false;
  }
  memcpy(table + first, collected, count * sizeof(Fact));
  trace->first_fact = first;
  trace->fact_count = count;
  trace->facts_truncated = !collected_all;
}

void facts_drop(Trace *trace) {
  ranges_give_back(&ranges, trace->first_fact, trace->fact_count);
  trace->fact_count = 0;
}

// --- seeding

static Ref parameter_of[TRACE_INSTRUCTIONS_MAX]; // reference at the current level → PARAM of the new trace
static uint32_t dead_memory;                     // alias classes killed since

static void seed_known(Ref parameter, uint8_t bit) { builder.known[parameter].from_facts |= bit; }

static void seed_field(Ref object, uint32_t payload) {
  Ref value = parameter_of[payload & 0xFFFF];
  if (!value || builder.known_field_count == KNOWN_FIELDS_MAX) return;
  static const uint8_t loads[] = {IR_LOAD_FIELD, IR_LOAD_AT, IR_LOAD_ENTRY};
  KnownField field = {loads[payload >> 28], object, value, (uint16_t)(payload >> 16 & 0xFFF), 0};
  IrInstruction load = {field.op, IR_TYPE_V, object, field.field, 0};
  if (dead_memory & memory_reads(&load)) return;
  builder.known_fields[builder.known_field_count++] = field;
}

static void seed_length(Ref list, uint32_t at_least) {
  if ((dead_memory & 1u << ALIAS_LIST) || builder.known_field_count == KNOWN_FIELDS_MAX) return;
  builder.known_fields[builder.known_field_count++] =
      (KnownField){IR_LOAD_FIELD, list, NO_REF, TRACE_FIELD_LIST_LENGTH, at_least};
}

static void seed(const Fact *fact, bool trust_memory) {
  if (fact->kind == FACT_KILL) {
    dead_memory |= fact->payload;
    return;
  }
  Ref parameter = parameter_of[fact->ref];
  if (!parameter) return;
  int64_t bound = (int32_t)fact->payload;
  switch ((FactKind)fact->kind) {
  case FACT_SHAPE:
    if (fact->payload >= SHAPE_BUILTIN_COUNT && (dead_memory & 1u << ALIAS_SHAPE)) break;
    if (builder.known[parameter].shape == 0) known_set_shape(parameter, fact->payload);
    seed_known(parameter, FACT_BIT_SHAPE);
    break;
  case FACT_NOT_NONE:
    builder.known[parameter].not_none = 1;
    seed_known(parameter, FACT_BIT_NOT_NONE);
    break;
  case FACT_LOW:
    known_narrow(parameter, bound, INT64_MAX);
    seed_known(parameter, FACT_BIT_RANGE);
    break;
  case FACT_HIGH:
    known_narrow(parameter, INT64_MIN, bound);
    seed_known(parameter, FACT_BIT_RANGE);
    break;
  case FACT_SMALL:
    known_narrow(parameter, SMALL_INT_MIN, SMALL_INT_MAX);
    seed_known(parameter, FACT_BIT_RANGE);
    break;
  case FACT_CONSTANT:
    builder.known[parameter].same_as = vm.trace.pool[fact->payload];
    seed_known(parameter, FACT_BIT_SAME);
    break;
  case FACT_FIELD:
    if (trust_memory) seed_field(parameter, fact->payload);
    break;
  case FACT_LENGTH:
    if (trust_memory) seed_length(parameter, fact->payload);
    break;
  case FACT_KILL: break;
  }
}

// The references at the level of `exit`'s trace that reach the new trace, given those one level below.
static void climb(const Exit *exit) {
  static Ref below[TRACE_INSTRUCTIONS_MAX];
  memcpy(below, parameter_of, sizeof below);
  memset(parameter_of, 0, sizeof parameter_of);
  for (uint32_t k = 0; k < exit->argument_count; k++)
    if (below[k + 1]) parameter_of[exit->arguments[k]] = below[k + 1];
}

void facts_seed(const Exit *exit) {
  if (!vm.guard_facts) return;
  dead_memory = 0;
  bool trust_memory = true;
  for (uint32_t k = 0; k < TRACE_INSTRUCTIONS_MAX; k++) parameter_of[k] = (Ref)k; // PARAM k is reference k
  for (; exit; exit = exit->trace->parent) {
    climb(exit);
    const Trace *trace = exit->trace;
    uint32_t count = exit->fact_count;
    if (count > trace->fact_count) {
      count = trace->fact_count;
      trust_memory = false;
    }
    while (count > 0) seed(&table[trace->first_fact + --count], trust_memory);
    if (trace->from_memory) break;
  }
}
