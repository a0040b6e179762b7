"""Code that is run otherwise than its compiler meant: exec of functions, functions made of class bodies."""
import builtins
import types


def code_in(function, name):
    return next(c for c in function.__code__.co_consts if getattr(c, "co_name", "") == name)


# exec() of a function's code passes no arguments, which is checked as in a call
def one(a):
    print(a)


def rest(*args, key, **more):
    print(args, more)


def gathers(*args, **more):
    print(args, more)


for function in one, rest, gathers, lambda x, *y: x:
    try:
        exec(function.__code__)
        print("ran")
    except TypeError as error:
        print(error)
    try:
        builtins.__build_class__(function, "Made")
        print("made")
    except TypeError as error:
        print(error)


# the body of a class as a function keeps its names in its globals
def outer():
    captured = 7

    class Body:
        """Text."""
        x: int = 3
        import sys
        del sys
        y = x + captured


    class Plain:
        z = 1
        w: str
        del z


body, plain = code_in(outer, "Body"), code_in(outer, "Plain")
names = {"__name__": "elsewhere"}
print(types.FunctionType(plain, names)())
print(sorted(name for name in names if name != "__builtins__"))
names = {"__name__": "elsewhere"}
print(types.FunctionType(body, names, closure=(types.CellType(5),))())
print(names["y"], names["__qualname__"], names["__annotations__"])
try:
    types.FunctionType(plain, {})()
except NameError as error:
    print(error)


# super() looks at a cell that anybody may fill
class Derived:
    def method(self):
        return super().method


Derived.method.__closure__[0].cell_contents = 5
try:
    Derived().method()
except RuntimeError as error:
    print(error)
del Derived.method.__closure__[0].cell_contents
try:
    Derived().method()
except RuntimeError as error:
    print(error)
