// Where a trace function may send a frame by setting f_lineno.
//
// What the compiler keeps in temporaries (the state of a loop, the exits of `with`, the exception handled before) must
// be the same on both sides of a jump. Liveness says which of them the target needs; a walk over the code along all
// ways says which instruction made each: both must agree.
#ifndef MARTLET_FRAME_JUMP_H
#define MARTLET_FRAME_JUMP_H

#include "core/vm/code.h"

typedef struct FrameJump {
  uint32_t index; // instruction to go on with
  uint32_t line;  // its line
  int saved;      // register with what sys.exception() is after the jump out of except clauses; -1: they are not left
} FrameJump;

// Finds the first line that is not before `line`, for a frame that stands at instruction `from`. False: CPython's
// ValueError, or MemoryError.
bool frame_jump_find(Code *code, uint32_t from, int64_t line, FrameJump *jump);
// Gives the variables of a frame that would be unbound the value None: behind the jump nothing might check them.
void frame_jump_bind(const Code *code, Value *base);

#endif
