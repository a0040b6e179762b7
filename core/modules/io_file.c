// FileIO: a descriptor without buffers. Each read is one call of the system.
#include <errno.h>
#include <string.h>

#include "core/modules/io_internal.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/vm/vm.h"
#include "port/port.h"

static Type *file_io;

Type *file_io_type(void) { return file_io; }

Value file_io_new(FileState *state, Value name, Value mode) {
  return from_object(file_object_new(file_io, state, name, mode));
}

// The state, for reading or writing; NULL: raised.
static FileState *usable(Value self, bool writing) {
  FileState *state = file_state(self);
  if (state->closed)
    raise(ValueError, state->uninitialised ? "I/O operation on uninitialized object" : "I/O operation on closed file");
  else if (writing ? !state->writable : !state->readable)
    io_unsupported(writing ? "File not open for writing" : "File not open for reading");
  else
    return state;
  return NULL;
}

// No data for the moment is None.
static Value failure(void) { return errno == EAGAIN ? NONE : io_error(); }

static Value read_all(FileState *state) {
  StrBuilder all = STR_BUILDER_INIT;
  char piece[IO_BUFFER_BYTES];
  int64_t got;
  while ((got = io_read(state->descriptor, piece, sizeof piece)) > 0) str_builder_add(&all, piece, (size_t)got);
  Value result = EMPTY;
  if (got < 0 && all.size == 0)
    result = failure();
  else
    result = all.failed ? raise_memory_error() : bytes_new(all.size ? all.data : NULL, all.size);
  str_builder_drop(&all);
  return result;
}

static Value method_readall(Value *args, size_t count) {
  (void)count;
  FileState *state = usable(args[0], false);
  return state ? read_all(state) : EMPTY;
}

static Value method_read(Value *args, size_t count) {
  (void)count;
  int64_t size;
  FileState *state = usable(args[0], false);
  if (!state || !io_size_argument(args[1], &size)) return EMPTY;
  if (size < 0) return read_all(state);
  Value buffer = bytearray_new(NULL, (size_t)size);
  uint8_t *data;
  size_t room;
  if (buffer == EMPTY || !bytes_view_writable(buffer, &data, &room)) return EMPTY;
  int64_t got = io_read(state->descriptor, (char *)data, room);
  return got < 0 ? failure() : bytes_new(data, (size_t)got);
}

static Value method_readinto(Value *args, size_t count) {
  (void)count;
  uint8_t *data;
  size_t size;
  FileState *state = usable(args[0], false);
  if (!state || !bytes_view_to_fill(args[1], "readinto() argument", &data, &size)) return EMPTY;
  int64_t got = io_read(state->descriptor, (char *)data, size);
  return got < 0 ? failure() : int_from_i64(got);
}

static Value method_write(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  FileState *state = usable(args[0], true);
  if (!state || !bytes_view(args[1], &data, &size)) return EMPTY;
  int64_t written = io_write_some(state->descriptor, (const char *)data, size);
  return written < 0 ? failure() : int_from_i64(written);
}

static Value method_seek(Value *args, size_t count) {
  (void)count;
  int64_t offset, whence = 0;
  if (file_check_open(args[0]) == EMPTY) return EMPTY;
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &offset)) return EMPTY;
  if (args[2] != EMPTY && !index_from_value(args[2], EXCEPTION_OverflowError, &whence)) return EMPTY;
  int64_t position = port_seek(file_state(args[0])->descriptor, offset, (int)whence);
  return position < 0 ? io_error() : int_from_i64(position);
}

static Value method_tell(Value *args, size_t count) {
  (void)count;
  if (file_check_open(args[0]) == EMPTY) return EMPTY;
  int64_t position = port_seek(file_state(args[0])->descriptor, 0, 1);
  return position < 0 ? io_error() : int_from_i64(position);
}

static Value repr(Value self) {
  FileState *state = file_state(self);
  FileObject *file = (FileObject *)to_object(self);
  if (state->closed) return str_from_c("<_io.FileIO [closed]>");
  if (file->name == EMPTY)
    return str_format_c("<_io.FileIO fd=%d mode=%R closefd=%R>", state->descriptor, file->mode,
                        from_bool(state->closes_descriptor));
  return str_format_c("<_io.FileIO name=%R mode=%R closefd=%R>", file->name, file->mode,
                      from_bool(state->closes_descriptor));
}

