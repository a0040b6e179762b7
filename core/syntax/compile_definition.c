/* Functions, lambdas, classes. */
#include <string.h>

#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/syntax/compiler_internal.h"

/* The function's registers during MAKE_FUNCTION: itself, defaults, keyword defaults, annotations. */
enum { FUNCTION_DEFAULTS = 1, FUNCTION_KEYWORD_DEFAULTS, FUNCTION_ANNOTATIONS, FUNCTION_WORDS };

Value child_qualified_name(Compiler *compiler, const char *name) {
  const Unit *parent = compiler->unit->parent;
  Value result;
  if (!parent || !parent->parent)
    result = str_from_c(name); /* in a module */
  else if (parent->scope->kind == SCOPE_CLASS)
    result = str_format_c("%V.%s", parent->qualified_name, name);
  else
    result = str_format_c("%V.<locals>.%s", parent->qualified_name, name);
  if (result == EMPTY) fail_memory(compiler);
  return result;
}

/* The text of an annotation, for `from __future__ import annotations`. */
static Value source_of(Compiler *compiler, const Node *node) {
  const char *at = compiler->source, *end = at + compiler->length;
  const char *start = NULL;
  for (uint32_t line = 1; at < end; line++) {
    if (line == node->line) start = at + node->column;
    if (line == node->end_line) {
      const char *stop = at + node->end_column;
      return start && stop <= end ? str_new(start, (size_t)(stop - start)) : str_from_c("");
    }
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    at = newline ? newline + 1 : end;
  }
  return str_from_c("");
}

void annotation_to(Compiler *compiler, const Node *annotation, unsigned dest) {
  if (!compiler->options.future_annotations) {
    if (annotation->kind != AST_Starred) {
      expression_to(compiler, annotation, dest);
      return;
    }
    /* *args: *Ts is annotated with the one item of *Ts. */
    expression_to(compiler, annotation->Starred.value, dest);
    at(compiler, annotation);
    emit_abc(compiler, OP_UNPACK, dest, dest, 1);
    return;
  }
  at(compiler, annotation);
  load_value(compiler, dest, source_of(compiler, annotation));
}

static void compile_defaults(Compiler *compiler, const Node *arguments, unsigned window) {
  const NodeList *defaults = &arguments->Arguments.defaults;
  Unit *unit = compiler->unit;
  unsigned mark = unit->top, first = unit->top;
  if (defaults->count == 0) {
    load_value(compiler, window + FUNCTION_DEFAULTS, EMPTY);
    return;
  }
  Value constants = tuple_new(defaults->count);
  for (uint32_t i = 0; i < defaults->count && constants != EMPTY; i++) {
    Value value;
    if (fold_constant(compiler, defaults->items[i], &value))
      to_tuple(constants)->items[i] = value;
    else
      constants = EMPTY;
  }
  if (constants != EMPTY) {
    load_value(compiler, window + FUNCTION_DEFAULTS, constants);
    return;
  }
  if (defaults->count > at_once(compiler, MAX_DISPLAY)) {
    unsigned list = take_temps(compiler, 1);
    emit_abc(compiler, OP_BUILD_LIST, list, list, 0);
    list_of_arguments(compiler, defaults, list);
    emit_abc(compiler, OP_LIST_TO_TUPLE, window + FUNCTION_DEFAULTS, list, 0);
    unit->top = mark;
    return;
  }
  for (uint32_t i = 0; i < defaults->count; i++) expression_to(compiler, defaults->items[i], take_temps(compiler, 1));
  emit_abc(compiler, OP_BUILD_TUPLE, window + FUNCTION_DEFAULTS, first, defaults->count);
  unit->top = mark;
}

/* A dict that is built in R[dest] from pairs in temporaries, so many at once. */
typedef struct Pairs {
  unsigned dest, first, count;
  bool begun;
} Pairs;

static void flush_pairs(Compiler *compiler, Pairs *pairs) {
  if (!pairs->begun) {
    emit_abc(compiler, OP_BUILD_DICT, pairs->dest, pairs->first, pairs->count);
  } else {
    emit_abc(compiler, OP_BUILD_DICT, pairs->first, pairs->first, pairs->count);
    emit_abc(compiler, OP_DICT_UPDATE, pairs->dest, pairs->first, 0);
  }
  pairs->begun = true;
  pairs->count = 0;
  compiler->unit->top = pairs->first;
}

