// Type objects as Python sees them: calling them, their attributes and methods.
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/slots.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

// --- calling a class

static bool check_init_result(Value result) {
  if (result == EMPTY || result == NONE) return result == NONE;
  return raise(TypeError, "__init__() should return None, not '%T'", result), false;
}

static bool call_init(Value init, Value instance, Value *args, size_t count, Value keyword_names) {
  CallArguments call;
  if (!call_arguments_prepend(&call, instance, args, count, keyword_names)) return false;
  if (has_shape(init, SHAPE_FUNCTION) || has_shape(init, SHAPE_NATIVE_METHOD))
    return check_init_result(object_call(init, call.args, call.count, keyword_names));
  Value (*get)(Value, Value, Value) = type_of(init)->slots.descriptor_get;
  if (get && (init = get(init, instance, from_object(type_of(instance)))) == EMPTY) return false;
  return check_init_result(object_call(init, args, count, keyword_names));
}

// Whether the C constructor leaves the arguments to an __init__ of its own when the class overrides that.
static bool arguments_go_to_init(Type *native) {
  if (native->flags & (TYPE_IS_EXCEPTION | TYPE_IS_TYPE | TYPE_NEW_ARGUMENTS) || native == builtin_types[SHAPE_OBJECT])
    return false;
  return type_lookup_cached(native, vm.names.__init__) !=
         type_lookup_cached(builtin_types[SHAPE_OBJECT], vm.names.__init__);
}

static Value instantiate_class(Type *type, Value *args, size_t count, Value keyword_names) {
  Value init = type_lookup_cached(type, vm.names.__init__);
  bool python_new = type->slots.construct == slot_construct;
  bool native_init = has_shape(init, SHAPE_NATIVE_METHOD);
  Value instance;
  if (!python_new && !native_init && arguments_go_to_init(type_native_base(type)))
    instance = type->slots.construct(type, NULL, 0, EMPTY);
  else
    instance = type->slots.construct(type, args, count, keyword_names);
  if (instance == EMPTY) return EMPTY;
  Type *actual = type_of(instance);
  if (actual != type) {
    if (!type_is_subtype(actual, type)) return instance;
    init = type_lookup_cached(actual, vm.names.__init__);
    native_init = has_shape(init, SHAPE_NATIVE_METHOD);
  }
  if (native_init && (!python_new || to_type(to_native(init)->owner) == builtin_types[SHAPE_OBJECT])) return instance;
  return call_init(init, instance, args, count, keyword_names) ? instance : EMPTY;
}

Value type_call(Value self, Value *args, size_t count, Value keyword_names) {
  Type *type = to_type(self);
  if (type->flags & TYPE_HEAP) return instantiate_class(type, args, count, keyword_names);
  if (!type->slots.construct) return raise(TypeError, "cannot create '%V' instances", type_shown_name(type));
  if (type == builtin_types[SHAPE_TYPE] && count == 1 && keyword_names == EMPTY) return from_object(type_of(args[0]));
  return type->slots.construct(type, args, count, keyword_names);
}

Value slot_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  Value method = type_lookup_cached(type, vm.names.__new__);
  if (method == EMPTY) return raise(TypeError, "cannot create '%V' instances", type_shown_name(type));
  Value (*get)(Value, Value, Value) = type_of(method)->slots.descriptor_get;
  if (get && (method = get(method, EMPTY, from_object(type))) == EMPTY) return EMPTY;
  CallArguments call;
  if (!call_arguments_prepend(&call, from_object(type), args, count, keyword_names)) return EMPTY;
  return object_call(method, call.args, call.count, keyword_names);
}

