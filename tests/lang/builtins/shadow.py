# Names: globals shadow builtins, and uncover them again when deleted.
print(len("abc"))
len = lambda x: "shadowed " + str(x)
print(len("abc"))
del len
print(len("abc"))
def f():
    return max(1, 2)
print(f())
max = min
print(f())
del max
print(f())
import builtins
builtins.new_builtin = lambda: "from builtins"
print(new_builtin())
del builtins.new_builtin
try:
    new_builtin()
except NameError as e:
    print(e)
original = builtins.abs
builtins.abs = lambda x: "patched"
print(abs(-1))
builtins.abs = original
print(abs(-1))
def param(list, str=5):
    return list, str
print(param(1), list("ab"), str(5))
class C:
    int = "class attribute"
    def m(self, int=int):
        return int
print(C().m(), int("5"))
globals()["dynamic"] = 42
print(dynamic, "dynamic" in globals(), globals() is globals(), globals()["__name__"])
del globals()["dynamic"]
try:
    print(dynamic)
except NameError as e:
    print(e)
for print_count in range(2):
    print(print_count)
def late():
    return defined_later()
def defined_later():
    return "ok"
print(late())
def defined_later():
    return "redefined"
print(late())
x = 1
def reads():
    return x
results = []
for v in (2, "s", None, [1], 2.5):
    x = v
    results.append(reads())
print(results)