static void push_pair(Compiler *compiler, Pairs *pairs, Identifier *name, const Node *value, bool annotation) {
  if (pairs->count == at_once(compiler, MAX_DISPLAY)) flush_pairs(compiler, pairs);
  unsigned pair = take_temps(compiler, 2);
  load_value(compiler, pair, identifier_value(compiler, name));
  if (annotation)
    annotation_to(compiler, value, pair + 1);
  else
    expression_to(compiler, value, pair + 1);
  pairs->count++;
}

static void finish_pairs(Compiler *compiler, Pairs *pairs) {
  if (pairs->count > 0)
    flush_pairs(compiler, pairs);
  else if (!pairs->begun)
    load_value(compiler, pairs->dest, EMPTY);
}

static void compile_keyword_defaults(Compiler *compiler, const Node *arguments, unsigned window) {
  const NodeList *names = &arguments->Arguments.kwonlyargs, *values = &arguments->Arguments.kw_defaults;
  Pairs pairs = {.dest = window + FUNCTION_KEYWORD_DEFAULTS, .first = compiler->unit->top};
  for (uint32_t i = 0; i < names->count; i++) {
    if (!values->items[i]) continue;
    push_pair(compiler, &pairs, symbol_mangle(compiler->arena, compiler->scope, names->items[i]->Arg.arg),
              values->items[i], false);
  }
  finish_pairs(compiler, &pairs);
}

static void push_annotation(Compiler *compiler, const Node *parameter, Pairs *pairs) {
  if (!parameter || !parameter->Arg.annotation) return;
  push_pair(compiler, pairs, symbol_mangle(compiler->arena, compiler->scope, parameter->Arg.arg),
            parameter->Arg.annotation, true);
}

static void compile_annotations(Compiler *compiler, const Node *arguments, const Node *returns, unsigned window) {
  const NodeList *positional[] = {&arguments->Arguments.posonlyargs, &arguments->Arguments.args};
  Pairs pairs = {.dest = window + FUNCTION_ANNOTATIONS, .first = compiler->unit->top};
  for (int i = 0; i < 2; i++) {
    for (uint32_t j = 0; j < positional[i]->count; j++) push_annotation(compiler, positional[i]->items[j], &pairs);
  }
  push_annotation(compiler, arguments->Arguments.vararg, &pairs);
  for (uint32_t j = 0; j < arguments->Arguments.kwonlyargs.count; j++)
    push_annotation(compiler, arguments->Arguments.kwonlyargs.items[j], &pairs);
  push_annotation(compiler, arguments->Arguments.kwarg, &pairs);
  if (returns) {
    Identifier *name = tree_arena_intern(compiler->arena, "return", 6);
    if (name) push_pair(compiler, &pairs, name, returns, true);
  }
  finish_pairs(compiler, &pairs);
}

/* The unit of a def or lambda; `body` NULL: a lambda's expression. */
static Value compile_function_code(Compiler *compiler, const Node *node, Identifier *name, uint32_t first_line) {
  Unit unit;
  Scope *scope = scope_child(compiler->scope, node);
  if (!scope) {
    fail_memory(compiler);
    return EMPTY;
  }
  const Symbol *binding = node->kind == AST_Lambda ? NULL : find_symbol(compiler, name);
  Value doc = NONE;
  unit_open(compiler, &unit, scope, first_line);
  if (!compiler->failed) {
    bool global = binding && (binding->flags & SYMBOL_DECLARED_GLOBAL);
    unit.qualified_name = global ? identifier_value(compiler, name) : child_qualified_name(compiler, name->text);
    unit.line = unit.end_line = node->line;
    if (scope_suspends(scope)) start_generator(compiler);
    if (node->kind == AST_Lambda) {
      unsigned result = expression_any(compiler, node->Lambda.body);
      at(compiler, node);
      emit_abc(compiler, OP_RETURN, result, 0, 0);
    } else {
      doc = docstring_of(compiler, &node->FunctionDef.body);
      compile_body(compiler, &node->FunctionDef.body, doc != NONE);
      at_no_line(compiler);
      emit_abc(compiler, OP_RETURN_NONE, 0, 0, 0);
    }
  }
  return unit_close(compiler, name, doc);
}

/* The function object into R[window]. */
static void make_function(Compiler *compiler, const Node *node, const Node *arguments, const Node *returns,
                          Identifier *name, uint32_t first_line, unsigned window) {
  compile_defaults(compiler, arguments, window);
  compile_keyword_defaults(compiler, arguments, window);
  compile_annotations(compiler, arguments, returns, window);
  Value code = compile_function_code(compiler, node, name, first_line);
  at(compiler, node);
  emit_abx(compiler, OP_MAKE_FUNCTION, window, constant_index(compiler, code));
}

