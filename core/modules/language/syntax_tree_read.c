// From objects of the classes in _ast to the compiler's tree, with CPython's messages for what does not fit.
#include "core/modules/language/syntax_tree.h"
#include "core/object/bytes.h"
#include "core/object/call.h"
#include "core/object/complex.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/syntax/ast_fields.h"
#include "core/vm/vm.h"

#include <stdio.h>

// Reads an object that must be a node of `type`, as in _field_types ("expr", "stmt*", "arg?").
static Node *read_node(Arena *arena, Value object, const char *type);

static Value name_of(const char *text) { return str_intern(text, strlen(text)); }

// NULL with MemoryError.
static Node *make_node(Arena *arena, NodeKind kind) {
  Node *node = ast_new(arena, kind);
  if (!node) raise_memory_error();
  return node;
}

static bool read_identifier(Arena *arena, Value v, Identifier **name) {
  *name = NULL;
  if (v == NONE) return true;
  if (!is_str(v)) return raise(TypeError, "AST identifier must be of type str"), false;
  *name = tree_arena_intern(arena, to_str(v)->text, to_str(v)->size);
  return *name || (raise_memory_error(), false);
}

static bool read_int(Value v, int32_t *number) {
  int64_t wide;
  if (!type_flag(v, TYPE_IS_INT)) return raise(ValueError, "invalid integer value: %R", v), false;
  if (!int_to_i64(v, &wide) || wide < INT32_MIN || wide > INT32_MAX)
    return raise(OverflowError, "Python int too large to convert to C int"), false;
  *number = (int32_t)wide;
  return true;
}

// --- constants

static bool constant_text(Arena *arena, Constant *constant, ConstantKind kind, const void *text, size_t size) {
  constant->kind = (uint8_t)kind;
  constant->length = (uint32_t)size;
  constant->text = tree_arena_copy(arena, text, size);
  return constant->text || (raise_memory_error(), false);
}

static bool read_int_constant(Arena *arena, Value v, Constant *constant) {
  if (int_to_i64(v, &constant->integer)) {
    constant->kind = CONSTANT_INT;
    return true;
  }
  Value text = int_to_text(v, 16);
  if (text == EMPTY) return false;
  bool negative = to_str(text)->text[0] == '-';
  text = str_format_c("%s0x%s", negative ? "-" : "", to_str(text)->text + negative);
  return text != EMPTY && constant_text(arena, constant, CONSTANT_BIG_INT, to_str(text)->text, to_str(text)->size);
}

static bool read_constant(Arena *arena, Value v, Constant *constant) {
  const uint8_t *data;
  size_t size;
  if (v == NONE || v == FALSE_VALUE || v == TRUE_VALUE || v == ELLIPSIS) {
    constant->kind = v == NONE         ? CONSTANT_NONE
                     : v == TRUE_VALUE ? CONSTANT_TRUE
                     : v == ELLIPSIS   ? CONSTANT_ELLIPSIS
                                       : CONSTANT_FALSE;
    return true;
  }
  if (shape_of(v) == SHAPE_INT) return read_int_constant(arena, v, constant);
  if (is_double(v)) {
    constant->kind = CONSTANT_FLOAT;
    constant->number = to_double(v);
    return true;
  }
  if (is_str(v)) return constant_text(arena, constant, CONSTANT_STRING, to_str(v)->text, to_str(v)->size);
  if (has_shape(v, SHAPE_BYTES))
    return bytes_view(v, &data, &size) && constant_text(arena, constant, CONSTANT_BYTES, data, size);
  return raise(TypeError, "got an invalid type in Constant: %T", v), false;
}

static Node *constant_node(Arena *arena, const Node *place, Value v);

// A node like `place` in its place.
static Node *node_like(Arena *arena, const Node *place, NodeKind kind) {
  Node *node = make_node(arena, kind);
  if (!node) return NULL;
  node->line = place->line;
  node->column = place->column;
  node->end_line = place->end_line;
  node->end_column = place->end_column;
  return node;
}

