// Builtin functions that ask an object something.
#include "core/modules/builtins.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/vm/frame_inspect.h"
#include "core/trace/recipes.h"

Value builtins_attribute_name(Value name) {
  if (is_str(name)) return to_str(name)->flags & STR_INTERNED ? name : str_intern_value(name);
  if (type_flag(name, TYPE_IS_STR)) return str_intern(to_str(name)->text, to_str(name)->size);
  return raise(TypeError, "attribute name must be string, not '%s'", type_name(name));
}

static Value builtin_getattr(Value *args, size_t count) {
  (void)count;
  Value name = builtins_attribute_name(args[1]);
  if (name == EMPTY) return EMPTY;
  if (args[2] == EMPTY) return object_get_attribute(args[0], name);
  Value value = object_find_attribute(args[0], name);
  return value != EMPTY || vm_exception != EMPTY ? value : args[2];
}

static Value builtin_hasattr(Value *args, size_t count) {
  (void)count;
  Value name = builtins_attribute_name(args[1]);
  if (name == EMPTY) return EMPTY;
  Value value = object_find_attribute(args[0], name);
  return value == EMPTY && vm_exception != EMPTY ? EMPTY : from_bool(value != EMPTY);
}

static Value builtin_setattr(Value *args, size_t count) {
  (void)count;
  Value name = builtins_attribute_name(args[1]);
  return name != EMPTY && object_set_attribute(args[0], name, args[2]) ? NONE : EMPTY;
}

static Value builtin_delattr(Value *args, size_t count) {
  (void)count;
  Value name = builtins_attribute_name(args[1]);
  return name != EMPTY && object_set_attribute(args[0], name, EMPTY) ? NONE : EMPTY;
}

static Value truth_value(int answer) { return answer < 0 ? EMPTY : from_bool(answer); }

static Value builtin_isinstance(Value *args, size_t count) {
  (void)count;
  return truth_value(object_is_instance(args[0], args[1]));
}

static Value builtin_issubclass(Value *args, size_t count) {
  (void)count;
  return truth_value(object_is_subclass(args[0], args[1]));
}

static Value builtin_hash(Value *args, size_t count) {
  (void)count;
  int64_t hash;
  return object_hash(args[0], &hash) ? int_from_i64(hash) : EMPTY;
}

static Value builtin_id(Value *args, size_t count) {
  (void)count;
  return int_from_u64(heap_identity(args[0]));
}

static Value builtin_repr(Value *args, size_t count) {
  (void)count;
  return object_repr(args[0]);
}

static Value builtin_ascii(Value *args, size_t count) {
  (void)count;
  return str_ascii(args[0]);
}

static Value builtin_format(Value *args, size_t count) {
  (void)count;
  Value spec = args[1] == EMPTY ? str_new("", 0) : args[1];
  if (!type_flag(spec, TYPE_IS_STR)) return raise(TypeError, "format() argument 2 must be str, not %N", spec);
  return object_format(args[0], spec);
}

static Value builtin_vars(Value *args, size_t count) {
  (void)count;
  if (args[0] == EMPTY) return frame_locals();
  Value dict = object_find_attribute(args[0], vm.names.__dict__);
  if (dict != EMPTY || vm_exception != EMPTY) return dict;
  return raise(TypeError, "vars() argument must have __dict__ attribute");
}

static Value builtin_dir(Value *args, size_t count) {
  (void)count;
  Value names;
  if (args[0] == EMPTY) {
    names = frame_locals();
    if (names != EMPTY && !type_flag(names, TYPE_IS_DICT)) names = object_call_method(names, "keys", NULL, 0);
  } else {
    Value method = object_find_special(args[0], vm.names.__dir__);
    if (method == EMPTY) return vm_exception != EMPTY ? EMPTY : raise(TypeError, "object does not provide __dir__");
    names = object_call_0(method);
  }
  Value list = names == EMPTY ? EMPTY : list_from_iterable(names);
  return list != EMPTY && list_sort(list, EMPTY, false) ? list : EMPTY;
}

const NativeDef builtins_object[] = {
    {.name = "getattr",
     .signature = "object, name, default=, /",
     .fn = builtin_getattr,
     .doc = DOC("getattr(object, name[, default]) -> value\n\nGet a named attribute from an object.")},
    {.name = "hasattr",
     .signature = "obj, name, /",
     .fn = builtin_hasattr,
     .doc = DOC("Return whether the object has an attribute with the given name.")},
    {.name = "setattr",
     .signature = "obj, name, value, /",
     .fn = builtin_setattr,
     .doc = DOC("Sets the named attribute on the given object to the specified value.")},
    {.name = "delattr",
     .signature = "obj, name, /",
     .fn = builtin_delattr,
     .doc = DOC("Deletes the named attribute from the given object.")},
    {.name = "isinstance",
     .recipe = RECIPE_ISINSTANCE,
     .signature = "obj, class_or_tuple, /",
     .fn = builtin_isinstance,
     .doc = DOC("Return whether an object is an instance of a class or of a subclass thereof.")},
    {.name = "issubclass",
     .signature = "cls, class_or_tuple, /",
     .fn = builtin_issubclass,
     .doc = DOC("Return whether 'cls' is derived from another class or is the same class.")},
    {.name = "hash",
     .signature = "obj, /",
     .fn = builtin_hash,
     .doc = DOC("Return the hash value for the given object.")},
    {.name = "id",
     .signature = "obj, /",
     .fn = builtin_id,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("Return the identity of an object.")},
    {.name = "repr",
     .signature = "obj, /",
     .fn = builtin_repr,
     .doc = DOC("Return the canonical string representation of the object.")},
    {.name = "ascii",
     .signature = "obj, /",
     .fn = builtin_ascii,
     .doc = DOC("Return an ASCII-only representation of an object.")},
    {.name = "format",
     .signature = "value, format_spec='', /",
     .fn = builtin_format,
     .doc = DOC("Return value.__format__(format_spec)")},
    {.name = "vars",
     .signature = "object=, /",
     .fn = builtin_vars,
     .doc = DOC("vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().")},
    {.name = "dir", .signature = "object=, /", .fn = builtin_dir, .doc = DOC("dir([object]) -> list of strings")},
    {.name = NULL},
};
