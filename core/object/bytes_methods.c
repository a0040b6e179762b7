// The methods that bytes and bytearray share: searching, splitting, padding, ASCII case.
#include <string.h>

#include "core/object/bytes_internal.h"
#include "core/object/codec.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/str_internal.h"
#include "core/object/tuple.h"
#include "core/object/unicode.h"
#include "core/object/utf8.h"

static Value finish_like(Value self, StrBuilder *builder) {
  Value result = builder->failed ? raise_memory_error() : bytes_make_like(self, builder->data, builder->size);
  str_builder_drop(builder);
  return result;
}

// ---- searching

// The needle of find and friends: bytes-like, or an int that is one byte (kept in *byte).
static bool needle_argument(Value v, View *needle, char *byte) {
  if (is_bytes_like(v)) return view_argument(v, needle);
  if (!has_index(v)) {
    raise(TypeError, "argument should be integer or bytes-like object, not '%T'", v);
    return false;
  }
  int number = byte_argument(v);
  if (number < 0) return false;
  *byte = (char)number;
  *needle = (View){byte, 1};
  return true;
}

// The window of self that args[2], args[3] select. -1: raised, 0: impossible, 1: fine.
static int window_argument(Value *args, View *window) {
  int64_t low, high;
  View view = view_of(args[0]);
  if (!clamp_search_range(args[2], args[3], (int64_t)view.size, &low, &high)) return -1;
  if (low > high) return 0;
  *window = (View){view.data + low, (size_t)(high - low)};
  return 1;
}

static Value search(Value *args, bool last, bool required) {
  View needle, window;
  char byte;
  if (!needle_argument(args[1], &needle, &byte)) return EMPTY;
  int look = window_argument(args, &window);
  if (look < 0) return EMPTY;
  int64_t at = -1;
  if (look > 0)
    at = last ? memory_find_last(window.data, window.size, needle.data, needle.size)
              : memory_find(window.data, window.size, needle.data, needle.size);
  if (at < 0) return required ? raise(ValueError, "subsection not found") : from_small_int(-1);
  return from_small_int(at + (window.data - view_of(args[0]).data));
}

Value bytes_method_find(Value *args, size_t count) {
  (void)count;
  return search(args, false, false);
}

Value bytes_method_index(Value *args, size_t count) {
  (void)count;
  return search(args, false, true);
}

Value bytes_method_rfind(Value *args, size_t count) {
  (void)count;
  return search(args, true, false);
}

Value bytes_method_rindex(Value *args, size_t count) {
  (void)count;
  return search(args, true, true);
}

Value bytes_method_count(Value *args, size_t count) {
  (void)count;
  View needle, window;
  char byte;
  if (!needle_argument(args[1], &needle, &byte)) return EMPTY;
  int look = window_argument(args, &window);
  if (look <= 0) return look < 0 ? EMPTY : from_small_int(0);
  if (needle.size == 0) return from_small_int((int64_t)window.size + 1);
  return from_small_int((int64_t)memory_count(window.data, window.size, needle.data, needle.size, SIZE_MAX));
}

static bool has_affix(View window, View affix, bool at_end) {
  if (affix.size > window.size) return false;
  return memcmp(window.data + (at_end ? window.size - affix.size : 0), affix.data, affix.size) == 0;
}

static Value affix(Value *args, bool at_end) {
  View window, wanted;
  int look = window_argument(args, &window);
  if (look < 0) return EMPTY;
  if (type_flag(args[1], TYPE_IS_TUPLE)) {
    Tuple *tuple = to_tuple(args[1]);
    for (size_t i = 0; i < tuple->length; i++) {
      if (!view_argument(tuple->items[i], &wanted)) return EMPTY;
      if (look && has_affix(window, wanted, at_end)) return TRUE_VALUE;
    }
    return FALSE_VALUE;
  }
  if (!is_bytes_like(args[1]))
    return raise(TypeError, "%s first arg must be bytes or a tuple of bytes, not %T",
                 at_end ? "endswith" : "startswith", args[1]);
  if (!view_argument(args[1], &wanted)) return EMPTY;
  return from_bool(look && has_affix(window, wanted, at_end));
}

Value bytes_method_startswith(Value *args, size_t count) {
  (void)count;
  return affix(args, false);
}

