// The heap's life: set-up, limits, the decision to collect, the collection as a whole, statistics.
#include <stdlib.h>

#include "core/heap/heap_internal.h"
#include "core/object/exception.h"
#include "port/port.h"

Heap heap;

static unsigned log2_of(size_t power_of_two) { return (unsigned)__builtin_ctzl(power_of_two); }

// Reserves address space for a limit; false when the system has not that much.
static bool reserve(size_t limit) {
  size_t block_capacity = limit / BLOCK_BYTES, pages = 2 * limit >> heap.page_shift;
  uint8_t *blocks = port_map((block_capacity + 1) * BLOCK_BYTES), *large = port_map(pages << heap.page_shift);
  Block *block_table = port_map(block_capacity * sizeof(Block));
  uint32_t *page_table = port_map(pages * sizeof(uint32_t));
  if (!blocks || !large || !block_table || !page_table) {
    if (blocks) port_unmap(blocks, (block_capacity + 1) * BLOCK_BYTES);
    if (large) port_unmap(large, pages << heap.page_shift);
    if (block_table) port_unmap(block_table, block_capacity * sizeof(Block));
    if (page_table) port_unmap(page_table, pages * sizeof(uint32_t));
    return false;
  }
  heap.blocks_base = (uint8_t *)(((uintptr_t)blocks + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES);
  heap.blocks = block_table;
  heap.block_capacity = block_capacity;
  heap.large_base = large;
  heap.large_pages = page_table;
  heap.large_capacity = pages;
  return true;
}

void heap_init(void *stack_base) {
  heap.stack_base = stack_base;
  size_t page = port_page_size() > 4096 ? port_page_size() : 4096;
  heap.page_shift = log2_of(page);
  size_t limit = (size_t)CONFIG_HEAP_LIMIT_MB << 20;
  // Under a tight RLIMIT_AS a smaller heap is better than none.
  while (!reserve(limit) && limit > (size_t)1 << 20) limit /= 2;
  if (!heap.blocks || !mark_init()) abort();
  heap_set_limit(limit);
  const char *stress = getenv("MARTLET_GC_STRESS");
  if (stress) heap_set_stress((unsigned)strtoul(stress, NULL, 10));
}

bool heap_is_collecting(void) { return heap.collecting; }

void heap_set_stack_base(void *stack_base) { heap.stack_base = stack_base; }

void heap_enable_collections(void) { heap.enabled = true; }

void heap_set_limit(size_t bytes) {
  if (bytes < (size_t)1 << 20) bytes = (size_t)1 << 20;
  if (bytes > heap.block_capacity * BLOCK_BYTES) bytes = heap.block_capacity * BLOCK_BYTES;
  heap.limit = bytes;
  heap.reserve = bytes / 32 < 4 * BLOCK_BYTES ? 2 * BLOCK_BYTES : 4 * BLOCK_BYTES;
  heap.collect_at = COLLECT_BYTES_MIN < bytes / 4 ? COLLECT_BYTES_MIN : bytes / 4;
}

void heap_set_stress(unsigned every) { heap.stress = every; }

HeapStats heap_stats(void) { return (HeapStats){heap.used, heap.used_max, heap.limit, heap.collections}; }

bool heap_has_room(size_t bytes) {
  size_t limit = heap.reserve_open ? heap.limit : heap.limit - heap.reserve;
  return heap.used + bytes <= limit;
}

void heap_took(size_t bytes) {
  heap.used += bytes;
  if (heap.used > heap.used_max) heap.used_max = heap.used;
}

// How much to allocate until the next collection.
static size_t next_collection(void) {
  size_t least = COLLECT_BYTES_MIN << (heap.collections > COLLECTIONS_OF_SHORT_PROGRAMS), wanted = heap.live / 4 * 3;
  if (least > heap.limit / 4) least = heap.limit / 4;
  if (wanted > COLLECT_BYTES_AMPLE) wanted = heap.live / 2 > COLLECT_BYTES_AMPLE ? heap.live / 2 : COLLECT_BYTES_AMPLE;
  return wanted > least ? wanted : least;
}

// Between marking and sweeping.
static size_t count_dead(void) {
  size_t count = 0;
  for (size_t b = 0; b < heap.block_high; b++) {
    const Block *block = &heap.blocks[b];
    uint8_t *base = heap.blocks_base + b * BLOCK_BYTES;
    for (size_t i = 0; block->state == BLOCK_USED && i < BLOCK_GRANULES / 64; i++) {
      for (uint64_t word = block->starts[i] & ~block->marks[i]; word; word &= word - 1) {
        const Object *object = (Object *)(void *)(base + (i * 64 + (size_t)__builtin_ctzl(word)) * HEAP_GRANULE);
        count += object->kind != HEAP_LEAF && !shape_is_internal(object->shape);
      }
    }
  }
  return count;
}

static void collect(size_t *dead, void *stack) {
  if (heap.collecting || !heap.enabled) return;
  heap.collecting = true;
  spans_retire();
  mark_all(stack);
  finalisables_find();
  if (dead) *dead = count_dead();
  deaths_run();
  callbacks_run(&heap.weak);
  heap.live = 0;
  sweep_blocks();
  sweep_large();
  heap.collections++;
  heap.allocated = 0;
  heap.collect_at = next_collection();
  if (heap.used <= heap.limit - heap.reserve) heap.reserve_open = false;
  heap.collecting = false;
}

bool heap_collection_is_near(void) { return heap.allocated > heap.collect_at / 2; }

void heap_collect(void) { collect(NULL, NULL); }

size_t heap_collect_and_count(void *stack) {
  size_t dead = 0;
  collect(&dead, stack);
  return dead;
}

static bool each_in_block(size_t index, bool (*met)(Object *object, void *context), void *context) {
  const Block *block = &heap.blocks[index];
  uint8_t *base = heap.blocks_base + index * BLOCK_BYTES;
  for (size_t i = 0; i < BLOCK_GRANULES / 64; i++) {
    for (uint64_t word = block->starts[i]; word; word &= word - 1) {
      size_t granule = i * 64 + (size_t)__builtin_ctzl(word);
      if (!met((Object *)(void *)(base + granule * HEAP_GRANULE), context)) return false;
    }
  }
  return true;
}

void heap_each_object(bool (*met)(Object *object, void *context), void *context) {
  heap_collect();
  for (size_t i = 0; i < heap.block_high; i++)
    if (heap.blocks[i].state == BLOCK_USED && !each_in_block(i, met, context)) return;
  for (size_t i = 0; i < heap.large_high; i++) {
    if ((heap.large_pages[i] & LARGE_STATE_MASK) != LARGE_HEAD) continue;
    if (!met((Object *)(void *)(heap.large_base + (i << heap.page_shift)), context)) return;
  }
}

void heap_each_rooted(void (*visit_roots)(void), void (*met)(Object *object, void *context), void *context) {
  RootedWalk walk = {visit_roots, met, context};
  heap.rooted_walk = &walk;
  collect(NULL, NULL);
  heap.rooted_walk = NULL;
}

bool heap_wants_needed_only(void) { return heap.needed_only; }

// Collects when the growth policy or the stress mode says so.
static void collect_if_due(size_t bytes) {
  if (heap.stress && ++heap.stress_count >= heap.stress) {
    heap.stress_count = 0;
    heap_collect();
  } else if (heap.allocated + bytes > heap.collect_at) {
    heap_collect();
  }
}

// Hands out memory of a span, zeroing ahead. In stress mode never more than asked for, so that each allocation comes
// by here.
static void *span_bump(Span *span, uint8_t **cursor, uint8_t **limit, size_t bytes) {
  uint8_t *memory = *cursor;
  if ((size_t)(*limit - memory) < bytes) {
    size_t ahead = heap.stress || bytes > ZERO_AHEAD ? bytes : ZERO_AHEAD;
    uint8_t *end = (size_t)(span->end - memory) < ahead ? span->end : memory + ahead;
    if (!span->clean) memset(*limit, 0, (size_t)(end - *limit));
    *limit = end;
  }
  *cursor = memory + bytes;
  return memory;
}

static void *bump_overflow(size_t bytes) {
  return span_bump(&heap.overflow_span, &heap.overflow_cursor, &heap.overflow_limit, bytes);
}

// Memory of a small object, uninitialised header; NULL when there is no room.
static void *small_new(size_t bytes) {
  size_t left = (size_t)(heap.span.end - vm.trace.heap_cursor);
  if (left < bytes && bytes > LINE_BYTES) {
    // Rather than passing over holes that will do for smaller objects.
    if ((size_t)(heap.overflow_span.end - heap.overflow_cursor) >= bytes) return bump_overflow(bytes);
    if (span_overflow_block()) return bump_overflow(bytes);
  }
  if (left < bytes && !span_next_hole(bytes) && !span_new_block()) return NULL;
  return span_bump(&heap.span, &vm.trace.heap_cursor, &vm.trace.heap_limit, bytes);
}

void *heap_new_slow(uint32_t shape, HeapKind kind, size_t bytes) {
  bool is_small = bytes <= SMALL_BYTES_MAX;
  if (bytes < heap.limit) {
    collect_if_due(is_small ? 0 : bytes);
    for (int attempt = 0; attempt < 2; attempt++) {
      void *memory = is_small ? small_new(bytes) : large_new(shape, kind, bytes);
      if (memory) {
        if (is_small) *(uint64_t *)memory = heap_header(shape, kind, bytes);
        return memory;
      }
      if (attempt == 0) heap_collect();
    }
  }
  heap.reserve_open = true;
  raise_memory_error();
  return NULL;
}

void *heap_new(uint32_t shape, HeapKind kind, size_t bytes) { return heap_allocate(shape, kind, bytes); }

uint64_t heap_identity(Value v) { return v; }
