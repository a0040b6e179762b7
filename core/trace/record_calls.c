// Recording calls and returns. Python functions are inlined: the call's window is already where the callee's frame will
// be, so inlining is naming a few slots. Classes with a Python __init__ are an allocation and an inlined call.
// Functions in C are called through their own signature when they have one (direct), written out as IR when they have a
// recipe, and otherwise called with boxed arguments; their declared effects say what the optimiser may keep.
#include "core/trace/recipes.h"
#include "core/trace/recorder.h"

#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/consumers.h"
#include "core/vm/interpreter.h"

#include <math.h>

// One call as it is being recorded.
typedef struct CallSite {
  unsigned window; // register A
  unsigned target; // register C
  Ref callee;
  Value callee_value;
  unsigned count; // arguments, self included
  Ref args[260];
  Value values[260];
  Value keyword_names; // tuple, or EMPTY
  FrameKind kind;
  Ref extra; // base[-1] of the new frame
} CallSite;

static CallSite site;

static void prepend(Ref ref, Value value) {
  memmove(site.args + 1, site.args, site.count * sizeof site.args[0]);
  memmove(site.values + 1, site.values, site.count * sizeof site.values[0]);
  site.args[0] = ref;
  site.values[0] = value;
  site.count++;
}

static void take_arguments(unsigned first, unsigned count) {
  for (unsigned k = 0; k < count; k++) {
    site.args[k] = get_register(first + k);
    site.values[k] = concrete(first + k);
  }
  site.count = count;
}

static void open_site(uint32_t i) {
  Opcode op = instruction_op(i);
  bool method = op == OP_CALL_METHOD || op == OP_CALL_METHOD_KW;
  bool keywords = op == OP_CALL_KW || op == OP_CALL_METHOD_KW;
  unsigned a = instruction_a(i), count = instruction_b(i);
  site.window = a;
  site.target = instruction_c(i);
  site.callee = get_register(a);
  site.callee_value = concrete(a);
  site.keyword_names = keywords ? concrete(a + 1) : EMPTY;
  site.kind = FRAME_CALL;
  site.extra = ir_value(EMPTY);
  bool has_self = method && concrete(a + FRAME_HEADER) != EMPTY;
  take_arguments(a + FRAME_HEADER + (method && !has_self), count + has_self);
}

static void finish_call(Ref result) { set_register(site.target, result); }

// --- Python functions

static bool too_deep(const Code *code) {
  unsigned depth = 0, same = 0;
  for (Value *base = recorder.base; base > recorder.start_base; base = frame_caller(base)) {
    depth++;
    same += frame_function(base)->code == code;
  }
  if (same > RECURSION_MAX) builder_abort(ABORT_RECURSION);
  if (depth > INLINE_DEPTH_MAX) builder_abort(ABORT_TOO_DEEP);
  return builder.abort;
}

// The callee has this code (also a constant function: its __code__ can be assigned); closures of one code share a
// trace.
static Ref guard_function(void) {
  Function *function = to_function(site.callee_value);
  Ref object = as_object(site.callee, SHAPE_FUNCTION);
  Ref code = ir_emit(IR_LOAD_FIELD, IR_TYPE_P, object, TRACE_FIELD_FUNCTION_CODE, 0);
  ir_guard(IR_GUARD_SAME, code, ir_object(function->code));
  return object;
}

static int parameter_number(const Code *code, Value name) {
  const Tuple *names = to_tuple(code->local_names);
  for (unsigned k = code->positional_only_count; k < code->argument_count; k++)
    if (str_equal(names->items[k], name)) return (int)k;
  return -1;
}

// Keyword arguments are moved to their parameters. False: something that function_bind must do.
static bool place_keywords(const Code *code) {
  if (site.keyword_names == EMPTY) return true;
  const Tuple *names = to_tuple(site.keyword_names);
  unsigned positional = site.count - (unsigned)names->length;
  Ref refs[260];
  Value values[260];
  memcpy(refs, site.args, sizeof refs);
  memcpy(values, site.values, sizeof values);
  for (unsigned k = positional; k < code->argument_count; k++) site.args[k] = NO_REF;
  for (unsigned k = 0; k < names->length; k++) {
    int number = parameter_number(code, names->items[k]);
    if (number < (int)positional || site.args[number] != NO_REF) return false;
    site.args[number] = refs[positional + k];
    site.values[number] = values[positional + k];
  }
  site.count = positional;
  while (site.count < code->argument_count && site.args[site.count] != NO_REF) site.count++;
  for (unsigned k = site.count; k < code->argument_count; k++)
    if (site.args[k] != NO_REF) return false; // a gap to be filled by a default
  return true;
}

