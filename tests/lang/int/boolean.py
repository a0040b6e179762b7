# Truth, and/or/not, None.
for x in (0, 1, -1, 0.0, -0.0, 0.1, "", "a", b"", b"a", [], [0], (), (0,), {}, {0: 0}, set(), {0}, None, True, False,
          range(0), range(1), 10 ** 30, float("nan"), Ellipsis, NotImplemented.__class__, print):
    print(bool(x), not x, (x and "then") == "then", (x or "else") == "else")
print(0 or "" or [] or "last", 1 and "a" and [1], 0 or None, None and 1)
print(not 1 == 2, not (1 == 2), not not 5)
print(1 if [] else 2, "a" if 1 else "b", 1 if 0 else 2 if 0 else 3)
print(True, False, None, repr(True), str(None), bool(), type(None).__name__, type(True).__name__)
print(True + 1, True * 10, True / 2, sum([True, True, False]), [10, 20][True], "ab" * True)
print(isinstance(True, int), issubclass(bool, int), bool.__mro__ == (bool, int, object))
print(True & False, True | False, True ^ True, True & 3, ~False)
print(int(True), float(True), str(True), f"{True}", f"{True:d}", "%d" % True, "%s" % True, format(True), format(True, "5"))
class Falsy:
    def __bool__(self):
        return False
class Empty:
    def __len__(self):
        return 0
class Both:
    def __bool__(self):
        return True
    def __len__(self):
        return 0
print(bool(Falsy()), bool(Empty()), bool(Both()), not Falsy(), bool(Falsy), bool(object()))
class Wrong:
    def __bool__(self):
        return 1
class Negative:
    def __len__(self):
        return -1
for c in (Wrong, Negative):
    try:
        if c():
            print("true")
    except Exception as e:
        print(type(e).__name__ + ":", e)
try:
    class B(bool):
        pass
except TypeError as e:
    print("TypeError:", e)
print(None.__class__.__name__, None.__bool__(), None.__eq__(1), None.__doc__)
try:
    None.x
except AttributeError as e:
    print("AttributeError:", e)
try:
    None.x = 1
except AttributeError as e:
    print("AttributeError:", e)
try:
    None()
except TypeError as e:
    print("TypeError:", e)
try:
    None[0]
except TypeError as e:
    print("TypeError:", e)
def short(*values):
    seen = []
    def v(x):
        seen.append(x)
        return x
    r = v(values[0]) and v(values[1]) or v(values[2])
    return r, seen
print(short(0, 1, 2), short(1, 0, 2), short(1, 2, 3))
