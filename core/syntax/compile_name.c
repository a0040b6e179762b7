/* Names: load, store, delete, by where the symbol lives. */
#include "core/syntax/compiler_internal.h"

Symbol *find_symbol(Compiler *compiler, Identifier *name) {
  Identifier *mangled = symbol_mangle(compiler->arena, compiler->scope, name);
  Symbol *symbol = mangled ? scope_find(compiler->scope, mangled) : NULL;
  if (!symbol) fail_memory(compiler);
  return symbol;
}

/* The symbol that owns the variable when it is one of the frame's registers. */
static Symbol *frame_owner(Symbol *symbol) {
  while (symbol->kind == SYMBOL_OUTER) symbol = symbol->target;
  return symbol->kind == SYMBOL_LOCAL || symbol->kind == SYMBOL_CELL ? symbol : NULL;
}

/* The symbol that owns the variable when it is a far one of this frame. */
static const Symbol *far_owner(const Symbol *symbol) {
  while (symbol->kind == SYMBOL_OUTER) symbol = symbol->target;
  return symbol->kind == SYMBOL_FAR ? symbol : NULL;
}

/* R[dest] = the cell of a far variable. */
static void load_far_cell(Compiler *compiler, const Symbol *far, unsigned dest) {
  load_value(compiler, dest, from_small_int(far->reg));
  emit_abc(compiler, OP_GET_ITEM, dest, compiler->unit->far_register, dest);
  emit_abc(compiler, OP_CHECK_CELL, dest, 0, 0);
}

static void store_far(Compiler *compiler, const Symbol *far, unsigned from) {
  unsigned cell = take_temps(compiler, 1);
  load_far_cell(compiler, far, cell);
  emit_abc(compiler, OP_STORE_CELL, cell, from, 0);
  compiler->unit->top = cell;
}

/* Complain at run time when R[reg] is EMPTY, unless the variable is certainly bound here. */
static void check_bound(Compiler *compiler, const Symbol *owner, unsigned reg) {
  Unit *unit = compiler->unit;
  unsigned home = (unsigned)owner->reg;
  if (bit_get(&unit->assigned, home)) return;
  emit_abx(compiler, OP_CHECK_BOUND, reg, name_index(compiler, owner->name));
  if (home < unit->local_count && home + 1 > unit->cleared) unit->cleared = home + 1;
  if (!(owner->flags & SYMBOL_DELETED)) bit_set(&unit->assigned, home);
}

int name_register(Compiler *compiler, const Node *node, Identifier *name) {
  Symbol *symbol = find_symbol(compiler, name);
  Symbol *owner = symbol ? frame_owner(symbol) : NULL;
  if (!owner || owner->kind != SYMBOL_LOCAL) return -1;
  at(compiler, node);
  check_bound(compiler, owner, (unsigned)owner->reg);
  return owner->reg;
}

int writable_register(Compiler *compiler, Identifier *name) {
  Symbol *symbol = find_symbol(compiler, name);
  Symbol *owner = symbol ? frame_owner(symbol) : NULL;
  return owner && owner->kind == SYMBOL_LOCAL ? owner->reg : -1;
}

static void load_free(Compiler *compiler, const Symbol *symbol, unsigned dest) {
  const Scope *host = scope_host(compiler->scope);
  unsigned index = (unsigned)scope_free_index(host, symbol->target);
  if (compiler->scope->kind == SCOPE_CLASS) {
    emit_name(compiler, OP_LOAD_CLASS_FREE, dest, index, 0, symbol->name);
    return;
  }
  emit_abx(compiler, OP_LOAD_FREE, dest, index);
  emit_abx(compiler, OP_CHECK_BOUND_FREE, dest, name_index(compiler, symbol->name));
}

void load_name(Compiler *compiler, const Node *node, Identifier *name, unsigned dest) {
  Symbol *symbol = find_symbol(compiler, name);
  if (!symbol) return;
  if (node) at(compiler, node);
  Symbol *owner = frame_owner(symbol);
  if (far_owner(symbol)) {
    unsigned reg = is_temp(compiler, dest) ? dest : take_temps(compiler, 1);
    load_far_cell(compiler, far_owner(symbol), reg);
    emit_abc(compiler, OP_LOAD_CELL, reg, reg, 0);
    emit_abx(compiler, OP_CHECK_BOUND, reg, name_index(compiler, symbol->name));
    emit_move(compiler, dest, reg);
  } else if (owner && owner->kind == SYMBOL_LOCAL) {
    check_bound(compiler, owner, (unsigned)owner->reg);
    emit_move(compiler, dest, (unsigned)owner->reg);
  } else if (owner) {
    emit_abc(compiler, OP_LOAD_CELL, dest, (unsigned)owner->reg, 0);
    /* Always: whoever gets hold of the cell (f.__closure__) may empty it. */
    emit_abx(compiler, OP_CHECK_BOUND, dest, name_index(compiler, symbol->name));
  } else if (symbol->kind == SYMBOL_FREE) {
    load_free(compiler, symbol, dest);
  } else {
    emit_name(compiler, symbol->kind == SYMBOL_NAME ? OP_LOAD_NAME : OP_LOAD_GLOBAL, dest, 0, 0, symbol->name);
  }
}

