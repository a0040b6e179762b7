// The module _signal: Python handlers of signals. Noting signals and running the handlers is core/vm/signals.c.
#include <math.h>

#include "core/modules/struct_sequence.h"
#include "core/modules/system/system.h"
#include "core/object/dict.h"
#include "core/object/float.h"
#include "core/object/set.h"
#include "core/object/type.h"

// What signal.signal() was told for each signal: SIG_DFL or SIG_IGN as ints, a callable, or None: not set from Python.
static Value handlers[NSIG];
static int wakeup_descriptor = -1;
static bool wakeup_warns;
static bool interrupts[NSIG]; // siginterrupt(); true at first
static Type *siginfo_type;
static Value timer_error;

static void visit_values(void) {
  for (int n = 0; n < NSIG; n++) heap_visit(handlers[n]);
  heap_visit(from_object(siginfo_type));
  heap_visit(timer_error);
}

static bool signal_number(Value v, int *number) {
  if (!int_argument(v, number)) return false;
  if (*number >= 1 && *number < NSIG) return true;
  return raise(ValueError, "signal number out of range"), false;
}

static bool in_main(const char *function) {
  if (threads_in_main()) return true;
  return raise(ValueError, "%s only works in main thread of the main interpreter", function), false;
}

static int install(int number, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = interrupts[number] ? 0 : SA_RESTART};
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, NULL);
}

