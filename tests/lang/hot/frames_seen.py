"""A function that begins to look at frames when compiled code calls it for the thousandth time sees those that are inlined
there: functions, lines and variables."""
import sys
import traceback


class Looks:
    """Added to a number by sum(), it looks at the frames from the `left`th time on."""

    left = 0

    def __radd__(self, other):
        Looks.left -= 1
        if Looks.left <= 0: self.look()
        return other + 1

    def look(self):
        frame, names = sys._getframe(2), []
        while frame.f_code.co_name != "<module>":
            values = {k: v for k, v in frame.f_locals.items() if isinstance(v, (int, float, str))}
            names.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, sorted(values.items())))
            frame = frame.f_back
        print(names)


items = [Looks()]


def inner(x, n):
    y = x + 1
    y += sum(items)
    return y + n


def middle(a):
    k = a * 2.5
    k = k + 1
    return inner(k, a) + k


def loop(n):
    Looks.left = n - 2
    total = 0
    for i in range(n):
        before = i
        total += middle(i)
        before = i * 2
    return total


print(loop(3000))


def swaps(n):
    """The looks write what the loop has then; what it has later is what counts."""
    Looks.left = n - 4
    a, b, c, kept = 1, 2.5, "x", 10
    for i in range(n):
        kept, saved = i, kept
        a, b = b, a
        sum(items)
        kept = saved
        if i == n - 1: c = "last"
    return a, b, c, kept


print(swaps(3000), swaps(3001))


class Operators:
    def __init__(self, v): self.v = v
    def __add__(self, other): return Operators(self.v + sum(items))
    @property
    def value(self): return self.v + sum(items)


def special(n):
    Looks.left = 2 * n - 3
    x = Operators(0)
    for i in range(n): x = x + i if x.value else x
    return x.v


print(special(2500))


def numbers(n):
    for i in range(n):
        sum(items)
        yield i


def delegates(n):
    yield from numbers(n)


def consumer(n):
    Looks.left = n - 1
    t = v = 0
    for v in delegates(n): t += v
    return t, v


print(consumer(3000))


def recursive(n):
    if n == 0: return sum(items)
    return recursive(n - 1) + (1 if n else 0)


def recursions(n):
    Looks.left = n
    last = 0
    for i in range(n): last += recursive(i % 7 if i < n - 1 else 3) + i
    return last


print(recursions(3000))


def nested(n):
    """The callee is a compiled loop itself, and looks from within."""
    Looks.left = 40 * n - 1
    t = 0
    for i in range(n): t += max([i], key=callee)
    return t


def callee(x):
    for j in range(40): sum(items)
    return x


print(nested(200))


class Stack(Looks):
    def look(self):
        stack = traceback.extract_stack()
        print([(s.name, s.lineno) for s in stack if s.name in ("inner", "middle", "loop")])


items = [Stack()]
print(loop(2500))


class Raises(Looks):
    def look(self): raise ValueError("looked")


def traced(n):
    Looks.left = n - 1
    for i in range(n):
        try:
            middle(i)
        except ValueError as error:
            entry = error.__traceback__
            while entry:
                print(entry.tb_frame.f_code.co_name, entry.tb_lineno - entry.tb_frame.f_code.co_firstlineno, end="; ")
                entry = entry.tb_next
            print()


items = [Raises()]
traced(2500)


class Namespaces(Looks):
    def look(self):
        frame = sys._getframe(3)
        print(eval("sorted(k for k in globals() if k.startswith('own_'))", frame.f_globals), type("T", (), {}).__module__)


items, own_name = [Namespaces()], 1
print(loop(2500))
