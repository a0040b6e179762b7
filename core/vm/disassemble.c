#include "core/vm/disassemble.h"

#include "core/object/object.h"
#include "core/object/str.h"
#include "core/vm/bytecode.h"

static void write_constant(FILE *out, const Code *code, unsigned index) {
  if (index >= code->constants->capacity) {
    fprintf(out, " k%u?", index);
    return;
  }
  Value value = code->constants->items[index];
  Value text =
      has_shape(value, SHAPE_CODE) ? str_format_c("<code %V>", to_code(value)->qualified_name) : object_repr(value);
  fprintf(out, " %s", text == EMPTY ? "?" : to_str(text)->text);
}

// One operand; `value` are its bits, `wide` says that it has 16.
static void write_operand(FILE *out, const Code *code, unsigned kind, unsigned value) {
  switch ((OperandKind)kind) {
  case OPERAND_N: break;
  case OPERAND_W:
  case OPERAND_R:
  case OPERAND_X: fprintf(out, " r%u", value); break;
  case OPERAND_K:
  case OPERAND_KX: write_constant(out, code, value); break;
  case OPERAND_I: fprintf(out, " %d", (int8_t)value); break;
  case OPERAND_IX: fprintf(out, " %d", (int16_t)value); break;
  case OPERAND_U:
  case OPERAND_UX: fprintf(out, " %u", value); break;
  }
}

static bool is_wide(unsigned kind) { return kind == OPERAND_KX || kind == OPERAND_IX || kind == OPERAND_UX; }

static size_t write_instruction(FILE *out, const Code *code, size_t index) {
  uint32_t word = code->instructions[index];
  const OpcodeInfo *info = &opcode_info[instruction_op(word)];
  fprintf(out, "%5lld  %4u  %-20s", (long long)code_offset(index), code_position(code, index).line, info->name);
  if (info->jump != JUMP_SJ24) {
    write_operand(out, code, info->a, instruction_a(word));
    write_operand(out, code, info->b, is_wide(info->b) ? instruction_bx(word) : instruction_b(word));
    if (!is_wide(info->b)) write_operand(out, code, info->c, instruction_c(word));
  }
  int64_t target = info->jump == JUMP_SJ24 ? instruction_sj(word) : 0;
  if (info->jump == JUMP_W2) target = (int32_t)code->instructions[index + 1];
  if (info->jump != JUMP_NEVER) {
    fprintf(out, " -> %lld", (long long)code_offset(index) + target * CODE_WORD_BYTES);
  } else if (info->words == 2) {
    uint32_t second = code->instructions[index + 1];
    write_constant(out, code, second >> 16);
    fprintf(out, " [%u]", second & 0xFFFF);
  }
  fputc('\n', out);
  return index + info->words;
}

void disassemble(FILE *out, Code *code) {
  if (!code_prepare(code)) return;
  fprintf(out, "%s: %u registers, %u parameters, cleared to %u, flags %u\n", to_str(code->qualified_name)->text,
          code->register_count, code->parameter_registers, code->cleared_registers, code->flags);
  for (size_t index = 0; index < code->instruction_count;) index = write_instruction(out, code, index);
  const HandlerRange *handlers = code->handlers;
  for (uint32_t n = 0; n < code->handler_count; n++) {
    fprintf(out, "       handler [%lld, %lld) -> %lld, exception in r%u\n", (long long)code_offset(handlers[n].start),
            (long long)code_offset(handlers[n].end), (long long)code_offset(handlers[n].target), handlers[n].reg);
  }
  for (uint64_t n = 0; n < code->constants->capacity; n++) {
    if (has_shape(code->constants->items[n], SHAPE_CODE)) disassemble(out, to_code(code->constants->items[n]));
  }
}
