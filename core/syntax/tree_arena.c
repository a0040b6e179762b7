#include "core/syntax/tree_arena.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 16 * 1024, FIRST_BUCKETS = 256 };

struct ArenaChunk {
  ArenaChunk *next;
  size_t size;
};

void tree_arena_init(Arena *arena, size_t max_bytes) {
  memset(arena, 0, sizeof *arena);
  arena->max_bytes = max_bytes;
}

void tree_arena_free(Arena *arena) {
  ArenaChunk *chunk = arena->chunks;
  while (chunk) {
    ArenaChunk *next = chunk->next;
    free(chunk);
    chunk = next;
  }
  free(arena->buckets);
  tree_arena_init(arena, arena->max_bytes);
}

static void *arena_fail(Arena *arena) {
  arena->failed = true;
  return NULL;
}

/* A chunk that holds at least `size` bytes; a large request gets a chunk of its own and leaves the current one in use.
 */
static void *arena_alloc_chunk(Arena *arena, size_t size) {
  bool large = size > CHUNK_BYTES / 4;
  size_t bytes = sizeof(ArenaChunk) + (large ? size : CHUNK_BYTES);
  if (arena->max_bytes && (bytes > arena->max_bytes || arena->used > arena->max_bytes - bytes))
    return arena_fail(arena);
  ArenaChunk *chunk = malloc(bytes);
  if (!chunk) return arena_fail(arena);
  chunk->size = bytes;
  chunk->next = arena->chunks;
  arena->chunks = chunk;
  arena->used += bytes;
  char *start = (char *)(chunk + 1);
  if (!large) {
    arena->free = start + size;
    arena->limit = start + CHUNK_BYTES;
  }
  return memset(start, 0, size);
}

void *tree_arena_alloc(Arena *arena, size_t size) {
  if (size > PTRDIFF_MAX / 2) return arena_fail(arena);
  size = (size + 7) & ~(size_t)7;
  if ((size_t)(arena->limit - arena->free) < size) return arena_alloc_chunk(arena, size);
  void *result = arena->free;
  arena->free += size;
  return memset(result, 0, size);
}

char *tree_arena_copy(Arena *arena, const char *bytes, size_t length) {
  char *copy = tree_arena_alloc(arena, length + 1);
  if (copy && length) memcpy(copy, bytes, length);
  return copy;
}

static uint32_t hash_text(const char *text, size_t length) {
  uint32_t hash = 2166136261u; /* FNV-1a */
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 16777619u;
  return hash;
}

static bool grow_buckets(Arena *arena) {
  uint32_t count = arena->bucket_count ? arena->bucket_count * 2 : FIRST_BUCKETS;
  Identifier **buckets = calloc(count, sizeof *buckets);
  if (!buckets) return arena_fail(arena) != NULL;
  for (uint32_t i = 0; i < arena->bucket_count; i++) {
    Identifier *name = arena->buckets[i];
    while (name) {
      Identifier *next = name->next;
      Identifier **bucket = &buckets[name->hash & (count - 1)];
      name->next = *bucket;
      *bucket = name;
      name = next;
    }
  }
  free(arena->buckets);
  arena->buckets = buckets;
  arena->bucket_count = count;
  return true;
}

Identifier *tree_arena_intern(Arena *arena, const char *text, size_t length) {
  if (arena->identifier_count >= arena->bucket_count && !grow_buckets(arena)) return NULL;
  uint32_t hash = hash_text(text, length);
  Identifier **bucket = &arena->buckets[hash & (arena->bucket_count - 1)];
  for (Identifier *name = *bucket; name; name = name->next) {
    if (name->hash == hash && name->length == length && memcmp(name->text, text, length) == 0) return name;
  }
  Identifier *name = tree_arena_alloc(arena, sizeof *name + length + 1);
  if (!name) return NULL;
  memcpy(name->text, text, length);
  name->hash = hash;
  name->length = (uint32_t)length;
  name->next = *bucket;
  *bucket = name;
  arena->identifier_count++;
  return name;
}
