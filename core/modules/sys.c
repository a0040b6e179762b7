// The module sys.
#include <errno.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "core/modules/io.h"
#include "core/modules/path.h"
#include "core/modules/simple_namespace.h"
#include "core/modules/struct_sequence.h"
#include "core/modules/sys_internal.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/float.h"
#include "core/object/int_internal.h"
#include "core/object/list.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/object/warning.h"
#include "core/syntax/parser.h"
#include "core/vm/command_line.h"
#include "core/vm/frame_inspect.h"
#include "core/vm/import.h"
#include "core/vm/unraisable.h"
#include "core/vm/line_trace.h"
#include "core/vm/vm.h"
#include "core/vm/threads.h"
#include "port/port.h"

enum { VERSION_MAJOR = 3, VERSION_MINOR = 11, VERSION_MICRO = 7 };
#define VERSION_TEXT "3.11.7 (Martlet 0.1) [clang " __clang_version__ "]"
#define HEX_VERSION (VERSION_MAJOR << 24 | VERSION_MINOR << 16 | VERSION_MICRO << 8 | 0xF0)

static Value sys_exit(Value *args, size_t count) {
  (void)count;
  Value type = from_object(exception_types[EXCEPTION_SystemExit]), exception;
  if (args[0] == EMPTY || args[0] == NONE)
    exception = object_call_0(type);
  else if (type_flag(args[0], TYPE_IS_TUPLE))
    exception = object_call(type, to_tuple(args[0])->items, to_tuple(args[0])->length, EMPTY);
  else
    exception = object_call_1(type, args[0]);
  return exception == EMPTY ? EMPTY : raise_value(exception, EMPTY);
}

static Value sys_exc_info(Value *args, size_t count) {
  (void)args;
  (void)count;
  Value items[3] = {NONE, NONE, NONE};
  if (vm.handled != EMPTY && vm.handled != NONE) {
    items[0] = from_object(type_of(vm.handled));
    items[1] = vm.handled;
    items[2] = ((Exception *)to_object(vm.handled))->traceback;
    if (items[2] == EMPTY) items[2] = NONE;
  }
  return tuple_from(items, 3);
}

static Value sys_exception(Value *args, size_t count) {
  (void)args;
  (void)count;
  return vm.handled == EMPTY ? NONE : vm.handled;
}

static Value sys_getrecursionlimit(Value *args, size_t count) {
  (void)args;
  (void)count;
  return from_small_int(vm.recursion_limit);
}

static Value sys_setrecursionlimit(Value *args, size_t count) {
  (void)count;
  int64_t limit;
  if (!index_from_value(args[0], EXCEPTION_OverflowError, &limit)) return EMPTY;
  if (limit > INT32_MAX) return raise(OverflowError, "signed integer is greater than maximum");
  if (limit < 1) return raise(ValueError, "recursion limit must be greater or equal than 1");
  if (vm.depth >= (uint32_t)limit)
    return raise(RecursionError, "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low",
                 (int)limit, (int)vm.depth);
  vm.recursion_limit = (uint32_t)limit;
  return NONE;
}

static Value sys_getsizeof(Value *args, size_t count) {
  (void)count;
  Value v = args[0];
  if (!is_object(v)) return from_small_int(sizeof(Value));
  size_t bytes = heap_object_bytes(to_object(v));
  if (type_flag(v, TYPE_IS_LIST)) bytes += heap_object_bytes(&to_list(v)->storage->header);
  if (type_flag(v, TYPE_IS_DICT)) {
    Dict *dict = to_dict(v);
    bytes += heap_object_bytes(&dict->entries->header);
    if (dict->index) bytes += heap_object_bytes(&dict->index->header);
  }
  return from_small_int((int64_t)bytes);
}

static Value sys_intern(Value *args, size_t count) {
  (void)count;
  if (!is_str(args[0])) return raise(TypeError, "intern() argument must be str, not %N", args[0]);
  return str_intern_value(args[0]);
}

