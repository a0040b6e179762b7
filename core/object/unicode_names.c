#include "core/object/unicode_names.h"

#ifdef CONFIG_UNICODE_NAMES

#include <stdio.h>
#include <string.h>

enum { BLOCK = 32, LETTER_BITS = 5, DIGITS = 28, SHARED_BITS = 3, WORDS_MAX = 24, WORD_MAX = 48, CLASSES = 4 };
static const uint8_t class_bits[CLASSES] = {5, 8, 10, 14};

static const char leading_consonants[][3] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                             "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
static const char vowels[][4] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                 "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
static const char trailing_consonants[][3] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                              "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                              "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
static const char hangul[] = "HANGUL SYLLABLE ";
enum { SYLLABLE_BASE = 0xAC00, VOWELS = 21, TRAILING = 28, SYLLABLES = 19 * VOWELS * TRAILING };

// A place in a stream of bits.
typedef struct BitReader {
  const uint64_t *words;
  size_t at;
} BitReader;

static inline uint32_t take(BitReader *reader, unsigned bits) {
  size_t word = reader->at / 64, shift = reader->at % 64;
  uint64_t value = reader->words[word] >> shift;
  if (shift + bits > 64) value |= reader->words[word + 1] << (64 - shift);
  reader->at += bits;
  return (uint32_t)(value & ((1u << bits) - 1));
}

bool unicode_names_present(void) { return true; }

// Reads the next word of the dictionary over the one before; its length.
static size_t next_word(BitReader *reader, char word[WORD_MAX]) {
  static const char letters[] = "\0ABCDEFGHIJKLMNOPQRSTUVWXYZ-";
  size_t length = take(reader, SHARED_BITS);
  for (uint32_t letter; (letter = take(reader, LETTER_BITS)) != 0;)
    word[length++] = letter < DIGITS ? letters[letter] : (char)('0' + (letter - DIGITS) * 4 + take(reader, 2));
  return length;
}

static size_t word_text(uint32_t number, char word[WORD_MAX]) {
  BitReader reader = {unicode_name_words, unicode_name_words_blocks[number / BLOCK]};
  size_t length = 0;
  for (uint32_t i = 0; i <= number % BLOCK; i++) length = next_word(&reader, word);
  return length;
}

