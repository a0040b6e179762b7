// Signals.
#include <signal.h>

#include "port/port.h"

void port_on_interrupt(void (*handler)(int number)) {
  struct sigaction action = {.sa_handler = handler}, inherited;
  if (sigaction(SIGINT, NULL, &inherited) == 0 && inherited.sa_handler == SIG_IGN) return;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
}

void port_die_of_interrupt(void) {
  signal(SIGINT, SIG_DFL);
  raise(SIGINT);
}
