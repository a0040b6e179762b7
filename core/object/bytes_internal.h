// What bytes, bytearray and memoryview share: views of their memory, and the methods that bytes and bytearray have in
// common. A method that makes a new object makes one of self's kind.
#ifndef MARTLET_BYTES_INTERNAL_H
#define MARTLET_BYTES_INTERNAL_H

#include "core/object/bytes.h"
#include "core/object/function.h"

// A flag of types: instances start as a ByteArrayObject, whose storage holds their bytes (bytearray, array.array).
enum { TYPE_BYTE_STORAGE = 1 << 19 };

typedef struct View {
  const char *data;
  size_t size;
} View;

// The memory of a bytes or of what has the storage of a bytearray.
View view_of(Value v);
// Whether v is bytes, has a `buffer` slot, or is a memoryview.
bool is_bytes_like(Value v);
// The slots `buffer` of both kinds.
bool bytes_buffer(Value self, Buffer *buffer);
bool bytearray_buffer(Value self, Buffer *buffer);
// False, with BufferError, when memoryviews hold the size of a bytearray or array.
bool bytearray_may_resize(Value self);
// As bytes_view.
bool view_argument(Value v, View *view);
// The right operand of `left + right`. False: TypeError.
bool view_operand(Value left, Value right, View *view);
// A bytes, or a bytearray when self is one.
Value bytes_make_like(Value self, const char *data, size_t size);
// A byte 0..255 from an int: ValueError "byte must be in range(0, 256)"; -1: raised.
int byte_argument(Value v);
// The bytes of an iterable of ints, or of a bytes-like object, as bytes. `kind` is "bytes" or "bytearray", for
// messages.
Value bytes_from_iterable(Value source, const char *kind);
// The value of bytes(source, encoding, errors) or bytearray(…) as a bytes.
Value bytes_from_arguments(Value *slots, const char *kind);
// Shared slots.
Value bytes_str(Value self); // the repr, with -b not without a warning
Value bytes_compare(Value self, Value other, CompareOp op);
int bytes_contains(Value self, Value item);
Value bytes_iter(Value self);
// The quoted data between a str and a text; escape_single: ' is escaped also between double quotes.
Value bytes_quoted(View view, Value before, const char *after, bool escape_single);

#define BYTES_METHODS(X) \
  X("capitalize", "self, /", bytes_method_capitalize) \
  X("center", "self, width, fillchar=b' ', /", bytes_method_center) \
  X("count", "self, sub, start=None, end=None, /", bytes_method_count) \
  X("decode", "self, /, encoding='utf-8', errors='strict'", bytes_method_decode) \
  X("endswith", "self, suffix, start=None, end=None, /", bytes_method_endswith) \
  X("expandtabs", "self, /, tabsize=8", bytes_method_expandtabs) \
  X("find", "self, sub, start=None, end=None, /", bytes_method_find) \
  X("fromhex", "cls, string, /", bytes_method_fromhex) \
  X("hex", "self, /, sep=, bytes_per_sep=1", bytes_method_hex) \
  X("index", "self, sub, start=None, end=None, /", bytes_method_index) \
  X("isalnum", "self, /", bytes_method_isalnum) \
  X("isalpha", "self, /", bytes_method_isalpha) \
  X("isascii", "self, /", bytes_method_isascii) \
  X("isdigit", "self, /", bytes_method_isdigit) \
  X("islower", "self, /", bytes_method_islower) \
  X("isspace", "self, /", bytes_method_isspace) \
  X("istitle", "self, /", bytes_method_istitle) \
  X("isupper", "self, /", bytes_method_isupper) \
  X("join", "self, iterable_of_bytes, /", bytes_method_join) \
  X("ljust", "self, width, fillchar=b' ', /", bytes_method_ljust) \
  X("lower", "self, /", bytes_method_lower) \
  X("lstrip", "self, bytes=None, /", bytes_method_lstrip) \
  X("maketrans", "frm, to, /", bytes_method_maketrans) \
  X("partition", "self, sep, /", bytes_method_partition) \
  X("removeprefix", "self, prefix, /", bytes_method_removeprefix) \
  X("removesuffix", "self, suffix, /", bytes_method_removesuffix) \
  X("replace", "self, old, new, count=-1, /", bytes_method_replace) \
  X("rfind", "self, sub, start=None, end=None, /", bytes_method_rfind) \
  X("rindex", "self, sub, start=None, end=None, /", bytes_method_rindex) \
  X("rjust", "self, width, fillchar=b' ', /", bytes_method_rjust) \
  X("rpartition", "self, sep, /", bytes_method_rpartition) \
  X("rsplit", "self, /, sep=None, maxsplit=-1", bytes_method_rsplit) \
  X("rstrip", "self, bytes=None, /", bytes_method_rstrip) \
  X("split", "self, /, sep=None, maxsplit=-1", bytes_method_split) \
  X("splitlines", "self, /, keepends=False", bytes_method_splitlines) \
  X("startswith", "self, prefix, start=None, end=None, /", bytes_method_startswith) \
  X("strip", "self, bytes=None, /", bytes_method_strip) \
  X("swapcase", "self, /", bytes_method_swapcase) \
  X("title", "self, /", bytes_method_title) \
  X("translate", "self, table, /, delete=b''", bytes_method_translate) \
  X("upper", "self, /", bytes_method_upper) \
  X("zfill", "self, width, /", bytes_method_zfill)
#define X(text, parameters, function) Value function(Value *args, size_t count);
BYTES_METHODS(X)
#undef X

#endif
