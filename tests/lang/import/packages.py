"""Packages, relative imports, namespace packages and what goes wrong, as a program sees them."""
import os
import sys

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "support")
sys.path[0:0] = [here, here + "/ns1", here + "/ns2"]


def short(path):
    return path.replace(here, "HERE") if isinstance(path, str) else [short(p) for p in path]


def attempt(what, action):
    try:
        print(what, action())
    except BaseException as error:
        print(what, type(error).__name__, short(str(error)), getattr(error, "name", None))


import pkg
from pkg import leaf, sub
import pkg.sub.deep as deep

print(pkg.name_and_package, leaf.me, leaf.where, deep.value, sub.kind)
print(pkg.lazy, pkg.__doc__, short(pkg.__path__), short(pkg.__file__))
attempt("missing attribute", lambda: hasattr(pkg, "missing"))
attempt("from beyond", lambda: __import__("pkg.sub.beyond"))
attempt("no module", lambda: __import__("no_such_module"))
attempt("no submodule", lambda: __import__("pkg.no_such"))
attempt("no package", lambda: __import__("pkg.leaf.deeper"))
attempt("circle", lambda: __import__("circle_a"))
attempt("replaced", lambda: __import__("replaces"))
attempt("broken twice", lambda: __import__("broken"))
attempt("broken is gone", lambda: "broken" in sys.modules)

import space.one
import space.two
print(space.one.part, space.two.part, short(list(space.__path__)), type(space.__path__).__name__)
print(space.__spec__.origin, space.__spec__.has_location, getattr(space, "__file__", "no file"))

namespace = {}
exec("from star import *", namespace)
print(sorted(n for n in namespace if n != "__builtins__"))
attempt("bad __all__", lambda: exec("from star_bad import *", {}))
namespace = {}
exec("from pkg import *", namespace)
print(sorted(n for n in namespace if n != "__builtins__"))


def from_missing():
    from pkg import nowhere


attempt("from missing", from_missing)
sys.modules["halted"] = None
attempt("halted", lambda: __import__("halted"))
attempt("level", lambda: __import__("pkg", level=-1))
attempt("empty", lambda: __import__(""))
attempt("number", lambda: __import__(1))
attempt("no globals", lambda: __import__("a", {}, {}, [], 1))
attempt("no parent", lambda: __import__("a", {"__name__": "x"}, {}, [], 1))
attempt("package is no str", lambda: __import__("a", {"__package__": 1}, {}, [], 1))
attempt("fromlist", lambda: __import__("pkg", fromlist=["sub", 3]))
attempt("relative", lambda: __import__("sub.deep", {"__package__": "pkg"}, {}, ["where"], 1).where)
attempt("first part", lambda: __import__("pkg.sub.deep").__name__)
