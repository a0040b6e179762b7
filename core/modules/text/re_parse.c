// Reads Python's pattern syntax and writes PCRE2's, in one pass: a recursive descent that returns the least and the
// greatest width of what it read, which is what look-behinds need to know. Messages and their positions are CPython's.
#include <stdlib.h>

#include "core/modules/text/re_parser.h"
#include "core/object/bytes.h"
#include "core/object/call.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/list.h"
#include "core/object/tuple.h"
#include "core/object/unicode.h"

// --- widths, which saturate

static void width_add(ReWidth *sum, ReWidth w) {
  sum->low = sum->low + w.low < RE_MAX_REPEAT ? sum->low + w.low : RE_MAX_REPEAT - 1;
  sum->high = sum->high + w.high < RE_MAX_REPEAT ? sum->high + w.high : RE_MAX_REPEAT;
}

static void width_either(ReWidth *width, ReWidth w) {
  if (w.low < width->low) width->low = w.low;
  if (w.high > width->high) width->high = w.high;
}

static ReWidth width_times(ReWidth w, uint64_t minimum, uint64_t maximum) {
  ReWidth product = {0, 0};
  width_add(&product, (ReWidth){w.low * minimum, w.high * maximum});
  return product;
}

static const ReWidth one = {1, 1}, zero = {0, 0};

// --- groups

static bool open_group(ReParser *p, Value name, size_t name_at, uint32_t *number) {
  if (p->groups == p->group_capacity) {
    uint32_t capacity = p->group_capacity ? 2 * p->group_capacity : 8;
    ReGroup *info = realloc(p->group_info, capacity * sizeof *info);
    if (!info) return raise_memory_error(), false;
    p->group_info = info;
    p->group_capacity = capacity;
  }
  *number = p->groups++;
  p->group_info[*number] = (ReGroup){zero, false};
  if (name == EMPTY) return true;
  Value old = dict_get(p->group_index, name);
  if (old != EMPTY)
    return re_error(p, name_at, "redefinition of group name %R as group %d; was group %d", name, (int)*number,
                    (int)to_small_int(old));
  return vm_exception == EMPTY && dict_set(p->group_index, name, from_small_int(*number));
}

static bool is_closed(const ReParser *p, uint32_t group) { return group < p->groups && p->group_info[group].closed; }

// In a look-behind, groups may be referred to only if they were closed in front of it.
static bool check_lookbehind(ReParser *p, uint32_t group) {
  if (p->lookbehind_groups < 0) return true;
  if (!is_closed(p, group)) return re_error(p, re_tell(p), "cannot refer to an open group");
  if (group >= p->lookbehind_groups)
    return re_error(p, re_tell(p), "cannot refer to group defined in the same lookbehind subpattern");
  return true;
}

// --- the state of one sequence of items

typedef enum ItemKind { ITEM_NONE, ITEM_AT, ITEM_REPEAT, ITEM_OTHER } ItemKind;

typedef struct Sequence {
  uint32_t flags;
  bool verbose, first; // first: global flags may stand here
  ReWidth width;       // of all items but the last
  ItemKind kind;       // of the last item
  ReWidth last;        // its width
  size_t start;        // where it begins in the output
  uint32_t groups;     // groups opened before it
} Sequence;

static void finish_item(ReParser *p, Sequence *s, ItemKind kind, ReWidth width) {
  width_add(&s->width, s->last);
  s->kind = kind;
  s->last = width;
  s->start = p->output->item;
}

static bool parse_alternatives(ReParser *p, uint32_t flags, bool verbose, bool top, ReWidth *width);
static bool parse_sequence(ReParser *p, Sequence *s);

// --- repetition

static void put_text(ReParser *p, const char *text, size_t size) { str_builder_add(&p->output->text, text, size); }

static void put_count(ReParser *p, uint64_t minimum, uint64_t maximum) {
  char text[48];
  int size = maximum == RE_MAX_REPEAT ? snprintf(text, sizeof text, "{%u,}", (unsigned)minimum)
                                      : snprintf(text, sizeof text, "{%u,%u}", (unsigned)minimum, (unsigned)maximum);
  put_text(p, text, (size_t)size);
}

