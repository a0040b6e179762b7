#include "core/vm/finalise.h"

#include "core/object/dict.h"
#include "core/object/coroutine.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/object/weakref.h"
#include "core/vm/liveness.h"
#include "core/vm/interpreter.h"
#include "core/vm/unraisable.h"
#include "core/vm/warning.h"

// --- finalisers and callbacks

static void call_del(Value object) {
  Value method = type_lookup_cached(type_of(object), vm.names.__del__);
  if (method == EMPTY || method == NONE) return; // taken away from the class since
  if (call_found(method, &object, 1) == EMPTY) vm_unraisable(method);
}

static void finalise_generator(Value v) {
  Generator *generator = to_generator(v);
  if (generator->state == GENERATOR_FINISHED) return;
  if (has_shape(v, SHAPE_ASYNC_GENERATOR) && generator->extra != EMPTY && !(generator->async & ASYNC_CLOSED)) {
    if (object_call_1(generator->extra, v) == EMPTY) vm_unraisable(v); // the event loop closes it
  } else if (has_shape(v, SHAPE_COROUTINE) && generator->state == GENERATOR_CREATED) {
    warn_never_awaited(v);
  } else if (!generator_close(v)) {
    vm_unraisable(v);
  }
}

static void finalise(Object *object) {
  if (object->kind == HEAP_GENERATOR)
    finalise_generator(from_object(object));
  else
    call_del(from_object(object));
}

static void call_callback(WeakRef *reference) {
  Value callback = reference->callback;
  reference->callback = EMPTY;
  if (object_call_1(callback, from_object(reference)) == EMPTY) vm_unraisable(callback);
}

void vm_run_finalisers(void) {
  static bool running;
  if (running) return;
  Value exception = exception_take(), stop_value = vm.stop_value;
  running = true;
  for (;;) {
    Object *object = heap_take_dying();
    WeakRef *reference = object ? NULL : weakref_take_pending();
    if (object)
      finalise(object);
    else if (reference)
      call_callback(reference);
    else
      break;
  }
  running = false;
  vm.stop_value = stop_value;
  vm_exception = exception;
}

// --- collecting on demand

static bool is_call(uint32_t i) {
  uint8_t group = opcode_info[instruction_op(i)].group;
  return group == GROUP_CALL || group == GROUP_CALL_KW || group == GROUP_CALL_METHOD || group == GROUP_CALL_METHOD_KW ||
         group == GROUP_CALL_EX;
}

// Empties the temporaries of a frame that are dead at the call it is making.
static void clear_dead_registers(Value *base, const uint32_t *pc) {
  Code *code = frame_function(base)->code;
  unsigned first = code_variable_registers(code), window = instruction_a(*pc);
  RegisterSet live = live_registers(code, (size_t)(pc - code->instructions));
  for (unsigned reg = first; reg < window; reg++)
    if (!register_set_has(&live, reg)) base[reg] = EMPTY;
}

// args: those of the C function that is being called. True: the interpreter loop calls it, so that the C frames
// between the two hold nothing that matters. The frames of that loop are cleaned; a trace's frames have registers
// elsewhere and are left alone, as is everything below a call from C.
static bool clear_stale_values(Value *args) {
  if (args < vm.stack || args >= vm.stack_end || !frame_function(vm.base)) return false;
  Value *end = vm.trace.top + HEAP_STACK_SLACK < vm.stack_end ? vm.trace.top + HEAP_STACK_SLACK : vm.stack_end;
  for (Value *v = args; v < end; v++) *v = EMPTY;
  Value *base = vm.base;
  const uint32_t *pc = vm.pc;
  ptrdiff_t offset = is_call(*pc) ? args - (base + instruction_a(*pc) + FRAME_HEADER) : -1;
  if (offset < 0 || offset > 1) return false;
  for (Value *v = base + instruction_a(*pc) + 1; v < args; v++) *v = EMPTY;
  FrameKind kind = FRAME_CALL;
  while (frame_function(base) && is_call(*pc) && (kind == FRAME_CALL || kind == FRAME_CONSTRUCT)) {
    clear_dead_registers(base, pc);
    kind = frame_kind(base);
    pc = frame_return_pc(base);
    base = frame_caller(base);
  }
  return true;
}

// One collection finds what is dead, the next one what that kept alive; more are needed only when finalisers drop
// objects with finalisers.
#define ROUNDS_MAX 4

static int64_t collect(void *stack) {
  vm.stop_value = EMPTY;
  int64_t count = 0;
  for (int round = 0; round < ROUNDS_MAX; round++) {
    count += (int64_t)heap_collect_and_count(stack);
    if (!(__atomic_fetch_and(&vm.trace.poll, ~(uint32_t)POLL_FINALISERS, __ATOMIC_RELAXED) & POLL_FINALISERS)) break;
    vm_run_finalisers();
  }
  return count;
}

int64_t vm_collect(Value *args) { return collect(clear_stale_values(args) ? vm.loop_frame : NULL); }

// --- the end of the program

// Empties sys.modules but for what finalisers may need to report errors. The modules lose their namespaces, which live
// on with the functions that use them.
static void drop_modules(void) {
  Value empty = dict_new();
  Value names = list_from_iterable(vm.modules);
  for (uint64_t i = 0; names != EMPTY && i < to_list(names)->length; i++) {
    Value name = to_list(names)->storage->items[i];
    bool keep = is_str(name) && (strcmp(to_str(name)->text, "sys") == 0 || strcmp(to_str(name)->text, "builtins") == 0);
    if (keep) continue;
    Value module = dict_get(vm.modules, name);
    if (module != EMPTY && has_shape(module, SHAPE_MODULE) && empty != EMPTY)
      ((Module *)to_object(module))->dict = empty;
    dict_delete(vm.modules, name);
  }
  exception_clear();
}

void vm_finalise_all(void) {
  if (heap_finalisable_count() == 0) return;
  // Traces hold what they were compiled for: they are not entered any more, and let go of it.
  vm.jit_mode = JIT_OFF;
  memset(vm.trace.spill, 0, sizeof vm.trace.spill);
  vm.handled = EMPTY;
  for (Value *v = vm.base; v < vm.base + HEAP_STACK_SLACK && v < vm.stack_end; v++) *v = EMPTY;
  // What died before the end still sees all of its modules, as where CPython counts references.
  collect(__builtin_frame_address(0));
  if (heap_finalisable_count() == 0) return;
  drop_modules();
  heap_last_finalisers();
  for (Value *v = vm.base; v < vm.base + HEAP_STACK_SLACK && v < vm.stack_end; v++) *v = EMPTY;
  collect(__builtin_frame_address(0)); // the callers hold nothing that is needed
}
