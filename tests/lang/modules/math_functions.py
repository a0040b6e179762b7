# The functions of math: values, domains, protocols.
import math

EXPRESSIONS = [
    'math.sqrt(-1)',
    'math.log(0)',
    'math.log(-1)',
    'math.log(10,1)',
    'math.log(8,2)',
    'math.log(10**400)',
    'math.log2(2**2000)',
    'math.log10(10**500)',
    'math.exp(1000)',
    'math.sqrt("a")',
    'math.factorial(-1)',
    'math.factorial(2.5)',
    'math.factorial(20)',
    'math.factorial(30)',
    'math.gcd(12,18,27)',
    'math.gcd()',
    'math.lcm(4,6)',
    'math.lcm(0,5)',
    'math.gcd(10**30,10**20*3)',
    'math.gcd(1.5)',
    'math.isqrt(10**40+5)',
    'math.isqrt(-1)',
    'math.comb(5,2)',
    'math.comb(100,50)',
    'math.comb(5,-1)',
    'math.perm(5)',
    'math.perm(10,3)',
    'math.perm(3,5)',
    'math.prod([1,2,3.5])',
    'math.prod([],start=5)',
    'math.fsum([.1]*10)',
    'math.fsum([1e308,1e308,-1e308])',
    'math.fsum([float("inf"),-float("inf")])',
    'math.hypot()',
    'math.hypot(3,4)',
    'math.hypot(float("inf"),float("nan"))',
    'math.dist([1,2],[3])',
    'math.dist((0,0),(3,4))',
    'math.floor(2.5)',
    'math.floor(float("inf"))',
    'math.ceil(float("nan"))',
    'math.trunc(-2.7)',
    'math.trunc("a")',
    'math.floor("a")',
    'math.ldexp(1,5000)',
    'math.ldexp(1.5,-3)',
    'math.ldexp(1,2.5)',
    'math.frexp(0.0)',
    'math.modf(-2.5)',
    'math.modf(float("inf"))',
    'math.isclose(1,1+1e-10)',
    'math.isclose(1,2,rel_tol=-1)',
    'math.fmod(5,0)',
    'math.fmod(float("inf"),2)',
    'math.remainder(5,3)',
    'math.remainder(5,0)',
    'math.pow(0,-1)',
    'math.pow(-8,1/3)',
    'math.pow(10,400)',
    'math.pow(2,3)',
    'math.copysign(1,-0.0)',
    'math.degrees(math.pi)',
    'math.radians(180)',
    'math.acos(2)',
    'math.atanh(1)',
    'math.acosh(.5)',
    'math.sin(float("inf"))',
    'math.tan(0)',
    'math.cosh(1000)',
    'math.expm1(1000)',
    'math.log1p(-1)',
    'math.exp2(2000)',
    'math.exp2(10)',
    'math.ulp(1)',
    'math.nextafter(1,2)',
    'math.sin()',
    'math.sin(1,2)',
    'math.atan2(1)',
    'math.pi',
    'math.e',
    'math.tau',
    'math.inf',
    'math.nan',
    'math.isinf(10**400)',
    'math.sqrt(10**400)',
    'math.sin(10**400)',
    'math.comb(10**20,2)',
    'math.perm(10**20,2)',
    'math.isqrt(2**64-1)',
    'math.factorial(10**20)',
    'math.sqrt(True)',
    'math.floor(10**30)',
    'math.ceil(True)',
    'math.cbrt(8)',
    'math.gamma(5)',
    'math.gamma(0)',
    'math.lgamma(-2)',
]
for expression in EXPRESSIONS:
    try:
        print(expression, repr(eval(expression)))
    except Exception as error:
        print(expression, type(error).__name__, error)


class Float:
    def __float__(self):
        return 2.25


class Index:
    def __index__(self):
        return 16


class Rounds:
    def __floor__(self):
        return "floor"

    def __trunc__(self):
        return 7

    def __ceil__(self):
        return "ceil"

    def __round__(self, digits=None):
        return ("round", digits)


print(math.sqrt(Float()), math.sqrt(Index()), math.floor(Float()), math.ceil(Float()))
print(math.floor(Rounds()), math.ceil(Rounds()), math.trunc(Rounds()), round(Rounds()), round(Rounds(), 2))

# Results are the nearest doubles, so they do not depend on the C library.
total = 0.0
for i in range(1, 200):
    x = i * 0.037
    total += math.sin(x) + math.cos(x) * math.tanh(x) + math.atan2(x, 3) + math.log10(x) + math.sinh(x / 9) + math.cosh(x / 9)
    total += math.asin(x / 8) + math.acos(x / 8) + math.atan(x) + math.exp(-x) + math.hypot(x, 1) + math.log(x)
print(total.hex())
