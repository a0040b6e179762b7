// Between import.c (names, packages, the statements), import_find.c (finding and running modules) and
// core/modules/imp.c (what the import system's Python half asks for).
//
// As long as a program does not look at or change how modules are found, import_find.c does it alone: modules in C,
// frozen ones, files on the path. The Python half, core/stdlib/_frozen_importlib.py, is loaded when something asks for
// a module's
// __spec__ or __loader__ or for sys.meta_path, sys.path_hooks or sys.path_importer_cache. It then gives all modules
// their specs, and import_find.c calls its `_describe` for each further one. Only when the program has changed
// sys.meta_path, sys.path_hooks or an entry of sys.path_importer_cache, or when a path is not a plain list, does the
// Python half find and load.
//
// Frozen modules that CPython freezes too are found before sys.path, all others where the directory of CPython's
// library (CONFIG_STDLIB_PATH) stands on it, or behind its end: a module of the program hides one of the library.
#ifndef MARTLET_IMPORT_INTERNAL_H
#define MARTLET_IMPORT_INTERNAL_H

#include "core/object/module.h"
#include "core/vm/image.h"
#include "core/vm/vm.h"

// Finds and loads a module that is not in sys.modules. tail: the last part of the name; path: EMPTY at top level, else
// the parent's __path__. EMPTY without exception: there is none.
Value import_load(Value name, const char *tail, Value path);
// a.b.c, all packages on the way first. The module of the whole name; *first is that of its first part.
Value import_absolute(Value name, Value *first);

// --- import_lock.c
//
// A module has a lock while a thread finds it and runs its body; other threads that import it wait for that, so that
// nobody else sees it half made. A thread may take its own lock again (circular imports). When waiting would close a
// circle of threads that wait for each other, a module that is in sys.modules is used as it is, half made.

typedef struct ImportLock {
  Value name;
  Value module; // whose body is running; EMPTY: still being found
  struct Thread *owner;
  struct ImportLock *next;
} ImportLock;

typedef enum ImportWait { IMPORT_FREE, IMPORT_DEADLOCK, IMPORT_INTERRUPTED } ImportWait;

// Takes the lock of the module of that name, which stays taken until import_lock_leave; the caller owns the memory, on
// its C stack. False: raised.
bool import_lock_enter(ImportLock *lock, Value name);
void import_lock_leave(ImportLock *lock);
// Waits until no other thread is importing the module.  IMPORT_INTERRUPTED: a signal's handler raised.
ImportWait import_lock_wait(Value name);
// The body of the module, whose lock this thread has, starts to run.
void import_lock_running(Value name, Value module);

// a.b of a.b.c; "" of a.
Value import_parent_name(Value name);

const NativeModule *import_find_native(const char *name);
// A new module of the definition, filled and in sys.modules.
Value import_make_native(const NativeModule *definition, Value name);

// Whether the frozen module of that name is found before what is on sys.path.
bool import_is_frozen_first(const char *name);
// The frozen module of that name, NULL: none.
const ImageRoot *import_find_frozen(const char *name);
// Whether a frozen module may be found for the name: its parent is not a package from elsewhere.
bool import_frozen_applies(Value name);
// The code of a frozen module.
Value import_frozen_code(const ImageRoot *frozen);
// The source file that a frozen module was made from, a str; NONE when there is no CONFIG_STDLIB_PATH.
Value import_frozen_file(const ImageRoot *frozen);
// A new __path__ of a frozen package.
Value import_frozen_path(const ImageRoot *frozen);
// Whether a directory of the path is that of CPython's library.
bool import_is_library(const char *directory);

// The Python half, loaded if it is not yet; EMPTY: raised.
Value import_system(void);
// What the Python half hands over when it is set up: itself, and a tuple of the three finders, the path hook,
// FileFinder.
void import_system_installed(Value module, Value defaults);

#endif
