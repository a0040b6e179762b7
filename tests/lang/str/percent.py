# The % operator.
print("%d %i %u" % (5, -5, 7), "%5d|%-5d|%05d|%+d|% d" % (42, 42, 42, 42, 42), "%+5d|%-+5d|% 05d" % (1, 1, 1))
print("%x %X %#x %o %#o %c %c" % (255, 255, 255, 8, 8, "a", 98), "%#X" % 255, "%08x|%-8x|%+x|%x" % (255, 255, 255, -255))
print("%f %.2f %10.3f|%-10.1f|%+.1f|%010.2f" % (1.5, 2.345, 3.14159, 2.5, 1.0, -3.14159))
print("%e %.3e %E %g %g %g %G" % (12345.678, 12345.678, 0.00012, 1e10, 0.0001, 1e-5, 1e20), "%#.3g %.0f %.0e %#.0f" % (1.0, 2.5, 12345.0, 3.0))
print("%g %g %g %g %.10g %.3g %g" % (100000.0, 1000000.0, 123456789.0, 0.1, 1 / 3, 1234.5, 100))
print("%s %r %a" % ("é", "é", "é"), "%5s|%-5s|%.2s|%5.1s|" % ("ab", "ab", "abcdef", "xyz"), "%s %s %s" % (None, True, [1, "a"]))
print("%%", "%d%%" % 50, "%s" % (1,), "%s" % ((1, 2),), "%s" % [1, 2], "%s" % {"a": 1})
print("%(a)s %(b)d %(a)r" % {"a": "x", "b": 3}, "%(x)5.1f|" % {"x": 2.25})
print("%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159))
print("%d" % 3.99, "%d" % -3.99, "%d" % True, "%d" % 10 ** 2, "%d" % 10 ** 30, "%x" % 2 ** 70, "%05d" % -42, "%s" % 2 ** 70)
print("%f %e %g" % (float("inf"), float("nan"), float("-inf")), "%5.1f|%-8f|%08f" % (float("inf"), float("nan"), float("inf")), "%F %E" % (float("inf"), float("nan")))
print("%.20f" % 0.1, "%.0f" % 0.5, "%.0f" % 1.5, "%.1f" % 0.25, "%.2f" % 2.675, "%.3f" % 1e15, "%f" % 1e22, "%.15g" % 0.1, "%.17g" % 0.1)
print("%ld %hd" % (1, 2))
class C:
    def __str__(self):
        return "str"
    def __repr__(self):
        return "repr"
    def __index__(self):
        return 9
print("%s %r %x" % (C(), C(), C()))
def error(f, a):
    try:
        return f % a
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
print(error("%d", "a"))
print(error("%d", None))
print(error("%x", 1.5))
print(error("%f", "a"))
print(error("%c", "ab"))
print(error("%c", 1.5))
print(error("%c", 0x110000))
print(error("%d %d", 1))
print(error("%d %d", (1,)))
print(error("%d", (1, 2)))
print(error("abc", 1))
print(error("abc", (1,)))
print(error("abc", []))
print(error("%(a)s", 5))
print(error("%(a)s", {}))
print(error("%(a", {"a": 1}))
print(error("%", 1))
print(error("%z", 1))
print(error("ab%", ()))
print(error("%*d", ("a", 1)))
print(error("%s %y", (1, 2)))
print(error("abc", {}))
