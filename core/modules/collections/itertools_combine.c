// itertools: product, combinations, combinations_with_replacement, permutations.
//
// All four choose items of a pool by indices and make the next choice from the one before: they differ in how the
// indices advance. The algorithms are those of the documentation.
#include "core/modules/collections/itertools.h"
#include "core/object/array.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"

typedef struct Choice {
  Object header;
  Value pool; // tuple of items; product: tuple of such tuples
  ValueArray
      *numbers;  // small ints: `length` indices; permutations: an index for each item of the pool, then `length` cycles
  Value length;  // small int: items of a result
  Value result;  // the last one; EMPTY: none yet
  Value stopped; // bool
} Choice;

static Type *product_type, *combinations_type, *replacement_type, *permutations_type;

static Choice *to_choice(Value v) { return (Choice *)(void *)to_object(v); }
static int64_t choice_length(const Choice *self) { return to_small_int(self->length); }
static int64_t index_at(const Choice *self, int64_t i) { return to_small_int(self->numbers->items[i]); }
static void set_index(const Choice *self, int64_t i, int64_t index) { self->numbers->items[i] = from_small_int(index); }

static Choice *choice_new(Type *type, Value pool, int64_t length, int64_t numbers) {
  if (!fits_small_int(length) || numbers > INT32_MAX) return raise_memory_error(), NULL;
  ValueArray *array = value_array_new((uint64_t)numbers);
  Choice *self = array == NULL ? NULL : instance_allocate(type);
  if (self == NULL) return NULL;
  for (int64_t i = 0; i < numbers; i++) array->items[i] = from_small_int(0);
  self->pool = pool;
  self->numbers = array;
  self->length = from_small_int(length);
  self->stopped = FALSE_VALUE;
  return self;
}

// The items that the indices choose, as a new tuple. (The last result stays as it is: the program may have kept it.)
static Value chosen(Choice *self) {
  int64_t length = choice_length(self);
  const Tuple *pool = to_tuple(self->pool);
  Value result = tuple_new((size_t)length);
  if (result == EMPTY) return EMPTY;
  for (int64_t i = 0; i < length; i++) to_tuple(result)->items[i] = pool->items[index_at(self, i)];
  return self->result = result;
}

static Value stop(Choice *self) { return self->stopped = TRUE_VALUE, EMPTY; }

// --- product

static Value product_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "product", .signature = "repeat=1"};
  int64_t repeat = 1;
  if (keyword_names != EMPTY) {
    Value slot;
    if (!native_bind(&signature, args + count, 0, keyword_names, &slot)) return EMPTY;
    if (slot != EMPTY && !int_index_i64(slot, &repeat, "Python int too large to convert to C ssize_t")) return EMPTY;
    if (repeat < 0) return raise(ValueError, "repeat argument cannot be negative");
  }
  if (repeat == 0) count = 0;
  if (repeat > INT32_MAX && count > 0) return raise(OverflowError, "repeat argument too large");
  int64_t length = (int64_t)count * repeat;
  Value pools = tuple_new(count);
  if (pools == EMPTY) return EMPTY;
  for (size_t i = 0; i < count; i++) {
    Value pool = tuple_from_iterable(args[i]);
    if (pool == EMPTY) return EMPTY;
    to_tuple(pools)->items[i] = pool;
  }
  Choice *self = choice_new(type, pools, length, length);
  return self == NULL ? EMPTY : from_object(self);
}

// The pool of position i: the given ones over and over.
static const Tuple *product_pool(const Choice *self, int64_t i) {
  const Tuple *pools = to_tuple(self->pool);
  return to_tuple(pools->items[(uint64_t)i % pools->length]);
}

// Advances the indices from the right. False: that was the last.
static bool product_advance(const Choice *self) {
  for (int64_t i = choice_length(self) - 1; i >= 0; i--) {
    int64_t index = index_at(self, i) + 1;
    if ((uint64_t)index < product_pool(self, i)->length) {
      set_index(self, i, index);
      return true;
    }
    set_index(self, i, 0);
  }
  return false;
}

