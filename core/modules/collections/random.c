// The module _random: the Mersenne Twister MT19937 (Matsumoto & Nishimura 1998), seeded and read as CPython does, so
// that the sequences are the same.
#include "core/modules/collections/declare.h"
#include "core/object/exception.h"
#include "core/object/int_internal.h"
#include "core/object/module.h"
#include "core/object/sequence.h"
#include "core/object/tuple.h"
#include "core/vm/vm.h"
#include "port/port.h"

#define WORDS 624
#define MIDDLE 397
#define UNSEEDED (WORDS + 1)

typedef struct Random { // HEAP_LEAF
  Object header;
  uint32_t state[WORDS];
  uint32_t next; // word to be used next; WORDS: new ones have to be made; UNSEEDED: the system is asked first
} Random;

static Random *to_random(Value v) { return (Random *)(void *)to_object(v); }

static void seed_number(Random *random, uint32_t number) {
  random->state[0] = number;
  for (uint32_t i = 1; i < WORDS; i++)
    random->state[i] = 1812433253u * (random->state[i - 1] ^ (random->state[i - 1] >> 30)) + i;
  random->next = WORDS;
}

static void seed_words(Random *random, const uint32_t *key, size_t count) {
  seed_number(random, 19650218u);
  uint32_t *state = random->state;
  size_t i = 1, j = 0;
  for (size_t k = count > WORDS ? count : WORDS; k > 0; k--) {
    state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1664525u)) + key[j] + (uint32_t)j;
    if (++i >= WORDS) state[0] = state[WORDS - 1], i = 1;
    if (++j >= count) j = 0;
  }
  for (size_t k = WORDS - 1; k > 0; k--) {
    state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1566083941u)) - (uint32_t)i;
    if (++i >= WORDS) state[0] = state[WORDS - 1], i = 1;
  }
  state[0] = 0x80000000u;
}

static bool seed_by_system(Random *random) {
  uint32_t key[WORDS];
  if (!port_random(key, sizeof key)) return raise(OSError, "no randomness"), false;
  seed_words(random, key, WORDS);
  return true;
}

static uint32_t twist(uint32_t high, uint32_t low) {
  uint32_t word = (high & 0x80000000u) | (low & 0x7fffffffu);
  return (word >> 1) ^ (word & 1 ? 0x9908b0dfu : 0);
}

static bool make_words(Random *random) {
  uint32_t *state = random->state;
  if (random->next == UNSEEDED && !seed_by_system(random)) return false;
  for (size_t i = 0; i < WORDS; i++) state[i] = state[(i + MIDDLE) % WORDS] ^ twist(state[i], state[(i + 1) % WORDS]);
  random->next = 0;
  return true;
}

