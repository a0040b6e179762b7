#include "core/object/unicode.h"

size_t unicode_find_run(const uint32_t *runs, size_t count, unsigned shift, uint32_t code_point) {
  size_t low = 0, high = count;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (runs[middle] >> shift <= code_point)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static size_t find_run(uint32_t code_point) { return unicode_find_run(unicode_runs, unicode_run_count, 8, code_point); }

uint32_t unicode_flags(uint32_t code_point) {
  static uint16_t ascii[128];
  if (code_point >= 128) return unicode_records[unicode_runs[find_run(code_point)] & 0xff];
  if (ascii[code_point] == 0) ascii[code_point] = 0x8000 | unicode_records[unicode_runs[find_run(code_point)] & 0xff];
  return ascii[code_point] & 0x7fff;
}

int unicode_decimal_value(uint32_t code_point) {
  if (code_point < 128) return code_point - '0' < 10 ? (int)(code_point - '0') : -1;
  uint32_t run = unicode_runs[find_run(code_point)];
  if (!(unicode_records[run & 0xff] & UNICODE_DECIMAL)) return -1;
  return (int)((code_point - (run >> 8)) % 10);
}

static const struct {
  const CaseRange *ranges;
  const size_t *count;
} case_tables[] = {
    [CASE_UPPER] = {unicode_upper_ranges, &unicode_upper_count},
    [CASE_LOWER] = {unicode_lower_ranges, &unicode_lower_count},
    [CASE_TITLE] = {unicode_title_ranges, &unicode_title_count},
    [CASE_FOLD] = {unicode_fold_ranges, &unicode_fold_count},
};

static size_t map_special(CaseMapping mapping, uint32_t code_point, uint32_t out[3]) {
  const CaseSpecial *specials = unicode_specials + unicode_special_bounds[mapping][0];
  size_t low = 0, high = unicode_special_bounds[mapping][1];
  while (low < high) {
    size_t middle = (low + high) / 2;
    const CaseSpecial *special = &specials[middle];
    if (special->code_point == code_point) {
      size_t count = special->mapped[2] != 0 ? 3 : 2;
      for (size_t i = 0; i < count; i++) out[i] = special->mapped[i];
      return count;
    }
    if (special->code_point < code_point)
      low = middle + 1;
    else
      high = middle;
  }
  return 0;
}

size_t unicode_map_case(CaseMapping mapping, uint32_t code_point, uint32_t out[3]) {
  out[0] = code_point;
  if (code_point < 128) {
    if (mapping == CASE_UPPER || mapping == CASE_TITLE)
      out[0] -= code_point - 'a' < 26 ? 32 : 0;
    else
      out[0] += code_point - 'A' < 26 ? 32 : 0;
    return 1;
  }
  const CaseRange *ranges = case_tables[mapping].ranges;
  size_t low = 0, high = *case_tables[mapping].count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const CaseRange *range = &ranges[middle];
    if (code_point < range->first) {
      high = middle;
    } else if (code_point > range->first + range->span) {
      low = middle + 1;
    } else {
      if ((code_point - range->first) % range->stride == 0) out[0] = code_point + (uint32_t)range->difference;
      if (out[0] != code_point) return 1;
      break;
    }
  }
  size_t count = map_special(mapping, code_point, out);
  return count != 0 ? count : 1;
}
