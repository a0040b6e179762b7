# What is refused when things are awaited, and what coroutine objects show.
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
def misuse(body, g={}):
    src = "async def f(x=None):\n" + "".join("  "+l+"\n" for l in body.splitlines())
    ns = dict(A=A, **g); exec(src, ns)
    return lambda: drive(ns["f"](), 5)
attempt("await int", misuse("await 1"))
attempt("await None", misuse("await None"))
class NotIter:
    def __await__(s): return 5
class RetCoro:
    def __await__(s): return f()
attempt("notiter", misuse("await N()", {"N":NotIter}))
attempt("retcoro", misuse("await N()", {"N":RetCoro}))
attempt("for int", misuse("async for i in 5: pass"))
class BadA:
    def __aiter__(s): return 7
class BadN:
    def __aiter__(s): return s
    def __anext__(s): return 8
class BadN2:
    def __aiter__(s): return s
    def __anext__(s): return NotIter()
attempt("badaiter", misuse("async for i in N(): pass", {"N":BadA}))
attempt("badanext", misuse("async for i in N(): pass", {"N":BadN}))
attempt("badanext2", misuse("async for i in N(): pass", {"N":BadN2}))
attempt("with int", misuse("async with 5: pass"))
class E1:
    async def __aenter__(s): pass
class E2:
    def __aenter__(s): return 3
    async def __aexit__(s,*a): pass
class E3:
    async def __aenter__(s): pass
    def __aexit__(s,*a): return 4
attempt("with1", misuse("async with N(): pass", {"N":E1}))
attempt("with2", misuse("async with N(): pass", {"N":E2}))
attempt("with3", misuse("async with N(): pass", {"N":E3}))
attempt("sync with", misuse("with N(): pass", {"N":E3}))
attempt("sync for", misuse("for i in N(): pass", {"N":BadN}))
attempt("aiter", lambda: aiter(3)); attempt("anext", lambda: anext(3)); attempt("aiter bad", lambda: aiter(BadA()))
c=f(); print(drive(c, 3)); attempt("reuse", lambda: c.send(None)); attempt("reuse throw", lambda: c.throw(ValueError)); print(c.close())
c=f(); attempt("send non none", lambda: c.send(3)); attempt("throw", lambda: c.throw(KeyError("k"))); attempt("again", lambda: c.send(None))
attempt("iter", lambda: iter(f())); attempt("next", lambda: next(f())); attempt("for", lambda: [x for x in f()])
async def stop(): raise StopIteration(4)
attempt("stop", lambda: drive(stop()))
async def ign():
    try: await A(1)
    except GeneratorExit: await A(2)
c=ign(); c.send(None); attempt("ignored", c.close); c.close if 0 else None
c=f(); c.send(None)
async def second(): await c
attempt("awaited twice", lambda: drive(second()))
d=f(); d2=d
async def outer(): await d
o=outer(); o.send(None)
attempt("being awaited", lambda: drive((lambda: second2())()))
async def second2(): await d
attempt("being awaited", lambda: drive(second2()))
print(o.cr_await is d, d.cr_running, o.cr_suspended, o.cr_code.co_name, o.__name__, o.__qualname__, o.cr_origin)
attempt("throw in", lambda: o.throw(IndexError("deep")))
w = f().__await__(); print(type(w).__name__, next(w)); attempt("w", lambda: w.send(9)); attempt("w", lambda: next(w))
def gen():
    yield from f()
attempt("gen yield from coro", lambda: list(gen()))
import types
def tc(): pass
