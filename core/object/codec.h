// Encodings: str to bytes and back. UTF-8, ASCII, Latin-1, UTF-16 and UTF-32 (with a byte-order mark, -le and -be), each with
// the error handlers strict, ignore, replace, backslashreplace, xmlcharrefreplace, surrogateescape and surrogatepass.
#ifndef MARTLET_CODEC_H
#define MARTLET_CODEC_H

#include "core/object/str.h"

// bytes of str in an encoding; NULL: "utf-8", "strict". EMPTY: raised (LookupError for an unknown encoding or handler).
Value encode_str(Value str, const char *encoding, const char *errors);
// The str that data spells.
Value decode_bytes(const uint8_t *data, size_t size, const char *encoding, const char *errors);
// As decode_bytes for data that may go on: *consumed is the bytes used, less than size when it ends inside of a character.
Value decode_bytes_partly(const uint8_t *data, size_t size, const char *encoding, const char *errors, size_t *consumed);
// Whether the encoding is known; LookupError otherwise.
bool encoding_check(const char *encoding);

#endif
