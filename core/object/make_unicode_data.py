"""Write unicode_data_table.c: categories, decompositions and numbers of characters, taken from this Python's database.

Run with the Python that is the language reference (3.11). unicode_data.h says how the tables are laid out. Properties
of Unicode 3.2 are stored where they differ from those of now.
"""
import unicodedata

LAST = 0x110000
CATEGORIES = "Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So".split()
DIRECTIONS = " L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI".split(" ")
WIDTHS = "F H W Na A N".split()
TAGS = """<noBreak> <compat> <super> <fragment> <initial> <medial> <final> <isolated> <wide> <narrow> <small> <square>
<vertical> <font> <circle> <sub> <fraction>""".split()
DECOMPOSITIONS_PER_BLOCK = 8


def characters():
    return map(chr, range(LAST))


def properties(database, c):
    return (CATEGORIES.index(database.category(c)) | DIRECTIONS.index(database.bidirectional(c)) << 5
            | database.combining(c) << 10 | WIDTHS.index(database.east_asian_width(c)) << 18
            | database.mirrored(c) << 21)


def composes():
    """The characters that a preceding one may absorb in NFC."""
    result = {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    for c in characters():
        parts = unicodedata.decomposition(c).split()
        if len(parts) == 2 and parts[0][0] != "<" and unicodedata.normalize("NFC", c) == c:
            result.add(chr(int(parts[1], 16)))
    return result


def record(c, seconds):
    canonical = unicodedata.normalize("NFD", c) != c
    compatible = unicodedata.normalize("NFKD", c) != unicodedata.normalize("NFD", c)
    return (properties(unicodedata, c) | canonical << 22 | compatible << 23
            | (unicodedata.normalize("NFC", c) != c) << 24 | (c in seconds) << 25)


def old_record(c):
    """None where Unicode 3.2 says what 14 says."""
    old = unicodedata.ucd_3_2_0
    value = properties(old, c)
    decimal = old.decimal(c, None) is not None and unicodedata.decimal(c, None) is None
    return value | decimal << 26 if decimal or value != properties(unicodedata, c) else None


def show(declaration, items, per_line):
    print(f"{declaration} = {{")
    for i in range(0, len(items), per_line):
        print("  " + ", ".join(items[i:i + per_line]) + ",")
    print("};\n")


def show_runs(name, values, records):
    previous, runs = object(), []
    for code, value in enumerate(values):
        if value != previous:
            runs.append(code << 11 | records.index(value))
            previous = value
    assert len(records) < 1 << 11
    show(f"const uint32_t {name}_records[]", [hex(value or 0) for value in records], 12)
    show(f"const uint32_t {name}_runs[]", [hex(run) for run in runs], 12)
    print(f"const size_t {name}_run_count = {len(runs)};\n")


def show_decompositions():
    """Each is a tag and count byte, then the characters in UTF-8; see unicode_data.h."""
    entries = []
    for c in characters():
        words = unicodedata.decomposition(c).split()
        if words:
            tag = TAGS.index(words.pop(0)) + 1 if words[0][0] == "<" else 0
            entries.append((ord(c), tag, "".join(chr(int(word, 16)) for word in words)))
    runs, data, blocks = [], bytearray(), []
    for number, (code, tag, text) in enumerate(entries):
        if not runs or entries[number - 1][0] != code - 1:
            runs.append((code, number))
        if number % DECOMPOSITIONS_PER_BLOCK == 0:
            blocks.append(len(data))
        data += bytes([tag << 3 | len(text)] if len(text) < 8 else [tag << 3, len(text)]) + text.encode()
    assert len(data) < 1 << 16
    runs.append((LAST, len(entries)))
    show("const UnicodeDecompositionRun unicode_decomposition_runs[]", ["{0x%x, %d}" % run for run in runs], 8)
    print(f"const size_t unicode_decomposition_run_count = {len(runs)};\n")
    show("const uint16_t unicode_decomposition_blocks[]", [str(at) for at in blocks], 20)
    show("const uint8_t unicode_decomposition_data[]", [str(byte) for byte in data], 30)
    pairs = []
    for code, tag, text in entries:
        if tag == 0 and len(text) == 2 and unicodedata.normalize("NFC", chr(code)) == chr(code):
            pairs.append((ord(text[0]), ord(text[1]), code))
    seconds = sorted({second for _, second, _ in pairs})
    show("const uint32_t unicode_composition_seconds[]", [hex(second) for second in seconds], 12)
    starts, flat = [], []
    for second in seconds:
        starts.append(len(flat))
        assert all(first >> 16 == second >> 16 == code >> 16 for first, other, code in pairs if other == second)
        flat += [(first, code) for first, other, code in sorted(pairs) if other == second]
    starts.append(len(flat))
    print(f"const size_t unicode_composition_second_count = {len(seconds)};\n")
    show("const uint16_t unicode_composition_starts[]", [str(start) for start in starts], 20)
    show("const UnicodeComposition unicode_compositions[]", ["{0x%x, 0x%x}" % (first & 0xFFFF, code & 0xFFFF) for first, code in flat], 10)


def show_numbers():
    """Runs of characters whose values are the same, or neighbours in the table of values."""
    from fractions import Fraction
    numbers = {ord(c): Fraction(unicodedata.numeric(c)).limit_denominator(1000)
               for c in characters() if unicodedata.numeric(c, None) is not None}
    assert all(float(value) == unicodedata.numeric(chr(code)) for code, value in numbers.items())
    values = sorted(set(numbers.values()), key=lambda value: (value.denominator != 1, value))
    runs = []
    for code, value in numbers.items():
        number, digit = values.index(value), unicodedata.digit(chr(code), None)
        assert digit is None or digit == value
        digit = digit is not None
        if runs:
            first, start, length, step, is_digit = runs[-1]
            if code == first + length and digit == is_digit:
                if length == 1 and number - start in (0, 1):
                    runs[-1] = (first, start, 2, number - start, digit)
                    continue
                if length > 1 and number == start + step * length:
                    runs[-1] = (first, start, length + 1, step, digit)
                    continue
        runs.append((code, number, 1, 0, digit))
    assert len(values) < 256 and all(run[2] < 64 for run in runs)
    show("const uint32_t unicode_number_runs[]", [hex(first << 8 | start) for first, start, *_ in runs], 12)
    show("const uint8_t unicode_number_shapes[]",
         [str(length | step << 6 | digit << 7) for _, _, length, step, digit in runs], 20)
    print(f"const size_t unicode_number_run_count = {len(runs)};\n")
    show("const double unicode_numbers[]", ["%d.0" % v if v.denominator == 1 else "%d.0 / %d" % (v.numerator, v.denominator)
                                            for v in values], 12)


print("// Generated by make_unicode_data.py; do not edit.")
print('#include "core/object/unicode_data.h"\n')
for name, words in ("categories", CATEGORIES), ("directions", DIRECTIONS), ("widths", WIDTHS), ("tags", [""] + TAGS):
    show(f"const char *const unicode_{name}[]", ['"%s"' % word for word in words], 12)
second_characters = composes()
now = [record(c, second_characters) for c in characters()]
show_runs("unicode_data", now, sorted(set(now)))
old = [old_record(c) for c in characters()]
show_runs("unicode_old", old, [None] + sorted(set(old) - {None}))
show_decompositions()
show_numbers()
