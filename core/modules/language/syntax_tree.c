// Syntax trees as Python objects: names, classes, and what compile() calls.
#include "core/modules/language/syntax_tree.h"

#include "core/object/exception.h"
#include "core/object/dict.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/syntax/ast_fields.h"
#include "core/syntax/parser.h"
#include "core/vm/vm.h"

struct Type *syntax_tree_class(const char *name) {
  Value module = vm_import(str_intern("_ast", 4), EMPTY, EMPTY, 0);
  Value class = module == EMPTY ? EMPTY : object_get_attribute(module, str_intern(name, strlen(name)));
  if (class == EMPTY) return NULL;
  if (is_type(class)) return to_type(class);
  raise(TypeError, "_ast.%s is not a class", name);
  return NULL;
}

// Python's names are the table's, but for the sorts of which there is one kind only.
const char *syntax_tree_class_name(NodeKind kind) {
  switch (kind) {
  case AST_Comprehension: return "comprehension";
  case AST_Arguments: return "arguments";
  case AST_Arg: return "arg";
  case AST_Keyword: return "keyword";
  case AST_Alias: return "alias";
  case AST_WithItem: return "withitem";
  case AST_MatchCase: return "match_case";
  default: return ast_kind_name(kind);
  }
}

bool syntax_tree_has_place(NodeKind kind) {
  return kind > AST_Interactive && kind != AST_Comprehension && kind != AST_Arguments && kind != AST_WithItem &&
         kind != AST_MatchCase;
}

const char *const *syntax_tree_enumeration(const char *type) {
#define OPERATOR(name, text) #name,
  static const char *const operators[] = {AST_BINARY_OPERATORS(OPERATOR) NULL};
#undef OPERATOR
  static const char *const unary[] = {"Invert", "Not", "UAdd", "USub", NULL}, *const bools[] = {"And", "Or", NULL};
  static const char *const compare[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn", NULL};
  static const char *const contexts[] = {"Load", "Store", "Del", NULL};
  static const struct {
    const char *type;
    const char *const *names;
  } all[] = {
      {"operator", operators}, {"unaryop", unary}, {"boolop", bools}, {"cmpop", compare}, {"expr_context", contexts}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (strncmp(type, all[i].type, strlen(all[i].type)) == 0) return all[i].names;
  return NULL;
}

int syntax_tree_is_node(Value v) {
  // Without the module nobody has a node.
  if (dict_get_c(vm.modules, "_ast") == EMPTY) return 0;
  Type *base = syntax_tree_class("AST");
  return base ? object_is_instance(v, from_object(base)) : -1;
}

Value syntax_tree_parse(const char *source, size_t length, Value filename, const char *mode) {
  ParseMode parse_mode = mode[1] == 'v' ? PARSE_EXPRESSION : mode[0] == 's' ? PARSE_SINGLE : PARSE_FILE;
  SyntaxWarnings warnings = {NULL, NULL};
  SyntaxErrorInfo error = {.kind = SYNTAX_ERROR_NONE, .warnings = &warnings};
  Arena arena;
  tree_arena_init(&arena, 0);
  Node *root = parse_source(&arena, source, length, parse_mode, &error);
  Value result = EMPTY;
  if (issue_syntax_warnings(&warnings, filename, source, length))
    result = root ? syntax_tree_objects(root) : raise_syntax_error(&error, filename, source, length);
  tree_arena_free(&arena);
  return result;
}

Value syntax_tree_compile(Value object, Value filename, const char *mode, CompileOptions options) {
  NodeKind kind = mode[1] == 'v' ? AST_Expression : mode[0] == 's' ? AST_Interactive : AST_Module;
  CompileMode compile_mode = mode[1] == 'v' ? COMPILE_EXPRESSION : mode[0] == 's' ? COMPILE_SINGLE : COMPILE_EXECUTE;
  SyntaxWarnings warnings = {NULL, NULL};
  SyntaxErrorInfo error = {.kind = SYNTAX_ERROR_NONE, .warnings = &warnings};
  Arena arena;
  tree_arena_init(&arena, 0);
  Value code = EMPTY;
  Node *root = syntax_tree_from_objects(&arena, object, kind);
  if (root && syntax_tree_validate(root)) {
    code = compile_tree(&arena, root, filename, compile_mode, options, &error);
    if (!issue_syntax_warnings(&warnings, filename, NULL, 0))
      code = EMPTY;
    else if (code == EMPTY && error.kind != SYNTAX_ERROR_NONE)
      raise_syntax_error(&error, filename, NULL, 0);
  }
  tree_arena_free(&arena);
  return code;
}
