/* Constants and constant folding: what an expression of literals is worth. Only what gives exactly the value that
 * running it would give, and stays small. */
#include <math.h>
#include <string.h>

#include "core/object/bytes.h"
#include "core/object/complex.h"
#include "core/object/int.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/syntax/compiler_internal.h"

enum { MAX_FOLD_DEPTH = 40, MAX_INTERNED_BYTES = 80, MAX_FOLDED_TUPLE = 4096 };

static bool fold_at(Compiler *compiler, const Node *node, Value *value, int depth);

static bool constant_value(Compiler *compiler, const Node *node, Value *value) {
  const Constant *constant = &node->Constant.value;
  switch ((ConstantKind)constant->kind) {
  case CONSTANT_NONE: *value = NONE; break;
  case CONSTANT_FALSE: *value = FALSE_VALUE; break;
  case CONSTANT_TRUE: *value = TRUE_VALUE; break;
  case CONSTANT_ELLIPSIS: *value = ELLIPSIS; break;
  case CONSTANT_INT: *value = int_from_i64(constant->integer); break;
  case CONSTANT_BIG_INT: *value = int_from_text(constant->text, constant->length, 0); break;
  case CONSTANT_FLOAT: *value = from_double(constant->number); break;
  case CONSTANT_IMAGINARY: *value = complex_new(0.0, constant->number); break;
  case CONSTANT_STRING:
    *value = constant->length <= MAX_INTERNED_BYTES ? str_intern(constant->text, constant->length)
                                                    : str_new(constant->text, constant->length);
    break;
  case CONSTANT_BYTES: *value = bytes_new(constant->text, constant->length); break;
  case CONSTANT_TUPLE: return false;
  }
  if (*value == EMPTY) fail_memory(compiler);
  return *value != EMPTY;
}

static bool fold_tuple(Compiler *compiler, const Node *node, Value *value, int depth) {
  const NodeList *items = &node->Tuple.elts;
  if (node->context != CONTEXT_LOAD || items->count > MAX_FOLDED_TUPLE) return false;
  for (uint32_t i = 0; i < items->count; i++) {
    const Node *item = items->items[i];
    if (item->kind != AST_Constant && item->kind != AST_Tuple && item->kind != AST_UnaryOp && item->kind != AST_BinOp)
      return false;
  }
  Value tuple = tuple_new(items->count);
  if (tuple == EMPTY) {
    fail_memory(compiler);
    return false;
  }
  for (uint32_t i = 0; i < items->count; i++) {
    Value item;
    if (!fold_at(compiler, items->items[i], &item, depth + 1)) return false;
    to_tuple(tuple)->items[i] = item;
  }
  *value = tuple;
  return true;
}

static bool fold_unary(Compiler *compiler, const Node *node, Value *value, int depth) {
  Value operand;
  int64_t i;
  if (node->UnaryOp.operand->kind == AST_Tuple || !fold_at(compiler, node->UnaryOp.operand, &operand, depth + 1))
    return false;
  if (node->UnaryOp.op == UNARY_Not) {
    if (!is_bool(operand) && operand != NONE) return false;
    *value = from_bool(operand != TRUE_VALUE);
    return true;
  }
  if (is_double(operand)) {
    *value = node->UnaryOp.op == UNARY_USub ? from_double(-to_double(operand)) : operand;
    return node->UnaryOp.op != UNARY_Invert;
  }
  if (is_bool(operand) || !type_flag(operand, TYPE_IS_INT)) return false;
  if (int_to_i64(operand, &i) && i != INT64_MIN)
    *value = int_from_i64(node->UnaryOp.op == UNARY_USub ? -i : node->UnaryOp.op == UNARY_Invert ? ~i : i);
  else if (node->UnaryOp.op == UNARY_USub)
    *value = int_binary(BINARY_SUB, from_small_int(0), operand);
  else
    return false;
  if (*value == EMPTY) fail_memory(compiler);
  return *value != EMPTY;
}

/* Integer power within 62 bits. */
static bool small_power(int64_t base, int64_t exponent, int64_t *result) {
  if (exponent < 0 || exponent > 62) return false;
  *result = 1;
  for (; exponent > 0; exponent--) {
    if (__builtin_mul_overflow(*result, base, result)) return false;
  }
  return true;
}

