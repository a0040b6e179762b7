#include "core/modules/struct_sequence.h"

#include <stdlib.h>

#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

// An attribute's C function does not learn which attribute is meant, so there is one for each position.
#define POSITIONS(X) \
  X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18) X(19)

// Fields that are no items stand behind the tuple's length, where only their names reach them. (The collector scans all
// of an instance of a class derived from tuple.)
#define X(i) \
  static Value get_##i(Value self) { return to_tuple(self)->items[i]; }
POSITIONS(X)
#undef X
static Value (*const getters[])(Value) = {
#define X(i) get_##i,
    POSITIONS(X)
#undef X
};

static Value sequence_repr(Value self) {
  Type *type = type_of(self);
  Value names = type_lookup_cached(type, str_intern("__match_args__", 14));
  StrBuilder builder = STR_BUILDER_INIT;
  bool builtin = strcmp(to_str(type->module)->text, "builtins") == 0;
  str_builder_add_str(&builder, builtin ? type->name : str_format_c("%V.%V", type->module, type->name));
  str_builder_add_c(&builder, "(");
  for (size_t i = 0; i < to_tuple(self)->length && !builder.failed; i++)
    str_builder_add_str(
        &builder, str_format_c("%s%V=%R", i > 0 ? ", " : "", to_tuple(names)->items[i], to_tuple(self)->items[i]));
  str_builder_add(&builder, ")", 1);
  return str_builder_finish(&builder);
}

// type(sequence): what a shorter sequence does not give is None.
static Value sequence_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef def = {.name = "structseq", .signature = "sequence, dict=None"};
  Value given[2], values[STRUCT_SEQUENCE_MAX];
  if (!native_bind(&def, args, count, keyword_names, given)) return EMPTY;
  Value names = type_lookup_cached(type, str_intern("__match_args__", 14));
  size_t least = (size_t)to_small_int(type_lookup_cached(type, str_intern("n_sequence_fields", 17)));
  size_t most = to_tuple(names)->length;
  if (object_find_special(given[0], str_intern("__iter__", 8)) == EMPTY)
    return vm_exception != EMPTY ? EMPTY : raise(TypeError, "constructor requires a sequence");
  Value items = tuple_from_iterable(given[0]);
  if (items == EMPTY) return EMPTY;
  size_t length = to_tuple(items)->length;
  if (length < least || length > most)
    return raise(TypeError, "%V.%V() takes %s%zu-sequence (%zu-sequence given)", type->module, type->name,
                 least == most    ? "a "
                 : length < least ? "an at least "
                                  : "an at most ",
                 length < least ? least : most, length);
  for (size_t i = 0; i < most; i++) values[i] = i < length ? to_tuple(items)->items[i] : NONE;
  return struct_sequence_new(type, values);
}

Type *struct_sequence_type(const char *module, const char *name, const char *const *fields, size_t visible) {
  size_t count = 0;
  while (fields[count]) count++;
  // Attribute definitions live as long as the process, like those of any type.
  GetSetDef *getset = calloc(count + 1, sizeof *getset);
  Value names = tuple_new(count);
  if (!getset || names == EMPTY) {
    free(getset);
    raise_memory_error();
    return NULL;
  }
  for (size_t i = 0; i < count; i++) {
    getset[i] = (GetSetDef){fields[i], getters[i], NULL, NULL};
    to_tuple(names)->items[i] = str_intern(fields[i], strlen(fields[i]));
  }
  TypeSlots slots = builtin_types[SHAPE_TUPLE]->slots;
  slots.repr = sequence_repr;
  slots.construct = sequence_construct;
  Type *type =
      type_new_native(module, name, builtin_types[SHAPE_TUPLE], 0, &slots, NULL, getset, HEAP_COUNTED, sizeof(Tuple));
  if (!type || !dict_set_c(type->dict, "__match_args__", names) ||
      !dict_set_c(type->dict, "n_sequence_fields", from_small_int((int64_t)visible)))
    return NULL;
  return type;
}

Value struct_sequence_new(Type *type, const Value *values) {
  Value names = type_lookup_cached(type, str_intern("__match_args__", 14));
  size_t visible = (size_t)to_small_int(type_lookup_cached(type, str_intern("n_sequence_fields", 17)));
  Tuple *tuple = instance_allocate_variable(type, sizeof(Tuple) + to_tuple(names)->length * sizeof(Value));
  if (!tuple) return EMPTY;
  tuple->length = visible;
  for (size_t i = 0; i < to_tuple(names)->length; i++) {
    // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): the caller fills one value for each name
    if (values[i] == EMPTY) return vm_exception != EMPTY ? EMPTY : raise_memory_error();
    tuple->items[i] = values[i];
  }
  return from_object(tuple);
}
