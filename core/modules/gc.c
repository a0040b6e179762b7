// The module gc.
//
// The collector has no generations, counts no allocations by object and cannot be told when to collect; what of gc's
// settings has no meaning for it is remembered and given back.
#include <stdlib.h>

#include "core/object/array.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/finalise.h"
#include "core/vm/unraisable.h"
#include "core/vm/vm.h"

#define GENERATIONS 3
#define DEBUG_FLAGS(X) \
  X(DEBUG_STATS, 1) X(DEBUG_COLLECTABLE, 2) X(DEBUG_UNCOLLECTABLE, 4) X(DEBUG_SAVEALL, 32) X(DEBUG_LEAK, 38)

static struct {
  int64_t threshold[GENERATIONS];
  int64_t debug;
  bool disabled;
  struct {
    int64_t collections, collected;
  } stats[GENERATIONS];
} state = {.threshold = {700, 10, 10}};

// --- collecting

// Calls the functions in gc.callbacks with a phase and what is known of the collection.
static void call_callbacks(Value callbacks, const char *phase, int64_t generation, int64_t collected) {
  if (!is_list(callbacks) || to_list(callbacks)->length == 0) return;
  for (uint64_t i = 0; i < to_list(callbacks)->length; i++) {
    Value info = dict_new(), callback = to_list(callbacks)->storage->items[i];
    bool made = info != EMPTY && dict_set_c(info, "generation", from_small_int(generation)) &&
                dict_set_c(info, "collected", from_small_int(collected)) &&
                dict_set_c(info, "uncollectable", from_small_int(0));
    if (!made || object_call_2(callback, str_from_c(phase), info) == EMPTY) vm_unraisable(callback);
  }
}

static Value module_attribute(const char *name) {
  Value module = dict_get_c(vm.modules, "gc");
  return module == EMPTY ? NONE : dict_get_c(module_dict(module), name);
}

static Value gc_collect(Value *args, size_t count) {
  (void)count;
  int64_t generation = GENERATIONS - 1;
  if (args[0] != EMPTY && !index_from_value(args[0], EXCEPTION_OverflowError, &generation)) return EMPTY;
  if (generation < 0 || generation >= GENERATIONS) return raise(ValueError, "invalid generation");
  Value callbacks = module_attribute("callbacks");
  call_callbacks(callbacks, "start", generation, 0);
  int64_t collected = vm_collect(args);
  state.stats[generation].collections++;
  state.stats[generation].collected += collected;
  call_callbacks(callbacks, "stop", generation, collected);
  return int_from_i64(collected);
}

// --- settings

static Value gc_enable(Value *args, size_t count) { return (void)args, (void)count, state.disabled = false, NONE; }
static Value gc_disable(Value *args, size_t count) { return (void)args, (void)count, state.disabled = true, NONE; }
static Value gc_is_enabled(Value *args, size_t count) { return (void)args, (void)count, from_bool(!state.disabled); }
static Value do_nothing(Value *args, size_t count) { return (void)args, (void)count, NONE; }
static Value zero(Value *args, size_t count) { return (void)args, (void)count, from_small_int(0); }

static Value triple(const int64_t *values) {
  Value items[] = {int_from_i64(values[0]), int_from_i64(values[1]), int_from_i64(values[2])};
  return tuple_from(items, 3);
}

static Value gc_get_count(Value *args, size_t count) {
  (void)args, (void)count;
  return triple((int64_t[]){0, 0, 0});
}

static Value gc_get_threshold(Value *args, size_t count) { return (void)args, (void)count, triple(state.threshold); }

static Value gc_set_threshold(Value *args, size_t count) {
  (void)count;
  int64_t values[GENERATIONS];
  memcpy(values, state.threshold, sizeof values);
  for (int i = 0; i < GENERATIONS; i++)
    if (args[i] != EMPTY && !index_from_value(args[i], EXCEPTION_OverflowError, &values[i])) return EMPTY;
  memcpy(state.threshold, values, sizeof values);
  return NONE;
}

