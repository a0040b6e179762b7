/* What stands in brackets: groups, tuples, lists, sets, dicts, comprehensions, call arguments, subscripts. */
#include "core/syntax/parser_internal.h"

static bool at_comprehension(Parser *parser) {
  return parser_at(parser, TOKEN_FOR) || (parser_at(parser, TOKEN_ASYNC) && parser_peek(parser)->kind == TOKEN_FOR);
}

static Node *parse_comprehension_clause(Parser *parser) {
  Node *node = node_new(parser, AST_Comprehension, parser_place(parser));
  if (!node) return NULL;
  node->Comprehension.is_async = parser_accept(parser, TOKEN_ASYNC);
  parser_advance(parser);
  if (!(node->Comprehension.target = parse_target_list(parser)) || !parser_expect(parser, TOKEN_IN) ||
      !(node->Comprehension.iter = parse_disjunction(parser)))
    return NULL;
  uint32_t mark = parser->scratch_count;
  while (parser_accept(parser, TOKEN_IF)) {
    Node *condition = parse_disjunction(parser);
    if (!condition || !scratch_push(parser, condition)) return NULL;
  }
  return scratch_take(parser, mark, &node->Comprehension.ifs) ? node_done(parser, node) : NULL;
}

static bool parse_comprehension_clauses(Parser *parser, NodeList *generators) {
  uint32_t mark = parser->scratch_count;
  while (at_comprehension(parser)) {
    Node *clause = parse_comprehension_clause(parser);
    if (!clause || !scratch_push(parser, clause)) return false;
  }
  return scratch_take(parser, mark, generators);
}

/* The rest of a comprehension whose element was parsed, up to and with the closing bracket. */
static Node *finish_comprehension(Parser *parser, NodeKind kind, Place start, Node *element, TokenKind close) {
  if (element->kind == AST_Starred)
    return raise_at_node(parser, element, "iterable unpacking cannot be used in comprehension");
  Node *node = node_new(parser, kind, start);
  if (!node || !parse_comprehension_clauses(parser, &node->ListComp.generators) || !parser_expect(parser, close))
    return NULL;
  node->ListComp.elt = element; /* ListComp, SetComp and GeneratorExp have the same fields */
  return node_done(parser, node);
}

/* Further items after the first, up to `close` (not taken), into the scratch stack. */
static bool push_items(Parser *parser, TokenKind close, bool bracketed) {
  const Node *first = parser->scratch[parser->scratch_count - 1];
  while (parser_accept(parser, TOKEN_COMMA) && !parser_at(parser, close)) {
    Node *item = parse_star_named_expression(parser);
    if (!item || !scratch_push(parser, item)) return false;
    if (bracketed && at_comprehension(parser)) {
      raise_range(parser, first, item, "did you forget parentheses around the comprehension target?");
      return false;
    }
  }
  return true;
}

static Node *parse_parenthesised_yield(Parser *parser, TokenKind close) {
  Node *node = parse_yield_or_star_expressions(parser);
  if (!node || !parser_expect(parser, close)) return NULL;
  node->parenthesised = true;
  return node;
}

Node *parse_group_content(Parser *parser, Place start, TokenKind close) {
  if (parser_at(parser, TOKEN_YIELD)) return parse_parenthesised_yield(parser, close);
  if (parser_at(parser, TOKEN_DOUBLESTAR)) return raise_at_token(parser, "cannot use double starred expression here");
  Node *first = parse_star_named_expression(parser);
  if (!first) return NULL;
  if (at_comprehension(parser)) return finish_comprehension(parser, AST_GeneratorExp, start, first, close);
  if (!parser_at(parser, TOKEN_COMMA)) {
    if (first->kind == AST_Starred && parser_at(parser, close))
      return raise_at_node(parser, first, "cannot use starred expression here");
    if (!parser_expect(parser, close)) return NULL;
    first->parenthesised = true;
    return first;
  }
  uint32_t mark = parser->scratch_count;
  if (!scratch_push(parser, first) || !push_items(parser, close, false) || !parser_expect(parser, close)) return NULL;
  Node *tuple = node_new(parser, AST_Tuple, start);
  if (!tuple || !scratch_take(parser, mark, &tuple->Tuple.elts)) return NULL;
  tuple->parenthesised = true;
  return node_done(parser, tuple);
}

Node *parse_group(Parser *parser) {
  Place start = parser_place(parser);
  parser_advance(parser);
  if (!parser_at(parser, TOKEN_RPAR)) return parse_group_content(parser, start, TOKEN_RPAR);
  parser_advance(parser);
  Node *empty = node_new(parser, AST_Tuple, start);
  if (!empty) return NULL;
  empty->parenthesised = true;
  return node_done(parser, empty);
}

