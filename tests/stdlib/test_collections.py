"""CPython's collections: named tuples, counters, chained maps, the User classes."""
from collections import namedtuple, Counter, ChainMap, UserDict, UserList, UserString, deque, defaultdict, OrderedDict, abc
P = namedtuple("P", "x y z", defaults=[0])
p = P(1, 2)
print(p, p.x, p[2], p._replace(x=5), p._asdict(), P._fields, P._field_defaults, P._make([1, 2, 3]), p == (1, 2, 0), P.__doc__)
for bad in (("P", "a a"), ("P", "class"), ("1", "a"), ("P", "_a")):
    try:
        namedtuple(*bad)
    except ValueError as e:
        print(e)
try:
    P(1)
except TypeError as e:
    print(e)
print(namedtuple("Q", "a a class", rename=True)._fields)
c = Counter("mississippi")
print(c, c.most_common(2), c["z"], sorted(c.elements()), c.total(), c + Counter(m=5), c - Counter(s=10), c & Counter("sip"), c | Counter(z=1))
c.update("zz"), c.subtract("m")
print(c, +c, -Counter(a=-2), Counter(a=1) <= Counter(a=2))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], sorted(m), len(m), m.new_child({"c": 4}).maps, m.parents, dict(m))
class D(UserDict):
    pass
d = D(a=1)
d["b"] = 2
print(d, len(d), "a" in d, d | {"c": 3})
l = UserList([3, 1, 2])
l.sort()
print(l, l[1:], l + [4], UserString("abc").upper())
print(isinstance(deque(), abc.MutableSequence), isinstance({}, abc.Mapping), issubclass(defaultdict, abc.MutableMapping), isinstance(OrderedDict(), abc.Reversible))
