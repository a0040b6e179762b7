# Floats: IEEE doubles, Python's floor division and modulo, errors.
print(1.5 + 2.25, 1.5 - 2.25, 1.5 * 2.25, 1.5 / 2.25)
for a in (7.5, -7.5, 0.0, -0.0, 5.0, -5.0, 1e300, 0.1):
    for b in (2.0, -2.0, 0.3, -0.3, 1e-3):
        print(a, b, a // b, a % b, divmod(a, b))
inf = float("inf")
nan = float("nan")
print(inf + 1, inf - inf, inf * 0, -inf, inf / inf, 1 / inf, -1 / inf, nan + 1, nan * 0)
print(5.0 % inf, -5.0 % inf, 5.0 % -inf, 5.0 // inf, -5.0 // inf, inf // 2, inf % 2)
print(0.0 == -0.0, 1 / float("1e-320") > 0, -0.0, 0.0 * -1, -0.0 + 0.0, -0.0 - 0.0, 0 * -1.0)
print(2.0 ** 0.5, 2 ** 0.5, 4 ** 0.5, 2.0 ** -1, 0.0 ** 0, inf ** 0, 0.0 ** inf, (-1.0) ** inf, nan ** 0, 1 ** nan)
print((-2.0) ** 3, (-2.0) ** -3, (-8.0) ** 3.0, 1.1 ** 10)
print(1.5 < 2, 2 > 1.5, 1.0 == 1, 1.0 is None, nan < 1, nan > 1, nan == nan, nan != nan)
print(min(1.0, nan), min(nan, 1.0), max(1.0, nan), max(nan, 1.0), min(0.0, -0.0), max(-0.0, 0.0))
print(abs(-1.5), abs(-0.0), -1.5, +1.5, - -1.5)
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.675, 2), round(1e20), type(round(1.0)).__name__)
print(round(1234.5678, 2), round(1234.5678, -2), round(1234.5678, 0), round(-0.4), round(-0.4, 0), round(5.015, 2), round(1.0, 400), round(0.5, None))
print(int(1e18), int(-0.9), int(123456789.987), 1e15 // 1, 1e16 + 1)
print((0.5).as_integer_ratio(), (1.5).is_integer(), (2.0).is_integer(), (0.1).hex(), float.fromhex("0x1.8p+1"), (1.5).real, (1.5).imag, (1.5).conjugate())
print(hash(1.0), hash(0.5), hash(inf), hash(-inf), hash(-1.0), hash(1e300), hash(2.5))
print(1e308 * 10, -1e308 * 10, 1e-308 / 1e10, 5e-324 / 2, 1.7976931348623157e308 + 1e291)
print(0.1 + 0.2, 0.1 + 0.2 == 0.3, 1.1 * 3, 1 - 0.9, 0.1 * 3)
print(sum([0.1] * 10), 3.0 * 1, 1e16 + 1.0 - 1e16)
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
print(error(lambda: 1.0 / 0))
print(error(lambda: 1.0 // 0))
print(error(lambda: 1.0 % 0))
print(error(lambda: divmod(1.0, 0)))
print(error(lambda: 0.0 ** -1))
print(error(lambda: 1e200 ** 2))
print(error(lambda: 1.0 + "a"))
print(error(lambda: 1.0 < "a"))
print(error(lambda: [1][1.0]))
print(error(lambda: 1.0 << 2))
print(error(lambda: round(nan)))
print(error(lambda: round(inf)))
print(error(lambda: range(1.0)))
print(error(lambda: "a" * 1.0))
print(error(lambda: (1.0)()))
print(error(lambda: 1.5.x))
x = 1
x += 0.5
print(x)
x //= 0.4
print(x)
x **= 3
print(x)
x %= 2.5
print(x)
x /= 4
print(x)
print(float.__getformat__("double"), float.__getformat__("float"))
try:
    float.__getformat__("half")
except ValueError as e:
    print(e)
