// posix: starting processes, waiting for them, ending them.
#include "core/modules/io.h"
#include "core/modules/path.h"
#include "core/modules/struct_sequence.h"
#include "core/modules/system/fork.h"
#include "core/modules/system/posix.h"
#include "core/object/dict.h"
#include "core/object/list.h"
#include "core/trace/trace.h"

static Type *times_type, *waitid_type, *usage_type;

// --- fork

NATIVE(posix_fork) {
  if (!fork_before()) return EMPTY;
  pid_t process = fork();
  int error = errno;
  if (process == 0)
    fork_after_in_child();
  else
    fork_after_in_parent();
  errno = error;
  return process < 0 ? system_error(EMPTY) : from_small_int(process);
}

NATIVE(posix_forkpty) {
  int master = -1;
  if (!fork_before()) return EMPTY;
  pid_t process = forkpty(&master, NULL, NULL, NULL);
  int error = errno;
  if (process == 0)
    fork_after_in_child();
  else
    fork_after_in_parent();
  errno = error;
  return process < 0 ? system_error(EMPTY) : tuple_pair(from_small_int(process), from_small_int(master));
}

// register_at_fork(*, before=None, after_in_child=None, after_in_parent=None)
NATIVE(posix_register_at_fork) { return fork_register(args[0], args[1], args[2]) ? NONE : EMPTY; }

// --- exec and spawn

// "NAME=value" strings of a mapping; NULL: raised.
static char **environment_from(Value mapping) {
  Value pairs = object_call_method(mapping, "items", NULL, 0);
  Value tuple = pairs == EMPTY ? EMPTY : tuple_from_iterable(pairs);
  if (tuple == EMPTY) return NULL;
  size_t length = to_tuple(tuple)->length;
  char **strings = calloc(length + 1, sizeof *strings);
  for (size_t i = 0; strings && i < length; i++) {
    Value pair = tuple_from_iterable(to_tuple(tuple)->items[i]);
    Value name = EMPTY, value = EMPTY;
    if (pair != EMPTY && to_tuple(pair)->length == 2) {
      name = path_argument(to_tuple(pair)->items[0], NULL);
      value = name == EMPTY ? EMPTY : path_argument(to_tuple(pair)->items[1], NULL);
    } else if (pair != EMPTY) {
      raise(TypeError, "env.items() must give pairs");
    }
    const char *name_text = value == EMPTY ? NULL : path_to_system(name),
               *text = name_text ? path_to_system(value) : NULL;
    if (text && strchr(name_text, '=')) text = NULL, raise(ValueError, "illegal environment variable name");
    if (text && asprintf(&strings[i], "%s=%s", name_text, text) >= 0) continue;
    if (vm_exception == EMPTY) raise_memory_error();
    strings_free(strings);
    return NULL;
  }
  if (!strings) raise_memory_error();
  return strings;
}

// The argument list of exec and spawn; NULL: raised. `what` is how messages speak of it.
static char **program_arguments(Value v, const char *what) {
  if (!is_list_or_tuple(v)) return raise(TypeError, "%s must be a tuple or list", what), NULL;
  Value *items;
  if (sequence_items(v, &items) == 0) return raise(ValueError, "%s must not be empty", what), NULL;
  char **strings = strings_from(v);
  if (strings && !strings[0][0]) {
    strings_free(strings);
    return raise(ValueError, "%s first element cannot be empty", what), NULL;
  }
  return strings;
}

static Value execute(Value *args, const char *function, bool with_environment) {
  PathArgument path;
  if (!path_argument_of(args[0], function, with_environment ? PATH_OR_DESCRIPTOR : PATH_ONLY, &path)) return EMPTY;
  char **arguments = program_arguments(args[1], with_environment ? "execve: argv" : "execv() arg 2");
  if (!arguments) return EMPTY;
  char **variables = with_environment ? environment_from(args[2]) : environ;
  if (variables) {
    if (path.path)
      execve(path.path, arguments, variables);
    else
      fexecve(path.descriptor, arguments, variables);
    system_error(with_environment ? path.object : EMPTY);
  }
  if (with_environment) strings_free(variables);
  strings_free(arguments);
  return EMPTY;
}
NATIVE(posix_execv) { return execute(args, "execv", false); }
NATIVE(posix_execve) { return execute(args, "execve", true); }

// posix_spawn(path, argv, env, /, *, file_actions=(), setpgroup=, resetids=False, setsid=False, setsigmask=(),
// setsigdef=(), scheduler=)
enum { SPAWN_OPEN, SPAWN_CLOSE, SPAWN_DUP2 };

