/* The collecting pass: open scopes, note what each does with each name. */
#include "core/syntax/symbols.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/syntax/symbols_internal.h"

enum { FIRST_TABLE = 8, MAX_SYMBOL_DEPTH = 3000 };

typedef struct Collector {
  SymbolTable *table;
  Scope *scope;
  unsigned depth;
} Collector;

static void visit(Collector *collector, const Node *node);
static void visit_children(Collector *collector, const Node *node);

void symbols_error(SymbolTable *table, const Node *node, const char *format, ...) {
  SyntaxErrorInfo *error = table->error;
  table->failed = true;
  if (error->kind != SYNTAX_ERROR_NONE) return;
  error->kind = SYNTAX_ERROR_SYNTAX;
  error->stage = SYNTAX_STAGE_NAMES;
  if (node) {
    error->line = node->line;
    error->column = node->column + 1;
    error->end_line = node->end_line;
    error->end_column = node->end_column + 1;
  }
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message, sizeof error->message, format, arguments);
  va_end(arguments);
}

void symbols_no_memory(SymbolTable *table) {
  table->failed = true;
  if (table->error->kind == SYNTAX_ERROR_NONE) table->error->kind = SYNTAX_ERROR_MEMORY;
}

Scope *scope_host(Scope *scope) {
  while (scope->kind == SCOPE_COMPREHENSION) scope = scope->parent;
  return scope;
}

/* The slot of a name in the scope's table: the symbol or NULL is there. */
static Symbol **find_slot(Symbol **table, uint32_t size, const Identifier *name) {
  uint32_t i = name->hash & (size - 1);
  while (table[i] && table[i]->name != name) i = (i + 1) & (size - 1);
  return &table[i];
}

Symbol *scope_find(const Scope *scope, const Identifier *name) {
  return scope->table_size ? *find_slot(scope->table, scope->table_size, name) : NULL;
}

static bool grow_table(SymbolTable *table, Scope *scope) {
  uint32_t size = scope->table_size ? scope->table_size * 2 : FIRST_TABLE;
  Symbol **slots = tree_arena_alloc(table->arena, size * sizeof *slots);
  if (!slots) {
    symbols_no_memory(table);
    return false;
  }
  for (Symbol *symbol = scope->symbols; symbol; symbol = symbol->next) *find_slot(slots, size, symbol->name) = symbol;
  scope->table = slots;
  scope->table_size = size;
  return true;
}

Symbol *scope_intern(SymbolTable *table, Scope *scope, Identifier *name) {
  Symbol *symbol = scope_find(scope, name);
  if (symbol) return symbol;
  if (scope->symbol_count * 2 >= scope->table_size && !grow_table(table, scope)) return NULL;
  symbol = tree_arena_alloc(table->arena, sizeof *symbol);
  if (!symbol) {
    symbols_no_memory(table);
    return NULL;
  }
  symbol->name = name;
  symbol->scope = scope;
  symbol->reg = -1;
  *find_slot(scope->table, scope->table_size, name) = symbol;
  if (scope->last_symbol)
    scope->last_symbol->next = symbol;
  else
    scope->symbols = symbol;
  scope->last_symbol = symbol;
  scope->symbol_count++;
  return symbol;
}

Identifier *symbol_mangle(Arena *arena, const Scope *scope, Identifier *name) {
  const Identifier *class_name = scope->class_name;
  if (!class_name || name->length < 3 || name->text[0] != '_' || name->text[1] != '_') return name;
  if ((name->text[name->length - 1] == '_' && name->text[name->length - 2] == '_') || strchr(name->text, '.'))
    return name;
  const char *prefix = class_name->text;
  while (*prefix == '_') prefix++;
  if (*prefix == 0) return name;
  size_t prefix_length = strlen(prefix), length = prefix_length + 1 + name->length;
  char *text = tree_arena_alloc(arena, length + 1);
  if (!text) return NULL;
  text[0] = '_';
  // NOLINTNEXTLINE(bugprone-not-null-terminated-result): the name follows; the arena clears
  memcpy(text + 1, prefix, prefix_length);
  memcpy(text + 1 + prefix_length, name->text, name->length);
  return tree_arena_intern(arena, text, length);
}

