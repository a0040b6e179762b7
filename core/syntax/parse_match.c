/* The match statement and its patterns. `match` and `case` are names unless the rest of the statement fits. */
#include "core/syntax/parser_internal.h"

static Node *parse_pattern(Parser *parser);
static Node *parse_closed_pattern(Parser *parser);

static bool take_star_name(Parser *parser, Identifier **name) {
  bool wildcard = parser_at_word(parser, "_");
  *name = parser_name(parser);
  if (!*name) return false;
  if (wildcard) *name = NULL;
  return true;
}

static Node *parse_star_pattern(Parser *parser) {
  Node *node = node_new(parser, AST_MatchStar, parser_place(parser));
  parser_advance(parser);
  return node && take_star_name(parser, &node->MatchStar.name) ? node_done(parser, node) : NULL;
}

static Node *parse_maybe_star_pattern(Parser *parser) {
  return parser_at(parser, TOKEN_STAR) ? parse_star_pattern(parser) : parse_pattern(parser);
}

/* A number with its sign, and the imaginary part of a complex literal. */
static Node *parse_signed_number(Parser *parser) {
  Place start = parser_place(parser);
  if (!parser_accept(parser, TOKEN_MINUS))
    return parser_at(parser, TOKEN_NUMBER) ? parse_number(parser) : raise_generic(parser);
  Node *node = node_new(parser, AST_UnaryOp, start);
  if (!node) return NULL;
  node->UnaryOp.op = UNARY_USub;
  if (!parser_at(parser, TOKEN_NUMBER)) return raise_generic(parser);
  node->UnaryOp.operand = parse_number(parser);
  return node->UnaryOp.operand ? node_done(parser, node) : NULL;
}

static Node *parse_literal_number(Parser *parser) {
  Place start = parser_place(parser);
  Node *left = parse_signed_number(parser);
  if (!left || (!parser_at(parser, TOKEN_PLUS) && !parser_at(parser, TOKEN_MINUS))) return left;
  int op = parser_at(parser, TOKEN_PLUS) ? BINARY_Add : BINARY_Sub;
  const Node *real = left->kind == AST_UnaryOp ? left->UnaryOp.operand : left;
  if (real->Constant.value.kind == CONSTANT_IMAGINARY)
    return raise_at_node(parser, left, "real number required in complex literal");
  parser_advance(parser);
  if (!parser_at(parser, TOKEN_NUMBER)) return raise_generic(parser);
  Node *right = parse_number(parser);
  if (!right) return NULL;
  if (right->Constant.value.kind != CONSTANT_IMAGINARY)
    return raise_at_node(parser, right, "imaginary number required in complex literal");
  Node *node = node_new(parser, AST_BinOp, start);
  if (!node) return NULL;
  node->BinOp.left = left;
  node->BinOp.op = op;
  node->BinOp.right = right;
  return node_done(parser, node);
}

/* A literal: the expression, to be compared (by value or by identity). */
static Node *parse_literal(Parser *parser, bool *singleton) {
  *singleton = false;
  switch (parser->token.kind) {
  case TOKEN_STRING: {
    Node *node = parse_strings(parser);
    if (!node || node->kind != AST_JoinedStr) return node;
    raise_at_node(parser, node, "patterns may only match literals and attribute lookups");
    parser->error->stage = SYNTAX_STAGE_COMPILER; /* which finds it in CPython */
    return NULL;
  }
  case TOKEN_NONE:
  case TOKEN_TRUE:
  case TOKEN_FALSE: {
    *singleton = true;
    Node *node = node_new(parser, AST_Constant, parser_place(parser));
    if (!node) return NULL;
    node->Constant.value.kind = parser_at(parser, TOKEN_NONE)   ? CONSTANT_NONE
                                : parser_at(parser, TOKEN_TRUE) ? CONSTANT_TRUE
                                                                : CONSTANT_FALSE;
    parser_advance(parser);
    return node_done(parser, node);
  }
  default: return parse_literal_number(parser);
  }
}

static bool at_literal(const Parser *parser) {
  switch (parser->token.kind) {
  case TOKEN_STRING:
  case TOKEN_NUMBER:
  case TOKEN_MINUS:
  case TOKEN_NONE:
  case TOKEN_TRUE:
  case TOKEN_FALSE: return true;
  default: return false;
  }
}

static Node *parse_literal_pattern(Parser *parser) {
  Place start = parser_place(parser);
  bool singleton;
  Node *value = parse_literal(parser, &singleton);
  Node *node = value ? node_new(parser, singleton ? AST_MatchSingleton : AST_MatchValue, start) : NULL;
  if (!node) return NULL;
  node->MatchValue.value = value; /* both kinds have the same field */
  return node_done(parser, node);
}

