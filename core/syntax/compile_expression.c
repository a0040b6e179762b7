/* Expressions: into a given register, or into whichever is at hand; conditions as jumps. */
#include <string.h>

#include "core/syntax/compiler_internal.h"

unsigned scratch_for(Compiler *compiler, unsigned dest) {
  return is_temp(compiler, dest) ? dest : take_temps(compiler, 1);
}

unsigned expression_temp(Compiler *compiler, const Node *node) {
  unsigned reg = take_temps(compiler, 1);
  expression_to(compiler, node, reg);
  return reg;
}

/* The register of a variable that can be used where it is, or -1. */
static int variable_register(Compiler *compiler, const Node *node) {
  if (node->kind != AST_Name || compiler->failed || strcmp(node->Name.id->text, "__debug__") == 0) return -1;
  const Symbol *symbol = find_symbol(compiler, node->Name.id);
  /* A variable that `:=` may change before the value is used must be copied. */
  bool stable = symbol && !((symbol->target ? symbol->target : symbol)->flags & SYMBOL_WALRUS);
  return stable ? name_register(compiler, node, node->Name.id) : -1;
}

unsigned expression_any(Compiler *compiler, const Node *node) {
  int reg = variable_register(compiler, node);
  return reg >= 0 ? (unsigned)reg : expression_temp(compiler, node);
}

/* As expression_any, for the first operand of an operation whose result goes to R[dest]: a temporary holds both, so
 * that long chains of operators need one register. */
static unsigned first_operand(Compiler *compiler, const Node *node, unsigned dest) {
  int reg = variable_register(compiler, node);
  if (reg >= 0) return (unsigned)reg;
  if (!is_temp(compiler, dest)) return expression_temp(compiler, node);
  expression_to(compiler, node, dest);
  return dest;
}

/* Index of a constant that fits an operand byte, or -1. */
static int operand_constant(Compiler *compiler, const Node *node) {
  Value value;
  if (!compiler->unit->reachable || !fold_constant(compiler, node, &value)) return -1;
  unsigned index = constant_index(compiler, value);
  return index <= MAX_K ? (int)index : -1;
}

static Opcode binary_opcode(BinaryOperator op) {
  static const uint8_t opcodes[] = {
      [BINARY_Add] = OP_ADD,           [BINARY_Sub] = OP_SUB,  [BINARY_Mult] = OP_MUL,   [BINARY_MatMult] = OP_MATMUL,
      [BINARY_Div] = OP_DIV,           [BINARY_Mod] = OP_MOD,  [BINARY_Pow] = OP_POW,    [BINARY_LShift] = OP_LSHIFT,
      [BINARY_RShift] = OP_RSHIFT,     [BINARY_BitOr] = OP_OR, [BINARY_BitXor] = OP_XOR, [BINARY_BitAnd] = OP_AND,
      [BINARY_FloorDiv] = OP_FLOORDIV,
  };
  return (Opcode)opcodes[op];
}

void emit_binary(Compiler *compiler, BinaryOperator op, bool inplace, unsigned dest, unsigned left, const Node *right,
                 const Node *place) {
  enum { FORM_CONSTANT = 1, FORM_INPLACE = 2 };
  unsigned form = inplace ? FORM_INPLACE : 0;
  int constant = operand_constant(compiler, right);
  unsigned operand = constant >= 0 ? (unsigned)constant : expression_any(compiler, right);
  at(compiler, place);
  emit_abc(compiler, binary_opcode(op) + form + (constant >= 0 ? FORM_CONSTANT : 0), dest, left, operand);
}

static void compile_binary(Compiler *compiler, const Node *node, unsigned dest) {
  unsigned left = first_operand(compiler, node->BinOp.left, dest);
  emit_binary(compiler, node->BinOp.op, false, dest, left, node->BinOp.right, node);
}

static void compile_unary(Compiler *compiler, const Node *node, unsigned dest) {
  static const uint8_t opcodes[] = {
      [UNARY_Invert] = OP_INVERT, [UNARY_Not] = OP_NOT, [UNARY_UAdd] = OP_POS, [UNARY_USub] = OP_NEG};
  unsigned operand = first_operand(compiler, node->UnaryOp.operand, dest);
  at(compiler, node);
  emit_abc(compiler, (Opcode)opcodes[node->UnaryOp.op], dest, operand, 0);
}

