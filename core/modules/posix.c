// The module posix: the system calls under os and os.path, which are written in Python (core/stdlib/os.py).
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/modules/io.h"
#include "core/modules/path.h"
#include "core/modules/struct_sequence.h"
#include "core/object/bytes.h"
#include "core/object/codec.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"
#include "port/port.h"

static Type *stat_type;

// The path argument v of a function as the system wants it. NULL: raised.
static const char *system_path(Value v, const char *function) {
  io_flush_files();
  Value path = path_argument(v, function);
  return path == EMPTY ? NULL : path_to_system(path);
}

static Value answer(int status, Value path) { return status == 0 ? NONE : raise_os_error(errno, path); }

static Value stat_result(const PortStat *info) {
  Value values[] = {
      from_small_int((int64_t)info->mode),
      int_from_u64(info->inode),
      int_from_u64(info->device),
      int_from_u64(info->links),
      int_from_u64(info->user),
      int_from_u64(info->group),
      int_from_u64(info->size),
      int_from_i64(floor_div_i64(info->accessed, 1000000000)),
      int_from_i64(floor_div_i64(info->modified, 1000000000)),
      int_from_i64(floor_div_i64(info->changed, 1000000000)),
      from_double((double)info->accessed * 1e-9),
      from_double((double)info->modified * 1e-9),
      from_double((double)info->changed * 1e-9),
      int_from_i64(info->accessed),
      int_from_i64(info->modified),
      int_from_i64(info->changed),
  };
  return struct_sequence_new(stat_type, values);
}

// stat(path, *, follow_symlinks=True)
static Value posix_stat(Value *args, size_t count) {
  (void)count;
  PortStat info;
  int64_t descriptor;
  int follow = args[1] == EMPTY ? 1 : object_truth(args[1]);
  if (follow < 0) return EMPTY;
  if (type_flag(args[0], TYPE_IS_INT)) {
    if (!index_from_value(args[0], EXCEPTION_OverflowError, &descriptor)) return EMPTY;
    if (port_stat_descriptor((int)descriptor, &info) != 0) return raise_os_error(errno, EMPTY);
    return stat_result(&info);
  }
  const char *path = system_path(args[0], "stat");
  if (!path) return EMPTY;
  return port_stat(path, follow, &info) == 0 ? stat_result(&info) : raise_os_error(errno, args[0]);
}

// Kind of a path without exceptions, for os.path: 0 absent, 1 file, 2 directory, 3 something else; links followed or,
// as kind 4, reported.
static Value posix_kind(Value *args, size_t count) {
  (void)count;
  PortStat info;
  int follow = object_truth(args[1]);
  const char *path = follow < 0 ? NULL : system_path(args[0], "stat");
  if (!path) return EMPTY;
  if (port_stat(path, follow, &info) != 0) return from_small_int(0);
  return from_small_int(port_is_link(info.mode)        ? 4
                        : port_is_directory(info.mode) ? 2
                        : port_is_file(info.mode)      ? 1
                                                       : 3);
}

static Value posix_listdir(Value *args, size_t count) {
  (void)count;
  Value name = args[0] == EMPTY || args[0] == NONE ? str_from_c(".") : args[0];
  const char *path = system_path(name, "listdir");
  if (!path) return EMPTY;
  Value list = list_new(0);
  if (list == EMPTY) return EMPTY;
  PortDirectory *directory = port_directory_open(path);
  if (!directory) return raise_os_error(errno, name);
  bool as_bytes = type_flag(name, TYPE_IS_BYTES);
  const char *entry;
  bool done = true;
  while (done && (entry = port_directory_next(directory)) != NULL) {
    Value item = as_bytes ? bytes_new(entry, strlen(entry)) : path_from_system(entry);
    done = item != EMPTY && list_append(list, item);
  }
  int error = errno;
  port_directory_close(directory);
  if (!done) return EMPTY;
  return error == 0 ? list : raise_os_error(error, name);
}

static Value posix_mkdir(Value *args, size_t count) {
  (void)count;
  int64_t mode = 0777;
  const char *path = system_path(args[0], "mkdir");
  if (!path || (args[1] != EMPTY && !index_from_value(args[1], EXCEPTION_OverflowError, &mode))) return EMPTY;
  return answer(port_make_directory(path, (unsigned)mode), args[0]);
}

