// The controlling terminal of an interactive session: keys one by one, its width. A serial line is a terminal too.
#ifndef MARTLET_PORT_TERMINAL_H
#define MARTLET_PORT_TERMINAL_H

#include <stdbool.h>

// Raw: every key is read at once and unechoed, Ctrl-C included; otherwise the mode that the terminal had before the
// first raw. Output keeps its translation of newlines. The mode before is restored at exit too. false: errno.
bool port_terminal_raw(int descriptor, bool raw);
// Whether input arrives within the time. Milliseconds.
bool port_terminal_wait(int descriptor, int milliseconds);
// Characters of a row; 0: not known, as on a serial line.
int port_terminal_columns(int descriptor);

#endif