// A complex number is the sum of its parts.
static Node *complex_node(Arena *arena, const Node *place, Value v) {
  Node *imaginary = node_like(arena, place, AST_Constant);
  Node *sum = imaginary ? node_like(arena, place, AST_BinOp) : NULL;
  if (!sum) return NULL;
  imaginary->Constant.value.kind = CONSTANT_IMAGINARY;
  imaginary->Constant.value.number = ((Complex *)(void *)to_object(v))->imaginary;
  sum->BinOp.op = BINARY_Add;
  sum->BinOp.right = imaginary;
  sum->BinOp.left = constant_node(arena, place, from_double(((Complex *)(void *)to_object(v))->real));
  return sum->BinOp.left ? sum : NULL;
}

// A constant tuple is a display of constants, which the compiler folds.
static Node *tuple_node(Arena *arena, const Node *place, Value v) {
  size_t length = to_tuple(v)->length;
  Node *node = node_like(arena, place, AST_Tuple);
  Node **items = node ? tree_arena_alloc(arena, length * sizeof *items) : NULL;
  if (node && !items) raise_memory_error();
  if (!items) return NULL;
  for (size_t i = 0; i < length; i++)
    if (!(items[i] = constant_node(arena, place, to_tuple(v)->items[i]))) return NULL;
  node->Tuple.elts = (NodeList){(uint32_t)length, items};
  return node;
}

static Node *constant_node(Arena *arena, const Node *place, Value v) {
  if (has_shape(v, SHAPE_COMPLEX)) return complex_node(arena, place, v);
  if (is_tuple(v)) {
    if (!call_enter(" during ast construction")) return NULL;
    Node *tuple = tuple_node(arena, place, v);
    call_leave();
    return tuple;
  }
  Node *node = node_like(arena, place, AST_Constant);
  return node && read_constant(arena, v, &node->Constant.value) ? node : NULL;
}

// --- enumerations

// Which of the classes of an enumeration v is an instance of; -1: raised.
static int read_enumerator(Value v, const char *type) {
  const char *const *names = syntax_tree_enumeration(type);
  for (int i = 0; names[i]; i++) {
    Type *class = syntax_tree_class(names[i]);
    int found = class ? object_is_instance(v, from_object(class)) : -1;
    if (found < 0) return -1;
    if (found) return i;
  }
  raise(TypeError, "expected some sort of %.*s, but got %R", (int)strcspn(type, "*?"), type, v);
  return -1;
}

// --- fields

// The items of a list field; -1: raised. The list may change while its items are read.
static int64_t list_length(Value v, const char *class, const char *field) {
  if (type_flag(v, TYPE_IS_LIST)) return (int64_t)to_list(v)->length;
  raise(TypeError, "%s field \"%s\" must be a list, not a %T", class, field, v);
  return -1;
}

static Value list_item(Value v, size_t i, size_t length, const char *class, const char *field) {
  if (to_list(v)->length == length) return to_list(v)->storage->items[i];
  return raise(RuntimeError, "%s field \"%s\" changed size during iteration", class, field);
}

static bool read_list(Arena *arena, Value v, const char *class, const char *field, const char *type, NodeList *list) {
  int64_t length = list_length(v, class, field);
  if (length < 0) return false;
  Node **items = tree_arena_alloc(arena, (size_t)length * sizeof *items);
  if (!items) return raise_memory_error(), false;
  for (size_t i = 0; i < (size_t)length; i++) {
    Value item = list_item(v, i, (size_t)length, class, field);
    if (item == EMPTY || (item != NONE && !(items[i] = read_node(arena, item, type)))) return false;
  }
  *list = (NodeList){(uint32_t)length, items};
  return true;
}

static bool read_names(Arena *arena, Value v, const char *class, const char *field, NameList *list) {
  int64_t length = list_length(v, class, field);
  if (length < 0) return false;
  Identifier **items = tree_arena_alloc(arena, (size_t)length * sizeof *items);
  if (!items) return raise_memory_error(), false;
  for (size_t i = 0; i < (size_t)length; i++) {
    Value item = list_item(v, i, (size_t)length, class, field);
    if (item == EMPTY || !read_identifier(arena, item, &items[i])) return false;
    if (!items[i]) return raise(ValueError, "field '%s' is required for %s", field, class), false;
  }
  *list = (NameList){(uint32_t)length, items};
  return true;
}

