// Between image_check.c (the container: strings, constants, tables) and code_check.c (instructions).
#ifndef MARTLET_IMAGE_CHECK_H
#define MARTLET_IMAGE_CHECK_H

#include "core/vm/image.h"

// Checks the instructions of a code whose tables lie within the image and whose constants are sound: they touch only
// registers, constants, caches, free variables and instructions that there are, and what they expect in a register is
// there whichever way they are reached. NULL: they do; else what is wrong.
const char *code_check(const uint8_t *image, const CodeRecord *record);

#endif
