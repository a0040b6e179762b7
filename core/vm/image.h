// Bytecode images: compiled code as it is written to .mtb files and frozen into the program.
//
// An image is position independent and read-only, and it is used where it lies: in a mapped file, or in the program's
// read-only data. Instructions, line tables and handler tables are run and read in place, and str and bytes constants
// are objects in place: the image holds them as they are on the heap, header and hash included, so that they cost no
// heap memory and are never touched by the collector. Code objects made from an image are empty at first, a Code and
// nothing else: constants, inline caches and nested Code objects are made when the code is first called (code_prepare).
//
// All references are byte offsets from the start of the image, objects and tables are aligned to 8, all numbers are
// little-endian:
//
//   ImageHeader
//   ImageRoot[root_count]    sorted by name: one unnamed root in a .mtb file; one root for each frozen module
//   CodeRecord, instruction words, HandlerRange[], FreeVariable[], line tables, names, constants, Str, Bytes, …
//
// A constant is a 64-bit word: a small int, double or special as itself; anything else IMAGE_REFERENCE | kind << 32 |
// offset.
//
// image_check looks at every byte of a file before anything of it is used: see image_check.c. Frozen images are not
// checked: they are part of the program.
#ifndef MARTLET_IMAGE_H
#define MARTLET_IMAGE_H

#include "core/object/str.h"
#include "core/vm/code.h"

#define IMAGE_MAGIC "MTB\n"
// Raised with every change of the format or of what instructions mean. Changes of the tables of instructions and of
// types are seen by themselves.
#define IMAGE_VERSION 1
#define IMAGE_ALIGN 8

typedef struct ImageHeader {
  char magic[4];
  uint32_t version;
  uint32_t machine;  // image_machine() of the martlet that wrote it
  uint32_t bytes;    // of the whole image
  uint32_t checksum; // of everything behind this header
  uint32_t root_count;
} ImageHeader;

enum ImageRootFlags {
  ROOT_PACKAGE = 1, // frozen: a package
  ROOT_LIBRARY = 2, // frozen: a module of CPython's library; its file name is relative to the library's directory
};

typedef struct ImageRoot {
  uint32_t name;     // Str: the module's name, ""
  uint32_t filename; // Str: co_filename
  uint32_t code;     // CodeRecord
  uint32_t flags;    // ImageRootFlags
} ImageRoot;

typedef struct CodeRecord {
  uint32_t name, qualified_name; // Str
  uint32_t doc;                  // Str; 0: None
  uint32_t instructions, instruction_count;
  uint32_t constants, constant_count; // words
  uint32_t handlers, handler_count;   // HandlerRange[]
  uint32_t lines, line_bytes;
  uint32_t free_variables; // FreeVariable[free_count]
  uint32_t free_names;     // uint32_t[free_count]: interned Str
  uint32_t local_names;    // uint32_t[local_count]: interned Str
  uint32_t cache_count;
  uint32_t first_line;
  uint32_t flags; // CodeFlags
  uint16_t free_count, local_count;
  uint16_t argument_count, positional_only_count, keyword_only_count, parameter_registers;
  uint16_t register_count, class_cell, cleared_registers;
  uint16_t unused;
} CodeRecord;

#define IMAGE_REFERENCE ((uint64_t)1 << 48)
typedef enum ImageKind {
  IMAGE_STR,       // a Str
  IMAGE_NAME,      // a Str that is interned
  IMAGE_BYTES,     // a Bytes
  IMAGE_INT,       // ImageInt
  IMAGE_COMPLEX,   // two doubles
  IMAGE_TUPLE,     // uint64_t count, then words
  IMAGE_FROZENSET, // likewise
  IMAGE_CODE,      // CodeRecord
  IMAGE_KIND_COUNT
} ImageKind;

typedef struct ImageInt {
  uint32_t negative, count;
  uint64_t digits[]; // of 60 bits, low ones first
} ImageInt;

// What a word refers to; the word must be a reference.
static inline bool image_is_reference(uint64_t word) { return word >> 48 == 1; }
static inline ImageKind image_kind(uint64_t word) { return (ImageKind)(word >> 32 & 0xFFFF); }
static inline uint32_t image_offset(uint64_t word) { return (uint32_t)word; }
static inline const void *image_at(const uint8_t *image, uint32_t offset) { return image + offset; }
static inline const ImageRoot *image_roots(const uint8_t *image) {
  return (const ImageRoot *)(const void *)(image + sizeof(ImageHeader));
}

// A number that changes whenever the table of instructions or the layout of objects in images does.
uint32_t image_machine(void);
uint32_t image_checksum(const uint8_t *data, size_t bytes);

// A module to be written.
typedef struct ImageModule {
  Value name, filename, code; // str, str, Code
  uint32_t flags;
} ImageModule;
// Makes an image of modules sorted by name, functions with or without their docstrings; malloc'ed. NULL: MemoryError or
// TypeError (a constant that images cannot hold).
uint8_t *image_write(const ImageModule *modules, size_t count, bool docstrings, size_t *bytes);

// Checks that `bytes` at image are a whole, sound image that this program can run. NULL: they are; else what is wrong.
const char *image_check(const uint8_t *image, size_t bytes);

// The code of a root, not prepared. The image must stay where it is for ever. EMPTY: MemoryError.
Value image_code(const uint8_t *image, const ImageRoot *root, Value filename);
// The str at an offset, in place, or the interned one that is equal. EMPTY: MemoryError.
Value image_str(const uint8_t *image, uint32_t offset);

#endif
