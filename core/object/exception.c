// Raising exceptions from C, and the pending exception.
#include "core/object/exception.h"

#include <stdarg.h>

#include "core/object/exception_internal.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"
#include "port/port.h"

static Value memory_error; // made in advance: raising it must not allocate

static Exception *to_exception(Value v) { return (Exception *)to_object(v); }

// Sets __context__ to the exception being handled, unless that would close a cycle. A program may have made a chain
// that is a cycle already: `behind` goes half as fast and is met in it (Floyd).
static void set_context(Value exception) {
  Value handled = vm.handled, behind = handled;
  if (handled == EMPTY || handled == NONE || handled == exception) return;
  bool step = false;
  for (Value v = handled; is_object(to_exception(v)->context); step = !step) {
    if (to_exception(v)->context == exception) {
      to_exception(v)->context = NONE;
      break;
    }
    v = to_exception(v)->context;
    if (v == behind) break;
    if (step) behind = to_exception(behind)->context;
  }
  to_exception(exception)->context = handled;
}

static Value set_pending(Value exception) {
  set_context(exception);
  vm_exception = exception;
  return EMPTY;
}

Value exception_new(ExceptionKind kind, Value message) {
  Value args = tuple_from(&message, message == EMPTY ? 0 : 1);
  return args == EMPTY ? EMPTY : exception_make(exception_types[kind], args, EMPTY);
}

Value raise_with(ExceptionKind kind, Value argument) {
  if (argument == EMPTY && vm_exception != EMPTY) return EMPTY;
  Value exception = exception_new(kind, argument);
  return exception == EMPTY ? EMPTY : set_pending(exception);
}

Value raise_format(ExceptionKind kind, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Value message = str_format_v(format, arguments);
  va_end(arguments);
  return message == EMPTY ? EMPTY : raise_with(kind, message);
}

Value raise_memory_error(void) {
  Exception *error = to_exception(memory_error);
  error->traceback = error->context = error->cause = NONE;
  error->suppress_context = FALSE_VALUE;
  return set_pending(memory_error);
}

static bool is_exception_class(Value v) {
  return is_type(v) && type_is_subtype(to_type(v), exception_types[EXCEPTION_BaseException]);
}

// An exception instance from an instance or a class; EMPTY: raised, with `message` for anything else.
static Value instantiate(Value v, const char *message) {
  if (type_flag(v, TYPE_IS_EXCEPTION)) return v;
  if (!is_exception_class(v)) return raise(TypeError, "%s", message);
  Value instance = object_call_0(v);
  if (instance == EMPTY || type_flag(instance, TYPE_IS_EXCEPTION)) return instance;
  return raise(TypeError, "calling %R should have returned an instance of BaseException, not %R", v,
               from_object(type_of(instance)));
}

Value raise_value(Value exception, Value cause) {
  exception = instantiate(exception, "exceptions must derive from BaseException");
  if (exception == EMPTY) return EMPTY;
  if (cause != EMPTY) {
    if (cause != NONE) cause = instantiate(cause, "exception causes must derive from BaseException");
    if (cause == EMPTY) return EMPTY;
    to_exception(exception)->cause = cause;
    to_exception(exception)->suppress_context = TRUE_VALUE;
  }
  return set_pending(exception);
}

Value raise_os_error(int error_number, Value filename) {
  Value items[] = {from_small_int(error_number), str_from_c(port_error_text(error_number)), filename};
  if (items[1] == EMPTY) return EMPTY;
  Value args = tuple_from(items, filename == EMPTY ? 2 : 3);
  if (args == EMPTY) return EMPTY;
  Value exception = exception_make(exception_os_type(error_number), args, EMPTY);
  return exception == EMPTY ? EMPTY : set_pending(exception);
}

bool exception_matches(ExceptionKind kind) {
  return vm_exception != EMPTY && type_is_subtype(type_of(vm_exception), exception_types[kind]);
}

Value exception_take(void) {
  Value exception = vm_exception;
  vm_exception = EMPTY;
  return exception;
}

void exception_clear(void) { vm_exception = EMPTY; }

void exception_add_traceback(Value exception, struct Code *code, size_t position, Value globals) {
  Value pending = vm_exception;
  Traceback *entry = heap_new(SHAPE_TRACEBACK, HEAP_VALUES, sizeof *entry);
  vm_exception = pending;
  if (!entry) return; // an exception without its traceback is better than none
  entry->next = to_exception(exception)->traceback;
  entry->code = from_object(code);
  entry->position = from_small_int((int64_t)position);
  entry->globals = globals;
  to_exception(exception)->traceback = from_object(entry);
}

static void visit_memory_error(void) { heap_visit(memory_error); }

void exception_init(void) {
  exception_types_init();
  traceback_init();
  heap_add_root(visit_memory_error);
  memory_error = exception_new(EXCEPTION_MemoryError, EMPTY);
}
