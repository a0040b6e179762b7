// The table of bytecodes as data.
#include "core/vm/bytecode.h"

const OpcodeInfo opcode_info[OP_COUNT] = {
#define OP(name, words, a, b, c, jump, group) \
  {#name, words, OPERAND_##a, OPERAND_##b, OPERAND_##c, JUMP_##jump, GROUP_##group},
#include "core/vm/bytecode.def"
#undef OP
};

bool opcode_has_cache(Opcode op) {
  switch (op) {
  case OP_LOAD_GLOBAL:
  case OP_STORE_GLOBAL:
  case OP_LOAD_ATTR:
  case OP_STORE_ATTR:
  case OP_LOAD_METHOD:
  case OP_LOAD_SPECIAL_METHOD: return true;
  default: return false;
  }
}
