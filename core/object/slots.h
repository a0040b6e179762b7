// Slots and special methods. SLOT_RULES is the single source: which special methods feed which C slot, and the generic
// C function (slot_functions.c) that calls them when a class written in Python defines one.
#ifndef MARTLET_SLOTS_H
#define MARTLET_SLOTS_H

#include "core/object/type_internal.h"

// slot, special methods
#define SLOT_RULES(X) \
  X(repr, "__repr__") \
  X(str, "__str__") X(hash, "__hash__") X(compare, "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__") \
      X(truth, "__bool__", "__len__") X(length, "__len__") X(iter, "__iter__") X(next, "__next__") \
          X(get_item, "__getitem__") X(set_item, "__setitem__", "__delitem__") X(contains, "__contains__") \
              X(get_attribute, "__getattribute__", "__getattr__") X(set_attribute, "__setattr__", "__delattr__") \
                  X(call, "__call__") \
                      X(binary, "__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__", "__truediv__", \
                        "__rtruediv__", "__floordiv__", "__rfloordiv__", "__mod__", "__rmod__", "__pow__", "__rpow__", \
                        "__lshift__", "__rlshift__", "__rshift__", "__rrshift__", "__and__", "__rand__", "__or__", \
                        "__ror__", "__xor__", "__rxor__", "__matmul__", "__rmatmul__") \
                          X(binary_in_place, "__iadd__", "__isub__", "__imul__", "__itruediv__", "__ifloordiv__", \
                            "__imod__", "__ipow__", "__ilshift__", "__irshift__", "__iand__", "__ior__", "__ixor__", \
                            "__imatmul__") X(unary, "__neg__", "__pos__", "__invert__") X(descriptor_get, "__get__") \
                              X(descriptor_set, "__set__", "__delete__") X(construct, "__new__") X(index, "__index__") \
                                  X(to_float, "__float__")
#define SLOT_NAMES_MAX 26

// Interned names of the operators' special methods.
typedef struct OperatorNames {
  Value binary[BINARY_COUNT], reflected[BINARY_COUNT], in_place[BINARY_COUNT];
  Value unary[UNARY_COUNT], compare[COMPARE_COUNT];
} OperatorNames;
extern OperatorNames operator_names;

// The generic slot functions.
Value slot_repr(Value self);
Value slot_str(Value self);
bool slot_hash(Value self, int64_t *hash);
bool slot_unhashable(Value self, int64_t *hash);
Value slot_compare(Value self, Value other, CompareOp op);
int slot_truth(Value self);
int64_t slot_length(Value self);
Value slot_iter(Value self);
Value slot_next(Value self);
Value slot_get_item(Value self, Value key);
bool slot_set_item(Value self, Value key, Value value);
int slot_contains(Value self, Value item);
Value slot_get_attribute(Value self, Value name);
bool slot_set_attribute(Value self, Value name, Value value);
Value slot_call(Value self, Value *args, size_t count, Value keyword_names);
Value slot_binary(BinaryOp op, Value left, Value right);
Value slot_binary_reflected(BinaryOp op, Value left, Value right); // only the right operand's __radd__
Value slot_binary_in_place(BinaryOp op, Value left, Value right);
Value slot_unary(UnaryOp op, Value self);
Value slot_descriptor_get(Value self, Value object, Value owner);
bool slot_descriptor_set(Value self, Value object, Value value);
Value slot_index(Value self);
Value slot_to_float(Value self);

#endif
