// martlet-codegen from outside: requests made by hand go through the real process, and what comes back is run. The
// exits' handler is a C function of the traces' prototype that notes what it was handed.
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/trace/codegen_client.h"
#include "core/trace/helpers.h"
#include "core/trace/prototype.h"
#include "core/vm/vm.h"
#include "tests/unit/check.h"
#include "tests/unit/codegen_program.h"

// --- making a request

static TraceBuffer *buffer;
static uint64_t pool[256];
static void *slots[64];
static void *helpers[HELPER_COUNT];
static uint64_t stack[256];
static VM machine; // not the real one: a context with a value stack's end behind it

static struct {
  uint64_t words[PORT_TRACE_WORDS];
  double doubles[PORT_TRACE_DOUBLES];
  uint32_t number;
  unsigned count;
} taken;

static TRACE_CALL_CONVENTION uint64_t handler(TRACE_PARAMETERS) {
#define NOTE_WORD(n) taken.words[n] = w##n;
#define NOTE_DOUBLE(n) taken.doubles[n] = d##n;
  TRACE_WORD_LIST(NOTE_WORD)
  TRACE_DOUBLE_LIST(NOTE_DOUBLE)
  taken.number = context->exit_number;
  taken.count++;
  return 42;
}

static void begin(void) {
  buffer->instruction_count = buffer->constant_count = buffer->exit_count = buffer->argument_count = 0;
  buffer->loop = buffer->first_phi = buffer->body_first_argument = buffer->body_argument_count = 0;
  trace_instructions(buffer)[buffer->instruction_count++] = (IrInstruction){0};
}

static Ref add(IrOp op, IrType type, unsigned a, unsigned b, unsigned c) {
  trace_instructions(buffer)[buffer->instruction_count] =
      (IrInstruction){(uint8_t)op, (uint8_t)type, (uint16_t)a, (uint16_t)b, (uint16_t)c};
  return (Ref)buffer->instruction_count++;
}

static Ref add_constant(IrType type, uint64_t bits, bool in_pool) {
  uint32_t number = buffer->constant_count++;
  trace_constants(buffer)[number] =
      (IrConstant){.bits = bits, .type = (uint8_t)type, .in_pool = in_pool, .pool_index = number};
  if (in_pool) pool[number] = bits;
  return (Ref)(CONSTANT_REF + number);
}
static Ref number(int64_t i) { return add_constant(IR_TYPE_I, (uint64_t)i, false); }
static Ref real(double d) {
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  return add_constant(IR_TYPE_F, bits, true);
}

static void arguments(const Ref *refs, unsigned count) {
  for (unsigned k = 0; k < count; k++) trace_arguments(buffer)[buffer->argument_count++] = refs[k];
}

// Exits are numbered from 10 on, to tell index and number apart.
static unsigned add_exit_of(const Ref *refs, unsigned count) {
  trace_exits(buffer)[buffer->exit_count] =
      (IrExit){10 + buffer->exit_count, (uint16_t)buffer->argument_count, (uint16_t)count, 0};
  arguments(refs, count);
  return buffer->exit_count++;
}
#define EXIT(...) add_exit_of((const Ref[]){__VA_ARGS__}, sizeof((const Ref[]){__VA_ARGS__}) / sizeof(Ref))
#define BODY_ARGUMENTS(...) \
  (buffer->body_first_argument = buffer->argument_count, \
   buffer->body_argument_count = sizeof((const Ref[]){__VA_ARGS__}) / sizeof(Ref), \
   arguments((const Ref[]){__VA_ARGS__}, buffer->body_argument_count))

static void add_loop(void) { buffer->loop = add(IR_LOOP, IR_TYPE_N, 0, 0, 0); }
static void add_back(void) {
  add(IR_BACK, IR_TYPE_N, 0, 0, 0);
  buffer->first_phi = buffer->instruction_count;
}

static CodegenStatus submit(void) {
  if (!buffer->loop) buffer->first_phi = buffer->instruction_count;
  buffer->code_offset = arena_largest_free(&buffer->code_capacity);
  if (codegen_submit() == CODEGEN_UNAVAILABLE) return CODEGEN_LLVM_ERROR;
  codegen_wait();
  CodegenStatus status = (CodegenStatus)buffer->status;
  if (status == CODEGEN_OK) arena_take(buffer->code_offset, buffer->code_bytes);
  codegen_release();
  return status;
}