static Value posix_chmod(Value *args, size_t count) {
  (void)count;
  int64_t mode;
  const char *path = system_path(args[0], "chmod");
  if (!path || !index_from_value(args[1], EXCEPTION_OverflowError, &mode)) return EMPTY;
  return answer(port_change_mode(path, (unsigned)mode), args[0]);
}

// Functions of one path that answer None.
#define PATH_FUNCTION(function, name, call) \
  static Value function(Value *args, size_t count) { \
    (void)count; \
    const char *path = system_path(args[0], name); \
    return path ? answer(call(path), args[0]) : EMPTY; \
  }
PATH_FUNCTION(posix_remove, "remove", port_remove_file)
PATH_FUNCTION(posix_rmdir, "rmdir", port_remove_directory)
PATH_FUNCTION(posix_chdir, "chdir", port_change_directory)

// Functions of two paths.
#define TWO_PATH_FUNCTION(function, name, call) \
  static Value function(Value *args, size_t count) { \
    (void)count; \
    const char *from = system_path(args[0], name), *to = from ? system_path(args[1], name) : NULL; \
    return to ? answer(call(from, to), args[0]) : EMPTY; \
  }
TWO_PATH_FUNCTION(posix_rename, "rename", port_rename)
TWO_PATH_FUNCTION(posix_symlink, "symlink", port_make_link)

static Value posix_access(Value *args, size_t count) {
  (void)count;
  int64_t mode;
  const char *path = system_path(args[0], "access");
  if (!path || !index_from_value(args[1], EXCEPTION_OverflowError, &mode)) return EMPTY;
  return from_bool(port_access(path, (int)mode) == 0);
}

static Value posix_readlink(Value *args, size_t count) {
  (void)count;
  char target[PORT_PATH_MAX];
  const char *path = system_path(args[0], "readlink");
  if (!path) return EMPTY;
  return port_read_link(path, target, sizeof target) ? path_from_system(target) : raise_os_error(errno, args[0]);
}

// The canonical path, or None when it cannot be resolved.
static Value posix_realpath(Value *args, size_t count) {
  (void)count;
  char target[PORT_PATH_MAX];
  const char *path = system_path(args[0], "realpath");
  if (!path) return EMPTY;
  return port_real_path(path, target, sizeof target) ? path_from_system(target) : NONE;
}

static Value posix_getcwd(Value *args, size_t count) {
  (void)args;
  (void)count;
  char path[PORT_PATH_MAX];
  return port_current_directory(path, sizeof path) ? path_from_system(path) : raise_os_error(errno, EMPTY);
}

static Value posix_fspath(Value *args, size_t count) {
  (void)count;
  Value v = args[0];
  return type_flag(v, TYPE_IS_STR | TYPE_IS_BYTES) ? v : path_argument(v, NULL);
}

// ---- descriptors

// Flags as Linux has them: what open() of this module gets.
enum {
  FLAG_WRITE_ONLY = 1,
  FLAG_READ_WRITE = 2,
  FLAG_CREATE = 0100,
  FLAG_EXCLUSIVE = 0200,
  FLAG_TRUNCATE = 01000,
  FLAG_APPEND = 02000
};

static Value posix_open(Value *args, size_t count) {
  (void)count;
  int64_t flags;
  const char *path = system_path(args[0], "open");
  if (!path || !index_from_value(args[1], EXCEPTION_OverflowError, &flags)) return EMPTY;
  unsigned mode = flags & FLAG_READ_WRITE ? PORT_READ | PORT_WRITE : flags & FLAG_WRITE_ONLY ? PORT_WRITE : PORT_READ;
  if (flags & FLAG_CREATE) mode |= PORT_CREATE;
  if (flags & FLAG_EXCLUSIVE) mode |= PORT_EXCLUSIVE;
  if (flags & FLAG_TRUNCATE) mode |= PORT_TRUNCATE;
  if (flags & FLAG_APPEND) mode |= PORT_APPEND;
  int descriptor = port_open(path, mode);
  return descriptor >= 0 ? from_small_int(descriptor) : raise_os_error(errno, args[0]);
}

// An int argument that is a descriptor; -1: raised (or it is negative, which the system will reject).
static bool descriptor_argument(Value v, int *descriptor) {
  int64_t number;
  if (!index_from_value(v, EXCEPTION_OverflowError, &number)) return false;
  *descriptor = number < 0 || number > INT32_MAX ? -1 : (int)number;
  return true;
}

