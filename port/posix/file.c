// Files and directories.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "port/port.h"

int port_open(const char *path, unsigned flags) {
  int mode = (flags & PORT_READ) && (flags & PORT_WRITE) ? O_RDWR : flags & PORT_WRITE ? O_WRONLY : O_RDONLY;
  if (flags & PORT_CREATE) mode |= O_CREAT;
  if (flags & PORT_EXCLUSIVE) mode |= O_EXCL;
  if (flags & PORT_TRUNCATE) mode |= O_TRUNC;
  if (flags & PORT_APPEND) mode |= O_APPEND;
  int descriptor;
  do descriptor = open(path, mode | O_CLOEXEC, 0666);
  while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

int port_close(int descriptor) { return close(descriptor); }

int64_t port_read_interruptible(int descriptor, void *data, size_t bytes) { return read(descriptor, data, bytes); }

int64_t port_write_interruptible(int descriptor, const void *data, size_t bytes) {
  return write(descriptor, data, bytes);
}

int64_t port_read(int descriptor, void *data, size_t bytes) {
  ssize_t got;
  do got = read(descriptor, data, bytes);
  while (got < 0 && errno == EINTR);
  return got;
}

int64_t port_write(int descriptor, const void *data, size_t bytes) {
  ssize_t written;
  do written = write(descriptor, data, bytes);
  while (written < 0 && errno == EINTR);
  return written;
}

int64_t port_seek(int descriptor, int64_t offset, int whence) { return lseek(descriptor, offset, whence); }

int port_truncate(int descriptor, int64_t bytes) { return ftruncate(descriptor, bytes); }

bool port_is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool port_is_directory(uint64_t mode) { return S_ISDIR(mode); }
bool port_is_file(uint64_t mode) { return S_ISREG(mode); }
bool port_is_link(uint64_t mode) { return S_ISLNK(mode); }

static int64_t nanoseconds(struct timespec t) { return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec; }

static int convert_stat(int status, const struct stat *from, PortStat *to) {
  if (status != 0) return -1;
  *to = (PortStat){from->st_mode,
                   from->st_ino,
                   from->st_dev,
                   from->st_nlink,
                   from->st_uid,
                   from->st_gid,
                   (uint64_t)from->st_size,
                   nanoseconds(from->st_atim),
                   nanoseconds(from->st_mtim),
                   nanoseconds(from->st_ctim)};
  return 0;
}

int port_stat(const char *path, bool follow_links, PortStat *result) {
  struct stat info;
  return convert_stat(follow_links ? stat(path, &info) : lstat(path, &info), &info, result);
}

int port_stat_descriptor(int descriptor, PortStat *result) {
  struct stat info;
  return convert_stat(fstat(descriptor, &info), &info, result);
}

int port_access(const char *path, int mode) { return access(path, mode); }
int port_remove_file(const char *path) { return unlink(path); }
int port_remove_directory(const char *path) { return rmdir(path); }
int port_make_directory(const char *path, unsigned mode) { return mkdir(path, mode); }
int port_rename(const char *from, const char *to) { return rename(from, to); }
int port_make_link(const char *target, const char *path) { return symlink(target, path); }
int port_change_mode(const char *path, unsigned mode) { return chmod(path, mode); }
int port_change_directory(const char *path) { return chdir(path); }

char *port_current_directory(char *out, size_t bytes) { return getcwd(out, bytes); }

char *port_read_link(const char *path, char *out, size_t bytes) {
  ssize_t size = readlink(path, out, bytes - 1);
  if (size < 0) return NULL;
  out[size] = 0;
  return out;
}

char *port_real_path(const char *path, char *out, size_t bytes) {
  char *real = realpath(path, NULL);
  if (!real) return NULL;
  int size = snprintf(out, bytes, "%s", real);
  free(real);
  return (size_t)size < bytes ? out : NULL;
}

PortDirectory *port_directory_open(const char *path) { return (PortDirectory *)opendir(path); }

const char *port_directory_next(PortDirectory *directory) {
  for (;;) {
    errno = 0;
    struct dirent *entry = readdir((DIR *)directory);
    if (!entry) return NULL;
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) return entry->d_name;
  }
}

void port_directory_close(PortDirectory *directory) { closedir((DIR *)directory); }
