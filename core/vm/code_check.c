// Checks of instructions from bytecode files: every operand names a register, constant, cache, free variable or
// instruction that there is, and constants are of the kind that the instruction takes for granted. What registers hold
// is code_kinds.c's matter.
#include <stdlib.h>

#include "core/vm/code_check.h"

static const char bad_instruction[] = "an instruction is damaged";

// How many registers from A on an instruction touches besides its operands; 0: none.
static unsigned registers_from_a(uint32_t i, uint32_t second) {
  unsigned b = instruction_b(i), c = instruction_c(i);
  switch ((RegisterGroup)opcode_info[instruction_op(i)].group) {
  case GROUP_ITERATOR_INIT:
  case GROUP_ITERATOR: return 3;
  case GROUP_METHOD: return 5;
  case GROUP_UNPACK: return c;
  case GROUP_UNPACK_STAR: return second > 0xFFFF ? 0xFFFF : c + 1 + second;
  case GROUP_CALL:
  case GROUP_CALL_KW: return FRAME_HEADER + b;
  case GROUP_CALL_METHOD:
  case GROUP_CALL_METHOD_KW: return FRAME_HEADER + b + 1;
  case GROUP_CALL_EX: return FRAME_HEADER + 2;
  case GROUP_FUNCTION: return 4;
  case GROUP_FAR_MOVE: return second >> 16;
  default: return 0;
  }
}

// The same from B on.
static unsigned registers_from_b(uint32_t i) {
  unsigned c = instruction_c(i);
  switch ((RegisterGroup)opcode_info[instruction_op(i)].group) {
  case GROUP_SLICE: return 3;
  case GROUP_RANGE_B_C: return c;
  case GROUP_RANGE_B_2C: return 2 * c;
  case GROUP_FORMAT: return c & 4 ? 2 : 1;
  default: return 0;
  }
}

static bool operand_is_sound(const CodeRecord *record, unsigned kind, unsigned value) {
  switch ((OperandKind)kind) {
  case OPERAND_W:
  case OPERAND_R:
  case OPERAND_X: return value < record->register_count;
  case OPERAND_K:
  case OPERAND_KX: return value < record->constant_count;
  default: return true;
  }
}

static bool is_wide(unsigned kind) { return kind == OPERAND_KX || kind == OPERAND_IX || kind == OPERAND_UX; }

static bool constant_is(const CodeCheck *check, unsigned index, ImageKind kind) {
  return index < check->record->constant_count && image_kind(check->constants[index]) == kind;
}

static bool is_name(const CodeCheck *check, uint32_t word) {
  const Str *str = image_at(check->image, image_offset(word));
  return image_kind(word) == IMAGE_STR && str->flags & STR_INTERNED;
}

static bool constant_is_name(const CodeCheck *check, unsigned index) {
  return index < check->record->constant_count && is_name(check, check->constants[index]);
}

unsigned code_far_slots(const CodeCheck *check) {
  return check->record->far_register == 0 ? 0 : check->words[1] & 0xFFFF;
}

// Code with far slots begins by making them, with room for the variables and the parameters among them.
static bool far_slots_are_sound(const CodeCheck *check) {
  const CodeRecord *record = check->record;
  unsigned far = record->far_register, parameters = record->parameter_registers;
  if (far == 0) return true;
  if (record->instruction_count < 2 || check->words[0] != make_abc(OP_MAKE_FAR, far - 1, 0, 0)) return false;
  unsigned slots = check->words[1] & 0xFFFF, moved = check->words[1] >> 16;
  return moved == (parameters < far ? 0 : parameters - far + 1) && moved <= slots && record->local_count + 1 >= far &&
         record->local_count + 1 - far <= slots;
}

// What the second word holds for instructions with names: the constant is one, the cache exists.
static bool name_is_sound(const CodeCheck *check, uint32_t second, bool cached) {
  return constant_is_name(check, second >> 16) && (!cached || (second & 0xFFFF) < check->record->cache_count);
}

