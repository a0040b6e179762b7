// StringIO and BytesIO: files in memory. The contents are a ByteArray; StringIO's is UTF-8 and its positions, which
// Python counts in characters, are kept in bytes.
#include <string.h>

#include "core/modules/io_internal.h"
#include "core/object/memoryview.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/str_internal.h"
#include "core/object/type.h"
#include "core/object/utf8.h"
#include "core/vm/export.h"
#include "core/vm/vm.h"

typedef struct MemoryFile {
  Object header;      // HEAP_VALUES
  ByteArray *storage; // NULL: empty
  Value size;         // small int: bytes in use
  Value position;     // small int: byte offset, may be beyond size
  Value closed;       // TRUE_VALUE: closed
  Value newline;      // StringIO: small int, Newline; EMPTY: '\n' only
} MemoryFile;

static MemoryFile *to_memory(Value v) { return (MemoryFile *)to_object(v); }
static size_t size_of(const MemoryFile *file) { return file->size ? (size_t)to_small_int(file->size) : 0; }
static size_t position_of(const MemoryFile *file) { return file->position ? (size_t)to_small_int(file->position) : 0; }
static const char *data_of(const MemoryFile *file) { return file->storage ? (const char *)file->storage->data : ""; }

static bool is_text(Value self) { return type_is_subtype(type_of(self), builtin_types[SHAPE_STRING_IO]); }

static MemoryFile *opened(Value self) {
  MemoryFile *file = to_memory(self);
  if (file->closed != TRUE_VALUE) return file;
  raise(ValueError, is_text(self) ? "I/O operation on closed file" : "I/O operation on closed file.");
  return NULL;
}

// False, with BufferError, when what getbuffer gave is still in use.
static bool may_resize(const MemoryFile *file) {
  if (!export_is_needed(from_object(file))) return true;
  raise(BufferError, "Existing exports of data: object cannot be re-sized");
  return false;
}

// Makes room for `size` bytes and sets the size to it. False with MemoryError.
static bool resize(MemoryFile *file, size_t size) {
  size_t old = size_of(file), capacity = file->storage ? file->storage->capacity : 0;
  if (size > capacity) {
    ByteArray *storage = byte_array_new(size + size / 2 + 64);
    if (!storage) return false;
    if (file->storage) memcpy(storage->data, file->storage->data, old);
    file->storage = storage;
  } else if (file->storage && size < old) {
    memset(file->storage->data + size, 0, old - size);
  }
  file->size = from_small_int((int64_t)size);
  return true;
}

// Replaces `replaced` bytes at the position by data and moves the position behind it.
static bool put(MemoryFile *file, const char *data, size_t bytes, size_t replaced) {
  size_t at = position_of(file), size = size_of(file);
  if (at > size) {
    if (bytes == 0) return true;
    // Writing behind the end: the gap is zero bytes.
    if (!resize(file, at)) return false;
    size = at;
  }
  size_t tail = size - at - replaced;
  size_t new_size = at + bytes + tail;
  if (new_size > size && !resize(file, new_size)) return false;
  if (!file->storage) return true; // nothing was there and nothing comes
  uint8_t *target = file->storage->data;
  if (tail) memmove(target + at + bytes, target + at + replaced, tail);
  if (bytes) memcpy(target + at, data, bytes);
  if (new_size < size && !resize(file, new_size)) return false;
  file->position = from_small_int((int64_t)(at + bytes));
  return true;
}

// Bytes of the next `characters` characters from the position; everything when characters is negative.
static size_t extent(Value self, MemoryFile *file, int64_t characters) {
  size_t at = position_of(file), size = size_of(file);
  if (at >= size) return 0;
  size_t left = size - at;
  if (characters < 0) return left;
  if (!is_text(self)) return (uint64_t)characters < left ? (size_t)characters : left;
  const char *start = data_of(file) + at, *end = start;
  for (; characters > 0 && (size_t)(end - start) < left; characters--) end += utf8_width(*end);
  return (size_t)(end - start);
}