// type(name, bases, namespace)
static Value type_construct(Type *metatype, Value *args, size_t count, Value keyword_names) {
  if (count != 3) {
    if (metatype == builtin_types[SHAPE_TYPE]) return raise(TypeError, "type() takes 1 or 3 arguments");
    return raise(TypeError, "type.__new__() takes exactly 3 arguments (%zu given)", count);
  }
  static const struct {
    uint32_t flag;
    const char *name;
  } wanted[] = {{TYPE_IS_STR, "str"}, {TYPE_IS_TUPLE, "tuple"}, {TYPE_IS_DICT, "dict"}};
  for (int i = 0; i < 3; i++)
    if (!type_flag(args[i], wanted[i].flag))
      return raise(TypeError, "type.__new__() argument %d must be %s, not %T", i + 1, wanted[i].name, args[i]);
  Type *winner = class_metatype(metatype, args[1]);
  if (!winner) return EMPTY;
  if (winner != metatype && winner->slots.construct != builtin_types[SHAPE_TYPE]->slots.construct)
    return winner->slots.construct(winner, args, count, keyword_names);
  Value keywords = EMPTY;
  if (keyword_names != EMPTY) {
    if ((keywords = dict_new()) == EMPTY) return EMPTY;
    for (size_t i = 0; i < to_tuple(keyword_names)->length; i++)
      if (!dict_set(keywords, to_tuple(keyword_names)->items[i], args[count + i])) return EMPTY;
  }
  return type_new_class(winner, args[0], args[1], args[2], keywords);
}

// --- attributes

static Value type_get_attribute(Value self, Value name) {
  Value result = type_find_attribute(self, name);
  return result != EMPTY || vm_exception != EMPTY ? result : raise_attribute_error(self, name);
}

static Value get_name(Value self) { return to_type(self)->name; }
static Value get_qualified_name(Value self) { return to_type(self)->qualified_name; }
static Value get_bases(Value self) { return to_type(self)->bases; }
static Value get_mro(Value self) { return to_type(self)->mro; }
static Value get_base(Value self) { return to_type(self)->base ? from_object(to_type(self)->base) : NONE; }

// With CPython's numbers, as far as copyreg and inspect look at them.
// The bytes of an instance without and for its items, where those are in the instance itself.
static Value get_basic_size(Value self) { return from_small_int(to_type(self)->instance_bytes); }

static Value get_item_size(Value self) {
  uint32_t flags = to_type(self)->flags;
  if (!(flags & TYPE_VARIABLE_SIZE) || flags & TYPE_IS_STR) return from_small_int(0);
  return from_small_int(flags & TYPE_IS_BYTES ? 1 : sizeof(Value));
}

static Value get_flags(Value self) {
  static const struct {
    uint32_t flag;
    uint8_t bit;
  } bits[] = {{TYPE_SEQUENCE, 5}, {TYPE_MAPPING, 6},  {TYPE_HEAP, 9},          {TYPE_BASE, 10},
              {TYPE_IS_INT, 24},  {TYPE_IS_LIST, 25}, {TYPE_IS_TUPLE, 26},     {TYPE_IS_BYTES, 27},
              {TYPE_IS_STR, 28},  {TYPE_IS_DICT, 29}, {TYPE_IS_EXCEPTION, 30}, {TYPE_IS_TYPE, 31}};
  int64_t result = 1 << 12; // ready
  for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
    if (to_type(self)->flags & bits[i].flag) result |= (int64_t)1 << bits[i].bit;
  Value abstract = dict_get_c(to_type(self)->dict, "__abstractmethods__");
  int is_abstract = abstract == EMPTY ? 0 : object_truth(abstract);
  return is_abstract < 0 ? EMPTY : from_small_int(is_abstract ? result | 1 << 20 : result);
}

// What inspect makes of classes that have neither __init__ nor __new__; those of other C types are not described.
static Value get_text_signature(Value self) {
  return to_type(self) == builtin_types[SHAPE_OBJECT] ? str_from_c("()") : NONE;
}

static Value get_module(Value self) {
  Value module = dict_get_str(to_type(self)->dict, vm.names.__module__);
  return module == EMPTY || !(to_type(self)->flags & TYPE_HEAP) ? to_type(self)->module : module;
}