// Compiles what was added; NULL on failure.
static TraceFunction compile(void) {
  if (submit() != CODEGEN_OK) return NULL;
  return (TraceFunction)(void *)(codegen_arena() + buffer->code_offset + buffer->entry_offset);
}

static void run(TraceFunction function) {
  TraceContext *context = &machine.trace;
#define NO_WORD(n) , 0
  memset(&taken, 0, sizeof taken);
  if (function) CHECK(function(context TRACE_WORD_LIST(NO_WORD) TRACE_DOUBLE_LIST(NO_WORD)) == 42);
}

static void prepare(void) {
  for (unsigned k = 0; k < 64; k++) slots[k] = (void *)handler;
  memset(stack, 0, sizeof stack);
  machine.trace.base = stack + 16;
  machine.trace.pool = pool;
  machine.trace.exit_slots = slots;
  machine.trace.helpers = helpers;
  machine.trace.poll = 0;
}

// --- traces

// i = slot 0; total = slot 1 + more; while i < 1000: total += i; i += 1
static void int_loop(int64_t total, int64_t more) {
  prepare();
  machine.trace.base[0] = from_small_int(0);
  machine.trace.base[1] = from_small_int(total);
  begin();
  unsigned at_start = add_exit_of(NULL, 0);
  Ref slot_i = add(IR_SLOT, IR_TYPE_V, 0, 0, 0), slot_total = add(IR_SLOT, IR_TYPE_V, 1, 0, 0);
  add(IR_GUARD_IS_INT, IR_TYPE_N, slot_i, 0, at_start);
  add(IR_GUARD_IS_INT, IR_TYPE_N, slot_total, 0, at_start);
  Ref i = add(IR_UNBOX_INT, IR_TYPE_I, slot_i, 0, 0), start = add(IR_UNBOX_INT, IR_TYPE_I, slot_total, 0, 0);
  Ref sum = add(IR_ADD, IR_TYPE_I, start, number(more), 0);
  BODY_ARGUMENTS(sum, i);
  add_loop();
  unsigned done = EXIT(i, sum), overflow = EXIT(sum, i);
  add(IR_GUARD_POLL, IR_TYPE_N, 0, 0, done);
  add(IR_GUARD_LT, IR_TYPE_N, i, number(1000), done);
  Ref next_sum = add(IR_ADD_OVERFLOW, IR_TYPE_I, sum, i, overflow);
  Ref next_i = add(IR_ADD, IR_TYPE_I, i, number(1), 0);
  add_back();
  add(IR_PHI, IR_TYPE_I, i, next_i, 0);
  add(IR_PHI, IR_TYPE_I, sum, next_sum, 0);
  run(compile());
}

static void test_int_loop(void) {
  check_section("int loop");
  int_loop(5, 0);
  CHECK(taken.count == 1 && taken.number == 11);
  CHECK_EQUAL(taken.words[0], 1000);
  CHECK_EQUAL(taken.words[1], 499505);
  CHECK(buffer->body_offset != 0);
  int_loop(-1, INT64_MAX - 45);
  CHECK_EQUAL(taken.number, 12);
  CHECK_EQUAL(taken.words[0], INT64_MAX - 1);
  CHECK_EQUAL(taken.words[1], 10);
}

// x = slot 0; do x = -(abs(x) * 0.5 - 1.0) / 3.0 … 10 times, counted by a double
static void test_double_loop(void) {
  check_section("double loop");
  prepare();
  machine.trace.base[0] = from_double(100.0);
  begin();
  unsigned at_start = add_exit_of(NULL, 0);
  Ref slot = add(IR_SLOT, IR_TYPE_V, 0, 0, 0);
  add(IR_GUARD_IS_FLOAT, IR_TYPE_N, slot, 0, at_start);
  Ref x = add(IR_UNBOX_FLOAT, IR_TYPE_F, slot, 0, 0);
  Ref count = add(IR_INT_TO_FLOAT, IR_TYPE_F, number(3), 0, 0);
  BODY_ARGUMENTS(count, x);
  add_loop();
  unsigned done = EXIT(x, count);
  add(IR_GUARD_LT_F, IR_TYPE_N, count, real(13.0), done);
  Ref half = add(IR_MUL_F, IR_TYPE_F, add(IR_ABS_F, IR_TYPE_F, x, 0, 0), real(0.5), 0);
  Ref minus = add(IR_NEG_F, IR_TYPE_F, add(IR_SUB_F, IR_TYPE_F, half, real(1.0), 0), 0, 0);
  Ref next = add(IR_DIV_F, IR_TYPE_F, minus, real(3.0), 0);
  Ref next_count = add(IR_ADD_F, IR_TYPE_F, count, real(1.0), 0);
  add_back();
  add(IR_PHI, IR_TYPE_F, x, next, 0);
  add(IR_PHI, IR_TYPE_F, count, next_count, 0);
  run(compile());
  double expected = 100;
  for (int k = 0; k < 10; k++) expected = -((expected < 0 ? -expected : expected) * 0.5 - 1.0) / 3.0;
  CHECK(taken.doubles[0] == expected && taken.doubles[1] == 13.0);
  machine.trace.base[0] = from_small_int(1);
}

