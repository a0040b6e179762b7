#include "core/syntax/lexer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/object/unicode.h"
#include "core/syntax/lexer_literal.h"

enum { TAB_WIDTH = 8, MAX_INDENT_WIDTH = 60000 };

typedef struct FixedText {
  const char *text;
  uint8_t length;
  uint8_t kind;
} FixedText;

static const FixedText operators[] = {
#define OPERATOR(name, text) {text, sizeof text - 1, TOKEN_##name},
    OPERATOR_TOKENS(OPERATOR)
#undef OPERATOR
};

static const FixedText keywords[] = {
#define KEYWORD(name, text) {text, sizeof text - 1, TOKEN_##name},
    KEYWORD_TOKENS(KEYWORD)
#undef KEYWORD
};

static const char *const texts[] = {
#define TOKEN(name) #name,
#define OPERATOR(name, text) text,
#define KEYWORD(name, text) text,
    PLAIN_TOKENS(TOKEN) OPERATOR_TOKENS(OPERATOR) KEYWORD_TOKENS(KEYWORD)
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
};

const char *token_text(TokenKind kind) { return texts[kind]; }

void lexer_init(Lexer *lexer, const char *source, uint32_t length, SyntaxErrorInfo *error) {
  memset(lexer, 0, sizeof *lexer);
  lexer->source = source;
  lexer->length = length;
  lexer->line = 1;
  lexer->at_line_start = true;
  lexer->blank = true;
  lexer->error = error;
}

void lexer_init_embedded(Lexer *lexer, const char *source, uint32_t length, uint32_t position, uint32_t line,
                         SyntaxErrorInfo *error) {
  lexer_init(lexer, source, length, error);
  lexer->position = lexer->line_start = position;
  while (lexer->line_start > 0 && source[lexer->line_start - 1] != '\n') lexer->line_start--;
  lexer->line = line;
  lexer->at_line_start = false;
  lexer->bracket_base = lexer->bracket_depth = 1;
}

uint32_t lexer_character_column(const Lexer *lexer, uint32_t offset) {
  uint32_t column = 1;
  while (offset > 0 && lexer->source[offset - 1] != '\n') {
    offset--;
    if ((lexer->source[offset] & 0xC0) != 0x80) column++;
  }
  return column;
}

void lexer_error(Lexer *lexer, SyntaxErrorKind kind, uint32_t line, uint32_t start, uint32_t end_line, uint32_t end,
                 const char *format, ...) {
  SyntaxErrorInfo *error = lexer->error;
  lexer->failed = true;
  if (error->kind != SYNTAX_ERROR_NONE) return;
  error->kind = kind;
  error->line = line;
  error->column = lexer_character_column(lexer, start);
  error->end_line = end_line;
  error->end_column = lexer_character_column(lexer, end);
  error->of_lexer = kind == SYNTAX_ERROR_SYNTAX;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message, sizeof error->message, format, arguments);
  va_end(arguments);
}

/* The byte at position + ahead; 0 past the end. */
static int peek(const Lexer *lexer, uint32_t ahead) {
  uint32_t at = lexer->position + ahead;
  return at < lexer->length && at >= lexer->position ? (unsigned char)lexer->source[at] : 0;
}

static bool at_end(const Lexer *lexer) { return lexer->position >= lexer->length; }

/* Step over a line end, if there is one here. */
static bool skip_newline(Lexer *lexer) {
  if (peek(lexer, 0) == '\r')
    lexer->position += peek(lexer, 1) == '\n' ? 2 : 1;
  else if (peek(lexer, 0) == '\n')
    lexer->position++;
  else
    return false;
  lexer->line++;
  lexer->line_start = lexer->position;
  return true;
}

static void skip_comment(Lexer *lexer) {
  while (!at_end(lexer) && peek(lexer, 0) != '\n' && peek(lexer, 0) != '\r') lexer->position++;
}

/* The last error is one that CPython's parser words, not its lexer: it shows the whole line, and ends in a column that
 * is no column. */
static bool of_parser(Lexer *lexer, bool end_zero) {
  lexer->error->of_lexer = false;
  lexer->error->end_zero = end_zero;
  lexer->error->at_end = !end_zero;
  return false;
}

