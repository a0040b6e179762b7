// Running the program that the command line names, and leaving: uncaught exceptions, exit status, flushing.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/object/int_internal.h"
#include "core/modules/io.h"
#include "core/object/dict.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/type.h"
#include "core/object/warning.h"
#include "core/trace/stats.h"
#include "core/trace/trace.h"
#include "core/syntax/parser.h"
#include "core/vm/command_line.h"
#include "core/vm/finalise.h"
#include "core/vm/import.h"
#include "core/vm/source_text.h"
#include "core/vm/unraisable.h"
#include "core/vm/threads.h"
#include "port/port.h"

#define STATUS_ERROR 1
#define STATUS_FLUSH_FAILED 120

static Value sys_attribute(const char *name) {
  Value sys = dict_get_c(vm.modules, "sys");
  return sys == EMPTY ? EMPTY : dict_get_c(module_dict(sys), name);
}

// The exit status that SystemExit(code) means; other codes than numbers are shown.
static int exit_status(Value exception) {
  Value code = ((const Exception *)to_object(exception))->extra[0];
  int64_t number;
  if (code == EMPTY || code == NONE) return 0;
  if (type_flag(code, TYPE_IS_INT)) return int_to_i64(code, &number) ? (int)(number & 0xFF) : 0xFF;
  Value text = object_str(code);
  vm_write_error(text == EMPTY ? EMPTY : str_format_c("%V\n", text));
  return STATUS_ERROR;
}

static bool is_instance(Value exception, ExceptionKind kind) {
  return type_is_subtype(type_of(exception), exception_types[kind]);
}

int report_exception(void) {
  Value exception = exception_take();
  if (exception == EMPTY) return STATUS_ERROR;
  if (is_instance(exception, EXCEPTION_SystemExit)) return exit_status(exception);
  vm_write_error(exception_format(exception));
  return is_instance(exception, EXCEPTION_KeyboardInterrupt) ? STATUS_INTERRUPTED : STATUS_ERROR;
}

// --- starting

static void fill_arguments(int count, char **arguments) {
  static const char *const names[] = {[RUN_REPL] = "", [RUN_STDIN] = "-", [RUN_COMMAND] = "-c", [RUN_MODULE] = "-m"};
  const char *first = command_line.run == RUN_FILE ? command_line.target : names[command_line.run];
  list_append(vm.arguments, str_from_c(first));
  for (int n = command_line.first_argument; n < count; n++) list_append(vm.arguments, str_from_c(arguments[n]));
}

// sys.path: the directory of the program ("" for the current one), PYTHONPATH, the library's directory.
static void fill_search_path(void) {
  char directory[PORT_PATH_MAX];
  Value first = str_new("", 0);
  if (command_line.run == RUN_FILE) {
    if (port_real_path(command_line.target, directory, sizeof directory) == NULL) directory[0] = 0;
    char *slash = strrchr(directory, '/');
    first = slash == NULL ? first : str_new(directory, slash == directory ? 1 : (size_t)(slash - directory));
  } else if (command_line.run == RUN_MODULE && port_current_directory(directory, sizeof directory) != NULL) {
    first = str_from_c(directory);
  }
  if (!command_line.flags[FLAG_safe_path]) list_append(vm.search_path, first);
  const char *part = command_line_environment("PYTHONPATH");
  while (part != NULL && *part != 0) {
    size_t length = strcspn(part, ":");
    if (length > 0) list_append(vm.search_path, str_new(part, length));
    part += length + (part[length] == ':');
  }
  if (CONFIG_STDLIB_PATH[0] != 0) list_append(vm.search_path, str_from_c(CONFIG_STDLIB_PATH));
}

// sys.warnoptions: all of them for developers, what PYTHONWARNINGS says, then the options. With any, the module
// warnings is imported, which knows what they mean.
static void fill_warning_options(void) {
  Value options = sys_attribute("warnoptions");
  if (options == EMPTY || !is_list(options)) return;
  const char *part = command_line_environment("PYTHONWARNINGS");
  if (command_line.flags[FLAG_dev_mode]) list_append(options, str_from_c("default"));
  while (part != NULL && *part != 0) {
    size_t length = strcspn(part, ",");
    if (length > 0) list_append(options, str_new(part, length));
    part += length + (part[length] == ',');
  }
  for (int n = 0; n < command_line.warning_count; n++) list_append(options, str_from_c(command_line.warnings[n]));
  if (bytes_warnings > 0)
    list_append(options, str_from_c(bytes_warnings > 1 ? "error::BytesWarning" : "default::BytesWarning"));
  if (to_list(options)->length > 0 && vm_import(str_from_c("warnings"), EMPTY, NONE, 0) == EMPTY) report_exception();
}

