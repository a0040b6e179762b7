"""struct: formats, byte orders, alignment, ranges, buffers."""
import struct


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


for order in "@=<>!":
    for text, values in ("bBhHiIqQ", (-1, 255, -2, 65535, -3, 1 << 31, -4, (1 << 64) - 1)), ("efd", (1.5, -2.25, 1e100)), ("c3s4p?x", (b"z", b"ab", b"xyz", 5)), ("0i2h", (1, 2)):
        packed = struct.pack(order + text, *values)
        print(order + text, packed, struct.unpack(order + text, packed), struct.calcsize(order + text))
print(struct.calcsize("bi"), struct.calcsize("=bi"), struct.calcsize("bq0i"), struct.calcsize("3s h"), struct.calcsize(b"2x"), struct.calcsize("nNP"))
for code in "bBhHiIlLqQnN":
    size = 8 * struct.calcsize(code)
    for value in 1.5, "x", -1, 1 << size, -(1 << size), 10**30, (1 << size) - 1, 1 << (size - 1):
        print(code, value, attempt(struct.pack, code, value), attempt(struct.pack, "<" + code, value))
for bad in ("c", b"ab"), ("c", 1), ("s", "x"), ("p", 1), ("f", "x"), ("<f", 1e300), ("e", 1e6), ("z",), ("3",), ("i",), ("i", 1, 2), ("<P", 1), ("ii", 1):
    print(bad, attempt(struct.pack, *bad))
print(attempt(struct.unpack, "i", b"abc"), attempt(struct.unpack, "i", "abcd"), attempt(struct.unpack_from, "i", b"abcde", 2), struct.unpack_from("<h", b"abcde", -3), attempt(struct.unpack_from, "i", b"abcde", -3), attempt(struct.unpack_from, "i", b"abc", -5))
buffer = bytearray(8)
print(struct.pack_into("<hb", buffer, 2, 258, 3), buffer, attempt(struct.pack_into, "i", buffer, 6, 1), attempt(struct.pack_into, "i", buffer, -2, 1), attempt(struct.pack_into, "i", buffer, -20, 1), attempt(struct.pack_into, "i", b"12345678", 0, 1), attempt(struct.pack_into, "i", buffer, 0))
print(list(struct.iter_unpack("<h", b"\1\0\2\0\3\0")), attempt(struct.iter_unpack, "i", b"abc"), attempt(struct.iter_unpack, "", b""))
s = struct.Struct(">I2s")
print(s.size, s.format, s.pack(5, b"ab"), s.unpack(b"\0\0\0\1xy"), s.unpack_from(buffer=b"_\0\0\0\1xy", offset=1), list(s.iter_unpack(b"\0\0\0\1xy")), attempt(struct.Struct, 5), attempt(struct.Struct), attempt(s.pack, 1))
for value in 0.0, -0.0, 1.0, 65504.0, 6e-8, 2.0**-24, 2.0**-25, 1 / 3, float("inf"), float("-inf"), 65519.9, 65520.0, 1e-5:
    packed = attempt(struct.pack, "<e", value)
    print(value, packed, struct.unpack("<e", packed) if isinstance(packed, bytes) else "")


class Index:
    def __index__(self):
        return 7


print(struct.pack("B", Index()), struct.pack("?", []), struct.pack(" < h  b", 1, 2) if 0 else struct.pack("<h  b", 1, 2), issubclass(struct.error, Exception), struct.error.__module__)
