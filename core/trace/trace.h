// Traces as they live on after compilation, when their IR is gone: where their code is, what their exits restore, and
// how they are linked.
//
// A root trace starts at a loop header or at the first instruction of a function and is entered by the interpreter,
// from the frame in memory (`entry`). A looping one also has a `body`, which takes unboxed values as arguments. A side
// trace continues from an exit of another trace with that exit's arguments; it is linked by storing its entry into the
// exit's slot (context->exit_slots[exit number]), which until then holds the exit handler.
//
// Everything of one trace that has to outlive the IR is one malloc'ed block: the Trace, its exits, their
// restore lists and argument references. Machine code is in the arena, constants in the pool, facts in the fact table.
#ifndef MARTLET_TRACE_H
#define MARTLET_TRACE_H

#include "core/trace/builder.h"
#include "core/vm/code.h"

// How one frame slot is restored when an exit is taken.
typedef enum RestoreKind { RESTORE_WORD, RESTORE_DOUBLE, RESTORE_SPILL, RESTORE_CONSTANT } RestoreKind;
typedef struct Restore {
  int16_t slot;      // words from the base at trace entry
  uint8_t kind;      // RestoreKind
  uint8_t type;      // IrType of the value: I and F are boxed on the way
  uint16_t argument; // which argument of the exit it is
  bool raw;          // a constant that is no Value (a return address)
  uint32_t index;    // word, double or spill number; pool index of a constant
} Restore;

struct Trace;

typedef struct Exit {
  struct Trace *trace;
  const uint32_t *pc;   // where the interpreter goes on
  int32_t base_delta;   // the frame's base there, from the base at trace entry
  int32_t lowest_delta; // the base of the lowest frame that the way here has returned to
  int16_t depth;        // frames pushed (negative: popped) since trace entry
  uint16_t restore_count;
  Restore *restores;       // sorted by slot
  Ref *arguments;          // references, in the parent's numbering, of the values that the exit hands over
  uint8_t *argument_types; // their IrTypes
  uint16_t argument_count;
  uint16_t failures;   // recordings from this exit that failed
  uint32_t fact_count; // facts of the trace that hold here
  uint32_t count;      // times taken by way of the handler
  struct Trace *side;  // the side trace linked here, or NULL
  struct Trace *link;  // set on the final exit of a side trace: the trace that it jumps to
  bool link_to_body;
  bool in_loop;
  bool at_header; // the end of a trace that gave up at a loop header which had no trace yet
} Exit;

// What entering the body of a looping root needs: one for each argument.
typedef struct BodyArgument {
  Ref ref; // in the root's numbering
  uint8_t type;
  uint8_t is_phi;        // 1: the value of `slot` at the loop header; 0: an invariant, handed over by the loop's exits
  uint8_t is_slot_value; // an invariant that is just the value of `slot`, unboxed or not
  int16_t slot;
} BodyArgument;

// A slot that the loop leaves with the same value in every iteration: a constant, or an invariant.
typedef struct BodySlot {
  int16_t slot;
  Ref ref;       // in the root's numbering; NO_REF: the constant
  uint64_t bits; // of the constant
  uint8_t type;
} BodySlot;

typedef enum TraceState { TRACE_COMPILING, TRACE_READY, TRACE_INVALID } TraceState;

typedef struct Trace {
  struct Trace *next;     // all traces
  struct Trace *root;     // itself for a root
  struct Exit *parent;    // side traces: the exit that they continue
  Code *code;             // root: where header is; kept alive
  const uint32_t *header; // root: loop header or function start; side: pc of the parent exit
  TraceState state;
  uint32_t number;
  uint32_t code_offset, code_bytes;
  void *entry, *body;              // addresses in the arena; body NULL: does not loop
  uint32_t first_exit, exit_count; // numbers in the exit table
  uint32_t first_pool, pool_count;
  uint32_t first_fact, fact_count;
  bool facts_truncated; // the table was full: heap facts of exits beyond fact_count are not to be trusted
  bool from_memory;     // side trace recorded without facts: entered by the handler after restoring the frame
  Exit *exits;
  uint32_t frame_depth;           // root: frames that the tree pushes at most
  struct Assumption *assumptions; // malloc'ed
  uint32_t assumption_count;
  // root with a body
  BodyArgument *body_arguments;
  uint32_t body_argument_count;
  bool body_linkable;            // all body arguments are slot values or invariants
  uint32_t body_reads;           // alias classes of the invariants that are loads
  int16_t *body_invariant_slots; // frame slots of which more was hoisted than unboxing: they must be unchanged
  uint32_t body_invariant_slot_count;
  BodySlot *body_slots; // what the body's exits restore to slots that are no PHIs
  uint32_t body_slot_count;
  // side trace whose root has a linkable body: its own references of the body's invariants, by argument number
  Ref *body_refs;
  // clobbers of this side trace and its parents since the root's loop header
  uint32_t clobbers;
  uint32_t side_count; // root: side traces in its tree
  uint64_t last_used;  // for eviction
} Trace;

