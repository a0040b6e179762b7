// What the files of the module marshal share: the codes of the format (version 4 of CPython 3.11), and its two halves.
//
// A value is its code, a byte, and what belongs to it; numbers are little-endian. Codes with MARSHAL_REFERENCE set
// number the values they stand in front of, in their order, and 'r' with such a number stands for that value again.
// What differs from CPython: every value that can be numbered is (CPython numbers those that have more than one
// reference), and a code object has a code of its own, since its instructions are another machine's than CPython's:
// what follows is the size and bytes of a bytecode image (core/vm/image.h), which is checked as one that is imported.
#ifndef MARTLET_MARSHAL_INTERNAL_H
#define MARTLET_MARSHAL_INTERNAL_H

#include "core/object/str.h"

enum MarshalCode {
  MARSHAL_NULL = '0',
  MARSHAL_NONE = 'N',
  MARSHAL_FALSE = 'F',
  MARSHAL_TRUE = 'T',
  MARSHAL_STOP_ITERATION = 'S',
  MARSHAL_ELLIPSIS = '.',
  MARSHAL_INT = 'i',    // 4 bytes
  MARSHAL_INT64 = 'I',  // 8 bytes; only read
  MARSHAL_LONG = 'l',   // count of digits of 15 bits (negative: so is the number), the digits in 2 bytes each
  MARSHAL_FLOAT = 'f',  // text behind a byte with its size
  MARSHAL_DOUBLE = 'g', // 8 bytes
  MARSHAL_COMPLEX = 'x',
  MARSHAL_COMPLEX_DOUBLES = 'y',
  MARSHAL_BYTES = 's',
  MARSHAL_UNICODE = 'u', // UTF-8
  MARSHAL_INTERNED = 't',
  MARSHAL_ASCII = 'a',
  MARSHAL_ASCII_INTERNED = 'A',
  MARSHAL_SHORT_ASCII = 'z', // the size is a byte
  MARSHAL_SHORT_ASCII_INTERNED = 'Z',
  MARSHAL_TUPLE = '(',
  MARSHAL_SMALL_TUPLE = ')', // the size is a byte
  MARSHAL_LIST = '[',
  MARSHAL_DICT = '{', // keys and values up to MARSHAL_NULL
  MARSHAL_SET = '<',
  MARSHAL_FROZENSET = '>',
  MARSHAL_CODE = 'm', // a bytecode image behind its size
  MARSHAL_BACK_REFERENCE = 'r',
  MARSHAL_REFERENCE = 0x80
};

#define MARSHAL_VERSION 4
#define MARSHAL_DEPTH 2000

// v as a bytes object in the format `version`. EMPTY: ValueError for what cannot be written.
Value marshal_write(Value v, int version);
// The value that the bytes begin with. EMPTY: EOFError, ValueError or TypeError for what is no such thing.
Value marshal_read_bytes(const uint8_t *data, size_t size);
// The value that is next in a file, of which no byte more is read. EMPTY: raised.
Value marshal_read_file(Value file);

#endif