Value bytes_method_endswith(Value *args, size_t count) {
  (void)count;
  return affix(args, true);
}

Value bytes_method_removeprefix(Value *args, size_t count) {
  (void)count;
  View self = view_of(args[0]), prefix;
  if (!view_argument(args[1], &prefix)) return EMPTY;
  size_t skip = has_affix(self, prefix, false) ? prefix.size : 0;
  return bytes_make_like(args[0], self.data + skip, self.size - skip);
}

Value bytes_method_removesuffix(Value *args, size_t count) {
  (void)count;
  View self = view_of(args[0]), suffix;
  if (!view_argument(args[1], &suffix)) return EMPTY;
  return bytes_make_like(args[0], self.data, self.size - (has_affix(self, suffix, true) ? suffix.size : 0));
}

Value bytes_method_replace(Value *args, size_t count) {
  (void)count;
  View self = view_of(args[0]), old, new;
  int64_t limit = -1;
  if (!view_argument(args[1], &old) || !view_argument(args[2], &new)) return EMPTY;
  if (args[3] != EMPTY && !index_from_value(args[3], EXCEPTION_OverflowError, &limit)) return EMPTY;
  size_t left = limit < 0 ? SIZE_MAX : (size_t)limit;
  StrBuilder builder = STR_BUILDER_INIT;
  size_t at = 0;
  for (; left > 0 && old.size > 0; left--) {
    int64_t match = memory_find(self.data + at, self.size - at, old.data, old.size);
    if (match < 0) break;
    str_builder_add(&builder, self.data + at, (size_t)match);
    str_builder_add(&builder, new.data, new.size);
    at += (size_t)match + old.size;
  }
  for (; left > 0 && old.size == 0; left--) {
    str_builder_add(&builder, new.data, new.size);
    if (at == self.size) break;
    str_builder_add(&builder, self.data + at++, 1);
  }
  str_builder_add(&builder, self.data + at, self.size - at);
  return finish_like(args[0], &builder);
}

static Value partition(Value *args, bool last) {
  View self = view_of(args[0]), separator;
  if (!view_argument(args[1], &separator)) return EMPTY;
  if (separator.size == 0) return raise(ValueError, "empty separator");
  int64_t at = last ? memory_find_last(self.data, self.size, separator.data, separator.size)
                    : memory_find(self.data, self.size, separator.data, separator.size);
  size_t end = at < 0 ? 0 : (size_t)at + separator.size;
  Value parts[3];
  if (at < 0) {
    parts[last ? 2 : 0] = bytes_make_like(args[0], self.data, self.size);
    parts[1] = bytes_make_like(args[0], NULL, 0);
    parts[last ? 0 : 2] = bytes_make_like(args[0], NULL, 0);
  } else {
    parts[0] = bytes_make_like(args[0], self.data, (size_t)at);
    parts[1] = bytes_make_like(args[0], separator.data, separator.size);
    parts[2] = bytes_make_like(args[0], self.data + end, self.size - end);
  }
  if (parts[0] == EMPTY || parts[1] == EMPTY || parts[2] == EMPTY) return EMPTY;
  return tuple_from(parts, 3);
}

Value bytes_method_partition(Value *args, size_t count) {
  (void)count;
  return partition(args, false);
}

Value bytes_method_rpartition(Value *args, size_t count) {
  (void)count;
  return partition(args, true);
}

// ---- splitting and joining

static bool is_space(char byte) { return byte == ' ' || (byte >= 9 && byte <= 13); }

static bool append_part(Value list, Value self, size_t start, size_t stop) {
  Value part = bytes_make_like(self, view_of(self).data + start, stop - start);
  return part != EMPTY && list_append(list, part);
}

static bool split_spaces(Value list, Value self, size_t limit, bool back) {
  View view = view_of(self);
  size_t start = 0, stop = view.size;
  for (size_t parts = 0;; parts++) {
    if (back)
      while (stop > start && is_space(view.data[stop - 1])) stop--;
    else
      while (start < stop && is_space(view.data[start])) start++;
    if (start == stop) return true;
    size_t from = start, to = stop;
    if (parts >= limit) return append_part(list, self, from, to);
    if (back) {
      for (from = stop; from > start && !is_space(view.data[from - 1]);) from--;
      stop = from;
    } else {
      for (to = start; to < stop && !is_space(view.data[to]);) to++;
      start = to;
    }
    if (!append_part(list, self, from, to)) return false;
  }
}

