"""sys.setprofile: calls, returns, and what is told of functions in C."""
import sys
events = []
def prof(frame, event, arg):
    if event.startswith("c_"): arg = getattr(arg, "__name__", arg), type(arg).__name__
    elif event == "return": arg = repr(arg)[:20]
    events.append((frame.f_code.co_name, event, arg, frame.f_lineno - first))
class C:
    def __init__(self): self.l = []
    def m(self, x): self.l.append(x); return len(self.l)
    def __len__(self): return 4
def gen():
    yield 1
    yield 2
def main():
    c = C()
    c.m(3)
    len(c)
    list.append([], 1)
    "abc".upper().lower()
    max(*[1, 2], key=abs)
    int("3")
    list(map(str, [1, 2]))
    for x in gen(): pass
    sorted([2, 1], key=lambda v: v)
    try:
        int("x")
    except ValueError: pass
    try:
        [].pop()
    except IndexError: pass
    try:
        len(5)
    except TypeError: pass
    d = {}
    d.update(a=1)
    isinstance(c, C)
    print(end="")
    class D(C):
        x = 1
    getattr(c, "m")(1)
    [1].__len__()
    "%s" % c.l
    sum(i for i in range(3))
    next(iter([1]))
first = main.__code__.co_firstlineno
sys.setprofile(prof)
main()
sys.setprofile(None)
for e in events: print(e)
