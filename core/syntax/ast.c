#include "core/syntax/ast.h"

#include <stddef.h>

#define IGNORE(field)

static const char *const kind_names[] = {
#define NODE_KIND(name, fields) #name,
    AST_NODES(NODE_KIND, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE)
#undef NODE_KIND
};

/* An empty structure has size 0 in GNU C: such a node is its header alone. */
static const uint8_t kind_sizes[] = {
#define NODE_KIND(name, fields) sizeof(((Node *)0)->name),
    AST_NODES(NODE_KIND, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE)
#undef NODE_KIND
};

const char *ast_kind_name(NodeKind kind) { return kind_names[kind]; }

Node *ast_new(Arena *arena, NodeKind kind) {
  Node *node = tree_arena_alloc(arena, offsetof(Node, Module) + kind_sizes[kind]);
  if (node) node->kind = (uint8_t)kind;
  return node;
}

static const char *constant_name(ConstantKind kind) {
  switch (kind) {
  case CONSTANT_NONE: return "None";
  case CONSTANT_FALSE: return "False";
  case CONSTANT_TRUE: return "True";
  case CONSTANT_ELLIPSIS: return "ellipsis";
  default: return "literal";
  }
}

const char *ast_expression_name(const Node *node) {
  static const char *const names[AST_KIND_COUNT] = {
      [AST_Attribute] = "attribute",
      [AST_Subscript] = "subscript",
      [AST_Starred] = "starred",
      [AST_Name] = "name",
      [AST_List] = "list",
      [AST_Tuple] = "tuple",
      [AST_Lambda] = "lambda",
      [AST_Call] = "function call",
      [AST_BoolOp] = "expression",
      [AST_BinOp] = "expression",
      [AST_UnaryOp] = "expression",
      [AST_GeneratorExp] = "generator expression",
      [AST_Yield] = "yield expression",
      [AST_YieldFrom] = "yield expression",
      [AST_Await] = "await expression",
      [AST_ListComp] = "list comprehension",
      [AST_SetComp] = "set comprehension",
      [AST_DictComp] = "dict comprehension",
      [AST_Dict] = "dict literal",
      [AST_Set] = "set display",
      [AST_JoinedStr] = "f-string expression",
      [AST_FormattedValue] = "f-string expression",
      [AST_Compare] = "comparison",
      [AST_IfExp] = "conditional expression",
      [AST_NamedExpr] = "named expression",
  };
  if (node->kind == AST_Constant) return constant_name(node->Constant.value.kind);
  return names[node->kind] ? names[node->kind] : "expression";
}

bool node_is_block(const Node *statement) {
  switch (statement->kind) {
  case AST_FunctionDef:
  case AST_AsyncFunctionDef:
  case AST_ClassDef:
  case AST_For:
  case AST_AsyncFor:
  case AST_While:
  case AST_If:
  case AST_With:
  case AST_AsyncWith:
  case AST_Match:
  case AST_Try:
  case AST_TryStar: return true;
  default: return false;
  }
}
