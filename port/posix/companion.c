// A companion process and the socket to it, from both sides. It has a process group of its own, so that what the
// terminal sends to the program (Ctrl-C, Ctrl-Z) does not reach it, and only its own number is ever waited for: the
// program's children and its handler of SIGCHLD are not disturbed.
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "port/port.h"

#define FIRST_INHERITED_FILE 3
// Above all numbers that the companion's files get.
#define FIRST_OWN_FILE 64

static int spawn(const char *path, const int *files, int count) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  if (posix_spawn_file_actions_init(&actions) != 0) return 0;
  for (int k = 0; k < FIRST_INHERITED_FILE; k++) posix_spawn_file_actions_addopen(&actions, k, "/dev/null", O_RDWR, 0);
  for (int k = 0; k < count; k++) posix_spawn_file_actions_adddup2(&actions, files[k], FIRST_INHERITED_FILE + k);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  char *arguments[] = {(char *)path, NULL};
  pid_t process;
  if (posix_spawn(&process, path, &actions, &attributes, arguments, environ) != 0) process = 0;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return process;
}

#define COMPANION_FILES_MAX 8

bool port_companion_start(PortCompanion *companion, const char *path, const int *files, int count) {
  int ends[2], all[COMPANION_FILES_MAX];
  *companion = (PortCompanion){0, -1};
  if (count >= COMPANION_FILES_MAX || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
  // Away from the numbers that are overwritten in the companion, and from the small ones that the program's files get.
  int own = fcntl(ends[0], F_DUPFD_CLOEXEC, FIRST_OWN_FILE), other = fcntl(ends[1], F_DUPFD_CLOEXEC, FIRST_OWN_FILE);
  close(ends[0]);
  close(ends[1]);
  for (int k = 0; k < count; k++) all[k] = files[k];
  all[count] = other;
  if (own >= 0 && other >= 0) companion->process = spawn(path, all, count + 1);
  if (other >= 0) close(other);
  companion->socket = own;
  if (companion->process == 0 && own >= 0) close(own);
  return companion->process != 0;
}

static void forget(PortCompanion *companion) {
  close(companion->socket);
  *companion = (PortCompanion){0, -1};
}

void port_companion_forget(PortCompanion *companion) {
  if (companion->process != 0) forget(companion);
}

bool port_companion_runs(PortCompanion *companion) {
  if (companion->process == 0) return false;
  pid_t ended = waitpid(companion->process, NULL, WNOHANG);
  if (ended == 0 || (ended < 0 && errno == EINTR)) return true;
  // Children may be nobody's to wait for (SIGCHLD ignored): then it counts as ended, too.
  forget(companion);
  return false;
}

void port_companion_end(PortCompanion *companion) {
  if (companion->process == 0) return;
  // The group: the companion may be a script that started the real one.
  kill(-companion->process, SIGKILL);
  kill(companion->process, SIGKILL);
  while (waitpid(companion->process, NULL, 0) < 0 && errno == EINTR) continue;
  forget(companion);
}

bool port_wait_readable(int socket, int milliseconds) {
  double end = port_monotonic() + milliseconds * 1e-3;
  for (;;) {
    struct pollfd poll_socket = {.fd = socket, .events = POLLIN};
    int ready = poll(&poll_socket, 1, milliseconds);
    if (ready >= 0) return ready > 0;
    if (errno != EINTR) return true; // reading will tell
    double left = (end - port_monotonic()) * 1e3;
    milliseconds = left > 0 ? (int)left + 1 : 0;
  }
}

bool port_send_byte(int socket) {
  char byte = 1;
  ssize_t sent;
  do sent = send(socket, &byte, 1, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == 1;
}

bool port_receive_byte(int socket) {
  char byte;
  ssize_t received;
  do received = recv(socket, &byte, 1, 0);
  while (received < 0 && errno == EINTR);
  return received == 1;
}

bool port_drain(int socket) {
  char bytes[64];
  for (;;) {
    ssize_t received = recv(socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (received > 0 || (received < 0 && errno == EINTR)) continue;
    return received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }
}

void port_die_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

void port_limit_memory(size_t bytes) {
#if defined(__has_feature) && __has_feature(address_sanitizer)
  bytes = RLIM_INFINITY; // the sanitizer's shadow is terabytes of address space
#endif
  struct rlimit limit = {bytes, bytes};
  setrlimit(RLIMIT_AS, &limit);
}

#ifdef __GLIBC__

void port_hoard_heap(void) {
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
}

void port_trim_heap(void) { malloc_trim(0); }

size_t port_heap_bytes(void) {
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

#else // musl frees as it goes, and does not tell

void port_hoard_heap(void) {}
void port_trim_heap(void) {}
size_t port_heap_bytes(void) { return 0; }

#endif

size_t port_peak_memory(void) {
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? (size_t)usage.ru_maxrss * 1024 : 0;
}
