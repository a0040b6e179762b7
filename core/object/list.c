#include "core/object/list.h"

#include "core/heap/allocate.h"
#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/list_internal.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

// The storage of every empty list. It is outside of the heap; the visitor skips it.
static ValueArray no_items = {.header = {.shape = SHAPE_VALUE_ARRAY, .kind = HEAP_COUNTED, .granules = 1},
                              .capacity = 0};

// Storage that small is kept when the list shrinks: stacks grow again.
#define KEPT_CAPACITY 16
#define LIST_LENGTH_MAX ((uint64_t)1 << 40)

static void visit(Object *object) {
  List *list = (List *)object;
  if (list->storage != NULL && list->storage != &no_items) heap_visit(from_object(list->storage));
}

static List *allocate(void) {
  List *list = heap_allocate(SHAPE_LIST, HEAP_LIST, sizeof(List));
  if (list != NULL) list->storage = &no_items;
  return list;
}

Value list_new(size_t length) {
  List *list = allocate();
  if (list == NULL || length == 0) return from_object(list);
  if (length > LIST_LENGTH_MAX) return raise_memory_error();
  ValueArray *storage = value_array_new(length);
  if (storage == NULL) return EMPTY;
  list->storage = storage;
  list->length = length;
  return from_object(list);
}

Value list_from(const Value *items, size_t length) {
  Value list = list_new(length);
  if (list != EMPTY && length != 0) values_copy(to_list(list)->storage->items, items, length);
  return list;
}

// Moves the items to an array of a capacity for `length` items and an eighth more.
static bool grow(List *list, uint64_t length) {
  if (length > LIST_LENGTH_MAX) {
    raise_memory_error();
    return false;
  }
  uint64_t capacity = (length + (length >> 3) + 6) & ~(uint64_t)3;
  // An extension by much more than an eighth is likely to be the last: do not add to it.
  if (length - list->length > capacity - length) capacity = (length + 3) & ~(uint64_t)3;
  if (list->storage != &no_items && value_array_extend(list->storage, capacity)) return true;
  ValueArray *storage = value_array_new(capacity);
  if (storage == NULL) return false;
  values_copy(storage->items, list->storage->items, list->length);
  list->storage = storage;
  return true;
}

bool list_resize(List *list, uint64_t length) {
  if (length > list->storage->capacity) {
    if (!grow(list, length)) return false;
  } else if (length < list->length) {
    memset(list->storage->items + length, 0, (list->length - length) * sizeof(Value));
    if (list->storage->capacity > KEPT_CAPACITY && length == 0) {
      list->storage = &no_items;
    } else if (list->storage->capacity > KEPT_CAPACITY && length < list->storage->capacity / 2) {
      // Give memory back; failing to is harmless.
      Value pending = vm_exception;
      ValueArray *storage = value_array_new((length + 3) & ~(uint64_t)3);
      if (storage != NULL) {
        values_copy(storage->items, list->storage->items, length);
        list->storage = storage;
      }
      vm_exception = pending;
    }
  }
  list->length = length;
  return true;
}

bool list_append(Value self, Value item) {
  List *list = to_list(self);
  uint64_t length = list->length;
  if (length >= list->storage->capacity && !grow(list, length + 1)) return false;
  list->storage->items[length] = item;
  list->length = length + 1;
  return true;
}

// The items of a list or tuple (subclasses with their own __iter__ excluded); false when v is neither.
static bool direct_items(Value v, const Value **items, uint64_t *count) {
  if (is_list(v)) {
    *items = to_list(v)->storage->items;
    *count = to_list(v)->length;
  } else if (is_tuple(v)) {
    *items = to_tuple(v)->items;
    *count = to_tuple(v)->length;
  } else {
    return false;
  }
  return true;
}

static bool extend_by_range(List *list, int64_t next, int64_t step, uint64_t count) {
  uint64_t length = list->length;
  if (count > LIST_LENGTH_MAX) {
    raise_memory_error();
    return false;
  }
  if (count == 0) return true;
  if (!list_resize(list, length + count)) return false;
  Value *to = list->storage->items + length;
  int64_t last = (int64_t)((uint64_t)next + (count - 1) * (uint64_t)step);
  if (fits_small_int(next) && fits_small_int(last)) {
    for (uint64_t i = 0; i < count; i++) to[i] = from_small_int((int64_t)((uint64_t)next + i * (uint64_t)step));
    return true;
  }
  for (uint64_t i = 0; i < count; i++)
    if ((to[i] = int_from_i64((int64_t)((uint64_t)next + i * (uint64_t)step))) == EMPTY)
      return list_resize(list, length) && false;
  return true;
}