static Value posix_close(Value *args, size_t count) {
  (void)count;
  int descriptor;
  return descriptor_argument(args[0], &descriptor) ? answer(port_close(descriptor), EMPTY) : EMPTY;
}

static Value posix_read(Value *args, size_t count) {
  (void)count;
  int descriptor;
  int64_t size;
  if (!descriptor_argument(args[0], &descriptor) || !index_from_value(args[1], EXCEPTION_OverflowError, &size))
    return EMPTY;
  if (size < 0) return raise_os_error(EINVAL, EMPTY);
  Value buffer = bytes_new(NULL, (size_t)size);
  if (buffer == EMPTY) return EMPTY;
  uint8_t *data = ((Bytes *)to_object(buffer))->data;
  int64_t got = port_read(descriptor, data, (size_t)size);
  if (got < 0) return raise_os_error(errno, EMPTY);
  return got == size ? buffer : bytes_new(data, (size_t)got);
}

static Value posix_write(Value *args, size_t count) {
  (void)count;
  int descriptor;
  const uint8_t *data;
  size_t size;
  if (!descriptor_argument(args[0], &descriptor) || !bytes_view(args[1], &data, &size)) return EMPTY;
  int64_t written = port_write(descriptor, data, size);
  return written < 0 ? raise_os_error(errno, EMPTY) : int_from_i64(written);
}

static Value posix_lseek(Value *args, size_t count) {
  (void)count;
  int descriptor;
  int64_t offset, whence;
  if (!descriptor_argument(args[0], &descriptor) || !index_from_value(args[1], EXCEPTION_OverflowError, &offset) ||
      !index_from_value(args[2], EXCEPTION_OverflowError, &whence))
    return EMPTY;
  int64_t position = port_seek(descriptor, offset, (int)whence);
  return position < 0 ? raise_os_error(errno, EMPTY) : int_from_i64(position);
}

static Value posix_isatty(Value *args, size_t count) {
  (void)count;
  int descriptor;
  return descriptor_argument(args[0], &descriptor) ? from_bool(port_is_terminal(descriptor)) : EMPTY;
}

// ---- the process

static Value posix_getpid(Value *args, size_t count) {
  (void)args;
  (void)count;
  return from_small_int(port_process_id());
}

static Value posix_getppid(Value *args, size_t count) {
  (void)args;
  (void)count;
  return from_small_int(port_parent_process_id());
}

static Value posix_cpu_count(Value *args, size_t count) {
  (void)args;
  (void)count;
  return from_small_int(port_processor_count());
}

static Value posix_exit(Value *args, size_t count) {
  (void)count;
  int64_t status;
  if (!index_from_value(args[0], EXCEPTION_OverflowError, &status)) return EMPTY;
  port_exit_now((int)status);
}

static Value posix_system(Value *args, size_t count) {
  (void)count;
  const char *command = system_path(args[0], "system");
  if (!command) return EMPTY;
  return from_small_int(system(command));
}

static Value posix_urandom(Value *args, size_t count) {
  (void)count;
  int64_t size;
  if (!index_from_value(args[0], EXCEPTION_OverflowError, &size)) return EMPTY;
  if (size < 0) return raise(ValueError, "negative argument not allowed");
  Value bytes = bytes_new(NULL, (size_t)size);
  if (bytes == EMPTY) return EMPTY;
  return port_random(((Bytes *)to_object(bytes))->data, (size_t)size) ? bytes : raise_os_error(errno, EMPTY);
}

static Value posix_putenv(Value *args, size_t count) {
  (void)count;
  const char *name = system_path(args[0], "putenv"), *value = name ? system_path(args[1], "putenv") : NULL;
  return value ? answer(port_set_environment(name, value), EMPTY) : EMPTY;
}

static Value posix_unsetenv(Value *args, size_t count) {
  (void)count;
  const char *name = system_path(args[0], "unsetenv");
  return name ? answer(port_set_environment(name, NULL), EMPTY) : EMPTY;
}

static Value posix_strerror(Value *args, size_t count) {
  (void)count;
  int64_t number;
  if (!index_from_value(args[0], EXCEPTION_OverflowError, &number)) return EMPTY;
  return str_from_c(port_error_text((int)number));
}

// ---- the module

