// The remaining methods of str: padding, tabs, translation, encode, format.
#include <string.h>

#include "core/object/codec.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/format.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/str_internal.h"
#include "core/object/tuple.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

// The str with `left` and `right` times fill around it.
static Value pad(Value v, size_t left, size_t right, uint32_t fill) {
  if (left + right == 0) return str_between(v, 0, to_str(v)->size);
  StrBuilder builder = STR_BUILDER_INIT;
  str_builder_add_repeated(&builder, fill, left);
  str_builder_add_str(&builder, v);
  str_builder_add_repeated(&builder, fill, right);
  return str_builder_finish(&builder);
}

// Parses width and fillchar: how much is missing and what fills it. False: raised.
static bool pad_arguments(Value *args, size_t *missing, uint32_t *fill) {
  int64_t width, length = to_str(args[0])->length;
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &width)) return false;
  *fill = ' ';
  if (args[2] != EMPTY) {
    if (!type_flag(args[2], TYPE_IS_STR)) {
      raise(TypeError, "The fill character must be a unicode character, not %T", args[2]);
      return false;
    }
    if (to_str(args[2])->length != 1) {
      raise(TypeError, "The fill character must be exactly one character long");
      return false;
    }
    *fill = str_at(args[2], 0);
  }
  *missing = width > length ? (size_t)(width - length) : 0;
  return true;
}

Value str_method_ljust(Value *args, size_t count) {
  (void)count;
  size_t missing;
  uint32_t fill;
  return pad_arguments(args, &missing, &fill) ? pad(args[0], 0, missing, fill) : EMPTY;
}

Value str_method_rjust(Value *args, size_t count) {
  (void)count;
  size_t missing;
  uint32_t fill;
  return pad_arguments(args, &missing, &fill) ? pad(args[0], missing, 0, fill) : EMPTY;
}

Value str_method_center(Value *args, size_t count) {
  (void)count;
  size_t missing;
  uint32_t fill;
  if (!pad_arguments(args, &missing, &fill)) return EMPTY;
  // CPython's rule for an odd rest: it goes left when the width is odd.
  size_t left = missing / 2 + (missing & (missing + to_str(args[0])->length) & 1);
  return pad(args[0], left, missing - left, fill);
}

Value str_method_zfill(Value *args, size_t count) {
  (void)count;
  Str *self = to_str(args[0]);
  int64_t width;
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &width)) return EMPTY;
  if (width <= (int64_t)self->length) return str_between(args[0], 0, self->size);
  size_t sign = self->text[0] == '+' || self->text[0] == '-';
  StrBuilder builder = STR_BUILDER_INIT;
  str_builder_add(&builder, self->text, sign);
  str_builder_add_repeated(&builder, '0', (size_t)(width - (int64_t)self->length));
  str_builder_add(&builder, self->text + sign, self->size - sign);
  return str_builder_finish(&builder);
}

Value str_method_expandtabs(Value *args, size_t count) {
  (void)count;
  int64_t tab_size = 8, column = 0;
  if (args[1] != EMPTY && !index_from_value(args[1], EXCEPTION_OverflowError, &tab_size)) return EMPTY;
  StrBuilder builder = STR_BUILDER_INIT;
  const char *at = to_str(args[0])->text, *end = at + to_str(args[0])->size;
  while (at < end) {
    const char *start = at;
    uint32_t code_point = utf8_next(&at);
    if (code_point == '\t') {
      if (tab_size <= 0) continue;
      str_builder_add_repeated(&builder, ' ', (size_t)(tab_size - column % tab_size));
      column = 0; // a multiple of the size, which is as good
      continue;
    }
    str_builder_add(&builder, start, (size_t)(at - start));
    column = code_point == '\n' || code_point == '\r' ? 0 : column + 1;
  }
  return str_builder_finish(&builder);
}

// Appends what the table says for one character. False: raised.
static bool translate_one(StrBuilder *builder, Value table, uint32_t code_point) {
  Value mapped = object_get_item(table, from_small_int(code_point));
  if (mapped == EMPTY) {
    if (!exception_matches(EXCEPTION_LookupError)) return false;
    exception_clear();
    str_builder_add_code_point(builder, code_point);
    return true;
  }
  if (mapped == NONE) return true;
  if (type_flag(mapped, TYPE_IS_STR)) {
    str_builder_add_str(builder, mapped);
    return true;
  }
  int64_t number;
  if (!type_flag(mapped, TYPE_IS_INT)) {
    raise(TypeError, "character mapping must return integer, None or str");
    return false;
  }
  if (!int_to_i64(mapped, &number) || number < 0 || number > 0x10FFFF) {
    raise(ValueError, "character mapping must be in range(0x110000)");
    return false;
  }
  str_builder_add_code_point(builder, (uint32_t)number);
  return true;
}

