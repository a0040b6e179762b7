"""Random programs over what generate.py's lack: descriptors, slots, generators, handlers and `with` in hot loops, closures, big
ints, slices, tables that change, all kinds of calls, match, coroutines, sorting.

A program is a few of the texts below. In them <a|b|c> is one of the alternatives and <1-9> a number in the range, chosen
anew at each place; the same seed gives the same program. Every text is a function run(n) that gives something to print.
"""
import random
import re

CHOICE = re.compile(r"<([^<>\n]*[|][^<>\n]*|-?\d+-\d+)>")

DESCRIPTORS = '''
class Field:
    def __init__(self, start): self.start = start
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, it, owner=None): return self if it is None else it.__dict__.get(self.name, self.start)
    def __set__(self, it, value):
        if value % <7-90> == 0: raise ValueError(value)
        it.__dict__[self.name] = value
class Base:
    limit = <3-50>
    def __init__(self, n): self.n, self._m = n, 0
    @property
    def m(self): return self._m <+|-|*> <1-4>
    @m.setter
    def m(self, value): self._m = value % 1009
    @classmethod
    def make(cls, n): return cls(n % cls.limit)
    @staticmethod
    def twice(n): return n * 2
    def value(self): return self.n + self.m
    def __getattr__(self, name):
        if name == "absent": raise AttributeError(name)
        return len(name)
class Derived(Base):
    field = Field(<1-9>)
    def value(self): return super().value() <+|^> self.field
class Slotted(Base):
    __slots__ = ("q", "r")
    def __init__(self, n):
        super().__init__(n)
        self.q = n
    def value(self):
        try: return self.q + self.r
        except TypeError: return <1-9>
def run(n):
    total, errors = 0, 0
    its = [<Derived|Base|Slotted>.make(k) for k in range(<1-4>)] + [Derived(<0-9>), Slotted(<1-9>)]
    for i in range(n):
        it = its[i % len(its)]
        it.m = <i|it.m + 1|total>
        if i % <5-60> == 0: it.r = i
        if i % <40-200> == 0: <Base.limit += 1|del it._m; it._m = i|Derived.value = Base.value|it.__class__ = Base if type(it) is Derived else type(it)|Base.twice = staticmethod(lambda n: n + 1)>
        try:
            total = (total + it.value() + it.twice(i) + it.<absent|abc|m|n|x>) % 100003
            if type(it) is Derived: it.field = <i|total>
        except (ValueError, AttributeError) as error:
            errors += len(str(error))
    return total, errors, [it.value() for it in its], sorted(its[0].__dict__)
'''

GENERATORS = '''
def numbers(n, log):
    try:
        for i in range(n):
            got = yield i <+|*|^> <1-5>
            if got is not None: log.append(got)
            if i == <5-99>: <return i|pass|log.append(i)>
    except KeyError as error:
        log.append("key")
        <yield -1|raise|return -2>
    finally:
        log.append(<1-9>)
def chained(n, log):
    result = yield from numbers(n, log)
    log.append(result)
    yield from (k * <2-5> for k in range(<0-4>) if k != <0-4>)
    return n
def pairs(it, log):
    for a in it:
        b = <next(it, None)|a|next(it, 7)>
        yield a, b
def run(n):
    log, total = [], 0
    for i in range(n):
        g = chained(i % <2-40>, log)
        for k in g:
            total += k
            if total % <3-30> == <0-2>:
                try:
                    total += g.<send(i) or 0|send(None) or 0|throw(KeyError(i)) or 0|throw(KeyError) or 0>
                except (StopIteration, KeyError, RuntimeError) as error: log.append(type(error).__name__)
            if k == <20-60>: break
        if i % 3 == 0: g.close()
        total += sum(a * (b or 0) for a, b in pairs(iter(range(i % <3-12>)), log))
        total += sum(numbers(i % 7, log)) + len(list(chained(i % 5, log)))
        del log[<20-60>:]
        total %= 1000003
    return total, log[:20]
'''