Scope *scope_child(Scope *scope, const Node *node) {
  Scope *start = scope->cursor ? scope->cursor : scope->children;
  for (Scope *child = start; child; child = child->next_sibling) {
    if (child->node == node) return scope->cursor = child;
  }
  for (Scope *child = scope->children; child != start; child = child->next_sibling) {
    if (child->node == node) return scope->cursor = child;
  }
  return NULL;
}

int scope_free_index(const Scope *host, const Symbol *target) {
  for (uint32_t i = 0; i < host->free_count; i++) {
    if (host->free[i] == target) return (int)i;
  }
  return -1;
}

static Scope *open_scope(Collector *collector, ScopeKind kind, const Node *node) {
  Scope *parent = collector->scope;
  Scope *scope = tree_arena_alloc(collector->table->arena, sizeof *scope);
  if (!scope) {
    symbols_no_memory(collector->table);
    return NULL;
  }
  scope->kind = kind;
  scope->node = node;
  scope->parent = parent;
  if (parent) {
    scope->class_name = parent->class_name;
    scope->in_iterable = parent->in_iterable;
    if (parent->last_child)
      parent->last_child->next_sibling = scope;
    else
      parent->children = scope;
    parent->last_child = scope;
  }
  collector->scope = scope;
  return scope;
}

static void close_scope(Collector *collector) { collector->scope = collector->scope->parent; }

/* Note a use of a name in the current scope; the symbol. */
static Symbol *note(Collector *collector, Identifier *name, int flags) {
  Identifier *mangled = symbol_mangle(collector->table->arena, collector->scope, name);
  Symbol *symbol = mangled ? scope_intern(collector->table, collector->scope, mangled) : NULL;
  if (!symbol) {
    symbols_no_memory(collector->table);
    return NULL;
  }
  symbol->flags |= (uint16_t)flags;
  return symbol;
}

/* An error that CPython finds later, when it compiles. */
static void error_of_compiler(Collector *collector, const Node *node, const char *message) {
  bool first = !collector->table->failed;
  symbols_error(collector->table, node, "%s", message);
  if (first) collector->table->error->stage = SYNTAX_STAGE_COMPILER;
}

static void check_assignable(Collector *collector, const Node *node, const Identifier *name) {
  // NOLINTNEXTLINE(clang-analyzer-unix.cstring.NullArg): names have text
  if (strcmp(name->text, "__debug__") == 0) error_of_compiler(collector, node, "cannot assign to __debug__");
}

/* What a store or del names, in a Name or an Attribute. */
static void check_changeable(Collector *collector, const Node *node, const Identifier *name) {
  if (node->context == CONTEXT_STORE)
    check_assignable(collector, node, name);
  else if (strcmp(name->text, "__debug__") == 0)
    error_of_compiler(collector, node, "cannot delete __debug__");
}

static void bind(Collector *collector, const Node *node, Identifier *name, int flags) {
  check_assignable(collector, node, name);
  note(collector, name, SYMBOL_BOUND | flags);
}

static void visit_list(Collector *collector, const NodeList *list) {
  for (uint32_t i = 0; i < list->count && !collector->table->failed; i++) visit(collector, list->items[i]);
}

static bool is_comprehension_scope(const Scope *scope) {
  return scope->kind == SCOPE_COMPREHENSION || (scope->kind == SCOPE_FUNCTION && scope->node->kind == AST_GeneratorExp);
}