static bool split_separator(Value list, Value self, View separator, size_t limit, bool back) {
  View view = view_of(self);
  size_t start = 0, stop = view.size;
  for (; limit > 0; limit--) {
    int64_t at = back ? memory_find_last(view.data, stop, separator.data, separator.size)
                      : memory_find(view.data + start, stop - start, separator.data, separator.size);
    if (at < 0) break;
    size_t cut = start + (size_t)at;
    if (!(back ? append_part(list, self, cut + separator.size, stop) : append_part(list, self, start, cut)))
      return false;
    if (back)
      stop = cut;
    else
      start = cut + separator.size;
  }
  return append_part(list, self, start, stop);
}

static Value split(Value *args, bool back) {
  int64_t limit = -1;
  if (args[2] != EMPTY && !index_from_value(args[2], EXCEPTION_OverflowError, &limit)) return EMPTY;
  size_t most = limit < 0 ? SIZE_MAX : (size_t)limit;
  Value list = list_new(0);
  View separator;
  if (list == EMPTY) return EMPTY;
  if (args[1] == EMPTY || args[1] == NONE) {
    if (!split_spaces(list, args[0], most, back)) return EMPTY;
  } else {
    if (!view_argument(args[1], &separator)) return EMPTY;
    if (separator.size == 0) return raise(ValueError, "empty separator");
    if (!split_separator(list, args[0], separator, most, back)) return EMPTY;
  }
  Value *items = to_list(list)->storage->items;
  for (size_t i = 0, j = to_list(list)->length; back && i + 1 < j; i++) {
    Value item = items[i];
    items[i] = items[--j];
    items[j] = item;
  }
  return list;
}

Value bytes_method_split(Value *args, size_t count) {
  (void)count;
  return split(args, false);
}

Value bytes_method_rsplit(Value *args, size_t count) {
  (void)count;
  return split(args, true);
}

Value bytes_method_splitlines(Value *args, size_t count) {
  (void)count;
  int64_t keep = 0;
  if (args[1] != EMPTY && !index_from_value(args[1], EXCEPTION_OverflowError, &keep)) return EMPTY;
  Value list = list_new(0);
  if (list == EMPTY) return EMPTY;
  View view = view_of(args[0]);
  for (size_t at = 0; at < view.size;) {
    size_t stop = at;
    while (stop < view.size && view.data[stop] != '\n' && view.data[stop] != '\r') stop++;
    size_t next = stop;
    if (next < view.size)
      next += view.data[next] == '\r' && next + 1 < view.size && view.data[next + 1] == '\n' ? 2 : 1;
    if (!append_part(list, args[0], at, keep ? next : stop)) return EMPTY;
    at = next;
  }
  return list;
}

static Value strip(Value *args, bool left, bool right) {
  View view = view_of(args[0]), set = {" \t\n\r\v\f", 6};
  if (args[1] != EMPTY && args[1] != NONE && !view_argument(args[1], &set)) return EMPTY;
  size_t start = 0, stop = view.size;
  while (left && start < stop && memchr(set.data, view.data[start], set.size)) start++;
  while (right && start < stop && memchr(set.data, view.data[stop - 1], set.size)) stop--;
  if (start == 0 && stop == view.size && has_shape(args[0], SHAPE_BYTES)) return args[0];
  return bytes_make_like(args[0], view.data + start, stop - start);
}

Value bytes_method_strip(Value *args, size_t count) {
  (void)count;
  return strip(args, true, true);
}

Value bytes_method_lstrip(Value *args, size_t count) {
  (void)count;
  return strip(args, true, false);
}

Value bytes_method_rstrip(Value *args, size_t count) {
  (void)count;
  return strip(args, false, true);
}