HANDLERS = '''
class Manager:
    def __init__(self, log, swallow): self.log, self.swallow = log, swallow
    def __enter__(self):
        self.log.append("in")
        return self
    def __exit__(self, kind, value, traceback):
        self.log.append(kind.__name__ if kind else "out")
        return self.swallow
class Own(ValueError):
    pass
def risky(i, k):
    if i % <3-9> == k: raise <ValueError|Own|KeyError|IndexError>(i)
    if i % <11-40> == 0: return [][i]
    return i // (i % <5-20>)
def search(i, log):
    for k in range(5):
        try:
            if k == i % 7: return k
            if k == i % 4: <continue|break|pass|log.append(k)>
            log.append(risky(i + k, k))
        except ZeroDivisionError:
            <continue|break|pass|return -1|raise>
        finally:
            log.append(k)
            if i % <20-60> == 0: <break|return -3|pass>
    else:
        return -2
    return -4
def run(n):
    log, counts = [], dict()
    for i in range(n):
        try:
            with Manager(log, i % 2 == <0-3>) as m:
                with Manager(log, False), Manager(log, i % <5-9> == 0):
                    found = search(i, log)
                    if i % <3-9> == 0: risky(i, <0-3>)
        except Own as error:
            counts["own"] = counts.get("own", 0) + error.args[0]
        except (KeyError, IndexError) as error:
            name = type(error.__context__).__name__ + type(error).__name__
            counts[name] = counts.get(name, 0) + 1
        except Exception as error:
            try:
                raise Own(len(log)) from error
            except Own as other:
                name = type(other.__cause__).__name__
                counts[name] = counts.get(name, 0) + other.args[0]
        else:
            counts["else"] = counts.get("else", 0) + (found or 0)
        del log[<10-40>:]
    return sorted(counts.items()), log
'''

CLOSURES = '''
def counter(start):
    count = start
    def add(k=<1-5>):
        nonlocal count
        count += k
        return count
    def get(): return count
    return add, get
def run(n):
    add, get = counter(<0-9>)
    total, makers = 0, []
    for i in range(n):
        scale = i % <2-9>
        total += add(<scale|1|i>) if i % 3 else add()
        makers = [lambda x, k=k: x * k + scale for k in range(<1-4>)]
        total += sum(f(i) for f in makers) + sum([(lambda: k + scale)() for k in range(3)])
        table = {k: (lambda: k)() + get() % <3-9> for k in range(scale)}
        total += sum(table.values()) + len({x % <2-5> for x in range(i % 11)})
        total += max((f(<1-9>) for f in makers), default=0) + [j for j in (i, scale) if (y := j + 1) > <1-9>].__len__()
        if i == <50-250>: add = <lambda k=3: k|counter(0)[0]>
        def inner(*args, **named):
            nonlocal total
            total += len(args) + len(named)
            return lambda: (args, total)
        total = (total + len(inner(i, *range(scale), **{"a": 1} if scale else {})()[0])) % 1000003
    return total, get()
'''

NUMBERS = '''
def run(n):
    a, b, total = <1-99>, 2 ** <40-130> + <1-99>, 0
    for i in range(1, n):
        a = <a * b + i|a * 3 + b|a * 128 ^ b|a ** 2 + i|-a * i + b>
        b = <b + a|b ^ i|b * 5 // 3|~b|b - a>
        if a.bit_length() > <60-300>: a = a <%|//> <(2 ** 61 - 1)|1000003|(2 ** 64)|(-2 ** 70 - 5)>
        if b.bit_length() > <60-300>: b //= 2 ** <30-120>
        c = b or 1
        try:
            total = (total + hash(a) + hash(float(i)) + a % c + (a // c) % 997 + divmod(a, c)[1] % 13 + pow(a, <2-9>, abs(c) + 1)) % 1000000007
            total += int(str(a % 2 ** <30-200>)) % 7 + int(hex(abs(b)), 16) % 5 + len(bin(a)) + (a & b).bit_length() + (a | -b).bit_count()
            total += int(a / c) % 3 + round(i / <3-9>, <0-3>) .__hash__() % 11 + (a < b) + (a == b) + (a >= <0|b|2 ** 62>)
        except (OverflowError, ValueError) as error:
            total += len(str(error))
    return total, a, b
'''

