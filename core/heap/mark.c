// Marking. The mark stack holds ranges of Values still to be looked at, and objects still to be handed to their kind's
// visitor. It is bounded: when it is full, an object is marked but not pushed, and after the stack has run empty
// all marked objects are scanned once more. Long ranges are taken piece by piece, so that a large array of objects does
// not fill the stack.
//
// Values found in ranges wait a moment in a short queue: their headers are fetched into the cache meanwhile.
#include <stdlib.h>

#include "core/heap/heap_internal.h"
#include "port/port.h"

#define MARK_STACK_ENTRIES ((size_t)32768)
#define MARK_PIECE 64
#define QUEUE_LENGTH 8
// A stack that went deeper than this is given back to the system.
#define MARK_STACK_KEEP ((size_t)1024)

typedef struct MarkEntry {
  void *from; // Value *, or the Object for a visitor
  Value *to;  // NULL: visitor
} MarkEntry;

bool mark_init(void) { return (heap.mark_stack = port_map(MARK_STACK_ENTRIES * sizeof(MarkEntry))) != NULL; }

void heap_set_visitor(HeapKind kind, void (*visit)(Object *object)) { heap.visitors[kind] = visit; }

void callbacks_add(Callbacks *callbacks, void (*function)(void)) {
  if (callbacks->count == callbacks->capacity) {
    size_t capacity = callbacks->capacity ? callbacks->capacity * 2 : 16;
    void *functions = realloc(callbacks->functions, capacity * sizeof *callbacks->functions);
    if (!functions) abort(); // objects would be freed while they are in use
    callbacks->functions = functions;
    callbacks->capacity = capacity;
  }
  callbacks->functions[callbacks->count++] = function;
}

void callbacks_run(const Callbacks *callbacks) {
  for (size_t i = 0; i < callbacks->count; i++) callbacks->functions[i]();
}

void heap_add_root(void (*visit_roots)(void)) { callbacks_add(&heap.roots, visit_roots); }

// --- heap_referents: the visitors are asked, but nothing is marked

static void meet(Value v) {
  if (is_object(v)) heap.met(v, heap.met_context);
}

static void meet_range(const Value *v, const Value *end) {
  for (; v < end; v++) meet(*v);
}

// --- the mark stack

static void push(void *from, Value *to) {
  if (heap.mark_depth == MARK_STACK_ENTRIES) {
    heap.mark_overflow = true;
    return;
  }
  heap.mark_stack[heap.mark_depth++] = (MarkEntry){from, to};
  if (heap.mark_depth > heap.mark_depth_max) heap.mark_depth_max = heap.mark_depth;
}

size_t heap_object_bytes(const Object *object) {
  if (object->granules) return (size_t)object->granules * HEAP_GRANULE;
  return (size_t)(*heap_large_page_of(object) >> LARGE_SHIFT) << heap.page_shift;
}

static Value *end_of(Object *object) { return (Value *)(void *)((char *)object + heap_object_bytes(object)); }

static void push_contents(Object *object) {
  Value *words = (Value *)(void *)object;
  switch (object->kind) {
  case HEAP_LEAF: break;
  case HEAP_VALUES: push(words + 1, end_of(object)); break;
  case HEAP_COUNTED:
    // Instances of classes derived from tuple have their attribute word behind the items.
    if (object->shape >= SHAPE_BUILTIN_COUNT)
      push(words + 2, end_of(object));
    else if (words[1])
      push(words + 2, words + 2 + words[1]);
    break;
  default:
    if (heap.visitors[object->kind]) push(object, NULL);
  }
}

void heap_visit_as(HeapKind kind, Object *object) {
  Value *words = (Value *)(void *)object;
  if (heap.met && (kind == HEAP_VALUES || kind == HEAP_COUNTED)) {
    meet_range(words + 1, end_of(object));
    return;
  }
  if (kind == HEAP_VALUES || kind == HEAP_COUNTED)
    push(words + 1, end_of(object));
  else if (heap.visitors[kind])
    heap.visitors[kind](object);
}

// Where the references of an object whose kind needs no visitor are. False: it needs one, or has none.
static bool plain_range(Object *object, Value **from, Value **to) {
  Value *words = (Value *)(void *)object;
  if (object->kind != HEAP_VALUES && object->kind != HEAP_COUNTED) return false;
  *from = words + (object->kind == HEAP_VALUES ? 1 : 2);
  // Instances of classes derived from tuple have their attribute word behind the items.
  bool all = object->kind == HEAP_VALUES || object->shape >= SHAPE_BUILTIN_COUNT;
  *to = all ? end_of(object) : *from + words[1];
  return true;
}

void heap_referents(Object *object, void (*met)(Value v, void *context), void *context) {
  Value *from, *to;
  heap.met = met;
  heap.met_context = context;
  if (plain_range(object, &from, &to))
    meet_range(from, to);
  else if (heap.visitors[object->kind])
    heap.visitors[object->kind](object);
  heap.met = NULL;
}

static void set_lines(Block *block, size_t first, size_t last) {
  bit_set(block->lines, first);
  while (first < last) bit_set(block->lines, ++first);
}

// Sets the mark; false when it was set, or the object is not on the heap.
static bool mark(Object *object) {
  if (heap_in_blocks(object)) {
    Block *block = heap_block_of(object);
    size_t granule = heap_granule_of(object);
    uint64_t *word = &block->marks[granule / 64], bit = (uint64_t)1 << granule % 64;
    if (*word & bit) return false;
    *word |= bit;
    const size_t per_line = LINE_BYTES / HEAP_GRANULE;
    set_lines(block, granule / per_line, (granule + object->granules - 1) / per_line);
    return true;
  }
  if (!heap_in_large(object)) return false;
  uint32_t *page = heap_large_page_of(object);
  if (*page & LARGE_MARKED) return false;
  *page |= LARGE_MARKED;
  return true;
}