static void visit_name(Collector *collector, const Node *node) {
  if (node->context == CONTEXT_STORE) {
    const Symbol *known = is_comprehension_scope(collector->scope) ? scope_find(collector->scope, node->Name.id) : NULL;
    if (known && (known->flags & SYMBOL_WALRUS))
      symbols_error(collector->table, node, "comprehension inner loop cannot rebind assignment expression target '%s'",
                    node->Name.id->text);
    bind(collector, node, node->Name.id, collector->scope->kind == SCOPE_COMPREHENSION ? SYMBOL_ITERATED : 0);
  } else if (node->context == CONTEXT_DELETE) {
    check_changeable(collector, node, node->Name.id);
    bind(collector, node, node->Name.id, SYMBOL_DELETED);
  } else {
    note(collector, node->Name.id, SYMBOL_USED);
    const char *text = node->Name.id->text;
    static const char *const lookers[] = {"locals", "eval", "exec", "vars", "dir"};
    for (size_t i = 0; i < sizeof lookers / sizeof *lookers; i++) {
      if (strcmp(text, lookers[i]) == 0) collector->scope->all_live = scope_host(collector->scope)->all_live = true;
    }
    if (strcmp(text, "super") == 0 && scope_host(collector->scope)->kind == SCOPE_FUNCTION) {
      Identifier *cell = tree_arena_intern(collector->table->arena, "__class__", 9);
      if (cell) note(collector, cell, SYMBOL_USED);
    }
  }
}

/* Parameters, in the order of their registers: positional, keyword-only, *args, **kwargs. */
static void bind_parameters(Collector *collector, const Node *function, const Node *arguments) {
  const NodeList *lists[] = {&arguments->Arguments.posonlyargs, &arguments->Arguments.args,
                             &arguments->Arguments.kwonlyargs};
  const Node *rest[] = {arguments->Arguments.vararg, arguments->Arguments.kwarg};
  for (int i = 0; i < 5; i++) {
    uint32_t count = i < 3 ? lists[i]->count : rest[i - 3] != NULL;
    for (uint32_t j = 0; j < count; j++) {
      const Node *parameter = i < 3 ? lists[i]->items[j] : rest[i - 3];
      Identifier *mangled = symbol_mangle(collector->table->arena, collector->scope, parameter->Arg.arg);
      if (mangled && scope_find(collector->scope, mangled)) {
        symbols_error(collector->table, parameter, "duplicate argument '%s' in function definition",
                      parameter->Arg.arg->text);
        return;
      }
      bind(collector, function, parameter->Arg.arg, SYMBOL_PARAMETER);
    }
  }
}

static void visit_annotations(Collector *collector, const Node *arguments) {
  const NodeList *lists[] = {&arguments->Arguments.posonlyargs, &arguments->Arguments.args,
                             &arguments->Arguments.kwonlyargs};
  for (int i = 0; i < 3; i++) {
    for (uint32_t j = 0; j < lists[i]->count; j++) visit(collector, lists[i]->items[j]->Arg.annotation);
  }
  if (arguments->Arguments.vararg) visit(collector, arguments->Arguments.vararg->Arg.annotation);
  if (arguments->Arguments.kwarg) visit(collector, arguments->Arguments.kwarg->Arg.annotation);
}

/* What is evaluated outside of the function: defaults. */
static void visit_defaults(Collector *collector, const Node *arguments) {
  visit_list(collector, &arguments->Arguments.defaults);
  visit_list(collector, &arguments->Arguments.kw_defaults);
}

static void visit_function(Collector *collector, const Node *node) {
  bind(collector, node, node->FunctionDef.name, 0);
  visit_list(collector, &node->FunctionDef.decorator_list);
  visit_defaults(collector, node->FunctionDef.args);
  visit_annotations(collector, node->FunctionDef.args);
  visit(collector, node->FunctionDef.returns);
  if (!open_scope(collector, SCOPE_FUNCTION, node)) return;
  collector->scope->is_coroutine = node->kind == AST_AsyncFunctionDef;
  bind_parameters(collector, node, node->FunctionDef.args);
  visit_list(collector, &node->FunctionDef.body);
  close_scope(collector);
}

static void visit_lambda(Collector *collector, const Node *node) {
  visit_defaults(collector, node->Lambda.args);
  if (!open_scope(collector, SCOPE_FUNCTION, node)) return;
  bind_parameters(collector, node, node->Lambda.args);
  visit(collector, node->Lambda.body);
  close_scope(collector);
}

static void visit_class(Collector *collector, const Node *node) {
  bind(collector, node, node->ClassDef.name, 0);
  visit_list(collector, &node->ClassDef.decorator_list);
  visit_list(collector, &node->ClassDef.bases);
  visit_list(collector, &node->ClassDef.keywords);
  Scope *scope = open_scope(collector, SCOPE_CLASS, node);
  if (!scope) return;
  scope->class_name = node->ClassDef.name;
  visit_list(collector, &node->ClassDef.body);
  close_scope(collector);
}

