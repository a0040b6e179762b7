// collections.deque: the ring, and the slots of the type. Methods are in deque_methods.c, iterators in
// deque_iterators.c.
#include "core/modules/collections/deque.h"

#include "core/modules/collections/collections.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/iterators.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/vm/vm.h"

#define FIRST_CAPACITY 8
#define SHRINK_CAPACITY 64 // smaller rings are not worth shrinking
#define LENGTH_MAX ((uint64_t)1 << 40)

Type *deque_type;

Deque *deque_new(Type *type, Value maximum) {
  Deque *deque = instance_allocate(type);
  if (deque == NULL) return NULL;
  deque->start = deque->length = deque->state = from_small_int(0);
  deque->maximum = maximum;
  return deque;
}

// Moves the items to a ring of another capacity. False with MemoryError.
static bool resize(Deque *deque, uint64_t capacity) {
  ValueArray *storage = value_array_new(capacity), *old = deque->storage;
  if (storage == NULL) return false;
  uint64_t length = deque_length(deque), start = (uint64_t)to_small_int(deque->start);
  uint64_t first = old == NULL ? 0 : old->capacity - start;
  if (first > length) first = length;
  if (old != NULL) {
    values_copy(storage->items, old->items + start, first);
    values_copy(storage->items + first, old->items, length - first);
  }
  deque->storage = storage;
  deque->start = from_small_int(0);
  return true;
}

static inline bool make_room(Deque *deque) {
  if (deque->storage == NULL) return resize(deque, FIRST_CAPACITY);
  return deque_length(deque) < deque->storage->capacity || resize(deque, deque->storage->capacity * 2);
}

static inline void give_back(Deque *deque) {
  uint64_t capacity = deque->storage->capacity;
  if (__builtin_expect(capacity <= SHRINK_CAPACITY || deque_length(deque) > capacity / 4, 1)) return;
  // Without memory for a smaller ring the large one stays.
  if (!resize(deque, capacity / 2)) exception_clear();
}

static void move_start(Deque *deque, int64_t by) {
  uint64_t start = (uint64_t)(to_small_int(deque->start) + by) & (deque->storage->capacity - 1);
  deque->start = from_small_int((int64_t)start);
}

bool deque_append(Deque *deque, Value item) {
  if (deque->length == deque->maximum) { // boxed alike; a maximum of NONE equals no length
    if (deque->maximum == from_small_int(0)) return true;
    deque_pop_left(deque);
  }
  if (!make_room(deque)) return false;
  *deque_place(deque, deque_length(deque)) = item;
  deque->length++;
  deque_changed(deque);
  return true;
}

bool deque_append_left(Deque *deque, Value item) {
  if (deque->length == deque->maximum) {
    if (deque->maximum == from_small_int(0)) return true;
    deque_pop(deque);
  }
  if (!make_room(deque)) return false;
  move_start(deque, -1);
  *deque_place(deque, 0) = item;
  deque->length++;
  deque_changed(deque);
  return true;
}

Value deque_pop(Deque *deque) {
  deque->length--;
  Value *place = deque_place(deque, deque_length(deque)), item = *place;
  *place = EMPTY;
  deque_changed(deque);
  give_back(deque);
  return item;
}

Value deque_pop_left(Deque *deque) {
  Value *place = deque_place(deque, 0), item = *place;
  *place = EMPTY;
  move_start(deque, 1);
  deque->length--;
  deque_changed(deque);
  give_back(deque);
  return item;
}

void deque_clear(Deque *deque) {
  deque->storage = NULL;
  deque->start = deque->length = from_small_int(0);
  deque_changed(deque);
}

bool deque_extend(Deque *deque, Value iterable, bool left) {
  if (iterable == from_object(deque) && (iterable = list_from_iterable(iterable)) == EMPTY) return false;
  Walk walk;
  Value item;
  if (!walk_start(&walk, iterable)) return false;
  while ((item = walk_next(&walk)) != EMPTY)
    if (!(left ? deque_append_left(deque, item) : deque_append(deque, item))) return false;
  return vm_exception == EMPTY;
}

