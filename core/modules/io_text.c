// Text files. Lines are found in the bytes and decoded one by one, which is right for every encoding in which '\n' is
// the byte 10 and nothing else; other encodings are decoded as a whole into the buffer, as UTF-8, at the first read.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/modules/io.h"
#include "core/modules/io_internal.h"
#include "core/object/bytes.h"
#include "core/object/codec.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/str_internal.h"
#include "core/object/type.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

typedef struct TextFile {
  FileObject file;
  Value encoding, errors;
  Value newline; // small int: Newline
  Value kind;    // small int: EncodingKind
  Value started; // TRUE_VALUE once something was written (byte-order marks)
  Value buffer;  // the binary file that shares the state, made on demand; EMPTY
} TextFile;

static TextFile *to_text(Value v) { return (TextFile *)to_object(v); }
static Newline newline_of(Value v) { return (Newline)to_small_int(to_text(v)->newline); }

// Fills the fields in; false: raised.
static bool set_text(Value self, Value encoding, Value errors, Newline newline) {
  TextFile *text = to_text(self);
  EncodingKind kind = encoding_kind(to_str(encoding)->text);
  if (kind == ENCODING_UNKNOWN) return false;
  text->encoding = encoding;
  text->errors = errors;
  text->newline = from_small_int(newline);
  text->kind = from_small_int(kind);
  text->started = FALSE_VALUE;
  return true;
}

Value text_file_new(FileState *state, Value name, Value mode, Value encoding, Value errors, Newline newline) {
  Value text = from_object(file_object_new(builtin_types[SHAPE_TEXT_FILE], state, name, mode));
  if (text == EMPTY || set_text(text, encoding, errors, newline)) return text;
  file_close(state);
  return EMPTY;
}

// The encoding that is meant by None and "locale". EMPTY: TypeError.
static Value encoding_argument(Value v) {
  if (v == EMPTY || v == NONE) return str_from_c("UTF-8");
  if (!type_flag(v, TYPE_IS_STR))
    return raise(TypeError, "TextIOWrapper() argument 'encoding' must be str or None, not %T", v);
  return strcmp(to_str(v)->text, "locale") == 0 ? str_from_c("UTF-8") : v;
}

// The state over a buffer: shared with a binary file of ours, or one that calls the object's methods. NULL: raised.
static FileState *state_over_buffer(Value buffer) {
  if (binary_file_is_plain(buffer)) {
    FileState *state = file_state(buffer);
    if (file_check_open(buffer) == EMPTY) return NULL;
    state->references++;
    return state;
  }
  int readable = raw_asks(buffer, "readable"), writable = readable < 0 ? -1 : raw_asks(buffer, "writable");
  FileState *state = writable < 0 ? NULL : file_state_over(buffer, UNDER_BUFFER);
  if (!state) return NULL;
  state->readable = readable;
  state->writable = writable;
  return state;
}

// TextIOWrapper.__init__; slots: buffer, encoding, errors, newline, line_buffering, write_through.
static bool initialise(Value self, Value *slots) {
  if (slots[0] == EMPTY) return raise(TypeError, "TextIOWrapper() missing required argument 'buffer' (pos 1)"), false;
  Value encoding = encoding_argument(slots[1]);
  Value errors = slots[2] == EMPTY || slots[2] == NONE ? str_from_c("strict") : slots[2];
  int newline = encoding == EMPTY ? -1 : newline_argument(slots[3]);
  int by_line = slots[4] == EMPTY ? 0 : object_truth(slots[4]),
      through = slots[5] == EMPTY ? 0 : object_truth(slots[5]);
  if (newline < 0 || by_line < 0 || through < 0) return false;
  if (!type_flag(errors, TYPE_IS_STR))
    return raise(TypeError, "TextIOWrapper() argument 'errors' must be str or None, not %T", errors), false;
  FileState *state = state_over_buffer(slots[0]);
  if (!state) return false;
  state->line_buffered = by_line;
  if (through) state->unbuffered = true;
  file_object_set_state(self, state);
  bool plain = binary_file_is_plain(slots[0]);
  to_text(self)->file.name = plain ? ((FileObject *)to_object(slots[0]))->name : EMPTY;
  to_text(self)->file.mode = plain ? ((FileObject *)to_object(slots[0]))->mode : EMPTY;
  to_text(self)->buffer = slots[0];
  return set_text(self, encoding, errors, (Newline)newline);
}

