# repr and str of everything.
print(repr("a"), repr("it's"), repr('say "hi"'), repr('both \' and "'), repr("\\"), repr("\n\r\t\x00\x1b\x7f"), repr("é"), repr("\u200b"), repr("\U000e0001"))
print(repr(b"a"), repr(b"it's"), repr(b'"'), repr(b'\'"'), repr(b"\\\n\r\t\x00\xff"), str(b"abc"))
print([1, "a", None, True, 1.5, b"x", (1,), [2], {3: 4}, {5}, set(), frozenset(), frozenset({1}), range(3), slice(1, 2, None), ...])
print((), (1,), (1, 2), [], [[]], {}, {"a": {"b": []}}, {(): ()}, ((),))
a = [1]
a.append(a)
print(a)
d = {}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
a = []
b = [a]
a.append(b)
print(a, b)
print(int, str, type, object, None.__class__, list, dict, ValueError, range, type(len), type(lambda: 0), type(None))
class C:
    pass
class Outer:
    class Inner:
        pass
    def method(self):
        class Local:
            pass
        return Local
print(C, Outer.Inner, Outer().method(), C.__name__, C.__qualname__, C.__module__, Outer.Inner.__qualname__, Outer().method().__qualname__)
print(len, print, abs, "".upper.__name__, [].append.__name__, str.upper, list.append, int.__add__, len.__name__, len.__qualname__)
def f():
    pass
print(repr(f)[:12], repr(C())[:21], repr(C().__init__)[:20], repr(lambda: 0)[:20], f.__name__, f.__qualname__, (lambda: 0).__name__)
print(ValueError("x"), repr(ValueError("x")), repr(ValueError()), repr(ValueError(1, "a")), str(ValueError(1, "a")), str(ValueError()), str(KeyError("k")), repr(KeyError("k")))
class R:
    def __repr__(self):
        return "R()"
class S:
    def __str__(self):
        return "S"
class B(str):
    pass
print(R(), [R()], str(R()), f"{R()}", {R(): R()} if False else {1: R()}, S(), repr(S())[:12], B("x"), [B("x")])
class Bad:
    def __repr__(self):
        return 5
class Bad2:
    def __str__(self):
        return None
for c in (Bad, Bad2):
    try:
        print(str(c()))
    except TypeError as e:
        print("TypeError:", e)
import math
print(math, __name__, repr(type(math)))
print(repr({}.keys()), {1: 2}.values(), {1: 2}.items(), repr(iter([]))[:24], repr(iter(()))[:25], repr(zip())[:11], repr(map(abs, []))[:11], repr(enumerate([]))[:17], repr(i for i in [])[:18])
print(Ellipsis, NotImplemented, property, staticmethod, super, classmethod)
print(repr(dict.fromkeys("ab")), dict(a=1), dict([("x", 1)]), repr(type("T", (), {})), reversed, bytes, bytearray(b"ab"), memoryview if False else "")
