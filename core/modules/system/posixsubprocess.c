// The module _posixsubprocess: fork and exec in one, which subprocess starts its programs with. Between the two the
// child makes system calls only, unless there is a preexec_fn.
#include "core/modules/system/fork.h"
#include "core/object/list.h"
#include "port/port.h"

typedef struct Plan {
  char **executables, **arguments, **variables;
  const char *directory;
  int *keep; // descriptors, ascending
  size_t keep_count;
  int child_read, child_write, parent_write, parent_read, error_read, error_write, report_read, report_write;
  bool close_others, restore_signals, new_session;
  int group, mask;
  uint32_t user, user_group;
  bool has_user, has_group, has_groups;
  gid_t *groups;
  size_t group_count;
  Value preexec;
} Plan;

extern char **environ;

static void close_if(int descriptor) {
  if (descriptor >= 0) close(descriptor);
}

static bool make_inheritable(const Plan *plan) {
  for (size_t i = 0; i < plan->keep_count; i++) {
    if (plan->keep[i] == plan->report_write) continue;
    int flags = fcntl(plan->keep[i], F_GETFD);
    if (flags >= 0) fcntl(plan->keep[i], F_SETFD, flags & ~FD_CLOEXEC);
  }
  return true;
}

static bool is_kept(const Plan *plan, int descriptor) {
  for (size_t i = 0; i < plan->keep_count; i++)
    if (plan->keep[i] == descriptor) return true;
  return false;
}

// Closes what is open from 3 on. Allocates nothing: the numbers come from /proc by way of the raw system call.
static void close_others(const Plan *plan) {
  int folder = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) {
    long most = sysconf(_SC_OPEN_MAX);
    for (int descriptor = 3; descriptor < most; descriptor++)
      if (!is_kept(plan, descriptor)) close(descriptor);
    return;
  }
  char buffer[1024];
  long got;
  while ((got = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
    for (long at = 0; at < got;) {
      const struct dirent *entry = (const struct dirent *)(const void *)(buffer + at);
      int descriptor = 0;
      for (const char *c = entry->d_name; *c >= '0' && *c <= '9'; c++) descriptor = descriptor * 10 + *c - '0';
      if (descriptor >= 3 && descriptor != folder && !is_kept(plan, descriptor)) close(descriptor);
      at += entry->d_reclen;
    }
  }
  close(folder);
}

// A descriptor becomes a standard one, even if it has that number already. False: it cannot.
static bool install(int descriptor, int standard) {
  if (descriptor == standard) {
    int flags = fcntl(descriptor, F_GETFD);
    return flags >= 0 && fcntl(descriptor, F_SETFD, flags & ~FD_CLOEXEC) >= 0;
  }
  return descriptor < 0 || dup2(descriptor, standard) >= 0;
}

// In the child. Comes back only when something failed; *stage then says what, for the message.
static void run_child(Plan *plan, const char **stage) {
  *stage = "";
  make_inheritable(plan);
  close_if(plan->parent_write);
  close_if(plan->parent_read);
  close_if(plan->error_read);
  close(plan->report_read);
  // Out of the way of the standard numbers.
  if (plan->child_write == 0 && (plan->child_write = dup(0)) < 0) return;
  while (plan->error_write == 0 || plan->error_write == 1)
    if ((plan->error_write = dup(plan->error_write)) < 0) return;
  if (!install(plan->child_read, 0) || !install(plan->child_write, 1) || !install(plan->error_write, 2)) return;
  if (plan->directory && chdir(plan->directory) != 0) {
    *stage = "noexec";
    return;
  }
  if (plan->mask >= 0) umask((mode_t)plan->mask);
  if (plan->restore_signals) {
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
  }
  if (plan->new_session) setsid();
  if (plan->group >= 0 && setpgid(0, plan->group) != 0) return;
  if (plan->has_groups && setgroups(plan->group_count, plan->groups) != 0) return;
  if (plan->has_group && setregid(plan->user_group, plan->user_group) != 0) return;
  if (plan->has_user && setreuid(plan->user, plan->user) != 0) return;
  if (plan->preexec != NONE && object_call_0(plan->preexec) == EMPTY) {
    exception_clear();
    errno = 0;
    *stage = "Exception occurred in preexec_fn.";
    return;
  }
  if (plan->close_others) close_others(plan);
  int error = ENOENT;
  for (size_t i = 0; plan->executables[i]; i++) {
    execve(plan->executables[i], plan->arguments, plan->variables ? plan->variables : environ);
    if (errno != ENOENT && errno != ENOTDIR && error == ENOENT) error = errno;
  }
  errno = error;
}

// "OSError:<errno in hexadecimal>:<stage>", as subprocess expects it.
static void report(const Plan *plan, int error, const char *stage) {
  char text[128];
  int size = error ? snprintf(text, sizeof text, "OSError:%X:%s", (unsigned)error, stage)
                   : snprintf(text, sizeof text, "SubprocessError:0:%s", stage);
  ssize_t written = write(plan->report_write, text, (size_t)size);
  (void)written;
}

