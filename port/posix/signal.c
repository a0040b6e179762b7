// Signals.
#include <signal.h>

#include "port/port.h"

static void (*on_interrupt)(void);

static void handle_interrupt(int number) {
  (void)number;
  on_interrupt();
}

void port_on_interrupt(void (*handler)(void)) {
  struct sigaction action = {.sa_handler = handle_interrupt, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  on_interrupt = handler;
  sigaction(SIGINT, &action, NULL);
}

void port_die_of_interrupt(void) {
  signal(SIGINT, SIG_DFL);
  raise(SIGINT);
}
