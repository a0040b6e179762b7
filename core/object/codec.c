#include "core/object/codec.h"

#include <stdio.h>
#include <string.h>

#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/str_internal.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

typedef enum CodecKind { CODEC_UTF8, CODEC_ASCII, CODEC_LATIN1, CODEC_UTF16, CODEC_UTF32 } CodecKind;
typedef enum ByteOrder { ORDER_MARKED, ORDER_LITTLE, ORDER_BIG } ByteOrder;

typedef struct Codec {
  const char *key;  // lower case, without punctuation
  const char *name; // as in error messages
  uint8_t kind;
  uint8_t order;
  bool mark; // utf-8-sig
} Codec;

static const Codec codecs[] = {
    {"utf8", "utf-8", CODEC_UTF8, 0, false},
    {"u8", "utf-8", CODEC_UTF8, 0, false},
    {"utf8sig", "utf-8", CODEC_UTF8, 0, true},
    {"cp65001", "utf-8", CODEC_UTF8, 0, false},
    {"ascii", "ascii", CODEC_ASCII, 0, false},
    {"usascii", "ascii", CODEC_ASCII, 0, false},
    {"646", "ascii", CODEC_ASCII, 0, false},
    {"latin1", "latin-1", CODEC_LATIN1, 0, false},
    {"latin", "latin-1", CODEC_LATIN1, 0, false},
    {"l1", "latin-1", CODEC_LATIN1, 0, false},
    {"iso88591", "latin-1", CODEC_LATIN1, 0, false},
    {"88591", "latin-1", CODEC_LATIN1, 0, false},
    {"cp819", "latin-1", CODEC_LATIN1, 0, false},
    {"utf16", "utf-16", CODEC_UTF16, ORDER_MARKED, false},
    {"u16", "utf-16", CODEC_UTF16, ORDER_MARKED, false},
    {"utf16le", "utf-16-le", CODEC_UTF16, ORDER_LITTLE, false},
    {"utf16be", "utf-16-be", CODEC_UTF16, ORDER_BIG, false},
    {"utf32", "utf-32", CODEC_UTF32, ORDER_MARKED, false},
    {"u32", "utf-32", CODEC_UTF32, ORDER_MARKED, false},
    {"utf32le", "utf-32-le", CODEC_UTF32, ORDER_LITTLE, false},
    {"utf32be", "utf-32-be", CODEC_UTF32, ORDER_BIG, false},
};

#define ERROR_HANDLERS(X) \
  X(STRICT, "strict") \
  X(IGNORE, "ignore") \
  X(REPLACE, "replace") \
  X(BACKSLASH, "backslashreplace") X(XML, "xmlcharrefreplace") X(ESCAPE, "surrogateescape") X(PASS, "surrogatepass")
typedef enum ErrorHandler {
#define X(name, text) HANDLER_##name,
  ERROR_HANDLERS(X)
#undef X
      HANDLER_COUNT
} ErrorHandler;
static const char *const handler_names[] = {
#define X(name, text) text,
    ERROR_HANDLERS(X)
#undef X
};

static const Codec *find_codec(const char *encoding) {
  if (!encoding) return &codecs[0];
  char key[16];
  size_t size = 0;
  for (const char *at = encoding; *at != 0 && size < sizeof key - 1; at++) {
    if (strchr("-_ ", *at)) continue;
    key[size++] = *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at;
  }
  key[size] = 0;
  for (size_t i = 0; i < sizeof codecs / sizeof *codecs; i++)
    if (strcmp(codecs[i].key, key) == 0) return &codecs[i];
  return NULL;
}

bool codec_is_built_in(const char *encoding) { return find_codec(encoding) != NULL; }

CodecRegistry codec_registry;

// Makes the registry available for an encoding that is not built in; false: raised.
static bool start_registry(const char *encoding) {
  if (codec_registry.encode) return true;
  Value package = vm_import(str_intern("encodings", 9), EMPTY, EMPTY, 0);
  if (package != EMPTY && codec_registry.encode) return true;
  if (package == EMPTY && !exception_matches(EXCEPTION_ImportError)) return false;
  exception_clear();
  return raise(LookupError, "unknown encoding: %s", encoding), false;
}

