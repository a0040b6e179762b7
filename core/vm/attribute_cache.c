// Filling and using the inline caches of attribute access; see attribute_cache.h.
#include "core/vm/attribute_cache.h"

#include "core/object/dict.h"
#include "core/object/function.h"
#include "core/object/module.h"
#include "core/object/shape.h"
#include "core/object/type.h"
#include "core/vm/special_frames.h"

static void fill(InlineCache *cache, uint32_t shape, Type *type, CacheKind kind, size_t number, Value value) {
  *cache = (InlineCache){shape, type->version, type, (uint64_t)kind | (uint64_t)number << 8, value};
}

static bool is_plain_method(Value attribute) {
  return has_shape(attribute, SHAPE_FUNCTION) || has_shape(attribute, SHAPE_NATIVE_METHOD);
}

// Data descriptors: properties written in Python, and members of __slots__.
static void fill_descriptor(InlineCache *cache, Value receiver, Type *type, Value found) {
  Object *object = to_object(receiver);
  if (has_shape(found, SHAPE_PROPERTY)) {
    Value getter = ((Property *)(void *)to_object(found))->getter;
    if (has_shape(getter, SHAPE_FUNCTION)) fill(cache, object->shape, type, CACHE_PROPERTY, 0, getter);
  } else if (has_shape(found, SHAPE_MEMBER) && type->slots_offset != 0 && member_slot(found) < type->inline_slots) {
    Value *place = instance_slot(object, type, member_slot(found));
    fill(cache, object->shape, type, CACHE_MEMBER, (size_t)((char *)place - (char *)object), EMPTY);
  }
}

// Caches where the attribute of an instance is, or that it is not on the instance but (as `found`) on the class.
static void fill_instance(InlineCache *cache, Value receiver, Type *type, Value name, Value found) {
  if (found != EMPTY && type_of(found)->slots.descriptor_set != NULL) {
    fill_descriptor(cache, receiver, type, found);
    return;
  }
  Object *object = to_object(receiver);
  Shape *shape = shape_by_id(object->shape);
  if (type->slots_offset != 0 || (type->flags & TYPE_HAS_DICT)) {
    if (shape->dictionary == TRUE_VALUE) return;
    int slot = shape_find(shape, name);
    if (slot >= 0) {
      if (type->slots_offset != 0 && slot < type->inline_slots) {
        Value *place = instance_slot(object, type, slot);
        fill(cache, object->shape, type, CACHE_SLOT, (size_t)((char *)place - (char *)object), EMPTY);
      } else if (type->slots_offset != 0) {
        fill(cache, object->shape, type, CACHE_OVERFLOW, (size_t)slot - type->inline_slots, EMPTY);
      }
      return;
    }
  }
  if (found == EMPTY) return;
  if (is_plain_method(found)) {
    fill(cache, object->shape, type, CACHE_METHOD, 0, found);
  } else if (has_shape(found, SHAPE_CLASSMETHOD) &&
             has_shape(((Wrapper *)(void *)to_object(found))->callable, SHAPE_FUNCTION)) {
    fill(cache, object->shape, type, CACHE_BOUND, 0, ((Wrapper *)(void *)to_object(found))->callable);
  } else if (has_shape(found, SHAPE_STATICMETHOD)) {
    fill(cache, object->shape, type, CACHE_VALUE, 0, ((Wrapper *)(void *)to_object(found))->callable);
  } else if (type_of(found)->slots.descriptor_get == NULL) {
    fill(cache, object->shape, type, CACHE_VALUE, 0, found);
  }
}

static void fill_module(InlineCache *cache, Value receiver, Value name) {
  Value namespace = module_dict(receiver);
  int64_t entry = dict_find_str(namespace, name);
  if (entry < 0) return;
  *cache = (InlineCache){SHAPE_MODULE, to_dict(namespace)->version, (Type *)(void *)to_object(namespace),
                         CACHE_MODULE | (uint64_t)entry << 8, EMPTY};
}

// Caches an attribute of a class: only where neither the metaclass nor a descriptor has a say.
static void fill_class(InlineCache *cache, Value receiver, Value name) {
  Type *type = to_type(receiver);
  if (type->metatype != builtin_types[SHAPE_TYPE]) return;
  if (type_lookup_cached(type->metatype, name) != EMPTY) return;
  Value found = type_lookup_cached(type, name);
  if (found == EMPTY) return;
  if (has_shape(found, SHAPE_STATICMETHOD)) {
    found = ((Wrapper *)(void *)to_object(found))->callable;
  } else if (!is_plain_method(found) && type_of(found)->slots.descriptor_get != NULL) {
    return;
  }
  fill(cache, to_object(receiver)->shape, type, CACHE_TYPE, 0, found);
}