TEXTS = '''
def run(n):
    s, b, total, words = "<abc|\\u00e9tude|x\\U0001f600y|>", bytearray(b"<xyz|\\\\x00\\\\xff|q>"), 0, []
    for i in range(n):
        s = (<s + chr(97 + i % 26)|chr(900 + i % 90) + s|s[::-1] + "ab"|s * 2|s.replace("a", "bc") + "a">)[-<20-60>:]
        b += <b"ab"|bytes([i % 256])|b[:2]|s.encode()>
        b = b[<-20|-9|1|3>:] if len(b) > <50-90> else b
        total += len(s) + s.find(<"b"|"bc"|s[2:4]>) + s.count("a") + (s[<0-5>:<6-12>] == s[:<2-9>]) + b.find(b"a") + sum(b[::<2-5>])
        total += ord(s[i % len(s)]) if s else <1-9>
        words = f"{s[:3]!r:>8}:{i:0<2-6>}:{total % 97:<x|b|5|+|,>}:%s:%0<3-5>d" % (s[-2:], i)
        words = words.<split(":")|partition(":")|title().split()|upper().rsplit(None, 1)|splitlines()>
        total += len("".join(words).<strip("x ")|lower()|swapcase()|center(30)|zfill(9)>) + (b"a" in b) + s.startswith(<"a"|("b", "x")>)
        if i % <7-50> == 0: s, b = <"|s|" "|> "<1-999>", bytearray(range(<1-30>))
        try: total += int(s[<0-3>:][:<1-3>]) + b.index(<97|b"ab">)
        except ValueError: total += 1
        b[<0-3>:<3-5>] = <b""|b"xy"|s[:2].encode("latin-1", "replace")>
        total = (total + hash(s) * 0 + len(s.encode("utf-8"))) % 100003
    return total, ascii(s), bytes(b), words
'''.replace('<"|s|" "|> "<1-999>"', '"<1-999>"')

TABLES = '''
class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % <2-9>
    def __eq__(self, other): return isinstance(other, Key) and self.n == other.n
    def __repr__(self): return f"K{self.n}"
class Default(dict):
    def __missing__(self, key):
        if key == <5-20>: raise KeyError(key)
        self[key] = value = <[]|0|key>
        return value
def run(n):
    from collections import Counter, OrderedDict, defaultdict, deque
    d, s, q, c, o, m = {}, set(), deque(maxlen=<3-20>), Counter(), OrderedDict(), Default()
    total, errors = 0, 0
    for i in range(n):
        key = <i % 7|str(i % 11)|(i % 3, i % 5)|Key(i % 9)|i / 2|i % 5 or None>
        d[key] = d.get(key, 0) + <1|i|len(d)>
        if i % <3-20> == 0: d.<pop(key, None)|setdefault(i, 1)|update({i: 2, key: 3})|popitem()|clear()>
        s.<add(key)|discard(key)|update({i, key})|symmetric_difference_update({key, 1})>
        q.<append(key)|appendleft(i)|extend([i, key])|rotate(i % 5)>
        c[key] += 1
        o[i % <3-9>] = i
        if i % 4 == 0: o.move_to_end(i % 3, last=i % 8 == 0) if i % 3 in o else None
        try:
            m[i % <9-40>] += <1|i|[i]>
            for k in d:
                total += len(repr(k))
                if total % <50-400> == 0: d[i * 1000] = 1
            for k in <s|list(s)>:
                if total % <30-90> == 0: s.add(-i)
        except (RuntimeError, TypeError, KeyError) as error:
            errors += 1
        total = (total + len(d) + len(s) + len(q) + (key in d) + (i in s) + sum(1 for k, v in d.items() if v == i)) % 100003
        total += len(s & {1, key}) + len(s - set(q)) + (d.keys() <= s) + len({**d, "x": 1}) + len([*q, *s])
        if len(d) > <20-60>: d = dict(list(d.items())[<2-9>:])
        if len(s) > <20-60>: s = {k for k in s if isinstance(k, int)}
    return total, errors, list(d.items())[:9], list(q)[:5], c.most_common(3), list(o.items())[:4], len(m)
'''