EncodingKind encoding_kind(const char *encoding) {
  const Codec *codec = find_codec(encoding);
  if (!codec) return start_registry(encoding) && codec_registry.known(encoding) ? ENCODING_WIDE : ENCODING_UNKNOWN;
  if (codec->mark || codec->kind >= CODEC_UTF16) return ENCODING_WIDE;
  return codec->kind == CODEC_UTF8 ? ENCODING_UTF8 : ENCODING_BYTES;
}

const char *encoding_continued(const char *encoding) {
  const Codec *codec = find_codec(encoding);
  if (!codec) return encoding;
  if (codec->order != ORDER_MARKED || codec->kind < CODEC_UTF16) return codec->name;
  return codec->kind == CODEC_UTF16 ? "utf-16-le" : "utf-32-le";
}

// What is being encoded or decoded: for error messages and handlers.
typedef struct Job {
  const Codec *codec;
  const char *errors;
  StrBuilder *out;
  bool little;
} Job;

// Looked up only when there is an error, as in CPython. -1: raised.
static int find_handler(const char *errors) {
  if (!errors) return HANDLER_STRICT;
  for (int i = 0; i < HANDLER_COUNT; i++)
    if (strcmp(handler_names[i], errors) == 0) return i;
  if (codec_registry.handle) return HANDLER_COUNT;
  raise(LookupError, "unknown error handler name '%s'", errors);
  return -1;
}

Value codec_error_new(ExceptionKind kind, const char *encoding, Value object, size_t start, size_t end,
                      const char *reason) {
  Value args[5] = {str_from_c(encoding), object, from_small_int((int64_t)start), from_small_int((int64_t)end),
                   str_from_c(reason)};
  return object_call(from_object(exception_types[kind]), args, 5, EMPTY);
}

// The exception for what cannot be coded; EMPTY: raised.
static Value unicode_error(ExceptionKind kind, const Job *job, Value object, size_t start, size_t end,
                           const char *reason) {
  // Decoding, what byte order was found is part of the name.
  const char *name = job->codec->name;
  if (kind == EXCEPTION_UnicodeDecodeError && job->codec->order == ORDER_MARKED && job->codec->kind >= CODEC_UTF16)
    name = job->codec->kind == CODEC_UTF16 ? (job->little ? "utf-16-le" : "utf-16-be")
                                           : (job->little ? "utf-32-le" : "utf-32-be");
  return codec_error_new(kind, name, object, start, end, reason);
}

// ---- encoding

static void put_unit(const Job *job, uint32_t unit, int bytes) {
  char text[4];
  for (int i = 0; i < bytes; i++) text[job->little ? i : bytes - 1 - i] = (char)(unit >> (8 * i));
  str_builder_add(job->out, text, (size_t)bytes);
}

static bool is_surrogate(uint32_t code_point) { return code_point - 0xD800 < 0x800; }

static bool can_encode(const Job *job, uint32_t code_point) {
  if (job->codec->kind == CODEC_ASCII) return code_point < 0x80;
  if (job->codec->kind == CODEC_LATIN1) return code_point < 0x100;
  return !is_surrogate(code_point);
}

static void put_code_point(const Job *job, uint32_t code_point) {
  switch (job->codec->kind) {
  case CODEC_UTF8: str_builder_add_code_point(job->out, code_point); break;
  case CODEC_UTF16:
    if (code_point >= 0x10000) {
      put_unit(job, 0xD7C0 + (code_point >> 10), 2);
      code_point = 0xDC00 | (code_point & 0x3FF);
    }
    put_unit(job, code_point, 2);
    break;
  case CODEC_UTF32: put_unit(job, code_point, 4); break;
  default: {
    char byte = (char)code_point;
    str_builder_add(job->out, &byte, 1);
  }
  }
}

static void put_ascii(const Job *job, const char *text, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) put_code_point(job, (uint8_t)text[i]);
}

static const char *encode_reason(const Job *job) {
  return job->codec->kind == CODEC_ASCII    ? "ordinal not in range(128)"
         : job->codec->kind == CODEC_LATIN1 ? "ordinal not in range(256)"
                                            : "surrogates not allowed";
}

