# f-strings.
x = 5
name = "bird"
items = [1, 2, 3]
d = {"k": "v", 1: 2}
print(f"{x}", f"{x + 1}", f"a{x}b{name}c", f"", f"{{}}", f"{{{x}}}", f"}}{{", f"{x!r} {name!r} {name!s} {'é'!a}")
print(f"{x:5}|{x:<5}|{x:05d}|{name:>8}|{name:*^10}|{3.14159:.2f}|{1e6:,.1f}|{255:#x}|{0.5:%}")
print(f"{x:{x}}|{name:{'>'}{x + 5}}|{3.14159:{x}.{2}f}|{name!r:>10}|{x=}|{x = }|{x+1=}|{name=!s}|{name=:>6}|{3.0=:.1f}")
print(f"{items[0]} {items[-1]} {d['k']} {d[1]} {items[1:]} {len(items)} {max(items)}")
print(f"{x if x > 3 else 'small'} {[i * 2 for i in items]} {(lambda a: a + 1)(x)} { {1: 2}[1] } {'nested ' + f'{x}'}")
print(f'{"double"}', f"{'single'}", f'''{"triple"} {x}''', f"{x}" "plain {x}" f"{name}", "a" f"{x}" 'b')
print(f"""multi
{x}
line {name}""")
print(rf"\n{x}\t", fr"{name}\d", f"\n{x}\t|", f"\x41{x}\u00e9", F"{x}")
print(f"{x != 5} {x == 5} {x >= 5} {not x} {x, name} {x!s}{x!r}", f"{ x }", f"{x:}", f"{items!r:>12}", f"{None} {True}")
def f(a, b=2, *c, **k):
    return f"{a}-{b}-{c}-{sorted(k)}"
print(f"{f(1)} {f(1, 3, 4, 5, z=6)}", f"{f'{f(x)}'}")
class C:
    v = 7
    def __format__(self, spec):
        return f"C[{spec}]"
    def __str__(self):
        return "strC"
    def __repr__(self):
        return "reprC"
c = C()
print(f"{c} {c:spec} {c!s} {c!r} {c!s:>6} {c.v} {c=}")
def outer(n):
    def inner():
        return f"{n} {x} {[n + i for i in range(2)]}"
    return inner()
print(outer(10))
print(f"{'a' 'b'} {'''x'''} {1_000} {-x} {~x} {x ** 2} {x // 2} {x % 2}", f"{x:%d}" if False else "end")
width, precision = 10, 4
print(f"{12.34567:{width}.{precision}}|", f"{'x':{'*'}<{width}}|", f"{x:0{width}}|")
def error(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
print(error(lambda: f"{undefined}"))
print(error(lambda: f"{x:q}"))
print(error(lambda: f"{name:d}"))
print(error(lambda: f"{1 / 0}"))
print(error(lambda: f"{items[10]}"))
print(error(lambda: f"{None:5}"))
print(f"{(x := 9)} {x}", f"{x:=5}", f"{yes if (yes := 3) else 0}")
