// itertools: groupby, tee.
#include "core/modules/collections/itertools.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"

static Type *groupby_type, *grouper_type, *tee_type, *tee_data_type;

// --- groupby

typedef struct GroupBy {
  Object header;
  Value source;
  Value key;         // function, or NONE
  Value target;      // key of the group that was given last; EMPTY: none
  Value current_key; // key of the item read ahead; EMPTY: none
  Value current;     // that item; EMPTY: it was given
  Value grouper;     // the iterator over the group that was given last
} GroupBy;

typedef struct Grouper {
  Object header;
  Value parent;
  Value target;
} Grouper;

static GroupBy *to_groupby(Value v) { return (GroupBy *)(void *)to_object(v); }
static Grouper *to_grouper(Value v) { return (Grouper *)(void *)to_object(v); }

static Value groupby_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "groupby", .signature = "iterable, key=None"};
  Value slots[2];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  Value source = object_iter(slots[0]);
  GroupBy *self = source == EMPTY ? NULL : instance_allocate(type);
  if (self == NULL) return EMPTY;
  self->source = source;
  self->key = slots[1] == EMPTY ? NONE : slots[1];
  return from_object(self);
}

// Reads the next item. False: the end, or raised.
static bool read_ahead(GroupBy *self) {
  Value item = iterator_step(self->source);
  if (item == EMPTY) return false;
  Value key = self->key == NONE ? item : object_call_1(self->key, item);
  if (key == EMPTY) return false;
  self->current = item;
  self->current_key = key;
  return true;
}

static Value grouper_new(Value parent, Value target) {
  Grouper *grouper = instance_allocate(grouper_type);
  if (grouper == NULL) return EMPTY;
  grouper->parent = parent;
  grouper->target = target;
  return to_groupby(parent)->grouper = from_object(grouper);
}

static Value groupby_next(Value v) {
  GroupBy *self = to_groupby(v);
  self->grouper = EMPTY;
  for (;;) {
    if (self->current_key != EMPTY) {
      if (self->target == EMPTY) break;
      int same = items_equal(self->target, self->current_key);
      if (same < 0) return EMPTY;
      if (same == 0) break;
    }
    if (!read_ahead(self)) return EMPTY;
  }
  // Comparing keys may have used this iterator.
  Value key = self->current_key;
  if (key == EMPTY) return EMPTY;
  self->target = key;
  Value grouper = grouper_new(v, key);
  return grouper == EMPTY ? EMPTY : tuple_pair(key, grouper);
}

static Value grouper_next(Value v) {
  const Grouper *self = to_grouper(v);
  GroupBy *parent = to_groupby(self->parent);
  if (parent->grouper != v) return EMPTY;
  if (parent->current == EMPTY && !read_ahead(parent)) return EMPTY;
  int same = items_equal(self->target, parent->current_key);
  if (same <= 0) return EMPTY;
  Value item = parent->current;
  parent->current = parent->current_key = EMPTY;
  return item;
}

static Value groupby_reduce(Value *args, size_t count) {
  (void)count;
  const GroupBy *self = to_groupby(args[0]);
  Value arguments = tuple_pair(self->source, self->key);
  if (self->target == EMPTY || self->current_key == EMPTY || self->current == EMPTY)
    return itertools_reduced(args[0], arguments);
  Value state[] = {self->current_key, self->current, self->target};
  return itertools_reduced_with(args[0], arguments, tuple_from(state, 3));
}

static Value groupby_setstate(Value *args, size_t count) {
  (void)count;
  Value state = args[1];
  if (!type_flag(state, TYPE_IS_TUPLE)) return raise(TypeError, "state is not a tuple");
  if (to_tuple(state)->length != 3)
    return raise(TypeError, "function takes exactly 3 arguments (%zu given)", (size_t)to_tuple(state)->length);
  GroupBy *self = to_groupby(args[0]);
  self->current_key = to_tuple(state)->items[0];
  self->current = to_tuple(state)->items[1];
  self->target = to_tuple(state)->items[2];
  return NONE;
}

static Value grouper_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)type;
  if (!check_arguments("_grouper", count, 2, 2, keyword_names)) return EMPTY;
  if (type_of(args[0]) != groupby_type)
    return raise(TypeError, "_grouper() argument 1 must be itertools.groupby, not %T", args[0]);
  return grouper_new(args[0], args[1]);
}