/* Decorators that are more than registers should be used for wait in a list. */
static bool is_decorated_often(const Compiler *compiler, const NodeList *decorators) {
  enum { USUAL = 8 };
  return decorators->count > at_once(compiler, USUAL);
}

/* Evaluate decorators, each the callee of a window whose first argument is the next window; the place of the thing
 * decorated. */
static unsigned open_decorators(Compiler *compiler, const NodeList *decorators) {
  unsigned window = compiler->unit->top;
  if (is_decorated_often(compiler, decorators)) {
    emit_abc(compiler, OP_BUILD_LIST, take_temps(compiler, 1), window, 0);
    list_of_arguments(compiler, decorators, window);
    take_temps(compiler, WINDOW_WORDS); /* of the calls */
    return window;
  }
  for (uint32_t i = 0; i < decorators->count; i++) {
    window = take_temps(compiler, WINDOW_WORDS);
    expression_to(compiler, decorators->items[i], window);
  }
  return window;
}

/* Calls the decorators in the list R[list]; the window is behind it, its argument is the thing. */
static void call_listed_decorators(Compiler *compiler, const NodeList *decorators, unsigned list) {
  unsigned window = list + 1;
  reserve_registers(compiler, window + WINDOW_WORDS + 3);
  for (uint32_t i = decorators->count; i > 0 && !compiler->failed; i--) {
    at(compiler, decorators->items[i - 1]);
    load_value(compiler, window, from_small_int(i - 1));
    emit_abc(compiler, OP_GET_ITEM, window, list, window);
    emit_abc(compiler, OP_CALL, window, 1, i > 1 ? window + WINDOW_WORDS : list);
  }
}

static void close_decorators(Compiler *compiler, const NodeList *decorators, unsigned thing) {
  if (is_decorated_often(compiler, decorators)) {
    call_listed_decorators(compiler, decorators, thing - WINDOW_WORDS - 1);
    return;
  }
  for (uint32_t i = decorators->count; i > 0; i--) {
    unsigned window = thing - WINDOW_WORDS;
    at(compiler, decorators->items[i - 1]);
    reserve_registers(compiler, thing + 3);
    emit_abc(compiler, OP_CALL, window, 1, window);
    thing = window;
  }
}

void compile_function(Compiler *compiler, const Node *node) {
  const NodeList *decorators = &node->FunctionDef.decorator_list;
  unsigned base = compiler->unit->top;
  open_decorators(compiler, decorators);
  unsigned window = take_temps(compiler, FUNCTION_WORDS);
  uint32_t first_line = decorators->count ? decorators->items[0]->line : node->line;
  make_function(compiler, node, node->FunctionDef.args, node->FunctionDef.returns, node->FunctionDef.name, first_line,
                window);
  close_decorators(compiler, decorators, window);
  at(compiler, node);
  store_name(compiler, node->FunctionDef.name, base);
}

void compile_lambda(Compiler *compiler, const Node *node, unsigned dest) {
  Identifier *name = tree_arena_intern(compiler->arena, "<lambda>", 8);
  if (!name) {
    fail_memory(compiler);
    return;
  }
  unsigned window = take_temps(compiler, FUNCTION_WORDS);
  make_function(compiler, node, node->Lambda.args, NULL, name, node->line, window);
  emit_move(compiler, dest, window);
}

/* Classes. */

static void store_text(Compiler *compiler, const char *name, Value value) {
  Identifier *identifier = tree_arena_intern(compiler->arena, name, strlen(name));
  unsigned reg = take_temps(compiler, 1);
  if (value != EMPTY) load_value(compiler, reg, value);
  emit_name(compiler, OP_STORE_NAME, reg, 0, 0, identifier);
  compiler->unit->top--;
}

/* The namespace gets the cell of __class__, which type.__new__ fills and takes out again. */
static void store_class_cell(Compiler *compiler) {
  for (Symbol *symbol = compiler->unit->scope->symbols; symbol; symbol = symbol->next) {
    if (symbol->kind != SYMBOL_CELL) continue;
    Identifier *name = tree_arena_intern(compiler->arena, "__classcell__", 13);
    emit_name(compiler, OP_STORE_NAME, (unsigned)symbol->reg, 0, 0, name);
  }
}

