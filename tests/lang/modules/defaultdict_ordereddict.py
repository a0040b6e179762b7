"""collections.defaultdict and collections.OrderedDict, and _count_elements and _tuplegetter."""
from _collections import defaultdict, OrderedDict, _count_elements, _tuplegetter


def error(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as e:
        print(type(e).__name__, e)


print("defaultdict")
d = defaultdict(list)
d["a"].append(1), d["a"].append(2), d["b"]
print(d, len(d), d.default_factory, d.get("c"), "c" in d, isinstance(d, dict), d == {"a": [1, 2], "b": []})
print(defaultdict(None, {1: 2}, x=3), defaultdict(int, [(1, 2)]), defaultdict(), defaultdict(a=1))
error(lambda: defaultdict()["x"])
error(defaultdict, 1)
error(defaultdict, int, 1)
error(defaultdict, int, {}, {})
error(lambda: defaultdict(lambda: 1 // 0)["x"])
error(lambda: defaultdict(int)[[]])
counts = defaultdict(int)
for c in "mississippi":
    counts[c] += 1
print(counts, counts.copy(), type(counts.copy()).__name__, counts.__reduce__()[:4])
print(defaultdict(int, a=1) | {"b": 2}, {"b": 2} | defaultdict(int, a=1))
d |= {"z": 1}
print(d)
error(lambda: defaultdict() | [])
print(counts.__missing__("q"), counts["q"], defaultdict[int, str])
counts.default_factory = None
error(counts.__missing__, "new")
del counts.default_factory
print(counts.default_factory)


class Sub(defaultdict):
    def __init__(self, *args):
        super().__init__(int, *args)
        self.note = 1

    def __missing__(self, key):
        return "missing " + key


s = Sub({"a": 1})
print(s, s["x"], s.note, len(s))
d = defaultdict(int)
d.default_factory = d.__repr__
print(repr(d).count("..."))
d = defaultdict(lambda: d.clear() or 5, a=1)
print(d["b"], list(d))

print("OrderedDict")
o = OrderedDict([("a", 1), ("b", 2)], c=3)
print(o, OrderedDict(), OrderedDict({"x": 1}), OrderedDict(o) == o, list(o), list(reversed(o)), o.keys(), o.values(), o.items())
print(list(reversed(o.keys())), list(reversed(o.items())), list(reversed(o.values())), o.keys() & {"a", "z"}, ("a", 1) in o.items())
o.move_to_end("a")
print(o)
o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), o.popitem(False), o)
for call in (lambda: o.popitem(), lambda: o.popitem(False), lambda: o.pop(1), lambda: o.move_to_end(1), lambda: o.pop(), lambda: o.update([], []),
             lambda: o.update(1), lambda: OrderedDict([1]), lambda: OrderedDict([()]), lambda: OrderedDict([(1,)]), lambda: OrderedDict([(1, 2, 3)]),
             lambda: OrderedDict([], []), lambda: o.setdefault(), lambda: o | 3, lambda: OrderedDict.update(), lambda: OrderedDict(["ab"]),
             lambda: o.fromkeys([1], value=3), lambda: OrderedDict.fromkeys("ab"), lambda: o.pop("q", 5), lambda: o.pop(key="q", default=6),
             lambda: hash(o), lambda: o.setdefault("k"), lambda: o.setdefault("k", 3), lambda: o["nope"], lambda: o.move_to_end([])):
    error(call)
a, b = OrderedDict(x=1, y=2), OrderedDict(y=2, x=1)
print(a == b, a == dict(b), dict(a) == b, a != b, a == a.copy(), a == 3)
print(a | {"z": 3}, {"z": 3} | a, type({"z": 3} | a).__name__)
a |= [("q", 1)]
print(a, a.__reduce__()[:4])
a.note = 5
print(a.note, a.__dict__, a.__reduce__()[:4], a.copy().__dict__)
a["self"] = a
print(a)

print("changes while iterating")
for change in (lambda o: o.update(z=1), lambda o: o.pop("b"), lambda o: o.move_to_end("a"), lambda o: o.clear(), lambda o: o.move_to_end("c", False)):
    o = OrderedDict(a=1, b=2, c=3)
    iterator = iter(o)
    next(iterator)
    change(o)
    error(next, iterator)
o = OrderedDict(a=1, b=2)
for key in o:
    o[key] = 9
print(o, iter(o).__reduce__(), type(iter(o)))

print("many moves")
o = OrderedDict((i, i) for i in range(100))
for i in range(0, 100, 3):
    o.move_to_end(i)
for i in range(1, 100, 7):
    o.move_to_end(i, last=False)
print(list(o), [o[i] for i in range(100)] == list(range(100)), len(o))
while len(o) > 5:
    o.popitem(last=False)
    if len(o) % 2:
        o.popitem()
print(o)
for i in range(50):
    o.move_to_end(next(iter(o)))
    o[i + 1000] = i
    o.move_to_end(i + 1000, last=False)
    o.popitem(last=i % 2)
print(o)
o = OrderedDict()
for i in range(3000):
    o[i] = i
    if i >= 10:
        o.popitem(last=False)
print(list(o), [k in o for k in (2989, 2990)])
for i in range(2000):
    o.move_to_end(next(reversed(o)), last=False)
print(list(o))


class Loud(OrderedDict):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)


loud = Loud([("a", 1)], b=2)
loud.update({"c": 3})
print(loud.setdefault("d", 4), loud, loud.copy() == loud, type(loud.copy()).__name__)


class Missing(OrderedDict):
    def __missing__(self, key):
        return key * 2


print(Missing()["ab"])
error(Missing().pop, "c")

print("hostile keys")


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __repr__(self):
        return f"Key({self.n})"

    def __eq__(self, other):
        hook()
        return isinstance(other, Key) and self.n == other.n


hook = lambda: None
keys = [Key(i) for i in range(20)]
o = OrderedDict.fromkeys(keys, 0)
other = OrderedDict.fromkeys(keys, 0)
hook = lambda: other.pop(next(iter(other)), None) if len(other) > 15 and not depth else None
depth = 1
print(o == other)

print("counting")
counts = {}
_count_elements(counts, "hello")
_count_elements(counts, ["l", 3, 3.0])
print(counts)
error(_count_elements, counts, [[]])
error(_count_elements, counts, 1)
error(_count_elements, {"a": "x"}, "a")


class Counting(dict):
    def get(self, key, default=None):
        return super().get(key, 100)


c = Counting()
_count_elements(c, "aab")
print(c)

print("fields")
getter = _tuplegetter(1, "doc")


class Point(tuple):
    y = getter


print(Point((1, 2)).y, Point.y is getter, getter, getter.__doc__, getter.__reduce__())
error(lambda: Point((1,)).y)
error(lambda: setattr(Point((1, 2)), "y", 3))
error(lambda: delattr(Point((1, 2)), "y"))
error(getter.__get__, 5, int)
error(_tuplegetter, "a", 1)
error(_tuplegetter, 1)
