/* Displays and f-strings. Short ones are built from consecutive registers, long ones grow a container. */
#include "core/object/tuple.h"
#include "core/syntax/compiler_internal.h"

static bool any_starred(const NodeList *items) {
  for (uint32_t i = 0; i < items->count; i++) {
    if (items->items[i]->kind == AST_Starred) return true;
  }
  return false;
}

/* Consecutive temporaries with the items [from, to). */
static unsigned evaluate_run(Compiler *compiler, const NodeList *items, uint32_t from, uint32_t to) {
  unsigned first = compiler->unit->top;
  for (uint32_t i = from; i < to && !compiler->failed; i++)
    expression_to(compiler, items->items[i], take_temps(compiler, 1));
  return first;
}

/* Put the items [from, ...) into the list or set R[container], one by one. */
static void grow_container(Compiler *compiler, const NodeList *items, uint32_t from, unsigned container, Opcode add,
                           Opcode extend) {
  Unit *unit = compiler->unit;
  for (uint32_t i = from; i < items->count && !compiler->failed; i++) {
    const Node *item = items->items[i];
    bool starred = item->kind == AST_Starred;
    unsigned mark = unit->top;
    unsigned value = expression_any(compiler, starred ? item->Starred.value : item);
    at(compiler, item);
    emit_abc(compiler, starred ? extend : add, container, value, 0);
    unit->top = mark;
  }
}

void list_of_arguments(Compiler *compiler, const NodeList *items, unsigned list) {
  grow_container(compiler, items, 0, list, OP_LIST_APPEND, OP_LIST_EXTEND);
}

/* A list, set or tuple of constants only, worth loading at once: EMPTY when it is not one. */
static Value constant_items(Compiler *compiler, const NodeList *items) {
  enum { WORTH_IT = 4 };
  if (items->count < WORTH_IT || any_starred(items)) return EMPTY;
  Value item;
  for (uint32_t i = 0; i < items->count; i++) {
    if (!fold_constant(compiler, items->items[i], &item)) return EMPTY;
  }
  Value tuple = tuple_new(items->count);
  for (uint32_t i = 0; i < items->count && tuple != EMPTY; i++) {
    if (!fold_constant(compiler, items->items[i], &item)) return EMPTY;
    to_tuple(tuple)->items[i] = item;
  }
  return tuple;
}

void compile_sequence(Compiler *compiler, const Node *node, const NodeList *items, unsigned dest) {
  bool set = node->kind == AST_Set;
  Opcode build = set ? OP_BUILD_SET : OP_BUILD_LIST, add = set ? OP_SET_ADD : OP_LIST_APPEND;
  Opcode extend = set ? OP_SET_UPDATE : OP_LIST_EXTEND;
  Value constants = node->kind == AST_Tuple ? EMPTY : constant_items(compiler, items);
  if (constants == EMPTY && items->count <= at_once(compiler, MAX_DISPLAY) && !any_starred(items)) {
    unsigned first = evaluate_run(compiler, items, 0, items->count);
    at(compiler, node);
    emit_abc(compiler, node->kind == AST_Tuple ? OP_BUILD_TUPLE : build, dest, first, items->count);
    return;
  }
  unsigned container = scratch_for(compiler, dest);
  at(compiler, node);
  emit_abc(compiler, build, container, container, 0);
  if (constants != EMPTY) {
    unsigned tuple = take_temps(compiler, 1);
    load_value(compiler, tuple, constants);
    emit_abc(compiler, extend, container, tuple, 0);
  } else {
    grow_container(compiler, items, 0, container, add, extend);
  }
  at(compiler, node);
  if (node->kind == AST_Tuple)
    emit_abc(compiler, OP_LIST_TO_TUPLE, dest, container, 0);
  else
    emit_move(compiler, dest, container);
}

void compile_dict(Compiler *compiler, const Node *node, unsigned dest) {
  const NodeList *keys = &node->Dict.keys, *values = &node->Dict.values;
  Unit *unit = compiler->unit;
  uint32_t run = 0;
  while (run < keys->count && keys->items[run] && run < at_once(compiler, MAX_DISPLAY)) run++;
  unsigned target = run == keys->count ? dest : scratch_for(compiler, dest);
  unsigned mark = unit->top, first = unit->top;
  for (uint32_t i = 0; i < run && !compiler->failed; i++) {
    expression_to(compiler, keys->items[i], take_temps(compiler, 1));
    expression_to(compiler, values->items[i], take_temps(compiler, 1));
  }
  at(compiler, node);
  emit_abc(compiler, OP_BUILD_DICT, target, first, run);
  for (uint32_t i = run; i < keys->count && !compiler->failed; i++) {
    unit->top = mark;
    if (keys->items[i]) {
      unsigned key = expression_any(compiler, keys->items[i]);
      unsigned value = expression_any(compiler, values->items[i]);
      at(compiler, node);
      emit_abc(compiler, OP_SET_ITEM, target, key, value);
    } else {
      unsigned mapping = expression_any(compiler, values->items[i]);
      at(compiler, values->items[i]);
      emit_abc(compiler, OP_DICT_UPDATE, target, mapping, 0);
    }
  }
  emit_move(compiler, dest, target);
}

/* f-strings. */

enum { FORMAT_SPECIFICATION = 4 };

static unsigned conversion_code(int32_t conversion) {
  return conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
}

void compile_formatted_value(Compiler *compiler, const Node *node, unsigned dest) {
  unsigned code = conversion_code(node->FormattedValue.conversion);
  const Node *specification = node->FormattedValue.format_spec;
  unsigned value;
  if (specification) {
    value = take_temps(compiler, 2);
    expression_to(compiler, node->FormattedValue.value, value);
    expression_to(compiler, specification, value + 1);
    code |= FORMAT_SPECIFICATION;
  } else {
    value = expression_any(compiler, node->FormattedValue.value);
  }
  at(compiler, node);
  emit_abc(compiler, OP_FORMAT, dest, value, code);
}

void compile_joined_string(Compiler *compiler, const Node *node, unsigned dest) {
  const NodeList *parts = &node->JoinedStr.values;
  if (parts->count == 1) {
    expression_to(compiler, parts->items[0], dest);
    return;
  }
  unsigned first = compiler->unit->top, count = 0;
  for (uint32_t i = 0; i < parts->count && !compiler->failed; i++) {
    expression_to(compiler, parts->items[i], take_temps(compiler, 1));
    count++;
    if (count == at_once(compiler, MAX_DISPLAY)) { /* join what there is, go on with one part */
      at(compiler, node);
      emit_abc(compiler, OP_BUILD_STRING, first, first, count);
      compiler->unit->top = first + 1;
      count = 1;
    }
  }
  at(compiler, node);
  emit_abc(compiler, OP_BUILD_STRING, dest, first, count);
}
