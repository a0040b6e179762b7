// Stands in for the rest of this folder where CONFIG_JIT is off: what core/vm calls does nothing, and there are no
// traces.
#include "core/trace/stats.h"
#include "core/trace/trace.h"
#include "core/vm/trace_hooks.h"
#include "core/vm/vm.h"

uint16_t trace_hot_counters[1 << TRACE_HOT_BITS];
FILE *trace_dump_file;

// The interpreter counts nothing while vm.jit_mode is JIT_OFF, which it always is.
TraceEntry trace_hot(const uint32_t *header_pc, Value *base) {
  (void)header_pc, (void)base;
  return TRACE_CONTINUE;
}
bool trace_record(const uint32_t *pc, Value *base) {
  (void)pc, (void)base;
  return false;
}
bool trace_record_raised(bool raised_here) {
  (void)raised_here;
  return false;
}
void trace_recording_interrupted(void) {}
void trace_poll(uint32_t reasons) { (void)reasons; }
void trace_make_frames(void) {}
bool trace_keep_code(Function *function) {
  (void)function;
  return true;
}
void trace_close(void) {}
void trace_end_companion(void) {}
void trace_after_fork(void) {}
void vm_dict_changed(struct Dict *dict, int64_t entry) { (void)dict, (void)entry; }
void vm_type_changed(Type *type) { (void)type; }

void trace_stats_visit(void (*number)(const char *name, double value, void *data),
                       void (*aborts)(const char *reason, double count, void *data), void *data) {
  (void)number, (void)aborts, (void)data;
}
void trace_stats_write(FILE *file) { fputs("{}\n", file); }
void trace_dump_exits(void) {}
