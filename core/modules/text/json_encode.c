// Writing JSON: the type behind json.encoder's c_make_encoder, and encode_basestring. The whole text is built in one
// buffer and returned as the only item of a tuple.
#include <math.h>
#include <stdio.h>

#include "core/modules/text/json_internal.h"
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/float.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/object/str_internal.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/object/utf8.h"

Type *json_encoder_type;

typedef struct Encoder {
  Object header; // HEAP_VALUES
  Value markers, default_function, encoder, indent, key_separator, item_separator, sort_keys, skip_keys, allow_nan;
} Encoder;

// --- strings

// Bytes that a string may contain as they are: [is it ASCII output].
static bool is_plain(uint8_t c, bool ascii) { return c >= 0x20 && c != '"' && c != '\\' && (!ascii || c <= '~'); }

static void add_unit(StrBuilder *out, uint32_t unit) {
  char text[8];
  snprintf(text, sizeof text, "\\u%04x", unit);
  str_builder_add(out, text, 6);
}

static void add_escaped(StrBuilder *out, uint32_t c) {
  static const char specials[] = "\"\\\n\r\t\f\b", letters[] = "\"\\nrtfb";
  const char *special = c && c < 0x80 ? strchr(specials, (int)c) : NULL;
  if (special) {
    char text[2] = {'\\', letters[special - specials]};
    str_builder_add(out, text, 2);
  } else if (c >= 0x10000) {
    add_unit(out, 0xd800 + ((c - 0x10000) >> 10));
    add_unit(out, 0xdc00 + ((c - 0x10000) & 0x3ff));
  } else {
    add_unit(out, c);
  }
}

static void add_string(StrBuilder *out, const Str *str, bool ascii) {
  str_builder_add(out, "\"", 1);
  const char *text = str->text, *end = text + str->size;
  while (text < end) {
    const char *run = text;
    while (text < end && is_plain((uint8_t)*text, ascii)) text++;
    str_builder_add(out, run, (size_t)(text - run));
    if (text < end) add_escaped(out, utf8_next(&text));
  }
  str_builder_add(out, "\"", 1);
}

static Value encode_string(Value string, bool ascii) {
  if (!type_flag(string, TYPE_IS_STR))
    return raise(TypeError, "first argument must be a string, not %s", type_name(string));
  StrBuilder out = STR_BUILDER_INIT;
  add_string(&out, to_str(string), ascii);
  return str_builder_finish(&out);
}

Value json_encode_basestring(Value *args, size_t count) { return (void)count, encode_string(args[0], false); }
Value json_encode_basestring_ascii(Value *args, size_t count) { return (void)count, encode_string(args[0], true); }

// --- values

// What encodes strings: one of the two above, known by its C function, or anything that can be called.
typedef enum StringMode { STRINGS_ASCII, STRINGS_PLAIN, STRINGS_CALLED } StringMode;

// The containers that are being written, innermost first.
typedef struct Parent {
  Value container;
  const struct Parent *parent;
} Parent;

typedef struct Writer {
  const Encoder *encoder;
  StringMode strings;
  StrBuilder out;
} Writer;

static bool write_value(Writer *w, Value v, const Parent *parent);

static bool write_text(Writer *w, Value text) {
  if (text == EMPTY) return false;
  str_builder_add_str(&w->out, text);
  return true;
}

static bool write_string(Writer *w, Value string) {
  if (w->strings != STRINGS_CALLED) {
    add_string(&w->out, to_str(string), w->strings == STRINGS_ASCII);
    return true;
  }
  Value text = object_call_1(w->encoder->encoder, string);
  if (text == EMPTY) return false;
  if (!type_flag(text, TYPE_IS_STR))
    return raise(TypeError, "encoder() must return a string, not %s", type_name(text)), false;
  return write_text(w, text);
}

