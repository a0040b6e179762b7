"""Programs that need more variables, arguments, temporaries or constants than there are registers or operands."""


def names(count, prefix="v"):
    return [f"{prefix}{i}" for i in range(count)]


def run(source, **namespace):
    try:
        exec(compile(source, "<large>", "exec"), namespace)
    except Exception as error:
        print(type(error).__name__, str(error)[-70:])
    return namespace


V = names(300)
ALL, CALL = ", ".join(V), ", ".join(map(str, range(300)))
SET = "".join(f"    {name} = {i}\n" for i, name in enumerate(V))


def functions():
    f = run(f"def f({ALL}): return v0 + v299 + v200, len(locals())")["f"]
    print(f(*range(300)), f(**dict.fromkeys(V, 2)))
    print(f.__code__.co_argcount, f.__code__.co_nlocals, f.__code__.co_varnames[299])
    for arguments in ((), range(299), range(301)):
        try:
            f(*arguments)
        except TypeError as error:
            print(str(error)[-60:])
    f = run("def f(" + ", ".join(f"{name}={i}" for i, name in enumerate(V)) + "): return v0, v250, v299")["f"]
    print(f(), f(1, v250=2), len(f.__defaults__))
    f = run("def f(*, " + ", ".join(f"{name}=len('{i}')" for i, name in enumerate(V)) + ", **more): return v5, v299, more")["f"]
    print(f(), f(v5=0, more=1), len(f.__kwdefaults__))
    print(len(run("def f(" + ": int, ".join(V) + ": int) -> int: pass")["f"].__annotations__))
    print(run(f"f = lambda {ALL}: v299")["f"](*range(300)))
    run(f"def f(*a, **k): return len(a), len(k)\nprint(f({CALL}), f({'=1, '.join(V)}=1))")
    run("def d(f): f.n = getattr(f, 'n', 0) + 1; return f\n" + "@d\n" * 300 + "def g(): pass\nprint(g.n)")
    run("def f():\n" + SET + "    del v299\n    return sum(locals().values()), v298\nprint(f(), f.__code__.co_nlocals)")
    run("def f():\n" + SET + "    del v299\n    return v299\nf()")
    run("def f(x):\n    if x:\n" + SET.replace("    ", "        ") + "    return v299\nprint(f(1))\nf(0)")


def closures():
    run("def f():\n" + SET + f"    def g(): return {' + '.join(V)}\n    return g\n"
        "print(f()(), len(f.__code__.co_cellvars), len(f().__code__.co_freevars))")
    run(f"def f({ALL}):\n    def g(): return {' + '.join(V)}\n    v299 = 0\n    return g(), v298\nprint(f(*range(300)))")
    run("def f():\n    " + " = ".join(V) + f" = 3\n    def g():\n        nonlocal {ALL}\n        {' = '.join(V)} = 4\n"
        "    g()\n    return v0, v299\nprint(f())")
    run("def f():\n" + SET + f"    class C:\n        x = {' + '.join(V)}\n    return C.x\nprint(f())")
    run(f"def f({ALL}):\n    yield (lambda: v299 + v1)()\n    v1 = 7\n    yield (lambda: v299 + v1)()\n    yield v299\n"
        "g = f(*range(300))\nprint(g.gi_frame.f_locals['v299'], next(g), len(g.gi_frame.f_locals), list(g))")
    run(f"async def f({ALL}): return v299\ntry: f(*range(300)).send(None)\nexcept StopIteration as e: print(e.value)")


def assignments():
    run(f"{ALL} = range(300)\nprint(v0, v299)")
    run(f"{ALL} = range(10)")
    run(f"{ALL} = iter(range(400))")
    run(f"{ALL} = {CALL}\nprint(v0, v299)")
    star = ", ".join(V[:200]) + ", *rest, " + ", ".join(V[200:])
    run(f"{star} = range(302)\nprint(v199, rest, v200)")
    run(f"{star} = range(100)")
    run(", ".join(V[:256]) + ", *rest = range(302)")
    run(f"for {ALL} in [range(300)]: print(v299)\nprint([v299 for {ALL} in [range(300)]])")
    run(f"print([(lambda: v299)() for {ALL} in [range(300)] if v298])")
    run(f"def f(s):\n    {ALL} = s\n    {ALL} = {ALL}\n    return v299\nprint(f(range(300)))")