static void visit_comprehension(Collector *collector, const Node *node) {
  const NodeList *clauses = node->kind == AST_DictComp ? &node->DictComp.generators : &node->ListComp.generators;
  bool outer_iterable = collector->scope->in_iterable;
  collector->scope->in_iterable = true;
  visit(collector, clauses->items[0]->Comprehension.iter);
  collector->scope->in_iterable = outer_iterable;
  bool is_generator = node->kind == AST_GeneratorExp;
  Scope *scope = open_scope(collector, is_generator ? SCOPE_FUNCTION : SCOPE_COMPREHENSION, node);
  if (!scope) return;
  scope->is_generator = is_generator;
  if (is_generator) {
    Identifier *iterable = tree_arena_intern(collector->table->arena, ".0", 2);
    if (iterable) note(collector, iterable, SYMBOL_BOUND | SYMBOL_PARAMETER);
  }
  for (uint32_t i = 0; i < clauses->count; i++) {
    const Node *clause = clauses->items[i];
    scope->has_await |= clause->Comprehension.is_async;
    visit(collector, clause->Comprehension.target);
    if (i > 0) {
      bool outer_inner = scope->in_iterable;
      scope->in_iterable = true;
      visit(collector, clause->Comprehension.iter);
      scope->in_iterable = outer_inner;
    }
    visit_list(collector, &clause->Comprehension.ifs);
  }
  if (node->kind == AST_DictComp) {
    visit(collector, node->DictComp.key);
    visit(collector, node->DictComp.value);
  } else {
    visit(collector, node->ListComp.elt);
  }
  for (Symbol *symbol = scope->symbols; symbol; symbol = symbol->next) {
    if (symbol->flags & SYMBOL_BOUND) symbol->flags |= SYMBOL_ITERATED;
  }
  close_scope(collector);
  if (is_generator)
    scope->is_coroutine = scope->has_await;
  else
    collector->scope->has_await |= scope->has_await;
}

/* `name := value` inside a comprehension binds the name in the function around it. */
static void bind_walrus(Collector *collector, const Node *node) {
  Identifier *name = node->NamedExpr.target->Name.id;
  Scope *inner = collector->scope;
  if (inner->in_iterable) {
    symbols_error(collector->table, node,
                  "assignment expression cannot be used in a comprehension iterable expression");
    return;
  }
  Scope *owner = inner;
  while (is_comprehension_scope(owner)) {
    const Symbol *symbol = scope_find(owner, name);
    if (symbol && (symbol->flags & SYMBOL_BOUND)) {
      symbols_error(collector->table, node->NamedExpr.target,
                    "assignment expression cannot rebind comprehension iteration variable '%s'", name->text);
      collector->scope = inner;
      return;
    }
    owner->has_walrus = true;
    note(collector, name, SYMBOL_USED | SYMBOL_WALRUS);
    owner = collector->scope = owner->parent;
  }
  owner->has_walrus = true;
  if (owner != inner && owner->kind == SCOPE_CLASS)
    symbols_error(collector->table, node->NamedExpr.target,
                  "assignment expression within a comprehension cannot be used in a class body");
  bind(collector, node->NamedExpr.target, name, SYMBOL_WALRUS);
  collector->scope = inner;
}

