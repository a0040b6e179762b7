#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/object/unicode_data.h"
#include "core/syntax/parser_internal.h"

static void take_token(Parser *parser, Token *token) { lexer_next(&parser->lexer, token); }

void parser_advance(Parser *parser) {
  const Token *token = &parser->token;
  parser->previous_end_line = token->end_line;
  parser->previous_end_column = token->end_column;
  parser->previous_level = token->level;
  if (token->kind == TOKEN_RPAR || token->kind == TOKEN_RSQB || token->kind == TOKEN_RBRACE)
    parser->previous_level--;
  else if (token->kind == TOKEN_LPAR || token->kind == TOKEN_LSQB || token->kind == TOKEN_LBRACE)
    parser->previous_level++;
  if (parser->has_next) {
    parser->token = parser->next;
    parser->has_next = false;
  } else {
    take_token(parser, &parser->token);
  }
}

const Token *parser_peek(Parser *parser) {
  if (!parser->has_next) {
    take_token(parser, &parser->next);
    parser->has_next = true;
  }
  return &parser->next;
}

bool parser_accept(Parser *parser, TokenKind kind) {
  if (parser->token.kind != kind) return false;
  parser_advance(parser);
  return true;
}

bool parser_expect(Parser *parser, TokenKind kind) {
  if (parser_accept(parser, kind)) return true;
  raise_generic(parser);
  return false;
}

bool parser_force(Parser *parser, TokenKind kind) {
  if (parser_accept(parser, kind)) return true;
  if (parser_at(parser, TOKEN_NEWLINE))
    raise_at_place(parser, parser_place(parser), parser_place(parser), "expected '%s'", token_text(kind));
  else
    raise_at_token(parser, "expected '%s'", token_text(kind));
  return false;
}

bool parser_at_word(const Parser *parser, const char *word) {
  const Token *token = &parser->token;
  return token->kind == TOKEN_NAME && token->end - token->start == strlen(word) &&
         memcmp(parser->lexer.source + token->start, word, token->end - token->start) == 0;
}

/* The identifier that a NAME token spells: names are equal when their NFKC forms are (PEP 3131). */
static Identifier *normal_name(Parser *parser, const char *text, size_t length) {
#ifdef CONFIG_MODULE_UNICODEDATA
  if (!unicode_surely_normal(UNICODE_NFKC, text, length)) {
    size_t size;
    char *normal = unicode_normalize(UNICODE_NFKC, false, text, length, SIZE_MAX / 64, &size);
    Identifier *name = normal ? tree_arena_intern(parser->arena, normal, size) : NULL;
    free(normal);
    return name;
  }
#endif
  return tree_arena_intern(parser->arena, text, length);
}

Identifier *parser_name(Parser *parser) {
  if (!parser_at(parser, TOKEN_NAME)) {
    raise_generic(parser);
    return NULL;
  }
  const Token *token = &parser->token;
  Identifier *name = normal_name(parser, parser->lexer.source + token->start, token->end - token->start);
  if (!name) {
    raise_memory(parser);
    return NULL;
  }
  parser_advance(parser);
  return name;
}

void parser_mark(const Parser *parser, ParserMark *mark) {
  mark->lexer = parser->lexer;
  mark->token = parser->token;
  mark->next = parser->next;
  mark->has_next = parser->has_next;
  mark->previous_end_line = parser->previous_end_line;
  mark->previous_end_column = parser->previous_end_column;
  mark->previous_level = parser->previous_level;
  mark->scratch_count = parser->scratch_count;
  mark->depth = parser->depth;
  mark->error = *parser->error;
}

void parser_return_to(Parser *parser, const ParserMark *mark) {
  parser->lexer = mark->lexer;
  parser->token = mark->token;
  parser->next = mark->next;
  parser->has_next = mark->has_next;
  parser->previous_end_line = mark->previous_end_line;
  parser->previous_end_column = mark->previous_end_column;
  parser->previous_level = mark->previous_level;
  parser->scratch_count = mark->scratch_count;
  parser->depth = mark->depth;
  *parser->error = mark->error;
}

Node *node_new(Parser *parser, NodeKind kind, Place start) {
  Node *node = ast_new(parser->arena, kind);
  if (!node) return raise_memory(parser);
  node->line = start.line;
  node->column = start.column;
  return node;
}

Node *node_done(Parser *parser, Node *node) {
  node->end_line = parser->previous_end_line;
  node->end_column = parser->previous_end_column;
  return node;
}

