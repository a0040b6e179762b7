// How bytecode handlers are written and threaded together. One source, two forms:
//
// - Tail calls (where the port has PORT_HAS_PRESERVE_NONE): every handler is a function whose parameters live in
//   registers; it ends by jumping to the handler of the next instruction. Nothing is pushed or popped between
//   instructions.
// - Computed goto (everything else, or CONFIG_COMPUTED_GOTO to test it): every handler is a labelled block of one
//   function.
//
// A handler is HANDLER(NAME) { ... } and leaves by NEXT(words), DISPATCH(), GOTO(other handler) or LEAVE(value). Inside
// it:
//   pc         the instruction being executed            i         its word
//   base       registers of the frame                    constants of its code
//   caches     inline caches of its code                 dispatch  the table in use: normal or recording
// SHARED_HANDLERs (in lower case) are not in the table: parts that several share, or slow paths kept out of the fast
// ones' register allocation.
//
// vm.pc and vm.base must be stored (SAVE) before anything that may raise, call or look at frames.
#ifndef MARTLET_DISPATCH_H
#define MARTLET_DISPATCH_H

#include "core/vm/vm.h"

#include "arch.h"

#if PORT_HAS_PRESERVE_NONE && !defined(CONFIG_COMPUTED_GOTO)
#define TAIL_CALLS 1
#else
#define TAIL_CALLS 0
#endif

#define likely(condition) __builtin_expect(!!(condition), 1)
#define unlikely(condition) __builtin_expect(!!(condition), 0)

typedef struct Dispatch Dispatch;

#if TAIL_CALLS

#define HANDLER_PARAMETERS \
  const uint32_t *pc, Value *base, const Value *constants, const Dispatch *dispatch, InlineCache *caches, uint32_t i
#define HANDLER_ARGUMENTS pc, base, constants, dispatch, caches, i
typedef __attribute__((preserve_none)) Value (*OpFunction)(HANDLER_PARAMETERS);
struct Dispatch {
  OpFunction ops[OP_COUNT];
};
#define HANDLER(name) static __attribute__((preserve_none)) Value op_##name(HANDLER_PARAMETERS)
#define SHARED_HANDLER(name) static __attribute__((preserve_none, noinline)) Value op_##name(HANDLER_PARAMETERS)
#define GOTO(name) __attribute__((musttail)) return op_##name(HANDLER_ARGUMENTS)
#define EXECUTE(table) __attribute__((musttail)) return (table)->ops[i & 0xFF](HANDLER_ARGUMENTS)
#define LEAVE(value) return (value)

#else

struct Dispatch {
  void *ops[OP_COUNT];
};
#define HANDLER(name) op_##name:
#define SHARED_HANDLER(name) op_##name:
#define GOTO(name) goto op_##name
#define EXECUTE(table) goto *(table)->ops[i & 0xFF]
#define LEAVE(value) return (value)

#endif

#define DISPATCH() \
  do { \
    i = *pc; \
    EXECUTE(dispatch); \
  } while (0)
#define NEXT(words) \
  do { \
    pc += (words); \
    DISPATCH(); \
  } while (0)
// Two ways on, each with its own indirect jump, so that the branch predictor tells them apart.
#define BRANCH(condition) \
  do { \
    if (condition) { \
      pc += (int32_t)pc[1]; \
      DISPATCH(); \
    } \
    pc += 2; \
    DISPATCH(); \
  } while (0)
#define SAVE() (vm.pc = pc, vm.base = base)
// Takes over the frame in vm.base and vm.pc: constants, caches and the end of the stack in use.
#define RELOAD() \
  do { \
    Code *reloaded = frame_function(vm.base)->code; \
    pc = vm.pc; \
    base = vm.base; \
    constants = reloaded->constants->items; \
    caches = code_caches(reloaded); \
    vm.trace.top = base + reloaded->register_count + FRAME_SLACK; \
  } while (0)

// Calls the special method of `receiver` that the instruction means in a frame, or falls through. Most are strs and
// dicts, which have none.
#define TRY_SPECIAL(receiver) \
  if (is_object(receiver) && to_object(receiver)->shape >= SHAPE_BUILTIN_COUNT) { \
    CallOutcome outcome = special_try(); \
    if (outcome == CALL_PUSHED) GOTO(function_entry); \
    if (unlikely(outcome == CALL_RAISED)) GOTO(raised); \
  }

#define RA base[instruction_a(i)]
#define RB base[instruction_b(i)]
#define RC base[instruction_c(i)]
#define KC constants[instruction_c(i)]
#define KBX constants[instruction_bx(i)]
#define NAME_OPERAND constants[pc[1] >> 16]
#define CACHE_OPERAND (caches + (pc[1] & 0xFFFF))

#endif
