// Tuples whose items also have names: sys.version_info, os.stat_result, time.struct_time and the like.
#ifndef MARTLET_STRUCT_SEQUENCE_H
#define MARTLET_STRUCT_SEQUENCE_H

#include "core/object/type.h"

#define STRUCT_SEQUENCE_MAX 20

// A new type, a subclass of tuple. `fields` ends with NULL; the first `visible` are items of the tuple, the others
// can only be had by name; "" is a field without a name. The array and the strings must live on. NULL: raised. The type
// must be kept alive by the caller.
Type *struct_sequence_type(const char *module, const char *name, const char *const *fields, size_t visible);
// An instance from as many values as the type has fields. EMPTY with MemoryError, also when one of the values is EMPTY.
Value struct_sequence_new(Type *type, const Value *values);

#endif