// The variables that a closure made by MAKE_FUNCTION takes.
static bool closure_is_sound(const CodeCheck *check, uint32_t word) {
  const CodeRecord *inner = image_at(check->image, image_offset(word));
  const FreeVariable *variables = record_free_variables(inner);
  for (unsigned n = 0; n < inner->free_count; n++) {
    const unsigned counts[] = {check->record->register_count, check->record->free_count, code_far_slots(check)};
    if (variables[n].origin > FREE_FROM_FAR_SLOT || variables[n].index >= counts[variables[n].origin]) return false;
  }
  return true;
}

static bool special_is_sound(unsigned bits) {
  return bits == EMPTY || bits == NONE || bits == FALSE_VALUE || bits == TRUE_VALUE || bits == NOT_IMPLEMENTED ||
         bits == ELLIPSIS;
}

bool code_check_names(const CodeCheck *check, unsigned index, uint32_t most) {
  if (!constant_is(check, index, IMAGE_TUPLE)) return false;
  const uint32_t *words = image_at(check->image, image_offset(check->constants[index]));
  if (words[0] > most) return false;
  for (uint32_t n = 0; n < words[0]; n++) {
    if (!is_name(check, words[n + 1])) return false;
  }
  return true;
}

// What single instructions demand beyond their operands being in range.
static bool demands_are_met(const CodeCheck *check, uint32_t i, uint32_t second) {
  const CodeRecord *record = check->record;
  unsigned bx = instruction_bx(i);
  switch (instruction_op(i)) {
  case OP_LOAD_SPECIAL: return special_is_sound(bx);
  case OP_CHECK_BOUND:
  case OP_CHECK_BOUND_FREE: return constant_is_name(check, bx);
  case OP_LOAD_GLOBAL:
  case OP_STORE_GLOBAL:
  case OP_LOAD_ATTR:
  case OP_STORE_ATTR:
  case OP_LOAD_METHOD: return name_is_sound(check, second, true);
  case OP_LOAD_SPECIAL_METHOD: return (second & 0xFFFF) < record->cache_count && instruction_c(i) <= SPECIAL_AEXIT;
  case OP_LOAD_NAME:
  case OP_STORE_NAME:
  case OP_DELETE_NAME:
    if (!(record->flags & CODE_NAMESPACE)) return false;
    [[fallthrough]];
  case OP_DELETE_GLOBAL:
  case OP_DELETE_ATTR:
  case OP_IMPORT_NAME:
  case OP_IMPORT_FROM: return name_is_sound(check, second, false);
  case OP_SETUP_ANNOTATIONS: return record->flags & CODE_NAMESPACE;
  case OP_LOAD_FREE:
  case OP_STORE_FREE:
  case OP_LOAD_CLOSURE: return bx < record->free_count;
  case OP_LOAD_CLASS_FREE:
    return (record->flags & CODE_NAMESPACE) && (second & 0xFFFF) < record->free_count &&
           name_is_sound(check, second, false);
  case OP_MAKE_FAR: return record->far_register != 0 && check->words[1] == second;
  case OP_LOAD_FAR:
  case OP_STORE_FAR: return instruction_b(i) + 1 == record->far_register && second < code_far_slots(check);
  case OP_LOAD_CONST_WIDE: return second < record->constant_count;
  case OP_GET_AWAITABLE: return instruction_c(i) <= AWAIT_EXIT;
  case OP_MAKE_FUNCTION: return constant_is(check, bx, IMAGE_CODE) && closure_is_sound(check, check->constants[bx]);
  case OP_MATCH_CLASS: return code_check_names(check, second & 0xFFFF, UINT32_MAX);
  case OP_START_GENERATOR: return record->flags & CODE_GENERATOR;
  case OP_YIELD:
  case OP_YIELD_FROM: return record->flags & CODE_GENERATOR;
  default: return true;
  }
}

static bool instruction_is_sound(const CodeCheck *check, size_t index) {
  const CodeRecord *record = check->record;
  uint32_t i = check->words[index];
  const OpcodeInfo *info = &opcode_info[instruction_op(i)];
  uint32_t second = info->words > 1 ? check->words[index + 1] : 0;
  if (info->jump != JUMP_SJ24) {
    unsigned b = is_wide(info->b) ? instruction_bx(i) : instruction_b(i);
    if (!operand_is_sound(record, info->a, instruction_a(i)) || !operand_is_sound(record, info->b, b)) return false;
    if (!is_wide(info->b) && !operand_is_sound(record, info->c, instruction_c(i))) return false;
  }
  return instruction_a(i) * (registers_from_a(i, second) > 0) + registers_from_a(i, second) <= record->register_count &&
         instruction_b(i) * (registers_from_b(i) > 0) + registers_from_b(i) <= record->register_count &&
         demands_are_met(check, i, second);
}

