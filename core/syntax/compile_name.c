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

static bool is_plain_local(const Symbol *owner) {
  return owner && owner->kind == SYMBOL_LOCAL && !symbol_is_far(owner);
}

static void store_far(Compiler *compiler, const Symbol *far, unsigned from) {
  if (far->kind == SYMBOL_LOCAL) {
    emit_far(compiler, OP_STORE_FAR, from, symbol_slot(far));
    return;
  }
  unsigned cell = take_temps(compiler, 1);
  emit_far(compiler, OP_LOAD_FAR, cell, symbol_slot(far));
  emit_abc(compiler, OP_STORE_CELL, cell, from, 0);
  compiler->unit->top = cell;
}

static void load_far(Compiler *compiler, const Symbol *far, unsigned dest) {
  unsigned reg = is_temp(compiler, dest) ? dest : take_temps(compiler, 1);
  emit_far(compiler, OP_LOAD_FAR, reg, symbol_slot(far));
  if (far->kind == SYMBOL_CELL) emit_abc(compiler, OP_LOAD_CELL, reg, reg, 0);
  emit_abx(compiler, OP_CHECK_BOUND, reg, name_index(compiler, far->name));
  emit_move(compiler, dest, reg);
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
  if (!is_plain_local(owner)) return -1;
  at(compiler, node);
  check_bound(compiler, owner, (unsigned)owner->reg);
  return owner->reg;
}

int writable_register(Compiler *compiler, Identifier *name) {
  Symbol *symbol = find_symbol(compiler, name);
  Symbol *owner = symbol ? frame_owner(symbol) : NULL;
  return is_plain_local(owner) ? owner->reg : -1;
}

static void load_free(Compiler *compiler, const Symbol *symbol, unsigned dest) {
  const Scope *host = scope_host(compiler->scope);
  unsigned index = (unsigned)scope_free_index(host, symbol->target);
  if (compiler->scope->kind == SCOPE_CLASS) {
    emit_abc(compiler, OP_LOAD_CLASS_FREE, dest, 0, 0);
    emit_word(compiler, name_index(compiler, symbol->name) << 16 | index);
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
  if (owner && symbol_is_far(owner)) {
    load_far(compiler, owner, dest);
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
  if (owner && symbol_is_far(owner))
    store_far(compiler, owner, from);
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
  if (is_plain_local(owner)) {
    load_value(compiler, (unsigned)owner->reg, EMPTY);
    bit_clear(&unit->assigned, (unsigned)owner->reg);
  } else if (owner || symbol->kind == SYMBOL_FREE) {
    unsigned empty = take_temps(compiler, 1);
    load_value(compiler, empty, EMPTY);
    if (owner && symbol_is_far(owner))
      store_far(compiler, owner, empty);
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
  if (frame_owner(symbol) || symbol->kind == SYMBOL_FREE)
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