static Value get_doc(Value self) {
  Value doc = dict_get_str(to_type(self)->dict, vm.names.__doc__);
  if (doc == EMPTY) return NONE;
  Value (*get)(Value, Value, Value) = type_of(doc)->slots.descriptor_get;
  return get ? get(doc, EMPTY, self) : doc;
}

static Value get_dict(Value self) {
  Wrapper *proxy = heap_new(SHAPE_MAPPING_PROXY, HEAP_VALUES, sizeof *proxy);
  if (!proxy) return EMPTY;
  proxy->callable = to_type(self)->dict;
  return from_object(proxy);
}

static Value get_annotations(Value self) {
  Type *type = to_type(self);
  if (!(type->flags & TYPE_HEAP))
    return raise(AttributeError, "type object '%V' has no attribute '__annotations__'", type->name);
  Value annotations = dict_get_str(type->dict, vm.names.__annotations__);
  if (annotations != EMPTY) return annotations;
  annotations = dict_new();
  return annotations != EMPTY && dict_set(type->dict, vm.names.__annotations__, annotations) ? annotations : EMPTY;
}

static bool check_settable(Value self, Value value, const char *name) {
  Type *type = to_type(self);
  if (!(type->flags & TYPE_HEAP))
    return raise(TypeError, "cannot set '%s' attribute of immutable type '%V'", name, type->name), false;
  if (value == EMPTY)
    return raise(TypeError, "cannot delete '%s' attribute of immutable type '%V'", name, type->name), false;
  return true;
}

static bool check_str(Value self, Value value, const char *name) {
  if (type_flag(value, TYPE_IS_STR)) return true;
  return raise(TypeError, "can only assign string to %V.%s, not '%T'", to_type(self)->name, name, value), false;
}

static bool set_name(Value self, Value value) {
  if (!check_settable(self, value, "__name__") || !check_str(self, value, "__name__")) return false;
  if (!class_check_name(value)) return false;
  return to_type(self)->name = value, true;
}

static bool set_qualified_name(Value self, Value value) {
  if (!check_settable(self, value, "__qualname__") || !check_str(self, value, "__qualname__")) return false;
  return to_type(self)->qualified_name = value, true;
}

static bool set_in_dict(Value self, Value name, Value value, const char *text) {
  if (!check_settable(self, value, text)) return false;
  if (!dict_set(to_type(self)->dict, name, value)) return false;
  type_attribute_changed(to_type(self), name);
  return true;
}

static bool set_module(Value self, Value value) {
  if (!set_in_dict(self, vm.names.__module__, value, "__module__")) return false;
  if (type_flag(value, TYPE_IS_STR)) to_type(self)->module = value;
  return true;
}
static bool set_doc(Value self, Value value) { return set_in_dict(self, vm.names.__doc__, value, "__doc__"); }
static bool set_annotations(Value self, Value value) {
  Type *type = to_type(self);
  if (value != EMPTY || !(type->flags & TYPE_HEAP))
    return set_in_dict(self, vm.names.__annotations__, value == EMPTY ? NONE : value, "__annotations__");
  int deleted = dict_delete(type->dict, vm.names.__annotations__);
  if (deleted == 0) raise(AttributeError, "__annotations__");
  return deleted > 0;
}

static bool set_bases(Value self, Value value) {
  if (!check_settable(self, value, "__bases__")) return false;
  return class_set_bases(to_type(self), value);
}

// --- text, operators, methods

static Value type_repr(Value self) {
  Type *type = to_type(self);
  Value module = get_module(self);
  if (!type_flag(module, TYPE_IS_STR) || strcmp(to_str(module)->text, "builtins") == 0)
    return str_format_c("<class '%V'>", type->qualified_name);
  return str_format_c("<class '%V.%V'>", module, type->qualified_name);
}

