// What pickle and copy ask every object: object.__reduce_ex__, __reduce__ and __getstate__. The functions that make the
// object again are Python's (copyreg), imported when first asked for.
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

static Value name_of(const char *text) { return str_intern(text, strlen(text)); }

// A function of copyreg; EMPTY: raised.
static Value helper(const char *name) {
  Value module = vm_import(name_of("copyreg"), EMPTY, EMPTY, 0);
  return module == EMPTY ? EMPTY : object_get_attribute(module, name_of(name));
}

// Whether instances hold something that neither attributes nor items show: then only __getstate__ can tell it.
static bool has_hidden_state(Value self) {
  Type *base = type_native_base(type_of(self));
  return base != builtin_types[SHAPE_OBJECT] && !type_flag(self, TYPE_IS_LIST) && !type_flag(self, TYPE_IS_DICT);
}

// The values of the slots that have one, by name; NONE when there are none. EMPTY: raised.
static Value slot_values(Value self) {
  Value get = helper("_slotnames"), class = from_object(type_of(self));
  Value names = get == EMPTY ? EMPTY : object_call_1(get, class);
  if (names == EMPTY) return EMPTY;
  if (!type_flag(names, TYPE_IS_LIST)) return raise(TypeError, "copyreg._slotnames didn't return a list or None");
  Value values = dict_new();
  for (size_t i = 0; values != EMPTY && i < to_list(names)->length; i++) {
    Value name = to_list(names)->storage->items[i], value = object_find_attribute(self, name);
    if (value == EMPTY && vm_exception != EMPTY) return EMPTY;
    if (value != EMPTY && !dict_set(values, name, value)) return EMPTY;
  }
  return values != EMPTY && to_dict(values)->length == 0 ? NONE : values;
}

// What object.__getstate__ gives: the attributes, or (attributes, slots), or None.
static Value default_state(Value self, bool required) {
  if (required && has_hidden_state(self)) return raise(TypeError, "cannot pickle '%T' object", self);
  Value attributes = object_find_attribute(self, vm.names.__dict__);
  if (attributes == EMPTY && vm_exception != EMPTY) return EMPTY;
  if (attributes == EMPTY)
    attributes = NONE;
  else if (type_flag(attributes, TYPE_IS_DICT) && (attributes = dict_copy(attributes)) == EMPTY)
    return EMPTY;
  Value slots = type_of(self)->flags & TYPE_HEAP ? slot_values(self) : NONE;
  if (slots == EMPTY) return EMPTY;
  if (slots != NONE) return tuple_pair(attributes, slots);
  // No attributes at all are None, too.
  bool nothing = attributes != NONE && type_flag(attributes, TYPE_IS_DICT) && to_dict(attributes)->length == 0;
  return nothing ? NONE : attributes;
}

Value object_getstate_method(Value *args, size_t count) {
  (void)count;
  return default_state(args[0], false);
}

static Value state_of(Value self, bool required) {
  Value own = type_lookup_cached(type_of(self), name_of("__getstate__"));
  Value inherited = type_lookup_cached(builtin_types[SHAPE_OBJECT], name_of("__getstate__"));
  return own == inherited ? default_state(self, required) : object_call_method(self, "__getstate__", NULL, 0);
}

// The arguments for __new__ by __getnewargs_ex__ or __getnewargs__; *args stays EMPTY when there is neither. False:
// raised.
static bool new_arguments(Value self, Value *args, Value *keywords) {
  *args = *keywords = EMPTY;
  Value method = object_find_attribute(self, name_of("__getnewargs_ex__"));
  if (method == EMPTY && vm_exception != EMPTY) return false;
  if (method != EMPTY) {
    Value both = object_call_0(method);
    if (both == EMPTY) return false;
    if (!type_flag(both, TYPE_IS_TUPLE))
      return raise(TypeError, "__getnewargs_ex__ should return a tuple, not '%T'", both), false;
    if (to_tuple(both)->length != 2)
      return raise(ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %zu",
                   (size_t)to_tuple(both)->length),
             false;
    *args = to_tuple(both)->items[0];
    *keywords = to_tuple(both)->items[1];
    if (!type_flag(*args, TYPE_IS_TUPLE))
      return raise(TypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'", *args),
             false;
    if (!type_flag(*keywords, TYPE_IS_DICT))
      return raise(TypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'",
                   *keywords),
             false;
    return true;
  }
  method = object_find_attribute(self, name_of("__getnewargs__"));
  if (method == EMPTY) return vm_exception == EMPTY;
  if ((*args = object_call_0(method)) == EMPTY) return false;
  if (type_flag(*args, TYPE_IS_TUPLE)) return true;
  return raise(TypeError, "__getnewargs__ should return a tuple, not '%T'", *args), false;
}

// (class, *args)
static Value with_class(Value self, Value args) {
  size_t count = args == EMPTY ? 0 : to_tuple(args)->length;
  Value result = tuple_new(count + 1);
  if (result == EMPTY) return EMPTY;
  to_tuple(result)->items[0] = from_object(type_of(self));
  for (size_t i = 0; i < count; i++) to_tuple(result)->items[i + 1] = to_tuple(args)->items[i];
  return result;
}

// The reduction of protocol 2 and above: __new__ with arguments, then state and items.
static Value reduce_by_new(Value self) {
  Value args, keywords;
  if (!new_arguments(self, &args, &keywords)) return EMPTY;
  bool extended = keywords != EMPTY && to_dict(keywords)->length > 0;
  bool container = type_flag(self, TYPE_IS_LIST) || type_flag(self, TYPE_IS_DICT);
  Value items[5] = {helper(extended ? "__newobj_ex__" : "__newobj__"), EMPTY, EMPTY, NONE, NONE};
  if (items[0] == EMPTY) return EMPTY;
  if (extended) {
    Value triple[3] = {from_object(type_of(self)), args, keywords};
    items[1] = tuple_from(triple, 3);
  } else {
    items[1] = with_class(self, args);
  }
  if (items[1] == EMPTY || (items[2] = state_of(self, args == EMPTY && !container)) == EMPTY) return EMPTY;
  if (type_flag(self, TYPE_IS_LIST) && (items[3] = object_iter(self)) == EMPTY) return EMPTY;
  if (type_flag(self, TYPE_IS_DICT)) {
    Value pairs = object_call_method(self, "items", NULL, 0);
    if (pairs == EMPTY || (items[4] = object_iter(pairs)) == EMPTY) return EMPTY;
  }
  return tuple_from(items, 5);
}

static Value reduce(Value self, int64_t protocol) {
  if (protocol >= 2) return reduce_by_new(self);
  Value function = helper("_reduce_ex");
  return function == EMPTY ? EMPTY : object_call_2(function, self, int_from_i64(protocol));
}

Value object_reduce_method(Value *args, size_t count) {
  (void)count;
  return reduce(args[0], 0);
}

Value object_reduce_ex_method(Value *args, size_t count) {
  (void)count;
  int64_t protocol;
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &protocol)) return EMPTY;
  Value own = type_lookup_cached(type_of(args[0]), name_of("__reduce__"));
  Value inherited = type_lookup_cached(builtin_types[SHAPE_OBJECT], name_of("__reduce__"));
  if (own != inherited) return object_call_method(args[0], "__reduce__", NULL, 0);
  return reduce(args[0], protocol);
}
