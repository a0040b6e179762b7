// enumerate, zip, map, filter and reversed.
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static LazyIterator *to_lazy(Value v) { return (LazyIterator *)(void *)to_object(v); }

static LazyIterator *lazy_allocate(Type *type, BuiltinShape shape) {
  return object_allocate(type, shape, HEAP_VALUES, sizeof(LazyIterator));
}

// A tuple of iterators over the count values. EMPTY: raised.
static Value iterators_over(const Value *values, size_t count) {
  Value iterators = tuple_new(count);
  if (iterators == EMPTY) return EMPTY;
  for (size_t i = 0; i < count; i++) {
    Value iterator = object_iter(values[i]);
    if (iterator == EMPTY) return EMPTY;
    to_tuple(iterators)->items[i] = iterator;
  }
  return iterators;
}

static bool is_keyword(Value name, const char *text) {
  return to_str(name)->size == strlen(text) && memcmp(to_str(name)->text, text, to_str(name)->size) == 0;
}

// --- enumerate

static Enumerate *to_enumerate(Value v) { return (Enumerate *)(void *)to_object(v); }

static bool enumerate_arguments(Value *args, size_t count, Value keyword_names, Value parameters[2]) {
  static const char *const names[] = {"iterable", "start"};
  size_t keywords = keyword_count(keyword_names);
  if (count + keywords > 2) {
    raise(TypeError, "enumerate() takes at most 2 arguments (%zu given)", count + keywords);
    return false;
  }
  for (size_t i = 0; i < count; i++) parameters[i] = args[i];
  for (size_t i = 0; i < keywords; i++) {
    Value name = to_tuple(keyword_names)->items[i];
    size_t at = is_keyword(name, names[0]) ? 0 : is_keyword(name, names[1]) ? 1 : 2;
    if (at == 2 || parameters[at] != EMPTY) {
      raise(TypeError, "'%V' is an invalid keyword argument for enumerate()", name);
      return false;
    }
    parameters[at] = args[count + i];
  }
  if (parameters[0] != EMPTY) return true;
  raise(TypeError, "enumerate() missing required argument 'iterable'");
  return false;
}

static Value enumerate_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  Value parameters[2] = {EMPTY, EMPTY};
  if (!enumerate_arguments(args, count, keyword_names, parameters)) return EMPTY;
  Value start = parameters[1] == EMPTY ? from_small_int(0) : index_to_int(parameters[1]);
  if (start == EMPTY) return EMPTY;
  Value iterator = object_iter(parameters[0]);
  Enumerate *self = iterator == EMPTY ? NULL : object_allocate(type, SHAPE_ENUMERATE, HEAP_VALUES, sizeof(Enumerate));
  if (self == NULL) return EMPTY;
  self->iterator = iterator;
  self->index = start;
  return from_object(self);
}

static Value enumerate_next(Value v) {
  Enumerate *self = to_enumerate(v);
  Value item = object_next(self->iterator);
  if (item == EMPTY) return EMPTY;
  Value index = self->index;
  if (is_int(index) && index != from_small_int(SMALL_INT_MAX))
    self->index = from_small_int(to_small_int(index) + 1);
  else if ((self->index = int_binary(BINARY_ADD, index, from_small_int(1))) == EMPTY)
    return EMPTY;
  return tuple_pair(index, item);
}

// --- zip

static Value zip_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  bool strict = false;
  for (size_t i = 0; i < keyword_count(keyword_names); i++) {
    Value name = to_tuple(keyword_names)->items[i];
    if (!is_keyword(name, "strict")) return raise(TypeError, "'%V' is an invalid keyword argument for zip()", name);
    int truth = object_truth(args[count + i]);
    if (truth < 0) return EMPTY;
    strict = truth;
  }
  Value iterators = iterators_over(args, count);
  LazyIterator *self = iterators == EMPTY ? NULL : lazy_allocate(type, SHAPE_ZIP);
  if (self == NULL) return EMPTY;
  self->callable = from_bool(strict);
  self->iterators = iterators;
  return from_object(self);
}

