// The module marshal.
#include "core/modules/data/marshal_internal.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/function.h"
#include "core/object/int.h"
#include "core/object/module.h"

static bool version_argument(Value v, int *version) {
  int64_t number = MARSHAL_VERSION;
  if (v != EMPTY && !int_index_i64(v, &number, "Python int too large to convert to C int")) return false;
  if (number != (int)number) return raise(OverflowError, "Python int too large to convert to C int"), false;
  *version = (int)number;
  return true;
}

static Value dumps(Value *args, size_t count) {
  (void)count;
  int version;
  return version_argument(args[1], &version) ? marshal_write(args[0], version) : EMPTY;
}

static Value dump(Value *args, size_t count) {
  (void)count;
  int version;
  if (!version_argument(args[2], &version)) return EMPTY;
  Value bytes = marshal_write(args[0], version);
  return bytes == EMPTY ? EMPTY : object_call_method(args[1], "write", &bytes, 1);
}

static Value loads(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  return bytes_view(args[0], &data, &size) ? marshal_read_bytes(data, size) : EMPTY;
}

// An empty read tells binary files from text files.
static Value load(Value *args, size_t count) {
  (void)count;
  Value zero = from_small_int(0);
  Value nothing = object_call_method(args[0], "read", &zero, 1);
  if (nothing == EMPTY) return EMPTY;
  if (!type_flag(nothing, TYPE_IS_BYTES))
    return raise(TypeError, "file.read() returned not bytes but %s", type_name(nothing));
  return marshal_read_file(args[0]);
}

static const NativeDef functions[] = {
    {.name = "dumps",
     .signature = "value, version=4, /",
     .fn = dumps,
     .doc = DOC("Return the bytes object that would be written to a file by dump(value, file).")},
    {.name = "dump",
     .signature = "value, file, version=4, /",
     .fn = dump,
     .doc = DOC("Write the value on the open file, which must be a writeable binary file.")},
    {.name = "loads",
     .signature = "bytes, /",
     .fn = loads,
     .doc = DOC("Convert the bytes-like object to a value.\n\nBytes beyond the value are ignored.")},
    {.name = "load",
     .signature = "file, /",
     .fn = load,
     .doc = DOC("Read one value from the open file and return it.\n\nThe file must be a readable binary file.")},
    {0},
};

static bool init(Value module) { return module_add(module, "version", from_small_int(MARSHAL_VERSION)); }

const NativeModule module_marshal = {"marshal", functions, init,
                                     DOC("Plain Python values as bytes, in CPython's format version 4.")};