/* `a.b.c`, loaded; at a name. */
static Node *parse_dotted_value(Parser *parser) {
  Place start = parser_place(parser);
  Node *node = node_new(parser, AST_Name, start);
  if (!node || !(node->Name.id = parser_name(parser))) return NULL;
  node_done(parser, node);
  while (parser_accept(parser, TOKEN_DOT)) {
    Node *attribute = node_new(parser, AST_Attribute, start);
    if (!attribute || !(attribute->Attribute.attr = parser_name(parser))) return NULL;
    attribute->Attribute.value = node;
    node = node_done(parser, attribute);
  }
  return node;
}

/* Separate the keyword patterns (Keyword nodes) from the positional ones above `mark`. */
static bool take_class_patterns(Parser *parser, uint32_t mark, Node *node) {
  uint32_t positional = mark;
  while (positional < parser->scratch_count && parser->scratch[positional]->kind != AST_Keyword) positional++;
  uint32_t count = parser->scratch_count - positional;
  NameList names = {count, tree_arena_alloc(parser->arena, count * sizeof(Identifier *))};
  NodeList patterns = {count, tree_arena_alloc(parser->arena, count * sizeof(Node *))};
  if (!names.items || !patterns.items) return raise_memory(parser);
  for (uint32_t i = 0; i < count; i++) {
    names.items[i] = parser->scratch[positional + i]->Keyword.arg;
    patterns.items[i] = parser->scratch[positional + i]->Keyword.value;
  }
  parser->scratch_count = positional;
  node->MatchClass.kwd_attrs = names;
  node->MatchClass.kwd_patterns = patterns;
  return scratch_take(parser, mark, &node->MatchClass.patterns);
}

static Node *parse_keyword_pattern(Parser *parser) {
  Node *node = node_new(parser, AST_Keyword, parser_place(parser));
  if (!node || !(node->Keyword.arg = parser_name(parser))) return NULL;
  parser_advance(parser);
  node->Keyword.value = parse_pattern(parser);
  return node->Keyword.value ? node_done(parser, node) : NULL;
}

static Node *parse_class_pattern(Parser *parser, Place start, Node *cls) {
  Node *node = node_new(parser, AST_MatchClass, start);
  uint32_t mark = parser->scratch_count;
  parser_advance(parser);
  if (!node) return NULL;
  node->MatchClass.cls = cls;
  bool keywords = false;
  while (!parser_at(parser, TOKEN_RPAR)) {
    bool keyword = parser_at(parser, TOKEN_NAME) && parser_peek(parser)->kind == TOKEN_EQUAL;
    Node *item = keyword ? parse_keyword_pattern(parser) : parse_pattern(parser);
    if (!item) return NULL;
    if (keywords && !keyword) return raise_at_node(parser, item, "positional patterns follow keyword patterns");
    keywords = keyword;
    if (!scratch_push(parser, item)) return NULL;
    if (!parser_accept(parser, TOKEN_COMMA)) break;
  }
  return parser_expect(parser, TOKEN_RPAR) && take_class_patterns(parser, mark, node) ? node_done(parser, node) : NULL;
}

static Node *parse_capture(Parser *parser) {
  Node *node = node_new(parser, AST_MatchAs, parser_place(parser));
  return node && take_star_name(parser, &node->MatchAs.name) ? node_done(parser, node) : NULL;
}

/* A pattern that starts with a name: capture, value, class. */
static Node *parse_name_pattern(Parser *parser) {
  Place start = parser_place(parser);
  TokenKind after = parser_peek(parser)->kind;
  if (after != TOKEN_DOT && after != TOKEN_LPAR) return parse_capture(parser);
  Node *value = parse_dotted_value(parser);
  if (!value) return NULL;
  if (parser_at(parser, TOKEN_LPAR)) return parse_class_pattern(parser, start, value);
  Node *node = node_new(parser, AST_MatchValue, start);
  if (!node) return NULL;
  node->MatchValue.value = value;
  return node_done(parser, node);
}

static bool push_patterns(Parser *parser, TokenKind close) {
  while (!parser_at(parser, close)) {
    Node *item = parse_maybe_star_pattern(parser);
    if (!item || !scratch_push(parser, item)) return false;
    if (!parser_accept(parser, TOKEN_COMMA)) break;
  }
  return true;
}

