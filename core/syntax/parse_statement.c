/* Simple statements and blocks. */
#include "core/syntax/parser_internal.h"

/* The token after a simple statement ends it, or nothing can be right. */
static bool at_statement_end(const Parser *parser) {
  return parser_at(parser, TOKEN_NEWLINE) || parser_at(parser, TOKEN_SEMI) || parser_at(parser, TOKEN_ENDMARKER);
}

static int augmented_operator(TokenKind kind) {
  switch (kind) {
  case TOKEN_PLUSEQUAL: return BINARY_Add;
  case TOKEN_MINEQUAL: return BINARY_Sub;
  case TOKEN_STAREQUAL: return BINARY_Mult;
  case TOKEN_ATEQUAL: return BINARY_MatMult;
  case TOKEN_SLASHEQUAL: return BINARY_Div;
  case TOKEN_PERCENTEQUAL: return BINARY_Mod;
  case TOKEN_DOUBLESTAREQUAL: return BINARY_Pow;
  case TOKEN_LEFTSHIFTEQUAL: return BINARY_LShift;
  case TOKEN_RIGHTSHIFTEQUAL: return BINARY_RShift;
  case TOKEN_VBAREQUAL: return BINARY_BitOr;
  case TOKEN_CIRCUMFLEXEQUAL: return BINARY_BitXor;
  case TOKEN_AMPEREQUAL: return BINARY_BitAnd;
  case TOKEN_DOUBLESLASHEQUAL: return BINARY_FloorDiv;
  default: return -1;
  }
}

static Node *parse_augmented(Parser *parser, Place start, Node *target, int op) {
  if (target->kind != AST_Name && target->kind != AST_Attribute && target->kind != AST_Subscript)
    return raise_at_node(parser, target, "'%s' is an illegal expression for augmented assignment",
                         ast_expression_name(target));
  target->context = CONTEXT_STORE;
  parser_advance(parser);
  Node *node = node_new(parser, AST_AugAssign, start);
  if (!node || !(node->AugAssign.value = parse_yield_or_star_expressions(parser))) return NULL;
  node->AugAssign.target = target;
  node->AugAssign.op = op;
  return node_done(parser, node);
}

static Node *parse_annotated(Parser *parser, Place start, Node *target) {
  if (target->kind == AST_List || target->kind == AST_Tuple)
    return raise_at_node(parser, target, "only single target (not %s) can be annotated", ast_expression_name(target));
  if (target->kind != AST_Name && target->kind != AST_Attribute && target->kind != AST_Subscript)
    return raise_at_node(parser, target, "illegal target for annotation");
  target->context = CONTEXT_STORE;
  parser_advance(parser);
  Node *node = node_new(parser, AST_AnnAssign, start);
  if (!node || !(node->AnnAssign.annotation = parse_expression(parser))) return NULL;
  node->AnnAssign.target = target;
  node->AnnAssign.simple = target->kind == AST_Name && !target->parenthesised;
  if (parser_accept(parser, TOKEN_EQUAL) && !(node->AnnAssign.value = parse_yield_or_star_expressions(parser)))
    return NULL;
  return node_done(parser, node);
}

