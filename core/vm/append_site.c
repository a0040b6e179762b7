// Forward data-flow for one variable of one code object, on demand; answers are kept in a small table.
#include "core/vm/append_site.h"

#include <stdlib.h>

#include "core/heap/heap.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/liveness.h"

#define ANSWERS 64

typedef struct Answer {
  const uint32_t *words; // NULL: empty
  Code *code;
  bool is_private;
} Answer;

static Answer answers[ANSWERS];

static void drop_dead(void) {
  for (size_t i = 0; i < ANSWERS; i++)
    if (answers[i].words && !heap_is_marked(from_object(answers[i].code))) answers[i].words = NULL;
}

void append_site_init(void) { heap_add_weak(drop_dead); }

static bool appends(uint32_t i, unsigned reg) {
  Opcode op = instruction_op(i);
  if ((op != OP_ADD_INPLACE && op != OP_ADD_INPLACE_K) || instruction_a(i) != reg || instruction_b(i) != reg)
    return false;
  return op == OP_ADD_INPLACE_K || instruction_c(i) != reg;
}

// A constant that is no string made by an append: those may be changed.
static bool loads_constant(const Code *code, uint32_t i, unsigned reg) {
  if (instruction_op(i) != OP_LOAD_CONST || instruction_a(i) != reg) return false;
  Value constant = code->constants->items[instruction_bx(i)];
  return !is_str(constant) || !(to_str(constant)->flags & STR_SPARE);
}

static bool touches(const Code *code, size_t at, unsigned reg) {
  uint32_t i = code->instructions[at];
  if (instruction_op(i) == OP_FOR_ITER && instruction_b(i) == reg) return true; // writes only when it jumps
  RegisterSet none = {{0}}, all = {{~0ull, ~0ull, ~0ull, ~0ull}};
  live_step_back(&none, code->instructions, at);
  live_step_back(&all, code->instructions, at);
  return register_set_has(&none, reg) || !register_set_has(&all, reg);
}

static bool is_clean_behind(const Code *code, size_t at, unsigned reg, bool clean) {
  uint32_t i = code->instructions[at];
  return appends(i, reg) || loads_constant(code, i, reg) || (clean && !touches(code, at, reg));
}

// Whether something was taken from clean[to].
static bool flow(uint8_t *clean, size_t to, bool state) {
  if (state || !clean[to]) return false;
  clean[to] = false;
  return true;
}

static bool pass(const Code *code, unsigned reg, uint8_t *clean) {
  const uint32_t *words = code->instructions;
  bool changed = false;
  size_t next;
  for (size_t at = 0; at < code->instruction_count; at = next) {
    next = at + opcode_info[instruction_op(words[at])].words;
    bool behind = is_clean_behind(code, at, reg, clean[at]);
    int64_t target = instruction_target(words, at);
    if (target >= 0 && (size_t)target < code->instruction_count) changed |= flow(clean, (size_t)target, behind);
    if (instruction_falls_through(instruction_op(words[at])) && next < code->instruction_count)
      changed |= flow(clean, next, behind);
    for (uint32_t h = 0; h < code->handler_count; h++)
      if (at >= code->handlers[h].start && at < code->handlers[h].end)
        changed |= flow(clean, code->handlers[h].target, behind && clean[at]);
  }
  return changed;
}

static bool find(Code *code, size_t site) {
  unsigned reg = instruction_a(code->instructions[site]);
  // Namespaces have no such variables, and temporaries are nobody's.
  if (!appends(code->instructions[site], reg) || reg >= code_variable_registers(code)) return false;
  if (code->flags & (CODE_ALL_LIVE | CODE_NAMESPACE)) return false;
  uint8_t *clean = malloc(code->instruction_count);
  if (!clean) return false;
  memset(clean, true, code->instruction_count);
  clean[0] = false;
  while (pass(code, reg, clean)) {
  }
  bool result = clean[site];
  free(clean);
  return result;
}

bool append_site_is_private(Code *code, const uint32_t *words) {
  Answer *answer = &answers[((uintptr_t)words >> 2) % ANSWERS];
  if (answer->words != words || answer->code != code)
    *answer = (Answer){words, code, find(code, (size_t)(words - code->instructions))};
  return answer->is_private;
}