static bool is_start(const CodeCheck *check, int64_t index) {
  return index >= 0 && index < check->record->instruction_count && check->starts[index];
}

// Only loops, which poll, go backwards.
static bool jump_is_sound(const CodeCheck *check, size_t index) {
  uint32_t i = check->words[index];
  JumpKind kind = (JumpKind)opcode_info[instruction_op(i)].jump;
  if (kind == JUMP_NEVER) return true;
  int64_t offset = kind == JUMP_SJ24 ? instruction_sj(i) : (int32_t)check->words[index + 1];
  bool loops = instruction_op(i) == OP_LOOP || instruction_op(i) == OP_FOR_ITER;
  return loops == (offset <= 0) && is_start(check, (int64_t)index + offset);
}

bool code_check_ends(Opcode op) {
  switch (op) {
  case OP_JUMP:
  case OP_LOOP:
  case OP_RETURN:
  case OP_RETURN_NONE:
  case OP_RAISE:
  case OP_RAISE_FROM:
  case OP_RERAISE:
  case OP_RERAISE_CURRENT: return true;
  default: return false;
  }
}

// A handler lies behind what it protects.
static bool handlers_are_sound(const CodeCheck *check) {
  const CodeRecord *record = check->record;
  const HandlerRange *handlers = record_handlers(record);
  for (uint32_t n = 0; n < record->handler_count; n++) {
    const HandlerRange *range = &handlers[n];
    if (range->start >= range->end || range->target < range->end || range->reg >= record->register_count ||
        !is_start(check, range->target))
      return false;
  }
  return true;
}

// What an inline cache holds is its instruction's own, or that of others which do the same.
static bool caches_are_sound(const CodeCheck *check) {
  enum { SAME_OPERATION = (int)0xFF0000FF };
  const CodeRecord *record = check->record;
  uint32_t *users = calloc(record->cache_count + 1u, sizeof *users); // index + 1 of the first one
  bool sound = users != NULL;
  for (uint32_t index = 0; index < record->instruction_count && sound;) {
    const uint32_t *words = check->words + index;
    Opcode op = instruction_op(*words);
    if (opcode_has_cache(op)) {
      uint32_t *user = &users[words[1] & 0xFFFF];
      const uint32_t *first = check->words + *user - 1;
      if (*user == 0)
        *user = index + 1;
      else
        sound = ((*first ^ *words) & SAME_OPERATION) == 0 && first[1] == words[1];
    }
    index += opcode_info[op].words;
  }
  free(users);
  return sound;
}

static const char *check_words(const CodeCheck *check) {
  const CodeRecord *record = check->record;
  Opcode op = OP_NOP;
  if (!far_slots_are_sound(check)) return bad_instruction;
  for (size_t index = 0; index < record->instruction_count; index += opcode_info[op].words) {
    op = instruction_op(check->words[index]);
    if (op >= OP_COUNT || opcode_info[op].words > record->instruction_count - index) return bad_instruction;
    check->starts[index] = 1;
    if (!instruction_is_sound(check, index)) return bad_instruction;
  }
  if (!code_check_ends(op)) return "instructions run past their end";
  for (size_t index = 0; index < record->instruction_count; index += opcode_info[op].words) {
    op = instruction_op(check->words[index]);
    if (!jump_is_sound(check, index)) return "a jump leads nowhere";
  }
  if (!handlers_are_sound(check)) return "a table of handlers is damaged";
  if (!caches_are_sound(check)) return "an inline cache is used twice";
  return code_check_kinds(check);
}

const char *code_check(const uint8_t *image, const CodeRecord *record) {
  if (record->instruction_count == 0 || record->instruction_count > CODE_WORDS_MAX) return bad_instruction;
  CodeCheck check = {image, record, record_instructions(record), record_constants(record),
                     calloc(record->instruction_count, 1)};
  if (check.starts == NULL) return "there is no memory to check it";
  const char *problem = check_words(&check);
  free(check.starts);
  return problem;
}
