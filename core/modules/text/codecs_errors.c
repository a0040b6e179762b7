// The error handlers that are always there, as functions: codecs.strict_errors and its like. core/object/codec.c has
// its own fast versions for the encodings that are built in.
#include "core/modules/text/codecs.h"
#include "core/object/bytes.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/object/unicode_names.h"
#include "core/vm/vm.h"

typedef enum ErrorSort { ERROR_ENCODE, ERROR_DECODE, ERROR_TRANSLATE } ErrorSort;

// What a handler needs to know of a UnicodeError.
typedef struct CodecError {
  ErrorSort sort;
  Value object;
  const uint8_t *data; // of a decode error
  size_t length, start, end;
} CodecError;

static Value field(Value exception, const char *name) {
  return object_get_attribute(exception, str_intern(name, strlen(name)));
}

static bool is_kind(Value v, ExceptionKind kind) { return type_is_subtype(type_of(v), exception_types[kind]); }

static Value wrong_type(Value exception) {
  return raise(TypeError, "don't know how to handle %T in error callback", exception);
}

// Reads the exception; start and end are brought into the object. False: raised.
static bool read_error(Value exception, CodecError *error) {
  if (is_kind(exception, EXCEPTION_UnicodeEncodeError))
    error->sort = ERROR_ENCODE;
  else if (is_kind(exception, EXCEPTION_UnicodeDecodeError))
    error->sort = ERROR_DECODE;
  else if (is_kind(exception, EXCEPTION_UnicodeTranslateError))
    error->sort = ERROR_TRANSLATE;
  else
    return wrong_type(exception), false;
  Value object = error->object = field(exception, "object"), start = field(exception, "start");
  Value end = field(exception, "end");
  int64_t from, to;
  if (object == EMPTY || start == EMPTY || end == EMPTY || !int_to_i64(start, &from) || !int_to_i64(end, &to))
    return vm_exception == EMPTY ? (raise(OverflowError, "Python int too large to convert to C ssize_t"), false)
                                 : false;
  if (error->sort == ERROR_DECODE) {
    if (!bytes_view(object, &error->data, &error->length)) return false;
  } else if (str_text(object)) {
    error->length = to_str(object)->length;
  } else {
    return false;
  }
  int64_t last = (int64_t)error->length;
  from = from < 0 ? 0 : from > last - (last > 0) ? last - (last > 0) : from;
  to = to < (last > 0) ? (last > 0) : to > last ? last : to;
  error->start = (size_t)from;
  error->end = (size_t)(to < from ? from : to);
  return true;
}

static Value answer(Value replacement, const CodecError *error) {
  return replacement == EMPTY ? EMPTY : tuple_pair(replacement, int_from_u64(error->end));
}

static Value raise_it(Value exception) {
  if (!type_flag(exception, TYPE_IS_EXCEPTION)) return raise(TypeError, "codec must pass exception instance");
  return raise_value(exception, EMPTY);
}

static Value strict_errors(Value *args, size_t count) {
  (void)count;
  return raise_it(args[0]);
}

static Value ignore_errors(Value *args, size_t count) {
  (void)count;
  CodecError error;
  return read_error(args[0], &error) ? answer(str_new("", 0), &error) : EMPTY;
}

static Value replace_errors(Value *args, size_t count) {
  (void)count;
  CodecError error;
  if (!read_error(args[0], &error)) return EMPTY;
  StrBuilder builder = STR_BUILDER_INIT;
  str_builder_add_repeated(&builder, error.sort == ERROR_ENCODE ? '?' : 0xFFFD,
                           error.sort == ERROR_DECODE ? 1 : error.end - error.start);
  return answer(str_builder_finish(&builder), &error);
}

static Value xmlcharrefreplace_errors(Value *args, size_t count) {
  (void)count;
  CodecError error;
  if (!is_kind(args[0], EXCEPTION_UnicodeEncodeError)) return wrong_type(args[0]);
  if (!read_error(args[0], &error)) return EMPTY;
  StrBuilder builder = STR_BUILDER_INIT;
  for (size_t i = error.start; i < error.end; i++) {
    Value text = str_format_c("&#%u;", (unsigned)str_at(error.object, i));
    if (text != EMPTY) str_builder_add_str(&builder, text);
  }
  return answer(str_builder_finish(&builder), &error);
}

static Value backslashreplace_errors(Value *args, size_t count) {
  (void)count;
  CodecError error;
  if (!read_error(args[0], &error)) return EMPTY;
  StrBuilder builder = STR_BUILDER_INIT;
  for (size_t i = error.start; i < error.end; i++)
    str_builder_add_escape(&builder, error.sort == ERROR_DECODE ? error.data[i] : str_at(error.object, i));
  return answer(str_builder_finish(&builder), &error);
}

static Value namereplace_errors(Value *args, size_t count) {
  (void)count;
  CodecError error;
  if (!is_kind(args[0], EXCEPTION_UnicodeEncodeError)) return wrong_type(args[0]);
  if (!read_error(args[0], &error)) return EMPTY;
  if (!unicode_names_present()) return raise(ImportError, "this build has no names of characters");
  StrBuilder builder = STR_BUILDER_INIT;
  for (size_t i = error.start; i < error.end; i++) {
    char name[UNICODE_NAME_MAX];
    uint32_t code_point = str_at(error.object, i);
    size_t size = unicode_name(code_point, name);
    if (size == 0) {
      str_builder_add_escape(&builder, code_point);
      continue;
    }
    str_builder_add_c(&builder, "\\N{");
    str_builder_add(&builder, name, size);
    str_builder_add_c(&builder, "}");
  }
  return answer(str_builder_finish(&builder), &error);
}

