// Raw arrays on the heap: the growable storage behind lists, frames of generators, attribute overflow (ValueArray)
// and behind bytearrays and dict index tables (ByteArray). Never visible to Python.
#ifndef MARTLET_ARRAY_H
#define MARTLET_ARRAY_H

#include "core/object/object.h"

typedef struct ValueArray {
  Object header;     // SHAPE_VALUE_ARRAY, HEAP_COUNTED
  uint64_t capacity; // number of items; unused ones are EMPTY
  Value items[];
} ValueArray;

typedef struct ByteArray {
  Object header;     // SHAPE_BYTE_ARRAY, HEAP_LEAF
  uint64_t capacity; // bytes
  uint8_t data[];
} ByteArray;

// memcpy of values. Most runs are short, and the C library's memcpy is made for long ones.
static inline void values_copy(Value *to, const Value *from, size_t count) {
  if (count > 24) {
    memcpy(to, from, count * sizeof(Value));
    return;
  }
#pragma clang loop vectorize(disable) unroll(disable)
  for (size_t i = 0; i < count; i++) to[i] = from[i];
}

// NULL with MemoryError set when there is no room.
ValueArray *value_array_new(uint64_t capacity);
ByteArray *byte_array_new(uint64_t capacity);
// Raises the capacity in place; false, without an exception, when there is no room behind the array.
bool value_array_extend(ValueArray *array, uint64_t capacity);
bool byte_array_extend(ByteArray *array, uint64_t capacity);

#endif
