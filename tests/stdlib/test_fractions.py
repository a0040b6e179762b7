"""fractions: construction, arithmetic, comparison, conversion."""
import math
from decimal import Decimal
from fractions import Fraction

a, b = Fraction(3, 4), Fraction("-5/6")
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a ** 3, a ** -2, a ** 0.5, -b, abs(b), +a)
print(Fraction(1.25), Fraction("0.125"), Fraction("1e-3"), Fraction(Decimal("1.1")), Fraction(), Fraction(7), Fraction(-6, 8))
print(a < b, a == 0.75, a >= Fraction(3, 4), a != 1, hash(Fraction(2)) == hash(2), hash(Fraction(1, 2)) == hash(0.5))
print(round(Fraction(7, 2)), round(Fraction(22, 7), 2), math.floor(b), math.ceil(b), math.trunc(b), float(a), int(b), bool(Fraction(0)))
print(Fraction(math.pi).limit_denominator(1000), repr(a), str(a), a.numerator, a.denominator, a.as_integer_ratio())
print(sum([Fraction(1, n) for n in range(1, 30)]), a + 1, 1 - a, 2 * a, 1 / a, a + 0.5, complex(a))
for bad in ((1, 0), ("x",), (1.5, 2), ("1/0",)):
    try:
        Fraction(*bad)
    except Exception as error:
        print(type(error).__name__, error)
