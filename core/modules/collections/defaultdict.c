// collections.defaultdict: a dict with a factory for what is missing.
#include "core/modules/collections/collections.h"
#include "core/modules/collections/declare.h"
#include "core/object/dict_internal.h"
#include "core/object/exception.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

typedef struct DefaultDict { // HEAP_INSTANCE
  Dict dict;
  Value factory; // callable or NONE
} DefaultDict;

static Type *defaultdict_type;

static DefaultDict *to_defaultdict(Value v) { return (DefaultDict *)(void *)to_object(v); }

static bool is_callable(Value v) {
  uint32_t shape = shape_of(v);
  return shape == SHAPE_FUNCTION || shape == SHAPE_METHOD || type_of(v)->slots.call != NULL;
}

static bool initialise(Value self, Value *args, size_t count, Value keyword_names) {
  Value factory = count > 0 ? args[0] : NONE;
  if (factory != NONE && !is_callable(factory))
    return raise(TypeError, "first argument must be callable or None"), false;
  to_defaultdict(self)->factory = factory;
  size_t skip = count > 0;
  if (count - skip > 1) return raise(TypeError, "dict expected at most 1 argument, got %zu", count - skip), false;
  return dict_update_arguments(self, skip > 0 ? args + skip : args, count - skip, keyword_names);
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  Dict *dict = dict_allocate(type);
  if (dict == NULL) return EMPTY;
  Value self = from_object(dict);
  to_defaultdict(self)->factory = NONE;
  if (has_python_init(type)) return self;
  return initialise(self, args, count, keyword_names) ? self : EMPTY;
}

static Value method_init(Value *args, size_t count) { // self, **kwargs, then *args
  if (!initialise(args[0], args + 2, count - 2, EMPTY)) return EMPTY;
  return args[1] == EMPTY || dict_update(args[0], args[1]) ? NONE : EMPTY;
}

// What __missing__ does.
static Value make_missing(Value self, Value key) {
  Value factory = to_defaultdict(self)->factory;
  if (factory == NONE) return raise_with(EXCEPTION_KeyError, key);
  Value value = object_call_0(factory);
  if (value == EMPTY) return EMPTY;
  bool plain = type_of(self) == defaultdict_type;
  return (plain ? dict_set(self, key, value) : object_set_item(self, key, value)) ? value : EMPTY;
}

static Value get_item(Value self, Value key) {
  Value value = dict_get(self, key);
  if (value != EMPTY || vm_exception != EMPTY) return value;
  if (type_of(self) == defaultdict_type) return make_missing(self, key);
  Value missing = object_find_special(self, vm.names.__missing__);
  if (missing != EMPTY) return object_call_1(missing, key);
  return vm_exception != EMPTY ? EMPTY : raise_with(EXCEPTION_KeyError, key);
}

static Value method_missing(Value *args, size_t count) { return (void)count, make_missing(args[0], args[1]); }

static Value method_copy(Value *args, size_t count) {
  (void)count;
  return object_call_2(from_object(type_of(args[0])), to_defaultdict(args[0])->factory, args[0]);
}

static Value method_reduce(Value *args, size_t count) {
  (void)count;
  Value self = args[0], factory = to_defaultdict(self)->factory;
  Value items = object_call_method(self, "items", NULL, 0), iterator = items == EMPTY ? EMPTY : object_iter(items);
  Value arguments = factory == NONE ? tuple_new(0) : tuple_from(&factory, 1);
  if (iterator == EMPTY || arguments == EMPTY) return EMPTY;
  Value parts[] = {from_object(type_of(self)), arguments, NONE, NONE, iterator};
  return tuple_from(parts, 5);
}

static Value repr(Value self) {
  Value items = builtin_types[SHAPE_DICT]->slots.repr(self), factory;
  ReprGuard guard;
  if (items == EMPTY) return EMPTY;
  // The factory may be a method of something that holds this dict.
  Value shown = to_defaultdict(self)->factory;
  if (!repr_guard_enter(&guard, shown)) {
    factory = repr_again("...");
  } else {
    factory = object_repr(shown);
    repr_guard_leave(&guard);
  }
  return factory == EMPTY ? EMPTY : str_format_c("%V(%V, %V)", type_of(self)->name, factory, items);
}

static Value binary(BinaryOp op, Value left, Value right) {
  bool ours = type_is_subtype(type_of(left), defaultdict_type);
  if (op != BINARY_OR || !is_any_dict(left) || !is_any_dict(right)) return NOT_IMPLEMENTED;
  Value self = ours ? left : right;
  Value merged = object_call_2(from_object(type_of(self)), to_defaultdict(self)->factory, left);
  return merged != EMPTY && dict_update(merged, right) ? merged : EMPTY;
}

static Value get_factory(Value self) { return to_defaultdict(self)->factory; }
static bool set_factory(Value self, Value value) {
  return to_defaultdict(self)->factory = value == EMPTY ? NONE : value, true;
}

bool collections_add_defaultdict(Value module) {
  static const NativeDef methods[] = {
      DEF("__init__", "self, /, *args, **kwargs", method_init, NULL),
      DEF("__missing__", "self, key, /", method_missing,
          "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n"
          "  if self.default_factory is None: raise KeyError((key,))\n"
          "  self[key] = value = self.default_factory()\n  return value\n"),
      DEF("copy", "self, /", method_copy, "D.copy() -> a shallow copy of D."),
      DEF("__copy__", "self, /", method_copy, "D.copy() -> a shallow copy of D."),
      DEF("__reduce__", "self, /", method_reduce, "Return state information for pickling."),
      DEF("__class_getitem__", "cls, item, /", type_class_getitem, "See PEP 585"),
      END_OF_DEFS,
  };
  static const GetSetDef attributes[] = {
      {"default_factory", get_factory, set_factory, DOC("Factory for default value called by __missing__().")},
      {NULL, NULL, NULL, NULL}};
  static const TypeSlots slots = {.repr = repr, .get_item = get_item, .binary = binary, .construct = construct};
  defaultdict_type = type_new_native("collections", "defaultdict", builtin_types[SHAPE_DICT], TYPE_BASE, &slots,
                                     methods, attributes, HEAP_INSTANCE, sizeof(DefaultDict));
  return defaultdict_type &&
         collections_set_doc(defaultdict_type,
                             "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n"
                             "The default factory is called without arguments to produce\n"
                             "a new value when a key is not present, in __getitem__ only.\n"
                             "A defaultdict compares equal to a dict with the same items.\n"
                             "All remaining arguments are treated the same as if they were\n"
                             "passed to the dict constructor, including keyword arguments.") &&
         module_add(module, "defaultdict", from_object(defaultdict_type));
}
