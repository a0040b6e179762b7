// Backslash escapes as encodings: unicode_escape, raw_unicode_escape, and escape (of bytes), with CPython's reasons.
#include "core/modules/text/codecs.h"
#include "core/object/bytes.h"
#include "core/object/str_internal.h"
#include "core/object/unicode_names.h"
#include "core/object/utf8.h"
#include "core/object/warning.h"
#include "core/vm/vm.h"

static Value finish_bytes(StrBuilder *builder) {
  Value result = builder->failed ? raise_memory_error() : bytes_new(builder->data, builder->size);
  str_builder_drop(builder);
  return result;
}

// --- encoding

Value codecs_escape_encode(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  if (!type_flag(args[0], TYPE_IS_BYTES))
    return raise(TypeError, "escape_encode() argument 1 must be bytes, not %T", args[0]);
  if (!bytes_view(args[0], &data, &size)) return EMPTY;
  StrBuilder out = STR_BUILDER_INIT;
  for (size_t i = 0; i < size; i++) {
    static const char plain[] = "'\\\t\n\r", letters[] = "'\\tnr";
    const char *special = data[i] ? strchr(plain, data[i]) : NULL;
    char c = (char)data[i], escaped[2] = {'\\', special ? letters[special - plain] : 0};
    if (special)
      str_builder_add(&out, escaped, 2);
    else if (data[i] < 32 || data[i] > 126)
      str_builder_add_escape(&out, data[i]);
    else
      str_builder_add(&out, &c, 1);
  }
  return codecs_result(finish_bytes(&out), size);
}

Value codecs_unicode_escape_encode(Value *args, size_t count) {
  (void)count;
  if (!str_text(args[0])) return EMPTY;
  StrBuilder out = STR_BUILDER_INIT;
  for (const char *at = to_str(args[0])->text, *end = at + to_str(args[0])->size; at < end;) {
    uint32_t c = utf8_next(&at);
    if (c == '\\' || c == '\t' || c == '\n' || c == '\r') {
      char escaped[2] = {'\\', c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : '\\'};
      str_builder_add(&out, escaped, 2);
    } else if (c < 32 || c > 126) {
      str_builder_add_escape(&out, c);
    } else {
      str_builder_add_bytes(&out, (char)c, 1);
    }
  }
  return codecs_result(finish_bytes(&out), to_str(args[0])->length);
}

Value codecs_raw_unicode_escape_encode(Value *args, size_t count) {
  (void)count;
  if (!str_text(args[0])) return EMPTY;
  StrBuilder out = STR_BUILDER_INIT;
  for (const char *at = to_str(args[0])->text, *end = at + to_str(args[0])->size; at < end;) {
    uint32_t c = utf8_next(&at);
    if (c > 255)
      str_builder_add_escape(&out, c);
    else
      str_builder_add_bytes(&out, (char)c, 1);
  }
  return codecs_result(finish_bytes(&out), to_str(args[0])->length);
}

// --- decoding

static int digit_value(uint8_t c, int base) {
  int value = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 99;
  return value < base ? value : -1;
}

// The escapes of one letter in str and bytes literals alike; -1: none.
static int simple_escape(uint8_t c) {
  static const char letters[] = "\\'\"abfnrtv", values[] = "\\'\"\a\b\f\n\r\t\v";
  const char *at = c ? strchr(letters, c) : NULL;
  return at ? values[at - letters] : -1;
}

// Up to three octal digits at data[*i].
static uint32_t octal_escape(const uint8_t *data, size_t size, size_t *i) {
  uint32_t value = 0;
  for (int digits = 0; digits < 3 && *i < size && digit_value(data[*i], 8) >= 0; digits++)
    value = value * 8 + (uint32_t)digit_value(data[(*i)++], 8);
  return value;
}

// DeprecationWarning for an escape that means nothing, the backslash at data[at]; SIZE_MAX: there is none. False:
// raised.
static bool warn_of_escape(const uint8_t *data, size_t at) {
  if (at == SIZE_MAX) return true;
  const char *letter = (const char *)data + at + 1;
  if (digit_value(data[at + 1], 8) >= 0)
    return warn(DeprecationWarning, 1, "invalid octal escape sequence '\\%.3s'", letter);
  return warn(DeprecationWarning, 1, "invalid escape sequence '\\%c'", data[at + 1]);
}

