// Match statements and the matching of except clauses.
#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/interpreter.h"

bool match_is_sequence(Value v) { return type_flag(v, TYPE_SEQUENCE); }
bool match_is_mapping(Value v) { return type_flag(v, TYPE_MAPPING); }

Value match_keys(Value mapping, Value keys) {
  size_t count = to_tuple(keys)->length;
  Value values = tuple_new(count);
  if (values == EMPTY) return EMPTY;
  for (size_t n = 0; n < count; n++) {
    Value args[2] = {to_tuple(keys)->items[n], NONE};
    for (size_t other = 0; other < n; other++) {
      int equal = object_equal(args[0], to_tuple(keys)->items[other]);
      if (equal < 0) return EMPTY;
      if (equal) return raise(ValueError, "mapping pattern checks duplicate key (%R)", args[0]);
    }
    // get() rather than [], so that a defaultdict grows no entries; None may be a value of the mapping.
    int contained = object_contains(mapping, args[0]);
    if (contained <= 0) return contained < 0 ? EMPTY : NONE;
    Value value = object_get_item(mapping, args[0]);
    if (value == EMPTY) return EMPTY;
    to_tuple(values)->items[n] = value;
  }
  return values;
}

// Types whose single positional sub-pattern matches the subject itself.
static bool matches_self(const Type *type) {
  static const BuiltinShape shapes[] = {SHAPE_BOOL,  SHAPE_BYTEARRAY, SHAPE_BYTES, SHAPE_DICT,
                                        SHAPE_FLOAT, SHAPE_FROZENSET, SHAPE_INT,   SHAPE_LIST,
                                        SHAPE_SET,   SHAPE_STR,       SHAPE_TUPLE};
  for (size_t n = 0; n < sizeof shapes / sizeof shapes[0]; n++) {
    if (type_is_subtype((Type *)(uintptr_t)type, builtin_types[shapes[n]])) return true;
  }
  return false;
}

// The attribute names of the positional sub-patterns: __match_args__. EMPTY: raised.
static Value positional_names(Value type, size_t positional) {
  Value names = object_find_attribute(type, vm.names.__match_args__);
  if (names == EMPTY) {
    if (vm_exception != EMPTY) return EMPTY;
    names = tuple_new(0);
  }
  if (names == EMPTY) return EMPTY;
  if (!is_tuple(names))
    return raise(TypeError, "%V.__match_args__ must be a tuple (got %T)", to_type(type)->name, names);
  size_t allowed = to_tuple(names)->length;
  if (allowed < positional) {
    return raise(TypeError, "%V() accepts %zu positional sub-pattern%s (%zu given)", to_type(type)->name, allowed,
                 allowed == 1 ? "" : "s", positional);
  }
  return names;
}

// The attribute, NONE-like absence told by *absent. EMPTY and not absent: raised.
static Value match_attribute(Value subject, Value name, bool *absent) {
  Value value = object_find_attribute(subject, name);
  *absent = value == EMPTY && vm_exception == EMPTY;
  return value;
}

// Whether a positional pattern asks for the attribute that another pattern asks for too; raises then.
static bool asks_twice(Value type, Value names, size_t positional, Value keyword_names) {
  const Tuple *keywords = to_tuple(keyword_names);
  for (size_t n = 0; n < positional; n++) {
    Value name = to_tuple(names)->items[n];
    bool twice = false;
    for (size_t other = 0; is_str(name) && other < n + keywords->length; other++) {
      Value second = other < n ? to_tuple(names)->items[other] : keywords->items[other - n];
      twice |= is_str(second) && str_equal(name, second);
    }
    if (twice) {
      raise(TypeError, "%V() got multiple sub-patterns for attribute %R", to_type(type)->name, name);
      return true;
    }
  }
  return false;
}

Value match_class(Value subject, Value type, size_t positional, Value keyword_names) {
  if (!is_type(type)) return raise(TypeError, "called match pattern must be a class");
  int instance = object_is_instance(subject, type);
  if (instance <= 0) return instance < 0 ? EMPTY : NONE;
  size_t named = to_tuple(keyword_names)->length;
  Value values = tuple_new(positional + named);
  if (values == EMPTY) return EMPTY;
  Value *out = to_tuple(values)->items;
  bool absent;
  if (positional == 1 && matches_self(to_type(type)) && object_find_attribute(type, vm.names.__match_args__) == EMPTY) {
    *out++ = subject;
  } else if (positional > 0) {
    Value names = positional_names(type, positional);
    if (names == EMPTY || asks_twice(type, names, positional, keyword_names)) return EMPTY;
    for (size_t n = 0; n < positional; n++) {
      Value name = to_tuple(names)->items[n];
      if (!is_str(name)) return raise(TypeError, "__match_args__ elements must be strings (got %T)", name);
      *out = match_attribute(subject, str_intern_value(name), &absent);
      if (*out++ == EMPTY) return absent ? NONE : EMPTY;
    }
  }
  for (size_t n = 0; n < named; n++) {
    *out = match_attribute(subject, to_tuple(keyword_names)->items[n], &absent);
    if (*out++ == EMPTY) return absent ? NONE : EMPTY;
  }
  return values;
}

static bool is_exception_class(Value v) {
  return is_object(v) && is_type(v) && type_is_subtype(to_type(v), exception_types[EXCEPTION_BaseException]);
}

int match_exception(Value exception, Value types) {
  const Value *items = &types;
  size_t count = 1;
  if (type_flag(types, TYPE_IS_TUPLE)) {
    items = to_tuple(types)->items;
    count = to_tuple(types)->length;
  }
  for (size_t n = 0; n < count; n++) {
    if (!is_exception_class(items[n])) {
      raise(TypeError, "catching classes that do not inherit from BaseException is not allowed");
      return -1;
    }
  }
  for (size_t n = 0; n < count; n++) {
    if (type_is_subtype(type_of(exception), to_type(items[n]))) return 1;
  }
  return 0;
}