void mark_assigned(Compiler *compiler, Identifier *name) {
  Symbol *symbol = find_symbol(compiler, name);
  Symbol *owner = symbol ? frame_owner(symbol) : NULL;
  if (owner && !(owner->flags & SYMBOL_DELETED)) bit_set(&compiler->unit->assigned, (unsigned)owner->reg);
}

void store_name(Compiler *compiler, Identifier *name, unsigned from) {
  Symbol *symbol = find_symbol(compiler, name);
  if (!symbol) return;
  Symbol *owner = frame_owner(symbol);
  if (far_owner(symbol))
    store_far(compiler, far_owner(symbol), from);
  else if (owner && owner->kind == SYMBOL_LOCAL)
    emit_move(compiler, (unsigned)owner->reg, from);
  else if (owner)
    emit_abc(compiler, OP_STORE_CELL, (unsigned)owner->reg, from, 0);
  else if (symbol->kind == SYMBOL_FREE)
    emit_abx(compiler, OP_STORE_FREE, from, (unsigned)scope_free_index(scope_host(compiler->scope), symbol->target));
  else
    emit_name(compiler, symbol->kind == SYMBOL_NAME ? OP_STORE_NAME : OP_STORE_GLOBAL, from, 0, 0, symbol->name);
  mark_assigned(compiler, name);
}

/* Make the variable unbound; it was checked to be bound, or does not matter. */
static void clear_variable(Compiler *compiler, Symbol *symbol) {
  Unit *unit = compiler->unit;
  Symbol *owner = frame_owner(symbol);
  unsigned mark = unit->top;
  if (owner && owner->kind == SYMBOL_LOCAL) {
    load_value(compiler, (unsigned)owner->reg, EMPTY);
    bit_clear(&unit->assigned, (unsigned)owner->reg);
  } else if (owner || symbol->kind == SYMBOL_FREE || far_owner(symbol)) {
    unsigned empty = take_temps(compiler, 1);
    load_value(compiler, empty, EMPTY);
    if (far_owner(symbol))
      store_far(compiler, far_owner(symbol), empty);
    else if (owner)
      emit_abc(compiler, OP_STORE_CELL, (unsigned)owner->reg, empty, 0);
    else
      emit_abx(compiler, OP_STORE_FREE, empty, (unsigned)scope_free_index(scope_host(compiler->scope), symbol->target));
    if (owner) bit_clear(&unit->assigned, (unsigned)owner->reg);
  } else {
    emit_name(compiler, symbol->kind == SYMBOL_NAME ? OP_DELETE_NAME : OP_DELETE_GLOBAL, 0, 0, 0, symbol->name);
  }
  unit->top = mark;
}

void delete_name(Compiler *compiler, const Node *node, Identifier *name) {
  Symbol *symbol = find_symbol(compiler, name);
  if (!symbol) return;
  unsigned mark = compiler->unit->top;
  if (frame_owner(symbol) || far_owner(symbol) || symbol->kind == SYMBOL_FREE)
    load_name(compiler, node, name, take_temps(compiler, 1)); /* for its check */
  compiler->unit->top = mark;
  at(compiler, node);
  clear_variable(compiler, symbol);
}

void unbind_name(Compiler *compiler, Identifier *name) {
  Symbol *symbol = find_symbol(compiler, name);
  if (!symbol) return;
  unsigned mark = compiler->unit->top;
  if (symbol->kind == SYMBOL_NAME || symbol->kind == SYMBOL_GLOBAL) {
    unsigned none = take_temps(compiler, 1); /* the body may have deleted it: then deleting must not fail */
    load_value(compiler, none, NONE);
    store_name(compiler, name, none);
  }
  compiler->unit->top = mark;
  clear_variable(compiler, symbol);
}
