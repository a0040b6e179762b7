// Calls that the handlers do not do inline: argument binding, bound methods, classes, C functions, and calls from C.
#include "core/object/dict.h"
#include "core/object/partial.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/interpreter.h"
#include "core/vm/trace_hooks.h"
#include "core/vm/threads.h"

bool frame_check(const Value *base, size_t registers) {
  if (vm.depth < vm.recursion_limit && (size_t)(vm.stack_end - base) >= registers + FRAME_SLACK) return true;
  raise(RecursionError, "maximum recursion depth exceeded");
  return false;
}

bool vm_check_c_stack(void) {
  if ((char *)__builtin_frame_address(0) > vm.c_stack_limit) return true;
  raise(RecursionError, "maximum recursion depth exceeded while calling a Python object");
  return false;
}

void frame_push(Value *base, Code *code, FrameKind kind) {
  base[-3] = (Value)(uintptr_t)vm.pc;
  base[-2] = frame_info((size_t)(base - vm.base), kind);
  for (unsigned reg = code->parameter_registers; reg < code->cleared_registers; reg++) base[reg] = EMPTY;
  vm.depth++;
  vm.base = base;
  vm.pc = code->instructions;
  vm.trace.top = base + code->register_count + FRAME_SLACK;
}

// Fills missing arguments of a function that has positional parameters only. False: it takes more than that to bind.
static bool fill_defaults(const Function *function, Value *args, size_t count) {
  const Code *code = function->code;
  if (code->parameter_registers != code->argument_count || count > code->argument_count) return false;
  size_t missing = code->argument_count - count;
  if (missing == 0) return true;
  if (function->defaults == EMPTY) return false;
  const Tuple *defaults = to_tuple(function->defaults);
  if (missing > defaults->length) return false;
  for (size_t n = 0; n < missing; n++) args[count + n] = defaults->items[defaults->length - missing + n];
  return true;
}

// Pushes the frame of the Python function window[0]; false: raised.
static bool push_function(Value *window, size_t count, Value keyword_names, FrameKind kind, Value extra) {
  Function *function = to_function(window[0]);
  Code *code = function->code;
  if (!code_prepare(code)) return false;
  Value *base = window + FRAME_HEADER;
  size_t room = count + (keyword_names == EMPTY ? 0 : to_tuple(keyword_names)->length);
  if (room < code->register_count) room = code->register_count;
  if (!frame_check(base, room)) return false;
  if (keyword_names != EMPTY || !fill_defaults(function, base, count)) {
    Value *top = vm.trace.top;
    if (base + room + FRAME_SLACK > top) vm.trace.top = base + room + FRAME_SLACK;
    bool bound = function_bind(function, base, count, keyword_names);
    vm.trace.top = top;
    if (!bound) return false;
  }
  base[-1] = extra;
  frame_push(base, code, kind);
  return true;
}

static void insert_argument(Value *window, size_t count, Value argument) {
  values_move(window + FRAME_HEADER + 1, window + FRAME_HEADER, count);
  window[FRAME_HEADER] = argument;
}

// The values behind positional ones are part of `count` for the window, not for the callee's signature.
static size_t positional_count(size_t count, Value keyword_names) {
  return keyword_names == EMPTY ? count : count - to_tuple(keyword_names)->length;
}

// Calls a C function or any other object that needs no frame.
static CallOutcome call_other(Value *window, size_t count, Value keyword_names, Value *result) {
  Value callee = window[0], *args = window + FRAME_HEADER;
  size_t slots = 1;
  bool native = has_shape(callee, SHAPE_NATIVE) || has_shape(callee, SHAPE_NATIVE_METHOD);
  if (native) slots += to_native(callee)->total;
  Value *top = vm.trace.top, *end = args + count + slots + FRAME_SLACK;
  if (end > vm.stack_end) {
    raise(RecursionError, "maximum recursion depth exceeded while calling a Python object");
    return CALL_RAISED;
  }
  if (end > top) vm.trace.top = end;
  size_t positional = positional_count(count, keyword_names);
  *result = native ? native_call(to_native(callee), args, positional, keyword_names)
                   : object_call(callee, args, positional, keyword_names);
  vm.trace.top = top;
  return *result == EMPTY ? CALL_RAISED : CALL_DONE;
}

