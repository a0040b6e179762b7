/* The parser: source text to syntax tree.
 *
 * Recursive descent for statements, precedence climbing for expressions, over the whole of Python 3.11's grammar. It
 * needs nothing of the virtual machine: the tree lives in an Arena, errors come back in a SyntaxErrorInfo with
 * CPython's wording. Nesting is counted, so that no source text can exhaust the C stack.
 */
#ifndef MARTLET_CORE_SYNTAX_PARSER_H
#define MARTLET_CORE_SYNTAX_PARSER_H

#include <stddef.h>

#include "core/syntax/ast.h"
#include "core/syntax/syntax_error.h"

typedef enum ParseMode {
  PARSE_FILE,       /* a module: gives Module */
  PARSE_EXPRESSION, /* eval(): gives Expression */
  PARSE_SINGLE,     /* one statement of a REPL: gives Interactive */
} ParseMode;

/* The most digits of a decimal integer, as sys.set_int_max_str_digits() says; 0: any number. */
extern int64_t parser_max_digits;

/* Parse `length` bytes of UTF-8 (a byte-order mark and a coding comment for UTF-8 are accepted). Returns the root,
 * which lives in `arena`, or NULL with *error filled. The source is not needed afterwards. */
Node *parse_source(Arena *arena, const char *source, size_t length, ParseMode mode, SyntaxErrorInfo *error);

#endif
