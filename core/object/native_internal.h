// Signatures of C functions, parsed. Shared by native.c and native_arguments.c only.
#ifndef MARTLET_NATIVE_INTERNAL_H
#define MARTLET_NATIVE_INTERNAL_H

#include "core/object/function.h"

#define NATIVE_PARAMETERS_MAX 24

// The counts of a signature; `named` is the number of slots.
typedef struct NativeCounts {
  uint8_t named;      // slots: parameters and **kwargs
  uint8_t positional; // slots that can be given by position
  uint8_t positional_only;
  uint8_t required; // positional ones without default (they come first)
  uint8_t keyword_only;
  bool keyword_required; // some keyword-only parameter has no default
  bool variadic;         // *args
  bool keywords;         // **kwargs, in the last slot
} NativeCounts;

typedef struct NativeParameters {
  const NativeDef *def;
  struct NativeParameters *next; // in the table of parsed signatures
  NativeCounts counts;
  Value names[]; // of the slots, interned; roots
} NativeParameters;

// One call being bound. `self_count` is 1 when slot 0 is the self of a method, which messages do not count.
typedef struct NativeBinding {
  const NativeDef *def;
  Value owner; // Native.owner, for the name in messages
  const Value *args;
  size_t count;
  Value keyword_names;
  size_t self_count;
  const Value *extra; // out: values of *args, inside args
  size_t extra_count;
} NativeBinding;

NativeCounts native_count_parameters(const NativeDef *def);
NativeParameters *native_parameters(const NativeDef *def); // NULL with MemoryError
// Whether def is, or speaks like, the visible method of a slot.
bool native_is_wrapper(const NativeDef *def);
// Fills out[0..named). False: raised.
bool native_bind_call(NativeBinding *binding, Value *out);
void native_arguments_init(void);

#endif
