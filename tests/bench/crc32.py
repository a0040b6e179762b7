"""CRC-32 in Python, bit by bit, by a table of bytes and by four tables: ints, bytes, lists."""
from measured import repeat

POLYNOMIAL = 0xedb88320


def make_tables():
    first = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ POLYNOMIAL if n & 1 else n >> 1
        first.append(n)
    tables = [first]
    for _ in range(3):
        previous = tables[-1]
        tables.append([first[n & 255] ^ n >> 8 for n in previous])
    return tables


def by_bits(data):
    crc = 0xffffffff
    for b in data:
        crc ^= b
        for _ in range(8):
            crc = crc >> 1 ^ (POLYNOMIAL if crc & 1 else 0)
    return crc ^ 0xffffffff


def by_bytes(data, table):
    crc = 0xffffffff
    for b in data:
        crc = table[(crc ^ b) & 255] ^ crc >> 8
    return crc ^ 0xffffffff


def by_words(data, tables):
    t0, t1, t2, t3 = tables
    crc = 0xffffffff
    whole = len(data) & ~3
    for i in range(0, whole, 4):
        crc ^= data[i] | data[i + 1] << 8 | data[i + 2] << 16 | data[i + 3] << 24
        crc = t3[crc & 255] ^ t2[crc >> 8 & 255] ^ t1[crc >> 16 & 255] ^ t0[crc >> 24]
    for i in range(whole, len(data)):
        crc = t0[(crc ^ data[i]) & 255] ^ crc >> 8
    return crc ^ 0xffffffff


def main(size):
    tables = make_tables()
    assert by_bytes(b"123456789", tables[0]) == 0xcbf43926, "wrong check value"
    data = bytearray(size)
    seed = 1
    for i in range(size):
        seed = (seed * 1103515245 + 12345) % 2147483648
        data[i] = seed >> 16 & 255
    a, b, c = by_bits(data[:size // 4]), by_bytes(data, tables[0]), by_words(data, tables)
    assert b == c, "the two ways differ"
    return "%08x %08x" % (a, b)


repeat(main, 200000)
