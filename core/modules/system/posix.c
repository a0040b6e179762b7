// The module posix: what the operating system offers under os and os.path, which are written in Python
// (core/stdlib/os.py). This file puts the parts together and adds the environment and the constants.
#include "core/modules/system/posix.h"

#include "core/modules/path.h"
#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/list.h"
#include "port/port.h"

// bytes to bytes, as CPython's posix has it; os decodes it.
static bool add_environment(Value module) {
  Value dict = dict_new();
  const char *entry;
  for (size_t i = 0; dict != EMPTY && (entry = port_environment(i)) != NULL; i++) {
    const char *equals = strchr(entry, '=');
    if (!equals) continue;
    Value name = bytes_new(entry, (size_t)(equals - entry));
    Value value = bytes_new(equals + 1, strlen(equals + 1));
    if (name == EMPTY || value == EMPTY || !dict_set(dict, name, value)) return false;
  }
  return module_add(module, "environ", dict);
}

#define CONSTANTS(X) \
  X(F_OK) \
  X(R_OK) \
  X(W_OK) \
  X(X_OK) \
  X(O_RDONLY) X(O_WRONLY) X(O_RDWR) X(O_CREAT) X(O_EXCL) X(O_TRUNC) X(O_APPEND) X(O_NONBLOCK) X(O_NDELAY) X(O_SYNC) \
      X(O_DSYNC) X(O_RSYNC) X(O_NOCTTY) X(O_CLOEXEC) X(O_DIRECTORY) X(O_NOFOLLOW) X(O_ASYNC) X(O_DIRECT) \
          X(O_LARGEFILE) X(O_NOATIME) X(O_PATH) X(O_TMPFILE) X(O_ACCMODE) X(SEEK_SET) X(SEEK_CUR) X(SEEK_END) \
              X(SEEK_DATA) X(SEEK_HOLE) X(WNOHANG) X(WCONTINUED) X(WUNTRACED) X(WEXITED) X(WNOWAIT) X(WSTOPPED) \
                  X(CLD_CONTINUED) X(CLD_DUMPED) X(CLD_EXITED) X(CLD_KILLED) X(CLD_STOPPED) X(CLD_TRAPPED) X(P_ALL) \
                      X(P_PGID) X(P_PID) X(PRIO_PROCESS) X(PRIO_PGRP) X(PRIO_USER) X(SCHED_OTHER) X(SCHED_FIFO) \
                          X(SCHED_RR) X(SCHED_BATCH) X(SCHED_IDLE) X(F_LOCK) X(F_TEST) X(F_TLOCK) X(F_ULOCK) \
                              X(RTLD_GLOBAL) X(RTLD_LAZY) X(RTLD_LOCAL) X(RTLD_NODELETE) X(RTLD_NOLOAD) X(RTLD_NOW) \
                                  X(GRND_NONBLOCK) X(GRND_RANDOM) X(ST_RDONLY) X(ST_NOSUID) X(ST_NODEV) X(ST_NOEXEC) \
                                      X(ST_SYNCHRONOUS) X(ST_MANDLOCK) X(ST_WRITE) X(ST_APPEND) X(ST_NOATIME) \
                                          X(ST_NODIRATIME) X(ST_RELATIME) X(POSIX_FADV_NORMAL) \
                                              X(POSIX_FADV_SEQUENTIAL) X(POSIX_FADV_RANDOM) X(POSIX_FADV_NOREUSE) \
                                                  X(POSIX_FADV_WILLNEED) X(POSIX_FADV_DONTNEED) X(EFD_CLOEXEC) \
                                                      X(EFD_NONBLOCK) X(EFD_SEMAPHORE) X(NGROUPS_MAX) X(TMP_MAX) \
                                                          X(MFD_CLOEXEC) X(MFD_ALLOW_SEALING)

#define EXIT_STATUSES(X) \
  X(EX_OK, 0) \
  X(EX_USAGE, 64) \
  X(EX_DATAERR, 65) \
  X(EX_NOINPUT, 66) \
  X(EX_NOUSER, 67) X(EX_NOHOST, 68) X(EX_UNAVAILABLE, 69) X(EX_SOFTWARE, 70) X(EX_OSERR, 71) X(EX_OSFILE, 72) \
      X(EX_CANTCREAT, 73) X(EX_IOERR, 74) X(EX_TEMPFAIL, 75) X(EX_PROTOCOL, 76) X(EX_NOPERM, 77) X(EX_CONFIG, 78)

// What the functions that close or keep descriptors for themselves do not name.
static bool add_capabilities(Value module) {
  static const char *const names[] = {"HAVE_FACCESSAT",  "HAVE_FCHDIR",    "HAVE_FCHMOD",
                                      "HAVE_FCHMODAT",   "HAVE_FCHOWN",    "HAVE_FCHOWNAT",
                                      "HAVE_FDOPENDIR",  "HAVE_FEXECVE",   "HAVE_FPATHCONF",
                                      "HAVE_FSTATAT",    "HAVE_FSTATVFS",  "HAVE_FTRUNCATE",
                                      "HAVE_FUTIMENS",   "HAVE_LCHOWN",    "HAVE_LINKAT",
                                      "HAVE_LSTAT",      "HAVE_LUTIMES",   "HAVE_MKDIRAT",
                                      "HAVE_MKFIFOAT",   "HAVE_MKNODAT",   "HAVE_OPENAT",
                                      "HAVE_READLINKAT", "HAVE_RENAMEAT",  "HAVE_SYMLINKAT",
                                      "HAVE_UNLINKAT",   "HAVE_UTIMENSAT", NULL};
  Value list = list_new(0);
  for (size_t i = 0; list != EMPTY && names[i]; i++)
    if (!list_append(list, str_from_c(names[i]))) return false;
  return list != EMPTY && module_add(module, "_have_functions", list);
}

static bool init_module(Value module) {
  static const NamedNumber numbers[] = {
#define X(name) {#name, name},
      CONSTANTS(X)
#undef X
#define X(name, value) {#name, value},
          EXIT_STATUSES(X)
#undef X
              {NULL, 0}};
  static const NativeDef *const parts[] = {posix_path_functions,    posix_descriptor_functions,
                                           posix_process_functions, posix_identity_functions,
                                           posix_system_functions,  posix_directory_functions};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (!module_add_functions(module, "posix", parts[i])) return false;
  return module_add_numbers(module, numbers) &&
         module_add(module, "error", from_object(exception_types[EXCEPTION_OSError])) && posix_stat_init(module) &&
         posix_process_init(module) && posix_system_init(module) && add_capabilities(module) && add_environment(module);
}

const NativeModule module_posix = {"posix", NULL, init_module, DOC("System calls; use os instead.")};
