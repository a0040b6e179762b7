// Text that int(), float() and complex() read: a str, bytes or bytearray made plain ASCII. Unicode decimals become 0 to
// 9, Unicode spaces become blanks, anything else '?'.
#ifndef MARTLET_NUMBER_TEXT_H
#define MARTLET_NUMBER_TEXT_H

#include "core/object/object.h"

typedef struct NumberText {
  const char *text; // not NUL-terminated
  size_t size;
  char *owned;
} NumberText;

typedef enum NumberTextResult { NUMBER_TEXT, NUMBER_TEXT_NOT, NUMBER_TEXT_FAILED } NumberTextResult;

// NUMBER_TEXT_NOT: v is no text, nothing raised. FAILED: MemoryError. After NUMBER_TEXT, number_text_drop.
NumberTextResult number_text_get(Value v, bool bytes_too, NumberText *text);
void number_text_drop(NumberText *text);
static inline bool number_text_is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

#endif
