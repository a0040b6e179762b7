/* match: each case tests the subject, jumping to the next case when it does not fit, and binds its names when all of it
 * fits. */
#include <string.h>

#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/syntax/compiler_internal.h"

/* Names are bound only after the whole pattern has matched: until then the values wait in temporaries, or in far slots
 * where registers are short. */
typedef struct Capture {
  Identifier *name;
  unsigned place;
} Capture;

typedef struct Matching {
  Label *fail;
  uint32_t capture_count, capacity;
  Capture *captures; /* in the arena */
} Matching;

/* As in CPython. */
enum { MAX_BEFORE_STAR = 0xFF };

static void match_pattern(Compiler *compiler, Matching *matching, const Node *pattern, unsigned subject);

static void jump_unless(Compiler *compiler, unsigned reg, Label *fail) {
  emit_branch(compiler, OP_JUMP_IF, reg, 0, 0, fail);
}

/* The value of a name waits where it has its place. */
static void capture(Compiler *compiler, const Matching *matching, const Identifier *name, unsigned value) {
  for (uint32_t i = 0; i < matching->capture_count && name; i++) {
    if (matching->captures[i].name != name) continue;
    if (compiler->unit->crowded)
      emit_far(compiler, OP_STORE_FAR, value, matching->captures[i].place);
    else
      emit_move(compiler, matching->captures[i].place, value);
    return;
  }
}

static void add_capture(Compiler *compiler, Matching *matching, Identifier *name) {
  enum { FIRST_CAPACITY = 8 };
  if (matching->capture_count == matching->capacity) {
    uint32_t capacity = matching->capacity ? matching->capacity * 2 : FIRST_CAPACITY;
    Capture *captures = tree_arena_alloc(compiler->arena, capacity * sizeof *captures);
    if (!captures) {
      fail_memory(compiler);
      return;
    }
    if (matching->capture_count) memcpy(captures, matching->captures, matching->capture_count * sizeof *captures);
    matching->captures = captures;
    matching->capacity = capacity;
  }
  bool far = compiler->unit->crowded;
  matching->captures[matching->capture_count++] =
      (Capture){name, far ? take_far_slots(compiler, 1) : take_temps(compiler, 1)};
}

/* Collect the names that a pattern binds, refuse repeated ones. `alternative`: in the second and later ones of a `|`.
 */
static void declare(Compiler *compiler, Matching *matching, const Node *pattern, Identifier *name, bool alternative) {
  if (!name) return;
  for (uint32_t i = 0; i < matching->capture_count; i++) {
    if (matching->captures[i].name != name) continue;
    if (!alternative) fail_at(compiler, pattern, "multiple assignments to name '%s' in pattern", name->text);
    return;
  }
  if (alternative)
    fail_at(compiler, pattern, "alternative patterns bind different names");
  else
    add_capture(compiler, matching, name);
}

/* A pattern that fits everything may only stand last. */
static void refuse_irrefutable(Compiler *compiler, const Node *pattern) {
  if (pattern->kind == AST_MatchOr) {
    refuse_irrefutable(compiler, pattern->MatchOr.patterns.items[pattern->MatchOr.patterns.count - 1]);
    return;
  }
  if (pattern->kind != AST_MatchAs) return;
  if (pattern->MatchAs.pattern)
    refuse_irrefutable(compiler, pattern->MatchAs.pattern);
  else if (pattern->MatchAs.name)
    fail_at(compiler, pattern, "name capture '%s' makes remaining patterns unreachable", pattern->MatchAs.name->text);
  else
    fail_at(compiler, pattern, "wildcard makes remaining patterns unreachable");
}

