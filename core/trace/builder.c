#include "core/trace/builder.h"

#include "core/heap/heap.h"
#include "core/vm/vm.h"

#include <string.h>

TraceBuilder builder;

const IrOpInfo ir_op_info[IR_OP_COUNT] = {
#define IR(name, type, a, b, c, class) \
  {#name, IR_TYPE_##type, IR_OPERAND_##a, IR_OPERAND_##b, IR_OPERAND_##c, IR_CLASS_##class},
#include "core/trace/ir.def"
#undef IR
};

void builder_start(TraceBuffer *buffer) {
  builder.buffer = buffer;
  builder.instructions = trace_instructions(buffer);
  builder.constants = trace_constants(buffer);
  builder.exits = trace_exits(buffer);
  builder.abort = ABORT_NONE;
  memset(builder.chain, 0, sizeof builder.chain);
  builder.memory_chain = 0;
  builder.entry_count = builder.known_field_count = builder.known_generator_count = builder.loop = 0;
  builder.guards_recorded = builder.guards_from_facts = 0;
  buffer->constant_count = buffer->exit_count = buffer->argument_count = 0;
  buffer->loop = buffer->first_phi = 0;
  builder.instructions[0] = (IrInstruction){IR_NOP, IR_TYPE_N, 0, 0, 0};
  builder.count = 1;
}

void builder_abort(AbortReason reason) {
  if (builder.abort == ABORT_NONE) builder.abort = reason;
}

void builder_visit_constants(void) {
  for (uint32_t i = 0; i < builder.buffer->constant_count; i++) {
    const IrConstant *k = &builder.constants[i];
    if (k->in_pool && !k->raw && k->type != IR_TYPE_F) heap_visit(k->bits);
  }
}

static Ref constant(uint64_t bits, IrType type, bool in_pool, bool raw) {
  uint32_t count = builder.buffer->constant_count;
  for (uint32_t i = 0; i < count; i++) {
    const IrConstant *k = &builder.constants[i];
    if (k->bits == bits && k->type == type && k->in_pool == in_pool && k->raw == raw) return (Ref)(CONSTANT_REF + i);
  }
  if (count == TRACE_CONSTANTS_MAX) {
    builder_abort(ABORT_BUFFER_FULL);
    return CONSTANT_REF;
  }
  builder.constants[count] = (IrConstant){bits, (uint8_t)type, in_pool, raw, 0};
  builder.buffer->constant_count++;
  return (Ref)(CONSTANT_REF + count);
}

Ref ir_int(int64_t i) { return constant((uint64_t)i, IR_TYPE_I, false, false); }
Ref ir_float(double d) {
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  return constant(bits, IR_TYPE_F, true, false);
}
Ref ir_value(Value v) { return constant(v, IR_TYPE_V, is_object(v), false); }
Ref ir_object(const void *object) { return constant((uint64_t)(uintptr_t)object, IR_TYPE_P, true, false); }
Ref ir_raw(uint64_t word) { return constant(word, IR_TYPE_V, true, true); }

Ref ir_vm(void) { return constant((uint64_t)(uintptr_t)&vm, IR_TYPE_P, true, true); }

void builder_note_generator(Ref object, const void *code) {
  if (builder.known_generator_count == KNOWN_GENERATORS_MAX) return;
  builder.known_generators[builder.known_generator_count++] = (KnownGenerator){object, code};
}

double float_of(Ref ref) {
  double d;
  memcpy(&d, &constant_of(ref)->bits, sizeof d);
  return d;
}

// The exit operand does not take part: two guards of the same fact are one.
static bool same_operation(const IrInstruction *x, const IrInstruction *y) {
  if (x->a != y->a || x->b != y->b || x->type != y->type) return false;
  return ir_op_info[x->op].c == IR_OPERAND_E || x->c == y->c;
}

static bool is_variant(Ref ref) { return ref != NO_REF && !is_constant(ref) && builder.known[ref].variant; }

// Whether a preroll instruction may stand for one in the body: only if it is the same in every iteration. (A shared
// value that varies would have to become a PHI, and a shared guard a condition for entering the body from elsewhere.)
static bool may_share_across_loop(const IrInstruction *instruction) {
  const IrOpInfo *info = &ir_op_info[instruction->op];
  if (info->a == IR_OPERAND_R && is_variant(instruction->a)) return false;
  if (info->b == IR_OPERAND_R && is_variant(instruction->b)) return false;
  return true;
}

static Ref find_same(const IrInstruction *instruction) {
  Ref oldest = builder.loop && !may_share_across_loop(instruction) ? (Ref)builder.loop : 0;
  for (Ref at = builder.chain[instruction->op]; at > oldest; at = builder.previous[at])
    if (same_operation(&builder.instructions[at], instruction)) return at;
  return NO_REF;
}

// An earlier check that a smaller constant is below the same length, with the same exit, can check the larger one
// instead: executing a little more again is what that exit means anyway.
static Ref strengthen_bound(const IrInstruction *guard) {
  if (guard->op != IR_GUARD_BELOW || !is_constant(guard->a)) return NO_REF;
  Ref oldest = builder.loop ? (Ref)builder.loop : 0;
  for (Ref at = builder.chain[IR_GUARD_BELOW]; at > oldest; at = builder.previous[at]) {
    IrInstruction *earlier = &builder.instructions[at];
    if (earlier->b != guard->b || earlier->c != guard->c || !is_constant(earlier->a)) continue;
    if (int_of(earlier->a) < int_of(guard->a)) earlier->a = guard->a;
    known_after_guard(earlier);
    return at;
  }
  return NO_REF;
}

Ref ir_append(IrOp op, IrType type, uint16_t a, uint16_t b, uint16_t c) {
  if (builder.count >= TRACE_INSTRUCTIONS_MAX) {
    builder_abort(ABORT_BUFFER_FULL);
    return (Ref)(TRACE_INSTRUCTIONS_MAX - 1);
  }
  Ref ref = (Ref)builder.count++;
  builder.instructions[ref] = (IrInstruction){(uint8_t)op, (uint8_t)type, a, b, c};
  builder.previous[ref] = builder.chain[op];
  builder.chain[op] = ref;
  IrClass class = (IrClass)ir_op_info[op].ir_class;
  if (class == IR_CLASS_LOAD || class == IR_CLASS_STORE || class == IR_CLASS_CALL) {
    builder.memory_previous[ref] = builder.memory_chain;
    builder.memory_chain = ref;
  }
  known_define(ref);
  return ref;
}

Ref ir_emit(IrOp op, IrType type, uint16_t a, uint16_t b, uint16_t c) {
  if (builder.abort) return NO_REF;
  IrInstruction instruction = {(uint8_t)op, (uint8_t)type, a, b, c};
  IrClass class = (IrClass)ir_op_info[op].ir_class;
  if (class == IR_CLASS_PURE || class == IR_CLASS_GUARD) {
    Ref folded = ir_fold(&instruction);
    if (folded != FOLD_NEXT || builder.abort) return folded == FOLD_NEXT ? NO_REF : folded;
    class = (IrClass)ir_op_info[instruction.op].ir_class; // a rule may have weakened the operation
    if (instruction.op != IR_GUARD_POLL) {
      Ref same = find_same(&instruction);
      if (same) return same;
    }
  } else if (class == IR_CLASS_LOAD) {
    Ref known = memory_forward(&instruction);
    if (known != FOLD_NEXT) return known;
  }
  if (op == IR_FRAMES) instruction.c = builder.make_exit();
  if (class == IR_CLASS_GUARD) {
    instruction.c = builder.make_exit();
    Ref stronger = strengthen_bound(&instruction);
    if (stronger) return stronger;
  }
  bool weakened = op != instruction.op || op == IR_ADD || op == IR_SUB || op == IR_MUL;
  if (class == IR_CLASS_STORE || (weakened && !builder.loop)) builder.effect_exit[builder.count] = builder.make_exit();
  Ref ref = ir_append((IrOp)instruction.op, (IrType)instruction.type, instruction.a, instruction.b, instruction.c);
  if (class == IR_CLASS_GUARD) known_after_guard(&builder.instructions[ref]);
  if (class == IR_CLASS_CALL && (memory_clobbers(ref) & 1u << ALIAS_SHAPE)) known_forget_shapes(0);
  return ref;
}

void ir_guard(IrOp op, uint16_t a, uint16_t b) {
  builder.guards_recorded++;
  ir_emit(op, IR_TYPE_N, a, b, 0);
}

void ir_guard_from_fact(void) {
  builder.guards_recorded++;
  builder.guards_from_facts++;
}
