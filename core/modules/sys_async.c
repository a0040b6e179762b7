// sys: what event loops set up — hooks for asynchronous generators, and where coroutines were made.
#include "core/modules/sys_internal.h"
#include "core/modules/struct_sequence.h"
#include "core/object/coroutine.h"
#include "core/object/sequence.h"

Value sys_set_asyncgen_hooks(Value *args, size_t count) {
  (void)count;
  return async_generator_set_hooks(args[0], args[1]) ? NONE : EMPTY;
}

Value sys_get_asyncgen_hooks(Value *args, size_t count) {
  static const char *const fields[] = {"firstiter", "finalizer", NULL};
  static Value type; // kept alive by the list of subclasses of tuple
  (void)args;
  (void)count;
  if (type == EMPTY) {
    Type *made = struct_sequence_type("builtins", "asyncgen_hooks", fields, 2);
    if (made == NULL) return EMPTY;
    type = from_object(made);
  }
  Value values[] = {async_generator_hook(false), async_generator_hook(true)};
  return struct_sequence_new(to_type(type), values);
}

Value sys_set_coroutine_origin_depth(Value *args, size_t count) {
  (void)count;
  int64_t depth;
  if (!index_from_value(args[0], EXCEPTION_OverflowError, &depth)) return EMPTY;
  if (depth < 0) return raise(ValueError, "depth must be >= 0");
  coroutine_set_origin_depth(depth > UINT32_MAX ? UINT32_MAX : (uint32_t)depth);
  return NONE;
}

Value sys_get_coroutine_origin_depth(Value *args, size_t count) {
  (void)args;
  (void)count;
  return from_small_int(coroutine_origin_depth());
}
