// itertools: chain, islice, pairwise, zip_longest.
#include "core/modules/collections/itertools.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"

static Type *chain_type, *islice_type, *pairwise_type, *zip_longest_type;

// --- chain

typedef struct Chain {
  Object header;
  Value sources; // iterator over the iterables; EMPTY: the end
  Value active;  // iterator; EMPTY: the next source has to be opened
} Chain;

static Chain *to_chain(Value v) { return (Chain *)(void *)to_object(v); }

static Value chain_new(Type *type, Value iterables) {
  Value sources = iterables == EMPTY ? EMPTY : object_iter(iterables);
  Chain *self = sources == EMPTY ? NULL : instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->sources = sources;
  return from_object(self);
}

static Value chain_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments("chain", 0, 0, 0, has_python_init(type) ? EMPTY : keyword_names)) return EMPTY;
  return chain_new(type, tuple_from(args, count));
}

static Value chain_from_iterable(Value *args, size_t count) {
  (void)count;
  return chain_new(to_type(args[0]), args[1]);
}

static Value chain_next(Value v) {
  Chain *self = to_chain(v);
  while (self->sources != EMPTY) {
    if (self->active == EMPTY) {
      Value iterable = iterator_step(self->sources);
      Value active = iterable == EMPTY ? EMPTY : object_iter(iterable);
      if (active == EMPTY) {
        self->sources = EMPTY;
        return EMPTY;
      }
      self->active = active;
    }
    Value item = iterator_step(self->active);
    if (item != EMPTY || vm_exception != EMPTY) return item;
    self->active = EMPTY;
  }
  return EMPTY;
}

static Value chain_reduce(Value *args, size_t count) {
  (void)count;
  const Chain *self = to_chain(args[0]);
  if (self->sources == EMPTY) return itertools_reduced(args[0], tuple_new(0));
  Value state = self->active == EMPTY ? tuple_from(&self->sources, 1) : tuple_pair(self->sources, self->active);
  return itertools_reduced_with(args[0], tuple_new(0), state);
}

static bool is_iterator(Value v) { return is_object(v) && type_of(v)->slots.next != NULL; }

static Value chain_setstate(Value *args, size_t count) {
  (void)count;
  Value state = args[1];
  if (!type_flag(state, TYPE_IS_TUPLE)) return raise(TypeError, "state is not a tuple");
  const Tuple *parts = to_tuple(state);
  if (parts->length != 1 && parts->length != 2)
    return raise(TypeError, "function %s 2 arguments (%zu given)",
                 parts->length < 1 ? "takes at least 1 argument, at most" : "takes at most", (size_t)parts->length);
  for (uint64_t i = 0; i < parts->length; i++)
    if (!is_iterator(parts->items[i])) return raise(TypeError, "Arguments must be iterators.");
  to_chain(args[0])->sources = parts->items[0];
  to_chain(args[0])->active = parts->length == 2 ? parts->items[1] : EMPTY;
  return NONE;
}

// --- islice

typedef struct Slice {
  Object header;
  Value source;
  Value following; // small int: index of the next item to give
  Value stop;      // small int; -1: none
  Value step;      // small int
  Value seen;      // small int: items taken from the source
} Slice;

static Slice *to_slice(Value v) { return (Slice *)(void *)to_object(v); }

// Reads an index; indexes that no program reaches are taken for the largest small int. False without an exception when
// v is no index at all or negative.
static bool slice_bound(Value v, int64_t *bound) {
  if (v == EMPTY || v == NONE) return true;
  bool known = has_index(v) && int_index_i64(v, bound, "too large");
  if (!known) {
    exception_clear();
    return false;
  }
  if (*bound > SMALL_INT_MAX) *bound = SMALL_INT_MAX;
  return *bound >= 0;
}

static Value islice_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const char bounds[] = "must be None or an integer: 0 <= x <= sys.maxsize.";
  if (!check_arguments("islice", count, 2, 4, has_python_init(type) ? EMPTY : keyword_names)) return EMPTY;
  int64_t start = 0, stop = -1, step = 1;
  bool start_known = count == 2 || slice_bound(args[1], &start);
  Value last = args[count == 2 ? 1 : 2];
  if (!slice_bound(last, &stop) && stop >= -1) return raise(ValueError, "Stop argument for islice() %s", bounds);
  if (!start_known || stop < -1) return raise(ValueError, "Indices for islice() %s", bounds);
  if (count == 4 && (!slice_bound(args[3], &step) || step < 1))
    return raise(ValueError, "Step for islice() must be a positive integer or None.");
  Value source = object_iter(args[0]);
  Slice *self = source == EMPTY ? NULL : instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->source = source;
  self->following = from_small_int(start);
  self->stop = from_small_int(stop);
  self->step = from_small_int(step);
  self->seen = from_small_int(0);
  return from_object(self);
}

