// Text of a finished trace, for -X trace-dump and the trace tests:
//
//   ---- trace 2 side of 1 exit 3 at fft.py:12 in fft, links to the body of 1
//   0001 I PARAM            0
//   0004 - GUARD_LT         0001 100            ! 0
//   0005 - LEAVE                                ! 1
//   exit 0: fft.py:13 pc 45 slots 4=0001 5=100 arguments 0001 facts 3
//   ---- end 2: 3 guards recorded, 1 emitted, 1 from facts
#include "core/trace/helpers.h"
#include "core/trace/stats.h"
#include "core/trace/trace.h"

#include "core/object/str.h"
#include "core/vm/vm.h"

#include <inttypes.h>

FILE *trace_dump_file;

static const char *const field_names[] = {
#define FIELD(name, structure, member, type, alias) #name,
#include "core/trace/fields.def"
#undef FIELD
};

static void dump_constant(Ref ref) {
  const IrConstant *k = constant_of(ref);
  if (k->raw)
    fprintf(trace_dump_file, " raw");
  else if (k->type == IR_TYPE_I)
    fprintf(trace_dump_file, " %" PRId64, (int64_t)k->bits);
  else if (k->type == IR_TYPE_F)
    fprintf(trace_dump_file, " %.17g", float_of(ref));
  else if (k->type == IR_TYPE_V && is_int(k->bits))
    fprintf(trace_dump_file, " int:%" PRId64, to_small_int(k->bits));
  else if (k->type == IR_TYPE_V && is_double(k->bits))
    fprintf(trace_dump_file, " float:%.17g", to_double(k->bits));
  else if (k->bits == NONE)
    fprintf(trace_dump_file, " None");
  else if (is_bool(k->bits))
    fprintf(trace_dump_file, k->bits == TRUE_VALUE ? " True" : " False");
  else if (k->bits == EMPTY)
    fprintf(trace_dump_file, " empty");
  else
    fprintf(trace_dump_file, " <%s>", type_name(k->bits));
}

static void dump_ref(Ref ref) {
  if (ref == NO_REF)
    fprintf(trace_dump_file, " -");
  else if (is_constant(ref))
    dump_constant(ref);
  else
    fprintf(trace_dump_file, " %04u", ref);
}

static void dump_operand(const IrInstruction *i, IrOperand kind, uint16_t operand, bool second) {
  switch (kind) {
  case IR_OPERAND_R: dump_ref(operand); break;
  case IR_OPERAND_K: dump_ref(operand); break;
  case IR_OPERAND_E: fprintf(trace_dump_file, " ! %u", operand); break;
  case IR_OPERAND_L:
    if (i->op == IR_CALL && !second)
      fprintf(trace_dump_file, " %s", helper_info[operand].name);
    else if ((i->op == IR_LOAD_FIELD || i->op == IR_STORE_FIELD) && second)
      fprintf(trace_dump_file, " .%s", field_names[operand]);
    else
      fprintf(trace_dump_file, " %s%d", second ? "+" : "", (int16_t)operand);
    break;
  default: break;
  }
}

static void dump_instruction(Ref ref) {
  const IrInstruction *i = &builder.instructions[ref];
  const IrOpInfo *info = &ir_op_info[i->op];
  if (i->op == IR_NOP) return;
  fprintf(trace_dump_file, "%04u %c %-16s", ref, "-IFPV?"[i->type], info -> name);
  dump_operand(i, (IrOperand)info->a, i->a, false);
  dump_operand(i, (IrOperand)info->b, i->b, true);
  dump_operand(i, (IrOperand)info->c, i->c, true);
  fputc('\n', trace_dump_file);
}

static void dump_place(const Code *code, const uint32_t *pc) {
  bool inside = code && pc >= code->instructions && pc < code->instructions + code->instruction_count;
  if (!inside) {
    fprintf(trace_dump_file, "inlined code");
    return;
  }
  size_t index = (size_t)(pc - code->instructions);
  fprintf(trace_dump_file, "%s:%u", to_str(code->filename)->text, code_position(code, index).line);
}

static void dump_exit(const Trace *trace, uint32_t number) {
  const Snapshot *snapshot = &builder.snapshots[number];
  const Exit *exit = &trace->exits[number];
  fprintf(trace_dump_file, "exit %u: ", number);
  dump_place(trace->root->code, snapshot->pc);
  fprintf(trace_dump_file, " slots");
  for (uint32_t k = 0; k < snapshot->count; k++) {
    fprintf(trace_dump_file, " %d=", builder.entries[snapshot->first + k].slot);
    dump_ref(builder.entries[snapshot->first + k].ref);
  }
  fprintf(trace_dump_file, " arguments");
  for (unsigned k = 0; k < exit->argument_count; k++) fprintf(trace_dump_file, " %04u", exit->arguments[k]);
  fprintf(trace_dump_file, " facts %u\n", exit->fact_count);
}

void trace_dump(const Trace *trace, const char *link) {
  if (!trace_dump_file) return;
  if (trace->parent)
    fprintf(trace_dump_file, "---- trace %u side of %u exit %u at ", trace->number, trace->parent->trace->number,
            (unsigned)(trace->parent - trace->parent->trace->exits));
  else
    fprintf(trace_dump_file, "---- trace %u root at ", trace->number);
  dump_place(trace->root->code, trace->header);
  fprintf(trace_dump_file, " in %s", to_str(trace->root->code->qualified_name)->text);
  // A trace that is linked ends with the exit that links it.
  if (link)
    fprintf(trace_dump_file, ", %s %u", link, trace->exits[instruction_of((Ref)(builder.count - 1))->c].link->number);
  fputc('\n', trace_dump_file);
  unsigned guards = 0;
  for (Ref ref = 1; ref < builder.count; ref++) {
    dump_instruction(ref);
    guards += ir_op_info[builder.instructions[ref].op].ir_class == IR_CLASS_GUARD;
  }
  for (uint32_t e = 0; e < trace->exit_count; e++) dump_exit(trace, e);
  fprintf(trace_dump_file, "---- end %u: %u guards recorded, %u emitted, %u from facts\n", trace->number,
          builder.guards_recorded, guards, builder.guards_from_facts);
  fflush(trace_dump_file);
}

void trace_dump_abort(AbortReason reason, const char *bytecode) {
  if (!trace_dump_file) return;
  fprintf(trace_dump_file, "---- abort: %s at %s\n", abort_reason_name(reason), bytecode);
  for (Ref ref = 1; ref < builder.count; ref++) dump_instruction(ref);
  fprintf(trace_dump_file, "---- end abort\n");
}

void trace_dump_exits(void) {
  if (!trace_dump_file) return;
  fprintf(trace_dump_file, "---- exits to the interpreter\n");
  for (uint32_t number = 0; number < TRACE_EXIT_TABLE; number++) {
    const Exit *exit = trace_exit_table[number];
    if (!exit || !exit->count) continue;
    fprintf(trace_dump_file, "trace %u exit %u: %u", exit->trace->number, (unsigned)(exit - exit->trace->exits),
            exit->count);
    if (exit->failures) fprintf(trace_dump_file, ", %u failed recordings", exit->failures);
    fprintf(trace_dump_file, exit->side ? ", side trace %u\n" : "\n", exit->side ? exit->side->number : 0);
  }
}
