// Recording steps of the built-in iterators over lists, tuples and ranges, of enumerate and of zip: they are written
// out, with their state loaded from the iterators and stored back, so that an iterator may be used by anybody else at
// any time. An iterator that ends in this step is left to its next function.
//
//   for a, b in zip(x, y):     two indexes loaded, checked against two lengths, two items loaded, two indexes stored;
//                              the tuple is made by a helper (make_tuple) and vanishes when it is only unpacked
//
// All guards come before all stores: an exit finds all iterators where they were, and the interpreter takes the step.
#include "core/trace/recorder.h"

#include "core/object/iterators.h"
#include "core/object/range.h"

#define PARTS_MAX 8

// An iterator that takes part in a step, as it is while recording.
static struct {
  const Object *object;
  Ref ref;
} parts[PARTS_MAX];
static unsigned part_count;

// What the step changes.
static struct {
  Ref object, value;
  TraceField field;
} changes[2 * PARTS_MAX];
static unsigned change_count;

static Ref load(Ref object, IrType type, TraceField field) {
  return ir_emit(IR_LOAD_FIELD, type, object, (uint16_t)field, 0);
}

static void change(Ref object, TraceField field, Ref value) {
  changes[change_count].object = object;
  changes[change_count].field = field;
  changes[change_count++].value = value;
}

// --- whether it can be done

// Each iterator once: zip(i, i) steps i twice.
static bool add_part(const Object *object) {
  for (unsigned k = 0; k < part_count; k++)
    if (parts[k].object == object) return false;
  if (part_count == PARTS_MAX) return false;
  parts[part_count++].object = object;
  return true;
}

static bool index_can_step(const IndexIterator *iterator, bool list) {
  if (list ? !is_list(iterator->source) : !is_tuple(iterator->source)) return false;
  uint64_t length = list ? to_list(iterator->source)->length : to_tuple(iterator->source)->length;
  return (uint64_t)to_small_int(iterator->index) < length;
}

static bool range_can_step(const RangeIterator *iterator) {
  return iterator->remaining && fits_small_int(iterator->next) && fits_small_int(iterator->step);
}

static bool can_step(Value value);

static bool zip_can_step(const LazyIterator *zip) {
  const Tuple *iterators = to_tuple(zip->iterators);
  if (zip->callable != FALSE_VALUE || iterators->length == 0 || iterators->length > TUPLE_ARGUMENTS_MAX) return false;
  for (unsigned k = 0; k < iterators->length; k++)
    if (!can_step(iterators->items[k])) return false;
  return true;
}

static bool can_step(Value value) {
  if (!is_object(value)) return false;
  const void *object = to_object(value);
  switch (shape_of(value)) {
  case SHAPE_LIST_ITERATOR: return add_part(object) && index_can_step(object, true);
  case SHAPE_TUPLE_ITERATOR: return add_part(object) && index_can_step(object, false);
  case SHAPE_RANGE_ITERATOR: return add_part(object) && range_can_step(object);
  case SHAPE_ZIP: return zip_can_step(object);
  case SHAPE_ENUMERATE: {
    const Enumerate *enumerate = object;
    return add_part(object) && is_int(enumerate->index) && enumerate->index != from_small_int(SMALL_INT_MAX) &&
           can_step(enumerate->iterator);
  }
  default: return false;
  }
}

// --- emitting it

// The iterator's reference, once it is known to be none of those before it.
static Ref enter_part(Ref ref, Value value) {
  Ref object = as_object(ref, to_object(value)->shape);
  unsigned k = 0;
  for (; parts[k].object != to_object(value); k++)
    if (parts[k].object->shape == to_object(value)->shape) ir_guard(IR_GUARD_NOT_SAME, object, parts[k].ref);
  parts[k].ref = object;
  return object;
}

static Ref step_index(Ref ref, Value value, bool list) {
  Ref object = enter_part(ref, value);
  Ref source = as_object(load(object, IR_TYPE_V, TRACE_FIELD_INDEX_ITERATOR_SOURCE), list ? SHAPE_LIST : SHAPE_TUPLE);
  Ref index = as_int(load(object, IR_TYPE_V, TRACE_FIELD_INDEX_ITERATOR_INDEX));
  Ref length = load(source, IR_TYPE_I, list ? TRACE_FIELD_LIST_LENGTH : TRACE_FIELD_TUPLE_LENGTH);
  guard_branch(IR_GUARD_BELOW, index, length, recorder.pc);
  Ref next = ir_emit(IR_ADD_OVERFLOW, IR_TYPE_I, index, ir_int(1), 0);
  change(object, TRACE_FIELD_INDEX_ITERATOR_INDEX, boxed(next, from_small_int(0)));
  if (!list) return ir_emit(IR_LOAD_TUPLE, IR_TYPE_V, source, index, 0);
  return ir_emit(IR_LOAD_ITEM, IR_TYPE_V, load(source, IR_TYPE_P, TRACE_FIELD_LIST_STORAGE), index, 0);
}

