// Generator objects: send, throw and close from C, and the type.
#include "core/object/generator.h"

#include "core/object/coroutine.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/export.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/interpreter.h"
#include "core/vm/trace_hooks.h"

Value generator_new(Function *function, const Value *registers) {
  uint32_t flags = function->code->flags, count = function->code->register_count;
  uint32_t shape = flags & CODE_COROUTINE         ? SHAPE_COROUTINE
                   : flags & CODE_ASYNC_GENERATOR ? SHAPE_ASYNC_GENERATOR
                                                  : SHAPE_GENERATOR;
  if (shape != SHAPE_GENERATOR && !coroutine_prepare()) return EMPTY;
  Generator *generator = heap_new(shape, HEAP_GENERATOR, sizeof(Generator) + count * sizeof(Value));
  if (generator == NULL) return EMPTY;
  generator->function = function;
  generator->code = function->code;
  generator->state = GENERATOR_CREATED;
  generator->name = function->name;
  generator->qualified_name = function->qualified_name;
  generator->count = count;
  if (shape == SHAPE_COROUTINE) coroutine_note_origin(generator);
  if (registers != NULL) memcpy(generator->registers, registers, count * sizeof(Value));
  // What is suspended within try or with has to be closed when it dies; the others want to be awaited.
  bool finaliser = shape != SHAPE_GENERATOR || function->code->handler_count > 0;
  if (finaliser && !heap_add_finalisable(&generator->header)) return EMPTY;
  return from_object(generator);
}

const char *generator_kind_name(const Generator *generator) {
  uint32_t shape = generator->header.shape;
  return shape == SHAPE_COROUTINE ? "coroutine" : shape == SHAPE_ASYNC_GENERATOR ? "async generator" : "generator";
}

static void visit_generator(Object *object) {
  const Generator *generator = (const Generator *)(const void *)object;
  heap_visit(from_object(generator->function));
  heap_visit(from_object(generator->code));
  heap_visit(generator->handled);
  heap_visit(generator->delegate);
  heap_visit(generator->extra);
  heap_visit(generator->name);
  heap_visit(generator->qualified_name);
  if (heap_wants_needed_only()) {
    // The registers of one that runs are on the value stack.
    if (generator->state != GENERATOR_RUNNING)
      export_visit_needed(generator->code, generator->registers, generator->resume);
    return;
  }
  // Among the registers are the headers of calls that the frame has made: return addresses.
  heap_visit_conservatively(generator->registers, generator->count);
}

// Resumes in a nested interpreter loop, above everything in use on the value stack.
static Value resume(Generator *generator, Value sent, Value exception) {
  if (!vm_check_c_stack()) return EMPTY;
  trace_show_frames();
  Value *top = vm.trace.top;
  bool handles = generator->handled != EMPTY;
  if (!generator_push(from_object(generator), sent, top + FRAME_HEADER, FRAME_RESUME_ENTRY)) return EMPTY;
  Value result;
  if (exception == EMPTY) {
    result = interpret();
  } else {
    vm.pc = generator->code->instructions + generator->resume;
    if (handles) {
      raise_value(exception, EMPTY); // its context is what the generator was handling
    } else {
      vm_exception = exception;
    }
    result = interpret_raised();
  }
  vm.trace.top = top;
  return result;
}

Value generator_send(Value value, Value sent) {
  Generator *generator = to_generator(value);
  if (generator->state == GENERATOR_FINISHED) {
    if (generator->header.shape == SHAPE_COROUTINE) return raise_reused_coroutine();
    vm.stop_value = NONE;
    return EMPTY;
  }
  if (generator->state == GENERATOR_CREATED && sent != NONE) {
    return raise(TypeError, "can't send non-None value to a just-started %s", generator_kind_name(generator));
  }
  return resume(generator, sent, EMPTY);
}

// Closes what a generator delegates to; what that raises stays pending.
static void close_delegate(Value delegate) {
  if (is_generator_or_coroutine(delegate)) {
    generator_close(delegate);
    return;
  }
  Value close = object_find_attribute(delegate, vm.names.close);
  if (close != EMPTY) object_call_0(close);
}

// Throws into an iterator, which gets the arguments as they were given. False: it has no throw().
static bool throw_into(Value delegate, const ThrowArguments *thrown, Value *result) {
  if (is_generator_or_coroutine(delegate)) {
    *result = generator_throw_arguments(delegate, thrown);
    return true;
  }
  Value method = object_find_attribute(delegate, str_intern("throw", 5));
  if (method == EMPTY) return vm_exception != EMPTY;
  Value args[] = {thrown->type, thrown->value, thrown->traceback};
  size_t count = 3;
  while (count > 1 && args[count - 1] == EMPTY) count--;
  *result = object_call(method, args, count, EMPTY);
  if (*result == EMPTY && exception_matches(EXCEPTION_StopIteration)) {
    vm.stop_value = ((Exception *)to_object(vm_exception))->extra[0];
    exception_clear();
  }
  return true;
}

