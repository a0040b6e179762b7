// The interactive loop: prompts, statements of several lines, errors that do not end it.
#include <stdio.h>

#include "core/object/module.h"
#include "core/object/str.h"
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

static bool is_block(const Node *statement) {
  switch (statement->kind) {
  case AST_FunctionDef:
  case AST_AsyncFunctionDef:
  case AST_ClassDef:
  case AST_For:
  case AST_AsyncFor:
  case AST_While:
  case AST_If:
  case AST_With:
  case AST_AsyncWith:
  case AST_Match:
  case AST_Try:
  case AST_TryStar: return true;
  default: return false;
  }
}

static bool ends_with_colon(const StrBuilder *text) {
  size_t size = text->size;
  while (size > 0 && is_blank(text->data + size - 1, 1)) size--;
  return size > 0 && text->data[size - 1] == ':';
}

// Whether more lines belong to the statement: it cannot end here, or it is a block, which an empty line ends.
static bool wants_more(const StrBuilder *text, bool last_line_blank) {
  Arena arena;
  SyntaxErrorInfo error = {.kind = SYNTAX_ERROR_NONE};
  tree_arena_init(&arena, 0);
  const Node *root = parse_source(&arena, text->data, text->size, PARSE_SINGLE, &error);
  bool more = error.incomplete || (error.kind == SYNTAX_ERROR_INDENTATION && !last_line_blank && ends_with_colon(text));
  if (root != NULL)
    more = !last_line_blank && root->Interactive.body.count > 0 && is_block(root->Interactive.body.items[0]);
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
    if (!wants_more(text, blank)) return true;
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

int repl_run(Value module) {
  int status = 0;
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
