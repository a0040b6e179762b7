#include "core/trace/codegen_client.h"

#include <stdio.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/function.h"
#include "core/object/generator.h"
#include "core/object/iterators.h"
#include "core/object/list.h"
#include "core/object/range.h"
#include "core/object/set.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/trace/builder.h"
#include "core/trace/codegen_protocol.h"
#include "core/vm/vm.h"
#include "arch.h"
#include "port/port.h"

#define ARENA_BYTES ((size_t)CONFIG_CODE_ARENA_KB * 1024)
// codegen_state looks at the process and the clock once in this many calls.
#define PATIENCE 256

static struct {
  TraceBuffer *buffer;
  char *arena;
  int buffer_file, arena_file;
  PortCompanion companion;
  CodegenState state;
  double submitted; // when, port_monotonic
  bool resubmitted; // the process ended without an answer and was started again
  unsigned calls;   // of codegen_state since it last looked around
  int failures;     // in a row
  CodegenTotals totals;
} client;

// --- the buffer

static void describe_layout(TraceBuffer *b) {
#define FIELD(name, structure, member, type, alias) b->field_offset[TRACE_FIELD_##name] = offsetof(structure, member);
#include "core/trace/fields.def"
#undef FIELD
  b->array_items_offset = offsetof(ValueArray, items);
  b->tuple_items_offset = offsetof(Tuple, items);
  b->str_text_offset = offsetof(Str, text);
  b->bytes_data_offset = offsetof(Bytes, data);
  b->byte_array_data_offset = offsetof(ByteArray, data);
  b->dict_entry_bytes = sizeof(DictEntry);
  b->dict_entry_value_offset = offsetof(DictEntry, value);
}

// See the shares in builder.h: header and arguments a quarter, instructions a half, constants and exits an eighth each.
static void partition(TraceBuffer *b) {
  b->magic = CODEGEN_VERSION;
  b->bytes = TRACE_BUFFER_BYTES;
  b->argument_offset = sizeof(TraceBuffer);
  b->argument_capacity = TRACE_ARGUMENTS_MAX;
  b->instruction_offset = TRACE_BUFFER_BYTES / 4;
  b->instruction_capacity = TRACE_INSTRUCTIONS_MAX;
  b->constant_offset = TRACE_BUFFER_BYTES / 4 * 3;
  b->constant_capacity = TRACE_CONSTANTS_MAX;
  b->exit_offset = TRACE_BUFFER_BYTES / 8 * 7;
  b->exit_capacity = TRACE_EXITS_MAX;
  b->words = PORT_TRACE_WORDS;
  b->doubles = PORT_TRACE_DOUBLES;
  b->guard_stress = vm.guard_stress;
  describe_layout(b);
}

bool codegen_open(void) {
  if (client.buffer) return true;
  client.companion = (PortCompanion){0, -1};
  client.buffer_file = port_shared_new(TRACE_BUFFER_BYTES);
  client.arena_file = port_shared_new(ARENA_BYTES);
  if (client.buffer_file < 0 || client.arena_file < 0 || !arena_init()) return false;
  TraceBuffer *buffer = port_map_shared(client.buffer_file, TRACE_BUFFER_BYTES, PORT_READ_WRITE);
  client.arena = port_map_shared(client.arena_file, ARENA_BYTES, PORT_READ_EXECUTE);
  if (!buffer || !client.arena) return false;
  partition(buffer);
  client.buffer = buffer;
  return true;
}

TraceBuffer *codegen_buffer(void) { return client.buffer; }
char *codegen_arena(void) { return client.arena; }

// --- the process

// MARTLET_CODEGEN, or martlet-codegen beside the running program.
static bool program_path(char *path, size_t bytes) {
  static const char name[] = "martlet-codegen";
  const char *chosen = getenv("MARTLET_CODEGEN");
  if (chosen && *chosen) {
    return (size_t)snprintf(path, bytes, "%s", chosen) < bytes;
  }
  if (!port_program_path(path, bytes)) return false;
  char *slash = strrchr(path, '/');
  if (!slash || (size_t)(slash + 1 - path) + sizeof name > bytes) return false;
  memcpy(slash + 1, name, sizeof name);
  return true;
}

static bool start_process(void) {
  char path[PORT_PATH_MAX];
  int files[] = {client.buffer_file, client.arena_file};
  _Static_assert(CODEGEN_BUFFER_FILE == 3 && CODEGEN_ARENA_FILE == 4 && CODEGEN_SOCKET == 5, "the order of the files");
  if (!program_path(path, sizeof path) || !port_companion_start(&client.companion, path, files, 2)) return false;
  client.totals.processes++;
  return true;
}

// Rings; starts the process first when there is none, or when it has left meanwhile. False: it cannot be started. That
// it is gone the moment after is found out by waiting for the answer.
static bool ring(void) {
  if (client.companion.process && !port_drain(client.companion.socket)) port_companion_end(&client.companion);
  if (client.companion.process && port_send_byte(client.companion.socket)) return true;
  port_companion_end(&client.companion);
  if (!start_process()) return false;
  port_send_byte(client.companion.socket);
  return true;
}

