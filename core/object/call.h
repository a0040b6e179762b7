// Calls from C: argument arrays that are put together for a call.
#ifndef MARTLET_CALL_H
#define MARTLET_CALL_H

#include "core/object/object.h"
#include "core/vm/vm.h"

#define CALL_LOCAL 16

// The arguments of one call; lives on the C stack. `args` has room for CALL_SPARE more values behind the last one.
#define CALL_SPARE 24
typedef struct CallArguments {
  Value *args;
  size_t count;        // positional
  Value keyword_names; // tuple of str, or EMPTY; their values follow the positional ones
  Value local[CALL_LOCAL + CALL_SPARE];
} CallArguments;

// Room for `total` values. NULL with MemoryError.
Value *call_arguments_reserve(CallArguments *call, size_t total);
// first (EMPTY: none), then count values of args, then the items of the dict keywords (EMPTY: none). False: raised.
bool call_arguments_from(CallArguments *call, Value first, const Value *args, size_t count, Value keywords);
// first in front of count positional values and the values of keyword_names. False: raised.
bool call_arguments_prepend(CallArguments *call, Value first, const Value *args, size_t count, Value keyword_names);
// C recursion through objects counts as calls, as in CPython: `where` completes "maximum recursion depth exceeded".
// False: RecursionError; true must be followed by call_leave.
bool call_raise_depth(const char *where);
static inline bool call_enter(const char *where) {
  bool deep = vm.depth >= vm.recursion_limit || (char *)__builtin_frame_address(0) <= vm.c_stack_limit;
  if (__builtin_expect(deep, 0)) return call_raise_depth(where);
  vm.depth++;
  return true;
}
static inline void call_leave(void) { vm.depth--; }

#endif