// item{count} or item{0,count} for counts beyond PCRE2's 65535, by nesting.
static void put_large(ReParser *p, const char *item, size_t size, uint64_t count, bool optional, char suffix) {
  uint64_t unit = 65535, whole = count / unit, rest = count % unit;
  char text[8] = {suffix};
  if (whole > 0) {
    put_text(p, "(?:", 3);
    put_text(p, item, size);
    put_count(p, optional ? 0 : unit, unit);
    put_text(p, text, suffix != 0);
    put_text(p, ")", 1);
    put_count(p, optional ? 0 : whole, whole);
    put_text(p, text, suffix != 0);
  }
  put_text(p, item, size);
  put_count(p, optional ? 0 : rest, rest);
  put_text(p, text, suffix != 0);
}

static bool put_large_repeat(ReParser *p, Sequence *s, uint64_t minimum, uint64_t maximum, char suffix) {
  StrBuilder *text = &p->output->text;
  if (text->failed) return raise_memory_error(), false;
  if (p->groups > s->groups || minimum > 65535ull * 65535 || (maximum != RE_MAX_REPEAT && maximum > 65535ull * 65535))
    return raise(OverflowError, "the repetition number is too large"), false;
  size_t size = text->size - s->start;
  char *item = malloc(size + 1);
  if (!item) return raise_memory_error(), false;
  memcpy(item, text->data + s->start, size);
  text->size = s->start;
  put_text(p, suffix == '+' ? "(?>" : "(?:", 3);
  char inner = suffix == '+' ? 0 : suffix;
  put_large(p, item, size, minimum, false, inner);
  if (maximum == RE_MAX_REPEAT) {
    put_text(p, item, size);
    put_text(p, "*", 1);
    put_text(p, &inner, inner != 0);
  } else {
    put_large(p, item, size, maximum - minimum, true, inner);
  }
  put_text(p, ")", 1);
  free(item);
  return true;
}

static bool read_count(ReParser *p, uint64_t *count, bool *given) {
  bool huge = false;
  for (*count = 0, *given = false; re_next_digit(p); *given = true) {
    *count = *count * 10 + (uint64_t)(p->next - '0');
    huge |= *count >= RE_MAX_REPEAT;
    if (huge) *count = RE_MAX_REPEAT;
    if (!re_advance(p)) return false;
  }
  return true;
}

// Behind a '{': the bounds. *literal: it was no repetition, and the position is where it was.
static bool read_bounds(ReParser *p, uint64_t *minimum, uint64_t *maximum, bool *literal) {
  size_t here = re_tell(p);
  bool low_given, high_given;
  uint64_t low, high;
  *literal = true;
  if (re_is(p, '}')) return true;
  if (!read_count(p, &low, &low_given)) return false;
  high = low;
  high_given = low_given;
  if (re_is(p, ',') && (!re_advance(p) || !read_count(p, &high, &high_given))) return false;
  if (!re_is(p, '}')) return re_seek(p, here);
  if (!re_advance(p)) return false;
  *literal = false;
  *minimum = low_given ? low : 0;
  *maximum = high_given ? high : RE_MAX_REPEAT;
  if (*minimum >= RE_MAX_REPEAT || (high_given && high >= RE_MAX_REPEAT))
    return raise(OverflowError, "the repetition number is too large"), false;
  if (*maximum < *minimum) return re_error(p, here, "min repeat greater than max repeat");
  return true;
}

static bool parse_repeat(ReParser *p, Sequence *s, char operator) {
  size_t at = re_tell(p) - 1;
  uint64_t minimum = operator== '+', maximum = operator== '?' ? 1 : RE_MAX_REPEAT;
  if (operator== '{') {
    bool literal;
    if (!read_bounds(p, &minimum, &maximum, &literal)) return false;
    if (literal) {
      re_put_literal(p->output, '{', s->flags);
      finish_item(p, s, ITEM_OTHER, one);
      return true;
    }
  }
  if (s->kind == ITEM_NONE || s->kind == ITEM_AT) return re_error(p, at, "nothing to repeat");
  if (s->kind == ITEM_REPEAT) return re_error(p, at, "multiple repeat");
  char suffix = re_is(p, '?') ? '?' : re_is(p, '+') ? '+' : 0;
  if (suffix && !re_advance(p)) return false;
  if (s->start <= p->first_repeat) {
    p->first_repeat = s->start;
    p->repeat_name = suffix == '?' ? "MIN_REPEAT" : suffix == '+' ? "POSSESSIVE_REPEAT" : "MAX_REPEAT";
  }
  if (minimum > 65535 || (maximum > 65535 && maximum != RE_MAX_REPEAT)) {
    if (!put_large_repeat(p, s, minimum, maximum, suffix)) return false;
  } else {
    if (operator== '{')
      put_count(p, minimum, maximum);
    else
      put_text(p, &operator, 1);
    put_text(p, &suffix, suffix != 0);
  }
  s->last = width_times(s->last, minimum, maximum);
  s->kind = ITEM_REPEAT;
  return true;
}

