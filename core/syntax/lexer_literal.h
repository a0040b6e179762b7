/* The lexer's part for numbers and strings: find where the literal ends, refuse malformed ones. Values are made by the
 * parser. */
#ifndef MARTLET_CORE_SYNTAX_LEXER_LITERAL_H
#define MARTLET_CORE_SYNTAX_LEXER_LITERAL_H

#include "core/syntax/lexer.h"

/* May the byte be part of an identifier (ASCII letter, digit, underscore, or any byte of a longer character)? */
static inline bool is_identifier_byte(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c >= 0x80;
}

/* Lex a number at the lexer's position; false after an error. */
bool lex_number(Lexer *lexer, Token *token);

/* Lex a string whose prefix of `prefix` letters starts at the lexer's position; false after an error. */
bool lex_string(Lexer *lexer, Token *token, uint32_t prefix);

#endif
