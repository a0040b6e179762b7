# Odd but valid source text.
if True:
  x = 1
  if x:
        y = 2
print(x, y); print("same line");
a = (1 +
     2
     + 3)   # comment

b = 1 + \
    2
print(a, b, [
    1,
    2,  # trailing comma
], {
    "k":
        "v",
})
def f(a,
      b=2,
      *c,
      **d,
      ): return (a,
                 b)
print(f(1), f(1,), f(*(1,), **{},))
class C: pass
class D(): x = 1; y = 2
class E(C, D,): """doc"""
print(E.x, E.__doc__)
def g(): yield
def h(): "docstring"; return 1
print(h.__doc__, list(g()))
print(1if 1else 2, 0xfor 5, 1_0.0_1, 1e5, .5, 5., 0o17, 0b1, 1.e-3)
lambda: (yield)
print((lambda x, *y, z=1, **k: (x, y, z, k))(1, 2, q=3), (lambda: ())(), (lambda *, a: a)(a=1), (lambda a, /, b: a + b)(1, b=2))
print(not 1 in [2], 1 not in [2], not not 1, -1 ** 2, (-1) ** 2, 2 ** -1, 2 ** 3 ** 2, ~-1, - - 1, +-+1)
print(1 < 2 == 2 != 3 > 1, 1 or 2 and 0, (1 or 2) and 0, not 1 or 1, 1 if 0 else 2 if 0 else 3, 5 - 3 - 1, 2 * 3 % 4 // 1, 1 | 2 ^ 3 & 4 << 1)
print("a" 'b' """c""" r'\d' "\
e", 'it''s', "tab\tnew\\n", b'x' b"y", u"unicode", "\x41\101\u0041\x41\U00000041")
x = y = z = [1, 2, 3]
x[0], y[1], (z[2], *w) = 7, 8, (9, 10, 11)
print(x, w)
x[:] = x[::-1]; print(x, x[-1:], x[:-1], x[::2])
del (x[0], y[0]); print(x)
del x, [y]
for i, in [(1,), (2,)]: print(i, end=" ")
for [i, j] in [(1, 2)]: print(i, j, end=" ")
for k in 1, 2, 3: print(k, end=" ")
for k in *[1], *"a": print(k, end=" ")
print()
while 0: pass
else: print("else")
try: pass
except: pass
else: print("try else")
finally: print("finally")
try: 1 / 0
except (ZeroDivisionError, KeyError) as e: print(e)
with open(__file__) as f1, open(__file__) as f2: pass
with (open(__file__) as f1, open(__file__) as f2,): pass
with (open(__file__)) as f1: print(f1.name == __file__)
assert 1, "never"
assert (1)
global_name = 1
def uses():
    global global_name, other_name
    global_name, other_name = 2, 3
uses(); print(global_name, other_name)
@(lambda f: f)
def decorated(): ...
print(decorated.__name__)
x: int = 3
(y): int = 4
c = C()
c.attr: int = 5
l = [0]
l[0]: int = 6
print(x, y, c.attr, l)
print(*"ab", *[], sep="", **{"end": "|\n"})
print([*range(2), *"a"], (*[1],), {*[1]}, {**{1: 2}}, *(1, 2))
print(f"{x!r:>{y}}|{x=}|{'a' if x else 'b'}|{ {'a': 1}['a'] }|{[i for i in range(2)]}|{x:=^5}|{{}}")
print((x := 5), x, [y := 1, y], (lambda: (z := 3))())
if (n := 10) > 5: print(n)
print(a if a else b, [a for a in [1] if a if a > 0], {a: b for a, b in [(1, 2)]}, {a for a in [1]}, (*(a for a in [1]),))
print(print, ..., Ellipsis is ..., __name__, None, True)if 0 else None
def annotated(a: int, *args: str, b: "forward" = 1, **k: dict[str, int]) -> list[int]: return a
print(annotated(1), 1 .real, 1.0.real, 1..real, "x".upper().lower(), [1][0].real, {}.get("a", {}).get, sep="\n", end="\n") if 0 else print(1 .real, 1..real)
def nonl():
    v = 1
    def i():
        nonlocal v
        v = 2
    i()
    return v
print(nonl())
match = case = type = _ = 1
print(match, case, type, _)
async_ = await_ = 1; print(async_)
	# a comment indented by a tab
   # and by spaces
if 1:
	tab = "tab-indented block"
	print(tab)
print("end")
# no newline at the end
