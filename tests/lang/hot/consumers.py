"""sum, any, all, min, max, list, tuple, set, sorted, join, extend, next and send with generators, in hot loops."""


def count(n, log=None):
    for i in range(n):
        if log is not None:
            log.append(i)
        yield i


def sums(n):
    items = [i * 0.5 for i in range(n)]
    return (sum(x * x for x in range(n)), sum(x * 0.5 for x in items), sum(x > 3 for x in items), sum(count(n)),
            sum(x for x in [1, 2.5, True] * n), sum(2 ** 48 for _ in range(n)), sum(-0.0 for _ in range(n)))


def truths(n):
    log = []
    found = any(x == n - 3 for x in count(n, log))
    return (found, len(log), all(x < n for x in range(n)), all(x - 50 for x in range(n)), any(x for x in [0, 0.0, None] * n),
            any("" for _ in range(n)), all((x,) for x in range(n)))


def extremes(n):
    return (max(x * 7 % 101 for x in range(n)), min(x * 7 % 101 - 0.5 for x in range(n)), max(str(x) for x in range(n)),
            min(x if x % 2 else x * 1.0 for x in range(n, 0, -1)), str(max(float("nan") if x == 0 else x * 1.0 for x in range(n))))


def collected(n):
    out = [0]
    out.extend(x + 1 for x in range(n))
    return (list(x * 2 for x in range(n))[-1], tuple(str(x) for x in range(n))[-1], sorted(-x for x in range(n))[0],
            len(set(x % 10 for x in range(n))), ",".join(str(x) for x in range(n))[-7:], len(out), sum(out))


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


def nested(n):
    return sum(sum(y for y in range(x)) for x in range(n)), sum(tree(8)), max(tree(6)), sum(x for x in tree(5) if x > 1)


def calls(n):
    """The same generator function, resumed by different calls from different places."""
    total, it = 0, count(n)
    while True:
        x = next(it, None)
        if x is None:
            break
        total += x
    a = count(n)
    for _ in range(n):
        total += next(a)
    try:
        next(a)
    except StopIteration:
        total += 1
    for _ in range(n):
        total += sum(count(3)) + max(count(4)) + len(list(count(2)))
    return total


def echo():
    got = 0
    while got is not None:
        got = yield got and got * 2
    return "ended"


def sending(n):
    e = echo()
    total = next(e) or 0
    for i in range(n):
        total += e.send(i) or 0
    try:
        e.send(None)
    except StopIteration as stop:
        return total, stop.value


def failing(n):
    done = 0
    for i in range(n):
        try:
            done += sum(100 // (x - 20) for x in range(i))
        except ZeroDivisionError:
            done += 1
        try:
            done += len(",".join(x if x != 30 else "!" for x in ["a"] * i))
            done += sum(x if x != 25 else "text" for x in range(i))
        except TypeError as error:
            done += len(str(error))
        try:
            done += max(x for x in range(i) if x > 10)
        except ValueError as error:
            done += len(str(error))
    return done


class Number:
    """Adding it looks at the generator, which must be suspended then."""

    def __init__(self, value):
        self.value = value

    def __radd__(self, other):
        looked.append((generator.gi_running, next(generator, None)))
        return other + self.value


looked = []
generator = None


def looking(n):
    global generator
    total = 0
    for i in range(n):
        generator = (Number(x) if x == 20 and i > n - 3 else x for x in range(60))
        total += sum(generator)
    return total, looked


def closing(n):
    log = []

    def guarded(m):
        try:
            for i in range(m):
                yield i
        finally:
            log.append(m)

    for i in range(n):
        g = guarded(i)
        any(x == 40 for x in g)
        g.close()
    return len(log), sum(log)


for function in (sums, truths, extremes, collected, nested, calls, sending, failing, looking, closing):
    print(function.__name__, function(150), function(90) == function(90))
