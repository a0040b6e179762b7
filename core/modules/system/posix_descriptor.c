// posix: open files by descriptor.
#include "core/modules/system/posix.h"
#include "core/object/bytes.h"
#include "core/object/list.h"

// open(path, flags, mode=0o777, *, dir_fd=None)
NATIVE(posix_open) {
  PathArgument path;
  int flags, mode = 0777, directory, descriptor;
  if (!path_argument_of(args[0], "open", PATH_ONLY, &path) || !int_argument(args[1], &flags) ||
      (args[2] != EMPTY && !int_argument(args[2], &mode)) || !directory_argument(args[3], &directory))
    return EMPTY;
  BLOCKING(descriptor, openat(directory, path.path, flags | O_CLOEXEC, mode));
  return descriptor >= 0 ? from_small_int(descriptor) : system_error(path.object);
}

NATIVE(posix_close_) {
  int descriptor;
  return int_argument(args[0], &descriptor) ? system_answer(WITHOUT_LOCK(close(descriptor)), EMPTY) : EMPTY;
}

NATIVE(posix_closerange) {
  int low, high;
  if (!int_argument(args[0], &low) || !int_argument(args[1], &high)) return EMPTY;
  for (int descriptor = low < 0 ? 0 : low; descriptor < high; descriptor++) close(descriptor);
  return NONE;
}

// --- reading and writing

static Value read_result(Value buffer, ssize_t got, int64_t wanted) {
  if (got < 0) return system_error(EMPTY);
  return got == wanted ? buffer : bytes_new(((Bytes *)to_object(buffer))->data, (size_t)got);
}

// A bytes to read into; EMPTY: raised.
static Value read_buffer(Value size_value, int64_t *size, uint8_t **data) {
  if (!i64_argument(size_value, size)) return EMPTY;
  if (*size < 0) return raise_os_error(EINVAL, EMPTY);
  Value buffer = bytes_new(NULL, (size_t)*size);
  if (buffer != EMPTY) *data = ((Bytes *)to_object(buffer))->data;
  return buffer;
}

NATIVE(posix_read) {
  int descriptor;
  int64_t size;
  uint8_t *data;
  ssize_t got;
  if (!int_argument(args[0], &descriptor)) return EMPTY;
  Value buffer = read_buffer(args[1], &size, &data);
  if (buffer == EMPTY) return EMPTY;
  // NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): read_buffer() sets data
  BLOCKING(got, read(descriptor, data, (size_t)size));
  return read_result(buffer, got, size);
}

NATIVE(posix_pread) {
  int descriptor;
  int64_t size, offset;
  uint8_t *data;
  ssize_t got;
  if (!int_argument(args[0], &descriptor) || !i64_argument(args[2], &offset)) return EMPTY;
  Value buffer = read_buffer(args[1], &size, &data);
  if (buffer == EMPTY) return EMPTY;
  // NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): read_buffer() sets data
  BLOCKING(got, pread(descriptor, data, (size_t)size, offset));
  return read_result(buffer, got, size);
}

NATIVE(posix_write) {
  int descriptor;
  const uint8_t *data;
  size_t size;
  ssize_t written;
  if (!int_argument(args[0], &descriptor) || !bytes_view(args[1], &data, &size)) return EMPTY;
  BLOCKING(written, write(descriptor, data, size));
  return written < 0 ? system_error(EMPTY) : int_from_i64(written);
}

NATIVE(posix_pwrite) {
  int descriptor;
  int64_t offset;
  const uint8_t *data;
  size_t size;
  ssize_t written;
  if (!int_argument(args[0], &descriptor) || !bytes_view(args[1], &data, &size) || !i64_argument(args[2], &offset))
    return EMPTY;
  BLOCKING(written, pwrite(descriptor, data, size, offset));
  return written < 0 ? system_error(EMPTY) : int_from_i64(written);
}

#define VECTORS_MAX 64
// The buffers of a sequence; how many, or -1: raised.
static int vectors(Value sequence, bool writable, struct iovec *out) {
  Value tuple = tuple_from_iterable(sequence);
  if (tuple == EMPTY) return -1;
  size_t length = to_tuple(tuple)->length;
  if (length > VECTORS_MAX) return raise_os_error(EINVAL, EMPTY), -1;
  for (size_t i = 0; i < length; i++) {
    Value item = to_tuple(tuple)->items[i];
    uint8_t *data;
    const uint8_t *source;
    size_t size;
    if (writable ? !bytes_view_writable(item, &data, &size) : !bytes_view(item, &source, &size)) return -1;
    out[i] = (struct iovec){writable ? data : (void *)(uintptr_t)source, size};
  }
  return (int)length;
}

