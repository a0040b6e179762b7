// The process: maps what it inherited, then for each byte on the socket compiles the request in the buffer, answers
// there and sends a byte back. It leaves when the socket is closed, when martlet dies, or after CONFIG_CODEGEN_IDLE_MS
// without a request, so that all of LLVM's memory goes back to the system.
#include <stdlib.h>
#include <string.h>

#include "core/codegen/codegen.h"
#include "core/trace/codegen_protocol.h"
#include "port/port.h"

static void answer(TraceBuffer *buffer, const TraceBuffer *request, CodegenStatus status, double start) {
  buffer->code_bytes = request->code_bytes;
  buffer->entry_offset = request->entry_offset;
  buffer->body_offset = request->body_offset;
  buffer->heap_kb = (uint32_t)(port_heap_bytes() / 1024);
  buffer->peak_kb = (uint32_t)(port_peak_memory() / 1024);
  buffer->microseconds = (uint32_t)((port_monotonic() - start) * 1e6);
  // Last: martlet looks at the status without asking the socket.
  __atomic_store_n(&buffer->status, (uint32_t)status, __ATOMIC_RELEASE);
}

// The request is checked and compiled from a copy: nobody can change what was found to be valid.
static void compile(TraceBuffer *buffer, size_t bytes, char *arena, size_t arena_bytes) {
  double start = port_monotonic();
  TraceBuffer *request = malloc(bytes);
  CodegenStatus status = CODEGEN_LLVM_ERROR;
  TraceBuffer nothing = {0};
  if (request) {
    memcpy(request, buffer, bytes);
    status = request_is_valid(request, bytes, arena_bytes) ? emit_trace(request, arena) : CODEGEN_BAD_REQUEST;
    nothing = *request;
    free(request);
  }
  answer(buffer, &nothing, status, start);
}

// Free memory is kept for the next request for this long, then given back: requests often come in bursts.
#define BURST_MS 100

static bool next_request(void) {
  int burst = CONFIG_CODEGEN_IDLE_MS < BURST_MS ? CONFIG_CODEGEN_IDLE_MS : BURST_MS;
  if (!port_wait_readable(CODEGEN_SOCKET, burst)) {
    port_trim_heap();
    if (!port_wait_readable(CODEGEN_SOCKET, CONFIG_CODEGEN_IDLE_MS - burst)) return false;
  }
  return port_receive_byte(CODEGEN_SOCKET);
}

int main(void) {
  port_die_with_parent();
  port_hoard_heap();
  port_limit_memory((size_t)CONFIG_CODEGEN_MEMORY_MB << 20);
  size_t bytes = port_file_bytes(CODEGEN_BUFFER_FILE), arena_bytes = port_file_bytes(CODEGEN_ARENA_FILE);
  TraceBuffer *buffer = port_map_shared(CODEGEN_BUFFER_FILE, bytes, PORT_READ_WRITE);
  char *arena = port_map_shared(CODEGEN_ARENA_FILE, arena_bytes, PORT_READ_WRITE);
  if (bytes < sizeof(TraceBuffer) || !buffer || !arena || !emit_init()) return EXIT_FAILURE;
  while (next_request()) {
    compile(buffer, bytes, arena, arena_bytes);
    if (!port_send_byte(CODEGEN_SOCKET)) break;
  }
  return EXIT_SUCCESS;
}
