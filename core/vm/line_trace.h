// sys.settrace and sys.setprofile: Python functions that are told of calls, lines, returns and exceptions.
//
// While a thread has such a function, its interpreter loops use a third dispatch table whose entries all call
// line_trace_step just before the instruction is executed in the normal way; hot code is not compiled meanwhile. Frames
// that were entered since have one frame object each, kept in vm.traced_frames, so that a debugger meets the same
// object at every event. Running loops change tables when sys.settrace returns: it "raises" line_trace_switch, which
// the interpreter takes for the result None of the call; where that cannot be (sys.settrace called by C code that is
// not called itself) the next back edge notices.
//
// Lines that have no instruction, as that of `pass` or `try:`, are in the line table all the same (line_table.h) and
// told on the way to the instruction behind them. Unlike CPython's, comprehensions have no frame, so no events.
#ifndef MARTLET_LINE_TRACE_H
#define MARTLET_LINE_TRACE_H

#include "core/vm/vm.h"

// The exception object that stands for "change tables"; never seen by Python code.
extern Value line_trace_switch;

// Sets the functions of this thread; NONE: none. EMPTY with line_trace_switch pending, or NONE.
Value line_trace_set(Value trace, Value profile);
// Before the instruction at pc in the frame base. Where to go on: pc, or what a trace function has sent the frame to,
// which has not been told yet; NULL: raised.
const uint32_t *line_trace_step(const uint32_t *pc, Value *base);
// The generator vm.base hands out an item of what its `yield from` runs, which is no generator. False: raised.
bool line_trace_passed(Value item);
// The pending exception was raised at vm.pc or has come to there.
void line_trace_exception(void);
// The pending exception leaves the frame vm.base.
void line_trace_unwound(void);
// The frame object kept for a running frame; EMPTY: none.
Value line_trace_frame(const Value *base);
void line_trace_init(void);

#endif
