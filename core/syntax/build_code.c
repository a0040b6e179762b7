/* Units: opened for a scope, closed into a Code object. And the entry points of the compiler. */
#include <stdlib.h>
#include <string.h>

#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/syntax/compiler_internal.h"
#include "core/syntax/parser.h"
#include "core/vm/vm.h"

static bool has_far_slots(const Unit *unit) { return unit->crowded || unit->variable_count > unit->far_register; }

unsigned compile_optimization;

/* Registers of the host's variables: parameters (their symbols come first), cells, other locals. */
static void assign_registers(Compiler *compiler, Unit *unit) {
  unsigned limit = unit->crowded ? CROWDED_LOCALS : MAX_LOCALS, next = 0;
  enum { PARAMETERS, CELLS, LOCALS, PASSES, MAX_VARIABLES = 0xFFFF };
  for (int pass = PARAMETERS; pass < PASSES; pass++) {
    for (Symbol *symbol = unit->scope->symbols; symbol; symbol = symbol->next) {
      bool parameter = symbol->flags & SYMBOL_PARAMETER;
      bool wanted = pass == PARAMETERS ? parameter
                    : pass == CELLS    ? !parameter && symbol->kind == SYMBOL_CELL
                                       : !parameter && symbol->kind == SYMBOL_LOCAL;
      if (!wanted) continue;
      symbol->reg = (int32_t)(next < limit ? next : FAR_SLOT + next - limit);
      next++;
      if (parameter && !(symbol->flags & SYMBOL_DELETED)) bit_set(&unit->assigned, (unsigned)symbol->reg);
    }
    if (pass == PARAMETERS) unit->parameter_count = next;
    if (pass == CELLS) unit->cell_count = next < limit ? next : limit;
  }
  if (next > MAX_VARIABLES) fail_at(compiler, NULL, "too many variables in one function");
  unit->variable_count = next;
  unit->far_register = next < limit ? next : limit;
  unit->far_top = unit->max_far = next - unit->far_register;
  unit->local_count = unit->far_register + has_far_slots(unit);
  unit->top = unit->max_top = unit->pinned = unit->local_count;
  unit->cleared = unit->cell_count > unit->parameter_count ? unit->cell_count : 0;
}

/* The first instruction of code with far slots; their number is known at the end. */
static void make_far_slots(Compiler *compiler, const Unit *unit) {
  if (!has_far_slots(unit)) return;
  emit_abc(compiler, OP_MAKE_FAR, unit->far_register, 0, 0);
  emit_word(compiler, 0);
}

static void count_far_slots(const Unit *unit) {
  unsigned parameters = unit->parameter_count, far = unit->far_register;
  if (has_far_slots(unit)) unit->words[1] = (parameters > far ? parameters - far : 0) << 16 | unit->max_far;
}

static void make_cell(Compiler *compiler, const Symbol *symbol) {
  Unit *unit = compiler->unit;
  unit->flags |= CODE_HAS_CELLS;
  if (!symbol_is_far(symbol)) {
    emit_abc(compiler, OP_MAKE_CELL, (unsigned)symbol->reg, 0, 0);
    return;
  }
  unsigned cell = take_temps(compiler, 1);
  emit_far(compiler, OP_LOAD_FAR, cell, symbol_slot(symbol));
  emit_abc(compiler, OP_MAKE_CELL, cell, 0, 0);
  emit_far(compiler, OP_STORE_FAR, cell, symbol_slot(symbol));
  unit->top = cell;
}

void unit_open(Compiler *compiler, Unit *unit, Scope *scope, uint32_t first_line) {
  memset(unit, 0, sizeof *unit);
  unit->parent = compiler->unit;
  unit->scope = scope;
  unit->crowded = scope->crowded;
  unit->reachable = true;
  unit->line = unit->end_line = unit->first_line = first_line;
  unit->column = unit->end_column = 0xFFFF;
  compiler->unit = unit;
  compiler->scope = scope;
  assign_registers(compiler, unit);
  if (scope_suspends(scope)) unit->flags |= CODE_GENERATOR;
  if (scope->is_coroutine) unit->flags |= scope->is_generator ? CODE_ASYNC_GENERATOR : CODE_COROUTINE;
  if (scope->all_live) unit->flags |= CODE_ALL_LIVE;
  for (const Scope *outer = scope->parent; outer; outer = outer->parent) {
    if (outer->kind == SCOPE_FUNCTION) unit->flags |= CODE_NESTED;
  }
  if (scope->kind == SCOPE_FUNCTION)
    unit->flags |= CODE_OPTIMIZED;
  else if (!scope_suspends(scope)) /* whose frames hold their generator where others hold a namespace */
    unit->flags |= CODE_NAMESPACE;
  make_far_slots(compiler, unit);
  for (const Symbol *symbol = scope->symbols; symbol && !compiler->failed; symbol = symbol->next) {
    if (symbol->kind == SYMBOL_CELL) make_cell(compiler, symbol);
  }
}