static bool add_environment(Value module) {
  Value dict = dict_new();
  const char *entry;
  for (size_t i = 0; dict != EMPTY && (entry = port_environment(i)) != NULL; i++) {
    const char *equals = strchr(entry, '=');
    if (!equals) continue;
    Value name = decode_bytes((const uint8_t *)entry, (size_t)(equals - entry), "utf-8", "surrogateescape");
    Value value = path_from_system(equals + 1);
    if (name == EMPTY || value == EMPTY || !dict_set(dict, name, value)) return false;
  }
  return module_add(module, "environ", dict);
}

static bool init_module(Value module) {
  static const char *const fields[] = {"st_mode",     "st_ino",   "st_dev",        "st_nlink",      "st_uid",
                                       "st_gid",      "st_size",  "integer_atime", "integer_mtime", "integer_ctime",
                                       "st_atime",    "st_mtime", "st_ctime",      "st_atime_ns",   "st_mtime_ns",
                                       "st_ctime_ns", NULL};
  static const struct {
    const char *name;
    int value;
  } constants[] = {
      {"F_OK", 0},
      {"R_OK", 4},
      {"W_OK", 2},
      {"X_OK", 1},
      {"O_RDONLY", 0},
      {"O_WRONLY", 1},
      {"O_RDWR", 2},
      {"O_CREAT", FLAG_CREATE},
      {"O_EXCL", FLAG_EXCLUSIVE},
      {"O_TRUNC", FLAG_TRUNCATE},
      {"O_APPEND", FLAG_APPEND},
      {"SEEK_SET", 0},
      {"SEEK_CUR", 1},
      {"SEEK_END", 2},
  };
  stat_type = struct_sequence_type("os", "stat_result", fields, 10);
  if (!stat_type || !module_add(module, "stat_result", from_object(stat_type))) return false;
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    if (!module_add(module, constants[i].name, from_small_int(constants[i].value))) return false;
  return add_environment(module);
}

static const NativeDef functions[] = {
    {.name = "stat", .signature = "path, *, follow_symlinks=True", .fn = posix_stat},
    {.name = "_kind", .signature = "path, follow, /", .fn = posix_kind},
    {.name = "listdir", .signature = "path=None", .fn = posix_listdir},
    {.name = "mkdir", .signature = "path, mode=511", .fn = posix_mkdir},
    {.name = "chmod", .signature = "path, mode", .fn = posix_chmod},
    {.name = "remove", .signature = "path", .fn = posix_remove},
    {.name = "unlink", .signature = "path", .fn = posix_remove},
    {.name = "rmdir", .signature = "path", .fn = posix_rmdir},
    {.name = "chdir", .signature = "path", .fn = posix_chdir},
    {.name = "rename", .signature = "src, dst", .fn = posix_rename},
    {.name = "replace", .signature = "src, dst", .fn = posix_rename},
    {.name = "symlink", .signature = "src, dst", .fn = posix_symlink},
    {.name = "access", .signature = "path, mode", .fn = posix_access},
    {.name = "readlink", .signature = "path", .fn = posix_readlink},
    {.name = "_realpath", .signature = "path, /", .fn = posix_realpath},
    {.name = "getcwd", .signature = "", .fn = posix_getcwd},
    {.name = "fspath", .signature = "path", .fn = posix_fspath},
    {.name = "open", .signature = "path, flags, mode=511", .fn = posix_open},
    {.name = "close", .signature = "fd", .fn = posix_close},
    {.name = "read", .signature = "fd, length, /", .fn = posix_read},
    {.name = "write", .signature = "fd, data, /", .fn = posix_write},
    {.name = "lseek", .signature = "fd, position, whence, /", .fn = posix_lseek},
    {.name = "isatty", .signature = "fd, /", .fn = posix_isatty},
    {.name = "getpid", .signature = "", .fn = posix_getpid},
    {.name = "getppid", .signature = "", .fn = posix_getppid},
    {.name = "cpu_count", .signature = "", .fn = posix_cpu_count},
    {.name = "_exit", .signature = "status", .fn = posix_exit},
    {.name = "system", .signature = "command", .fn = posix_system},
    {.name = "urandom", .signature = "size, /", .fn = posix_urandom},
    {.name = "putenv", .signature = "name, value, /", .fn = posix_putenv},
    {.name = "unsetenv", .signature = "name, /", .fn = posix_unsetenv},
    {.name = "strerror", .signature = "code, /", .fn = posix_strerror},
    {.name = NULL},
};

const NativeModule module_posix = {"posix", functions, init_module, "System calls; use os instead."};