def patterns():
    run(f"match list(range(300)):\n    case [{ALL}]: print(v0, v299)")
    run("match " + repr({name: i for i, name in enumerate(V)}) + ":\n    case {"
        + ", ".join(f"'{name}': {name}" for name in V) + ", **rest}: print(v0, v299, rest)")
    run("class C: pass\nc = C()\nc.__dict__.update(d)\nmatch c:\n    case C(" + ", ".join(f"{v}={v}" for v in V)
        + "): print(v0, v299)", d={name: i for i, name in enumerate(V)})
    run("def f(s):\n    match s:\n        case [" + ", ".join(V[:250]) + ", *rest]: return v249, rest\nprint(f(range(252)))")
    run("match 1:\n    case [" + ", ".join(V[:256]) + ", *rest]: pass")


def nesting():
    run("def f(x): return x + 1\nprint(" + "f(" * 98 + "0" + ")" * 98 + ")")
    run("class A:\n    def f(self, x, y): return self\na = A()\nprint((" + "a.f(1, " * 80 + "a" + ").f(1, 2)" * 80 + ") is a)")
    run("class A:\n    n = 0\n    def f(self, x):\n        self.n += x\n        return self\nprint(A()" + ".f(1)" * 500 + ".n)")
    run("def f(a, k=0): return a\nprint(len(repr(" + "{'a': f([" * 60 + "1" + "], k=2)}" * 60 + ")))")
    run("def f(*a): return a\nprint(len(str(" + "f(1, 2, [q for q in " * 30 + "'ab'" + "])" * 30 + ")))")
    run("def f(a, b): return a + b\ndef g(z):\n    q = w = e = r = z\n    return " + "f(q, " * 98 + "w" + ")" * 98 + "\nprint(g(2))")
    run("def f():\n    x = " + "(yield " * 90 + "0" + ")" * 90 + "\nprint(sum(x is None for x in f()))")
    run("x = 1\nprint(" + "(x + " * 190 + "x" + ")" * 190 + ", " + "**".join("x" * 150) + ", " + "<=".join("x" * 500) + ")")
    run("def f(x): return x\nprint(" + "f(f'{" * 1 + "f(" * 90 + "1" + ")" * 90 + "}'))")
    run("def f(x):\n    if x > 97: raise KeyError(x)\n    return x + 1\ntry: " + "f(" * 99 + "0" + ")" * 99 + "\nexcept KeyError as e: print(e)")
    deep = "".join("  " * i + f"with m({i}) as w{i}:\n" for i in range(19))
    run("class m:\n  def __init__(s, x): s.x = x\n  def __enter__(s): return s.x\n  def __exit__(s, *a): pass\n"
        + "def f(" + ", ".join(V[:100]) + "):\n  for i in (1, 2):\n" + "".join("    " + line + "\n" for line in deep.splitlines())
        + "    " + "  " * 19 + "return max(w0, max(w18, " * 1 + "max(i, " * 40 + "w5" + ")" * 40 + "))\nprint(f(*range(100)))")
    for kind in ("for i in [1]:", "while 1:", "with a:", "try:"):
        run("".join(" " * i + kind + "\n" for i in range(21)) + " " * 21 + "pass\n" + "".join(
            " " * i + "finally: pass\n" for i in reversed(range(21)) if kind == "try:"))
    run("".join(" " * i + "for i in [1]:\n" for i in range(20)) + " " * 20 + "print(i)")
    run("x = " + "(" * 199 + "1" + ")" * 199 + "\nprint(x)")
    run("x = " + "(" * 201 + "1" + ")" * 201)
    run("".join(" " * i + "if 1:\n" for i in range(99)) + " " * 99 + "print('deep')")
    run("".join(" " * i + "if 1:\n" for i in range(100)) + " " * 100 + "print('deep')")


def sizes():
    run("x = 1\na = [" + "x, " * 3000 + "]\nprint(sum(a), len(f'" + "{x}-" * 500 + "'), " + " and ".join("x" * 1000) + ")")
    run("d = {" + ", ".join(f"'k{i}': {i}.5" for i in range(36000)) + "}\nprint(len(d), d['k35999'])\nlater = 'k35999'\nprint(later in d)")
    run("class A: x = 1\na = A()\ndef f():\n    s = 0\n" + "    s += a.x\n" * 51000 + "    a.y = s\n    return a.y\nprint(f())")
    run("class C:\n" + "".join(f"    n{i} = {i}\n" for i in range(2000)) + "print(C.n1999)")


for part in functions, closures, assignments, patterns, nesting, sizes:
    print("--", part.__name__)
    part()
