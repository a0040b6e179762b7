"""What compiled code takes for granted is changed by something that a C function calls back, long after the code was
made: in the middle of a bytecode, with calls inlined around it."""
import threading


class After:
    """Added to a number by sum(), it does something once, the `left`th time."""

    def __init__(self, left, act, error=None):
        self.left, self.act, self.error = left, act, error

    def __radd__(self, other):
        self.left -= 1
        if self.left == 0:
            self.act()
            if self.error:
                raise self.error
        return other + 1


def replaced(x, n):
    a = b = c = d = e = 5
    return "other", a, b, c, d, e, x, n


def run(function, first=2996, last=3004):
    return [r for i, r in enumerate([function(i, i) for i in range(last)]) if i >= first]


# --- the code of the function that runs, which goes on with the code it had


def code(x, n):
    y = x + sum(items)
    z = [y, "const", 777]
    return z[0] + len(z[1]) + z[2]


def change_code():
    code.__code__ = replaced.__code__


items = [After(3000, change_code)]
print(run(lambda x, n: code(x, n)))


def code_raises(x, n):
    y = x + 1
    try:
        y += sum(items)
    except ValueError as e:
        y = str(e)
    return [y, "const", 777]


items = [After(3000, lambda: setattr(code_raises, "__code__", replaced.__code__), ValueError("raised"))]
print(run(lambda x, n: code_raises(x, n)))


def leaf(x, n):
    z = x + sum(items)
    return z, "leaf"


def middle(x, n):
    t = leaf(x, n)
    return t[0], "middle", n


def outer_code(x, n):
    return middle(x, n), "outer"


def change_all():
    for f in leaf, middle, outer_code:
        f.__code__ = replaced.__code__
        f.__code__ = (lambda x, n: (x, "second")).__code__


items = [After(3000, change_all)]
print(run(lambda x, n: outer_code(x, n)))


def back_and_forth(x, n):
    y = [x + sum(items), "const"]
    return y[0], y[1], n


own_code = back_and_forth.__code__


def change_twice():
    back_and_forth.__code__ = replaced.__code__
    back_and_forth.__code__ = own_code


for k in 3000, 3001, 3002:
    items = [After(k, change_twice)]
    print(run(lambda x, n: back_and_forth(x, n))[k - 2998:])

# --- the code of a generator that is inlined


def numbers(n):
    for i in range(n):
        a = i + sum(items)
        yield a, "numbers"


def other_numbers(n):
    p = q = r = s = t = u = 1
    yield p, q, r, s, t, u


def consume(n):
    out = []
    for a in numbers(n):
        if a[0] > n - 4: out.append(a)
    return out


items = [After(3000, lambda: setattr(numbers, "__code__", other_numbers.__code__))]
print(consume(3003), consume(2))

# --- defaults, keyword defaults, cells, globals


def defaults(x, n, y=1):
    return sum(items) + y


items = [After(3000, lambda: setattr(defaults, "__defaults__", (100,)))]
print(run(lambda x, n: defaults(x, n) + defaults(x, n)))


def keywords(x, n, *, y=1):
    return sum(items) + y


items = [After(3000, lambda: keywords.__kwdefaults__.update(y=50))]
print(run(lambda x, n: keywords(x, n) + keywords(x, n)))


def make_cell():
    cell = 1

    def set_cell():
        nonlocal cell
        cell = 2.5

    def use(x, n):
        return cell + sum(items) + cell

    return use, set_cell


use_cell, set_cell = make_cell()
items = [After(3000, set_cell)]
print(run(use_cell))
use_cell, set_cell = make_cell()
items = [After(3000, lambda: setattr(use_cell.__closure__[0], "cell_contents", 7))]
print(run(use_cell))

constant = 1


def change_global():
    global constant
    constant = "changed"


def uses_global(x, n):
    return constant, sum(items), constant


items = [After(3000, change_global)]
print(run(uses_global))


def uses_builtin(x, n):
    return abs(-x), sum(items), abs(-n)


items = [After(3000, lambda: globals().update(abs=lambda x: "not builtin"))]
print(run(uses_builtin))
del abs

# --- classes


class Base:
    attribute = 1

    def method(self):
        return "method"

    @property
    def computed(self):
        return "computed"


class Derived(Base):
    def __init__(self):
        self.x = 1


class Other:
    attribute = 2

    def method(self):
        return "other"

    computed = 3


class Slotted:
    __slots__ = "slot",

    def __init__(self):
        self.slot = 1


def uses_class(x, n):
    a = thing.attribute, thing.method(), thing.computed, thing.x, isinstance(thing, Base)
    s = sum(items)
    return a, s, thing.attribute, thing.method(), thing.computed, thing.x, isinstance(thing, Base)


for act in (lambda: setattr(Base, "attribute", 10), lambda: setattr(Derived, "method", lambda self: "new"),
            lambda: setattr(thing, "method", lambda: "own"), lambda: setattr(thing, "__class__", Other),
            lambda: setattr(Base, "computed", 5), lambda: setattr(thing, "x", 2.5),
            lambda: setattr(Base.method, "__code__", (lambda self: "code").__code__),
            lambda: delattr(Base, "computed") or setattr(Base, "computed", property(lambda self: "again")),
            lambda: setattr(Derived, "__bases__", (Other,))):
    thing = Derived()
    items = [After(3000, act)]
    print(run(uses_class, 2998, 3001))


def uses_slot(x, n):
    return slotted.slot, sum(items), slotted.slot


slotted = Slotted()
member = Slotted.slot
items = [After(3000, lambda: setattr(Slotted, "slot", property(lambda self: "property")))]
print(run(uses_slot, 2998, 3001))

# --- from another thread


def victim(x, go, started):
    for i in range(3000):
        y = [x + i, "victim", 3.5]
    started.set()
    go.wait()
    for i in range(3000):
        y = [x + i, "victim", y[2]]
    return y


def other_victim(x, go, started):
    a = b = c = d = 4
    return [a, b, c, d, "const", (1, 2)]


go, started, result = threading.Event(), threading.Event(), []
thread = threading.Thread(target=lambda: result.append(victim(7, go, started)))
thread.start()
started.wait()
victim.__code__ = other_victim.__code__
go.set()
thread.join()
print(result, victim(3, 4, 5))


def waits(x, n):
    lock.acquire(True, 10)
    lock.release()
    return [x, n, "waits"]


def main_waits():
    out = []
    for i in range(3000):
        if i == 2990:
            lock.acquire()
            threading.Timer(0.05, release).start()
        out.append(waits(i, i))
    return out[2988:2993]


def release():
    waits.__code__ = replaced.__code__
    lock.release()


lock = threading.Lock()
print(main_waits())
