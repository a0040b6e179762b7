// The hash table inside dicts and sets, which begin with the same fields: `entries`, dense and in insertion order, and
// `index`, an open-addressing table of entry numbers plus one (0: free). Tables of at most SMALL_ENTRIES entries have
// no index (NULL) and are scanned. Linear probing with a well mixed hash; deleting shifts the index back, so that it
// holds no tombstones, and leaves a hole (key EMPTY) in `entries`, except at the end.
//
// A comparison may run Python code, which may change the table: a look-up then starts again.
//
// The functions are templates: `stride` (bytes of an entry) and `hash_at` (offset of its hash) are constants.
#ifndef MARTLET_HASH_TABLE_H
#define MARTLET_HASH_TABLE_H

#include "core/object/array.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/set.h"
#include "core/object/str.h"

#define TABLE_INLINE static inline __attribute__((always_inline))
#define SMALL_ENTRIES 8
#define TABLE_ABSENT (-1)
#define TABLE_RAISED (-2)
#define TABLE_ENTRIES_MAX ((uint64_t)1 << 31)

typedef struct HashTable {
  Object header;
  uint32_t length, used;
  uint64_t own; // what dict and set keep for themselves
  ByteArray *entries, *index;
} HashTable;
_Static_assert(offsetof(HashTable, index) == offsetof(Dict, index) &&
                   offsetof(HashTable, index) == offsetof(Set, index),
               "dicts and sets begin like HashTable");

// The storage of every empty table; outside of the heap.
extern ByteArray table_no_entries;

// object_hash of key, mixed to 32 bits; for the usual kinds of key without a call. False: raised.
bool table_hash_slow(Value key, uint32_t *hash);
// While set, a comparison that might run Python code fails, as if it had raised but without an exception: for compiled
// code that looks up a plain key and takes for granted that nothing else happens.
extern bool table_runs_no_python;
// Compares a stored key with the wanted one. 1, 0, -1: raised, -2: the table was changed meanwhile.
int table_equal_slow(HashTable *table, size_t number, size_t stride, Value stored, Value key);
// Makes room for `extra` more entries: closes the holes or grows by half. False: MemoryError, nothing changed.
bool table_reserve(HashTable *table, uint64_t extra, size_t stride, size_t hash_at);
// Makes an empty table a copy of another of its kind. False: MemoryError, nothing changed.
bool table_copy(HashTable *table, const HashTable *from, size_t stride, size_t hash_at);
// Visits the storage; returns the number of entries to visit.
uint32_t table_visit(HashTable *table);

// Spreads the entropy of a hash over 32 bits; ints that differ in few bits must not collide.
TABLE_INLINE uint32_t table_mix(uint64_t hash) {
  hash ^= hash >> 32;
  return (uint32_t)(hash * 0x9E3779B97F4A7C15u >> 32);
}

TABLE_INLINE uint32_t table_hash_str(Value key) {
  uint32_t hash = to_str(key)->hash;
  return table_mix(hash != 0 ? hash : str_hash(key));
}

TABLE_INLINE bool table_hash(Value key, uint32_t *hash) {
  if (is_int(key)) {
    int64_t i = to_small_int(key);
    *hash = table_mix((uint64_t)(i == -1 ? -2 : i));
    return true;
  }
  if (is_str(key)) {
    *hash = table_hash_str(key);
    return true;
  }
  return table_hash_slow(key, hash);
}

TABLE_INLINE uint8_t *table_entry(const ByteArray *entries, size_t number, size_t stride) {
  return (uint8_t *)(uintptr_t)entries->data + number * stride;
}
TABLE_INLINE Value table_key(const uint8_t *entry) {
  Value key;
  memcpy(&key, entry, sizeof key);
  return key;
}
TABLE_INLINE uint32_t table_entry_hash(const uint8_t *entry, size_t hash_at) {
  uint32_t hash;
  memcpy(&hash, entry + hash_at, sizeof hash);
  return hash;
}
TABLE_INLINE uint64_t table_capacity(const HashTable *table, size_t stride) {
  return table->entries->capacity / stride;
}

// The index's entries are as wide as the numbers need; its size in bytes tells the width.
TABLE_INLINE unsigned index_width(uint64_t bytes) { return bytes <= 256 ? 1 : bytes <= 131072 ? 2 : 4; }
TABLE_INLINE uint64_t index_slots(const ByteArray *index, unsigned width) { return index->capacity / width; }
TABLE_INLINE uint32_t index_get(const ByteArray *index, unsigned width, uint64_t slot) {
  if (width == 1) return index->data[slot];
  if (width == 2) return ((const uint16_t *)(const void *)index->data)[slot];
  return ((const uint32_t *)(const void *)index->data)[slot];
}
TABLE_INLINE void index_put(ByteArray *index, unsigned width, uint64_t slot, uint32_t number) {
  if (width == 1)
    index->data[slot] = (uint8_t)number;
  else if (width == 2)
    ((uint16_t *)(void *)index->data)[slot] = (uint16_t)number;
  else
    ((uint32_t *)(void *)index->data)[slot] = number;
}

