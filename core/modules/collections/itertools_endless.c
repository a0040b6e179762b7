// itertools: count, cycle, repeat.
#include "core/modules/collections/itertools.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/vm/threads.h"

// --- count

typedef struct Count {
  Object header;
  Value value; // the next one
  Value step;
} Count;

static Type *count_type, *cycle_type, *repeat_type;

static Count *to_count(Value v) { return (Count *)(void *)to_object(v); }

static bool is_number(Value v) {
  const TypeSlots *slots = &type_of(v)->slots;
  return slots->index != NULL || slots->to_float != NULL || type_flag(v, TYPE_IS_INT | TYPE_IS_FLOAT) ||
         type_is_subtype(type_of(v), builtin_types[SHAPE_COMPLEX]);
}

static Value count_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "count", .signature = "start=0, step=1"};
  Value slots[2];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  if (slots[0] == EMPTY) slots[0] = from_small_int(0);
  if (slots[1] == EMPTY) slots[1] = from_small_int(1);
  if (!is_number(slots[0]) || !is_number(slots[1])) return raise(TypeError, "a number is required");
  bool by_one = slots[1] == from_small_int(1) && type_flag(slots[0], TYPE_IS_INT);
  if (by_one && (slots[0] = index_to_int(slots[0])) == EMPTY) return EMPTY;
  Count *self = instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->value = slots[0];
  self->step = slots[1];
  return from_object(self);
}

static Value count_next(Value v) {
  if (signals_interrupt()) return EMPTY; // who asks may go on for ever
  Count *self = to_count(v);
  Value value = self->value;
  if (both_int(value, self->step)) {
    int64_t following = to_small_int(value) + to_small_int(self->step);
    if (fits_small_int(following)) {
      self->value = from_small_int(following);
      return value;
    }
  }
  Value following = object_binary(BINARY_ADD, value, self->step);
  if (following == EMPTY) return EMPTY;
  self->value = following;
  return value;
}

static Value count_repr(Value v) {
  const Count *self = to_count(v);
  if (self->step == from_small_int(1)) return str_format_c("%V(%R)", type_of(v)->name, self->value);
  return str_format_c("%V(%R, %R)", type_of(v)->name, self->value, self->step);
}

static Value count_reduce(Value *args, size_t count) {
  (void)count;
  const Count *self = to_count(args[0]);
  bool plain = self->step == from_small_int(1);
  return itertools_reduced(args[0], plain ? tuple_from(&self->value, 1) : tuple_pair(self->value, self->step));
}

// --- cycle

typedef struct Cycle {
  Object header;
  Value source;     // EMPTY: used up, the saved items go round
  Value saved;      // list
  Value index;      // small int: of the saved item to give next
  Value first_pass; // bool: the items of the source are saved already (a state from __setstate__)
} Cycle;

static Cycle *to_cycle(Value v) { return (Cycle *)(void *)to_object(v); }

static Value cycle_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments("cycle", count, 1, 1, has_python_init(type) ? EMPTY : keyword_names)) return EMPTY;
  Value source = object_iter(args[0]), saved = source == EMPTY ? EMPTY : list_new(0);
  Cycle *self = saved == EMPTY ? NULL : instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->source = source;
  self->saved = saved;
  self->index = from_small_int(0);
  self->first_pass = FALSE_VALUE;
  return from_object(self);
}

static Value cycle_next(Value v) {
  if (signals_interrupt()) return EMPTY;
  Cycle *self = to_cycle(v);
  if (self->source != EMPTY) {
    Value item = iterator_step(self->source);
    if (item != EMPTY) return self->first_pass == TRUE_VALUE || list_append(self->saved, item) ? item : EMPTY;
    if (vm_exception != EMPTY) return EMPTY;
    self->source = EMPTY;
  }
  const List *saved = to_list(self->saved);
  if (saved->length == 0) return EMPTY;
  uint64_t index = (uint64_t)to_small_int(self->index);
  if (index >= saved->length) index = 0;
  self->index = from_small_int(index + 1 < saved->length ? (int64_t)index + 1 : 0);
  return saved->storage->items[index];
}

static Value cycle_reduce(Value *args, size_t count) {
  (void)count;
  const Cycle *self = to_cycle(args[0]);
  Value source = self->source;
  if (source == EMPTY) {
    source = object_iter(self->saved);
    if (source == EMPTY) return EMPTY;
    Value index = self->index;
    if (index != from_small_int(0) && object_call_method(source, "__setstate__", &index, 1) == EMPTY) return EMPTY;
  }
  Value saved = list_from_iterable(self->saved);
  if (saved == EMPTY) return EMPTY;
  return itertools_reduced_with(args[0], tuple_from(&source, 1), tuple_pair(saved, from_bool(self->source == EMPTY)));
}

