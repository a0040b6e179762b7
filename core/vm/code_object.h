// Between code_object.c (what Python sees of code) and code_replace.c (code.replace()).
#ifndef MARTLET_CODE_OBJECT_H
#define MARTLET_CODE_OBJECT_H

#include "core/vm/code.h"

// CPython's values of co_flags.
enum PublicFlags {
  PUBLIC_OPTIMIZED = 0x1,
  PUBLIC_NEWLOCALS = 0x2,
  PUBLIC_VARARGS = 0x4,
  PUBLIC_VARKEYWORDS = 0x8,
  PUBLIC_NESTED = 0x10,
  PUBLIC_GENERATOR = 0x20,
  PUBLIC_COROUTINE = 0x80,
  PUBLIC_ITERABLE_COROUTINE = 0x100,
  PUBLIC_ASYNC_GENERATOR = 0x200,
  PUBLIC_FUTURE_ANNOTATIONS = 0x1000000,
};

// The constant that an instruction names (global, attribute, module); -1: none.
int64_t code_name_operand(const uint32_t *words);
// The method replace: a NativeFunction.
Value code_replace(Value *args, size_t count);

#endif
