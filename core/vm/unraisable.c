#include "core/vm/unraisable.h"

#include "core/modules/io.h"
#include "core/modules/struct_sequence.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

enum { ARG_TYPE, ARG_VALUE, ARG_TRACEBACK, ARG_MESSAGE, ARG_OBJECT, ARG_COUNT };

static Type *arguments_type;

static void visit_type(void) { heap_visit(from_object(arguments_type)); }

static Value sys_attribute(const char *name) {
  Value sys = dict_get_c(vm.modules, "sys");
  return sys == EMPTY ? EMPTY : dict_get_c(module_dict(sys), name);
}

void vm_write_error(Value text) {
  if (text == EMPTY) {
    exception_clear();
    return;
  }
  Value file = sys_attribute("stderr");
  if (file != EMPTY && file != NONE) {
    if (object_call_method(file, "write", &text, 1) != EMPTY && object_call_method(file, "flush", NULL, 0) != EMPTY)
      return;
    exception_clear();
  }
  io_write_error(to_str(text)->text, to_str(text)->size);
}

// "Exception ignored in: X", the traceback, the exception; not what it was chained to.
static void write_ignored(const char *heading, Value exception, Value object) {
  Value shown = object == EMPTY || object == NONE ? str_new("", 0) : object_repr(object);
  if (shown == EMPTY) {
    exception_clear();
    shown = str_from_c("<object repr() failed>");
  }
  if (to_str(shown)->size > 0) vm_write_error(str_format_c("%s: %V\n", heading, shown));
  Exception *e = (Exception *)to_object(exception);
  Value cause = e->cause, context = e->context;
  e->cause = e->context = NONE;
  vm_write_error(exception_format(exception));
  e->cause = cause;
  e->context = context;
}

static Value hook_arguments(Value exception, const char *message, Value object) {
  static const char *const fields[] = {"exc_type", "exc_value", "exc_traceback", "err_msg", "object", NULL};
  if (!arguments_type) {
    arguments_type = struct_sequence_type("sys", "UnraisableHookArgs", fields, ARG_COUNT);
    if (!arguments_type) return EMPTY;
    arguments_type->module = str_intern("builtins", 8);
    heap_add_root(visit_type);
  }
  Value values[ARG_COUNT] = {[ARG_TYPE] = from_object(type_of(exception)),
                             [ARG_VALUE] = exception,
                             [ARG_TRACEBACK] = ((Exception *)to_object(exception))->traceback,
                             [ARG_MESSAGE] = message == NULL ? NONE : str_from_c(message),
                             [ARG_OBJECT] = object == EMPTY ? NONE : object};
  return struct_sequence_new(arguments_type, values);
}

static bool is_default(Value hook) {
  return hook == EMPTY || hook == NONE ||
         (has_shape(hook, SHAPE_NATIVE) && to_native(hook)->def->fn == vm_unraisable_hook);
}

void vm_unraisable(Value object) { vm_unraisable_message(NULL, object); }

void vm_unraisable_message(const char *message, Value object) {
  Value exception = exception_take(), hook = sys_attribute("unraisablehook");
  if (exception == EMPTY) return;
  if (is_default(hook)) {
    write_ignored(message == NULL ? "Exception ignored in" : message, exception, object);
    return;
  }
  Value arguments = hook_arguments(exception, message, object);
  if (arguments != EMPTY && object_call_1(hook, arguments) != EMPTY) return;
  write_ignored("Exception ignored in sys.unraisablehook", exception_take(), hook);
}

Value vm_unraisable_hook(Value *args, size_t count) {
  (void)count;
  if (!arguments_type || type_of(args[0]) != arguments_type)
    return raise(TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
  const Tuple *tuple = to_tuple(args[0]);
  Value message = tuple->items[ARG_MESSAGE], heading = NONE;
  if (message != NONE && (heading = object_str(message)) == EMPTY) return EMPTY;
  write_ignored(heading == NONE ? "Exception ignored in" : to_str(heading)->text, tuple->items[ARG_VALUE],
                tuple->items[ARG_OBJECT]);
  return NONE;
}