static bool has_annotations(const NodeList *body) {
  for (uint32_t i = 0; i < body->count; i++) {
    const Node *node = body->items[i];
    const NodeList *inner[4] = {NULL};
    if (node->kind == AST_AnnAssign) return true;
    if (node->kind == AST_If || node->kind == AST_While) {
      inner[0] = &node->If.body; /* both have test, body, orelse */
      inner[1] = &node->If.orelse;
    } else if (node->kind == AST_For || node->kind == AST_AsyncFor) {
      inner[0] = &node->For.body;
      inner[1] = &node->For.orelse;
    } else if (node->kind == AST_Try || node->kind == AST_TryStar) {
      inner[0] = &node->Try.body;
      inner[1] = &node->Try.orelse;
      inner[2] = &node->Try.finalbody;
      for (uint32_t j = 0; j < node->Try.handlers.count; j++) {
        if (has_annotations(&node->Try.handlers.items[j]->ExceptHandler.body)) return true;
      }
    } else if (node->kind == AST_With || node->kind == AST_AsyncWith) {
      inner[0] = &node->With.body;
    } else if (node->kind == AST_Match) {
      for (uint32_t j = 0; j < node->Match.cases.count; j++) {
        if (has_annotations(&node->Match.cases.items[j]->MatchCase.body)) return true;
      }
    }
    for (int j = 0; j < 4 && inner[j]; j++) {
      if (has_annotations(inner[j])) return true;
    }
  }
  return false;
}

void setup_annotations(Compiler *compiler, const NodeList *body) {
  if (has_annotations(body)) emit_abc(compiler, OP_SETUP_ANNOTATIONS, 0, 0, 0);
}

static Value compile_class_code(Compiler *compiler, const Node *node, uint32_t first_line) {
  Unit unit;
  Scope *scope = scope_child(compiler->scope, node);
  if (!scope) {
    fail_memory(compiler);
    return EMPTY;
  }
  const Symbol *binding = find_symbol(compiler, node->ClassDef.name);
  Value doc = NONE;
  unit_open(compiler, &unit, scope, first_line);
  if (!compiler->failed) {
    bool global = binding && (binding->flags & SYMBOL_DECLARED_GLOBAL);
    const char *name = node->ClassDef.name->text;
    unit.qualified_name = global ? str_from_c(name) : child_qualified_name(compiler, name);
    unit.line = unit.end_line = node->line;
    Identifier *module = tree_arena_intern(compiler->arena, "__name__", 8);
    emit_name(compiler, OP_LOAD_GLOBAL, take_temps(compiler, 1), 0, 0, module);
    compiler->unit->top--;
    store_text(compiler, "__module__", EMPTY);
    store_text(compiler, "__qualname__", unit.qualified_name);
    setup_annotations(compiler, &node->ClassDef.body);
    doc = docstring_of(compiler, &node->ClassDef.body);
    if (doc != NONE) {
      at(compiler, node->ClassDef.body.items[0]);
      store_text(compiler, "__doc__", doc);
    }
    compile_body(compiler, &node->ClassDef.body, doc != NONE);
    at_no_line(compiler);
    store_class_cell(compiler);
    emit_abc(compiler, OP_RETURN_NONE, 0, 0, 0);
  }
  return unit_close(compiler, node->ClassDef.name, doc);
}

void compile_class(Compiler *compiler, const Node *node) {
  const NodeList *decorators = &node->ClassDef.decorator_list;
  unsigned base = compiler->unit->top;
  open_decorators(compiler, decorators);
  unsigned window = take_temps(compiler, WINDOW_WORDS);
  uint32_t first_line = decorators->count ? decorators->items[0]->line : node->line;
  at(compiler, node);
  emit_abc(compiler, OP_LOAD_BUILD_CLASS, window, 0, 0);
  unsigned function = take_temps(compiler, FUNCTION_WORDS);
  for (unsigned i = 1; i < FUNCTION_WORDS; i++) load_value(compiler, function + i, EMPTY);
  Value code = compile_class_code(compiler, node, first_line);
  at(compiler, node);
  emit_abx(compiler, OP_MAKE_FUNCTION, function, constant_index(compiler, code));
  load_value(compiler, function + 1, identifier_value(compiler, node->ClassDef.name));
  compiler->unit->top = function + 2;
  finish_call(compiler, node, window, 2, &node->ClassDef.bases, &node->ClassDef.keywords, false, window);
  compiler->unit->top = window + 1;
  close_decorators(compiler, decorators, window);
  at(compiler, node);
  store_name(compiler, node->ClassDef.name, base);
}
