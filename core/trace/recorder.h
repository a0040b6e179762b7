// The inside of the recorder: its state, and what the record functions (record_*.c) use.
//
// trace_record(pc, base) is called before each bytecode is executed. The record function of the opcode looks at the
// concrete operands in the registers and emits IR. Register contents are references in `slots`, indexed by frame slot:
// words from the base at which the trace was (or will be) entered, inlined frames included, frame headers too.
//
// Rules that keep snapshots right:
//   - a record function emits all its guards before its first side effect (store, call with effects);
//   - set_register takes effect when the next bytecode is recorded: so a guard always sees the state before its own
//   bytecode;
//   - after a side effect only guard_result may be used in the same bytecode: its exit is taken with an exception
//   pending.
// A guard whose bytecode can simply be executed again shares the exit of the last such guard, as long as nothing has
// had a side effect in between: executing a little more again is cheaper than one more exit. Branches get exits of
// their own, at the other target, since side traces start there.
#ifndef MARTLET_RECORDER_H
#define MARTLET_RECORDER_H

#include "core/trace/builder.h"
#include "core/trace/helpers.h"
#include "core/trace/runtime.h"
#include "core/object/generator.h"
#include "core/vm/consumers.h"
#include "core/vm/special_frames.h"

#define INLINE_DEPTH_MAX 24
#define RECURSION_MAX 3
#define GENERATOR_HEADERS_MAX 16

// A loop header in an inlined generator that was passed since the generator was resumed.
typedef struct PassedHeader {
  const uint32_t *pc;
  int32_t delta;
} PassedHeader;

typedef struct PendingSlot {
  int16_t slot;
  Ref ref;
} PendingSlot;
#define PENDING_MAX 600
#define NO_EXIT UINT16_MAX

typedef struct Recorder {
  bool active, from_memory, invalidated;
  Exit *parent;           // of a side trace
  const uint32_t *header; // where the trace starts
  Value *start_base;      // slot 0
  int32_t start_delta;    // base of the frame at the start, from slot 0
  int32_t lowest_delta;   // of the lowest frame that the trace has been in
  int32_t vm_depth;       // vm.depth at slot 0's entry
  Code *root_code;
  unsigned bytecodes; // recorded so far
  PassedHeader generator_headers[GENERATOR_HEADERS_MAX];
  unsigned generator_header_count;
  unsigned headers_passed; // loop headers without a trace that were passed
  // current bytecode
  const uint32_t *pc;
  Value *base;
  Function *function;
  Code *code;
  int32_t delta;    // base - start_base
  bool side_effect; // of this bytecode
  uint16_t exit;    // shared exit of guards
  bool exit_valid;
  bool showing_frames;           // the snapshot that is made is for a FRAMES
  uint16_t call_exit;            // of this bytecode's last FRAMES; NO_EXIT
  const uint32_t *branch_target; // not NULL: the next exit is at this pc
  bool ends_at_header;           // the trace gives up at a loop header without a trace
  bool link_self;                // the trace ends by entering itself in a deeper frame
  bool after_loop;               // the bytecode before was a LOOP: this one is a loop header
  bool need_poll;                // a call may have run Python code: poll before the next bytecode
  // a decision that only executing the bytecode makes: the guard is recorded with the next bytecode
  Ref deferred; // NO_REF: none; I: taken when not 0
  const uint32_t *deferred_taken, *deferred_other;
  Ref deferred_item; // likewise: what an iterator's next returned; deferred_end: where the loop ends
  const uint32_t *deferred_end, *deferred_body, *deferred_loop;
  int32_t deferred_slot;       // that the item goes to
  bool entered_function;       // this bytecode is the first of an inlined call
  bool unwinds;                // this bytecode raises, and the way to the handler has been recorded
  Ref first_ref;               // the first instruction of this bytecode
  const uint32_t *expected_pc; // after an inlined call: where the interpreter must be next
  uint32_t frame_depth;
  Ref slots[SLOT_COUNT];
  uint8_t modified[SLOT_COUNT];
  uint8_t shown[SLOT_COUNT]; // a FRAMES may have written it to memory: exits restore it even if it has its first value
  int low_slot, high_slot;   // range of slots in use
  PendingSlot pending[PENDING_MAX];
  unsigned pending_count;
  int32_t pop_from; // slots from here on die when the next bytecode begins; INT32_MAX: none
} Recorder;

extern Recorder recorder;

// --- recorder.c
Ref get_slot(int32_t slot);
void set_slot(int32_t slot, Ref ref);
static inline Ref get_register(unsigned reg) { return get_slot(recorder.delta + (int32_t)reg); }
static inline void set_register(unsigned reg, Ref ref) { set_slot(recorder.delta + (int32_t)reg, ref); }
static inline Value concrete(unsigned reg) { return recorder.base[reg]; }
static inline Value constant_value(unsigned index) { return recorder.code->constants->items[index]; }
Ref function_ref(void); // P: the function of the current frame
// --- record_displays.c, record_iterators.c
#define TUPLE_ARGUMENTS_MAX 4
// A tuple of 1 to TUPLE_ARGUMENTS_MAX boxed items, whose parts the optimiser sees through.
Ref make_tuple(unsigned count, const Ref *items);
// The next item of a built-in iterator (P or V), written out: its state is loaded and stored here. NO_REF: not one of
// those that this can do, or it has ended; nothing was emitted.
Ref step_iterator(Ref iterator, Value value);

