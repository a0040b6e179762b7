// The % operator of str and bytes. Both run the same engine over the format's bytes; they differ in %s, %b, %a, %c and
// messages.
#include <stdio.h>
#include <string.h>

#include "core/object/bytes_internal.h"
#include "core/object/dict.h"
#include "core/object/exception.h"
#include "core/object/float.h"
#include "core/object/format.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/object/utf8.h"
#include "core/vm/vm.h"

typedef struct Percent {
  StrBuilder out;
  const char *start, *at, *end; // the format
  bool bytes;
  Value arguments; // the tuple, or the single argument
  Value mapping;   // EMPTY when arguments is no mapping
  size_t next, count;
} Percent;

// One conversion: %(key)-+ #0width.precision type
typedef struct Conversion {
  int64_t width, precision; // -1: not given
  bool left, plus, space, alternate, zero;
  char type;
  Value value;
} Conversion;

static bool fail(Value empty) {
  (void)empty;
  return false;
}

static Value next_argument(Percent *state) {
  if (state->next >= state->count) return raise(TypeError, "not enough arguments for format string");
  size_t i = state->next++;
  return type_flag(state->arguments, TYPE_IS_TUPLE) ? to_tuple(state->arguments)->items[i] : state->arguments;
}

// %(key): the value becomes the single argument.
static bool take_key(Percent *state) {
  if (state->mapping == EMPTY) return fail(raise(TypeError, "format requires a mapping"));
  const char *key = ++state->at;
  for (int depth = 1; depth > 0; state->at++) {
    if (state->at == state->end) return fail(raise(ValueError, "incomplete format key"));
    if (*state->at == '(') depth++;
    if (*state->at == ')') depth--;
  }
  size_t size = (size_t)(state->at - key) - 1;
  Value name = state->bytes ? bytes_new(key, size) : str_new(key, size);
  if (name == EMPTY) return false;
  state->arguments = object_get_item(state->mapping, name);
  if (state->arguments == EMPTY) return false;
  if (type_flag(state->arguments, TYPE_IS_TUPLE)) {
    // A tuple found under a key is one value.
    state->arguments = tuple_from(&state->arguments, 1);
    if (state->arguments == EMPTY) return false;
  }
  state->next = 0;
  state->count = 1;
  return true;
}

static bool take_number(Percent *state, int64_t limit, const char *message, int64_t *number) {
  if (state->at < state->end && *state->at == '*') {
    state->at++;
    Value v = next_argument(state);
    if (v == EMPTY) return false;
    if (!type_flag(v, TYPE_IS_INT)) return fail(raise(TypeError, "* wants int"));
    return int_index_i64(v, number, "Python int too large to convert to C ssize_t");
  }
  for (*number = 0; state->at < state->end && *state->at >= '0' && *state->at <= '9'; state->at++) {
    int digit = *state->at - '0';
    if (*number > (limit - digit) / 10) return fail(raise(ValueError, "%s", message));
    *number = *number * 10 + digit;
  }
  return true;
}

// Parses behind the %. False: raised.
static bool parse_conversion(Percent *state, Conversion *c) {
  *c = (Conversion){.width = -1, .precision = -1};
  if (state->at < state->end && *state->at == '(' && !take_key(state)) return false;
  for (;; state->at++) {
    char flag = state->at < state->end ? *state->at : 0;
    if (flag == '-')
      c->left = true;
    else if (flag == '+')
      c->plus = true;
    else if (flag == ' ')
      c->space = true;
    else if (flag == '#')
      c->alternate = true;
    else if (flag == '0')
      c->zero = true;
    else
      break;
  }
  if (!take_number(state, INT64_MAX, "width too big", &c->width)) return false;
  if (c->width < 0) {
    c->left = true;
    c->width = -c->width;
  }
  if (state->at < state->end && *state->at == '.') {
    state->at++;
    if (!take_number(state, INT32_MAX, "precision too big", &c->precision)) return false;
    if (c->precision < 0) c->precision = 0;
  }
  if (state->at < state->end && strchr("hlL", *state->at) && *state->at != 0) state->at++;
  if (state->at == state->end) return fail(raise(ValueError, "incomplete format"));
  c->type = *state->at++;
  if (c->type == '%') return true;
  c->value = next_argument(state);
  return c->value != EMPTY;
}