static Value islice_next(Value v) {
  Slice *self = to_slice(v);
  Value source = self->source, item;
  if (source == EMPTY) return EMPTY;
  int64_t following = to_small_int(self->following), stop = to_small_int(self->stop);
  while (to_small_int(self->seen) < following) {
    if (iterator_step(source) == EMPTY) goto end;
    self->seen++;
  }
  if (stop != -1 && to_small_int(self->seen) >= stop) goto end;
  if ((item = iterator_step(source)) == EMPTY) goto end;
  self->seen++;
  following += to_small_int(self->step);
  if (!fits_small_int(following)) following = SMALL_INT_MAX;
  if (stop != -1 && following > stop) following = stop;
  self->following = from_small_int(following);
  return item;
end:
  self->source = EMPTY;
  return EMPTY;
}

static Value islice_reduce(Value *args, size_t count) {
  (void)count;
  const Slice *self = to_slice(args[0]);
  if (self->source == EMPTY) {
    Value nothing = itertools_no_items();
    if (nothing == EMPTY) return EMPTY;
    return itertools_reduced_with(args[0], tuple_pair(to_tuple(nothing)->items[0], from_small_int(0)),
                                  from_small_int(0));
  }
  Value arguments[] = {self->source, self->following, self->stop == from_small_int(-1) ? NONE : self->stop, self->step};
  return itertools_reduced_with(args[0], tuple_from(arguments, 4), self->seen);
}

static Value islice_setstate(Value *args, size_t count) {
  (void)count;
  int64_t seen;
  if (!itertools_state_int(args[1], &seen)) return EMPTY;
  if (!fits_small_int(seen)) return raise(OverflowError, "Python int too large to convert to C ssize_t");
  to_slice(args[0])->seen = from_small_int(seen);
  return NONE;
}

// --- pairwise

typedef struct Pairwise {
  Object header;
  Value source;
  Value old; // EMPTY: nothing taken yet
} Pairwise;

static Pairwise *to_pairwise(Value v) { return (Pairwise *)(void *)to_object(v); }

static Value pairwise_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments("pairwise", count, 1, 1, has_python_init(type) ? EMPTY : keyword_names)) return EMPTY;
  Value source = object_iter(args[0]);
  Pairwise *self = source == EMPTY ? NULL : instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->source = source;
  return from_object(self);
}

static Value pairwise_next(Value v) {
  Pairwise *self = to_pairwise(v);
  if (self->source == EMPTY) return EMPTY;
  Value old = self->old;
  if (old == EMPTY) {
    // The source may come back here: what it leaves in `old` counts.
    self->old = old = iterator_step(self->source);
    if (old == EMPTY) {
      self->source = EMPTY;
      return EMPTY;
    }
    if (self->source == EMPTY) {
      self->old = EMPTY;
      return EMPTY;
    }
  }
  Value fresh = iterator_step(self->source);
  if (fresh == EMPTY) {
    self->source = self->old = EMPTY;
    return EMPTY;
  }
  Value pair = tuple_pair(old, fresh);
  self->old = fresh;
  return pair;
}

// --- zip_longest

typedef struct ZipLongest {
  Object header;
  Value sources; // tuple of iterators; EMPTY ones have ended
  Value active;  // small int: how many have not ended
  Value fill;
} ZipLongest;

static ZipLongest *to_zip(Value v) { return (ZipLongest *)(void *)to_object(v); }

static Value zip_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  Value fill = NONE;
  for (size_t i = 0; i < keyword_count(keyword_names); i++) {
    Value name = to_tuple(keyword_names)->items[i];
    if (strcmp(to_str(name)->text, "fillvalue") != 0)
      return raise(TypeError, "zip_longest() got an unexpected keyword argument");
    fill = args[count + i];
  }
  Value sources = itertools_iterators(args, count);
  ZipLongest *self = sources == EMPTY ? NULL : instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->sources = sources;
  self->active = from_small_int((int64_t)count);
  self->fill = fill;
  return from_object(self);
}

