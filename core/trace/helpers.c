// The helper table, and those helpers that are not simply functions of the object model. See helpers.def.
#include "core/trace/helpers.h"

#include "core/object/dict.h"
#include "core/object/float.h"
#include "core/object/generator.h"
#include "core/object/hash_table.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/range.h"
#include "core/object/set.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/trace/builder.h"
#include "core/trace/runtime.h"
#include "core/vm/interpreter.h"
#include "core/vm/vm.h"

#include <math.h>

static double trace_float_pow(double a, double b) { return pow(a, b); }

// The address of the C function comes from the trace's pool.
static double trace_direct_d_d(Value function, double a) { return ((double (*)(double))(uintptr_t)function)(a); }
static double trace_direct_d_dd(Value function, double a, double b) {
  return ((double (*)(double, double))(uintptr_t)function)(a, b);
}

// 0 <= index < length was checked.
static Value trace_str_at(Value str, int64_t index) { return str_from_code_point(str_at(str, (size_t)index)); }
static int64_t trace_str_equal(Value a, Value b) { return str_equal(a, b); }
static int64_t trace_str_compare(Value a, Value b) { return str_compare(a, b); }
static int64_t trace_list_append(Value list, Value item) { return list_append(list, item) ? 0 : -1; }

static Value trace_instance_new(Value type) { return instance_new(to_type(type)); }

static Value trace_super_new(Value type, Value object) {
  Value args[] = {type, object};
  return object_call(from_object(builtin_types[SHAPE_SUPER]), args, 2, EMPTY);
}

static int64_t trace_set_item(Value container, Value key, Value value) {
  return set_item(container, key, value) ? 0 : -1;
}
static int64_t trace_set_attribute(Value object, Value name, Value value) {
  return object_set_attribute(object, name, value) ? 0 : -1;
}

// EMPTY without an exception means "absent": the trace leaves and the interpreter raises KeyError. Likewise when a
// stored key has an __eq__ of its own, which the interpreter then calls.
static Value trace_dict_get(Value dict, Value key) {
  table_runs_no_python = true;
  Value value = dict_get(dict, key);
  table_runs_no_python = false;
  return value;
}
static int64_t trace_dict_set(Value dict, Value key, Value value) {
  table_runs_no_python = true;
  bool set = dict_set(dict, key, value);
  table_runs_no_python = false;
  return set ? 0 : -1;
}
static int64_t trace_contains(Value container, Value item) { return object_contains(container, item); }

// `item in container` as a value, or `not in`.
static Value trace_membership(Value container, Value item, int64_t negated) {
  int found = object_contains(container, item);
  return found < 0 ? EMPTY : from_bool(found != negated);
}
static Value trace_not(Value v) {
  int truth = object_truth(v);
  return truth < 0 ? EMPTY : from_bool(!truth);
}
static int64_t trace_set_add(Value set, Value item) { return set_add(set, item) ? 0 : -1; }
static int64_t trace_delete_item(Value container, Value key) { return object_set_item(container, key, EMPTY) ? 0 : -1; }

static Value trace_binary(int64_t op, Value a, Value b) { return object_binary((BinaryOp)op, a, b); }
static Value trace_binary_in_place(int64_t op, Value a, Value b) {
  return str_seen(object_binary_in_place((BinaryOp)op, a, b));
}
static Value trace_compare(int64_t op, Value a, Value b) { return object_compare(a, b, (CompareOp)op); }
static int64_t trace_truth(Value v) { return object_truth(v); }
static Value trace_unary(int64_t op, Value v) { return object_unary((UnaryOp)op, v); }

// Arguments of a native call are put, one by one, above the trace's frames: natives take a pointer and may overwrite
// them.
static void trace_native_argument(int64_t index, Value v) { vm.trace.top[index] = v; }
static Value trace_native_call(Value native, int64_t count) {
  Value *args = vm.trace.top;
  vm.trace.top = args + count + 16;
  Value result = native_call(to_native(native), args, (size_t)count, EMPTY);
  vm.trace.top = args;
  return result;
}

static Value trace_call_object(Value callee, int64_t count) {
  Value *args = vm.trace.top;
  vm.trace.top = args + count + 16;
  Value result = object_call(callee, args, (size_t)count, EMPTY);
  vm.trace.top = args;
  return result;
}

