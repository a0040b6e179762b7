// compile(): flags, modes, and syntax trees on either side.
#include <stdio.h>
#include <string.h>

#include "core/modules/builtins.h"
#include "core/modules/path.h"
#include "core/object/bytes.h"
#include "core/object/codec.h"
#include "core/object/exception.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/syntax/compiler.h"
#include "core/vm/frame_inspect.h"
#include "core/syntax/parser.h"
#include "core/vm/source_text.h"
#include "core/vm/vm.h"
#ifdef CONFIG_SYNTAX_TREES
#include "core/modules/language/syntax_tree.h"
#endif

// Flags, with CPython's numbers.
enum {
  COMPILE_DONT_IMPLY_DEDENT = 0x200,
  COMPILE_ONLY_AST = 0x400,
  COMPILE_TOP_LEVEL_AWAIT = 0x2000,
  COMPILE_ALLOW_INCOMPLETE = 0x4000,
  COMPILE_FUTURE_ANNOTATIONS = 0x1000000,
  COMPILE_KNOWN = 0x1FF7F10, // all that compile() takes, those of __future__ features included
};

bool builtin_source_text(Value source, const char *function, const char *expected, const char *filename,
                         const char **text, size_t *size) {
  if (type_flag(source, TYPE_IS_STR)) {
    *text = to_str(source)->text;
    *size = to_str(source)->size;
    if (str_has_surrogates(source) && encode_str(source, NULL, NULL) == EMPTY) return false;
  } else if (type_flag(source, TYPE_IS_BYTES) || has_shape(source, SHAPE_BYTEARRAY) ||
             has_shape(source, SHAPE_MEMORYVIEW)) {
    const uint8_t *data;
    if (!bytes_view(source, &data, size)) return false;
    *text = (const char *)data;
  } else {
    raise(TypeError, "%s() arg 1 must be a string, bytes or %s", function, expected);
    return false;
  }
  if (memchr(*text, 0, *size) != NULL) {
    raise(ValueError, "source code string cannot contain null bytes");
    return false;
  }
  return type_flag(source, TYPE_IS_STR) || source_text_decode(text, size, filename, SOURCE_BYTES);
}

// For codeop: refuses text that more lines may complete. A block goes on until there is an empty line.
static bool check_complete(const char *text, size_t size, Value filename, const char *mode, int64_t flags) {
  SyntaxErrorInfo error = {.kind = SYNTAX_ERROR_NONE};
  Arena arena;
  tree_arena_init(&arena, 0);
  bool single = mode[0] == 's';
  ParseMode parse_mode = mode[1] == 'v' ? PARSE_EXPRESSION : single ? PARSE_SINGLE : PARSE_FILE;
  const Node *root = parse_source(&arena, text, size, parse_mode, &error);
  bool more = !root && error.incomplete;
  if (root && single && (flags & COMPILE_DONT_IMPLY_DEDENT) && size > 0 && text[size - 1] != '\n' &&
      root->Interactive.body.count > 0 && node_is_block(root->Interactive.body.items[0])) {
    const Node *block = root->Interactive.body.items[0];
    error = (SyntaxErrorInfo){.line = block->end_line, .column = block->end_column + 1, .end_line = block->end_line};
    error.end_column = error.column;
    more = true;
  }
  tree_arena_free(&arena);
  if (!more) return true;
  bool allowed = (flags & COMPILE_ALLOW_INCOMPLETE) != 0;
  if (!allowed && !root) return true; // the compiler says what is wrong
  error.kind = SYNTAX_ERROR_SYNTAX;
  snprintf(error.message, sizeof error.message, "%s", allowed ? "incomplete input" : "invalid syntax");
  raise_syntax_error(&error, filename, text, size);
  return false;
}

static bool check_numbers(Value *args, int64_t *flags, CompileOptions *options) {
  int64_t optimize = -1;
  int separate = args[4] == EMPTY ? 0 : object_truth(args[4]);
  if (separate < 0) return false;
  bool inherits = !separate && frame_inherits_annotations();
  *flags = 0;
  if (args[3] != EMPTY && !index_from_value(args[3], EXCEPTION_OverflowError, flags)) return false;
  if (args[5] != EMPTY && !index_from_value(args[5], EXCEPTION_OverflowError, &optimize)) return false;
  if (*flags & ~(int64_t)COMPILE_KNOWN)
    raise(ValueError, "compile(): unrecognised flags");
  else if (optimize < -1 || optimize > 2)
    raise(ValueError, "compile(): invalid optimize value");
  else
    *options = (CompileOptions){.future_annotations = *flags & COMPILE_FUTURE_ANNOTATIONS || inherits,
                                .top_level_await = *flags & COMPILE_TOP_LEVEL_AWAIT,
                                .optimize = optimize < 0 ? compile_optimization : (unsigned)optimize};
  return vm_exception == EMPTY;
}

static bool check_mode(const char *mode, bool only_tree) {
  if (strcmp(mode, "exec") == 0 || strcmp(mode, "eval") == 0 || strcmp(mode, "single") == 0) return true;
  if (strcmp(mode, "func_type") == 0 && !only_tree)
    raise(ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  else if (only_tree)
    raise(ValueError, "compile() mode must be 'exec', 'eval', 'single' or 'func_type'");
  else
    raise(ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
  return false;
}

static Value compile_text(const char *text, size_t size, Value filename, const char *mode, CompileOptions options) {
  CompileMode compile_mode = mode[1] == 'v' ? COMPILE_EXPRESSION : mode[0] == 's' ? COMPILE_SINGLE : COMPILE_EXECUTE;
  SyntaxWarnings warnings = {NULL, NULL};
  SyntaxErrorInfo error = {.kind = SYNTAX_ERROR_NONE, .warnings = &warnings};
  Value code = compile_source_with(text, size, filename, compile_mode, options, &error);
  if (!issue_syntax_warnings(&warnings, filename, text, size)) return EMPTY;
  if (code == EMPTY && error.kind != SYNTAX_ERROR_NONE) raise_syntax_error(&error, filename, text, size);
  return code;
}

Value builtin_compile(Value *args, size_t count) {
  (void)count;
  const char *text, *filename, *mode;
  size_t size;
  int64_t flags;
  CompileOptions options;
  if ((args[1] = path_argument(args[1], NULL)) == EMPTY) return EMPTY;
  if (!type_flag(args[2], TYPE_IS_STR))
    return raise(TypeError, "compile() argument 'mode' must be str, not %N", args[2]);
  filename = to_str(args[1])->text;
  mode = to_str(args[2])->text;
  if (!check_numbers(args, &flags, &options)) return EMPTY;
  bool only_tree = (flags & COMPILE_ONLY_AST) != 0;
  if (!check_mode(mode, only_tree)) return EMPTY;
#ifdef CONFIG_SYNTAX_TREES
  int is_node = syntax_tree_is_node(args[0]);
  if (is_node < 0) return EMPTY;
  if (is_node && only_tree) return args[0];
  if (is_node) return syntax_tree_compile(args[0], args[1], mode, options);
#endif
  if (!builtin_source_text(args[0], "compile", "AST object", filename, &text, &size)) return EMPTY;
  if ((flags & (COMPILE_ALLOW_INCOMPLETE | COMPILE_DONT_IMPLY_DEDENT)) &&
      !check_complete(text, size, args[1], mode, flags))
    return EMPTY;
#ifdef CONFIG_SYNTAX_TREES
  if (only_tree) return syntax_tree_parse(text, size, args[1], mode);
#else
  if (only_tree) return raise(ValueError, "compile(): syntax trees are not part of this build");
#endif
  return compile_text(text, size, args[1], mode, options);
}
