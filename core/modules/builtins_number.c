// Builtin functions on numbers and characters.
#include <math.h>

#include "core/modules/builtins.h"
#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/float.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/str.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"
#include "core/trace/recipes.h"

static Value builtin_abs(Value *args, size_t count) {
  (void)count;
  Value v = args[0];
  if (is_int(v)) return int_from_i64(to_small_int(v) < 0 ? -to_small_int(v) : to_small_int(v));
  if (is_double(v)) return from_double(fabs(to_double(v)));
  Value method = object_find_special(v, vm.names.__abs__);
  if (method != EMPTY) return object_call_0(method);
  return vm_exception != EMPTY ? EMPTY : raise(TypeError, "bad operand type for abs(): '%s'", type_name(v));
}

// The text of an int with its prefix behind the sign.
static Value int_text(Value v, int base, const char *prefix) {
  v = index_to_int(v);
  if (v == EMPTY) return EMPTY;
  Value digits = int_to_text(v, base);
  if (digits == EMPTY) return EMPTY;
  const char *text = to_str(digits)->text;
  bool negative = text[0] == '-';
  return str_format_c("%s%s%s", negative ? "-" : "", prefix, text + negative);
}

static Value builtin_bin(Value *args, size_t count) {
  (void)count;
  return int_text(args[0], 2, "0b");
}

static Value builtin_oct(Value *args, size_t count) {
  (void)count;
  return int_text(args[0], 8, "0o");
}

static Value builtin_hex(Value *args, size_t count) {
  (void)count;
  return int_text(args[0], 16, "0x");
}

static Value builtin_chr(Value *args, size_t count) {
  (void)count;
  if (is_int(args[0]) && (uint64_t)to_small_int(args[0]) < 128)
    return str_from_code_point((uint32_t)to_small_int(args[0]));
  Value v = index_to_int(args[0]);
  int64_t code;
  if (v == EMPTY) return EMPTY;
  if (!int_to_i64(v, &code) || code > INT32_MAX || code < INT32_MIN)
    return raise(OverflowError, "Python int too large to convert to C int");
  if (code < 0 || code > 0x10FFFF) return raise(ValueError, "chr() arg not in range(0x110000)");
  return str_from_code_point((uint32_t)code);
}

static Value builtin_ord(Value *args, size_t count) {
  (void)count;
  Value v = args[0];
  size_t length;
  if (is_str(v) && to_str(v)->length == 1) return from_small_int(str_at(v, 0));
  if (type_flag(v, TYPE_IS_STR)) {
    length = to_str(v)->length;
    if (length == 1) return from_small_int(str_at(v, 0));
  } else if (type_flag(v, TYPE_IS_BYTES) || has_shape(v, SHAPE_BYTEARRAY)) {
    const uint8_t *data;
    if (!bytes_view(v, &data, &length)) return EMPTY;
    if (length == 1) return from_small_int(data[0]);
  } else {
    return raise(TypeError, "ord() expected string of length 1, but %s found", type_name(v));
  }
  return raise(TypeError, "ord() expected a character, but string of length %zu found", length);
}

static Value divmod_ints(Value a, Value b) {
  if (b == from_small_int(0)) return raise(ZeroDivisionError, "integer division or modulo by zero");
  Value pair[2] = {int_binary(BINARY_FLOORDIV, a, b), int_binary(BINARY_MOD, a, b)};
  return pair[0] == EMPTY || pair[1] == EMPTY ? EMPTY : tuple_pair(pair[0], pair[1]);
}

static Value divmod_floats(Value left, Value right) {
  double a, b;
  if (!float_from_number(left, &a) || !float_from_number(right, &b)) return EMPTY;
  if (b == 0) return raise(ZeroDivisionError, "float divmod()");
  return tuple_pair(from_double(float_floor_div(a, b)), from_double(float_mod(a, b)));
}

// Calls a special method of v; NOT_IMPLEMENTED when there is none.
static Value call_special_method(Value v, Value name, Value argument) {
  Value method = object_find_special(v, name);
  if (method == EMPTY) return vm_exception == EMPTY ? NOT_IMPLEMENTED : EMPTY;
  return object_call_1(method, argument);
}

static bool is_plain_int(Value v) { return is_int(v) || is_bool(v) || has_shape(v, SHAPE_INT); }

static Value builtin_divmod(Value *args, size_t count) {
  (void)count;
  Value a = args[0], b = args[1];
  if (is_plain_int(a) && is_plain_int(b)) return divmod_ints(index_to_int(a), index_to_int(b));
  if ((is_double(a) || is_plain_int(a)) && (is_double(b) || is_plain_int(b))) return divmod_floats(a, b);
  // A subclass's reflected method goes first.
  bool derived = type_of(b) != type_of(a) && type_is_subtype(type_of(b), type_of(a));
  Value result = derived ? call_special_method(b, vm.names.__rdivmod__, a) : NOT_IMPLEMENTED;
  if (result == NOT_IMPLEMENTED) result = call_special_method(a, vm.names.__divmod__, b);
  if (result == NOT_IMPLEMENTED && !derived && type_of(a) != type_of(b))
    result = call_special_method(b, vm.names.__rdivmod__, a);
  if (result != NOT_IMPLEMENTED) return result;
  return raise(TypeError, "unsupported operand type(s) for divmod(): '%s' and '%s'", type_name(a), type_name(b));
}

static Value builtin_pow(Value *args, size_t count) {
  (void)count;
  if (args[2] == EMPTY || args[2] == NONE) return object_binary(BINARY_POW, args[0], args[1]);
  return object_power(args[0], args[1], args[2]);
}

static Value builtin_round(Value *args, size_t count) {
  (void)count;
  if (is_int(args[0]) && (args[1] == EMPTY || args[1] == NONE)) return args[0];
  Value method = object_find_special(args[0], vm.names.__round__);
  if (method == EMPTY) {
    if (vm_exception != EMPTY) return EMPTY;
    return raise(TypeError, "type %s doesn't define __round__ method", type_name(args[0]));
  }
  return args[1] == EMPTY || args[1] == NONE ? object_call_0(method) : object_call_1(method, args[1]);
}

const NativeDef builtins_number[] = {
    {.name = "abs",
     .recipe = RECIPE_ABS,
     .signature = "x, /",
     .fn = builtin_abs,
     .doc = DOC("Return the absolute value of the argument.")},
    {.name = "bin",
     .signature = "number, /",
     .fn = builtin_bin,
     .doc =
         DOC("Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'")},
    {.name = "oct",
     .signature = "number, /",
     .fn = builtin_oct,
     .doc = DOC("Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'")},
    {.name = "hex",
     .signature = "number, /",
     .fn = builtin_hex,
     .doc = DOC("Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'")},
    {.name = "chr",
     .signature = "i, /",
     .fn = builtin_chr,
     .doc = DOC("Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.")},
    {.name = "ord",
     .recipe = RECIPE_ORD,
     .signature = "c, /",
     .fn = builtin_ord,
     .effects = EFFECT_READS_HEAP,
     .doc = DOC("Return the Unicode code point for a one-character string.")},
    {.name = "divmod",
     .signature = "x, y, /",
     .fn = builtin_divmod,
     .doc = DOC("Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.")},
    {.name = "pow",
     .signature = "base, exp, mod=None",
     .fn = builtin_pow,
     .doc = DOC("Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.")},
    {.name = "round",
     .signature = "number, ndigits=None",
     .fn = builtin_round,
     .doc = DOC("Round a number to a given precision in decimal digits.")},
    {.name = NULL},
};
