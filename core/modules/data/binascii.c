// The module binascii: conversions between bytes and text. The decoders are state machines of their own over the input;
// each builds its result in a StrBuilder.
#include "core/modules/data/binascii_internal.h"

#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

Value binascii_error = EMPTY, binascii_incomplete = EMPTY;

Value binascii_raise(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Value message = str_format_v(format, arguments);
  va_end(arguments);
  Value error = message == EMPTY ? EMPTY : object_call_1(binascii_error, message);
  return error == EMPTY ? EMPTY : raise_value(error, EMPTY);
}

bool binascii_view(Value v, const uint8_t **data, size_t *size) {
  if (!type_flag(v, TYPE_IS_STR)) {
    if (bytes_view(v, data, size)) return true;
    if (!exception_matches(EXCEPTION_TypeError)) return false;
    exception_clear();
    raise(TypeError, "argument should be bytes, buffer or ASCII string, not '%s'", type_name(v));
    return false;
  }
  if (!(to_str(v)->flags & STR_ASCII)) {
    raise(ValueError, "string argument should contain only ASCII characters");
    return false;
  }
  *data = (const uint8_t *)to_str(v)->text;
  *size = to_str(v)->size;
  return true;
}

Value binascii_finish(StrBuilder *out) {
  Value result = out->failed ? raise_memory_error() : bytes_new(out->data, out->size);
  str_builder_drop(out);
  return result;
}

// --- hexadecimal

static int hexadecimal(uint8_t c) {
  if (c - '0' < 10u) return c - '0';
  c |= 0x20;
  return c - 'a' < 6u ? c - 'a' + 10 : -1;
}

static Value unhexlify(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  if (!binascii_view(args[0], &data, &size)) return EMPTY;
  if (size % 2) return binascii_raise("Odd-length string");
  Value result = bytes_new(NULL, size / 2);
  if (result == EMPTY) return EMPTY;
  uint8_t *out = ((Bytes *)(void *)to_object(result))->data;
  for (size_t i = 0; i < size; i += 2) {
    int high = hexadecimal(data[i]), low = hexadecimal(data[i + 1]);
    if (high < 0 || low < 0) return binascii_raise("Non-hexadecimal digit found");
    out[i / 2] = (uint8_t)(high << 4 | low);
  }
  return result;
}

// bytes.hex with the same arguments knows about separators.
static Value hexlify(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  if (!bytes_view(args[0], &data, &size)) return EMPTY;
  Value hex_arguments[2] = {args[1], args[2]};
  size_t given = args[1] == EMPTY ? 0 : args[2] == EMPTY ? 1 : 2;
  Value text = object_call_method(bytes_new(data, size), "hex", hex_arguments, given);
  return text == EMPTY ? EMPTY : bytes_new(to_str(text)->text, to_str(text)->size);
}

// --- CRCs

static Value crc32(Value *args, size_t count) {
  (void)count;
  static uint32_t table[256];
  const uint8_t *data;
  size_t size;
  int64_t start = 0;
  if (!bytes_view(args[0], &data, &size) || (args[1] != EMPTY && !binascii_mask(args[1], &start))) return EMPTY;
  if (!table[1])
    for (uint32_t i = 0; i < 256; i++) {
      uint32_t crc = i;
      for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
      table[i] = crc;
    }
  uint32_t crc = ~(uint32_t)start;
  for (size_t i = 0; i < size; i++) crc = crc >> 8 ^ table[(crc ^ data[i]) & 0xff];
  return from_small_int(~crc & 0xffffffff);
}

