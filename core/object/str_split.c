// Taking strings apart at separators and lines, stripping, and join.
#include <string.h>

#include "core/object/exception.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/str_internal.h"
#include "core/object/tuple.h"
#include "core/object/unicode.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

static bool is_space(uint32_t code_point) {
  if (code_point < 128) return code_point == ' ' || code_point - 9 < 5 || code_point - 0x1c < 4;
  return unicode_is(code_point, UNICODE_SPACE);
}

static bool append_between(Value list, Value str, size_t start, size_t stop) {
  Value part = str_between(str, start, stop);
  return part != EMPTY && list_append(list, part);
}

// Moves *at over characters that are (not) spaces, up to `end`.
static const char *skip_spaces(const char *at, const char *end, bool spaces) {
  while (at < end) {
    const char *next = at;
    if (is_space(utf8_next(&next)) != spaces) break;
    at = next;
  }
  return at;
}

static const char *skip_spaces_back(const char *at, const char *start, bool spaces) {
  while (at > start) {
    const char *previous = at;
    if (is_space(utf8_previous(&previous)) != spaces) break;
    at = previous;
  }
  return at;
}

static bool split_spaces(Value list, Value str, size_t limit) {
  const char *text = to_str(str)->text, *at = text, *end = text + to_str(str)->size;
  for (size_t parts = 0;; parts++) {
    at = skip_spaces(at, end, true);
    if (at == end) return true;
    const char *stop = parts < limit ? skip_spaces(at, end, false) : end;
    if (!append_between(list, str, (size_t)(at - text), (size_t)(stop - text))) return false;
    if (parts >= limit) return true;
    at = stop;
  }
}

static bool split_spaces_back(Value list, Value str, size_t limit) {
  const char *text = to_str(str)->text, *end = text + to_str(str)->size;
  for (size_t parts = 0;; parts++) {
    end = skip_spaces_back(end, text, true);
    if (end == text) return true;
    const char *start = parts < limit ? skip_spaces_back(end, text, false) : text;
    if (!append_between(list, str, (size_t)(start - text), (size_t)(end - text))) return false;
    if (parts >= limit) return true;
    end = start;
  }
}

static bool split_separator(Value list, Value str, Str *separator, size_t limit) {
  const char *text = to_str(str)->text;
  size_t start = 0, size = to_str(str)->size;
  for (size_t parts = 0; parts < limit; parts++) {
    int64_t at = memory_find(text + start, size - start, separator->text, separator->size);
    if (at < 0) break;
    if (!append_between(list, str, start, start + (size_t)at)) return false;
    start += (size_t)at + separator->size;
  }
  return append_between(list, str, start, size);
}

static bool split_separator_back(Value list, Value str, Str *separator, size_t limit) {
  const char *text = to_str(str)->text;
  size_t stop = to_str(str)->size;
  for (size_t parts = 0; parts < limit; parts++) {
    int64_t at = memory_find_last(text, stop, separator->text, separator->size);
    if (at < 0) break;
    if (!append_between(list, str, (size_t)at + separator->size, stop)) return false;
    stop = (size_t)at;
  }
  return append_between(list, str, 0, stop);
}

static void reverse_list(Value list) {
  Value *items = to_list(list)->storage->items;
  for (size_t i = 0, j = to_list(list)->length; i + 1 < j; i++) {
    Value item = items[i];
    items[i] = items[--j];
    items[j] = item;
  }
}

static Value split(Value *args, bool back) {
  int64_t limit = -1;
  if (args[2] != EMPTY && !index_from_value(args[2], EXCEPTION_OverflowError, &limit)) return EMPTY;
  size_t most = limit < 0 ? SIZE_MAX : (size_t)limit;
  Value list = list_new(0);
  if (list == EMPTY) return EMPTY;
  bool done;
  if (args[1] == EMPTY || args[1] == NONE) {
    done = (back ? split_spaces_back : split_spaces)(list, args[0], most);
  } else {
    if (!type_flag(args[1], TYPE_IS_STR)) return raise(TypeError, "must be str or None, not %T", args[1]);
    Str *separator = to_str(args[1]);
    if (separator->size == 0) return raise(ValueError, "empty separator");
    done = (back ? split_separator_back : split_separator)(list, args[0], separator, most);
  }
  if (!done) return EMPTY;
  if (back) reverse_list(list);
  return list;
}

