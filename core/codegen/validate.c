// Is a request what it should be? It comes from another process, so nothing in it is believed: offsets and counts, the
// order of the instructions, every reference (made before, in reach, of the right class), every exit and its arguments.
// What passes can be translated without further checks; whether the machine code does what the program means is
// martlet's business.
#include <stdlib.h>
#include <string.h>

#include "core/codegen/codegen.h"
#include "core/trace/codegen_protocol.h"
#include "core/trace/context.h"
#include "core/trace/helpers.h"

typedef struct OpShape {
  uint8_t type, operands[3], ir_class;
} OpShape;
static const OpShape op_shapes[IR_OP_COUNT] = {
#define IR(name, type, a, b, c, class) \
  [IR_##name] = {IR_TYPE_##type, {IR_OPERAND_##a, IR_OPERAND_##b, IR_OPERAND_##c}, IR_CLASS_##class},
#include "core/trace/ir.def"
#undef IR
};

typedef struct Check {
  TraceBuffer *request;
  const IrInstruction *instructions;
  const IrConstant *constants;
  bool *in_body;  // by instruction before LOOP: handed to the body
  uint32_t index; // of the instruction being checked
} Check;

#define PROTOTYPE_MAX 64 // words or doubles that a request may ask for

// `count` items of `size` bytes at `offset`, behind the header, within `bytes`, aligned.
static bool area_fits(uint32_t offset, uint32_t capacity, uint32_t count, size_t size, size_t bytes) {
  size_t alignment = size < 8 ? size : 8;
  return count <= capacity && offset % alignment == 0 && offset >= sizeof(TraceBuffer) && offset <= bytes &&
         capacity <= (bytes - offset) / size;
}

static bool header_is_valid(const TraceBuffer *r, size_t bytes, size_t arena_bytes) {
  if (r->magic != CODEGEN_VERSION || r->bytes != bytes) return false;
  if (!area_fits(r->instruction_offset, r->instruction_capacity, r->instruction_count, sizeof(IrInstruction), bytes))
    return false;
  if (!area_fits(r->constant_offset, r->constant_capacity, r->constant_count, sizeof(IrConstant), bytes)) return false;
  if (!area_fits(r->exit_offset, r->exit_capacity, r->exit_count, sizeof(IrExit), bytes)) return false;
  if (!area_fits(r->argument_offset, r->argument_capacity, r->argument_count, sizeof(Ref), bytes)) return false;
  if (r->instruction_count < 2 || r->instruction_count > CONSTANT_REF || r->constant_count > CONSTANT_REF) return false;
  if (r->words > PROTOTYPE_MAX || r->doubles > PROTOTYPE_MAX) return false;
  if (r->code_offset > arena_bytes || r->code_capacity > arena_bytes - r->code_offset) return false;
  if (r->loop == 0) return r->first_phi == r->instruction_count;
  if (r->loop + 1 >= r->first_phi || r->first_phi > r->instruction_count) return false;
  return r->body_argument_count <= r->argument_count &&
         r->body_first_argument <= r->argument_count - r->body_argument_count;
}

static ValueClass class_of_result(const IrInstruction *i) {
  IrType type = (IrType)op_shapes[i->op].type;
  return class_of_type(type == IR_TYPE_T ? (IrType)i->type : type);
}

// The class of a reference that is usable at check->index; CLASS_NONE when it is not.
static ValueClass class_in_reach(const Check *check, Ref ref, bool constants) {
  if (is_constant_ref(ref)) {
    uint32_t number = ref - CONSTANT_REF;
    return constants && number < check->request->constant_count ? class_of_type((IrType)check->constants[number].type)
                                                                : CLASS_NONE;
  }
  if (ref >= check->index) return CLASS_NONE;
  uint32_t loop = check->request->loop;
  if (loop && check->index > loop && ref < loop && !check->in_body[ref]) return CLASS_NONE;
  return class_of_result(&check->instructions[ref]);
}

static bool reference_is_valid(const Check *check, Ref ref, ValueClass expected) {
  ValueClass class = class_in_reach(check, ref, true);
  return class != CLASS_NONE && (expected == CLASS_ANY || class == expected);
}

// An argument list: in reach, and no more than the spill area takes. Constants only in an exit (a jump to another
// trace's body).
static bool arguments_are_valid(const Check *check, uint32_t first, uint32_t count, bool constants) {
  const TraceBuffer *r = check->request;
  if (count > r->argument_count || first > r->argument_count - count) return false;
  const Ref *arguments = trace_arguments(check->request) + first;
  ArgumentCounters counters = {0};
  for (uint32_t k = 0; k < count; k++) {
    if (class_in_reach(check, arguments[k], constants) == CLASS_NONE) return false;
    trace_argument_place(&counters, trace_ref_type(check->request, arguments[k]), r->words, r->doubles);
  }
  return counters.spills <= TRACE_SPILL_WORDS;
}

static bool exit_is_valid(const Check *check, uint32_t number) {
  if (number >= check->request->exit_count) return false;
  const IrExit *exit = trace_exits(check->request) + number;
  return arguments_are_valid(check, exit->first_argument, exit->argument_count, true);
}

static bool operand_is_valid(const Check *check, const IrInstruction *i, unsigned number) {
  uint16_t operand = number == 0 ? i->a : number == 1 ? i->b : i->c;
  switch ((IrOperand)op_shapes[i->op].operands[number]) {
  case IR_OPERAND_R: return reference_is_valid(check, operand, operation_operand_class((IrOp)i->op, number));
  case IR_OPERAND_K: return is_constant_ref(operand) && operand - CONSTANT_REF < check->request->constant_count;
  case IR_OPERAND_E: return exit_is_valid(check, operand);
  default: return true;
  }
}

static bool call_is_valid(const Check *check, const IrInstruction *i) {
  if (i->a >= HELPER_COUNT) return false;
  unsigned count = helper_argument_count(i->a);
  if (i->b != count || count > HELPER_ARGUMENTS_MAX || check->index < count) return false;
  for (unsigned k = 0; k < count; k++) {
    uint32_t index = check->index - count + k;
    const IrInstruction *argument = &check->instructions[index];
    if (argument->op != IR_ARG || class_in_reach(check, argument->a, true) != helper_argument_class(i->a, k))
      return false;
  }
  return class_of_type((IrType)i->type) == helper_result_class(i->a);
}

// What the table of operations does not say.
static bool special_is_valid(const Check *check, const IrInstruction *i) {
  const TraceBuffer *r = check->request;
  switch (i->op) {
  case IR_LOOP: return check->index == r->loop;
  case IR_BACK: return r->loop && check->index == r->first_phi - 1;
  case IR_LEAVE: return !r->loop && check->index == r->instruction_count - 1;
  case IR_PHI: return check->index >= r->first_phi;
  case IR_PARAM: return i->a + 1u == check->index && i->a < TRACE_SPILL_WORDS && class_of_result(i) != CLASS_NONE;
  case IR_LOAD_FIELD:
  case IR_STORE_FIELD: return i->b < TRACE_FIELD_COUNT;
  case IR_CALL: return call_is_valid(check, i);
  case IR_FRAMES: return i->b <= TRACE_SPILL_WORDS && i->b <= trace_exits(check->request)[i->c].argument_count;
  default: return true;
  }
}

static bool instruction_is_valid(const Check *check) {
  const IrInstruction *i = &check->instructions[check->index];
  if (i->op >= IR_OP_COUNT || i->type > IR_TYPE_V) return false;
  IrType type = (IrType)op_shapes[i->op].type;
  // Argument places are counted by the instruction's own type.
  if (type != IR_TYPE_N && type != IR_TYPE_T && class_of_type((IrType)i->type) != class_of_type(type)) return false;
  if (i->op == IR_LOAD_FIELD && i->type == IR_TYPE_F) return false;
  for (unsigned k = 0; k < 3 && i->op != IR_PHI; k++)
    if (!operand_is_valid(check, i, k)) return false;
  return special_is_valid(check, i);
}

// A PHI stands behind the body: its operands are values at the start and at the end of an iteration.
static bool phi_is_valid(const Check *check, const IrInstruction *phi) {
  if (phi->op != IR_PHI || phi->a >= check->request->loop || !check->in_body[phi->a]) return false;
  return class_in_reach(check, phi->b, true) == class_of_result(&check->instructions[phi->a]);
}

static bool constants_are_valid(const Check *check) {
  for (uint32_t k = 0; k < check->request->constant_count; k++) {
    IrType type = (IrType)check->constants[k].type;
    if (type == IR_TYPE_N || type > IR_TYPE_V) return false;
  }
  return true;
}

// At LOOP: the body's arguments must be made by then; from here on they are all that is in reach of the preroll.
static bool enter_body(Check *check) {
  TraceBuffer *r = check->request;
  if (!arguments_are_valid(check, r->body_first_argument, r->body_argument_count, false)) return false;
  const Ref *arguments = trace_arguments(r) + r->body_first_argument;
  for (uint32_t k = 0; k < r->body_argument_count; k++) check->in_body[arguments[k]] = true;
  return true;
}

static bool code_is_valid(Check *check) {
  const TraceBuffer *r = check->request;
  uint32_t end = r->loop ? r->first_phi : r->instruction_count;
  if (check->instructions[0].op != IR_NOP || check->instructions[end - 1].op != (r->loop ? IR_BACK : IR_LEAVE))
    return false;
  if (r->loop && check->instructions[r->loop].op != IR_LOOP) return false;
  for (check->index = 0; check->index < end; check->index++) {
    if (!instruction_is_valid(check)) return false;
    if (r->loop && check->index == r->loop && !enter_body(check)) return false;
  }
  for (uint32_t k = end; k < r->instruction_count; k++) {
    const IrInstruction *phi = &check->instructions[k];
    // A dead PHI is a NOP.
    if (phi->op != IR_NOP && !phi_is_valid(check, phi)) return false;
  }
  return true;
}

bool request_is_valid(TraceBuffer *request, size_t bytes, size_t arena_bytes) {
  if (bytes < sizeof(TraceBuffer) || !header_is_valid(request, bytes, arena_bytes)) return false;
  Check check = {
      .request = request, .instructions = trace_instructions(request), .constants = trace_constants(request)};
  check.in_body = calloc(request->instruction_count, 1);
  bool valid = check.in_body && constants_are_valid(&check) && code_is_valid(&check);
  free(check.in_body);
  return valid;
}
