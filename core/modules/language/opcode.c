// The module _opcode: what CPython's opcode.py imports, and the disassembler for core/stdlib/dis.py.
#include <stdio.h>
#include <stdlib.h>

#include "core/object/exception.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/vm/disassemble.h"
#include "core/vm/vm.h"

// Instructions of registers have no effect on a stack.
static Value stack_effect(Value *args, size_t count) {
  (void)args, (void)count;
  return raise(ValueError, "invalid opcode or oparg");
}

static Value specialization_stats(Value *args, size_t count) {
  (void)args, (void)count;
  return NONE;
}

static Value disassemble_code(Value *args, size_t count) {
  (void)count;
  if (!has_shape(args[0], SHAPE_CODE)) return raise(TypeError, "a code object was expected, not %T", args[0]);
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  if (!out) return raise_memory_error();
  code_prepare(to_code(args[0]));
  disassemble(out, to_code(args[0]));
  Value result = fclose(out) == 0 ? str_new(text, size) : raise_memory_error();
  free(text);
  return result;
}

static const NativeDef functions[] = {
    {.name = "stack_effect", .signature = "opcode, oparg=None, /, *, jump=None", .fn = stack_effect},
    {.name = "get_specialization_stats", .signature = "", .fn = specialization_stats},
    {.name = "disassemble",
     .signature = "code, /",
     .fn = disassemble_code,
     .doc = DOC("Martlet's instructions, as text.")},
    {0},
};

const NativeModule module__opcode = {"_opcode", functions, NULL, DOC("Instructions of the virtual machine.")};