static bool place_defaults(Ref function_ref, const Function *function) {
  const Code *code = function->code;
  unsigned missing = code->argument_count - site.count;
  if (missing == 0) return true;
  if (function->defaults == EMPTY || to_tuple(function->defaults)->length < missing) return false;
  const Tuple *defaults = to_tuple(function->defaults);
  Ref object =
      type_of_ref(function_ref) == IR_TYPE_P ? function_ref : ir_emit(IR_UNBOX_OBJECT, IR_TYPE_P, function_ref, 0, 0);
  guard_constant(ir_emit(IR_LOAD_FIELD, IR_TYPE_V, object, TRACE_FIELD_FUNCTION_DEFAULTS, 0), function->defaults);
  for (unsigned k = 0; k < missing; k++) {
    site.args[site.count] = ir_value(defaults->items[defaults->length - missing + k]);
    site.values[site.count++] = defaults->items[defaults->length - missing + k];
  }
  return true;
}

// A tuple of the arguments from number `first` on, which are dropped.
static Ref gather_rest(unsigned first) {
  unsigned count = site.count > first ? site.count - first : 0;
  Ref items[260];
  for (unsigned k = 0; k < count; k++) items[k] = boxed(site.args[first + k], site.values[first + k]);
  site.count -= count;
  if (count > 0 && count <= TUPLE_ARGUMENTS_MAX) return make_tuple(count, items);
  for (unsigned k = 0; k < count; k++) {
    Ref args[] = {ir_int(k), items[k]};
    call_helper(HELPER_NATIVE_ARG, 2, args);
  }
  Ref length = ir_int(count), tuple = call_helper(HELPER_TUPLE_FROM, 1, &length);
  guard_result(tuple);
  if (!builder.abort && !is_constant(tuple)) builder.known[tuple].shape = SHAPE_TUPLE;
  return tuple;
}

static void add_argument(Ref ref) {
  site.args[site.count] = ref;
  site.values[site.count++] = EMPTY;
}

// The arguments go to the parameters of the function. False: something that function_bind must do.
static bool place_arguments(Ref callee, const Function *function) {
  const Code *code = function->code;
  bool takes_rest = code->flags & CODE_VARARGS;
  if (code->keyword_only_count || (site.count > code->argument_count && (!takes_rest || site.keyword_names != EMPTY)))
    return false;
  Ref rest = takes_rest ? gather_rest(code->argument_count) : NO_REF;
  if (!place_keywords(code) || !place_defaults(callee, function)) return false;
  if (takes_rest) add_argument(rest);
  if (code->flags & CODE_VARKEYWORDS) { // all keywords, if any, have found a parameter
    add_argument(call_helper(HELPER_DICT_NEW, 0, NULL));
    guard_result(site.args[site.count - 1]);
    if (!builder.abort) builder.known[site.args[site.count - 1]].shape = SHAPE_DICT;
  }
  return true;
}

static void push_frame(Ref function, const Code *code) {
  int32_t delta = recorder.delta + (int32_t)site.window + FRAME_HEADER;
  int32_t depth = (int32_t)vm.depth - recorder.vm_depth + 1;
  if (delta + (int32_t)code->register_count > TRACE_FRAME_WORDS) builder_abort(ABORT_TOO_MANY_SLOTS);
  if (depth > (int32_t)recorder.frame_depth) recorder.frame_depth = (uint32_t)depth;
  ir_object(code); // keeps the code alive with the trace
  set_slot(delta - 4,
           type_of_ref(function) == IR_TYPE_P ? ir_emit(IR_BOX_OBJECT, IR_TYPE_V, function, 0, 0) : function);
  set_slot(delta - 3, ir_raw((uint64_t)(uintptr_t)recorder.pc));
  set_slot(delta - 2, ir_raw(frame_info((size_t)site.window + FRAME_HEADER, site.kind)));
  set_slot(delta - 1, site.extra);
  for (unsigned k = 0; k < site.count; k++) set_slot(delta + (int32_t)k, site.args[k]);
  for (unsigned reg = code->parameter_registers; reg < code->cleared_registers; reg++)
    set_slot(delta + (int32_t)reg, ir_value(EMPTY));
  recorder.expected_pc = code->instructions;
}

