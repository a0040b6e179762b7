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

// The types, the newest last: one that is made again may lie where a former one was.
typedef struct Sequence {
  const Type *type;
  const char *const *fields; // "": an item without a name
  size_t visible, count;
} Sequence;

static Sequence *sequences;
static size_t sequence_count;

static const Sequence *sequence_of(const Type *type) {
  const Sequence *sequence = sequences + sequence_count;
  do sequence--;
  while (sequence->type != type);
  return sequence;
}

// Items have the names of the named fields, in their order, whichever these are.
static const char *shown_name(const Sequence *sequence, size_t index) {
  for (const char *const *field = sequence->fields; *field; field++)
    if (**field && index-- == 0) return *field;
  return "";
}

static Value sequence_repr(Value self) {
  const Type *type = type_of(self);
  const Sequence *sequence = sequence_of(type);
  StrBuilder builder = STR_BUILDER_INIT;
  bool builtin = strcmp(to_str(type->module)->text, "builtins") == 0;
  str_builder_add_str(&builder, builtin ? type->name : str_format_c("%V.%V", type->module, type->name));
  str_builder_add_c(&builder, "(");
  for (size_t i = 0; i < to_tuple(self)->length && !builder.failed; i++)
    str_builder_add_str(&builder,
                        str_format_c("%s%s=%R", i > 0 ? ", " : "", shown_name(sequence, i), to_tuple(self)->items[i]));
  str_builder_add(&builder, ")", 1);
  return str_builder_finish(&builder);
}

// type(sequence, dict=None): what a shorter sequence does not give is looked for in the dict, else it is None.
static Value sequence_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef def = {.name = "structseq", .signature = "sequence, dict=None"};
  Value given[2], values[STRUCT_SEQUENCE_MAX];
  if (!native_bind(&def, args, count, keyword_names, given)) return EMPTY;
  const Sequence *sequence = sequence_of(type);
  size_t least = sequence->visible, most = sequence->count;
  if (object_find_special(given[0], str_intern("__iter__", 8)) == EMPTY)
    return vm_exception != EMPTY ? EMPTY : raise(TypeError, "constructor requires a sequence");
  Value items = tuple_from_iterable(given[0]);
  if (items == EMPTY) return EMPTY;
  if (given[1] != EMPTY && !is_dict(given[1]))
    return raise(TypeError, "%V.%V() takes a dict as second arg, if any", type->module, type->name);
  size_t length = to_tuple(items)->length;
  if (length < least || length > most)
    return raise(TypeError, "%V.%V() takes %s%zu-sequence (%zu-sequence given)", type->module, type->name,
                 least == most    ? "a "
                 : length < least ? "an at least "
                                  : "an at most ",
                 length < least ? least : most, length);
  for (size_t i = 0; i < most; i++) {
    Value more = i < length || given[1] == EMPTY ? EMPTY : dict_get_c(given[1], sequence->fields[i]);
    values[i] = i < length ? to_tuple(items)->items[i] : more == EMPTY ? NONE : more;
  }
  return struct_sequence_new(type, values);
}

// (type, (items, {name: value of the fields that are no items}))
static Value sequence_reduce(Value *args, size_t count) {
  (void)count;
  const Tuple *tuple = to_tuple(args[0]);
  const Sequence *sequence = sequence_of(type_of(args[0]));
  Value dict = dict_new(), items = tuple_from(tuple->items, tuple->length);
  if (dict == EMPTY || items == EMPTY) return EMPTY;
  for (size_t i = sequence->visible; i < sequence->count; i++)
    if (!dict_set_c(dict, sequence->fields[i], tuple->items[i])) return EMPTY;
  Value parts = tuple_pair(items, dict);
  return parts == EMPTY ? EMPTY : tuple_pair(from_object(type_of(args[0])), parts);
}

static bool remember(const Type *type, const char *const *fields, size_t visible, size_t count) {
  Sequence *grown = realloc(sequences, (sequence_count + 1) * sizeof *grown);
  if (!grown) return raise_memory_error(), false;
  sequences = grown;
  sequences[sequence_count++] = (Sequence){type, fields, visible, count};
  return true;
}

Type *struct_sequence_type(const char *module, const char *name, const char *const *fields, size_t visible) {
  static const NativeDef methods[] = {{.name = "__reduce__", .signature = "self, /", .fn = sequence_reduce},
                                      {.name = NULL}};
  size_t count = 0, named = 0, shown = 0;
  while (fields[count]) count++;
  // Attribute definitions live as long as the process, like those of any type.
  GetSetDef *getset = calloc(count + 1, sizeof *getset);
  Value names[STRUCT_SEQUENCE_MAX];
  if (!getset) return raise_memory_error(), NULL;
  for (size_t i = 0; i < count; i++) {
    if (fields[i][0] == 0) continue;
    getset[named++] = (GetSetDef){fields[i], getters[i], NULL, NULL};
    if (i < visible) names[shown++] = str_intern(fields[i], strlen(fields[i]));
  }
  TypeSlots slots = builtin_types[SHAPE_TUPLE]->slots;
  slots.repr = sequence_repr;
  slots.construct = sequence_construct;
  Type *type = type_new_native(module, name, builtin_types[SHAPE_TUPLE], 0, &slots, methods, getset, HEAP_COUNTED,
                               sizeof(Tuple));
  Value match = type ? tuple_from(names, shown) : EMPTY;
  if (match == EMPTY || !dict_set_c(type->dict, "__match_args__", match) ||
      !dict_set_c(type->dict, "n_sequence_fields", from_small_int((int64_t)visible)) ||
      !dict_set_c(type->dict, "n_fields", from_small_int((int64_t)count)) ||
      !dict_set_c(type->dict, "n_unnamed_fields", from_small_int((int64_t)(count - named))))
    return NULL;
  return remember(type, fields, visible, count) ? type : NULL;
}

Value struct_sequence_new(Type *type, const Value *values) {
  const Sequence *sequence = sequence_of(type);
  Tuple *tuple = instance_allocate_variable(type, sizeof(Tuple) + sequence->count * sizeof(Value));
  if (!tuple) return EMPTY;
  tuple->length = sequence->visible;
  for (size_t i = 0; i < sequence->count; i++) {
    // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): the caller fills one value for each name
    if (values[i] == EMPTY) return vm_exception != EMPTY ? EMPTY : raise_memory_error();
    tuple->items[i] = values[i];
  }
  return from_object(tuple);
}
