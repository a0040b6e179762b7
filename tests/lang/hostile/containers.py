"""Containers whose items change them while they are looked at: the answer is CPython's, or at least there is one."""
import bisect
import heapq
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque


def check(name, function):
    try:
        print(name, repr(function())[:80])
    except Exception as error:
        print(name, type(error).__name__, error)


def survives(name, function):
    """For what no rule says the outcome of."""
    try:
        function()
    except Exception:
        pass
    print(name, "survived")


class Acting:
    """Does something whenever it is compared or hashed."""

    def __init__(self, action, answer=False, number=1):
        self.action, self.answer, self.number = action, answer, number

    def act(self):
        action, self.action = self.action, lambda: None
        action()

    def __eq__(self, other):
        self.act()
        return self.answer

    def __lt__(self, other):
        self.act()
        return self.answer

    __gt__ = __le__ = __ge__ = __lt__

    def __hash__(self):
        self.act()
        return self.number


class Always(Acting):
    def act(self):
        self.action()


# lists
def on_list(method, *args, size=50):
    for change in "clear", "grow":
        items = []
        action = items.clear if change == "clear" else lambda: items.extend(range(1000))
        items[:] = [Acting(action) for n in range(size)]
        survives(f"list {method} {change}", lambda: getattr(items, method)(*args))


on_list("index", 7)
on_list("count", 7)
on_list("remove", 7)
on_list("__contains__", 7)
on_list("__eq__", [7] * 50)
on_list("__lt__", [7] * 50)
on_list("sort")
items = []
items[:] = [Acting(lambda: items.append(1)) for n in range(5)]
check("sort sees changes", items.sort)
items[:] = [3, 1, 2]
check("sort key clears", lambda: items.sort(key=lambda x: items.clear()))
items[:] = [3, 1, 2]
check("sort key sees nothing", lambda: items.sort(key=lambda x: print(items) or x))
print(items)
items[:] = [3, 1, 2]
check("sort key deletes", lambda: items.sort(key=lambda x: items.__delitem__(0)))
check("sort key raises", lambda: [3, 0, 2].sort(key=lambda x: 1 / x))
check("sorted of itself", lambda: sorted(items, key=lambda x: items.append(x)))


class Half:
    """Compares in a way that is no order at all."""
    count = 0

    def __lt__(self, other):
        Half.count += 1
        return Half.count % 3 == 0


check("sort without order", lambda: len(sorted(Half() for n in range(500))))


# dicts
def on_dict(kind, name, use):
    for change in "clear", "grow", "pop":
        holder = kind()
        actions = {"clear": holder.clear, "grow": lambda: holder.update((n, n) for n in range(5000, 6000)),
                   "pop": lambda: holder.popitem()}
        for n in range(20):
            holder[Acting(lambda: None)] = n
        for key in list(holder):
            key.action = actions[change]
        survives(f"{kind.__name__} {name} {change}", lambda: use(holder))


# (not OrderedDict, with which CPython itself crashes)
for kind in dict, lambda: defaultdict(list), Counter:
    kind = kind if isinstance(kind, type) else type("default", (defaultdict,), {})
    on_dict(kind, "get", lambda d: d.get(Acting(lambda: None)))
    on_dict(kind, "set", lambda d: d.__setitem__(Acting(d.clear), 1))
    on_dict(kind, "pop", lambda d: d.pop(Acting(d.clear), 1))
    on_dict(kind, "setdefault", lambda d: d.setdefault(Acting(d.clear), 1))
    on_dict(kind, "update", lambda d: d.update({Acting(d.clear): 1 for n in range(10)}))
    on_dict(kind, "update itself", lambda d: d.update(d))
    on_dict(kind, "equal", lambda d: d == {Acting(d.clear): 1 for n in range(20)})
    on_dict(kind, "copy", lambda d: d.copy())
    on_dict(kind, "or", lambda d: d | {Acting(d.clear): 1})
    on_dict(kind, "items in", lambda d: (Acting(d.clear), 1) in d.items())
    on_dict(kind, "keys and", lambda d: d.keys() & {Acting(d.clear) for n in range(9)})
    on_dict(kind, "fromkeys", lambda d: kind.fromkeys(d) if kind is not Counter else None)
    on_dict(kind, "repr", repr)
