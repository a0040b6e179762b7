// Threads and the interpreter lock; see threads.h.
#include "core/vm/threads.h"

#include <errno.h>
#include <stdlib.h>

#include "core/modules/io.h"
#include "core/object/call.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/interpreter.h"
#include "core/vm/trace_hooks.h"
#include "core/vm/unraisable.h"
#include "port/port.h"
#include "port/thread.h"

// C stack that a thread keeps free for functions that do not check, and the least that one gets altogether.
#define STACK_RESERVE ((size_t)192 << 10)
#define STACK_LEAST ((size_t)512 << 10)

struct Thread {
  Thread *next;
  // What is saved while the thread is without the lock.
  ThreadFields fields;
  uint64_t trace_base, exception, trace_top;
  uint32_t exit_number;
  uint64_t registers[PORT_REGISTER_WORDS];
  void *stack_base, *stack_low; // of the C stack; stack_low NULL: has not run yet
  int64_t system_number;
  bool has_lock;
  uint32_t wake; // parking: counts up with each unpark
  Value function, arguments, keywords, end_lock;
  void (*end_release)(Value lock);
};

static Thread first_thread;
static Thread *main_thread = &first_thread; // another one in the child of a fork in a thread
static __thread Thread *self;               // the thread of the system's thread that runs here
static struct {
  PortMonitor monitor; // guards `taken`, `switches`, `waiting`
  bool taken;
  uint64_t switches; // how often the lock was taken
  unsigned waiting;
  double interval;
  Thread *stopper; // all others stop for good
} lock;
static struct {
  Thread *all; // every thread but main
  size_t count;
  size_t stack_bytes;
  void (*ended[4])(uint64_t thread);
  size_t ended_count;
} threads;

// --- saving and restoring what is a thread's own

static void save(Thread *thread) {
  thread->fields = vm.thread;
  thread->trace_base = (uint64_t)(uintptr_t)vm.trace.base;
  thread->trace_top = (uint64_t)(uintptr_t)vm.trace.top;
  thread->exception = vm.trace.exception;
  thread->exit_number = vm.trace.exit_number;
}

static void restore(const Thread *thread) {
  vm.thread = thread->fields;
  vm.trace.base = (uint64_t *)(uintptr_t)thread->trace_base;
  vm.trace.top = (uint64_t *)(uintptr_t)thread->trace_top;
  vm.trace.exception = thread->exception;
  vm.trace.exit_number = thread->exit_number;
  heap_set_stack_base(thread->stack_base);
  if (thread == main_thread && signals_pending()) __atomic_fetch_or(&vm.trace.poll, POLL_SIGNAL, __ATOMIC_RELAXED);
}

// --- the lock

static void ask_to_switch(void) { __atomic_fetch_or(&vm.trace.poll, POLL_SWITCH, __ATOMIC_RELAXED); }

// Inside of the monitor. A thread that may never go on waits for the end of the process.
static void stop_if_closing(void) {
  while (lock.stopper && lock.stopper != self) port_monitor_wait(&lock.monitor, -1);
}

static void take_lock(void) {
  port_monitor_enter(&lock.monitor);
  lock.waiting++;
  stop_if_closing();
  while (lock.taken) {
    uint64_t switches = lock.switches;
    bool notified = port_monitor_wait(&lock.monitor, lock.interval);
    stop_if_closing();
    if (!notified && lock.taken && lock.switches == switches) ask_to_switch();
  }
  lock.waiting--;
  lock.taken = true;
  lock.switches++;
  port_monitor_notify_all(&lock.monitor);
  port_monitor_leave(&lock.monitor);
}

static void give_lock(void) {
  port_monitor_enter(&lock.monitor);
  lock.taken = false;
  port_monitor_notify_all(&lock.monitor);
  port_monitor_leave(&lock.monitor);
}

// From here on the thread's C stack is scanned from this frame upwards.
static __attribute__((noinline)) void leave(void) {
  Thread *thread = self;
  trace_show_frames();
  save(thread);
  port_save_registers(thread->registers);
  thread->stack_low = __builtin_frame_address(0);
  thread->has_lock = false;
  give_lock();
}

static void enter(void) {
  take_lock();
  self->has_lock = true;
  restore(self);
}

void threads_release(void) {
  if (!threads.count || !self->has_lock || heap_is_collecting()) return;
  int error = errno;
  leave();
  errno = error;
}

void threads_acquire(void) {
  if (self->has_lock) return;
  int error = errno;
  enter();
  errno = error;
}

