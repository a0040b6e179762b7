// Raw mode and size of a terminal, by termios.
#include "port/terminal.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>

static struct termios before;
static int raw_descriptor = -1;

static void restore(void) {
  if (raw_descriptor >= 0) tcsetattr(raw_descriptor, TCSADRAIN, &before);
}

bool port_terminal_raw(int descriptor, bool raw) {
  static bool registered;
  if (!raw) {
    if (raw_descriptor < 0) return true;
    raw_descriptor = -1;
    return tcsetattr(descriptor, TCSADRAIN, &before) == 0;
  }
  if (tcgetattr(descriptor, &before) != 0) return false;
  if (!registered) registered = atexit(restore) == 0;
  struct termios mode = before;
  mode.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INPCK | ISTRIP | IXON);
  mode.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN | ISIG);
  mode.c_cc[VMIN] = 1;
  mode.c_cc[VTIME] = 0;
  raw_descriptor = descriptor;
  return tcsetattr(descriptor, TCSADRAIN, &mode) == 0;
}

bool port_terminal_wait(int descriptor, int milliseconds) {
  struct pollfd waited = {.fd = descriptor, .events = POLLIN};
  return poll(&waited, 1, milliseconds) > 0;
}

int port_terminal_columns(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