static Value sys_utf8(Value *args, size_t count) {
  (void)args;
  (void)count;
  return str_from_c("utf-8");
}

static Value sys_surrogateescape(Value *args, size_t count) {
  (void)args;
  (void)count;
  return str_from_c("surrogateescape");
}

static Value sys_get_int_max_str_digits(Value *args, size_t count) {
  (void)args;
  (void)count;
  return from_small_int(int_max_str_digits);
}

static Value sys_set_int_max_str_digits(Value *args, size_t count) {
  (void)count;
  int64_t digits;
  if (!index_from_value(args[0], EXCEPTION_OverflowError, &digits)) return EMPTY;
  if (digits != 0 && digits < INT_DIGITS_THRESHOLD)
    return raise(ValueError, "maxdigits must be 0 or larger than %d", INT_DIGITS_THRESHOLD);
  int_max_str_digits = parser_max_digits = digits;
  return NONE;
}

static Value or_none(Value function) { return function == EMPTY ? NONE : function; }

static Value sys_settrace(Value *args, size_t count) {
  (void)count;
  return line_trace_set(args[0], or_none(vm.profile_function));
}

static Value sys_setprofile(Value *args, size_t count) {
  (void)count;
  return line_trace_set(or_none(vm.trace_function), args[0]);
}

static Value sys_gettrace(Value *args, size_t count) {
  (void)args, (void)count;
  return or_none(vm.trace_function);
}

static Value sys_getprofile(Value *args, size_t count) {
  (void)args, (void)count;
  return or_none(vm.profile_function);
}

static Value sys_getframe(Value *args, size_t count) {
  (void)count;
  int64_t depth = 0;
  if (args[0] != EMPTY && !index_from_value(args[0], EXCEPTION_OverflowError, &depth)) return EMPTY;
  return frame_object(depth < 0 ? 0 : (size_t)depth);
}

// References are not counted; what CPython says of an object held by one variable.
static Value sys_getrefcount(Value *args, size_t count) {
  (void)args;
  (void)count;
  return from_small_int(2);
}

static Value sys_is_finalizing(Value *args, size_t count) {
  (void)args;
  (void)count;
  return from_bool(vm.shutting_down);
}

static Value sys_none(Value *args, size_t count) {
  (void)args;
  (void)count;
  return NONE;
}

// The stream sys.<name>; EMPTY when it is missing or None.
static Value stream(const char *name) {
  Value sys = dict_get_c(vm.modules, "sys");
  Value file = sys == EMPTY ? EMPTY : dict_get_c(module_dict(sys), name);
  return file == NONE ? EMPTY : file;
}

static Value sys_displayhook(Value *args, size_t count) {
  (void)count;
  if (args[0] == NONE) return NONE;
  Value output = stream("stdout");
  if (output == EMPTY) return raise(RuntimeError, "lost sys.stdout");
  Value text = object_repr(args[0]);
  text = text == EMPTY ? EMPTY : str_format_c("%V\n", text);
  if (text == EMPTY || !io_write(output, text)) return EMPTY;
  return dict_set(vm.builtins, vm.names._, args[0]) ? NONE : EMPTY;
}

static Value sys_excepthook(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[1], TYPE_IS_EXCEPTION))
    return raise(TypeError, "print_exception(): Exception expected for value, %T found", args[1]);
  Value output = stream("stderr"), text = exception_format(args[1]);
  return text != EMPTY && output != EMPTY && io_write(output, text) ? NONE : EMPTY;
}

// ---- constants

// Types made here are kept alive by the values in the module, and those by the list of subclasses of tuple.
static Value record(const char *name, const char *const *fields, const Value *values) {
  size_t count = 0;
  while (fields[count]) count++;
  Type *type = struct_sequence_type("sys", name, fields, count);
  return type ? struct_sequence_new(type, values) : EMPTY;
}

