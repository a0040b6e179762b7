/* The syntax tree: Python 3.11's abstract grammar, as CPython's `ast` module names it.
 *
 * Every Node begins with its kind and its place (line from 1, UTF-8 byte column from 0, end exclusive) and is followed
 * by the fields of its kind, listed once in AST_NODES below: structures, allocation sizes and the dumper come from
 * there. A node is only as large as its kind needs, so never copy a Node by value. Nodes, lists and identifiers live in
 * an Arena.
 *
 *   NODE     a child; NULL when optional and absent
 *   LIST     children in order; items may be NULL where CPython's list holds None (dict keys of `**x`, kw_defaults)
 *   NAME     an interned identifier or NULL
 *   NAMES    a list of identifiers
 *   NUMBER   a small integer or an enumerator below
 *   OPS      comparison operators, one byte each, as many as there are comparators
 *   VALUE    a Constant
 *
 * Names, attributes, subscripts, starred, lists and tuples carry a context (load, store, delete) in the header.
 * `parenthesised` is set on an expression that stood in its own parentheses. Types, comments and docstrings are not
 * separate: a docstring is an Expr statement holding a string.
 *
 * Constants: strings are UTF-8 in which surrogates are encoded like other characters (WTF-8); ints beyond 64 bits keep
 * their digits as text ("0x" prefix and all, underscores removed); imaginary numbers keep their factor.
 */
#ifndef MARTLET_CORE_SYNTAX_AST_H
#define MARTLET_CORE_SYNTAX_AST_H

#include <stdbool.h>
#include <stdint.h>

#include "core/syntax/tree_arena.h"