/* `[...]` and `(...)`: a sequence, or in parentheses a single pattern. */
static Node *parse_bracketed_pattern(Parser *parser, TokenKind close) {
  Place start = parser_place(parser);
  uint32_t mark = parser->scratch_count;
  parser_advance(parser);
  if (close == TOKEN_RPAR && !parser_at(parser, close) && !parser_at(parser, TOKEN_STAR)) {
    Node *first = parse_pattern(parser);
    if (!first) return NULL;
    if (!parser_at(parser, TOKEN_COMMA)) return parser_expect(parser, close) ? first : NULL;
    parser_advance(parser);
    if (!scratch_push(parser, first)) return NULL;
  }
  if (!push_patterns(parser, close) || !parser_expect(parser, close)) return NULL;
  Node *node = node_new(parser, AST_MatchSequence, start);
  return node && scratch_take(parser, mark, &node->MatchSequence.patterns) ? node_done(parser, node) : NULL;
}

static bool take_mapping_items(Parser *parser, uint32_t mark, Node *node) {
  uint32_t count = (parser->scratch_count - mark) / 2;
  NodeList keys = {count, tree_arena_alloc(parser->arena, count * sizeof(Node *))};
  NodeList patterns = {count, tree_arena_alloc(parser->arena, count * sizeof(Node *))};
  if (!keys.items || !patterns.items) return raise_memory(parser);
  for (uint32_t i = 0; i < count; i++) {
    keys.items[i] = parser->scratch[mark + 2 * i];
    patterns.items[i] = parser->scratch[mark + 2 * i + 1];
  }
  parser->scratch_count = mark;
  node->MatchMapping.keys = keys;
  node->MatchMapping.patterns = patterns;
  return true;
}

static bool parse_mapping_item(Parser *parser) {
  bool singleton;
  Node *key = at_literal(parser) ? parse_literal(parser, &singleton) : parse_dotted_value(parser);
  if (!key) return false;
  if (key->kind == AST_Name) return raise_generic(parser);
  if (!parser_expect(parser, TOKEN_COLON)) return false;
  Node *pattern = parse_pattern(parser);
  return pattern && scratch_push(parser, key) && scratch_push(parser, pattern);
}

static Node *parse_mapping_pattern(Parser *parser) {
  Node *node = node_new(parser, AST_MatchMapping, parser_place(parser));
  uint32_t mark = parser->scratch_count;
  parser_advance(parser);
  if (!node) return NULL;
  while (!parser_at(parser, TOKEN_RBRACE)) {
    if (parser_accept(parser, TOKEN_DOUBLESTAR)) {
      if (parser_at_word(parser, "_")) return raise_generic(parser);
      if (!(node->MatchMapping.rest = parser_name(parser))) return NULL;
      parser_accept(parser, TOKEN_COMMA);
      break;
    }
    if (!parse_mapping_item(parser)) return NULL;
    if (!parser_accept(parser, TOKEN_COMMA)) break;
  }
  return parser_expect(parser, TOKEN_RBRACE) && take_mapping_items(parser, mark, node) ? node_done(parser, node) : NULL;
}

static Node *parse_closed_pattern(Parser *parser) {
  if (at_literal(parser)) return parse_literal_pattern(parser);
  switch (parser->token.kind) {
  case TOKEN_NAME: return parse_name_pattern(parser);
  case TOKEN_LPAR: return parse_bracketed_pattern(parser, TOKEN_RPAR);
  case TOKEN_LSQB: return parse_bracketed_pattern(parser, TOKEN_RSQB);
  case TOKEN_LBRACE: return parse_mapping_pattern(parser);
  default: return raise_generic(parser);
  }
}

static Node *parse_or_pattern(Parser *parser) {
  Place start = parser_place(parser);
  Node *node = parse_closed_pattern(parser);
  if (!node || !parser_at(parser, TOKEN_VBAR)) return node;
  uint32_t mark = parser->scratch_count;
  if (!scratch_push(parser, node)) return NULL;
  while (parser_accept(parser, TOKEN_VBAR)) {
    Node *item = parse_closed_pattern(parser);
    if (!item || !scratch_push(parser, item)) return NULL;
  }
  node = node_new(parser, AST_MatchOr, start);
  return node && scratch_take(parser, mark, &node->MatchOr.patterns) ? node_done(parser, node) : NULL;
}

static Node *parse_pattern(Parser *parser) {
  if (!parser_enter(parser)) return NULL;
  Place start = parser_place(parser);
  Node *node = parse_or_pattern(parser);
  if (node && parser_accept(parser, TOKEN_AS)) {
    if (parser_at_word(parser, "_")) return raise_at_token(parser, "cannot use '_' as a target");
    if (!parser_at(parser, TOKEN_NAME)) return raise_at_token(parser, "invalid pattern target");
    Node *as = node_new(parser, AST_MatchAs, start);
    if (!as || !(as->MatchAs.name = parser_name(parser))) return NULL;
    as->MatchAs.pattern = node;
    node = node_done(parser, as);
  }
  parser_leave(parser);
  return node;
}

