// Signals: the system's handler notes them, the main thread runs the Python handlers at safe points.
#include "core/object/int.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/threads.h"
#include "port/port.h"

static struct {
  bool any;
  bool pending[SIGNALS_MAX];
  Value handlers[SIGNALS_MAX];
  void (*wakeup)(int number);
} signals;

static void visit_handlers(void) {
  for (int n = 0; n < SIGNALS_MAX; n++) heap_visit(signals.handlers[n]);
}

void signals_trip(int number) {
  if (number <= 0 || number >= SIGNALS_MAX) return;
  __atomic_store_n(&signals.pending[number], true, __ATOMIC_RELAXED);
  __atomic_store_n(&signals.any, true, __ATOMIC_RELEASE);
  __atomic_fetch_or(&vm.trace.poll, POLL_SIGNAL, __ATOMIC_RELAXED);
  if (signals.wakeup) signals.wakeup(number);
  threads_wake_main();
}

bool signals_pending(void) { return __atomic_load_n(&signals.any, __ATOMIC_ACQUIRE); }

// Calls the handler with the number and the frame that was interrupted.
static bool run_handler(int number) {
  if (signals.handlers[number] == EMPTY) {
    if (number != PORT_SIGNAL_INTERRUPT) return true;
    vm_exception = exception_new(EXCEPTION_KeyboardInterrupt, EMPTY);
    return false;
  }
  Value frame = frame_object(0);
  if (frame == EMPTY) exception_clear();
  return object_call_2(signals.handlers[number], from_small_int(number), frame == EMPTY ? NONE : frame) != EMPTY;
}

bool signals_run(void) {
  if (!signals_pending() || !threads_in_main()) return true;
  __atomic_store_n(&signals.any, false, __ATOMIC_RELEASE);
  for (int number = 1; number < SIGNALS_MAX; number++) {
    if (!__atomic_exchange_n(&signals.pending[number], false, __ATOMIC_ACQ_REL)) continue;
    if (run_handler(number)) continue;
    // The others' turn comes after this exception.
    for (int other = 1; other < SIGNALS_MAX; other++)
      if (signals.pending[other]) __atomic_store_n(&signals.any, true, __ATOMIC_RELEASE);
    if (signals.any) __atomic_fetch_or(&vm.trace.poll, POLL_SIGNAL, __ATOMIC_RELAXED);
    return false;
  }
  return true;
}

void signals_set_handler(int number, Value handler) { signals.handlers[number] = handler; }
void signals_on_trip(void (*wakeup)(int number)) { signals.wakeup = wakeup; }

// What came for the parent is not for the child.
void signals_after_fork(void) {
  signals.any = false;
  for (int n = 0; n < SIGNALS_MAX; n++) signals.pending[n] = false;
}

void signals_init(void) {
  heap_add_root(visit_handlers);
  port_on_interrupt(signals_trip);
}
