// _tuplegetter: the descriptor of a named tuple's field.
#include "core/modules/collections/collections.h"
#include "core/modules/collections/declare.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

typedef struct TupleGetter { // HEAP_VALUES
  Object header;
  Value index; // small int
  Value doc;
} TupleGetter;

static Type *getter_type;

static TupleGetter *to_getter(Value v) { return (TupleGetter *)(void *)to_object(v); }

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  if (!check_arguments("_tuplegetter", count, 2, 2, keyword_names)) return EMPTY;
  int64_t index;
  if (!int_index_i64(args[0], &index, "Python int too large to convert to C ssize_t")) return EMPTY;
  TupleGetter *getter = instance_allocate(type);
  if (getter == NULL) return EMPTY;
  getter->index = from_small_int(index < 0 || index > INT32_MAX ? INT32_MAX : index);
  getter->doc = args[1];
  return from_object(getter);
}

static Value descriptor_get(Value self, Value object, Value owner) {
  if (object == EMPTY || (object == NONE && owner != from_object(builtin_types[SHAPE_NONE]))) return self;
  uint64_t index = (uint64_t)to_small_int(to_getter(self)->index);
  if (!type_flag(object, TYPE_IS_TUPLE))
    return raise(TypeError, "descriptor for index '%llu' for tuple subclasses doesn't apply to '%T' object",
                 (unsigned long long)index, object);
  const Tuple *tuple = to_tuple(object);
  return index < tuple->length ? tuple->items[index] : raise(IndexError, "tuple index out of range");
}

static bool descriptor_set(Value self, Value object, Value value) {
  (void)self, (void)object;
  return raise(AttributeError, value == EMPTY ? "can't delete attribute" : "can't set attribute"), false;
}

static Value repr(Value self) {
  return str_format_c("_tuplegetter(%V, %R)", to_getter(self)->index, to_getter(self)->doc);
}

static Value reduce(Value *args, size_t count) {
  (void)count;
  Value arguments = tuple_pair(to_getter(args[0])->index, to_getter(args[0])->doc);
  return arguments == EMPTY ? EMPTY : tuple_pair(from_object(type_of(args[0])), arguments);
}

static Value get_doc(Value self) { return to_getter(self)->doc; }
static bool set_doc(Value self, Value value) { return to_getter(self)->doc = value == EMPTY ? NONE : value, true; }

bool collections_add_tuple_getter(Value module) {
  static const NativeDef methods[] = {DEF("__reduce__", "self, /", reduce, NULL), END_OF_DEFS};
  static const GetSetDef attributes[] = {{"__doc__", get_doc, set_doc, NULL}, {NULL, NULL, NULL, NULL}};
  static const TypeSlots slots = {
      .repr = repr, .descriptor_get = descriptor_get, .descriptor_set = descriptor_set, .construct = construct};
  getter_type = type_new_native("_collections", "_tuplegetter", NULL, 0, &slots, methods, attributes, HEAP_VALUES,
                                sizeof(TupleGetter));
  return getter_type && module_add(module, "_tuplegetter", from_object(getter_type));
}
