// The table of weak references: buckets by the address of the target. References to the same object are neighbours in
// their bucket, so that entering one takes no longer when the object has many.
#include "core/object/weakref.h"

#include <stdlib.h>

#include "core/object/exception.h"
#include "core/vm/vm.h"

#define BUCKETS_FIRST 64

static WeakRef **buckets;
static size_t bucket_count, reference_count;
static WeakRef *pending, **pending_end = &pending;
static WeakRank (*rank_of)(const WeakRef *reference);

static WeakRef **bucket_of(Value target) {
  return &buckets[(target >> 4) * 0x9E3779B97F4A7C15u >> 32 & (bucket_count - 1)];
}

static bool grow(void) {
  size_t old_count = bucket_count, count = old_count ? old_count * 2 : BUCKETS_FIRST;
  WeakRef **old = buckets, **larger = calloc(count, sizeof *larger);
  if (!larger) return old_count > 0 || (raise_memory_error(), false); // long buckets are better than none
  buckets = larger;
  bucket_count = count;
  for (size_t i = 0; i < old_count; i++) {
    for (WeakRef *reference = old[i], *next; reference; reference = next) {
      next = reference->next;
      WeakRef **place = bucket_of(reference->target);
      while (*place) place = &(*place)->next;
      *place = reference;
      reference->next = NULL;
    }
  }
  free(old);
  return true;
}

bool weakref_check(Value v) {
  if (type_of(v)->flags & TYPE_WEAKREFS) return true;
  return raise(TypeError, "cannot create weak reference to '%T' object", v), false;
}

WeakRef *weakref_first(Value v) {
  WeakRef *reference = bucket_count ? *bucket_of(v) : NULL;
  while (reference && reference->target != v) reference = reference->next;
  return reference;
}

WeakRef *weakref_next(const WeakRef *reference) {
  WeakRef *next = reference->next;
  return next && next->target == reference->target ? next : NULL;
}

WeakRef *weakref_find(Value v, WeakRank rank) {
  WeakRef *reference = weakref_first(v);
  while (reference && rank_of(reference) < rank) reference = weakref_next(reference);
  return reference && rank_of(reference) == rank ? reference : NULL;
}

bool weakref_attach(WeakRef *reference, Value v) {
  if (reference_count >= bucket_count && !grow()) return false;
  reference->target = v;
  reference->hash = -1;
  WeakRank rank = rank_of(reference);
  WeakRef **place = bucket_of(v), **head = place;
  while (*place && (*place)->target != v) place = &(*place)->next;
  if (!*place) place = head;
  while (*place && (*place)->target == v && rank_of(*place) < rank) place = &(*place)->next;
  reference->next = *place;
  *place = reference;
  reference_count++;
  return true;
}

void weakref_detach(WeakRef *reference) {
  if (reference->target == EMPTY) return;
  WeakRef **place = bucket_of(reference->target);
  while (*place != reference) place = &(*place)->next;
  *place = reference->next;
  reference->next = NULL;
  reference->target = EMPTY;
  reference_count--;
}

WeakRef *weakref_take_pending(void) {
  WeakRef *reference = pending;
  if (!reference) return NULL;
  if (!(pending = reference->next)) pending_end = &pending;
  reference->next = NULL;
  return reference;
}

// --- the collector's view

static void visit_weakref(Object *object) { heap_visit(((WeakRef *)object)->callback); }

static void visit_pending(void) {
  for (WeakRef *reference = pending; reference; reference = reference->next) heap_visit(from_object(reference));
}

static void empty(WeakRef *reference) {
  reference->target = EMPTY;
  reference->next = NULL;
  if (reference->callback == EMPTY) return;
  *pending_end = reference;
  pending_end = &reference->next;
  vm_request_poll(POLL_FINALISERS);
}

static void drop_dead(void) {
  for (size_t i = 0; i < bucket_count; i++) {
    for (WeakRef **place = &buckets[i]; *place;) {
      WeakRef *reference = *place;
      bool alive = heap_is_marked(from_object(reference)), target_alive = heap_is_reachable(reference->target);
      if (alive && target_alive) {
        place = &reference->next;
        continue;
      }
      *place = reference->next;
      reference_count--;
      if (alive) empty(reference);
    }
  }
}

void weakref_start(WeakRank (*rank)(const WeakRef *reference)) {
  rank_of = rank;
  heap_set_visitor(HEAP_WEAKREF, visit_weakref);
  heap_add_root(visit_pending);
  heap_add_weak(drop_dead);
}
