// Reading the figures of the trace compiler.
#ifndef MARTLET_TRACE_STATS_H
#define MARTLET_TRACE_STATS_H

#include "core/trace/builder.h"

#include <stdio.h>

// Calls number for every figure, then aborts for every reason that occurred.
void trace_stats_visit(void (*number)(const char *name, double value, void *data),
                       void (*aborts)(const char *reason, double count, void *data), void *data);
// One JSON object on one line.
void trace_stats_write(FILE *file);
const char *abort_reason_name(AbortReason reason);

// Appends how often each exit was taken by way of the handler to the -X trace-dump file.
void trace_dump_exits(void);

// The file of -X trace-dump; NULL: no dump.
extern FILE *trace_dump_file;

#endif
