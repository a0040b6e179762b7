// Between code_check.c (single instructions: operands, targets, tables) and code_kinds.c (what registers hold along all
// ways through the code).
#ifndef MARTLET_CODE_CHECK_H
#define MARTLET_CODE_CHECK_H

#include "core/vm/bytecode.h"
#include "core/vm/image_check.h"

typedef struct CodeCheck {
  const uint8_t *image;
  const CodeRecord *record;
  const uint32_t *words;
  const uint32_t *constants;
  uint8_t *starts; // whether an instruction starts at a word
} CodeCheck;

// Whether the constant `index` is a tuple of interned names, at most `most` of them.
bool code_check_names(const CodeCheck *check, unsigned index, uint32_t most);
// How many far slots the code makes.
unsigned code_far_slots(const CodeCheck *check);
// Whether the instruction ends its way: nothing falls through it.
bool code_check_ends(Opcode op);

// Checks that every instruction finds in its registers what it takes for granted, whichever way control came there.
// All instructions must have passed code_check's checks of single ones. NULL: it does; else what is wrong.
const char *code_check_kinds(const CodeCheck *check);

#endif