static Value version_info(void) {
  static const char *const fields[] = {"major", "minor", "micro", "releaselevel", "serial", NULL};
  Value values[] = {from_small_int(VERSION_MAJOR), from_small_int(VERSION_MINOR), from_small_int(VERSION_MICRO),
                    str_from_c("final"), from_small_int(0)};
  return record("version_info", fields, values);
}

static Value implementation(Value version) {
  static const char *const names[] = {"name", "cache_tag", "version", "hexversion"};
  Value values[] = {str_from_c("martlet"), NONE, version, from_small_int(HEX_VERSION)};
  return simple_namespace_new(names, values, 4);
}

static Value float_info(void) {
  static const char *const fields[] = {"max", "max_exp",  "max_10_exp", "min",   "min_exp", "min_10_exp",
                                       "dig", "mant_dig", "epsilon",    "radix", "rounds",  NULL};
  Value values[] = {from_double(DBL_MAX),
                    from_small_int(DBL_MAX_EXP),
                    from_small_int(DBL_MAX_10_EXP),
                    from_double(DBL_MIN),
                    from_small_int(DBL_MIN_EXP),
                    from_small_int(DBL_MIN_10_EXP),
                    from_small_int(DBL_DIG),
                    from_small_int(DBL_MANT_DIG),
                    from_double(DBL_EPSILON),
                    from_small_int(FLT_RADIX),
                    from_small_int(1)};
  return record("float_info", fields, values);
}

static Value int_info(void) {
  static const char *const fields[] = {"bits_per_digit", "sizeof_digit", "default_max_str_digits",
                                       "str_digits_check_threshold", NULL};
  Value values[] = {from_small_int(60), from_small_int(8), from_small_int(INT_DIGITS_DEFAULT),
                    from_small_int(INT_DIGITS_THRESHOLD)};
  return record("int_info", fields, values);
}

static Value hash_info(void) {
  static const char *const fields[] = {"width",     "modulus",   "inf",       "nan",    "imag",
                                       "algorithm", "hash_bits", "seed_bits", "cutoff", NULL};
  Value values[] = {
      from_small_int(64),      int_from_i64(((int64_t)1 << 61) - 1), from_small_int(314159), from_small_int(0),
      from_small_int(1000003), str_from_c("multiply-fold"),          from_small_int(32),     from_small_int(0),
      from_small_int(0)};
  return record("hash_info", fields, values);
}

static Value flags(void) {
  static const char *const fields[] = {
#define FLAG(name, letter, variable) #name,
      COMMAND_LINE_FLAGS(FLAG)
#undef FLAG
          NULL};
  Value values[FLAG_COUNT];
  for (int i = 0; i < FLAG_COUNT; i++) {
    bool truth = i == FLAG_dev_mode || i == FLAG_safe_path;
    values[i] = truth ? from_bool(command_line.flags[i]) : from_small_int(command_line.flags[i]);
  }
  return record("flags", fields, values);
}

// What the -X options say: name to text, or to True without one.
static Value extended_options(void) {
  Value options = dict_new();
  for (int i = 0; options != EMPTY && i < command_line.extended_count; i++) {
    const char *option = command_line.extended[i], *equals = strchr(option, '=');
    Value name = equals == NULL ? str_from_c(option) : str_new(option, (size_t)(equals - option));
    Value value = equals == NULL ? TRUE_VALUE : str_from_c(equals + 1);
    if (name == EMPTY || value == EMPTY || !dict_set(options, name, value)) return EMPTY;
  }
  return options;
}

static Value builtin_module_names(void) {
  Value list = list_new(0);
  const char *name;
  for (size_t i = 0; list != EMPTY && (name = import_native_name(i)) != NULL; i++)
    if (!list_append(list, str_from_c(name))) return EMPTY;
  return list == EMPTY ? EMPTY : tuple_from_iterable(list);
}

static Value executable(void) {
  char path[PORT_PATH_MAX];
  return port_program_path(path, sizeof path) ? path_from_system(path) : str_from_c("");
}

