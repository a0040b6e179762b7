// `s += text`, where a str need not be copied: nothing but the variable s can refer to it.
//
// Strings are immutable, and nobody counts references. But whether a string that one `s += …` made may have been seen
// by anything else when s is next appended to is a property of the code: it may not if every way that leads to the
// instruction comes from an appending instruction for the same local variable, or from `s = <constant>`, and nothing on
// the way reads or writes s. So a site is private or it is not, whatever the values; and at a private site the left
// operand is a constant, or a string that such an instruction made, with room behind it (STR_SPARE): that one is made
// longer where it is (str_append).
//
// What looks at variables from outside of the code (f_locals) takes STR_SPARE away from what it has seen.
#ifndef MARTLET_APPEND_SITE_H
#define MARTLET_APPEND_SITE_H

#include "core/vm/code.h"

// Whether the instruction at `words` of the code is an addition in place at a private site.
bool append_site_is_private(Code *code, const uint32_t *words);
void append_site_init(void);

#endif