static Value method_init(Value *args, size_t count) {
  (void)count;
  return initialise(args[0], args + 1) ? NONE : EMPTY;
}

static Value text_construct(Type *type, Value *args, size_t count, Value keyword_names) {
  static const NativeDef signature = {.name = "TextIOWrapper",
                                      .signature = "buffer=, encoding=None, errors=None, newline=None, "
                                                   "line_buffering=False, write_through=False"};
  Value slots[6];
  if (!native_bind(&signature, args, count, keyword_names, slots)) return EMPTY;
  Value self = from_object(file_object_new(type, NULL, EMPTY, EMPTY));
  if (self == EMPTY || !set_text(self, str_from_c("UTF-8"), str_from_c("strict"), NEWLINE_UNIVERSAL)) return EMPTY;
  bool waits = slots[0] == EMPTY && type != builtin_types[SHAPE_TEXT_FILE];
  return waits || initialise(self, slots) ? self : EMPTY;
}

int newline_argument(Value v) {
  static const char *const texts[] = {"", "\n", "\r", "\r\n"};
  if (v == EMPTY || v == NONE) return NEWLINE_UNIVERSAL;
  if (!type_flag(v, TYPE_IS_STR)) {
    raise(TypeError, "open() argument 'newline' must be str or None, not %T", v);
    return -1;
  }
  for (int i = 0; i < 4; i++)
    if (strcmp(texts[i], to_str(v)->text) == 0) return NEWLINE_KEEP + i;
  raise(ValueError, "illegal newline value: %V", v);
  return -1;
}

// ---- reading

static Value decode(Value self, const char *data, size_t bytes) {
  TextFile *text = to_text(self);
  if (file_state(self)->converted) return str_new(data, bytes);
  const uint8_t *copy;
  // Python code that decodes may do anything to the file, so it gets a copy.
  if (strcmp(to_str(text->errors)->text, "strict") != 0 || !codec_is_built_in(to_str(text->encoding)->text)) {
    Value kept = bytes_new(data, bytes);
    if (kept == EMPTY || !bytes_view(kept, &copy, &bytes)) return EMPTY;
    return decode_bytes(copy, bytes, to_str(text->encoding)->text, to_str(text->errors)->text);
  }
  return decode_bytes((const uint8_t *)data, bytes, to_str(text->encoding)->text, to_str(text->errors)->text);
}

// Decodes the whole rest of the file into the buffer.
static bool convert_all(Value self, FileState *state) {
  if (!file_fill_all(state)) {
    io_error();
    return false;
  }
  Value rest = decode(self, file_ahead(state), file_ahead_bytes(state));
  if (rest == EMPTY) return false;
  size_t bytes = to_str(rest)->size;
  if (bytes > state->in_capacity) {
    char *in = realloc(state->in, bytes);
    if (!in) {
      raise_memory_error();
      return false;
    }
    state->in = in;
    state->in_capacity = bytes;
  }
  if (bytes) memcpy(state->in, to_str(rest)->text, bytes);
  state->in_start = 0;
  state->in_end = bytes;
  state->converted = true;
  return true;
}

// The state, ready for reading; NULL: raised.
static FileState *reader(Value self) {
  FileState *state = file_state(self);
  if (file_check_open(self) == EMPTY) return NULL;
  if (!state->readable) {
    io_unsupported("not readable");
    return NULL;
  }
  if (!file_prepare_read(state)) {
    io_error();
    return NULL;
  }
  if (to_small_int(to_text(self)->kind) == ENCODING_WIDE && !state->converted && !convert_all(self, state)) return NULL;
  return state;
}

// Where a line that starts at in_start ends (behind its newline), looking from `from`; 0: not in the buffer.
static size_t line_end(const FileState *state, Newline newline, size_t from, bool at_eof) {
  const char *in = state->in, *end = in + state->in_end;
  char wanted = newline == NEWLINE_CR ? '\r' : '\n';
  const char *at = memchr(in + from, wanted, state->in_end - from);
  if (newline == NEWLINE_CRLF) {
    while (at && (at == in + state->in_start || at[-1] != '\r')) at = memchr(at + 1, '\n', (size_t)(end - at) - 1);
  } else if (newline == NEWLINE_UNIVERSAL || newline == NEWLINE_KEEP) {
    const char *carriage = memchr(in + from, '\r', (size_t)((at ? at : end) - in) - from);
    if (carriage) {
      // Whether a '\n' follows must be known.
      if (carriage + 1 == end && !at_eof) return 0;
      at = carriage + 1 < end && carriage[1] == '\n' ? carriage + 1 : carriage;
    }
  }
  return at ? (size_t)(at - in) + 1 : 0;
}

