// types.SimpleNamespace. All it holds is in its attributes.
#include "core/modules/simple_namespace.h"

#include <string.h>

#include "core/heap/heap.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/shape.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

typedef struct Namespace { // HEAP_INSTANCE
  Object header;
  Value attributes; // the overflow word
} Namespace;

static Type *namespace_type;

static void visit_type(void) { heap_visit(from_object(namespace_type)); }

static bool is_namespace(Value v) { return type_is_subtype(type_of(v), namespace_type); }

// The attributes as CPython keeps them: with the keywords of the call added. False: raised.
static bool initialise(Value self, const Value *args, size_t count, Value keyword_names) {
  if (count > 0) return raise(TypeError, "no positional arguments expected"), false;
  Value attributes = keyword_count(keyword_names) > 0 ? instance_dict(self) : NONE;
  for (size_t i = 0; attributes != EMPTY && i < keyword_count(keyword_names); i++)
    if (!dict_set(attributes, to_tuple(keyword_names)->items[i], args[i])) return false;
  return attributes != EMPTY;
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  Value self = from_object(instance_allocate(type));
  if (self == EMPTY || has_python_init(type)) return self;
  return initialise(self, args, count, keyword_names) ? self : EMPTY;
}

static Value namespace_init(Value *args, size_t count) { // self, **keywords, then *args
  if (count > 2) return raise(TypeError, "no positional arguments expected");
  if (args[1] == EMPTY) return NONE;
  Value attributes = instance_dict(args[0]);
  return attributes != EMPTY && dict_update(attributes, args[1]) ? NONE : EMPTY;
}

static bool repr_items(Value attributes, StrBuilder *text) {
  Value key, value;
  const char *separator = "";
  for (size_t position = 0; dict_next(attributes, &position, &key, &value);) {
    if (!type_flag(key, TYPE_IS_STR) || to_str(key)->size == 0) continue;
    Value part = object_repr(value);
    if (part == EMPTY) return false;
    str_builder_add_str(text, str_format_c("%s%V=%V", separator, key, part));
    separator = ", ";
  }
  return true;
}

static Value repr(Value self) {
  ReprGuard guard;
  Value name = type_of(self) == namespace_type ? str_from_c("namespace") : type_of(self)->name;
  if (!repr_guard_enter(&guard, self)) return str_format_c("%V(...)", name);
  StrBuilder text = STR_BUILDER_INIT;
  str_builder_add_str(&text, name);
  str_builder_add_c(&text, "(");
  Value attributes = instance_dict(self);
  // A copy: the values' __repr__ may change it.
  if (attributes != EMPTY) attributes = dict_copy(attributes);
  bool done = attributes != EMPTY && repr_items(attributes, &text);
  repr_guard_leave(&guard);
  if (!done) return str_builder_drop(&text), EMPTY;
  str_builder_add_c(&text, ")");
  return str_builder_finish(&text);
}

static Value compare(Value self, Value other, CompareOp op) {
  if (!is_namespace(self) || !is_namespace(other)) return NOT_IMPLEMENTED;
  Value left = instance_dict(self), right = instance_dict(other);
  return left == EMPTY || right == EMPTY ? EMPTY : object_compare(left, right, op);
}

static Value reduce(Value *args, size_t count) {
  (void)count;
  Value attributes = instance_dict(args[0]);
  Value parts[] = {from_object(type_of(args[0])), tuple_new(0), attributes};
  return attributes == EMPTY || parts[1] == EMPTY ? EMPTY : tuple_from(parts, 3);
}

static bool make_type(void) {
  static const TypeSlots slots = {.repr = repr, .construct = construct, .compare = compare};
  static const NativeDef methods[] = {
      {.name = "__init__", .signature = "self, /, *args, **keywords", .fn = namespace_init},
      {.name = "__reduce__", .signature = "self, /", .fn = reduce},
      {.name = NULL},
  };
  namespace_type = type_new_native("types", "SimpleNamespace", NULL, TYPE_BASE | TYPE_WEAKREFS, &slots, methods, NULL,
                                   HEAP_INSTANCE, sizeof(Namespace));
  if (!namespace_type || !type_add_instance_dict(namespace_type)) return false;
  heap_add_root(visit_type);
  return true;
}

Value simple_namespace_new(const char *const *names, const Value *values, size_t count) {
  if (!namespace_type && !make_type()) return EMPTY;
  Value self = from_object(instance_allocate(namespace_type));
  for (size_t i = 0; self != EMPTY && i < count; i++) {
    Value name = str_intern(names[i], strlen(names[i]));
    if (name == EMPTY || values[i] == EMPTY || !object_set_attribute(self, name, values[i])) return EMPTY;
  }
  return self;
}
