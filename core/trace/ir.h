// Trace IR: linear SSA in a fixed buffer.
//
// A reference (Ref) names a value: below CONSTANT_REF the instruction with that index, from CONSTANT_REF on constant
// number ref - CONSTANT_REF. Instruction 0 is a NOP, so Ref 0 means "nothing". Instructions are 8 bytes.
//
// A looping trace is: instructions of one iteration with everything that the loop needs checked and loaded (`entry`,
// the peeled iteration), LOOP, the same iteration again with all that is invariant gone (`body`), BACK, then the PHIs.
// Inside the body a reference to an instruction before LOOP is its value in the current iteration if it is operand a of
// a PHI, and an invariant otherwise. A side trace starts with PARAMs and ends with LEAVE.
//
// Exits. A guard names an exit; several guards may share one. An exit has arguments: the references of the live values
// that it hands over, each once, constants excluded. They travel in the words and doubles of the trace prototype, in
// list order: values of type F in doubles 0.., all others in words 0..; what does not fit goes into the context's spill
// area, in list order (trace_argument_place). A trace that continues from an exit gets them as PARAM 0, 1, …
//
// The whole trace with its constants and exits lies in one fixed buffer that is shared with martlet-codegen:
// TraceBuffer below is that layout, free of pointers. What only martlet needs of a snapshot (frame slots, pc) is in
// core/trace/snapshot.h.
#ifndef MARTLET_TRACE_IR_H
#define MARTLET_TRACE_IR_H

#include <stdbool.h>
#include <stdint.h>

typedef uint16_t Ref;
#define CONSTANT_REF 0x8000u
#define NO_REF 0

typedef enum IrType { IR_TYPE_N, IR_TYPE_I, IR_TYPE_F, IR_TYPE_P, IR_TYPE_V, IR_TYPE_T } IrType;
typedef enum IrOperand { IR_OPERAND_N, IR_OPERAND_R, IR_OPERAND_L, IR_OPERAND_K, IR_OPERAND_E } IrOperand;
typedef enum IrClass {
  IR_CLASS_MARK,
  IR_CLASS_FRAME,
  IR_CLASS_GUARD,
  IR_CLASS_PURE,
  IR_CLASS_LOAD,
  IR_CLASS_STORE,
  IR_CLASS_CALL
} IrClass;

typedef enum IrOp {
#define IR(name, type, a, b, c, class) IR_##name,
#include "core/trace/ir.def"
#undef IR
  IR_OP_COUNT
} IrOp;

typedef struct IrOpInfo {
  const char *name;
  uint8_t type, a, b, c, ir_class;
} IrOpInfo;
extern const IrOpInfo ir_op_info[IR_OP_COUNT];

typedef enum TraceFieldType { FIELD_I64, FIELD_U32, FIELD_P, FIELD_V } TraceFieldType;
typedef enum TraceField {
#define FIELD(name, structure, member, type, alias) TRACE_FIELD_##name,
#include "core/trace/fields.def"
#undef FIELD
  TRACE_FIELD_COUNT
} TraceField;

typedef struct IrInstruction {
  uint8_t op;   // IrOp
  uint8_t type; // IrType of the result
  uint16_t a, b, c;
} IrInstruction;

// A constant. Ints are immediates in the code; doubles and object addresses are loaded from the pool of the context, so
// that machine code holds no address.
typedef struct IrConstant {
  uint64_t bits;   // int64, bits of a double, Value, or address
  uint8_t type;    // IrType: I, F, P or V
  uint8_t in_pool; // 1: load context->pool[pool_index] (all F and P, and V that are heap objects)
  uint16_t raw;    // 1: not a Value even though the type is V: the collector must not look
  uint32_t pool_index;
} IrConstant;

// An exit as martlet-codegen sees it.
typedef struct IrExit {
  uint32_t exit_number;    // stored to context->exit_number before the exit is taken; index in context->exit_slots
  uint16_t first_argument; // in the argument array
  uint16_t argument_count : 15;
  uint16_t restarts : 1; // leaving here is right whatever the guard found: the bytecode there is executed again
} IrExit;

