// collections.deque: a ring buffer. Item i is storage->items[(start + i) & (capacity - 1)]; the capacity is a power of
// two (or there is no storage yet), it doubles when the ring is full and halves when three quarters are unused. Every
// place without an item is EMPTY.
//
// `state` changes with every change of the length or the order: iterators, and searches whose comparisons run Python
// code, notice by it that the deque is not what it was.
#ifndef MARTLET_MODULES_DEQUE_H
#define MARTLET_MODULES_DEQUE_H

#include "core/object/array.h"
#include "core/object/type.h"

typedef struct Deque { // HEAP_VALUES; the ints are small ints
  Object header;
  ValueArray *storage;
  Value start;
  Value length;
  Value maximum; // NONE: no limit
  Value state;
} Deque;

extern Type *deque_type;
extern const NativeDef deque_methods[];

static inline Deque *to_deque(Value v) { return (Deque *)(void *)to_object(v); }
static inline bool is_deque(Value v) { return is_object(v) && type_is_subtype(type_of(v), deque_type); }
static inline uint64_t deque_length(const Deque *deque) { return (uint64_t)to_small_int(deque->length); }
// Where item `index` is; index < length, or the next free place behind the items if there is one.
static inline Value *deque_place(const Deque *deque, uint64_t index) {
  return &deque->storage->items[((uint64_t)to_small_int(deque->start) + index) & (deque->storage->capacity - 1)];
}
static inline void deque_changed(Deque *deque) { deque->state++; }

// An empty deque of a class (deque itself, or derived). NULL with MemoryError.
Deque *deque_new(Type *type, Value maximum);
// Append at the right or left; at its maximum the deque drops an item at the other end. False with MemoryError.
bool deque_append(Deque *deque, Value item);
bool deque_append_left(Deque *deque, Value item);
// Take an item away; the deque is not empty.
Value deque_pop(Deque *deque);
Value deque_pop_left(Deque *deque);
bool deque_extend(Deque *deque, Value iterable, bool left);
void deque_clear(Deque *deque);
// Turns the ring by `steps` to the right.
void deque_rotate(Deque *deque, int64_t steps);
// What __init__ does. False: raised.
bool deque_initialise(Deque *deque, Value iterable, Value maximum);
// A new deque with the same items and maximum; of a derived class: by calling it.
Value deque_copy(Value self);
// Removes item `index`, which is there.
void deque_delete_at(Deque *deque, uint64_t index);
// The iterators over it.
Value deque_iterator(Value self, bool reverse);
// Makes the types of the iterators. False: raised.
bool deque_iterators_init(Value module);

#endif