bool list_extend(Value self, Value iterable) {
  List *list = to_list(self);
  const Value *items;
  uint64_t count;
  if (direct_items(iterable, &items, &count)) {
    uint64_t length = list->length;
    if (count == 0) return true;
    if (!list_resize(list, length + count)) return false;
    // iterable may be the list itself, whose storage list_resize has replaced: the old one is still intact.
    values_copy(list->storage->items + length, items, count);
    return true;
  }
  int64_t start, step;
  if (range_machine_bounds(iterable, &start, &step, &count)) return extend_by_range(list, start, step, count);
  Walk walk;
  if (!walk_start(&walk, iterable)) return false;
  int64_t hint = length_hint(iterable, 0);
  if (hint < 0) return false;
  // Reserve what the iterable promises, within reason: a wrong promise must not cost much memory.
  if (hint > 0 && hint < 1 << 20 && list->length + (uint64_t)hint > list->storage->capacity) {
    uint64_t length = list->length;
    if (!grow(list, length + (uint64_t)hint)) return false;
  }
  Value item;
  while ((item = walk_next(&walk)) != EMPTY)
    if (!list_append(self, item)) return false;
  return vm_exception == EMPTY;
}

Value list_from_iterable(Value iterable) {
  const Value *items;
  uint64_t count;
  if (direct_items(iterable, &items, &count)) return list_from(items, count);
  Value list = list_new(0);
  return list != EMPTY && list_extend(list, iterable) ? list : EMPTY;
}

bool list_splice(List *list, uint64_t start, uint64_t stop, const Value *items, uint64_t count) {
  uint64_t length = list->length, tail = length - stop, after = start + count + tail;
  if (after > length && !list_resize(list, after)) return false;
  Value *to = list->storage->items;
  // Downwards the C library is the faster one for long runs (list.pop(0)).
  if (count < stop - start && tail > 64)
    memmove(to + start + count, to + stop, tail * sizeof(Value));
  else
    values_move(to + start + count, to + stop, tail);
  if (count != 0) values_copy(to + start, items, count);
  return after >= length || list_resize(list, after);
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  List *list = object_allocate(type, SHAPE_LIST, HEAP_LIST, sizeof(List));
  if (list == NULL) return EMPTY;
  list->storage = &no_items;
  if (has_python_init(type)) return from_object(list);
  if (!check_arguments("list", count, 0, 1, keyword_names)) return EMPTY;
  return count == 0 || list_extend(from_object(list), args[0]) ? from_object(list) : EMPTY;
}

static Value repr(Value self) {
  List *list = to_list(self);
  ReprGuard guard;
  if (list->length == 0) return str_new("[]", 2);
  if (!repr_guard_enter(&guard, self)) return repr_again("[...]");
  StrBuilder text = STR_BUILDER_INIT;
  str_builder_add_c(&text, "[");
  for (size_t i = 0; i < list->length; i++) {
    if (i != 0) str_builder_add_c(&text, ", ");
    Value item = object_repr(list->storage->items[i]);
    if (item == EMPTY) {
      repr_guard_leave(&guard);
      str_builder_drop(&text);
      return EMPTY;
    }
    str_builder_add_str(&text, item);
  }
  str_builder_add_c(&text, "]");
  repr_guard_leave(&guard);
  return str_builder_finish(&text);
}

static Value compare(Value self, Value other, CompareOp op) {
  if (!type_flag(self, TYPE_IS_LIST) || !type_flag(other, TYPE_IS_LIST)) return NOT_IMPLEMENTED;
  List *a = to_list(self), *b = to_list(other);
  if (a->length != b->length && (op == COMPARE_EQ || op == COMPARE_NE)) return from_bool(op == COMPARE_NE);
  // An item's __eq__ may change either list: bounds are looked at anew each time.
  for (size_t i = 0; i < a->length && i < b->length; i++) {
    Value x = a->storage->items[i], y = b->storage->items[i];
    int same = items_equal(x, y);
    if (same < 0) return EMPTY;
    if (same) continue;
    if (i >= a->length || i >= b->length) break;
    if (op == COMPARE_EQ) return FALSE_VALUE;
    if (op == COMPARE_NE) return TRUE_VALUE;
    return items_compare(a->storage->items[i], b->storage->items[i], op);
  }
  return compare_lengths(a->length, b->length, op);
}

static int truth(Value self) { return to_list(self)->length != 0; }
static int64_t length(Value self) { return (int64_t)to_list(self)->length; }
static Value iter(Value self) { return index_iterator_new(SHAPE_LIST_ITERATOR, self, 0); }

static Value get_slice(Value self, Value slice) {
  int64_t start, stop, step, count;
  List *list = to_list(self);
  if (!slice_unpack(slice, &start, &stop, &step)) return EMPTY;
  count = slice_adjust((int64_t)list->length, &start, &stop, step);
  Value result = list_new((size_t)count);
  if (result == EMPTY) return EMPTY;
  Value *to = to_list(result)->storage->items;
  const Value *from = list->storage->items;
  if (step == 1) {
    values_copy(to, from + start, (size_t)count);
  } else {
    for (int64_t i = 0, at = start; i < count; i++, at += step) to[i] = from[at];
  }
  return result;
}

