#include "core/syntax/lexer_literal.h"

#include <string.h>

#include "core/syntax/syntax_warning.h"

static int peek(const Lexer *lexer, uint32_t ahead) {
  uint32_t at = lexer->position + ahead;
  return at < lexer->length && at >= lexer->position ? (unsigned char)lexer->source[at] : 0;
}

static bool is_digit(int c) { return c >= '0' && c <= '9'; }

static bool is_digit_of_base(int c, int base) {
  if (base == 16) return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
  return c >= '0' && c < '0' + base;
}

/* An error at the last byte that was read. */
static bool fail(Lexer *lexer, const char *kind) {
  uint32_t at = lexer->position - 1;
  lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line, at, lexer->line, at, "invalid %s literal", kind);
  return false;
}

/* A number may be followed at once by a keyword that can follow an operand, but by no other letter or digit. */
static bool check_end(Lexer *lexer, const char *kind) {
  static const char *const keywords[] = {"and", "else", "for", "if", "in", "is", "or", "not"};
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
    size_t length = strlen(keywords[i]);
    if (lexer->length - lexer->position >= length &&
        memcmp(lexer->source + lexer->position, keywords[i], length) == 0) {
      uint32_t column = lexer->position - 1 - lexer->line_start;
      SourceRange range = {lexer->line, column, lexer->line, column};
      syntax_warning_add(lexer->error, WARNING_NUMBER, range, "invalid %s literal", kind);
      return true;
    }
  }
  return !is_identifier_byte(peek(lexer, 0)) || fail(lexer, kind);
}

/* Digits with single underscores between them; the first one may be missing. */
static bool skip_digits(Lexer *lexer) {
  for (;;) {
    while (is_digit(peek(lexer, 0))) lexer->position++;
    if (peek(lexer, 0) != '_') return true;
    lexer->position++;
    if (!is_digit(peek(lexer, 0))) return fail(lexer, "decimal");
  }
}

static bool lex_based(Lexer *lexer, int base, const char *name) {
  lexer->position += 2;
  do {
    if (peek(lexer, 0) == '_') lexer->position++;
    int c = peek(lexer, 0);
    if (!is_digit_of_base(c, base)) {
      if (is_digit(c)) {
        lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line, lexer->position, lexer->line, lexer->position,
                    "invalid digit '%c' in %s literal", c, name);
        return false;
      }
      return fail(lexer, name);
    }
    while (is_digit_of_base(peek(lexer, 0), base)) lexer->position++;
  } while (peek(lexer, 0) == '_');
  int c = peek(lexer, 0);
  if (is_digit(c)) {
    lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line, lexer->position, lexer->line, lexer->position,
                "invalid digit '%c' in %s literal", c, name);
    return false;
  }
  return check_end(lexer, name);
}

static bool lex_exponent(Lexer *lexer) {
  uint32_t digits = peek(lexer, 1) == '+' || peek(lexer, 1) == '-' ? 2 : 1;
  if (is_digit(peek(lexer, digits))) {
    lexer->position += digits;
    return skip_digits(lexer);
  }
  if (digits == 2) {
    lexer->position += 2;
    return fail(lexer, "decimal");
  }
  return true; /* "1else": not an exponent; check_end() decides */
}

/* After the whole part: fraction, exponent, imaginary suffix. */
static bool lex_tail(Lexer *lexer) {
  if (peek(lexer, 0) == '.') {
    lexer->position++;
    if (is_digit(peek(lexer, 0)) && !skip_digits(lexer)) return false;
  }
  if ((peek(lexer, 0) | 0x20) == 'e' && !lex_exponent(lexer)) return false;
  if ((peek(lexer, 0) | 0x20) == 'j') {
    lexer->position++;
    return check_end(lexer, "imaginary");
  }
  return check_end(lexer, "decimal");
}

/* A number that starts with 0 and has no base letter: zeros only, or the whole part of a float. */
static bool lex_zero(Lexer *lexer, const Token *token) {
  while (peek(lexer, 0) == '0' || peek(lexer, 0) == '_') {
    lexer->position++;
    if (lexer->source[lexer->position - 1] == '_' && !is_digit(peek(lexer, 0))) return fail(lexer, "decimal");
  }
  uint32_t zeros_end = lexer->position;
  bool nonzero = is_digit(peek(lexer, 0));
  if (nonzero && !skip_digits(lexer)) return false;
  int c = peek(lexer, 0) | 0x20;
  bool is_float = peek(lexer, 0) == '.' || c == 'j' || (c == 'e' && peek(lexer, 1) != 'l');
  if (nonzero && !is_float) {
    lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line, token->start, lexer->line, zeros_end,
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
    return false;
  }
  return lex_tail(lexer);
}

bool lex_number(Lexer *lexer, Token *token) {
  token->kind = TOKEN_NUMBER;
  if (peek(lexer, 0) == '0') {
    switch (peek(lexer, 1) | 0x20) {
    case 'x': return lex_based(lexer, 16, "hexadecimal");
    case 'o': return lex_based(lexer, 8, "octal");
    case 'b': return lex_based(lexer, 2, "binary");
    default: return lex_zero(lexer, token);
    }
  }
  if (peek(lexer, 0) != '.' && !skip_digits(lexer)) return false;
  return lex_tail(lexer);
}

static bool fail_unterminated(Lexer *lexer, const Token *token, bool triple) {
  lexer->error->incomplete = triple && lexer->error->kind == SYNTAX_ERROR_NONE;
  /* A text that ends in a newline counts the empty line after it only when the string could go on there. */
  uint32_t line = lexer->line;
  if (triple && lexer->position == lexer->line_start && line > token->line) line--;
  lexer_error(lexer, SYNTAX_ERROR_SYNTAX, token->line, token->start, token->line, token->start,
              triple ? "unterminated triple-quoted string literal (detected at line %u)"
                     : "unterminated string literal (detected at line %u)",
              line);
  return false;
}

static void skip_line_end(Lexer *lexer) {
  lexer->position += peek(lexer, 0) == '\r' && peek(lexer, 1) == '\n' ? 2 : 1;
  lexer->line++;
  lexer->line_start = lexer->position;
}

bool lex_string(Lexer *lexer, Token *token, uint32_t prefix) {
  token->kind = TOKEN_STRING;
  lexer->position += prefix;
  int quote = peek(lexer, 0);
  bool triple = peek(lexer, 1) == quote && peek(lexer, 2) == quote;
  lexer->position += triple ? 3 : 1;
  for (;;) {
    if (lexer->position >= lexer->length) return fail_unterminated(lexer, token, triple);
    int c = peek(lexer, 0);
    if (c == quote && (!triple || (peek(lexer, 1) == quote && peek(lexer, 2) == quote))) {
      lexer->position += triple ? 3 : 1;
      return true;
    }
    if (c == '\\' && lexer->position + 1 < lexer->length) {
      lexer->position++;
      c = peek(lexer, 0);
    } else if (!triple && (c == '\n' || c == '\r')) {
      return fail_unterminated(lexer, token, false);
    }
    if (c == '\n' || c == '\r')
      skip_line_end(lexer);
    else
      lexer->position++;
  }
}