static bool add_streams(Value module) {
  static const char *const names[] = {"stdin", "stdout", "stderr"};
  for (int i = 0; i < 3; i++) {
    char saved[16];
    snprintf(saved, sizeof saved, "__%s__", names[i]);
    if (!module_add(module, names[i], io_standard(i)) || !module_add(module, saved, io_standard(i))) return false;
  }
  return true;
}

static bool add_hooks(Value module) {
  static const char *const names[] = {"displayhook", "excepthook", "unraisablehook", "breakpointhook"};
  for (int i = 0; i < 4; i++) {
    char saved[20];
    snprintf(saved, sizeof saved, "__%s__", names[i]);
    if (!module_add(module, saved, dict_get_c(module_dict(module), names[i]))) return false;
  }
  return true;
}

static bool init_module(Value module) {
  Value version = version_info(), empty = str_from_c("");
  uint16_t probe = 1;
  uint8_t first;
  memcpy(&first, &probe, 1);
  return io_init() && add_streams(module) && add_hooks(module) && module_add(module, "argv", vm.arguments) &&
         module_add(module, "orig_argv", vm.arguments) && module_add(module, "path", vm.search_path) &&
         module_add(module, "modules", vm.modules) && module_add(module, "version", str_from_c(VERSION_TEXT)) &&
         module_add(module, "version_info", version) && module_add(module, "implementation", implementation(version)) &&
         module_add(module, "hexversion", from_small_int(HEX_VERSION)) &&
         module_add(module, "float_info", float_info()) && module_add(module, "int_info", int_info()) &&
         module_add(module, "hash_info", hash_info()) && module_add(module, "flags", flags()) &&
         module_add(module, "platform", str_from_c(port_platform())) &&
         module_add(module, "byteorder", str_from_c(first ? "little" : "big")) &&
         module_add(module, "maxsize", int_from_i64(INT64_MAX)) &&
         module_add(module, "maxunicode", from_small_int(0x10FFFF)) && module_add(module, "executable", executable()) &&
         module_add(module, "prefix", empty) && module_add(module, "exec_prefix", empty) &&
         module_add(module, "base_prefix", empty) && module_add(module, "base_exec_prefix", empty) &&
         module_add(module, "platlibdir", str_from_c("lib")) && module_add(module, "abiflags", empty) &&
         module_add(module, "float_repr_style", str_from_c("short")) &&
         module_add(module, "warnoptions", list_new(0)) && module_add(module, "dont_write_bytecode", TRUE_VALUE) &&
         module_add(module, "_xoptions", extended_options()) &&
         module_add(module, "copyright", str_from_c("Martlet is MIT-licensed.")) &&
         module_add(module, "builtin_module_names", builtin_module_names());
}

// --- audit events, which nobody may listen to but hooks written in Python

static Value audit_hooks; // list, or EMPTY: none
static void visit_audit_hooks(void) { heap_visit(audit_hooks); }

static Value sys_addaudithook(Value *args, size_t count) {
  (void)count;
  if (audit_hooks == EMPTY) {
    heap_add_root(visit_audit_hooks);
    if ((audit_hooks = list_new(0)) == EMPTY) return EMPTY;
  }
  return list_append(audit_hooks, args[0]) ? NONE : EMPTY;
}

static Value sys_audit(Value *args, size_t count) {
  if (audit_hooks == EMPTY) return NONE;
  Value event = args[0], arguments = tuple_from(args + 1, count - 1);
  for (size_t i = 0; arguments != EMPTY && i < to_list(audit_hooks)->length; i++)
    if (object_call_2(to_list(audit_hooks)->storage->items[i], event, arguments) == EMPTY) return EMPTY;
  return arguments == EMPTY ? EMPTY : NONE;
}

static Value sys_getswitchinterval(Value *args, size_t count) {
  (void)args;
  (void)count;
  return from_double(threads_switch_interval());
}