bool scratch_push(Parser *parser, Node *node) {
  if (parser->scratch_count == parser->scratch_capacity) {
    uint32_t capacity = parser->scratch_capacity ? parser->scratch_capacity * 2 : 64;
    Node **scratch = realloc(parser->scratch, capacity * sizeof *scratch);
    if (!scratch) {
      raise_memory(parser);
      return false;
    }
    parser->scratch = scratch;
    parser->scratch_capacity = capacity;
  }
  parser->scratch[parser->scratch_count++] = node;
  return true;
}

bool scratch_take(Parser *parser, uint32_t mark, NodeList *list) {
  uint32_t count = parser->scratch_count - mark;
  parser->scratch_count = mark;
  list->count = count;
  list->items = NULL;
  if (count == 0) return true;
  list->items = tree_arena_alloc(parser->arena, count * sizeof *list->items);
  if (!list->items) {
    raise_memory(parser);
    return false;
  }
  memcpy(list->items, parser->scratch + mark, count * sizeof *list->items);
  return true;
}

bool parser_enter(Parser *parser) {
  if (parser->depth >= MAX_PARSE_DEPTH) {
    raise_memory(parser);
    return false;
  }
  parser->depth++;
  return true;
}

/* Errors. */

/* Errors inside an f-string count columns from the brace before the expression, which CPython takes for a parenthesis.
 */
static void shift_columns(const Parser *parser, SyntaxErrorInfo *error) {
  const char *source = parser->lexer.source;
  uint32_t line = 1, brace = lexer_character_column(&parser->lexer, parser->fstring_origin);
  for (uint32_t i = 0; i < parser->fstring_origin; i++) line += source[i] == '\n';
  if (parser->fstring_depth == 0 || line != error->line || error->column < brace) return;
  error->column -= brace - 1;
  error->end_column -= brace - 1;
}

/* Column in characters from 1 of a byte column of a line. */
static uint32_t character_column(const Parser *parser, Place place) {
  const char *source = parser->lexer.source;
  uint32_t at = 0;
  for (uint32_t line = 1; line < place.line && at < parser->lexer.length; at++) {
    if (source[at] == '\n' || (source[at] == '\r' && source[at + 1] != '\n')) line++;
  }
  uint32_t column = 1;
  for (uint32_t i = 0; i < place.column && at + i < parser->lexer.length; i++) {
    if ((source[at + i] & 0xC0) != 0x80) column++;
  }
  return column;
}

/* Behind the last character of the text, in its last line. */
static Place end_of_last_line(const Parser *parser) {
  const char *source = parser->lexer.source;
  uint32_t end = parser->lexer.length, start, line = 1;
  end -= end > 0 && source[end - 1] == '\n';
  for (start = end; start > 0 && source[start - 1] != '\n'; start--) continue;
  for (uint32_t i = 0; i < start; i++) line += source[i] == '\n';
  return (Place){line, end - start};
}

__attribute__((format(printf, 5, 0))) static Node *raise_v(Parser *parser, SyntaxErrorKind kind, Place start, Place end,
                                                           const char *format, va_list arguments) {
  SyntaxErrorInfo *error = parser->error;
  if (error->kind != SYNTAX_ERROR_NONE) return NULL;
  error->kind = kind;
  error->line = start.line;
  error->column = character_column(parser, start);
  error->end_line = end.line;
  error->end_column = character_column(parser, end);
  shift_columns(parser, error);
  const Token *last = parser->has_next ? &parser->next : &parser->token;
  error->earlier_line = last->kind != TOKEN_ENDMARKER && start.line < last->end_line;
  error->incomplete = parser_at(parser, TOKEN_ENDMARKER) && parser->fstring_depth == 0;
  int used = 0;
  if (parser->fstring_depth > 0) {
    error->part_start = parser->fstring_origin + 1;
    error->part_end = parser->lexer.length;
    error->end_column += error->end_column == error->column;
    used = snprintf(error->message, sizeof error->message, "f-string: ");
  }
  vsnprintf(error->message + used, sizeof error->message - (size_t)used, format, arguments);
  return NULL;
}

Node *raise_at_place(Parser *parser, Place start, Place end, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  raise_v(parser, SYNTAX_ERROR_SYNTAX, start, end, format, arguments);
  va_end(arguments);
  return NULL;
}