/* An error at the last byte read, as CPython's tokenizer places its own. */
static bool fail_here(Lexer *lexer, SyntaxErrorKind kind, const char *message) {
  uint32_t at = lexer->position > lexer->line_start ? lexer->position - 1 : lexer->position;
  lexer_error(lexer, kind, lexer->line, at, lexer->line, at, "%s", message);
  return false;
}

/* A backslash stands here: join with the next line. */
static bool skip_continuation(Lexer *lexer) {
  lexer->position++;
  if (at_end(lexer)) {
    lexer->error->incomplete = lexer->error->kind == SYNTAX_ERROR_NONE;
    lexer->position++;
    fail_here(lexer, SYNTAX_ERROR_SYNTAX, "unexpected EOF while parsing");
    lexer->position--;
    return of_parser(lexer, false);
  }
  if (!skip_newline(lexer)) {
    lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line, lexer->position, lexer->line, lexer->position,
                "unexpected character after line continuation character");
    return of_parser(lexer, true);
  }
  if (at_end(lexer)) {
    lexer->error->incomplete = lexer->error->kind == SYNTAX_ERROR_NONE;
    lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line - 1, lexer->position - 1, lexer->line - 1, lexer->position - 1,
                "unexpected EOF while parsing");
    return of_parser(lexer, false);
  }
  return true;
}

/* Measure white space at the start of a logical line, skipping lines that hold nothing. */
static bool measure_indent(Lexer *lexer, uint32_t *width, uint32_t *tab_width) {
  uint32_t column = 0, alternative = 0, continued = 0;
  for (;;) {
    int c = peek(lexer, 0);
    if (c == ' ') {
      column++;
      alternative++;
    } else if (c == '\t') {
      column = (column / TAB_WIDTH + 1) * TAB_WIDTH;
      alternative++;
    } else if (c == '\f') {
      column = alternative = 0;
    } else if (c == '\\') {
      continued = continued ? continued : column;
      if (!skip_continuation(lexer)) return false;
      column = alternative = 0;
      continue;
    } else if (c == '#') {
      skip_comment(lexer);
      continue;
    } else if (skip_newline(lexer)) {
      column = alternative = continued = 0;
      continue;
    } else {
      break;
    }
    lexer->position++;
  }
  *width = continued ? continued : at_end(lexer) ? 0 : column;
  *tab_width = continued ? continued : at_end(lexer) ? 0 : alternative;
  if (column > MAX_INDENT_WIDTH) return fail_here(lexer, SYNTAX_ERROR_INDENTATION, "too many levels of indentation");
  return true;
}

static bool fail_tabs(Lexer *lexer) {
  lexer_error(lexer, SYNTAX_ERROR_TAB, lexer->line, lexer->line_start, lexer->line, lexer->position,
              "inconsistent use of tabs and spaces in indentation");
  return of_parser(lexer, true);
}

/* Compare the indentation of a new line with the stack; the difference becomes pending INDENT or DEDENT tokens. */
static bool start_line(Lexer *lexer) {
  uint32_t width, tab_width;
  lexer->at_line_start = false;
  if (!measure_indent(lexer, &width, &tab_width)) return false;
  uint16_t *indents = lexer->indents, *tabs = lexer->tab_indents;
  unsigned depth = lexer->indent_depth;
  if (width == indents[depth]) return tab_width == tabs[depth] || fail_tabs(lexer);
  if (width > indents[depth]) {
    if (tab_width <= tabs[depth]) return fail_tabs(lexer);
    if (depth + 1 >= MAX_INDENT_DEPTH)
      return fail_here(lexer, SYNTAX_ERROR_INDENTATION, "too many levels of indentation");
    lexer->indent_depth = (uint16_t)(depth + 1);
    indents[depth + 1] = (uint16_t)width;
    tabs[depth + 1] = (uint16_t)tab_width;
    lexer->pending_indents = 1;
    return true;
  }
  while (depth > 0 && width < indents[depth]) {
    depth--;
    lexer->pending_indents--;
  }
  lexer->indent_depth = (uint16_t)depth;
  if (width != indents[depth]) {
    uint32_t end = lexer->position;
    while (end < lexer->length && lexer->source[end] != '\n') end++;
    lexer_error(lexer, SYNTAX_ERROR_INDENTATION, lexer->line, end, lexer->line, end,
                "unindent does not match any outer indentation level");
    return of_parser(lexer, false);
  }
  return tab_width == tabs[depth] || fail_tabs(lexer);
}

