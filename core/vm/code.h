// Code objects: the compiled form of a module, function or class body. Made by core/syntax, run by core/vm.
#ifndef MARTLET_CODE_H
#define MARTLET_CODE_H

#include "core/object/array.h"

enum CodeFlags {
  CODE_VARARGS = 1,     // has *args
  CODE_VARKEYWORDS = 2, // has **kwargs
  CODE_GENERATOR = 4,   // begins with START_GENERATOR
  CODE_NAMESPACE = 8,   // names live in a dict (class bodies, exec): LOAD_NAME and friends
  CODE_ALL_LIVE = 16,   // may look at its locals (locals(), eval, exec, vars, dir()): no register is ever dead
  CODE_OPTIMIZED = 32,  // a function (locals are registers)
  CODE_HAS_CELLS = 64,
  CODE_COROUTINE = 128,          // with CODE_GENERATOR, an `async def` without yield: makes coroutines
  CODE_ASYNC_GENERATOR = 256,    // with CODE_GENERATOR: makes asynchronous generators
  CODE_ITERABLE_COROUTINE = 512, // a generator function that types.coroutine made awaitable
};

// Innermost first; the first entry with start <= index < end catches. Indices count instruction words.
typedef struct HandlerRange {
  uint32_t start, end, target;
  uint32_t reg; // register that gets the exception
} HandlerRange;

// Source position of the instructions from `index` up to the next entry's. Sorted by index.
typedef struct LineEntry {
  uint32_t index;
  uint32_t line;
  uint16_t column, end_column; // UTF-8 byte offsets in the line; 0xFFFF unknown
  uint32_t end_line;
} LineEntry;

// How MAKE_FUNCTION fills the closure of the new function: one per free variable.
typedef struct FreeVariable {
  uint16_t from_parent_closure; // 1: index is an index in the parent's closure; 0: a register holding the cell
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

typedef struct Code {
  Object header;          // SHAPE_CODE, HEAP_CODE; visits the Values and arrays below
  uint32_t *instructions; // read-only; inside `instruction_memory`
  ValueArray *constants;  // also names (interned str) and nested Code objects
  ByteArray *instruction_memory;
  ByteArray *handlers;                  // HandlerRange[]
  ByteArray *lines;                     // LineEntry[]
  ByteArray *free_variables;            // FreeVariable[]
  ByteArray *caches;                    // InlineCache[]; contents are weak; NULL when there are none
  Value name, qualified_name, filename; // str
  Value doc;                            // str or NONE
  Value local_names;                    // tuple of str: names of registers 0.. (parameters first)
  Value free_names;                     // tuple of str
  uint32_t instruction_count;
  uint32_t handler_count, line_count, cache_count;
  uint32_t first_line;
  uint32_t flags;          // CodeFlags
  uint16_t argument_count; // positional parameters, positional-only ones included
  uint16_t positional_only_count;
  uint16_t keyword_only_count;  // registers behind the positional ones
  uint16_t parameter_registers; // all parameters: positional, keyword-only, then *args, then **kwargs
  uint16_t register_count;      // frame size
  uint16_t class_cell;          // index in closure of __class__ plus 1; 0: none
  uint16_t cleared_registers;   // registers from parameter_registers up to here are made EMPTY at entry: locals that
                                // may be read unbound
  struct TraceCodeInfo *trace_info; // liveness etc. made by the recorder on demand (malloc); NULL
} Code;

static inline Code *to_code(Value v) { return (Code *)(uintptr_t)v; }

// An empty code object; the compiler fills it.
Code *code_new(void);
// The source position of instruction `index`.
LineEntry code_position(const Code *code, size_t index);
void code_init(void);

#endif
