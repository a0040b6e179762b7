// The module unicodedata on core/object/unicode_data.h and unicode_names.h. ucd_3_2_0 is the only instance of UCD; each
// function is also its method, and answers as of Unicode 3.2, which is what encodings.idna goes by.
#include "core/modules/collections/declare.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/memory.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/object/unicode.h"
#include "core/object/unicode_data.h"
#include "core/object/unicode_names.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

// Reads an argument that is one character. `place` completes "argument" in messages. False: TypeError.
static bool character_argument(Value v, const char *function, const char *place, uint32_t *code_point) {
  if (type_flag(v, TYPE_IS_STR) && to_str(v)->length == 1) {
    *code_point = str_at(v, 0);
    return true;
  }
  raise(TypeError, "%s() argument%s must be a unicode character, not %s", function, place,
        v == NONE ? "None" : type_name(v));
  return false;
}

static uint32_t record_of(bool old, uint32_t c) { return old ? unicode_old_record(c) : unicode_record(c); }
static bool assigned(bool old, uint32_t c) { return !old || unicode_category(unicode_old_record(c)) != 0; }

// --- properties: `old` is whether Unicode 3.2 is asked

static Value category(bool old, Value *args) {
  uint32_t c;
  if (!character_argument(args[0], "category", "", &c)) return EMPTY;
  return str_from_c(unicode_categories[unicode_category(record_of(old, c))]);
}

static Value bidirectional(bool old, Value *args) {
  uint32_t c;
  if (!character_argument(args[0], "bidirectional", "", &c)) return EMPTY;
  return str_from_c(unicode_directions[record_of(old, c) >> UNICODE_DIRECTION_SHIFT & 31]);
}

static Value east_asian_width(bool old, Value *args) {
  uint32_t c;
  if (!character_argument(args[0], "east_asian_width", "", &c)) return EMPTY;
  return str_from_c(unicode_widths[record_of(old, c) >> UNICODE_WIDTH_SHIFT & 7]);
}

static Value combining(bool old, Value *args) {
  uint32_t c;
  if (!character_argument(args[0], "combining", "", &c)) return EMPTY;
  return from_small_int(unicode_combining(record_of(old, c)));
}

static Value mirrored(bool old, Value *args) {
  uint32_t c;
  if (!character_argument(args[0], "mirrored", "", &c)) return EMPTY;
  return from_small_int((record_of(old, c) & UNICODE_MIRRORED) != 0);
}

static Value decomposition(bool old, Value *args) {
  uint32_t c;
  if (!character_argument(args[0], "decomposition", "", &c)) return EMPTY;
  UnicodeDecomposition parts = unicode_decomposition(c);
  if (!assigned(old, c)) parts.count = parts.tag = 0;
  StrBuilder out = STR_BUILDER_INIT;
  str_builder_add_c(&out, unicode_tags[parts.tag]);
  for (unsigned i = 0; i < parts.count; i++) {
    char text[16];
    snprintf(text, sizeof text, out.size > 0 ? " %04X" : "%04X", utf8_next(&parts.text));
    str_builder_add_c(&out, text);
  }
  return str_builder_finish(&out);
}

// --- numbers

static Value missing(Value fallback, const char *message) {
  return fallback != EMPTY ? fallback : raise(ValueError, "%s", message);
}

static Value decimal(bool old, Value *args) {
  uint32_t c;
  if (!character_argument(args[0], "decimal", " 1", &c)) return EMPTY;
  int value = assigned(old, c) ? unicode_decimal_value(c) : -1;
  double number;
  bool digit;
  if (old && unicode_old_record(c) & UNICODE_OLD_DECIMAL && unicode_number(c, &number, &digit)) value = (int)number;
  return value >= 0 ? from_small_int(value) : missing(args[1], "not a decimal");
}

static Value digit(bool old, Value *args) {
  uint32_t c;
  double number;
  bool is_digit;
  if (!character_argument(args[0], "digit", " 1", &c)) return EMPTY;
  (void)old; // CPython does not ask whether the character was assigned then
  if (!unicode_number(c, &number, &is_digit) || !is_digit) return missing(args[1], "not a digit");
  return from_small_int((int)number);
}

