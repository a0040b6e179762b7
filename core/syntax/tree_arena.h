/* Arena: memory that is given back all at once.
 *
 * The syntax tree of one source text, its identifiers and its string constants live in one Arena. The arena is a list
 * of malloc'ed chunks; an allocation bumps a pointer, nothing is freed on its own, and tree_arena_free() gives
 * everything back. The collector's heap is not involved: parsing never triggers a collection and needs no rooting.
 *
 * Identifiers are interned: two equal names are the same pointer, so the compiler compares names by address.
 *
 * Out of memory: allocation returns NULL and sets `failed`; the parser turns that into an error of kind
 * SYNTAX_ERROR_MEMORY. A byte limit keeps a hostile source from taking the whole board.
 */
#ifndef MARTLET_CORE_SYNTAX_TREE_ARENA_H
#define MARTLET_CORE_SYNTAX_TREE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ArenaChunk ArenaChunk;

typedef struct Identifier {
  struct Identifier *next; /* next in the same hash bucket */
  uint32_t hash;
  uint32_t length; /* bytes of UTF-8, without the terminating zero */
  char text[];
} Identifier;

typedef struct Arena {
  ArenaChunk *chunks;
  char *free;
  char *limit;
  size_t used;      /* bytes taken from malloc */
  size_t max_bytes; /* 0: no limit */
  bool failed;
  Identifier **buckets;
  uint32_t bucket_count; /* a power of two, or 0 */
  uint32_t identifier_count;
} Arena;

/* Make `arena` empty. max_bytes bounds what it takes from malloc (0: no bound). */
void tree_arena_init(Arena *arena, size_t max_bytes);

/* Give all memory back; the arena is empty again and usable. */
void tree_arena_free(Arena *arena);

/* `size` zeroed bytes, 8-aligned, or NULL (then arena->failed is set). */
void *tree_arena_alloc(Arena *arena, size_t size);

/* A zero-terminated copy of `length` bytes, or NULL. */
char *tree_arena_copy(Arena *arena, const char *bytes, size_t length);

/* The one Identifier with this text, or NULL without memory. */
Identifier *tree_arena_intern(Arena *arena, const char *text, size_t length);

#endif
