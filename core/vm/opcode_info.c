// The table of bytecodes as data.
#include "core/vm/bytecode.h"

const OpcodeInfo opcode_info[OP_COUNT] = {
#define OP(name, words, a, b, c, jump, group) \
  {#name, words, OPERAND_##a, OPERAND_##b, OPERAND_##c, JUMP_##jump, GROUP_##group},
#include "core/vm/bytecode.def"
#undef OP
};
