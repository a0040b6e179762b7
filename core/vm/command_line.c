// Parsing the command line.
#include "core/vm/command_line.h"

#include <stdio.h>
#include <stdlib.h>

#include "port/port.h"

#define VERSION_TEXT "Martlet 0.1 (Python 3.11 language)"

CommandLine command_line = {.run = RUN_REPL, .jit_mode = JIT_ON, .guard_facts = true};

static const char help_text[] =
    "usage: martlet [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
    "  -c cmd          run the text cmd\n"
    "  -m mod          run the module mod as a script\n"
    "  file            run the program in file\n"
    "  -               run the program read from standard input\n"
    "  -i              go on interactively afterwards\n"
    "  -W FILTER       what becomes of warnings: action:message:category:module:line\n"
    "  -b              warn about comparing bytes with str (-bb: an error)\n"
    "  -S              without exit, quit and help, which CPython's module site adds\n"
    "  -u              write what is printed at once\n"
    "  -X jit=MODE     off: only interpret; on (default): compile hot code in the background;\n"
    "                  sync: wait for each compile\n"
    "  -X guard-facts=off   compile side traces without the facts known at their exits\n"
    "  -X guard-stress=N    for tests: of the guards executed, every one after N fails for no reason\n"
    "  -X jit-stats[=FILE]  print statistics of the trace compiler at exit\n"
    "  -X trace-dump[=FILE] print every trace\n"
    "  --version       print the version\n"
    "  --help          print this text\n"
    "Without a program, statements are read interactively.\n";

static void nothing_to_run(int status) {
  command_line.run = RUN_NOTHING;
  command_line.status = status;
}

static void usage_error(const char *format, const char *argument) {
  fprintf(stderr, "martlet: ");
  fprintf(stderr, format, argument);
  fprintf(stderr, "\nTry `martlet --help'.\n");
  nothing_to_run(2);
}

// The text behind "name=" or "" when option is just the name; NULL: another option.
static const char *option_value(const char *option, const char *name) {
  size_t length = strlen(name);
  if (strncmp(option, name, length) != 0) return NULL;
  if (option[length] == 0) return option + length;
  return option[length] == '=' ? option + length + 1 : NULL;
}

// Adds to an array, which grows in the C heap and lives as long as the program.
static void add_text(const char *const **array, int *count, const char *text) {
  const char **grown = realloc((void *)(uintptr_t)*array, (size_t)(*count + 1) * sizeof *grown);
  if (grown == NULL) return;
  grown[(*count)++] = text;
  *array = grown;
}

static void parse_extended(const char *option) {
  const char *value;
  add_text(&command_line.extended, &command_line.extended_count, option);
  if ((value = option_value(option, "jit")) != NULL) {
    if (strcmp(value, "off") == 0) {
      command_line.jit_mode = JIT_OFF;
    } else if (strcmp(value, "sync") == 0) {
      command_line.jit_mode = JIT_SYNC;
    } else if (strcmp(value, "on") == 0) {
      command_line.jit_mode = JIT_ON;
    } else {
      usage_error("-X jit must be off, on or sync, not '%s'", value);
    }
  } else if (option_value(option, "dev") != NULL) {
    command_line.developer = true;
  } else if (option_value(option, "faulthandler") != NULL) {
    command_line.fault_handler = true;
  } else if ((value = option_value(option, "guard-facts")) != NULL) {
    command_line.guard_facts = strcmp(value, "off") != 0;
  } else if ((value = option_value(option, "guard-stress")) != NULL) {
    command_line.guard_stress = (uint32_t)strtoul(value, NULL, 10);
  } else if ((value = option_value(option, "jit-stats")) != NULL) {
    command_line.jit_stats = true;
    command_line.jit_stats_file = *value != 0 ? value : NULL;
  } else if ((value = option_value(option, "trace-dump")) != NULL) {
    command_line.trace_dump = true;
    command_line.trace_dump_file = *value != 0 ? value : NULL;
  }
  // Others are CPython's; unknown ones are ignored as there.
}

static void set_target(RunKind run, const char *target, int next) {
  command_line.run = run;
  command_line.target = target;
  command_line.first_argument = next;
}

// Handles one option; true when what follows belongs to the program.
static bool parse_option(int *index, int count, char **arguments) {
  const char *option = arguments[*index];
  const char *letter = strchr("cmXW", option[1]);
  if (strcmp(option, "--version") == 0 || strcmp(option, "-V") == 0) {
    puts(VERSION_TEXT);
    nothing_to_run(0);
  } else if (strcmp(option, "--help") == 0 || strcmp(option, "-h") == 0) {
    fputs(help_text, stdout);
    nothing_to_run(0);
  } else if (option[1] == 'i' && option[2] == 0) {
    command_line.interactive = true;
  } else if (letter != NULL && option[1] != 0) {
    const char *value = option[2] != 0 ? option + 2 : *index + 1 < count ? arguments[++*index] : NULL;
    if (value == NULL) {
      usage_error("Argument expected for the -%s option", (char[]){*letter, 0});
    } else if (*letter == 'c') {
      set_target(RUN_COMMAND, value, *index + 1);
    } else if (*letter == 'm') {
      set_target(RUN_MODULE, value, *index + 1);
    } else if (*letter == 'X') {
      parse_extended(value);
    } else {
      add_text(&command_line.warnings, &command_line.warning_count, value);
    }
  } else if (option[1] == '-' || option[strspn(option, "-BEIOSdbqsuvx")] != 0) {
    usage_error("unknown option %s", option);
  } else {
    for (const char *c = option; *c != 0; c++) {
      command_line.bytes_warnings += *c == 'b';
      command_line.unbuffered |= *c == 'u';
      command_line.without_site |= *c == 'S';
    }
  }
  return command_line.run != RUN_REPL;
}

void command_line_parse(int count, char **arguments) {
  command_line.first_argument = count;
  const char *variable;
  for (size_t n = 0; (variable = port_environment(n)) != NULL; n++) {
    if (strncmp(variable, "PYTHONUNBUFFERED=", 17) == 0 && variable[17] != 0) command_line.unbuffered = true;
    if (strncmp(variable, "PYTHONDEVMODE=", 14) == 0 && variable[14] != 0) command_line.developer = true;
    if (strncmp(variable, "PYTHONFAULTHANDLER=", 19) == 0 && variable[19] != 0) command_line.fault_handler = true;
  }
  for (int index = 1; index < count; index++) {
    if (strcmp(arguments[index], "-") == 0) {
      set_target(RUN_STDIN, "<stdin>", index + 1);
      return;
    }
    if (arguments[index][0] != '-') {
      set_target(RUN_FILE, arguments[index], index + 1);
      return;
    }
    if (parse_option(&index, count, arguments)) return;
  }
}
