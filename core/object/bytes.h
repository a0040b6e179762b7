// bytes: immutable, inline. bytearray: a ByteArray that grows. Both, and whatever has a `buffer` slot (array.array,
// mmap), are bytes-like: their memory is to be had by the functions here, which also take the views of it
// (memoryview.h).
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

// data NULL: zero bytes.
Value bytes_new(const void *data, size_t size);
Value bytearray_new(const void *data, size_t size);
// A bytearray with the contents of a bytes.
Value bytearray_from_bytes(Value bytes);
// Changes the size of a bytearray or array; new bytes are zero. False with MemoryError, or BufferError when memoryviews
// hold it.
bool bytearray_resize(Value bytearray, size_t size);
// A view of the whole of a bytes-like object; EMPTY with TypeError.
Value memoryview_new(Value source);
// As bytes_view, for writing: TypeError for read-only objects.
bool bytes_view_writable(Value v, uint8_t **data, size_t *size);
// The same for an argument of a C function: TypeError "readinto() argument must be read-write bytes-like object, not
// X"; `argument` is "readinto() argument" there.
bool bytes_view_to_fill(Value v, const char *argument, uint8_t **data, size_t *size);
// The memory of a bytes-like object; false (TypeError "a bytes-like object is required, not 'X'"; for views BufferError
// when their items do not lie one after the other, and ValueError when they were released). It stays where it is as
// long as no Python code runs.
bool bytes_view(Value v, const uint8_t **data, size_t *size);
// A copy of the memory as a bytes, of views of any layout. EMPTY: raised, as bytes_view.
Value bytes_copy_of(Value v);
void bytes_init(void);
void bytearray_init(void);
void memoryview_init(void);

#endif
