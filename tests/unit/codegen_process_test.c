// martlet-codegen as a process: requests made of garbage, and a process that is missing, dies, hangs, is killed between
// two requests or leaves because it has nothing to do. Each case runs in a child of its own, since a client that has
// met too many failures never starts the process again.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/trace/codegen_client.h"
#include "core/trace/codegen_protocol.h"
#include "port/port.h"
#include "tests/unit/check.h"
#include "tests/unit/codegen_program.h"

static TraceBuffer *buffer;
static char folder[64], script[96], note[96];

// A loop with every kind of reference: slots, constants, exits, PHIs, calls.
static void make_request(void) {
  static const IrInstruction code[] = {
      {IR_NOP, IR_TYPE_N, 0, 0, 0},
      {IR_SLOT, IR_TYPE_V, 0, 0, 0},
      {IR_GUARD_IS_INT, IR_TYPE_N, 1, 0, 0},
      {IR_UNBOX_INT, IR_TYPE_I, 1, 0, 0},
      {IR_INT_TO_FLOAT, IR_TYPE_F, 3, 0, 0},
      {IR_LOOP, IR_TYPE_N, 0, 0, 0},
      {IR_GUARD_LT, IR_TYPE_N, 3, CONSTANT_REF, 1},
      {IR_ADD_OVERFLOW, IR_TYPE_I, 3, CONSTANT_REF + 1, 1},
      {IR_ADD_F, IR_TYPE_F, 4, CONSTANT_REF + 2, 0},
      {IR_ARG, IR_TYPE_N, 7, 0, 0},
      {IR_CALL, IR_TYPE_V, 0, 1, 0},
      {IR_GUARD_NOT_EMPTY, IR_TYPE_N, 10, 0, 2},
      {IR_STORE_SLOT, IR_TYPE_N, 2, 10, 0},
      {IR_BACK, IR_TYPE_N, 0, 0, 0},
      {IR_PHI, IR_TYPE_I, 3, 7, 0},
      {IR_PHI, IR_TYPE_F, 4, 8, 0},
  };
  static const IrConstant constants[] = {{.bits = 1000, .type = IR_TYPE_I},
                                         {.bits = 1, .type = IR_TYPE_I},
                                         {.bits = 0, .type = IR_TYPE_F, .in_pool = 1, .pool_index = 3}};
  static const IrExit exits[] = {{0, 0, 0, 0}, {1, 0, 2, 0}, {2, 2, 2, 0}};
  static const Ref arguments[] = {3, 4, 7, 8, 3, 4};
  memcpy(trace_instructions(buffer), code, sizeof code);
  memcpy(trace_constants(buffer), constants, sizeof constants);
  memcpy(trace_exits(buffer), exits, sizeof exits);
  memcpy(trace_arguments(buffer), arguments, sizeof arguments);
  buffer->instruction_count = sizeof code / sizeof *code;
  buffer->constant_count = 3;
  buffer->exit_count = 3;
  buffer->argument_count = 6;
  buffer->loop = 5;
  buffer->first_phi = 14;
  buffer->body_first_argument = 4;
  buffer->body_argument_count = 2;
  buffer->code_offset = 0;
  buffer->code_capacity = CONFIG_CODE_ARENA_KB * 1024;
}

static CodegenStatus submit(void) {
  CodegenState state = codegen_submit();
  if (state == CODEGEN_UNAVAILABLE) return CODEGEN_PENDING;
  CHECK_EQUAL(codegen_wait(), CODEGEN_DONE);
  CodegenStatus status = (CodegenStatus)buffer->status;
  codegen_release();
  return status;
}

static CodegenStatus submit_good(void) {
  make_request();
  return submit();
}

// --- garbage

static uint64_t random_state = 88172645463325252u;
static uint32_t next_random(uint32_t below) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return (uint32_t)(random_state >> 16) % below;
}

static void spoil_some(void *data, size_t bytes) {
  uint8_t *at = data;
  for (uint32_t n = next_random(4) + 1; n > 0; n--) {
    // Small numbers go deeper into the checks than any numbers.
    uint32_t where = next_random((uint32_t)bytes);
    at[where] = next_random(3) ? (uint8_t)next_random(24) : (uint8_t)next_random(256);
  }
}