// Whether what is thrown is GeneratorExit, as a class or an instance.
static bool is_exit(Value type) {
  Type *exit = exception_types[EXCEPTION_GeneratorExit];
  return type_is_subtype(is_type(type) ? to_type(type) : type_of(type), exit);
}

// Throws into the iterator that the generator delegates to. True: that decided the outcome, *result; false: the
// exception (or the end of the delegate, *finished) now concerns the generator itself.
static bool throw_to_delegate(Generator *generator, const ThrowArguments *thrown, Value *result, bool *finished) {
  Value delegate = generator->delegate;
  *finished = false;
  generator->state = GENERATOR_RUNNING;
  *result = EMPTY;
  bool decided = false;
  if (is_exit(thrown->type) && !thrown->through) {
    close_delegate(delegate);
  } else {
    decided = throw_into(delegate, thrown, result);
  }
  generator->state = GENERATOR_SUSPENDED;
  if (decided && *result != EMPTY) return true;
  generator->delegate = EMPTY;
  *finished = decided && vm_exception == EMPTY;
  return false;
}

// Goes on behind the YIELD_FROM whose delegate has returned vm.stop_value.
static Value resume_behind_delegate(Generator *generator) {
  const uint32_t *instruction = generator->code->instructions + generator->resume;
  generator->registers[instruction_a(*instruction)] = vm.stop_value;
  generator->resume++;
  generator->state = GENERATOR_CREATED;
  return resume(generator, NONE, EMPTY);
}

// An exception thrown into a generator that has not started, or has finished.
static Value throw_into_idle(Generator *generator, Value exception) {
  if (generator->state == GENERATOR_FINISHED && generator->header.shape == SHAPE_COROUTINE) {
    return raise_reused_coroutine();
  }
  if (generator->state == GENERATOR_CREATED) {
    exception_add_traceback(exception, generator->code, 0, generator->function->globals);
  }
  generator->state = GENERATOR_FINISHED;
  vm_exception = exception;
  return EMPTY;
}

// throw() with a class: its instance, with the value as CPython's PyErr_NormalizeException takes it.
static Value instance_of_class(Value type, Value value) {
  if (value != EMPTY && value != NONE && object_is_instance(value, type) == 1) return value;
  Value exception;
  if (value == EMPTY || value == NONE) {
    exception = object_call_0(type);
  } else if (type_flag(value, TYPE_IS_TUPLE)) {
    Value list = list_from_iterable(value);
    exception = list == EMPTY ? EMPTY : object_call(type, to_list(list)->storage->items, to_list(list)->length, EMPTY);
  } else {
    exception = object_call_1(type, value);
  }
  if (exception == EMPTY || type_flag(exception, TYPE_IS_EXCEPTION)) return exception;
  // a __new__ of its own gave something else
  Value message = str_format_c("calling %R should have returned an instance of BaseException, not %T", type, exception);
  return message == EMPTY ? EMPTY : exception_new(EXCEPTION_TypeError, message);
}

// The exception that is meant; EMPTY: TypeError, which does not concern the generator.
static Value thrown_exception(const ThrowArguments *thrown) {
  Value type = thrown->type, value = thrown->value, traceback = thrown->traceback == NONE ? EMPTY : thrown->traceback;
  if (traceback != EMPTY && !has_shape(traceback, SHAPE_TRACEBACK)) {
    return raise(TypeError, "throw() third argument must be a traceback object");
  }
  Value exception = type;
  if (is_type(type) && type_is_subtype(to_type(type), exception_types[EXCEPTION_BaseException])) {
    exception = instance_of_class(type, value);
  } else if (!type_flag(type, TYPE_IS_EXCEPTION)) {
    return raise(TypeError, "exceptions must be classes or instances deriving from BaseException, not %T", type);
  } else if (value != EMPTY && value != NONE) {
    return raise(TypeError, "instance exception may not have a separate value");
  }
  if (exception != EMPTY && traceback != EMPTY) ((Exception *)to_object(exception))->traceback = traceback;
  return exception;
}

Value generator_throw_arguments(Value value, const ThrowArguments *thrown) {
  Generator *generator = to_generator(value);
  if (!vm_check_c_stack()) return EMPTY;
  if (generator->state == GENERATOR_RUNNING) {
    return raise(ValueError, "%s already executing", generator_kind_name(generator));
  }
  Value exception = EMPTY;
  if (generator->state == GENERATOR_SUSPENDED && generator->delegate != EMPTY) {
    Value result;
    bool finished;
    if (throw_to_delegate(generator, thrown, &result, &finished)) return result;
    if (finished) return resume_behind_delegate(generator);
    exception = exception_take();
  }
  if (exception == EMPTY) exception = thrown_exception(thrown);
  if (exception == EMPTY) return EMPTY;
  return generator->state == GENERATOR_SUSPENDED ? resume(generator, EMPTY, exception)
                                                 : throw_into_idle(generator, exception);
}

