// The methods and attributes of int.
#include <stdlib.h>

#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/format.h"
#include "core/object/int_internal.h"
#include "core/object/tuple.h"
#include "core/object/type.h"

#define UNUSED(count) (void)(count)

static Value method_exact(Value *args, size_t count) {
  UNUSED(count);
  return int_exact(args[0]);
}

static Value method_abs(Value *args, size_t count) {
  UNUSED(count);
  return int_absolute(args[0]);
}

static Value method_bit_length(Value *args, size_t count) {
  UNUSED(count);
  IntView view;
  int_view(args[0], &view);
  return int_from_u64(int_view_bits(&view));
}

static Value method_bit_count(Value *args, size_t count) {
  UNUSED(count);
  IntView view;
  int_view(args[0], &view);
  uint64_t bits = 0;
  for (int32_t i = 0; i < view.count; i++) bits += (uint64_t)__builtin_popcountl(view.digits[i]);
  return int_from_u64(bits);
}

static Value method_as_integer_ratio(Value *args, size_t count) {
  UNUSED(count);
  Value v = int_exact(args[0]);
  return v == EMPTY ? EMPTY : tuple_pair(v, from_small_int(1));
}

// --- bytes

// 1: little, 0: big, -1: raised
static int byte_order_little(Value order) {
  if (order == EMPTY) return 0;
  const char *text = str_text(order);
  if (!text) return -1;
  bool whole = strlen(text) == to_str(order)->size;
  if (whole && strcmp(text, "little") == 0) return 1;
  if (whole && strcmp(text, "big") == 0) return 0;
  raise(ValueError, "byteorder must be either 'little' or 'big'");
  return -1;
}

static int is_signed(Value argument) { return argument == EMPTY ? 0 : object_truth(argument); }

// Byte number i of the two's complement.
static uint8_t magnitude_byte(const IntView *view, size_t i) {
  size_t bit = i * 8, digit = bit / DIGIT_BITS, shift = bit % DIGIT_BITS;
  if (digit >= (size_t)view->count) return 0;
  uint64_t value = view->digits[digit] >> shift;
  if (shift > DIGIT_BITS - 8 && digit + 1 < (size_t)view->count)
    value |= view->digits[digit + 1] << (DIGIT_BITS - shift);
  return (uint8_t)value;
}

static bool fits_bytes(Value v, const IntView *view, size_t length, bool with_sign) {
  uint64_t bits = int_view_bits(view);
  if (!with_sign) return bits <= length * 8;
  if (!view->negative) return bits == 0 || bits < length * 8;
  // -2^n needs one bit less than its magnitude.
  IntView below;
  int_view(int_binary(BINARY_ADD, v, from_small_int(1)), &below);
  return length > 0 && int_view_bits(&below) < length * 8;
}

static void put_bytes(const IntView *view, uint8_t *out, size_t length, bool little) {
  unsigned carry = 1;
  for (size_t i = 0; i < length; i++) {
    unsigned byte = magnitude_byte(view, i);
    if (view->negative) {
      byte = (byte ^ 0xff) + carry;
      carry = byte >> 8;
    }
    out[little ? i : length - 1 - i] = (uint8_t)byte;
  }
}

static Value method_to_bytes(Value *args, size_t count) {
  UNUSED(count);
  int64_t length = 1;
  if (args[1] != EMPTY && !int_index_i64(args[1], &length, "Python int too large to convert to C ssize_t"))
    return EMPTY;
  int little = byte_order_little(args[2]), with_sign = is_signed(args[3]);
  if (little < 0 || with_sign < 0) return EMPTY;
  if (length < 0) return raise(ValueError, "length argument must be non-negative");
  IntView view;
  int_view(args[0], &view);
  if (view.negative && !with_sign) return raise(OverflowError, "can't convert negative int to unsigned");
  if (!fits_bytes(args[0], &view, (size_t)length, with_sign)) return raise(OverflowError, "int too big to convert");
  if (!int_check_bits((uint64_t)length)) return EMPTY;
  uint8_t *bytes = malloc((size_t)length + 1);
  if (!bytes) return raise_memory_error();
  put_bytes(&view, bytes, (size_t)length, little);
  Value result = bytes_new(bytes, (size_t)length);
  free(bytes);
  return result;
}