// A class whose instances are made by object.__new__ and set up by a Python __init__, which can run in a frame.
Value call_python_init(const Type *type) {
  if (type->metatype != builtin_types[SHAPE_TYPE] || !(type->flags & TYPE_HEAP)) return EMPTY;
  if (type->slots.construct != builtin_types[SHAPE_OBJECT]->slots.construct) return EMPTY;
  Value init = type_lookup_cached((Type *)(uintptr_t)type, vm.names.__init__);
  return has_shape(init, SHAPE_FUNCTION) ? init : EMPTY;
}

// __call__ of a class written in Python.
static Value python_call(Value callee) {
  const Type *type = type_of(callee);
  if (!(type->flags & TYPE_HEAP)) return EMPTY;
  Value call = type_lookup_cached((Type *)(uintptr_t)type, vm.names.__call__);
  return has_shape(call, SHAPE_FUNCTION) ? call : EMPTY;
}

uint32_t partial_shape;

// Puts the arguments of a functools.partial in front of the others, and its function in its place. A partial with
// keywords, or with more arguments than there is room for, stays and is called like any object.
static void open_partial(Value *window, size_t *count) {
  const Partial *partial = (const Partial *)(const void *)to_object(window[0]);
  const Tuple *first = to_tuple(partial->args);
  Value *args = window + FRAME_HEADER;
  bool fits = (size_t)(vm.stack_end - args) >= *count + first->length + FRAME_SLACK;
  if (!fits || to_dict(partial->keywords)->length != 0) return;
  values_move(args + first->length, args, *count);
  values_move(args, first->items, first->length);
  *count += first->length;
  window[0] = partial->function;
}

CallOutcome call_window(Value *window, size_t count, Value keyword_names, Value *result) {
  if (has_shape(window[0], partial_shape)) open_partial(window, &count);
  Value callee = window[0], instance = EMPTY;
  FrameKind kind = FRAME_CALL;
  if (has_shape(callee, SHAPE_METHOD)) {
    const Method *method = (const Method *)(const void *)to_object(callee);
    insert_argument(window, count++, method->self);
    window[0] = callee = method->function;
  }
  if (is_type(callee)) {
    Value init = call_python_init(to_type(callee));
    if (init != EMPTY) {
      instance = instance_new(to_type(callee));
      if (instance == EMPTY) return CALL_RAISED;
      insert_argument(window, count++, instance);
      window[0] = callee = init;
      kind = FRAME_CONSTRUCT;
    }
  } else if (is_object(callee) && !has_shape(callee, SHAPE_FUNCTION)) {
    Value function = python_call(callee);
    if (function != EMPTY) {
      insert_argument(window, count++, callee);
      window[0] = callee = function;
    }
  }
  if (!has_shape(callee, SHAPE_FUNCTION)) return call_other(window, count, keyword_names, result);
  size_t positional = positional_count(count, keyword_names);
  return push_function(window, positional, keyword_names, kind, instance) ? CALL_PUSHED : CALL_RAISED;
}

// The keys of a ** argument as a tuple, their values behind the positional arguments.
static Value spread_keywords(Value keywords, Value *values) {
  Value names = tuple_new(to_dict(keywords)->length), key;
  if (names == EMPTY) return EMPTY;
  size_t position = 0;
  for (size_t n = 0; dict_next(keywords, &position, &key, &values[n]); n++) {
    if (!type_flag(key, TYPE_IS_STR)) return raise(TypeError, "keywords must be strings");
    to_tuple(names)->items[n] = key;
  }
  return names;
}

