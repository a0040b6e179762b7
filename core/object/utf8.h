// UTF-8, generalised: surrogates are coded as three bytes like any other character below 0x10000. The readers here
// trust their input (the text of a Str); utf8_scan checks foreign bytes.
#ifndef MARTLET_UTF8_H
#define MARTLET_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Whether the byte is the first one of a character.
static inline bool utf8_is_lead(char byte) { return ((uint8_t)byte & 0xC0) != 0x80; }

// Bytes of the character that begins with lead.
static inline unsigned utf8_width(char lead) {
  uint8_t byte = (uint8_t)lead;
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// Reads the character at *text and moves *text behind it.
static inline uint32_t utf8_next(const char **text) {
  const uint8_t *s = (const uint8_t *)*text;
  uint32_t first = s[0];
  if (first < 0x80) {
    *text += 1;
    return first;
  }
  if (first < 0xE0) {
    *text += 2;
    return (first & 0x1F) << 6 | (s[1] & 0x3Fu);
  }
  if (first < 0xF0) {
    *text += 3;
    return (first & 0x0F) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
  }
  *text += 4;
  return (first & 0x07) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
}

// Moves *text back over one character and reads it.
static inline uint32_t utf8_previous(const char **text) {
  do --*text;
  while (!utf8_is_lead(**text));
  const char *at = *text;
  return utf8_next(&at);
}

// Writes code_point (below 0x110000) to out (room for 4); returns the bytes written.
static inline unsigned utf8_put(uint32_t code_point, char *out) {
  if (code_point < 0x80) {
    out[0] = (char)code_point;
    return 1;
  }
  if (code_point < 0x800) {
    out[0] = (char)(0xC0 | code_point >> 6);
    out[1] = (char)(0x80 | (code_point & 0x3F));
    return 2;
  }
  if (code_point < 0x10000) {
    out[0] = (char)(0xE0 | code_point >> 12);
    out[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code_point & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | code_point >> 18);
  out[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
  out[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
  out[3] = (char)(0x80 | (code_point & 0x3F));
  return 4;
}

// Code points in [text, text + bytes).
size_t utf8_count(const char *text, size_t bytes);
// Whether all bytes are below 0x80.
static inline bool utf8_is_ascii(const char *text, size_t bytes) {
  uint64_t all = 0, word;
  size_t i = 0;
  for (; i + 8 <= bytes; i += 8) {
    memcpy(&word, text + i, 8);
    all |= word;
  }
  if (i < bytes && bytes >= 8) {
    memcpy(&word, text + bytes - 8, 8);
    all |= word;
  } else {
    for (; i < bytes; i++) all |= (uint8_t)text[i];
  }
  return (all & 0x8080808080808080u) == 0;
}
// Bytes of the longest strictly valid prefix (no surrogates).
size_t utf8_valid_prefix(const char *text, size_t bytes);
// For text at which validity ends: how many bytes the invalid sequence has (1..3), and whether it is only incomplete
// (more bytes could make it valid).
size_t utf8_invalid_length(const char *text, size_t bytes, bool *incomplete);

#endif
