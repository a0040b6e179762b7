// Bytecode: register machine, 32-bit instruction words, little-endian fields
//
//   op:8 A:8 B:8 C:8      or      op:8 A:8 Bx:16      or      op:8 sJ:24
//
// Registers R[0..255] are relative to the frame's base on the value stack; locals come first (parameters first of all),
// temporaries above.
// Instructions are never modified; inline caches live beside them (Code.caches). The table is bytecode.def.
//
// Frames. Each frame owns register_count registers from `base`; below base are FRAME_HEADER words:
//   base[-4]  the callee (a Function); becomes the place of nothing else while the frame lives
//   base[-3]  return address: pointer to the call instruction in the caller's code (raw pointer)
//   base[-2]  FrameInfo: words from the caller's base to this base, and the kind of frame (see frame.h)
//   base[-1]  frame's extra value: namespace dict (CODE_NAMESPACE), the new instance (constructor), the Generator, or
//   EMPTY
// The instruction at the return address says where the result goes (its C operand; FOR_ITER: B), so CALLs are one word.
//
// Calls. A call window is opened in registers: R[A] callee, R[A+1] keyword names (tuple constant, only *_KW), R[A+2],
// R[A+3] free, arguments from R[A+4]. The window becomes the callee's frame header and registers: no copying.
//   CALL A B C            R[C] = R[A](B values at R[A+4]..)
//   CALL_KW A B C         of the B values the last len(R[A+1]) are keywords
//   LOAD_METHOD A B name  R[A] = function and R[A+4] = R[B] when the attribute is a plain method found on the type;
//                         otherwise R[A] = the attribute's value and R[A+4] = EMPTY
//   CALL_METHOD A B C     B arguments at R[A+5].. besides the self at R[A+4]; when that is EMPTY, the
//                         arguments are moved down by one first
//   CALL_EX A - C         R[A+4] = tuple of arguments, R[A+5] = dict of keywords or EMPTY
// All registers from R[A] on are dead after a call, except R[C]. Temporaries above the window do not exist: the
// window is at the top of the live temporaries. register_count must leave room for the window: A + 5 + arguments + 1.
//
// Far slots. A function with more variables than registers, or whose expressions need more temporaries, keeps the rest
// in an array on the heap, R[far] (Code.far_register): its first instruction MAKE_FAR makes it and moves the parameters
// from R[far] on there. Only LOAD_FAR and STORE_FAR touch it.
//
// Iteration. GET_ITER A B prepares three registers; FOR_ITER A B at the bottom of the loop fetches the next item into
// R[B] and jumps back to the body (the compiler enters the loop by a JUMP to FOR_ITER; `continue` jumps there).
//   R[A] list or tuple:  R[A+1] = next index (small int)
//   R[A] range (not wide): R[A+1] = next value, R[A+2] = items left (both small ints)
//   R[A] anything else: an iterator object; R[A+1], R[A+2] EMPTY. Generators are resumed without C recursion.
// FOR_ITER's own address is the loop header for hot counting and traces; for LOOP it is the jump target.
// while loops: header: test, jump out if false; body; LOOP header. `continue` is LOOP.
//
// Exceptions. Handler ranges are in Code.handlers; the unwinder stores the exception in the range's register and
// jumps. Compiled except blocks: ENTER_HANDLER exc, saved ... LEAVE_HANDLER saved on every way out; the handler's own
// body is covered by a range whose target does LEAVE_HANDLER saved and RERAISE.
//
// Generators. The code starts with START_GENERATOR (after MAKE_CELLs of parameters). YIELD saves the registers into
// the Generator. The interpreter resumes behind the YIELD; with an exception thrown in, it is raised at the YIELD.
//
// Coroutines and asynchronous generators are generators to the machine: START_GENERATOR makes the object that the
// flags of the code ask for. `await x` is GET_AWAITABLE and YIELD_FROM. So what an asynchronous generator hands out
// comes from a YIELD, and what it passes on from something it awaits comes from a YIELD_FROM.
#ifndef MARTLET_BYTECODE_H
#define MARTLET_BYTECODE_H

