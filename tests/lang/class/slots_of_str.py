"""Classes derived from str can have __slots__, with and without a __dict__ besides, those of other values of variable size cannot."""
import copy
import gc
import pickle


class Token(str):
    __slots__ = ("kind", "line", "__weakref__")

    def __new__(cls, kind, text, line=None):
        self = super().__new__(cls, text)
        self.kind = kind
        self.line = line
        return self

    def __reduce__(self):
        return Token, (self.kind, str(self), self.line)


class Wider(Token):
    __slots__ = ("column",)


class Open(Wider):
    pass


token = Token("NAME", "été", 3)
print(token, token.kind, token.line, len(token), token.upper(), token == "été", hash(token) == hash("été"))
try:
    token.other = 1
except AttributeError as error:
    print(error)
del token.line
try:
    token.line
except AttributeError as error:
    print(error)
print(hasattr(token, "__dict__"), hasattr(Open("A", "b"), "__dict__"))

wider = Wider("OP", "+" * 40, 7)
wider.column = [1, 2]
print(wider.kind, wider.line, wider.column, wider[:3], type(wider[:3]).__name__)

everything = [Open(f"kind{n}", "x" * n, n) for n in range(40)]
for n, item in enumerate(everything):
    item.column = f"column{n}"
    item.extra = n * n
    if n % 3 == 0:
        item.__dict__["more"] = -n
    if n % 5 == 0:
        del item.extra
gc.collect()
junk = [str(n) * 10 for n in range(5000)]
for n, item in enumerate(everything):
    assert (item.kind, item.line, item.column) == (f"kind{n}", n, f"column{n}"), n
    assert getattr(item, "extra", None) == (None if n % 5 == 0 else n * n), n
    assert getattr(item, "more", None) == (-n if n % 3 == 0 else None), n
    assert str(item) == "x" * n, n
print(everything[3].__dict__, everything[6].__dict__)
everything[7].__dict__ = {"replaced": True}
print(everything[7].replaced, everything[7].kind, everything[7].column, everything[7].__dict__)

again = pickle.loads(pickle.dumps(token.__class__("K", "text", 5)))
print(again, again.kind, again.line, copy.copy(again).line)


class Same(str):
    __slots__ = ("first",)


class AlsoSame(str):
    __slots__ = ("first",)


class Different(str):
    __slots__ = ("first", "second")


value = Same("value")
value.first = "kept"
try:
    value.__class__ = Different
except TypeError as error:
    print(error)

for base in int, bytes, tuple:
    try:
        type("Slotted", (base,), {"__slots__": ("a",)})
    except TypeError as error:
        print(error)
    print(type("Empty", (base,), {"__slots__": ()})())

total = 0
for n in range(500):
    token = Token("NUMBER", str(n), n)
    total += token.line + len(token.kind)
    token.line = None
print(total)