// Writes what the handler makes of one character that cannot be encoded; false when the handler cannot.
static bool encode_replacement(const Job *job, int handler, uint32_t code_point) {
  char text[16];
  StrBuilder escape = STR_BUILDER_INIT;
  switch (handler) {
  case HANDLER_IGNORE: return true;
  case HANDLER_REPLACE: put_ascii(job, "?", 1); return true;
  case HANDLER_BACKSLASH:
    str_builder_add_escape(&escape, code_point);
    if (escape.failed) job->out->failed = true;
    put_ascii(job, escape.data, escape.size);
    str_builder_drop(&escape);
    return true;
  case HANDLER_XML:
    put_ascii(job, text, (size_t)snprintf(text, sizeof text, "&#%u;", (unsigned)code_point));
    return true;
  case HANDLER_ESCAPE:
    if (code_point - 0xDC80 >= 0x80 || job->codec->kind >= CODEC_UTF16) return false;
    text[0] = (char)(code_point - 0xDC00);
    str_builder_add(job->out, text, 1);
    return true;
  case HANDLER_PASS:
    if (!is_surrogate(code_point) || job->codec->kind == CODEC_ASCII || job->codec->kind == CODEC_LATIN1) return false;
    put_code_point(job, code_point);
    return true;
  default: return false;
  }
}

// Puts what a registered handler gave: bytes as they are, characters if they can be encoded. False: raise the error.
static bool put_replacement(const Job *job, Value replacement) {
  if (type_flag(replacement, TYPE_IS_BYTES)) {
    const Bytes *bytes = (const Bytes *)(const void *)to_object(replacement);
    str_builder_add(job->out, (const char *)bytes->data, bytes->size);
    return true;
  }
  const Str *str = to_str(replacement);
  for (const char *at = str->text, *end = at + str->size; at < end;)
    if (!can_encode(job, utf8_next(&at))) return false;
  for (const char *at = str->text, *end = at + str->size; at < end;) put_code_point(job, utf8_next(&at));
  return true;
}

static bool encode_all(const Job *job, Value v) {
  Str *str = to_str(v);
  const char *at = str->text, *end = at + str->size;
  for (size_t index = 0; at < end; index++) {
    const char *start = at;
    uint32_t code_point = utf8_next(&at);
    if (can_encode(job, code_point)) {
      put_code_point(job, code_point);
      continue;
    }
    int handler = find_handler(job->errors);
    if (handler < 0) return false;
    if (encode_replacement(job, handler, code_point)) continue;
    // The error names the whole run of such characters; in the wide encodings only this one.
    bool wide = job->codec->kind >= CODEC_UTF16;
    size_t stop = index + wide, position;
    for (at = start; !wide && at < end && !can_encode(job, utf8_next(&at));) stop++;
    Value error = unicode_error(EXCEPTION_UnicodeEncodeError, job, v, index, stop, encode_reason(job)), replacement;
    if (error == EMPTY) return false;
    if (handler == HANDLER_COUNT) {
      if (!codec_registry.handle(job->errors, error, str->length, &replacement, &position)) return false;
      if (put_replacement(job, replacement)) {
        at = str->text + str_offset(str, position);
        index = position - 1;
        continue;
      }
    }
    raise_value(error, EMPTY);
    return false;
  }
  return true;
}

bool str_has_surrogates(Value v) {
  const Str *str = to_str(v);
  if (str_is_ascii(str)) return false;
  const char *at = str->text, *end = at + str->size;
  while ((at = memchr(at, 0xED, (size_t)(end - at))) != NULL) {
    if ((uint8_t)at[1] >= 0xA0) return true;
    at++;
  }
  return false;
}

Value encode_str(Value v, const char *encoding, const char *errors) {
  const Codec *codec = find_codec(encoding);
  if (!codec) return start_registry(encoding) ? codec_registry.encode(v, encoding, errors) : EMPTY;
  Str *str = to_str(v);
  bool as_is = codec->kind == CODEC_UTF8 && !codec->mark
                   ? !str_has_surrogates(v)
                   : codec->kind <= CODEC_LATIN1 && str_is_ascii(str) && !codec->mark;
  if (as_is) return bytes_new(str->text, str->size);
  StrBuilder builder = STR_BUILDER_INIT;
  Job job = {codec, errors, &builder, codec->order != ORDER_BIG};
  if (codec->mark || (codec->kind >= CODEC_UTF16 && codec->order == ORDER_MARKED)) put_code_point(&job, 0xFEFF);
  Value result = EMPTY;
  if (encode_all(&job, v)) result = builder.failed ? raise_memory_error() : bytes_new(builder.data, builder.size);
  str_builder_drop(&builder);
  return result;
}

