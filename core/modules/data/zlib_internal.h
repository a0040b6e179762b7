// What the files of the module zlib share.
#ifndef MARTLET_ZLIB_INTERNAL_H
#define MARTLET_ZLIB_INTERNAL_H

#include <zlib.h>

#include "core/object/function.h"
#include "core/object/str.h"

#ifndef DEF_MEM_LEVEL
#define DEF_MEM_LEVEL 8
#endif

// Raises zlib.error "Error -3 while …: text"; text NULL: by the code. Always EMPTY.
Value zlib_raise(int code, const char *text, const char *what);
Value zlib_raise_message(Value message);
// A C int argument. False: raised.
bool zlib_int(Value v, int absent, int *result);
// Runs deflate or inflate over the data until there is no more input or output, the stream ends, or `limit` bytes have
// been put out; the output is appended. Returns zlib's code (Z_BUF_ERROR, which only says that it wants more, becomes
// Z_OK). stream->next_in and avail_in say what is left; avail_in may be less than what is left for huge data, so use
// next_in.
int zlib_run(z_stream *stream, int (*run)(z_stream *, int), const uint8_t *data, size_t size, int flush, size_t limit,
             StrBuilder *out);
// A bytes of the buffer, which is freed.
Value zlib_finish(StrBuilder *out);

Value zlib_compressobj(Value *args, size_t count);
Value zlib_decompressobj(Value *args, size_t count);
bool zlib_types_init(void);

#endif