// False: the attribute cannot be cached.
static bool fill_load(InlineCache *cache, Value receiver, Value name) {
  *cache = (InlineCache){0};
  if (!is_object(receiver)) return false;
  if (is_type(receiver)) {
    fill_class(cache, receiver, name);
  } else if (has_shape(receiver, SHAPE_MODULE)) {
    fill_module(cache, receiver, name);
  } else {
    Type *type = type_of(receiver);
    if (type->slots.get_attribute == NULL) fill_instance(cache, receiver, type, name, type_lookup_cached(type, name));
  }
  return cache->shape != 0;
}

// --- the second level

SharedCache attribute_table[1 << ATTRIBUTE_TABLE_BITS];

// Entries hold their objects weakly: all are dropped, since they are quickly made again.
static void drop_table(void) { memset(attribute_table, 0, sizeof attribute_table); }

void attribute_cache_init(void) { heap_add_weak(drop_table); }

// Brings what is known of (shape of the receiver, key) into the inline cache. False: nothing.
static bool table_take(InlineCache *cache, Value receiver, Value key) {
  const SharedCache *entry = attribute_shared(to_object(receiver)->shape, key);
  if (entry->name != key || entry->cache.shape != to_object(receiver)->shape) return false;
  *cache = entry->cache;
  return true;
}

static void table_put(const InlineCache *cache, Value key) {
  if (cache->shape != 0) *attribute_shared(cache->shape, key) = (SharedCache){key, *cache};
}

// What the cache knows of the receiver's attribute; NULL: no hit. METHOD and PROPERTY give the unbound function.
static const Value *cached_place(const InlineCache *cache, Value receiver) {
  if (!is_object(receiver) || to_object(receiver)->shape != cache->shape) return NULL;
  CacheKind kind = cache_kind(cache);
  if (kind == CACHE_MODULE) {
    Dict *namespace = to_dict(module_dict(receiver));
    if ((Dict *)(void *)cache->type != namespace || namespace->version != cache->version) return NULL;
    return &dict_entries(namespace)[cache_number(cache)].value;
  }
  if (cache->type->version != cache->version) return NULL;
  switch (kind) {
  case CACHE_SLOT:
  case CACHE_MEMBER: return cache_place(cache, receiver);
  case CACHE_OVERFLOW: {
    const Value *overflow =
        (const Value *)(const void *)((const char *)to_object(receiver) + cache->type->slots_offset);
    return &((const ValueArray *)(const void *)to_object(*overflow))->items[cache_number(cache)];
  }
  case CACHE_TYPE: return from_object(cache->type) == receiver ? &cache->value : NULL;
  case CACHE_VALUE:
  case CACHE_METHOD:
  case CACHE_BOUND:
  case CACHE_PROPERTY: return &cache->value;
  default: return NULL;
  }
}

// The same after trying harder: with the second level, then by looking the attribute up.
static const Value *find_place(InlineCache *cache, Value receiver, Value name) {
  const Value *place = cached_place(cache, receiver);
  if (place != NULL || !is_object(receiver)) return place;
  if (table_take(cache, receiver, name) && (place = cached_place(cache, receiver)) != NULL) return place;
  if (!fill_load(cache, receiver, name)) return NULL;
  table_put(cache, name);
  return cached_place(cache, receiver);
}

// The getter of a property: in a frame, or from C when it takes more than that.
static Value call_getter(Value getter, Value receiver, bool *pushed) {
  SpecialCall call;
  if (!special_getter(getter, receiver, &call)) return vm_call_function(to_function(getter), &receiver, 1, EMPTY);
  *pushed = special_push(&call);
  return EMPTY;
}

Value attribute_load(Value receiver, Value name, InlineCache *cache, bool *pushed) {
  const Value *place = find_place(cache, receiver, name);
  if (place != NULL && *place != EMPTY) {
    switch (cache_kind(cache)) {
    case CACHE_METHOD:
      if (!has_shape(*place, SHAPE_FUNCTION)) break; // C functions bind to another kind of object
      return method_new(*place, receiver);
    case CACHE_BOUND: return method_new(*place, from_object(cache->type));
    case CACHE_PROPERTY: return call_getter(*place, receiver, pushed);
    default: return *place;
    }
  }
  return object_get_attribute(receiver, name);
}

