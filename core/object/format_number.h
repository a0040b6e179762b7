// Formatting of numbers beyond what format.h declares.
#ifndef MARTLET_FORMAT_NUMBER_H
#define MARTLET_FORMAT_NUMBER_H

#include "core/object/format.h"

// Appends a complex as the spec says. False: raised.
bool format_complex(StrBuilder *builder, double real, double imaginary, const FormatSpec *spec);

#endif