Node *parse_list(Parser *parser) {
  Place start = parser_place(parser);
  parser_advance(parser);
  Node *list = node_new(parser, AST_List, start);
  if (!list) return NULL;
  if (parser_accept(parser, TOKEN_RSQB)) return node_done(parser, list);
  Node *first = parse_star_named_expression(parser);
  if (!first) return NULL;
  if (at_comprehension(parser)) return finish_comprehension(parser, AST_ListComp, start, first, TOKEN_RSQB);
  uint32_t mark = parser->scratch_count;
  if (!scratch_push(parser, first) || !push_items(parser, TOKEN_RSQB, true) || !parser_expect(parser, TOKEN_RSQB) ||
      !scratch_take(parser, mark, &list->List.elts))
    return NULL;
  return node_done(parser, list);
}

static Node *parse_set(Parser *parser, Place start, Node *first) {
  if (at_comprehension(parser)) return finish_comprehension(parser, AST_SetComp, start, first, TOKEN_RBRACE);
  uint32_t mark = parser->scratch_count;
  Node *set = node_new(parser, AST_Set, start);
  if (!set || !scratch_push(parser, first) || !push_items(parser, TOKEN_RBRACE, true) ||
      !parser_expect(parser, TOKEN_RBRACE) || !scratch_take(parser, mark, &set->Set.elts))
    return NULL;
  return node_done(parser, set);
}

static Node *raise_starred_value(Parser *parser) {
  Place start = parser_place(parser);
  parser_advance(parser);
  return raise_at_place(parser, start, (Place){parser->token.end_line, parser->token.end_column},
                        "cannot use a starred expression in a dictionary value");
}

/* The value after a dict key; the colon is current. */
static Node *parse_dict_value(Parser *parser, const Node *key) {
  if (!parser_at(parser, TOKEN_COLON))
    return raise_at_place(parser, (Place){key->line, key->end_column - 1}, (Place){key->end_line, key->end_column},
                          "':' expected after dictionary key"),
           parser->error->end_zero = true, NULL;
  Place colon = parser_place(parser);
  Place after = {parser->token.end_line, parser->token.end_column};
  parser_advance(parser);
  if (parser_at(parser, TOKEN_STAR)) return raise_starred_value(parser);
  if (parser_at(parser, TOKEN_RBRACE) || parser_at(parser, TOKEN_COMMA))
    return raise_at_place(parser, colon, after, "expression expected after dictionary key and ':'");
  return parse_expression(parser);
}

/* A dict display; keys and values are pushed in pairs. `key` NULL: the first item is `**first`. */
static Node *finish_dict(Parser *parser, Place start, Node *key, Node *value) {
  uint32_t mark = parser->scratch_count;
  bool ok = scratch_push(parser, key) && scratch_push(parser, value);
  while (ok && parser_accept(parser, TOKEN_COMMA) && !parser_at(parser, TOKEN_RBRACE)) {
    key = NULL;
    if (parser_accept(parser, TOKEN_DOUBLESTAR)) {
      value = parse_bitwise_or(parser);
    } else {
      key = parse_expression(parser);
      value = key ? parse_dict_value(parser, key) : NULL;
    }
    ok = value && scratch_push(parser, key) && scratch_push(parser, value);
  }
  if (!ok || !parser_expect(parser, TOKEN_RBRACE)) return NULL;
  Node *dict = node_new(parser, AST_Dict, start);
  uint32_t count = (parser->scratch_count - mark) / 2;
  if (!dict) return NULL;
  dict->Dict.keys.items = tree_arena_alloc(parser->arena, count * sizeof(Node *));
  dict->Dict.values.items = tree_arena_alloc(parser->arena, count * sizeof(Node *));
  if (!dict->Dict.keys.items || !dict->Dict.values.items) return raise_memory(parser);
  dict->Dict.keys.count = dict->Dict.values.count = count;
  for (uint32_t i = 0; i < count; i++) {
    dict->Dict.keys.items[i] = parser->scratch[mark + 2 * i];
    dict->Dict.values.items[i] = parser->scratch[mark + 2 * i + 1];
  }
  parser->scratch_count = mark;
  return node_done(parser, dict);
}

static Node *parse_dict_comprehension(Parser *parser, Place start, Node *key, Node *value) {
  Node *node = node_new(parser, AST_DictComp, start);
  if (!node || !parse_comprehension_clauses(parser, &node->DictComp.generators) || !parser_expect(parser, TOKEN_RBRACE))
    return NULL;
  node->DictComp.key = key;
  node->DictComp.value = value;
  return node_done(parser, node);
}