// --- groups

// A name in the middle of (?P<…>, (?P=…) or (?(…): the text, as a str; it ends with terminator, which is skipped.
static bool read_group_name(ReParser *p, char terminator, Value *name, size_t *at) {
  *at = re_tell(p);
  return re_read_until(p, terminator, "group name", name);
}

static bool put_reference_to(ReParser *p, Sequence *s, uint32_t group) {
  re_put_reference(p->output, group, s->flags);
  finish_item(p, s, ITEM_OTHER, p->group_info[group].width);
  return true;
}

static bool parse_named_reference(ReParser *p, Sequence *s) {
  Value name;
  size_t at;
  if (!read_group_name(p, ')', &name, &at) || !re_check_group_name(p, name, at)) return false;
  Value group = dict_get(p->group_index, name);
  if (group == EMPTY) return vm_exception == EMPTY && re_error(p, at, "unknown group name %R", name);
  uint32_t number = (uint32_t)to_small_int(group);
  if (!is_closed(p, number)) return re_error(p, at, "cannot refer to an open group");
  return check_lookbehind(p, number) && put_reference_to(p, s, number);
}

static bool expect_close(ReParser *p, size_t start) {
  if (!re_is(p, ')')) return re_error(p, start, "missing ), unterminated subpattern");
  return re_advance(p);
}

// The rest of a group whose opening is written: its alternatives and the parenthesis.
static bool parse_group_body(ReParser *p, uint32_t flags, bool verbose, size_t start, ReWidth *width) {
  bool caseless = p->output->caseless;
  if (!parse_alternatives(p, flags, verbose, false, width) || !expect_close(p, start)) return false;
  put_text(p, ")", 1);
  p->output->caseless = caseless;
  return true;
}

static bool parse_look(ReParser *p, Sequence *s, size_t start, int32_t kind) {
  bool behind = kind == '<';
  int64_t outer = p->lookbehind_groups;
  if (behind) {
    size_t at = re_tell(p);
    kind = p->next;
    if (kind < 0) return re_error(p, at, "unexpected end of pattern");
    bool known = re_is(p, '=') || re_is(p, '!');
    Value shown = re_token_text(p);
    if (!re_advance(p)) return false;
    if (!known) return re_error(p, at - 2, "unknown extension ?<%V", shown);
    if (outer < 0) p->lookbehind_groups = p->groups;
  }
  ReWidth width;
  size_t item = p->output->text.size;
  put_text(p, behind ? "(?<" : "(?", behind ? 3 : 2);
  put_text(p, kind == '=' ? "=" : "!", 1);
  if (!parse_group_body(p, s->flags, s->verbose, start, &width)) return false;
  if (behind) {
    p->lookbehind_groups = outer;
    p->variable_lookbehind |= width.low != width.high;
  }
  p->output->item = item;
  finish_item(p, s, ITEM_OTHER, zero);
  return true;
}

// The group that (?(name) or (?(number) asks about.
static bool parse_condition(ReParser *p, uint32_t *group) {
  Value name;
  size_t at;
  if (!read_group_name(p, ')', &name, &at)) return false;
  int identifier = re_is_identifier(name);
  if (identifier < 0) return false;
  if (identifier) {
    if (!re_check_group_name(p, name, at)) return false;
    Value known = dict_get(p->group_index, name);
    if (known == EMPTY) return vm_exception == EMPTY && re_error(p, at, "unknown group name %R", name);
    *group = (uint32_t)to_small_int(known);
    return check_lookbehind(p, *group);
  }
  int64_t number;
  if (!re_group_number(name, &number)) return re_error(p, at, "bad character in group name %R", name);
  if (number == 0) return re_error(p, at, "bad group number");
  if (number >= RE_MAX_GROUPS) return re_error(p, at, "invalid group reference %lld", (long long)number);
  *group = (uint32_t)number;
  if (!re_note_condition(p, *group, at)) return false;
  return re_warn_odd_number(p, name, at) && check_lookbehind(p, *group);
}

