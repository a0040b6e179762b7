// The line between the interpreter (core/vm) and the trace compiler (core/trace): what one calls in the other.
//
// Hot counting. While vm.jit_mode is not JIT_OFF, three places count down trace_hot_counters[trace_hot_index(header)]:
//   LOOP            header = the jump target; counted before the jump
//   FOR_ITER        header = the FOR_ITER itself; counted before the next item is fetched
//   function entry  header = the first instruction of the code; counted after the frame was pushed, arguments bound
// At zero the interpreter stores vm.base and vm.pc = header and calls trace_hot(header, base), which resets the counter
// (1: call me again next time, as for a header that has a compiled trace) and answers:
//   TRACE_CONTINUE  nothing happened: the interpreter executes the instruction at header (without counting it again)
//   TRACE_RECORD    go on at vm.base / vm.pc in recording mode
//   TRACE_RESUME    a compiled trace ran and exited: go on at vm.base / vm.pc, or unwind if vm_exception is set (then
//   vm.base and
//                   vm.pc are the frame and instruction that raised)
// Whoever changes vm.base keeps vm.depth right (one per Python frame); vm.trace.top is recomputed by the interpreter.
// A trace never pops a FRAME_ENTRY or FRAME_RESUME_ENTRY frame: the interpreter loop that pushed it is waiting for it.
//
// Recording mode is another dispatch table whose entries all call trace_record(pc, base) just before the instruction
// at pc is executed in the normal way (vm.pc and vm.base are stored first). When it returns false, recording is over
// (finished or aborted) and the interpreter goes back to the normal table, starting with this same instruction.
// trace_record may change what is executed next: with vm.pc or vm.base changed, or an exception pending, the
// interpreter goes on there instead (a trace was entered at once, say); the return value counts all the same.
// Nested interpreter loops (C code calling Python) use the normal table; their hot counters may still call trace_hot,
// which must not answer TRACE_RECORD while a recording is under way. When an exception is raised in recording mode,
// trace_record_raised() is called, and if it answers false the normal table used from there on; likewise when an
// exception is pending at TRACE_RECORD.
//
// Frame push and pop, so that the recorder can mirror them: see "Frames" in bytecode.h; registers
// [code->parameter_registers, code->cleared_registers) are set to EMPTY on entry; vm.depth is counted up. A frame may
// start only when base + register_count + FRAME_SLACK <= vm.stack_end and vm.depth < vm.recursion_limit.
#ifndef MARTLET_TRACE_HOOKS_H
#define MARTLET_TRACE_HOOKS_H

#include "core/vm/vm.h"

typedef enum TraceEntry { TRACE_CONTINUE, TRACE_RECORD, TRACE_RESUME } TraceEntry;

#define TRACE_HOT_BITS 10
extern uint16_t trace_hot_counters[1 << TRACE_HOT_BITS];
static inline unsigned trace_hot_index(const uint32_t *header) {
  uint32_t address = (uint32_t)((uintptr_t)header >> 2);
  return (address * 0x9E3779B1u) >> (32 - TRACE_HOT_BITS);
}

// See above.
TraceEntry trace_hot(const uint32_t *header_pc, Value *base);
bool trace_record(const uint32_t *pc, Value *base);
// raised_here: not raised again.
bool trace_record_raised(bool raised_here);
// Handles POLL_INVALIDATION and POLL_INSTALL; reasons is the mask of PollReason that was found in vm.trace.poll.
void trace_poll(uint32_t reasons);
// A thread switch or a signal handler comes between two instructions: a recording that is under way is given up.
void trace_recording_interrupted(void);

// A trace has no frames while it runs; those that it stands for are made when somebody is going to see them: C code
// that looks at frames or pushes one, and another thread. Afterwards vm.base and vm.pc are the innermost one's.
void trace_make_frames(void);
static inline void trace_show_frames(void) {
  if (__builtin_expect(vm.trace.frames_exit != 0, 0)) trace_make_frames();
}
// Before a function gets other code: its calls that running traces have inlined will go on under a copy of it when the
// traces leave. False: MemoryError.
bool trace_keep_code(Function *function);

#endif