Value bytes_method_join(Value *args, size_t count) {
  (void)count;
  Value iterator = object_iter(args[1]);
  if (iterator == EMPTY) {
    if (!exception_matches(EXCEPTION_TypeError)) return EMPTY;
    exception_clear();
    return raise(TypeError, "can only join an iterable");
  }
  Value list = list_from_iterable(iterator);
  if (list == EMPTY) return EMPTY;
  StrBuilder builder = STR_BUILDER_INIT;
  for (size_t i = 0; i < to_list(list)->length; i++) {
    Value item = to_list(list)->storage->items[i];
    View separator = view_of(args[0]), view;
    if (!view_argument(item, &view)) {
      exception_clear();
      str_builder_drop(&builder);
      return raise(TypeError, "sequence item %zu: expected a bytes-like object, %T found", i, item);
    }
    if (i > 0) str_builder_add(&builder, separator.data, separator.size);
    str_builder_add(&builder, view.data, view.size);
  }
  return finish_like(args[0], &builder);
}

// ---- padding

static bool fill_argument(Value *args, const char *name, size_t *missing, char *fill) {
  int64_t width, length = (int64_t)view_of(args[0]).size;
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &width)) return false;
  *fill = ' ';
  if (args[2] != EMPTY) {
    if (!type_flag(args[2], TYPE_IS_BYTES | TYPE_BYTE_STORAGE) || view_of(args[2]).size != 1) {
      raise(TypeError, "%s() argument 2 must be a byte string of length 1, not %T", name, args[2]);
      return false;
    }
    *fill = view_of(args[2]).data[0];
  }
  *missing = width > length ? (size_t)(width - length) : 0;
  return true;
}

static Value pad(Value self, size_t left, size_t right, char fill) {
  View view = view_of(self);
  StrBuilder builder = STR_BUILDER_INIT;
  str_builder_add_bytes(&builder, fill, left);
  str_builder_add(&builder, view.data, view.size);
  str_builder_add_bytes(&builder, fill, right);
  return finish_like(self, &builder);
}

Value bytes_method_ljust(Value *args, size_t count) {
  (void)count;
  size_t missing;
  char fill;
  return fill_argument(args, "ljust", &missing, &fill) ? pad(args[0], 0, missing, fill) : EMPTY;
}

Value bytes_method_rjust(Value *args, size_t count) {
  (void)count;
  size_t missing;
  char fill;
  return fill_argument(args, "rjust", &missing, &fill) ? pad(args[0], missing, 0, fill) : EMPTY;
}

Value bytes_method_center(Value *args, size_t count) {
  (void)count;
  size_t missing;
  char fill;
  if (!fill_argument(args, "center", &missing, &fill)) return EMPTY;
  size_t left = missing / 2 + (missing & (missing + view_of(args[0]).size) & 1);
  return pad(args[0], left, missing - left, fill);
}

Value bytes_method_zfill(Value *args, size_t count) {
  (void)count;
  View view = view_of(args[0]);
  int64_t width;
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &width)) return EMPTY;
  size_t sign = view.size > 0 && (view.data[0] == '+' || view.data[0] == '-');
  StrBuilder builder = STR_BUILDER_INIT;
  str_builder_add(&builder, view.data, sign);
  if (width > (int64_t)view.size) str_builder_add_repeated(&builder, '0', (size_t)width - view.size);
  str_builder_add(&builder, view.data + sign, view.size - sign);
  return finish_like(args[0], &builder);
}

Value bytes_method_expandtabs(Value *args, size_t count) {
  (void)count;
  int64_t tab_size = 8, column = 0;
  if (args[1] != EMPTY && !index_from_value(args[1], EXCEPTION_OverflowError, &tab_size)) return EMPTY;
  View view = view_of(args[0]);
  StrBuilder builder = STR_BUILDER_INIT;
  for (size_t i = 0; i < view.size; i++) {
    char byte = view.data[i];
    if (byte == '\t') {
      if (tab_size <= 0) continue;
      str_builder_add_repeated(&builder, ' ', (size_t)(tab_size - column % tab_size));
      column = 0; // a multiple of the size, which is as good
    } else {
      str_builder_add(&builder, &byte, 1);
      column = byte == '\n' || byte == '\r' ? 0 : column + 1;
    }
  }
  return finish_like(args[0], &builder);
}

// ---- case, tests, translation

static bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }
static bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }

typedef enum AsciiCase { ASCII_UPPER, ASCII_LOWER, ASCII_SWAP, ASCII_TITLE, ASCII_CAPITAL } AsciiCase;

