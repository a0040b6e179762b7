# Shifts with all kinds of counts.
def left(n):
    out = 0
    for i in range(n):
        out ^= 1 << (i % 70)
        out ^= -3 << (i % 40)
    return out
print(left(4000))
def right(n):
    out = 0
    for i in range(n):
        out += (2 ** 60 + i) >> (i % 80)
        out += (-2 ** 60 - i) >> (i % 80)
    return out
print(right(4000))
def big_right(n):
    x = 3 ** 100
    out = 0
    for i in range(n):
        out ^= x >> (i % 170)
    return out % 10 ** 20
print(big_right(2000))
def mixed(n):
    x = 1
    for i in range(n):
        x = ((x << 3) ^ (x >> 5) ^ i) & 0xffffffffffff
    return x
print(mixed(10000))
def negative_count(n):
    hits = 0
    for i in range(n):
        try:
            1 << (50 - i % 100)
        except ValueError as e:
            hits += 1
            text = str(e)
    return hits, text
print(negative_count(2000))
def xorshift(n):
    x = 88172645463325252
    for _ in range(n):
        x ^= (x << 13) & 0xffffffffffffffff
        x ^= x >> 7
        x ^= (x << 17) & 0xffffffffffffffff
    return x
print(xorshift(3000))
def bits(n):
    count = 0
    for i in range(n):
        v = i * 2654435761
        while v:
            count += v & 1
            v >>= 1
    return count
print(bits(1000))
def masks(n):
    a = b = c = d = 0
    for i in range(-n, n):
        a += i & 0xff
        b ^= i | 0x10
        c += ~i
        d += (i ^ -1) & 7
    return a, b, c, d
print(masks(4000))
