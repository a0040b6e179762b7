// Compressor and decompressor objects. zlib's state is C memory of its own, freed when the object dies.
#include <limits.h>
#include <stdlib.h>

#include "core/modules/data/zlib_internal.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static Type *compress_type, *decompress_type;

// The stream in C memory: its address must not change, zlib points back to it.
typedef struct Stream {
  z_stream z;
  bool ended; // nothing of zlib's is allocated
  bool inflating;
} Stream;

typedef struct StreamObject {
  Object header;     // HEAP_VALUES
  Value stream;      // address of a Stream as a small int
  Value dictionary;  // bytes or EMPTY
  Value unused_data; // behind the end of the stream
  Value unconsumed;  // input held back by max_length
  Value eof;         // bool
} StreamObject;

static StreamObject *to_stream_object(Value v) { return (StreamObject *)(void *)to_object(v); }
static Stream *stream_of(const StreamObject *object) {
  return object->stream == EMPTY ? NULL : (Stream *)(uintptr_t)to_small_int(object->stream);
}

static void end_stream(Stream *stream) {
  if (stream->ended) return;
  if (stream->inflating)
    inflateEnd(&stream->z);
  else
    deflateEnd(&stream->z);
  stream->ended = true;
}

static void finalise(Object *object) {
  Stream *stream = stream_of((StreamObject *)object);
  if (!stream) return;
  end_stream(stream);
  free(stream);
}

static StreamObject *stream_new(Type *type, bool inflating) {
  Value empty = bytes_new("", 0);
  StreamObject *object = empty == EMPTY ? NULL : heap_new(type->root_shape, HEAP_VALUES, sizeof *object);
  Stream *stream = object ? calloc(1, sizeof *stream) : NULL;
  if (!stream) {
    if (object) raise_memory_error();
    return NULL;
  }
  stream->ended = true;
  stream->inflating = inflating;
  heap_on_death(&object->header, finalise);
  object->stream = from_small_int((intptr_t)stream);
  object->unused_data = object->unconsumed = empty;
  object->eof = FALSE_VALUE;
  return object;
}

// --- running

#define CHUNK 16384

int zlib_run(z_stream *stream, int (*run)(z_stream *, int), const uint8_t *data, size_t size, int flush, size_t limit,
             StrBuilder *out) {
  size_t start = out->size;
  int code = Z_OK;
  stream->next_in = (Bytef *)(uintptr_t)data;
  do {
    size_t left = size - (size_t)(stream->next_in - data);
    stream->avail_in = left > UINT_MAX ? UINT_MAX : (uInt)left;
    int mode = left > UINT_MAX ? Z_NO_FLUSH : flush;
    do {
      uint8_t chunk[CHUNK];
      size_t room = limit - (out->size - start);
      stream->next_out = chunk;
      stream->avail_out = room < CHUNK ? (uInt)room : CHUNK;
      uInt given = stream->avail_out;
      code = run(stream, mode);
      str_builder_add(out, (const char *)chunk, given - stream->avail_out);
      if (out->failed) return Z_MEM_ERROR;
      if (code != Z_OK && code != Z_BUF_ERROR) return code;
      if (out->size - start >= limit) return Z_OK;
    } while (stream->avail_out == 0);
  } while ((size_t)(stream->next_in - data) < size);
  return code == Z_BUF_ERROR ? Z_OK : code;
}

Value zlib_finish(StrBuilder *out) {
  Value result = out->failed ? raise_memory_error() : bytes_new(out->data, out->size);
  str_builder_drop(out);
  return result;
}

// --- compressors

Value zlib_compressobj(Value *args, size_t count) {
  (void)count;
  static const int absent[] = {Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY};
  int values[5];
  const uint8_t *dictionary = NULL;
  size_t size = 0;
  for (int i = 0; i < 5; i++)
    if (!zlib_int(args[i], absent[i], &values[i])) return EMPTY;
  bool given = args[5] != EMPTY && args[5] != NONE;
  if (given && !bytes_view(args[5], &dictionary, &size)) return EMPTY;
  if (size > UINT_MAX) return raise(OverflowError, "zdict length does not fit in an unsigned int");
  StreamObject *object = stream_new(compress_type, false);
  if (!object) return EMPTY;
  Stream *stream = stream_of(object);
  int code = deflateInit2(&stream->z, values[0], values[1], values[2], values[3], values[4]);
  if (code == Z_STREAM_ERROR) return raise(ValueError, "Invalid initialization option");
  if (code != Z_OK) return zlib_raise(code, stream->z.msg, "while creating compression object");
  stream->ended = false;
  if (given && deflateSetDictionary(&stream->z, dictionary, (uInt)size) != Z_OK)
    return raise(ValueError, "Invalid dictionary");
  return from_object(object);
}

