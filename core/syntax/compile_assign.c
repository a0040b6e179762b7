/* Assignment in all its forms, and deletion. */
#include "core/syntax/compiler_internal.h"

/* Targets before a starred one, as in CPython. */
enum { MAX_BEFORE_STAR = 0xFF };

static const NodeList *sequence_items(const Node *target) {
  return target->kind == AST_List ? &target->List.elts : target->kind == AST_Tuple ? &target->Tuple.elts : NULL;
}

/* Where the starred target stands, or the count of targets when there is none. */
static uint32_t find_star(Compiler *compiler, const Node *node, const NodeList *targets) {
  uint32_t star = targets->count;
  for (uint32_t i = 0; i < targets->count; i++) {
    if (targets->items[i]->kind != AST_Starred) continue;
    if (star != targets->count) fail_at(compiler, node, "multiple starred expressions in assignment");
    star = i;
  }
  return star;
}

/* The first register when the targets are plain locals in consecutive registers that may be written at once; else -1.
 */
static int consecutive_locals(Compiler *compiler, const NodeList *targets) {
  int first = -1;
  for (const Block *block = compiler->unit->block; block; block = block->outer) {
    if (block->kind != BLOCK_LOOP) return -1; /* an exception in the middle could be seen */
  }
  for (uint32_t i = 0; i < targets->count; i++) {
    const Node *target = targets->items[i];
    int reg = target->kind == AST_Name ? writable_register(compiler, target->Name.id) : -1;
    if (i == 0) first = reg;
    if (reg < 0 || reg != first + (int)i) return -1;
  }
  return first;
}

/* More targets than registers should be used for: they are taken from a tuple. */
static void unpack_many(Compiler *compiler, const Node *node, const NodeList *targets, uint32_t star, unsigned from) {
  Unit *unit = compiler->unit;
  bool starred = star != targets->count;
  uint32_t after = targets->count - star - 1;
  unsigned tuple = take_temps(compiler, 1), item = take_temps(compiler, 1);
  at(compiler, node);
  emit_abc(compiler, OP_UNPACK_TUPLE, tuple, from, starred);
  emit_word(compiler, starred ? after << 8 | star : targets->count);
  for (uint32_t i = 0; i < targets->count && !compiler->failed; i++) {
    load_value(compiler, item, from_small_int(i));
    emit_abc(compiler, OP_GET_ITEM, item, tuple, item);
    assign_register(compiler, i == star ? targets->items[i]->Starred.value : targets->items[i], item);
  }
  unit->top = tuple;
}

static void unpack_star(Compiler *compiler, const Node *node, const NodeList *targets, uint32_t star, unsigned from) {
  unsigned first = take_temps(compiler, targets->count);
  at(compiler, node);
  emit_abc(compiler, OP_UNPACK_STAR, first, from, star);
  emit_word(compiler, targets->count - star - 1);
  for (uint32_t i = 0; i < targets->count; i++) {
    const Node *target = targets->items[i];
    assign_register(compiler, i == star ? target->Starred.value : target, first + i);
  }
}

static void unpack(Compiler *compiler, const Node *node, unsigned from) {
  const NodeList *targets = sequence_items(node);
  uint32_t star = find_star(compiler, node, targets);
  if (star != targets->count && star > MAX_BEFORE_STAR) {
    fail_at(compiler, node, "too many expressions in star-unpacking assignment");
    return;
  }
  if (targets->count > at_once(compiler, MAX_UNPACK)) {
    unpack_many(compiler, node, targets, star, from);
    return;
  }
  if (star != targets->count) {
    unpack_star(compiler, node, targets, star, from);
    return;
  }
  at(compiler, node);
  int local = consecutive_locals(compiler, targets);
  unsigned first = local >= 0 ? (unsigned)local : take_temps(compiler, targets->count);
  emit_abc(compiler, OP_UNPACK, first, from, targets->count);
  for (uint32_t i = 0; i < targets->count && !compiler->failed; i++) {
    if (local >= 0)
      mark_assigned(compiler, targets->items[i]->Name.id);
    else
      assign_register(compiler, targets->items[i], first + i);
  }
}

static void assign_attribute(Compiler *compiler, const Node *target, unsigned from) {
  unsigned object = expression_any(compiler, target->Attribute.value);
  at(compiler, target);
  emit_name(compiler, OP_STORE_ATTR, object, from, 0,
            symbol_mangle(compiler->arena, compiler->scope, target->Attribute.attr));
}

static void assign_item(Compiler *compiler, const Node *target, unsigned from) {
  unsigned object = expression_any(compiler, target->Subscript.value);
  unsigned index = expression_any(compiler, target->Subscript.slice);
  at(compiler, target);
  emit_abc(compiler, OP_SET_ITEM, object, index, from);
}

