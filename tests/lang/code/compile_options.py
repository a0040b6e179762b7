"""compile() with flags, exec() with a closure, attributes of code and functions and the messages of their setters."""
import types, ast, inspect, __future__
def attempt(f, *a, **k):
    try: return f(*a, **k)
    except BaseException as e: return type(e).__name__ + ": " + str(e)
def f(a, b=1, /, c=2, *args, d, e=5, **kw):
    "doc"
    x = y = 1
    def inner():
        nonlocal x
        return x, a
    return inner
c = f.__code__
print("vars", c.co_varnames, c.co_cellvars, c.co_freevars, c.co_nlocals, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount)
print(c.co_consts[0], c.co_flags, c.co_stacksize > 0, c.co_qualname)
inner = f(1, d=2).__code__
print(inner.co_freevars, inner.co_flags, inner.co_qualname, inner.co_consts)
def flags(src, name=None):
    ns = {}
    exec(src, ns)
    return ns["f"].__code__.co_flags
for src in ("def f(): pass", "def f(*a): pass", "def f(**k): pass", "def f(): yield", "async def f(): pass", "async def f(): yield", "f = lambda: 0", "def g():\n def f(): pass\n return f\nf=g()", "from __future__ import division\ndef f(): pass", "class A:\n def m(self): pass\nf=A.m", "def f():\n return [i for i in ()]"):
    print(repr(src), flags(src))
print(compile("1", "", "eval").co_flags, compile("x=1", "", "exec").co_flags)
print(attempt(compile, "1", "", "exec", flags=1<<30), attempt(compile, "1", "", "exec", optimize=5), attempt(compile, "1", "", "bad"), attempt(compile, "1", "", "exec", optimize=-2))
ns = {}
exec(compile("def f(x: undefined): pass", "", "exec", flags=__future__.annotations.compiler_flag), ns); print(ns["f"].__annotations__)
code = compile("await x", "<s>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
print(code.co_flags, inspect.iscoroutinefunction(types.FunctionType(code, {})))
print(attempt(compile, "await x", "<s>", "exec"))
print(type(compile("x = 1 # type: int", "", "exec", flags=ast.PyCF_ONLY_AST | ast.PyCF_TYPE_COMMENTS)).__name__)
for o in -1, 0, 1, 2:
    code = compile('"mod doc"\ndef f():\n "fdoc"\n assert 0\n return __debug__\nclass C:\n "cdoc"\nr = attempt(f), f.__doc__, C.__doc__', "", "exec", optimize=o)
    ns = {"attempt": attempt}; exec(code, ns); print(o, ns["r"])
import asyncio
async def top():
    return 3
ns = {"top": top}
code = compile("r = await top()\nasync with c() as z: pass\nl = [i async for i in ag()]", "<s>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
class c:
    async def __aenter__(self): return 1
    async def __aexit__(self, *a): pass
async def ag():
    yield 1
ns.update(c=c, ag=ag)
asyncio.run(types.FunctionType(code, ns)())
print(ns["r"], ns["z"], ns["l"])
code = compile("await top()", "<s>", "eval", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
print(asyncio.run(eval(code, ns)))
# closure=
def outer():
    x = 1
    def g():
        print("x is", x)
    return g
g = outer()
exec(g.__code__, globals(), closure=g.__closure__)
print(attempt(exec, g.__code__))
print(attempt(exec, g.__code__, closure=()))
print(attempt(exec, g.__code__, closure=(1,)))
print(attempt(exec, "1", closure=()))
print(attempt(exec, compile("1","","exec"), closure=()))
print(attempt(exec, compile("1","","exec"), closure=None))
print(attempt(exec, g.__code__, closure=[types.CellType(3)]))
exec(g.__code__, globals(), closure=(types.CellType(7),))
print(attempt(eval, g.__code__))
# function attributes
def h(a=1, *, b=2) -> int: "hd"; return a, b
print(attempt(setattr, h, "__code__", 1), attempt(setattr, h, "__code__", g.__code__), attempt(delattr, h, "__code__"))
print(attempt(setattr, h, "__defaults__", 1), attempt(setattr, h, "__kwdefaults__", 1), attempt(setattr, h, "__annotations__", 1))
print(attempt(setattr, h, "__closure__", None), attempt(setattr, h, "__globals__", {}), attempt(setattr, h, "__name__", 1), attempt(setattr, h, "__qualname__", 1), attempt(setattr, h, "__dict__", 1))
print(attempt(delattr, h, "__name__"), attempt(delattr, h, "__dict__"))
h.__defaults__ = (5,); h.__kwdefaults__ = {"b": 6}; print(h(), h.__annotations__)
del h.__defaults__; del h.__kwdefaults__; del h.__annotations__; print(attempt(h), h.__annotations__, h.__defaults__, h.__kwdefaults__)
h.__annotations__ = None; print(h.__annotations__)
print(attempt(setattr, h, "__builtins__", 1), type(h.__builtins__))
print(attempt(types.FunctionType, 1, {}), attempt(types.FunctionType, h.__code__, 1), attempt(types.FunctionType, h.__code__, {}, 1), attempt(types.FunctionType, h.__code__, {}, "n", 1), attempt(types.FunctionType, g.__code__, {}), attempt(types.FunctionType, g.__code__, {}, "n", None, ()), attempt(types.FunctionType, g.__code__, {}, "n", None, (1,)), attempt(types.FunctionType, h.__code__, {}, "n", None, (types.CellType(1),)))
