// What the files of the io module share.
#ifndef MARTLET_IO_INTERNAL_H
#define MARTLET_IO_INTERNAL_H

#include "core/object/function.h"
#include "core/object/str.h"

// A descriptor with its buffers, in C memory.
typedef struct FileState {
  struct FileState *next;
  struct FileState **link; // what points to this one in the list of open files
  int descriptor;
  unsigned references; // file objects that use it
  bool readable, writable, appending;
  bool closes_descriptor; // false: the descriptor belongs to somebody else
  bool closed;
  bool line_buffered;
  bool unbuffered;
  bool converted; // `in` holds the rest of the file as UTF-8: encodings that are not bytewise
  char *in;       // bytes read ahead: [in_start, in_end)
  size_t in_start, in_end, in_capacity;
  size_t incomplete; // bytes at in_end that are the start of a character (text files)
  char *out;         // bytes to be written
  size_t out_size;
} FileState;

enum { IO_BUFFER_BYTES = 8192 };

// The bytes read ahead: [in_start, in_end) of `in`, which is NULL before the first read.
static inline char *file_ahead(FileState *state) {
  static char nothing[1];
  return state->in ? state->in + state->in_start : nothing;
}
static inline size_t file_ahead_bytes(const FileState *state) { return state->in_end - state->in_start; }

// ---- io_state.c. Failures set errno.
FileState *file_state_new(int descriptor);
void file_state_release(FileState *state);
// Reads more behind in_end: bytes got, 0 at the end of the file, -1.
int64_t file_fill(FileState *state);
bool file_flush(FileState *state);
bool file_write(FileState *state, const char *data, size_t bytes);
bool file_close(FileState *state);
// The position that the program sees, -1 on failure.
int64_t file_tell(FileState *state);
int64_t file_seek(FileState *state, int64_t offset, int whence);
// Makes the buffers ready for reading (writing) after the other. False on failure.
bool file_prepare_read(FileState *state);
bool file_prepare_write(FileState *state);
// Reads the rest of the file into the buffer.
bool file_fill_all(FileState *state);

// Common start of text and binary file objects (HEAP_VALUES). state is a FileState pointer boxed as a small int.
typedef struct FileObject {
  Object header;
  Value state;
  Value name;
  Value mode;
} FileObject;

static inline FileState *file_state(Value file) {
  return (FileState *)(uintptr_t)to_small_int(((FileObject *)to_object(file))->state);
}

// ---- io_common.c
// Raises what errno says: OSError, or MemoryError for ENOMEM. EMPTY.
Value io_error(void);
// Raises io.UnsupportedOperation(message). EMPTY.
Value io_unsupported(const char *message);
bool io_common_init(void);
Value io_unsupported_class(void);
// The number of bytes or characters that a size argument asks for: -1 for None, negative or not given. False:
// TypeError.
bool io_size_argument(Value v, int64_t *size);
// readlines and writelines by means of a stream's own readline and write.
typedef Value (*ReadLine)(Value self, int64_t limit);
typedef Value (*WriteData)(Value self, Value data);
Value io_readlines(Value self, Value hint, ReadLine read_line);
Value io_writelines(Value self, Value lines, WriteData write);
// Methods shared by text and binary files.
Value file_check_open(Value self); // self, or EMPTY with ValueError
Value file_method_close(Value *args, size_t count);
Value file_method_flush(Value *args, size_t count);
Value file_method_fileno(Value *args, size_t count);
Value file_method_isatty(Value *args, size_t count);
Value file_method_readable(Value *args, size_t count);
Value file_method_writable(Value *args, size_t count);
Value file_method_seekable(Value *args, size_t count);
Value file_method_enter(Value *args, size_t count);
Value file_method_truncate(Value *args, size_t count);
Value file_get_closed(Value self);
Value file_get_name(Value self);
Value file_get_mode(Value self);
Value file_iter(Value self);
// Creates the object for a state: the caller fills in the rest. state is released when the object dies, or here on
// failure.
FileObject *file_object_new(uint32_t shape, size_t bytes, FileState *state, Value name, Value mode);
// Sets the module of a type to "_io".
void io_set_module(Type *type);

// ---- io_text.c
// How newlines are read and written.
typedef enum Newline { NEWLINE_UNIVERSAL, NEWLINE_KEEP, NEWLINE_LF, NEWLINE_CR, NEWLINE_CRLF } Newline;
void text_file_init(void);
// encoding and errors are str; buffer a binary file sharing the state, or EMPTY.
Value text_file_new(FileState *state, Value name, Value mode, Value encoding, Value errors, Newline newline);
Value text_file_write(Value self, Value text);
// The Newline that the argument of open() means; -1: raised.
int newline_argument(Value v);

// ---- io_binary.c
void binary_file_init(void);
Value binary_file_new(FileState *state, Value name, Value mode);
Type *binary_writer_type(void);
Type *binary_random_type(void);

// ---- io_memory.c
void memory_file_init(void);

#define FILE_METHODS(type) \
  {.name = type ".close", .signature = "self, /", .fn = file_method_close}, \
      {.name = type ".flush", .signature = "self, /", .fn = file_method_flush}, \
      {.name = type ".fileno", .signature = "self, /", .fn = file_method_fileno}, \
      {.name = type ".isatty", .signature = "self, /", .fn = file_method_isatty}, \
      {.name = type ".readable", .signature = "self, /", .fn = file_method_readable}, \
      {.name = type ".writable", .signature = "self, /", .fn = file_method_writable}, \
      {.name = type ".seekable", .signature = "self, /", .fn = file_method_seekable}, \
      {.name = type ".truncate", .signature = "self, size=None, /", .fn = file_method_truncate}, \
      {.name = type ".__enter__", .signature = "self, /", .fn = file_method_enter}, { \
    .name = type ".__exit__", .signature = "self, /, *args", .fn = file_method_close \
  }

#endif
