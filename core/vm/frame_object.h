// Frame objects: what sys._getframe and trace functions give to Python. A snapshot, brought up to date whenever it is
// handed out.
#ifndef MARTLET_FRAME_OBJECT_H
#define MARTLET_FRAME_OBJECT_H

#include "core/vm/vm.h"

typedef struct Frame {
  Object header; // SHAPE_FRAME, HEAP_VALUES
  Value code, line, globals, locals, builtins, back;
  Value last_index; // small int: f_lasti
  Value trace;      // f_trace: the local trace function, or NONE
  Value trace_lines, trace_opcodes;
  // while it is in vm.traced_frames
  Value base;     // small int: words from vm.stack to the frame's base
  Value finished; // TRUE_VALUE: its return was told
  Value seen;     // small int: the line told last; -1: none
  Value previous; // small int: index of the instruction before
} Frame;

static inline Frame *to_frame(Value v) { return (Frame *)(void *)to_object(v); }

// A new frame object for the running frame at `base`, whose instruction is at `pc`. NULL: MemoryError.
Frame *frame_object_new(const Value *base);
// Brings line, locals and the rest up to date. False: raised.
bool frame_object_refresh(Frame *frame, const Value *base, const uint32_t *pc, Value back);

#endif
