/* Comprehensions. Lists, sets and dicts are built in the frame of the function around them: their variables are
 * registers above its temporaries while they run. Generator expressions are functions. */
#include "core/syntax/compiler_internal.h"

typedef struct Comprehension {
  const Node *node;
  const NodeList *clauses;
  unsigned container;
} Comprehension;

static void emit_element(Compiler *compiler, const Comprehension *comprehension) {
  const Node *node = comprehension->node;
  unsigned mark = compiler->unit->top;
  if (node->kind == AST_DictComp) {
    unsigned key = expression_any(compiler, node->DictComp.key);
    unsigned value = expression_any(compiler, node->DictComp.value);
    at(compiler, node);
    emit_abc(compiler, OP_SET_ITEM, comprehension->container, key, value);
  } else {
    unsigned value = expression_any(compiler, node->ListComp.elt);
    at(compiler, node->ListComp.elt);
    if (node->kind == AST_GeneratorExp)
      emit_abc(compiler, OP_YIELD, take_temps(compiler, 1), value, 0);
    else
      emit_abc(compiler, node->kind == AST_SetComp ? OP_SET_ADD : OP_LIST_APPEND, comprehension->container, value, 0);
  }
  compiler->unit->top = mark;
}

static void emit_clause(Compiler *compiler, const Comprehension *comprehension, uint32_t index, unsigned state);

static void start_iteration(Compiler *compiler, const Node *clause, unsigned state, unsigned iterable) {
  at(compiler, clause->Comprehension.iter);
  emit_abc(compiler, clause->Comprehension.is_async ? OP_GET_AITER : OP_GET_ITER, state, iterable, 0);
}

/* The conditions of a clause and what is inside of it: the clauses after it, or the element. */
static void emit_clause_body(Compiler *compiler, const Comprehension *comprehension, uint32_t index, Label *next) {
  Unit *unit = compiler->unit;
  const Node *clause = comprehension->clauses->items[index];
  pin(compiler);
  for (uint32_t i = 0; i < clause->Comprehension.ifs.count; i++)
    jump_if(compiler, clause->Comprehension.ifs.items[i], false, next);
  if (index + 1 == comprehension->clauses->count) {
    emit_element(compiler, comprehension);
    return;
  }
  const Node *inner = comprehension->clauses->items[index + 1];
  unsigned inner_state = take_temps(compiler, 3);
  unsigned mark = unit->top;
  unsigned iterable = expression_any(compiler, inner->Comprehension.iter);
  start_iteration(compiler, inner, inner_state, iterable);
  unit->top = mark;
  emit_clause(compiler, comprehension, index + 1, inner_state);
}

static void emit_async_clause(Compiler *compiler, const Comprehension *comprehension, uint32_t index, unsigned state) {
  Block block;
  Label next, again;
  const Node *clause = comprehension->clauses->items[index];
  label_init(&next);
  label_init(&again);
  unsigned item = begin_iteration_target(compiler, clause->Comprehension.target);
  pin(compiler);
  label_bind(compiler, &next);
  at(compiler, clause->Comprehension.iter);
  emit_async_next(compiler, &block, state, item);
  end_iteration_target(compiler, clause->Comprehension.target, item);
  emit_clause_body(compiler, comprehension, index, &again);
  label_bind(compiler, &again); /* only a LOOP goes backwards */
  at(compiler, clause->Comprehension.iter);
  emit_loop(compiler, &next);
  emit_async_end(compiler, &block);
}

/* The loop of clause `index` and those inside; the iteration state of the outermost is already in R[state]. */
static void emit_clause(Compiler *compiler, const Comprehension *comprehension, uint32_t index, unsigned state) {
  Unit *unit = compiler->unit;
  const Node *clause = comprehension->clauses->items[index];
  if (clause->Comprehension.is_async) {
    emit_async_clause(compiler, comprehension, index, state);
    return;
  }
  Label body, next;
  label_init(&body);
  label_init(&next);
  unsigned item = begin_iteration_target(compiler, clause->Comprehension.target);
  pin(compiler);
  at(compiler, clause->Comprehension.iter);
  bool entered = unit->reachable;
  emit_jump(compiler, &next);
  unit->reachable = entered;
  unit->assigned = next.assigned;
  label_bind(compiler, &body);
  end_iteration_target(compiler, clause->Comprehension.target, item);
  emit_clause_body(compiler, comprehension, index, &next);
  label_bind(compiler, &next);
  at(compiler, clause->Comprehension.iter);
  emit_branch(compiler, OP_FOR_ITER, state, item, 0, &body);
}

