#include "core/object/iterators.h"
#include "core/object/list_internal.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"
#include "core/trace/recipes.h"

// The items to assign to a slice of self, as an array that is not self's own. False: raised.
static bool slice_source(Value self, Value value, bool extended, const Value **items, uint64_t *count) {
  if (is_list(value) && value != self) {
    *items = to_list(value)->storage->items;
    *count = to_list(value)->length;
    return true;
  }
  Value copy = value;
  if (!is_tuple(value)) {
    if (type_of(value)->slots.iter == NULL && type_of(value)->slots.get_item == NULL) {
      raise(TypeError, extended ? "must assign iterable to extended slice" : "can only assign an iterable");
      return false;
    }
    copy = tuple_from_iterable(value);
    if (copy == EMPTY) return false;
  }
  *items = to_tuple(copy)->items;
  *count = to_tuple(copy)->length;
  return true;
}

static bool delete_extended(List *list, int64_t start, int64_t step, int64_t count) {
  if (count == 0) return true;
  if (step < 0) {
    start += step * (count - 1);
    step = -step;
  }
  Value *items = list->storage->items;
  uint64_t to = (uint64_t)start, skip = (uint64_t)start;
  int64_t skipped = 0;
  for (uint64_t from = (uint64_t)start; from < list->length; from++) {
    if (skipped < count && from == skip) {
      skipped++;
      skip += (uint64_t)step;
    } else {
      items[to++] = items[from];
    }
  }
  return list_resize(list, to);
}

bool list_set_slice(Value self, Value slice, Value value) {
  List *list = to_list(self);
  int64_t start, stop, step, count;
  const Value *items = NULL;
  uint64_t item_count = 0;
  if (!slice_unpack(slice, &start, &stop, &step)) return false;
  // Taking the items may change the list, so its length counts afterwards only.
  if (value != EMPTY && !slice_source(self, value, step != 1, &items, &item_count)) return false;
  count = slice_adjust((int64_t)list->length, &start, &stop, step);
  if (step == 1) return list_splice(list, (uint64_t)start, (uint64_t)(start + count), items, item_count);
  if (value == EMPTY) return delete_extended(list, start, step, count);
  if (item_count != (uint64_t)count) {
    raise(ValueError, "attempt to assign sequence of size %llu to extended slice of size %lld",
          (unsigned long long)item_count, (long long)count);
    return false;
  }
  for (int64_t i = 0, at = start; i < count; i++, at += step) list->storage->items[at] = items[i];
  return true;
}

// Keywords are for the __new__ of a class.
static Value method_init(Value *args, size_t count) {
  (void)count;
  if (args[2] != EMPTY && type_of(args[0])->slots.construct == builtin_types[SHAPE_LIST]->slots.construct)
    return raise(TypeError, "list() takes no keyword arguments");
  if (!list_resize(to_list(args[0]), 0)) return EMPTY;
  return args[1] == EMPTY || list_extend(args[0], args[1]) ? NONE : EMPTY;
}

static Value method_append(Value *args, size_t count) {
  (void)count;
  return list_append(args[0], args[1]) ? NONE : EMPTY;
}

static Value method_extend(Value *args, size_t count) {
  (void)count;
  return list_extend(args[0], args[1]) ? NONE : EMPTY;
}

static Value method_insert(Value *args, size_t count) {
  (void)count;
  List *list = to_list(args[0]);
  int64_t at;
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &at)) return EMPTY;
  at = clamp_index(at, (int64_t)list->length);
  if ((uint64_t)at > list->length) at = (int64_t)list->length;
  return list_splice(list, (uint64_t)at, (uint64_t)at, &args[2], 1) ? NONE : EMPTY;
}

static Value method_pop(Value *args, size_t count) {
  (void)count;
  List *list = to_list(args[0]);
  int64_t at = -1;
  if (args[1] != EMPTY && !index_from_value(args[1], EXCEPTION_IndexError, &at)) return EMPTY;
  if (list->length == 0) return raise(IndexError, "pop from empty list");
  if (at < 0) at += (int64_t)list->length;
  if ((uint64_t)at >= list->length) return raise(IndexError, "pop index out of range");
  Value item = list->storage->items[at];
  if ((uint64_t)at + 1 == list->length) return list_resize(list, (uint64_t)at) ? item : EMPTY;
  return list_splice(list, (uint64_t)at, (uint64_t)at + 1, NULL, 0) ? item : EMPTY;
}

// The first index in [start, stop) of an item equal to value; -1: none; -2: raised.
static int64_t find(List *list, Value value, int64_t start, int64_t stop) {
  for (int64_t i = start; i < stop && (uint64_t)i < list->length; i++) {
    int same = items_equal(list->storage->items[i], value);
    if (same < 0) return -2;
    if (same) return i;
  }
  return -1;
}