// Value-stack words above its base that every trace may use for the frames it inlines: the same for all, so that a
// trace may jump to any other. Arguments of C functions lie behind them.
#define TRACE_FRAME_WORDS 640

#define TRACE_EXIT_TABLE 65536u
#define TRACE_POOL_SIZE 65536u

// Exits by exit number; NULL when free.
extern Exit *trace_exit_table[TRACE_EXIT_TABLE];

// The root trace whose header is pc, ready or not; NULL.
Trace *trace_find_root(const uint32_t *header);
// Starts the trace machinery (maps buffer, arena, tables); false: no memory or no arena: the JIT stays off.
bool trace_open(void);
// Ends martlet-codegen, if it runs.
void trace_close(void);
// Ends martlet-codegen, if it runs, until it is needed again: so that it is no child that a program could wait for.
void trace_end_companion(void);
// In the child of a fork: the machine code becomes its own, and it gets a companion of its own when it needs one.
void trace_after_fork(void);

// --- install.c: from the finished builder to installed code
// What the recorder knows of a finished trace.
typedef struct TracePlan {
  Code *code;
  const uint32_t *header;
  Exit *parent;        // NULL: a root
  Trace *link;         // where the final LEAVE goes; NULL: to the interpreter
  bool link_self;      // the final LEAVE enters the new trace itself
  bool ends_at_header; // it goes to the interpreter at a loop header
  bool link_to_body, from_memory;
  uint32_t frame_depth;
  const SnapshotEntry *header_slots; // loops: the slot values at the loop header, to describe the body's arguments
  uint32_t header_slot_count;
} TracePlan;
// Takes pool indexes, exit numbers and facts for the trace in the builder, makes the Trace and sends the request; under
// jit=sync waits for the answer and installs it. False: builder.abort says why, nothing is left behind.
bool trace_submit(const TracePlan *plan);
// Whether a compile is under way; when its answer has come it is installed (or dropped) first.
bool trace_compile_pending(void);

// --- exits.c
// The initial content of every exit slot.
void *exit_handler_address(void);
// Enters a ready trace from the interpreter; afterwards vm.base and vm.pc say where the interpreter goes on.
// Returns the exit taken.
Exit *trace_enter(Trace *trace, Value *base);

// --- facts.c
bool facts_open(void);
// Writes the facts of the finished builder into the table for the trace, and fact_count into the snapshots.
void facts_collect(Trace *trace);
void facts_drop(Trace *trace);
// Seeds the builder, whose PARAMs 1.. are the exit's arguments, with everything the chain from this exit knows.
void facts_seed(const Exit *exit);
uint32_t facts_bytes(void);
uint32_t facts_bytes_max(void);

// --- stats.c
typedef struct TraceStats {
  uint64_t root_traces, side_traces, aborts[ABORT_COUNT], guards_recorded, guards_emitted, guards_from_facts;
  uint64_t exits, links_to_entry, links_to_body, evictions, invalidations, blacklisted;
  uint32_t trace_buffer_bytes_max;
} TraceStats;
extern TraceStats trace_stats;

// --- dump.c: text of the trace in the builder, appended to the -X trace-dump file
void trace_dump(const Trace *trace, const char *heading);
// What had been recorded when the recording was given up, and at which bytecode.
void trace_dump_abort(AbortReason reason, const char *bytecode);

#endif
