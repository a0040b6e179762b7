// _IOBase and its three children: what classes written in Python inherit when they derive from io.RawIOBase and its
// like. Everything goes through the methods that the class defines; whether the stream is closed is an attribute of its
// own.
#include <errno.h>
#include <string.h>

#include "core/modules/io_internal.h"
#include "core/object/bytes.h"
#include "core/object/call.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/sequence.h"
#include "core/vm/vm.h"

#define CLOSED_NAME "__IOBase_closed"

static Value name_of(const char *text) { return str_intern(text, strlen(text)); }

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  (void)args, (void)count, (void)keyword_names;
  return from_object(instance_allocate(type));
}

static Value get_closed(Value self) {
  Value closed = object_find_attribute(self, name_of(CLOSED_NAME));
  return closed == EMPTY && vm_exception == EMPTY ? FALSE_VALUE : closed;
}

// What self.closed says, which classes override: 1, 0, -1.
static int is_closed(Value self) {
  Value closed = object_get_attribute(self, name_of("closed"));
  return closed == EMPTY ? -1 : object_truth(closed);
}

static bool check_open(Value self) {
  int closed = is_closed(self);
  if (closed > 0) raise(ValueError, "I/O operation on closed file.");
  return closed == 0;
}

static Value base_close(Value *args, size_t count) {
  (void)count;
  Value closed = get_closed(args[0]);
  int already = closed == EMPTY ? -1 : object_truth(closed);
  if (already) return already < 0 ? EMPTY : NONE;
  bool flushed = object_call_method(args[0], "flush", NULL, 0) != EMPTY;
  Value error = exception_take();
  bool marked = object_set_attribute(args[0], name_of(CLOSED_NAME), TRUE_VALUE);
  if (!flushed) {
    exception_clear();
    vm_exception = error;
  }
  return flushed && marked ? NONE : EMPTY;
}

// Derived classes are closed when nobody refers to them any more.
static Value base_del(Value *args, size_t count) {
  (void)count;
  io_close_forgotten(args[0]);
  return NONE;
}

static Value base_flush(Value *args, size_t count) {
  (void)count;
  Value closed = get_closed(args[0]);
  int already = closed == EMPTY ? -1 : object_truth(closed);
  if (already > 0) return raise(ValueError, "I/O operation on closed file.");
  return already < 0 ? EMPTY : NONE;
}

static Value base_enter(Value *args, size_t count) {
  (void)count;
  return check_open(args[0]) ? args[0] : EMPTY;
}

static Value base_exit(Value *args, size_t count) {
  (void)count;
  return object_call_method(args[0], "close", NULL, 0);
}

static Value base_iter(Value self) { return check_open(self) ? self : EMPTY; }

static Value base_next(Value self) {
  Value line = object_call_method(self, "readline", NULL, 0);
  int64_t length = line == EMPTY ? -1 : object_length(line);
  return length > 0 ? line : EMPTY;
}

static Value base_tell(Value *args, size_t count) {
  (void)count;
  Value position[2] = {from_small_int(0), from_small_int(1)};
  return object_call_method(args[0], "seek", position, 2);
}

static Value base_false(Value *args, size_t count) {
  (void)count;
  return check_open(args[0]) ? FALSE_VALUE : EMPTY;
}

#define UNSUPPORTED(name) \
  static Value base_##name(Value *args, size_t count) { return (void)args, (void)count, io_unsupported(#name); }
UNSUPPORTED(seek)
UNSUPPORTED(truncate)
UNSUPPORTED(fileno)
UNSUPPORTED(read)
UNSUPPORTED(read1)
UNSUPPORTED(readline)
UNSUPPORTED(write)
UNSUPPORTED(detach)

static Value base_check_closed(Value *args, size_t count) {
  (void)count;
  return check_open(args[0]) ? NONE : EMPTY;
}

// _checkReadable and its like.
static Value check_ability(Value self, const char *method, const char *message) {
  Value answer = object_call_method(self, method, NULL, 0);
  if (answer == EMPTY) return EMPTY;
  return answer == TRUE_VALUE ? answer : io_unsupported(message);
}
static Value base_check_readable(Value *args, size_t count) {
  return (void)count, check_ability(args[0], "readable", "File or stream is not readable.");
}
static Value base_check_writable(Value *args, size_t count) {
  return (void)count, check_ability(args[0], "writable", "File or stream is not writable.");
}
static Value base_check_seekable(Value *args, size_t count) {
  return (void)count, check_ability(args[0], "seekable", "File or stream is not seekable.");
}