static void call_generic(void);

static void call_function(void) {
  const Function *function = to_function(site.callee_value);
  const Code *code = function->code;
  if (!code_prepare(function->code)) {
    exception_clear();
    builder_abort(ABORT_EXCEPTION);
    return;
  }
  if (too_deep(code)) return;
  if (code->far_register != 0) {
    builder_abort(ABORT_CALLEE);
    return;
  }
  Ref callee = guard_function();
  if (place_arguments(callee, function))
    push_frame(callee, code);
  else
    builder_abort(ABORT_CALLEE);
}

void record_special(const SpecialCall *call, const Ref *args) {
  site = (CallSite){.window = recorder.code->register_count,
                    .callee = ir_value(from_object(call->function)),
                    .callee_value = from_object(call->function),
                    .count = call->count,
                    .keyword_names = EMPTY,
                    .kind = FRAME_OPERATOR,
                    .extra = ir_value(EMPTY)};
  for (unsigned k = 0; k < call->count; k++) {
    Ref ref = args[k];
    site.args[k] = type_of_ref(ref) == IR_TYPE_P ? ir_emit(IR_BOX_OBJECT, IR_TYPE_V, ref, 0, 0) : ref;
    site.values[k] = call->args[k];
  }
  call_function();
}

// --- C functions and everything else

static void put_arguments(void) {
  Ref values[260];
  for (unsigned k = 0; k < site.count; k++) values[k] = boxed(site.args[k], site.values[k]);
  for (unsigned k = 0; k < site.count; k++) {
    Ref args[] = {ir_int(k), values[k]};
    call_helper(HELPER_NATIVE_ARG, 2, args);
  }
}

static void call_with_arguments(TraceHelper helper) {
  guard_constant(site.callee, site.callee_value);
  put_arguments();
  Ref args[] = {ir_value(site.callee_value), ir_int(site.count)};
  Ref result = call_helper(helper, 2, args);
  guard_result(result);
  finish_call(result);
}

static void call_generic(void) {
  if (site.keyword_names != EMPTY)
    builder_abort(ABORT_CALLEE);
  else
    call_with_arguments(HELPER_CALL_OBJECT);
}

static bool is_number(unsigned k) {
  return is_int_value(site.args[k], site.values[k]) || is_float_value(site.args[k], site.values[k]);
}

static Ref number_as_float(unsigned k) {
  if (is_float_value(site.args[k], site.values[k])) return as_float(site.args[k]);
  return ir_emit(IR_INT_TO_FLOAT, IR_TYPE_F, as_int(site.args[k]), 0, 0);
}

// Of doubles that are not negative; NaN is left to the interpreter.
static Ref record_sqrt(void) {
  Ref x = number_as_float(0);
  ir_guard(IR_GUARD_LE_F, ir_float(0.0), x);
  return ir_emit(IR_SQRT_F, IR_TYPE_F, x, 0, 0);
}

// A result that is not finite may be an error: the interpreter calls the function proper.
static bool call_direct(const NativeDef *def) {
  unsigned wanted = def->direct_signature == DIRECT_D_D ? 1 : def->direct_signature == DIRECT_D_DD ? 2 : 0;
  if (!wanted || site.count != wanted || !is_number(0) || (wanted == 2 && !is_number(1))) return false;
  guard_constant(site.callee, site.callee_value);
  if (def->direct == (void (*)(void))(double (*)(double))sqrt) {
    finish_call(record_sqrt());
    return true;
  }
  Ref args[3] = {ir_raw((uint64_t)(uintptr_t)def->direct), number_as_float(0)};
  if (wanted == 2) args[2] = number_as_float(1);
  Ref result = call_helper(wanted == 1 ? HELPER_DIRECT_D_D : HELPER_DIRECT_D_DD, wanted + 1, args);
  ir_guard(IR_GUARD_EQ_F, ir_emit(IR_SUB_F, IR_TYPE_F, result, result, 0), ir_float(0.0));
  finish_call(result);
  return true;
}

