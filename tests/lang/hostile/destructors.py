"""Finalisers and weak callbacks that resurrect, raise, collect and take part in what is going on."""
import gc
import sys
import weakref


def quietly(unraisable):
    print("unraisable", unraisable.exc_type.__name__)


sys.unraisablehook = quietly
kept = []


class Resurrected:
    def __del__(self):
        kept.append(self)


class Raising:
    def __del__(self):
        raise ValueError("in a finaliser")


class Collecting:
    def __del__(self):
        gc.collect()
        gc.collect()


class Making:
    left = 200

    def __del__(self):
        if Making.left:
            Making.left -= 1
            Making()


class Changing:
    def __init__(self, action):
        self.action = action

    def __del__(self):
        self.action()


def cycle(cls, *args):
    it = cls(*args)
    it.me = it


for n in range(10):
    cycle(Resurrected)
gc.collect()
gc.collect()
print("resurrected", len(kept), all(it.me is it for it in kept))
kept.clear()
gc.collect()
print("finalised once", len(kept))
cycle(Raising)
gc.collect()
cycle(Collecting)
gc.collect()
Making()
gc.collect()
for n in range(2000):
    if Making.left:
        gc.collect()
print("made", Making.left)

# containers that finalisers change while they are being used
items = []


def use(name, work):
    items[:] = range(10)
    for n in range(50):
        cycle(Changing, items.clear)
    try:
        work()
    except Exception as error:
        pass
    gc.collect()
    print(name, "done")


def collect(answer):
    gc.collect()
    return answer


class Key:
    def __lt__(self, other):
        return collect(True)

    def __eq__(self, other):
        return collect(False)

    def __hash__(self):
        return collect(1)

    def __index__(self):
        return collect(5)

    def __repr__(self):
        return collect("Key")


use("sort", lambda: items.sort(key=collect))
use("comparison", lambda: items.__setitem__(slice(None), [Key()] * 10) or items.sort())
use("index", lambda: items[Key()])
use("assignment", lambda: items.__setitem__(Key(), 1))
use("extend", lambda: items.extend(collect(n) for n in range(5)))
use("loop", lambda: [collect(n) for n in items])
use("count", lambda: items.count(Key()))
use("repr", lambda: items.append(Key()) or repr(items))
use("join", lambda: ",".join(collect("x") for n in range(5)))
use("dict", lambda: {Key(): n for n in range(10)})
use("map", lambda: list(map(collect, items)))
use("sum", lambda: sum(collect(n) for n in items))
use("zip", lambda: list(zip(items, (collect(n) for n in range(9)))))
use("max", lambda: max(items, key=collect))

# weak references
heard = []


class Target:
    pass


def collected(reference):
    heard.append(reference() is None)
    gc.collect()


references = [weakref.ref(Target(), collected) for n in range(5)]
gc.collect()
gc.collect()
print("callbacks", len(heard), all(heard))


def raises(reference):
    raise KeyError("in a callback")


reference = weakref.ref(Target(), raises)
gc.collect()
table = weakref.WeakValueDictionary()
targets = [Target() for n in range(100)]
for n, target in enumerate(targets):
    table[n] = target
count = 0
for key in table.keys():
    if targets:
        targets.pop()
    if count % 10 == 0:
        target = None
        gc.collect()
    count += 1
print("weak values", count > 0)
keys = weakref.WeakKeyDictionary()
targets = [Target() for n in range(50)]
for target in targets:
    keys[target] = [target]
targets.clear()
target = None
gc.collect()
weak = weakref.WeakSet(Target() for n in range(50))
gc.collect()
print("weak set", len(weak))
proxy = weakref.proxy(Target())
gc.collect()
try:
    proxy.x
except ReferenceError as error:
    print(error)
references = {}
references["self"] = weakref.ref(kept.append, lambda r: references.clear())
gc.collect()


# finalisers at the end of generators
def generator(action):
    try:
        yield 1
    finally:
        action()


def abandoned():
    it = generator(lambda: kept.append(it))
    next(it)


kept.clear()
abandoned()
gc.collect()
gc.collect()
print("generator", len(kept))


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            if len(kept) > 5:
                return
            kept.append(1)


it = stubborn()
next(it)
try:
    it.close()
except RuntimeError as error:
    print(error)
del it
gc.collect()
