// Weak references: objects that refer to another one without keeping it alive.
//
// All weak references (and weak proxies, which have the same representation) are in one table outside the heap, by the
// address of what they refer to; objects do not move and do not know of their references. After each collection the
// references to what died are emptied. Those that have a callback, and are alive themselves, wait in a list until the
// VM calls them at a safe point (core/vm/finalise.c).
//
// Which objects accept weak references is a flag of their type (TYPE_WEAKREFS).
#ifndef MARTLET_WEAKREF_H
#define MARTLET_WEAKREF_H

#include "core/object/object.h"

typedef struct WeakRef {
  Object header; // HEAP_WEAKREF: only the callback is visited
  Value target;  // EMPTY: dead
  Value callback;
  struct WeakRef *next; // in the table, or in the list of callbacks to be called
  int64_t hash;         // of the target; -1: not computed yet
} WeakRef;

// The order of an object's references: as in CPython the one plain reference without callback is first, the one plain
// proxy without callback second, the others follow, newest first.
typedef enum WeakRank { WEAK_PLAIN_REF, WEAK_PLAIN_PROXY, WEAK_OTHER } WeakRank;

static inline WeakRef *to_weakref(Value v) { return (WeakRef *)(uintptr_t)v; }

// Registers the collector's callbacks and tells how references are ranked: before the first reference is made.
void weakref_start(WeakRank (*rank)(const WeakRef *reference));
// Whether references to v can be made; false: TypeError.
bool weakref_check(Value v);
// The reference of this rank (not WEAK_OTHER) to v, or NULL.
WeakRef *weakref_find(Value v, WeakRank rank);
// Enters a reference, whose callback is set, as one to v. False: MemoryError.
bool weakref_attach(WeakRef *reference, Value v);
// Makes a reference dead without calling its callback.
void weakref_detach(WeakRef *reference);
// The first reference to v, and the next one to the same object; NULL: none.
WeakRef *weakref_first(Value v);
WeakRef *weakref_next(const WeakRef *reference);
// Takes the next reference whose callback is to be called; NULL: none.
WeakRef *weakref_take_pending(void);

#endif
