// The trace builder: the one trace that is being recorded, and the pipeline that every new instruction goes through.
//
// ir_emit(op, …) is called by the recorder and by the loop optimiser. An instruction passes, in this order,
//   fold    (fold.c)     constants, identities, guards that what is known decides already
//   memory  (memory.c)   loads that an earlier load or store, or an inherited fact, answers
//   share   (here)       the same pure operation or guard further up
// and is appended only when nothing answered it. What is known of each value (its shape, the range of an int) is in
// `known`, is narrowed by each guard that is appended, and may come from the guard facts of the parent trace.
//
// Exits are lazy: a guard that survives asks builder.make_exit for the index of its exit; so snapshots that no guard
// needs are never made. A snapshot lists the frame slots that differ from memory, with their references.
//
// Everything has a fixed size, a share of CONFIG_TRACE_BUFFER_KB; when something is full, builder.abort says so and
// emitting goes on harmlessly (results are NO_REF or garbage references within bounds) until the recorder looks.
#ifndef MARTLET_TRACE_BUILDER_H
#define MARTLET_TRACE_BUILDER_H

#include "core/trace/ir.h"
#include "core/value/value.h"

typedef enum AbortReason {
  ABORT_NONE,
#define ABORT(name, text, retry) ABORT_##name,
#include "core/trace/aborts.def"
#undef ABORT
  ABORT_COUNT
} AbortReason;

// The shares of the buffer; the header is taken from the arguments' share.
#define TRACE_BUFFER_BYTES (CONFIG_TRACE_BUFFER_KB * 1024)
#define TRACE_INSTRUCTIONS_MAX (TRACE_BUFFER_BYTES / 2 / 8)
#define TRACE_CONSTANTS_MAX (TRACE_BUFFER_BYTES / 8 / 16)
#define TRACE_EXITS_MAX (TRACE_BUFFER_BYTES / 8 / 8)
#define TRACE_ARGUMENTS_MAX ((TRACE_BUFFER_BYTES / 4 - (int)sizeof(TraceBuffer)) / 2)
#define TRACE_ENTRIES_MAX (TRACE_BUFFER_BYTES / 8)
_Static_assert(TRACE_INSTRUCTIONS_MAX < 0x7000, "references have 15 bits");

// Frame slots that a trace can name: word offsets from the base at which it was entered.
#define SLOT_MIN (-128)
#define SLOT_LIMIT TRACE_FRAME_WORDS
#define SLOT_COUNT (SLOT_LIMIT - SLOT_MIN)

typedef struct SnapshotEntry {
  int16_t slot;
  Ref ref;
} SnapshotEntry;

// What martlet knows of exit i besides IrExit i.
typedef struct Snapshot {
  const uint32_t *pc;    // where the interpreter goes on
  int32_t base_delta;    // words from the trace's base to the frame's base there
  int32_t lowest_delta;  // the same of the lowest frame that the trace has been in so far
  uint32_t first, count; // entries
  uint32_t fact;         // number of facts that hold when the exit is taken (facts.h)
  uint16_t depth;        // inlined frames, for the recursion count (signed when frames were left)
  bool in_loop;
  bool shows_frames; // of an IR_FRAMES
  bool restarts;     // the bytecode at pc is executed again: leaving here is right whatever the guard found
} Snapshot;

// What is known of a value. Bits of `from_facts` say which parts were inherited from the parent trace.
typedef struct Known {
  int64_t low, high; // ints
  uint32_t shape;    // objects; 0: unknown
  uint8_t from_facts;
  uint8_t variant; // preroll values that differ from iteration to iteration (set at LOOP)
  uint8_t not_none;
  uint64_t same_as; // the value's bits when it is known to be one constant; 0: unknown
} Known;
enum { FACT_BIT_SHAPE = 1, FACT_BIT_RANGE = 2, FACT_BIT_NOT_NONE = 4, FACT_BIT_SAME = 8, FACT_BIT_REPRESENTATION = 16 };

// A field that is known at the start of a side trace.
typedef struct KnownField {
  uint8_t op;        // IR_LOAD_FIELD, IR_LOAD_AT, IR_LOAD_ENTRY
  Ref object, value; // value NO_REF: only that the length is at least at_least
  uint16_t field;
  uint32_t at_least;
} KnownField;
#define KNOWN_FIELDS_MAX 64

// A generator whose code a guard has shown: two generators with different code are different objects.
typedef struct KnownGenerator {
  Ref object;
  const void *code;
} KnownGenerator;
#define KNOWN_GENERATORS_MAX 16
// A body with more arguments is entered through its entry only.
#define TRACE_BODY_ARGUMENTS_MAX 48

typedef struct TraceBuilder {
  TraceBuffer *buffer;
  IrInstruction *instructions;
  IrConstant *constants;
  IrExit *exits;
  uint32_t count; // instructions; also the next Ref
  AbortReason abort;
  // returns the exit index for a guard that is about to be appended
  uint16_t (*make_exit)(void);
  uint16_t chain[IR_OP_COUNT];                  // last instruction of each op …
  uint16_t previous[TRACE_INSTRUCTIONS_MAX];    // … and the one before it
  uint16_t effect_exit[TRACE_INSTRUCTIONS_MAX]; // stores, arguments, weakened guards: an exit with the state before
                                                // their bytecode
  uint16_t memory_chain;                        // last LOAD, STORE or CALL …
  uint16_t memory_previous[TRACE_INSTRUCTIONS_MAX];
  Known known[TRACE_INSTRUCTIONS_MAX];
  Snapshot snapshots[TRACE_EXITS_MAX];
  SnapshotEntry entries[TRACE_ENTRIES_MAX];
  uint32_t entry_count;
  KnownField known_fields[KNOWN_FIELDS_MAX];
  uint32_t known_field_count;
  KnownGenerator known_generators[KNOWN_GENERATORS_MAX];
  uint32_t known_generator_count;
  uint32_t loop; // index of LOOP, 0 before
  int32_t lowest_delta; // loops: of the lowest frame that the iteration has been in
  // the arguments of the final LEAVE when it goes to a loop's body (constants allowed), and values that every exit
  // hands on
  Ref leave_arguments[TRACE_BODY_ARGUMENTS_MAX], pass_on[TRACE_BODY_ARGUMENTS_MAX];
  uint32_t leave_argument_count, pass_on_count;
  // figures
  uint32_t guards_recorded, guards_from_facts;
} TraceBuilder;

