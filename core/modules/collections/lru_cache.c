// functools.lru_cache: the wrapper that remembers results.
//
// The dict of a bounded cache leads from keys to Links, which form a ring through the wrapper's `ring` in order of use;
// that of an unbounded one leads to the results themselves. A key is the argument where that is a lone int or str,
// else a tuple of the arguments, then a marker, names and values of keywords, then (typed) the arguments' types.
#include "core/modules/collections/declare.h"
#include "core/modules/collections/functools.h"
#include "core/object/call.h"
#include "core/object/dict_internal.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

typedef struct Link { // HEAP_VALUES
  Object header;
  struct Link *previous, *next; // towards the older and the newer
  Value key, result;
} Link;

typedef struct Cache { // HEAP_INSTANCE
  Object header;
  Value function;
  Value dict;
  Value maximum;      // small int: entries; -1: unbounded
  Value typed;        // bool
  Value hits, misses; // small ints
  Value info_type;
  Link *ring;       // an entry without key: its `next` is the oldest, its `previous` the newest
  Value attributes; // the overflow word
} Cache;

static Type *cache_type, *link_type;
static Value keyword_mark; // between the positional and the keyword arguments of a key

static Cache *to_cache(Value v) { return (Cache *)(void *)to_object(v); }
static Link *to_link(Value v) { return (Link *)(void *)to_object(v); }

static void visit_mark(void) { heap_visit(keyword_mark); }

static Link *ring_new(void) {
  Link *ring = instance_allocate(link_type);
  if (ring != NULL) ring->previous = ring->next = ring;
  return ring;
}

static void unlink_entry(Link *link) {
  link->previous->next = link->next;
  link->next->previous = link->previous;
}

static void link_newest(Link *ring, Link *link) {
  link->previous = ring->previous;
  link->next = ring;
  ring->previous->next = link;
  ring->previous = link;
}

static bool cache_maximum(Value v, Value *maximum) {
  int64_t number = -1;
  if (v != NONE) {
    if (!has_index(v)) return raise(TypeError, "maxsize should be integer or None"), false;
    if (!int_index_i64(v, &number, "Python int too large to convert to C ssize_t")) return false;
    if (number < 0) number = 0;
    if (number > SMALL_INT_MAX) number = SMALL_INT_MAX;
  }
  *maximum = from_small_int(number);
  return true;
}

static Value cache_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "lru_cache",
                                      .signature = "user_function, maxsize, typed, cache_info_type"};
  Value slots[4], maximum;
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  uint32_t shape = shape_of(slots[0]);
  if (shape != SHAPE_FUNCTION && !type_of(slots[0])->slots.call)
    return raise(TypeError, "the first argument must be callable");
  int typed = object_truth(slots[2]);
  if (typed < 0 || !cache_maximum(slots[1], &maximum)) return EMPTY;
  Value dict = dict_new();
  Link *ring = ring_new();
  Cache *cache = dict == EMPTY || ring == NULL ? NULL : instance_allocate(type);
  if (cache == NULL) return EMPTY;
  cache->function = slots[0];
  cache->dict = dict;
  cache->maximum = maximum;
  cache->typed = from_bool(typed);
  cache->hits = cache->misses = from_small_int(0);
  cache->info_type = slots[3];
  cache->ring = ring;
  return from_object(cache);
}

// The key of a call. EMPTY with MemoryError.
static Value make_key(bool typed, const Value *args, size_t count, Value keyword_names) {
  size_t named = keyword_count(keyword_names);
  if (!typed && named == 0 && count == 1 && (is_int(args[0]) || is_str(args[0]))) return args[0];
  size_t length = count + (named > 0 ? 1 + 2 * named : 0) + (typed ? count + named : 0);
  Value key = tuple_new(length);
  if (key == EMPTY || length == 0) return key;
  Value *items = to_tuple(key)->items;
  for (size_t i = 0; i < count; i++) *items++ = args[i];
  if (named > 0) *items++ = keyword_mark;
  for (size_t i = 0; i < named; i++) {
    *items++ = to_tuple(keyword_names)->items[i];
    *items++ = args[count + i];
  }
  for (size_t i = 0; typed && i < count + named; i++) *items++ = from_object(type_of(args[i]));
  return key;
}

static void count_one(Value *counter) {
  if (*counter != from_small_int(SMALL_INT_MAX)) *counter = from_small_int(to_small_int(*counter) + 1);
}

