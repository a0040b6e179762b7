# Subclasses of containers, builtin functions, namespaces: one line each.
def e(f):
    try: return f()
    except BaseException as x: return type(x).__name__ + ": " + str(x)
class D(dict):
    def __missing__(self, k): return k * 2
d = D(a=1); print(d["x"], d.get("x"), d, type(d.copy()).__name__, D.fromkeys("ab"), D([(1,2)]), d | {"b": 2}, type(d | {}).__name__)
class L(list):
    def __init__(self, *a): super().__init__(a); self.extra = 1
l = L(1, 2, 3); print(l, l.extra, l + [4], type(l + [4]).__name__, l[:2], type(l[:2]).__name__, l * 2, l == [1, 2, 3], L() == [])
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def sum(self): return self[0] + self[1]
t = T(1, 2); t.z = 5; print(t, t.sum(), t.z, t + (3,), type(t[:]).__name__, hash(t) == hash((1, 2)), t == (1, 2), {t: 1}[(1, 2)])
ts = [T(i, i) for i in range(500)]
for i, x in enumerate(ts): x.name = "n%d" % i
print(sum(x.sum() for x in ts), ts[77].name)
class T2(tuple): pass
print(T2([1, 2, 3]), T2(), len(T2("abc")), e(lambda: T2(1, 2)))
big = T2(range(5000)); big.q = "q"; print(len(big), big.q, big[4999])
class C:
    def __init__(self, v): self.v = v
    def __len__(self): return 3
    def __getitem__(self, i): return self.v[i]
print(list(C("abc")), "b" in C("abc"), list(reversed(C("abc"))), list(zip(C("abc"), C([1,2,3]))))
print(e(lambda: [1,2,3].index(2, 5)), e(lambda: [].pop(0)), e(lambda: dict([[1,2,3]])), e(lambda: dict(["ab", "cd"])), e(lambda: dict(["abc"])))
a, *b, c = range(6); print(a, b, c)
print(sorted({3: 1, 1: 2}), sorted("hello", reverse=True), sorted([(1, "b"), (1, "a")]), sorted([3, 1.5, True]), sorted(["b", "A"], key=str.lower))
print({**{"a": 1}, "b": 2}, [*range(3), *"ab"], {*[1, 2], 3} == {1, 2, 3}, (*[1], 2))
x = [1, 2, 3]; x[1:1] = [9, 9]; x += (7,); x *= 2; print(x)
print(dict(zip("abc", range(3))), dict(a=1, **{"b": 2}), list({"a": 1}.items()), list(map(lambda a, b: a * b, [1, 2], [3, 4])))
print(max(d.items(), key=lambda kv: kv[1]), min([3, 1, 2], key=lambda v: -v), sum(range(101)), any([]), all([]))
print(vars(C(1)), dir(C(1))[-1], hasattr(C, "v"), getattr(C(1), "w", 5), callable(C), isinstance(True, int), issubclass(bool, (str, int)))
def f(a, b=2): c = 3; return sorted(locals().items())
print(f(1)); exec("zz = 5"); print(zz, eval("zz + 1"), eval("a+b", {"a": 1}, {"b": 2}))
g = {}; exec("def h(x): return x * k\nk = 3", g); print(g["h"](4), sorted(k for k in g if k != "__builtins__"))
print(e(lambda: eval("1 +")), e(lambda: exec("raise KeyError('q')")), e(lambda: compile("x = ", "f", "exec")))
code = compile("1 + 2", "<s>", "eval"); print(eval(code), type(code).__name__)
print(round(2.675, 2), round(-0.5), round(1e20), round(12345, -2), round(0.5), round(1.5), divmod(-7, 2), divmod(7.5, -2), pow(3, -1, 7), pow(2, 100, 97))
print(bin(10), hex(-255), oct(8), chr(8364), ord("€"), ascii("é€\n"), repr("é"), format(3.14159, ".2f"), format("x", ">5"), hash(1), hash(-1), hash(2**61 - 1), hash(1.5), hash(True))
print(list(iter(lambda it=iter([1, 2, 0, 3]): next(it), 0)), next(iter({}), "d"), list(enumerate("ab", start=1)))
print(int.from_bytes(b"\x01\x02", "big"), (258).to_bytes(2, "little"), dict.fromkeys([1, 2], 0), float.fromhex("0x1p3"), bytes.fromhex("0aff"))
print(id(d) == id(d), id([]) != id({}), type(id(d)).__name__, slice(1, 2, 3).indices(10), range(3)[::-1], len(range(0, 100, 7)))
s = {1, 2, 3}; s2 = s; s |= {4}; print(s2 is s, sorted(s), s >= {1}, s.isdisjoint({9}), frozenset("ab") | set("c") == set("abc"))
print(__name__, __debug__, NotImplemented, Ellipsis, ..., None)
print([[0] * 3 for _ in range(2)], [i for i in range(10) if i % 3 == 0], {i: i * i for i in range(4)}, {i % 3 for i in range(9)} == {0, 1, 2})
it = iter([1, 2, 3]); print(next(it), list(it), list(it)); print("%s %r %d" % ([1], "a", 3), "{!r:>6}".format("a"), f"{[1, 2]!s:>8}")
print(e(lambda: {}["k"]), e(lambda: {}[(1, 2)]), e(lambda: [].remove(1)), e(lambda: ().index(1)), e(lambda: set().remove("x")), e(lambda: {1: 2}.popitem(3)))
m = {}
for w in "the quick the lazy the dog".split(): m[w] = m.get(w, 0) + 1
print(m, sorted(m.items(), key=lambda p: (-p[1], p[0])), list(m.keys()), list(m.values()), "the" in m, m.keys() & {"the"}, len(m.items()))
del m["quick"]; m["quick"] = 0; print(m, list(reversed(m)), m.pop("zzz", None), m.setdefault("n", []), m)
