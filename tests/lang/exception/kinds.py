# The hierarchy, attributes and messages of the built-in exceptions.
for c in (BaseException, Exception, ArithmeticError, AssertionError, AttributeError, BufferError, EOFError, FloatingPointError, GeneratorExit, ImportError,
          IndentationError, IndexError, KeyError, KeyboardInterrupt, LookupError, MemoryError, ModuleNotFoundError, NameError, NotImplementedError, OSError,
          OverflowError, RecursionError, RuntimeError, StopIteration, SyntaxError, SystemError, SystemExit, TabError, TypeError, UnboundLocalError,
          UnicodeDecodeError, UnicodeEncodeError, UnicodeError, ValueError, ZeroDivisionError, FileNotFoundError, FileExistsError, PermissionError,
          IsADirectoryError, NotADirectoryError, TimeoutError, BrokenPipeError, InterruptedError, Warning, DeprecationWarning, UserWarning, StopAsyncIteration):
    print(c.__name__, [b.__name__ for b in c.__mro__[1:-1]])
print(IOError is OSError, EnvironmentError is OSError)
e = ValueError("a", 2)
print(e.args, str(e), repr(e), e == e, ValueError("a") == ValueError("a"))
e.args = ("new",)
print(e, e.args)
print(str(KeyError("a")), str(KeyError()), str(KeyError(1, 2)), str(Exception(None)), str(Exception("")), repr(Exception("")), str(OSError(2, "No such file")), OSError(2, "x").errno, OSError(2, "x").strerror, type(OSError(2, "x")).__name__, str(OSError(2, "msg", "file")), OSError("just text"))
print(StopIteration(5).value, SystemExit(3).code, StopIteration().value, SystemExit().code, ImportError("m", name="n").name)
e = ValueError("x")
e.extra = 5
e.add_note("a note")
print(e.extra, e.__notes__, e.__traceback__, e.__cause__, e.with_traceback(None) is e)
class MyError(Exception):
    pass
class Coded(MyError):
    def __init__(self, code, msg="default"):
        super().__init__(msg)
        self.code = code
    def __str__(self):
        return f"[{self.code}] {super().__str__()}"
class Plain(Exception):
    def __init__(self, a, b):
        self.a = a
print(Coded(5), repr(Coded(5, "m")), Coded(1).args, Plain(1, 2).args, str(Plain(1, 2)), repr(MyError()), MyError.__mro__[1].__name__)
for raiser in (lambda: Coded(7), lambda: Coded(8, "text"), lambda: MyError, lambda: MyError("x", "y")):
    try:
        raise raiser()
    except Coded as e:
        print("Coded", e, e.code)
    except MyError as e:
        print("MyError", e, e.args)
def error(f):
    try:
        return f()
    except BaseException as e:
        return type(e).__name__ + ": " + str(e)
def r1(): raise 5
def r2(): raise "text"
def r3(): raise None
def r4(): raise
def r5(): raise ValueError from 5
def r6(): raise int
def r7():
    try:
        raise ValueError
    except 5:
        pass
def r8():
    try:
        raise ValueError
    except (KeyError, "x"):
        pass
def r9():
    try:
        raise ValueError("v")
    except not_defined:
        pass
def r10(): assert 1 == 2
def r11(): assert 1 == 2, "message"
def r12(): assert (), [1, 2]
def r13(): raise ValueError("x") from KeyError
def r14(): raise SystemExit("bye")
def r15(): raise KeyboardInterrupt
def r16(): raise NotImplementedError
def r17(): raise StopIteration(1)
def r18(): raise type("Dyn", (Exception,), {})("dynamic")
for r in (r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15, r16, r17, r18):
    print(r.__name__, error(r))
class Falsy(Exception):
    def __bool__(self): return False
try:
    raise Falsy("f")
except Falsy as e:
    print("falsy caught", bool(e))
try:
    raise ValueError("group")
except tuple([KeyError, ValueError]) as e:
    print("tuple built at run time", e)
try:
    raise KeyError("k")
except LookupError as e:
    print(type(e).__name__, e, e.args[0])
except Exception:
    print("no")
import sys
def info():
    try:
        raise ValueError("i")
    except ValueError:
        a = sys.exc_info()[0].__name__
        try:
            raise KeyError
        except KeyError:
            b = sys.exc_info()[0].__name__
        c = sys.exc_info()[0].__name__
    return a, b, c, sys.exc_info()
print(info())
try:
    raise ValueError("tb")
except ValueError as e:
    print(e.__traceback__.tb_lineno, e.__traceback__.tb_next, type(e.__traceback__).__name__)
def thrower():
    raise KeyError("deep")
try:
    thrower()
except KeyError as e:
    tb = e.__traceback__
    n = 0
    while tb:
        n += 1
        tb = tb.tb_next
    print(n)
u = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
print(u, u.start, u.end, u.reason, u.encoding, u.object)
n = NameError("name 'x' is not defined", name="x")
print(n, n.name)
try:
    nope
except NameError as e:
    print(e.name)
try:
    (5).attr
except AttributeError as e:
    print(e.name, e.obj)
