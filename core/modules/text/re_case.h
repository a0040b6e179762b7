// Which characters Python's regular expressions take as equal when they ignore case.
//
// CPython compares the simple lower case of both, and considers two lower-case characters equal, too, that have the
// same upper case (the final and the common sigma, the long s and s, …).
#ifndef MARTLET_RE_CASE_H
#define MARTLET_RE_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RE_CASE_MAX 16

// All characters equal to c, c among them; returns their number. unicode false: ASCII letters only.
size_t re_case_equal(uint32_t c, bool unicode, uint32_t equal[RE_CASE_MAX]);
// The next character behind c that may have others equal to it; UINT32_MAX: none.
uint32_t re_case_next(uint32_t c);

#endif
