/* Scopes and symbols: which names a block of code binds, and where each name that it uses lives.
 *
 * One pass over the tree collects the scopes; a second one resolves every symbol:
 *
 *   SYMBOL_LOCAL     a register of the scope's host (the function whose frame holds it)
 *   SYMBOL_CELL      the same, but the register holds a cell, since another function uses the variable
 *   SYMBOL_FREE      a cell of an enclosing function, in this function's closure; `target` is the owner's symbol
 *   SYMBOL_OUTER     a variable of another scope with the same host (comprehensions); `target` is the owner's symbol
 *   SYMBOL_GLOBAL    the module's dict, then builtins
 *   SYMBOL_NAME      the namespace dict of a class body or of exec()
 *
 * List, set and dict comprehensions are scopes of their own but run inside the frame of their host: their variables are
 * registers there. Generator expressions are functions. Symbols that only their own host uses never need a cell.
 *
 * Names in class bodies that start with two underscores are mangled here (symbol_mangle), once and for all users.
 */
#ifndef MARTLET_CORE_SYNTAX_SYMBOLS_H
#define MARTLET_CORE_SYNTAX_SYMBOLS_H

#include "core/syntax/ast.h"
#include "core/syntax/syntax_error.h"

typedef enum ScopeKind {
  SCOPE_MODULE,
  SCOPE_CLASS,
  SCOPE_FUNCTION,      /* def, lambda, generator expression */
  SCOPE_COMPREHENSION, /* runs in its host's frame */
} ScopeKind;

typedef enum SymbolKind {
  SYMBOL_UNRESOLVED,
  SYMBOL_LOCAL,
  SYMBOL_CELL,
  SYMBOL_FREE,
  SYMBOL_OUTER,
  SYMBOL_GLOBAL,
  SYMBOL_NAME,
} SymbolKind;

enum SymbolFlags {
  SYMBOL_BOUND = 1, /* assigned in some way */
  SYMBOL_PARAMETER = 2,
  SYMBOL_USED = 4,
  SYMBOL_DECLARED_GLOBAL = 8,
  SYMBOL_DECLARED_NONLOCAL = 16,
  SYMBOL_ANNOTATED = 32,
  SYMBOL_DELETED = 64,   /* may become unbound again */
  SYMBOL_WALRUS = 256,   /* bound by `:=`: may change in the middle of an expression */
  SYMBOL_ITERATED = 128, /* target of a comprehension's `for` */
};

typedef struct Scope Scope;

typedef struct Symbol {
  struct Symbol *next; /* in order of appearance */
  Identifier *name;
  Scope *scope;
  const Node *declaration; /* the nonlocal statement */
  struct Symbol *target;
  uint16_t flags;
  uint8_t kind;
  int32_t reg; /* register in the host's frame, or FAR_SLOT + a far slot of it (bytecode.h), set by the compiler; -1
                  before */
} Symbol;

/* Where registers end and far slots begin in Symbol.reg. */
enum { FAR_SLOT = 0x10000 };
static inline bool symbol_is_far(const Symbol *symbol) { return symbol->reg >= FAR_SLOT; }
static inline unsigned symbol_slot(const Symbol *symbol) { return (unsigned)symbol->reg - FAR_SLOT; }

struct Scope {
  ScopeKind kind;
  const Node *node;
  Scope *parent;
  Scope *children, *last_child, *next_sibling;
  Scope *cursor; /* where the compiler found a child last */
  Symbol *symbols, *last_symbol;
  Symbol **table; /* open addressing by name */
  uint32_t table_size, symbol_count;
  Symbol **free; /* variables of enclosing functions, in the order of the closure */
  uint32_t free_count, free_capacity;
  Identifier *class_name; /* for mangling: the innermost enclosing class */
  bool is_generator;      /* contains yield, or is a generator expression */
  bool is_coroutine;      /* an async def, or a generator expression (or module, where it may) that awaits */
  bool has_walrus;
  bool needs_class_cell; /* class: a method uses __class__ or super() */
  bool all_live;         /* may look at its own locals */
  bool has_await;        /* of its own or of a comprehension that runs in its frame */
  bool in_iterable;      /* inside the iterable of a comprehension */
  bool crowded;          /* host: its variables and temporaries do not fit the registers (compiler_internal.h) */
};

typedef struct SymbolTable {
  Arena *arena;
  SyntaxErrorInfo *error;
  Scope *module;
  bool namespace_only; /* module names live in a namespace dict (exec), not in the globals */
  bool failed;
} SymbolTable;

/* Build the table for a tree. False with *error filled. Lines and columns of errors are byte columns + 1. */
bool symbols_build(SymbolTable *table, Arena *arena, const Node *root, bool namespace_only, bool top_level_await,
                   SyntaxErrorInfo *error);

/* The child scope of `scope` that `node` opens. */
Scope *scope_child(Scope *scope, const Node *node);

/* The symbol of a (mangled) name in this very scope, or NULL. */
Symbol *scope_find(const Scope *scope, const Identifier *name);

/* The function, class or module in whose frame the scope runs. */
Scope *scope_host(Scope *scope);

/* Whether its code runs in pieces: a generator, a coroutine, an asynchronous generator. */
static inline bool scope_suspends(const Scope *scope) { return scope->is_generator || scope->is_coroutine; }

/* The name as the scope knows it: __x in class C is _C__x. NULL without memory. */
Identifier *symbol_mangle(Arena *arena, const Scope *scope, Identifier *name);

/* Index of `target` in the closure of `host`, or -1. */
int scope_free_index(const Scope *host, const Symbol *target);

#endif