static Value vector_io(Value *args, bool reading) {
  struct iovec list[VECTORS_MAX];
  int descriptor, length;
  ssize_t moved;
  if (!int_argument(args[0], &descriptor) || (length = vectors(args[1], reading, list)) < 0) return EMPTY;
  BLOCKING(moved, reading ? readv(descriptor, list, length) : writev(descriptor, list, length));
  return moved < 0 ? system_error(EMPTY) : int_from_i64(moved);
}
NATIVE(posix_readv) { return vector_io(args, true); }
NATIVE(posix_writev) { return vector_io(args, false); }

NATIVE(posix_lseek) {
  int descriptor, whence;
  int64_t offset;
  if (!int_argument(args[0], &descriptor) || !i64_argument(args[1], &offset) || !int_argument(args[2], &whence))
    return EMPTY;
  off_t position = lseek(descriptor, offset, whence);
  return position < 0 ? system_error(EMPTY) : int_from_i64(position);
}

NATIVE(posix_ftruncate) {
  int descriptor;
  int64_t length;
  if (!int_argument(args[0], &descriptor) || !i64_argument(args[1], &length)) return EMPTY;
  return system_answer(ftruncate(descriptor, length), EMPTY);
}

// sendfile(out_fd, in_fd, offset, count)
NATIVE(posix_sendfile) {
  int out, in;
  int64_t offset = 0, bytes;
  ssize_t moved;
  bool has_offset = args[2] != NONE;
  if (!int_argument(args[0], &out) || !int_argument(args[1], &in) || (has_offset && !i64_argument(args[2], &offset)) ||
      !i64_argument(args[3], &bytes))
    return EMPTY;
  off_t position = offset;
  BLOCKING(moved, sendfile(out, in, has_offset ? &position : NULL, (size_t)bytes));
  return moved < 0 ? system_error(EMPTY) : int_from_i64(moved);
}

// copy_file_range(src, dst, count, offset_src=None, offset_dst=None)
NATIVE(posix_copy_file_range) {
  int from, to;
  int64_t bytes, offsets[2] = {0, 0};
  ssize_t moved;
  bool given[2];
  if (!int_argument(args[0], &from) || !int_argument(args[1], &to) || !i64_argument(args[2], &bytes)) return EMPTY;
  if (bytes < 0) return raise(ValueError, "negative value for 'count' not allowed");
  for (int i = 0; i < 2; i++) {
    given[i] = args[3 + i] != EMPTY && args[3 + i] != NONE;
    if (given[i] && !i64_argument(args[3 + i], &offsets[i])) return EMPTY;
  }
  off_t positions[2] = {offsets[0], offsets[1]};
  BLOCKING(moved, copy_file_range(from, given[0] ? &positions[0] : NULL, to, given[1] ? &positions[1] : NULL,
                                  (size_t)bytes, 0));
  return moved < 0 ? system_error(EMPTY) : int_from_i64(moved);
}

// --- duplicates, pipes, flags

NATIVE(posix_dup) {
  int descriptor;
  if (!int_argument(args[0], &descriptor)) return EMPTY;
  int result = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  return result < 0 ? system_error(EMPTY) : from_small_int(result);
}

NATIVE(posix_dup2) {
  int from, to;
  bool inheritable;
  if (!int_argument(args[0], &from) || !int_argument(args[1], &to) || !flag_argument(args[2], true, &inheritable))
    return EMPTY;
  int result = inheritable || from == to ? dup2(from, to) : dup3(from, to, O_CLOEXEC);
  return result < 0 ? system_error(EMPTY) : from_small_int(result);
}

static Value pipe_pair(int flags) {
  int ends[2];
  if (pipe2(ends, flags) != 0) return system_error(EMPTY);
  return tuple_pair(from_small_int(ends[0]), from_small_int(ends[1]));
}
NATIVE(posix_pipe) { return pipe_pair(O_CLOEXEC); }
NATIVE(posix_pipe2) {
  int flags;
  return int_argument(args[0], &flags) ? pipe_pair(flags) : EMPTY;
}

