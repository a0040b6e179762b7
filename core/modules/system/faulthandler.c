// The module faulthandler: tracebacks of all threads when the process is about to die, when a signal comes, after a
// time. Written to a descriptor, in the words of CPython.
//
// What writes them runs in signal handlers and in a thread of its own, at any moment: it takes no lock, allocates
// nothing, and reads frames that may be changing or damaged. So a fault while it reads ends the dump, not the process.
// In the interpreter and in traces the innermost frames stand in registers; a dump shows what was stored last, which
// is exact whenever C code has been called.
#include <setjmp.h>

#include "core/modules/system/posix.h"
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/float.h"
#include "core/object/utf8.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/trace_hooks.h"
#include "port/port.h"
#include "port/thread.h"

#define FRAMES_MAX 100
#define THREADS_MAX 100
#define TEXT_MAX 500

// --- writing

static void put_bytes(int descriptor, const char *text, size_t size) {
  while (size > 0) {
    ssize_t written = write(descriptor, text, size);
    if (written <= 0) return;
    text += written;
    size -= (size_t)written;
  }
}

static void put(int descriptor, const char *text) { put_bytes(descriptor, text, strlen(text)); }

static void put_decimal(int descriptor, uint64_t number) {
  char digits[24], *at = digits + sizeof digits;
  do *--at = (char)('0' + number % 10);
  while ((number /= 10) != 0);
  put_bytes(descriptor, at, (size_t)(digits + sizeof digits - at));
}

static void put_hex(int descriptor, uint64_t number, unsigned width) {
  char digits[16];
  for (unsigned n = 0; n < width; n++) digits[width - 1 - n] = "0123456789abcdef"[number >> (4 * n) & 15];
  put_bytes(descriptor, digits, width);
}

