# float(): what it accepts and the words with which it refuses.
def error(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
for s in ("1", "1.5", "-1.5", "+.5", "5.", "1e3", "1E-3", "1e+3", " 2.5\n", "inf", "-Infinity", "INF", "nan", "+nan", "1_0.0_1",
          "", " ", ".", "e5", "1e", "1.5.2", "abc", "0x10", "1 2", "--1", "1__0.0", "_1.0", "1._0", "infin", "١.٥",
          "1e400", "-1e400", "1e-400", "0.1e1", "000.5", "123456789012345678901234567890", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
          "9007199254740993", "1.7976931348623158e308", "1.7976931348623159e308", "0.1000000000000000055511151231257827", "8.98846567431158e307"):
    print(repr(s), error(float, s))
print(float(), float(3), float(True), float(b"1.5"), float(10 ** 20))
print(error(float, None))
print(error(float, []))
print(error(float, 1, 2))
class F:
    def __float__(self):
        return 2.5
class G:
    def __index__(self):
        return 7
class H:
    def __float__(self):
        return "x"
print(float(F()), float(G()), error(float, H()))
print(1.e3, 1_0.5, .5, 1e1_0, 0.0e0, 1.5E3)
class MyFloat(float):
    pass
m = MyFloat("2.5")
print(m, m + 1, type(m + 1).__name__, m == 2.5, isinstance(m, float), repr(m))
