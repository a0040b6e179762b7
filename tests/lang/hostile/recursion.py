"""Structures that contain themselves, attribute access that never ends, chains that are too long: errors, no crashes."""
import functools
import gc
import itertools
import sys
from collections import ChainMap, OrderedDict, UserDict, UserList, defaultdict, deque


def check(name, function):
    try:
        print(name, str(function())[:60])
    except RecursionError:
        print(name, "RecursionError")
    except Exception as error:
        print(name, type(error).__name__, str(error)[:70])


def outcome(name, function):
    """Whether there is an answer or a RecursionError may depend on limits."""
    try:
        function()
    except Exception:
        pass
    print(name, "ended")


# repr
def inside(container, put):
    put(container)
    return container


check("list", lambda: inside([], lambda c: c.append(c)))
check("dict", lambda: inside({}, lambda c: c.update(a=c)))
check("deque", lambda: inside(deque(), lambda c: c.append(c)))
check("OrderedDict", lambda: inside(OrderedDict(), lambda c: c.update(a=c)))
check("defaultdict", lambda: inside(defaultdict(list), lambda c: c.update(a=c)))
check("UserList", lambda: inside(UserList(), lambda c: c.append(c)))
check("partial", lambda: inside(functools.partial(print), lambda c: c.__setstate__((print, (c,), {}, {}))))
tuple_in_list = ([],)
tuple_in_list[0].append(tuple_in_list)
check("tuple", lambda: tuple_in_list)
check("values", lambda: inside({}, lambda c: c.update(a=c.values())))


def nested(wrap, depth=30000):
    value = wrap(None)
    for n in range(depth):
        value = wrap(value)
    return value


class Node:
    def __init__(self, next):
        self.next = next


wraps = {"list": lambda v: [v], "tuple": lambda v: (v,), "dict": lambda v: {1: v}, "deque": lambda v: deque([v]), "object": Node,
         "partial": lambda v: functools.partial(print, v), "chain": lambda v: itertools.chain([v]),
         "slice": lambda v: slice(v), "method": lambda v: Node(v).__init__, "defaultdict": lambda v: defaultdict(None, {1: v}),
         "OrderedDict": lambda v: OrderedDict({1: v}), "enumerate": lambda v: enumerate([v]),
         "lambda": lambda v: lambda: v, "property": lambda v: property(v), "cell": lambda v: (lambda: v).__closure__,
         "map": lambda v: map(print, [v]), "reversed": lambda v: reversed([v]), "exception": lambda v: ValueError(v)}
for name, wrap in wraps.items():
    deep = nested(wrap)
    outcome(name + " repr", lambda: repr(deep))
    outcome(name + " equal", lambda: deep == nested(wrap))
    outcome(name + " hash", lambda: hash(deep) if name != "list" else None) if name in ("tuple", "slice2") else None
    del deep
    gc.collect()
iterators = {"map": lambda it: map(abs, it), "filter": lambda it: filter(None, it), "chain": lambda it: itertools.chain(it),
             "islice": lambda it: itertools.islice(it, 5), "zip": lambda it: zip(it), "enumerate": lambda it: enumerate(it),
             "accumulate": lambda it: itertools.accumulate(it), "takewhile": lambda it: itertools.takewhile(bool, it),
             "starmap": lambda it: itertools.starmap(max, it), "cycle": lambda it: itertools.cycle(it),
             "generator": lambda it: (x for x in it), "tee": lambda it: itertools.tee(it)[0],
             "groupby": lambda it: itertools.groupby(it), "pairwise": lambda it: itertools.pairwise(it),
             "compress": lambda it: itertools.compress(it, it), "zip_longest": lambda it: itertools.zip_longest(it),
             "from_iterable": lambda it: itertools.chain.from_iterable([it])}
for name, wrap in iterators.items():
    deep = iter([1, 2, 3])
    for n in range(10000):
        deep = wrap(deep)
    outcome(name + " next", lambda: next(deep, None))
    del deep
    gc.collect()


# attributes
class Endless:
    def __getattr__(self, name):
        return self.other

    def __setattr__(self, name, value):
        self.x = value

    def __delattr__(self, name):
        del self.x


class EndlessAll:
    def __getattribute__(self, name):
        return self.other


