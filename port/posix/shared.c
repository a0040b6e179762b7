// Memory shared between processes.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "port/port.h"

// Numbers from here on: the program's own files get the small numbers that it expects.
#define FIRST_OWN_FILE 64

static int move_up(int file) {
  if (file < 0) return -1;
  int moved = fcntl(file, F_DUPFD_CLOEXEC, FIRST_OWN_FILE);
  close(file);
  return moved;
}

// Where a file may lie that is mapped executable, when the kernel has no memory files.
static const char *const folders[] = {"/dev/shm", "/tmp", "/var/tmp", "."};

static int unlinked_file(void) {
  for (size_t k = 0; k < sizeof folders / sizeof *folders; k++) {
    char path[64];
    snprintf(path, sizeof path, "%s/martlet.XXXXXX", folders[k]);
    int file = mkostemp(path, O_CLOEXEC);
    if (file < 0) continue;
    unlink(path);
    return file;
  }
  return -1;
}

int port_shared_new(size_t bytes) {
  int file = move_up(memfd_create("martlet", MFD_CLOEXEC));
  if (file < 0) file = move_up(unlinked_file());
  if (file >= 0 && ftruncate(file, (off_t)bytes) == 0) return file;
  if (file >= 0) close(file);
  return -1;
}

void *port_map_shared(int file, size_t bytes, PortAccess access) {
  if (bytes == 0) return NULL;
  int protection = access == PORT_READ_WRITE ? PROT_READ | PROT_WRITE : PROT_READ | PROT_EXEC;
  void *memory = mmap(NULL, bytes, protection, MAP_SHARED, file, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

bool port_map_shared_at(void *memory, int file, size_t bytes, PortAccess access) {
  int protection = access == PORT_READ_WRITE ? PROT_READ | PROT_WRITE : PROT_READ | PROT_EXEC;
  return mmap(memory, bytes, protection, MAP_SHARED | MAP_FIXED, file, 0) != MAP_FAILED;
}

void port_refresh_code(void *mapping, int file, size_t offset, size_t bytes) {
  size_t page = port_page_size(), first = offset & ~(page - 1), end = (offset + bytes + page - 1) & ~(page - 1);
  // NOLINTNEXTLINE(bugprone-unused-return-value): where it fails the old mapping stays, which is as good
  (void)mmap((char *)mapping + first, end - first, PROT_READ | PROT_EXEC, MAP_SHARED | MAP_FIXED, file, (off_t)first);
  port_flush_instructions((char *)mapping + offset, bytes);
}

size_t port_file_bytes(int file) {
  struct stat status;
  return fstat(file, &status) == 0 ? (size_t)status.st_size : 0;
}
