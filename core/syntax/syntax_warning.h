/* Warnings about a source text: collected by lexer, parser and compiler, which run no Python code, and issued when they
 * are done (compiler.h). They hang on the SyntaxErrorInfo of the compilation, if its `warnings` is set.
 *
 * Lines count from 1, columns are UTF-8 byte offsets in the line from 0: where the SyntaxError is, should a filter make
 * one of the warning.
 */
#ifndef MARTLET_CORE_SYNTAX_SYNTAX_WARNING_H
#define MARTLET_CORE_SYNTAX_SYNTAX_WARNING_H

#include "core/syntax/syntax_error.h"

typedef struct SourceRange {
  uint32_t line, column, end_line, end_column;
} SourceRange;

/* A DeprecationWarning of the parser, or a SyntaxWarning of the lexer, or of the compiler. */
typedef enum SyntaxWarningKind { WARNING_ESCAPE, WARNING_NUMBER, WARNING_EXPRESSION } SyntaxWarningKind;

typedef struct SyntaxWarning {
  struct SyntaxWarning *next;
  SyntaxWarningKind kind;
  SourceRange range;
  char message[];
} SyntaxWarning;

typedef struct SyntaxWarnings {
  SyntaxWarning *first, *last;
} SyntaxWarnings;

/* Adds a warning, unless it is there already (text may be parsed and compiled twice) or nobody wants it. Without memory
 * it is lost. */
void syntax_warning_add(SyntaxErrorInfo *error, SyntaxWarningKind kind, SourceRange range, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void syntax_warnings_free(SyntaxWarnings *warnings);

#endif