CALLS = '''
def plain(a, b=<1-9>, *rest, c=<1-9>, **more): return a + b + len(rest) * 10 + c + sum(more.values())
def strict(a, /, b, *, c): return a * 2 + b * 3 + c
class Called:
    def __init__(self, k): self.k = k
    def __call__(self, *args, **named): return self.k + sum(args) + len(named)
    def method(self, a, b=2, *args): return self.k - a + b + len(args)
    @classmethod
    def cls(cls, *args): return len(args)
def run(n):
    from functools import partial, reduce
    total, errors, it = 0, 0, Called(<1-9>)
    bound, part = it.method, partial(plain, <1-9>, c=<1-9>)
    for i in range(n):
        args, named = (i, i % 3)[:<0-2>], {"c": i % 5, "z": 1} if i % <2-5> else {"c": 2}
        f = <plain|strict|it|bound|part|Called.cls|it.method>
        try:
            total += f(<i|*args, 1|*args|i, 2|*range(i % 4)|1, *args, i>, <**named|c=i|b=1|*args>)
            total += <plain|part|strict|it>(<1, c=2|1, 2, c=3|*args, **named|i, b=2, c=1>)
            total += bound(*args, i) + it.method(<i|b=3, a=i|i, 2, 3|*args, *args>) + it(**named)
            total += reduce(<lambda a, b: a + b|max|plain>, range(i % 6), <0-9>) + plain(*[i], **{"k%d" % (i % 3): 1})
        except TypeError as error:
            errors += len(str(error))
        if i == <90-250>: plain.__defaults__ = (<1-9>,); strict.__kwdefaults__ = <{"c": 5}|None>
        if i == <90-250>: Called.method = <lambda self, a, b=5: a + b|lambda *a: len(a)|plain>
        total %= 1000003
    return total, errors
'''

MATCHES = '''
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def kind(v):
    match v:
        case 0 | 1 | -1: return 1
        case int(n) if n % <2-9> == 0: return n
        case [a, b]: return (a if isinstance(a, int) else 2) + 5
        case [first, *rest] if len(rest) > <1-3>: return len(rest)
        case {"k": int(k), **rest}: return k + len(rest)
        case {"p": Point(x=<0|1|x>, y=y)}: return 40
        case Point(x, <0-5>): return 50
        case Point(x=int() as x): return x + <1-9>
        case str() as s if s: return len(s)
        case (("a" | "b"), *_, last): return 60
        case None | True: return 70
        case float(): return 80
    return 90
def run(n):
    counts, total = {}, 0
    for i in range(n):
        for v in (i, -i, <[i, 2]|(i,)|[1, 2, 3, i]|["a", 1, 2]>, {"k": i, "z": 1}, {"p": Point(i % 3, i)}, Point(i, i % <2-7>), str(i)[1:], i / 2,
                  <None|True|b"x"|range(3)|{}|Point("a", 1)>):
            try: r = kind(v)
            except TypeError as error: r = len(str(error))
            counts[r % <5-30>] = counts.get(r % <5-30>, 0) + 1
            total += r
        if i == <90-200>: Point.__match_args__ = <("y", "x")|("x",)|("y", "y2")>
    return total, sorted(counts.items())
'''.replace('counts[r % <5-30>] = counts.get(r % <5-30>, 0) + 1', 'counts[r % 17] = counts.get(r % 17, 0) + 1')

COROUTINES = '''
class Step:
    def __init__(self, n): self.n = n
    def __await__(self):
        got = yield self.n
        return (got or 0) + <1-5>
class Area:
    def __init__(self, log): self.log = log
    async def __aenter__(self):
        await Step(1)
        return self
    async def __aexit__(self, kind, value, traceback):
        self.log.append(kind.__name__ if kind else "exit")
        <await Step(2)|return True|return False>
async def numbers(n):
    try:
        for i in range(n):
            if i % <2-4> == 0: await Step(i)
            yield i
    finally:
        await Step(-1)
async def work(n, log):
    total = 0
    async with Area(log) as area:
        async for k in numbers(n % <3-9>):
            total += k + await Step(k)
            if k == <2-9>: <break|raise ValueError(k)|continue>
        total += sum([k async for k in numbers(n % 4) if k != <0-3>]) + len({await Step(k) for k in range(n % 3)})
    return total
def drive(coroutine, limit, log):
    value, seen = None, 0
    try:
        for k in range(limit):
            seen += coroutine.send(value)
            value = k
            if k == <9-30>: coroutine.throw(<KeyError(1)|ValueError("t")>)
    except StopIteration as stop:
        return seen, stop.value
    except (KeyError, ValueError) as error:
        return seen, type(error).__name__
    try: coroutine.close()
    except RuntimeError as error: return seen, str(error)
    return seen, None
def run(n):
    log, total, ends = [], 0, {}
    for i in range(n):
        seen, end = drive(work(i, log), <5-40>, log)
        total = (total + seen) % 100003
        ends[str(end)] = ends.get(str(end), 0) + 1
        del log[<5-20>:]
    return total, sorted(ends.items())[:12], log
'''

