/* SyntaxErrorInfo: why a source text was refused.
 *
 * Filled by the lexer, the parser, the symbol pass or the compiler; the first error stays. Lines and columns count
 * from 1, columns of the parser's errors in characters (as CPython's `offset`); end_line 0 means that only the start is
 * known. `incomplete` says that more input could repair the text: the REPL then asks for another line.
 */
#ifndef MARTLET_CORE_SYNTAX_SYNTAX_ERROR_H
#define MARTLET_CORE_SYNTAX_SYNTAX_ERROR_H

#include <stdbool.h>
#include <stdint.h>

typedef enum SyntaxErrorKind {
  SYNTAX_ERROR_NONE,
  SYNTAX_ERROR_SYNTAX,
  SYNTAX_ERROR_INDENTATION,
  SYNTAX_ERROR_TAB,
  SYNTAX_ERROR_VALUE,     /* ValueError: an integer literal with too many digits */
  SYNTAX_ERROR_RECURSION, /* RecursionError: nested too deeply for the compiler */
  SYNTAX_ERROR_MEMORY,    /* MemoryError */
} SyntaxErrorKind;

/* Who found the error. After parsing CPython knows the text of the line only if it can read the file, and columns are
 * bytes. */
typedef enum SyntaxErrorStage { SYNTAX_STAGE_PARSER, SYNTAX_STAGE_NAMES, SYNTAX_STAGE_COMPILER } SyntaxErrorStage;

typedef struct SyntaxErrorInfo {
  SyntaxErrorKind kind;
  SyntaxErrorStage stage;
  bool add_newline;  /* the text is shown as if its last line ended in a newline */
  bool of_lexer;     /* the text is shown without a newline */
  bool earlier_line; /* the same, unless the file can be read: the lexer was past the line */
  bool incomplete;
  bool generic; /* plain "invalid syntax": an error of the lexer further on says more */
  uint32_t line;
  uint32_t column;
  uint32_t end_line;
  uint32_t end_column;
  bool at_end;   /* CPython then gives -1 as the end column: a block is missing at the end of the text, and the like */
  bool no_end;   /* the same, None */
  bool end_zero; /* the same, 0 */
  uint32_t part_start,
      part_end; /* of an f-string: the expression (byte offsets), shown instead of the line; 0, 0: none */
  char message[240];
  struct SyntaxWarnings *warnings; /* where warnings go (syntax_warning.h); NULL: nobody wants them */
} SyntaxErrorInfo;

#endif
