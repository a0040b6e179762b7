// The module _interactive: what the interactive loop in core/stdlib/_repl needs of the parser and the tracebacks.
#include <errno.h>

#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/vm/command_line.h"
#include "port/port.h"
#include "port/terminal.h"

static Value interactive_wants_more(Value *args, size_t count) {
  (void)count;
  const char *text = str_text(args[0]);
  int blank = text == NULL ? -1 : object_truth(args[1]);
  return blank < 0 ? EMPTY : from_bool(repl_wants_more(text, to_str(args[0])->size, blank));
}

static Value interactive_traceback_text(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[0], TYPE_IS_EXCEPTION)) return raise(TypeError, "an exception is needed, not %T", args[0]);
  return exception_format(args[0]);
}

// --- the terminal: standard input and output

enum { TERMINAL_INPUT = 0, TERMINAL_OUTPUT = 1 };

static Value interactive_raw(Value *args, size_t count) {
  (void)count;
  int raw = object_truth(args[0]);
  if (raw < 0) return EMPTY;
  return port_terminal_raw(TERMINAL_INPUT, raw) ? NONE : raise_os_error(errno, EMPTY);
}

static Value interactive_wait(Value *args, size_t count) {
  (void)count;
  int64_t milliseconds;
  if (!int_to_i64(args[0], &milliseconds)) return raise(TypeError, "milliseconds must be an int");
  return from_bool(port_terminal_wait(TERMINAL_INPUT, (int)milliseconds));
}

static Value interactive_columns(Value *args, size_t count) {
  (void)args, (void)count;
  return from_small_int(port_terminal_columns(TERMINAL_OUTPUT));
}

static const NativeDef functions[] = {
    {.name = "raw",
     .signature = "on, /",
     .fn = interactive_raw,
     .doc = DOC("Switch the terminal to single keys, or back.")},
    {.name = "wait",
     .signature = "milliseconds, /",
     .fn = interactive_wait,
     .doc = DOC("Whether a key comes in that time.")},
    {.name = "columns", .signature = "", .fn = interactive_columns, .doc = DOC("The terminal's width; 0: not known.")},
    {.name = "wants_more",
     .signature = "source, last_line_blank, /",
     .fn = interactive_wants_more,
     .doc = DOC("Whether more lines belong to the statement that the source text starts.")},
    {.name = "traceback_text",
     .signature = "exception, /",
     .fn = interactive_traceback_text,
     .doc = DOC("The text that is printed for an uncaught exception.")},
    {.name = NULL},
};
const NativeModule module__interactive = {
    .name = "_interactive", .functions = functions, .doc = DOC("What the interactive loop needs of the interpreter.")};
