// posix: what the system is and has.
#include "core/modules/path.h"
#include "core/modules/struct_sequence.h"
#include "core/modules/system/posix.h"
#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/set.h"
#include "port/port.h"

static Type *uname_type, *terminal_size_type, *sched_param_type;

NATIVE(posix_uname) {
  struct utsname info;
  if (uname(&info) != 0) return system_error(EMPTY);
  Value values[] = {path_from_system(info.sysname), path_from_system(info.nodename), path_from_system(info.release),
                    path_from_system(info.version), path_from_system(info.machine)};
  return struct_sequence_new(uname_type, values);
}

NATIVE(posix_get_terminal_size) {
  int descriptor = STDOUT_FILENO;
  struct winsize size;
  if (args[0] != EMPTY && !int_argument(args[0], &descriptor)) return EMPTY;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return system_error(EMPTY);
  Value values[] = {from_small_int(size.ws_col), from_small_int(size.ws_row)};
  return struct_sequence_new(terminal_size_type, values);
}

// --- randomness

NATIVE(posix_urandom) {
  int64_t size;
  if (!i64_argument(args[0], &size)) return EMPTY;
  if (size < 0) return raise(ValueError, "negative argument not allowed");
  Value bytes = bytes_new(NULL, (size_t)size);
  if (bytes == EMPTY) return EMPTY;
  return port_random(((Bytes *)to_object(bytes))->data, (size_t)size) ? bytes : system_error(EMPTY);
}

NATIVE(posix_getrandom) {
  int64_t size;
  int flags = 0;
  ssize_t got;
  if (!i64_argument(args[0], &size) || (args[1] != EMPTY && !int_argument(args[1], &flags))) return EMPTY;
  if (size < 0) return raise_os_error(EINVAL, EMPTY);
  Value bytes = bytes_new(NULL, (size_t)size);
  if (bytes == EMPTY) return EMPTY;
  uint8_t *data = ((Bytes *)to_object(bytes))->data;
  BLOCKING(got, getrandom(data, (size_t)size, (unsigned)flags));
  if (got < 0) return system_error(EMPTY);
  return got == size ? bytes : bytes_new(data, (size_t)got);
}

// --- limits and configuration

#define SYSCONF_NAMES(X) \
  X(ARG_MAX) \
  X(CHILD_MAX) \
  X(CLK_TCK) \
  X(NGROUPS_MAX) X(OPEN_MAX) X(STREAM_MAX) X(TZNAME_MAX) X(JOB_CONTROL) X(SAVED_IDS) X(REALTIME_SIGNALS) X(PAGESIZE) \
      X(PAGE_SIZE) X(IOV_MAX) X(GETGR_R_SIZE_MAX) X(GETPW_R_SIZE_MAX) X(LOGIN_NAME_MAX) X(TTY_NAME_MAX) \
          X(THREAD_STACK_MIN) X(THREAD_THREADS_MAX) X(NPROCESSORS_CONF) X(NPROCESSORS_ONLN) X(PHYS_PAGES) \
              X(AVPHYS_PAGES) X(SEM_NSEMS_MAX) X(SEM_VALUE_MAX) X(SYMLOOP_MAX) X(HOST_NAME_MAX) X(LINE_MAX) X(VERSION)
static const NamedNumber sysconf_names[] = {
#define X(name) {"SC_" #name, _SC_##name},
    SYSCONF_NAMES(X)
#undef X
        {NULL, 0}};
#define PATHCONF_NAMES(X) \
  X(LINK_MAX) \
  X(MAX_CANON) \
  X(MAX_INPUT) \
  X(NAME_MAX) X(PATH_MAX) X(PIPE_BUF) X(CHOWN_RESTRICTED) X(NO_TRUNC) X(VDISABLE) X(SYNC_IO) X(ASYNC_IO) X(PRIO_IO) \
      X(FILESIZEBITS) X(REC_INCR_XFER_SIZE) X(REC_MAX_XFER_SIZE) X(REC_MIN_XFER_SIZE) X(REC_XFER_ALIGN) \
          X(ALLOC_SIZE_MIN) X(SYMLINK_MAX)
static const NamedNumber pathconf_names[] = {
#define X(name) {"PC_" #name, _PC_##name},
    PATHCONF_NAMES(X)
#undef X
        {NULL, 0}};
