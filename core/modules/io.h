// Files and streams: open(), the standard streams, StringIO and BytesIO.
//
// A file object (text or binary) holds a FileState in C memory: the descriptor and the buffers. A text file and its
// .buffer share one. Every open state is on a list, so that io_flush_all can write what is pending when the program
// ends.
#ifndef MARTLET_IO_H
#define MARTLET_IO_H

#include "core/object/object.h"

// Sets up the types and the standard streams; after types_init. The module sys calls it; a second call does nothing.
// False: raised.
bool io_init(void);
// The standard streams: 0 stdin, 1 stdout, 2 stderr.
Value io_standard(int descriptor);
// The builtin open, for its NativeDef: slots file, mode, buffering, encoding, errors, newline, closefd, opener.
Value io_open(Value *args, size_t count);
// file.write(text), without a call when file is a text file of ours. False: raised.
bool io_write(Value file, Value text);
// Writes everything that is pending in any file; errors are ignored. Before the process ends, in whatever way.
void io_flush_all(void);
// The same without the standard streams: before looking at files by name, so that files that were written and then
// dropped without close() are complete, as they are in CPython.
void io_flush_files(void);
// Writes text to stderr directly, after flushing stdout; for messages when nothing else may work.
void io_write_error(const char *text, size_t bytes);

#endif