// The next 32 bits. False: raised.
static inline bool next_word(Random *random, uint32_t *word) {
  if (random->next >= WORDS && !make_words(random)) return false;
  uint32_t y = random->state[random->next++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  *word = y ^ (y >> 18);
  return true;
}

// --- seeds

// Takes the magnitude of an int in 32-bit words for the key.
static bool seed_int(Random *random, Value number) {
  IntView view;
  int_view(number, &view);
  uint64_t bits = int_view_bits(&view);
  size_t count = bits == 0 ? 1 : (size_t)((bits + 31) / 32);
  ByteArray *array = byte_array_new(count * sizeof(uint32_t));
  if (array == NULL) return false;
  uint32_t *key = (uint32_t *)(void *)array->data;
  for (size_t i = 0; i < count; i++) {
    uint64_t at = i * 32, digit = at / DIGIT_BITS, shift = at % DIGIT_BITS;
    uint64_t word = digit < (uint64_t)view.count ? view.digits[digit] >> shift : 0;
    if (shift > DIGIT_BITS - 32 && digit + 1 < (uint64_t)view.count)
      word |= view.digits[digit + 1] << (DIGIT_BITS - shift);
    key[i] = (uint32_t)word;
  }
  seed_words(random, key, count);
  return true;
}

static bool seed(Random *random, Value v) {
  if (v == EMPTY || v == NONE) return seed_by_system(random);
  if (type_flag(v, TYPE_IS_INT)) return seed_int(random, v);
  int64_t hash;
  return object_hash(v, &hash) && seed_int(random, int_from_u64((uint64_t)hash));
}

static Value construct(Type *type, Value *args, size_t count, Value keyword_names) {
  bool own_init = has_python_init(type);
  if (!own_init && !check_arguments("Random", 0, 0, 0, keyword_names)) return EMPTY;
  if (!own_init && count > 1) return raise(TypeError, "Random() requires 0 or 1 argument");
  Random *random = instance_allocate(type);
  if (random == NULL) return EMPTY;
  random->next = UNSEEDED;
  if (own_init || count == 0) return from_object(random);
  return seed(random, args[0]) ? from_object(random) : EMPTY;
}

static Value method_seed(Value *args, size_t count) {
  (void)count;
  return seed(to_random(args[0]), args[1]) ? NONE : EMPTY;
}

// --- numbers

static Value method_random(Value *args, size_t count) {
  (void)count;
  uint32_t high, low;
  Random *random = to_random(args[0]);
  if (!next_word(random, &high) || !next_word(random, &low)) return EMPTY;
  return from_double(((high >> 5) * 67108864.0 + (low >> 6)) * (1.0 / 9007199254740992.0));
}

static Value many_bits(Random *random, uint64_t bits) {
  if (!int_check_bits(bits)) return EMPTY;
  size_t count = (size_t)(bits + DIGIT_BITS - 1) / DIGIT_BITS;
  BigInt *big = int_allocate(count);
  if (big == NULL) return EMPTY;
  memset(big->digits, 0, count * sizeof(uint64_t));
  for (uint64_t at = 0; at < bits; at += 32) {
    uint32_t word;
    if (!next_word(random, &word)) return EMPTY;
    if (bits - at < 32) word >>= 32 - (bits - at);
    uint64_t digit = at / DIGIT_BITS, shift = at % DIGIT_BITS;
    big->digits[digit] |= ((uint64_t)word << shift) & DIGIT_MASK;
    if (shift > DIGIT_BITS - 32 && digit + 1 < count) big->digits[digit + 1] = (uint64_t)word >> (DIGIT_BITS - shift);
  }
  return int_finish(big);
}

static Value method_getrandbits(Value *args, size_t count) {
  (void)count;
  int64_t bits;
  if (!int_index_i64(args[1], &bits, "Python int too large to convert to C int")) return EMPTY;
  if (bits < 0) return raise(ValueError, "number of bits must be non-negative");
  if (bits == 0) return from_small_int(0);
  if (bits > 32) return many_bits(to_random(args[0]), (uint64_t)bits);
  uint32_t word;
  return next_word(to_random(args[0]), &word) ? from_small_int(word >> (32 - bits)) : EMPTY;
}

// --- states

static Value method_getstate(Value *args, size_t count) {
  (void)count;
  Random *random = to_random(args[0]);
  if (random->next == UNSEEDED && !seed_by_system(random)) return EMPTY;
  Value state = tuple_new(WORDS + 1);
  if (state == EMPTY) return EMPTY;
  for (size_t i = 0; i < WORDS; i++) to_tuple(state)->items[i] = from_small_int(random->state[i]);
  to_tuple(state)->items[WORDS] = from_small_int(random->next);
  return state;
}

static Value method_setstate(Value *args, size_t count) {
  (void)count;
  if (!type_flag(args[1], TYPE_IS_TUPLE)) return raise(TypeError, "state vector must be a tuple");
  const Tuple *state = to_tuple(args[1]);
  if (state->length != WORDS + 1) return raise(ValueError, "state vector is the wrong size");
  uint32_t words[WORDS];
  for (size_t i = 0; i <= WORDS; i++) {
    int64_t number;
    if (!type_flag(state->items[i], TYPE_IS_INT)) return raise(TypeError, "an integer is required");
    if (!int_to_i64(state->items[i], &number)) return raise(OverflowError, "Python int too large to convert to C long");
    if (i == WORDS && (number < 0 || number > WORDS)) return raise(ValueError, "invalid state");
    if (number < 0) return raise(OverflowError, "can't convert negative value to unsigned int");
    if (i < WORDS)
      words[i] = (uint32_t)number;
    else
      to_random(args[0])->next = (uint32_t)number;
  }
  memcpy(to_random(args[0])->state, words, sizeof words);
  return NONE;
}

static const NativeDef methods[] = {
    {.name = "random",
     .signature = "self, /",
     .fn = method_random,
     .effects = EFFECT_WRITES_HEAP,
     .doc = DOC("random() -> x in the interval [0, 1).")},
    DEF("seed", "self, n=None, /", method_seed,
        "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\n"
        "of the current time and the process identifier."),
    DEF("getstate", "self, /", method_getstate, "getstate() -> tuple containing the current state."),
    DEF("setstate", "self, state, /", method_setstate, "setstate(state) -> None.  Restores generator state."),
    DEF("getrandbits", "self, k, /", method_getrandbits, "getrandbits(k) -> x.  Generates an int with k random bits."),
    END_OF_DEFS,
};

static bool init(Value module) {
  static const TypeSlots slots = {.construct = construct};
  Type *type = type_new_native("_random", "Random", NULL, TYPE_BASE, &slots, methods, NULL, HEAP_LEAF, sizeof(Random));
  return type && module_add(module, "Random", from_object(type));
}

const NativeModule module__random = {"_random", NULL, init,
                                     DOC("Module implements the Mersenne Twister random number generator.")};
