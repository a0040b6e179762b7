// The process: identity, environment, randomness.
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "port/port.h"

extern char **environ;

int port_process_id(void) { return getpid(); }
int port_parent_process_id(void) { return getppid(); }
void port_exit_now(int status) { _exit(status); }

const char *port_environment(size_t index) {
  size_t count = 0;
  while (environ && environ[count] && count < index) count++;
  return environ ? environ[count] : NULL;
}

int port_set_environment(const char *name, const char *value) {
  return value ? setenv(name, value, 1) : unsetenv(name);
}

bool port_random(void *data, size_t bytes) {
  char *at = data;
  while (bytes > 0) {
    ssize_t got = getrandom(at, bytes < 256 ? bytes : 256, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    at += got;
    bytes -= (size_t)got;
  }
  return true;
}

int port_processor_count(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int)count : 1;
}

void port_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }

char *port_program_path(char *out, size_t bytes) { return port_read_link("/proc/self/exe", out, bytes); }

const char *port_platform(void) { return "linux"; }

const char *port_machine(void) {
  static struct utsname name;
  return uname(&name) == 0 ? name.machine : "";
}
