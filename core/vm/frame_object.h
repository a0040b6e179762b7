// Frame objects: what sys._getframe, tracebacks, generators and trace functions give to Python.
//
// Frames live on the value stack and know nothing of their objects. An object remembers where its frame was (address
// and function) and looks for it there whenever it is asked: a frame that is found answers with its present state, one
// that is gone with what was known when the object was made. So asking for a frame costs little, and leaving one
// nothing. (Another call of the same function in the same place is taken for the same frame.)
#ifndef MARTLET_FRAME_OBJECT_H
#define MARTLET_FRAME_OBJECT_H

#include "core/vm/vm.h"

// What a trace function is told.
typedef enum FrameEvent { EVENT_CALL, EVENT_LINE, EVENT_OTHER } FrameEvent;

typedef struct Frame {
  Object header; // SHAPE_FRAME, HEAP_VALUES
  Value code, globals, builtins;
  Value place;     // small int: address of the registers; EMPTY: a traceback's or a generator's
  Value function;  // of the frame at `place`
  Value generator; // EMPTY: none
  Value index;     // small int: instruction where it stood last
  Value line;      // what f_lineno shows while the frame stands there; EMPTY: the instruction's line
  Value locals;    // dict made for f_locals, or a namespace; EMPTY: not asked for yet
  Value back;      // the caller's frame object when it was made along with this one; EMPTY: it was not
  Value trace;     // f_trace: the local trace function, or NONE
  Value trace_lines, trace_opcodes;
  // while it is in vm.traced_frames
  Value finished; // TRUE_VALUE: its return was told
  Value calling;  // the C function that a profile function was told is called; EMPTY: none
  Value seen;     // small int: the line told last; -1: none
  Value previous; // small int: index of the instruction before
  Value event;    // small int, while its trace function runs: FrameEvent; EMPTY: it does not
  Value jump;     // small int: the instruction where the trace function sent it; EMPTY: nowhere
  Value saved;    // small int: register with the exception that is handled there; EMPTY: as here
  Value arrives;  // small int: the line where it was sent, until it is told
} Frame;

static inline Frame *to_frame(Value v) { return (Frame *)(void *)to_object(v); }

// A new frame object for the running frame at `base`. NULL: MemoryError.
Frame *frame_object_new(const Value *base);
// f_locals of a running function's frame is made what its variables are, if it was asked for; and, after a trace
// function, the variables what it is. False: MemoryError.
bool frame_object_read_locals(Frame *frame);
void frame_object_write_locals(const Frame *frame, Value *base);

#endif
