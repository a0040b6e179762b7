// The module fcntl.
#include "core/modules/system/system.h"
#include "core/object/bytes.h"

#define BUFFER_BYTES 1024

// fcntl(fd, cmd, arg=0): arg an int, or bytes that the system changes and that come back.
NATIVE(fcntl_fcntl) {
  int descriptor, command, result, number = 0;
  const uint8_t *data;
  size_t size;
  char buffer[BUFFER_BYTES];
  if (!descriptor_argument(args[0], &descriptor) || !int_argument(args[1], &command)) return EMPTY;
  if (args[2] != EMPTY && type_flag(args[2], TYPE_IS_BYTES)) {
    if (!bytes_view(args[2], &data, &size)) return EMPTY;
    if (size > sizeof buffer) return raise(ValueError, "fcntl string arg too long");
    memcpy(buffer, data, size);
    BLOCKING(result, fcntl(descriptor, command, buffer));
    return result < 0 ? system_error(EMPTY) : bytes_new(buffer, size);
  }
  if (args[2] != EMPTY && !int_argument(args[2], &number)) return EMPTY;
  BLOCKING(result, fcntl(descriptor, command, number));
  return result < 0 ? system_error(EMPTY) : from_small_int(result);
}

// ioctl(fd, request, arg=0, mutate_flag=True)
NATIVE(fcntl_ioctl) {
  int descriptor, result, number = 0;
  int64_t request;
  const uint8_t *data;
  uint8_t *target;
  size_t size;
  bool mutate;
  char buffer[BUFFER_BYTES] = {0};
  if (!descriptor_argument(args[0], &descriptor) || !i64_argument(args[1], &request) ||
      !flag_argument(args[3], true, &mutate))
    return EMPTY;
  if (args[2] == EMPTY || type_flag(args[2], TYPE_IS_INT)) {
    if (args[2] != EMPTY && !int_argument(args[2], &number)) return EMPTY;
    result = WITHOUT_LOCK(ioctl(descriptor, (int)request, number));
    return result < 0 ? system_error(EMPTY) : from_small_int(result);
  }
  if (!bytes_view(args[2], &data, &size)) return EMPTY;
  if (size > sizeof buffer) return raise(ValueError, "ioctl string arg too long");
  memcpy(buffer, data, size);
  result = WITHOUT_LOCK(ioctl(descriptor, (int)request, buffer));
  if (result < 0) return system_error(EMPTY);
  if (type_flag(args[2], TYPE_IS_BYTES) || !mutate) return bytes_new(buffer, size);
  if (!bytes_view_writable(args[2], &target, &size)) return EMPTY;
  memcpy(target, buffer, size);
  return from_small_int(result);
}

NATIVE(fcntl_flock) {
  int descriptor, operation, result;
  if (!descriptor_argument(args[0], &descriptor) || !int_argument(args[1], &operation)) return EMPTY;
  BLOCKING(result, flock(descriptor, operation));
  return result < 0 ? system_error(EMPTY) : NONE;
}

// lockf(fd, cmd, len=0, start=0, whence=0): the flags of flock, the locks of fcntl.
NATIVE(fcntl_lockf) {
  int descriptor, operation, result, whence = 0;
  int64_t length = 0, start = 0;
  if (!descriptor_argument(args[0], &descriptor) || !int_argument(args[1], &operation) ||
      (args[2] != EMPTY && !i64_argument(args[2], &length)) || (args[3] != EMPTY && !i64_argument(args[3], &start)) ||
      (args[4] != EMPTY && !int_argument(args[4], &whence)))
    return EMPTY;
  struct flock lock = {.l_start = start, .l_len = length, .l_whence = (short)whence};
  if (operation & LOCK_UN)
    lock.l_type = F_UNLCK;
  else if (operation & LOCK_SH)
    lock.l_type = F_RDLCK;
  else if (operation & LOCK_EX)
    lock.l_type = F_WRLCK;
  else
    return raise(ValueError, "unrecognized lockf argument");
  BLOCKING(result, fcntl(descriptor, operation & LOCK_NB ? F_SETLK : F_SETLKW, &lock));
  return result < 0 ? system_error(EMPTY) : NONE;
}

static const NativeDef functions[] = {
    {.name = "fcntl", .signature = "fd, cmd, arg=0, /", .fn = fcntl_fcntl},
    {.name = "ioctl", .signature = "fd, request, arg=0, mutate_flag=True, /", .fn = fcntl_ioctl},
    {.name = "flock", .signature = "fd, operation, /", .fn = fcntl_flock},
    {.name = "lockf", .signature = "fd, cmd, len=0, start=0, whence=0, /", .fn = fcntl_lockf},
    {.name = NULL},
};

#define CONSTANTS(X) \
  X(LOCK_SH) \
  X(LOCK_EX) \
  X(LOCK_NB) X(LOCK_UN) X(F_DUPFD) X(F_DUPFD_CLOEXEC) X(F_GETFD) X(F_SETFD) X(F_GETFL) X(F_SETFL) X(F_GETLK) \
      X(F_SETLK) X(F_SETLKW) X(F_GETOWN) X(F_SETOWN) X(F_GETSIG) X(F_SETSIG) X(F_RDLCK) X(F_WRLCK) X(F_UNLCK) \
          X(F_SETLEASE) X(F_GETLEASE) X(F_NOTIFY) X(F_SETPIPE_SZ) X(F_GETPIPE_SZ) X(F_ADD_SEALS) X(F_GET_SEALS) \
              X(F_OFD_GETLK) X(F_OFD_SETLK) X(F_OFD_SETLKW) X(FD_CLOEXEC) X(FASYNC)
#ifndef FASYNC
#define FASYNC O_ASYNC
#endif

static bool init(Value module) {
  static const NamedNumber numbers[] = {
#define X(name) {#name, name},
      CONSTANTS(X)
#undef X
          {NULL, 0}};
  return module_add_numbers(module, numbers);
}

const NativeModule module_fcntl = {"fcntl", functions, init, DOC("Flags and locks of open files, ioctl.")};
