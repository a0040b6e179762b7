// The module zlib: checksums and the functions that work on whole data. zlib_stream.c has the objects.
#include "core/modules/data/zlib_internal.h"

#include <stdlib.h>

#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/tuple.h"
#include "core/object/type.h"

static Value error_class = EMPTY;

Value zlib_raise(int code, const char *text, const char *what) {
  if (code == Z_MEM_ERROR) return raise_memory_error();
  if (code == Z_VERSION_ERROR) text = "library version mismatch";
  if (!text && code == Z_BUF_ERROR) text = "incomplete or truncated stream";
  if (!text && code == Z_STREAM_ERROR) text = "inconsistent stream state";
  if (!text && code == Z_DATA_ERROR) text = "invalid input data";
  Value message = text ? str_format_c("Error %d %s: %s", code, what, text) : str_format_c("Error %d %s", code, what);
  return zlib_raise_message(message);
}

Value zlib_raise_message(Value message) {
  Value error = message == EMPTY ? EMPTY : object_call_1(error_class, message);
  return error == EMPTY ? EMPTY : raise_value(error, EMPTY);
}

bool zlib_int(Value v, int absent, int *result) {
  int64_t i = absent;
  if (v != EMPTY && !int_index_i64(v, &i, "Python int too large to convert to C int")) return false;
  if (i != (int)i) return raise(OverflowError, "Python int too large to convert to C int"), false;
  *result = (int)i;
  return true;
}

// --- checksums

static bool checksum_start(Value v, int64_t absent, int64_t *start) {
  *start = absent;
  if (v == EMPTY) return true;
  if (!type_flag(v, TYPE_IS_INT)) {
    int64_t number;
    if (!int_index_i64(v, &number, "int too large to convert")) return false;
    v = int_from_i64(number);
  }
  Value masked = object_binary(BINARY_AND, v, from_small_int(0xffffffff));
  return masked != EMPTY && int_to_i64(masked, start);
}

static Value function_crc32(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  int64_t start;
  if (!bytes_view(args[0], &data, &size) || !checksum_start(args[1], 0, &start)) return EMPTY;
  return from_small_int((int64_t)crc32_z((uLong)start, data, size));
}

static Value function_adler32(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  int64_t start;
  if (!bytes_view(args[0], &data, &size) || !checksum_start(args[1], 1, &start)) return EMPTY;
  return from_small_int((int64_t)adler32_z((uLong)start, data, size));
}

// --- whole data

static Value function_compress(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  int level, bits;
  if (!bytes_view(args[0], &data, &size) || !zlib_int(args[1], Z_DEFAULT_COMPRESSION, &level) ||
      !zlib_int(args[2], MAX_WBITS, &bits))
    return EMPTY;
  z_stream stream = {0};
  int code = deflateInit2(&stream, level, Z_DEFLATED, bits, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY);
  if (code == Z_STREAM_ERROR) return zlib_raise_message(str_from_c("Bad compression level"));
  if (code != Z_OK) return zlib_raise(code, stream.msg, "while compressing data");
  StrBuilder out = STR_BUILDER_INIT;
  code = zlib_run(&stream, deflate, data, size, Z_FINISH, SIZE_MAX, &out);
  deflateEnd(&stream);
  if (code == Z_STREAM_END) return zlib_finish(&out);
  str_builder_drop(&out);
  return zlib_raise(code, stream.msg, "while compressing data");
}

static Value function_decompress(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  int bits;
  int64_t hint = 16384;
  if (!bytes_view(args[0], &data, &size) || !zlib_int(args[1], MAX_WBITS, &bits) ||
      (args[2] != EMPTY && !int_index_i64(args[2], &hint, "Python int too large to convert to C ssize_t")))
    return EMPTY;
  if (hint < 0) return raise(ValueError, "bufsize must be non-negative");
  z_stream stream = {0};
  int code = inflateInit2(&stream, bits);
  if (code != Z_OK) return zlib_raise(code, stream.msg, "while preparing to decompress data");
  StrBuilder out = STR_BUILDER_INIT;
  code = zlib_run(&stream, inflate, data, size, Z_SYNC_FLUSH, SIZE_MAX, &out);
  const char *text = stream.msg;
  inflateEnd(&stream);
  if (code == Z_STREAM_END) return zlib_finish(&out);
  str_builder_drop(&out);
  return zlib_raise(code == Z_OK ? Z_BUF_ERROR : code, text, "while decompressing data");
}

// --- the module