static bool parse_conditional(ReParser *p, Sequence *s, size_t start) {
  uint32_t group = 0;
  size_t item = p->output->text.size;
  if (!parse_condition(p, &group)) return false;
  bool caseless = p->output->caseless;
  char text[24];
  put_text(p, text, (size_t)snprintf(text, sizeof text, "(?(%u)", group));
  Sequence yes = {.flags = s->flags, .verbose = s->verbose};
  if (!parse_sequence(p, &yes)) return false;
  ReWidth width = yes.width;
  if (re_is(p, '|')) {
    Sequence no = {.flags = s->flags, .verbose = s->verbose};
    put_text(p, "|", 1);
    if (!re_advance(p) || !parse_sequence(p, &no)) return false;
    if (re_is(p, '|')) return re_error(p, re_tell(p), "conditional backref with more than two branches");
    width_either(&width, no.width);
  } else {
    width.low = 0;
  }
  if (!expect_close(p, start)) return false;
  put_text(p, ")", 1);
  p->output->caseless = caseless;
  p->output->item = item;
  finish_item(p, s, ITEM_OTHER, width);
  return true;
}

static bool skip_comment(ReParser *p, size_t start) {
  for (bool end = false; !end;) {
    if (p->next < 0) return re_error(p, start, "missing ), unterminated comment");
    end = re_is(p, ')');
    if (!re_advance(p)) return false;
  }
  return true;
}

static uint32_t combine_flags(uint32_t flags, uint32_t added, uint32_t removed) {
  if (added & RE_TYPE_FLAGS) flags &= ~(uint32_t)RE_TYPE_FLAGS;
  return (flags | added) & ~removed;
}

typedef struct Opening {
  bool capture;
  const char *text;
  uint32_t added, removed;
  Value name;
  size_t name_at;
  bool done; // not a group after all: everything has been dealt with
} Opening;

// What follows "(?P".
static bool parse_named(ReParser *p, Sequence *s, Opening *opening) {
  if (re_is(p, '<')) {
    return re_advance(p) && read_group_name(p, '>', &opening->name, &opening->name_at) &&
           re_check_group_name(p, opening->name, opening->name_at);
  }
  if (re_is(p, '=')) {
    opening->done = true;
    return re_advance(p) && parse_named_reference(p, s);
  }
  size_t at = re_tell(p);
  if (p->next < 0) return re_error(p, at, "unexpected end of pattern");
  Value shown = re_token_text(p);
  return re_advance(p) && re_error(p, at - 2, "unknown extension ?P%V", shown);
}

static bool parse_inline_flags(ReParser *p, Sequence *s, size_t start, Opening *opening) {
  bool global;
  if (!re_parse_flags(p, &opening->added, &opening->removed, &global)) return false;
  opening->capture = false;
  if (!global) return true;
  if (!s->first || s->kind != ITEM_NONE) return re_error(p, start, "global flags not at the start of the expression");
  opening->done = true;
  s->flags = re_effective_flags(p);
  p->output->unicode_properties = (s->flags & RE_UNICODE) && !(s->flags & RE_ASCII);
  s->verbose = (p->flags & RE_VERBOSE) != 0;
  return true;
}

// What follows "(?".
static bool parse_extension(ReParser *p, Sequence *s, size_t start, Opening *opening) {
  size_t at = re_tell(p);
  int32_t c = p->next;
  bool escaped = p->escaped;
  if (c < 0) return re_error(p, at, "unexpected end of pattern");
  Value shown = re_token_text(p);
  if (!escaped && (c == '-' || re_flag_of(c))) return parse_inline_flags(p, s, start, opening);
  if (!re_advance(p)) return false;
  if (escaped) c = 0;
  opening->done = c == '#' || c == '=' || c == '!' || c == '<' || c == '(';
  switch (c) {
  case 'P': return parse_named(p, s, opening);
  case ':': opening->capture = false; return true;
  case '>':
    opening->capture = false;
    opening->text = "(?>";
    return true;
  case '#': return skip_comment(p, start);
  case '=':
  case '!':
  case '<': return parse_look(p, s, start, c);
  case '(': return parse_conditional(p, s, start);
  default: return re_error(p, at - 1, "unknown extension ?%V", shown);
  }
}

