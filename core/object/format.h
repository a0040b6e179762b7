// Formatting: the format mini-language (format(), str.format, f-strings) and the % operator.
//
// A format specification is parsed once into a FormatSpec; who formats gets the parsed form and appends to a
// StrBuilder. The division of labour: format.c parses and pads, format_number.c makes the digits of ints and floats,
// percent.c translates %-conversions into FormatSpecs, str_format.c walks replacement fields.
#ifndef MARTLET_FORMAT_H
#define MARTLET_FORMAT_H

#include "core/object/str.h"

// [[fill]align][sign][z][#][0][width][grouping][.precision][type]
typedef struct FormatSpec {
  uint32_t fill;         // code point; ' ' unless given, '0' when the spec has the 0 flag and no fill
  uint32_t type;         // the type character; 0: not given
  int64_t width;         // code points; -1: not given
  int64_t precision;     // -1: not given
  char align;            // '<' '>' '^' '=' or 0: not given ('=' when the spec has the 0 flag and no alignment)
  char sign;             // '-' '+' ' ' or 0: not given
  char grouping;         // ',' '_' or 0
  bool alternate;        // #
  bool no_negative_zero; // z
} FormatSpec;
#define FORMAT_SPEC_INIT {' ', 0, -1, -1, 0, 0, 0, false, false}

// Parses the UTF-8 text of a spec. `object` is what will be formatted, for messages. False with ValueError.
bool format_spec_parse(const char *text, size_t bytes, Value object, FormatSpec *spec);
// Raises ValueError "Unknown format code 'd' for object of type 'str'" for spec->type. Always false.
bool format_unknown_code(const FormatSpec *spec, const char *type_name);
// Appends text, padded to spec->width by spec->align (default_align when not given). The first prefix_bytes bytes (sign
// and 0x) stay in front of the padding of '='. The text is UTF-8 with `length` code points in `bytes` bytes.
void format_pad(StrBuilder *builder, const FormatSpec *spec, char default_align, const char *text, size_t bytes,
                size_t length, size_t prefix_bytes);

// Appends an int as the spec says (types b c d e E f F g G n o x X % or none). value is an int of any size. False:
// raised (unknown code, "Precision not allowed in integer format specifier", …); the builder is then to be dropped.
bool format_int(StrBuilder *builder, Value value, const FormatSpec *spec);
// Appends a double as the spec says (types e E f F g G n % or none). False: raised.
bool format_double(StrBuilder *builder, double value, const FormatSpec *spec);
// Appends a str as the spec says (type s or none). False: raised.
bool format_str(StrBuilder *builder, Value str, const FormatSpec *spec);

// object.__format__: str(v) for an empty spec, else TypeError "unsupported format string passed to X.__format__".
Value object_format_default(Value v, Value spec);

// format % arguments, for str and bytes formats. A str or bytes; EMPTY: raised.
Value percent_format(Value format, Value arguments);
Value percent_format_bytes(Value format, Value arguments);
// str.format: args are the positional arguments, keywords a dict or another mapping (EMPTY: none).
Value str_format_fields(Value format, const Value *args, size_t count, Value keywords);

// Taking format strings apart, for string.Formatter; positions are bytes. False: the end, or raised.
// The next literal, field name, spec and conversion (the latter three NONE where no field follows).
bool str_format_scan(Value format, uint32_t *position, Value parts[4]);
// The first part of a field name, an int if it is a number. EMPTY: raised.
Value str_format_first_name(Value name, uint32_t *position);
// The next part: an attribute's name or a subscript.
bool str_format_scan_name(Value name, uint32_t *position, bool *attribute, Value *part);

#endif