Value codecs_escape_decode(Value *args, size_t count) {
  (void)count;
  const char *errors;
  const uint8_t *data;
  size_t size;
  if (!codecs_errors_argument(args[1], &errors) || !codecs_data_argument(args[0], &data, &size)) return EMPTY;
  StrBuilder out = STR_BUILDER_INIT;
  size_t odd = SIZE_MAX; // the first escape that means nothing
  for (size_t i = 0; i < size;) {
    uint8_t c = data[i++];
    if (c != '\\') {
      str_builder_add_bytes(&out, (char)c, 1);
      continue;
    }
    if (i == size) {
      str_builder_drop(&out);
      return raise(ValueError, "Trailing \\ in string");
    }
    size_t start = i - 1;
    c = data[i];
    if (c == '\n') {
      i++;
    } else if (simple_escape(c) >= 0) {
      str_builder_add_bytes(&out, (char)simple_escape(c), 1);
      i++;
    } else if (digit_value(c, 8) >= 0) {
      uint32_t value = octal_escape(data, size, &i);
      str_builder_add_bytes(&out, (char)value, 1);
      if (value > 0377 && odd == SIZE_MAX) odd = start;
    } else if (c != 'x') {
      if (odd == SIZE_MAX) odd = start;
      str_builder_add_bytes(&out, '\\', 1);
    } else if (i + 2 < size && digit_value(data[i + 1], 16) >= 0 && digit_value(data[i + 2], 16) >= 0) {
      str_builder_add_bytes(&out, (char)(digit_value(data[i + 1], 16) << 4 | digit_value(data[i + 2], 16)), 1);
      i += 3;
    } else if (!errors || strcmp(errors, "strict") == 0) {
      str_builder_drop(&out);
      return raise(ValueError, "invalid \\x escape at position %zu", start);
    } else if (strcmp(errors, "replace") == 0 || strcmp(errors, "ignore") == 0) {
      if (errors[0] == 'r') str_builder_add_bytes(&out, '?', 1);
      i += i + 1 < size && digit_value(data[i + 1], 16) >= 0 ? 2 : 1;
    } else {
      str_builder_drop(&out);
      return raise(ValueError, "decoding error; unknown error handling code: %s", errors);
    }
  }
  Value result = finish_bytes(&out);
  return result == EMPTY || !warn_of_escape(data, odd) ? EMPTY : codecs_result(result, size);
}

// One escape of unicode_escape, as read.
typedef struct Escape {
  size_t end; // behind it, or behind the bad part
  uint32_t code_point;
  const char *reason;
  bool incomplete; // more data could complete it
  bool nothing;    // a line continuation
  bool unknown;    // not an escape: the backslash stands for itself
  bool odd;        // that deserves a warning
} Escape;

static Escape hexadecimal_escape(const uint8_t *data, size_t size, size_t at, int digits, const char *truncated) {
  Escape result = {.end = at};
  for (int n = 0; n < digits; n++, result.end++) {
    int value = result.end < size ? digit_value(data[result.end], 16) : -1;
    if (value < 0) {
      result.reason = truncated;
      result.incomplete = result.end >= size;
      return result;
    }
    result.code_point = result.code_point << 4 | (uint32_t)value;
  }
  if (result.code_point > 0x10FFFF) result.reason = "illegal Unicode character";
  return result;
}

// \N{name}; at is behind the N. Raises where the program has no names.
static Escape named_escape(const uint8_t *data, size_t size, size_t at) {
  Escape result = {.end = at, .reason = "malformed \\N character escape", .incomplete = at >= size};
  if (at >= size || data[at] != '{') return result;
  const uint8_t *close = memchr(data + at, '}', size - at);
  result.incomplete = !close;
  bool empty = close == data + at + 1;
  result.end = close ? (size_t)(close - data) + !empty : size;
  if (!close || empty) return result;
  result.reason = "unknown Unicode character name";
  uint32_t found[UNICODE_SEQUENCE_MAX];
  if (unicode_lookup((const char *)data + at + 1, (size_t)(close - data) - at - 1, found) == 1) {
    result.reason = NULL;
    result.code_point = found[0];
  } else if (!unicode_names_present()) {
    raise(UnicodeError, "\\N escapes not supported (can't load unicodedata module)");
  }
  return result;
}