void deque_rotate(Deque *deque, int64_t steps) {
  int64_t length = (int64_t)deque_length(deque);
  if (length < 2) return;
  steps = floor_mod_i64(steps, length);
  deque_changed(deque);
  if ((uint64_t)length == deque->storage->capacity) {
    move_start(deque, -steps);
  } else if (steps <= length / 2) {
    for (; steps > 0; steps--) {
      Value *last = deque_place(deque, (uint64_t)length - 1), item = *last;
      *last = EMPTY;
      move_start(deque, -1);
      *deque_place(deque, 0) = item;
    }
  } else {
    for (steps = length - steps; steps > 0; steps--) {
      Value *first = deque_place(deque, 0), item = *first;
      *first = EMPTY;
      move_start(deque, 1);
      *deque_place(deque, (uint64_t)length - 1) = item;
    }
  }
}

void deque_delete_at(Deque *deque, uint64_t index) {
  uint64_t length = deque_length(deque);
  if (index < length / 2) {
    for (; index > 0; index--) *deque_place(deque, index) = *deque_place(deque, index - 1);
    deque_pop_left(deque);
  } else {
    for (; index + 1 < length; index++) *deque_place(deque, index) = *deque_place(deque, index + 1);
    deque_pop(deque);
  }
}

// --- making

bool deque_initialise(Deque *deque, Value iterable, Value maximum) {
  Value limit = NONE;
  if (maximum != EMPTY && maximum != NONE) {
    int64_t number;
    if (!type_flag(maximum, TYPE_IS_INT)) return raise(TypeError, "an integer is required"), false;
    if (!int_index_i64(maximum, &number, "Python int too large to convert to C ssize_t")) return false;
    if (number < 0) return raise(ValueError, "maxlen must be non-negative"), false;
    limit = from_small_int(number > SMALL_INT_MAX ? SMALL_INT_MAX : number);
  }
  deque->maximum = limit;
  if (deque_length(deque) > 0) deque_clear(deque);
  return iterable == EMPTY || deque_extend(deque, iterable, false);
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "deque", .signature = "iterable=None, maxlen=None"};
  Deque *deque = deque_new(type, NONE);
  if (deque == NULL || has_python_init(type)) return from_object(deque);
  Value slots[2];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  return deque_initialise(deque, slots[0], slots[1]) ? from_object(deque) : EMPTY;
}

Value deque_copy(Value self) {
  const Deque *deque = to_deque(self);
  Type *type = type_of(self);
  if (type != deque_type) {
    if (deque->maximum == NONE) return object_call_1(from_object(type), self);
    return object_call_2(from_object(type), self, deque->maximum);
  }
  Deque *copy = deque_new(type, deque->maximum);
  if (copy == NULL || deque_length(deque) == 0) return from_object(copy);
  copy->storage = deque->storage;
  copy->start = deque->start;
  copy->length = deque->length;
  return resize(copy, deque->storage->capacity) ? from_object(copy) : EMPTY;
}

// --- slots

static Value repr(Value self) {
  ReprGuard guard;
  if (!repr_guard_enter(&guard, self)) return repr_again("[...]");
  Value items = list_from_iterable(self), text = items == EMPTY ? EMPTY : object_repr(items);
  repr_guard_leave(&guard);
  if (text == EMPTY) return EMPTY;
  Value maximum = to_deque(self)->maximum, name = type_of(self)->name;
  return maximum == NONE ? str_format_c("%V(%V)", name, text) : str_format_c("%V(%V, maxlen=%V)", name, text, maximum);
}

static int64_t length(Value self) { return (int64_t)deque_length(to_deque(self)); }
static Value iter(Value self) { return deque_iterator(self, false); }

// The index of an item. False: raised.
static bool item_index(const Deque *deque, Value key, uint64_t *index) {
  if (!has_index(key)) return raise(TypeError, "sequence index must be integer, not '%T'", key), false;
  int64_t i;
  if (!index_from_value(key, EXCEPTION_IndexError, &i)) return false;
  if (i < 0) i += (int64_t)deque_length(deque);
  if (i < 0 || (uint64_t)i >= deque_length(deque)) return raise(IndexError, "deque index out of range"), false;
  *index = (uint64_t)i;
  return true;
}

static Value get_item(Value self, Value key) {
  uint64_t index;
  return item_index(to_deque(self), key, &index) ? *deque_place(to_deque(self), index) : EMPTY;
}

static bool set_item(Value self, Value key, Value value) {
  uint64_t index;
  if (!item_index(to_deque(self), key, &index)) return false;
  if (value == EMPTY)
    deque_delete_at(to_deque(self), index);
  else
    *deque_place(to_deque(self), index) = value;
  return true;
}

