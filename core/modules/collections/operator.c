// The module _operator: the operators as functions. The classes are in operator_getters.c.
#include "core/modules/collections/operator.h"

#include "core/modules/collections/declare.h"
#include "core/object/bytes.h"
#include "core/object/call.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/vm/interpreter.h"

// operator of object.h, function, in-place function, symbol
#define BINARY_FUNCTIONS(X) \
  X(ADD, add, iadd, "+") \
  X(SUB, sub, isub, "-") \
  X(MUL, mul, imul, "*") \
  X(DIV, truediv, itruediv, "/") \
  X(FLOORDIV, floordiv, ifloordiv, "//") \
  X(MOD, mod, imod, "%") \
  X(POW, pow, ipow, "**") \
  X(LSHIFT, lshift, ilshift, "<<") \
  X(RSHIFT, rshift, irshift, ">>") \
  X(AND, and_, iand, "&") \
  X(OR, or_, ior, "|") \
  X(XOR, xor, ixor, "^") \
  X(MATMUL, matmul, imatmul, "@")
#define COMPARE_FUNCTIONS(X) \
  X(LT, lt, "<") X(LE, le, "<=") X(EQ, eq, "==") X(NE, ne, "!=") X(GT, gt, ">") X(GE, ge, ">=")
// operator, function, documentation
#define UNARY_FUNCTIONS(X) \
  X(NEG, neg, "Same as -a.") X(POS, pos, "Same as +a.") X(INVERT, inv, "Same as ~a.") X(INVERT, invert, "Same as ~a.")

#define X(op, name, in_place, symbol) \
  static Value operator_##name(Value *args, size_t count) { \
    (void)count; \
    return object_binary(BINARY_##op, args[0], args[1]); \
  } \
  static Value operator_##in_place(Value *args, size_t count) { \
    (void)count; \
    return object_binary_in_place(BINARY_##op, args[0], args[1]); \
  }
BINARY_FUNCTIONS(X)
#undef X
#define X(op, name, symbol) \
  static Value operator_##name(Value *args, size_t count) { \
    (void)count; \
    return object_compare(args[0], args[1], COMPARE_##op); \
  }
COMPARE_FUNCTIONS(X)
#undef X
#define X(op, name, text) \
  static Value operator_##name(Value *args, size_t count) { \
    (void)count; \
    return object_unary(UNARY_##op, args[0]); \
  }
UNARY_FUNCTIONS(X)
#undef X

static Value truth_or_raised(int truth) { return truth < 0 ? EMPTY : from_bool(truth); }

static Value operator_truth(Value *args, size_t count) { return (void)count, truth_or_raised(object_truth(args[0])); }

static Value operator_not(Value *args, size_t count) {
  (void)count;
  int truth = object_truth(args[0]);
  return truth < 0 ? EMPTY : from_bool(!truth);
}

static Value operator_is(Value *args, size_t count) { return (void)count, from_bool(args[0] == args[1]); }
static Value operator_is_not(Value *args, size_t count) { return (void)count, from_bool(args[0] != args[1]); }
static Value operator_index(Value *args, size_t count) { return (void)count, index_to_int(args[0]); }

static Value operator_abs(Value *args, size_t count) {
  (void)count;
  Value method = object_find_special(args[0], vm.names.__abs__);
  if (method != EMPTY) return object_call_0(method);
  return vm_exception != EMPTY ? EMPTY : raise(TypeError, "bad operand type for abs(): '%T'", args[0]);
}

static bool is_concatenable(Value v) { return type_of(v)->slots.get_item != NULL && !type_flag(v, TYPE_IS_DICT); }

static Value operator_concat(Value *args, size_t count) {
  (void)count;
  if (!is_concatenable(args[0])) return raise(TypeError, "'%T' object can't be concatenated", args[0]);
  return object_binary(BINARY_ADD, args[0], args[1]);
}

static Value operator_iconcat(Value *args, size_t count) {
  (void)count;
  if (!is_concatenable(args[0])) return raise(TypeError, "'%T' object can't be concatenated", args[0]);
  return object_binary_in_place(BINARY_ADD, args[0], args[1]);
}

static Value operator_contains(Value *args, size_t count) {
  (void)count;
  return truth_or_raised(contains(args[0], args[1]));
}

static Value operator_count_of(Value *args, size_t count) {
  (void)count;
  Walk walk;
  Value item;
  int64_t found = 0;
  if (!walk_start(&walk, args[0])) return EMPTY;
  while ((item = walk_next(&walk)) != EMPTY) {
    int same = items_equal(item, args[1]);
    if (same < 0) return EMPTY;
    found += same;
  }
  return vm_exception == EMPTY ? int_from_i64(found) : EMPTY;
}

static Value operator_index_of(Value *args, size_t count) {
  (void)count;
  Walk walk;
  Value item;
  if (!walk_start(&walk, args[0])) return EMPTY;
  for (int64_t index = 0; (item = walk_next(&walk)) != EMPTY; index++) {
    int same = items_equal(item, args[1]);
    if (same != 0) return same < 0 ? EMPTY : int_from_i64(index);
  }
  return vm_exception == EMPTY ? raise(ValueError, "sequence.index(x): x not in sequence") : EMPTY;
}

static Value operator_get_item(Value *args, size_t count) { return (void)count, get_item(args[0], args[1]); }

static Value operator_set_item(Value *args, size_t count) {
  (void)count;
  return set_item(args[0], args[1], args[2]) ? NONE : EMPTY;
}

