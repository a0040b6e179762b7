// Methods of patterns that run through a whole subject: findall, split, sub. None of them runs Python code between
// matches; sub with a function is in core/stdlib/re, so that traces see through it.
#include "core/modules/text/re_internal.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

// The text of a group, empty when it did not take part.
static Value piece(const ReSearch *search, size_t group) {
  bool unset = search->spans[2 * group] == SIZE_MAX;
  return unset ? re_search_slice(search, 0, 0)
               : re_search_slice(search, search->spans[2 * group], search->spans[2 * group + 1]);
}

// What findall gives for one match: all of it, the only group, or a tuple of the groups.
static Value found_item(const ReSearch *search) {
  if (search->groups <= 1) return piece(search, search->groups);
  Value tuple = tuple_new(search->groups);
  for (size_t i = 0; tuple != EMPTY && i < search->groups; i++)
    if ((to_tuple(tuple)->items[i] = piece(search, i + 1)) == EMPTY) return EMPTY;
  return tuple;
}

Value re_method_findall(Value *args, size_t count) {
  (void)count;
  ReSearch search;
  if (!re_search_begin(&search, args[0], args[1], args[2], args[3])) return EMPTY;
  Value list = list_new(0);
  int found = list == EMPTY ? -1 : 0;
  while (found >= 0 && (found = re_search_next(&search, RE_SEARCH)) > 0) {
    Value item = found_item(&search);
    if (item == EMPTY || !list_append(list, item)) return EMPTY;
  }
  return found < 0 ? EMPTY : list;
}

static bool append_groups(const ReSearch *search, Value list) {
  for (size_t i = 1; i <= search->groups; i++) {
    Value item = search->spans[2 * i] == SIZE_MAX ? NONE : piece(search, i);
    if (item == EMPTY || !list_append(list, item)) return false;
  }
  return true;
}

Value re_method_split(Value *args, size_t count) {
  (void)count;
  ReSearch search;
  int64_t limit = 0;
  if (args[2] != EMPTY && !int_index_i64(args[2], &limit, NULL)) return EMPTY;
  if (!re_search_begin(&search, args[0], args[1], EMPTY, EMPTY)) return EMPTY;
  Value list = list_new(0);
  if (list == EMPTY) return EMPTY;
  size_t last = 0;
  for (int64_t n = 0; limit == 0 || n < limit; n++) {
    int found = re_search_next(&search, RE_SEARCH);
    if (found < 0) return EMPTY;
    if (!found) break;
    Value item = re_search_slice(&search, last, search.spans[0]);
    if (item == EMPTY || !list_append(list, item) || !append_groups(&search, list)) return EMPTY;
    last = search.start;
  }
  Value rest = re_search_slice(&search, last, search.end);
  return rest != EMPTY && list_append(list, rest) ? list : EMPTY;
}

// A text of the wrong kind is noticed when the pieces are joined.
static bool check_kind(const ReSearch *search, Value replacement, bool first) {
  bool is_text = type_flag(replacement, TYPE_IS_STR);
  if (is_text == search->is_text) return true;
  int item = first && search->spans[0] > 0;
  if (is_text)
    raise(TypeError, "sequence item %d: expected a bytes-like object, %s found", item, type_name(replacement));
  else
    raise(TypeError, "sequence item %d: expected str instance, %s found", item, type_name(replacement));
  return false;
}

// Appends the subject with its matches replaced to out. Returns the number of them, -1: raised.
static int64_t replace_all(ReSearch *search, const ReTemplate *template, Value replacement, int64_t limit,
                           StrBuilder *out) {
  size_t last = 0;
  int64_t n = 0;
  while (limit <= 0 || n < limit) {
    int found = re_search_next(search, RE_SEARCH);
    if (found < 0) return -1;
    if (!found) break;
    if (!check_kind(search, replacement, n == 0)) return -1;
    str_builder_add(out, search->text + last, search->spans[0] - last);
    re_template_expand(template, out, search->text, search->spans);
    last = search->start;
    n++;
    if (out->failed) return raise_memory_error(), -1;
  }
  str_builder_add(out, search->text + last, search->end - last);
  return n;
}

Value re_substitute(Value *args, size_t count) {
  (void)count;
  ReSearch search;
  ReTemplate template = {0};
  StrBuilder out = STR_BUILDER_INIT;
  int64_t limit, n = -1;
  if (!int_index_i64(args[3], &limit, NULL)) return EMPTY;
  if (re_template_parse(&template, to_pattern(args[0]), args[1]) &&
      re_search_begin(&search, args[0], args[2], EMPTY, EMPTY) && (limit >= 0 || (search.start = search.end + 1)))
    n = replace_all(&search, &template, args[1], limit, &out);
  re_template_drop(&template);
  if (n < 0) return str_builder_drop(&out), EMPTY;
  Value result;
  if (n == 0) {
    result = re_search_slice(&search, 0, search.end);
  } else if (search.is_text) {
    return tuple_pair(str_builder_finish(&out), from_small_int(n));
  } else {
    result = out.failed ? raise_memory_error() : bytes_new(out.data, out.size);
  }
  str_builder_drop(&out);
  return result == EMPTY ? EMPTY : tuple_pair(result, from_small_int(n));
}