// Iterator number `ended` of a strict zip is exhausted: so must be all others. Returns EMPTY, with ValueError if not.
static Value zip_check_ends(const Tuple *iterators, size_t ended) {
  const char *plural = ended == 1 ? " " : "s 1-";
  if (ended != 0)
    return raise(ValueError, "zip() argument %zu is shorter than argument%s%zu", ended + 1, plural, ended);
  for (size_t i = 1; i < iterators->length; i++) {
    if (object_next(iterators->items[i]) != EMPTY)
      return raise(ValueError, "zip() argument %zu is longer than argument%s%zu", i + 1, i == 1 ? " " : "s 1-", i);
    if (vm_exception != EMPTY) return EMPTY;
  }
  return EMPTY;
}

static Value zip_next(Value v) {
  LazyIterator *self = to_lazy(v);
  Tuple *iterators = to_tuple(self->iterators);
  if (iterators->length == 0) return EMPTY;
  Value result = tuple_new(iterators->length);
  if (result == EMPTY) return EMPTY;
  for (size_t i = 0; i < iterators->length; i++) {
    Value item = object_next(iterators->items[i]);
    if (item == EMPTY) {
      if (vm_exception != EMPTY || self->callable == FALSE_VALUE) return EMPTY;
      return zip_check_ends(iterators, i);
    }
    to_tuple(result)->items[i] = item;
  }
  return result;
}

// --- map

static Value map_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments("map", 0, 0, 0, has_python_init(type) ? EMPTY : keyword_names)) return EMPTY;
  if (count < 2) return raise(TypeError, "map() must have at least two arguments.");
  Value iterators = iterators_over(args + 1, count - 1);
  LazyIterator *self = iterators == EMPTY ? NULL : lazy_allocate(type, SHAPE_MAP);
  if (self == NULL) return EMPTY;
  self->callable = args[0];
  self->iterators = iterators;
  return from_object(self);
}

static Value map_next(Value v) {
  LazyIterator *self = to_lazy(v);
  Tuple *iterators = to_tuple(self->iterators);
  if (iterators->length == 1) {
    Value item = object_next(iterators->items[0]);
    return item == EMPTY ? EMPTY : object_call_1(self->callable, item);
  }
  Value items = tuple_new(iterators->length);
  if (items == EMPTY) return EMPTY;
  for (size_t i = 0; i < iterators->length; i++)
    if ((to_tuple(items)->items[i] = object_next(iterators->items[i])) == EMPTY) return EMPTY;
  return object_call(self->callable, to_tuple(items)->items, iterators->length, EMPTY);
}

// --- filter

static Value filter_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments("filter", count, 2, 2, has_python_init(type) ? EMPTY : keyword_names)) return EMPTY;
  Value iterator = object_iter(args[1]);
  LazyIterator *self = iterator == EMPTY ? NULL : lazy_allocate(type, SHAPE_FILTER);
  if (self == NULL) return EMPTY;
  self->callable = args[0];
  self->iterators = iterator;
  return from_object(self);
}

static Value filter_next(Value v) {
  LazyIterator *self = to_lazy(v);
  bool identity = self->callable == NONE || self->callable == from_object(builtin_types[SHAPE_BOOL]);
  Value item;
  while ((item = object_next(self->iterators)) != EMPTY) {
    Value answer = identity ? item : object_call_1(self->callable, item);
    int truth = answer == EMPTY ? -1 : object_truth(answer);
    if (truth != 0) return truth < 0 ? EMPTY : item;
  }
  return EMPTY;
}

// --- reversed

