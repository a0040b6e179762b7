// The frozen modules: those of core/stdlib and of CPython's library that the configuration chooses, as one bytecode
// image (core/vm/image.h) in the program's read-only data, where their code is run and their strings are used. A module
// that is not imported takes no RAM, one that is imported little more than what its code makes.
//
// Modules that few programs import are packed: their roots in the image name the group of modules that they are
// compressed with.
//
// toolchain/freeze makes the image with a bootstrap martlet, which has an image without modules:
// toolchain/nothing_frozen.c.
#ifndef MARTLET_STDLIB_FROZEN_H
#define MARTLET_STDLIB_FROZEN_H

#include <stdint.h>

extern const uint8_t frozen_image[];
// Those that are compressed: PackedGroups (core/vm/image_packed.h).
extern const uint8_t frozen_groups[];

#endif