bool attribute_load_method(Value *window, Value receiver, Value name, InlineCache *cache) {
  const Value *place = find_place(cache, receiver, name);
  Value value;
  if (has_shape(receiver, SHAPE_SUPER)) {
    value = super_find_method(receiver, name);
    if (value != EMPTY && is_plain_method(value)) {
      window[0] = value;
      window[FRAME_HEADER] = super_object(receiver);
      return true;
    }
    value = object_get_attribute(receiver, name);
  } else if (place != NULL && *place != EMPTY && cache_kind(cache) != CACHE_PROPERTY) {
    value = *place;
    if (cache_kind(cache) == CACHE_METHOD || cache_kind(cache) == CACHE_BOUND) {
      window[0] = value;
      window[FRAME_HEADER] = cache_kind(cache) == CACHE_METHOD ? receiver : from_object(cache->type);
      return true;
    }
  } else if (!is_object(receiver)) {
    Type *type = type_of(receiver);
    value = type_lookup_cached(type, name);
    if (value != EMPTY && is_plain_method(value)) {
      window[0] = value;
      window[FRAME_HEADER] = receiver;
      return true;
    }
    value = object_get_attribute(receiver, name);
  } else {
    value = object_get_attribute(receiver, name);
  }
  if (value == EMPTY) return false;
  window[0] = value;
  window[FRAME_HEADER] = EMPTY;
  return true;
}

// Stores as the cache says; false: it does not know the receiver.
static bool store_cached(Value receiver, Value value, const InlineCache *cache) {
  if (to_object(receiver)->shape != cache->shape || cache->type->version != cache->version) return false;
  switch (cache_kind(cache)) {
  case CACHE_ADD:
    *cache_place(cache, receiver) = value;
    to_object(receiver)->shape = (uint32_t)cache->value;
    return true;
  case CACHE_SLOT:
  case CACHE_OVERFLOW:
  case CACHE_MEMBER: *(Value *)(uintptr_t)cached_place(cache, receiver) = value; return true;
  default: return false;
  }
}

// Remembers a store that was just done; `before` is the shape that the receiver had.
static void fill_store(InlineCache *cache, Value receiver, Value name, uint32_t before) {
  Type *type = type_of(receiver);
  *cache = (InlineCache){0};
  if (type->slots.set_attribute != NULL || type->slots_offset == 0) return;
  Value found = type_lookup_cached(type, name);
  if (found != EMPTY && type_of(found)->slots.descriptor_set != NULL) {
    if (has_shape(found, SHAPE_MEMBER)) fill_descriptor(cache, receiver, type, found);
    return;
  }
  uint32_t after = to_object(receiver)->shape;
  if (after == before) {
    fill_instance(cache, receiver, type, name, EMPTY);
    return;
  }
  Shape *shape = shape_by_id(after);
  int slot = shape->dictionary == TRUE_VALUE ? -1 : shape_find(shape, name);
  if (slot < 0 || slot >= type->inline_slots || shape->parent != shape_by_id(before)) return;
  Value *place = instance_slot(to_object(receiver), type, slot);
  fill(cache, before, type, CACHE_ADD, (size_t)((char *)place - (char *)to_object(receiver)), from_small_int(after));
}

bool attribute_store(Value receiver, Value name, Value value, InlineCache *cache) {
  if (!is_object(receiver)) return object_set_attribute(receiver, name, value);
  if (store_cached(receiver, value, cache)) return true;
  if (table_take(cache, receiver, name | 1) && store_cached(receiver, value, cache)) return true;
  uint32_t before = to_object(receiver)->shape;
  if (!object_set_attribute(receiver, name, value)) return false;
  fill_store(cache, receiver, name, before);
  table_put(cache, name | 1);
  return true;
}

void attribute_describe_load(Value receiver, Value name, InlineCache *description) {
  *description = (InlineCache){0};
  fill_load(description, receiver, name);
}

void attribute_describe_store(Value receiver, Value name, const InlineCache *warm, InlineCache *description) {
  *description = (InlineCache){0};
  if (!is_object(receiver)) return;
  Type *type = type_of(receiver);
  if (type->slots.set_attribute != NULL || type->slots_offset == 0) return;
  bool adds = warm->shape == to_object(receiver)->shape && cache_kind(warm) == CACHE_ADD;
  if (adds && warm->type->version == warm->version) {
    *description = *warm;
    return;
  }
  Value found = type_lookup_cached(type, name);
  if (found == EMPTY || type_of(found)->slots.descriptor_set == NULL)
    fill_instance(description, receiver, type, name, EMPTY);
  else if (has_shape(found, SHAPE_MEMBER))
    fill_descriptor(description, receiver, type, found);
}
