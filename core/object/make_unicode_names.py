"""Write unicode_names_table.c: the names of characters, their aliases and the named sequences, compressed.

Usage: make_unicode_names.py FOLDER > unicode_names_table.c, with the Python that is the language reference (3.11) and
the folder of NameAliases.txt and NamedSequences.txt (Debian's package unicode-data; what this Python does not know is
left out, for it may be of an older Unicode). unicode_names.h says how the tables are laid out.
"""
import collections
import pathlib
import sys
import unicodedata

LAST = 0x110000
BLOCK = 32
CLASS_BITS = 5, 8, 10, 14
FIRST_CLASSES = sum(1 << bits for bits in CLASS_BITS[:3])
LETTERS = "\0ABCDEFGHIJKLMNOPQRSTUVWXYZ-"
MAX_SHARED = 7


class Bits:
    """Numbers of some bits each, the lowest first, in 64-bit words."""

    def __init__(self):
        self.value, self.size, self.words = 0, 0, []

    def add(self, value, count):
        assert 0 <= value < 1 << count
        self.value |= value << self.size % 64
        self.size += count
        while self.size >= 64 * (len(self.words) + 1):
            self.words.append(self.value & (1 << 64) - 1)
            self.value >>= 64

    def show(self, name):
        show(f"const uint64_t {name}[]", ["0x%x" % word for word in self.words + [self.value, 0]], 6)


def show(declaration, items, per_line):
    print(f"{declaration} = {{")
    for i in range(0, len(items), per_line):
        print("  " + ", ".join(items[i:i + per_line]) + ",")
    print("};\n")


def known(name, text):
    try:
        return unicodedata.lookup(name) == text
    except KeyError:
        return False


def lines(path):
    for line in path.read_text().splitlines():
        line = line.partition("#")[0].strip()
        if line:
            yield line.split(";")


def collect(folder):
    """Names by character; ranges of those that end in the code point; aliases; sequences."""
    names, ranges = {}, []
    for code in range(LAST):
        name, ending = unicodedata.name(chr(code), ""), "%04X" % code
        if name.endswith("-" + ending):
            prefix = name[:-len(ending)]
            if ranges and ranges[-1][1] == code - 1 and ranges[-1][2] == prefix:
                ranges[-1][1] = code
            else:
                ranges.append([code, code, prefix])
        elif name and not (0xAC00 <= code < 0xD7A4):
            names[code] = name
    aliases = [(name, int(code, 16)) for code, name, _ in lines(folder / "NameAliases.txt")]
    sequences = [(name, "".join(chr(int(word, 16)) for word in text.split()))
                 for name, text in lines(folder / "NamedSequences.txt")]
    return (names, ranges, [alias for alias in aliases if known(alias[0], chr(alias[1]))],
            [sequence for sequence in sequences if known(*sequence)])


def shared_words(words, previous):
    """How many words a name takes over; at least one is its own."""
    count = 0
    while count < min(MAX_SHARED, len(words) - 1, len(previous)) and words[count] == previous[count]:
        count += 1
    return count


def front_code(names):
    previous = []
    for number, name in enumerate(names):
        words = name.split(" ")
        count = 0 if number % BLOCK == 0 else shared_words(words, previous)
        yield count, words[count:]
        previous = words


def show_words(name, words):
    """The dictionary: sorted words, each after the letters that it shares with the one before."""
    bits, blocks, previous = Bits(), [], ""
    for number, word in enumerate(words):
        count = 0
        if number % BLOCK == 0:
            blocks.append(bits.size)
        else:
            while count < min(7, len(word), len(previous)) and word[count] == previous[count]:
                count += 1
        bits.add(count, 3)
        for letter in word[count:] + "\0":
            if letter.isdigit():
                bits.add(int(letter) // 4 + len(LETTERS) | int(letter) % 4 << 5, 7)
            else:
                bits.add(LETTERS.index(letter), 5)
        previous = word
    bits.show(name)
    show(f"const uint32_t {name}_blocks[]", ["0x%x" % at for at in blocks], 12)


def show_names(names, numbers):
    bits, blocks = Bits(), []
    for index, (count, words) in enumerate(front_code(names)):
        if index % BLOCK == 0:
            blocks.append(bits.size)
        bits.add(count, 3)
        for at, word in enumerate(words):
            number, kind = numbers[word], 0
            while kind < 3 and number >= 1 << CLASS_BITS[kind]:
                number -= 1 << CLASS_BITS[kind]
                kind += 1
            bits.add((at == len(words) - 1) | kind << 1 | number << 3, 3 + CLASS_BITS[kind])
    bits.show("unicode_name_bits")
    show("const uint32_t unicode_name_blocks[]", ["0x%x" % at for at in blocks], 12)


def main():
    names, ranges, aliases, sequences = collect(pathlib.Path(sys.argv[1]))
    listed = [*names.values(), *(name for name, _ in aliases), *(name for name, _ in sequences)]
    uses = collections.Counter(word for _, words in front_code(listed) for word in words)
    assert all(word in uses for name in listed for word in name.split(" "))
    by_use = sorted(uses, key=lambda word: (-uses[word], word))
    # Each class is sorted by itself, so that a word is found by halving within each.
    order, start = [], 0
    for bits in CLASS_BITS:
        order += sorted(by_use[start:start + (1 << bits)])
        start += 1 << bits
    assert len(order) <= start
    print("// Generated by make_unicode_names.py; do not edit.")
    print('#include "core/object/unicode_names.h"\n')
    show_words("unicode_name_words", order)
    print(f"const size_t unicode_name_word_count = {len(order)};\n")
    show_names(listed, {word: number for number, word in enumerate(order)})
    runs = []
    for index, code in enumerate(names):
        if code - 1 not in names:
            runs.append((code, index))
    runs.append((LAST, len(names)))
    show("const uint32_t unicode_name_run_starts[]", [hex(code) for code, _ in runs], 12)
    show("const uint16_t unicode_name_run_indices[]", [str(index) for _, index in runs], 20)
    print(f"const size_t unicode_name_run_count = {len(runs)};\n")
    print(f"const size_t unicode_name_count = {len(listed)};\n")
    show("const uint32_t unicode_name_aliases[]", ["0x%x" % code for _, code in aliases], 12)
    print(f"const size_t unicode_name_alias_count = {len(aliases)};\n")
    starts, flat = [0], []
    for _, text in sequences:
        assert all(ord(c) < 0x10000 for c in text)
        flat += [hex(ord(c)) for c in text]
        starts.append(len(flat))
    show("const uint16_t unicode_sequences[]", flat, 16)
    show("const uint16_t unicode_sequence_starts[]", [str(start) for start in starts], 20)
    show("const UnicodeNameRange unicode_name_ranges[]",
         ["{0x%x, 0x%x, \"%s\"}" % tuple(row) for row in ranges], 2)
    print(f"const size_t unicode_name_range_count = {len(ranges)};")


main()