// Ends a trace that has no loop: leaves with the values.
#define LEAVE_WITH(...) add(IR_LEAVE, IR_TYPE_N, 0, 0, EXIT(__VA_ARGS__))

// An int that LLVM cannot see.
static Ref hidden(int64_t i) { return add_constant(IR_TYPE_I, (uint64_t)i, true); }

static uint64_t argument_word(unsigned k) {
  return k < PORT_TRACE_WORDS ? taken.words[k] : machine.trace.spill[k - PORT_TRACE_WORDS];
}

static int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0)); }
static int64_t floor_modulo(int64_t a, int64_t b) { return a % b != 0 && (a % b < 0) != (b < 0) ? a % b + b : a % b; }

static void test_arithmetic(void) {
  static const int64_t dividends[] = {0, 1, -1, 7, -7, 8, -8, 100, -100, INT64_MAX, INT64_MIN, INT64_MIN + 1};
  static const int64_t divisors[] = {1, 2, 3, 8, 10, -2, -3, INT64_MAX, INT64_MIN};
  check_section("arithmetic");
  for (size_t d = 0; d < sizeof divisors / sizeof *divisors; d++) {
    Ref results[48];
    unsigned count = 0;
    prepare();
    begin();
    for (size_t n = 0; n < 12; n++) {
      Ref a = hidden(dividends[n]);
      Ref b[] = {hidden(divisors[d]), number(divisors[d])};
      for (int k = 0; k < 2; k++) {
        results[count++] = add(IR_FLOORDIV, IR_TYPE_I, a, b[k], 0);
        results[count++] = add(IR_MOD, IR_TYPE_I, a, b[k], 0);
      }
    }
    add(IR_LEAVE, IR_TYPE_N, 0, 0, add_exit_of(results, count));
    run(compile());
    for (unsigned k = 0; k < count; k++) {
      int64_t a = dividends[k / 4], b = divisors[d];
      CHECK_EQUAL(argument_word(k), k % 2 == 0 ? floor_divide(a, b) : floor_modulo(a, b));
    }
  }
  prepare();
  begin();
  Ref a = hidden(-12), b = hidden(5);
  Ref words[] = {add(IR_ADD, IR_TYPE_I, a, b, 0),
                 add(IR_SUB, IR_TYPE_I, a, b, 0),
                 add(IR_MUL, IR_TYPE_I, a, b, 0),
                 add(IR_AND, IR_TYPE_I, a, b, 0),
                 add(IR_OR, IR_TYPE_I, a, b, 0),
                 add(IR_XOR, IR_TYPE_I, a, b, 0),
                 add(IR_SHL, IR_TYPE_I, a, b, 0),
                 add(IR_SHR, IR_TYPE_I, a, number(1), 0),
                 add(IR_MIN, IR_TYPE_I, a, b, 0),
                 add(IR_MAX, IR_TYPE_I, a, b, 0),
                 add(IR_FLOAT_TO_INT, IR_TYPE_I, real(-2.9), 0, 0)};
  static const int64_t expected[] = {-7, -17, -60, -12 & 5, -12 | 5, -12 ^ 5, -12 * 32, -6, -12, 5, -2};
  add(IR_LEAVE, IR_TYPE_N, 0, 0, add_exit_of(words, 11));
  run(compile());
  for (unsigned k = 0; k < 11; k++) CHECK_EQUAL(argument_word(k), expected[k]);
  prepare();
  begin();
  LEAVE_WITH(add(IR_SQRT_F, IR_TYPE_F, real(2.0), 0, 0), add(IR_FLOOR_F, IR_TYPE_F, real(-1.5), 0, 0),
             add(IR_NEG_F, IR_TYPE_F, real(0.0), 0, 0), add(IR_INT_TO_FLOAT, IR_TYPE_F, number(7), 0, 0));
  run(compile());
  CHECK(taken.doubles[0] == __builtin_sqrt(2.0) && taken.doubles[1] == -2.0 && taken.doubles[3] == 7.0);
  CHECK(taken.doubles[2] == 0 && __builtin_signbit(taken.doubles[2]));
}