SORTING = '''
class Item:
    __slots__ = ("a", "b")
    def __init__(self, a, b): self.a, self.b = a, b
    def __lt__(self, other): return (self.a, self.b) <<|>> (other.a, other.b)
    def __eq__(self, other): return self.a == other.a
    def __hash__(self): return hash(self.a)
    def __add__(self, k): return Item(self.a + k, self.b)
    def __radd__(self, k): return self.a + k
    def __index__(self): return self.a % 5
    def __len__(self): return self.a % <2-4>
    def __iter__(self): return iter((self.a, self.b))
    def __contains__(self, k): return k == self.b
    def __getitem__(self, k): return (self.a, self.b)[k]
    def __bool__(self): return self.a % <2-5> != 0
def run(n):
    import bisect, heapq, itertools, operator
    items, heap, order, total = [], [], [], 0
    for i in range(n):
        it = Item(i * <3-99> % <7-50>, i % <2-9>)
        items.append(it)
        heapq.heappush(heap, <(it.a, i)|it|(it.b, it)>)
        bisect.insort(order, it.a)
        if len(items) > <5-30>:
            items.sort(<key=lambda v: v.b|reverse=True|key=operator.attrgetter("b", "a")|key=len>)
            total += items.pop(<0|-1>).a + len(heapq.nsmallest(2, items)) + (heapq.heappop(heap) is not None)
            del order[<0-3>:<4-9>]
        a, *rest = it
        (x, y), z = it, it + <1-5>
        total += a + len(rest) + x - y + z.a + (it in items) + (it.b in it) + it[<0|1|-1>] + range(9)[it] + (1 if it else 2)
        total += sum(items[:3], 0) + sum(1 for k, g in itertools.groupby(items, key=lambda v: v.b) for _ in g)
        total += sum(itertools.chain(*zip(items, order), start=0)) if False else len(list(itertools.islice(itertools.cycle(order), 3)))
        total += sum(a * b for a, b in itertools.combinations(order[:4], 2)) + max(items).a + min(items, key=lambda v: -v.b).a
        total += sum(map(operator.mul, order, reversed(order))) % 97 + len(list(filter(None, items))) + (1 < it.a <= <5-40> != 7)
        total %= 1000003
    return total, [v.a for v in sorted(items)][:9], order[:5]
'''.replace("<<|>>", "<")

TEXTS_OF_PROGRAMS = [DESCRIPTORS, GENERATORS, HANDLERS, CLOSURES, NUMBERS, TEXTS, TABLES, CALLS, MATCHES, COROUTINES, SORTING]


def fill(text, dice):
    """The text with a choice made at each place that has one."""
    def choose(match):
        choices = match.group(1)
        span = re.fullmatch(r"(-?\d+)-(-?\d+)", choices)
        return str(dice.randint(int(span.group(1)), int(span.group(2)))) if span else dice.choice(choices.split("|"))
    while CHOICE.search(text):
        text = CHOICE.sub(choose, text)
    return text


def program(seed):
    dice = random.Random(seed)
    parts = []
    for number, text in enumerate(dice.sample(TEXTS_OF_PROGRAMS, dice.randint(1, 3))):
        body = "\n".join("    " + line for line in fill(text, dice).strip("\n").split("\n"))
        parts.append(f"def part{number}():\n{body}\n    return run\nprint(part{number}()({dice.randint(150, 500)}))\n")
    return "".join(parts)
