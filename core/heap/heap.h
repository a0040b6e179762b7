// The heap: allocation and garbage collection.
//
// A non-moving mark-region collector (after Immix, Blackburn & McKinley 2008): 32 KB blocks of 64-byte lines; new
// objects are bump-allocated into runs of free lines, so allocation is an add and a compare, in C and in a trace.
// Objects larger than a quarter of a block get pages of their own.
//
// Precise on the heap, conservative on the C stack, the registers and the used part of the VM's value stack: C code
// and traces may hold Values and Object pointers (also pointers into the inside of an object) in locals and need no
// rooting protocol. Only memory that is outside heap, stack and VM (a static variable, malloc'ed memory) must be
// declared with heap_add_root.
//
// Every object starts with the 8-byte header below. `kind` says how the collector finds the references in it:
//   HEAP_LEAF     none
//   HEAP_VALUES   every 8-byte word after the header is a Value (or a plain pointer to an Object, or 0)
//   HEAP_COUNTED  a uint64_t n, then n Values (tuples, arrays)
//   others        a visitor function registered for the kind, which calls heap_visit on each reference
// Memory of a new object is zero after the header, so a collection may meet half-initialised objects safely.
//
// The heap has a hard limit (CONFIG_HEAP_LIMIT_MB, or heap_set_limit): allocation beyond it, after collecting,
// returns NULL with MemoryError set. A small reserve is kept so that handling MemoryError can allocate.
#ifndef MARTLET_HEAP_H
#define MARTLET_HEAP_H

#include "core/value/value.h"

struct Object {
  uint32_t shape;    // index into the shape table: the type, and for instances the attribute layout
  uint8_t kind;      // HeapKind
  uint8_t gc;        // the collector's own bits
  uint16_t granules; // size in 16-byte units; 0 for a large object
};

#define HEAP_GRANULE 16

// How the collector scans an object. The table is the single source.
#define HEAP_KINDS(X) \
  X(LEAF) \
  X(VALUES) X(COUNTED) X(INSTANCE) X(LIST) X(DICT) X(SET) X(TYPE) X(CODE) X(FUNCTION) X(GENERATOR) X(NATIVE) X(WEAKREF)
typedef enum HeapKind {
#define X(name) HEAP_##name,
  HEAP_KINDS(X)
#undef X
      HEAP_KIND_COUNT
} HeapKind;

// The bump allocator's state is the part of the heap that a trace sees: part of TraceContext (core/trace/context.h).
// [cursor, limit) is zeroed free memory.
typedef struct HeapBump {
  uint8_t *cursor;
  uint8_t *limit;
} HeapBump;

