// Running PCRE2's matcher, and the objects made of what it finds: matches, scanners, iterators over matches.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "core/modules/text/re_internal.h"
#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/str_internal.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/threads.h"

Type *re_match_type, *re_scanner_type, *re_iterator_type;

// --- the matcher

// PCRE2's working memory, one for all patterns: nothing of it is used beyond one call. What a match with much
// backtracking has made it grow to is given back.
#define FRAMES_KEPT (256 * 1024)
static struct {
  pcre2_match_data *data;
  pcre2_match_context *context;
  uint32_t groups;
  size_t bytes; // of the largest block that PCRE2 has asked for
} matcher;

static void *matcher_allocate(size_t bytes, void *data) {
  (void)data;
  if (bytes > matcher.bytes) matcher.bytes = bytes;
  return malloc(bytes);
}

static void matcher_free(void *block, void *data) {
  (void)data;
  free(block);
}

static bool matcher_prepare(uint32_t groups) {
  if (matcher.data && groups <= matcher.groups && matcher.bytes <= FRAMES_KEPT) return true;
  pcre2_match_data_free(matcher.data);
  matcher.bytes = 0;
  matcher.groups = groups < 15 ? 15 : groups;
  pcre2_general_context *general = pcre2_general_context_create(matcher_allocate, matcher_free, NULL);
  matcher.data = general ? pcre2_match_data_create(matcher.groups + 1, general) : NULL;
  if (matcher.data && !matcher.context) matcher.context = pcre2_match_context_create(NULL);
  pcre2_general_context_free(general);
  if (!matcher.data || !matcher.context) return raise_memory_error(), false;
  return true;
}

static int raise_match_error(int code) {
  if (code == PCRE2_ERROR_NOMEMORY || code == PCRE2_ERROR_HEAPLIMIT)
    raise_memory_error();
  else
    raise(RuntimeError, "regular expression took too long or failed (PCRE2 error %d)", code);
  return -1;
}

// A match that backtracks for long starts again with callouts everywhere, so that Ctrl-C ends it: QUICK_STEPS are less
// than half a second. When a signal's handler has raised nothing, the match starts again once more, and twice as many
// callouts as before pass between two looks at the signals, so that it does end.
#define QUICK_STEPS 16000000
static uint32_t steps_left, steps_between_looks;

// The callout at the end of patterns with several groups tells which one closed last.
static int at_callout(pcre2_callout_block *block, void *data) {
  if (block->callout_number != 255) {
    *(uint32_t *)data = block->capture_last;
    return 0;
  }
  if (--steps_left > 0) return 0;
  steps_left = steps_between_looks;
  return vm.trace.poll & POLL_SIGNAL && signals_pending() ? PCRE2_ERROR_CALLOUT : 0;
}

static int run(const ReSearch *search, const pcre2_code *program, uint32_t options, uint32_t limit) {
  pcre2_set_match_limit(matcher.context, limit);
  return pcre2_match(program, (PCRE2_SPTR)search->text, search->end, search->start, options, matcher.data,
                     matcher.context);
}

static int run_for_long(ReSearch *search, ReTarget target, uint32_t options) {
  pcre2_code *program = re_program_with_callouts(search->pattern, target);
  if (!program) return PCRE2_ERROR_CALLOUT;
  int code = PCRE2_ERROR_CALLOUT;
  for (uint32_t between = 1 << 16; code == PCRE2_ERROR_CALLOUT; between += between < 1u << 30 ? between : 0) {
    // The handlers of the signals may use patterns, too.
    if (signals_interrupt() || !re_search_refresh(search) || !matcher_prepare(search->groups)) break;
    if (search->start > search->end) code = PCRE2_ERROR_NOMATCH;
    if (code != PCRE2_ERROR_CALLOUT) break;
    steps_left = steps_between_looks = between;
    pcre2_set_callout(matcher.context, at_callout, &search->last_group);
    code = run(search, program, options, UINT32_MAX);
  }
  pcre2_code_free(program);
  return code;
}

