#include "core/object/utf8.h"

#include <string.h>

#define HIGH_BITS 0x8080808080808080u

size_t utf8_count(const char *text, size_t bytes) {
  size_t count = 0;
  size_t i = 0;
  for (; i + 8 <= bytes; i += 8) {
    uint64_t word;
    memcpy(&word, text + i, 8);
    // One high bit for each continuation byte (10xxxxxx).
    uint64_t continuation = word & ~(word << 1) & HIGH_BITS;
    count += 8 - (size_t)__builtin_popcountll(continuation);
  }
  for (; i < bytes; i++) count += utf8_is_lead(text[i]);
  return count;
}

// The range that the second byte must lie in; an empty range for a byte that cannot begin a character.
static void second_byte_range(uint8_t lead, uint8_t *low, uint8_t *high) {
  *low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  *high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (lead < 0xC2 || lead > 0xF4) *high = 0;
}

size_t utf8_invalid_length(const char *text, size_t bytes, bool *incomplete) {
  const uint8_t *s = (const uint8_t *)text;
  uint8_t low, high;
  *incomplete = false;
  second_byte_range(s[0], &low, &high);
  if (high == 0) return 1;
  if (bytes == 1) {
    *incomplete = true;
    return 1;
  }
  if (s[1] < low || s[1] > high) return 1;
  size_t width = utf8_width(text[0]);
  for (size_t i = 2; i < width; i++) {
    if (i == bytes) {
      *incomplete = true;
      return i;
    }
    if ((s[i] & 0xC0) != 0x80) return i;
  }
  return 0;
}

size_t utf8_valid_prefix(const char *text, size_t bytes) {
  size_t i = 0;
  while (i < bytes) {
    if ((uint8_t)text[i] < 0x80) {
      uint64_t word;
      while (i + 8 <= bytes && (memcpy(&word, text + i, 8), (word & HIGH_BITS) == 0)) i += 8;
      while (i < bytes && (uint8_t)text[i] < 0x80) i++;
      continue;
    }
    bool incomplete;
    if (utf8_invalid_length(text + i, bytes - i, &incomplete) != 0) return i;
    i += utf8_width(text[i]);
  }
  return i;
}