Value generator_throw(Value value, Value exception) {
  return generator_throw_arguments(value, &(ThrowArguments){.type = exception});
}

Value generator_method_throw(Value *args, size_t count) {
  (void)count;
  ThrowArguments thrown = {.type = args[1], .value = args[2], .traceback = args[3]};
  return generator_or_stop(generator_throw_arguments(args[0], &thrown));
}

bool generator_close(Value value) {
  Generator *generator = to_generator(value);
  if (generator->state == GENERATOR_CREATED || generator->state == GENERATOR_FINISHED) {
    generator->state = GENERATOR_FINISHED;
    return true;
  }
  Value exit = exception_new(EXCEPTION_GeneratorExit, EMPTY);
  if (exit == EMPTY) return false;
  Value result = generator_throw(value, exit);
  if (result != EMPTY) {
    raise(RuntimeError, "%s ignored GeneratorExit", generator_kind_name(generator));
    return false;
  }
  if (exception_matches(EXCEPTION_GeneratorExit) || exception_matches(EXCEPTION_StopIteration)) exception_clear();
  return vm_exception == EMPTY;
}

// --- the type

Value generator_or_stop(Value result) {
  if (result != EMPTY || vm_exception != EMPTY) return result;
  if (vm.stop_value != NONE && vm.stop_value != EMPTY) return raise_with(EXCEPTION_StopIteration, vm.stop_value);
  vm_exception = exception_new(EXCEPTION_StopIteration, EMPTY);
  return EMPTY;
}

static Value method_send(Value *args, size_t count) {
  (void)count;
  return generator_or_stop(generator_send(args[0], args[1]));
}

static Value method_close(Value *args, size_t count) {
  (void)count;
  return generator_close(args[0]) ? NONE : EMPTY;
}

static Value slot_next(Value self) { return generator_send(self, NONE); }

static Value slot_iter(Value self) { return self; }

static Value slot_repr(Value self) {
  return str_format_c("<generator object %V at 0x%llx>", to_generator(self)->qualified_name,
                      (unsigned long long)heap_identity(self));
}

Value generator_get_name(Value self) { return to_generator(self)->name; }
Value generator_get_qualified_name(Value self) { return to_generator(self)->qualified_name; }
Value generator_get_code(Value self) { return from_object(to_generator(self)->code); }
Value generator_get_running(Value self) { return from_bool(to_generator(self)->state == GENERATOR_RUNNING); }
Value generator_get_suspended(Value self) { return from_bool(to_generator(self)->state == GENERATOR_SUSPENDED); }
Value generator_get_delegate(Value self) {
  Value delegate = to_generator(self)->delegate;
  return delegate == EMPTY ? NONE : delegate;
}
Value generator_get_frame(Value self) { return frame_of_generator(self); }

bool generator_set_name(Value self, Value value) {
  if (value == EMPTY || !is_str(value)) {
    raise(TypeError, "__name__ must be set to a string object");
    return false;
  }
  to_generator(self)->name = value;
  return true;
}

bool generator_set_qualified_name(Value self, Value value) {
  if (value == EMPTY || !is_str(value)) {
    raise(TypeError, "__qualname__ must be set to a string object");
    return false;
  }
  to_generator(self)->qualified_name = value;
  return true;
}

void generator_init(void) {
  static const TypeSlots slots = {.repr = slot_repr, .iter = slot_iter, .next = slot_next};
  static const NativeDef methods[] = {
      {.name = "send", .consumer = CONSUMER_SEND, .signature = "self, value, /", .fn = method_send},
      {.name = "throw", .signature = "self, typ, val=None, tb=None, /", .fn = generator_method_throw},
      {.name = "close", .signature = "self, /", .fn = method_close},
      {.name = NULL},
  };
  static const GetSetDef getset[] = {
      {.name = "__name__", .get = generator_get_name, .set = generator_set_name},
      {.name = "__qualname__", .get = generator_get_qualified_name, .set = generator_set_qualified_name},
      {.name = "gi_code", .get = generator_get_code},
      {.name = "gi_running", .get = generator_get_running},
      {.name = "gi_suspended", .get = generator_get_suspended},
      {.name = "gi_yieldfrom", .get = generator_get_delegate},
      {.name = "gi_frame", .get = generator_get_frame},
      {.name = NULL},
  };
  heap_set_visitor(HEAP_GENERATOR, visit_generator);
  type_setup(SHAPE_GENERATOR, &slots, methods, getset, HEAP_GENERATOR, sizeof(Generator), NULL);
}
