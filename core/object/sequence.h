// What lists, tuples, ranges and the other containers share: the index protocol with their messages, argument counts
// of constructors, the guard against recursive repr.
#ifndef MARTLET_SEQUENCE_H
#define MARTLET_SEQUENCE_H

#include "core/object/exception.h"
#include "core/object/object.h"
#include "core/object/str.h"

// Marks an object whose repr is being made; lives on the C stack.
typedef struct ReprGuard {
  Value object;
  struct ReprGuard *previous;
  uint32_t depth;
} ReprGuard;
// False when the object's repr is already being made, or with RecursionError when too many are: the caller then returns
// repr_again("[...]"). True must be followed by leave.
bool repr_guard_enter(ReprGuard *guard, Value object);
Value repr_again(const char *text);
void repr_guard_leave(ReprGuard *guard);

// Whether v has __index__ (ints included).
bool has_index(Value v);
// v as a plain int by __index__. EMPTY with TypeError "'T' object cannot be interpreted as an integer".
Value index_to_int(Value v);
// v as an index or count: ints and __index__. Beyond int64_t: `overflow`("cannot fit 'T' into an index-sized integer").
// TypeError "'T' object cannot be interpreted as an integer".
bool index_from_value(Value v, ExceptionKind overflow, int64_t *result);
// A slice bound or the start/stop of list.index: clamped instead of overflowing. TypeError "slice indices must be
// integers or None or have an __index__ method".
bool slice_index(Value v, int64_t *result);
// Clamps a start or stop as list.index does: negative counts from the end, never below 0.
static inline int64_t clamp_index(int64_t i, int64_t length) { return i < 0 ? (i + length < 0 ? 0 : i + length) : i; }

// The operand v of sequence * v. False: *result is then what the caller returns: NOT_IMPLEMENTED, or EMPTY with
// TypeError "can't multiply sequence by non-int of type 'T'" or OverflowError. Negative counts become 0.
bool repeat_count(Value v, int64_t *count, Value *result);
// What sequence + right answers when right is not of its kind: NOT_IMPLEMENTED when right's class may have __radd__,
// else EMPTY with TypeError "can only concatenate list (not "int") to list".
Value concat_mismatch(const char *type, Value right);

// Whether two items are the same or equal: 1, 0, -1. The usual kinds are compared without a call.
static inline int items_equal(Value a, Value b) {
  if (a == b) return 1;
  if (both_int(a, b)) return 0;
  if (is_str(a) && is_str(b)) return str_equal(a, b);
  return object_equal(a, b);
}

// a op b for an ordering op, likewise.
static inline Value items_compare(Value a, Value b, CompareOp op) {
  if (both_int(a, b)) {
    int64_t x = to_small_int(a), y = to_small_int(b);
    return from_bool(op == COMPARE_LT ? x < y : op == COMPARE_LE ? x <= y : op == COMPARE_GT ? x > y : x >= y);
  }
  return object_compare(a, b, op);
}

// Answers a comparison of two sequences of lengths a and b that have no differing pair.
Value compare_lengths(uint64_t a, uint64_t b, CompareOp op);

// Checks the arguments of a constructor: TypeError "list expected at most 1 argument, got 2", "list() takes no
// keyword arguments". keyword_names may be EMPTY.
bool check_arguments(const char *name, size_t count, size_t minimum, size_t maximum, Value keyword_names);
// The number of names in keyword_names (EMPTY: 0).
size_t keyword_count(Value keyword_names);
// Whether a class overrides __init__ in Python, so that construct leaves the contents to it.
bool has_python_init(Type *type);

// The hash slot of mutable containers: TypeError "unhashable type: 'list'".
bool container_unhashable(Value self, int64_t *hash);
// The setter of attributes that CPython keeps in read-only members: AttributeError "readonly attribute".
bool readonly_member(Value self, Value value);
// The iter slot of iterators.
Value iterator_self(Value self);

#endif