// Displays: the items were put where native arguments go.
static Value trace_list_from(int64_t count) { return list_from(vm.trace.top, (size_t)count); }
// Of built-in containers and iterators, whose iter() runs no Python code.
static Value trace_zip_2(Value a, Value b) {
  Value args[] = {a, b};
  return object_call(from_object(builtin_types[SHAPE_ZIP]), args, 2, EMPTY);
}
static Value trace_zip_3(Value a, Value b, Value c) {
  Value args[] = {a, b, c};
  return object_call(from_object(builtin_types[SHAPE_ZIP]), args, 3, EMPTY);
}
static Value trace_enumerate(Value iterable) {
  return object_call(from_object(builtin_types[SHAPE_ENUMERATE]), &iterable, 1, EMPTY);
}

static Value trace_tuple_1(Value a) { return tuple_from(&a, 1); }
static Value trace_tuple_3(Value a, Value b, Value c) {
  const Value items[] = {a, b, c};
  return tuple_from(items, 3);
}
static Value trace_tuple_4(Value a, Value b, Value c, Value d) {
  const Value items[] = {a, b, c, d};
  return tuple_from(items, 4);
}
static Value trace_tuple_from(int64_t count) { return tuple_from(vm.trace.top, (size_t)count); }
static Value trace_dict_from(int64_t pairs) {
  Value dict = EMPTY, *items = vm.trace.top;
  vm.trace.top = items + 2 * pairs + 16; // hashing may run Python code
  bool built = build_dict(&dict, items, (size_t)pairs);
  vm.trace.top = items;
  return built ? dict : EMPTY;
}
static Value trace_str_join(int64_t count) {
  Value nothing = str_new("", 0);
  return nothing == EMPTY ? EMPTY : str_join(nothing, vm.trace.top, (size_t)count);
}

static Value trace_set_new(int64_t length) {
  (void)length;
  return set_new();
}
// EMPTY without an exception: it cannot be joined, the interpreter says why.
static Value trace_join_list(Value separator, Value list) {
  Value text = str_join(separator, to_list(list)->storage->items, to_list(list)->length);
  if (text == EMPTY) exception_clear();
  return text;
}

static Value trace_set_from(int64_t count) {
  Value set = EMPTY, *items = vm.trace.top;
  vm.trace.top = items + count + 16;
  bool built = build_set(&set, items, (size_t)count);
  vm.trace.top = items;
  return built ? set : EMPTY;
}
static Value trace_list_to_tuple(Value list) {
  return tuple_from(to_list(list)->storage->items, to_list(list)->length);
}
static int64_t trace_delete_attribute(Value object, Value name) {
  return object_set_attribute(object, name, EMPTY) ? 0 : -1;
}
static int64_t trace_list_extend(Value list, Value items) { return list_extend_display(list, items) ? 0 : -1; }
static int64_t trace_set_update(Value set, Value items) { return set_update_display(set, items) ? 0 : -1; }
static int64_t trace_dict_update(Value dict, Value mapping) { return dict_update_display(dict, mapping) ? 0 : -1; }
static int64_t trace_dict_merge(Value dict, Value mapping, Value callee) {
  return dict_merge_keywords(dict, mapping, callee) ? 0 : -1;
}

// `before` items of an iterable, and unless after is -1 a list and `after` more, to where native arguments go.
static int64_t trace_unpack(Value iterable, int64_t before, int64_t after) {
  Value *items = vm.trace.top;
  int64_t count = before + (after < 0 ? 0 : after + 1);
  memset(items, 0, (size_t)count * sizeof *items);
  vm.trace.top = items + count + 16;
  bool unpacked =
      after < 0 ? unpack(items, iterable, (size_t)before) : unpack_star(items, iterable, (size_t)before, (size_t)after);
  vm.trace.top = items;
  return unpacked ? 0 : -1;
}
static Value trace_unpacked_item(int64_t index) { return vm.trace.top[index]; }

// The exception instance that a raise statement raises; `cause` EMPTY: none.
static Value trace_raise(Value exception, Value cause) {
  raise_value(exception, cause);
  return exception_take();
}
static Value trace_pending(void) { return vm_exception; }
static void trace_take(void) { vm_exception = EMPTY; }
static void trace_add_traceback(Value exception, Value code, int64_t index, Value globals) {
  exception_add_traceback(exception, to_code(code), (size_t)index, globals);
}
static Value trace_special_method(Value receiver, int64_t which) { return special_method(receiver, (unsigned)which); }

static Value trace_match_class(Value subject, Value type, int64_t positional, Value keyword_names) {
  return match_class(subject, type, (size_t)positional, keyword_names);
}

