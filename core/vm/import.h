// What import.c offers beyond vm_import and the import instructions.
#ifndef MARTLET_IMPORT_H
#define MARTLET_IMPORT_H

#include <stddef.h>

#include "core/value/value.h"

// The name of the index-th module written in C; NULL: no more. For sys.builtin_module_names.
const char *import_native_name(size_t index);
// The contents of a file with a NUL behind, malloc'ed; NULL: it cannot be read (errno).
char *import_read_file(const char *path, size_t *bytes);
// Compiles a source file; EMPTY: OSError or SyntaxError.
Value import_compile_file(const char *path);
// The code of a bytecode file; EMPTY: OSError, or ImportError that says what is wrong with the file.
Value import_bytecode(const char *path, Value name);
// For a name that a module's namespace does not have: __spec__, __loader__ and the finders in sys come into being when
// somebody asks for them. True: look again. False may mean that an exception was raised.
bool import_complete(Value name);
// Whether the module's body is running, in any thread.
bool import_is_loading(Value module);
// In the child of a fork: the locks of threads that it does not have are free.
void import_locks_after_fork(void);
// For -m: the code that runs as __main__ for a module or package; sets main_module's __package__, __file__ and
// __spec__. *message: why there is none, a str; EMPTY: raised.
Value import_find_main(Value name, Value main_module, Value *message);

#endif
