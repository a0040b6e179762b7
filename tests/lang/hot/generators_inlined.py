"""Generators that are resumed in hot loops: what one can see of them from outside stays as it is."""
import sys


def count(n):
    for i in range(n):
        yield i


def evens(items):
    for item in items:
        if item % 2 == 0:
            yield item


def total(n):
    out = 0
    for item in evens(count(n)):
        out += item
    return out


print(total(3000))


def fails(n, at):
    for i in range(n):
        if i == at:
            raise LookupError(i)
        yield i


def consume(n, at):
    got = 0
    try:
        for x in fails(n, at):
            got += x
    except LookupError as e:
        t = e.__traceback__
        return got, e.args, t.tb_lineno, t.tb_next.tb_lineno, t.tb_next.tb_frame.f_code.co_name
    return got


print(consume(3000, 2500), consume(3000, -1))


def stops(n):
    for i in range(n):
        yield i
        if i == 1999:
            raise StopIteration("inside")


def consume_stops():
    try:
        for x in stops(3000):
            pass
    except RuntimeError as e:
        return x, str(e), repr(e.__cause__), e.__suppress_context__


print(consume_stops())


def closes():
    try:
        for i in range(10000):
            yield i
    finally:
        log.append(("closed at", i))


log = []


def leave_early(n):
    g = closes()
    for x in g:
        if x == n:
            break
    before = g.gi_frame.f_lineno, g.gi_running, g.gi_suspended
    rest = next(g), next(g)
    g.close()
    return x, before, rest, g.gi_frame, list(g)


print(leave_early(2345), log)


def replies():
    got = 0
    for i in range(10000):
        try:
            sent = yield got
        except KeyError as e:
            got = "caught %s at %d" % (e, i)
        else:
            got = sent, i


def talk(n):
    g = replies()
    for x in g:
        if x and x[1] == n:
            break
    out = [g.send("hello"), g.throw(KeyError("k")), next(g), g.send("again")]
    for x in g:
        if x[1] > n + 1000:
            break
    out.append(x)
    try:
        g.throw(ValueError("out"))
    except ValueError as e:
        out.append((e.args, e.__traceback__.tb_next.tb_lineno))
    return out


print(talk(1800))


def again(n):
    for i in range(n):
        yield i
        if i == n - 5:
            try:
                next(me)
            except ValueError as e:
                yield str(e)
            try:
                for nothing in me:
                    pass
            except ValueError as e:
                yield str(e)


me = again(2000)
print([x for x in me if not isinstance(x, int)], list(me))


def inner(n):
    got = []
    for i in range(n):
        got.append((yield i))
    return len(got)


def outer(n):
    result = yield from inner(n)
    yield "inner returned", result
    result = yield from inner(3)
    return result


def run_outer(n):
    last = None
    for x in outer(n):
        if not isinstance(x, int):
            last = x
    return x, last


print(run_outer(2500))


def delegates(n):
    def low():
        try:
            for i in range(n):
                yield i
        except GeneratorExit:
            log.append("low closed")
            raise
        finally:
            log.append("low done")

    def high():
        try:
            yield from low()
        finally:
            log.append("high done")

    g = high()
    for x in g:
        if x == n // 2:
            break
    g.close()
    g2 = high()
    for x in g2:
        if x == n // 2:
            break
    try:
        g2.throw(OSError("into low"))
    except OSError as e:
        lines = []
        t = e.__traceback__
        while t:
            lines.append(t.tb_frame.f_code.co_name)
            t = t.tb_next
        log.append(lines)
    return x


log = []
print(delegates(3000), log)


def walk(tree):
    for node in tree:
        if isinstance(node, list):
            yield from walk(node)
        else:
            yield node


def deep(n):
    tree = [1, [2, [3, 4], 5], 6, [[7], 8]]
    out = 0
    for _ in range(n):
        for leaf in walk(tree):
            out = (out * 3 + leaf) % 1000003
    return out


print(deep(300))


def handles(n):
    """Yields while it is handling an exception; the consumer handles others."""
    for i in range(n):
        try:
            raise KeyError(i)
        except KeyError:
            yield sys.exc_info()[1].args[0]


def both(n):
    out = 0
    seen = set()
    for x in handles(n):
        out += x
        seen.add(sys.exc_info()[1])
        try:
            raise ValueError(x)
        except ValueError as e:
            seen.add(type(e.__context__))
    return out, seen


print(both(2000))


def within_handler(n):
    out = []
    try:
        raise ValueError("outer")
    except ValueError:
        for x in count(n):
            if x % 700 == 0:
                out.append(str(sys.exc_info()[1]))
    return out, sys.exc_info()[1]


print(within_handler(3000))


def info(n):
    for i in range(n):
        yield sys.exc_info()[1] if i % 500 == 0 else i


def within_handler_inside(n):
    out = []
    try:
        {}["x"]
    except KeyError:
        for x in info(n):
            if not isinstance(x, int):
                out.append(repr(x))
    for x in info(n):
        if not isinstance(x, int):
            out.append(repr(x))
    return out


print(within_handler_inside(2000))


def changing(n):
    for i in range(n):
        if i == 1500:
            changing.__code__ = other.__code__
        yield i


def other(n):
    yield "other"


def change():
    out = 0
    for x in changing(3000):
        out += x
    return out, list(changing(3))


print(change())


def cells(n):
    offset = 0

    def bump():
        nonlocal offset
        offset += 1

    for i in range(n):
        bump()
        yield i + offset


def floats(n):
    x = 0.5
    for i in range(n):
        x = x * 1.001 if i < 2000 else i
        yield x


def consume_all(n):
    a = b = 0
    for x in cells(n):
        a += x
    for y in floats(n):
        b += y
    return a, b


print(consume_all(2500))


def names(n):
    x = y = None
    for i in range(n):
        x, y = i, str(i)
        yield x


def look(n):
    g = names(n)
    for x in g:
        if x == n - 3:
            break
    f = g.gi_frame
    return sorted(f.f_locals.items()), f.f_lineno


print(look(2000))


def late(n):
    g = count(n)
    keep = []
    for x in g:
        if x % 500 == 0:
            keep.append(g)
    return len(keep), next(g, "none"), keep[0] is g


print(late(2000))


def recursion(n):
    if n:
        for x in recursion(n - 1):
            yield x + 1
    else:
        for i in range(500):
            yield 0


print(sum(recursion(3)), sum(recursion(12)))


def too_deep(n):
    try:
        for x in recursion(n):
            pass
    except RecursionError as e:
        return str(e)[:32]


print(too_deep(5000))


async def add(a, b):
    return a + b


async def twice(x):
    return await add(x, x)


async def work(n):
    out = 0
    for i in range(n):
        out += await twice(i)
    return out


def drive(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as e:
        return e.value


print(drive(work(2000)))


class Later:
    def __await__(self):
        return (yield "later")


async def waits(n):
    got = 0
    for i in range(n):
        got += await twice(await Later())
    return got


def schedule(n):
    c = waits(n)
    value, steps = None, 0
    try:
        while True:
            assert c.send(value) == "later"
            value = steps
            steps += 1
    except StopIteration as e:
        return e.value, steps


print(schedule(1500))


async def asynchronous(n):
    for i in range(n):
        await twice(i)
        yield i


async def collect(n):
    return sum([i async for i in asynchronous(n)])


print(drive(collect(1200)))


def many(n):
    """A new generator for each round."""
    out = 0
    for i in range(n):
        for x in count(i % 4):
            out += x
        out += sum(x * i for x in count(3))
        out += any(x > 1 for x in count(3)) + len([x for x in evens(count(5))])
    return out


print(many(1500))
