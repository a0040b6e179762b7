// The command line: what was asked for. Filled by main before anything else runs.
#ifndef MARTLET_COMMAND_LINE_H
#define MARTLET_COMMAND_LINE_H

#include "core/vm/vm.h"

// What sys.flags shows: FLAG(name, letter of the option, environment variable or NULL).
#define COMMAND_LINE_FLAGS(FLAG) \
  FLAG(debug, 'd', "PYTHONDEBUG") \
  FLAG(inspect, 'i', "PYTHONINSPECT") \
  FLAG(interactive, 'i', NULL) \
  FLAG(optimize, 'O', "PYTHONOPTIMIZE") \
  FLAG(dont_write_bytecode, 'B', "PYTHONDONTWRITEBYTECODE") \
  FLAG(no_user_site, 's', "PYTHONNOUSERSITE") \
  FLAG(no_site, 'S', NULL) \
  FLAG(ignore_environment, 'E', NULL) \
  FLAG(verbose, 'v', "PYTHONVERBOSE") \
  FLAG(bytes_warning, 'b', NULL) \
  FLAG(quiet, 'q', NULL) \
  FLAG(hash_randomization, 0, NULL) \
  FLAG(isolated, 'I', NULL) \
  FLAG(dev_mode, 0, NULL) \
  FLAG(utf8_mode, 0, NULL) \
  FLAG(warn_default_encoding, 0, NULL) \
  FLAG(safe_path, 'P', "PYTHONSAFEPATH") \
  FLAG(int_max_str_digits, 0, NULL)

typedef enum CommandLineFlag {
#define FLAG(name, letter, variable) FLAG_##name,
  COMMAND_LINE_FLAGS(FLAG)
#undef FLAG
      FLAG_COUNT
} CommandLineFlag;

typedef enum RunKind { RUN_REPL, RUN_FILE, RUN_STDIN, RUN_COMMAND, RUN_MODULE, RUN_NOTHING } RunKind;

typedef struct CommandLine {
  RunKind run;
  const char *target;   // file, command text or module name
  int first_argument;   // index in argv of the program's first argument
  bool skip_first_line; // -x
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
  bool fault_handler;    // -X faulthandler or PYTHONFAULTHANDLER: a fault shows a traceback
  int flags[FLAG_COUNT]; // int_max_str_digits: -1 when nothing says it
  bool unbuffered;       // -u or PYTHONUNBUFFERED: what is printed is written at once
  int status;            // exit status when run is RUN_NOTHING
} CommandLine;
extern CommandLine command_line;

// The value of an environment variable of Python's, which -E and -I make invisible; NULL: not set, or empty.
const char *command_line_environment(const char *name);
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
