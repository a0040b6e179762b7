/* Loops, try, with: statements that surround others, and how control leaves them. */
#include "core/syntax/compiler_internal.h"

/* Complain when statements nest deeper than in CPython, which counts the two parts of a handler. */
static void check_nesting(Compiler *compiler) {
  unsigned depth = 0;
  for (const Block *block = compiler->unit->block; block; block = block->outer)
    depth += block->kind == BLOCK_HANDLER ? 2 : block->kind != BLOCK_NAME && block->kind != BLOCK_STAR;
  if (depth >= MAX_BLOCKS) fail_at(compiler, NULL, "too many statically nested blocks");
}

void push_loop(Compiler *compiler, Block *block, Label *break_label, Label *continue_label, bool continue_is_loop) {
  *block = (Block){.kind = BLOCK_LOOP,
                   .outer = compiler->unit->block,
                   .break_label = break_label,
                   .continue_label = continue_label,
                   .continue_is_loop = continue_is_loop,
                   .pinned = compiler->unit->pinned};
  check_nesting(compiler);
  compiler->unit->block = block;
}

void compile_while(Compiler *compiler, const Node *node) {
  Block block;
  Label header, otherwise, end;
  label_init(&header);
  label_init(&otherwise);
  label_init(&end);
  int known = constant_truth(compiler, node->While.test);
  settle_marks(compiler);
  label_bind(compiler, &header);
  if (known >= 0) mark_line(compiler);
  if (known != 1) jump_if(compiler, node->While.test, false, &otherwise);
  push_loop(compiler, &block, &end, &header, true);
  compile_statements(compiler, &node->While.body);
  pop_block(compiler, &block);
  at(compiler, node);
  emit_loop(compiler, &header);
  label_bind(compiler, &otherwise);
  compile_statements(compiler, &node->While.orelse);
  label_bind(compiler, &end);
}

void compile_for(Compiler *compiler, const Node *node) {
  Unit *unit = compiler->unit;
  Block block;
  Label body, next, end;
  label_init(&body);
  label_init(&next);
  label_init(&end);
  unsigned state = take_temps(compiler, 3);
  unsigned mark = unit->top;
  unsigned iterable = expression_any(compiler, node->For.iter);
  at(compiler, node->For.iter);
  emit_abc(compiler, OP_GET_ITER, state, iterable, 0);
  unit->top = mark;
  unsigned item = begin_iteration_target(compiler, node->For.target);
  pin(compiler);
  bool entered = unit->reachable;
  emit_jump(compiler, &next);
  unit->reachable = entered;
  unit->assigned = next.assigned;
  label_bind(compiler, &body);
  end_iteration_target(compiler, node->For.target, item);
  push_loop(compiler, &block, &end, &next, false);
  compile_statements(compiler, &node->For.body);
  pop_block(compiler, &block);
  label_bind(compiler, &next);
  at(compiler, node->For.iter);
  emit_branch(compiler, OP_FOR_ITER, state, item, 0, &body);
  compile_statements(compiler, &node->For.orelse);
  label_bind(compiler, &end);
}

/* try. */

void begin_handler(Compiler *compiler, const Block *protected, Entered *entered) {
  if (!bind_handler(compiler, protected)) set_unreachable(compiler);
  entered->exception = take_temps(compiler, 1);
  entered->saved = take_temps(compiler, 1);
  emit_abc(compiler, OP_ENTER_HANDLER, entered->exception, entered->saved, 0);
  push_range_block(compiler, &entered->block, BLOCK_HANDLER, compiler->unit->top);
  entered->block.reg = entered->saved;
}

void end_handler(Compiler *compiler, Entered *entered) {
  if (!bind_handler(compiler, &entered->block)) return;
  compiler->unit->top = entered->saved + 1;
  unsigned exception = take_temps(compiler, 1);
  emit_abc(compiler, OP_LEAVE_HANDLER, entered->saved, 0, 0);
  emit_abc(compiler, OP_RERAISE, exception, 0, 0);
  set_unreachable(compiler);
}