#define AST_NODES(NODE_KIND, NODE, LIST, NAME, NAMES, NUMBER, OPS, VALUE) \
  NODE_KIND(Module, LIST(body)) \
  NODE_KIND(Expression, NODE(body)) \
  NODE_KIND(Interactive, LIST(body)) \
  NODE_KIND(FunctionDef, NAME(name) NODE(args) LIST(body) LIST(decorator_list) NODE(returns)) \
  NODE_KIND(AsyncFunctionDef, NAME(name) NODE(args) LIST(body) LIST(decorator_list) NODE(returns)) \
  NODE_KIND(ClassDef, NAME(name) LIST(bases) LIST(keywords) LIST(body) LIST(decorator_list)) \
  NODE_KIND(Return, NODE(value)) \
  NODE_KIND(Delete, LIST(targets)) \
  NODE_KIND(Assign, LIST(targets) NODE(value)) \
  NODE_KIND(AugAssign, NODE(target) NUMBER(op) NODE(value)) \
  NODE_KIND(AnnAssign, NODE(target) NODE(annotation) NODE(value) NUMBER(simple)) \
  NODE_KIND(For, NODE(target) NODE(iter) LIST(body) LIST(orelse)) \
  NODE_KIND(AsyncFor, NODE(target) NODE(iter) LIST(body) LIST(orelse)) \
  NODE_KIND(While, NODE(test) LIST(body) LIST(orelse)) \
  NODE_KIND(If, NODE(test) LIST(body) LIST(orelse)) \
  NODE_KIND(With, LIST(items) LIST(body)) \
  NODE_KIND(AsyncWith, LIST(items) LIST(body)) \
  NODE_KIND(Match, NODE(subject) LIST(cases)) \
  NODE_KIND(Raise, NODE(exc) NODE(cause)) \
  NODE_KIND(Try, LIST(body) LIST(handlers) LIST(orelse) LIST(finalbody)) \
  NODE_KIND(TryStar, LIST(body) LIST(handlers) LIST(orelse) LIST(finalbody)) \
  NODE_KIND(Assert, NODE(test) NODE(msg)) \
  NODE_KIND(Import, LIST(names)) \
  NODE_KIND(ImportFrom, NAME(module) LIST(names) NUMBER(level)) \
  NODE_KIND(Global, NAMES(names)) \
  NODE_KIND(Nonlocal, NAMES(names)) \
  NODE_KIND(Expr, NODE(value)) \
  NODE_KIND(Pass, ) \
  NODE_KIND(Break, ) \
  NODE_KIND(Continue, ) \
  NODE_KIND(BoolOp, NUMBER(op) LIST(values)) \
  NODE_KIND(NamedExpr, NODE(target) NODE(value)) \
  NODE_KIND(BinOp, NODE(left) NUMBER(op) NODE(right)) \
  NODE_KIND(UnaryOp, NUMBER(op) NODE(operand)) \
  NODE_KIND(Lambda, NODE(args) NODE(body)) \
  NODE_KIND(IfExp, NODE(test) NODE(body) NODE(orelse)) \
  NODE_KIND(Dict, LIST(keys) LIST(values)) \
  NODE_KIND(Set, LIST(elts)) \
  NODE_KIND(ListComp, NODE(elt) LIST(generators)) \
  NODE_KIND(SetComp, NODE(elt) LIST(generators)) \
  NODE_KIND(DictComp, NODE(key) NODE(value) LIST(generators)) \
  NODE_KIND(GeneratorExp, NODE(elt) LIST(generators)) \
  NODE_KIND(Await, NODE(value)) \
  NODE_KIND(Yield, NODE(value)) \
  NODE_KIND(YieldFrom, NODE(value)) \
  NODE_KIND(Compare, NODE(left) OPS(ops) LIST(comparators)) \
  NODE_KIND(Call, NODE(func) LIST(args) LIST(keywords)) \
  NODE_KIND(FormattedValue, NODE(value) NUMBER(conversion) NODE(format_spec)) \
  NODE_KIND(JoinedStr, LIST(values)) \
  NODE_KIND(Constant, VALUE(value)) \
  NODE_KIND(Attribute, NODE(value) NAME(attr)) \
  NODE_KIND(Subscript, NODE(value) NODE(slice)) \
  NODE_KIND(Starred, NODE(value)) \
  NODE_KIND(Name, NAME(id)) \
  NODE_KIND(List, LIST(elts)) \
  NODE_KIND(Tuple, LIST(elts)) \
  NODE_KIND(Slice, NODE(lower) NODE(upper) NODE(step)) \
  NODE_KIND(Comprehension, NODE(target) NODE(iter) LIST(ifs) NUMBER(is_async)) \
  NODE_KIND(ExceptHandler, NODE(type) NAME(name) LIST(body)) \
  NODE_KIND(Arguments, \
            LIST(posonlyargs) LIST(args) NODE(vararg) LIST(kwonlyargs) LIST(kw_defaults) NODE(kwarg) LIST(defaults)) \
  NODE_KIND(Arg, NAME(arg) NODE(annotation)) \
  NODE_KIND(Keyword, NAME(arg) NODE(value)) \
  NODE_KIND(Alias, NAME(name) NAME(asname)) \
  NODE_KIND(WithItem, NODE(context_expr) NODE(optional_vars)) \
  NODE_KIND(MatchCase, NODE(pattern) NODE(guard) LIST(body)) \
  NODE_KIND(MatchValue, NODE(value)) \
  NODE_KIND(MatchSingleton, NODE(value)) \
  NODE_KIND(MatchSequence, LIST(patterns)) \
  NODE_KIND(MatchMapping, LIST(keys) LIST(patterns) NAME(rest)) \
  NODE_KIND(MatchClass, NODE(cls) LIST(patterns) NAMES(kwd_attrs) LIST(kwd_patterns)) \
  NODE_KIND(MatchStar, NAME(name)) \
  NODE_KIND(MatchAs, NODE(pattern) NAME(name)) \
  NODE_KIND(MatchOr, LIST(patterns))

/* Binary operators, also of augmented assignments: OPERATOR(name, text). */
#define AST_BINARY_OPERATORS(OPERATOR) \
  OPERATOR(Add, "+") \
  OPERATOR(Sub, "-") \
  OPERATOR(Mult, "*") \
  OPERATOR(MatMult, "@") \
  OPERATOR(Div, "/") \
  OPERATOR(Mod, "%") \
  OPERATOR(Pow, "**") \
  OPERATOR(LShift, "<<") \
  OPERATOR(RShift, ">>") \
  OPERATOR(BitOr, "|") \
  OPERATOR(BitXor, "^") \
  OPERATOR(BitAnd, "&") \
  OPERATOR(FloorDiv, "//")

