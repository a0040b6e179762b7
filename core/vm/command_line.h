// The command line: what was asked for. Filled by main before anything else runs.
#ifndef MARTLET_COMMAND_LINE_H
#define MARTLET_COMMAND_LINE_H

#include "core/vm/vm.h"

typedef enum RunKind { RUN_REPL, RUN_FILE, RUN_STDIN, RUN_COMMAND, RUN_MODULE, RUN_NOTHING } RunKind;

typedef struct CommandLine {
  RunKind run;
  const char *target; // file, command text or module name
  int first_argument; // index in argv of the program's first argument
  bool interactive;   // -i: the REPL afterwards, prompts even without a terminal
  JitMode jit_mode;
  bool guard_facts;
  uint32_t guard_stress; // every so many guards one fails for no reason, for tests; 0: none
  bool jit_stats;        // -X jit-stats: statistics at exit, to jit_stats_file or stderr
  const char *jit_stats_file;
  bool trace_dump; // -X trace-dump: the IR of every trace, to trace_dump_file or stderr
  const char *trace_dump_file;
  const char *const *warnings; // the values of the -W options
  int warning_count;
  const char *const *extended; // the values of the -X options
  int extended_count;
  bool fault_handler; // -X faulthandler or PYTHONFAULTHANDLER: a fault shows a traceback
  bool developer;     // -X dev or PYTHONDEVMODE: all warnings are shown
  int bytes_warnings; // number of -b
  bool without_site;  // -S: no exit, quit and help among the builtins
  bool unbuffered;    // -u or PYTHONUNBUFFERED: what is printed is written at once
  int status;         // exit status when run is RUN_NOTHING
} CommandLine;
extern CommandLine command_line;

// Fills command_line; prints --help, --version and usage errors itself.
void command_line_parse(int count, char **arguments);
// Does what command_line says; the exit status. STATUS_INTERRUPTED: an uncaught KeyboardInterrupt.
#define STATUS_INTERRUPTED 130
int command_line_run(int count, char **arguments);

// Shows the pending exception on stderr (or takes SystemExit) and clears it; the exit status that it means.
int report_exception(void);
// Reads and executes statements until the end of the input. `module` is __main__.
int repl_run(Value module);
// Whether more lines belong to the statement in `text` (`size` bytes, whole lines): it cannot end here, or it is a
// block, which an empty line ends.
bool repl_wants_more(const char *text, size_t size, bool last_line_blank);

#endif