// ---- decoding

// Result of reading one character: `bytes` used; reason set when they are in error.
typedef struct Decoded {
  size_t bytes;
  uint32_t code_point;
  const char *reason;
  bool incomplete;
} Decoded;

static Decoded decode_utf8(const uint8_t *at, size_t left) {
  Decoded result = {0, 0, NULL, false};
  size_t bad = utf8_invalid_length((const char *)at, left, &result.incomplete);
  if (bad == 0) {
    const char *text = (const char *)at;
    result.code_point = utf8_next(&text);
    result.bytes = (size_t)(text - (const char *)at);
  } else {
    result.bytes = bad;
    result.reason = result.incomplete              ? "unexpected end of data"
                    : at[0] < 0xC2 || at[0] > 0xF4 ? "invalid start byte"
                                                   : "invalid continuation byte";
  }
  return result;
}

static uint32_t get_unit(const uint8_t *at, int bytes, bool little) {
  uint32_t unit = 0;
  for (int i = 0; i < bytes; i++) unit |= (uint32_t)at[little ? i : bytes - 1 - i] << (8 * i);
  return unit;
}

static Decoded decode_utf16(const uint8_t *at, size_t left, bool little) {
  if (left < 2) return (Decoded){left, 0, "truncated data", true};
  uint32_t high = get_unit(at, 2, little);
  if (!is_surrogate(high)) return (Decoded){2, high, NULL, false};
  if (high >= 0xDC00) return (Decoded){2, 0, "illegal encoding", false};
  if (left < 4) return (Decoded){left, 0, "unexpected end of data", true};
  uint32_t low = get_unit(at + 2, 2, little);
  if (low - 0xDC00 >= 0x400) return (Decoded){2, 0, "illegal UTF-16 surrogate", false};
  return (Decoded){4, 0x10000 + ((high & 0x3FF) << 10 | (low & 0x3FF)), NULL, false};
}

static Decoded decode_utf32(const uint8_t *at, size_t left, bool little) {
  if (left < 4) return (Decoded){left, 0, "truncated data", true};
  uint32_t unit = get_unit(at, 4, little);
  if (unit > 0x10FFFF) return (Decoded){4, 0, "code point not in range(0x110000)", false};
  if (is_surrogate(unit)) return (Decoded){4, 0, "code point in surrogate code point range(0xd800, 0xe000)", false};
  return (Decoded){4, unit, NULL, false};
}

static Decoded decode_one(const Job *job, const uint8_t *at, size_t left) {
  switch (job->codec->kind) {
  case CODEC_UTF8: return decode_utf8(at, left);
  case CODEC_UTF16: return decode_utf16(at, left, job->little);
  case CODEC_UTF32: return decode_utf32(at, left, job->little);
  case CODEC_ASCII: return (Decoded){1, at[0], at[0] < 128 ? NULL : "ordinal not in range(128)", false};
  default: return (Decoded){1, at[0], NULL, false};
  }
}

// Writes what the handler makes of bad bytes; *used becomes how many of them (surrogatepass, surrogateescape). False
// when the handler cannot.
static bool decode_replacement(const Job *job, int handler, const uint8_t *at, size_t left, size_t *used) {
  switch (handler) {
  case HANDLER_IGNORE: return true;
  case HANDLER_REPLACE: str_builder_add_code_point(job->out, 0xFFFD); return true;
  case HANDLER_BACKSLASH:
    for (size_t i = 0; i < *used; i++) str_builder_add_escape(job->out, at[i]);
    return true;
  case HANDLER_ESCAPE: { // ASCII bytes are not escaped: the decoder goes on at the first one
    size_t escaped = 0;
    for (; escaped < *used && at[escaped] >= 0x80; escaped++)
      str_builder_add_code_point(job->out, 0xDC00u + at[escaped]);
    *used = escaped;
    return escaped > 0;
  }
  case HANDLER_PASS: {
    if (job->codec->kind == CODEC_UTF8) {
      if (left < 3 || at[0] != 0xED || at[1] < 0xA0 || (at[1] & 0xC0) != 0x80 || (at[2] & 0xC0) != 0x80) return false;
      *used = 3;
      str_builder_add(job->out, (const char *)at, 3);
      return true;
    }
    int bytes = job->codec->kind == CODEC_UTF16 ? 2 : 4;
    if (job->codec->kind < CODEC_UTF16 || left < (size_t)bytes) return false;
    uint32_t unit = get_unit(at, bytes, job->little);
    if (!is_surrogate(unit)) return false;
    *used = (size_t)bytes;
    str_builder_add_code_point(job->out, unit);
    return true;
  }
  default: return false;
  }
}

