# print: sep, end, file, flush; str of each argument.
import sys, io
print()
print("a", "b", 1, None, [1, "x"])
print("a", "b", sep="")
print("a", "b", sep=", ", end="!\n")
print("x", end="")
print("y")
print(*[1, 2, 3], sep="-")
print(1, 2, sep=None, end=None)
print("to stdout", file=sys.stdout)
print("none file", file=None)
print("flush", flush=True)
s = io.StringIO()
print("captured", 5, file=s)
print("more", file=s, end="|")
print(repr(s.getvalue()))
class W:
    def __init__(self): self.out = []
    def write(self, t): self.out.append(t)
w = W()
print("a", 1, file=w)
print(file=w)
print(w.out)
sys.stdout.write("written\n")
n = sys.stdout.write("")
print(n, sys.stdout.write("é\n"))
class S:
    def __str__(self): return "S()"
print(S(), [S] == [S], (S(),) != (), f"{S()}")
try:
    print("a", sep=5)
except TypeError as e:
    print("TypeError:", e)
try:
    print("a", file=5)
except AttributeError as e:
    print("AttributeError:", e)
class Bad:
    def __str__(self): raise ValueError("in str")
try:
    print("before", Bad(), "after")
except ValueError as e:
    print("<- ValueError:", e)
old = sys.stdout
sys.stdout = w
print("redirected")
sys.stdout = old
print(w.out[-2:])
print("é日😀", "\ttab", "nul\0".encode(), "a\\b")
print("multi\nline", "end", sep="\n--\n")
print(True, 1.0, 1e100, -0.0, 2 ** 100, b"b", (1,), {}, set(), range(2), sep="|")
out = print
out("alias")
print("done", print("inner"))
