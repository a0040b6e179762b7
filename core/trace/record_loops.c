// Recording iteration. Lists, tuples and ranges are walked in frame registers (see "Iteration" in core/vm/bytecode.h),
// so their state is ordinary loop variables; other iterators go through their next function.
#include "core/trace/recorder.h"

#include "core/object/list.h"
#include "core/object/range.h"
#include "core/object/tuple.h"

static void set_state(unsigned reg, Ref container, Ref first, Ref second) {
  set_register(reg, container);
  set_register(reg + 1, first);
  set_register(reg + 2, second);
}

// What a range was made of, when this trace has made it (from machine ints); NO_REF: loaded from elsewhere.
static Ref range_argument(Ref range, TraceField field) {
  Ref made = is_op(range, IR_UNBOX_OBJECT) ? instruction_of(range)->a : range;
  if (!is_op(made, IR_CALL) || instruction_of(made)->a != HELPER_RANGE_NEW) return NO_REF;
  if (field == TRACE_FIELD_RANGE_WIDE) return ir_int(0);
  int back = field == TRACE_FIELD_RANGE_START ? 3 : field == TRACE_FIELD_RANGE_STOP ? 2 : 1;
  return instruction_of((Ref)(made - back))->a;
}

static Ref load_range(Ref range, TraceField field) {
  Ref known = range_argument(range, field);
  return known ? known : ir_emit(IR_LOAD_FIELD, IR_TYPE_I, range, (uint16_t)field, 0);
}

// Most ranges count by one, and then the step is a constant; others are not worth a trace for each step.
static Ref range_step(Ref range, int64_t step) {
  Ref loaded = load_range(range, TRACE_FIELD_RANGE_STEP);
  if (step != 1) return ir_emit(IR_ASSUME_SMALL, IR_TYPE_I, loaded, 0, 0);
  ir_guard(IR_GUARD_EQ, loaded, ir_int(1));
  return ir_int(1);
}

// How many items there are: 0, or the distance divided by the step, rounded up. All parts are small ints.
static Ref range_count(Ref start, Ref stop, Ref step, bool upwards) {
  Ref distance = ir_emit(IR_SUB_OVERFLOW, IR_TYPE_I, upwards ? stop : start, upwards ? start : stop, 0);
  Ref stride = upwards ? step : ir_emit(IR_SUB_OVERFLOW, IR_TYPE_I, ir_int(0), step, 0);
  Ref rounded =
      ir_emit(IR_ADD_OVERFLOW, IR_TYPE_I, distance, ir_emit(IR_SUB_OVERFLOW, IR_TYPE_I, stride, ir_int(1), 0), 0);
  Ref count = ir_emit(IR_FLOORDIV, IR_TYPE_I, rounded, stride, 0);
  return ir_emit(IR_MAX, IR_TYPE_I, count, ir_int(0), 0);
}

static void get_range_iter(unsigned a, Ref ref, Value value) {
  const Range *range = (const Range *)(const void *)to_object(value);
  if (range->wide || !fits_small_int(range->start) || !fits_small_int(range->stop) || !fits_small_int(range->step)) {
    builder_abort(ABORT_OPERANDS);
    return;
  }
  Ref object = as_object(ref, SHAPE_RANGE);
  ir_guard(IR_GUARD_EQ, load_range(object, TRACE_FIELD_RANGE_WIDE), ir_int(0));
  Ref start = load_range(object, TRACE_FIELD_RANGE_START), stop = load_range(object, TRACE_FIELD_RANGE_STOP);
  ir_guard(IR_GUARD_SMALL, start, 0);
  ir_guard(IR_GUARD_SMALL, stop, 0);
  Ref step = range_step(object, range->step);
  bool upwards = range->step > 0;
  if (!is_constant(step)) ir_guard(upwards ? IR_GUARD_GT : IR_GUARD_LT, step, ir_int(0));
  Ref count = range_count(start, stop, step, upwards);
  ir_guard(IR_GUARD_SMALL, count, 0);
  set_state(a, object, start, count);
}

void record_get_iter(uint32_t i) {
  unsigned a = instruction_a(i);
  Value value = concrete(instruction_b(i));
  Ref ref = get_register(instruction_b(i));
  Ref empty = ir_value(EMPTY);
  if (is_list(value))
    set_state(a, as_object(ref, SHAPE_LIST), ir_int(0), empty);
  else if (is_tuple(value))
    set_state(a, as_object(ref, SHAPE_TUPLE), ir_int(0), empty);
  else if (has_shape(value, SHAPE_RANGE))
    get_range_iter(a, ref, value);
  else if (has_shape(value, SHAPE_GENERATOR))
    set_state(a, as_object(ref, SHAPE_GENERATOR), empty, empty);
  else {
    Ref args[] = {boxed(ref, value)};
    Ref iterator = call_helper(HELPER_ITER, 1, args);
    guard_result(iterator);
    set_state(a, iterator, empty, empty);
  }
}

