# What may be a key, and user-defined __eq__/__hash__/__missing__.
class Key:
    def __init__(self, n, log=None):
        self.n = n
    def __hash__(self):
        return self.n % 3
    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n
    def __repr__(self):
        return f"Key({self.n})"
d = {Key(i): i for i in range(8)}
print(d, d[Key(5)], Key(7) in d, Key(8) in d)
del d[Key(3)]
d[Key(6)] = "six"
print(d, list(d)[-1], len(d))
print(Key(1) == Key(1), Key(1) != Key(2), Key(1) in [Key(1)], [Key(1), Key(2)].index(Key(2)), {Key(1), Key(1)})
class Eq:
    def __eq__(self, other):
        return True
try:
    {Eq(): 1}
except TypeError as e:
    print("TypeError:", e)
print(Eq.__hash__, Eq() == 5, Eq() != 5)
class NoHash:
    __hash__ = None
try:
    hash(NoHash())
except TypeError as e:
    print("TypeError:", e)
class BadHash:
    def __hash__(self):
        return "x"
try:
    hash(BadHash())
except TypeError as e:
    print("TypeError:", e)
class Failing:
    def __hash__(self):
        return 1
    def __eq__(self, other):
        raise ValueError("compared")
f = Failing()
g = {f: 1}
print(g[f], len(g))
try:
    g[Failing()]
except ValueError as e:
    print("ValueError:", e)
class Default(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]
m = Default(a=1)
print(m["a"], m["bb"], m, m.get("zz"), "zz" in m, len(m), isinstance(m, dict), type(m.copy()).__name__)
class Counter(dict):
    def __missing__(self, key):
        return 0
c = Counter()
for ch in "mississippi":
    c[ch] += 1
print(c, sorted(c.items(), key=lambda kv: (-kv[1], kv[0])))
class Lower(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)
    def __getitem__(self, k):
        return super().__getitem__(k.lower())
    def __contains__(self, k):
        return super().__contains__(k.lower())
l = Lower()
l["ABC"] = 1
print(l, l["aBc"], "Abc" in l)
print({None: 1, (): 2, "": 3, 0: 4, b"": 5, frozenset(): 6}, {float("inf"): 1, -1: 2, 2 ** 80: 3}, {print: 1}[print], {int: "i", str: "s"}[type("x")])
nan = float("nan")
print({nan: 1}[nan], len({nan, nan}), nan in {nan: 0})
print({-1: "a", -2: "b"}, {1: 1, 2 ** 61: 2}[1], {"a": 1, b"a": 2})
log = []
def k(x):
    log.append(x)
    return x
x = {k(1): k("one"), k(2): k("two")}
x[k("key")] = k("value")
print(log)
