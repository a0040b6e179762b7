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
  Type *type = !state->writable ? builtin_types[SHAPE_BINARY_FILE] : !state->readable ? writer_type : random_type;
  return from_object(file_object_new(type, state, name, mode));
}

bool binary_file_is_plain(Value v) {
  Type *type = type_of(v);
  return type == builtin_types[SHAPE_BINARY_FILE] || type == writer_type || type == random_type;
}

// __init__(raw, buffer_size) of the three. False: raised.
static bool initialise(Value self, Value *slots) {
  Type *type = type_of(self);
  bool random = type_is_subtype(type, random_type), writer = !random && type_is_subtype(type, writer_type);
  int64_t size = IO_BUFFER_BYTES;
  if (slots[0] == EMPTY) {
    raise(TypeError, "%s() missing required argument 'raw' (pos 1)",
          random   ? "BufferedRandom"
          : writer ? "BufferedWriter"
                   : "BufferedReader");
    return false;
  }
  if (slots[1] != EMPTY && !index_from_value(slots[1], EXCEPTION_OverflowError, &size)) return false;
  if (size <= 0) return raise(ValueError, "buffer size must be strictly positive"), false;
  static const struct {
    const char *method, *message;
  } needed[] = {{"readable", "File or stream is not readable."},
                {"writable", "File or stream is not writable."},
                {"seekable", "File or stream is not seekable."}};
  for (int i = 0; i < 3; i++) {
    if ((i == 0 && writer) || (i == 1 && !writer && !random) || (i == 2 && !random)) continue;
    int can = raw_asks(slots[0], needed[i].method);
    if (can <= 0) return can < 0 ? false : (io_unsupported(needed[i].message), false);
  }
  FileState *state = file_state_over(slots[0], UNDER_RAW);
  if (!state) return false;
  state->readable = !writer;
  state->writable = writer || random;
  state->buffer_bytes = (size_t)size;
  file_object_set_state(self, state);
  return true;
}

static Value method_init(Value *args, size_t count) {
  (void)count;
  return initialise(args[0], args + 1) ? NONE : EMPTY;
}

static Value binary_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "BufferedReader", .signature = "raw=, buffer_size=8192"};
  Value slots[2];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  Value self = from_object(file_object_new(type, NULL, EMPTY, EMPTY));
  if (self == EMPTY) return EMPTY;
  bool waits = slots[0] == EMPTY && (type->flags & TYPE_HEAP);
  return waits || initialise(self, slots) ? self : EMPTY;
}

static FileState *reader(Value self) {
  FileState *state = file_state(self);
  int closed = raw_is_closed(state);
  if (closed && (state->uninitialised || state->detached))
    file_check_open(self);
  else if (closed > 0)
    raise(ValueError, "read of closed file");
  else if (closed < 0)
    return NULL;
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
  if (!state || !bytes_view_to_fill(args[1], "readinto() argument", &data, &size)) return EMPTY;
  while (filled < size) {
    if (state->in_start == state->in_end) {
      int64_t got = file_fill(state);
      if (got < 0) return io_error();
      if (got == 0) break;
      // Python code underneath may have changed the buffer.
      if (!bytes_view_to_fill(args[1], "readinto() argument", &data, &size)) return EMPTY;
      if (filled >= size) break;
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
  if (state->closed || state->under != UNDER_DESCRIPTOR) {
    int closed = raw_is_closed(state);
    if (closed < 0) return EMPTY;
    if (state->uninitialised || state->detached) return file_check_open(self);
    if (closed) return raise(ValueError, "write to closed file");
  }
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
  return file_check_open(args[0]) == EMPTY ? EMPTY : io_writelines(args[0], args[1], write_data);
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
  Value name = file_get_name(self);
  if (name == EMPTY && !exception_matches(EXCEPTION_Exception)) return EMPTY;
  exception_clear();
  const char *module = type_of(self)->flags & TYPE_HEAP ? "" : "_io.";
  Value type = type_of(self)->name;
  return name == EMPTY ? str_format_c("<%s%V>", module, type) : str_format_c("<%s%V name=%R>", module, type, name);
}

// What is underneath; for a descriptor there is no object, the file stands for itself.
static Value get_raw(Value self) {
  FileState *state = file_state(self);
  if (state->uninitialised || state->detached) return file_check_open(self);
  return state->under == UNDER_DESCRIPTOR ? self : state->raw;
}

static Value method_detach(Value *args, size_t count) {
  (void)count;
  Value raw = get_raw(args[0]);
  if (raw == args[0]) {
    // The descriptor goes on in a FileIO.
    FileState *state = file_state(raw);
    state->references++;
    raw = file_io_new(state, file_get_name(raw), file_get_mode(raw));
  }
  return raw != EMPTY && file_object_detach(args[0]) ? raw : EMPTY;
}

// readinto() with one read of what is underneath at most.
static Value method_readinto1(Value *args, size_t count) {
  (void)count;
  uint8_t *data;
  size_t size;
  FileState *state = reader(args[0]);
  if (!state) return EMPTY;
  if (state->in_start == state->in_end && file_fill(state) < 0) return io_error();
  if (!bytes_view_to_fill(args[1], "readinto1() argument", &data, &size)) return EMPTY;
  size_t piece = file_ahead_bytes(state) < size ? file_ahead_bytes(state) : size;
  if (piece) memcpy(data, file_ahead(state), piece);
  state->in_start += piece;
  return from_small_int((int64_t)piece);
}

void binary_file_init(void) {
  static const TypeSlots slots = {
      .repr = binary_repr, .iter = file_iter, .next = binary_next, .construct = binary_construct};
  static const NativeDef methods[] = {
      {.name = "BufferedReader.__init__", .signature = "self, raw=, buffer_size=8192", .fn = method_init},
      {.name = "BufferedReader.detach", .signature = "self, /", .fn = method_detach},
      {.name = "BufferedReader.readinto1", .signature = "self, buffer, /", .fn = method_readinto1},
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
      {"name", file_get_name, file_set_name, NULL},
      {"mode", file_get_mode, file_set_mode, NULL},
      {"raw", get_raw, NULL, NULL},
      {NULL, NULL, NULL, NULL},
  };
  type_setup(SHAPE_BINARY_FILE, &slots, methods, getset, HEAP_VALUES, sizeof(FileObject), DOC("A binary file."));
  io_set_module(builtin_types[SHAPE_BINARY_FILE]);
  writer_type = type_new_native("_io", "BufferedWriter", builtin_types[SHAPE_BUFFERED_IO_BASE],
                                TYPE_BASE | TYPE_WEAKREFS, &slots, methods, getset, HEAP_VALUES, sizeof(FileObject));
  random_type = type_new_native("_io", "BufferedRandom", builtin_types[SHAPE_BUFFERED_IO_BASE],
                                TYPE_BASE | TYPE_WEAKREFS, &slots, methods, getset, HEAP_VALUES, sizeof(FileObject));
}

Type *binary_writer_type(void) { return writer_type; }
Type *binary_random_type(void) { return random_type; }