Node *parse_braces(Parser *parser) {
  Place start = parser_place(parser);
  parser_advance(parser);
  if (parser_accept(parser, TOKEN_RBRACE)) {
    Node *empty = node_new(parser, AST_Dict, start);
    return empty ? node_done(parser, empty) : NULL;
  }
  if (parser_at(parser, TOKEN_DOUBLESTAR)) {
    Place stars = parser_place(parser), stars_end = {parser->token.end_line, parser->token.end_column};
    parser_advance(parser);
    Node *value = parse_bitwise_or(parser);
    if (value && at_comprehension(parser))
      return raise_at_place(parser, stars, stars_end, "dict unpacking cannot be used in dict comprehension");
    return value ? finish_dict(parser, start, NULL, value) : NULL;
  }
  Node *first = parse_star_named_expression(parser);
  if (!first) return NULL;
  if (!parser_at(parser, TOKEN_COLON) || first->kind == AST_Starred ||
      (first->kind == AST_NamedExpr && !first->parenthesised))
    return parse_set(parser, start, first);
  Node *value = parse_dict_value(parser, first);
  if (!value) return NULL;
  if (at_comprehension(parser)) return parse_dict_comprehension(parser, start, first, value);
  return finish_dict(parser, start, first, value);
}

/* Subscripts. */

static Node *parse_slice(Parser *parser) {
  if (parser_at(parser, TOKEN_STAR)) return parse_star_named_expression(parser);
  Place start = parser_place(parser);
  Node *lower = NULL;
  if (!parser_at(parser, TOKEN_COLON)) {
    lower = parse_named_expression(parser);
    if (!lower || !parser_at(parser, TOKEN_COLON)) return lower;
  }
  parser_advance(parser);
  Node *slice = node_new(parser, AST_Slice, start);
  if (!slice) return NULL;
  slice->Slice.lower = lower;
  if (starts_expression(parser) && !(slice->Slice.upper = parse_expression(parser))) return NULL;
  if (parser_accept(parser, TOKEN_COLON) && starts_expression(parser) &&
      !(slice->Slice.step = parse_expression(parser)))
    return NULL;
  return node_done(parser, slice);
}

Node *parse_subscript_index(Parser *parser) {
  Place start = parser_place(parser);
  Node *first = parse_slice(parser);
  if (!first || (!parser_at(parser, TOKEN_COMMA) && first->kind != AST_Starred)) return first;
  uint32_t mark = parser->scratch_count;
  if (!scratch_push(parser, first)) return NULL;
  while (parser_accept(parser, TOKEN_COMMA) && !parser_at(parser, TOKEN_RSQB)) {
    Node *item = parse_slice(parser);
    if (!item || !scratch_push(parser, item)) return NULL;
  }
  Node *tuple = node_new(parser, AST_Tuple, start);
  if (!tuple || !scratch_take(parser, mark, &tuple->Tuple.elts)) return NULL;
  return node_done(parser, tuple);
}

/* Calls. */

typedef struct CallState {
  uint32_t count;
  Place first;    /* where the first argument starts */
  Place last_end; /* where the last one ends */
  bool of_class;  /* a list of bases, where a generator expression needs parentheses */
  bool seen_keyword;
  bool seen_unpacking;
  bool misplaced; /* a positional argument follows keywords: reported at the end, as CPython does */
} CallState;

