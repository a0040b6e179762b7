// The checks of code from bytecode files: what the compiler makes passes; with one instruction changed so that it would
// not find in its registers what it takes for granted, it is refused with the right reason.
#include <stdlib.h>

#include "core/heap/heap.h"
#include "core/object/str.h"
#include "core/vm/bytecode.h"
#include "core/vm/image.h"
#include "core/vm/vm.h"
#include "tests/unit/check.h"

static const char kinds[] = "an instruction does not find what it needs";

typedef struct Change {
  const char *what, *source;
  Opcode op;           // the last instruction of this kind in the last code that has one ...
  uint32_t clear, set; // ... has bits cleared and set in the word ...
  unsigned word;       // ... 0: itself, 1: its second
  const char *problem;
} Change;

enum { IN_OP = 0xFF, IN_A = 0xFF << 8, IN_B = 0xFF << 16 };
#define IN_C (0xFFu << 24)
#define A(n) ((uint32_t)(n) << 8)
#define B(n) ((uint32_t)(n) << 16)
#define C(n) ((uint32_t)(n) << 24)

static const Change changes[] = {
    {"a register that nothing was put in", "def f(a):\n x = a + 1\n return x\n", OP_ADD_K, IN_B, B(1), 0, kinds},
    {"registers under a finished call", "def f(a):\n print(a)\n return a\n", OP_RETURN, IN_A, A(2), 0, kinds},
    {"appending to a number", "def f(a):\n return [x for x in a]\n", OP_BUILD_LIST, IN_OP, OP_BUILD_SET, 0, kinds},
    {"a set display that grows a list", "def f(a):\n return {*a, 1}\n", OP_BUILD_SET, IN_OP, OP_BUILD_LIST, 0, kinds},
    {"a loop over something else", "def f(a):\n for x in a:\n  pass\n", OP_FOR_ITER, IN_A, 0, 0, kinds},
    {"a loop over the middle of a state", "def f(a):\n for x in a:\n  g(x)\n", OP_FOR_ITER, IN_A, A(3), 0, kinds},
    {"a loop whose body overwrites its state", "def f(a, b):\n for x in a:\n  y = b\n", OP_MOVE, IN_A, A(5), 0, kinds},
    {"a cell that is none", "def f(a):\n def g(): return a\n a = 2\n return g\n", OP_MAKE_CELL, IN_OP, OP_NOP, 0,
     kinds},
    {"a closure of a plain variable", "def f(a, b):\n def g(): return a\n return g\n", OP_MAKE_CELL, IN_A, A(1), 0,
     kinds},
    {"continuing to raise a value", "def f(a):\n try:\n  g()\n except A:\n  pass\n", OP_RERAISE, IN_A, 0, 0, kinds},
    {"handling a value again", "def f(a):\n try:\n  g()\n except A:\n  pass\n", OP_LEAVE_HANDLER, IN_A, 0, 0, kinds},
    {"a method call without LOAD_METHOD", "def f(a):\n a.b(1)\n", OP_LOAD_METHOD, IN_A, A(2), 0, kinds},
    {"keyword names that are not loaded", "def f(a):\n a(b=1)\n", OP_LOAD_CONST, IN_A, A(9), 0,
     "an instruction is damaged"},
    {"more keyword names than values", "def f(a):\n a(b=1, c=2)\n", OP_CALL_KW, IN_B, B(1), 0, kinds},
    {"defaults that are no tuple", "def f(a=1, *, b=[]):\n pass\n", OP_BUILD_DICT, IN_OP, OP_BUILD_TUPLE, 0, kinds},
    {"keywords that are no dict", "def f(a):\n g(**a)\n", OP_BUILD_DICT, IN_OP, OP_BUILD_LIST, 0, kinds},
    {"a yield outside a generator", "def f(a):\n yield a\n", OP_START_GENERATOR, IN_OP, OP_NOP, 0, kinds},
    {"names of functions in a dict", "def f(a):\n global b\n b = a\n", OP_STORE_GLOBAL, IN_OP, OP_STORE_NAME, 0,
     "an instruction is damaged"},
    {"two users of a cache", "def f(a):\n a.b\n a.c\n", OP_LOAD_ATTR, 0xFFFF, 0, 1, "an inline cache is used twice"},
    {"going back without a loop", "def f(a):\n while a:\n  g()\n", OP_LOOP, IN_OP, OP_JUMP, 0, "a jump leads nowhere"},
    {"a local that may be unbound", "def f(a):\n if a:\n  b = 1\n return b\n", OP_CHECK_BOUND, IN_OP, OP_NOP, 0, kinds},
    {"keys of a pattern", "def f(a):\n match a:\n  case {1: x}:\n   pass\n", OP_MATCH_KEYS, IN_C, 0, 0, kinds},
};

// The last instruction of a kind in a code itself; -1: none.
static int64_t find_instruction(const CodeRecord *record, Opcode op) {
  int64_t found = -1;
  const uint32_t *words = record_instructions(record);
  for (size_t n = 0; n < record->instruction_count; n += opcode_info[instruction_op(words[n])].words) {
    if (instruction_op(words[n]) == op) found = (int64_t)n;
  }
  return found;
}

// The innermost, last code that has such an instruction.
static const CodeRecord *inner_code(const uint8_t *image, const CodeRecord *record, Opcode op, size_t *index) {
  const CodeRecord *found = NULL;
  for (unsigned n = 0; n < record->constant_count; n++) {
    uint32_t word = record_constants(record)[n];
    if (image_kind(word) != IMAGE_CODE) continue;
    const CodeRecord *inner = inner_code(image, image_at(image, image_offset(word)), op, index);
    if (inner != NULL) found = inner;
  }
  int64_t own = found == NULL ? find_instruction(record, op) : -1;
  if (own < 0) return found;
  *index = (size_t)own;
  return record;
}

static uint8_t *compile(const char *source, size_t *bytes) {
  Value code = vm_compile(source, strlen(source), "test", "module");
  if (code == EMPTY) return NULL;
  ImageModule module = {.name = str_from_c(""), .filename = str_from_c("test"), .code = code};
  return image_write(&module, 1, true, bytes);
}

static void check_change(const Change *change) {
  size_t bytes = 0, index = 0;
  uint8_t *image = compile(change->source, &bytes);
  CHECK(image != NULL);
  if (image == NULL) return;
  const char *problem = image_check(image, bytes);
  CHECK(problem == NULL);
  const CodeRecord *record = inner_code(image, image_at(image, image_roots(image)->code), change->op, &index);
  CHECK(record != NULL);
  if (record == NULL) return;
  uint32_t *word = (uint32_t *)(uintptr_t)record_instructions(record) + index + change->word;
  *word = (*word & ~change->clear) | change->set;
  ImageHeader *header = (ImageHeader *)(void *)image;
  header->checksum = image_checksum(image + sizeof *header, bytes - sizeof *header);
  problem = image_check(image, bytes);
  bool right = problem != NULL && strcmp(problem, change->problem) == 0;
  if (!right) printf("%s: %s\n", change->what, problem == NULL ? "accepted" : problem);
  CHECK(right);
  free(image);
}

int main(void) {
  vm_init(&(int){0});
  for (size_t n = 0; n < sizeof changes / sizeof changes[0]; n++) {
    check_section(changes[n].what);
    check_change(&changes[n]);
  }
  return check_result();
}
