"""memoryview.cast, several dimensions, and the life of a view."""
import array
import pickle


def attempt(label, function, *args, **keywords):
    try:
        print(label, function(*args, **keywords))
    except Exception as error:
        print(label, type(error).__name__, error)


def attributes(view):
    return (view.format, view.itemsize, view.ndim, view.shape, view.strides, view.nbytes, view.c_contiguous,
            view.f_contiguous, view.contiguous, len(view))


def put(view, key, value):
    view[key] = value
    return view.tolist()


class Index:
    def __index__(self):
        return 1


buffer = bytearray(range(24))
view = memoryview(buffer)
for arguments in (("B",), ("b",), ("c",), ("h",), ("@i",), ("q",), ("d", [3]), ("B", [4, 6]), ("B", (2, 3, 4)), ("h", [3, 4]),
                  ("B", [24, 1]), ("B", [1, 24]), ("i", [1, 6, 1])):
    result = view.cast(*arguments)
    print(arguments, attributes(result), result.obj is buffer)
    if result.format not in "@d":
        print(result.tolist())
for arguments in (("",), ("x",), ("u",), ("w",), ("<i",), ("=B",), ("ii",), ("@",), ("@@i",), (1,), (None,), (b"B",), ("s",),
                  ("e",), ("p",), ("B", [5, 5]), ("B", []), ("B", 24), ("B", "ab"), ("B", None), ("B", [0, 4]), ("B", [-1, 24]),
                  ("B", [2.0, 12]), ("B", [Index(), 24]), ("B", [2**70]), ("B", [2**40, 2**40]), ("B", [1] * 64 + [24]),
                  ("h", [5]), ("B", {24: 1}), ("B", range(24))):
    shown = tuple("Index" if isinstance(a, list) and isinstance(a[:1] and a[0], Index) else a for a in arguments)
    attempt(shown, lambda: attributes(view.cast(*arguments)))
attempt("odd", lambda: memoryview(b"abc").cast("h"))
attempt("not bytes", lambda: memoryview(array.array("i", [1])).cast("h"))
attempt("back", lambda: memoryview(array.array("i", [1])).cast("B").tolist())
attempt("strided", lambda: view[::2].cast("h"))
attempt("two", lambda: view.cast("B", [4, 6]).cast("B", [6, 4]))
attempt("flat", lambda: view.cast("B", [4, 6]).cast("h").tolist())
attempt("flat shape", lambda: view.cast("B", [4, 6]).cast("B", [24]).shape)
attempt("empty", lambda: attributes(memoryview(b"").cast("i")))
attempt("empty shape", lambda: memoryview(b"").cast("i", [0]))
attempt("keywords", lambda: attributes(view.cast(format="B", shape=[2, 12])))

# several dimensions
matrix = view.cast("B", [4, 6])
for key in (0, (0, 0), (3, 5), (-1, -1), (4, 0), (0, 6), (1,), (1, 2, 3), (), (0, Index()), (0, 2**70), (0, "a"), slice(1, 3),
            (slice(1), slice(2)), (0, slice(1)), slice(None, None, -1), ..., "x", (2**70,)):
    shown = "Index" if isinstance(key, tuple) and isinstance(key[-1:] and key[-1], Index) else key
    def get():
        result = matrix[key]
        return (attributes(result), result.tolist()) if isinstance(result, memoryview) else result
    attempt(("get", shown), get)
    attempt(("put", shown), put, matrix, key, 200)
matrix[0, 0], matrix[3, 5] = 0, 23
attempt("iterate", list, matrix)
attempt("in", lambda: 3 in matrix)
attempt("too large", put, matrix, (0, 0), 256)
cube = view.cast("h", [2, 3, 2])
print(cube.tolist(), cube[1, 2, 1], cube[-2, -3, -2])
for order in (None, "C", "F", "A"):
    print(order, matrix.tobytes(order), cube.tobytes(order), cube[::-1].tobytes(order))
print(matrix[::2].tolist(), matrix[1:3].strides, matrix[::-1].contiguous, matrix[1:2].contiguous, matrix[:0].shape)
column = view.cast("B", [24, 1])
print(column.c_contiguous, column.f_contiguous, column[::2].c_contiguous, column[::2].tobytes())
print(matrix.hex(), matrix[::-2].hex("-"), bytes(matrix[::-1]), bytearray(matrix[2:]))
print(matrix == view.cast("B", [4, 6]), matrix == view, matrix == view.cast("B", [6, 4]), matrix[::-1] == matrix,
      matrix == view.cast("b", [4, 6]), cube == view.cast("H", (2, 3, 2)))
attempt("hash", lambda: hash(memoryview(bytes(4)).cast("B", [2, 2])) == hash(bytes(4)))
print(memoryview(matrix).shape, matrix.toreadonly().shape, matrix.toreadonly().readonly, len(cube), cube.nbytes)

# no dimension
scalar = memoryview(bytearray(b"\1\2\3\4")).cast("i", [])
print(attributes(scalar), scalar.tolist(), scalar[()], scalar[...] is scalar, scalar.tobytes())
for key in (0, slice(None), (0,), "x", None):
    attempt(("get", key), lambda: scalar[key])
    attempt(("put", key), put, scalar, key, 1)
attempt("put", put, scalar, (), 5)
attempt("put", put, scalar, ..., 6)
attempt("iterate", list, scalar)
print(scalar == memoryview(bytearray(b"\6\0\0\0")).cast("i", ()), scalar == b"\6\0\0\0", scalar.cast("B").tolist(),
      scalar.cast("B", [4]).shape)

# the life of a view
view = memoryview(b"abc")
view.release()
view.release()
print(repr(view)[:19], view == view, view == memoryview(b"abc"), view != b"abc")
for name in ("obj", "nbytes", "readonly", "itemsize", "format", "ndim", "shape", "strides", "suboffsets", "c_contiguous",
             "f_contiguous", "contiguous"):
    attempt(name, getattr, view, name)
for name, arguments in (("tobytes", ()), ("tolist", ()), ("hex", ()), ("cast", ("B",)), ("toreadonly", ()), ("__enter__", ()),
                        ("__len__", ()), ("__getitem__", (0,)), ("__setitem__", (0, 1)), ("__hash__", ())):
    attempt(name, getattr(view, name), *arguments)
for function in (memoryview, bytes, bytearray, bool, list, len):
    attempt(function.__name__, function, view)
with memoryview(bytearray(b"abc")) as view:
    second = memoryview(view)
    print(view[0])
attempt("after with", lambda: view[0])
print(second[0])
attempt("with released", view.__enter__)
attempt("exit", view.__exit__, None, None, None)
walk = iter(second)
next(walk)
second.release()
attempt("walk", next, walk)


class Releases:
    def __init__(self, view):
        self.view = view

    def __index__(self):
        self.view.release()
        return 1

    def __bool__(self):
        self.view.release()
        return True


for code, value in (("B", Releases), ("?", Releases)):
    view = memoryview(bytearray(8)).cast(code)
    attempt("released while writing " + code, put, view, 0, value(view))
view = memoryview(bytearray(8))
attempt("released by the index", lambda: view[Releases(view)])
view = memoryview(bytearray(8))
attempt("released by the index", put, view, Releases(view), 1)
view = memoryview(bytearray(8))
attempt("released by the slice", lambda: view[Releases(view):].tolist())
attempt("pickle", pickle.dumps, memoryview(b"abc"))


class Derived(bytearray):
    pass


print(memoryview(Derived(b"abc")).tolist(), type(memoryview(Derived(b"abc")).obj).__name__)
try:
    class View(memoryview):
        pass
except TypeError as error:
    print(error)
