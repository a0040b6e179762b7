// The virtual machine: one per process, the static `vm`. What the interpreter, the object model and traces share.
#ifndef MARTLET_VM_H
#define MARTLET_VM_H

#include "core/object/exception.h"
#include "core/object/shape.h"
#include "core/trace/context.h"
#include "core/vm/frame.h"

typedef enum JitMode { JIT_OFF, JIT_ON, JIT_SYNC } JitMode;

// Reasons to leave running code at the next back edge (vm.trace.poll).
enum PollReason {
  POLL_SIGNAL = 1,
  POLL_INVALIDATION = 2,
  POLL_FINALISERS = 4,
  POLL_INSTALL = 8,
  POLL_SWITCH = 16,
  POLL_LINE_TRACE = 32
};

typedef struct Names {
#define NAME(text) Value text;
#include "core/vm/names.def"
#undef NAME
} Names;

// What each thread has for itself: saved and restored when the interpreter lock changes hands (core/vm/threads.h).
#define THREAD_FIELDS \
  Value handled;    /* the exception being handled (sys.exc_info), or EMPTY */ \
  Value stop_value; /* return value of the generator that just finished */ \
  /* The value stack: frames grow upwards. base and pc are those of the running frame; the interpreter keeps them */ \
  /* in registers and stores them here before anything that may raise, call or inspect frames. */ \
  Value *stack, *stack_end; \
  Value *base; \
  const uint32_t *pc; \
  void *loop_frame; /* an address in the C frame of the innermost interpreter loop, below all its callers' values */ \
  char *c_stack_limit;           /* C recursion below this address raises RecursionError */ \
  struct ReprGuard *repr_guards; /* objects whose repr is being made (core/object/sequence.h) */ \
  uint32_t depth;                /* Python frames on the value stack */ \
  uint32_t line_tracing;         /* loops use the dispatch table of core/vm/line_trace.h */ \
  Value trace_function;          /* of sys.settrace, or EMPTY */ \
  Value profile_function;        /* of sys.setprofile, or EMPTY */ \
  Value traced_frames;           /* list of the frame objects of line_trace.c, or EMPTY */ \
  Value first_iteration_hook;    /* of sys.set_asyncgen_hooks, or EMPTY */ \
  Value finaliser_hook; \
  uint32_t origin_depth; /* sys.set_coroutine_origin_tracking_depth */
typedef struct ThreadFields {
  THREAD_FIELDS
} ThreadFields;

typedef struct VM {
  TraceContext trace; // first: traces address it; holds the pending exception too (vm_exception below)
  union {
    struct {
      THREAD_FIELDS
    };
    ThreadFields thread;
  };
  uint32_t recursion_limit;
  struct Shape **shapes; // by shape number; grows
  uint32_t shape_count, shape_capacity;
  Value modules;         // dict: sys.modules
  Value builtins;        // dict of the module builtins
  Value search_path;     // list: sys.path
  Value arguments;       // list: sys.argv
  Value import_system;   // the module _frozen_importlib once it is set up (core/vm/import_internal.h), or EMPTY
  Value import_defaults; // tuple: what it has installed
  Names names;
  JitMode jit_mode;
  bool guard_facts;      // -X guard-facts
  uint32_t guard_stress; // -X guard-stress; 0: off
  bool shutting_down;
} VM;

extern VM vm;
#define vm_exception vm.trace.exception

// Starts the VM: heap, types, builtins, sys. stack_base: an address in main's frame.
void vm_init(void *stack_base);
// Chooses what becomes of hot code, before any runs.
void vm_set_jit(JitMode mode, bool guard_facts);
// Calls a Python function with its arguments bound to fresh registers: args[0..count) positional, then keywords. Nested
// interpreter loop.
Value vm_call_function(Function *function, Value *args, size_t count, Value keyword_names);
// Runs code as a module body or class body: namespace is a dict (globals may be the same one).
Value vm_run_code(Code *code, Value globals, Value namespace, Value closure);
// Compiles source text (UTF-8) and returns a code object; EMPTY with SyntaxError. mode: "exec", "eval" or "single" as
// for compile(), or "module": statements whose names are globals.
Value vm_compile(const char *source, size_t bytes, const char *filename, const char *mode);
// The same for what a program compiles: the __future__ imports hold that do so where it does.
Value vm_compile_here(const char *source, size_t bytes, const char *filename, const char *mode);
// Imports by absolute dotted name, or relative (level > 0) to the package in globals; as __import__.
Value vm_import(Value name, Value globals, Value from_list, int level);
// RecursionError when the C stack is nearly used up: to be called by C functions that recurse through objects.
bool vm_check_c_stack(void);
// Before a function gets other code: its running frames go on under a copy of the function. False: MemoryError.
bool vm_keep_running_code(Function *function);
// Handles what vm.trace.poll asks for (signals, finalisers, invalidation); false: raised.
bool vm_poll(void);
// Makes running code call vm_poll soon. reason: a PollReason. Also from signal handlers and during collections.
static inline void vm_request_poll(uint32_t reason) { __atomic_fetch_or(&vm.trace.poll, reason, __ATOMIC_RELAXED); }
// Called when something that traces or caches may rely on changes. entry -1: the dict's layout.
struct Dict;
void vm_dict_changed(struct Dict *dict, int64_t entry);
void vm_type_changed(Type *type);

#endif
