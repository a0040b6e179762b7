# Programs that are refused, one a line (\n and \t stand for themselves, but in the literals that start with them): type,
# message, place and text of the error as a file's and as an expression's source.
import warnings

programs = r'''
x = 
x = 1 2
f(a b)
f(a for a in b, c)
f(c, a for a in b)
f(a=1, b)
f(**a, b)
f(**a, *b)
f(a=1, a=2)
f(1=2)
f(a.b=2)
f(True=1)
f(a, b for b in c, d=3)
f(x=1 for x in y)
f(a:=1, b:=2, c=d:=3)
(a, b): int = 1
[a]: int
f(): int = 3
a + 1 += 2
(a, b) += 1
None = 1
None += 1
True: int = 2
del f()
del a + b
del (a, b, 1)
del None
del
for 1 in x: pass
for x+1 in y: pass
for x in y
for in y: pass
for x y: pass
while True
while: pass
if x = 1: pass
if x
if x:
if x: pass\nelif
if x: pass\nelse
if x: pass\nelif y: pass\nelse y
if (x = 3): pass
while x = 3: pass
elif x: pass
else: pass
try: pass
try: pass\nexcept
try: pass\nexcept A, B: pass
try: pass\nexcept A as 1: pass
try: pass\nexcept A as a.b: pass
try: pass\nexcept: pass\nexcept B: pass
try: pass\nexcept* : pass
try: pass\nexcept A: pass\nexcept* B: pass
try: pass\nexcept* A: pass\nexcept B: pass
try\n  pass
try: pass\nfinally
try: pass\nx = 1
with a as 1: pass
with a as f(): pass
with a as b + 1: pass
with a, b as c
with: pass
with a b: pass
def f: pass
def f(: pass
def f(): 
def f()
def f(a, a): pass
def f(a=1, b): pass
def f(*): pass
def f(*, **k): pass
def f(**k, a): pass
def f(**k, *a): pass
def f(*a, *b): pass
def f(a, /, b, /): pass
def f(/): pass
def f(*, /): pass
def f(*a, /): pass
def f(a, *, b, *, c): pass
def f((a, b)): pass
def f(1): pass
def f(None): pass
def f(a.b): pass
def f(a=): pass
def f(*a=1): pass
def f(**a=1): pass
def f(a: int=1, b: str): pass
def 1(): pass
def f() -> : pass
lambda: 
lambda a=1, b: 1
lambda *: 1
lambda a, a: 1
lambda (a): 1
lambda **k, a: 1
lambda a=: 1
class
class A(
class A: 
class A
class A(x for x in y): pass
class 1: pass
class A(a=1, a=2): pass
import
import a.
import a as
import a as b.c
import a, 
from a import
from . import
from a import (
from a import (b, c
from a import b,
from a import *, b
from a import b as c.d
from a import (b as c d)
from a import ()
from import b
def f():\n from a import *
from __future__ import nope
x = 1\nfrom __future__ import annotations
from __future__ import braces
return
def f():\n yield = 1
yield 1
await x
def f():\n  await x
async x
async def f(): yield from x
async def f():\n  [await x for x in y]\n  return 1\n  yield 2
async for x in y: pass
async with x: pass
def f():\n async for x in y: pass
def f():\n async with x: pass
def f():\n [x async for x in y]
break
continue
def f(): break
for x in y:\n def f(): continue
global x
def f(x):\n global x
def f():\n x = 1\n global x
def f():\n print(x)\n global x
def f():\n x: int\n global x
def f():\n nonlocal x
nonlocal x
def f(x):\n nonlocal x
def f():\n x = 1\n def g():\n  x = 2\n  nonlocal x
def f():\n global x\n nonlocal x
class A:\n nonlocal __class__\n def f(self): super()
x: int = 1\ndef f():\n global x\n x: int
[x := 1 for x in y]
[(y := x) for x in z for y in w]
[i for i in (j := x)]
class A: [y := x for x in z]
(x := 1
x := 1
x.y := 1
(x.y := 1)
(x[0] := 1)
(1 := 2)
((a, b) := 1)
f(x.y := 1)
[x for x in y
[x for in y]
[x, y for x in z]
[*x for x in y]
{**x for x in y}
{*x for x in y}
{x: y for x in z, w}
{1: *x}
{1: **x}
{**x: 1}
{1:}
{1: 2, 3}
{1, 2: 3}
{1: 2 3: 4}
{1: 2, 3:}
{1 2}
[1 2]
(1 2)
(1, 2
[1, 2)
{1, 2]
1)
)
]
}
a[1
a[]
a[1:2:3:4]
a[*b:c]
a[b=c]
f(*)
f(**)
f(*, a)
[*a, *b] = c
a = *b
x = (*a)
print 1
print "hello"
print a, b
exec "a"
exec a
print(a b)
a ? b
a $ b
a ! b
a !
1a
1_
1__0
0777
08
0b2
0b
0x
0xg
0o8
1.e
1e
1e+
1.5j5
"abc
'abc
"""abc
f"abc
b"é"
u"a" b"b"
"\x1"
"\u12"
"\U00110000"
b"\x1"
f"{"
f"}"
f"{}"
f"{a"
f"{a!}"
f"{a!x}"
f"{a b}"
f"{a:{b:{c}}}"
f"{#}"
f"{a!r b}"
f"{lambda x: 1}"
f"{a:=1}"
f"{yield}"
f"{*a}"
f"{a = }{"
f"{a['b"
f"{a(}"
f"{)}"
f"{a]}"
f"{1 if}"
f"{ }"
f"{!r}"
f"{:x}"
a = f"{x" 'y'
 x = 1
x = 1\n  y = 2
if x:\npass
def f():\nx
class A:\nx
for x in y:\nx
while x:\nx
with x:\nx
try:\nx
try:\n x\nexcept:\nx
try:\n x\nexcept A:\nx
try:\n x\nexcept A as b:\nx
try:\n x\nfinally:\nx
if x:\n pass\nelif y:\nx
if x:\n pass\nelse:\nx
for x in y:\n pass\nelse:\nx
match x:\ncase 1: pass
match x:\n case 1:\n pass
match x:\n case 1
match x:\n case: pass
match x:\n pass
match x: pass
match x:\n case a | b: pass
match x:\n case a: pass\n case b: pass
match x:\n case _: pass\n case 1: pass
match x:\n case [a, a]: pass
match x:\n case [*a, *b]: pass
match x:\n case {**a, 'b': c}: pass
match x:\n case {**_}: pass
match x:\n case {'a': 1, 'a': 2}: pass
match x:\n case {a: 1}: pass
match x:\n case A(a=1, a=2): pass
match x:\n case A(a=1, b): pass
match x:\n case A(a.b=1): pass
match x:\n case 1 as _: pass
match x:\n case 1 as a.b: pass
match x:\n case 1 as 2: pass
match x:\n case a as b as c: pass
match x:\n case 1 + 2: pass
match x:\n case -a: pass
match x:\n case 1 + a: pass
match x:\n case f'{x}': pass
match x:\n case (a | 1): pass
match x:\n case 1 | a: pass
match x:\n case a.b | c: pass
match x:\n case x if : pass
match x:\n case *a: pass
match x:\n case {}: pass\n  case 1: pass
match x:\n case 1j + 1: pass
match x:\n case 1 + 1: pass
a = b = 
a = b if c
a if b else
a if b else c = 1
a if else b
not
a not b
a not in
a is is b
a and
a or or b
a and and b
a < > b
a <> b
a == = b
a =! b
a ++
a --
a +* b
a // / b
a ** ** b
-
~
a @ 
lambda x y: 1
assert
assert x,
assert (a = 1)
raise a from
raise a, b
raise from b
return 1 2
pass x
pass pass
break x
import a b
global
global x,
global x.y
nonlocal
@
@a
@a\nx = 1
@a b\ndef f(): pass
async
async def
async def f: pass
await
x = await y = z
x = yield = 1
a, b += 1, 2
a = b += 1
a += b += 1
a += b = 1
a: int: str
a: int = b: str
a: = 1
a: yield
a.b: int = 
"a": int
1: int
{a: b}: int
a() = 1
a() += 1
a and b = 1
not a = 1
-a = 1
a < b = 1
a if b else c = 1
lambda: 1 = 1
[a for a in b] = 1
{a for a in b} = 1
{a: b} = 1
{a} = 1
(a for a in b) = 1
"a" = 1
f"{a}" = 1
1 = a
... = 1
__debug__ = 1
def f(__debug__): pass
f(__debug__=1)
del __debug__
import __debug__
class __debug__: pass
for __debug__ in x: pass
x.__debug__ = 1
[a, 1] = b
(a, f()) = b
[a, b + c] = d
a = 1 = b
a = f() = b
for a, 1 in b: pass
for f() in x: pass
for (a, f()) in x: pass
for a.b() in x: pass
[a for 1 in b]
[a for f() in b]
(a for a, 1 in b)
with a as (b, 1): pass
with a as [b, f()]: pass
del [a, f()]
del a, 1
del a if b else c
del (a for a in b)
del *a
del (*a, b)
def f():\n    x = 1\n      y = 2
class A:\n  def f(self):\n  pass
x = {\n'a': 1\n'b': 2}
x = [\n1\n2]
f(\na\nb)
x = (1,\n2
x = """a\nb
x = 'a\\
x \\ y
if True:\n    x = (1,\n    y = 2
def f(\n  a,\n  b\n  c): pass
a = 5 if b else c d
return x if
print(a if b else)
print(a, end=)
print(a, =b)
print(*)
foo(a, b=1, *c, d)
foo(**a, b=1, c)
foo(a)(b c)
x = a.
x = .a
x = a..b
x = a.1
x = 1.a
x = 'a'.
x = a[b c]
x = (a for b in c d)
x = {a: b c: d}
éé = 1 2
é = "abc
x = é $
€ = 1
x = a€
a = ‘b’
x = a b
\tx = 1
x = 1;; y = 2
; x
x;y z
from x import y z
from x import (y z)
from .x. import y
from .. import
import .a
from a. import b
def f(a, b, c=1, *d, e, f=2, **g, h): pass
def f(a b): pass
def f(a, b c): pass
def f(a: int b): pass
def f(*a b): pass
def f(a, *): pass
def f(a, *,): pass
def f(a,, b): pass
def f(,): pass
lambda a,, b: 1
f(a,, b)
f(,)
[,]
[1,,2]
{,}
{1,,2}
(,)
(1,,2)
x = ,
with (a, b) as c, d
with (a, b: pass
with (a as b): x y
with (yield) as 1: pass
try: x y\nexcept: pass
try:\n  pass\nexcept A:\n  pass\nelse\n  pass
for x in *a, b: pass
for x in *a: pass
for *x in y: pass
return *a
def f(): return *a
def f(): yield *a
x = yield
x = await a
class A: return 1
class A: yield 1
class A: await x
class A: x = await y
(yield)
[(yield) for x in y]
{(yield): 1 for x in y}
((yield) for x in y)
def f(): [(yield) for x in y]
def f(): ((yield x) for x in y)
def f(a=(yield)): pass
def f(a: (yield)): pass
lambda: (yield)
lambda: await x
async def f(): lambda: await x
async def f():\n def g(): await x
async def f(): [x async for x in y for z in await w]
def f(): (x async for x in y)
[x async for x in y]
def f(): return [await x]
a := 1, 2
(a := 1, b := 2) = c
x = a := 1
x = (a := b := c)
def f(a := 1): pass
lambda a := 1: a
class A(b := 1, c=d := 2): pass
assert a := 1
del (a := 1)
with a := b: pass
with (a := b) as c, d := e: pass
'''

warnings.simplefilter("ignore")
for line in programs.strip("\n").split("\n"):
    literal = line.startswith(('"\\', 'b"\\'))
    program = line if literal else line.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
    for mode in "exec", "eval":
        try:
            compile(program, "no file", mode)
            result = "accepted"
        except SyntaxError as e:
            result = type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text, len(e.args)
        print(mode, repr(program), result)
