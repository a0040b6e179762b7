# Attributes of code objects.
def f(a, b=1, /, c=2, *args, d, e=5, **kw):
    "doc"
    x = a + 100
    def inner(): return x, b
    print("hello", len(kw), x.attr)
    y = 2.5
    return inner
c = f.__code__
for n in "name qualname argcount posonlyargcount kwonlyargcount nlocals varnames cellvars freevars firstlineno names".split():
    print(n, getattr(c, "co_" + n))
def gen(): yield
async def co(): pass
async def ag(): yield
class C:
    def m(self): return __class__
    l = lambda s: 0
def outer():
    def nested(): pass
    return nested
import types
def show(c): print(c.co_name, hex(c.co_flags), c.co_varnames, c.co_cellvars, c.co_freevars, c.co_qualname)
for x in (gen, co, ag, C.m, C.l, outer, outer()): show(x.__code__)
show(compile("x = 1\nfor i in x: pass", "f", "exec")); show(compile("1", "f", "eval"))
show((x for x in ()).gi_code)
print([k for k in c.co_consts if isinstance(k, (str, int, float))], c.co_consts[0])
print(type(c.co_code), len(c.co_code) > 10, type(c.co_linetable), type(c.co_lnotab), type(c.co_exceptiontable))
print(sorted({l for _, _, l in c.co_lines() if l is not None}), len(list(c.co_positions())) > 5)
r = c.replace(co_name="other", co_firstlineno=100, co_filename="file")
print(r.co_name, r.co_firstlineno, r.co_filename, r.co_varnames == c.co_varnames, r == c, c == c.replace(), hash(c) == hash(c.replace()))
def base(): return 1
def other(): return 2
g = base; g.__code__ = other.__code__; print(base())
def attempt(f):
    try: return f()
    except Exception as e: return type(e).__name__, str(e)
def closed():
    v = 3
    return lambda: v
print(attempt(lambda: setattr(base, "__code__", closed().__code__))); print(attempt(lambda: setattr(base, "__code__", 3)))
@types.coroutine
def tc():
    r = yield 7
    return r
async def use(): return await tc()
u = use(); print(u.send(None)); print(attempt(lambda: u.send(8)), hex(tc.__code__.co_flags))
print(compile("1+1", "a", "eval") == compile("1+1", "a", "eval"), compile("1", "a", "eval") == compile("1.0", "a", "eval"))
F = types.FunctionType
n = F(other.__code__, {}, "nn", (1,)); print(n(), n.__name__, n.__defaults__, n.__closure__, n.__module__)
m = F(closed().__code__, globals(), closure=(types.CellType(42),)); print(m())
print(attempt(lambda: F(closed().__code__, {}))); print(attempt(lambda: F(closed().__code__, {}, None, None, (1,)))); print(attempt(lambda: F(closed().__code__, {}, None, None, ())))
print(attempt(lambda: F(other.__code__, {}, 3))); print(attempt(lambda: F(other.__code__, {}, None, 3))); print(attempt(lambda: F(other.__code__, 3))); print(attempt(lambda: F(1, {}))); print(attempt(lambda: F(closed().__code__, {}, None, None, 4)))
print(attempt(lambda: F(other.__code__, {}, None, None, (types.CellType(),))))
cell = types.CellType(5); print(cell.cell_contents); cell.cell_contents = 6; print(cell.cell_contents); del cell.cell_contents; print(attempt(lambda: cell.cell_contents)); print(attempt(lambda: types.CellType().cell_contents), attempt(lambda: types.CellType(1, 2)))
print(types.CellType(1) == types.CellType(1), types.CellType(1) < types.CellType(2))
def self_changing():
    def first():
        first.__code__ = second.__code__
        return helper("first")
    def second():
        return helper("second")
    return first
helper = lambda s: s.upper()
def swap():
    swap.__code__ = swap2.__code__
    a = helper("x" + str(3.5))
    return [a, helper("y"), 2.5, "const", helper]
def swap2(): return "swapped"
print(swap()[:4]); print(swap())
def sgen():
    for i in range(3):
        yield helper("g"), 1.5
def sgen2(): yield "other"
it = sgen(); next(it); sgen.__code__ = sgen2.__code__; print(list(it), list(sgen()))
