// The program martlet.
#include "core/syntax/compiler.h"
#include "core/vm/command_line.h"
#include "port/port.h"

int main(int count, char **arguments) {
  command_line_parse(count, arguments);
  if (command_line.run == RUN_NOTHING) return command_line.status;
  port_ignore_broken_pipes();
  compile_optimization = (unsigned)command_line.flags[FLAG_optimize];
  vm_init(&count);
  vm_set_jit(command_line.jit_mode, command_line.guard_facts);
  vm.guard_stress = command_line.guard_stress;
  int status = command_line_run(count, arguments);
  if (status == STATUS_INTERRUPTED) port_die_of_interrupt();
  return status;
}