// How many bytes may be read without going behind the end of the line: what peek() shows of it, else one. -1: raised.
static int64_t line_ahead(Value self, Value peek, int64_t most) {
  if (peek == EMPTY) return 1;
  Value ahead = object_call_1(peek, from_small_int(1));
  const uint8_t *data;
  size_t size;
  (void)self;
  if (ahead == EMPTY || !bytes_view(ahead, &data, &size)) return -1;
  if (size == 0) return 1;
  const uint8_t *newline = memchr(data, '\n', size);
  int64_t bytes = newline ? newline - data + 1 : (int64_t)size;
  return most >= 0 && bytes > most ? most : bytes;
}

static Value read_line(Value self, int64_t limit) {
  Value peek = object_find_attribute(self, name_of("peek"));
  if (peek == EMPTY && vm_exception != EMPTY) return EMPTY;
  StrBuilder line = STR_BUILDER_INIT;
  while (limit < 0 || line.size < (size_t)limit) {
    int64_t ahead = line_ahead(self, peek, limit < 0 ? -1 : limit - (int64_t)line.size);
    Value argument = from_small_int(ahead), piece = ahead < 0 ? EMPTY : object_call_method(self, "read", &argument, 1);
    if (piece != EMPTY && !type_flag(piece, TYPE_IS_BYTES))
      piece = raise(OSError, "read() should have returned a bytes object, not '%T'", piece);
    if (piece == EMPTY) {
      str_builder_drop(&line);
      return EMPTY;
    }
    const Bytes *bytes = (const Bytes *)(const void *)to_object(piece);
    if (bytes->size == 0) break;
    str_builder_add(&line, (const char *)bytes->data, bytes->size);
    if (bytes->data[bytes->size - 1] == '\n') break;
  }
  Value result = line.failed ? raise_memory_error() : bytes_new(line.size ? line.data : NULL, line.size);
  str_builder_drop(&line);
  return result;
}

static Value base_read_line(Value *args, size_t count) {
  (void)count;
  int64_t limit;
  return io_size_argument(args[1], &limit) ? read_line(args[0], limit) : EMPTY;
}

// By iteration, as subclasses expect.
static Value base_read_lines(Value *args, size_t count) {
  (void)count;
  int64_t limit, total = 0;
  if (!io_size_argument(args[1], &limit)) return EMPTY;
  Value list = list_new(0), iterator = list == EMPTY ? EMPTY : object_iter(args[0]), line;
  if (iterator == EMPTY) return EMPTY;
  while ((line = object_next(iterator)) != EMPTY) {
    int64_t length = object_length(line);
    if (length < 0 || !list_append(list, line)) return EMPTY;
    total += length;
    if (limit > 0 && total > limit) break;
  }
  return vm_exception == EMPTY ? list : EMPTY;
}

static Value write_by_method(Value self, Value data) { return object_call_method(self, "write", &data, 1); }

static Value base_write_lines(Value *args, size_t count) {
  (void)count;
  return check_open(args[0]) ? io_writelines(args[0], args[1], write_by_method) : EMPTY;
}

// --- _RawIOBase: read() and readall() by readinto()

static Value raw_read_all_method(Value *args, size_t count) {
  (void)count;
  StrBuilder all = STR_BUILDER_INIT;
  Value size = from_small_int(IO_BUFFER_BYTES), result = NONE;
  for (;;) {
    Value piece = object_call_method(args[0], "read", &size, 1);
    if (piece != EMPTY && piece != NONE && !type_flag(piece, TYPE_IS_BYTES))
      piece = raise(TypeError, "read() should return bytes");
    if (piece == EMPTY) {
      str_builder_drop(&all);
      return EMPTY;
    }
    if (piece == NONE) break;
    result = EMPTY;
    const Bytes *bytes = (const Bytes *)(const void *)to_object(piece);
    if (bytes->size == 0) break;
    str_builder_add(&all, (const char *)bytes->data, bytes->size);
  }
  // Nothing at all for the moment is None.
  if (result == NONE && all.size == 0) return NONE;
  result = all.failed ? raise_memory_error() : bytes_new(all.size ? all.data : NULL, all.size);
  str_builder_drop(&all);
  return result;
}

static Value raw_read_method(Value *args, size_t count) {
  (void)count;
  int64_t size, got;
  if (!io_size_argument(args[1], &size)) return EMPTY;
  if (size < 0) return object_call_method(args[0], "readall", NULL, 0);
  Value buffer = bytearray_new(NULL, (size_t)size);
  Value result = buffer == EMPTY ? EMPTY : object_call_method(args[0], "readinto", &buffer, 1);
  if (result == EMPTY || result == NONE) return result;
  const uint8_t *data;
  size_t bytes;
  if (!index_from_value(result, EXCEPTION_ValueError, &got) || !bytes_view(buffer, &data, &bytes)) return EMPTY;
  if (got < 0 || (size_t)got > bytes)
    return raise(ValueError, "readinto returned %lld outside buffer size %zu", (long long)got, bytes);
  return bytes_new(data, (size_t)got);
}

// --- _BufferedIOBase: readinto() by read()

