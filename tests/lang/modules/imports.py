# Imports of modules, packages and names; relative imports; sys.modules.
import sys
import support.plain
import support.plain as p
from support.plain import value, double as twice
from support import plain, other
from support.pack import sub, exported
from support.pack.sub import where, parent_value
import support.pack.deep.leaf
from support.pack.deep import leaf as lf
print(support.plain.value, p is support.plain, value, twice(4), plain is p, other.value)
print(support.__name__, p.__name__, sub.__name__, exported, where, parent_value)
print(support.pack.deep.leaf.up, lf.here, lf.__package__, support.pack.__package__, p.__package__)
print(p.__file__.rsplit("/", 2)[-2:], support.__file__.rsplit("/", 2)[-2:], support.__path__[0].rsplit("/", 1)[-1])
print("support.plain" in sys.modules, sys.modules["support.plain"] is p, sys.modules[__name__].__name__, sys.modules["sys"] is sys)
import support.plain
print("executed once, loads:", p.loads)
p.value = "changed"
print(p.value, value, p.get())
from support.star import *
print(visible, also, "hidden" in globals(), "_private" in globals())
from support.starall import *
print(_listed, "unlisted" in globals())
def local_import():
    import support.other as o
    from math import sqrt
    return o.value, sqrt(16)
print(local_import(), "sqrt" in globals())
from math import pi as PI, floor
print(PI, floor(2.5))
import math, time, os
print(math.__name__, math.pi == PI, hasattr(time, "time"), hasattr(os, "getcwd"))
import support.cycle_a
print(support.cycle_a.result())
class C:
    from math import ceil
    import math as m
print(C.ceil(1.5), C.m is math)
if True:
    import support.other as conditional
print(conditional.value)
del sys.modules["support.other"]
import support.other
print(support.other is conditional, support.other.value)
m = __import__("support.plain")
print(m.__name__, __import__("math") is math)
print(sorted(n for n in dir(p) if not n.startswith("__")))
p.injected = lambda: "added"
from support.plain import injected
print(injected(), getattr(p, "missing", "no"), hasattr(p, "double"))
from support.lazy import something
print(something)
