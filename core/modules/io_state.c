// FileState: buffered reading and writing of a descriptor.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/modules/io.h"
#include "core/modules/io_internal.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/memory.h"
#include "core/vm/threads.h"
#include "port/port.h"

static FileState *open_files;

// A state that a thread is reading into or writing from is busy: others wait, so that its buffers stay where they are.
// False: RuntimeError, it is this thread itself, in a signal handler.
static bool wait_idle(const FileState *state) {
  while (state->busy && state->busy != threads_current()) threads_park(1e-3);
  if (!state->busy) return true;
  return raise(RuntimeError, "reentrant call inside <_io.BufferedIOBase>"), false;
}

static bool write_busy(FileState *state, const char *data, size_t bytes) {
  state->busy = threads_current();
  bool written = raw_write_all(state, data, bytes);
  state->busy = 0;
  return written;
}

FileState *file_state_new(int descriptor) {
  FileState *state = calloc(1, sizeof *state);
  if (!state) return NULL;
  state->descriptor = descriptor;
  state->buffer_bytes = IO_BUFFER_BYTES;
  state->closes_descriptor = true;
  state->references = 1;
  state->next = open_files;
  state->link = &open_files;
  if (open_files) open_files->link = &state->next;
  open_files = state;
  return state;
}

FileState *file_state_over(Value raw, FileUnder under) {
  FileState *state = file_state_new(-1);
  if (!state) {
    raise_memory_error();
    return NULL;
  }
  state->raw = raw;
  state->under = under;
  return state;
}

FileState *file_state_nothing(void) {
  FileState *state = file_state_new(-1);
  if (state)
    state->closed = true;
  else
    raise_memory_error();
  return state;
}

bool file_close(FileState *state) {
  if (state->closed) return true;
  if (!wait_idle(state)) return false;
  bool flushed = file_flush(state);
  int error = errno;
  state->closed = true;
  bool closed = raw_close(state);
  state->descriptor = -1;
  free(state->in);
  free(state->out);
  state->in = state->out = NULL;
  state->in_start = state->in_end = state->in_capacity = state->out_size = 0;
  if (!flushed) errno = error;
  return flushed && closed;
}

void file_state_release(FileState *state) {
  if (--state->references > 0) return;
  // Objects underneath may be dead already, and no Python code can run now.
  if (state->under != UNDER_DESCRIPTOR) {
    state->closes_descriptor = false;
    state->out_size = 0;
    state->under = UNDER_DESCRIPTOR;
  }
  file_close(state);
  if (state->before) file_state_release(state->before);
  *state->link = state->next;
  if (state->next) state->next->link = state->link;
  free(state);
}

// Makes room for `bytes` more behind in_end. False: errno.
static bool make_room(FileState *state, size_t bytes) {
  if (state->in_start == state->in_end) state->in_start = state->in_end = 0;
  if (state->in_capacity - state->in_end >= bytes) return true;
  size_t kept = state->in_end - state->in_start;
  if (state->in_start > 0) {
    memmove(state->in, state->in + state->in_start, kept);
    state->in_start = 0;
    state->in_end = kept;
    if (state->in_capacity - kept >= bytes) return true;
  }
  size_t capacity = state->in_capacity ? state->in_capacity * 2 : IO_BUFFER_BYTES;
  while (capacity - kept < bytes) capacity *= 2;
  // What cannot become an object need not be read either.
  char *in = capacity <= heap_stats().limit * 2 ? realloc(state->in, capacity) : NULL;
  if (!in) {
    errno = ENOMEM;
    return false;
  }
  state->in = in;
  state->in_capacity = capacity;
  return true;
}

// Python code runs meanwhile, which may close the file.
static int64_t fill_from_object(FileState *state) {
  Value piece = raw_read_object(state, state->buffer_bytes);
  const uint8_t *data;
  size_t bytes;
  if (piece == EMPTY) return -1;
  if (piece == NONE || state->closed) return 0;
  if (!bytes_view(piece, &data, &bytes)) return -1;
  if (bytes == 0) return 0; // there may be no buffer yet
  if (!make_room(state, bytes)) return -1;
  memcpy(state->in + state->in_end, data, bytes);
  state->in_end += bytes;
  return (int64_t)bytes;
}

