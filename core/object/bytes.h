// bytes: immutable, inline. bytearray: a ByteArray that grows.
#ifndef MARTLET_BYTES_H
#define MARTLET_BYTES_H

#include "core/object/array.h"

typedef struct Bytes {
  Object header;   // SHAPE_BYTES, HEAP_LEAF
  uint64_t size;
  uint64_t hash;   // 0: not computed yet
  uint8_t data[];  // size bytes and a NUL
} Bytes;

typedef struct ByteArrayObject {
  Object header;   // SHAPE_BYTEARRAY
  uint64_t size;
  ByteArray *storage;
} ByteArrayObject;

Value bytes_new(const void *data, size_t size);
// The memory of a bytes, bytearray or memoryview; false (TypeError "a bytes-like object is required, not 'X'").
bool bytes_view(Value v, const uint8_t **data, size_t *size);
void bytes_init(void);

#endif
