# Ints: the operators, their signs, their priorities.
print(7 + 5, 7 - 5, 7 * 5)
print(7 / 2, type(8 / 2).__name__)
for a in (7, -7):
    for b in (2, -2, 3, -3):
        print(a, b, "floor", a // b, "mod", a % b, "divmod", divmod(a, b))
        assert a == (a // b) * b + a % b
print(0 // 5, 0 % 5, 0 // -5, 0 % -5)
print(2 ** 10, (-2) ** 3, -2 ** 2, 2 ** -1, 0 ** 0, (-8) ** 0)
print(2 + 3 * 4 - 6 // 2 ** 2)
print(-5, +5, ~5, ~-1, - -5)
print(abs(-3), abs(3), abs(True), type(abs(True)).__name__)
print(pow(3, 4), pow(3, 4, 5), pow(3, -1, 7), pow(-3, 3, 10), pow(2, 0, 1))
print(round(12345), round(12345, -2), round(15, -1), round(25, -1), round(-15, -1), round(1250, -2))
print((5).__add__(3), (5).__radd__(3), (5).__add__(1.5), (5).__floordiv__(2), (5).__neg__())
print(int.__mul__(6, 7), (3).__lt__(4), (3).__eq__("3"))
print((10).bit_length(), (0).bit_length(), (-1).bit_length(), (255).bit_count(), (2 ** 70).bit_length())
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), (5).__index__(), (5).__int__())
print((7).as_integer_ratio(), int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\x01\x02", "little"))
print((258).to_bytes(2, "big"), (258).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True))
print(int.from_bytes(b"\xff\xfe", "big", signed=True))
print(1_000_000, 0x_ff, 0b1010_1010, 0o17, 0XFF, 0B11, 0O7)
print(bool(0), bool(-1), int(True), True + True, -True, ~True)