// Does nothing in a program without the module.
static void enable_fault_handler(void) {
  if (!command_line.fault_handler && !command_line.flags[FLAG_dev_mode]) return;
  Value module = vm_import(str_from_c("faulthandler"), EMPTY, NONE, 0);
  if (module == EMPTY || object_call_method(module, "enable", NULL, 0) == EMPTY) exception_clear();
}

static Value make_main(void) {
  Value module = module_new(vm.names.__main__);
  Value builtins = dict_get_c(vm.modules, "builtins");
  if (module == EMPTY || builtins == EMPTY) return EMPTY;
  module_add(module, "__package__", NONE);
  module_add(module, "__spec__", NONE);
  dict_delete(module_dict(module), vm.names.__loader__); // comes into being when somebody asks: core/vm/import.h
  module_add(module, "__annotations__", dict_new());
  module_add(module, "__builtins__", builtins);
  dict_set(vm.modules, vm.names.__main__, module);
  return module;
}

// --- running

static int run_source(Value module, const char *source, size_t bytes, const char *filename) {
  Value code = EMPTY;
  if (source_text_decode(&source, &bytes, filename, SOURCE_PROGRAM))
    code = vm_compile(source, bytes, filename, "module");
  Value namespace = module_dict(module);
  if (code == EMPTY || vm_run_code(to_code(code), namespace, namespace, EMPTY) == EMPTY) return report_exception();
  return 0;
}

// The path of a program as its tracebacks show it: absolute, links and .. as they were given.
static void absolute_path(const char *path, char *out) {
  while (path[0] == '.' && path[1] == '/') path += 2;
  if (path[0] == '/' || port_current_directory(out, PORT_PATH_MAX) == NULL) out[0] = 0;
  size_t length = strlen(out);
  snprintf(out + length, PORT_PATH_MAX - length, "%s%s", length > 1 ? "/" : "", path);
}

static int run_code(Value module, Value code);

// The module __main__ of a folder or zip archive, which is the first entry of sys.path then.
static int run_main_of(Value module, const char *path) {
  Value first = str_from_c(path), message, args[2] = {from_small_int(0), first};
  // The archive's own entry takes the place of its folder.
  if (first == EMPTY) return report_exception();
  if (command_line.flags[FLAG_safe_path])
    object_call_method(vm.search_path, "insert", args, 2);
  else
    to_list(vm.search_path)->storage->items[0] = first;
  Value code = import_find_main(vm.names.__main__, module, &message);
  if (code == EMPTY && vm_exception == EMPTY) {
    fprintf(stderr, "martlet: can't find '__main__' module in '%s'\n", path);
    return STATUS_ERROR;
  }
  return run_code(module, code);
}

static bool is_folder(const char *path) {
  PortStat status;
  return port_stat(path, true, &status) == 0 && port_is_directory(status.mode);
}

// Whether a file ends as zip archives do: with a record of 22 bytes and a comment of at most 64 KB.
static bool is_archive(const char *data, size_t bytes) {
  enum { RECORD = 22, COMMENT_MAX = 0xFFFF };
  if (bytes < RECORD) return false;
  size_t least = bytes > RECORD + COMMENT_MAX ? bytes - RECORD - COMMENT_MAX : 0;
  for (size_t at = bytes - RECORD + 1; at-- > least;)
    if (memcmp(data + at, "PK\5\6", 4) == 0) return true;
  return false;
}

static int run_file(Value module, const char *given_path) {
  size_t bytes;
  char path[PORT_PATH_MAX];
  absolute_path(given_path, path);
  if (is_folder(path)) return run_main_of(module, path);
  char *source = import_read_file(path, &bytes);
  if (source == NULL) {
    fprintf(stderr, "martlet: can't open file '%s': [Errno %d] %s\n", path, errno, port_error_text(errno));
    return 2;
  }
  if (is_archive(source, bytes)) {
    free(source);
    return run_main_of(module, path);
  }
  module_add(module, "__file__", str_from_c(path));
  size_t skipped = command_line.skip_first_line ? strcspn(source, "\n") : 0; // the line itself stays
  int status = run_source(module, source + skipped, bytes - skipped, path);
  free(source);
  return status;
}

static int run_stdin(Value module) {
  size_t capacity = 1 << 16, size = 0;
  char *source = malloc(capacity);
  int64_t got = 0;
  while (source != NULL && (got = port_read(0, source + size, capacity - size)) > 0) {
    size += (size_t)got;
    if (size == capacity) {
      char *larger = realloc(source, capacity *= 2);
      if (larger == NULL) free(source);
      source = larger;
    }
  }
  if (source == NULL || got < 0) return STATUS_ERROR;
  int status = run_source(module, source, size, "<stdin>");
  free(source);
  return status;
}

