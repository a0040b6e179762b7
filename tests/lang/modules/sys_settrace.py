# sys.settrace and sys.setprofile: calls, lines, returns, exceptions of the frames entered since.
import sys
def g(n):
    for i in range(n):
        yield i
def f(x):
    """doc"""
    y = x + 1
    if y > 2:
        y = 0
    else:
        y = 5
    for a in g(2):
        y += a
    while y > 3:
        y -= 1
    return y
def bad():
    return 1 / 0
def catch():
    try: bad()
    except ZeroDivisionError: return 1
def main():
    f(1)
    list(map(f, [3, 4]))
    sorted([2, 1], key=lambda v: v)
def tr(frame, event, arg):
    if event == "exception": arg = arg[0].__name__
    print(frame.f_code.co_name, event, frame.f_lineno, arg if event != "return" or not hasattr(arg, "send") else "gen")
    return tr
sys.settrace(tr)
main()
sys.settrace(None)
print(sys.gettrace())
main()
frames = set()
def tr2(frame, event, arg):
    frames.add(id(frame)); keep.append(frame)
    return tr2
keep = []
sys.settrace(tr2)
f(1)
sys.settrace(None)
print(len(frames) > 0)
sys.settrace(tr); catch(); sys.settrace(None)
count = 0
for i in range(3000):  # hot before, traced, hot after
    if i == 1500: sys.settrace(lambda *a: None)
    if i == 1600: sys.settrace(None)
    count += f(i)
print(count)
def tr3(frame, event, arg):
    if frame.f_code.co_name == "f" and event == "line": raise KeyError("from trace")
    return tr3
sys.settrace(tr3)
try: f(2)
except KeyError as e: print("caught", e)
print(sys.gettrace())
def pr(frame, event, arg):
    if not event.startswith("c_"): print(frame.f_code.co_name, event)
sys.setprofile(pr)
main()
sys.setprofile(None)

frame = sys._getframe()
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes, frame.f_code.co_name)
