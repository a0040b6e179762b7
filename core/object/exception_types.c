// The exception classes: construction, text and attributes.
#include <errno.h>

#include "core/object/dict.h"
#include "core/object/exception_group.h"
#include "core/object/exception_internal.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type_internal.h"
#include "core/vm/vm.h"

Type *exception_types[EXCEPTION_COUNT];

static Exception *to_exception(Value v) { return (Exception *)to_object(v); }
static Value none_if_empty(Value v) { return v == EMPTY ? NONE : v; }
static bool derives(Type *type, ExceptionKind kind) { return type_is_subtype(type, exception_types[kind]); }

Type *exception_os_type(int64_t error_number) {
  static const struct {
    int number;
    ExceptionKind kind;
  } table[] = {
      {EAGAIN, EXCEPTION_BlockingIOError},
      {EALREADY, EXCEPTION_BlockingIOError},
      {EINPROGRESS, EXCEPTION_BlockingIOError},
      {EPIPE, EXCEPTION_BrokenPipeError},
      {ESHUTDOWN, EXCEPTION_BrokenPipeError},
      {ECHILD, EXCEPTION_ChildProcessError},
      {ECONNABORTED, EXCEPTION_ConnectionAbortedError},
      {ECONNREFUSED, EXCEPTION_ConnectionRefusedError},
      {ECONNRESET, EXCEPTION_ConnectionResetError},
      {EEXIST, EXCEPTION_FileExistsError},
      {ENOENT, EXCEPTION_FileNotFoundError},
      {EISDIR, EXCEPTION_IsADirectoryError},
      {ENOTDIR, EXCEPTION_NotADirectoryError},
      {EINTR, EXCEPTION_InterruptedError},
      {EACCES, EXCEPTION_PermissionError},
      {EPERM, EXCEPTION_PermissionError},
      {ESRCH, EXCEPTION_ProcessLookupError},
      {ETIMEDOUT, EXCEPTION_TimeoutError},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (table[i].number == error_number) return exception_types[table[i].kind];
  return exception_types[EXCEPTION_OSError];
}

// --- construction

// Keyword arguments that an exception class takes, and the extra field that each sets.
static const struct {
  const char *name;
  ExceptionKind kind;
  uint8_t field;
} keyword_fields[] = {{"name", EXCEPTION_ImportError, 0},
                      {"path", EXCEPTION_ImportError, 1},
                      {"name", EXCEPTION_NameError, 0},
                      {"name", EXCEPTION_AttributeError, 0},
                      {"obj", EXCEPTION_AttributeError, 1}};

static bool set_keyword(Exception *e, Type *type, Value name, Value value) {
  for (size_t i = 0; i < sizeof keyword_fields / sizeof *keyword_fields; i++) {
    if (!derives(type, keyword_fields[i].kind) || strcmp(to_str(name)->text, keyword_fields[i].name) != 0) continue;
    e->extra[keyword_fields[i].field] = value;
    return true;
  }
  for (size_t i = 0; i < sizeof keyword_fields / sizeof *keyword_fields; i++)
    if (derives(type, keyword_fields[i].kind))
      return raise(TypeError, "'%V' is an invalid keyword argument for %V()", name,
                   exception_types[keyword_fields[i].kind]->name),
             false;
  return raise(TypeError, "%V() takes no keyword arguments", type->name), false;
}

static bool set_keywords(Exception *e, Type *type, Value keywords) {
  size_t position = 0;
  Value name, value;
  while (keywords != EMPTY && dict_next(keywords, &position, &name, &value))
    if (!set_keyword(e, type, name, value)) return false;
  return true;
}

static bool set_os_fields(Exception *e, const Tuple *args) {
  if (args->length < 2 || args->length > 5) return true;
  e->extra[0] = args->items[0];
  e->extra[1] = args->items[1];
  if (args->length == 2) return true;
  e->extra[2] = args->items[2];
  if (args->length == 5) e->extra[3] = args->items[4];
  e->args = tuple_from(args->items, 2); // the filename is an attribute only
  return e->args != EMPTY;
}

// The fields of the Unicode errors are a list in extra[0], so that handlers can change them.
static bool set_unicode_fields(Exception *e, Type *type, const Tuple *args) {
  size_t wanted = derives(type, EXCEPTION_UnicodeTranslateError) ? 4 : 5;
  if (args->length == wanted) return (e->extra[0] = list_from(args->items, wanted)) != EMPTY;
  return raise(TypeError, "function takes exactly %zu arguments (%zu given)", wanted, (size_t)args->length), false;
}

// Sets the fields that follow from the arguments. False: raised.
static bool set_fields(Value exception, Value args) {
  Exception *e = to_exception(exception);
  Type *type = type_of(exception);
  const Tuple *items = to_tuple(args);
  Value first = items->length ? items->items[0] : NONE;
  e->args = args;
  if (derives(type, EXCEPTION_StopIteration))
    e->extra[0] = first;
  else if (derives(type, EXCEPTION_SystemExit))
    e->extra[0] = items->length > 1 ? args : first;
  else if (derives(type, EXCEPTION_OSError))
    return set_os_fields(e, items);
  else if (derives(type, EXCEPTION_SyntaxError)) {
    e->extra[0] = first;
    e->extra[1] = items->length == 2 ? items->items[1] : EMPTY;
  } else if (derives(type, EXCEPTION_UnicodeDecodeError) || derives(type, EXCEPTION_UnicodeEncodeError) ||
             derives(type, EXCEPTION_UnicodeTranslateError))
    return set_unicode_fields(e, type, items);
  return true;
}

Value exception_make(Type *type, Value args, Value keywords) {
  Exception *e = instance_allocate(type);
  if (!e) return EMPTY;
  e->traceback = e->context = e->cause = NONE;
  e->suppress_context = FALSE_VALUE;
  e->args = args;
  if (!set_keywords(e, type, keywords) || !set_fields(from_object(e), args)) return EMPTY;
  return from_object(e);
}

static Value keywords_dict(const Value *values, Value names) {
  Value dict = dict_new();
  for (size_t i = 0; dict != EMPTY && i < to_tuple(names)->length; i++)
    if (!dict_set(dict, to_tuple(names)->items[i], values[i])) return EMPTY;
  return dict;
}

static Value exception_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  Value keywords = EMPTY;
  // A class with an __init__ of its own takes whatever keywords it likes.
  Value init = type_lookup_cached(type, vm.names.__init__);
  bool native_init = init != EMPTY && has_shape(init, SHAPE_NATIVE_METHOD);
  if (keyword_names != EMPTY && native_init && (keywords = keywords_dict(args + count, keyword_names)) == EMPTY)
    return EMPTY;
  Value tuple = tuple_from(args, count);
  if (tuple == EMPTY) return EMPTY;
  if (type == exception_types[EXCEPTION_OSError] && count >= 2 && is_int(args[0]))
    type = exception_os_type(to_small_int(args[0]));
  if (native_init) return exception_make(type, tuple, keywords);
  Exception *e = to_exception(from_object(instance_allocate(type)));
  if (!e) return EMPTY;
  e->traceback = e->context = e->cause = NONE;
  e->suppress_context = FALSE_VALUE;
  e->args = tuple;
  if (!derives(type, EXCEPTION_UnicodeError) && !set_fields(from_object(e), tuple)) return EMPTY;
  return from_object(e);
}

