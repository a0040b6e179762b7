// utf_8_encode and its like: the coders of core/object/codec.h as functions of _codecs.
#include "core/modules/text/codecs.h"
#include "core/object/bytes.h"
#include "core/object/int.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"

static Value encode_as(const Value *args, const char *encoding) {
  const char *errors;
  if (!str_text(args[0]) || !codecs_errors_argument(args[1], &errors)) return EMPTY;
  return codecs_result(encode_str(args[0], encoding, errors), to_str(args[0])->length);
}

static Value decode_as(const Value *args, Value final, const char *encoding) {
  const char *errors;
  const uint8_t *data;
  size_t size, consumed;
  int complete = final == EMPTY ? 0 : object_truth(final);
  if (complete < 0 || !codecs_errors_argument(args[1], &errors) || !bytes_view(args[0], &data, &size)) return EMPTY;
  if (complete) return codecs_result(decode_bytes(data, size, encoding, errors), size);
  Value text = decode_bytes_partly(data, size, encoding, errors, &consumed);
  return codecs_result(text, consumed);
}

#define ENCODE(name, encoding) \
  Value codecs_##name(Value *args, size_t count) { return (void)count, encode_as(args, encoding); }
#define DECODE(name, encoding) \
  Value codecs_##name(Value *args, size_t count) { return (void)count, decode_as(args, args[2], encoding); }
#define DECODE_WHOLE(name, encoding) \
  Value codecs_##name(Value *args, size_t count) { return (void)count, decode_as(args, TRUE_VALUE, encoding); }

ENCODE(utf_8_encode, "utf-8")
DECODE(utf_8_decode, "utf-8")
ENCODE(latin_1_encode, "latin-1")
DECODE_WHOLE(latin_1_decode, "latin-1")
ENCODE(ascii_encode, "ascii")
DECODE_WHOLE(ascii_decode, "ascii")
ENCODE(utf_16_le_encode, "utf-16-le")
DECODE(utf_16_le_decode, "utf-16-le")
ENCODE(utf_16_be_encode, "utf-16-be")
DECODE(utf_16_be_decode, "utf-16-be")
DECODE(utf_16_decode, "utf-16")
ENCODE(utf_32_le_encode, "utf-32-le")
DECODE(utf_32_le_decode, "utf-32-le")
ENCODE(utf_32_be_encode, "utf-32-be")
DECODE(utf_32_be_decode, "utf-32-be")
DECODE(utf_32_decode, "utf-32")

// byteorder: -1 little, 1 big, 0 by a mark. False: raised.
static bool order_argument(Value v, int64_t *order) {
  *order = 0;
  return v == EMPTY || index_from_value(v, EXCEPTION_OverflowError, order);
}

static Value encode_ordered(const Value *args, const char *marked, const char *little, const char *big) {
  int64_t order;
  if (!order_argument(args[2], &order)) return EMPTY;
  return encode_as(args, order < 0 ? little : order > 0 ? big : marked);
}

Value codecs_utf_16_encode(Value *args, size_t count) {
  (void)count;
  return encode_ordered(args, "utf-16", "utf-16-le", "utf-16-be");
}

Value codecs_utf_32_encode(Value *args, size_t count) {
  (void)count;
  return encode_ordered(args, "utf-32", "utf-32-le", "utf-32-be");
}

// The ex_decode functions say what byte order they found: (text, consumed, order).
static Value decode_ordered(const Value *args, int unit, const char *marked, const char *little, const char *big) {
  int64_t order;
  const uint8_t *data;
  size_t size;
  if (!order_argument(args[2], &order) || !bytes_view(args[0], &data, &size)) return EMPTY;
  const char *encoding = order < 0 ? little : order > 0 ? big : marked;
  if (order == 0 && size >= (size_t)unit) {
    bool rest_little = unit == 2 || (data[2] == 0 && data[3] == 0), rest_big = unit == 2 || (!data[0] && !data[1]);
    if (data[0] == 0xFF && data[1] == 0xFE && rest_little) order = -1;
    if (data[unit - 2] == 0xFE && data[unit - 1] == 0xFF && rest_big) order = 1;
  }
  Value pair = decode_as(args, args[3], encoding);
  if (pair == EMPTY) return EMPTY;
  Value items[] = {to_tuple(pair)->items[0], to_tuple(pair)->items[1], from_small_int(order)};
  return tuple_from(items, 3);
}

Value codecs_utf_16_ex_decode(Value *args, size_t count) {
  (void)count;
  return decode_ordered(args, 2, "utf-16", "utf-16-le", "utf-16-be");
}

Value codecs_utf_32_ex_decode(Value *args, size_t count) {
  (void)count;
  return decode_ordered(args, 4, "utf-32", "utf-32-le", "utf-32-be");
}

Value codecs_readbuffer_encode(Value *args, size_t count) {
  (void)count;
  const uint8_t *data;
  size_t size;
  if (!codecs_data_argument(args[0], &data, &size)) return EMPTY;
  return codecs_result(bytes_new(data, size), size);
}