static Value take(Value self, MemoryFile *file, size_t bytes) {
  size_t at = position_of(file);
  Value result = is_text(self) ? str_new(bytes ? data_of(file) + at : "", bytes)
                               : bytes_new(bytes ? data_of(file) + at : NULL, bytes);
  if (result != EMPTY) file->position = from_small_int((int64_t)(at + bytes));
  return result;
}

static Value method_read(Value *args, size_t count) {
  (void)count;
  int64_t size;
  MemoryFile *file = opened(args[0]);
  if (!file || !io_size_argument(args[1], &size)) return EMPTY;
  return take(args[0], file, extent(args[0], file, size));
}

static Newline newline_of(const MemoryFile *file) {
  return file->newline == EMPTY ? NEWLINE_LF : (Newline)to_small_int(file->newline);
}

// Bytes of the line at the start of text, its end included.
static size_t line_size(const char *text, size_t size, Newline newline) {
  for (size_t i = 0; i < size; i++) {
    bool pair = text[i] == '\r' && i + 1 < size && text[i + 1] == '\n';
    if (newline == NEWLINE_CRLF) {
      if (pair) return i + 2;
    } else if (text[i] == '\n') {
      if (newline != NEWLINE_CR) return i + 1;
    } else if (text[i] == '\r') {
      if (newline == NEWLINE_CR) return i + 1;
      if (newline == NEWLINE_KEEP) return i + 1 + pair;
    }
  }
  return size;
}

static Value read_line(Value self, int64_t limit) {
  MemoryFile *file = opened(self);
  if (!file) return EMPTY;
  size_t most = extent(self, file, limit);
  const char *start = data_of(file) + position_of(file);
  Newline newline = newline_of(file);
  if (newline != NEWLINE_LF && newline != NEWLINE_UNIVERSAL) return take(self, file, line_size(start, most, newline));
  const char *at = most ? memchr(start, '\n', most) : NULL;
  return take(self, file, at ? (size_t)(at - start) + 1 : most);
}