static void test_boxing(void) {
  check_section("boxing");
  prepare();
  begin();
  double nan;
  memcpy(&nan, &(uint64_t){0xFFF8000000000123u}, 8);
  Ref box_nan = add(IR_BOX_FLOAT, IR_TYPE_V, real(nan), 0, 0),
      box_float = add(IR_BOX_FLOAT, IR_TYPE_V, real(-0.0), 0, 0);
  Ref box_int = add(IR_BOX_INT, IR_TYPE_V, hidden(-3), 0, 0),
      box_large = add(IR_BOX_INT, IR_TYPE_V, hidden(SMALL_INT_MAX), 0, 0);
  Ref object = add(IR_BOX_OBJECT, IR_TYPE_V, add_constant(IR_TYPE_P, (uintptr_t)stack, true), 0, 0);
  add(IR_STORE_SLOT, IR_TYPE_N, 3, box_int, 0);
  add(IR_STORE_SLOT, IR_TYPE_N, 4, add_constant(IR_TYPE_V, NONE, false), 0);
  add(IR_STORE_SLOT, IR_TYPE_N, 5, add_constant(IR_TYPE_V, TRUE_VALUE, false), 0);
  add(IR_STORE_SLOT, IR_TYPE_N, (uint16_t)-1, box_large, 0);
  Ref again = add(IR_SLOT, IR_TYPE_V, 3, 0, 0);
  LEAVE_WITH(box_nan, box_float, box_int, box_large, object, again);
  run(compile());
  CHECK_EQUAL(taken.words[0], from_double(nan));
  CHECK_EQUAL(taken.words[1], from_double(-0.0));
  CHECK_EQUAL(taken.words[2], from_small_int(-3));
  CHECK_EQUAL(taken.words[3], from_small_int(SMALL_INT_MAX));
  CHECK_EQUAL(taken.words[4], (uintptr_t)stack);
  CHECK_EQUAL(taken.words[5], from_small_int(-3));
  CHECK(machine.trace.base == stack + 16 && stack[15] == from_small_int(SMALL_INT_MAX));
  CHECK(stack[19] == from_small_int(-3) && stack[20] == NONE && stack[21] == TRUE_VALUE);
}

// Guards: which of a list of inputs pass.
static void check_guard(IrOp op, Ref a, unsigned b, bool passes) {
  unsigned fails = EXIT(a);
  add(op, IR_TYPE_N, a, b, fails);
  LEAVE_WITH(a);
  TraceFunction function = compile();
  CHECK(function != NULL);
  run(function);
  if (taken.number != (passes ? 11 : 10)) printf("guard %d, constants %d\n", op, buffer->constant_count);
  CHECK_EQUAL(taken.number, passes ? 11 : 10);
}

static void guard_on_value(IrOp op, Value value, bool passes) {
  prepare();
  begin();
  machine.trace.base[1] = value;
  check_guard(op, add(IR_SLOT, IR_TYPE_V, 1, 0, 0), 0, passes);
}

static void guard_on_ints(IrOp op, int64_t a, int64_t b, bool passes) {
  prepare();
  begin();
  machine.trace.base[1] = (Value)a;
  Ref right = number(b);
  check_guard(op, add(IR_SLOT, IR_TYPE_V, 1, 0, 0), right, passes);
}

static void guard_on_doubles(IrOp op, double a, double b, bool passes) {
  prepare();
  begin();
  machine.trace.base[1] = from_double(a);
  Ref left = add(IR_UNBOX_FLOAT, IR_TYPE_F, add(IR_SLOT, IR_TYPE_V, 1, 0, 0), 0, 0);
  check_guard(op, left, real(b), passes);
}