class Truth:
    def __bool__(self):
        return bool(self)

    def __len__(self):
        return len(self)

    def __iter__(self):
        return iter(self)

    def __call__(self):
        return self()

    def __index__(self):
        return range(9)[self]

    def __hash__(self):
        return hash(self)

    def __eq__(self, other):
        return self == other

    def __lt__(self, other):
        return self < other

    def __add__(self, other):
        return self + other

    def __repr__(self):
        return repr(self)

    def __str__(self):
        return str(self)

    def __format__(self, spec):
        return format(self, spec)

    def __contains__(self, item):
        return item in self

    def __getitem__(self, key):
        return self[key]

    def __enter__(self):
        with self:
            pass

    def __exit__(self, *args):
        pass

    def __instancecheck__(self, other):
        return isinstance(other, self)

    def __bytes__(self):
        return bytes(self)

    def __complex__(self):
        return complex(self)

    def __round__(self, digits=None):
        return round(self, digits)

    def __length_hint__(self):
        import operator
        return operator.length_hint(self)


check("getattr", lambda: Endless().y)
check("setattr", lambda: setattr(Endless(), "y", 1))
check("delattr", lambda: delattr(Endless(), "y"))
check("getattribute", lambda: EndlessAll().y)
check("hasattr", lambda: hasattr(Endless(), "y"))
it = Truth()
for name, use in {"bool": bool, "len": len, "iter": iter, "call": lambda x: x(), "index": lambda x: [1][x], "hash": hash,
                  "equal": lambda x: x == 1, "less": lambda x: x < 1, "add": lambda x: x + 1, "repr": repr, "str": str,
                  "format": format, "contains": lambda x: 1 in x, "item": lambda x: x[0], "isinstance": lambda x: isinstance(1, x),
                  "bytes": bytes, "complex": complex, "round": round, "dict": lambda x: {x: 1}, "sorted": lambda x: sorted([x, x]),
                  "print": lambda x: f"{x}", "percent": lambda x: "%s" % x, "join": lambda x: [] + [x] == [1]}.items():
    check(name, lambda: use(it))


def with_itself():
    with Truth():
        pass


check("with", with_itself)


class Meta(type):
    def __getattr__(cls, name):
        return getattr(cls, name)

    def __call__(cls):
        return cls()

    def __instancecheck__(cls, it):
        return isinstance(it, cls)

    def __subclasscheck__(cls, it):
        return issubclass(it, cls)


class Made(metaclass=Meta):
    pass


check("metaclass getattr", lambda: Made.y)
check("metaclass call", lambda: Made())
check("metaclass isinstance", lambda: isinstance(1, Made))
check("metaclass issubclass", lambda: issubclass(int, Made))


class Descriptor:
    def __get__(self, it, cls):
        return it.x

    def __set__(self, it, value):
        it.x = value


class Owner:
    x = Descriptor()


check("descriptor get", lambda: Owner().x)
check("descriptor set", lambda: setattr(Owner(), "x", 1))
check("property", lambda: type("P", (), {"p": property(lambda self: self.p)})().p)
cached = functools.lru_cache(None)(lambda n: cached(n + 1))
check("lru_cache", lambda: cached(0))
key = functools.cmp_to_key(lambda a, b: key(a) < key(b))
check("cmp_to_key", lambda: key(1) < key(2))
check("reduce", lambda: (lambda f: functools.reduce(f, [1, 2, 3]))(lambda a, b, *c: functools.reduce(a, b)))
check("map of itself", lambda: (lambda f: f(f))(lambda f: list(map(f, [f]))))
check("sorted key", lambda: (lambda f: f(f))(lambda f: sorted([1, 2], key=lambda x: f(f))))
check("max key", lambda: (lambda f: f(f))(lambda f: max([1, 2], key=lambda x: f(f))))
check("sub", lambda: (lambda f: f(f))(lambda f: __import__("re").sub("a", lambda m: f(f), "aaa")))
check("exec", lambda: (lambda g: exec(g["text"], g))({"text": "exec(text, globals())"}))
check("eval", lambda: (lambda g: eval(g["text"], g))({"text": "eval(text, globals())"}))
check("import", lambda: __import__("functools").reduce(lambda a, b: a, [1]))


class Exploding(Exception):
    def __init__(self):
        raise Exploding


check("exception", Exploding)


def generator():
    yield from generator()


check("yield from", lambda: next(generator()))


def chained(n):
    try:
        raise ValueError(n)
    except ValueError:
        if n:
            chained(n - 1)
        raise KeyError(n)


check("context", lambda: chained(200))
