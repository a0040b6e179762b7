# Imports that fail.
def attempt(f):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__ + ":", e)
def missing():
    import no_such_module
def missing_in_package():
    import support.no_such
def not_a_package():
    import support.plain.deeper
def missing_parent():
    import no_such.sub
def missing_from():
    from no_such_module import x
def raises():
    import support.raises
def cyclic_name():
    from support.cycle_c import never
for f in (missing, missing_in_package, not_a_package, missing_parent, missing_from, raises, raises):
    attempt(f)
try:
    import no_such_module
except ImportError as e:
    print(type(e).__name__, e, e.name)
try:
    import math.nothing
except ImportError as e:
    print(type(e).__name__, e)
try:
    from math import nothing
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0])
try:
    from support.plain import nothing
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0], e.name)
try:
    from support.pack.bad_relative import x
except ImportError as e:
    print(type(e).__name__, e)
try:
    import support.syntax_error
except SyntaxError as e:
    print(type(e).__name__, e.msg, e.lineno, e.offset, e.filename.rsplit("/", 1)[-1])
try:
    import math
    math.missing
except AttributeError as e:
    print(e)
import support.plain
try:
    support.plain.missing
except AttributeError as e:
    print(e)
try:
    support.plain()
except TypeError as e:
    print(e)
try:
    from . import x
except ImportError as e:
    print(e)
import sys
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as e:
    print(type(e).__name__, e)
sys.modules["fake"] = 42
import fake
print(fake)
class Fake:
    attr = 5
sys.modules["fake2"] = Fake
from fake2 import attr
print(attr)
try:
    import support.partial
except ValueError as e:
    print(e, "support.partial" in sys.modules)
