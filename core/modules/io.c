// open(), the standard streams and the module io.
#include "core/modules/io.h"

#include <errno.h>
#include <string.h>

#include "core/modules/io_internal.h"
#include "core/modules/path.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/type.h"
#include "core/object/warning.h"
#include "core/vm/threads.h"
#include "core/vm/command_line.h"
#include "core/vm/finalise.h"
#include "core/vm/vm.h"
#include "port/port.h"

static Value standard_streams[3];

static void visit_roots(void) {
  for (int i = 0; i < 3; i++) heap_visit(standard_streams[i]);
}

static bool parse_mode(Value v, OpenMode *mode) {
  const char *text = to_str(v)->text;
  *mode = (OpenMode){0};
  for (const char *at = text; *at != 0; at++) {
    bool *flag = *at == 'r'   ? &mode->reading
                 : *at == 'w' ? &mode->writing
                 : *at == 'a' ? &mode->appending
                 : *at == 'x' ? &mode->creating
                 : *at == '+' ? &mode->updating
                 : *at == 't' ? &mode->text
                 : *at == 'b' ? &mode->binary
                              : NULL;
    if (!flag || *flag) {
      raise(ValueError, "invalid mode: %R", v);
      return false;
    }
    *flag = true;
  }
  int kinds = mode->reading + mode->writing + mode->appending + mode->creating;
  if (mode->text && mode->binary)
    raise(ValueError, "can't have text and binary mode at once");
  else if (kinds > 1)
    raise(ValueError, "must have exactly one of create/read/write/append mode");
  else if (kinds == 0)
    raise(ValueError, "Must have exactly one of create/read/write/append mode and at most one plus");
  else
    return true;
  return false;
}

static bool is_given(Value v) { return v != EMPTY && v != NONE; }

// Checks the arguments that must be str (or None).
static bool check_arguments_of_open(Value *args, const OpenMode *mode) {
  static const char *const names[] = {"encoding", "errors", "newline"};
  for (int i = 0; i < 3; i++) {
    Value v = args[3 + i];
    if (!is_given(v)) continue;
    if (!type_flag(v, TYPE_IS_STR)) {
      raise(TypeError, "open() argument '%s' must be str or None, not %T", names[i], v);
      return false;
    }
    if (mode->binary) {
      raise(ValueError, "binary mode doesn't take %s %s argument", i == 2 ? "a" : "an", names[i]);
      return false;
    }
  }
  return true;
}

static unsigned open_flags(const OpenMode *mode) {
  unsigned flags = 0;
  if (mode->reading || mode->updating) flags |= PORT_READ;
  if (!mode->reading || mode->updating) flags |= PORT_WRITE;
  if (!mode->reading) flags |= PORT_CREATE;
  if (mode->writing) flags |= PORT_TRUNCATE;
  if (mode->creating) flags |= PORT_EXCLUSIVE;
  if (mode->appending) flags |= PORT_APPEND;
  return flags;
}

// What the opener gives for the path; -1: raised. Its flags are those of the module posix.
static int call_opener(Value opener, Value file, const OpenMode *mode) {
  Value posix = vm_import(str_intern("posix", 5), EMPTY, EMPTY, 0);
  const struct {
    bool wanted;
    const char *name;
  } flags[] = {{mode->updating, "O_RDWR"},  {!mode->updating && !mode->reading, "O_WRONLY"},
               {!mode->reading, "O_CREAT"}, {mode->writing, "O_TRUNC"},
               {mode->creating, "O_EXCL"},  {mode->appending, "O_APPEND"},
               {true, "O_CLOEXEC"}};
  int64_t sum = 0, one;
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
    if (!flags[i].wanted) continue;
    Value flag =
        posix == EMPTY ? EMPTY : object_find_attribute(posix, str_intern(flags[i].name, strlen(flags[i].name)));
    if (flag == EMPTY && vm_exception != EMPTY) return -1;
    if (flag != EMPTY && int_to_i64(flag, &one)) sum |= one;
  }
  Value result = object_call_2(opener, file, int_from_i64(sum));
  if (result == EMPTY) return -1;
  if (!type_flag(result, TYPE_IS_INT)) {
    raise(TypeError, "expected integer from opener");
    return -1;
  }
  if (int_to_i64(result, &one) && one >= 0 && one <= INT32_MAX) return (int)one;
  raise(ValueError, "opener returned %V", result);
  return -1;
}