static void spoil_request(TraceBuffer *whole) {
  switch (next_random(8)) {
  case 0:
    spoil_some(&whole->instruction_count, (size_t)((char *)&whole->trace_number - (char *)&whole->instruction_count));
    break;
  case 1: spoil_some(&whole->bytes, (size_t)((char *)&whole->instruction_count - (char *)&whole->bytes)); break;
  case 2: spoil_some(trace_constants(whole), 3 * sizeof(IrConstant)); break;
  case 3: spoil_some(trace_exits(whole), 3 * sizeof(IrExit)); break;
  case 4: spoil_some(trace_arguments(whole), 6 * sizeof(Ref)); break;
  default: spoil_some(trace_instructions(whole), 16 * sizeof(IrInstruction)); break;
  }
}

#define GARBAGE_REQUESTS 1500

static void garbage(void) {
  TraceBuffer good = *buffer;
  unsigned answers[CODEGEN_LLVM_ERROR + 1] = {0};
  for (int n = 0; n < GARBAGE_REQUESTS; n++) {
    memcpy(buffer, &good, sizeof good);
    make_request();
    spoil_request(buffer);
    answers[submit()]++;
  }
  memcpy(buffer, &good, sizeof good);
  CHECK(answers[CODEGEN_BAD_REQUEST] > GARBAGE_REQUESTS / 2 && answers[CODEGEN_OK] > 0);
  CHECK_EQUAL(answers[CODEGEN_LLVM_ERROR], 0);
  CHECK_EQUAL(codegen_totals().processes, 1);
  CHECK_EQUAL(submit_good(), CODEGEN_OK);
}

static void random_bytes(void) {
  TraceBuffer good = *buffer;
  for (int n = 0; n < 200; n++) {
    CHECK(port_random(buffer, n % 2 ? buffer->bytes : 256));
    buffer->magic = CODEGEN_VERSION;
    buffer->bytes = good.bytes;
    CHECK_EQUAL(submit(), CODEGEN_BAD_REQUEST);
    memcpy(buffer, &good, sizeof good);
  }
  CHECK_EQUAL(submit_good(), CODEGEN_OK);
  CHECK_EQUAL(codegen_totals().processes, 1);
}

// --- room

static void no_room(void) {
  make_request();
  buffer->code_capacity = 64;
  CHECK_EQUAL(submit(), CODEGEN_NO_ROOM);
  CHECK_EQUAL(submit_good(), CODEGEN_OK);
  CHECK(buffer->code_bytes > 64 && buffer->peak_kb > 0 && buffer->microseconds > 0);
}

// --- the process

// The program becomes a script of these lines.
static void use_script(const char *lines) {
  FILE *file = fopen(script, "w");
  if (!CHECK(file != NULL)) exit(1);
  fprintf(file, "#!/bin/sh\n%s\n", lines);
  fclose(file);
  chmod(script, 0700);
  setenv("MARTLET_CODEGEN", script, 1);
}

// A script that notes the process number and becomes the real program.
static void use_noting_script(void) {
  char lines[2 * PORT_PATH_MAX];
  snprintf(lines, sizeof lines, "echo $$ >%s\nexec %s", note, real_program);
  use_script(lines);
}

static int noted_process(void) {
  int process = 0;
  FILE *file = fopen(note, "r");
  if (!file || fscanf(file, "%d", &process) != 1) process = 0;
  if (file) fclose(file);
  return process;
}

static void wait_ms(long ms) { nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL); }

static void missing(void) {
  setenv("MARTLET_CODEGEN", "/nonexistent/martlet-codegen", 1);
  make_request();
  CHECK_EQUAL(codegen_submit(), CODEGEN_UNAVAILABLE);
  CHECK_EQUAL(codegen_submit(), CODEGEN_UNAVAILABLE);
  CHECK_EQUAL(codegen_totals().processes, 0);
}

static void dies(void) {
  use_script("kill -9 $$");
  for (int n = 0; n < CODEGEN_FAILURES_MAX; n++) CHECK_EQUAL(submit_good(), CODEGEN_LLVM_ERROR);
  CHECK_EQUAL(codegen_submit(), CODEGEN_UNAVAILABLE);
  CHECK_EQUAL(codegen_totals().failures, CODEGEN_FAILURES_MAX);
  CHECK_EQUAL(codegen_totals().processes, 2 * CODEGEN_FAILURES_MAX);
}