// --- recipes: each returns the result, or NO_REF when the arguments are not those it is for

static Ref length_field(Ref ref, uint32_t shape, TraceField field) {
  return ir_emit(IR_LOAD_FIELD, IR_TYPE_I, as_object(ref, shape), (uint16_t)field, 0);
}

static Ref recipe_len(void) {
  Value v = site.values[0];
  if (is_list(v)) return length_field(site.args[0], SHAPE_LIST, TRACE_FIELD_LIST_LENGTH);
  if (is_tuple(v)) return length_field(site.args[0], SHAPE_TUPLE, TRACE_FIELD_TUPLE_LENGTH);
  if (is_str(v)) return length_field(site.args[0], SHAPE_STR, TRACE_FIELD_STR_LENGTH);
  if (is_dict(v)) return length_field(site.args[0], SHAPE_DICT, TRACE_FIELD_DICT_LENGTH);
  if (has_shape(v, SHAPE_SET)) return length_field(site.args[0], SHAPE_SET, TRACE_FIELD_SET_LENGTH);
  if (has_shape(v, SHAPE_BYTES)) return length_field(site.args[0], SHAPE_BYTES, TRACE_FIELD_BYTES_SIZE);
  return NO_REF;
}

static Ref recipe_abs(void) {
  if (is_float_value(site.args[0], site.values[0])) return ir_emit(IR_ABS_F, IR_TYPE_F, as_float(site.args[0]), 0, 0);
  if (!is_int_value(site.args[0], site.values[0])) return NO_REF;
  Ref x = as_int(site.args[0]);
  return ir_emit(IR_MAX, IR_TYPE_I, x, ir_emit(IR_SUB_OVERFLOW, IR_TYPE_I, ir_int(0), x, 0), 0);
}

static Ref recipe_extreme(IrOp op) {
  if (site.count != 2 || !is_int_value(site.args[0], site.values[0]) || !is_int_value(site.args[1], site.values[1]))
    return NO_REF;
  return ir_emit(op, IR_TYPE_I, as_int(site.args[0]), as_int(site.args[1]), 0);
}

static Ref recipe_min(void) { return recipe_extreme(IR_MIN); }
static Ref recipe_max(void) { return recipe_extreme(IR_MAX); }

static Ref recipe_ord(void) {
  Value v = site.values[0];
  if (!is_str(v) || to_str(v)->length != 1 || !(to_str(v)->flags & STR_ASCII)) return NO_REF;
  Ref str = as_object(site.args[0], SHAPE_STR);
  ir_guard(IR_GUARD_EQ, ir_emit(IR_LOAD_FIELD, IR_TYPE_I, str, TRACE_FIELD_STR_LENGTH, 0), ir_int(1));
  Ref flags = ir_emit(IR_LOAD_FIELD, IR_TYPE_I, str, TRACE_FIELD_STR_FLAGS, 0);
  ir_guard(IR_GUARD_NE, ir_emit(IR_AND, IR_TYPE_I, flags, ir_int(STR_ASCII), 0), ir_int(0));
  return ir_emit(IR_LOAD_BYTE, IR_TYPE_I, str, ir_int(0), 0);
}

// The class of the object is fixed by its shape, the outcome then by the class's MRO.
static Ref recipe_isinstance(void) {
  Value v = site.values[0], class = site.values[1];
  if (!is_type(class) || to_type(class)->metatype != builtin_types[SHAPE_TYPE]) return NO_REF;
  guard_constant(site.args[1], class);
  if (is_int_value(site.args[0], v))
    as_int(site.args[0]);
  else if (is_float_value(site.args[0], v))
    as_float(site.args[0]);
  else if (is_special(v))
    guard_constant(site.args[0], v);
  else if (is_object(v))
    as_object(site.args[0], to_object(v)->shape), assume_type(type_of(v));
  else
    return NO_REF;
  return ir_value(from_bool(type_is_subtype(type_of(v), to_type(class))));
}

static Ref recipe_list_append(void) {
  if (!is_list(site.values[0])) return NO_REF;
  Ref list = as_object(site.args[0], SHAPE_LIST);
  Ref args[] = {boxed(list, site.values[0]), boxed(site.args[1], site.values[1])};
  guard_status(call_helper(HELPER_LIST_APPEND, 2, args));
  return ir_value(NONE);
}

