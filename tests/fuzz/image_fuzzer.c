// libFuzzer's entry for bytecode files: any bytes behind a header that is made to fit are refused with a reason, or
// become code that is listed and run, as are the functions that it leaves in its globals.
//
// Inputs are images; the mutator of this file changes instructions, tables and numbers of sound ones, and sets the
// header right afterwards, so that the checks behind the checksum are what is tested.
//
// A run is bounded: after BACK_EDGES_MAX back edges, or TIME_MAX_US, every back edge and every call raises. The
// builtins that reach files, modules or the compiler are not there.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>

#include "core/heap/heap.h"
#include "core/modules/builtins.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/function.h"
#include "core/object/generator.h"
#include "core/object/list.h"
#include "core/object/type.h"
#include "core/vm/bytecode.h"
#include "core/vm/disassemble.h"
#include "core/vm/image.h"
#include "core/vm/threads.h"
#include "core/vm/vm.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room);

enum { BACK_EDGES_MAX = 2000, TIME_MAX_US = 300 * 1000, HEAP_MAX = 64 << 20, PAGE = 4096, CALLS_MAX = 24, STEPS = 4 };

// --- the header

static size_t aligned(size_t size) { return (size + IMAGE_ALIGN - 1) / IMAGE_ALIGN * IMAGE_ALIGN; }

static void set_header(uint8_t *image, size_t bytes) {
  ImageHeader header = {
      .version = IMAGE_VERSION, .machine = image_machine(), .bytes = (uint32_t)bytes, .root_count = 1};
  memcpy(header.magic, IMAGE_MAGIC, sizeof header.magic);
  header.checksum = image_checksum(image + sizeof header, bytes - sizeof header);
  memcpy(image, &header, sizeof header);
}

// --- the mutator

static uint32_t random_state;

static uint32_t random_below(uint32_t limit) {
  random_state = random_state * 1664525u + 1013904223u;
  return limit == 0 ? 0 : (random_state >> 8) % limit;
}

// A code of a sound image, any of them.
static CodeRecord *random_code(uint8_t *image) {
  CodeRecord *record = (CodeRecord *)(uintptr_t)image_at(image, image_roots(image)->code);
  for (unsigned tries = 0; tries < 8; tries++) {
    if (record->constant_count == 0) break;
    uint32_t word = record_constants(record)[random_below(record->constant_count)];
    if (image_kind(word) != IMAGE_CODE) continue;
    record = (CodeRecord *)(uintptr_t)image_at(image, image_offset(word));
    if (random_below(2)) break;
  }
  return record;
}

static void change_instruction(CodeRecord *record) {
  uint32_t *words = (uint32_t *)(uintptr_t)record_instructions(record);
  uint32_t at = random_below(record->instruction_count), other = random_below(record->instruction_count);
  uint32_t shift = 8 * (1 + random_below(3));
  switch (random_below(7)) {
  case 0: words[at] = (words[at] & ~(uint32_t)0xFF) | random_below(OP_COUNT); break;
  case 1: words[at] = (words[at] & ~(0xFFu << shift)) | random_below(record->register_count + 1u) << shift; break;
  case 2: words[at] += (random_below(5) - 2) << shift; break;
  case 3: words[at] = words[other]; break;
  case 4: {
    uint32_t word = words[at];
    words[at] = words[other];
    words[other] = word;
    break;
  }
  case 5: words[at] = random_below(16); break;
  default:
    words[at] = make_abc((Opcode)random_below(OP_COUNT), random_below(record->register_count),
                         random_below(record->register_count), random_below(record->register_count));
  }
}

static void change_numbers(CodeRecord *record) {
  HandlerRange *handlers = (HandlerRange *)(uintptr_t)record_handlers(record);
  HandlerRange *range = record->handler_count == 0 ? NULL : &handlers[random_below(record->handler_count)];
  uint32_t small = random_below(5) - 2;
  switch (random_below(10)) {
  case 0: record->flags ^= (uint16_t)(1u << random_below(11)); break;
  case 1: record->register_count += (uint16_t)small; break;
  case 2: record->cleared_registers += (uint16_t)small; break;
  case 3: record->argument_count += (uint8_t)small; break;
  case 4: record->keyword_only_count += (uint8_t)small; break;
  case 5: record->parameter_registers += (uint8_t)small; break;
  case 6: record->cache_count += (uint16_t)small; break;
  case 7:
    if (range != NULL) range->reg += small;
    break;
  case 8:
    if (range != NULL) range->start += small;
    break;
  default:
    if (range != NULL) range->target += small;
    break;
  }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed) {
  random_state = seed;
  bool whole = size % IMAGE_ALIGN == 0 && size >= sizeof(ImageHeader) + sizeof(ImageRoot);
  uint8_t *image = whole ? aligned_alloc(PAGE, (size + PAGE - 1) / PAGE * PAGE) : NULL;
  if (image != NULL) {
    memcpy(image, data, size);
    set_header(image, size);
  }
  if (image != NULL && random_below(8) != 0 && image_check(image, size) == NULL) {
    CodeRecord *record = random_code(image);
    for (unsigned n = random_below(3) + 1; n > 0; n--) {
      if (random_below(4))
        change_instruction(record);
      else
        change_numbers(record);
    }
    memcpy(data, image, size);
  } else {
    size = LLVMFuzzerMutate(data, size, room / IMAGE_ALIGN * IMAGE_ALIGN);
    size_t bytes = aligned(size);
    memset(data + size, 0, bytes - size);
    size = bytes;
  }
  free(image);
  if (size >= sizeof(ImageHeader) + sizeof(ImageRoot)) {
    image = aligned_alloc(PAGE, (size + PAGE - 1) / PAGE * PAGE);
    memcpy(image, data, size);
    set_header(image, size);
    memcpy(data, image, size);
    free(image);
  }
  return size;
}

