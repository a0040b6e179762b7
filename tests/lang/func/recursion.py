# Deep recursion ends in RecursionError, whose handling leaves everything usable.
import sys
print(sys.getrecursionlimit())
def down(n):
    return 0 if n == 0 else 1 + down(n - 1)
print(down(900))
def forever(n):
    return forever(n + 1)
try:
    forever(0)
except RecursionError as e:
    print("RecursionError:", e)
def mutual_a(n):
    return mutual_b(n + 1)
def mutual_b(n):
    return mutual_a(n + 1)
try:
    mutual_a(0)
except RecursionError as e:
    print(type(e).__name__, isinstance(e, RuntimeError))
class R:
    def __getattr__(self, name):
        return getattr(self, name + "x")
    def __repr__(self):
        return repr(self)
    def __add__(self, o):
        return self + o
    def __eq__(self, o):
        return self == o
    def __call__(self):
        return self()
    def __len__(self):
        return len(self)
    def __getitem__(self, k):
        return self[k]
    def __iter__(self):
        return iter(self)
    def __bool__(self):
        return bool(self)
    def __hash__(self):
        return hash(self)
    @property
    def p(self):
        return self.p
def attempt(name, f):
    try:
        f()
        print(name, "no error")
    except RecursionError:
        print(name, "RecursionError")
r = R()
attempt("getattr", lambda: r.y)
attempt("repr", lambda: repr(r))
attempt("add", lambda: r + 1)
attempt("eq", lambda: r == 1)
attempt("call", lambda: r())
attempt("len", lambda: len(r))
attempt("getitem", lambda: r[0])
attempt("iter", lambda: list(r))
attempt("bool", lambda: 1 if r else 2)
attempt("hash", lambda: {r: 1})
attempt("property", lambda: r.p)
def gen(n):
    yield from gen(n + 1)
attempt("generator", lambda: next(gen(0)))
def by_map(n):
    return list(map(by_map, [n]))
attempt("map", lambda: by_map(1))
def by_sort(n):
    return sorted([1, 2], key=by_sort)
attempt("sorted", lambda: by_sort(1))
def comp(n):
    return [comp(k) for k in [n]]
attempt("comprehension", lambda: comp(1))
def final(n):
    try:
        return final(n + 1)
    finally:
        pass
attempt("finally", lambda: final(0))
def caught(n):
    try:
        return caught(n + 1)
    except RecursionError:
        return n
print(caught(0) > 500)
nested = []
for i in range(100000):
    nested = [nested]
attempt("nested list repr", lambda: repr(nested))
attempt("nested list compare", lambda: nested == [nested])
t = ()
for i in range(100000):
    t = (t,)
attempt("nested tuple hash", lambda: hash(t)) if False else print("tuple of depth 100000 is", len(t))
class Node:
    pass
head = None
for i in range(100000):
    n = Node()
    n.next = head
    head = n
count = 0
while head:
    count += 1
    head = head.next
print(count)
sys.setrecursionlimit(150)
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(100 < depth(0) <= 150)
sys.setrecursionlimit(3000)
print(down(2500), sys.getrecursionlimit())
try:
    sys.setrecursionlimit(0)
except ValueError as e:
    print("ValueError:", e)
