// Backward data-flow over the bytecode, to a fixed point, with one register set for each basic-block start (jump
// targets, handler entries, instruction 0); sets inside a block are recomputed on demand. Made once per code object
// that takes part in a trace. Within a handler's range, what is live at the handler is live at every instruction.
#include "core/vm/liveness.h"

#include "core/object/tuple.h"
#include "core/vm/bytecode.h"

#include <stdlib.h>
#include <string.h>

typedef struct Block {
  uint32_t start;
  RegisterSet live;
} Block;

struct TraceCodeInfo {
  uint32_t count;
  Block blocks[]; // sorted by start
};

static bool set_join(RegisterSet *set, const RegisterSet *other) {
  bool changed = false;
  for (int i = 0; i < 4; i++) {
    uint64_t joined = set->words[i] | other->words[i];
    changed |= joined != set->words[i];
    set->words[i] = joined;
  }
  return changed;
}

int64_t instruction_target(const uint32_t *code, size_t index) {
  uint32_t i = code[index];
  switch (opcode_info[instruction_op(i)].jump) {
  case JUMP_SJ24: return (int64_t)index + instruction_sj(i);
  case JUMP_W2: return (int64_t)index + (int32_t)code[index + 1];
  default: return -1;
  }
}

bool instruction_falls_through(Opcode op) {
  return op != OP_JUMP && op != OP_LOOP && op != OP_RETURN && op != OP_RETURN_NONE && op != OP_RAISE &&
         op != OP_RAISE_FROM && op != OP_RERAISE && op != OP_RERAISE_CURRENT;
}

static void add_run(RegisterSet *set, unsigned first, unsigned count) {
  for (unsigned k = 0; k < count; k++) register_set_add(set, first + k);
}

static void remove_run(RegisterSet *set, unsigned first, unsigned count) {
  for (unsigned k = 0; k < count; k++) register_set_remove(set, first + k);
}

static void group_writes(RegisterSet *live, RegisterGroup group, uint32_t i, uint32_t second) {
  unsigned a = instruction_a(i), c = instruction_c(i);
  switch (group) {
  case GROUP_ITERATOR_INIT: remove_run(live, a + 1, 2); break;
  case GROUP_METHOD: register_set_remove(live, a + 4); break;
  case GROUP_UNPACK: remove_run(live, a, c); break;
  case GROUP_UNPACK_STAR: remove_run(live, a, c + 1 + second); break;
  default: break;
  }
}

static void group_reads(RegisterSet *live, RegisterGroup group, uint32_t i, uint32_t second) {
  unsigned a = instruction_a(i), b = instruction_b(i), c = instruction_c(i);
  switch (group) {
  case GROUP_ITERATOR: add_run(live, a, 3); break;
  case GROUP_SLICE: add_run(live, b + 1, 2); break;
  case GROUP_RANGE_B_C: add_run(live, b, c); break;
  case GROUP_RANGE_B_2C: add_run(live, b, 2 * c); break;
  case GROUP_FORMAT:
    if (c & 4) register_set_add(live, b + 1);
    break;
  case GROUP_CALL_KW: register_set_add(live, a + 1); // fall through
  case GROUP_CALL:
    register_set_add(live, a);
    add_run(live, a + 4, b);
    break;
  case GROUP_CALL_METHOD_KW: register_set_add(live, a + 1); // fall through
  case GROUP_CALL_METHOD:
    register_set_add(live, a);
    add_run(live, a + 4, b + 1);
    break;
  case GROUP_CALL_EX:
    register_set_add(live, a);
    add_run(live, a + 4, 2);
    break;
  case GROUP_FUNCTION: add_run(live, a + 1, 3); break;
  case GROUP_FAR_MOVE: add_run(live, a, second >> 16); break;
  default: break;
  }
}

static void operand_effect(RegisterSet *live, OperandKind kind, unsigned reg, bool write) {
  if (write && kind == OPERAND_W) register_set_remove(live, reg);
  if (!write && (kind == OPERAND_R || kind == OPERAND_X)) register_set_add(live, reg);
}

void live_step_back(RegisterSet *live, const uint32_t *code, size_t index) {
  uint32_t i = code[index];
  const OpcodeInfo *info = &opcode_info[instruction_op(i)];
  uint32_t second = info->words > 1 ? code[index + 1] : 0;
  // FOR_ITER writes its item only when it jumps, so its B stays live when it was
  bool conditional = instruction_op(i) == OP_FOR_ITER;
  for (int write = 1; write >= 0; write--) {
    if (write && conditional) continue;
    operand_effect(live, (OperandKind)info->a, instruction_a(i), write);
    operand_effect(live, (OperandKind)info->b, instruction_b(i), write);
    operand_effect(live, (OperandKind)info->c, instruction_c(i), write);
    if (write)
      group_writes(live, (RegisterGroup)info->group, i, second);
    else
      group_reads(live, (RegisterGroup)info->group, i, second);
  }
  // resumed, it passes on what was sent to it
  if (instruction_op(i) == OP_YIELD_FROM) register_set_add(live, instruction_a(i));
}

static Block *block_at(struct TraceCodeInfo *info, size_t index) {
  uint32_t low = 0, high = info->count;
  while (low + 1 < high) {
    uint32_t middle = (low + high) / 2;
    if (info->blocks[middle].start <= index)
      low = middle;
    else
      high = middle;
  }
  return &info->blocks[low];
}

