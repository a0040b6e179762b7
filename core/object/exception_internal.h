// What exception.c and exception_types.c share.
#ifndef MARTLET_EXCEPTION_INTERNAL_H
#define MARTLET_EXCEPTION_INTERNAL_H

#include "core/object/exception.h"

// An instance of type with these arguments (a tuple), its fields filled in from them. keywords: dict or EMPTY. EMPTY:
// raised.
Value exception_make(Type *type, Value args, Value keywords);
// The subclass of OSError for an errno value.
Type *exception_os_type(int64_t error_number);
void exception_types_init(void);

#endif
