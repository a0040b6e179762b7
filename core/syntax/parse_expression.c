/* Expressions, by precedence. Displays, calls and subscripts are in parse_display.c. */
#include "core/syntax/parser_internal.h"

bool starts_expression(const Parser *parser) {
  switch (parser->token.kind) {
  case TOKEN_NAME:
  case TOKEN_NUMBER:
  case TOKEN_STRING:
  case TOKEN_LPAR:
  case TOKEN_LSQB:
  case TOKEN_LBRACE:
  case TOKEN_PLUS:
  case TOKEN_MINUS:
  case TOKEN_TILDE:
  case TOKEN_ELLIPSIS:
  case TOKEN_TRUE:
  case TOKEN_FALSE:
  case TOKEN_NONE:
  case TOKEN_NOT:
  case TOKEN_LAMBDA:
  case TOKEN_AWAIT: return true;
  default: return false;
  }
}

static Node *raise_invalid_at(Parser *parser, const Token *token) {
  if (parser->lexer.failed) return NULL;
  if (token->start < parser->furthest.start && token->line == parser->furthest.line) token = &parser->furthest;
  SyntaxErrorInfo *error = parser->error;
  *error = (SyntaxErrorInfo){.warnings = error->warnings, .add_newline = error->add_newline};
  raise_at_place(parser, (Place){token->line, token->column}, (Place){token->end_line, token->end_column},
                 "invalid syntax");
  parser->error->generic = true;
  return NULL;
}

static bool name_is(const Node *node, const char *text) {
  return node->kind == AST_Name && strcmp(node->Name.id->text, text) == 0;
}

/* Two expressions side by side, the first one parsed: always an error; say what was probably meant. */
static Node *raise_missing_comma(Parser *parser, const Node *first) {
  /* What CPython names is the last token it looked at: behind a `not` it looks for `in`. */
  Token second_token = parser_at(parser, TOKEN_NOT) ? *parser_peek(parser) : parser->token;
  if (name_is(first, "print") || name_is(first, "exec")) {
    const Node *rest = parse_star_expressions(parser);
    if (!rest) return raise_invalid_at(parser, &second_token);
    return raise_range(parser, first, rest, "Missing parentheses in call to '%s'. Did you mean %s(...)?",
                       first->Name.id->text, first->Name.id->text);
  }
  bool call_like = first->kind == AST_Name && parser_at(parser, TOKEN_STRING);
  if (call_like || name_is(first, "match") || name_is(first, "case") || name_is(first, "_"))
    return raise_invalid_at(parser, &second_token);
  parser->no_hints = true;
  const Node *second = parse_expression(parser);
  parser->no_hints = false;
  if (!second || parser->previous_level == 0) return raise_invalid_at(parser, &second_token);
  return raise_range(parser, first, second, "invalid syntax. Perhaps you forgot a comma?");
}

static Node *parse_lambda(Parser *parser) {
  Place start = parser_place(parser);
  parser_advance(parser);
  Node *node = node_new(parser, AST_Lambda, start);
  if (!node || !(node->Lambda.args = parse_parameters(parser, true)) || !parser_expect(parser, TOKEN_COLON) ||
      !(node->Lambda.body = parse_expression(parser)))
    return NULL;
  return node_done(parser, node);
}

static Node *parse_conditional(Parser *parser, Place start, Node *body) {
  parser_advance(parser);
  Node *node = node_new(parser, AST_IfExp, start);
  if (!node) return NULL;
  node->IfExp.body = body;
  if (!(node->IfExp.test = parse_disjunction(parser))) return NULL;
  if (!parser_at(parser, TOKEN_ELSE)) {
    if (parser_at(parser, TOKEN_COLON)) return raise_generic(parser);
    return raise_at_place(parser, start, (Place){parser->previous_end_line, parser->previous_end_column},
                          "expected 'else' after 'if' expression");
  }
  parser_advance(parser);
  if (!(node->IfExp.orelse = parse_expression(parser))) return NULL;
  return node_done(parser, node);
}

Node *parse_expression(Parser *parser) {
  if (!parser_enter(parser)) return NULL;
  Node *node;
  if (parser_at(parser, TOKEN_LAMBDA)) {
    node = parse_lambda(parser);
  } else {
    Place start = parser_place(parser);
    node = parse_disjunction(parser);
    if (node && parser_at(parser, TOKEN_IF))
      node = parse_conditional(parser, start, node);
    else if (node && !parser->no_hints && starts_expression(parser))
      node = raise_missing_comma(parser, node);
  }
  parser_leave(parser);
  return node;
}

