"""profile and pstats: counts of calls, of C functions too, callers and callees; times are not shown."""
import io
import profile
import pstats
import re


def leaf(n):
    return len("x" * n)


def branch(n):
    total = 0
    for i in range(n):
        total += leaf(i)
    return sum([total])


def recursive(n):
    return n and recursive(n - 1)


def root():
    branch(3)
    branch(2)
    recursive(4)
    try:
        int("x")
    except ValueError:
        return sorted([3, 1, 2], key=lambda v: -v)


names = {"leaf", "branch", "recursive", "root", "<lambda>", "len", "sum", "sorted"}
profiler = profile.Profile()
print(profiler.runcall(root))
stats = pstats.Stats(profiler, stream=io.StringIO())
ours = {key[2]: value for key, value in stats.stats.items()}
for name in sorted(ours):
    if name in names:
        primitive, calls, own, total, callers = ours[name]
        print(name, primitive, calls, own >= 0, total >= own, sorted((c[2], n) for c, n in callers.items() if c[2] in names))

out = io.StringIO()
stats = pstats.Stats(profiler, stream=out).strip_dirs().sort_stats("calls", "name")
stats.print_stats("leaf|branch|recursive")
text = re.sub(r"\d+\.\d+", "T", out.getvalue())
print("\n".join(line for line in text.splitlines() if re.search("[(](leaf|branch|recursive)", line)))
out.truncate(0)
stats.print_callers("leaf")
print("leaf" in out.getvalue() and "branch" in out.getvalue())
out.truncate(0)
stats.print_callees("root")
print("recursive" in out.getvalue())
profile.Profile().run("1 + 1")
two = pstats.Stats(profiler, profiler, stream=out)
print(two.stats[next(k for k in two.stats if k[2] == "leaf")][1])
print([key.name for key in pstats.SortKey][:4])
