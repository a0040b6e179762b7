// Searching in strings: find, count, replace, startswith, partition. All of it works on UTF-8 bytes; UTF-8 is
// self-synchronising, so a match of bytes is a match of characters.
#include <string.h>

#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/str_internal.h"
#include "core/object/tuple.h"
#include "core/object/memory.h"
#include "core/object/utf8.h"

int64_t memory_find(const char *text, size_t bytes, const char *needle, size_t needle_bytes) {
  if (needle_bytes > bytes) return -1;
  if (needle_bytes == 0) return 0;
  if (needle_bytes == 1) {
    const char *match = memchr(text, needle[0], bytes);
    return match ? match - text : -1;
  }
  // memchr for the first byte, then compare: good unless the first byte is frequent, so the last byte is checked first.
  const char *at = text, *end = text + (bytes - needle_bytes) + 1;
  char last = needle[needle_bytes - 1];
  while ((at = memchr(at, needle[0], (size_t)(end - at))) != NULL) {
    if (at[needle_bytes - 1] == last && memory_equal(at, needle, needle_bytes)) return at - text;
    if (++at == end) break;
  }
  return -1;
}

int64_t memory_find_last(const char *text, size_t bytes, const char *needle, size_t needle_bytes) {
  if (needle_bytes > bytes) return -1;
  if (needle_bytes == 0) return (int64_t)bytes;
  for (const char *at = text + (bytes - needle_bytes); at >= text; at--)
    if (*at == needle[0] && memory_equal(at, needle, needle_bytes)) return at - text;
  return -1;
}

size_t memory_count(const char *text, size_t bytes, const char *needle, size_t needle_bytes, size_t limit) {
  size_t count = 0;
  while (count < limit) {
    int64_t at = memory_find(text, bytes, needle, needle_bytes);
    if (at < 0) break;
    text += (size_t)at + needle_bytes;
    bytes -= (size_t)at + needle_bytes;
    count++;
  }
  return count;
}

bool clamp_search_range(Value start, Value stop, int64_t length, int64_t *low, int64_t *high) {
  *low = 0;
  *high = length;
  if (start != EMPTY && start != NONE && !slice_index(start, low)) return false;
  if (stop != EMPTY && stop != NONE && !slice_index(stop, high)) return false;
  *low = clamp_index(*low, length);
  *high = clamp_index(*high, length);
  if (*high > length) *high = length;
  return true;
}

int str_contains(Value self, Value item) {
  if (!is_str(item) && !type_flag(item, TYPE_IS_STR)) {
    raise(TypeError, "'in <string>' requires string as left operand, not %T", item);
    return -1;
  }
  Str *text = to_str(self), *needle = to_str(item);
  return memory_find(text->text, text->size, needle->text, needle->size) >= 0;
}

// A part of a str that a search works in.
typedef struct Window {
  Str *text;
  Str *needle;
  size_t start, stop; // byte offsets
} Window;

// args: self, needle, start, end. -1: raised; 0: the range is impossible, so nothing matches; 1: look.
static int search_window(Value *args, Window *window) {
  if (!type_flag(args[1], TYPE_IS_STR)) {
    raise(TypeError, "must be str, not %T", args[1]);
    return -1;
  }
  window->text = to_str(args[0]);
  window->needle = to_str(args[1]);
  int64_t low, high;
  if (!clamp_search_range(args[2], args[3], window->text->length, &low, &high)) return -1;
  if (low > high) return 0;
  window->start = str_offset(window->text, (size_t)low);
  window->stop = str_offset(window->text, (size_t)high);
  return 1;
}

// The code-point index of the first (last) match, -1 for none, -2 for raised.
static int64_t search(Value *args, bool last) {
  Window window;
  int look = search_window(args, &window);
  if (look <= 0) return look - 1;
  const char *text = window.text->text + window.start;
  size_t bytes = window.stop - window.start;
  int64_t at = last ? memory_find_last(text, bytes, window.needle->text, window.needle->size)
                    : memory_find(text, bytes, window.needle->text, window.needle->size);
  return at < 0 ? -1 : (int64_t)str_index_of_offset(window.text, window.start + (size_t)at);
}

static Value found(int64_t index, bool required) {
  if (index == -2) return EMPTY;
  if (index == -1 && required) return raise(ValueError, "substring not found");
  return from_small_int(index);
}

Value str_method_find(Value *args, size_t count) {
  (void)count;
  return found(search(args, false), false);
}

Value str_method_index(Value *args, size_t count) {
  (void)count;
  return found(search(args, false), true);
}

Value str_method_rfind(Value *args, size_t count) {
  (void)count;
  return found(search(args, true), false);
}

Value str_method_rindex(Value *args, size_t count) {
  (void)count;
  return found(search(args, true), true);
}

Value str_method_count(Value *args, size_t count) {
  (void)count;
  Window window;
  int look = search_window(args, &window);
  if (look < 0) return EMPTY;
  if (look == 0) return from_small_int(0);
  const char *text = window.text->text + window.start;
  size_t bytes = window.stop - window.start;
  if (window.needle->size == 0) return from_small_int((int64_t)utf8_count(text, bytes) + 1);
  return from_small_int((int64_t)memory_count(text, bytes, window.needle->text, window.needle->size, SIZE_MAX));
}

static bool matches_at(const Window *window, bool at_end) {
  size_t size = window->needle->size;
  if (size > window->stop - window->start) return false;
  return memory_equal(window->text->text + (at_end ? window->stop - size : window->start), window->needle->text, size);
}