NATIVE(posix_get_inheritable) {
  int descriptor;
  if (!int_argument(args[0], &descriptor)) return EMPTY;
  int flags = fcntl(descriptor, F_GETFD);
  return flags < 0 ? system_error(EMPTY) : from_bool(!(flags & FD_CLOEXEC));
}

static Value set_flag(int descriptor, int get, int set, int flag, bool on) {
  int flags = fcntl(descriptor, get);
  if (flags < 0 || fcntl(descriptor, set, on ? flags | flag : flags & ~flag) < 0) return system_error(EMPTY);
  return NONE;
}

NATIVE(posix_set_inheritable) {
  int descriptor;
  bool inheritable;
  if (!int_argument(args[0], &descriptor) || !flag_argument(args[1], true, &inheritable)) return EMPTY;
  return set_flag(descriptor, F_GETFD, F_SETFD, FD_CLOEXEC, !inheritable);
}

NATIVE(posix_get_blocking) {
  int descriptor;
  if (!int_argument(args[0], &descriptor)) return EMPTY;
  int flags = fcntl(descriptor, F_GETFL);
  return flags < 0 ? system_error(EMPTY) : from_bool(!(flags & O_NONBLOCK));
}

NATIVE(posix_set_blocking) {
  int descriptor;
  bool blocking;
  if (!int_argument(args[0], &descriptor) || !flag_argument(args[1], true, &blocking)) return EMPTY;
  return set_flag(descriptor, F_GETFL, F_SETFL, O_NONBLOCK, !blocking);
}

#define SYNC_FUNCTION(name) \
  NATIVE(posix_##name) { \
    int descriptor, status; \
    if (!descriptor_argument(args[0], &descriptor)) return EMPTY; \
    BLOCKING(status, name(descriptor)); \
    return status < 0 ? system_error(EMPTY) : NONE; \
  }
SYNC_FUNCTION(fsync)
SYNC_FUNCTION(fdatasync)
NATIVE(posix_sync) { return sync(), NONE; }

NATIVE(posix_lockf) {
  int descriptor, command, status;
  int64_t length;
  if (!int_argument(args[0], &descriptor) || !int_argument(args[1], &command) || !i64_argument(args[2], &length))
    return EMPTY;
  BLOCKING(status, lockf(descriptor, command, length));
  return status < 0 ? system_error(EMPTY) : NONE;
}

NATIVE(posix_fallocate_) {
  int descriptor;
  int64_t offset, length;
  if (!int_argument(args[0], &descriptor) || !i64_argument(args[1], &offset) || !i64_argument(args[2], &length))
    return EMPTY;
  int error = WITHOUT_LOCK(posix_fallocate(descriptor, offset, length));
  return error == 0 ? NONE : raise_os_error(error, EMPTY);
}

NATIVE(posix_fadvise_) {
  int descriptor, advice;
  int64_t offset, length;
  if (!int_argument(args[0], &descriptor) || !i64_argument(args[1], &offset) || !i64_argument(args[2], &length) ||
      !int_argument(args[3], &advice))
    return EMPTY;
  int error = posix_fadvise(descriptor, offset, length, advice);
  return error == 0 ? NONE : raise_os_error(error, EMPTY);
}

// eventfd(initval, flags=EFD_CLOEXEC)
NATIVE(posix_eventfd) {
  int64_t initial;
  int flags = EFD_CLOEXEC;
  if (!i64_argument(args[0], &initial) || (args[1] != EMPTY && !int_argument(args[1], &flags))) return EMPTY;
  int descriptor = eventfd((unsigned)initial, flags);
  return descriptor < 0 ? system_error(EMPTY) : from_small_int(descriptor);
}

NATIVE(posix_memfd_create) {
  PathArgument name;
  int flags = MFD_CLOEXEC;
  if (!path_argument_of(args[0], "memfd_create", PATH_ONLY, &name) ||
      (args[1] != EMPTY && !int_argument(args[1], &flags)))
    return EMPTY;
  int descriptor = memfd_create(name.path, (unsigned)flags);
  return descriptor < 0 ? system_error(EMPTY) : from_small_int(descriptor);
}

// --- terminals

NATIVE(posix_isatty) {
  int descriptor;
  return int_argument(args[0], &descriptor) ? from_bool(isatty(descriptor) == 1) : EMPTY;
}

NATIVE(posix_ttyname) {
  int descriptor;
  char name[PATH_MAX];
  if (!int_argument(args[0], &descriptor)) return EMPTY;
  int error = ttyname_r(descriptor, name, sizeof name);
  return error == 0 ? system_name(name, strlen(name), false) : raise_os_error(error, EMPTY);
}