// The descriptor for `file` (a path or a descriptor); -1: raised.
static int open_descriptor(Value file, const OpenMode *mode, Value closefd, Value opener, bool *owned) {
  int64_t number;
  int closes = closefd == EMPTY ? 1 : object_truth(closefd);
  if (closes < 0) return -1;
  *owned = closes;
  if (type_flag(file, TYPE_IS_INT)) {
    PortStat info;
    if (!index_from_value(file, EXCEPTION_OverflowError, &number)) return -1;
    if (number < 0) {
      raise(ValueError, "negative file descriptor");
      return -1;
    }
    if (number <= INT32_MAX && port_stat_descriptor((int)number, &info) == 0) return (int)number;
    raise_os_error(EBADF, EMPTY);
    return -1;
  }
  Value path = path_argument(file, NULL);
  if (path == EMPTY) return -1;
  if (!closes) {
    raise(ValueError, "Cannot use closefd=False with file name");
    return -1;
  }
  const char *system_path = path_to_system(path);
  if (!system_path) return -1;
  if (is_given(opener)) return call_opener(opener, file, mode);
  io_flush_files();
  threads_release();
  int descriptor = port_open(system_path, open_flags(mode));
  threads_acquire();
  if (descriptor < 0 && errno == EMFILE) {
    // Files that the program has dropped may still hold descriptors.
    heap_collect();
    vm_run_finalisers();
    descriptor = port_open(system_path, open_flags(mode));
  }
  PortStat info;
  if (descriptor >= 0 && port_stat_descriptor(descriptor, &info) == 0 && port_is_directory(info.mode)) {
    port_close(descriptor);
    descriptor = -1;
    errno = EISDIR;
  }
  if (descriptor < 0) raise_os_error(errno, file);
  return descriptor;
}

Value io_binary_mode(const OpenMode *mode) {
  if (mode->creating) return str_from_c(mode->updating ? "xb+" : "xb");
  if (mode->appending) return str_from_c(mode->updating ? "ab+" : "ab");
  return str_from_c(mode->updating ? "rb+" : mode->reading ? "rb" : "wb");
}

// 0: unbuffered, 1: by line, else by block. -2: raised.
static bool warn_of_line_buffering(void) {
  return warn(RuntimeWarning, 1,
              "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used");
}

static int64_t buffering_argument(Value v, const OpenMode *mode) {
  int64_t buffering = -1;
  if (v != EMPTY && !index_from_value(v, EXCEPTION_OverflowError, &buffering)) return -2;
  if (buffering == 0 && !mode->binary) {
    raise(ValueError, "can't have unbuffered text I/O");
    return -2;
  }
  if (buffering < -1) {
    raise(ValueError, "invalid buffering size");
    return -2;
  }
  return buffering;
}

FileState *io_open_state(Value file, const OpenMode *mode, Value closefd, Value opener) {
  bool owned;
  int descriptor = open_descriptor(file, mode, closefd, opener, &owned);
  if (descriptor < 0) return NULL;
  FileState *state = file_state_new(descriptor);
  if (!state) {
    if (owned) port_close(descriptor);
    raise_memory_error();
    return NULL;
  }
  state->closes_descriptor = owned;
  state->readable = mode->reading || mode->updating;
  state->writable = !mode->reading || mode->updating;
  state->appending = mode->appending;
  if (mode->appending) port_seek(descriptor, 0, 2);
  return state;
}