static void test_guards(void) {
  check_section("guards");
  Value object = from_object(stack), small = from_small_int(-1), zero = from_small_int(SMALL_INT_MIN),
        infinity = from_double(-__builtin_inf());
  const Value values[] = {
      object, small, zero, infinity, from_double(0.0), NONE, TRUE_VALUE, EMPTY, from_double(__builtin_nan(""))};
  for (unsigned k = 0; k < 9; k++) {
    guard_on_value(IR_GUARD_IS_INT, values[k], is_int(values[k]));
    guard_on_value(IR_GUARD_IS_FLOAT, values[k], is_double(values[k]));
    guard_on_value(IR_GUARD_IS_OBJECT, values[k], is_object(values[k]));
    guard_on_value(IR_GUARD_NOT_EMPTY, values[k], values[k] != EMPTY);
  }
  const int64_t ints[] = {SMALL_INT_MAX, SMALL_INT_MAX + 1, SMALL_INT_MIN, SMALL_INT_MIN - 1, INT64_MIN, INT64_MAX, 0};
  for (unsigned k = 0; k < 7; k++) guard_on_value(IR_GUARD_SMALL, (Value)ints[k], fits_small_int(ints[k]));
  for (int64_t a = -1; a <= 1; a++) {
    guard_on_ints(IR_GUARD_LT, a, 0, a < 0);
    guard_on_ints(IR_GUARD_LE, a, 0, a <= 0);
    guard_on_ints(IR_GUARD_GT, a, 0, a > 0);
    guard_on_ints(IR_GUARD_GE, a, 0, a >= 0);
    guard_on_ints(IR_GUARD_EQ, a, 0, a == 0);
    guard_on_ints(IR_GUARD_NE, a, 0, a != 0);
    guard_on_ints(IR_GUARD_SAME, a, 0, a == 0);
    guard_on_ints(IR_GUARD_NOT_SAME, a, 0, a != 0);
    guard_on_ints(IR_GUARD_BELOW, a, 1, a == 0);
  }
  const double doubles[] = {-1, 0, 1, __builtin_nan("")};
  for (unsigned k = 0; k < 4; k++) {
    double a = doubles[k];
    guard_on_doubles(IR_GUARD_LT_F, a, 0, a < 0);
    guard_on_doubles(IR_GUARD_LE_F, a, 0, a <= 0);
    guard_on_doubles(IR_GUARD_EQ_F, a, 0, a == 0);
    guard_on_doubles(IR_GUARD_NLT_F, a, 0, !(a < 0));
    guard_on_doubles(IR_GUARD_NLE_F, a, 0, !(a <= 0));
    guard_on_doubles(IR_GUARD_NE_F, a, 0, a != 0);
  }
  prepare();
  begin();
  machine.trace.poll = 4;
  check_guard(IR_GUARD_POLL, add(IR_SLOT, IR_TYPE_V, 1, 0, 0), 0, false);
}

// Objects that look enough like the real ones.
static List fake_list;
static Dict fake_dict;
static uint64_t memory[5][24];
#define FAKE_ARRAY ((ValueArray *)(void *)memory[0])
#define FAKE_TUPLE ((Tuple *)(void *)memory[1])
#define FAKE_STR ((Str *)(void *)memory[2])
#define FAKE_BYTES ((Bytes *)(void *)memory[3])
#define FAKE_ENTRIES ((ByteArray *)(void *)memory[4])

