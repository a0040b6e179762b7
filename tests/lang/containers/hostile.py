# Containers changed by the callbacks that work on them: the result is Python's or at least nothing breaks.
class Clearing:
    def __init__(self, target, value):
        self.target = target
        self.value = value
    def __eq__(self, other):
        self.target.clear()
        return False
    def __hash__(self):
        return 1

d = {}
d[Clearing(d, 1)] = 1
print(1 in d, len(d))
for n in (3, 20, 300):
    d = {i * 7: i for i in range(n)}
    d[Clearing(d, 0)] = 0
    print(d.get(1, "absent"), len(d))
    d = {i * 7: i for i in range(n)}
    d[Clearing(d, 0)] = 0
    d[1] = "one"
    print(d)
    s = {i * 7 for i in range(n)}
    s.add(Clearing(s, 0))
    print(1 in s, len(s))
    s = {i * 7 for i in range(n)}
    s.add(Clearing(s, 0))
    s.add(1)
    print(s)

class Growing:
    def __init__(self, target):
        self.target = target
    def __eq__(self, other):
        if len(self.target) < 100:
            for i in range(100, 200):
                self.target[i] = i
        return other == "me"
    def __hash__(self):
        return hash("me")
d = {}
d[Growing(d)] = "found"
print(d["me"], len(d))

class Shrinking:
    def __init__(self, target, answer):
        self.target = target
        self.answer = answer
    def __eq__(self, other):
        del self.target[:]
        return self.answer
for answer in (False, True):
    l = [1, 2, 3]
    l[1] = Shrinking(l, answer)
    print(9 in l, l)
    l = [1, 2, 3]
    l[1] = Shrinking(l, answer)
    try:
        print(l.index(9), l)
    except ValueError as e:
        print("ValueError", l)
    l = [1, 2, 3]
    l[1] = Shrinking(l, answer)
    print(l.count(9), l)
    l = [1, 2, 3]
    l[1] = Shrinking(l, answer)
    try:
        l.remove(9)
        print("removed", l)
    except ValueError as e:
        print("ValueError", e, l)
    l = [1, 2, 3]
    l[1] = Shrinking(l, answer)
    print(l == [1, 9, 4], l)

class Repr:
    def __init__(self, target):
        self.target = target
    def __repr__(self):
        self.target.clear()
        return "R"
l = [1, 2, 3]
l[0] = Repr(l)
print(repr(l), l)
d = {1: 2, 3: 4}
d[1] = Repr(d)
print(repr(d), d)

l = list(range(10))
l.extend(x for x in l if len(l) < 15)
print(l)
l = [1, 2, 3]
for x in l:
    if len(l) < 8:
        l.append(x * 10)
print(l)
l = [1, 2, 3, 4]
for x in l:
    l.remove(x)
print(l)
l = [3, 1, 2]
def key(x):
    l.append(x)
    return x
try:
    l.sort(key=key)
except ValueError as e:
    print("ValueError:", e, l)
l = [3, 1, 2]
def failing(x):
    raise KeyError(x)
try:
    l.sort(key=failing)
except KeyError as e:
    print("KeyError:", e, l)
class NoOrder:
    def __lt__(self, other):
        raise TypeError("no order")
l = [NoOrder(), NoOrder()]
m = l[:]
try:
    l.sort()
except TypeError as e:
    print(e, sorted(map(id, l)) == sorted(map(id, m)))

for change in (lambda d: d.pop(1), lambda d: d.update({9: 9}), lambda d: d.clear()):
    d = {1: 1, 2: 2, 3: 3}
    try:
        for k in d:
            change(d)
    except RuntimeError as e:
        print("RuntimeError:", e)
    d = {1: 1, 2: 2, 3: 3}
    try:
        for k, v in d.items():
            change(d)
    except RuntimeError as e:
        print("RuntimeError:", e)
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print("RuntimeError:", e)
d = {1: 1, 2: 2}
for k in d:
    d[k] = d[k] + 1
print(d)

class Index:
    def __init__(self, target):
        self.target = target
    def __index__(self):
        self.target.clear()
        return 1
l = [1, 2, 3]
try:
    l[Index(l)]
except IndexError as e:
    print("IndexError:", e)
l = [1, 2, 3]
try:
    l[Index(l)] = 4
except IndexError as e:
    print("IndexError:", e)
l = [1, 2, 3]
try:
    l.pop(Index(l))
except IndexError as e:
    print("IndexError:", e)
l = [1, 2, 3]
l[0:1] = (l.clear() or i for i in range(2))
print(l)