// Decodes data[start..size); false: raised. Stops early at an incomplete character when `partly`.
static bool decode_all(const Job *job, const uint8_t *data, size_t start, size_t size, bool partly, size_t *consumed) {
  size_t at = start;
  while (at < size) {
    if (job->codec->kind == CODEC_UTF8) {
      size_t valid = utf8_valid_prefix((const char *)data + at, size - at);
      str_builder_add(job->out, (const char *)data + at, valid);
      at += valid;
      if (at == size) break;
    }
    Decoded one = decode_one(job, data + at, size - at);
    if (!one.reason) {
      str_builder_add_code_point(job->out, one.code_point);
      at += one.bytes;
      continue;
    }
    // Half of a surrogate's three bytes may become one for the handler surrogatepass.
    bool half_surrogate =
        job->codec->kind == CODEC_UTF8 && size - at == 2 && data[at] == 0xED && data[at + 1] >> 5 == 5;
    if (partly && (one.incomplete || half_surrogate)) break;
    int handler = find_handler(job->errors);
    if (handler < 0) return false;
    size_t used = one.bytes, position;
    if (decode_replacement(job, handler, data + at, size - at, &used)) {
      at += used;
      continue;
    }
    Value replacement,
        error = unicode_error(EXCEPTION_UnicodeDecodeError, job, bytes_new(data, size), at, at + one.bytes, one.reason);
    if (error == EMPTY) return false;
    if (handler == HANDLER_XML)
      return raise(TypeError, "don't know how to handle UnicodeDecodeError in error callback"), false;
    if (handler != HANDLER_COUNT) return raise_value(error, EMPTY), false;
    if (!codec_registry.handle(job->errors, error, size, &replacement, &position)) return false;
    str_builder_add_str(job->out, replacement);
    at = position;
  }
  *consumed = at;
  return true;
}

// Bytes of a byte-order mark at the start; sets the byte order.
static size_t skip_mark(Job *job, const uint8_t *data, size_t size) {
  const Codec *codec = job->codec;
  if (codec->mark) return size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  if (codec->kind < CODEC_UTF16 || codec->order != ORDER_MARKED) return 0;
  int unit = codec->kind == CODEC_UTF16 ? 2 : 4;
  if (size < (size_t)unit) return 0;
  for (int little = 0; little < 2; little++) {
    if (get_unit(data, unit, little) != 0xFEFF) continue;
    job->little = little;
    return (size_t)unit;
  }
  return 0;
}

static Value decode(const uint8_t *data, size_t size, const char *encoding, const char *errors, bool partly,
                    size_t *consumed) {
  const Codec *codec = find_codec(encoding);
  if (!codec) {
    *consumed = size;
    return start_registry(encoding) ? codec_registry.decode(data, size, encoding, errors) : EMPTY;
  }
  bool ascii = codec->kind <= CODEC_LATIN1 && !codec->mark && utf8_is_ascii((const char *)data, size);
  *consumed = size;
  if (ascii) return str_new_counted((const char *)data, size, size);
  if (codec->kind == CODEC_UTF8 && !codec->mark && utf8_valid_prefix((const char *)data, size) == size)
    return str_new((const char *)data, size);
  StrBuilder builder = STR_BUILDER_INIT;
  Job job = {codec, errors, &builder, codec->order != ORDER_BIG};
  size_t start = skip_mark(&job, data, size);
  if (decode_all(&job, data, start, size, partly, consumed)) return str_builder_finish(&builder);
  str_builder_drop(&builder);
  return EMPTY;
}

Value decode_bytes(const uint8_t *data, size_t size, const char *encoding, const char *errors) {
  size_t consumed;
  if (size == 0) return str_new("", 0); // whatever the encoding
  return decode(data, size, encoding, errors, false, &consumed);
}

Value decode_bytes_partly(const uint8_t *data, size_t size, const char *encoding, const char *errors,
                          size_t *consumed) {
  return decode(data, size, encoding, errors, true, consumed);
}
