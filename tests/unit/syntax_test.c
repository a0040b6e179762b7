// Lexer, parser and compiler: trees, places and wordings of errors, nesting limits, bytecode of known shape, and
// damaged sources, which may be refused but must never crash.
//
// With arguments it is a tool: `syntax_test dump FILE` writes the tree (compare_trees.py compares it with CPython's),
// `disassemble FILE` the bytecode, `size FILE...` the memory of the tree, `fuzz FILE...` parses and compiles damaged
// copies.
#include <stdlib.h>

#include "core/object/str.h"
#include "core/syntax/compiler.h"
#include "core/syntax/dump.h"
#include "core/syntax/parser.h"
#include "core/vm/disassemble.h"
#include "core/vm/vm.h"
#include "tests/unit/check.h"

static SyntaxErrorInfo error;

// Parses an exact copy, so that a sanitiser sees any read past the end.
static Node *parse_exactly(Arena *arena, const char *text, size_t length, ParseMode mode) {
  char *copy = malloc(length ? length : 1);
  memcpy(copy, text, length);
  tree_arena_init(arena, 0);
  Node *root = parse_source(arena, copy, length, mode, &error);
  free(copy);
  return root;
}

static bool compiles(const char *text, size_t length) {
  error.kind = SYNTAX_ERROR_NONE;
  return compile_source(text, length, str_from_c("test"), COMPILE_EXECUTE, &error) != EMPTY;
}

// --- self-test

static const char *const sample =
    "@a.b(c)\nasync def f(a, /, b: int = 1, *c, d=2, **e) -> None:\n    async with a as b, c: await d\n"
    "def g(x):\n  '''doc'''\n  global y; nonlocal_ = [*a, *b, (yield), {**c, 1: 2}, {1, 2}, lambda *a, b=1: (a, b)]\n"
    "  try:\n    with (a as b, c as d): return x if y else not z\n  except (A, B) as e: raise C from e\n  else: del "
    "x[1:2, ::3], y.z\n"
    "  finally:\n    while a < b <= c is not d not in e: break\n    else: continue_ = 0x1f + 1_000 ** -2.5e3 // 3j\n"
    "match x:\n  case [1, *_, {'k': v, **rest}] | A.B(c, d=-1+2j) as y if y: pass\n  case _: assert x, 'm'\n"
    "class C(B, metaclass=M):\n  x: int = (y := 3)\n  for a, *b in c: print(f'{a!r:>{b}} {c=} {{}}' \"x\", rb'y'[0], "
    "*d, **e)\n"
    "import a.b as c, d\nfrom ..e import (f, g as h,)\nx = y = [i async for i in z if i for j in k]; x @= y; x >>= ~z "
    "<< 1 | 2 & 3 ^ 4\n";

static unsigned random_state = 1;

static unsigned next_random(void) {
  random_state = random_state * 1664525u + 1013904223u;
  return random_state >> 8;
}

// A damaged copy: a slice of the text with some bytes replaced. Its length.
static size_t damage(char *copy, const char *text, size_t length, size_t room) {
  static const char nasty[] = "()[]{}:=,'\"\\\n\t #@*.!fbrx0_";
  size_t start = next_random() % (length + 1), size = next_random() % room;
  if (size > length - start) size = length - start;
  memcpy(copy, text + start, size);
  for (unsigned n = next_random() % 8; n > 0 && size > 0; n--)
    copy[next_random() % size] = nasty[next_random() % (sizeof nasty - 1)];
  return size;
}

// Parses and compiles damaged copies; whether every refusal came with a reason.
static bool survive_damage(const char *text, size_t length, int rounds) {
  for (int round = 0; round < rounds; round++) {
    char copy[2000];
    size_t size = damage(copy, text, length, sizeof copy);
    Arena arena;
    bool reason = parse_exactly(&arena, copy, size, PARSE_FILE) != NULL || error.kind != SYNTAX_ERROR_NONE;
    tree_arena_free(&arena);
    if (!reason) return false;
    if (error.kind == SYNTAX_ERROR_NONE && !compiles(copy, size) && error.kind == SYNTAX_ERROR_NONE) return false;
  }
  return true;
}

// The tree of a text as dump_node writes it.
static bool dumps_as(const char *text, const char *expected) {
  Arena arena;
  const Node *root = parse_exactly(&arena, text, strlen(text), PARSE_EXPRESSION);
  char *dump = NULL;
  size_t size;
  FILE *out = open_memstream(&dump, &size);
  dump_node(out, root ? root->Expression.body : NULL);
  fclose(out);
  tree_arena_free(&arena);
  bool same = strcmp(dump, expected) == 0;
  if (!same) printf("  %s\n  %s\n", dump, expected);
  free(dump);
  return same;
}

// Whether a text is refused at a place with a message.
static bool refused(const char *text, unsigned line, unsigned column, const char *message) {
  bool compiled = compiles(text, strlen(text));
  bool same = !compiled && error.line == line && error.column == column && strcmp(error.message, message) == 0;
  if (!same) printf("  %s:%u:%u: %s\n", text, error.line, error.column, error.message);
  return same;
}

// `count` times `unit` and then `end`.
static bool nested_compiles(const char *unit, int count, const char *end) {
  StrBuilder builder = STR_BUILDER_INIT;
  for (int n = 0; n < count; n++) str_builder_add_c(&builder, unit);
  str_builder_add_c(&builder, end);
  bool result = compiles(builder.data, builder.size);
  str_builder_drop(&builder);
  return result;
}

