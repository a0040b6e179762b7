# Callbacks that change containers at random while these work on them: whatever comes out, nothing breaks.
seed = 21
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n
depth = 0
def mutate():
    global depth
    if depth > 2 or rnd(3): return
    depth += 1
    try:
        k = rnd(14)
        if k == 0: l.clear()
        elif k == 1: l.extend(range(rnd(40)))
        elif k == 2: d.clear()
        elif k == 3: d.update({i: i for i in range(rnd(40))})
        elif k == 4: s.clear()
        elif k == 5: s.update(range(rnd(40)))
        elif k == 6: l.append(H())
        elif k == 7: d[H()] = 1
        elif k == 8: s.add(H())
        elif k == 9 and l: l.pop()
        elif k == 10 and d: d.popitem()
        elif k == 11 and s: s.pop()
        elif k == 12: l.sort(key=lambda x: rnd(100))
        elif k == 13: l[::2] = []
    except (ValueError, RuntimeError, TypeError, KeyError, IndexError): pass
    finally: depth -= 1
class H:
    def __init__(self): self.h = rnd(8)
    def __hash__(self): mutate(); return self.h
    def __eq__(self, o): mutate(); return rnd(4) == 0
    def __lt__(self, o): mutate(); return rnd(2)
    def __gt__(self, o): mutate(); return rnd(2)
    def __repr__(self): mutate(); return "H"
    def __index__(self): mutate(); return rnd(10)
    def __len__(self): mutate(); return rnd(5)
    def __bool__(self): mutate(); return bool(rnd(2))
    def __add__(self, o): mutate(); return self
    __radd__ = __add__
    def __iter__(self):
        for i in range(rnd(6)):
            mutate(); yield rnd(20) if rnd(2) else H()
    def __getitem__(self, i): mutate(); return i
    def keys(self): mutate(); return [rnd(10), H()]
l, d, s = [], {}, set()
done = {}
ops = [
 lambda h: h in l, lambda h: h in d, lambda h: h in s, lambda h: l.index(h), lambda h: l.count(h), lambda h: l.remove(h),
 lambda h: l == [H() for _ in l], lambda h: l < [H() for _ in l], lambda h: tuple(l) == tuple(l[::-1]), lambda h: l[h], lambda h: l[h:h], lambda h: l.insert(h, h),
 lambda h: l.pop(h), lambda h: l.__setitem__(h, h), lambda h: l.__setitem__(slice(h, h), h), lambda h: l.__setitem__(slice(h, h, 2), h), lambda h: l.__delitem__(slice(h, None, h)),
 lambda h: l.sort(), lambda h: l.sort(key=lambda x: h), lambda h: sorted(l, reverse=True), lambda h: repr(l), lambda h: repr(d), lambda h: repr(s),
 lambda h: l.extend(h), lambda h: l.append(h), lambda h: l * h if len(l) < 100 else l.clear(), lambda h: l.__imul__(h) if len(l) < 100 else l.clear(),
 lambda h: d.get(h), lambda h: d.setdefault(h, h), lambda h: d.pop(h, 1), lambda h: d.__setitem__(h, h), lambda h: d.__delitem__(h), lambda h: d.update(h), lambda h: dict(h),
 lambda h: d == dict(d), lambda h: d.copy() == d, lambda h: d | {h: 1}, lambda h: dict.fromkeys(h), lambda h: d.keys() & s, lambda h: d.items() ^ s, lambda h: d.keys() == s, lambda h: h in d.items(), lambda h: (h, h) in d.items(),
 lambda h: s.add(h), lambda h: s.discard(h), lambda h: s.remove(h), lambda h: s.update(h), lambda h: s.intersection(h), lambda h: s.difference_update(h), lambda h: s.symmetric_difference_update(h),
 lambda h: s == set(l), lambda h: s <= set(d), lambda h: s & set(l), lambda h: s ^ set(l), lambda h: s | set(d), lambda h: s.isdisjoint(h), lambda h: s.issubset(h), lambda h: hash(frozenset(s)), lambda h: frozenset(h),
 lambda h: hash(tuple(l)), lambda h: max(l), lambda h: min(l, key=lambda x: h), lambda h: sum(l, h), lambda h: any(l), lambda h: all(l), lambda h: list(zip(l, h, d)), lambda h: list(map(lambda a, b: a, l, h)), lambda h: list(filter(None, l)),
 lambda h: list(reversed(l)), lambda h: list(enumerate(l, h)), lambda h: [x for x in l if mutate()], lambda h: [x for x in d if mutate()], lambda h: [x for x in s if mutate()], lambda h: list(d.items()), lambda h: list(reversed(d)),
 lambda h: range(h, h), lambda h: h in range(100), lambda h: range(10)[h], lambda h: list(h), lambda h: tuple(h), lambda h: set(h), lambda h: sorted(h), lambda h: slice(h, h).indices(10), lambda h: s.pop(), lambda h: d.popitem(), lambda h: l.reverse(), lambda h: l.__iadd__(l), lambda h: ",".join(map(str, l)),
]
for step in range(3000):
    i = rnd(len(ops))
    if len(l) > 300: l.clear()
    if len(d) > 300: d.clear()
    if len(s) > 300: s.clear()
    try:
        ops[i](H())
        done[i] = done.get(i, 0) + 1
    except (ValueError, RuntimeError, TypeError, KeyError, IndexError, MemoryError, OverflowError) as e:
        pass
print("survived", len(done), "of", len(ops))
