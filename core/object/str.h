// Strings: immutable UTF-8 (lone surrogates as three bytes, "WTF-8") with the code-point count beside it. An ASCII
// string (the flag) is indexed directly; others carry a sparse index after the text: one uint32_t byte offset for every
// 64th code point, so that indexing is O(1). Names used as identifiers are interned: equal interned strings are one
// object. A str may also lie in a bytecode image (core/vm/image.h, STR_STATIC): read-only memory, its hash computed.
#ifndef MARTLET_STR_H
#define MARTLET_STR_H

#include "core/object/object.h"

// STR_SPARE: made by str_append, which may make it longer again.
enum StrFlags { STR_ASCII = 1, STR_INTERNED = 2, STR_STATIC = 4, STR_SPARE = 8 };

typedef struct Str {
  Object header;   // SHAPE_STR, HEAP_LEAF
  uint32_t hash;   // 0: not computed yet
  uint32_t length; // code points
  uint32_t size;   // bytes of text
  uint32_t flags;
  char text[]; // size bytes and a NUL; then, unless ASCII, the sparse index, 4-aligned
} Str;

typedef struct StrIterator {
  Object header; // SHAPE_STR_ITERATOR, HEAP_VALUES
  Value str;     // EMPTY: exhausted
  Value offset;  // small int: byte offset of the next character
} StrIterator;

static inline Str *to_str(Value v) { return (Str *)(uintptr_t)v; }
static inline bool is_str(Value v) { return has_shape(v, SHAPE_STR); }

// From UTF-8 (valid WTF-8; the caller has checked). Copies. Empty and one-character ASCII strings are shared.
Value str_new(const char *text, size_t bytes);
Value str_from_c(const char *text);
// printf into a str; %V formats a Value's str(), %R its repr(), %T the name of a Value's type, %N the
// same but "None" for None (as CPython names arguments); else as printf.
Value str_format_c(const char *format, ...);
Value str_format_v(const char *format, __builtin_va_list arguments);
// The one interned string equal to the text.
Value str_intern(const char *text, size_t bytes);
Value str_intern_value(Value str);
// The interned string equal to one in an image, which has STR_INTERNED set beforehand: that one itself, or another.
Value str_intern_static(const Str *str);
// The bytes of a str object with so many bytes of text and code points.
size_t str_bytes(size_t size, size_t length);
Value str_from_code_point(uint32_t code_point);
// The code point at index (0 <= index < length).
uint32_t str_at(Value str, size_t index);
// Characters [start, stop), 0 <= start <= stop <= length.
Value str_slice(Value str, size_t start, size_t stop);
Value str_concat(Value a, Value b);
// The same where nothing else can refer to `a` if it has STR_SPARE (core/vm/append_site.h): it is then made longer
// in place, as long as all is ASCII and there is room behind it.
Value str_append(Value a, Value b);
// Left operands shorter than this are always copied.
#define STR_APPEND_MIN 128
// Any value, which something else may refer to from now on. Returns it.
Value str_seen(Value v);
// Joins `count` strs; TypeError "sequence item 0: expected str instance, int found".
Value str_join(Value separator, const Value *items, size_t count);
bool str_equal(Value a, Value b);
int str_compare(Value a, Value b); // -1, 0, 1 by code points
uint32_t str_hash(Value str);      // never 0
// ascii(v): the repr with non-ASCII characters escaped.
Value str_ascii(Value v);
// A Value that must be a str (or subclass): its UTF-8 text, NUL-terminated, or NULL with TypeError set.
const char *str_text(Value v);
// Makes the shared strings and the intern table: before any other string is made, so before types_init.
void str_init_shared(void);
void str_init(void);

// A growable byte buffer in C memory for building text. Errors are sticky: str_builder_finish then returns EMPTY.
typedef struct StrBuilder {
  char *data;
  size_t size, capacity;
  bool failed;
} StrBuilder;
#define STR_BUILDER_INIT {NULL, 0, 0, false}
void str_builder_add(StrBuilder *builder, const char *text, size_t bytes);
void str_builder_add_c(StrBuilder *builder, const char *text);
void str_builder_add_str(StrBuilder *builder, Value str);
void str_builder_add_code_point(StrBuilder *builder, uint32_t code_point);
// Appends \xhh, \uhhhh or \Uhhhhhhhh.
void str_builder_add_escape(StrBuilder *builder, uint32_t code_point);
// Appends `count` times the byte, for builders of bytes.
void str_builder_add_bytes(StrBuilder *builder, char byte, size_t count);
void str_builder_add_repeated(StrBuilder *builder, uint32_t code_point, size_t count);
// Makes the str and frees the buffer; EMPTY with MemoryError (or the pending exception) if anything failed.
Value str_builder_finish(StrBuilder *builder);
void str_builder_drop(StrBuilder *builder);

#endif