// total = 0; for i in range(len(list)): list[i] += 1; total += list[i]
static void test_list(void) {
  check_section("list");
  prepare();
  fake_list.header.shape = 7;
  fake_list.length = 5;
  fake_list.storage = FAKE_ARRAY;
  for (int k = 0; k < 8; k++) FAKE_ARRAY->items[k] = from_small_int(10 * k);
  machine.trace.base[0] = from_object(&fake_list);
  begin();
  Ref zero = number(0), one = number(1);
  unsigned at_start = add_exit_of(NULL, 0);
  Ref value = add(IR_SLOT, IR_TYPE_V, 0, 0, 0);
  add(IR_GUARD_IS_OBJECT, IR_TYPE_N, value, 0, at_start);
  Ref list = add(IR_UNBOX_OBJECT, IR_TYPE_P, value, 0, 0);
  add(IR_GUARD_SHAPE, IR_TYPE_N, list, number(7), at_start);
  Ref i = add(IR_ADD, IR_TYPE_I, zero, zero, 0), total = add(IR_ADD, IR_TYPE_I, zero, zero, 0);
  BODY_ARGUMENTS(total, list, i);
  add_loop();
  unsigned done = EXIT(total, i, list);
  Ref length = add(IR_LOAD_FIELD, IR_TYPE_I, list, TRACE_FIELD_LIST_LENGTH, 0);
  add(IR_GUARD_BELOW, IR_TYPE_N, i, length, done);
  Ref storage = add(IR_LOAD_FIELD, IR_TYPE_P, list, TRACE_FIELD_LIST_STORAGE, 0);
  Ref item = add(IR_LOAD_ITEM, IR_TYPE_V, storage, i, 0);
  add(IR_GUARD_IS_INT, IR_TYPE_N, item, 0, done);
  Ref more = add(IR_ADD_OVERFLOW, IR_TYPE_I, add(IR_UNBOX_INT, IR_TYPE_I, item, 0, 0), one, done);
  add(IR_STORE_ITEM, IR_TYPE_N, storage, i, add(IR_BOX_INT, IR_TYPE_V, more, 0, 0));
  Ref read_back = add(IR_UNBOX_INT, IR_TYPE_I, add(IR_LOAD_ITEM, IR_TYPE_V, storage, i, 0), 0, 0);
  Ref next_total = add(IR_ADD_OVERFLOW, IR_TYPE_I, total, read_back, done);
  Ref next_i = add(IR_ADD, IR_TYPE_I, i, one, 0);
  add_back();
  add(IR_PHI, IR_TYPE_I, i, next_i, 0);
  add(IR_PHI, IR_TYPE_I, total, next_total, 0);
  TraceFunction function = compile();
  run(function);
  CHECK(taken.number == 11 && taken.words[0] == 105 && taken.words[1] == 5 && taken.words[2] == (uintptr_t)&fake_list);
  CHECK(FAKE_ARRAY->items[4] == from_small_int(41) && FAKE_ARRAY->items[5] == from_small_int(50));
  fake_list.header.shape = 8;
  run(function);
  CHECK_EQUAL(taken.number, 10);
}

static Ref pointer_to(const void *object) { return add_constant(IR_TYPE_P, (uintptr_t)object, true); }

static void test_objects(void) {
  check_section("objects");
  prepare();
  FAKE_TUPLE->items[2] = from_small_int(22);
  FAKE_STR->length = 0x80000001u;
  memcpy(FAKE_STR->text, "abc\xe9", 4);
  FAKE_BYTES->size = 4;
  memcpy(FAKE_BYTES->data, "wxyz", 4);
  fake_dict.entries = FAKE_ENTRIES;
  fake_dict.version = 77;
  ((DictEntry *)(void *)FAKE_ENTRIES->data)[3].value = NONE;
  begin();
  Ref tuple = pointer_to(FAKE_TUPLE), str = pointer_to(FAKE_STR), bytes = pointer_to(FAKE_BYTES),
      dict = pointer_to(&fake_dict);
  Ref item = add(IR_LOAD_TUPLE, IR_TYPE_V, tuple, number(2), 0);
  Ref letter = add(IR_LOAD_BYTE, IR_TYPE_I, str, number(3), 0),
      byte = add(IR_LOAD_BYTE, IR_TYPE_I, bytes, hidden(1), 1);
  Ref length = add(IR_LOAD_FIELD, IR_TYPE_I, str, TRACE_FIELD_STR_LENGTH, 0),
      size = add(IR_LOAD_FIELD, IR_TYPE_I, bytes, TRACE_FIELD_BYTES_SIZE, 0);
  Ref old = add(IR_LOAD_ENTRY, IR_TYPE_V, dict, 3, 0);
  add(IR_STORE_ENTRY, IR_TYPE_N, dict, 3, add(IR_BOX_INT, IR_TYPE_V, size, 0, 0));
  Ref new = add(IR_LOAD_ENTRY, IR_TYPE_V, dict, 3, 0);
  add(IR_STORE_FIELD, IR_TYPE_N, dict, TRACE_FIELD_DICT_VERSION, number(78));
  add(IR_STORE_AT, IR_TYPE_N, tuple, offsetof(Tuple, items) + 8, old);
  Ref attribute = add(IR_LOAD_AT, IR_TYPE_V, tuple, offsetof(Tuple, items) + 8, 0);
  LEAVE_WITH(item, letter, byte, length, size, old, new, attribute);
  fake_dict.used = 5;
  run(compile());
  CHECK_EQUAL(taken.words[0], from_small_int(22));
  CHECK_EQUAL(taken.words[1], 0xe9);
  CHECK_EQUAL(taken.words[2], 'x');
  CHECK_EQUAL(taken.words[3], 0x80000001u);
  CHECK_EQUAL(taken.words[4], 4);
  CHECK(taken.words[5] == NONE && taken.words[6] == from_small_int(4) && taken.words[7] == NONE);
  CHECK(fake_dict.version == 78 && fake_dict.used == 5 && FAKE_TUPLE->items[1] == NONE);
}

