// What CPython demands of trees that did not come from its parser. The compiler relies on it.
#include "core/modules/language/syntax_tree.h"
#include "core/object/call.h"
#include "core/object/exception.h"
#include "core/syntax/ast_fields.h"

static bool wrong(const char *message) { return raise(ValueError, "%s", message), false; }

static bool is_target(const Node *node) {
  return node->kind == AST_Name || node->kind == AST_Attribute || node->kind == AST_Subscript;
}

// The lists that may not be empty: kind, field.
static const struct {
  uint8_t kind;
  const char *field;
} filled[] = {
    {AST_FunctionDef, "body"}, {AST_AsyncFunctionDef, "body"},
    {AST_ClassDef, "body"},    {AST_For, "body"},
    {AST_AsyncFor, "body"},    {AST_While, "body"},
    {AST_If, "body"},          {AST_With, "body"},
    {AST_With, "items"},       {AST_AsyncWith, "body"},
    {AST_AsyncWith, "items"},  {AST_Match, "cases"},
    {AST_MatchCase, "body"},   {AST_Try, "body"},
    {AST_TryStar, "body"},     {AST_ExceptHandler, "body"},
    {AST_Delete, "targets"},   {AST_Assign, "targets"},
    {AST_Import, "names"},     {AST_ImportFrom, "names"},
    {AST_Global, "names"},     {AST_Nonlocal, "names"},
};

static bool check_filled(const Node *node, const AstField *field) {
  uint32_t count = field->type == AST_FIELD_NAMES ? ((NameList *)field->at)->count : ((NodeList *)field->at)->count;
  for (size_t i = 0; count == 0 && i < sizeof filled / sizeof *filled; i++)
    if (filled[i].kind == node->kind && strcmp(filled[i].field, field->name) == 0)
      return raise(ValueError, "empty %s on %s", field->name, syntax_tree_class_name(node->kind)), false;
  return true;
}

static bool check_try(const NodeList *handlers, const NodeList *orelse, const NodeList *finalbody, const char *name) {
  if (handlers->count == 0 && finalbody->count == 0)
    return raise(ValueError, "%s has neither except handlers nor finalbody", name), false;
  if (handlers->count == 0 && orelse->count != 0)
    return raise(ValueError, "%s has orelse but no except handlers", name), false;
  return true;
}

static bool check_match_value(const Node *value) {
  switch (value->kind) {
  case AST_Constant:
    return value->Constant.value.kind >= CONSTANT_INT || wrong("unexpected constant inside of a literal pattern");
  case AST_Attribute:
  case AST_UnaryOp:
  case AST_BinOp:
  case AST_JoinedStr: return true;
  default: return wrong("patterns may only match literals and attribute lookups");
  }
}

// The pattern rules.
static bool check_pattern(const Node *node) {
  switch ((NodeKind)node->kind) {
  case AST_MatchValue: return check_match_value(node->MatchValue.value);
  case AST_MatchSingleton:
    return node->MatchSingleton.value->Constant.value.kind <= CONSTANT_TRUE ||
           wrong("MatchSingleton can only contain True, False and None");
  case AST_MatchMapping:
    for (uint32_t i = 0; i < node->MatchMapping.keys.count; i++) {
      const Node *key = node->MatchMapping.keys.items[i];
      bool constant = key && key->kind == AST_Constant && key->Constant.value.kind <= CONSTANT_TRUE;
      if (key && !constant && !check_match_value(key)) return false;
    }
    return node->MatchMapping.keys.count == node->MatchMapping.patterns.count ||
           wrong("MatchMapping doesn't have the same number of keys as patterns");
  case AST_MatchClass:
    if (node->MatchClass.kwd_attrs.count != node->MatchClass.kwd_patterns.count)
      return wrong("MatchClass doesn't have the same number of keyword attributes as patterns");
    for (const Node *class = node->MatchClass.cls; class->kind != AST_Name; class = class->Attribute.value)
      if (class->kind != AST_Attribute) return wrong("MatchClass cls field can only contain Name or Attribute nodes.");
    return true;
  case AST_MatchAs:
    return node->MatchAs.name || !node->MatchAs.pattern ||
           wrong("MatchAs must specify a target name if a pattern is given");
  case AST_MatchOr: return node->MatchOr.patterns.count >= 2 || wrong("MatchOr requires at least 2 patterns");
  default: return true;
  }
}

static bool check_name(const Node *node) {
  static const char *const forbidden[] = {"None", "True", "False"};
  for (size_t i = 0; i < 3; i++)
    if (strcmp(node->Name.id->text, forbidden[i]) == 0)
      return raise(ValueError, "identifier field can't represent '%s' constant", forbidden[i]), false;
  return true;
}

static bool check_ann_assign(const Node *node) {
  if (node->AnnAssign.target->kind != AST_Name && node->AnnAssign.simple)
    return raise(TypeError, "AnnAssign with simple non-Name target"), false;
  return is_target(node->AnnAssign.target) || wrong("only single target (not tuple) can be annotated");
}

