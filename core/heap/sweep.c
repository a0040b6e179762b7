// The sweep: which lines and pages are free now. It looks at the bitmaps only, never at dead objects.
#include "core/heap/heap_internal.h"
#include "port/port.h"

// Under stress, freed memory is overwritten so that a use of a dead object shows.
#define POISON 0x5a

static size_t used_lines(const Block *block) {
  size_t count = 0;
  for (size_t i = 0; i < BLOCK_LINES / 64; i++) count += (size_t)__builtin_popcountl(block->lines[i]);
  return count;
}

static void poison(Block *block, uint8_t *base) {
  for (size_t line = 0; line < BLOCK_LINES; line++) {
    if (!bit_get(block->lines, line)) memset(base + line * LINE_BYTES, POISON, LINE_BYTES);
  }
}

static void sweep_block(size_t index) {
  Block *block = &heap.blocks[index];
  size_t lines = used_lines(block);
  memcpy(block->starts, block->marks, sizeof block->starts);
  heap.live += lines * LINE_BYTES;
  block->has_holes = lines > 0 && lines < BLOCK_LINES;
  if (heap.stress) poison(block, heap.blocks_base + index * BLOCK_BYTES);
  if (lines) return;
  block->state = BLOCK_FREE_DIRTY;
  heap.dirty_blocks++;
  heap.used -= BLOCK_BYTES;
}

// Gives free blocks back to the system, from the top: a quarter of what is beyond the need until the next collection,
// as a program that built much and dropped it often builds it again.
static void discard_blocks(void) {
  size_t next = heap.live > 2 * COLLECT_BYTES_MIN ? heap.live : 2 * COLLECT_BYTES_MIN;
  size_t keep = next / BLOCK_BYTES * 5 / 4;
  if (heap.dirty_blocks > keep) keep += (heap.dirty_blocks - keep) * 3 / 4;
  for (size_t i = heap.block_high; i > 0 && heap.dirty_blocks > keep; i--) {
    if (heap.blocks[i - 1].state != BLOCK_FREE_DIRTY) continue;
    port_discard(heap.blocks_base + (i - 1) * BLOCK_BYTES, BLOCK_BYTES);
    heap.blocks[i - 1].state = BLOCK_FREE;
    heap.dirty_blocks--;
  }
}

void sweep_blocks(void) {
  for (size_t i = 0; i < heap.block_high; i++) {
    if (heap.blocks[i].state == BLOCK_USED) sweep_block(i);
  }
  while (heap.block_high && heap.blocks[heap.block_high - 1].state == BLOCK_FREE) heap.block_high--;
  discard_blocks();
  heap.hole_block = heap.hole_line = heap.free_block = 0;
}

void sweep_large(void) {
  for (size_t i = 0; i < heap.large_high;) {
    uint32_t page = heap.large_pages[i];
    if ((page & LARGE_STATE_MASK) != LARGE_HEAD) {
      i++;
      continue;
    }
    size_t count = page >> LARGE_SHIFT;
    if (page & LARGE_MARKED) {
      heap.large_pages[i] = page & ~(uint32_t)LARGE_MARKED;
      heap.live += count << heap.page_shift;
    } else {
      large_free(i);
    }
    i += count;
  }
  while (heap.large_high && heap.large_pages[heap.large_high - 1] == LARGE_FREE) heap.large_high--;
  heap.large_search = 0;
}
