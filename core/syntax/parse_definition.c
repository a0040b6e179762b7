/* Functions, lambda parameters, classes, decorators. */
#include "core/syntax/parser_internal.h"

/* Parameters are gathered in one scratch run per list; this says how far we are. */
typedef struct ParameterState {
  Node *arguments;
  bool is_lambda;
  bool seen_slash;
  bool seen_star;
  bool seen_default;
  uint32_t mark; /* positional parameters so far */
} ParameterState;

static bool at_end_of_parameters(const Parser *parser, bool is_lambda) {
  return parser_at(parser, is_lambda ? TOKEN_COLON : TOKEN_RPAR);
}

static Node *parse_parameter(Parser *parser, bool is_lambda, bool starred) {
  Node *node = node_new(parser, AST_Arg, parser_place(parser));
  if (!node || !(node->Arg.arg = parser_name(parser))) return NULL;
  if (!is_lambda && parser_accept(parser, TOKEN_COLON)) {
    node->Arg.annotation =
        starred && parser_at(parser, TOKEN_STAR) ? parse_star_named_expression(parser) : parse_expression(parser);
    if (!node->Arg.annotation) return NULL;
  }
  return node_done(parser, node);
}

/* `= default`; the equal sign is current. */
static Node *parse_default(Parser *parser, bool is_lambda) {
  TokenKind next = parser_peek(parser)->kind;
  if (next == TOKEN_COMMA || (next == TOKEN_RPAR && !is_lambda))
    return raise_at_token(parser, "expected default value expression");
  parser_advance(parser);
  return parse_expression(parser);
}

/* At a parenthesis: names with commas between, and the closing one. */
static bool raise_parenthesised(Parser *parser, bool is_lambda) {
  ParserMark mark;
  parser_mark(parser, &mark);
  parser_advance(parser);
  bool names = true;
  do names = parser_at(parser, TOKEN_RPAR) || parser_name(parser) != NULL;
  while (names && parser_accept(parser, TOKEN_COMMA));
  names = names && parser_at(parser, TOKEN_RPAR);
  Place end = {parser->token.end_line, parser->token.end_column};
  parser_return_to(parser, &mark);
  if (names)
    raise_at_place(parser, parser_place(parser), end, "%s parameters cannot be parenthesized",
                   is_lambda ? "Lambda expression" : "Function");
  else
    raise_generic(parser);
  return false;
}

static bool parse_positional_parameter(Parser *parser, ParameterState *state) {
  if (parser_at(parser, TOKEN_LPAR)) {
    return raise_parenthesised(parser, state->is_lambda);
  }
  Place start = parser_place(parser);
  Node *parameter = parse_parameter(parser, state->is_lambda, false);
  if (!parameter || !scratch_push(parser, parameter)) return false;
  if (!parser_at(parser, TOKEN_EQUAL)) {
    if (state->seen_default)
      raise_at_place(parser, start, (Place){parameter->end_line, parameter->end_column},
                     "non-default argument follows default argument");
    return !state->seen_default;
  }
  state->seen_default = true;
  Node *value = parse_default(parser, state->is_lambda);
  if (!value || !scratch_push(parser, value)) /* beside its parameter; separated later */
    return false;
  return true;
}

/* Move the positional parameters above `mark` into `list` and their defaults behind those of earlier lists. */
static bool take_positional(Parser *parser, ParameterState *state, NodeList *list) {
  uint32_t kept = state->mark;
  NodeList *defaults = &state->arguments->Arguments.defaults;
  uint32_t extra = 0;
  for (uint32_t i = state->mark; i < parser->scratch_count; i++) extra += parser->scratch[i]->kind != AST_Arg;
  if (extra > 0) {
    Node **items = tree_arena_alloc(parser->arena, (defaults->count + extra) * sizeof *items);
    if (!items) return raise_memory(parser);
    if (defaults->count) memcpy(items, defaults->items, defaults->count * sizeof *items);
    defaults->items = items;
  }
  for (uint32_t i = state->mark; i < parser->scratch_count; i++) {
    Node *node = parser->scratch[i];
    if (node->kind == AST_Arg)
      parser->scratch[kept++] = node;
    else
      defaults->items[defaults->count++] = node;
  }
  parser->scratch_count = kept;
  return scratch_take(parser, state->mark, list);
}

