# Ints have no limit: the border of small ints, of 64 bits, and beyond.
for n in (47, 48, 49, 50, 51, 52, 53, 62, 63, 64, 65, 127, 128):
    p = 2 ** n
    print(n, p - 1, p, p + 1, -p - 1, -p, -p + 1)
print((2 ** 50 - 1) + 1, (2 ** 50) - 1, -(2 ** 50) - 1, (2 ** 50) + (2 ** 50))
print((2 ** 63 - 1) + 1, -(2 ** 63) - 1, (2 ** 63) * (2 ** 63), (2 ** 64) - (2 ** 64))
print((2 ** 62) * 2, (2 ** 32) * (2 ** 32), -(2 ** 32) * (2 ** 31), (2 ** 31) * (2 ** 31))
print(3037000500 * 3037000500, 3037000499 * 3037000499, 4294967296 * 4294967296)
a = 123456789012345678901234567890
b = 987654321098765432109876543210
print(a + b, a - b, b - a)
print(a * b)
print(b // a, b % a, -b // a, -b % a, b // -a, b % -a)
print(divmod(b, 12345), divmod(-b, 12345), divmod(b, -12345))
print(a ** 5)
print(pow(a, b, 1000000007), pow(a, 3, b))
print(a == a + 0, a != b, a < b, a <= a, a > b, hash(a) == hash(a + 0))
print(a / b, b / a, 10 ** 400 / 10 ** 399, 1 / 10 ** 300)
print(a & b, a | b, a ^ b)
print(a << 70, a >> 70, -a >> 70, -a >> 200)
print(-a, +a, ~a, abs(-a))
print(int(1e30), int(-1e22), float(a), int(float(2 ** 60)))
print(str(2 ** 200), len(str(7 ** 1000)))
print(int("123456789" * 5), int("-" + "9" * 30))
print(hex(a), oct(a), bin(a))
f = 1
for i in range(1, 41):
    f *= i
print(f)
for i in range(40, 0, -1):
    f //= i
print(f, type(f).__name__)
print(sum([2 ** 60] * 20), sum(range(10 ** 9, 10 ** 9 + 10)))
print(2 ** 64 == 2.0 ** 64, 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53), 10 ** 400 > 1e308)
print(10 ** 400 == float("inf"), 10 ** 400 < float("inf"), -10 ** 400 > float("-inf"))
try:
    float(10 ** 400)
except OverflowError as e:
    print("OverflowError:", e)
try:
    10 ** 400 / 3
except OverflowError as e:
    print("OverflowError:", e)
try:
    10 ** 400 * 1.0
except OverflowError as e:
    print("OverflowError:", e)
try:
    [1][2 ** 70]
except IndexError as e:
    print("IndexError:", e)
print((2 ** 70).bit_length(), (-(2 ** 70)).bit_length(), (2 ** 70).bit_count())
print((2 ** 70).to_bytes(10, "big"), int.from_bytes(b"\x01" * 12, "little"))
try:
    (2 ** 70).to_bytes(8, "big")
except OverflowError as e:
    print("OverflowError:", e)
print(round(123456789012345678901234567890, -20), round(10 ** 30 + 5, -1))
print(hash(2 ** 61 - 1), hash(2 ** 61), hash(-(2 ** 61)), hash(2 ** 100), hash(-1), hash(-2))
print({2 ** 70: "a"}[2 ** 70], {2.0 ** 70: "b"}[2 ** 70])