int64_t file_fill(FileState *state) {
  if (state->converted) return 0;
  if (state->under != UNDER_DESCRIPTOR) return fill_from_object(state);
  if (!wait_idle(state) || !make_room(state, 1)) return -1;
  state->busy = threads_current();
  int64_t got = io_read(state->descriptor, state->in + state->in_end, state->in_capacity - state->in_end);
  state->busy = 0;
  if (got > 0) state->in_end += (size_t)got;
  return got;
}

bool file_fill_all(FileState *state) {
  int64_t got;
  do got = file_fill(state);
  while (got > 0);
  return got == 0;
}

bool file_flush(FileState *state) {
  if (state->out_size == 0) return true;
  if (!wait_idle(state)) return false;
  // What could not be written is dropped: a second attempt at exit would only fail again.
  size_t bytes = state->out_size;
  state->out_size = 0;
  if (state->under == UNDER_DESCRIPTOR) return write_busy(state, state->out, bytes);
  // Python code may close this file or write to it.
  char *out = state->out;
  state->out = NULL;
  bool written = raw_write_all(state, out, bytes);
  if (state->out || state->closed)
    free(out);
  else
    state->out = out;
  return written;
}

bool file_write(FileState *state, const char *data, size_t bytes) {
  if (state->busy && !wait_idle(state)) return false;
  if (!state->unbuffered && !state->out) {
    state->out = malloc(state->buffer_bytes);
    if (!state->out) {
      errno = ENOMEM;
      return false;
    }
  }
  if (state->unbuffered || bytes >= state->buffer_bytes) {
    if (!file_flush(state)) return false;
    return state->under == UNDER_DESCRIPTOR ? write_busy(state, data, bytes) : raw_write_all(state, data, bytes);
  }
  if (bytes > state->buffer_bytes - state->out_size && (!file_flush(state) || !state->out)) return false;
  memory_copy(state->out + state->out_size, data, bytes);
  state->out_size += bytes;
  return true;
}

int64_t file_tell(FileState *state) {
  if (!file_flush(state)) return -1;
  int64_t position = raw_seek(state, 0, 1);
  return position < 0 ? -1 : position - (int64_t)(state->in_end - state->in_start);
}

int64_t file_seek(FileState *state, int64_t offset, int whence) {
  if (!file_flush(state)) return -1;
  if (whence == 1) offset -= (int64_t)(state->in_end - state->in_start);
  int64_t position = raw_seek(state, offset, whence);
  if (position < 0) return -1;
  state->in_start = state->in_end = state->incomplete = 0;
  state->converted = false;
  return position;
}

bool file_prepare_read(FileState *state) { return file_flush(state); }

bool file_prepare_write(FileState *state) {
  if (state->in_start == state->in_end || state->converted) return true;
  bool moved = raw_seek(state, -(int64_t)(state->in_end - state->in_start), 1) >= 0;
  state->in_start = state->in_end = 0;
  return moved || errno == ESPIPE;
}

// Other threads run meanwhile and may drop files.
static void flush_open_files(bool own_only) {
  for (FileState *state = open_files, *next; state; state = next) {
    bool wanted = !state->closed && state->under == UNDER_DESCRIPTOR && (state->closes_descriptor || !own_only);
    next = state->next;
    if (!wanted || state->out_size == 0 || state->busy) continue;
    state->references++;
    file_flush(state);
    next = state->next;
    file_state_release(state);
  }
}

void io_flush_all(void) { flush_open_files(false); }

void io_flush_files(void) { flush_open_files(true); }

void io_write_error(const char *text, size_t bytes) {
  FileState errors = {.descriptor = 2};
  io_flush_all();
  raw_write_all(&errors, text, bytes);
}