static bool take_slash(Parser *parser, ParameterState *state) {
  bool first = !state->seen_slash && !state->seen_star && parser->scratch_count == state->mark;
  if (first && parser_peek(parser)->kind != TOKEN_COMMA) return raise_generic(parser);
  if (state->seen_slash || state->seen_star || first) {
    raise_at_token(parser, state->seen_star    ? "/ must be ahead of *"
                           : state->seen_slash ? "/ may appear only once"
                                               : "at least one argument must precede /");
    return false;
  }
  state->seen_slash = true;
  parser_advance(parser);
  if (parser_at(parser, TOKEN_STAR)) {
    raise_at_token(parser, "expected comma between / and *");
    return false;
  }
  return take_positional(parser, state, &state->arguments->Arguments.posonlyargs);
}

/* Keyword-only parameters: pushed in pairs with their default (or NULL). */
static bool parse_keyword_only(Parser *parser, ParameterState *state) {
  Node *parameter = parse_parameter(parser, state->is_lambda, false);
  Node *value = NULL;
  if (!parameter || (parser_at(parser, TOKEN_EQUAL) && !(value = parse_default(parser, state->is_lambda))))
    return false;
  return scratch_push(parser, parameter) && scratch_push(parser, value);
}

static bool take_keyword_only(Parser *parser, ParameterState *state) {
  uint32_t count = (parser->scratch_count - state->mark) / 2;
  if (count == 0) return true;
  Node *arguments = state->arguments;
  Node **names = tree_arena_alloc(parser->arena, count * sizeof *names);
  Node **values = tree_arena_alloc(parser->arena, count * sizeof *values);
  if (!names || !values) return raise_memory(parser);
  for (uint32_t i = 0; i < count; i++) {
    names[i] = parser->scratch[state->mark + 2 * i];
    values[i] = parser->scratch[state->mark + 2 * i + 1];
  }
  parser->scratch_count = state->mark;
  arguments->Arguments.kwonlyargs = (NodeList){count, names};
  arguments->Arguments.kw_defaults = (NodeList){count, values};
  return true;
}

/* `*name` or a bare `*`, at the star. */
static bool parse_star_parameter(Parser *parser, ParameterState *state) {
  if (state->seen_star) {
    raise_at_token(parser, "* argument may appear only once");
    return false;
  }
  if (!take_positional(parser, state, &state->arguments->Arguments.args)) return false;
  state->seen_star = true;
  Token star = parser->token;
  parser_advance(parser);
  if (parser_at(parser, TOKEN_COMMA)) {
    TokenKind after = parser_peek(parser)->kind;
    if (after != TOKEN_DOUBLESTAR && after != (state->is_lambda ? TOKEN_COLON : TOKEN_RPAR)) return true;
  }
  if (parser_at(parser, TOKEN_COMMA) || at_end_of_parameters(parser, state->is_lambda)) {
    if (state->is_lambda)
      raise_at_token(parser, "named arguments must follow bare *");
    else
      raise_at_place(parser, (Place){star.line, star.column}, (Place){star.end_line, star.end_column},
                     "named arguments must follow bare *");
    return false;
  }
  state->arguments->Arguments.vararg = parse_parameter(parser, state->is_lambda, true);
  if (state->arguments->Arguments.vararg && parser_at(parser, TOKEN_EQUAL))
    raise_at_token(parser, "var-positional argument cannot have default value");
  return state->arguments->Arguments.vararg && !parser_at(parser, TOKEN_EQUAL);
}

static bool parse_double_star_parameter(Parser *parser, ParameterState *state) {
  parser_advance(parser);
  state->arguments->Arguments.kwarg = parse_parameter(parser, state->is_lambda, false);
  if (!state->arguments->Arguments.kwarg) return false;
  if (parser_at(parser, TOKEN_EQUAL)) {
    raise_at_token(parser, "var-keyword argument cannot have default value");
    return false;
  }
  if (parser_accept(parser, TOKEN_COMMA) && !at_end_of_parameters(parser, state->is_lambda)) {
    if (parser_at(parser, TOKEN_NAME) || parser_at(parser, TOKEN_STAR) || parser_at(parser, TOKEN_DOUBLESTAR) ||
        parser_at(parser, TOKEN_SLASH))
      raise_at_token(parser, "arguments cannot follow var-keyword argument");
    else
      raise_generic(parser);
    return false;
  }
  return true;
}