static int contains(Value self, Value item) {
  const Deque *deque = to_deque(self);
  Value state = deque->state;
  for (uint64_t i = 0; i < deque_length(deque); i++) {
    int same = items_equal(*deque_place(deque, i), item);
    if (same != 0) return same;
    if (deque->state != state) return raise(RuntimeError, "deque mutated during iteration"), -1;
  }
  return 0;
}

static Value compare(Value self, Value other, CompareOp op) {
  if (!is_deque(self) || !is_deque(other)) return NOT_IMPLEMENTED;
  const Deque *a = to_deque(self), *b = to_deque(other);
  Value a_state = a->state, b_state = b->state;
  bool equality = op == COMPARE_EQ || op == COMPARE_NE;
  if (equality && a->length != b->length) return from_bool(op == COMPARE_NE);
  for (uint64_t i = 0; i < deque_length(a) && i < deque_length(b); i++) {
    Value left = *deque_place(a, i), right = *deque_place(b, i);
    int same = items_equal(left, right);
    if (same < 0) return EMPTY;
    if (same == 0) return equality ? from_bool(op == COMPARE_NE) : items_compare(left, right, op);
    if (a->state != a_state || b->state != b_state) return raise(RuntimeError, "deque mutated during iteration");
  }
  return compare_lengths(deque_length(a), deque_length(b), op);
}

static Value repeat_in_place(Value self, Value right) {
  Deque *deque = to_deque(self);
  int64_t count;
  Value result;
  if (!repeat_count(right, &count, &result)) return result;
  uint64_t items = deque_length(deque);
  if (items == 0 || count == 1) return self;
  if (count == 0) return deque_clear(deque), self;
  uint64_t limit = deque->maximum == NONE ? LENGTH_MAX : (uint64_t)to_small_int(deque->maximum);
  if (deque->maximum == NONE && (uint64_t)count > LENGTH_MAX / items) return raise_memory_error();
  Value list = list_from_iterable(self);
  if (list == EMPTY) return EMPTY;
  // More rounds than fill a bounded deque leave it as the last ones do.
  uint64_t rounds = (uint64_t)count - 1, enough = limit / items + 1;
  if (rounds > enough) rounds = enough;
  for (; rounds > 0; rounds--)
    if (!deque_extend(deque, list, false)) return EMPTY;
  return self;
}

static Value binary(BinaryOp op, Value left, Value right) {
  if (op == BINARY_MUL) {
    Value self = is_deque(left) ? left : right, count = is_deque(left) ? right : left, refused;
    int64_t times;
    if (!is_deque(left) && !has_index(left)) return NOT_IMPLEMENTED;
    if (!repeat_count(count, &times, &refused)) return refused;
    Value copy = deque_copy(self);
    return copy == EMPTY ? EMPTY : repeat_in_place(copy, count);
  }
  if (op != BINARY_ADD || !is_deque(left)) return NOT_IMPLEMENTED;
  if (!is_deque(right)) return concat_mismatch("deque", right);
  Value copy = deque_copy(left);
  return copy != EMPTY && deque_extend(to_deque(copy), right, false) ? copy : EMPTY;
}

static Value binary_in_place(BinaryOp op, Value left, Value right) {
  if (op == BINARY_MUL) return repeat_in_place(left, right);
  if (op != BINARY_ADD) return NOT_IMPLEMENTED;
  return deque_extend(to_deque(left), right, false) ? left : EMPTY;
}

static Value get_maximum(Value self) { return to_deque(self)->maximum; }

bool collections_add_deque(Value module) {
  static const TypeSlots slots = {.repr = repr,
                                  .hash = container_unhashable,
                                  .compare = compare,
                                  .length = length,
                                  .iter = iter,
                                  .get_item = get_item,
                                  .set_item = set_item,
                                  .contains = contains,
                                  .binary = binary,
                                  .binary_in_place = binary_in_place,
                                  .construct = construct};
  static const GetSetDef attributes[] = {
      {"maxlen", get_maximum, NULL, DOC("maximum size of a deque or None if unbounded")}, {NULL, NULL, NULL, NULL}};
  deque_type = type_new_native("collections", "deque", NULL, TYPE_BASE | TYPE_WEAKREFS | TYPE_SEQUENCE, &slots,
                               deque_methods, attributes, HEAP_VALUES, sizeof(Deque));
  return deque_type &&
         collections_set_doc(deque_type, "deque([iterable[, maxlen]]) --> deque object\n\n"
                                         "A list-like sequence optimized for data accesses near its "
                                         "endpoints.") &&
         deque_iterators_init(module) && module_add(module, "deque", from_object(deque_type));
}
