/* The lexer: UTF-8 source text to tokens, one at a time.
 *
 * The whole source is in memory and need not end in a zero; `\n`, `\r\n` and `\r` end a line. A byte-order mark is
 * skipped. The Lexer is a plain structure without pointers into itself: copying it saves the state, copying it back
 * returns there, which is how the parser tries an alternative (parenthesised with-items, soft keywords).
 *
 * Indentation: a stack of widths (tabs to multiples of 8) and one of widths with tabs counted as 1; when the two
 * disagree about an order, that is a TabError. Inside brackets, newlines and indentation mean nothing.
 *
 * On an error lexer_next() gives TOKEN_ERROR, after having filled *error if that was empty. Every later call gives
 * TOKEN_ERROR again.
 */
#ifndef MARTLET_CORE_SYNTAX_LEXER_H
#define MARTLET_CORE_SYNTAX_LEXER_H

#include <stddef.h>

#include "core/syntax/syntax_error.h"
#include "core/syntax/token.h"

enum { MAX_BRACKET_DEPTH = 200, MAX_INDENT_DEPTH = 100 };

typedef struct OpenBracket {
  uint32_t line;
  uint32_t start; /* byte offset of the bracket */
} OpenBracket;

typedef struct Lexer {
  const char *source;
  uint32_t length;
  uint32_t position;
  uint32_t line;
  uint32_t line_start; /* byte offset where the current line starts */
  bool at_line_start;
  bool failed;
  bool blank;              /* nothing but blank lines since the last NEWLINE */
  int16_t pending_indents; /* > 0: INDENT tokens to give, < 0: DEDENT tokens */
  uint16_t indent_depth;
  uint16_t bracket_depth;
  uint16_t bracket_base; /* brackets outside of the text: 1 for an expression inside an f-string */
  uint16_t indents[MAX_INDENT_DEPTH];
  uint16_t tab_indents[MAX_INDENT_DEPTH];
  OpenBracket brackets[MAX_BRACKET_DEPTH];
  SyntaxErrorInfo *error;
} Lexer;

/* Start at the first line of `source`; the source must outlive the lexer. */
void lexer_init(Lexer *lexer, const char *source, uint32_t length, SyntaxErrorInfo *error);

/* Start inside a larger text, at `position` on `line`, as if in brackets, and end at `length`: an expression of an
 * f-string. */
void lexer_init_embedded(Lexer *lexer, const char *source, uint32_t length, uint32_t position, uint32_t line,
                         SyntaxErrorInfo *error);

/* The next token. At the end: NEWLINE if the last line lacks one, the DEDENTs that are due, then ENDMARKER for ever. */
void lexer_next(Lexer *lexer, Token *token);

/* Report at a byte range of the source; the first report stays. line/end_line are those of the two offsets. */
void lexer_error(Lexer *lexer, SyntaxErrorKind kind, uint32_t line, uint32_t start, uint32_t end_line, uint32_t end,
                 const char *format, ...) __attribute__((format(printf, 7, 8)));

/* Column in characters, from 1, of a byte offset. */
uint32_t lexer_character_column(const Lexer *lexer, uint32_t offset);

/* Does the source consist of valid UTF-8 without surrogates? If not, *bad is the offset of the first wrong byte. */
bool utf8_is_valid(const char *source, size_t length, size_t *bad);

/* Decode the character at `text` (valid UTF-8); its length goes to *length. */
uint32_t utf8_decode(const char *text, int *length);

/* Encode `code` (up to U+10FFFF, surrogates too) into `out`; the number of bytes. */
int utf8_encode(uint32_t code, char out[4]);

/* Name and text of a kind, for messages and dumps. */
const char *token_text(TokenKind kind);

#endif
