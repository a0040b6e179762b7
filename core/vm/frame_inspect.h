// Looking at running frames from C: locals(), globals(), super() without arguments, sys._getframe().
//
// C functions have no frames: the innermost frame is that of the Python function that called.
#ifndef MARTLET_FRAME_INSPECT_H
#define MARTLET_FRAME_INSPECT_H

#include "core/vm/vm.h"

// Where a frame stands. For the innermost one: frame_position(0).
typedef struct FramePosition {
  Value *base;        // NULL: no such frame
  const uint32_t *pc; // the instruction being executed
} FramePosition;

// The frame `depth` calls up from the innermost one.
FramePosition frame_position(size_t depth);
// Another function object with the same contents; NULL: MemoryError.
Function *function_copy(const Function *function);
// How often C code has looked at frames: what does so cannot be part of a trace, which has no frames while it runs.
extern uint32_t frame_looks;
// The globals dict of the innermost frame (the dict of __main__ when none is running).
Value frame_globals(void);
// The builtins dict of the innermost frame.
Value frame_builtins(void);
// locals(): the namespace itself for modules and class bodies, a fresh dict for functions. EMPTY: raised.
Value frame_locals(void);
// The frame `depth` calls up as an object (a snapshot: f_code, f_lineno, f_globals, f_locals, f_back). EMPTY:
// ValueError "call stack is not deep enough".
Value frame_object(size_t depth);
// What super() without arguments means in the innermost frame. False: RuntimeError.
bool frame_super_arguments(Value *type, Value *self);
void frame_init(void);

#endif