static void visit_declaration(Collector *collector, const Node *node) {
  bool global = node->kind == AST_Global;
  const char *what = global ? "global" : "nonlocal";
  if (!global && collector->scope->kind == SCOPE_MODULE) {
    symbols_error(collector->table, node, "nonlocal declaration not allowed at module level");
    return;
  }
  for (uint32_t i = 0; i < node->Global.names.count; i++) {
    Identifier *name = node->Global.names.items[i];
    Identifier *mangled = symbol_mangle(collector->table->arena, collector->scope, name);
    const Symbol *known = mangled ? scope_find(collector->scope, mangled) : NULL;
    int flags = known ? known->flags : 0;
    if (flags & SYMBOL_PARAMETER)
      symbols_error(collector->table, node, "name '%s' is parameter and %s", name->text, what);
    else if (flags & (global ? SYMBOL_DECLARED_NONLOCAL : SYMBOL_DECLARED_GLOBAL))
      symbols_error(collector->table, known->declaration, "name '%s' is nonlocal and global", name->text);
    else if (flags & SYMBOL_ANNOTATED)
      symbols_error(collector->table, node, "annotated name '%s' can't be %s", name->text, what);
    else if (flags & SYMBOL_BOUND)
      symbols_error(collector->table, node, "name '%s' is assigned to before %s declaration", name->text, what);
    else if (flags & SYMBOL_USED)
      symbols_error(collector->table, node, "name '%s' is used prior to %s declaration", name->text, what);
    Symbol *symbol = note(collector, name, global ? SYMBOL_DECLARED_GLOBAL : SYMBOL_DECLARED_NONLOCAL);
    if (symbol) symbol->declaration = node;
    Symbol *of_module =
        symbol && global ? scope_intern(collector->table, collector->table->module, symbol->name) : NULL;
    if (of_module) /* then it is a global for the module's own code too, also in exec() with a namespace */
      of_module->flags |= SYMBOL_DECLARED_GLOBAL;
  }
}

static void visit_annotated(Collector *collector, const Node *node) {
  const Node *target = node->AnnAssign.target;
  if (target->kind == AST_Name && node->AnnAssign.simple) {
    Identifier *mangled = symbol_mangle(collector->table->arena, collector->scope, target->Name.id);
    const Symbol *known = mangled ? scope_find(collector->scope, mangled) : NULL;
    if (known && collector->scope->kind != SCOPE_MODULE &&
        (known->flags & (SYMBOL_DECLARED_GLOBAL | SYMBOL_DECLARED_NONLOCAL)))
      symbols_error(collector->table, node, "annotated name '%s' can't be %s", target->Name.id->text,
                    known->flags & SYMBOL_DECLARED_GLOBAL ? "global" : "nonlocal");
    bind(collector, target, target->Name.id, SYMBOL_ANNOTATED);
  } else if (target->kind != AST_Name || node->AnnAssign.value) { /* `(x): int` alone binds nothing */
    visit(collector, target);
  }
  visit(collector, node->AnnAssign.annotation);
  visit(collector, node->AnnAssign.value);
}

static void visit_import(Collector *collector, const Node *node) {
  const NodeList *names = node->kind == AST_Import ? &node->Import.names : &node->ImportFrom.names;
  for (uint32_t i = 0; i < names->count; i++) {
    const Node *alias = names->items[i];
    Identifier *name = alias->Alias.asname ? alias->Alias.asname : alias->Alias.name;
    if (strcmp(name->text, "*") == 0) {
      if (collector->scope->kind != SCOPE_MODULE)
        symbols_error(collector->table, alias, "import * only allowed at module level");
      continue;
    }
    const char *dot = alias->Alias.asname ? NULL : strchr(name->text, '.');
    if (dot) name = tree_arena_intern(collector->table->arena, name->text, (size_t)(dot - name->text));
    if (name) bind(collector, node, name, 0);
  }
}

static void visit_yield(Collector *collector, const Node *node) {
  static const char *const names[AST_KIND_COUNT] = {
      [AST_ListComp] = "list comprehension",
      [AST_SetComp] = "set comprehension",
      [AST_DictComp] = "dict comprehension",
      [AST_GeneratorExp] = "generator expression",
  };
  Scope *scope = collector->scope;
  if (is_comprehension_scope(scope))
    symbols_error(collector->table, node, "'yield' inside %s", names[scope->node->kind]);
  else if (scope->kind != SCOPE_FUNCTION)
    error_of_compiler(collector, node, "'yield' outside function");
  scope->is_generator = true;
  visit_children(collector, node);
}

/* A name that a statement binds directly (not as a Name node): except ... as, patterns. */
static void bind_plain(Collector *collector, const Node *node, Identifier *name, int flags) {
  if (name) bind(collector, node, name, flags);
}