// A str in ASCII: other characters as escapes.
static void put_str(int descriptor, Value v) {
  const Str *str = to_str(v);
  const char *at = str->text, *end = str->text + str->size;
  for (size_t n = 0; at < end; n++) {
    if (n == TEXT_MAX) {
      put(descriptor, "...");
      return;
    }
    if (*at >= ' ' && *at < 127) {
      put_bytes(descriptor, at++, 1);
      continue;
    }
    uint32_t c = utf8_next(&at);
    put(descriptor, c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
    put_hex(descriptor, c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
  }
}

// --- frames and threads

typedef struct Dump {
  int descriptor;
  uint64_t current; // the number of the thread that asks; 0: none of ours
  size_t threads;
} Dump;

static void put_frame(int descriptor, const Value *base, const uint32_t *pc) {
  const Code *code = frame_function(base)->code;
  put(descriptor, "  File \"");
  put_str(descriptor, code->filename);
  put(descriptor, "\", line ");
  size_t index = (size_t)(pc - code->instructions);
  put_decimal(descriptor, index < code->instruction_count ? code_position(code, index).line : code->first_line);
  put(descriptor, " in ");
  put_str(descriptor, code->name);
  put(descriptor, "\n");
}

static void put_frames(int descriptor, Value *base, const uint32_t *pc) {
  if (base == NULL || base[-4] == EMPTY) put(descriptor, "  <no Python frame>\n");
  for (size_t n = 0; base != NULL && base[-4] != EMPTY; n++) {
    if (n == FRAMES_MAX) {
      put(descriptor, "  ...\n");
      return;
    }
    put_frame(descriptor, base, pc);
    pc = frame_return_pc(base);
    if (frame_delta(base) == 0) return;
    base = frame_caller(base);
  }
}

static void put_thread(uint64_t number, Value *base, const uint32_t *pc, void *data) {
  Dump *dump = data;
  if (dump->threads++ > THREADS_MAX) return;
  if (dump->threads > 1) put(dump->descriptor, "\n");
  if (dump->threads > THREADS_MAX) {
    put(dump->descriptor, "...\n");
    return;
  }
  put(dump->descriptor, number == dump->current ? "Current thread 0x" : "Thread 0x");
  put_hex(dump->descriptor, number, 16);
  put(dump->descriptor, " (most recent call first):\n");
  put_frames(dump->descriptor, base, pc);
}

static void put_one_thread(uint64_t number, Value *base, const uint32_t *pc, void *data) {
  const Dump *dump = data;
  if (number != dump->current) return;
  put(dump->descriptor, "Stack (most recent call first):\n");
  put_frames(dump->descriptor, base, pc);
}

// --- dumping in spite of faults

static struct {
  sigjmp_buf way_out;
  int64_t thread; // the system's number of the thread that dumps; 0: nobody does
} dumping;

// A fault while the frames were read. In another thread it is what it always is.
static void on_fault(int number) {
  if (dumping.thread == port_thread_number()) siglongjmp(dumping.way_out, 1);
  signal(number, SIG_DFL);
}

static void dump(int descriptor, bool all_threads) {
  static const int faults[] = {SIGSEGV, SIGBUS};
  if (__atomic_load_n(&dumping.thread, __ATOMIC_ACQUIRE) != 0) return;
  __atomic_store_n(&dumping.thread, port_thread_number(), __ATOMIC_RELEASE);
  int error = errno;
  struct sigaction action = {.sa_handler = on_fault, .sa_flags = SA_NODEFER | SA_ONSTACK}, before[2];
  sigemptyset(&action.sa_mask);
  for (int n = 0; n < 2; n++) sigaction(faults[n], &action, &before[n]);
  Dump state = {descriptor, threads_current(), 0};
  if (sigsetjmp(dumping.way_out, 1) == 0)
    threads_each(all_threads ? put_thread : put_one_thread, &state);
  else
    put(descriptor, "  <damaged frame>\n");
  for (int n = 0; n < 2; n++) sigaction(faults[n], &before[n], NULL);
  errno = error;
  __atomic_store_n(&dumping.thread, 0, __ATOMIC_RELEASE);
}

// --- arguments

static Value standard_error(void) {
  Value sys = dict_get_c(vm.modules, "sys"), file = EMPTY;
  if (sys != EMPTY) file = object_find_attribute(sys, str_intern("stderr", 6));
  if (file == EMPTY) return raise(RuntimeError, "unable to get sys.stderr");
  return file == NONE ? raise(RuntimeError, "sys.stderr is None") : file;
}

// The descriptor of *file, which becomes the object that owns it, or EMPTY. False: raised.
static bool file_argument(Value *file, int *descriptor) {
  if (*file != EMPTY && type_flag(*file, TYPE_IS_INT)) {
    if (!int_argument(*file, descriptor)) return false;
    *file = EMPTY;
    return *descriptor >= 0 ? true : (raise(ValueError, "file is not a valid file descripter"), false);
  }
  if (*file == EMPTY || *file == NONE) *file = standard_error();
  Value number = *file == EMPTY ? EMPTY : object_call_method(*file, "fileno", NULL, 0);
  if (number == EMPTY) return false;
  int64_t value;
  if (!type_flag(number, TYPE_IS_INT) || !int_to_i64(number, &value) || value < 0 || value > INT_MAX)
    return raise(RuntimeError, "file.fileno() is not a valid file descriptor"), false;
  *descriptor = (int)value;
  if (object_call_method(*file, "flush", NULL, 0) == EMPTY) exception_clear();
  return true;
}

NATIVE(fault_dump_traceback) {
  int descriptor;
  bool all;
  if (!file_argument(&args[0], &descriptor) || !flag_argument(args[1], true, &all)) return EMPTY;
  trace_show_frames();
  dump(descriptor, all);
  return signals_run() ? NONE : EMPTY;
}

// --- fatal signals

static struct Fatal {
  int number;
  const char *name;
  bool installed;
  struct sigaction before;
} fatal[] = {{.number = SIGBUS, .name = "Bus error"},
             {.number = SIGILL, .name = "Illegal instruction"},
             {.number = SIGFPE, .name = "Floating point exception"},
             {.number = SIGABRT, .name = "Aborted"},
             {.number = SIGSEGV, .name = "Segmentation fault"}};
#define FATAL_COUNT (sizeof fatal / sizeof fatal[0])

static struct {
  bool enabled, all_threads;
  int descriptor;
  Value file;
  void *stack; // that the handlers run on
} faults;

static void uninstall(struct Fatal *entry) {
  if (!entry->installed) return;
  entry->installed = false;
  sigaction(entry->number, &entry->before, NULL);
}

static void on_fatal(int number) {
  if (!faults.enabled) return;
  struct Fatal *entry = fatal;
  while (entry < fatal + FATAL_COUNT - 1 && entry->number != number) entry++;
  uninstall(entry);
  put(faults.descriptor, "Fatal Python error: ");
  put(faults.descriptor, entry->name);
  put(faults.descriptor, "\n\n");
  dump(faults.descriptor, faults.all_threads);
  // The handler before this one, mostly the end of the process; at once, because of SA_NODEFER.
  syscall(SYS_tgkill, getpid(), (pid_t)port_thread_number(), number);
}

NATIVE(fault_enable) {
  int descriptor;
  bool all;
  if (!file_argument(&args[0], &descriptor) || !flag_argument(args[1], true, &all)) return EMPTY;
  faults.file = args[0];
  faults.descriptor = descriptor;
  faults.all_threads = all;
  if (faults.enabled) return NONE;
  size_t stack_bytes = (size_t)SIGSTKSZ * 4;
  if (faults.stack == NULL && (faults.stack = malloc(stack_bytes)) != NULL)
    sigaltstack(&(stack_t){.ss_sp = faults.stack, .ss_size = stack_bytes}, NULL);
  faults.enabled = true;
  struct sigaction action = {.sa_handler = on_fatal, .sa_flags = SA_NODEFER | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (struct Fatal *entry = fatal; entry < fatal + FATAL_COUNT; entry++) {
    if (sigaction(entry->number, &action, &entry->before) != 0) return system_error(EMPTY);
    entry->installed = true;
  }
  return NONE;
}

NATIVE(fault_disable) {
  bool enabled = faults.enabled;
  faults.enabled = false;
  for (struct Fatal *entry = fatal; entry < fatal + FATAL_COUNT; entry++) uninstall(entry);
  faults.file = EMPTY;
  return from_bool(enabled);
}

NATIVE(fault_is_enabled) { return from_bool(faults.enabled); }

// --- signals of the program's choice

typedef struct Registered {
  bool enabled, all_threads, chain;
  int descriptor;
  Value file;
  struct sigaction before;
} Registered;

static Registered *registered; // by signal number; NULL: none yet

static void on_registered(int number);

static int install(int number, bool chain, struct sigaction *before) {
  // With a chain the handler before must be able to come while this one runs.
  struct sigaction action = {.sa_handler = on_registered,
                             .sa_flags = SA_RESTART | SA_ONSTACK | (chain ? SA_NODEFER : 0)};
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, before);
}

static void on_registered(int number) {
  const Registered *entry = &registered[number];
  if (!entry->enabled) return;
  int error = errno;
  dump(entry->descriptor, entry->all_threads);
  if (entry->chain) {
    sigaction(number, &entry->before, NULL);
    errno = error;
    syscall(SYS_tgkill, getpid(), (pid_t)port_thread_number(), number);
    error = errno;
    install(number, true, NULL);
  }
  errno = error;
}

static bool signal_argument(Value v, int *number) {
  if (!int_argument(v, number)) return false;
  for (size_t n = 0; n < FATAL_COUNT; n++)
    if (fatal[n].number == *number)
      return raise(RuntimeError, "signal %d cannot be registered, use enable() instead", *number), false;
  if (*number >= 1 && *number < NSIG) return true;
  return raise(ValueError, "signal number out of range"), false;
}

NATIVE(fault_register) {
  int number, descriptor;
  bool all, chain;
  if (!signal_argument(args[0], &number) || !flag_argument(args[2], true, &all) ||
      !flag_argument(args[3], false, &chain) || !file_argument(&args[1], &descriptor))
    return EMPTY;
  if (registered == NULL && (registered = calloc(NSIG, sizeof *registered)) == NULL) return raise_memory_error();
  Registered *entry = &registered[number];
  bool again = entry->enabled;
  *entry = (Registered){true, all, chain, descriptor, args[1], entry->before};
  if (again || install(number, chain, &entry->before) == 0) return NONE;
  entry->enabled = false;
  return system_error(EMPTY);
}

NATIVE(fault_unregister) {
  int number;
  if (!signal_argument(args[0], &number)) return EMPTY;
  if (registered == NULL || !registered[number].enabled) return FALSE_VALUE;
  registered[number].enabled = false;
  sigaction(number, &registered[number].before, NULL);
  registered[number].file = EMPTY;
  return TRUE_VALUE;
}

// --- after a time

static struct {
  PortMonitor monitor; // guards `running` and `cancelled`
  bool running, cancelled;
  pid_t process; // in the child of a fork the thread does not exist
  double seconds;
  bool repeat, exit;
  int descriptor;
  Value file;
  char header[64];
} later;

static void watch(void *data) {
  (void)data;
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
  port_monitor_enter(&later.monitor);
  do {
    double end = port_monotonic() + later.seconds, left;
    while (!later.cancelled && (left = end - port_monotonic()) > 0) port_monitor_wait(&later.monitor, left);
    if (later.cancelled) break;
    put(later.descriptor, later.header);
    dump(later.descriptor, true);
    if (later.exit) _exit(1);
  } while (later.repeat);
  later.running = false;
  port_monitor_notify_all(&later.monitor);
  port_monitor_leave(&later.monitor);
}

static void cancel(void) {
  if (later.process == getpid()) {
    port_monitor_enter(&later.monitor);
    later.cancelled = true;
    port_monitor_notify_all(&later.monitor);
    while (later.running) port_monitor_wait(&later.monitor, -1);
    port_monitor_leave(&later.monitor);
  }
  later.process = 0;
  later.file = EMPTY;
}

// "Timeout (0:00:00.500000)!"
static void format_header(double seconds) {
  uint64_t microseconds = (uint64_t)(seconds * 1e6), whole = microseconds / 1000000;
  int length = snprintf(later.header, sizeof later.header, "Timeout (%llu:%02u:%02u",
                        (unsigned long long)(whole / 3600), (unsigned)(whole / 60 % 60), (unsigned)(whole % 60));
  if (microseconds % 1000000 != 0)
    length += snprintf(later.header + length, sizeof later.header - (size_t)length, ".%06u",
                       (unsigned)(microseconds % 1000000));
  snprintf(later.header + length, sizeof later.header - (size_t)length, ")!\n");
}

NATIVE(fault_dump_traceback_later) {
  double seconds;
  int64_t whole;
  bool repeat, ends;
  int descriptor;
  if (type_flag(args[0], TYPE_IS_FLOAT)) {
    if (!float_argument(args[0], &seconds)) return EMPTY;
  } else {
    if (!i64_argument(args[0], &whole)) return EMPTY;
    seconds = (double)whole;
  }
  if (!(seconds >= 1e-6)) return raise(ValueError, "timeout must be greater than 0");
  if (seconds > 9223372036.0) return raise(OverflowError, "timeout value is too large");
  if (!flag_argument(args[1], false, &repeat) || !flag_argument(args[3], false, &ends) ||
      !file_argument(&args[2], &descriptor))
    return EMPTY;
  cancel();
  port_monitor_init(&later.monitor);
  later.seconds = seconds;
  later.repeat = repeat;
  later.exit = ends;
  later.descriptor = descriptor;
  later.file = args[2];
  later.cancelled = false;
  later.running = true;
  format_header(seconds);
  if (!port_thread_start(watch, NULL, (size_t)64 << 10)) {
    later.running = false;
    return raise(RuntimeError, "unable to start watchdog thread");
  }
  later.process = getpid();
  return NONE;
}

NATIVE(fault_cancel_dump_traceback_later) {
  cancel();
  return NONE;
}

// --- for tests: real faults

NATIVE(fault_read_null) {
  const volatile int *nowhere = (const volatile int *)(uintptr_t)(args[0] == TRUE_VALUE ? 8 : 0);
  return from_small_int(*nowhere);
}

static Value die_of(int number) {
  syscall(SYS_tgkill, getpid(), (pid_t)port_thread_number(), number);
  return NONE;
}
NATIVE(fault_sigsegv) { return die_of(SIGSEGV); }
NATIVE(fault_sigabrt) { return die_of(SIGABRT); }
NATIVE(fault_sigfpe) { return die_of(SIGFPE); }

static void visit_values(void) {
  heap_visit(faults.file);
  heap_visit(later.file);
  for (int n = 0; registered != NULL && n < NSIG; n++) heap_visit(registered[n].file);
}

#define FUNCTION(text, arguments) {.name = #text, .signature = arguments, .fn = fault_##text}
static const NativeDef functions[] = {
    FUNCTION(enable, "file=, all_threads=True"),
    FUNCTION(disable, ""),
    FUNCTION(is_enabled, ""),
    FUNCTION(dump_traceback, "file=, all_threads=True"),
    FUNCTION(dump_traceback_later, "timeout, repeat=False, file=, exit=False"),
    FUNCTION(cancel_dump_traceback_later, ""),
    FUNCTION(register, "signum, file=, all_threads=True, chain=False"),
    FUNCTION(unregister, "signum, /"),
    {.name = "_read_null", .signature = "", .fn = fault_read_null},
    {.name = "_sigsegv", .signature = "release_gil=False, /", .fn = fault_sigsegv},
    {.name = "_sigabrt", .signature = "", .fn = fault_sigabrt},
    {.name = "_sigfpe", .signature = "", .fn = fault_sigfpe},
    {.name = NULL},
};

static bool init_module(Value module) {
  (void)module;
  heap_add_root(visit_values);
  return true;
}

const NativeModule module_faulthandler = {"faulthandler", functions, init_module, DOC("faulthandler module.")};