static Value method_remove(Value *args, size_t count) {
  (void)count;
  List *list = to_list(args[0]);
  int64_t i = find(list, args[1], 0, INT64_MAX);
  if (i == -2) return EMPTY;
  if (i < 0) return raise(ValueError, "list.remove(x): x not in list");
  if ((uint64_t)i >= list->length) return NONE; // the comparison has removed it
  return list_splice(list, (uint64_t)i, (uint64_t)i + 1, NULL, 0) ? NONE : EMPTY;
}

static Value method_index(Value *args, size_t count) {
  (void)count;
  List *list = to_list(args[0]);
  int64_t start = 0, stop = INT64_MAX;
  if (args[2] != EMPTY && !slice_index(args[2], &start)) return EMPTY;
  if (args[3] != EMPTY && !slice_index(args[3], &stop)) return EMPTY;
  int64_t length = (int64_t)list->length;
  int64_t i = find(list, args[1], clamp_index(start, length), clamp_index(stop, length));
  if (i == -2) return EMPTY;
  return i >= 0 ? from_small_int(i) : raise(ValueError, "%R is not in list", args[1]);
}

static Value method_count(Value *args, size_t count) {
  (void)count;
  List *list = to_list(args[0]);
  int64_t found = 0;
  for (size_t i = 0; i < list->length; i++) {
    int same = items_equal(list->storage->items[i], args[1]);
    if (same < 0) return EMPTY;
    found += same;
  }
  return from_small_int(found);
}

static Value method_clear(Value *args, size_t count) {
  (void)count;
  return list_resize(to_list(args[0]), 0) ? NONE : EMPTY;
}

static Value method_copy(Value *args, size_t count) {
  (void)count;
  return list_from(to_list(args[0])->storage->items, to_list(args[0])->length);
}

static Value method_reverse(Value *args, size_t count) {
  (void)count;
  Value *items = to_list(args[0])->storage->items;
  for (size_t i = 0, j = to_list(args[0])->length; i + 1 < j; i++) {
    Value v = items[i];
    items[i] = items[--j];
    items[j] = v;
  }
  return NONE;
}

static Value method_sort(Value *args, size_t count) {
  (void)count;
  int64_t reverse = 0;
  if (is_bool(args[2]))
    reverse = args[2] == TRUE_VALUE;
  else if (args[2] != EMPTY && !index_from_value(args[2], EXCEPTION_OverflowError, &reverse))
    return EMPTY;
  return list_sort(args[0], args[1], reverse != 0) ? NONE : EMPTY;
}

static Value method_reversed(Value *args, size_t count) {
  (void)count;
  return index_iterator_new(SHAPE_LIST_REVERSE_ITERATOR, args[0], (int64_t)to_list(args[0])->length - 1);
}

const NativeDef list_methods[] = {
    {.name = "__init__", .signature = "self, iterable=(), /, **keywords", .fn = method_init},
    {.name = "append",
     .recipe = RECIPE_LIST_APPEND,
     .signature = "self, object, /",
     .fn = method_append,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("Append object to the end of the list.")},
    {.name = "extend",
     .consumer = CONSUMER_EXTEND,
     .signature = "self, iterable, /",
     .fn = method_extend,
     .doc = DOC("Extend list by appending elements from the iterable.")},
    {.name = "insert",
     .signature = "self, index, object, /",
     .fn = method_insert,
     .doc = DOC("Insert object before index.")},
    {.name = "pop",
     .signature = "self, index=-1, /",
     .fn = method_pop,
     .doc =
         DOC("Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of "
             "range.")},
    {.name = "remove",
     .signature = "self, value, /",
     .fn = method_remove,
     .doc = DOC("Remove first occurrence of value.\n\nRaises ValueError if the value is not present.")},
    {.name = "index",
     .signature = "self, value, start=0, stop=9223372036854775807, /",
     .fn = method_index,
     .doc = DOC("Return first index of value.\n\nRaises ValueError if the value is not present.")},
    {.name = "count",
     .signature = "self, value, /",
     .fn = method_count,
     .doc = DOC("Return number of occurrences of value.")},
    {.name = "clear",
     .signature = "self, /",
     .fn = method_clear,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("Remove all items from list.")},
    {.name = "copy",
     .signature = "self, /",
     .fn = method_copy,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("Return a shallow copy of the list.")},
    {.name = "reverse",
     .signature = "self, /",
     .fn = method_reverse,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("Reverse *IN PLACE*.")},
    {.name = "sort",
     .signature = "self, /, *, key=None, reverse=False",
     .fn = method_sort,
     .doc = DOC("Sort the list in ascending order and return None.\n\nThe sort is in-place and stable.")},
    {.name = "__reversed__",
     .signature = "self, /",
     .fn = method_reversed,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("Return a reverse iterator over the list.")},
    {.name = NULL},
};