static Value int_from_bytes(const uint8_t *data, size_t size, bool little, bool with_sign) {
  BigInt *result = int_allocate(size * 8 / DIGIT_BITS + 1);
  if (!result) return EMPTY;
  bool negative = with_sign && size && (data[little ? size - 1 : 0] & 0x80);
  unsigned carry = 1;
  for (size_t i = 0; i < size; i++) {
    unsigned byte = data[little ? i : size - 1 - i];
    if (negative) {
      byte = (byte ^ 0xff) + carry;
      carry = byte >> 8;
      byte &= 0xff;
    }
    size_t digit = i * 8 / DIGIT_BITS, shift = i * 8 % DIGIT_BITS;
    result->digits[digit] |= (uint64_t)byte << shift & DIGIT_MASK;
    if (shift > DIGIT_BITS - 8 && byte >> (DIGIT_BITS - shift))
      result->digits[digit + 1] |= byte >> (DIGIT_BITS - shift);
  }
  if (negative && carry) result->digits[size * 8 / DIGIT_BITS] |= (uint64_t)1 << size * 8 % DIGIT_BITS;
  result->negative = negative;
  return int_finish(result);
}

static Value method_from_bytes(Value *args, size_t count) {
  UNUSED(count);
  int little = byte_order_little(args[2]), with_sign = is_signed(args[3]);
  if (little < 0 || with_sign < 0) return EMPTY;
  const uint8_t *data;
  size_t size;
  Value source = args[1];
  if (type_flag(source, TYPE_IS_STR) || (!type_flag(source, TYPE_IS_BYTES) && type_of(source)->slots.index))
    return raise(TypeError, "cannot convert '%T' object to bytes", source);
  if (!type_flag(source, TYPE_IS_BYTES)) {
    source = object_call_1(from_object(builtin_types[SHAPE_BYTES]), source);
    if (source == EMPTY) return EMPTY;
  }
  if (!bytes_view(source, &data, &size)) return EMPTY;
  Value result = int_from_bytes(data, size, little, with_sign);
  if (result == EMPTY || args[0] == from_object(builtin_types[SHAPE_INT])) return result;
  return object_call_1(args[0], result);
}

// --- arithmetic methods that are no slots

Value int_round(Value v, Value digits) {
  Value n = digits, zero = from_small_int(0);
  if (!type_flag(n, TYPE_IS_INT)) {
    Value (*index)(Value) = type_of(n)->slots.index;
    if (!index) return raise(TypeError, "'%T' object cannot be interpreted as an integer", n);
    if ((n = index(n)) == EMPTY) return EMPTY;
  }
  v = int_exact(v);
  if (v == EMPTY || !int_is_negative(n)) return v;
  IntView view;
  int64_t places;
  int_view(v, &view);
  // 10^places beyond twice the magnitude: rounds to zero.
  if (!int_to_i64(n, &places) || (uint64_t)-places > int_view_bits(&view) / 3 + 2) return zero;
  Value unit = int_power(from_small_int(10), from_small_int(-places)), quotient, rest;
  if (unit == EMPTY || !int_divmod(v, unit, &quotient, &rest)) return EMPTY;
  Value twice = int_binary(BINARY_ADD, rest, rest);
  if (twice == EMPTY) return EMPTY;
  int order = int_compare(twice, unit);
  bool odd = int_binary(BINARY_AND, quotient, from_small_int(1)) != zero;
  Value down = int_binary(BINARY_SUB, v, rest);
  return down == EMPTY || order < 0 || (order == 0 && !odd) ? down : int_binary(BINARY_ADD, down, unit);
}

static Value method_round(Value *args, size_t count) {
  UNUSED(count);
  return args[1] == EMPTY || args[1] == NONE ? int_exact(args[0]) : int_round(args[0], args[1]);
}

static Value divmod_pair(Value a, Value b) {
  if (!type_flag(a, TYPE_IS_INT) || !type_flag(b, TYPE_IS_INT)) return NOT_IMPLEMENTED;
  Value quotient, remainder;
  return int_divmod(a, b, &quotient, &remainder) ? tuple_pair(quotient, remainder) : EMPTY;
}

