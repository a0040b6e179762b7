/* Errors of the compiler, and how a SyntaxErrorInfo becomes an exception. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/warning.h"
#include "core/syntax/compiler_internal.h"
#include "core/syntax/lexer.h"
#include "core/vm/vm.h"
#include "port/port.h"

enum { ACCESS_READ = 4 };

void fail_at(Compiler *compiler, const Node *node, const char *format, ...) {
  SyntaxErrorInfo *error = compiler->error;
  compiler->failed = true;
  if (error->kind != SYNTAX_ERROR_NONE) return;
  error->kind = SYNTAX_ERROR_SYNTAX;
  error->stage = SYNTAX_STAGE_COMPILER;
  const Unit *unit = compiler->unit;
  error->line = node ? node->line : unit ? unit->line : 1;
  error->column = (node ? node->column : unit ? unit->column : 0) + 1;
  error->end_line = node ? node->end_line : error->line;
  error->end_column = (node ? node->end_column : error->column) + 1;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message, sizeof error->message, format, arguments);
  va_end(arguments);
}

void fail_memory(Compiler *compiler) {
  compiler->failed = true;
  if (compiler->error->kind == SYNTAX_ERROR_NONE) compiler->error->kind = SYNTAX_ERROR_MEMORY;
}

bool enter(Compiler *compiler, const Node *node) {
  if (compiler->failed) return false;
  if (compiler->depth >= MAX_COMPILE_DEPTH) {
    fail_at(compiler, node, "maximum recursion depth exceeded during compilation");
    compiler->error->kind = SYNTAX_ERROR_RECURSION;
    return false;
  }
  compiler->depth++;
  return true;
}

/* The text of one line with its line end, as a str; None when there is no such line. */
static Value line_text(const char *source, size_t length, uint32_t line, bool add_newline) {
  const char *at = source, *end = source + length;
  for (; line > 1 && at < end; line--) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    at = newline ? newline + 1 : end;
  }
  if (line == 0 || at >= end) return line == 0 ? NONE : str_from_c("");
  const char *newline = memchr(at, '\n', (size_t)(end - at));
  size_t size = newline ? (size_t)(newline + 1 - at) : (size_t)(end - at);
  size_t bad;
  if (!utf8_is_valid(at, size, &bad)) return NONE;
  Value text = str_new(at, size);
  return newline || !add_newline || text == EMPTY ? text : str_format_c("%V\n", text);
}

static bool is_readable(Value filename) { return port_access(to_str(filename)->text, ACCESS_READ) == 0; }

static Value without_newline(Value text) {
  size_t size = text == EMPTY || text == NONE ? 0 : to_str(text)->size;
  return size > 0 && to_str(text)->text[size - 1] == '\n' ? str_new(to_str(text)->text, size - 1) : text;
}

/* The expression of an f-string, in parentheses, as CPython parses it; otherwise the line. */
static Value error_text(const SyntaxErrorInfo *error, Value filename, const char *source, size_t length) {
  if (!source) return NONE;
  if (error->stage != SYNTAX_STAGE_PARSER)
    return is_readable(filename) ? line_text(source, length, error->line, false) : NONE;
  if (error->part_end > error->part_start && error->part_end <= length) {
    Value part = str_new(source + error->part_start, error->part_end - error->part_start);
    return part == EMPTY ? EMPTY : str_format_c("(%V)\n", part);
  }
  Value text = line_text(source, length, error->line, error->add_newline);
  return error->of_lexer || (error->earlier_line && !is_readable(filename)) ? without_newline(text) : text;
}

static ExceptionKind warning_category(const SyntaxWarning *warning) {
  return warning->kind == WARNING_ESCAPE ? EXCEPTION_DeprecationWarning : EXCEPTION_SyntaxWarning;
}

/* The column in characters of byte column `column` (both from 1) of the parser's line, no further than its end. */
static uint32_t character_column(Value text, uint32_t column) {
  uint32_t result = 0;
  if (text == EMPTY || text == NONE) return column;
  for (uint32_t i = 0; i < column && i < to_str(text)->size; i++) result += (to_str(text)->text[i] & 0xC0) != 0x80;
  return result;
}

/* A warning that a filter has made an exception is better told as a SyntaxError, which shows the place. */
static Value raise_warned(const SyntaxWarning *warning, Value filename, const char *source, size_t length) {
  if (!exception_matches(warning_category(warning))) return EMPTY;
  exception_clear();
  SyntaxErrorInfo error = {.kind = SYNTAX_ERROR_SYNTAX,
                           .line = warning->range.line,
                           .column = warning->range.column + 1,
                           .end_line = warning->range.end_line,
                           .end_column = warning->range.end_column + 1,
                           .stage = warning->kind == WARNING_EXPRESSION ? SYNTAX_STAGE_COMPILER : SYNTAX_STAGE_PARSER,
                           .add_newline = true};
  snprintf(error.message, sizeof error.message, "%s", warning->message);
  if (error.stage == SYNTAX_STAGE_PARSER && source) {
    Value text = line_text(source, length, error.line, true);
    error.column = character_column(text, error.column);
    error.end_column = character_column(text, error.end_column);
  }
  return raise_syntax_error(&error, filename, source, length);
}

bool issue_syntax_warnings(SyntaxWarnings *warnings, Value filename, const char *source, size_t length) {
  bool ok = vm_exception == EMPTY;
  for (const SyntaxWarning *w = warnings->first; ok && w; w = w->next) {
    Value message = str_from_c(w->message);
    ok = message != EMPTY && warn_about_source(warning_category(w), message, filename, w->range.line);
    if (!ok) raise_warned(w, filename, source, length);
  }
  syntax_warnings_free(warnings);
  return ok;
}

static Value position_value(uint32_t number) { return number ? from_small_int(number) : NONE; }

Value raise_syntax_error(const SyntaxErrorInfo *error, Value filename, const char *source, size_t length) {
  ExceptionKind kind = EXCEPTION_SyntaxError;
  switch (error->kind) {
  case SYNTAX_ERROR_MEMORY: return vm_exception != EMPTY ? EMPTY : raise_memory_error();
  case SYNTAX_ERROR_RECURSION: return raise(RecursionError, "%s", error->message);
  case SYNTAX_ERROR_VALUE: return raise(ValueError, "%s", error->message);
  case SYNTAX_ERROR_INDENTATION: kind = EXCEPTION_IndentationError; break;
  case SYNTAX_ERROR_TAB: kind = EXCEPTION_TabError; break;
  default: break;
  }
  Value items[] = {filename,
                   position_value(error->line),
                   error->line ? from_small_int(error->column) : NONE,
                   error_text(error, filename, source, length),
                   position_value(error->end_line),
                   error->at_end     ? from_small_int(-1)
                   : error->no_end   ? NONE
                   : error->end_zero ? from_small_int(0)
                   : error->end_line ? from_small_int(error->end_column)
                                     : NONE};
  Value details = tuple_from(items, sizeof items / sizeof *items);
  Value message = str_from_c(error->message);
  if (details == EMPTY || message == EMPTY || items[3] == EMPTY) return EMPTY;
  Value exception;
  if (error->stage == SYNTAX_STAGE_NAMES) { /* whose errors have the place in attributes alone */
    exception = exception_new(kind, message);
    if (exception != EMPTY) ((Exception *)to_object(exception))->extra[1] = details;
  } else {
    exception = object_call_2(from_object(exception_types[kind]), message, details);
  }
  return exception == EMPTY ? EMPTY : raise_value(exception, EMPTY);
}
