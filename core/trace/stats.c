// Figures of the trace compiler: one table gives the JSON of -X jit-stats and the dict of jit.stats().
#include "core/trace/codegen_client.h"
#include "core/trace/stats.h"
#include "core/trace/trace.h"

#include "core/heap/heap.h"

TraceStats trace_stats;

static const char *const abort_names[ABORT_COUNT] = {
    "none",
#define ABORT(name, text, retry) #name,
#include "core/trace/aborts.def"
#undef ABORT
};

void trace_stats_visit(void (*number)(const char *name, double value, void *data),
                       void (*aborts)(const char *reason, double count, void *data), void *data) {
  CodegenTotals codegen = codegen_totals();
  const struct {
    const char *name;
    double value;
  } rows[] = {
      {"root_traces", (double)trace_stats.root_traces},
      {"side_traces", (double)trace_stats.side_traces},
      {"guards_recorded", (double)trace_stats.guards_recorded},
      {"guards_emitted", (double)trace_stats.guards_emitted},
      {"guards_from_facts", (double)trace_stats.guards_from_facts},
      {"fact_bytes", facts_bytes()},
      {"fact_bytes_max", facts_bytes_max()},
      {"arena_bytes", arena_bytes()},
      {"arena_bytes_max", arena_bytes_max()},
      {"trace_buffer_bytes_max", trace_stats.trace_buffer_bytes_max},
      {"exits", (double)trace_stats.exits},
      {"links_to_entry", (double)trace_stats.links_to_entry},
      {"links_to_body", (double)trace_stats.links_to_body},
      {"codegen_requests", (double)codegen.requests},
      {"codegen_failures", codegen.failures},
      {"codegen_processes", codegen.processes},
      {"codegen_ms", codegen.milliseconds},
      {"codegen_peak_kb", codegen.peak_kb},
      {"codegen_heap_kb", codegen.heap_kb},
      {"heap_bytes_max", (double)heap_stats().bytes_max},
      {"evictions", (double)trace_stats.evictions},
      {"invalidations", (double)trace_stats.invalidations},
      {"blacklisted", (double)trace_stats.blacklisted},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) number(rows[i].name, rows[i].value, data);
  for (int i = ABORT_NONE + 1; i < ABORT_COUNT; i++)
    if (trace_stats.aborts[i]) aborts(abort_names[i], (double)trace_stats.aborts[i], data);
}

const char *abort_reason_name(AbortReason reason) { return abort_names[reason]; }

typedef struct JsonWriter {
  FILE *file;
  bool first_number, first_abort;
} JsonWriter;

static void write_number(const char *name, double value, void *data) {
  JsonWriter *json = data;
  fprintf(json->file, value == (double)(int64_t)value ? "%s\"%s\": %.0f" : "%s\"%s\": %.3f",
          json->first_number ? "{" : ", ", name, value);
  json->first_number = false;
}

static void write_abort(const char *reason, double count, void *data) {
  JsonWriter *json = data;
  fprintf(json->file, "%s\"%s\": %.0f", json->first_abort ? ", \"aborts\": {" : ", ", reason, count);
  json->first_abort = false;
}

void trace_stats_write(FILE *file) {
  JsonWriter json = {file, true, true};
  trace_stats_visit(write_number, write_abort, &json);
  fprintf(file, "%s}}\n", json.first_abort ? ", \"aborts\": {" : "");
}
