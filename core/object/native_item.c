// Items of C's types in memory.
#include "core/object/native_item.h"

#include "core/object/bytes.h"
#include "core/object/exception.h"
#include "core/object/int.h"
#include "core/object/str.h"

#define CODE_POINT_MAX 0x10ffff

const NativeItem *native_item(char code) {
  static const NativeItem items[] = {
#define X(letter, type, kind) {letter, sizeof(type), ITEM_##kind},
      NATIVE_ITEMS(X)
#undef X
  };
  for (size_t i = 0; i < sizeof items / sizeof *items; i++)
    if (items[i].code == code) return &items[i];
  return NULL;
}

static int64_t load_signed(const NativeItem *item, const uint8_t *at) {
  uint64_t bits = 0;
  memcpy(&bits, at, item->size); // little-endian
  int unused = 64 - 8 * item->size;
  return (int64_t)(bits << unused) >> unused;
}

static uint64_t load_unsigned(const NativeItem *item, const uint8_t *at) {
  uint64_t bits = 0;
  memcpy(&bits, at, item->size);
  return bits;
}

static double load_double(const NativeItem *item, const uint8_t *at) {
  float single;
  double number;
  if (item->size == sizeof single) return memcpy(&single, at, sizeof single), single;
  memcpy(&number, at, sizeof number);
  return number;
}

static Value load_character(const NativeItem *item, const uint8_t *at) {
  uint64_t code_point = load_unsigned(item, at);
  if (code_point > CODE_POINT_MAX)
    return raise(ValueError, "character U+%lx is not in range [U+0000; U+10ffff]", (unsigned long)code_point);
  return str_from_code_point((uint32_t)code_point);
}

Value native_item_load(const NativeItem *item, const uint8_t *at) {
  switch ((ItemKind)item->kind) {
  case ITEM_SIGNED: return int_from_i64(load_signed(item, at));
  case ITEM_UNSIGNED: return int_from_u64(load_unsigned(item, at));
  case ITEM_FLOAT: return from_double(load_double(item, at));
  case ITEM_BOOL: return from_bool(*at != 0);
  case ITEM_BYTE: return bytes_new(at, 1);
  case ITEM_CHARACTER: return load_character(item, at);
  }
  __builtin_unreachable();
}

void native_item_store_bits(const NativeItem *item, uint8_t *at, uint64_t bits) { memcpy(at, &bits, item->size); }

// As C's conversion with rounding: what is out of range becomes infinite.
__attribute__((no_sanitize("float-cast-overflow"))) static float to_single(double number) { return (float)number; }

void native_item_store_double(const NativeItem *item, uint8_t *at, double number) {
  float single = to_single(number);
  if (item->size == sizeof single)
    memcpy(at, &single, sizeof single);
  else
    memcpy(at, &number, sizeof number);
}

bool int_to_u64(Value v, uint64_t *result) {
  int64_t number;
  if (int_to_i64(v, &number)) {
    *result = (uint64_t)number;
    return number >= 0;
  }
  const BigInt *big = (const BigInt *)(const void *)to_object(v);
  if (big->negative || big->count > 2 || (big->count == 2 && big->digits[1] > 15)) return false;
  *result = big->digits[0] | (big->count == 2 ? big->digits[1] << 60 : 0);
  return true;
}
