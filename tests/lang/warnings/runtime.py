# Warnings that C code gives, and the module _warnings below the module warnings.
import _warnings
import warnings


def caught(function, *args):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        try:
            result = function(*args)
        except Exception as e:
            result = repr(e)
    return result, [(w.category.__name__, str(w.message), w.lineno - function.__code__.co_firstlineno
                     if hasattr(function, "__code__") else None) for w in found]


class SubInt(int):
    pass


class SubFloat(float):
    pass


class SubComplex(complex):
    pass


class Odd:
    def __int__(self):
        return SubInt(3)

    def __index__(self):
        return True

    def __float__(self):
        return SubFloat(2.5)

    def __complex__(self):
        return SubComplex(1j)


class Truncated:
    def __trunc__(self):
        return 7


class Bad:
    def __trunc__(self):
        return "x"


print(caught(int, Odd()))
print(caught(lambda: [1, 2][Odd()]))
print(caught(float, Odd()))
print(caught(complex, Odd()))
print(caught(int, Truncated()))
print(caught(int, Bad()))
print(caught(bool, NotImplemented))
print(caught(lambda: 1 if NotImplemented else 2))


def levels(level):
    def inner():
        warnings.warn("here", RuntimeWarning, level)

    inner()


print(caught(levels, 1))
print(caught(levels, 2))
print(caught(levels, 100))
print(caught(lambda: warnings.warn(FutureWarning("an instance"))))
print(caught(lambda: warnings.warn("x", category=int)))
print(caught(lambda: warnings.warn("x", category="y")))
print(caught(lambda: warnings.warn()))
print(caught(lambda: warnings.warn("x", stacklevel="y")))
print(caught(lambda: warnings.warn_explicit("x", UserWarning, 3, 4)))
print(caught(lambda: warnings.warn_explicit("x", UserWarning, "f", "g")))
print(caught(lambda: warnings.warn_explicit("x", UserWarning, "f.py", 4, registry=[])))
print(caught(lambda: warnings.warn_explicit("x", UserWarning, "f.py", 4, module_globals=[])))
print(caught(lambda: warnings.warn_explicit("x", UserWarning, "f.py", 4, None)))

# filters
with warnings.catch_warnings(record=True) as found:
    warnings.resetwarnings()
    warnings.filterwarnings("error", "stop.*", UserWarning)
    warnings.filterwarnings("ignore", module="quiet")
    warnings.filterwarnings("once", category=FutureWarning)
    warnings.filterwarnings("module", category=RuntimeWarning)
    try:
        warnings.warn("stop here")
    except UserWarning as e:
        print("raised", e)
    registry = {}
    for line in 1, 2, 2, 3:
        warnings.warn_explicit("default", UserWarning, "a.py", line, registry=registry)
        warnings.warn_explicit("once", FutureWarning, "a.py", line, registry=registry)
        warnings.warn_explicit("module", RuntimeWarning, "a.py", line, registry=registry)
        warnings.warn_explicit("not seen", UserWarning, "quiet.py", line, registry=registry)
    print([(str(w.message), w.lineno) for w in found])
    print(sorted(k if isinstance(k, str) else k[0] for k in registry))

for broken in ([()], [1], [(1, None, Warning, None, 0)], [("odd", None, Warning, None, 0)],
               [("always", None, 3, None, 0)], [("always", 3, Warning, None, 0)], 5):
    with warnings.catch_warnings():
        warnings.filters = broken
        try:
            _warnings.warn("x")
        except Exception as e:
            print(type(e).__name__, str(e).split("\n"))

with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.showwarning = lambda *args: print("shown", args[0], args[1].__name__, args[3] > 0, args[4:])
    warnings.warn("by a function of the program")
    warnings.showwarning = 3
    try:
        warnings.warn("not callable")
    except TypeError as e:
        print(e)

print(_warnings._defaultaction, _warnings._onceregistry is warnings.onceregistry, warnings.filters is _warnings.filters)
