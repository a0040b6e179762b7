/* The compiler: syntax tree to a Code object of register bytecode (core/vm/bytecode.h says what it has to look like).
 *
 * One pass over the tree after the symbol pass, with little state: where the next temporary register is, which locals
 * are certainly bound here (so that reads need no check), which blocks (loops, try, with) surround the statement.
 *
 * Registers of a frame: parameters, cells of other variables, other locals, then temporaries, a stack. Expressions are
 * computed straight into the register that wants them; a bound local is used where it is.
 */
#ifndef MARTLET_CORE_SYNTAX_COMPILER_H
#define MARTLET_CORE_SYNTAX_COMPILER_H

#include "core/syntax/ast.h"
#include "core/syntax/syntax_error.h"
#include "core/syntax/syntax_warning.h"
#include "core/value/value.h"

typedef enum CompileMode {
  COMPILE_MODULE,     /* a file: names are globals */
  COMPILE_EXECUTE,    /* exec(): names live in a namespace dict first */
  COMPILE_EXPRESSION, /* eval(): returns the value */
  COMPILE_SINGLE,     /* REPL: values of expression statements are displayed */
} CompileMode;

/* What compile() can ask for besides; all zero: nothing. */
typedef struct CompileOptions {
  bool future_annotations; /* as if the text began with that __future__ import */
  bool top_level_await;    /* a module that awaits is a coroutine, whose names are globals */
  unsigned optimize;       /* 1: no assertions, __debug__ is false; 2: no docstrings either */
} CompileOptions;

/* `optimize` of whoever does not say it: the number of -O options. */
extern unsigned compile_optimization;

/* Compile `length` bytes of UTF-8. `filename` is a str. A Code object, or EMPTY: either *error is filled (kind not
 * NONE), or an exception is pending (out of memory). */
Value compile_source(const char *source, size_t length, Value filename, CompileMode mode, SyntaxErrorInfo *error);
Value compile_source_with(const char *source, size_t length, Value filename, CompileMode mode, CompileOptions options,
                          SyntaxErrorInfo *error);

/* Compile a tree, in its arena. */
Value compile_tree(Arena *arena, const Node *root, Value filename, CompileMode mode, CompileOptions options,
                   SyntaxErrorInfo *error);

/* Raise what *error says, with the text of the line taken from `source` (NULL: unknown). Returns EMPTY. */
Value raise_syntax_error(const SyntaxErrorInfo *error, Value filename, const char *source, size_t length);

/* Issue and forget the warnings that a compilation has collected; its error is not raised yet. False: a filter has made
 * one of them an exception, or one was pending before. */
bool issue_syntax_warnings(SyntaxWarnings *warnings, Value filename, const char *source, size_t length);

#endif
