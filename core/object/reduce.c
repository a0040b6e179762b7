// How objects say what they are made of, for pickle and copy: object.__reduce_ex__, __reduce__ and __getstate__.
// CPython's module copyreg, in Python, does protocols 0 and 1 and provides the functions that make objects anew.
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/shape.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

static Value copyreg_attribute(const char *name) {
  Value module = vm_import(str_intern("copyreg", 7), EMPTY, NONE, 0);
  return module == EMPTY ? EMPTY : object_get_attribute(module, str_intern(name, strlen(name)));
}

static Value special(Value v, const char *name) { return object_find_special(v, str_intern(name, strlen(name))); }

// --- state

// The attributes as a dict of their own, so that the instance keeps its shape; None when there are none.
static Value attributes(Value v) {
  if (!type_has_dict(type_of(v))) { // some types in C keep a dict in a place of their own
    Value own = object_find_attribute(v, vm.names.__dict__);
    if (own == EMPTY) return vm_exception == EMPTY ? NONE : EMPTY;
    return type_flag(own, TYPE_IS_DICT) && to_dict(own)->length > 0 ? dict_copy(own) : NONE;
  }
  Value names = instance_attribute_names(v);
  if (names == EMPTY || to_list(names)->length == 0) return names == EMPTY ? EMPTY : NONE;
  Value dict = dict_new();
  for (uint64_t i = 0; dict != EMPTY && i < to_list(names)->length; i++) {
    Value name = to_list(names)->storage->items[i], value = instance_get(v, name);
    if (value != EMPTY && !dict_set(dict, name, value)) return EMPTY;
  }
  return dict;
}

// The values of names in __slots__; EMPTY without exception when there are none.
static Value slot_values(Value v) {
  Value cls = from_object(type_of(v)), find = copyreg_attribute("_slotnames");
  Value names = find == EMPTY ? EMPTY : object_call_1(find, cls);
  if (names == EMPTY || names == NONE || !is_list(names) || to_list(names)->length == 0) return EMPTY;
  Value values = dict_new();
  for (uint64_t i = 0; values != EMPTY && i < to_list(names)->length; i++) {
    Value name = to_list(names)->storage->items[i], value = object_find_attribute(v, name);
    if (value == EMPTY && vm_exception != EMPTY) return EMPTY;
    if (value != EMPTY && !dict_set(values, name, value)) return EMPTY;
  }
  return values == EMPTY || to_dict(values)->length == 0 ? EMPTY : values;
}

// required: the state has to be all that there is to the object, so that nothing may be left in C memory.
static Value default_state(Value v, bool required) {
  Type *type = type_of(v);
  if (required && type_native_base(type) != builtin_types[SHAPE_OBJECT])
    return raise(TypeError, has_shape(v, SHAPE_MEMORYVIEW) ? "cannot pickle %T objects" : "cannot pickle '%T' object",
                 v);
  Value state = attributes(v);
  if (state == EMPTY || !(type->flags & TYPE_HEAP)) return state;
  Value slots = slot_values(v);
  if (slots == EMPTY) return vm_exception == EMPTY ? state : EMPTY;
  return tuple_pair(state, slots);
}

Value object_getstate_method(Value *args, size_t count) { return (void)count, default_state(args[0], false); }

static Value state_of(Value v, bool required) {
  Value method = special(v, "__getstate__");
  if (method == EMPTY) return vm_exception == EMPTY ? default_state(v, required) : EMPTY;
  if (has_shape(method, SHAPE_NATIVE) && to_native(method)->def->fn == object_getstate_method)
    return default_state(v, required);
  return object_call_0(method);
}

// --- arguments for __new__