static Node *parse_keyword(Parser *parser) {
  Node *node = node_new(parser, AST_Keyword, parser_place(parser));
  if (!node || !(node->Keyword.arg = parser_name(parser))) return NULL;
  const Node *name = node;
  Place start = node_place(name), end = {parser->token.end_line, parser->token.end_column};
  parser_advance(parser);
  if (!(node->Keyword.value = parse_expression(parser))) return NULL;
  if (at_comprehension(parser))
    return raise_at_place(parser, start, end, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  return node_done(parser, node);
}

static Node *parse_unpacked_keywords(Parser *parser) {
  Node *node = node_new(parser, AST_Keyword, parser_place(parser));
  parser_advance(parser);
  if (!node || !(node->Keyword.value = parse_expression(parser))) return NULL;
  return node_done(parser, node);
}

static Node *parse_starred_argument(Parser *parser, const CallState *state) {
  Place start = parser_place(parser);
  if (state->seen_unpacking)
    return raise_at_place(parser, state->first, state->last_end,
                          "iterable argument unpacking follows keyword argument unpacking");
  parser_advance(parser);
  Node *node = node_new(parser, AST_Starred, start);
  if (!node || !(node->Starred.value = parse_expression(parser))) return NULL;
  node_done(parser, node);
  if (state->count == 0 && at_comprehension(parser))
    return raise_at_node(parser, node, "iterable unpacking cannot be used in comprehension");
  return node;
}

static Node *raise_parenthesize(Parser *parser, Node *element) {
  NodeList generators;
  if (!parse_comprehension_clauses(parser, &generators)) return NULL;
  const Node *last = generators.items[generators.count - 1];
  return raise_range(parser, element, last, "Generator expression must be parenthesized");
}

static Node *parse_positional(Parser *parser, Place open, CallState *state) {
  Place start = parser_place(parser);
  bool constant = parser_at(parser, TOKEN_TRUE) || parser_at(parser, TOKEN_FALSE) || parser_at(parser, TOKEN_NONE);
  if (constant && parser_peek(parser)->kind == TOKEN_EQUAL)
    return raise_at_place(parser, start, (Place){parser->next.end_line, parser->next.end_column}, "cannot assign to %s",
                          token_text(parser->token.kind));
  Node *node = parser_at(parser, TOKEN_NAME) && parser_peek(parser)->kind == TOKEN_COLONEQUAL
                   ? parse_named_expression(parser)
                   : parse_expression(parser);
  if (!node) return NULL;
  if (parser_at(parser, TOKEN_COLONEQUAL)) return raise_generic(parser);
  if (parser_at(parser, TOKEN_EQUAL))
    return raise_at_place(parser, start, (Place){parser->token.end_line, parser->token.end_column},
                          "expression cannot contain assignment, perhaps you meant \"==\"?");
  if (!at_comprehension(parser)) {
    if (state->seen_keyword || state->seen_unpacking) state->misplaced = true;
    return node;
  }
  if (state->of_class) return raise_generic(parser);
  if (state->count > 0) return raise_parenthesize(parser, node);
  Node *generator = node_new(parser, AST_GeneratorExp, open);
  if (!generator || !parse_comprehension_clauses(parser, &generator->GeneratorExp.generators)) return NULL;
  generator->GeneratorExp.elt = node;
  if (parser_at(parser, TOKEN_COMMA)) {
    parser_advance(parser);
    const NodeList *clauses = &generator->GeneratorExp.generators;
    return raise_range(parser, node, clauses->items[clauses->count - 1], "Generator expression must be parenthesized");
  }
  generator->end_line = parser->token.end_line; /* the closing parenthesis of the call is the generator's too */
  generator->end_column = parser->token.end_column;
  return generator;
}

static Node *parse_argument(Parser *parser, Place open, CallState *state) {
  if (parser_at(parser, TOKEN_STAR)) return parse_starred_argument(parser, state);
  if (parser_at(parser, TOKEN_DOUBLESTAR)) {
    state->seen_unpacking = true;
    return parse_unpacked_keywords(parser);
  }
  if (parser_at(parser, TOKEN_NAME) && parser_peek(parser)->kind == TOKEN_EQUAL) {
    state->seen_keyword = true;
    return parse_keyword(parser);
  }
  return parse_positional(parser, open, state);
}

/* Separate what was pushed above `mark` into positional arguments and keywords. */
static bool split_arguments(Parser *parser, uint32_t mark, NodeList *args, NodeList *keywords) {
  uint32_t keyword_count = 0, kept = mark;
  for (uint32_t i = mark; i < parser->scratch_count; i++) keyword_count += parser->scratch[i]->kind == AST_Keyword;
  keywords->count = 0;
  keywords->items = keyword_count ? tree_arena_alloc(parser->arena, keyword_count * sizeof(Node *)) : NULL;
  if (keyword_count && !keywords->items) {
    raise_memory(parser);
    return false;
  }
  for (uint32_t i = mark; i < parser->scratch_count; i++) {
    Node *node = parser->scratch[i];
    if (node->kind == AST_Keyword)
      // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): keywords were counted
      keywords->items[keywords->count++] = node;
    else
      parser->scratch[kept++] = node;
  }
  parser->scratch_count = kept;
  return scratch_take(parser, mark, args);
}

bool parse_call_arguments(Parser *parser, bool of_class, NodeList *args, NodeList *keywords) {
  Place open = parser_place(parser);
  uint32_t mark = parser->scratch_count;
  CallState state = {.of_class = of_class};
  parser_advance(parser);
  state.first = parser_place(parser);
  while (!parser_at(parser, TOKEN_RPAR)) {
    Node *argument = parse_argument(parser, open, &state);
    if (!argument || !scratch_push(parser, argument)) return false;
    state.count++;
    state.last_end = (Place){parser->previous_end_line, parser->previous_end_column};
    if (!parser_accept(parser, TOKEN_COMMA)) break;
  }
  if (state.misplaced) {
    raise_at_token(parser, state.seen_unpacking ? "positional argument follows keyword argument unpacking"
                                                : "positional argument follows keyword argument");
    return false;
  }
  return parser_expect(parser, TOKEN_RPAR) && split_arguments(parser, mark, args, keywords);
}