// Rules that concern one node and its children's kinds.
static bool check_node(const Node *node) {
  switch ((NodeKind)node->kind) {
  case AST_Name: return check_name(node);
  case AST_BoolOp: return node->BoolOp.values.count >= 2 || wrong("BoolOp with less than 2 values");
  case AST_Dict:
    return node->Dict.keys.count == node->Dict.values.count ||
           wrong("Dict doesn't have the same number of keys as values");
  case AST_ListComp:
  case AST_SetComp:
  case AST_GeneratorExp: return node->ListComp.generators.count > 0 || wrong("comprehension with no generators");
  case AST_DictComp: return node->DictComp.generators.count > 0 || wrong("comprehension with no generators");
  case AST_Compare: return node->Compare.comparators.count > 0 || wrong("Compare with no comparators");
  case AST_NamedExpr: return node->NamedExpr.target->kind == AST_Name || wrong("NamedExpr target must be a Name");
  case AST_AugAssign: return is_target(node->AugAssign.target) || wrong("illegal target for augmented assignment");
  case AST_AnnAssign: return check_ann_assign(node);
  case AST_ImportFrom: return node->ImportFrom.level >= 0 || wrong("Negative ImportFrom level");
  case AST_Raise: return node->Raise.exc || !node->Raise.cause || wrong("Raise with cause but no exception");
  case AST_Try: return check_try(&node->Try.handlers, &node->Try.orelse, &node->Try.finalbody, "Try");
  case AST_TryStar:
    return check_try(&node->TryStar.handlers, &node->TryStar.orelse, &node->TryStar.finalbody, "TryStar");
  case AST_Arguments:
    if (node->Arguments.defaults.count > node->Arguments.posonlyargs.count + node->Arguments.args.count)
      return wrong("more positional defaults than args on arguments");
    return node->Arguments.kwonlyargs.count == node->Arguments.kw_defaults.count ||
           wrong("length of kwonlyargs is not the same as kw_defaults on arguments");
  default: return check_pattern(node);
  }
}

// The context that a child in this field must have.
static NodeContext child_context(const Node *node, const char *field, NodeContext own) {
  switch ((NodeKind)node->kind) {
  case AST_List:
  case AST_Tuple:
  case AST_Starred: return own;
  case AST_Delete: return CONTEXT_DELETE;
  case AST_Assign:
  case AST_AugAssign:
  case AST_AnnAssign:
  case AST_For:
  case AST_AsyncFor:
  case AST_Comprehension:
  case AST_NamedExpr: return strncmp(field, "target", 6) == 0 ? CONTEXT_STORE : CONTEXT_LOAD;
  case AST_WithItem: return field[0] == 'o' ? CONTEXT_STORE : CONTEXT_LOAD;
  default: return CONTEXT_LOAD;
  }
}

static bool check_context(const Node *node, NodeContext expected) {
  const char *const *names = syntax_tree_enumeration("expr_context");
  bool has_context = node->kind == AST_Name || node->kind == AST_Attribute || node->kind == AST_Subscript ||
                     node->kind == AST_Starred || node->kind == AST_List || node->kind == AST_Tuple;
  if (has_context && node->context != expected)
    return raise(ValueError, "expression must have %s context but has %s instead", names[expected],
                 names[node->context]),
           false;
  if (!has_context && expected != CONTEXT_LOAD)
    return raise(ValueError, "expression which can't be assigned to in %s context", names[expected]), false;
  return true;
}

static bool validate(Node *node, NodeContext context);

static bool validate_list(const Node *node, const AstField *field, NodeContext context) {
  const NodeList *list = field->at;
  bool may_lack = (node->kind == AST_Dict && list == &node->Dict.keys) ||
                  (node->kind == AST_Arguments && list == &node->Arguments.kw_defaults);
  for (uint32_t i = 0; i < list->count; i++) {
    if (!list->items[i] && !may_lack)
      return raise(ValueError, "None disallowed in %s list",
                   strcmp(field->name, "body") == 0 || strstr(field->name, "else") || strstr(field->name, "final")
                       ? "statement"
                       : "expression"),
             false;
    if (list->items[i] && !validate(list->items[i], context)) return false;
  }
  return true;
}

static bool validate_children(Node *node, NodeContext context) {
  AstField fields[AST_FIELDS_MAX];
  size_t count = ast_fields(node, fields);
  for (size_t i = 0; i < count; i++) {
    NodeContext expected = child_context(node, fields[i].name, context);
    if (fields[i].type == AST_FIELD_LIST || fields[i].type == AST_FIELD_NAMES) {
      if (!check_filled(node, &fields[i])) return false;
    }
    Node *child = fields[i].type == AST_FIELD_NODE ? *(Node **)fields[i].at : NULL;
    if (child && !validate(child, expected)) return false;
    if (fields[i].type == AST_FIELD_LIST && !validate_list(node, &fields[i], expected)) return false;
  }
  return true;
}

static bool is_expression(const Node *node) { return node->kind >= AST_BoolOp && node->kind <= AST_Slice; }

static bool validate(Node *node, NodeContext context) {
  if (is_expression(node) && !check_context(node, context)) return false;
  if (!call_enter(" during compilation")) return false;
  bool fine = check_node(node) && validate_children(node, context);
  call_leave();
  return fine;
}

bool syntax_tree_validate(Node *root) { return validate(root, CONTEXT_LOAD); }