static bool fold_ints(BinaryOperator op, int64_t a, int64_t b, int64_t *r, double *d, bool *is_float) {
  *is_float = false;
  switch (op) {
  case BINARY_Add: return !__builtin_add_overflow(a, b, r);
  case BINARY_Sub: return !__builtin_sub_overflow(a, b, r);
  case BINARY_Mult: return !__builtin_mul_overflow(a, b, r);
  case BINARY_FloorDiv: return b != 0 && a != INT64_MIN && (*r = floor_div_i64(a, b), true);
  case BINARY_Mod: return b != 0 && a != INT64_MIN && (*r = floor_mod_i64(a, b), true);
  case BINARY_Div:
    /* Exact only when both ints are exact doubles. */
    if (b == 0 || a > 1LL << 52 || a < -(1LL << 52) || b > 1LL << 52 || b < -(1LL << 52)) return false;
    *is_float = true;
    *d = (double)a / (double)b;
    return true;
  case BINARY_Pow: return small_power(a, b, r);
  case BINARY_LShift: return b >= 0 && b < 62 && a >= 0 && a < 1LL << (62 - b) && (*r = a << b, true);
  case BINARY_RShift: return b >= 0 && b < 63 && (*r = a >> b, true);
  case BINARY_BitOr: return *r = a | b, true;
  case BINARY_BitXor: return *r = a ^ b, true;
  case BINARY_BitAnd: return *r = a & b, true;
  default: return false;
  }
}

static bool fold_floats(BinaryOperator op, double a, double b, double *r) {
  switch (op) {
  case BINARY_Add: *r = a + b; return true;
  case BINARY_Sub: *r = a - b; return true;
  case BINARY_Mult: *r = a * b; return true;
  case BINARY_Div:
    if (b == 0.0) return false;
    *r = a / b;
    return true;
  default: return false;
  }
}

/* A constant as a double, if that is exact. */
static bool exact_double(Value value, double *number) {
  int64_t i;
  if (is_double(value)) {
    *number = to_double(value);
    return true;
  }
  if (is_bool(value) || !is_int(value) || !int_to_i64(value, &i) || i > 1LL << 52 || i < -(1LL << 52)) return false;
  *number = (double)i;
  return true;
}

static bool fold_binary(Compiler *compiler, const Node *node, Value *value, int depth) {
  Value left, right;
  if (node->BinOp.right->kind == AST_Tuple || !fold_at(compiler, node->BinOp.right, &right, depth + 1) ||
      !fold_at(compiler, node->BinOp.left, &left, depth + 1))
    return false;
  int64_t a, b, r;
  double x, y, d;
  bool is_float;
  if (!is_bool(left) && !is_bool(right) && int_to_i64(left, &a) && int_to_i64(right, &b)) {
    if (!fold_ints(node->BinOp.op, a, b, &r, &d, &is_float)) return false;
    *value = is_float ? from_double(d) : int_from_i64(r);
    return *value != EMPTY;
  }
  if ((is_double(left) || is_double(right)) && exact_double(left, &x) && exact_double(right, &y) &&
      fold_floats(node->BinOp.op, x, y, &d)) {
    *value = from_double(d);
    return true;
  }
  return false;
}

static bool fold_at(Compiler *compiler, const Node *node, Value *value, int depth) {
  if (depth > MAX_FOLD_DEPTH || compiler->failed) return false;
  switch (node->kind) {
  case AST_Constant: return constant_value(compiler, node, value);
  case AST_Tuple: return fold_tuple(compiler, node, value, depth);
  case AST_UnaryOp: return fold_unary(compiler, node, value, depth);
  case AST_BinOp: return fold_binary(compiler, node, value, depth);
  case AST_Name:
    if (strcmp(node->Name.id->text, "__debug__") != 0) return false;
    *value = from_bool(compiler->options.optimize == 0);
    return true;
  default: return false;
  }
}

bool fold_constant(Compiler *compiler, const Node *node, Value *value) { return fold_at(compiler, node, value, 0); }

int constant_truth(Compiler *compiler, const Node *node) {
  Value value;
  if (!fold_constant(compiler, node, &value)) return -1;
  if (value == NONE || value == FALSE_VALUE) return 0;
  if (value == TRUE_VALUE || value == ELLIPSIS) return 1;
  if (is_int(value)) return to_small_int(value) != 0;
  if (is_double(value)) return to_double(value) != 0.0;
  if (is_str(value)) return to_str(value)->length != 0;
  if (is_tuple(value)) return to_tuple(value)->length != 0;
  return -1;
}