static bool parse_one_parameter(Parser *parser, ParameterState *state) {
  switch (parser->token.kind) {
  case TOKEN_SLASH: return take_slash(parser, state);
  case TOKEN_STAR: return parse_star_parameter(parser, state);
  default: return state->seen_star ? parse_keyword_only(parser, state) : parse_positional_parameter(parser, state);
  }
}

Node *parse_parameters(Parser *parser, bool is_lambda) {
  ParameterState state = {.is_lambda = is_lambda, .mark = parser->scratch_count};
  state.arguments = node_new(parser, AST_Arguments, parser_place(parser));
  if (!state.arguments) return NULL;
  while (!at_end_of_parameters(parser, is_lambda)) {
    if (parser_at(parser, TOKEN_DOUBLESTAR)) {
      if (!parse_double_star_parameter(parser, &state)) return NULL;
      break;
    }
    if (!parse_one_parameter(parser, &state)) return NULL;
    if (!parser_accept(parser, TOKEN_COMMA)) break;
  }
  bool ok = state.seen_star ? take_keyword_only(parser, &state)
                            : take_positional(parser, &state, &state.arguments->Arguments.args);
  return ok ? node_done(parser, state.arguments) : NULL;
}

/* At the arrow. Without an expression behind it CPython misses the colon in front of it. */
static Node *parse_result_annotation(Parser *parser) {
  const Token arrow = parser->token;
  parser_advance(parser);
  if (starts_expression(parser)) return parse_expression(parser);
  return raise_at_place(parser, (Place){arrow.line, arrow.column}, (Place){arrow.end_line, arrow.end_column},
                        "expected ':'");
}

Node *parse_function(Parser *parser, Place start, bool is_async, const NodeList *decorators) {
  Node *node = node_new(parser, is_async ? AST_AsyncFunctionDef : AST_FunctionDef, start);
  uint32_t line = parser->token.line;
  parser_advance(parser);
  if (!node || !(node->FunctionDef.name = parser_name(parser)) || !parser_force(parser, TOKEN_LPAR) ||
      !(node->FunctionDef.args = parse_parameters(parser, false)) || !parser_expect(parser, TOKEN_RPAR))
    return NULL;
  if (parser_at(parser, TOKEN_RARROW) && !(node->FunctionDef.returns = parse_result_annotation(parser))) return NULL;
  node->FunctionDef.decorator_list = *decorators;
  if (!parser_force(parser, TOKEN_COLON) || !parse_block(parser, &node->FunctionDef.body, "function definition", line))
    return NULL;
  const Node *last = node->FunctionDef.body.items[node->FunctionDef.body.count - 1];
  node->end_line = last->end_line;
  node->end_column = last->end_column;
  return node;
}

Node *parse_class(Parser *parser, const NodeList *decorators) {
  Node *node = node_new(parser, AST_ClassDef, parser_place(parser));
  uint32_t line = parser->token.line;
  parser_advance(parser);
  if (!node || !(node->ClassDef.name = parser_name(parser))) return NULL;
  if (parser_at(parser, TOKEN_LPAR) &&
      !parse_call_arguments(parser, true, &node->ClassDef.bases, &node->ClassDef.keywords))
    return NULL;
  node->ClassDef.decorator_list = *decorators;
  bool colon =
      parser_at(parser, TOKEN_NEWLINE) ? parser_force(parser, TOKEN_COLON) : parser_expect(parser, TOKEN_COLON);
  if (!colon || !parse_block(parser, &node->ClassDef.body, "class definition", line)) return NULL;
  const Node *last = node->ClassDef.body.items[node->ClassDef.body.count - 1];
  node->end_line = last->end_line;
  node->end_column = last->end_column;
  return node;
}

Node *parse_decorated(Parser *parser) {
  uint32_t mark = parser->scratch_count;
  while (parser_accept(parser, TOKEN_AT)) {
    Node *decorator = parse_named_expression(parser);
    if (!decorator || !scratch_push(parser, decorator) || !parser_expect(parser, TOKEN_NEWLINE)) return NULL;
  }
  NodeList decorators;
  if (!scratch_take(parser, mark, &decorators)) return NULL;
  Place start = parser_place(parser);
  if (parser_at(parser, TOKEN_CLASS)) return parse_class(parser, &decorators);
  bool is_async = parser_accept(parser, TOKEN_ASYNC);
  if (!parser_at(parser, TOKEN_DEF)) return raise_generic(parser);
  return parse_function(parser, start, is_async, &decorators);
}
