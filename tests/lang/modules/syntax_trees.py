"""compile() to syntax trees and from them: classes, places, rules for trees from outside."""
import _ast
from _ast import *

ONLY_AST = PyCF_ONLY_AST


def dump(node, places=False):
    if isinstance(node, AST):
        fields = [f"{name}={dump(getattr(node, name), places)}" for name in node._fields]
        place = [str(getattr(node, name)) for name in node._attributes] if places else []
        return f"{type(node).__name__}({', '.join(fields + place)})"
    if isinstance(node, list):
        return "[" + ", ".join([dump(item, places) for item in node]) + "]"
    return repr(node)


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error).split(" at 0x")[0]


def parse(source, mode="exec"):
    return compile(source, "<text>", mode, ONLY_AST)


SOURCES = """
x = y = 1, 'a', b'b', 1.5, 2j, None, ..., u'u', 99999999999999999999
x += 1; x: int = 2; (y): str; del x, y[0]
def f(a, /, b: int = 1, *c, d, e=2, **g) -> str: return a
@d1
class C(A, m=B):
    "doc"
    async def g(self): await x; yield; return
for i, (j, *k) in l: pass
while not a: break
if a and b or c: continue
elif ~a: pass
with a as b, c: raise E from F
match x:
    case 1 | -2 | 'a' | None: pass
    case [a, *_, b] if c: pass
    case {'k': v, **rest}: pass
    case P.Q(1, n=2) as p: pass
try: pass
except A as e: pass
except: pass
else: pass
finally: assert a, b
import a.b as c, d
from . import x as y
from .m import *
global g; nonlocal n
(lambda *, q=1: q)(*a, **k)
[i for i in x if i if j for k in l]; {i: j for i in k}; {i for i in k}; (i async for i in k)
a if b else c; (n := 1); a < b <= c is not d not in e
f'{a!r:>4} b {c=}'
a.b[c:d, ::e] = {**a, b: c}
def h(): yield from (x ** -y // z @ w << 1 & 2 ^ 3 | 4)
é = 'ü' + ñ
"""
for source in SOURCES.strip().split("\n@d1")[0].split("\n"):
    print(dump(parse(source), True))
for part in ("class C(A, m=B):\n    'doc'\n    async def g(self): await x; yield; return", "@d1\ndef f(): pass",
             SOURCES[SOURCES.index("for i, "):]):
    tree = parse(part)
    print(dump(tree, True))
    print(dump(compile(tree, "<tree>", "exec", ONLY_AST)) == dump(tree))
print(dump(parse("a + 1", "eval")), dump(parse("a; b", "single")))

# The same behaviour through a tree.
namespace = {}
exec(compile(parse("def f(a, *b, c=(1, 2)):\n    return [i * 2 for i in b if i] + [a, c]\nr = f(1, 2, 0, 3)\n"), "x", "exec"), namespace)
print(namespace["r"], eval(compile(parse("{'a': [1, -2.5, 1j], **{'b': f'{3:>4}'}}", "eval"), "x", "eval")))

# Classes.
print(AST._fields, stmt._attributes, FunctionDef._fields, Return.value, Module.__doc__, expr_context.__doc__, Name.__mro__)
print(Constant.__module__, Add.__doc__, arg.end_lineno, hasattr(arg, "lineno"), FunctionDef.__match_args__)
node = Name("x", ctx=Load(), lineno=3)
print(node.id, node.lineno, sorted(vars(node)), node.end_lineno)
print(attempt(Name, 1, 2, 3), attempt(Name, "x", id="y"), attempt(Pass, 1), vars(Name(other=1)))
print(parse("a+b").body[0].value.op is parse("c+d").body[0].value.op, type(parse("a").body[0].value.ctx) is Load)

# Trees that are made, not parsed.
PLACE = dict(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)


def name(text, ctx=None):
    return Name(text, ctx or Load(), **PLACE)


def constant(value):
    return Constant(value, **PLACE)


def run(value):
    return eval(compile(Expression(value), "x", "eval"), {"a": 5})


for value in 7, -3, 1 << 80, -(1 << 80), 1.5, 2 + 3j, "t", b"b", None, True, ..., (1, (2, "x"), 3j):
    print(run(constant(value)), end=" ")
print(run(BinOp(constant(1), Add(), name("a"), **PLACE)), run(Compare(constant(1), [Lt(), Is()], [constant(2), constant(2)], **PLACE)))


def broken(*body):
    return attempt(compile, Module(list(body), []), "x", "exec")


def broken_value(value):
    return broken(Expr(value, **PLACE))


print(attempt(compile, Module(), "x", "exec"), attempt(compile, Expression(constant(1)), "x", "exec"))
print(broken(Pass()), broken(constant(1)), broken(None), broken(7))
print(broken_value(name("x", Store())), broken_value(name("None")), broken_value(constant([])), broken_value(None))
print(broken_value(BinOp(constant(1), Load(), constant(2), **PLACE)), broken_value(BoolOp(And(), [constant(1)], **PLACE)))
print(broken_value(Compare(constant(1), [], [], **PLACE)), broken_value(Compare(constant(1), [Lt()], [], **PLACE)))
print(broken_value(Dict([constant(1)], [], **PLACE)), broken_value(ListComp(constant(1), [], **PLACE)))
print(broken(Assign([constant(1)], constant(1), **PLACE)), broken(Assign([], constant(1), **PLACE)))
print(broken(Assign([name("x")], constant(1), **PLACE)), broken(Delete([name("x")], **PLACE)))
print(broken(If(constant(1), [], [], **PLACE)), broken(While(constant(1), (), [], **PLACE)), broken(Import([], **PLACE)))
print(broken(Try([Pass(**PLACE)], [], [], [], **PLACE)), broken(Raise(None, constant(1), **PLACE)))
print(broken(Global([], **PLACE)), broken(Global([1], **PLACE)), broken(ImportFrom("m", [alias("x", **PLACE)], -1, **PLACE)))
print(broken(Pass(lineno=5, col_offset=0, end_lineno=3, end_col_offset=0)), broken(Pass(lineno="1", col_offset=0)))
print(broken_value(Name(3, Load(), **PLACE)), broken_value(Attribute(name("a"), None, Load(), **PLACE)))
nested = constant(1)
for _ in range(100000):
    nested = UnaryOp(USub(), nested, **PLACE)
print(broken_value(nested)[0])

# Flags and modes of compile().
print(attempt(compile, "1", "x", "wrong"), attempt(compile, "1", "x", "exec", 1 << 30), attempt(compile, "1", "x", "exec", optimize=9))
print(attempt(compile, "1 +", "x", "exec", ONLY_AST), attempt(compile, 3, "x", "exec"), attempt(compile, "1", "x", "func_type"))
for text in "if 1:\n", "x = (1,\n", "1\n", "if 1:\n  pass", "if 1:\n  pass\n", "'\''a\n", "1 1\n", "def f(:\n":
    for flags in 0x200, 0x4200:
        result = attempt(compile, text, "x", "single", flags)
        print(repr(text), flags, "code" if hasattr(result, "co_name") else result)