static const char *closing_of(char open) { return open == '(' ? ")" : open == '[' ? "]" : "}"; }

static bool close_bracket(Lexer *lexer, char close) {
  uint32_t at = lexer->position - 1;
  if (lexer->bracket_depth == lexer->bracket_base) {
    lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line, at, lexer->line, at, "unmatched '%c'", close);
    return false;
  }
  OpenBracket *open = &lexer->brackets[--lexer->bracket_depth];
  char opening = lexer->source[open->start];
  if (*closing_of(opening) == close) return true;
  if (open->line != lexer->line)
    lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line, at, lexer->line, at,
                "closing parenthesis '%c' does not match opening parenthesis '%c' on line %u", close, opening,
                open->line);
  else
    lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line, at, lexer->line, at,
                "closing parenthesis '%c' does not match opening parenthesis '%c'", close, opening);
  return false;
}

static bool track_bracket(Lexer *lexer, TokenKind kind) {
  if (kind == TOKEN_LPAR || kind == TOKEN_LSQB || kind == TOKEN_LBRACE) {
    if (lexer->bracket_depth >= MAX_BRACKET_DEPTH)
      return fail_here(lexer, SYNTAX_ERROR_SYNTAX, "too many nested parentheses");
    lexer->brackets[lexer->bracket_depth++] = (OpenBracket){.line = lexer->line, .start = lexer->position - 1};
  } else if (kind == TOKEN_RPAR || kind == TOKEN_RSQB || kind == TOKEN_RBRACE) {
    return close_bracket(lexer, *token_text(kind));
  }
  return true;
}

static bool lex_operator(Lexer *lexer, Token *token) {
  const char *text = lexer->source + lexer->position;
  uint32_t left = lexer->length - lexer->position;
  if (left >= 2 && memcmp(text, "<>", 2) == 0) { /* one token in CPython too, and always wrong */
    lexer->position += 2;
    token->kind = TOKEN_UNKNOWN;
    return true;
  }
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    const FixedText *op = &operators[i];
    if (op->text[0] == *text && op->length <= left && memcmp(op->text, text, op->length) == 0) {
      token->kind = op->kind;
      lexer->position += op->length;
      return track_bracket(lexer, token->kind);
    }
  }
  unsigned char c = (unsigned char)*text;
  lexer->position++;
  if (c < 0x20 || c == 0x7F) {
    lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line, lexer->position - 1, lexer->line, lexer->position - 1,
                "invalid non-printable character U+%04X", c);
    return false;
  }
  token->kind = TOKEN_UNKNOWN;
  return true;
}

static bool lex_name(Lexer *lexer, Token *token) {
  for (;;) {
    int c = peek(lexer, 0), length = 1;
    if (c < 0x80) {
      if (!is_identifier_byte(c)) break;
    } else {
      uint32_t code = utf8_decode(lexer->source + lexer->position, &length);
      bool first = lexer->position == token->start;
      if (!unicode_is(code, first ? UNICODE_XID_START : UNICODE_XID_CONTINUE)) {
        uint32_t at = lexer->position;
        if (!unicode_is(code, UNICODE_PRINTABLE))
          lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line, at, lexer->line, at,
                      "invalid non-printable character U+%04X", code);
        else
          lexer_error(lexer, SYNTAX_ERROR_SYNTAX, lexer->line, at, lexer->line, at, "invalid character '%.*s' (U+%04X)",
                      length, lexer->source + at, code);
        return false;
      }
    }
    lexer->position += (uint32_t)length;
  }
  const char *text = lexer->source + token->start;
  uint32_t length = lexer->position - token->start;
  token->kind = TOKEN_NAME;
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
    if (keywords[i].length == length && memcmp(keywords[i].text, text, length) == 0) token->kind = keywords[i].kind;
  }
  return true;
}

/* Length of a string prefix that ends in a quote here, or -1. */
static int string_prefix(const Lexer *lexer) {
  static const char prefixes[][3] = {"", "r", "b", "u", "f", "br", "rb", "fr", "rf"};
  char word[3] = {0};
  int length = 0;
  while (length < 3 && peek(lexer, (uint32_t)length) != '"' && peek(lexer, (uint32_t)length) != '\'') {
    if (length == 2) return -1;
    word[length] = (char)(peek(lexer, (uint32_t)length) | 0x20);
    length++;
  }
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    if (strcmp(prefixes[i], word) == 0) return length;
  }
  return -1;
}

