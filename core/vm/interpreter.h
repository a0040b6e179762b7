// The inside of the interpreter: C functions that handlers call, and the way in for C code.
//
// Unless stated otherwise vm.pc and vm.base are those of the running instruction, a false or EMPTY result means that
// vm_exception is set, and registers are addressed through `base`.
#ifndef MARTLET_INTERPRETER_H
#define MARTLET_INTERPRETER_H

#include "core/vm/vm.h"

static inline InlineCache *code_caches(Code *code) { return (InlineCache *)(void *)code->caches->data; }

// Runs from vm.base and vm.pc until the innermost entry frame (FRAME_ENTRY, FRAME_RESUME_ENTRY) is left; its result, or
// EMPTY.
Value interpret(void);
// The same, starting by raising the pending exception at vm.pc.
Value interpret_raised(void);

// --- call.c
typedef enum CallOutcome { CALL_RAISED, CALL_DONE, CALL_PUSHED } CallOutcome;
// Calls what is in window[0] with `count` values from window[FRAME_HEADER] on, the last ones named by keyword_names.
// CALL_PUSHED: a frame was pushed, vm.base and vm.pc are its; CALL_DONE: *result. `window` must be in the running
// frame.
CallOutcome call_window(Value *window, size_t count, Value keyword_names, Value *result);
// CALL_EX: the arguments are those of the tuple (or other iterable) window[4] and the dict window[5] (EMPTY: none).
CallOutcome call_spread(Value *window, Value *result);
// The __init__ of a class whose instances are made by object.__new__ and set up by a Python function; EMPTY for other
// classes.
Value call_python_init(const Type *type);
// Whether a frame of `registers` may be pushed at base; false: RecursionError.
bool frame_check(const Value *base, size_t registers);
// Makes the frame at `base` the running one; its header's function, arguments and `extra` are in place already; the
// frame returns to vm.pc.
void frame_push(Value *base, Code *code, FrameKind kind);

// --- unwind.c
// Finds the handler of the pending exception, raised at vm.pc in the frame vm.base. True: vm.base and vm.pc are at the
// handler and the exception is no longer pending. False: the entry frame was left. add_traceback: whether this frame
// gets a traceback entry (not when an exception is re-raised).
bool unwind(bool add_traceback);
// The innermost handler range around an instruction; NULL: none.
const HandlerRange *unwind_find_handler(const Code *code, uint32_t index);

// --- operators.c: one function for all forms, told by the opcode in i
bool binary_operation(uint32_t i, Value *base, const Value *constants);
// A comparison that gives a value; and one that decides a jump: 1, 0, -1.
bool compare_operation(uint32_t i, Value *base);
int jump_comparison(uint32_t i, Value *base, const Value *constants);
int contains(Value container, Value item); // 1, 0, -1
Value get_item(Value container, Value key);
// The bound method for LOAD_SPECIAL_METHOD; EMPTY: TypeError.
Value special_method(Value receiver, unsigned which);
// The same unbound, if it is a plain Python function; EMPTY, without exception: something else.
Value special_function(Value receiver, unsigned which);
bool set_item(Value container, Value key, Value value);

// --- names.c
Value global_load(Function *function, Value name, InlineCache *cache);
bool global_store(Function *function, Value name, Value value, InlineCache *cache);
bool global_delete(Function *function, Value name);
Value name_load(Value *base, Value name);
bool name_store(Value *base, Value name, Value value);
bool name_delete(Value *base, Value name);
// The namespace entry, or EMPTY without exception.
Value namespace_find(Value namespace, Value name);
// The namespace of a frame whose code has CODE_NAMESPACE; that of a function made from such code is its globals.
Value namespace_of(const Value *base);

// --- iteration.c
bool iteration_start(Value *registers, Value iterable);
// The next item of the state in registers[0..2]; EMPTY without exception: the end.
Value iteration_next(Value *registers);
bool unpack(Value *target, Value iterable, size_t count);
bool unpack_star(Value *target, Value iterable, size_t before, size_t after);
// UNPACK_TUPLE, for more targets than there are registers; EMPTY: raised.
Value unpack_tuple(Value iterable, bool star, uint32_t counts);

// --- displays.c
bool build_set(Value *target, const Value *items, size_t count);
bool build_dict(Value *target, const Value *items, size_t pairs);
Value format_value(Value value, Value spec, unsigned conversion);
// The name of a callee as messages about its arguments show it.
Value callee_name(Value callee);
bool dict_merge_keywords(Value dict, Value mapping, Value callee);
bool make_function(Value *window, Value *base, Code *code);
// Items for a display or a call: as extend and update, but with the messages of `*x` and `**x`.
bool list_extend_display(Value list, Value iterable);
bool set_update_display(Value set, Value iterable);
bool dict_update_display(Value dict, Value mapping);
Value load_build_class(void);
// PRINT_RESULT: sys.displayhook(value).
bool print_result(Value value);

// --- import.c
Value import_name(Function *function, Value name, Value from_list, Value level);
Value import_from(Value module, Value name);
bool import_star(Value module, Value namespace);

// --- await.c
// GET_AWAITABLE: the iterator to delegate to; GET_AITER, GET_ANEXT. EMPTY: raised.
Value awaitable_of(Value value, AwaitPlace place);
Value async_iterator_of(Value iterable);
Value async_next_of(Value iterator);
// GET_YIELD_FROM of anything but a generator.
Value yield_from_iterator(Value value, const Value *base);

// --- pattern.c
Value match_keys(Value mapping, Value keys);
Value match_class(Value subject, Value type, size_t positional, Value keyword_names);
bool match_is_sequence(Value v);
bool match_is_mapping(Value v);
// MATCH_EXCEPTION: 1, 0, -1.
int match_exception(Value exception, Value types);

// --- generator_run.c
// Makes the generator of the running frame, whose first instruction after START_GENERATOR is at vm.pc + 1.
Value generator_start(void);
// Pushes the frame of a suspended generator; `sent` is the value of the yield expression. False: raised (already
// executing…).
bool generator_push(Value generator, Value sent, Value *base, FrameKind kind);
// The running generator frame yields: its registers go back into the generator, the frame is popped. Returns the kind
// of the frame popped last: FRAME_RESUME (vm.pc at FOR_ITER) or FRAME_RESUME_ENTRY.
FrameKind generator_yield(void);
struct Generator;
// A running generator has ended: its caller handles again what it was handling, its registers are dropped.
void generator_finish(struct Generator *generator);
// The running generator frame ends with vm.stop_value; popped. Returns its kind.
FrameKind generator_return(void);
// One step of YIELD_FROM. 1: the iterator gave *item, to be yielded; 0: ended with vm.stop_value; -1: raised; 2: a
// frame was pushed.
int yield_from_step(uint32_t i, Value *base, Value *item);
// The generator of a frame that an exception leaves is finished; StopIteration becomes RuntimeError.
void generator_unwound(Value *base);

#endif
