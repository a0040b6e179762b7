// Entering traces and leaving them. Every exit slot holds exit_handler until a side trace is linked; the handler is a C
// function with the trace prototype, so that the live values of the exit arrive in its parameters. It rebuilds the
// interpreter's frames from the exit's restore list: inlined frames are slots like all others.
#include "core/trace/prototype.h"
#include "core/trace/trace.h"

#include "core/object/int.h"
#include "core/object/list.h"
#include "core/trace/runtime.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/trace_hooks.h"

Exit *trace_exit_table[TRACE_EXIT_TABLE];
unsigned traces_running;

static Exit *last_exit;

static uint64_t bits_of_double(double d) {
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  return bits;
}

// The boxed form of a value that travelled unboxed.
static Value box(uint64_t bits, IrType type) {
  double d;
  switch (type) {
  case IR_TYPE_I: return int_from_i64((int64_t)bits);
  case IR_TYPE_F: memcpy(&d, &bits, sizeof d); return from_double(d);
  default: return bits;
  }
}

static void restore_frames(const Exit *exit, const uint64_t *words, const double *doubles) {
  Value *base = vm.trace.base;
  for (unsigned k = 0; k < exit->restore_count; k++) {
    const Restore *restore = &exit->restores[k];
    uint64_t bits = 0;
    switch ((RestoreKind)restore->kind) {
    case RESTORE_WORD: bits = words[restore->index]; break;
    case RESTORE_DOUBLE: bits = bits_of_double(doubles[restore->index]); break;
    case RESTORE_SPILL: bits = vm.trace.spill[restore->index]; break;
    case RESTORE_CONSTANT: base[restore->slot] = vm.trace.pool[restore->index]; continue;
    }
    base[restore->slot] = box(bits, (IrType)restore->type);
  }
}

// --- functions that got other code while traces run

static Value replaced; // list: a function, its copy with the code that it had; EMPTY: none

void trace_visit_replaced(void) { heap_visit(replaced); }

static bool runs_at(const Function *function, const uint32_t *pc) {
  const Code *code = function->code;
  return pc >= code->instructions && pc < code->instructions + code->instruction_count;
}

static Value copy_running(Value function, const uint32_t *pc) {
  const List *list = to_list(replaced);
  for (uint64_t k = 0; k < list->length; k += 2) {
    Value copy = list->storage->items[k + 1];
    if (list->storage->items[k] == function && runs_at(to_function(copy), pc)) return copy;
  }
  return function;
}

bool trace_keep_code(Function *function) {
  if (!traces_running) return true;
  if (replaced == EMPTY && (replaced = list_new(0)) == EMPTY) return false;
  if (copy_running(from_object(function), function->code->instructions) != from_object(function)) return true;
  Function *copy = function_copy(function);
  return copy != NULL && list_append(replaced, from_object(function)) && list_append(replaced, from_object(copy));
}

// Frames name their function, and the place where they stand says which code of it they run: no two share instructions.
static void put_back_code(void) {
  const uint32_t *pc = vm.pc;
  for (Value *base = vm.base; base[-4] != EMPTY; base = frame_caller(base)) {
    if (!runs_at(frame_function(base), pc)) base[-4] = copy_running(base[-4], pc);
    pc = frame_return_pc(base);
  }
}

// --- frames made for others to see, while the trace goes on

void trace_make_frames(void) {
  const Exit *exit = trace_exit_table[vm.trace.frames_exit - 1];
  Value *base = vm.trace.base, pending = vm_exception;
  vm.trace.frames_exit = 0;
  for (unsigned k = 0; k < exit->restore_count; k++) {
    const Restore *restore = &exit->restores[k];
    base[restore->slot] = restore->kind == RESTORE_CONSTANT
                              ? vm.trace.pool[restore->index]
                              : box(vm.trace.spill[restore->argument], (IrType)restore->type);
  }
  vm_exception = pending;
  vm.base = base + exit->base_delta;
  vm.pc = exit->pc;
  if (replaced != EMPTY) put_back_code();
}

// Takes the exit whose number is in the context. Returns the code to go on with: NULL, the interpreter.
static __attribute__((noinline)) TraceFunction take_exit(const uint64_t *words, const double *doubles) {
  Exit *exit = trace_exit_table[vm.trace.exit_number];
  // int_from_i64 may collect: spilled references must be seen, so they stay in the context until all is restored
  restore_frames(exit, words, doubles);
  vm.trace.frames_exit = 0;
  vm.base = vm.trace.base + exit->base_delta;
  vm.pc = exit->pc;
  if (replaced != EMPTY) put_back_code();
  vm.depth = (uint32_t)((int32_t)vm.depth + exit->depth);
  exit->count++;
  trace_stats.exits++;
  last_exit = exit;
  Trace *side = exit->side;
  if (!side || !side->from_memory || side->state != TRACE_READY || vm.trace.poll) return NULL;
  if (!trace_has_room(side, vm.base)) return NULL;
  vm.trace.base = vm.base;
  vm.trace.top = vm.base + TRACE_FRAME_WORDS;
  return (TraceFunction)side->entry;
}

static TRACE_CALL_CONVENTION uint64_t exit_handler(TRACE_PARAMETERS) {
#define ITEM(n) w##n,
  uint64_t words[] = {TRACE_WORD_LIST(ITEM)};
#undef ITEM
#define ITEM(n) d##n,
  double doubles[] = {TRACE_DOUBLE_LIST(ITEM)};
#undef ITEM
  TraceFunction next = take_exit(words, doubles);
  if (!next) return 0;
#define ITEM(n) , 0
  return next(context TRACE_WORD_LIST(ITEM) TRACE_DOUBLE_LIST(ITEM));
#undef ITEM
}

void *exit_handler_address(void) { return (void *)exit_handler; }

bool trace_has_room(const Trace *trace, const Value *base) {
  // one trace within another takes from the lower half only, or frames of the interpreter would lack the room
  size_t reserve = traces_running ? (size_t)(vm.stack_end - vm.stack) / 2 : 0;
  return (size_t)(vm.stack_end - base) >= reserve + TRACE_FRAME_WORDS + TRACE_FRAME_SLACK &&
         vm.depth + trace->root->frame_depth < vm.recursion_limit;
}

Exit *trace_enter(Trace *trace, Value *base) {
  if (!trace_has_room(trace, base)) return NULL;
  Value *outer_base = vm.trace.base, *outer_top = vm.trace.top;
  vm.trace.base = base;
  vm.trace.top = base + TRACE_FRAME_WORDS;
  trace->root->last_used = ++trace_clock;
  traces_running++;
#define ITEM(n) , 0
  ((TraceFunction)trace->entry)(&vm.trace TRACE_WORD_LIST(ITEM) TRACE_DOUBLE_LIST(ITEM));
#undef ITEM
  if (--traces_running == 0) replaced = EMPTY;
  vm.trace.base = outer_base;
  vm.trace.top = outer_top;
  return last_exit;
}