void start_generator(Compiler *compiler) { emit_abc(compiler, OP_START_GENERATOR, 0, 0, 0); }

static void resolve_ranges(Unit *unit) {
  for (uint32_t i = 0; i < unit->range_count; i++) {
    const Handler *handler = &unit->handlers[unit->ranges[i].target];
    unit->ranges[i].target = handler->target;
    unit->ranges[i].reg = handler->reg;
  }
}

/* How MAKE_FUNCTION finds each variable of the closure in the frame of the enclosing unit. */
static bool build_closure(Code *code, const Unit *unit) {
  const Scope *scope = unit->scope;
  if (scope->free_count == 0) return true;
  code->free_names = tuple_new(scope->free_count);
  if (code->free_names == EMPTY) return false;
  const Scope *parent = unit->parent->scope;
  FreeVariable *variables = (FreeVariable *)(uintptr_t)code->free_variables;
  for (uint32_t i = 0; i < scope->free_count; i++) {
    const Symbol *target = scope->free[i];
    bool here = scope_host(target->scope) == parent;
    variables[i].origin = !here ? FREE_FROM_CLOSURE : symbol_is_far(target) ? FREE_FROM_FAR_SLOT : FREE_FROM_REGISTER;
    variables[i].index = (uint16_t)(!here                   ? (unsigned)scope_free_index(parent, target)
                                    : symbol_is_far(target) ? symbol_slot(target)
                                                            : (unsigned)target->reg);
    Value name = str_intern(target->name->text, target->name->length);
    if (name == EMPTY) return false;
    to_tuple(code->free_names)->items[i] = name;
    if (strcmp(target->name->text, "__class__") == 0) code->class_cell = (uint16_t)(i + 1);
  }
  return true;
}

static bool build_local_names(Code *code, const Unit *unit) {
  code->local_names = tuple_new(unit->variable_count);
  if (code->local_names == EMPTY) return false;
  for (const Symbol *symbol = unit->scope->symbols; symbol; symbol = symbol->next) {
    if (symbol->kind != SYMBOL_LOCAL && symbol->kind != SYMBOL_CELL) continue;
    Value name = str_intern(symbol->name->text, symbol->name->length);
    if (name == EMPTY) return false;
    unsigned place = symbol_is_far(symbol) ? unit->far_register + symbol_slot(symbol) : (unsigned)symbol->reg;
    to_tuple(code->local_names)->items[place] = name;
  }
  return true;
}

static void set_parameters(Code *code, const Unit *unit) {
  const Node *node = unit->scope->node;
  if (unit->scope->kind != SCOPE_FUNCTION) return;
  code->parameter_registers = (uint16_t)unit->parameter_count;
  if (node->kind == AST_GeneratorExp) {
    code->argument_count = code->positional_only_count = 1;
    return;
  }
  const Node *arguments = node->kind == AST_Lambda ? node->Lambda.args : node->FunctionDef.args;
  code->positional_only_count = (uint16_t)arguments->Arguments.posonlyargs.count;
  code->argument_count = (uint16_t)(arguments->Arguments.posonlyargs.count + arguments->Arguments.args.count);
  code->keyword_only_count = (uint16_t)arguments->Arguments.kwonlyargs.count;
  code->flags |= (arguments->Arguments.vararg ? CODE_VARARGS : 0) | (arguments->Arguments.kwarg ? CODE_VARKEYWORDS : 0);
}

/* Registers to clear at entry: all that a look at the locals or a check could see unbound. */
static uint16_t cleared_registers(const Unit *unit) {
  unsigned end = unit->flags & CODE_ALL_LIVE ? unit->far_register : unit->cleared;
  return (uint16_t)(end > unit->parameter_count ? end : 0);
}

