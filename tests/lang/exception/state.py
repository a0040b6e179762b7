# Exceptions leave evaluation half done at the right place.
log = []
def f(x):
    log.append(x)
    if x == "boom":
        raise ValueError(x)
    return x
def attempt(run):
    log.clear()
    try:
        r = run()
    except Exception as e:
        r = type(e).__name__
    print(r, log)
attempt(lambda: [f(1), f("boom"), f(2)])
attempt(lambda: {f("k"): f("boom"), f(3): f(4)})
attempt(lambda: f(1) + f("boom") * f(2))
attempt(lambda: print(f("a"), f("boom"), f("b")))
attempt(lambda: f("boom") if f(0) else f("else"))
attempt(lambda: f(1) and f("boom") or f(2))
attempt(lambda: [f(x) for x in (1, "boom", 2)])
attempt(lambda: (lambda a=f("d"): f(a))(f("boom")))
attempt(lambda: f"{f(1)}{f('boom')}{f(2)}")
def assign():
    d = {}
    d[f("key")] = f("boom")
attempt(assign)
def assign_target():
    d = {}
    d[f("boom")] = f("value")
attempt(assign_target)
def multiple():
    global a, b
    a = b = 0
    a, b = f(1), f("boom")
attempt(multiple)
print(a, b)
def partial_unpack():
    l = [0, 0, 0]
    try:
        l[0], l[1], l[5], l[2] = 1, 2, 3, 4
    except IndexError:
        pass
    return l
print(partial_unpack())
def partial_for():
    out = []
    try:
        for i in [1, 2, "x", 4]:
            out.append(i + 1)
    except TypeError:
        pass
    return out, i
print(partial_for())
class C:
    def __init__(self):
        self.a = f(1)
        self.b = f("boom")
        self.c = f(3)
attempt(C)
def aug():
    l = [1]
    try:
        l[0] += f("boom")
    except ValueError:
        return l
attempt(aug)
def chain():
    return f(1) < f(2) < f("boom") < f(4)
attempt(chain)
def kwargs():
    return dict(a=f(1), b=f("boom"), c=f(2))
attempt(kwargs)
def delete():
    d = {1: 1, 2: 2}
    try:
        del d[1], d[9], d[2]
    except KeyError:
        return d
print(delete())
def gen():
    yield f(1)
    yield f("boom")
    yield f(2)
attempt(lambda: list(gen()))
attempt(lambda: sum(f(x) for x in (1, 2, "boom", 3)))
attempt(lambda: sorted([3, 1, "boom"], key=f))
attempt(lambda: list(map(f, [1, "boom", 2])))
attempt(lambda: any(f(x) for x in (0, "boom", 1)))
attempt(lambda: {f(x) for x in (1, "boom")})
attempt(lambda: (f("x"), *f("boom"), f("y")))
attempt(lambda: f(abs)(f("boom"), *f([1])))
attempt(lambda: f([1, 2])[f("boom")])
attempt(lambda: "%s %s" % (f(1), f("boom")))
def with_body():
    class M:
        def __enter__(self): return f("enter")
        def __exit__(self, *a): f("exit")
    with M():
        f("boom")
attempt(with_body)
def try_return():
    try:
        return f("ret")
    finally:
        f("fin")
attempt(try_return)
