# CPython's encodings with every error handler, on odd texts and odd bytes, whole and in pieces: a checksum for each.
import codecs
import itertools
import warnings
import zlib

warnings.simplefilter("ignore")
ENCODINGS = """ascii latin-1 utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be utf-7 unicode_escape raw_unicode_escape cp1252 cp437 koi8-r iso8859-15 mac-roman idna punycode cp1125 hp-roman8 charmap palmos ptcp154 tis-620 undefined rot13""".split()
HANDLERS = "strict ignore replace backslashreplace xmlcharrefreplace surrogateescape surrogatepass".split()
TEXTS = ["", "abc", "\xe9", "\u65e5\u672c", "\ud800", "a\udc80b", "\U0001f600x", "\xff\u0100", "\0\x7f\x80", "\udcff\ud83d\ude00",
         "+-/", "a.b", "\xfc.de", "\u20ac", "-", "xn--a", "a..b", "." + "a" * 64, "\xdf.com", "\u0130", "\u3002a", "A" * 70 + "\xe9",
         "~", "\n\r\t\\", ".\xe9.\ud800\ud800\u20ac", "\U0010ffff+\udfff"]
PIECES = [b"\0", b"A", b"\x80", b"\xc3", b"\xe9", b"\xed", b"\xa0", b"\xf0\x9f", b"\xd8", b"\xdc", b"\xff\xfe", b"+", b"-", b"\\u", b"1"]
DATA = [b"", b"abc", b"\xf0\x9f\x98\x80", b"+AOk-", b"+AOk", b"+2D3eAA-", b"+AAA-+AAAA-", b"\xff\xfe\0\0", b"\0\0\xfe\xff\0\0\0a",
        b"\0\0\x11\0", b"a\0\0\0", b"\\u12", b"\\x4", b"\\N{", b"\\U00110000", b"\\777", b"\\q", b"\\", b"xn--bcher-kva", b"xn--",
        b"xn--a.b", b"bcher-kva", b"99999", b"\xef\xbb\xbfa", b"\xef\xbb", b"\xf4\x90\x80\x80", b"\xe0\x80\x80", b"..", b"a" * 70,
        *map(b"".join, itertools.product(PIECES, repeat=2))]


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except UnicodeError as error:
        return (type(error).__name__, str(error), getattr(error, "encoding", 0), getattr(error, "start", 0),
                getattr(error, "end", 0), getattr(error, "reason", 0))
    except Exception as error:
        # What CPython adds to the messages of coders that it does not know itself is left out.
        return type(error).__name__, str(error).rstrip(")")[-20:]


def in_pieces(coder, pieces, last):
    return [attempt(coder, piece) for piece in pieces] + [attempt(coder, last, True)]


for encoding in ENCODINGS:
    totals = []
    for handler in HANDLERS:
        lines = [ascii(attempt(text.encode, encoding, handler)) for text in TEXTS]
        lines += [ascii(attempt(data.decode, encoding, handler)) for data in DATA]
        totals.append("%08x" % zlib.crc32("\n".join(lines).encode()))
    for handler in "replace", "surrogatepass":
        try:
            lines = [ascii(in_pieces(codecs.getincrementaldecoder(encoding)(handler).decode,
                                     [bytes([byte]) for byte in data], b"")) for data in DATA]
            lines += [ascii(in_pieces(codecs.getincrementalencoder(encoding)(handler).encode, text, "")) for text in TEXTS]
        except Exception as error:
            lines = [type(error).__name__]
        totals.append("%08x" % zlib.crc32("\n".join(lines).encode()))
    print(encoding, *totals)

try:
    "\xe9".encode("undefined")
except UnicodeError as error:
    print(error, "|", error.__cause__)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for data in rb"\q", rb"\777", rb"\400\z", rb"a\zb\y", rb"\ ", b"\\\xe9", rb"\377\N{SPACE}"[:4]:
        print(ascii(data.decode("unicode_escape")), ascii(data.decode("raw_unicode_escape")), codecs.escape_decode(data))
print([(warning.category.__name__, ascii(str(warning.message)), warning.lineno) for warning in caught])