static Value method_mro(Value *a, size_t count) {
  (void)count;
  Value mro = mro_compute(to_type(a[0]));
  return mro == EMPTY ? EMPTY : list_from_iterable(mro);
}

static bool is_base_of(const Type *base, const Type *type) {
  const Tuple *bases = to_tuple(type->bases);
  for (uint64_t i = 0; i < bases->length; i++)
    if (bases->items[i] == from_object(base)) return true;
  return false;
}

static Value method_subclasses(Value *a, size_t count) {
  (void)count;
  const Type *type = to_type(a[0]);
  Value list = list_new(0);
  for (uint32_t i = 0; list != EMPTY && i < type->subclass_count; i++)
    if (is_base_of(type, type_subclasses(type)[i]) && !list_append(list, from_object(type_subclasses(type)[i])))
      return EMPTY;
  return list;
}

static Value method_instance_check(Value *a, size_t count) {
  (void)count;
  if (type_is_subtype(type_of(a[1]), to_type(a[0]))) return TRUE_VALUE;
  int claims = object_claims_class(a[1], to_type(a[0]));
  return claims < 0 ? EMPTY : from_bool(claims);
}

static Value method_subclass_check(Value *a, size_t count) {
  (void)count;
  int answer = object_derives(a[1], a[0]);
  return answer < 0 ? EMPTY : from_bool(answer);
}

static Value method_prepare(Value *a, size_t count) { return (void)a, (void)count, dict_new(); }
static Value method_initialise(Value *a, size_t count) { return (void)a, (void)count, NONE; }

static Value method_dir(Value *a, size_t count) {
  (void)count;
  Value names = dict_new();
  const Tuple *mro = to_tuple(to_type(a[0])->mro);
  for (uint64_t i = 0; names != EMPTY && i < mro->length; i++)
    if (!dict_update(names, to_type(mro->items[i])->dict)) return EMPTY;
  return names == EMPTY ? EMPTY : list_from_iterable(names);
}

void type_object_init(void) {
  static const NativeDef methods[] = {
      {.name = "mro", .signature = "self, /", .fn = method_mro},
      {.name = "__subclasses__", .signature = "self, /", .fn = method_subclasses},
      {.name = "__instancecheck__", .signature = "self, instance, /", .fn = method_instance_check},
      {.name = "__subclasscheck__", .signature = "self, subclass, /", .fn = method_subclass_check},
      {.name = "__prepare__", .signature = "cls, /, *args, **kwargs", .fn = method_prepare},
      {.name = "__init__", .signature = "self, /, *args, **kwargs", .fn = method_initialise},
      {.name = "__dir__", .signature = "self, /", .fn = method_dir},
      {.name = NULL}};
  static const GetSetDef attributes[] = {{"__name__", get_name, set_name, NULL},
                                         {"__qualname__", get_qualified_name, set_qualified_name, NULL},
                                         {"__bases__", get_bases, set_bases, NULL},
                                         {"__mro__", get_mro, NULL, NULL},
                                         {"__base__", get_base, NULL, NULL},
                                         {"__module__", get_module, set_module, NULL},
                                         {"__doc__", get_doc, set_doc, NULL},
                                         {"__dict__", get_dict, NULL, NULL},
                                         {"__annotations__", get_annotations, set_annotations, NULL},
                                         {"__flags__", get_flags, NULL, NULL},
                                         {"__basicsize__", get_basic_size, NULL, NULL},
                                         {"__itemsize__", get_item_size, NULL, NULL},
                                         {"__text_signature__", get_text_signature, NULL, NULL},
                                         {NULL, NULL, NULL, NULL}};
  static const TypeSlots slots = {.repr = type_repr,
                                  .get_attribute = type_get_attribute,
                                  .set_attribute = type_set_attribute,
                                  .call = type_call,
                                  .construct = type_construct};
  type_setup(SHAPE_TYPE, &slots, methods, attributes, HEAP_TYPE, sizeof(Type), NULL);
}
