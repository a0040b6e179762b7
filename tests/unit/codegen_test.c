// martlet-codegen from outside: requests made by hand go through the real process, and what comes back is run. The exits'
// handler is a C function of the traces' prototype that notes what it was handed.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/trace/codegen_client.h"
#include "core/trace/helpers.h"
#include "core/trace/prototype.h"
#include "core/vm/vm.h"
#include "port/port.h"
#include "tests/unit/check.h"

// --- making a request

static TraceBuffer *buffer;
static uint64_t pool[64];
static void *slots[64];
static void *helpers[HELPER_COUNT];
static uint64_t stack[256];
static VM machine;  // not the real one: a context with a value stack's end behind it

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
  trace_instructions(buffer)[buffer->instruction_count] = (IrInstruction){(uint8_t)op, (uint8_t)type, (uint16_t)a, (uint16_t)b, (uint16_t)c};
  return (Ref)buffer->instruction_count++;
}

static Ref add_constant(IrType type, uint64_t bits, bool in_pool) {
  uint32_t number = buffer->constant_count++;
  trace_constants(buffer)[number] = (IrConstant){.bits = bits, .type = (uint8_t)type, .in_pool = in_pool, .pool_index = number};
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
  trace_exits(buffer)[buffer->exit_count] = (IrExit){10 + buffer->exit_count, (uint16_t)buffer->argument_count, (uint16_t)count};
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
  machine.stack_end = stack + 256;
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

int main(void) {
  if (!codegen_open()) return 1;
  buffer = codegen_buffer();
  test_int_loop();
  test_double_loop();
  codegen_close();
  return check_result();
}