static Value get_closefd(Value self) { return from_bool(file_state(self)->closes_descriptor); }
static Value get_block_size(Value self) { return (void)self, from_small_int(IO_BUFFER_BYTES); }

// The mode argument: one of "rwax", "+" and "b" in any order. False: raised.
static bool file_mode(Value v, OpenMode *mode) {
  *mode = (OpenMode){.binary = true};
  if (v == EMPTY) return mode->reading = true;
  if (!str_text(v)) return false;
  int kinds = 0, pluses = 0;
  for (const char *at = to_str(v)->text; *at; at++) {
    kinds += *at == 'r' || *at == 'w' || *at == 'a' || *at == 'x';
    pluses += *at == '+';
    mode->reading |= *at == 'r';
    mode->writing |= *at == 'w';
    mode->appending |= *at == 'a';
    mode->creating |= *at == 'x';
    mode->updating |= *at == '+';
    if (!strchr("rwax+b", *at)) return raise(ValueError, "invalid mode: %V", v), false;
  }
  if (kinds == 1 && pluses <= 1) return true;
  raise(ValueError, "Must have exactly one of create/read/write/append mode and at most one plus");
  return false;
}

// __init__(file, mode='r', closefd=True, opener=None). False: raised.
static bool initialise(Value self, Value *slots) {
  OpenMode mode;
  if (slots[0] == EMPTY) return raise(TypeError, "FileIO() missing required argument 'file' (pos 1)"), false;
  if (!file_mode(slots[1], &mode)) return false;
  FileState *state = io_open_state(slots[0], &mode, slots[2], slots[3]);
  if (!state) return false;
  state->unbuffered = true;
  file_object_set_state(self, state);
  ((FileObject *)to_object(self))->name = slots[0];
  ((FileObject *)to_object(self))->mode = io_binary_mode(&mode);
  return true;
}

static Value method_init(Value *args, size_t count) {
  (void)count;
  return initialise(args[0], args + 1) ? NONE : EMPTY;
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "FileIO", .signature = "file=, mode='r', closefd=True, opener=None"};
  Value slots[4];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  Value self = from_object(file_object_new(type, NULL, EMPTY, EMPTY));
  if (self == EMPTY) return EMPTY;
  bool waits = slots[0] == EMPTY && type != file_io;
  return waits || initialise(self, slots) ? self : EMPTY;
}

bool file_io_init(void) {
  static const TypeSlots slots = {.repr = repr, .construct = construct};
  static const NativeDef methods[] = {
      {.name = "FileIO.__init__", .signature = "self, file=, mode='r', closefd=True, opener=None", .fn = method_init},
      {.name = "FileIO.read", .signature = "self, size=-1, /", .fn = method_read},
      {.name = "FileIO.readall", .signature = "self, /", .fn = method_readall},
      {.name = "FileIO.readinto", .signature = "self, buffer, /", .fn = method_readinto},
      {.name = "FileIO.write", .signature = "self, b, /", .fn = method_write},
      {.name = "FileIO.seek", .signature = "self, pos, whence=0, /", .fn = method_seek},
      {.name = "FileIO.tell", .signature = "self, /", .fn = method_tell},
      FILE_METHODS("FileIO"),
      {.name = NULL},
  };
  static const GetSetDef getset[] = {
      {"closed", file_get_closed, NULL, NULL},      {"name", file_get_name, file_set_name, NULL},
      {"mode", file_get_mode, file_set_mode, NULL}, {"closefd", get_closefd, NULL, NULL},
      {"_blksize", get_block_size, NULL, NULL},     {NULL, NULL, NULL, NULL},
  };
  file_io = type_new_native("_io", "FileIO", builtin_types[SHAPE_RAW_IO_BASE], TYPE_BASE, &slots, methods, getset,
                            HEAP_VALUES, sizeof(FileObject));
  return file_io != NULL;
}