static const HandlerRange *code_handlers(const Code *code) { return code->handlers; }

static void join_handlers(RegisterSet *live, const Code *code, struct TraceCodeInfo *info, size_t index) {
  const HandlerRange *handlers = code_handlers(code);
  for (uint32_t h = 0; h < code->handler_count; h++) {
    if (index < handlers[h].start || index >= handlers[h].end) continue;
    RegisterSet at_handler = block_at(info, handlers[h].target)->live;
    register_set_remove(&at_handler, handlers[h].reg);
    set_join(live, &at_handler);
  }
}

// MAKE_FUNCTION reads the cells in registers that the new function refers to.
static void read_cells(RegisterSet *live, const Code *code, uint32_t i) {
  const Code *made = to_code(code->constants->items[instruction_bx(i)]);
  for (size_t n = 0; n < made->free_count; n++)
    if (made->free_variables[n].origin == FREE_FROM_REGISTER) register_set_add(live, made->free_variables[n].index);
}

// The set before instruction `index`, from the end of its block backwards. starts: scratch for instruction starts of
// the block.
static RegisterSet live_in_block(const Code *code, struct TraceCodeInfo *info, size_t index) {
  const uint32_t *words = code->instructions;
  const Block *block = block_at(info, index), *end_of_table = info->blocks + info->count;
  size_t end = block + 1 < end_of_table ? block[1].start : code->instruction_count;
  uint32_t starts_small[256], *starts = starts_small;
  size_t room = end - index;
  if (room > 256 && !(starts = malloc(room * sizeof *starts))) return (RegisterSet){{~0ull, ~0ull, ~0ull, ~0ull}};
  size_t count = 0;
  for (size_t at = index; at < end; at += opcode_info[instruction_op(words[at])].words) starts[count++] = (uint32_t)at;
  RegisterSet live = {{0}};
  if (count && instruction_falls_through(instruction_op(words[starts[count - 1]])) && end < code->instruction_count)
    live = block_at(info, end)->live;
  while (count > 0) {
    size_t at = starts[--count];
    int64_t target = instruction_target(words, at);
    if (!instruction_falls_through(instruction_op(words[at]))) live = (RegisterSet){{0}};
    if (instruction_op(words[at]) == OP_FOR_ITER && target >= 0) {
      RegisterSet body = block_at(info, (size_t)target)->live;
      register_set_remove(&body, instruction_b(words[at]));
      set_join(&live, &body);
    } else if (target >= 0) {
      set_join(&live, &block_at(info, (size_t)target)->live);
    }
    live_step_back(&live, words, at);
    if (instruction_op(words[at]) == OP_MAKE_FUNCTION) read_cells(&live, code, words[at]);
    join_handlers(&live, code, info, at);
  }
  if (starts != starts_small) free(starts);
  return live;
}

static bool mark_block_starts(const Code *code, uint8_t *is_start) {
  const uint32_t *words = code->instructions;
  is_start[0] = 1;
  for (size_t at = 0; at < code->instruction_count; at += opcode_info[instruction_op(words[at])].words) {
    int64_t target = instruction_target(words, at);
    if (target < 0) continue;
    if (target >= code->instruction_count) return false;
    is_start[target] = 1;
    size_t next = at + opcode_info[instruction_op(words[at])].words;
    if (next < code->instruction_count) is_start[next] = 1;
  }
  for (uint32_t h = 0; h < code->handler_count; h++) is_start[code_handlers(code)[h].target] = 1;
  return true;
}

static struct TraceCodeInfo *analyse(const Code *code) {
  uint8_t *is_start = calloc(code->instruction_count + 1, 1);
  if (!is_start) return NULL;
  bool good = mark_block_starts(code, is_start);
  uint32_t count = 0;
  for (uint32_t k = 0; k < code->instruction_count; k++) count += is_start[k];
  struct TraceCodeInfo *info = good ? calloc(1, sizeof *info + count * sizeof(Block)) : NULL;
  if (info)
    for (uint32_t k = 0; k < code->instruction_count; k++)
      if (is_start[k]) info->blocks[info->count++].start = k;
  free(is_start);
  bool changed = info != NULL;
  while (changed) {
    changed = false;
    for (uint32_t b = info->count; b-- > 0;) {
      RegisterSet live = live_in_block(code, info, info->blocks[b].start);
      changed |= set_join(&info->blocks[b].live, &live);
    }
  }
  return info;
}

static void forget(Object *code) { free(((Code *)(void *)code)->trace_info); }

RegisterSet live_registers(Code *code, size_t index) {
  RegisterSet all = {{~0ull, ~0ull, ~0ull, ~0ull}};
  if (!code->trace_info && (code->trace_info = analyse(code)) != NULL) heap_on_death(&code->header, forget);
  if (!code->trace_info) return all;
  RegisterSet live = live_in_block(code, code->trace_info, index);
  // the variables of a suspended generator can be looked at through its frame
  // closures and frame objects look for far slots without an operand
  if (code->far_register != 0) register_set_add(&live, code->far_register - 1u);
  if (code->flags & (CODE_ALL_LIVE | CODE_GENERATOR)) add_run(&live, 0, code_variable_registers(code));
  return live;
}