static Ref step_range(Ref ref, Value value) {
  Ref object = enter_part(ref, value);
  Ref remaining = load(object, IR_TYPE_I, TRACE_FIELD_RANGE_ITERATOR_REMAINING);
  Ref next = load(object, IR_TYPE_I, TRACE_FIELD_RANGE_ITERATOR_NEXT);
  guard_branch(IR_GUARD_NE, remaining, ir_int(0), recorder.pc);
  Ref after = ir_emit(IR_ADD_OVERFLOW, IR_TYPE_I, next, load(object, IR_TYPE_I, TRACE_FIELD_RANGE_ITERATOR_STEP), 0);
  change(object, TRACE_FIELD_RANGE_ITERATOR_NEXT, after);
  change(object, TRACE_FIELD_RANGE_ITERATOR_REMAINING, ir_emit(IR_SUB_OVERFLOW, IR_TYPE_I, remaining, ir_int(1), 0));
  return next;
}

static Ref step_part(Ref ref, Value value);

// A boxed item of an iterator inside another.
static Ref step_inner(Ref ref, Value value) {
  Ref item = step_part(ref, value);
  return type_of_ref(item) == IR_TYPE_I ? boxed(item, from_small_int(0)) : item;
}

static Ref step_enumerate(Ref ref, Value value) {
  const Enumerate *enumerate = (const void *)to_object(value);
  Ref object = enter_part(ref, value);
  Ref index = as_int(load(object, IR_TYPE_V, TRACE_FIELD_ENUMERATE_INDEX));
  Ref next = ir_emit(IR_ADD_OVERFLOW, IR_TYPE_I, index, ir_int(1), 0);
  change(object, TRACE_FIELD_ENUMERATE_INDEX, boxed(next, from_small_int(0)));
  Ref items[2];
  items[1] = step_inner(load(object, IR_TYPE_V, TRACE_FIELD_ENUMERATE_ITERATOR), enumerate->iterator);
  items[0] = boxed(index, from_small_int(0));
  return make_tuple(2, items);
}

static Ref step_zip(Ref ref, Value value) {
  const Tuple *iterators = to_tuple(((const LazyIterator *)(const void *)to_object(value))->iterators);
  Ref object = as_object(ref, SHAPE_ZIP), items[TUPLE_ARGUMENTS_MAX];
  guard_constant(load(object, IR_TYPE_V, TRACE_FIELD_LAZY_CALLABLE), FALSE_VALUE);
  Ref tuple = as_object(load(object, IR_TYPE_V, TRACE_FIELD_LAZY_ITERATORS), SHAPE_TUPLE);
  ir_guard(IR_GUARD_EQ, load(tuple, IR_TYPE_I, TRACE_FIELD_TUPLE_LENGTH), ir_int((int64_t)iterators->length));
  for (unsigned k = 0; k < iterators->length; k++)
    items[k] = step_inner(ir_emit(IR_LOAD_TUPLE, IR_TYPE_V, tuple, ir_int(k), 0), iterators->items[k]);
  return make_tuple((unsigned)iterators->length, items);
}

static Ref step_part(Ref ref, Value value) {
  switch (shape_of(value)) {
  case SHAPE_LIST_ITERATOR: return step_index(ref, value, true);
  case SHAPE_TUPLE_ITERATOR: return step_index(ref, value, false);
  case SHAPE_RANGE_ITERATOR: return step_range(ref, value);
  case SHAPE_ENUMERATE: return step_enumerate(ref, value);
  default: return step_zip(ref, value);
  }
}

Ref step_iterator(Ref iterator, Value value) {
  part_count = change_count = 0;
  if (!can_step(value)) return NO_REF;
  Ref item = step_part(iterator, value);
  for (unsigned k = 0; k < change_count && !builder.abort; k++) {
    ir_emit(IR_STORE_FIELD, IR_TYPE_N, changes[k].object, (uint16_t)changes[k].field, changes[k].value);
    recorder.side_effect = true;
  }
  return item;
}
