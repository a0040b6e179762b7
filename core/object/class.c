// The class statement: metaclass, namespace, memory layout, the new type object.
#include "core/object/call.h"
#include "core/object/class_layout.h"
#include "core/object/codec.h"
#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/trace_hooks.h"

Type *class_metatype(Type *metatype, Value bases) {
  for (uint64_t i = 0; i < to_tuple(bases)->length; i++) {
    Type *candidate = type_of(to_tuple(bases)->items[i]);
    if (type_is_subtype(metatype, candidate)) continue;
    if (!type_is_subtype(candidate, metatype)) {
      raise(TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                       "metaclasses of all its bases");
      return NULL;
    }
    metatype = candidate;
  }
  return metatype;
}

// --- the namespace of the new class

static bool wrap_method(Value dict, Value name, BuiltinShape shape) {
  Value function = dict_get_str(dict, name);
  if (function == EMPTY || !has_shape(function, SHAPE_FUNCTION)) return true;
  Wrapper *wrapper = heap_new(shape, HEAP_VALUES, sizeof *wrapper);
  if (!wrapper) return false;
  wrapper->callable = function;
  return dict_set(dict, name, from_object(wrapper));
}

// The module of the code that runs now: for type(name, bases, namespace), whose namespace does not say.
static bool set_module(Type *type) {
  Value module = dict_get_str(type->dict, vm.names.__module__);
  if (module == EMPTY) trace_show_frames();
  if (module == EMPTY && frame_function(vm.base)) {
    module = dict_get_str(frame_function(vm.base)->globals, vm.names.__name__);
    if (module != EMPTY && !dict_set(type->dict, vm.names.__module__, module)) return false;
  }
  type->module = module != EMPTY && type_flag(module, TYPE_IS_STR) ? module : str_intern("builtins", 8);
  return true;
}

static bool set_qualified_name(Type *type) {
  type->qualified_name = type->name;
  Value given = dict_get_str(type->dict, vm.names.__qualname__);
  if (given == EMPTY) return true;
  if (!type_flag(given, TYPE_IS_STR)) return raise(TypeError, "type __qualname__ must be a str, not %T", given), false;
  type->qualified_name = given;
  return dict_delete(type->dict, vm.names.__qualname__) >= 0;
}

static bool set_unhashable(Type *type) {
  Value dict = type->dict, equal = str_intern("__eq__", 6);
  if (dict_get_str(dict, equal) == EMPTY || dict_get_str(dict, vm.names.__hash__) != EMPTY) return true;
  return dict_set(dict, vm.names.__hash__, NONE);
}

// Fills the cell that super() and __class__ read.
static bool set_class_cell(Type *type) {
  Value cell = dict_get_str(type->dict, vm.names.__classcell__);
  if (cell == EMPTY) return true;
  if (!has_shape(cell, SHAPE_CELL))
    return raise(TypeError, "__classcell__ must be a nonlocal cell, not %T", cell), false;
  ((Cell *)to_object(cell))->value = from_object(type);
  return dict_delete(type->dict, vm.names.__classcell__) >= 0;
}

static bool fill_namespace(Type *type) {
  Value dict = type->dict;
  if (!set_module(type) || !set_qualified_name(type)) return false;
  return wrap_method(dict, vm.names.__new__, SHAPE_STATICMETHOD) &&
         wrap_method(dict, vm.names.__init_subclass__, SHAPE_CLASSMETHOD) &&
         wrap_method(dict, vm.names.__class_getitem__, SHAPE_CLASSMETHOD) && set_unhashable(type);
}

// --- hooks that run when the class is complete

static bool raise_set_name_error(Type *type, Value name, Value value) {
  Value cause = exception_take();
  Value message = str_format_c("Error calling __set_name__ on '%T' instance %R in '%V'", value, name, type->name);
  Value error = message == EMPTY ? EMPTY : exception_new(EXCEPTION_RuntimeError, message);
  if (error == EMPTY) return false;
  raise_value(error, cause);
  ((Exception *)to_object(error))->context = cause;
  return false;
}

static bool set_names(Type *type) {
  Value attributes = dict_copy(type->dict);
  if (attributes == EMPTY) return false;
  size_t position = 0;
  Value name, value;
  while (dict_next(attributes, &position, &name, &value)) {
    Value args[] = {value, from_object(type), name};
    if (type_lookup_cached(type_of(value), vm.names.__set_name__) == EMPTY) continue;
    if (call_special(vm.names.__set_name__, args, 3) == EMPTY) return raise_set_name_error(type, name, value);
  }
  return true;
}