static Value fork_exec(Plan *plan) {
  bool hooks = plan->preexec != NONE;
  const char *stage = "";
  sigset_t all, before;
  if (hooks && !fork_before()) return EMPTY;
  if (!hooks) threads_before_fork();
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  pid_t process = fork();
  if (process == 0) {
    if (hooks)
      fork_after_in_child();
    else
      fork_in_child_before_exec();
    // Signals that were caught are not for the program.
    for (int n = 1; n < NSIG; n++) {
      struct sigaction action;
      if (sigaction(n, NULL, &action) == 0 && action.sa_handler != SIG_IGN && action.sa_handler != SIG_DFL)
        signal(n, SIG_DFL);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    run_child(plan, &stage);
    report(plan, errno, stage);
    _exit(255);
  }
  int error = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (hooks)
    fork_after_in_parent();
  else
    threads_after_fork(false);
  errno = error;
  return process < 0 ? system_error(EMPTY) : from_small_int(process);
}

static bool kept_descriptors(Value v, Plan *plan) {
  if (!type_flag(v, TYPE_IS_TUPLE)) return raise(TypeError, "fork_exec() argument 4 must be tuple, not %T", v), false;
  int last = -1;
  plan->keep_count = to_tuple(v)->length;
  plan->keep = calloc(plan->keep_count + 1, sizeof(int));
  if (!plan->keep) return raise_memory_error(), false;
  for (size_t i = 0; i < plan->keep_count; i++) {
    int64_t number;
    if (!int_to_i64(to_tuple(v)->items[i], &number) || number < 0 || number > INT_MAX || number <= last)
      return raise(ValueError, "bad value(s) in fds_to_keep"), false;
    plan->keep[i] = last = (int)number;
  }
  return true;
}

static bool extra_groups(Value v, Plan *plan) {
  if (v == NONE) return true;
  Value *items;
  if (!is_list_or_tuple(v)) return raise(TypeError, "setgroups argument must be a sequence"), false;
  plan->group_count = sequence_items(v, &items);
  plan->groups = calloc(plan->group_count + 1, sizeof(gid_t));
  if (!plan->groups) return raise_memory_error(), false;
  for (size_t i = 0; i < plan->group_count; i++)
    if (!id_argument(items[i], &plan->groups[i])) return false;
  return plan->has_groups = true;
}

// The arguments of fork_exec in their order; see the signature.
static bool read_plan(Value *args, Plan *plan) {
  if (!flag_argument(args[2], false, &plan->close_others) || !kept_descriptors(args[3], plan)) return false;
  if (args[4] != NONE) {
    PathArgument directory;
    if (!path_argument_of(args[4], "fork_exec", PATH_ONLY, &directory)) return false;
    plan->directory = directory.path;
  }
  int *const descriptors[] = {&plan->child_read, &plan->parent_write, &plan->parent_read, &plan->child_write,
                              &plan->error_read, &plan->error_write,  &plan->report_read, &plan->report_write};
  for (int i = 0; i < 8; i++)
    if (!int_argument(args[6 + i], descriptors[i])) return false;
  if (!flag_argument(args[14], false, &plan->restore_signals) || !flag_argument(args[15], false, &plan->new_session) ||
      !int_argument(args[16], &plan->group))
    return false;
  plan->has_group = args[17] != NONE;
  if (plan->has_group && !id_argument(args[17], &plan->user_group)) return false;
  if (!extra_groups(args[18], plan)) return false;
  plan->has_user = args[19] != NONE;
  if (plan->has_user && !id_argument(args[19], &plan->user)) return false;
  if (!int_argument(args[20], &plan->mask)) return false;
  plan->preexec = args[21];
  if (!(plan->executables = strings_from(args[1])) || !(plan->arguments = strings_from(args[0]))) return false;
  return args[5] == NONE || (plan->variables = strings_from(args[5])) != NULL;
}

NATIVE(subprocess_fork_exec) {
  Plan plan = {.group = -1, .mask = -1};
  Value result = EMPTY;
  if (read_plan(args, &plan)) result = fork_exec(&plan);
  strings_free(plan.executables);
  strings_free(plan.arguments);
  strings_free(plan.variables);
  free(plan.keep);
  free(plan.groups);
  return result;
}

static const NativeDef functions[] = {
    {.name = "fork_exec",
     .signature =
         "args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, "
         "errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, "
         "uid, child_umask, preexec_fn, allow_vfork, /",
     .fn = subprocess_fork_exec},
    {.name = NULL},
};

const NativeModule module__posixsubprocess = {"_posixsubprocess", functions, NULL,
                                              DOC("Starting programs; use subprocess instead.")};
