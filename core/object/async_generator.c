// Asynchronous generators: the type, the awaitables that asend(), athrow(), aclose() and __anext__() return, anext()
// with a default, and the hooks through which an event loop learns of generators.
//
// An awaitable drives the generator as send() and throw() do. When the generator stops at a YIELD, that is an item and
// ends the awaitable (StopIteration with the item); when it stops at a YIELD_FROM, something that it awaits has passed
// a value, which goes on to the event loop. See "Coroutines" in core/vm/bytecode.h.
#include "core/object/coroutine.h"

#include "core/object/str.h"
#include "core/object/type.h"
#include "core/vm/interpreter.h"

typedef enum AwaitableState { AWAITABLE_INITIAL, AWAITABLE_ITERATING, AWAITABLE_CLOSED } AwaitableState;

// async_generator_asend and async_generator_athrow
typedef struct Step {
  Object header; // HEAP_VALUES
  Value generator;
  Value state;        // small int: AwaitableState
  Value sent;         // asend: the value
  Value exception[3]; // athrow: the arguments of throw(); aclose: all EMPTY
} Step;

typedef struct NextWithDefault {
  Object header; // HEAP_VALUES
  Value awaitable, fallback;
} NextWithDefault;

static Type *send_type, *throw_type, *default_type;

static Step *to_step(Value v) { return (Step *)(void *)to_object(v); }
static AwaitableState state_of(const Step *step) { return (AwaitableState)to_small_int(step->state); }
static void set_state(Step *step, AwaitableState state) { step->state = from_small_int(state); }

// --- hooks

bool async_generator_set_hooks(Value first_iteration, Value finaliser) {
  const Value given[] = {finaliser, first_iteration};
  static const char *const names[] = {"finalizer", "firstiter"};
  for (int n = 0; n < 2; n++) {
    if (given[n] == EMPTY || given[n] == NONE || type_of(given[n])->slots.call != NULL) continue;
    return raise(TypeError, "callable %s expected, got %T", names[n], given[n]), false;
  }
  if (!coroutine_prepare()) return false;
  if (first_iteration != EMPTY) vm.first_iteration_hook = first_iteration == NONE ? EMPTY : first_iteration;
  if (finaliser != EMPTY) vm.finaliser_hook = finaliser == NONE ? EMPTY : finaliser;
  return true;
}

Value async_generator_hook(bool finaliser) {
  Value hook = finaliser ? vm.finaliser_hook : vm.first_iteration_hook;
  return hook == EMPTY ? NONE : hook;
}

static void visit_hooks(void) {
  heap_visit(vm.first_iteration_hook);
  heap_visit(vm.finaliser_hook);
}

// Tells the event loop of a generator that is used for the first time.
static bool call_hook(Value self) {
  Generator *generator = to_generator(self);
  if (generator->async & ASYNC_HOOKED) return true;
  generator->async |= ASYNC_HOOKED;
  generator->extra = vm.finaliser_hook;
  return vm.first_iteration_hook == EMPTY || object_call_1(vm.first_iteration_hook, self) != EMPTY;
}

// --- the awaitables

static Value step_new(Type *type, Value generator) {
  if (!call_hook(generator)) return EMPTY;
  Step *step = instance_allocate(type);
  if (step == NULL) return EMPTY;
  step->generator = generator;
  step->sent = NONE;
  set_state(step, AWAITABLE_INITIAL);
  return from_object(step);
}

Value async_generator_next(Value generator) { return step_new(send_type, generator); }

// Whether the generator, just suspended, stands at a `yield` of its own.
static bool has_yielded(const Generator *generator) {
  return instruction_op(generator->code->instructions[generator->resume]) == OP_YIELD;
}

static bool ends_iteration(void) {
  return exception_matches(EXCEPTION_StopAsyncIteration) || exception_matches(EXCEPTION_GeneratorExit);
}

