/* Statements, except loops, try, with and match. */
#include <string.h>

#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/syntax/compiler_internal.h"

Value docstring_of(Compiler *compiler, const NodeList *statements) {
  Value doc;
  if (compiler->options.optimize > 1 || statements->count == 0 || statements->items[0]->kind != AST_Expr) return NONE;
  const Node *value = statements->items[0]->Expr.value;
  bool string = value->kind == AST_Constant && value->Constant.value.kind == CONSTANT_STRING;
  return string && fold_constant(compiler, value, &doc) ? doc : NONE;
}

static void compile_if(Compiler *compiler, const Node *node) {
  Label end;
  label_init(&end);
  for (;;) { /* along the chain of elif */
    Label otherwise;
    label_init(&otherwise);
    if (constant_truth(compiler, node->If.test) >= 0) {
      at(compiler, node);
      mark_line(compiler);
    }
    jump_if(compiler, node->If.test, false, &otherwise);
    compile_statements(compiler, &node->If.body);
    bool chained = node->If.orelse.count == 1 && node->If.orelse.items[0]->kind == AST_If;
    if (node->If.orelse.count > 0) emit_jump(compiler, &end);
    label_bind(compiler, &otherwise);
    if (!chained || compiler->failed) break;
    node = node->If.orelse.items[0];
  }
  compile_statements(compiler, &node->If.orelse);
  label_bind(compiler, &end);
}

static void compile_return(Compiler *compiler, const Node *node) {
  Unit *unit = compiler->unit;
  const Node *value = node->Return.value;
  if (unit->scope->kind != SCOPE_FUNCTION) {
    fail_at(compiler, node, "'return' outside function");
    return;
  }
  Value constant;
  bool folded = value && fold_constant(compiler, value, &constant);
  check_leaving(compiler, folded ? value : node, NULL);
  if (value && unit->scope->is_generator && unit->scope->is_coroutine)
    fail_at(compiler, node, "'return' with value in async generator");
  Block *innermost = unit->block;
  bool none = !value || (folded && constant == NONE);
  if (!needs_unwinding(innermost, NULL)) {
    unsigned result = none ? 0 : expression_any(compiler, value);
    at(compiler, node);
    emit_abc(compiler, none ? OP_RETURN_NONE : OP_RETURN, result, 0, 0);
    set_unreachable(compiler);
    return;
  }
  unsigned result = none ? 0 : expression_temp(compiler, value);
  at(compiler, node);
  mark_line(compiler);
  unwind_blocks(compiler, NULL);
  emit_abc(compiler, none ? OP_RETURN_NONE : OP_RETURN, result, 0, 0);
  set_unreachable(compiler);
  resume_blocks(compiler, innermost, NULL);
}

/* break and continue. */
static void compile_leave_loop(Compiler *compiler, const Node *node) {
  Unit *unit = compiler->unit;
  Block *innermost = unit->block, *loop = innermost;
  while (loop && loop->kind != BLOCK_LOOP) loop = loop->outer;
  if (!loop) {
    fail_at(compiler, node, node->kind == AST_Break ? "'break' outside loop" : "'continue' not properly in loop");
    return;
  }
  check_leaving(compiler, node, loop);
  mark_line(compiler);
  unwind_blocks(compiler, loop);
  if (node->kind == AST_Break)
    emit_jump(compiler, loop->break_label);
  else if (loop->continue_is_loop)
    emit_loop(compiler, loop->continue_label);
  else
    emit_jump(compiler, loop->continue_label);
  resume_blocks(compiler, innermost, loop);
}

static void compile_raise(Compiler *compiler, const Node *node) {
  if (!node->Raise.exc) {
    at(compiler, node);
    emit_abc(compiler, OP_RERAISE_CURRENT, 0, 0, 0);
  } else {
    unsigned exception = expression_any(compiler, node->Raise.exc);
    unsigned cause = node->Raise.cause ? expression_any(compiler, node->Raise.cause) : 0;
    at(compiler, node);
    emit_abc(compiler, node->Raise.cause ? OP_RAISE_FROM : OP_RAISE, exception, cause, 0);
  }
  set_unreachable(compiler);
}

static void compile_assert(Compiler *compiler, const Node *node) {
  Label ok;
  label_init(&ok);
  warn_of_assertion(compiler, node);
  jump_if(compiler, node->Assert.test, true, &ok);
  at(compiler, node->Assert.test); /* which a traceback points at */
  unsigned window = take_temps(compiler, WINDOW_WORDS);
  emit_abc(compiler, OP_LOAD_ASSERTION_ERROR, window, 0, 0);
  if (node->Assert.msg) {
    expression_to(compiler, node->Assert.msg, take_temps(compiler, 1));
    reserve_registers(compiler, compiler->unit->top + 2);
    at(compiler, node->Assert.test);
    emit_abc(compiler, OP_CALL, window, 1, window);
  }
  emit_abc(compiler, OP_RAISE, window, 0, 0);
  set_unreachable(compiler);
  label_bind(compiler, &ok);
}

static void compile_expression_statement(Compiler *compiler, const Node *node) {
  Value constant;
  const Node *value = node->Expr.value;
  if (compiler->mode == COMPILE_SINGLE && !compiler->unit->parent) {
    unsigned reg = expression_any(compiler, value);
    at(compiler, node);
    emit_abc(compiler, OP_PRINT_RESULT, reg, 0, 0);
  } else if (!fold_constant(compiler, value, &constant)) {
    expression_any(compiler, value);
  } else {
    mark_line(compiler);
  }
}

