"""code.replace(): names, flags and line; constants, globals and variables of the same kinds."""
import types


def attempt(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def run(code, *arguments, closure=None, **keywords):
    return attempt(types.FunctionType(code, {"__builtins__": __builtins__}, "f", None, closure), *arguments, **keywords)


def f(a, b=1):
    "doc"
    return a + b, "const", 12345, 2.5, 123456789012345678901234567890, b"bytes"


code = f.__code__
same = code.replace()
print(same == code, same is code, run(same, 1, 2))
print(run(code.replace(co_consts=code.co_consts, co_names=code.co_names, co_varnames=code.co_varnames), 1, 2))

other = {"const": "CONST", 12345: -7, 2.5: 1e9, 123456789012345678901234567890: 98765432109876543210, b"bytes": b"", "doc": "other doc"}
changed = code.replace(co_consts=tuple(other.get(c, c) for c in code.co_consts))
print(run(changed, 1, 2), types.FunctionType(changed, {}).__doc__, changed == code, run(code, 1, 2))
print(types.FunctionType(code.replace(co_consts=(None,) + code.co_consts[1:]), {}).__doc__)

print("variables")
renamed = code.replace(co_varnames=("x", "y"))
print(renamed.co_varnames, run(renamed, y=1, x=2), run(renamed, a=1))
swapped = code.replace(co_varnames=("b", "a"))
print(swapped.co_varnames, run(swapped, a="2", b="1"))


def outer():
    free = 1

    def inner():
        return free
    return inner


print(run(outer().__code__.replace(co_freevars=("other",)), closure=(types.CellType(5),)))
print(outer().__code__.replace(co_freevars=("other",)).co_freevars, outer.__code__.replace(co_cellvars=("cell",)).co_cellvars)


def names():
    return len, str.upper


print("names")
changed = names.__code__.replace(co_names=("max", "int", "bit_length"))
print(changed.co_names, run(changed), run(names.__code__))


def nested():
    def g():
        return 1
    return g()


print("code in constants")


def with_file(code, name):
    constants = tuple(with_file(c, name) if isinstance(c, types.CodeType) else c for c in code.co_consts)
    return code.replace(co_filename=name, co_consts=constants)


changed = with_file(nested.__code__, "other.py")
print(run(changed), changed.co_filename, [c.co_filename for c in changed.co_consts if isinstance(c, types.CodeType)])
inner = next(c for c in changed.co_consts if isinstance(c, types.CodeType))
two = changed.replace(co_consts=tuple(inner.replace(co_consts=tuple(2 if x == 1 else x for x in inner.co_consts)) if c is inner
                                      else c for c in changed.co_consts))
print(run(two), run(changed))

print("hot code keeps its own constants")


def loop(n):
    total = 0
    for i in range(n):
        total += 77777
    return total


faster = loop.__code__.replace(co_consts=tuple(88888 if c == 77777 else c for c in loop.__code__.co_consts))
print(loop(5000), run(faster, 5000), loop(5000), run(faster, 5000))

print("errors")
print(attempt(code.replace, co_consts=[1]), attempt(code.replace, co_names=1), attempt(code.replace, co_varnames="ab"))
print(attempt(code.replace, co_name=1), attempt(code.replace, co_filename=b"x"))
