# unicodedata: every property of every code point, by checksum; then arguments, errors and corner cases.
import unicodedata
import zlib
from unicodedata import ucd_3_2_0

print(unicodedata.unidata_version, ucd_3_2_0.unidata_version, type(ucd_3_2_0))


# All code points; of the planes that hold nothing or are private a sample.
CODES = [*range(0x40000), *range(0x40000, 0xE0000, 0x3FF), *range(0xE0000, 0xF0000), *range(0xF0000, 0x110000, 0x3FF)]


def checksum(function):
    """Of what the function says of all characters, some thousand at a time."""
    total = 0
    for start in range(0, len(CODES), 0x4000):
        text = "\n".join([str(function(chr(code))) for code in CODES[start:start + 0x4000]])
        total = zlib.crc32(text.encode("utf-8", "surrogatepass"), total)
    return "%08x" % total


for database in unicodedata, ucd_3_2_0:
    for name in "category bidirectional east_asian_width combining mirrored decomposition".split():
        print(name, checksum(getattr(database, name)))
    for name in "decimal digit numeric name".split():
        function = getattr(database, name)
        print(name, checksum(lambda c: function(c, None)))
    for form in "NFC NFD NFKC NFKD".split():
        print(form, checksum(lambda c: database.normalize(form, "a" + c + "\u0301\u0323" + c)),
              checksum(lambda c: database.is_normalized(form, c)))

# Every name leads back; a sample of all, for a look-up is slow.
codes = [code for code in range(0, 0x110000, 197) if unicodedata.name(chr(code), None)]
print(len(codes), all(unicodedata.lookup(unicodedata.name(chr(code)).upper()) == chr(code) for code in codes))
print(sum(unicodedata.lookup(unicodedata.name(chr(code))) != chr(code) for code in range(0xAC00, 0xD7A4, 17)))


def show(function, *arguments):
    try:
        print(ascii(function(*arguments)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


for name in ["SPACE", "space", "Latin Small Letter E With Acute", "latin small letter gha", "LATIN SMALL LETTER OI",
             "NULL", "BELL", "ALERT", "NBSP", "ZWJ", "VS256", "BYTE ORDER MARK", "WEIERSTRASS ELLIPTIC FUNCTION",
             "KEYCAP DIGIT ONE", "keycap number sign", "LATIN SMALL LETTER R WITH TILDE",
             "GEORGIAN LETTER U-BRJGU", "TAMIL SYLLABLE KSSAU", "KATAKANA LETTER AINU P",
             "CJK UNIFIED IDEOGRAPH-4E00", "CJK UNIFIED IDEOGRAPH-04E00", "CJK UNIFIED IDEOGRAPH-4e00",
             "cjk unified ideograph-4E00", "CJK UNIFIED IDEOGRAPH-9FFF", "CJK UNIFIED IDEOGRAPH-A000",
             "CJK UNIFIED IDEOGRAPH-20000", "CJK UNIFIED IDEOGRAPH-", "CJK UNIFIED IDEOGRAPH-123456",
             "CJK COMPATIBILITY IDEOGRAPH-F900", "cjk compatibility ideograph-f900",
             "CJK COMPATIBILITY IDEOGRAPH-0F900", "nushu character-1b170", "HANGUL SYLLABLE GA",
             "HANGUL SYLLABLE A", "HANGUL SYLLABLE HIH", "HANGUL SYLLABLE GGWALG", "hangul syllable ga",
             "HANGUL SYLLABLE ", "HANGUL SYLLABLE GAX", "HANGUL SYLLABLE G", "", " ", " SPACE", "SPACE ", "NO  SPACE",
             "no such character", "x" * 128, "x" * 256, "x" * 257, "\0", "SPACE\0", "\u00e9", b"SPACE", bytearray(b"DIGIT ONE"), 1,
             None, "A", "LATIN CAPITAL LETTER A-", "CUNEIFORM SIGN LAK-617 TIMES MASH TENU",
             "ARABIC LIGATURE UIGHUR KIRGHIZ YEH WITH HAMZA ABOVE WITH ALEF MAKSURA ISOLATED FORM"]:
    show(unicodedata.lookup, name)
    show(ucd_3_2_0.lookup, name)

for function in (unicodedata.name, unicodedata.category, unicodedata.decimal, unicodedata.digit, unicodedata.numeric,
                 unicodedata.mirrored, unicodedata.combining, unicodedata.decomposition, ucd_3_2_0.name):
    for argument in ("", "ab", 1, None, b"a", "\0"):
        show(function, argument)
show(unicodedata.name, "\0", 5)
show(unicodedata.decimal, "x", "fallback")
show(unicodedata.digit, "\u00b2", None)
show(unicodedata.numeric, "\u00bd")
show(unicodedata.numeric, "\u2155")
show(unicodedata.numeric, "\U0001ecb3", 0)
show(unicodedata.normalize, "nfc", "\u00e9")
show(unicodedata.normalize, "bad", "")
show(unicodedata.normalize, 1, "a")
show(unicodedata.normalize, "NFC", None)
show(unicodedata.is_normalized, "bad", "a")
show(unicodedata.is_normalized, "NFC", b"a")
show(unicodedata.UCD)

# Normalisation across characters.
samples = ["a\u0323\u0301", "a\u0301\u0323", "\u1e69", "s\u0307\u0323", "\u1e9b\u0323", "\ufb01", "\u00c5\u212b",
           "\u1100\u1161\u11a8\u11a8", "\uac00\u11a7\u11a8", "\uac01\u11a8", "\u1100\u0301\u1161", "\u0301\u0301a",
           "\u0344\u0958\u2adc", "\u0b47\u0b3e\u0b47\u0301\u0b3e", "\ud834\u0301", "\U0001d15e\U0001d160",
           "q\u0307\u0323\u0307", "\ufdfa" * 3, "e" + "\u0301\u0316" * 40 + "x\u0301", "\u0061\u05ae\u0300\u0315\u0062",
           "\u0f71\u0f72\u0f71\u0f80", "\u1611\u1161", "\U000110a5\U000110ba\U00011131\U00011127"]
for sample in samples:
    for form in "NFC NFD NFKC NFKD".split():
        result = unicodedata.normalize(form, sample)
        print(form, ascii(result), unicodedata.is_normalized(form, sample), unicodedata.is_normalized(form, result),
              ucd_3_2_0.normalize(form, sample) == result)
text = "plain"
print(unicodedata.normalize("NFC", text) is text)


class Text(str):
    pass


print(type(unicodedata.normalize("NFC", Text("e\u0301"))), unicodedata.category(Text("e")))