Value io_open(Value *args, size_t count) {
  (void)count;
  OpenMode mode = {.reading = true};
  Value mode_text = args[1];
  if (mode_text == EMPTY) {
    mode_text = str_from_c("r");
  } else {
    if (!type_flag(mode_text, TYPE_IS_STR))
      return raise(TypeError, "open() argument 'mode' must be str, not %T", mode_text);
    if (!parse_mode(mode_text, &mode)) return EMPTY;
  }
  if (!check_arguments_of_open(args, &mode)) return EMPTY;
  int newline = newline_argument(args[5]);
  int64_t buffering = newline < 0 ? -2 : buffering_argument(args[2], &mode);
  if (buffering == -2 || (buffering == 1 && mode.binary && !warn_of_line_buffering())) return EMPTY;
  FileState *state = io_open_state(args[0], &mode, args[6], args[7]);
  if (!state) return EMPTY;
  state->line_buffered = buffering == 1 || (buffering < 0 && !mode.binary && port_is_terminal(state->descriptor));
  state->unbuffered = buffering == 0;
  if (buffering > 1) state->buffer_bytes = (size_t)buffering;
  if (mode.binary && buffering == 0) return file_io_new(state, args[0], io_binary_mode(&mode));
  if (mode.binary) return binary_file_new(state, args[0], io_binary_mode(&mode));
  bool named = is_given(args[3]) && strcmp(to_str(args[3])->text, "locale") != 0;
  Value encoding = named ? args[3] : str_from_c("UTF-8");
  Value errors = is_given(args[4]) ? args[4] : str_from_c("strict");
  return text_file_new(state, args[0], mode_text, encoding, errors, (Newline)newline);
}

static Value new_standard(int descriptor) {
  static const char *const names[] = {"<stdin>", "<stdout>", "<stderr>"};
  FileState *state = file_state_new(descriptor);
  if (!state) return raise_memory_error();
  state->closes_descriptor = false;
  state->readable = descriptor == 0;
  state->writable = descriptor != 0;
  state->unbuffered = command_line.unbuffered && descriptor != 0;
  state->line_buffered = descriptor == 2 || port_is_terminal(descriptor);
  return text_file_new(state, str_from_c(names[descriptor]), str_from_c(descriptor == 0 ? "r" : "w"),
                       str_from_c("utf-8"), str_from_c(descriptor == 2 ? "backslashreplace" : "strict"),
                       NEWLINE_UNIVERSAL);
}

Value io_standard(int descriptor) { return standard_streams[descriptor]; }

bool io_init(void) {
  if (standard_streams[0] != EMPTY) return true;
  port_ignore_broken_pipes();
  heap_add_root(visit_roots);
  if (!io_common_init()) return false;
  io_base_init();
  if (!file_io_init()) return false;
  text_file_init();
  binary_file_init();
  memory_file_init();
  for (int i = 0; i < 3; i++) {
    standard_streams[i] = new_standard(i);
    if (standard_streams[i] == EMPTY) return false;
  }
  return true;
}

// ---- the module

static bool add_type(Value module, Type *type) {
  return module_add(module, to_str(type->name)->text, from_object(type));
}

static bool init_module(Value module) {
  for (int shape = SHAPE_IO_BASE; shape <= SHAPE_BYTES_IO; shape++)
    if (!add_type(module, builtin_types[shape])) return false;
  return add_type(module, binary_writer_type()) && add_type(module, binary_random_type()) &&
         add_type(module, file_io_type()) && module_add(module, "UnsupportedOperation", io_unsupported_class()) &&
         module_add(module, "BlockingIOError", from_object(exception_types[EXCEPTION_BlockingIOError])) &&
         module_add(module, "open", dict_get_c(vm.builtins, "open")) &&
         module_add(module, "DEFAULT_BUFFER_SIZE", from_small_int(IO_BUFFER_BYTES));
}

static Value io_open_code(Value *args, size_t count) {
  Value arguments[8] = {args[0], str_from_c("rb")};
  if (!type_flag(args[0], TYPE_IS_STR))
    return raise(TypeError, "open_code() argument 'path' must be str, not %T", args[0]);
  return io_open(arguments, count);
}

static Value io_text_encoding(Value *args, size_t count) {
  (void)count;
  return args[0] == NONE ? str_from_c("locale") : args[0];
}

static const NativeDef functions[] = {
    {.name = "open_code", .signature = "path", .fn = io_open_code},
    {.name = "text_encoding", .signature = "encoding, stacklevel=2, /", .fn = io_text_encoding},
    {.name = NULL}};

const NativeModule module__io = {"_io", functions, init_module, DOC("Files and streams.")};
