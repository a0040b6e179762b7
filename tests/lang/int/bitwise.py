# Bit operations behave as on infinite two's complement.
values = [0, 1, -1, 5, -5, 255, -256, 1 << 40, -(1 << 40), (1 << 80) + 3, -(1 << 80) - 3]
for a in values:
    for b in (0, 1, -1, 6, -6, (1 << 70) - 1, -(1 << 70)):
        print(a, b, a & b, a | b, a ^ b)
for a in (1, -1, 3, -3, 1 << 50, -(1 << 50), 1 << 63, -(1 << 63)):
    print(a, a << 1, a << 13, a << 64, a >> 1, a >> 13, a >> 64, ~a)
print(0 << 1000, 0 >> 1000, 5 >> 100, -5 >> 100, -1 >> 1)
for shift in ("1 << -1", "1 >> -1"):
    try:
        print(1 << -1 if "<<" in shift else 1 >> -1)
    except ValueError as e:
        print(shift, "ValueError:", e)
print(True & 1, type(True & 1).__name__, type(True & False).__name__, True ^ True, True | 2)
try:
    1 & 1.0
except TypeError as e:
    print("TypeError:", e)
try:
    1 << "a"
except TypeError as e:
    print("TypeError:", e)
x = 0b1100
x &= 0b0110
print(x)
x |= 1
print(x)
x ^= 0xff
print(x)
x <<= 3
print(x)
x >>= 2
print(x)
