// The code arena's free ranges, in units of a cache line.
#include "core/trace/codegen_client.h"
#include "core/trace/range_allocator.h"

#define UNIT 64

static RangeAllocator units;

static uint32_t units_of(uint32_t bytes) { return (bytes + UNIT - 1) / UNIT; }

bool arena_init(void) { return ranges_init(&units, 0, CONFIG_CODE_ARENA_KB * 1024u / UNIT); }

uint32_t arena_largest_free(uint32_t *bytes) {
  FreeRange range = ranges_largest(&units);
  *bytes = range.count * UNIT;
  return range.start * UNIT;
}

void arena_take(uint32_t offset, uint32_t bytes) { ranges_take_at(&units, offset / UNIT, units_of(bytes)); }
void arena_give_back(uint32_t offset, uint32_t bytes) { ranges_give_back(&units, offset / UNIT, units_of(bytes)); }
uint32_t arena_bytes(void) { return units.used * UNIT; }
uint32_t arena_bytes_max(void) { return units.used_max * UNIT; }