static Value operator_delete_item(Value *args, size_t count) {
  (void)count;
  return object_set_item(args[0], args[1], EMPTY) ? NONE : EMPTY;
}

static Value operator_length_hint(Value *args, size_t count) {
  (void)count;
  int64_t fallback = 0;
  if (args[1] != EMPTY) {
    if (!type_flag(args[1], TYPE_IS_INT))
      return raise(TypeError, "'%T' object cannot be interpreted as an integer", args[1]);
    if (!int_index_i64(args[1], &fallback, "Python int too large to convert to C ssize_t")) return EMPTY;
  }
  int64_t hint = length_hint(args[0], fallback);
  return hint < 0 && vm_exception != EMPTY ? EMPTY : int_from_i64(hint);
}

static Value operator_call(Value *args, size_t count) { // obj, **kwargs, then *args
  CallArguments call;
  if (!call_arguments_from(&call, EMPTY, args + 2, count - 2, args[1])) return EMPTY;
  return object_call(args[0], call.args, call.count, call.keyword_names);
}

// Takes as long for texts that differ early as for those that differ late.
static bool same_bytes(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size) {
  unsigned difference = a_size != b_size;
  const uint8_t *left = difference ? b : a;
  for (size_t i = 0; i < b_size; i++) difference |= (unsigned)(left[i] ^ b[i]);
  return difference == 0;
}

static Value operator_compare_digest(Value *args, size_t count) {
  (void)count;
  if (type_flag(args[0], TYPE_IS_STR) && type_flag(args[1], TYPE_IS_STR)) {
    const Str *a = to_str(args[0]), *b = to_str(args[1]);
    if (!(a->flags & b->flags & STR_ASCII))
      return raise(TypeError, "comparing strings with non-ASCII characters is not supported");
    return from_bool(same_bytes((const uint8_t *)a->text, a->size, (const uint8_t *)b->text, b->size));
  }
  const uint8_t *a, *b;
  size_t a_size, b_size;
  if (!bytes_view(args[0], &a, &a_size)) {
    exception_clear();
    if (bytes_view(args[1], &b, &b_size)) return raise(TypeError, "a bytes-like object is required, not '%T'", args[0]);
    exception_clear();
    return raise(TypeError, "unsupported operand types(s) or combination of types: '%T' and '%T'", args[0], args[1]);
  }
  return bytes_view(args[1], &b, &b_size) ? from_bool(same_bytes(a, a_size, b, b_size)) : EMPTY;
}

static const NativeDef functions[] = {
#define X(op, name, in_place, symbol) \
  DEF(#name, "a, b, /", operator_##name, "Same as a " symbol " b."), \
      DEF(#in_place, "a, b, /", operator_##in_place, "Same as a " symbol "= b."),
    BINARY_FUNCTIONS(X)
#undef X
#define X(op, name, symbol) DEF(#name, "a, b, /", operator_##name, "Same as a " symbol " b."),
        COMPARE_FUNCTIONS(X)
#undef X
#define X(op, name, text) DEF(#name, "a, /", operator_##name, text),
            UNARY_FUNCTIONS(X)
#undef X
                DEF("truth", "a, /", operator_truth, "Return True if a is true, False otherwise."),
    DEF("not_", "a, /", operator_not, "Same as not a."),
    {.name = "is_", .signature = "a, b, /", .fn = operator_is, .doc = DOC("Same as a is b."), .effects = EFFECT_PURE},
    {.name = "is_not",
     .signature = "a, b, /",
     .fn = operator_is_not,
     .doc = DOC("Same as a is not b."),
     .effects = EFFECT_PURE},
    DEF("abs", "a, /", operator_abs, "Same as abs(a)."),
    DEF("index", "a, /", operator_index, "Same as a.__index__()"),
    DEF("concat", "a, b, /", operator_concat, "Same as a + b, for a and b sequences."),
    DEF("iconcat", "a, b, /", operator_iconcat, "Same as a += b, for a and b sequences."),
    DEF("contains", "a, b, /", operator_contains, "Same as b in a (note reversed operands)."),
    DEF("countOf", "a, b, /", operator_count_of, "Return the number of items in a which are, or which equal, b."),
    DEF("indexOf", "a, b, /", operator_index_of, "Return the first index of b in a."),
    DEF("getitem", "a, b, /", operator_get_item, "Same as a[b]."),
    DEF("setitem", "a, b, c, /", operator_set_item, "Same as a[b] = c."),
    DEF("delitem", "a, b, /", operator_delete_item, "Same as del a[b]."),
    DEF("length_hint", "obj, default=0, /", operator_length_hint,
        "Return an estimate of the number of items in obj.\n\n"
        "This is useful for presizing containers when building from an iterable.\n\n"
        "If the object supports len(), the result will be exact.\n"
        "Otherwise, it may over- or under-estimate by an arbitrary amount."),
    DEF("call", "obj, /, *args, **kwargs", operator_call, "Same as obj(*args, **kwargs)."),
    DEF("_compare_digest", "a, b, /", operator_compare_digest, "Return 'a == b'."),
    END_OF_DEFS,
};

const NativeModule module__operator = {"_operator", functions, operator_add_getters,
                                       DOC("Operator interface.\n\n"
                                           "This module exports a set of functions implemented in C corresponding\n"
                                           "to the intrinsic operators of Python.  For example, operator.add(x, y)\n"
                                           "is equivalent to the expression x+y.")};