// Prepares the heap. stack_base is an address in main's frame: the scan of the C stack ends there.
void heap_init(void *stack_base);
// The bottom of the C stack that the running thread has.
void heap_set_stack_base(void *stack_base);
// Permits collections from here on: all visitors of the objects made so far must have been registered.
void heap_enable_collections(void);
// Allocates `bytes` (header included) of zeroed memory and fills in the header. NULL with MemoryError set at the limit.
void *heap_new(uint32_t shape, HeapKind kind, size_t bytes);
// Makes a large object longer where it is, if the memory behind it is free: new bytes are zero. False, without an
// exception, when it is not (or the object is not a large one).
bool heap_extend(Object *object, size_t bytes);
// The scan of the value stack ends this many words above vm.trace.top, which is above the registers of the running
// frame and of arguments that are being passed: behind it, traces lay out the arguments of the C function that they are
// about to call.
#define HEAP_STACK_SLACK 320
// heap_collect, and the number of objects that Python code could have seen (strings, numbers and the like left out)
// among those that were reclaimed. stack: where the scan of the C stack starts instead of at the caller's frame, when
// the frames in between refer to nothing that is needed; or NULL.
size_t heap_collect_and_count(void *stack);
// Whether a collection is under way: finalisers may not allocate, nor let other threads run.
bool heap_is_collecting(void);
// Collects now. Safe at any allocation point.
void heap_collect(void);
// Marks v during a collection; for visitors and root callbacks only.
void heap_visit(Value v);
// Marks what `count` words may refer to: registers of a suspended frame, among which are addresses inside objects.
// For visitors only.
void heap_visit_conservatively(const Value *words, size_t count);
// The same for memory of C code, which may also hold addresses just behind an object's end.
void heap_visit_c_stack(void *low, void *high);
// Whether a word that may be anything is a Value: no object, or the address of one on the heap.
bool heap_holds(Value v);
// Whether half of what is allocated between two collections has been since the last one.
bool heap_collection_is_near(void);
// Registers the visitor of a kind; it calls heap_visit on each reference that the object holds.
void heap_set_visitor(HeapKind kind, void (*visit)(Object *object));
// Visits an object as if its kind were `kind`: for visitors of objects that extend another kind (instances of classes).
void heap_visit_as(HeapKind kind, Object *object);
// Calls met(v, context) for each reference that the object holds (other than v itself being followed). Not during a
// collection.
void heap_referents(Object *object, void (*met)(Value v, void *context), void *context);
// Collects, then calls met(object, context) for each object there is, until it returns false. met may not allocate.
void heap_each_object(bool (*met)(Object *object, void *context), void *context);
// Collects, and calls met(object, context) for each object that is reachable in earnest: from the registered roots and
// what visit_roots visits, without the conservative scan of the running thread's stacks. met may not allocate.
void heap_each_rooted(void (*visit_roots)(void), void (*met)(Object *object, void *context), void *context);
// Whether that is being found out: what keeps values that are not needed any more should not visit them now.
bool heap_wants_needed_only(void);
// The bytes that an object occupies, header and rounding included.
size_t heap_object_bytes(const Object *object);
// Registers a callback run at the start of marking that visits roots kept outside of heap, stack and VM.
void heap_add_root(void (*visit_roots)(void));
// Registers a callback run after marking, before memory is reused, for caches that hold objects weakly (intern table,
// inline caches, trace pools): it drops each entry for which heap_is_marked is false.
void heap_add_weak(void (*drop_dead)(void));
// During a heap_add_weak callback: whether the object is alive. Always true for non-objects.
bool heap_is_marked(Value v);
// Calls finalise(object) once, after a collection found the object dead and before its memory is reused. finalise may
// not allocate. (Files close their descriptor with it.)
void heap_on_death(Object *object, void (*finalise)(Object *object));
// Bits of Object.gc.
enum HeapFlags {
  HEAP_FINALISABLE = 1, // heap_add_finalisable
  HEAP_DYING = 2,       // found unreachable, kept for its finaliser
  HEAP_FINALISED = 4,   // its finaliser has run or is about to: never again
  HEAP_EXPORTED = 8,    // memoryviews of its memory may exist (core/vm/export.h)
};
// Declares that Python code has to run at the end of the object (once): the first collection that does not reach it
// keeps it, and what it refers to, and sets POLL_FINALISERS; heap_take_dying then gives it out, those that refer to
// others first. Does nothing when that was done before. False with MemoryError.
bool heap_add_finalisable(Object *object);
// Takes that back.
void heap_withdraw_finalisable(Object *object);
Object *heap_take_dying(void); // NULL: none
// How many objects are declared so and not found unreachable yet.
size_t heap_finalisable_count(void);
// From now on heap_take_dying gives out the oldest first: at the end of the program.
void heap_last_finalisers(void);
// During a heap_add_weak callback: whether v is alive and not just waiting for its finaliser.
static inline bool heap_is_reachable(Value v) {
  return heap_is_marked(v) && !(is_object(v) && to_object(v)->gc & HEAP_DYING);
}
// The stable identity number of an object, as for id().
uint64_t heap_identity(Value v);
// Bytes now occupied by blocks and large objects, their maximum so far, number of collections.
typedef struct HeapStats {
  size_t bytes, bytes_max, limit;
  uint64_t collections;
} HeapStats;
HeapStats heap_stats(void);
// Sets the hard limit in bytes; at least 1 MB.
void heap_set_limit(size_t bytes);
// Stress mode for tests: collect at every nth slow-path allocation (0: off). From the environment MARTLET_GC_STRESS.
void heap_set_stress(unsigned every);

#endif
