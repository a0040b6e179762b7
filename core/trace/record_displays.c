// Recording displays, unpacking, match statements and function objects. Containers are made by helpers; what the
// optimiser gains is that it knows the class of the result.
#include "core/trace/recorder.h"

#include "core/object/list.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/interpreter.h"

// --- displays

static void put_items(unsigned first, unsigned count) {
  Ref values[512];
  for (unsigned k = 0; k < count; k++) values[k] = boxed(get_register(first + k), concrete(first + k));
  for (unsigned k = 0; k < count; k++) {
    Ref args[] = {ir_int(k), values[k]};
    call_helper(HELPER_NATIVE_ARG, 2, args);
  }
}

Ref make_tuple(unsigned count, const Ref *items) {
  Ref tuple = call_helper((TraceHelper)(HELPER_TUPLE_1 + count - 1), count, items);
  guard_result(tuple);
  return tuple;
}

static Ref build_from_items(TraceHelper helper, uint32_t i) {
  unsigned count = instruction_c(i);
  put_items(instruction_b(i), helper == HELPER_DICT_FROM ? 2 * count : count);
  Ref length = ir_int(count);
  return call_helper(helper, 1, &length);
}

static Ref build_tuple(uint32_t i) {
  unsigned first = instruction_b(i), count = instruction_c(i);
  if (count == 0 || count > TUPLE_ARGUMENTS_MAX) return build_from_items(HELPER_TUPLE_FROM, i);
  Ref items[TUPLE_ARGUMENTS_MAX];
  for (unsigned k = 0; k < count; k++) items[k] = boxed(get_register(first + k), concrete(first + k));
  return make_tuple(count, items);
}

// LIST_APPEND and its relatives: B goes into container A.
void record_extend(uint32_t i) {
  static const uint8_t helpers[] = {[OP_LIST_APPEND] = HELPER_LIST_APPEND,
                                    [OP_LIST_EXTEND] = HELPER_LIST_EXTEND,
                                    [OP_SET_ADD] = HELPER_SET_ADD,
                                    [OP_SET_UPDATE] = HELPER_SET_UPDATE,
                                    [OP_DICT_UPDATE] = HELPER_DICT_UPDATE};
  unsigned a = instruction_a(i), b = instruction_b(i);
  Ref container = get_register(a);
  if (instruction_op(i) == OP_LIST_APPEND) container = as_object(container, SHAPE_LIST);
  Ref args[] = {boxed(container, concrete(a)), boxed(get_register(b), concrete(b))};
  guard_status(call_helper((TraceHelper)helpers[instruction_op(i)], 2, args));
}

void record_dict_merge(uint32_t i) {
  unsigned a = instruction_a(i), b = instruction_b(i), c = instruction_c(i);
  Ref args[] = {boxed(get_register(a), concrete(a)), boxed(get_register(b), concrete(b)),
                boxed(get_register(c), concrete(c))};
  guard_status(call_helper(HELPER_DICT_MERGE, 3, args));
}

static Ref build_slice(uint32_t i) {
  Ref args[3];
  for (unsigned k = 0; k < 3; k++) args[k] = boxed(get_register(instruction_b(i) + k), concrete(instruction_b(i) + k));
  return call_helper(HELPER_SLICE_NEW, 3, args);
}

static Ref build_format(uint32_t i) {
  unsigned b = instruction_b(i), c = instruction_c(i);
  Ref spec = c & 4 ? boxed(get_register(b + 1), concrete(b + 1)) : ir_value(EMPTY);
  Ref args[] = {boxed(get_register(b), concrete(b)), spec, ir_int(c & 3)};
  return call_helper(HELPER_FORMAT, 3, args);
}

static Ref build_tuple_of_list(uint32_t i) {
  unsigned b = instruction_b(i);
  Ref list = boxed(get_register(b), concrete(b));
  return call_helper(HELPER_LIST_TO_TUPLE, 1, &list);
}

void record_build(uint32_t i) {
  Ref result;
  switch (instruction_op(i)) {
  case OP_BUILD_LIST: result = build_from_items(HELPER_LIST_FROM, i); break;
  case OP_BUILD_TUPLE: result = build_tuple(i); break;
  case OP_BUILD_SET: result = build_from_items(HELPER_SET_FROM, i); break;
  case OP_BUILD_DICT: result = build_from_items(HELPER_DICT_FROM, i); break;
  case OP_BUILD_STRING: result = build_from_items(HELPER_STR_JOIN, i); break;
  case OP_LIST_TO_TUPLE: result = build_tuple_of_list(i); break;
  case OP_BUILD_SLICE: result = build_slice(i); break;
  default: result = build_format(i); break;
  }
  guard_result(result);
  set_register(instruction_a(i), result);
}

// --- unpacking

// Any iterable: the helper leaves the items where arguments of C functions go, and they are fetched from there.
static void unpack_anything(uint32_t i, Ref source, Value value) {
  bool star = instruction_op(i) == OP_UNPACK_STAR;
  unsigned before = instruction_c(i), after = star ? recorder.pc[1] : 0;
  Ref args[] = {boxed(source, value), ir_int(before), ir_int(star ? (int64_t)after : -1)};
  guard_status(call_helper(HELPER_UNPACK, 3, args));
  for (unsigned k = 0; k < before + after + star; k++) {
    Ref number = ir_int(k), item = call_helper(HELPER_UNPACKED_ITEM, 1, &number);
    if (star && k == before && !is_constant(item)) builder.known[item].shape = SHAPE_LIST;
    set_register(instruction_a(i) + k, item);
  }
}

