# cmath: values, branch cuts, special values, errors. Functions are shown to 12 digits: C libraries round differently.
import cmath
import math

inf, nan = math.inf, math.nan
FUNCTIONS = ("acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "log", "log10", "sin", "sinh", "sqrt", "tan", "tanh")


def part(x):
    return "nan" if x != x else f"{x:.12g}"


def show(f, *arguments):
    try:
        r = f(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return f"{part(r.real)} {part(r.imag)}" if isinstance(r, complex) else str(r)


ordinary = [0.0, -0.0, 0.5, -0.75, 1.0, -1.0, 3.25, -20.0]
for name in FUNCTIONS:
    f = getattr(cmath, name)
    for x in ordinary:
        print(name, x, [show(f, complex(x, y)) for y in ordinary])
special = [-inf, -2.5, -0.0, 0.0, 2.5, inf, nan]
for name in FUNCTIONS:
    f = getattr(cmath, name)
    for x in special:
        print(name, x, [show(f, complex(x, y)) for y in special])
huge = [1e308, -1e308, 1e-308, 5e-324, 709.5, -745.0, 1e160, 1e-160]
for name in FUNCTIONS:
    f = getattr(cmath, name)
    for x in huge:
        if name not in ("cos", "sin", "tan", "cosh", "sinh", "exp", "tanh") or abs(x) < 1000:
            print(name, x, [show(f, complex(x, y)) for y in (0.0, 1.0, -1e-300, 0.25)])
for z in (1, 2.5, True, 3 + 4j, 10 ** 20, -0.0, complex(-0.0, -0.0), complex(inf, nan)):
    print(z, show(cmath.phase, z), show(cmath.polar, z), cmath.isfinite(z), cmath.isinf(z), cmath.isnan(z))
for r in (0.0, 1.0, -2.0, inf, -inf, nan):
    print(r, [show(cmath.rect, r, phi) for phi in (0.0, -0.0, 1.0, -2.0, inf, nan)])
print(show(cmath.log, 8, 2), show(cmath.log, 2, 0), show(cmath.log, 2, 1), show(cmath.log, 0), show(cmath.log, 1j, 1j))
print(cmath.isclose(1, 1 + 1e-10j), cmath.isclose(1, 1.1), cmath.isclose(1, 1.1, rel_tol=0.2), cmath.isclose(inf, inf), cmath.isclose(nan, nan))
print(show(cmath.isclose, 1, 2, -1), [cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.infj, cmath.nan, cmath.nanj])


class Complex:
    def __complex__(self):
        return 3 + 4j


class Float:
    def __float__(self):
        return 4.0


class Index:
    def __index__(self):
        return 9


class Wrong:
    def __complex__(self):
        return "no"


for z in (Complex(), Float(), Index(), Wrong(), "a", None):
    print(type(z).__name__, show(cmath.sqrt, z))
