// Container displays, f-string fields, function objects: what the BUILD instructions and their relatives do.
#include "core/object/dict.h"
#include "core/object/function.h"
#include "core/object/list.h"
#include "core/object/set.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/interpreter.h"

bool build_set(Value *target, const Value *items, size_t count) {
  Value set = set_new();
  if (set == EMPTY) return false;
  for (size_t n = 0; n < count; n++) {
    if (!set_add(set, items[n])) return false;
  }
  *target = set;
  return true;
}

bool build_dict(Value *target, const Value *items, size_t pairs) {
  Value dict = dict_new();
  if (dict == EMPTY) return false;
  for (size_t n = 0; n < pairs; n++) {
    if (!dict_set(dict, items[2 * n], items[2 * n + 1])) return false;
  }
  *target = dict;
  return true;
}

// Whether the pending TypeError only says that v is not iterable (and is to be replaced by a better message).
static bool not_iterable(Value v) {
  const TypeSlots *slots = &type_of(v)->slots;
  return exception_matches(EXCEPTION_TypeError) && slots->iter == NULL && slots->get_item == NULL;
}

bool list_extend_display(Value list, Value iterable) {
  if (list_extend(list, iterable)) return true;
  if (not_iterable(iterable)) {
    exception_clear();
    raise(TypeError, "Value after * must be an iterable, not %T", iterable);
  }
  return false;
}

bool set_update_display(Value set, Value iterable) {
  Value iterator = object_iter(iterable), item;
  if (iterator == EMPTY) return false;
  while ((item = object_next(iterator)) != EMPTY) {
    if (!set_add(set, item)) return false;
  }
  return vm_exception == EMPTY;
}

static bool is_mapping(Value v) {
  if (type_flag(v, TYPE_IS_DICT)) return true;
  Value keys = object_find_attribute(v, vm.names.keys);
  if (keys == EMPTY) exception_clear();
  return keys != EMPTY;
}

bool dict_update_display(Value dict, Value mapping) {
  if (!is_mapping(mapping)) {
    raise(TypeError, "'%T' object is not a mapping", mapping);
    return false;
  }
  return dict_update(dict, mapping);
}

Value callee_name(Value callee) {
  Value name = object_find_attribute(callee, vm.names.__qualname__);
  if (name == EMPTY) {
    exception_clear();
    return object_str(callee);
  }
  Value module = object_find_attribute(callee, vm.names.__module__);
  if (module == EMPTY) exception_clear();
  if (module == EMPTY || !is_str(module) || str_equal(module, str_from_c("builtins")))
    return str_format_c("%V()", name);
  return str_format_c("%V.%V()", module, name);
}

bool dict_merge_keywords(Value dict, Value mapping, Value callee) {
  if (!is_mapping(mapping)) {
    raise(TypeError, "%V argument after ** must be a mapping, not %T", callee_name(callee), mapping);
    return false;
  }
  if (!is_dict(mapping)) {
    Value copy = dict_new();
    if (copy == EMPTY || !dict_update(copy, mapping)) return false;
    mapping = copy;
  }
  Value key, value;
  for (size_t position = 0; dict_next(mapping, &position, &key, &value);) {
    Value old = dict_get(dict, key);
    if (old == EMPTY && vm_exception != EMPTY) return false;
    if (old != EMPTY) {
      if (type_flag(key, TYPE_IS_STR)) {
        raise(TypeError, "%V got multiple values for keyword argument '%V'", callee_name(callee), key);
      } else {
        raise(TypeError, "keywords must be strings");
      }
      return false;
    }
    if (!dict_set(dict, key, value)) return false;
  }
  return true;
}

Value format_value(Value value, Value spec, unsigned conversion) {
  switch (conversion) {
  case 1: value = object_str(value); break;
  case 2: value = object_repr(value); break;
  case 3: value = str_ascii(value); break;
  default: break;
  }
  if (value == EMPTY) return EMPTY;
  if (spec == EMPTY && is_str(value)) return value;
  return object_format(value, spec == EMPTY ? str_new("", 0) : spec);
}

bool make_function(Value *window, Value *base, Code *code) {
  const Function *parent = frame_function(base);
  size_t free_count = code->free_count;
  Value closure = EMPTY;
  if (free_count > 0) {
    closure = tuple_new(free_count);
    if (closure == EMPTY) return false;
    for (size_t n = 0; n < free_count; n++) {
      FreeVariable variable = code->free_variables[n];
      const Value *cells = variable.origin == FREE_FROM_CLOSURE    ? to_tuple(parent->closure)->items
                           : variable.origin == FREE_FROM_FAR_SLOT ? far_slots(parent->code, base)
                                                                   : base;
      to_tuple(closure)->items[n] = cells[variable.index];
    }
  }
  Value value = function_new(code, parent->globals, closure);
  if (value == EMPTY) return false;
  Function *function = to_function(value);
  function->builtins = parent->builtins;
  function->defaults = window[1];
  function->keyword_defaults = window[2];
  function->annotations = window[3];
  window[0] = value;
  return true;
}

Value load_build_class(void) {
  Value build = dict_get_str(frame_function(vm.base)->builtins, vm.names.__build_class__);
  return build != EMPTY ? build : raise(NameError, "__build_class__ not found");
}

bool print_result(Value value) {
  Value sys = dict_get_c(vm.modules, "sys");
  Value hook = sys == EMPTY ? EMPTY : object_get_attribute(sys, vm.names.displayhook);
  return hook != EMPTY && object_call_1(hook, value) != EMPTY;
}
