"""Calls with *arguments and **keywords in compiled code, and functions that take them."""


def two(a, b=10): return a * 100 + b
def rest(a, *others): return a, others
def all_of(*args, **kwargs): return args, kwargs
def count(*args): return len(args)
def named(a, *args, b=5): return a, args, b
def wrapper(*args, **kwargs): return two(*args, **kwargs)
def twice(*args, **kwargs): return wrapper(*args, **kwargs)


class Methods:
    def __init__(self, *parts): self.parts = parts
    def method(self, *args, k=0): return self.parts, args, k
    def plain(self, a, b): return self.parts[0], a, b
    def __call__(self, *args): return args
    @classmethod
    def make(cls, *args): return cls(*args)
    @staticmethod
    def static(*args): return args[::-1]


def loop(n, act):
    last = []
    for i in range(n):
        last = last[-2:]
        last.append(act(i))
    return last


class Tuple(tuple):
    pass


pair, items = (1, 2), [3, 4]
thing = Methods(1, 2.5)
acts = [
    lambda i: two(*(i, 3)), lambda i: two(*(i,)), lambda i: two(*[i, i + 1]), lambda i: two(i, *(4,)), lambda i: two(*pair),
    lambda i: two(*items), lambda i: two(**{"a": i, "b": 2}), lambda i: two(**{"b": i, "a": 2}), lambda i: two(i, **{}),
    lambda i: two(*(i,), **{"b": 7}), lambda i: two(*range(i % 2 + 1)), lambda i: two(*(x for x in pair)),
    lambda i: rest(i), lambda i: rest(i, 1), lambda i: rest(i, 1, 2.5, "x", None, i), lambda i: rest(*(i, i, i)),
    lambda i: all_of(), lambda i: all_of(i, i), lambda i: all_of(i, k=i), lambda i: all_of(**{"z": i, "y": 1}),
    lambda i: count(*range(i % 7)), lambda i: count(*[0] * 40), lambda i: named(i), lambda i: named(i, 1, b=i),
    lambda i: wrapper(i, 2), lambda i: wrapper(i), lambda i: wrapper(a=i, b=1), lambda i: twice(i, b=1), lambda i: twice(i),
    lambda i: thing.method(i), lambda i: thing.method(*pair, i), lambda i: thing.method(i, k=1), lambda i: thing.plain(*pair),
    lambda i: thing(*pair, i), lambda i: Methods(*pair).parts, lambda i: Methods.make(i, 2).parts, lambda i: thing.static(i, *pair),
    lambda i: Methods.method(*(thing, i)), lambda i: max(*pair, i), lambda i: print(*pair, sep="-") if i > 1498 else None,
    lambda i: two(*Tuple((i, 1))), lambda i: "{} {}".format(*(i, 1)), lambda i: dict(**{"a": i}), lambda i: isinstance(*(i, int)),
]
for number, act in enumerate(acts):
    print(number, loop(1500, act))

# --- lengths, types and names that change, and errors


def changing(n, values):
    out = []
    for i in range(n):
        try:
            r = count(*values[i * 5 // n])
        except TypeError as e:
            r = str(e)
        if r not in out: out.append(r)
    return out


print(changing(5000, [(1, 2), (1,), [1, 2, 3], 5, {1: 2, 3: 4, 5: 6, 7: 8}]))


def keywords(n, values):
    out = []
    for i in range(n):
        try:
            r = two(**values[i * 7 // n])
        except TypeError as e:
            r = str(e)
        if r not in out: out.append(r)
    return out


print(keywords(7000, [{"a": 1}, {"a": 1, "b": 2}, {"b": 2}, {"a": 1, "c": 2}, {5: 1}, {"a": 3, "b": 4}, 5]))


def mutates(n):
    """The dict and the list are copied: what the callee does to its own changes nothing."""
    names, values = {"k": 0}, [0]
    def changes(*args, **kwargs):
        kwargs["k"] = args
        return kwargs
    for i in range(n):
        names["k"] = i
        values[0] = i
        changes(*values, **names)
    return names, values


print(mutates(3000))


def recursive(n, *args):
    return recursive(n - 1, n, *args) if n else args


print([recursive(i % 6) for i in range(2000)][-6:])


class Key:
    """Hashes and compares like the number it looks for: in Python, and with effects."""
    hits = 0
    def __hash__(self): return 5
    def __eq__(self, other):
        Key.hits += 1
        if Key.hits == 2000: shrinks.clear()
        return False


def look_up(n):
    table = {Key(): 1}
    for i in range(100): table[i] = i
    total, own = 0, shrinks
    for i in range(n):
        try:
            total += own[1] + table[5] + own[2]
            table[5] = 5
        except IndexError:
            return total, i, Key.hits
    return total


shrinks = [1, 2, 3]
print(look_up(5000))
