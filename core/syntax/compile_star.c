/* try ... except*: every clause gets the part of the exception that it matches, and what clauses raise is gathered. */
#include "core/syntax/compiler_internal.h"

/* Registers of the statement while its clauses run. */
typedef struct Clauses {
  unsigned rest;    /* what no clause has matched yet, or None */
  unsigned results; /* list of what clauses have raised */
  unsigned match;   /* what the present clause got, or None */
} Clauses;

void check_leaving(Compiler *compiler, const Node *node, const Block *stop) {
  for (const Block *block = compiler->unit->block; block != stop; block = block->outer) {
    if (block->kind != BLOCK_STAR) continue;
    fail_at(compiler, node, "'break', 'continue' and 'return' cannot appear in an except* block");
    return;
  }
}

/* The body of a clause; an exception in it is one of the results. Jumps to `next` when done. */
static void compile_clause_body(Compiler *compiler, const Node *clause, const Clauses *clauses, Label *next) {
  Unit *unit = compiler->unit;
  Identifier *name = clause->ExceptHandler.name;
  unsigned mark = unit->top;
  Block block;
  if (name) store_name(compiler, name, clauses->match);
  push_range_block(compiler, &block, BLOCK_STAR, mark);
  compile_statements(compiler, &clause->ExceptHandler.body);
  pop_block(compiler, &block);
  if (name) unbind_name(compiler, name);
  emit_jump(compiler, next);
  if (bind_handler(compiler, &block)) {
    unsigned exception = take_temps(compiler, 1);
    if (name) unbind_name(compiler, name);
    emit_abc(compiler, OP_LIST_APPEND, clauses->results, exception, 0);
    emit_jump(compiler, next);
  }
  unit->top = mark;
}

static void compile_clause(Compiler *compiler, const Node *clause, const Clauses *clauses) {
  Unit *unit = compiler->unit;
  Label next;
  label_init(&next);
  at(compiler, clause);
  unsigned mark = unit->top;
  unsigned type = expression_any(compiler, clause->ExceptHandler.type);
  at(compiler, clause);
  emit_abc(compiler, OP_MATCH_GROUP, clauses->match, clauses->rest, type);
  emit_branch(compiler, OP_JUMP_IF_NONE, clauses->match, 0, 1, &next);
  unit->top = mark;
  compile_clause_body(compiler, clause, clauses, &next);
  label_bind(compiler, &next);
}

void compile_star_handlers(Compiler *compiler, const Node *node, const Block *protected, Label *end) {
  Entered entered;
  Label done;
  label_init(&done);
  begin_handler(compiler, protected, &entered);
  unsigned first = take_temps(compiler, 3);
  Clauses clauses = {.rest = first, .results = first + 1, .match = first + 2};
  emit_move(compiler, clauses.rest, entered.exception);
  emit_abc(compiler, OP_BUILD_LIST, clauses.results, clauses.results, 0);
  const NodeList *handlers = &node->TryStar.handlers;
  for (uint32_t i = 0; i < handlers->count; i++) compile_clause(compiler, handlers->items[i], &clauses);
  emit_abc(compiler, OP_LIST_APPEND, clauses.results, clauses.rest, 0);
  emit_abc(compiler, OP_RERAISE_GROUP, clauses.match, entered.exception, clauses.results);
  pop_block(compiler, &entered.block);
  emit_abc(compiler, OP_LEAVE_HANDLER, entered.saved, 0, 0);
  emit_branch(compiler, OP_JUMP_IF_NONE, clauses.match, 0, 1, &done);
  emit_abc(compiler, OP_RERAISE, clauses.match, 0, 0);
  set_unreachable(compiler);
  label_bind(compiler, &done);
  emit_jump(compiler, end);
  end_handler(compiler, &entered);
}
