# BaseExceptionGroup, ExceptionGroup and except*.
def attempt(f):
    try: return f()
    except BaseException as e: return (type(e).__name__, str(e))
E=ExceptionGroup; B=BaseExceptionGroup
print(E.__mro__, B.__bases__, E.__bases__)
print(attempt(lambda: E())); print(attempt(lambda: E("a"))); print(attempt(lambda: E(1,[ValueError()]))); print(attempt(lambda: E("a", 3)))
print(attempt(lambda: E("a", []))); print(attempt(lambda: E("a", [1]))); print(attempt(lambda: E("a",[ValueError(), KeyboardInterrupt()])))
print(type(B("a",[ValueError(1)])), type(B("a",[KeyboardInterrupt()]))); print(attempt(lambda: E("a", {1:2}))); print(attempt(lambda: E("a", set([ValueError()]))))
print(attempt(lambda: E("x", [ValueError()], z=1))); print(attempt(lambda: E(message="x", exceptions=[])))
class My(ExceptionGroup): pass
print(attempt(lambda: My("a",[KeyboardInterrupt()])))
class My2(ExceptionGroup):
    def __new__(cls, m, e, code):
        o = super().__new__(cls, m, e); o.code = code; return o
    def derive(self, e): return My2(self.message, e, self.code)
    def __init__(self, *a): pass
g = My2("m", [ValueError(1), TypeError(2), E("in", [ValueError(3), OSError(4)])], 42)
print(repr(g), str(g), g.code, g.message, g.exceptions, g.args)
print(g.split(ValueError)); print(g.split((TypeError, OSError))); print(g.subgroup(lambda e: isinstance(e, OSError))); print(g.split(E)); print(g.subgroup(KeyError))
print(type(g.split(ValueError)[0]), g.split(ValueError)[0].code)
print(attempt(lambda: g.split(3))); print(attempt(lambda: g.split((3,)))); print(attempt(lambda: g.split()))
g.add_note("note1"); a,b = g.split(ValueError); print(a.__notes__, a.__notes__ is b.__notes__, a.__notes__ == g.__notes__)
print(attempt(lambda: setattr(g, "message", 1)), attempt(lambda: setattr(g, "exceptions", 1)))
print(E[int]); print(E("x", (ValueError(),)).derive([TypeError()]))
def star(exc):
    out=[]
    try:
        try: raise exc
        except* ValueError as e: out.append(("V", repr(e), e.exceptions))
        except* (TypeError, OSError) as e: out.append(("TO", repr(e)))
        else: out.append("else")
        finally: out.append("fin")
    except BaseException as e: out.append(("left", repr(e), type(e)))
    return out
print(star(ValueError(1))); print(star(E("e",[ValueError(1), TypeError(2)]))); print(star(E("e",[ValueError(1), KeyError(2), E("n",[OSError(1), KeyError(9)])])))
print(star(KeyError(3))); print(star(B("b",[KeyboardInterrupt(), ValueError(5)]))); print(star(My2("c",[ValueError(0), KeyError(1)], 6)))
def raising(exc):
    try:
        try: raise exc
        except* ValueError as e: raise KeyError("from V")
        except* TypeError as e: raise
        except* OSError: raise IndexError("x") from None
    except BaseException as e: return repr(e), repr(e.__context__), repr(e.__cause__), [repr(x.__context__) for x in getattr(e, "exceptions", ())]
for x in (ValueError(1), E("e",[ValueError(1), TypeError(2)]), E("e",[TypeError(2)]), E("e",[TypeError(2), KeyError(4)]), E("e",[OSError(2), ValueError(4)]), E("e",[KeyError(1)])): print(raising(x))
def noexc():
    try: pass
    except* ValueError: print("no")
    else: print("else")
    return 5
print(noexc())
def names():
    try: raise E("q",[ValueError()])
    except* ValueError as e: pass
    try: e
    except NameError as n: return str(n)
print(names())
def bad(t):
    try:
        try: raise ValueError(1)
        except* t: pass
    except TypeError as e: return str(e), repr(e.__context__)
print(bad(3)); print(bad(E)); print(bad((ValueError, B)))
print(attempt(lambda: g.derive())); print(attempt(lambda: g.subgroup(1,2))); print(attempt(lambda: g.derive(1,2)))
import sys
def loops():
    for i in range(3):
        try:
            if i == 1: raise E("l", [ValueError(i)])
        except* ValueError as e:
            print("loop", i, repr(sys.exception()))
            for j in range(2):
                if j: break
        print("after", sys.exception())
loops()
def nested():
    try:
        try: raise E("o", [E("i", [ValueError(1)]), TypeError(2)])
        except* ValueError as e:
            try: raise KeyError
            except KeyError: print("inner ok")
            raise RuntimeError("z") from e
    except* RuntimeError as r: print("RT", r.exceptions, repr(r.exceptions[0].__cause__))
    except* TypeError as t: print("TT", t)
nested()
for src in ("try: pass\nexcept* ValueError: return", "def f():\n try: pass\n except* ValueError: return 1", "for x in y:\n try: pass\n except* ValueError: break", "for x in y:\n try: pass\n except* ValueError:\n  continue", "try: pass\nexcept*: pass", "try: pass\nexcept* A: pass\nexcept B: pass", "try: pass\nexcept A: pass\nexcept* B: pass", "def f():\n try: pass\n except* ValueError:\n  def g(): return 1\n  for x in y: break","for x in y:\n try: pass\n except* ValueError:\n  for z in w:\n   continue"):
    try: compile(src, "f", "exec"); print("ok", repr(src))
    except SyntaxError as e: print(e, repr(src), e.lineno, e.offset, e.end_lineno, e.end_offset)
