// What the modules over POSIX share: arguments, results, and calls that may block.
//
// A call that may block is written BLOCKING(result, call): other threads run meanwhile; when a signal interrupts it,
// the Python handlers run and the call is repeated (PEP 475), unless one of them raised. Afterwards a negative result
// means an error in errno, or an exception that is set already: `return system_error(filename)` does the right thing
// for both.
#ifndef MARTLET_SYSTEM_H
#define MARTLET_SYSTEM_H

#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/threads.h"
#include "core/vm/vm.h"
#include "port/posix.h"

#define NATIVE(name) static Value name(__attribute__((unused)) Value *args, __attribute__((unused)) size_t count)

#define WITHOUT_LOCK(expression) \
  ({ \
    threads_release(); \
    __typeof__(expression) without_lock = (expression); \
    threads_acquire(); \
    without_lock; \
  })
#define BLOCKING(result, expression) \
  do (result) = WITHOUT_LOCK(expression); \
  while ((result) < 0 && errno == EINTR && signals_run())

// The OSError of errno, unless an exception is pending already. Always EMPTY.
Value system_error(Value filename);
// The same for two paths (rename, link).
Value system_error_2(Value filename, Value other);
// None, or the OSError of errno when status is not 0.
Value system_answer(int status, Value filename);

// A C int, long, unsigned number; false: raised TypeError or OverflowError as CPython's argument parser.
bool int_argument(Value v, int *result);
bool i64_argument(Value v, int64_t *result);
// A user or group number: -1 is allowed and means "leave as it is".
bool id_argument(Value v, uint32_t *result);
// An optional flag: `otherwise` when v is EMPTY.
bool flag_argument(Value v, bool otherwise, bool *result);
// A descriptor: an int, or an object with fileno().
bool descriptor_argument(Value v, int *result);
// dir_fd: None or EMPTY is the current directory.
bool directory_argument(Value v, int *result);
// Seconds, an int or float, None or EMPTY for "no limit" (*has false). False: raised.
bool timeout_argument(Value v, double *seconds, bool *has);
struct timespec timespec_from(double seconds);

typedef struct PathArgument {
  const char *path; // NULL: a descriptor
  int descriptor;
  bool bytes;   // results are to be bytes
  Value object; // as it was given, for messages
} PathArgument;
enum PathKinds { PATH_ONLY = 0, PATH_OR_DESCRIPTOR = 1, PATH_OR_NONE = 2 };
// The path of argument v of a function; open files are flushed first, for programs that leave closing to the collector.
bool path_argument_of(Value v, const char *function, unsigned kinds, PathArgument *result);
// A file name from the system as str, or as bytes.
Value system_name(const char *name, size_t bytes, bool as_bytes);

// NULL-terminated C strings from a sequence of paths; free with strings_free. NULL: raised.
char **strings_from(Value sequence);
void strings_free(char **strings);
// An item of a sequence that is a list or a tuple.
static inline bool is_list_or_tuple(Value v) { return type_flag(v, TYPE_IS_LIST | TYPE_IS_TUPLE); }
size_t sequence_items(Value v, Value **items);
// An iterable of signal numbers; false: raised.
bool signal_set_argument(Value iterable, sigset_t *set);

typedef struct NamedNumber {
  const char *name;
  int64_t value;
} NamedNumber;
// Adds constants to a module; numbers end with a NULL name.
bool module_add_numbers(Value module, const NamedNumber *numbers);
bool module_add_functions(Value module, const char *module_name, const NativeDef *functions);
#define NUMBER(name) {#name, (int64_t)(name)}

#endif