static bool add_action(posix_spawn_file_actions_t *actions, Value action) {
  Value tuple = tuple_from_iterable(action);
  int tag, numbers[3] = {0, 0, 0};
  if (tuple == EMPTY) return false;
  const Tuple *t = to_tuple(tuple);
  static const size_t lengths[] = {5, 2, 3};
  if (t->length < 1 || !type_flag(t->items[0], TYPE_IS_INT) || !int_argument(t->items[0], &tag))
    return raise(TypeError, "Each file_actions element must be a non-empty tuple"), false;
  if (tag < SPAWN_OPEN || tag > SPAWN_DUP2) return raise(TypeError, "Unknown file_actions identifier"), false;
  if (t->length != lengths[tag]) return raise(TypeError, "A file_actions tuple has the wrong length"), false;
  if (!int_argument(t->items[1], &numbers[0])) return false;
  if (tag == SPAWN_CLOSE) return posix_spawn_file_actions_addclose(actions, numbers[0]) == 0;
  if (tag == SPAWN_DUP2)
    return int_argument(t->items[2], &numbers[1]) &&
           posix_spawn_file_actions_adddup2(actions, numbers[0], numbers[1]) == 0;
  PathArgument path;
  return path_argument_of(t->items[2], "posix_spawn", PATH_ONLY, &path) && int_argument(t->items[3], &numbers[1]) &&
         int_argument(t->items[4], &numbers[2]) &&
         posix_spawn_file_actions_addopen(actions, numbers[0], path.path, numbers[1], (mode_t)numbers[2]) == 0;
}

static bool add_actions(posix_spawn_file_actions_t *actions, Value sequence) {
  if (sequence == EMPTY || sequence == NONE) return true;
  Value tuple = tuple_from_iterable(sequence);
  if (tuple == EMPTY) return false;
  for (size_t i = 0; i < to_tuple(tuple)->length; i++) {
    if (add_action(actions, to_tuple(tuple)->items[i])) continue;
    if (vm_exception == EMPTY) system_error(EMPTY);
    return false;
  }
  return true;
}

static bool spawn_attributes(posix_spawnattr_t *attributes, Value *args) {
  short flags = 0;
  int group;
  bool reset_ids, session;
  sigset_t set;
  if (!flag_argument(args[5], false, &reset_ids) || !flag_argument(args[6], false, &session)) return false;
  if (args[4] != EMPTY) {
    if (!int_argument(args[4], &group)) return false;
    posix_spawnattr_setpgroup(attributes, group);
    flags |= POSIX_SPAWN_SETPGROUP;
  }
  if (reset_ids) flags |= POSIX_SPAWN_RESETIDS;
  if (session) flags |= POSIX_SPAWN_SETSID;
  if (args[7] != EMPTY) {
    if (!signal_set_argument(args[7], &set)) return false;
    posix_spawnattr_setsigmask(attributes, &set);
    flags |= POSIX_SPAWN_SETSIGMASK;
  }
  if (args[8] != EMPTY) {
    if (!signal_set_argument(args[8], &set)) return false;
    posix_spawnattr_setsigdefault(attributes, &set);
    flags |= POSIX_SPAWN_SETSIGDEF;
  }
  return posix_spawnattr_setflags(attributes, flags) == 0;
}

static Value spawn(Value *args, const char *function, bool search) {
  PathArgument path;
  if (!path_argument_of(args[0], function, PATH_ONLY, &path)) return EMPTY;
  if (args[9] != EMPTY && args[9] != NONE) return raise(NotImplementedError, "The scheduler option is not supported");
  char **arguments = program_arguments(args[1], search ? "posix_spawnp: argv" : "posix_spawn: argv"),
       **variables = arguments ? environment_from(args[2]) : NULL;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  pid_t process = 0;
  Value result = EMPTY;
  if (variables && add_actions(&actions, args[3]) && spawn_attributes(&attributes, args)) {
    int error = (search ? posix_spawnp : posix_spawn)(&process, path.path, &actions, &attributes, arguments, variables);
    result = error == 0 ? from_small_int(process) : raise_os_error(error, path.object);
  }
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  strings_free(variables);
  strings_free(arguments);
  return result;
}
NATIVE(posix_spawn_) { return spawn(args, "posix_spawn", false); }
NATIVE(posix_spawnp_) { return spawn(args, "posix_spawnp", true); }

// --- waiting

static Value wait_result(pid_t process, int status) {
  return process < 0 ? system_error(EMPTY) : tuple_pair(from_small_int(process), from_small_int(status));
}

// Before a wait for any child: martlet-codegen is none that the program knows of. (It comes back when it is needed.)
static void hide_companion(void) { trace_end_companion(); }

NATIVE(posix_waitpid) {
  int process, options, status = 0;
  pid_t result;
  if (!int_argument(args[0], &process) || !int_argument(args[1], &options)) return EMPTY;
  if (process == -1) hide_companion();
  BLOCKING(result, waitpid(process, &status, options));
  return wait_result(result, status);
}

