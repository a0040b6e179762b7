// The client side of martlet-codegen: the process, the shared mappings, one request at a time.
//
// Two memory files are shared with the process: the trace buffer (the request and its answer, core/trace/ir.h) and the
// code arena, which martlet maps read+execute and martlet-codegen read+write. A byte on a socket starts a compile; the
// answer is the buffer's `status`, then a byte back. The process is spawned at the first request, found beside the
// martlet binary or by the environment variable MARTLET_CODEGEN; it leaves by itself after CONFIG_CODEGEN_IDLE_MS
// without a request, and is respawned when needed.
//
// Nothing that happens to the process may hurt the program: not found, killed, stopped, out of memory, hung (longer
// than CONFIG_CODEGEN_TIMEOUT_MS: it is killed): the request fails, and after CODEGEN_FAILURES_MAX failures in a row
// there are no more.
#ifndef MARTLET_CODEGEN_CLIENT_H
#define MARTLET_CODEGEN_CLIENT_H

#include "core/trace/ir.h"

#define CODEGEN_FAILURES_MAX 3

typedef enum CodegenState {
  CODEGEN_IDLE,        // the buffer belongs to martlet
  CODEGEN_BUSY,        // a request is being compiled: the buffer must not be touched
  CODEGEN_DONE,        // an answer is in the buffer (status tells); codegen_release makes it IDLE
  CODEGEN_UNAVAILABLE, // no program, or it failed too often: never again in this run
} CodegenState;

// Maps buffer and arena (no process yet). False: no memory; the JIT stays off. Safe to call again.
bool codegen_open(void);
// The shared buffer, its offsets and capacities filled in (partition of CONFIG_TRACE_BUFFER_KB); NULL before
// codegen_open.
TraceBuffer *codegen_buffer(void);
// The executable view of the arena, CONFIG_CODE_ARENA_KB bytes.
char *codegen_arena(void);
// Sends the request in the buffer (spawning the process if need be); the state becomes BUSY, or UNAVAILABLE.
CodegenState codegen_submit(void);
// The state now; looks at the buffer and, rarely, at the process and the clock. Cheap enough for each hot back edge.
CodegenState codegen_state(void);
// Waits until the state is no longer BUSY (at most the time-out) and returns it. A failed compile is CODEGEN_DONE with
// a status other than CODEGEN_OK.
CodegenState codegen_wait(void);
// Gives the buffer back after CODEGEN_DONE.
void codegen_release(void);
// Figures over all processes of this run.
typedef struct CodegenTotals {
  uint64_t requests;
  double milliseconds;
  uint32_t peak_kb, heap_kb;
  uint32_t processes, failures;
} CodegenTotals;
CodegenTotals codegen_totals(void);
// Ends the process, if any.
void codegen_close(void);
// The same once it is idle: another one is started when it is needed.
void codegen_step_aside(void);
// In the child of a fork: buffer and arena are copied, at the same addresses, and the companion is left to the parent.
void codegen_after_fork(void);

// --- the arena: ranges of code memory, 64-byte aligned
// Makes it all free: done by codegen_open. False: no memory.
bool arena_init(void);
// Largest free range: *bytes of it. The offset is where the next trace should be put.
uint32_t arena_largest_free(uint32_t *bytes);
// Takes [offset, offset+bytes) out of the free ranges.
void arena_take(uint32_t offset, uint32_t bytes);
void arena_give_back(uint32_t offset, uint32_t bytes);
// Bytes in use and their maximum.
uint32_t arena_bytes(void);
uint32_t arena_bytes_max(void);

#endif