static const struct {
  Ref (*record)(void);
  uint8_t minimum, maximum;
} recipes[RECIPE_COUNT] = {[RECIPE_LEN] = {recipe_len, 1, 1},
                           [RECIPE_ABS] = {recipe_abs, 1, 1},
                           [RECIPE_MIN] = {recipe_min, 2, 2},
                           [RECIPE_MAX] = {recipe_max, 2, 2},
                           [RECIPE_ORD] = {recipe_ord, 1, 1},
                           [RECIPE_ISINSTANCE] = {recipe_isinstance, 2, 2},
                           [RECIPE_LIST_APPEND] = {recipe_list_append, 2, 2}};

static bool call_recipe(const NativeDef *def) {
  if (!recipes[def->recipe].record || site.count < recipes[def->recipe].minimum ||
      site.count > recipes[def->recipe].maximum)
    return false;
  guard_constant(site.callee, site.callee_value);
  Ref result = recipes[def->recipe].record();
  if (result == NO_REF) return builder.abort;
  finish_call(result);
  return true;
}

static void call_native(void) {
  static const uint8_t helpers[] = {[EFFECT_ANY] = HELPER_NATIVE_CALL,
                                    [EFFECT_PURE] = HELPER_NATIVE_PURE,
                                    [EFFECT_READS_HEAP] = HELPER_NATIVE_READS,
                                    [EFFECT_WRITES_HEAP] = HELPER_NATIVE_WRITES};
  const NativeDef *def = to_native(site.callee_value)->def;
  if (site.keyword_names != EMPTY) {
    builder_abort(ABORT_CALLEE);
    return;
  }
  if (call_recipe(def) || call_direct(def)) return;
  call_with_arguments((TraceHelper)helpers[def->effects]);
}

// --- classes

static bool all_small_ints(void) {
  for (unsigned k = 0; k < site.count; k++)
    if (!is_int(site.values[k])) return false;
  return site.keyword_names == EMPTY;
}

static bool call_range(void) {
  if (site.callee_value != from_object(builtin_types[SHAPE_RANGE]) || site.count < 1 || site.count > 3 ||
      !all_small_ints())
    return false;
  guard_constant(site.callee, site.callee_value);
  if (site.count == 3 && site.values[2] == from_small_int(0)) return false;
  Ref args[3] = {ir_int(0), NO_REF, ir_int(1)};
  for (unsigned k = 0; k < site.count; k++) args[site.count == 1 ? 1 : k] = as_int(site.args[k]);
  if (site.count == 3) ir_guard(IR_GUARD_NE, args[2], ir_int(0));
  Ref result = call_helper(HELPER_RANGE_NEW, 3, args);
  guard_result(result);
  finish_call(result);
  return true;
}

// Whether iter() of it runs no Python code and has no effect.
static bool iterates_purely(Value v) {
  switch (shape_of(v)) {
  case SHAPE_LIST:
  case SHAPE_TUPLE:
  case SHAPE_STR:
  case SHAPE_RANGE:
  case SHAPE_ZIP:
  case SHAPE_ENUMERATE:
  case SHAPE_LIST_ITERATOR:
  case SHAPE_TUPLE_ITERATOR:
  case SHAPE_RANGE_ITERATOR: return is_object(v);
  default: return false;
  }
}

// zip() of two or three, enumerate() of one.
static bool call_lazy(void) {
  bool zip = site.callee_value == from_object(builtin_types[SHAPE_ZIP]);
  if (!zip && site.callee_value != from_object(builtin_types[SHAPE_ENUMERATE])) return false;
  if (site.keyword_names != EMPTY || (zip ? site.count != 2 && site.count != 3 : site.count != 1)) return false;
  for (unsigned k = 0; k < site.count; k++)
    if (!iterates_purely(site.values[k])) return false;
  guard_constant(site.callee, site.callee_value);
  Ref args[3];
  for (unsigned k = 0; k < site.count; k++)
    args[k] = boxed(as_object(site.args[k], to_object(site.values[k])->shape), site.values[k]);
  Ref made = call_helper(zip ? site.count == 2 ? HELPER_ZIP_2 : HELPER_ZIP_3 : HELPER_ENUMERATE, site.count, args);
  guard_result(made);
  finish_call(made);
  return true;
}

