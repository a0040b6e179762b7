"""Displays, unpacking, match statements and function objects in hot loops."""
def unp(n):
    t = 0
    for k in range(n):
        a, b, c = "xyz"
        d, *e, f = [k, 1, 2, 3]
        g, h = {k: 1, k + 1: 2}
        s = {a, b, k, d}
        s2 = {*s, 7}
        l = [*s2, k]
        m = {**{"a": k}, "b": 2}
        tup = (*l, 1)
        match l:
            case [x, *rest]:
                t += len(rest)
        match m:
            case {"a": q, "b": 2}:
                t += q
        fn = lambda z, w=k: z + w + t
        t = (fn(3) + len(tup) + len(e) + g + h) % 1000003
    return t
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x = x; self.y = y; self.tmp = 3
def cls(n):
    t = 0
    for k in range(n):
        p = P(k, k % 3)
        del p.tmp
        match p:
            case P(x, 0): t += x
            case P(x=1): t += 100
            case P(x, y): t -= y
        assert not hasattr(p, "tmp")
    return t
print(unp(3000), cls(3000))
def bad(n):
    try:
        for k in range(n):
            a, b = (1, 2) if k < n - 1 else (1, 2, 3)
            c, d = iter("ab") if k < n - 2 else "abc"
    except ValueError as e:
        return str(e), k, e.__traceback__.tb_lineno
print(bad(3000))