static Value gc_get_debug(Value *args, size_t count) { return (void)args, (void)count, int_from_i64(state.debug); }

static Value gc_set_debug(Value *args, size_t count) {
  (void)count;
  return index_from_value(args[0], EXCEPTION_OverflowError, &state.debug) ? NONE : EMPTY;
}

static Value gc_get_stats(Value *args, size_t count) {
  (void)args, (void)count;
  Value list = list_new(0);
  for (int i = 0; i < GENERATIONS && list != EMPTY; i++) {
    Value stats = dict_new();
    bool made = stats != EMPTY && dict_set_c(stats, "collections", int_from_i64(state.stats[i].collections)) &&
                dict_set_c(stats, "collected", int_from_i64(state.stats[i].collected)) &&
                dict_set_c(stats, "uncollectable", from_small_int(0));
    if (!made || !list_append(list, stats)) return EMPTY;
  }
  return list;
}

// --- looking at objects

// Whether Python code knows objects of this kind as containers.
static bool is_container(const Object *object) {
  if (object->kind == HEAP_LEAF || shape_is_internal(object->shape)) return false;
  return object->shape != SHAPE_RANGE && object->shape != SHAPE_SLICE && object->shape != SHAPE_CODE &&
         object->shape != SHAPE_BYTEARRAY;
}

static Value gc_is_tracked(Value *args, size_t count) {
  (void)count;
  return from_bool(is_object(args[0]) && is_container(to_object(args[0])));
}

static Value gc_is_finalized(Value *args, size_t count) {
  (void)count;
  return from_bool(is_object(args[0]) && to_object(args[0])->gc & HEAP_FINALISED);
}

// Objects that a walk finds, in C memory as allocating is not possible then.
typedef struct Found {
  Value *items;
  size_t count, capacity;
  bool failed;
  const Value *wanted; // get_referrers: what is looked for
  size_t wanted_count;
  bool refers;
} Found;

static void found_add(Found *found, Value v) {
  if (found->count == found->capacity) {
    size_t capacity = found->capacity ? found->capacity * 2 : 256;
    Value *items = realloc(found->items, capacity * sizeof *items);
    if (!items) {
      found->failed = true;
      return;
    }
    found->items = items;
    found->capacity = capacity;
  }
  found->items[found->count++] = v;
}

// What was found must not be collected while the list of it is being made.
static const Found *kept;

static void visit_kept(void) {
  for (size_t i = 0; kept && i < kept->count; i++) heap_visit(kept->items[i]);
}

static Value found_list(Found *found) {
  kept = found;
  Value list = found->failed ? raise_memory_error() : list_from(found->items, found->count);
  kept = NULL;
  free(found->items);
  return list;
}

static bool add_container(Object *object, void *found) {
  if (is_container(object)) found_add(found, from_object(object));
  return !((Found *)found)->failed;
}

static Value gc_get_objects(Value *args, size_t count) {
  (void)count;
  int64_t generation = -1;
  if (args[0] != EMPTY && args[0] != NONE && !index_from_value(args[0], EXCEPTION_OverflowError, &generation))
    return EMPTY;
  if (generation >= GENERATIONS)
    return raise(ValueError, "generation parameter must be less than the number of available generations (3)");
  if (generation < -1) return raise(ValueError, "generation parameter cannot be negative");
  Found found = {0};
  heap_each_object(add_container, &found);
  return found_list(&found);
}

// References that the VM's own memory holds count as those of the object that the memory belongs to.
static void add_referent(Value v, void *context) {
  Object *object = to_object(v);
  if (!shape_is_internal(object->shape))
    found_add(context, str_seen(v));
  else if (object->shape == SHAPE_VALUE_ARRAY)
    for (uint64_t i = 0; i < ((ValueArray *)object)->capacity; i++)
      if (is_object(((ValueArray *)object)->items[i])) found_add(context, ((ValueArray *)object)->items[i]);
}