Value str_method_split(Value *args, size_t count) {
  (void)count;
  return split(args, false);
}

Value str_method_rsplit(Value *args, size_t count) {
  (void)count;
  return split(args, true);
}

static bool is_line_break(uint32_t code_point) {
  if (code_point < 128) return code_point - 10 < 4 || code_point - 0x1c < 3;
  return code_point == 0x85 || code_point == 0x2028 || code_point == 0x2029;
}

Value str_method_splitlines(Value *args, size_t count) {
  (void)count;
  int keep = 0;
  if (args[1] != EMPTY) {
    int64_t number;
    if (!index_from_value(args[1], EXCEPTION_OverflowError, &number)) return EMPTY;
    keep = number != 0;
  }
  Value list = list_new(0);
  if (list == EMPTY) return EMPTY;
  const char *text = to_str(args[0])->text, *at = text, *end = text + to_str(args[0])->size;
  while (at < end) {
    const char *start = at, *stop = end;
    while (at < end) {
      const char *next = at;
      uint32_t code_point = utf8_next(&next);
      if (!is_line_break(code_point)) {
        at = next;
        continue;
      }
      if (code_point == '\r' && next < end && *next == '\n') next++;
      stop = keep ? next : at;
      at = next;
      break;
    }
    if (!append_between(list, args[0], (size_t)(start - text), (size_t)(stop - text))) return EMPTY;
  }
  return list;
}

static bool is_one_of(uint32_t code_point, const Str *set) {
  if (code_point < 128) return memchr(set->text, (int)code_point, set->size) != NULL;
  char text[4];
  size_t width = utf8_put(code_point, text);
  return memory_find(set->text, set->size, text, width) >= 0;
}

enum { STRIP_LEFT = 1, STRIP_RIGHT = 2 };

static Value strip(Value *args, int sides, const char *name) {
  Str *set = NULL;
  if (args[1] != EMPTY && args[1] != NONE) {
    if (!type_flag(args[1], TYPE_IS_STR)) return raise(TypeError, "%s arg must be None or str", name);
    set = to_str(args[1]);
  }
  const char *text = to_str(args[0])->text, *start = text, *stop = text + to_str(args[0])->size;
  while ((sides & STRIP_LEFT) && start < stop) {
    const char *next = start;
    uint32_t code_point = utf8_next(&next);
    if (!(set ? is_one_of(code_point, set) : is_space(code_point))) break;
    start = next;
  }
  while ((sides & STRIP_RIGHT) && stop > start) {
    const char *previous = stop;
    uint32_t code_point = utf8_previous(&previous);
    if (!(set ? is_one_of(code_point, set) : is_space(code_point))) break;
    stop = previous;
  }
  return str_between(args[0], (size_t)(start - text), (size_t)(stop - text));
}

Value str_method_strip(Value *args, size_t count) {
  (void)count;
  return strip(args, STRIP_LEFT | STRIP_RIGHT, "strip");
}

Value str_method_lstrip(Value *args, size_t count) {
  (void)count;
  return strip(args, STRIP_LEFT, "lstrip");
}

Value str_method_rstrip(Value *args, size_t count) {
  (void)count;
  return strip(args, STRIP_RIGHT, "rstrip");
}

Value str_method_join(Value *args, size_t count) {
  (void)count;
  Value items = args[1];
  if (is_tuple(items)) return str_join(args[0], to_tuple(items)->items, to_tuple(items)->length);
  if (!is_list(items)) {
    Value iterator = object_iter(items);
    if (iterator == EMPTY) {
      if (!exception_matches(EXCEPTION_TypeError)) return EMPTY;
      exception_clear();
      return raise(TypeError, "can only join an iterable");
    }
    items = list_from_iterable(iterator);
    if (items == EMPTY) return EMPTY;
  }
  return str_join(args[0], to_list(items)->storage->items, to_list(items)->length);
}
