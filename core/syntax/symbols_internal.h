/* Between the collecting and the resolving pass of the symbol table. */
#ifndef MARTLET_CORE_SYNTAX_SYMBOLS_INTERNAL_H
#define MARTLET_CORE_SYNTAX_SYMBOLS_INTERNAL_H

#include "core/syntax/symbols.h"

/* Report at a node (NULL: without a place); the first report stays. */
void symbols_error(SymbolTable *table, const Node *node, const char *format, ...) __attribute__((format(printf, 3, 4)));
void symbols_no_memory(SymbolTable *table);

/* The symbol of `name` in `scope`, made when missing; NULL without memory. */
Symbol *scope_intern(SymbolTable *table, Scope *scope, Identifier *name);

/* Resolve every symbol of every scope. */
void symbols_resolve(SymbolTable *table, Scope *scope);

#endif
