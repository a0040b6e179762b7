// Builtin functions that iterate.
#include "core/modules/builtins.h"
#include "core/object/coroutine.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"
#include "core/trace/recipes.h"
#include "core/vm/threads.h"

// The next item. Ctrl-C ends what goes over a long iterable, as it does a loop in Python.
static inline Value next_item(Walk *walk) {
  Value item = walk_next(walk);
  return item != EMPTY && signals_interrupt() ? EMPTY : item;
}

// any: stop = 1; all: stop = 0.
static Value find_truth(Value iterable, int stop) {
  Walk walk;
  Value item;
  if (!walk_start(&walk, iterable)) return EMPTY;
  while ((item = next_item(&walk)) != EMPTY) {
    int truth = object_truth(item);
    if (truth < 0) return EMPTY;
    if (truth == stop) return from_bool(stop);
  }
  return vm_exception == EMPTY ? from_bool(!stop) : EMPTY;
}

static Value builtin_all(Value *args, size_t count) {
  (void)count;
  return find_truth(args[0], 0);
}

static Value builtin_any(Value *args, size_t count) {
  (void)count;
  return find_truth(args[0], 1);
}

static bool is_callable(Value v) {
  uint32_t shape = shape_of(v);
  return shape == SHAPE_FUNCTION || shape == SHAPE_NATIVE || shape == SHAPE_NATIVE_METHOD || shape == SHAPE_METHOD ||
         type_of(v)->slots.call != NULL;
}

static Value builtin_callable(Value *args, size_t count) {
  (void)count;
  return from_bool(is_callable(args[0]));
}

static Value builtin_iter(Value *args, size_t count) {
  (void)count;
  if (args[1] == EMPTY) return object_iter(args[0]);
  if (!is_callable(args[0])) return raise(TypeError, "iter(v, w): v must be callable");
  return callable_iterator_new(args[0], args[1]);
}

static Value builtin_next(Value *args, size_t count) {
  (void)count;
  if (type_of(args[0])->slots.next == NULL)
    return raise(TypeError, "'%s' object is not an iterator", type_name(args[0]));
  vm.stop_value = NONE;
  Value item = object_next(args[0]);
  if (item != EMPTY) return item;
  if (vm_exception != EMPTY) {
    if (args[1] == EMPTY || !exception_matches(EXCEPTION_StopIteration)) return EMPTY;
    exception_clear();
  }
  if (args[1] != EMPTY) return args[1];
  if (vm.stop_value != NONE) return raise_with(EXCEPTION_StopIteration, vm.stop_value);
  return raise_value(from_object(exception_types[EXCEPTION_StopIteration]), EMPTY);
}

static Value builtin_aiter(Value *args, size_t count) {
  (void)count;
  Value method = object_find_special(args[0], vm.names.__aiter__);
  if (method == EMPTY) {
    if (vm_exception != EMPTY) return EMPTY;
    return raise(TypeError, "'%T' object is not an async iterable", args[0]);
  }
  Value iterator = object_call_0(method);
  if (iterator == EMPTY || type_lookup_cached(type_of(iterator), vm.names.__anext__) != EMPTY) return iterator;
  return raise(TypeError, "aiter() returned not an async iterator of type '%T'", iterator);
}

static Value builtin_anext(Value *args, size_t count) {
  (void)count;
  Value method = object_find_special(args[0], vm.names.__anext__);
  if (method == EMPTY) {
    if (vm_exception != EMPTY) return EMPTY;
    return raise(TypeError, "'%T' object is not an async iterator", args[0]);
  }
  Value awaitable = object_call_0(method);
  return awaitable == EMPTY || args[1] == EMPTY ? awaitable : anext_with_default(awaitable, args[1]);
}

static Value builtin_len(Value *args, size_t count) {
  (void)count;
  if (is_list(args[0])) return from_small_int((int64_t)to_list(args[0])->length);
  if (is_str(args[0])) return from_small_int(to_str(args[0])->length);
  int64_t length = object_length(args[0]);
  return length < 0 ? EMPTY : int_from_i64(length);
}

