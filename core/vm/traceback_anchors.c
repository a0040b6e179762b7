// Which part of the failing expression a traceback points at: found by parsing the expression's text.
#include "core/vm/traceback.h"

#include "core/syntax/parser.h"

static int is_space(char c) { return c == ' ' || c == '\t' || c == '\f'; }

// The operator between two operands, one or two characters long.
static CaretAnchors find_operator(const char *text, size_t from, size_t to) {
  for (size_t n = from; n < to; n++) {
    if (is_space(text[n])) continue;
    return (CaretAnchors){n, n + 1 < to && !is_space(text[n + 1]) ? n + 2 : n + 1};
  }
  return (CaretAnchors){0, 0};
}

CaretAnchors traceback_anchors(const char *segment, size_t length) {
  CaretAnchors anchors = {0, 0};
  Arena arena;
  SyntaxErrorInfo error;
  tree_arena_init(&arena, 1 << 20);
  const Node *module = parse_source(&arena, segment, length, PARSE_FILE, &error);
  if (module != NULL && module->Module.body.count == 1 && module->Module.body.items[0]->kind == AST_Expr) {
    const Node *expression = module->Module.body.items[0]->Expr.value;
    if (expression->kind == AST_BinOp) {
      anchors = find_operator(segment, expression->BinOp.left->end_column, expression->BinOp.right->column);
    } else if (expression->kind == AST_Subscript) {
      anchors = (CaretAnchors){expression->Subscript.value->end_column, expression->Subscript.slice->end_column + 1};
    }
  }
  tree_arena_free(&arena);
  return anchors;
}
