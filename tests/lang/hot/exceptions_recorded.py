"""raise, try and with in compiled code: handlers near and far, tracebacks, contexts, exceptions that C code raises."""
import sys
import traceback


def entries(error):
    """The traceback as names and lines."""
    return [(frame.name, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]


class Problem(Exception):
    pass
def thrower(n):
    if n % 3 == 0: raise Problem(n, "busy")
    return n
def mid(n):
    return thrower(n) + 1
def f(n):
    t = 0
    for i in range(n):
        try:
            t += mid(i)
        except Problem as p:
            t -= p.args[0]
        else:
            t += 1
    return t
print(f(3000))
def tb(n):
    out = []
    for i in range(n):
        try:
            mid(i * 3)
        except Problem as p:
            if i > n - 3:
                out.append(entries(p))
                out.append(str(sys.exc_info()[:2]))
        if sys.exc_info()[0]: print("left")
    return out
for x in tb(3000): print(x)
def nested(n):
    out = []
    for i in range(n):
        try:
            try:
                mid(i * 3)
            except Problem as p:
                raise ValueError(i) from (p if i & 1 else None)
            finally:
                out = out[-2:]
        except ValueError as e:
            if i > n - 3: out.append((repr(e.__context__), repr(e.__cause__), e.__suppress_context__, entries(e), entries(e.__context__)))
    return out
for x in nested(3000): print(x)
def native(n):
    t = 0
    d = {i: i for i in range(5)}
    l = [1, 2, 3]
    for i in range(n):
        try:
            t += d[i % 7]
        except KeyError as e:
            t += e.args[0] * 10
        try:
            t += l[i % 4]
        except IndexError as e:
            t += len(str(e))
        try:
            t += int("12x"[:2 + i % 2])
        except ValueError:
            t += 1000
    return t
print(native(5000))
class Dev:
    def __init__(self): self.n = 0
    def __enter__(self): self.n += 1; return self
    def __exit__(self, k, v, t): return k is not None and v.args[0] % 2 == 0
def withs(n):
    d = Dev()
    t = 0
    for i in range(n):
        try:
            with d as x:
                t += mid(i)
        except Problem as p: t += 5
    return t, d.n
print(withs(5000))


# --- what is being handled


def handled():
    return sys.exc_info()[1]


def inner_handler(i):
    try:
        raise KeyError(i)
    except KeyError as e:
        a = handled() is e
        try:
            mid(i * 3)
        except Problem as p:
            b = handled() is p and p.__context__ is e
        c = handled() is e
    return a, b, c, handled()


def handlers(n):
    seen = set()
    for i in range(n):
        try:
            raise ValueError
        except ValueError as e:
            seen.add(tuple(x if isinstance(x, bool) else x is e for x in inner_handler(i)))
        seen.add(handled())
    return sorted(map(str, seen))


print(handlers(3000))


def again(n):
    """Bare raise, and the same exception raised many times: its traceback grows."""
    last = None
    for i in range(n):
        try:
            try:
                mid(i * 3)
            except Problem:
                raise
        except Problem as p:
            last = p
    same, lengths = ValueError("same"), []
    for i in range(n):
        try:
            raise same
        except ValueError as e:
            if i % 500 == 499:
                lengths.append(len(entries(e)))
                same = e.with_traceback(None)
    return entries(last), lengths


print(again(3000))


# --- classes and tuples of them, and such that change


class Mild(Problem):
    pass


class Base(Exception):
    pass


class Other(Base):
    pass


def kinds(n):
    counts, order = {}, [Problem(1), Mild(2), Other(3), ZeroDivisionError, KeyError(5)]
    for i in range(n):
        try:
            raise order[i % 5 if i > 1000 else i // 500]
        except (Mild, ZeroDivisionError) as e:
            kind = "mild"
        except Problem:
            kind = "problem"
        except (LookupError, Other):
            kind = "other"
        counts[kind] = counts.get(kind, 0) + 1
        if i == 3500: Other.__bases__ = (Problem,)
    return counts


print(kinds(5000))


def classes_change(n, types):
    caught = []
    for i in range(n):
        try:
            try:
                mid(0)
            except types[0]:
                k = 1
        except Problem:
            k = 2
        if i in (1999, 2000, 2001): caught.append(k)
        if i == 2000: types[0] = KeyError
    return caught


print(classes_change(3000, [Problem]), classes_change(3000, [(Other, Problem)]))


def not_classes(n):
    out = []
    for i in range(n):
        try:
            try:
                mid(0)
            except (Problem if i < n - 2 else 5):
                out = out[-2:]
        except TypeError as e:
            out.append(str(e))
    return out


print(not_classes(3000))

# --- else, finally, return, break and continue on the way


def ways(n):
    log = [0] * 8
    for i in range(n):
        try:
            if i % 5 == 0: continue
            t = mid(i)
            if i == n - 2: break
        except Problem:
            log[0] += 1
            continue
        else:
            log[1] += t & 1
        finally:
            log[2] += 1
        log[3] += returns(i)
    return log, i


def returns(i):
    for k in range(3):
        try:
            if k == i % 3: return k
            thrower(k)
        except Problem:
            if i % 7 == 0: return 10
        finally:
            if i % 11 == 0: return 100
    return 1000


print(ways(4000))

# --- special methods, constructors, generators and C functions in between


class Fails:
    def __init__(self, n): self.n = thrower(n)
    def __getitem__(self, n): return thrower(n)
    def __add__(self, n): return thrower(n)
    def __lt__(self, n): return thrower(n) < 0
    @property
    def value(self): return thrower(self.n + 1)


def specials(n):
    f, counts = Fails(1), [0] * 6
    for i in range(n):
        for k, act in enumerate(acts):
            try:
                act(f, i)
            except Problem as p:
                counts[k] += len(entries(p))
    return counts


acts = [lambda f, i: Fails(i), lambda f, i: f[i], lambda f, i: f + i, lambda f, i: f < i, lambda f, i: max([i], key=thrower),
        lambda f, i: list(map(thrower, [i]))]
print(specials(1500))


def numbers(n):
    for i in range(n):
        try:
            yield thrower(i)
        except Problem:
            yield -1


def generators(n):
    t = 0
    for x in numbers(n): t += x
    g = (thrower(i % 4 + 1) for i in range(n))
    while True:
        try:
            t += next(g)
        except Problem as p:
            t += len(entries(p))
        except StopIteration:
            return t


print(generators(3000))

# --- with statements


class Context:
    entered = left = 0
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self):
        Context.entered += 1
        return self.swallow
    def __exit__(self, kind, value, trace):
        Context.left += 1
        if kind and len(entries(value)) != 3: print("entries", entries(value))
        return self.swallow


def contexts(n):
    t = 0
    for i in range(n):
        try:
            with Context(i & 1) as a, Context(i & 4) as b:
                t += a + b
                t += mid(i)
                if i == n - 1: return t, i
        except Problem as p:
            t += len(entries(p))
    return t


print(contexts(3000), Context.entered, Context.left)
Context.__exit__ = lambda self, *rest: True
print(contexts(100), Context.entered, Context.left)


def locks(n):
    import threading
    lock, t = threading.Lock(), 0
    for i in range(n):
        with lock: t += lock.locked()
    return t, lock.locked()


print(locks(3000))


def leaves(n):
    for i in range(n):
        try:
            if i == n - 1: raise Problem("out")
        finally:
            last = i


try:
    leaves(3000)
except Problem as p:
    print(entries(p))


def deep(n):
    if n == 0: raise Problem("deep")
    try:
        return deep(n - 1)
    finally:
        LEVELS[0] += 1


LEVELS = [0]
for i in range(400):
    try:
        deep(i % 30)
    except Problem as p:
        LEVELS[0] += len(entries(p))
print(LEVELS)


def unbounded(n): return unbounded(n + 1) + 1


class Recursive:
    def __init__(self, n):
        self.next = Recursive(n + 1)


def overflows(n):
    count = 0
    for i in range(n):
        try:
            unbounded(0) if i & 1 else Recursive(0)
        except RecursionError:
            count += 1
    return count


print(overflows(60))
