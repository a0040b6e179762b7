// Generator objects: send, throw and close from C, and the type.
#include "core/object/generator.h"

#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/interpreter.h"

static Generator *to_generator(Value v) { return (Generator *)(void *)to_object(v); }

Value generator_new(Function *function, const Value *registers) {
  size_t count = function->code->register_count;
  Generator *generator = heap_new(SHAPE_GENERATOR, HEAP_GENERATOR, sizeof(Generator) + count * sizeof(Value));
  if (generator == NULL) return EMPTY;
  generator->function = function;
  generator->state = GENERATOR_CREATED;
  generator->name = function->name;
  generator->qualified_name = function->qualified_name;
  generator->count = count;
  memcpy(generator->registers, registers, count * sizeof(Value));
  return from_object(generator);
}

static void visit_generator(Object *object) {
  const Generator *generator = (const Generator *)(const void *)object;
  heap_visit(from_object(generator->function));
  heap_visit(generator->handled);
  heap_visit(generator->delegate);
  heap_visit(generator->name);
  heap_visit(generator->qualified_name);
  // Among the registers are the headers of calls that the frame has made: return addresses.
  heap_visit_conservatively(generator->registers, generator->count);
}

// Resumes in a nested interpreter loop, above everything in use on the value stack.
static Value resume(Generator *generator, Value sent, Value exception) {
  if (!vm_check_c_stack()) return EMPTY;
  Value *top = vm.trace.top;
  bool handles = generator->handled != EMPTY;
  if (!generator_push(from_object(generator), sent, top + FRAME_HEADER, FRAME_RESUME_ENTRY)) return EMPTY;
  Value result;
  if (exception == EMPTY) {
    result = interpret();
  } else {
    vm.pc = generator->function->code->instructions + generator->resume;
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
    vm.stop_value = NONE;
    return EMPTY;
  }
  if (generator->state == GENERATOR_CREATED && sent != NONE) {
    return raise(TypeError, "can't send non-None value to a just-started generator");
  }
  return resume(generator, sent, EMPTY);
}

// Throws into the iterator that the generator delegates to. True: that decided the outcome, *result; false: the
// exception (or the end of the delegate, *finished) now concerns the generator itself.
static bool throw_to_delegate(Generator *generator, Value exception, Value *result, bool *finished) {
  Value delegate = generator->delegate;
  *finished = false;
  bool exit = object_is_instance(exception, from_object(exception_types[EXCEPTION_GeneratorExit])) == 1;
  bool is_generator = has_shape(delegate, SHAPE_GENERATOR);
  generator->state = GENERATOR_RUNNING;
  *result = EMPTY;
  bool decided = false;
  if (exit) {
    if (is_generator) {
      generator_close(delegate);
    } else {
      Value close = object_find_attribute(delegate, vm.names.close);
      if (close != EMPTY) object_call_0(close);
    }
  } else if (is_generator) {
    *result = generator_throw(delegate, exception);
    decided = true;
  } else {
    Value method = object_find_attribute(delegate, str_intern("throw", 5));
    if (method != EMPTY) {
      *result = object_call_1(method, exception);
      decided = true;
      if (*result == EMPTY && exception_matches(EXCEPTION_StopIteration)) {
        vm.stop_value = ((Exception *)to_object(vm_exception))->extra[0];
        exception_clear();
      }
    }
  }
  generator->state = GENERATOR_SUSPENDED;
  if (decided && *result != EMPTY) return true;
  generator->delegate = EMPTY;
  *finished = decided && vm_exception == EMPTY;
  return false;
}

// Goes on behind the YIELD_FROM whose delegate has returned vm.stop_value.
static Value resume_behind_delegate(Generator *generator) {
  const uint32_t *instruction = generator->function->code->instructions + generator->resume;
  generator->registers[instruction_a(*instruction)] = vm.stop_value;
  generator->resume++;
  generator->state = GENERATOR_CREATED;
  return resume(generator, NONE, EMPTY);
}

