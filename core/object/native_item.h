// Single items of C's types in memory, by the letters of the modules struct and array: what array.array and memoryview
// read and write. Items need not be aligned.
#ifndef MARTLET_NATIVE_ITEM_H
#define MARTLET_NATIVE_ITEM_H

#include "core/object/object.h"

typedef enum ItemKind {
  ITEM_SIGNED,
  ITEM_UNSIGNED,
  ITEM_FLOAT,
  ITEM_BOOL,
  ITEM_BYTE,      // a bytes of length 1
  ITEM_CHARACTER, // a str of length 1, as wchar_t
} ItemKind;

// letter, C type, kind
#define NATIVE_ITEMS(X) \
  X('b', int8_t, SIGNED) \
  X('B', uint8_t, UNSIGNED) \
  X('u', wchar_t, CHARACTER) \
  X('h', short, SIGNED) \
  X('H', unsigned short, UNSIGNED) \
  X('i', int, SIGNED) \
  X('I', unsigned, UNSIGNED) \
  X('l', long, SIGNED) \
  X('L', unsigned long, UNSIGNED) \
  X('q', long long, SIGNED) \
  X('Q', unsigned long long, UNSIGNED) \
  X('f', float, FLOAT) \
  X('d', double, FLOAT) \
  X('n', ptrdiff_t, SIGNED) \
  X('N', size_t, UNSIGNED) \
  X('P', void *, UNSIGNED) \
  X('?', bool, BOOL) \
  X('c', char, BYTE)

typedef struct NativeItem {
  char code;
  uint8_t size; // bytes, at most 8
  uint8_t kind; // ItemKind
} NativeItem;

// NULL: there is no such letter.
const NativeItem *native_item(char code);
// The item at `at`; EMPTY with MemoryError, or ValueError for a character out of range.
Value native_item_load(const NativeItem *item, const uint8_t *at);
// Writes a number as the item's type, truncated.
void native_item_store_bits(const NativeItem *item, uint8_t *at, uint64_t bits);
void native_item_store_double(const NativeItem *item, uint8_t *at, double number);
// An int that is not negative and fits 64 bits; false, without an exception, for others.
bool int_to_u64(Value v, uint64_t *result);

#endif
