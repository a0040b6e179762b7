# str's methods and number parsing on every character of the first two planes (and a sample of the others), by checksum.
import zlib

CODES = [*range(0x20000), *range(0x20000, 0xE0000, 0x1FF), *range(0xE0000, 0xE0200), *range(0xE0200, 0x110000, 0x1FF)]


def check(name, function, codes=CODES):
    total = 0
    for start in range(0, len(codes), 0x1000):
        text = "\n".join([ascii(function(chr(code))) for code in codes[start:start + 0x1000]])
        total = zlib.crc32(text.encode(), total)
    print(name, "%08x" % total)


for name in ("isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper "
             "upper lower title capitalize casefold swapcase split strip splitlines").split():
    check(name, getattr(str, name))
for name in "upper lower title capitalize casefold swapcase istitle isupper islower".split():
    method = getattr(str, name)
    check(name + " in context", lambda c: method("a\u03a3" + c + "\u03a3 " + c + "b\u03a3"), range(0, 0x20000, 3))


def parse(kind, text):
    try:
        return kind(text)
    except ValueError as error:
        return str(error)


check("repr", repr)
check("int", lambda c: parse(int, c))
check("float", lambda c: parse(float, "1" + c), range(0, 0x20000, 5))
check("complex", lambda c: parse(complex, c + "1j"), range(0, 0x20000, 5))
check("format", lambda c: format(c, c + "^5") if c not in "{}" else 0, range(0, 0x20000, 5))
