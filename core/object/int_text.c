// Text to int and int to text.
#include <stdlib.h>

#include "core/object/exception.h"
#include "core/object/int_internal.h"
#include "core/object/number_text.h"
#include "core/vm/threads.h"

int64_t int_max_str_digits = INT_DIGITS_DEFAULT;

// Decimal text is handled in chunks of this many digits; 10^18 fits a digit of 60 bits.
#define CHUNK_DIGITS 18
#define CHUNK ((uint64_t)1000000000000000000u)

static bool is_power_of_two(int base) { return (base & (base - 1)) == 0; }

// --- int to text

static const char digit_characters[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static size_t put_u64(uint64_t u, unsigned base, char *end) {
  char *at = end;
  do *--at = digit_characters[u % base];
  while (u /= base);
  return (size_t)(end - at);
}

static Value small_to_text(int64_t i, int base) {
  char text[72], *end = text + sizeof text;
  uint64_t magnitude = i < 0 ? -(uint64_t)i : (uint64_t)i;
  size_t size = base == 10 ? put_u64(magnitude, 10, end) : put_u64(magnitude, (unsigned)base, end);
  if (i < 0) end[-(ptrdiff_t)++size] = '-';
  return str_new(end - size, size);
}

// Going once over so many digits takes some microseconds: signals are looked at each time.
#define POLL_DIGITS 1024

// Bases 2, 4, 8, 16, 32: groups of bits. Writes before `end`.
static char *put_bits(const IntView *view, int base, char *end) {
  int width = __builtin_ctz((unsigned)base);
  uint64_t bits = int_view_bits(view);
  for (uint64_t at = 0; at < bits; at += (uint64_t)width) {
    size_t digit = at / DIGIT_BITS, shift = at % DIGIT_BITS;
    uint64_t group = view->digits[digit] >> shift;
    if (shift + (size_t)width > DIGIT_BITS && digit + 1 < (size_t)view->count)
      group |= view->digits[digit + 1] << (DIGIT_BITS - shift);
    *--end = digit_characters[group & (uint64_t)(base - 1)];
  }
  return end;
}

// Other bases: repeated division of a copy by the largest power of the base below 2^60. NULL: interrupted.
static char *put_divided(const IntView *view, int base, uint64_t *work, char *end) {
  uint64_t chunk = (uint64_t)base;
  int chunk_digits = 1;
  for (; chunk < ((uint64_t)1 << DIGIT_BITS) / (uint64_t)base; chunk *= (uint64_t)base) chunk_digits++;
  int32_t count = view->count;
  memcpy(work, view->digits, (size_t)count * sizeof *work);
  while (count) {
    if (count >= POLL_DIGITS && signals_interrupt()) return NULL;
    uint64_t rest = 0;
    for (int32_t i = count; i-- > 0;) {
      UnsignedWide wide = (UnsignedWide)rest << DIGIT_BITS | work[i];
      work[i] = (uint64_t)(wide / chunk);
      rest = (uint64_t)(wide % chunk);
    }
    if (work[count - 1] == 0) count--;
    for (int i = 0; i < chunk_digits && (count || rest); i++, rest /= (uint64_t)base)
      *--end = digit_characters[rest % (uint64_t)base];
  }
  return end;
}

// The number of decimal digits is at least this.
static uint64_t least_decimal_digits(uint64_t bits) {
  return bits ? (uint64_t)((double)(bits - 1) * 0.30102999566398114) : 0;
}

static Value raise_digit_limit(void) {
  return raise(ValueError,
               "Exceeds the limit (%lld digits) for integer string conversion; use sys.set_int_max_str_digits() to "
               "increase the limit",
               (long long)int_max_str_digits);
}

static Value long_to_text(const IntView *view, int base) {
  uint64_t bits = int_view_bits(view);
  uint64_t limit = base == 10 && int_max_str_digits ? (uint64_t)int_max_str_digits : UINT64_MAX;
  if (least_decimal_digits(bits) > limit) return raise_digit_limit();
  size_t room = (size_t)(bits / (uint64_t)(31 - __builtin_clz((unsigned)base))) + 2;
  char *text = malloc(room + (size_t)view->count * sizeof(uint64_t) + sizeof(uint64_t));
  if (!text) return raise_memory_error();
  char *end = text + room;
  uint64_t *work = (uint64_t *)(void *)(text + (room + 7) / 8 * 8);
  char *at = is_power_of_two(base) ? put_bits(view, base, end) : put_divided(view, base, work, end);
  if (at == NULL) {
    free(text);
    return EMPTY;
  }
  bool too_long = (uint64_t)(end - at) > limit;
  if (view->negative) *--at = '-';
  Value result = too_long ? raise_digit_limit() : str_new(at, (size_t)(end - at));
  free(text);
  return result;
}

Value int_to_text(Value v, int base) {
  int64_t i;
  if (int_to_i64(v, &i)) return small_to_text(i, base);
  IntView view;
  int_view(v, &view);
  return long_to_text(&view, base);
}

// --- text to int

static int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

// digits: checked text without underscores. Bases that are powers of two: the bits are just put in place.
static Value digits_to_int_bits(const char *digits, size_t size, int base, bool negative) {
  size_t width = (size_t)__builtin_ctz((unsigned)base);
  if (!int_check_bits(size * width)) return EMPTY;
  BigInt *result = int_allocate(size * width / DIGIT_BITS + 1);
  if (!result) return EMPTY;
  result->negative = negative;
  for (size_t i = 0; i < size; i++) {
    size_t bit = (size - 1 - i) * width, at = bit / DIGIT_BITS, shift = bit % DIGIT_BITS;
    uint64_t value = (uint64_t)digit_value(digits[i]);
    result->digits[at] |= value << shift & DIGIT_MASK;
    if (shift + width > DIGIT_BITS && value >> (DIGIT_BITS - shift))
      result->digits[at + 1] |= value >> (DIGIT_BITS - shift);
  }
  return int_finish(result);
}

// result = result * factor + addend, in place; *count digits are in use.
static void multiply_add(uint64_t *digits, size_t *count, uint64_t factor, uint64_t addend) {
  for (size_t i = 0; i < *count; i++) {
    UnsignedWide wide = (UnsignedWide)digits[i] * factor + addend;
    digits[i] = (uint64_t)wide & DIGIT_MASK;
    addend = (uint64_t)(wide >> DIGIT_BITS);
  }
  if (addend) digits[(*count)++] = addend;
}

static Value digits_to_int(const char *digits, size_t size, int base, bool negative) {
  if (is_power_of_two(base)) return digits_to_int_bits(digits, size, base, negative);
  int bits_each = 32 - __builtin_clz((unsigned)base);
  if (!int_check_bits(size * (size_t)bits_each)) return EMPTY;
  BigInt *result = int_allocate(size * (size_t)bits_each / DIGIT_BITS + 1);
  if (!result) return EMPTY;
  result->negative = negative;
  size_t count = 0;
  for (size_t i = 0; i < size;) {
    uint64_t chunk = 0, factor = 1;
    while (i < size && factor < ((uint64_t)1 << DIGIT_BITS) / (uint64_t)base) {
      chunk = chunk * (uint64_t)base + (uint64_t)digit_value(digits[i++]);
      factor *= (uint64_t)base;
    }
    if (count >= POLL_DIGITS && signals_interrupt()) return EMPTY;
    multiply_add(result->digits, &count, factor, chunk);
  }
  result->count = (int32_t)count;
  return int_finish(result);
}

typedef enum ParseResult { PARSE_OK, PARSE_BAD, PARSE_TOO_LONG } ParseResult;

// What is left of the text after sign, prefix and underscores.
typedef struct ParsedInt {
  char *digits; // malloc'ed or `small`
  size_t size;
  int base;
  bool negative;
  char small[64];
} ParsedInt;

static int prefix_base(char letter) {
  letter |= 0x20;
  return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
}

// Copies the digits without the underscores, which must stand between digits.
static bool copy_digits(ParsedInt *parsed, const char *at, const char *end, bool after_prefix) {
  bool underscore_allowed = after_prefix;
  char *out = parsed->digits;
  for (; at < end; at++) {
    if (*at == '_') {
      if (!underscore_allowed) return false;
      underscore_allowed = false;
      continue;
    }
    if (digit_value(*at) >= parsed->base) return false;
    *out++ = *at;
    underscore_allowed = true;
  }
  parsed->size = (size_t)(out - parsed->digits);
  return parsed->size > 0 && end[-1] != '_';
}

static ParseResult scan(ParsedInt *parsed, const char *at, const char *end) {
  while (at < end && number_text_is_space(*at)) at++;
  while (end > at && number_text_is_space(end[-1])) end--;
  parsed->negative = false;
  if (at < end && (*at == '+' || *at == '-')) parsed->negative = *at++ == '-';
  bool after_prefix = false, zeros_only = false;
  if (end - at >= 2 && *at == '0') {
    int base = prefix_base(at[1]);
    if (base && (parsed->base == 0 || parsed->base == base)) {
      parsed->base = base;
      at += 2;
      after_prefix = true;
    }
  }
  if (parsed->base == 0) {
    parsed->base = 10;
    zeros_only = at < end && *at == '0'; // 007 is not a literal
  }
  parsed->digits = (size_t)(end - at) <= sizeof parsed->small ? parsed->small : malloc((size_t)(end - at));
  if (!parsed->digits) return PARSE_TOO_LONG;
  if (!copy_digits(parsed, at, end, after_prefix)) return PARSE_BAD;
  for (size_t i = 0; zeros_only && i < parsed->size; i++) {
    if (parsed->digits[i] != '0') return PARSE_BAD;
  }
  return PARSE_OK;
}

static Value finish_parse(ParsedInt *parsed) {
  if (!is_power_of_two(parsed->base) && int_max_str_digits && parsed->size > (size_t)int_max_str_digits)
    return raise(ValueError,
                 "Exceeds the limit (%lld digits) for integer string conversion: value has %zu digits; use "
                 "sys.set_int_max_str_digits() to increase the limit",
                 (long long)int_max_str_digits, parsed->size);
  if (parsed->size <= 11) {
    int64_t i = 0;
    for (size_t k = 0; k < parsed->size; k++) i = i * parsed->base + digit_value(parsed->digits[k]);
    return int_from_i64(parsed->negative ? -i : i);
  }
  return digits_to_int(parsed->digits, parsed->size, parsed->base, parsed->negative);
}

// The repr in the message is cut off, as CPython's is.
#define MESSAGE_CHARACTERS 200

static Value raise_bad_literal(int base, Value original) {
  Value repr = object_repr(original);
  if (repr == EMPTY) return EMPTY;
  if (to_str(repr)->length > MESSAGE_CHARACTERS) repr = str_slice(repr, 0, MESSAGE_CHARACTERS);
  return repr == EMPTY ? EMPTY : raise(ValueError, "invalid literal for int() with base %d: %V", base, repr);
}

Value int_parse(const char *text, size_t bytes, int base, Value original) {
  ParsedInt parsed = {.digits = parsed.small, .base = base};
  ParseResult outcome = scan(&parsed, text, text + bytes);
  Value result = EMPTY;
  if (outcome == PARSE_OK)
    result = finish_parse(&parsed);
  else if (outcome == PARSE_BAD)
    raise_bad_literal(base, original == EMPTY ? str_new(text, bytes) : original);
  else
    raise_memory_error();
  if (parsed.digits != parsed.small) free(parsed.digits);
  return result;
}

Value int_from_text(const char *text, size_t bytes, int base) { return int_parse(text, bytes, base, EMPTY); }
