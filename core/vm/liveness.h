// Which registers the interpreter may still read from a point in the bytecode on: a snapshot drops the others, which
// makes exits smaller and lets values die.
#ifndef MARTLET_LIVENESS_H
#define MARTLET_LIVENESS_H

#include "core/vm/bytecode.h"
#include "core/vm/code.h"

typedef struct RegisterSet {
  uint64_t words[4];
} RegisterSet;

static inline bool register_set_has(const RegisterSet *set, unsigned reg) {
  return reg >= 256 || (set->words[reg >> 6] >> (reg & 63) & 1);
}

static inline void register_set_add(RegisterSet *set, unsigned reg) {
  if (reg < 256) set->words[reg >> 6] |= (uint64_t)1 << (reg & 63);
}
static inline void register_set_remove(RegisterSet *set, unsigned reg) {
  if (reg < 256) set->words[reg >> 6] &= ~((uint64_t)1 << (reg & 63));
}

// Registers that are live before instruction `index` is executed (exception handlers included). All local variables are
// when the code may look at its locals, and those of generators; all registers when there is no memory for the
// analysis.
RegisterSet live_registers(Code *code, size_t index);

// What is live behind the instruction → what is before it, for one that goes on to the next and raises nothing.
void live_step_back(RegisterSet *live, const uint32_t *code, size_t index);
// The index of the instruction that one jumps to, or -1.
int64_t instruction_target(const uint32_t *code, size_t index);
// Whether the next instruction may follow.
bool instruction_falls_through(Opcode op);

#endif
