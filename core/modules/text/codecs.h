// What the files of the module _codecs share: the registry of encodings and of error handlers, and the common part of
// coders written in C here, which ask a handler whenever something cannot be coded.
#ifndef MARTLET_CODECS_H
#define MARTLET_CODECS_H

#include "core/object/codec.h"
#include "core/object/function.h"

// --- codecs_errors.c
// The handlers that every registry starts with, as NativeDefs that take the exception; ends with a NULL name.
extern const NativeDef codecs_standard_handlers[];

// --- codecs.c
// Calls the handler called `errors` (NULL: strict) for an error of that kind in object[start:end). The replacement
// (a str; for encoding also bytes) and where to go on, at most `length`. False: raised.
bool codecs_handle(const char *errors, ExceptionKind kind, const char *encoding, Value object, size_t start, size_t end,
                   const char *reason, size_t length, Value *replacement, size_t *position);
// An optional argument `errors` (str or None): its text, NULL when absent. False: TypeError.
bool codecs_errors_argument(Value v, const char **errors);
// (result, length) as coders return it; EMPTY when result is EMPTY.
Value codecs_result(Value result, size_t length);
// The bytes of a bytes-like object or of a str in UTF-8. False: TypeError.
bool codecs_data_argument(Value v, const uint8_t **data, size_t *size);

// --- the coders: codecs_convert.c (those of core/object/codec.h), codecs_charmap.c, codecs_escape.c, codecs_utf7.c
#define CODECS_FUNCTIONS(X) \
  X(readbuffer_encode, "data, errors=None, /") \
  X(utf_8_encode, "str, errors=None, /") \
  X(utf_8_decode, "data, errors=None, final=False, /") \
  X(latin_1_encode, "str, errors=None, /") \
  X(latin_1_decode, "data, errors=None, /") \
  X(ascii_encode, "str, errors=None, /") \
  X(ascii_decode, "data, errors=None, /") \
  X(utf_16_encode, "str, errors=None, byteorder=0, /") \
  X(utf_16_decode, "data, errors=None, final=False, /") \
  X(utf_16_le_encode, "str, errors=None, /") \
  X(utf_16_le_decode, "data, errors=None, final=False, /") \
  X(utf_16_be_encode, "str, errors=None, /") \
  X(utf_16_be_decode, "data, errors=None, final=False, /") \
  X(utf_16_ex_decode, "data, errors=None, byteorder=0, final=False, /") \
  X(utf_32_encode, "str, errors=None, byteorder=0, /") \
  X(utf_32_decode, "data, errors=None, final=False, /") \
  X(utf_32_le_encode, "str, errors=None, /") \
  X(utf_32_le_decode, "data, errors=None, final=False, /") \
  X(utf_32_be_encode, "str, errors=None, /") \
  X(utf_32_be_decode, "data, errors=None, final=False, /") \
  X(utf_32_ex_decode, "data, errors=None, byteorder=0, final=False, /") \
  X(charmap_build, "map, /") \
  X(charmap_encode, "str, errors=None, mapping=None, /") \
  X(charmap_decode, "data, errors=None, mapping=None, /") \
  X(escape_encode, "data, errors=None, /") \
  X(escape_decode, "data, errors=None, /") \
  X(unicode_escape_encode, "str, errors=None, /") \
  X(unicode_escape_decode, "data, errors=None, final=True, /") \
  X(raw_unicode_escape_encode, "str, errors=None, /") \
  X(raw_unicode_escape_decode, "data, errors=None, final=True, /") \
  X(utf_7_encode, "str, errors=None, /") \
  X(utf_7_decode, "data, errors=None, final=False, /")
#define X(name, signature) Value codecs_##name(Value *args, size_t count);
CODECS_FUNCTIONS(X)
#undef X

#endif