extern TraceBuilder builder;

// Starts an empty trace in the shared buffer.
void builder_start(TraceBuffer *buffer);
void builder_abort(AbortReason reason);
// For the collector, while a trace is being recorded: the objects among its constants.
void builder_visit_constants(void);

// The pipeline. Returns the reference of the result; guards that need no check return NO_REF.
Ref ir_emit(IrOp op, IrType type, uint16_t a, uint16_t b, uint16_t c);
// Appends without folding and sharing.
Ref ir_append(IrOp op, IrType type, uint16_t a, uint16_t b, uint16_t c);
// Emits a guard: counts it as recorded and gives it a lazy exit.
void ir_guard(IrOp op, uint16_t a, uint16_t b);
// A guard that the parent's facts answered before it was even emitted (an unboxed argument): for the figures.
void ir_guard_from_fact(void);

Ref ir_int(int64_t i);
Ref ir_float(double d);
Ref ir_value(Value v);             // boxed: V; ints and floats stay boxed here
Ref ir_object(const void *object); // P
Ref ir_vm(void);                   // P: the VM, for its fields
// Remembers the code of a generator (P), for memory.c.
void builder_note_generator(Ref object, const void *code);
// A raw word that is no object (a return address, a frame header): V, in the pool.
Ref ir_raw(uint64_t word);

static inline bool is_constant(Ref ref) { return is_constant_ref(ref); }
static inline IrConstant *constant_of(Ref ref) { return &builder.constants[ref - CONSTANT_REF]; }
static inline int64_t int_of(Ref ref) { return (int64_t)constant_of(ref)->bits; }
static inline IrInstruction *instruction_of(Ref ref) { return &builder.instructions[ref]; }
static inline IrType type_of_ref(Ref ref) {
  return (IrType)(is_constant(ref) ? constant_of(ref)->type : builder.instructions[ref].type);
}
static inline bool is_op(Ref ref, IrOp op) { return !is_constant(ref) && builder.instructions[ref].op == op; }
double float_of(Ref ref);

// --- known.c: what is known of values
Known known_of(Ref ref);    // also for constants
void known_define(Ref ref); // from the instruction itself, when it is appended
void known_narrow(Ref ref, int64_t low, int64_t high);
void known_set_shape(Ref ref, uint32_t shape);
void known_after_guard(const IrInstruction *guard);
// Forgets which instances have this shape (0: any shape of a class): their attributes may have been changed.
void known_forget_shapes(uint32_t shape);
// Forgets what guards said of values that vary with the iteration: called at LOOP.
void known_forget_variants(void);

// --- fold.c: FOLD_NEXT: no rule applied; otherwise the result (NO_REF for a guard that is not needed)
#define FOLD_NEXT 0xFFFF
Ref ir_fold(IrInstruction *instruction);

// What the trace put at this index of a tuple (P or V) that it made; NO_REF: not known.
Ref tuple_argument(Ref tuple, int64_t index);
// How long such a tuple is; 0: not known.
unsigned tuple_made_length(Ref tuple);

// --- memory.c
Ref memory_forward(const IrInstruction *load); // FOLD_NEXT: must load
// Alias classes that an instruction may write, as bits (1 << ALIAS_…); 0: none.
uint32_t memory_clobbers(Ref ref);
uint32_t memory_reads(const IrInstruction *load);
// Whether some instruction of the trace so far may write the place that the load reads.
bool memory_may_change(const IrInstruction *load);

typedef enum AliasClass {
  ALIAS_CONST,
  ALIAS_SHAPE,
  ALIAS_LIST,
  ALIAS_CELL,
  ALIAS_FUNCTION,
  ALIAS_DICT,
  ALIAS_GENERATOR,
  ALIAS_ITERATOR,
  ALIAS_HANDLED,
  ALIAS_AT,
  ALIAS_ITEM,
  ALIAS_ENTRY,
  ALIAS_CLASS_COUNT
} AliasClass;
#define ALIAS_ALL ((1u << ALIAS_CLASS_COUNT) - 1)

// --- loop.c
// Closes a loop whose recorded iteration ends with the given entries (the live modified slots at the header, sorted by
// slot). Emits LOOP, the body, BACK and the PHIs. False: builder.abort is set.
bool loop_close(const SnapshotEntry *end, uint32_t end_count);

// --- finish.c: after the last instruction
// Drops dead instructions, numbers and compacts the exits that are in use, makes every exit's argument list.
// Exits of a loop body also carry what the body needs, exits of side traces hand it on, so that side traces can link to
// the body.
bool trace_finish(void);
// References that the body receives, in order; `count` of them. Valid after trace_finish.
const Ref *body_arguments(uint32_t *count);

#endif
