// The port: everything Martlet asks of the operating system and the processor. core/ includes only this header (and
// standard C); port/posix/ implements it, port/<arch>/ holds what depends on the processor.
#ifndef MARTLET_PORT_H
#define MARTLET_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Calls fn(low, high, data) with bounds of the caller's C stack from here to stack_base, all callee-saved registers
// having been spilled into it.
void port_scan_stack(void *stack_base, void (*fn)(void *low, void *high, void *data), void *data);

// Zeroed, page-aligned, lazily committed memory; NULL when there is none. bytes is rounded up to pages.
void *port_map(size_t bytes);
void port_unmap(void *memory, size_t bytes);
// Gives the pages' memory back to the system; they read as zero afterwards.
void port_discard(void *memory, size_t bytes);
size_t port_page_size(void);

// Seconds since the epoch; seconds of a monotonic clock; seconds of processor time of this process.
double port_time(void);
double port_monotonic(void);
double port_process_time(void);
void port_sleep(double seconds);
// Room in bytes below `address_of_local` that C recursion may still use (from the stack rlimit).
size_t port_stack_limit(void);

// Makes code that was written at [start, start+bytes) visible to instruction fetch.
void port_flush_instructions(void *start, size_t bytes);

#endif