static Value product_next(Value v) {
  Choice *self = to_choice(v);
  if (self->stopped == TRUE_VALUE) return EMPTY;
  int64_t length = choice_length(self);
  if (self->result == EMPTY) {
    for (int64_t i = 0; i < length; i++)
      if (product_pool(self, i)->length == 0) return stop(self);
  } else if (!product_advance(self)) {
    return stop(self);
  }
  Value result = tuple_new((size_t)length);
  if (result == EMPTY) return EMPTY;
  for (int64_t i = 0; i < length; i++) to_tuple(result)->items[i] = product_pool(self, i)->items[index_at(self, i)];
  return self->result = result;
}

// The pools in the order of the positions, so that the state fits them.
static Value product_pools(const Choice *self) {
  Value pools = tuple_new((size_t)choice_length(self));
  for (int64_t i = 0; pools != EMPTY && i < choice_length(self); i++)
    to_tuple(pools)->items[i] = from_object(product_pool(self, i));
  return pools;
}

static Value product_reduce(Value *args, size_t count) {
  (void)count;
  const Choice *self = to_choice(args[0]);
  if (self->stopped == TRUE_VALUE) {
    Value empty = tuple_new(0);
    return empty == EMPTY ? EMPTY : itertools_reduced(args[0], tuple_from(&empty, 1));
  }
  if (self->result == EMPTY) return itertools_reduced(args[0], product_pools(self));
  return itertools_reduced_with(args[0], product_pools(self),
                                tuple_from(self->numbers->items, (size_t)choice_length(self)));
}

// Reads `count` indices from a tuple and puts those that are out of range right. False: raised.
static bool read_indices(Choice *self, Value state, int64_t count, int64_t limit) {
  if (!type_flag(state, TYPE_IS_TUPLE) || to_tuple(state)->length != (uint64_t)count)
    return raise(ValueError, "invalid arguments"), false;
  for (int64_t i = 0; i < count; i++) {
    int64_t index, most = limit >= 0 ? limit : (int64_t)product_pool(self, i)->length;
    if (!itertools_state_int(to_tuple(state)->items[i], &index)) return false;
    set_index(self, i, index < 0 || most == 0 ? 0 : index >= most ? most - 1 : index);
  }
  return true;
}

static Value product_setstate(Value *args, size_t count) {
  (void)count;
  Choice *self = to_choice(args[0]);
  int64_t length = choice_length(self);
  if (!read_indices(self, args[1], length, -1)) return EMPTY;
  Value result = tuple_new((size_t)length);
  if (result == EMPTY) return EMPTY;
  for (int64_t i = 0; i < length; i++) {
    const Tuple *pool = product_pool(self, i);
    if (pool->length == 0) return stop(self), NONE;
    to_tuple(result)->items[i] = pool->items[index_at(self, i)];
  }
  self->result = result;
  return NONE;
}

// --- combinations

// The pool and length of combinations(iterable, r). False: raised.
static bool combination_arguments(const char *name, Value *args, size_t count, Value keyword_names, Value *pool,
                                  int64_t *length) {
  const NativeDef signature = {.name = name, .signature = "iterable, r"};
  Value slots[2];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return false;
  if (!int_index_i64(slots[1], length, "Python int too large to convert to C ssize_t")) return false;
  if ((*pool = tuple_from_iterable(slots[0])) == EMPTY) return false;
  if (*length < 0) return raise(ValueError, "r must be non-negative"), false;
  return true;
}

static Value combinations_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  Value pool;
  int64_t length;
  if (!combination_arguments("combinations", args, count, keyword_names, &pool, &length)) return EMPTY;
  bool none = (uint64_t)length > to_tuple(pool)->length;
  Choice *self = choice_new(type, pool, none && !fits_small_int(length) ? SMALL_INT_MAX : length, none ? 0 : length);
  if (self == NULL) return EMPTY;
  for (int64_t i = 0; !none && i < length; i++) set_index(self, i, i);
  self->stopped = from_bool(none);
  return from_object(self);
}

static bool combinations_advance(const Choice *self) {
  int64_t length = choice_length(self), items = (int64_t)to_tuple(self->pool)->length, i = length - 1;
  while (i >= 0 && index_at(self, i) == i + items - length) i--;
  if (i < 0) return false;
  for (int64_t index = index_at(self, i) + 1; i < length; i++, index++) set_index(self, i, index);
  return true;
}