static int compare_words(const char *a, size_t a_length, const char *b, size_t b_length) {
  int order = memcmp(a, b, a_length < b_length ? a_length : b_length);
  return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

// The number of a word within [first, end), which is sorted and begins with a block; UINT32_MAX: not there.
static uint32_t find_word_between(uint32_t first, uint32_t end, const char *text, size_t length) {
  char word[WORD_MAX];
  uint32_t low = first / BLOCK, high = (end + BLOCK - 1) / BLOCK;
  while (high - low > 1) {
    uint32_t middle = (low + high) / 2;
    size_t size = word_text(middle * BLOCK, word);
    if (compare_words(word, size, text, length) <= 0)
      low = middle;
    else
      high = middle;
  }
  BitReader reader = {unicode_name_words, unicode_name_words_blocks[low]};
  for (uint32_t number = low * BLOCK; number < end && number < (low + 1) * BLOCK; number++) {
    size_t size = next_word(&reader, word);
    if (compare_words(word, size, text, length) == 0) return number;
  }
  return UINT32_MAX;
}

static uint32_t find_word(const char *text, size_t length) {
  uint32_t first = 0, found = UINT32_MAX;
  for (unsigned kind = 0; kind < CLASSES && found == UINT32_MAX; kind++) {
    uint32_t end = first + (1u << class_bits[kind]);
    if (end > unicode_name_word_count) end = (uint32_t)unicode_name_word_count;
    found = find_word_between(first, end, text, length);
    first = end;
  }
  return found;
}

// Reads one word of a name; *last: whether it is the last one.
static inline uint32_t next_number(BitReader *reader, bool *last) {
  static const uint32_t class_first[CLASSES] = {0, 32, 32 + 256, 32 + 256 + 1024};
  *last = take(reader, 1);
  uint32_t kind = take(reader, 2);
  return class_first[kind] + take(reader, class_bits[kind]);
}

static size_t listed_name(uint32_t index, char out[UNICODE_NAME_MAX]) {
  uint32_t numbers[WORDS_MAX];
  size_t count = 0, length = 0;
  BitReader reader = {unicode_name_bits, unicode_name_blocks[index / BLOCK]};
  for (uint32_t i = 0; i <= index % BLOCK; i++) {
    count = take(&reader, SHARED_BITS);
    for (bool last = false; !last;) numbers[count++] = next_number(&reader, &last);
  }
  for (size_t i = 0; i < count; i++) {
    char word[WORD_MAX];
    size_t size = word_text(numbers[i], word);
    if (i > 0) out[length++] = ' ';
    memcpy(out + length, word, size);
    length += size;
  }
  return length;
}

static size_t syllable_name(uint32_t number, char out[UNICODE_NAME_MAX]) {
  return (size_t)snprintf(out, UNICODE_NAME_MAX, "%s%s%s%s", hangul, leading_consonants[number / (VOWELS * TRAILING)],
                          vowels[number / TRAILING % VOWELS], trailing_consonants[number % TRAILING]);
}

size_t unicode_name(uint32_t code_point, char out[UNICODE_NAME_MAX]) {
  if (code_point - SYLLABLE_BASE < SYLLABLES) return syllable_name(code_point - SYLLABLE_BASE, out);
  for (size_t i = 0; i < unicode_name_range_count; i++) {
    const UnicodeNameRange *range = &unicode_name_ranges[i];
    if (code_point >= range->first && code_point <= range->last)
      return (size_t)snprintf(out, UNICODE_NAME_MAX, "%s%04X", range->prefix, code_point);
  }
  size_t low = 0, high = unicode_name_run_count;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (unicode_name_run_starts[middle] <= code_point)
      low = middle;
    else
      high = middle;
  }
  uint32_t start = unicode_name_run_starts[low], index = unicode_name_run_indices[low] + code_point - start;
  if (low + 1 == unicode_name_run_count || code_point < start) return 0;
  return index < unicode_name_run_indices[low + 1] ? listed_name(index, out) : 0;
}

// --- look-up

// The longest of `count` parts of `width` bytes that the text begins with; count: none.
static size_t longest_part(const char *parts, size_t count, size_t width, const char *text) {
  size_t best = count, best_length = 0;
  for (size_t i = 0; i < count; i++) {
    const char *part = parts + i * width;
    size_t length = strnlen(part, width);
    if (strncmp(part, text, length) != 0 || (best != count && length <= best_length)) continue;
    best = i;
    best_length = length;
  }
  return best;
}

// The syllable of a name behind "HANGUL SYLLABLE "; 0: none.
static uint32_t lookup_syllable(const char *text) {
  size_t leading = longest_part(leading_consonants[0], 19, sizeof leading_consonants[0], text);
  text += strnlen(leading_consonants[leading], sizeof leading_consonants[0]);
  size_t vowel = longest_part(vowels[0], VOWELS, sizeof vowels[0], text);
  if (vowel == VOWELS) return 0;
  text += strnlen(vowels[vowel], sizeof vowels[0]);
  size_t trailing = longest_part(trailing_consonants[0], TRAILING, sizeof trailing_consonants[0], text);
  text += strnlen(trailing_consonants[trailing], sizeof trailing_consonants[0]);
  return *text != 0 ? 0 : (uint32_t)(SYLLABLE_BASE + (leading * VOWELS + vowel) * TRAILING + trailing);
}

// Four or five hexadecimal digits, upper case, and no more; 0: they are not.
static uint32_t read_code_point(const char *text) {
  static const char digits[] = "0123456789ABCDEF";
  uint32_t code_point = 0;
  size_t length = strlen(text);
  if (length != 4 && length != 5) return 0;
  for (; *text != 0; text++) {
    const char *digit = strchr(digits, *text);
    if (digit == NULL) return 0;
    code_point = code_point << 4 | (uint32_t)(digit - digits);
  }
  return code_point;
}

