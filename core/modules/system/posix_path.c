// posix: functions of paths (and of descriptors in the place of a path).
#include <math.h>

#include "core/modules/path.h"
#include "core/modules/struct_sequence.h"
#include "core/modules/system/posix.h"
#include "core/object/float.h"

static Type *stat_type, *statvfs_type;

static Value seconds_of(struct timespec t) { return from_double((double)t.tv_sec + 1e-9 * (double)t.tv_nsec); }
static Value nanoseconds_of(struct timespec t) { return int_from_i64((int64_t)t.tv_sec * 1000000000 + t.tv_nsec); }

Value posix_stat_result(const struct stat *info) {
  Value values[] = {
      from_small_int(info->st_mode),      int_from_u64(info->st_ino),         int_from_u64(info->st_dev),
      int_from_u64(info->st_nlink),       int_from_u64(info->st_uid),         int_from_u64(info->st_gid),
      int_from_i64(info->st_size),        int_from_i64(info->st_atim.tv_sec), int_from_i64(info->st_mtim.tv_sec),
      int_from_i64(info->st_ctim.tv_sec), seconds_of(info->st_atim),          seconds_of(info->st_mtim),
      seconds_of(info->st_ctim),          nanoseconds_of(info->st_atim),      nanoseconds_of(info->st_mtim),
      nanoseconds_of(info->st_ctim),      int_from_i64(info->st_blksize),     int_from_i64(info->st_blocks),
      int_from_u64(info->st_rdev)};
  return struct_sequence_new(stat_type, values);
}

// stat(path, *, dir_fd=None, follow_symlinks=True)
NATIVE(posix_stat) {
  PathArgument path;
  struct stat info;
  int directory;
  bool follow;
  if (!path_argument_of(args[0], "stat", PATH_OR_DESCRIPTOR, &path) || !directory_argument(args[1], &directory) ||
      !flag_argument(args[2], true, &follow))
    return EMPTY;
  int status = path.path ? fstatat(directory, path.path, &info, follow ? 0 : AT_SYMLINK_NOFOLLOW)
                         : fstat(path.descriptor, &info);
  return status == 0 ? posix_stat_result(&info) : system_error(path.object);
}

NATIVE(posix_lstat) {
  Value values[] = {args[0], args[1], FALSE_VALUE};
  return posix_stat(values, 3);
}

NATIVE(posix_fstat) {
  int descriptor;
  struct stat info;
  if (!int_argument(args[0], &descriptor)) return EMPTY;
  return fstat(descriptor, &info) == 0 ? posix_stat_result(&info) : system_error(EMPTY);
}

// Kind of a path without exceptions, for os.path: 0 absent, 1 file, 2 directory, 3 something else; links followed or,
// as kind 4, reported.
NATIVE(posix_kind) {
  PathArgument path;
  struct stat info;
  bool follow;
  if (!flag_argument(args[1], true, &follow) || !path_argument_of(args[0], "stat", PATH_OR_DESCRIPTOR, &path))
    return EMPTY;
  int status =
      path.path ? fstatat(AT_FDCWD, path.path, &info, follow ? 0 : AT_SYMLINK_NOFOLLOW) : fstat(path.descriptor, &info);
  if (status != 0) return from_small_int(0);
  mode_t mode = info.st_mode;
  return from_small_int(S_ISLNK(mode) ? 4 : S_ISDIR(mode) ? 2 : S_ISREG(mode) ? 1 : 3);
}

// The canonical path, or None when it cannot be resolved.
NATIVE(posix_realpath) {
  char target[PATH_MAX];
  PathArgument path;
  if (!path_argument_of(args[0], "realpath", PATH_ONLY, &path)) return EMPTY;
  return realpath(path.path, target) ? path_from_system(target) : NONE;
}

// access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)
NATIVE(posix_access) {
  PathArgument path;
  int mode, directory;
  bool effective, follow;
  if (!path_argument_of(args[0], "access", PATH_ONLY, &path) || !int_argument(args[1], &mode) ||
      !directory_argument(args[2], &directory) || !flag_argument(args[3], false, &effective) ||
      !flag_argument(args[4], true, &follow))
    return EMPTY;
  int flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
  return from_bool(faccessat(directory, path.path, mode, flags) == 0);
}

// --- making and removing

NATIVE(posix_mkdir) {
  PathArgument path;
  int mode = 0777, directory;
  if (!path_argument_of(args[0], "mkdir", PATH_ONLY, &path) || (args[1] != EMPTY && !int_argument(args[1], &mode)) ||
      !directory_argument(args[2], &directory))
    return EMPTY;
  return system_answer(mkdirat(directory, path.path, (mode_t)mode), path.object);
}