static bool write_float(Writer *w, Value v) {
  double d = float_value(v);
  char text[32];
  if (isfinite(d)) {
    str_builder_add(&w->out, text, float_repr(d, text));
    return true;
  }
  if (w->encoder->allow_nan != TRUE_VALUE)
    return raise(ValueError, "Out of range float values are not JSON compliant"), false;
  str_builder_add_c(&w->out, isnan(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity");
  return true;
}

static bool write_int(Writer *w, Value v) {
  if (!is_int(v)) return write_text(w, int_to_text(v, 10));
  char text[24], *start = text + sizeof text;
  int64_t i = to_small_int(v);
  uint64_t rest = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
  do *--start = (char)('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (i < 0) *--start = '-';
  str_builder_add(&w->out, start, (size_t)(text + sizeof text - start));
  return true;
}

static const char *constant_text(Value v) {
  return v == NONE ? "null" : v == TRUE_VALUE ? "true" : v == FALSE_VALUE ? "false" : NULL;
}

// Enters a container. False: raised.
static bool enter(const Writer *w, const Parent *parent) {
  if (w->encoder->markers == NONE) return true;
  for (const Parent *p = parent->parent; p; p = p->parent)
    if (p->container == parent->container) return raise(ValueError, "Circular reference detected"), false;
  return true;
}

static bool write_list(Writer *w, Value v, const Parent *parent) {
  Parent self = {v, parent};
  bool is_tuple = type_flag(v, TYPE_IS_TUPLE);
  if (!enter(w, &self)) return false;
  str_builder_add(&w->out, "[", 1);
  for (size_t i = 0; i < (is_tuple ? to_tuple(v)->length : to_list(v)->length); i++) {
    if (i > 0) str_builder_add_str(&w->out, w->encoder->item_separator);
    Value item = is_tuple ? to_tuple(v)->items[i] : to_list(v)->storage->items[i];
    if (!write_value(w, item, &self)) return false;
  }
  str_builder_add(&w->out, "]", 1);
  return true;
}

// Writes a key. 1, 0: the member is skipped, -1: raised.
static int write_key(Writer *w, Value key, bool first) {
  const char *constant = constant_text(key);
  bool is_text = type_flag(key, TYPE_IS_STR), is_float = !constant && type_flag(key, TYPE_IS_FLOAT);
  if (!is_text && !is_float && !constant && !type_flag(key, TYPE_IS_INT)) {
    if (w->encoder->skip_keys == TRUE_VALUE) return 0;
    raise(TypeError, "keys must be str, int, float, bool or None, not %s", type_name(key));
    return -1;
  }
  if (!first) str_builder_add_str(&w->out, w->encoder->item_separator);
  if (is_text) return write_string(w, key) ? 1 : -1;
  if (w->strings == STRINGS_CALLED) {
    Value text = constant   ? str_from_c(constant)
                 : is_float ? object_repr(from_double(float_value(key)))
                            : int_to_text(key, 10);
    return text != EMPTY && write_string(w, text) ? 1 : -1;
  }
  str_builder_add(&w->out, "\"", 1);
  if (constant)
    str_builder_add_c(&w->out, constant);
  else if (!(is_float ? write_float(w, key) : write_int(w, key)))
    return -1;
  str_builder_add(&w->out, "\"", 1);
  return 1;
}

// *first: whether no member has been written yet.
static bool write_member(Writer *w, Value key, Value value, const Parent *self, bool *first) {
  int wrote = write_key(w, key, *first);
  if (wrote <= 0) return wrote == 0;
  *first = false;
  str_builder_add_str(&w->out, w->encoder->key_separator);
  return write_value(w, value, self);
}

// The members as a list of pairs, for what is not a plain dict in its own order.
static bool write_items(Writer *w, Value v, const Parent *self) {
  Value items = object_call_method(v, "items", NULL, 0);
  if (items == EMPTY || (items = list_from_iterable(items)) == EMPTY) return false;
  if (w->encoder->sort_keys == TRUE_VALUE && !list_sort(items, EMPTY, false)) return false;
  bool first = true;
  for (size_t i = 0; i < to_list(items)->length; i++) {
    Value pair = to_list(items)->storage->items[i];
    if (!type_flag(pair, TYPE_IS_TUPLE) || to_tuple(pair)->length != 2)
      return raise(ValueError, "items must return 2-tuples"), false;
    if (!write_member(w, to_tuple(pair)->items[0], to_tuple(pair)->items[1], self, &first)) return false;
  }
  return true;
}

static bool write_dict(Writer *w, Value v, const Parent *parent) {
  Parent self = {v, parent};
  if (to_dict(v)->length == 0) return str_builder_add(&w->out, "{}", 2), true;
  if (!enter(w, &self)) return false;
  str_builder_add(&w->out, "{", 1);
  if (!is_dict(v) || w->encoder->sort_keys == TRUE_VALUE) {
    if (!write_items(w, v, &self)) return false;
  } else {
    Value key, value;
    bool first = true;
    for (size_t position = 0; dict_next(v, &position, &key, &value);)
      if (!write_member(w, key, value, &self, &first)) return false;
  }
  str_builder_add(&w->out, "}", 1);
  return true;
}

static bool write_default(Writer *w, Value v, const Parent *parent) {
  Parent self = {v, parent};
  if (!enter(w, &self)) return false;
  Value replaced = object_call_1(w->encoder->default_function, v);
  return replaced != EMPTY && write_value(w, replaced, &self);
}

static bool write_nested(Writer *w, Value v, const Parent *parent) {
  if (!call_enter(" while encoding a JSON object")) return false;
  bool ok;
  if (type_flag(v, TYPE_IS_LIST | TYPE_IS_TUPLE))
    ok = write_list(w, v, parent);
  else if (type_flag(v, TYPE_IS_DICT))
    ok = write_dict(w, v, parent);
  else
    ok = write_default(w, v, parent);
  call_leave();
  return ok;
}

static bool write_value(Writer *w, Value v, const Parent *parent) {
  if (is_int(v)) return write_int(w, v);
  const char *constant = constant_text(v);
  if (constant) return str_builder_add_c(&w->out, constant), true;
  if (type_flag(v, TYPE_IS_STR)) return write_string(w, v);
  if (type_flag(v, TYPE_IS_INT)) return write_int(w, v);
  if (type_flag(v, TYPE_IS_FLOAT)) return write_float(w, v);
  return write_nested(w, v, parent);
}

// --- the type

static StringMode string_mode(Value encoder) {
  if (!has_shape(encoder, SHAPE_NATIVE)) return STRINGS_CALLED;
  NativeFunction fn = to_native(encoder)->def->fn;
  return fn == json_encode_basestring_ascii ? STRINGS_ASCII
         : fn == json_encode_basestring     ? STRINGS_PLAIN
                                            : STRINGS_CALLED;
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {
      .name = "make_encoder",
      .signature = "markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan"};
  Value bound[9];
  if (!native_bind(&signature, args, count, keyword_names, bound)) return EMPTY;
  if (bound[0] != NONE && !type_flag(bound[0], TYPE_IS_DICT))
    return raise(TypeError, "make_encoder() argument 1 must be dict or None, not %s", type_name(bound[0]));
  for (int i = 4; i < 6; i++)
    if (!type_flag(bound[i], TYPE_IS_STR))
      return raise(TypeError, "make_encoder() argument %d must be str, not %s", i + 1, type_name(bound[i]));
  for (int i = 6; i < 9; i++) {
    int truth = object_truth(bound[i]);
    if (truth < 0) return EMPTY;
    bound[i] = from_bool(truth);
  }
  Encoder *encoder = instance_allocate(type);
  if (!encoder) return EMPTY;
  values_copy(&encoder->markers, bound, 9);
  return from_object(encoder);
}

static Value call(Value self, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "_iterencode", .signature = "obj, _current_indent_level"};
  Value bound[2];
  if (!native_bind(&signature, args, count, keyword_names, bound)) return EMPTY;
  const Encoder *encoder = (const Encoder *)to_object(self);
  Writer writer = {.encoder = encoder, .strings = string_mode(encoder->encoder), .out = STR_BUILDER_INIT};
  if (!write_value(&writer, bound[0], NULL)) return str_builder_drop(&writer.out), EMPTY;
  Value text = str_builder_finish(&writer.out);
  return text == EMPTY ? EMPTY : tuple_from(&text, 1);
}

#define FIELD(name) \
  static Value get_##name(Value self) { return ((const Encoder *)to_object(self))->name; }
FIELD(markers)
FIELD(default_function)
FIELD(encoder) FIELD(indent) FIELD(key_separator) FIELD(item_separator) FIELD(sort_keys) FIELD(skip_keys)
#define GETTER(python_name, field) {.name = python_name, .get = get_##field, .set = readonly_member}

    bool json_encoder_init(void) {
  static const GetSetDef attributes[] = {
      GETTER("markers", markers),     GETTER("default", default_function),    GETTER("encoder", encoder),
      GETTER("indent", indent),       GETTER("key_separator", key_separator), GETTER("item_separator", item_separator),
      GETTER("sort_keys", sort_keys), GETTER("skipkeys", skip_keys),          {0}};
  static const TypeSlots slots = {.construct = construct, .call = call};
  json_encoder_type = type_new_native("_json", "Encoder", builtin_types[SHAPE_OBJECT], 0, &slots, NULL, attributes,
                                      HEAP_VALUES, sizeof(Encoder));
  return json_encoder_type != NULL;
}
