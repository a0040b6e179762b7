// Large objects: runs of pages, found by next fit. The search starts over after each collection, so between two
// collections it passes each page once.
#include "core/heap/heap_internal.h"
#include "port/port.h"

static void zero_dirty(size_t first, size_t count) {
  for (size_t i = first; i < first + count; i++) {
    if ((heap.large_pages[i] & LARGE_STATE_MASK) != LARGE_DIRTY) continue;
    memset(heap.large_base + (i << heap.page_shift), 0, (size_t)1 << heap.page_shift);
    heap.large_dirty--;
  }
}

// The first page of `count` free ones; SIZE_MAX when the range is used up.
static size_t find_pages(size_t count) {
  size_t i = heap.large_search, run = 0;
  while (i < heap.large_high) {
    uint32_t page = heap.large_pages[i];
    if ((page & LARGE_STATE_MASK) == LARGE_HEAD) {
      run = 0;
      i += page >> LARGE_SHIFT;
      continue;
    }
    i++;
    if (++run == count) return i - count;
  }
  size_t first = heap.large_high - run;
  return heap.large_capacity - first >= count ? first : SIZE_MAX;
}

void *large_new(uint32_t shape, HeapKind kind, size_t bytes) {
  size_t count = (bytes + ((size_t)1 << heap.page_shift) - 1) >> heap.page_shift;
  if (!heap_has_room(count << heap.page_shift)) return NULL;
  size_t first = find_pages(count);
  if (first == SIZE_MAX) return NULL;
  zero_dirty(first, count);
  if (first + count > heap.large_high) heap.large_high = first + count;
  heap.large_search = first + count;
  heap.large_pages[first] = (uint32_t)count << LARGE_SHIFT | LARGE_HEAD;
  for (size_t i = 1; i < count; i++) heap.large_pages[first + i] = (uint32_t)i << LARGE_SHIFT | LARGE_TAIL;
  heap_took(count << heap.page_shift);
  heap.allocated += count << heap.page_shift;
  Object *object = (Object *)(void *)(heap.large_base + (first << heap.page_shift));
  *(uint64_t *)(void *)object = heap_header(shape, kind, 0);
  return object;
}

bool heap_extend(Object *object, size_t bytes) {
  if (object->granules != 0) return false;
  size_t head = (size_t)((uint8_t *)object - heap.large_base) >> heap.page_shift;
  size_t count = heap.large_pages[head] >> LARGE_SHIFT;
  size_t wanted = (bytes + ((size_t)1 << heap.page_shift) - 1) >> heap.page_shift;
  if (wanted <= count) return true;
  size_t extra = (wanted - count) << heap.page_shift;
  if (head + wanted > heap.large_capacity || !heap_has_room(extra)) return false;
  for (size_t i = head + count; i < head + wanted && i < heap.large_high; i++) {
    LargeState state = heap.large_pages[i] & LARGE_STATE_MASK;
    if (state == LARGE_HEAD || state == LARGE_TAIL) return false;
  }
  zero_dirty(head + count, wanted - count);
  if (head + wanted > heap.large_high) heap.large_high = head + wanted;
  // A search must not start inside the object.
  if (heap.large_search > head && heap.large_search < head + wanted) heap.large_search = head + wanted;
  heap.large_pages[head] += (uint32_t)(wanted - count) << LARGE_SHIFT;
  for (size_t i = count; i < wanted; i++) heap.large_pages[head + i] = (uint32_t)i << LARGE_SHIFT | LARGE_TAIL;
  heap_took(extra);
  heap.allocated += extra;
  return true;
}

void large_free(size_t head) {
  size_t count = heap.large_pages[head] >> LARGE_SHIFT, keep = heap.collect_at >> heap.page_shift;
  LargeState state = LARGE_DIRTY;
  if (heap.large_dirty + count > keep) {
    state = LARGE_FREE;
    port_discard(heap.large_base + (head << heap.page_shift), count << heap.page_shift);
  } else {
    heap.large_dirty += count;
  }
  for (size_t i = head; i < head + count; i++) heap.large_pages[i] = state;
  heap.used -= count << heap.page_shift;
}
