/* Assignment targets: an expression was parsed; may it be assigned to, deleted, iterated into? */
#include "core/syntax/parser_internal.h"

const Node *find_invalid_target(const Node *node, TargetUse use) {
  switch (node->kind) {
  case AST_List:
  case AST_Tuple: {
    const NodeList *items = node->kind == AST_List ? &node->List.elts : &node->Tuple.elts;
    for (uint32_t i = 0; i < items->count; i++) {
      const Node *bad = find_invalid_target(items->items[i], use);
      if (bad) return bad;
    }
    return NULL;
  }
  case AST_Starred: return use == TARGET_DELETE ? node : find_invalid_target(node->Starred.value, use);
  case AST_Name:
  case AST_Attribute:
  case AST_Subscript: return NULL;
  case AST_Compare: /* `for (x in y)`: the fault is not in x */
    if (use == TARGET_FOR && node->Compare.ops[0] == COMPARE_In) return find_invalid_target(node->Compare.left, use);
    return node;
  default: return node;
  }
}

static void mark_context(Node *node, NodeContext context) {
  node->context = (uint8_t)context;
  if (node->kind == AST_Starred) {
    mark_context(node->Starred.value, context);
  } else if (node->kind == AST_List || node->kind == AST_Tuple) {
    NodeList *items = node->kind == AST_List ? &node->List.elts : &node->Tuple.elts;
    for (uint32_t i = 0; i < items->count; i++) mark_context(items->items[i], context);
  }
}

bool set_context(Parser *parser, Node *node, NodeContext context, TargetUse use) {
  const Node *bad = find_invalid_target(node, use);
  if (bad) {
    raise_at_node(parser, bad, "cannot %s %s", use == TARGET_DELETE ? "delete" : "assign to", ast_expression_name(bad));
    return false;
  }
  mark_context(node, context);
  return true;
}

/* A target as written: no operator weaker than `|`, so that `in` and `=` end it. */
static Node *parse_target_item(Parser *parser) {
  Place start = parser_place(parser);
  if (!parser_accept(parser, TOKEN_STAR)) return parse_bitwise_or(parser);
  Node *node = node_new(parser, AST_Starred, start);
  if (!node || !(node->Starred.value = parse_bitwise_or(parser))) return NULL;
  return node_done(parser, node);
}

Node *parse_target(Parser *parser) {
  Node *node = parse_target_item(parser);
  return node && set_context(parser, node, CONTEXT_STORE, TARGET_STAR) ? node : NULL;
}

Node *parse_target_list(Parser *parser) {
  Place start = parser_place(parser);
  Node *node = parse_target_item(parser);
  if (!node) return NULL;
  if (parser_at(parser, TOKEN_COMMA)) {
    uint32_t mark = parser->scratch_count;
    if (!scratch_push(parser, node)) return NULL;
    while (parser_accept(parser, TOKEN_COMMA) && !parser_at(parser, TOKEN_IN) && !parser_at(parser, TOKEN_EQUAL)) {
      Node *item = parse_target_item(parser);
      if (!item || !scratch_push(parser, item)) return NULL;
    }
    node = node_new(parser, AST_Tuple, start);
    if (!node || !scratch_take(parser, mark, &node->Tuple.elts)) return NULL;
    node_done(parser, node);
  }
  if (!set_context(parser, node, CONTEXT_STORE, TARGET_FOR)) return NULL;
  return node->kind == AST_Compare ? raise_generic(parser) : node;
}