/* `a and b`: the variable that gets the result keeps its old value until the end. */
static void compile_bool(Compiler *compiler, const Node *node, unsigned dest) {
  const NodeList *values = &node->BoolOp.values;
  unsigned result = scratch_for(compiler, dest);
  Label end;
  label_init(&end);
  for (uint32_t i = 0; i < values->count; i++) {
    expression_to(compiler, values->items[i], result);
    if (i + 1 < values->count) {
      at(compiler, values->items[i]);
      emit_branch(compiler, OP_JUMP_IF, result, 0, node->BoolOp.op == BOOL_Or, &end);
    }
  }
  label_bind(compiler, &end);
  emit_move(compiler, dest, result);
}

static void compile_conditional(Compiler *compiler, const Node *node, unsigned dest) {
  int known = constant_truth(compiler, node->IfExp.test);
  if (known >= 0) {
    expression_to(compiler, known ? node->IfExp.body : node->IfExp.orelse, dest);
    return;
  }
  Label otherwise, end;
  label_init(&otherwise);
  label_init(&end);
  jump_if(compiler, node->IfExp.test, false, &otherwise);
  expression_to(compiler, node->IfExp.body, dest);
  emit_jump(compiler, &end);
  label_bind(compiler, &otherwise);
  expression_to(compiler, node->IfExp.orelse, dest);
  label_bind(compiler, &end);
}

static const uint8_t compare_opcodes[] = {
    [COMPARE_Eq] = OP_EQ, [COMPARE_NotEq] = OP_NE,     [COMPARE_Lt] = OP_LT, [COMPARE_LtE] = OP_LE,
    [COMPARE_Gt] = OP_GT, [COMPARE_GtE] = OP_GE,       [COMPARE_Is] = OP_IS, [COMPARE_IsNot] = OP_IS_NOT,
    [COMPARE_In] = OP_IN, [COMPARE_NotIn] = OP_NOT_IN,
};

/* The operands of a chain of comparisons take turns in two temporaries: however long it is, only two are alive. */
typedef struct ChainOperands {
  unsigned registers[2];
  unsigned turn;
} ChainOperands;

static unsigned chain_operand(Compiler *compiler, const Node *node, ChainOperands *operands) {
  int variable = variable_register(compiler, node);
  if (variable >= 0) return (unsigned)variable;
  unsigned reg = operands->registers[operands->turn ^= 1];
  expression_to(compiler, node, reg);
  return reg;
}

/* Register of the leftmost operand. */
static unsigned begin_chain(Compiler *compiler, const Node *node, ChainOperands *operands) {
  unsigned first = take_temps(compiler, 2);
  *operands = (ChainOperands){{first, first + 1}, 1};
  return chain_operand(compiler, node->Compare.left, operands);
}

static void compile_comparison(Compiler *compiler, const Node *node, unsigned dest) {
  const NodeList *rights = &node->Compare.comparators;
  warn_of_comparison(compiler, node);
  if (rights->count == 1) {
    unsigned left = first_operand(compiler, node->Compare.left, dest);
    unsigned right = expression_any(compiler, rights->items[0]);
    at(compiler, node);
    emit_abc(compiler, (Opcode)compare_opcodes[node->Compare.ops[0]], dest, left, right);
    return;
  }
  ChainOperands operands;
  unsigned left = begin_chain(compiler, node, &operands);
  unsigned result = take_temps(compiler, 1);
  Label end;
  label_init(&end);
  for (uint32_t i = 0; i < rights->count; i++) {
    unsigned right = chain_operand(compiler, rights->items[i], &operands);
    at(compiler, node);
    emit_abc(compiler, (Opcode)compare_opcodes[node->Compare.ops[i]], result, left, right);
    if (i + 1 < rights->count) emit_branch(compiler, OP_JUMP_IF, result, 0, 0, &end);
    left = right;
  }
  label_bind(compiler, &end);
  emit_move(compiler, dest, result);
}

