// Generators: a suspended frame. While it runs, its registers are on the value stack like any frame's; when it yields
// they are copied back here (frames are small, and the interpreter and traces then know one kind of frame only).
#ifndef MARTLET_GENERATOR_H
#define MARTLET_GENERATOR_H

#include "core/object/array.h"
#include "core/object/function.h"

enum GeneratorState { GENERATOR_CREATED, GENERATOR_SUSPENDED, GENERATOR_RUNNING, GENERATOR_FINISHED };

typedef struct Generator {
  Object header; // SHAPE_GENERATOR, HEAP_GENERATOR: visits everything below and the registers
  Function *function;
  uint64_t state;  // GeneratorState
  uint64_t resume; // index of the YIELD instruction to resume behind (created: of the first instruction)
  Value handled;   // the exception that the suspended frame was handling, or EMPTY
  Value delegate;  // the iterator of the `yield from` it is suspended in, or EMPTY (for throw and close)
  Value name, qualified_name;
  uint64_t count;
  Value registers[]; // count = code->register_count
} Generator;

Value generator_new(Function *function, const Value *registers);
// next/send/throw/close from C. send: value NONE for next. EMPTY with no exception: finished, with vm.stop_value set
// to the return value.
Value generator_send(Value generator, Value value);
Value generator_throw(Value generator, Value exception);
bool generator_close(Value generator);
void generator_init(void);

#endif
