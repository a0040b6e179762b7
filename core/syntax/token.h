/* Tokens: what the lexer gives and the parser takes.
 *
 * A token is a kind and a place; its text is the source between `start` and `end`. Lines count from 1, columns are
 * UTF-8 byte offsets from the start of their line and count from 0. Strings and numbers are kept as source text here:
 * the parser decodes them when it builds the constant.
 *
 * The tables below are the only list of operators and keywords. Operators are found by the longest match. `match`,
 * `case` and `_` are soft keywords: the lexer gives names, the parser decides.
 */
#ifndef MARTLET_CORE_SYNTAX_TOKEN_H
#define MARTLET_CORE_SYNTAX_TOKEN_H

#include <stdint.h>

/* TOKEN(name): tokens without a fixed text. ENDMARKER first, so that a zeroed token is one. */
#define PLAIN_TOKENS(TOKEN) \
  TOKEN(ENDMARKER) \
  TOKEN(NEWLINE) TOKEN(INDENT) TOKEN(DEDENT) TOKEN(NAME) TOKEN(NUMBER) TOKEN(STRING) TOKEN(UNKNOWN) TOKEN(ERROR)

/* OPERATOR(name, text), longer texts before their own prefixes. */
#define OPERATOR_TOKENS(OPERATOR) \
  OPERATOR(DOUBLESTAREQUAL, "**=") \
  OPERATOR(DOUBLESLASHEQUAL, "//=") \
  OPERATOR(LEFTSHIFTEQUAL, "<<=") \
  OPERATOR(RIGHTSHIFTEQUAL, ">>=") \
  OPERATOR(ELLIPSIS, "...") \
  OPERATOR(DOUBLESTAR, "**") \
  OPERATOR(DOUBLESLASH, "//") \
  OPERATOR(LEFTSHIFT, "<<") \
  OPERATOR(RIGHTSHIFT, ">>") \
  OPERATOR(LESSEQUAL, "<=") \
  OPERATOR(GREATEREQUAL, ">=") \
  OPERATOR(EQEQUAL, "==") \
  OPERATOR(NOTEQUAL, "!=") \
  OPERATOR(PLUSEQUAL, "+=") \
  OPERATOR(MINEQUAL, "-=") \
  OPERATOR(STAREQUAL, "*=") \
  OPERATOR(SLASHEQUAL, "/=") \
  OPERATOR(PERCENTEQUAL, "%=") \
  OPERATOR(AMPEREQUAL, "&=") \
  OPERATOR(VBAREQUAL, "|=") \
  OPERATOR(CIRCUMFLEXEQUAL, "^=") \
  OPERATOR(ATEQUAL, "@=") \
  OPERATOR(RARROW, "->") \
  OPERATOR(COLONEQUAL, ":=") \
  OPERATOR(LPAR, "(") \
  OPERATOR(RPAR, ")") \
  OPERATOR(LSQB, "[") \
  OPERATOR(RSQB, "]") \
  OPERATOR(LBRACE, "{") \
  OPERATOR(RBRACE, "}") \
  OPERATOR(COLON, ":") \
  OPERATOR(COMMA, ",") \
  OPERATOR(SEMI, ";") \
  OPERATOR(PLUS, "+") \
  OPERATOR(MINUS, "-") \
  OPERATOR(STAR, "*") \
  OPERATOR(SLASH, "/") \
  OPERATOR(VBAR, "|") \
  OPERATOR(AMPER, "&") \
  OPERATOR(LESS, "<") \
  OPERATOR(GREATER, ">") \
  OPERATOR(EQUAL, "=") \
  OPERATOR(DOT, ".") \
  OPERATOR(PERCENT, "%") \
  OPERATOR(CIRCUMFLEX, "^") \
  OPERATOR(TILDE, "~") \
  OPERATOR(AT, "@")

/* KEYWORD(name, text). */
#define KEYWORD_TOKENS(KEYWORD) \
  KEYWORD(FALSE, "False") \
  KEYWORD(NONE, "None") \
  KEYWORD(TRUE, "True") \
  KEYWORD(AND, "and") \
  KEYWORD(AS, "as") \
  KEYWORD(ASSERT, "assert") \
  KEYWORD(ASYNC, "async") \
  KEYWORD(AWAIT, "await") \
  KEYWORD(BREAK, "break") \
  KEYWORD(CLASS, "class") \
  KEYWORD(CONTINUE, "continue") \
  KEYWORD(DEF, "def") \
  KEYWORD(DEL, "del") \
  KEYWORD(ELIF, "elif") \
  KEYWORD(ELSE, "else") \
  KEYWORD(EXCEPT, "except") \
  KEYWORD(FINALLY, "finally") \
  KEYWORD(FOR, "for") \
  KEYWORD(FROM, "from") \
  KEYWORD(GLOBAL, "global") \
  KEYWORD(IF, "if") \
  KEYWORD(IMPORT, "import") \
  KEYWORD(IN, "in") \
  KEYWORD(IS, "is") \
  KEYWORD(LAMBDA, "lambda") \
  KEYWORD(NONLOCAL, "nonlocal") \
  KEYWORD(NOT, "not") \
  KEYWORD(OR, "or") \
  KEYWORD(PASS, "pass") \
  KEYWORD(RAISE, "raise") \
  KEYWORD(RETURN, "return") \
  KEYWORD(TRY, "try") \
  KEYWORD(WHILE, "while") \
  KEYWORD(WITH, "with") \
  KEYWORD(YIELD, "yield")

typedef enum TokenKind {
#define TOKEN(name) TOKEN_##name,
#define OPERATOR(name, text) TOKEN_##name,
#define KEYWORD(name, text) TOKEN_##name,
  PLAIN_TOKENS(TOKEN) OPERATOR_TOKENS(OPERATOR) KEYWORD_TOKENS(KEYWORD)
#undef TOKEN
#undef OPERATOR
#undef KEYWORD
      TOKEN_KIND_COUNT
} TokenKind;

typedef struct Token {
  TokenKind kind;
  uint32_t start; /* byte offsets into the source */
  uint32_t end;
  uint32_t line;
  uint32_t column;
  uint32_t end_line;
  uint32_t end_column;
  uint32_t level; /* how many brackets were open before this token */
} Token;

#endif