static bool call_conversion(void) {
  if (site.count != 1 || site.keyword_names != EMPTY) return false;
  bool is_int_type = site.callee_value == from_object(builtin_types[SHAPE_INT]);
  if (!is_int_type && site.callee_value != from_object(builtin_types[SHAPE_FLOAT])) return false;
  if (!is_number(0)) return false;
  guard_constant(site.callee, site.callee_value);
  bool from_int = is_int_value(site.args[0], site.values[0]);
  if (!is_int_type) {
    finish_call(number_as_float(0));
    return true;
  }
  if (from_int) {
    finish_call(as_int(site.args[0]));
    return true;
  }
  double d = to_double(site.values[0]), limit = 1125899906842624.0; // 2^50
  if (!(d > -limit && d < limit)) return false;
  Ref x = as_float(site.args[0]);
  ir_guard(IR_GUARD_LT_F, x, ir_float(limit));
  ir_guard(IR_GUARD_LT_F, ir_float(-limit), x);
  finish_call(ir_emit(IR_FLOAT_TO_INT, IR_TYPE_I, x, 0, 0));
  return true;
}

// super() finds __class__ and the first argument in its caller's frame, which a trace does not have: they become
// arguments.
static bool call_super(void) {
  const Code *code = recorder.code;
  if (site.callee_value != from_object(builtin_types[SHAPE_SUPER]) || site.count || site.keyword_names != EMPTY)
    return false;
  if (!code->class_cell || recorder.function->closure == EMPTY || code->argument_count == 0 ||
      !is_object(concrete(0)) || has_shape(concrete(0), SHAPE_CELL))
    return false;
  guard_constant(site.callee, site.callee_value);
  Value cell = to_tuple(recorder.function->closure)->items[code->class_cell - 1];
  Value type = ((Cell *)(void *)to_object(cell))->value;
  if (type == EMPTY) return false;
  guard_constant(record_closure_value(code->class_cell - 1), type);
  Ref args[] = {ir_value(type), boxed(get_register(0), concrete(0))};
  Ref result = call_helper(HELPER_SUPER_NEW, 2, args);
  guard_result(result);
  finish_call(result);
  return true;
}

static void call_class(void) {
  Type *type = to_type(site.callee_value);
  if (call_super()) return;
  Value init = call_python_init(type);
  if (init == EMPTY) {
    if (!call_range() && !call_conversion() && !call_lazy()) call_generic();
    return;
  }
  guard_constant(site.callee, site.callee_value);
  if (!assume_type(type)) return;
  Ref class = ir_value(site.callee_value);
  // instances with a finaliser must be made even when nothing uses them
  bool finalised = type->flags & TYPE_FINALISER;
  Ref instance = call_helper(finalised ? HELPER_INSTANCE_NEW_FINALISED : HELPER_INSTANCE_NEW, 1, &class);
  guard_result(instance);
  builder.known[instance].shape = type->root_shape;
  prepend(instance, EMPTY);
  site.callee = ir_value(init);
  site.callee_value = init;
  site.kind = FRAME_CONSTRUCT;
  site.extra = instance;
  call_function();
}

static void unwrap_method(void) {
  const Method *method = (const Method *)(const void *)to_object(site.callee_value);
  Ref object = as_object(site.callee, SHAPE_METHOD);
  Ref self = ir_emit(IR_LOAD_FIELD, IR_TYPE_V, object, TRACE_FIELD_METHOD_SELF, 0);
  site.callee = ir_emit(IR_LOAD_FIELD, IR_TYPE_V, object, TRACE_FIELD_METHOD_FUNCTION, 0);
  prepend(self, method->self);
  site.callee_value = method->function;
}

// --- f(*arguments, **keywords)

#define SPREAD_MAX 32