// Text as it is stored: newlines replaced.
static Value with_newlines(const MemoryFile *file, Value text) {
  Newline newline = newline_of(file);
  const Str *str = to_str(text);
  bool reads = newline == NEWLINE_UNIVERSAL, writes = newline == NEWLINE_CR || newline == NEWLINE_CRLF;
  if (!(reads && memchr(str->text, '\r', str->size)) && !(writes && memchr(str->text, '\n', str->size))) return text;
  StrBuilder out = STR_BUILDER_INIT;
  for (size_t i = 0; i < str->size; i++) {
    char c = str->text[i];
    if (reads && c == '\r') {
      if (i + 1 < str->size && str->text[i + 1] == '\n') i++;
      c = '\n';
    }
    if (writes && c == '\n')
      str_builder_add_c(&out, newline == NEWLINE_CR ? "\r" : "\r\n");
    else
      str_builder_add(&out, &c, 1);
  }
  return str_builder_finish(&out);
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

static Value memory_next(Value self) {
  Value line = read_line(self, -1);
  return line != EMPTY && object_length(line) == 0 ? EMPTY : line;
}

static Value write_data(Value self, Value v) {
  if (is_text(self)) {
    if (!type_flag(v, TYPE_IS_STR)) return raise(TypeError, "string argument expected, got '%T'", v);
    MemoryFile *file = opened(self);
    Value stored = file ? with_newlines(file, v) : EMPTY;
    if (stored == EMPTY) return EMPTY;
    Str *str = to_str(stored);
    if (!put(file, str->text, str->size, extent(self, file, str->length))) return EMPTY;
    return from_small_int(to_str(v)->length);
  }
  const uint8_t *data;
  size_t size;
  MemoryFile *file = opened(self);
  if (!file || !may_resize(file) || !bytes_view(v, &data, &size)) return EMPTY;
  return put(file, (const char *)data, size, extent(self, file, (int64_t)size)) ? from_small_int((int64_t)size) : EMPTY;
}

static Value method_write(Value *args, size_t count) {
  (void)count;
  return write_data(args[0], args[1]);
}

static Value method_writelines(Value *args, size_t count) {
  (void)count;
  return opened(args[0]) ? io_writelines(args[0], args[1], write_data) : EMPTY;
}

static Value method_readinto(Value *args, size_t count) {
  (void)count;
  uint8_t *data;
  size_t size;
  MemoryFile *file = opened(args[0]);
  if (!file || !bytes_view_to_fill(args[1], "readinto() argument", &data, &size)) return EMPTY;
  size_t bytes = extent(args[0], file, (int64_t)size);
  if (bytes) memcpy(data, data_of(file) + position_of(file), bytes);
  file->position = from_small_int((int64_t)(position_of(file) + bytes));
  return from_small_int((int64_t)bytes);
}

static Value method_getvalue(Value *args, size_t count) {
  (void)count;
  MemoryFile *file = opened(args[0]);
  if (!file) return EMPTY;
  return is_text(args[0]) ? str_new(data_of(file), size_of(file)) : bytes_new(data_of(file), size_of(file));
}

static Value method_getbuffer(Value *args, size_t count) {
  (void)count;
  MemoryFile *file = opened(args[0]);
  if (!file) return EMPTY;
  Value holder = file->storage ? from_object(file->storage) : args[0];
  Buffer buffer = {(uint8_t *)(uintptr_t)data_of(file), size_of(file), 'B', true, holder};
  return memoryview_of(args[0], &buffer);
}

// The byte offset of character number `index`; characters behind the end count one byte each.
static size_t offset_of(Value self, MemoryFile *file, int64_t index) {
  if (!is_text(self)) return (size_t)index;
  const char *start = data_of(file), *at = start, *end = start + size_of(file);
  while (index > 0 && at < end) {
    at += utf8_width(*at);
    index--;
  }
  return (size_t)(at - start) + (size_t)index;
}

static Value position_value(Value self, MemoryFile *file) {
  size_t position = position_of(file), size = size_of(file);
  if (!is_text(self)) return int_from_i64((int64_t)position);
  size_t inside = position < size ? position : size;
  return int_from_i64((int64_t)(utf8_count(data_of(file), inside) + position - inside));
}

static Value method_tell(Value *args, size_t count) {
  (void)count;
  MemoryFile *file = opened(args[0]);
  return file ? position_value(args[0], file) : EMPTY;
}

static Value seek_text(Value self, MemoryFile *file, int64_t offset, int64_t whence) {
  if (whence < 0 || whence > 2) return raise(ValueError, "Invalid whence (%ld, should be 0, 1 or 2)", (long)whence);
  if (whence == 0 && offset < 0) return raise(ValueError, "Negative seek position %ld", (long)offset);
  if (whence != 0 && offset != 0) return raise(OSError, "Can't do nonzero cur-relative seeks");
  if (whence == 0) file->position = from_small_int((int64_t)offset_of(self, file, offset));
  if (whence == 2) file->position = from_small_int((int64_t)size_of(file));
  return position_value(self, file);
}

static Value method_seek(Value *args, size_t count) {
  (void)count;
  int64_t offset, whence = 0;
  MemoryFile *file = opened(args[0]);
  if (!file || !index_from_value(args[1], EXCEPTION_OverflowError, &offset)) return EMPTY;
  if (args[2] != EMPTY && !index_from_value(args[2], EXCEPTION_OverflowError, &whence)) return EMPTY;
  if (!fits_small_int(offset)) return raise(OverflowError, "new position too large");
  if (is_text(args[0])) return seek_text(args[0], file, offset, whence);
  if (whence == 0 && offset < 0) return raise(ValueError, "negative seek value %ld", (long)offset);
  if (whence < 0 || whence > 2) return raise(ValueError, "invalid whence (%ld, should be 0, 1 or 2)", (long)whence);
  offset += whence == 1 ? (int64_t)position_of(file) : whence == 2 ? (int64_t)size_of(file) : 0;
  file->position = from_small_int(offset < 0 ? 0 : offset);
  return file->position;
}

static Value method_truncate(Value *args, size_t count) {
  (void)count;
  int64_t size;
  MemoryFile *file = opened(args[0]);
  if (!file) return EMPTY;
  size_t offset = position_of(file);
  Value answer = args[1];
  if (args[1] != EMPTY && args[1] != NONE) {
    if (!index_from_value(args[1], EXCEPTION_OverflowError, &size)) return EMPTY;
    if (size < 0)
      return raise(ValueError, is_text(args[0]) ? "Negative size value %ld" : "negative size value %ld", (long)size);
    offset = offset_of(args[0], file, size);
  } else {
    answer = position_value(args[0], file);
  }
  if (!may_resize(file)) return EMPTY;
  if (offset < size_of(file) && !resize(file, offset)) return EMPTY;
  return answer;
}

static Value method_close(Value *args, size_t count) {
  (void)count;
  if (!may_resize(to_memory(args[0]))) return EMPTY;
  to_memory(args[0])->closed = TRUE_VALUE;
  to_memory(args[0])->storage = NULL;
  to_memory(args[0])->size = from_small_int(0);
  return NONE;
}

static Value method_self(Value *args, size_t count) {
  (void)count;
  return opened(args[0]) ? args[0] : EMPTY;
}

static Value method_true(Value *args, size_t count) {
  (void)count;
  return opened(args[0]) ? TRUE_VALUE : EMPTY;
}

static Value method_false(Value *args, size_t count) {
  (void)count;
  return opened(args[0]) ? FALSE_VALUE : EMPTY;
}

static Value method_flush(Value *args, size_t count) {
  (void)count;
  return opened(args[0]) ? NONE : EMPTY;
}

static Value method_fileno(Value *args, size_t count) {
  (void)args;
  (void)count;
  return io_unsupported("fileno");
}

static Value memory_iter(Value self) { return opened(self) ? self : EMPTY; }

static Value get_closed(Value self) { return from_bool(to_memory(self)->closed == TRUE_VALUE); }

static Value get_line_buffering(Value self) { return opened(self) ? FALSE_VALUE : EMPTY; }

// Contents and newline of a StringIO: initial_value, newline. False: raised.
static bool string_io_set(MemoryFile *file, Value *slots) {
  if (slots[1] != EMPTY) {
    if (slots[1] != NONE && !type_flag(slots[1], TYPE_IS_STR))
      return raise(TypeError, "newline must be str or None, not %T", slots[1]), false;
    int newline = newline_argument(slots[1]);
    if (newline < 0) return false;
    file->newline = from_small_int(newline);
  }
  file->storage = NULL;
  file->size = file->position = from_small_int(0);
  file->closed = FALSE_VALUE;
  if (slots[0] == EMPTY || slots[0] == NONE) return true;
  if (!type_flag(slots[0], TYPE_IS_STR))
    return raise(TypeError, "initial_value must be str or None, not %T", slots[0]), false;
  Value stored = with_newlines(file, slots[0]);
  if (stored == EMPTY || !put(file, to_str(stored)->text, to_str(stored)->size, 0)) return false;
  file->position = from_small_int(0);
  return true;
}

static Value string_io_init(Value *args, size_t count) {
  (void)count;
  return string_io_set(to_memory(args[0]), args + 1) ? NONE : EMPTY;
}

static Value string_io_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "StringIO", .signature = "initial_value='', newline='\\n'"};
  Value slots[2];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  MemoryFile *file = instance_allocate(type);
  return file && string_io_set(file, slots) ? from_object(file) : EMPTY;
}
static bool bytes_io_set(MemoryFile *file, Value contents) {
  const uint8_t *data;
  size_t size;
  file->storage = NULL;
  file->size = file->position = from_small_int(0);
  file->closed = FALSE_VALUE;
  if (contents == EMPTY || contents == NONE) return true;
  if (!bytes_view(contents, &data, &size) || !put(file, (const char *)data, size, 0)) return false;
  file->position = from_small_int(0);
  return true;
}

