# The math module.
# Functions that no libm rounds exactly are shown to 13 digits.
import math

def show(*values):
    print(*["%.13g" % v for v in values])

print(math.pi, math.e, math.tau, math.inf, math.nan)
for x in (0.0, 0.5, 1.0, 2.0, 10.0, 100.5):
    show(x, math.sqrt(x), math.exp(x), math.sin(x), math.cos(x), math.atan(x))
    print(math.floor(x), math.ceil(x), math.trunc(x), math.fabs(-x), math.tanh(x))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), type(math.floor(1.5)).__name__, math.floor(1e20), math.ceil(7))
show(math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(0.5), math.expm1(0.5), math.log(10 ** 400))
show(math.pow(2, 10), math.pow(2, 0.5), math.hypot(3, 4), math.atan2(1, -1), math.atan2(-0.0, -1))
print(math.fmod(7, 3), math.fmod(-7, 3), math.modf(3.75), math.modf(-3.75), math.frexp(10.0), math.ldexp(0.5, 5))
print(math.copysign(3, -0.0), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.isclose(0.1 + 0.2, 0.3))
print(math.gcd(12, 18), math.gcd(0, 5), math.gcd(-4, 6), math.gcd(2 ** 70, 6 ** 40), math.lcm(4, 6), math.gcd())
print(math.factorial(0), math.factorial(5), math.factorial(30), math.comb(10, 3), math.perm(5, 2), math.comb(3, 5))
print(math.isqrt(0), math.isqrt(99), math.isqrt(10 ** 40), math.isqrt(2 ** 64 - 1))
show(math.degrees(math.pi), math.radians(180), math.fsum([0.1] * 10), math.prod([1, 2, 3, 4]), math.prod([], start=7))
show(math.asin(1), math.acos(1), math.sinh(1), math.cosh(1), math.asinh(1), math.acosh(2), math.atanh(0.5), math.tan(1))
show(math.dist([0, 0], [3, 4]), math.erf(0.5), math.gamma(5), math.lgamma(10), math.remainder(5, 3), math.ulp(1.0), math.cbrt(27.0))
def error(f, *a):
    try:
        return f(*a)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
print(error(math.sqrt, -1))
print(error(math.log, 0))
print(error(math.log, -1))
print(error(math.exp, 1000))
print(error(math.acos, 2))
print(error(math.fmod, 1, 0))
print(error(math.factorial, -1))
print(error(math.factorial, 1.5))
print(error(math.floor, math.nan))
print(error(math.ceil, math.inf))
print(error(math.isqrt, -1))
print(error(math.sqrt, "a"))
print(error(math.sqrt))
print(error(math.pow, 0, -1))
print(error(math.gcd, 1.5))
print(error(math.pow, 10, 400))
print(error(math.sin, math.inf))
class F:
    def __float__(self):
        return 4.0
class C:
    def __floor__(self):
        return "floor"
    def __ceil__(self):
        return "ceil"
    def __trunc__(self):
        return "trunc"
print(math.sqrt(F()), math.floor(C()), math.ceil(C()), math.trunc(C()))
