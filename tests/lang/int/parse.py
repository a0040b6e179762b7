# int(): what it accepts and the words with which it refuses.
def error(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)

for s in ("0", " 42 ", "-7", "+7", "\t12\n", "1_000", "007", "٣", "- 7", "", " ", "1__0", "_1", "1_", "0x10", "3.5", "1e3", "abc", "12a"):
    print(repr(s), error(int, s))
for s, base in (("ff", 16), ("0xff", 16), ("0XfF", 16), ("-0b101", 2), ("101", 2), ("z", 36), ("777", 8), ("0o17", 0),
                ("0x1f", 0), ("0b11", 0), ("12", 0), ("012", 0), ("0", 0), ("00", 0), ("2", 2), ("g", 16), ("1", 1), ("1", 37), ("1", -2)):
    print(repr(s), base, error(int, s, base))
print(int(), int(3.99), int(-3.99), int(True), int(b"12"), error(int, b"x"))
print(error(int, float("nan")))
print(error(int, float("inf")))
print(error(int, None))
print(error(int, []))
print(error(int, 12, 10))
print(error(int, "1", "2"))
print(int("12", base=5), error(int, base=5))

class Index:
    def __index__(self):
        return 11
class Int:
    def __int__(self):
        return 22
class Trunc:
    def __trunc__(self):
        return 33
class Bad:
    def __int__(self):
        return "no"
print(int(Index()), int(Int()), error(int, Bad()))
print([10, 20, 30][:Index()], hex(Index()), range(Index())[-1], "ab" * Index())

class MyInt(int):
    def __repr__(self):
        return "MyInt(%d)" % int(self)
m = MyInt(5)
print(m, m + 1, type(m + 1).__name__, isinstance(m, int), int(m), m == 5, [m], MyInt("12"), hash(m) == hash(5))
