"""`from __future__ import annotations` holds for what the module compiles, and shows in co_flags."""
from __future__ import annotations

exec("def f(x: undefined): pass")
print(f.__annotations__, hex(f.__code__.co_flags))
print(hex(compile("def g(x: nope): pass", "", "exec").co_flags), hex(compile("1", "", "eval", dont_inherit=True).co_flags))
try:
    exec(compile("def g(x: nope): pass", "", "exec", dont_inherit=True))
except NameError as error:
    print(error)
print(hex(eval("lambda: 0").__code__.co_flags))


class C:
    x: undefined = 3

    def m(self, y: also) -> whatever:
        pass


print(C.__annotations__, C.m.__annotations__, hex(C.m.__code__.co_flags))
plain = compile("def f(x: nope): pass", "", "exec", dont_inherit=True)
print(hex(plain.co_flags), hex(plain.co_consts[0].co_flags if hasattr(plain.co_consts[0], "co_flags") else 3))