static Value sys_setswitchinterval(Value *args, size_t count) {
  (void)count;
  double seconds;
  if (!float_argument(args[0], &seconds)) return EMPTY;
  if (!(seconds > 0)) return raise(ValueError, "switch interval must be strictly positive");
  threads_set_switch_interval(seconds);
  return NONE;
}

static const NativeDef functions[] = {
    {.name = "audit", .signature = "event, /, *args", .fn = sys_audit},
    {.name = "addaudithook", .signature = "hook", .fn = sys_addaudithook},
    {.name = "getswitchinterval", .signature = "", .fn = sys_getswitchinterval},
    {.name = "setswitchinterval", .signature = "interval, /", .fn = sys_setswitchinterval},
    {.name = "exit", .signature = "status=None, /", .fn = sys_exit, .doc = DOC("Exits by raising SystemExit(status).")},
    {.name = "exc_info", .signature = "", .fn = sys_exc_info},
    {.name = "exception", .signature = "", .fn = sys_exception},
    {.name = "getrecursionlimit", .signature = "", .fn = sys_getrecursionlimit},
    {.name = "setrecursionlimit", .signature = "limit, /", .fn = sys_setrecursionlimit},
    {.name = "getsizeof", .signature = "object, default=", .fn = sys_getsizeof},
    {.name = "getrefcount", .signature = "object, /", .fn = sys_getrefcount},
    {.name = "intern", .signature = "string, /", .fn = sys_intern},
    {.name = "getdefaultencoding", .signature = "", .fn = sys_utf8},
    {.name = "getfilesystemencoding", .signature = "", .fn = sys_utf8},
    {.name = "getfilesystemencodeerrors", .signature = "", .fn = sys_surrogateescape},
    {.name = "get_int_max_str_digits", .signature = "", .fn = sys_get_int_max_str_digits},
    {.name = "set_int_max_str_digits", .signature = "maxdigits", .fn = sys_set_int_max_str_digits},
    {.name = "settrace",
     .signature = "function, /",
     .fn = sys_settrace,
     .doc = DOC(
         "settrace(function)\n\nSet the global debug tracing function.  It will be called on each\nfunction call.")},
    {.name = "gettrace", .signature = "", .fn = sys_gettrace, .doc = DOC("Return the global debug tracing function.")},
    {.name = "setprofile",
     .signature = "function, /",
     .fn = sys_setprofile,
     .doc =
         "setprofile(function)\n\nSet the profiling function.  It will be called on each function call\nand return."},
    {.name = "getprofile", .signature = "", .fn = sys_getprofile, .doc = DOC("Return the profiling function.")},
    {.name = "_getframe", .signature = "depth=0, /", .fn = sys_getframe},
    {.name = "set_asyncgen_hooks", .signature = "firstiter=, finalizer=", .fn = sys_set_asyncgen_hooks},
    {.name = "get_asyncgen_hooks", .signature = "", .fn = sys_get_asyncgen_hooks},
    {.name = "set_coroutine_origin_tracking_depth", .signature = "depth", .fn = sys_set_coroutine_origin_depth},
    {.name = "get_coroutine_origin_tracking_depth", .signature = "", .fn = sys_get_coroutine_origin_depth},
    {.name = "is_finalizing", .signature = "", .fn = sys_is_finalizing},
    {.name = "displayhook", .signature = "object, /", .fn = sys_displayhook},
    {.name = "excepthook", .signature = "exctype, value, traceback, /", .fn = sys_excepthook},
    {.name = "breakpointhook",
     .signature = "*args, **kws",
     .fn = sys_breakpoint_hook,
     .doc = DOC("breakpointhook(*args, **kws)\n\nThis hook function is called by built-in breakpoint().")},
    {.name = "unraisablehook", .signature = "unraisable, /", .fn = vm_unraisable_hook},
    {.name = "gettrace", .signature = "", .fn = sys_none},
    {.name = "getprofile", .signature = "", .fn = sys_none},
    {.name = NULL},
};

const NativeModule module_sys = {"sys", functions, init_module, DOC("The interpreter and its environment.")};