// Marks an object; false when it was marked.
static inline bool visit_object(Object *object) {
  if (!mark(object)) {
    // Objects outside the heap are never found dead; nor is a plain number that an object keeps among its values.
    if (__builtin_expect(heap.meeting, 0) && (heap_in_blocks(object) || heap_in_large(object)))
      finalisable_met_again(object);
    return false;
  }
  if (__builtin_expect(object->gc & HEAP_FINALISABLE, 0)) finalisable_met(object);
  push_contents(object);
  return true;
}

void heap_visit(Value v) {
  if (__builtin_expect(heap.met != NULL, 0))
    meet(v);
  else if (is_object(v))
    visit_object(to_object(v));
}

bool heap_is_marked(Value v) {
  if (!is_object(v)) return true;
  Object *object = to_object(v);
  if (heap_in_blocks(object)) return bit_get(heap_block_of(object)->marks, heap_granule_of(object));
  return !heap_in_large(object) || (*heap_large_page_of(object) & LARGE_MARKED);
}

// Empties the mark stack into the queue, and the queue as it fills.
static size_t drain_stack(Object **queue, size_t at) {
  while (heap.mark_depth) {
    MarkEntry entry = heap.mark_stack[--heap.mark_depth];
    if (!entry.to) {
      Object *object = entry.from;
      heap.visitors[object->kind](object);
      continue;
    }
    Value *v = entry.from, *to = entry.to;
    if (to - v > MARK_PIECE) {
      to = v + MARK_PIECE;
      push(to, entry.to);
    }
    for (; v < to; v++) {
      if (!is_object(*v)) continue;
      Object *waited = queue[at];
      queue[at] = to_object(*v);
      __builtin_prefetch(queue[at]);
      at = (at + 1) % QUEUE_LENGTH;
      if (waited) visit_object(waited);
    }
  }
  return at;
}

static void drain(void) {
  Object *queue[QUEUE_LENGTH] = {NULL};
  size_t at = 0;
  bool more;
  do {
    at = drain_stack(queue, at);
    more = false;
    for (size_t i = 0; i < QUEUE_LENGTH; i++) {
      Object *waited = queue[i];
      queue[i] = NULL;
      if (waited && visit_object(waited)) more = true;
    }
  } while (more);
}

static void each_marked_in_block(size_t index, void (*met)(Object *object)) {
  Block *block = &heap.blocks[index];
  uint8_t *base = heap.blocks_base + index * BLOCK_BYTES;
  for (size_t i = 0; i < BLOCK_GRANULES / 64; i++) {
    for (uint64_t word = block->marks[i]; word; word &= word - 1) {
      size_t granule = i * 64 + (size_t)__builtin_ctzl(word);
      met((Object *)(void *)(base + granule * HEAP_GRANULE));
    }
  }
}

static void each_marked(void (*met)(Object *object)) {
  for (size_t i = 0; i < heap.block_high; i++) {
    if (heap.blocks[i].state == BLOCK_USED) each_marked_in_block(i, met);
  }
  for (size_t i = 0; i < heap.large_high; i++) {
    uint32_t page = heap.large_pages[i];
    if ((page & LARGE_STATE_MASK) != LARGE_HEAD || !(page & LARGE_MARKED)) continue;
    met((Object *)(void *)(heap.large_base + (i << heap.page_shift)));
  }
}

static void rescan(Object *object) {
  push_contents(object);
  drain();
}

void heap_visit_conservatively(const Value *words, size_t count) { mark_registers(words, words + count); }

void heap_visit_c_stack(void *low, void *high) { mark_conservatively(low, high, NULL); }

static void clear_marks(void) {
  for (size_t i = 0; i < heap.block_high; i++) {
    Block *block = &heap.blocks[i];
    if (block->state != BLOCK_USED) continue;
    memset(block->marks, 0, sizeof block->marks);
    memset(block->lines, 0, sizeof block->lines);
  }
}

static Value *stack_top(void) {
  Value *top = vm.trace.top ? vm.trace.top + HEAP_STACK_SLACK : vm.stack;
  return top < vm.stack_end ? top : vm.stack_end;
}

static void show_rooted(Object *object) { heap.rooted_walk->met(object, heap.rooted_walk->context); }

// Suspended frames have shown what they need; the rest of what they keep may not be freed under them.
static void push_generator(Object *object) {
  if (object->kind == HEAP_GENERATOR) push_contents(object);
}

static void mark_rooted(void) {
  heap.needed_only = true;
  callbacks_run(&heap.roots);
  heap.rooted_walk->visit_roots();
  mark_finish();
  each_marked(show_rooted);
  heap.needed_only = false;
  each_marked(push_generator);
}

void mark_all(void *stack) {
  clear_marks();
  heap.mark_depth_max = 0;
  heap.mark_overflow = false;
  if (heap.rooted_walk) mark_rooted();
  callbacks_run(&heap.roots);
  mark_conservatively(&vm, &vm + 1, NULL);
  if (vm.stack) mark_registers(vm.stack, stack_top());
  if (stack)
    mark_conservatively(stack, heap.stack_base, NULL);
  else
    port_scan_stack(heap.stack_base, mark_conservatively, NULL);
  dying_visit();
  mark_finish();
}

void mark_finish(void) {
  drain();
  while (heap.mark_overflow) {
    heap.mark_overflow = false;
    each_marked(rescan);
  }
  if (heap.mark_depth_max > MARK_STACK_KEEP) port_discard(heap.mark_stack, MARK_STACK_ENTRIES * sizeof(MarkEntry));
}