static Value map_case(Value self, AsciiCase mapping) {
  View view = view_of(self);
  StrBuilder builder = STR_BUILDER_INIT;
  bool in_word = false;
  for (size_t i = 0; i < view.size; i++) {
    char byte = view.data[i];
    bool letter = is_lower(byte) || is_upper(byte);
    bool want_upper = mapping == ASCII_UPPER || (mapping == ASCII_SWAP && is_lower(byte)) ||
                      (mapping == ASCII_TITLE && !in_word) || (mapping == ASCII_CAPITAL && i == 0);
    if (letter) byte = want_upper ? (char)(byte & ~0x20) : (char)(byte | 0x20);
    in_word = letter;
    str_builder_add(&builder, &byte, 1);
  }
  return finish_like(self, &builder);
}

#define MAP_CASE(method, mapping) \
  Value method(Value *args, size_t count) { \
    (void)count; \
    return map_case(args[0], mapping); \
  }
MAP_CASE(bytes_method_upper, ASCII_UPPER)
MAP_CASE(bytes_method_lower, ASCII_LOWER)
MAP_CASE(bytes_method_swapcase, ASCII_SWAP)
MAP_CASE(bytes_method_title, ASCII_TITLE)
MAP_CASE(bytes_method_capitalize, ASCII_CAPITAL)

static bool ascii_has(char byte, uint32_t flags) { return (uint8_t)byte < 128 && unicode_is((uint8_t)byte, flags); }

static Value all_have(Value self, uint32_t flags) {
  View view = view_of(self);
  for (size_t i = 0; i < view.size; i++)
    if (flags == UNICODE_SPACE ? !is_space(view.data[i]) : !ascii_has(view.data[i], flags)) return FALSE_VALUE;
  return from_bool(view.size > 0);
}

static Value has_case(Value self, uint32_t wanted, uint32_t unwanted) {
  View view = view_of(self);
  bool found = false;
  for (size_t i = 0; i < view.size; i++) {
    if (ascii_has(view.data[i], unwanted)) return FALSE_VALUE;
    found = found || ascii_has(view.data[i], wanted);
  }
  return from_bool(found);
}

#define TEST(method, expression) \
  Value method(Value *args, size_t count) { \
    (void)count; \
    return expression; \
  }
TEST(bytes_method_isalnum, all_have(args[0], UNICODE_ALNUM))
TEST(bytes_method_isalpha, all_have(args[0], UNICODE_ALPHA))
TEST(bytes_method_isdigit, all_have(args[0], UNICODE_DIGIT))
TEST(bytes_method_isspace, all_have(args[0], UNICODE_SPACE))
TEST(bytes_method_islower, has_case(args[0], UNICODE_LOWER, UNICODE_UPPER))
TEST(bytes_method_isupper, has_case(args[0], UNICODE_UPPER, UNICODE_LOWER))
TEST(bytes_method_isascii, from_bool(utf8_is_ascii(view_of(args[0]).data, view_of(args[0]).size)))

Value bytes_method_istitle(Value *args, size_t count) {
  (void)count;
  View view = view_of(args[0]);
  bool found = false, in_word = false;
  for (size_t i = 0; i < view.size; i++) {
    bool upper = is_upper(view.data[i]), lower = is_lower(view.data[i]);
    if ((upper && in_word) || (lower && !in_word)) return FALSE_VALUE;
    in_word = upper || lower;
    found = found || in_word;
  }
  return from_bool(found);
}

Value bytes_method_translate(Value *args, size_t count) {
  (void)count;
  View self = view_of(args[0]), table = {NULL, 0}, deleted = {NULL, 0};
  if (args[1] != NONE) {
    if (!view_argument(args[1], &table)) return EMPTY;
    if (table.size != 256) return raise(ValueError, "translation table must be 256 characters long");
  }
  if (args[2] != EMPTY && !view_argument(args[2], &deleted)) return EMPTY;
  StrBuilder builder = STR_BUILDER_INIT;
  for (size_t i = 0; i < self.size; i++) {
    char byte = self.data[i];
    if (deleted.size && memchr(deleted.data, byte, deleted.size)) continue;
    str_builder_add(&builder, table.data ? &table.data[(uint8_t)byte] : &byte, 1);
  }
  return finish_like(args[0], &builder);
}