static bool is_surrogate(uint32_t code_point) { return code_point - 0xD800 < 0x800; }

static Value surrogateescape_errors(Value *args, size_t count) {
  (void)count;
  CodecError error;
  if (!read_error(args[0], &error)) return EMPTY;
  if (error.sort == ERROR_TRANSLATE) return wrong_type(args[0]);
  StrBuilder builder = STR_BUILDER_INIT;
  if (error.sort == ERROR_ENCODE) {
    for (size_t i = error.start; i < error.end; i++) {
      uint32_t code_point = str_at(error.object, i);
      if (code_point - 0xDC80 >= 0x80) {
        str_builder_drop(&builder);
        return raise_it(args[0]);
      }
      str_builder_add_bytes(&builder, (char)(code_point - 0xDC00), 1);
    }
    Value bytes = builder.failed ? raise_memory_error() : bytes_new(builder.data, builder.size);
    str_builder_drop(&builder);
    return answer(bytes, &error);
  }
  size_t at = error.start;
  for (; at < error.end && at < error.start + 4 && error.data[at] >= 0x80; at++)
    str_builder_add_code_point(&builder, 0xDC00u + error.data[at]);
  if (at == error.start) {
    str_builder_drop(&builder);
    return raise_it(args[0]);
  }
  error.end = at;
  return answer(str_builder_finish(&builder), &error);
}

// The unit of an encoding that surrogates can be passed in: bytes, and the order. 0: none.
typedef struct UnitSort {
  int bytes; // 3 for UTF-8
  bool little;
} UnitSort;

static UnitSort unit_sort(Value exception) {
  Value encoding = field(exception, "encoding");
  const char *name = encoding == EMPTY ? NULL : str_text(encoding);
  UnitSort sort = {0, true};
  if (!name || ((name[0] | 32) != 'u' || (name[1] | 32) != 't' || (name[2] | 32) != 'f')) return sort;
  name += 3;
  if (*name == '-' || *name == '_') name++;
  if (strcmp(name, "8") == 0) return (UnitSort){3, true};
  if (strncmp(name, "16", 2) == 0)
    sort.bytes = 2;
  else if (strncmp(name, "32", 2) == 0)
    sort.bytes = 4;
  else
    return sort;
  name += 2;
  if (*name == '-' || *name == '_') name++;
  sort.little = !((name[0] | 32) == 'b');
  return sort;
}

static uint32_t read_unit(const uint8_t *at, UnitSort sort) {
  if (sort.bytes == 3) {
    if ((at[0] & 0xF0) != 0xE0 || (at[1] & 0xC0) != 0x80 || (at[2] & 0xC0) != 0x80) return 0;
    return (uint32_t)(at[0] & 15) << 12 | (uint32_t)(at[1] & 63) << 6 | (at[2] & 63);
  }
  uint32_t unit = 0;
  for (int i = 0; i < sort.bytes; i++) unit |= (uint32_t)at[sort.little ? i : sort.bytes - 1 - i] << (8 * i);
  return unit;
}

static Value pass_encode(Value exception, const CodecError *error, UnitSort sort) {
  StrBuilder builder = STR_BUILDER_INIT;
  for (size_t i = error->start; i < error->end; i++) {
    uint32_t c = str_at(error->object, i);
    if (!is_surrogate(c)) {
      str_builder_drop(&builder);
      return raise_it(exception);
    }
    if (sort.bytes == 3) {
      str_builder_add_code_point(&builder, c);
      continue;
    }
    for (int j = 0; j < sort.bytes; j++)
      str_builder_add_bytes(&builder, (char)(c >> (8 * (sort.little ? j : sort.bytes - 1 - j))), 1);
  }
  Value bytes = builder.failed ? raise_memory_error() : bytes_new(builder.data, builder.size);
  str_builder_drop(&builder);
  return answer(bytes, error);
}

static Value surrogatepass_errors(Value *args, size_t count) {
  (void)count;
  CodecError error;
  if (!read_error(args[0], &error)) return EMPTY;
  if (error.sort == ERROR_TRANSLATE) return wrong_type(args[0]);
  UnitSort sort = unit_sort(args[0]);
  if (vm_exception != EMPTY) return EMPTY;
  if (sort.bytes == 0) return raise_it(args[0]);
  if (error.sort == ERROR_ENCODE) return pass_encode(args[0], &error, sort);
  uint32_t unit = error.length - error.start >= (size_t)sort.bytes ? read_unit(error.data + error.start, sort) : 0;
  if (!is_surrogate(unit)) return raise_it(args[0]);
  error.end = error.start + (size_t)sort.bytes;
  return answer(str_from_code_point(unit), &error);
}

const NativeDef codecs_standard_handlers[] = {
#define HANDLER(text) {.name = #text, .signature = "exception, /", .fn = text}
    HANDLER(strict_errors),
    HANDLER(ignore_errors),
    HANDLER(replace_errors),
    HANDLER(xmlcharrefreplace_errors),
    HANDLER(backslashreplace_errors),
    HANDLER(namereplace_errors),
    HANDLER(surrogateescape_errors),
    HANDLER(surrogatepass_errors),
    {0},
#undef HANDLER
};
