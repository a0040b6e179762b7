// The conservative scan: which object, if any, does a word point to or into?
#include "core/heap/heap_internal.h"

static Object *object_in_block(uint8_t *address) {
  Block *block = heap_block_of(address);
  if (block->state != BLOCK_USED) return NULL;
  size_t granule = heap_granule_of(address), i = granule / 64;
  uint64_t word = block->starts[i] & (~(uint64_t)0 >> (63 - granule % 64));
  while (!word) {
    if (i == 0) return NULL;
    word = block->starts[--i];
  }
  size_t start = i * 64 + 63 - (size_t)__builtin_clzl(word);
  uint8_t *base = heap.blocks_base + (size_t)(block - heap.blocks) * BLOCK_BYTES;
  Object *object = (Object *)(void *)(base + start * HEAP_GRANULE);
  return granule < start + object->granules ? object : NULL;
}

static Object *object_in_large(uint8_t *address) {
  uint32_t page = *heap_large_page_of(address);
  size_t number = (size_t)(address - heap.large_base) >> heap.page_shift;
  if ((page & LARGE_STATE_MASK) == LARGE_TAIL)
    number -= page >> LARGE_SHIFT;
  else if ((page & LARGE_STATE_MASK) != LARGE_HEAD)
    return NULL;
  return (Object *)(void *)(heap.large_base + (number << heap.page_shift));
}

static Object *object_at(uint8_t *address) {
  if (heap_in_blocks(address)) return object_in_block(address);
  return heap_in_large(address) ? object_in_large(address) : NULL;
}

static void mark_address(uint8_t *address) {
  Object *object = object_at(address);
  if (object) heap_visit(from_object(object));
}

static bool may_be_address(Value v) { return v >> 48 == 0 && v >= 4096; }

bool heap_holds(Value v) {
  if (!is_object(v)) return true;
  spans_record();
  Object *object = object_at((uint8_t *)(uintptr_t)v);
  return object != NULL && from_object(object) == v;
}

__attribute__((no_sanitize("address"))) void mark_conservatively(void *low, void *high, void *unused) {
  (void)unused;
  uintptr_t from = ((uintptr_t)low + sizeof(Value) - 1) & ~(uintptr_t)(sizeof(Value) - 1);
  for (Value *word = (Value *)from; word + 1 <= (Value *)high; word++) {
    Value v = *word;
    if (!may_be_address(v)) continue;
    uint8_t *address = (uint8_t *)(uintptr_t)v;
    mark_address(address);
    // A loop over an array may be left with only the address behind its last item.
    if (v % HEAP_GRANULE == 0) mark_address(address - 1);
  }
}

void mark_registers(const Value *from, const Value *to) {
  for (; from < to; from++)
    if (may_be_address(*from)) mark_address((uint8_t *)(uintptr_t)*from);
}