static void visit_node(Collector *collector, const Node *node) {
  switch ((NodeKind)node->kind) {
  case AST_Name: visit_name(collector, node); return;
  case AST_FunctionDef:
  case AST_AsyncFunctionDef: visit_function(collector, node); return;
  case AST_ClassDef: visit_class(collector, node); return;
  case AST_Lambda: visit_lambda(collector, node); return;
  case AST_ListComp:
  case AST_SetComp:
  case AST_DictComp:
  case AST_GeneratorExp: visit_comprehension(collector, node); return;
  case AST_Attribute:
    if (node->context != CONTEXT_LOAD) check_changeable(collector, node, node->Attribute.attr);
    break;
  case AST_NamedExpr:
    visit(collector, node->NamedExpr.value);
    bind_walrus(collector, node);
    return;
  case AST_Global:
  case AST_Nonlocal: visit_declaration(collector, node); return;
  case AST_AnnAssign: visit_annotated(collector, node); return;
  case AST_AugAssign:
    visit(collector, node->AugAssign.value);
    if (node->AugAssign.target->kind == AST_Name) note(collector, node->AugAssign.target->Name.id, SYMBOL_USED);
    visit(collector, node->AugAssign.target);
    return;
  case AST_Import:
  case AST_ImportFrom: visit_import(collector, node); return;
  case AST_Yield:
  case AST_YieldFrom: visit_yield(collector, node); return;
  case AST_Await:
  case AST_AsyncFor:
  case AST_AsyncWith: collector->scope->has_await = true; break;
  case AST_ExceptHandler: bind_plain(collector, node, node->ExceptHandler.name, SYMBOL_DELETED); break;
  case AST_MatchAs: bind_plain(collector, node, node->MatchAs.name, 0); break;
  case AST_MatchStar: bind_plain(collector, node, node->MatchStar.name, 0); break;
  case AST_MatchMapping: bind_plain(collector, node, node->MatchMapping.rest, 0); break;
  default: break;
  }
  visit_children(collector, node);
}

/* A chain of elif is deep in the tree but must not be deep on the C stack. */
static void visit_if_chain(Collector *collector, const Node *node) {
  for (;;) {
    visit(collector, node->If.test);
    visit_list(collector, &node->If.body);
    if (node->If.orelse.count != 1 || node->If.orelse.items[0]->kind != AST_If) break;
    node = node->If.orelse.items[0];
  }
  visit_list(collector, &node->If.orelse);
}

/* Long sums and chains of calls are deep on the left. */
static void visit(Collector *collector, const Node *node) {
  if (!node || collector->table->failed) return;
  if (collector->depth >= MAX_SYMBOL_DEPTH) {
    symbols_error(collector->table, node, "maximum recursion depth exceeded during compilation");
    collector->table->error->kind = SYNTAX_ERROR_RECURSION;
    return;
  }
  collector->depth++;
  if (node->kind == AST_If)
    visit_if_chain(collector, node);
  else
    visit_node(collector, node);
  collector->depth--;
}

static void visit_children(Collector *collector, const Node *node) {
#define NODE(field) visit(collector, fields->field);
#define LIST(field) visit_list(collector, &fields->field);
#define IGNORE(field)
#define NODE_KIND(name, list) \
  case AST_##name: { \
    __typeof__(node->name) const *fields = &node->name; \
    (void)fields; \
    list \
  } break;
  switch ((NodeKind)node->kind) {
    AST_NODES(NODE_KIND, NODE, LIST, IGNORE, IGNORE, IGNORE, IGNORE, IGNORE)
  case AST_KIND_COUNT: break;
  }
}

bool symbols_build(SymbolTable *table, Arena *arena, const Node *root, bool namespace_only, bool top_level_await,
                   SyntaxErrorInfo *error) {
  *table = (SymbolTable){.arena = arena, .error = error, .namespace_only = namespace_only};
  Collector collector = {.table = table};
  table->module = open_scope(&collector, SCOPE_MODULE, root);
  if (table->module) visit_children(&collector, root);
  if (table->module && top_level_await && table->module->has_await) {
    table->module->is_coroutine = true;
    table->namespace_only = false;
  }
  if (!table->failed) symbols_resolve(table, table->module);
  return !table->failed;
}