// A generator whose frame is at delta is resumed: its loops have not been seen since.
void recorder_forget_headers(int32_t delta);
// Ends the recording before this bytecode: the trace leaves to the interpreter here.
void recorder_leave(void);
uint16_t fresh_exit(const uint32_t *pc); // a new exit with the state before this bytecode
// C code that may look at frames is called next.
void record_frames(void);

// --- record_values.c: typed views of references; each emits the guards that its result needs
Ref as_int(Ref ref);
Ref as_float(Ref ref);
Ref as_object(Ref ref, uint32_t shape);    // P, exactly of that shape
Ref as_pointer(Ref ref);                   // P of any shape
Ref boxed(Ref ref, Value value);           // V; value: the concrete one
void guard_constant(Ref ref, Value value); // ref is this object or special
void guard_result(Ref ref);                // a V or P result of a call with effects: not EMPTY
void guard_status(Ref ref);                // an I result: not negative
Ref call_helper(TraceHelper helper, unsigned count, const Ref *args);
static inline bool is_int_value(Ref ref, Value v) {
  return type_of_ref(ref) == IR_TYPE_I || (type_of_ref(ref) == IR_TYPE_V && is_int(v));
}
static inline bool is_float_value(Ref ref, Value v) {
  return type_of_ref(ref) == IR_TYPE_F || (type_of_ref(ref) == IR_TYPE_V && is_double(v));
}
bool assume_type(Type *type);
// ref is of the class that the concrete value has, and that class is as it was.
void guard_class(Ref ref, Value value);
// The guard of a branch: condition op(a, b) held while recording; when it fails the interpreter goes on at other.
void guard_branch(IrOp op, Ref a, Ref b, const uint32_t *other);

// --- record_arithmetic.c, record_objects.c, record_displays.c, record_calls.c, record_loops.c
void record_binary(uint32_t i);
void record_unary(uint32_t i);
void record_compare(uint32_t i);
void record_jump_compare(uint32_t i);
void record_jump_truth(uint32_t i);
void record_load_global(uint32_t i);
void record_store_global(uint32_t i);
void record_cell(uint32_t i);
void record_load_attribute(uint32_t i);
void record_store_attribute(uint32_t i);
void record_load_method(uint32_t i);
void record_get_item(uint32_t i);
void record_set_item(uint32_t i);
void record_delete_attribute(uint32_t i);
// A cell of the function's closure (P), and the value in it.
Ref record_closure_cell(unsigned index);
Ref record_closure_value(unsigned index);
void record_delete_item(uint32_t i);
void record_build(uint32_t i);
void record_extend(uint32_t i);
void record_dict_merge(uint32_t i);
void record_unpack(uint32_t i);
void record_match(uint32_t i);
void record_make_function(uint32_t i);
void record_load_assertion_error(uint32_t i);
void record_call(uint32_t i);
void record_return(uint32_t i);
// The bytecode calls a special method in a frame; args: the references of call->args. Its guards come before.
void record_special(const SpecialCall *call, const Ref *args);
// Guards that the frame, the lowest of the trace so far, returns to where it did while recording.
bool guard_caller(const Value *base);
void return_to_caller(Ref result); // from an inlined frame of kind FRAME_CALL or FRAME_CONSTRUCT
void record_get_iter(uint32_t i);
void record_for_iter(uint32_t i);

// --- record_exceptions.c
void record_raise(uint32_t i);
void record_reraise(uint32_t i);
void record_enter_handler(uint32_t i);
void record_leave_handler(uint32_t i);
void record_match_exception(uint32_t i);
void record_load_special_method(uint32_t i);
// An exception is pending that the running bytecode has raised, after it was recorded, or with which a side trace
// starts. False: this cannot be recorded.
bool record_raised(bool starts);

// --- record_generators.c
void record_start_generator(uint32_t i);
void record_yield(uint32_t i);
void record_get_yield_from(uint32_t i);
void record_get_awaitable(uint32_t i);
void record_yield_from(uint32_t i);
// Whether a generator or coroutine can be resumed by inlining it here.
bool can_resume_inline(Value generator);
// Does so: pushes its frame, with `sent` as the value of the yield that it is suspended in.
void resume_inline(Ref generator, Value value, Ref sent, FrameKind kind);
// The running frame, of an inlined generator, returns.
void return_from_generator(Ref result);
// The generator (P) of the frame at this slot; whether it is certain that no exception is being handled, neither by it
// nor by its caller: emits the guards that make it so.
Ref generator_ref(int32_t delta);
bool nothing_handled(Ref generator, const Generator *concrete_generator);

// --- record_consumers.c
// What a call that takes all items of a generator starts with.
Ref start_consuming(NativeConsumer consumer);
// A yield to such a call; false: it goes elsewhere.
bool record_consume(uint32_t i);
// The running generator, resumed by such a call or one of next or send, returns.
void end_consuming(void);

#endif
