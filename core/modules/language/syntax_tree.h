// Syntax trees as Python objects: compile(…, PyCF_ONLY_AST) and compile() of an ast.Module.
//
// The classes are those of the frozen module _ast. The table AST_NODES (core/syntax/ast.h) says which fields a node
// has, the class's _fields and _field_types in what order and of which sort; fields that the tree has no room for are
// contexts, type comments and the like. A tree from outside is checked (syntax_tree_validate) before it is compiled.
#ifndef MARTLET_SYNTAX_TREE_H
#define MARTLET_SYNTAX_TREE_H

#include "core/object/object.h"
#include "core/syntax/ast.h"
#include "core/syntax/compiler.h"

// The module _ast's class with this name; NULL: raised.
struct Type *syntax_tree_class(const char *name);
// The name of the class for a kind of nodes.
const char *syntax_tree_class_name(NodeKind kind);
// Whether nodes of this kind have a place in the source.
bool syntax_tree_has_place(NodeKind kind);
// The names of operators and contexts, by their enumerators; NULL-terminated. For the type in _field_types.
const char *const *syntax_tree_enumeration(const char *type);

// Parses source text to objects; mode "exec", "eval" or "single". EMPTY: raised.
Value syntax_tree_parse(const char *source, size_t length, Value filename, const char *mode);
// The object for a tree. EMPTY: raised.
Value syntax_tree_objects(Node *root);
// The tree for an object, in the arena; root is what the object must be ("Module", "Expression", …). NULL: raised.
Node *syntax_tree_from_objects(Arena *arena, Value object, NodeKind root);
// Whether the compiler can deal with the tree: CPython's rules for trees from outside. False: raised.
bool syntax_tree_validate(Node *root);
// Compiles an object. EMPTY: raised.
Value syntax_tree_compile(Value object, Value filename, const char *mode, CompileOptions options);
// 1 when v is a node, 0, or -1: raised.
int syntax_tree_is_node(Value v);

#endif