// The sequence's item at the index in A+1, or the end of the loop.
static void next_of_sequence(unsigned a, unsigned target, bool list, const uint32_t *end) {
  Value container = concrete(a);
  uint64_t length = list ? to_list(container)->length : to_tuple(container)->length;
  bool more = to_small_int(concrete(a + 1)) < (int64_t)length;
  Ref object = as_object(get_register(a), list ? SHAPE_LIST : SHAPE_TUPLE);
  Ref index = as_int(get_register(a + 1));
  Ref count = ir_emit(IR_LOAD_FIELD, IR_TYPE_I, object, list ? TRACE_FIELD_LIST_LENGTH : TRACE_FIELD_TUPLE_LENGTH, 0);
  // the index starts at 0 and only grows: one unsigned comparison serves the loop and the bounds
  guard_branch(more ? IR_GUARD_BELOW : IR_GUARD_GE, index, count, more ? end : recorder.pc);
  if (!more) return;
  Ref item;
  if (list) {
    Ref storage = ir_emit(IR_LOAD_FIELD, IR_TYPE_P, object, TRACE_FIELD_LIST_STORAGE, 0);
    item = ir_emit(IR_LOAD_ITEM, IR_TYPE_V, storage, index, 0);
  } else {
    item = ir_emit(IR_LOAD_TUPLE, IR_TYPE_V, object, index, 0);
  }
  set_register(a + 1, ir_emit(IR_ADD_OVERFLOW, IR_TYPE_I, index, ir_int(1), 0));
  set_register(target, item);
}

static void next_of_range(unsigned a, unsigned target, const uint32_t *end) {
  const Range *range = (const Range *)(const void *)to_object(concrete(a));
  bool more = to_small_int(concrete(a + 2)) > 0;
  Ref object = as_object(get_register(a), SHAPE_RANGE);
  Ref left = as_int(get_register(a + 2));
  guard_branch(more ? IR_GUARD_GT : IR_GUARD_LE, left, ir_int(0), more ? end : recorder.pc);
  if (!more) return;
  Ref step = range_step(object, range->step);
  Ref value = ir_emit(IR_ASSUME_SMALL, IR_TYPE_I, as_int(get_register(a + 1)), 0, 0);
  set_register(a + 1, ir_emit(IR_ADD_OVERFLOW, IR_TYPE_I, value, step, 0));
  set_register(a + 2, ir_emit(IR_SUB, IR_TYPE_I, left, ir_int(1), 0));
  set_register(target, value);
}

static void next_of_iterator(unsigned a, unsigned target, const uint32_t *end) {
  // not a list, say, whose state would be in registers
  Ref stepped = step_iterator(get_register(a), concrete(a));
  if (stepped || builder.abort) {
    set_register(target, stepped);
    return;
  }
  Ref object = as_object(get_register(a), to_object(concrete(a))->shape);
  Ref iterator = boxed(object, concrete(a));
  Ref item = call_helper(HELPER_NEXT, 1, &iterator);
  guard_result(item);
  // whether there is an item shows only when the bytecode has been executed: the next bytecode decides
  recorder.deferred_item = item;
  recorder.deferred_end = end;
  recorder.deferred_body = recorder.pc + (int32_t)recorder.pc[1];
  recorder.deferred_loop = recorder.pc;
  recorder.deferred_slot = recorder.delta + (int32_t)target;
}

void record_for_iter(uint32_t i) {
  unsigned a = instruction_a(i), b = instruction_b(i);
  const uint32_t *end = recorder.pc + 2;
  Value container = concrete(a);
  if (is_list(container))
    next_of_sequence(a, b, true, end);
  else if (is_tuple(container))
    next_of_sequence(a, b, false, end);
  else if (has_shape(container, SHAPE_RANGE))
    next_of_range(a, b, end);
  else if (has_shape(container, SHAPE_GENERATOR)) {
    // the interpreter pushes its frame: there is no other way to mirror that
    if (can_resume_inline(container))
      resume_inline(get_register(a), container, ir_value(NONE), FRAME_RESUME);
    else
      builder_abort(ABORT_GENERATOR);
  } else
    next_of_iterator(a, b, end);
}
