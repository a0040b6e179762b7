// Calls of builtins that take items of a generator: the generator's frame is pushed by the interpreter, as for a `for`
// loop, instead of running in a nested interpreter that C code has entered. So they cost no C stack, and traces see
// through them.
//
//   next(g), g.send(v)      frame of kind FRAME_RESUME_CALL: the yield suspends it and gives the call's result
//   sum(g), any(g), all(g), min(g), max(g), list(g), tuple(g), set(g), sorted(g), text.join(g), items.extend(g)
//                           frame of kind FRAME_CONSUME: the generator is not even suspended; a yield gives its item to
//                           the call (consumer_step) and goes on
//
// In the second case what was made so far (the sum, the list) stands in the caller's window in the place of the
// generator. An item of which the step could run Python code (a sum of instances, say) suspends the generator after
// all, since that code could look at it: the rest is then done from C (consumer_rest). So nothing that a program can
// see is different.
#ifndef MARTLET_CONSUMERS_H
#define MARTLET_CONSUMERS_H

#include "core/vm/interpreter.h"

typedef struct ConsumerCall {
  NativeConsumer consumer;
  unsigned at; // the number of the argument that is the generator
} ConsumerCall;

// Whether a call with these arguments is one of those; the recorder asks it, too.
bool consumer_find(Value callee, const Value *args, size_t count, ConsumerCall *call);
// Does the call in the running frame's window, if it is one, as far as pushing the generator's frame. CALL_DONE: it is
// none.
CallOutcome consumer_try(Value *window, size_t count);
// What the call is for which a frame was pushed.
void consumer_open(const Value *window, ConsumerCall *call);
// The frame of kind FRAME_CONSUME under a running generator frame, which may delegate to it; NULL: there is none.
Value *consumer_frame(Value *base);
// Whether a step with this item, after what was made so far, runs no Python code.
bool consumer_is_plain(NativeConsumer consumer, Value made, Value item);
// Whether any and all stop at this plain item.
bool consumer_stops(NativeConsumer consumer, Value item);
// A yield of `item` to the FRAME_CONSUME frame `base`. True: the generator goes on. False: it was suspended, the caller
// is the running frame and *result its call's result, or EMPTY.
bool consumer_step(Value *base, Value item, Value *result);
// The generator has ended with vm.stop_value and its frame was popped: the result of the call at vm.pc with `count`
// arguments. EMPTY: raised (StopIteration, for next and send).
Value consumer_result(Value *window, unsigned count);

#endif