static bool parse_group(ReParser *p, Sequence *s) {
  size_t start = re_tell(p) - 1;
  Opening opening = {.capture = true, .text = "(?:"};
  if (re_is(p, '?') && (!re_advance(p) || !parse_extension(p, s, start, &opening))) return false;
  if (opening.done) return true;
  uint32_t group = 0;
  if (opening.capture && !open_group(p, opening.name, opening.name_at, &group)) return false;
  bool verbose = (s->verbose || (opening.added & RE_VERBOSE)) && !(opening.removed & RE_VERBOSE);
  size_t item = p->output->text.size;
  ReWidth width;
  if (opening.capture)
    put_text(p, "(", 1);
  else
    put_text(p, opening.text, 3);
  if (!parse_group_body(p, combine_flags(s->flags, opening.added, opening.removed), verbose, start, &width))
    return false;
  if (opening.capture) p->group_info[group] = (ReGroup){width, true};
  p->output->item = item;
  finish_item(p, s, ITEM_OTHER, width);
  return true;
}

// --- sequences and alternatives

static bool put_escape(ReParser *p, Sequence *s) {
  ReEscape escape;
  if (!re_parse_escape(p, &escape)) return false;
  switch (escape.kind) {
  case RE_ESCAPE_LITERAL: re_put_literal(p->output, escape.value, s->flags); break;
  case RE_ESCAPE_CATEGORY: re_put_category(p->output, (ReCategory)escape.value, s->flags); break;
  case RE_ESCAPE_GROUP:
    if (!is_closed(p, escape.value)) return re_error(p, escape.at, "cannot refer to an open group");
    return check_lookbehind(p, escape.value) && put_reference_to(p, s, escape.value);
  case RE_ESCAPE_START: put_text(p, "\\A", 2); break;
  case RE_ESCAPE_END: put_text(p, "\\z", 2); break;
  default: re_put_boundary(p->output, escape.kind == RE_ESCAPE_NO_BOUNDARY, s->flags);
  }
  bool at = escape.kind > RE_ESCAPE_GROUP;
  finish_item(p, s, at ? ITEM_AT : ITEM_OTHER, at ? zero : one);
  return true;
}

static bool skip_line(ReParser *p) {
  for (bool end = false; !end && p->next >= 0;) {
    end = re_is(p, '\n');
    if (!re_advance(p)) return false;
  }
  return true;
}

static bool parse_item(ReParser *p, Sequence *s) {
  int32_t c = p->next;
  bool repeats = !p->escaped && (c == '*' || c == '+' || c == '?' || c == '{');
  if (!repeats) s->groups = p->groups;
  if (p->escaped) return put_escape(p, s);
  if (!re_advance(p)) return false;
  if (s->verbose && (c == ' ' || (c >= '\t' && c <= '\r'))) return true;
  if (s->verbose && c == '#') return skip_line(p);
  switch (c) {
  case '[': {
    ReSet set = {0};
    bool ok = re_parse_set(p, &set);
    if (ok && set.count == 1 && !set.negated && set.items[0].low == set.items[0].high)
      re_put_literal(p->output, set.items[0].low, s->flags);
    else if (ok)
      re_put_set(p->output, &set, s->flags);
    free(set.items);
    if (!ok) return false;
    finish_item(p, s, ITEM_OTHER, one);
    return true;
  }
  case '(': return parse_group(p, s);
  case '.':
    re_put_any(p->output, s->flags);
    finish_item(p, s, ITEM_OTHER, one);
    return true;
  case '^':
    re_put_line_start(p->output, s->flags);
    finish_item(p, s, ITEM_AT, zero);
    return true;
  case '$':
    re_put_line_end(p->output, s->flags);
    finish_item(p, s, ITEM_AT, zero);
    return true;
  case '*':
  case '+':
  case '?':
  case '{': return parse_repeat(p, s, (char)c);
  default:
    re_put_literal(p->output, (uint32_t)c, s->flags);
    finish_item(p, s, ITEM_OTHER, one);
    return true;
  }
}

static bool parse_sequence(ReParser *p, Sequence *s) {
  if (!call_enter(" while compiling a regular expression")) return false;
  bool ok = true;
  while (ok && p->next >= 0 && !re_is(p, '|') && !re_is(p, ')')) ok = parse_item(p, s);
  call_leave();
  finish_item(p, s, ITEM_NONE, zero);
  return ok;
}

