"""array.array against CPython: items, slices, methods, buffers, pickles, arrays that change while they are used."""
import copy
import io
import weakref
import array as module
from array import array


def show(label, function, *args):
    try:
        print(label, repr(function(*args)))
    except Exception as error:
        print(label, type(error).__name__, error)


# Every type code: its size, its limits, what is out of range.
for code in module.typecodes:
    print(code, array(code).itemsize, repr(array(code)), array(code).typecode)
    for value in (-1, 0, 127, 128, -129, 255, 256, 2**15, -2**15 - 1, 2**16, 2**31, 2**32, 2**63, -2**63 - 1, 2**64,
                  1.5, "a", "ab", None):
        show(code, lambda: array(code, [value]))
print(module.ArrayType is array)

# Making.
for arguments in ((), ("x",), (1,), ("ab",), ("b", "ab"), ("u", "añ𝄞"), ("u", b"abcd"), ("i", b"abc"), ("i", 5),
                  ("u", [1]), ("i", array("u", "a")), ("h", array("b", [1, 2])), ("b", 1, 2), ("H", bytearray(b"abcd")),
                  ("d", (x / 2 for x in range(4)))):
    show("make", array, *arguments)

# Items and slices.
numbers = array("i", range(10))
print(numbers[3], numbers[-1], numbers[2:5], numbers[::-3], numbers[20:])
for action in ("a[10]", "a['x']", "a[1.5]", "a + [1]", "a + array('b')", "a * 'x'", "a < [1]", "a == [1]", "hash(a)"):
    show(action, eval, action, {"a": numbers, "array": array})
for action in ("a[2] = 99", "a[-20] = 1", "a[0] = 'x'", "a[1:3] = array('i', [7, 8, 9])", "a[::4] = array('i', [0])",
               "a[::4] = array('i', [0, 0, 0])", "a[1:2] = [1]", "a[1:2] = array('b')", "del a[0]", "del a[::3]",
               "del a[::-2]", "a[1:1] = a", "a += a", "a *= 2", "a *= 0", "a += [1]", "del a[5]"):
    copied = numbers[:]
    try:
        exec(action, {"a": copied, "array": array})
    except Exception as error:
        print(action, type(error).__name__, error)
    print(action, copied)

# Methods.
a = array("h", [1, 2, 3, 2])
a.append(5)
a.extend([6, 7])
a.extend(array("h", [8]))
a.insert(1, 100)
a.insert(-100, 50)
a.insert(100, 51)
print(a, a.pop(), a.pop(0), a.pop(-2), a.count(2), a.index(2), a.index(2, 3), a.index(6, -3, 100))
a.remove(2)
a.reverse()
print(a, a.tolist(), a.tobytes(), a.buffer_info()[1], 100 in a, "x" in a)
a.byteswap()
print(a)
show("pop", array("b").pop)
show("pop", a.pop, 99)
show("remove", a.remove, 99)
show("index", a.index, 2, 9)
show("extend", a.extend, array("b"))
show("frombytes", a.frombytes, b"abc")
show("fromlist", a.fromlist, [1, "x"])
show("fromlist", a.fromlist, (1,))
show("fromunicode", a.fromunicode, "x")
print(len(a))
a.frombytes(b"abcd")
a.fromlist([4, 5])
print(a[-4:])
text = array("u", "añ")
text.fromunicode("𝄞")
print(text, text.tounicode())
file = io.BytesIO()
a.tofile(file)
file.seek(0)
b = array("h")
show("fromfile", b.fromfile, file, 2)
show("fromfile", b.fromfile, file, 1000)
print(a == b, a < b, a <= b + array("h", [1]), array("b", [1]) == array("d", [1]), array("d", [float("nan")]) != array("d"))

# Iterators, copies, pickles, subclasses, weak references.
iterator = iter(array("b", [1, 2]))
print(next(iterator), iterator.__reduce__()[1:], list(iterator), list(iterator))
print(copy.copy(a) == a, copy.deepcopy(a) == a)
for protocol in range(6):
    for x in (array("d", [1.5]), array("u", "ñ"), array("Q", [2**63])):
        function, arguments, state = x.__reduce_ex__(protocol)
        print(protocol, arguments[1:], state, function(*arguments) == x)
for code, number, data in (("i", 3, b"\1\2"), ("i", 9, b"\0\0\0\1"), ("d", 15, b"\x3f\x80\0\0"), ("u", 18, b"a\0"),
                           ("i", 99, b""), ("x", 1, b"")):
    show("reconstruct", module._array_reconstructor, array, code, number, data)


class Named(array):
    def __init__(self, code, items=(), name="?"):
        self.name = name

    def __new__(cls, code, items=(), name="?"):
        return super().__new__(cls, code, items)


named = Named("i", [1], name="one")
reference = weakref.ref(named)
print(named, named.name, type(named[:]), reference() is named)

# Its bytes wherever bytes are taken.
a = array("H", [1, 513])
print(bytes(a), b"x" + a, b"".join([a, a]), bytearray(a), b"\1\2" in a.tobytes(), int.from_bytes(a, "little"))
print(bytearray(b"\1\0\1\2") == a, b"\1\0\1\2" == a)
io.BytesIO(b"zz").readinto(a)
print(a)


# Arrays that change while they are used.
class Hostile:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        del self.target[:]
        return False


a = array("i")
for method in (a.count, a.remove, a.index, a.__contains__):
    a.extend(range(100))
    show("search", method, Hostile(a))
a = array("i", range(10))
for item in a:
    if len(a) < 20:
        a.append(item)
print(len(a))