// Bytes of the first `limit` characters of data.
static size_t characters_extent(Value self, const char *data, size_t bytes, int64_t limit) {
  if (to_small_int(to_text(self)->kind) == ENCODING_BYTES) return (uint64_t)limit < bytes ? (size_t)limit : bytes;
  size_t at = 0;
  for (; limit > 0 && at < bytes; limit--) {
    at++;
    while (at < bytes && !utf8_is_lead(data[at])) at++;
  }
  return at;
}

// Checks the `got` bytes just read as a whole, so that an error is met as early and counted as CPython does, which
// decodes by the bufferful. False: raised.
static bool check_new_bytes(Value self, FileState *state, size_t got) {
  EncodingKind kind = (EncodingKind)to_small_int(to_text(self)->kind);
  const char *errors = to_str(to_text(self)->errors)->text;
  if (kind != ENCODING_UTF8 || state->converted || strcmp(errors, "strict") != 0) return true;
  size_t size = got + state->incomplete;
  const char *data = state->in + state->in_end - size;
  size_t valid = utf8_valid_prefix(data, size);
  bool incomplete = false;
  state->incomplete = 0;
  if (valid == size) return true;
  utf8_invalid_length(data + valid, size - valid, &incomplete);
  if (!incomplete) return decode(self, data, size) != EMPTY;
  state->incomplete = size - valid;
  return true;
}

static Value read_line(Value self, int64_t limit) {
  FileState *state = reader(self);
  if (!state) return EMPTY;
  Newline newline = newline_of(self);
  size_t scanned = 0, end;
  bool at_eof = false;
  for (;;) {
    // A '\r' at the very end is looked at again.
    size_t from = state->in_start + (scanned > 0 ? scanned - 1 : 0);
    end = state->in_end > from ? line_end(state, newline, from, at_eof) : 0;
    if (end != 0) break;
    if (at_eof) {
      end = state->in_end;
      break;
    }
    scanned = file_ahead_bytes(state);
    int64_t got = file_fill(state);
    if (got < 0) return io_error();
    at_eof = got == 0;
    if (!at_eof && !check_new_bytes(self, state, (size_t)got)) return EMPTY;
  }
  char *line = file_ahead(state);
  size_t bytes = end - state->in_start;
  if (limit >= 0) bytes = characters_extent(self, line, bytes, limit);
  state->in_start += bytes;
  if (bytes > 0 && newline == NEWLINE_UNIVERSAL) {
    if (bytes > 1 && line[bytes - 2] == '\r' && line[bytes - 1] == '\n') line[--bytes - 1] = '\n';
    if (line[bytes - 1] == '\r') {
      // A limit may have cut between '\r' and '\n'.
      if (state->in_start < state->in_end && state->in[state->in_start] == '\n') state->in_start++;
      line[bytes - 1] = '\n';
    }
  }
  return bytes == 0 ? str_new("", 0) : decode(self, line, bytes);
}

// Replaces "\r\n" and '\r' by '\n' in place; the new size.
static size_t translate_newlines(char *data, size_t bytes) {
  char *from = memchr(data, '\r', bytes), *end = data + bytes, *to = from;
  if (!from) return bytes;
  while (from < end) {
    char c = *from++;
    if (c == '\r') {
      if (from < end && *from == '\n') from++;
      c = '\n';
    }
    *to++ = c;
  }
  return (size_t)(to - data);
}

static Value with_translated_newlines(Value text) {
  if (!memchr(to_str(text)->text, '\r', to_str(text)->size)) return text;
  StrBuilder builder = STR_BUILDER_INIT;
  str_builder_add_str(&builder, text);
  if (!builder.failed) builder.size = translate_newlines(builder.data, builder.size);
  return str_builder_finish(&builder);
}

