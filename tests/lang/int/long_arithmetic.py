# Sums, products and quotients of long ints of many lengths: around the limits of each method, with long runs of zeros and
# ones in the digits, checked by undoing them and by residues, and by the hash of all results.
seed = 12345


def digits(bits):
    global seed
    result = 0
    for _ in range(bits // 32 + 1):
        seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        kind = seed >> 60
        word = 0 if kind < 3 else 0xffffffff if kind < 6 else (seed >> 20) & 0xffffffff
        result = result << 32 | word
    return result & ((1 << bits) - 1)


def divisions(count):
    digest = 0
    for i in range(count):
        a, b = digits(1 + seed % 1500), digits(1 + (seed >> 9) % 1500)
        if i % 5 == 0:
            a = (1 << (i % 1000)) - 1
        if i % 7 == 0:
            b = (1 << (i % 800)) - (i % 3)
        if i % 11 == 0:
            b = (seed >> 4) & ((1 << 60) - 1)
        a, b = -a if i % 2 else a, -b if i % 3 == 0 else b
        product = a * b
        digest = (digest * 31 + hash(product) + hash(a + b) * 3 + hash(a - b) * 5) % 1000000007
        if b:
            q, r = divmod(a, b)
            assert q * b + r == a and abs(r) < abs(b), (a, b)
            assert divmod(product, b) == (a, 0), (a, b)
            q2, r2 = divmod(product + 1, b)
            assert q2 * b + r2 == product + 1, (a, b)
            digest = (digest * 31 + hash(q) + hash(r) * 7) % 1000000007
    return digest


def products(count):
    digest = 0
    prime = (1 << 61) - 1
    for i in range(count):
        a, b = digits((seed >> 33) % 30000), digits((seed >> 35) % 30000)
        if i % 9 == 0:
            a = (1 << (60 * (i + 30))) - 1
        product, square = a * b, a * a
        assert product % prime == (a % prime) * (b % prime) % prime, i
        assert product % 10 ** 18 == (a % 10 ** 18) * (b % 10 ** 18) % 10 ** 18, i
        assert (a + 1) * (a + 1) == square + 2 * a + 1, i
        digest = (digest * 31 + hash(product) + hash(square)) % 1000000007
    return digest


print(divisions(2000))
print(products(150))
