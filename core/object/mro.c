// The method resolution order: C3 linearisation (Barrett et al. 1996), with CPython's messages.
#include <stdlib.h>

#include "core/object/class_layout.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

// One sequence to merge: the rest of it, from position on.
typedef struct Sequence {
  Tuple *items;
  uint64_t position;
} Sequence;

static bool in_a_tail(Value candidate, const Sequence *sequences, size_t count) {
  for (size_t s = 0; s < count; s++)
    for (uint64_t i = sequences[s].position + 1; i < sequences[s].items->length; i++)
      if (sequences[s].items->items[i] == candidate) return true;
  return false;
}

// The first head that is in no tail; EMPTY: none. *done: all sequences are used up.
static Value next_class(const Sequence *sequences, size_t count, bool *done) {
  *done = true;
  for (size_t s = 0; s < count; s++) {
    if (sequences[s].position >= sequences[s].items->length) continue;
    *done = false;
    Value candidate = sequences[s].items->items[sequences[s].position];
    if (!in_a_tail(candidate, sequences, count)) return candidate;
  }
  return EMPTY;
}

static Value raise_inconsistent(const Sequence *sequences, size_t count) {
  StrBuilder text = STR_BUILDER_INIT;
  Value seen = list_new(0);
  for (size_t s = 0; s < count && seen != EMPTY; s++) {
    if (sequences[s].position >= sequences[s].items->length) continue;
    Value head = sequences[s].items->items[sequences[s].position];
    bool known = false;
    for (uint64_t i = 0; i < to_list(seen)->length; i++) known |= to_list(seen)->storage->items[i] == head;
    if (known) continue;
    if (to_list(seen)->length) str_builder_add_c(&text, ", ");
    str_builder_add_str(&text, to_type(head)->name);
    if (!list_append(seen, head)) break;
  }
  Value bases = str_builder_finish(&text);
  if (bases == EMPTY) return EMPTY;
  return raise(TypeError, "Cannot create a consistent method resolution\norder (MRO) for bases %V", bases);
}

static Value merge(Type *type, Sequence *sequences, size_t count) {
  Value result = list_new(0);
  if (result == EMPTY || !list_append(result, from_object(type))) return EMPTY;
  for (;;) {
    bool done;
    Value next = next_class(sequences, count, &done);
    if (done) return tuple_from(to_list(result)->storage->items, to_list(result)->length);
    if (next == EMPTY) return raise_inconsistent(sequences, count);
    if (!list_append(result, next)) return EMPTY;
    for (size_t s = 0; s < count; s++) {
      Sequence *sequence = &sequences[s];
      if (sequence->position < sequence->items->length && sequence->items->items[sequence->position] == next)
        sequence->position++;
    }
  }
}

// The common case: the base's MRO with the type in front.
static Value extend_single(Type *type, Type *base) {
  Tuple *tail = to_tuple(base->mro);
  Value mro = tuple_new(tail->length + 1);
  if (mro == EMPTY) return EMPTY;
  to_tuple(mro)->items[0] = from_object(type);
  memcpy(to_tuple(mro)->items + 1, tail->items, tail->length * sizeof(Value));
  return mro;
}

Value mro_compute(Type *type) {
  Tuple *bases = to_tuple(type->bases);
  Value self = from_object(type);
  if (bases->length == 0) return tuple_from(&self, 1);
  if (bases->length == 1) return extend_single(type, to_type(bases->items[0]));
  for (uint64_t i = 0; i < bases->length; i++)
    for (uint64_t j = i + 1; j < bases->length; j++)
      if (bases->items[i] == bases->items[j])
        return raise(TypeError, "duplicate base class %V", to_type(bases->items[i])->name);
  Sequence *sequences = calloc(bases->length + 1, sizeof *sequences);
  if (!sequences) return raise_memory_error();
  for (uint64_t i = 0; i < bases->length; i++) sequences[i].items = to_tuple(to_type(bases->items[i])->mro);
  sequences[bases->length].items = bases;
  Value mro = merge(type, sequences, bases->length + 1);
  free(sequences);
  return mro;
}

// --- metaclasses with a mro() of their own

bool mro_is_custom(const Type *type) {
  Type *metatype = type->metatype;
  if (!metatype || metatype == builtin_types[SHAPE_TYPE]) return false;
  Value name = str_intern("mro", 3);
  return type_lookup_cached(metatype, name) != type_lookup_cached(builtin_types[SHAPE_TYPE], name);
}

Value mro_preliminary(Type *type) { return extend_single(type, type->base); }

static bool check_class(Type *type, Value item) {
  if (!is_type(item)) return raise(TypeError, "mro() returned a non-class ('%T')", item), false;
  if (class_fits_layout(type, to_type(item))) return true;
  return raise(TypeError, "mro() returned base with unsuitable layout ('%V')", type_shown_name(to_type(item))), false;
}

Value mro_resolve(Type *type) {
  if (!mro_is_custom(type)) return mro_compute(type);
  Value self = from_object(type), given = call_special(str_intern("mro", 3), &self, 1);
  Value mro = given == EMPTY ? EMPTY : tuple_from_iterable(given);
  if (mro == EMPTY) return EMPTY;
  if (to_tuple(mro)->length == 0) return raise(TypeError, "type MRO must not be empty");
  for (uint64_t i = 0; i < to_tuple(mro)->length; i++)
    if (!check_class(type, to_tuple(mro)->items[i])) return EMPTY;
  return mro;
}
