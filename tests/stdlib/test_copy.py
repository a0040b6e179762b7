"""copy: shallow and deep, own methods, cycles."""
import collections
import copy
import datetime


class Node:
    def __init__(self, name):
        self.name, self.links = name, []


class Own:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep"


class Slots:
    __slots__ = ("a", "b")


a = [1, [2, 3], {"k": (4, [5])}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(9)
print(b, c, b is a, c[2] is a[2], copy.deepcopy((1, 2)), copy.copy({1}), copy.deepcopy({"a": {1, 2}}))
n = Node("n")
n.links.append(n)
m = copy.deepcopy(n)
print(m is not n, m.links[0] is m, copy.copy(n).links is n.links, copy.copy(Own()), copy.deepcopy([Own()]))
s = Slots()
s.a = [1]
t = copy.deepcopy(s)
print(t.a, t.a is s.a, hasattr(t, "b"), copy.copy(print) is print, copy.deepcopy(Node) is Node, copy.copy(None))
print(copy.deepcopy(collections.OrderedDict(a=[1])), copy.deepcopy(collections.deque([1, [2]])), copy.copy(collections.Counter("aab")), copy.deepcopy(bytearray(b"x")), copy.copy(datetime.date(2020, 1, 2)), copy.deepcopy(range(3)), copy.deepcopy(1 + 2j))


class L(list):
    pass


l = L([1, 2])
l.x = [3]
d = copy.deepcopy(l)
print(type(d).__name__, d, d.x, d.x is l.x)
for bad in (i for i in ()), open("/dev/null"):
    try:
        copy.copy(bad)
    except TypeError as error:
        print(error)
