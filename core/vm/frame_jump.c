// Jumps of trace functions; see frame_jump.h.
#include "core/vm/frame_jump.h"

#include <stdlib.h>

#include "core/object/exception.h"
#include "core/vm/liveness.h"
#include "core/vm/vm.h"

// The instruction that made what a temporary holds, plus 1; 0: nothing; SEVERAL: it depends on the way.
typedef uint32_t Maker;
#define SEVERAL UINT32_MAX

typedef struct Makers {
  Code *code;
  unsigned first, count; // temporaries
  Maker *rows;           // for each instruction those in front of it
  uint8_t *reached;
  bool changed;
} Makers;

static Maker *row_of(const Makers *makers, size_t index) { return makers->rows + index * makers->count; }

static void join(Makers *makers, size_t index, const Maker *state) {
  Maker *row = row_of(makers, index);
  bool first = !makers->reached[index];
  makers->changed |= first;
  makers->reached[index] = true;
  for (unsigned n = 0; n < makers->count; n++) {
    if (first) row[n] = state[n];
    if (row[n] == state[n] || row[n] == SEVERAL) continue;
    row[n] = SEVERAL;
    makers->changed = true;
  }
}

static void make_run(const Makers *makers, Maker *state, unsigned reg, unsigned count, size_t index) {
  for (unsigned end = reg + count; reg < end; reg++)
    if (reg >= makers->first && reg - makers->first < makers->count) state[reg - makers->first] = (Maker)index + 1;
}

// What the instruction makes. (The step of a loop leaves the state what it was.)
static void make(const Makers *makers, Maker *state, size_t index) {
  enum { ALL = 256 };
  const uint32_t *words = makers->code->instructions + index;
  const OpcodeInfo *info = &opcode_info[instruction_op(*words)];
  unsigned a = instruction_a(*words), c = instruction_c(*words);
  switch ((RegisterGroup)info->group) {
  case GROUP_ITERATOR_INIT: make_run(makers, state, a, 3, index); break;
  case GROUP_METHOD: make_run(makers, state, a + 4, 1, index); break;
  case GROUP_UNPACK: make_run(makers, state, a, c, index); break;
  case GROUP_UNPACK_STAR: make_run(makers, state, a, c + 1 + words[1], index); break;
  case GROUP_CALL:
  case GROUP_CALL_KW:
  case GROUP_CALL_METHOD:
  case GROUP_CALL_METHOD_KW:
  case GROUP_CALL_EX: make_run(makers, state, a, ALL - a, index); break;
  default: break;
  }
  if (info->a == OPERAND_W) make_run(makers, state, a, 1, index);
  if (info->b == OPERAND_W) make_run(makers, state, instruction_b(*words), 1, index);
  if (info->c == OPERAND_W) make_run(makers, state, c, 1, index);
}

static void enter_handlers(Makers *makers, size_t index, const Maker *state, Maker *scratch) {
  const Code *code = makers->code;
  for (uint32_t n = 0; n < code->handler_count; n++) {
    const HandlerRange *range = &code->handlers[n];
    if (index < range->start || index >= range->end) continue;
    memcpy(scratch, state, makers->count * sizeof *state);
    make_run(makers, scratch, range->reg, 1, range->target);
    join(makers, range->target, scratch);
  }
}

// state: room for two rows.
static void walk(Makers *makers, Maker *state) {
  const Code *code = makers->code;
  Maker *scratch = state + makers->count;
  for (size_t index = 0, next; index < code->instruction_count; index = next) {
    Opcode op = instruction_op(code->instructions[index]);
    next = index + opcode_info[op].words;
    if (!makers->reached[index]) continue;
    memcpy(state, row_of(makers, index), makers->count * sizeof *state);
    enter_handlers(makers, index, state, scratch);
    make(makers, state, index);
    enter_handlers(makers, index, state, scratch);
    int64_t target = instruction_target(code->instructions, index);
    if (target >= 0) join(makers, (size_t)target, state);
    if (instruction_falls_through(op) && next < code->instruction_count) join(makers, next, state);
  }
}

