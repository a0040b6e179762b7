// The protocols that are not operators: text, hash, truth, length, iteration, items, membership, instance checks.
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/iterators.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/threads.h"
#include "core/vm/vm.h"

static Value require_str(Value result, const char *method) {
  if (result == EMPTY || is_str(result) || type_flag(result, TYPE_IS_STR)) return result;
  return raise(TypeError, "%s returned non-string (type %T)", method, result);
}

Value object_repr(Value v) {
  if (!call_enter(" while getting the repr of an object")) return EMPTY;
  Value text = type_of(v)->slots.repr(v);
  call_leave();
  return require_str(text, "__repr__");
}

Value object_str(Value v) {
  if (is_str(v)) return v;
  if (!call_enter(" while getting the str of an object")) return EMPTY;
  Value text = type_of(v)->slots.str(v);
  call_leave();
  return require_str(text, "__str__");
}

bool object_hash(Value v, int64_t *hash) { return type_of(v)->slots.hash(v, hash); }

int object_truth(Value v) {
  if (is_bool(v)) return v == TRUE_VALUE;
  if (v == NONE) return 0;
  const TypeSlots *slots = &type_of(v)->slots;
  if (slots->truth) return slots->truth(v);
  if (!slots->length) return 1;
  int64_t length = slots->length(v);
  return length < 0 ? -1 : length > 0;
}

int64_t object_length(Value v) {
  const TypeSlots *slots = &type_of(v)->slots;
  if (slots->length) return slots->length(v);
  return raise(TypeError, "object of type '%T' has no len()", v), -1;
}

// --- iteration

Value object_iter(Value v) {
  const TypeSlots *slots = &type_of(v)->slots;
  if (slots->iter) {
    Value iterator = slots->iter(v);
    if (iterator == EMPTY || type_of(iterator)->slots.next) return iterator;
    return raise(TypeError, "iter() returned non-iterator of type '%T'", iterator);
  }
  if (slots->get_item) return index_iterator_new(SHAPE_SEQUENCE_ITERATOR, v, 0);
  return raise(TypeError, "'%T' object is not iterable", v);
}

Value object_next(Value iterator) {
  if (signals_interrupt()) return EMPTY;
  Value (*next)(Value) = type_of(iterator)->slots.next;
  return next ? next(iterator) : raise(TypeError, "'%T' object is not an iterator", iterator);
}

// --- items

// X[key] for a class X: __class_getitem__.
static Value subscript_type(Value type, Value key) {
  Value method = type_lookup_cached(to_type(type), vm.names.__class_getitem__);
  if (method != EMPTY) {
    Value (*get)(Value, Value, Value) = type_of(method)->slots.descriptor_get;
    if (get && (method = get(method, EMPTY, type)) == EMPTY) return EMPTY;
    return object_call_1(method, key);
  }
  return raise(TypeError, "type '%V' is not subscriptable", to_type(type)->name);
}

Value object_get_item(Value v, Value key) {
  Value (*get_item)(Value, Value) = type_of(v)->slots.get_item;
  if (get_item) return get_item(v, key);
  if (is_type(v)) return subscript_type(v, key);
  return raise(TypeError, "'%T' object is not subscriptable", v);
}

bool object_set_item(Value v, Value key, Value value) {
  bool (*set_item)(Value, Value, Value) = type_of(v)->slots.set_item;
  if (set_item) return set_item(v, key, value);
  if (value == EMPTY) return raise(TypeError, "'%T' object doesn't support item deletion", v), false;
  return raise(TypeError, "'%T' object does not support item assignment", v), false;
}

static int contains_by_iteration(Value container, Value item) {
  Value iterator = object_iter(container);
  if (iterator == EMPTY) {
    if (exception_matches(EXCEPTION_TypeError)) {
      exception_clear();
      raise(TypeError, "argument of type '%T' is not iterable", container);
    }
    return -1;
  }
  for (;;) {
    Value next = object_next(iterator);
    if (next == EMPTY) return vm_exception == EMPTY ? 0 : -1;
    int equal = object_equal(next, item);
    if (equal) return equal;
  }
}

int object_contains(Value container, Value item) {
  const TypeSlots *slots = &type_of(container)->slots;
  if (slots->contains) return slots->contains(container, item);
  if (slots->iter || slots->get_item) return contains_by_iteration(container, item);
  return raise(TypeError, "argument of type '%T' is not iterable", container), -1;
}