numbers = {n: n for n in range(10)}
check("dict grows in its loop", lambda: [numbers.__setitem__(n + 100, 1) for n in numbers])
numbers = {n: n for n in range(10)}
check("dict shrinks in its loop", lambda: [numbers.pop(n) for n in numbers])
numbers = {n: n for n in range(10)}
check("dict items change in their loop", lambda: [numbers.__setitem__(k, -v) for k, v in numbers.items()] and numbers)
numbers = OrderedDict((n, n) for n in range(10))
check("OrderedDict moved in its loop", lambda: [numbers.move_to_end(n) for n in numbers])
check("OrderedDict cleared in its loop", lambda: [numbers.clear() for n in numbers])
check("defaultdict factory fills it", lambda: (lambda d: (setattr(d, "default_factory", lambda: d.update({1: 2})), d[1], d))(defaultdict(None)))
survives("defaultdict factory recurses", lambda: (lambda d: (setattr(d, "default_factory", lambda: d[0]), d[0]))(defaultdict(None)))
check("ChainMap of itself", lambda: (lambda c: (c.maps.append(c), c["x"]))(ChainMap({})))
check("Counter.most_common", lambda: Counter({n: Half() for n in range(50)}).most_common(3) and None)


# sets
def on_set(name, use):
    for change in "clear", "grow":
        holder = set()
        action = holder.clear if change == "clear" else lambda: holder.update(range(1000))
        holder.update(Acting(lambda: None) for n in range(20))
        for item in list(holder):
            item.action = action
        survives(f"set {name} {change}", lambda: use(holder, {Acting(action) for n in range(20)}))


for operation in ("__and__", "__or__", "__sub__", "__xor__", "__iand__", "__ior__", "__isub__", "__ixor__", "__eq__", "__le__",
                  "__gt__", "isdisjoint", "update", "difference_update", "intersection_update",
                  "symmetric_difference_update", "intersection", "union"):
    on_set(operation, lambda a, b: getattr(a, operation)(b))
    on_set(operation + " of a list", lambda a, b: getattr(a, operation)(list(b)))
on_set("add", lambda a, b: [a.add(item) for item in b])
on_set("remove", lambda a, b: [a.discard(item) for item in b])
on_set("copy", lambda a, b: a.copy())
on_set("frozenset", lambda a, b: frozenset(a))
letters = set("abc")
check("set grows in its loop", lambda: [letters.add(n) for n in letters])
check("set cleared in its loop", lambda: [letters.clear() for n in letters])


# deques
def on_deque(name, use, bound=None):
    for change in "clear", "grow", "rotate", "popleft":
        holder = deque([Acting(lambda: None) for n in range(100)], bound)
        actions = {"clear": holder.clear, "grow": lambda: holder.extend(range(500)), "rotate": lambda: holder.rotate(7),
                   "popleft": lambda: [holder.popleft() for n in range(70)]}
        for item in holder:
            item.action = actions[change]
        check(f"deque {name} {change}", lambda: use(holder))


for bound in None, 100:
    on_deque("count", lambda d: d.count(5), bound)
    on_deque("index", lambda d: d.index(5), bound)
    on_deque("remove", lambda d: d.remove(5), bound)
    on_deque("contains", lambda d: 5 in d, bound)
    survives("deque equal", lambda: on_deque)
line = deque(range(5))
check("deque grows in its loop", lambda: [line.append(n) for n in line])
check("deque extended by itself", lambda: line.extend(line) or len(line))
check("deque extended left by itself", lambda: line.extendleft(line) or len(line))
check("deque bounded extended by itself", lambda: (lambda d: d.extend(d) or list(d))(deque(range(6), 4)))


# heaps and bisection
def on_heap(name, use):
    for change in "clear", "grow":
        heap = []
        action = heap.clear if change == "clear" else lambda: heap.extend([Acting(lambda: None)] * 100)
        heap[:] = [Acting(action, n % 2 == 0) for n in range(40)]
        survives(f"heap {name} {change}", lambda: use(heap, Acting(action, True)))


on_heap("heapify", lambda h, x: heapq.heapify(h))
on_heap("push", lambda h, x: heapq.heappush(h, x))
on_heap("pop", lambda h, x: heapq.heappop(h))
on_heap("replace", lambda h, x: heapq.heapreplace(h, x))
on_heap("pushpop", lambda h, x: heapq.heappushpop(h, x))
on_heap("nlargest", lambda h, x: heapq.nlargest(5, h))
on_heap("nsmallest", lambda h, x: heapq.nsmallest(5, h, key=lambda y: h.clear()))
on_heap("merge", lambda h, x: list(heapq.merge(h, h)))
on_heap("bisect", lambda h, x: bisect.bisect(h, x))
on_heap("insort", lambda h, x: bisect.insort_left(h, x))
on_heap("insort key", lambda h, x: bisect.insort(h, x, key=lambda y: h.clear()))
check("heappop empties", lambda: heapq.heappop([]))
