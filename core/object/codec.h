// Encodings: str to bytes and back. UTF-8, ASCII, Latin-1, UTF-16 and UTF-32 (with a byte-order mark, -le and -be),
// each with the error handlers strict, ignore, replace, backslashreplace, xmlcharrefreplace, surrogateescape and
// surrogatepass; all others by way of the registry.
#ifndef MARTLET_CODEC_H
#define MARTLET_CODEC_H

#include "core/object/exception.h"
#include "core/object/str.h"

// bytes of str in an encoding; NULL: "utf-8", "strict". EMPTY: raised (LookupError for an unknown encoding or handler).
Value encode_str(Value str, const char *encoding, const char *errors);
// The str that data spells.
Value decode_bytes(const uint8_t *data, size_t size, const char *encoding, const char *errors);
// As decode_bytes for data that may go on: *consumed is the bytes used, less than size when it ends inside of a
// character.
Value decode_bytes_partly(const uint8_t *data, size_t size, const char *encoding, const char *errors, size_t *consumed);
// What sort of encoding it is, for readers that split text at newlines before decoding.
typedef enum EncodingKind {
  ENCODING_UNKNOWN, // LookupError has been raised
  ENCODING_UTF8,
  ENCODING_BYTES, // ascii, latin-1: a byte is a character
  ENCODING_WIDE,  // utf-16, utf-32, utf-8-sig, those of the registry: only to be decoded as a whole
} EncodingKind;
EncodingKind encoding_kind(const char *encoding);
// The encoding for what follows the first piece of text: without byte-order mark. A static string, or `encoding`.
const char *encoding_continued(const char *encoding);
// Whether the str holds surrogates, so that its text is not valid UTF-8.
bool str_has_surrogates(Value str);

// Encodings and error handlers that are not built in come from the registry of the module _codecs, which puts these
// functions here when it is initialised. When an encoding is unknown and there is no registry yet, `encodings` is
// imported first. encode gives bytes, decode a str; handle calls an error handler for the exception and gives a
// replacement (str or bytes) and the position to go on at.
typedef struct CodecRegistry {
  Value (*encode)(Value str, const char *encoding, const char *errors);
  Value (*decode)(const uint8_t *data, size_t size, const char *encoding, const char *errors);
  bool (*known)(const char *encoding); // false: raised LookupError
  bool (*handle)(const char *errors, Value exception, size_t length, Value *replacement, size_t *position);
} CodecRegistry;
extern CodecRegistry codec_registry;
// Makes a UnicodeEncodeError or UnicodeDecodeError. EMPTY: raised.
Value codec_error_new(ExceptionKind kind, const char *encoding, Value object, size_t start, size_t end,
                      const char *reason);
// Whether the encoding is one of those written in C here.
bool codec_is_built_in(const char *encoding);

#endif