static Value grouper_reduce(Value *args, size_t count) {
  (void)count;
  const Grouper *self = to_grouper(args[0]);
  if (to_groupby(self->parent)->grouper == args[0])
    return itertools_reduced(args[0], tuple_pair(self->parent, self->target));
  Value nothing = itertools_no_items(), empty = tuple_new(0);
  Value iter = dict_get_c(vm.builtins, "iter");
  if (nothing == EMPTY || empty == EMPTY || iter == EMPTY) return EMPTY;
  Value arguments = tuple_from(&empty, 1);
  return arguments == EMPTY ? EMPTY : tuple_pair(iter, arguments);
}

// --- tee

// Items are read once into a chain of these, which as many iterators walk along as there are; those that all have left
// behind become garbage.
#define TEE_ITEMS 57
typedef struct TeeData {
  Object header;
  Value source;
  Value running; // bool: the source is being asked
  Value read;    // small int: items in use
  struct TeeData *following;
  Value items[TEE_ITEMS];
} TeeData;

typedef struct Tee {
  Object header;
  TeeData *data;
  Value index; // small int: of the next item in data
} Tee;

static TeeData *to_data(Value v) { return (TeeData *)(void *)to_object(v); }
static Tee *to_tee(Value v) { return (Tee *)(void *)to_object(v); }

static TeeData *tee_data_new(Value source) {
  TeeData *data = instance_allocate(tee_data_type);
  if (data == NULL) return NULL;
  data->source = source;
  data->running = FALSE_VALUE;
  data->read = from_small_int(0);
  return data;
}

static Value tee_new(TeeData *data, Value index) {
  Tee *tee = data == NULL ? NULL : instance_allocate(tee_type);
  if (tee == NULL) return EMPTY;
  tee->data = data;
  tee->index = index;
  return from_object(tee);
}

static Value tee_next(Value v) {
  Tee *self = to_tee(v);
  TeeData *data = self->data;
  if (to_small_int(self->index) == TEE_ITEMS) {
    if (data->following == NULL && (data->following = tee_data_new(data->source)) == NULL) return EMPTY;
    self->data = data = data->following;
    self->index = from_small_int(0);
  }
  int64_t index = to_small_int(self->index);
  if (index >= to_small_int(data->read)) {
    if (data->running == TRUE_VALUE) return raise(RuntimeError, "cannot re-enter the tee iterator");
    data->running = TRUE_VALUE;
    Value item = iterator_step(data->source);
    data->running = FALSE_VALUE;
    if (item == EMPTY) return EMPTY;
    data->items[index] = item;
    data->read = from_small_int(index + 1);
  }
  self->index = from_small_int(index + 1);
  return data->items[index];
}

static Value tee_from(Value iterable) {
  Value source = object_iter(iterable);
  if (source == EMPTY) return EMPTY;
  if (type_of(source) == tee_type) return tee_new(to_tee(source)->data, to_tee(source)->index);
  return tee_new(tee_data_new(source), from_small_int(0));
}

static Value tee_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)type;
  return check_arguments("_tee", count, 1, 1, keyword_names) ? tee_from(args[0]) : EMPTY;
}

static Value tee_copy(Value *args, size_t count) {
  (void)count;
  return tee_new(to_tee(args[0])->data, to_tee(args[0])->index);
}

static Value tee_reduce(Value *args, size_t count) {
  (void)count;
  const Tee *self = to_tee(args[0]);
  Value empty = tuple_new(0);
  if (empty == EMPTY) return EMPTY;
  return itertools_reduced_with(args[0], tuple_from(&empty, 1), tuple_pair(from_object(self->data), self->index));
}

static Value tee_setstate(Value *args, size_t count) {
  (void)count;
  Value state = args[1];
  int64_t index;
  if (!type_flag(state, TYPE_IS_TUPLE)) return raise(TypeError, "state is not a tuple");
  if (to_tuple(state)->length != 2 || type_of(to_tuple(state)->items[0]) != tee_data_type)
    return raise(TypeError, "argument 1 must be itertools._tee_dataobject");
  TeeData *data = to_data(to_tuple(state)->items[0]);
  if (!itertools_state_int(to_tuple(state)->items[1], &index)) return EMPTY;
  if (index < 0 || index > to_small_int(data->read)) return raise(ValueError, "Index out of range");
  to_tee(args[0])->data = data;
  to_tee(args[0])->index = from_small_int(index);
  return NONE;
}