// --- the request

CodegenState codegen_submit(void) {
  if (client.state != CODEGEN_IDLE || !client.buffer) return client.state;
  TraceBuffer *b = client.buffer;
  b->status = CODEGEN_PENDING;
  b->code_bytes = b->entry_offset = b->body_offset = 0;
  client.submitted = port_monotonic();
  client.resubmitted = false;
  client.totals.requests++;
  client.state = ring() ? CODEGEN_BUSY : CODEGEN_UNAVAILABLE;
  return client.state;
}

// The request is over without an answer.
static void fail(void) {
  port_companion_end(&client.companion);
  client.totals.failures++;
  client.failures++;
  client.buffer->status = CODEGEN_LLVM_ERROR;
  client.state = CODEGEN_DONE;
}

// The answer came from another process: code outside of the range that was offered is not taken.
static bool answer_is_sound(const TraceBuffer *b) {
  return b->status <= CODEGEN_LLVM_ERROR &&
         (b->status != CODEGEN_OK ||
          (b->code_bytes <= b->code_capacity && b->entry_offset < b->code_bytes && b->body_offset < b->code_bytes));
}

static void note_answer(void) {
  TraceBuffer *b = client.buffer;
  if (!answer_is_sound(b)) {
    fail();
    return;
  }
  client.failures = 0;
  client.totals.milliseconds += b->microseconds * 1e-3;
  if (b->peak_kb > client.totals.peak_kb) client.totals.peak_kb = b->peak_kb;
  if (b->heap_kb > client.totals.heap_kb) client.totals.heap_kb = b->heap_kb;
  if (b->status == CODEGEN_OK) port_refresh_code(client.arena, client.arena_file, b->code_offset, b->code_bytes);
  client.state = CODEGEN_DONE;
}

static bool answered(void) { return __atomic_load_n(&client.buffer->status, __ATOMIC_ACQUIRE) != CODEGEN_PENDING; }

// The process may have ended before it saw the request (idle, or killed by somebody): it gets a second chance.
static void look_around(void) {
  bool runs = port_companion_runs(&client.companion);
  if (answered()) {
    note_answer();
  } else if (!runs && !client.resubmitted) {
    client.resubmitted = true;
    if (!ring()) fail();
  } else if (!runs || port_monotonic() - client.submitted > CONFIG_CODEGEN_TIMEOUT_MS * 1e-3) {
    fail();
  }
}

CodegenState codegen_state(void) {
  if (client.state == CODEGEN_BUSY) {
    if (answered()) {
      note_answer();
    } else if (++client.calls >= PATIENCE) {
      client.calls = 0;
      look_around();
    }
  } else if (client.companion.process && ++client.calls >= PATIENCE) {
    // One that has left when idle is not kept as a zombie longer than need be.
    client.calls = 0;
    port_companion_runs(&client.companion);
  }
  return client.state;
}

CodegenState codegen_wait(void) {
  while (client.state == CODEGEN_BUSY) {
    double left = CONFIG_CODEGEN_TIMEOUT_MS * 1e-3 - (port_monotonic() - client.submitted);
    port_wait_readable(client.companion.socket, left > 0 ? (int)(left * 1e3) + 1 : 0);
    // A closed socket is readable at once, a moment before the process can be seen to have ended.
    if (!port_drain(client.companion.socket) && !answered()) port_sleep(1e-3);
    look_around();
  }
  return client.state;
}

void codegen_release(void) {
  if (client.state != CODEGEN_DONE) return;
  client.state = client.failures >= CODEGEN_FAILURES_MAX ? CODEGEN_UNAVAILABLE : CODEGEN_IDLE;
}

CodegenTotals codegen_totals(void) {
  if (client.state == CODEGEN_IDLE) port_companion_runs(&client.companion);
  return client.totals;
}

void codegen_close(void) { port_companion_end(&client.companion); }

void codegen_step_aside(void) {
  if (client.companion.process == 0) return;
  codegen_wait();
  port_companion_end(&client.companion);
}

// Replaces a shared mapping by a copy of its own at the same address. False: it cannot be.
static bool copy_mapping(void *memory, int *file, size_t bytes, PortAccess access) {
  int copy = port_shared_new(bytes);
  void *target = copy < 0 ? NULL : port_map_shared(copy, bytes, PORT_READ_WRITE);
  if (!target) return false;
  memcpy(target, memory, bytes);
  port_unmap(target, bytes);
  port_close(*file);
  *file = copy;
  return port_map_shared_at(memory, copy, bytes, access);
}

void codegen_after_fork(void) {
  if (!client.buffer) return;
  port_companion_forget(&client.companion);
  bool copied = copy_mapping(client.arena, &client.arena_file, ARENA_BYTES, PORT_READ_EXECUTE) &&
                copy_mapping(client.buffer, &client.buffer_file, TRACE_BUFFER_BYTES, PORT_READ_WRITE);
  if (!copied) port_exit_now(EXIT_FAILURE); // running code that the parent may replace would be worse
  if (client.state == CODEGEN_BUSY) fail();
}