// The items of a tuple or list of the length that it has now.
static bool spread_positional(unsigned reg) {
  Value value = concrete(reg);
  const Tuple *tuple = to_tuple(value);
  Ref object;
  if (has_shape(value, SHAPE_LIST) && to_list(value)->length <= SPREAD_MAX) {
    Ref list = boxed(as_object(get_register(reg), SHAPE_LIST), value);
    Ref made = call_helper(HELPER_LIST_TO_TUPLE, 1, &list);
    guard_result(made);
    object = ir_emit(IR_UNBOX_OBJECT, IR_TYPE_P, made, 0, 0);
    site.count = (unsigned)to_list(value)->length;
    memcpy(site.values, to_list(value)->storage->items, site.count * sizeof(Value));
  } else if (has_shape(value, SHAPE_TUPLE) && tuple->length <= SPREAD_MAX) {
    object = as_object(get_register(reg), SHAPE_TUPLE);
    site.count = (unsigned)tuple->length;
    memcpy(site.values, tuple->items, site.count * sizeof(Value));
  } else {
    return false;
  }
  Ref length = ir_emit(IR_LOAD_FIELD, IR_TYPE_I, object, TRACE_FIELD_TUPLE_LENGTH, 0);
  ir_guard(IR_GUARD_EQ, length, ir_int(site.count));
  for (unsigned k = 0; k < site.count; k++) site.args[k] = ir_emit(IR_LOAD_TUPLE, IR_TYPE_V, object, ir_int(k), 0);
  return !builder.abort;
}

// The values of a dict of the keywords that it has now. The order in which they come does not matter to the functions
// that are inlined.
static bool spread_keywords(unsigned reg) {
  Value dict = concrete(reg), key, value;
  site.keyword_names = EMPTY;
  if (dict == EMPTY) return true;
  if (!has_shape(dict, SHAPE_DICT) || to_dict(dict)->length > SPREAD_MAX) return false;
  uint32_t count = to_dict(dict)->length;
  Ref object = as_object(get_register(reg), SHAPE_DICT);
  Ref length = ir_emit(IR_LOAD_FIELD, IR_TYPE_I, object, TRACE_FIELD_DICT_LENGTH, 0);
  ir_guard(IR_GUARD_EQ, length, ir_int(count));
  if (count == 0) return !builder.abort;
  Value names = tuple_new(count);
  if (names == EMPTY) return exception_clear(), false;
  size_t position = 0;
  for (uint32_t n = 0; dict_next(dict, &position, &key, &value); n++) {
    if (!is_str(key)) return false;
    to_tuple(names)->items[n] = key;
    Ref args[] = {ir_emit(IR_BOX_OBJECT, IR_TYPE_V, object, 0, 0), ir_value(key)};
    Ref found = call_helper(HELPER_DICT_GET, 2, args);
    ir_guard(IR_GUARD_NOT_EMPTY, found, 0);
    site.args[site.count] = found;
    site.values[site.count++] = value;
  }
  site.keyword_names = names;
  return !builder.abort;
}

static bool open_spread(uint32_t i) {
  unsigned a = instruction_a(i);
  site.window = a;
  site.target = instruction_c(i);
  site.callee = get_register(a);
  site.callee_value = concrete(a);
  site.kind = FRAME_CALL;
  site.extra = ir_value(EMPTY);
  return spread_positional(a + FRAME_HEADER) && spread_keywords(a + FRAME_HEADER + 1);
}

// sum, next and the like with a generator: its frame is pushed.
static bool call_consumer(void) {
  ConsumerCall call;
  if (site.keyword_names != EMPTY || !consumer_find(site.callee_value, site.values, site.count, &call)) return false;
  if (!can_resume_inline(site.values[call.at])) {
    builder_abort(ABORT_GENERATOR);
    return true;
  }
  guard_constant(site.callee, site.callee_value);
  if (call.at) as_object(site.args[0], to_object(site.values[0])->shape);
  Ref made = start_consuming(call.consumer);
  Ref sent = call.consumer == CONSUMER_SEND ? site.args[1] : ir_value(NONE);
  resume_inline(site.args[call.at], site.values[call.at], sent,
                call.consumer >= CONSUMER_NEXT ? FRAME_RESUME_CALL : FRAME_CONSUME);
  for (unsigned k = 0; k < site.count; k++)
    set_register(site.window + FRAME_HEADER + k, k == call.at ? made : site.args[k]);
  return true;
}

