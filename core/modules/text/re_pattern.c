// Pattern objects: compiling them, their attributes, and the module _re.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/modules/text/re_internal.h"
#include "core/object/bytes.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/object/type.h"
#include "core/vm/vm.h"

Type *re_pattern_type;

// --- programs

// PCRE2 asks at each group that it enters.
static int stack_guard(uint32_t depth, void *data) {
  (void)depth;
  (void)data;
  return (char *)__builtin_frame_address(0) <= vm.c_stack_limit;
}

static pcre2_compile_context *compile_context(void) {
  static pcre2_compile_context *context;
  if (context || !(context = pcre2_compile_context_create(NULL))) return context;
  pcre2_set_newline(context, PCRE2_NEWLINE_LF);
  pcre2_set_compile_extra_options(context, PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES);
  pcre2_set_compile_recursion_guard(context, stack_guard, NULL);
  return context;
}

// ERR19 and ERR33 say that groups nest too deeply, ERR21 that there was no memory; the others are limits of size.
static Value raise_compile_error(int code) {
  if (code == PCRE2_ERROR_HEAP_FAILED) return raise_memory_error();
  if (code == PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP || code == PCRE2_ERROR_PARENTHESES_STACK_CHECK)
    return raise(RecursionError, "maximum recursion depth exceeded while compiling a regular expression");
  return raise(OverflowError, "regular expression is too large (PCRE2 error %d)", code);
}

static pcre2_code *make_program(const ReOutput *output, uint32_t more_options) {
  uint32_t options = more_options | PCRE2_DOTALL | PCRE2_MULTILINE | PCRE2_ALT_CIRCUMFLEX;
  if (output->target == RE_TARGET_TEXT) options |= PCRE2_UTF | PCRE2_NO_UTF_CHECK;
  if (output->target == RE_TARGET_TEXT && output->unicode_properties) options |= PCRE2_UCP;
  int code;
  size_t position;
  pcre2_compile_context *context = compile_context();
  if (!context) return raise_memory_error(), NULL;
  PCRE2_SPTR text = output->text.size ? (PCRE2_SPTR)output->text.data : (PCRE2_SPTR) "";
  pcre2_code *program = pcre2_compile(text, output->text.size, options, &code, &position, context);
  if (!program) raise_compile_error(code);
  return program;
}

static pcre2_code *program_at(const Pattern *pattern, ReTarget target) {
  Value address = pattern->programs[target];
  return address == EMPTY ? NULL : (pcre2_code *)(uintptr_t)to_small_int(address);
}

static void free_programs(Object *object) {
  for (ReTarget target = 0; target < RE_TARGET_COUNT; target++) pcre2_code_free(program_at((Pattern *)object, target));
}

static pcre2_code *translate(const Pattern *pattern, ReTarget target, ReParsed *parsed, uint32_t options) {
  ReOutput output = {.text = STR_BUILDER_INIT};
  pcre2_code *program = NULL;
  if (re_parse(pattern->pattern, (uint32_t)to_small_int(pattern->flags), target, &output, parsed))
    program = make_program(&output, options);
  str_builder_drop(&output.text);
  return program;
}

static pcre2_code *add_program(Pattern *pattern, ReTarget target, ReParsed *parsed) {
  pcre2_code *program = translate(pattern, target, parsed, 0);
  if (program) pattern->programs[target] = from_small_int((intptr_t)program);
  return program;
}

void *re_program_with_callouts(Pattern *pattern, ReTarget target) {
  ReParsed parsed;
  return translate(pattern, target, &parsed, PCRE2_AUTO_CALLOUT);
}

void *re_program(Pattern *pattern, ReTarget target) {
  pcre2_code *program = program_at(pattern, target);
  ReParsed parsed;
  return program ? program : add_program(pattern, target, &parsed);
}

Value re_compile(Value source, uint32_t flags) {
  Pattern *pattern = heap_new(re_pattern_type->root_shape, HEAP_VALUES, sizeof *pattern);
  if (!pattern) return EMPTY;
  heap_on_death(&pattern->header, free_programs);
  pattern->pattern = source;
  pattern->flags = from_small_int(flags);
  ReParsed parsed;
  ReTarget target = type_flag(source, TYPE_IS_STR) ? RE_TARGET_ASCII : RE_TARGET_BYTES;
  if (!add_program(pattern, target, &parsed)) return EMPTY;
  // With the pattern's own flags; that the next program's reading meets them set already does not matter.
  pattern->flags = from_small_int(parsed.flags);
  pattern->groups = from_small_int(parsed.groups);
  pattern->group_index = parsed.group_index;
  pattern->group_names = parsed.group_names;
  return from_object(pattern);
}

