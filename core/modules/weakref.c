// The module _weakref: the type ref, and the functions. Proxies are in weakref_proxy.c.
#include "core/modules/weakref.h"

#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

WeakTypes weak_types;

static void visit_types(void) {
  heap_visit(from_object(weak_types.ref));
  heap_visit(from_object(weak_types.proxy));
  heap_visit(from_object(weak_types.callable_proxy));
}

static bool is_ref(Value v) { return type_is_subtype(type_of(v), weak_types.ref); }

static WeakRank rank(const WeakRef *reference) {
  Value v = from_object(reference);
  if (reference->callback != EMPTY) return WEAK_OTHER;
  return type_of(v) == weak_types.ref ? WEAK_PLAIN_REF : is_weak_proxy(v) ? WEAK_PLAIN_PROXY : WEAK_OTHER;
}

Value weakref_new(Type *type, Value target, Value callback) {
  if (!weakref_check(target)) return EMPTY;
  if (callback == NONE) callback = EMPTY;
  bool ref = type == weak_types.ref, proxy = type == weak_types.proxy || type == weak_types.callable_proxy;
  if (callback == EMPTY && (ref || proxy)) {
    WeakRef *known = weakref_find(target, ref ? WEAK_PLAIN_REF : WEAK_PLAIN_PROXY);
    if (known) return from_object(known);
  }
  WeakRef *reference = instance_allocate(type);
  if (!reference) return EMPTY;
  reference->callback = callback;
  return weakref_attach(reference, target) ? from_object(reference) : EMPTY;
}

// --- ref

static Value ref_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (type == weak_types.ref && keyword_count(keyword_names) > 0)
    return raise(TypeError, "ref() takes no keyword arguments");
  if (count < 1) return raise(TypeError, "__new__ expected at least 1 argument, got 0");
  if (count > 2) return raise(TypeError, "__new__ expected at most 2 arguments, got %zu", count);
  return weakref_new(type, args[0], count > 1 ? args[1] : EMPTY);
}

// Subclasses call it; everything was done by __new__.
static Value ref_init(Value *args, size_t count) {
  (void)args;
  return count - 1 <= 2 ? NONE : raise(TypeError, "__init__ expected at most 2 arguments, got %zu", count - 1);
}

static Value ref_call(Value self, Value *args, size_t count, Value keyword_names) {
  (void)args;
  if (keyword_count(keyword_names) > 0) return raise(TypeError, "weakref() takes no keyword arguments");
  if (count > 0) return raise(TypeError, "weakref expected 0 arguments, got %zu", count);
  Value target = to_weakref(self)->target;
  return target == EMPTY ? NONE : target;
}

static Value ref_repr(Value self) {
  unsigned long long own = heap_identity(self);
  Value target = to_weakref(self)->target;
  if (target == EMPTY) return str_format_c("<weakref at 0x%llx; dead>", own);
  unsigned long long address = heap_identity(target);
  Value name = object_find_attribute(target, vm.names.__name__);
  if (name == EMPTY && vm_exception != EMPTY) return EMPTY;
  if (name == EMPTY || !is_str(name))
    return str_format_c("<weakref at 0x%llx; to '%T' at 0x%llx>", own, target, address);
  return str_format_c("<weakref at 0x%llx; to '%T' at 0x%llx (%V)>", own, target, address, name);
}

static bool ref_hash(Value self, int64_t *hash) {
  WeakRef *reference = to_weakref(self);
  if (reference->hash == -1) {
    if (reference->target == EMPTY) return raise(TypeError, "weak object has gone away"), false;
    int64_t computed;
    if (!object_hash(reference->target, &computed)) return false;
    reference->hash = computed;
  }
  return *hash = reference->hash, true;
}

static Value ref_compare(Value self, Value other, CompareOp op) {
  if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_ref(self) || !is_ref(other)) return NOT_IMPLEMENTED;
  Value a = to_weakref(self)->target, b = to_weakref(other)->target;
  if (a == EMPTY || b == EMPTY) return from_bool((self == other) == (op == COMPARE_EQ));
  return object_compare(a, b, op);
}