typedef enum BinaryOperator {
#define OPERATOR(name, text) BINARY_##name,
  AST_BINARY_OPERATORS(OPERATOR)
#undef OPERATOR
} BinaryOperator;

typedef enum UnaryOperator { UNARY_Invert, UNARY_Not, UNARY_UAdd, UNARY_USub } UnaryOperator;
typedef enum BoolOperator { BOOL_And, BOOL_Or } BoolOperator;

typedef enum CompareOperator {
  COMPARE_Eq,
  COMPARE_NotEq,
  COMPARE_Lt,
  COMPARE_LtE,
  COMPARE_Gt,
  COMPARE_GtE,
  COMPARE_Is,
  COMPARE_IsNot,
  COMPARE_In,
  COMPARE_NotIn
} CompareOperator;

typedef enum NodeContext { CONTEXT_LOAD, CONTEXT_STORE, CONTEXT_DELETE } NodeContext;

typedef enum NodeKind {
#define IGNORE(field)
#define NODE_KIND(name, fields) AST_##name,
  AST_NODES(NODE_KIND, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE)
#undef NODE_KIND
      AST_KIND_COUNT
} NodeKind;

typedef enum ConstantKind {
  CONSTANT_NONE,
  CONSTANT_FALSE,
  CONSTANT_TRUE,
  CONSTANT_ELLIPSIS,
  CONSTANT_INT,       /* integer */
  CONSTANT_BIG_INT,   /* text: digits with base prefix */
  CONSTANT_FLOAT,     /* number */
  CONSTANT_IMAGINARY, /* number */
  CONSTANT_STRING,    /* text */
  CONSTANT_BYTES,     /* text */
  CONSTANT_TUPLE,     /* items: Constant nodes; made by folding only */
} ConstantKind;

typedef struct Node Node;

typedef struct NodeList {
  uint32_t count;
  Node **items;
} NodeList;

typedef struct NameList {
  uint32_t count;
  Identifier **items;
} NameList;

typedef struct Constant {
  uint8_t kind;        /* ConstantKind */
  bool unicode_prefix; /* u"..." */
  uint32_t length;     /* of text or items */
  union {
    int64_t integer;
    double number;
    const char *text;
    Node **items;
  };
} Constant;

struct Node {
  uint8_t kind;    /* NodeKind */
  uint8_t context; /* NodeContext */
  bool parenthesised;
  uint32_t line;
  uint32_t column;
  uint32_t end_line;
  uint32_t end_column;
  union {
#define NODE(field) Node *field;
#define LIST(field) NodeList field;
#define NAME(field) Identifier *field;
#define NAMES(field) NameList field;
#define NUMBER(field) int32_t field;
#define OPS(field) uint8_t *field;
#define VALUE(field) Constant field;
#define NODE_KIND(name, fields) \
  struct { \
    fields \
  } name;
    AST_NODES(NODE_KIND, NODE, LIST, NAME, NAMES, NUMBER, OPS, VALUE)
#undef NODE_KIND
  };
};
#undef IGNORE
#undef NODE
#undef LIST
#undef NAME
#undef NAMES
#undef NUMBER
#undef OPS
#undef VALUE

/* Name of a kind, as in CPython's ast module but capitalised. */
const char *ast_kind_name(NodeKind kind);

/* A new zeroed node of this kind, just as large as the kind needs, or NULL without memory. */
Node *ast_new(Arena *arena, NodeKind kind);

/* How CPython's messages call an expression: "function call", "literal", "list comprehension"... */
const char *ast_expression_name(const Node *node);

/* Whether a statement has a block of its own: in an interactive session an empty line ends it. */
bool node_is_block(const Node *statement);

#endif
