// Builtin functions that read and write.
#include "core/modules/builtins.h"
#include "core/modules/io.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

// sys.<name>; EMPTY without exception when it is missing or None.
static Value sys_stream(Value name) {
  Value sys = dict_get_c(vm.modules, "sys");
  Value stream = sys == EMPTY ? EMPTY : object_find_attribute(sys, name);
  return stream == NONE ? EMPTY : stream;
}

static bool flush(Value stream) {
  Value method = object_get_attribute(stream, vm.names.flush);
  return method != EMPTY && object_call_0(method) != EMPTY;
}

// A separator or end: None and not given stand for the default. EMPTY: TypeError.
static Value print_text(Value v, const char *name, const char *usual) {
  if (v == EMPTY || v == NONE) return str_new(usual, 1);
  if (type_flag(v, TYPE_IS_STR)) return v;
  return raise(TypeError, "%s must be None or a string, not %s", name, type_name(v));
}

// Slots: sep, end, file, flush; then the values.
static Value builtin_print(Value *args, size_t count) {
  Value file = args[2];
  if (file == EMPTY || file == NONE) {
    file = sys_stream(vm.names.stdout);
    if (file == EMPTY) return vm_exception == EMPTY ? NONE : EMPTY;
  }
  Value separator = print_text(args[0], "sep", " "),
        end = separator == EMPTY ? EMPTY : print_text(args[1], "end", "\n");
  if (end == EMPTY) return EMPTY;
  for (size_t i = 4; i < count; i++) {
    if (i > 4 && !io_write(file, separator)) return EMPTY;
    Value text = object_str(args[i]);
    if (text == EMPTY || !io_write(file, text)) return EMPTY;
  }
  if (!io_write(file, end)) return EMPTY;
  int wanted = args[3] == EMPTY ? 0 : object_truth(args[3]);
  if (wanted < 0 || (wanted && !flush(file))) return EMPTY;
  return NONE;
}

static Value builtin_input(Value *args, size_t count) {
  (void)count;
  Value input = sys_stream(vm.names.stdin), output = sys_stream(vm.names.stdout);
  if (input == EMPTY) return vm_exception != EMPTY ? EMPTY : raise(RuntimeError, "input(): lost sys.stdin");
  if (output == EMPTY) return vm_exception != EMPTY ? EMPTY : raise(RuntimeError, "input(): lost sys.stdout");
  if (args[0] != EMPTY) {
    Value prompt = object_str(args[0]);
    if (prompt == EMPTY || object_call_method(output, "write", &prompt, 1) == EMPTY) return EMPTY;
  }
  if (!flush(output)) return EMPTY;
  Value line = object_call_method(input, "readline", NULL, 0);
  if (line == EMPTY) return EMPTY;
  if (!is_str(line)) return raise(TypeError, "object.readline() returned non-string");
  size_t length = to_str(line)->length;
  if (length == 0) return raise(EOFError, "EOF when reading a line");
  return to_str(line)->text[to_str(line)->size - 1] == '\n' ? str_slice(line, 0, length - 1) : line;
}

static Value builtin_exit(Value *args, size_t count) {
  (void)count;
  return raise_with(EXCEPTION_SystemExit, args[0] == EMPTY ? NONE : args[0]);
}

// help() is frozen Python (core/stdlib/_help.py); a build without it prints an object's documentation, and no more.
static Value builtin_help(Value *args, size_t count) {
  (void)count;
  Value name = str_from_c("help"), names = name == EMPTY ? EMPTY : tuple_from(&name, 1);
  Value module = names == EMPTY ? EMPTY : vm_import(str_from_c("_help"), NONE, names, 0);
  Value function = module == EMPTY ? EMPTY : object_get_attribute(module, name);
  if (function != EMPTY) return args[0] == EMPTY ? object_call_0(function) : object_call_1(function, args[0]);
  if (!exception_matches(EXCEPTION_ImportError)) return EMPTY;
  exception_clear();
  Value doc = args[0] == EMPTY ? NONE : object_find_attribute(args[0], vm.names.__doc__);
  if (doc == EMPTY && vm_exception != EMPTY) return EMPTY;
  if (doc == EMPTY || doc == NONE) doc = object_repr(args[0] == EMPTY ? name : args[0]);
  Value print_arguments[5] = {EMPTY, EMPTY, EMPTY, EMPTY, doc};
  return doc == EMPTY ? EMPTY : builtin_print(print_arguments, 5);
}

const NativeDef builtins_io[] = {
    {.name = "print",
     .signature = "*args, sep=' ', end='\\n', file=None, flush=False",
     .fn = builtin_print,
     .doc = DOC("Prints the values to a stream, or to sys.stdout by default.")},
    {.name = "input",
     .signature = "prompt='', /",
     .fn = builtin_input,
     .doc = DOC("Read a string from standard input.  The trailing newline is stripped.")},
    {.name = "open",
     .signature = "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None",
     .fn = io_open,
     .doc = DOC("Open file and return a stream.  Raise OSError upon failure.")},
    {.name = "exit", .signature = "code=None, /", .fn = builtin_exit, .doc = DOC("Raises SystemExit(code).")},
    {.name = "quit", .signature = "code=None, /", .fn = builtin_exit, .doc = DOC("Raises SystemExit(code).")},
    {.name = "help",
     .signature = "object=, /",
     .fn = builtin_help,
     .doc = DOC("Prints the documentation of an object.")},
    {.name = NULL},
};
