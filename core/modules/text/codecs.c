// The module _codecs: the registry that maps names of encodings to (encode, decode, reader, writer) tuples by asking
// search functions, and names of error handlers to functions. core/object/codec.c asks it for whatever is not built in.
#include "core/modules/text/codecs.h"

#include <stdlib.h>

#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static Value search_functions; // list
static Value found;            // dict: normalised name to what the search function gave
static Value handlers;         // dict: name to function

static void visit_roots(void) {
  heap_visit(search_functions);
  heap_visit(found);
  heap_visit(handlers);
}

// Lower case with underscores for spaces, as search functions get it. EMPTY: raised.
static Value normalised(const char *encoding) {
  StrBuilder builder = STR_BUILDER_INIT;
  for (const char *at = encoding; *at != 0; at++) {
    char c = *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at == ' ' ? '_' : *at;
    str_builder_add(&builder, &c, 1);
  }
  return str_builder_finish(&builder);
}

// `encodings` registers the first search function.
static bool ensure_search_functions(void) {
  return to_list(search_functions)->length > 0 || vm_import(str_intern("encodings", 9), EMPTY, EMPTY, 0) != EMPTY;
}

static Value lookup(const char *encoding) {
  Value name = normalised(encoding);
  if (name == EMPTY || !ensure_search_functions()) return EMPTY;
  Value entry = dict_get(found, name);
  if (entry != EMPTY || vm_exception != EMPTY) return entry;
  for (size_t i = 0; i < to_list(search_functions)->length; i++) {
    entry = object_call_1(to_list(search_functions)->storage->items[i], name);
    if (entry == EMPTY) return EMPTY;
    if (entry == NONE) continue;
    if (!type_flag(entry, TYPE_IS_TUPLE) || to_tuple(entry)->length != 4)
      return raise(TypeError, "codec search functions must return 4-tuples");
    return dict_set(found, name, entry) ? entry : EMPTY;
  }
  return raise(LookupError, "unknown encoding: %s", encoding);
}

// Whether exceptions of the class are made as BaseException's are: from one text, with nothing else to carry over.
static bool is_plain_exception(Type *type) {
  static const uint8_t others[] = {EXCEPTION_OSError,
                                   EXCEPTION_SyntaxError,
                                   EXCEPTION_ImportError,
                                   EXCEPTION_NameError,
                                   EXCEPTION_AttributeError,
                                   EXCEPTION_StopIteration,
                                   EXCEPTION_SystemExit,
                                   EXCEPTION_UnicodeEncodeError,
                                   EXCEPTION_UnicodeDecodeError,
                                   EXCEPTION_UnicodeTranslateError};
  for (size_t i = 0; i < sizeof others; i++)
    if (type_is_subtype(type, exception_types[others[i]])) return false;
  static const char *const names[] = {"__init__", "__new__"};
  for (size_t i = 0; i < 2; i++) {
    Value name = str_intern(names[i], strlen(names[i]));
    if (type_lookup(type, name) != type_lookup(exception_types[EXCEPTION_BaseException], name)) return false;
  }
  return type_is_subtype(type, exception_types[EXCEPTION_BaseException]);
}

// The pending exception of a coder becomes the cause of one that names the encoding, where it has just a text.
static void name_encoding(int which, const char *encoding) {
  Value cause = exception_take();
  Value args = ((Exception *)to_object(cause))->args;
  bool plain = is_plain_exception(type_of(cause)) && to_tuple(args)->length <= 1 &&
               (to_tuple(args)->length == 0 || is_str(to_tuple(args)->items[0]));
  Value text = plain ? object_str(cause) : EMPTY;
  Value message = text == EMPTY ? EMPTY
                                : str_format_c("%s with '%s' codec failed (%T: %V)", which ? "decoding" : "encoding",
                                               encoding, cause, text);
  Value exception = message == EMPTY ? EMPTY : object_call_1(from_object(type_of(cause)), message);
  if (exception == EMPTY) {
    exception_clear();
    raise_value(cause, EMPTY);
    return;
  }
  raise_value(exception, cause);
  ((Exception *)to_object(exception))->context = cause;
}

// Calls encoder (0) or decoder (1) of an encoding; its result without the length.
static Value convert(int which, Value v, const char *encoding, const char *errors) {
  Value entry = lookup(encoding);
  if (entry == EMPTY) return EMPTY;
  Value function = to_tuple(entry)->items[which];
  Value result = errors ? object_call_2(function, v, str_from_c(errors)) : object_call_1(function, v);
  if (result == EMPTY) {
    name_encoding(which, encoding);
    return EMPTY;
  }
  if (!type_flag(result, TYPE_IS_TUPLE) || to_tuple(result)->length != 2)
    return raise(TypeError, "%s must return a tuple (object, integer)", which ? "decoder" : "encoder");
  return to_tuple(result)->items[0];
}