static Value numeric(bool old, Value *args) {
  uint32_t c;
  double number;
  bool is_digit;
  if (!character_argument(args[0], "numeric", " 1", &c)) return EMPTY;
  if (!assigned(old, c) || !unicode_number(c, &number, &is_digit)) return missing(args[1], "not a numeric character");
  return from_double(number);
}

// --- names

#ifdef CONFIG_UNICODE_NAMES

static Value name(bool old, Value *args) {
  uint32_t c;
  char text[UNICODE_NAME_MAX];
  if (!character_argument(args[0], "name", " 1", &c)) return EMPTY;
  size_t size = assigned(old, c) ? unicode_name(c, text) : 0;
  return size > 0 ? str_new(text, size) : missing(args[1], "no such name");
}

// Aliases and sequences are younger than Unicode 3.2: there the character must have that very name, but for ideographs,
// whose numbers CPython just believes.
static bool is_old_name(uint32_t c, const char *text, size_t size) {
  static const char ideograph[] = "CJK UNIFIED IDEOGRAPH-";
  char own[UNICODE_NAME_MAX];
  if (strncmp(text, ideograph, sizeof ideograph - 1) == 0) return true;
  return assigned(true, c) && unicode_name(c, own) == size && strncasecmp(own, text, size) == 0;
}

static Value lookup(bool old, Value *args) {
  enum { LONGEST = 256 };
  const uint8_t *text;
  size_t size;
  uint32_t found[UNICODE_SEQUENCE_MAX];
  if (type_flag(args[0], TYPE_IS_STR)) {
    text = (const uint8_t *)to_str(args[0])->text;
    size = to_str(args[0])->size;
  } else if (!bytes_view(args[0], &text, &size)) {
    return EMPTY;
  } else if (!type_flag(args[0], TYPE_IS_BYTES)) {
    return raise(TypeError, "lookup() argument must be read-only bytes-like object, not %T", args[0]);
  }
  if (size > LONGEST) return raise(KeyError, "name too long");
  size_t count = unicode_lookup((const char *)text, size, found);
  if (count == 0 || (old && !(count == 1 && is_old_name(found[0], (const char *)text, size))))
    return raise(KeyError, "undefined character name '%.*s'", (int)strnlen((const char *)text, size), text);
  StrBuilder out = STR_BUILDER_INIT;
  for (size_t i = 0; i < count; i++) str_builder_add_code_point(&out, found[i]);
  return str_builder_finish(&out);
}

#endif

// --- normalisation

static bool form_arguments(const char *function, const Value *args, UnicodeForm *form) {
  static const char *const forms[] = {
      [UNICODE_NFD] = "NFD", [UNICODE_NFC] = "NFC", [UNICODE_NFKD] = "NFKD", [UNICODE_NFKC] = "NFKC"};
  for (int i = 0; i < 2; i++) {
    if (type_flag(args[i], TYPE_IS_STR)) continue;
    raise(TypeError, "%s() argument %d must be str, not %s", function, i + 1,
          args[i] == NONE ? "None" : type_name(args[i]));
    return false;
  }
  for (*form = 0; *form < sizeof forms / sizeof *forms; ++*form) {
    if (to_str(args[1])->size == 0 || strcmp(forms[*form], to_str(args[0])->text) == 0) return true;
  }
  raise(ValueError, "invalid normalization form");
  return false;
}

// The text of a str in a form, in memory of malloc; NULL with MemoryError.
static char *normal_text(UnicodeForm form, bool old, const Str *str, size_t *size) {
  char *text = unicode_normalize(form, old, str->text, str->size, heap_stats().limit, size);
  if (text == NULL) raise_memory_error();
  return text;
}

static Value normalize(bool old, Value *args) {
  UnicodeForm form;
  if (!form_arguments("normalize", args, &form)) return EMPTY;
  const Str *str = to_str(args[1]);
  if (str->flags & STR_ASCII || unicode_surely_normal(form, str->text, str->size)) return args[1];
  size_t size;
  char *text = normal_text(form, old, str, &size);
  if (text == NULL) return EMPTY;
  Value result = str_new(text, size);
  free(text);
  return result;
}

static Value is_normalized(bool old, Value *args) {
  UnicodeForm form;
  if (!form_arguments("is_normalized", args, &form)) return EMPTY;
  const Str *str = to_str(args[1]);
  if (str->flags & STR_ASCII || unicode_surely_normal(form, str->text, str->size)) return TRUE_VALUE;
  size_t size;
  char *text = normal_text(form, old, str, &size);
  if (text == NULL) return EMPTY;
  bool same = size == str->size && memcmp(text, str->text, size) == 0;
  free(text);
  return from_bool(same);
}

