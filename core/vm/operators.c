// The slow halves of arithmetic, comparisons and subscripts: one function for all forms of an operator, told by the
// opcode.
#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/append_site.h"
#include "core/vm/interpreter.h"

// The opcodes of the operators are in the order of BinaryOp and CompareOp.
#define X(name, ...) _Static_assert((OP_##name - OP_ADD) / 4 == (int)BINARY_##name, "order of opcodes");
BINARY_OPERATORS(X)
#undef X
#define X(name, ...) \
  _Static_assert(OP_##name - OP_LT == (int)COMPARE_##name && OP_JUMP_##name - OP_JUMP_LT == (int)COMPARE_##name && \
                     OP_JUMP_##name##_K - OP_JUMP_LT_K == (int)COMPARE_##name, \
                 "order of opcodes");
COMPARE_OPERATORS(X)
#undef X

enum { FORM_CONSTANT = 1, FORM_IN_PLACE = 2 };

bool binary_operation(uint32_t i, Value *base, const Value *constants) {
  unsigned form = (instruction_op(i) - OP_ADD) % 4;
  BinaryOp op = (BinaryOp)((instruction_op(i) - OP_ADD) / 4);
  Value left = base[instruction_b(i)];
  Value right = form & FORM_CONSTANT ? constants[instruction_c(i)] : base[instruction_c(i)];
  Value result;
  if (op == BINARY_ADD && is_str(left) && is_str(right)) {
    bool longer = form & FORM_IN_PLACE && to_str(left)->size >= STR_APPEND_MIN &&
                  append_site_is_private(frame_function(base)->code, vm.pc);
    result = longer ? str_append(left, right) : str_concat(left, right);
  } else if (form & FORM_IN_PLACE) {
    result = str_seen(object_binary_in_place(op, left, right));
  } else {
    result = object_binary(op, left, right);
  }
  base[instruction_a(i)] = result == EMPTY ? base[instruction_a(i)] : result;
  return result != EMPTY;
}

static bool order_holds(int order, CompareOp op) {
  switch (op) {
  case COMPARE_LT: return order < 0;
  case COMPARE_LE: return order <= 0;
  case COMPARE_GT: return order > 0;
  default: return order >= 0;
  }
}

// What needs no dispatch: strs and specials. NOT_IMPLEMENTED: anything else.
static Value compare_quickly(Value a, Value b, CompareOp op) {
  bool equality = op == COMPARE_EQ || op == COMPARE_NE;
  if (is_str(a) && is_str(b)) {
    return from_bool(equality ? str_equal(a, b) == (op == COMPARE_EQ) : order_holds(str_compare(a, b), op));
  }
  return equality && is_special(a) && a == b ? from_bool(op == COMPARE_EQ) : NOT_IMPLEMENTED;
}

bool compare_operation(uint32_t i, Value *base) {
  Value b = base[instruction_b(i)], c = base[instruction_c(i)];
  CompareOp op = (CompareOp)(instruction_op(i) - OP_LT);
  Value result = compare_quickly(b, c, op);
  if (result == NOT_IMPLEMENTED) result = object_compare(b, c, op);
  if (result == EMPTY) return false;
  base[instruction_a(i)] = result;
  return true;
}

int jump_comparison(uint32_t i, Value *base, const Value *constants) {
  bool constant = instruction_op(i) >= OP_JUMP_LT_K;
  CompareOp op = (CompareOp)(instruction_op(i) - (constant ? OP_JUMP_LT_K : OP_JUMP_LT));
  Value a = base[instruction_a(i)];
  Value b = constant ? constants[instruction_b(i)] : base[instruction_b(i)];
  Value result = compare_quickly(a, b, op);
  if (result == NOT_IMPLEMENTED) result = object_compare(a, b, op);
  if (result == EMPTY) return -1;
  return is_bool(result) ? result == TRUE_VALUE : object_truth(result);
}

int contains(Value container, Value item) {
  if (is_str(container) && is_str(item) && to_str(item)->size == 1) {
    return memchr(to_str(container)->text, to_str(item)->text[0], to_str(container)->size) != NULL;
  }
  if (is_dict(container)) {
    if (dict_get(container, item) != EMPTY) return 1;
    return vm_exception == EMPTY ? 0 : -1;
  }
  return object_contains(container, item);
}

Value get_item(Value container, Value key) {
  if (is_dict(container)) {
    Value value = dict_get(container, key);
    if (value != EMPTY || vm_exception != EMPTY) return value;
    return raise_with(EXCEPTION_KeyError, key);
  }
  if (is_str(container) && is_int(key)) {
    const Str *str = to_str(container);
    int64_t index = to_small_int(key);
    if (index < 0) index += str->length;
    if ((uint64_t)index < str->length) {
      if (str->flags & STR_ASCII) return str_new(str->text + index, 1);
      return str_from_code_point(str_at(container, (size_t)index));
    }
  }
  return object_get_item(container, key);
}

bool set_item(Value container, Value key, Value value) {
  if (is_dict(container)) return dict_set(container, key, value);
  return object_set_item(container, key, value);
}