// --- attributes

static Value get_pattern(Value self) { return to_pattern(self)->pattern; }
static Value get_flags(Value self) { return to_pattern(self)->flags; }
static Value get_groups(Value self) { return to_pattern(self)->groups; }
static Value get_group_index(Value self) {
  return object_call_1(from_object(builtin_types[SHAPE_MAPPING_PROXY]), to_pattern(self)->group_index);
}

static Value repr(Value self) {
  static const char *const names[] = {"re.TEMPLATE", "re.IGNORECASE", "re.LOCALE", "re.MULTILINE", "re.DOTALL",
                                      "re.UNICODE",  "re.VERBOSE",    "re.DEBUG",  "re.ASCII"};
  Pattern *pattern = to_pattern(self);
  uint32_t flags = (uint32_t)to_small_int(pattern->flags);
  if (type_flag(pattern->pattern, TYPE_IS_STR)) flags &= ~(uint32_t)RE_UNICODE;
  Value source = object_repr(pattern->pattern);
  if (source == EMPTY) return EMPTY;
  if (to_str(source)->length > 200) source = str_slice(source, 0, 200);
  StrBuilder text = STR_BUILDER_INIT;
  str_builder_add_c(&text, "re.compile(");
  str_builder_add_str(&text, source);
  const char *separator = ", ";
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!(flags & 1u << i)) continue;
    str_builder_add_c(&text, separator);
    str_builder_add_c(&text, names[i]);
    separator = "|";
    flags &= ~(1u << i);
  }
  if (flags) {
    char rest[16];
    snprintf(rest, sizeof rest, "0x%x", flags);
    str_builder_add_c(&text, separator);
    str_builder_add_c(&text, rest);
  }
  str_builder_add_c(&text, ")");
  return str_builder_finish(&text);
}

static Value compare(Value self, Value other, CompareOp op) {
  if ((op != COMPARE_EQ && op != COMPARE_NE) || type_of(other) != re_pattern_type) return NOT_IMPLEMENTED;
  const Pattern *a = to_pattern(self), *b = to_pattern(other);
  int equal = a->flags == b->flags && type_flag(a->pattern, TYPE_IS_STR) == type_flag(b->pattern, TYPE_IS_STR);
  if (equal) equal = object_equal(a->pattern, b->pattern);
  return equal < 0 ? EMPTY : from_bool(equal == (op == COMPARE_EQ));
}

static bool hash(Value self, int64_t *result) {
  if (!object_hash(to_pattern(self)->pattern, result)) return false;
  *result ^= to_small_int(to_pattern(self)->flags) * 1000003;
  if (*result == -1) *result = -2;
  return true;
}

static Value method_self(Value *args, size_t count) { return (void)count, args[0]; }

// Pickled as a call of the function that re.py has installed.
static Value recompile = EMPTY;
static Value method_reduce(Value *args, size_t count) {
  (void)count;
  return tuple_pair(recompile, tuple_pair(to_pattern(args[0])->pattern, to_pattern(args[0])->flags));
}

// --- searching

static Value match_once(Value *args, ReMode mode) {
  ReSearch search;
  if (!re_search_begin(&search, args[0], args[1], args[2], args[3])) return EMPTY;
  size_t first = search.start;
  int found = re_search_next(&search, mode);
  return found < 0 ? EMPTY : found ? re_match_new(&search, first, search.end) : NONE;
}
static Value method_search(Value *args, size_t count) { return (void)count, match_once(args, RE_SEARCH); }
static Value method_match(Value *args, size_t count) { return (void)count, match_once(args, RE_MATCH); }
static Value method_fullmatch(Value *args, size_t count) { return (void)count, match_once(args, RE_FULLMATCH); }

static const GetSetDef attributes[] = {
    {.name = "pattern",
     .get = get_pattern,
     .set = readonly_member,
     .doc = DOC("The pattern string from which the RE object was compiled.")},
    {.name = "flags", .get = get_flags, .set = readonly_member, .doc = DOC("The regex matching flags.")},
    {.name = "groups",
     .get = get_groups,
     .set = readonly_member,
     .doc = DOC("The number of capturing groups in the pattern.")},
    {.name = "groupindex", .get = get_group_index, .doc = DOC("A dictionary mapping group names to group numbers.")},
    {0},
};