NATIVE(posix_ctermid) { return str_from_c("/dev/tty"); }

NATIVE(posix_openpty) {
  int master, slave;
  if (openpty(&master, &slave, NULL, NULL, NULL) != 0) return system_error(EMPTY);
  fcntl(master, F_SETFD, FD_CLOEXEC);
  fcntl(slave, F_SETFD, FD_CLOEXEC);
  return tuple_pair(from_small_int(master), from_small_int(slave));
}

NATIVE(posix_tcgetpgrp) {
  int descriptor;
  if (!int_argument(args[0], &descriptor)) return EMPTY;
  pid_t group = tcgetpgrp(descriptor);
  return group < 0 ? system_error(EMPTY) : from_small_int(group);
}

NATIVE(posix_tcsetpgrp) {
  int descriptor, group;
  if (!int_argument(args[0], &descriptor) || !int_argument(args[1], &group)) return EMPTY;
  return system_answer(tcsetpgrp(descriptor, group), EMPTY);
}

const NativeDef posix_descriptor_functions[] = {
    {.name = "open", .signature = "path, flags, mode=511, *, dir_fd=None", .fn = posix_open},
    {.name = "close", .signature = "fd", .fn = posix_close_},
    {.name = "closerange", .signature = "fd_low, fd_high, /", .fn = posix_closerange},
    {.name = "read", .signature = "fd, length, /", .fn = posix_read},
    {.name = "pread", .signature = "fd, length, offset, /", .fn = posix_pread},
    {.name = "write", .signature = "fd, data, /", .fn = posix_write},
    {.name = "pwrite", .signature = "fd, buffer, offset, /", .fn = posix_pwrite},
    {.name = "readv", .signature = "fd, buffers, /", .fn = posix_readv},
    {.name = "writev", .signature = "fd, buffers, /", .fn = posix_writev},
    {.name = "lseek", .signature = "fd, position, how, /", .fn = posix_lseek},
    {.name = "ftruncate", .signature = "fd, length, /", .fn = posix_ftruncate},
    {.name = "sendfile", .signature = "out_fd, in_fd, offset, count", .fn = posix_sendfile},
    {.name = "copy_file_range",
     .signature = "src, dst, count, offset_src=None, offset_dst=None",
     .fn = posix_copy_file_range},
    {.name = "dup", .signature = "fd, /", .fn = posix_dup},
    {.name = "dup2", .signature = "fd, fd2, inheritable=True", .fn = posix_dup2},
    {.name = "pipe", .signature = "", .fn = posix_pipe},
    {.name = "pipe2", .signature = "flags, /", .fn = posix_pipe2},
    {.name = "get_inheritable", .signature = "fd, /", .fn = posix_get_inheritable},
    {.name = "set_inheritable", .signature = "fd, inheritable, /", .fn = posix_set_inheritable},
    {.name = "get_blocking", .signature = "fd, /", .fn = posix_get_blocking},
    {.name = "set_blocking", .signature = "fd, blocking, /", .fn = posix_set_blocking},
    {.name = "fsync", .signature = "fd", .fn = posix_fsync},
    {.name = "fdatasync", .signature = "fd", .fn = posix_fdatasync},
    {.name = "sync", .signature = "", .fn = posix_sync},
    {.name = "lockf", .signature = "fd, command, length, /", .fn = posix_lockf},
    {.name = "posix_fallocate", .signature = "fd, offset, length, /", .fn = posix_fallocate_},
    {.name = "posix_fadvise", .signature = "fd, offset, length, advice, /", .fn = posix_fadvise_},
    {.name = "eventfd", .signature = "initval, flags=524288", .fn = posix_eventfd},
    {.name = "memfd_create", .signature = "name, flags=1", .fn = posix_memfd_create},
    {.name = "isatty", .signature = "fd, /", .fn = posix_isatty},
    {.name = "ttyname", .signature = "fd, /", .fn = posix_ttyname},
    {.name = "ctermid", .signature = "", .fn = posix_ctermid},
    {.name = "openpty", .signature = "", .fn = posix_openpty},
    {.name = "tcgetpgrp", .signature = "fd, /", .fn = posix_tcgetpgrp},
    {.name = "tcsetpgrp", .signature = "fd, pgid, /", .fn = posix_tcsetpgrp},
    {.name = NULL},
};