// str.encode and bytes.decode take text encodings only: CodecInfo says of others that they are not.
static bool check_text_encoding(const char *encoding, const char *alternative) {
  Value entry = lookup(encoding);
  if (entry == EMPTY) return false;
  if (is_tuple(entry)) return true;
  Value flag = object_find_attribute(entry, str_intern("_is_text_encoding", 17));
  if (flag == EMPTY) return vm_exception == EMPTY;
  int truth = object_truth(flag);
  if (truth == 0)
    raise(LookupError, "'%s' is not a text encoding; use %s to handle arbitrary codecs", encoding, alternative);
  return truth == 1;
}

static Value registry_encode(Value v, const char *encoding, const char *errors) {
  if (!check_text_encoding(encoding, "codecs.encode()")) return EMPTY;
  Value result = convert(0, v, encoding, errors);
  if (result == EMPTY || type_flag(result, TYPE_IS_BYTES)) return result;
  const uint8_t *data;
  size_t size;
  if (has_shape(result, SHAPE_BYTEARRAY) && bytes_view(result, &data, &size)) return bytes_new(data, size);
  return raise(TypeError,
               "'%s' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
               encoding, result);
}

static Value registry_decode(const uint8_t *data, size_t size, const char *encoding, const char *errors) {
  if (!check_text_encoding(encoding, "codecs.decode()")) return EMPTY;
  Value bytes = bytes_new(data, size);
  Value result = bytes == EMPTY ? EMPTY : convert(1, bytes, encoding, errors);
  if (result == EMPTY || type_flag(result, TYPE_IS_STR)) return result;
  return raise(TypeError,
               "'%s' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to arbitrary types",
               encoding, result);
}

static bool registry_known(const char *encoding) { return lookup(encoding) != EMPTY; }

static Value find_handler(const char *name) {
  Value handler = dict_get(handlers, str_from_c(name));
  if (handler != EMPTY || vm_exception != EMPTY) return handler;
  return raise(LookupError, "unknown error handler name '%s'", name);
}

static bool registry_handle(const char *errors, Value exception, size_t length, Value *replacement, size_t *position) {
  Value handler = find_handler(errors ? errors : "strict");
  Value result = handler == EMPTY ? EMPTY : object_call_1(handler, exception);
  if (result == EMPTY) return false;
  bool encoding = type_is_subtype(type_of(exception), exception_types[EXCEPTION_UnicodeEncodeError]);
  bool pair = type_flag(result, TYPE_IS_TUPLE) && to_tuple(result)->length == 2;
  Value text = pair ? to_tuple(result)->items[0] : EMPTY;
  bool good = pair && (type_flag(text, TYPE_IS_STR) || (encoding && type_flag(text, TYPE_IS_BYTES)));
  if (!good || !type_flag(to_tuple(result)->items[1], TYPE_IS_INT)) {
    raise(TypeError, "%s error handler must return (%s, int) tuple", encoding ? "encoding" : "decoding",
          encoding ? "str/bytes" : "str");
    return false;
  }
  int64_t at;
  if (!index_from_value(to_tuple(result)->items[1], EXCEPTION_IndexError, &at)) return false;
  if (at < 0) at += (int64_t)length;
  if (at < 0 || (size_t)at > length) {
    raise(IndexError, "position %lld from error handler out of bounds", (long long)at);
    return false;
  }
  *replacement = text;
  *position = (size_t)at;
  return true;
}

bool codecs_handle(const char *errors, ExceptionKind kind, const char *encoding, Value object, size_t start, size_t end,
                   const char *reason, size_t length, Value *replacement, size_t *position) {
  Value exception = codec_error_new(kind, encoding, object, start, end, reason);
  return exception != EMPTY && registry_handle(errors, exception, length, replacement, position);
}

bool codecs_errors_argument(Value v, const char **errors) {
  *errors = NULL;
  return v == EMPTY || v == NONE || (*errors = str_text(v)) != NULL;
}

Value codecs_result(Value result, size_t length) {
  return result == EMPTY ? EMPTY : tuple_pair(result, int_from_u64(length));
}

bool codecs_data_argument(Value v, const uint8_t **data, size_t *size) {
  if (!type_flag(v, TYPE_IS_STR)) return bytes_view(v, data, size);
  *data = (const uint8_t *)to_str(v)->text;
  *size = to_str(v)->size;
  return true;
}