int re_search_next(ReSearch *search, ReMode mode) {
  if (search->start > search->end) return 0;
  bool ascii = search->ascii;
  ReTarget target = !search->is_text ? RE_TARGET_BYTES : ascii ? RE_TARGET_ASCII : RE_TARGET_TEXT;
  pcre2_code *program = re_program(search->pattern, target);
  if (!program || !matcher_prepare(search->groups)) return -1;
  uint32_t options = PCRE2_NO_UTF_CHECK;
  if (mode != RE_SEARCH) options |= PCRE2_ANCHORED;
  if (mode == RE_FULLMATCH) options |= PCRE2_ENDANCHORED;
  if (search->must_advance) options |= PCRE2_NOTEMPTY_ATSTART;
  search->last_group = search->groups == 1;
  pcre2_set_heap_limit(matcher.context, (uint32_t)(heap_stats().limit / 1024));
  pcre2_set_callout(matcher.context, at_callout, &search->last_group);
  int code = run(search, program, options, QUICK_STEPS);
  if (code == PCRE2_ERROR_MATCHLIMIT) code = run_for_long(search, target, options);
  if (code == PCRE2_ERROR_NOMATCH) return 0;
  if (vm_exception != EMPTY) return -1;
  if (code < 0) return raise_match_error(code);
  search->spans = pcre2_get_ovector_pointer(matcher.data);
  if (search->groups == 1 && search->spans[2] == PCRE2_UNSET) search->last_group = 0;
  search->must_advance = search->spans[0] == search->spans[1];
  search->start = search->spans[1];
  return 1;
}

// --- searches

static bool bound(Value v, int64_t length, int64_t absent, int64_t *result) {
  *result = absent;
  if (v != EMPTY && !int_index_i64(v, result, NULL)) return false;
  if (*result < 0) *result = 0;
  if (*result > length) *result = length;
  return true;
}

bool re_search_refresh(ReSearch *search) {
  size_t size;
  if (!re_view(search->subject, &search->text, &size)) return false;
  if (search->end > size) search->end = size;
  return true;
}

bool re_search_begin(ReSearch *search, Value pattern, Value subject, Value position, Value end) {
  *search = (ReSearch){.pattern = to_pattern(pattern), .subject = subject};
  bool is_text = type_flag(subject, TYPE_IS_STR), wants_text = type_flag(search->pattern->pattern, TYPE_IS_STR);
  size_t size;
  if (!re_view(subject, &search->text, &size)) {
    exception_clear();
    return raise(TypeError, "expected string or bytes-like object, got '%s'", type_name(subject)), false;
  }
  if (is_text && !wants_text) return raise(TypeError, "cannot use a bytes pattern on a string-like object"), false;
  if (!is_text && wants_text) return raise(TypeError, "cannot use a string pattern on a bytes-like object"), false;
  search->is_text = is_text;
  search->ascii = is_text && str_is_ascii(to_str(subject));
  search->groups = (uint32_t)to_small_int(search->pattern->groups);
  search->end = size;
  if (position == EMPTY && end == EMPTY) return true;
  int64_t length = is_text ? to_str(subject)->length : (int64_t)size, first, last;
  if (!bound(position, length, 0, &first) || !bound(end, length, length, &last)) return false;
  bool direct = !is_text || search->ascii;
  search->start = direct ? (size_t)first : str_offset(to_str(subject), (size_t)first);
  search->end = direct ? (size_t)last : str_offset(to_str(subject), (size_t)last);
  return true;
}

static Value slice_of(Value subject, size_t start, size_t end) {
  if (type_flag(subject, TYPE_IS_STR)) {
    if (start == 0 && end == to_str(subject)->size && is_str(subject)) return subject;
    const Str *str = to_str(subject);
    return str_is_ascii(str) ? str_new_counted(str->text + start, end - start, end - start)
                             : str_new(str->text + start, end - start);
  }
  const uint8_t *data;
  size_t size;
  if (!bytes_view(subject, &data, &size)) return EMPTY;
  if (end > size) end = size;
  if (start > end) start = end;
  if (start == 0 && end == size && has_shape(subject, SHAPE_BYTES)) return subject;
  return bytes_new(data + start, end - start);
}