// --- the module and its class

#ifdef CONFIG_UNICODE_NAMES
#define NAME_FUNCTIONS(X) \
  X(name, "chr, default=, /", \
    "Returns the name assigned to the character chr as a string.\n\nIf no name is defined, default is returned, or, " \
    "if not given,\nValueError is raised.") \
  X(lookup, "name, /", \
    "Look up character by name.\n\nIf a character with the given name is found, return the\ncorresponding character. " \
    " " \
    "If not found, KeyError is raised.")
#else
#define NAME_FUNCTIONS(X)
#endif

// function, signature, documentation
#define FUNCTIONS(X) \
  X(category, "chr, /", "Returns the general category assigned to the character chr as string.") \
  X(bidirectional, "chr, /", \
    "Returns the bidirectional class assigned to the character chr as string.\n\nIf no such value is defined, an " \
    "empty string is returned.") \
  X(east_asian_width, "chr, /", "Returns the east asian width assigned to the character chr as string.") \
  X(combining, "chr, /", \
    "Returns the canonical combining class assigned to the character chr as integer.\n\nReturns 0 if no combining " \
    "class is defined.") \
  X(mirrored, "chr, /", \
    "Returns the mirrored property assigned to the character chr as integer.\n\nReturns 1 if the character has been " \
    "identified as a \"mirrored\"\ncharacter in bidirectional text, 0 otherwise.") \
  X(decomposition, "chr, /", \
    "Returns the character decomposition mapping assigned to the character chr as string.\n\nAn empty string is " \
    "returned in case no such mapping is defined.") \
  X(decimal, "chr, default=, /", "Converts a Unicode character into its equivalent decimal value.") \
  X(digit, "chr, default=, /", "Converts a Unicode character into its equivalent digit value.") \
  X(numeric, "chr, default=, /", "Converts a Unicode character into its equivalent numeric value.") \
  X(normalize, "form, unistr, /", \
    "Return the normal form 'form' for the Unicode string unistr.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', " \
    "and 'NFKD'.") \
  X(is_normalized, "form, unistr, /", \
    "Return whether the Unicode string unistr is in the normal form 'form'.\n\nValid values for form are 'NFC', " \
    "'NFKC', 'NFD', and 'NFKD'.") \
  NAME_FUNCTIONS(X)

#define FUNCTION_AND_METHOD(function, signature, doc) \
  static Value function##_now(Value *args, size_t count) { \
    (void)count; \
    return function(false, args); \
  } \
  static Value function##_old(Value *args, size_t count) { \
    (void)count; \
    return function(true, args + 1); \
  }
FUNCTIONS(FUNCTION_AND_METHOD)

#define FUNCTION_DEF(function, signature, doc) DEF(#function, signature, function##_now, doc),
#define METHOD_DEF(function, signature, doc) DEF(#function, "self, " signature, function##_old, doc),
static const NativeDef functions[] = {FUNCTIONS(FUNCTION_DEF) END_OF_DEFS};
static const NativeDef methods[] = {FUNCTIONS(METHOD_DEF) END_OF_DEFS};

static Value old_version(Value self) {
  (void)self;
  return str_from_c("3.2.0");
}

static bool init(Value module) {
  static const GetSetDef attributes[] = {{"unidata_version", old_version, NULL, NULL}, {NULL, NULL, NULL, NULL}};
  static const TypeSlots slots = {0};
  Type *type = type_new_native("unicodedata", "UCD", NULL, 0, &slots, methods, attributes, HEAP_LEAF, sizeof(Object));
  Object *old = type ? instance_allocate(type) : NULL;
  return old && module_add(module, "UCD", from_object(type)) && module_add(module, "ucd_3_2_0", from_object(old)) &&
         module_add(module, "unidata_version", str_from_c("14.0.0"));
}

const NativeModule module_unicodedata = {
    "unicodedata", functions, init,
    "This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode "
    "characters. The data in\nthis database is based on the UnicodeData.txt file version\n14.0.0 which is publicly "
    "available from ftp://ftp.unicode.org/.\n\nThe module uses the same names and symbols as defined by the\n"
    "UnicodeData File Format 14.0.0."};