static Value cycle_setstate(Value *args, size_t count) {
  (void)count;
  Value state = args[1];
  if (!type_flag(state, TYPE_IS_TUPLE)) return raise(TypeError, "state is not a tuple");
  if (to_tuple(state)->length != 2)
    return raise(TypeError, "function takes exactly 2 arguments (%zu given)", (size_t)to_tuple(state)->length);
  if (!type_flag(to_tuple(state)->items[0], TYPE_IS_LIST))
    return raise(TypeError, "argument 1 must be list, not %T", to_tuple(state)->items[0]);
  int first_pass = object_truth(to_tuple(state)->items[1]);
  Value saved = first_pass < 0 ? EMPTY : list_from_iterable(to_tuple(state)->items[0]);
  if (saved == EMPTY) return EMPTY;
  Cycle *self = to_cycle(args[0]);
  self->saved = saved;
  self->first_pass = from_bool(first_pass);
  self->index = from_small_int(0);
  return NONE;
}

// --- repeat

typedef struct Repeat {
  Object header;
  Value object;
  Value left; // an int, or NONE: endless
} Repeat;

static Repeat *to_repeat(Value v) { return (Repeat *)(void *)to_object(v); }

static Value repeat_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "repeat", .signature = "object, times=0"};
  Value slots[2], left = NONE;
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  if (slots[1] != EMPTY) {
    int64_t times;
    if (!int_index_i64(slots[1], &times, "Python int too large to convert to C ssize_t")) return EMPTY;
    left = int_from_i64(times < 0 ? 0 : times);
  }
  Repeat *self = instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->object = slots[0];
  self->left = left;
  return from_object(self);
}

static Value repeat_next(Value v) {
  if (signals_interrupt()) return EMPTY;
  Repeat *self = to_repeat(v);
  if (self->left == NONE) return self->object;
  if (self->left == from_small_int(0)) return EMPTY;
  self->left = is_int(self->left) ? from_small_int(to_small_int(self->left) - 1)
                                  : int_binary(BINARY_SUB, self->left, from_small_int(1));
  return self->left == EMPTY ? EMPTY : self->object;
}

static Value repeat_repr(Value v) {
  const Repeat *self = to_repeat(v);
  if (self->left == NONE) return str_format_c("%V(%R)", type_of(v)->name, self->object);
  return str_format_c("%V(%R, %V)", type_of(v)->name, self->object, self->left);
}

static Value repeat_reduce(Value *args, size_t count) {
  (void)count;
  const Repeat *self = to_repeat(args[0]);
  bool endless = self->left == NONE;
  return itertools_reduced(args[0], endless ? tuple_from(&self->object, 1) : tuple_pair(self->object, self->left));
}

static Value repeat_length_hint(Value *args, size_t count) {
  (void)count;
  Value left = to_repeat(args[0])->left;
  return left == NONE ? raise(TypeError, "len() of unsized object") : left;
}

static const NativeDef count_methods[] = {
    DEF("__reduce__", "self, /", count_reduce, "Return state information for pickling."), END_OF_DEFS};
static const NativeDef cycle_methods[] = {
    DEF("__reduce__", "self, /", cycle_reduce, "Return state information for pickling."),
    DEF("__setstate__", "self, state, /", cycle_setstate, "Set state information for unpickling."), END_OF_DEFS};
static const NativeDef repeat_methods[] = {
    DEF("__reduce__", "self, /", repeat_reduce, "Return state information for pickling."),
    DEF("__length_hint__", "self, /", repeat_length_hint, "Private method returning an estimate of len(list(it))."),
    END_OF_DEFS};

const IteratorDef itertools_endless[] = {
    {"count", &count_type, count_construct, count_next, count_repr, count_methods, sizeof(Count), TYPE_BASE,
     "Return a count object whose .__next__() method returns consecutive values.\n\nEquivalent to:\n"
     "    def count(firstval=0, step=1):\n        x = firstval\n        while 1:\n            yield x\n"
     "            x += step"},
    {"cycle", &cycle_type, cycle_construct, cycle_next, NULL, cycle_methods, sizeof(Cycle), TYPE_BASE,
     "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely."},
    {"repeat", &repeat_type, repeat_construct, repeat_next, repeat_repr, repeat_methods, sizeof(Repeat), TYPE_BASE,
     "repeat(object [,times]) -> create an iterator which returns the object\n"
     "for the specified number of times.  If not specified, returns the object\nendlessly."},
    {.name = NULL},
};