static void collect_names(Compiler *compiler, Matching *matching, const Node *pattern, bool alternative) {
  const NodeList *lists[2] = {NULL, NULL};
  switch (pattern->kind) {
  case AST_MatchAs:
    if (pattern->MatchAs.pattern) collect_names(compiler, matching, pattern->MatchAs.pattern, alternative);
    declare(compiler, matching, pattern, pattern->MatchAs.name, alternative);
    return;
  case AST_MatchStar: declare(compiler, matching, pattern, pattern->MatchStar.name, alternative); return;
  case AST_MatchMapping:
    declare(compiler, matching, pattern, pattern->MatchMapping.rest, alternative);
    lists[0] = &pattern->MatchMapping.patterns;
    break;
  case AST_MatchSequence: lists[0] = &pattern->MatchSequence.patterns; break;
  case AST_MatchClass:
    lists[0] = &pattern->MatchClass.patterns;
    lists[1] = &pattern->MatchClass.kwd_patterns;
    break;
  case AST_MatchOr:
    for (uint32_t i = 0; i < pattern->MatchOr.patterns.count; i++) {
      const Node *choice = pattern->MatchOr.patterns.items[i];
      if (i + 1 < pattern->MatchOr.patterns.count) refuse_irrefutable(compiler, choice);
      collect_names(compiler, matching, choice, alternative || i > 0);
    }
    return;
  default: return;
  }
  for (int list = 0; list < 2 && lists[list]; list++) {
    for (uint32_t i = 0; i < lists[list]->count; i++)
      collect_names(compiler, matching, lists[list]->items[i], alternative);
  }
}

static void match_value(Compiler *compiler, const Matching *matching, const Node *pattern, unsigned subject) {
  unsigned value = expression_any(compiler, pattern->MatchValue.value);
  at(compiler, pattern);
  bool identity = pattern->kind == AST_MatchSingleton;
  emit_branch(compiler, identity ? OP_JUMP_IS : OP_JUMP_EQ, subject, value, 0, matching->fail);
}

/* A pattern that needs no look at the value: `_` or `*_`. */
static bool is_wildcard(const Node *pattern) {
  if (pattern->kind == AST_MatchStar) return !pattern->MatchStar.name;
  return pattern->kind == AST_MatchAs && !pattern->MatchAs.pattern && !pattern->MatchAs.name;
}

/* With `*_` the items are fetched one by one, so that the rest of a long sequence is not copied. R[length] is its
 * length. */
static void match_items_by_index(Compiler *compiler, Matching *matching, const Node *pattern, unsigned subject,
                                 uint32_t star, unsigned length) {
  const NodeList *patterns = &pattern->MatchSequence.patterns;
  unsigned index = take_temps(compiler, 2), back = index + 1;
  for (uint32_t i = 0; i < patterns->count && !compiler->failed; i++) {
    if (i == star || is_wildcard(patterns->items[i])) continue;
    load_value(compiler, index, from_small_int(i < star ? i : patterns->count - i));
    if (i > star) {
      emit_move(compiler, back, index);
      emit_abc(compiler, OP_SUB, index, length, back);
    }
    emit_abc(compiler, OP_GET_ITEM, index, subject, index);
    match_pattern(compiler, matching, patterns->items[i], index);
  }
}

/* More items than registers should be used for: they are taken from a tuple. */
static void match_many_items(Compiler *compiler, Matching *matching, const Node *pattern, unsigned subject,
                             uint32_t star) {
  const NodeList *patterns = &pattern->MatchSequence.patterns;
  bool starred = star != patterns->count;
  unsigned tuple = take_temps(compiler, 1), value = take_temps(compiler, 1);
  emit_abc(compiler, OP_UNPACK_TUPLE, tuple, subject, starred);
  emit_word(compiler, starred ? (patterns->count - star - 1) << 8 | star : patterns->count);
  for (uint32_t i = 0; i < patterns->count && !compiler->failed; i++) {
    const Node *item = patterns->items[i];
    if (is_wildcard(item)) continue;
    load_value(compiler, value, from_small_int(i));
    emit_abc(compiler, OP_GET_ITEM, value, tuple, value);
    if (i == star)
      capture(compiler, matching, item->MatchStar.name, value);
    else
      match_pattern(compiler, matching, item, value);
  }
}