// Runs code as the module's body.
static int run_code(Value module, Value code) {
  Value namespace = module_dict(module);
  if (code == EMPTY || vm_run_code(to_code(code), namespace, namespace, EMPTY) == EMPTY) return report_exception();
  return 0;
}

static int run_module(Value module) {
  Value message = EMPTY, name = str_from_c(command_line.target);
  Value code = name == EMPTY ? EMPTY : import_find_main(name, module, &message);
  if (code == EMPTY && vm_exception == EMPTY) {
    fprintf(stderr, "martlet: %s\n", to_str(message)->text);
    return STATUS_ERROR;
  }
  Value file = code == EMPTY ? EMPTY : dict_get_str(module_dict(module), vm.names.__file__);
  if (file != EMPTY) to_list(vm.arguments)->storage->items[0] = file;
  return run_code(module, code);
}

static int run_target(Value module) {
  switch (command_line.run) {
  case RUN_FILE: return run_file(module, command_line.target);
  case RUN_COMMAND: return run_source(module, command_line.target, strlen(command_line.target), "<string>");
  case RUN_MODULE: return run_module(module);
  case RUN_STDIN: return run_stdin(module);
  default:
    if (command_line.flags[FLAG_interactive] || port_is_terminal(0)) return repl_run(module);
    return run_stdin(module);
  }
}

// --- leaving

static bool flush(const char *name) {
  Value file = sys_attribute(name);
  if (file == EMPTY || file == NONE) return true;
  if (object_call_method(file, "flush", NULL, 0) != EMPTY) return true;
  Value exception = exception_take();
  // A closed file has nothing to flush.
  if (is_instance(exception, EXCEPTION_ValueError)) return true;
  Value text = object_str(exception);
  vm_write_error(str_format_c("Exception ignored in: %R\n%V: %V\n", file, type_of(exception)->name, text));
  return false;
}

// Threads that are no daemons are waited for.
static void wait_for_threads(void) {
  Value module = dict_get_c(vm.modules, "threading");
  Value shutdown = module == EMPTY ? EMPTY : object_find_attribute(module, str_intern("_shutdown", 9));
  if (shutdown == EMPTY)
    exception_clear();
  else if (object_call_0(shutdown) == EMPTY)
    vm_unraisable(module);
}

// Functions registered with atexit, last one first.
static void run_exit_functions(void) {
  Value module = dict_get_c(vm.modules, "atexit");
  if (module == EMPTY) return;
  Value run = object_find_attribute(module, str_intern("_run_exitfuncs", 14));
  if (run == EMPTY)
    exception_clear();
  else if (object_call_0(run) == EMPTY)
    report_exception();
}

// Where -X jit-stats and -X trace-dump write.
static FILE *open_report(bool wanted, const char *path) {
  if (!wanted || path == NULL) return wanted ? stderr : NULL;
  FILE *file = fopen(path, "w");
  if (file == NULL) fprintf(stderr, "martlet: cannot write %s: %s\n", path, port_error_text(errno));
  return file;
}

// What CPython's site adds to the builtins. False: raised.
static bool remove_site_builtins(void) {
  static const char *const names[] = {"exit", "quit", "help"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (dict_delete(vm.builtins, str_intern(names[i], 4)) < 0) return false;
  return true;
}

int command_line_run(int count, char **arguments) {
  FILE *stats = open_report(command_line.jit_stats, command_line.jit_stats_file);
  trace_dump_file = open_report(command_line.trace_dump, command_line.trace_dump_file);
  bytes_warnings = command_line.flags[FLAG_bytes_warning];
  if (command_line.flags[FLAG_int_max_str_digits] >= 0)
    int_max_str_digits = parser_max_digits = command_line.flags[FLAG_int_max_str_digits];
  fill_arguments(count, arguments);
  fill_search_path();
  Value module = make_main();
  if (module == EMPTY || vm_import(str_intern("sys", 3), EMPTY, NONE, 0) == EMPTY)
    return report_exception(); // NOLINT(clang-analyzer-unix.Stream): reports stay open, the process ends
  if (command_line.flags[FLAG_no_site] && !remove_site_builtins()) return report_exception();
  enable_fault_handler();
  fill_warning_options();
  int status = run_target(module);
  if (command_line.flags[FLAG_inspect] && command_line.run != RUN_REPL) status = repl_run(module);
  wait_for_threads();
  run_exit_functions();
  threads_stop_others();
  vm.shutting_down = true;
  vm_finalise_all();
  bool flushed = flush("stdout");
  flush("stderr");
  io_flush_all();
  if (stats != NULL) trace_stats_write(stats);
  if (stats != NULL && stats != stderr) fclose(stats);
  trace_dump_exits();
  trace_close();
  if (trace_dump_file != NULL && trace_dump_file != stderr) fclose(trace_dump_file);
  return flushed || status != 0 ? status : STATUS_FLUSH_FAILED;
}
