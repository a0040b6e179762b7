// The part of the VM that compiled traces read and write. Traces receive its address as their first argument; machine
// code addresses every field by its offset, so this layout is part of the protocol with martlet-codegen.
#ifndef MARTLET_TRACE_CONTEXT_H
#define MARTLET_TRACE_CONTEXT_H

#include <stdint.h>

// Live values of an exit beyond those that fit argument registers.
#define TRACE_SPILL_WORDS 256

typedef struct TraceContext {
  uint8_t *heap_cursor; // bump allocation: [cursor, limit) is zeroed free memory (core/heap)
  uint8_t *heap_limit;
  uint64_t *base;           // base of the frame in which the running root trace was entered
  uint64_t exception;       // the pending exception, or EMPTY: what a call in a trace checks
  uint64_t *pool;           // constants of all traces, by pool index
  void **exit_slots;        // code addresses of all exits, by exit number: the handler, or a side trace
  void *const *helpers;     // C functions callable from traces, by helper number
  uint64_t *top;            // end of the used part of the value stack, for C functions that call back
  uint32_t poll;            // nonzero: leave the trace at the next back edge
  uint32_t exit_number;     // set before an exit is taken
  uint32_t guard_countdown; // under -X guard-stress: guards until the next that fails for no reason
  uint32_t frames_exit;     // while a trace calls C: the number plus 1 of the exit that says what its frames are, with
                            // the exit's arguments in spill; 0: vm.base and vm.pc say it
  uint64_t spill[TRACE_SPILL_WORDS];
} TraceContext;

#endif
