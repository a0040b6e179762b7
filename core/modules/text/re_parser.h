// What the files that read patterns share: the tokens (a character, or a backslash with the one behind it), and the
// pieces of syntax that are not nested. Positions are byte offsets in the pattern.
#ifndef MARTLET_RE_PARSER_H
#define MARTLET_RE_PARSER_H

#include <stdio.h>

#include "core/modules/text/re_internal.h"
#include "core/vm/vm.h"

// Least and greatest number of characters that something matches, up to RE_MAX_REPEAT.
typedef struct ReWidth {
  uint64_t low, high;
} ReWidth;

typedef struct ReGroup {
  ReWidth width;
  bool closed;
} ReGroup;

typedef struct ReCondition {
  uint32_t group;
  size_t at;
} ReCondition;

typedef struct ReParser {
  Value pattern;
  const char *text;
  size_t size;
  bool is_text;
  // The next token; next is -1 at the end.
  int32_t next;
  bool escaped;
  size_t next_at, behind; // where it begins, and where the one behind it does
  uint32_t flags;         // global ones so far
  ReOutput *output;
  ReGroup *group_info;
  uint32_t groups, group_capacity; // group 0 counts
  Value group_index;
  int64_t lookbehind_groups; // the number of groups in front of the outermost look-behind; -1: not in one
  bool variable_lookbehind;
  size_t first_repeat; // where the outermost repetition in front begins in the output, and what CPython calls it
  const char *repeat_name;
  ReCondition *conditions; // numbers asked about in (?(number)…), which may come later
  size_t condition_count;
} ReParser;

typedef enum ReEscapeKind {
  RE_ESCAPE_LITERAL,
  RE_ESCAPE_CATEGORY,
  RE_ESCAPE_GROUP,
  // the rest match a place
  RE_ESCAPE_START,
  RE_ESCAPE_END,
  RE_ESCAPE_BOUNDARY,
  RE_ESCAPE_NO_BOUNDARY,
} ReEscapeKind;

typedef struct ReEscape {
  ReEscapeKind kind;
  uint32_t value; // code point, ReCategory, group number
  size_t at;      // of the backslash
} ReEscape;

// --- re_token.c
// Moves to the next token. False: raised (a backslash at the end).
bool re_advance(ReParser *p);
bool re_seek(ReParser *p, size_t at);
static inline size_t re_tell(const ReParser *p) { return p->next_at; }
static inline bool re_is(const ReParser *p, char c) { return p->next == c && !p->escaped; }
static inline bool re_next_digit(const ReParser *p) { return !p->escaped && p->next >= '0' && p->next <= '9'; }
// Raises re.error at a position; always false. The format is str_format_c's.
bool re_error(ReParser *p, size_t at, const char *format, ...);
// The same at a character number.
bool re_error_index(ReParser *p, int64_t index, Value message);
// Code points in front of a position.
int64_t re_index(const ReParser *p, size_t at);
// Pieces of the pattern as str (bytes as Latin-1).
Value re_text_between(const ReParser *p, size_t start, size_t end);
Value re_token_text(const ReParser *p);
// Reads up to the terminator, which is skipped: *text is a str that is not empty. `what` is named in messages.
bool re_read_until(ReParser *p, char terminator, const char *what, Value *text);
int re_is_identifier(Value name); // 1, 0, -1
bool re_check_group_name(ReParser *p, Value name, size_t at);
// int(name), when that is a number that is not negative; clamped to INT64_MAX. No exception.
bool re_group_number(Value name, int64_t *number);
// DeprecationWarning for numbers that are not plain digits.
bool re_warn_odd_number(ReParser *p, Value name, size_t at);
// Warns from the caller of the function of `re` that was called. False: raised.
bool re_warn(ExceptionKind category, int stack_level, Value message);
bool re_note_condition(ReParser *p, uint32_t group, size_t at);
bool re_check_conditions(ReParser *p);

// --- re_escape.c
bool re_parse_escape(ReParser *p, ReEscape *escape);
// A set, behind its '['. The caller frees set->items in any case.
bool re_parse_set(ReParser *p, ReSet *set);

// --- re_flags.c
// The flag that a letter stands for, 0: none.
uint32_t re_flag_of(int32_t letter);
// Reads flags, at the first letter or '-', up to and with ')' or ':'. *global: it was ')', and they are in p->flags.
bool re_parse_flags(ReParser *p, uint32_t *added, uint32_t *removed, bool *global);
// The global flags, with UNICODE unless ASCII for str.
uint32_t re_effective_flags(const ReParser *p);

#endif