/* At the end of the source. */
static bool lex_end(Lexer *lexer, Token *token) {
  if (lexer->bracket_depth > lexer->bracket_base) {
    const OpenBracket *open = &lexer->brackets[lexer->bracket_depth - 1];
    lexer->error->incomplete = lexer->error->kind == SYNTAX_ERROR_NONE;
    lexer_error(lexer, SYNTAX_ERROR_SYNTAX, open->line, open->start, open->line, open->start, "'%c' was never closed",
                lexer->source[open->start]);
    of_parser(lexer, true);
    lexer->error->earlier_line = memchr(lexer->source + open->start, '\n', lexer->length - open->start - 1) != NULL;
    return false;
  }
  if (!lexer->blank && lexer->bracket_base == 0) {
    token->kind = TOKEN_NEWLINE;
    lexer->blank = true;
    lexer->at_line_start = true;
    return true;
  }
  token->kind = TOKEN_ENDMARKER;
  return true;
}

/* Skip blanks, comments, joined lines; false on an error. On return a token starts here, or the source ends. */
static bool skip_space(Lexer *lexer) {
  for (;;) {
    int c = peek(lexer, 0);
    if (c == ' ' || c == '\t' || c == '\f') {
      lexer->position++;
    } else if (c == '#') {
      skip_comment(lexer);
    } else if (c == '\\') {
      if (!skip_continuation(lexer)) return false;
    } else if (lexer->bracket_depth == 0 || !skip_newline(lexer)) {
      return true;
    }
  }
}

static bool lex_token(Lexer *lexer, Token *token) {
  if (lexer->at_line_start && !start_line(lexer)) return false;
  token->level = lexer->bracket_depth;
  if (lexer->pending_indents != 0) {
    token->kind = lexer->pending_indents > 0 ? TOKEN_INDENT : TOKEN_DEDENT;
    lexer->pending_indents += lexer->pending_indents > 0 ? -1 : 1;
    token->start = token->end = lexer->position;
    return true;
  }
  if (!skip_space(lexer)) return false;
  token->start = lexer->position;
  token->line = lexer->line;
  token->column = token->start - lexer->line_start;
  if (at_end(lexer)) return lex_end(lexer, token);
  int c = peek(lexer, 0);
  if (c == '\n' || c == '\r') {
    token->kind = TOKEN_NEWLINE;
    token->end = token->start + 1;
    lexer->at_line_start = true;
    lexer->blank = true;
    skip_newline(lexer);
    return true;
  }
  lexer->blank = false;
  int prefix = string_prefix(lexer);
  if (prefix >= 0) return lex_string(lexer, token, (uint32_t)prefix);
  if (is_identifier_byte(c) && !(c >= '0' && c <= '9')) return lex_name(lexer, token);
  if ((c >= '0' && c <= '9') || (c == '.' && peek(lexer, 1) >= '0' && peek(lexer, 1) <= '9'))
    return lex_number(lexer, token);
  return lex_operator(lexer, token);
}

void lexer_next(Lexer *lexer, Token *token) {
  memset(token, 0, sizeof *token);
  token->line = lexer->line;
  if (lexer->failed || !lex_token(lexer, token)) {
    lexer->failed = true;
    token->kind = TOKEN_ERROR;
    token->start = token->end = lexer->position;
    token->line = token->end_line = lexer->line;
    return;
  }
  if (token->kind == TOKEN_NEWLINE || token->kind == TOKEN_INDENT || token->kind == TOKEN_DEDENT ||
      token->kind == TOKEN_ENDMARKER) {
    if (token->kind != TOKEN_NEWLINE) token->line = lexer->line;
    if (token->kind != TOKEN_NEWLINE || token->end == 0) token->column = token->start - lexer->line_start;
    if (token->end < token->start) token->end = token->start;
    token->end_line = token->line;
    token->end_column = token->column + (token->kind == TOKEN_NEWLINE); /* as if every line ended in one */
    return;
  }
  token->end = lexer->position;
  token->end_line = lexer->line;
  token->end_column = token->end - lexer->line_start;
}
