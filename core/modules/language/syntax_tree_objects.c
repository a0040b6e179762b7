// From the parser's tree to objects of the classes in _ast.
#include "core/modules/language/syntax_tree.h"
#include "core/object/bytes.h"
#include "core/object/call.h"
#include "core/object/complex.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/tuple.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/syntax/ast_fields.h"
#include "core/vm/vm.h"

static Value name_of(const char *text) { return str_intern(text, strlen(text)); }

static Value identifier_object(const Identifier *name) { return name ? str_intern(name->text, name->length) : NONE; }

// The shared instance of a class without fields.
static Value instance_named(const char *name) {
  Value module = vm_import(str_intern("_ast", 4), EMPTY, EMPTY, 0);
  Value instances = module == EMPTY ? EMPTY : object_get_attribute(module, name_of("_instances"));
  return instances == EMPTY ? EMPTY : object_get_item(instances, name_of(name));
}

static Value constant_object(const Constant *constant) {
  switch ((ConstantKind)constant->kind) {
  case CONSTANT_NONE: return NONE;
  case CONSTANT_FALSE: return FALSE_VALUE;
  case CONSTANT_TRUE: return TRUE_VALUE;
  case CONSTANT_ELLIPSIS: return ELLIPSIS;
  case CONSTANT_INT: return int_from_i64(constant->integer);
  case CONSTANT_BIG_INT: return int_from_text(constant->text, constant->length, 0);
  case CONSTANT_FLOAT: return from_double(constant->number);
  case CONSTANT_IMAGINARY: return complex_new(0.0, constant->number);
  case CONSTANT_STRING: return str_new(constant->text, constant->length);
  case CONSTANT_BYTES: return bytes_new(constant->text, constant->length);
  case CONSTANT_TUPLE: break; // made by folding, not by the parser
  }
  return raise(SystemError, "constant of an unknown kind");
}

static Value list_object(const NodeList *list) {
  Value result = list_new(0);
  for (uint32_t i = 0; result != EMPTY && i < list->count; i++) {
    Value item = list->items[i] ? syntax_tree_objects(list->items[i]) : NONE;
    if (item == EMPTY || !list_append(result, item)) return EMPTY;
  }
  return result;
}

static Value names_object(const NameList *list) {
  Value result = list_new(0);
  for (uint32_t i = 0; result != EMPTY && i < list->count; i++)
    if (!list_append(result, identifier_object(list->items[i]))) return EMPTY;
  return result;
}

static Value operators_object(const uint8_t *operators, uint32_t count) {
  const char *const *names = syntax_tree_enumeration("cmpop");
  Value result = list_new(0);
  for (uint32_t i = 0; result != EMPTY && i < count; i++) {
    Value item = instance_named(names[operators[i]]);
    if (item == EMPTY || !list_append(result, item)) return EMPTY;
  }
  return result;
}

static Value number_object(Type *class, const char *field, int32_t number) {
  Value types = type_lookup(class, name_of("_field_types"));
  Value type = types != EMPTY && type_flag(types, TYPE_IS_DICT) ? dict_get_c(types, field) : EMPTY;
  const char *const *names = type != EMPTY && is_str(type) ? syntax_tree_enumeration(to_str(type)->text) : NULL;
  return names ? instance_named(names[number]) : from_small_int(number);
}

static Value field_object(Type *class, const Node *node, const AstField *field) {
  switch (field->type) {
  case AST_FIELD_NODE: {
    const Node *child = *(Node **)field->at;
    if (child && node->kind == AST_MatchSingleton) return constant_object(&child->Constant.value);
    return child ? syntax_tree_objects((Node *)(uintptr_t)child) : NONE;
  }
  case AST_FIELD_LIST: return list_object(field->at);
  case AST_FIELD_NAME: return identifier_object(*(Identifier **)field->at);
  case AST_FIELD_NAMES: return names_object(field->at);
  case AST_FIELD_NUMBER: return number_object(class, field->name, *(int32_t *)field->at);
  case AST_FIELD_OPS: return operators_object(*(uint8_t **)field->at, node->Compare.comparators.count);
  case AST_FIELD_VALUE: return constant_object(field->at);
  }
  return EMPTY;
}

// Fields that the classes have and the tree has not.
static bool set_further_fields(Value object, Type *class, const Node *node) {
  Value fields = type_lookup(class, name_of("_fields"));
  if (fields == EMPTY || !is_tuple(fields)) return true;
  for (size_t i = 0; i < to_tuple(fields)->length; i++) {
    Value name = to_tuple(fields)->items[i], value = NONE;
    const char *text = is_str(name) ? to_str(name)->text : "";
    if (strcmp(text, "ctx") == 0)
      value = instance_named(syntax_tree_enumeration("expr_context")[node->context]);
    else if (strcmp(text, "type_ignores") == 0)
      value = list_new(0);
    else if (strcmp(text, "kind") == 0)
      value = node->Constant.value.unicode_prefix ? str_from_c("u") : NONE;
    else if (strcmp(text, "type_comment") != 0)
      continue;
    if (value == EMPTY || !object_set_attribute(object, name, value)) return false;
  }
  return true;
}

static bool set_place(Value object, const Node *node) {
  return object_set_attribute(object, name_of("lineno"), from_small_int(node->line)) &&
         object_set_attribute(object, name_of("col_offset"), from_small_int(node->column)) &&
         object_set_attribute(object, name_of("end_lineno"), from_small_int(node->end_line)) &&
         object_set_attribute(object, name_of("end_col_offset"), from_small_int(node->end_column));
}

static Value node_object(Node *node) {
  Type *class = syntax_tree_class(syntax_tree_class_name(node->kind));
  Value object = class ? instance_new(class) : EMPTY;
  if (object == EMPTY) return EMPTY;
  AstField fields[AST_FIELDS_MAX];
  size_t count = ast_fields(node, fields);
  for (size_t i = 0; i < count; i++) {
    Value value = field_object(class, node, &fields[i]);
    if (value == EMPTY || !object_set_attribute(object, name_of(fields[i].name), value)) return EMPTY;
  }
  if (!set_further_fields(object, class, node)) return EMPTY;
  return !syntax_tree_has_place(node->kind) || set_place(object, node) ? object : EMPTY;
}

Value syntax_tree_objects(Node *root) {
  if (!call_enter(" during ast construction")) return EMPTY;
  Value result = node_object(root);
  call_leave();
  return result;
}
