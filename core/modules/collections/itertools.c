// The module itertools: the table of its types, and what they share.
#include "core/modules/collections/itertools.h"

#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"

Value itertools_iterators(const Value *values, size_t count) {
  Value iterators = tuple_new(count);
  for (size_t i = 0; iterators != EMPTY && i < count; i++) {
    Value iterator = object_iter(values[i]);
    if (iterator == EMPTY) return EMPTY;
    to_tuple(iterators)->items[i] = iterator;
  }
  return iterators;
}

Value itertools_reduced(Value self, Value arguments) {
  return arguments == EMPTY ? EMPTY : tuple_pair(from_object(type_of(self)), arguments);
}

Value itertools_reduced_with(Value self, Value arguments, Value state) {
  if (arguments == EMPTY || state == EMPTY) return EMPTY;
  Value parts[] = {from_object(type_of(self)), arguments, state};
  return tuple_from(parts, 3);
}

Value itertools_no_items(void) {
  Value empty = tuple_new(0), iterator = empty == EMPTY ? EMPTY : object_iter(empty);
  return iterator == EMPTY ? EMPTY : tuple_from(&iterator, 1);
}

bool itertools_state_int(Value v, int64_t *result) {
  return int_index_i64(v, result, "Python int too large to convert to C ssize_t");
}

static bool add_types(Value module, const IteratorDef *def) {
  for (; def->name != NULL; def++) {
    TypeSlots slots = {
        .repr = def->repr, .iter = def->next ? iterator_self : NULL, .next = def->next, .construct = def->construct};
    Type *type =
        type_new_native("itertools", def->name, NULL, def->flags, &slots, def->methods, NULL, HEAP_VALUES, def->bytes);
    if (type == NULL || !dict_set(type->dict, vm.names.__doc__, str_from_c(def->doc))) return false;
    *def->type = type;
    if (!module_add(module, def->name, from_object(type))) return false;
  }
  return true;
}

static bool init(Value module) {
  return add_types(module, itertools_endless) && add_types(module, itertools_chaining) &&
         add_types(module, itertools_selecting) && add_types(module, itertools_combining) &&
         add_types(module, itertools_grouping);
}

static const NativeDef functions[] = {
    DEF("tee", "iterable, n=2, /", itertools_tee, "Returns a tuple of n independent iterators."),
    END_OF_DEFS,
};

const NativeModule module_itertools = {"itertools", functions, init,
                                       DOC("Functional tools for creating and using iterators.\n\n"
                                           "Infinite iterators:\n"
                                           "count(start=0, step=1) --> start, start+step, start+2*step, ...\n"
                                           "cycle(p) --> p0, p1, ... plast, p0, p1, ...\n"
                                           "repeat(elem [,n]) --> elem, elem, elem, ... endlessly or up to n times\n")};