static bool read_operators(Arena *arena, Value v, Node *node) {
  int64_t length = list_length(v, "Compare", "ops");
  if (length < 0) return false;
  uint8_t *operators = tree_arena_alloc(arena, (size_t)length + 1);
  if (!operators) return raise_memory_error(), false;
  for (size_t i = 0; i < (size_t)length; i++) {
    Value item = list_item(v, i, (size_t)length, "Compare", "ops");
    int number = item == EMPTY ? -1 : read_enumerator(item, "cmpop");
    if (number < 0) return false;
    operators[i] = (uint8_t)number;
  }
  node->Compare.ops = operators;
  // Until the comparators are read, their number is that of the operators: see read_fields.
  node->Compare.comparators.count = (uint32_t)length;
  return true;
}

// Stores what an attribute of the object says into the field. `type` is that of _field_types.
static bool read_field(Arena *arena, Node *node, const AstField *field, Value v, const char *type) {
  const char *class = syntax_tree_class_name(node->kind);
  bool optional = type[strlen(type) - 1] == '?' || field->type == AST_FIELD_VALUE;
  if (v == NONE && !optional && node->kind != AST_MatchSingleton)
    return raise(ValueError, "field '%s' is required for %s", field->name, class), false;
  switch (field->type) {
  case AST_FIELD_NODE:
    if (node->kind == AST_MatchSingleton) return (*(Node **)field->at = constant_node(arena, node, v)) != NULL;
    return v == NONE || (*(Node **)field->at = read_node(arena, v, type)) != NULL;
  case AST_FIELD_LIST: return read_list(arena, v, class, field->name, type, field->at);
  case AST_FIELD_NAME: return read_identifier(arena, v, field->at);
  case AST_FIELD_NAMES: return read_names(arena, v, class, field->name, field->at);
  case AST_FIELD_NUMBER:
    if (!syntax_tree_enumeration(type)) return v == NONE || read_int(v, field->at);
    return (*(int32_t *)field->at = read_enumerator(v, type)) >= 0;
  case AST_FIELD_OPS: return read_operators(arena, v, node);
  case AST_FIELD_VALUE: return read_constant(arena, v, field->at);
  }
  return false;
}

// The attribute; EMPTY: raised.
static Value attribute(Value object, const char *name, const char *class) {
  Value v = object_find_attribute(object, name_of(name));
  if (v != EMPTY || vm_exception != EMPTY) return v;
  return raise(TypeError, "required field \"%s\" missing from %s", name, class);
}