static Value combinations_next(Value v) {
  Choice *self = to_choice(v);
  if (self->stopped == TRUE_VALUE) return EMPTY;
  if (self->result != EMPTY && !combinations_advance(self)) return stop(self);
  return chosen(self);
}

static Value choice_reduce(Value *args, size_t count) {
  (void)count;
  const Choice *self = to_choice(args[0]);
  if (self->result == EMPTY) return itertools_reduced(args[0], tuple_pair(self->pool, self->length));
  if (self->stopped == TRUE_VALUE) {
    Value empty = tuple_new(0);
    return empty == EMPTY ? EMPTY : itertools_reduced(args[0], tuple_pair(empty, self->length));
  }
  return itertools_reduced_with(args[0], tuple_pair(self->pool, self->length),
                                tuple_from(self->numbers->items, (size_t)choice_length(self)));
}

static Value combinations_setstate(Value *args, size_t count) {
  (void)count;
  Choice *self = to_choice(args[0]);
  int64_t length = choice_length(self), items = (int64_t)to_tuple(self->pool)->length;
  if (self->stopped == TRUE_VALUE || !read_indices(self, args[1], length, items))
    return vm_exception != EMPTY ? EMPTY : raise(ValueError, "invalid arguments");
  for (int64_t i = 0; i < length; i++)
    if (index_at(self, i) > i + items - length) set_index(self, i, i + items - length);
  return chosen(self) == EMPTY ? EMPTY : NONE;
}

// --- combinations_with_replacement

static Value replacement_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  Value pool;
  int64_t length;
  if (!combination_arguments("combinations_with_replacement", args, count, keyword_names, &pool, &length)) return EMPTY;
  Choice *self = choice_new(type, pool, length, length);
  if (self == NULL) return EMPTY;
  self->stopped = from_bool(to_tuple(pool)->length == 0 && length > 0);
  return from_object(self);
}

static bool replacement_advance(const Choice *self) {
  int64_t length = choice_length(self), last = (int64_t)to_tuple(self->pool)->length - 1, i = length - 1;
  while (i >= 0 && index_at(self, i) == last) i--;
  if (i < 0) return false;
  int64_t index = index_at(self, i) + 1;
  for (; i < length; i++) set_index(self, i, index);
  return true;
}

static Value replacement_next(Value v) {
  Choice *self = to_choice(v);
  if (self->stopped == TRUE_VALUE) return EMPTY;
  if (self->result != EMPTY && !replacement_advance(self)) return stop(self);
  return chosen(self);
}

static Value replacement_setstate(Value *args, size_t count) {
  (void)count;
  Choice *self = to_choice(args[0]);
  int64_t items = (int64_t)to_tuple(self->pool)->length;
  if (self->stopped == TRUE_VALUE || !read_indices(self, args[1], choice_length(self), items))
    return vm_exception != EMPTY ? EMPTY : raise(ValueError, "invalid arguments");
  return chosen(self) == EMPTY ? EMPTY : NONE;
}

// --- permutations

static Value permutations_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "permutations", .signature = "iterable, r=None"};
  Value slots[2];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  Value pool = tuple_from_iterable(slots[0]);
  if (pool == EMPTY) return EMPTY;
  int64_t items = (int64_t)to_tuple(pool)->length, length = items;
  if (slots[1] != EMPTY && slots[1] != NONE) {
    if (!type_flag(slots[1], TYPE_IS_INT)) return raise(TypeError, "Expected int as r");
    if (!int_index_i64(slots[1], &length, "Python int too large to convert to C ssize_t")) return EMPTY;
    if (length < 0) return raise(ValueError, "r must be non-negative");
  }
  bool none = length > items;
  Choice *self =
      choice_new(type, pool, none && !fits_small_int(length) ? SMALL_INT_MAX : length, none ? items : items + length);
  if (self == NULL) return EMPTY;
  for (int64_t i = 0; i < items; i++) set_index(self, i, i);
  for (int64_t i = 0; !none && i < length; i++) set_index(self, items + i, items - i);
  self->stopped = from_bool(none);
  return from_object(self);
}