static Value crc_hqx(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  int64_t start;
  if (!bytes_view(args[0], &data, &size) || !binascii_mask(args[1], &start)) return EMPTY;
  uint32_t crc = (uint32_t)start & 0xffff;
  for (size_t i = 0; i < size; i++) {
    crc ^= (uint32_t)data[i] << 8;
    for (int bit = 0; bit < 8; bit++) crc = (crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return from_small_int(crc);
}

bool binascii_mask(Value v, int64_t *result) {
  Value mask = from_small_int(0xffffffff);
  if (!type_flag(v, TYPE_IS_INT)) {
    int64_t number;
    if (!int_index_i64(v, &number, "int too large to convert")) return false;
    v = int_from_i64(number);
  }
  Value masked = object_binary(BINARY_AND, v, mask);
  return masked != EMPTY && int_to_i64(masked, result);
}

// --- the module

static const NativeDef functions[] = {
    {.name = "a2b_hex",
     .signature = "hexstr, /",
     .fn = unhexlify,
     .effects = EFFECT_ANY,
     .doc =
         DOC("Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or "
             "lower case).\nThis function is also available as \"unhexlify()\".")},
    {.name = "unhexlify",
     .signature = "hexstr, /",
     .fn = unhexlify,
     .effects = EFFECT_ANY,
     .doc =
         DOC("Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or "
             "lower case).")},
    {.name = "b2a_hex",
     .signature = "data, sep=, bytes_per_sep=1",
     .fn = hexlify,
     .effects = EFFECT_ANY,
     .doc = DOC("Hexadecimal representation of binary data.\n\nThe return value is a bytes object.  This function is "
                "also\navailable as \"hexlify()\".")},
    {.name = "hexlify",
     .signature = "data, sep=, bytes_per_sep=1",
     .fn = hexlify,
     .effects = EFFECT_ANY,
     .doc = DOC("Hexadecimal representation of binary data.")},
    {.name = "crc32",
     .signature = "data, crc=0, /",
     .fn = crc32,
     .effects = EFFECT_ANY,
     .doc = DOC("Compute CRC-32 incrementally.")},
    {.name = "crc_hqx",
     .signature = "data, crc, /",
     .fn = crc_hqx,
     .effects = EFFECT_ANY,
     .doc = DOC("Compute CRC-CCITT incrementally.")},
    {.name = "a2b_base64",
     .signature = "data, /, *, strict_mode=False",
     .fn = binascii_a2b_base64,
     .effects = EFFECT_ANY,
     .doc =
         DOC("Decode a line of base64 data.\n\n  strict_mode\n    When set to True, bytes that are not in the base64 "
             "standard are not allowed.\n    The same applies to excess data after padding (= / ==).")},
    {.name = "b2a_base64",
     .signature = "data, /, *, newline=True",
     .fn = binascii_b2a_base64,
     .effects = EFFECT_ANY,
     .doc = DOC("Base64-code line of data.")},
    {.name = "a2b_uu",
     .signature = "data, /",
     .fn = binascii_a2b_uu,
     .effects = EFFECT_ANY,
     .doc = DOC("Decode a line of uuencoded data.")},
    {.name = "b2a_uu",
     .signature = "data, /, *, backtick=False",
     .fn = binascii_b2a_uu,
     .effects = EFFECT_ANY,
     .doc = DOC("Uuencode line of data.")},
    {.name = "a2b_qp",
     .signature = "data, header=False",
     .fn = binascii_a2b_qp,
     .effects = EFFECT_ANY,
     .doc = DOC("Decode a string of qp-encoded data.")},
    {.name = "b2a_qp",
     .signature = "data, quotetabs=False, istext=True, header=False",
     .fn = binascii_b2a_qp,
     .effects = EFFECT_ANY,
     .doc = DOC("Encode a string using quoted-printable encoding.\n\nOn encoding, when istext is set, newlines are not "
                "encoded, and white\nspace at end of lines is.  When istext is not set, \\r and \\n (CR/LF)\nare both "
                "encoded.  When quotetabs is set, space and tabs are encoded.")},
    {0},
};

static void visit_errors(void) {
  heap_visit(binascii_error);
  heap_visit(binascii_incomplete);
}

static Value new_error(const char *name, ExceptionKind base) {
  Value bases[] = {from_object(exception_types[base])}, namespace = dict_new();
  if (namespace == EMPTY || !dict_set_c(namespace, "__module__", str_from_c("binascii"))) return EMPTY;
  Type *metatype = builtin_types[SHAPE_TYPE];
  return type_new_class(metatype, str_intern(name, strlen(name)), tuple_from(bases, 1), namespace, EMPTY);
}

static bool init(Value module) {
  heap_add_root(visit_errors);
  binascii_error = new_error("Error", EXCEPTION_ValueError);
  binascii_incomplete = binascii_error == EMPTY ? EMPTY : new_error("Incomplete", EXCEPTION_Exception);
  return binascii_incomplete != EMPTY && module_add(module, "Error", binascii_error) &&
         module_add(module, "Incomplete", binascii_incomplete);
}

const NativeModule module_binascii = {"binascii", functions, init, DOC("Conversion between binary data and ASCII")};