static Value read_into_by(Value self, Value buffer, const char *method, const char *argument) {
  uint8_t *data;
  const uint8_t *from;
  size_t size, got;
  if (!bytes_view_to_fill(buffer, argument, &data, &size)) return EMPTY;
  Value wanted = int_from_u64(size), piece = object_call_method(self, method, &wanted, 1);
  if (piece == EMPTY) return EMPTY;
  if (!type_flag(piece, TYPE_IS_BYTES)) return raise(TypeError, "read() should return bytes");
  // The buffer may have changed meanwhile.
  if (!bytes_view(piece, &from, &got) || !bytes_view_to_fill(buffer, argument, &data, &size)) return EMPTY;
  if (got > size)
    return raise(ValueError, "read() returned too much data: %zu bytes requested, %zu returned", size, got);
  if (got) memcpy(data, from, got);
  return from_small_int((int64_t)got);
}

static Value buffered_readinto(Value *args, size_t count) {
  return (void)count, read_into_by(args[0], args[1], "read", "readinto() argument");
}
static Value buffered_readinto1(Value *args, size_t count) {
  return (void)count, read_into_by(args[0], args[1], "read1", "readinto1() argument");
}

// --- _TextIOBase

static Value get_none(Value self) { return (void)self, NONE; }

#define METHOD(text, arguments, function) {.name = text, .signature = arguments, .fn = function}

void io_base_init(void) {
  static const TypeSlots slots = {.iter = base_iter, .next = base_next, .construct = construct};
  static const NativeDef base[] = {
      METHOD("seek", "self, /, *args", base_seek),
      METHOD("tell", "self, /", base_tell),
      METHOD("truncate", "self, pos=None, /", base_truncate),
      METHOD("flush", "self, /", base_flush),
      METHOD("close", "self, /", base_close),
      METHOD("__del__", "self, /", base_del),
      METHOD("seekable", "self, /", base_false),
      METHOD("readable", "self, /", base_false),
      METHOD("writable", "self, /", base_false),
      METHOD("isatty", "self, /", base_false),
      METHOD("fileno", "self, /", base_fileno),
      METHOD("_checkClosed", "self, /", base_check_closed),
      METHOD("_checkReadable", "self, /", base_check_readable),
      METHOD("_checkWritable", "self, /", base_check_writable),
      METHOD("_checkSeekable", "self, /", base_check_seekable),
      METHOD("__enter__", "self, /", base_enter),
      METHOD("__exit__", "self, /, *args", base_exit),
      METHOD("readline", "self, size=-1, /", base_read_line),
      METHOD("readlines", "self, hint=-1, /", base_read_lines),
      METHOD("writelines", "self, lines, /", base_write_lines),
      {0},
  };
  static const NativeDef raw[] = {
      METHOD("read", "self, size=-1, /", raw_read_method), METHOD("readall", "self, /", raw_read_all_method), {0}};
  static const NativeDef buffered[] = {METHOD("detach", "self, /", base_detach),
                                       METHOD("read", "self, /, *args", base_read),
                                       METHOD("read1", "self, /, *args", base_read1),
                                       METHOD("readinto", "self, buffer, /", buffered_readinto),
                                       METHOD("readinto1", "self, buffer, /", buffered_readinto1),
                                       METHOD("write", "self, /, *args", base_write),
                                       {0}};
  static const NativeDef text[] = {METHOD("detach", "self, /", base_detach),
                                   METHOD("read", "self, /, *args", base_read),
                                   METHOD("readline", "self, /, *args", base_readline),
                                   METHOD("write", "self, /, *args", base_write),
                                   {0}};
  static const GetSetDef base_attributes[] = {{"closed", get_closed, NULL, NULL}, {NULL, NULL, NULL, NULL}};
  static const GetSetDef text_attributes[] = {{"encoding", get_none, NULL, NULL},
                                              {"newlines", get_none, NULL, NULL},
                                              {"errors", get_none, NULL, NULL},
                                              {NULL, NULL, NULL, NULL}};
  static const TypeSlots derived = {.construct = construct};
  type_setup(SHAPE_IO_BASE, &slots, base, base_attributes, HEAP_VALUES, sizeof(Object),
             DOC("The base of all streams."));
  type_setup(SHAPE_RAW_IO_BASE, &derived, raw, NULL, HEAP_VALUES, sizeof(Object), DOC("Streams without a buffer."));
  type_setup(SHAPE_BUFFERED_IO_BASE, &derived, buffered, NULL, HEAP_VALUES, sizeof(Object), DOC("Streams of bytes."));
  type_setup(SHAPE_TEXT_IO_BASE, &derived, text, text_attributes, HEAP_VALUES, sizeof(Object), DOC("Streams of text."));
  for (int shape = SHAPE_IO_BASE; shape <= SHAPE_TEXT_IO_BASE; shape++) io_set_module(builtin_types[shape]);
}
