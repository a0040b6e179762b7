// What is underneath a buffered file: the descriptor, by the port's functions, or a Python object, by its methods.
#include <errno.h>
#include <string.h>

#include "core/modules/io_internal.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/vm/vm.h"
#include "core/vm/threads.h"
#include "port/port.h"

// A number that a method gave, between 0 and `most`; -1: raised.
static int64_t checked_count(Value result, size_t most, const char *method) {
  int64_t number;
  if (result == EMPTY) return -1;
  if (result == NONE) return 0; // nothing for the moment
  if (!index_from_value(result, EXCEPTION_OverflowError, &number)) return -1;
  if (number >= 0 && (size_t)number <= most) return number;
  raise(OSError, "raw %s() returned invalid length %lld (should have been between 0 and %zu)", method,
        (long long)number, most);
  return -1;
}

static Value read_into(Value raw, size_t bytes) {
  Value buffer = bytearray_new(NULL, bytes);
  if (buffer == EMPTY) return EMPTY;
  Value result = object_call_method(raw, "readinto", &buffer, 1);
  int64_t got = checked_count(result, bytes, "readinto");
  const uint8_t *from;
  size_t size;
  if (got < 0 || !bytes_view(buffer, &from, &size)) return EMPTY;
  return result == NONE ? NONE : bytes_new(from, (size_t)got < size ? (size_t)got : size);
}

static Value read_bytes(Value raw, size_t bytes) {
  Value method = object_find_attribute(raw, str_intern("read1", 5));
  if (method == EMPTY && vm_exception != EMPTY) return EMPTY;
  bool once = method != EMPTY;
  if (!once && (method = object_get_attribute(raw, vm.names.read)) == EMPTY) return EMPTY;
  Value result = object_call_1(method, from_small_int((int64_t)bytes));
  const uint8_t *data;
  size_t size;
  if (result == EMPTY || result == NONE || bytes_view(result, &data, &size)) return result;
  exception_clear();
  return raise(TypeError, "underlying %s() should have returned a bytes-like object, not '%T'", once ? "read1" : "read",
               result);
}

Value raw_read_object(FileState *state, size_t bytes) {
  return state->under == UNDER_RAW ? read_into(state->raw, bytes) : read_bytes(state->raw, bytes);
}

static bool write_object(Value raw, FileUnder under, const char *data, size_t bytes) {
  while (bytes > 0) {
    Value piece = bytes_new(data, bytes);
    Value result = piece == EMPTY ? EMPTY : object_call_method(raw, "write", &piece, 1);
    if (result == EMPTY) return false;
    if (under == UNDER_BUFFER) return true;
    int64_t written = checked_count(result, bytes, "write");
    if (written < 0) return false;
    if (result == NONE) {
      errno = EAGAIN;
      return false;
    }
    data += written;
    bytes -= (size_t)written;
  }
  return true;
}

int64_t io_read(int descriptor, void *data, size_t bytes) {
  for (;;) {
    threads_release();
    int64_t got = port_read_interruptible(descriptor, data, bytes);
    threads_acquire();
    if (got >= 0 || errno != EINTR) return got;
    if (!heap_is_collecting() && !signals_run()) return -1;
  }
}

int64_t io_write_some(int descriptor, const void *data, size_t bytes) {
  for (;;) {
    threads_release();
    int64_t written = port_write_interruptible(descriptor, data, bytes);
    threads_acquire();
    if (written >= 0 || errno != EINTR) return written;
    if (!heap_is_collecting() && !signals_run()) return -1;
  }
}

bool raw_write_all(FileState *state, const char *data, size_t bytes) {
  if (state->under != UNDER_DESCRIPTOR) return write_object(state->raw, state->under, data, bytes);
  while (bytes > 0) {
    int64_t written = io_write_some(state->descriptor, data, bytes);
    if (written < 0) return false;
    data += written;
    bytes -= (size_t)written;
  }
  return true;
}

int64_t raw_seek(FileState *state, int64_t offset, int whence) {
  if (state->under == UNDER_DESCRIPTOR) return port_seek(state->descriptor, offset, whence);
  Value args[2] = {int_from_i64(offset), from_small_int(whence)};
  bool tell = offset == 0 && whence == 1;
  Value result =
      tell ? object_call_method(state->raw, "tell", NULL, 0) : object_call_method(state->raw, "seek", args, 2);
  int64_t position;
  if (result == EMPTY || !index_from_value(result, EXCEPTION_OverflowError, &position)) return -1;
  if (position >= 0) return position;
  raise(OSError, "Raw stream returned invalid position %lld", (long long)position);
  return -1;
}

// A pending exception is kept: what the method raises is its context.
static bool call_quietly(Value raw, const char *method) {
  Value before = exception_take();
  bool done = object_call_method(raw, method, NULL, 0) != EMPTY;
  if (before == EMPTY) return done;
  exception_clear();
  vm_exception = before;
  return false;
}

bool raw_close(FileState *state) {
  if (state->under != UNDER_DESCRIPTOR) return call_quietly(state->raw, "close");
  return !state->closes_descriptor || state->descriptor < 0 || port_close(state->descriptor) == 0;
}

bool raw_flush(FileState *state) {
  return state->under != UNDER_BUFFER || object_call_method(state->raw, "flush", NULL, 0) != EMPTY;
}

int raw_truncate(FileState *state, int64_t size) {
  if (state->under == UNDER_DESCRIPTOR) return port_truncate(state->descriptor, size);
  Value argument = int_from_i64(size);
  return object_call_method(state->raw, "truncate", &argument, 1) == EMPTY ? -1 : 0;
}

int raw_asks(Value raw, const char *name) {
  Value answer = object_call_method(raw, name, NULL, 0);
  return answer == EMPTY ? -1 : object_truth(answer);
}

int raw_is_closed(const FileState *state) {
  if (state->closed || state->under == UNDER_DESCRIPTOR) return state->closed;
  Value closed = object_find_attribute(state->raw, str_intern("closed", 6));
  return closed != EMPTY ? object_truth(closed) : vm_exception == EMPTY ? 0 : -1;
}