static bool contains_op(const Code *code, Opcode wanted) {
  for (size_t n = 0; n < code->instruction_count;) {
    Opcode op = instruction_op(code->instructions[n]);
    if (op == wanted) return true;
    n += opcode_info[op].words;
  }
  return false;
}

// The code of the first function in a module's text.
static const Code *function_code(const char *text) {
  Value module = compile_source(text, strlen(text), str_from_c("test"), COMPILE_MODULE, &error);
  const ValueArray *constants = to_code(module)->constants;
  size_t n = 0;
  while (!has_shape(constants->items[n], SHAPE_CODE)) n++;
  return to_code(constants->items[n]);
}

static void check_trees(void) {
  check_section("trees");
  CHECK(dumps_as("a.b", "(Attribute 1:0-1:3 value=(Name 1:0-1:1 id=a) attr=b)"));
  CHECK(dumps_as("(a) + -1",
                 "(BinOp 1:0-1:8 left=(Name 1:1-1:2 id=a) op=0 right=(UnaryOp 1:6-1:8 op=3 operand=(Constant 1:7-1:8 "
                 "value=int:1)))"));
  CHECK(dumps_as("'\\u00e9' 'b'", "(Constant 1:0-1:12 value=str:c3a962)"));
  CHECK(dumps_as("x < y is not z",
                 "(Compare 1:0-1:14 left=(Name 1:0-1:1 id=x) ops=2,7 comparators=[(Name 1:4-1:5 id=y) (Name 1:13-1:14 "
                 "id=z)])"));
  Arena arena;
  CHECK(parse_exactly(&arena, sample, strlen(sample), PARSE_FILE) != NULL);
  tree_arena_free(&arena);
}

static void check_errors(void) {
  check_section("errors");
  CHECK(refused("x = (1,\n", 1, 5, "'(' was never closed"));
  CHECK(refused("if x\n  y", 1, 5, "expected ':'"));
  CHECK(refused("f(a b)", 1, 3, "invalid syntax. Perhaps you forgot a comma?"));
  CHECK(refused("f() = 1", 1, 1, "cannot assign to function call here. Maybe you meant '==' instead of '='?"));
  CHECK(refused("def f():\nx", 2, 1, "expected an indented block after function definition on line 1"));
  CHECK(refused("def f(x): global x", 1, 11, "name 'x' is parameter and global"));
  // Like CPython, errors found after parsing count bytes.
  CHECK(refused("\xc3\xa9 = 1; return", 1, 9, "'return' outside function"));
}

static void check_limits(void) {
  check_section("limits");
  CHECK(nested_compiles("(", 190, "1") == false);
  CHECK(nested_compiles("-", 100000, "1") == false);
  CHECK(nested_compiles("lambda: ", 100000, "1") == false);
  CHECK(nested_compiles("x + ", 100000, "1") == false && error.kind == SYNTAX_ERROR_RECURSION);
  CHECK(nested_compiles("x + ", 500, "1"));
  CHECK(nested_compiles("if x: pass\nel", 3000, "if x: pass"));
  CHECK(nested_compiles("x, ", 3000, "y"));
}

static void check_code(void) {
  check_section("code");
  const Code *code = function_code("def f(a, b):\n  while a < b: a += 1\n  return a");
  CHECK(code->cleared_registers == 0 && code->argument_count == 2);
  CHECK(contains_op(code, OP_JUMP_LT) && contains_op(code, OP_ADD_INPLACE_K) && contains_op(code, OP_LOOP));
  CHECK(!contains_op(code, OP_MOVE) && !contains_op(code, OP_CHECK_BOUND));
  code = function_code("def f(c):\n  if c: x = 1\n  return x");
  CHECK(contains_op(code, OP_CHECK_BOUND) && code->cleared_registers == 2);
  code = function_code("def f(a):\n  return [x + y for x in a for y in a]");
  CHECK(contains_op(code, OP_FOR_ITER) && !contains_op(code, OP_MAKE_FUNCTION));
}

static int self_test(void) {
  check_trees();
  check_errors();
  check_limits();
  check_code();
  check_section("damage");
  CHECK(survive_damage(sample, strlen(sample), 4000));
  return check_result();
}

// --- tool

static int run_command(const char *command, const char *path) {
  static char text[1 << 22];
  FILE *file = fopen(path, "rb");
  if (!file) return 2;
  size_t length = fread(text, 1, sizeof text, file);
  fclose(file);
  if (strcmp(command, "fuzz") == 0) return !survive_damage(text, length, 300);
  if (strcmp(command, "disassemble") == 0) {
    Value code = compile_source(text, length, str_from_c(path), COMPILE_MODULE, &error);
    if (code != EMPTY) disassemble(stdout, to_code(code));
    return code == EMPTY;
  }
  Arena arena;
  const Node *root = parse_exactly(&arena, text, length, PARSE_FILE);
  if (!root) {
    printf("%s:%u:%u: %s\n", path, error.line, error.column, error.message);
  } else if (strcmp(command, "dump") == 0) {
    dump_node(stdout, root);
    putchar('\n');
  } else {
    printf("%s: %zu bytes of source, %zu of tree\n", path, length, arena.used);
  }
  tree_arena_free(&arena);
  return root == NULL;
}

int main(int argc, char **argv) {
  vm_init(&argc);
  if (argc == 1) return self_test();
  int status = 0;
  for (int n = 2; n < argc; n++) status |= run_command(argv[1], argv[n]);
  return status;
}
