// The unwinder: from the instruction that raised to the handler that catches.
#include "core/vm/interpreter.h"

#include "core/object/generator.h"
#include "core/vm/line_trace.h"

const HandlerRange *unwind_find_handler(const Code *code, uint32_t index) {
  const HandlerRange *ranges = code->handlers;
  for (uint32_t n = 0; n < code->handler_count; n++) {
    if (ranges[n].start <= index && index < ranges[n].end) return &ranges[n];
  }
  return NULL;
}

static bool is_generator_frame(FrameKind kind) {
  return kind == FRAME_RESUME || kind == FRAME_RESUME_ENTRY || kind >= FRAME_RESUME_FROM;
}

// Adds the traceback entry of the running frame. Failing to (no memory) leaves the exception as it is.
static void add_traceback_entry(const Function *function, size_t index) {
  Value exception = vm_exception;
  vm_exception = EMPTY;
  exception_add_traceback(exception, function->code, index, function->globals);
  vm_exception = exception;
}

bool unwind(bool add_traceback) {
  if (vm_exception == EMPTY) raise(SystemError, "error return without exception set");
  for (;;) {
    Value *base = vm.base;
    const Function *function = frame_function(base);
    Code *code = function->code;
    uint32_t index = (uint32_t)(vm.pc - code->instructions);
    FrameKind kind = frame_kind(base);
    vm.trace.top = base + code->register_count + FRAME_SLACK;
    if (add_traceback) add_traceback_entry(function, index);
    if (vm.line_tracing && add_traceback) line_trace_exception();
    add_traceback = true;
    if (is_generator_frame(kind)) ((Generator *)(void *)to_object(base[-1]))->delegate = EMPTY;
    const HandlerRange *range = code->handler_count == 0 ? NULL : unwind_find_handler(code, index);
    if (range != NULL) {
      base[range->reg] = vm_exception;
      vm_exception = EMPTY;
      vm.pc = code->instructions + range->target;
      return true;
    }
    if (vm.line_tracing) line_trace_unwound();
    if (is_generator_frame(kind)) generator_unwound(base);
    vm.pc = frame_return_pc(base);
    vm.base = frame_caller(base);
    vm.depth--;
    if (kind == FRAME_ENTRY || kind == FRAME_RESUME_ENTRY) return false;
  }
}
