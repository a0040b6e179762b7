// Module objects.
#include "core/object/module.h"

#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/type_internal.h"
#include "core/vm/import.h"
#include "core/vm/vm.h"

static Module *to_module(Value v) { return (Module *)to_object(v); }

static bool set_default(Value dict, Value name, Value value) {
  return dict_get_str(dict, name) != EMPTY || dict_set(dict, name, value);
}

static bool module_fill(Module *module, Value name, Value doc) {
  if (module->dict == EMPTY && (module->dict = dict_new()) == EMPTY) return false;
  return dict_set(module->dict, vm.names.__name__, name) && dict_set(module->dict, vm.names.__doc__, doc) &&
         set_default(module->dict, vm.names.__package__, NONE) &&
         set_default(module->dict, vm.names.__loader__, NONE) && set_default(module->dict, vm.names.__spec__, NONE);
}

Value module_new(Value name) {
  Module *module = heap_new(SHAPE_MODULE, HEAP_VALUES, sizeof *module);
  return module && module_fill(module, name, NONE) ? from_object(module) : EMPTY;
}

bool module_add(Value module, const char *name, Value value) {
  return value != EMPTY && dict_set(module_dict(module), str_intern(name, strlen(name)), value);
}

static Value module_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "module", .signature = "name, doc=None"};
  Module *module = instance_allocate(type);
  if (!module || (module->dict = dict_new()) == EMPTY) return EMPTY;
  // A subclass that overrides __init__ calls ours when it likes.
  Value init = type_lookup_cached(type, vm.names.__init__);
  if (!has_shape(init, SHAPE_NATIVE_METHOD)) return from_object(module);
  Value slots[2];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  if (!type_flag(slots[0], TYPE_IS_STR))
    return raise(TypeError, "module.__init__() argument 1 must be str, not %T", slots[0]);
  return module_fill(module, slots[0], slots[1] == EMPTY ? NONE : slots[1]) ? from_object(module) : EMPTY;
}

static Value module_initialise(Value *a, size_t count) {
  (void)count;
  return module_fill(to_module(a[0]), a[1], a[2] == EMPTY ? NONE : a[2]) ? NONE : EMPTY;
}

// --- attributes

static Value raise_missing(Value self, Value name) {
  Value module_name = dict_get_str(to_module(self)->dict, vm.names.__name__);
  if (module_name == EMPTY || !type_flag(module_name, TYPE_IS_STR))
    raise(AttributeError, "module has no attribute '%V'", name);
  else
    raise(AttributeError,
          import_is_loading(self)
              ? "partially initialized module '%V' has no attribute '%V' (most likely due to a circular import)"
              : "module '%V' has no attribute '%V'",
          module_name, name);
  if (!exception_matches(EXCEPTION_AttributeError)) return EMPTY;
  ((Exception *)to_object(vm_exception))->extra[0] = name;
  ((Exception *)to_object(vm_exception))->extra[1] = self;
  return EMPTY;
}

static Value module_get_attribute(Value self, Value name) {
  Value dict = to_module(self)->dict;
  Value found = type_lookup_cached(type_of(self), name);
  bool data = found != EMPTY && type_of(found)->slots.descriptor_set;
  if (!data) {
    Value own = dict_get_str(dict, name);
    if (own != EMPTY) return own;
  }
  if (found != EMPTY) {
    Value (*get)(Value, Value, Value) = type_of(found)->slots.descriptor_get;
    return get ? get(found, self, from_object(type_of(self))) : found;
  }
  if (import_complete(name)) {
    Value own = dict_get_str(dict, name);
    if (own != EMPTY) return own;
  }
  if (vm_exception != EMPTY) return EMPTY;
  Value hook = dict_get_str(dict, vm.names.__getattr__);
  return hook == EMPTY ? raise_missing(self, name) : object_call_1(hook, name);
}

static bool module_set_attribute(Value self, Value name, Value value) {
  Value found = type_lookup_cached(type_of(self), name);
  if (found != EMPTY && type_of(found)->slots.descriptor_set)
    return type_of(found)->slots.descriptor_set(found, self, value);
  Value dict = to_module(self)->dict;
  if (value != EMPTY) return dict_set(dict, name, value);
  int deleted = dict_delete(dict, name);
  if (deleted == 0) raise_missing(self, name);
  return deleted > 0;
}

static Value get_dict(Value self) { return to_module(self)->dict; }

static Value get_annotations(Value self) {
  Value dict = to_module(self)->dict, annotations = dict_get_str(dict, vm.names.__annotations__);
  if (annotations != EMPTY) return annotations;
  annotations = dict_new();
  return annotations != EMPTY && dict_set(dict, vm.names.__annotations__, annotations) ? annotations : EMPTY;
}

static bool set_annotations(Value self, Value value) {
  Value dict = to_module(self)->dict;
  if (value != EMPTY) return dict_set(dict, vm.names.__annotations__, value);
  int deleted = dict_delete(dict, vm.names.__annotations__);
  if (deleted == 0) raise(AttributeError, "%V", vm.names.__annotations__);
  return deleted > 0;
}

// By the spec, which the import system's Python half knows how to show, unless it has not been asked for yet.
static Value module_repr(Value self) {
  const Module *module = to_module(self);
  Value name = dict_get_str(module->dict, vm.names.__name__), file = dict_get_str(module->dict, vm.names.__file__);
  if (module->origin == from_small_int(MODULE_FROM_C)) return str_format_c("<module %R (built-in)>", name);
  if (module->origin == from_small_int(MODULE_FROM_FROZEN)) return str_format_c("<module %R (frozen)>", name);
  if (module->origin == EMPTY && vm.import_system != EMPTY) {
    Value text = object_call_method(vm.import_system, "_module_repr", &self, 1);
    if (text != NONE) return text;
  }
  if (name == EMPTY) name = str_from_c("?");
  if (file != EMPTY && file != NONE) return str_format_c("<module %R from %R>", name, file);
  Value loader = dict_get_str(module->dict, vm.names.__loader__);
  return loader == EMPTY || loader == NONE ? str_format_c("<module %R>", name)
                                           : str_format_c("<module %R (%R)>", name, loader);
}

static Value module_dir(Value *a, size_t count) {
  (void)count;
  import_complete(vm.names.__spec__);
  if (vm_exception != EMPTY) return EMPTY;
  Value dict = object_get_attribute(a[0], vm.names.__dict__); // a subclass may have another one
  if (dict == EMPTY) return EMPTY;
  if (!type_flag(dict, TYPE_IS_DICT)) return raise(TypeError, "%T.__dict__ is not a dictionary", a[0]);
  Value hook = dict_get_str(dict, str_intern("__dir__", 7));
  return hook == EMPTY ? list_from_iterable(dict) : object_call_0(hook);
}

void module_init(void) {
  static const NativeDef methods[] = {
      {.name = "__init__", .signature = "self, name, doc=None", .fn = module_initialise},
      {.name = "__dir__", .signature = "self, /", .fn = module_dir},
      {.name = NULL}};
  static const GetSetDef attributes[] = {{"__dict__", get_dict, NULL, NULL},
                                         {"__annotations__", get_annotations, set_annotations, NULL},
                                         {NULL, NULL, NULL, NULL}};
  static const TypeSlots slots = {.repr = module_repr,
                                  .get_attribute = module_get_attribute,
                                  .set_attribute = module_set_attribute,
                                  .construct = module_construct};
  type_setup(SHAPE_MODULE, &slots, methods, attributes, HEAP_VALUES, sizeof(Module), NULL);
}
