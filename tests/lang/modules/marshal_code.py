"""marshal.dumps() and loads() of code objects: what they say of themselves, and that they run."""
import io
import marshal
import sys
import types


def again(code):
    return marshal.loads(marshal.dumps(code))


def function(f, **globals_):
    made = types.FunctionType(again(f.__code__), globals_ or globals(), f.__name__, f.__defaults__, f.__closure__)
    made.__kwdefaults__ = f.__kwdefaults__
    return made


def arguments(a, /, b, c=3, *rest, d, e=5, **more):
    """Every kind of parameter."""
    return a, b, c, rest, d, e, more


def constants():
    return None, ..., 1, -1, 2**70, 2.5, -0.0, 1j, "text", "é\0\U0001f600", b"bytes\0", (1, ("nested", 2.0)), 3 in {1, 2, 3}


def generator(n):
    for i in range(n):
        try:
            got = yield i * 2
        finally:
            print("after", i, got)


async def coroutine(x):
    async def inner():
        return x + 1
    return await inner()


def closure():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count
    return step


def handlers(x):
    try:
        return 10 // x
    except ZeroDivisionError as error:
        return str(error)
    finally:
        print("finally")


print(function(arguments)(1, 2, d=4), function(arguments)(1, 2, 7, 8, 9, d=0, z=1))
print(function(constants)())
print(list(function(generator)(2)))
try:
    function(coroutine)(4).send(None)
except StopIteration as stop:
    print("coroutine", stop.value)
step = function(closure)()
print(step(), step(5))
print(function(handlers)(0), function(handlers)(5))

print("a closure gets the cells that the function has")
outer = closure()
twin = function(outer)
print(outer(), twin(), outer())
try:
    types.FunctionType(again(outer.__code__), {})
except TypeError as error:
    print(error)

print("what a code object says of itself")
for f in arguments, generator, coroutine, closure, outer, handlers:
    old, new = f.__code__, again(f.__code__)
    same = [n for n in dir(old) if n.startswith("co_") and not callable(getattr(old, n))
            and getattr(old, n) != getattr(new, n)]
    print(f.__name__, same, new == old, hash(new) == hash(old), list(new.co_positions()) == list(old.co_positions()))

print("modules and classes")
source = "class C:\n    '''doc'''\n    x = [i for i in range(3)]\n    def m(self): return __class__, self.x\nprint(C().m()[1], C.__doc__)\n"
exec(again(compile(source, "source.py", "exec")), {"__name__": "m"})
print(eval(again(compile("a + len(b)", "<s>", "eval")), {"a": 1, "b": "abc"}))

print("tracebacks")
def fails():
    x = 1
    return x / 0
try:
    function(fails)()
except ZeroDivisionError as error:
    tb = error.__traceback__.tb_next
    print(tb.tb_lineno - fails.__code__.co_firstlineno, tb.tb_frame.f_code.co_name,
          tb.tb_frame.f_code.co_filename == fails.__code__.co_filename)

print("inside of other values, shared, and in files")
value = {"code": fails.__code__, "list": [fails.__code__, 1]}
back = marshal.loads(marshal.dumps(value))
print(back["code"] is back["list"][0], back["code"] == fails.__code__)
for version in range(5):
    print(version, eval(marshal.loads(marshal.dumps(compile("6 * 7", "", "eval"), version))))
file = io.BytesIO()
marshal.dump(constants.__code__, file)
marshal.dump("behind", file)
file.seek(0)
code = marshal.load(file)
print(code == constants.__code__, marshal.load(file))
print(marshal.dumps(again(constants.__code__)) == marshal.dumps(again(again(constants.__code__))))

print("cut off")
data = marshal.dumps(arguments.__code__)
errors = set()
for size in range(len(data)):
    try:
        marshal.loads(data[:size])
    except Exception as error:
        errors.add(type(error).__name__)
    else:
        errors.add(size)
print(errors)
try:
    marshal.load(io.BytesIO(data[:-1]))
except Exception as error:
    print(type(error).__name__, error)

print("hot code")
def hot(n):
    total = 0
    for i in range(n):
        total += i & 3
    return total
f = function(hot)
print(f(20000), f(20000) == hot(20000))