/* The patterns of a case: several with commas between are a sequence without brackets. */
static Node *parse_case_patterns(Parser *parser) {
  Place start = parser_place(parser);
  Node *first = parse_maybe_star_pattern(parser);
  if (!first || !parser_at(parser, TOKEN_COMMA))
    return first && first->kind == AST_MatchStar ? raise_generic(parser) : first;
  uint32_t mark = parser->scratch_count;
  if (!scratch_push(parser, first)) return NULL;
  while (parser_accept(parser, TOKEN_COMMA) && !parser_at(parser, TOKEN_COLON) && !parser_at(parser, TOKEN_IF)) {
    Node *item = parse_maybe_star_pattern(parser);
    if (!item || !scratch_push(parser, item)) return NULL;
  }
  Node *node = node_new(parser, AST_MatchSequence, start);
  return node && scratch_take(parser, mark, &node->MatchSequence.patterns) ? node_done(parser, node) : NULL;
}

static bool parse_case(Parser *parser) {
  Node *node = node_new(parser, AST_MatchCase, parser_place(parser));
  uint32_t line = parser->token.line;
  if (!parser_at_word(parser, "case")) return raise_generic(parser);
  parser_advance(parser);
  if (!node || !(node->MatchCase.pattern = parse_case_patterns(parser))) return false;
  if (parser_accept(parser, TOKEN_IF) && !(node->MatchCase.guard = parse_named_expression(parser))) return false;
  bool colon =
      parser_at(parser, TOKEN_NEWLINE) ? parser_force(parser, TOKEN_COLON) : parser_expect(parser, TOKEN_COLON);
  return colon && parse_block(parser, &node->MatchCase.body, "'case' statement", line) && scratch_push(parser, node);
}

static Node *parse_cases(Parser *parser, Place start, Node *subject) {
  if (!parser_at(parser, TOKEN_INDENT))
    return raise_indentation(parser, "expected an indented block after 'match' statement on line %u", start.line);
  parser_advance(parser);
  Node *node = node_new(parser, AST_Match, start);
  uint32_t mark = parser->scratch_count;
  if (!node) return NULL;
  node->Match.subject = subject;
  do {
    if (!parse_case(parser)) return NULL;
  } while (!parser_at(parser, TOKEN_DEDENT));
  parser_advance(parser);
  if (!scratch_take(parser, mark, &node->Match.cases)) return NULL;
  const NodeList *last = &node->Match.cases.items[node->Match.cases.count - 1]->MatchCase.body;
  node->end_line = last->items[last->count - 1]->end_line;
  node->end_column = last->items[last->count - 1]->end_column;
  return node;
}

/* The subject: one expression, or several with commas between, which are a tuple. */
static Node *parse_subject(Parser *parser) {
  Place start = parser_place(parser);
  Node *first = parse_star_named_expression(parser);
  if (!first || !parser_at(parser, TOKEN_COMMA))
    return first && first->kind == AST_Starred ? raise_generic(parser) : first;
  uint32_t mark = parser->scratch_count;
  if (!scratch_push(parser, first)) return NULL;
  while (parser_accept(parser, TOKEN_COMMA) && !parser_at(parser, TOKEN_COLON)) {
    Node *item = parse_star_named_expression(parser);
    if (!item || !scratch_push(parser, item)) return NULL;
  }
  Node *tuple = node_new(parser, AST_Tuple, start);
  return tuple && scratch_take(parser, mark, &tuple->Tuple.elts) ? node_done(parser, tuple) : NULL;
}

Node *parse_match(Parser *parser) {
  Place start = parser_place(parser);
  ParserMark mark;
  parser_mark(parser, &mark);
  parser_advance(parser);
  if (!starts_expression(parser) && !parser_at(parser, TOKEN_STAR)) {
    parser_return_to(parser, &mark);
    return NULL;
  }
  TokenKind first = parser->token.kind;
  bool never_an_operand =
      first == TOKEN_NAME || first == TOKEN_NUMBER || first == TOKEN_STRING || first == TOKEN_LBRACE;
  Node *subject = parse_subject(parser);
  if (subject && parser_at(parser, TOKEN_NEWLINE) && never_an_operand) {
    parser_force(parser, TOKEN_COLON);
    return NULL;
  }
  if (!subject || !parser_accept(parser, TOKEN_COLON) || !parser_accept(parser, TOKEN_NEWLINE)) {
    if (subject && parser->error->kind == SYNTAX_ERROR_NONE && parser->token.start > mark.token.start)
      parser->furthest = parser->token;
    parser_return_to(parser, &mark);
    return NULL;
  }
  return parse_cases(parser, start, subject);
}