void record_call(uint32_t i) {
  if (instruction_op(i) != OP_CALL_EX)
    open_site(i);
  else if (!open_spread(i))
    builder_abort(ABORT_STAR_CALL);
  if (builder.abort) return;
  if (instruction_op(i) != OP_CALL_EX && call_consumer()) return;
  if (has_shape(site.callee_value, SHAPE_METHOD)) unwrap_method();
  Value callee = site.callee_value;
  if (has_shape(callee, SHAPE_FUNCTION))
    call_function();
  else if (has_shape(callee, SHAPE_NATIVE) || has_shape(callee, SHAPE_NATIVE_METHOD))
    call_native();
  else if (is_object(callee) && is_type(callee))
    call_class();
  else
    builder_abort(ABORT_CALLEE);
}

// --- returns

// Out of the frame in which the trace started: the caller must be the one seen while recording.
bool guard_caller(const Value *base) {
  int32_t delta = (int32_t)(base - recorder.start_base);
  for (int32_t word = -3; word <= -2; word++) ir_guard(IR_GUARD_SAME, get_slot(delta + word), ir_raw(base[word]));
  return !builder.abort;
}

// The instruction at `pc` in the caller, which is no call, takes the result of a special method. NotImplemented, or a
// jump on something else than a bool, is left to the interpreter. Returns where it goes on.
static const uint32_t *finish_special(const uint32_t *pc, int32_t caller, Ref result, Value value) {
  const OpcodeInfo *info = &opcode_info[instruction_op(*pc)];
  bool declines = special_declines(*pc);
  if (declines && value == NOT_IMPLEMENTED) builder_abort(ABORT_OPERANDS);
  if (info->jump == JUMP_W2) {
    if (!is_bool(value)) builder_abort(ABORT_OPERANDS);
    guard_constant(result, value);
    return (value == TRUE_VALUE) == instruction_c(*pc) ? pc + (int32_t)pc[1] : pc + info->words;
  }
  if (declines && type_of_ref(result) == IR_TYPE_V && !is_constant(result))
    ir_guard(IR_GUARD_NOT_SAME, result, ir_value(NOT_IMPLEMENTED));
  if (info->a == OPERAND_W) set_slot(caller + (int32_t)instruction_a(*pc), result);
  return pc + info->words;
}

// The running frame returns to the call in its caller.
void return_to_caller(Ref result) {
  const uint32_t *call = frame_return_pc(recorder.base);
  int32_t caller = recorder.delta - (int32_t)frame_delta(recorder.base);
  recorder.pop_from = recorder.delta - FRAME_HEADER;
  set_slot(caller + (int32_t)instruction_c(*call), result);
  recorder.expected_pc = call + opcode_info[instruction_op(*call)].words;
}

void record_return(uint32_t i) {
  FrameKind kind = frame_kind(recorder.base);
  bool outermost = recorder.delta <= recorder.lowest_delta;
  if (kind == FRAME_CONSUME || kind == FRAME_RESUME_CALL) {
    end_consuming();
    return;
  }
  if (!outermost && (kind == FRAME_RESUME || kind == FRAME_RESUME_FROM)) {
    return_from_generator(instruction_op(i) == OP_RETURN ? get_register(instruction_a(i)) : ir_value(NONE));
    return;
  }
  if (kind != FRAME_CALL && kind != FRAME_CONSTRUCT && kind != FRAME_OPERATOR) {
    if (outermost && (recorder.parent || recorder.header == recorder.root_code->instructions))
      recorder_leave();
    else
      builder_abort(outermost ? ABORT_LEFT_LOOP : ABORT_CALLEE);
    return;
  }
  if (outermost && !recorder.parent) {
    if (recorder.header == recorder.root_code->instructions)
      recorder_leave();
    else
      builder_abort(ABORT_LEFT_LOOP);
    return;
  }
  Ref result = instruction_op(i) == OP_RETURN ? get_register(instruction_a(i)) : ir_value(NONE);
  if (outermost && !guard_caller(recorder.base)) return;
  if (kind == FRAME_CONSTRUCT) {
    guard_constant(result, NONE);
    result = get_slot(recorder.delta - 1);
  }
  if (kind == FRAME_OPERATOR) {
    const uint32_t *call = frame_return_pc(recorder.base);
    int32_t caller = recorder.delta - (int32_t)frame_delta(recorder.base);
    recorder.pop_from = recorder.delta - FRAME_HEADER;
    Value value = instruction_op(i) == OP_RETURN ? concrete(instruction_a(i)) : NONE;
    recorder.expected_pc = finish_special(call, caller, result, value);
    return;
  }
  return_to_caller(result);
}
