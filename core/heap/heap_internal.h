// What the files of core/heap share. See heap.h for the contract and README.md for the layout of memory.
//
// Two address ranges are reserved at start and committed by the system as they are touched: `blocks` for small
// objects, `large` for objects with pages of their own. So the answer to "is this word a pointer into the heap, and
// into which object" is two range checks and a table look-up, which is what the conservative scan needs.
//
// Per block there are two bitmaps by granule: `marks`, the objects found alive by the current or last collection, and
// `starts`, where objects begin: those alive after the last collection plus those bump-allocated since. Allocation
// leaves no trace but the objects themselves (a compiled trace allocates inline), so their starts are found by walking
// each bump span when it is given up. `lines` has one bit per line: in use.
//
// Per page of the large range there is one word: see LargeState.
#ifndef MARTLET_HEAP_INTERNAL_H
#define MARTLET_HEAP_INTERNAL_H

#include "core/heap/allocate.h"
#include "core/heap/heap.h"

#define BLOCK_BYTES ((size_t)32768)
// Short lines: a surviving object keeps its whole line from being used again, and without moving that is what a heap of
// small objects with a few survivors per line wastes. (128 bytes: a third more memory for a JSON parser, no faster.)
#define LINE_BYTES ((size_t)64)
#define BLOCK_LINES (BLOCK_BYTES / LINE_BYTES)
#define BLOCK_GRANULES (BLOCK_BYTES / HEAP_GRANULE)
// Objects beyond this have pages of their own.
#define SMALL_BYTES_MAX (BLOCK_BYTES / 4)
// Memory is zeroed this far ahead of the cursor, to have it in the first-level cache when it is used.
#define ZERO_AHEAD ((size_t)8192)
// A collection follows when this much, or three quarters of what was alive after the last one, has been allocated;
// twice this much once a program has collected some times: short programs and imports are to stay small, long ones to
// be fast.
#define COLLECT_BYTES_MIN ((size_t)1 << 20)
#define COLLECTIONS_OF_SHORT_PROGRAMS 8
// Beyond this much, half of what was alive is enough: large heaps are to waste less.
#define COLLECT_BYTES_AMPLE ((size_t)8 << 20)

typedef enum BlockState { BLOCK_FREE, BLOCK_FREE_DIRTY, BLOCK_USED } BlockState;

typedef struct Block {
  uint64_t starts[BLOCK_GRANULES / 64];
  uint64_t marks[BLOCK_GRANULES / 64];
  uint64_t lines[BLOCK_LINES / 64];
  uint8_t state;     // BlockState; BLOCK_FREE memory is zero
  uint8_t has_holes; // found by the sweep: worth searching
} Block;

// A word per page of the large range: state in the low bits, above it the pages of the object (head) or the distance
// to its head (tail). LARGE_FREE pages are zero.
typedef enum LargeState {
  LARGE_FREE,
  LARGE_DIRTY,
  LARGE_HEAD,
  LARGE_TAIL,
  LARGE_STATE_MASK = 3,
  LARGE_MARKED = 4
} LargeState;
#define LARGE_SHIFT 3

// A stretch of free memory that is being bump-allocated: [start, cursor) objects, [cursor, limit) zeroed, the rest up
// to end not looked at yet. The cursor and limit of the main span are in vm.trace.
typedef struct Span {
  uint8_t *start, *end;
  bool clean; // all of it is known to be zero
} Span;

typedef struct DeathNote {
  Object *object;
  void (*finalise)(Object *object);
} DeathNote;

// The arguments of heap_each_rooted.
typedef struct RootedWalk {
  void (*visit_roots)(void);
  void (*met)(Object *object, void *context);
  void *context;
} RootedWalk;

// A growing list of functions without arguments.
typedef struct Callbacks {
  void (**functions)(void);
  size_t count, capacity;
} Callbacks;

