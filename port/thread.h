// Threads of the system, and what they wait with.
#ifndef MARTLET_PORT_THREAD_H
#define MARTLET_PORT_THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Runs run(data) in a new thread, of which nobody waits for the end, with a C stack of at least stack_bytes. False: the
// system has no room for one.
bool port_thread_start(void (*run)(void *data), void *data, size_t stack_bytes);
// The system's number of the calling thread.
int64_t port_thread_number(void);

// A mutex and a condition in one; to be zeroed memory at first (all threads agree on where).
typedef struct PortMonitor {
  uint64_t room[12];
} PortMonitor;
void port_monitor_init(PortMonitor *monitor);
void port_monitor_enter(PortMonitor *monitor);
void port_monitor_leave(PortMonitor *monitor);
// Waits, inside of the monitor, until it is notified; false: not within that many seconds (negative: no limit).
bool port_monitor_wait(PortMonitor *monitor, double seconds);
void port_monitor_notify_all(PortMonitor *monitor);

// Waits as long as *word is `value`, at most so many seconds (negative: no limit); may also return early. Signal
// handlers may wake.
void port_word_wait(uint32_t *word, uint32_t value, double seconds);
void port_word_wake(uint32_t *word);

// Saves what the processor's registers hold, so that a scan of the memory finds it.
#define PORT_REGISTER_WORDS 64
void port_save_registers(uint64_t words[PORT_REGISTER_WORDS]);

#endif
