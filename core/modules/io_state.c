// FileState: buffered reading and writing of a descriptor.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/modules/io.h"
#include "core/modules/io_internal.h"
#include "core/object/memory.h"
#include "port/port.h"

static FileState *open_files;

FileState *file_state_new(int descriptor) {
  FileState *state = calloc(1, sizeof *state);
  if (!state) return NULL;
  state->descriptor = descriptor;
  state->closes_descriptor = true;
  state->references = 1;
  state->next = open_files;
  state->link = &open_files;
  if (open_files) open_files->link = &state->next;
  open_files = state;
  return state;
}

bool file_close(FileState *state) {
  if (state->closed) return true;
  bool flushed = file_flush(state);
  int error = errno;
  state->closed = true;
  bool closed = !state->closes_descriptor || port_close(state->descriptor) == 0;
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
  file_close(state);
  *state->link = state->next;
  if (state->next) state->next->link = state->link;
  free(state);
}

int64_t file_fill(FileState *state) {
  if (state->converted) return 0;
  if (state->in_start == state->in_end) state->in_start = state->in_end = 0;
  if (state->in_end == state->in_capacity) {
    size_t kept = state->in_end - state->in_start;
    if (state->in_start > 0) {
      memmove(state->in, state->in + state->in_start, kept);
      state->in_start = 0;
      state->in_end = kept;
    } else {
      size_t capacity = state->in_capacity ? state->in_capacity * 2 : IO_BUFFER_BYTES;
      // What cannot become an object need not be read either.
      char *in = capacity <= heap_stats().limit * 2 ? realloc(state->in, capacity) : NULL;
      if (!in) {
        errno = ENOMEM;
        return -1;
      }
      state->in = in;
      state->in_capacity = capacity;
    }
  }
  int64_t got = port_read(state->descriptor, state->in + state->in_end, state->in_capacity - state->in_end);
  if (got > 0) state->in_end += (size_t)got;
  return got;
}

bool file_fill_all(FileState *state) {
  int64_t got;
  do got = file_fill(state);
  while (got > 0);
  return got == 0;
}

static bool write_all(int descriptor, const char *data, size_t bytes) {
  while (bytes > 0) {
    int64_t written = port_write(descriptor, data, bytes);
    if (written < 0) return false;
    data += written;
    bytes -= (size_t)written;
  }
  return true;
}

bool file_flush(FileState *state) {
  if (state->out_size == 0) return true;
  // What could not be written is dropped: a second attempt at exit would only fail again.
  size_t bytes = state->out_size;
  state->out_size = 0;
  return write_all(state->descriptor, state->out, bytes);
}

bool file_write(FileState *state, const char *data, size_t bytes) {
  if (!state->unbuffered && !state->out) {
    state->out = malloc(IO_BUFFER_BYTES);
    if (!state->out) {
      errno = ENOMEM;
      return false;
    }
  }
  if (state->unbuffered || bytes >= IO_BUFFER_BYTES)
    return file_flush(state) && write_all(state->descriptor, data, bytes);
  if (bytes > IO_BUFFER_BYTES - state->out_size && !file_flush(state)) return false;
  memory_copy(state->out + state->out_size, data, bytes);
  state->out_size += bytes;
  return true;
}

int64_t file_tell(FileState *state) {
  if (!file_flush(state)) return -1;
  int64_t position = port_seek(state->descriptor, 0, 1);
  return position < 0 ? -1 : position - (int64_t)(state->in_end - state->in_start);
}

int64_t file_seek(FileState *state, int64_t offset, int whence) {
  if (!file_flush(state)) return -1;
  if (whence == 1) offset -= (int64_t)(state->in_end - state->in_start);
  int64_t position = port_seek(state->descriptor, offset, whence);
  if (position < 0) return -1;
  state->in_start = state->in_end = state->incomplete = 0;
  state->converted = false;
  return position;
}

bool file_prepare_read(FileState *state) { return file_flush(state); }

bool file_prepare_write(FileState *state) {
  if (state->in_start == state->in_end || state->converted) return true;
  bool moved = port_seek(state->descriptor, -(int64_t)(state->in_end - state->in_start), 1) >= 0;
  state->in_start = state->in_end = 0;
  return moved || errno == ESPIPE;
}

void io_flush_all(void) {
  for (FileState *state = open_files; state; state = state->next)
    if (!state->closed) file_flush(state);
}

void io_flush_files(void) {
  for (FileState *state = open_files; state; state = state->next)
    if (!state->closed && state->closes_descriptor) file_flush(state);
}

void io_write_error(const char *text, size_t bytes) {
  io_flush_all();
  write_all(2, text, bytes);
}