// Number of words and doubles besides the context that the trace prototype passes in registers: PORT_TRACE_WORDS and
// PORT_TRACE_DOUBLES of port/<arch>/arch.h, handed on in the buffer.
typedef struct TraceBuffer {
  uint32_t magic; // TRACE_BUFFER_MAGIC: layout version
  uint32_t bytes; // size of the whole buffer
  // capacities and offsets from the start of the buffer, set once
  uint32_t instruction_offset, instruction_capacity;
  uint32_t constant_offset, constant_capacity;
  uint32_t exit_offset, exit_capacity;
  uint32_t argument_offset, argument_capacity;
  uint32_t code_offset;   // where in the arena the code may be put (set by martlet for a request)
  uint32_t code_capacity; // bytes free there
  // contents
  uint32_t instruction_count, constant_count, exit_count, argument_count;
  uint32_t loop;                // index of LOOP, 0: none
  uint32_t first_phi;           // index of the first PHI; PHIs run to instruction_count
  uint32_t body_first_argument; // arguments of body: what entry hands to body, in the order of the prototype places
  uint32_t body_argument_count;
  uint32_t words, doubles; // of the trace prototype
  uint32_t trace_number;
  uint32_t guard_stress; // not 0: of all guards executed, every one after this many fails for no reason (-X
                         // guard-stress), if its exit allows it
  // byte offsets of the context's and the heap objects' fields that code needs
  uint32_t field_offset[TRACE_FIELD_COUNT];
  uint32_t array_items_offset, tuple_items_offset, str_text_offset, bytes_data_offset;
  uint32_t byte_array_data_offset, dict_entry_bytes, dict_entry_value_offset;
  // the answer
  uint32_t status;                    // CodegenStatus
  uint32_t code_bytes;                // written at code_offset of the arena
  uint32_t entry_offset, body_offset; // from code_offset; body_offset 0 when there is no loop
  uint32_t peak_kb;                   // peak memory of the codegen process so far
  uint32_t heap_kb;                   // its heap after the IR was dropped
  uint32_t microseconds;              // spent on this trace
} TraceBuffer;

#define TRACE_BUFFER_MAGIC 0x4d545231u

// Answers of martlet-codegen.
typedef enum CodegenStatus {
  CODEGEN_PENDING,
  CODEGEN_OK,
  CODEGEN_NO_ROOM,
  CODEGEN_RELOCATION,
  CODEGEN_BAD_REQUEST,
  CODEGEN_LLVM_ERROR
} CodegenStatus;

static inline IrInstruction *trace_instructions(TraceBuffer *b) {
  return (IrInstruction *)(void *)((char *)b + b->instruction_offset);
}
static inline IrConstant *trace_constants(TraceBuffer *b) {
  return (IrConstant *)(void *)((char *)b + b->constant_offset);
}
static inline IrExit *trace_exits(TraceBuffer *b) { return (IrExit *)(void *)((char *)b + b->exit_offset); }
static inline Ref *trace_arguments(TraceBuffer *b) { return (Ref *)(void *)((char *)b + b->argument_offset); }
static inline bool is_constant_ref(Ref ref) { return ref >= CONSTANT_REF; }
static inline IrConstant *trace_constant(TraceBuffer *b, Ref ref) { return trace_constants(b) + (ref - CONSTANT_REF); }
static inline IrType trace_ref_type(TraceBuffer *b, Ref ref) {
  return (IrType)(is_constant_ref(ref) ? trace_constant(b, ref)->type : trace_instructions(b)[ref].type);
}

// Where the values of an argument list travel.
typedef enum ArgumentPlaceKind { PLACE_WORD, PLACE_DOUBLE, PLACE_SPILL } ArgumentPlaceKind;
typedef struct ArgumentPlace {
  ArgumentPlaceKind kind;
  unsigned index; // word number, double number, or spill word number
} ArgumentPlace;
// Walks a list: call for each argument in order with the same counters, zeroed first.
typedef struct ArgumentCounters {
  unsigned words, doubles, spills;
} ArgumentCounters;
static inline ArgumentPlace trace_argument_place(ArgumentCounters *n, IrType type, unsigned words, unsigned doubles) {
  if (type == IR_TYPE_F) {
    if (n->doubles < doubles) return (ArgumentPlace){PLACE_DOUBLE, n->doubles++};
  } else if (n->words < words) {
    return (ArgumentPlace){PLACE_WORD, n->words++};
  }
  return (ArgumentPlace){PLACE_SPILL, n->spills++};
}

#endif
