// What the files of the str type share: offsets between code points and bytes, text search, and the method
// implementations that str_methods.c lists.
#ifndef MARTLET_STR_INTERNAL_H
#define MARTLET_STR_INTERNAL_H

#include "core/object/function.h"
#include "core/object/str.h"

static inline bool str_is_ascii(const Str *str) { return (str->flags & STR_ASCII) != 0; }

// Byte offset of code point `index` (0..length).
size_t str_offset(const Str *str, size_t index);
// Code point number of the character at byte `offset`.
size_t str_index_of_offset(const Str *str, size_t offset);
// A new str when the number of code points is known; `length` == bytes means ASCII.
Value str_new_counted(const char *text, size_t bytes, size_t length);
// An uninitialised str to be filled in by the caller, then finished with str_index_text (unless ASCII). NULL: raised.
Str *str_allocate(size_t bytes, size_t length);
void str_index_text(Str *str);
// The characters between two byte offsets; shares str itself when that is all of it.
Value str_between(Value str, size_t start, size_t stop);
// Clamps optional start and stop arguments (EMPTY or None: absent) of a search in `length` items. False: raised.
bool clamp_search_range(Value start, Value stop, int64_t length, int64_t *low, int64_t *high);

// First or last occurrence of needle in text, or -1. needle_bytes 0 matches at the start (end).
int64_t memory_find(const char *text, size_t bytes, const char *needle, size_t needle_bytes);
int64_t memory_find_last(const char *text, size_t bytes, const char *needle, size_t needle_bytes);
// Non-overlapping occurrences of a needle that is not empty, at most `limit`.
size_t memory_count(const char *text, size_t bytes, const char *needle, size_t needle_bytes, size_t limit);

// Hash of bytes, never 0.
uint32_t memory_hash(const char *text, size_t bytes);

// Slots and methods of str. Those in X-macro form are `Value fn(Value *args, size_t count)`.
Value str_repr(Value self);
int str_contains(Value self, Value item);

#define STR_METHODS(X) \
  X("capitalize", "self, /", str_method_capitalize) \
  X("casefold", "self, /", str_method_casefold) \
  X("center", "self, width, fillchar=' ', /", str_method_center) \
  X("count", "self, sub, start=None, end=None, /", str_method_count) \
  X("encode", "self, /, encoding='utf-8', errors='strict'", str_method_encode) \
  X("endswith", "self, suffix, start=None, end=None, /", str_method_endswith) \
  X("expandtabs", "self, /, tabsize=8", str_method_expandtabs) \
  X("find", "self, sub, start=None, end=None, /", str_method_find) \
  X("format", "self, /, *args, **kwargs", str_method_format) \
  X("format_map", "self, mapping, /", str_method_format_map) \
  X("index", "self, sub, start=None, end=None, /", str_method_index) \
  X("isalnum", "self, /", str_method_isalnum) \
  X("isalpha", "self, /", str_method_isalpha) \
  X("isascii", "self, /", str_method_isascii) \
  X("isdecimal", "self, /", str_method_isdecimal) \
  X("isdigit", "self, /", str_method_isdigit) \
  X("isidentifier", "self, /", str_method_isidentifier) \
  X("islower", "self, /", str_method_islower) \
  X("isnumeric", "self, /", str_method_isnumeric) \
  X("isprintable", "self, /", str_method_isprintable) \
  X("isspace", "self, /", str_method_isspace) \
  X("istitle", "self, /", str_method_istitle) \
  X("isupper", "self, /", str_method_isupper) \
  X("join", "self, iterable, /", str_method_join) \
  X("ljust", "self, width, fillchar=' ', /", str_method_ljust) \
  X("lower", "self, /", str_method_lower) \
  X("lstrip", "self, chars=None, /", str_method_lstrip) \
  X("partition", "self, sep, /", str_method_partition) \
  X("removeprefix", "self, prefix, /", str_method_removeprefix) \
  X("removesuffix", "self, suffix, /", str_method_removesuffix) \
  X("replace", "self, old, new, count=-1, /", str_method_replace) \
  X("rfind", "self, sub, start=None, end=None, /", str_method_rfind) \
  X("rindex", "self, sub, start=None, end=None, /", str_method_rindex) \
  X("rjust", "self, width, fillchar=' ', /", str_method_rjust) \
  X("rpartition", "self, sep, /", str_method_rpartition) \
  X("rsplit", "self, /, sep=None, maxsplit=-1", str_method_rsplit) \
  X("rstrip", "self, chars=None, /", str_method_rstrip) \
  X("split", "self, /, sep=None, maxsplit=-1", str_method_split) \
  X("splitlines", "self, /, keepends=False", str_method_splitlines) \
  X("startswith", "self, prefix, start=None, end=None, /", str_method_startswith) \
  X("strip", "self, chars=None, /", str_method_strip) \
  X("swapcase", "self, /", str_method_swapcase) \
  X("title", "self, /", str_method_title) \
  X("translate", "self, table, /", str_method_translate) \
  X("upper", "self, /", str_method_upper) \
  X("zfill", "self, width, /", str_method_zfill)
#define X(name, signature, function) Value function(Value *args, size_t count);
STR_METHODS(X)
#undef X
extern const NativeDef str_method_table[];

#endif
