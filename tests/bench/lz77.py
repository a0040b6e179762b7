"""LZ77 on bytes: a hash chain for matches, slices of bytes and bytearray, and decompression."""
from measured import repeat

WINDOW = 4096
LONGEST = 66


def make_data(size):
    """Text-like bytes with repetitions near and far."""
    seed = 11
    words = [b"valve", b"pump", b"sensor", b"tank ", b" open", b" shut", b" 12.5", b"\n", b"level=", b"t"]
    out = bytearray()
    while len(out) < size:
        seed = (seed * 1103515245 + 12345) % 2147483648
        out += words[seed // 65536 % 10]
        if seed & 7168 == 0:
            out.append(seed % 256)
    return bytes(out[:size])


def compress(data):
    """Tokens: (0, byte) or (length, distance)."""
    tokens = []
    chains = {}
    n = len(data)
    i = 0
    while i < n:
        best, distance = 0, 0
        key = data[i:i + 3]
        places = chains.get(key)
        if places is not None:
            limit = min(LONGEST, n - i)
            for place in reversed(places):
                if i - place > WINDOW:
                    break
                length = 3
                while length < limit and data[place + length] == data[i + length]:
                    length += 1
                if length > best:
                    best, distance = length, i - place
                    if best == limit:
                        break
        if best >= 3 and len(key) == 3:
            tokens.append((best, distance))
            end = i + best
        else:
            tokens.append((0, data[i]))
            end = i + 1
        while i < end:
            places = chains.setdefault(data[i:i + 3], [])
            places.append(i)
            if len(places) > 16:
                del places[:8]
            i += 1
    return tokens


def pack(tokens):
    """Nine bits for a byte, nineteen for a match."""
    out = bytearray()
    bits = count = 0
    for length, value in tokens:
        if length == 0:
            bits = bits << 9 | value
            count += 9
        else:
            bits = bits << 20 | 1 << 19 | (length - 3) << 13 | value
            count += 20
        while count >= 8:
            count -= 8
            out.append(bits >> count & 255)
            bits &= (1 << count) - 1
    if count:
        out.append(bits << 8 - count & 255)
    return bytes(out)


def expand(tokens):
    out = bytearray()
    for length, value in tokens:
        if length == 0:
            out.append(value)
        elif length <= value:
            start = len(out) - value
            out += out[start:start + length]
        else:
            for _ in range(length):
                out.append(out[-value])
    return bytes(out)


def main(size):
    data = make_data(size)
    tokens = compress(data)
    assert expand(tokens) == data, "does not survive compression"
    packed = pack(tokens)
    digest = 0
    for b in packed:
        digest = (digest * 257 + b) % 1000000007
    return "%d bytes, %d tokens, %d packed, digest %d" % (len(data), len(tokens), len(packed), digest)


repeat(main, 90000)