// A name that is computed; `given` is it as written, `upper` in upper case. 0: it is none.
static uint32_t lookup_computed(const char *given, const char *upper) {
  static const char ideograph[] = "CJK UNIFIED IDEOGRAPH-";
  if (strncmp(given, hangul, sizeof hangul - 1) == 0) return lookup_syllable(given + sizeof hangul - 1);
  for (size_t i = 0; i < unicode_name_range_count; i++) {
    const UnicodeNameRange *range = &unicode_name_ranges[i];
    const char *text = strcmp(range->prefix, ideograph) == 0 ? given : upper;
    size_t prefix = strlen(range->prefix);
    if (strncmp(text, range->prefix, prefix) != 0) continue;
    uint32_t code_point = read_code_point(text + prefix);
    // A number of five digits that begins with 0 is accepted of ideographs only.
    if (code_point >= range->first && code_point <= range->last &&
        (text == given || text[prefix] != '0' || code_point > 0xFFFF))
      return code_point;
  }
  return 0;
}

// Splits an upper-case text into numbers of words; how many there are, 0: one is unknown.
static size_t number_words(const char *text, uint32_t numbers[WORDS_MAX]) {
  size_t count = 0;
  for (;;) {
    size_t length = strcspn(text, " ");
    if (count == WORDS_MAX || length >= WORD_MAX) return 0;
    numbers[count] = find_word(text, length);
    if (numbers[count++] == UINT32_MAX) return 0;
    if (text[length] == 0) return count;
    text += length + 1;
  }
}

// The entry that consists of these words. Keeps only how many of them the current name begins with.
static size_t find_listed(const uint32_t *numbers, size_t count) {
  BitReader reader = {unicode_name_bits, 0};
  size_t equal = 0;
  for (size_t index = 0; index < unicode_name_count; index++) {
    size_t place = take(&reader, SHARED_BITS);
    if (place < equal) equal = place;
    for (bool last = false; !last; place++) {
      uint32_t number = next_number(&reader, &last);
      if (equal == place && place < count && number == numbers[place]) equal++;
    }
    if (equal == count && place == count) return index;
  }
  return SIZE_MAX;
}

static size_t characters_of_entry(size_t index, uint32_t out[UNICODE_SEQUENCE_MAX]) {
  size_t names = unicode_name_run_indices[unicode_name_run_count - 1];
  if (index < names) {
    size_t run = 0;
    while (unicode_name_run_indices[run + 1] <= index) run++;
    out[0] = unicode_name_run_starts[run] + (uint32_t)index - unicode_name_run_indices[run];
    return 1;
  }
  index -= names;
  if (index < unicode_name_alias_count) {
    out[0] = unicode_name_aliases[index];
    return 1;
  }
  index -= unicode_name_alias_count;
  size_t first = unicode_sequence_starts[index], count = unicode_sequence_starts[index + 1] - first;
  for (size_t i = 0; i < count; i++) out[i] = unicode_sequences[first + i];
  return count;
}

size_t unicode_lookup(const char *name, size_t size, uint32_t out[UNICODE_SEQUENCE_MAX]) {
  char given[UNICODE_NAME_MAX], upper[UNICODE_NAME_MAX];
  if (size == 0 || size >= sizeof given) return 0;
  for (size_t i = 0; i < size; i++) {
    if (name[i] == 0) return 0;
    upper[i] = name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] - 32) : name[i];
  }
  memcpy(given, name, size);
  given[size] = upper[size] = 0;
  out[0] = lookup_computed(given, upper);
  if (out[0] != 0) return 1;
  uint32_t numbers[WORDS_MAX];
  size_t count = number_words(upper, numbers);
  size_t index = count == 0 ? SIZE_MAX : find_listed(numbers, count);
  return index == SIZE_MAX ? 0 : characters_of_entry(index, out);
}

#else

bool unicode_names_present(void) { return false; }

size_t unicode_name(uint32_t code_point, char out[UNICODE_NAME_MAX]) {
  (void)code_point;
  (void)out;
  return 0;
}

size_t unicode_lookup(const char *name, size_t size, uint32_t out[UNICODE_SEQUENCE_MAX]) {
  (void)name;
  (void)size;
  (void)out;
  return 0;
}

#endif
