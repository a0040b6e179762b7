// Threads and the interpreter lock: one thread at a time runs Python code or touches the heap.
//
// The static `vm` always belongs to the thread that holds the lock. What is a thread's own of it (vm.thread, a few
// words of vm.trace) is saved when the lock is given away and put back when it is taken again, so nothing else in core
// knows of threads. A thread gives the lock away
//   - around a call that may block: threads_release(); the call; threads_acquire(). In between it may not touch the
//     heap, but memory of objects that its C frame refers to stays where it is. Both keep errno.
//   - when another thread has waited for a switch interval: POLL_SWITCH in the poll word, seen at the next back edge.
// As long as there is one thread, all this is a test of a flag.
//
// The collector scans, for every thread that waits, its C stack from where it gave the lock away, its registers, its
// value stack and its saved words.
#ifndef MARTLET_THREADS_H
#define MARTLET_THREADS_H

#include "core/vm/vm.h"

typedef struct Thread Thread;

void threads_init(void *stack_base);
void threads_release(void);
void threads_acquire(void);
// POLL_SWITCH: lets a waiting thread have the lock.
void threads_yield(void);

// Starts a thread that calls function(*arguments, **keywords) (a tuple; a dict or EMPTY). Its number (get_ident), or 0
// with RuntimeError.
uint64_t threads_start(Value function, Value arguments, Value keywords);
uint64_t threads_current(void); // the number of the running thread
bool threads_in_main(void);
// Calls visit with the innermost frame of each thread that waits, until it answers false.
bool threads_visit_frames(bool (*visit)(Value *base, void *data), void *data);
int64_t threads_system_number(uint64_t number); // the system's number of a thread; 0: there is none
size_t threads_count(void);                     // that were started with threads_start and still run
// Bytes of C stack for new threads; 0: as configured.
size_t threads_stack_bytes(void);
void threads_set_stack_bytes(size_t bytes);
double threads_switch_interval(void);
void threads_set_switch_interval(double seconds);
// Calls release(lock) when the running thread ends; once per thread.
void threads_on_end(Value lock, void (*release)(Value lock));
// Registers a callback run by each thread when it ends, with its number.
void threads_add_end_callback(void (*ended)(uint64_t thread));
// For messages: calls visit with the number of each thread, the newest first, and where its innermost frame stands. May
// be called at any moment, also from a signal handler; what it shows then need not fit together.
void threads_each(void (*visit)(uint64_t number, Value *base, const uint32_t *pc, void *data), void *data);
// The thread that calls this never gives the lock away for good again: the others stop where they next want it.
void threads_stop_others(void);

// Waiting of the running thread for another one: park gives the lock away until unpark(thread) or a signal, at most
// `seconds` (negative: no limit), and may return early. To be called in a loop that looks at what is waited for.
Thread *threads_self(void);
void threads_park(double seconds);
void threads_unpark(Thread *thread);
// From a signal handler: the main thread is to look at the signals.
void threads_wake_main(void);

void threads_before_fork(void);
void threads_after_fork(bool in_child);

// --- signals.c: Python handlers of signals, which the main thread runs at safe points

#define SIGNALS_MAX 65
// From the system's handler.
void signals_trip(int number);
// Runs the handlers of signals that have come, in the main thread. False: one of them raised.
bool signals_run(void);
bool signals_pending(void);
// For loops in C that may take long, at a point where Python code may run. True: a handler raised (Ctrl-C).
static inline bool signals_interrupt(void) {
  return __builtin_expect(vm.trace.poll & POLL_SIGNAL, 0) && !signals_run();
}
// handler: a callable, or EMPTY: none (KeyboardInterrupt for an interrupt, nothing for others).
void signals_set_handler(int number, Value handler);
// Called, from the system's handler, with each signal's number (set_wakeup_fd); NULL: none.
void signals_on_trip(void (*wakeup)(int number));
void signals_after_fork(void);
void signals_init(void);

#endif