static bool init_subclass(Type *type, Value keywords) {
  const Tuple *mro = to_tuple(type->mro);
  Value hook = EMPTY;
  uint64_t i = 0;
  while (i < mro->length && mro->items[i] != from_object(type)) i++;
  if (i == mro->length) return raise(TypeError, "super(type, obj): obj must be an instance or subtype of type"), false;
  for (i++; i < mro->length && hook == EMPTY; i++)
    hook = dict_get_str(to_type(mro->items[i])->dict, vm.names.__init_subclass__);
  bool plain = hook == EMPTY || to_type(mro->items[i - 1]) == builtin_types[SHAPE_OBJECT];
  if (plain && (keywords == EMPTY || to_dict(keywords)->length == 0)) return true;
  if (plain) return raise(TypeError, "%V.__init_subclass__() takes no keyword arguments", type->qualified_name), false;
  Value (*get)(Value, Value, Value) = type_of(hook)->slots.descriptor_get;
  if (get && (hook = get(hook, EMPTY, from_object(type))) == EMPTY) return false;
  CallArguments call;
  return call_arguments_from(&call, EMPTY, NULL, 0, keywords) &&
         object_call(hook, call.args, 0, call.keyword_names) != EMPTY;
}

// --- type(name, bases, namespace)

// Whether a str is one for C as well: without surrogates. False: UnicodeEncodeError.
static bool is_encodable(Value text) { return !str_has_surrogates(text) || encode_str(text, NULL, NULL) != EMPTY; }

bool class_check_name(Value name) {
  if (!is_encodable(name)) return false;
  return strlen(to_str(name)->text) == to_str(name)->size ||
         (raise(ValueError, "type name must not contain null characters"), false);
}

static void inherit_collection(Type *type) {
  const Tuple *mro = to_tuple(type->mro);
  type->flags &= ~(uint32_t)TYPE_COLLECTION;
  for (uint64_t i = 0; i < mro->length && !(type->flags & TYPE_COLLECTION); i++)
    type->flags |= to_type(mro->items[i])->flags & TYPE_COLLECTION;
}

static Type *make_type(Type *metatype, Value name, Value bases, Type *base, Value namespace) {
  Type *type = type_allocate(metatype);
  if (!type) return NULL;
  type->name = name;
  type->bases = bases;
  type->base = base;
  type->flags = TYPE_HEAP | TYPE_BASE | (base->flags & (TYPE_VARIABLE_SIZE | ~(uint32_t)0xff));
  type->dict = dict_new();
  if (type->dict == EMPTY || !dict_update(type->dict, namespace)) return NULL;
  bool custom = mro_is_custom(type);
  if ((type->mro = custom ? mro_preliminary(type) : mro_compute(type)) == EMPTY) return NULL;
  if (!fill_namespace(type) || !class_set_layout(type)) return NULL;
  // After the layout: __doc__ may be a name in __slots__.
  Value doc = dict_get_str(type->dict, vm.names.__doc__);
  if (doc == EMPTY ? !dict_set(type->dict, vm.names.__doc__, NONE) : is_str(doc) && !is_encodable(doc)) return NULL;
  if (!set_class_cell(type)) return NULL;
  slots_refresh(type);
  inherit_collection(type);
  if (!custom) return type;
  Value preliminary = type->mro, mro = mro_resolve(type);
  if (mro == EMPTY) return NULL;
  if (type->mro == preliminary) type->mro = mro; // mro() may have assigned to __bases__
  slots_refresh(type);
  return type;
}

Value type_new_class(Type *metatype, Value name, Value bases, Value namespace, Value keywords) {
  if (to_tuple(bases)->length == 0) {
    Value object = from_object(builtin_types[SHAPE_OBJECT]);
    if ((bases = tuple_from(&object, 1)) == EMPTY) return EMPTY;
  }
  if (!class_check_name(name)) return EMPTY;
  Type *base = class_best_base(bases);
  Type *type = base ? make_type(metatype, name, bases, base, namespace) : NULL;
  if (!type || !type_register_bases(type)) return EMPTY;
  if (!set_names(type) || !init_subclass(type, keywords)) return EMPTY;
  return from_object(type);
}

// --- the class statement

// Replaces bases that are no classes by what their __mro_entries__ says. EMPTY: raised.
static Value resolve_bases(Value bases) {
  bool all_types = true;
  for (uint64_t i = 0; i < to_tuple(bases)->length; i++) all_types &= is_type(to_tuple(bases)->items[i]);
  if (all_types) return bases;
  Value result = list_new(0);
  for (uint64_t i = 0; result != EMPTY && i < to_tuple(bases)->length; i++) {
    Value base = to_tuple(bases)->items[i];
    Value method = is_type(base) ? EMPTY : object_find_attribute(base, vm.names.__mro_entries__);
    if (vm_exception != EMPTY) return EMPTY;
    if (method == EMPTY) {
      if (!list_append(result, base)) return EMPTY;
      continue;
    }
    Value entries = object_call_1(method, bases);
    if (entries == EMPTY) return EMPTY;
    if (!type_flag(entries, TYPE_IS_TUPLE)) return raise(TypeError, "__mro_entries__ must return a tuple");
    if (!list_extend(result, entries)) return EMPTY;
  }
  return result == EMPTY ? EMPTY : tuple_from(to_list(result)->storage->items, to_list(result)->length);
}