static void compile_attribute(Compiler *compiler, const Node *node, unsigned dest) {
  unsigned object = first_operand(compiler, node->Attribute.value, dest);
  at(compiler, node);
  Identifier *name = symbol_mangle(compiler->arena, compiler->scope, node->Attribute.attr);
  emit_name(compiler, OP_LOAD_ATTR, dest, object, 0, name);
}

static void compile_slice(Compiler *compiler, const Node *node, unsigned dest) {
  const Node *parts[] = {node->Slice.lower, node->Slice.upper, node->Slice.step};
  unsigned first = take_temps(compiler, 3);
  for (unsigned i = 0; i < 3; i++) {
    if (parts[i])
      expression_to(compiler, parts[i], first + i);
    else
      load_value(compiler, first + i, NONE);
  }
  at(compiler, node);
  emit_abc(compiler, OP_BUILD_SLICE, dest, first, 0);
}

static void compile_subscript_index(Compiler *compiler, const Node *slice, unsigned *reg, int *constant) {
  *constant = operand_constant(compiler, slice);
  *reg = *constant >= 0 ? 0 : expression_any(compiler, slice);
}

static void compile_subscript(Compiler *compiler, const Node *node, unsigned dest) {
  warn_of_subscript(compiler, node);
  unsigned object = first_operand(compiler, node->Subscript.value, dest), index;
  int constant;
  compile_subscript_index(compiler, node->Subscript.slice, &index, &constant);
  at(compiler, node);
  if (constant >= 0)
    emit_abc(compiler, OP_GET_ITEM_K, dest, object, (unsigned)constant);
  else
    emit_abc(compiler, OP_GET_ITEM, dest, object, index);
}

static void compile_walrus(Compiler *compiler, const Node *node, unsigned dest) {
  expression_to(compiler, node->NamedExpr.value, dest);
  at(compiler, node);
  store_name(compiler, node->NamedExpr.target->Name.id, dest);
}

static void compile_yield(Compiler *compiler, const Node *node, unsigned dest) {
  unsigned value = take_temps(compiler, 1);
  if (node->kind == AST_YieldFrom) {
    if (compiler->unit->scope->node->kind == AST_AsyncFunctionDef)
      fail_at(compiler, node, "'yield from' inside async function");
    expression_to(compiler, node->YieldFrom.value, value);
    at(compiler, node);
    emit_abc(compiler, OP_GET_YIELD_FROM, value, value, 0);
    /* while it is suspended its register holds what was sent, which no variable may show */
    unsigned result = scratch_for(compiler, dest);
    emit_abc(compiler, OP_YIELD_FROM, result, value, 0);
    emit_move(compiler, dest, result);
    return;
  }
  if (node->Yield.value)
    value = expression_any(compiler, node->Yield.value);
  else
    load_value(compiler, value, NONE);
  at(compiler, node);
  emit_abc(compiler, OP_YIELD, dest, value, 0);
}

static void compile_node(Compiler *compiler, const Node *node, unsigned dest) {
  switch ((NodeKind)node->kind) {
  case AST_Name: load_name(compiler, node, node->Name.id, dest); return;
  case AST_BinOp: compile_binary(compiler, node, dest); return;
  case AST_UnaryOp: compile_unary(compiler, node, dest); return;
  case AST_BoolOp: compile_bool(compiler, node, dest); return;
  case AST_Compare: compile_comparison(compiler, node, dest); return;
  case AST_IfExp: compile_conditional(compiler, node, dest); return;
  case AST_Call: compile_call(compiler, node, dest); return;
  case AST_Attribute: compile_attribute(compiler, node, dest); return;
  case AST_Subscript: compile_subscript(compiler, node, dest); return;
  case AST_Slice: compile_slice(compiler, node, dest); return;
  case AST_List:
  case AST_Tuple:
  case AST_Set:
    compile_sequence(compiler, node, &node->List.elts, dest); /* the three have the same field */
    return;
  case AST_Dict: compile_dict(compiler, node, dest); return;
  case AST_ListComp:
  case AST_SetComp:
  case AST_DictComp: compile_comprehension(compiler, node, dest); return;
  case AST_GeneratorExp: compile_generator_expression(compiler, node, dest); return;
  case AST_Lambda: compile_lambda(compiler, node, dest); return;
  case AST_NamedExpr: compile_walrus(compiler, node, dest); return;
  case AST_JoinedStr: compile_joined_string(compiler, node, dest); return;
  case AST_FormattedValue: compile_formatted_value(compiler, node, dest); return;
  case AST_Yield:
  case AST_YieldFrom: compile_yield(compiler, node, dest); return;
  case AST_Await: compile_await(compiler, node, dest); return;
  case AST_Starred: fail_at(compiler, node, "can't use starred expression here"); return;
  default: fail_at(compiler, node, "invalid syntax");
  }
}

