#include "core/syntax/ast_fields.h"

size_t ast_fields(Node *node, AstField fields[AST_FIELDS_MAX]) {
  size_t count = 0;
#define FIELD(field, type) fields[count++] = (AstField){#field, type, &part->field};
#define NODE(field) FIELD(field, AST_FIELD_NODE)
#define LIST(field) FIELD(field, AST_FIELD_LIST)
#define NAME(field) FIELD(field, AST_FIELD_NAME)
#define NAMES(field) FIELD(field, AST_FIELD_NAMES)
#define NUMBER(field) FIELD(field, AST_FIELD_NUMBER)
#define OPS(field) FIELD(field, AST_FIELD_OPS)
#define VALUE(field) FIELD(field, AST_FIELD_VALUE)
#define NODE_KIND(name, list) \
  case AST_##name: { \
    __typeof__(node->name) *part = &node->name; \
    (void)part; \
    list \
  } break;
  switch ((NodeKind)node->kind) {
    AST_NODES(NODE_KIND, NODE, LIST, NAME, NAMES, NUMBER, OPS, VALUE)
  case AST_KIND_COUNT: break;
  }
  return count;
}
