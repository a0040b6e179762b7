// The module _re: regular expressions with CPython's meaning on PCRE2's matcher.
//
// A Pattern keeps the text and flags that the program gave. What matches is a PCRE2 program, of which a pattern has up
// to two, each made when it is first needed: one for subjects that are ASCII (PCRE2 sees single bytes: tables instead
// of Unicode properties), one for other text (UTF-8). Patterns of bytes have one program. re_translate.c turns Python's
// syntax into PCRE2's, spelling out whatever the two languages understand differently, so that PCRE2 options
// decide nothing; re_parse.c reads the syntax and knows CPython's messages.
//
// All positions in here are byte offsets; what Python sees of str subjects are code points, converted at the border
// with the sparse index of str.
#ifndef MARTLET_RE_INTERNAL_H
#define MARTLET_RE_INTERNAL_H

#include "core/object/object.h"
#include "core/object/str.h"

// CPython's numbers.
enum ReFlags {
  RE_TEMPLATE = 1,
  RE_IGNORECASE = 2,
  RE_LOCALE = 4,
  RE_MULTILINE = 8,
  RE_DOTALL = 16,
  RE_UNICODE = 32,
  RE_VERBOSE = 64,
  RE_DEBUG = 128,
  RE_ASCII = 256,
};
#define RE_TYPE_FLAGS (RE_ASCII | RE_LOCALE | RE_UNICODE)
#define RE_GLOBAL_FLAGS (RE_DEBUG | RE_TEMPLATE)
#define RE_MAX_REPEAT 4294967295u
#define RE_MAX_GROUPS 1073741823

// What a program is made for.
typedef enum ReTarget {
  RE_TARGET_ASCII, // str patterns, subjects that are ASCII
  RE_TARGET_TEXT,  // str patterns, all subjects
  RE_TARGET_BYTES,
  RE_TARGET_COUNT
} ReTarget;

typedef struct Pattern {
  Object header;                   // HEAP_VALUES
  Value pattern;                   // str or bytes-like
  Value group_index;               // dict: name → number
  Value group_names;               // tuple by number (0: None); EMPTY when no group has a name
  Value flags, groups;             // small ints
  Value programs[RE_TARGET_COUNT]; // the address of a pcre2_code as a small int; EMPTY until needed
} Pattern;

typedef struct Match {
  Object header; // HEAP_VALUES
  Value pattern;
  Value subject;
  Value start, end; // the pos and endpos of the search, small ints
  Value last_group; // number of the group that closed last, small int; 0: none
  Value spans[];    // for each group start and end, small ints; -1: did not take part
} Match;

static inline Pattern *to_pattern(Value v) { return (Pattern *)(uintptr_t)v; }
static inline Match *to_match(Value v) { return (Match *)(uintptr_t)v; }

// Character sets, while they are read.
typedef enum ReCategory {
  RE_DIGIT,
  RE_NOT_DIGIT,
  RE_SPACE,
  RE_NOT_SPACE,
  RE_WORD,
  RE_NOT_WORD,
} ReCategory;

typedef struct ReItem {
  uint32_t low, high; // a range; for a category, high is RE_CATEGORY and low the ReCategory
} ReItem;
#define RE_CATEGORY UINT32_MAX

typedef struct ReSet {
  ReItem *items;
  size_t count, capacity;
  bool negated;
} ReSet;
// False: MemoryError.
bool re_set_add(ReSet *set, uint32_t low, uint32_t high);

// The output of the translation.
typedef struct ReOutput {
  StrBuilder text;
  ReTarget target;
  bool unicode_properties; // the program is compiled with PCRE2_UCP: \b is Unicode's
  bool caseless;           // PCRE2's caseless mode at this place
  size_t item;             // where the last item begins in text
} ReOutput;

