// Disassembler: the instructions of a Code as text, for tests and people. Generated from the table of bytecodes.
#ifndef MARTLET_DISASSEMBLE_H
#define MARTLET_DISASSEMBLE_H

#include <stdio.h>

#include "core/vm/code.h"

// Writes the code, its handlers and all code objects among its constants to out.
void disassemble(FILE *out, Code *code);

#endif