Value re_search_slice(const ReSearch *search, size_t start, size_t end) {
  return slice_of(search->subject, start, end);
}

// --- matches

Value re_match_new(const ReSearch *search, size_t first, size_t last) {
  size_t count = 2 * ((size_t)search->groups + 1);
  Match *match = heap_new(re_match_type->root_shape, HEAP_VALUES, sizeof *match + count * sizeof(Value));
  if (!match) return EMPTY;
  match->pattern = from_object(search->pattern);
  match->subject = search->subject;
  match->start = from_small_int((int64_t)first);
  match->end = from_small_int((int64_t)last);
  match->last_group = from_small_int(search->last_group);
  // PCRE2_UNSET is all ones: -1.
  for (size_t i = 0; i < count; i++) match->spans[i] = from_small_int((int64_t)search->spans[i]);
  return from_object(match);
}

static size_t group_count(const Match *match) { return (size_t)to_small_int(to_pattern(match->pattern)->groups) + 1; }

static int64_t start_of(const Match *match, size_t group) { return to_small_int(match->spans[2 * group]); }
static int64_t end_of(const Match *match, size_t group) { return to_small_int(match->spans[2 * group + 1]); }

Value re_match_group(const Match *match, size_t group, Value missing) {
  int64_t start = start_of(match, group);
  return start < 0 ? missing : slice_of(match->subject, (size_t)start, (size_t)end_of(match, group));
}

// A byte offset as Python counts.
static Value position_of(const Match *match, int64_t offset) {
  if (offset > 0 && type_flag(match->subject, TYPE_IS_STR) && !str_is_ascii(to_str(match->subject)))
    offset = (int64_t)str_index_of_offset(to_str(match->subject), (size_t)offset);
  return from_small_int(offset);
}

// The number of the group that v names; -1: IndexError.
static int64_t group_index(const Match *match, Value v) {
  if (is_int(v) && (uint64_t)to_small_int(v) < group_count(match)) return to_small_int(v);
  int64_t index = -1;
  if (has_index(v)) {
    if (!int_index_i64(v, &index, NULL)) return -1;
  } else {
    Value number = dict_get(to_pattern(match->pattern)->group_index, v);
    if (number != EMPTY) return to_small_int(number);
    if (vm_exception != EMPTY && !exception_matches(EXCEPTION_TypeError)) return -1;
    exception_clear();
  }
  if (index >= 0 && (uint64_t)index < group_count(match)) return index;
  raise(IndexError, "no such group");
  return -1;
}

static Value group_of(const Match *match, Value v) {
  int64_t index = group_index(match, v);
  return index < 0 ? EMPTY : re_match_group(match, (size_t)index, NONE);
}

static Value method_group(Value *args, size_t count) {
  const Match *match = to_match(args[0]);
  if (count == 1) return re_match_group(match, 0, NONE);
  if (count == 2) return group_of(match, args[1]);
  Value result = tuple_new(count - 1);
  for (size_t i = 0; result != EMPTY && i < count - 1; i++)
    if ((to_tuple(result)->items[i] = group_of(match, args[i + 1])) == EMPTY) return EMPTY;
  return result;
}

static Value method_groups(Value *args, size_t count) {
  (void)count;
  const Match *match = to_match(args[0]);
  Value missing = args[1] == EMPTY ? NONE : args[1], result = tuple_new(group_count(match) - 1);
  for (size_t i = 1; result != EMPTY && i < group_count(match); i++)
    if ((to_tuple(result)->items[i - 1] = re_match_group(match, i, missing)) == EMPTY) return EMPTY;
  return result;
}

