// The module resource: limits, and what was used.
#include "core/modules/system/posix.h"

static bool limit_numbers(Value v, struct rlimit *limit) {
  Value tuple = tuple_from_iterable(v);
  if (tuple == EMPTY) return false;
  if (to_tuple(tuple)->length != 2) return raise(ValueError, "expected a tuple of 2 integers"), false;
  int64_t numbers[2];
  for (int i = 0; i < 2; i++)
    if (!i64_argument(to_tuple(tuple)->items[i], &numbers[i])) return false;
  *limit = (struct rlimit){(rlim_t)numbers[0], (rlim_t)numbers[1]};
  return true;
}

static Value limit_pair(const struct rlimit *limit) {
  return tuple_pair(int_from_i64((int64_t)limit->rlim_cur), int_from_i64((int64_t)limit->rlim_max));
}

static bool resource_argument(Value v, int *number) {
  if (!int_argument(v, number)) return false;
  if (*number >= 0 && *number < (int)RLIM_NLIMITS) return true;
  return raise(ValueError, "invalid resource specified"), false;
}

NATIVE(resource_getrlimit) {
  int number;
  struct rlimit limit;
  if (!resource_argument(args[0], &number)) return EMPTY;
  return getrlimit(number, &limit) == 0 ? limit_pair(&limit) : system_error(EMPTY);
}

static Value change(int status) {
  if (status == 0) return NONE;
  if (errno == EINVAL) return raise(ValueError, "current limit exceeds maximum limit");
  if (errno == EPERM) return raise(ValueError, "not allowed to raise maximum limit");
  return system_error(EMPTY);
}

NATIVE(resource_setrlimit) {
  int number;
  struct rlimit limit;
  if (!resource_argument(args[0], &number) || !limit_numbers(args[1], &limit)) return EMPTY;
  return change(setrlimit(number, &limit));
}

NATIVE(resource_prlimit) {
  int process, number;
  struct rlimit limit, before;
  bool set = args[2] != EMPTY;
  if (!int_argument(args[0], &process) || !resource_argument(args[1], &number) ||
      (set && !limit_numbers(args[2], &limit)))
    return EMPTY;
  if (prlimit(process, number, set ? &limit : NULL, &before) == 0) return limit_pair(&before);
  return change(-1);
}

NATIVE(resource_getrusage) {
  int who;
  struct rusage usage;
  if (!int_argument(args[0], &who)) return EMPTY;
  if (getrusage(who, &usage) == 0) return posix_usage_result(&usage);
  return errno == EINVAL ? raise(ValueError, "invalid who parameter") : system_error(EMPTY);
}

NATIVE(resource_getpagesize) { return from_small_int(sysconf(_SC_PAGESIZE)); }

static const NativeDef functions[] = {
    {.name = "getrlimit", .signature = "resource, /", .fn = resource_getrlimit},
    {.name = "setrlimit", .signature = "resource, limits, /", .fn = resource_setrlimit},
    {.name = "prlimit", .signature = "pid, resource, limits=None, /", .fn = resource_prlimit},
    {.name = "getrusage", .signature = "who, /", .fn = resource_getrusage},
    {.name = "getpagesize", .signature = "", .fn = resource_getpagesize},
    {.name = NULL},
};

#define CONSTANTS(X) \
  X(RLIMIT_CPU) \
  X(RLIMIT_FSIZE) \
  X(RLIMIT_DATA) X(RLIMIT_STACK) X(RLIMIT_CORE) X(RLIMIT_NOFILE) X(RLIMIT_AS) X(RLIMIT_RSS) X(RLIMIT_NPROC) \
      X(RLIMIT_MEMLOCK) X(RLIMIT_MSGQUEUE) X(RLIMIT_NICE) X(RLIMIT_RTPRIO) X(RLIMIT_RTTIME) X(RLIMIT_SIGPENDING) \
          X(RUSAGE_SELF) X(RUSAGE_CHILDREN) X(RUSAGE_THREAD)

static bool init(Value module) {
  static const NamedNumber numbers[] = {
#define X(name) {#name, name},
      CONSTANTS(X)
#undef X
          {"RLIM_INFINITY", -1},
      {NULL, 0}};
  return posix_usage_type_init() && module_add_numbers(module, numbers) &&
         module_add(module, "struct_rusage", from_object(posix_usage_type())) &&
         module_add(module, "error", from_object(exception_types[EXCEPTION_OSError]));
}

const NativeModule module_resource = {"resource", functions, init, DOC("Limits and use of resources.")};
