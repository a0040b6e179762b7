/* Shared by the parser's files: the Parser, its token window, node building, errors.
 *
 * Parsing functions return NULL after an error; the first error is in parser->error. Each leaves the token after its
 * construct current. A function that builds a list pushes nodes on the scratch stack and moves them into the arena at
 * its end.
 */
#ifndef MARTLET_CORE_SYNTAX_PARSER_INTERNAL_H
#define MARTLET_CORE_SYNTAX_PARSER_INTERNAL_H

#include <string.h>

#include "core/syntax/ast.h"
#include "core/syntax/lexer.h"
#include "core/syntax/parser.h"

enum { MAX_PARSE_DEPTH = 1000 };

/* Where a construct starts. */
typedef struct Place {
  uint32_t line;
  uint32_t column;
} Place;

typedef struct Parser {
  Arena *arena;
  SyntaxErrorInfo *error;
  Lexer lexer;
  Token token; /* the current token */
  Token next;  /* the one after it, if has_next */
  bool has_next;
  bool open_end;         /* the text has no line end at its end, nor is one added */
  uint8_t fstring_depth; /* how many f-string expressions enclose this text */
  uint16_t depth;
  uint32_t fstring_origin;    /* byte offset of the brace before the innermost f-string expression */
  uint32_t previous_end_line; /* end of the token before the current one */
  uint32_t previous_end_column;
  uint32_t previous_level; /* bracket level after that token */
  bool no_hints;           /* trying an expression after an error: plain errors will do */
  Token furthest;          /* where the look for a match statement stopped: an error before it is told there */
  uint32_t warned_escape;  /* byte offset, plus 1, of the string that warn_of_escape has warned of */
  Node **scratch;
  uint32_t scratch_count;
  uint32_t scratch_capacity;
} Parser;

/* A state to return to. */
typedef struct ParserMark {
  Lexer lexer;
  Token token;
  Token next;
  bool has_next;
  uint32_t previous_end_line;
  uint32_t previous_end_column;
  uint32_t previous_level;
  uint32_t scratch_count;
  uint16_t depth;
  SyntaxErrorInfo error;
} ParserMark;

/* Tokens. */
void parser_advance(Parser *parser);
const Token *parser_peek(Parser *parser);
bool parser_accept(Parser *parser, TokenKind kind);
bool parser_expect(Parser *parser, TokenKind kind);          /* or "invalid syntax" */
bool parser_force(Parser *parser, TokenKind kind);           /* or "expected 'x'" */
bool parser_at_word(const Parser *parser, const char *word); /* the current token is this name (soft keywords) */
Identifier *parser_name(Parser *parser);                     /* take a NAME, or "invalid syntax" */
void parser_mark(const Parser *parser, ParserMark *mark);
void parser_return_to(Parser *parser, const ParserMark *mark); /* also forgets a later error */

static inline bool parser_at(const Parser *parser, TokenKind kind) { return parser->token.kind == kind; }

static inline Place parser_place(const Parser *parser) { return (Place){parser->token.line, parser->token.column}; }

static inline Place node_place(const Node *node) { return (Place){node->line, node->column}; }

/* Nodes. A node starts at `start` and ends, when done, where the token before the current one ends. */
Node *node_new(Parser *parser, NodeKind kind, Place start);
Node *node_done(Parser *parser, Node *node);

/* Lists: push, then take everything above `mark`. */
bool scratch_push(Parser *parser, Node *node);
bool scratch_take(Parser *parser, uint32_t mark, NodeList *list);

/* Depth of the C stack; every enter that succeeds is paired with a leave. */
bool parser_enter(Parser *parser);
static inline void parser_leave(Parser *parser) { parser->depth--; }

