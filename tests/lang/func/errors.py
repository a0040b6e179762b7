# The TypeErrors of calls, word for word.
def error(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def four(a, b, c, d): pass
def default(a, b=1): pass
def default2(a=1, b=2): pass
def keyword(*, k): pass
def keywords(*, k, l, m=1): pass
def mixed(a, *, k): pass
def var(a, *args): pass
def posonly(a, b, /): pass
def posdef(a, b=1, /, c=2): pass
def kw(a, **k): pass
def kwdef(a, *, k=1): pass
print(error(none, 1))
print(error(none, 1, 2))
print(error(none, a=1))
print(error(none, 1, a=2))
print(error(one))
print(error(one, 1, 2))
print(error(one, b=1))
print(error(one, 1, a=2))
print(error(one, 1, b=2))
print(error(two))
print(error(two, 1))
print(error(two, b=1))
print(error(two, 1, 2, 3))
print(error(two, 1, 2, b=3))
print(error(three))
print(error(three, 1))
print(error(three, 1, 2))
print(error(four))
print(error(default))
print(error(default, 1, 2, 3))
print(error(default, b=2))
print(error(default2, 1, 2, 3, 4))
print(error(default2, 1, a=2))
print(error(default2, c=2))
print(error(keyword))
print(error(keyword, 1))
print(error(keyword, j=1))
print(error(keyword, 1, k=2))
print(error(keywords))
print(error(keywords, k=1))
print(error(mixed))
print(error(mixed, 1))
print(error(mixed, 1, 2))
print(error(mixed, 1, 2, k=3))
print(error(mixed, k=1))
print(error(var))
print(error(var, b=1))
print(error(posonly, a=1, b=2))
print(error(posonly, 1, b=2))
print(error(posonly, 1))
print(error(posonly))
print(error(posdef, 1, 2, 3, 4))
print(error(posdef, 1, b=2))
print(error(kw))
print(error(kw, 1, 2))
print(error(kw, 1, a=2))
print(error(kwdef, 1, 2))
print(error(lambda x: x))
print(error(lambda: 0, 1))
print(error(5))
print(error(None, 1))
print(error("abc"))
print(error([], 1))
print(error(lambda: none(*5)))
print(error(lambda: none(*None)))
print(error(lambda: none(**5)))
print(error(lambda: none(**[])))
print(error(lambda: kw(1, **{1: 2})))
print(error(lambda: kw(1, b=1, **{"b": 2})))
print(error(lambda: kw(1, **{"b": 1}, **{"b": 2})))
class C:
    def m(self, a): pass
    def n(self): pass
    @classmethod
    def c(cls, a): pass
    @staticmethod
    def s(a): pass
class D:
    def __init__(self, a, b=1): pass
class E: pass
class F:
    def __call__(self, x): return x
print(error(C().m))
print(error(C().m, 1, 2))
print(error(C().n, 1))
print(error(C.m))
print(error(C.m, 1))
print(error(C.c))
print(error(C.s))
print(error(C().s, 1, 2))
print(error(C().m, b=1))
print(error(D))
print(error(D, 1, 2, 3))
print(error(D, c=1))
print(error(E, 1))
print(error(E, a=1))
print(error(C(), 1))
print(error(F()))
print(error(F(), 1))
print(error(object, 1))
print(error(len))
print(error(len, 1, 2))
print(error(len, x=1))
print(error(abs))
print(error(ord, "a", "b"))
print(error(isinstance, 1))
print(error(sorted))
print(error(sorted, [1], 2))
print(error(sum))
print(error(print, foo=1))
print(error(print, sep=1))
print(error(print, end=5))
print(error(enumerate))
print(error(getattr, 1))
print(error(min))
print(error(int, 1, 2, 3))
print(error(str, 1, 2, 3, 4))
print(error(zip, 1))
print(error(map))
print(error(map, len))
print(error(map, len, 5))
print(error(filter, len))
print(error("abc".join))
print(error([].append))
print(error({}.get))
print(error("".split, 1, 2, 3))
print(error(divmod, 1))
print(error(chr))
print(error(bool, 1, 2))
print(error(type))
print(error(range))
print(error(hash))
print(error(next))
print(error(iter))
print(error(setattr, 1, 2))
print(error(input, 1, 2))