// _tee_dataobject(iterator, items, following): what its __reduce__ gives.
static Value data_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)type;
  if (!check_arguments("teedataobject", count, 3, 3, keyword_names)) return EMPTY;
  if (!type_flag(args[1], TYPE_IS_LIST))
    return raise(TypeError, "teedataobject() argument 2 must be list, not %T", args[1]);
  Value source = args[0];
  if (type_of(source)->slots.next == NULL) return raise(TypeError, "'%T' object is not an iterator", source);
  const List *items = to_list(args[1]);
  if (items->length > TEE_ITEMS) return raise(ValueError, "Invalid arguments");
  if (args[2] != NONE && (items->length != TEE_ITEMS || type_of(args[2]) != tee_data_type))
    return raise(ValueError, "Invalid arguments");
  TeeData *data = tee_data_new(source);
  if (data == NULL) return EMPTY;
  values_copy(data->items, items->storage->items, items->length);
  data->read = from_small_int((int64_t)items->length);
  if (args[2] != NONE) data->following = to_data(args[2]);
  return from_object(data);
}

static Value data_reduce(Value *args, size_t count) {
  (void)count;
  const TeeData *data = to_data(args[0]);
  Value items = list_from(data->items, (size_t)to_small_int(data->read));
  if (items == EMPTY) return EMPTY;
  Value arguments[] = {data->source, items, data->following == NULL ? NONE : from_object(data->following)};
  return itertools_reduced(args[0], tuple_from(arguments, 3));
}

Value itertools_tee(Value *args, size_t count) {
  (void)count;
  int64_t copies = 2;
  if (args[1] != EMPTY && !int_index_i64(args[1], &copies, "Python int too large to convert to C ssize_t"))
    return EMPTY;
  if (copies < 0) return raise(ValueError, "n must be >= 0");
  if (copies > INT32_MAX) return raise_memory_error();
  Value result = tuple_new((size_t)copies);
  if (result == EMPTY || copies == 0) return result;
  Value copied = object_iter(args[0]);
  if (copied == EMPTY) return EMPTY;
  // An iterator that can be copied is its own first copy.
  Value copy = object_find_attribute(copied, str_intern("__copy__", 8));
  if (copy == EMPTY) {
    if (vm_exception != EMPTY || (copied = tee_from(copied)) == EMPTY) return EMPTY;
    copy = object_get_attribute(copied, str_intern("__copy__", 8));
    if (copy == EMPTY) return EMPTY;
  }
  to_tuple(result)->items[0] = copied;
  for (int64_t i = 1; i < copies; i++) {
    Value another = object_call_0(copy);
    if (another == EMPTY) return EMPTY;
    to_tuple(result)->items[i] = another;
  }
  return result;
}

#define REDUCE(function) DEF("__reduce__", "self, /", function, "Return state information for pickling.")
#define SET_STATE(function) DEF("__setstate__", "self, state, /", function, "Set state information for unpickling.")
static const NativeDef groupby_methods[] = {REDUCE(groupby_reduce), SET_STATE(groupby_setstate), END_OF_DEFS};
static const NativeDef grouper_methods[] = {REDUCE(grouper_reduce), END_OF_DEFS};
static const NativeDef tee_methods[] = {REDUCE(tee_reduce), SET_STATE(tee_setstate),
                                        DEF("__copy__", "self, /", tee_copy, "Returns an independent iterator."),
                                        END_OF_DEFS};
static const NativeDef data_methods[] = {REDUCE(data_reduce), END_OF_DEFS};

const IteratorDef itertools_grouping[] = {
    {"groupby", &groupby_type, groupby_construct, groupby_next, NULL, groupby_methods, sizeof(GroupBy), TYPE_BASE,
     "make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n"
     "    Elements to divide into groups according to the key function.\n  key\n"
     "    A function for computing the group category for each element.\n"
     "    If the key function is not specified or is None, the element itself\n"
     "    is used for grouping."},
    {"_grouper", &grouper_type, grouper_construct, grouper_next, NULL, grouper_methods, sizeof(Grouper), 0, ""},
    {"_tee", &tee_type, tee_construct, tee_next, NULL, tee_methods, sizeof(Tee), TYPE_WEAKREFS,
     "Iterator wrapped to make it copyable."},
    {"_tee_dataobject", &tee_data_type, data_construct, NULL, NULL, data_methods, sizeof(TeeData), 0,
     "teedataobject(iterable, values, next, /)\n--\n\nData container common to multiple tee objects."},
    {.name = NULL},
};
