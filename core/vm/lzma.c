// LZMA1 as Igor Pavlov's specification of 2015 describes it; literals do not look at the position (lp = 0).
#include "core/vm/lzma.h"

#include <stdlib.h>

typedef uint16_t Bit; // the probability of a 0, of 2048

enum {
  STATES = 12, // what the last few symbols were; from 7 on the last was no literal
  FIRST_NO_LITERAL = 7,
  POSITIONS = 1 << LZMA_POSITION_BITS,
  LITERAL_BITS = 0x300 << LZMA_LITERAL_CONTEXT_BITS,
  SHORTEST_MATCH = 2,
  LENGTH_CLASSES = 4, // distances are coded by the length of the match
  FIRST_TREE_SLOT = 4,
  FIRST_DIRECT_SLOT = 14,
  ALIGN_BITS = 4,
  HALF = 1 << 10,
};

typedef struct Lengths {
  Bit choice[2];
  Bit low[POSITIONS][8], middle[POSITIONS][8], high[256];
} Lengths;

// All of it is Bits.
typedef struct Models {
  Bit is_match[STATES][POSITIONS], is_repeat[STATES], is_other[3][STATES], is_long[STATES][POSITIONS];
  Bit slots[LENGTH_CLASSES][64], distances[1 + 128 - FIRST_DIRECT_SLOT], align[1 << ALIGN_BITS];
  Lengths match, repeat;
  Bit literals[LITERAL_BITS];
} Models;

typedef struct Decoder {
  const uint8_t *data;
  uint32_t range, code;
} Decoder;

static void fill(Decoder *decoder) {
  if (decoder->range >> 24 != 0) return;
  decoder->range <<= 8;
  decoder->code = decoder->code << 8 | *decoder->data++;
}

static unsigned get_bit(Decoder *decoder, Bit *bit) {
  uint32_t bound = (decoder->range >> 11) * *bit;
  unsigned result = decoder->code >= bound;
  if (result) {
    decoder->range -= bound;
    decoder->code -= bound;
    *bit = (Bit)(*bit - (*bit >> 5));
  } else {
    decoder->range = bound;
    *bit = (Bit)(*bit + ((2048 - *bit) >> 5));
  }
  fill(decoder);
  return result;
}

static unsigned get_tree(Decoder *decoder, Bit *tree, unsigned bits) {
  unsigned symbol = 1;
  for (unsigned n = 0; n < bits; n++) symbol = symbol << 1 | get_bit(decoder, &tree[symbol]);
  return symbol - (1u << bits);
}

// Low bits first.
static unsigned get_reverse_tree(Decoder *decoder, Bit *tree, unsigned bits) {
  unsigned symbol = 1, result = 0;
  for (unsigned n = 0; n < bits; n++) {
    unsigned bit = get_bit(decoder, &tree[symbol]);
    symbol = symbol << 1 | bit;
    result |= bit << n;
  }
  return result;
}

// Bits that are as often 0 as 1.
static uint32_t get_direct(Decoder *decoder, unsigned bits) {
  uint32_t result = 0;
  while (bits-- > 0) {
    decoder->range >>= 1;
    unsigned bit = decoder->code >= decoder->range;
    if (bit) decoder->code -= decoder->range;
    result = result << 1 | bit;
    fill(decoder);
  }
  return result;
}

static unsigned get_length(Decoder *decoder, Lengths *lengths, unsigned position) {
  if (!get_bit(decoder, &lengths->choice[0])) return get_tree(decoder, lengths->low[position], 3);
  if (!get_bit(decoder, &lengths->choice[1])) return 8 + get_tree(decoder, lengths->middle[position], 3);
  return 16 + get_tree(decoder, lengths->high, 8);
}