// What a step of the generator means to who awaits it: an item ends the awaitable (EMPTY with vm.stop_value), the end
// is StopAsyncIteration, anything else goes through.
static Value unwrap(Generator *generator, Value result) {
  if (result == EMPTY) {
    if (vm_exception == EMPTY) raise_value(from_object(exception_types[EXCEPTION_StopAsyncIteration]), EMPTY);
    if (ends_iteration()) generator->async |= ASYNC_CLOSED;
    generator->async &= ~(uint32_t)ASYNC_RUNNING;
    return EMPTY;
  }
  if (!has_yielded(generator)) return result;
  vm.stop_value = result;
  generator->async &= ~(uint32_t)ASYNC_RUNNING;
  return EMPTY;
}

static Value raise_reused(const char *what) { return raise(RuntimeError, "cannot reuse already awaited %s", what); }

static const char reused_send[] = "__anext__()/asend()", reused_throw[] = "aclose()/athrow()";

static Value send_step(Value self, Value value) {
  Step *step = to_step(self);
  Generator *generator = to_generator(step->generator);
  if (state_of(step) == AWAITABLE_CLOSED) return raise_reused(reused_send);
  if (state_of(step) == AWAITABLE_INITIAL) {
    if (generator->async & ASYNC_RUNNING) {
      return raise(RuntimeError, "anext(): asynchronous generator is already running");
    }
    if (value == NONE) value = step->sent;
    set_state(step, AWAITABLE_ITERATING);
  }
  generator->async |= ASYNC_RUNNING;
  Value result = unwrap(generator, generator_send(step->generator, value));
  if (result == EMPTY) set_state(step, AWAITABLE_CLOSED);
  return result;
}

static bool is_close(const Step *step) { return step->exception[0] == EMPTY; }

// A step of aclose() or athrow() has ended with an exception, or the generator with it.
static Value throw_ended(Step *step) {
  to_generator(step->generator)->async &= ~(uint32_t)ASYNC_RUNNING;
  set_state(step, AWAITABLE_CLOSED);
  if (vm_exception == EMPTY) raise_value(from_object(exception_types[EXCEPTION_StopAsyncIteration]), EMPTY);
  if (!is_close(step) || !ends_iteration()) return EMPTY;
  exception_clear(); // which is what aclose() wanted
  vm.stop_value = NONE;
  return EMPTY;
}

static Value close_result(Step *step, Value result) {
  if (result == EMPTY) return throw_ended(step);
  if (!has_yielded(to_generator(step->generator))) return result;
  to_generator(step->generator)->async &= ~(uint32_t)ASYNC_RUNNING;
  set_state(step, AWAITABLE_CLOSED);
  return raise(RuntimeError, "async generator ignored GeneratorExit");
}

static Value throw_started(Step *step) {
  Generator *generator = to_generator(step->generator);
  if (is_close(step)) {
    generator->async |= ASYNC_CLOSED;
    ThrowArguments exit = {.type = from_object(exception_types[EXCEPTION_GeneratorExit]), .through = true};
    return close_result(step, generator_throw_arguments(step->generator, &exit));
  }
  ThrowArguments thrown = {step->exception[0], step->exception[1], step->exception[2], true};
  Value result = unwrap(generator, generator_throw_arguments(step->generator, &thrown));
  if (result == EMPTY && vm_exception != EMPTY) return throw_ended(step);
  if (result == EMPTY) set_state(step, AWAITABLE_CLOSED);
  return result;
}

static Value throw_step(Value self, Value value) {
  Step *step = to_step(self);
  Generator *generator = to_generator(step->generator);
  AwaitableState state = state_of(step);
  if (state == AWAITABLE_CLOSED) return raise_reused(reused_throw);
  if (generator->state == GENERATOR_FINISHED) {
    set_state(step, AWAITABLE_CLOSED);
    vm.stop_value = NONE;
    return EMPTY;
  }
  if (state == AWAITABLE_ITERATING) {
    Value result = generator_send(step->generator, value);
    return is_close(step) ? close_result(step, result) : unwrap(generator, result);
  }
  if (generator->async & ASYNC_RUNNING) {
    set_state(step, AWAITABLE_CLOSED);
    return raise(RuntimeError, "%s(): asynchronous generator is already running", is_close(step) ? "aclose" : "athrow");
  }
  if (generator->async & ASYNC_CLOSED) {
    set_state(step, AWAITABLE_CLOSED);
    return raise_value(from_object(exception_types[EXCEPTION_StopAsyncIteration]), EMPTY);
  }
  if (value != NONE) return raise(RuntimeError, "can't send non-None value to a just-started coroutine");
  set_state(step, AWAITABLE_ITERATING);
  generator->async |= ASYNC_RUNNING;
  return throw_started(step);
}