static Value method_groupdict(Value *args, size_t count) {
  (void)count;
  const Match *match = to_match(args[0]);
  Value missing = args[1] == EMPTY ? NONE : args[1], result = dict_new(), name, number;
  if (result == EMPTY) return EMPTY;
  for (size_t position = 0; dict_next(to_pattern(match->pattern)->group_index, &position, &name, &number);) {
    Value text = re_match_group(match, (size_t)to_small_int(number), missing);
    if (text == EMPTY || !dict_set(result, name, text)) return EMPTY;
  }
  return result;
}

static int64_t optional_group(Value *args) { return args[1] == EMPTY ? 0 : group_index(to_match(args[0]), args[1]); }

static Value method_start(Value *args, size_t count) {
  (void)count;
  int64_t group = optional_group(args);
  return group < 0 ? EMPTY : position_of(to_match(args[0]), start_of(to_match(args[0]), (size_t)group));
}

static Value method_end(Value *args, size_t count) {
  (void)count;
  int64_t group = optional_group(args);
  return group < 0 ? EMPTY : position_of(to_match(args[0]), end_of(to_match(args[0]), (size_t)group));
}

static Value span_of(const Match *match, size_t group) {
  return tuple_pair(position_of(match, start_of(match, group)), position_of(match, end_of(match, group)));
}

static Value method_span(Value *args, size_t count) {
  (void)count;
  int64_t group = optional_group(args);
  return group < 0 ? EMPTY : span_of(to_match(args[0]), (size_t)group);
}

static Value method_expand(Value *args, size_t count) {
  (void)count;
  const Match *match = to_match(args[0]);
  ReTemplate template = {0};
  StrBuilder out = STR_BUILDER_INIT;
  size_t spans_count = 2 * group_count(match), *spans = malloc(spans_count * sizeof *spans), size;
  const char *text;
  bool is_text = type_flag(args[1], TYPE_IS_STR),
       ok = spans && re_template_parse(&template, to_pattern(match->pattern), args[1]);
  if (!spans) raise_memory_error();
  if (ok && is_text != type_flag(match->subject, TYPE_IS_STR))
    ok = (raise(TypeError, is_text ? "sequence item 0: expected a bytes-like object, str found"
                                   : "sequence item 0: expected str instance, bytes found"),
          false);
  if (ok && re_view(match->subject, &text, &size)) {
    for (size_t i = 0; i < spans_count; i++) {
      int64_t offset = to_small_int(match->spans[i]);
      spans[i] = offset > (int64_t)size ? size : (size_t)offset;
    }
    re_template_expand(&template, &out, text, spans);
  } else {
    ok = false;
  }
  free(spans);
  re_template_drop(&template);
  if (!ok) return str_builder_drop(&out), EMPTY;
  if (is_text) return str_builder_finish(&out);
  Value result = out.failed ? raise_memory_error() : bytes_new(out.data, out.size);
  str_builder_drop(&out);
  return result;
}

static Value method_self(Value *args, size_t count) { return (void)count, args[0]; }

static Value match_repr(Value self) {
  const Match *match = to_match(self);
  Value text = re_match_group(match, 0, NONE), shown = text == EMPTY ? EMPTY : object_repr(text);
  if (shown == EMPTY) return EMPTY;
  if (to_str(shown)->length > 50) shown = str_slice(shown, 0, 50);
  return str_format_c("<re.Match object; span=(%R, %R), match=%V>", position_of(match, start_of(match, 0)),
                      position_of(match, end_of(match, 0)), shown);
}

static int match_truth(Value self) { return (void)self, 1; }
static Value match_get_item(Value self, Value key) { return group_of(to_match(self), key); }