static bool permutations_advance(const Choice *self) {
  int64_t items = (int64_t)to_tuple(self->pool)->length;
  Value *indices = self->numbers->items, *cycles = indices + items;
  for (int64_t i = choice_length(self) - 1; i >= 0; i--) {
    int64_t cycle = to_small_int(cycles[i]) - 1;
    if (cycle > 0) {
      cycles[i] = from_small_int(cycle);
      Value moved = indices[i];
      indices[i] = indices[items - cycle];
      indices[items - cycle] = moved;
      return true;
    }
    Value moved = indices[i];
    values_move(indices + i, indices + i + 1, (size_t)(items - 1 - i));
    indices[items - 1] = moved;
    cycles[i] = from_small_int(items - i);
  }
  return false;
}

static Value permutations_next(Value v) {
  Choice *self = to_choice(v);
  if (self->stopped == TRUE_VALUE) return EMPTY;
  if (self->result != EMPTY && !permutations_advance(self)) return stop(self);
  return chosen(self);
}

static Value permutations_reduce(Value *args, size_t count) {
  const Choice *self = to_choice(args[0]);
  if (self->result == EMPTY || self->stopped == TRUE_VALUE) return choice_reduce(args, count);
  size_t items = to_tuple(self->pool)->length;
  Value indices = tuple_from(self->numbers->items, items);
  Value cycles = tuple_from(self->numbers->items + items, (size_t)choice_length(self));
  if (indices == EMPTY || cycles == EMPTY) return EMPTY;
  return itertools_reduced_with(args[0], tuple_pair(self->pool, self->length), tuple_pair(indices, cycles));
}

static Value permutations_setstate(Value *args, size_t count) {
  (void)count;
  Choice *self = to_choice(args[0]);
  Value state = args[1];
  if (!type_flag(state, TYPE_IS_TUPLE) || to_tuple(state)->length != 2) return raise(ValueError, "invalid arguments");
  int64_t items = (int64_t)to_tuple(self->pool)->length, length = choice_length(self);
  Value cycles = to_tuple(state)->items[1];
  if (self->stopped == TRUE_VALUE || !type_flag(cycles, TYPE_IS_TUPLE) || to_tuple(cycles)->length != (uint64_t)length)
    return raise(ValueError, "invalid arguments");
  if (!read_indices(self, to_tuple(state)->items[0], items, items)) return EMPTY;
  for (int64_t i = 0; i < length; i++) {
    int64_t cycle;
    if (!itertools_state_int(to_tuple(cycles)->items[i], &cycle)) return EMPTY;
    set_index(self, items + i, cycle < 1 ? 1 : cycle > items - i ? items - i : cycle);
  }
  return chosen(self) == EMPTY ? EMPTY : NONE;
}

#define METHODS(reduce, set_state) \
  {DEF("__reduce__", "self, /", reduce, "Return state information for pickling."), \
   DEF("__setstate__", "self, state, /", set_state, "Set state information for unpickling."), END_OF_DEFS}
static const NativeDef product_methods[] = METHODS(product_reduce, product_setstate);
static const NativeDef combinations_methods[] = METHODS(choice_reduce, combinations_setstate);
static const NativeDef replacement_methods[] = METHODS(choice_reduce, replacement_setstate);
static const NativeDef permutations_methods[] = METHODS(permutations_reduce, permutations_setstate);

const IteratorDef itertools_combining[] = {
    {"product", &product_type, product_construct, product_next, NULL, product_methods, sizeof(Choice), TYPE_BASE,
     "product(*iterables, repeat=1) --> product object\n\n"
     "Cartesian product of input iterables.  Equivalent to nested for-loops."},
    {"combinations", &combinations_type, combinations_construct, combinations_next, NULL, combinations_methods,
     sizeof(Choice), TYPE_BASE,
     "Return successive r-length combinations of elements in the iterable.\n\n"
     "combinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)"},
    {"combinations_with_replacement", &replacement_type, replacement_construct, replacement_next, NULL,
     replacement_methods, sizeof(Choice), TYPE_BASE,
     "Return successive r-length combinations of elements in the iterable allowing individual elements to have "
     "successive repeats.\n\ncombinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), "
     "('B','C'), ('C','C')\""},
    {"permutations", &permutations_type, permutations_construct, permutations_next, NULL, permutations_methods,
     sizeof(Choice), TYPE_BASE,
     "Return successive r-length permutations of elements in the iterable.\n\n"
     "permutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)"},
    {.name = NULL},
};