/* `target =` where the target cannot be assigned to. */
static Node *raise_bad_target(Parser *parser, const Node *target, bool first) {
  if ((target->kind == AST_Yield || target->kind == AST_YieldFrom) && !target->parenthesised)
    return raise_at_node(parser, target, "assignment to yield expression not possible");
  const Node *bad = find_invalid_target(target, TARGET_STAR);
  const NodeList *items = target->kind == AST_Tuple && !target->parenthesised ? &target->Tuple.elts : NULL;
  bool adjacent = bad == target || (items && items->items[items->count - 1] == bad);
  bool weak = bad->kind == AST_Compare || bad->kind == AST_BoolOp || bad->kind == AST_IfExp ||
              bad->kind == AST_Lambda || (bad->kind == AST_UnaryOp && bad->UnaryOp.op == UNARY_Not) ||
              (bad->kind == AST_Constant && bad->Constant.value.kind <= CONSTANT_TRUE);
  if (first && adjacent && bad->kind != AST_GeneratorExp && (bad->parenthesised || !weak)) {
    ParserMark mark;
    parser_mark(parser, &mark);
    parser_advance(parser);
    const Node *value = parse_bitwise_or(parser);
    bool alone = value && !parser_at(parser, TOKEN_EQUAL) && !parser_at(parser, TOKEN_COLONEQUAL);
    parser_return_to(parser, &mark);
    if (alone)
      return raise_at_node(parser, bad, "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                           ast_expression_name(bad));
  }
  return raise_at_node(parser, bad, "cannot assign to %s", ast_expression_name(bad));
}

static Node *parse_assignment(Parser *parser, Place start, Node *first) {
  uint32_t mark = parser->scratch_count;
  Node *value = first;
  while (parser_at(parser, TOKEN_EQUAL)) {
    if (find_invalid_target(value, TARGET_STAR)) return raise_bad_target(parser, value, value == first);
    parser_advance(parser);
    if (!set_context(parser, value, CONTEXT_STORE, TARGET_STAR) || !scratch_push(parser, value) ||
        !(value = parse_yield_or_star_expressions(parser)))
      return NULL;
  }
  Node *node = node_new(parser, AST_Assign, start);
  if (!node || !scratch_take(parser, mark, &node->Assign.targets)) return NULL;
  node->Assign.value = value;
  return node_done(parser, node);
}

/* An expression, or one of the assignments that start with one. */
static Node *parse_expression_statement(Parser *parser) {
  Place start = parser_place(parser);
  Node *first = parse_yield_or_star_expressions(parser);
  if (!first) return NULL;
  if (parser_at(parser, TOKEN_EQUAL)) return parse_assignment(parser, start, first);
  if (parser_at(parser, TOKEN_COLON)) return parse_annotated(parser, start, first);
  if (parser_at(parser, TOKEN_COLONEQUAL) && first->kind != AST_Name && first->kind != AST_Tuple &&
      first->kind != AST_Starred)
    return raise_at_node(parser, first, "cannot use assignment expressions with %s", ast_expression_name(first));
  int op = augmented_operator(parser->token.kind);
  if (op >= 0) return parse_augmented(parser, start, first, op);
  Node *node = node_new(parser, AST_Expr, start);
  if (!node) return NULL;
  node->Expr.value = first;
  return node_done(parser, node);
}

static Node *parse_keyword_statement(Parser *parser, NodeKind kind) {
  Node *node = node_new(parser, kind, parser_place(parser));
  parser_advance(parser);
  return node ? node_done(parser, node) : NULL;
}

static Node *parse_return(Parser *parser) {
  Node *node = node_new(parser, AST_Return, parser_place(parser));
  parser_advance(parser);
  if (!node) return NULL;
  if (!at_statement_end(parser) && !(node->Return.value = parse_star_expressions(parser))) return NULL;
  return node_done(parser, node);
}

static Node *parse_raise(Parser *parser) {
  Node *node = node_new(parser, AST_Raise, parser_place(parser));
  parser_advance(parser);
  if (!node) return NULL;
  if (!at_statement_end(parser)) {
    if (!(node->Raise.exc = parse_expression(parser))) return NULL;
    if (parser_accept(parser, TOKEN_FROM) && !(node->Raise.cause = parse_expression(parser))) return NULL;
  }
  return node_done(parser, node);
}

static Node *parse_assert(Parser *parser) {
  Node *node = node_new(parser, AST_Assert, parser_place(parser));
  parser_advance(parser);
  if (!node || !(node->Assert.test = parse_expression(parser))) return NULL;
  if (parser_accept(parser, TOKEN_COMMA) && !(node->Assert.msg = parse_expression(parser))) return NULL;
  return node_done(parser, node);
}

/* `global` and `nonlocal`. */
static Node *parse_names(Parser *parser, NodeKind kind) {
  Node *node = node_new(parser, kind, parser_place(parser));
  if (!node) return NULL;
  uint32_t mark = parser->scratch_count;
  do {
    parser_advance(parser);
    Identifier *name = parser_name(parser);
    if (!name || !scratch_push(parser, (Node *)name)) return NULL;
  } while (parser_at(parser, TOKEN_COMMA));
  NodeList names;
  if (!scratch_take(parser, mark, &names)) return NULL;
  node->Global.names = (NameList){names.count, (Identifier **)names.items};
  return node_done(parser, node);
}

static Node *parse_delete(Parser *parser) {
  Node *node = node_new(parser, AST_Delete, parser_place(parser));
  if (!node) return NULL;
  uint32_t mark = parser->scratch_count;
  do {
    parser_advance(parser);
    if (at_statement_end(parser) && parser->scratch_count > mark) break;
    Node *target = parser_at(parser, TOKEN_STAR) ? parse_star_expressions(parser) : parse_expression(parser);
    if (!target || !set_context(parser, target, CONTEXT_DELETE, TARGET_DELETE) || !scratch_push(parser, target))
      return NULL;
  } while (parser_at(parser, TOKEN_COMMA));
  return scratch_take(parser, mark, &node->Delete.targets) ? node_done(parser, node) : NULL;
}

static Node *parse_simple(Parser *parser) {
  switch (parser->token.kind) {
  case TOKEN_PASS: return parse_keyword_statement(parser, AST_Pass);
  case TOKEN_BREAK: return parse_keyword_statement(parser, AST_Break);
  case TOKEN_CONTINUE: return parse_keyword_statement(parser, AST_Continue);
  case TOKEN_RETURN: return parse_return(parser);
  case TOKEN_RAISE: return parse_raise(parser);
  case TOKEN_ASSERT: return parse_assert(parser);
  case TOKEN_GLOBAL: return parse_names(parser, AST_Global);
  case TOKEN_NONLOCAL: return parse_names(parser, AST_Nonlocal);
  case TOKEN_DEL: return parse_delete(parser);
  case TOKEN_IMPORT:
  case TOKEN_FROM: return parse_import(parser);
  default: return parse_expression_statement(parser);
  }
}

/* Simple statements up to the end of the line. */
static bool parse_simple_line(Parser *parser) {
  do {
    if (parser_at(parser, TOKEN_NEWLINE)) break;
    Node *node = parse_simple(parser);
    if (!node || !scratch_push(parser, node)) return false;
  } while (parser_accept(parser, TOKEN_SEMI));
  return parser_expect(parser, TOKEN_NEWLINE);
}

bool parse_statement_into_scratch(Parser *parser) {
  if (!parser_enter(parser)) return false;
  bool ok = true;
  Node *node = NULL;
  if (starts_compound(parser)) {
    node = parse_compound(parser);
    ok = node != NULL;
  } else if (parser_at_word(parser, "match")) {
    node = parse_match(parser);
    ok = node != NULL || parser->error->kind == SYNTAX_ERROR_NONE;
  }
  if (ok) ok = node ? scratch_push(parser, node) : parse_simple_line(parser);
  parser_leave(parser);
  return ok;
}

bool parse_statements(Parser *parser, NodeList *body, TokenKind end) {
  uint32_t mark = parser->scratch_count;
  while (!parser_at(parser, end)) {
    if (parser_at(parser, TOKEN_NEWLINE) && end == TOKEN_ENDMARKER) {
      parser_advance(parser);
      continue;
    }
    if (!parse_statement_into_scratch(parser)) return false;
  }
  return scratch_take(parser, mark, body);
}

bool parse_block(Parser *parser, NodeList *body, const char *after, uint32_t line) {
  uint32_t mark = parser->scratch_count;
  if (!parser_accept(parser, TOKEN_NEWLINE)) return parse_simple_line(parser) && scratch_take(parser, mark, body);
  if (!parser_accept(parser, TOKEN_INDENT)) {
    if (!parser_at(parser, TOKEN_ERROR))
      raise_indentation(parser, "expected an indented block after %s on line %u", after, line);
    return false;
  }
  if (!parse_statements(parser, body, TOKEN_DEDENT)) return false;
  parser_advance(parser);
  return true;
}

/* Imports. */

/* `a.b.c` as one identifier. */
static Identifier *parse_dotted_name(Parser *parser) {
  Token first = parser->token;
  if (!parser_at(parser, TOKEN_NAME)) {
    raise_generic(parser);
    return NULL;
  }
  Identifier *name = parser_name(parser);
  char joined[1024];
  size_t used = 0;
  while (name) {
    if (used + name->length + 1 >= sizeof joined) {
      raise_at_place(parser, (Place){first.line, first.column}, parser_place(parser), "module name is too long");
      return NULL;
    }
    memcpy(joined + used, name->text, name->length);
    used += name->length;
    if (!parser_accept(parser, TOKEN_DOT)) break;
    joined[used++] = '.';
    name = parser_name(parser);
  }
  if (!name) return NULL;
  name = tree_arena_intern(parser->arena, joined, used);
  if (!name) raise_memory(parser);
  return name;
}

/* `name [as name]`, pushed. */
static bool parse_alias(Parser *parser, bool dotted) {
  Node *alias = node_new(parser, AST_Alias, parser_place(parser));
  if (!alias || !(alias->Alias.name = dotted ? parse_dotted_name(parser) : parser_name(parser))) return false;
  if (parser_accept(parser, TOKEN_AS) && !(alias->Alias.asname = parser_name(parser))) return false;
  return scratch_push(parser, node_done(parser, alias));
}

/* What follows `from x import`. */
static bool parse_imported_names(Parser *parser) {
  if (parser_at(parser, TOKEN_STAR)) {
    Node *alias = node_new(parser, AST_Alias, parser_place(parser));
    parser_advance(parser);
    if (!alias || !(alias->Alias.name = tree_arena_intern(parser->arena, "*", 1))) return raise_memory(parser);
    return scratch_push(parser, node_done(parser, alias));
  }
  bool bracketed = parser_accept(parser, TOKEN_LPAR);
  do {
    if (bracketed && parser_at(parser, TOKEN_RPAR) && parser->previous_level > 0) break;
    if (!parse_alias(parser, false)) return false;
    if (!bracketed && parser_at(parser, TOKEN_COMMA) && parser_peek(parser)->kind == TOKEN_NEWLINE) {
      parser_advance(parser);
      raise_at_token(parser, "trailing comma not allowed without surrounding parentheses");
      return false;
    }
  } while (parser_accept(parser, TOKEN_COMMA));
  return !bracketed || parser_expect(parser, TOKEN_RPAR);
}

static Node *parse_import_from(Parser *parser, Place start) {
  Node *node = node_new(parser, AST_ImportFrom, start);
  if (!node) return NULL;
  for (;;) {
    if (parser_accept(parser, TOKEN_DOT))
      node->ImportFrom.level++;
    else if (parser_accept(parser, TOKEN_ELLIPSIS))
      node->ImportFrom.level += 3;
    else
      break;
  }
  if ((node->ImportFrom.level == 0 || !parser_at(parser, TOKEN_IMPORT)) &&
      !(node->ImportFrom.module = parse_dotted_name(parser)))
    return NULL;
  uint32_t mark = parser->scratch_count;
  if (!parser_expect(parser, TOKEN_IMPORT)) return NULL;
  if (parser_at(parser, TOKEN_LPAR) && parser_peek(parser)->kind == TOKEN_RPAR) {
    parser_advance(parser);
    return raise_generic(parser);
  }
  if (!parse_imported_names(parser) || !scratch_take(parser, mark, &node->ImportFrom.names)) return NULL;
  return node_done(parser, node);
}

Node *parse_import(Parser *parser) {
  Place start = parser_place(parser);
  if (parser_accept(parser, TOKEN_FROM)) return parse_import_from(parser, start);
  Node *node = node_new(parser, AST_Import, start);
  uint32_t mark = parser->scratch_count;
  if (!node) return NULL;
  do {
    parser_advance(parser);
    if (!parse_alias(parser, true)) return NULL;
  } while (parser_at(parser, TOKEN_COMMA));
  return scratch_take(parser, mark, &node->Import.names) ? node_done(parser, node) : NULL;
}