/* An `=` follows an expression that must not be assigned to: was `==` meant? */
static Node *raise_assignment(Parser *parser, Node *node) {
  Token equal = parser->token;
  bool operand = node->kind != AST_Compare && node->kind != AST_BoolOp && node->kind != AST_IfExp &&
                 node->kind != AST_Lambda && !(node->kind == AST_UnaryOp && node->UnaryOp.op == UNARY_Not);
  bool excluded = node->kind == AST_List || node->kind == AST_Tuple || node->kind == AST_GeneratorExp ||
                  (node->kind == AST_Constant && node->Constant.value.kind <= CONSTANT_TRUE);
  if ((!operand || excluded) && !node->parenthesised) return raise_generic(parser);
  parser_advance(parser);
  const Node *value = parse_bitwise_or(parser);
  if (!value || parser_at(parser, TOKEN_EQUAL) || parser_at(parser, TOKEN_COLONEQUAL))
    return raise_invalid_at(parser, &equal);
  if (node->kind == AST_Name && !node->parenthesised)
    return raise_range(parser, node, value, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  return raise_at_node(parser, node, "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                       ast_expression_name(node));
}

Node *parse_named_expression(Parser *parser) {
  Place start = parser_place(parser);
  if (parser_at(parser, TOKEN_NAME) && parser_peek(parser)->kind == TOKEN_COLONEQUAL) {
    Node *target = node_new(parser, AST_Name, start);
    if (!target || !(target->Name.id = parser_name(parser))) return NULL;
    target->context = CONTEXT_STORE;
    node_done(parser, target);
    parser_advance(parser);
    Node *node = node_new(parser, AST_NamedExpr, start);
    if (!node || !(node->NamedExpr.value = parse_expression(parser))) return NULL;
    node->NamedExpr.target = target;
    return node_done(parser, node);
  }
  Node *node = parse_expression(parser);
  if (node && parser_at(parser, TOKEN_COLONEQUAL))
    return raise_at_node(parser, node, "cannot use assignment expressions with %s", ast_expression_name(node));
  if (node && parser_at(parser, TOKEN_EQUAL)) return raise_assignment(parser, node);
  return node;
}

static Node *parse_starred(Parser *parser) {
  Place start = parser_place(parser);
  parser_advance(parser);
  Node *node = node_new(parser, AST_Starred, start);
  if (!node || !(node->Starred.value = parse_bitwise_or(parser))) return NULL;
  return node_done(parser, node);
}

Node *parse_star_named_expression(Parser *parser) {
  return parser_at(parser, TOKEN_STAR) ? parse_starred(parser) : parse_named_expression(parser);
}

Node *parse_star_expressions(Parser *parser) {
  Place start = parser_place(parser);
  Node *node = parser_at(parser, TOKEN_STAR) ? parse_starred(parser) : parse_expression(parser);
  if (!node || !parser_at(parser, TOKEN_COMMA)) return node;
  uint32_t mark = parser->scratch_count;
  if (!scratch_push(parser, node)) return NULL;
  while (parser_accept(parser, TOKEN_COMMA) && (starts_expression(parser) || parser_at(parser, TOKEN_STAR))) {
    Node *item = parser_at(parser, TOKEN_STAR) ? parse_starred(parser) : parse_expression(parser);
    if (!item || !scratch_push(parser, item)) return NULL;
  }
  node = node_new(parser, AST_Tuple, start);
  if (!node || !scratch_take(parser, mark, &node->Tuple.elts)) return NULL;
  return node_done(parser, node);
}

static Node *parse_yield(Parser *parser) {
  Place start = parser_place(parser);
  parser_advance(parser);
  bool from = parser_accept(parser, TOKEN_FROM);
  Node *node = node_new(parser, from ? AST_YieldFrom : AST_Yield, start);
  if (!node) return NULL;
  if (from) {
    if (!(node->YieldFrom.value = parse_expression(parser))) return NULL;
  } else if (starts_expression(parser) || parser_at(parser, TOKEN_STAR)) {
    if (!(node->Yield.value = parse_star_expressions(parser))) return NULL;
  }
  return node_done(parser, node);
}

Node *parse_yield_or_star_expressions(Parser *parser) {
  return parser_at(parser, TOKEN_YIELD) ? parse_yield(parser) : parse_star_expressions(parser);
}

/* `and` and `or`: a chain of one operator is one node. */
static Node *parse_bool_chain(Parser *parser, TokenKind token, BoolOperator op, Node *(*operand)(Parser *)) {
  Place start = parser_place(parser);
  Node *node = operand(parser);
  if (!node || !parser_at(parser, token)) return node;
  uint32_t mark = parser->scratch_count;
  if (!scratch_push(parser, node)) return NULL;
  while (parser_accept(parser, token)) {
    Node *next = operand(parser);
    if (!next || !scratch_push(parser, next)) return NULL;
  }
  node = node_new(parser, AST_BoolOp, start);
  if (!node || !scratch_take(parser, mark, &node->BoolOp.values)) return NULL;
  node->BoolOp.op = op;
  return node_done(parser, node);
}

/* The comparison operator that stands here, taken; or -1. */
static int take_comparison(Parser *parser) {
  int op;
  switch (parser->token.kind) {
  case TOKEN_EQEQUAL: op = COMPARE_Eq; break;
  case TOKEN_NOTEQUAL: op = COMPARE_NotEq; break;
  case TOKEN_LESS: op = COMPARE_Lt; break;
  case TOKEN_LESSEQUAL: op = COMPARE_LtE; break;
  case TOKEN_GREATER: op = COMPARE_Gt; break;
  case TOKEN_GREATEREQUAL: op = COMPARE_GtE; break;
  case TOKEN_IN: op = COMPARE_In; break;
  case TOKEN_NOT:
    if (parser_peek(parser)->kind != TOKEN_IN) return -1;
    parser_advance(parser);
    op = COMPARE_NotIn;
    break;
  case TOKEN_IS:
    op = COMPARE_Is;
    if (parser_peek(parser)->kind == TOKEN_NOT) {
      parser_advance(parser);
      op = COMPARE_IsNot;
    }
    break;
  default: return -1;
  }
  parser_advance(parser);
  return op;
}

static Node *parse_comparison(Parser *parser) {
  Place start = parser_place(parser);
  Node *left = parse_bitwise_or(parser);
  if (!left) return NULL;
  int op = take_comparison(parser);
  if (op < 0) return left;
  uint32_t mark = parser->scratch_count;
  uint32_t count = 0;
  uint8_t *ops = NULL;
  for (; op >= 0; op = take_comparison(parser)) {
    if ((count & (count - 1)) == 0) { /* full at each power of two */
      uint8_t *more = tree_arena_alloc(parser->arena, count ? count * 2 : 1);
      if (!more) return raise_memory(parser);
      if (count) memcpy(more, ops, count);
      ops = more;
    }
    ops[count++] = (uint8_t)op;
    Node *right = parse_bitwise_or(parser);
    if (!right || !scratch_push(parser, right)) return NULL;
  }
  Node *node = node_new(parser, AST_Compare, start);
  if (!node || !scratch_take(parser, mark, &node->Compare.comparators)) return NULL;
  node->Compare.left = left;
  node->Compare.ops = ops;
  return node_done(parser, node);
}

static Node *parse_inversion(Parser *parser) {
  if (!parser_at(parser, TOKEN_NOT)) return parse_comparison(parser);
  if (!parser_enter(parser)) return NULL;
  Place start = parser_place(parser);
  parser_advance(parser);
  Node *node = node_new(parser, AST_UnaryOp, start);
  if (!node || !(node->UnaryOp.operand = parse_inversion(parser))) return NULL;
  node->UnaryOp.op = UNARY_Not;
  parser_leave(parser);
  return node_done(parser, node);
}

static Node *parse_conjunction(Parser *parser) {
  return parse_bool_chain(parser, TOKEN_AND, BOOL_And, parse_inversion);
}

Node *parse_disjunction(Parser *parser) { return parse_bool_chain(parser, TOKEN_OR, BOOL_Or, parse_conjunction); }

typedef struct BinaryPrecedence {
  uint8_t level; /* 0: not a binary operator */
  uint8_t op;
} BinaryPrecedence;

enum { LEVEL_OR = 1, LEVEL_XOR, LEVEL_AND, LEVEL_SHIFT, LEVEL_ARITHMETIC, LEVEL_TERM };

static const BinaryPrecedence precedences[TOKEN_KIND_COUNT] = {
    [TOKEN_VBAR] = {LEVEL_OR, BINARY_BitOr},           [TOKEN_CIRCUMFLEX] = {LEVEL_XOR, BINARY_BitXor},
    [TOKEN_AMPER] = {LEVEL_AND, BINARY_BitAnd},        [TOKEN_LEFTSHIFT] = {LEVEL_SHIFT, BINARY_LShift},
    [TOKEN_RIGHTSHIFT] = {LEVEL_SHIFT, BINARY_RShift}, [TOKEN_PLUS] = {LEVEL_ARITHMETIC, BINARY_Add},
    [TOKEN_MINUS] = {LEVEL_ARITHMETIC, BINARY_Sub},    [TOKEN_STAR] = {LEVEL_TERM, BINARY_Mult},
    [TOKEN_SLASH] = {LEVEL_TERM, BINARY_Div},          [TOKEN_DOUBLESLASH] = {LEVEL_TERM, BINARY_FloorDiv},
    [TOKEN_PERCENT] = {LEVEL_TERM, BINARY_Mod},        [TOKEN_AT] = {LEVEL_TERM, BINARY_MatMult},
};

static Node *new_binary(Parser *parser, Place start, Node *left, int op, Node *right) {
  Node *node = node_new(parser, AST_BinOp, start);
  if (!node) return NULL;
  node->BinOp.left = left;
  node->BinOp.op = op;
  node->BinOp.right = right;
  return node_done(parser, node);
}

static Node *parse_unary(Parser *parser);

static Node *parse_binary(Parser *parser, int minimum) {
  Place start = parser_place(parser);
  Node *left = parse_unary(parser);
  while (left) {
    BinaryPrecedence precedence = precedences[parser->token.kind];
    if (precedence.level == 0 || precedence.level < minimum) break;
    parser_advance(parser);
    Node *right = parse_binary(parser, precedence.level + 1);
    if (!right) return NULL;
    left = new_binary(parser, start, left, precedence.op, right);
  }
  return left;
}

Node *parse_bitwise_or(Parser *parser) { return parse_binary(parser, LEVEL_OR); }

static Node *parse_constant(Parser *parser, ConstantKind kind) {
  Node *node = node_new(parser, AST_Constant, parser_place(parser));
  if (!node) return NULL;
  node->Constant.value.kind = (uint8_t)kind;
  parser_advance(parser);
  return node_done(parser, node);
}

static Node *parse_atom(Parser *parser) {
  switch (parser->token.kind) {
  case TOKEN_NAME: {
    Node *node = node_new(parser, AST_Name, parser_place(parser));
    if (!node || !(node->Name.id = parser_name(parser))) return NULL;
    return node_done(parser, node);
  }
  case TOKEN_NUMBER: return parse_number(parser);
  case TOKEN_STRING: return parse_strings(parser);
  case TOKEN_LPAR: return parse_group(parser);
  case TOKEN_LSQB: return parse_list(parser);
  case TOKEN_LBRACE: return parse_braces(parser);
  case TOKEN_NONE: return parse_constant(parser, CONSTANT_NONE);
  case TOKEN_TRUE: return parse_constant(parser, CONSTANT_TRUE);
  case TOKEN_FALSE: return parse_constant(parser, CONSTANT_FALSE);
  case TOKEN_ELLIPSIS: return parse_constant(parser, CONSTANT_ELLIPSIS);
  default: return raise_generic(parser);
  }
}

static Node *parse_trailer(Parser *parser, Place start, Node *left) {
  Node *node;
  if (parser_accept(parser, TOKEN_DOT)) {
    node = node_new(parser, AST_Attribute, start);
    if (!node || !(node->Attribute.attr = parser_name(parser))) return NULL;
    node->Attribute.value = left;
  } else if (parser_at(parser, TOKEN_LPAR)) {
    node = node_new(parser, AST_Call, start);
    if (!node || !parse_call_arguments(parser, false, &node->Call.args, &node->Call.keywords)) return NULL;
    node->Call.func = left;
  } else {
    node = node_new(parser, AST_Subscript, start);
    parser_advance(parser);
    if (!node || !(node->Subscript.slice = parse_subscript_index(parser)) || !parser_expect(parser, TOKEN_RSQB))
      return NULL;
    node->Subscript.value = left;
  }
  return node_done(parser, node);
}

static Node *parse_primary(Parser *parser) {
  Place start = parser_place(parser);
  bool await = parser_accept(parser, TOKEN_AWAIT);
  Place operand = parser_place(parser);
  Node *node = parse_atom(parser);
  while (node && (parser_at(parser, TOKEN_DOT) || parser_at(parser, TOKEN_LPAR) || parser_at(parser, TOKEN_LSQB)))
    node = parse_trailer(parser, operand, node);
  if (!node || !await) return node;
  Node *outer = node_new(parser, AST_Await, start);
  if (!outer) return NULL;
  outer->Await.value = node;
  return node_done(parser, outer);
}

static Node *parse_power(Parser *parser) {
  Place start = parser_place(parser);
  Node *left = parse_primary(parser);
  if (!left || !parser_accept(parser, TOKEN_DOUBLESTAR)) return left;
  if (!parser_enter(parser)) return NULL;
  Node *right = parse_unary(parser);
  parser_leave(parser);
  return right ? new_binary(parser, start, left, BINARY_Pow, right) : NULL;
}

static Node *parse_unary(Parser *parser) {
  int op = parser_at(parser, TOKEN_MINUS)   ? UNARY_USub
           : parser_at(parser, TOKEN_PLUS)  ? UNARY_UAdd
           : parser_at(parser, TOKEN_TILDE) ? UNARY_Invert
                                            : -1;
  if (op < 0) return parse_power(parser);
  if (!parser_enter(parser)) return NULL;
  Place start = parser_place(parser);
  parser_advance(parser);
  Node *node = node_new(parser, AST_UnaryOp, start);
  if (!node || !(node->UnaryOp.operand = parse_unary(parser))) return NULL;
  node->UnaryOp.op = op;
  parser_leave(parser);
  return node_done(parser, node);
}
