"""__del__: once, order, resurrection, late definition, errors; generators closed when they die."""
import gc
import sys


class Named:
    def __init__(self, name, *children):
        self.name = name
        self.children = children

    def __del__(self):
        print("del", self.name)


def tree():
    Named("parent", Named("child", Named("grandchild")))


tree()
gc.collect()

print("-- a chain ends from its head")
chain = None
for i in range(5):
    chain = Named(i, chain)
del chain
gc.collect()

print("-- a cycle")


def cycle():
    a, b = Named("a"), Named("b")
    a.other, b.other = b, a


cycle()
gc.collect()

print("-- resurrection, once only")
saved = []


class Phoenix:
    def __del__(self):
        print("rising")
        saved.append(self)


Phoenix()
gc.collect()
print(len(saved), type(saved[0]).__name__, gc.is_finalized(saved[0]))
saved.clear()
gc.collect()
print(len(saved))

print("-- defined after the instance was made")


class Late:
    pass


late = Late()
Late.__del__ = lambda self: print("late")
del late
gc.collect()
late = Late()
del Late.__del__
del late
gc.collect()

print("-- errors are reported, not raised")


class Broken:
    def __del__(self):
        raise ValueError("broken")


def report(unraisable):
    print(unraisable.exc_type.__name__, unraisable.exc_value, unraisable.err_msg, unraisable.object.__qualname__,
          type(unraisable).__name__)


sys.unraisablehook = report
Broken()
gc.collect()
sys.unraisablehook = sys.__unraisablehook__

print("-- in a loop, without asking for a collection")
count = 0


class Counted:
    def __del__(self):
        global count
        count += 1


for i in range(200):
    Counted()
    filler = [0] * 20000
gc.collect()
print(count in (199, 200))  # a stale register may keep the last one

print("-- subclasses of built-in types, and classes with slots")


class Items(list):
    def __del__(self):
        print("items", list(self))


class Slotted:
    __slots__ = ("x",)

    def __del__(self):
        print("slotted", self.x)


def others():
    Items([1, 2])
    slotted = Slotted()
    slotted.x = 5


others()
gc.collect()

print("-- generators")


def resource(name):
    try:
        yield 1
        yield 2
    finally:
        print("closed", name)


def use():
    started, fresh, done = resource("started"), resource("fresh"), resource("done")
    next(started)
    print(list(done))


use()
gc.collect()

print("-- at the end of the program")
first = Named("first at exit")
second = Named("second at exit")