#include <stdbool.h>
#include <stdint.h>

#define FRAME_HEADER 4

typedef enum Opcode {
#define OP(name, words, a, b, c, jump, group) OP_##name,
#include "core/vm/bytecode.def"
#undef OP
  OP_COUNT
} Opcode;

typedef enum OperandKind {
  OPERAND_N,
  OPERAND_W,
  OPERAND_R,
  OPERAND_X,
  OPERAND_K,
  OPERAND_I,
  OPERAND_U,
  OPERAND_KX,
  OPERAND_IX,
  OPERAND_UX
} OperandKind;

// The C operand of LOAD_SPECIAL_METHOD.
typedef enum SpecialMethod { SPECIAL_ENTER, SPECIAL_EXIT, SPECIAL_AENTER, SPECIAL_AEXIT } SpecialMethod;

// The C operand of GET_AWAITABLE, which messages need.
typedef enum AwaitPlace { AWAIT_EXPRESSION, AWAIT_ENTER, AWAIT_EXIT } AwaitPlace;

typedef enum JumpKind { JUMP_NEVER, JUMP_SJ24, JUMP_W2 } JumpKind;

// Registers that an instruction touches beyond its operands.
typedef enum RegisterGroup {
  GROUP_NONE,
  GROUP_ITERATOR_INIT,  // writes A+1, A+2
  GROUP_ITERATOR,       // reads A..A+2, writes A+1, A+2
  GROUP_METHOD,         // writes A+4
  GROUP_SLICE,          // reads B+1, B+2
  GROUP_RANGE_B_C,      // reads B..B+C-1
  GROUP_RANGE_B_2C,     // reads B..B+2C-1
  GROUP_FORMAT,         // reads B+1 when C & 4
  GROUP_UNPACK,         // writes A..A+C-1
  GROUP_UNPACK_STAR,    // writes A..A+C+word2
  GROUP_CALL,           // reads A, A+4..A+3+B
  GROUP_CALL_KW,        // and A+1
  GROUP_CALL_METHOD,    // reads A, A+4..A+4+B
  GROUP_CALL_METHOD_KW, // and A+1
  GROUP_CALL_EX,        // reads A, A+4, A+5
  GROUP_FUNCTION,       // reads A+1..A+3
  GROUP_FAR_MOVE,       // reads as many registers from A on as word 2 says
} RegisterGroup;

typedef struct OpcodeInfo {
  const char *name;
  uint8_t words, a, b, c, jump, group;
} OpcodeInfo;
extern const OpcodeInfo opcode_info[OP_COUNT];
// Whether the second word of the instruction names an inline cache.
bool opcode_has_cache(Opcode op);

static inline Opcode instruction_op(uint32_t i) { return (Opcode)(i & 0xFF); }
static inline unsigned instruction_a(uint32_t i) { return i >> 8 & 0xFF; }
static inline unsigned instruction_b(uint32_t i) { return i >> 16 & 0xFF; }
static inline unsigned instruction_c(uint32_t i) { return i >> 24; }
static inline unsigned instruction_bx(uint32_t i) { return i >> 16; }
static inline int instruction_sbx(uint32_t i) { return (int32_t)i >> 16; }
static inline int instruction_sj(uint32_t i) { return (int32_t)i >> 8; }
static inline uint32_t make_abc(Opcode op, unsigned a, unsigned b, unsigned c) {
  return (uint32_t)op | a << 8 | b << 16 | c << 24;
}
static inline uint32_t make_abx(Opcode op, unsigned a, unsigned bx) { return (uint32_t)op | a << 8 | bx << 16; }
static inline uint32_t make_sj(Opcode op, int sj) { return (uint32_t)op | (uint32_t)sj << 8; }

#endif
