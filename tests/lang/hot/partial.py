"""functools.partial called from hot code: Python functions, methods, classes, C functions, deep recursion, attributes."""
from _functools import partial


def add(*args, **keywords):
    return sum(args) + sum(keywords.values())


class Counter:
    def __init__(self, start, step=1):
        self.value = start
        self.step = step

    def move(self, times, by=1):
        self.value += self.step * times * by
        return self.value


def run(call, count):
    total = 0
    for i in range(count):
        total += call(i)
    return total


counter = Counter(0)
calls = [partial(add, 1, 2), partial(add, *range(50)), partial(add, 1, z=5), partial(max, 10), partial(counter.move, 2), partial(lambda a, b: a - b, 3),
         partial(partial(add, 1), 2), partial(int), partial(divmod, 7)]
for call in calls[:-1]:
    print(run(call, 300))
print(sum(calls[-1](i)[0] for i in range(1, 300)))
made = 0
make = partial(Counter, 5)
for i in range(300):
    made += make(i).step + make(step=2).value
print(made)
named = partial(add, 1)
named.note = "n"
print(run(named, 300), named.note)
for bad in (partial(len), partial(len, 1, 2), partial(counter.move, 1, 2, 3), partial(add, 1)):
    try:
        print([bad("a") for i in range(100)][0])
    except TypeError as e:
        print(e)


def down(n):
    return 0 if n == 0 else partial(down, n - 1)()


print(down(600))


def endless(n):
    return partial(endless, n)()


try:
    endless(1)
except RecursionError as e:
    print(type(e).__name__)


def changing(n):
    return partial(int if n % 3 else add, 0 if n % 2 else "7") if n % 3 else partial(add, n)


total = 0
for i in range(600):
    total += changing(i)() if i % 3 == 0 or i % 2 == 0 else 1
print(total)
