// itertools: compress, dropwhile, takewhile, filterfalse, starmap, accumulate.
#include "core/modules/collections/itertools.h"
#include "core/object/exception.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"

// A function and the iterator whose items it is asked about.
typedef struct Selector {
  Object header;
  Value function;
  Value source; // takewhile: EMPTY after the end
  Value state;  // dropwhile: TRUE_VALUE when dropping is over
} Selector;

static Type *compress_type, *dropwhile_type, *takewhile_type, *filterfalse_type, *starmap_type, *accumulate_type;

static Selector *to_selector(Value v) { return (Selector *)(void *)to_object(v); }

static Value selector_new(Type *type, const char *name, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments(name, count, 2, 2, has_python_init(type) ? EMPTY : keyword_names)) return EMPTY;
  Value source = object_iter(args[1]);
  Selector *self = source == EMPTY ? NULL : instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->function = args[0];
  self->source = source;
  self->state = FALSE_VALUE;
  return from_object(self);
}

static int truth_of(Value answer) { return answer == EMPTY ? -1 : object_truth(answer); }

#define CONSTRUCT(name) \
  static Value name##_construct(Type *type, Value *args, size_t count, Value keyword_names) { \
    return selector_new(type, #name, args, count, keyword_names); \
  }
CONSTRUCT(dropwhile)
CONSTRUCT(takewhile)
CONSTRUCT(filterfalse)
CONSTRUCT(starmap)

static Value selector_reduce(Value *args, size_t count) {
  (void)count;
  const Selector *self = to_selector(args[0]);
  return itertools_reduced(args[0], tuple_pair(self->function, self->source));
}

static Value state_reduce(Value *args, size_t count) {
  (void)count;
  const Selector *self = to_selector(args[0]);
  return itertools_reduced_with(args[0], tuple_pair(self->function, self->source),
                                from_small_int(self->state == TRUE_VALUE));
}

static Value state_set(Value *args, size_t count) {
  (void)count;
  int truth = object_truth(args[1]);
  if (truth < 0) return EMPTY;
  to_selector(args[0])->state = from_bool(truth);
  return NONE;
}

static Value dropwhile_next(Value v) {
  Selector *self = to_selector(v);
  Value item;
  while ((item = iterator_step(self->source)) != EMPTY) {
    if (self->state == TRUE_VALUE) return item;
    int drop = truth_of(object_call_1(self->function, item));
    if (drop < 0) return EMPTY;
    if (drop) continue;
    self->state = TRUE_VALUE;
    return item;
  }
  return EMPTY;
}

static Value takewhile_next(Value v) {
  Selector *self = to_selector(v);
  if (self->state == TRUE_VALUE) return EMPTY; // one was refused
  Value item = iterator_step(self->source);
  if (item == EMPTY) return EMPTY;
  int take = truth_of(object_call_1(self->function, item));
  if (take == 0) self->state = TRUE_VALUE;
  return take > 0 ? item : EMPTY;
}

static Value filterfalse_next(Value v) {
  const Selector *self = to_selector(v);
  bool identity = self->function == NONE || self->function == from_object(builtin_types[SHAPE_BOOL]);
  Value item;
  while ((item = iterator_step(self->source)) != EMPTY) {
    int truth = identity ? object_truth(item) : truth_of(object_call_1(self->function, item));
    if (truth <= 0) return truth < 0 ? EMPTY : item;
  }
  return EMPTY;
}

static Value starmap_next(Value v) {
  const Selector *self = to_selector(v);
  Value item = iterator_step(self->source);
  if (item == EMPTY) return EMPTY;
  if (!is_tuple(item) && (item = tuple_from_iterable(item)) == EMPTY) return EMPTY;
  return object_call(self->function, to_tuple(item)->items, to_tuple(item)->length, EMPTY);
}

// --- compress

typedef struct Compress {
  Object header;
  Value data, selectors;
} Compress;

static Compress *to_compress(Value v) { return (Compress *)(void *)to_object(v); }

static Value compress_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "compress", .signature = "data, selectors"};
  Value slots[2];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  Value sources = itertools_iterators(slots, 2);
  Compress *self = sources == EMPTY ? NULL : instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->data = to_tuple(sources)->items[0];
  self->selectors = to_tuple(sources)->items[1];
  return from_object(self);
}

static Value compress_next(Value v) {
  const Compress *self = to_compress(v);
  for (;;) {
    Value datum = iterator_step(self->data);
    Value selector = datum == EMPTY ? EMPTY : iterator_step(self->selectors);
    int chosen = selector == EMPTY ? -1 : object_truth(selector);
    if (chosen != 0) return chosen < 0 ? EMPTY : datum;
  }
}

static Value compress_reduce(Value *args, size_t count) {
  (void)count;
  const Compress *self = to_compress(args[0]);
  return itertools_reduced(args[0], tuple_pair(self->data, self->selectors));
}

// --- accumulate

typedef struct Accumulate {
  Object header;
  Value source;
  Value function; // NONE: addition
  Value total;    // EMPTY: nothing taken yet
  Value initial;  // EMPTY: none, or given already
} Accumulate;

static Accumulate *to_accumulate(Value v) { return (Accumulate *)(void *)to_object(v); }

