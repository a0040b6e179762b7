// Binary files: BufferedReader, BufferedWriter and BufferedRandom, which differ in their names only.
#include <errno.h>
#include <string.h>

#include "core/modules/io.h"
#include "core/modules/io_internal.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

static Type *writer_type, *random_type;

Value binary_file_new(FileState *state, Value name, Value mode) {
  uint32_t shape = !state->writable   ? SHAPE_BINARY_FILE
                   : !state->readable ? writer_type->root_shape
                                      : random_type->root_shape;
  return from_object(file_object_new(shape, sizeof(FileObject), state, name, mode));
}

static FileState *reader(Value self) {
  FileState *state = file_state(self);
  if (state->closed)
    raise(ValueError, "read of closed file");
  else if (!state->readable)
    io_unsupported("read");
  else if (!file_prepare_read(state))
    io_error();
  else
    return state;
  return NULL;
}

// Takes up to `bytes` from the buffer.
static Value take(FileState *state, size_t bytes) {
  size_t left = file_ahead_bytes(state);
  if (bytes > left) bytes = left;
  Value result = bytes_new(bytes ? file_ahead(state) : NULL, bytes);
  if (result != EMPTY) state->in_start += bytes;
  return result;
}

static Value method_read(Value *args, size_t count) {
  (void)count;
  int64_t size;
  FileState *state = reader(args[0]);
  if (!state || !io_size_argument(args[1], &size)) return EMPTY;
  if (size < -1) return raise(ValueError, "read length must be non-negative or -1");
  if (size < 0) return file_fill_all(state) ? take(state, SIZE_MAX) : io_error();
  while (file_ahead_bytes(state) < (size_t)size) {
    int64_t got = file_fill(state);
    if (got < 0) return io_error();
    if (got == 0) break;
  }
  return take(state, (size_t)size);
}

static Value method_read1(Value *args, size_t count) {
  (void)count;
  int64_t size;
  FileState *state = reader(args[0]);
  if (!state || !io_size_argument(args[1], &size)) return EMPTY;
  if (state->in_start == state->in_end && file_fill(state) < 0) return io_error();
  return take(state, size < 0 ? IO_BUFFER_BYTES : (size_t)size);
}

static Value method_peek(Value *args, size_t count) {
  (void)count;
  FileState *state = reader(args[0]);
  if (!state) return EMPTY;
  if (state->in_start == state->in_end && file_fill(state) < 0) return io_error();
  size_t left = file_ahead_bytes(state);
  return bytes_new(left ? file_ahead(state) : NULL, left);
}

static Value method_readinto(Value *args, size_t count) {
  (void)count;
  uint8_t *data;
  size_t size, filled = 0;
  FileState *state = reader(args[0]);
  if (!state || !bytes_view_writable(args[1], &data, &size)) return EMPTY;
  while (filled < size) {
    if (state->in_start == state->in_end) {
      int64_t got = file_fill(state);
      if (got < 0) return io_error();
      if (got == 0) break;
    }
    size_t piece = file_ahead_bytes(state);
    if (piece > size - filled) piece = size - filled;
    memcpy(data + filled, file_ahead(state), piece);
    state->in_start += piece;
    filled += piece;
  }
  return from_small_int((int64_t)filled);
}

static Value read_line(Value self, int64_t limit) {
  FileState *state = reader(self);
  if (!state) return EMPTY;
  size_t scanned = 0;
  for (;;) {
    size_t left = file_ahead_bytes(state);
    const char *start = file_ahead(state);
    const char *at = left > scanned ? memchr(start + scanned, '\n', left - scanned) : NULL;
    size_t size = at ? (size_t)(at - start) + 1 : left;
    if (limit >= 0 && size >= (size_t)limit) return take(state, (size_t)limit);
    if (at) return take(state, size);
    scanned = left;
    int64_t got = file_fill(state);
    if (got < 0) return io_error();
    if (got == 0) return take(state, SIZE_MAX);
  }
}

static Value method_readline(Value *args, size_t count) {
  (void)count;
  int64_t limit;
  return io_size_argument(args[1], &limit) ? read_line(args[0], limit) : EMPTY;
}

static Value method_readlines(Value *args, size_t count) {
  (void)count;
  return io_readlines(args[0], args[1], read_line);
}

