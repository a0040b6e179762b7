// Generators in the interpreter: starting, resuming, yielding, ending, and one step of `yield from`.
#include "core/object/generator.h"

#include "core/object/coroutine.h"
#include "core/object/str.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/interpreter.h"

// While a generator runs, its `handled` keeps the exception that the caller was handling.
static void swap_handled_in(Generator *generator) {
  Value own = generator->handled;
  generator->handled = vm.handled;
  if (own != EMPTY) vm.handled = own;
}

// Whether it is suspended in the body of an except clause (or the like): those ranges end with LEAVE_HANDLER.
static bool is_handling(const Generator *generator) {
  const Code *code = generator->code;
  for (uint32_t i = 0; i < code->handler_count; i++) {
    const HandlerRange *range = &code->handlers[i];
    if (generator->resume >= range->start && generator->resume < range->end &&
        instruction_op(code->instructions[range->target]) == OP_LEAVE_HANDLER)
      return true;
  }
  return false;
}

// What it does not handle itself was its caller's. Comparing the two would not do: a caller that throws into it what
// it is handling itself (asyncio's tasks do) has the same exception.
static void swap_handled_out(Generator *generator) {
  Value own = vm.handled;
  vm.handled = generator->handled;
  generator->handled = own != EMPTY && is_handling(generator) ? own : EMPTY;
}

static void pop(Value *base) {
  vm.pc = frame_return_pc(base);
  vm.base = frame_caller(base);
  vm.depth--;
}

void generator_finish(Generator *generator) {
  vm.handled = generator->handled;
  generator->handled = EMPTY;
  generator->state = GENERATOR_FINISHED;
  heap_withdraw_finalisable(&generator->header);
  generator->delegate = EMPTY;
  memset(generator->registers, 0, generator->count * sizeof(Value));
}

Value generator_start(void) {
  Function *function = frame_function(vm.base);
  Value value = generator_new(function, vm.base);
  if (value == EMPTY) return EMPTY;
  to_generator(value)->resume = (uint64_t)(vm.pc - function->code->instructions) + 1;
  return value;
}

bool generator_push(Value value, Value sent, Value *base, FrameKind kind) {
  Generator *generator = to_generator(value);
  Code *code = generator->code;
  if (generator->state == GENERATOR_RUNNING) {
    raise(ValueError, "%s already executing", generator_kind_name(generator));
    return false;
  }
  if (!frame_check(base, code->register_count)) return false;
  if (generator->function->code != code) { // __code__ was assigned meanwhile
    Function *function = function_copy(generator->function);
    if (function == NULL) return false;
    function->code = code;
    generator->function = function;
  }
  values_copy(base, generator->registers, generator->count);
  base[-4] = from_object(generator->function);
  base[-3] = (Value)(uintptr_t)vm.pc;
  base[-2] = frame_info((size_t)(base - vm.base), kind);
  base[-1] = value;
  vm.pc = code->instructions + generator->resume;
  if (generator->state == GENERATOR_SUSPENDED) {
    if (sent != EMPTY) base[instruction_a(*vm.pc)] = sent;
    if (instruction_op(*vm.pc) == OP_YIELD) vm.pc++;
  }
  generator->state = GENERATOR_RUNNING;
  swap_handled_in(generator);
  vm.depth++;
  vm.base = base;
  vm.trace.top = base + code->register_count + FRAME_SLACK;
  return true;
}

FrameKind generator_yield(void) {
  for (;;) {
    Value *base = vm.base;
    FrameKind kind = frame_kind(base);
    Generator *generator = to_generator(base[-1]);
    values_copy(generator->registers, base, generator->count);
    generator->resume = (uint64_t)(vm.pc - generator->code->instructions);
    generator->state = GENERATOR_SUSPENDED;
    swap_handled_out(generator);
    pop(base);
    if (kind != FRAME_RESUME_FROM) return kind;
  }
}

FrameKind generator_return(void) {
  Value *base = vm.base;
  FrameKind kind = frame_kind(base);
  generator_finish(to_generator(base[-1]));
  pop(base);
  if (kind == FRAME_RESUME_FROM) to_generator(vm.base[-1])->delegate = EMPTY;
  return kind;
}

void generator_unwound(Value *base) {
  Generator *generator = to_generator(base[-1]);
  generator_finish(generator);
  bool is_async = generator->header.shape == SHAPE_ASYNC_GENERATOR;
  bool stops_async = is_async && exception_matches(EXCEPTION_StopAsyncIteration);
  if (!stops_async && !exception_matches(EXCEPTION_StopIteration)) return;
  Value stop = exception_take();
  raise(RuntimeError, "%s raised Stop%sIteration", generator_kind_name(generator), stops_async ? "Async" : "");
  Exception *error = (Exception *)to_object(vm_exception);
  error->cause = error->context = stop;
  error->suppress_context = TRUE_VALUE;
}

// Passes a sent value to an iterator that is no generator.
static Value send_to_iterator(Value iterator, Value sent) {
  vm.stop_value = NONE;
  Value item = sent == NONE ? object_next(iterator) : object_call_method(iterator, "send", &sent, 1);
  if (item == EMPTY && exception_matches(EXCEPTION_StopIteration)) {
    Value value = ((const Exception *)to_object(vm_exception))->extra[0];
    exception_clear();
    vm.stop_value = value == EMPTY ? NONE : value;
  }
  return item;
}

int yield_from_step(uint32_t i, Value *base, Value *item) {
  Generator *generator = to_generator(base[-1]);
  Value iterator = base[instruction_b(i)], sent = NONE;
  if (generator->delegate == EMPTY) {
    generator->delegate = iterator;
  } else {
    sent = base[instruction_a(i)];
  }
  if (is_generator_or_coroutine(iterator)) {
    if (to_generator(iterator)->state != GENERATOR_FINISHED) {
      Value *inner = base + generator->code->register_count + FRAME_HEADER;
      return generator_push(iterator, sent, inner, FRAME_RESUME_FROM) ? 2 : -1;
    }
    vm.stop_value = NONE;
    if (has_shape(iterator, SHAPE_COROUTINE)) raise_reused_coroutine();
  } else {
    *item = send_to_iterator(iterator, sent);
    if (*item != EMPTY) return 1;
  }
  generator->delegate = EMPTY;
  return vm_exception == EMPTY ? 0 : -1;
}