void threads_yield(void) {
  if (!threads.count) return;
  trace_recording_interrupted();
  leave();
  port_monitor_enter(&lock.monitor);
  uint64_t switches = lock.switches;
  while (lock.waiting && !lock.taken && lock.switches == switches) port_monitor_wait(&lock.monitor, lock.interval);
  port_monitor_leave(&lock.monitor);
  enter();
}

void threads_stop_others(void) {
  port_monitor_enter(&lock.monitor);
  lock.stopper = self;
  port_monitor_leave(&lock.monitor);
}

double threads_switch_interval(void) { return lock.interval; }
void threads_set_switch_interval(double seconds) { lock.interval = seconds; }

// --- what the collector sees

// As in the scan of the running thread's value stack: arguments that a trace has laid out lie above the top.
#define VALUE_STACK_SLACK 320

static void visit_waiting(const Thread *thread) {
  heap_visit_conservatively((const Value *)(const void *)thread, sizeof *thread / sizeof(Value));
  const Value *top = (const Value *)(uintptr_t)thread->trace_top;
  if (top) {
    top = thread->fields.stack_end - top > VALUE_STACK_SLACK ? top + VALUE_STACK_SLACK : thread->fields.stack_end;
    heap_visit_conservatively(thread->fields.stack, (size_t)(top - thread->fields.stack));
  }
  if (thread->stack_low) heap_visit_c_stack(thread->stack_low, thread->stack_base);
}

// A thread that has not started, or has ended, has no stack.
static bool visit_frames_of(const Thread *thread, bool (*visit)(Value *base, void *data), void *data) {
  return thread == self || thread->fields.base == NULL || thread->fields.stack == NULL ||
         visit(thread->fields.base, data);
}

bool threads_visit_frames(bool (*visit)(Value *base, void *data), void *data) {
  if (!visit_frames_of(main_thread, visit, data)) return false;
  for (const Thread *thread = threads.all; thread; thread = thread->next)
    if (!visit_frames_of(thread, visit, data)) return false;
  return true;
}

static void each(const Thread *thread, void (*visit)(uint64_t, Value *, const uint32_t *, void *), void *data) {
  const ThreadFields *fields = thread->has_lock ? &vm.thread : &thread->fields;
  visit((uint64_t)(uintptr_t)thread, fields->base, fields->pc, data);
}

void threads_each(void (*visit)(uint64_t number, Value *base, const uint32_t *pc, void *data), void *data) {
  for (const Thread *thread = threads.all; thread; thread = thread->next) each(thread, visit, data);
  each(main_thread, visit, data);
}

static void visit_threads(void) {
  if (self != main_thread) visit_waiting(main_thread);
  for (Thread *thread = threads.all; thread; thread = thread->next)
    if (thread != self)
      visit_waiting(thread);
    else
      heap_visit_conservatively((const Value *)(const void *)thread, sizeof *thread / sizeof(Value));
  heap_visit(main_thread->end_lock);
}

// --- a thread's life

static void run_end(Thread *thread) {
  if (thread->end_lock != EMPTY) thread->end_release(thread->end_lock);
  for (size_t i = 0; i < threads.ended_count; i++) threads.ended[i]((uint64_t)(uintptr_t)thread);
}

static void unlink_thread(Thread *thread) {
  Thread **link = &threads.all;
  while (*link != thread) link = &(*link)->next;
  *link = thread->next;
  threads.count--;
}

static size_t value_stack_bytes(void) { return (size_t)CONFIG_VALUE_STACK_KB << 10; }

static void drop_thread(Thread *thread) {
  port_unmap(thread->fields.stack, value_stack_bytes());
  free(thread);
}

static void report_end(Value function) {
  if (exception_matches(EXCEPTION_SystemExit))
    exception_clear();
  else
    vm_unraisable_message("Exception ignored in thread started by", function);
}

static __attribute__((noinline)) void run_thread(Thread *thread) {
  Value arguments = thread->arguments, keywords = thread->keywords;
  CallArguments call;
  const Tuple *tuple = to_tuple(arguments);
  Value result = EMPTY;
  if (call_arguments_from(&call, EMPTY, tuple->items, tuple->length, keywords))
    result = object_call(thread->function, call.args, call.count, call.keyword_names);
  if (result == EMPTY) report_end(thread->function);
  thread->function = thread->arguments = thread->keywords = EMPTY;
  run_end(thread);
  vm_exception = EMPTY;
}

static _Noreturn void exit_process(void) {
  io_flush_all();
  port_exit_now(0);
}

