// UTF-7 (RFC 2152): ASCII with runs of UTF-16 in base64 between '+' and the first character that is not base64.
#include "core/modules/text/codecs.h"
#include "core/object/bytes.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
#define ENCODING "utf7"

static int base64_value(uint32_t c) {
  const char *at = c > 0 && c < 128 ? strchr(base64, (int)c) : NULL;
  return at ? (int)(at - base64) : -1;
}

// Whether the character stands for itself.
static bool is_direct(uint32_t c) {
  return c < 127 && (c >= 32 ? c != '+' && c != '\\' && c != '~' : c == '\t' || c == '\n' || c == '\r');
}

// Bits that wait to become base64 digits or UTF-16 units.
typedef struct BitBuffer {
  uint32_t bits;
  int count;
} BitBuffer;

static void put_unit(StrBuilder *out, BitBuffer *buffer, uint32_t unit) {
  buffer->bits = buffer->bits << 16 | unit;
  buffer->count += 16;
  while (buffer->count >= 6) {
    buffer->count -= 6;
    str_builder_add_bytes(out, base64[buffer->bits >> buffer->count & 63], 1);
  }
  buffer->bits &= (1u << buffer->count) - 1;
}

static void flush_bits(StrBuilder *out, BitBuffer *buffer) {
  if (buffer->count) str_builder_add_bytes(out, base64[buffer->bits << (6 - buffer->count) & 63], 1);
  *buffer = (BitBuffer){0, 0};
}

Value codecs_utf_7_encode(Value *args, size_t count) {
  (void)count;
  if (!str_text(args[0])) return EMPTY;
  StrBuilder out = STR_BUILDER_INIT;
  BitBuffer buffer = {0, 0};
  bool shifted = false;
  for (const char *at = to_str(args[0])->text, *end = at + to_str(args[0])->size; at < end;) {
    uint32_t c = utf8_next(&at);
    if (shifted && is_direct(c)) {
      flush_bits(&out, &buffer);
      shifted = false;
      if (base64_value(c) >= 0 || c == '-') str_builder_add_bytes(&out, '-', 1);
    }
    if (!shifted) {
      if (c == '+') str_builder_add(&out, "+-", 2);
      if (is_direct(c)) str_builder_add_bytes(&out, (char)c, 1);
      if (c == '+' || is_direct(c)) continue;
      str_builder_add_bytes(&out, '+', 1);
      shifted = true;
    }
    if (c >= 0x10000) {
      put_unit(&out, &buffer, 0xD7C0 + (c >> 10));
      c = 0xDC00 | (c & 0x3FF);
    }
    put_unit(&out, &buffer, c);
  }
  flush_bits(&out, &buffer);
  if (shifted) str_builder_add_bytes(&out, '-', 1);
  Value result = out.failed ? raise_memory_error() : bytes_new(out.data, out.size);
  str_builder_drop(&out);
  return codecs_result(result, to_str(args[0])->length);
}

typedef struct Decoder {
  StrBuilder out;
  BitBuffer buffer;
  uint32_t high;      // a high surrogate that waits for the low one
  bool shifted;       // inside base64
  size_t shift_start; // of the run's '+'
  size_t shift_size;  // bytes of out at that point
} Decoder;

static void take_unit(Decoder *d, uint32_t unit) {
  if (d->high) {
    if (unit - 0xDC00 < 0x400) {
      str_builder_add_code_point(&d->out, 0x10000 + ((d->high & 0x3FF) << 10 | (unit & 0x3FF)));
      d->high = 0;
      return;
    }
    str_builder_add_code_point(&d->out, d->high);
    d->high = 0;
  }
  if (unit - 0xD800 < 0x400)
    d->high = unit;
  else
    str_builder_add_code_point(&d->out, unit);
}

static void take_digit(Decoder *d, int value) {
  d->buffer.bits = d->buffer.bits << 6 | (uint32_t)value;
  d->buffer.count += 6;
  if (d->buffer.count < 16) return;
  d->buffer.count -= 16;
  take_unit(d, d->buffer.bits >> d->buffer.count & 0xFFFF);
  d->buffer.bits &= (1u << d->buffer.count) - 1;
}

// Ends a run of base64 at character c; a reason when its bits do not come out even.
static const char *end_run(Decoder *d, uint32_t c) {
  const char *reason = NULL;
  d->shifted = false;
  if (d->buffer.count >= 6) reason = "partial character in shift sequence";
  if (d->buffer.count > 0 && d->buffer.count < 6 && d->buffer.bits) reason = "non-zero padding bits in shift sequence";
  if (!reason && d->high && is_direct(c)) str_builder_add_code_point(&d->out, d->high);
  d->high = 0;
  d->buffer = (BitBuffer){0, 0};
  return reason;
}

// Reads the byte at data[*i] and moves on; a reason for the handler when it is in error, from *start to *i.
static const char *decode_byte(Decoder *d, const uint8_t *data, size_t size, size_t *i, size_t *start) {
  uint8_t c = data[*i];
  *start = d->shifted ? d->shift_start : *i;
  if (d->shifted) {
    if (base64_value(c) >= 0) return take_digit(d, base64_value(c)), (*i)++, NULL;
    const char *reason = end_run(d, c);
    if (reason || c == '-') return (*i)++, reason;
    *start = *i;
  }
  (*i)++;
  if (c == '+') {
    if (*i < size && data[*i] == '-') return str_builder_add_bytes(&d->out, '+', 1), (*i)++, NULL;
    if (*i < size && base64_value(data[*i]) < 0) return (*i)++, "ill-formed sequence";
    d->shifted = true;
    d->shift_start = *start;
    d->shift_size = d->out.size;
    return NULL;
  }
  if (c >= 128) return "unexpected special character";
  str_builder_add_bytes(&d->out, (char)c, 1);
  return NULL;
}

Value codecs_utf_7_decode(Value *args, size_t count) {
  (void)count;
  const char *errors;
  const uint8_t *data;
  size_t size, i = 0, start = 0;
  int final = args[2] == EMPTY ? 0 : object_truth(args[2]);
  if (final < 0 || !codecs_errors_argument(args[1], &errors) || !bytes_view(args[0], &data, &size)) return EMPTY;
  Value copy = bytes_new(data, size);
  if (copy == EMPTY || !bytes_view(copy, &data, &size)) return EMPTY;
  Decoder d = {.out = STR_BUILDER_INIT};
  for (;;) {
    const char *reason = NULL;
    if (i < size) {
      reason = decode_byte(&d, data, size, &i, &start);
    } else {
      bool whole = !d.shifted || (d.high == 0 && d.buffer.count < 6 && d.buffer.bits == 0);
      if (!final || whole) break;
      reason = "unterminated shift sequence";
      start = d.shift_start;
      d.shifted = false;
    }
    if (!reason) continue;
    Value replacement;
    if (!codecs_handle(errors, EXCEPTION_UnicodeDecodeError, ENCODING, copy, start, i, reason, size, &replacement,
                       &i)) {
      str_builder_drop(&d.out);
      return EMPTY;
    }
    str_builder_add_str(&d.out, replacement);
  }
  // A run that goes on is read again from its start with the data to come.
  if (!final && d.shifted) {
    d.out.size = d.shift_size;
    i = d.shift_start;
  }
  return codecs_result(str_builder_finish(&d.out), i);
}