// The keywords of a class statement without metaclass=, which goes to *metaclass.
static Value class_keywords(const Value *values, Value names, Value *metaclass) {
  *metaclass = EMPTY;
  if (names == EMPTY) return EMPTY;
  Value keywords = dict_new();
  for (size_t i = 0; keywords != EMPTY && i < to_tuple(names)->length; i++) {
    Value name = to_tuple(names)->items[i];
    if (str_equal(name, vm.names.metaclass))
      *metaclass = values[i];
    else if (!dict_set(keywords, name, values[i]))
      return EMPTY;
  }
  return keywords;
}

// The namespace that the body runs in: from __prepare__, or a new dict.
static Value prepare_namespace(Value metaclass, Value name, Value bases, Value keywords) {
  if (metaclass == from_object(builtin_types[SHAPE_TYPE])) return dict_new();
  Value prepare = object_find_attribute(metaclass, vm.names.__prepare__);
  if (prepare == EMPTY) return vm_exception == EMPTY ? dict_new() : EMPTY;
  Value args[] = {name, bases};
  CallArguments call;
  if (!call_arguments_from(&call, EMPTY, args, 2, keywords)) return EMPTY;
  Value namespace = object_call(prepare, call.args, 2, call.keyword_names);
  if (namespace == EMPTY || type_of(namespace)->slots.get_item) return namespace;
  const char *type = is_type(metaclass) ? to_str(to_type(metaclass)->name)->text : "<metaclass>";
  return raise(TypeError, "%s.__prepare__() must return a mapping, not %T", type, namespace);
}

static Value call_metaclass(Value metaclass, Value name, Value bases, Value namespace, Value keywords) {
  if (metaclass == from_object(builtin_types[SHAPE_TYPE]))
    return type_new_class(to_type(metaclass), name, bases, namespace, keywords);
  Value args[] = {name, bases, namespace};
  CallArguments call;
  if (!call_arguments_from(&call, EMPTY, args, 3, keywords)) return EMPTY;
  return object_call(metaclass, call.args, 3, call.keyword_names);
}

// Runs the body in the namespace; *cell is what it left in __classcell__, or EMPTY. False: raised.
static bool run_body(Function *body, Value namespace, Value *cell) {
  if (body->keyword_defaults != EMPTY || body->defaults != EMPTY || body->code->argument_count != 0) {
    // Not compiled from a class statement.
    if (object_call_0(from_object(body)) == EMPTY) return false;
  } else if (vm_run_code(body->code, body->globals, namespace, body->closure) == EMPTY) {
    return false;
  }
  *cell = type_flag(namespace, TYPE_IS_DICT) ? dict_get_str(namespace, vm.names.__classcell__) : EMPTY;
  return true;
}

// Whether the metaclass has handed the cell of __class__ on to type(). False: raised.
static bool check_class_cell(Value cell, Value name, Value class) {
  if (cell == EMPTY || !is_type(class) || !has_shape(cell, SHAPE_CELL)) return true;
  Value found = ((Cell *)to_object(cell))->value;
  if (found == EMPTY)
    return raise(RuntimeError, "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?",
                 name, class),
           false;
  return found == class || (raise(TypeError, "__class__ set to %R defining %R as %R", found, name, class), false);
}

Value build_class(Value *args, size_t count, Value keyword_names) {
  if (count < 2) return raise(TypeError, "__build_class__: not enough arguments");
  if (!has_shape(args[0], SHAPE_FUNCTION)) return raise(TypeError, "__build_class__: func must be a function");
  if (!type_flag(args[1], TYPE_IS_STR)) return raise(TypeError, "__build_class__: name is not a string");
  Function *body = to_function(args[0]);
  Value name = args[1], metaclass;
  Value keywords = class_keywords(args + count, keyword_names, &metaclass);
  if (vm_exception != EMPTY) return EMPTY;
  Value written_bases = tuple_from(args + 2, count - 2);
  Value bases = written_bases == EMPTY ? EMPTY : resolve_bases(written_bases);
  if (bases == EMPTY) return EMPTY;
  if (metaclass == EMPTY)
    metaclass = from_object(to_tuple(bases)->length ? type_of(to_tuple(bases)->items[0]) : builtin_types[SHAPE_TYPE]);
  if (is_type(metaclass)) {
    Type *winner = class_metatype(to_type(metaclass), bases);
    if (!winner) return EMPTY;
    metaclass = from_object(winner);
  }
  Value namespace = prepare_namespace(metaclass, name, bases, keywords);
  if (namespace == EMPTY) return EMPTY;
  Value cell, origins = str_intern("__orig_bases__", 14);
  if (!run_body(body, namespace, &cell)) return EMPTY;
  if (bases != written_bases && !object_set_item(namespace, origins, written_bases)) return EMPTY;
  Value class = call_metaclass(metaclass, name, bases, namespace, keywords);
  return class == EMPTY || check_class_cell(cell, name, class) ? class : EMPTY;
}