static Value get_string(Value self) { return to_match(self)->subject; }
static Value get_re(Value self) { return to_match(self)->pattern; }
static Value get_pos(Value self) { return position_of(to_match(self), to_small_int(to_match(self)->start)); }
static Value get_endpos(Value self) { return position_of(to_match(self), to_small_int(to_match(self)->end)); }
static Value get_lastindex(Value self) {
  Value last = to_match(self)->last_group;
  return last == from_small_int(0) ? NONE : last;
}
static Value get_lastgroup(Value self) {
  Value names = to_pattern(to_match(self)->pattern)->group_names;
  return names == EMPTY ? NONE : to_tuple(names)->items[to_small_int(to_match(self)->last_group)];
}
static Value get_regs(Value self) {
  const Match *match = to_match(self);
  Value result = tuple_new(group_count(match));
  for (size_t i = 0; result != EMPTY && i < group_count(match); i++)
    if ((to_tuple(result)->items[i] = span_of(match, i)) == EMPTY) return EMPTY;
  return result;
}

static const NativeDef match_methods[] = {
    {.name = "group",
     .signature = "self, /, *args",
     .fn = method_group,
     .effects = EFFECT_ANY,
     .doc =
         DOC("group([group1, ...]) -> str or tuple.\n    Return subgroup(s) of the match by indices or names.\n    For "
             "0 returns the entire match.")},
    {.name = "groups",
     .signature = "self, /, default=None",
     .fn = method_groups,
     .effects = EFFECT_ANY,
     .doc =
         DOC("Return a tuple containing all the subgroups of the match, from 1.\n\n  default\n    Is used for groups "
             "that did not participate in the match.")},
    {.name = "groupdict",
     .signature = "self, /, default=None",
     .fn = method_groupdict,
     .effects = EFFECT_ANY,
     .doc = DOC("Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.\n\n  "
                "default\n    Is used for groups that did not participate in the match.")},
    {.name = "start",
     .signature = "self, group=0, /",
     .fn = method_start,
     .effects = EFFECT_ANY,
     .doc = DOC("Return index of the start of the substring matched by group.")},
    {.name = "end",
     .signature = "self, group=0, /",
     .fn = method_end,
     .effects = EFFECT_ANY,
     .doc = DOC("Return index of the end of the substring matched by group.")},
    {.name = "span",
     .signature = "self, group=0, /",
     .fn = method_span,
     .effects = EFFECT_ANY,
     .doc = DOC("For match object m, return the 2-tuple (m.start(group), m.end(group)).")},
    {.name = "expand",
     .signature = "self, /, template",
     .fn = method_expand,
     .effects = EFFECT_ANY,
     .doc =
         DOC("Return the string obtained by doing backslash substitution on the string template, as done by the sub() "
             "method.")},
    {.name = "__copy__", .signature = "self, /", .fn = method_self, .effects = EFFECT_PURE},
    {.name = "__deepcopy__", .signature = "self, memo, /", .fn = method_self, .effects = EFFECT_PURE},
    {.name = "__class_getitem__",
     .signature = "cls, item, /",
     .fn = type_class_getitem,
     .effects = EFFECT_ANY,
     .doc = DOC("See PEP 585")},
    {0},
};
static const GetSetDef match_attributes[] = {
    {.name = "string",
     .get = get_string,
     .set = readonly_member,
     .doc = DOC("The string passed to match() or search().")},
    {.name = "re", .get = get_re, .set = readonly_member, .doc = DOC("The regular expression object.")},
    {.name = "pos",
     .get = get_pos,
     .set = readonly_member,
     .doc = DOC("The index into the string at which the RE engine started looking for a match.")},
    {.name = "endpos",
     .get = get_endpos,
     .set = readonly_member,
     .doc = DOC("The index into the string beyond which the RE engine will not go.")},
    {.name = "lastindex", .get = get_lastindex, .doc = DOC("The integer index of the last matched capturing group.")},
    {.name = "lastgroup", .get = get_lastgroup, .doc = DOC("The name of the last matched capturing group.")},
    {.name = "regs", .get = get_regs},
    {0},
};

// --- scanners and iterators: a search that goes on

typedef struct Scanner {
  Object header; // HEAP_VALUES
  Value pattern, subject;
  Value first, start, end; // byte offsets
  Value must_advance;      // bool
} Scanner;

