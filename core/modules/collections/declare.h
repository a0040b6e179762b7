// Short forms for the method tables of this folder.
#ifndef MARTLET_MODULES_DECLARE_H
#define MARTLET_MODULES_DECLARE_H

#include "core/object/function.h"

// A NativeDef that may do anything: name, signature text, C function, documentation.
#define DEF(NAME, SIGNATURE, FUNCTION, DOC) {.name = (NAME), .signature = (SIGNATURE), .fn = (FUNCTION), .doc = (DOC)}
#define END_OF_DEFS {.name = NULL}

#endif
