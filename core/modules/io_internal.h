// What the files of the io module share.
#ifndef MARTLET_IO_INTERNAL_H
#define MARTLET_IO_INTERNAL_H

#include "core/object/function.h"
#include "core/object/str.h"
#include "core/object/type.h"

// What is underneath a file: a descriptor, or any Python object with read and write methods.
typedef enum FileUnder {
  UNDER_DESCRIPTOR,
  UNDER_RAW,    // asked by readinto and write
  UNDER_BUFFER, // asked by read1 and write, and flushed too: below text
} FileUnder;

// A descriptor (or object) with its buffers, in C memory. The object is kept alive by the file objects.
typedef struct FileState {
  struct FileState *next;
  struct FileState **link;  // what points to this one in the list of open files
  struct FileState *before; // what the file object had before __init__ or detach(): in use until the object dies
  int descriptor;
  FileUnder under;
  Value raw;           // UNDER_RAW, UNDER_BUFFER: the object
  size_t buffer_bytes; // most that waits to be written
  unsigned references; // file objects that use it
  bool readable, writable, appending;
  bool closes_descriptor; // false: the descriptor belongs to somebody else
  bool closed;
  bool uninitialised; // __init__ has not been called; then also closed
  bool detached;      // detach() has been called; then also closed
  bool finalising;    // what closes it is the end of its file object
  bool line_buffered;
  bool unbuffered;
  uint64_t busy;  // the thread that is in a system call with the buffers, or 0
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

// ---- io_state.c. Failures set errno, or an exception when Python code raised it: io_error() tells.
FileState *file_state_new(int descriptor);
// For an object; NULL with MemoryError.
FileState *file_state_over(Value raw, FileUnder under);
// A closed state for objects that are not initialised or are detached; NULL with MemoryError.
FileState *file_state_nothing(void);
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

// ---- io_raw.c: what is underneath. Results and failures as of the port's functions of these names.
// Bytes from the object, at most `bytes`; NONE: nothing for the moment; EMPTY: raised.
Value raw_read_object(FileState *state, size_t bytes);
// A read or write of the system, during which other threads run; a signal repeats it, unless a handler raised.
int64_t io_read(int descriptor, void *data, size_t bytes);
int64_t io_write_some(int descriptor, const void *data, size_t bytes);
bool raw_write_all(FileState *state, const char *data, size_t bytes);
int64_t raw_seek(FileState *state, int64_t offset, int whence);
bool raw_close(FileState *state);
bool raw_flush(FileState *state);
int raw_truncate(FileState *state, int64_t size);
// What raw.name() says: 1, 0, or -1: raised.
int raw_asks(Value raw, const char *name);
// Whether what is underneath has been closed behind our back; -1: raised.
int raw_is_closed(const FileState *state);

// Common start of text and binary file objects (HEAP_VALUES). state is a FileState pointer boxed as a small int.
typedef struct FileObject {
  Object header;
  Value state;
  Value name; // EMPTY: ask what is underneath
  Value mode; // the same
  Value raw;  // keeps state->raw alive
} FileObject;

static inline FileState *file_state(Value file) {
  return (FileState *)(uintptr_t)to_small_int(((FileObject *)to_object(file))->state);
}

// ---- io_common.c
// Raises what errno says: OSError, or MemoryError for ENOMEM; nothing when an exception is pending. EMPTY.
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
Value file_method_del(Value *args, size_t count);
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
bool file_set_name(Value self, Value value);
Value file_get_mode(Value self);
bool file_set_mode(Value self, Value value);
Value file_iter(Value self);
// Creates the object for a state (NULL: one that is not initialised yet): the caller fills in the rest. state is
// released when the object dies, or here on failure.
FileObject *file_object_new(Type *type, FileState *state, Value name, Value mode);
// Closes a stream that nobody refers to any more, by its own method; what goes wrong is forgotten.
void io_close_forgotten(Value self);
// Gives the object another state.
void file_object_set_state(Value self, FileState *state);
// For detach(): flushes and gives the object a state that says so. False: raised.
bool file_object_detach(Value self);
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

// Whether v is a buffered file of ours over a descriptor or object, whose state a text file can share.
bool binary_file_is_plain(Value v);

// ---- io_file.c: FileIO
bool file_io_init(void);
Type *file_io_type(void);
// For open() with buffering=0.
Value file_io_new(FileState *state, Value name, Value mode);
// What open()'s mode says.
typedef struct OpenMode {
  bool reading, writing, appending, creating, updating, text, binary;
} OpenMode;
// io.c. The state for `file` (a path or a descriptor), by the mode; NULL: raised.
FileState *io_open_state(Value file, const OpenMode *mode, Value closefd, Value opener);
// The mode attribute of a binary file, as FileIO reports it.
Value io_binary_mode(const OpenMode *mode);

// ---- io_base.c: _IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase
void io_base_init(void);

// ---- io_memory.c
void memory_file_init(void);

#define FILE_METHODS(type) \
  {.name = type ".close", .signature = "self, /", .fn = file_method_close}, \
      {.name = type ".__del__", .signature = "self, /", .fn = file_method_del}, \
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
