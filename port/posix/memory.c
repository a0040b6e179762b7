// Memory mapping, the bounds of the C stack, instruction-cache maintenance.
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "port/port.h"

size_t port_page_size(void) { return (size_t)sysconf(_SC_PAGESIZE); }

void *port_map(size_t bytes) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (memory == MAP_FAILED) return NULL;
  // Where huge pages are the default, the first byte of a large reservation would take 2 MiB.
  madvise(memory, bytes, MADV_NOHUGEPAGE);
  return memory;
}

const void *port_map_file(const char *path, size_t *bytes) {
  struct stat status;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return NULL;
  void *memory = MAP_FAILED;
  if (fstat(file, &status) == 0) {
    *bytes = (size_t)status.st_size;
    memory = mmap(NULL, *bytes, PROT_READ, MAP_PRIVATE, file, 0);
  }
  int error = errno;
  close(file);
  errno = error;
  return memory == MAP_FAILED ? NULL : memory;
}

void port_unmap(void *memory, size_t bytes) { munmap(memory, bytes); }

void port_discard(void *memory, size_t bytes) { madvise(memory, bytes, MADV_DONTNEED); }

// Stacks without a limit grow until they meet a mapping: count on what Linux gives by default.
#define STACK_UNLIMITED ((size_t)8 << 20)

size_t port_stack_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return STACK_UNLIMITED;
  return limit.rlim_cur;
}

void port_flush_instructions(void *start, size_t bytes) {
  __builtin___clear_cache((char *)start, (char *)start + bytes);
}
