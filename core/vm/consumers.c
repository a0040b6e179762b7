// What next, sum, list and their like do with the generator that they are called with; see consumers.h.
#include "core/vm/consumers.h"

#include "core/object/generator.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/set.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/threads.h"

static NativeConsumer consumer_of_type(Value callee) {
  if (callee == from_object(builtin_types[SHAPE_LIST])) return CONSUMER_LIST;
  if (callee == from_object(builtin_types[SHAPE_SET])) return CONSUMER_SET;
  if (callee == from_object(builtin_types[SHAPE_TUPLE])) return CONSUMER_COLLECT;
  return CONSUMER_NONE;
}

// How many arguments the call has: only the plainest form is done here.
static bool right_count(NativeConsumer consumer, size_t count, unsigned at) {
  if (consumer == CONSUMER_NEXT) return count == 1 || count == 2;
  return count == at + 1u + (consumer == CONSUMER_SEND);
}

bool consumer_find(Value callee, const Value *args, size_t count, ConsumerCall *call) {
  if (!is_object(callee) || count == 0 || count > 2) return false;
  bool method = has_shape(callee, SHAPE_NATIVE_METHOD);
  if (method || has_shape(callee, SHAPE_NATIVE)) {
    const Native *native = to_native(callee);
    if (native->variadic & 2) return false; // bound: its self is not among the arguments
    call->consumer = (NativeConsumer)native->def->consumer;
  } else {
    call->consumer = consumer_of_type(callee);
  }
  if (call->consumer == CONSUMER_NONE || vm.line_tracing) return false;
  call->at = method && call->consumer != CONSUMER_SEND;
  if (!right_count(call->consumer, count, call->at) || !has_shape(args[call->at], SHAPE_GENERATOR)) return false;
  const Generator *generator = to_generator(args[call->at]);
  if (generator->state != GENERATOR_SUSPENDED && generator->state != GENERATOR_CREATED) return false;
  if (call->at == 1 && type_of(args[0]) != to_type(to_native(callee)->owner)) return false;
  return call->consumer != CONSUMER_SEND || generator->state == GENERATOR_SUSPENDED || args[1] == NONE;
}

// What there is before the first item. EMPTY is right for min and max; elsewhere it means that there is no memory.
static Value start_of(NativeConsumer consumer) {
  switch (consumer) {
  case CONSUMER_SUM: return from_small_int(0);
  case CONSUMER_COLLECT:
  case CONSUMER_LIST: return list_from(NULL, 0);
  case CONSUMER_SET: return set_new();
  case CONSUMER_MIN:
  case CONSUMER_MAX: return EMPTY;
  default: return NONE;
  }
}

CallOutcome consumer_try(Value *window, size_t count) {
  Value *args = window + FRAME_HEADER;
  ConsumerCall call;
  if (!consumer_find(window[0], args, count, &call)) return CALL_DONE;
  bool one = call.consumer >= CONSUMER_NEXT;
  Value generator = args[call.at], made = one ? NONE : start_of(call.consumer);
  if (made == EMPTY && vm_exception != EMPTY) return CALL_RAISED;
  Value *base = vm.base + frame_function(vm.base)->code->register_count + FRAME_HEADER;
  Value sent = call.consumer == CONSUMER_SEND ? args[1] : NONE;
  if (!generator_push(generator, sent, base, one ? FRAME_RESUME_CALL : FRAME_CONSUME)) return CALL_RAISED;
  args[call.at] = made;
  return CALL_PUSHED;
}

void consumer_open(const Value *window, ConsumerCall *call) {
  bool method = has_shape(window[0], SHAPE_NATIVE_METHOD);
  bool native = method || has_shape(window[0], SHAPE_NATIVE);
  call->consumer = native ? (NativeConsumer)to_native(window[0])->def->consumer : consumer_of_type(window[0]);
  call->at = method && call->consumer != CONSUMER_SEND;
}

Value *consumer_frame(Value *base) {
  while (frame_kind(base) == FRAME_RESUME_FROM) base = frame_caller(base);
  return frame_kind(base) == FRAME_CONSUME ? base : NULL;
}

// --- steps

static bool is_number(Value v) { return is_int(v) || is_double(v); }