// The escape whose backslash is at data[at - 1].
static Escape read_escape(const uint8_t *data, size_t size, size_t at) {
  if (at == size) return (Escape){.end = at, .reason = "\\ at end of string", .incomplete = true};
  uint8_t c = data[at];
  int simple = simple_escape(c);
  if (simple >= 0) return (Escape){.end = at + 1, .code_point = (uint32_t)simple};
  if (c == '\n') return (Escape){.end = at + 1, .nothing = true};
  if (digit_value(c, 8) >= 0) {
    Escape result = {.end = at};
    result.code_point = octal_escape(data, size, &result.end);
    result.odd = result.code_point > 0377;
    return result;
  }
  if (c == 'x') return hexadecimal_escape(data, size, at + 1, 2, "truncated \\xXX escape");
  if (c == 'u') return hexadecimal_escape(data, size, at + 1, 4, "truncated \\uXXXX escape");
  if (c == 'U') return hexadecimal_escape(data, size, at + 1, 8, "truncated \\UXXXXXXXX escape");
  if (c == 'N') return named_escape(data, size, at + 1);
  return (Escape){.end = at, .code_point = '\\', .unknown = true, .odd = true};
}

// raw_unicode_escape knows \u and \U only.
static Escape read_raw_escape(const uint8_t *data, size_t size, size_t at) {
  if (at == size) return (Escape){.end = at, .code_point = '\\', .incomplete = true};
  if (data[at] == 'u') return hexadecimal_escape(data, size, at + 1, 4, "truncated \\uXXXX escape");
  if (data[at] == 'U') {
    Escape result = hexadecimal_escape(data, size, at + 1, 8, "truncated \\UXXXXXXXX escape");
    if (result.reason && !result.incomplete && result.end == at + 9) result.reason = "\\Uxxxxxxxx out of range";
    return result;
  }
  return (Escape){.end = at, .code_point = '\\', .unknown = true};
}

static Value decode_escapes(const Value *args, const char *encoding, Escape (*read)(const uint8_t *, size_t, size_t)) {
  const char *errors;
  const uint8_t *data;
  size_t size;
  int final = args[2] == EMPTY ? 1 : object_truth(args[2]);
  if (final < 0 || !codecs_errors_argument(args[1], &errors) || !codecs_data_argument(args[0], &data, &size))
    return EMPTY;
  // Handlers may change a bytearray.
  Value copy = bytes_new(data, size);
  if (copy == EMPTY || !bytes_view(copy, &data, &size)) return EMPTY;
  StrBuilder out = STR_BUILDER_INIT;
  size_t i = 0, odd = SIZE_MAX;
  while (i < size) {
    if (data[i] != '\\') {
      str_builder_add_code_point(&out, data[i++]);
      continue;
    }
    Escape escape = read(data, size, i + 1);
    if (vm_exception != EMPTY) {
      str_builder_drop(&out);
      return EMPTY;
    }
    if (escape.incomplete && !final) break;
    if (!escape.reason) {
      if (escape.odd && odd == SIZE_MAX) odd = i;
      if (!escape.nothing) str_builder_add_code_point(&out, escape.code_point);
      i = escape.end;
      // What follows a backslash that stands for itself does so too, another backslash included.
      if (escape.unknown && i < size) str_builder_add_code_point(&out, data[i++]);
      continue;
    }
    Value replacement;
    if (!codecs_handle(errors, EXCEPTION_UnicodeDecodeError, encoding, copy, i, escape.end, escape.reason, size,
                       &replacement, &i)) {
      str_builder_drop(&out);
      return EMPTY;
    }
    str_builder_add_str(&out, replacement);
  }
  Value result = str_builder_finish(&out);
  return result == EMPTY || !warn_of_escape(data, odd) ? EMPTY : codecs_result(result, i);
}

Value codecs_unicode_escape_decode(Value *args, size_t count) {
  (void)count;
  return decode_escapes(args, "unicodeescape", read_escape);
}

Value codecs_raw_unicode_escape_decode(Value *args, size_t count) {
  (void)count;
  return decode_escapes(args, "rawunicodeescape", read_raw_escape);
}
