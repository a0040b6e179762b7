// Code objects: the compiled form of a module, function or class body. Made by core/syntax, run by core/vm.
#ifndef MARTLET_CODE_H
#define MARTLET_CODE_H

#include "core/object/array.h"
#include "core/vm/line_table.h"

enum CodeFlags {
  CODE_VARARGS = 1,     // has *args
  CODE_VARKEYWORDS = 2, // has **kwargs
  CODE_GENERATOR = 4,   // begins with START_GENERATOR
  CODE_NAMESPACE = 8,   // names live in a dict (class bodies, exec): LOAD_NAME and friends
  CODE_ALL_LIVE = 16,   // may look at its locals (locals(), eval, exec, vars, dir()): no register is ever dead
  CODE_OPTIMIZED = 32,  // a function (locals are registers)
  CODE_HAS_CELLS = 64,
  CODE_COROUTINE = 128,           // with CODE_GENERATOR, an `async def` without yield: makes coroutines
  CODE_ASYNC_GENERATOR = 256,     // with CODE_GENERATOR: makes asynchronous generators
  CODE_ITERABLE_COROUTINE = 512,  // a generator function that types.coroutine made awaitable
  CODE_NESTED = 1024,             // in a function
  CODE_FUTURE_ANNOTATIONS = 2048, // `from __future__ import annotations` holds, also for what it compiles
  CODE_FLAGS_END,                 // behind the last one
};

// Every flag. (Bytecode files are checked against it, and have 16 bits for them.)
#define CODE_FLAGS_ALL ((CODE_FLAGS_END - 1) * 2 - 1)
// What the instruction format has room for; parameters may have registers beyond, which MAKE_FAR moves.
#define CODE_REGISTERS_MAX 256
#define CODE_WORDS_MAX ((uint32_t)1 << 24)

// Innermost first; the first entry with start <= index < end catches. Indices count instruction words.
typedef struct HandlerRange {
  uint32_t start, end, target;
  uint32_t reg; // register that gets the exception
} HandlerRange;

// Where the cell is when MAKE_FUNCTION runs.
typedef enum FreeVariableOrigin { FREE_FROM_REGISTER, FREE_FROM_CLOSURE, FREE_FROM_FAR_SLOT } FreeVariableOrigin;

// How MAKE_FUNCTION fills the closure of the new function: one per free variable.
typedef struct FreeVariable {
  uint16_t origin; // FreeVariableOrigin: what `index` counts
  uint16_t index;
} FreeVariable;

// The inline cache of an attribute or global access. 32 bytes; meaning of `slot` and `value` belongs to the opcode.
typedef struct InlineCache {
  uint32_t shape;   // of the receiver; 0: empty. LOAD_GLOBAL: version of the globals dict
  uint32_t version; // of `type`; LOAD_GLOBAL: version of the builtins dict, or 0
  Type *type;
  uint64_t slot;
  Value value;
} InlineCache;

// Code from an image (core/vm/image.h) is empty until its first call: what is marked * is made by code_prepare. Until
// then parameter_registers is CODE_UNPREPARED, which no call's fast path accepts.
#define CODE_UNPREPARED 0xFFFF

typedef struct Code {
  Object header;                // SHAPE_CODE, HEAP_CODE; visits the Values and arrays below
  const uint32_t *instructions; // read-only; this pointer and the next three point into `memory`, or into an image
  const HandlerRange *handlers;
  const FreeVariable *free_variables;
  const uint8_t *lines;            // see line_table.h
  ByteArray *memory;               // NULL: an image's that is not on the heap
  const struct CodeRecord *record; // in the image, until the code is prepared; NULL: nothing is missing
  const uint8_t *image;
  ValueArray *constants;                // * also names (interned str) and nested Code objects
  ByteArray *caches;                    // * InlineCache[]; contents are weak
  Value name, qualified_name, filename; // str
  Value doc;                            // str or NONE
  Value local_names;                    // * tuple of str: names of registers 0.. (parameters first), then of far slots
  Value free_names;                     // * tuple of str
  uint32_t instruction_count;
  uint32_t handler_count, line_bytes, cache_count;
  uint32_t first_line;
  uint32_t flags;          // CodeFlags
  uint16_t argument_count; // positional parameters, positional-only ones included
  uint16_t positional_only_count;
  uint16_t keyword_only_count;  // registers behind the positional ones
  uint16_t parameter_registers; // * all parameters: positional, keyword-only, then *args, then **kwargs
  uint16_t register_count;      // frame size
  uint16_t free_count;          // free variables
  uint16_t class_cell;          // index in closure of __class__ plus 1; 0: none
  uint16_t cleared_registers;   // registers from parameter_registers up to here are made EMPTY at entry: locals that
                                // may be read unbound
  uint16_t far_register;        // the register of the far slots plus 1 (MAKE_FAR); 0: none
  struct TraceCodeInfo *trace_info; // liveness etc. made by the recorder on demand (malloc); NULL
} Code;

static inline Code *to_code(Value v) { return (Code *)(uintptr_t)v; }

// An empty code object; the compiler, or image_code, fills it.
Code *code_new(void);
// How many registers hold variables, or the far slots: temporaries are above.
unsigned code_variable_registers(const Code *code);
// Fills in what code from an image lacks; to be called before code runs or its constants, caches or names of variables
// are looked at. False: MemoryError.
bool code_prepare_slowly(Code *code);
static inline bool code_prepare(Code *code) {
  return __builtin_expect(code->record == NULL, 1) || code_prepare_slowly(code);
}
// The constant `index`, which is a name, of code that need not be prepared; EMPTY: MemoryError.
Value code_name(Code *code, uint32_t index);
// What Python calls an offset in code (f_lasti, tb_lasti, co_lines()) counts the bytes of co_code. co_positions() has
// an item for each unit of 2 bytes, as CPython's, so that the item at offset // 2 is the position of the instruction
// there.
enum { CODE_WORD_BYTES = sizeof(uint32_t), CODE_WORD_UNITS = CODE_WORD_BYTES / 2 };
static inline int64_t code_offset(size_t index) { return (int64_t)index * CODE_WORD_BYTES; }
// The source position of instruction `index`; of one that has no line, that of the one before it.
LineEntry code_position(const Code *code, size_t index);
// co_flags: CPython's bits.
uint32_t code_public_flags(const Code *code);
void code_init(void);
void code_object_init(void);

#endif