static void thread_main(void *data) {
  Thread *thread = self = data;
  thread->system_number = port_thread_number();
  thread->stack_base = __builtin_frame_address(0);
  thread->fields.c_stack_limit = (char *)thread->stack_base - threads_stack_bytes() + STACK_RESERVE;
  take_lock();
  thread->has_lock = true;
  restore(thread);
  run_thread(thread);
  if (thread == main_thread) exit_process(); // it forked: this is the child's last thread
  // Not scanned any more; the next thread brings its own stack.
  unlink_thread(thread);
  give_lock();
  drop_thread(thread);
}

static void make_fields(Thread *thread, Value *stack) {
  ThreadFields *fields = &thread->fields;
  *fields = (ThreadFields){.stack = stack, .stack_end = stack + value_stack_bytes() / sizeof(Value)};
  fields->base = stack + FRAME_HEADER;
  thread->trace_top = (uint64_t)(uintptr_t)fields->base;
}

uint64_t threads_start(Value function, Value arguments, Value keywords) {
  Thread *thread = calloc(1, sizeof *thread);
  Value *stack = thread ? port_map(value_stack_bytes()) : NULL;
  if (stack) {
    make_fields(thread, stack);
    thread->function = function;
    thread->arguments = arguments;
    thread->keywords = keywords;
    thread->next = threads.all;
    threads.all = thread;
    if (threads.count++ == 0) lock.taken = self->has_lock = true;
    if (port_thread_start(thread_main, thread, threads_stack_bytes())) return (uint64_t)(uintptr_t)thread;
    unlink_thread(thread);
    drop_thread(thread);
  } else {
    free(thread);
  }
  raise(RuntimeError, "can't start new thread");
  return 0;
}

uint64_t threads_current(void) { return (uint64_t)(uintptr_t)self; }
int64_t threads_system_number(uint64_t number) {
  if (number == (uint64_t)(uintptr_t)main_thread) return main_thread->system_number;
  for (const Thread *thread = threads.all; thread; thread = thread->next)
    if (number == (uint64_t)(uintptr_t)thread) return thread->system_number;
  return 0;
}
bool threads_in_main(void) { return self == main_thread; }
size_t threads_count(void) { return threads.count; }
Thread *threads_self(void) { return self; }

size_t threads_stack_bytes(void) {
  size_t bytes = threads.stack_bytes ? threads.stack_bytes : (size_t)CONFIG_THREAD_STACK_KB << 10;
  return bytes < STACK_LEAST ? STACK_LEAST : bytes;
}
void threads_set_stack_bytes(size_t bytes) { threads.stack_bytes = bytes; }

void threads_on_end(Value end_lock, void (*release)(Value lock)) {
  self->end_lock = end_lock;
  self->end_release = release;
}

void threads_add_end_callback(void (*ended)(uint64_t thread)) {
  if (threads.ended_count < sizeof threads.ended / sizeof *threads.ended) threads.ended[threads.ended_count++] = ended;
}

// --- parking

void threads_park(double seconds) {
  Thread *thread = self;
  uint32_t wake = __atomic_load_n(&thread->wake, __ATOMIC_ACQUIRE);
  if (thread == main_thread && signals_pending()) return;
  threads_release();
  port_word_wait(&thread->wake, wake, seconds);
  threads_acquire();
}

void threads_unpark(Thread *thread) {
  __atomic_fetch_add(&thread->wake, 1, __ATOMIC_RELEASE);
  port_word_wake(&thread->wake);
}

void threads_wake_main(void) { threads_unpark(main_thread); }

// --- forking

// The lock's monitor must not be in the middle of a change by a thread that the child has not.
void threads_before_fork(void) {
  if (threads.count) port_monitor_enter(&lock.monitor);
}

static void forget_others(void) {
  for (Thread *thread = threads.all, *next; thread; thread = next) {
    next = thread->next;
    if (thread != self) drop_thread(thread);
  }
  if (main_thread != self && main_thread != &first_thread) drop_thread(main_thread);
  threads.all = NULL;
  threads.count = 0;
}

void threads_after_fork(bool in_child) {
  if (!threads.count) return;
  if (!in_child) {
    port_monitor_leave(&lock.monitor);
    return;
  }
  port_monitor_init(&lock.monitor);
  lock.waiting = 0;
  lock.taken = true;
  forget_others();
  main_thread = self;
  self->system_number = port_thread_number();
}

void threads_init(void *stack_base) {
  self = main_thread;
  main_thread->stack_base = stack_base;
  main_thread->system_number = port_thread_number();
  main_thread->has_lock = true;
  lock.interval = 0.005;
  lock.taken = true;
  port_monitor_init(&lock.monitor);
  heap_add_root(visit_threads);
}
