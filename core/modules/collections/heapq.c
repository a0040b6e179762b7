// The module _heapq: heaps in lists. Items are compared in the order that CPython compares them, so that programs that
// count or disturb comparisons see the same.
#include "core/modules/collections/declare.h"
#include "core/object/exception.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/vm/vm.h"

// Whether a goes above b: a < b, or b < a in a heap with the largest on top. 1, 0, -1; RuntimeError when the comparison
// changed the list's length.
static inline int above(const List *heap, bool largest, Value a, Value b) {
  uint64_t length = heap->length;
  Value answer = largest ? items_compare(b, a, COMPARE_LT) : items_compare(a, b, COMPARE_LT);
  if (answer == TRUE_VALUE || answer == FALSE_VALUE) {
    if (heap->length == length) return answer == TRUE_VALUE;
  } else {
    int truth = answer == EMPTY ? -1 : object_truth(answer);
    if (truth < 0 || heap->length == length) return truth;
  }
  return raise(RuntimeError, "list changed size during iteration"), -1;
}

// Moves the item at `place` up towards `start` until its parent belongs above it.
static bool move_up(List *heap, bool largest, uint64_t start, uint64_t place) {
  Value item = heap->storage->items[place];
  while (place > start) {
    uint64_t parent_place = (place - 1) / 2;
    Value parent = heap->storage->items[parent_place];
    int higher = above(heap, largest, item, parent);
    if (higher < 0) return false;
    if (higher == 0) break;
    // The comparison may have put other items here.
    Value other = heap->storage->items[parent_place];
    heap->storage->items[parent_place] = heap->storage->items[place];
    heap->storage->items[place] = other;
    place = parent_place;
  }
  return true;
}

// Moves the item at `place` down to a leaf, then up to where it belongs: most belong near the leaves.
static bool move_down(List *heap, bool largest, uint64_t place) {
  uint64_t start = place, end = heap->length, limit = end / 2;
  while (place < limit) {
    uint64_t child = 2 * place + 1;
    if (child + 1 < end) {
      Value left = heap->storage->items[child], right = heap->storage->items[child + 1];
      int higher = above(heap, largest, left, right);
      if (higher < 0) return false;
      if (higher == 0) child++;
    }
    Value item = heap->storage->items[child];
    heap->storage->items[child] = heap->storage->items[place];
    heap->storage->items[place] = item;
    place = child;
  }
  return move_up(heap, largest, start, place);
}

// The argument `heap` as a list. NULL with TypeError.
static List *heap_argument(const char *name, bool only, Value v) {
  if (type_flag(v, TYPE_IS_LIST)) return to_list(v);
  raise(TypeError, "%s() argument %smust be list, not %T", name, only ? "" : "1 ", v);
  return NULL;
}

static Value heap_push(Value *args, size_t count) {
  (void)count;
  List *heap = heap_argument("heappush", false, args[0]);
  if (heap == NULL || !list_append(args[0], args[1])) return EMPTY;
  return move_up(heap, false, 0, heap->length - 1) ? NONE : EMPTY;
}

static Value pop(List *heap, bool largest) {
  if (heap->length == 0) return raise(IndexError, "index out of range");
  Value last = heap->storage->items[--heap->length];
  heap->storage->items[heap->length] = EMPTY;
  if (heap->length == 0) return last;
  Value top = heap->storage->items[0];
  heap->storage->items[0] = last;
  return move_down(heap, largest, 0) ? top : EMPTY;
}

static Value replace(List *heap, bool largest, Value item) {
  if (heap->length == 0) return raise(IndexError, "index out of range");
  Value top = heap->storage->items[0];
  heap->storage->items[0] = item;
  return move_down(heap, largest, 0) ? top : EMPTY;
}

static Value heapify(List *heap, bool largest) {
  for (uint64_t i = heap->length / 2; i > 0; i--)
    if (i <= heap->length && !move_down(heap, largest, i - 1)) return EMPTY;
  return NONE;
}

static Value heap_push_pop(Value *args, size_t count) {
  (void)count;
  List *heap = heap_argument("heappushpop", false, args[0]);
  if (heap == NULL) return EMPTY;
  if (heap->length == 0) return args[1];
  int higher = above(heap, false, heap->storage->items[0], args[1]);
  if (higher <= 0) return higher < 0 ? EMPTY : args[1];
  return replace(heap, false, args[1]);
}

#define HEAP_FUNCTION(function, name, only, call) \
  static Value function(Value *args, size_t count) { \
    (void)count; \
    List *heap = heap_argument(name, only, args[0]); \
    return heap == NULL ? EMPTY : call; \
  }
HEAP_FUNCTION(heap_pop, "heappop", true, pop(heap, false))
HEAP_FUNCTION(heap_replace, "heapreplace", false, replace(heap, false, args[1]))
HEAP_FUNCTION(heap_heapify, "heapify", true, heapify(heap, false))
HEAP_FUNCTION(heap_pop_max, "_heappop_max", true, pop(heap, true))
HEAP_FUNCTION(heap_replace_max, "_heapreplace_max", false, replace(heap, true, args[1]))
HEAP_FUNCTION(heap_heapify_max, "_heapify_max", true, heapify(heap, true))

static const NativeDef functions[] = {
    DEF("heappush", "heap, item, /", heap_push, "Push item onto heap, maintaining the heap invariant."),
    DEF("heappop", "heap, /", heap_pop, "Pop the smallest item off the heap, maintaining the heap invariant."),
    DEF("heapify", "heap, /", heap_heapify, "Transform list into a heap, in-place, in O(len(heap)) time."),
    DEF("heappushpop", "heap, item, /", heap_push_pop,
        "Push item on the heap, then pop and return the smallest item from the heap.\n\n"
        "The combined action runs more efficiently than heappush() followed by\n"
        "a separate call to heappop()."),
    DEF("heapreplace", "heap, item, /", heap_replace,
        "Pop and return the current smallest value, and add the new item.\n\n"
        "This is more efficient than heappop() followed by heappush(), and can be\n"
        "more appropriate when using a fixed-size heap.  Note that the value\n"
        "returned may be larger than item!  That constrains reasonable uses of\n"
        "this routine unless written as part of a conditional replacement:\n\n"
        "    if item > heap[0]:\n        item = heapreplace(heap, item)"),
    DEF("_heappop_max", "heap, /", heap_pop_max, "Maxheap variant of heappop."),
    DEF("_heapreplace_max", "heap, item, /", heap_replace_max, "Maxheap variant of heapreplace."),
    DEF("_heapify_max", "heap, /", heap_heapify_max, "Maxheap variant of heapify."),
    END_OF_DEFS,
};

const NativeModule module__heapq = {"_heapq", functions, NULL, DOC("Heap queue algorithm (a.k.a. priority queue).")};
