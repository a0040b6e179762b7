// Copying and comparing short pieces of memory inline. The C library's functions are made for long ones, and musl's
// memcmp goes byte by byte.
#ifndef MARTLET_MEMORY_H
#define MARTLET_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t memory_load8(const void *at) {
  uint64_t word;
  memcpy(&word, at, 8);
  return word;
}

static inline uint32_t memory_load4(const void *at) {
  uint32_t word;
  memcpy(&word, at, 4);
  return word;
}

// memcpy; the areas do not overlap.
static inline void memory_copy(void *to, const void *from, size_t bytes) {
  uint8_t *out = to;
  const uint8_t *in = from;
  if (bytes > 32) {
    memcpy(to, from, bytes);
  } else if (bytes >= 8) {
    // Two or four words, the last ones overlapping those in front.
    uint64_t first = memory_load8(in), last = memory_load8(in + bytes - 8);
    if (bytes > 16) {
      uint64_t second = memory_load8(in + 8), third = memory_load8(in + bytes - 16);
      memcpy(out + 8, &second, 8);
      memcpy(out + bytes - 16, &third, 8);
    }
    memcpy(out, &first, 8);
    memcpy(out + bytes - 8, &last, 8);
  } else if (bytes >= 4) {
    uint32_t first = memory_load4(in), last = memory_load4(in + bytes - 4);
    memcpy(out, &first, 4);
    memcpy(out + bytes - 4, &last, 4);
  } else if (bytes > 0) {
    out[0] = in[0];
    if (bytes > 1) out[1] = in[1];
    if (bytes > 2) out[2] = in[2];
  }
}

static inline bool memory_equal(const void *a, const void *b, size_t bytes) {
  const uint8_t *left = a, *right = b;
  if (bytes < 8) {
    if (bytes >= 4)
      return memory_load4(left) == memory_load4(right) &&
             memory_load4(left + bytes - 4) == memory_load4(right + bytes - 4);
    for (size_t i = 0; i < bytes; i++)
      if (left[i] != right[i]) return false;
    return true;
  }
  size_t last = bytes - 8;
  for (size_t i = 0; i < last; i += 8)
    if (memory_load8(left + i) != memory_load8(right + i)) return false;
  return memory_load8(left + last) == memory_load8(right + last);
}

// memcmp.
static inline int memory_compare(const void *a, const void *b, size_t bytes) {
  const uint8_t *left = a, *right = b;
  size_t i = 0;
  while (i + 8 <= bytes && memory_load8(left + i) == memory_load8(right + i)) i += 8;
  for (; i < bytes; i++)
    if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
  return 0;
}

#endif
