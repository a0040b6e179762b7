// What the files of the module binascii share.
#ifndef MARTLET_BINASCII_INTERNAL_H
#define MARTLET_BINASCII_INTERNAL_H

#include <stdarg.h>

#include "core/object/dict.h"
#include "core/object/function.h"
#include "core/object/str.h"
#include "core/object/tuple.h"

extern Value binascii_error;
// Raises binascii.Error; the format is str_format_c's. Always EMPTY.
Value binascii_raise(const char *format, ...);
// The bytes of a bytes-like object or an ASCII str. False: raised.
bool binascii_view(Value v, const uint8_t **data, size_t *size);
// A bytes of the buffer, which is freed.
Value binascii_finish(StrBuilder *out);
// An int modulo 2**32. False: raised.
bool binascii_mask(Value v, int64_t *result);

Value binascii_a2b_base64(Value *args, size_t count);
Value binascii_b2a_base64(Value *args, size_t count);
Value binascii_a2b_uu(Value *args, size_t count);
Value binascii_b2a_uu(Value *args, size_t count);
Value binascii_a2b_qp(Value *args, size_t count);
Value binascii_b2a_qp(Value *args, size_t count);

#endif
