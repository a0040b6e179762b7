// The program martlet.
#include "core/vm/command_line.h"
#include "port/port.h"

int main(int count, char **arguments) {
  command_line_parse(count, arguments);
  if (command_line.run == RUN_NOTHING) return command_line.status;
  port_ignore_broken_pipes();
  vm_init(&count);
  vm.jit_mode = command_line.jit_mode;
  vm.guard_facts = command_line.guard_facts;
  return command_line_run(count, arguments);
}
