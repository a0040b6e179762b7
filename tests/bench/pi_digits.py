"""Digits of pi with big ints: a spigot that streams them, and Machin's formula; conversion to decimal."""
import sys

from measured import repeat

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


def spigot(count):
    """Digits one by one: a linear fractional transformation is consumed until its next digit is certain."""
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    digits = []
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2
    return "".join([str(d) for d in digits])


def arctangent_of_inverse(x, unit):
    """unit * atan(1 / x), rounded down term by term."""
    term = unit // x
    total = term
    square = x * x
    n = 3
    sign = -1
    while term:
        term //= square
        total += sign * (term // n)
        sign = -sign
        n += 2
    return total


def machin(count):
    unit = 10 ** (count + 10)
    pi = 4 * (4 * arctangent_of_inverse(5, unit) - arctangent_of_inverse(239, unit))
    return str(pi // 10 ** 11)


def main(size):
    one = spigot(size // 4)
    two = machin(size)
    assert two.startswith(one), "the two ways differ"
    whole = int(two)
    power = 3 ** (size * 7)
    text = str(power)
    assert int(text) == power
    assert whole * power % 1000007 == whole % 1000007 * (power % 1000007) % 1000007
    assert divmod(whole * power + 12345, power) == (whole, 12345) or size < 4
    return "%s...%s, %d digits of a power, %d bits" % (two[:12], two[-12:], len(text), whole.bit_length())


repeat(main, 4000)
