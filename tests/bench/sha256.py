"""SHA-256 in Python: 32-bit rotations, masks, lists of words, bytes."""
from measured import repeat

MASK = 0xffffffff


def first_primes(count):
    found = []
    n = 2
    while len(found) < count:
        if all([n % p for p in found]):
            found.append(n)
        n += 1
    return found


def integer_root(n, power):
    low, high = 0, 1 << 40
    while high - low > 1:
        middle = (low + high) // 2
        if middle ** power <= n:
            low = middle
        else:
            high = middle
    return low


# The fractional parts of cube and square roots of the first primes, 32 bits of each.
ROUNDS = [integer_root(p << 96, 3) & MASK for p in first_primes(64)]
START = [integer_root(p << 64, 2) & MASK for p in first_primes(8)]


def rotate(x, n):
    return (x >> n | x << 32 - n) & MASK


def compress(state, block):
    w = []
    for i in range(0, 64, 4):
        w.append(block[i] << 24 | block[i + 1] << 16 | block[i + 2] << 8 | block[i + 3])
    for i in range(16, 64):
        a, b = w[i - 15], w[i - 2]
        s0 = rotate(a, 7) ^ rotate(a, 18) ^ a >> 3
        s1 = rotate(b, 17) ^ rotate(b, 19) ^ b >> 10
        w.append((w[i - 16] + s0 + w[i - 7] + s1) & MASK)
    a, b, c, d, e, f, g, h = state
    for i in range(64):
        s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
        choice = (e & f) ^ (~e & g)
        one = (h + s1 + choice + ROUNDS[i] + w[i]) & MASK
        s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
        majority = (a & b) ^ (a & c) ^ (b & c)
        h, g, f, e, d, c, b, a = g, f, e, (d + one) & MASK, c, b, a, (one + s0 + majority) & MASK
    return [(x + y) & MASK for x, y in zip(state, (a, b, c, d, e, f, g, h))]


def sha256(data):
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    state = START
    for at in range(0, len(padded), 64):
        state = compress(state, padded[at:at + 64])
    return "".join(["%08x" % word for word in state])


def main(size):
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    data = bytes([i * 7 % 256 for i in range(size)])
    return sha256(data)


repeat(main, 40000)