/* Items before the star from the front, items behind it from the back, the rest as a list. */
static void match_items(Compiler *compiler, Matching *matching, const Node *pattern, unsigned subject, uint32_t star) {
  const NodeList *patterns = &pattern->MatchSequence.patterns;
  uint32_t count = patterns->count, wildcards = 0;
  for (uint32_t i = 0; i < count; i++) wildcards += is_wildcard(patterns->items[i]);
  if (wildcards == count) return;
  if (count > at_once(compiler, MAX_UNPACK)) {
    match_many_items(compiler, matching, pattern, subject, star);
    return;
  }
  unsigned first = take_temps(compiler, count);
  if (star == count) {
    emit_abc(compiler, OP_UNPACK, first, subject, count);
  } else {
    emit_abc(compiler, OP_UNPACK_STAR, first, subject, star);
    emit_word(compiler, count - star - 1);
  }
  for (uint32_t i = 0; i < count && !compiler->failed; i++) {
    const Node *item = patterns->items[i];
    if (i == star)
      capture(compiler, matching, item->MatchStar.name, first + i);
    else
      match_pattern(compiler, matching, item, first + i);
  }
}

static void match_sequence(Compiler *compiler, Matching *matching, const Node *pattern, unsigned subject) {
  const NodeList *patterns = &pattern->MatchSequence.patterns;
  uint32_t star = patterns->count;
  for (uint32_t i = 0; i < patterns->count; i++) {
    if (patterns->items[i]->kind != AST_MatchStar) continue;
    if (star != patterns->count) fail_at(compiler, pattern, "multiple starred names in sequence pattern");
    star = i;
  }
  if (star != patterns->count && star > MAX_BEFORE_STAR)
    fail_at(compiler, pattern, "too many expressions in star-unpacking sequence pattern");
  at(compiler, pattern);
  unsigned test = take_temps(compiler, 1);
  emit_abc(compiler, OP_MATCH_SEQUENCE, test, subject, 0);
  jump_unless(compiler, test, matching->fail);
  bool starred = star != patterns->count;
  if (starred && patterns->count == 1) { /* any length will do */
    compiler->unit->top = test;
    match_items(compiler, matching, pattern, subject, star);
    return;
  }
  emit_abc(compiler, OP_GET_LENGTH, test, subject, 0);
  unsigned least = take_temps(compiler, 1);
  load_value(compiler, least, from_small_int((int64_t)patterns->count - starred));
  emit_branch(compiler, starred ? OP_JUMP_GE : OP_JUMP_EQ, test, least, 0, matching->fail);
  bool rest_ignored = starred && !patterns->items[star]->MatchStar.name;
  compiler->unit->top = rest_ignored ? least : test;
  if (rest_ignored)
    match_items_by_index(compiler, matching, pattern, subject, star, test);
  else
    match_items(compiler, matching, pattern, subject, star);
}

/* `**rest`: a copy of the mapping without the keys. */
static void capture_rest(Compiler *compiler, Matching *matching, const Node *pattern, unsigned subject, unsigned keys) {
  if (!pattern->MatchMapping.rest) return;
  unsigned rest = take_temps(compiler, 1), key = take_temps(compiler, 1), index = take_temps(compiler, 1);
  emit_abc(compiler, OP_BUILD_DICT, rest, rest, 0);
  emit_abc(compiler, OP_DICT_UPDATE, rest, subject, 0);
  for (uint32_t i = 0; i < pattern->MatchMapping.keys.count; i++) {
    load_value(compiler, index, from_small_int(i));
    emit_abc(compiler, OP_GET_ITEM, key, keys, index);
    emit_abc(compiler, OP_DELETE_ITEM, rest, key, 0);
  }
  capture(compiler, matching, pattern->MatchMapping.rest, rest);
}

/* Two literal keys may not be the same. */
static void check_mapping_keys(Compiler *compiler, const Node *pattern) {
  const NodeList *keys = &pattern->MatchMapping.keys;
  Value key, other;
  for (uint32_t i = 0; i < keys->count; i++) {
    for (uint32_t j = 0; j < i; j++) {
      if (!fold_constant(compiler, keys->items[i], &key) || !fold_constant(compiler, keys->items[j], &other) ||
          object_equal(key, other) != 1)
        continue;
      Value text = object_repr(key);
      fail_at(compiler, pattern, "mapping pattern checks duplicate key (%s)", text == EMPTY ? "" : to_str(text)->text);
    }
  }
}

