// The nearest name, by CPython 3.11's measure: an edit distance in which a letter of the other case costs half.
#include "core/vm/suggestion.h"

#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/code.h"
#include "core/vm/vm.h"

enum { EDIT_COST = 2, CASE_COST = 1, TEXT_MAX = 40, CANDIDATES_MAX = 750 };

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static size_t substitution_cost(char a, char b) {
  if (a == b) return 0;
  return lower(a) == lower(b) ? CASE_COST : EDIT_COST;
}

// The distance of two texts, neither empty nor longer than TEXT_MAX, a not longer than b; or more than limit.
static size_t matrix_distance(const char *a, size_t a_size, const char *b, size_t b_size, size_t limit) {
  size_t row[TEXT_MAX], result = 0;
  if ((b_size - a_size) * EDIT_COST > limit) return limit + 1;
  for (size_t i = 0; i < a_size; i++) row[i] = (i + 1) * EDIT_COST;
  for (size_t j = 0; j < b_size; j++) {
    size_t distance = j * EDIT_COST, minimum = SIZE_MAX;
    result = distance;
    for (size_t i = 0; i < a_size; i++) {
      size_t substitute = distance + substitution_cost(b[j], a[i]);
      distance = row[i];
      size_t insert = (result < distance ? result : distance) + EDIT_COST;
      result = row[i] = insert < substitute ? insert : substitute;
      if (result < minimum) minimum = result;
    }
    if (minimum > limit) return limit + 1;
  }
  return result;
}

static size_t edit_distance(const char *a, size_t a_size, const char *b, size_t b_size, size_t limit) {
  while (a_size && b_size && *a == *b) a++, b++, a_size--, b_size--;
  while (a_size && b_size && a[a_size - 1] == b[b_size - 1]) a_size--, b_size--;
  if (a_size == 0 || b_size == 0) return (a_size + b_size) * EDIT_COST;
  if (a_size > TEXT_MAX || b_size > TEXT_MAX) return limit + 1;
  return a_size <= b_size ? matrix_distance(a, a_size, b, b_size, limit) : matrix_distance(b, b_size, a, a_size, limit);
}

// The best of the candidates; EMPTY: none is near enough.
static Value nearest(Value name, const Value *candidates, size_t count) {
  Value best = EMPTY;
  size_t best_distance = SIZE_MAX;
  if (count >= CANDIDATES_MAX) return EMPTY;
  for (size_t i = 0; i < count; i++) {
    if (!is_str(candidates[i]) || str_equal(name, candidates[i])) continue;
    const Str *a = to_str(name), *b = to_str(candidates[i]);
    size_t limit = ((size_t)a->size + b->size + 3) * EDIT_COST / 6;
    if (best != EMPTY && limit >= best_distance) limit = best_distance - 1;
    size_t distance = edit_distance(a->text, a->size, b->text, b->size, limit);
    if (distance > limit) continue;
    best = candidates[i];
    best_distance = distance;
  }
  return best;
}

static Value nearest_key(Value name, Value dict) {
  Value keys = list_from_iterable(dict);
  return keys == EMPTY ? EMPTY : nearest(name, to_list(keys)->storage->items, to_list(keys)->length);
}

// NameError: the locals, globals and builtins of the frame that raised.
static Value suggest_variable(const Exception *error) {
  Value entry = error->traceback;
  if (!has_shape(entry, SHAPE_TRACEBACK)) return EMPTY;
  while (has_shape(((Traceback *)(void *)to_object(entry))->next, SHAPE_TRACEBACK))
    entry = ((Traceback *)(void *)to_object(entry))->next;
  const Traceback *frame = (const Traceback *)(const void *)to_object(entry);
  const Tuple *locals = to_tuple(to_code(frame->code)->local_names);
  Value found = nearest(error->extra[0], locals->items, locals->length);
  if (found == EMPTY) found = nearest_key(error->extra[0], frame->globals);
  return found == EMPTY ? nearest_key(error->extra[0], vm.builtins) : found;
}

static Value suggest_attribute(const Exception *error) {
  if (error->extra[1] == EMPTY) return EMPTY;
  Value dir = object_find_special(error->extra[1], vm.names.__dir__);
  Value names = dir == EMPTY ? EMPTY : object_call_0(dir);
  if (names == EMPTY || !is_list(names) || !list_sort(names, EMPTY, false)) return EMPTY;
  return nearest(error->extra[0], to_list(names)->storage->items, to_list(names)->length);
}

Value suggestion_for(Value exception) {
  const Exception *error = (const Exception *)(const void *)to_object(exception);
  bool attribute = type_is_subtype(type_of(exception), exception_types[EXCEPTION_AttributeError]);
  if (!attribute && !type_is_subtype(type_of(exception), exception_types[EXCEPTION_NameError])) return EMPTY;
  if (error->extra[0] == EMPTY || !is_str(error->extra[0])) return EMPTY;
  Value found = attribute ? suggest_attribute(error) : suggest_variable(error);
  if (found == EMPTY) exception_clear();
  return found;
}
