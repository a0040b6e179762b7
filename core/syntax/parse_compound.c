/* Compound statements: if, while, for, with, try; definitions and match have files of their own. */
#include "core/syntax/parser_internal.h"

bool starts_compound(const Parser *parser) {
  switch (parser->token.kind) {
  case TOKEN_IF:
  case TOKEN_WHILE:
  case TOKEN_FOR:
  case TOKEN_WITH:
  case TOKEN_TRY:
  case TOKEN_DEF:
  case TOKEN_CLASS:
  case TOKEN_ASYNC:
  case TOKEN_AT: return true;
  default: return false;
  }
}

/* The colon after a condition: CPython asks for it by name only at the end of the line. */
static bool expect_colon(Parser *parser) {
  if (parser_at(parser, TOKEN_NEWLINE)) return parser_force(parser, TOKEN_COLON);
  return parser_expect(parser, TOKEN_COLON);
}

static bool parse_else(Parser *parser, NodeList *body) {
  uint32_t line = parser->token.line;
  if (!parser_accept(parser, TOKEN_ELSE)) return true;
  return parser_force(parser, TOKEN_COLON) && parse_block(parser, body, "'else' statement", line);
}

static bool set_single(Parser *parser, NodeList *list, Node *node) {
  list->items = tree_arena_alloc(parser->arena, sizeof(Node *));
  if (!list->items) return raise_memory(parser);
  list->items[0] = node;
  list->count = 1;
  return true;
}

static Node *parse_if_clause(Parser *parser, const char *after) {
  Node *node = node_new(parser, AST_If, parser_place(parser));
  uint32_t line = parser->token.line;
  parser_advance(parser);
  if (!node || !(node->If.test = parse_named_expression(parser)) || !expect_colon(parser) ||
      !parse_block(parser, &node->If.body, after, line))
    return NULL;
  return node;
}

/* A chain of elif is a chain of nodes in `orelse`; built in a loop, as it may be long. All end where the last one ends.
 */
static Node *parse_if(Parser *parser) {
  Node *first = parse_if_clause(parser, "'if' statement"), *last = first;
  while (last && parser_at(parser, TOKEN_ELIF)) {
    Node *clause = parse_if_clause(parser, "'elif' statement");
    if (!clause || !set_single(parser, &last->If.orelse, clause)) return NULL;
    last = clause;
  }
  if (!last || !parse_else(parser, &last->If.orelse)) return NULL;
  for (Node *node = first;; node = node->If.orelse.items[0]) {
    const NodeList *tail = last->If.orelse.count ? &last->If.orelse : &last->If.body;
    const Node *end = tail->items[tail->count - 1];
    node->end_line = end->end_line;
    node->end_column = end->end_column;
    if (node == last) return first;
  }
}

/* A compound statement ends with the last statement of its last block, not with the DEDENT. */
static Node *done_after(Node *node, const NodeList *block) {
  const Node *last = block->items[block->count - 1];
  node->end_line = last->end_line;
  node->end_column = last->end_column;
  return node;
}

static Node *parse_while(Parser *parser) {
  Node *node = node_new(parser, AST_While, parser_place(parser));
  uint32_t line = parser->token.line;
  parser_advance(parser);
  if (!node || !(node->While.test = parse_named_expression(parser)) || !expect_colon(parser) ||
      !parse_block(parser, &node->While.body, "'while' statement", line) || !parse_else(parser, &node->While.orelse))
    return NULL;
  return done_after(node, node->While.orelse.count ? &node->While.orelse : &node->While.body);
}

static Node *parse_for(Parser *parser, Place start, bool is_async) {
  Node *node = node_new(parser, is_async ? AST_AsyncFor : AST_For, start);
  uint32_t line = parser->token.line;
  parser_advance(parser);
  if (!node || !(node->For.target = parse_target_list(parser)) || !parser_expect(parser, TOKEN_IN) ||
      !(node->For.iter = parse_star_expressions(parser)) || !parser_force(parser, TOKEN_COLON) ||
      !parse_block(parser, &node->For.body, "'for' statement", line) || !parse_else(parser, &node->For.orelse))
    return NULL;
  return done_after(node, node->For.orelse.count ? &node->For.orelse : &node->For.body);
}

static bool parse_with_item(Parser *parser) {
  Node *item = node_new(parser, AST_WithItem, parser_place(parser));
  if (!item || !(item->WithItem.context_expr = parse_expression(parser))) return false;
  if (parser_accept(parser, TOKEN_AS) && !(item->WithItem.optional_vars = parse_target(parser))) return false;
  return scratch_push(parser, node_done(parser, item));
}

/* `(a as b, c as d,)` and then the colon: only then are the parentheses those of the statement. */
static bool try_bracketed_items(Parser *parser) {
  ParserMark mark;
  parser_mark(parser, &mark);
  parser_advance(parser);
  bool ok = true;
  do {
    if (parser_at(parser, TOKEN_RPAR) && parser->scratch_count > mark.scratch_count) break;
    ok = parse_with_item(parser);
  } while (ok && parser_accept(parser, TOKEN_COMMA));
  if (ok && parser_accept(parser, TOKEN_RPAR) && parser_at(parser, TOKEN_COLON)) return true;
  parser_return_to(parser, &mark);
  return false;
}

static Node *parse_with(Parser *parser, Place start, bool is_async) {
  Node *node = node_new(parser, is_async ? AST_AsyncWith : AST_With, start);
  uint32_t line = parser->token.line, mark = parser->scratch_count;
  parser_advance(parser);
  if (!node) return NULL;
  if (!parser_at(parser, TOKEN_LPAR) || !try_bracketed_items(parser)) {
    do {
      if (!parse_with_item(parser)) return NULL;
    } while (parser_accept(parser, TOKEN_COMMA));
  }
  if (!scratch_take(parser, mark, &node->With.items) || !expect_colon(parser) ||
      !parse_block(parser, &node->With.body, "'with' statement", line))
    return NULL;
  return done_after(node, &node->With.body);
}

