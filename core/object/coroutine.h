// Coroutines: what `await` means for an object, the types coroutine and async_generator, and the awaitables that
// asynchronous generators hand out. The structure of both is Generator (generator.h).
#ifndef MARTLET_COROUTINE_H
#define MARTLET_COROUTINE_H

#include "core/object/generator.h"

// Bits of Generator.async.
enum AsyncGeneratorFlags {
  ASYNC_HOOKED = 1,  // the firstiter hook has been called
  ASYNC_CLOSED = 2,  // it has ended, or aclose() was called
  ASYNC_RUNNING = 4, // an asend() or athrow() of it is being awaited
};

// Fills in the types, once; false: no memory.
bool coroutine_prepare(void);
void async_generator_prepare(void);
// A coroutine is about to be handed out: notes where it was made if the program asked for that.
void coroutine_note_origin(Generator *coroutine);
// RuntimeError for resuming a coroutine that has finished; EMPTY.
Value raise_reused_coroutine(void);
// Whether a value is a generator that types.coroutine made awaitable.
bool is_iterable_coroutine(Value v);
// The iterator that `await v` delegates to. EMPTY: raised, or (`*missing` set, nothing raised) there is no __await__.
Value coroutine_await(Value v, bool *missing);

// asynchronous_generator.__anext__(): an awaitable. EMPTY: raised (by a hook, too).
Value async_generator_next(Value generator);

// builtins anext(iterator, fallback) with a fallback: an awaitable around the awaitable of __anext__().
Value anext_with_default(Value awaitable, Value fallback);

// sys.set_asyncgen_hooks: EMPTY leaves a hook as it is, NONE removes it. False: TypeError.
bool async_generator_set_hooks(Value first_iteration, Value finaliser);
// The hooks or NONE.
Value async_generator_hook(bool finaliser);
// sys.set_coroutine_origin_tracking_depth
void coroutine_set_origin_depth(uint32_t depth);
uint32_t coroutine_origin_depth(void);

#endif
