// Warnings: what C code says to the programmer without raising. Implemented in core/vm/warning.c.
//
// A warning goes through the filters: those of the module warnings if the program has imported it, else the built-in
// ones, which are the same. So C code may warn at any time, and warnings is imported for that by nobody. What the
// filters let through is shown by warnings._showwarnmsg, or without the module in the same words. The filters
// may also turn a warning into an exception: then the functions here return false, and the caller gives up.
#ifndef MARTLET_WARNING_H
#define MARTLET_WARNING_H

#include "core/object/exception.h"

// Warns on behalf of the running Python function (stack_level 1) or of one of its callers (2, …). The format is that of
// str_format_c. False: raised.
#define warn(category, stack_level, ...) warn_format(EXCEPTION_##category, stack_level, __VA_ARGS__)
bool warn_format(ExceptionKind category, int64_t stack_level, const char *format, ...);
// ResourceWarning about `source`, whose repr ends the message after `what`. By default nobody sees it. False: raised.
bool warn_resource(const char *what, Value source);
// A conversion method returned an instance of a strict subclass of `type`: that this is deprecated. False: raised.
bool warn_strict_subclass(const char *method, Value result, const char *type);
// Warns about a place in a source text: filename a str. False: raised.
bool warn_about_source(ExceptionKind category, Value message, Value filename, uint32_t line);

// The number of -b options: 1 comparing bytes with str warns, 2 it is an error by way of the filters; 0: nothing.
extern int bytes_warnings;

#endif
