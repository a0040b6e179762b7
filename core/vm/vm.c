// The virtual machine: starting it, polling, compiling source text.
#include "core/vm/frame_inspect.h"
#include "core/vm/line_trace.h"
#include "core/vm/vm.h"

#include <stdlib.h>

#include "core/modules/builtins.h"
#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/syntax/compiler.h"
#include "core/vm/append_site.h"
#include "core/vm/attribute_cache.h"
#include "core/vm/finalise.h"
#include "core/vm/threads.h"
#include "core/vm/trace_hooks.h"
#include "port/port.h"

VM vm;

// C stack kept free below vm.c_stack_limit: for C functions that do not check, and for raising RecursionError.
#define C_STACK_RESERVE ((size_t)256 << 10)
// More C stack than this is not used even if the system would give it.
#define C_STACK_MAX ((size_t)64 << 20)

static void limit_c_stack(void *stack_base) {
  size_t room = port_stack_limit();
  if (room > C_STACK_MAX) room = C_STACK_MAX;
  vm.c_stack_limit = (char *)stack_base - room + C_STACK_RESERVE;
}

// The bottom of the value stack is the header of a frame without function: where walks over frames end.
static void make_value_stack(void) {
  size_t bytes = (size_t)CONFIG_VALUE_STACK_KB << 10;
  vm.stack = port_map(bytes);
  if (vm.stack == NULL) abort();
  vm.stack_end = vm.stack + bytes / sizeof(Value);
  vm.base = vm.stack + FRAME_HEADER;
  vm.trace.top = vm.base;
  vm.recursion_limit = CONFIG_RECURSION_LIMIT;
}

void vm_init(void *stack_base) {
  make_value_stack();
  limit_c_stack(stack_base);
  heap_init(stack_base);
  threads_init(stack_base);
  str_init_shared();
  types_init();
  append_site_init();
  attribute_cache_init();
  heap_enable_collections();
  vm.modules = dict_new();
  vm.arguments = list_new(0);
  vm.search_path = list_new(0);
  line_trace_init();
  Value builtins = builtins_new();
  dict_set_c(vm.modules, "builtins", builtins);
  signals_init();
}

void vm_set_jit(JitMode mode, bool guard_facts) {
#ifndef CONFIG_JIT
  mode = JIT_OFF; // The board has no martlet-codegen to ask.
#endif
  vm.jit_mode = mode;
  vm.guard_facts = guard_facts;
  for (size_t n = 0; n < 1 << TRACE_HOT_BITS; n++) trace_hot_counters[n] = CONFIG_HOT_LOOP;
}

bool vm_poll(void) {
  uint32_t reasons = __atomic_exchange_n(&vm.trace.poll, 0, __ATOMIC_RELAXED);
  if (reasons & (POLL_INVALIDATION | POLL_INSTALL) && !vm.shutting_down) trace_poll(reasons);
  if (reasons & POLL_FINALISERS) vm_run_finalisers();
  if (reasons & POLL_SWITCH) threads_yield();
  if (reasons & POLL_SIGNAL) {
    trace_recording_interrupted();
    return signals_run();
  }
  return true;
}

static const struct CompileModeName {
  const char *name;
  CompileMode mode;
} compile_modes[] = {
    {"module", COMPILE_MODULE}, {"exec", COMPILE_EXECUTE}, {"eval", COMPILE_EXPRESSION}, {"single", COMPILE_SINGLE}};

static Value compile(const char *source, size_t bytes, const char *filename, const char *mode, bool annotations) {
  Value file = str_from_c(filename);
  SyntaxWarnings warnings = {NULL, NULL};
  SyntaxErrorInfo error = {.kind = SYNTAX_ERROR_NONE, .warnings = &warnings};
  if (file == EMPTY) return EMPTY;
  size_t n = 0;
  while (strcmp(compile_modes[n].name, mode) != 0) n++;
  CompileOptions options = {.future_annotations = annotations, .optimize = compile_optimization};
  Value code = compile_source_with(source, bytes, file, compile_modes[n].mode, options, &error);
  if (!issue_syntax_warnings(&warnings, file, source, bytes)) return EMPTY;
  if (code == EMPTY && error.kind != SYNTAX_ERROR_NONE) raise_syntax_error(&error, file, source, bytes);
  return code;
}

Value vm_compile(const char *source, size_t bytes, const char *filename, const char *mode) {
  return compile(source, bytes, filename, mode, false);
}

Value vm_compile_here(const char *source, size_t bytes, const char *filename, const char *mode) {
  return compile(source, bytes, filename, mode, frame_inherits_annotations());
}