static Value reversed_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments("reversed", count, 1, 1, has_python_init(type) ? EMPTY : keyword_names)) return EMPTY;
  Value sequence = args[0];
  Value method = type_lookup_cached(type_of(sequence), vm.names.__reversed__);
  if (method == NONE) return raise(TypeError, "'%s' object is not reversible", type_name(sequence));
  if (method != EMPTY && (method = object_find_special(sequence, vm.names.__reversed__)) == EMPTY) return EMPTY;
  if (method != EMPTY) return object_call_0(method);
  const TypeSlots *slots = &type_of(sequence)->slots;
  if (slots->length == NULL || slots->get_item == NULL || type_flag(sequence, TYPE_IS_DICT | TYPE_IS_SET))
    return raise(TypeError, "'%s' object is not reversible", type_name(sequence));
  int64_t length = object_length(sequence);
  IndexIterator *self = length < 0 ? NULL : object_allocate(type, SHAPE_REVERSED, HEAP_VALUES, sizeof(IndexIterator));
  if (self == NULL) return EMPTY;
  self->source = sequence;
  self->index = from_small_int(length - 1);
  return from_object(self);
}

static Value reversed_next(Value v) {
  IndexIterator *self = (IndexIterator *)(void *)to_object(v);
  int64_t index = to_small_int(self->index);
  if (self->source == EMPTY || index < 0) return self->source = EMPTY;
  Value item = object_get_item(self->source, self->index);
  self->index = from_small_int(index - 1);
  if (item != EMPTY) return item;
  if (exception_matches(EXCEPTION_IndexError) || exception_matches(EXCEPTION_StopIteration)) {
    exception_clear();
    self->source = EMPTY;
  }
  return EMPTY;
}

static Value reversed_length_hint(Value *args, size_t count) {
  (void)count;
  IndexIterator *self = (IndexIterator *)(void *)to_object(args[0]);
  if (self->source == EMPTY) return from_small_int(0);
  int64_t length = object_length(self->source), left = to_small_int(self->index) + 1;
  return length < 0 ? EMPTY : from_small_int(length < left ? 0 : left);
}

void lazy_iterators_init(void) {
  static const NativeDef reversed_methods[] = {
      {.name = "__length_hint__",
       .signature = "self, /",
       .fn = reversed_length_hint,
       .doc = DOC("Private method returning an estimate of len(list(it)).")},
      ITERATOR_REDUCE(reversed),
      ITERATOR_SET_STATE(reversed),
      {0},
  };
  static const NativeDef enumerate_methods[] = {ITERATOR_REDUCE(enumerate), {0}};
  static const NativeDef zip_methods[] = {ITERATOR_REDUCE(zip), ITERATOR_SET_STATE(zip), {0}};
  static const NativeDef map_methods[] = {ITERATOR_REDUCE(map), {0}};
  static const NativeDef filter_methods[] = {ITERATOR_REDUCE(filter), {0}};
  static const struct {
    BuiltinShape shape;
    Value (*construct)(Type *, Value *, size_t, Value);
    Value (*next)(Value);
    size_t bytes;
    const NativeDef *methods;
    const char *doc;
  } types[] = {
      {SHAPE_ENUMERATE, enumerate_construct, enumerate_next, sizeof(Enumerate), enumerate_methods,
       "Return an enumerate object.\n\n  iterable\n    an object supporting iteration"},
      {SHAPE_ZIP, zip_construct, zip_next, sizeof(LazyIterator), zip_methods,
       "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted."},
      {SHAPE_MAP, map_construct, map_next, sizeof(LazyIterator), map_methods,
       "map(func, *iterables) --> map object\n\nMake an iterator that computes the function using arguments from\n"
       "each of the iterables.  Stops when the shortest iterable is exhausted."},
      {SHAPE_FILTER, filter_construct, filter_next, sizeof(LazyIterator), filter_methods,
       "filter(function or None, iterable) --> filter object\n\n"
       "Return an iterator yielding those items of iterable for which function(item)\n"
       "is true. If function is None, return the items that are true."},
      {SHAPE_REVERSED, reversed_construct, reversed_next, sizeof(IndexIterator), reversed_methods,
       "Return a reverse iterator over the values of the given sequence."},
  };
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    TypeSlots slots = {.iter = iterator_self, .next = types[i].next, .construct = types[i].construct};
    type_setup(types[i].shape, &slots, types[i].methods, NULL, HEAP_VALUES, types[i].bytes, types[i].doc);
  }
}