static const NamedNumber confstr_names[] = {{"CS_PATH", _CS_PATH}, {NULL, 0}};

// A number, or a name of the table.
static bool configuration_name(Value v, const NamedNumber *names, int *result) {
  if (type_flag(v, TYPE_IS_INT)) return int_argument(v, result);
  if (!type_flag(v, TYPE_IS_STR)) return raise(TypeError, "configuration names must be strings or integers"), false;
  for (; names->name; names++) {
    if (strcmp(names->name, to_str(v)->text) != 0) continue;
    *result = (int)names->value;
    return true;
  }
  return raise(ValueError, "unrecognized configuration name"), false;
}

NATIVE(posix_sysconf) {
  int name;
  if (!configuration_name(args[0], sysconf_names, &name)) return EMPTY;
  errno = 0;
  long value = sysconf(name);
  return value == -1 && errno ? system_error(EMPTY) : int_from_i64(value);
}

NATIVE(posix_pathconf) {
  PathArgument path;
  int name;
  if (!path_argument_of(args[0], "pathconf", PATH_OR_DESCRIPTOR, &path) ||
      !configuration_name(args[1], pathconf_names, &name))
    return EMPTY;
  errno = 0;
  long value = path.path ? pathconf(path.path, name) : fpathconf(path.descriptor, name);
  return value == -1 && errno ? system_error(path.object) : int_from_i64(value);
}

NATIVE(posix_confstr) {
  int name;
  char text[1024];
  if (!configuration_name(args[0], confstr_names, &name)) return EMPTY;
  errno = 0;
  size_t size = confstr(name, text, sizeof text);
  if (size == 0) return errno ? system_error(EMPTY) : NONE;
  return system_name(text, strlen(text), false);
}

// --- processors

NATIVE(posix_cpu_count) { return from_small_int(port_processor_count()); }

NATIVE(posix_getloadavg) {
  double loads[3];
  if (getloadavg(loads, 3) != 3) return raise(OSError, "Load averages are unobtainable");
  Value values[] = {from_double(loads[0]), from_double(loads[1]), from_double(loads[2])};
  return tuple_from(values, 3);
}

NATIVE(posix_sched_yield) { return system_answer(WITHOUT_LOCK(sched_yield()), EMPTY); }

NATIVE(posix_sched_getaffinity) {
  int process;
  cpu_set_t set;
  if (!int_argument(args[0], &process)) return EMPTY;
  if (sched_getaffinity(process, sizeof set, &set) != 0) return system_error(EMPTY);
  Value result = set_new();
  for (int cpu = 0; result != EMPTY && cpu < CPU_SETSIZE; cpu++)
    if (CPU_ISSET(cpu, &set) && !set_add(result, from_small_int(cpu))) return EMPTY;
  return result;
}

NATIVE(posix_sched_setaffinity) {
  int process, cpu;
  cpu_set_t set;
  if (!int_argument(args[0], &process)) return EMPTY;
  Value tuple = tuple_from_iterable(args[1]);
  if (tuple == EMPTY) return EMPTY;
  CPU_ZERO(&set);
  for (size_t i = 0; i < to_tuple(tuple)->length; i++) {
    if (!int_argument(to_tuple(tuple)->items[i], &cpu)) return EMPTY;
    if (cpu < 0) return raise(ValueError, "negative CPU number");
    if (cpu >= CPU_SETSIZE) return raise(OverflowError, "CPU number too large");
    CPU_SET((size_t)cpu, &set);
  }
  return system_answer(sched_setaffinity(process, sizeof set, &set), EMPTY);
}

#define PRIORITY_FUNCTION(name) \
  NATIVE(posix_##name) { \
    int policy; \
    if (!int_argument(args[0], &policy)) return EMPTY; \
    int priority = name(policy); \
    return priority < 0 ? system_error(EMPTY) : from_small_int(priority); \
  }
PRIORITY_FUNCTION(sched_get_priority_max)
PRIORITY_FUNCTION(sched_get_priority_min)

// --- the environment and the rest

