// Recording calls that take all items of a generator (core/vm/consumers.h): sum(x * x for x in items) and the like. The
// loop is the generator's own; each of its yields is a step of the consumer and goes on behind itself. So the sum is a
// loop variable like those of the generator, and a list grows where its items are made.
//
//   root trace at the FOR_ITER of the generator expression:
//     guard that the caller is the one seen while recording (its call is what the yields go to)
//     next item; x * x; sum + that; back
//
// What was made so far stands in a slot of the caller's frame: from the first yield on that frame belongs to the trace.
#include "core/trace/recorder.h"

#include "core/object/list.h"
#include "core/object/str.h"

Ref start_consuming(NativeConsumer consumer) {
  Ref none = ir_int(0), made;
  switch (consumer) {
  case CONSUMER_SUM: return ir_int(0);
  case CONSUMER_COLLECT:
  case CONSUMER_LIST: made = call_helper(HELPER_LIST_FROM, 1, &none); break;
  case CONSUMER_SET: made = call_helper(HELPER_SET_NEW, 1, &none); break;
  case CONSUMER_MIN:
  case CONSUMER_MAX: return ir_value(EMPTY);
  default: return ir_value(NONE);
  }
  guard_result(made);
  return made;
}

// --- a step

typedef struct Step {
  NativeConsumer consumer;
  Ref made, item;
  Value made_value, item_value;
} Step;

static Ref number_as_float(Ref ref, Value value) {
  if (is_float_value(ref, value)) return as_float(ref);
  return ir_emit(IR_INT_TO_FLOAT, IR_TYPE_F, as_int(ref), 0, 0);
}

static Ref sum_step(const Step *s) {
  Ref item = s->item;
  Value value = s->item_value;
  if (is_bool(value)) {
    guard_constant(item, value);
    value = from_small_int(value == TRUE_VALUE);
    item = ir_int(to_small_int(value));
  }
  if (is_int_value(s->made, s->made_value) && is_int_value(item, value))
    return ir_emit(IR_ADD_OVERFLOW, IR_TYPE_I, as_int(s->made), as_int(item), 0);
  return ir_emit(IR_ADD_F, IR_TYPE_F, number_as_float(s->made, s->made_value), number_as_float(item, value), 0);
}

// The item's truth stays what it was; only of what has an obvious one.
static void truth_step(const Step *s) {
  bool truth = s->consumer == CONSUMER_ALL;
  if (is_int_value(s->item, s->item_value))
    guard_branch(truth ? IR_GUARD_NE : IR_GUARD_EQ, as_int(s->item), ir_int(0), recorder.pc);
  else if (is_float_value(s->item, s->item_value))
    guard_branch(truth ? IR_GUARD_NE_F : IR_GUARD_EQ_F, as_float(s->item), ir_float(0.0), recorder.pc);
  else if (is_special(s->item_value))
    guard_branch(IR_GUARD_SAME, s->item, ir_value(s->item_value), recorder.pc);
  else
    builder_abort(ABORT_OPERANDS);
}

static Ref extreme_step(const Step *s) {
  bool greatest = s->consumer == CONSUMER_MAX;
  if (s->made_value == EMPTY && type_of_ref(s->made) == IR_TYPE_V) {
    guard_constant(s->made, EMPTY);
    return s->item;
  }
  if (is_int_value(s->made, s->made_value) && is_int_value(s->item, s->item_value))
    return ir_emit(greatest ? IR_MAX : IR_MIN, IR_TYPE_I, as_int(s->item), as_int(s->made), 0);
  if (!is_float_value(s->made, s->made_value) || !is_float_value(s->item, s->item_value)) {
    builder_abort(ABORT_OPERANDS);
    return NO_REF;
  }
  double made = to_double(s->made_value), item = to_double(s->item_value);
  Ref x = as_float(s->made), y = as_float(s->item);
  bool better = greatest ? item > made : item < made;
  guard_branch(better ? IR_GUARD_LT_F : IR_GUARD_NLT_F, greatest ? x : y, greatest ? y : x, recorder.pc);
  return better ? y : x;
}

static void append_step(Ref list, const Step *s) {
  Ref args[] = {ir_emit(IR_BOX_OBJECT, IR_TYPE_V, as_object(list, SHAPE_LIST), 0, 0), boxed(s->item, s->item_value)};
  guard_status(call_helper(HELPER_LIST_APPEND, 2, args));
}