// --- running

static unsigned back_edges;

// The handler of the interrupt, which comes at every back edge.
static Value count_back_edge(Value *args, size_t count) {
  (void)args, (void)count;
  signals_trip(SIGINT);
  if (++back_edges < BACK_EDGES_MAX) return NONE;
  vm.recursion_limit = 0;
  return raise(RuntimeError, "enough");
}

static void time_is_up(int number) {
  (void)number;
  back_edges = BACK_EDGES_MAX;
  vm.recursion_limit = 0;
}

static void start_clock(unsigned microseconds) {
  struct itimerval timer = {.it_value = {.tv_sec = 0, .tv_usec = microseconds}};
  setitimer(ITIMER_REAL, &timer, NULL);
}

// Builtins that programs of this fuzzer may use.
static Value harmless_builtins(void) {
  static const char *const absent[] = {"open",  "exec",       "eval", "compile",    "__import__", "input",
                                       "print", "breakpoint", "help", "__loader__", "__spec__"};
  Value builtins = dict_copy(vm.builtins);
  for (size_t n = 0; n < sizeof absent / sizeof absent[0]; n++)
    dict_delete(builtins, str_intern(absent[n], strlen(absent[n])));
  exception_clear();
  return builtins;
}

static void start(void *stack_base) {
  static const NativeDef interrupt = {.name = "interrupt", .signature = "number, frame, /", .fn = count_back_edge};
  vm_init(stack_base);
  heap_set_limit(HEAP_MAX);
  vm.builtins = harmless_builtins();
  signals_set_handler(SIGINT, native_new(&interrupt, NULL, EMPTY, EMPTY));
  signal(SIGALRM, time_is_up);
}

static Value argument(unsigned n) {
  switch (n % 5) {
  case 0: return from_small_int(3);
  case 1: return str_from_c("text");
  case 2: return list_from((Value[]){from_small_int(1), NONE, from_double(2.5)}, 3);
  case 3: return dict_new();
  default: return NONE;
  }
}

// Generators, coroutines and iterators are driven a little.
static void drive(Value result) {
  if (result == EMPTY || !is_object(result)) return;
  for (unsigned n = 0; n < STEPS; n++) {
    bool generator = has_shape(result, SHAPE_GENERATOR) || has_shape(result, SHAPE_COROUTINE);
    if (!generator && type_of(result)->slots.next == NULL) return;
    Value item = generator ? generator_send(result, n == 0 ? NONE : argument(n)) : object_next(result);
    if (item == EMPTY) break;
  }
  exception_clear();
  if (has_shape(result, SHAPE_GENERATOR) || has_shape(result, SHAPE_COROUTINE)) generator_close(result);
  exception_clear();
}

static void call(Value function) {
  const Code *code = to_function(function)->code;
  Value args[256 + 16];
  unsigned count = code->argument_count;
  for (unsigned n = 0; n < count; n++) args[n] = argument(n);
  drive(object_call(function, args, count, EMPTY));
  exception_clear();
}

static void run(Code *code) {
  static uint32_t limit;
  if (limit == 0) limit = vm.recursion_limit < 100 ? vm.recursion_limit : 100;
  vm.recursion_limit = limit;
  back_edges = 0;
  signals_trip(SIGINT);
  start_clock(TIME_MAX_US);
  Value globals = dict_new();
  vm_run_code(code, globals, globals, EMPTY);
  exception_clear();
  Value functions = list_new(0), key, value;
  for (size_t position = 0; dict_next(globals, &position, &key, &value);)
    if (has_shape(value, SHAPE_FUNCTION)) list_append(functions, value);
  for (uint64_t n = 0; n < to_list(functions)->length && n < CALLS_MAX; n++)
    call(to_list(functions)->storage->items[n]);
  start_clock(0);
  exception_clear();
  vm.handled = EMPTY;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static FILE *nowhere;
  if (nowhere == NULL) {
    start(__builtin_frame_address(0));
    nowhere = fopen("/dev/null", "w");
  }
  size_t bytes = aligned(size);
  if (bytes < sizeof(ImageHeader) + sizeof(ImageRoot)) return 0;
  uint8_t *image = aligned_alloc(PAGE, (bytes + PAGE - 1) / PAGE * PAGE);
  memset(image, 0, bytes);
  memcpy(image, data, size);
  set_header(image, bytes);
  if (image_check(image, bytes) != NULL) {
    free(image);
    return 0;
  }
  // What passed may be referred to from now on (interned names): it stays.
  Value code = image_code(image, image_roots(image), image_str(image, image_roots(image)->filename));
  if (code != EMPTY) disassemble(nowhere, to_code(code));
  exception_clear();
  if (code != EMPTY) run(to_code(code));
  return 0;
}