/* The first temporary that may be saved in a far slot. */
static unsigned spill_start(const Unit *unit) { return unit->pinned > SPILL_FROM ? unit->pinned : SPILL_FROM; }

bool may_be_spilled(const Compiler *compiler, unsigned words) {
  return compiler->unit->crowded && compiler->unit->top + words > spill_start(compiler->unit);
}

static bool is_time_to_spill(const Unit *unit, const Node *node) {
  enum { WORTH_IT = 6 };
  bool simple = node->kind == AST_Constant || node->kind == AST_Name;
  return unit->crowded && !simple && unit->top > SPILL_AT && unit->top >= spill_start(unit) + WORTH_IT;
}

/* Evaluates `node` with the registers of the temporaries around it, which wait in far slots. */
static void compile_spilled(Compiler *compiler, const Node *node, unsigned dest) {
  Unit *unit = compiler->unit;
  unsigned start = spill_start(unit), end = unit->top, slots = take_far_slots(compiler, end - start);
  at(compiler, node);
  for (unsigned reg = start; reg < end; reg++)
    if (reg != dest) emit_far(compiler, OP_STORE_FAR, reg, slots + reg - start);
  unit->top = start;
  unsigned result = take_temps(compiler, 1);
  compile_node(compiler, node, result);
  if (dest < start)
    emit_move(compiler, dest, result);
  else
    emit_far(compiler, OP_STORE_FAR, result, slots + dest - start);
  for (unsigned reg = start; reg < end; reg++) emit_far(compiler, OP_LOAD_FAR, reg, slots + reg - start);
  unit->top = end;
  unit->far_top = slots;
}

void expression_to(Compiler *compiler, const Node *node, unsigned dest) {
  Unit *unit = compiler->unit;
  Value value;
  if (!enter(compiler, node)) return;
  unsigned mark = unit->top;
  if (fold_constant(compiler, node, &value)) {
    at(compiler, node);
    load_value(compiler, dest, value);
  } else if (is_time_to_spill(unit, node)) {
    compile_spilled(compiler, node, dest);
  } else {
    compile_node(compiler, node, dest);
  }
  unit->top = mark;
  leave(compiler);
}

/* Conditions. */

static bool jump_if_none_test(Compiler *compiler, CompareOperator op, unsigned left, const Node *right, bool sense,
                              Label *label) {
  bool none = right->kind == AST_Constant && right->Constant.value.kind == CONSTANT_NONE;
  if (!none || (op != COMPARE_Is && op != COMPARE_IsNot)) return false;
  emit_branch(compiler, OP_JUMP_IF_NONE, left, 0, sense == (op == COMPARE_Is), label);
  return true;
}

/* Jump when (left op right) is `sense`; the register of the right operand, for a chain (0 when it has none). `chain`
 * NULL: there is nothing behind it. */
