#include "core/vm/source_text.h"

#include <stdlib.h>

#include "core/object/codec.h"
#include "core/object/exception.h"
#include "core/object/tuple.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";
enum { MARK_SIZE = sizeof byte_order_mark - 1 };

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

static bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

// The encoding that the comment names which is all of the line; 0 bytes: there is none.
static size_t find_coding(const char *line, const char *end, const char **name) {
  for (const char *at = line; end - at > 6; at++) {
    if (memcmp(at, "coding", 6) != 0 || (at[6] != ':' && at[6] != '=')) continue;
    const char *first = at + 7;
    while (first < end && (*first == ' ' || *first == '\t')) first++;
    const char *last = first;
    while (last < end && is_name_byte(*last)) last++;
    *name = first;
    if (last > first) return (size_t)(last - first);
  }
  return 0;
}

// The declared encoding within the first two lines; the second one counts only after a comment or nothing.
static size_t declared_encoding(const char *text, size_t size, const char **name) {
  const char *at = text, *end = text + size;
  for (int line = 0; line < 2 && at < end; line++) {
    const char *stop = at, *first = at;
    while (stop < end && *stop != '\n' && *stop != '\r') stop++;
    while (first < stop && is_blank(*first)) first++;
    if (first < stop && *first != '#') return 0;
    size_t found = find_coding(first, stop, name);
    if (found > 0) return found;
    at = stop + (end - stop > 1 && stop[0] == '\r' && stop[1] == '\n' ? 2 : 1);
  }
  return 0;
}

static bool has_prefix(const char *name, const char *prefix) {
  size_t length = strlen(prefix);
  return strncmp(name, prefix, length) == 0 && (name[length] == 0 || name[length] == '-');
}

// The name of the encoding of a text, "utf-8" unless one is declared; CPython's names for the two most frequent ones.
// NULL with MemoryError; else to be freed.
static char *encoding_of(const char *text, size_t size, bool *declared) {
  const char *found;
  size_t length = declared_encoding(text, size, &found);
  *declared = length > 0;
  char *name = length > 0 ? strndup(found, length) : strdup("utf-8");
  char folded[13] = "";
  if (name == NULL) {
    raise_memory_error();
    return NULL;
  }
  for (size_t i = 0; i < 12 && name[i] != 0; i++)
    folded[i] = name[i] == '_' ? '-' : name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] + 32) : name[i];
  const char *normal = has_prefix(folded, "utf-8") ? "utf-8" : NULL;
  if (has_prefix(folded, "latin-1") || has_prefix(folded, "iso-8859-1") || has_prefix(folded, "iso-latin-1"))
    normal = "iso-8859-1";
  if (normal == NULL) return name;
  free(name);
  name = strdup(normal);
  if (name == NULL) raise_memory_error();
  return name;
}

// SyntaxError without a line.
static bool refuse(Value message, const char *filename, SourceKind kind) {
  Value details[] = {str_from_c(filename), from_small_int(0), from_small_int(-1), NONE};
  Value arguments[] = {message, message == EMPTY ? EMPTY : tuple_from(details, 4)};
  if (arguments[1] == EMPTY) return false;
  Value exception = kind == SOURCE_PROGRAM
                        ? exception_new(EXCEPTION_SyntaxError, message)
                        : object_call_2(from_object(exception_types[EXCEPTION_SyntaxError]), message, arguments[1]);
  if (exception != EMPTY) raise_value(exception, EMPTY);
  return false;
}

// After a decoding error: the SyntaxError that tells it. Other exceptions stay.
static bool refuse_decoding(const char *encoding, const char *filename, SourceKind kind) {
  bool told = exception_matches(EXCEPTION_LookupError) || exception_matches(EXCEPTION_ValueError) ||
              exception_matches(EXCEPTION_SyntaxError);
  if (!told) return false;
  Value exception = exception_take();
  return refuse(kind == SOURCE_PROGRAM ? str_format_c("encoding problem: %s", encoding) : object_str(exception),
                filename, kind);
}

static bool check_undeclared(const char *text, size_t size, const char *filename) {
  size_t valid = utf8_valid_prefix(text, size), line = 1;
  if (valid == size) return true;
  for (size_t i = 0; i < valid; i++) line += text[i] == '\n';
  Value message =
      str_format_c("Non-UTF-8 code starting with '\\x%02x' in file %s on line %zu, but no encoding declared; "
                   "see https://peps.python.org/pep-0263/ for details",
                   (uint8_t)text[valid], filename, line);
  return refuse(message, filename, SOURCE_PROGRAM);
}

bool source_text_decode(const char **text, size_t *size, const char *filename, SourceKind kind) {
  bool marked = *size >= MARK_SIZE && memcmp(*text, byte_order_mark, MARK_SIZE) == 0, declared;
  if (marked) {
    *text += MARK_SIZE;
    *size -= MARK_SIZE;
  }
  char *encoding = encoding_of(*text, *size, &declared);
  if (encoding == NULL) return false;
  bool ok = true;
  if (strcmp(encoding, "utf-8") == 0) {
    ok = declared || kind != SOURCE_PROGRAM || check_undeclared(*text, *size, filename);
  } else if (marked) {
    ok = refuse(str_format_c("encoding problem: %s with BOM", encoding), filename, kind);
  } else {
    Value decoded = decode_bytes((const uint8_t *)*text, *size, encoding, NULL);
    if (decoded == EMPTY) {
      ok = refuse_decoding(encoding, filename, kind);
    } else {
      *text = to_str(decoded)->text;
      *size = to_str(decoded)->size;
    }
  }
  free(encoding);
  return ok;
}

char *source_text_line(char *line, const char *head, size_t head_size) {
  size_t size = strlen(line);
  bool declared;
  if (utf8_is_ascii(line, size) || vm_exception != EMPTY) return line;
  char *encoding = encoding_of(head, head_size, &declared);
  Value text = encoding ? decode_bytes((const uint8_t *)line, size, encoding, "replace") : EMPTY;
  char *decoded = text == EMPTY ? NULL : strdup(to_str(text)->text);
  if (text == EMPTY) exception_clear();
  free(encoding);
  if (decoded == NULL) return line;
  free(line);
  return decoded;
}