void assign_register(Compiler *compiler, const Node *target, unsigned from) {
  if (!enter(compiler, target)) return;
  unsigned mark = compiler->unit->top;
  switch (target->kind) {
  case AST_Name:
    at(compiler, target);
    store_name(compiler, target->Name.id, from);
    break;
  case AST_Attribute: assign_attribute(compiler, target, from); break;
  case AST_Subscript: assign_item(compiler, target, from); break;
  case AST_Starred: fail_at(compiler, target, "starred assignment target must be in a list or tuple"); break;
  default: unpack(compiler, target, from);
  }
  compiler->unit->top = mark;
  leave(compiler);
}

unsigned begin_iteration_target(Compiler *compiler, const Node *target) {
  int reg = target->kind == AST_Name ? writable_register(compiler, target->Name.id) : -1;
  return reg >= 0 ? (unsigned)reg : take_temps(compiler, 1);
}

void end_iteration_target(Compiler *compiler, const Node *target, unsigned item) {
  if (target->kind == AST_Name && writable_register(compiler, target->Name.id) == (int)item)
    mark_assigned(compiler, target->Name.id);
  else
    assign_register(compiler, target, item);
}

/* Does evaluating `node` read the variable, or could it (it contains scopes or assignments of its own)? */
static bool may_read(const Node *node, const Identifier *name) {
  switch (node->kind) {
  case AST_Constant: return false;
  case AST_Name: return node->Name.id == name;
  case AST_BinOp: return may_read(node->BinOp.left, name) || may_read(node->BinOp.right, name);
  case AST_UnaryOp: return may_read(node->UnaryOp.operand, name);
  case AST_Attribute: return may_read(node->Attribute.value, name);
  case AST_Subscript: return may_read(node->Subscript.value, name) || may_read(node->Subscript.slice, name);
  default: return true;
  }
}

/* May value i be computed straight into its target's register? Only when no later value reads the variable, nothing can
 * catch an exception before all are assigned, and the variable is not assigned twice. */
static int direct_register(Compiler *compiler, const NodeList *targets, const NodeList *values, uint32_t i) {
  const Node *target = targets->items[i];
  int reg = target->kind == AST_Name ? writable_register(compiler, target->Name.id) : -1;
  for (const Block *block = compiler->unit->block; block && reg >= 0; block = block->outer) {
    if (block->kind != BLOCK_LOOP) return -1;
  }
  for (uint32_t j = 0; j < targets->count && reg >= 0; j++) {
    if (j != i && targets->items[j]->kind != AST_Name) return -1;
    if (j != i && targets->items[j]->Name.id == target->Name.id) return -1;
    if (j > i && may_read(values->items[j], target->Name.id)) return -1;
  }
  return reg;
}

/* Is value i a variable that no other target of the statement assigns? Then it may be used where it is. */
static bool is_left_alone(const NodeList *targets, const Node *value, uint32_t i) {
  if (value->kind != AST_Name) return false;
  for (uint32_t j = 0; j < targets->count; j++) {
    const Node *target = targets->items[j];
    if (sequence_items(target) || (j != i && target->kind == AST_Name && target->Name.id == value->Name.id))
      return false;
  }
  return true;
}

/* `a, b = x, y`: no tuple is made. */
static void assign_parallel(Compiler *compiler, const NodeList *targets, const NodeList *values) {
  unsigned registers[MAX_DISPLAY];
  bool direct[MAX_DISPLAY];
  for (uint32_t i = 0; i < values->count; i++) {
    int reg = direct_register(compiler, targets, values, i);
    direct[i] = reg >= 0;
    if (direct[i]) {
      registers[i] = (unsigned)reg;
      expression_to(compiler, values->items[i], registers[i]);
      mark_assigned(compiler, targets->items[i]->Name.id);
    } else {
      registers[i] = is_left_alone(targets, values->items[i], i) ? expression_any(compiler, values->items[i])
                                                                 : expression_temp(compiler, values->items[i]);
    }
  }
  for (uint32_t i = 0; i < values->count; i++) {
    if (!direct[i]) assign_register(compiler, targets->items[i], registers[i]);
  }
}

static bool is_parallel(const Compiler *compiler, const Node *target, const Node *value) {
  const NodeList *targets = sequence_items(target);
  if (!targets || value->kind != AST_Tuple || targets->count != value->Tuple.elts.count ||
      targets->count > at_once(compiler, MAX_DISPLAY))
    return false;
  for (uint32_t i = 0; i < targets->count; i++) {
    if (targets->items[i]->kind == AST_Starred || value->Tuple.elts.items[i]->kind == AST_Starred) return false;
  }
  return targets->count > 0;
}

static void assign_value(Compiler *compiler, const Node *target, const Node *value) {
  int reg = target->kind == AST_Name ? writable_register(compiler, target->Name.id) : -1;
  if (reg >= 0) {
    expression_to(compiler, value, (unsigned)reg);
    mark_assigned(compiler, target->Name.id);
  } else if (is_parallel(compiler, target, value)) {
    assign_parallel(compiler, sequence_items(target), &value->Tuple.elts);
  } else {
    assign_register(compiler, target, expression_any(compiler, value));
  }
}

