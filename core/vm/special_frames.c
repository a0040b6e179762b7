// See special_frames.h.
#include "core/vm/special_frames.h"

#include "core/object/slots.h"
#include "core/object/type.h"

static bool is_binary(Opcode op) { return op >= OP_ADD && op < OP_NEG; }
static bool is_compare(Opcode op) { return op >= OP_LT && op <= OP_GE; }
static bool is_jump_compare(Opcode op) { return op >= OP_JUMP_LT && op <= OP_JUMP_GE_K; }

// A Python function that takes exactly these arguments, by position.
static bool is_plain(Value method, unsigned count) {
  if (!has_shape(method, SHAPE_FUNCTION)) return false;
  const Code *code = to_function(method)->code;
  return code->argument_count == count && code->parameter_registers == count;
}

static bool describe(SpecialCall *call, Value method, unsigned count, const Value *args) {
  if (method == EMPTY || !is_plain(method, count)) return false;
  *call = (SpecialCall){.function = to_function(method), .count = count};
  memcpy(call->args, args, count * sizeof(Value));
  return true;
}

// Whether the right operand's class is asked before the left one's.
static bool right_goes_first(Type *left, Type *right) { return left != right && type_is_subtype(right, left); }

static bool binary_call(BinaryOp op, bool in_place, Value left, Value right, SpecialCall *call) {
  Type *type = type_of(left);
  if (type->slots.binary != slot_binary || type->flags & (TYPE_IS_STR | TYPE_IS_BYTES | TYPE_IS_LIST | TYPE_IS_TUPLE))
    return false;
  if (in_place && type->slots.binary_in_place) return false;
  if (right_goes_first(type, type_of(right))) return false;
  Value args[] = {left, right};
  return describe(call, type_lookup_cached(type, operator_names.binary[op]), 2, args);
}

static bool compare_call(CompareOp op, Value left, Value right, SpecialCall *call) {
  Type *type = type_of(left);
  if (type->slots.compare != slot_compare || right_goes_first(type, type_of(right))) return false;
  Value args[] = {left, right};
  return describe(call, type_lookup_cached(type, operator_names.compare[op]), 2, args);
}

static bool item_call(Value container, Value key, Value value, SpecialCall *call) {
  const TypeSlots *slots = &type_of(container)->slots;
  bool gets = value == EMPTY;
  if (gets ? slots->get_item != slot_get_item : slots->set_item != slot_set_item) return false;
  Value args[] = {container, key, value};
  Value name = gets ? vm.names.__getitem__ : vm.names.__setitem__;
  return describe(call, type_lookup_cached(type_of(container), name), gets ? 2 : 3, args);
}

bool special_getter(Value getter, Value receiver, SpecialCall *call) { return describe(call, getter, 1, &receiver); }

bool special_setter(Value receiver, Value name, Value value, SpecialCall *call) {
  if (!is_object(receiver) || type_of(receiver)->slots.set_attribute != NULL || is_type(receiver)) return false;
  Value found = type_lookup_cached(type_of(receiver), name);
  if (found == EMPTY || !has_shape(found, SHAPE_PROPERTY)) return false;
  Value args[] = {receiver, value};
  return describe(call, ((Property *)(void *)to_object(found))->setter, 2, args);
}

// The second operand of a comparison, and the first: jumps have theirs in A and B.
typedef struct Operands {
  Value left, right;
  CompareOp op;
} Operands;

static Operands compare_operands(uint32_t i, const Value *base, const Value *constants) {
  Opcode op = instruction_op(i);
  if (is_compare(op)) return (Operands){base[instruction_b(i)], base[instruction_c(i)], (CompareOp)(op - OP_LT)};
  bool constant = op >= OP_JUMP_LT_K;
  return (Operands){base[instruction_a(i)], constant ? constants[instruction_b(i)] : base[instruction_b(i)],
                    (CompareOp)(op - (constant ? OP_JUMP_LT_K : OP_JUMP_LT))};
}

static Value binary_right(uint32_t i, const Value *base, const Value *constants) {
  bool constant = (instruction_op(i) - OP_ADD) % 4 & 1;
  return constant ? constants[instruction_c(i)] : base[instruction_c(i)];
}

static BinaryOp binary_op(uint32_t i) { return (BinaryOp)((instruction_op(i) - OP_ADD) / 4); }
static bool is_in_place(uint32_t i) { return (instruction_op(i) - OP_ADD) % 4 & 2; }

bool special_call(const uint32_t *pc, const Value *base, SpecialCall *call) {
  uint32_t i = *pc;
  const Value *constants = frame_function(base)->code->constants->items;
  unsigned a = instruction_a(i), b = instruction_b(i), c = instruction_c(i);
  Opcode op = instruction_op(i);
  if (is_binary(op)) return binary_call(binary_op(i), is_in_place(i), base[b], binary_right(i, base, constants), call);
  if (is_compare(op) || is_jump_compare(op)) {
    Operands operands = compare_operands(i, base, constants);
    return compare_call(operands.op, operands.left, operands.right, call);
  }
  switch (op) {
  case OP_GET_ITEM: return item_call(base[b], base[c], EMPTY, call);
  case OP_GET_ITEM_K: return item_call(base[b], constants[c], EMPTY, call);
  case OP_SET_ITEM: return item_call(base[a], base[b], base[c], call);
  case OP_STORE_ATTR: return special_setter(base[a], constants[pc[1] >> 16], base[b], call);
  default: return false;
  }
}

bool special_push(const SpecialCall *call) {
  Code *code = call->function->code;
  if (!code_prepare(code)) return false;
  Value *base = vm.base + frame_function(vm.base)->code->register_count + FRAME_HEADER;
  if (vm.depth >= vm.recursion_limit || (size_t)(vm.stack_end - base) < code->register_count + FRAME_SLACK) {
    Opcode op = instruction_op(*vm.pc);
    raise(RecursionError, "maximum recursion depth exceeded%s",
          is_compare(op) || is_jump_compare(op) ? " in comparison" : "");
    return false;
  }
  base[-4] = from_object(call->function);
  base[-1] = EMPTY;
  memcpy(base, call->args, call->count * sizeof(Value));
  frame_push(base, code, FRAME_OPERATOR);
  return true;
}

CallOutcome special_try(void) {
  SpecialCall call;
  if (!special_call(vm.pc, vm.base, &call)) return CALL_DONE;
  return special_push(&call) ? CALL_PUSHED : CALL_RAISED;
}

bool special_declines(uint32_t i) {
  Opcode op = instruction_op(i);
  return is_binary(op) || is_compare(op) || is_jump_compare(op);
}

Value special_result(const uint32_t *pc, const Value *base, Value result) {
  uint32_t i = *pc;
  Opcode op = instruction_op(i);
  if (result != NOT_IMPLEMENTED) return result;
  const Value *constants = frame_function(base)->code->constants->items;
  if (is_binary(op))
    return object_binary_declined(binary_op(i), base[instruction_b(i)], binary_right(i, base, constants),
                                  is_in_place(i));
  if (!is_compare(op) && !is_jump_compare(op)) return result;
  Operands operands = compare_operands(i, base, constants);
  return object_compare_declined(operands.left, operands.right, operands.op);
}
