#include "core/object/tuple.h"

#include "core/heap/allocate.h"
#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/list.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static Value empty_tuple;

static void visit_empty_tuple(void) { heap_visit(empty_tuple); }

static size_t tuple_bytes(size_t length) { return sizeof(Tuple) + length * sizeof(Value); }

static Tuple *allocate(size_t length) {
  if (length > SIZE_MAX / 16) {
    raise_memory_error();
    return NULL;
  }
  Tuple *tuple = heap_allocate(SHAPE_TUPLE, HEAP_COUNTED, tuple_bytes(length));
  if (tuple != NULL) tuple->length = length;
  return tuple;
}

Value tuple_new(size_t length) {
  if (length != 0) return from_object(allocate(length));
  if (empty_tuple == EMPTY) {
    empty_tuple = from_object(allocate(0));
    heap_add_root(visit_empty_tuple);
  }
  return empty_tuple;
}

Value tuple_from(const Value *items, size_t length) {
  if (length == 0) return tuple_new(0);
  Tuple *tuple = allocate(length);
  if (tuple == NULL) return EMPTY;
  values_copy(tuple->items, items, length);
  return from_object(tuple);
}

Value tuple_from_iterable(Value iterable) {
  if (is_tuple(iterable)) return iterable;
  if (is_list(iterable)) return tuple_from(to_list(iterable)->storage->items, to_list(iterable)->length);
  Value list = list_from_iterable(iterable);
  return list == EMPTY ? EMPTY : tuple_from(to_list(list)->storage->items, to_list(list)->length);
}

Value tuple_pair(Value a, Value b) {
  Tuple *tuple = allocate(2);
  if (tuple == NULL) return EMPTY;
  tuple->items[0] = a;
  tuple->items[1] = b;
  return from_object(tuple);
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!(type->flags & TYPE_HEAP)) {
    if (!check_arguments("tuple", count, 0, 1, keyword_names)) return EMPTY;
    return count == 0 ? tuple_new(0) : tuple_from_iterable(args[0]);
  }
  if (!check_arguments("tuple", count, 0, 1, has_python_init(type) ? EMPTY : keyword_names)) return EMPTY;
  Value plain = count == 0 ? tuple_new(0) : tuple_from_iterable(args[0]);
  if (plain == EMPTY) return EMPTY;
  size_t length = to_tuple(plain)->length;
  Tuple *tuple = instance_allocate_variable(type, tuple_bytes(length));
  if (tuple == NULL) return EMPTY;
  tuple->length = length;
  values_copy(tuple->items, to_tuple(plain)->items, length);
  return from_object(tuple);
}

static Value repr(Value self) {
  Tuple *tuple = to_tuple(self);
  ReprGuard guard;
  if (tuple->length == 0) return str_new("()", 2);
  if (!repr_guard_enter(&guard, self)) return repr_again("(...)");
  StrBuilder text = STR_BUILDER_INIT;
  str_builder_add_c(&text, "(");
  for (size_t i = 0; i < tuple->length; i++) {
    if (i != 0) str_builder_add_c(&text, ", ");
    Value item = object_repr(tuple->items[i]);
    if (item == EMPTY) {
      repr_guard_leave(&guard);
      str_builder_drop(&text);
      return EMPTY;
    }
    str_builder_add_str(&text, item);
  }
  str_builder_add_c(&text, tuple->length == 1 ? ",)" : ")");
  repr_guard_leave(&guard);
  return str_builder_finish(&text);
}

// CPython's tuple hash: a simplified xxHash over the items' hashes.
static bool hash(Value self, int64_t *result) {
  const uint64_t prime_1 = 11400714785074694791u, prime_2 = 14029467366897019727u, prime_5 = 2870177450012600261u;
  Tuple *tuple = to_tuple(self);
  uint64_t sum = prime_5;
  for (size_t i = 0; i < tuple->length; i++) {
    int64_t lane;
    if (!object_hash(tuple->items[i], &lane)) return false;
    sum += (uint64_t)lane * prime_2;
    sum = sum << 31 | sum >> 33;
    sum *= prime_1;
  }
  sum += tuple->length ^ (prime_5 ^ 3527539u);
  *result = sum == UINT64_MAX ? 1546275796 : (int64_t)sum;
  return true;
}

Value tuple_compare(Value self, Value other, CompareOp op) {
  Tuple *a = to_tuple(self), *b = to_tuple(other);
  for (size_t i = 0; i < a->length && i < b->length; i++) {
    int same = items_equal(a->items[i], b->items[i]);
    if (same < 0) return EMPTY;
    if (same) continue;
    if (op == COMPARE_EQ) return FALSE_VALUE;
    if (op == COMPARE_NE) return TRUE_VALUE;
    return items_compare(a->items[i], b->items[i], op);
  }
  return compare_lengths(a->length, b->length, op);
}

static Value compare(Value self, Value other, CompareOp op) {
  bool tuples = is_tuple(self) && is_tuple(other);
  if (!tuples && (!type_flag(self, TYPE_IS_TUPLE) || !type_flag(other, TYPE_IS_TUPLE))) return NOT_IMPLEMENTED;
  return tuple_compare(self, other, op);
}

static int truth(Value self) { return to_tuple(self)->length != 0; }
static int64_t length(Value self) { return (int64_t)to_tuple(self)->length; }
static Value iter(Value self) { return index_iterator_new(SHAPE_TUPLE_ITERATOR, self, 0); }