// The cells of the closure, the defaults, keyword defaults and annotations were put where native arguments go.
static Value trace_make_function(Value code, Value parent) {
  size_t free_count = to_code(code)->free_count;
  const Value *cells = vm.trace.top, *rest = cells + free_count;
  Value closure = free_count == 0 ? EMPTY : tuple_from(cells, free_count);
  if (free_count && closure == EMPTY) return EMPTY;
  Value value = function_new(to_code(code), to_function(parent)->globals, closure);
  if (value == EMPTY) return EMPTY;
  Function *function = to_function(value);
  function->builtins = to_function(parent)->builtins;
  function->defaults = rest[0];
  function->keyword_defaults = rest[1];
  function->annotations = rest[2];
  return value;
}

// A generator whose registers the trace fills in.
static Value trace_generator_new(Value function, int64_t resume) {
  Value generator = generator_new(to_function(function), NULL);
  if (generator != EMPTY) to_generator(generator)->resume = (uint64_t)resume;
  return generator;
}
static void trace_generator_finish(Value generator) { generator_finish(to_generator(generator)); }

// Makes the frame `delta` words up (or down) the base that traces work from; 0: no room, nothing changed.
static int64_t trace_move_base(int64_t delta, int64_t depth) {
  Value *base = vm.trace.base + delta, *top = vm.trace.top + delta;
  if (top + TRACE_FRAME_SLACK > vm.stack_end || (int64_t)vm.depth + depth + TRACE_FRAME_SLACK >= vm.recursion_limit)
    return 0;
  vm.trace.base = base;
  vm.trace.top = top;
  vm.depth = (uint32_t)((int64_t)vm.depth + depth);
  return 1;
}

// TRACE_EXHAUSTED: the iterator has ended; EMPTY: it raised.
static Value trace_next(Value iterator) {
  Value registers[3] = {iterator, EMPTY, EMPTY};
  Value item = iteration_next(registers);
  return item == EMPTY && vm_exception == EMPTY ? TRACE_EXHAUSTED : item;
}
static Value trace_format(Value v, Value spec, int64_t conversion) {
  return format_value(v, spec, (unsigned)conversion);
}

const HelperInfo helper_info[HELPER_COUNT] = {
#define HELPER(name, function, result, arguments, effects) {#name, #arguments, #result[0], HELPER_##effects},
#include "core/trace/helpers.def"
#undef HELPER
};

void *const helper_functions[HELPER_COUNT] = {
#define HELPER(name, function, result, arguments, effects) (void *)function,
#include "core/trace/helpers.def"
#undef HELPER
};

uint32_t helper_result_shape(unsigned helper) {
  switch (helper) {
  case HELPER_LIST_FROM: return SHAPE_LIST;
  case HELPER_TUPLE_FROM:
  case HELPER_LIST_TO_TUPLE: return SHAPE_TUPLE;
  case HELPER_DICT_FROM: return SHAPE_DICT;
  case HELPER_SET_FROM:
  case HELPER_SET_NEW: return SHAPE_SET;
  case HELPER_STR_JOIN:
  case HELPER_JOIN_LIST:
  case HELPER_STR_CONCAT:
  case HELPER_STR_APPEND:
  case HELPER_STR_AT: return SHAPE_STR;
  case HELPER_RANGE_NEW: return SHAPE_RANGE;
  case HELPER_ZIP_2:
  case HELPER_ZIP_3: return SHAPE_ZIP;
  case HELPER_ENUMERATE: return SHAPE_ENUMERATE;
  case HELPER_SUPER_NEW: return SHAPE_SUPER;
  case HELPER_MAKE_FUNCTION: return SHAPE_FUNCTION;
  default: return helper_tuple_length(helper) ? SHAPE_TUPLE : 0;
  }
}

unsigned helper_tuple_length(unsigned helper) {
  return helper >= HELPER_TUPLE_1 && helper <= HELPER_TUPLE_4 ? helper - HELPER_TUPLE_1 + 1 : 0;
}

uint32_t helper_clobbers(unsigned helper) {
  switch (helper) {
  case HELPER_LIST_APPEND: return 1u << ALIAS_LIST | 1u << ALIAS_ITEM;
  case HELPER_DICT_SET: return 1u << ALIAS_DICT | 1u << ALIAS_ENTRY;
  case HELPER_GENERATOR_FINISH: return 1u << ALIAS_GENERATOR | 1u << ALIAS_HANDLED | 1u << ALIAS_AT;
  case HELPER_INSTANCE_NEW_FINALISED:
  case HELPER_RAISE:
  case HELPER_PENDING:
  case HELPER_TAKE:
  case HELPER_ADD_TRACEBACK:
  case HELPER_NATIVE_ARG:
  case HELPER_MOVE_BASE: return 0;
  default: return helper_info[helper].effects >= HELPER_WRITES ? ALIAS_ALL : 0;
  }
}