Value generator_throw(Value value, Value exception) {
  Generator *generator = to_generator(value);
  if (generator->state == GENERATOR_RUNNING) return raise(ValueError, "generator already executing");
  if (generator->state != GENERATOR_SUSPENDED) {
    if (generator->state == GENERATOR_CREATED) {
      exception_add_traceback(exception, generator->function->code, 0, generator->function->globals);
    }
    generator->state = GENERATOR_FINISHED;
    vm_exception = exception;
    return EMPTY;
  }
  if (generator->delegate != EMPTY) {
    Value result;
    bool finished;
    if (throw_to_delegate(generator, exception, &result, &finished)) return result;
    if (finished) return resume_behind_delegate(generator);
    if (vm_exception != EMPTY) exception = exception_take();
  }
  return resume(generator, NONE, exception);
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
    raise(RuntimeError, "generator ignored GeneratorExit");
    return false;
  }
  if (exception_matches(EXCEPTION_GeneratorExit) || exception_matches(EXCEPTION_StopIteration)) exception_clear();
  return vm_exception == EMPTY;
}

// --- the type

// The end of a generator as the methods show it.
static Value or_stop_iteration(Value result) {
  if (result != EMPTY || vm_exception != EMPTY) return result;
  if (vm.stop_value != NONE && vm.stop_value != EMPTY) return raise_with(EXCEPTION_StopIteration, vm.stop_value);
  vm_exception = exception_new(EXCEPTION_StopIteration, EMPTY);
  return EMPTY;
}

static Value method_send(Value *args, size_t count) {
  (void)count;
  return or_stop_iteration(generator_send(args[0], args[1]));
}

static Value method_throw(Value *args, size_t count) {
  (void)count;
  Value exception = args[1];
  if (is_type(exception) && type_is_subtype(to_type(exception), exception_types[EXCEPTION_BaseException])) {
    bool has_value = args[2] != EMPTY && args[2] != NONE;
    if (has_value && object_is_instance(args[2], exception) == 1) {
      exception = args[2];
    } else {
      exception = has_value ? object_call_1(exception, args[2]) : object_call_0(exception);
    }
    if (exception == EMPTY) return EMPTY;
    if (!type_flag(exception, TYPE_IS_EXCEPTION)) { // a __new__ of its own gave something else
      Value message =
          str_format_c("calling %R should have returned an instance of BaseException, not %T", args[1], exception);
      exception = message == EMPTY ? EMPTY : exception_new(EXCEPTION_TypeError, message);
      if (exception == EMPTY) return EMPTY;
    }
  } else if (!type_flag(exception, TYPE_IS_EXCEPTION)) {
    return raise(TypeError, "exceptions must be classes or instances deriving from BaseException, not %T", exception);
  }
  return or_stop_iteration(generator_throw(args[0], exception));
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

static Value get_name(Value self) { return to_generator(self)->name; }
static Value get_qualified_name(Value self) { return to_generator(self)->qualified_name; }
static Value get_code(Value self) { return from_object(to_generator(self)->function->code); }
static Value get_running(Value self) { return from_bool(to_generator(self)->state == GENERATOR_RUNNING); }
static Value get_suspended(Value self) { return from_bool(to_generator(self)->state == GENERATOR_SUSPENDED); }
static Value get_delegate(Value self) {
  Value delegate = to_generator(self)->delegate;
  return delegate == EMPTY ? NONE : delegate;
}
// There are no frame objects of generators; that it is None says, as in CPython, that the generator has finished.
static Value get_frame(Value self) {
  return to_generator(self)->state == GENERATOR_FINISHED ? NONE : from_object(to_generator(self)->function->code);
}

static bool set_name(Value self, Value value) {
  if (value == EMPTY || !is_str(value)) {
    raise(TypeError, "__name__ must be set to a string object");
    return false;
  }
  to_generator(self)->name = value;
  return true;
}

static bool set_qualified_name(Value self, Value value) {
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
      {.name = "send", .signature = "self, value, /", .fn = method_send},
      {.name = "throw", .signature = "self, typ, val=None, tb=None, /", .fn = method_throw},
      {.name = "close", .signature = "self, /", .fn = method_close},
      {.name = NULL},
  };
  static const GetSetDef getset[] = {
      {.name = "__name__", .get = get_name, .set = set_name},
      {.name = "__qualname__", .get = get_qualified_name, .set = set_qualified_name},
      {.name = "gi_code", .get = get_code},
      {.name = "gi_running", .get = get_running},
      {.name = "gi_suspended", .get = get_suspended},
      {.name = "gi_yieldfrom", .get = get_delegate},
      {.name = "gi_frame", .get = get_frame},
      {.name = NULL},
  };
  heap_set_visitor(HEAP_GENERATOR, visit_generator);
  type_setup(SHAPE_GENERATOR, &slots, methods, getset, HEAP_GENERATOR, sizeof(Generator), NULL);
}
