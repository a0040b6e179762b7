#include "core/modules/system/system.h"

#include <math.h>
#include <stdlib.h>

#include "core/modules/io.h"
#include "core/modules/path.h"
#include "core/object/bytes.h"
#include "core/object/float.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "port/port.h"

Value system_error(Value filename) { return vm_exception != EMPTY ? EMPTY : raise_os_error(errno, filename); }

Value system_error_2(Value filename, Value other) {
  if (vm_exception != EMPTY) return EMPTY;
  int number = errno;
  Value args[] = {from_small_int(number), str_from_c(port_error_text(number)), filename, NONE, other};
  if (args[1] == EMPTY) return EMPTY;
  Value exception = object_call(from_object(exception_types[EXCEPTION_OSError]), args, 5, EMPTY);
  return exception == EMPTY ? EMPTY : raise_value(exception, EMPTY);
}

Value system_answer(int status, Value filename) { return status == 0 ? NONE : system_error(filename); }

bool i64_argument(Value v, int64_t *result) {
  return int_index_i64(v, result, "Python int too large to convert to C long");
}

bool int_argument(Value v, int *result) {
  int64_t number;
  if (!int_index_i64(v, &number, "Python int too large to convert to C int")) return false;
  if (number != (int)number) return raise(OverflowError, "Python int too large to convert to C int"), false;
  *result = (int)number;
  return true;
}

bool id_argument(Value v, uint32_t *result) {
  int64_t number;
  if (!type_flag(v, TYPE_IS_INT)) return raise(TypeError, "uid should be integer, not %T", v), false;
  if (!i64_argument(v, &number)) return false;
  if (number < -1) return raise(OverflowError, "uid is less than minimum"), false;
  if (number > UINT32_MAX) return raise(OverflowError, "uid is greater than maximum"), false;
  *result = (uint32_t)number;
  return true;
}

bool flag_argument(Value v, bool otherwise, bool *result) {
  int truth = v == EMPTY ? otherwise : object_truth(v);
  *result = truth > 0;
  return truth >= 0;
}

bool descriptor_argument(Value v, int *result) {
  if (!type_flag(v, TYPE_IS_INT)) {
    Value method = object_find_attribute(v, str_intern("fileno", 6));
    if (method == EMPTY) {
      if (vm_exception == EMPTY) raise(TypeError, "argument must be an int, or have a fileno() method.");
      return false;
    }
    v = object_call_0(method);
    if (v == EMPTY) return false;
    if (!type_flag(v, TYPE_IS_INT)) return raise(TypeError, "fileno() returned a non-integer"), false;
  }
  if (!int_argument(v, result)) return false;
  if (*result >= 0) return true;
  return raise(ValueError, "file descriptor cannot be a negative integer (%d)", *result), false;
}

bool directory_argument(Value v, int *result) {
  *result = AT_FDCWD;
  if (v == EMPTY || v == NONE) return true;
  if (!has_index(v)) return raise(TypeError, "argument should be integer or None, not %T", v), false;
  return int_argument(v, result);
}

bool timeout_argument(Value v, double *seconds, bool *has) {
  *has = v != EMPTY && v != NONE;
  return !*has || float_argument(v, seconds);
}

struct timespec timespec_from(double seconds) {
  double whole = floor(seconds);
  return (struct timespec){(time_t)whole, (long)((seconds - whole) * 1e9)};
}

bool path_argument_of(Value v, const char *function, unsigned kinds, PathArgument *result) {
  *result = (PathArgument){NULL, -1, v != EMPTY && type_flag(v, TYPE_IS_BYTES), v};
  io_flush_files();
  if ((kinds & PATH_OR_NONE) && (v == EMPTY || v == NONE)) {
    result->path = ".";
    result->object = EMPTY;
    return true;
  }
  if (kinds & PATH_OR_DESCRIPTOR) {
    if (type_flag(v, TYPE_IS_INT)) return int_argument(v, &result->descriptor);
    bool known = type_flag(v, TYPE_IS_STR | TYPE_IS_BYTES) || object_find_special(v, vm.names.__fspath__) != EMPTY;
    if (!known && vm_exception == EMPTY)
      raise(TypeError, "%s: path should be string, bytes, os.PathLike%s, not %T", function,
            kinds & PATH_OR_NONE ? ", integer or None" : " or integer", v);
    if (!known) return false;
  }
  Value path = path_argument(v, function);
  return path != EMPTY && (result->path = path_to_system(path)) != NULL;
}

Value system_name(const char *name, size_t bytes, bool as_bytes) {
  return as_bytes ? bytes_new(name, bytes) : path_from_system(name);
}

size_t sequence_items(Value v, Value **items) {
  if (type_flag(v, TYPE_IS_TUPLE)) {
    *items = to_tuple(v)->items;
    return to_tuple(v)->length;
  }
  *items = to_list(v)->storage->items;
  return to_list(v)->length;
}

void strings_free(char **strings) {
  for (size_t i = 0; strings && strings[i]; i++) free(strings[i]);
  free(strings);
}

char **strings_from(Value sequence) {
  Value tuple = tuple_from_iterable(sequence);
  if (tuple == EMPTY) return NULL;
  size_t length = to_tuple(tuple)->length;
  char **strings = calloc(length + 1, sizeof *strings);
  if (!strings) return raise_memory_error(), NULL;
  for (size_t i = 0; i < length; i++) {
    Value path = path_argument(to_tuple(tuple)->items[i], NULL);
    const char *text = path == EMPTY ? NULL : path_to_system(path);
    if (text && (strings[i] = strdup(text)) != NULL) continue;
    if (vm_exception == EMPTY) raise_memory_error();
    strings_free(strings);
    return NULL;
  }
  return strings;
}

bool module_add_numbers(Value module, const NamedNumber *numbers) {
  for (; numbers->name; numbers++)
    if (!module_add(module, numbers->name, int_from_i64(numbers->value))) return false;
  return true;
}

bool module_add_functions(Value module, const char *module_name, const NativeDef *functions) {
  Value name = str_intern(module_name, strlen(module_name));
  for (; functions->name; functions++) {
    Value function = native_new(functions, NULL, EMPTY, name);
    if (function == EMPTY || !module_add(module, functions->name, function)) return false;
  }
  return true;
}

bool signal_set_argument(Value iterable, sigset_t *set) {
  Value tuple = tuple_from_iterable(iterable);
  if (tuple == EMPTY) return false;
  sigemptyset(set);
  for (size_t i = 0; i < to_tuple(tuple)->length; i++) {
    int64_t number;
    if (!i64_argument(to_tuple(tuple)->items[i], &number)) return false;
    if (number < 1 || number >= NSIG) {
      raise(ValueError, "signal number %lld out of range [1; %d]", (long long)number, NSIG - 1);
      return false;
    }
    sigaddset(set, (int)number);
  }
  return true;
}
