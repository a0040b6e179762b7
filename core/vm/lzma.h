// Decompression of raw LZMA1 data: a range coder over adaptive bits, whose output is its own dictionary. For data that
// is part of the program, made by toolchain/pack: it is not checked.
#ifndef MARTLET_LZMA_H
#define MARTLET_LZMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What toolchain/pack compresses with: bits of the previous byte and of the position that literals look at, and bits
// of the position that all else looks at.
#define LZMA_LITERAL_CONTEXT_BITS 1
#define LZMA_POSITION_BITS 2

// Fills out with `bytes` bytes. False: no memory for the decoder's 6 KB.
bool lzma_decode(const uint8_t *data, uint8_t *out, size_t bytes);

#endif