NATIVE(posix_wait) {
  int status = 0;
  pid_t result;
  hide_companion();
  BLOCKING(result, wait(&status));
  return wait_result(result, status);
}

static double seconds_from(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec * 1e-6; }

Value posix_usage_result(const struct rusage *usage) {
  if (!posix_usage_type_init()) return EMPTY;
  Value values[] = {from_double(seconds_from(usage->ru_utime)),
                    from_double(seconds_from(usage->ru_stime)),
                    int_from_i64(usage->ru_maxrss),
                    int_from_i64(usage->ru_ixrss),
                    int_from_i64(usage->ru_idrss),
                    int_from_i64(usage->ru_isrss),
                    int_from_i64(usage->ru_minflt),
                    int_from_i64(usage->ru_majflt),
                    int_from_i64(usage->ru_nswap),
                    int_from_i64(usage->ru_inblock),
                    int_from_i64(usage->ru_oublock),
                    int_from_i64(usage->ru_msgsnd),
                    int_from_i64(usage->ru_msgrcv),
                    int_from_i64(usage->ru_nsignals),
                    int_from_i64(usage->ru_nvcsw),
                    int_from_i64(usage->ru_nivcsw)};
  return struct_sequence_new(usage_type, values);
}

static Value wait_with_usage(int process, int options) {
  struct rusage usage = {0};
  int status = 0;
  pid_t result;
  if (process == -1) hide_companion();
  BLOCKING(result, wait4(process, &status, options, &usage));
  if (result < 0) return system_error(EMPTY);
  Value values[] = {from_small_int(result), from_small_int(status), posix_usage_result(&usage)};
  return values[2] == EMPTY ? EMPTY : tuple_from(values, 3);
}
NATIVE(posix_wait3) {
  int options;
  return int_argument(args[0], &options) ? wait_with_usage(-1, options) : EMPTY;
}
NATIVE(posix_wait4) {
  int process, options;
  if (!int_argument(args[0], &process) || !int_argument(args[1], &options)) return EMPTY;
  return wait_with_usage(process, options);
}

NATIVE(posix_waitid) {
  int kind, options, status;
  int64_t id;
  siginfo_t info = {0};
  if (!int_argument(args[0], &kind) || !i64_argument(args[1], &id) || !int_argument(args[2], &options)) return EMPTY;
  if (kind == P_ALL) hide_companion();
  BLOCKING(status, waitid((idtype_t)kind, (id_t)id, &info, options));
  if (status < 0) return system_error(EMPTY);
  if (info.si_pid == 0) return NONE;
  Value values[] = {from_small_int(info.si_pid), from_small_int(info.si_uid), from_small_int(info.si_signo),
                    from_small_int(info.si_status), from_small_int(info.si_code)};
  return struct_sequence_new(waitid_type, values);
}

// What a status says.
#define STATUS_FUNCTION(name, result) \
  NATIVE(posix_##name) { \
    int status; \
    return int_argument(args[0], &status) ? result(name(status)) : EMPTY; \
  }
STATUS_FUNCTION(WIFEXITED, from_bool)
STATUS_FUNCTION(WIFSIGNALED, from_bool)
STATUS_FUNCTION(WIFSTOPPED, from_bool)
STATUS_FUNCTION(WIFCONTINUED, from_bool)
STATUS_FUNCTION(WEXITSTATUS, from_small_int)
STATUS_FUNCTION(WTERMSIG, from_small_int)
STATUS_FUNCTION(WSTOPSIG, from_small_int)
STATUS_FUNCTION(WCOREDUMP, from_bool)

NATIVE(posix_waitstatus_to_exitcode) {
  int status;
  if (!int_argument(args[0], &status)) return EMPTY;
  if (WIFEXITED(status)) return from_small_int(WEXITSTATUS(status));
  if (WIFSIGNALED(status)) return from_small_int(-WTERMSIG(status));
  if (WIFSTOPPED(status)) return raise(ValueError, "process stopped by delivery of signal %i", WSTOPSIG(status));
  return raise(ValueError, "invalid wait status: %i", status);
}

// --- ending

NATIVE(posix_kill) {
  int process, number;
  if (!int_argument(args[0], &process) || !int_argument(args[1], &number)) return EMPTY;
  if (kill(process, number) != 0) return system_error(EMPTY);
  return signals_run() ? NONE : EMPTY; // it may have been sent to this very process
}

NATIVE(posix_killpg) {
  int group, number;
  if (!int_argument(args[0], &group) || !int_argument(args[1], &number)) return EMPTY;
  if (killpg(group, number) != 0) return system_error(EMPTY);
  return signals_run() ? NONE : EMPTY;
}