/* Lays the tables out in one piece of memory: instructions, handlers, free variables (to be filled), lines. */
static bool build_tables(Code *code, const Unit *unit) {
  size_t words = unit->word_count * sizeof *unit->words, ranges = unit->range_count * sizeof(HandlerRange);
  size_t variables = unit->scope->free_count * sizeof(FreeVariable);
  uint8_t *lines = malloc(line_table_room(unit->line_count) + 1);
  size_t line_bytes = lines ? line_table_write(lines, unit->lines, unit->line_count, unit->first_line) : 0;
  code->memory = lines ? byte_array_new(words + ranges + variables + line_bytes) : NULL;
  if (code->memory) {
    uint8_t *at = code->memory->data;
    if (words) memcpy(at, unit->words, words);
    code->instructions = (const uint32_t *)(void *)at;
    at += words;
    if (ranges) memcpy(at, unit->ranges, ranges);
    code->handlers = (const HandlerRange *)(void *)at;
    at += ranges;
    code->free_variables = (const FreeVariable *)(void *)at;
    at += variables;
    memcpy(at, lines, line_bytes);
    code->lines = at;
  }
  free(lines);
  code->instruction_count = unit->word_count;
  code->handler_count = unit->range_count;
  code->free_count = (uint16_t)unit->scope->free_count;
  code->line_bytes = (uint32_t)line_bytes;
  return code->memory != NULL;
}

static Code *build_code(Unit *unit) {
  Code *code = code_new();
  if (!code) return NULL;
  resolve_ranges(unit);
  count_far_slots(unit);
  code->flags = unit->flags;
  code->first_line = unit->first_line;
  uint32_t constants = unit->wide_count ? WIDE_CONSTANT + unit->wide_count : unit->constant_count;
  code->constants = value_array_new(constants);
  if (!code->constants || !build_tables(code, unit)) return NULL;
  if (constants) memcpy(code->constants->items, unit->constants->items, constants * sizeof(Value));
  if (!(code->caches = byte_array_new(unit->cache_count * sizeof(InlineCache)))) return NULL;
  code->cache_count = unit->cache_count;
  code->register_count = (uint16_t)(unit->max_top + 1);
  if (code->register_count < unit->parameter_count) code->register_count = (uint16_t)unit->parameter_count;
  if (has_far_slots(unit)) code->far_register = (uint16_t)(unit->far_register + 1);
  code->cleared_registers = cleared_registers(unit);
  set_parameters(code, unit);
  return build_closure(code, unit) && build_local_names(code, unit) ? code : NULL;
}

Value unit_close(Compiler *compiler, Identifier *name, Value doc) {
  Unit *unit = compiler->unit;
  Code *code = NULL;
  if (!compiler->failed && name) {
    code = build_code(unit);
    if (code) {
      if (compiler->options.future_annotations) code->flags |= CODE_FUTURE_ANNOTATIONS;
      code->name = identifier_value(compiler, name);
      code->qualified_name = unit->qualified_name;
      code->filename = compiler->filename;
      code->doc = doc;
    } else {
      fail_memory(compiler);
    }
  }
  free(unit->words);
  free(unit->constant_table);
  free(unit->lines);
  free(unit->ranges);
  free(unit->handlers);
  free(unit->shared_caches);
  compiler->unit = unit->parent;
  /* The enclosing scope may be a comprehension of the parent unit. */
  compiler->scope = unit->scope->parent;
  return compiler->failed ? EMPTY : from_object(code);
}

/* Such errors have a line and a column, but no end. */
static void fail_feature(Compiler *compiler, const Node *node, const char *name) {
  if (compiler->failed) return;
  if (strcmp(name, "braces") == 0)
    fail_at(compiler, node, "not a chance");
  else
    fail_at(compiler, node, "future feature %s is not defined", name);
  compiler->error->stage = SYNTAX_STAGE_NAMES;
  compiler->error->no_end = true;
}

