/* Coroutines: await and asynchronous iteration. (`async with` is in compile_control.c, comprehensions in theirs.) */
#include "core/syntax/compiler_internal.h"

void emit_await(Compiler *compiler, AwaitPlace place, unsigned value, unsigned dest) {
  emit_abc(compiler, OP_GET_AWAITABLE, value, value, place);
  emit_abc(compiler, OP_YIELD_FROM, dest, value, 0);
}

void compile_await(Compiler *compiler, const Node *node, unsigned dest) {
  const Scope *scope = compiler->unit->scope;
  if (scope->kind != SCOPE_FUNCTION && !scope->is_coroutine)
    fail_at(compiler, node, "'await' outside function");
  else if (!scope->is_coroutine)
    fail_at(compiler, node, "'await' outside async function");
  unsigned value = expression_temp(compiler, node->Await.value);
  at(compiler, node);
  unsigned result = scratch_for(compiler, dest); /* holds what is sent while suspended */
  emit_await(compiler, AWAIT_EXPRESSION, value, result);
  emit_move(compiler, dest, result);
}

void emit_async_next(Compiler *compiler, Block *block, unsigned iterator, unsigned item) {
  Unit *unit = compiler->unit;
  unsigned mark = unit->top;
  push_range_block(compiler, block, BLOCK_TRY, mark);
  unsigned awaitable = take_temps(compiler, 2), result = awaitable + 1;
  emit_abc(compiler, OP_GET_ANEXT, awaitable, iterator, 0);
  emit_abc(compiler, OP_YIELD_FROM, result, awaitable, 0);
  pop_block(compiler, block);
  emit_move(compiler, item, result);
  unit->top = mark;
}

void emit_async_end(Compiler *compiler, const Block *block) {
  if (!bind_handler(compiler, block)) return;
  emit_abc(compiler, OP_END_ASYNC_FOR, compiler->unit->handlers[block->handler].reg, 0, 0);
}

void compile_async_for(Compiler *compiler, const Node *node) {
  Unit *unit = compiler->unit;
  if (!unit->scope->is_coroutine) fail_at(compiler, node, "'async for' outside async function");
  Block loop, step;
  Label next, end;
  label_init(&next);
  label_init(&end);
  unsigned iterator = take_temps(compiler, 1);
  unsigned mark = unit->top;
  unsigned iterable = expression_any(compiler, node->AsyncFor.iter);
  at(compiler, node->AsyncFor.iter);
  emit_abc(compiler, OP_GET_AITER, iterator, iterable, 0);
  unit->top = mark;
  unsigned item = begin_iteration_target(compiler, node->AsyncFor.target);
  label_bind(compiler, &next);
  at(compiler, node->AsyncFor.iter);
  emit_async_next(compiler, &step, iterator, item);
  end_iteration_target(compiler, node->AsyncFor.target, item);
  push_loop(compiler, &loop, &end, &next, true);
  compile_statements(compiler, &node->AsyncFor.body);
  pop_block(compiler, &loop);
  at(compiler, node->AsyncFor.iter);
  emit_loop(compiler, &next);
  emit_async_end(compiler, &step);
  compile_statements(compiler, &node->AsyncFor.orelse);
  label_bind(compiler, &end);
}
