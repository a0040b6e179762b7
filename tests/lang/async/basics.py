# Coroutines, asynchronous generators and iteration, driven by hand.
import sys
async def f(x):
    return x*2
def run(c):
    try:
        while True: print("yielded", c.send(None))
    except StopIteration as e: return e.value
print(run(f(3)))
class A:
    def __init__(s,v): s.v=v
    def __await__(s):
        r = yield s.v
        return ("got", r)
async def g():
    a = await A(1)
    b = await f(4)
    x = 5
    try:
        x = await bad()
    except ValueError as e:
        print("x", x, e)
    return a,b
async def bad():
    await A(2)
    raise ValueError("bad")
print(run(g()))
async def ag(n):
    for i in range(n):
        await A(i*10)
        yield i
async def use():
    async for x in ag(3):
        print("item", x)
        if x==1: continue
    else: print("else")
    l = [y async for y in ag(2)]
    print(l)
    print({k: await f(k) async for k in ag(2) if k})
    gen = (await f(z) async for z in ag(3))
    print([q async for q in gen])
    print([[await f(i) for i in range(j)] for j in range(3)])
    async with CM() as c:
        print(c)
    try:
        async with CM() as c:
            raise KeyError(1)
    except KeyError: print("key")
    for i in range(2):
        async with CM() as c:
            continue
    a = ag(2)
    print(await anext(a), await anext(a), await anext(a, "def"))
    await a.aclose()
    return 7
class CM:
    async def __aenter__(s): print("enter"); await A("in"); return 99
    async def __aexit__(s, *a): print("exit", a[0]); await A("out")
print(run(use()))