static Value exception_initialise(Value *a, size_t count) { // self, **kwargs, then *args
  Value args = tuple_from(a + 2, count - 2);
  if (args == EMPTY || !set_keywords(to_exception(a[0]), type_of(a[0]), a[1])) return EMPTY;
  return set_fields(a[0], args) ? NONE : EMPTY;
}

// --- text

static Value args_text(const Exception *e) {
  const Tuple *args = to_tuple(e->args);
  if (args->length == 0) return str_new("", 0);
  return args->length == 1 ? object_str(args->items[0]) : object_repr(e->args);
}

static Value exception_str(Value self) { return args_text(to_exception(self)); }

static Value exception_repr(Value self) {
  Value args = to_exception(self)->args;
  if (to_tuple(args)->length == 1) return str_format_c("%T(%R)", self, to_tuple(args)->items[0]);
  return str_format_c("%T%R", self, args);
}

static Value key_error_str(Value self) {
  const Tuple *args = to_tuple(to_exception(self)->args);
  return args->length == 1 ? object_repr(args->items[0]) : args_text(to_exception(self));
}

static Value os_error_str(Value self) {
  const Exception *e = to_exception(self);
  if (e->extra[2] != EMPTY && e->extra[2] != NONE && e->extra[3] != EMPTY && e->extra[3] != NONE)
    return str_format_c("[Errno %V] %V: %R -> %R", e->extra[0], e->extra[1], e->extra[2], e->extra[3]);
  if (e->extra[2] != EMPTY && e->extra[2] != NONE)
    return str_format_c("[Errno %V] %V: %R", e->extra[0], e->extra[1], e->extra[2]);
  if (e->extra[0] != EMPTY && e->extra[1] != EMPTY) return str_format_c("[Errno %V] %V", e->extra[0], e->extra[1]);
  return args_text(e);
}

