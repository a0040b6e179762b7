/* The resolving pass: where each name of each scope lives. */
#include <string.h>

#include "core/syntax/symbols_internal.h"

static bool add_free(SymbolTable *table, Scope *host, Symbol *target) {
  if (host->free_count == host->free_capacity) {
    uint32_t capacity = host->free_capacity ? host->free_capacity * 2 : 4;
    Symbol **list = tree_arena_alloc(table->arena, capacity * sizeof *list);
    if (!list) {
      symbols_no_memory(table);
      return false;
    }
    if (host->free_count) memcpy(list, host->free, host->free_count * sizeof *list);
    host->free = list;
    host->free_capacity = capacity;
  }
  host->free[host->free_count++] = target;
  return true;
}

/* Make `target`, a variable of an enclosing host, reachable from `host` through closures. */
static void pass_down(SymbolTable *table, Scope *host, Symbol *target) {
  const Scope *owner = scope_host(target->scope);
  while (host != owner && scope_free_index(host, target) < 0) {
    if (!add_free(table, host, target)) return;
    host = scope_host(host->parent);
  }
}

/* `symbol` of an inner scope is the variable `target` of an outer one. */
static void capture(SymbolTable *table, Symbol *symbol, Symbol *target) {
  symbol->target = target;
  target->flags |= symbol->flags & SYMBOL_DELETED;
  Scope *host = scope_host(symbol->scope);
  if (host == scope_host(target->scope)) {
    symbol->kind = SYMBOL_OUTER;
    return;
  }
  symbol->kind = SYMBOL_FREE;
  target->kind = SYMBOL_CELL;
  pass_down(table, host, target);
}

static bool owns(const Symbol *symbol) {
  return symbol && (symbol->flags & SYMBOL_BOUND) &&
         !(symbol->flags & (SYMBOL_DECLARED_GLOBAL | SYMBOL_DECLARED_NONLOCAL));
}

/* The variable that a name means in the scopes around `scope`: NULL when it is global. */
static Symbol *find_outer(SymbolTable *table, Scope *scope, Identifier *name) {
  for (Scope *outer = scope->parent; outer; outer = outer->parent) {
    if (outer->kind == SCOPE_MODULE) return NULL;
    if (outer->kind == SCOPE_CLASS) {
      if (strcmp(name->text, "__class__") != 0) continue;
      outer->needs_class_cell = true;
      /* The cell is not the class's attribute of that name: it has a symbol outside of the table. */
      for (Symbol *known = outer->symbols; known; known = known->next) {
        if (known->kind == SYMBOL_CELL && known->name == name) return known;
      }
      Symbol *cell = tree_arena_alloc(table->arena, sizeof *cell);
      if (!cell) {
        symbols_no_memory(table);
        return NULL;
      }
      *cell = (Symbol){.name = name, .scope = outer, .flags = SYMBOL_BOUND, .kind = SYMBOL_CELL, .reg = -1};
      cell->next = outer->symbols;
      outer->symbols = cell;
      if (!outer->last_symbol) outer->last_symbol = cell;
      return cell;
    }
    Symbol *symbol = scope_find(outer, name);
    if (owns(symbol)) return symbol;
    if (symbol && (symbol->flags & SYMBOL_DECLARED_GLOBAL)) return NULL;
  }
  return NULL;
}

static void resolve(SymbolTable *table, Scope *scope, Symbol *symbol) {
  if (symbol->kind != SYMBOL_UNRESOLVED) return;
  if (symbol->flags & SYMBOL_DECLARED_GLOBAL) {
    symbol->kind = SYMBOL_GLOBAL;
  } else if (symbol->flags & SYMBOL_DECLARED_NONLOCAL) {
    Symbol *target = find_outer(table, scope, symbol->name);
    if (target)
      capture(table, symbol, target);
    else
      symbols_error(table, symbol->declaration, "no binding for nonlocal '%s' found", symbol->name->text);
  } else if (scope->kind == SCOPE_MODULE) {
    symbol->kind = table->namespace_only ? SYMBOL_NAME : SYMBOL_GLOBAL;
  } else if (symbol->flags & SYMBOL_BOUND) {
    symbol->kind = scope->kind == SCOPE_CLASS ? SYMBOL_NAME : SYMBOL_LOCAL;
  } else {
    Symbol *target = find_outer(table, scope, symbol->name);
    if (target)
      capture(table, symbol, target);
    else
      symbol->kind = scope->kind == SCOPE_CLASS ? SYMBOL_NAME : SYMBOL_GLOBAL;
  }
}

/* Free variables are in the order of their names, as in CPython's co_freevars. */
static void sort_free(Scope *scope) {
  for (uint32_t i = 1; i < scope->free_count; i++) {
    Symbol *symbol = scope->free[i];
    uint32_t j = i;
    for (; j > 0 && strcmp(scope->free[j - 1]->name->text, symbol->name->text) > 0; j--)
      scope->free[j] = scope->free[j - 1];
    scope->free[j] = symbol;
  }
}

void symbols_resolve(SymbolTable *table, Scope *scope) {
  for (Symbol *symbol = scope->symbols; symbol && !table->failed; symbol = symbol->next) resolve(table, scope, symbol);
  for (Scope *child = scope->children; child && !table->failed; child = child->next_sibling)
    symbols_resolve(table, child);
  sort_free(scope);
}
