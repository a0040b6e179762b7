# asend, athrow, aclose of asynchronous generators: every state, and the hooks.
import sys
class A:
    def __init__(s,v): s.v=v
    def __await__(s):
        r = yield s.v
        return ("got", r)
def attempt(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e, "| cause", repr(e.__cause__))
def drive(c, *sends):
    out=[]
    try:
        out.append(c.send(None))
        for s in sends: out.append(c.send(s))
    except StopIteration as e: out.append(("ret", e.value))
    return out
async def f(): return await A(1)
# async generators
async def ag():
    try:
        x = yield 1
        print("x", x)
        y = yield await A("mid")
        print("y", y)
    finally:
        print("fin")
a=ag(); print(type(a).__name__, a.ag_running, a.ag_await, a.__name__)
attempt("asend", lambda: drive(a.asend(None)))
s=a.asend(5); attempt("s1", lambda: s.send(None)); print(a.ag_running)
attempt("s again", lambda: a.asend(1).send(None)); attempt("aclose running", lambda: a.aclose().send(None)); attempt("athrow running", lambda: a.athrow(ValueError).send(None))
attempt("s2", lambda: s.send("res")); attempt("s3", lambda: s.send(None)); print(a.ag_running)
attempt("throw", lambda: a.athrow(ValueError("v")).send(None))
attempt("after", lambda: a.asend(None).send(None)); attempt("after", lambda: a.aclose().send(None)); attempt("after", lambda: a.athrow(KeyError).send(None))
a=ag(); attempt("start non none", lambda: a.asend(3).send(None))
a=ag(); attempt("close unstarted", lambda: a.aclose().send(None)); attempt("after", lambda: a.asend(None).send(None))
a=ag(); attempt("1", lambda: a.__anext__().send(None)); t=a.aclose(); attempt("close", lambda: t.send(None)); attempt("reuse", lambda: t.send(None)); attempt("reuse2", lambda: t.throw(KeyError))
async def agi():
    try: yield 1
    except GeneratorExit: yield 2
a=agi(); attempt("1", lambda: a.__anext__().send(None)); attempt("ign", lambda: a.aclose().send(None))
async def ags():
    yield 1
    raise StopIteration
async def agsa():
    yield 1
    raise StopAsyncIteration
for z in (ags, agsa):
    a=z(); attempt("1", lambda: a.__anext__().send(None)); attempt("2", lambda: a.__anext__().send(None))
a=ag(); s=a.asend(None); print(s.close()); attempt("closed", lambda: s.send(None))
a=ag(); s=a.asend(None); attempt("th", lambda: s.throw(KeyError("q"))); attempt("th2", lambda: s.send(None))
sys.set_asyncgen_hooks(firstiter=lambda g: print("first", g.__name__))
print(sys.get_asyncgen_hooks().finalizer, callable(sys.get_asyncgen_hooks().firstiter))
a=ag(); a.asend(None); a.asend(None)
attempt("hooks", lambda: sys.set_asyncgen_hooks(firstiter=3))
attempt("hooks", lambda: sys.set_asyncgen_hooks(finalizer=3))
sys.set_asyncgen_hooks(None, None); print(sys.get_asyncgen_hooks())
sys.set_coroutine_origin_tracking_depth(2)
def mk(): return f()
print([(l, n) for (fn, l, n) in mk().cr_origin], sys.get_coroutine_origin_tracking_depth())
sys.set_coroutine_origin_tracking_depth(0)
