/* Calls. A window is opened at the top of the live temporaries: callee, three words that become the frame's header,
 * arguments. */
#include <string.h>

#include "core/object/tuple.h"
#include "core/syntax/compiler_internal.h"

static bool has_starred(const NodeList *args) {
  for (uint32_t i = 0; i < args->count; i++) {
    if (args->items[i]->kind == AST_Starred) return true;
  }
  return false;
}

static bool has_unpacking(const NodeList *keywords) {
  for (uint32_t i = 0; i < keywords->count; i++) {
    if (!keywords->items[i]->Keyword.arg) return true;
  }
  return false;
}

static void check_keywords(Compiler *compiler, const Node *place, const NodeList *keywords) {
  for (uint32_t i = 0; i < keywords->count; i++) {
    const Identifier *name = keywords->items[i]->Keyword.arg;
    if (name && strcmp(name->text, "__debug__") == 0) fail_at(compiler, place, "cannot assign to __debug__");
    for (uint32_t j = 0; name && j < i; j++) {
      if (keywords->items[j]->Keyword.arg == name)
        fail_at(compiler, keywords->items[i], "keyword argument repeated: %s", name->text);
    }
  }
}

static Identifier *keyword_name(Compiler *compiler, const Node *keyword) {
  return symbol_mangle(compiler->arena, compiler->scope, keyword->Keyword.arg);
}

/* The names of CALL_KW, a constant tuple, into R[dest]. */
static void load_keyword_names(Compiler *compiler, const NodeList *keywords, unsigned dest) {
  Value names = tuple_new(keywords->count);
  if (names == EMPTY) {
    fail_memory(compiler);
    return;
  }
  for (uint32_t i = 0; i < keywords->count; i++)
    to_tuple(names)->items[i] = identifier_value(compiler, keyword_name(compiler, keywords->items[i]));
  emit_abx(compiler, OP_LOAD_CONST, dest, constant_index(compiler, names));
}

/* One named argument, as a dict of one pair, merged into R[dict]: for `f(**a, b=c)`. */
static void merge_one(Compiler *compiler, const Node *keyword, unsigned dict, unsigned callee) {
  unsigned pair = take_temps(compiler, 2);
  load_value(compiler, pair, identifier_value(compiler, keyword_name(compiler, keyword)));
  expression_to(compiler, keyword->Keyword.value, pair + 1);
  at(compiler, keyword);
  emit_abc(compiler, OP_BUILD_DICT, pair, pair, 1);
  emit_abc(compiler, OP_DICT_MERGE, dict, pair, callee);
}

static void build_keyword_dict(Compiler *compiler, const NodeList *keywords, unsigned dict, unsigned callee) {
  Unit *unit = compiler->unit;
  emit_abc(compiler, OP_BUILD_DICT, dict, dict, 0);
  for (uint32_t i = 0; i < keywords->count; i++) {
    const Node *keyword = keywords->items[i];
    unsigned mark = unit->top;
    if (keyword->Keyword.arg) {
      merge_one(compiler, keyword, dict, callee);
    } else {
      unsigned mapping = expression_any(compiler, keyword->Keyword.value);
      at(compiler, keyword->Keyword.value);
      emit_abc(compiler, OP_DICT_MERGE, dict, mapping, callee);
    }
    unit->top = mark;
  }
}

/* The general form: all arguments in a tuple and a dict. */
static void finish_call_spread(Compiler *compiler, const Node *place, unsigned window, unsigned prefix,
                               const NodeList *args, const NodeList *keywords, unsigned dest) {
  unsigned first = window + WINDOW_WORDS;
  bool as_it_is =
      prefix == 0 && args->count == 1 && args->items[0]->kind == AST_Starred; /* f(*x): the call looks at x */
  if (!as_it_is) emit_abc(compiler, OP_BUILD_LIST, first, first, prefix);
  compiler->unit->top = first + 1;
  reserve_registers(compiler, first + 3);
  if (as_it_is) {
    expression_to(compiler, args->items[0]->Starred.value, first);
  } else {
    list_of_arguments(compiler, args, first);
    at(compiler, place);
    emit_abc(compiler, OP_LIST_TO_TUPLE, first, first, 0);
  }
  unsigned dict = take_temps(compiler, 1);
  if (keywords->count)
    build_keyword_dict(compiler, keywords, dict, window);
  else
    load_value(compiler, dict, EMPTY);
  at(compiler, place);
  emit_abc(compiler, OP_CALL_EX, window, 0, dest);
}

void finish_call(Compiler *compiler, const Node *place, unsigned window, unsigned prefix, const NodeList *args,
                 const NodeList *keywords, bool method, unsigned dest) {
  check_keywords(compiler, place, keywords);
  uint32_t count = args->count + keywords->count;
  if (has_starred(args) || has_unpacking(keywords) || count > at_once(compiler, MAX_CALL_ARGUMENTS)) {
    finish_call_spread(compiler, place, window, prefix, args, keywords, dest);
    return;
  }
  for (uint32_t i = 0; i < count; i++) {
    const Node *value = i < args->count ? args->items[i] : keywords->items[i - args->count]->Keyword.value;
    expression_to(compiler, value, take_temps(compiler, 1));
  }
  reserve_registers(compiler, compiler->unit->top + 2);
  at(compiler, place);
  if (keywords->count) load_keyword_names(compiler, keywords, window + 1);
  unsigned values = prefix + count;
  Opcode op = method ? keywords->count ? OP_CALL_METHOD_KW : OP_CALL_METHOD : keywords->count ? OP_CALL_KW : OP_CALL;
  emit_abc(compiler, op, window, values, dest);
}

void compile_call(Compiler *compiler, const Node *node, unsigned dest) {
  const Node *func = node->Call.func;
  const NodeList *args = &node->Call.args, *keywords = &node->Call.keywords;
  warn_of_call(compiler, node);
  bool spread = has_starred(args) || has_unpacking(keywords) ||
                args->count + keywords->count > at_once(compiler, MAX_CALL_ARGUMENTS);
  bool method = func->kind == AST_Attribute && !spread && !may_be_spilled(compiler, WINDOW_WORDS + 1);
  unsigned words = method ? WINDOW_WORDS + 1 : WINDOW_WORDS;
  bool in_place = is_temp(compiler, dest) && dest + 1 == compiler->unit->top; /* the result replaces the callee */
  unsigned window = in_place ? dest : take_temps(compiler, words);
  if (in_place) take_temps(compiler, words - 1);
  if (method) {
    unsigned mark = compiler->unit->top;
    /* The object may be computed in the window's first word: LOAD_METHOD reads it before it writes. */
    unsigned object =
        func->Attribute.value->kind == AST_Name ? expression_any(compiler, func->Attribute.value) : window;
    if (object == window) expression_to(compiler, func->Attribute.value, window);
    compiler->unit->top = mark;
    at(compiler, func);
    emit_name(compiler, OP_LOAD_METHOD, window, object, 0,
              symbol_mangle(compiler->arena, compiler->scope, func->Attribute.attr));
  } else {
    expression_to(compiler, func, window);
  }
  finish_call(compiler, node, window, 0, args, keywords, method, dest);
}