// False: no memory. `rows` has room for two more.
static bool find_makers(Makers *makers, Code *code) {
  enum { REGISTERS = 256 };
  *makers = (Makers){.code = code, .first = code_variable_registers(code)};
  makers->count = makers->first < REGISTERS ? REGISTERS - makers->first : 0;
  makers->rows = calloc(((size_t)code->instruction_count + 2) * (makers->count + 1), sizeof *makers->rows);
  makers->reached = calloc(code->instruction_count, 1);
  if (makers->rows == NULL || makers->reached == NULL) return false;
  makers->reached[0] = true;
  do {
    makers->changed = false;
    walk(makers, row_of(makers, code->instruction_count));
  } while (makers->changed);
  return true;
}

// Whether the instruction reads the register, or else lets it be. (YIELD_FROM reads its result only when it is
// resumed.)
static bool reads(const uint32_t *words, size_t index, unsigned reg, bool *keeps) {
  RegisterSet with = {{0}}, without = {{0}};
  register_set_add(&with, reg);
  live_step_back(&with, words, index);
  live_step_back(&without, words, index);
  uint32_t i = words[index];
  bool result = instruction_op(i) == OP_YIELD_FROM && instruction_a(i) == reg;
  *keeps = register_set_has(&with, reg) && !result;
  return register_set_has(&without, reg) && (!result || instruction_b(i) == reg);
}

// Whether the register is read on a way that starts at `index`. (In generators liveness says so of more than that.)
static bool is_read_from(const Code *code, size_t index, unsigned reg) {
  uint8_t *ahead = calloc(code->instruction_count, 1);
  if (ahead == NULL) return true;
  bool found = false, again = true, keeps;
  for (ahead[index] = 1; again && !found;) {
    again = false;
    for (size_t at = 0, next; at < code->instruction_count && !found; at = next) {
      Opcode op = instruction_op(code->instructions[at]);
      next = at + opcode_info[op].words;
      if (ahead[at] != 1) continue;
      ahead[at] = 2;
      again = true;
      found = reads(code->instructions, at, reg, &keeps);
      for (uint32_t n = 0; n < code->handler_count; n++) {
        const HandlerRange *range = &code->handlers[n];
        if (at >= range->start && at < range->end && range->reg != reg) ahead[range->target] |= !ahead[range->target];
      }
      if (!keeps) continue;
      int64_t target = instruction_target(code->instructions, at);
      if (target >= 0) ahead[target] |= !ahead[target];
      if (instruction_falls_through(op) && next < code->instruction_count) ahead[next] |= !ahead[next];
    }
  }
  free(ahead);
  return found;
}

// How many temporaries the target needs; -1: some are not what they are at `from`. *top: the last of them.
static int needed(const Makers *makers, uint32_t from, uint32_t to, unsigned *top) {
  if (!makers->reached[to]) return -1;
  RegisterSet live = live_registers(makers->code, to), kept_registers = live_registers(makers->code, from);
  const Maker *here = row_of(makers, from), *there = row_of(makers, to);
  int depth = 0;
  bool same = true;
  for (unsigned n = 0; n < makers->count; n++) {
    if (!register_set_has(&live, makers->first + n)) continue;
    bool kept = here[n] == there[n] && there[n] != SEVERAL && register_set_has(&kept_registers, makers->first + n);
    if (!kept && makers->code->flags & CODE_GENERATOR && !is_read_from(makers->code, to, makers->first + n)) continue;
    same &= kept;
    *top = n;
    depth++;
  }
  return same ? depth : -1;
}

static const char *explanation(const Makers *makers, uint32_t to, unsigned top) {
  if (!makers->reached[to]) return "can't jump into an exception handler, or code may be unreachable";
  Maker maker = row_of(makers, to)[top];
  Opcode op = maker == 0 || maker == SEVERAL ? OP_NOP : instruction_op(makers->code->instructions[maker - 1]);
  if (op == OP_GET_ITER || op == OP_GET_AITER) return "can't jump into the body of a for loop";
  if (op == OP_ENTER_HANDLER) return "can't jump into an 'except' block as there's no exception";
  return "incompatible stacks";
}

