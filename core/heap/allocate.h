// The inline allocation path: a compare, an add and the header store. heap_new does the same out of line; code that
// allocates at a high rate (the interpreter, ints, lists) includes this. Traces do the same three steps themselves.
#ifndef MARTLET_HEAP_ALLOCATE_H
#define MARTLET_HEAP_ALLOCATE_H

#include "core/heap/heap.h"
#include "core/vm/vm.h"

// The header of a small object as one word, for the single store (both ports are little-endian).
static inline uint64_t heap_header(uint32_t shape, HeapKind kind, size_t bytes) {
  return (uint64_t)shape | (uint64_t)kind << 32 | (uint64_t)(bytes / HEAP_GRANULE) << 48;
}

// The slow path: takes more memory, or collects. bytes is a multiple of HEAP_GRANULE.
void *heap_new_slow(uint32_t shape, HeapKind kind, size_t bytes);

// As heap_new.
static inline void *heap_allocate(uint32_t shape, HeapKind kind, size_t bytes) {
  size_t size = (bytes + HEAP_GRANULE - 1) & ~(size_t)(HEAP_GRANULE - 1);
  uint8_t *memory = vm.trace.heap_cursor;
  if (__builtin_expect(size > (size_t)(vm.trace.heap_limit - memory), 0)) return heap_new_slow(shape, kind, size);
  vm.trace.heap_cursor = memory + size;
  *(uint64_t *)(void *)memory = heap_header(shape, kind, size);
  return memory;
}

#endif