// The extreme item by op (GT: max). key and fallback may be EMPTY. EMPTY: raised.
static Value extreme(const char *name, CompareOp op, Value iterable, Value key, Value fallback) {
  Walk walk;
  Value item, best = EMPTY, best_key = EMPTY;
  if (!walk_start(&walk, iterable)) return EMPTY;
  while ((item = next_item(&walk)) != EMPTY) {
    Value item_key = key == EMPTY ? item : object_call_1(key, item);
    if (item_key == EMPTY) return EMPTY;
    if (best != EMPTY) {
      int better;
      if (both_int(item_key, best_key)) {
        better = op == COMPARE_GT ? to_small_int(item_key) > to_small_int(best_key)
                                  : to_small_int(item_key) < to_small_int(best_key);
      } else {
        Value answer = object_compare(item_key, best_key, op);
        better = answer == EMPTY ? -1 : object_truth(answer);
      }
      if (better < 0) return EMPTY;
      if (!better) continue;
    }
    best = item;
    best_key = item_key;
  }
  if (vm_exception != EMPTY) return EMPTY;
  if (best != EMPTY) return best;
  return fallback != EMPTY ? fallback : raise(ValueError, "%s() arg is an empty sequence", name);
}

// Slots: key, default; then the values.
static Value min_max(const char *name, CompareOp op, const Value *args, size_t count) {
  Value key = args[0] == NONE ? EMPTY : args[0], fallback = args[1];
  size_t values = count - 2;
  if (values == 0) return raise(TypeError, "%s expected at least 1 argument, got 0", name);
  if (values == 1) return extreme(name, op, args[2], key, fallback);
  if (fallback != EMPTY)
    return raise(TypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
  if (values == 2 && key == EMPTY) {
    Value answer = object_compare(args[3], args[2], op);
    int second = answer == EMPTY ? -1 : object_truth(answer);
    return second < 0 ? EMPTY : args[2 + second];
  }
  Value items = tuple_from(args + 2, values);
  return items == EMPTY ? EMPTY : extreme(name, op, items, key, EMPTY);
}

static Value builtin_max(Value *args, size_t count) { return min_max("max", COMPARE_GT, args, count); }
static Value builtin_min(Value *args, size_t count) { return min_max("min", COMPARE_LT, args, count); }

static Value builtin_sorted(Value *args, size_t count) {
  (void)count;
  int64_t reverse = 0;
  if (is_bool(args[2]))
    reverse = args[2] == TRUE_VALUE;
  else if (args[2] != EMPTY && !index_from_value(args[2], EXCEPTION_OverflowError, &reverse))
    return EMPTY;
  Value list = list_from_iterable(args[0]);
  return list != EMPTY && list_sort(list, args[1], reverse != 0) ? list : EMPTY;
}

static Value add(Value sum, Value item) {
  if (is_bool(item) && (is_int(sum) || is_double(sum))) item = from_small_int(item == TRUE_VALUE);
  if (both_int(sum, item)) return int_from_i64(to_small_int(sum) + to_small_int(item));
  if (is_double(sum)) {
    if (is_double(item)) return from_double(to_double(sum) + to_double(item));
    if (is_int(item)) return from_double(to_double(sum) + (double)to_small_int(item));
  }
  return object_binary(BINARY_ADD, sum, item);
}

// Adds the floats, or the small ints, that a list or tuple goes on with. What comes then, or a sum that is no small int
// any more, is left to add().
static Value add_run(Walk *walk, Value sum) {
  bool list = is_list(walk->source);
  const Value *items = list ? to_list(walk->source)->storage->items : to_tuple(walk->source)->items;
  uint64_t length = list ? to_list(walk->source)->length : to_tuple(walk->source)->length, i = walk->index;
  if (is_double(sum)) {
    double total = to_double(sum);
    while (i < length && is_double(items[i])) total += to_double(items[i++]);
    sum = from_double(total);
  } else if (is_int(sum)) {
    int64_t total = to_small_int(sum);
    while (i < length && is_int(items[i]) && fits_small_int(total)) total += to_small_int(items[i++]);
    sum = int_from_i64(total);
  }
  walk->index = i;
  return sum;
}

static Value builtin_sum(Value *args, size_t count) {
  (void)count;
  Value sum = args[1] == EMPTY ? from_small_int(0) : args[1];
  Walk walk;
  if (!walk_start(&walk, args[0])) return EMPTY;
  if (type_flag(sum, TYPE_IS_STR)) return raise(TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  if (type_flag(sum, TYPE_IS_BYTES)) return raise(TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  if (has_shape(sum, SHAPE_BYTEARRAY)) return raise(TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
  Value item;
  do {
    if (walk.next == NULL && (sum = add_run(&walk, sum)) == EMPTY) return EMPTY;
    item = next_item(&walk);
    if (item != EMPTY && (sum = add(sum, item)) == EMPTY) return EMPTY;
  } while (item != EMPTY);
  return vm_exception == EMPTY ? sum : EMPTY;
}

const NativeDef builtins_iter[] = {
    {.name = "all",
     .consumer = CONSUMER_ALL,
     .signature = "iterable, /",
     .fn = builtin_all,
     .doc = DOC("Return True if bool(x) is True for all values x in the iterable.")},
    {.name = "any",
     .consumer = CONSUMER_ANY,
     .signature = "iterable, /",
     .fn = builtin_any,
     .doc = DOC("Return True if bool(x) is True for any x in the iterable.")},
    {.name = "aiter",
     .signature = "async_iterable, /",
     .fn = builtin_aiter,
     .doc = DOC("Return an AsyncIterator for an AsyncIterable object.")},
    {.name = "anext",
     .signature = "aiterator, default=, /",
     .fn = builtin_anext,
     .doc = DOC("anext(async_iterator[, default])\n\nReturn the next item from the async iterator.")},
    {.name = "callable",
     .signature = "obj, /",
     .fn = builtin_callable,
     .effects = EFFECT_READS_HEAP,
     .doc = DOC("Return whether the object is callable (i.e., some kind of function).")},
    {.name = "iter",
     .signature = "object, sentinel=, /",
     .fn = builtin_iter,
     .doc = DOC("iter(iterable) -> iterator\niter(callable, sentinel) -> iterator")},
    {.name = "next",
     .consumer = CONSUMER_NEXT,
     .signature = "iterator, default=, /",
     .fn = builtin_next,
     .doc = DOC("next(iterator[, default])\n\nReturn the next item from the iterator.")},
    {.name = "len",
     .recipe = RECIPE_LEN,
     .signature = "obj, /",
     .fn = builtin_len,
     .doc = DOC("Return the number of items in a container.")},
    {.name = "max",
     .consumer = CONSUMER_MAX,
     .recipe = RECIPE_MAX,
     .signature = "*args, key=None, default=",
     .fn = builtin_max,
     .doc = DOC("max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value")},
    {.name = "min",
     .consumer = CONSUMER_MIN,
     .recipe = RECIPE_MIN,
     .signature = "*args, key=None, default=",
     .fn = builtin_min,
     .doc = DOC("min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value")},
    {.name = "sorted",
     .consumer = CONSUMER_COLLECT,
     .signature = "iterable, /, *, key=None, reverse=False",
     .fn = builtin_sorted,
     .doc = DOC("Return a new list containing all items from the iterable in ascending order.")},
    {.name = "sum",
     .consumer = CONSUMER_SUM,
     .signature = "iterable, /, start=0",
     .fn = builtin_sum,
     .doc = DOC("Return the sum of a 'start' value (default: 0) plus an iterable of numbers")},
    {.name = NULL},
};