static Value read_all(Value self, FileState *state) {
  if (!file_fill_all(state)) return io_error();
  size_t bytes = file_ahead_bytes(state);
  if (bytes == 0) return str_new("", 0);
  Value result = decode(self, file_ahead(state), bytes);
  state->in_start = state->in_end;
  if (result != EMPTY && newline_of(self) == NEWLINE_UNIVERSAL) result = with_translated_newlines(result);
  // The whole file was in the buffer: do not keep that much.
  if (state->in_capacity > 8 * IO_BUFFER_BYTES) {
    free(state->in);
    state->in = NULL;
    state->in_start = state->in_end = state->in_capacity = 0;
  }
  return result;
}

// At least `bytes` in the buffer, if the file has them. False: raised.
static bool want(FileState *state, size_t bytes) {
  while (file_ahead_bytes(state) < bytes) {
    int64_t got = file_fill(state);
    if (got < 0) {
      io_error();
      return false;
    }
    if (got == 0) break;
  }
  return true;
}

static Value read_characters(Value self, FileState *state, int64_t size) {
  StrBuilder builder = STR_BUILDER_INIT;
  bool universal = newline_of(self) == NEWLINE_UNIVERSAL;
  for (; size > 0; size--) {
    if (file_ahead_bytes(state) < 4 && !want(state, 4)) {
      str_builder_drop(&builder);
      return EMPTY;
    }
    const char *at = file_ahead(state);
    size_t left = file_ahead_bytes(state);
    if (left == 0) break;
    size_t width = characters_extent(self, at, left, 1);
    if (universal && *at == '\r') {
      width = left > 1 && at[1] == '\n' ? 2 : 1;
      at = "\n";
    }
    str_builder_add(&builder, at, *at == '\n' ? 1 : width);
    state->in_start += width;
  }
  Value result = builder.failed ? raise_memory_error()
                 : builder.size ? decode(self, builder.data, builder.size)
                                : str_new("", 0);
  str_builder_drop(&builder);
  return result;
}

