// Packed images: frozen modules that few programs import, in a third of an image's bytes.
//
// CONFIG_FROZEN_IN_PLACE names the frozen modules that lie in the program as an image (image.h) and are used there. All
// others are put into groups of modules, in the order in which the configuration names them. Each group is an image of
// its own, packed by toolchain/pack: taken apart into streams of alike things, without what can be made again (headers,
// hashes, offsets, padding), and compressed (lzma.h). When the first module of a group is imported, image_unpack makes
// the image again, in memory that is never freed; from there on it is like any other. So a group costs RAM as a whole,
// and what is imported together belongs together.
//
// A packed image, after decompression:
//
//   PackedHeader
//   a stream for each PackedStream, one behind the other
//
// What was referred to in the image follows here where it is first needed: a reference is the thing itself, or for a
// str the number of one that was there before. Numbers are varints (seven bits per byte, low ones first).
//
// Instructions are numbers of constants and caches for the most part, and those mostly come in order: the next one is
// foretold. In operands that are constants (K), and in the upper half of second words that are no jumps, stands how far
// below the next new constant the index lies, in the lower half the same for caches; so what is new is 0. That a second
// word may be something else costs a few bytes only, as packer and unpacker count alike.
#ifndef MARTLET_IMAGE_PACKED_H
#define MARTLET_IMAGE_PACKED_H

#include "core/vm/image.h"

// The streams, in order; the first three are aligned.
#define PACKED_STREAMS(X) \
  X(VALUES)       /* 8 bytes for each int, double, special; two for a complex; ImageInts */ \
  X(INSTRUCTIONS) /* of all code */ \
  X(TABLES)       /* handlers and free variables of all code */ \
  X(NUMBERS) /* of each code: change of the first line (zigzag), instruction_count, constant_count and cache_count */ \
             /* less those foretold (zigzag), then PACKED_FIELDS */ \
  X(CONSTANTS) /* the ImageKind of a constant and, of tuples and sets, the count; 8 + n: the nth str; 1: a new one */ \
  X(NAMES)     /* name, qualified name, doc, free and local names of each code: PackedName */ \
  X(LENGTHS)   /* of a new str: bytes << 2 | STR_INTERNED | STR_ASCII; of a bytes: bytes */ \
  X(LINES)     /* line tables */ \
  X(TEXT)      /* of strs and bytes */

typedef enum PackedStream {
#define X(name) PACKED_##name,
  PACKED_STREAMS(X)
#undef X
      PACKED_STREAM_COUNT
} PackedStream;

// Greater ones: the number of the str, counted from PACKED_KNOWN.
typedef enum PackedName {
  PACKED_NONE,
  PACKED_NEW,
  PACKED_IN_CLASS,    // a new qualified name: that of the code around, ".", the name
  PACKED_IN_FUNCTION, // the same with ".<locals>."
  PACKED_KNOWN
} PackedName;

// More of a CodeRecord, as it follows in NUMBERS.
#define PACKED_FIELDS(X) \
  X(line_bytes) \
  X(handler_count) \
  X(free_count) \
  X(local_count) \
  X(flags) \
  X(class_cell) \
  X(register_count) \
  X(cleared_registers) \
  X(far_register) \
  X(argument_count) \
  X(positional_only_count) \
  X(keyword_only_count) \
  X(parameter_registers)

typedef struct PackedHeader {
  uint32_t image_bytes, root_count, str_count;
  uint32_t stream_bytes[PACKED_STREAM_COUNT];
} PackedHeader;

// The packed groups of a program, as toolchain/pack lays them out.
typedef struct PackedGroup {
  uint32_t offset;       // of its LZMA data from the PackedGroups
  uint32_t packed_bytes; // when it is decompressed
} PackedGroup;
typedef struct PackedGroups {
  uint32_t count;
  PackedGroup groups[];
} PackedGroups;

// The image of a group, malloc'ed. NULL: MemoryError.
uint8_t *image_unpack(const PackedGroups *groups, uint32_t number);

#endif
