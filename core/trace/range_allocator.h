// Ranges of numbers out of a fixed space, first fit by size: arena bytes, exit numbers, pool indexes. The free list is
// an array sorted by start; neighbours merge when given back.
#ifndef MARTLET_RANGE_ALLOCATOR_H
#define MARTLET_RANGE_ALLOCATOR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct FreeRange {
  uint32_t start, count;
} FreeRange;

typedef struct RangeAllocator {
  FreeRange *free; // malloc'ed
  uint32_t free_count, free_capacity;
  uint32_t used, used_max;
} RangeAllocator;

// A space of `count` numbers from `first`. False: no memory.
bool ranges_init(RangeAllocator *ranges, uint32_t first, uint32_t count);
// Takes `count` numbers; UINT32_MAX when no free range is that long.
uint32_t ranges_take(RangeAllocator *ranges, uint32_t count);
// Takes exactly [start, start+count), which must be free.
void ranges_take_at(RangeAllocator *ranges, uint32_t start, uint32_t count);
void ranges_give_back(RangeAllocator *ranges, uint32_t start, uint32_t count);
// The longest free range.
FreeRange ranges_largest(const RangeAllocator *ranges);

#endif