/* An error at the end of a text without a line end, for eval(): CPython's last token has no place. */
static void raise_at_open_end(SyntaxErrorInfo *error) {
  if (error->generic) {
    error->column = 0;
    error->end_zero = true;
  } else {
    error->column--;
    error->at_end = true;
  }
}

Node *raise_at_token(Parser *parser, const char *format, ...) {
  if (parser_at(parser, TOKEN_ERROR) && parser->error->kind != SYNTAX_ERROR_NONE) return NULL;
  bool had_error = parser->error->kind != SYNTAX_ERROR_NONE;
  bool at_end = parser_at(parser, TOKEN_ENDMARKER) && parser->fstring_depth == 0;
  Place start = parser_place(parser), end = {parser->token.end_line, parser->token.end_column};
  if (at_end) start = end = end_of_last_line(parser);
  va_list arguments;
  va_start(arguments, format);
  raise_v(parser, SYNTAX_ERROR_SYNTAX, start, end, format, arguments);
  va_end(arguments);
  if (!had_error && at_end && parser->error->generic)
    parser->error->column = 0, parser->error->end_zero = true; /* as CPython's token without a place */
  else if (!had_error && parser->open_end && parser->token.start >= parser->lexer.length && parser->fstring_depth == 0)
    raise_at_open_end(parser->error);
  return NULL;
}

Node *raise_indentation(Parser *parser, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Place end = {parser->token.end_line, parser->token.end_column};
  Place start = parser_place(parser);
  if (parser_at(parser, TOKEN_ENDMARKER)) /* the end of the last line */
    start = end = end_of_last_line(parser);
  if (parser_at(parser, TOKEN_INDENT)) start.column -= start.column > 0;
  raise_v(parser, SYNTAX_ERROR_INDENTATION, start, end, format, arguments);
  parser->error->at_end = parser_at(parser, TOKEN_ENDMARKER) || parser_at(parser, TOKEN_INDENT);
  va_end(arguments);
  return NULL;
}

Node *raise_at_node(Parser *parser, const Node *node, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  raise_v(parser, SYNTAX_ERROR_SYNTAX, node_place(node), (Place){node->end_line, node->end_column}, format, arguments);
  va_end(arguments);
  return NULL;
}

Node *raise_range(Parser *parser, const Node *first, const Node *last, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  raise_v(parser, SYNTAX_ERROR_SYNTAX, node_place(first), (Place){last->end_line, last->end_column}, format, arguments);
  va_end(arguments);
  return NULL;
}

Node *raise_memory(Parser *parser) {
  if (parser->error->kind == SYNTAX_ERROR_NONE) {
    parser->error->kind = SYNTAX_ERROR_MEMORY;
    parser->error->line = parser->token.line;
    snprintf(parser->error->message, sizeof parser->error->message, "%s",
             parser->arena->failed ? "" : "too many nested parentheses");
  }
  return NULL;
}

Node *raise_generic(Parser *parser) {
  if (parser->error->kind != SYNTAX_ERROR_NONE) return NULL;
  if (parser_at(parser, TOKEN_INDENT)) return raise_indentation(parser, "unexpected indent");
  if (parser_at(parser, TOKEN_DEDENT)) return raise_indentation(parser, "unexpected unindent");
  parser->error->generic = true;
  const Token *furthest = &parser->furthest;
  if (parser->token.start < furthest->start && parser->token.line == furthest->line && parser->fstring_depth == 0)
    return raise_at_place(parser, (Place){furthest->line, furthest->column},
                          (Place){furthest->end_line, furthest->end_column}, "invalid syntax");
  return raise_at_token(parser, "invalid syntax");
}

/* After the parser's own error: an error of the lexer further on takes precedence, as in CPython. */
static void look_for_lexer_error(Parser *parser) {
  SyntaxErrorInfo *error = parser->error;
  if (parser->lexer.failed || error->kind != SYNTAX_ERROR_SYNTAX || parser_at(parser, TOKEN_ENDMARKER)) return;
  SyntaxErrorInfo own = *error;
  uint32_t line = parser->token.line;
  *error = (SyntaxErrorInfo){.warnings = own.warnings, .add_newline = own.add_newline};
  Token token;
  do lexer_next(&parser->lexer, &token);
  while (token.kind != TOKEN_ENDMARKER && token.kind != TOKEN_ERROR);
  bool never_closed = error->incomplete && strstr(error->message, "was never closed");
  if (error->kind == SYNTAX_ERROR_NONE || (never_closed && line <= error->line)) *error = own;
}