static Scanner *to_scanner(Value v) { return (Scanner *)(uintptr_t)v; }

static Value scanner_new(Type *type, Value *args) {
  ReSearch search;
  if (!re_search_begin(&search, args[0], args[1], args[2], args[3])) return EMPTY;
  Scanner *scanner = heap_new(type->root_shape, HEAP_VALUES, sizeof *scanner);
  if (!scanner) return EMPTY;
  scanner->pattern = args[0];
  scanner->subject = args[1];
  scanner->first = scanner->start = from_small_int((int64_t)search.start);
  scanner->end = from_small_int((int64_t)search.end);
  scanner->must_advance = FALSE_VALUE;
  return from_object(scanner);
}
Value re_method_scanner(Value *args, size_t count) { return (void)count, scanner_new(re_scanner_type, args); }
Value re_method_finditer(Value *args, size_t count) { return (void)count, scanner_new(re_iterator_type, args); }

// The next match, or NONE.
static Value scan(Scanner *scanner, ReMode mode) {
  if (scanner->subject == EMPTY) return NONE;
  bool is_text = type_flag(scanner->subject, TYPE_IS_STR);
  ReSearch search = {.pattern = to_pattern(scanner->pattern),
                     .subject = scanner->subject,
                     .start = (size_t)to_small_int(scanner->start),
                     .end = (size_t)to_small_int(scanner->end),
                     .is_text = is_text,
                     .ascii = is_text && str_is_ascii(to_str(scanner->subject)),
                     .must_advance = scanner->must_advance == TRUE_VALUE,
                     .groups = (uint32_t)to_small_int(to_pattern(scanner->pattern)->groups)};
  if (!re_search_refresh(&search)) return EMPTY;
  int found = re_search_next(&search, mode);
  if (found < 0) return EMPTY;
  if (!found) return scanner->subject = EMPTY, NONE;
  scanner->start = from_small_int((int64_t)search.start);
  scanner->must_advance = from_bool(search.must_advance);
  return re_match_new(&search, (size_t)to_small_int(scanner->first), search.end);
}

static Value scanner_search(Value *args, size_t count) { return (void)count, scan(to_scanner(args[0]), RE_SEARCH); }
static Value scanner_match(Value *args, size_t count) { return (void)count, scan(to_scanner(args[0]), RE_MATCH); }
static Value scanner_pattern(Value self) { return to_scanner(self)->pattern; }

static const NativeDef scanner_methods[] = {
    {.name = "match", .signature = "self, /", .fn = scanner_match, .effects = EFFECT_ANY},
    {.name = "search", .signature = "self, /", .fn = scanner_search, .effects = EFFECT_ANY},
    {0},
};
static const GetSetDef scanner_attributes[] = {
    {.name = "pattern", .get = scanner_pattern, .set = readonly_member},
    {0},
};

static Value iterator_next(Value self) {
  Value match = scan(to_scanner(self), RE_SEARCH);
  return match == NONE ? EMPTY : match;
}

bool re_match_init(Value module) {
  static const TypeSlots match_slots = {.repr = match_repr, .truth = match_truth, .get_item = match_get_item};
  static const TypeSlots scanner_slots = {0};
  static const TypeSlots iterator_slots = {.iter = iterator_self, .next = iterator_next};
  Type *object = builtin_types[SHAPE_OBJECT];
  re_match_type = type_new_native("re", "Match", object, 0, &match_slots, match_methods, match_attributes, HEAP_VALUES,
                                  sizeof(Match));
  re_scanner_type = type_new_native("_sre", "SRE_Scanner", object, 0, &scanner_slots, scanner_methods,
                                    scanner_attributes, HEAP_VALUES, sizeof(Scanner));
  re_iterator_type = type_new_native("builtins", "callable_iterator", object, 0, &iterator_slots, NULL, NULL,
                                     HEAP_VALUES, sizeof(Scanner));
  return re_match_type && re_scanner_type && re_iterator_type &&
         module_add(module, "Match", from_object(re_match_type));
}