static Value gc_get_referents(Value *args, size_t count) {
  Found found = {0};
  for (size_t i = 0; i < count; i++)
    if (is_object(args[i])) heap_referents(to_object(args[i]), add_referent, &found);
  return found_list(&found);
}

static void compare_referent(Value v, void *context) {
  Found *found = context;
  Object *object = to_object(v);
  if (object->shape == SHAPE_VALUE_ARRAY) {
    const ValueArray *array = (const ValueArray *)object;
    for (uint64_t i = 0; i < array->capacity; i++)
      for (size_t k = 0; k < found->wanted_count; k++) found->refers |= array->items[i] == found->wanted[k];
  }
  for (size_t k = 0; k < found->wanted_count; k++) found->refers |= v == found->wanted[k];
}

static bool add_referrer(Object *object, void *context) {
  Found *found = context;
  if (!is_container(object)) return true;
  found->refers = false;
  heap_referents(object, compare_referent, found);
  if (found->refers) found_add(found, from_object(object));
  return !found->failed;
}

static Value gc_get_referrers(Value *args, size_t count) {
  Found found = {.wanted = args, .wanted_count = count};
  heap_each_object(add_referrer, &found);
  return found_list(&found);
}

static const NativeDef functions[] = {
    {.name = "collect",
     .signature = "generation=2",
     .fn = gc_collect,
     .doc = DOC("Run the garbage collector. The number of objects that Python code could reach once is returned.")},
    {.name = "enable", .signature = "", .fn = gc_enable, .effects = EFFECT_WRITES_HEAP},
    {.name = "disable", .signature = "", .fn = gc_disable, .effects = EFFECT_WRITES_HEAP},
    {.name = "isenabled", .signature = "", .fn = gc_is_enabled, .effects = EFFECT_READS_HEAP},
    {.name = "get_count", .signature = "", .fn = gc_get_count, .effects = EFFECT_READS_HEAP},
    {.name = "get_threshold", .signature = "", .fn = gc_get_threshold, .effects = EFFECT_READS_HEAP},
    {.name = "set_threshold", .signature = "threshold0, threshold1=, threshold2=, /", .fn = gc_set_threshold},
    {.name = "get_debug", .signature = "", .fn = gc_get_debug, .effects = EFFECT_READS_HEAP},
    {.name = "set_debug", .signature = "flags, /", .fn = gc_set_debug},
    {.name = "get_stats", .signature = "", .fn = gc_get_stats},
    {.name = "is_tracked", .signature = "obj, /", .fn = gc_is_tracked, .effects = EFFECT_READS_HEAP},
    {.name = "is_finalized", .signature = "obj, /", .fn = gc_is_finalized, .effects = EFFECT_READS_HEAP},
    {.name = "get_objects", .signature = "generation=None", .fn = gc_get_objects},
    {.name = "get_referents", .signature = "*objs", .fn = gc_get_referents},
    {.name = "get_referrers", .signature = "*objs", .fn = gc_get_referrers},
    {.name = "freeze", .signature = "", .fn = do_nothing, .effects = EFFECT_PURE},
    {.name = "unfreeze", .signature = "", .fn = do_nothing, .effects = EFFECT_PURE},
    {.name = "get_freeze_count", .signature = "", .fn = zero, .effects = EFFECT_PURE},
    {.name = NULL}};

static bool init(Value module) {
  heap_add_root(visit_kept);
#define X(name, value) \
  if (!module_add(module, #name, from_small_int(value))) return false;
  DEBUG_FLAGS(X)
#undef X
  return module_add(module, "garbage", list_new(0)) && module_add(module, "callbacks", list_new(0));
}

const NativeModule module_gc = {"gc", functions, init, DOC("The garbage collector.")};
