// Functions: Python functions, functions written in C, bound methods, cells.
//
// A C function is declared by a NativeDef, usually in a static table. Its signature text is parsed once and says how
// arguments are bound, so that arity errors and keywords are handled in one place with CPython's messages:
//
//   {"sorted", "iterable, /, *, key=None, reverse=False", builtin_sorted}
//   {"print", "*args, sep=None, end=None, file=None, flush=False", builtin_print}
//   {"dict.update", "self, other=, /, **kwargs", dict_update_method}
//
// The C function gets fn(args, count): first one slot for each named parameter in the order of the text (**kwargs too:
// a dict or EMPTY), EMPTY where the argument was not given (whatever default the text shows; the text of
// a default is for people); then the values of *args, if any. `count` is the number of slots plus the number of values
// of *args. For methods the first parameter is self. `args` points into the value stack: the function may overwrite it.
//
// `effects` and `direct` are what traces use: see core/trace. A function that is not declared otherwise may do
// anything.
#ifndef MARTLET_FUNCTION_H
#define MARTLET_FUNCTION_H

#include "core/object/object.h"

typedef Value (*NativeFunction)(Value *args, size_t count);

// What a trace may assume of a call.
typedef enum NativeEffects {
  EFFECT_ANY = 0,     // may run Python code
  EFFECT_PURE,        // depends on the arguments only, changes nothing (may raise)
  EFFECT_READS_HEAP,  // also reads mutable objects
  EFFECT_WRITES_HEAP, // changes objects, but never runs Python code
} NativeEffects;

// Native signatures that a trace can call without boxing.
typedef enum DirectSignature { DIRECT_NONE, DIRECT_D_D, DIRECT_D_DD } DirectSignature;

// What takes items of a generator without a C stack of its own in between: see core/vm/consumers.h.
typedef enum NativeConsumer {
  CONSUMER_NONE,
  CONSUMER_SUM,
  CONSUMER_ANY,
  CONSUMER_ALL,
  CONSUMER_MIN,
  CONSUMER_MAX,
  CONSUMER_COLLECT, // called with a list of all items in the place of the generator
  CONSUMER_EXTEND,
  CONSUMER_LIST,
  CONSUMER_SET,
  CONSUMER_NEXT, // from here on: one item
  CONSUMER_SEND,
} NativeConsumer;

// What help() says of a function in C. A build for size leaves it out.
#ifdef CONFIG_OPTIMIZE_FOR_SIZE
#define DOC(text) NULL
#else
#define DOC(text) text
#endif

typedef struct NativeDef {
  const char *name;
  const char *signature;
  NativeFunction fn;
  const char *doc;
  uint8_t effects; // NativeEffects
  uint8_t
      direct_signature; // DirectSignature of `direct`; results that are NaN or infinite for finite arguments: call fn
  uint8_t consumer;     // NativeConsumer
  uint16_t recipe;      // trace recipe (core/trace/recipes.def); 0: none
  void (*direct)(void);
} NativeDef;

typedef struct Native {
  Object header; // SHAPE_NATIVE or SHAPE_NATIVE_METHOD, HEAP_NATIVE
  const NativeDef *def;
  Value self;          // bound self (a module's functions: the module); EMPTY for method descriptors
  Value owner;         // the type of a method descriptor; else module name
  uint16_t minimum;    // with exactly `total` positional-only-bindable arguments and no keywords, fn is called directly
  uint16_t total;      // named slots
  uint16_t positional; // how many of the slots can be given by position
  uint16_t variadic;   // bit 0: has *args; bit 1: a bound method, whose self goes in front. Not 0: no direct call
} Native;

typedef struct Function {
  Object header; // SHAPE_FUNCTION, HEAP_FUNCTION
  struct Code *code;
  Value globals;          // dict
  Value builtins;         // dict
  Value defaults;         // tuple or EMPTY
  Value keyword_defaults; // dict or EMPTY
  Value closure;          // tuple of cells or EMPTY
  Value name, qualified_name, module, doc;
  Value annotations; // dict or EMPTY
  Value dict;        // attributes or EMPTY
} Function;

typedef struct Method {
  Object header; // SHAPE_METHOD, HEAP_VALUES
  Value function;
  Value self;
} Method;

typedef struct Cell {
  Object header; // SHAPE_CELL, HEAP_VALUES
  Value value;   // EMPTY: unbound
} Cell;

static inline Function *to_function(Value v) { return (Function *)(uintptr_t)v; }
static inline Native *to_native(Value v) { return (Native *)(uintptr_t)v; }

// A function object for def. owner_type: makes a method descriptor of that type; else a plain function of `module`.
Value native_new(const NativeDef *def, Type *owner_type, Value self, Value module_name);
// Binds arguments by the signature and calls. args needs room for native->total + 1 more values behind count.
Value native_call(Native *native, Value *args, size_t count, Value keyword_names);
// The built-in method that calling a method of a type with `self` first calls. EMPTY without exception: the method of a
// slot, or one that `self` does not have.
Value native_bound_to(Value method, Value self);
// Binds the arguments of a construct or call slot by def->signature (which names no self): out gets a value or EMPTY
// for each named slot. For signatures without *args. def->name is the name in messages. False: raised.
bool native_bind(const NativeDef *def, const Value *args, size_t count, Value keyword_names, Value *out);
Value method_new(Value function, Value self);
Value cell_new(Value value);
Value function_new(struct Code *code, Value globals, Value closure);
// Binds the arguments of a Python call into frame registers: count positional values in args[0..], then those of
// keyword_names. On return args[0 .. code->parameter_registers) holds every parameter, in place (*args as a tuple,
// **kwargs as a dict). args must have room for code->register_count values. False with CPython's TypeError.
bool function_bind(Function *function, Value *args, size_t count, Value keyword_names);
// The builtins of code with these globals: those of their own __builtins__, a module or a dict.
Value function_builtins(Value globals);
void function_init(void);

#endif