// *args: a tuple, EMPTY when the class says nothing; *keywords: a dict or EMPTY. False: raised.
static bool new_arguments(Value v, Value *args, Value *keywords) {
  *args = *keywords = EMPTY;
  Value method = special(v, "__getnewargs_ex__");
  if (method != EMPTY) {
    Value pair = object_call_0(method);
    if (pair == EMPTY) return false;
    if (!type_flag(pair, TYPE_IS_TUPLE))
      return raise(TypeError, "__getnewargs_ex__ should return a tuple, not '%T'", pair), false;
    if (to_tuple(pair)->length != 2)
      return raise(ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %zu",
                   (size_t)to_tuple(pair)->length),
             false;
    *args = to_tuple(pair)->items[0];
    *keywords = to_tuple(pair)->items[1];
    if (!type_flag(*args, TYPE_IS_TUPLE))
      return raise(TypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'", *args),
             false;
    if (!type_flag(*keywords, TYPE_IS_DICT))
      return raise(TypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'",
                   *keywords),
             false;
    return true;
  }
  if (vm_exception != EMPTY) return false;
  if ((method = special(v, "__getnewargs__")) != EMPTY) {
    *args = object_call_0(method);
    if (*args != EMPTY && !type_flag(*args, TYPE_IS_TUPLE))
      return raise(TypeError, "__getnewargs__ should return a tuple, not '%T'", *args), false;
    return *args != EMPTY;
  }
  if (vm_exception != EMPTY) return false;
  const uint32_t plain = TYPE_IS_INT | TYPE_IS_FLOAT | TYPE_IS_STR | TYPE_IS_BYTES | TYPE_IS_TUPLE;
  Type *native = type_native_base(type_of(v));
  if (native != builtin_types[SHAPE_COMPLEX] && !(native->flags & plain)) return true;
  Value value = object_call_1(from_object(native), v);
  return value != EMPTY && (*args = tuple_from(&value, 1)) != EMPTY;
}

// The function that makes the object anew, and its arguments. False: raised.
static bool maker(Value v, Value args, Value keywords, Value *function, Value *arguments) {
  Value cls = from_object(type_of(v));
  if (keywords != EMPTY && to_dict(keywords)->length > 0) {
    Value items[] = {cls, args, keywords};
    *function = copyreg_attribute("__newobj_ex__");
    *arguments = *function == EMPTY ? EMPTY : tuple_from(items, 3);
    return *arguments != EMPTY;
  }
  size_t count = args == EMPTY ? 0 : to_tuple(args)->length;
  *function = copyreg_attribute("__newobj__");
  *arguments = *function == EMPTY ? EMPTY : tuple_new(count + 1);
  if (*arguments == EMPTY) return false;
  to_tuple(*arguments)->items[0] = cls;
  for (size_t i = 0; i < count; i++) to_tuple(*arguments)->items[i + 1] = to_tuple(args)->items[i];
  return true;
}

static Value reduce_by_new(Value v) {
  if (!type_of(v)->slots.construct) return raise(TypeError, "cannot pickle '%T' object", v);
  Value args, keywords, items[5] = {EMPTY, EMPTY, EMPTY, NONE, NONE};
  if (!new_arguments(v, &args, &keywords) || !maker(v, args, keywords, &items[0], &items[1])) return EMPTY;
  bool list = type_flag(v, TYPE_IS_LIST), dict = type_flag(v, TYPE_IS_DICT);
  if ((items[2] = state_of(v, args == EMPTY && !list && !dict)) == EMPTY) return EMPTY;
  if (list && (items[3] = object_iter(v)) == EMPTY) return EMPTY;
  if (dict) {
    Value pairs = object_call_method(v, "items", NULL, 0);
    if (pairs == EMPTY || (items[4] = object_iter(pairs)) == EMPTY) return EMPTY;
  }
  return tuple_from(items, 5);
}

// --- types in C that are made again by a call

static Value call_of(Value v, Value arguments, bool with_state) {
  if (arguments == EMPTY) return EMPTY;
  Value items[] = {from_object(type_of(v)), arguments, EMPTY};
  if (with_state && (items[2] = state_of(v, false)) == EMPTY) return EMPTY;
  return tuple_from(items, with_state ? 3 : 2);
}

static Value one(Value item) { return item == EMPTY ? EMPTY : tuple_from(&item, 1); }

static Value three(Value v) {
  static const char *const names[] = {"start", "stop", "step"};
  Value items[3];
  for (int i = 0; i < 3; i++)
    if ((items[i] = object_get_attribute(v, str_intern(names[i], strlen(names[i])))) == EMPTY) return EMPTY;
  return tuple_from(items, 3);
}

// EMPTY without exception: the type is not one of these.
static Value reduce_by_call(Value v) {
  if (type_flag(v, TYPE_IS_EXCEPTION)) {
    Value state = attributes(v);
    if (state == EMPTY) return EMPTY;
    Value items[] = {from_object(type_of(v)), ((Exception *)to_object(v))->args, state};
    return tuple_from(items, state == NONE ? 2 : 3);
  }
  if (type_flag(v, TYPE_IS_SET)) return call_of(v, one(list_from_iterable(v)), true);
  Type *native = type_native_base(type_of(v));
  if (native == builtin_types[SHAPE_BYTEARRAY])
    return call_of(v, one(object_call_1(from_object(builtin_types[SHAPE_BYTES]), v)), true);
  if (native == builtin_types[SHAPE_RANGE] || native == builtin_types[SHAPE_SLICE]) return call_of(v, three(v), false);
  return EMPTY;
}

static Value reduce(Value v, int64_t protocol) {
  if (v == ELLIPSIS) return str_from_c("Ellipsis"); // a name to be looked up
  if (v == NOT_IMPLEMENTED) return str_from_c("NotImplemented");
  Value result = reduce_by_call(v);
  if (result != EMPTY || vm_exception != EMPTY) return result;
  if (protocol >= 2) return reduce_by_new(v);
  Value function = copyreg_attribute("_reduce_ex");
  return function == EMPTY ? EMPTY : object_call_2(function, v, int_from_i64(protocol));
}

Value object_reduce_method(Value *args, size_t count) { return (void)count, reduce(args[0], 0); }

Value object_reduce_ex_method(Value *args, size_t count) {
  (void)count;
  int64_t protocol;
  if (!int_index_i64(args[1], &protocol, "Python int too large to convert to C int")) return EMPTY;
  Value own = type_lookup_cached(type_of(args[0]), str_intern("__reduce__", 10));
  bool overridden =
      own != EMPTY && !(has_shape(own, SHAPE_NATIVE_METHOD) && to_native(own)->def->fn == object_reduce_method);
  return overridden ? object_call_method(args[0], "__reduce__", NULL, 0) : reduce(args[0], protocol);
}