static Value syntax_detail(const Exception *e, size_t i) {
  Value details = e->extra[1];
  if (details == EMPTY || !type_flag(details, TYPE_IS_TUPLE) || to_tuple(details)->length <= i) return NONE;
  return to_tuple(details)->items[i];
}

static Value syntax_error_str(Value self) {
  const Exception *e = to_exception(self);
  Value filename = syntax_detail(e, 0), line = syntax_detail(e, 1), message = none_if_empty(e->extra[0]);
  bool has_line = type_flag(line, TYPE_IS_INT);
  if (!type_flag(filename, TYPE_IS_STR))
    return has_line ? str_format_c("%V (line %V)", message, line) : object_str(message);
  const char *slash = strrchr(to_str(filename)->text, '/');
  const char *base = slash ? slash + 1 : to_str(filename)->text;
  return has_line ? str_format_c("%V (%s, line %V)", message, base, line) : str_format_c("%V (%s)", message, base);
}

// A field of a Unicode error by its place in UnicodeDecodeError's arguments; the translate error lacks the first.
static Value *unicode_field(Value self, size_t i) {
  Exception *e = to_exception(self);
  if (e->extra[0] == EMPTY) return NULL;
  if (derives(type_of(self), EXCEPTION_UnicodeTranslateError)) i--;
  return i < to_list(e->extra[0])->length ? &to_list(e->extra[0])->storage->items[i] : NULL;
}

static Value unicode_error_str(Value self) {
  Value *encoding = unicode_field(self, 0), *object = unicode_field(self, 1), *first = unicode_field(self, 2);
  if (!object) return str_new("", 0);
  if (!is_int(first[0]) || !is_int(first[1])) return args_text(to_exception(self));
  bool decode = derives(type_of(self), EXCEPTION_UnicodeDecodeError);
  int64_t start = to_small_int(first[0]), end = to_small_int(first[1]);
  Value codec = encoding && !derives(type_of(self), EXCEPTION_UnicodeTranslateError)
                    ? str_format_c("'%V' codec can't %s ", *encoding, decode ? "decode" : "encode")
                    : str_from_c("can't translate ");
  int64_t length = object_length(*object);
  if (codec == EMPTY || length < 0) return EMPTY;
  if (end != start + 1 || start < 0 || start >= length)
    return str_format_c("%V%s in position %lld-%lld: %V", codec, decode ? "bytes" : "characters", (long long)start,
                        (long long)end - 1, first[2]);
  Value bad = object_get_item(*object, first[0]);
  if (bad == EMPTY) return EMPTY;
  if (decode)
    return str_format_c("%Vbyte 0x%02x in position %lld: %V", codec, is_int(bad) ? (unsigned)to_small_int(bad) : 0,
                        (long long)start, first[2]);
  uint32_t c = type_flag(bad, TYPE_IS_STR) && to_str(bad)->length ? str_at(bad, 0) : 0;
  const char *format = c < 0x100     ? "%Vcharacter '\\x%02x' in position %lld: %V"
                       : c < 0x10000 ? "%Vcharacter '\\u%04x' in position %lld: %V"
                                     : "%Vcharacter '\\U%08x' in position %lld: %V";
  return str_format_c(format, codec, (unsigned)c, (long long)start, first[2]);
}

// --- attributes

static Value get_args(Value self) { return to_exception(self)->args; }
static Value get_traceback(Value self) { return to_exception(self)->traceback; }
static Value get_context(Value self) { return to_exception(self)->context; }
static Value get_cause(Value self) { return to_exception(self)->cause; }
static Value get_suppress(Value self) { return to_exception(self)->suppress_context; }

static bool set_args(Value self, Value value) {
  if (value == EMPTY) return raise(TypeError, "args may not be deleted"), false;
  Value args = tuple_from_iterable(value);
  if (args != EMPTY) to_exception(self)->args = args;
  return args != EMPTY;
}

static bool set_traceback(Value self, Value value) {
  if (value == EMPTY) return raise(TypeError, "__traceback__ may not be deleted"), false;
  if (value != NONE && !has_shape(value, SHAPE_TRACEBACK))
    return raise(TypeError, "__traceback__ must be a traceback or None"), false;
  return to_exception(self)->traceback = value, true;
}

