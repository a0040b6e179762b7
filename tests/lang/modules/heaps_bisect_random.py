"""_heapq, _bisect, _random and _string: results in CPython's order, messages, comparisons that change the list."""
import _bisect
import _heapq
import _random
import _string


def error(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as e:
        print(type(e).__name__, e)


print("heaps")
heap = []
for item in [5, 3, 8, 1, 9, 2, 7, 3]:
    _heapq.heappush(heap, item)
print(heap, _heapq.heappop(heap), heap, _heapq.heappushpop(heap, 4), _heapq.heapreplace(heap, 100), heap)
for function in (_heapq.heapify, _heapq._heapify_max):
    heap = [((i * 7919) % 101) for i in range(30)]
    function(heap)
    print(heap)
print([_heapq._heappop_max(heap) for i in range(5)], _heapq._heapreplace_max(heap, 1), heap)
print(_heapq.heappushpop([], 3), _heapq.heappushpop([1], 1), _heapq.heappushpop([3], 1))
for call in (_heapq.heappop, _heapq._heappop_max, lambda h: _heapq.heapreplace(h, 1), lambda h: _heapq._heapreplace_max(h, 1)):
    error(call, [])
    error(call, (1,))
error(_heapq.heapify, 1)
error(_heapq.heappush, (), 1)
error(_heapq.heappush, [])
error(_heapq.heappush, ["a"], 1)


class Item:
    log = []

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        Item.log.append((self.n, other.n))
        hook()
        return self.n < other.n


hook = lambda: None
heap = [Item(n) for n in (4, 2, 7, 1, 3)]
_heapq.heapify(heap), _heapq.heappop(heap), _heapq.heappush(heap, Item(0))
print(Item.log)
for change in (lambda: heap.clear(), lambda: heap.append(Item(5)), lambda: heap.pop()):
    for action in (_heapq.heapify, _heapq.heappop, lambda h: _heapq.heappush(h, Item(-1)), lambda h: _heapq.heapreplace(h, Item(9)), _heapq._heapify_max):
        hook = lambda: None
        heap = [Item(n) for n in range(8)]
        hook = change
        error(action, heap)
hook = lambda: None

print("bisection")
a = [1, 2, 2, 2, 5, 8]
print([(_bisect.bisect_left(a, x), _bisect.bisect_right(a, x), _bisect.bisect_right(a, x)) for x in (0, 1, 2, 3, 8, 9)])
print(_bisect.bisect_left(a, 2, 2), _bisect.bisect_right(a, 2, 0, 3), _bisect.bisect_right(a, 5, hi=2), _bisect.bisect_left(a=a, x=2, lo=1, hi=None))
print(_bisect.bisect_left("abcd", "c"), _bisect.bisect_right(range(0, 100, 3), 50), _bisect.bisect_right([(1, "b")], (1, "a")))
words = ["a", "bb", "ccc", "dddd"]
print(_bisect.bisect_left(words, 2, key=len), _bisect.bisect_right(words, 2, key=len))
_bisect.insort_right(a, 3), _bisect.insort_left(a, 2.0), _bisect.insort_right(a, 2.5), _bisect.insort_right(words, "ee", key=len), _bisect.insort_left(words, "ff", key=len)
print(a, words)
error(_bisect.bisect_right, [1], 2, -1)
error(_bisect.bisect_right, [1], 2, 0, 5)
error(_bisect.bisect_right, 5, 1)
error(_bisect.bisect_right, [1])
error(_bisect.bisect_right, ["a"], 1)
error(_bisect.bisect_right, [1], 1, "a")
error(_bisect.insort_right, (1, 2), 1)
error(_bisect.bisect_right, [1], 1, 0, 1, len)

print("random numbers")
r = _random.Random(42)
print([r.random() for i in range(3)], [r.getrandbits(k) for k in (0, 1, 5, 31, 32, 33, 60, 61, 64, 100, 257)])
for seed in (0, 1, -1, 2**32, 2**64 + 12345, 10**50, -(10**20), 1.5, True, 2.0**70):
    r.seed(seed)
    print(seed, r.random(), r.getrandbits(64))
r = _random.Random(7)
state = r.getstate()
first = [r.random() for i in range(1000)]
print(len(state), state[:3], state[-1], sum(first))
r.setstate(state)
print(first == [r.random() for i in range(1000)], r.getstate()[-1])
other = _random.Random()
other.setstate(r.getstate())
print(other.random() == r.random(), 0 <= _random.Random().random() < 1, _random.Random().random() != _random.Random().random())
error(r.getrandbits, -1)
error(r.getrandbits, "a")
error(r.setstate, 1)
error(r.setstate, (1, 2))
error(r.setstate, (1,) * 624 + (700,))
error(r.setstate, ("a",) * 625)
error(r.seed, [])
error(_random.Random, 1, 2)


class Seeded(_random.Random):
    def __init__(self, text):
        self.text = text
        self.seed(5)


print(Seeded("x").random() == _random.Random(5).random(), Seeded("x").text)

print("format strings")
for text in ("a{{b}}c", "{}", "{0.x[3]!r:>{w}} tail", "", "{a:}", "x{y!s}", "é{ü}", "{:{}{}}"):
    print(list(_string.formatter_parser(text)))
for text in ("{", "}", "a{b", "{!}", "{a!x", "{a!rr}", "{a:{b}", "{a{"):
    error(lambda: list(_string.formatter_parser(text)))
for name in ("a", "0", "a.b[c][12].d", "", "0.x", "[1]", "99999999999999999999"):
    error(lambda: (lambda first, rest: (first, list(rest)))(*_string.formatter_field_name_split(name)))
for name in ("a.", "a[", "a[]", "a[1]b", "a..b"):
    error(lambda: list(_string.formatter_field_name_split(name)[1]))
error(_string.formatter_parser, 1)
error(_string.formatter_field_name_split, 1)