static Value ref_callback(Value self) {
  Value callback = to_weakref(self)->callback;
  return callback == EMPTY ? NONE : callback;
}

static bool make_ref_type(void) {
  static const NativeDef methods[] = {
      {"ref.__init__", "self, /, *args", ref_init, .effects = EFFECT_PURE},
      {.name = "__class_getitem__", .signature = "cls, item, /", .fn = type_class_getitem, .doc = DOC("See PEP 585")},
      {.name = NULL}};
  static const GetSetDef getset[] = {{"__callback__", ref_callback, NULL, NULL}, {NULL, NULL, NULL, NULL}};
  static const TypeSlots slots = {
      .repr = ref_repr, .hash = ref_hash, .compare = ref_compare, .call = ref_call, .construct = ref_construct};
  weak_types.ref = type_new_native("weakref", "ReferenceType", NULL, TYPE_BASE | TYPE_NEW_ARGUMENTS, &slots, methods,
                                   getset, HEAP_WEAKREF, sizeof(WeakRef));
  return weak_types.ref != NULL;
}

// --- the functions

static Value make_proxy(Value *args, size_t count) {
  (void)count;
  bool callable = type_of(args[0])->slots.call != NULL;
  return weakref_new(callable ? weak_types.callable_proxy : weak_types.proxy, args[0], args[1]);
}

// References that nothing holds any more do not count, so they have to be found first.
static Value get_count(Value *args, size_t count) {
  (void)count;
  heap_collect();
  int64_t number = 0;
  for (WeakRef *reference = weakref_first(args[0]); reference; reference = weakref_next(reference)) number++;
  return from_small_int(number);
}

static Value get_references(Value *args, size_t count) {
  (void)count;
  heap_collect();
  Value list = list_new(0);
  for (WeakRef *reference = weakref_first(args[0]); reference && list != EMPTY; reference = weakref_next(reference))
    if (!list_append(list, from_object(reference))) return EMPTY;
  return list;
}

// Removes a key of a WeakValueDictionary, unless its value has been replaced by a living one.
static Value remove_dead(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[0], TYPE_IS_DICT))
    return raise(TypeError, "_remove_dead_weakref() argument 1 must be dict, not %T", args[0]);
  Value value = dict_get(args[0], args[1]);
  if (value == EMPTY) return vm_exception == EMPTY ? NONE : EMPTY;
  if (!is_ref(value)) return raise(TypeError, "not a weakref");
  if (to_weakref(value)->target != EMPTY) return NONE;
  return dict_delete(args[0], args[1]) < 0 ? EMPTY : NONE;
}

static const NativeDef functions[] = {{"proxy", "object, callback=None, /", make_proxy, .effects = EFFECT_WRITES_HEAP,
                                       .doc = DOC("Creates a proxy object that weakly references 'object'.")},
                                      {"getweakrefcount", "object, /", get_count, .effects = EFFECT_WRITES_HEAP,
                                       .doc = DOC("Return the number of weak references to 'object'.")},
                                      {"getweakrefs", "object, /", get_references, .effects = EFFECT_WRITES_HEAP,
                                       .doc = DOC("Return a list of all weak reference objects pointing to 'object'.")},
                                      {"_remove_dead_weakref", "dct, key, /", remove_dead, .effects = EFFECT_ANY},
                                      {.name = NULL}};

static bool init(Value module) {
  if (!weak_types.ref) {
    weakref_start(rank);
    heap_add_root(visit_types);
    if (!make_ref_type() || !weak_proxy_init()) return false;
  }
  return module_add(module, "ref", from_object(weak_types.ref)) &&
         module_add(module, "ReferenceType", from_object(weak_types.ref)) &&
         module_add(module, "ProxyType", from_object(weak_types.proxy)) &&
         module_add(module, "CallableProxyType", from_object(weak_types.callable_proxy));
}

const NativeModule module__weakref = {"_weakref", functions, init, DOC("Weak-reference support module.")};
