// The text of an uncaught exception, as CPython 3.11 prints it: traceback with source lines and carets, chained
// exceptions.
#include "core/vm/traceback.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/object/exception_group.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/source_text.h"
#include "core/vm/suggestion.h"
#include "core/vm/vm.h"

// Entries that repeat the one before are shown this often.
#define REPEATS_SHOWN 3
// Chained exceptions beyond this are not shown.
#define CHAIN_MAX 100
// Exceptions of a group, and groups inside each other, that are shown.
#define GROUP_WIDTH_MAX 15
#define GROUP_DEPTH_MAX 10

static Exception *to_exception(Value v) { return (Exception *)to_object(v); }

// Where the text goes, and how it stands inside of exception groups.
typedef struct Printer {
  StrBuilder *builder;
  unsigned depth;  // of groups around what is printed: each is a step to the right
  bool need_close; // the innermost group waits for its closing line
  Value seen;      // list of the exceptions printed or about to be: a chain may be a cycle
} Printer;

// What is left of a line inside of a group.
static void add_margin_text(const Printer *printer, const char *margin) {
  str_builder_add_repeated(printer->builder, ' ', 2 * (size_t)printer->depth);
  if (printer->depth > 0) str_builder_add_c(printer->builder, margin);
}

static void add_margin(const Printer *printer) { add_margin_text(printer, "| "); }

static void add_formatted(StrBuilder *builder, Value text) {
  if (text == EMPTY) {
    exception_clear();
  } else {
    str_builder_add_str(builder, text);
  }
}

// --- source lines

char *traceback_source_line(const char *filename, uint32_t number) {
  FILE *file = filename[0] == '<' ? NULL : fopen(filename, "rb");
  if (file == NULL) return NULL;
  char head[256]; // where the encoding is declared
  size_t head_size = fread(head, 1, sizeof head, file);
  rewind(file);
  size_t capacity = 256, size = 0;
  char *line = malloc(capacity);
  uint32_t current = 1;
  int c = 0;
  while (line != NULL && current <= number && (c = getc(file)) != EOF) {
    if (c == '\n') {
      current++;
      continue;
    }
    if (current != number) continue;
    if (size + 1 == capacity) {
      char *larger = realloc(line, capacity *= 2);
      if (larger == NULL) free(line);
      line = larger;
      if (line == NULL) break;
    }
    line[size++] = (char)c;
  }
  fclose(file);
  if (line == NULL || (current < number || (current == number && size == 0))) {
    free(line);
    return NULL;
  }
  if (size > 0 && line[size - 1] == '\r') size--;
  line[size] = 0;
  return source_text_line(line, head, head_size);
}