bool consumer_is_plain(NativeConsumer consumer, Value made, Value item) {
  switch (consumer) {
  case CONSUMER_SUM: return is_number(made) && (is_number(item) || is_bool(item));
  case CONSUMER_ANY:
  case CONSUMER_ALL: return !is_object(item) || has_shape(item, SHAPE_STR) || is_list(item) || is_tuple(item);
  case CONSUMER_MIN:
  case CONSUMER_MAX: return made == EMPTY || (is_number(made) && is_number(item)) || (is_str(made) && is_str(item));
  case CONSUMER_SET: return !is_object(item) || is_str(item);
  default: return true;
  }
}

bool consumer_stops(NativeConsumer consumer, Value item) {
  if (consumer != CONSUMER_ANY && consumer != CONSUMER_ALL) return false;
  return object_truth(item) == (consumer == CONSUMER_ANY);
}

static Value sum_step(Value sum, Value item) {
  if (is_bool(item)) item = from_small_int(item == TRUE_VALUE);
  if (both_int(sum, item)) return int_from_i64(to_small_int(sum) + to_small_int(item));
  return object_binary(BINARY_ADD, sum, item);
}

// What is made of it with one more item; EMPTY: raised. *stop: any and all have their answer in it.
static Value step(Value *window, const ConsumerCall *call, Value item, bool *stop) {
  Value made = window[FRAME_HEADER + call->at];
  int truth;
  switch (call->consumer) {
  case CONSUMER_SUM: return sum_step(made, item);
  case CONSUMER_ANY:
  case CONSUMER_ALL:
    if ((truth = object_truth(item)) < 0) return EMPTY;
    *stop = truth == (call->consumer == CONSUMER_ANY);
    return from_bool(truth);
  case CONSUMER_MIN:
  case CONSUMER_MAX:
    if (made == EMPTY) return item;
    Value better = object_compare(item, made, call->consumer == CONSUMER_MAX ? COMPARE_GT : COMPARE_LT);
    if (better == EMPTY || (truth = object_truth(better)) < 0) return EMPTY;
    return truth ? item : made;
  case CONSUMER_SET: return set_add(made, item) ? made : EMPTY;
  case CONSUMER_EXTEND: return list_append(window[FRAME_HEADER], item) ? NONE : EMPTY;
  default: return list_append(made, item) ? made : EMPTY;
  }
}

static Value result_of(Value *window, const ConsumerCall *call, unsigned count) {
  Value *args = window + FRAME_HEADER, made = args[call->at];
  switch (call->consumer) {
  case CONSUMER_ANY:
  case CONSUMER_ALL: return from_bool(call->consumer == CONSUMER_ALL);
  case CONSUMER_MIN:
  case CONSUMER_MAX:
    if (made != EMPTY) return made;
    return raise(ValueError, "%s() arg is an empty sequence", to_native(window[0])->def->name);
  case CONSUMER_COLLECT: return object_call(window[0], args, call->at + 1, EMPTY);
  case CONSUMER_NEXT: return count == 2 ? args[1] : generator_or_stop(EMPTY);
  case CONSUMER_SEND: return generator_or_stop(EMPTY);
  default: return made;
  }
}

Value consumer_result(Value *window, unsigned count) {
  ConsumerCall call;
  consumer_open(window, &call);
  return result_of(window, &call, count);
}

// The rest, once the generator is suspended, by the iteration protocol.
static Value take_rest(Value *window, const ConsumerCall *call, Value generator, Value item) {
  bool stop = false;
  for (; item != EMPTY; item = object_next(generator)) {
    Value made = step(window, call, item, &stop);
    if (made == EMPTY || stop) return made;
    window[FRAME_HEADER + call->at] = made;
    if (vm.trace.poll & POLL_SIGNAL && !signals_run()) return EMPTY;
  }
  return vm_exception == EMPTY ? result_of(window, call, 1) : EMPTY;
}

bool consumer_step(Value *base, Value item, Value *result) {
  ConsumerCall call;
  Value *window = frame_caller(base) + instruction_a(*frame_return_pc(base)), generator = base[-1];
  consumer_open(window, &call);
  bool stop = false;
  if (consumer_is_plain(call.consumer, window[FRAME_HEADER + call.at], item)) {
    Value made = step(window, &call, item, &stop);
    *result = made;
    if (made != EMPTY && !stop) {
      window[FRAME_HEADER + call.at] = made;
      return true;
    }
    generator_yield();
    return false;
  }
  generator_yield();
  Value *top = vm.trace.top;
  vm.trace.top = vm.base + frame_function(vm.base)->code->register_count + FRAME_SLACK;
  *result = take_rest(window, &call, generator, item);
  vm.trace.top = top;
  return false;
}