static Value get_slice(Value self, Value slice) {
  int64_t start, stop, step, count;
  Tuple *tuple = to_tuple(self);
  if (!slice_bounds(slice, (int64_t)tuple->length, &start, &stop, &step, &count)) return EMPTY;
  if (step == 1) {
    if ((uint64_t)count == tuple->length && is_tuple(self)) return self;
    return tuple_from(tuple->items + start, (size_t)count);
  }
  Value result = tuple_new((size_t)count);
  if (result == EMPTY) return EMPTY;
  for (int64_t i = 0, from = start; i < count; i++, from += step) to_tuple(result)->items[i] = tuple->items[from];
  return result;
}

static Value get_item(Value self, Value key) {
  Tuple *tuple = to_tuple(self);
  int64_t i;
  if (is_int(key)) {
    i = to_small_int(key);
  } else if (has_shape(key, SHAPE_SLICE)) {
    return get_slice(self, key);
  } else if (!has_index(key)) {
    return raise(TypeError, "tuple indices must be integers or slices, not %s", type_name(key));
  } else if (!index_from_value(key, EXCEPTION_IndexError, &i)) {
    return EMPTY;
  }
  if (i < 0) i += (int64_t)tuple->length;
  if ((uint64_t)i >= tuple->length) return raise(IndexError, "tuple index out of range");
  return tuple->items[i];
}

static int contains(Value self, Value item) {
  Tuple *tuple = to_tuple(self);
  for (size_t i = 0; i < tuple->length; i++) {
    int same = items_equal(tuple->items[i], item);
    if (same != 0) return same;
  }
  return 0;
}

static Value concat(Value left, Value right) {
  if (!type_flag(left, TYPE_IS_TUPLE)) return NOT_IMPLEMENTED;
  if (!type_flag(right, TYPE_IS_TUPLE)) return concat_mismatch("tuple", right);
  Tuple *a = to_tuple(left), *b = to_tuple(right);
  if (a->length == 0 && is_tuple(right)) return right;
  if (b->length == 0 && is_tuple(left)) return left;
  Value result = tuple_new(a->length + b->length);
  if (result == EMPTY) return EMPTY;
  values_copy(to_tuple(result)->items, a->items, a->length);
  values_copy(to_tuple(result)->items + a->length, b->items, b->length);
  return result;
}

static Value repeat(Value self, Value times) {
  Tuple *tuple = to_tuple(self);
  int64_t count;
  Value result;
  if (!repeat_count(times, &count, &result)) return result;
  if (count == 1 && is_tuple(self)) return self;
  if (tuple->length != 0 && (uint64_t)count > (SIZE_MAX >> 5) / tuple->length) return raise_memory_error();
  result = tuple_new(tuple->length * (size_t)count);
  if (result == EMPTY) return EMPTY;
  Value *to = to_tuple(result)->items;
  for (int64_t i = 0; i < count && tuple->length != 0; i++, to += tuple->length)
    values_copy(to, tuple->items, tuple->length);
  return result;
}

static Value binary(BinaryOp op, Value left, Value right) {
  if (op == BINARY_ADD) return concat(left, right);
  if (op != BINARY_MUL) return NOT_IMPLEMENTED;
  return type_flag(left, TYPE_IS_TUPLE) ? repeat(left, right) : repeat(right, left);
}

static Value tuple_index(Value *args, size_t count) {
  (void)count;
  Tuple *tuple = to_tuple(args[0]);
  int64_t start = 0, stop = INT64_MAX, length = (int64_t)tuple->length;
  if (args[2] != EMPTY && !slice_index(args[2], &start)) return EMPTY;
  if (args[3] != EMPTY && !slice_index(args[3], &stop)) return EMPTY;
  start = clamp_index(start, length);
  stop = clamp_index(stop, length);
  for (int64_t i = start; i < stop && i < length; i++) {
    int same = items_equal(tuple->items[i], args[1]);
    if (same < 0) return EMPTY;
    if (same) return from_small_int(i);
  }
  return raise(ValueError, "tuple.index(x): x not in tuple");
}

static Value tuple_count(Value *args, size_t count) {
  (void)count;
  Tuple *tuple = to_tuple(args[0]);
  int64_t found = 0;
  for (size_t i = 0; i < tuple->length; i++) {
    int same = items_equal(tuple->items[i], args[1]);
    if (same < 0) return EMPTY;
    found += same;
  }
  return from_small_int(found);
}

static Value tuple_getnewargs(Value *args, size_t count) {
  (void)count;
  Value plain = tuple_from(to_tuple(args[0])->items, to_tuple(args[0])->length);
  return plain == EMPTY ? EMPTY : tuple_from(&plain, 1);
}

static const NativeDef methods[] = {
    {.name = "index",
     .signature = "self, value, start=, stop=, /",
     .fn = tuple_index,
     .doc = DOC("Return first index of value.")},
    {.name = "count",
     .signature = "self, value, /",
     .fn = tuple_count,
     .doc = DOC("Return number of occurrences of value.")},
    {.name = "__getnewargs__", .signature = "self, /", .fn = tuple_getnewargs},
    {.name = NULL},
};

void tuple_init(void) {
  static const TypeSlots slots = {
      .repr = repr,
      .hash = hash,
      .compare = compare,
      .truth = truth,
      .length = length,
      .iter = iter,
      .get_item = get_item,
      .contains = contains,
      .binary = binary,
      .construct = construct,
  };
  type_setup(SHAPE_TUPLE, &slots, methods, NULL, HEAP_COUNTED, sizeof(Tuple),
             "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.");
}