static bool read_place(Value object, const char *class, Node *node) {
  static const char *const names[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
  uint32_t *const places[] = {&node->line, &node->column, &node->end_line, &node->end_column};
  for (int i = 0; i < 4; i++) {
    Value v = attribute(object, names[i], class);
    int32_t number = 0;
    if (v == EMPTY) return false;
    if (v == NONE && i >= 2)
      number = (int32_t)*places[i - 2];
    else if (!read_int(v, &number))
      return false;
    *places[i] = number < 0 ? 0 : (uint32_t)number;
  }
  if (node->line > node->end_line)
    return raise(ValueError, "AST node line range (%u, %u) is not valid", node->line, node->end_line), false;
  if (node->line == node->end_line && node->column > node->end_column)
    return raise(ValueError, "AST node column range (%u, %u) for line range (%u, %u) is not valid", node->column,
                 node->end_column, node->line, node->end_line),
           false;
  return true;
}

static bool read_fields(Arena *arena, Value object, Type *class, Node *node) {
  const char *name = syntax_tree_class_name(node->kind);
  Value types = type_lookup(class, name_of("_field_types"));
  if (types == EMPTY || !type_flag(types, TYPE_IS_DICT)) return raise(TypeError, "%s has no _field_types", name), false;
  AstField fields[AST_FIELDS_MAX];
  size_t count = ast_fields(node, fields);
  uint32_t operators = 0;
  for (size_t i = 0; i < count; i++) {
    Value type = dict_get_c(types, fields[i].name), v = attribute(object, fields[i].name, name);
    if (v == EMPTY) return false;
    if (type == EMPTY || !is_str(type) || to_str(type)->size == 0)
      return raise(TypeError, "%s has no _field_types", name), false;
    if (!read_field(arena, node, &fields[i], v, to_str(type)->text)) return false;
    if (fields[i].type == AST_FIELD_OPS) operators = node->Compare.comparators.count;
  }
  // That there are none is said by syntax_tree_validate.
  if (node->kind == AST_Compare && node->Compare.comparators.count && node->Compare.comparators.count != operators)
    return raise(ValueError, "Compare has a different number of comparators and operands"), false;
  return true;
}

static bool read_context(Value object, Node *node) {
  bool has_context = node->kind == AST_Name || node->kind == AST_Attribute || node->kind == AST_Subscript ||
                     node->kind == AST_Starred || node->kind == AST_List || node->kind == AST_Tuple;
  if (!has_context) return true;
  Value v = attribute(object, "ctx", syntax_tree_class_name(node->kind));
  int context = v == EMPTY ? -1 : read_enumerator(v, "expr_context");
  node->context = (uint8_t)context;
  return context >= 0;
}

// --- nodes

// The kind of nodes whose class v's class is or derives from; AST_KIND_COUNT: none.
static NodeKind kind_of(Value v, Type **class) {
  Value mro = type_of(v)->mro;
  for (size_t i = 0; i < to_tuple(mro)->length; i++) {
    Type *candidate = *class = to_type(to_tuple(mro)->items[i]);
    for (NodeKind kind = 0; kind < AST_KIND_COUNT; kind++) {
      if (strcmp(syntax_tree_class_name(kind), to_str(candidate->name)->text) != 0) continue;
      if (syntax_tree_class(syntax_tree_class_name(kind)) == candidate) return kind;
    }
  }
  return AST_KIND_COUNT;
}

static Node *read_kind(Arena *arena, Value object, Type *class, NodeKind kind, const char *sort) {
  const char *name = syntax_tree_class_name(kind);
  Node *node = make_node(arena, kind);
  if (!node) return NULL;
  Value value = kind == AST_Constant ? attribute(object, "value", name) : NONE;
  if (value == EMPTY || (syntax_tree_has_place(kind) && !read_place(object, sort, node))) return NULL;
  if (has_shape(value, SHAPE_COMPLEX) || is_tuple(value)) return constant_node(arena, node, value);
  return read_fields(arena, object, class, node) && read_context(object, node) ? node : NULL;
}

static Node *read_node(Arena *arena, Value object, const char *type) {
  char sort[32];
  Type *class = NULL;
  snprintf(sort, sizeof sort, "%.*s", (int)strcspn(type, "*?"), type);
  Type *base = syntax_tree_class(sort);
  int fits = base ? object_is_instance(object, from_object(base)) : -1;
  NodeKind kind = fits > 0 ? kind_of(object, &class) : AST_KIND_COUNT;
  if (fits < 0) return NULL;
  if (kind == AST_KIND_COUNT) {
    // Places are read before it is asked what it is.
    Node unplaced;
    Value places = type_lookup(base, name_of("_attributes"));
    bool placed = places != EMPTY && is_tuple(places) && to_tuple(places)->length > 0;
    if (!placed || read_place(object, sort, &unplaced))
      raise(TypeError, "expected some sort of %s, but got %R", sort, object);
    return NULL;
  }
  if (!call_enter(" during ast construction")) return NULL;
  Node *node = read_kind(arena, object, class, kind, sort);
  call_leave();
  return node;
}

Node *syntax_tree_from_objects(Arena *arena, Value object, NodeKind root) {
  Type *wanted = syntax_tree_class(syntax_tree_class_name(root));
  int fits = wanted ? object_is_instance(object, from_object(wanted)) : -1;
  if (fits == 0) raise(TypeError, "expected %s node, got %T", syntax_tree_class_name(root), object);
  return fits > 0 ? read_node(arena, object, "mod") : NULL;
}
