// Generators: a suspended frame. While it runs, its registers are on the value stack like any frame's; when it yields
// they are copied back here (frames are small, and the interpreter and traces then know one kind of frame only).
//
// Coroutines and asynchronous generators are the same structure under shapes of their own; what differs is who may
// resume them and what messages say. Their types are filled in when the first one is made (coroutine_types_init).
#ifndef MARTLET_GENERATOR_H
#define MARTLET_GENERATOR_H

#include "core/object/array.h"
#include "core/object/function.h"

enum GeneratorState { GENERATOR_CREATED, GENERATOR_SUSPENDED, GENERATOR_RUNNING, GENERATOR_FINISHED };

typedef struct Generator {
  Object header; // SHAPE_GENERATOR, HEAP_GENERATOR: visits everything below and the registers
  Function *function;
  struct Code *code; // what it runs, also when the function has other code by now
  uint64_t state;    // GeneratorState
  uint64_t resume;   // index of the YIELD instruction to resume behind (created: of the first instruction)
  Value handled;     // the exception that the suspended frame was handling, or EMPTY
  Value delegate;    // the iterator of the `yield from` it is suspended in, or EMPTY (for throw and close)
  Value name, qualified_name;
  Value extra;       // coroutine: its origin (None or a tuple); asynchronous generator: the finaliser hook or EMPTY
  uint32_t count;    // of registers
  uint32_t async;    // asynchronous generator: AsyncGeneratorFlags
  Value registers[]; // count = code->register_count
} Generator;

static inline Generator *to_generator(Value v) { return (Generator *)(uintptr_t)v; }
// What YIELD_FROM may resume without C recursion.
static inline bool is_generator_or_coroutine(Value v) {
  return has_shape(v, SHAPE_GENERATOR) || has_shape(v, SHAPE_COROUTINE);
}

// The object that a call of `function` makes, with a copy of its registers (NULL: all EMPTY); its shape follows from the code's flags.
Value generator_new(Function *function, const Value *registers);
// "generator", "coroutine" or "async generator", for messages.
const char *generator_kind_name(const Generator *generator);
// next/send/throw/close from C. send: value NONE for next. EMPTY with no exception: finished, with vm.stop_value set
// to the return value.
Value generator_send(Value generator, Value value);
Value generator_throw(Value generator, Value exception);
// What throw() was given: a class or an instance and, or EMPTY, a value and a traceback.
typedef struct ThrowArguments {
  Value type, value, traceback;
  bool through; // GeneratorExit does not close what the generator delegates to, but is thrown there too
} ThrowArguments;
Value generator_throw_arguments(Value generator, const ThrowArguments *thrown);
// The method throw() of all three types: self and the three arguments.
Value generator_method_throw(Value *args, size_t count);
bool generator_close(Value generator);
// A result of generator_send or _throw as send() and throw() show it: the end becomes StopIteration.
Value generator_or_stop(Value result);
// Attributes that the three types have under different names.
Value generator_get_name(Value self);
bool generator_set_name(Value self, Value value);
Value generator_get_qualified_name(Value self);
bool generator_set_qualified_name(Value self, Value value);
Value generator_get_code(Value self);
Value generator_get_running(Value self);
Value generator_get_suspended(Value self);
Value generator_get_delegate(Value self);
Value generator_get_frame(Value self);
void generator_init(void);

#endif