// More live values than the prototype has registers, through an exit into another trace, and through a loop's start.
#define MANY_WORDS 40
#define MANY_DOUBLES 20

static TraceFunction many_values(unsigned *link) {
  Ref values[MANY_WORDS + MANY_DOUBLES];
  begin();
  for (unsigned k = 0; k < MANY_WORDS + MANY_DOUBLES; k++) {
    Ref slot = add(IR_SLOT, IR_TYPE_V, k, 0, 0);
    bool is_word = k % 3 != 2;
    values[k] = is_word ? add(IR_UNBOX_INT, IR_TYPE_I, slot, 0, 0) : add(IR_UNBOX_FLOAT, IR_TYPE_F, slot, 0, 0);
  }
  unsigned exit = add_exit_of(values, MANY_WORDS + MANY_DOUBLES);
  *link = trace_exits(buffer)[exit].exit_number;
  add(IR_LEAVE, IR_TYPE_N, 0, 0, exit);
  return compile();
}

static TraceFunction sum_of_parameters(void) {
  Ref values[MANY_WORDS + MANY_DOUBLES];
  begin();
  for (unsigned k = 0; k < MANY_WORDS + MANY_DOUBLES; k++)
    values[k] = add(IR_PARAM, k % 3 != 2 ? IR_TYPE_I : IR_TYPE_F, k, 0, 0);
  Ref words = values[0], doubles = values[2];
  for (unsigned k = 1; k < MANY_WORDS + MANY_DOUBLES; k++) {
    if (k % 3 != 2)
      words = add(IR_ADD, IR_TYPE_I, words, values[k], 0);
    else if (k > 2)
      doubles = add(IR_ADD_F, IR_TYPE_F, doubles, values[k], 0);
  }
  LEAVE_WITH(doubles, words);
  trace_exits(buffer)[0].exit_number = 50;
  return compile();
}

static void test_many_values(void) {
  check_section("many values");
  prepare();
  int64_t words = 0;
  double doubles = 0;
  for (unsigned k = 0; k < MANY_WORDS + MANY_DOUBLES; k++) {
    bool is_word = k % 3 != 2;
    machine.trace.base[k] = is_word ? from_small_int((int64_t)k * 1000) : from_double(k + 0.25);
    if (is_word)
      words += (int64_t)k * 1000;
    else
      doubles += k + 0.25;
  }
  unsigned link;
  TraceFunction parent = many_values(&link), side = sum_of_parameters();
  run(parent);
  CHECK(taken.number == link && taken.words[0] == 0 && taken.words[1] == 1000 && taken.doubles[0] == 2.25);
  slots[link] = (void *)side;
  run(parent);
  CHECK_EQUAL(taken.number, 50);
  CHECK_EQUAL(taken.words[0], words);
  CHECK(taken.doubles[0] == doubles);
}

// A loop in which each of many values becomes the next one: they travel in the spill area to the body.
static void test_many_phis(void) {
  check_section("many PHIs");
  prepare();
  Ref values[MANY_WORDS];
  begin();
  for (unsigned k = 0; k < MANY_WORDS; k++) {
    machine.trace.base[k] = from_small_int(k);
    values[k] = add(IR_UNBOX_INT, IR_TYPE_I, add(IR_SLOT, IR_TYPE_V, k, 0, 0), 0, 0);
  }
  Ref count = add(IR_UNBOX_INT, IR_TYPE_I, add(IR_SLOT, IR_TYPE_V, 0, 0, 0), 0, 0);
  buffer->body_first_argument = buffer->argument_count;
  arguments(values, MANY_WORDS);
  arguments(&count, 1);
  buffer->body_argument_count = MANY_WORDS + 1;
  add_loop();
  unsigned done = add_exit_of(values, MANY_WORDS);
  Ref next = add(IR_ADD, IR_TYPE_I, count, number(1), 0);
  add(IR_GUARD_LT, IR_TYPE_N, count, number(7), done);
  add_back();
  add(IR_PHI, IR_TYPE_I, count, next, 0);
  for (unsigned k = 0; k < MANY_WORDS; k++) add(IR_PHI, IR_TYPE_I, values[k], values[(k + 1) % MANY_WORDS], 0);
  run(compile());
  CHECK_EQUAL(taken.count, 1);
  for (unsigned k = 0; k < MANY_WORDS; k++) CHECK_EQUAL(argument_word(k), (k + 7) % MANY_WORDS);
}