/* Imports. */

static Identifier *identifier_of(Compiler *compiler, const char *text, size_t length) {
  Identifier *name = tree_arena_intern(compiler->arena, text, length);
  if (!name) fail_memory(compiler);
  return name;
}

/* R[dest] = the module; `names` is a tuple or None. */
static void import_module(Compiler *compiler, unsigned dest, Identifier *module, Value names, int32_t level) {
  unsigned operands = take_temps(compiler, 2);
  load_value(compiler, operands, names);
  load_value(compiler, operands + 1, from_small_int(level));
  if (module) emit_name(compiler, OP_IMPORT_NAME, dest, operands, operands + 1, module);
}

static void import_one(Compiler *compiler, const Node *alias) {
  Identifier *name = alias->Alias.name;
  unsigned module = take_temps(compiler, 1);
  import_module(compiler, module, name, NONE, 0);
  const char *dot = strchr(name->text, '.');
  if (!alias->Alias.asname) {
    size_t length = dot ? (size_t)(dot - name->text) : name->length;
    Identifier *top = identifier_of(compiler, name->text, length);
    if (top) store_name(compiler, top, module);
    return;
  }
  while (dot) { /* import a.b.c as d: d is a.b.c */
    const char *start = dot + 1;
    dot = strchr(start, '.');
    Identifier *part = identifier_of(compiler, start, dot ? (size_t)(dot - start) : strlen(start));
    if (part) emit_name(compiler, OP_IMPORT_FROM, module, module, 0, part);
  }
  store_name(compiler, alias->Alias.asname, module);
}

static void compile_import(Compiler *compiler, const Node *node) {
  for (uint32_t i = 0; i < node->Import.names.count; i++) {
    unsigned mark = compiler->unit->top;
    at(compiler, node);
    import_one(compiler, node->Import.names.items[i]);
    compiler->unit->top = mark;
  }
}

static void compile_import_from(Compiler *compiler, const Node *node) {
  const NodeList *names = &node->ImportFrom.names;
  Identifier *module = node->ImportFrom.module ? node->ImportFrom.module : identifier_of(compiler, "", 0);
  Value list = tuple_new(names->count);
  if (list == EMPTY || !module) {
    fail_memory(compiler);
    return;
  }
  for (uint32_t i = 0; i < names->count; i++)
    to_tuple(list)->items[i] = identifier_value(compiler, names->items[i]->Alias.name);
  at(compiler, node);
  unsigned imported = take_temps(compiler, 1), value = take_temps(compiler, 1);
  import_module(compiler, imported, module, list, node->ImportFrom.level);
  for (uint32_t i = 0; i < names->count; i++) {
    const Node *alias = names->items[i];
    if (strcmp(alias->Alias.name->text, "*") == 0) {
      emit_abc(compiler, OP_IMPORT_STAR, imported, 0, 0);
      continue;
    }
    emit_name(compiler, OP_IMPORT_FROM, value, imported, 0, alias->Alias.name);
    store_name(compiler, alias->Alias.asname ? alias->Alias.asname : alias->Alias.name, value);
  }
}

static void compile_statement(Compiler *compiler, const Node *node) {
  switch ((NodeKind)node->kind) {
  case AST_Expr: compile_expression_statement(compiler, node); return;
  case AST_Assign: compile_assign(compiler, node); return;
  case AST_AugAssign: compile_augmented(compiler, node); return;
  case AST_AnnAssign: compile_annotated(compiler, node); return;
  case AST_Delete: compile_delete(compiler, node); return;
  case AST_If: compile_if(compiler, node); return;
  case AST_While: compile_while(compiler, node); return;
  case AST_For: compile_for(compiler, node); return;
  case AST_Return: compile_return(compiler, node); return;
  case AST_Break:
  case AST_Continue: compile_leave_loop(compiler, node); return;
  case AST_FunctionDef:
  case AST_AsyncFunctionDef: compile_function(compiler, node); return;
  case AST_ClassDef: compile_class(compiler, node); return;
  case AST_Raise: compile_raise(compiler, node); return;
  case AST_Assert:
    if (compiler->options.optimize == 0) compile_assert(compiler, node);
    return;
  case AST_Try:
  case AST_TryStar: compile_try(compiler, node); return;
  case AST_With:
  case AST_AsyncWith: compile_with(compiler, node, 0); return;
  case AST_Match: compile_match(compiler, node); return;
  case AST_Import: compile_import(compiler, node); return;
  case AST_ImportFrom: compile_import_from(compiler, node); return;
  case AST_AsyncFor: compile_async_for(compiler, node); return;
  case AST_Pass: mark_line(compiler); return;
  default: /* global, nonlocal */ return;
  }
}

void compile_statements(Compiler *compiler, const NodeList *statements) {
  for (uint32_t i = 0; i < statements->count; i++) {
    const Node *node = statements->items[i];
    if (!enter(compiler, node)) return;
    unsigned mark = compiler->unit->top, pinned = compiler->unit->pinned;
    at(compiler, node);
    pin(compiler);
    compile_statement(compiler, node);
    at_no_line(compiler); /* jumps behind a statement belong to none */
    compiler->unit->top = mark;
    compiler->unit->pinned = pinned;
    leave(compiler);
  }
}

void compile_body(Compiler *compiler, const NodeList *statements, bool skip_docstring) {
  NodeList body = *statements;
  if (skip_docstring) {
    body.items++;
    body.count--;
  }
  compile_statements(compiler, &body);
}