/* `from __future__ import ...` at the start of a module; elsewhere it is an error. */
static void check_future_imports(Compiler *compiler, const NodeList *body) {
  static const char *const features[] = {"nested_scopes",  "generators",     "division",         "absolute_import",
                                         "with_statement", "print_function", "unicode_literals", "barry_as_FLUFL",
                                         "generator_stop", "annotations"};
  bool allowed = true;
  for (uint32_t i = 0; i < body->count && !compiler->failed; i++) {
    const Node *node = body->items[i];
    bool future = node->kind == AST_ImportFrom && node->ImportFrom.module && node->ImportFrom.level == 0 &&
                  strcmp(node->ImportFrom.module->text, "__future__") == 0;
    bool docstring = i == 0 && node->kind == AST_Expr && node->Expr.value->kind == AST_Constant;
    if (!future) {
      allowed = allowed && docstring;
      continue;
    }
    if (!allowed) fail_at(compiler, node, "from __future__ imports must occur at the beginning of the file");
    for (uint32_t j = 0; j < node->ImportFrom.names.count; j++) {
      const char *name = node->ImportFrom.names.items[j]->Alias.name->text;
      bool known = false;
      for (size_t k = 0; k < sizeof features / sizeof *features; k++) known |= strcmp(name, features[k]) == 0;
      if (!known) fail_feature(compiler, node, name);
      compiler->options.future_annotations |= strcmp(name, "annotations") == 0;
    }
  }
}

static void compile_module_body(Compiler *compiler, const NodeList *body) {
  check_future_imports(compiler, body);
  Value doc = compiler->mode == COMPILE_SINGLE ? NONE : docstring_of(compiler, body);
  if (body->count) compiler->unit->line = 1;
  setup_annotations(compiler, body);
  if (doc != NONE) {
    unsigned reg = take_temps(compiler, 1);
    at(compiler, body->items[0]);
    load_value(compiler, reg, doc);
    Opcode op = compiler->symbols.namespace_only ? OP_STORE_NAME : OP_STORE_GLOBAL;
    emit_name(compiler, op, reg, 0, 0, tree_arena_intern(compiler->arena, "__doc__", 7));
    compiler->unit->top--;
  }
  compile_body(compiler, body, doc != NONE);
  at_no_line(compiler);
  emit_abc(compiler, OP_RETURN_NONE, 0, 0, 0);
}

static Value compile_root(Compiler *compiler, const Node *root) {
  Unit unit;
  Value doc = NONE;
  Identifier *name = tree_arena_intern(compiler->arena, "<module>", 8);
  unit_open(compiler, &unit, compiler->symbols.module, 1);
  if (!compiler->failed && name) {
    unit.qualified_name = identifier_value(compiler, name);
    if (scope_suspends(unit.scope)) start_generator(compiler);
    if (root->kind == AST_Expression) {
      unsigned result = expression_any(compiler, root->Expression.body);
      at(compiler, root->Expression.body);
      emit_abc(compiler, OP_RETURN, result, 0, 0);
    } else {
      compile_module_body(compiler, &root->Module.body);
    }
  }
  return unit_close(compiler, name, doc);
}

static Value resolve_and_compile(Compiler *compiler, const Node *root) {
  bool namespace_only = compiler->mode == COMPILE_EXECUTE || compiler->mode == COMPILE_EXPRESSION;
  if (!symbols_build(&compiler->symbols, compiler->arena, root, namespace_only, compiler->options.top_level_await,
                     compiler->error))
    return EMPTY;
  for (;;) {
    compiler->scope = NULL;
    compiler->crowded = false;
    Value code = compile_root(compiler, root);
    if (!compiler->crowded || compiler->failed) return code;
  }
}

Value compile_tree(Arena *arena, const Node *root, Value filename, CompileMode mode, CompileOptions options,
                   SyntaxErrorInfo *error) {
  Compiler compiler = {
      .arena = arena, .error = error, .source = "", .filename = filename, .mode = mode, .options = options};
  return resolve_and_compile(&compiler, root);
}

Value compile_source(const char *source, size_t length, Value filename, CompileMode mode, SyntaxErrorInfo *error) {
  CompileOptions options = {.optimize = compile_optimization};
  return compile_source_with(source, length, filename, mode, options, error);
}

Value compile_source_with(const char *source, size_t length, Value filename, CompileMode mode, CompileOptions options,
                          SyntaxErrorInfo *error) {
  Arena arena;
  tree_arena_init(&arena, 0);
  ParseMode parse_mode = mode == COMPILE_EXPRESSION ? PARSE_EXPRESSION
                         : mode == COMPILE_SINGLE   ? PARSE_SINGLE
                                                    : PARSE_FILE;
  const Node *root = parse_source(&arena, source, length, parse_mode, error);
  Value code = EMPTY;
  if (root) {
    Compiler compiler = {.arena = &arena,
                         .error = error,
                         .source = source,
                         .length = length,
                         .filename = filename,
                         .mode = mode,
                         .options = options};
    code = resolve_and_compile(&compiler, root);
  }
  tree_arena_free(&arena);
  return code;
}