Value re_method_finditer(Value *args, size_t count);
Value re_method_scanner(Value *args, size_t count);

#define BOUNDS ", pos=0, endpos=sys.maxsize"
static const NativeDef methods[] = {
    {.name = "match",
     .signature = "self, /, string" BOUNDS,
     .fn = method_match,
     .effects = EFFECT_ANY,
     .doc = DOC("Matches zero or more characters at the beginning of the string.")},
    {.name = "fullmatch",
     .signature = "self, /, string" BOUNDS,
     .fn = method_fullmatch,
     .effects = EFFECT_ANY,
     .doc = DOC("Matches against all of the string.")},
    {.name = "search",
     .signature = "self, /, string" BOUNDS,
     .fn = method_search,
     .effects = EFFECT_ANY,
     .doc = DOC(
         "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None "
         "if no position in the string matches.")},
    {.name = "findall",
     .signature = "self, /, string" BOUNDS,
     .fn = re_method_findall,
     .effects = EFFECT_ANY,
     .doc = DOC("Return a list of all non-overlapping matches of pattern in string.")},
    {.name = "finditer",
     .signature = "self, /, string" BOUNDS,
     .fn = re_method_finditer,
     .effects = EFFECT_ANY,
     .doc =
         DOC("Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the "
             "iterator returns a match object.")},
    {.name = "scanner", .signature = "self, /, string" BOUNDS, .fn = re_method_scanner, .effects = EFFECT_ANY},
    {.name = "split",
     .signature = "self, /, string, maxsplit=0",
     .fn = re_method_split,
     .effects = EFFECT_ANY,
     .doc = DOC("Split string by the occurrences of pattern.")},
    {.name = "__copy__", .signature = "self, /", .fn = method_self, .effects = EFFECT_PURE},
    {.name = "__deepcopy__", .signature = "self, memo, /", .fn = method_self, .effects = EFFECT_PURE},
    {.name = "__reduce__", .signature = "self, /", .fn = method_reduce, .effects = EFFECT_ANY},
    {.name = "__class_getitem__",
     .signature = "cls, item, /",
     .fn = type_class_getitem,
     .effects = EFFECT_ANY,
     .doc = DOC("See PEP 585")},
    {0},
};

// --- the module

static Value module_compile(Value *args, size_t count) {
  (void)count;
  int64_t flags;
  if (!int_index_i64(args[1], &flags, NULL)) return EMPTY;
  return re_compile(args[0], (uint32_t)flags);
}

// _install(error, compile, sub, subn): what re.py has in Python.
static Value module_install(Value *args, size_t count) {
  (void)count;
  re_error_class = args[0];
  recompile = args[1];
  return from_bool(dict_set_c(re_pattern_type->dict, "sub", args[2]) &&
                   dict_set_c(re_pattern_type->dict, "subn", args[3]));
}

static void visit_roots(void) {
  heap_visit(re_error_class);
  heap_visit(recompile);
  heap_visit(from_object(re_pattern_type));
  if (re_match_type) heap_visit(from_object(re_match_type));
  if (re_scanner_type) heap_visit(from_object(re_scanner_type));
  if (re_iterator_type) heap_visit(from_object(re_iterator_type));
}

static const NativeDef functions[] = {
    {.name = "compile", .signature = "pattern, flags, /", .fn = module_compile, .effects = EFFECT_ANY},
    {.name = "substitute", .signature = "pattern, repl, string, count, /", .fn = re_substitute, .effects = EFFECT_ANY},
    {.name = "_install", .signature = "error, compile, sub, subn, /", .fn = module_install, .effects = EFFECT_ANY},
    {0},
};

static bool init(Value module) {
  static const TypeSlots slots = {.repr = repr, .compare = compare, .hash = hash};
  Type *object = builtin_types[SHAPE_OBJECT];
  re_pattern_type = type_new_native("re", "Pattern", object, TYPE_WEAKREFS, &slots, methods, attributes, HEAP_VALUES,
                                    sizeof(Pattern));
  if (!re_pattern_type) return false;
  heap_add_root(visit_roots);
  return module_add(module, "Pattern", from_object(re_pattern_type)) && re_match_init(module);
}

const NativeModule module__re = {"_re", functions, init, DOC("Regular expressions on PCRE2, for the module re.")};