/* The body of `except E as name:`; the name is unbound on every way out. */
static void compile_named_body(Compiler *compiler, const Node *clause, const Entered *entered, Label *end) {
  Unit *unit = compiler->unit;
  Identifier *name = clause->ExceptHandler.name;
  unsigned mark = unit->top;
  Block block;
  store_name(compiler, name, entered->exception);
  push_range_block(compiler, &block, BLOCK_NAME, mark);
  block.name = name;
  compile_statements(compiler, &clause->ExceptHandler.body);
  pop_block(compiler, &block);
  unbind_name(compiler, name);
  emit_abc(compiler, OP_LEAVE_HANDLER, entered->saved, 0, 0);
  emit_jump(compiler, end);
  if (bind_handler(compiler, &block)) {
    unsigned exception = take_temps(compiler, 1);
    unbind_name(compiler, name);
    emit_abc(compiler, OP_RERAISE, exception, 0, 0);
    set_unreachable(compiler);
  }
  unit->top = mark;
}

/* One except clause, with the exception in entered->exception; jumps to `end` when done. */
static void compile_clause(Compiler *compiler, const Node *clause, const Entered *entered, Label *end) {
  Unit *unit = compiler->unit;
  Label no_match;
  label_init(&no_match);
  at(compiler, clause);
  if (!clause->ExceptHandler.type) mark_line(compiler);
  if (clause->ExceptHandler.type) {
    unsigned mark = unit->top;
    unsigned match = take_temps(compiler, 1);
    unsigned type = expression_any(compiler, clause->ExceptHandler.type);
    at(compiler, clause->ExceptHandler.type);
    emit_abc(compiler, OP_MATCH_EXCEPTION, match, entered->exception, type);
    emit_branch(compiler, OP_JUMP_IF, match, 0, 0, &no_match);
    unit->top = mark;
  }
  if (clause->ExceptHandler.name) {
    compile_named_body(compiler, clause, entered, end);
  } else {
    compile_statements(compiler, &clause->ExceptHandler.body);
    emit_abc(compiler, OP_LEAVE_HANDLER, entered->saved, 0, 0);
    emit_jump(compiler, end);
  }
  label_bind(compiler, &no_match);
}

static void compile_handlers(Compiler *compiler, const Node *node, const Block *protected, Label *end) {
  Entered entered;
  begin_handler(compiler, protected, &entered);
  const NodeList *handlers = &node->Try.handlers;
  for (uint32_t i = 0; i < handlers->count; i++) {
    if (!handlers->items[i]->ExceptHandler.type && i + 1 < handlers->count)
      fail_at(compiler, handlers->items[i], "default 'except:' must be last");
    compile_clause(compiler, handlers->items[i], &entered, end);
  }
  pop_block(compiler, &entered.block);
  at_no_line(compiler);
  emit_abc(compiler, OP_LEAVE_HANDLER, entered.saved, 0, 0);
  emit_abc(compiler, OP_RERAISE, entered.exception, 0, 0);
  set_unreachable(compiler);
  end_handler(compiler, &entered);
}

static void compile_try_except(Compiler *compiler, const Node *node) {
  Block block;
  Label end;
  unsigned mark = compiler->unit->top;
  label_init(&end);
  check_nesting(compiler);
  push_range_block(compiler, &block, BLOCK_TRY, mark);
  compile_statements(compiler, &node->Try.body);
  pop_block(compiler, &block);
  compile_statements(compiler, &node->Try.orelse);
  emit_jump(compiler, &end);
  if (node->kind == AST_TryStar)
    compile_star_handlers(compiler, node, &block, &end);
  else
    compile_handlers(compiler, node, &block, &end);
  compiler->unit->top = mark;
  label_bind(compiler, &end);
}