static void hangs(void) {
  use_script("exec sleep 1000");
  double start = port_monotonic();
  CHECK_EQUAL(submit_good(), CODEGEN_LLVM_ERROR);
  double seconds = port_monotonic() - start;
  CHECK(seconds > CONFIG_CODEGEN_TIMEOUT_MS * 0.9e-3 && seconds < CONFIG_CODEGEN_TIMEOUT_MS * 1e-3 + 2);
}

static void killed_between(void) {
  use_noting_script();
  CHECK_EQUAL(submit_good(), CODEGEN_OK);
  kill(noted_process(), SIGKILL);
  wait_ms(100);
  CHECK_EQUAL(submit_good(), CODEGEN_OK);
  CHECK(codegen_totals().processes == 2 && codegen_totals().failures == 0);
}

// Killed at any moment: an answer or a failure, and the next request is served.
static void killed_during(void) {
  use_noting_script();
  CHECK_EQUAL(submit_good(), CODEGEN_OK);
  for (int n = 0; n < 6; n++) {
    make_request();
    codegen_submit();
    wait_ms(n);
    kill(noted_process(), SIGKILL);
    while (codegen_state() == CODEGEN_BUSY) continue;
    CHECK_EQUAL(codegen_state(), CODEGEN_DONE);
    CHECK(buffer->status == CODEGEN_OK || buffer->status == CODEGEN_LLVM_ERROR);
    codegen_release();
    CHECK_EQUAL(submit_good(), CODEGEN_OK);
  }
}

static void leaves_when_idle(void) {
  use_noting_script();
  CHECK_EQUAL(submit_good(), CODEGEN_OK);
  int process = noted_process();
  wait_ms(CONFIG_CODEGEN_IDLE_MS + 400);
  codegen_totals();
  CHECK(kill(process, 0) != 0);
  CHECK_EQUAL(submit_good(), CODEGEN_OK);
  CodegenTotals totals = codegen_totals();
  CHECK(totals.processes == 2 && totals.failures == 0 && totals.requests == 2);
}

// The program's children, its files and the terminal's signals are its own.
static void disturbs_nothing(void) {
  int before = dup(0);
  close(before);
  use_noting_script();
  CHECK_EQUAL(submit_good(), CODEGEN_OK);
  int after = dup(0);
  CHECK_EQUAL(before, after);
  CHECK(getpgid(noted_process()) != getpgid(0));
  int process = noted_process();
  codegen_close();
  CHECK(kill(process, 0) != 0);
  CHECK(waitpid(-1, NULL, WNOHANG) == -1);
}

static void ends_with_martlet(void) {
  use_noting_script();
  pid_t child = fork();
  if (child == 0) {
    submit_good();
    _exit(0);
  }
  waitpid(child, NULL, 0);
  wait_ms(200);
  // Gone, or a zombie that the system's first process has yet to see.
  char path[64], state = 'Z';
  snprintf(path, sizeof path, "/proc/%d/stat", noted_process());
  FILE *file = fopen(path, "r");
  if (file && fscanf(file, "%*d %*s %c", &state) != 1) state = '?';
  if (file) fclose(file);
  CHECK_EQUAL(state, 'Z');
}

static void run_case(const char *name, void (*test)(void)) {
  check_section(name);
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    unsigned failed = check_state.failed;
    if (!codegen_open()) _exit(1);
    buffer = codegen_buffer();
    test();
    codegen_close();
    fflush(stdout);
    _exit(check_state.failed != failed);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(void) {
  snprintf(folder, sizeof folder, "/tmp/codegen_test.%d", (int)getpid());
  snprintf(script, sizeof script, "%s/program", folder);
  snprintf(note, sizeof note, "%s/process", folder);
  if (!find_program() || mkdir(folder, 0700) != 0) return 1;
  run_case("garbage", garbage);
  run_case("random bytes", random_bytes);
  run_case("no room", no_room);
  run_case("missing", missing);
  run_case("dies", dies);
  run_case("hangs", hangs);
  run_case("killed between requests", killed_between);
  run_case("killed during requests", killed_during);
  run_case("leaves when idle", leaves_when_idle);
  run_case("disturbs nothing", disturbs_nothing);
  run_case("ends with martlet", ends_with_martlet);
  unlink(script);
  unlink(note);
  rmdir(folder);
  return check_result();
}
