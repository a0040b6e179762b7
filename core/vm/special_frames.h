// Special methods and properties written in Python, called in a frame of the value stack: then they cost no C stack,
// may be as deep as other calls, and traces inline them.
//
// An instruction that is no call (ADD, LOAD_ATTR, JUMP_EQ …) pushes a frame of kind FRAME_OPERATOR above the registers
// of its own. When that returns, special_returned finishes the instruction: the result goes to its operand A, decides
// its jump, or is dropped (STORE_ATTR, SET_ITEM). A method that answers NotImplemented is followed by what CPython asks
// next, from C. Only the plain case is done this way, in which CPython asks the left operand's method first and that is
// a Python function which takes just these arguments; the rest goes through object.h. special_call is the one
// decision; the recorder asks it too.
#ifndef MARTLET_SPECIAL_FRAMES_H
#define MARTLET_SPECIAL_FRAMES_H

#include "core/vm/interpreter.h"

#define SPECIAL_ARGUMENTS_MAX 3

typedef struct SpecialCall {
  Function *function;
  Value args[SPECIAL_ARGUMENTS_MAX];
  unsigned count;
} SpecialCall;

// Whether the instruction at pc in the frame `base` calls a Python function in a frame, and which. Not for LOAD_ATTR.
bool special_call(const uint32_t *pc, const Value *base, SpecialCall *call);
// The same for the getter of a property, and the setter.
bool special_getter(Value getter, Value receiver, SpecialCall *call);
bool special_setter(Value receiver, Value name, Value value, SpecialCall *call);
// Pushes the frame; false: raised.
bool special_push(const SpecialCall *call);
// Does special_call and special_push for the instruction at vm.pc. CALL_DONE: nothing was done.
CallOutcome special_try(void);
// Whether the instruction follows NotImplemented up.
bool special_declines(uint32_t i);
// The result as the instruction at pc takes it: NotImplemented is followed up. EMPTY: raised.
Value special_result(const uint32_t *pc, const Value *base, Value result);

#endif