static const NativeDef functions[] = {
    {.name = "adler32",
     .signature = "data, value=1, /",
     .fn = function_adler32,
     .effects = EFFECT_ANY,
     .doc = DOC("Compute an Adler-32 checksum of data.\n\n  value\n    Starting value of the checksum.\n\nThe returned "
                "checksum is an integer.")},
    {.name = "crc32",
     .signature = "data, value=0, /",
     .fn = function_crc32,
     .effects = EFFECT_ANY,
     .doc =
         "Compute a CRC-32 checksum of data.\n\n  value\n    Starting value of the checksum.\n\nThe returned checksum "
         "is an integer."},
    {.name = "compress",
     .signature = "data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS",
     .fn = function_compress,
     .effects = EFFECT_ANY,
     .doc = DOC(
         "Returns a bytes object containing compressed data.\n\n  data\n    Binary data to be compressed.\n  level\n"
         "    Compression level, in 0-9 or -1.\n  wbits\n    The window buffer size and container format.")},
    {.name = "decompress",
     .signature = "data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE",
     .fn = function_decompress,
     .effects = EFFECT_ANY,
     .doc =
         "Returns a bytes object containing the uncompressed data.\n\n  data\n    Compressed data.\n  wbits\n    The "
         "window buffer size and container format.\n  bufsize\n    The initial output buffer size."},
    {.name = "compressobj",
     .signature = "level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, "
                  "strategy=Z_DEFAULT_STRATEGY, zdict=None",
     .fn = zlib_compressobj,
     .effects = EFFECT_ANY,
     .doc = DOC("Return a compressor object.")},
    {.name = "decompressobj",
     .signature = "wbits=MAX_WBITS, zdict=b''",
     .fn = zlib_decompressobj,
     .effects = EFFECT_ANY,
     .doc =
         "Return a decompressor object.\n\n  wbits\n    The window buffer size and container format.\n  zdict\n    "
         "The predefined compression dictionary.  This must be the same\n    dictionary as used by the compressor that "
         "produced the input data."},
    {0},
};

static void visit_error(void) { heap_visit(error_class); }

#define CONSTANTS(X) \
  X(MAX_WBITS) \
  X(DEF_MEM_LEVEL) \
  X(Z_BEST_SPEED) \
  X(Z_BEST_COMPRESSION) X(Z_DEFAULT_COMPRESSION) X(Z_FILTERED) X(Z_HUFFMAN_ONLY) X(Z_RLE) X(Z_FIXED) \
      X(Z_DEFAULT_STRATEGY) X(Z_FINISH) X(Z_NO_FLUSH) X(Z_PARTIAL_FLUSH) X(Z_SYNC_FLUSH) X(Z_FULL_FLUSH) X(Z_BLOCK) \
          X(Z_TREES) X(Z_NO_COMPRESSION)

static bool init(Value module) {
  static const struct {
    const char *name;
    int value;
  } constants[] = {
#define X(name) {#name, name},
      CONSTANTS(X)
#undef X
          {"DEFLATED", Z_DEFLATED},
      {"DEF_BUF_SIZE", 16384},
  };
  Value bases[] = {from_object(exception_types[EXCEPTION_Exception])}, namespace = dict_new();
  if (namespace == EMPTY || !dict_set_c(namespace, "__module__", str_from_c("zlib"))) return false;
  heap_add_root(visit_error);
  error_class =
      type_new_class(builtin_types[SHAPE_TYPE], str_intern("error", 5), tuple_from(bases, 1), namespace, EMPTY);
  if (error_class == EMPTY || !module_add(module, "error", error_class)) return false;
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    if (!module_add(module, constants[i].name, from_small_int(constants[i].value))) return false;
  return module_add(module, "ZLIB_VERSION", str_from_c(ZLIB_VERSION)) &&
         module_add(module, "ZLIB_RUNTIME_VERSION", str_from_c(zlibVersion())) &&
         module_add(module, "__version__", str_from_c("1.0")) && zlib_types_init();
}

const NativeModule module_zlib = {
    "zlib", functions, init,
    "The functions in this module allow compression and decompression using the\nzlib library, which is based on GNU "
    "zip.\n\nadler32(string[, start]) -- Compute an Adler-32 checksum.\ncompress(data[, level]) -- Compress data, with "
    "compression level 0-9 or -1.\ncompressobj([level[, ...]]) -- Return a compressor object.\ncrc32(string[, start]) "
    "-- Compute a CRC-32 checksum.\ndecompress(string,[wbits],[bufsize]) -- Decompresses a compressed string.\n"
    "decompressobj([wbits[, zdict]]) -- Return a decompressor object.\n"};