static size_t count_characters(const char *text, size_t bytes) {
  size_t count = 0;
  for (size_t n = 0; n < bytes && text[n] != 0; n++) count += (text[n] & 0xC0) != 0x80;
  return count;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

// The line of carets below a source line whose first `indent` bytes are not shown.
static void add_carets(Printer *printer, const char *line, size_t indent, LineEntry position) {
  size_t length = strlen(line), start = position.column, end = position.end_column;
  if (position.column == 0xFFFF || position.end_column == 0xFFFF) return;
  CaretAnchors anchors = {0, 0};
  if (position.end_line != position.line) {
    end = length;
    while (end > 0 && (is_blank(line[end - 1]) || line[end - 1] == '\r')) end--;
  } else if (end <= length && start < end) {
    anchors = traceback_anchors(line + start, end - start);
  }
  if (start < indent || start >= end || end > length) return;
  if (anchors.end == 0 && end - start == length - indent) return;
  size_t left = anchors.end == 0 ? start : start + anchors.start, right = anchors.end == 0 ? end : start + anchors.end;
  StrBuilder *builder = printer->builder;
  add_margin(printer);
  str_builder_add_repeated(builder, ' ', 4 + count_characters(line + indent, start - indent));
  str_builder_add_repeated(builder, '~', count_characters(line + start, left - start));
  str_builder_add_repeated(builder, '^', count_characters(line + left, right - left));
  if (end > right) str_builder_add_repeated(builder, '~', count_characters(line + right, end - right));
  str_builder_add_c(builder, "\n");
}

static void add_source(Printer *printer, const char *filename, LineEntry position) {
  char *line = traceback_source_line(filename, position.line);
  if (line == NULL) return;
  size_t indent = 0;
  while (is_blank(line[indent])) indent++;
  if (line[indent] != 0) {
    add_margin(printer);
    str_builder_add_c(printer->builder, "    ");
    str_builder_add_c(printer->builder, line + indent);
    str_builder_add_c(printer->builder, "\n");
    add_carets(printer, line, indent, position);
  }
  free(line);
}

// --- tracebacks

static void add_repeats(Printer *printer, size_t count) {
  if (count <= REPEATS_SHOWN) return;
  size_t more = count - REPEATS_SHOWN;
  add_formatted(printer->builder,
                str_format_c("  [Previous line repeated %zu more time%s]\n", more, more > 1 ? "s" : ""));
}

static void add_traceback(Printer *printer, Value traceback, bool group) {
  const Code *last_code = NULL;
  uint32_t last_line = 0;
  size_t repeats = 0;
  add_margin_text(printer, group && printer->depth == 1 ? "+ " : "| ");
  if (group) str_builder_add_c(printer->builder, "Exception Group ");
  str_builder_add_c(printer->builder, "Traceback (most recent call last):\n");
  while (has_shape(traceback, SHAPE_TRACEBACK)) {
    const Traceback *entry = (const Traceback *)(const void *)to_object(traceback);
    const Code *code = to_code(entry->code);
    LineEntry position = code_position(code, (size_t)to_small_int(entry->position));
    if (entry->line != EMPTY && to_small_int(entry->line) != position.line) {
      position = (LineEntry){0, (uint32_t)to_small_int(entry->line), COLUMN_UNKNOWN, COLUMN_UNKNOWN, 0};
    }
    if (code != last_code || position.line != last_line) {
      add_repeats(printer, repeats);
      repeats = 0;
    }
    last_code = code;
    last_line = position.line;
    if (++repeats <= REPEATS_SHOWN) {
      add_margin(printer);
      add_formatted(printer->builder,
                    // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a traceback has code
                    str_format_c("  File \"%V\", line %u, in %V\n", code->filename, position.line, code->name));
      add_source(printer, to_str(code->filename)->text, position);
    }
    traceback = entry->next;
  }
  add_repeats(printer, repeats);
}

// --- syntax errors

static Value attribute(Value v, const char *name) {
  Value value = object_find_attribute(v, str_intern(name, strlen(name)));
  if (value == EMPTY) exception_clear();
  return value == EMPTY ? NONE : value;
}

// Whether something is missing at the end of the program, where CPython, reading a file, has no column to show.
static bool is_about_end(Value exception) {
  Value message = attribute(exception, "msg");
  return is_str(message) && strncmp(to_str(message)->text, "expected ", 9) == 0;
}

// The offending text with carets below. Offsets count characters from 1.
static void add_syntax_text(Printer *printer, Value exception, Value text_value, int64_t line) {
  StrBuilder *builder = printer->builder;
  const char *text = to_str(text_value)->text;
  int64_t offset = 0, end_line = line, end_offset = 0;
  bool has_offset = int_to_i64(attribute(exception, "offset"), &offset);
  if (!int_to_i64(attribute(exception, "end_lineno"), &end_line)) end_line = line;
  if (!int_to_i64(attribute(exception, "end_offset"), &end_offset)) end_offset = offset;
  int64_t indent = 0;
  while (is_blank(text[indent])) indent++;
  size_t length = strcspn(text + indent, "\n");
  str_builder_add_c(builder, "    ");
  str_builder_add(builder, text + indent, length);
  str_builder_add_c(builder, "\n");
  if (!has_offset || offset <= 0 || (end_offset < 0 && is_about_end(exception))) return;
  int64_t characters = (int64_t)count_characters(text + indent, length);
  if (end_line != line || end_offset <= 0) end_offset = end_line != line ? indent + characters + 1 : offset + 1;
  int64_t caret = offset - 1 - indent, end = end_offset - 1 - indent;
  if (caret < 0) return;
  if (caret > characters) caret = characters;
  if (end <= caret) end = caret + 1;
  str_builder_add_repeated(builder, ' ', 4 + (size_t)caret);
  str_builder_add_repeated(builder, '^', (size_t)(end - caret));
  str_builder_add_c(builder, "\n");
}

// Where a SyntaxError is. True: its message is to be shown instead of str().
static bool add_syntax_location(Printer *printer, Value exception) {
  int64_t line;
  if (!type_is_subtype(type_of(exception), exception_types[EXCEPTION_SyntaxError])) return false;
  if (!int_to_i64(attribute(exception, "lineno"), &line)) return false;
  Value filename = attribute(exception, "filename"), text = attribute(exception, "text");
  Value shown = filename == NONE ? str_from_c("<string>") : filename;
  add_margin(printer);
  add_formatted(printer->builder, str_format_c("  File \"%V\", line %lld\n", shown, (long long)line));
  if (is_str(text)) {
    add_syntax_text(printer, exception, text, line);
  } else if (is_str(shown)) {
    char *source = traceback_source_line(to_str(shown)->text, (uint32_t)line);
    if (source != NULL) add_syntax_text(printer, exception, str_from_c(source), line);
    free(source);
  }
  return true;
}

// --- exceptions

static void add_type_name(StrBuilder *builder, const Type *type) {
  bool plain = !is_str(type->module) || strcmp(to_str(type->module)->text, "builtins") == 0 ||
               strcmp(to_str(type->module)->text, "__main__") == 0;
  if (!plain) {
    str_builder_add_str(builder, type->module);
    str_builder_add_c(builder, ".");
  }
  str_builder_add_str(builder, type->qualified_name);
}

// Every line of a note stands behind the margin.
static void add_note(Printer *printer, Value note) {
  Value text = object_str(note);
  if (text == EMPTY) {
    exception_clear();
    text = str_from_c("<note str() failed>");
  }
  if (!is_str(text)) return;
  const char *line = to_str(text)->text, *end = line + to_str(text)->size;
  do {
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    const char *stop = newline == NULL ? end : newline + 1;
    add_margin(printer);
    str_builder_add(printer->builder, line, (size_t)(stop - line));
    line = stop;
  } while (line < end);
  str_builder_add_c(printer->builder, "\n");
}

static void add_notes(Printer *printer, Value exception) {
  Value notes = object_find_attribute(exception, vm.names.__notes__);
  if (notes == EMPTY) {
    exception_clear();
    return;
  }
  if (!type_flag(notes, TYPE_IS_LIST) && !type_flag(notes, TYPE_IS_TUPLE)) {
    add_margin(printer);
    add_formatted(printer->builder, object_repr(notes)); // without a line end, as CPython does
    return;
  }
  Value list = list_from_iterable(notes);
  if (list == EMPTY) exception_clear();
  for (uint64_t n = 0; list != EMPTY && n < to_list(list)->length; n++) {
    add_note(printer, to_list(list)->storage->items[n]);
  }
}

// One exception: traceback, type, message, notes.
static void add_exception(Printer *printer, Value exception) {
  StrBuilder *builder = printer->builder;
  if (to_exception(exception)->traceback != NONE && to_exception(exception)->traceback != EMPTY) {
    add_traceback(printer, to_exception(exception)->traceback, is_exception_group(exception));
  }
  bool syntax = add_syntax_location(printer, exception);
  add_margin(printer);
  add_type_name(builder, type_of(exception));
  Value text = syntax ? attribute(exception, "msg") : exception;
  text = object_str(text);
  if (text == EMPTY) {
    exception_clear();
    text = str_from_c("<exception str() failed>");
  }
  if (is_str(text) && to_str(text)->size > 0) {
    str_builder_add_c(builder, ": ");
    str_builder_add_str(builder, text);
  }
  Value suggestion = suggestion_for(exception);
  if (suggestion != EMPTY) add_formatted(builder, str_format_c(". Did you mean: '%V'?", suggestion));
  str_builder_add_c(builder, "\n");
  add_notes(printer, exception);
}

// --- chains and groups

static void print_chain(Printer *printer, Value exception);

static void add_ruler(Printer *printer, bool first, const char *title, size_t number) {
  StrBuilder *builder = printer->builder;
  str_builder_add_repeated(builder, ' ', 2 * (size_t)printer->depth);
  str_builder_add_c(builder, first ? "+-" : "  ");
  if (title != NULL) {
    str_builder_add_c(builder, title);
  } else {
    add_formatted(builder, str_format_c("+---------------- %zu ----------------\n", number));
  }
}

static void close_group(Printer *printer) {
  if (!printer->need_close) return;
  str_builder_add_repeated(printer->builder, ' ', 2 * (size_t)printer->depth);
  str_builder_add_c(printer->builder, "+------------------------------------\n");
  printer->need_close = false;
}

static void print_group(Printer *printer, Value group) {
  bool outermost = printer->depth == 0;
  if (outermost) printer->depth = 1;
  add_exception(printer, group);
  Value members = exception_group_members(group);
  size_t count = members == EMPTY ? 0 : to_tuple(members)->length;
  size_t shown = count <= GROUP_WIDTH_MAX ? count : GROUP_WIDTH_MAX + 1;
  printer->need_close = false;
  for (size_t n = 0; n < shown; n++) {
    bool last = n + 1 == shown, truncated = n >= GROUP_WIDTH_MAX;
    printer->need_close |= last; // an inner group may close this one too
    add_ruler(printer, n == 0, truncated ? "+---------------- ... ----------------\n" : NULL, n + 1);
    printer->depth++;
    if (truncated) {
      size_t more = count - GROUP_WIDTH_MAX;
      add_margin(printer);
      add_formatted(printer->builder, str_format_c("and %zu more exception%s\n", more, more > 1 ? "s" : ""));
    } else {
      print_chain(printer, to_tuple(members)->items[n]);
    }
    if (last) close_group(printer);
    printer->depth--;
  }
  if (outermost) printer->depth = 0;
}

// The exception shown before this one, and the sentence between; EMPTY: none.
static Value previous(Value exception, const char **sentence) {
  const Exception *e = to_exception(exception);
  if (e->cause != EMPTY && e->cause != NONE) {
    *sentence = "The above exception was the direct cause of the following exception:\n";
    return e->cause;
  }
  if (e->context == EMPTY || e->context == NONE || e->suppress_context == TRUE_VALUE) return EMPTY;
  *sentence = "During handling of the above exception, another exception occurred:\n";
  return e->context;
}

static bool was_seen(const Printer *printer, Value exception) {
  const List *seen = to_list(printer->seen);
  for (uint64_t n = 0; n < seen->length; n++) {
    if (seen->storage->items[n] == exception) return true;
  }
  return false;
}

static void print_one(Printer *printer, Value exception) {
  if (!is_exception_group(exception)) {
    add_exception(printer, exception);
  } else if (printer->depth > GROUP_DEPTH_MAX || !vm_check_c_stack()) {
    exception_clear();
    add_margin(printer);
    add_formatted(printer->builder, str_format_c("... (max_group_depth is %d)\n", GROUP_DEPTH_MAX));
  } else {
    print_group(printer, exception);
  }
}

// An exception and before it those that it follows from.
static void print_chain(Printer *printer, Value exception) {
  Value chain[CHAIN_MAX];
  const char *sentences[CHAIN_MAX];
  size_t count = 0;
  for (const char *sentence = NULL; exception != EMPTY && count < CHAIN_MAX;) {
    if (count > 0 && was_seen(printer, exception)) break;
    if (!list_append(printer->seen, exception)) exception_clear();
    sentences[count] = sentence;
    chain[count++] = exception;
    exception = previous(exception, &sentence);
  }
  bool need_close = printer->need_close;
  for (size_t n = count; n-- > 0;) {
    print_one(printer, chain[n]);
    if (n == 0) break;
    printer->need_close = need_close;
    const char *lines[] = {"\n", sentences[n], "\n"};
    for (int k = 0; k < 3; k++) {
      add_margin(printer);
      str_builder_add_c(printer->builder, lines[k]);
    }
  }
}

Value exception_format(Value exception) {
  StrBuilder builder = STR_BUILDER_INIT;
  Printer printer = {.builder = &builder, .seen = list_new(0)};
  if (printer.seen == EMPTY) return EMPTY;
  print_chain(&printer, exception);
  return str_builder_finish(&builder);
}
