# zlib: functions, objects, messages. Compressed bytes themselves may differ between versions of zlib and are not shown.
import zlib


def attempt(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


DATA = [b"", b"a", b"hello hello hello", bytes(range(256)) * 50, b"x" * 100000, bytearray(b"abc" * 100), memoryview(b"view" * 10)]
for data in DATA:
    print(zlib.crc32(data), zlib.adler32(data), zlib.crc32(data, 123), zlib.adler32(data, 123), zlib.crc32(data, -1), zlib.crc32(data, 1 << 40))
    for level in (-1, 0, 1, 9):
        for bits in (15, -15, 31, 9):
            packed = zlib.compress(data, level, wbits=bits)
            print(level, bits, zlib.decompress(packed, bits) == data, len(packed) < 2 * len(data) + 60, zlib.decompress(packed, wbits=bits, bufsize=1) == data)
packed = zlib.compress(b"hello world" * 100)
for call in (lambda: zlib.decompress(packed[:-1]), lambda: zlib.decompress(b"garbage"), lambda: zlib.decompress(b""), lambda: zlib.decompress(packed[:-4] + b"\0\0\0\0"), lambda: zlib.compress(b"x", 10),
             lambda: zlib.compress(b"x", -2), lambda: zlib.compress("x"), lambda: zlib.decompress("x"), lambda: zlib.crc32("x"), lambda: zlib.adler32(None), lambda: zlib.decompress(packed, -15),
             lambda: zlib.decompress(packed, 99), lambda: zlib.compress(b"x", wbits=99), lambda: zlib.compress(b"x", 1 << 40), lambda: zlib.decompress(packed, bufsize=-1), lambda: zlib.compress(),
             lambda: zlib.compressobj(level=11), lambda: zlib.compressobj(method=3), lambda: zlib.compressobj(wbits=3), lambda: zlib.decompressobj(99), lambda: zlib.decompressobj(zdict=1),
             lambda: zlib.compressobj(zdict="x"), lambda: zlib.crc32(b"", "x"), lambda: zlib.decompress(packed + b"x") == b"hello world" * 100):
    print(attempt(call))

print("-- compressors")
c = zlib.compressobj(9)
parts = [c.compress(b"abc" * 1000), c.compress(bytearray(b"def" * 1000)), c.flush(zlib.Z_SYNC_FLUSH), c.compress(b"end")]
copy = c.copy()
parts.append(c.flush())
print(zlib.decompress(b"".join(parts)) == b"abc" * 1000 + b"def" * 1000 + b"end")
print(zlib.decompress(b"".join(parts[:-1]) + copy.compress(b"!") + copy.flush(zlib.Z_FINISH))[-4:])
print(attempt(c.compress, b"x"), attempt(c.flush), attempt(c.copy), attempt(copy.__copy__), attempt(c.compress, "x"), c.flush(zlib.Z_NO_FLUSH) if 0 else "")
for mode in (zlib.Z_NO_FLUSH, zlib.Z_PARTIAL_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_BLOCK):
    c = zlib.compressobj()
    d = zlib.decompressobj()
    first = d.decompress(c.compress(b"q" * 50) + c.flush(mode))
    print(mode, first == b"q" * 50, d.eof, (first + d.decompress(c.flush())) == b"q" * 50, d.eof)
dictionary = b"hello world, what a wonderful"
c = zlib.compressobj(zdict=dictionary)
packed = c.compress(b"what a wonderful hello world") + c.flush()
print(zlib.decompressobj(zdict=dictionary).decompress(packed), attempt(zlib.decompressobj().decompress, packed), attempt(zlib.decompressobj(zdict=b"no").decompress, packed), attempt(zlib.decompress, packed))
c = zlib.compressobj(wbits=-15, zdict=dictionary)
packed = c.compress(b"what a wonderful hello world") + c.flush()
print(zlib.decompressobj(wbits=-15, zdict=dictionary).decompress(packed))

print("-- decompressors")
data = b"0123456789" * 1000
packed = zlib.compress(data)
d = zlib.decompressobj()
print(d.eof, d.unused_data, d.unconsumed_tail)
out = b""
for i in range(0, len(packed), 7):
    out += d.decompress(packed[i:i + 7])
print(out == data, d.eof, d.unused_data, d.unconsumed_tail, d.flush(), attempt(d.copy))
d = zlib.decompressobj()
print(d.decompress(packed + b"extra") == data, d.eof, d.unused_data, d.decompress(b"more"), d.unused_data, d.unconsumed_tail)
d = zlib.decompressobj()
out = d.decompress(packed, 10)
print(out, len(d.unconsumed_tail) > 0, d.eof)
copy = d.copy()
while d.unconsumed_tail:
    piece = d.decompress(d.unconsumed_tail, max_length=999)
    if len(piece) > 999:
        print("too long")
    out += piece
print(out == data or out + d.flush() == data, d.eof)
print(10 + len(copy.flush()), copy.eof, copy.unconsumed_tail)
d = zlib.decompressobj()
first = d.decompress(packed[:20])
print(data.startswith(first + d.flush()), d.eof, d.unused_data)
for call in (lambda: zlib.decompressobj().decompress(packed, -1), lambda: zlib.decompressobj().flush(0), lambda: zlib.decompressobj().decompress("x"), lambda: zlib.decompressobj().decompress(b"garbage"),
             lambda: zlib.decompressobj().flush(-5), lambda: zlib.decompressobj().flush(), lambda: zlib.decompressobj().decompress()):
    print(attempt(call))
print(sorted(n for n in dir(zlib) if n[:2] != "__"))
print(zlib.error.__mro__, zlib.error.__module__, type(c).__name__, type(d).__name__, zlib.MAX_WBITS, zlib.DEFLATED, zlib.DEF_BUF_SIZE, zlib.DEF_MEM_LEVEL, zlib.Z_FINISH)
