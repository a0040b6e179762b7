/* Warnings about expressions that are legal and surely not meant. */
#include "core/object/int.h"
#include "core/object/tuple.h"
#include "core/syntax/compiler_internal.h"
#include "core/syntax/syntax_warning.h"

static SourceRange range_of(const Node *node) {
  return (SourceRange){node->line, node->column, node->end_line, node->end_column};
}

#define WARN(compiler, node, ...) syntax_warning_add((compiler)->error, WARNING_EXPRESSION, range_of(node), __VA_ARGS__)

static bool wanted(const Compiler *compiler) { return compiler->error->warnings != NULL && !compiler->failed; }

/* The name of the type that an expression surely has; NULL: not known. */
static const char *certain_type(Compiler *compiler, const Node *node) {
  Value value;
  switch ((NodeKind)node->kind) {
  case AST_List:
  case AST_ListComp: return "list";
  case AST_Dict:
  case AST_DictComp: return "dict";
  case AST_Set:
  case AST_SetComp: return "set";
  case AST_GeneratorExp: return "generator";
  case AST_Lambda: return "function";
  case AST_JoinedStr:
  case AST_FormattedValue: return "str";
  case AST_Tuple: return "tuple";
  default: return fold_constant(compiler, node, &value) ? type_name(value) : NULL;
  }
}

static bool is_display(const Node *node) {
  return node->kind == AST_Tuple || node->kind == AST_List || node->kind == AST_ListComp;
}

static bool is_string(const Node *node) { return node->kind == AST_JoinedStr || node->kind == AST_FormattedValue; }

void warn_of_call(Compiler *compiler, const Node *node) {
  const Node *func = node->Call.func;
  Value value;
  bool called = is_display(func) || is_string(func) || func->kind == AST_Dict || func->kind == AST_DictComp ||
                func->kind == AST_Set || func->kind == AST_SetComp || func->kind == AST_GeneratorExp;
  if (!wanted(compiler) || (!called && !fold_constant(compiler, func, &value))) return;
  WARN(compiler, node, "'%s' object is not callable; perhaps you missed a comma?", certain_type(compiler, func));
}

/* Whether an expression surely has no items. */
static bool has_no_items(Compiler *compiler, const Node *node) {
  Value value;
  if (node->kind == AST_Set || node->kind == AST_SetComp || node->kind == AST_GeneratorExp || node->kind == AST_Lambda)
    return true;
  return fold_constant(compiler, node, &value) && !type_flag(value, TYPE_IS_STR | TYPE_IS_BYTES | TYPE_IS_TUPLE);
}

static bool is_sequence(Compiler *compiler, const Node *node) {
  Value value;
  if (is_display(node) || is_string(node)) return true;
  return fold_constant(compiler, node, &value) && type_flag(value, TYPE_IS_STR | TYPE_IS_BYTES | TYPE_IS_TUPLE);
}

void warn_of_subscript(Compiler *compiler, const Node *node) {
  const Node *value = node->Subscript.value, *slice = node->Subscript.slice;
  if (!wanted(compiler)) return;
  if (has_no_items(compiler, value)) {
    WARN(compiler, node, "'%s' object is not subscriptable; perhaps you missed a comma?",
         certain_type(compiler, value));
  }
  Value constant;
  const char *index = certain_type(compiler, slice);
  if (!index || !is_sequence(compiler, value)) return;
  if (fold_constant(compiler, slice, &constant) && type_flag(constant, TYPE_IS_INT)) return;
  WARN(compiler, node, "%s indices must be integers or slices, not %s; perhaps you missed a comma?",
       certain_type(compiler, value), index);
}

/* Whether comparing the expression by identity makes sense. */
static bool has_identity(Compiler *compiler, const Node *node) {
  Value value;
  return !fold_constant(compiler, node, &value) || value == NONE || value == ELLIPSIS || is_bool(value);
}

void warn_of_comparison(Compiler *compiler, const Node *node) {
  const Node *left = node->Compare.left;
  if (!wanted(compiler)) return;
  for (uint32_t i = 0; i < node->Compare.comparators.count; i++) {
    const Node *right = node->Compare.comparators.items[i];
    CompareOperator op = node->Compare.ops[i];
    if ((op == COMPARE_Is || op == COMPARE_IsNot) &&
        (!has_identity(compiler, left) || !has_identity(compiler, right))) {
      WARN(compiler, node,
           op == COMPARE_Is ? "\"is\" with a literal. Did you mean \"==\"?"
                            : "\"is not\" with a literal. Did you mean \"!=\"?");
      return;
    }
    left = right;
  }
}

void warn_of_assertion(Compiler *compiler, const Node *node) {
  const Node *test = node->Assert.test;
  if (wanted(compiler) && test->kind == AST_Tuple && test->Tuple.elts.count > 0)
    WARN(compiler, node, "assertion is always true, perhaps remove parentheses?");
}
