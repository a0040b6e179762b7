// martlet-codegen: trace IR in, machine code out. This header is what its files share.
//
// A request passes through three steps, one file each:
//   validate.c   a private copy of the request is checked: afterwards every reference, offset and type in it can be
//   trusted translate.c  functions, blocks, arguments and exits in LLVM IR; operations.c: one row for each trace-IR
//   operation emit.c       passes, machine code in memory, out of the object file's .text into the arena
// main.c is the process around it. Everything made for a request is freed before it is answered, but for LLVM's target
// machine.
#ifndef MARTLET_CODEGEN_H
#define MARTLET_CODEGEN_H

#include <llvm-c/Core.h>
#include <llvm-c/TargetMachine.h>

#include "core/trace/ir.h"

// What an operand or a result is to LLVM.
typedef enum ValueClass { CLASS_NONE, CLASS_WORD, CLASS_DOUBLE, CLASS_ANY } ValueClass;
static inline ValueClass class_of_type(IrType type) {
  return type == IR_TYPE_F ? CLASS_DOUBLE : type == IR_TYPE_N ? CLASS_NONE : CLASS_WORD;
}

// --- validate.c
// Checks a request of `bytes` bytes that came from outside; arena_bytes is the size of the code arena.
bool request_is_valid(TraceBuffer *request, size_t bytes, size_t arena_bytes);

// --- operations.c
// The class of operand 0, 1 or 2 of an operation, for the operands that ir.def calls R.
ValueClass operation_operand_class(IrOp op, unsigned operand);
// Signatures of helpers; at most HELPER_ARGUMENTS_MAX arguments.
#define HELPER_ARGUMENTS_MAX 8
unsigned helper_argument_count(unsigned helper);
ValueClass helper_argument_class(unsigned helper, unsigned argument);
ValueClass helper_result_class(unsigned helper);

// The state of one translation. All of it is about the function that is being built, but for the types and tables.
typedef struct Translation {
  TraceBuffer *request;
  const IrInstruction *instructions;
  LLVMContextRef context;
  LLVMModuleRef module;
  LLVMBuilderRef builder;
  LLVMTypeRef i8, i32, i64, f64, pointer, trace_type;
  unsigned tbaa_kind, invariant_kind, weights_kind, memory_attribute, nounwind_attribute;
  LLVMMetadataRef tbaa_root;
  LLVMValueRef weights, invariant;
  bool opaque_float_signs;
  // the function
  LLVMValueRef function, argument_context;
  LLVMBasicBlockRef start; // holds what is loaded once
  bool in_body;
  LLVMValueRef base;        // context->base, as a word
  LLVMValueRef pool;        // context->pool, loaded in `start`
  LLVMValueRef *values;     // by instruction
  LLVMValueRef *constants;  // by constant: loaded from the pool already
  LLVMBasicBlockRef *exits; // by exit: the block that leaves, made by the first guard
  uint32_t index;           // of the instruction being translated
  ArgumentCounters parameters;
} Translation;

// Emits instruction t->index and notes its value.
void operation_emit(Translation *t);
// Whether context->base may be another one after it: C code that runs Python may enter traces itself.
bool operation_moves_base(const IrInstruction *i);
LLVMValueRef value_of(Translation *t, Ref ref);

// --- translate.c
#define TRACE_CALLING_CONVENTION 21 // preserve_none
#define ENTRY_NAME "entry"
#define BODY_NAME "body"
// A module with the functions `entry` and, for loops, `body`. NULL: no memory.
// opaque_float_signs: on this target negating or clearing the sign of a double would take a constant from memory.
LLVMModuleRef translate(TraceBuffer *request, LLVMContextRef context, bool opaque_float_signs);
// A word, or double, that LLVM cannot see through, so that it does not become a constant in memory.
LLVMValueRef opaque_word(LLVMContextRef context, LLVMBuilderRef builder, uint64_t bits);
LLVMValueRef opaque_double(LLVMContextRef context, LLVMBuilderRef builder, uint64_t bits);
// What operations need of the function: memory with what is known of its aliasing (two places with different tags never
// overlap).
LLVMValueRef load_tagged(Translation *t, LLVMTypeRef type, LLVMValueRef pointer, const char *tag);
void store_tagged(Translation *t, LLVMValueRef value, LLVMValueRef pointer, const char *tag);
void mark_invariant(Translation *t, LLVMValueRef load);
LLVMValueRef context_field(Translation *t, size_t offset); // the address of a field of TraceContext
LLVMValueRef address_at(Translation *t, LLVMValueRef word, int64_t offset);
LLVMValueRef integer(Translation *t, int64_t i);
// Notes context->base as it is now.
void load_base(Translation *t);
// Goes on when `passes`, else leaves by the exit.
void guard(Translation *t, LLVMValueRef passes, unsigned exit);
void leave(Translation *t, unsigned exit);
// Stores the first `count` arguments of the exit, and its number, where martlet finds them during the next call.
void keep_frames(Translation *t, unsigned exit, uint32_t count);
// The function's next argument, which is of `type`.
LLVMValueRef next_parameter(Translation *t, IrType type);

// --- emit.c
// Initialises LLVM's target. False: this build has none for the processor.
bool emit_init(void);
// Compiles a valid request into the arena's writable view and fills the answer but for its status and figures.
CodegenStatus emit_trace(TraceBuffer *request, char *arena);

#endif
