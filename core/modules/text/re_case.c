#include "core/modules/text/re_case.h"

#include <string.h>

#include "core/object/unicode.h"

static uint32_t lower_of(uint32_t c) {
  uint32_t mapped[3];
  unicode_map_case(CASE_LOWER, c, mapped);
  return mapped[0];
}

static void add(uint32_t *set, size_t *count, uint32_t c) {
  for (size_t i = 0; i < *count; i++)
    if (set[i] == c) return;
  if (*count < RE_CASE_MAX) set[(*count)++] = c;
}

// Adds the characters that a table maps to c.
static void add_sources(const CaseRange *ranges, size_t range_count, uint32_t c, uint32_t *set, size_t *count) {
  for (size_t i = 0; i < range_count; i++) {
    uint32_t source = c - (uint32_t)ranges[i].difference;
    if (source - ranges[i].first <= ranges[i].span && (source - ranges[i].first) % ranges[i].stride == 0)
      add(set, count, source);
  }
}

// Adds the characters whose upper case is the same string of several characters.
static void add_special_uppers(uint32_t c, uint32_t *set, size_t *count) {
  const CaseSpecial *specials = unicode_specials + unicode_special_bounds[CASE_UPPER][0], *own = NULL;
  size_t total = unicode_special_bounds[CASE_UPPER][1];
  for (size_t i = 0; i < total && !own; i++)
    if (specials[i].code_point == c) own = &specials[i];
  for (size_t i = 0; own && i < total; i++)
    if (memcmp(specials[i].mapped, own->mapped, sizeof own->mapped) == 0) add(set, count, specials[i].code_point);
}

size_t re_case_equal(uint32_t c, bool unicode, uint32_t equal[RE_CASE_MAX]) {
  equal[0] = c;
  size_t count = 1;
  if (!unicode) {
    if ((c | 0x20) - 'a' < 26) equal[count++] = c ^ 0x20;
    return count;
  }
  uint32_t lowers[RE_CASE_MAX], candidates[RE_CASE_MAX], mapped[3], lower = lower_of(c);
  size_t lower_count = 1, candidate_count = 0;
  lowers[0] = lower;
  if (unicode_map_case(CASE_UPPER, lower, mapped) == 1) {
    add_sources(unicode_upper_ranges, unicode_upper_count, mapped[0], candidates, &candidate_count);
  } else {
    add_special_uppers(lower, candidates, &candidate_count);
  }
  for (size_t i = 0; i < candidate_count; i++)
    if (lower_of(candidates[i]) == candidates[i]) add(lowers, &lower_count, candidates[i]);
  for (size_t i = 0; i < lower_count; i++) {
    add(equal, &count, lowers[i]);
    add_sources(unicode_lower_ranges, unicode_lower_count, lowers[i], equal, &count);
    if (lowers[i] == 'i') add(equal, &count, 0x130); // the one character whose lower case is two
  }
  return count;
}

// The first character of the table behind c. Ranges with a stride interleave, so all of them are looked at.
static uint32_t next_in(const CaseRange *ranges, size_t count, uint32_t c) {
  uint32_t first = UINT32_MAX;
  for (size_t i = 0; i < count && ranges[i].first < first; i++) {
    uint32_t next = ranges[i].first;
    if (c >= next) next += ((c - next) / ranges[i].stride + 1) * ranges[i].stride;
    if (next <= ranges[i].first + ranges[i].span && next < first) first = next;
  }
  return first;
}

uint32_t re_case_next(uint32_t c) {
  if (c < 'z') return c + 1;
  uint32_t next = next_in(unicode_lower_ranges, unicode_lower_count, c);
  uint32_t upper = next_in(unicode_upper_ranges, unicode_upper_count, c);
  if (upper < next) next = upper;
  for (CaseMapping mapping = CASE_UPPER; mapping <= CASE_LOWER; mapping++) {
    const CaseSpecial *specials = unicode_specials + unicode_special_bounds[mapping][0];
    for (size_t i = 0; i < unicode_special_bounds[mapping][1]; i++)
      if (specials[i].code_point > c && specials[i].code_point < next) next = specials[i].code_point;
  }
  return next;
}