static Value method_read(Value *args, size_t count) {
  (void)count;
  int64_t size;
  FileState *state = reader(args[0]);
  if (!state || !io_size_argument(args[1], &size)) return EMPTY;
  return size < 0 ? read_all(args[0], state) : read_characters(args[0], state, size);
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

static Value text_next(Value self) {
  Value line = read_line(self, -1);
  return line != EMPTY && to_str(line)->size == 0 ? EMPTY : line;
}

// ---- writing

// Writes encoded text with newlines translated. False: errno.
static bool write_translated(FileState *state, const char *data, size_t bytes, const char *newline) {
  while (bytes > 0) {
    const char *at = memchr(data, '\n', bytes);
    size_t piece = at ? (size_t)(at - data) : bytes;
    if (!file_write(state, data, piece)) return false;
    if (!at) break;
    if (!file_write(state, newline, strlen(newline))) return false;
    data += piece + 1;
    bytes -= piece + 1;
  }
  return true;
}

// The bytes of text in the file's encoding. False: raised.
static bool encode(Value self, Value text, const uint8_t **data, size_t *bytes) {
  TextFile *file = to_text(self);
  if (to_small_int(file->kind) == ENCODING_UTF8 && !str_has_surrogates(text)) {
    *data = (const uint8_t *)to_str(text)->text;
    *bytes = to_str(text)->size;
    return true;
  }
  const char *encoding = to_str(file->encoding)->text;
  Value encoded = encode_str(text, file->started == TRUE_VALUE ? encoding_continued(encoding) : encoding,
                             to_str(file->errors)->text);
  file->started = TRUE_VALUE;
  return encoded != EMPTY && bytes_view(encoded, data, bytes);
}

Value text_file_write(Value self, Value text) {
  FileState *state = file_state(self);
  const uint8_t *data;
  size_t bytes;
  if (!type_flag(text, TYPE_IS_STR)) return raise(TypeError, "write() argument must be str, not %N", text);
  if (file_check_open(self) == EMPTY) return EMPTY;
  if (!state->writable) return io_unsupported("not writable");
  if (!encode(self, text, &data, &bytes)) return EMPTY;
  Newline newline = newline_of(self);
  bool done = file_prepare_write(state);
  if (newline == NEWLINE_CR || newline == NEWLINE_CRLF)
    done = done && write_translated(state, (const char *)data, bytes, newline == NEWLINE_CR ? "\r" : "\r\n");
  else
    done = done && file_write(state, (const char *)data, bytes);
  if (done && state->line_buffered && (memchr(data, '\n', bytes) || memchr(data, '\r', bytes)))
    done = file_flush(state) && raw_flush(state);
  return done ? from_small_int(to_str(text)->length) : io_error();
}

bool io_write(Value file, Value text) {
  if (has_shape(file, SHAPE_TEXT_FILE)) return text_file_write(file, text) != EMPTY;
  Value method = object_get_attribute(file, vm.names.write);
  return method != EMPTY && object_call_1(method, text) != EMPTY;
}

static Value method_write(Value *args, size_t count) {
  (void)count;
  return text_file_write(args[0], args[1]);
}

static Value method_writelines(Value *args, size_t count) {
  (void)count;
  return file_check_open(args[0]) == EMPTY ? EMPTY : io_writelines(args[0], args[1], text_file_write);
}

// ---- position and settings

static Value method_tell(Value *args, size_t count) {
  (void)count;
  if (file_check_open(args[0]) == EMPTY) return EMPTY;
  if (file_state(args[0])->converted) return io_unsupported("tell is not supported for this encoding");
  int64_t position = file_tell(file_state(args[0]));
  if (position < 0 && errno == ESPIPE) return io_unsupported("underlying stream is not seekable");
  return position < 0 ? io_error() : int_from_i64(position);
}

static Value method_seek(Value *args, size_t count) {
  (void)count;
  int64_t offset, whence = 0;
  if (!index_from_value(args[1], EXCEPTION_OverflowError, &offset)) return EMPTY;
  if (args[2] != EMPTY && !index_from_value(args[2], EXCEPTION_OverflowError, &whence)) return EMPTY;
  if (file_check_open(args[0]) == EMPTY) return EMPTY;
  if (whence == 1 && offset != 0) return io_unsupported("can't do nonzero cur-relative seeks");
  if (whence == 2 && offset != 0) return io_unsupported("can't do nonzero end-relative seeks");
  if (whence < 0 || whence > 2) return raise(ValueError, "invalid whence (%ld, should be 0, 1 or 2)", (long)whence);
  if (whence == 0 && offset < 0) return raise(ValueError, "negative seek position %ld", (long)offset);
  int64_t position = file_seek(file_state(args[0]), offset, (int)whence);
  if (position < 0 && errno == ESPIPE) return io_unsupported("underlying stream is not seekable");
  return position < 0 ? io_error() : int_from_i64(position);
}

// reconfigure(*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)
static Value method_reconfigure(Value *args, size_t count) {
  (void)count;
  TextFile *text = to_text(args[0]);
  FileState *state = file_state(args[0]);
  if (!file_flush(state)) return io_error();
  if (args[1] != EMPTY && args[1] != NONE) {
    EncodingKind kind = str_text(args[1]) ? encoding_kind(to_str(args[1])->text) : ENCODING_UNKNOWN;
    if (kind == ENCODING_UNKNOWN) return EMPTY;
    text->encoding = args[1];
    text->kind = from_small_int(kind);
  }
  if (args[2] != EMPTY && args[2] != NONE) {
    if (!str_text(args[2])) return EMPTY;
    text->errors = args[2];
  }
  if (args[3] != EMPTY) {
    int newline = newline_argument(args[3]);
    if (newline < 0) return EMPTY;
    text->newline = from_small_int(newline);
  }
  int line_buffering = args[4] == EMPTY || args[4] == NONE ? state->line_buffered : object_truth(args[4]);
  int unbuffered = args[5] == EMPTY || args[5] == NONE ? state->unbuffered : object_truth(args[5]);
  if (line_buffering < 0 || unbuffered < 0) return EMPTY;
  state->line_buffered = line_buffering;
  state->unbuffered = unbuffered;
  return NONE;
}

// What an attribute is for the repr; EMPTY without exception: there is none.
static Value shown(Value (*get)(Value), Value self) {
  Value v = get(self);
  if (v == EMPTY && exception_matches(EXCEPTION_Exception)) exception_clear();
  return v;
}

static Value text_repr(Value self) {
  TextFile *text = to_text(self);
  Value name = shown(file_get_name, self), mode = shown(file_get_mode, self);
  if (vm_exception != EMPTY) return EMPTY;
  name = name == EMPTY ? str_new("", 0) : str_format_c(" name=%R", name);
  mode = mode == EMPTY ? str_new("", 0) : str_format_c(" mode=%R", mode);
  if (name == EMPTY || mode == EMPTY) return EMPTY;
  return str_format_c("<_io.TextIOWrapper%V%V encoding=%R>", name, mode, text->encoding);
}

static Value method_detach(Value *args, size_t count);

static Value get_encoding(Value self) { return to_text(self)->encoding; }
static Value get_errors(Value self) { return to_text(self)->errors; }
static Value get_line_buffering(Value self) { return from_bool(file_state(self)->line_buffered); }
static Value get_newlines(Value self) {
  (void)self;
  return NONE;
}

// "r+" is "rb+" underneath.
static Value binary_mode_of(Value mode) {
  if (mode == EMPTY || !is_str(mode)) return mode;
  StrBuilder builder = STR_BUILDER_INIT;
  bool updating = false;
  for (const char *at = to_str(mode)->text; *at; at++) {
    updating |= *at == '+';
    if (!strchr("+tb", *at)) str_builder_add(&builder, at, 1);
  }
  str_builder_add_c(&builder, updating ? "b+" : "b");
  return str_builder_finish(&builder);
}

static Value get_buffer(Value self) {
  TextFile *text = to_text(self);
  if (file_state(self)->uninitialised || file_state(self)->detached) return file_check_open(self);
  if (text->buffer == EMPTY) {
    FileState *state = file_state(self);
    state->references++;
    text->buffer = binary_file_new(state, text->file.name, binary_mode_of(text->file.mode));
  }
  return text->buffer;
}

static Value method_detach(Value *args, size_t count) {
  (void)count;
  Value buffer = get_buffer(args[0]);
  return buffer != EMPTY && file_object_detach(args[0]) ? buffer : EMPTY;
}

static Value get_write_through(Value self) { return from_bool(file_state(self)->unbuffered); }
static Value get_chunk_size(Value self) { return (void)self, from_small_int(IO_BUFFER_BYTES); }
// The size of pieces is fixed; programs set this to make tests of their own harder.
static bool set_chunk_size(Value self, Value value) { return (void)self, (void)value, true; }

void text_file_init(void) {
  static const TypeSlots slots = {.repr = text_repr, .iter = file_iter, .next = text_next, .construct = text_construct};
  static const NativeDef methods[] = {
      {.name = "TextIOWrapper.__init__",
       .signature =
           "self, buffer=, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False",
       .fn = method_init},
      {.name = "TextIOWrapper.detach", .signature = "self, /", .fn = method_detach},
      {.name = "TextIOWrapper.read", .signature = "self, size=-1, /", .fn = method_read},
      {.name = "TextIOWrapper.readline", .signature = "self, size=-1, /", .fn = method_readline},
      {.name = "TextIOWrapper.readlines", .signature = "self, hint=-1, /", .fn = method_readlines},
      {.name = "TextIOWrapper.write", .signature = "self, text, /", .fn = method_write},
      {.name = "TextIOWrapper.writelines", .signature = "self, lines, /", .fn = method_writelines},
      {.name = "TextIOWrapper.tell", .signature = "self, /", .fn = method_tell},
      {.name = "TextIOWrapper.seek", .signature = "self, cookie, whence=0, /", .fn = method_seek},
      {.name = "TextIOWrapper.reconfigure",
       .signature = "self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None",
       .fn = method_reconfigure},
      FILE_METHODS("TextIOWrapper"),
      {.name = NULL},
  };
  static const GetSetDef getset[] = {
      {"closed", file_get_closed, NULL, NULL},
      {"name", file_get_name, file_set_name, NULL},
      {"mode", file_get_mode, file_set_mode, NULL},
      {"write_through", get_write_through, NULL, NULL},
      {"_CHUNK_SIZE", get_chunk_size, set_chunk_size, NULL},
      {"encoding", get_encoding, NULL, NULL},
      {"errors", get_errors, NULL, NULL},
      {"line_buffering", get_line_buffering, NULL, NULL},
      {"newlines", get_newlines, NULL, NULL},
      {"buffer", get_buffer, NULL, NULL},
      {NULL, NULL, NULL, NULL},
  };
  io_set_module(builtin_types[SHAPE_TEXT_FILE]);
  type_setup(SHAPE_TEXT_FILE, &slots, methods, getset, HEAP_VALUES, sizeof(TextFile), DOC("A text file."));
}