// More arguments than the value stack has room for: they are passed in a heap array. C functions only.
static CallOutcome call_with_array(Value callee, const Tuple *positional, Value keywords, Value *result) {
  size_t slots = 258 + positional->length + (keywords == EMPTY ? 0 : to_dict(keywords)->length);
  ValueArray *array = value_array_new(slots);
  if (array == NULL) return CALL_RAISED;
  memcpy(array->items, positional->items, positional->length * sizeof(Value));
  Value names = EMPTY;
  if (keywords != EMPTY && to_dict(keywords)->length > 0) {
    names = spread_keywords(keywords, array->items + positional->length);
    if (names == EMPTY) return CALL_RAISED;
  }
  *result = object_call(callee, array->items, positional->length, names);
  return *result == EMPTY ? CALL_RAISED : CALL_DONE;
}

// The value of a lone `*x` as a tuple.
static Value spread_tuple(Value iterable, Value callee) {
  if (is_tuple(iterable)) return iterable;
  const TypeSlots *slots = &type_of(iterable)->slots;
  if (slots->iter == NULL && slots->get_item == NULL) {
    return raise(TypeError, "%V argument after * must be an iterable, not %T", callee_name(callee), iterable);
  }
  return tuple_from_iterable(iterable);
}

CallOutcome call_spread(Value *window, Value *result) {
  Value *args = window + FRAME_HEADER, keywords = args[1], positional = spread_tuple(args[0], window[0]);
  if (positional == EMPTY) return CALL_RAISED;
  const Tuple *tuple = to_tuple(positional);
  size_t named = keywords == EMPTY ? 0 : to_dict(keywords)->length, count = tuple->length;
  if ((size_t)(vm.stack_end - args) < count + named + 2 * FRAME_SLACK + 256) {
    return call_with_array(window[0], tuple, keywords, result);
  }
  Value *top = vm.trace.top, *end = args + count + named + FRAME_SLACK, names = EMPTY;
  if (end > top) vm.trace.top = end;
  memcpy(args, tuple->items, count * sizeof(Value));
  CallOutcome outcome = CALL_RAISED;
  if (named > 0) names = spread_keywords(keywords, args + count);
  if (named == 0 || names != EMPTY) outcome = call_window(window, count + named, names, result);
  if (outcome != CALL_PUSHED) vm.trace.top = top;
  // The tuple and the dict must outlive the copying.
  __asm__ volatile("" : : "r"(positional), "r"(keywords));
  return outcome;
}

// Opens a call window above everything in use; NULL: RecursionError.
static Value *open_window(Value callee, size_t room) {
  if (!vm_check_c_stack()) return NULL;
  trace_show_frames();
  Value *window = vm.trace.top;
  if (!frame_check(window + FRAME_HEADER, room)) return NULL;
  window[0] = callee;
  return window;
}

Value vm_call_function(Function *function, Value *args, size_t count, Value keyword_names) {
  if (signals_interrupt()) return EMPTY; // sort keys, callbacks: the loop around them is in C
  size_t total = count + (keyword_names == EMPTY ? 0 : to_tuple(keyword_names)->length);
  size_t registers = function->code->register_count;
  Value *top = vm.trace.top;
  Value *window = open_window(from_object(function), total > registers ? total : registers);
  if (window == NULL) return EMPTY;
  values_move(window + FRAME_HEADER, args, total);
  vm.trace.top = window + FRAME_HEADER + total;
  Value result = push_function(window, count, keyword_names, FRAME_ENTRY, EMPTY) ? interpret() : EMPTY;
  vm.trace.top = top;
  return result;
}

Value vm_run_code(Code *code, Value globals, Value namespace, Value closure) {
  if (!code_prepare(code)) return EMPTY;
  Value function = function_new(code, globals, closure);
  if (function == EMPTY) return EMPTY;
  to_function(function)->builtins = function_builtins(globals);
  Value *top = vm.trace.top;
  Value *window = open_window(function, code->register_count);
  if (window == NULL) return EMPTY;
  Value extra = code->flags & CODE_NAMESPACE ? namespace : EMPTY;
  Value result = push_function(window, 0, EMPTY, FRAME_ENTRY, extra) ? interpret() : EMPTY;
  vm.trace.top = top;
  return result;
}