// The register that the outermost of the except clauses left by the jump has saved the exception in; -1: none is left.
static int saved_register(const Makers *makers, uint32_t from, uint32_t to) {
  RegisterSet here = live_registers(makers->code, from), there = live_registers(makers->code, to);
  for (unsigned n = 0; n < makers->count; n++) {
    unsigned reg = makers->first + n;
    Maker maker = row_of(makers, from)[n];
    if (maker == 0 || maker == SEVERAL || !register_set_has(&here, reg)) continue;
    uint32_t i = makers->code->instructions[maker - 1];
    bool stays = register_set_has(&there, reg) && row_of(makers, to)[n] == maker;
    if (instruction_op(i) == OP_ENTER_HANDLER && instruction_b(i) == reg && !stays) return (int)reg;
  }
  return -1;
}

// The first line that has code and is not before `line`; 0: none.
static uint32_t first_line_from(const Code *code, int64_t line) {
  uint32_t found = 0;
  LineReader reader = line_reader(code->lines, code->line_bytes, code->first_line);
  do {
    uint32_t has = reader.entry.line;
    if (has >= line && has != 0 && (found == 0 || has < found)) found = has;
  } while (line_reader_next(&reader));
  return found;
}

// Where the code behind the first instructions is, which make the frame what it is and are executed once.
static uint32_t prologue_end(const Code *code) {
  uint32_t index = 0;
  for (bool cell = false;; index += opcode_info[instruction_op(code->instructions[index])].words) {
    const uint32_t *words = code->instructions + index;
    Opcode op = instruction_op(*words);
    bool fetches = op == OP_LOAD_FAR && instruction_op(words[2]) == OP_MAKE_CELL;
    if (op != OP_MAKE_FAR && op != OP_MAKE_CELL && op != OP_START_GENERATOR && !fetches &&
        !(op == OP_STORE_FAR && cell))
      return index;
    cell = op == OP_MAKE_CELL;
  }
}

// Of the places where the line starts the one that needs most. (The end of a for loop is none.)
static bool choose(const Makers *makers, uint32_t from, FrameJump *jump) {
  const Code *code = makers->code;
  const char *problem = "incompatible stacks";
  int best = -1;
  uint32_t first = prologue_end(code);
  uint32_t last_line = 0;
  LineReader reader = line_reader(code->lines, code->line_bytes, code->first_line);
  do {
    uint32_t index = reader.entry.index;
    bool starts = reader.entry.line == jump->line && last_line != jump->line;
    last_line = reader.entry.line;
    if (!starts || index >= code->instruction_count || instruction_op(code->instructions[index]) == OP_FOR_ITER)
      continue;
    if (index < first && code->flags & CODE_GENERATOR) continue;
    if (index < first) index = first;
    unsigned top = 0;
    int depth = needed(makers, from, index, &top);
    if (depth < 0 && best < 0) problem = explanation(makers, index, top);
    if (depth <= best) continue;
    best = depth;
    jump->index = index;
  } while (line_reader_next(&reader));
  if (best < 0) raise(ValueError, "%s", problem);
  return best >= 0;
}

bool frame_jump_find(Code *code, uint32_t from, int64_t line, FrameJump *jump) {
  if (line < code->first_line)
    return raise(ValueError, "line %lld comes before the current code block", (long long)line), false;
  jump->line = first_line_from(code, line);
  if (jump->line == 0) return raise(ValueError, "line %lld comes after the current code block", (long long)line), false;
  Makers makers;
  bool found = find_makers(&makers, code) || (raise_memory_error(), false);
  found = found && choose(&makers, from, jump);
  if (found) jump->saved = saved_register(&makers, from, jump->index);
  free(makers.rows);
  free(makers.reached);
  return found;
}

void frame_jump_bind(const Code *code, Value *base) {
  unsigned end = code_variable_registers(code);
  if (code->far_register != 0) end--;
  for (unsigned reg = 0; reg < end; reg++)
    if (base[reg] == EMPTY || !heap_holds(base[reg])) base[reg] = NONE;
}
