// How values become items of an array: range checks with CPython's messages.
#include <limits.h>

#include "core/modules/data/array.h"
#include "core/object/exception.h"
#include "core/object/float.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/str.h"

// CPython goes through a wider C type first for some.
typedef struct Range {
  int64_t low, high;
  const char *name;
} Range;

#define SHORT_RANGE {SHRT_MIN, SHRT_MAX, "signed short integer"}
#define INT_RANGE {INT_MIN, INT_MAX, "signed integer"}
static const struct {
  char code;
  Range steps[2];
} ranges[] = {
    {'b', {SHORT_RANGE, {SCHAR_MIN, SCHAR_MAX, "signed char"}}},
    {'B', {{0, UCHAR_MAX, "unsigned byte integer"}, {0, 0, NULL}}},
    {'h', {SHORT_RANGE, {0, 0, NULL}}},
    {'H', {INT_RANGE, {0, USHRT_MAX, "unsigned short"}}},
    {'i', {INT_RANGE, {0, 0, NULL}}},
};

static bool check_ranges(char code, int64_t number) {
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    if (ranges[i].code != code) continue;
    for (const Range *step = ranges[i].steps; step < ranges[i].steps + 2 && step->name; step++) {
      if (number < step->low) return raise(OverflowError, "%s is less than minimum", step->name), false;
      if (number > step->high) return raise(OverflowError, "%s is greater than maximum", step->name), false;
    }
  }
  return true;
}

static bool integer_item(const NativeItem *item, Value v, uint8_t *raw) {
  int64_t number;
  const char *message = item->code == 'q' ? "int too big to convert" : "Python int too large to convert to C long";
  if (is_int(v))
    number = to_small_int(v);
  else if (!int_index_i64(v, &number, message))
    return false;
  if (!check_ranges(item->code, number)) return false;
  native_item_store_bits(item, raw, (uint64_t)number);
  return true;
}

// I, L and Q.
static bool unsigned_item(const NativeItem *item, Value v, uint8_t *raw) {
  uint64_t number;
  if (!is_int(v) && (v = index_to_int(v)) == EMPTY) return false;
  bool is_long_long = item->code == 'Q';
  if (!int_to_u64(v, &number)) {
    if (int_compare(v, from_small_int(0)) < 0)
      raise(OverflowError,
            is_long_long ? "can't convert negative int to unsigned" : "can't convert negative value to unsigned int");
    else
      raise(OverflowError,
            is_long_long ? "int too big to convert" : "Python int too large to convert to C unsigned long");
    return false;
  }
  if (item->code == 'I' && number > UINT_MAX)
    return raise(OverflowError, "unsigned int is greater than maximum"), false;
  native_item_store_bits(item, raw, number);
  return true;
}

bool array_item_from(const NativeItem *item, Value v, uint8_t *raw) {
  if (item->kind == ITEM_FLOAT) {
    double number;
    if (!float_argument(v, &number)) return false;
    native_item_store_double(item, raw, number);
    return true;
  }
  if (item->kind == ITEM_CHARACTER) {
    if (!type_flag(v, TYPE_IS_STR) || to_str(v)->length != 1)
      return raise(TypeError, "array item must be unicode character"), false;
    native_item_store_bits(item, raw, str_at(v, 0));
    return true;
  }
  if (item->code == 'I' || item->code == 'L' || item->code == 'Q') return unsigned_item(item, v, raw);
  return integer_item(item, v, raw);
}