static bool refuse_source(SyntaxErrorInfo *error, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static bool refuse_source(SyntaxErrorInfo *error, uint32_t line, const char *format, ...) {
  error->kind = SYNTAX_ERROR_SYNTAX;
  error->line = line;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message, sizeof error->message, format, arguments);
  va_end(arguments);
  return false;
}

static bool check_source(const char *source, size_t length, SyntaxErrorInfo *error) {
  size_t bad;
  if (length > INT32_MAX / 2) return refuse_source(error, 0, "source text is too long");
  if (memchr(source, 0, length)) return refuse_source(error, 0, "source code string cannot contain null bytes");
  if (!utf8_is_valid(source, length, &bad)) {
    uint32_t line = 1;
    for (size_t i = 0; i < bad; i++) line += source[i] == '\n';
    return refuse_source(
        error, line, "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %zu: invalid %s byte",
        (unsigned char)source[bad], bad,
        ((unsigned char)source[bad] & 0xC0) == 0x80 || (unsigned char)source[bad] > 0xF4 ? "start" : "continuation");
  }
  return true;
}

static Node *parse_module(Parser *parser) {
  Node *root = node_new(parser, AST_Module, (Place){1, 0});
  if (!root || !parse_statements(parser, &root->Module.body, TOKEN_ENDMARKER)) return NULL;
  return root;
}

static Node *parse_eval(Parser *parser) {
  Node *root = node_new(parser, AST_Expression, (Place){1, 0});
  if (!root) return NULL;
  Place start = parser_place(parser);
  root->Expression.body = parse_star_expressions(parser);
  if (!root->Expression.body) return NULL;
  if (root->Expression.body->kind == AST_Starred) return raise_at_place(parser, start, start, "invalid syntax");
  while (parser_accept(parser, TOKEN_NEWLINE)) continue;
  return parser_expect(parser, TOKEN_ENDMARKER) ? root : NULL;
}

/* Something follows the statements of a line, or the block, that is to be compiled alone: told at the end of the line,
 * or at what follows the block. */
static Node *raise_more_statements(Parser *parser, const NodeList *statements) {
  const Node *last = statements->count ? statements->items[statements->count - 1] : NULL;
  switch (last ? (NodeKind)last->kind : AST_Pass) {
  case AST_FunctionDef:
  case AST_AsyncFunctionDef:
  case AST_ClassDef:
  case AST_If:
  case AST_While:
  case AST_For:
  case AST_AsyncFor:
  case AST_With:
  case AST_AsyncWith:
  case AST_Try:
  case AST_TryStar:
  case AST_Match: return raise_generic(parser);
  default: break;
  }
  Place end = last ? (Place){last->end_line, last->end_column} : parser_place(parser);
  return raise_at_place(parser, end, end, "multiple statements found while compiling a single statement");
}

static Node *parse_interactive(Parser *parser) {
  Node *root = node_new(parser, AST_Interactive, (Place){1, 0});
  if (!root) return NULL;
  uint32_t mark = parser->scratch_count;
  if (!parser_at(parser, TOKEN_ENDMARKER) && !parse_statement_into_scratch(parser)) return NULL;
  while (parser_accept(parser, TOKEN_NEWLINE)) continue;
  if (!scratch_take(parser, mark, &root->Interactive.body)) return NULL;
  return parser_at(parser, TOKEN_ENDMARKER) ? root : raise_more_statements(parser, &root->Interactive.body);
}

Node *parse_source(Arena *arena, const char *source, size_t length, ParseMode mode, SyntaxErrorInfo *error) {
  *error = (SyntaxErrorInfo){.warnings = error->warnings, .add_newline = mode == PARSE_FILE};
  if (!check_source(source, length, error)) return NULL;
  Parser *parser = calloc(1, sizeof *parser);
  if (!parser) {
    error->kind = SYNTAX_ERROR_MEMORY;
    return NULL;
  }
  parser->arena = arena;
  parser->error = error;
  parser->open_end = mode != PARSE_FILE && (length == 0 || source[length - 1] != '\n');
  lexer_init(&parser->lexer, source, (uint32_t)length, error);
  parser_advance(parser);
  Node *root = mode == PARSE_FILE         ? parse_module(parser)
               : mode == PARSE_EXPRESSION ? parse_eval(parser)
                                          : parse_interactive(parser);
  if (!root) look_for_lexer_error(parser);
  free(parser->scratch);
  free(parser);
  return root;
}
