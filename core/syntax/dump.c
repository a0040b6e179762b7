#include "core/syntax/dump.h"

static void dump_text(FILE *out, const char *text, uint32_t length) {
  for (uint32_t i = 0; i < length; i++) fprintf(out, "%02x", (unsigned char)text[i]);
}

static void dump_name(FILE *out, const Identifier *name) {
  if (name)
    fwrite(name->text, 1, name->length, out);
  else
    fputs("-", out);
}

static void dump_list(FILE *out, const NodeList *list) {
  fputc('[', out);
  for (uint32_t i = 0; i < list->count; i++) {
    fputs(i ? " " : "", out);
    dump_node(out, list->items[i]);
  }
  fputc(']', out);
}

static void dump_names(FILE *out, const NameList *list) {
  fputc('[', out);
  for (uint32_t i = 0; i < list->count; i++) {
    fputs(i ? " " : "", out);
    dump_name(out, list->items[i]);
  }
  fputc(']', out);
}

static void dump_constant(FILE *out, const Constant *constant) {
  static const char *const plain[] = {"None", "False", "True", "Ellipsis"};
  switch ((ConstantKind)constant->kind) {
  case CONSTANT_NONE:
  case CONSTANT_FALSE:
  case CONSTANT_TRUE:
  case CONSTANT_ELLIPSIS: fputs(plain[constant->kind], out); break;
  case CONSTANT_INT: fprintf(out, "int:%llx", (unsigned long long)constant->integer); break;
  case CONSTANT_BIG_INT: fprintf(out, "big:%s", constant->text); break;
  case CONSTANT_FLOAT: fprintf(out, "float:%a", constant->number); break;
  case CONSTANT_IMAGINARY: fprintf(out, "imaginary:%a", constant->number); break;
  case CONSTANT_STRING:
  case CONSTANT_BYTES:
    fputs(constant->kind == CONSTANT_STRING ? "str:" : "bytes:", out);
    dump_text(out, constant->text, constant->length);
    break;
  case CONSTANT_TUPLE: dump_list(out, &(NodeList){constant->length, constant->items}); break;
  }
}

static void dump_operators(FILE *out, const uint8_t *ops, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) fprintf(out, "%s%u", i ? "," : "", ops[i]);
}

static bool has_context(const Node *node) {
  return node->kind == AST_Name || node->kind == AST_Attribute || node->kind == AST_Subscript ||
         node->kind == AST_Starred || node->kind == AST_List || node->kind == AST_Tuple;
}

static void dump_fields(FILE *out, const Node *node) {
#define NODE(field) fputs(" " #field "=", out), dump_node(out, fields->field);
#define LIST(field) fputs(" " #field "=", out), dump_list(out, &fields->field);
#define NAME(field) fputs(" " #field "=", out), dump_name(out, fields->field);
#define NAMES(field) fputs(" " #field "=", out), dump_names(out, &fields->field);
#define NUMBER(field) fprintf(out, " " #field "=%d", fields->field);
#define OPS(field) fputs(" " #field "=", out), dump_operators(out, fields->field, node->Compare.comparators.count);
#define VALUE(field) fputs(" " #field "=", out), dump_constant(out, &fields->field);
#define NODE_KIND(name, list) \
  case AST_##name: { \
    __typeof__(node->name) const *fields = &node->name; \
    (void)fields; \
    list \
  } break;
  switch ((NodeKind)node->kind) {
    AST_NODES(NODE_KIND, NODE, LIST, NAME, NAMES, NUMBER, OPS, VALUE)
  case AST_KIND_COUNT: break;
  }
}

void dump_node(FILE *out, const Node *node) {
  static const char *const contexts[] = {"", " store", " delete"};
  if (!node) {
    fputs("-", out);
    return;
  }
  fprintf(out, "(%s %u:%u-%u:%u", ast_kind_name(node->kind), node->line, node->column, node->end_line,
          node->end_column);
  if (has_context(node)) fputs(contexts[node->context], out);
  dump_fields(out, node);
  fputc(')', out);
}
