// Calls from C: argument arrays that are put together for a call.
#ifndef MARTLET_CALL_H
#define MARTLET_CALL_H

#include "core/object/object.h"

#define CALL_LOCAL 16

// The arguments of one call; lives on the C stack. `args` has room for CALL_SPARE more values behind the last one.
#define CALL_SPARE 24
typedef struct CallArguments {
  Value *args;
  size_t count;         // positional
  Value keyword_names;  // tuple of str, or EMPTY; their values follow the positional ones
  Value local[CALL_LOCAL + CALL_SPARE];
} CallArguments;

// Room for `total` values. NULL with MemoryError.
Value *call_arguments_reserve(CallArguments *call, size_t total);
// first (EMPTY: none), then count values of args, then the items of the dict keywords (EMPTY: none). False: raised.
bool call_arguments_from(CallArguments *call, Value first, const Value *args, size_t count, Value keywords);
// first in front of count positional values and the values of keyword_names. False: raised.
bool call_arguments_prepend(CallArguments *call, Value first, const Value *args, size_t count, Value keyword_names);
// Whether C recursion may go deeper; false with RecursionError.
static inline bool call_depth_ok(void);

#include "core/vm/vm.h"
static inline bool call_depth_ok(void) {
  return __builtin_expect((char *)__builtin_frame_address(0) > vm.c_stack_limit, 1) || vm_check_c_stack();
}

#endif