static Ref list_field(Ref list, IrType type, TraceField field) {
  return ir_emit(IR_LOAD_FIELD, type, list, (uint16_t)field, 0);
}

void record_unpack(uint32_t i) {
  unsigned count = instruction_c(i), target = instruction_a(i);
  Value source = concrete(instruction_b(i));
  Ref ref = get_register(instruction_b(i));
  if (instruction_op(i) == OP_UNPACK && is_tuple(source) && to_tuple(source)->length == count) {
    Ref tuple = as_object(ref, SHAPE_TUPLE);
    ir_guard(IR_GUARD_EQ, ir_emit(IR_LOAD_FIELD, IR_TYPE_I, tuple, TRACE_FIELD_TUPLE_LENGTH, 0), ir_int(count));
    for (unsigned k = 0; k < count; k++)
      set_register(target + k, ir_emit(IR_LOAD_TUPLE, IR_TYPE_V, tuple, ir_int(k), 0));
  } else if (instruction_op(i) == OP_UNPACK && is_list(source) && to_list(source)->length == count) {
    Ref list = as_object(ref, SHAPE_LIST);
    ir_guard(IR_GUARD_EQ, list_field(list, IR_TYPE_I, TRACE_FIELD_LIST_LENGTH), ir_int(count));
    Ref storage = list_field(list, IR_TYPE_P, TRACE_FIELD_LIST_STORAGE);
    for (unsigned k = 0; k < count; k++)
      set_register(target + k, ir_emit(IR_LOAD_ITEM, IR_TYPE_V, storage, ir_int(k), 0));
  } else {
    unpack_anything(i, ref, source);
  }
}

// --- match statements

// Whether a pattern for sequences or mappings fits is decided by the class alone, which the shape fixes.
static Ref match_kind(Ref subject, Value value, bool matches) {
  guard_class(subject, value);
  return ir_value(from_bool(matches));
}

static Ref match_length(Ref subject, Value value) {
  if (is_list(value))
    return ir_emit(IR_LOAD_FIELD, IR_TYPE_I, as_object(subject, SHAPE_LIST), TRACE_FIELD_LIST_LENGTH, 0);
  if (is_tuple(value))
    return ir_emit(IR_LOAD_FIELD, IR_TYPE_I, as_object(subject, SHAPE_TUPLE), TRACE_FIELD_TUPLE_LENGTH, 0);
  Ref args[] = {boxed(subject, value)};
  Ref length = call_helper(HELPER_LENGTH, 1, args);
  guard_status(length);
  return length;
}

static Ref match_parts(uint32_t i, Ref subject, Value value) {
  unsigned c = instruction_c(i);
  bool class = instruction_op(i) == OP_MATCH_CLASS;
  Ref args[4] = {boxed(subject, value), boxed(get_register(c), concrete(c))};
  if (class) {
    args[2] = ir_int(recorder.pc[1] >> 16);
    args[3] = ir_value(constant_value(recorder.pc[1] & 0xFFFF));
  }
  Ref parts = call_helper(class ? HELPER_MATCH_CLASS : HELPER_MATCH_KEYS, class ? 4 : 2, args);
  guard_result(parts);
  return parts;
}

void record_match(uint32_t i) {
  unsigned b = instruction_b(i);
  Value value = concrete(b);
  Ref subject = get_register(b), result;
  switch (instruction_op(i)) {
  case OP_MATCH_SEQUENCE: result = match_kind(subject, value, match_is_sequence(value)); break;
  case OP_MATCH_MAPPING: result = match_kind(subject, value, match_is_mapping(value)); break;
  case OP_GET_LENGTH: result = match_length(subject, value); break;
  default: result = match_parts(i, subject, value); break;
  }
  set_register(instruction_a(i), result);
}

// --- functions

// The cells of the closure, then the defaults and the like, go where arguments of C functions go.
void record_make_function(uint32_t i) {
  unsigned a = instruction_a(i);
  Code *code = to_code(constant_value(instruction_bx(i)));
  Ref values[256 + 3];
  if (code->free_count > 256 || recorder.code->far_register != 0) {
    builder_abort(ABORT_FAR_SLOTS);
    return;
  }
  unsigned count = 0;
  for (size_t n = 0; n < code->free_count; n++) {
    FreeVariable variable = code->free_variables[n];
    Ref cell =
        variable.origin == FREE_FROM_CLOSURE ? record_closure_cell(variable.index) : get_register(variable.index);
    values[count++] = type_of_ref(cell) == IR_TYPE_P ? ir_emit(IR_BOX_OBJECT, IR_TYPE_V, cell, 0, 0) : cell;
  }
  for (unsigned k = 1; k <= 3; k++) values[count++] = boxed(get_register(a + k), concrete(a + k));
  for (unsigned k = 0; k < count; k++) {
    Ref args[] = {ir_int(k), values[k]};
    call_helper(HELPER_NATIVE_ARG, 2, args);
  }
  Ref args[] = {ir_value(from_object(code)), ir_emit(IR_BOX_OBJECT, IR_TYPE_V, function_ref(), 0, 0)};
  Ref function = call_helper(HELPER_MAKE_FUNCTION, 2, args);
  guard_result(function);
  set_register(a, function);
}

void record_load_assertion_error(uint32_t i) {
  set_register(instruction_a(i), ir_value(from_object(exception_types[EXCEPTION_AssertionError])));
}