static Value accumulate_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "accumulate", .signature = "iterable, func=None, *, initial=None"};
  Value slots[3];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  Value source = object_iter(slots[0]);
  Accumulate *self = source == EMPTY ? NULL : instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->source = source;
  self->function = slots[1] == EMPTY ? NONE : slots[1];
  self->initial = slots[2] == NONE ? EMPTY : slots[2];
  return from_object(self);
}

static Value accumulate_next(Value v) {
  Accumulate *self = to_accumulate(v);
  if (self->initial != EMPTY) {
    self->total = self->initial;
    self->initial = EMPTY;
    return self->total;
  }
  Value item = iterator_step(self->source);
  if (item == EMPTY) return EMPTY;
  if (self->total != EMPTY) {
    item = self->function == NONE ? object_binary(BINARY_ADD, self->total, item)
                                  : object_call_2(self->function, self->total, item);
    if (item == EMPTY) return EMPTY;
  }
  return self->total = item;
}

// chain([first], source): what is still to be accumulated. EMPTY: raised.
static Value in_front(Value first, Value source) {
  Value module = vm_import(str_from_c("itertools"), EMPTY, EMPTY, 0);
  Value chain = module == EMPTY ? EMPTY : object_get_attribute(module, str_intern("chain", 5));
  Value front = tuple_from(&first, 1);
  return chain == EMPTY || front == EMPTY ? EMPTY : object_call_2(chain, front, source);
}

static Value accumulate_reduce(Value *args, size_t count) {
  (void)count;
  const Accumulate *self = to_accumulate(args[0]);
  if (self->initial != EMPTY) {
    Value source = in_front(self->initial, self->source);
    return source == EMPTY ? EMPTY : itertools_reduced_with(args[0], tuple_pair(source, self->function), NONE);
  }
  if (self->total != NONE)
    return itertools_reduced_with(args[0], tuple_pair(self->source, self->function),
                                  self->total == EMPTY ? NONE : self->total);
  // A total of None cannot be a state, which None is not: islice(accumulate(chain([None], source)), 1, None).
  Value module = vm_import(str_from_c("itertools"), EMPTY, EMPTY, 0);
  Value islice = module == EMPTY ? EMPTY : object_get_attribute(module, str_intern("islice", 6));
  Value source = islice == EMPTY ? EMPTY : in_front(NONE, self->source);
  if (source == EMPTY) return EMPTY;
  Value again = object_call_2(from_object(type_of(args[0])), source, self->function);
  Value arguments[] = {again, from_small_int(1), NONE};
  Value rest = again == EMPTY ? EMPTY : tuple_from(arguments, 3);
  return rest == EMPTY ? EMPTY : tuple_pair(islice, rest);
}

static Value accumulate_setstate(Value *args, size_t count) {
  (void)count;
  to_accumulate(args[0])->total = args[1] == NONE ? EMPTY : args[1];
  return NONE;
}

#define REDUCE(function) DEF("__reduce__", "self, /", function, "Return state information for pickling.")
#define SET_STATE(function) DEF("__setstate__", "self, state, /", function, "Set state information for unpickling.")
static const NativeDef selector_methods[] = {REDUCE(selector_reduce), END_OF_DEFS};
static const NativeDef state_methods[] = {REDUCE(state_reduce), SET_STATE(state_set), END_OF_DEFS};
static const NativeDef compress_methods[] = {REDUCE(compress_reduce), END_OF_DEFS};
static const NativeDef accumulate_methods[] = {REDUCE(accumulate_reduce), SET_STATE(accumulate_setstate), END_OF_DEFS};

const IteratorDef itertools_selecting[] = {
    {"compress", &compress_type, compress_construct, compress_next, NULL, compress_methods, sizeof(Compress), TYPE_BASE,
     "Return data elements corresponding to true selector elements.\n\n"
     "Forms a shorter iterator from selected data elements using the selectors to\nchoose the data elements."},
    {"dropwhile", &dropwhile_type, dropwhile_construct, dropwhile_next, NULL, state_methods, sizeof(Selector),
     TYPE_BASE,
     "Drop items from the iterable while predicate(item) is true.\n\n"
     "Afterwards, return every element until the iterable is exhausted."},
    {"takewhile", &takewhile_type, takewhile_construct, takewhile_next, NULL, state_methods, sizeof(Selector),
     TYPE_BASE,
     "Return successive entries from an iterable as long as the predicate evaluates to true for each entry."},
    {"filterfalse", &filterfalse_type, filterfalse_construct, filterfalse_next, NULL, selector_methods,
     sizeof(Selector), TYPE_BASE,
     "Return those items of iterable for which function(item) is false.\n\n"
     "If function is None, return the items that are false."},
    {"starmap", &starmap_type, starmap_construct, starmap_next, NULL, selector_methods, sizeof(Selector), TYPE_BASE,
     "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the "
     "given sequence."},
    {"accumulate", &accumulate_type, accumulate_construct, accumulate_next, NULL, accumulate_methods,
     sizeof(Accumulate), TYPE_BASE, "Return series of accumulated sums (or other binary function results)."},
    {.name = NULL},
};
