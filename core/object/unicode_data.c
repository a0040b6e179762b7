#include "core/object/unicode_data.h"

#include "core/object/unicode.h"
#include "core/object/utf8.h"

enum { RUN_SHIFT = 11, RECORD_MASK = (1 << RUN_SHIFT) - 1, DECOMPOSITIONS_PER_BLOCK = 8 };

// The number of the record in the last run that begins at or before code_point.
static uint32_t record_number(const uint32_t *runs, size_t count, uint32_t code_point) {
  return runs[unicode_find_run(runs, count, RUN_SHIFT, code_point)] & RECORD_MASK;
}

uint32_t unicode_record(uint32_t code_point) {
  return unicode_data_records[record_number(unicode_data_runs, unicode_data_run_count, code_point)];
}

uint32_t unicode_old_record(uint32_t code_point) {
  uint32_t number = record_number(unicode_old_runs, unicode_old_run_count, code_point);
  return number != 0 ? unicode_old_records[number] : unicode_record(code_point);
}

bool unicode_number(uint32_t code_point, double *number, bool *digit) {
  size_t low = unicode_find_run(unicode_number_runs, unicode_number_run_count, 8, code_point);
  uint32_t offset = code_point - (unicode_number_runs[low] >> 8);
  uint8_t shape = unicode_number_shapes[low];
  if (offset >= (shape & 0x3Fu)) return false;
  *number = unicode_numbers[(unicode_number_runs[low] & 0xFF) + (shape & 0x40 ? offset : 0)];
  *digit = shape >> 7;
  return true;
}

UnicodeDecomposition unicode_decomposition(uint32_t code_point) {
  const UnicodeDecompositionRun *runs = unicode_decomposition_runs;
  size_t low = 0, high = unicode_decomposition_run_count;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (runs[middle].first <= code_point)
      low = middle;
    else
      high = middle;
  }
  uint32_t offset = code_point - runs[low].first;
  if (low + 1 == unicode_decomposition_run_count || code_point < runs[low].first ||
      offset >= (uint32_t)runs[low + 1].number - runs[low].number)
    return (UnicodeDecomposition){.text = ""};
  uint32_t number = runs[low].number + offset;
  const uint8_t *at = unicode_decomposition_data + unicode_decomposition_blocks[number / DECOMPOSITIONS_PER_BLOCK];
  for (unsigned skip = number % DECOMPOSITIONS_PER_BLOCK;; skip--) {
    UnicodeDecomposition result = {.count = *at & 7, .tag = *at >> 3};
    at++;
    if (result.count == 0) result.count = *at++;
    result.text = (const char *)at;
    if (skip == 0) return result;
    for (unsigned i = 0; i < result.count; i++) at += utf8_width((char)*at);
  }
}
