// Path arguments: str, bytes or os.PathLike to what the port's functions take.
#ifndef MARTLET_PATH_H
#define MARTLET_PATH_H

#include "core/object/object.h"

// A str with the path's text. TypeError "expected str, bytes or os.PathLike object, not X", or, with a function name,
// CPython's "listdir: path should be string, bytes or os.PathLike, not X"; ValueError "embedded null byte".
Value path_argument(Value v, const char *function);
// A name from the system as a str: bytes that are no UTF-8 become surrogates.
Value path_from_system(const char *name);
// The bytes of a path as the system wants them: the inverse of path_from_system. NULL: raised.
const char *path_to_system(Value path);

#endif