// --- re_translate.c: each appends an item with the meaning that `flags` (local ones) give it.
void re_put_literal(ReOutput *output, uint32_t code_point, uint32_t flags);
void re_put_set(ReOutput *output, const ReSet *set, uint32_t flags);
void re_put_category(ReOutput *output, ReCategory category, uint32_t flags);
void re_put_any(ReOutput *output, uint32_t flags);
void re_put_line_start(ReOutput *output, uint32_t flags);
void re_put_line_end(ReOutput *output, uint32_t flags);
void re_put_boundary(ReOutput *output, bool negated, uint32_t flags);
void re_put_reference(ReOutput *output, uint32_t group, uint32_t flags);

// --- re_parse.c
typedef struct ReParsed {
  Value group_index; // dict
  Value group_names; // tuple or EMPTY
  uint32_t groups;
  uint32_t flags; // with those of the pattern's own, and UNICODE unless ASCII
} ReParsed;
// Reads a pattern (a str, or the bytes of a bytes-like object) and writes PCRE2's for the target. False: raised.
bool re_parse(Value pattern, uint32_t flags, ReTarget target, ReOutput *output, ReParsed *parsed);
// Raises re.error(message, pattern, position); position is a byte offset, -1: none.
Value re_raise(Value pattern, int64_t position, Value message);
// The exception class re.error.
extern Value re_error_class;
// The UTF-8 text of a str, or the memory of a bytes-like object. False: TypeError.
bool re_view(Value v, const char **text, size_t *size);

// --- re_pattern.c
extern Type *re_pattern_type;
// The PCRE2 program of a pattern for a target; NULL: raised.
void *re_program(Pattern *pattern, ReTarget target);
// The same program with a callout (number 255) at each item, for a match that takes long. The caller frees it
// (pcre2_code_free). NULL: raised.
void *re_program_with_callouts(Pattern *pattern, ReTarget target);
Value re_compile(Value pattern, uint32_t flags);

// --- re_match.c
extern Type *re_match_type, *re_scanner_type, *re_iterator_type;

// A search in progress: the subject and what is left of it.
typedef struct ReSearch {
  Pattern *pattern;
  Value subject;
  const char *text; // of the subject, as of the last re_search_refresh
  size_t start, end;
  bool is_text, ascii;
  bool must_advance; // a match that begins at start may not be empty
  uint32_t groups;
  const size_t *spans; // of the last match: PCRE2's vector, until the next one
  uint32_t last_group;
} ReSearch;
typedef enum ReMode { RE_SEARCH, RE_MATCH, RE_FULLMATCH } ReMode;
// position and end: EMPTY, or as given for pos and endpos. False: raised.
bool re_search_begin(ReSearch *search, Value pattern, Value subject, Value position, Value end);
// 1: matched, `spans` and last_group hold it, and start has moved behind it; 0: no match; -1: raised.
int re_search_next(ReSearch *search, ReMode mode);
// The subject's memory anew, after Python code ran (it may be a bytearray).
bool re_search_refresh(ReSearch *search);
// A piece of the subject as str or bytes.
Value re_search_slice(const ReSearch *search, size_t start, size_t end);
// A Match of what re_search_next found, for a search that began with these bounds.
Value re_match_new(const ReSearch *search, size_t first, size_t last);
// The text of a group; NONE when it did not take part. EMPTY: raised.
Value re_match_group(const Match *match, size_t group, Value missing);
bool re_match_init(Value module);
bool re_pattern_init(Value module);

// --- re_template.c
// A replacement, read: literal pieces and group numbers.
typedef struct RePiece {
  int64_t group;      // -1: the literal
  size_t start, size; // in `text`
} RePiece;
typedef struct ReTemplate {
  RePiece *pieces;
  size_t count, capacity;
  StrBuilder text;
} ReTemplate;
// False: raised. The template must be dropped either way.
bool re_template_parse(ReTemplate *template, Pattern *pattern, Value source);
void re_template_drop(ReTemplate *template);
// Appends the replacement for a match with these spans in the text.
void re_template_expand(const ReTemplate *template, StrBuilder *out, const char *text, const size_t *spans);

// --- re_substitute.c: methods of patterns that run through a subject
Value re_method_findall(Value *args, size_t count);
Value re_method_split(Value *args, size_t count);
// _substitute(pattern, repl, string, count): the pair (result, number), for a repl that is no callable.
Value re_substitute(Value *args, size_t count);

#endif
