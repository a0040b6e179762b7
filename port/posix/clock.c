// Clocks and sleeping.
#include <errno.h>
#include <time.h>

#include "port/port.h"

static double read_clock(clockid_t clock) {
  struct timespec t;
  if (clock_gettime(clock, &t) != 0) return 0;
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

double port_time(void) { return read_clock(CLOCK_REALTIME); }
double port_monotonic(void) { return read_clock(CLOCK_MONOTONIC); }
double port_process_time(void) { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

bool port_sleep_until_interrupt(double seconds) {
  struct timespec wait = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
  return nanosleep(&wait, NULL) == 0 || errno != EINTR;
}

void port_sleep(double seconds) {
  struct timespec left = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
  while (nanosleep(&left, &left) != 0 && errno == EINTR) continue;
}
