// What the parts of core/trace share at run time, besides trace.h.
#ifndef MARTLET_TRACE_RUNTIME_H
#define MARTLET_TRACE_RUNTIME_H

#include "core/trace/trace.h"

// Value-stack words that must be free above a trace's frames, for the C functions that it calls.
#define TRACE_FRAME_SLACK 64

// Activations of machine code on the C stack: while there are any, no code is freed.
extern unsigned traces_running;
// Counts entries; stamps last_used.
extern uint64_t trace_clock;

// Whether the frames of the trace's tree fit the value stack and the recursion limit from here.
bool trace_has_room(const Trace *trace, const Value *base);

// For the collector: what exits.c holds.
void trace_visit_replaced(void);

// --- recorder.c
// Whether a trace is being recorded.
bool recorder_active(void);
// Begins a root trace at header, or a side trace at an exit that was just taken (vm.base, vm.pc are its). False: cannot
// now.
bool recorder_start_root(const uint32_t *header, Value *base);
bool recorder_start_side(Exit *exit);
// Ends the recording, counting the reason, and punishes its place.
void recorder_abort(AbortReason reason);

// --- hot.c
// A root or side trace failed to come about: its place is tried again later, less and less often, then never.
void hot_penalise(const uint32_t *header, Exit *parent, AbortReason reason);
// A root trace is ready: the interpreter shall ask for it at once.
void hot_installed(const uint32_t *header);

// --- assumptions.c
// What a trace takes for granted without a guard; when one breaks, the tree of each trace that relied on it goes.
typedef enum AssumptionKind { ASSUME_ENTRY_CONSTANT, ASSUME_TYPE_VERSION } AssumptionKind;
typedef struct Assumption {
  uint64_t kind;
  void *object;
  uint64_t entry;
} Assumption;
#define ASSUMPTIONS_MAX 64
// entry of ASSUME_ENTRY_CONSTANT when only the layout of the dict matters (the value is loaded).
#define ASSUME_LAYOUT_ONLY 0xFFFFFFFFu
// Adds to the list of the trace being recorded (once). False: the list is full.
bool assume(AssumptionKind kind, void *object, uint64_t entry);
void assumptions_reset(void);
// The list made since assumptions_reset, as malloc'ed copy for a trace; *count.
Assumption *assumptions_take(uint32_t *count);
// Whether the trace relied on this; entry -1: any entry.
bool assumption_list_breaks(const Trace *trace, AssumptionKind kind, const void *object, int64_t entry);

// --- install.c
// Marks every tree with a broken assumption invalid; their code is freed when none is running.
void trace_invalidate(AssumptionKind kind, const void *object, int64_t entry);
// The same for the trace being recorded or compiled.
void trace_recording_invalidated(void);
// Frees what was invalidated, if no machine code is running.
void trace_reclaim(void);

#endif
