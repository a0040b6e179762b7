"""Special methods and properties written in Python, in hot loops: they run in frames of their own."""
import sys


class V:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        if not isinstance(other, V):
            return NotImplemented
        return V(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return V(self.x * k, self.y * k)

    def __rmul__(self, k):
        return V(self.x * k + 1, self.y * k)

    def __sub__(self, other):
        return NotImplemented

    def __rsub__(self, other):
        return V(other, other)

    def __eq__(self, other):
        if isinstance(other, int):
            return NotImplemented
        return self.x == other.x and self.y == other.y

    def __lt__(self, other):
        return self.x < other.x

    def __getitem__(self, i):
        if i == 7:
            raise IndexError("seven")
        return self.x if i == 0 else self.y

    def __setitem__(self, i, v):
        if i:
            self.y = v
        else:
            self.x = v

    @property
    def norm(self):
        return self.x * self.x + self.y * self.y

    @norm.setter
    def norm(self, value):
        self.x, self.y = value, 0

    @classmethod
    def unit(cls, k):
        return cls(k, 1)

    def __repr__(self):
        return "V(%r, %r)" % (self.x, self.y)


class W(V):
    def __radd__(self, other):
        return W(other.x * 100, 0)

    def __eq__(self, other):
        return "maybe" if self.x % 2 else ""

    @classmethod
    def unit(cls, k):
        return super().unit(k + 1) + super().unit(2)


def run(n, a, b):
    total = V(0, 0)
    equal = less = 0
    for i in range(n):
        total = total + a
        total = total + b * 2
        total += a
        total = total + 3 * b
        if total == b:
            equal += 1
        if a == i:
            equal += 100
        if a != b:
            equal += 10
        less += a < b
        total[0] = total[0] % 1000
        total[1] = total[i % 2 + 1] % 1001
        if i % 50 == 0:
            total.norm = total.norm % 77
        less += total.norm % 2 + a.unit(i).x
    return total, equal, less


print(run(2000, V(1, 2), V(3, 4)))
print(run(2000, V(1.5, 2), V(3, 4.25)))
print(run(2000, W(1, 2), V(3, 4)))
print(run(2000, V(1, 2), W(3, 4)))


def mixed(n):
    out = 0
    things = [V(1, 1), W(1, 2), V(2.5, 1)]
    for i in range(n):
        out += (things[i % 3] + things[(i + 1) % 3]).x
        out += (i - things[i % 2]).x
        out += things[i % 3] == things[0] and 5 or 7
    return out


print(mixed(3000))


def failing(n):
    a, b = V(1, 2), V(2, 3)
    for i in range(n):
        c = a + b if i < n - 1 else a + i
    return c


try:
    failing(1500)
except TypeError as e:
    print(e, e.__traceback__.tb_next.tb_lineno, e.__traceback__.tb_next.tb_next)


def raises(n):
    v, got = V(1, 2), []
    for i in range(n):
        try:
            got = v[7 if i % 400 == 399 else 1]
        except IndexError as e:
            t = e.__traceback__
            print(e, t.tb_lineno, t.tb_next.tb_lineno, t.tb_next.tb_frame.f_code.co_name)
    return got


print(raises(1500))


class Endless:
    @property
    def deep(self):
        return self.deep

    def __add__(self, other):
        return self + other

    def __getitem__(self, key):
        return self[key]

    def __lt__(self, other):
        return self < other


for what in ("e.deep", "e + 1", "e[2]", "e < e"):
    try:
        eval(what, {"e": Endless()})
    except RecursionError as e:
        print(what, type(e).__name__, str(e).startswith("maximum recursion depth exceeded"))


class Deep:
    def __init__(self, below):
        self.below = below

    @property
    def depth(self):
        return 1 + self.below.depth if self.below else 0


def chain(n):
    d = None
    for i in range(n):
        d = Deep(d)
    return d


print([chain(300).depth for i in range(30)][-1])


class Frames:
    @property
    def caller(self):
        return sys._getframe(1).f_lineno

    def __add__(self, other):
        return sys._getframe(1).f_code.co_name


def frames(n):
    f = Frames()
    for i in range(n):
        a, b = f.caller, f + 1
    return a, b


print(frames(1500))


class Changing:
    def __init__(self):
        self.n = 0

    def __add__(self, other):
        self.n += other
        if self.n == 1200:
            Changing.__add__ = lambda self, other: self
        return self


def changing(n):
    c = Changing()
    for i in range(n):
        c = c + 1
    return c.n


print(changing(2000))


class Key:
    made = 0

    def __init__(self, k):
        self.k = k

    def __lt__(self, other):
        Key.made += 1
        return self.k < other.k

    def __eq__(self, other):
        return self.k == other.k

    def __hash__(self):
        return hash(self.k)


def search(n):
    keys = sorted([Key(i * 37 % 101) for i in range(101)])
    hits = 0
    for i in range(n):
        wanted = Key(i % 120)
        low, high = 0, len(keys)
        while low < high:
            middle = (low + high) // 2
            if keys[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        if low < len(keys) and keys[low] == wanted:
            hits += 1
    return hits


print(search(2000))


class Generates:
    def __add__(self, other):
        yield self
        yield other


def generates(n):
    g = Generates()
    for i in range(n):
        a, b = g + i
    return a is g, b


print(generates(1500))