typedef struct Heap {
  uint8_t *stack_base;
  // small objects
  uint8_t *blocks_base;
  size_t block_capacity, block_high; // reserved; used at any time
  Block *blocks;
  size_t hole_block, hole_line; // where the search for free lines goes on
  size_t free_block;            // no free block below
  size_t dirty_blocks;
  Span span;          // the main one
  Span overflow_span; // for objects larger than a line that do not fit the rest of a hole
  uint8_t *overflow_cursor, *overflow_limit;
  // large objects
  uint8_t *large_base;
  unsigned page_shift;
  size_t large_capacity, large_high; // pages
  uint32_t *large_pages;
  size_t large_search;
  size_t large_dirty; // pages
  // accounting, bytes
  size_t used, used_max, limit, reserve;
  bool reserve_open;
  size_t allocated, collect_at, live;
  uint64_t collections;
  unsigned stress, stress_count;
  bool collecting, enabled;
  const struct RootedWalk *rooted_walk; // heap_each_rooted: what the collection is for
  bool needed_only;
  void (*met)(Value v, void *context); // heap_referents: instead of marking
  void *met_context;
  // marking
  struct MarkEntry *mark_stack;
  size_t mark_depth, mark_depth_max;
  bool mark_overflow, meeting; // meeting: a group of dead objects with finalisers is being put together
  void (*visitors[HEAP_KIND_COUNT])(Object *object);
  Callbacks roots, weak;
  DeathNote *deaths;
  size_t death_count, death_capacity;
} Heap;

extern Heap heap;

static inline bool heap_in_blocks(const void *address) {
  return (size_t)((const uint8_t *)address - heap.blocks_base) < heap.block_high * BLOCK_BYTES;
}
static inline bool heap_in_large(const void *address) {
  return (size_t)((const uint8_t *)address - heap.large_base) < heap.large_high << heap.page_shift;
}
static inline Block *heap_block_of(const void *address) {
  return &heap.blocks[(size_t)((const uint8_t *)address - heap.blocks_base) / BLOCK_BYTES];
}
static inline size_t heap_granule_of(const void *address) {
  return (size_t)((const uint8_t *)address - heap.blocks_base) % BLOCK_BYTES / HEAP_GRANULE;
}
static inline uint32_t *heap_large_page_of(const void *address) {
  return &heap.large_pages[(size_t)((const uint8_t *)address - heap.large_base) >> heap.page_shift];
}
static inline bool bit_get(const uint64_t *bits, size_t i) { return bits[i / 64] >> i % 64 & 1; }
static inline void bit_set(uint64_t *bits, size_t i) { bits[i / 64] |= (uint64_t)1 << i % 64; }

// Whether `bytes` more may be taken; the reserve counts only while it is open.
bool heap_has_room(size_t bytes);
// Accounts for bytes taken from (positive) the two ranges.
void heap_took(size_t bytes);

// block.c: takes free memory for the main span; false when there is none below the limit.
bool span_next_hole(size_t bytes);
bool span_new_block(void);
bool span_overflow_block(void);
// Gives up both spans: records the starts of the objects in them.
void spans_retire(void);
// Records where the objects allocated since the last collection start, so that a scan finds them.
void spans_record(void);
// sweep.c
void sweep_blocks(void);
void sweep_large(void);
// large.c
void *large_new(uint32_t shape, HeapKind kind, size_t bytes);
void large_free(size_t head);
// mark.c
bool mark_init(void);
void mark_all(void *stack); // stack: see heap_collect_and_count
// Follows everything on the mark stack.
void mark_finish(void);
// stack.c: marks what the words in [low, high) may point to, or just behind.
void mark_conservatively(void *low, void *high, void *unused);
// The same for registers of the VM: Values, and addresses inside objects, but never behind them.
void mark_registers(const Value *from, const Value *to);
// weak.c
void deaths_run(void);
void callbacks_add(Callbacks *callbacks, void (*function)(void));
void callbacks_run(const Callbacks *callbacks);
// finalise.c
void finalisables_find(void);                     // after marking: what is unreachable but has a finaliser
void finalisable_met(Object *object);             // marking met an object with HEAP_FINALISABLE
void finalisable_met_again(const Object *object); // the same, of any marked object, while heap.meeting
void dying_visit(void);                           // those that wait for their finalisers

#endif