// Whether a stored key with the same hash is the wanted one, which it is not identical to.
TABLE_INLINE int table_equal(HashTable *table, size_t number, size_t stride, Value stored, Value key) {
  if (is_int(key) && is_int(stored)) return 0;
  if (is_str(key) && is_str(stored)) return str_equal(key, stored);
  return table_equal_slow(table, number, stride, stored, key);
}

TABLE_INLINE int64_t table_find_by_width(HashTable *table, Value key, uint32_t hash, size_t stride, size_t hash_at,
                                         unsigned width) {
  const ByteArray *entries = table->entries, *index = table->index;
  uint64_t mask = index_slots(index, width) - 1, slot = hash & mask;
  uint32_t number;
  for (; (number = index_get(index, width, slot)) != 0; slot = (slot + 1) & mask) {
    const uint8_t *entry = table_entry(entries, number - 1, stride);
    Value stored = table_key(entry);
    if (stored == key) return number - 1;
    if (table_entry_hash(entry, hash_at) != hash) continue;
    int same = table_equal(table, number - 1, stride, stored, key);
    if (same > 0) return number - 1;
    if (same < 0) return -1 + same;
  }
  return TABLE_ABSENT;
}

TABLE_INLINE int64_t table_find_small(HashTable *table, Value key, uint32_t hash, size_t stride, size_t hash_at) {
  const uint8_t *entry = table->entries->data;
  uint32_t used = table->used;
  for (uint32_t i = 0; i < used; i++, entry += stride) {
    Value stored = table_key(entry);
    if (stored == key) return i;
    if (table_entry_hash(entry, hash_at) != hash || stored == EMPTY) continue;
    int same = table_equal(table, i, stride, stored, key);
    if (same > 0) return i;
    if (same < 0) return -1 + same;
  }
  return TABLE_ABSENT;
}

// The number of the entry with the key, TABLE_ABSENT or TABLE_RAISED.
TABLE_INLINE int64_t table_find(HashTable *table, Value key, uint32_t hash, size_t stride, size_t hash_at) {
  int64_t found;
  do {
    if (table->index == NULL) {
      found = table_find_small(table, key, hash, stride, hash_at);
    } else {
      switch (index_width(table->index->capacity)) {
      case 1: found = table_find_by_width(table, key, hash, stride, hash_at, 1); break;
      case 2: found = table_find_by_width(table, key, hash, stride, hash_at, 2); break;
      default: found = table_find_by_width(table, key, hash, stride, hash_at, 4); break;
      }
    }
  } while (found < TABLE_RAISED);
  return found;
}

TABLE_INLINE void index_enter(ByteArray *index, uint32_t hash, uint32_t number) {
  unsigned width = index_width(index->capacity);
  uint64_t mask = index_slots(index, width) - 1, slot = hash & mask;
  while (index_get(index, width, slot) != 0) slot = (slot + 1) & mask;
  index_put(index, width, slot, number + 1);
}

// Takes entry `number` out of the index: the entries behind it that probed across its slot move up.
TABLE_INLINE void index_remove(HashTable *table, uint32_t number, uint32_t hash, size_t stride, size_t hash_at) {
  ByteArray *index = table->index;
  unsigned width = index_width(index->capacity);
  uint64_t mask = index_slots(index, width) - 1, hole = hash & mask;
  while (index_get(index, width, hole) != number + 1) hole = (hole + 1) & mask;
  for (uint64_t slot = (hole + 1) & mask;; slot = (slot + 1) & mask) {
    uint32_t other = index_get(index, width, slot);
    if (other == 0) break;
    uint64_t home = table_entry_hash(table_entry(table->entries, other - 1, stride), hash_at) & mask;
    if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
    index_put(index, width, hole, other);
    hole = slot;
  }
  index_put(index, width, hole, 0);
}

// Appends a zeroed entry for a key that is absent and returns it; NULL with MemoryError.
TABLE_INLINE uint8_t *table_append(HashTable *table, Value key, uint32_t hash, size_t stride, size_t hash_at) {
  if (table->used == table_capacity(table, stride) && !table_reserve(table, 1, stride, hash_at)) return NULL;
  uint32_t number = table->used++;
  uint8_t *entry = table_entry(table->entries, number, stride);
  memset(entry, 0, stride);
  memcpy(entry, &key, sizeof key);
  memcpy(entry + hash_at, &hash, sizeof hash);
  table->length++;
  if (table->index != NULL) index_enter(table->index, hash, number);
  return entry;
}

TABLE_INLINE void table_remove(HashTable *table, uint32_t number, size_t stride, size_t hash_at) {
  uint8_t *entry = table_entry(table->entries, number, stride);
  if (table->index != NULL) index_remove(table, number, table_entry_hash(entry, hash_at), stride, hash_at);
  memset(entry, 0, stride);
  table->length--;
  while (table->used > 0 && table_key(table_entry(table->entries, table->used - 1, stride)) == EMPTY) table->used--;
}

TABLE_INLINE void table_clear(HashTable *table) {
  table->length = table->used = 0;
  table->entries = &table_no_entries;
  table->index = NULL;
}

#endif
