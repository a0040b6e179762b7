// The type str: its slots, repr, iteration, subscripts and constructor.
#include <string.h>

#include "core/object/bytes.h"
#include "core/object/codec.h"
#include "core/object/exception.h"
#include "core/object/format.h"
#include "core/object/iterators.h"
#include "core/object/range.h"
#include "core/object/sequence.h"
#include "core/object/str_internal.h"
#include "core/object/type.h"
#include "core/object/unicode.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

static const char hex_digits[] = "0123456789abcdef";

// Appends \xhh, \uhhhh or \Uhhhhhhhh.
void str_builder_add_escape(StrBuilder *builder, uint32_t code_point) {
  char text[10] = "\\";
  int digits = code_point < 0x100 ? 2 : code_point < 0x10000 ? 4 : 8;
  text[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
  for (int i = 0; i < digits; i++) text[2 + i] = hex_digits[code_point >> (4 * (digits - 1 - i)) & 15];
  str_builder_add(builder, text, (size_t)digits + 2);
}

static void add_quoted(StrBuilder *builder, uint32_t code_point, char quote, bool ascii_only) {
  const char *special = code_point == '\n' ? "\\n" : code_point == '\r' ? "\\r" : code_point == '\t' ? "\\t" : NULL;
  if (special) {
    str_builder_add(builder, special, 2);
  } else if (code_point == (uint32_t)quote || code_point == '\\') {
    str_builder_add(builder, "\\", 1);
    str_builder_add_code_point(builder, code_point);
  } else if (code_point < 128 ? code_point >= ' ' && code_point < 127
                              : !ascii_only && unicode_is(code_point, UNICODE_PRINTABLE)) {
    str_builder_add_code_point(builder, code_point);
  } else {
    str_builder_add_escape(builder, code_point);
  }
}

static Value quoted(Value self, bool ascii_only) {
  Str *str = to_str(self);
  bool single = memchr(str->text, '\'', str->size) != NULL, twice = memchr(str->text, '"', str->size) != NULL;
  char quote = single && !twice ? '"' : '\'';
  StrBuilder builder = STR_BUILDER_INIT;
  str_builder_add(&builder, &quote, 1);
  for (const char *at = str->text, *end = at + str->size; at < end;) {
    const char *plain = at;
    while (at < end && *at >= ' ' && *at < 127 && *at != quote && *at != '\\') at++;
    str_builder_add(&builder, plain, (size_t)(at - plain));
    if (at < end) add_quoted(&builder, utf8_next(&at), quote, ascii_only);
  }
  str_builder_add(&builder, &quote, 1);
  return str_builder_finish(&builder);
}

Value str_repr(Value self) { return quoted(self, false); }

Value str_ascii(Value v) {
  Value repr = object_repr(v);
  if (repr == EMPTY || str_is_ascii(to_str(repr))) return repr;
  StrBuilder builder = STR_BUILDER_INIT;
  for (const char *at = to_str(repr)->text, *end = at + to_str(repr)->size; at < end;) {
    uint32_t code_point = utf8_next(&at);
    if (code_point < 128)
      str_builder_add_code_point(&builder, code_point);
    else
      str_builder_add_escape(&builder, code_point);
  }
  return str_builder_finish(&builder);
}

static Value str_str(Value self) { return str_between(self, 0, to_str(self)->size); }

static bool str_hash_slot(Value self, int64_t *hash) {
  *hash = str_hash(self);
  return true;
}

static Value str_compare_slot(Value self, Value other, CompareOp op) {
  if (!type_flag(other, TYPE_IS_STR)) return NOT_IMPLEMENTED;
  if (op == COMPARE_EQ || op == COMPARE_NE) return from_bool(str_equal(self, other) == (op == COMPARE_EQ));
  int order = str_compare(self, other);
  switch (op) {
  case COMPARE_LT: return from_bool(order < 0);
  case COMPARE_LE: return from_bool(order <= 0);
  case COMPARE_GT: return from_bool(order > 0);
  default: return from_bool(order >= 0);
  }
}

static int str_truth(Value self) { return to_str(self)->length != 0; }

static int64_t str_length(Value self) { return to_str(self)->length; }

static Value str_iter(Value self) {
  StrIterator *iterator = heap_new(SHAPE_STR_ITERATOR, HEAP_VALUES, sizeof *iterator);
  if (!iterator) return EMPTY;
  iterator->str = self;
  iterator->offset = from_small_int(0);
  return from_object(iterator);
}

static Value str_iterator_next(Value self) {
  StrIterator *iterator = (StrIterator *)to_object(self);
  if (iterator->str == EMPTY) return EMPTY;
  Str *str = to_str(iterator->str);
  size_t offset = (size_t)to_small_int(iterator->offset);
  if (offset >= str->size) {
    iterator->str = EMPTY;
    return EMPTY;
  }
  const char *at = str->text + offset;
  uint32_t code_point = utf8_next(&at);
  iterator->offset = from_small_int(at - str->text);
  return str_from_code_point(code_point);
}

static Value str_iterator_length_hint(Value *args, size_t count) {
  (void)count;
  StrIterator *iterator = (StrIterator *)to_object(args[0]);
  if (iterator->str == EMPTY) return from_small_int(0);
  Str *str = to_str(iterator->str);
  size_t offset = (size_t)to_small_int(iterator->offset);
  return from_small_int((int64_t)utf8_count(str->text + offset, str->size - offset));
}

// Every step-th character from start.
static Value stepped(Value self, int64_t start, int64_t step, int64_t count) {
  Str *str = to_str(self);
  if (str_is_ascii(str)) {
    if (count == 1) return str_from_code_point((uint8_t)str->text[start]);
    Str *result = str_allocate((size_t)count, (size_t)count);
    if (!result) return EMPTY;
    for (int64_t i = 0; i < count; i++) result->text[i] = str->text[start + i * step];
    return from_object(result);
  }
  StrBuilder builder = STR_BUILDER_INIT;
  for (int64_t i = 0; i < count; i++) str_builder_add_code_point(&builder, str_at(self, (size_t)(start + i * step)));
  return str_builder_finish(&builder);
}

static Value str_get_item(Value self, Value key) {
  int64_t index, length = to_str(self)->length;
  if (is_int(key)) {
    index = to_small_int(key);
  } else if (has_shape(key, SHAPE_SLICE)) {
    int64_t start, stop, step, count;
    if (!slice_bounds(key, length, &start, &stop, &step, &count)) return EMPTY;
    if (count <= 0) return str_new("", 0);
    if (step == 1) return str_slice(self, (size_t)start, (size_t)(start + count));
    return stepped(self, start, step, count);
  } else {
    if (!has_index(key)) return raise(TypeError, "string indices must be integers, not '%T'", key);
    if (!index_from_value(key, EXCEPTION_IndexError, &index)) return EMPTY;
  }
  if (index < 0) index += length;
  if ((uint64_t)index >= (uint64_t)length) return raise(IndexError, "string index out of range");
  return str_from_code_point(str_at(self, (size_t)index));
}

static Value str_repeat(Value v, Value times) {
  int64_t count;
  Value answer;
  if (!repeat_count(times, &count, &answer)) return answer;
  Str *self = to_str(v);
  if (count == 0 || self->size == 0) return str_new("", 0);
  if (count == 1) return str_str(v);
  if ((uint64_t)count > UINT32_MAX / self->size) return raise_memory_error();
  Str *str = str_allocate(self->size * (size_t)count, self->length * (size_t)count);
  if (!str) return EMPTY;
  if (self->size == 1) {
    memset(str->text, self->text[0], (size_t)count);
  } else {
    for (int64_t i = 0; i < count; i++) memcpy(str->text + (size_t)i * self->size, self->text, self->size);
  }
  if (!str_is_ascii(str)) str_index_text(str);
  return from_object(str);
}

static Value str_binary(BinaryOp op, Value left, Value right) {
  bool left_is_str = type_flag(left, TYPE_IS_STR);
  switch (op) {
  case BINARY_ADD:
    if (!left_is_str) return NOT_IMPLEMENTED;
    return type_flag(right, TYPE_IS_STR) ? str_concat(left, right) : concat_mismatch("str", right);
  case BINARY_MUL: return left_is_str ? str_repeat(left, right) : str_repeat(right, left);
  case BINARY_MOD: return left_is_str ? percent_format(left, right) : NOT_IMPLEMENTED;
  default: return NOT_IMPLEMENTED;
  }
}

// str(object='', encoding='utf-8', errors='strict')
static Value plain_from_arguments(Value *slots) {
  for (int i = 1; i <= 2; i++)
    if (slots[i] != EMPTY && !type_flag(slots[i], TYPE_IS_STR))
      return raise(TypeError, "str() argument '%s' must be str, not %N", i == 1 ? "encoding" : "errors", slots[i]);
  if (slots[0] == EMPTY) return str_new("", 0);
  if (slots[1] == EMPTY && slots[2] == EMPTY) return object_str(slots[0]);
  if (type_flag(slots[0], TYPE_IS_STR)) return raise(TypeError, "decoding str is not supported");
  const uint8_t *data;
  size_t size;
  if (!bytes_view(slots[0], &data, &size)) {
    exception_clear();
    return raise(TypeError, "decoding to str: need a bytes-like object, %T found", slots[0]);
  }
  return decode_bytes(data, size, slots[1] == EMPTY ? NULL : to_str(slots[1])->text,
                      slots[2] == EMPTY ? NULL : to_str(slots[2])->text);
}

static Value str_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "str", .signature = "object='', encoding='utf-8', errors='strict'"};
  Value slots[3];
  if (count == 1 && keyword_names == EMPTY) {
    slots[0] = args[0];
    slots[1] = slots[2] = EMPTY;
  } else if (!native_bind(&signature, args, count, keyword_names, slots)) {
    return EMPTY;
  }
  Value plain = plain_from_arguments(slots);
  if (plain == EMPTY || type == builtin_types[SHAPE_STR]) return plain;
  Str *source = to_str(plain);
  size_t bytes = str_bytes(source->size, source->length);
  Str *str = instance_allocate_variable(type, bytes);
  if (!str) return EMPTY;
  memcpy(&str->hash, &source->hash, bytes - offsetof(Str, hash));
  str->flags &= STR_ASCII;
  return from_object(str);
}

void str_init(void) {
  static const TypeSlots slots = {
      .repr = str_repr,
      .str = str_str,
      .hash = str_hash_slot,
      .compare = str_compare_slot,
      .truth = str_truth,
      .length = str_length,
      .iter = str_iter,
      .get_item = str_get_item,
      .contains = str_contains,
      .binary = str_binary,
      .construct = str_construct,
  };
  static const TypeSlots iterator_slots = {.iter = iterator_self, .next = str_iterator_next};
  static const NativeDef iterator_methods[] = {
      {.name = "str_iterator.__length_hint__", .signature = "self, /", .fn = str_iterator_length_hint},
      ITERATOR_REDUCE(str),
      ITERATOR_SET_STATE(str),
      {.name = NULL},
  };
  type_setup(SHAPE_STR, &slots, str_method_table, NULL, HEAP_LEAF, sizeof(Str), DOC("A string of characters."));
  type_setup(SHAPE_STR_ITERATOR, &iterator_slots, iterator_methods, NULL, HEAP_VALUES, sizeof(StrIterator), NULL);
}