Value bytes_method_maketrans(Value *args, size_t count) {
  (void)count;
  View from, to;
  char table[256];
  if (!view_argument(args[0], &from) || !view_argument(args[1], &to)) return EMPTY;
  if (from.size != to.size) return raise(ValueError, "maketrans arguments must have same length");
  for (int i = 0; i < 256; i++) table[i] = (char)i;
  for (size_t i = 0; i < from.size; i++) table[(uint8_t)from.data[i]] = to.data[i];
  return bytes_new(table, 256);
}

// ---- text

Value bytes_method_decode(Value *args, size_t count) {
  (void)count;
  for (int i = 1; i <= 2; i++)
    if (args[i] != EMPTY && !type_flag(args[i], TYPE_IS_STR))
      return raise(TypeError, "decode() argument '%s' must be str, not %N", i == 1 ? "encoding" : "errors", args[i]);
  View view = view_of(args[0]);
  return decode_bytes((const uint8_t *)view.data, view.size, args[1] == EMPTY ? NULL : to_str(args[1])->text,
                      args[2] == EMPTY ? NULL : to_str(args[2])->text);
}

// The separator of hex(): one ASCII character. -1: raised.
static int separator_argument(Value v) {
  if (object_length(v) < 0) return -1;
  if (type_flag(v, TYPE_IS_STR)) {
    if (to_str(v)->length == 1 && str_is_ascii(to_str(v))) return to_str(v)->text[0];
    raise(ValueError, to_str(v)->length == 1 ? "sep must be ASCII." : "sep must be length 1.");
    return -1;
  }
  if (!type_flag(v, TYPE_IS_BYTES)) {
    raise(TypeError, "sep must be str or bytes.");
    return -1;
  }
  View view = view_of(v);
  if (view.size == 1 && (uint8_t)view.data[0] < 128) return view.data[0];
  raise(ValueError, view.size == 1 ? "sep must be ASCII." : "sep must be length 1.");
  return -1;
}

Value bytes_method_hex(Value *args, size_t count) {
  (void)count;
  static const char digits[] = "0123456789abcdef";
  View view = view_of(args[0]);
  int64_t group = 1;
  int separator = -1; // none
  if (args[1] != EMPTY && (separator = separator_argument(args[1])) < 0) return EMPTY;
  if (args[2] != EMPTY && !index_from_value(args[2], EXCEPTION_OverflowError, &group)) return EMPTY;
  bool from_left = group < 0;
  size_t size = (size_t)(from_left ? -group : group);
  StrBuilder builder = STR_BUILDER_INIT;
  for (size_t i = 0; i < view.size; i++) {
    size_t distance = from_left ? i : view.size - i;
    if (separator >= 0 && i > 0 && size > 0 && distance % size == 0)
      str_builder_add_code_point(&builder, (uint32_t)separator);
    char text[2] = {digits[(uint8_t)view.data[i] >> 4], digits[view.data[i] & 15]};
    str_builder_add(&builder, text, 2);
  }
  return str_builder_finish(&builder);
}

static int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

Value bytes_method_fromhex(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[1], TYPE_IS_STR)) return raise(TypeError, "fromhex() argument must be str, not %N", args[1]);
  const char *text = to_str(args[1])->text;
  size_t size = to_str(args[1])->size;
  StrBuilder builder = STR_BUILDER_INIT;
  for (size_t i = 0; i < size;) {
    if (is_space(text[i])) {
      i++;
      continue;
    }
    int high = hex_value(text[i]), low = high < 0 ? -1 : hex_value(text[i + 1]);
    if (low < 0) {
      str_builder_drop(&builder);
      return raise(ValueError, "non-hexadecimal number found in fromhex() arg at position %zu",
                   utf8_count(text, high < 0 ? i : i + 1));
    }
    char byte = (char)(high << 4 | low);
    str_builder_add(&builder, &byte, 1);
    i += 2;
  }
  Value result = builder.failed ? raise_memory_error() : bytes_new(builder.data, builder.size);
  str_builder_drop(&builder);
  if (result == EMPTY || args[0] == from_object(builtin_types[SHAPE_BYTES])) return result;
  return object_call_1(args[0], result);
}
