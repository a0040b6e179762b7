"""f_locals asked for by trace and profile functions: what is there at each event, and that nothing is lost by it."""
import sys
def a(): return 5
def b(x):
    i = [x]
    return i
def prof(frame, event, arg):
    if frame.f_code.co_name != "<module>": frame.f_locals
def t1():
    r = a(), len(b(1))
    return r
def t2():
    r = a(), b(1)
    return r
def t3():
    r = a(), len("x")
    return r
def t4():
    i = [1]
    i.insert(1, 2)
    return i
for t in t1, t2, t3, t4:
    sys.setprofile(prof)
    r = t()
    sys.setprofile(None)
    print(r)
sys.setprofile(prof)
r = a(), len(b(1))
sys.setprofile(None)
print(r)
sys.setprofile(prof)
r = a(), b(1)
sys.setprofile(None)
print(r)
sys.setprofile(prof)
r = a()
sys.setprofile(None)
print(r)
class Fut:
    def get_loop(self):
        l = 5
        return l
def a(fut):
    g = fut.get_loop
    return g()
def b(fut):
    g = fut.get_loop
    r = g()
    return r
def c(fut):
    return fut.get_loop()
def d():
    return e()
def e():
    return 5
def tr(frame, event, arg):
    if frame.f_code.co_name != "<module>": print(frame.f_code.co_name, event, sorted(frame.f_locals), arg)
    return tr
sys.settrace(tr)
r = a(Fut()), b(Fut()), c(Fut()), d()
sys.settrace(None)
print(r)
