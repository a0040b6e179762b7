// The interpreter loop: handlers/*.inc put together by dispatch.h, the tables of handlers, and the way in.
#include "core/vm/interpreter.h"

#include "core/object/dict.h"
#include "core/object/exception_group.h"
#include "core/object/float.h"
#include "core/object/generator.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/range.h"
#include "core/object/set.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/attribute_cache.h"
#include "core/vm/consumers.h"
#include "core/vm/dispatch.h"
#include "core/vm/line_trace.h"
#include "core/vm/special_frames.h"
#include "core/vm/trace_hooks.h"

// Every handler has all parameters, whether it needs them or not.
#pragma clang diagnostic ignored "-Wunused-parameter"

#if TAIL_CALLS

// Handlers that are not in the table, and those that others jump to by name.
#define SHARED_HANDLERS(X) \
  X(raised) \
  X(raised_again) \
  X(tracing) \
  X(tracing_switched) X(hot) X(recording) X(poll) X(for_iter) X(for_iter_general) X(for_iter_generator) \
      X(function_entry) X(frame_overflow) X(call_slow) X(call_native) X(call_without_self) X(return_other) \
          X(operator_return) X(yield) X(consume) X(consumer_return)
#define X(name) SHARED_HANDLER(name);
SHARED_HANDLERS(X)
#undef X
static const Dispatch normal_dispatch, recording_dispatch, tracing_dispatch;

#include "core/vm/handlers/moves.inc"
#include "core/vm/handlers/arithmetic.inc"
#include "core/vm/handlers/compare.inc"
#include "core/vm/handlers/objects.inc"
#include "core/vm/handlers/control.inc"

static const Dispatch normal_dispatch = {{
#define OP(name, words, a, b, c, jump, group) op_##name,
#include "core/vm/bytecode.def"
#undef OP
}};
static const Dispatch recording_dispatch = {{
#define OP(name, words, a, b, c, jump, group) op_recording,
#include "core/vm/bytecode.def"
#undef OP
}};
static const Dispatch tracing_dispatch = {{
#define OP(name, words, a, b, c, jump, group) op_tracing,
#include "core/vm/bytecode.def"
#undef OP
}};

static Value run(bool raising) {
  const uint32_t *pc;
  Value *base;
  const Value *constants;
  InlineCache *caches;
  const Dispatch *dispatch = vm.line_tracing ? &tracing_dispatch : &normal_dispatch;
  char lowest;
  vm.loop_frame = &lowest;
  RELOAD();
  uint32_t i = *pc;
  return raising ? op_raised(HANDLER_ARGUMENTS) : dispatch->ops[i & 0xFF](HANDLER_ARGUMENTS);
}

#else

static Value run(bool raising) {
  static const Dispatch normal_dispatch = {{
#define OP(name, words, a, b, c, jump, group) &&op_##name,
#include "core/vm/bytecode.def"
#undef OP
  }};
  static const Dispatch recording_dispatch = {{
#define OP(name, words, a, b, c, jump, group) &&op_recording,
#include "core/vm/bytecode.def"
#undef OP
  }};
  static const Dispatch tracing_dispatch = {{
#define OP(name, words, a, b, c, jump, group) &&op_tracing,
#include "core/vm/bytecode.def"
#undef OP
  }};
  const uint32_t *pc;
  Value *base;
  const Value *constants;
  InlineCache *caches;
  const Dispatch *dispatch = vm.line_tracing ? &tracing_dispatch : &normal_dispatch;
  char lowest;
  vm.loop_frame = &lowest;
  RELOAD();
  uint32_t i = *pc;
  if (raising) GOTO(raised);
  EXECUTE(dispatch);

#include "core/vm/handlers/moves.inc"
#include "core/vm/handlers/arithmetic.inc"
#include "core/vm/handlers/compare.inc"
#include "core/vm/handlers/objects.inc"
#include "core/vm/handlers/control.inc"
}

#endif

static Value run_nested(bool raising) {
  void *outer = vm.loop_frame;
  Value result = run(raising);
  vm.loop_frame = outer;
  return result;
}

Value interpret(void) { return run_nested(false); }

Value interpret_raised(void) { return run_nested(true); }
