#include "core/trace/range_allocator.h"

#include <stdlib.h>
#include <string.h>

bool ranges_init(RangeAllocator *ranges, uint32_t first, uint32_t count) {
  *ranges = (RangeAllocator){.free = malloc(16 * sizeof(FreeRange)), .free_capacity = 16};
  if (!ranges->free) return false;
  ranges->free[0] = (FreeRange){first, count};
  ranges->free_count = 1;
  return true;
}

static void remove_entry(RangeAllocator *ranges, uint32_t at) {
  ranges->free_count--;
  memmove(ranges->free + at, ranges->free + at + 1, (ranges->free_count - at) * sizeof(FreeRange));
}

static bool insert_entry(RangeAllocator *ranges, uint32_t at, FreeRange range) {
  if (ranges->free_count == ranges->free_capacity) {
    // NOLINTNEXTLINE(clang-analyzer-optin.portability.UnixAPI): the capacity is never 0
    FreeRange *grown = realloc(ranges->free, 2 * (size_t)ranges->free_capacity * sizeof(FreeRange));
    if (!grown) return false; // the range is lost, which costs room only
    ranges->free = grown;
    ranges->free_capacity *= 2;
  }
  memmove(ranges->free + at + 1, ranges->free + at, (ranges->free_count - at) * sizeof(FreeRange));
  ranges->free[at] = range;
  ranges->free_count++;
  return true;
}

static void count_used(RangeAllocator *ranges, uint32_t count) {
  ranges->used += count;
  if (ranges->used > ranges->used_max) ranges->used_max = ranges->used;
}

uint32_t ranges_take(RangeAllocator *ranges, uint32_t count) {
  for (uint32_t i = 0; i < ranges->free_count; i++) {
    FreeRange *range = &ranges->free[i];
    if (range->count < count) continue;
    uint32_t start = range->start;
    range->start += count;
    range->count -= count;
    if (range->count == 0) remove_entry(ranges, i);
    count_used(ranges, count);
    return start;
  }
  return UINT32_MAX;
}

void ranges_take_at(RangeAllocator *ranges, uint32_t start, uint32_t count) {
  for (uint32_t i = 0; i < ranges->free_count; i++) {
    FreeRange range = ranges->free[i];
    if (start < range.start || start + count > range.start + range.count) continue;
    FreeRange after = {start + count, range.start + range.count - (start + count)};
    ranges->free[i].count = start - range.start;
    if (after.count) insert_entry(ranges, i + 1, after);
    if (ranges->free[i].count == 0) remove_entry(ranges, i);
    count_used(ranges, count);
    return;
  }
}

void ranges_give_back(RangeAllocator *ranges, uint32_t start, uint32_t count) {
  if (count == 0) return;
  ranges->used -= count;
  uint32_t at = 0;
  while (at < ranges->free_count && ranges->free[at].start < start) at++;
  FreeRange *before = at > 0 ? &ranges->free[at - 1] : NULL;
  if (before && before->start + before->count == start) {
    before->count += count;
    if (at < ranges->free_count && start + count == ranges->free[at].start) {
      before->count += ranges->free[at].count;
      remove_entry(ranges, at);
    }
  } else if (at < ranges->free_count && start + count == ranges->free[at].start) {
    ranges->free[at].start = start;
    ranges->free[at].count += count;
  } else {
    insert_entry(ranges, at, (FreeRange){start, count});
  }
}

FreeRange ranges_largest(const RangeAllocator *ranges) {
  FreeRange best = {0, 0};
  for (uint32_t i = 0; i < ranges->free_count; i++)
    if (ranges->free[i].count > best.count) best = ranges->free[i];
  return best;
}