void compile_assign(Compiler *compiler, const Node *node) {
  const NodeList *targets = &node->Assign.targets;
  if (targets->count == 1) {
    assign_value(compiler, targets->items[0], node->Assign.value);
    return;
  }
  unsigned value = expression_temp(compiler, node->Assign.value);
  for (uint32_t i = 0; i < targets->count; i++) assign_register(compiler, targets->items[i], value);
}

static void augment_name(Compiler *compiler, const Node *node) {
  Identifier *name = node->AugAssign.target->Name.id;
  int reg = writable_register(compiler, name);
  unsigned value = reg >= 0 ? (unsigned)reg : take_temps(compiler, 1);
  if (reg < 0)
    load_name(compiler, node->AugAssign.target, name, value);
  else
    name_register(compiler, node->AugAssign.target, name);
  unsigned left = value;
  const Symbol *symbol = find_symbol(compiler, name);
  if (reg >= 0 && symbol && (symbol->flags & SYMBOL_WALRUS)) {
    left = take_temps(compiler, 1);
    emit_move(compiler, left, value);
  }
  emit_binary(compiler, node->AugAssign.op, true, value, left, node->AugAssign.value, node);
  if (reg < 0)
    store_name(compiler, name, value);
  else
    mark_assigned(compiler, name);
}

void compile_augmented(Compiler *compiler, const Node *node) {
  const Node *target = node->AugAssign.target;
  if (target->kind == AST_Name) {
    augment_name(compiler, node);
    return;
  }
  unsigned value = take_temps(compiler, 1);
  if (target->kind == AST_Attribute) {
    Identifier *name = symbol_mangle(compiler->arena, compiler->scope, target->Attribute.attr);
    unsigned object = expression_any(compiler, target->Attribute.value);
    at(compiler, target);
    emit_name(compiler, OP_LOAD_ATTR, value, object, 0, name);
    emit_binary(compiler, node->AugAssign.op, true, value, value, node->AugAssign.value, node);
    at(compiler, target);
    emit_name(compiler, OP_STORE_ATTR, object, value, 0, name);
    return;
  }
  unsigned object = expression_any(compiler, target->Subscript.value);
  unsigned index = expression_any(compiler, target->Subscript.slice);
  at(compiler, target);
  emit_abc(compiler, OP_GET_ITEM, value, object, index);
  emit_binary(compiler, node->AugAssign.op, true, value, value, node->AugAssign.value, node);
  at(compiler, target);
  emit_abc(compiler, OP_SET_ITEM, object, index, value);
}

/* The annotation of a simple name goes to __annotations__ of a module or class. */
static void record_annotation(Compiler *compiler, const Node *node) {
  Identifier *dict_name = tree_arena_intern(compiler->arena, "__annotations__", 15);
  Identifier *name = symbol_mangle(compiler->arena, compiler->scope, node->AnnAssign.target->Name.id);
  if (!dict_name || !name) {
    fail_memory(compiler);
    return;
  }
  unsigned registers = take_temps(compiler, 3);
  annotation_to(compiler, node->AnnAssign.annotation, registers);
  at(compiler, node);
  emit_name(compiler, OP_LOAD_NAME, registers + 1, 0, 0, dict_name);
  load_value(compiler, registers + 2, identifier_value(compiler, name));
  emit_abc(compiler, OP_SET_ITEM, registers + 1, registers + 2, registers);
}

void compile_annotated(Compiler *compiler, const Node *node) {
  const Node *target = node->AnnAssign.target;
  unsigned mark = compiler->unit->top;
  if (node->AnnAssign.value) assign_value(compiler, target, node->AnnAssign.value);
  compiler->unit->top = mark;
  if (compiler->unit->scope->kind == SCOPE_FUNCTION) return;
  if (node->AnnAssign.simple) {
    record_annotation(compiler, node);
  } else if (!compiler->options.future_annotations) {
    expression_temp(compiler, node->AnnAssign.annotation);
  }
}

static void delete_target(Compiler *compiler, const Node *target) {
  if (!enter(compiler, target)) return;
  unsigned mark = compiler->unit->top;
  const NodeList *items = sequence_items(target);
  if (target->kind == AST_Name) {
    delete_name(compiler, target, target->Name.id);
  } else if (target->kind == AST_Attribute) {
    unsigned object = expression_any(compiler, target->Attribute.value);
    at(compiler, target);
    emit_name(compiler, OP_DELETE_ATTR, object, 0, 0,
              symbol_mangle(compiler->arena, compiler->scope, target->Attribute.attr));
  } else if (target->kind == AST_Subscript) {
    unsigned object = expression_any(compiler, target->Subscript.value);
    unsigned index = expression_any(compiler, target->Subscript.slice);
    at(compiler, target);
    emit_abc(compiler, OP_DELETE_ITEM, object, index, 0);
  } else {
    for (uint32_t i = 0; items && i < items->count; i++) delete_target(compiler, items->items[i]);
  }
  compiler->unit->top = mark;
  leave(compiler);
}

void compile_delete(Compiler *compiler, const Node *node) {
  for (uint32_t i = 0; i < node->Delete.targets.count; i++) delete_target(compiler, node->Delete.targets.items[i]);
}
