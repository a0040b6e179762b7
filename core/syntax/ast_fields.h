/* The fields of a syntax tree node one by one, by name: for code that treats all kinds alike. */
#ifndef MARTLET_CORE_SYNTAX_AST_FIELDS_H
#define MARTLET_CORE_SYNTAX_AST_FIELDS_H

#include "core/syntax/ast.h"

typedef enum AstFieldType {
  AST_FIELD_NODE,   /* Node * */
  AST_FIELD_LIST,   /* NodeList */
  AST_FIELD_NAME,   /* Identifier * */
  AST_FIELD_NAMES,  /* NameList */
  AST_FIELD_NUMBER, /* int32_t */
  AST_FIELD_OPS,    /* uint8_t *, as many as there are comparators */
  AST_FIELD_VALUE,  /* Constant */
} AstFieldType;

typedef struct AstField {
  const char *name;
  AstFieldType type;
  void *at; /* in the node */
} AstField;

enum { AST_FIELDS_MAX = 8 };

/* Fills `fields` with those of the node, in the order of AST_NODES; returns how many. */
size_t ast_fields(Node *node, AstField fields[AST_FIELDS_MAX]);

#endif
