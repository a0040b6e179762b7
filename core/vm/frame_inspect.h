// Looking at running frames from C: locals(), globals(), super() without arguments, sys._getframe().
//
// C functions have no frames: the innermost frame is that of the Python function that called. Who looks at vm.base and
// vm.pc otherwise than by these functions calls trace_show_frames (core/vm/trace_hooks.h) first.
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
// The globals dict of the innermost frame (the dict of __main__ when none is running).
Value frame_globals(void);
// Whether the running function was compiled with `from __future__ import annotations`.
bool frame_inherits_annotations(void);
// The builtins dict of the innermost frame.
Value frame_builtins(void);
// locals(): the namespace itself for modules and class bodies, a fresh dict for functions. EMPTY: raised.
Value frame_locals(void);
// The namespace dict or mapping that names of a frame live in; EMPTY for functions.
Value frame_namespace(const Value *base);
// Brings the entries of a dict for the variables of a function's frame up to date. `at`: the instruction where it
// stands.
bool frame_fill_locals(Value dict, const Function *function, struct Code *code, const Value *registers, size_t at);

// --- frame_object.c
// The frame `depth` calls up as an object. EMPTY: ValueError "call stack is not deep enough".
Value frame_object(size_t depth);
// The frame object of a generator, coroutine or asynchronous generator; NONE when it has finished.
Value frame_of_generator(Value generator);
// The frame object of a traceback entry for `code` at instruction `index`.
Value frame_of_traceback(struct Code *code, Value globals, size_t index);

#endif
