// The module _json: what CPython's json package takes from C. json_scan.c reads, json_encode.c writes.
#ifndef MARTLET_JSON_INTERNAL_H
#define MARTLET_JSON_INTERNAL_H

#include "core/object/function.h"

extern Type *json_scanner_type, *json_encoder_type;
bool json_scanner_init(void);
bool json_encoder_init(void);

// Functions of the module: scanstring(string, end, strict=True), encode_basestring[_ascii](string).
Value json_scanstring(Value *args, size_t count);
Value json_encode_basestring(Value *args, size_t count);
Value json_encode_basestring_ascii(Value *args, size_t count);

#endif
