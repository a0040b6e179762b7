// The iteration protocol of GET_ITER and FOR_ITER, and unpacking.
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/range.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/interpreter.h"

// A range whose every value is a small int can be walked in the registers.
static bool start_range(Value *registers, const Range *range) {
  if (range->wide) return false;
  if (!fits_small_int(range->start) || !fits_small_int(range->stop) || !fits_small_int(range->step)) return false;
  uint64_t count = 0;
  if (range->step > 0 && range->start < range->stop) {
    count = (uint64_t)(range->stop - range->start - 1) / (uint64_t)range->step + 1;
  } else if (range->step < 0 && range->start > range->stop) {
    count = (uint64_t)(range->start - range->stop - 1) / (uint64_t)-range->step + 1;
  }
  if (count > (uint64_t)SMALL_INT_MAX) return false;
  registers[0] = from_object(range);
  registers[1] = from_small_int(range->start);
  registers[2] = from_small_int((int64_t)count);
  return true;
}

bool iteration_start(Value *registers, Value iterable) {
  if (has_shape(iterable, SHAPE_LIST) || has_shape(iterable, SHAPE_TUPLE)) {
    registers[0] = iterable;
    registers[1] = from_small_int(0);
    registers[2] = EMPTY;
    return true;
  }
  if (has_shape(iterable, SHAPE_RANGE) && start_range(registers, (const Range *)(const void *)to_object(iterable))) {
    return true;
  }
  Value iterator = has_shape(iterable, SHAPE_GENERATOR) ? iterable : object_iter(iterable);
  if (iterator == EMPTY) return false;
  // These shapes mean a state in registers: an __iter__ that returns one of them is wrong, as in CPython.
  if (has_shape(iterator, SHAPE_LIST) || has_shape(iterator, SHAPE_TUPLE) || has_shape(iterator, SHAPE_RANGE)) {
    raise(TypeError, "iter() returned non-iterator of type '%T'", iterator);
    return false;
  }
  registers[0] = iterator;
  registers[1] = registers[2] = EMPTY;
  return true;
}

Value iteration_next(Value *registers) {
  Value iterator = registers[0];
  uint32_t shape = to_object(iterator)->shape;
  if (shape < SHAPE_BUILTIN_COUNT && builtin_types[shape]->slots.next != NULL)
    return builtin_types[shape]->slots.next(iterator);
  return object_next(iterator);
}

static bool wrong_count(size_t expected, size_t got, bool more) {
  if (more) {
    raise(ValueError, "too many values to unpack (expected %zu)", expected);
  } else {
    raise(ValueError, "not enough values to unpack (expected %zu, got %zu)", expected, got);
  }
  return false;
}

// An iterator for unpacking, with its own message.
static Value unpack_iterator(Value iterable) {
  Value iterator = object_iter(iterable);
  if (iterator == EMPTY && exception_matches(EXCEPTION_TypeError) && type_of(iterable)->slots.iter == NULL &&
      type_of(iterable)->slots.get_item == NULL) {
    exception_clear();
    raise(TypeError, "cannot unpack non-iterable %T object", iterable);
  }
  return iterator;
}

bool unpack(Value *target, Value iterable, size_t count) {
  const Value *items = NULL;
  size_t length = 0;
  if (is_tuple(iterable)) {
    items = to_tuple(iterable)->items;
    length = to_tuple(iterable)->length;
  } else if (is_list(iterable)) {
    items = to_list(iterable)->storage->items;
    length = to_list(iterable)->length;
  }
  if (items != NULL) {
    if (length != count) return wrong_count(count, length, length > count);
    memmove(target, items, count * sizeof(Value));
    return true;
  }
  Value iterator = unpack_iterator(iterable);
  if (iterator == EMPTY) return false;
  for (size_t n = 0; n < count; n++) {
    Value item = object_next(iterator);
    if (item == EMPTY) return vm_exception == EMPTY && wrong_count(count, n, false);
    target[n] = item;
  }
  if (object_next(iterator) != EMPTY) return wrong_count(count, 0, true);
  return vm_exception == EMPTY;
}

bool unpack_star(Value *target, Value iterable, size_t before, size_t after) {
  Value iterator = unpack_iterator(iterable);
  Value list = iterator == EMPTY ? EMPTY : list_from_iterable(iterator);
  if (list == EMPTY) return false;
  size_t length = to_list(list)->length;
  if (length < before + after) {
    raise(ValueError, "not enough values to unpack (expected at least %zu, got %zu)", before + after, length);
    return false;
  }
  const Value *items = to_list(list)->storage->items;
  Value rest = list_from(items + before, length - before - after);
  if (rest == EMPTY) return false;
  memcpy(target, items, before * sizeof(Value));
  target[before] = rest;
  memcpy(target + before + 1, items + length - after, after * sizeof(Value));
  return true;
}

Value unpack_tuple(Value iterable, bool star, uint32_t counts) {
  size_t before = star ? counts & 0xFF : counts, after = star ? counts >> 8 : 0;
  Value tuple = tuple_new(before + after + star);
  if (tuple == EMPTY) return EMPTY;
  Value *items = to_tuple(tuple)->items;
  bool done = star ? unpack_star(items, iterable, before, after) : unpack(items, iterable, before);
  return done ? tuple : EMPTY;
}