static Value affix(Value *args, bool at_end) {
  const char *name = at_end ? "endswith" : "startswith";
  Value choices = args[1];
  Window window;
  if (type_flag(choices, TYPE_IS_TUPLE)) {
    Tuple *tuple = to_tuple(choices);
    for (size_t i = 0; i < tuple->length; i++) {
      args[1] = tuple->items[i];
      if (!type_flag(args[1], TYPE_IS_STR))
        return raise(TypeError, "tuple for %s must only contain str, not %T", name, args[1]);
      int look = search_window(args, &window);
      if (look < 0) return EMPTY;
      if (look && matches_at(&window, at_end)) return TRUE_VALUE;
    }
    return FALSE_VALUE;
  }
  if (!type_flag(choices, TYPE_IS_STR))
    return raise(TypeError, "%s first arg must be str or a tuple of str, not %T", name, choices);
  int look = search_window(args, &window);
  return look < 0 ? EMPTY : from_bool(look && matches_at(&window, at_end));
}

Value str_method_startswith(Value *args, size_t count) {
  (void)count;
  return affix(args, false);
}

Value str_method_endswith(Value *args, size_t count) {
  (void)count;
  return affix(args, true);
}

Value str_method_removeprefix(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[1], TYPE_IS_STR)) return raise(TypeError, "removeprefix() argument must be str, not %N", args[1]);
  Str *self = to_str(args[0]), *prefix = to_str(args[1]);
  bool match = prefix->size <= self->size && memory_equal(self->text, prefix->text, prefix->size);
  return str_between(args[0], match ? prefix->size : 0, self->size);
}

Value str_method_removesuffix(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[1], TYPE_IS_STR)) return raise(TypeError, "removesuffix() argument must be str, not %N", args[1]);
  Str *self = to_str(args[0]), *suffix = to_str(args[1]);
  size_t rest = self->size >= suffix->size ? self->size - suffix->size : 0;
  bool match = self->size >= suffix->size && memory_equal(self->text + rest, suffix->text, suffix->size);
  return str_between(args[0], 0, match ? rest : self->size);
}

static Value partition(Value *args, bool last) {
  if (!type_flag(args[1], TYPE_IS_STR)) return raise(TypeError, "must be str, not %T", args[1]);
  Str *self = to_str(args[0]), *separator = to_str(args[1]);
  if (separator->size == 0) return raise(ValueError, "empty separator");
  int64_t at = last ? memory_find_last(self->text, self->size, separator->text, separator->size)
                    : memory_find(self->text, self->size, separator->text, separator->size);
  Value parts[3];
  if (at < 0) {
    parts[last ? 2 : 0] = str_between(args[0], 0, self->size);
    parts[1] = parts[last ? 0 : 2] = str_new("", 0);
  } else {
    parts[0] = str_between(args[0], 0, (size_t)at);
    parts[1] = args[1];
    parts[2] = str_between(args[0], (size_t)at + separator->size, self->size);
  }
  if (parts[0] == EMPTY || parts[2] == EMPTY) return EMPTY;
  return tuple_from(parts, 3);
}

Value str_method_partition(Value *args, size_t count) {
  (void)count;
  return partition(args, false);
}

Value str_method_rpartition(Value *args, size_t count) {
  (void)count;
  return partition(args, true);
}

// Replaces nothing by something: `replacement` goes in front of the first `limit` characters and at the end.
static Value interleave(Str *self, Str *replacement, size_t limit) {
  size_t places = (size_t)self->length + 1;
  if (places > limit) places = limit;
  Str *str = str_allocate(self->size + places * replacement->size, self->length + places * replacement->length);
  if (!str) return EMPTY;
  char *out = str->text;
  const char *in = self->text, *end = in + self->size;
  for (size_t i = 0; i < places; i++) {
    memory_copy(out, replacement->text, replacement->size);
    out += replacement->size;
    if (in == end) break;
    unsigned width = utf8_width(*in);
    memory_copy(out, in, width);
    out += width;
    in += width;
  }
  memory_copy(out, in, (size_t)(end - in));
  if (!str_is_ascii(str)) str_index_text(str);
  return from_object(str);
}

static Value replace(Value v, Str *old, Str *new, size_t limit) {
  Str *self = to_str(v);
  if (old->size == 0) return interleave(self, new, limit);
  size_t matches = memory_count(self->text, self->size, old->text, old->size, limit);
  if (matches == 0) return str_between(v, 0, self->size);
  size_t bytes = self->size - matches * old->size + matches * new->size;
  size_t length = self->length - matches * old->length + matches * new->length;
  if (bytes == 0) return str_new("", 0);
  Str *str = str_allocate(bytes, length);
  if (!str) return EMPTY;
  char *out = str->text;
  const char *in = self->text;
  size_t left = self->size;
  for (size_t i = 0; i < matches; i++) {
    size_t at = (size_t)memory_find(in, left, old->text, old->size);
    memory_copy(out, in, at);
    memory_copy(out + at, new->text, new->size);
    out += at + new->size;
    in += at + old->size;
    left -= at + old->size;
  }
  memory_copy(out, in, left);
  if (!str_is_ascii(str)) str_index_text(str);
  return from_object(str);
}

Value str_method_replace(Value *args, size_t count) {
  (void)count;
  for (int i = 1; i <= 2; i++)
    if (!type_flag(args[i], TYPE_IS_STR))
      return raise(TypeError, "replace() argument %d must be str, not %T", i, args[i]);
  int64_t limit = -1;
  if (args[3] != EMPTY && !index_from_value(args[3], EXCEPTION_OverflowError, &limit)) return EMPTY;
  if (limit == 0) return str_between(args[0], 0, to_str(args[0])->size);
  return replace(args[0], to_str(args[1]), to_str(args[2]), limit < 0 ? SIZE_MAX : (size_t)limit);
}