static Value method_divmod(Value *args, size_t count) {
  UNUSED(count);
  return divmod_pair(args[0], args[1]);
}

static Value method_rdivmod(Value *args, size_t count) {
  UNUSED(count);
  return divmod_pair(args[1], args[0]);
}

static Value method_pow(Value *args, size_t count) {
  UNUSED(count);
  bool with_modulus = args[2] != EMPTY && args[2] != NONE;
  if (with_modulus && (type_flag(args[1], TYPE_IS_FLOAT) || type_flag(args[2], TYPE_IS_FLOAT)))
    return raise(TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  if (!type_flag(args[1], TYPE_IS_INT)) return NOT_IMPLEMENTED;
  if (!with_modulus) return int_power(args[0], args[1]);
  return type_flag(args[2], TYPE_IS_INT) ? int_power_modulo(args[0], args[1], args[2]) : NOT_IMPLEMENTED;
}

static Value method_format(Value *args, size_t count) {
  UNUSED(count);
  const char *text = str_text(args[1]);
  if (!text) return EMPTY;
  if (!*text) return object_str(args[0]);
  FormatSpec spec = FORMAT_SPEC_INIT;
  StrBuilder builder = STR_BUILDER_INIT;
  if (!format_spec_parse(text, to_str(args[1])->size, args[0], &spec)) return EMPTY;
  if (format_int(&builder, args[0], &spec)) return str_builder_finish(&builder);
  str_builder_drop(&builder);
  return EMPTY;
}

static Value method_new_arguments(Value *args, size_t count) {
  UNUSED(count);
  Value v = int_exact(args[0]);
  return v == EMPTY ? EMPTY : tuple_from(&v, 1);
}

const NativeDef int_methods[] = {
    {"int.bit_length", "self, /", method_bit_length, .effects = EFFECT_PURE},
    {"int.bit_count", "self, /", method_bit_count, .effects = EFFECT_PURE},
    {"int.conjugate", "self, /", method_exact, .effects = EFFECT_PURE},
    {"int.as_integer_ratio", "self, /", method_as_integer_ratio, .effects = EFFECT_PURE},
    {"int.to_bytes", "self, /, length=1, byteorder='big', *, signed=False", method_to_bytes, .effects = EFFECT_ANY},
    {"int.from_bytes", "cls, /, bytes, byteorder='big', *, signed=False", method_from_bytes, .effects = EFFECT_ANY},
    {"int.__int__", "self, /", method_exact, .effects = EFFECT_PURE},
    {"int.__trunc__", "self, /", method_exact, .effects = EFFECT_PURE},
    {"int.__floor__", "self, /", method_exact, .effects = EFFECT_PURE},
    {"int.__ceil__", "self, /", method_exact, .effects = EFFECT_PURE},
    {"int.__abs__", "self, /", method_abs, .effects = EFFECT_PURE},
    {"int.__round__", "self, ndigits=None, /", method_round, .effects = EFFECT_ANY},
    {"int.__divmod__", "self, value, /", method_divmod, .effects = EFFECT_PURE},
    {"int.__rdivmod__", "self, value, /", method_rdivmod, .effects = EFFECT_PURE},
    {"int.__pow__", "self, value, mod=None, /", method_pow, .effects = EFFECT_PURE},
    {"int.__format__", "self, format_spec, /", method_format, .effects = EFFECT_PURE},
    {"int.__getnewargs__", "self, /", method_new_arguments, .effects = EFFECT_PURE},
    {0},
};

static Value get_zero(Value self) {
  (void)self;
  return from_small_int(0);
}
static Value get_one(Value self) {
  (void)self;
  return from_small_int(1);
}

const GetSetDef int_attributes[] = {
    {"real", int_exact, NULL, DOC("the real part of a complex number")},
    {"imag", get_zero, NULL, DOC("the imaginary part of a complex number")},
    {"numerator", int_exact, NULL, DOC("the numerator of a rational number in lowest terms")},
    {"denominator", get_one, NULL, DOC("the denominator of a rational number in lowest terms")},
    {0},
};
