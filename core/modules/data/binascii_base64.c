// binascii: base 64 and uuencode.
#include "core/modules/data/binascii_internal.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/vm/vm.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static const uint8_t *reverse_alphabet(void) {
  static uint8_t reverse[256];
  if (reverse[0] == 0) {
    memset(reverse, 64, sizeof reverse);
    for (uint8_t i = 0; i < 64; i++) reverse[(uint8_t)alphabet[i]] = i;
  }
  return reverse;
}

// An optional bool argument: 1, 0, -1.
static int flag(Value v, int absent) { return v == EMPTY ? absent : object_truth(v); }

static Value raise_incomplete(size_t decoded, int quad) {
  if (quad == 1)
    return binascii_raise("Invalid base64-encoded string: number of data characters (%zu) cannot be 1 more than a "
                          "multiple of 4",
                          decoded / 3 * 4 + 1);
  return binascii_raise("Incorrect padding");
}

Value binascii_a2b_base64(Value *args, size_t count) {
  (void)count;
  const uint8_t *data, *reverse = reverse_alphabet();
  size_t size, written = 0;
  int strict = flag(args[1], 0), quad = 0, pads = 0;
  if (strict < 0 || !binascii_view(args[0], &data, &size)) return EMPTY;
  Value result = bytes_new(NULL, (size + 3) / 4 * 3);
  if (result == EMPTY) return EMPTY;
  uint8_t *out = ((Bytes *)(void *)to_object(result))->data, left = 0;
  if (strict && size > 0 && data[0] == '=') return binascii_raise("Leading padding not allowed");
  bool padding_started = false, complete = false;
  size_t i = 0;
  for (; i < size; i++) {
    if (data[i] == '=') {
      padding_started = true;
      if (quad >= 2 && quad + ++pads >= 4) {
        if (strict && i + 1 < size) return binascii_raise("Excess data after padding");
        complete = true;
        break;
      }
      continue;
    }
    uint8_t digit = reverse[data[i]];
    if (digit == 64) {
      if (strict) return binascii_raise("Only base64 data is allowed");
      continue;
    }
    if (strict && padding_started) return binascii_raise("Discontinuous padding not allowed");
    pads = 0;
    if (quad > 0) out[written++] = (uint8_t)(left << 2 * quad | digit >> (6 - 2 * quad));
    left = digit;
    quad = (quad + 1) % 4;
  }
  if (quad != 0 && !complete) return raise_incomplete(written, quad);
  return bytes_new(out, written);
}

Value binascii_b2a_base64(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  int newline = flag(args[1], 1);
  if (newline < 0 || !bytes_view(args[0], &data, &size)) return EMPTY;
  size_t total = (size + 2) / 3 * 4 + (size_t)newline, i = 0;
  Value result = bytes_new(NULL, total);
  if (result == EMPTY) return EMPTY;
  uint8_t *out = ((Bytes *)(void *)to_object(result))->data;
  for (; i + 3 <= size; i += 3, out += 4) {
    uint32_t group = (uint32_t)data[i] << 16 | (uint32_t)data[i + 1] << 8 | data[i + 2];
    out[0] = (uint8_t)alphabet[group >> 18];
    out[1] = (uint8_t)alphabet[group >> 12 & 63];
    out[2] = (uint8_t)alphabet[group >> 6 & 63];
    out[3] = (uint8_t)alphabet[group & 63];
  }
  if (i < size) {
    uint32_t group = (uint32_t)data[i] << 16 | (i + 1 < size ? (uint32_t)data[i + 1] << 8 : 0);
    *out++ = (uint8_t)alphabet[group >> 18];
    *out++ = (uint8_t)alphabet[group >> 12 & 63];
    *out++ = i + 1 < size ? (uint8_t)alphabet[group >> 6 & 63] : '=';
    *out++ = '=';
  }
  if (newline) *out = '\n';
  return result;
}

// --- uuencode

// Six bits of a line. False: raised.
static bool uu_digit(uint8_t c, bool at_end, uint32_t *digit) {
  // Trailing blanks may have been cut off the line.
  if (at_end || c == '\n' || c == '\r') {
    *digit = 0;
    return true;
  }
  if (c < ' ' || c > ' ' + 64) return binascii_raise("Illegal char"), false;
  *digit = (c - ' ') & 63;
  return true;
}

Value binascii_a2b_uu(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size, at = 1;
  if (!binascii_view(args[0], &data, &size)) return EMPTY;
  size_t wanted = size > 0 ? (data[0] - ' ') & 63u : 32, written = 0;
  uint8_t out[64];
  uint32_t left = 0;
  for (unsigned bits = 0; written < wanted; at++) {
    uint32_t digit;
    if (!uu_digit(at < size ? data[at] : 0, at >= size, &digit)) return EMPTY;
    left = left << 6 | digit;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[written++] = (uint8_t)(left >> bits);
    left &= (1u << bits) - 1;
  }
  for (; at < size; at++)
    if (data[at] != ' ' && data[at] != ' ' + 64 && data[at] != '\n' && data[at] != '\r')
      return binascii_raise("Trailing garbage");
  return bytes_new(out, written);
}

Value binascii_b2a_uu(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  int backtick = flag(args[1], 0);
  if (backtick < 0 || !bytes_view(args[0], &data, &size)) return EMPTY;
  if (size > 45) return binascii_raise("At most 45 bytes at once");
  char text[64];
  size_t written = 0;
  text[written++] = backtick && size == 0 ? '`' : (char)(' ' + size);
  for (size_t i = 0; i < size; i += 3) {
    uint32_t group = (uint32_t)data[i] << 16;
    if (i + 1 < size) group |= (uint32_t)data[i + 1] << 8;
    if (i + 2 < size) group |= data[i + 2];
    for (int shift = 18; shift >= 0; shift -= 6) {
      uint32_t digit = group >> shift & 63;
      text[written++] = backtick && digit == 0 ? '`' : (char)(' ' + digit);
    }
  }
  text[written++] = '\n';
  return bytes_new(text, written);
}
