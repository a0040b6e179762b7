// Threads: pthreads, and Linux's futexes for waiting that a signal handler may end.
#include "port/thread.h"

#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

typedef struct Start {
  void (*run)(void *data);
  void *data;
} Start;

static void *start(void *argument) {
  Start copy = *(Start *)argument;
  free(argument);
  copy.run(copy.data);
  return NULL;
}

bool port_thread_start(void (*run)(void *data), void *data, size_t stack_bytes) {
  pthread_attr_t attributes;
  pthread_t thread;
  Start *argument = malloc(sizeof *argument);
  if (!argument) return false;
  *argument = (Start){run, data};
  pthread_attr_init(&attributes);
  bool started = pthread_attr_setstacksize(&attributes, stack_bytes) == 0 &&
                 pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED) == 0 &&
                 pthread_create(&thread, &attributes, start, argument) == 0;
  pthread_attr_destroy(&attributes);
  if (!started) free(argument);
  return started;
}

int64_t port_thread_number(void) { return syscall(SYS_gettid); }

typedef struct Monitor {
  pthread_mutex_t mutex;
  pthread_cond_t condition;
} Monitor;
_Static_assert(sizeof(Monitor) <= sizeof(PortMonitor), "room for a monitor");

void port_monitor_init(PortMonitor *monitor) {
  Monitor *m = (Monitor *)monitor;
  pthread_condattr_t attributes;
  memset(monitor, 0, sizeof *monitor);
  pthread_mutex_init(&m->mutex, NULL);
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&m->condition, &attributes);
  pthread_condattr_destroy(&attributes);
}

void port_monitor_enter(PortMonitor *monitor) { pthread_mutex_lock(&((Monitor *)monitor)->mutex); }
void port_monitor_leave(PortMonitor *monitor) { pthread_mutex_unlock(&((Monitor *)monitor)->mutex); }
void port_monitor_notify_all(PortMonitor *monitor) { pthread_cond_broadcast(&((Monitor *)monitor)->condition); }

static struct timespec duration(double seconds) {
  if (seconds > 1e9) seconds = 1e9;
  time_t whole = (time_t)seconds;
  return (struct timespec){whole, (long)((seconds - (double)whole) * 1e9)};
}

bool port_monitor_wait(PortMonitor *monitor, double seconds) {
  Monitor *m = (Monitor *)monitor;
  if (seconds < 0) return pthread_cond_wait(&m->condition, &m->mutex) == 0;
  struct timespec now, wait = duration(seconds);
  clock_gettime(CLOCK_MONOTONIC, &now);
  long nanoseconds = now.tv_nsec + wait.tv_nsec;
  struct timespec until = {now.tv_sec + wait.tv_sec + nanoseconds / 1000000000, nanoseconds % 1000000000};
  return pthread_cond_timedwait(&m->condition, &m->mutex, &until) != ETIMEDOUT;
}

void port_word_wait(uint32_t *word, uint32_t value, double seconds) {
  struct timespec wait = duration(seconds < 0 ? 0 : seconds);
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, seconds < 0 ? NULL : &wait, NULL, 0);
}

void port_word_wake(uint32_t *word) {
  int error = errno; // a signal handler may call this
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, INT32_MAX, NULL, NULL, 0);
  errno = error;
}

void port_save_registers(uint64_t words[PORT_REGISTER_WORDS]) {
  _Static_assert(sizeof(jmp_buf) <= sizeof(uint64_t[PORT_REGISTER_WORDS]), "room for the registers");
  setjmp(*(jmp_buf *)(void *)words);
}