static void compile_try_finally(Compiler *compiler, const Node *node) {
  Block block;
  Entered entered;
  Label end;
  unsigned mark = compiler->unit->top;
  label_init(&end);
  check_nesting(compiler);
  push_range_block(compiler, &block, BLOCK_FINALLY, mark);
  block.finally = &node->Try.finalbody;
  if (node->Try.handlers.count > 0)
    compile_try_except(compiler, node);
  else
    compile_statements(compiler, &node->Try.body);
  pop_block(compiler, &block);
  compile_statements(compiler, &node->Try.finalbody);
  emit_jump(compiler, &end);
  begin_handler(compiler, &block, &entered);
  compile_statements(compiler, &node->Try.finalbody);
  pop_block(compiler, &entered.block);
  at_no_line(compiler);
  emit_abc(compiler, OP_LEAVE_HANDLER, entered.saved, 0, 0);
  emit_abc(compiler, OP_RERAISE, entered.exception, 0, 0);
  set_unreachable(compiler);
  end_handler(compiler, &entered);
  compiler->unit->top = mark;
  label_bind(compiler, &end);
}

void compile_try(Compiler *compiler, const Node *node) {
  mark_line(compiler);
  if (node->Try.finalbody.count > 0)
    compile_try_finally(compiler, node);
  else
    compile_try_except(compiler, node);
}

/* with. R[reg] is __exit__, R[reg + 1] its self or EMPTY. */

enum { EXIT_ARGUMENTS = 3 };

/* R[window] = await R[window], the result of the call in a window that is free again. */
static void await_in_place(Compiler *compiler, AwaitPlace place, unsigned window) {
  emit_await(compiler, place, window, window + 1);
  emit_move(compiler, window, window + 1);
}

/* Open the window of a call to __exit__; its three arguments come next. */
static unsigned open_exit_call(Compiler *compiler, unsigned reg) {
  unsigned window = take_temps(compiler, WINDOW_WORDS + 1 + EXIT_ARGUMENTS);
  reserve_registers(compiler, compiler->unit->top + 2);
  emit_move(compiler, window, reg);
  emit_move(compiler, window + WINDOW_WORDS, reg + 1);
  return window;
}

static void call_exit_plainly(Compiler *compiler, unsigned reg, bool is_async) {
  unsigned mark = compiler->unit->top;
  unsigned window = open_exit_call(compiler, reg);
  for (unsigned i = 1; i <= EXIT_ARGUMENTS; i++) load_value(compiler, window + WINDOW_WORDS + i, NONE);
  emit_abc(compiler, OP_CALL_METHOD, window, EXIT_ARGUMENTS, window);
  if (is_async) await_in_place(compiler, AWAIT_EXIT, window);
  compiler->unit->top = mark;
}

static void call_exit_with(Compiler *compiler, unsigned reg, bool is_async, unsigned exception, unsigned dest) {
  unsigned mark = compiler->unit->top;
  unsigned window = open_exit_call(compiler, reg), first = window + WINDOW_WORDS + 1;
  Identifier *class_name = tree_arena_intern(compiler->arena, "__class__", 9);
  Identifier *traceback = tree_arena_intern(compiler->arena, "__traceback__", 13);
  if (!class_name || !traceback) fail_memory(compiler);
  emit_name(compiler, OP_LOAD_ATTR, first, exception, 0, class_name);
  emit_move(compiler, first + 1, exception);
  emit_name(compiler, OP_LOAD_ATTR, first + 2, exception, 0, traceback);
  emit_abc(compiler, OP_CALL_METHOD, window, EXIT_ARGUMENTS, window);
  if (is_async) await_in_place(compiler, AWAIT_EXIT, window);
  emit_move(compiler, dest, window);
  compiler->unit->top = mark;
}