static unsigned jump_if_compared(Compiler *compiler, const Node *node, CompareOperator op, unsigned left,
                                 const Node *right, bool sense, ChainOperands *chain, Label *label) {
  static const uint8_t jumps[] = {[COMPARE_Eq] = OP_JUMP_EQ,  [COMPARE_NotEq] = OP_JUMP_NE, [COMPARE_Lt] = OP_JUMP_LT,
                                  [COMPARE_LtE] = OP_JUMP_LE, [COMPARE_Gt] = OP_JUMP_GT,    [COMPARE_GtE] = OP_JUMP_GE};
  static const uint8_t constant_jumps[] = {
      [COMPARE_Eq] = OP_JUMP_EQ_K,  [COMPARE_NotEq] = OP_JUMP_NE_K, [COMPARE_Lt] = OP_JUMP_LT_K,
      [COMPARE_LtE] = OP_JUMP_LE_K, [COMPARE_Gt] = OP_JUMP_GT_K,    [COMPARE_GtE] = OP_JUMP_GE_K};
  at(compiler, node);
  if (!chain && jump_if_none_test(compiler, op, left, right, sense, label)) return 0;
  bool ordered = op <= COMPARE_GtE;
  int constant = ordered && !chain ? operand_constant(compiler, right) : -1;
  unsigned operand = constant >= 0 ? (unsigned)constant
                     : chain       ? chain_operand(compiler, right, chain)
                                   : expression_any(compiler, right);
  at(compiler, node);
  if (ordered)
    emit_branch(compiler, (Opcode)(constant >= 0 ? constant_jumps[op] : jumps[op]), left, operand, sense, label);
  else if (op == COMPARE_Is || op == COMPARE_IsNot)
    emit_branch(compiler, OP_JUMP_IS, left, operand, sense == (op == COMPARE_Is), label);
  else
    emit_branch(compiler, OP_JUMP_IN, left, operand, sense == (op == COMPARE_In), label);
  return constant >= 0 ? 0 : operand;
}

static void jump_if_comparison(Compiler *compiler, const Node *node, bool sense, Label *label) {
  const NodeList *rights = &node->Compare.comparators;
  warn_of_comparison(compiler, node);
  ChainOperands operands;
  bool chained = rights->count > 1;
  unsigned left = chained ? begin_chain(compiler, node, &operands) : expression_any(compiler, node->Compare.left);
  Label skip;
  label_init(&skip);
  for (uint32_t i = 0; i < rights->count; i++) {
    bool last = i + 1 == rights->count;
    bool to_label = last || !sense;
    left = jump_if_compared(compiler, node, node->Compare.ops[i], left, rights->items[i], last ? sense : false,
                            last ? NULL : &operands, to_label ? label : &skip);
  }
  label_bind(compiler, &skip);
}

static void jump_if_bool(Compiler *compiler, const Node *node, bool sense, Label *label) {
  const NodeList *values = &node->BoolOp.values;
  bool stops = node->BoolOp.op == BOOL_Or; /* the truth of an operand that decides */
  Label skip;
  label_init(&skip);
  for (uint32_t i = 0; i < values->count; i++) {
    if (i + 1 == values->count)
      jump_if(compiler, values->items[i], sense, label);
    else
      jump_if(compiler, values->items[i], stops, stops == sense ? label : &skip);
  }
  label_bind(compiler, &skip);
}

static void jump_if_node(Compiler *compiler, const Node *node, bool sense, Label *label) {
  int known = constant_truth(compiler, node);
  if (known >= 0) {
    at(compiler, node);
    if (known == sense) emit_jump(compiler, label);
  } else if (node->kind == AST_UnaryOp && node->UnaryOp.op == UNARY_Not) {
    jump_if(compiler, node->UnaryOp.operand, !sense, label);
  } else if (node->kind == AST_BoolOp) {
    jump_if_bool(compiler, node, sense, label);
  } else if (node->kind == AST_Compare) {
    jump_if_comparison(compiler, node, sense, label);
  } else {
    unsigned reg = expression_any(compiler, node);
    at(compiler, node);
    emit_branch(compiler, OP_JUMP_IF, reg, 0, sense, label);
  }
}

void jump_if(Compiler *compiler, const Node *node, bool sense, Label *label) {
  if (!enter(compiler, node)) return;
  unsigned mark = compiler->unit->top;
  jump_if_node(compiler, node, sense, label);
  compiler->unit->top = mark;
  leave(compiler);
}
