// Inline caches of attribute access: what InlineCache.slot means for LOAD_ATTR, STORE_ATTR, LOAD_METHOD and
// LOAD_GLOBAL.
//
// The low byte of `slot` is a CacheKind, the rest its number. A cache hits when the receiver has the shape and the
// type has still the version, except where the kind says otherwise. An empty cache has shape 0, which no object has.
//
//   SLOT      number = byte offset of the attribute in the instance
//   OVERFLOW  number = index in the instance's overflow array
//   VALUE     `value` is a class attribute that is no descriptor
//   METHOD    `value` is a function or C method found on the class (LOAD_ATTR makes a bound method of it)
//   BOUND     `value` is the function of a classmethod found on the class, to be called with the class
//   MODULE    `type` is the module's dict (shape SHAPE_MODULE), `version` that dict's version; number = entry number
//   TYPE      the receiver is the class `type` itself; `value` is the attribute
//   ADD       STORE_ATTR: the attribute is new; number = byte offset, `value` = number of the shape afterwards (small
//   int) PROPERTY  `value` is the getter, a Python function, of a property found on the class
//   MEMBER    number = byte offset of a __slots__ member in the instance, which may be EMPTY: not set
//
// LOAD_GLOBAL has a layout of its own: `type` is the globals dict, `shape` its version; `version` is 0, or the version
// of the builtins dict when the name was found there (and not in globals); `slot` is the address of the DictEntry.
#ifndef MARTLET_ATTRIBUTE_CACHE_H
#define MARTLET_ATTRIBUTE_CACHE_H

#include "core/vm/code.h"

typedef enum CacheKind {
  CACHE_SLOT,
  CACHE_OVERFLOW,
  CACHE_VALUE,
  CACHE_METHOD,
  CACHE_BOUND,
  CACHE_MODULE,
  CACHE_TYPE,
  CACHE_ADD,
  CACHE_PROPERTY,
  CACHE_MEMBER,
} CacheKind;

static inline CacheKind cache_kind(const InlineCache *cache) { return (CacheKind)(cache->slot & 0xFF); }
static inline size_t cache_number(const InlineCache *cache) { return (size_t)(cache->slot >> 8); }
static inline Value *cache_place(const InlineCache *cache, Value receiver) {
  return (Value *)(void *)((char *)to_object(receiver) + cache_number(cache));
}

// The second level: an inline cache that sees several shapes finds the other ones here, by shape and name.
#define ATTRIBUTE_TABLE_BITS 9
typedef struct SharedCache {
  Value name; // with bit 0 set for stores
  InlineCache cache;
} SharedCache;
extern SharedCache attribute_table[1 << ATTRIBUTE_TABLE_BITS];
static inline SharedCache *attribute_shared(uint32_t shape, Value name) {
  uint32_t hash = (shape * 31 + (uint32_t)(name >> 4) + (uint32_t)(name & 1)) * 0x9E3779B1u;
  return &attribute_table[hash >> (32 - ATTRIBUTE_TABLE_BITS)];
}

void attribute_cache_init(void);
// Load through the cache or, failing that, in the general way; fills the cache. EMPTY: raised, or *pushed was set since
// the frame of a property's getter was pushed.
Value attribute_load(Value receiver, Value name, InlineCache *cache, bool *pushed);
bool attribute_store(Value receiver, Value name, Value value, InlineCache *cache);
// LOAD_METHOD: window[0] and window[FRAME_HEADER] as bytecode.h says. False: raised.
bool attribute_load_method(Value *window, Value receiver, Value name, InlineCache *cache);

// For the recorder: what a load or store of this attribute would be cached as, without doing it. shape 0: not
// cacheable. warm: the cache of the instruction, which alone knows about attributes that the store adds.
void attribute_describe_load(Value receiver, Value name, InlineCache *description);
void attribute_describe_store(Value receiver, Value name, const InlineCache *warm, InlineCache *description);

#endif