static bool is_none_or_exception(Value value, const char *what) {
  if (value == EMPTY) return raise(TypeError, "__%s__ may not be deleted", what), false;
  if (value == NONE || type_flag(value, TYPE_IS_EXCEPTION)) return true;
  return raise(TypeError, "exception %s must be None or derive from BaseException", what), false;
}

static bool set_context(Value self, Value value) {
  return is_none_or_exception(value, "context") && (to_exception(self)->context = value, true);
}

static bool set_cause(Value self, Value value) {
  if (!is_none_or_exception(value, "cause")) return false;
  to_exception(self)->cause = value;
  to_exception(self)->suppress_context = TRUE_VALUE;
  return true;
}

static bool set_suppress(Value self, Value value) {
  int truth = value == EMPTY ? 0 : object_truth(value);
  return truth >= 0 && (to_exception(self)->suppress_context = from_bool(truth), true);
}

static Value get_extra_0(Value self) { return none_if_empty(to_exception(self)->extra[0]); }
static Value get_extra_1(Value self) { return none_if_empty(to_exception(self)->extra[1]); }
static Value get_extra_2(Value self) { return none_if_empty(to_exception(self)->extra[2]); }
static bool set_extra_0(Value self, Value value) { return to_exception(self)->extra[0] = value, true; }
static bool set_extra_1(Value self, Value value) { return to_exception(self)->extra[1] = value, true; }
static Value get_extra_3(Value self) { return none_if_empty(to_exception(self)->extra[3]); }
static bool set_extra_3(Value self, Value value) { return to_exception(self)->extra[3] = value, true; }
static bool set_extra_2(Value self, Value value) { return to_exception(self)->extra[2] = value, true; }

static Value get_dict(Value self) { return instance_dict(self); }

static Value get_message(Value self) {
  const Tuple *args = to_tuple(to_exception(self)->args);
  return args->length ? args->items[0] : NONE;
}

#define UNICODE_FIELDS(X) \
  X(encoding, 0, STR, "str") \
  X(object, 1, STR, "") X(start, 2, INT, "int") X(end, 3, INT, "int") X(reason, 4, STR, "")
