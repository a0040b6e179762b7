"""decimal (in pure Python): contexts, rounding, traps, formatting, functions."""
import decimal
from decimal import Decimal, Context, localcontext, getcontext

a, b = Decimal("1.10"), Decimal("-3")
print(a + b, a - b, a * b, a / b, b // a, b % a, a ** 2, -a, abs(b), +a, a + 1, 2 * a, divmod(Decimal(7), 2))
print(Decimal(1) / 3, Decimal(2).sqrt(), Decimal(1).exp(), Decimal(10).ln(), Decimal(1000).log10(), Decimal("0.1") + Decimal("0.2"))
print(Decimal(0.1), Decimal("1E+5"), Decimal("-0"), Decimal("NaN"), Decimal("Infinity"), Decimal((1, (1, 2, 3), -2)), repr(a))
print(a < b, a == Decimal("1.1"), Decimal("1.0") == 1, hash(Decimal("1.0")) == hash(1), max(a, b), Decimal("NaN") == Decimal("NaN"))
print(Decimal("2.675").quantize(Decimal("0.01")), Decimal("2.675").quantize(Decimal("0.01"), decimal.ROUND_UP), round(Decimal("2.5")), round(Decimal("1.2345"), 2))
for rounding in (decimal.ROUND_HALF_EVEN, decimal.ROUND_HALF_UP, decimal.ROUND_DOWN, decimal.ROUND_CEILING, decimal.ROUND_FLOOR, decimal.ROUND_05UP):
    print(rounding, [str(Decimal(x).quantize(Decimal(1), rounding)) for x in ("-2.5", "-1.1", "1.5", "2.5")])
with localcontext() as context:
    context.prec = 6
    print(Decimal(1) / 7, getcontext().prec)
print(getcontext().prec, f"{Decimal('1234567.891'):,.2f}", f"{a:>8}", f"{Decimal('0.00001'):e}", f"{Decimal('0.25'):.0%}", format(Decimal("1e10"), "f"))
for operation in (lambda: Decimal(1) / 0, lambda: Decimal("x"), lambda: Decimal(0) / 0, lambda: Decimal(-1).sqrt()):
    try:
        operation()
    except decimal.DecimalException as error:
        print(type(error).__name__)
quiet = Context(prec=5, traps=[])
print(quiet.divide(1, 0), quiet.sqrt(-1), quiet.create_decimal("1.23456789"), sorted(f.__name__ for f in quiet.flags if quiet.flags[f]))
print(Decimal("123.4500").normalize(), Decimal("1.5").as_tuple(), Decimal("12").scaleb(3), Decimal("7").compare(Decimal("8")), Decimal("1.5").to_integral_value(), Decimal(-7).copy_abs(), Decimal("12.5").as_integer_ratio(), int(Decimal("-1.9")), float(a))