static Value bytes_io_init(Value *args, size_t count) {
  (void)count;
  return bytes_io_set(to_memory(args[0]), args[1]) ? NONE : EMPTY;
}

static Value bytes_io_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "BytesIO", .signature = "initial_bytes=b''"};
  Value slot;
  if (!native_bind(&signature, args, count, keyword_names, &slot)) return EMPTY;
  MemoryFile *file = instance_allocate(type);
  return file && bytes_io_set(file, slot) ? from_object(file) : EMPTY;
}

#define MEMORY_METHODS(type) \
  {.name = type ".read", .signature = "self, size=-1, /", .fn = method_read}, \
      {.name = type ".readline", .signature = "self, size=-1, /", .fn = method_readline}, \
      {.name = type ".readlines", .signature = "self, hint=-1, /", .fn = method_readlines}, \
      {.name = type ".write", .signature = "self, data, /", .fn = method_write}, \
      {.name = type ".writelines", .signature = "self, lines, /", .fn = method_writelines}, \
      {.name = type ".getvalue", .signature = "self, /", .fn = method_getvalue}, \
      {.name = type ".tell", .signature = "self, /", .fn = method_tell}, \
      {.name = type ".seek", .signature = "self, position, whence=0, /", .fn = method_seek}, \
      {.name = type ".truncate", .signature = "self, size=None, /", .fn = method_truncate}, \
      {.name = type ".close", .signature = "self, /", .fn = method_close}, \
      {.name = type ".flush", .signature = "self, /", .fn = method_flush}, \
      {.name = type ".fileno", .signature = "self, /", .fn = method_fileno}, \
      {.name = type ".isatty", .signature = "self, /", .fn = method_false}, \
      {.name = type ".readable", .signature = "self, /", .fn = method_true}, \
      {.name = type ".writable", .signature = "self, /", .fn = method_true}, \
      {.name = type ".seekable", .signature = "self, /", .fn = method_true}, \
      {.name = type ".__enter__", .signature = "self, /", .fn = method_self}, { \
    .name = type ".__exit__", .signature = "self, /, *args", .fn = method_close \
  }

