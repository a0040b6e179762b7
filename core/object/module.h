// Modules, and the declaration of modules written in C.
#ifndef MARTLET_MODULE_H
#define MARTLET_MODULE_H

#include "core/object/function.h"

// How the import system came by a module.
typedef enum ModuleOrigin {
  MODULE_FROM_C = 1,
  MODULE_FROM_FROZEN,
  MODULE_FROM_SOURCE,
  MODULE_FROM_BYTECODE
} ModuleOrigin;

typedef struct Module {
  Object header; // SHAPE_MODULE, HEAP_VALUES
  Value dict;    // the namespace
  Value origin;  // small int: ModuleOrigin; EMPTY: not made by an import
} Module;

// A module written in C. Listed in core/modules/modules.def; made at first import.
typedef struct NativeModule {
  const char *name;
  const NativeDef *functions; // ends with a NULL name
  bool (*init)(Value module); // adds constants and types; may be NULL; false: raised
  const char *doc;
} NativeModule;

Value module_new(Value name);
static inline Value module_dict(Value module) { return ((Module *)(uintptr_t)module)->dict; }
bool module_add(Value module, const char *name, Value value);
void module_init(void);

#endif