/* The tuple of a mapping pattern's keys. */
static void load_keys(Compiler *compiler, const Node *pattern, const NodeList *keys, unsigned tuple) {
  unsigned first = compiler->unit->top;
  if (keys->count > at_once(compiler, MAX_DISPLAY)) {
    emit_abc(compiler, OP_BUILD_LIST, take_temps(compiler, 1), first, 0);
    list_of_arguments(compiler, keys, first);
    at(compiler, pattern);
    emit_abc(compiler, OP_LIST_TO_TUPLE, tuple, first, 0);
  } else {
    for (uint32_t i = 0; i < keys->count; i++) expression_to(compiler, keys->items[i], take_temps(compiler, 1));
    at(compiler, pattern);
    emit_abc(compiler, OP_BUILD_TUPLE, tuple, first, keys->count);
  }
  compiler->unit->top = first;
}

static void match_mapping(Compiler *compiler, Matching *matching, const Node *pattern, unsigned subject) {
  const NodeList *keys = &pattern->MatchMapping.keys, *patterns = &pattern->MatchMapping.patterns;
  check_mapping_keys(compiler, pattern);
  at(compiler, pattern);
  unsigned test = take_temps(compiler, 1), tuple = take_temps(compiler, 1);
  emit_abc(compiler, OP_MATCH_MAPPING, test, subject, 0);
  jump_unless(compiler, test, matching->fail);
  if (keys->count > 0) {
    unsigned least = take_temps(compiler, 1);
    emit_abc(compiler, OP_GET_LENGTH, test, subject, 0);
    load_value(compiler, least, from_small_int(keys->count));
    emit_branch(compiler, OP_JUMP_GE, test, least, 0, matching->fail);
    compiler->unit->top = least;
  }
  load_keys(compiler, pattern, keys, tuple);
  if (keys->count > 0) {
    unsigned values = take_temps(compiler, 1), item = take_temps(compiler, 1);
    emit_abc(compiler, OP_MATCH_KEYS, values, subject, tuple);
    emit_branch(compiler, OP_JUMP_IF_NONE, values, 0, 1, matching->fail);
    for (uint32_t i = 0; i < keys->count && !compiler->failed; i++) {
      load_value(compiler, item, from_small_int(i));
      emit_abc(compiler, OP_GET_ITEM, item, values, item);
      match_pattern(compiler, matching, patterns->items[i], item);
    }
  }
  capture_rest(compiler, matching, pattern, subject, tuple);
}

static void match_class(Compiler *compiler, Matching *matching, const Node *pattern, unsigned subject) {
  const NodeList *positional = &pattern->MatchClass.patterns, *named = &pattern->MatchClass.kwd_patterns;
  Value names = tuple_new(named->count);
  for (uint32_t i = 0; i < named->count && names != EMPTY; i++) {
    Identifier *name = pattern->MatchClass.kwd_attrs.items[i];
    for (uint32_t j = 0; j < i; j++) {
      if (pattern->MatchClass.kwd_attrs.items[j] == name)
        fail_at(compiler, named->items[i], "attribute name repeated in class pattern: %s", name->text);
    }
    to_tuple(names)->items[i] = identifier_value(compiler, name);
  }
  if (names == EMPTY) {
    fail_memory(compiler);
    return;
  }
  unsigned values = take_temps(compiler, 1), item = take_temps(compiler, 1);
  unsigned class = expression_any(compiler, pattern->MatchClass.cls);
  at(compiler, pattern);
  emit_abc(compiler, OP_MATCH_CLASS, values, subject, class);
  emit_word(compiler, positional->count << 16 | constant_index(compiler, names));
  emit_branch(compiler, OP_JUMP_IF_NONE, values, 0, 1, matching->fail);
  for (uint32_t i = 0; i < positional->count + named->count && !compiler->failed; i++) {
    const Node *inner = i < positional->count ? positional->items[i] : named->items[i - positional->count];
    if (is_wildcard(inner)) continue;
    load_value(compiler, item, from_small_int(i));
    emit_abc(compiler, OP_GET_ITEM, item, values, item);
    match_pattern(compiler, matching, inner, item);
  }
}