static Value binary_next(Value self) {
  Value line = read_line(self, -1);
  return line != EMPTY && object_length(line) == 0 ? EMPTY : line;
}

static Value write_data(Value self, Value data) {
  FileState *state = file_state(self);
  const uint8_t *bytes;
  size_t size;
  if (state->closed) return raise(ValueError, "write to closed file");
  if (!state->writable) return io_unsupported("write");
  if (!bytes_view(data, &bytes, &size)) return EMPTY;
  if (!file_prepare_write(state) || !file_write(state, (const char *)bytes, size)) return io_error();
  return int_from_i64((int64_t)size);
}

static Value method_write(Value *args, size_t count) {
  (void)count;
  return write_data(args[0], args[1]);
}

static Value method_writelines(Value *args, size_t count) {
  (void)count;
  return io_writelines(args[0], args[1], write_data);
}

static Value method_tell(Value *args, size_t count) {
  (void)count;
  if (file_state(args[0])->closed) return raise(ValueError, "tell of closed file");
  int64_t position = file_tell(file_state(args[0]));
  return position < 0 ? io_error() : int_from_i64(position);
}

static Value method_seek(Value *args, size_t count) {
  (void)count;
  int64_t offset, whence = 0;
  if (file_state(args[0])->closed) return raise(ValueError, "seek of closed file");
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &offset)) return EMPTY;
  if (args[2] != EMPTY && !index_from_value(args[2], EXCEPTION_OverflowError, &whence)) return EMPTY;
  if (whence < 0 || whence > 2) return raise(ValueError, "whence value %ld unsupported", (long)whence);
  int64_t position = file_seek(file_state(args[0]), offset, (int)whence);
  return position < 0 ? io_error() : int_from_i64(position);
}

static Value binary_repr(Value self) {
  return str_format_c("<_io.%V name=%R>", type_of(self)->name, ((FileObject *)to_object(self))->name);
}

// The unbuffered file underneath: there is none, the file stands for itself.
static Value get_raw(Value self) { return self; }

void binary_file_init(void) {
  static const TypeSlots slots = {.repr = binary_repr, .iter = file_iter, .next = binary_next};
  static const NativeDef methods[] = {
      {.name = "BufferedReader.read", .signature = "self, size=-1, /", .fn = method_read},
      {.name = "BufferedReader.read1", .signature = "self, size=-1, /", .fn = method_read1},
      {.name = "BufferedReader.peek", .signature = "self, size=0, /", .fn = method_peek},
      {.name = "BufferedReader.readinto", .signature = "self, buffer, /", .fn = method_readinto},
      {.name = "BufferedReader.readline", .signature = "self, size=-1, /", .fn = method_readline},
      {.name = "BufferedReader.readlines", .signature = "self, hint=-1, /", .fn = method_readlines},
      {.name = "BufferedReader.write", .signature = "self, buffer, /", .fn = method_write},
      {.name = "BufferedReader.writelines", .signature = "self, lines, /", .fn = method_writelines},
      {.name = "BufferedReader.tell", .signature = "self, /", .fn = method_tell},
      {.name = "BufferedReader.seek", .signature = "self, offset, whence=0, /", .fn = method_seek},
      FILE_METHODS("BufferedReader"),
      {.name = NULL},
  };
  static const GetSetDef getset[] = {
      {"closed", file_get_closed, NULL, NULL},
      {"name", file_get_name, NULL, NULL},
      {"mode", file_get_mode, NULL, NULL},
      {"raw", get_raw, NULL, NULL},
      {NULL, NULL, NULL, NULL},
  };
  type_setup(SHAPE_BINARY_FILE, &slots, methods, getset, HEAP_VALUES, sizeof(FileObject), "A binary file.");
  io_set_module(builtin_types[SHAPE_BINARY_FILE]);
  writer_type =
      type_new_native("_io", "BufferedWriter", NULL, 0, &slots, methods, getset, HEAP_VALUES, sizeof(FileObject));
  random_type =
      type_new_native("_io", "BufferedRandom", NULL, 0, &slots, methods, getset, HEAP_VALUES, sizeof(FileObject));
}

Type *binary_writer_type(void) { return writer_type; }
Type *binary_random_type(void) { return random_type; }