#define X(name, i, type, wanted) \
  static Value get_unicode_##name(Value self) { \
    Value *field = unicode_field(self, i); \
    return field ? *field : raise(TypeError, #name " attribute not set"); \
  } \
  static bool set_unicode_##name(Value self, Value value) { \
    Value *field = unicode_field(self, i); \
    if (!field || value == EMPTY) return raise(TypeError, "can't change " #name), false; \
    if (wanted[0] && !type_flag(value, TYPE_IS_##type)) return raise(TypeError, "%T must be " wanted, value), false; \
    return *field = value, true; \
  }
UNICODE_FIELDS(X)
#undef X

static Value get_syntax_filename(Value self) { return syntax_detail(to_exception(self), 0); }
static Value get_syntax_line(Value self) { return syntax_detail(to_exception(self), 1); }
static Value get_syntax_offset(Value self) { return syntax_detail(to_exception(self), 2); }
static Value get_syntax_text(Value self) { return syntax_detail(to_exception(self), 3); }
static Value get_syntax_end_line(Value self) { return syntax_detail(to_exception(self), 4); }
static Value get_syntax_end_offset(Value self) { return syntax_detail(to_exception(self), 5); }

// --- methods

static Value with_traceback(Value *a, size_t count) { return (void)count, set_traceback(a[0], a[1]) ? a[0] : EMPTY; }

static Value add_note(Value *a, size_t count) {
  (void)count;
  if (!type_flag(a[1], TYPE_IS_STR)) return raise(TypeError, "note must be a str, not '%T'", a[1]);
  Value notes = instance_get(a[0], vm.names.__notes__);
  if (notes == EMPTY) {
    notes = list_new(0);
    if (notes == EMPTY || !instance_set(a[0], vm.names.__notes__, notes)) return EMPTY;
  }
  if (!type_flag(notes, TYPE_IS_LIST)) return raise(TypeError, "Cannot add note: __notes__ is not a list");
  return list_append(notes, a[1]) ? NONE : EMPTY;
}

// --- the classes

#define RO(name, get) {name, get, NULL, NULL}
#define END {NULL, NULL, NULL, NULL}
static const GetSetDef base_attributes[] = {{"args", get_args, set_args, NULL},
                                            {"__traceback__", get_traceback, set_traceback, NULL},
                                            {"__context__", get_context, set_context, NULL},
                                            {"__cause__", get_cause, set_cause, NULL},
                                            {"__suppress_context__", get_suppress, set_suppress, NULL},
                                            RO("__dict__", get_dict),
                                            END};
static const GetSetDef value_attribute[] = {{"value", get_extra_0, set_extra_0, NULL}, END};
static const GetSetDef code_attribute[] = {{"code", get_extra_0, set_extra_0, NULL}, END};
static const GetSetDef name_attribute[] = {{"name", get_extra_0, set_extra_0, NULL}, END};
static const GetSetDef attribute_attributes[] = {
    {"name", get_extra_0, set_extra_0, NULL}, {"obj", get_extra_1, set_extra_1, NULL}, END};
static const GetSetDef import_attributes[] = {
    RO("msg", get_message), {"name", get_extra_0, set_extra_0, NULL}, {"path", get_extra_1, set_extra_1, NULL}, END};
static const GetSetDef os_attributes[] = {{"errno", get_extra_0, set_extra_0, NULL},
                                          {"strerror", get_extra_1, set_extra_1, NULL},
                                          {"filename", get_extra_2, set_extra_2, NULL},
                                          {"filename2", get_extra_3, set_extra_3, NULL},
                                          END};
static const GetSetDef syntax_attributes[] = {{"msg", get_extra_0, set_extra_0, NULL},
                                              RO("filename", get_syntax_filename),
                                              RO("lineno", get_syntax_line),
                                              RO("offset", get_syntax_offset),
                                              RO("text", get_syntax_text),
                                              RO("end_lineno", get_syntax_end_line),
                                              RO("end_offset", get_syntax_end_offset),
                                              END};
#define X(name, i, type, wanted) {#name, get_unicode_##name, set_unicode_##name, NULL},
static const GetSetDef unicode_attributes[] = {UNICODE_FIELDS(X) END};
#undef X

// Classes that add something to their base.
static const struct {
  ExceptionKind kind;
  Value (*str)(Value);
  const GetSetDef *attributes;
} special[] = {{EXCEPTION_StopIteration, NULL, value_attribute},
               {EXCEPTION_SystemExit, NULL, code_attribute},
               {EXCEPTION_NameError, NULL, name_attribute},
               {EXCEPTION_AttributeError, NULL, attribute_attributes},
               {EXCEPTION_ImportError, NULL, import_attributes},
               {EXCEPTION_OSError, os_error_str, os_attributes},
               {EXCEPTION_KeyError, key_error_str, NULL},
               {EXCEPTION_SyntaxError, syntax_error_str, syntax_attributes},
               {EXCEPTION_UnicodeDecodeError, unicode_error_str, unicode_attributes},
               {EXCEPTION_UnicodeEncodeError, unicode_error_str, unicode_attributes},
               {EXCEPTION_UnicodeTranslateError, unicode_error_str, unicode_attributes + 1}};

static Type *new_class(ExceptionKind kind, const char *name, Type *base) {
  TypeSlots slots = {0};
  const GetSetDef *attributes = NULL;
  for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
    if (special[i].kind != kind) continue;
    slots.str = special[i].str;
    attributes = special[i].attributes;
  }
  return type_new_native("builtins", name, base, TYPE_BASE, &slots, NULL, attributes, HEAP_INSTANCE,
                         base->instance_bytes);
}

void exception_types_init(void) {
  static const NativeDef methods[] = {
      {.name = "__init__", .signature = "self, /, *args, **kwargs", .fn = exception_initialise},
      {.name = "with_traceback", .signature = "self, tb, /", .fn = with_traceback},
      {.name = "add_note", .signature = "self, note, /", .fn = add_note},
      {.name = NULL}};
  static const TypeSlots slots = {.repr = exception_repr, .str = exception_str, .construct = exception_construct};
  Type *base = exception_types[EXCEPTION_BaseException] = builtin_types[SHAPE_BASE_EXCEPTION];
  base->flags |= TYPE_HAS_DICT;
  base->slots_offset = sizeof(Exception);
  type_setup(SHAPE_BASE_EXCEPTION, &slots, methods, base_attributes, HEAP_INSTANCE, sizeof(Exception) + sizeof(Value),
             NULL);
#define X(name, base_name) \
  if (EXCEPTION_##name != EXCEPTION_BaseException) \
    exception_types[EXCEPTION_##name] = new_class(EXCEPTION_##name, #name, exception_types[EXCEPTION_##base_name]);
  EXCEPTIONS(X)
#undef X
  exception_group_init();
}
