// Functions of the module sys that live in files of their own; sys.c has the table.
#ifndef MARTLET_SYS_INTERNAL_H
#define MARTLET_SYS_INTERNAL_H

#include "core/object/function.h"

// --- sys_async.c
Value sys_set_asyncgen_hooks(Value *args, size_t count);
Value sys_get_asyncgen_hooks(Value *args, size_t count);
Value sys_set_coroutine_origin_depth(Value *args, size_t count);
Value sys_get_coroutine_origin_depth(Value *args, size_t count);

// --- sys_breakpoint.c
Value sys_breakpoint_hook(Value *args, size_t count);

#endif
