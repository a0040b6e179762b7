// Objects whose end runs Python code (__del__, suspended generators). The collector never runs it: it keeps such an
// object, and all that it refers to, alive once more, and hands it out at a safe point.
#include <stdlib.h>

#include "core/heap/heap_internal.h"
#include "core/object/exception.h"

typedef struct ObjectList {
  Object **items;
  size_t count, capacity;
} ObjectList;

// Objects that have not been found dead yet; those that have, in the order in which their finalisers will run; and,
// during a collection, one group of them that is being put together.
static ObjectList candidates, dying, met;
static size_t dying_first;
static bool touched, last;

static bool make_capacity(ObjectList *list, size_t count) {
  if (count <= list->capacity) return true;
  size_t capacity = list->capacity * 2 > count ? list->capacity * 2 : count < 16 ? 16 : count;
  Object **items = realloc(list->items, capacity * sizeof *items);
  if (!items) return false;
  list->items = items;
  list->capacity = capacity;
  return true;
}

bool heap_add_finalisable(Object *object) {
  if (object->gc & (HEAP_FINALISABLE | HEAP_FINALISED)) return true;
  if (!make_capacity(&candidates, candidates.count + 1)) return raise_memory_error(), false;
  candidates.items[candidates.count++] = object;
  object->gc |= HEAP_FINALISABLE;
  return true;
}

void heap_withdraw_finalisable(Object *object) { object->gc &= (uint8_t)~HEAP_FINALISABLE; }

size_t heap_finalisable_count(void) { return candidates.count; }

void finalisable_met(Object *object) {
  if (heap.meeting) met.items[met.count++] = object;
}

void finalisable_met_again(const Object *object) {
  // DYING but not FINALISED: of a group made before, in this collection.
  touched |= (object->gc & (HEAP_DYING | HEAP_FINALISED)) == HEAP_DYING;
}

void dying_visit(void) {
  for (size_t i = dying_first; i < dying.count; i++) heap_visit(from_object(dying.items[i]));
}

// Room for everything that may be found, so that nothing can fail half-way.
static bool make_room(void) {
  if (dying_first == dying.count) dying_first = dying.count = 0;
  return make_capacity(&met, candidates.count) && make_capacity(&dying, dying.count + 2 * candidates.count);
}

// Marks each dead candidate, the oldest first, with all that it refers to; which meets further dead candidates on the
// way: a group. A group goes behind the earlier ones, or, when it refers to any of them, in front: what refers to
// others ends first, as reference counting would have it, and else what was made first. `middle` has room for all on
// both sides. Returns the first place in use.
static Object **order_dead(Object **middle, size_t *count) {
  Object **first = middle, **end = middle;
  for (size_t i = 0; i < candidates.count; i++) {
    Object *object = candidates.items[i];
    if (heap_is_marked(from_object(object))) continue;
    met.count = 0;
    touched = false;
    heap.meeting = true;
    heap_visit(from_object(object));
    mark_finish();
    heap.meeting = false;
    for (size_t n = 0; n < met.count; n++) met.items[n]->gc |= HEAP_DYING;
    if (touched) first -= met.count;
    memcpy(touched ? first : end, met.items, met.count * sizeof(Object *));
    if (!touched) end += met.count;
  }
  *count = (size_t)(end - first);
  return first;
}

// At the end of the program everything that is left ends in the order in which it was made: also what a stale word on
// the C stack seems to keep. But a generator that is not dead may be running, in a thread that was stopped.
static size_t oldest_first(Object **out) {
  size_t count = 0;
  for (size_t i = 0; i < candidates.count; i++) {
    Object *object = candidates.items[i];
    if (object->kind != HEAP_GENERATOR || !heap_is_marked(from_object(object))) out[count++] = object;
  }
  for (size_t i = 0; i < count; i++) heap_visit(from_object(out[i]));
  mark_finish();
  return count;
}

// Leaves out those that were taken back.
static void drop_withdrawn(void) {
  size_t kept = 0;
  for (size_t i = 0; i < candidates.count; i++)
    if (candidates.items[i]->gc & HEAP_FINALISABLE) candidates.items[kept++] = candidates.items[i];
  candidates.count = kept;
}

void finalisables_find(void) {
  drop_withdrawn();
  if (candidates.count == 0 || !make_room()) {
    for (size_t i = 0; i < candidates.count; i++) heap_visit(from_object(candidates.items[i]));
    mark_finish();
    return;
  }
  Object **place = dying.items + dying.count;
  size_t found;
  if (last) {
    found = oldest_first(place);
  } else {
    Object **first = order_dead(place + candidates.count, &found);
    memmove(place, first, found * sizeof(Object *));
  }
  dying.count += found;
  if (found == 0) return;
  for (size_t i = 0; i < found; i++)
    place[i]->gc = (uint8_t)((place[i]->gc & ~HEAP_FINALISABLE) | HEAP_FINALISED | HEAP_DYING);
  drop_withdrawn();
  vm_request_poll(POLL_FINALISERS);
}

Object *heap_take_dying(void) {
  if (dying_first == dying.count) return NULL;
  Object *object = dying.items[dying_first++];
  object->gc &= (uint8_t)~HEAP_DYING;
  return object;
}

void heap_last_finalisers(void) { last = true; }
