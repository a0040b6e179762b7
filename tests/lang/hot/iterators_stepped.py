"""zip, enumerate and iterator objects in hot loops: traces step them themselves, whoever else uses them meanwhile."""


def pairs(n):
    x, y = list(range(n)), [i * 0.5 for i in range(n)]
    total = 0
    for a, b in zip(x, y):
        total += a * b
    for i, v in enumerate(y):
        total += i * v
    for i, (a, b) in enumerate(zip(x, y)):
        total += i + a + b
    for a, b, c in zip(range(n), tuple(x), y):
        total += a * b - c
    return total


def shared(n):
    """One iterator in both places of a zip, stepped in the body, left half way."""
    out = []
    it = iter(list(range(n)))
    for a, b in zip(it, it):
        out.append(b - a)
    it = iter(range(n))
    for a in it:
        if a % 7 == 3:
            out.append(next(it, -1))
    z = zip(range(n), range(n, 0, -1))
    for a, b in z:
        if a >= b:
            break
    return sum(out), len(list(z)), next(z, "ended")


def kept(n):
    """The tuple outlives its iteration."""
    before, seen = (0, 0), []
    for pair in zip(range(n), range(n)):
        if pair[1] % 50 == 49:
            seen.append((before, pair))
        before = pair
    return before, seen


def grows(n):
    """A list that grows while it is walked, and one that shrinks."""
    items, total = [1, 2, 3], 0
    for i, v in enumerate(items):
        total += v
        if len(items) < n:
            items.append(i % 5)
    it = iter(items)
    for v in it:
        total += v
        items.pop()
    items.extend([1] * n)
    return total, next(it, "ended")


def strict(n):
    lines, count = [], 0
    for short in range(n):
        try:
            for a, b in zip(range(n), range(short), strict=True):
                count += 1
        except ValueError as error:
            lines.append(str(error))
    return count, len(lines), lines[-1]


def wide(n):
    """Counters that leave the small ints."""
    total = 0
    for i, v in enumerate(range(n), 2 ** 50 - n // 2):
        total += i - v
    for v in iter(range(2 ** 50 - n // 2, 2 ** 50 + n)):
        total += v % 3
    return total


def swapped(n):
    a, b, last = 0, 1, None
    for i in range(n):
        a, b = b, (a + b) % 1000
        last = (a, b, i)
        u, v, w = last
        if w % 97 == 96:
            a = u - v
    return a, b, last


for function in (pairs, shared, kept, grows, strict, wide, swapped):
    print(function.__name__, function(150), function(3) == function(3))
print(sum([0.1] * 10), sum([1, 2.5, True]), sum((2 ** 50 - 1, 2 ** 50 - 1, 5)), sum([-0.0], -0.0), sum([], 1.5))
