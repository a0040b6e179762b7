// Parsing the command line.
#include "core/object/int_internal.h"
#include "core/vm/command_line.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/object/int.h"
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
    "  -E              ignore the environment's PYTHON variables\n"
    "  -I              -E -P -s\n"
    "  -O              without assertions, __debug__ is False (-OO: without docstrings, too)\n"
    "  -P              without the program's directory in sys.path\n"
    "  -q              without words at the interactive start\n"
    "  -S              without exit, quit and help, which CPython's module site adds\n"
    "  -u              write what is printed at once\n"
    "  -x              skip the program's first line\n"
    "  -B -d -R -s -v  as in CPython in sys.flags, without effect\n"
    "  -X jit=MODE     off: only interpret; on (default): compile hot code in the background;\n"
    "                  sync: wait for each compile\n"
    "  -X guard-facts=off   compile side traces without the facts known at their exits\n"
    "  -X guard-stress=N    for tests: of the guards executed, every one after N fails for no reason\n"
    "  -X jit-stats[=FILE]  print statistics of the trace compiler at exit\n"
    "  -X trace-dump[=FILE] print every trace\n"
    "  --version       print the version\n"
    "  --help          print this text\n"
    "Without a program, statements are read interactively.\n";

static const char *program_name = "martlet";

static void nothing_to_run(int status) {
  command_line.run = RUN_NOTHING;
  command_line.status = status;
}

static void usage_error(const char *format, const char *argument) {
  fprintf(stderr, format, argument);
  fprintf(stderr,
          "\nusage: %s [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
          "Try `martlet -h' for more information.\n",
          program_name);
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

static void set_digits_limit(const char *value, const char *source) {
  char *end;
  long limit = strtol(value, &end, 10);
  if (*value == 0 || *end != 0 || limit < 0 || limit > INT32_MAX || (limit > 0 && limit < INT_DIGITS_THRESHOLD)) {
    fprintf(
        stderr,
        "Fatal Python error: config_init_int_max_str_digits: %s: invalid limit; must be >= %d or 0 for unlimited.\n",
        source, INT_DIGITS_THRESHOLD);
    nothing_to_run(1);
    return;
  }
  command_line.flags[FLAG_int_max_str_digits] = (int)limit;
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
    command_line.flags[FLAG_dev_mode] = 1;
  } else if (option_value(option, "faulthandler") != NULL) {
    command_line.fault_handler = true;
  } else if ((value = option_value(option, "utf8")) != NULL) {
    command_line.flags[FLAG_utf8_mode] = *value != '0';
  } else if (option_value(option, "warn_default_encoding") != NULL) {
    command_line.flags[FLAG_warn_default_encoding] = 1;
  } else if ((value = option_value(option, "int_max_str_digits")) != NULL) {
    set_digits_limit(value, "-X int_max_str_digits");
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

static void set_flag(char letter) {
#define FLAG(name, option, variable) command_line.flags[FLAG_##name] += letter == (option);
  COMMAND_LINE_FLAGS(FLAG)
#undef FLAG
  command_line.unbuffered |= letter == 'u';
  command_line.skip_first_line |= letter == 'x';
  if (letter == 'I')
    command_line.flags[FLAG_ignore_environment] = command_line.flags[FLAG_no_user_site] =
        command_line.flags[FLAG_safe_path] = 1;
}

// An option with a text; `next` is the index of the argument behind it.
static void parse_option_text(char letter, const char *text, int next) {
  switch (letter) {
  case 'c': set_target(RUN_COMMAND, text, next); break;
  case 'm': set_target(RUN_MODULE, text, next); break;
  case 'X': parse_extended(text); break;
  default: add_text(&command_line.warnings, &command_line.warning_count, text); break;
  }
}

static void parse_long_option(const char *option) {
  if (strcmp(option, "--version") == 0) {
    puts(VERSION_TEXT);
    nothing_to_run(0);
  } else if (strcmp(option, "--help") == 0 || strncmp(option, "--help-", 7) == 0) {
    fputs(help_text, stdout);
    nothing_to_run(0);
  } else {
    usage_error("unknown option %s", option);
  }
}

// Handles the options of one argument, which may be several letters; true when what follows belongs to the program.
static bool parse_option(int *index, int count, char **arguments) {
  const char *option = arguments[*index];
  if (option[1] == '-') {
    parse_long_option(option);
    return true;
  }
  for (const char *letter = option + 1; *letter != 0 && command_line.run == RUN_REPL; letter++) {
    if (strchr("cmXW", *letter) != NULL) {
      const char *text = letter[1] != 0 ? letter + 1 : *index + 1 < count ? arguments[++*index] : NULL;
      if (text == NULL)
        usage_error("Argument expected for the -%s option", (char[]){*letter, 0});
      else
        parse_option_text(*letter, text, *index + 1);
      break;
    }
    if (*letter == 'V')
      parse_long_option("--version");
    else if (*letter == 'h' || *letter == '?')
      parse_long_option("--help");
    else if (strchr("bBdEiIOPqRsStuvx", *letter) != NULL)
      set_flag(*letter);
    else
      usage_error("Unknown option: -%s", (char[]){*letter, 0});
  }
  return command_line.run != RUN_REPL;
}

const char *command_line_environment(const char *name) {
  if (command_line.flags[FLAG_ignore_environment]) return NULL;
  size_t length = strlen(name);
  const char *variable;
  for (size_t n = 0; (variable = port_environment(n)) != NULL; n++) {
    if (strncmp(variable, name, length) == 0 && variable[length] == '=' && variable[length + 1] != 0)
      return variable + length + 1;
  }
  return NULL;
}

// What a variable says for a flag: a number, or just that it is set.
static void read_variable(CommandLineFlag flag, const char *name) {
  const char *text = name == NULL ? NULL : command_line_environment(name);
  if (text == NULL) return;
  char *end;
  long value = strtol(text, &end, 10);
  if (*end != 0 || value < 0 || value > INT32_MAX) value = 1;
  if (flag == FLAG_dont_write_bytecode || flag == FLAG_no_user_site || flag == FLAG_safe_path || flag == FLAG_inspect)
    value = 1;
  if (value > command_line.flags[flag]) command_line.flags[flag] = (int)value;
}

static void read_environment(void) {
  const char *text;
#define FLAG(name, letter, variable) read_variable(FLAG_##name, variable);
  COMMAND_LINE_FLAGS(FLAG)
#undef FLAG
  if (command_line_environment("PYTHONUNBUFFERED")) command_line.unbuffered = true;
  if (command_line_environment("PYTHONFAULTHANDLER")) command_line.fault_handler = true;
  if (command_line_environment("PYTHONDEVMODE")) command_line.flags[FLAG_dev_mode] = 1;
  if (command_line_environment("PYTHONWARNDEFAULTENCODING")) command_line.flags[FLAG_warn_default_encoding] = 1;
  if ((text = command_line_environment("PYTHONUTF8")) != NULL && strcmp(text, "1") == 0)
    command_line.flags[FLAG_utf8_mode] = 1;
  if (command_line.flags[FLAG_int_max_str_digits] < 0 &&
      (text = command_line_environment("PYTHONINTMAXSTRDIGITS")) != NULL)
    set_digits_limit(text, "PYTHONINTMAXSTRDIGITS");
}

static void parse_arguments(int count, char **arguments) {
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

void command_line_parse(int count, char **arguments) {
  command_line.first_argument = count;
  command_line.flags[FLAG_int_max_str_digits] = -1;
  if (count > 0) program_name = arguments[0];
  parse_arguments(count, arguments);
  if (command_line.run != RUN_NOTHING) read_environment();
}
