// Between the two halves of formatting tracebacks: the text, and which part of an expression the carets point at.
#ifndef MARTLET_TRACEBACK_H
#define MARTLET_TRACEBACK_H

#include <stddef.h>
#include <stdint.h>

// The byte range of a segment that gets carets, the rest gets tildes; end 0: carets all over.
typedef struct CaretAnchors {
  size_t start, end;
} CaretAnchors;

// For source text that is a binary operation: its operator; for a subscription: the brackets.
CaretAnchors traceback_anchors(const char *segment, size_t length);

// Line `number` of a file in a malloc'ed buffer, without its line end; NULL: there is none.
char *traceback_source_line(const char *filename, uint32_t number);

#endif