NATIVE(posix_pidfd_open) {
  int process, flags = 0;
  if (!int_argument(args[0], &process) || (args[1] != EMPTY && !int_argument(args[1], &flags))) return EMPTY;
  long descriptor = syscall(SYS_pidfd_open, process, flags);
  return descriptor < 0 ? system_error(EMPTY) : from_small_int(descriptor);
}

NATIVE(posix_exit) {
  int status;
  if (!int_argument(args[0], &status)) return EMPTY;
  _exit(status);
}

NATIVE(posix_abort) {
  signal(SIGABRT, SIG_DFL);
  abort();
}

NATIVE(posix_system) {
  PathArgument command;
  if (!path_argument_of(args[0], "system", PATH_ONLY, &command)) return EMPTY;
  return from_small_int(WITHOUT_LOCK(system(command.path)));
}

NATIVE(posix_times) {
  struct tms info;
  clock_t now = times(&info);
  double tick = (double)sysconf(_SC_CLK_TCK);
  if (now == (clock_t)-1) return system_error(EMPTY);
  Value values[] = {from_double((double)info.tms_utime / tick), from_double((double)info.tms_stime / tick),
                    from_double((double)info.tms_cutime / tick), from_double((double)info.tms_cstime / tick),
                    from_double((double)now / tick)};
  return struct_sequence_new(times_type, values);
}

#define SPAWN_SIGNATURE \
  "path, argv, env, /, *, file_actions=(), setpgroup=0, resetids=False, setsid=False, setsigmask=(), setsigdef=(), " \
  "scheduler=None"
#define PLAIN(function_name, text) {.name = #function_name, .signature = text, .fn = posix_##function_name}
const NativeDef posix_process_functions[] = {
    PLAIN(fork, ""),
    PLAIN(forkpty, ""),
    PLAIN(register_at_fork, "*, before=None, after_in_child=None, after_in_parent=None"),
    PLAIN(execv, "path, argv, /"),
    PLAIN(execve, "path, argv, env"),
    {.name = "posix_spawn", .signature = SPAWN_SIGNATURE, .fn = posix_spawn_},
    {.name = "posix_spawnp", .signature = SPAWN_SIGNATURE, .fn = posix_spawnp_},
    PLAIN(wait, ""),
    PLAIN(wait3, "options"),
    PLAIN(wait4, "pid, options"),
    PLAIN(waitid, "idtype, id, options, /"),
    PLAIN(waitpid, "pid, options, /"),
    PLAIN(WIFEXITED, "status"),
    PLAIN(WIFSIGNALED, "status"),
    PLAIN(WIFSTOPPED, "status"),
    PLAIN(WIFCONTINUED, "status"),
    PLAIN(WEXITSTATUS, "status"),
    PLAIN(WTERMSIG, "status"),
    PLAIN(WSTOPSIG, "status"),
    PLAIN(WCOREDUMP, "status, /"),
    PLAIN(waitstatus_to_exitcode, "status"),
    PLAIN(kill, "pid, signal, /"),
    PLAIN(killpg, "pgid, signal, /"),
    PLAIN(pidfd_open, "pid, flags=0"),
    {.name = "_exit", .signature = "status", .fn = posix_exit},
    PLAIN(abort, ""),
    PLAIN(system, "command"),
    PLAIN(times, ""),
    {.name = NULL},
};

static void visit_types(void) {
  heap_visit(from_object(times_type));
  heap_visit(from_object(waitid_type));
}
static void visit_usage_type(void) { heap_visit(from_object(usage_type)); }

Type *posix_usage_type(void) { return usage_type; }

bool posix_usage_type_init(void) {
  static const char *const fields[] = {"ru_utime",  "ru_stime",    "ru_maxrss", "ru_ixrss",   "ru_idrss",   "ru_isrss",
                                       "ru_minflt", "ru_majflt",   "ru_nswap",  "ru_inblock", "ru_oublock", "ru_msgsnd",
                                       "ru_msgrcv", "ru_nsignals", "ru_nvcsw",  "ru_nivcsw",  NULL};
  if (usage_type) return true;
  usage_type = struct_sequence_type("resource", "struct_rusage", fields, 16);
  if (usage_type) heap_add_root(visit_usage_type);
  return usage_type;
}

bool posix_process_init(Value module) {
  static const char *const times_fields[] = {"user", "system", "children_user", "children_system", "elapsed", NULL};
  static const char *const waitid_fields[] = {"si_pid", "si_uid", "si_signo", "si_status", "si_code", NULL};
  heap_add_root(visit_types);
  times_type = struct_sequence_type("posix", "times_result", times_fields, 5);
  waitid_type = times_type ? struct_sequence_type("posix", "waitid_result", waitid_fields, 5) : NULL;
  return waitid_type && module_add(module, "times_result", from_object(times_type)) &&
         module_add(module, "waitid_result", from_object(waitid_type));
}