static void match_alternatives(Compiler *compiler, Matching *matching, const Node *pattern, unsigned subject) {
  const NodeList *patterns = &pattern->MatchOr.patterns;
  Label *outer = matching->fail;
  Label matched;
  label_init(&matched);
  for (uint32_t i = 0; i < patterns->count; i++) {
    bool last = i + 1 == patterns->count;
    Label next;
    label_init(&next);
    matching->fail = last ? outer : &next;
    match_pattern(compiler, matching, patterns->items[i], subject);
    if (!last) {
      emit_jump(compiler, &matched);
      label_bind(compiler, &next);
    }
  }
  matching->fail = outer;
  label_bind(compiler, &matched);
}

static void match_pattern(Compiler *compiler, Matching *matching, const Node *pattern, unsigned subject) {
  if (!enter(compiler, pattern)) return;
  unsigned mark = compiler->unit->top;
  at(compiler, pattern);
  switch (pattern->kind) {
  case AST_MatchValue:
  case AST_MatchSingleton: match_value(compiler, matching, pattern, subject); break;
  case AST_MatchSequence: match_sequence(compiler, matching, pattern, subject); break;
  case AST_MatchMapping: match_mapping(compiler, matching, pattern, subject); break;
  case AST_MatchClass: match_class(compiler, matching, pattern, subject); break;
  case AST_MatchOr: match_alternatives(compiler, matching, pattern, subject); break;
  case AST_MatchAs:
    if (pattern->MatchAs.pattern) match_pattern(compiler, matching, pattern->MatchAs.pattern, subject);
    capture(compiler, matching, pattern->MatchAs.name, subject);
    break;
  default: break;
  }
  compiler->unit->top = mark;
  leave(compiler);
}

/* All fits: the names are bound. */
static void store_captures(Compiler *compiler, const Matching *matching) {
  bool far = compiler->unit->crowded && matching->capture_count > 0;
  unsigned value = far ? take_temps(compiler, 1) : 0;
  for (uint32_t i = 0; i < matching->capture_count; i++) {
    const Capture *captured = &matching->captures[i];
    if (far) emit_far(compiler, OP_LOAD_FAR, value, captured->place);
    store_name(compiler, captured->name, far ? value : captured->place);
  }
}

static void compile_case(Compiler *compiler, const Node *clause, unsigned subject, Label *end) {
  Label fail;
  label_init(&fail);
  Matching matching = {.fail = &fail};
  unsigned mark = compiler->unit->top, slots = compiler->unit->far_top;
  collect_names(compiler, &matching, clause->MatchCase.pattern, false);
  match_pattern(compiler, &matching, clause->MatchCase.pattern, subject);
  store_captures(compiler, &matching);
  if (clause->MatchCase.guard) jump_if(compiler, clause->MatchCase.guard, false, &fail);
  compiler->unit->top = mark;
  compiler->unit->far_top = slots;
  compile_statements(compiler, &clause->MatchCase.body);
  emit_jump(compiler, end);
  label_bind(compiler, &fail);
}

void compile_match(Compiler *compiler, const Node *node) {
  Label end;
  label_init(&end);
  unsigned subject = expression_temp(compiler, node->Match.subject);
  for (uint32_t i = 0; i < node->Match.cases.count && !compiler->failed; i++) {
    const Node *clause = node->Match.cases.items[i];
    if (!clause->MatchCase.guard && i + 1 < node->Match.cases.count)
      refuse_irrefutable(compiler, clause->MatchCase.pattern);
    compile_case(compiler, clause, subject, &end);
  }
  label_bind(compiler, &end);
}
