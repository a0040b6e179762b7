// Blocks: where the bump spans come from. First holes in blocks that survived a collection, in address order, then
// whole free blocks from the lowest address.
#include "core/heap/heap_internal.h"

// Records the starts of the objects in [start, cursor).
static void record_starts(uint8_t *start, const uint8_t *cursor) {
  if (start == cursor) return;
  Block *block = heap_block_of(start);
  size_t granule = heap_granule_of(start), end = granule + (size_t)(cursor - start) / HEAP_GRANULE;
  uint8_t *base = start - granule * HEAP_GRANULE;
  while (granule < end) {
    bit_set(block->starts, granule);
    granule += ((Object *)(void *)(base + granule * HEAP_GRANULE))->granules;
  }
}

void spans_record(void) {
  record_starts(heap.span.start, vm.trace.heap_cursor);
  record_starts(heap.overflow_span.start, heap.overflow_cursor);
}

static void retire_main(void) {
  record_starts(heap.span.start, vm.trace.heap_cursor);
  heap.span = (Span){NULL, NULL, false};
  vm.trace.heap_cursor = vm.trace.heap_limit = NULL;
}

static void retire_overflow(void) {
  record_starts(heap.overflow_span.start, heap.overflow_cursor);
  heap.overflow_span = (Span){NULL, NULL, false};
  heap.overflow_cursor = heap.overflow_limit = NULL;
}

void spans_retire(void) {
  retire_main();
  retire_overflow();
}

// The first line from `line` on whose bit, flipped by `flip`, is set; BLOCK_LINES when there is none.
static size_t next_line(const Block *block, size_t line, uint64_t flip) {
  while (line < BLOCK_LINES) {
    uint64_t bits = (block->lines[line / 64] ^ flip) >> line % 64;
    if (bits) return line + (size_t)__builtin_ctzl(bits);
    line = (line / 64 + 1) * 64;
  }
  return BLOCK_LINES;
}

// The next run of free lines in a block from `line` on; false when there is none.
static bool find_run(const Block *block, size_t line, size_t *first, size_t *end) {
  *first = next_line(block, line, ~(uint64_t)0);
  if (*first == BLOCK_LINES) return false;
  *end = next_line(block, *first, 0);
  return true;
}

bool span_next_hole(size_t bytes) {
  for (; heap.hole_block < heap.block_high; heap.hole_block++, heap.hole_line = 0) {
    Block *block = &heap.blocks[heap.hole_block];
    size_t first, end;
    if (!block->has_holes) continue;
    while (find_run(block, heap.hole_line, &first, &end)) {
      heap.hole_line = end;
      if ((end - first) * LINE_BYTES < bytes) continue;
      retire_main();
      uint8_t *base = heap.blocks_base + heap.hole_block * BLOCK_BYTES;
      heap.span = (Span){base + first * LINE_BYTES, base + end * LINE_BYTES, false};
      vm.trace.heap_cursor = vm.trace.heap_limit = heap.span.start;
      heap.allocated += (end - first) * LINE_BYTES;
      return true;
    }
    block->has_holes = 0;
  }
  return false;
}

// A whole free block; NULL at the limit.
static Block *take_block(void) {
  if (!heap_has_room(BLOCK_BYTES)) return NULL;
  size_t i = heap.free_block;
  while (i < heap.block_high && heap.blocks[i].state == BLOCK_USED) i++;
  if (i == heap.block_capacity) return NULL;
  if (i == heap.block_high) heap.block_high++;
  heap.free_block = i + 1;
  heap_took(BLOCK_BYTES);
  heap.allocated += BLOCK_BYTES;
  return &heap.blocks[i];
}

static Span block_span(Block *block) {
  uint8_t *base = heap.blocks_base + (size_t)(block - heap.blocks) * BLOCK_BYTES;
  bool clean = block->state == BLOCK_FREE;
  if (!clean) heap.dirty_blocks--;
  block->state = BLOCK_USED;
  block->has_holes = 0;
  return (Span){base, base + BLOCK_BYTES, clean};
}

bool span_new_block(void) {
  Block *block = take_block();
  if (!block) return false;
  retire_main();
  heap.span = block_span(block);
  vm.trace.heap_cursor = vm.trace.heap_limit = heap.span.start;
  return true;
}

bool span_overflow_block(void) {
  Block *block = take_block();
  if (!block) return false;
  retire_overflow();
  heap.overflow_span = block_span(block);
  heap.overflow_cursor = heap.overflow_limit = heap.overflow_span.start;
  return true;
}
