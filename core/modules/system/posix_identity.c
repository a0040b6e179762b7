// posix: who a process is: numbers of processes, users, groups, sessions.
#include "core/modules/system/posix.h"
#include "core/object/list.h"

#define GET_FUNCTION(name) \
  NATIVE(posix_##name) { return from_small_int((int64_t)name()); }
GET_FUNCTION(getpid)
GET_FUNCTION(getppid)
GET_FUNCTION(getuid)
GET_FUNCTION(geteuid)
GET_FUNCTION(getgid)
GET_FUNCTION(getegid)
GET_FUNCTION(getpgrp)

#define SET_FUNCTION(name) \
  NATIVE(posix_##name) { \
    uint32_t id; \
    return id_argument(args[0], &id) ? system_answer(name(id), EMPTY) : EMPTY; \
  }
SET_FUNCTION(setuid)
SET_FUNCTION(seteuid)
SET_FUNCTION(setgid)
SET_FUNCTION(setegid)

#define SET_2_FUNCTION(name) \
  NATIVE(posix_##name) { \
    uint32_t a, b; \
    return id_argument(args[0], &a) && id_argument(args[1], &b) ? system_answer(name(a, b), EMPTY) : EMPTY; \
  }
SET_2_FUNCTION(setreuid)
SET_2_FUNCTION(setregid)

#define SET_3_FUNCTION(name) \
  NATIVE(posix_##name) { \
    uint32_t a, b, c; \
    if (!id_argument(args[0], &a) || !id_argument(args[1], &b) || !id_argument(args[2], &c)) return EMPTY; \
    return system_answer(name(a, b, c), EMPTY); \
  }
SET_3_FUNCTION(setresuid)
SET_3_FUNCTION(setresgid)

static Value three_ids(int status, const uint32_t ids[3]) {
  if (status != 0) return system_error(EMPTY);
  Value values[] = {from_small_int(ids[0]), from_small_int(ids[1]), from_small_int(ids[2])};
  return tuple_from(values, 3);
}
NATIVE(posix_getresuid) {
  uint32_t ids[3];
  int status = getresuid(&ids[0], &ids[1], &ids[2]);
  return three_ids(status, ids);
}
NATIVE(posix_getresgid) {
  uint32_t ids[3];
  int status = getresgid(&ids[0], &ids[1], &ids[2]);
  return three_ids(status, ids);
}

// A function of a process number that gives a number.
#define PROCESS_FUNCTION(name) \
  NATIVE(posix_##name) { \
    int process; \
    if (!int_argument(args[0], &process)) return EMPTY; \
    pid_t result = name(process); \
    return result < 0 ? system_error(EMPTY) : from_small_int(result); \
  }
PROCESS_FUNCTION(getpgid)
PROCESS_FUNCTION(getsid)

NATIVE(posix_setpgid) {
  int process, group;
  if (!int_argument(args[0], &process) || !int_argument(args[1], &group)) return EMPTY;
  return system_answer(setpgid(process, group), EMPTY);
}
NATIVE(posix_setpgrp) { return system_answer(setpgid(0, 0), EMPTY); }
NATIVE(posix_setsid) { return setsid() < 0 ? system_error(EMPTY) : NONE; }

#define GROUPS_MAX 1024
static Value group_list(const gid_t *groups, int length) {
  Value list = list_new(0);
  for (int i = 0; list != EMPTY && i < length; i++)
    if (!list_append(list, from_small_int(groups[i]))) return EMPTY;
  return list;
}
NATIVE(posix_getgroups) {
  gid_t groups[GROUPS_MAX];
  int length = getgroups(GROUPS_MAX, groups);
  return length < 0 ? system_error(EMPTY) : group_list(groups, length);
}
NATIVE(posix_getgrouplist) {
  gid_t groups[GROUPS_MAX];
  uint32_t group;
  int length = GROUPS_MAX;
  const char *name = str_text(args[0]);
  if (!name || !id_argument(args[1], &group)) return EMPTY;
  return getgrouplist(name, group, groups, &length) < 0 ? system_error(EMPTY) : group_list(groups, length);
}
NATIVE(posix_setgroups) {
  gid_t groups[GROUPS_MAX];
  Value *items, tuple = tuple_from_iterable(args[0]);
  if (tuple == EMPTY) return EMPTY;
  size_t length = sequence_items(tuple, &items);
  if (length > GROUPS_MAX) return raise(ValueError, "too many groups");
  for (size_t i = 0; i < length; i++)
    if (!id_argument(items[i], &groups[i])) return EMPTY;
  return system_answer(setgroups(length, groups), EMPTY);
}
NATIVE(posix_initgroups) {
  uint32_t group;
  const char *name = str_text(args[0]);
  return name && id_argument(args[1], &group) ? system_answer(initgroups(name, group), EMPTY) : EMPTY;
}

NATIVE(posix_getlogin) {
  const char *name = getlogin();
  if (!name) return raise_os_error(errno ? errno : ENOTTY, EMPTY);
  return system_name(name, strlen(name), false);
}

NATIVE(posix_getpriority) {
  int which, who;
  if (!int_argument(args[0], &which) || !int_argument(args[1], &who)) return EMPTY;
  errno = 0;
  int priority = getpriority(which, (id_t)who);
  return priority == -1 && errno ? system_error(EMPTY) : from_small_int(priority);
}
NATIVE(posix_setpriority) {
  int which, who, priority;
  if (!int_argument(args[0], &which) || !int_argument(args[1], &who) || !int_argument(args[2], &priority)) return EMPTY;
  return system_answer(setpriority(which, (id_t)who, priority), EMPTY);
}
NATIVE(posix_nice) {
  int increment;
  if (!int_argument(args[0], &increment)) return EMPTY;
  errno = 0;
  int priority = nice(increment);
  return priority == -1 && errno ? system_error(EMPTY) : from_small_int(priority);
}

#define PLAIN(function_name, text) {.name = #function_name, .signature = text, .fn = posix_##function_name}
const NativeDef posix_identity_functions[] = {
    PLAIN(getpid, ""),
    PLAIN(getppid, ""),
    PLAIN(getuid, ""),
    PLAIN(geteuid, ""),
    PLAIN(getgid, ""),
    PLAIN(getegid, ""),
    PLAIN(getpgrp, ""),
    PLAIN(setuid, "uid, /"),
    PLAIN(seteuid, "euid, /"),
    PLAIN(setgid, "gid, /"),
    PLAIN(setegid, "egid, /"),
    PLAIN(setreuid, "ruid, euid, /"),
    PLAIN(setregid, "rgid, egid, /"),
    PLAIN(setresuid, "ruid, euid, suid, /"),
    PLAIN(setresgid, "rgid, egid, sgid, /"),
    PLAIN(getresuid, ""),
    PLAIN(getresgid, ""),
    PLAIN(getpgid, "pid"),
    PLAIN(getsid, "pid, /"),
    PLAIN(setpgid, "pid, pgrp, /"),
    PLAIN(setpgrp, ""),
    PLAIN(setsid, ""),
    PLAIN(getgroups, ""),
    PLAIN(getgrouplist, "user, group, /"),
    PLAIN(setgroups, "groups, /"),
    PLAIN(initgroups, "username, gid, /"),
    PLAIN(getlogin, ""),
    PLAIN(getpriority, "which, who"),
    PLAIN(setpriority, "which, who, priority"),
    PLAIN(nice, "increment, /"),
    {.name = NULL},
};