/* `except A, B:`; the comma is current. Without the colon it is plainly wrong. */
static Node *raise_unparenthesised_types(Parser *parser, Place start) {
  ParserMark mark;
  parser_mark(parser, &mark);
  parser_advance(parser);
  bool more = parse_star_expressions(parser) != NULL;
  if (more && parser_accept(parser, TOKEN_AS)) more = parser_name(parser) != NULL;
  Place end = {parser->token.end_line, parser->token.end_column - 1};
  more = more && parser_at(parser, TOKEN_COLON);
  parser_return_to(parser, &mark);
  return more ? raise_at_place(parser, start, end, "multiple exception types must be parenthesized")
              : raise_generic(parser);
}

/* One except clause; *star tells `except*`. */
static Node *parse_handler(Parser *parser, bool *star) {
  Node *node = node_new(parser, AST_ExceptHandler, parser_place(parser));
  uint32_t line = parser->token.line;
  parser_advance(parser);
  *star = parser_accept(parser, TOKEN_STAR);
  if (!node) return NULL;
  if (*star && (parser_at(parser, TOKEN_COLON) || parser_at(parser, TOKEN_NEWLINE)))
    return raise_at_token(parser, "expected one or more exception types");
  if (!parser_at(parser, TOKEN_COLON) && !parser_at(parser, TOKEN_NEWLINE)) {
    Place start = parser_place(parser);
    if (!(node->ExceptHandler.type = parse_expression(parser))) return NULL;
    if (parser_at(parser, TOKEN_COMMA)) return raise_unparenthesised_types(parser, start);
    if (parser_accept(parser, TOKEN_AS) && !(node->ExceptHandler.name = parser_name(parser))) return NULL;
  }
  if (!expect_colon(parser) ||
      !parse_block(parser, &node->ExceptHandler.body, *star ? "'except*' statement" : "'except' statement", line))
    return NULL;
  return done_after(node, &node->ExceptHandler.body);
}

static bool parse_handlers(Parser *parser, Node *node) {
  uint32_t mark = parser->scratch_count;
  while (parser_at(parser, TOKEN_EXCEPT)) {
    bool star;
    NodeKind kind = parser_peek(parser)->kind == TOKEN_STAR ? AST_TryStar : AST_Try;
    if (parser->scratch_count > mark && node->kind != kind) {
      const Token *last = kind == AST_TryStar ? parser_peek(parser) : &parser->token;
      raise_at_place(parser, parser_place(parser), (Place){last->end_line, last->end_column},
                     "cannot have both 'except' and 'except*' on the same 'try'");
      return false;
    }
    Node *handler = parse_handler(parser, &star);
    if (!handler) return false;
    node->kind = (uint8_t)kind; /* both kinds have the same fields */
    if (!scratch_push(parser, handler)) return false;
  }
  return scratch_take(parser, mark, &node->Try.handlers);
}

static Node *raise_missing_handlers(Parser *parser) {
  raise_at_token(parser, "expected 'except' or 'finally' block");
  parser->error->at_end = parser_at(parser, TOKEN_ENDMARKER);
  return NULL;
}

static Node *parse_try(Parser *parser) {
  Node *node = node_new(parser, AST_Try, parser_place(parser));
  uint32_t line = parser->token.line;
  parser_advance(parser);
  if (!node || !parser_force(parser, TOKEN_COLON) || !parse_block(parser, &node->Try.body, "'try' statement", line))
    return NULL;
  if (!parser_at(parser, TOKEN_EXCEPT) && !parser_at(parser, TOKEN_FINALLY)) return raise_missing_handlers(parser);
  if (!parse_handlers(parser, node)) return NULL;
  const NodeList *last = &node->Try.handlers;
  if (node->Try.handlers.count > 0 && !parse_else(parser, &node->Try.orelse)) return NULL;
  if (node->Try.orelse.count > 0) last = &node->Try.orelse;
  line = parser->token.line;
  if (parser_accept(parser, TOKEN_FINALLY)) {
    if (!parser_force(parser, TOKEN_COLON) || !parse_block(parser, &node->Try.finalbody, "'finally' statement", line))
      return NULL;
    last = &node->Try.finalbody;
  }
  return done_after(node, last);
}

static Node *parse_async(Parser *parser) {
  Place start = parser_place(parser);
  parser_advance(parser);
  static const NodeList none;
  switch (parser->token.kind) {
  case TOKEN_DEF: return parse_function(parser, start, true, &none);
  case TOKEN_FOR: return parse_for(parser, start, true);
  case TOKEN_WITH: return parse_with(parser, start, true);
  default: return raise_generic(parser);
  }
}

Node *parse_compound(Parser *parser) {
  static const NodeList none;
  Place start = parser_place(parser);
  switch (parser->token.kind) {
  case TOKEN_IF: return parse_if(parser);
  case TOKEN_WHILE: return parse_while(parser);
  case TOKEN_FOR: return parse_for(parser, start, false);
  case TOKEN_WITH: return parse_with(parser, start, false);
  case TOKEN_TRY: return parse_try(parser);
  case TOKEN_DEF: return parse_function(parser, start, false, &none);
  case TOKEN_CLASS: return parse_class(parser, &none);
  case TOKEN_ASYNC: return parse_async(parser);
  default: return parse_decorated(parser);
  }
}