// The index that key means; false with the exception set. Not for slices.
static bool item_index(Value key, int64_t *i) {
  if (is_int(key)) {
    *i = to_small_int(key);
    return true;
  }
  if (!has_index(key)) {
    raise(TypeError, "list indices must be integers or slices, not %s", type_name(key));
    return false;
  }
  return index_from_value(key, EXCEPTION_IndexError, i);
}

static Value get_item(Value self, Value key) {
  List *list = to_list(self);
  int64_t i;
  if (has_shape(key, SHAPE_SLICE)) return get_slice(self, key);
  if (!item_index(key, &i)) return EMPTY;
  if (i < 0) i += (int64_t)list->length;
  if ((uint64_t)i >= list->length) return raise(IndexError, "list index out of range");
  return list->storage->items[i];
}

static bool set_item(Value self, Value key, Value value) {
  List *list = to_list(self);
  int64_t i;
  if (has_shape(key, SHAPE_SLICE)) return list_set_slice(self, key, value);
  if (!item_index(key, &i)) return false;
  if (i < 0) i += (int64_t)list->length;
  if ((uint64_t)i >= list->length) {
    raise(IndexError, "list assignment index out of range");
    return false;
  }
  if (value == EMPTY) return list_splice(list, (uint64_t)i, (uint64_t)i + 1, NULL, 0);
  list->storage->items[i] = value;
  return true;
}

static int contains(Value self, Value item) {
  List *list = to_list(self);
  for (size_t i = 0; i < list->length; i++) {
    int same = items_equal(list->storage->items[i], item);
    if (same != 0) return same;
  }
  return 0;
}

static Value concat(Value left, Value right) {
  if (!type_flag(left, TYPE_IS_LIST)) return NOT_IMPLEMENTED;
  if (!type_flag(right, TYPE_IS_LIST)) return concat_mismatch("list", right);
  List *a = to_list(left), *b = to_list(right);
  Value result = list_new(a->length + b->length);
  if (result == EMPTY) return EMPTY;
  values_copy(to_list(result)->storage->items, a->storage->items, a->length);
  values_copy(to_list(result)->storage->items + a->length, b->storage->items, b->length);
  return result;
}

// Fills items[length .. length * count) with copies of the first `length` items.
static void fill_repeated(Value *items, uint64_t length, uint64_t count) {
  if (length == 1) {
    for (uint64_t i = 1; i < count; i++) items[i] = items[0];
  } else {
    for (uint64_t i = 1; i < count; i++) values_copy(items + i * length, items, length);
  }
}

// The operand of list * times: false: *result is the answer. The product fits.
static bool repeat_argument(const List *list, Value times, int64_t *count, Value *result) {
  if (!repeat_count(times, count, result)) return false;
  if (list->length == 0 || (uint64_t)*count <= LIST_LENGTH_MAX / list->length) return true;
  *result = raise_memory_error();
  return false;
}

Value list_repeat_in_place(Value self, Value times) {
  List *list = to_list(self);
  int64_t count;
  Value result;
  if (!repeat_argument(list, times, &count, &result)) return result;
  uint64_t length = list->length;
  if (!list_resize(list, length * (uint64_t)count)) return EMPTY;
  if (count != 0) fill_repeated(list->storage->items, length, (uint64_t)count);
  return self;
}

static Value repeat(Value self, Value times) {
  List *list = to_list(self);
  int64_t count;
  Value result;
  if (!repeat_argument(list, times, &count, &result)) return result;
  result = list_new(list->length * (size_t)count);
  if (result == EMPTY || to_list(result)->length == 0) return result;
  Value *to = to_list(result)->storage->items;
  values_copy(to, list->storage->items, list->length);
  fill_repeated(to, list->length, (uint64_t)count);
  return result;
}

static Value binary(BinaryOp op, Value left, Value right) {
  if (op == BINARY_ADD) return concat(left, right);
  if (op != BINARY_MUL) return NOT_IMPLEMENTED;
  return type_flag(left, TYPE_IS_LIST) ? repeat(left, right) : repeat(right, left);
}

static Value binary_in_place(BinaryOp op, Value left, Value right) {
  if (op == BINARY_ADD) return list_extend(left, right) ? left : EMPTY;
  return op == BINARY_MUL ? list_repeat_in_place(left, right) : NOT_IMPLEMENTED;
}

void list_init(void) {
  static const TypeSlots slots = {
      .repr = repr,
      .hash = container_unhashable,
      .compare = compare,
      .truth = truth,
      .length = length,
      .iter = iter,
      .get_item = get_item,
      .set_item = set_item,
      .contains = contains,
      .binary = binary,
      .binary_in_place = binary_in_place,
      .construct = construct,
  };
  heap_set_visitor(HEAP_LIST, visit);
  type_setup(SHAPE_LIST, &slots, list_methods, NULL, HEAP_LIST, sizeof(List),
             "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.");
}
