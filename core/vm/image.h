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
// image_check looks at every byte of a file before anything of it is used: see image_check.c, code_check.c,
// code_kinds.c. Frozen images are not checked: they are part of the program.
#ifndef MARTLET_IMAGE_H
#define MARTLET_IMAGE_H

#include "core/object/str.h"
#include "core/vm/code.h"

#define IMAGE_MAGIC "MTB\n"
// Raised with every change of the format or of what instructions mean. Changes of the tables of instructions and of
// types are seen by themselves.
#define IMAGE_VERSION 4
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
  ROOT_CODE = 4,    // not a module but any code object, on its own: the module marshal
  ROOT_PACKED = 8,  // frozen: `code` is the number of the group that has the module (core/vm/image_packed.h)
};

typedef struct ImageRoot {
  uint32_t name;     // Str: the module's name, ""
  uint32_t filename; // Str: co_filename
  uint32_t code;     // CodeRecord
  uint32_t flags;    // ImageRootFlags
} ImageRoot;

// The tables of a code lie behind its record, in the order of the counts below.
typedef struct CodeRecord {
  uint32_t name, qualified_name; // Str
  uint32_t doc;                  // Str; 0: None
  uint32_t first_line;
  uint32_t line_bytes;        // line table, the last of the tables
  uint32_t instruction_count; // words of instructions, the second of the tables
  uint16_t constant_count;    // words of constants, the first of the tables
  uint16_t handler_count;     // HandlerRange[]
  uint16_t free_count;        // FreeVariable[], then their names: offsets of interned Str
  uint16_t local_count;       // offsets of interned Str; 0: none
  uint16_t cache_count;
  uint16_t flags; // CodeFlags
  uint16_t class_cell, register_count, cleared_registers;
  uint8_t argument_count, positional_only_count, keyword_only_count, parameter_registers;
  uint16_t far_register;
} CodeRecord;

// Where the tables are. The checks compute with 64 bits what these take for granted.
static inline const uint32_t *record_constants(const CodeRecord *record) { return (const uint32_t *)(record + 1); }
static inline const uint32_t *record_instructions(const CodeRecord *record) {
  return record_constants(record) + record->constant_count;
}
static inline const HandlerRange *record_handlers(const CodeRecord *record) {
  return (const HandlerRange *)(record_instructions(record) + record->instruction_count);
}
static inline const FreeVariable *record_free_variables(const CodeRecord *record) {
  return (const FreeVariable *)(record_handlers(record) + record->handler_count);
}
static inline const uint32_t *record_free_names(const CodeRecord *record) {
  return (const uint32_t *)(record_free_variables(record) + record->free_count);
}
static inline const uint32_t *record_local_names(const CodeRecord *record) {
  return record_free_names(record) + record->free_count;
}
static inline const uint8_t *record_lines(const CodeRecord *record) {
  return (const uint8_t *)(record_local_names(record) + record->local_count);
}

// The header of a str or bytes in an image.
static inline Object image_object_header(uint32_t shape, size_t bytes) {
  size_t granules = (bytes + HEAP_GRANULE - 1) / HEAP_GRANULE;
  return (Object){
      .shape = shape, .kind = HEAP_LEAF, .granules = (uint16_t)(granules > UINT16_MAX ? UINT16_MAX : granules)};
}

// A constant is a word: the offset of the thing | what it is.
typedef enum ImageKind {
  IMAGE_VALUE,     // the 64 bits of a small int, double or special
  IMAGE_STR,       // a Str; STR_INTERNED: a name
  IMAGE_BYTES,     // a Bytes
  IMAGE_INT,       // ImageInt
  IMAGE_COMPLEX,   // two doubles
  IMAGE_TUPLE,     // uint32_t count, then words
  IMAGE_FROZENSET, // likewise
  IMAGE_CODE,      // CodeRecord
  IMAGE_KIND_MASK = IMAGE_ALIGN - 1
} ImageKind;

typedef struct ImageInt {
  uint32_t negative, count;
  uint64_t digits[]; // of 60 bits, low ones first
} ImageInt;

static inline ImageKind image_kind(uint32_t word) { return (ImageKind)(word & IMAGE_KIND_MASK); }
static inline uint32_t image_offset(uint32_t word) { return word & ~(uint32_t)IMAGE_KIND_MASK; }
static inline const void *image_at(const uint8_t *image, uint32_t offset) { return image + offset; }
static inline const ImageRoot *image_roots(const uint8_t *image) {
  return (const ImageRoot *)(const void *)(image + sizeof(ImageHeader));
}

// A number that changes whenever the table of instructions or the layout of objects in images does.
uint32_t image_machine(void);
uint32_t image_checksum(const uint8_t *data, size_t bytes);

// A module to be written.
typedef struct ImageModule {
  Value name, filename, code; // str, str, Code; ROOT_PACKED: the number of the group, an int
  uint32_t flags;
} ImageModule;
// Makes an image of modules sorted by name, with or without docstrings and columns of source
// positions; malloc'ed. NULL: MemoryError or
// TypeError (a constant that images cannot hold).
uint8_t *image_write(const ImageModule *modules, size_t count, bool details, size_t *bytes);

// Checks that `bytes` at image are a whole, sound image that this program can run. NULL: they are; else what is wrong.
const char *image_check(const uint8_t *image, size_t bytes);

// The root of that name; NULL: there is none.
const ImageRoot *image_find_root(const uint8_t *image, const char *name);
// The code of a root, not prepared. The image must stay where it is for ever. EMPTY: MemoryError.
Value image_code(const uint8_t *image, const ImageRoot *root, Value filename);
// The code of an image with one root, which is checked and copied to the heap. EMPTY: *problem says what is wrong with
// it, or it is NULL and there is a MemoryError.
Value image_copy_code(const uint8_t *data, size_t bytes, const char **problem);
// The str at an offset, in place, or the interned one that is equal. EMPTY: MemoryError.
Value image_str(const uint8_t *image, uint32_t offset);

#endif