// signal(signalnum, handler)
NATIVE(signal_signal) {
  int number;
  int64_t special;
  void (*action)(int) = signals_trip;
  if (!signal_number(args[0], &number) || !in_main("signal")) return EMPTY;
  Value handler = args[1];
  if (type_flag(handler, TYPE_IS_INT) && int_to_i64(handler, &special) && (special == 0 || special == 1)) {
    action = special ? SIG_IGN : SIG_DFL;
    handler = from_small_int(special);
  } else if (!type_of(handler)->slots.call) {
    return raise(TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  }
  if (!signals_run()) return EMPTY;
  if (install(number, action) != 0) return system_error(EMPTY);
  Value before = handlers[number];
  handlers[number] = handler;
  signals_set_handler(number, action == signals_trip ? handler : EMPTY);
  return before;
}

NATIVE(signal_getsignal) {
  int number;
  return signal_number(args[0], &number) ? handlers[number] : EMPTY;
}

NATIVE(signal_default_int_handler) {
  return raise_value(from_object(exception_types[EXCEPTION_KeyboardInterrupt]), EMPTY);
}

NATIVE(signal_raise_signal) {
  int number;
  if (!int_argument(args[0], &number)) return EMPTY;
  if (kill(getpid(), 0) == 0 && syscall(SYS_tgkill, getpid(), (pid_t)syscall(SYS_gettid), number) != 0)
    return system_error(EMPTY);
  return signals_run() ? NONE : EMPTY;
}

NATIVE(signal_pthread_kill) {
  int number;
  int64_t thread;
  if (!i64_argument(args[0], &thread) || !int_argument(args[1], &number)) return EMPTY;
  if (number < 0 || number >= NSIG) return raise_os_error(EINVAL, EMPTY);
  int64_t system_number = threads_system_number((uint64_t)thread);
  if (system_number == 0) return raise_os_error(ESRCH, EMPTY);
  if (syscall(SYS_tgkill, getpid(), (pid_t)system_number, number) != 0) return system_error(EMPTY);
  return signals_run() ? NONE : EMPTY;
}

NATIVE(signal_pause) {
  WITHOUT_LOCK(signals_pending() ? 0 : pause());
  return signals_run() ? NONE : EMPTY;
}

NATIVE(signal_siginterrupt) {
  int number;
  bool flag;
  if (!signal_number(args[0], &number) || !flag_argument(args[1], true, &flag)) return EMPTY;
  struct sigaction action;
  if (sigaction(number, NULL, &action) != 0) return system_error(EMPTY);
  interrupts[number] = flag;
  action.sa_flags = flag ? action.sa_flags & ~SA_RESTART : action.sa_flags | SA_RESTART;
  return system_answer(sigaction(number, &action, NULL), EMPTY);
}

NATIVE(signal_strsignal) {
  int number;
  if (!signal_number(args[0], &number)) return EMPTY;
  const char *text = strsignal(number);
  return !text || strncmp(text, "Unknown", 7) == 0 ? NONE : str_from_c(text);
}

// --- timers

NATIVE(signal_alarm) {
  int seconds;
  return int_argument(args[0], &seconds) ? from_small_int(alarm((unsigned)seconds)) : EMPTY;
}

static double seconds_of(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec * 1e-6; }
static Value timer_pair(const struct itimerval *timer) {
  return tuple_pair(from_double(seconds_of(timer->it_value)), from_double(seconds_of(timer->it_interval)));
}
static Value timer_failure(void) {
  Value args[] = {from_small_int(errno), str_from_c(strerror(errno))};
  Value exception = object_call(timer_error, args, 2, EMPTY);
  return exception == EMPTY ? EMPTY : raise_value(exception, EMPTY);
}

static bool timer_seconds(Value v, struct timeval *t) {
  double seconds = 0;
  if (v != EMPTY && !float_argument(v, &seconds)) return false;
  if (!(fabs(seconds) < 1e12)) return raise(OverflowError, "timestamp out of range for platform time_t"), false;
  double whole = floor(seconds);
  *t = (struct timeval){(time_t)whole, (suseconds_t)ceil((seconds - whole) * 1e6)};
  if (t->tv_usec == 1000000) t->tv_sec++, t->tv_usec = 0;
  return true;
}

NATIVE(signal_setitimer) {
  int which;
  struct itimerval timer, before;
  if (!int_argument(args[0], &which) || !timer_seconds(args[1], &timer.it_value) ||
      !timer_seconds(args[2], &timer.it_interval))
    return EMPTY;
  return setitimer(which, &timer, &before) == 0 ? timer_pair(&before) : timer_failure();
}
NATIVE(signal_getitimer) {
  int which;
  struct itimerval timer;
  if (!int_argument(args[0], &which)) return EMPTY;
  return getitimer(which, &timer) == 0 ? timer_pair(&timer) : timer_failure();
}

// --- masks and waiting

static Value set_of(const sigset_t *signals) {
  Value set = set_new();
  for (int n = 1; set != EMPTY && n < NSIG; n++)
    if (sigismember(signals, n) == 1 && !set_add(set, from_small_int(n))) return EMPTY;
  return set;
}

NATIVE(signal_pthread_sigmask) {
  int how;
  sigset_t set, before;
  if (!int_argument(args[0], &how) || !signal_set_argument(args[1], &set)) return EMPTY;
  int error = pthread_sigmask(how, &set, &before);
  if (error) return raise_os_error(error, EMPTY);
  return signals_run() ? set_of(&before) : EMPTY;
}

NATIVE(signal_sigpending) {
  sigset_t set;
  return sigpending(&set) == 0 ? set_of(&set) : system_error(EMPTY);
}

NATIVE(signal_sigwait) {
  sigset_t set;
  int number;
  if (!signal_set_argument(args[0], &set)) return EMPTY;
  int error = WITHOUT_LOCK(sigwait(&set, &number));
  return error ? raise_os_error(error, EMPTY) : from_small_int(number);
}

static Value siginfo(const siginfo_t *info) {
  Value values[] = {from_small_int(info->si_signo), from_small_int(info->si_code), from_small_int(info->si_errno),
                    from_small_int(info->si_pid),   from_small_int(info->si_uid),  from_small_int(info->si_status),
                    int_from_i64(info->si_band)};
  return struct_sequence_new(siginfo_type, values);
}

NATIVE(signal_sigwaitinfo) {
  sigset_t set;
  siginfo_t info = {0};
  int result;
  if (!signal_set_argument(args[0], &set)) return EMPTY;
  BLOCKING(result, sigwaitinfo(&set, &info));
  return result < 0 ? system_error(EMPTY) : siginfo(&info);
}

NATIVE(signal_sigtimedwait) {
  sigset_t set;
  siginfo_t info = {0};
  double seconds;
  int result;
  if (!signal_set_argument(args[0], &set) || !float_argument(args[1], &seconds)) return EMPTY;
  if (seconds < 0) return raise(ValueError, "timeout must be non-negative");
  struct timespec wait = timespec_from(seconds);
  BLOCKING(result, sigtimedwait(&set, &info, &wait));
  if (result < 0 && vm_exception == EMPTY && errno == EAGAIN) return NONE;
  return result < 0 ? system_error(EMPTY) : siginfo(&info);
}

NATIVE(signal_valid_signals) {
  sigset_t set;
  sigfillset(&set);
  for (int n = 32; n < SIGRTMIN; n++) sigdelset(&set, n); // the C library's own
  return set_of(&set);
}

// --- set_wakeup_fd

static void write_wakeup(int number) {
  unsigned char byte = (unsigned char)number;
  int error = errno;
  ssize_t written = write(wakeup_descriptor, &byte, 1); // a full pipe has woken its reader already
  (void)written;
  errno = error;
}

NATIVE(signal_set_wakeup_fd) {
  int descriptor, before = wakeup_descriptor;
  struct stat info;
  if (!int_argument(args[0], &descriptor) || !flag_argument(args[1], true, &wakeup_warns)) return EMPTY;
  if (!in_main("set_wakeup_fd")) return EMPTY;
  if (descriptor != -1) {
    if (fstat(descriptor, &info) != 0) return system_error(EMPTY);
    int flags = fcntl(descriptor, F_GETFL);
    if (!(flags & O_NONBLOCK)) return raise(ValueError, "the fd %d must be in non-blocking mode", descriptor);
  }
  wakeup_descriptor = descriptor;
  signals_on_trip(descriptor == -1 ? NULL : write_wakeup);
  return from_small_int(before);
}

static const NativeDef functions[] = {
    {.name = "signal", .signature = "signalnum, handler, /", .fn = signal_signal},
    {.name = "getsignal", .signature = "signalnum, /", .fn = signal_getsignal},
    {.name = "default_int_handler", .signature = "signalnum, frame, /", .fn = signal_default_int_handler},
    {.name = "raise_signal", .signature = "signalnum, /", .fn = signal_raise_signal},
    {.name = "pthread_kill", .signature = "thread_id, signalnum, /", .fn = signal_pthread_kill},
    {.name = "pause", .signature = "", .fn = signal_pause},
    {.name = "siginterrupt", .signature = "signalnum, flag, /", .fn = signal_siginterrupt},
    {.name = "strsignal", .signature = "signalnum, /", .fn = signal_strsignal},
    {.name = "alarm", .signature = "seconds, /", .fn = signal_alarm},
    {.name = "setitimer", .signature = "which, seconds, interval=0.0, /", .fn = signal_setitimer},
    {.name = "getitimer", .signature = "which, /", .fn = signal_getitimer},
    {.name = "pthread_sigmask", .signature = "how, mask, /", .fn = signal_pthread_sigmask},
    {.name = "sigpending", .signature = "", .fn = signal_sigpending},
    {.name = "sigwait", .signature = "sigset, /", .fn = signal_sigwait},
    {.name = "sigwaitinfo", .signature = "sigset, /", .fn = signal_sigwaitinfo},
    {.name = "sigtimedwait", .signature = "sigset, timeout, /", .fn = signal_sigtimedwait},
    {.name = "valid_signals", .signature = "", .fn = signal_valid_signals},
    {.name = "set_wakeup_fd", .signature = "fd, /, *, warn_on_full_buffer=True", .fn = signal_set_wakeup_fd},
    {.name = NULL},
};

#define SIGNALS(X) \
  X(SIGHUP) \
  X(SIGINT) \
  X(SIGQUIT) X(SIGILL) X(SIGTRAP) X(SIGIOT) X(SIGABRT) X(SIGFPE) X(SIGKILL) X(SIGBUS) X(SIGSEGV) X(SIGSYS) X(SIGPIPE) \
      X(SIGALRM) X(SIGTERM) X(SIGUSR1) X(SIGUSR2) X(SIGCLD) X(SIGCHLD) X(SIGPWR) X(SIGIO) X(SIGURG) X(SIGWINCH) \
          X(SIGPOLL) X(SIGSTOP) X(SIGTSTP) X(SIGCONT) X(SIGTTIN) X(SIGTTOU) X(SIGVTALRM) X(SIGPROF) X(SIGXCPU) \
              X(SIGXFSZ) X(SIGSTKFLT) X(ITIMER_REAL) X(ITIMER_VIRTUAL) X(ITIMER_PROF) X(SIG_BLOCK) X(SIG_UNBLOCK) \
                  X(SIG_SETMASK)

#define SIGCLD SIGCHLD

static Value initial_handler(int number) {
  struct sigaction action;
  if (sigaction(number, NULL, &action) != 0) return NONE;
  return action.sa_handler == SIG_DFL ? from_small_int(0) : action.sa_handler == SIG_IGN ? from_small_int(1) : NONE;
}

static bool init(Value module) {
  static const NamedNumber numbers[] = {
#define X(name) {#name, name},
      SIGNALS(X)
#undef X
          {"SIG_DFL", 0},
      {"SIG_IGN", 1},
      {"NSIG", NSIG},
      {NULL, 0}};
  static const char *const fields[] = {"si_signo", "si_code",   "si_errno", "si_pid",
                                       "si_uid",   "si_status", "si_band",  NULL};
  heap_add_root(visit_values);
  for (int n = 1; n < NSIG; n++) {
    handlers[n] = initial_handler(n);
    interrupts[n] = true;
  }
  Value interrupt = dict_get_c(module_dict(module), "default_int_handler");
  if (handlers[SIGINT] == NONE && interrupt != EMPTY) {
    handlers[SIGINT] = interrupt;
    signals_set_handler(SIGINT, interrupt);
  }
  siginfo_type = struct_sequence_type("signal", "struct_siginfo", fields, 7);
  Value bases[] = {from_object(exception_types[EXCEPTION_OSError])};
  Value namespace = dict_new();
  if (!siginfo_type || namespace == EMPTY || !dict_set_c(namespace, "__module__", str_from_c("signal"))) return false;
  timer_error =
      type_new_class(builtin_types[SHAPE_TYPE], str_from_c("itimer_error"), tuple_from(bases, 1), namespace, EMPTY);
  return timer_error != EMPTY && module_add_numbers(module, numbers) &&
         module_add(module, "SIGRTMIN", from_small_int(SIGRTMIN)) &&
         module_add(module, "SIGRTMAX", from_small_int(SIGRTMAX)) &&
         module_add(module, "struct_siginfo", from_object(siginfo_type)) &&
         module_add(module, "ItimerError", timer_error);
}

const NativeModule module__signal = {"_signal", functions, init, DOC("Signals; use signal instead.")};