static Value step_iter(Value self) { return self; }
static Value step_await(Value *args, size_t count) { return (void)count, args[0]; }
static Value send_next(Value self) { return send_step(self, NONE); }
static Value throw_next(Value self) { return throw_step(self, NONE); }

static Value send_method_send(Value *args, size_t count) {
  (void)count;
  return generator_or_stop(send_step(args[0], args[1]));
}

static Value throw_method_send(Value *args, size_t count) {
  (void)count;
  return generator_or_stop(throw_step(args[0], args[1]));
}

static Value send_method_throw(Value *args, size_t count) {
  (void)count;
  Step *step = to_step(args[0]);
  if (state_of(step) == AWAITABLE_CLOSED) return raise_reused(reused_send);
  ThrowArguments thrown = {args[1], args[2], args[3], false};
  Value result = unwrap(to_generator(step->generator), generator_throw_arguments(step->generator, &thrown));
  if (result == EMPTY) set_state(step, AWAITABLE_CLOSED);
  return generator_or_stop(result);
}

static Value throw_method_throw(Value *args, size_t count) {
  (void)count;
  Step *step = to_step(args[0]);
  if (state_of(step) == AWAITABLE_CLOSED) return raise_reused(reused_throw);
  ThrowArguments thrown = {args[1], args[2], args[3], false};
  Value result = generator_throw_arguments(step->generator, &thrown);
  return generator_or_stop(is_close(step) ? close_result(step, result) : unwrap(to_generator(step->generator), result));
}

static Value step_close(Value *args, size_t count) {
  (void)count;
  set_state(to_step(args[0]), AWAITABLE_CLOSED);
  return NONE;
}

// --- anext(iterator, fallback)

static NextWithDefault *to_default(Value v) { return (NextWithDefault *)(void *)to_object(v); }

Value anext_with_default(Value awaitable, Value fallback) {
  if (!coroutine_prepare()) return EMPTY;
  NextWithDefault *next = instance_allocate(default_type);
  if (next == NULL) return EMPTY;
  next->awaitable = awaitable;
  next->fallback = fallback;
  return from_object(next);
}

// The iterator behind the awaitable; EMPTY: raised.
static Value inner_iterator(const NextWithDefault *next) {
  bool missing;
  Value iterator = coroutine_await(next->awaitable, &missing);
  if (iterator == EMPTY && missing) raise(TypeError, "object %T can't be used in 'await' expression", next->awaitable);
  return iterator;
}

// The end of the iteration is the default.
static Value or_default(const NextWithDefault *next, Value result) {
  if (result != EMPTY || !exception_matches(EXCEPTION_StopAsyncIteration)) return result;
  exception_clear();
  vm.stop_value = next->fallback;
  return EMPTY;
}

static Value default_next(Value self) {
  const NextWithDefault *next = to_default(self);
  Value iterator = inner_iterator(next);
  if (iterator == EMPTY) return EMPTY;
  bool resumable = is_generator_or_coroutine(iterator);
  vm.stop_value = NONE;
  return or_default(next, resumable ? generator_send(iterator, NONE) : object_next(iterator));
}

static Value default_forward(Value self, const char *method, Value *args, size_t count) {
  const NextWithDefault *next = to_default(self);
  Value iterator = inner_iterator(next);
  if (iterator == EMPTY) return EMPTY;
  while (count > 0 && args[count - 1] == EMPTY) count--;
  Value result = object_call_method(iterator, method, args, count);
  if (result != EMPTY || !exception_matches(EXCEPTION_StopAsyncIteration)) return result;
  return generator_or_stop(or_default(next, EMPTY));
}

static Value default_send(Value *args, size_t count) { return default_forward(args[0], "send", args + 1, count - 1); }
static Value default_throw(Value *args, size_t count) { return default_forward(args[0], "throw", args + 1, count - 1); }
static Value default_close(Value *args, size_t count) { return default_forward(args[0], "close", args + 1, count - 1); }

