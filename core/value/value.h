// Values: how a Python value is represented in one 64-bit word.
//
// The encoding is a pointer-favoured NaN box, the same on every port:
//
//   0x0000_0000_0000_0000              EMPTY: "no value" (see below)
//   0x0000_0000_0000_0002 .. 0xff      specials: None, False, True, ... (bit 1 is set)
//   0x0000_PPPP_PPPP_PPPP              pointer to an Object; 8-aligned, so bit 1 is clear
//   0x0002_.... .. 0xFFF2_....         double: its bits plus 2^49 (NaNs are made canonical first)
//   0xFFF8_.... .. 0xFFFF_....         small int: 13 one bits, then 51 bits, two's complement
//
// Why: floats never allocate; an object pointer is stored as itself, so the conservative stack scan needs no
// decoding; an int is recognised by one unsigned compare. Ints that do not fit 51 bits are heap objects (BigInt).
//
// EMPTY is the absent value everywhere: an unbound local, an unset cell, a deleted dict entry, an argument that was
// not given, and the return value of a function that raised. It is never visible to Python code.
#ifndef MARTLET_VALUE_H
#define MARTLET_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t Value;

typedef struct Object Object;

#define EMPTY ((Value)0)
#define NONE ((Value)0x02)
#define FALSE_VALUE ((Value)0x06)
#define TRUE_VALUE ((Value)0x07)
#define NOT_IMPLEMENTED ((Value)0x0a)
#define ELLIPSIS ((Value)0x0e)

#define DOUBLE_OFFSET ((uint64_t)1 << 49)
#define INT_TAG ((uint64_t)0xFFF8 << 48)
#define SMALL_INT_BITS 51
#define SMALL_INT_MAX (((int64_t)1 << 50) - 1)
#define SMALL_INT_MIN (-((int64_t)1 << 50))
// A pointer has none of these bits set.
#define NOT_POINTER_MASK (((uint64_t)0xFFFF << 48) | 2)

static inline bool is_int(Value v) { return v >= INT_TAG; }
static inline bool is_double(Value v) { return v - DOUBLE_OFFSET < INT_TAG - DOUBLE_OFFSET; }
// True for a pointer to an object; false for EMPTY.
static inline bool is_object(Value v) { return v != EMPTY && (v & NOT_POINTER_MASK) == 0; }
static inline bool is_bool(Value v) { return (v & ~(Value)1) == FALSE_VALUE; }
static inline bool is_special(Value v) { return v < 0x100 && v != EMPTY; }
static inline bool both_int(Value a, Value b) { return (a & b) >= INT_TAG; }
static inline bool both_double(Value a, Value b) { return is_double(a) && is_double(b); }

// True when i can be a small int.
static inline bool fits_small_int(int64_t i) {
  return (uint64_t)i - (uint64_t)SMALL_INT_MIN <= (uint64_t)(SMALL_INT_MAX - SMALL_INT_MIN);
}
// i must fit: see fits_small_int. For any int64_t use int_from_i64 (core/object/int.h).
static inline Value from_small_int(int64_t i) { return (Value)i | INT_TAG; }
static inline int64_t to_small_int(Value v) { return (int64_t)(v << 13) >> 13; }

static inline Value from_double(double d) {
  uint64_t bits;
  if (d != d) return (Value)0x7FF8000000000000u + DOUBLE_OFFSET;
  memcpy(&bits, &d, sizeof bits);
  return bits + DOUBLE_OFFSET;
}
static inline double to_double(Value v) {
  double d;
  v -= DOUBLE_OFFSET;
  memcpy(&d, &v, sizeof d);
  return d;
}

static inline Value from_bool(bool b) { return b ? TRUE_VALUE : FALSE_VALUE; }
static inline Value from_object(const void *object) { return (Value)(uintptr_t)object; }
static inline Object *to_object(Value v) { return (Object *)(uintptr_t)v; }

// memmove for Values. Most moves are of a few arguments, for which (and upwards altogether) the C library's is slow.
// The empty assembly keeps the compiler from turning the loops into calls of it.
static inline void values_move(Value *to, const Value *from, size_t count) {
  if (to <= from) {
    for (size_t i = 0; i < count; i++) {
      to[i] = from[i];
      __asm__ volatile("" : : : "memory");
    }
  } else {
    while (count-- > 0) {
      to[count] = from[count];
      __asm__ volatile("" : : : "memory");
    }
  }
}

#endif
