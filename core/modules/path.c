#include "core/modules/path.h"

#include <string.h>

#include "core/object/bytes.h"
#include "core/object/codec.h"
#include "core/object/exception.h"
#include "core/object/str.h"
#include "core/vm/vm.h"

Value path_from_system(const char *name) {
  return decode_bytes((const uint8_t *)name, strlen(name), "utf-8", "surrogateescape");
}

const char *path_to_system(Value path) {
  if (!str_has_surrogates(path)) return to_str(path)->text;
  Value bytes = encode_str(path, "utf-8", "surrogateescape");
  return bytes == EMPTY ? NULL : (const char *)((Bytes *)to_object(bytes))->data;
}

static Value bad_path(Value v, const char *function) {
  if (function) return raise(TypeError, "%s: path should be string, bytes or os.PathLike, not %T", function, v);
  return raise(TypeError, "expected str, bytes or os.PathLike object, not %T", v);
}

Value path_argument(Value v, const char *function) {
  if (!type_flag(v, TYPE_IS_STR | TYPE_IS_BYTES)) {
    Value method = object_find_special(v, vm.names.__fspath__);
    if (method == EMPTY) return vm_exception != EMPTY ? EMPTY : bad_path(v, function);
    Value path = object_call_0(method);
    if (path == EMPTY) return EMPTY;
    if (!type_flag(path, TYPE_IS_STR | TYPE_IS_BYTES))
      return raise(TypeError, "expected %T.__fspath__() to return str or bytes, not %T", v, path);
    v = path;
  }
  if (type_flag(v, TYPE_IS_BYTES)) {
    const uint8_t *data;
    size_t size;
    if (!bytes_view(v, &data, &size)) return EMPTY;
    v = decode_bytes(data, size, "utf-8", "surrogateescape");
    if (v == EMPTY) return EMPTY;
  }
  if (strlen(to_str(v)->text) != to_str(v)->size) return raise(ValueError, "embedded null byte");
  return v;
}