// --- the type

static Value slot_repr(Value self) {
  return str_format_c("<async_generator object %V at 0x%llx>", to_generator(self)->qualified_name,
                      (unsigned long long)heap_identity(self));
}

static Value method_aiter(Value *args, size_t count) { return (void)count, args[0]; }
static Value method_anext(Value *args, size_t count) { return (void)count, async_generator_next(args[0]); }

static Value method_asend(Value *args, size_t count) {
  (void)count;
  Value step = async_generator_next(args[0]);
  if (step != EMPTY) to_step(step)->sent = args[1];
  return step;
}

static Value method_athrow(Value *args, size_t count) {
  (void)count;
  Value step = step_new(throw_type, args[0]);
  if (step != EMPTY) memcpy(to_step(step)->exception, args + 1, 3 * sizeof(Value));
  return step;
}

static Value method_aclose(Value *args, size_t count) { return (void)count, step_new(throw_type, args[0]); }

static Value get_running(Value self) { return from_bool(to_generator(self)->async & ASYNC_RUNNING); }

#define STEP_METHODS(send, throw, close) \
  {.name = "__await__", .signature = "self, /", .fn = step_await}, \
      {.name = "send", .signature = "self, arg, /", .fn = send}, \
      {.name = "throw", .signature = "self, type, value=None, traceback=None, /", .fn = throw}, \
      {.name = "close", .signature = "self, /", .fn = close}, { \
    .name = NULL \
  }

static Type *step_type(const char *name, const TypeSlots *slots, const NativeDef *methods, size_t bytes) {
  return type_new_native("builtins", name, builtin_types[SHAPE_OBJECT], 0, slots, methods, NULL, HEAP_VALUES, bytes);
}

static void prepare_steps(void) {
  static const TypeSlots send_slots = {.iter = step_iter, .next = send_next};
  static const TypeSlots throw_slots = {.iter = step_iter, .next = throw_next};
  static const TypeSlots default_slots = {.iter = step_iter, .next = default_next};
  static const NativeDef send_methods[] = {STEP_METHODS(send_method_send, send_method_throw, step_close)};
  static const NativeDef throw_methods[] = {STEP_METHODS(throw_method_send, throw_method_throw, step_close)};
  static const NativeDef default_methods[] = {STEP_METHODS(default_send, default_throw, default_close)};
  send_type = step_type("async_generator_asend", &send_slots, send_methods, sizeof(Step));
  throw_type = step_type("async_generator_athrow", &throw_slots, throw_methods, sizeof(Step));
  default_type = step_type("anext_awaitable", &default_slots, default_methods, sizeof(NextWithDefault));
}

void async_generator_prepare(void) {
  static const TypeSlots slots = {.repr = slot_repr};
  static const NativeDef methods[] = {
      {.name = "__aiter__", .signature = "self, /", .fn = method_aiter},
      {.name = "__anext__", .signature = "self, /", .fn = method_anext},
      {.name = "asend", .signature = "self, value, /", .fn = method_asend},
      {.name = "athrow", .signature = "self, type, value=None, traceback=None, /", .fn = method_athrow},
      {.name = "__class_getitem__", .signature = "cls, item, /", .fn = type_class_getitem},
      {.name = "aclose", .signature = "self, /", .fn = method_aclose},
      {.name = NULL},
  };
  static const GetSetDef getset[] = {
      {.name = "__name__", .get = generator_get_name, .set = generator_set_name},
      {.name = "__qualname__", .get = generator_get_qualified_name, .set = generator_set_qualified_name},
      {.name = "ag_await", .get = generator_get_delegate},
      {.name = "ag_code", .get = generator_get_code},
      {.name = "ag_frame", .get = generator_get_frame},
      {.name = "ag_running", .get = get_running},
      {.name = NULL},
  };
  type_setup(SHAPE_ASYNC_GENERATOR, &slots, methods, getset, HEAP_GENERATOR, sizeof(Generator), NULL);
  heap_add_root(visit_hooks);
  prepare_steps();
}