static Value remove_at(Value *args, const char *name, int flags) {
  PathArgument path;
  int directory;
  if (!path_argument_of(args[0], name, PATH_ONLY, &path) || !directory_argument(args[1], &directory)) return EMPTY;
  return system_answer(unlinkat(directory, path.path, flags), path.object);
}
NATIVE(posix_remove) { return remove_at(args, "remove", 0); }
NATIVE(posix_unlink) { return remove_at(args, "unlink", 0); }
NATIVE(posix_rmdir) { return remove_at(args, "rmdir", AT_REMOVEDIR); }

// rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)
static Value rename_at(Value *args, const char *name) {
  PathArgument from, to;
  int from_directory, to_directory;
  if (!path_argument_of(args[0], name, PATH_ONLY, &from) || !path_argument_of(args[1], name, PATH_ONLY, &to) ||
      !directory_argument(args[2], &from_directory) || !directory_argument(args[3], &to_directory))
    return EMPTY;
  if (renameat(from_directory, from.path, to_directory, to.path) == 0) return NONE;
  return system_error_2(from.object, to.object);
}
NATIVE(posix_rename) { return rename_at(args, "rename"); }
NATIVE(posix_replace) { return rename_at(args, "replace"); }

// link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)
NATIVE(posix_link) {
  PathArgument from, to;
  int from_directory, to_directory;
  bool follow;
  if (!path_argument_of(args[0], "link", PATH_ONLY, &from) || !path_argument_of(args[1], "link", PATH_ONLY, &to) ||
      !directory_argument(args[2], &from_directory) || !directory_argument(args[3], &to_directory) ||
      !flag_argument(args[4], true, &follow))
    return EMPTY;
  int flags = args[4] != EMPTY && follow ? AT_SYMLINK_FOLLOW : 0;
  if (linkat(from_directory, from.path, to_directory, to.path, flags) == 0) return NONE;
  return system_error_2(from.object, to.object);
}

// symlink(src, dst, target_is_directory=False, *, dir_fd=None)
NATIVE(posix_symlink) {
  PathArgument from, to;
  int directory;
  if (!path_argument_of(args[0], "symlink", PATH_ONLY, &from) ||
      !path_argument_of(args[1], "symlink", PATH_ONLY, &to) || !directory_argument(args[3], &directory))
    return EMPTY;
  return symlinkat(from.path, directory, to.path) == 0 ? NONE : system_error_2(from.object, to.object);
}

NATIVE(posix_readlink) {
  char target[PATH_MAX];
  PathArgument path;
  int directory;
  if (!path_argument_of(args[0], "readlink", PATH_ONLY, &path) || !directory_argument(args[1], &directory))
    return EMPTY;
  ssize_t size = readlinkat(directory, path.path, target, sizeof target - 1);
  if (size < 0) return system_error(path.object);
  target[size] = 0;
  return system_name(target, (size_t)size, path.bytes);
}

static Value make_node(Value *args, const char *name, int mode, Value device, Value directory_value) {
  PathArgument path;
  int directory;
  int64_t number = 0;
  if (!path_argument_of(args[0], name, PATH_ONLY, &path) || (args[1] != EMPTY && !int_argument(args[1], &mode)) ||
      (device != EMPTY && !i64_argument(device, &number)) || !directory_argument(directory_value, &directory))
    return EMPTY;
  if (name[2] == 'f') return system_answer(mkfifoat(directory, path.path, (mode_t)mode), path.object);
  return system_answer(mknodat(directory, path.path, (mode_t)mode, (dev_t)number), path.object);
}
NATIVE(posix_mkfifo) { return make_node(args, "mkfifo", 0666, EMPTY, args[2]); }
NATIVE(posix_mknod) { return make_node(args, "mknod", 0600, args[2], args[3]); }

// --- changing

// chmod(path, mode, *, dir_fd=None, follow_symlinks=True)
NATIVE(posix_chmod) {
  PathArgument path;
  int mode, directory;
  bool follow;
  if (!path_argument_of(args[0], "chmod", PATH_OR_DESCRIPTOR, &path) || !int_argument(args[1], &mode) ||
      !directory_argument(args[2], &directory) || !flag_argument(args[3], true, &follow))
    return EMPTY;
  if (!follow) return raise(NotImplementedError, "chmod: follow_symlinks unavailable on this platform");
  int status = path.path ? fchmodat(directory, path.path, (mode_t)mode, 0) : fchmod(path.descriptor, (mode_t)mode);
  return system_answer(status, path.object);
}

NATIVE(posix_fchmod) {
  int descriptor, mode;
  if (!int_argument(args[0], &descriptor) || !int_argument(args[1], &mode)) return EMPTY;
  return system_answer(fchmod(descriptor, (mode_t)mode), EMPTY);
}

// chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)
NATIVE(posix_chown) {
  PathArgument path;
  uint32_t user, group;
  int directory;
  bool follow;
  if (!path_argument_of(args[0], "chown", PATH_OR_DESCRIPTOR, &path) || !id_argument(args[1], &user) ||
      !id_argument(args[2], &group) || !directory_argument(args[3], &directory) ||
      !flag_argument(args[4], true, &follow))
    return EMPTY;
  int status = path.path ? fchownat(directory, path.path, user, group, follow ? 0 : AT_SYMLINK_NOFOLLOW)
                         : fchown(path.descriptor, user, group);
  return system_answer(status, path.object);
}
NATIVE(posix_lchown) {
  Value values[] = {args[0], args[1], args[2], EMPTY, FALSE_VALUE};
  return posix_chown(values, 5);
}
NATIVE(posix_fchown) {
  Value values[] = {args[0], args[1], args[2], EMPTY, EMPTY};
  return posix_chown(values, 5);
}

// A time of utime: seconds as int or float, or whole nanoseconds.
static bool time_value(Value v, bool nanoseconds, struct timespec *result) {
  int64_t whole;
  double seconds;
  if (nanoseconds || type_flag(v, TYPE_IS_INT)) {
    if (!i64_argument(v, &whole)) return false;
    int64_t unit = nanoseconds ? 1000000000 : 1;
    *result = (struct timespec){floor_div_i64(whole, unit), floor_mod_i64(whole, unit)};
    return true;
  }
  if (!float_argument(v, &seconds)) return false;
  *result = timespec_from(seconds);
  return true;
}

// utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)
NATIVE(posix_utime) {
  PathArgument path;
  struct timespec times[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
  int directory;
  bool follow, has_times = args[1] != EMPTY && args[1] != NONE, has_ns = args[2] != EMPTY;
  Value pair = has_ns ? args[2] : args[1];
  if (!path_argument_of(args[0], "utime", PATH_OR_DESCRIPTOR, &path) || !directory_argument(args[3], &directory) ||
      !flag_argument(args[4], true, &follow))
    return EMPTY;
  if (has_times && has_ns) return raise(ValueError, "utime: you may specify either 'times' or 'ns' but not both");
  if (has_times || has_ns) {
    if (!type_flag(pair, TYPE_IS_TUPLE) || to_tuple(pair)->length != 2)
      return raise(TypeError, has_ns ? "utime: 'ns' must be a tuple of two ints"
                                     : "utime: 'times' must be either a tuple of two ints or None");
    for (int i = 0; i < 2; i++)
      if (!time_value(to_tuple(pair)->items[i], has_ns, &times[i])) return EMPTY;
  }
  int status = path.path ? utimensat(directory, path.path, times, follow ? 0 : AT_SYMLINK_NOFOLLOW)
                         : futimens(path.descriptor, times);
  return system_answer(status, path.object);
}

NATIVE(posix_truncate) {
  PathArgument path;
  int64_t length;
  if (!path_argument_of(args[0], "truncate", PATH_OR_DESCRIPTOR, &path) || !i64_argument(args[1], &length))
    return EMPTY;
  return system_answer(path.path ? truncate(path.path, length) : ftruncate(path.descriptor, length), path.object);
}

// --- the current directory, file systems

NATIVE(posix_chdir) {
  PathArgument path;
  if (!path_argument_of(args[0], "chdir", PATH_OR_DESCRIPTOR, &path)) return EMPTY;
  return system_answer(path.path ? chdir(path.path) : fchdir(path.descriptor), path.object);
}

NATIVE(posix_fchdir) {
  int descriptor;
  return descriptor_argument(args[0], &descriptor) ? system_answer(fchdir(descriptor), EMPTY) : EMPTY;
}

NATIVE(posix_chroot) {
  PathArgument path;
  if (!path_argument_of(args[0], "chroot", PATH_ONLY, &path)) return EMPTY;
  return system_answer(chroot(path.path), path.object);
}

static Value current_directory(bool as_bytes) {
  char path[PATH_MAX];
  return getcwd(path, sizeof path) ? system_name(path, strlen(path), as_bytes) : system_error(EMPTY);
}
NATIVE(posix_getcwd) { return current_directory(false); }
NATIVE(posix_getcwdb) { return current_directory(true); }

NATIVE(posix_fspath) {
  return type_flag(args[0], TYPE_IS_STR | TYPE_IS_BYTES) ? args[0] : path_argument(args[0], NULL);
}

static Value statvfs_of(int status, const struct statvfs *info, Value object) {
  if (status != 0) return system_error(object);
  Value values[] = {int_from_u64(info->f_bsize),   int_from_u64(info->f_frsize), int_from_u64(info->f_blocks),
                    int_from_u64(info->f_bfree),   int_from_u64(info->f_bavail), int_from_u64(info->f_files),
                    int_from_u64(info->f_ffree),   int_from_u64(info->f_favail), int_from_u64(info->f_flag),
                    int_from_u64(info->f_namemax), int_from_u64(info->f_fsid)};
  return struct_sequence_new(statvfs_type, values);
}

NATIVE(posix_statvfs) {
  PathArgument path;
  struct statvfs info;
  if (!path_argument_of(args[0], "statvfs", PATH_OR_DESCRIPTOR, &path)) return EMPTY;
  return statvfs_of(path.path ? statvfs(path.path, &info) : fstatvfs(path.descriptor, &info), &info, path.object);
}

const NativeDef posix_path_functions[] = {
    {.name = "stat", .signature = "path, *, dir_fd=None, follow_symlinks=True", .fn = posix_stat},
    {.name = "lstat", .signature = "path, *, dir_fd=None", .fn = posix_lstat},
    {.name = "fstat", .signature = "fd", .fn = posix_fstat},
    {.name = "_kind", .signature = "path, follow, /", .fn = posix_kind},
    {.name = "_realpath", .signature = "path, /", .fn = posix_realpath},
    {.name = "access",
     .signature = "path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True",
     .fn = posix_access},
    {.name = "mkdir", .signature = "path, mode=511, *, dir_fd=None", .fn = posix_mkdir},
    {.name = "remove", .signature = "path, *, dir_fd=None", .fn = posix_remove},
    {.name = "unlink", .signature = "path, *, dir_fd=None", .fn = posix_unlink},
    {.name = "rmdir", .signature = "path, *, dir_fd=None", .fn = posix_rmdir},
    {.name = "rename", .signature = "src, dst, *, src_dir_fd=None, dst_dir_fd=None", .fn = posix_rename},
    {.name = "replace", .signature = "src, dst, *, src_dir_fd=None, dst_dir_fd=None", .fn = posix_replace},
    {.name = "link",
     .signature = "src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True",
     .fn = posix_link},
    {.name = "symlink", .signature = "src, dst, target_is_directory=False, *, dir_fd=None", .fn = posix_symlink},
    {.name = "readlink", .signature = "path, *, dir_fd=None", .fn = posix_readlink},
    {.name = "mkfifo", .signature = "path, mode=438, *, dir_fd=None", .fn = posix_mkfifo},
    {.name = "mknod", .signature = "path, mode=384, device=0, *, dir_fd=None", .fn = posix_mknod},
    {.name = "chmod", .signature = "path, mode, *, dir_fd=None, follow_symlinks=True", .fn = posix_chmod},
    {.name = "fchmod", .signature = "fd, mode", .fn = posix_fchmod},
    {.name = "chown", .signature = "path, uid, gid, *, dir_fd=None, follow_symlinks=True", .fn = posix_chown},
    {.name = "lchown", .signature = "path, uid, gid", .fn = posix_lchown},
    {.name = "fchown", .signature = "fd, uid, gid", .fn = posix_fchown},
    {.name = "utime",
     .signature = "path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True",
     .fn = posix_utime},
    {.name = "truncate", .signature = "path, length", .fn = posix_truncate},
    {.name = "chdir", .signature = "path", .fn = posix_chdir},
    {.name = "fchdir", .signature = "fd", .fn = posix_fchdir},
    {.name = "chroot", .signature = "path", .fn = posix_chroot},
    {.name = "getcwd", .signature = "", .fn = posix_getcwd},
    {.name = "getcwdb", .signature = "", .fn = posix_getcwdb},
    {.name = "fspath", .signature = "path", .fn = posix_fspath},
    {.name = "statvfs", .signature = "path", .fn = posix_statvfs},
    {.name = "fstatvfs", .signature = "path", .fn = posix_statvfs},
    {.name = NULL},
};

static void visit_types(void) {
  heap_visit(from_object(stat_type));
  heap_visit(from_object(statvfs_type));
}

bool posix_stat_init(Value module) {
  static const char *const stat_fields[] = {
      "st_mode",    "st_ino",    "st_dev",   "st_nlink", "st_uid",   "st_gid",      "st_size",     "",
      "",           "",          "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
      "st_blksize", "st_blocks", "st_rdev",  NULL};
  static const char *const statvfs_fields[] = {"f_bsize", "f_frsize", "f_blocks", "f_bfree",   "f_bavail", "f_files",
                                               "f_ffree", "f_favail", "f_flag",   "f_namemax", "f_fsid",   NULL};
  stat_type = struct_sequence_type("os", "stat_result", stat_fields, 10);
  statvfs_type = stat_type ? struct_sequence_type("os", "statvfs_result", statvfs_fields, 10) : NULL;
  if (!statvfs_type) return false;
  heap_add_root(visit_types);
  return module_add(module, "stat_result", from_object(stat_type)) &&
         module_add(module, "statvfs_result", from_object(statvfs_type));
}