static void open_far_variable(Compiler *compiler, Symbol *symbol) {
  Unit *unit = compiler->unit;
  unsigned value = take_temps(compiler, 1);
  symbol->reg = (int32_t)(FAR_SLOT + take_far_slots(compiler, 1));
  load_value(compiler, value, EMPTY);
  if (symbol->kind == SYMBOL_CELL) {
    emit_abc(compiler, OP_MAKE_CELL, value, 0, 0);
    unit->flags |= CODE_HAS_CELLS;
  }
  emit_far(compiler, OP_STORE_FAR, value, symbol_slot(symbol));
  unit->top = value;
}

/* Give the scope's variables registers above the temporaries; cells are made, others are unbound until their loop sets
 * them. */
static void open_variables(Compiler *compiler, const Scope *scope, bool several_clauses) {
  Unit *unit = compiler->unit;
  for (Symbol *symbol = scope->symbols; symbol; symbol = symbol->next) {
    if (symbol->kind != SYMBOL_LOCAL && symbol->kind != SYMBOL_CELL) continue;
    if (unit->crowded) {
      open_far_variable(compiler, symbol);
      continue;
    }
    unsigned reg = take_temps(compiler, 1);
    symbol->reg = (int32_t)reg;
    bit_clear(&unit->assigned, reg);
    if (several_clauses || symbol->kind == SYMBOL_CELL) load_value(compiler, reg, EMPTY);
    if (symbol->kind == SYMBOL_CELL) {
      emit_abc(compiler, OP_MAKE_CELL, reg, 0, 0);
      unit->flags |= CODE_HAS_CELLS;
    }
  }
}

void compile_comprehension(Compiler *compiler, const Node *node, unsigned dest) {
  Unit *unit = compiler->unit;
  Scope *outer = compiler->scope, *scope = scope_child(outer, node);
  const NodeList *clauses = node->kind == AST_DictComp ? &node->DictComp.generators : &node->ListComp.generators;
  const Node *iterable = clauses->items[0]->Comprehension.iter;
  if (!scope) {
    fail_memory(compiler);
    return;
  }
  if (scope->has_await && !unit->scope->is_coroutine)
    fail_at(compiler, node, "asynchronous comprehension outside of an asynchronous function");
  Comprehension comprehension = {node, clauses, scratch_for(compiler, dest)};
  unsigned state = take_temps(compiler, 3);
  unsigned mark = unit->top;
  unsigned source = expression_any(compiler, iterable);
  start_iteration(compiler, clauses->items[0], state, source);
  unit->top = mark;
  at(compiler, node);
  Opcode build = node->kind == AST_ListComp ? OP_BUILD_LIST : node->kind == AST_SetComp ? OP_BUILD_SET : OP_BUILD_DICT;
  emit_abc(compiler, build, comprehension.container, comprehension.container, 0);
  compiler->scope = scope;
  unsigned pinned = unit->pinned, slots = unit->far_top;
  open_variables(compiler, scope, clauses->count > 1);
  emit_clause(compiler, &comprehension, 0, state);
  compiler->scope = outer;
  unit->pinned = pinned;
  unit->far_top = slots;
  emit_move(compiler, dest, comprehension.container);
}

static Value compile_generator_code(Compiler *compiler, const Node *node, Scope *scope) {
  Unit unit;
  unit_open(compiler, &unit, scope, node->line);
  if (!compiler->failed) {
    unit.qualified_name = child_qualified_name(compiler, "<genexpr>");
    at(compiler, node);
    start_generator(compiler);
    Comprehension comprehension = {node, &node->GeneratorExp.generators, 0};
    unsigned state = take_temps(compiler, 3);
    if (comprehension.clauses->items[0]->Comprehension.is_async)
      emit_move(compiler, state, 0); /* made by GET_AITER in the enclosing code */
    else
      emit_abc(compiler, OP_GET_ITER, state, 0, 0);
    emit_clause(compiler, &comprehension, 0, state);
    at(compiler, node);
    emit_abc(compiler, OP_RETURN_NONE, 0, 0, 0);
  }
  return unit_close(compiler, tree_arena_intern(compiler->arena, "<genexpr>", 9), NONE);
}

void compile_generator_expression(Compiler *compiler, const Node *node, unsigned dest) {
  Scope *scope = scope_child(compiler->scope, node);
  if (!scope) {
    fail_memory(compiler);
    return;
  }
  const Node *clause = node->GeneratorExp.generators.items[0];
  Value code = compile_generator_code(compiler, node, scope);
  unsigned window = take_temps(compiler, WINDOW_WORDS);
  unsigned argument = take_temps(compiler, 3); /* the iteration state; its first word is the argument */
  at(compiler, node);
  for (unsigned i = 1; i < WINDOW_WORDS; i++) load_value(compiler, window + i, EMPTY);
  emit_abx(compiler, OP_MAKE_FUNCTION, window, constant_index(compiler, code));
  unsigned source = expression_any(compiler, clause->Comprehension.iter);
  start_iteration(compiler, clause, argument, source); /* not iterable: found out here, not at the first item */
  at(compiler, node);
  emit_abc(compiler, OP_CALL, window, 1, dest);
}