// --- the module's functions

static Value codecs_register(Value *args, size_t count) {
  (void)count;
  if (type_of(args[0])->slots.call == NULL) return raise(TypeError, "argument must be callable");
  return list_append(search_functions, args[0]) ? NONE : EMPTY;
}

static Value codecs_unregister(Value *args, size_t count) {
  (void)count;
  Value kept = list_new(0);
  for (size_t i = 0; kept != EMPTY && i < to_list(search_functions)->length; i++) {
    Value function = to_list(search_functions)->storage->items[i];
    if (function != args[0] && !list_append(kept, function)) return EMPTY;
  }
  if (kept == EMPTY) return EMPTY;
  if (to_list(kept)->length != to_list(search_functions)->length) dict_clear(found);
  search_functions = kept;
  return NONE;
}

static Value codecs_lookup(Value *args, size_t count) {
  (void)count;
  const char *encoding = str_text(args[0]);
  return encoding ? lookup(encoding) : EMPTY;
}

static Value codecs_forget(Value *args, size_t count) {
  (void)count;
  const char *encoding = str_text(args[0]);
  Value name = encoding ? normalised(encoding) : EMPTY;
  return name == EMPTY || dict_delete(found, name) < 0 ? EMPTY : NONE;
}

// encode(obj, encoding='utf-8', errors='strict') and decode: any codec of the registry, without it where it is text in
// an encoding that is built in.
static Value codecs_encode(Value *args, size_t count) {
  (void)count;
  const char *encoding = args[1] == EMPTY ? "utf-8" : str_text(args[1]), *errors;
  if (!encoding || !codecs_errors_argument(args[2], &errors)) return EMPTY;
  if (is_str(args[0]) && codec_is_built_in(encoding)) return encode_str(args[0], encoding, errors);
  return convert(0, args[0], encoding, errors);
}

static Value codecs_decode(Value *args, size_t count) {
  (void)count;
  const char *encoding = args[1] == EMPTY ? "utf-8" : str_text(args[1]), *errors;
  const uint8_t *data;
  size_t size;
  if (!encoding || !codecs_errors_argument(args[2], &errors)) return EMPTY;
  if (!codec_is_built_in(encoding)) return convert(1, args[0], encoding, errors);
  return bytes_view(args[0], &data, &size) ? decode_bytes(data, size, encoding, errors) : EMPTY;
}

static Value codecs_register_error(Value *args, size_t count) {
  (void)count;
  if (!str_text(args[0])) return EMPTY;
  if (type_of(args[1])->slots.call == NULL) return raise(TypeError, "handler must be callable");
  return dict_set(handlers, args[0], args[1]) ? NONE : EMPTY;
}

static Value codecs_lookup_error(Value *args, size_t count) {
  (void)count;
  const char *name = str_text(args[0]);
  return name ? find_handler(name) : EMPTY;
}

static bool init(Value module) {
  search_functions = list_new(0);
  found = dict_new();
  handlers = dict_new();
  heap_add_root(visit_roots);
  if (search_functions == EMPTY || found == EMPTY || handlers == EMPTY) return false;
  for (const NativeDef *def = codecs_standard_handlers; def->name; def++) {
    // The functions are called strict_errors, the handlers strict.
    size_t length = strlen(def->name) - strlen("_errors");
    Value function = native_new(def, NULL, module, str_intern("_codecs", 7));
    if (function == EMPTY || !dict_set(handlers, str_intern(def->name, length), function)) return false;
  }
  codec_registry = (CodecRegistry){registry_encode, registry_decode, registry_known, registry_handle};
  return true;
}

static const NativeDef functions[] = {
    {.name = "register", .signature = "search_function, /", .fn = codecs_register},
    {.name = "unregister", .signature = "search_function, /", .fn = codecs_unregister},
    {.name = "lookup", .signature = "encoding, /", .fn = codecs_lookup},
    {.name = "_forget_codec", .signature = "encoding, /", .fn = codecs_forget},
    {.name = "encode", .signature = "obj, encoding='utf-8', errors='strict'", .fn = codecs_encode},
    {.name = "decode", .signature = "obj, encoding='utf-8', errors='strict'", .fn = codecs_decode},
    {.name = "register_error", .signature = "errors, handler, /", .fn = codecs_register_error},
    {.name = "lookup_error", .signature = "name, /", .fn = codecs_lookup_error},
#define X(text, arguments) {.name = #text, .signature = arguments, .fn = codecs_##text},
    CODECS_FUNCTIONS(X)
#undef X
        {0},
};

const NativeModule module__codecs = {"_codecs", functions, init, NULL};
