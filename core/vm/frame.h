// Frames: the header words below a frame's base (see bytecode.h for the layout), and walking them.
#ifndef MARTLET_FRAME_H
#define MARTLET_FRAME_H

#include "core/object/function.h"
#include "core/vm/bytecode.h"
#include "core/vm/code.h"

// What returning from the frame means.
typedef enum FrameKind {
  FRAME_CALL,         // result to the C operand of the call instruction
  FRAME_CONSTRUCT,    // __init__: the result must be None, the instance in base[-1] goes to C
  FRAME_ENTRY,        // called from C: leave the interpreter loop with the result
  FRAME_RESUME,       // a generator resumed by FOR_ITER: yield gives the item and jumps back, return ends the loop
  FRAME_RESUME_ENTRY, // a generator resumed from C (send, next, throw)
  FRAME_OPERATOR,     // a special method or property: see special_frames.h
  FRAME_RESUME_FROM,  // a generator resumed by YIELD_FROM: yields pass through, return ends it
  FRAME_RESUME_CALL,  // a generator resumed by a call of next or send: yield gives the result, return StopIteration
  FRAME_CONSUME,      // a generator of which a call takes all items: see consumers.h
} FrameKind;

// Values kept free above every frame: arguments of C functions that have more slots than were given.
#define FRAME_SLACK 16

// base[-2]
static inline Value frame_info(size_t caller_delta, FrameKind kind) { return (Value)caller_delta << 8 | (Value)kind; }
static inline size_t frame_delta(const Value *base) { return (size_t)(base[-2] >> 8); }
static inline FrameKind frame_kind(const Value *base) { return (FrameKind)(base[-2] & 0xFF); }
static inline Function *frame_function(const Value *base) { return to_function(base[-4]); }
static inline const uint32_t *frame_return_pc(const Value *base) { return (const uint32_t *)(uintptr_t)base[-3]; }
static inline Value *frame_caller(Value *base) { return base - frame_delta(base); }

// The far slots of a frame that has them and has passed MAKE_FAR.
static inline Value *far_slots(const Code *code, const Value *base) {
  return ((ValueArray *)(uintptr_t)base[code->far_register - 1])->items;
}
// Where the variable `n` of Code.local_names is in a frame that stands at instruction `at`.
static inline Value *frame_variable(const Code *code, Value *base, size_t n, size_t at) {
  unsigned far = code->far_register;
  return far != 0 && n + 1 >= far && at > 0 ? far_slots(code, base) + (n + 1 - far) : base + n;
}

#endif
