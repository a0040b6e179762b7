// The used part of the C stack. The compiler spills the callee-saved registers into this very frame, above `lowest`.
#include "port/port.h"

__attribute__((noinline, no_sanitize("address"))) void
port_scan_stack(void *stack_base, void (*fn)(void *low, void *high, void *data), void *data) {
  void *volatile lowest = NULL;
  __builtin_unwind_init();
  fn((void *)&lowest, stack_base, data);
  // Not a tail call: the frame with the registers must outlive fn.
  __asm__ volatile("" ::: "memory");
}
