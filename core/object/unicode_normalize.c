// Normalisation forms (UAX #15): a segment at a time, which is a starter and what may combine with it.
#include <stdlib.h>

#include "core/object/memory.h"
#include "core/object/unicode_data.h"
#include "core/object/utf8.h"

// Hangul syllables are numbered: leading consonant, vowel, trailing consonant.
enum {
  SYLLABLE_BASE = 0xAC00,
  LEADING_BASE = 0x1100,
  VOWEL_BASE = 0x1161,
  TRAILING_BASE = 0x11A7,
  LEADING_COUNT = 19,
  VOWEL_COUNT = 21,
  TRAILING_COUNT = 28,
  SYLLABLE_COUNT = LEADING_COUNT * VOWEL_COUNT * TRAILING_COUNT,
};

typedef struct Mark {
  uint32_t code_point;
  uint32_t combining; // class
} Mark;

typedef struct Normalizer {
  UnicodeForm form;
  bool old, failed;
  Mark *segment;
  size_t count, capacity;
  char *out;
  size_t out_size, out_capacity, limit;
} Normalizer;

// Characters whose canonical decomposition Unicode 3.2 had wrong (its corrigendum 4).
static const uint32_t corrected[][2] = {
    {0x2F868, 0x2136A}, {0x2F874, 0x5F33}, {0x2F91F, 0x43AB}, {0x2F95F, 0x7AAE}, {0x2F9BF, 0x4D57}};

// Doubles an array that has no room for `more` elements.
static bool reserve(Normalizer *state, void **data, size_t *capacity, size_t needed, size_t element) {
  if (needed <= *capacity) return true;
  size_t larger = *capacity == 0 ? 64 : *capacity * 2;
  if (larger < needed) larger = needed;
  void *grown = larger * element > state->limit ? NULL : realloc(*data, larger * element);
  if (grown == NULL) {
    state->failed = true;
    return false;
  }
  *data = grown;
  *capacity = larger;
  return true;
}

static void put(Normalizer *state, uint32_t code_point) {
  if (reserve(state, (void **)&state->out, &state->out_capacity, state->out_size + 4, 1))
    state->out_size += utf8_put(code_point, state->out + state->out_size);
}

// Puts marks in the order of their classes, stably: by insertion when they are few, else by counting.
static void sort_marks(Normalizer *state, Mark *marks, size_t count) {
  if (count <= 32) {
    for (size_t i = 1; i < count; i++) {
      Mark mark = marks[i];
      size_t at = i;
      for (; at > 0 && marks[at - 1].combining > mark.combining; at--) marks[at] = marks[at - 1];
      marks[at] = mark;
    }
    return;
  }
  size_t starts[257] = {0};
  Mark *sorted = malloc(count * sizeof *sorted);
  if (sorted == NULL) {
    state->failed = true;
    return;
  }
  for (size_t i = 0; i < count; i++) starts[marks[i].combining + 1]++;
  for (size_t i = 1; i < 257; i++) starts[i] += starts[i - 1];
  for (size_t i = 0; i < count; i++) sorted[starts[marks[i].combining]++] = marks[i];
  memory_copy(marks, sorted, count * sizeof *sorted);
  free(sorted);
}

// Starters divide the marks that are sorted: a segment may hold several of them.
static void sort_segment(Normalizer *state) {
  Mark *segment = state->segment;
  for (size_t i = 0; i < state->count;) {
    size_t end = i + 1;
    if (segment[i].combining != 0) {
      while (end < state->count && segment[end].combining != 0) end++;
      sort_marks(state, segment + i, end - i);
    }
    i = end;
  }
}

static uint32_t compose_hangul(uint32_t first, uint32_t second) {
  uint32_t leading = first - LEADING_BASE, vowel = second - VOWEL_BASE, syllable = first - SYLLABLE_BASE,
           trailing = second - TRAILING_BASE;
  if (leading < LEADING_COUNT && vowel < VOWEL_COUNT)
    return SYLLABLE_BASE + (leading * VOWEL_COUNT + vowel) * TRAILING_COUNT;
  bool open = syllable < SYLLABLE_COUNT && syllable % TRAILING_COUNT == 0;
  return open && trailing > 0 && trailing < TRAILING_COUNT ? first + trailing : 0;
}

// The character that canonically decomposes into the two; 0: none.
static uint32_t compose(uint32_t first, uint32_t second) {
  size_t low = 0, high = unicode_composition_second_count;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (unicode_composition_seconds[middle] <= second)
      low = middle;
    else
      high = middle;
  }
  if (unicode_composition_seconds[low] != second) return compose_hangul(first, second);
  high = unicode_composition_starts[low + 1];
  low = unicode_composition_starts[low];
  while (low < high) {
    size_t middle = (low + high) / 2;
    const UnicodeComposition *pair = &unicode_compositions[middle];
    uint32_t plane = second & ~0xFFFFu, other = plane | pair->first;
    if (other == first) return plane | pair->composed;
    if (other < first)
      low = middle + 1;
    else
      high = middle;
  }
  return 0;
}