// Compresses; at Z_FINISH the stream ends.
static Value compress_more(StreamObject *object, const uint8_t *data, size_t size, int flush, const char *what) {
  Stream *stream = stream_of(object);
  StrBuilder out = STR_BUILDER_INIT;
  int code = stream->ended ? Z_STREAM_ERROR : zlib_run(&stream->z, deflate, data, size, flush, SIZE_MAX, &out);
  if (code == Z_STREAM_END && flush == Z_FINISH) {
    end_stream(stream);
  } else if (code != Z_OK) {
    str_builder_drop(&out);
    return zlib_raise(code, stream->z.msg, what);
  }
  return zlib_finish(&out);
}

static Value method_compress(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  if (!bytes_view(args[1], &data, &size)) return EMPTY;
  return compress_more(to_stream_object(args[0]), data, size, Z_NO_FLUSH, "while compressing data");
}

static Value method_compress_flush(Value *args, size_t count) {
  (void)count;
  int mode;
  if (!zlib_int(args[1], Z_FINISH, &mode)) return EMPTY;
  if (mode == Z_NO_FLUSH) return bytes_new("", 0);
  return compress_more(to_stream_object(args[0]), (const uint8_t *)"", 0, mode, "while flushing");
}

static Value copy_stream(Value self, int (*copy)(z_stream *, z_stream *), const char *kind) {
  StreamObject *object = to_stream_object(self);
  StreamObject *result = stream_new(type_of(self), stream_of(object)->inflating);
  if (!result) return EMPTY;
  Stream *from = stream_of(object), *to = stream_of(result);
  int code = from->ended ? Z_STREAM_ERROR : copy(&to->z, &from->z);
  if (code == Z_STREAM_ERROR) return raise(ValueError, "Inconsistent stream state");
  if (code != Z_OK) return zlib_raise(code, from->z.msg, kind);
  to->ended = false;
  result->dictionary = object->dictionary;
  result->unused_data = object->unused_data;
  result->unconsumed = object->unconsumed;
  result->eof = object->eof;
  return from_object(result);
}
static Value method_compress_copy(Value *args, size_t count) {
  (void)count;
  return copy_stream(args[0], deflateCopy, "while copying compression object");
}
static Value method_decompress_copy(Value *args, size_t count) {
  (void)count;
  return copy_stream(args[0], inflateCopy, "while copying decompression object");
}

// --- decompressors

static int set_dictionary(Stream *stream, Value dictionary) {
  const Bytes *bytes = (const Bytes *)(const void *)to_object(dictionary);
  return inflateSetDictionary(&stream->z, bytes->data, (uInt)bytes->size);
}

Value zlib_decompressobj(Value *args, size_t count) {
  (void)count;
  int bits;
  const uint8_t *dictionary = NULL;
  size_t size = 0;
  if (!zlib_int(args[0], MAX_WBITS, &bits)) return EMPTY;
  if (args[1] != EMPTY && !bytes_view(args[1], &dictionary, &size)) {
    exception_clear();
    return raise(TypeError, "zdict argument must support the buffer protocol");
  }
  StreamObject *object = stream_new(decompress_type, true);
  if (!object) return EMPTY;
  if (args[1] != EMPTY && (object->dictionary = bytes_new(dictionary, size)) == EMPTY) return EMPTY;
  Stream *stream = stream_of(object);
  int code = inflateInit2(&stream->z, bits);
  if (code == Z_STREAM_ERROR) return raise(ValueError, "Invalid initialization option");
  if (code != Z_OK) return zlib_raise(code, stream->z.msg, "while creating decompression object");
  stream->ended = false;
  // A raw stream does not say that it needs the dictionary.
  if (size > 0 && bits < 0 && set_dictionary(stream, object->dictionary) != Z_OK)
    return zlib_raise(Z_DATA_ERROR, stream->z.msg, "while setting zdict");
  return from_object(object);
}

// Runs inflate, setting the dictionary when the stream asks for it. An exception is set if that is not the right one.
static int inflate_more(StreamObject *object, const uint8_t *data, size_t size, int flush, size_t limit,
                        StrBuilder *out) {
  Stream *stream = stream_of(object);
  int code = zlib_run(&stream->z, inflate, data, size, flush, limit, out);
  if (code != Z_NEED_DICT || object->dictionary == EMPTY) return code;
  if ((code = set_dictionary(stream, object->dictionary)) != Z_OK) {
    zlib_raise(code, stream->z.msg, "while setting zdict");
    return code;
  }
  size_t used = (size_t)(stream->z.next_in - data);
  return zlib_run(&stream->z, inflate, data + used, size - used, flush, limit, out);
}

// What zlib has not used: behind the end, or held back. False: raised.
static bool keep_rest(StreamObject *object, const uint8_t *data, size_t size, int code) {
  Stream *stream = stream_of(object);
  size_t used = (size_t)(stream->z.next_in - data);
  if (code == Z_STREAM_END) {
    const Bytes *old = (const Bytes *)(const void *)to_object(object->unused_data);
    StrBuilder joined = STR_BUILDER_INIT;
    str_builder_add(&joined, (const char *)old->data, old->size);
    str_builder_add(&joined, (const char *)data + used, size - used);
    Value rest = zlib_finish(&joined);
    if (rest == EMPTY) return false;
    object->unused_data = rest;
    used = size;
  }
  Value unconsumed = bytes_new(data + used, size - used);
  if (unconsumed == EMPTY) return false;
  object->unconsumed = unconsumed;
  return true;
}