// Pads and appends. `sign` bytes in front of text are a sign or 0x: zeros go behind them.
static void emit(Percent *state, const Conversion *c, const char *text, size_t bytes, size_t sign, bool numeric) {
  if (c->width < 0) {
    str_builder_add(&state->out, text, bytes);
    return;
  }
  size_t length = state->bytes ? bytes : utf8_count(text, bytes);
  size_t missing = c->width > (int64_t)length ? (size_t)c->width - length : 0;
  bool zeros = numeric && c->zero;
  if (missing && !c->left && !zeros) str_builder_add_repeated(&state->out, ' ', missing);
  str_builder_add(&state->out, text, sign);
  if (missing && !c->left && zeros) str_builder_add_repeated(&state->out, '0', missing);
  str_builder_add(&state->out, text + sign, bytes - sign);
  if (missing && c->left) str_builder_add_repeated(&state->out, ' ', missing);
}

static bool emit_text(Percent *state, const Conversion *c, Value str) {
  if (str == EMPTY) return false;
  const char *text = to_str(str)->text;
  size_t bytes = to_str(str)->size;
  if (c->precision >= 0 && (uint64_t)c->precision < to_str(str)->length) {
    const char *at = text;
    for (int64_t i = 0; i < c->precision; i++) at += utf8_width(*at);
    bytes = (size_t)(at - text);
  }
  emit(state, c, text, bytes, 0, false);
  return true;
}

