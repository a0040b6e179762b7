#include "core/object/sequence.h"

#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

bool repr_guard_enter(ReprGuard *guard, Value object) {
  for (ReprGuard *g = vm.repr_guards; g != NULL; g = g->previous)
    if (g->object == object) return false;
  guard->object = object;
  guard->previous = vm.repr_guards;
  guard->depth = vm.repr_guards == NULL ? 1 : vm.repr_guards->depth + 1;
  if (guard->depth + vm.depth > vm.recursion_limit) {
    raise(RecursionError, "maximum recursion depth exceeded while getting the repr of an object");
    return false;
  }
  vm.repr_guards = guard;
  return true;
}

Value repr_again(const char *text) { return vm_exception == EMPTY ? str_from_c(text) : EMPTY; }

void repr_guard_leave(ReprGuard *guard) { vm.repr_guards = guard->previous; }

bool has_index(Value v) { return type_flag(v, TYPE_IS_INT) || type_of(v)->slots.index != NULL; }

Value index_to_int(Value v) {
  if (is_int(v) || has_shape(v, SHAPE_INT)) return v;
  if (is_bool(v)) return from_small_int(v == TRUE_VALUE);
  if (!has_index(v)) return raise(TypeError, "'%s' object cannot be interpreted as an integer", type_name(v));
  Type *type = type_of(v);
  // A subclass of int gives its plain value.
  return type->flags & TYPE_IS_INT ? int_binary(BINARY_ADD, v, from_small_int(0)) : type->slots.index(v);
}

bool index_from_value(Value v, ExceptionKind overflow, int64_t *result) {
  if (is_int(v)) {
    *result = to_small_int(v);
    return true;
  }
  Value i = index_to_int(v);
  if (i == EMPTY) return false;
  if (int_to_i64(i, result)) return true;
  raise_format(overflow, "cannot fit '%s' into an index-sized integer", type_name(v));
  return false;
}

bool slice_index(Value v, int64_t *result) {
  if (is_int(v)) {
    *result = to_small_int(v);
    return true;
  }
  if (!has_index(v)) {
    raise(TypeError, "slice indices must be integers or None or have an __index__ method");
    return false;
  }
  Value i = index_to_int(v);
  if (i == EMPTY) return false;
  if (!int_to_i64(i, result)) *result = int_compare(i, from_small_int(0)) < 0 ? INT64_MIN : INT64_MAX;
  return true;
}

bool repeat_count(Value v, int64_t *count, Value *result) {
  if (!has_index(v)) {
    // A class with __mul__ or __rmul__ may still know what to do.
    bool foreign = type_of(v)->flags & TYPE_HEAP && type_of(v)->slots.binary != NULL;
    *result =
        foreign ? NOT_IMPLEMENTED : raise(TypeError, "can't multiply sequence by non-int of type '%s'", type_name(v));
    return false;
  }
  if (!index_from_value(v, EXCEPTION_OverflowError, count)) {
    *result = EMPTY;
    return false;
  }
  if (*count < 0) *count = 0;
  return true;
}

Value concat_mismatch(const char *type, Value right) {
  Type *other = type_of(right);
  if (other->flags & TYPE_HEAP && other->slots.binary != NULL &&
      type_lookup_cached(other, str_intern("__radd__", 8)) != EMPTY)
    return NOT_IMPLEMENTED;
  return raise(TypeError, "can only concatenate %s (not \"%s\") to %s", type, type_name(right), type);
}

Value compare_lengths(uint64_t a, uint64_t b, CompareOp op) {
  switch (op) {
  case COMPARE_LT: return from_bool(a < b);
  case COMPARE_LE: return from_bool(a <= b);
  case COMPARE_EQ: return from_bool(a == b);
  case COMPARE_NE: return from_bool(a != b);
  case COMPARE_GT: return from_bool(a > b);
  default: return from_bool(a >= b);
  }
}

size_t keyword_count(Value keyword_names) { return keyword_names == EMPTY ? 0 : to_tuple(keyword_names)->length; }

bool check_arguments(const char *name, size_t count, size_t minimum, size_t maximum, Value keyword_names) {
  if (keyword_count(keyword_names) != 0) {
    raise(TypeError, "%s() takes no keyword arguments", name);
    return false;
  }
  if (count >= minimum && count <= maximum) return true;
  bool few = count < minimum;
  size_t wanted = few ? minimum : maximum;
  raise(TypeError, "%s expected %s%zu argument%s, got %zu", name,
        minimum == maximum ? ""
        : few              ? "at least "
                           : "at most ",
        wanted, wanted == 1 ? "" : "s", count);
  return false;
}

bool has_python_init(Type *type) {
  if (!(type->flags & TYPE_HEAP)) return false;
  Value init = type_lookup_cached(type, vm.names.__init__);
  return init != EMPTY && !has_shape(init, SHAPE_NATIVE) && !has_shape(init, SHAPE_NATIVE_METHOD);
}

bool container_unhashable(Value self, int64_t *hash) {
  *hash = 0;
  raise(TypeError, "unhashable type: '%s'", type_name(self));
  return false;
}

bool readonly_member(Value self, Value value) {
  (void)self, (void)value;
  raise(AttributeError, "readonly attribute");
  return false;
}

Value iterator_self(Value self) { return self; }