/* Evaluate the manager, look up __enter__ and __exit__, enter, assign. */
static void enter_with(Compiler *compiler, const Node *node, const Node *item, unsigned reg, Block *block) {
  Unit *unit = compiler->unit;
  const Node *target = item->WithItem.optional_vars;
  expression_to(compiler, item->WithItem.context_expr, reg);
  at(compiler, node);
  unsigned mark = unit->top;
  unsigned window = take_temps(compiler, WINDOW_WORDS + 1);
  unsigned exit_window = take_temps(compiler, WINDOW_WORDS + 1);
  reserve_registers(compiler, unit->top + 2);
  bool is_async = node->kind == AST_AsyncWith;
  emit_name(compiler, OP_LOAD_SPECIAL_METHOD, window, reg, is_async ? SPECIAL_AENTER : SPECIAL_ENTER, NULL);
  emit_name(compiler, OP_LOAD_SPECIAL_METHOD, exit_window, reg, is_async ? SPECIAL_AEXIT : SPECIAL_EXIT, NULL);
  emit_move(compiler, reg, exit_window);
  emit_move(compiler, reg + 1, exit_window + WINDOW_WORDS);
  emit_abc(compiler, OP_CALL_METHOD, window, 0, window);
  if (is_async) await_in_place(compiler, AWAIT_ENTER, window);
  unit->top = mark;
  check_nesting(compiler);
  push_range_block(compiler, block, BLOCK_WITH, mark);
  block->reg = reg;
  block->is_async = is_async;
  block->node = node;
  if (target) {
    unit->top = window + 1;
    reserve_registers(compiler, unit->top);
    assign_register(compiler, target, window);
    unit->top = mark;
  }
}

void compile_with(Compiler *compiler, const Node *node, uint32_t index) {
  if (index == node->With.items.count) {
    compile_statements(compiler, &node->With.body);
    return;
  }
  if (!enter(compiler, node)) return;
  if (node->kind == AST_AsyncWith && !compiler->unit->scope->is_coroutine)
    fail_at(compiler, node, "'async with' outside async function");
  Block block;
  Entered entered;
  Label end, suppressed;
  label_init(&end);
  label_init(&suppressed);
  const Node *item = node->With.items.items[index];
  unsigned mark = compiler->unit->top, reg = take_temps(compiler, 2);
  enter_with(compiler, node, item, reg, &block);
  compile_with(compiler, node, index + 1);
  pop_block(compiler, &block);
  at(compiler, node);
  call_exit_plainly(compiler, reg, block.is_async);
  emit_jump(compiler, &end);
  begin_handler(compiler, &block, &entered);
  at(compiler, node);
  unsigned result = take_temps(compiler, 1);
  call_exit_with(compiler, reg, block.is_async, entered.exception, result);
  emit_branch(compiler, OP_JUMP_IF, result, 0, 1, &suppressed);
  pop_block(compiler, &entered.block);
  at_no_line(compiler);
  emit_abc(compiler, OP_LEAVE_HANDLER, entered.saved, 0, 0);
  emit_abc(compiler, OP_RERAISE, entered.exception, 0, 0);
  set_unreachable(compiler);
  label_bind(compiler, &suppressed);
  emit_abc(compiler, OP_LEAVE_HANDLER, entered.saved, 0, 0);
  emit_jump(compiler, &end);
  end_handler(compiler, &entered);
  compiler->unit->top = mark;
  label_bind(compiler, &end);
  leave(compiler);
}

/* Leaving blocks. */

bool needs_unwinding(const Block *block, const Block *stop) {
  for (; block != stop; block = block->outer) {
    if (block->kind != BLOCK_LOOP && block->kind != BLOCK_TRY) return true;
  }
  return false;
}

void unwind_blocks(Compiler *compiler, Block *stop) {
  Unit *unit = compiler->unit;
  for (Block *block = unit->block; block != stop; block = block->outer) {
    close_range(compiler, block);
    unit->block = block->outer;
    if (block->kind == BLOCK_FINALLY) {
      compile_statements(compiler, block->finally);
    } else if (block->kind == BLOCK_WITH) {
      at(compiler, block->node);
      call_exit_plainly(compiler, block->reg, block->is_async);
    } else if (block->kind == BLOCK_NAME) {
      unbind_name(compiler, block->name);
    } else if (block->kind == BLOCK_HANDLER) {
      emit_abc(compiler, OP_LEAVE_HANDLER, block->reg, 0, 0);
    }
  }
}

void resume_blocks(Compiler *compiler, Block *innermost, Block *stop) {
  compiler->unit->block = innermost;
  for (Block *block = innermost; block != stop; block = block->outer) block->range_start = compiler->unit->word_count;
}