static Value method_decompress(Value *args, size_t count) {
  (void)count;
  StreamObject *object = to_stream_object(args[0]);
  const uint8_t *data;
  size_t size;
  int64_t limit = 0;
  if (!bytes_view(args[1], &data, &size) ||
      (args[2] != EMPTY && !int_index_i64(args[2], &limit, "Python int too large to convert to C ssize_t")))
    return EMPTY;
  if (limit < 0) return raise(ValueError, "max_length must be non-negative");
  StrBuilder out = STR_BUILDER_INIT;
  int code = inflate_more(object, data, size, Z_SYNC_FLUSH, limit ? (size_t)limit : SIZE_MAX, &out);
  if ((code == Z_OK || code == Z_STREAM_END || code == Z_NEED_DICT) && !keep_rest(object, data, size, code)) {
    str_builder_drop(&out);
    return EMPTY;
  }
  if (code == Z_STREAM_END) {
    object->eof = TRUE_VALUE;
  } else if (code != Z_OK) {
    str_builder_drop(&out);
    if (vm_exception != EMPTY) return EMPTY;
    return zlib_raise(code, stream_of(object)->z.msg, "while decompressing data");
  }
  return zlib_finish(&out);
}

static Value method_decompress_flush(Value *args, size_t count) {
  (void)count;
  StreamObject *object = to_stream_object(args[0]);
  Stream *stream = stream_of(object);
  int64_t length = CHUNK;
  if (args[1] != EMPTY && !int_index_i64(args[1], &length, "Python int too large to convert to C ssize_t"))
    return EMPTY;
  if (length <= 0) return raise(ValueError, "length must be greater than zero");
  const Bytes *rest = (const Bytes *)(const void *)to_object(object->unconsumed);
  StrBuilder out = STR_BUILDER_INIT;
  int code = stream->ended ? Z_OK : inflate_more(object, rest->data, rest->size, Z_FINISH, SIZE_MAX, &out);
  if (!stream->ended && (code == Z_OK || code == Z_STREAM_END) && !keep_rest(object, rest->data, rest->size, code)) {
    str_builder_drop(&out);
    return EMPTY;
  }
  if (code == Z_STREAM_END) {
    object->eof = TRUE_VALUE;
    end_stream(stream);
  }
  Value result = zlib_finish(&out);
  return vm_exception == EMPTY ? result : EMPTY;
}

static Value get_unused_data(Value self) { return to_stream_object(self)->unused_data; }
static Value get_unconsumed_tail(Value self) { return to_stream_object(self)->unconsumed; }
static Value get_eof(Value self) { return to_stream_object(self)->eof; }

static const NativeDef compress_methods[] = {
    {.name = "compress", .signature = "self, data, /", .fn = method_compress, .effects = EFFECT_ANY},
    {.name = "flush", .signature = "self, mode=Z_FINISH, /", .fn = method_compress_flush, .effects = EFFECT_ANY},
    {.name = "copy", .signature = "self, /", .fn = method_compress_copy, .effects = EFFECT_ANY},
    {.name = "__copy__", .signature = "self, /", .fn = method_compress_copy, .effects = EFFECT_ANY},
    {.name = "__deepcopy__", .signature = "self, memo, /", .fn = method_compress_copy, .effects = EFFECT_ANY},
    {0},
};
static const NativeDef decompress_methods[] = {
    {.name = "decompress", .signature = "self, data, /, max_length=0", .fn = method_decompress, .effects = EFFECT_ANY},
    {.name = "flush",
     .signature = "self, length=DEF_BUF_SIZE, /",
     .fn = method_decompress_flush,
     .effects = EFFECT_ANY},
    {.name = "copy", .signature = "self, /", .fn = method_decompress_copy, .effects = EFFECT_ANY},
    {.name = "__copy__", .signature = "self, /", .fn = method_decompress_copy, .effects = EFFECT_ANY},
    {.name = "__deepcopy__", .signature = "self, memo, /", .fn = method_decompress_copy, .effects = EFFECT_ANY},
    {0},
};
static const GetSetDef decompress_attributes[] = {
    {.name = "unused_data", .get = get_unused_data},
    {.name = "unconsumed_tail", .get = get_unconsumed_tail},
    {.name = "eof", .get = get_eof},
    {0},
};

static void visit_types(void) {
  if (compress_type) heap_visit(from_object(compress_type));
  if (decompress_type) heap_visit(from_object(decompress_type));
}

bool zlib_types_init(void) {
  static const TypeSlots slots = {0};
  Type *object = builtin_types[SHAPE_OBJECT];
  heap_add_root(visit_types);
  compress_type =
      type_new_native("zlib", "Compress", object, 0, &slots, compress_methods, NULL, HEAP_VALUES, sizeof(StreamObject));
  decompress_type = type_new_native("zlib", "Decompress", object, 0, &slots, decompress_methods, decompress_attributes,
                                    HEAP_VALUES, sizeof(StreamObject));
  return compress_type && decompress_type;
}
