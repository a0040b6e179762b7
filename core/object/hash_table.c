#include "core/object/hash_table.h"

#include "core/vm/vm.h"

ByteArray table_no_entries = {.header = {.shape = SHAPE_BYTE_ARRAY, .kind = HEAP_LEAF, .granules = 1}, .capacity = 0};

bool table_hash_slow(Value key, uint32_t *hash) {
  int64_t full;
  if (!object_hash(key, &full)) return false;
  *hash = table_mix((uint64_t)full);
  return true;
}

bool table_runs_no_python;

int table_equal_slow(HashTable *table, size_t number, size_t stride, Value stored, Value key) {
  ByteArray *entries = table->entries, *index = table->index;
  uint32_t used = table->used;
  if (table_runs_no_python && is_object(stored) && to_object(stored)->shape >= SHAPE_BUILTIN_COUNT) return -1;
  int same = object_equal(stored, key);
  if (same < 0) return -1;
  bool intact = table->entries == entries && table->index == index && table->used == used &&
                table_key(table_entry(entries, number, stride)) == stored;
  return intact ? same : -2;
}

// Slots for `capacity` entries: a power of two of which at most two thirds are used.
static uint64_t slots_for(uint64_t capacity) {
  uint64_t slots = 16;
  while (slots * 2 / 3 < capacity) slots *= 2;
  return slots;
}

// An empty index for `capacity` entries: the table's own if it has the right size. False: MemoryError.
static bool index_for(const HashTable *table, uint64_t capacity, ByteArray **index) {
  *index = NULL;
  if (capacity <= SMALL_ENTRIES) return true;
  uint64_t slots = slots_for(capacity);
  uint64_t bytes = slots * (slots <= 256 ? 1 : slots <= 65536 ? 2 : 4);
  *index = table->index != NULL && table->index->capacity == bytes ? table->index : byte_array_new(bytes);
  return *index != NULL;
}

// The capacity to give a full table that must hold `wanted` entries.
static uint64_t new_capacity(uint64_t capacity, uint64_t wanted) {
  if (wanted > capacity - capacity / 4)
    capacity += capacity / 2;
  else if (wanted < capacity / 4)
    capacity = wanted * 2;
  if (capacity < wanted) capacity = wanted;
  if (capacity > SMALL_ENTRIES) return capacity;
  return capacity <= SMALL_ENTRIES / 2 ? SMALL_ENTRIES / 2 : SMALL_ENTRIES;
}

// Moves the entries to another array, holes closed.
static void copy_entries(HashTable *table, ByteArray *entries, size_t stride) {
  if (table->used == table->length) {
    memcpy(entries->data, table->entries->data, table->used * stride);
  } else {
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->used; i++) {
      const uint8_t *entry = table_entry(table->entries, i, stride);
      if (table_key(entry) != EMPTY) memcpy(table_entry(entries, count++, stride), entry, stride);
    }
    table->used = count;
  }
  table->entries = entries;
}

bool table_reserve(HashTable *table, uint64_t extra, size_t stride, size_t hash_at) {
  uint64_t wanted = table->length + extra;
  if (table->used + extra <= table_capacity(table, stride)) return true;
  if (wanted > TABLE_ENTRIES_MAX) {
    raise_memory_error();
    return false;
  }
  uint64_t capacity = new_capacity(table_capacity(table, stride), wanted);
  ByteArray *index, *entries = table->entries;
  bool renumbered = table->used != table->length;
  uint64_t bytes_before = entries->capacity;
  bool extended = !renumbered && bytes_before != 0 && byte_array_extend(entries, capacity * stride);
  if (!extended && (entries = byte_array_new(capacity * stride)) == NULL) return false;
  if (!index_for(table, capacity, &index)) {
    // With longer entries and the old index the table could fill up.
    table->entries->capacity = bytes_before;
    return false;
  }
  if (!extended) copy_entries(table, entries, stride);
  if (index == table->index && !renumbered) return true;
  if (index == table->index && index != NULL) memset(index->data, 0, index->capacity);
  table->index = index;
  for (uint32_t i = 0; index != NULL && i < table->used; i++)
    index_enter(index, table_entry_hash(table_entry(entries, i, stride), hash_at), i);
  return true;
}

bool table_copy(HashTable *table, const HashTable *from, size_t stride, size_t hash_at) {
  if (from->length == 0) return true;
  ByteArray *index = NULL, *entries = byte_array_new((uint64_t)from->length * stride);
  if (entries == NULL || !index_for(&(HashTable){.index = NULL}, from->length, &index)) return false;
  table->length = table->used = 0;
  for (uint32_t i = 0; i < from->used; i++) {
    const uint8_t *entry = table_entry(from->entries, i, stride);
    if (table_key(entry) == EMPTY) continue;
    memcpy(table_entry(entries, table->used, stride), entry, stride);
    if (index != NULL) index_enter(index, table_entry_hash(entry, hash_at), table->used);
    table->used++;
  }
  table->length = table->used;
  table->entries = entries;
  table->index = index;
  return true;
}

uint32_t table_visit(HashTable *table) {
  if (table->entries == NULL || table->entries == &table_no_entries) return 0;
  heap_visit(from_object(table->entries));
  if (table->index != NULL) heap_visit(from_object(table->index));
  return table->used;
}