void memory_file_init(void) {
  static const TypeSlots string_slots = {.iter = memory_iter, .next = memory_next, .construct = string_io_construct};
  static const TypeSlots bytes_slots = {.iter = memory_iter, .next = memory_next, .construct = bytes_io_construct};
  static const NativeDef string_methods[] = {
      {.name = "__init__", .signature = "self, initial_value='', newline='\\n'", .fn = string_io_init},
      MEMORY_METHODS("StringIO"),
      {.name = NULL},
  };
  static const NativeDef bytes_methods[] = {
      {.name = "__init__", .signature = "self, initial_bytes=b''", .fn = bytes_io_init},
      MEMORY_METHODS("BytesIO"),
      {.name = "BytesIO.read1", .signature = "self, size=-1, /", .fn = method_read},
      {.name = "BytesIO.readinto", .signature = "self, buffer, /", .fn = method_readinto},
      {.name = "BytesIO.readinto1", .signature = "self, buffer, /", .fn = method_readinto},
      {.name = "BytesIO.getbuffer", .signature = "self, /", .fn = method_getbuffer},
      {.name = NULL},
  };
  static const GetSetDef getset[] = {{"closed", get_closed, NULL, NULL}, {NULL, NULL, NULL, NULL}};
  static const GetSetDef string_getset[] = {
      {"closed", get_closed, NULL, NULL}, {"line_buffering", get_line_buffering, NULL, NULL}, {NULL, NULL, NULL, NULL}};
  type_setup(SHAPE_STRING_IO, &string_slots, string_methods, string_getset, HEAP_VALUES, sizeof(MemoryFile),
             "Text in memory.");
  type_setup(SHAPE_BYTES_IO, &bytes_slots, bytes_methods, getset, HEAP_VALUES, sizeof(MemoryFile),
             DOC("Bytes in memory."));
  io_set_module(builtin_types[SHAPE_STRING_IO]);
  io_set_module(builtin_types[SHAPE_BYTES_IO]);
}
