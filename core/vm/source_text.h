// Source text as files and bytes have it (PEP 263): a byte-order mark, a coding comment in one of the first two lines,
// text in that encoding. The lexer reads UTF-8 alone.
#ifndef MARTLET_SOURCE_TEXT_H
#define MARTLET_SOURCE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

// Where the bytes come from: CPython words its errors differently.
typedef enum SourceKind {
  SOURCE_PROGRAM, // the program that was started: errors name no place
  SOURCE_BYTES,   // compile(), exec(), import
} SourceKind;

// Turns source bytes into UTF-8: *text becomes what follows the byte-order mark, or text inside of a str that lives as
// long as the caller keeps the pointer on its stack. False: SyntaxError.
bool source_text_decode(const char **text, size_t *size, const char *filename, SourceKind kind);
// One line of a source file as UTF-8, whose head (the first bytes of the file) may name an encoding. Takes a malloc'ed
// line with a NUL behind and gives one. What cannot be decoded is replaced, as for display.
char *source_text_line(char *line, const char *head, size_t head_size);

#endif