Value str_method_translate(Value *args, size_t count) {
  (void)count;
  StrBuilder builder = STR_BUILDER_INIT;
  size_t size = to_str(args[0])->size;
  for (const char *text = to_str(args[0])->text, *at = text; at < text + size;) {
    if (!translate_one(&builder, args[1], utf8_next(&at))) {
      str_builder_drop(&builder);
      return EMPTY;
    }
  }
  return str_builder_finish(&builder);
}

static Value maketrans_from_dict(Value source) {
  Value result = dict_new(), key, value;
  if (result == EMPTY) return EMPTY;
  size_t position = 0;
  while (dict_next(source, &position, &key, &value)) {
    if (type_flag(key, TYPE_IS_STR)) {
      if (to_str(key)->length != 1) return raise(ValueError, "string keys in translate table must be of length 1");
      key = from_small_int(str_at(key, 0));
    } else if (!type_flag(key, TYPE_IS_INT)) {
      return raise(TypeError, "keys in translate table must be strings or integers");
    }
    if (!dict_set(result, key, value)) return EMPTY;
  }
  return result;
}

// str.maketrans(x[, y[, z]])
static Value str_maketrans(Value *args, size_t count) {
  (void)count;
  if (args[1] == EMPTY) {
    if (!type_flag(args[0], TYPE_IS_DICT))
      return raise(TypeError, "if you give only one argument to maketrans it must be a dict");
    return maketrans_from_dict(args[0]);
  }
  for (int i = 1; i <= 2; i++)
    if (args[i] != EMPTY && !type_flag(args[i], TYPE_IS_STR))
      return raise(TypeError, "maketrans() argument %d must be str, not %T", i + 1, args[i]);
  if (!type_flag(args[0], TYPE_IS_STR))
    return raise(TypeError, "first maketrans argument must be a string if there is a second argument");
  Str *from = to_str(args[0]), *to = to_str(args[1]);
  if (from->length != to->length) return raise(ValueError, "the first two maketrans arguments must have equal length");
  Value result = dict_new();
  if (result == EMPTY) return EMPTY;
  const char *key = from->text, *value = to->text;
  for (size_t i = 0; i < from->length; i++) {
    Value code_point = from_small_int(utf8_next(&key));
    if (!dict_set(result, code_point, from_small_int(utf8_next(&value)))) return EMPTY;
  }
  if (args[2] == EMPTY) return result;
  key = to_str(args[2])->text;
  for (size_t i = 0; i < to_str(args[2])->length; i++)
    if (!dict_set(result, from_small_int(utf8_next(&key)), NONE)) return EMPTY;
  return result;
}

Value str_method_encode(Value *args, size_t count) {
  (void)count;
  for (int i = 1; i <= 2; i++)
    if (args[i] != EMPTY && !type_flag(args[i], TYPE_IS_STR))
      return raise(TypeError, "encode() argument '%s' must be str, not %N", i == 1 ? "encoding" : "errors", args[i]);
  return encode_str(args[0], args[1] == EMPTY ? NULL : to_str(args[1])->text,
                    args[2] == EMPTY ? NULL : to_str(args[2])->text);
}

Value str_method_format(Value *args, size_t count) {
  // Slots: self, **kwargs, then the values of *args.
  return str_format_fields(args[0], args + 2, count - 2, args[1]);
}

Value str_method_format_map(Value *args, size_t count) {
  (void)count;
  return str_format_fields(args[0], NULL, 0, args[1]);
}

static Value str_dunder_format(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[1], TYPE_IS_STR)) return raise(TypeError, "__format__() argument must be str, not %N", args[1]);
  FormatSpec spec;
  if (to_str(args[1])->size == 0) return is_str(args[0]) ? args[0] : object_str(args[0]);
  if (!format_spec_parse(to_str(args[1])->text, to_str(args[1])->size, args[0], &spec)) return EMPTY;
  StrBuilder builder = STR_BUILDER_INIT;
  if (format_str(&builder, args[0], &spec)) return str_builder_finish(&builder);
  str_builder_drop(&builder);
  return EMPTY;
}

static Value str_getnewargs(Value *args, size_t count) {
  (void)count;
  Value plain = str_between(args[0], 0, to_str(args[0])->size);
  return plain == EMPTY ? EMPTY : tuple_from(&plain, 1);
}

const NativeDef str_method_table[] = {
#define X(text, parameters, function) \
  {.name = "str." text, \
   .signature = parameters, \
   .fn = function, \
   .consumer = __builtin_strcmp(text, "join") == 0 ? CONSUMER_COLLECT : CONSUMER_NONE},
    STR_METHODS(X)
#undef X
        {.name = "str.maketrans", .signature = "x, y=, z=, /", .fn = str_maketrans},
    {.name = "str.__format__", .signature = "self, format_spec, /", .fn = str_dunder_format},
    {.name = "str.__getnewargs__", .signature = "self, /", .fn = str_getnewargs},
    {.name = NULL},
};
