// functools.partial: a callable and arguments to put in front of those of a call. Calls from Python put them there in
// place (core/vm/call.c), so that a Python callee needs no loop of its own.
#ifndef MARTLET_PARTIAL_H
#define MARTLET_PARTIAL_H

#include "core/object/object.h"

typedef struct Partial { // HEAP_INSTANCE
  Object header;
  Value function;
  Value args;       // tuple
  Value keywords;   // dict
  Value attributes; // the overflow word
} Partial;

// The shape of a functools.partial without attributes; SHAPE_INVALID before _functools is imported.
extern uint32_t partial_shape;

#endif
