// The module _functools: reduce and cmp_to_key; partial is in partial.c, the cache in lru_cache.c.
#include "core/modules/collections/functools.h"

#include "core/modules/collections/declare.h"
#include "core/object/exception.h"
#include "core/object/iterators.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/vm/vm.h"

static Value functools_reduce(Value *args, size_t count) {
  (void)count;
  Value function = args[0], result = args[2], item;
  Walk walk;
  if (!walk_start(&walk, args[1])) {
    if (!exception_matches(EXCEPTION_TypeError)) return EMPTY;
    exception_clear();
    return raise(TypeError, "reduce() arg 2 must support iteration");
  }
  if (result == EMPTY) {
    result = walk_next(&walk);
    if (result == EMPTY)
      return vm_exception != EMPTY ? EMPTY : raise(TypeError, "reduce() of empty iterable with no initial value");
  }
  while ((item = walk_next(&walk)) != EMPTY)
    if ((result = object_call_2(function, result, item)) == EMPTY) return EMPTY;
  return vm_exception == EMPTY ? result : EMPTY;
}

// --- cmp_to_key

// What cmp_to_key returns (object EMPTY: to be called) and what calling that returns. HEAP_VALUES.
typedef struct Key {
  Object header;
  Value compare;
  Value object;
} Key;

static Type *key_type;

static Key *to_key(Value v) { return (Key *)(void *)to_object(v); }

static Value key_new(Value compare, Value object) {
  Key *key = instance_allocate(key_type);
  if (key == NULL) return EMPTY;
  key->compare = compare;
  key->object = object;
  return from_object(key);
}

static Value key_call(Value self, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "K", .signature = "obj"};
  Value object;
  return native_bind(&signature, args, count, keyword_names, &object) ? key_new(to_key(self)->compare, object) : EMPTY;
}

static Value key_compare(Value self, Value other, CompareOp op) {
  if (type_of(self) != key_type || type_of(other) != key_type)
    return raise(TypeError, "other argument must be K instance");
  Value left = to_key(self)->object, right = to_key(other)->object;
  if (left == EMPTY || right == EMPTY) return raise(AttributeError, "object");
  Value order = object_call_2(to_key(self)->compare, left, right);
  return order == EMPTY ? EMPTY : object_compare(order, from_small_int(0), op);
}

static Value get_object(Value self) {
  Value object = to_key(self)->object;
  return object == EMPTY ? raise(AttributeError, "obj") : object;
}
static bool set_object(Value self, Value value) { return to_key(self)->object = value, true; }

static Value functools_cmp_to_key(Value *args, size_t count) {
  (void)count;
  return key_new(args[0], EMPTY);
}

static bool init(Value module) {
  static const TypeSlots slots = {.compare = key_compare, .hash = container_unhashable, .call = key_call};
  static const GetSetDef attributes[] = {{"obj", get_object, set_object, DOC("Value wrapped by a key function.")},
                                         {NULL, NULL, NULL, NULL}};
  key_type = type_new_native("functools", "KeyWrapper", NULL, 0, &slots, NULL, attributes, HEAP_VALUES, sizeof(Key));
  return key_type && functools_add_partial(module) && functools_add_lru_cache(module);
}

static const NativeDef functions[] = {
    DEF("reduce", "function, iterable, initial=, /", functools_reduce,
        "reduce(function, iterable[, initial]) -> value\n\n"
        "Apply a function of two arguments cumulatively to the items of a sequence\n"
        "or iterable, from left to right, so as to reduce the iterable to a single\n"
        "value.  For example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5]) calculates\n"
        "((((1+2)+3)+4)+5).  If initial is present, it is placed before the items\n"
        "of the iterable in the calculation, and serves as a default when the\n"
        "iterable is empty."),
    DEF("cmp_to_key", "mycmp", functools_cmp_to_key, "Convert a cmp= function into a key= function."),
    END_OF_DEFS,
};

const NativeModule module__functools = {"_functools", functions, init, DOC("Tools that operate on functions.")};