/* Errors; all return NULL so that a caller can return their result. */
Node *raise_generic(Parser *parser);
Node *raise_at_token(Parser *parser, const char *format, ...) __attribute__((format(printf, 2, 3)));
Node *raise_indentation(Parser *parser, const char *format, ...) __attribute__((format(printf, 2, 3)));
Node *raise_at_node(Parser *parser, const Node *node, const char *format, ...) __attribute__((format(printf, 3, 4)));
Node *raise_range(Parser *parser, const Node *first, const Node *last, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
Node *raise_at_place(Parser *parser, Place start, Place end, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* At the token behind the string literals that stand here, as CPython does. */
Node *raise_in_string(Parser *parser, const char *format, ...) __attribute__((format(printf, 2, 3)));
Node *raise_memory(Parser *parser);

/* Expressions. */
Node *parse_expression(Parser *parser);
Node *parse_named_expression(Parser *parser);
Node *parse_star_named_expression(Parser *parser);
Node *parse_star_expressions(Parser *parser); /* a list with commas gives a tuple */
Node *parse_disjunction(Parser *parser);
Node *parse_bitwise_or(Parser *parser);
Node *parse_yield_or_star_expressions(Parser *parser);
Node *parse_target_list(Parser *parser); /* of `for`, in store context */
Node *parse_target(Parser *parser);      /* one target, of `with ... as` */
bool starts_expression(const Parser *parser);

/* Atoms with brackets, calls, subscripts, comprehensions: parse_display.c. */
Node *parse_group(Parser *parser);
Node *parse_group_content(Parser *parser, Place start, TokenKind close); /* after the opening bracket */
Node *parse_list(Parser *parser);
Node *parse_braces(Parser *parser);
bool parse_call_arguments(Parser *parser, bool of_class, NodeList *args, NodeList *keywords);
Node *parse_subscript_index(Parser *parser);

/* Targets: parse_target.c. */
typedef enum TargetUse { TARGET_STAR, TARGET_DELETE, TARGET_FOR } TargetUse;
const Node *find_invalid_target(const Node *node, TargetUse use);
bool set_context(Parser *parser, Node *node, NodeContext context, TargetUse use);

/* Literals. A Text grows in malloc'ed memory while a string is put together from its pieces. */
typedef struct Text {
  char *data;
  uint32_t length;
  uint32_t capacity;
} Text;
Node *parse_number(Parser *parser);
Node *parse_strings(Parser *parser);
/* Append what the source bytes [start, end) of a literal stand for: escapes unless `raw`, line ends made `\n`. */
bool decode_literal(Parser *parser, Text *text, const char *start, const char *end, bool raw, bool bytes);
/* Once for each token: a backslash that is no escape, at `escape`, is better doubled. */
void warn_of_escape(Parser *parser, const char *escape);
/* Parse the f-string body [start, end): finished pieces go to the scratch stack, the unfinished constant stays in
 * *literal. */
bool parse_fstring(Parser *parser, const Token *whole, Text *literal, const char *start, const char *end, bool raw);
/* Push the constant in *literal, if it is not empty, and empty it. `whole` gives the place. */
bool flush_literal(Parser *parser, const Token *whole, Text *literal);
Node *node_at_token(Parser *parser, NodeKind kind, const Token *token);

/* Parameters of def and lambda, up to `end` (not taken). */
Node *parse_parameters(Parser *parser, bool is_lambda);

/* Statements: parse_statement.c (simple ones, blocks), parse_compound.c, parse_definition.c, parse_match.c. */
bool parse_statements(Parser *parser, NodeList *body, TokenKind end);
bool parse_statement_into_scratch(Parser *parser);
/* ':' was taken: a suite on this line or an indented one. `after` and `line` word the complaint about a missing one. */
bool parse_block(Parser *parser, NodeList *body, const char *after, uint32_t line);
Node *parse_import(Parser *parser);
Node *parse_compound(Parser *parser); /* the current token starts a compound statement */
bool starts_compound(const Parser *parser);
Node *parse_function(Parser *parser, Place start, bool is_async, const NodeList *decorators);
Node *parse_class(Parser *parser, const NodeList *decorators);
Node *parse_decorated(Parser *parser);
/* `match` as a statement; NULL without an error when the word turned out to be a name. */
Node *parse_match(Parser *parser);

#endif