// Each character is absorbed by the last starter unless another one of its class, or a higher class, is in between.
static void compose_segment(Normalizer *state) {
  Mark *segment = state->segment;
  size_t kept = 0, starter = SIZE_MAX;
  for (size_t i = 0; i < state->count; i++) {
    Mark mark = segment[i];
    bool adjacent = kept == starter + 1;
    if (starter != SIZE_MAX && (adjacent || segment[kept - 1].combining < mark.combining)) {
      uint32_t composed = compose(segment[starter].code_point, mark.code_point);
      if (composed != 0) {
        segment[starter].code_point = composed;
        continue;
      }
    }
    if (mark.combining == 0) starter = kept;
    segment[kept++] = mark;
  }
  state->count = kept;
}

static void flush(Normalizer *state) {
  sort_segment(state);
  if (state->form & UNICODE_FORM_COMPOSED) compose_segment(state);
  for (size_t i = 0; i < state->count; i++) put(state, state->segment[i].code_point);
  state->count = 0;
}

// Takes a character that does not decompose further.
static void take(Normalizer *state, uint32_t code_point, uint32_t record) {
  uint32_t combining = unicode_combining(record);
  bool joins = combining != 0 || (state->form & UNICODE_FORM_COMPOSED && record & UNICODE_SECOND);
  if (!joins) flush(state);
  if (reserve(state, (void **)&state->segment, &state->capacity, state->count + 1, sizeof *state->segment))
    state->segment[state->count++] = (Mark){code_point, combining};
}

static void decompose_hangul(Normalizer *state, uint32_t syllable) {
  uint32_t parts[] = {LEADING_BASE + syllable / (VOWEL_COUNT * TRAILING_COUNT),
                      VOWEL_BASE + syllable / TRAILING_COUNT % VOWEL_COUNT, TRAILING_BASE + syllable % TRAILING_COUNT};
  for (size_t i = 0; i < 3 && parts[i] != TRAILING_BASE; i++) take(state, parts[i], unicode_record(parts[i]));
}

// Mappings of the database are followed until nothing decomposes: at most a few steps.
static void decompose(Normalizer *state, uint32_t code_point) {
  uint32_t record = unicode_record(code_point);
  uint32_t changes = UNICODE_CANONICAL | (state->form & UNICODE_FORM_COMPATIBLE ? UNICODE_COMPATIBILITY : 0);
  if (!(record & changes) || (state->old && unicode_category(unicode_old_record(code_point)) == 0)) {
    take(state, code_point, record);
    return;
  }
  for (size_t i = 0; state->old && i < sizeof corrected / sizeof *corrected; i++) {
    if (corrected[i][0] == code_point) {
      take(state, corrected[i][1], unicode_record(corrected[i][1]));
      return;
    }
  }
  if (code_point - SYLLABLE_BASE < SYLLABLE_COUNT) {
    decompose_hangul(state, code_point - SYLLABLE_BASE);
    return;
  }
  UnicodeDecomposition parts = unicode_decomposition(code_point);
  for (unsigned i = 0; i < parts.count; i++) decompose(state, utf8_next(&parts.text));
}

char *unicode_normalize(UnicodeForm form, bool old, const char *text, size_t size, size_t limit, size_t *out_size) {
  Normalizer state = {.form = form, .old = old, .limit = limit};
  reserve(&state, (void **)&state.out, &state.out_capacity, size + 4, 1);
  for (const char *at = text; at < text + size && !state.failed;) decompose(&state, utf8_next(&at));
  flush(&state);
  free(state.segment);
  *out_size = state.out_size;
  if (!state.failed) return state.out;
  free(state.out);
  return NULL;
}

bool unicode_surely_normal(UnicodeForm form, const char *text, size_t size) {
  // What cannot stand in a text of the form, by form.
  static const uint32_t excluded[] = {
      [UNICODE_NFD] = UNICODE_CANONICAL,
      [UNICODE_NFC] = UNICODE_NOT_NFC | UNICODE_SECOND,
      [UNICODE_NFKD] = UNICODE_CANONICAL | UNICODE_COMPATIBILITY,
      [UNICODE_NFKC] = UNICODE_NOT_NFC | UNICODE_SECOND | UNICODE_COMPATIBILITY,
  };
  unsigned last = 0;
  for (const char *at = text; at < text + size;) {
    uint32_t code_point = utf8_next(&at);
    if (code_point < 0x80) {
      last = 0;
      continue;
    }
    uint32_t record = unicode_record(code_point);
    unsigned combining = unicode_combining(record);
    if (record & excluded[form] || (combining != 0 && combining < last)) return false;
    last = combining;
  }
  return true;
}