static Value zip_next(Value v) {
  ZipLongest *self = to_zip(v);
  Tuple *sources = to_tuple(self->sources);
  if (sources->length == 0 || self->active == from_small_int(0)) return EMPTY;
  Value result = tuple_new(sources->length);
  if (result == EMPTY) return EMPTY;
  for (uint64_t i = 0; i < sources->length; i++) {
    Value source = sources->items[i], item = source == EMPTY ? self->fill : iterator_step(source);
    if (item == EMPTY) {
      // Asking the source may have used this very iterator.
      if (sources->items[i] != EMPTY) self->active = from_small_int(to_small_int(self->active) - 1);
      if (vm_exception != EMPTY) self->active = from_small_int(0);
      if (self->active == from_small_int(0) || vm_exception != EMPTY) return EMPTY;
      item = self->fill;
      sources->items[i] = EMPTY;
    }
    to_tuple(result)->items[i] = item;
  }
  return result;
}

static Value zip_reduce(Value *args, size_t count) {
  (void)count;
  const ZipLongest *self = to_zip(args[0]);
  const Tuple *sources = to_tuple(self->sources);
  Value arguments = tuple_new(sources->length);
  for (uint64_t i = 0; arguments != EMPTY && i < sources->length; i++) {
    Value source = sources->items[i];
    if (source == EMPTY && (source = tuple_new(0)) == EMPTY) return EMPTY;
    to_tuple(arguments)->items[i] = source;
  }
  return itertools_reduced_with(args[0], arguments, self->fill);
}

static Value zip_setstate(Value *args, size_t count) {
  (void)count;
  to_zip(args[0])->fill = args[1];
  return NONE;
}

static const NativeDef chain_methods[] = {
    DEF("from_iterable", "cls, iterable, /", chain_from_iterable,
        "Alternative chain() constructor taking a single iterable argument that evaluates lazily."),
    DEF("__reduce__", "self, /", chain_reduce, "Return state information for pickling."),
    DEF("__setstate__", "self, state, /", chain_setstate, "Set state information for unpickling."),
    DEF("__class_getitem__", "cls, item, /", type_class_getitem, "See PEP 585"), END_OF_DEFS};
static const NativeDef islice_methods[] = {
    DEF("__reduce__", "self, /", islice_reduce, "Return state information for pickling."),
    DEF("__setstate__", "self, state, /", islice_setstate, "Set state information for unpickling."), END_OF_DEFS};
static const NativeDef zip_methods[] = {
    DEF("__reduce__", "self, /", zip_reduce, "Return state information for pickling."),
    DEF("__setstate__", "self, state, /", zip_setstate, "Set state information for unpickling."), END_OF_DEFS};

const IteratorDef itertools_chaining[] = {
    {"chain", &chain_type, chain_construct, chain_next, NULL, chain_methods, sizeof(Chain), TYPE_BASE,
     "chain(*iterables) --> chain object\n\nReturn a chain object whose .__next__() method returns elements from the\n"
     "first iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are "
     "exhausted."},
    {"islice", &islice_type, islice_construct, islice_next, NULL, islice_methods, sizeof(Slice), TYPE_BASE,
     "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\n"
     "Return an iterator whose next() method returns selected values from an\n"
     "iterable.  If start is specified, will skip all preceding elements;\n"
     "otherwise, start defaults to zero.  Step defaults to one.  If\n"
     "specified as another value, step determines how many values are\n"
     "skipped between successive calls.  Works like a slice() on a list\nbut returns an iterator."},
    {"pairwise", &pairwise_type, pairwise_construct, pairwise_next, NULL, NULL, sizeof(Pairwise), TYPE_BASE,
     "Return an iterator of overlapping pairs taken from the input iterator.\n\n"
     "    s -> (s0,s1), (s1,s2), (s2, s3), ..."},
    {"zip_longest", &zip_longest_type, zip_construct, zip_next, NULL, zip_methods, sizeof(ZipLongest), TYPE_BASE,
     "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object\n\n"
     "Return a zip_longest object whose .__next__() method returns a tuple where\n"
     "the i-th element comes from the i-th iterable argument.  The .__next__()\n"
     "method continues until the longest iterable in the argument sequence\n"
     "is exhausted and then it raises StopIteration.  When the shorter iterables\n"
     "are exhausted, the fillvalue is substituted in their place.  The fillvalue\n"
     "defaults to None or can be specified by a keyword argument.\n"},
    {.name = NULL},
};
