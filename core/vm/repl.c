// The interactive loop: prompts, statements of several lines, errors that do not end it. On a terminal that can move
// its cursor the frozen package _repl (core/stdlib) does it, with an editor; otherwise, or without that package, this
// file.
#include <stdio.h>

#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/syntax/parser.h"
#include "core/vm/command_line.h"
#include "port/port.h"

static void prompt(const char *text) {
  fflush(stdout);
  port_write(port_is_terminal(1) ? 1 : 2, text, strlen(text));
}

// Appends one line of the standard input; false at its end.
static bool read_line(StrBuilder *text) {
  char c;
  size_t before = text->size;
  while (port_read(0, &c, 1) == 1) {
    str_builder_add(text, &c, 1);
    if (c == '\n') return true;
  }
  if (text->size > before) str_builder_add_c(text, "\n");
  return text->size > before;
}

static bool is_blank(const char *text, size_t size) {
  for (size_t n = 0; n < size; n++) {
    if (text[n] != ' ' && text[n] != '\t' && text[n] != '\n' && text[n] != '\r') return false;
  }
  return true;
}

static bool ends_with_colon(const char *text, size_t size) {
  while (size > 0 && is_blank(text + size - 1, 1)) size--;
  return size > 0 && text[size - 1] == ':';
}

bool repl_wants_more(const char *text, size_t size, bool last_line_blank) {
  Arena arena;
  SyntaxErrorInfo error = {.kind = SYNTAX_ERROR_NONE};
  tree_arena_init(&arena, 0);
  const Node *root = parse_source(&arena, text, size, PARSE_SINGLE, &error);
  bool more =
      error.incomplete || (error.kind == SYNTAX_ERROR_INDENTATION && !last_line_blank && ends_with_colon(text, size));
  if (root != NULL)
    more = !last_line_blank && root->Interactive.body.count > 0 && node_is_block(root->Interactive.body.items[0]);
  tree_arena_free(&arena);
  return more;
}

// Reads a whole statement; false at the end of the input.
static bool read_statement(StrBuilder *text) {
  size_t lines = 0;
  for (;;) {
    prompt(lines == 0 ? ">>> " : "... ");
    size_t before = text->size;
    if (!read_line(text)) return lines > 0;
    lines++;
    bool blank = is_blank(text->data + before, text->size - before);
    if (lines == 1 && blank) return true;
    if (!repl_wants_more(text->data, text->size, blank)) return true;
  }
}

// Executes one statement. True: SystemExit, with its status.
static bool execute(Value module, const StrBuilder *text, int *status) {
  if (is_blank(text->data, text->size)) return false;
  Value namespace = module_dict(module);
  Value code = vm_compile(text->data, text->size, "<stdin>", "single");
  if (code != EMPTY && vm_run_code(to_code(code), namespace, namespace, EMPTY) != EMPTY) return false;
  bool exit = exception_matches(EXCEPTION_SystemExit);
  *status = report_exception();
  return exit;
}

// --- the editor

static bool has_editor_terminal(void) {
  const char *variable;
  for (size_t n = 0; (variable = port_environment(n)) != NULL; n++) {
    if (strcmp(variable, "TERM=dumb") == 0) return false;
  }
  return port_is_terminal(0) && port_is_terminal(1);
}

// The function interact of the package _repl; EMPTY without exception: there is none in this build.
static Value find_editor(void) {
  Value name = str_from_c("interact"), names = name == EMPTY ? EMPTY : tuple_from(&name, 1);
  Value editor = names == EMPTY ? EMPTY : vm_import(str_from_c("_repl"), NONE, names, 0);
  Value interact = editor == EMPTY ? EMPTY : object_get_attribute(editor, name);
  if (interact == EMPTY && exception_matches(EXCEPTION_ImportError)) exception_clear();
  return interact;
}

int repl_run(Value module) {
  int status = 0;
  if (has_editor_terminal()) {
    Value interact = find_editor();
    if (interact != EMPTY) interact = object_call_1(interact, module_dict(module));
    if (vm_exception != EMPTY) return report_exception();
    if (interact != EMPTY) return 0;
  }
  if (port_is_terminal(0)) puts("Martlet: Python 3.11, exit() or Ctrl-D to leave");
  for (;;) {
    StrBuilder text = STR_BUILDER_INIT;
    bool more = read_statement(&text);
    bool leave = !more || text.failed || execute(module, &text, &status);
    str_builder_drop(&text);
    if (!more) {
      prompt("\n");
      return 0;
    }
    if (leave) return status;
  }
}