// --- calls

static Value box_sum(int64_t a) { return from_small_int(a + 1); }
static double mod(double a, double b) { return a * 100 + b; }
static double direct(int64_t function, double a) { return (double)function + a; }
static int64_t set_three(Value a, Value b, Value c) { return (int64_t)(a + b * 10 + c * 100); }
static void native_argument(int64_t index, Value v) { stack[index] = v; }

static Ref call(TraceHelper helper, IrType type, const Ref *refs, unsigned count) {
  for (unsigned k = 0; k < count; k++) add(IR_ARG, IR_TYPE_N, refs[k], 0, 0);
  return add(IR_CALL, type, helper, count, 0);
}
#define CALL(helper, type, ...) \
  call(HELPER_##helper, type, (const Ref[]){__VA_ARGS__}, sizeof((const Ref[]){__VA_ARGS__}) / sizeof(Ref))

static void test_calls(void) {
  check_section("calls");
  prepare();
  helpers[HELPER_INT_FROM_I64] = (void *)box_sum;
  helpers[HELPER_FLOAT_MOD] = (void *)mod;
  helpers[HELPER_DIRECT_D_D] = (void *)direct;
  helpers[HELPER_SET_ITEM] = (void *)set_three;
  helpers[HELPER_NATIVE_ARG] = (void *)native_argument;
  for (unsigned k = 0; k < 20; k++) machine.trace.base[k] = from_small_int(k);
  begin();
  Ref live[20];
  for (unsigned k = 0; k < 20; k++) live[k] = add(IR_UNBOX_INT, IR_TYPE_I, add(IR_SLOT, IR_TYPE_V, k, 0, 0), 0, 0);
  Ref boxed = CALL(INT_FROM_I64, IR_TYPE_V, live[4]);
  Ref d = CALL(FLOAT_MOD, IR_TYPE_F, real(3.0), real(0.5)), e = CALL(DIRECT_D_D, IR_TYPE_F, number(1000), d);
  Ref three = CALL(SET_ITEM, IR_TYPE_I, live[1], live[2], live[3]);
  CALL(NATIVE_ARG, IR_TYPE_N, number(100), boxed);
  Ref all[24] = {boxed, d, e, three};
  memcpy(all + 4, live, sizeof live);
  add(IR_LEAVE, IR_TYPE_N, 0, 0, add_exit_of(all, 24));
  run(compile());
  CHECK_EQUAL(argument_word(0), from_small_int(5));
  CHECK_EQUAL(argument_word(1), 321);
  CHECK(taken.doubles[0] == 300.5 && taken.doubles[1] == 1300.5);
  for (unsigned k = 0; k < 20; k++) CHECK_EQUAL(argument_word(k + 2), k);
  CHECK_EQUAL(stack[100], from_small_int(5));
}

// Code in the place of other code that has run: nothing may remember the old one.
static void test_reuse(void) {
  check_section("reuse of the arena");
  prepare();
  for (int64_t k = 1; k <= 5; k++) {
    begin();
    LEAVE_WITH(add(IR_ADD, IR_TYPE_I, hidden(1000), number(k), 0));
    run(compile());
    CHECK_EQUAL(taken.words[0], 1000 + k);
    arena_give_back(buffer->code_offset, buffer->code_bytes);
  }
}

int main(void) {
  if (!find_program() || !codegen_open()) return 1;
  buffer = codegen_buffer();
  test_int_loop();
  test_double_loop();
  test_arithmetic();
  test_boxing();
  test_guards();
  test_list();
  test_objects();
  test_many_values();
  test_many_phis();
  test_calls();
  test_reuse();
  codegen_close();
  return check_result();
}
