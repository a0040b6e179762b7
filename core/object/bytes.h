// bytes: immutable, inline. bytearray: a ByteArray that grows. memoryview: a window on one of the two, of single bytes.
//
// A bytearray has the layout of a list (a count, then a pointer to the storage) and is therefore scanned as HEAP_LIST.
#ifndef MARTLET_BYTES_H
#define MARTLET_BYTES_H

#include "core/object/array.h"

typedef struct Bytes {
  Object header; // SHAPE_BYTES, HEAP_LEAF
  uint64_t size;
  uint64_t hash;  // 0: not computed yet
  uint8_t data[]; // size bytes and a NUL
} Bytes;

typedef struct ByteArrayObject {
  Object header; // SHAPE_BYTEARRAY, HEAP_LIST
  uint64_t size;
  ByteArray *storage;
} ByteArrayObject;

typedef struct MemoryView {
  Object header; // SHAPE_MEMORYVIEW, HEAP_VALUES
  Value source;  // bytes or bytearray; EMPTY: released
  Value start;   // small int: offset in source
  Value length;  // small int
} MemoryView;

// data NULL: zero bytes.
Value bytes_new(const void *data, size_t size);
Value bytearray_new(const void *data, size_t size);
// A bytearray with the contents of a bytes.
Value bytearray_from_bytes(Value bytes);
// Changes the size of a bytearray; new bytes are zero. False with MemoryError.
bool bytearray_resize(Value bytearray, size_t size);
// A view of the whole of a bytes, bytearray or memoryview; EMPTY with TypeError.
Value memoryview_new(Value source);
// As bytes_view, for writing: TypeError for read-only objects.
bool bytes_view_writable(Value v, uint8_t **data, size_t *size);
// The memory of a bytes, bytearray or memoryview; false (TypeError "a bytes-like object is required, not 'X'").
bool bytes_view(Value v, const uint8_t **data, size_t *size);
void bytes_init(void);
void bytearray_init(void);
void memoryview_init(void);

#endif
