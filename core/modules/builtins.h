// The module builtins: its functions by topic, one table and one file each, and how the module is put together.
#ifndef MARTLET_BUILTINS_H
#define MARTLET_BUILTINS_H

#include "core/object/module.h"

extern const NativeDef builtins_number[]; // builtins_number.c: abs, chr, divmod, pow, round, …
extern const NativeDef builtins_iter[];   // builtins_iter.c: all, iter, len, max, sorted, sum, …
extern const NativeDef builtins_object[]; // builtins_object.c: getattr, hash, isinstance, repr, …
extern const NativeDef builtins_scope[];  // builtins_scope.c: eval, exec, globals, __import__, …
extern const NativeDef builtins_io[];     // builtins_io.c: print, input, open, exit

// Makes the module with all functions, types, exceptions and constants and sets vm.builtins to its dict, which the
// caller enters into sys.modules. EMPTY: raised.
Value builtins_new(void);

// A name given to getattr and the like, interned; EMPTY with TypeError "attribute name must be string, not 'int'".
Value builtins_attribute_name(Value name);

// builtins_compile.c: compile(), and the UTF-8 text of source code given as str or bytes (false: TypeError with
// `expected`, or ValueError).
Value builtin_compile(Value *args, size_t count);
bool builtin_source_text(Value source, const char *function, const char *expected, const char *filename, const char **text, size_t *size);

// Whether v is the function __import__ of this module.
bool builtins_is_import(Value v);

#endif