// --- instance and subclass checks

static int truth_of_call(Value method, Value a) {
  Value result = object_call_1(method, a);
  return result == EMPTY ? -1 : object_truth(result);
}

// Asks the metaclass (or another object's class) with a special method. *found: there was one other than type's own.
static int ask_class(Value cls, Value name, Value subject, bool *found) {
  *found = false;
  if (type_of(cls) == builtin_types[SHAPE_TYPE]) return 0;
  Value method = object_find_special(cls, name);
  if (method == EMPTY) return vm_exception == EMPTY ? 0 : -1;
  *found = true;
  return truth_of_call(method, subject);
}

static int check_each(int (*check)(Value, Value), Value subject, Value tuple, const char *where) {
  if (!call_enter(where)) return -1;
  int answer = 0;
  for (uint64_t i = 0; !answer && i < to_tuple(tuple)->length; i++) answer = check(subject, to_tuple(tuple)->items[i]);
  call_leave();
  return answer;
}

int object_claims_class(Value v, Type *cls) {
  Type *type = type_of(v);
  // Only proxies and mocks say something else than their type.
  bool generic = !type->slots.get_attribute || is_type(v);
  if (generic && type_lookup_cached(type, vm.names.__class__) ==
                     type_lookup_cached(builtin_types[SHAPE_OBJECT], vm.names.__class__))
    return 0;
  Value claimed = object_find_attribute(v, vm.names.__class__);
  if (claimed == EMPTY) return vm_exception == EMPTY ? 0 : -1;
  return is_type(claimed) && type_is_subtype(to_type(claimed), cls);
}

// __bases__ when it is a tuple: what makes an object that is no type pass for a class. EMPTY: it has none, or raised.
static Value bases_of(Value cls) {
  Value bases = object_find_attribute(cls, str_intern("__bases__", 9));
  return bases != EMPTY && type_flag(bases, TYPE_IS_TUPLE) ? bases : EMPTY;
}

static bool check_class(Value cls, const char *message) {
  if (is_type(cls) || bases_of(cls) != EMPTY) return true;
  if (vm_exception == EMPTY) raise(TypeError, "%s", message);
  return false;
}

// Whether cls is among the __bases__ of derived, or theirs. 1, 0, -1: raised.
static int derives_by_bases(Value derived, Value cls) {
  while (derived != cls) {
    Value bases = bases_of(derived);
    if (bases == EMPTY) return vm_exception == EMPTY ? 0 : -1;
    if (to_tuple(bases)->length != 1) {
      if (!call_enter(" in __issubclass__")) return -1;
      int answer = 0;
      for (uint64_t i = 0; !answer && i < to_tuple(bases)->length; i++)
        answer = derives_by_bases(to_tuple(bases)->items[i], cls);
      call_leave();
      return answer;
    }
    derived = to_tuple(bases)->items[0];
  }
  return 1;
}

int object_is_instance(Value v, Value cls) {
  Type *type = type_of(v);
  if (from_object(type) == cls) return 1;
  if (type_flag(cls, TYPE_IS_TUPLE)) return check_each(object_is_instance, v, cls, " in __instancecheck__");
  bool found;
  int answer = ask_class(cls, vm.names.__instancecheck__, v, &found);
  if (found || answer < 0) return answer;
  if (is_type(cls)) return type_is_subtype(type, to_type(cls)) ? 1 : object_claims_class(v, to_type(cls));
  if (!check_class(cls, "isinstance() arg 2 must be a type, a tuple of types, or a union")) return -1;
  Value claimed = object_find_attribute(v, vm.names.__class__);
  if (claimed == EMPTY) return vm_exception == EMPTY ? 0 : -1;
  return derives_by_bases(claimed, cls);
}

int object_derives(Value v, Value cls) {
  if (is_type(v) && is_type(cls)) return type_is_subtype(to_type(v), to_type(cls));
  if (!check_class(v, "issubclass() arg 1 must be a class") ||
      !check_class(cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union"))
    return -1;
  return derives_by_bases(v, cls);
}

int object_is_subclass(Value v, Value cls) {
  if (type_flag(cls, TYPE_IS_TUPLE)) return check_each(object_is_subclass, v, cls, " in __subclasscheck__");
  bool found;
  int answer = ask_class(cls, vm.names.__subclasscheck__, v, &found);
  if (found || answer < 0) return answer;
  return object_derives(v, cls);
}