static bool parse_alternatives(ReParser *p, uint32_t flags, bool verbose, bool top, ReWidth *width) {
  bool first = true;
  ReWidth all = {RE_MAX_REPEAT - 1, 0};
  do {
    Sequence s = {.flags = flags, .verbose = verbose, .first = top && first};
    if (!first) {
      put_text(p, "|", 1);
      if (!re_advance(p)) return false;
    }
    if (!parse_sequence(p, &s)) return false;
    if (top) {
      flags = s.flags;
      verbose = (p->flags & RE_VERBOSE) != 0;
    }
    width_either(&all, s.width);
    first = false;
  } while (re_is(p, '|'));
  *width = all;
  return true;
}

// --- the whole

static bool check_flags(const ReParser *p) {
  uint32_t flags = p->flags;
  const char *message = NULL;
  if (p->is_text) {
    if (flags & RE_LOCALE)
      message = "cannot use LOCALE flag with a str pattern";
    else if ((flags & RE_ASCII) && (flags & RE_UNICODE))
      message = "ASCII and UNICODE flags are incompatible";
  } else if (flags & RE_UNICODE) {
    message = "cannot use UNICODE flag with a bytes pattern";
  } else if ((flags & RE_LOCALE) && (flags & RE_ASCII)) {
    message = "ASCII and LOCALE flags are incompatible";
  }
  if (message) raise(ValueError, "%s", message);
  return !message;
}

static bool parse_all(ReParser *p) {
  ReWidth width;
  uint32_t flags = re_effective_flags(p);
  p->output->unicode_properties = (flags & RE_UNICODE) && !(flags & RE_ASCII);
  if (!re_seek(p, 0) || !parse_alternatives(p, flags, (flags & RE_VERBOSE) != 0, true, &width)) return false;
  if (!check_flags(p)) return false;
  if (p->next >= 0) return re_error(p, re_tell(p), "unbalanced parenthesis");
  if (!re_check_conditions(p)) return false;
  if ((p->flags & RE_TEMPLATE) && p->repeat_name) {
    Value message = str_format_c("internal: unsupported template operator %s", p->repeat_name);
    return re_raise(NONE, -1, message), false;
  }
  if (p->variable_lookbehind) return re_raise(NONE, -1, str_from_c("look-behind requires fixed-width pattern")), false;
  return true;
}

// Which group closed last is not in PCRE2's result, but a callout learns it: one at the end of the program.
static void add_callout(StrBuilder *text) {
  str_builder_add_c(text, ")(?C)(?:"); // room for the opening
  if (text->failed) return;
  memmove(text->data + 3, text->data, text->size - 3);
  memcpy(text->data, "(?:", 3);
}

static Value names_by_number(const ReParser *p) {
  if (to_dict(p->group_index)->length == 0) return EMPTY;
  Value names = tuple_new(p->groups), name, number;
  if (names == EMPTY) return EMPTY;
  for (uint32_t i = 0; i < p->groups; i++) to_tuple(names)->items[i] = NONE;
  for (size_t position = 0; dict_next(p->group_index, &position, &name, &number);)
    to_tuple(names)->items[to_small_int(number)] = name;
  return names;
}

bool re_parse(Value pattern, uint32_t flags, ReTarget target, ReOutput *output, ReParsed *parsed) {
  ReParser parser = {.pattern = pattern,
                     .is_text = type_flag(pattern, TYPE_IS_STR),
                     .flags = flags,
                     .output = output,
                     .groups = 1,
                     .lookbehind_groups = -1,
                     .first_repeat = SIZE_MAX,
                     .group_index = dict_new()};
  output->target = target;
  parser.group_info = malloc(8 * sizeof *parser.group_info);
  parser.group_capacity = 8;
  bool ok = parser.group_index != EMPTY && re_view(pattern, &parser.text, &parser.size);
  if (ok && !parser.group_info) ok = (raise_memory_error(), false);
  if (ok) {
    parser.group_info[0] = (ReGroup){zero, false};
    ok = parse_all(&parser);
    if (ok && parser.groups > 2) add_callout(&output->text);
  }
  if (ok && output->text.failed) ok = (raise_memory_error(), false);
  free(parser.group_info);
  free(parser.conditions);
  if (!ok) return false;
  parsed->groups = parser.groups - 1;
  parsed->flags = re_effective_flags(&parser);
  parsed->group_index = parser.group_index;
  parsed->group_names = names_by_number(&parser);
  return parsed->group_names != EMPTY || vm_exception == EMPTY;
}