static uint32_t get_distance(Decoder *decoder, Models *models, unsigned length) {
  unsigned class = length < LENGTH_CLASSES ? length : LENGTH_CLASSES - 1;
  uint32_t slot = get_tree(decoder, models->slots[class], 6);
  if (slot < FIRST_TREE_SLOT) return slot;
  unsigned bits = (slot >> 1) - 1;
  uint32_t distance = (2 | (slot & 1)) << bits;
  if (slot < FIRST_DIRECT_SLOT) return distance + get_reverse_tree(decoder, models->distances + distance - slot, bits);
  distance += get_direct(decoder, bits - ALIGN_BITS) << ALIGN_BITS;
  return distance + get_reverse_tree(decoder, models->align, ALIGN_BITS);
}

// matched: the byte where a match with the last distance would go on, or -1.
static uint8_t get_literal(Decoder *decoder, Bit *bits, int matched) {
  unsigned symbol = 1;
  while (matched >= 0 && symbol < 0x100) {
    unsigned expected = (unsigned)matched >> 7 & 1, bit = get_bit(decoder, &bits[((1 + expected) << 8) + symbol]);
    matched <<= 1;
    symbol = symbol << 1 | bit;
    if (bit != expected) break;
  }
  while (symbol < 0x100) symbol = symbol << 1 | get_bit(decoder, &bits[symbol]);
  return (uint8_t)symbol;
}

// A match with one of the last four distances, which becomes the first of them; its length.
static unsigned get_repeat(Decoder *decoder, Models *models, unsigned *state, unsigned position, uint32_t *repeats) {
  bool after_literal = *state < FIRST_NO_LITERAL;
  unsigned which = 0;
  while (which < 3 && get_bit(decoder, &models->is_other[which][*state])) which++;
  if (which == 0 && !get_bit(decoder, &models->is_long[*state][position])) {
    *state = after_literal ? 9 : 11;
    return 1;
  }
  uint32_t distance = repeats[which];
  for (; which > 0; which--) repeats[which] = repeats[which - 1];
  repeats[0] = distance;
  *state = after_literal ? 8 : 11;
  return SHORTEST_MATCH + get_length(decoder, &models->repeat, position);
}

static unsigned get_match(Decoder *decoder, Models *models, unsigned *state, unsigned position, uint32_t *repeats) {
  for (unsigned n = 3; n > 0; n--) repeats[n] = repeats[n - 1];
  unsigned length = get_length(decoder, &models->match, position);
  repeats[0] = get_distance(decoder, models, length);
  *state = *state < FIRST_NO_LITERAL ? 7 : 10;
  return SHORTEST_MATCH + length;
}

static void decode(Decoder *decoder, Models *models, uint8_t *out, size_t bytes) {
  uint32_t repeats[4] = {0}; // distances less 1
  unsigned state = 0;
  for (size_t at = 0; at < bytes;) {
    unsigned position = at & (POSITIONS - 1);
    if (!get_bit(decoder, &models->is_match[state][position])) {
      size_t context = at == 0 ? 0 : out[at - 1] >> (8 - LZMA_LITERAL_CONTEXT_BITS);
      int matched = state < FIRST_NO_LITERAL ? -1 : out[at - repeats[0] - 1];
      out[at++] = get_literal(decoder, models->literals + 0x300 * context, matched);
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    unsigned length = get_bit(decoder, &models->is_repeat[state])
                          ? get_repeat(decoder, models, &state, position, repeats)
                          : get_match(decoder, models, &state, position, repeats);
    for (; length > 0 && at < bytes; length--, at++) out[at] = out[at - repeats[0] - 1];
  }
}

bool lzma_decode(const uint8_t *data, uint8_t *out, size_t bytes) {
  Models *models = malloc(sizeof *models);
  if (models == NULL) return false;
  Bit *bits = (Bit *)models;
  for (size_t n = 0; n < sizeof *models / sizeof *bits; n++) bits[n] = HALF;
  // The first byte is always 0.
  Decoder decoder = {data + 5, UINT32_MAX,
                     (uint32_t)data[1] << 24 | (uint32_t)data[2] << 16 | (uint32_t)data[3] << 8 | data[4]};
  decode(&decoder, models, out, bytes);
  free(models);
  return true;
}