// Enters a result of the bounded cache, in place of the oldest if it is full. EMPTY: raised.
static Value remember(Cache *cache, Value key, Value result) {
  // The call may have entered the same key, or emptied the cache.
  if (dict_get(cache->dict, key) != EMPTY) return result;
  if (vm_exception != EMPTY) return EMPTY;
  Link *link = instance_allocate(link_type);
  if (link == NULL) return EMPTY;
  if (to_dict(cache->dict)->length >= (uint64_t)to_small_int(cache->maximum)) {
    Link *oldest = cache->ring->next;
    if (oldest != cache->ring) {
      unlink_entry(oldest);
      if (dict_delete(cache->dict, oldest->key) < 0) return EMPTY;
    }
  }
  link->key = key;
  link->result = result;
  if (!dict_set(cache->dict, key, from_object(link))) return EMPTY;
  link_newest(cache->ring, link);
  return result;
}

static Value cache_call(Value self, Value *args, size_t count, Value keyword_names) {
  Cache *cache = to_cache(self);
  if (cache->maximum == from_small_int(0)) {
    count_one(&cache->misses);
    return object_call(cache->function, args, count, keyword_names);
  }
  bool bounded = cache->maximum != from_small_int(-1);
  Value key = make_key(cache->typed == TRUE_VALUE, args, count, keyword_names);
  Value found = key == EMPTY ? EMPTY : dict_get(cache->dict, key);
  if (found != EMPTY) {
    count_one(&cache->hits);
    if (!bounded) return found;
    Link *link = to_link(found);
    if (link->next != cache->ring) {
      unlink_entry(link);
      link_newest(cache->ring, link);
    }
    return link->result;
  }
  if (vm_exception != EMPTY) return EMPTY;
  count_one(&cache->misses);
  Value result = object_call(cache->function, args, count, keyword_names);
  if (result == EMPTY) return EMPTY;
  if (bounded) return remember(cache, key, result);
  return dict_set(cache->dict, key, result) ? result : EMPTY;
}

static Value cache_descriptor_get(Value self, Value object, Value owner) {
  (void)owner;
  return object == EMPTY || object == NONE ? self : method_new(self, object);
}

static Value cache_info(Value *args, size_t count) {
  (void)count;
  const Cache *cache = to_cache(args[0]);
  Value parts[] = {cache->hits, cache->misses, cache->maximum == from_small_int(-1) ? NONE : cache->maximum,
                   from_small_int(to_dict(cache->dict)->length)};
  return object_call(cache->info_type, parts, 4, EMPTY);
}

static Value cache_clear(Value *args, size_t count) {
  (void)count;
  Cache *cache = to_cache(args[0]);
  Link *ring = ring_new();
  Value dict = ring == NULL ? EMPTY : dict_new();
  if (dict == EMPTY) return EMPTY;
  cache->ring = ring;
  cache->dict = dict;
  cache->hits = cache->misses = from_small_int(0);
  return NONE;
}

static Value cache_reduce(Value *args, size_t count) {
  (void)count;
  return object_get_attribute(args[0], vm.names.__qualname__);
}

static Value cache_copy(Value *args, size_t count) { return (void)count, args[0]; }

static bool add_types(void) {
  static const NativeDef methods[] = {
      DEF("cache_info", "self, /", cache_info, "Report cache statistics"),
      DEF("cache_clear", "self, /", cache_clear, "Clear the cache and cache statistics"),
      DEF("__reduce__", "self, /", cache_reduce, NULL),
      DEF("__copy__", "self, /", cache_copy, NULL),
      DEF("__deepcopy__", "self, memo, /", cache_copy, NULL),
      END_OF_DEFS,
  };
  static const TypeSlots slots = {
      .call = cache_call, .descriptor_get = cache_descriptor_get, .construct = cache_construct};
  cache_type = type_new_native("functools", "_lru_cache_wrapper", NULL, TYPE_BASE | TYPE_WEAKREFS, &slots, methods,
                               NULL, HEAP_INSTANCE, sizeof(Cache));
  link_type = type_new_native("functools", "_lru_list_elem", NULL, 0, NULL, NULL, NULL, HEAP_VALUES, sizeof(Link));
  return cache_type && link_type && type_add_instance_dict(cache_type);
}

bool functools_add_lru_cache(Value module) {
  if (!add_types()) return false;
  keyword_mark = instance_new(builtin_types[SHAPE_OBJECT]);
  heap_add_root(visit_mark);
  return keyword_mark != EMPTY && module_add(module, "_lru_cache_wrapper", from_object(cache_type));
}