static void take_step(const Step *s, int32_t slot, int32_t first) {
  switch (s->consumer) {
  case CONSUMER_SUM: set_slot(slot, sum_step(s)); break;
  case CONSUMER_ANY:
  case CONSUMER_ALL: truth_step(s); break;
  case CONSUMER_MIN:
  case CONSUMER_MAX: set_slot(slot, extreme_step(s)); break;
  case CONSUMER_EXTEND: append_step(get_slot(first), s); break;
  case CONSUMER_SET: {
    Ref args[] = {boxed(s->made, s->made_value), boxed(s->item, s->item_value)};
    guard_status(call_helper(HELPER_SET_ADD, 2, args));
    break;
  }
  default: append_step(s->made, s); break;
  }
}

// From the running frame down to `outer`, each returns to where it did while recording.
static bool guard_callers(Value *outer) {
  for (Value *base = recorder.base;; base = frame_caller(base)) {
    int32_t delta = (int32_t)(base - recorder.start_base);
    if (delta <= recorder.lowest_delta) {
      if (!guard_caller(base)) return false;
      recorder.lowest_delta = delta - (int32_t)frame_delta(base);
    }
    if (base == outer) return true;
  }
}

static void give_up(AbortReason reason) {
  if (recorder.parent)
    recorder_leave();
  else
    builder_abort(reason);
}

bool record_consume(uint32_t i) {
  Value *outer = consumer_frame(recorder.base);
  if (!outer) return false;
  const Value *window = frame_caller(outer) + instruction_a(*frame_return_pc(outer));
  ConsumerCall call;
  consumer_open(window, &call);
  Value made = window[FRAME_HEADER + call.at], item = concrete(instruction_b(i));
  bool plain = consumer_is_plain(call.consumer, made, item);
  if (!plain || consumer_stops(call.consumer, item)) {
    give_up(plain ? ABORT_LEFT_LOOP : ABORT_OPERANDS);
    return true;
  }
  if (!guard_callers(outer)) return true;
  int32_t first = (int32_t)(window - recorder.start_base) + FRAME_HEADER, slot = first + (int32_t)call.at;
  take_step(&(Step){call.consumer, get_slot(slot), get_register(instruction_b(i)), made, item}, slot, first);
  set_register(instruction_a(i), ir_value(NONE));
  recorder.expected_pc = recorder.pc + 1;
  return true;
}

// --- the end

// The call's result; NO_REF: to be left to the interpreter.
static Ref result_of(const Value *window, const ConsumerCall *call) {
  int32_t first = (int32_t)(window - recorder.start_base) + FRAME_HEADER;
  Ref made = get_slot(first + (int32_t)call->at);
  Value value = window[FRAME_HEADER + call->at];
  switch (call->consumer) {
  case CONSUMER_ANY:
  case CONSUMER_ALL: return ir_value(from_bool(call->consumer == CONSUMER_ALL));
  case CONSUMER_EXTEND: return ir_value(NONE);
  case CONSUMER_MIN:
  case CONSUMER_MAX:
    if (value == EMPTY) return NO_REF;
    if (type_of_ref(made) == IR_TYPE_V) ir_guard(IR_GUARD_NOT_EMPTY, made, 0);
    return made;
  case CONSUMER_COLLECT: {
    if (!call->at) return NO_REF;
    Ref args[] = {boxed(as_object(get_slot(first), SHAPE_STR), window[FRAME_HEADER]), boxed(made, value)};
    Ref text = call_helper(HELPER_JOIN_LIST, 2, args);
    ir_guard(IR_GUARD_NOT_EMPTY, text, 0);
    return text;
  }
  default: return made;
  }
}

void end_consuming(void) {
  Value *base = recorder.base;
  const uint32_t *pc = frame_return_pc(base);
  const Value *window = frame_caller(base) + instruction_a(*pc);
  ConsumerCall call;
  consumer_open(window, &call);
  bool outermost = recorder.delta <= recorder.lowest_delta;
  if (call.consumer >= CONSUMER_NEXT || (outermost && !recorder.parent)) {
    give_up(ABORT_LEFT_LOOP);
    return;
  }
  if (!guard_callers(base)) return;
  Ref object = generator_ref(recorder.delta);
  if (!nothing_handled(object, to_generator(base[-1]))) {
    builder_abort(ABORT_HANDLER);
    return;
  }
  Ref result = result_of(window, &call);
  if (result == NO_REF) {
    give_up(ABORT_LEFT_LOOP);
    return;
  }
  Ref finished = ir_emit(IR_BOX_OBJECT, IR_TYPE_V, object, 0, 0);
  call_helper(HELPER_GENERATOR_FINISH, 1, &finished);
  recorder.side_effect = true;
  recorder.pop_from = recorder.delta - FRAME_HEADER;
  set_slot((int32_t)(frame_caller(base) - recorder.start_base) + (int32_t)instruction_c(*pc), result);
  recorder.expected_pc = pc + opcode_info[instruction_op(*pc)].words;
}
