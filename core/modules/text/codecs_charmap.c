// Encodings of one byte a character, by tables: cp1252, iso8859_15, koi8_r… A decoding table is a str of up to 256
// characters (U+FFFE: undefined) or any mapping; charmap_build turns it into the dict that encodes.
#include "core/modules/text/codecs.h"
#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

#define UNDEFINED 0xFFFE
static const char undefined_reason[] = "character maps to <undefined>";

Value codecs_charmap_build(Value *args, size_t count) {
  (void)count;
  if (!str_text(args[0])) return EMPTY;
  Value map = dict_new();
  const char *at = to_str(args[0])->text, *end = at + to_str(args[0])->size;
  for (int64_t byte = 0; map != EMPTY && at < end && byte < 256; byte++) {
    uint32_t code_point = utf8_next(&at);
    if (code_point == UNDEFINED) continue;
    if (!dict_set(map, from_small_int(code_point), from_small_int(byte))) return EMPTY;
  }
  return map;
}

// What mapping[key] gives; NONE when the look-up fails with LookupError. EMPTY: raised.
static Value map_lookup(Value mapping, int64_t key) {
  Value result = object_get_item(mapping, from_small_int(key));
  if (result != EMPTY || !exception_matches(EXCEPTION_LookupError)) return result;
  exception_clear();
  return NONE;
}

// Adds the bytes for a character: 1 done, 0 undefined, -1 raised.
static int encode_one(StrBuilder *out, Value mapping, uint32_t code_point) {
  Value result = map_lookup(mapping, code_point);
  if (result == EMPTY) return -1;
  if (result == NONE) return 0;
  if (type_flag(result, TYPE_IS_BYTES)) {
    const uint8_t *data;
    size_t size;
    if (!bytes_view(result, &data, &size)) return -1;
    str_builder_add(out, (const char *)data, size);
    return 1;
  }
  int64_t byte;
  if (!type_flag(result, TYPE_IS_INT)) {
    raise(TypeError, "character mapping must return integer, bytes or None, not %T", result);
    return -1;
  }
  if (!int_to_i64(result, &byte) || byte < 0 || byte > 255) {
    raise(TypeError, "character mapping must be in range(256)");
    return -1;
  }
  str_builder_add_bytes(out, (char)byte, 1);
  return 1;
}

// Lets the handler deal with characters [start, end); false: raised.
static bool encode_error(StrBuilder *out, Value text, Value mapping, const char *errors, size_t start, size_t end,
                         size_t *position) {
  Value replacement;
  if (!codecs_handle(errors, EXCEPTION_UnicodeEncodeError, "charmap", text, start, end, undefined_reason,
                     to_str(text)->length, &replacement, position))
    return false;
  const uint8_t *data;
  size_t size;
  if (type_flag(replacement, TYPE_IS_BYTES)) {
    if (!bytes_view(replacement, &data, &size)) return false;
    str_builder_add(out, (const char *)data, size);
    return true;
  }
  for (size_t i = 0; i < to_str(replacement)->length; i++) {
    int done = encode_one(out, mapping, str_at(replacement, i));
    if (done > 0) continue;
    Value error =
        done < 0 ? EMPTY : codec_error_new(EXCEPTION_UnicodeEncodeError, "charmap", text, start, end, undefined_reason);
    if (error != EMPTY) raise_value(error, EMPTY);
    return false;
  }
  return true;
}

static bool encode_all(StrBuilder *out, Value text, Value mapping, const char *errors) {
  size_t length = to_str(text)->length;
  for (size_t i = 0; i < length;) {
    int done = encode_one(out, mapping, str_at(text, i));
    if (done < 0) return false;
    if (done > 0) {
      i++;
      continue;
    }
    // The error names the whole run of undefined characters.
    StrBuilder unused = STR_BUILDER_INIT;
    size_t end = i + 1;
    while (end < length && (done = encode_one(&unused, mapping, str_at(text, end))) == 0) end++;
    str_builder_drop(&unused);
    if (done < 0 || !encode_error(out, text, mapping, errors, i, end, &i)) return false;
  }
  return true;
}

Value codecs_charmap_encode(Value *args, size_t count) {
  const char *errors;
  if (args[2] == EMPTY || args[2] == NONE) return codecs_latin_1_encode(args, count);
  if (!str_text(args[0]) || !codecs_errors_argument(args[1], &errors)) return EMPTY;
  StrBuilder out = STR_BUILDER_INIT;
  Value result = EMPTY;
  if (encode_all(&out, args[0], args[2], errors))
    result = out.failed ? raise_memory_error() : bytes_new(out.data, out.size);
  str_builder_drop(&out);
  return codecs_result(result, to_str(args[0])->length);
}

// Adds the characters for a byte: 1 done, 0 undefined, -1 raised.
static int decode_one(StrBuilder *out, Value mapping, uint8_t byte) {
  if (is_str(mapping)) {
    if (byte >= to_str(mapping)->length || str_at(mapping, byte) == UNDEFINED) return 0;
    str_builder_add_code_point(out, str_at(mapping, byte));
    return 1;
  }
  Value result = map_lookup(mapping, byte);
  if (result == EMPTY) return -1;
  if (result == NONE) return 0;
  if (type_flag(result, TYPE_IS_STR)) {
    if (to_str(result)->length == 1 && str_at(result, 0) == UNDEFINED) return 0;
    str_builder_add_str(out, result);
    return 1;
  }
  int64_t code_point;
  if (!type_flag(result, TYPE_IS_INT)) {
    raise(TypeError, "character mapping must return integer, None or str");
    return -1;
  }
  if (!int_to_i64(result, &code_point) || code_point < 0 || code_point > 0x10FFFF) {
    raise(TypeError, "character mapping must be in range(0x110000)");
    return -1;
  }
  if (code_point == UNDEFINED) return 0;
  str_builder_add_code_point(out, (uint32_t)code_point);
  return 1;
}

Value codecs_charmap_decode(Value *args, size_t count) {
  const char *errors;
  const uint8_t *data;
  size_t size;
  if (args[2] == EMPTY || args[2] == NONE) return codecs_latin_1_decode(args, count);
  if (!codecs_errors_argument(args[1], &errors) || !bytes_view(args[0], &data, &size)) return EMPTY;
  // Handlers and mappings may change a bytearray.
  Value copy = bytes_new(data, size);
  if (copy == EMPTY || !bytes_view(copy, &data, &size)) return EMPTY;
  StrBuilder out = STR_BUILDER_INIT;
  for (size_t i = 0; i < size;) {
    int done = decode_one(&out, args[2], data[i]);
    if (done > 0) {
      i++;
      continue;
    }
    Value replacement;
    if (done < 0 || !codecs_handle(errors, EXCEPTION_UnicodeDecodeError, "charmap", copy, i, i + 1, undefined_reason,
                                   size, &replacement, &i)) {
      str_builder_drop(&out);
      return EMPTY;
    }
    str_builder_add_str(&out, replacement);
  }
  return codecs_result(str_builder_finish(&out), size);
}
