// What martlet and martlet-codegen agree on besides the trace buffer (core/trace/ir.h): the files that martlet-codegen
// finds open when it starts, and the bytes on the socket. Both mappings have the size of their file.
#ifndef MARTLET_CODEGEN_PROTOCOL_H
#define MARTLET_CODEGEN_PROTOCOL_H

#include "core/trace/context.h"
#include "core/trace/helpers.h"
#include "core/trace/ir.h"

// The version of the buffer's layout and of its tables: programs of different builds do not work together.
#define CODEGEN_VERSION \
  (TRACE_BUFFER_MAGIC ^ (uint32_t)(sizeof(TraceBuffer) << 20 ^ sizeof(TraceContext) << 15 ^ IR_OP_COUNT << 10 ^ \
                                   TRACE_FIELD_COUNT << 5 ^ HELPER_COUNT))

#define CODEGEN_BUFFER_FILE 3 // the trace buffer
#define CODEGEN_ARENA_FILE 4  // the code arena
#define CODEGEN_SOCKET 5      // a byte from martlet: compile the buffer; a byte back: answered. Closed: leave

#endif
