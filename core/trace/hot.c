// Hot counting: when to record, when to enter a trace, when to give up. See core/vm/trace_hooks.h for the protocol.
//
// A place whose recording failed waits twice as long before the next try; after CONFIG_BLACKLIST_AFTER failures, or at
// once for reasons that cannot change, it is never tried again. Penalties are in a small table by header; when two
// headers want one entry, the older is forgotten (which costs a retry). An exit keeps its own count of failures.
#include "core/trace/codegen_client.h"
#include "core/trace/runtime.h"
#include "core/trace/stats.h"
#include "core/trace/trace.h"

#include "core/vm/trace_hooks.h"
#include "core/vm/vm.h"

#define PENALTY_BITS 7
#define COUNTER_NEVER 0xFFFF
#define COUNTER_SOON 16
#define COUNTER_LATER 4096

typedef struct Penalty {
  const uint32_t *header;
  uint32_t failures;
} Penalty;
static Penalty penalties[1 << PENALTY_BITS];

uint16_t trace_hot_counters[1 << TRACE_HOT_BITS];

static Penalty *penalty_of(const uint32_t *header) {
  uint32_t address = (uint32_t)((uintptr_t)header >> 2);
  return &penalties[(address * 0x9E3779B1u) >> (32 - PENALTY_BITS)];
}

static const uint8_t may_retry[ABORT_COUNT] = {
    1,
#define ABORT(name, text, retry) retry,
#include "core/trace/aborts.def"
#undef ABORT
};

static bool is_blacklisted(const uint32_t *header) {
  const Penalty *penalty = penalty_of(header);
  return penalty->header == header && penalty->failures >= CONFIG_BLACKLIST_AFTER;
}

void hot_penalise(const uint32_t *header, Exit *parent, AbortReason reason) {
  uint32_t step = may_retry[reason] ? 1 : CONFIG_BLACKLIST_AFTER;
  if (parent) {
    uint32_t failures = parent->failures + step;
    parent->failures = (uint16_t)(failures < CONFIG_BLACKLIST_AFTER ? failures : CONFIG_BLACKLIST_AFTER);
    parent->count = 0;
    return;
  }
  Penalty *penalty = penalty_of(header);
  if (penalty->header != header) *penalty = (Penalty){header, 0};
  bool was_blacklisted = penalty->failures >= CONFIG_BLACKLIST_AFTER;
  penalty->failures += step;
  if (!was_blacklisted && penalty->failures >= CONFIG_BLACKLIST_AFTER) trace_stats.blacklisted++;
}

static uint16_t next_count(const uint32_t *header) {
  const Penalty *penalty = penalty_of(header);
  if (penalty->header != header) return CONFIG_HOT_LOOP;
  if (penalty->failures >= CONFIG_BLACKLIST_AFTER) return COUNTER_NEVER;
  uint32_t count = (uint32_t)CONFIG_HOT_LOOP << penalty->failures;
  return (uint16_t)(count < COUNTER_NEVER ? count : COUNTER_NEVER);
}

static uint16_t *counter_of(const uint32_t *header) { return &trace_hot_counters[trace_hot_index(header)]; }

void hot_installed(const uint32_t *header) { *counter_of(header) = 1; }

static bool exit_is_hot(const Exit *exit) {
  if (exit->side || exit->link || exit->failures >= CONFIG_BLACKLIST_AFTER) return false;
  return exit->count >= (uint32_t)CONFIG_HOT_EXIT << exit->failures;
}

static TraceEntry run(Trace *trace, Value *base) {
  Exit *exit = trace_enter(trace, base);
  if (!exit) return TRACE_CONTINUE;
  const uint32_t *header = trace->header;
  bool free_to_record = !vm.trace.poll && !recorder_active() && !traces_running && !trace_compile_pending();
  if (free_to_record && exit->trace->state == TRACE_READY && exit_is_hot(exit) && recorder_start_side(exit))
    return TRACE_RECORD;
  // nothing was done: the interpreter must execute the instruction, not ask again
  if (vm.pc == header && vm.base == base && !vm_exception) return TRACE_CONTINUE;
  return TRACE_RESUME;
}

// The machinery is set up when the first place gets hot: programs that never do pay nothing.
static bool ready(void) {
  static enum { CLOSED, OPEN, FAILED } state;
  if (state == CLOSED) state = trace_open() ? OPEN : FAILED;
  return state == OPEN;
}

TraceEntry trace_hot(const uint32_t *header, Value *base) {
  uint16_t *counter = counter_of(header);
  if (!ready()) {
    *counter = COUNTER_NEVER;
    return TRACE_CONTINUE;
  }
  bool busy = recorder_active() || trace_compile_pending();
  Trace *trace = trace_find_root(header);
  if (trace && trace->state == TRACE_READY) {
    *counter = 1;
    if (recorder_active()) return TRACE_CONTINUE;
    return run(trace, base);
  }
  *counter = next_count(header);
  if (*counter == COUNTER_NEVER && is_blacklisted(header)) return TRACE_CONTINUE;
  if (busy || codegen_state() == CODEGEN_UNAVAILABLE) {
    *counter = COUNTER_SOON;
    return TRACE_CONTINUE;
  }
  if (recorder_start_root(header, base)) return TRACE_RECORD;
  *counter = COUNTER_LATER;
  return TRACE_CONTINUE;
}

void trace_poll(uint32_t reasons) {
  if (reasons & POLL_INVALIDATION) trace_reclaim();
}