NATIVE(posix_putenv) {
  PathArgument name, value;
  if (!path_argument_of(args[0], "putenv", PATH_ONLY, &name) || !path_argument_of(args[1], "putenv", PATH_ONLY, &value))
    return EMPTY;
  if (strchr(name.path, '=') || !name.path[0]) return raise(ValueError, "illegal environment variable name");
  return system_answer(setenv(name.path, value.path, 1), EMPTY);
}

NATIVE(posix_unsetenv) {
  PathArgument name;
  if (!path_argument_of(args[0], "unsetenv", PATH_ONLY, &name)) return EMPTY;
  return system_answer(unsetenv(name.path), EMPTY);
}

NATIVE(posix_strerror) {
  int number;
  return int_argument(args[0], &number) ? str_from_c(port_error_text(number)) : EMPTY;
}

NATIVE(posix_umask) {
  int mask;
  return int_argument(args[0], &mask) ? from_small_int(umask((mode_t)mask)) : EMPTY;
}

NATIVE(posix_major) {
  int64_t device;
  return i64_argument(args[0], &device) ? from_small_int(major((dev_t)device)) : EMPTY;
}
NATIVE(posix_minor) {
  int64_t device;
  return i64_argument(args[0], &device) ? from_small_int(minor((dev_t)device)) : EMPTY;
}
NATIVE(posix_makedev) {
  int high, low;
  if (!int_argument(args[0], &high) || !int_argument(args[1], &low)) return EMPTY;
  return int_from_u64(makedev((unsigned)high, (unsigned)low));
}

#define PLAIN(function_name, text) {.name = #function_name, .signature = text, .fn = posix_##function_name}
const NativeDef posix_system_functions[] = {
    PLAIN(uname, ""),
    PLAIN(get_terminal_size, "fd=1, /"),
    PLAIN(urandom, "size, /"),
    PLAIN(getrandom, "size, flags=0"),
    PLAIN(sysconf, "name, /"),
    PLAIN(pathconf, "path, name"),
    {.name = "fpathconf", .signature = "fd, name, /", .fn = posix_pathconf},
    PLAIN(confstr, "name, /"),
    PLAIN(cpu_count, ""),
    PLAIN(getloadavg, ""),
    PLAIN(sched_yield, ""),
    PLAIN(sched_getaffinity, "pid, /"),
    PLAIN(sched_setaffinity, "pid, mask, /"),
    PLAIN(sched_get_priority_max, "policy"),
    PLAIN(sched_get_priority_min, "policy"),
    PLAIN(putenv, "name, value, /"),
    PLAIN(unsetenv, "name, /"),
    PLAIN(strerror, "code, /"),
    PLAIN(umask, "mask, /"),
    PLAIN(major, "device, /"),
    PLAIN(minor, "device, /"),
    PLAIN(makedev, "major, minor, /"),
    {.name = NULL},
};

static void visit_types(void) {
  heap_visit(from_object(uname_type));
  heap_visit(from_object(terminal_size_type));
  heap_visit(from_object(sched_param_type));
}

static bool add_names(Value module, const char *name, const NamedNumber *names) {
  Value dict = dict_new();
  for (; dict != EMPTY && names->name; names++)
    if (!dict_set_c(dict, names->name, int_from_i64(names->value))) return false;
  return dict != EMPTY && module_add(module, name, dict);
}

bool posix_system_init(Value module) {
  static const char *const uname_fields[] = {"sysname", "nodename", "release", "version", "machine", NULL};
  static const char *const size_fields[] = {"columns", "lines", NULL};
  static const char *const sched_fields[] = {"sched_priority", NULL};
  heap_add_root(visit_types);
  uname_type = struct_sequence_type("posix", "uname_result", uname_fields, 5);
  terminal_size_type = uname_type ? struct_sequence_type("os", "terminal_size", size_fields, 2) : NULL;
  sched_param_type = terminal_size_type ? struct_sequence_type("posix", "sched_param", sched_fields, 1) : NULL;
  return sched_param_type && module_add(module, "uname_result", from_object(uname_type)) &&
         module_add(module, "terminal_size", from_object(terminal_size_type)) &&
         module_add(module, "sched_param", from_object(sched_param_type)) &&
         add_names(module, "sysconf_names", sysconf_names) && add_names(module, "pathconf_names", pathconf_names) &&
         add_names(module, "confstr_names", confstr_names);
}