// %s and %b of a bytes format.
static bool emit_bytes(Percent *state, const Conversion *c) {
  const uint8_t *data;
  size_t size;
  Value v = c->value;
  if (has_shape(v, SHAPE_MEMORYVIEW)) {
    if ((v = bytes_copy_of(v)) == EMPTY) return false;
  } else if (!is_bytes_like(v)) {
    Value method = object_find_special(v, vm.names.__bytes__);
    if (method == EMPTY) {
      if (vm_exception != EMPTY) return false;
      return fail(
          raise(TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", v));
    }
    v = object_call_0(method);
    if (v == EMPTY) return false;
  }
  if (!bytes_view(v, &data, &size)) return false;
  if (c->precision >= 0 && (uint64_t)c->precision < size) size = (size_t)c->precision;
  emit(state, c, (const char *)data, size, 0, false);
  return true;
}

static bool emit_character(Percent *state, const Conversion *c) {
  const char *wanted =
      state->bytes ? "%%c requires an integer in range(256) or a single byte" : "%%c requires int or char";
  char text[4];
  int64_t number;
  if (state->bytes && (type_flag(c->value, TYPE_IS_BYTES) || has_shape(c->value, SHAPE_BYTEARRAY))) {
    const uint8_t *data;
    size_t size;
    if (!bytes_view(c->value, &data, &size)) return false;
    if (size != 1) return fail(raise(TypeError, wanted));
    emit(state, c, (const char *)data, 1, 0, false);
    return true;
  }
  if (!state->bytes && type_flag(c->value, TYPE_IS_STR)) {
    if (to_str(c->value)->length != 1) return fail(raise(TypeError, wanted));
    emit(state, c, to_str(c->value)->text, to_str(c->value)->size, 0, false);
    return true;
  }
  if (!has_index(c->value)) return fail(raise(TypeError, wanted));
  if (!int_index_i64(c->value, &number, NULL)) return false;
  if (number < 0 || number > (state->bytes ? 255 : 0x10FFFF))
    return fail(raise(OverflowError, state->bytes ? "%%c arg not in range(256)" : "%%c arg not in range(0x110000)"));
  text[0] = (char)number;
  emit(state, c, text, state->bytes ? 1 : utf8_put((uint32_t)number, text), 0, false);
  return true;
}

// The int that %d (or, with index_only, %x and %o) formats.
static Value integer_argument(const Conversion *c, bool index_only) {
  Value v = c->value;
  if (type_flag(v, TYPE_IS_INT)) return v;
  if (!index_only && type_flag(v, TYPE_IS_FLOAT)) return int_from_double(float_value(v));
  Value method = EMPTY;
  if (!index_only) method = object_find_special(v, vm.names.__int__);
  if (method == EMPTY && vm_exception == EMPTY) method = object_find_special(v, vm.names.__index__);
  // str and bytes have int() conversions, but are no numbers.
  if (method == EMPTY || type_flag(v, TYPE_IS_STR | TYPE_IS_BYTES)) {
    if (vm_exception != EMPTY) return EMPTY;
    return raise(TypeError, "%%%c format: %s is required, not %T", c->type, index_only ? "an integer" : "a real number",
                 v);
  }
  Value number = object_call_0(method);
  if (number != EMPTY && !type_flag(number, TYPE_IS_INT))
    return raise(TypeError, "%%%c format: %s is required, not %T", c->type, index_only ? "an integer" : "a real number",
                 v);
  return number;
}

// Plain %d of a machine int. False: not that simple.
static bool emit_small_integer(Percent *state, const Conversion *c) {
  if (!is_int(c->value) || c->type == 'o' || c->type == 'x' || c->type == 'X' || c->precision >= 0 || c->plus ||
      c->space)
    return false;
  char text[24], *at = text + sizeof text;
  int64_t number = to_small_int(c->value);
  uint64_t magnitude = number < 0 ? -(uint64_t)number : (uint64_t)number;
  do *--at = (char)('0' + magnitude % 10);
  while (magnitude /= 10);
  if (number < 0) *--at = '-';
  emit(state, c, at, (size_t)(text + sizeof text - at), number < 0, true);
  return true;
}

static bool emit_integer(Percent *state, const Conversion *c) {
  if (emit_small_integer(state, c)) return true;
  int base = c->type == 'o' ? 8 : c->type == 'x' || c->type == 'X' ? 16 : 10;
  Value number = integer_argument(c, base != 10);
  if (number == EMPTY) return false;
  Value text = int_to_text(number, base);
  if (text == EMPTY) return false;
  const char *digits = to_str(text)->text;
  size_t size = to_str(text)->size;
  bool negative = digits[0] == '-';
  digits += negative;
  size -= negative;
  StrBuilder builder = STR_BUILDER_INIT;
  if (negative || c->plus || c->space) str_builder_add_c(&builder, negative ? "-" : c->plus ? "+" : " ");
  if (c->alternate && base != 10) str_builder_add_c(&builder, base == 8 ? "0o" : c->type == 'x' ? "0x" : "0X");
  size_t sign = builder.size;
  if (c->precision > (int64_t)size) str_builder_add_repeated(&builder, '0', (size_t)c->precision - size);
  str_builder_add(&builder, digits, size);
  if (c->type == 'X' && !builder.failed)
    for (size_t i = 0; i < builder.size; i++)
      if (builder.data[i] >= 'a' && builder.data[i] <= 'f') builder.data[i] -= 32;
  if (builder.failed)
    state->out.failed = true;
  else
    emit(state, c, builder.data, builder.size, sign, true);
  str_builder_drop(&builder);
  return true;
}

static bool emit_float(Percent *state, const Conversion *c) {
  double number;
  if (state->bytes && !type_flag(c->value, TYPE_IS_FLOAT | TYPE_IS_INT)) {
    Value method = object_find_special(c->value, vm.names.__float__);
    if (method == EMPTY && vm_exception == EMPTY) raise(TypeError, "float argument required, not %T", c->value);
    if (method == EMPTY) return false;
  }
  if (!float_argument(c->value, &number)) return false;
  FormatSpec spec = FORMAT_SPEC_INIT;
  spec.type = (uint32_t)c->type;
  spec.precision = c->precision < 0 ? 6 : c->precision;
  spec.alternate = c->alternate;
  spec.sign = c->plus ? '+' : c->space ? ' ' : 0;
  StrBuilder builder = STR_BUILDER_INIT;
  bool done = format_double(&builder, number, &spec);
  if (done && builder.failed) state->out.failed = true;
  if (done && !builder.failed) emit(state, c, builder.data, builder.size, strchr("+- ", builder.data[0]) != NULL, true);
  str_builder_drop(&builder);
  return done;
}

static bool unsupported(Percent *state) {
  const char *at = state->at - 1;
  uint32_t code_point = (uint8_t)*at;
  size_t index = (size_t)(at - state->start);
  if (!state->bytes) {
    index = utf8_count(state->start, index);
    code_point = utf8_next(&at);
  }
  char shown = code_point > 31 && code_point < 128 ? (char)code_point : '?';
  return fail(raise(ValueError, "unsupported format character '%c' (0x%x) at index %zu", shown, code_point, index));
}

static bool convert(Percent *state, const Conversion *c) {
  switch (c->type) {
  case '%': str_builder_add(&state->out, "%", 1); return true;
  case 's':
    if (state->bytes) return emit_bytes(state, c);
    return emit_text(state, c, is_str(c->value) ? c->value : object_str(c->value));
  case 'b': return state->bytes ? emit_bytes(state, c) : unsupported(state);
  case 'r': return emit_text(state, c, state->bytes ? str_ascii(c->value) : object_repr(c->value));
  case 'a': return emit_text(state, c, str_ascii(c->value));
  case 'c': return emit_character(state, c);
  case 'd':
  case 'i':
  case 'u':
  case 'o':
  case 'x':
  case 'X': return emit_integer(state, c);
  case 'e':
  case 'E':
  case 'f':
  case 'F':
  case 'g':
  case 'G': return emit_float(state, c);
  default: return unsupported(state);
  }
}

// Formats everything into state->out; false: raised.
static bool run(Percent *state) {
  Value arguments = state->arguments;
  bool tuple = type_flag(arguments, TYPE_IS_TUPLE);
  state->count = tuple ? to_tuple(arguments)->length : 1;
  bool text = type_flag(arguments, TYPE_IS_STR) ||
              (state->bytes && (type_flag(arguments, TYPE_IS_BYTES) || has_shape(arguments, SHAPE_BYTEARRAY)));
  if (!tuple && !text && type_of(arguments)->slots.get_item != NULL) state->mapping = arguments;
  while (state->at < state->end) {
    const char *percent = state->at;
    while (percent < state->end && *percent != '%') percent++;
    str_builder_add(&state->out, state->at, (size_t)(percent - state->at));
    if (percent == state->end) break;
    state->at = percent + 1;
    Conversion conversion;
    if (!parse_conversion(state, &conversion) || !convert(state, &conversion)) return false;
  }
  if (state->next < state->count && state->mapping == EMPTY)
    return fail(
        raise(TypeError, "not all arguments converted during %s formatting", state->bytes ? "bytes" : "string"));
  return true;
}

Value percent_format(Value format, Value arguments) {
  Str *str = to_str(format);
  Percent state = {STR_BUILDER_INIT, str->text, str->text, str->text + str->size, false, arguments, EMPTY, 0, 0};
  if (run(&state)) return str_builder_finish(&state.out);
  str_builder_drop(&state.out);
  return EMPTY;
}

Value percent_format_bytes(Value format, Value arguments) {
  const uint8_t *data;
  size_t size;
  if (!bytes_view(format, &data, &size)) return EMPTY;
  // A copy: what the conversions run may change a bytearray.
  Value copy = bytes_new(data, size);
  if (copy == EMPTY) return EMPTY;
  bytes_view(copy, &data, &size);
  const char *text = (const char *)data;
  Percent state = {STR_BUILDER_INIT, text, text, text + size, true, arguments, EMPTY, 0, 0};
  Value result = EMPTY;
  if (run(&state)) result = state.out.failed ? raise_memory_error() : bytes_new(state.out.data, state.out.size);
  str_builder_drop(&state.out);
  if (result != EMPTY && has_shape(format, SHAPE_BYTEARRAY)) return bytearray_from_bytes(result);
  return result;
}
